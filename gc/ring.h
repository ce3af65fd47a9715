// ring.h: the rings that hold a set of garbage together.
//
// A depth-first search over the garbage; a reference back to an object on the path closes a ring.
// So a doubly linked list of n nodes has n - 1 rings, a tree with parent links one for each child.
#ifndef OU_GC_RING_H
#define OU_GC_RING_H

#include "gc/judge.h"

enum { OU_RING_LONGEST = 64 };   // longer rings are handed over as one of no steps

// An object, and the address of the slot (an OuValue or a pointer) by which it holds the next one.
typedef struct OuRingStep {
    OuObject   *object;
    const void *slot;
} OuRingStep;

typedef struct OuRingSearch OuRingSearch;
struct OuRingSearch {
    OuHeap *heap;
    size_t  most;                // so many objects are looked at, in blocks evenly spread over the
                                 // garbage; 0: all of it
    size_t  looked;              // objects that were looked at: set by the search
    // `steps` are valid during the call, which must change nothing.
    void  (*found)(OuRingSearch *search, const OuRingStep *steps, size_t count);
    void   *context;
};

// Looks through the garbage, a list whose objects have OU_GC_DOOMED. Uses their bits in the pages'
// bitmaps. Stops early when memory is refused.
void ou_ring_search(OuRingSearch *search, const OuSet *garbage);

#endif
