#include "runtime/reduce.h"

#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/state.h"

OuValue ou_reduce(OuVM *vm, OuValue self, const OuValue *arguments, size_t count)
{
    OU_OWNED OuValue tuple = ou_tuple_make(vm, arguments, count);
    if (tuple == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, ou_pointer_value(ou_type_of(vm, self)), tuple);
}

OuValue ou_reduce_with_dict(OuVM *vm, OuValue self, const OuValue *arguments, size_t count)
{
    OU_OWNED OuValue tuple = ou_tuple_make(vm, arguments, count);
    if (tuple == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue dict = ou_get_attribute_or_unbound(vm, self, OU_NAMED(vm, dunder_dict));
    if (dict == OU_ERROR) return OU_ERROR;
    OuValue parts[3] = { ou_pointer_value(ou_type_of(vm, self)), tuple,
                         dict == OU_UNBOUND ? OU_NONE : dict };
    return ou_tuple_make(vm, parts, 3);
}
