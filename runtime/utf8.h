// utf8.h: UTF-8, one code point at a time, with Unicode's rules for what is wrong in damaged text.
#ifndef OU_RUNTIME_UTF8_H
#define OU_RUNTIME_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

typedef struct OuUtf8Step {
    uint32_t code_point;
    unsigned length;        // bytes taken; of the damaged part when there is a reason
    const char *reason;     // NULL, or what is wrong: "invalid start byte", ...
} OuUtf8Step;

// Reads at `bytes` < `end`. With `surrogates` (WTF-8), three-byte surrogates pass.
OuUtf8Step ou_utf8_read(const uint8_t *bytes, const uint8_t *end, bool surrogates);
// Writes 1 to 4 bytes (surrogates as three) and returns how many.
unsigned ou_utf8_write(uint8_t *bytes, uint32_t code_point);
static inline unsigned ou_utf8_size(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}
// The length of the pure ASCII prefix.
size_t ou_utf8_ascii_prefix(const uint8_t *bytes, size_t length);

#endif
