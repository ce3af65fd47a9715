// bool.c: the type bool. Its two instances are immediates (value.h).

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static OuValue bool_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_text(vm, self == OU_TRUE ? "True" : "False");
}

#define BOOL_BINARY(name, operator, expression)                                               \
    static OuValue name(OuVM *vm, OuValue left, OuValue right)                                \
    {                                                                                         \
        if (ou_is_bool(left) && ou_is_bool(right)) return ou_bool_value(expression);          \
        if (!ou_is_any_int(left) || !ou_is_any_int(right)) return OU_NOT_IMPLEMENTED;         \
        return ou_int_binary(vm, operator, left, right);                                      \
    }
BOOL_BINARY(bool_and, OU_BINARY_AND, left == OU_TRUE && right == OU_TRUE)
BOOL_BINARY(bool_or, OU_BINARY_OR, left == OU_TRUE || right == OU_TRUE)
BOOL_BINARY(bool_xor, OU_BINARY_XOR, left != right)
#undef BOOL_BINARY

static OuValue bool_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    if (names) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "bool() takes no keyword arguments");
    if (positional > 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "bool expected at most 1 argument, got %zu",
                        positional);
    }
    bool truth = false;
    if (positional && !ou_truth(vm, arguments[0], &truth)) return OU_ERROR;
    return ou_bool_value(truth);
}

const OuTypeDef ou_bool_type = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\n"
           "Returns True when the argument x is true, False otherwise.\n"
           "The builtins True and False are the only two instances of the class bool.\n"
           "The class bool is a subclass of the class int, and cannot be subclassed.",
    .base = OU_TYPE_INT,
    .slots = {
        .repr = bool_repr,
        .binary = {
            [OU_BINARY_AND] = bool_and,
            [OU_BINARY_OR] = bool_or,
            [OU_BINARY_XOR] = bool_xor,
        },
        .construct = bool_construct,
    },
};
