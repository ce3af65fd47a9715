// discard.h: large blocks that nobody needs any more go back to the system piece by piece.
//
// The system takes a tenth of a millisecond for each megabyte that was in use, so the buffer of a
// list of ten million items would be a pause of eight. A discarded block isn't booked any more,
// and nothing refers to it: nobody can tell but by asking the system. While memory is limited,
// blocks are given back at once, since then the books of the system and ours must agree. And where
// a large block is asked for, those that wait are given back first, unless Ctrl-C has come: a
// program that makes and drops them needs no more memory than it would without.
#ifndef OU_GC_DISCARD_H
#define OU_GC_DISCARD_H

#include "gc/heap.h"

enum {
    OU_DISCARD_LEAST = 4 << 20,      // bytes: smaller blocks are no pause
    OU_DISCARD_PIECE = 1 << 20,
};

// More than that doesn't wait.
#define OU_DISCARD_MOST ((size_t)4 << 30)

// Takes over a block that came from malloc, or pages that were mapped. False: it is too small, or
// there is a reason not to keep it.
OU_CHECKED
bool ou_discard_put(OuHeap *heap, void *block, size_t size, bool is_mapped);

// Gives the next piece back.
void ou_discard_some(OuHeap *heap);

// Gives all back. False: there wasn't anything.
bool ou_discard_all(OuHeap *heap);

// A block of this size is about to be asked for.
static inline void ou_discard_make_way(OuHeap *heap, size_t size)
{
    if (OU_LIKELY(size < OU_DISCARD_LEAST)) return;
    while (heap->discarded && !(heap->pending & OU_PENDING_INTERRUPT)) ou_discard_some(heap);
}

#endif
