// batch.h: what a major cycle judges at once: the closures of some suspects.
//
// Members have OU_GC_IN_SET while a slice works on them. A closure so large that it is gathered in
// several slices is *hidden* between these: scripts run meanwhile, and collections that would take
// the members for their own. Then the members bear the bit of the tried instead. Who has died
// meanwhile, and whoever has its slot now, is recognized: what is promoted in this stage is marked.
#ifndef OU_GC_BATCH_H
#define OU_GC_BATCH_H

#include <assert.h>

#include "gc/log.h"
#include "gc/mark.h"

typedef enum OuGathering {
    OU_GATHERED,
    OU_GATHERED_IN_PART,         // the closure is large: it goes on in the next slice
    OU_GATHERED_TOO_MUCH,        // ... too large for once
} OuGathering;

// Is the object old, not marked, in no set, and not tried yet? `again`: tried or not.
static inline bool ou_batch_is_suspect(OuObject *object, bool again)
{
    const uint8_t mask = OU_GC_TRACKED | OU_GC_GENERATION | OU_GC_IN_SET | OU_GC_DOOMED;
    OuObject header = ou_log_peek(object);
    if (!header.kind || (header.gc & mask) != (OU_GC_TRACKED | (OU_GENERATIONS - 1))) return false;
    assert(!ou_object_is_dying(&header));    // who is dying isn't tracked any more
    OuPage *page = ou_page_of(object);
    return !ou_mark_bit(page, object, OU_BITMAP_MARK) &&
           (again || !ou_mark_bit(page, object, OU_BITMAP_TRIED));
}

// Adds it, if it is a suspect. One that finds no room stays outside: then what it holds may live
// until the next cycle.
void ou_batch_add(OuHeap *heap, OuObject *object, bool again);

// Adds all suspects that the batch reaches, and looks at `most` members for that. With `again` it
// doesn't stop half-way.
OuGathering ou_batch_close(OuHeap *heap, bool again, size_t most);

// The slice ends, and the closure that is being gathered isn't complete.
void ou_batch_hide(OuHeap *heap);

// The batch is complete after it was hidden, and is shown. True: all of it was found to be garbage
// and condemned (clear.h). False: it is to be judged.
bool ou_batch_condemn(OuHeap *heap);

// Gives all of it up.
void ou_batch_give_up(OuMajor *major);

// Drops those that have died, between slices.
void ou_batch_forget_dead(OuMajor *major);

#endif
