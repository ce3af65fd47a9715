// format_spec.h: the format mini-language:
// [[fill]align][sign][z][#][0][width][group][.precision][type]
//
// Read by `__format__` of int, float, complex and str, each of which then rejects what it can't do.
#ifndef OU_RUNTIME_FORMAT_SPEC_H
#define OU_RUNTIME_FORMAT_SPEC_H

#include "runtime/str.h"

typedef struct OuFormatSpec {
    uint32_t fill;             // a code point; ' ' when not given
    char     align;            // '<', '>', '^' or '='
    char     sign;             // '+', '-', ' ', or 0 when not given
    char     group;            // ',' or '_' between digits, or 0
    uint8_t  group_size;       // digits between two separators: 3, or 4 for '_' with b, o, x and X
    bool     alternate;        // '#'
    bool     no_negative_zero; // 'z'
    int64_t  width;            // -1 when not given
    int64_t  precision;        // -1 when not given
    uint32_t type;             // a code point; the default type when not given
} OuFormatSpec;

// Reads `text`. `value` is the value to be formatted, for error messages. ValueError when
// malformed.
OU_CHECKED bool ou_format_spec_parse(OuVM *vm, OuText text, OuValue value, uint32_t default_type,
                                     char default_align, OuFormatSpec *spec);

// "Unknown format code 'y' for object of type 'int'".
OuValue ou_format_spec_unknown(OuVM *vm, uint32_t type, OuValue value);

// How many fill characters go before and behind `length` characters of content; '=' counts as '>'.
void ou_format_spec_padding(const OuFormatSpec *spec, size_t length, size_t *before,
                            size_t *behind);

#endif
