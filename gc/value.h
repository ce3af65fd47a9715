// value.h: the 64-bit value that every register, list item and attribute slot holds.
//
// NaN-boxing that favours doubles. A double is itself; NaNs from outside lose their payload, so the
// space of negative quiet NaNs is free for everything else:
//
//     0000 .... .... ....   to   FFF8 0000 0000 0000    a double
//     FFF9 pppp pppp pppp                               a heap object's address (48 bits)
//     FFFA 0000 0000 000n                               an immediate (OU_NONE, OU_TRUE, ...)
//     FFFC .... .... ....   to   FFFF FFFF FFFF FFFF    an integer i, stored as i + 2^49 above FFFC
//
// Because integers are biased, `a < b` on two of them is one unsigned comparison, and `a + b` one
// addition and one range check. All-zero bits are the double 0.0: zeroed memory holds valid values.
#ifndef OU_GC_VALUE_H
#define OU_GC_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t OuValue;
struct OuObject;

#define OU_LIKELY(condition)   __builtin_expect(!!(condition), 1)
#define OU_UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define OU_CHECKED             __attribute__((warn_unused_result))

#define OU_TAG_POINTER   0xFFF9000000000000ull
#define OU_TAG_IMMEDIATE 0xFFFA000000000000ull
#define OU_TAG_INT       0xFFFC000000000000ull   // the smallest integer, -2^49
#define OU_INT_ZERO      0xFFFE000000000000ull
#define OU_INT_MAX       ((int64_t)0x1FFFFFFFFFFFF)
#define OU_INT_MIN       (-OU_INT_MAX - 1)

// Immediates. False and True differ in the lowest bit only.
#define OU_UNBOUND         (OU_TAG_IMMEDIATE + 0)   // a name or slot without a value
#define OU_NONE            (OU_TAG_IMMEDIATE + 1)
#define OU_FALSE           (OU_TAG_IMMEDIATE + 2)
#define OU_TRUE            (OU_TAG_IMMEDIATE + 3)
#define OU_NOT_IMPLEMENTED (OU_TAG_IMMEDIATE + 4)
#define OU_ELLIPSIS        (OU_TAG_IMMEDIATE + 5)
#define OU_ERROR           (OU_TAG_IMMEDIATE + 6)   // result of a function: an exception is set
#define OU_STOP            (OU_TAG_IMMEDIATE + 7)   // result of `next`: exhausted, no exception set

#define OU_NAN_BITS 0x7FF8000000000000ull
#define OU_SIGN_BIT 0x8000000000000000ull

static inline bool ou_is_int(OuValue v)       { return v >= OU_TAG_INT; }
static inline bool ou_is_int_pair(OuValue a, OuValue b) { return (a & b) >= OU_TAG_INT; }
static inline bool ou_is_float(OuValue v)     { return v < OU_TAG_POINTER; }
static inline bool ou_is_pointer(OuValue v)   { return (v >> 48) == (OU_TAG_POINTER >> 48); }
static inline bool ou_is_bool(OuValue v)      { return (v | 1) == OU_TRUE; }

static inline bool ou_fits_int(int64_t i) { return i >= OU_INT_MIN && i <= OU_INT_MAX; }
static inline OuValue ou_int_value(int64_t i) { return (OuValue)i + OU_INT_ZERO; }    // i must fit
static inline int64_t ou_int_of(OuValue v)    { return (int64_t)(v - OU_INT_ZERO); }

static inline OuValue ou_bool_value(bool b)   { return OU_FALSE + b; }

// The double as it is. Right for what arithmetic makes of two values: a NaN that comes out is a
// quiet one of either sign without a payload, an operand's or the processor's own, and the largest
// of these, FFF8 0000 0000 0000, is still below the tags.
static inline OuValue ou_float_result(double d)
{
    OuValue v;
    memcpy(&v, &d, sizeof v);
    return v;
}

// Any double: a NaN loses its payload, and keeps its sign.
static inline OuValue ou_float_value(double d)
{
    OuValue v = ou_float_result(d);
    return d == d ? v : (v & OU_SIGN_BIT) | OU_NAN_BITS;
}
static inline double ou_float_of(OuValue v)
{
    double d;
    memcpy(&d, &v, sizeof d);
    return d;
}

static inline OuValue ou_pointer_value(const void *object)
{
    return (OuValue)(uintptr_t)object + OU_TAG_POINTER;
}
static inline struct OuObject *ou_pointer_of(OuValue v)
{
    return (struct OuObject *)(uintptr_t)(v - OU_TAG_POINTER);
}

#endif
