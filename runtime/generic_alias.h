// generic_alias.h: list[int] and int | str: types with arguments, for annotations (PEP 585, 604).
#ifndef OU_RUNTIME_GENERIC_ALIAS_H
#define OU_RUNTIME_GENERIC_ALIAS_H

#include "runtime/state.h"
#include "runtime/str.h"

typedef struct OuGenericAlias {
    OuObject header;
    OuValue  origin;
    OuTuple *args;
    bool     starred;          // *tuple[int]
} OuGenericAlias;

typedef struct OuUnion {
    OuObject header;
    OuTuple *args;             // flat, without duplicates
} OuUnion;

// origin[item]; a tuple gives several arguments.
OU_CHECKED OuValue ou_generic_alias_make(OuVM *vm, OuValue origin, OuValue item);

// Appends a type as annotations are printed: `int`, `module.Class`, `list[int]`, `...`.
OU_CHECKED bool ou_generic_alias_put(OuVM *vm, OuStringWriter *writer, OuValue value);

// left | right for types, aliases, unions and None; OU_NOT_IMPLEMENTED for anything else. For the
// `binary` slot of the type `type`, too.
OU_CHECKED OuValue ou_union_make(OuVM *vm, OuValue left, OuValue right);
bool ou_is_union(OuValue value);
OuTuple *ou_union_members(OuValue value);        // borrowed

#endif
