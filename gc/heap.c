#include "gc/heap.h"

#include <assert.h>
#include <string.h>

#include "gc/discard.h"
#include "gc/judge.h"
#include "gc/log.h"
#include "gc/major.h"
#include "gc/mark.h"
#include "gc/weak.h"

// Stands in for kinds that nobody has set, so that no use needs a test.
static const OuLayout plain_layout = { .name = "object" };

static void heap_set_defaults(OuHeap *heap)
{
    const uint32_t thresholds[OU_GENERATIONS] = { 700, 10, 10 };
    memcpy(heap->thresholds, thresholds, sizeof thresholds);
    heap->enabled = true;
    ou_major_init(heap);
    heap->trigger = thresholds[0];
    heap->release_deepest = OU_RELEASE_DEPTH;
    for (unsigned i = 0; i < 128; i++) heap->layouts[i] = &plain_layout;
    heap->none.heap = heap;
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        for (unsigned i = 0; i < OU_CLASS_COUNT; i++) {
            heap->current[sort][i] = heap->serving[sort][i] = &heap->none;
        }
    }
}

static void heap_free_logs(OuHeap *heap)
{
    for (int i = 0; i < OU_GENERATIONS; i++) ou_log_free(heap, &heap->logs[i]);
    ou_log_free(heap, &heap->spare);
}

static void heap_free_list(OuHeap *heap, OuObjectList *list)
{
    ou_memory_free(&heap->memory, list->items, list->capacity * sizeof *list->items);
    *list = (OuObjectList){ 0 };
}

bool ou_heap_init(OuHeap *heap, const OuHeapHooks *hooks)
{
    memset(heap, 0, sizeof *heap);
    ou_memory_init(&heap->memory);
    heap->hooks = *hooks;
    heap_set_defaults(heap);
    bool ok = ou_log_init(heap, &heap->spare);
    for (int i = 0; ok && i < OU_GENERATIONS; i++) ok = ou_log_init(heap, &heap->logs[i]);
    if (!ok) heap_free_logs(heap);
    return ok;
}

static bool heap_release_buffers(OuObject *object, void *context)
{
    const OuLayout *layout = ou_heap_layout_of(context, object);
    if (layout->release) layout->release(context, object);
    return true;
}

void ou_heap_free(OuHeap *heap)
{
    ou_trace_free(heap);
    ou_heap_each(heap, heap_release_buffers, heap);
    ou_weak_free(heap);
    ou_page_free_all(heap);
    ou_discard_all(heap);
    heap_free_logs(heap);
    heap_free_list(heap, &heap->queue);
    heap_free_list(heap, &heap->garbage);
    ou_judge_forget_counts(heap);
    ou_mark_forget(heap);
    heap_free_list(heap, &heap->major.stack);
    heap_free_list(heap, &heap->major.batch);
    heap_free_list(heap, &heap->major.doubted);
}

void ou_heap_set_layout(OuHeap *heap, uint8_t kind, const OuLayout *layout)
{
    assert(kind && kind <= OU_KIND_MASK);
    heap->layouts[kind] = layout;
}

void ou_heap_fail_at(OuHeap *heap, uint64_t n, bool on)
{
    ou_heap_settle(heap);
    heap->memory.fail_at = n ? heap->memory.requests + n : 0;
    heap->memory.fail_on = on;
    if (n) ou_page_retire_all(heap);
}

void ou_heap_request(OuHeap *heap, uint32_t bits)
{
    __atomic_fetch_or(&heap->pending, bits, __ATOMIC_RELAXED);
    if (heap->hooks.wake) heap->hooks.wake(heap);
}

// ---- Objects ------------------------------------------------------------------------------------

// Memory is refused only when nothing is put off any more, and nothing can be given back. False:
// nothing was.
static bool heap_settles(OuHeap *heap)
{
    bool had_any = ou_heap_has_put_off(heap);
    ou_heap_settle(heap);
    had_any |= heap->hooks.give_back && heap->hooks.give_back(heap);
    return ou_discard_all(heap) || had_any;
}

