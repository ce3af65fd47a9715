#include "gc/trace.h"

#include <string.h>

#include "gc/heap.h"

enum { OU_FEWEST_BUFFERS = 64 };

static void trace_add(OuTracer *tracer, size_t size)
{
    tracer->traced += size;
    if (tracer->traced > tracer->peak) tracer->peak = tracer->traced;
}

// ---- Large buffers ------------------------------------------------------------------------------

static size_t buffer_home(const OuTracer *tracer, const void *address)
{
    uint64_t hash = ((uint64_t)(uintptr_t)address >> 4) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 32) & (tracer->buffer_capacity - 1);
}

// Where it is, or the vacant place where it would be put.
static OuTracedBuffer *buffer_find(const OuTracer *tracer, const void *address)
{
    size_t i = buffer_home(tracer, address);
    while (tracer->buffers[i].address && tracer->buffers[i].address != address) {
        i = (i + 1) & (tracer->buffer_capacity - 1);
    }
    return &tracer->buffers[i];
}

static void buffers_free(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    size_t size = tracer->buffer_capacity * sizeof *tracer->buffers;
    ou_memory_free(&heap->memory, tracer->buffers, size);
    tracer->own -= size;
    tracer->buffers = NULL;
    tracer->buffer_count = tracer->buffer_capacity = 0;
}

// Makes room for one more: at most half of the places are taken.
static bool buffers_reserve(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer, old = *tracer;
    if ((old.buffer_count + 1) * 2 <= old.buffer_capacity) return true;
    size_t capacity = old.buffer_capacity ? old.buffer_capacity * 2 : OU_FEWEST_BUFFERS, size;
    if (!ou_size_multiply_add(capacity, sizeof *old.buffers, 0, &size)) return false;
    OuTracedBuffer *grown = ou_memory_alloc_zeroed(&heap->memory, size);
    if (!grown) return false;
    tracer->buffers = grown;
    tracer->buffer_capacity = capacity;
    for (size_t i = 0; i < old.buffer_capacity; i++) {
        if (!old.buffers[i].address) continue;
        *buffer_find(tracer, old.buffers[i].address) = old.buffers[i];
    }
    size_t old_size = old.buffer_capacity * sizeof *old.buffers;
    ou_memory_free(&heap->memory, old.buffers, old_size);
    tracer->own += size - old_size;
    return true;
}

void ou_trace_put_buffer(OuHeap *heap, const void *buffer, size_t size, uint32_t site)
{
    OuTracer *tracer = &heap->tracer;
    *buffer_find(tracer, buffer) = (OuTracedBuffer){ buffer, size, site };
    tracer->buffer_count++;
    trace_add(tracer, size);
}

// Those behind it move up, unless they would come before their home.
void ou_trace_drop_buffer(OuHeap *heap, const void *buffer)
{
    OuTracer *tracer = &heap->tracer;
    if (!tracer->buffer_count) return;
    OuTracedBuffer *hole = buffer_find(tracer, buffer);
    if (!hole->address) return;
    tracer->traced -= hole->size;
    tracer->buffer_count--;
    size_t mask = tracer->buffer_capacity - 1;
    size_t vacant = (size_t)(hole - tracer->buffers);
    for (size_t i = (vacant + 1) & mask; tracer->buffers[i].address; i = (i + 1) & mask) {
        size_t home = buffer_home(tracer, tracer->buffers[i].address);
        if (((i - home) & mask) < ((i - vacant) & mask)) continue;
        tracer->buffers[vacant] = tracer->buffers[i];
        vacant = i;
    }
    tracer->buffers[vacant] = (OuTracedBuffer){ 0 };
}

// ---- Slots --------------------------------------------------------------------------------------

static bool page_make_sites(OuPage *page)
{
    OuHeap *heap = page->heap;
    size_t size = page->slot_count * sizeof *page->sites;
    uint32_t *sites = ou_memory_alloc_zeroed(&heap->memory, size);
    if (!sites) return false;
    page->sites = sites;
    page->held = page->countdown;
    page->countdown = 1;
    heap->tracer.own += size;
    return true;
}

uint32_t ou_trace_prepare(OuHeap *heap, OuPage *page)
{
    uint32_t site = heap->hooks.site(heap);
    bool has_room = !page ? buffers_reserve(heap) : page->sites || page_make_sites(page);
    return has_room ? site : 0;
}

void ou_trace_put_slot(OuPage *page, const void *slot, uint32_t site)
{
    uint32_t *place = &page->sites[ou_page_index(page, slot)];
    OuTracer *tracer = &page->heap->tracer;
    if (*place) tracer->traced -= page->slot_size;
    *place = site;
    trace_add(tracer, page->slot_size);
}

void *ou_trace_take_slot(OuPage *page)
{
    uint32_t site = page->heap->hooks.site(page->heap);
    if (!site) return NULL;
    char *slot = page->free;
    OU_UNPOISON(slot, page->slot_size);
    page->free = ((char **)(void *)slot)[1];
    page->held++;
    page->sites[ou_page_index(page, slot)] = site;
    trace_add(&page->heap->tracer, page->slot_size);
    return slot;
}

bool ou_trace_is_settling(OuPage *page)
{
    uint32_t *site = &page->sites[ou_page_index(page, page->free)];
    if (*site) page->heap->tracer.traced -= page->slot_size;
    *site = 0;
    page->countdown = 1;
    return --page->held == 0;
}

void ou_trace_drop_page(OuPage *page)
{
    OuHeap *heap = page->heap;
    size_t size = page->slot_count * sizeof *page->sites;
    ou_memory_free(&heap->memory, page->sites, size);
    heap->tracer.own -= size;
    page->sites = NULL;
    page->countdown = page->held;
    page->held = 0;
}

// ---- All of them --------------------------------------------------------------------------------

static void each_page(OuHeap *heap, void (*each)(OuPage *page, OuTraceVisit visit, void *context),
                      OuTraceVisit visit, void *context)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        const OuPageTable *table = &heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i] && table->pages[i]->sites) each(table->pages[i], visit, context);
        }
    }
}

static void forget_page(OuPage *page, OuTraceVisit visit, void *context)
{
    ou_trace_drop_page(page);
}

static void visit_page(OuPage *page, OuTraceVisit visit, void *context)
{
    for (uint32_t i = 0; i < page->formatted; i++) {
        if (page->sites[i]) visit(page->slot_size, page->sites[i], context);
    }
}

void ou_trace_each(OuHeap *heap, OuTraceVisit each, void *context)
{
    const OuTracer *tracer = &heap->tracer;
    each_page(heap, visit_page, each, context);
    for (size_t i = 0; i < tracer->buffer_capacity; i++) {
        const OuTracedBuffer *buffer = &tracer->buffers[i];
        if (buffer->address) each(buffer->size, buffer->site, context);
    }
}

uint32_t ou_trace_site_of(OuHeap *heap, const void *block)
{
    OuPage *page = ou_page_of(block);
    return page->sites ? page->sites[ou_page_index(page, block)] : 0;
}

void ou_trace_clear(OuHeap *heap)
{
    each_page(heap, forget_page, NULL, NULL);
    buffers_free(heap);
    heap->tracer.traced = heap->tracer.peak = 0;
}

void ou_trace_start(OuHeap *heap)
{
    heap->tracer.is_on = true;
    ou_page_show_current(heap);
}

void ou_trace_stop(OuHeap *heap)
{
    ou_trace_clear(heap);
    heap->tracer.is_on = false;
    ou_page_show_current(heap);
}
