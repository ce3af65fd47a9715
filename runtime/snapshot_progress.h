// snapshot_progress.h: work on the whole heap that may take long: on a terminal, a bar shows how
// far it is when it has taken a second; Ctrl-C and the limits of time end it.
#ifndef OU_RUNTIME_SNAPSHOT_PROGRESS_H
#define OU_RUNTIME_SNAPSHOT_PROGRESS_H

#include "gc/lookout.h"
#include "runtime/state.h"

typedef struct OuProgress {
    OuLookout   lookout;         // first: for those below who do long work
    OuVM       *vm;
    const char *title;
    uint64_t    done, total;     // steps; the total is a guess
    uint64_t    next;            // what `done` is when somebody looks at the clock again
    uint64_t    shown_at;        // milliseconds; when it was begun at first
    bool        is_terminal, is_shown;
    bool        is_interrupted;  // the interrupt is still pending
} OuProgress;

void ou_progress_begin(OuProgress *progress, OuVM *vm, const char *title, uint64_t total);
// False: it was interrupted.
bool ou_progress_look(OuProgress *progress);
void ou_progress_end(OuProgress *progress);      // the bar vanishes

// One step more.
static inline bool ou_progress_goes_on(OuProgress *progress)
{
    return ++progress->done < progress->next || ou_progress_look(progress);
}

#endif
