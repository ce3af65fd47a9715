#include "gc/batch.h"

#include <string.h>

#include "gc/clear.h"
#include "gc/major.h"

// ---- Gathering ----------------------------------------------------------------------------------

typedef struct Gatherer {
    OuVisitor visitor;           // first
    bool      again;             // the closure of a doubted object: a ring that it is a part of was
                                 // tried with it, and must be judged with it
} Gatherer;

void ou_batch_add(OuHeap *heap, OuObject *object, bool again)
{
    if (ou_batch_is_suspect(object, again) && ou_judge_push(heap, &heap->major.batch, object)) {
        object->gc |= OU_GC_IN_SET;
    }
}

static void batch_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuVisitRange range = ou_visit_range(visitor, count);
    for (size_t i = range.from; i < range.end; i++) {
        if (!ou_is_pointer(slots[i])) continue;
        OuObject *object = ou_pointer_of(slots[i]);
        ou_batch_add(ou_heap_of(object), object, ((Gatherer *)visitor)->again);
    }
}

static void batch_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) ou_batch_add(ou_heap_of(*slot), *slot, ((Gatherer *)visitor)->again);
}

static bool closure_is_too_large(const OuMajor *major)
{
    return !major->has_rescanned && major->batch.count > major->begun + OU_MAJOR_CLOSURE;
}

// A large closure is judged alone. What the batch has besides waits among the doubted ones; what
// finds no room there, for the next cycle.
static void batch_set_aside(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    OuObjectList *batch = &major->batch;
    bool has_room = true;
    if (!major->begun) return;
    for (size_t i = 0; i < major->begun; i++) {
        batch->items[i]->gc &= (uint8_t)~OU_GC_IN_SET;
        has_room = has_room && ou_judge_push(heap, &major->doubted, batch->items[i]);
    }
    batch->count -= major->begun;
    major->closed -= major->begun;
    memmove(batch->items, batch->items + major->begun, batch->count * sizeof *batch->items);
    major->begun = 0;
}

void ou_batch_hide(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    batch_set_aside(heap);
    for (size_t i = major->hidden; i < major->batch.count; i++) {
        OuObject *object = major->batch.items[i];
        object->gc &= (uint8_t)~OU_GC_IN_SET;
        ou_mark_set_bit(ou_page_of(object), object, OU_BITMAP_TRIED);
    }
    major->hidden = major->batch.count;
}

static bool is_hidden_member(OuObject *object)
{
    if (!ou_batch_is_suspect(object, true)) return false;
    assert(ou_mark_bit(ou_page_of(object), object, OU_BITMAP_TRIED));
    return true;
}

// What the members have in common.
typedef struct Features {
    uint64_t references;         // the sum of their counts
    size_t   counted;            // so many does gc.collect() count
    bool     is_held;            // some are held for good, or by weak references
} Features;

static inline void features_add(OuHeap *heap, Features *features, const OuObject *object)
{
    features->references += object->refs;
    features->counted += ou_garbage_is_counted(heap, object);
    features->is_held |= object->refs & OU_REFS_SIGN || object->gc & OU_GC_HAS_WEAK;
}

// Those that are still there get the bit.
static Features batch_show(OuHeap *heap, uint8_t bit)
{
    OuMajor *major = &heap->major;
    OuObjectList *batch = &major->batch;
    Features features = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i < batch->count; i++) {
        OuObject *object = batch->items[i];
        if (i < major->hidden && !is_hidden_member(object)) continue;
        object->gc = (uint8_t)((object->gc & ~OU_GC_IN_SET) | bit);
        batch->items[kept++] = object;
        features_add(heap, &features, object);
    }
    batch->count = major->closed = kept;
    major->hidden = 0;
    return features;
}

void ou_batch_give_up(OuMajor *major)
{
    for (size_t i = 0; i < major->batch.count; i++) {
        OuObject *object = major->batch.items[i];
        if (i < major->hidden) ou_mark_clear_bit(ou_page_of(object), object, OU_BITMAP_TRIED);
        else object->gc &= (uint8_t)~OU_GC_IN_SET;
    }
    major->batch.count = major->closed = major->closed_slots = major->hidden = 0;
}

// Looks into the next member, or a piece of it. Returns how many members that is worth.
static size_t batch_look(OuHeap *heap, Gatherer *gatherer)
{
    OuMajor *major = &heap->major;
    OuVisitor *visitor = &gatherer->visitor;
    OuObject *object = major->batch.items[major->closed];
    visitor->from = major->closed_slots;
    visitor->is_cut = false;
    if (major->closed >= major->hidden || is_hidden_member(object)) {
        ou_heap_visit(heap, object, visitor);
    }
    major->closed += !visitor->is_cut;
    major->closed_slots = visitor->is_cut ? visitor->from + OU_MARK_PIECE : 0;
    return visitor->is_cut ? OU_MARK_PIECE / OU_SLOTS_A_CONTAINER : 1;
}

OuGathering ou_batch_close(OuHeap *heap, bool again, size_t most)
{
    Gatherer gatherer = {
        .visitor = {
            .span = batch_span, .span_backward = batch_span, .pointer = batch_pointer,
            .piece = OU_MARK_PIECE,
        },
        .again = again,
    };
    OuMajor *major = &heap->major;
    for (size_t looked = 0; major->closed < major->batch.count; ) {
        if (closure_is_too_large(major)) return OU_GATHERED_TOO_MUCH;
        if (looked >= most && !again) return OU_GATHERED_IN_PART;
        looked += batch_look(heap, &gatherer);
    }
    return OU_GATHERED;
}

void ou_batch_forget_dead(OuMajor *major)
{
    OuObjectList *batch = &major->batch;
    size_t kept = 0, closed = 0;
    for (size_t i = 0; i < batch->count; i++) {
        if (!ou_log_peek(batch->items[i]).kind) continue;
        closed += i < major->closed;
        batch->items[kept++] = batch->items[i];
    }
    batch->count = major->hidden = kept;
    major->closed = closed;
    major->closed_slots = 0;
}

// ---- The verdict without a judgement ------------------------------------------------------------

// A large closure that nothing outside holds, as most that have been garbage since the cycle began,
// needs no judgement in detail where its end may be put off. False: it is to be judged.
bool ou_batch_condemn(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    OuObjectList *batch = &major->batch;
    bool may_condemn = ou_clear_may_condemn(heap, batch->count);
    Features features = batch_show(heap, may_condemn ? OU_GC_DOOMED : OU_GC_IN_SET);
    if (!may_condemn) return false;
    if (features.is_held || !ou_judge_explains(heap, batch, features.references)) {
        for (size_t i = 0; i < batch->count; i++) {
            batch->items[i]->gc ^= OU_GC_IN_SET | OU_GC_DOOMED;
        }
        return false;
    }
    OuSet garbage = { .heap = heap, .items = batch->items, .count = batch->count };
    major->is_watching = true;
    if (heap->hooks.garbage) heap->hooks.garbage(heap, &garbage);
    major->is_watching = false;
    major->judged += batch->count;
    major->collected += features.counted;
    major->closed = 0;
    ou_clear_condemn(heap, batch);
    return true;
}
