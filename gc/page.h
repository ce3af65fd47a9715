// page.h: 64 KiB pages of equal slots, carved from chunks that the system maps.
//
//     address & ~0xFFFF
//     v
//     | OuPage | bitmaps: mark, tried | slot 0 | slot 1 | ... | slot n-1 | rest |
//
// Only pages of containers have the bitmaps. A free slot's header is all zeros (its kind is 0) and
// the word behind it links the page's list of free slots; those from `formatted` on were never
// used. A slot of a buffer page has no header, but is linked through its second word just the same.
//
// An object larger than OU_LARGEST_SLOT has a page to itself that is as long as needed, a "span":
// its header is found in the same way, because the object begins in the first 64 KiB.
//
// What counts as memory in use is what the system has to give for it: the granules that slots
// reach. Where slots are large, less of the page may be left over than a slot and more than a
// granule; a span's last page is hardly ever full. These are addresses, no memory.
//
// The life of a page:
//
//     chunk --take--> CURRENT --no room--> FULL --a slot is freed--> LISTED --all freed--> EMPTY
//       ^                ^                                            |                     |
//       |                +--------------------------------------------+                     |
//       +------------- the cache is full --------------- cached <--- no log names a slot ---+
//
// A page of one slot goes from FULL to EMPTY.
#ifndef OU_GC_PAGE_H
#define OU_GC_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct OuHeap OuHeap;
typedef struct OuChunk OuChunk;

enum {
    OU_PAGE_SIZE      = 64 * 1024,
    OU_GRANULE        = 4096,  // bytes that the system gives or takes at a time
    OU_PAGE_HEAD      = 128,   // with one word of each bitmap
    OU_LARGEST_SLOT   = OU_PAGE_SIZE - OU_PAGE_HEAD,
    OU_LARGEST_SMALL  = 8192,  // larger buffers are the system allocator's, which can resize them
    OU_CLASS_COUNT    = 89,    // 0 and 1 stay unused; 2..16 in steps of 8 bytes, then by eighths;
                               // above OU_LARGEST_SMALL the page's head is taken off each
    OU_PAGE_BITMAPS   = 2,     // OU_BITMAP_MARK, OU_BITMAP_TRIED: for the major cycle
};

// The bits of a slot mean something only as long as the object lives that they were set for.
enum { OU_BITMAP_MARK, OU_BITMAP_TRIED };

typedef enum OuPageSort {
    OU_PAGE_CONTAINER,         // objects that may be part of a cycle
    OU_PAGE_LEAF,              // objects without references
    OU_PAGE_BUFFER,            // side buffers, no objects
    OU_PAGE_SORTS,
} OuPageSort;

typedef enum OuPageState {
    OU_PAGE_CURRENT,           // the one its class allocates from
    OU_PAGE_FULL,              // on no list
    OU_PAGE_LISTED,            // has room: on the list of its class
    OU_PAGE_EMPTY,             // nothing in it, but a log may still name its slots
    OU_PAGE_SPAN,              // one large object
} OuPageState;

typedef struct OuPage OuPage;
struct OuPage {
    OuHeap  *heap;             // whose it is
    char    *free;             // the first free slot, or NULL
    uint32_t countdown;        // frees until somebody must look: LISTED: slots in use; CURRENT: one
                               // more than that; FULL and SPAN: 1
    uint8_t  sort;             // OuPageSort
    uint8_t  state;            // OuPageState
    uint8_t  size_class;       // 0 for a span
    uint32_t slot_count;
    uint32_t formatted;        // slots that have ever been on the free list
    uint32_t reciprocal;       // 2^32 / slot_size, rounded up: turns an offset into an index
    uint32_t first;            // offset of slot 0
    uint32_t number;           // index in the heap's table of its sort
    size_t   slot_size;        // bytes; of a span: what was asked for
    OuPage  *next, *previous;  // in the list that the state names
    OuChunk *chunk;            // where it was carved from; meaningless for one mapped by itself
    uint32_t *sites;           // of each cell, where it was asked for: see trace.h; or NULL
    uint32_t *births;          // of each cell, the epoch in which it was taken; or NULL: before all
    uint32_t held;             // while there are sites: the countdown, which then stays at 1
};

static inline OuPage *ou_page_of(const void *address)
{
    return (OuPage *)((uintptr_t)address & ~(uintptr_t)(OU_PAGE_SIZE - 1));
}

static inline void *ou_page_slot(OuPage *page, uint32_t index)
{
    return (char *)page + page->first + index * page->slot_size;
}

static inline uint32_t ou_page_index(const OuPage *page, const void *slot)
{
    uint64_t offset = (uint64_t)((const char *)slot - (const char *)page) - page->first;
    return (uint32_t)(offset * page->reciprocal >> 32);
}

