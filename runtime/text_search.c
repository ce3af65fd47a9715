#define _GNU_SOURCE   // memmem, memrchr
// Searching. One-byte text goes to the C library's memchr and memmem. Everything else starts with
// the plain comparison at each place; once that has cost more than a few steps a unit, the rest is
// searched after Knuth, Morris and Pratt ("Fast pattern matching in strings", 1977), which needs a
// table but never looks back. Backward searches are the same with both texts read from their ends.
#include "runtime/text.h"

#include <string.h>

size_t ou_text_find_unit(OuText text, uint32_t unit)
{
    if (text.width == 1) {
        if (unit > 0xFF) return OU_TEXT_NOT_FOUND;
        const char *place = text.length ? memchr(text.units, (int)unit, text.length) : NULL;
        return place ? (size_t)(place - (const char *)text.units) : OU_TEXT_NOT_FOUND;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (ou_text_at(text, i) == unit) return i;
    }
    return OU_TEXT_NOT_FOUND;
}

size_t ou_text_find_last_unit(OuText text, uint32_t unit)
{
    if (text.width == 1) {
        if (unit > 0xFF) return OU_TEXT_NOT_FOUND;
        const char *place = text.length ? memrchr(text.units, (int)unit, text.length) : NULL;
        return place ? (size_t)(place - (const char *)text.units) : OU_TEXT_NOT_FOUND;
    }
    for (size_t i = text.length; i-- > 0;) {
        if (ou_text_at(text, i) == unit) return i;
    }
    return OU_TEXT_NOT_FOUND;
}

// A text read forwards or backwards; inlined with constants, so that no unit costs a decision.
typedef struct Reader {
    OuText text;
    bool   backward;
} Reader;

static inline uint32_t reader_at(Reader reader, size_t index)
{
    return ou_text_at(reader.text, reader.backward ? reader.text.length - 1 - index : index);
}

// failure[i]: length of the longest proper prefix of the needle that ends its first i + 1 units.
static inline __attribute__((always_inline)) void failure_fill(size_t *failure, Reader needle)
{
    size_t matched = 0;
    failure[0] = 0;
    for (size_t i = 1; i < needle.text.length; i++) {
        uint32_t unit = reader_at(needle, i);
        while (matched && unit != reader_at(needle, matched)) matched = failure[matched - 1];
        if (unit == reader_at(needle, matched)) matched++;
        failure[i] = matched;
    }
}

static inline __attribute__((always_inline))
size_t knuth_morris_pratt(const size_t *failure, Reader text, Reader needle, size_t start)
{
    size_t matched = 0;
    for (size_t i = start; i < text.text.length; i++) {
        uint32_t unit = reader_at(text, i);
        while (matched && unit != reader_at(needle, matched)) matched = failure[matched - 1];
        if (unit == reader_at(needle, matched)) matched++;
        if (matched == needle.text.length) return i + 1 - matched;
    }
    return OU_TEXT_NOT_FOUND;
}

// Distance of the first place from the end at which the reading begins. The needle isn't empty.
static inline __attribute__((always_inline))
size_t search(OuMemory *memory, Reader text, Reader needle)
{
    size_t length = needle.text.length, last = text.text.length - length, work = 0;
    uint32_t first_unit = reader_at(needle, 0);
    bool is_patient = false;
    for (size_t i = 0; i <= last; i++) {
        if (reader_at(text, i) != first_unit) continue;
        size_t matched = 1;
        while (matched < length && reader_at(text, i + matched) == reader_at(needle, matched)) {
            matched++;
        }
        if (matched == length) return i;
        work += matched;
        if (is_patient || work < 4 * i + 4 * length) continue;
        size_t *failure = ou_memory_alloc(memory, length * sizeof *failure);
        if (!failure) {
            is_patient = true;
            continue;
        }
        failure_fill(failure, needle);
        size_t place = knuth_morris_pratt(failure, text, needle, i + 1);
        ou_memory_free(memory, failure, length * sizeof *failure);
        return place;
    }
    return OU_TEXT_NOT_FOUND;
}

#define SEARCH(text_width, needle_width)                                                  \
    search(memory, (Reader){ { text.units, text.length, text_width }, backward },         \
           (Reader){ { needle.units, needle.length, needle_width }, backward })

static inline __attribute__((always_inline))
size_t search_widths(OuMemory *memory, OuText text, OuText needle, bool backward)
{
    switch (text.width * 8 + needle.width) {
    case 1 * 8 + 1: return SEARCH(1, 1);
    case 2 * 8 + 1: return SEARCH(2, 1);
    case 2 * 8 + 2: return SEARCH(2, 2);
    case 4 * 8 + 1: return SEARCH(4, 1);
    case 4 * 8 + 2: return SEARCH(4, 2);
    case 4 * 8 + 4: return SEARCH(4, 4);
    default:        return OU_TEXT_NOT_FOUND;     // the needle holds a unit too wide for the text
    }
}

// memmem prepares a table for each search. That pays once memchr has found the needle's first byte
// in vain a few times.
static size_t find_bytes(OuText text, OuText needle)
{
    enum { PATIENCE = 8 };
    const char *start = text.units, *next = start, *pattern = needle.units;
    const char *last = start + text.length - needle.length;
    for (int tries = 0; tries < PATIENCE; tries++) {
        next = next <= last ? memchr(next, pattern[0], (size_t)(last - next) + 1) : NULL;
        if (!next) return OU_TEXT_NOT_FOUND;
        if (memcmp(next, pattern, needle.length) == 0) return (size_t)(next - start);
        next++;
    }
    next = memmem(next, (size_t)(start + text.length - next), pattern, needle.length);
    return next ? (size_t)(next - start) : OU_TEXT_NOT_FOUND;
}

size_t ou_text_find(OuMemory *memory, OuText text, OuText needle)
{
    if (needle.length > text.length) return OU_TEXT_NOT_FOUND;
    if (needle.length == 0) return 0;
    if (needle.length == 1) return ou_text_find_unit(text, ou_text_at(needle, 0));
    if (text.width == 1 && needle.width == 1) return find_bytes(text, needle);
    return search_widths(memory, text, needle, false);
}

size_t ou_text_find_last(OuMemory *memory, OuText text, OuText needle)
{
    if (needle.length > text.length) return OU_TEXT_NOT_FOUND;
    if (needle.length == 0) return text.length;
    if (needle.length == 1) return ou_text_find_last_unit(text, ou_text_at(needle, 0));
    size_t distance = search_widths(memory, text, needle, true);
    return distance == OU_TEXT_NOT_FOUND ? distance : text.length - needle.length - distance;
}

size_t ou_text_count(OuMemory *memory, OuText text, OuText needle, size_t limit)
{
    if (needle.length == 0) return text.length < limit ? text.length + 1 : limit;
    size_t count = 0;
    if (text.width == 1 && needle.length == 1 && limit >= text.length) {
        const uint8_t *bytes = text.units;
        uint32_t unit = ou_text_at(needle, 0);
        for (size_t i = 0; i < text.length; i++) count += bytes[i] == unit;
        return count;
    }
    while (count < limit) {
        size_t place = ou_text_find(memory, text, needle);
        if (place == OU_TEXT_NOT_FOUND) break;
        text = ou_text_part(text, place + needle.length, text.length);
        count++;
    }
    return count;
}
