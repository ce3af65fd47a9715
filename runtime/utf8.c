#include "runtime/utf8.h"

#include <string.h>

static OuUtf8Step step_bad(unsigned length, const char *reason)
{
    return (OuUtf8Step){ 0, length, reason };
}

// The range of the second byte keeps out overlong forms, surrogates, and what lies beyond U+10FFFF
// (The Unicode Standard, table 3-7).
static bool is_second_byte(uint8_t first, uint8_t second, bool surrogates)
{
    switch (first) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= (surrogates ? 0xBF : 0x9F);
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default:   return second >= 0x80 && second <= 0xBF;
    }
}

OuUtf8Step ou_utf8_read(const uint8_t *bytes, const uint8_t *end, bool surrogates)
{
    uint8_t first = bytes[0];
    if (first < 0x80) return (OuUtf8Step){ first, 1, NULL };
    if (first < 0xC2 || first > 0xF4) return step_bad(1, "invalid start byte");
    unsigned length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (end - bytes < 2) return step_bad(1, "unexpected end of data");
    if (!is_second_byte(first, bytes[1], surrogates)) {
        return step_bad(1, "invalid continuation byte");
    }
    uint32_t code_point = (first & (0x7Fu >> length)) << 6 | (bytes[1] & 0x3F);
    for (unsigned i = 2; i < length; i++) {
        if (bytes + i == end) return step_bad(i, "unexpected end of data");
        if ((bytes[i] & 0xC0) != 0x80) return step_bad(i, "invalid continuation byte");
        code_point = code_point << 6 | (bytes[i] & 0x3F);
    }
    return (OuUtf8Step){ code_point, length, NULL };
}

unsigned ou_utf8_write(uint8_t *bytes, uint32_t code_point)
{
    static const uint8_t first_bits[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    unsigned size = ou_utf8_size(code_point);
    if (size == 1) {
        bytes[0] = (uint8_t)code_point;
        return 1;
    }
    for (unsigned i = size - 1; i > 0; i--, code_point >>= 6) {
        bytes[i] = 0x80 | (code_point & 0x3F);
    }
    bytes[0] = (uint8_t)(first_bits[size] | code_point);
    return size;
}

size_t ou_utf8_ascii_prefix(const uint8_t *bytes, size_t length)
{
    size_t index = 0;
    for (; index + 8 <= length; index += 8) {
        uint64_t word;
        memcpy(&word, bytes + index, 8);
        if (word & 0x8080808080808080u) break;
    }
    while (index < length && bytes[index] < 0x80) index++;
    return index;
}