// Where the slot is if slots are counted from the beginning of the page, and not from slot 0: that
// is quicker to find, and no cell belongs to two slots.
static inline uint32_t ou_page_cell(const OuPage *page, const void *slot)
{
    uint64_t offset = (uint64_t)((const char *)slot - (const char *)page);
    return (uint32_t)(offset * page->reciprocal >> 32);
}

static inline bool ou_page_is_span(const OuPage *page)
{
    return page->size_class == 0;
}

// Bytes that are booked for it.
static inline size_t ou_page_booked(const OuPage *page)
{
    return (page->first + page->slot_count * page->slot_size + OU_GRANULE - 1)
         & ~(size_t)(OU_GRANULE - 1);
}

static inline uint32_t ou_page_words(const OuPage *page)
{
    return (page->slot_count + 63) / 64;
}

// One of the bitmaps behind the header, of ou_page_words(page) words.
static inline uint64_t *ou_page_bitmap(OuPage *page, unsigned which)
{
    return (uint64_t *)(page + 1) + which * ou_page_words(page);
}

// How many of the page's slots are in use.
static inline uint32_t ou_page_used(const OuPage *page)
{
    if (page->state == OU_PAGE_FULL || page->state == OU_PAGE_SPAN) return page->slot_count;
    uint32_t countdown = page->sites ? page->held : page->countdown;
    return countdown - (page->state == OU_PAGE_CURRENT);
}

// The class of a size up to OU_LARGEST_SLOT; the compiler computes it where the size is constant.
static inline unsigned ou_page_class(size_t size)
{
    if (size <= 16) return 2;
    if (size <= 128) return (unsigned)((size + 7) / 8);
    if (size > OU_LARGEST_SMALL) size += OU_PAGE_HEAD;
    unsigned shift = 60 - (unsigned)__builtin_clzll(size - 1);     // log2 of the doubling's eighth
    return 16 + (shift - 4) * 8 + (unsigned)((size - 1) >> shift) - 7;
}

static inline size_t ou_page_class_size(unsigned size_class)
{
    if (size_class <= 16) return size_class * 8u;
    unsigned doubling = (size_class - 17) / 8, eighth = (size_class - 17) % 8;
    size_t size = (size_t)(9 + eighth) << (doubling + 4);
    return size > OU_LARGEST_SMALL ? size - OU_PAGE_HEAD : size;
}

// A slot of the class when the current page has none at hand. NULL: memory is refused.
void *ou_page_take_slot(OuHeap *heap, OuPageSort sort, unsigned size_class);

// The countdown has reached zero: the page was full, or is empty now, or has traced slots.
void ou_page_settle(OuPage *page);

// A page for one object of `size` bytes, which begins at ou_page_slot(page, 0). NULL: refused.
OuPage *ou_page_take_span(OuHeap *heap, OuPageSort sort, size_t size);

// A span of leaves gets a larger slot, and may move: only whoever has the one reference to its
// object may ask for it. NULL: it stays as it is.
OuPage *ou_page_grow_span(OuPage *page, size_t size);

// The span's object is gone.
void ou_page_drop_span(OuPage *page);

// No log names a slot of an empty page any more: they may serve other classes, or be given back.
void ou_page_release_empty(OuHeap *heap);

// Gives the cached pages and spans back to the system.
void ou_page_trim(OuHeap *heap);

// Leaves no class a current page, so that the next allocation of each goes the slow way.
void ou_page_retire_all(OuHeap *heap);

// Shows each class its current page for allocation in line, or hides it: see trace.h.
void ou_page_show_current(OuHeap *heap);

// Gives every page and chunk back to the system.
void ou_page_free_all(OuHeap *heap);

// Puts a slot back; its bytes are worthless afterwards.
static inline void ou_page_put_slot(OuPage *page, void *slot);

// Under the address sanitizer a free slot is poisoned, so that a use after death is found.
#if defined(__SANITIZE_ADDRESS__)
#define OU_PAGE_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OU_PAGE_POISONS 1
#endif
#endif
#ifdef OU_PAGE_POISONS
#include <sanitizer/asan_interface.h>
#define OU_POISON(address, size)   __asan_poison_memory_region((address), (size))
#define OU_UNPOISON(address, size) __asan_unpoison_memory_region((address), (size))
#define OU_UNPOISONED              __attribute__((no_sanitize("address"), noinline, unused))
#else
#define OU_PAGE_POISONS 0
#define OU_POISON(address, size)   ((void)0)
#define OU_UNPOISON(address, size) ((void)0)
#define OU_UNPOISONED              inline
#endif

static inline void ou_page_put_slot(OuPage *page, void *slot)
{
    ((uint64_t *)slot)[0] = 0;
    ((char **)slot)[1] = page->free;
    page->free = slot;
    OU_POISON(slot, page->slot_size);
    if (--page->countdown == 0) ou_page_settle(page);
}

#endif
