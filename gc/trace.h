// trace.h: which place of the program has asked for which block of memory, and when.
//
// While something is to be noted, no class shows its current page, so that every allocation goes
// the slow way. That way makes notes for each slot, in arrays beside the page:
//
//     page->sites     while tracing is on: where it was asked for
//     page->births    while somebody watches: in which epoch it was; for objects only
//
// An array is made with the page's first slot that is noted; if memory for it is refused, so is the
// slot: no note is ever missing. A page with sites keeps its countdown at 1, and the real one in
// `page->held`: so each slot that is freed there comes by ou_page_settle, and the paths in line
// don't know of tracing at all. Births don't need that: a slot that is taken again is noted again.
// Spans are pages with one slot; the sites of buffers larger than any slot are in a hash table.
//
// A site is a number above 0 that hooks.site gives: this floor doesn't know what it means. It is
// asked seldom: the answer is good as long as some words that the owner of the hook names are the
// same, and is remembered by them.
#ifndef OU_GC_TRACE_H
#define OU_GC_TRACE_H

#include "gc/object.h"
#include "gc/page.h"

typedef struct OuTracedBuffer {
    const void *address;         // NULL: vacant
    size_t      size;
    uint32_t    site;
} OuTracedBuffer;

// Tells somebody that a traced block of memory has begun or ended; it must not allocate from the
// heap.
typedef void OuTraceEvent(OuHeap *heap, uint32_t site, size_t size, bool is_end);
// Words of whatever types.
typedef uint64_t __attribute__((may_alias)) OuTraceWord;

enum { OU_TRACE_WORDS = 3, OU_TRACE_MEMOS = 1024 };

// What hooks.site said; all zeros: nothing yet.
typedef struct OuTraceMemo {
    uint64_t words[OU_TRACE_WORDS];
    uint32_t site;
} OuTraceMemo;

typedef struct OuTracer {
    bool     is_on;
    bool     is_paused;          // what is allocated now isn't traced
    bool     is_noting[OU_PAGE_SORTS];     // allocations go the slow way: sites or births are noted
    bool     is_quick;           // ... sites, which are remembered, and nothing else is to be done
    bool     has_memos;          // some aren't vacant
    const OuTraceWord *now;      // OU_TRACE_WORDS of them, never all zeros; NULL: no memos
    OuTraceMemo *memos;          // OU_TRACE_MEMOS, by a hash of the words
    size_t   peak;               // bytes in traced blocks, at most
    ptrdiff_t below;             // ... now there are so many less
    size_t   own;                // bytes that the sites need here
    OuTraceEvent *told;          // or NULL
    uint32_t watchers;           // births are noted if there are any
    uint32_t epoch;              // that of the last watcher
    OuTracedBuffer *buffers;     // open addressing, by address
    size_t   buffer_count, buffer_capacity;
} OuTracer;

// Does anything depend on the moment when memory is freed?
static inline bool ou_trace_is_active(const OuTracer *tracer)
{
    return tracer->is_on || tracer->watchers;
}

// hooks.site must be set. `now`: what hooks.site says is the same as long as these OU_TRACE_WORDS
// words are, which are never all zeros; or NULL.
void ou_trace_start(OuHeap *heap, const void *now);

// Forgets every trace; what is allocated from now on isn't traced.
void ou_trace_stop(OuHeap *heap);

// Forgets every trace, and goes on.
void ou_trace_clear(OuHeap *heap);

// What is allocated now isn't traced, or is again.
void ou_trace_pause(OuHeap *heap, bool on);

// Somebody is told of each traced block from now on; NULL: nobody.
void ou_trace_tell(OuHeap *heap, OuTraceEvent *told);

// Words that were seen before may have another meaning now.
void ou_trace_forget_memos(OuHeap *heap);

// Bytes in traced blocks.
static inline size_t ou_trace_total(const OuTracer *tracer)
{
    return tracer->peak - (size_t)tracer->below;
}

static inline void ou_trace_reset_peak(OuTracer *tracer)
{
    tracer->peak = ou_trace_total(tracer);
    tracer->below = 0;
}

// The site where the block at the address was asked for; 0: none is known.
uint32_t ou_trace_site_of(OuHeap *heap, const void *block);

// Calls `each` for every traced block; it must not allocate from the heap.
typedef void (*OuTraceVisit)(size_t size, uint32_t site, void *context);
void ou_trace_each(OuHeap *heap, OuTraceVisit each, void *context);

// ---- Births --
//
// Each watcher begins an epoch: what is allocated from then on was born in it, or later. Watchers
// come and go in any order.

// Begins an epoch and returns its number, which is higher than that of any before, and at least 1;
// only the four-billionth and those behind it are the same.
uint32_t ou_trace_watch(OuHeap *heap);
// One watcher less. The last one to go ends the recording, and all births become 0.
void ou_trace_unwatch(OuHeap *heap);
// The epoch in which the object was allocated; 0: before the births were recorded.
uint32_t ou_trace_birth_of(OuHeap *heap, const OuObject *object);

// ---- For page.c and heap.c ----------------------------------------------------------------------

// Before a block is taken: room for its notes, and its site; 0: it isn't traced. `page`: where a
// slot will be taken; NULL: it will be a large buffer. False: memory is refused.
OU_CHECKED bool ou_trace_prepare(OuHeap *heap, OuPage *page, uint32_t *site);
// Has the page room for all notes about its next slot?
bool ou_trace_is_ready(const OuPage *page);
// A slot of a page that is ready and has a free one. NULL: refused.
void *ou_trace_take_slot(OuPage *page);
// As ou_heap_refill, while tracer.is_quick: the commonest case takes little.
void *ou_trace_find_slot(OuHeap *heap, OuPage **current);
// After it was taken.
void ou_trace_put_slot(OuPage *page, const void *slot, uint32_t site);
void ou_trace_put_buffer(OuHeap *heap, const void *buffer, size_t size, uint32_t site);

// The site of the slot that heads the page's free list, which was just freed; the page has sites.
static inline uint32_t *ou_trace_freed(const OuPage *page)
{
    return &page->sites[ou_page_cell(page, page->free)];
}

// Tells of that slot's end.
void ou_trace_tell_end(OuPage *page);
// The page has no slots in use any more.
void ou_trace_drop_page(OuPage *page);
void ou_trace_drop_buffer(OuHeap *heap, const void *buffer);

// The heap is gone; nobody watches any more.
void ou_trace_free(OuHeap *heap);

// The countdown of a page, wherever it is kept.
static inline uint32_t *ou_trace_countdown(OuPage *page)
{
    return page->sites ? &page->held : &page->countdown;
}

#endif
