// gc_figures.h: dictionaries of figures, which several functions of module gc give.
#ifndef OU_RUNTIME_MODULES_GC_FIGURES_H
#define OU_RUNTIME_MODULES_GC_FIGURES_H

#include "runtime/dict.h"

// dict[name] = value; the value is taken over, and may be OU_ERROR.
OU_CHECKED bool ou_gc_put_steal(OuVM *vm, OuDict *dict, const char *name, OuValue value);
OU_CHECKED bool ou_gc_put_number(OuVM *vm, OuDict *dict, const char *name, size_t number);

// The dictionary as a result, taken over; OU_ERROR if it isn't complete.
OuValue ou_gc_figures_steal(OuDict *dict, bool is_complete);

#endif
