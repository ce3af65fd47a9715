#include "gc/object.h"

#include <assert.h>

#include "gc/clear.h"
#include "gc/heap.h"
#include "gc/log.h"
#include "gc/major.h"
#include "gc/weak.h"

// An object that dies while objects die 50 levels deep waits in the heap's worklist until the
// outermost has gone. Its count, which it has no more use for, links the list: page number and
// index of the next one. IN_SET together with the frozen generation marks it.
enum {
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
    object->refs = 1;
    if ((object->gc & (OU_GC_TRACKED | OU_GC_DOOMED)) == OU_GC_TRACKED) {
        ou_heap_untrack(object);
        ou_heap_track(object);
    }
    heap->hooks.finalize(heap, object);
    object->gc |= OU_GC_FINALIZED;
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

bool ou_release_is_unobserved(const OuHeap *heap)
{
    return heap->release_slice && !heap->has_finalizers && !heap->weak_calls && !heap->loud &&
           heap->memory.limit == SIZE_MAX && !heap->memory.fail_at &&
           !ou_trace_is_active(&heap->tracer) && !heap->put_off_runs;
}

static bool may_put_off(const OuHeap *heap)
{
    if (heap->is_settling) return true;
    return heap->phase == OU_PHASE_IDLE && ou_release_is_unobserved(heap);
}

// The user wants the program to stop, and what dies could run finalizers for a long time still.
static bool must_put_off(const OuHeap *heap)
{
    return heap->pending & OU_PENDING_INTERRUPT && heap->release_slice &&
           !ou_release_is_unobserved(heap);
}

// Enough have ended in one go: from now on whoever dies waits in the worklist. CPython takes each
// death off counts[0] at once: so that has to be zero already, where it stays; or the user waits.
OU_OUT_OF_LINE static void release_is_long(OuHeap *heap)
{
    heap->release_left = heap->release_slice;
    if (may_put_off(heap)) {
        if (!heap->counts[0] || ou_heap_is_interrupted(heap)) heap->release_deepest = 0;
    } else if (must_put_off(heap)) {
        heap->release_deepest = 0;
        heap->put_off_runs = true;
    }
}

void ou_release_count(OuHeap *heap, uint32_t containers)
{
    if (heap->release_left > containers) heap->release_left -= containers;
    else release_is_long(heap);
}

// Garbage that dies while its collection runs keeps its slot: the collector's list names it.
static inline void container_free(OuHeap *heap, OuPage *page, OuObject *object)
{
    heap->counts[0] -= heap->counts[0] != 0;
    if (OU_UNLIKELY(--heap->release_left == 0)) release_is_long(heap);
    if (OU_UNLIKELY(object->gc & OU_GC_DOOMED)) {
        *object = (OuObject){ .gc = OU_GC_DOOMED };
    } else {
        ou_log_forget(heap, object);
        ou_page_put_slot(page, object);
    }
}

// ---- The worklist -------------------------------------------------------------------------------

static OuObject *worklist_object(const OuHeap *heap, uint32_t link)
{
    OuPage *page = heap->tables[OU_PAGE_CONTAINER].pages[link >> OU_LINK_INDEX_BITS];
    return ou_page_slot(page, link & ((1u << OU_LINK_INDEX_BITS) - 1));
}

OU_OUT_OF_LINE static void worklist_push(OuHeap *heap, OuPage *page, OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    uint32_t link = page->number << OU_LINK_INDEX_BITS | ou_page_index(page, object);
    if (layout->part) layout->part(heap, object);
    object->gc |= OU_GC_WAITS;
    object->refs = heap->dying;
    if (!heap->dying) heap->dying_last = link;
    heap->dying = link;
}

static OuObject *worklist_pop(OuHeap *heap)
{
    OuObject *object = worklist_object(heap, heap->dying);
    heap->dying = object->refs;
    object->refs = 0;
    object->gc &= (uint8_t)~OU_GC_WAITS;
    return object;
}

// The rest goes at the next polls, before what was put off earlier.
static void worklist_put_off(OuHeap *heap)
{
    heap->release_deepest = OU_RELEASE_DEPTH;
    heap->release_left = heap->release_slice;
    if (!heap->dying) return;
    if (heap->put_off) worklist_object(heap, heap->dying_last)->refs = heap->put_off;
    heap->put_off = heap->dying;
    heap->dying = 0;
    ou_heap_request(heap, OU_PENDING_SLICE);
}

// ---- Containers with many slots -----------------------------------------------------------------

// The end of a container with many slots, piece by piece until enough has ended in one go; then it
// waits for its turn in the worklist. Only the one that was left last remembers how far it has got:
// another one finds nothing in the slots that it has cleared already.
OU_OUT_OF_LINE static bool container_sheds(OuHeap *heap, OuPage *page, OuObject *object)
{
    if (!may_put_off(heap)) return false;
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    size_t cleared = heap->shed == object ? heap->shed_from : 0;
    heap->shed = NULL;
    bool has_more;
    do {
        has_more = ou_clear_piece(heap, object, &cleared);
    } while (has_more && heap->release_deepest);
    if (has_more) {
        heap->shed = object;
        heap->shed_from = cleared;
        worklist_push(heap, page, object);
        return true;
    }
    if (layout->release) layout->release(heap, object);
    container_free(heap, page, object);
    return true;
}

// Its own end is taken off the count of allocations, so it is put on it.
void *ou_heap_new_heir(OuHeap *heap, uint8_t kind, size_t size, size_t slots)
{
    if (slots <= OU_RELEASE_PIECE || !may_put_off(heap)) return NULL;
    OuHeapPause pause = ou_heap_pause_counting(heap);
    void *heir = ou_heap_new_untracked(heap, kind, size);
    ou_heap_resume_counting(heap, pause);
    heap->counts[0] += heir != NULL;
    return heir;
}

static inline bool has_many_slots(const OuLayout *layout, const OuObject *object)
{
    uint32_t length;
    if (!layout->length_at) return false;
    memcpy(&length, (const char *)object + layout->length_at, sizeof length);
    return length > OU_RELEASE_PIECE && !(object->kind & OU_KIND_SUBCLASS);
}

bool ou_release_has_many_slots(const OuHeap *heap, const OuObject *object)
{
    return has_many_slots(ou_heap_layout_of(heap, object), object);
}

OU_IN_LINE static void container_end(OuHeap *heap, OuPage *page, OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    if (!object_says_farewell(heap, layout, object)) return;
    ou_heap_untrack(object);
    if (OU_UNLIKELY(has_many_slots(layout, object)) && container_sheds(heap, page, object)) return;
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

// ---- The worklist's end -------------------------------------------------------------------------

OU_OUT_OF_LINE static void worklist_drain(OuHeap *heap)
{
    heap->release_depth++;
    while (heap->dying && heap->release_deepest) {
        OuObject *object = worklist_pop(heap);
        container_end(heap, ou_page_of(object), object);
    }
    heap->release_depth--;
    if (!heap->release_deepest) worklist_put_off(heap);
}

bool ou_object_is_dying(const OuObject *object)
{
    return object->refs == 0 || (object->gc & OU_GC_WAITS) == OU_GC_WAITS;
}

// An outermost one never waits: an earlier release was long, but had nothing left to put off.
OU_OUT_OF_LINE static void container_waits(OuHeap *heap, OuPage *page, OuObject *object)
{
    if (heap->release_depth) {
        worklist_push(heap, page, object);
    } else {
        worklist_put_off(heap);
        ou_object_release(object);
    }
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
    } else if (OU_UNLIKELY(heap->release_depth >= heap->release_deepest)) {
        container_waits(heap, page, object);
    } else {
        heap->release_depth++;
        container_end(heap, page, object);
        if (--heap->release_depth == 0 && OU_UNLIKELY(heap->dying)) worklist_drain(heap);
    }
}

// ---- Settling -----------------------------------------------------------------------------------

// What waits goes first: so nothing that is cleared waits from an earlier slice. As long as any of
// it waits, what it drops is doubted.
static void settle_condemned(OuHeap *heap)
{
    bool was_watching = heap->major.is_watching;
    heap->major.is_watching = ou_is_major(heap);
    worklist_drain(heap);
    if (!heap->put_off) {
        heap->release_depth++;
        heap->is_clearing = true;
        ou_clear_some(heap);
        heap->is_clearing = false;
        heap->release_depth--;
        worklist_drain(heap);
    }
    if (!heap->put_off) ou_clear_end(heap);
    heap->major.is_watching = was_watching;
}

// The deaths were taken off counts[0] when they were put off, unless the user had wanted that. What
// dies around this goes on later.
void ou_heap_settle_some(OuHeap *heap)
{
    bool runs = heap->put_off_runs;
    uint32_t count = heap->counts[0], depth = heap->release_depth;
    uint32_t dying = heap->dying, dying_last = heap->dying_last;
    heap->put_off_runs = false;
    heap->is_settling = !runs;
    heap->release_depth = 0;
    if (!runs) heap->counts[0] = 0;
    heap->dying = heap->put_off;
    heap->put_off = 0;
    heap->release_deepest = OU_RELEASE_DEPTH;
    heap->release_left = heap->release_slice;
    assert(!heap->is_clearing);
    if (heap->condemned.count) settle_condemned(heap);
    else worklist_drain(heap);
    heap->is_settling = false;
    if (!runs) heap->counts[0] = count;
    heap->release_depth = depth;
    heap->dying = dying;
    heap->dying_last = dying_last;
}

void ou_heap_settle_all(OuHeap *heap)
{
    while (ou_heap_has_put_off(heap) && !heap->put_off_runs) ou_heap_settle_some(heap);
}

bool ou_heap_try_settle(OuHeap *heap)
{
    while (ou_heap_has_put_off(heap) && !heap->put_off_runs) {
        if (ou_heap_is_interrupted(heap)) return false;
        ou_heap_settle_some(heap);
    }
    return true;
}

void ou_heap_set_release_slice(OuHeap *heap, uint32_t containers)
{
    ou_heap_settle(heap);
    heap->release_slice = heap->release_left = containers;
}
