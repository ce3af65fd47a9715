// float_hex.h: doubles as hexadecimal text, exactly: float.hex and float.fromhex.
#ifndef OU_RUNTIME_FLOAT_HEX_H
#define OU_RUNTIME_FLOAT_HEX_H

#include <stddef.h>

// Writes "-0x1.8000000000000p+3", not NUL-terminated; returns the length.
enum { OU_FLOAT_HEX_MAX = 32 };
size_t ou_float_write_hex(char *text, double value);

typedef enum OuFloatHexResult {
    OU_FLOAT_HEX_GOOD, OU_FLOAT_HEX_MALFORMED, OU_FLOAT_HEX_TOO_LARGE,
} OuFloatHexResult;
// Reads [space][sign][0x]digits[.digits][p exponent][space], or inf, infinity, nan; rounds half to
// even.
OuFloatHexResult ou_float_parse_hex(const char *text, size_t length, double *result);

#endif
