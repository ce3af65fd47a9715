#include "gc/number.h"

#include <assert.h>
#include <string.h>

#include "gc/log.h"

static const OuPageSort sorts[OU_NUMBERED_SORTS] = { OU_PAGE_CONTAINER, OU_PAGE_LEAF };
_Static_assert(OU_PAGE_CONTAINER == 0 && OU_PAGE_LEAF == 1, "a page's sort is an index");

static uint32_t words_of(const OuPage *page)
{
    return page ? (page->formatted + 63) / 64 : 0;
}

static uint64_t count_words(const OuHeap *heap)
{
    uint64_t count = 0;
    for (unsigned s = 0; s < OU_NUMBERED_SORTS; s++) {
        const OuPageTable *table = &heap->tables[sorts[s]];
        for (uint32_t i = 1; i < table->count; i++) count += words_of(table->pages[i]);
    }
    return count;
}

static bool take_memory(OuNumbering *numbering)
{
    OuMemory *memory = &numbering->heap->memory;
    uint64_t words = count_words(numbering->heap);
    if (words > UINT32_MAX / 64) return false;
    numbering->word_count = (uint32_t)words;
    numbering->bits = ou_memory_alloc(memory, words * sizeof *numbering->bits);
    numbering->before = ou_memory_alloc(memory, words * sizeof *numbering->before);
    bool ok = numbering->bits && numbering->before;
    for (unsigned s = 0; s < OU_NUMBERED_SORTS; s++) {
        uint32_t count = numbering->heap->tables[sorts[s]].count;
        numbering->page_count[s] = count;
        numbering->pages[s] = ou_memory_alloc_zeroed(memory,
                                                     (count + 1) * sizeof *numbering->pages[s]);
        ok &= numbering->pages[s] != NULL;
    }
    return ok;
}

// An object that waits for its end looks alive to who goes by its kind. Nothing alive refers to it.
static uint64_t living_bits(OuPage *page, uint32_t word)
{
    uint64_t bits = 0;
    uint32_t end = page->formatted - word * 64 < 64 ? page->formatted - word * 64 : 64;
    for (uint32_t i = 0; i < end; i++) {
        const OuObject header = ou_log_peek(ou_page_slot(page, word * 64 + i));
        bits |= (uint64_t)(header.kind && !ou_object_is_dying(&header)) << i;
    }
    return bits;
}

static void number_page(OuNumbering *numbering, OuPage *page, uint32_t *word)
{
    numbering->pages[page->sort][page->number] = (OuNumberedPage){ numbering->count, *word };
    uint32_t before = 0;
    for (uint32_t i = 0; i < words_of(page); i++, ++*word) {
        numbering->bits[*word] = living_bits(page, i);
        numbering->before[*word] = (uint16_t)before;
        before += (uint32_t)__builtin_popcountll(numbering->bits[*word]);
    }
    numbering->count += before;
}

bool ou_number_all(OuNumbering *numbering, OuHeap *heap)
{
    ou_heap_settle(heap);
    *numbering = (OuNumbering){ .heap = heap };
    if (!take_memory(numbering)) {
        ou_number_free(numbering);
        return false;
    }
    uint32_t word = 0;
    for (unsigned s = 0; s < OU_NUMBERED_SORTS; s++) {
        for (uint32_t i = 1; i < numbering->page_count[s]; i++) {
            OuPage *page = heap->tables[sorts[s]].pages[i];
            if (page) number_page(numbering, page, &word);
            else numbering->pages[s][i] = (OuNumberedPage){ numbering->count, word };
        }
        numbering->pages[s][numbering->page_count[s]] = (OuNumberedPage){ numbering->count, word };
    }
    assert(word == numbering->word_count);
    return true;
}

void ou_number_free(OuNumbering *numbering)
{
    OuMemory *memory = &numbering->heap->memory;
    size_t words = numbering->word_count;
    ou_memory_free(memory, numbering->bits, words * sizeof *numbering->bits);
    ou_memory_free(memory, numbering->before, words * sizeof *numbering->before);
    for (unsigned s = 0; s < OU_NUMBERED_SORTS; s++) {
        ou_memory_free(memory, numbering->pages[s],
                       (numbering->page_count[s] + 1) * sizeof *numbering->pages[s]);
    }
    *numbering = (OuNumbering){ .heap = numbering->heap };
}

// Of the page as it was when it was numbered: objects that were made since aren't known.
static uint32_t numbered_words(const OuNumbering *numbering, unsigned sort, uint32_t page)
{
    return numbering->pages[sort][page + 1].word - numbering->pages[sort][page].word;
}

