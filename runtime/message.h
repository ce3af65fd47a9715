// message.h: the formats of ou_raise and ou_str_make_format (see error.h for the letters).
#ifndef OU_RUNTIME_MESSAGE_H
#define OU_RUNTIME_MESSAGE_H

#include "runtime/str.h"

// Appends the formatted text. Beyond error.h's letters: %.Ns and %.*s (at most so many bytes), %i,
// %ld, %lu, %llu, %02x and wider (zero-filled), %A (ascii() of an OuValue), %B
// (the type of an argument, None for None), %U (a code point as a
// character). false: an exception is set (%R, %V and %A run script code; so their values must be
// owned).
OU_CHECKED bool ou_message_put(OuStringWriter *writer, const char *format, va_list *arguments);

#endif
