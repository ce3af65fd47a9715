// number_format.h: __format__ of int, float and complex.
#ifndef OU_RUNTIME_NUMBER_FORMAT_H
#define OU_RUNTIME_NUMBER_FORMAT_H

#include "runtime/format_spec.h"

// Put `value` out as a specification that isn't empty asks for.
OU_CHECKED bool ou_number_put_int(OuStringWriter *writer, OuValue value, OuText specification);
OU_CHECKED bool ou_number_put_float(OuStringWriter *writer, OuValue value, OuText specification);

// An empty specification gives str(value). `value` is an int / float / complex of any subclass.
OU_CHECKED OuValue ou_number_format_int(OuVM *vm, OuValue value, OuString *specification);
OU_CHECKED OuValue ou_number_format_float(OuVM *vm, OuValue value, OuString *specification);
OU_CHECKED OuValue ou_number_format_complex(OuVM *vm, OuValue value, OuString *specification);

#endif
