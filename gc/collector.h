// collector.h: finding cycles that nothing outside holds, generation by generation.
//
// Numbers, triggers and order are CPython 3.11's. A collection of generation g
//
//   1. takes the objects of generations 0..g as its set;
//   2. judges it: references from within the set are taken off the counts, in place; what still has
//      a count is held from outside; what that reaches lives; the rest is garbage. All counts are
//      put back on the way;
//   3. moves the survivors into the next generation and stops tracking those that hold atoms only;
//   4. cuts the weak references to the garbage and runs the callbacks that live outside;
//   5. runs the finalizers, once for each object ever, in the order of the generation;
//   6. judges the garbage again: what a finalizer has rescued lives on, with all it reaches;
//   7. cuts weak references that finalizers have made, and clears the slots of the rest, object by
//      object (with OU_GC_DEBUG_SAVEALL hands them to hooks.save instead), or ends all of them at
//      once where nobody can tell (see quiet.h).
//
// An automatic collection of generation 2 with more than `exact_below` objects is a major cycle:
// the same, in slices (see major.h). ou_collector_collect abandons it for an exact one.
//
// Nothing of this needs memory: every worklist that can't grow is replaced by walking the pages.
#ifndef OU_GC_COLLECTOR_H
#define OU_GC_COLLECTOR_H

#include "gc/heap.h"

enum {   // gc.set_debug()
    OU_GC_DEBUG_STATS         = 1,
    OU_GC_DEBUG_COLLECTABLE   = 2,
    OU_GC_DEBUG_UNCOLLECTABLE = 4,
    OU_GC_DEBUG_SAVEALL       = 32,
    OU_GC_DEBUG_LEAK          = 2 | 4 | 32,
};

enum {
    OU_COLLECTOR_LARGE_SPAN  = 4096,    // an automatic collection of a young generation doesn't
                                        // look into more slots than this: what they hold, lives
    OU_COLLECTOR_LONGEST_LOG = 32768,   // more objects than this in generation 2 have no order
    OU_COLLECTOR_LONGEST_YOUNG_LOG = 1 << 20,   // ... nor more than this in 0 or 1 (gc.disable())
};

// Call it at a poll when `pending` has OU_PENDING_COLLECT or OU_PENDING_SLICE, and no exception is
// pending: clears the bits, collects the oldest generation over its threshold, and does the work of
// the major cycle that is due. Runs script code.
void ou_collector_poll(OuHeap *heap);

// gc.collect(generation): the number of unreachable objects; 0 if called during a collection. The
// generation is 0, 1 or 2.
size_t ou_collector_collect(OuHeap *heap, int generation);

// The same, and the number is added to `collected`; but it stops when an interrupt waits. False: it
// was stopped. What was judged by then lives on in generation 2 as if nothing were garbage, or, if
// the garbage is being cleared already, the rest of it ends at the next polls.
OU_CHECKED
bool ou_collector_try(OuHeap *heap, int generation, size_t *collected);

// gc.step(): starts a major cycle if none is running, and does so much of its work. True: the cycle
// has ended. Runs script code.
bool ou_collector_step(OuHeap *heap, size_t work);

static inline bool ou_is_collecting(const OuHeap *heap)
{
    return heap->phase != OU_PHASE_IDLE;
}

// Collects at each poll that follows an allocation, so that a mistake about who owns what shows.
void ou_collector_set_stress(OuHeap *heap, bool stress);

void ou_collector_enable(OuHeap *heap, bool enabled);

// A first threshold of 0 switches automatic collections off.
void ou_collector_set_thresholds(OuHeap *heap, const uint32_t thresholds[OU_GENERATIONS]);

// Puts all tracked objects aside, where no collection looks; takes them back into generation 2.
void ou_collector_freeze(OuHeap *heap);
void ou_collector_unfreeze(OuHeap *heap);
size_t ou_collector_frozen_count(OuHeap *heap);

// Calls `each` for every tracked and counted object of the generation (OU_GENERATION_FROZEN, too),
// or of 0, 1 and 2 if it is negative, oldest first as far as the logs reach; false ends the walk.
// It may take references, and must neither make containers nor drop references. Inner parts of
// `uncounted` layouts are not among them.
void ou_collector_each(OuHeap *heap, int generation,
                       bool (*each)(OuObject *object, void *context), void *context);

#endif
