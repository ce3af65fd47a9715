// trace.h: which place of the program has asked for which block of memory.
//
// While tracing is on, no class shows its current page, so that every allocation goes the slow way.
// That way notes a site for each slot, in an array beside the page: `page->sites`, made with the
// page's first traced slot. A page that has one keeps its countdown at 1, and the real one in
// `page->held`: so each slot that is freed there comes by ou_page_settle, and the paths in line
// don't know of tracing at all. Spans are pages with one slot; buffers larger than any slot are
// noted in a hash table.
//
// A site is a number above 0 that hooks.site gives: this floor doesn't know what it means.
#ifndef OU_GC_TRACE_H
#define OU_GC_TRACE_H

#include "gc/page.h"

typedef struct OuTracedBuffer {
    const void *address;         // NULL: vacant
    size_t      size;
    uint32_t    site;
} OuTracedBuffer;

typedef struct OuTracer {
    bool     is_on;
    bool     is_paused;          // what is allocated now isn't traced
    size_t   traced, peak;       // bytes in traced blocks
    size_t   own;                // bytes that the tracer itself needs here
    OuTracedBuffer *buffers;     // open addressing, by address
    size_t   buffer_count, buffer_capacity;
} OuTracer;

// hooks.site must be set.
void ou_trace_start(OuHeap *heap);

// Forgets every trace; what is allocated from now on isn't traced.
void ou_trace_stop(OuHeap *heap);

// Forgets every trace, and goes on.
void ou_trace_clear(OuHeap *heap);

// The site where the block at the address was asked for; 0: none is known.
uint32_t ou_trace_site_of(OuHeap *heap, const void *block);

// Calls `each` for every traced block; it must not allocate from the heap.
typedef void (*OuTraceVisit)(size_t size, uint32_t site, void *context);
void ou_trace_each(OuHeap *heap, OuTraceVisit each, void *context);

// ---- For page.c and heap.c ----------------------------------------------------------------------

// Before a block is taken: its site, 0 if memory is refused. `page`: where a slot will be taken;
// NULL: it will be a large buffer.
uint32_t ou_trace_prepare(OuHeap *heap, OuPage *page);
// The commonest case in one go: a slot of a page that has sites and a free slot. NULL: refused.
void *ou_trace_take_slot(OuPage *page);
// After it was taken.
void ou_trace_put_slot(OuPage *page, const void *slot, uint32_t site);
void ou_trace_put_buffer(OuHeap *heap, const void *buffer, size_t size, uint32_t site);

// The slot that heads the page's free list was just freed. Is it for somebody to look at the page?
bool ou_trace_is_settling(OuPage *page);
// The page has no traced slot any more.
void ou_trace_drop_page(OuPage *page);
void ou_trace_drop_buffer(OuHeap *heap, const void *buffer);

// The countdown of a page, wherever it is kept.
static inline uint32_t *ou_trace_countdown(OuPage *page)
{
    return page->sites ? &page->held : &page->countdown;
}

#endif
