// function.h: functions of scripts.
#ifndef OU_VM_FUNCTION_H
#define OU_VM_FUNCTION_H

#include "runtime/cell.h"
#include "vm/code.h"

typedef struct OuFunction {
    OuObject  header;
    OuCode   *code;
    OuDict   *globals;
    OuString *name, *qualified_name;
    OuTuple  *defaults;          // values of the last positional parameters, or NULL
    OuDict   *keyword_defaults;  // by name, or NULL
    OuTuple  *closure;           // cells, or NULL
    OuDict   *annotations;       // or NULL: made when asked for
    OuDict   *dict;              // or NULL: made when asked for
    OuValue   doc;
    OuValue   module;
} OuFunction;

static inline bool ou_is_function(OuValue v) { return ou_kind_of(v) == OU_KIND_FUNCTION; }
static inline OuFunction *ou_function_of(OuValue v) { return (OuFunction *)ou_pointer_of(v); }

extern const OuTypeDef ou_function_type;

// The parts that a MAKE_FUNCTION instruction gives are taken over; each may be UNBOUND.
typedef struct OuFunctionParts {
    OuValue defaults, keyword_defaults, annotations, closure;
} OuFunctionParts;
OU_CHECKED OuValue ou_function_make_steal(OuVM *vm, OuCode *code, OuDict *globals,
                                          OuFunctionParts parts);

#endif
