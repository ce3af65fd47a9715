// int_text.h: int() of text.
#ifndef OU_RUNTIME_INT_TEXT_H
#define OU_RUNTIME_INT_TEXT_H

#include "runtime/protocol.h"

// int(source, base) for a str, bytes or bytearray, where base is 0 or 2..36. OU_UNBOUND, without an
// exception, when it is none of these.
OU_CHECKED OuValue ou_int_parse_value(OuVM *vm, OuValue source, int base);

#endif
