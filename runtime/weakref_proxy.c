// weakref_proxy.c: weakref.proxy: objects that stand for another one as long as it lives.
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"
#include "runtime/weakref_type.h"

OuValue ou_weakproxy_make(OuVM *vm, OuValue target, OuValue callback)
{
    if (!ou_weakref_check(vm, target)) return OU_ERROR;
    if (callback == OU_NONE) {
        OuWeakref *shared =
            ou_weakref_find_shared(&vm->heap, ou_pointer_of(target), OU_KIND_WEAKPROXY);
        if (shared) return ou_ref(ou_pointer_value(shared));
    }
    return ou_weakref_make_fresh(vm, NULL, target, callback);
}

// What the value stands for, owned: the target of a proxy, anything else itself.
static OuValue unwrap(OuVM *vm, OuValue value)
{
    if (!ou_is_weakproxy(value)) return ou_ref(value);
    OuObject *target = ou_weakref_target_peek(value);
    if (target) return ou_ref(ou_pointer_value(target));
    return ou_raise(vm, OU_TYPE_REFERENCE_ERROR, "weakly-referenced object no longer exists");
}

// ---- Operators ----------------------------------------------------------------------------------

typedef OuValue Operation(OuVM *vm, OuBinary operator, OuValue left, OuValue right);

static OuValue forward_binary(OuVM *vm, Operation *operation, OuBinary operator, OuValue left,
                              OuValue right)
{
    OU_OWNED OuValue a = unwrap(vm, left);
    if (a == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue b = unwrap(vm, right);
    return b == OU_ERROR ? OU_ERROR : operation(vm, operator, a, b);
}

static OuValue forward_unary(OuVM *vm, OuUnary operator, OuValue self)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_unary(vm, operator, target);
}

#define PROXY_BINARY(name, operator)                                                               \
    static OuValue proxy_##name(OuVM *vm, OuValue left, OuValue right)                             \
    {                                                                                              \
        return forward_binary(vm, ou_binary, operator, left, right);                               \
    }
#define PROXY_OPERATOR(name, operator)                                                             \
    PROXY_BINARY(name, operator)                                                                   \
    static OuValue proxy_inplace_##name(OuVM *vm, OuValue left, OuValue right)                     \
    {                                                                                              \
        return forward_binary(vm, ou_inplace, operator, left, right);                              \
    }
#define PROXY_UNARY(name, operator)                                                                \
    static OuValue proxy_##name(OuVM *vm, OuValue self)                                            \
    {                                                                                              \
        return forward_unary(vm, operator, self);                                                  \
    }
PROXY_OPERATOR(add, OU_BINARY_ADD)
PROXY_OPERATOR(subtract, OU_BINARY_SUBTRACT)
PROXY_OPERATOR(multiply, OU_BINARY_MULTIPLY)
PROXY_OPERATOR(matrix_multiply, OU_BINARY_MATRIX_MULTIPLY)
PROXY_OPERATOR(true_divide, OU_BINARY_TRUE_DIVIDE)
PROXY_OPERATOR(floor_divide, OU_BINARY_FLOOR_DIVIDE)
PROXY_OPERATOR(remainder, OU_BINARY_REMAINDER)
PROXY_OPERATOR(power, OU_BINARY_POWER)
PROXY_OPERATOR(left_shift, OU_BINARY_LEFT_SHIFT)
PROXY_OPERATOR(right_shift, OU_BINARY_RIGHT_SHIFT)
PROXY_OPERATOR(and, OU_BINARY_AND)
PROXY_OPERATOR(or, OU_BINARY_OR)
PROXY_OPERATOR(xor, OU_BINARY_XOR)
PROXY_BINARY(divmod, OU_BINARY_DIVMOD)
PROXY_UNARY(negative, OU_UNARY_NEGATIVE)
PROXY_UNARY(positive, OU_UNARY_POSITIVE)
PROXY_UNARY(invert, OU_UNARY_INVERT)
PROXY_UNARY(absolute, OU_UNARY_ABSOLUTE)

static OuValue proxy_power_modulo(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus)
{
    OU_OWNED OuValue a = unwrap(vm, base);
    if (a == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue b = unwrap(vm, exponent);
    if (b == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue c = unwrap(vm, modulus);
    return c == OU_ERROR ? OU_ERROR : ou_power(vm, a, b, c);
}

// int(p), float(p): the type itself converts the target, in its own words.
static OuValue convert(OuVM *vm, OuValue self, OuTypeId type)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    if (target == OU_ERROR) return OU_ERROR;
    return ou_call(vm, ou_pointer_value(vm->types[type]), &target, 1);
}

static OuValue proxy_to_int(OuVM *vm, OuValue self) { return convert(vm, self, OU_TYPE_INT); }
static OuValue proxy_to_float(OuVM *vm, OuValue self) { return convert(vm, self, OU_TYPE_FLOAT); }

static OuValue proxy_to_index(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_to_index(vm, target);
}

// ---- Everything else ----------------------------------------------------------------------------

static OuValue proxy_repr(OuVM *vm, OuValue self)
{
    OuObject *target = ou_weakref_target_peek(self);
    OuValue shown = target ? ou_pointer_value(target) : OU_NONE;
    return ou_str_make_format(vm, "<weakproxy at 0x%llx to %T at 0x%llx>",
                              (unsigned long long)(uintptr_t)ou_pointer_of(self), shown,
                              (unsigned long long)(uintptr_t)target);
}

static OuValue proxy_str(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_str(vm, target);
}

static OuValue proxy_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                          OuTuple *names)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_call_names(vm, target, arguments, positional, names);
}

