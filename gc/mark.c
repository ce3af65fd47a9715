#include "gc/mark.h"

#include "gc/judge.h"
#include "gc/log.h"

enum { OU_MARK_SLOTS = 4, OU_LARGE_SMALLEST = 16 };

typedef struct Marker {
    OuVisitor visitor;           // first, so that the visitor's functions find the rest
    OuHeap   *heap;
    size_t    slots;             // of large spans, seen so far
} Marker;

// ---- Marking ------------------------------------------------------------------------------------

static inline void mark(OuHeap *heap, OuObject *object)
{
    OuPage *page = ou_page_of(object);
    if (page->sort != OU_PAGE_CONTAINER) return;
    uint32_t index = ou_page_index(page, object);
    uint64_t *word = &ou_page_bitmap(page, OU_BITMAP_MARK)[index / 64], bit = 1ull << index % 64;
    if (*word & bit) return;
    *word |= bit;
    if (!ou_judge_push(heap, &heap->major.stack, object)) heap->major.mark_is_partial = true;
}

static void mark_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    Marker *marker = (Marker *)visitor;
    OuVisitRange range = ou_visit_range(visitor, count);
    if (count > visitor->piece) marker->slots += range.end - range.from;
    for (size_t i = range.from; i < range.end; i++) {
        if (ou_is_pointer(slots[i])) mark(marker->heap, ou_pointer_of(slots[i]));
    }
}

static void mark_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) mark(((Marker *)visitor)->heap, *slot);
}

static Marker marker_make(OuHeap *heap, size_t from)
{
    return (Marker){
        .visitor = {
            .span = mark_span, .span_backward = mark_span, .pointer = mark_pointer,
            .piece = OU_MARK_PIECE, .from = from,
        },
        .heap = heap,
    };
}

void ou_mark_object(OuHeap *heap, OuObject *object)
{
    mark(heap, object);
}

void ou_mark_roots(OuHeap *heap)
{
    Marker marker = marker_make(heap, 0);
    marker.visitor.piece = 0;
    if (heap->hooks.visit_roots) heap->hooks.visit_roots(heap, &marker.visitor);
}

// ---- Scanning -----------------------------------------------------------------------------------

// A dying object's slots may name what is gone.
static bool is_alive(const OuObject *object)
{
    OuObject header = ou_log_peek(object);
    return header.kind && !ou_object_is_dying(&header);
}

static void large_push(OuHeap *heap, OuObject *object, size_t from)
{
    OuMajor *major = &heap->major;
    if (major->large_count == major->large_capacity) {
        size_t capacity = major->large_capacity ? major->large_capacity * 2 : OU_LARGE_SMALLEST;
        OuLargeObject *large = ou_memory_resize(&heap->memory, major->large,
                                                major->large_capacity * sizeof *large,
                                                capacity * sizeof *large);
        if (!large) { major->mark_is_partial = true; return; }
        major->large = large;
        major->large_capacity = capacity;
    }
    major->large[major->large_count++] = (OuLargeObject){ object, from };
}

static size_t scan_from(OuHeap *heap, OuObject *object, size_t from)
{
    Marker marker = marker_make(heap, from);
    ou_heap_visit(heap, object, &marker.visitor);
    if (marker.visitor.is_cut) large_push(heap, object, from + OU_MARK_PIECE);
    return 1 + marker.slots / OU_MARK_SLOTS;
}

size_t ou_mark_scan(OuHeap *heap, OuObject *object)
{
    return scan_from(heap, object, 0);
}

// The object that has waited longest takes its turn; one from the stack takes its place. NULL: the
// place was empty.
static OuObject *ring_turn(OuMajor *major, OuObject *object)
{
    OuObject **place = &major->ring[major->ring_next++ % OU_MARK_RING];
    OuObject *waited = *place;
    *place = object;
    if (object) __builtin_prefetch(object);
    return waited;
}

static OuObject *mark_next(OuMajor *major)
{
    OuObject *object = NULL;
    while (!object && major->stack.count) {
        object = ring_turn(major, major->stack.items[--major->stack.count]);
    }
    for (unsigned i = 0; !object && i < OU_MARK_RING; i++) object = ring_turn(major, NULL);
    return object;
}

size_t ou_mark_some(OuHeap *heap, size_t work)
{
    OuMajor *major = &heap->major;
    size_t used = 0;
    while (used < work) {
        OuLargeObject next = { mark_next(major), 0 };
        if (!next.object && major->large_count) next = major->large[--major->large_count];
        if (!next.object) break;
        used += is_alive(next.object) ? scan_from(heap, next.object, next.from) : 1;
    }
    return used;
}

// ---- Forgetting ---------------------------------------------------------------------------------

void ou_mark_forget(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    ou_judge_clear(heap, &major->stack);
    for (unsigned i = 0; i < OU_MARK_RING; i++) major->ring[i] = NULL;
    ou_memory_free(&heap->memory, major->large, major->large_capacity * sizeof *major->large);
    major->large = NULL;
    major->large_count = major->large_capacity = 0;
}

void ou_mark_forget_dead(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    ou_judge_forget_dead(&major->stack);
    for (unsigned i = 0; i < OU_MARK_RING; i++) {
        if (major->ring[i] && !ou_log_peek(major->ring[i]).kind) major->ring[i] = NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < major->large_count; i++) {
        if (ou_log_peek(major->large[i].object).kind) major->large[kept++] = major->large[i];
    }
    major->large_count = kept;
}
