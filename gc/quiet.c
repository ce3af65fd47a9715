#include "gc/quiet.h"

#include "gc/collector.h"

typedef struct Leave {
    OuVisitor visitor;           // first
    OuHeap   *heap;
    bool      failed;            // something would die that may not
} Leave;

// ---- Who isn't garbage loses references ---------------------------------------------------------

// A leaf's end shows nowhere, and can wait; a container's may go on to other objects.
static bool can_die(const OuHeap *heap, const OuObject *object)
{
    if (ou_page_of(object)->sort != OU_PAGE_LEAF || object->gc & OU_GC_HAS_WEAK) return false;
    return !ou_heap_may_finalize(heap, ou_heap_layout_of(heap, object), object);
}

static void object_ends(OuVisitor *visitor, OuObject *object)
{
    Leave *leave = (Leave *)visitor;
    OuHeap *heap = leave->heap;
    if (leave->failed) return;
    leave->failed = !can_die(heap, object) || !ou_judge_push(heap, &heap->queue, object);
}

static void leave_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) ou_visit_leave(visitor, ou_pointer_of(slots[i]));
    }
}

static void leave_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) ou_visit_leave(visitor, *slot);
}

// ---- ... and gets them back ---------------------------------------------------------------------

static void come_back(OuVisitor *visitor, OuObject *object)
{
    if (!visitor->left || !ou_visit_leaves(object)) return;
    object->refs++;
    visitor->left--;
}

static void come_back_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) come_back(visitor, ou_pointer_of(slots[i]));
    }
}

static void come_back_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) come_back(visitor, *slot);
}

// As many references as were taken, in the same order.
static void garbage_come_back(OuHeap *heap, const OuSet *garbage, size_t taken)
{
    OuVisitor visitor = {
        .span = come_back_span, .pointer = come_back_pointer, .span_backward = come_back_span,
        .left = taken,
    };
    for (size_t i = 0; visitor.left; i++) ou_heap_visit(heap, garbage->items[i], &visitor);
    heap->queue.count = 0;
}

static bool garbage_leave(OuHeap *heap, const OuSet *garbage)
{
    Leave leave = {
        .visitor = {
            .mode = OU_VISIT_LEAVE,
            .span = leave_span, .pointer = leave_pointer, .span_backward = leave_span,
            .ends = object_ends,
        },
        .heap = heap,
    };
    for (size_t i = 0; i < garbage->count && !leave.failed; i++) {
        ou_heap_visit(heap, garbage->items[i], &leave.visitor);
    }
    if (leave.failed) garbage_come_back(heap, garbage, leave.visitor.left);
    return !leave.failed;
}

// ---- The end ------------------------------------------------------------------------------------

static void garbage_free(OuHeap *heap, const OuSet *garbage)
{
    for (size_t i = 0; i < garbage->count; i++) {
        OuObject *object = garbage->items[i];
        const OuLayout *layout = ou_heap_layout_of(heap, object);
        if (layout->release) layout->release(heap, object);
        ou_page_put_slot(ou_page_of(object), object);
    }
    size_t counted = heap->counts[0];
    heap->counts[0] = counted > garbage->count ? (uint32_t)(counted - garbage->count) : 0;
}

static void leaves_free(OuHeap *heap)
{
    for (size_t i = 0; i < heap->queue.count; i++) ou_object_release(heap->queue.items[i]);
    heap->queue.count = 0;
}

bool ou_quiet_end(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    const OuSet *garbage = &collection->garbage;
    bool wants_saved = heap->debug & OU_GC_DEBUG_SAVEALL;
    if (!collection->is_quiet || collection->has_weak || wants_saved) return false;
    if (!garbage->items || garbage->count > OU_QUIET_LONGEST) return false;
    if (heap->major.is_watching || !garbage_leave(heap, garbage)) return false;
    garbage_free(heap, garbage);
    leaves_free(heap);
    return true;
}
