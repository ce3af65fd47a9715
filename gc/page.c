#include "gc/page.h"

#include <assert.h>
#include <string.h>

#include "gc/chunk.h"
#include "gc/discard.h"
#include "gc/heap.h"
#include "gc/log.h"
#include "gc/trace.h"

enum {
    OU_CACHED_PAGES     = 16,           // empty pages kept for the next who needs one
    OU_CACHED_SPANS     = 8,            // ... and dead spans
    OU_CACHED_BYTES     = 16 << 20,     // ... of so many bytes together
    OU_FORMAT_BYTES     = 2048,         // so much of a page is put on its free list at a time
    OU_FORMAT_SLOTS     = 4,            // ... but at least so many slots
    OU_SLOTS_ALIGNED    = 16,
    OU_MOST_PAGES       = 1 << 20,      // of a sort: a number must fit into 20 bits
};

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
//
// What is booked of a page or span are the granules that its slots reach: the rest is never
// touched.

static size_t round_up(size_t size, size_t unit)
{
    return (size + unit - 1) & ~(unit - 1);
}

static void book(OuHeap *heap, size_t size)
{
    heap->page_bytes += size;
}

static void unbook(OuHeap *heap, size_t size)
{
    heap->page_bytes -= size;
    ou_memory_unreserve(&heap->memory, size);
}

// A page or span in the cache gets another size. False: refused, it is given back.
OU_CHECKED
static bool rebook(OuHeap *heap, OuPage *page, size_t had, size_t wanted)
{
    if (wanted > had) {
        if (!ou_memory_reserve(&heap->memory, wanted - had)) return false;
        book(heap, wanted - had);
    } else if (wanted < had) {
        ou_chunk_forget(page, wanted, had);
        unbook(heap, had - wanted);
    }
    return true;
}

// Pages in a row. Many are rounded up to eighths of their power of two: addresses cost nothing, and
// so a span of about the same size may follow in the same place.
static size_t pages_of(size_t booked)
{
    size_t pages = (booked + OU_PAGE_SIZE - 1) / OU_PAGE_SIZE;
    if (pages <= OU_CHUNK_RUN) return pages;
    return round_up(pages, (size_t)1 << (60 - __builtin_clzll(pages)));
}

static void page_unpoison(OuPage *page)
{
    OU_UNPOISON(page, pages_of(ou_page_booked(page)) * OU_PAGE_SIZE);
}

static void page_give_back(OuHeap *heap, OuPage *page)
{
    size_t booked = ou_page_booked(page);
    ou_chunk_put(heap, page, pages_of(booked), booked);
    unbook(heap, booked);
}

static void page_cache(OuHeap *heap, OuPage *page)
{
    table_remove(heap, page);
    page_unpoison(page);
    if (heap->cached_count == OU_CACHED_PAGES) {
        page_give_back(heap, page);
        return;
    }
    page->next = heap->cached;
    heap->cached = page;
    heap->cached_count++;
    heap->cached_bytes += ou_page_booked(page);
}

static OuPage *page_uncache(OuHeap *heap)
{
    OuPage *page = heap->cached;
    if (page) {
        heap->cached = page->next;
        heap->cached_count--;
        heap->cached_bytes -= ou_page_booked(page);
    }
    return page;
}

static OuPage *page_take_cached(OuHeap *heap, size_t size)
{
    OuPage *page = page_uncache(heap);
    if (!page || rebook(heap, page, ou_page_booked(page), size)) return page;
    page_give_back(heap, page);
    return NULL;
}

static OuPage *pages_reserve(OuHeap *heap, size_t size)
{
    if (!ou_memory_reserve(&heap->memory, size)) return NULL;
    OuPage *page = ou_chunk_take(heap, pages_of(size));
    if (page) book(heap, size);
    else ou_memory_unreserve(&heap->memory, size);
    return page;
}

// If there are none, what is kept for later goes.
static OuPage *pages_take_fresh(OuHeap *heap, size_t size)
{
    OuPage *page = pages_reserve(heap, size);
    if (page) return page;
    ou_log_release_empty_pages(heap, true);
    if (!heap->cached && !heap->cached_spans) return NULL;
    ou_page_trim(heap);
    return pages_reserve(heap, size);
}

static OuPage *page_take(OuHeap *heap, size_t size)
{
    if (!heap->cached) ou_log_release_empty_pages(heap, false);
    OuPage *page = page_take_cached(heap, size);
    return page ? page : pages_take_fresh(heap, size);
}

