// encoding.h: from the bytes of a program to UTF-8 (PEP 263).
#ifndef OU_LEXER_ENCODING_H
#define OU_LEXER_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gc/buffer.h"

typedef enum OuEncoding {
    OU_ENCODING_UNKNOWN,
    OU_ENCODING_UTF8,
    OU_ENCODING_LATIN1,
    OU_ENCODING_LATIN9,   // ISO 8859-15
    OU_ENCODING_CP1252,
    OU_ENCODING_KOI8_R,
    OU_ENCODING_ASCII,
} OuEncoding;

enum { OU_ENCODING_NAME_SIZE = 64 };

// The encoding that a coding line in the first two lines names, and its name (cut to fit) as
// CPython repeats it. False when there is no such line.
bool ou_encoding_find(const char *bytes, size_t length, OuEncoding *encoding,
                      char name[OU_ENCODING_NAME_SIZE]);

// How many bytes at the start are well-formed UTF-8; `length` if all are.
size_t ou_encoding_valid(const char *bytes, size_t length);

// CPython's words for the malformed sequence at `at`: "can't decode byte 0xe9 in position 3:
// invalid continuation byte". `position` is the number to be shown.
void ou_encoding_complain(const char *bytes, size_t length, size_t at, size_t position,
                          char *message, size_t size);

// Whether the name means UTF-8 even behind a byte order mark: CPython knows no aliases there.
bool ou_is_encoding_plain_utf8(const char *name);

// The code point of a byte, 0 when it stands for none. For encodings of one byte a character.
uint32_t ou_charset_point(OuEncoding encoding, unsigned char byte);

// Appends the text as UTF-8; every byte must stand for a character. False when memory is refused.
bool ou_encoding_convert(OuBuffer *out, OuEncoding encoding, const char *bytes, size_t length);

#endif
