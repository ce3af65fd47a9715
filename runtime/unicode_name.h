// unicode_name.h: the names of characters, as of Unicode 14.0.
#ifndef OU_RUNTIME_UNICODE_NAME_H
#define OU_RUNTIME_UNICODE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OU_UNICODE_NAME_ROOM = 256, OU_UNICODE_SEQUENCE_ROOM = 8 };

// Writes the name, which is ASCII, and returns its length; 0: it has none.
size_t ou_unicode_name(uint32_t code_point, char name[OU_UNICODE_NAME_ROOM]);

// The code points that a name stands for, how many: 0 when it is unknown. Letters may be small.
// Aliases are known, and sequences, which alone have more than one code point.
unsigned ou_unicode_find(const char *name, size_t length,
                         uint32_t points[OU_UNICODE_SEQUENCE_ROOM]);

// For literals: a character, not a sequence; false: there is none of that name.
bool ou_unicode_find_character(const char *name, size_t length, uint32_t *point);

#endif