static void page_lay_out(OuPage *page)
{
    size_t bitmaps = page->sort == OU_PAGE_CONTAINER ? OU_PAGE_BITMAPS : 0;
    uint32_t count = (uint32_t)((OU_PAGE_SIZE - sizeof *page) / page->slot_size);
    for (;; count--) {
        size_t first = sizeof *page + bitmaps * sizeof(uint64_t) * ((count + 63) / 64);
        page->first = (uint32_t)round_up(first, OU_SLOTS_ALIGNED);
        if (page->first + count * page->slot_size <= OU_PAGE_SIZE) break;
    }
    page->slot_count = count;
    page->reciprocal = (uint32_t)(((1ull << 32) + page->slot_size - 1) / page->slot_size);
}

static OuPage *page_make(OuHeap *heap, OuPageSort sort, unsigned size_class)
{
    OuPage layout = {
        .heap = heap,
        .sort = (uint8_t)sort,
        .state = OU_PAGE_CURRENT,
        .size_class = (uint8_t)size_class,
        .slot_size = ou_page_class_size(size_class),
    };
    page_lay_out(&layout);
    OuPage *page = page_take(heap, ou_page_booked(&layout));
    if (!page) return NULL;
    layout.chunk = page->chunk;
    *page = layout;
    memset(page + 1, 0, page->first - sizeof *page);
    OU_POISON((char *)page + page->first, OU_PAGE_SIZE - page->first);
    if (table_insert(heap, page)) return page;
    page_unpoison(page);
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

// Until no log names its slots.
static void page_wait(OuHeap *heap, OuPage *page)
{
    page->state = OU_PAGE_EMPTY;
    page->next = heap->empty;
    heap->empty = page;
    heap->empty_bytes += ou_page_booked(page);
}

static void page_empty(OuPage *page)
{
    OuHeap *heap = page->heap;
    ou_trace_drop_page(page);
    if (page->sort == OU_PAGE_CONTAINER) page_wait(heap, page);
    else page_cache(heap, page);
}

// Apart, as settle_told is, so that ou_page_settle has no registers to save.
static __attribute__((noinline)) void settle(OuPage *page)
{
    if (page->state == OU_PAGE_FULL && page->slot_count > 1) {
        *ou_trace_countdown(page) = page->slot_count - 1;
        page_list(page);
    } else if (page->state == OU_PAGE_FULL) {
        page_empty(page);
    } else if (page->state == OU_PAGE_LISTED) {
        page_unlist(page);
        page_empty(page);
    } else {
        assert(page->state == OU_PAGE_SPAN);         // one in another state isn't counted down
        ou_page_drop_span(page);
    }
}

static inline void settle_traced(OuPage *page)
{
    uint32_t *site = ou_trace_freed(page);
    if (OU_LIKELY(*site)) page->heap->tracer.below += (ptrdiff_t)page->slot_size;
    *site = 0;
    page->countdown = 1;
    if (OU_UNLIKELY(--page->held == 0)) settle(page);
}

static __attribute__((noinline)) void settle_told(OuPage *page)
{
    ou_trace_tell_end(page);
    settle_traced(page);
}

void ou_page_settle(OuPage *page)
{
    if (!page->sites) settle(page);
    else if (OU_UNLIKELY(page->heap->tracer.told != NULL)) settle_told(page);
    else settle_traced(page);
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
    if (is_noted && page->free && ou_trace_is_ready(page)) {
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

// Takes the span out of the cache whose link is given.
static OuPage *span_uncache(OuHeap *heap, OuPage **link)
{
    OuPage *page = *link;
    *link = page->next;
    heap->cached_span_bytes -= ou_page_booked(page);
    return page;
}

// The newest come first; from the first one on for which there is no room any more, all go.
static void spans_trim(OuHeap *heap, size_t count, size_t bytes)
{
    OuPage **link = &heap->cached_spans;
    for (; *link && count && ou_page_booked(*link) <= bytes; count--) {
        bytes -= ou_page_booked(*link);
        link = &(*link)->next;
    }
    while (*link) page_give_back(heap, span_uncache(heap, link));
}

static void span_cache(OuHeap *heap, OuPage *page)
{
    table_remove(heap, page);
    page_unpoison(page);
    page->next = heap->cached_spans;
    heap->cached_spans = page;
    heap->cached_span_bytes += ou_page_booked(page);
    spans_trim(heap, OU_CACHED_SPANS, OU_CACHED_BYTES);
}

static OuPage *span_take_cached(OuHeap *heap, size_t size)
{
    OuPage **link = &heap->cached_spans;
    while (*link && pages_of(ou_page_booked(*link)) != pages_of(size)) link = &(*link)->next;
    if (!*link) return NULL;
    OuPage *page = span_uncache(heap, link);
    if (rebook(heap, page, ou_page_booked(page), size)) return page;
    page_give_back(heap, page);
    return NULL;
}

static OuPage *span_take(OuHeap *heap, size_t size)
{
    OuPage *page = span_take_cached(heap, size);
    return page ? page : pages_take_fresh(heap, size);
}

// What the object doesn't reach of the pages' addresses.
static void span_poison(OuPage *page)
{
    OU_POISON((char *)page + page->first + page->slot_size,
              pages_of(ou_page_booked(page)) * OU_PAGE_SIZE - page->first - page->slot_size);
}

_Static_assert(sizeof(OuPage) + OU_PAGE_BITMAPS * sizeof(uint64_t) <= OU_PAGE_HEAD, "too long");

OuPage *ou_page_take_span(OuHeap *heap, OuPageSort sort, size_t size)
{
    if (size > PTRDIFF_MAX) return NULL;             // so that nothing here overflows
    OuPage layout = {
        .heap = heap,
        .countdown = 1,
        .sort = (uint8_t)sort,
        .state = OU_PAGE_SPAN,
        .slot_count = 1,
        .formatted = 1,
        .first = OU_PAGE_HEAD,
        .slot_size = size,
    };
    OuPage *page = span_take(heap, ou_page_booked(&layout));
    if (!page) return NULL;
    layout.chunk = page->chunk;
    *page = layout;
    memset(page + 1, 0, page->first - sizeof *page);
    bool is_noted = heap->tracer.is_noting[sort];
    uint32_t site;
    if ((is_noted && !ou_trace_prepare(heap, page, &site)) || !table_insert(heap, page)) {
        ou_trace_drop_page(page);
        page_give_back(heap, page);
        return NULL;
    }
    if (is_noted) ou_trace_put_slot(page, ou_page_slot(page, 0), site);
    span_poison(page);
    return page;
}

static OuPage *span_move(OuPage *page, size_t old_count, size_t count)
{
    if (count == old_count) return page;
    return old_count > OU_CHUNK_RUN ? ou_chunk_grow(page, old_count, count) : NULL;
}

OuPage *ou_page_grow_span(OuPage *page, size_t size)
{
    OuHeap *heap = page->heap;
    if (size > PTRDIFF_MAX || heap->tracer.is_noting[page->sort]) return NULL;
    assert(!page->sites && !page->births);
    size_t had = ou_page_booked(page), wanted = round_up(page->first + size, OU_GRANULE);
    if (!ou_memory_reserve(&heap->memory, wanted - had)) return NULL;
    page_unpoison(page);
    OuPage *moved = span_move(page, pages_of(had), pages_of(wanted));
    if (!moved) {
        ou_memory_unreserve(&heap->memory, wanted - had);
        span_poison(page);
        return NULL;
    }
    book(heap, wanted - had);
    heap->tables[moved->sort].pages[moved->number] = moved;
    moved->slot_size = size;
    span_poison(moved);
    return moved;
}

void ou_page_drop_span(OuPage *page)
{
    OuHeap *heap = page->heap;
    ou_trace_drop_page(page);
    if (page->sort != OU_PAGE_CONTAINER) {
        span_cache(heap, page);
        return;
    }
    page_wait(heap, page);
    ou_log_release_empty_pages(heap, false);
}

// ---- All of them --------------------------------------------------------------------------------

void ou_page_release_empty(OuHeap *heap)
{
    OuPage *page = heap->empty;
    heap->empty = NULL;
    heap->empty_bytes = 0;
    for (OuPage *next; page; page = next) {
        next = page->next;
        if (ou_page_is_span(page)) span_cache(heap, page);
        else page_cache(heap, page);
    }
}

void ou_page_trim(OuHeap *heap)
{
    for (OuPage *page; (page = page_uncache(heap)) != NULL; ) page_give_back(heap, page);
    spans_trim(heap, 0, 0);
    ou_discard_all(heap);
}

static void page_free(OuHeap *heap, OuPage *page)
{
    page_unpoison(page);
    page_give_back(heap, page);
}

void ou_page_free_all(OuHeap *heap)
{
    ou_page_release_empty(heap);
    ou_page_trim(heap);
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        OuPageTable *table = &heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i]) page_free(heap, table->pages[i]);
        }
        ou_memory_free(&heap->memory, table->pages, table->capacity * sizeof *table->pages);
        *table = (OuPageTable){ 0 };
    }
}
