// judge.h: which objects of a set are held by nothing outside it.
//
// Exact trial deletion in place, in the order of CPython's move_unreachable (Modules/gcmodule.c):
//
//   1. References from members are taken off the counts of members.
//   2. The members are passed in order. One whose count is left is held from outside and is looked
//      into: what it refers to gets its reference back. One without is doomed for the time being;
//      when a later one turns out to refer to it, it is rescued and joins the end of the queue.
//   3. The doomed ones get back what they took from members. All counts are what they were.
//
// While it runs every member has OU_GC_IN_SET; in the end garbage, and only that, has OU_GC_DOOMED.
//
// The set is a list, or, when there is no memory for that or too many objects to care for order,
// all the pages: then membership is what the headers say.
#ifndef OU_GC_JUDGE_H
#define OU_GC_JUDGE_H

#include "gc/heap.h"
#include "gc/log.h"

struct OuSet {
    OuHeap    *heap;
    OuObject **items;            // NULL: the pages are walked
    size_t     count;            // of items
    size_t     largest;          // spans of more slots count as outside; 0 = none do
    bool       may_stop;         // walks over the set end early while an interrupt waits
};

static inline bool ou_judge_stops(const OuSet *set)
{
    return OU_UNLIKELY(set->may_stop) && ou_heap_is_interrupted(set->heap);
}

enum { OU_JUDGE_ROUND = 1024 };  // objects between two looks for an interrupt

// A position in a walk over a set; all zero at first.
typedef struct OuSetCursor {
    size_t   index;              // of the next item, or number of the next page
    char    *slot, *end;         // what is left of the page
    size_t   step;
} OuSetCursor;

// Takes up the next page; false at the end, or if the walk is to stop.
bool ou_judge_next_page(const OuSet *set, OuSetCursor *cursor);

static inline OuObject *ou_judge_next_slot(const OuSet *set, OuSetCursor *cursor)
{
    if (set->items) return cursor->index < set->count ? set->items[cursor->index++] : NULL;
    if (cursor->slot == cursor->end && !ou_judge_next_page(set, cursor)) return NULL;
    OuObject *object = (OuObject *)(void *)cursor->slot;
    cursor->slot += cursor->step;
    return object;
}

// Has the header the bits `wanted` among those of `mask`, and isn't frozen? Of the two bits of the
// generation, not both are set then.
static inline bool ou_judge_fits(const OuObject *object, uint8_t mask, uint8_t wanted)
{
    return ((ou_log_peek(object).gc & (mask | OU_GC_GENERATION)) ^ wanted) < OU_GENERATION_FROZEN;
}

// The next object of the set that fits; NULL at the end. A member that died meanwhile, as garbage
// may, comes with the kind 0.
static inline OuObject *ou_judge_next(const OuSet *set, OuSetCursor *cursor, uint8_t mask,
                                      uint8_t wanted)
{
    OuObject *object;
    while ((object = ou_judge_next_slot(set, cursor)) != NULL) {
        if (ou_judge_fits(object, mask, wanted)) break;
    }
    return object;
}

// Calls `each`, which is compiled into the loop, for all that fit among the set's items; or, with
// the second function, in the set.
__attribute__((always_inline))
static inline void ou_judge_each_item(const OuSet *set, uint8_t mask, uint8_t wanted,
                                      void (*each)(OuObject *object, void *context), void *context)
{
    OuObject *const *items = set->items;
    for (size_t i = 0, end; i < set->count && !ou_judge_stops(set); i = end) {
        end = set->count - i > OU_JUDGE_ROUND ? i + OU_JUDGE_ROUND : set->count;
        for (size_t k = i; k < end; k++) {
            if (ou_judge_fits(items[k], mask, wanted)) each(items[k], context);
        }
    }
}

__attribute__((always_inline))
static inline void ou_judge_each(const OuSet *set, uint8_t mask, uint8_t wanted,
                                 void (*each)(OuObject *object, void *context), void *context)
{
    OuSetCursor cursor = { 0 };
    OuObject *object;
    if (set->items) {
        ou_judge_each_item(set, mask, wanted, each, context);
    } else {
        while ((object = ou_judge_next(set, &cursor, mask, wanted)) != NULL) each(object, context);
    }
}

// Judges the members, those with OU_GC_IN_SET. Returns how many are doomed. The rescued ones among
// the living stand in heap->queue in the order of their rescue, if the set is a list.
//
// One that may stop needs memory for its counts: without, it goes on to its end. If it is stopped,
// it sets heap->was_stopped and returns 0: some members may have OU_GC_DOOMED then, and all are to
// be put back. In any case walks over the set don't stop afterwards.
size_t ou_judge_set(OuSet *set);

// The counts of a set that was judged last, in the order of its members.
typedef struct OuSavedCounts {
    const uint32_t *next, *end;
} OuSavedCounts;

static inline OuSavedCounts ou_judge_saved(const OuHeap *heap)
{
    return (OuSavedCounts){ heap->saved, heap->saved + heap->saved_count };
}

// The next member gets its count back, if it was saved.
static inline void ou_judge_put_back(OuObject *member, OuSavedCounts *counts)
{
    if (counts->next < counts->end) member->refs = *counts->next++;
}

// Are all objects of the list, which have OU_GC_DOOMED and no others have it, garbage? They are if
// they have as many references as there are among them: `references` is the sum of their counts.
bool ou_judge_explains(OuHeap *heap, const OuObjectList *list, uint64_t references);

// Frees the array of counts that judgements have used.
void ou_judge_forget_counts(OuHeap *heap);
enum { OU_JUDGE_COUNTS_KEPT = 32768 };   // so many may be kept for the next judgement

// The list's room grows as needed; false: memory is refused.
OU_CHECKED
bool ou_judge_push(OuHeap *heap, OuObjectList *list, OuObject *object);
OU_CHECKED
bool ou_judge_reserve(OuHeap *heap, OuObjectList *list, size_t capacity);
// Empties the list, and frees its memory if it is large.
void ou_judge_clear(OuHeap *heap, OuObjectList *list);
// Drops the entries whose slots are free.
void ou_judge_forget_dead(OuObjectList *list);

#endif
