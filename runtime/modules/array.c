#include "runtime/modules/array.h"

#include "runtime/str.h"

static bool setup(OuVM *vm, OuModule *module)
{
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_ARRAY]);
    return ou_module_add(vm, module, "array", ou_ref(type))
        && ou_module_add(vm, module, "ArrayType", ou_ref(type))
        && ou_module_add(vm, module, "typecodes", ou_str_make_text(vm, "bBuhHiIlLqQfd"));
}

static const OuNativeDef *const functions[] = { NULL };

const OuModuleDef ou_array_module = {
    .name = "array",
    .doc = "This module defines an object type which can efficiently represent\n"
           "an array of basic values: characters, integers, floating point\n"
           "numbers.  Arrays are sequence types and behave very much like lists,\n"
           "except that the type of objects stored in them is constrained.\n",
    .functions = functions,
    .setup = setup,
};