static void *find_span(OuHeap *heap, OuPageSort sort, size_t size)
{
    if (OU_UNLIKELY(heap->memory.fail_at) && !ou_memory_reserve(&heap->memory, 0)) return NULL;
    OuPage *page = ou_page_take_span(heap, sort, size);
    if (!page && heap_settles(heap)) page = ou_page_take_span(heap, sort, size);
    return page ? ou_page_slot(page, 0) : NULL;
}

void *ou_heap_find_slot(OuHeap *heap, OuPageSort sort, size_t size)
{
    if (size > OU_LARGEST_SLOT) return find_span(heap, sort, size);
    return ou_heap_refill(heap, &heap->current[sort][ou_page_class(size)]);
}

void *ou_heap_refill(OuHeap *heap, OuPage **current)
{
    return heap->tracer.is_quick ? ou_trace_find_slot(heap, current)
                                 : ou_heap_take_slot(heap, current);
}

static void *take_slot(OuHeap *heap, OuPage **current)
{
    if (OU_UNLIKELY(heap->memory.fail_at) && !ou_memory_reserve(&heap->memory, 0)) return NULL;
    size_t place = (size_t)(current - &heap->current[0][0]);
    return ou_page_take_slot(heap, (OuPageSort)(place / OU_CLASS_COUNT), place % OU_CLASS_COUNT);
}

void *ou_heap_take_slot(OuHeap *heap, OuPage **current)
{
    void *slot = take_slot(heap, current);
    return slot || !heap_settles(heap) ? slot : take_slot(heap, current);
}

void *ou_heap_grow_leaf(OuObject *object, size_t size)
{
    OuPage *page = ou_page_of(object);
    assert(page->sort == OU_PAGE_LEAF && object->refs == 1 && size >= page->slot_size);
    if (!ou_page_is_span(page)) return NULL;
    page = ou_page_grow_span(page, size);
    return page ? ou_page_slot(page, 0) : NULL;
}

void ou_heap_track(OuObject *object)
{
    if (ou_heap_is_tracked(object)) return;
    object->gc = (uint8_t)((object->gc & ~OU_GC_GENERATION) | OU_GC_TRACKED);
    ou_log_put(ou_heap_of(object), 0, object);
}

static bool page_each(OuPage *page, bool (*each)(OuObject *object, void *context), void *context)
{
    for (uint32_t i = 0; i < page->formatted; i++) {
        OuObject *object = ou_page_slot(page, i);
        if (ou_log_peek(object).kind && !each(object, context)) return false;
    }
    return true;
}

void ou_heap_each(OuHeap *heap, bool (*each)(OuObject *object, void *context), void *context)
{
    static const OuPageSort sorts[] = { OU_PAGE_CONTAINER, OU_PAGE_LEAF };
    ou_heap_settle(heap);
    for (unsigned s = 0; s < sizeof sorts / sizeof *sorts; s++) {
        const OuPageTable *table = &heap->tables[sorts[s]];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i] && !page_each(table->pages[i], each, context)) return;
        }
    }
}

// ---- Side buffers -------------------------------------------------------------------------------

static void *large_alloc(OuHeap *heap, size_t size)
{
    ou_discard_make_way(heap, size);
    void *buffer = ou_memory_alloc(&heap->memory, size);
    if (buffer || !(heap_settles(heap) || heap->cached)) return buffer;
    ou_page_trim(heap);
    return ou_memory_alloc(&heap->memory, size);
}

void *ou_heap_buffer_alloc(OuHeap *heap, size_t size)
{
    if (size <= OU_LARGEST_SMALL) return ou_heap_slot(heap, OU_PAGE_BUFFER, size);
    uint32_t site;
    if (!ou_trace_prepare(heap, NULL, &site)) return NULL;
    void *buffer = large_alloc(heap, size);
    if (buffer && site) ou_trace_put_buffer(heap, buffer, size, site);
    return buffer;
}

