#include "gc/trace.h"

#include <assert.h>
#include <string.h>

#include "gc/heap.h"

enum { OU_FEWEST_BUFFERS = 64 };

static inline void total_add(OuTracer *tracer, size_t size)
{
    tracer->below -= (ptrdiff_t)size;
    if (OU_UNLIKELY(tracer->below < 0)) {
        tracer->peak += (size_t)-tracer->below;
        tracer->below = 0;
    }
}

static void trace_begins(OuHeap *heap, uint32_t site, size_t size)
{
    total_add(&heap->tracer, size);
    if (heap->tracer.told) heap->tracer.told(heap, site, size, false);
}

static void trace_ends(OuHeap *heap, uint32_t site, size_t size)
{
    heap->tracer.below += (ptrdiff_t)size;
    if (heap->tracer.told) heap->tracer.told(heap, site, size, true);
}

// ---- Places of the program ----------------------------------------------------------------------

static inline OuTraceMemo *memo_of(const OuTracer *tracer)
{
    const OuTraceWord *now = tracer->now;
    return &tracer->memos[((now[0] ^ now[1]) >> 3) % OU_TRACE_MEMOS];
}

static inline bool memo_fits(const OuTraceMemo *memo, const OuTraceWord *now)
{
    return memo->words[0] == now[0] && memo->words[1] == now[1] && memo->words[2] == now[2];
}

// 0: memory is refused.
static uint32_t site_now(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    if (!tracer->now) return heap->hooks.site(heap);
    OuTraceMemo *memo = memo_of(tracer);
    if (memo_fits(memo, tracer->now)) return memo->site;
    uint32_t site = heap->hooks.site(heap);
    if (site) *memo = (OuTraceMemo){ { tracer->now[0], tracer->now[1], tracer->now[2] }, site };
    if (site) tracer->has_memos = true;
    return site;
}

void ou_trace_forget_memos(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    if (!tracer->has_memos) return;
    memset(tracer->memos, 0, OU_TRACE_MEMOS * sizeof *tracer->memos);
    tracer->has_memos = false;
}

// Without memory for them it goes without them.
static void memos_make(OuHeap *heap, const void *now)
{
    OuTracer *tracer = &heap->tracer;
    if (tracer->memos || !now) return;
    size_t size = OU_TRACE_MEMOS * sizeof *tracer->memos;
    tracer->memos = ou_memory_alloc_zeroed(&heap->memory, size);
    if (!tracer->memos) return;
    tracer->now = now;
    tracer->own += size;
}

static void memos_free(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    if (!tracer->memos) return;
    size_t size = OU_TRACE_MEMOS * sizeof *tracer->memos;
    ou_memory_free(&heap->memory, tracer->memos, size);
    tracer->own -= size;
    tracer->memos = NULL;
    tracer->now = NULL;
    tracer->has_memos = false;
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
    size_t capacity = old.buffer_capacity ? old.buffer_capacity * 2 : OU_FEWEST_BUFFERS;
    size_t size = capacity * sizeof *old.buffers;      // much less than the buffers have
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
    trace_begins(heap, site, size);
}

