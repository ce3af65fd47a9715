#include "gc/page.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>

#include "gc/heap.h"
#include "gc/log.h"
#include "gc/trace.h"

enum {
    OU_CHUNK_PAGES      = 64,           // mapped at a time: 4 MiB
    OU_CHUNK_SIZE       = OU_CHUNK_PAGES * OU_PAGE_SIZE,
    OU_CACHED_PAGES     = 16,           // empty pages kept for the next who needs one
    OU_FORMAT_BYTES     = 2048,         // so much of a page is put on its free list at a time
    OU_FORMAT_SLOTS     = 4,            // ... but at least so many slots
    OU_SLOTS_ALIGNED    = 16,
    OU_MOST_PAGES       = 1 << 20,      // of a sort: a number must fit into 20 bits
};

// Where pages are carved from. A page that isn't in use costs nothing but addresses.
struct OuChunk {
    OuChunk *next, *previous;
    char    *base;
    uint64_t vacant;                    // a bit for each page not in use
};

// ---- Chunks -------------------------------------------------------------------------------------

static char *chunk_map(void)
{
    size_t size = OU_CHUNK_SIZE + OU_PAGE_SIZE;
    char *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return NULL;
    char *base = mapped + (-(uintptr_t)mapped & (OU_PAGE_SIZE - 1));
    char *end = base + OU_CHUNK_SIZE;
    if (base > mapped) munmap(mapped, (size_t)(base - mapped));
    if (mapped + size > end) munmap(end, (size_t)(mapped + size - end));
    return base;
}

static void chunk_link(OuHeap *heap, OuChunk *chunk)
{
    chunk->previous = NULL;
    chunk->next = heap->chunks;
    if (chunk->next) chunk->next->previous = chunk;
    heap->chunks = chunk;
}

static void chunk_unlink(OuHeap *heap, OuChunk *chunk)
{
    if (chunk->next) chunk->next->previous = chunk->previous;
    if (chunk->previous) chunk->previous->next = chunk->next;
    else heap->chunks = chunk->next;
}

static OuChunk *chunk_make(OuHeap *heap)
{
    OuChunk *chunk = ou_memory_alloc(&heap->memory, sizeof *chunk);
    if (!chunk) return NULL;
    chunk->base = chunk_map();
    if (!chunk->base) {
        ou_memory_free(&heap->memory, chunk, sizeof *chunk);
        return NULL;
    }
    chunk->vacant = UINT64_MAX;
    chunk_link(heap, chunk);
    return chunk;
}

static void chunk_free(OuHeap *heap, OuChunk *chunk)
{
    chunk_unlink(heap, chunk);
    munmap(chunk->base, OU_CHUNK_SIZE);
    ou_memory_free(&heap->memory, chunk, sizeof *chunk);
}

// Chunks with vacant pages come first, so the head tells whether there is any.
static OuPage *chunk_take_page(OuHeap *heap)
{
    OuChunk *chunk = heap->chunks;
    if (!chunk || !chunk->vacant) chunk = chunk_make(heap);
    if (!chunk) return NULL;
    unsigned index = (unsigned)__builtin_ctzll(chunk->vacant);
    chunk->vacant &= chunk->vacant - 1;
    if (!chunk->vacant && chunk->next && chunk->next->vacant) {
        chunk_unlink(heap, chunk);
        OuChunk *last = heap->chunks;
        while (last->next && last->next->vacant) last = last->next;
        chunk->previous = last;
        chunk->next = last->next;
        if (chunk->next) chunk->next->previous = chunk;
        last->next = chunk;
    }
    OuPage *page = (OuPage *)(chunk->base + index * (size_t)OU_PAGE_SIZE);
    page->chunk = chunk;
    return page;
}

static void chunk_put_page(OuHeap *heap, OuPage *page)
{
    OuChunk *chunk = page->chunk;
    madvise(page, OU_PAGE_SIZE, MADV_DONTNEED);
    bool was_full = !chunk->vacant;
    chunk->vacant |= 1ull << (((char *)page - chunk->base) / OU_PAGE_SIZE);
    if (chunk->vacant == UINT64_MAX) {
        chunk_free(heap, chunk);
    } else if (was_full) {
        chunk_unlink(heap, chunk);
        chunk_link(heap, chunk);
    }
}

// ---- Tables -------------------------------------------------------------------------------------