static OuValue proxy_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_get_attribute(vm, target, name);
}

static bool proxy_set_attribute(OuVM *vm, OuValue self, OuString *name, OuValue value)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    if (target == OU_ERROR) return false;
    return value == OU_UNBOUND ? ou_delete_attribute(vm, target, name)
                               : ou_set_attribute(vm, target, name, value);
}

static OuValue proxy_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    OU_OWNED OuValue a = unwrap(vm, self);
    if (a == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue b = unwrap(vm, other);
    return b == OU_ERROR ? OU_ERROR : ou_compare(vm, a, b, operator);
}

static OuValue proxy_iterate(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_iterate(vm, target);
}

static OuValue proxy_next(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    if (target == OU_ERROR) return OU_ERROR;
    if (ou_type_of(vm, target)->slots.next) return ou_next_raising(vm, target);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Weakref proxy referenced a non-iterator '%T' object",
                    target);
}

static bool proxy_truth(OuVM *vm, OuValue self, bool *truth)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target != OU_ERROR && ou_truth(vm, target, truth);
}

static bool proxy_length(OuVM *vm, OuValue self, size_t *length)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target != OU_ERROR && ou_length(vm, target, length);
}

static OuValue proxy_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    if (target == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue index = unwrap(vm, key);
    return index == OU_ERROR ? OU_ERROR : ou_get_item(vm, target, index);
}

static bool proxy_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    if (target == OU_ERROR) return false;
    return value == OU_UNBOUND ? ou_delete_item(vm, target, key)
                               : ou_set_item(vm, target, key, value);
}

static bool proxy_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target != OU_ERROR && ou_contains(vm, target, item, found);
}

static OuValue forward_method(OuVM *vm, OuValue self, OuString *name)
{
    OU_OWNED OuValue target = unwrap(vm, self);
    return target == OU_ERROR ? OU_ERROR : ou_call_method(vm, target, name, NULL, 0);
}

OU_METHOD(proxy_bytes, "__bytes__(self, /)", "Return bytes(self).")
{
    return forward_method(vm, arguments[0], OU_NAMED(vm, dunder_bytes));
}

OU_METHOD(proxy_reversed, "__reversed__(self, /)", "Return reversed(self).")
{
    return forward_method(vm, arguments[0], OU_NAMED(vm, dunder_reversed));
}

static const OuNativeDef *const proxy_methods[] = {
    &proxy_bytes_native, &proxy_reversed_native, NULL,
};

#define PROXY_SLOTS                                                                                \
    .repr = proxy_repr, .str = proxy_str, .get_attribute = proxy_get_attribute,                    \
    .set_attribute = proxy_set_attribute, .compare = proxy_compare, .iterate = proxy_iterate,      \
    .next = proxy_next, .truth = proxy_truth, .length = proxy_length, .get_item = proxy_get_item,  \
    .set_item = proxy_set_item, .contains = proxy_contains, .to_int = proxy_to_int,                \
    .to_index = proxy_to_index, .to_float = proxy_to_float, .power_modulo = proxy_power_modulo,    \
    .binary = { proxy_add, proxy_subtract, proxy_multiply, proxy_matrix_multiply,                  \
                proxy_true_divide, proxy_floor_divide, proxy_remainder, proxy_power,               \
                proxy_left_shift, proxy_right_shift, proxy_and, proxy_or, proxy_xor,               \
                proxy_divmod },                                                                    \
    .inplace = { proxy_inplace_add, proxy_inplace_subtract, proxy_inplace_multiply,                \
                 proxy_inplace_matrix_multiply, proxy_inplace_true_divide,                         \
                 proxy_inplace_floor_divide, proxy_inplace_remainder, proxy_inplace_power,         \
                 proxy_inplace_left_shift, proxy_inplace_right_shift, proxy_inplace_and,           \
                 proxy_inplace_or, proxy_inplace_xor },                                            \
    .unary = { proxy_negative, proxy_positive, proxy_invert, proxy_absolute }

const OuTypeDef ou_weakproxy_type = {
    .name = "ProxyType", .module = "weakref", .kind = OU_KIND_WEAKPROXY,
    .flags = OU_TYPE_ABSTRACT | OU_TYPE_MAPPING, .layout = &ou_weakref_layout,
    .methods = proxy_methods,
    .slots = { PROXY_SLOTS },
};

const OuTypeDef ou_weakcallableproxy_type = {
    .name = "CallableProxyType", .module = "weakref", .kind = OU_KIND_WEAKPROXY,
    .flags = OU_TYPE_ABSTRACT | OU_TYPE_MAPPING, .layout = &ou_weakref_layout,
    .slots = { PROXY_SLOTS, .call = proxy_call },
};
