// major.h: generation 2 collected in slices, so that no pause grows with the heap.
//
// A cycle begins where CPython would collect generation 2 (after a collection of the younger ones,
// whose survivors join generation 2), and is worked off at the polls of later young collections:
// `pace` units of work for each newly tracked object. Nothing depends on a clock.
//
//   1. PREPARE: the bitmaps of all pages are emptied.
//   2. MARK: what the roots reach is marked (mark.h). What is promoted meanwhile is marked, too.
//   3. CONVICT: a walk over the pages takes up what is in generation 2, not marked and not tried.
//      Forward closures are gathered until there is a batch; the batch is judged by its counts
//      (judge.h) and its garbage disposed of (garbage.h), weak references and finalizers in order.
//      Survivors are *tried*: not looked at again, unless garbage that held them dies; then they
//      are doubted, and judged once more, together with all that they reach.
//
// Safe: if the counts of a set are explained by references within the set, nothing outside holds
// it. That is so for any set: a mark too many or too few makes a set smaller or larger, never a
// verdict wrong; so scripts may change references as they like meanwhile, and no write barrier is
// needed.
//
// Complete: what is garbage when the cycle starts is in generation 2 and never marked, since
// nothing reaches it; so it is judged, together with all of its component, as closures go forward.
//
// Bounded: a closure that grows beyond OU_MAJOR_CLOSURE is given up for once, because it may be a
// large structure that lives, but was moved from where marking had not been to where it had been:
// RESCAN then marks, in slices, what marked objects refer to by now. What is as large after that is
// garbage most likely: it is gathered in several slices (batch.h), and one pass over it finds out
// whether that is so.
#ifndef OU_GC_MAJOR_H
#define OU_GC_MAJOR_H

#include "gc/heap.h"

enum {
    OU_MAJOR_PACE        = 16,
    OU_MAJOR_EXACT_BELOW = 32768,
    OU_MAJOR_SLICE       = 16384,    // the work of one slice at most
    OU_MAJOR_BATCH       = 2048,     // objects
    OU_MAJOR_CLOSURE     = 16384,    // objects
};

static inline bool ou_is_major(const OuHeap *heap)
{
    return heap->major.stage != OU_MAJOR_IDLE;
}

void ou_major_init(OuHeap *heap);

// Begins a cycle.
void ou_major_start(OuHeap *heap);

// Does so much work, or a little more, and adds to major.collected. True: the cycle has ended.
bool ou_major_step(OuHeap *heap, size_t work);

// Ends a cycle that may be running, wherever it has got to.
void ou_major_abandon(OuHeap *heap);

// An object has just become one of generation 2.
void ou_major_note_promoted(OuHeap *heap, OuObject *object);
static inline void ou_major_promote(OuHeap *heap, OuObject *object)
{
    if (OU_UNLIKELY(heap->major.stage > OU_MAJOR_PREPARE)) ou_major_note_promoted(heap, object);
}

// Garbage is about to drop a reference to the object: one that was tried is doubted.
void ou_major_doubt(OuObject *object);

// Drops what has died from all lists, so that they name no slot that is free.
void ou_major_forget_dead(OuHeap *heap);

#endif
