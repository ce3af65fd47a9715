#include "runtime/text.h"

#include <string.h>

uint32_t ou_text_union(OuText text)
{
    uint32_t all = 0;
    size_t index = 0;
    if (text.width == 1) {
        const uint8_t *units = text.units;
        uint64_t words = 0;
        for (; index + 8 <= text.length; index += 8) {
            uint64_t word;
            memcpy(&word, units + index, 8);
            words |= word;
        }
        all = words & 0x8080808080808080u ? 0x80 : 0;
        for (; index < text.length; index++) all |= units[index];
    } else if (text.width == 2) {
        for (const uint16_t *units = text.units; index < text.length; index++) all |= units[index];
    } else {
        for (const uint32_t *units = text.units; index < text.length; index++) all |= units[index];
    }
    return all;
}

void ou_text_copy(void *target, unsigned width, OuText text)
{
    if (text.length == 0) return;
    if (width == text.width) {
        memcpy(target, text.units, text.length * width);
        return;
    }
    if (width == 2 && text.width == 1) {
        for (size_t i = 0; i < text.length; i++) {
            ((uint16_t *)target)[i] = ((const uint8_t *)text.units)[i];
        }
        return;
    }
    for (size_t i = 0; i < text.length; i++) ou_text_store(target, width, i, ou_text_at(text, i));
}

void ou_text_fill(void *target, unsigned width, uint32_t unit, size_t count)
{
    if (width == 1) {
        memset(target, (int)unit, count);
        return;
    }
    for (size_t i = 0; i < count; i++) ou_text_store(target, width, i, unit);
}

bool ou_text_equal(OuText a, OuText b)
{
    if (a.length != b.length) return false;
    if (a.length == 0) return true;
    if (a.width == b.width) return memcmp(a.units, b.units, a.length * a.width) == 0;
    for (size_t i = 0; i < a.length; i++) {
        if (ou_text_at(a, i) != ou_text_at(b, i)) return false;
    }
    return true;
}

int ou_text_compare(OuText a, OuText b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    if (a.width == 1 && b.width == 1 && shared) {
        int order = memcmp(a.units, b.units, shared);
        if (order) return order;
    } else {
        for (size_t i = 0; i < shared; i++) {
            uint32_t left = ou_text_at(a, i), right = ou_text_at(b, i);
            if (left != right) return left < right ? -1 : 1;
        }
    }
    return a.length < b.length ? -1 : a.length > b.length;
}

bool ou_text_starts_with(OuText text, OuText prefix)
{
    return prefix.length <= text.length &&
           ou_text_equal(ou_text_part(text, 0, prefix.length), prefix);
}

bool ou_text_ends_with(OuText text, OuText suffix)
{
    return suffix.length <= text.length &&
           ou_text_equal(ou_text_part(text, text.length - suffix.length, text.length), suffix);
}
