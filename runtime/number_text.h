// number_text.h: the text that int(), float() and complex() are given.
#ifndef OU_RUNTIME_NUMBER_TEXT_H
#define OU_RUNTIME_NUMBER_TEXT_H

#include "gc/buffer.h"
#include "runtime/state.h"

// The ASCII text of a str, bytes or bytearray without the white space around it. Decimal digits of
// any script become 0 to 9 and other spaces ' '; what can't be part of a number becomes '?'. The
// text lives in `source` or in `buffer`, which the caller inits and frees. *is_text: false for a
// value of another type.
OU_CHECKED bool ou_number_text(OuVM *vm, OuValue source, OuBuffer *buffer, const char **text,
                               size_t *length, bool *is_text);

// Copies digits without the underscores between them. false: an underscore doesn't stand between
// two digits (hexadecimal ones don't count). The copy is as long as the text at most.
bool ou_number_strip_underscores(const char *text, size_t length, char *copy, size_t *copy_length);

static inline bool ou_number_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool ou_number_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

#endif