// ---- From number to object ----------------------------------------------------------------------

// The last page whose first number isn't above: vacant and empty ones share it with the next.
static uint32_t find_page(const OuNumbering *numbering, unsigned sort, uint32_t number)
{
    uint32_t low = 1, high = numbering->page_count[sort];
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (numbering->pages[sort][middle].first <= number) low = middle;
        else high = middle;
    }
    return low;
}

static bool is_leaf(const OuNumbering *numbering, uint32_t number)
{
    return numbering->page_count[OU_PAGE_LEAF] > 1
        && numbering->pages[OU_PAGE_LEAF][1].first <= number;
}

OuObject *ou_number_object(const OuNumbering *numbering, uint32_t number)
{
    assert(number < numbering->count);
    unsigned sort = is_leaf(numbering, number) ? OU_PAGE_LEAF : OU_PAGE_CONTAINER;
    uint32_t i = find_page(numbering, sort, number);
    OuPage *page = numbering->heap->tables[sort].pages[i];
    const OuNumberedPage *place = &numbering->pages[sort][i];
    uint32_t rank = number - place->first, word = 0;
    uint32_t words = numbered_words(numbering, sort, i);
    while (word + 1 < words && numbering->before[place->word + word + 1] <= rank) word++;
    uint64_t bits = numbering->bits[place->word + word];
    for (rank -= numbering->before[place->word + word]; rank; rank--) bits &= bits - 1;
    return ou_page_slot(page, word * 64 + (uint32_t)__builtin_ctzll(bits));
}

// ---- Sets and walks -----------------------------------------------------------------------------

bool ou_number_set_make(const OuNumbering *numbering, OuNumberSet *set)
{
    set->words = ou_memory_alloc_zeroed(&numbering->heap->memory,
                                        numbering->word_count * sizeof *set->words);
    return set->words != NULL;
}

void ou_number_set_free(const OuNumbering *numbering, OuNumberSet *set)
{
    ou_memory_free(&numbering->heap->memory, set->words,
                   numbering->word_count * sizeof *set->words);
    set->words = NULL;
}

static OuObject *next_in_page(const OuNumbering *numbering, const uint64_t *words, OuPage *page,
                              OuNumberWalk *walk)
{
    uint32_t first = numbering->pages[walk->sort][walk->page].word;
    uint32_t end = numbered_words(numbering, walk->sort, walk->page);
    for (; walk->word < end; walk->word++, walk->done = 0) {
        if (walk->done == 64) continue;
        uint64_t bits = words[first + walk->word] >> walk->done;
        if (!bits) continue;
        uint32_t bit = walk->done + (uint32_t)__builtin_ctzll(bits);
        walk->done = bit + 1;
        return ou_page_slot(page, walk->word * 64 + bit);
    }
    return NULL;
}

OuObject *ou_number_next(const OuNumbering *numbering, const OuNumberSet *set, OuNumberWalk *walk)
{
    const uint64_t *words = set ? set->words : numbering->bits;
    for (; walk->sort < OU_NUMBERED_SORTS; walk->sort++, walk->page = 0) {
        for (; walk->page < numbering->page_count[walk->sort]; walk->page++) {
            OuPage *page = numbering->heap->tables[sorts[walk->sort]].pages[walk->page];
            OuObject *object = page ? next_in_page(numbering, words, page, walk) : NULL;
            if (object) return object;
            walk->word = walk->done = 0;
        }
    }
    return NULL;
}

static void page_each_backward(OuPage *page, const uint64_t *words, uint32_t count,
                               void (*each)(OuObject *object, void *context), void *context)
{
    for (uint32_t word = count; word-- > 0;) {
        for (uint64_t bits = words[word]; bits;) {
            uint32_t bit = 63 - (uint32_t)__builtin_clzll(bits);
            bits &= ~(1ull << bit);
            each(ou_page_slot(page, word * 64 + bit), context);
        }
    }
}

void ou_number_each_backward(const OuNumbering *numbering, const OuNumberSet *set,
                             void (*each)(OuObject *object, void *context), void *context)
{
    for (unsigned s = OU_NUMBERED_SORTS; s-- > 0;) {
        for (uint32_t i = numbering->page_count[s]; i-- > 1;) {
            OuPage *page = numbering->heap->tables[sorts[s]].pages[i];
            if (!page) continue;
            page_each_backward(page, set->words + numbering->pages[s][i].word,
                               numbered_words(numbering, s, i), each, context);
        }
    }
}
