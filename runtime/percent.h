// percent.h: `format % arguments` of str and of bytes.
#ifndef OU_RUNTIME_PERCENT_H
#define OU_RUNTIME_PERCENT_H

#include "runtime/str.h"

typedef struct OuPercentSpec {
    int64_t  width;              // -1: none
    int64_t  precision;          // -1: none
    uint32_t letter;
    size_t   letter_index;       // where it stands in the format
    bool     left, plus, blank, alternate, zero;
    bool     no_negative_zero;   // 'z', a flag of bytes only
} OuPercentSpec;

// Appends the result, in bytes' way if `is_bytes`. `format` must stay where it is meanwhile.
OU_CHECKED bool ou_percent_put(OuStringWriter *writer, OuText format, bool is_bytes,
                               OuValue arguments);

// The conversions to numbers: d i u o x X, and e E f F g G.
OU_CHECKED bool ou_percent_put_int(OuStringWriter *writer, const OuPercentSpec *spec,
                                   OuValue value);
OU_CHECKED bool ou_percent_put_float(OuStringWriter *writer, const OuPercentSpec *spec,
                                     OuValue value);
// The conversions to text: s r a c (and b for bytes).
OU_CHECKED bool ou_percent_put_text(OuStringWriter *writer, const OuPercentSpec *spec, OuText text);

#endif
