// float.h: float. Every float is an immediate (value.h) but instances of subclasses, which are
// objects.
#ifndef OU_RUNTIME_FLOAT_H
#define OU_RUNTIME_FLOAT_H

#include "gc/buffer.h"
#include "runtime/native.h"
#include "runtime/state.h"

typedef struct OuFloat {
    OuObject header;
    double   value;
} OuFloat;

static inline bool ou_is_any_float(OuValue v)
{
    return ou_is_float(v) || ou_base_kind_of(v) == OU_KIND_FLOAT;
}
// Of any float, instances of subclasses included.
static inline double ou_float_any_of(OuValue v)
{
    return ou_is_float(v) ? ou_float_of(v) : ((OuFloat *)ou_pointer_of(v))->value;
}

// --- operations (float.c, float_arithmetic.c) ---------------------------------------------------
// x ** y for floats: may be a complex number.
OU_CHECKED OuValue ou_float_power(OuVM *vm, double x, double y);
// Python's // and %: the quotient floored, the remainder with y's sign. y isn't 0.
double ou_float_divmod(double x, double y, double *rest);
OU_CHECKED OuValue ou_float_repr(OuVM *vm, double value);
// round(x, places), half to even, correctly rounded. OverflowError.
OU_CHECKED OuValue ou_float_round(OuVM *vm, double x, int64_t places);
// (numerator, denominator), as owned exact ints.
OU_CHECKED bool ou_float_ratio(OuVM *vm, double x, OuValue *numerator, OuValue *denominator);

// --- text to float (float_parse.c) --------------------------------------------------------------
// Text as float() accepts it, without space around it: sign, digits with underscores between them,
// inf, infinity, nan. false: malformed. Correctly rounded; infinity beyond the range.
bool ou_float_parse(const char *text, size_t length, double *result);
// Reads the longest such number that `text` begins with, but without underscores; returns how many
// characters it takes, 0 if there is none.
size_t ou_float_parse_prefix(const char *text, size_t length, double *result);
// 0.d1d2d3... * 10^point, where the digits are characters.
double ou_float_from_digits(const char *digits, unsigned count, int64_t point);

// --- float to text (float_shortest.c, float_digits.c, float_text.c) -----------------------------
// Decimal digits of a finite number's magnitude, as characters without leading or trailing zeros
// ("0" for zero): |value| = 0.d1d2d3... * 10^*point. They return how many.
enum { OU_FLOAT_DIGITS_MAX = 1500 };
// The shortest ones that read back as the same double; `digits` has room for 17.
unsigned ou_float_shortest(double value, char *digits, int *point);
// At most `count` > 0, rounded half to even on the exact value; `digits` has room for
// OU_FLOAT_DIGITS_MAX.
unsigned ou_float_digits_significant(double value, int64_t count, char *digits, int *point);
// Up to the `places`-th behind the decimal point (before it, when negative), likewise.
unsigned ou_float_digits_fixed(double value, int64_t places, char *digits, int *point);

enum {
    OU_FLOAT_SIGN             = 1,   // '+' before positive numbers
    OU_FLOAT_DOT_ZERO         = 2,   // at least one digit behind the point, or an exponent
    OU_FLOAT_ALTERNATE        = 4,   // '#': the point and trailing zeros stay
    OU_FLOAT_NO_NEGATIVE_ZERO = 8,   // 'z'
};
// Appends a double as text. `format`: 'r' (repr, no precision), 'e', 'f', 'g', 'E', 'F' or 'G'.
// false: the buffer was refused memory.
OU_CHECKED bool ou_float_put(OuBuffer *buffer, double value, char format, int64_t precision,
                             unsigned flags);
// The same, not NUL-terminated; `text` has room for OU_FLOAT_ROOM and `precision`. Returns the
// length.
enum { OU_FLOAT_ROOM = 340 };        // sign, 309 digits, point, exponent
size_t ou_float_write(char *text, double value, char format, int64_t precision, unsigned flags);
// repr(value), not NUL-terminated; `text` has room for OU_FLOAT_REPR_MAX. Returns the length.
enum { OU_FLOAT_REPR_MAX = 32 };
size_t ou_float_write_repr(char *text, double value, unsigned flags);

#endif
