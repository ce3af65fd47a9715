#include "gc/object.h"

#include "gc/heap.h"
#include "gc/log.h"
#include "gc/major.h"
#include "gc/weak.h"

// An object that dies while objects die 50 levels deep waits in the heap's worklist until the
// outermost has gone. Its count, which it has no more use for, links the list: page number and
// index of the next one. IN_SET together with the frozen generation marks it.
enum {
    OU_RELEASE_DEPTH      = 50,
    OU_LINK_INDEX_BITS    = 12,
    OU_GC_WAITS           = OU_GC_IN_SET | OU_GENERATION_FROZEN,
};

// The common path is one function without calls but the layout's.
#define OU_OUT_OF_LINE __attribute__((noinline))
#define OU_IN_LINE     __attribute__((always_inline)) inline

// ---- Dropping references ------------------------------------------------------------------------

// A dying object's slots keep their bits: nobody can look at them any more.
static void drop_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) ou_unref(slots[i]);
}

static void drop_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    while (count >= 8) {
        if (ou_is_int8(&slots[count - 8])) {
            count -= 8;
            continue;
        }
        for (unsigned k = 0; k < 8; k++) ou_unref(slots[--count]);
    }
    while (count) ou_unref(slots[--count]);
}

static void drop_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) ou_object_unref(*slot);
}

// Handed out as not constant because some visitors keep notes; this one doesn't.
static const OuVisitor dropper = {
    .mode = OU_VISIT_DROP,
    .span = drop_span, .pointer = drop_pointer, .span_backward = drop_span_backward,
};

// While garbage of a major cycle is disposed of, what was tried is doubted when a reference goes.
static void doubt_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) ou_major_doubt(ou_pointer_of(slots[i]));
        ou_unref(slots[i]);
    }
}

static void doubt_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    while (count) doubt_span(visitor, &slots[--count], 1);
}

static void doubt_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (!*slot) return;
    ou_major_doubt(*slot);
    ou_object_unref(*slot);
}

static const OuVisitor doubter = {
    .span = doubt_span, .pointer = doubt_pointer, .span_backward = doubt_span_backward,
};

// ---- Ending an object ---------------------------------------------------------------------------

// False: the finalizer has rescued it. While it runs the object is its generation's newest, as any
// object that is tracked anew.
OU_OUT_OF_LINE static bool object_is_finalized(OuHeap *heap, OuObject *object)
{
    if (!heap->hooks.has_finalizer || !heap->hooks.has_finalizer(heap, object)) return true;
    object->gc |= OU_GC_FINALIZED;
    object->refs = 1;
    if ((object->gc & (OU_GC_TRACKED | OU_GC_DOOMED)) == OU_GC_TRACKED) {
        ou_heap_untrack(object);
        ou_heap_track(object);
    }
    heap->hooks.finalize(heap, object);
    return --object->refs == 0;
}

OU_OUT_OF_LINE static void object_cut_weak(OuHeap *heap, OuObject *object)
{
    OuWeakLink *first = NULL;
    ou_weak_cut(heap, object, false, &first);
    ou_weak_call(heap, first);
}

// False: a finalizer has rescued the object. Otherwise nothing but its slot and its references are
// left of it for others to see. Callbacks may collect: the object must be in no set by then.
static inline bool object_says_farewell(OuHeap *heap, const OuLayout *layout, OuObject *object)
{
    if (ou_heap_may_finalize(heap, layout, object) && !object_is_finalized(heap, object)) {
        return false;
    }
    if (OU_UNLIKELY(object->gc & OU_GC_HAS_WEAK)) {
        ou_heap_untrack(object);
        object_cut_weak(heap, object);
    }
    return true;
}

// Garbage that dies while its collection runs keeps its slot: the collector's list names it.
static inline void container_free(OuHeap *heap, OuPage *page, OuObject *object)
{
    if (heap->counts[0]) heap->counts[0]--;
    if (OU_UNLIKELY(object->gc & OU_GC_DOOMED)) {
        *object = (OuObject){ .gc = OU_GC_DOOMED };
    } else {
        ou_log_forget(heap, object);
        ou_page_put_slot(page, object);
    }
}

OU_IN_LINE static void container_end(OuHeap *heap, OuPage *page, OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    if (!object_says_farewell(heap, layout, object)) return;
    ou_heap_untrack(object);
    ou_heap_visit(heap, object, (OuVisitor *)(heap->major.is_watching ? &doubter : &dropper));
    if (layout->release) layout->release(heap, object);
    container_free(heap, page, object);
}

static inline void leaf_end(OuHeap *heap, OuPage *page, OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    if (!object_says_farewell(heap, layout, object)) return;
    if (layout->release) layout->release(heap, object);
    ou_page_put_slot(page, object);
}

// ---- The worklist -------------------------------------------------------------------------------

OU_OUT_OF_LINE static void worklist_push(OuHeap *heap, OuPage *page, OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    if (layout->part) layout->part(heap, object);
    object->gc |= OU_GC_WAITS;
    object->refs = heap->dying;
    heap->dying = page->number << OU_LINK_INDEX_BITS | ou_page_index(page, object);
}

static OuObject *worklist_pop(OuHeap *heap)
{
    OuPage *page = heap->tables[OU_PAGE_CONTAINER].pages[heap->dying >> OU_LINK_INDEX_BITS];
    OuObject *object = ou_page_slot(page, heap->dying & ((1u << OU_LINK_INDEX_BITS) - 1));
    heap->dying = object->refs;
    object->refs = 0;
    object->gc &= (uint8_t)~OU_GC_WAITS;
    return object;
}

OU_OUT_OF_LINE static void worklist_drain(OuHeap *heap)
{
    heap->release_depth++;
    while (heap->dying) {
        OuObject *object = worklist_pop(heap);
        container_end(heap, ou_page_of(object), object);
    }
    heap->release_depth--;
}

bool ou_object_is_dying(const OuObject *object)
{
    return object->refs == 0 || (object->gc & OU_GC_WAITS) == OU_GC_WAITS;
}

void ou_object_release(OuObject *object)
{
    if (OU_UNLIKELY(object->refs != 0)) {
        object->refs = OU_REFS_IMMORTAL;
        return;
    }
    OuPage *page = ou_page_of(object);
    OuHeap *heap = page->heap;
    if (page->sort == OU_PAGE_LEAF) {
        leaf_end(heap, page, object);
    } else if (OU_UNLIKELY(heap->release_depth >= OU_RELEASE_DEPTH)) {
        worklist_push(heap, page, object);
    } else {
        heap->release_depth++;
        container_end(heap, page, object);
        if (--heap->release_depth == 0 && OU_UNLIKELY(heap->dying)) worklist_drain(heap);
    }
}
