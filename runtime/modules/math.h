// math.h: the functions of module math, which math.c lists and several files define.
#ifndef OU_RUNTIME_MODULES_MATH_H
#define OU_RUNTIME_MODULES_MATH_H

#include "runtime/module.h"

// As OU_FUNCTION, but known to the module's other files.
#define OU_MATH_FUNCTION(c_name, signature_text, doc_text)                            \
    static OuValue c_name(OuVM *vm, const OuValue *arguments);                        \
    const OuNativeDef ou_##c_name##_native = { signature_text, doc_text, c_name };    \
    static OuValue c_name(OuVM *vm, const OuValue *arguments)

extern const OuModuleDef ou_math_module;

extern const OuNativeDef ou_math_gamma_native, ou_math_lgamma_native;           // math_gamma.c
extern const OuNativeDef ou_math_dist_native, ou_math_fsum_native, ou_math_hypot_native,
    ou_math_prod_native;                                                        // math_sum.c
extern const OuNativeDef ou_math_comb_native, ou_math_factorial_native, ou_math_gcd_native,
    ou_math_isqrt_native, ou_math_lcm_native, ou_math_perm_native;              // math_integer.c

OuValue ou_math_raise_domain(OuVM *vm);      // ValueError: math domain error
OuValue ou_math_raise_range(OuVM *vm);       // OverflowError: math range error

#endif