// Those behind it move up, unless they would come before their home.
void ou_trace_drop_buffer(OuHeap *heap, const void *buffer)
{
    OuTracer *tracer = &heap->tracer;
    if (!tracer->buffer_count) return;
    OuTracedBuffer *hole = buffer_find(tracer, buffer);
    if (!hole->address) return;
    trace_ends(heap, hole->site, hole->size);
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

static bool wants_site(const OuTracer *tracer)
{
    return tracer->is_on && !tracer->is_paused;
}

// Buffers are parts of objects, and have no birth of their own.
static bool wants_birth(const OuPage *page)
{
    return page->heap->tracer.watchers && page->sort != OU_PAGE_BUFFER;
}

static size_t notes_size(OuPage *page)
{
    return (ou_page_cell(page, ou_page_slot(page, page->slot_count - 1)) + 1) * sizeof(uint32_t);
}

static uint32_t *notes_make(OuPage *page)
{
    return ou_memory_alloc_zeroed(&page->heap->memory, notes_size(page));
}

static void notes_free(OuPage *page, uint32_t *notes)
{
    ou_memory_free(&page->heap->memory, notes, notes_size(page));
}

static bool page_make_sites(OuPage *page)
{
    uint32_t *sites = notes_make(page);
    if (!sites) return false;
    page->sites = sites;
    page->held = page->countdown;
    page->countdown = 1;
    page->heap->tracer.own += notes_size(page);
    return true;
}

static void page_drop_sites(OuPage *page)
{
    notes_free(page, page->sites);
    page->heap->tracer.own -= notes_size(page);
    page->sites = NULL;
    page->countdown = page->held;
    page->held = 0;
}

static void page_drop_births(OuPage *page)
{
    notes_free(page, page->births);
    page->births = NULL;
}

bool ou_trace_prepare(OuHeap *heap, OuPage *page, uint32_t *site)
{
    *site = 0;
    if (page && wants_birth(page) && !page->births) {
        page->births = notes_make(page);
        if (!page->births) return false;
    }
    if (!wants_site(&heap->tracer)) return true;
    if (!page && !buffers_reserve(heap)) return false;
    if (page && !page->sites && !page_make_sites(page)) return false;
    *site = site_now(heap);
    return *site != 0;
}

bool ou_trace_is_ready(const OuPage *page)
{
    return (page->births || !wants_birth(page))
        && (page->sites || !wants_site(&page->heap->tracer));
}

void ou_trace_put_slot(OuPage *page, const void *slot, uint32_t site)
{
    OuTracer *tracer = &page->heap->tracer;
    uint32_t index = ou_page_cell(page, slot);
    if (page->births) page->births[index] = tracer->epoch;
    if (!site) return;
    if (page->sites[index]) trace_ends(page->heap, page->sites[index], page->slot_size);
    page->sites[index] = site;
    trace_begins(page->heap, site, page->slot_size);
}

void *ou_trace_take_slot(OuPage *page)
{
    OuTracer *tracer = &page->heap->tracer;
    uint32_t site = 0;
    if (wants_site(tracer)) {
        site = site_now(page->heap);
        if (!site) return NULL;
    }
    char *slot = page->free;
    OU_UNPOISON(slot, page->slot_size);
    page->free = ((char **)(void *)slot)[1];
    ++*ou_trace_countdown(page);
    ou_trace_put_slot(page, slot, site);
    return slot;
}

// The page that serves the class whose place in heap->current is given.
static inline OuPage *serving_page(OuPage **current)
{
    const size_t distance = offsetof(OuHeap, serving) - offsetof(OuHeap, current);
    return *(OuPage **)(void *)((char *)current + distance);
}

// What is the same for most slots, and nothing else: it is in the program's inner loop.
void *ou_trace_find_slot(OuHeap *heap, OuPage **current)
{
    OuTracer *tracer = &heap->tracer;
    OuPage *page = serving_page(current);
    char *slot = page->free;
    const OuTraceMemo *memo = memo_of(tracer);
    if (OU_UNLIKELY(!slot || !page->sites || !memo_fits(memo, tracer->now))) {
        return ou_heap_take_slot(heap, current);
    }
    OU_UNPOISON(slot, page->slot_size);
    page->free = ((char **)(void *)slot)[1];
    page->held++;
    page->sites[ou_page_cell(page, slot)] = memo->site;
    total_add(tracer, page->slot_size);
    return slot;
}

void ou_trace_tell_end(OuPage *page)
{
    uint32_t site = *ou_trace_freed(page);
    if (site) page->heap->tracer.told(page->heap, site, page->slot_size, true);
}

void ou_trace_drop_page(OuPage *page)
{
    if (page->sites) page_drop_sites(page);
    if (page->births) page_drop_births(page);
}

// ---- All of them --------------------------------------------------------------------------------

typedef void PageVisit(OuPage *page, OuTraceVisit visit, void *context);

static void each_page(OuHeap *heap, PageVisit *each, OuTraceVisit visit, void *context)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        const OuPageTable *table = &heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i]) each(table->pages[i], visit, context);
        }
    }
}

static void forget_sites(OuPage *page, OuTraceVisit visit, void *context)
{
    if (page->sites) page_drop_sites(page);
}

static void forget_births(OuPage *page, OuTraceVisit visit, void *context)
{
    if (page->births) page_drop_births(page);
}

static void visit_page(OuPage *page, OuTraceVisit visit, void *context)
{
    for (uint32_t i = 0; page->sites && i < page->formatted; i++) {
        uint32_t site = page->sites[ou_page_cell(page, ou_page_slot(page, i))];
        if (site) visit(page->slot_size, site, context);
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
    return page->sites ? page->sites[ou_page_cell(page, block)] : 0;
}

uint32_t ou_trace_birth_of(OuHeap *heap, const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    return page->births ? page->births[ou_page_cell(page, object)] : 0;
}

// ---- On and off ---------------------------------------------------------------------------------

static void choose_ways(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        tracer->is_noting[sort] = tracer->is_on || (tracer->watchers && sort != OU_PAGE_BUFFER);
    }
    tracer->is_quick = wants_site(tracer) && tracer->now && !tracer->watchers && !tracer->told;
    ou_page_show_current(heap);
}

void ou_trace_clear(OuHeap *heap)
{
    each_page(heap, forget_sites, NULL, NULL);
    buffers_free(heap);
    ou_trace_forget_memos(heap);
    heap->tracer.peak = heap->tracer.below = 0;
}

void ou_trace_start(OuHeap *heap, const void *now)
{
    heap->tracer.is_on = true;
    memos_make(heap, now);
    choose_ways(heap);
}

void ou_trace_stop(OuHeap *heap)
{
    ou_trace_clear(heap);
    memos_free(heap);
    heap->tracer.is_on = false;
    choose_ways(heap);
}

void ou_trace_tell(OuHeap *heap, OuTraceEvent *told)
{
    heap->tracer.told = told;
    choose_ways(heap);
}

void ou_trace_pause(OuHeap *heap, bool on)
{
    heap->tracer.is_paused = on;
    choose_ways(heap);
}

uint32_t ou_trace_watch(OuHeap *heap)
{
    OuTracer *tracer = &heap->tracer;
    if (tracer->epoch < UINT32_MAX) tracer->epoch++;
    tracer->watchers++;
    choose_ways(heap);
    return tracer->epoch;
}

void ou_trace_unwatch(OuHeap *heap)
{
    assert(heap->tracer.watchers);
    if (--heap->tracer.watchers) return;
    each_page(heap, forget_births, NULL, NULL);
    choose_ways(heap);
}

void ou_trace_free(OuHeap *heap)
{
    ou_trace_stop(heap);
    each_page(heap, forget_births, NULL, NULL);
    heap->tracer.watchers = 0;
}
