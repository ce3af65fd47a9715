#include "gc/clear.h"

#include "gc/collector.h"
#include "gc/major.h"
#include "gc/mark.h"

// ---- One object ---------------------------------------------------------------------------------

static void clear_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuVisitRange range = ou_visit_range(visitor, count);
    for (size_t i = range.from; i < range.end; i++) ou_clear(&slots[i]);
}

static void clear_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuVisitRange range = ou_visit_range(visitor, count);
    while (range.end > range.from) ou_clear(&slots[--range.end]);
}

static void clear_pointer(OuVisitor *visitor, OuObject **slot)
{
    OuObject *object = *slot;
    *slot = NULL;
    if (object) ou_object_unref(object);
}

// In a major cycle, what was tried is doubted when a reference goes.
static inline void slot_doubt(OuValue *slot)
{
    if (ou_is_pointer(*slot)) ou_major_doubt(ou_pointer_of(*slot));
    ou_clear(slot);
}

static void doubt_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuVisitRange range = ou_visit_range(visitor, count);
    for (size_t i = range.from; i < range.end; i++) slot_doubt(&slots[i]);
}

static void doubt_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuVisitRange range = ou_visit_range(visitor, count);
    while (range.end > range.from) slot_doubt(&slots[--range.end]);
}

static void doubt_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) ou_major_doubt(*slot);
    clear_pointer(visitor, slot);
}

static const OuVisitor clearer = {
    .mode = OU_VISIT_CLEAR,
    .span = clear_span, .pointer = clear_pointer, .span_backward = clear_span_backward,
    .is_clearing = true,
};

static const OuVisitor doubter = {
    .span = doubt_span, .pointer = doubt_pointer, .span_backward = doubt_span_backward,
    .is_clearing = true,
};

// An object without its slots isn't fit to be asked for a finalizer.
void ou_clear_object(OuHeap *heap, OuObject *object)
{
    object->gc |= OU_GC_FINALIZED;
    // Neither writes into its visitor where there are no pieces.
    ou_heap_visit(heap, object, (OuVisitor *)(heap->major.is_watching ? &doubter : &clearer));
}

bool ou_clear_piece(OuHeap *heap, OuObject *object, size_t *cleared)
{
    OuVisitor visitor = heap->major.is_watching ? doubter : clearer;
    visitor.mode = OU_VISIT_OTHER;
    visitor.piece = OU_RELEASE_PIECE;
    visitor.from = *cleared;
    object->gc |= OU_GC_FINALIZED;
    ou_heap_visit(heap, object, &visitor);
    *cleared = visitor.is_cut ? *cleared + OU_RELEASE_PIECE : 0;
    ou_release_count(heap, OU_RELEASE_PIECE / OU_SLOTS_A_CONTAINER);
    return visitor.is_cut;
}

void ou_clear_give_back(OuObject *slot)
{
    ou_page_put_slot(ou_page_of(slot), slot);
}

// ---- Condemned ones -----------------------------------------------------------------------------

bool ou_clear_may_condemn(const OuHeap *heap, size_t count)
{
    return heap->major.is_polled && !heap->debug && count > heap->release_slice &&
           count >= heap->counts[0] && ou_release_is_unobserved(heap);
}

// All of their deaths are taken off counts[0] at once.
void ou_clear_condemn(OuHeap *heap, OuObjectList *list)
{
    heap->counts[0] = 0;
    heap->put_off_runs |= !ou_release_is_unobserved(heap);
    heap->condemned = *list;
    *list = (OuObjectList){ 0 };
    heap->cleared = heap->cleared_slots = 0;
}

// False: not all of its slots are empty yet.
static bool condemned_clear(OuHeap *heap, OuObject *object)
{
    bool has_more = false;
    ou_release_count(heap, 1);
    if (object->kind && !ou_object_is_dying(object)) {
        ou_object_ref(object);
        if (ou_release_has_many_slots(heap, object)) {
            has_more = ou_clear_piece(heap, object, &heap->cleared_slots);
        } else {
            ou_clear_object(heap, object);
        }
        ou_object_unref(object);
    }
    if (has_more) return false;
    if (!object->kind) {
        ou_clear_give_back(object);
    } else {
        // It waits for its end, or lives on for as long as others of the garbage hold it: no reason
        // to doubt it when they don't any more.
        object->gc &= (uint8_t)~OU_GC_DOOMED;
        ou_mark_clear_bit(ou_page_of(object), object, OU_BITMAP_TRIED);
    }
    return true;
}

void ou_clear_some(OuHeap *heap)
{
    OuObjectList *condemned = &heap->condemned;
    while (heap->cleared < condemned->count && heap->release_deepest) {
        heap->cleared += condemned_clear(heap, condemned->items[heap->cleared]);
    }
}

void ou_clear_end(OuHeap *heap)
{
    OuObjectList *condemned = &heap->condemned;
    if (heap->cleared < condemned->count) return;
    ou_memory_free(&heap->memory, condemned->items, condemned->capacity * sizeof *condemned->items);
    *condemned = (OuObjectList){ 0 };
}

void ou_clear_prepare(OuHeap *heap, size_t members)
{
    if (!heap->condemned.count) return;
    if (heap->logs[0].lost || !ou_judge_reserve(heap, &heap->garbage, members + 1)) {
        ou_heap_settle(heap);
    }
}