static bool table_reserve(OuHeap *heap, OuPageTable *table)
{
    if (table->count < table->capacity) return true;
    uint32_t capacity = table->capacity ? table->capacity * 2 : 64;
    if (capacity > OU_MOST_PAGES) return false;
    OuPage **pages = ou_memory_resize(&heap->memory, table->pages,
                                      table->capacity * sizeof *pages, capacity * sizeof *pages);
    if (!pages) return false;
    table->pages = pages;
    table->capacity = capacity;
    if (!table->count) {
        table->pages[0] = NULL;
        table->count = table->vacant = 1;
    }
    return true;
}

static bool table_insert(OuHeap *heap, OuPage *page)
{
    OuPageTable *table = &heap->tables[page->sort];
    while (table->vacant < table->count && table->pages[table->vacant]) table->vacant++;
    if (table->vacant >= table->count) {
        if (!table_reserve(heap, table)) return false;
        table->vacant = table->count++;
    }
    page->number = table->vacant++;
    table->pages[page->number] = page;
    return true;
}

static void table_remove(OuHeap *heap, OuPage *page)
{
    OuPageTable *table = &heap->tables[page->sort];
    table->pages[page->number] = NULL;
    if (page->number < table->vacant) table->vacant = page->number;
}

// ---- Pages --------------------------------------------------------------------------------------

static void page_give_back(OuHeap *heap, OuPage *page)
{
    chunk_put_page(heap, page);
    heap->page_bytes -= OU_PAGE_SIZE;
    ou_memory_unreserve(&heap->memory, OU_PAGE_SIZE);
}

static void page_cache(OuHeap *heap, OuPage *page)
{
    table_remove(heap, page);
    OU_UNPOISON(page, OU_PAGE_SIZE);
    if (heap->cached_count == OU_CACHED_PAGES) {
        page_give_back(heap, page);
        return;
    }
    page->next = heap->cached;
    heap->cached = page;
    heap->cached_count++;
}

static OuPage *page_take_cached(OuHeap *heap)
{
    OuPage *page = heap->cached;
    if (page) {
        heap->cached = page->next;
        heap->cached_count--;
    }
    return page;
}

void ou_page_trim(OuHeap *heap)
{
    for (OuPage *page; (page = page_take_cached(heap)) != NULL; ) page_give_back(heap, page);
}

static OuPage *page_take_fresh(OuHeap *heap)
{
    if (!ou_memory_reserve(&heap->memory, OU_PAGE_SIZE)) return NULL;
    OuPage *page = chunk_take_page(heap);
    if (!page) {
        ou_memory_unreserve(&heap->memory, OU_PAGE_SIZE);
        return NULL;
    }
    heap->page_bytes += OU_PAGE_SIZE;
    return page;
}

static OuPage *page_take(OuHeap *heap)
{
    if (!heap->cached) ou_log_release_empty_pages(heap, false);
    OuPage *page = page_take_cached(heap);
    if (!page) page = page_take_fresh(heap);
    if (!page) {
        ou_log_release_empty_pages(heap, true);
        page = page_take_cached(heap);
    }
    return page;
}

static void page_lay_out(OuPage *page)
{
    size_t bitmaps = page->sort == OU_PAGE_CONTAINER ? OU_PAGE_BITMAPS : 0;
    uint32_t count = (uint32_t)((OU_PAGE_SIZE - sizeof *page) / page->slot_size);
    for (;; count--) {
        size_t first = sizeof *page + bitmaps * sizeof(uint64_t) * ((count + 63) / 64);
        first = (first + OU_SLOTS_ALIGNED - 1) & ~(size_t)(OU_SLOTS_ALIGNED - 1);
        page->first = (uint32_t)first;
        if (first + count * page->slot_size <= OU_PAGE_SIZE) break;
    }
    page->slot_count = count;
    page->reciprocal = (uint32_t)(((1ull << 32) + page->slot_size - 1) / page->slot_size);
    memset(page + 1, 0, page->first - sizeof *page);
}

static OuPage *page_make(OuHeap *heap, OuPageSort sort, unsigned size_class)
{
    OuPage *page = page_take(heap);
    if (!page) return NULL;
    *page = (OuPage){
        .heap = heap,
        .sort = (uint8_t)sort,
        .state = OU_PAGE_CURRENT,
        .size_class = (uint8_t)size_class,
        .slot_size = ou_page_class_size(size_class),
        .chunk = page->chunk,
    };
    page_lay_out(page);
    OU_POISON((char *)page + page->first, OU_PAGE_SIZE - page->first);
    if (table_insert(heap, page)) return page;
    OU_UNPOISON(page, OU_PAGE_SIZE);
    page_give_back(heap, page);
    return NULL;
}

