// page.h: 64 KiB pages of equal slots.
//
//     address & ~0xFFFF
//     v
//     | OuPage header | slot 0 | slot 1 | ... | slot n-1 | rest |
//
// A slot of an object page is free if and only if the `kind` of its header is 0; the word behind the
// header then links the page's free list. Slots of buffer pages have no header: their first word is
// the link. An object larger than the largest class has a page of its own that is as long as needed
// ("span"): its header is found in the same way, because the object begins in the first 64 KiB.
#ifndef OU_GC_PAGE_H
#define OU_GC_PAGE_H

#include "gc/heap.h"

enum {
    OU_PAGE_SIZE        = 64 * 1024,
    OU_PAGE_HEADER_SIZE = 96,
    OU_PAGES_IN_CHUNK   = 32,           // mapped from the system at a time: 2 MiB
    OU_LARGEST_SLOT     = 8192,
    OU_CLASS_COUNT      = 65,           // 0 and 1 unused; 2..16 in steps of 8, then eighths
};

typedef enum OuPageFlavour {
    OU_PAGE_CONTAINER,                  // objects that may be in cycles
    OU_PAGE_LEAF,                       // objects without references
    OU_PAGE_BUFFER,                     // side buffers, no objects
    OU_PAGE_FLAVOURS,
} OuPageFlavour;

typedef struct OuChunk OuChunk;

struct OuPage {
    OuHeap  *heap;
    char    *free;                      // first free slot of the list, or NULL
    char    *fresh;                     // slots from here on were never used
    char    *end;                       // one past the last slot
    size_t   slot_size;                 // bytes; of a span: the object's own size
    uint32_t used;                      // slots in use
    uint8_t  flavour;
    uint8_t  size_class;                // 0 for a span
    bool     is_listed;                 // stands in its class's list of pages with room
    bool     is_empty;                  // is in the heap's list of empty pages
    OuPage  *next, *previous;           // in that list, or in the list of spans
    OuPage  *next_all, *previous_all;   // all pages of objects, for walks
    size_t   span_size;                 // bytes of a span with this header; 0 = an ordinary page
};
_Static_assert(sizeof(OuPage) <= OU_PAGE_HEADER_SIZE, "the first slot stands behind the header");

static inline OuPage *ou_page_of(const void *address)
{
    return (OuPage *)((uintptr_t)address & ~(uintptr_t)(OU_PAGE_SIZE - 1));
}

static inline char *ou_page_first_slot(OuPage *page)
{
    return (char *)page + OU_PAGE_HEADER_SIZE;
}

// The class for a size of at most OU_LARGEST_SLOT: computed by the compiler for constant sizes.
static inline unsigned ou_size_class(size_t size)
{
    if (size <= 128) return size <= 16 ? 2 : (unsigned)((size + 7) / 8);
    unsigned shift = 63u - (unsigned)__builtin_clzll(size - 1) - 3;       // an eighth of the doubling
    return 16 + (shift - 4) * 8 + (unsigned)((size - 1) >> shift) - 7;
}

static inline size_t ou_class_size(unsigned size_class)
{
    if (size_class <= 16) return size_class * 8u;
    unsigned doubling = (size_class - 17) / 8, eighth = (size_class - 17) % 8;
    return (size_t)(9 + eighth) << (doubling + 4);
}

// Where a page with room for the class comes from; NULL: memory is refused.
OuPage *ou_page_with_room(OuHeap *heap, OuPageFlavour flavour, unsigned size_class);
// A page has become empty, or has room again after it was full.
void ou_page_room_again(OuPage *page);
// An object's own page, for sizes above OU_LARGEST_SLOT.
OuPage *ou_page_make_span(OuHeap *heap, OuPageFlavour flavour, size_t size);
void ou_page_free_span(OuPage *page);
// Gives every page back; the heap is going down.
void ou_page_free_all(OuHeap *heap);
// Empty pages beyond a small reserve go back to the system. No log may name a slot of theirs.
void ou_page_trim(OuHeap *heap);

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define OU_POISON(address, size)   ASAN_POISON_MEMORY_REGION((address), (size))
#define OU_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
#else
#define OU_POISON(address, size)   ((void)0)
#define OU_UNPOISON(address, size) ((void)0)
#endif

#endif
