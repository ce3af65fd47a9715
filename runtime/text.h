// text.h: runs of units of 1, 2 or 4 bytes: what strings, bytes and writers are made of.
//
// Nothing here allocates or knows objects, except the search, which may ask for a table.
#ifndef OU_RUNTIME_TEXT_H
#define OU_RUNTIME_TEXT_H

#include <stddef.h>
#include <string.h>

#include "gc/memory.h"
#include "gc/value.h"

typedef struct OuText {
    const void *units;
    size_t      length;      // in units
    unsigned    width;       // bytes a unit: 1, 2 or 4
} OuText;

#define OU_TEXT_NOT_FOUND SIZE_MAX

static inline uint32_t ou_text_load(const void *units, unsigned width, size_t index)
{
    switch (width) {
    case 1:  return ((const uint8_t *)units)[index];
    case 2:  return ((const uint16_t *)units)[index];
    default: return ((const uint32_t *)units)[index];
    }
}

static inline void ou_text_store(void *units, unsigned width, size_t index, uint32_t unit)
{
    switch (width) {
    case 1:  ((uint8_t *)units)[index] = (uint8_t)unit; break;
    case 2:  ((uint16_t *)units)[index] = (uint16_t)unit; break;
    default: ((uint32_t *)units)[index] = unit; break;
    }
}

static inline uint32_t ou_text_at(OuText text, size_t index)
{
    return ou_text_load(text.units, text.width, index);
}

static inline OuText ou_text_part(OuText text, size_t start, size_t end)
{
    const char *units = (const char *)text.units + start * text.width;
    return (OuText){ units, end - start, text.width };
}

// Bytes needed for a code point; also for the bitwise or of several.
static inline unsigned ou_text_width_for(uint32_t code_points)
{
    return code_points < 0x100 ? 1 : code_points < 0x10000 ? 2 : 4;
}

// The bitwise or of all units: below 0x80 (0x100, 0x10000) if and only if all of them are.
uint32_t ou_text_union(OuText text);
// `target` has room for text.length units of `width` bytes, into which every unit must fit.
void ou_text_copy(void *target, unsigned width, OuText text);
void ou_text_fill(void *target, unsigned width, uint32_t unit, size_t count);
bool ou_text_equal(OuText a, OuText b);
int  ou_text_compare(OuText a, OuText b);          // unit by unit: <0, 0, >0
bool ou_text_starts_with(OuText text, OuText prefix);
bool ou_text_ends_with(OuText text, OuText suffix);

// Index of the first / last such unit, or OU_TEXT_NOT_FOUND.
size_t ou_text_find_unit(OuText text, uint32_t unit);
size_t ou_text_find_last_unit(OuText text, uint32_t unit);

// Index of the first / last place of `needle`, or OU_TEXT_NOT_FOUND. Linear in time for any input
// as long as `memory` grants a table of the needle's length; still right when it doesn't.
size_t ou_text_find(OuMemory *memory, OuText text, OuText needle);
size_t ou_text_find_last(OuMemory *memory, OuText text, OuText needle);
// Places that don't overlap, `limit` at most; the empty needle stands between all units.
size_t ou_text_count(OuMemory *memory, OuText text, OuText needle, size_t limit);

// As memcpy. Most texts are short, and a call of memcpy is long.
static inline void ou_text_copy_bytes(void *to, const void *from, size_t length)
{
    char *target = to;
    const char *source = from;
    if (length > 16 || length < 4) {
        if (length > 16) memcpy(target, source, length);
        else while (length) length--, target[length] = source[length];
    } else if (length >= 8) {
        uint64_t first, last;
        memcpy(&first, source, 8);
        memcpy(&last, source + length - 8, 8);
        memcpy(target, &first, 8);
        memcpy(target + length - 8, &last, 8);
    } else {
        uint32_t first, last;
        memcpy(&first, source, 4);
        memcpy(&last, source + length - 4, 4);
        memcpy(target, &first, 4);
        memcpy(target + length - 4, &last, 4);
    }
}

#endif