static void page_list(OuPage *page)
{
    OuPage **head = &page->heap->listed[page->sort][page->size_class];
    page->state = OU_PAGE_LISTED;
    page->previous = NULL;
    page->next = *head;
    if (page->next) page->next->previous = page;
    *head = page;
}

static void page_unlist(OuPage *page)
{
    if (page->next) page->next->previous = page->previous;
    if (page->previous) page->previous->next = page->next;
    else page->heap->listed[page->sort][page->size_class] = page->next;
}

static void page_empty(OuPage *page)
{
    OuHeap *heap = page->heap;
    ou_trace_drop_page(page);
    if (page->sort != OU_PAGE_CONTAINER) {
        page_cache(heap, page);
        return;
    }
    page->state = OU_PAGE_EMPTY;
    page->next = heap->empty;
    heap->empty = page;
    heap->empty_bytes += OU_PAGE_SIZE;
}

static void span_free(OuHeap *heap, OuPage *page)
{
    size_t size = page->first + page->slot_size;
    table_remove(heap, page);
    heap->page_bytes -= size;
    OU_UNPOISON(page, size);
    ou_memory_free(&heap->memory, page, size);
}

void ou_page_settle(OuPage *page)
{
    if (OU_UNLIKELY(page->sites != NULL)) ou_trace_settle(page);
    else ou_page_settle_untraced(page);
}

void ou_page_settle_untraced(OuPage *page)
{
    switch ((OuPageState)page->state) {
    case OU_PAGE_FULL:
        *ou_trace_countdown(page) = page->slot_count - 1;
        page_list(page);
        break;
    case OU_PAGE_LISTED:
        page_unlist(page);
        page_empty(page);
        break;
    case OU_PAGE_SPAN:
        ou_page_drop_span(page);
        break;
    case OU_PAGE_CURRENT:
    case OU_PAGE_EMPTY:
        assert(!"a page in this state isn't counted down");
    }
}

void ou_page_release_empty(OuHeap *heap)
{
    OuPage *page = heap->empty;
    heap->empty = NULL;
    heap->empty_bytes = 0;
    for (OuPage *next; page; page = next) {
        next = page->next;
        if (page->chunk) page_cache(heap, page);
        else span_free(heap, page);
    }
}

// ---- Slots --------------------------------------------------------------------------------------

// Only a little at a time: memory that isn't needed yet isn't touched.
static void page_format_more(OuPage *page)
{
    uint32_t batch = (uint32_t)(OU_FORMAT_BYTES / page->slot_size);
    uint32_t left = page->slot_count - page->formatted;
    if (batch < OU_FORMAT_SLOTS) batch = OU_FORMAT_SLOTS;
    if (batch > left) batch = left;
    for (uint32_t i = page->formatted + batch; i-- > page->formatted; ) {
        char **slot = ou_page_slot(page, i);
        OU_UNPOISON(slot, 2 * sizeof *slot);
        slot[0] = NULL;
        slot[1] = page->free;
        page->free = (char *)slot;
        OU_POISON(slot, 2 * sizeof *slot);
    }
    page->formatted += batch;
}

static bool page_has_room(const OuPage *page)
{
    return page->free || page->formatted < page->slot_count;
}

static void set_current(OuHeap *heap, unsigned sort, unsigned size_class, OuPage *page)
{
    heap->serving[sort][size_class] = page;
    heap->current[sort][size_class] = heap->tracer.is_noting[sort] ? &heap->none : page;
}

// The class no longer allocates from this page.
static void page_retire(OuPage *page)
{
    uint32_t *countdown = ou_trace_countdown(page);
    set_current(page->heap, page->sort, page->size_class, &page->heap->none);
    --*countdown;
    if (!page_has_room(page)) {
        page->state = OU_PAGE_FULL;
        *countdown = 1;
    } else if (*countdown) {
        page_list(page);
    } else {
        page_empty(page);
    }
}

static OuPage *page_make_current(OuHeap *heap, OuPageSort sort, unsigned size_class)
{
    OuPage *page = heap->listed[sort][size_class];
    if (page) page_unlist(page);
    else page = page_make(heap, sort, size_class);
    if (!page) return NULL;
    page->state = OU_PAGE_CURRENT;
    ++*ou_trace_countdown(page);
    set_current(heap, sort, size_class, page);
    return page;
}

