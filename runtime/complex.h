// complex.h: complex numbers.
#ifndef OU_RUNTIME_COMPLEX_H
#define OU_RUNTIME_COMPLEX_H

#include "runtime/state.h"

typedef struct OuComplexNumber {
    double real;
    double imag;
} OuComplexNumber;

typedef struct OuComplex {
    OuObject        header;
    OuComplexNumber number;
} OuComplex;

static inline bool ou_is_complex(OuValue v) { return ou_base_kind_of(v) == OU_KIND_COMPLEX; }
static inline OuComplexNumber ou_complex_of(OuValue v)
{
    return ((OuComplex *)ou_pointer_of(v))->number;
}

OU_CHECKED OuValue ou_complex_make(OuVM *vm, double real, double imag);
OU_CHECKED OuValue ou_complex_power(OuVM *vm, OuComplexNumber base, OuComplexNumber exponent);
// complex(source) for a str: OU_ERROR with ValueError when malformed.
OU_CHECKED bool ou_complex_parse(OuVM *vm, OuValue source, OuComplexNumber *result);

#endif
