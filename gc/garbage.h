// garbage.h: what becomes of a set that was judged: steps 3 to 7 of a collection (see collector.h).
#ifndef OU_GC_GARBAGE_H
#define OU_GC_GARBAGE_H

#include "gc/judge.h"

// One collection, or one batch of a major cycle.
typedef struct OuRound {
    OuHeap  *heap;
    int      generation;
    int      destination;        // the generation of the survivors
    bool     is_batch;           // survivors keep their place in generation 2, and count as tried
    OuSet    members, garbage;
    bool     has_weak;           // some garbage is the target of weak references
    bool     has_finalizer;      // ... has a finalizer to run
    bool     is_quiet;           // all of it has layouts that are
    size_t   counted;            // garbage that gc.collect() counts
    bool     has_run;            // callbacks or finalizers: the garbage must be judged again
    size_t   candidates;         // how many were judged
    size_t   collected;          // as gc.collect() counts
} OuRound;

// Does the object show in collect()'s number and in get_objects()? Inner parts don't.
bool ou_garbage_is_counted(const OuHeap *heap, const OuObject *object);

// Parts what ou_judge_set has judged: the living settle in CPython's order (those that were never
// doubted first), the doomed become the garbage. Returns how many of the living there are.
size_t ou_garbage_part(OuRound *collection, const OuSet *judged, size_t doomed);

// Weak references, finalizers, the second judgement, and the end of what is still garbage. Runs
// script code.
void ou_garbage_dispose(OuRound *collection);

#endif
