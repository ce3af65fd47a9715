// snapshot_progress.h: on a terminal, how far something is that takes more than a second.
#ifndef OU_RUNTIME_SNAPSHOT_PROGRESS_H
#define OU_RUNTIME_SNAPSHOT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct OuProgress {
    const char *title;
    uint64_t    done, total;
    uint64_t    next;            // what `done` is when somebody looks at the clock again
    uint64_t    shown_at;        // milliseconds; when it was begun at first
    bool        is_terminal, is_shown;
} OuProgress;

void ou_progress_begin(OuProgress *progress, const char *title, uint64_t total);
bool ou_progress_look(OuProgress *progress);
void ou_progress_end(OuProgress *progress);      // the bar vanishes

// One step more. Now and then true: it is time to look for other things, too.
static inline bool ou_progress_step(OuProgress *progress)
{
    return ++progress->done >= progress->next && ou_progress_look(progress);
}

#endif
