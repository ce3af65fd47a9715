#include "runtime/scalar.h"

#include <math.h>

#include "runtime/bytes.h"
#include "runtime/int.h"

static const OuScalar scalars[] = {
    { 'b', 1, OU_SCALAR_SIGNED },   { 'B', 1, OU_SCALAR_UNSIGNED }, { 'h', 2, OU_SCALAR_SIGNED },
    { 'H', 2, OU_SCALAR_UNSIGNED }, { 'i', 4, OU_SCALAR_SIGNED },   { 'I', 4, OU_SCALAR_UNSIGNED },
    { 'l', 8, OU_SCALAR_SIGNED },   { 'L', 8, OU_SCALAR_UNSIGNED }, { 'q', 8, OU_SCALAR_SIGNED },
    { 'Q', 8, OU_SCALAR_UNSIGNED }, { 'n', 8, OU_SCALAR_SIGNED },   { 'N', 8, OU_SCALAR_UNSIGNED },
    { 'e', 2, OU_SCALAR_FLOAT },    { 'f', 4, OU_SCALAR_FLOAT },    { 'd', 8, OU_SCALAR_FLOAT },
    { '?', 1, OU_SCALAR_BOOL },     { 'c', 1, OU_SCALAR_CHAR },     { 'P', 8, OU_SCALAR_POINTER },
};

const OuScalar *ou_scalar_find(char code)
{
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (scalars[i].code == code) return &scalars[i];
    }
    return NULL;
}

// --- reading -------------------------------------------------------------------------------------

static uint64_t load_bits(const OuScalar *scalar, const uint8_t *bytes, bool is_big)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < scalar->size; i++) {
        bits = bits << 8 | bytes[is_big ? i : scalar->size - 1u - i];
    }
    return bits;
}

// IEEE 754 binary16: 1 sign bit, 5 of the exponent, 10 of the fraction.
static double half_to_double(uint16_t half)
{
    int exponent = half >> 10 & 31;
    double fraction = half & 0x3FF, magnitude;
    if (exponent == 31) magnitude = fraction != 0 ? NAN : INFINITY;
    else if (exponent == 0) magnitude = ldexp(fraction, -24);
    else magnitude = ldexp(fraction + 0x400, exponent - 25);
    return half >> 15 ? -magnitude : magnitude;
}

static double load_double(const OuScalar *scalar, uint64_t bits)
{
    double number;
    float single;
    uint32_t low = (uint32_t)bits;
    if (scalar->size == 2) return half_to_double((uint16_t)bits);
    memcpy(&number, &bits, sizeof number);
    memcpy(&single, &low, sizeof single);
    return scalar->size == 4 ? (double)single : number;
}

OuValue ou_scalar_read(OuVM *vm, const OuScalar *scalar, const uint8_t *bytes, bool is_big)
{
    uint64_t bits = load_bits(scalar, bytes, is_big);
    unsigned unused = 64 - 8u * scalar->size;
    switch (scalar->kind) {
    case OU_SCALAR_SIGNED: return ou_int_make(vm, (int64_t)(bits << unused) >> unused);
    case OU_SCALAR_FLOAT:  return ou_float_value(load_double(scalar, bits));
    case OU_SCALAR_BOOL:   return ou_bool_value(bits);
    case OU_SCALAR_CHAR:   return ou_bytes_make(vm, bytes, 1);
    default:               return ou_int_make_unsigned(vm, bits);
    }
}

// --- writing -------------------------------------------------------------------------------------

bool ou_scalar_int_fits(const OuScalar *scalar, OuValue number, uint64_t *bits)
{
    unsigned width = 8u * scalar->size;
    int64_t small;
    bool is_small = ou_int_as_int64(number, &small);
    if (is_small) *bits = (uint64_t)small;
    if (scalar->kind == OU_SCALAR_SIGNED) {
        return is_small && (width == 64 || (small >> (width - 1)) == (small < 0 ? -1 : 0));
    }
    if (is_small && small < 0) return scalar->kind == OU_SCALAR_POINTER;
    return ou_int_as_uint64(number, bits) && (width == 64 || *bits >> width == 0);
}

void ou_scalar_store_bits(const OuScalar *scalar, uint8_t *bytes, uint64_t bits, bool is_big)
{
    for (unsigned i = 0; i < scalar->size; i++, bits >>= 8) {
        bytes[is_big ? scalar->size - 1u - i : i] = (uint8_t)bits;
    }
}

// Rounds half to even; false: it would be an infinity.
static bool half_of_double(double number, uint16_t *half)
{
    uint16_t sign = signbit(number) ? 0x8000 : 0;
    int exponent;
    double fraction = frexp(fabs(number), &exponent);     // 0.5 <= fraction < 1
    *half = sign;
    if (number == 0) return true;
    if (isnan(number)) { *half = sign | 0x7E00; return true; }
    if (isinf(number)) { *half = sign | 0x7C00; return true; }
    if (exponent > 16) return false;
    if (exponent < -24) return true;
    // The units of the last place: below 2^-14 they stay those of 2^-24.
    int place = exponent - 11 < -24 ? -24 : exponent - 11;
    unsigned units = (unsigned)nearbyint(ldexp(fraction, exponent - place));
    *half = (uint16_t)(sign | (units + ((unsigned)(place + 24) << 10)));
    return (*half & 0x7FFF) < 0x7C00;
}

bool ou_scalar_store_double(const OuScalar *scalar, uint8_t *bytes, double number, bool is_big)
{
    uint64_t bits = 0;
    if (scalar->size == 2) {
        uint16_t half;
        if (!half_of_double(number, &half)) return false;
        bits = half;
    } else if (scalar->size == 4) {
        float single = (float)number;
        if (isinf(single) && !isinf(number)) return false;
        uint32_t low;
        memcpy(&low, &single, sizeof low);
        bits = low;
    } else {
        memcpy(&bits, &number, sizeof bits);
    }
    ou_scalar_store_bits(scalar, bytes, bits, is_big);
    return true;
}