static void *large_resize(OuHeap *heap, void *buffer, size_t old_size, size_t new_size)
{
    uint32_t site;
    if (!ou_trace_prepare(heap, NULL, &site)) return NULL;
    ou_discard_make_way(heap, new_size);
    void *moved = ou_memory_resize(&heap->memory, buffer, old_size, new_size);
    if (!moved && heap_settles(heap)) {
        moved = ou_memory_resize(&heap->memory, buffer, old_size, new_size);
    }
    if (moved) ou_trace_drop_buffer(heap, buffer);
    if (moved && site) ou_trace_put_buffer(heap, moved, new_size, site);
    return moved;
}

// The buffer stays where it is, but is somebody else's now.
static void *small_resize(OuHeap *heap, void *buffer)
{
    if (!heap->tracer.is_noting[OU_PAGE_BUFFER]) return buffer;
    OuPage *page = ou_page_of(buffer);
    uint32_t site;
    if (!ou_trace_prepare(heap, page, &site)) return NULL;
    ou_trace_put_slot(page, buffer, site);
    return buffer;
}

void *ou_heap_buffer_resize(OuHeap *heap, void *buffer, size_t old_size, size_t new_size)
{
    if (buffer && old_size > OU_LARGEST_SMALL && new_size > OU_LARGEST_SMALL) {
        return large_resize(heap, buffer, old_size, new_size);
    }
    bool is_small = old_size <= OU_LARGEST_SMALL && new_size <= OU_LARGEST_SMALL;
    if (buffer && is_small && ou_page_class(old_size) == ou_page_class(new_size)) {
        return small_resize(heap, buffer);
    }
    void *moved = ou_heap_buffer_alloc(heap, new_size);
    if (!moved || !buffer) return moved;
    memcpy(moved, buffer, old_size < new_size ? old_size : new_size);
    ou_heap_buffer_free(heap, buffer, old_size);
    return moved;
}

void ou_heap_buffer_free(OuHeap *heap, void *buffer, size_t size)
{
    if (!buffer) return;
    if (size <= OU_LARGEST_SMALL) {
        ou_page_put_slot(ou_page_of(buffer), buffer);
        return;
    }
    ou_trace_drop_buffer(heap, buffer);
    if (ou_discard_put(heap, buffer, size, false)) ou_memory_unreserve(&heap->memory, size);
    else ou_memory_free(&heap->memory, buffer, size);
}

// ---- Figures ------------------------------------------------------------------------------------

static void table_add_up(const OuPageTable *table, OuHeapStats *stats, size_t *slots)
{
    for (uint32_t i = 1; i < table->count; i++) {
        const OuPage *page = table->pages[i];
        if (!page) continue;
        if (page->state == OU_PAGE_EMPTY) {
            stats->cached_bytes += ou_page_booked(page);
            continue;
        }
        stats->live_bytes += ou_page_used(page) * page->slot_size;
        if (page->state == OU_PAGE_SPAN) stats->spans++;
        else stats->pages++;
        *slots += ou_page_used(page);
    }
}

void ou_heap_get_stats(const OuHeap *heap, OuHeapStats *stats)
{
    *stats = (OuHeapStats){
        .bytes = heap->memory.used,
        .page_bytes = heap->page_bytes,
        .cached_pages = heap->cached_count,
        .cached_bytes = heap->cached_bytes + heap->cached_span_bytes,
        .live_bytes = heap->memory.used - heap->page_bytes,
    };
    table_add_up(&heap->tables[OU_PAGE_CONTAINER], stats, &stats->containers);
    table_add_up(&heap->tables[OU_PAGE_LEAF], stats, &stats->leaves);
    table_add_up(&heap->tables[OU_PAGE_BUFFER], stats, &stats->buffers);
}