static OuPage *page_with_room(OuHeap *heap, OuPageSort sort, unsigned size_class)
{
    OuPage *page = heap->serving[sort][size_class];
    if (page != &heap->none && !page_has_room(page)) page_retire(page);
    if (heap->serving[sort][size_class] == &heap->none) {
        page = page_make_current(heap, sort, size_class);
    }
    return page;
}

void *ou_page_take_slot(OuHeap *heap, OuPageSort sort, unsigned size_class)
{
    bool is_noted = heap->tracer.is_noting[sort];
    OuPage *page = heap->serving[sort][size_class];
    if (is_noted && page->free && !heap->memory.fail_at && ou_trace_is_ready(page)) {
        return ou_trace_take_slot(page);
    }
    page = page_with_room(heap, sort, size_class);
    if (!page) return NULL;
    uint32_t site;
    if (!page->free) page_format_more(page);         // first: no page is ever without any slot
    if (is_noted && !ou_trace_prepare(heap, page, &site)) return NULL;
    char *slot = page->free;
    OU_UNPOISON(slot, page->slot_size);
    page->free = ((char **)(void *)slot)[1];
    ++*ou_trace_countdown(page);
    if (is_noted) ou_trace_put_slot(page, slot, site);
    // While requests are counted, the fast path must never find a slot.
    if (heap->memory.fail_at) page_retire(page);
    return slot;
}

void ou_page_retire_all(OuHeap *heap)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        for (unsigned i = 0; i < OU_CLASS_COUNT; i++) {
            OuPage *page = heap->serving[sort][i];
            if (page != &heap->none) page_retire(page);
        }
    }
}

void ou_page_show_current(OuHeap *heap)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        for (unsigned i = 0; i < OU_CLASS_COUNT; i++) {
            set_current(heap, sort, i, heap->serving[sort][i]);
        }
    }
}

// ---- Spans --------------------------------------------------------------------------------------

static OuPage *span_alloc(OuHeap *heap, size_t size)
{
    OuPage *page = ou_memory_alloc_aligned(&heap->memory, OU_PAGE_SIZE, size);
    if (page) return page;
    ou_log_release_empty_pages(heap, true);
    ou_page_trim(heap);
    return ou_memory_alloc_aligned(&heap->memory, OU_PAGE_SIZE, size);
}

OuPage *ou_page_take_span(OuHeap *heap, OuPageSort sort, size_t size)
{
    size_t bitmaps = OU_PAGE_BITMAPS * sizeof(uint64_t);
    size_t first = (sizeof(OuPage) + bitmaps + OU_SLOTS_ALIGNED - 1) &
                   ~(size_t)(OU_SLOTS_ALIGNED - 1);
    size_t total;
    if (!ou_size_multiply_add(size, 1, first, &total)) return NULL;
    OuPage *page = span_alloc(heap, total);
    if (!page) return NULL;
    memset(page, 0, first);
    *page = (OuPage){
        .heap = heap,
        .countdown = 1,
        .sort = (uint8_t)sort,
        .state = OU_PAGE_SPAN,
        .slot_count = 1,
        .formatted = 1,
        .first = (uint32_t)first,
        .slot_size = size,
    };
    bool is_noted = heap->tracer.is_noting[sort];
    uint32_t site;
    if ((is_noted && !ou_trace_prepare(heap, page, &site)) || !table_insert(heap, page)) {
        ou_trace_drop_page(page);
        ou_memory_free(&heap->memory, page, total);
        return NULL;
    }
    if (is_noted) ou_trace_put_slot(page, ou_page_slot(page, 0), site);
    heap->page_bytes += total;
    return page;
}

void ou_page_drop_span(OuPage *page)
{
    OuHeap *heap = page->heap;
    ou_trace_drop_page(page);
    if (page->sort != OU_PAGE_CONTAINER) {
        span_free(heap, page);
        return;
    }
    page->state = OU_PAGE_EMPTY;
    page->next = heap->empty;
    heap->empty = page;
    heap->empty_bytes += page->slot_size;
    ou_log_release_empty_pages(heap, false);
}

void ou_page_free_all(OuHeap *heap)
{
    ou_page_release_empty(heap);
    ou_page_trim(heap);
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        OuPageTable *table = &heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            OuPage *page = table->pages[i];
            if (!page) continue;
            OU_UNPOISON(page, page->chunk ? OU_PAGE_SIZE : page->first + page->slot_size);
            if (page->chunk) page_give_back(heap, page);
            else span_free(heap, page);
        }
        ou_memory_free(&heap->memory, table->pages, table->capacity * sizeof *table->pages);
        *table = (OuPageTable){ 0 };
    }
}
