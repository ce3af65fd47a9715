// number.h: numbers for all live objects: 0, 1, 2, ... page by page.
//
// The number of an object is the first number of its page and how many live slots lie before its
// own, so it is computed from the address, without a hash table:
//
//     page  --> first: 17, word: 3          bits    ...0110101    which slots live
//                            |              before  0, 3, 9, ...  live slots of the page
//                            +-- of the page's first word         before each word
//
// For each page of objects that is ten bytes for 64 slots: at most a hundredth of the heap. A set
// of objects is one more array of such words. Both are good as long as no object dies; those
// that are made later aren't known, and those that wait for their end have no number.
#ifndef OU_GC_NUMBER_H
#define OU_GC_NUMBER_H

#include "gc/heap.h"

typedef struct OuNumberedPage {
    uint32_t first;              // number of its first live object
    uint32_t word;               // where its words begin
} OuNumberedPage;

enum { OU_NUMBERED_SORTS = 2 };  // OU_PAGE_CONTAINER, then OU_PAGE_LEAF

typedef struct OuNumbering {
    OuHeap         *heap;
    OuNumberedPage *pages[OU_NUMBERED_SORTS];       // by the page's number, and one behind them
    uint32_t        page_count[OU_NUMBERED_SORTS];
    uint64_t       *bits;
    uint16_t       *before;
    uint32_t        word_count;
    uint32_t        count;       // live objects; their numbers are below it
} OuNumbering;

// Numbers what lives now. False: memory is refused, or there are 2^32 objects.
OU_CHECKED bool ou_number_all(OuNumbering *numbering, OuHeap *heap);
void ou_number_free(OuNumbering *numbering);

// Where an object's bit is in a set.
static inline uint32_t ou_number_word(const OuNumbering *numbering, const OuPage *page,
                                      uint32_t index)
{
    return numbering->pages[page->sort][page->number].word + index / 64;
}

static inline uint32_t ou_number_of(const OuNumbering *numbering, const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    uint32_t index = ou_page_index(page, object);
    uint32_t word = ou_number_word(numbering, page, index);
    uint64_t below = numbering->bits[word] & ((1ull << index % 64) - 1);
    return numbering->pages[page->sort][page->number].first + numbering->before[word]
         + (uint32_t)__builtin_popcountll(below);
}

// The object with that number, which must be below the count.
OuObject *ou_number_object(const OuNumbering *numbering, uint32_t number);

// A number that an object keeps as long as it lives, from its place: the same in every numbering.
// After its death another one may have it. Those below OU_NUMBER_LEAST_ID are nobody's. They fit
// into 32 bits up to 2^19 pages of a sort.
enum { OU_NUMBER_PLACES = 4096,            // of a page
       OU_NUMBER_LEAST_ID = OU_NUMBERED_SORTS * OU_NUMBER_PLACES };
static inline uint64_t ou_number_id(const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    return ((uint64_t)page->number * OU_NUMBERED_SORTS + page->sort) * OU_NUMBER_PLACES
         + ou_page_index(page, object);
}

// ---- Sets ---------------------------------------------------------------------------------------

typedef struct OuNumberSet {
    uint64_t *words;
} OuNumberSet;

// An empty set; false: memory is refused.
OU_CHECKED bool ou_number_set_make(const OuNumbering *numbering, OuNumberSet *set);
void ou_number_set_free(const OuNumbering *numbering, OuNumberSet *set);

static inline bool ou_number_set_has(const OuNumbering *numbering, const OuNumberSet *set,
                                     const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    uint32_t index = ou_page_index(page, object);
    return set->words[ou_number_word(numbering, page, index)] >> index % 64 & 1;
}

// Was it in it already?
static inline bool ou_number_set_put(const OuNumbering *numbering, OuNumberSet *set,
                                     const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    uint32_t index = ou_page_index(page, object);
    uint64_t *word = &set->words[ou_number_word(numbering, page, index)];
    uint64_t bit = 1ull << index % 64;
    bool was_there = (*word & bit) != 0;
    *word |= bit;
    return was_there;
}

static inline void ou_number_set_drop(const OuNumbering *numbering, OuNumberSet *set,
                                      const OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    uint32_t index = ou_page_index(page, object);
    set->words[ou_number_word(numbering, page, index)] &= ~(1ull << index % 64);
}

// ---- Walks --------------------------------------------------------------------------------------

// Begins with all zeros. The set may change on the way.
typedef struct OuNumberWalk {
    unsigned sort;
    uint32_t page, word, done;   // `done` bits of that word of the page were looked at
} OuNumberWalk;

// The next object of the set, or, if it is NULL, of all, in the order of the numbers; NULL: none.
OuObject *ou_number_next(const OuNumbering *numbering, const OuNumberSet *set, OuNumberWalk *walk);

// Calls `each` for the objects of the set, the last first.
void ou_number_each_backward(const OuNumbering *numbering, const OuNumberSet *set,
                             void (*each)(OuObject *object, void *context), void *context);

#endif
