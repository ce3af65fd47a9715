// slots_script.c: slots of classes made by scripts: each looks its dunder method up and calls it.
#include "runtime/slots_script.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum { MOST_ARGUMENTS = 4 };

OuValue ou_call_dunder(OuVM *vm, OuValue self, OuString *name, const OuValue *arguments,
                       size_t count)
{
    OuType *type = ou_type_of(vm, self);
    OuValue method = ou_type_lookup_peek(vm, type, name);
    if (method == OU_UNBOUND) return OU_UNBOUND;
    OuType *method_type = ou_type_of(vm, method);
    ou_ref(method);
    OuValue result;
    if (method_type->flags & OU_TYPE_METHOD_LIKE) {
        OuValue all[MOST_ARGUMENTS + 1] = { self };
        for (size_t i = 0; i < count; i++) all[i + 1] = arguments[i];
        result = ou_call(vm, method, all, count + 1);
    } else {
        OuValue bound = ou_ref(method);
        if (method_type->slots.descriptor_get) {
            ou_unref(bound);
            bound = method_type->slots.descriptor_get(vm, method, self, ou_pointer_value(type));
        }
        result = bound == OU_ERROR ? OU_ERROR : ou_call(vm, bound, arguments, count);
        ou_unref(bound);
    }
    ou_unref(method);
    return result;
}

static OuValue call_or_type_error(OuVM *vm, OuValue self, OuString *name, const OuValue *arguments,
                                  size_t count)
{
    OuValue result = ou_call_dunder(vm, self, name, arguments, count);
    if (result != OU_UNBOUND) return result;
    return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "'%T' object has no attribute '%S'", self, name);
}

#define UNARY(c_name, dunder)                                                     \
    static OuValue c_name(OuVM *vm, OuValue self)                                 \
    {                                                                             \
        return call_or_type_error(vm, self, OU_NAMED(vm, dunder), NULL, 0);       \
    }
UNARY(script_negative, dunder_neg)
UNARY(script_positive, dunder_pos)
UNARY(script_invert, dunder_invert)
UNARY(script_absolute, dunder_abs)
UNARY(script_to_int, dunder_int)
UNARY(script_to_index, dunder_index)
UNARY(script_to_float, dunder_float)
UNARY(script_iterate_raw, dunder_iter)

static OuValue script_repr(OuVM *vm, OuValue self)
{
    return call_or_type_error(vm, self, OU_NAMED(vm, dunder_repr), NULL, 0);
}

static OuValue script_str(OuVM *vm, OuValue self)
{
    return call_or_type_error(vm, self, OU_NAMED(vm, dunder_str), NULL, 0);
}

// `__iter__ = None` and `__contains__ = None` declare that there is none.
static bool is_blocked(OuVM *vm, OuValue self, OuString *name)
{
    return ou_type_lookup_peek(vm, ou_type_of(vm, self), name) == OU_NONE;
}

static OuValue script_iterate(OuVM *vm, OuValue self)
{
    if (is_blocked(vm, self, OU_NAMED(vm, dunder_iter))) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not iterable", self);
    }
    return script_iterate_raw(vm, self);
}

static OuValue script_next(OuVM *vm, OuValue self)
{
    return call_or_type_error(vm, self, OU_NAMED(vm, dunder_next), NULL, 0);
}

static bool script_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuValue result = ou_call_dunder(vm, self, OU_NAMED(vm, dunder_hash), NULL, 0);
    if (result == OU_ERROR) return false;
    if (result == OU_UNBOUND || !ou_is_any_int(result)) {
        ou_unref(result);
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__hash__ method should return an integer");
        return false;
    }
    if (!ou_int_as_int64(result, hash)) *hash = ou_int_hash(result);
    ou_unref(result);
    if (*hash == -1) *hash = -2;
    return true;
}

static OuValue script_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                           OuTuple *names)
{
    if (!ou_recursion_enter(vm, " while calling a Python object")) return OU_ERROR;
    OuValue method = ou_special_method(vm, self, OU_NAMED(vm, dunder_call));
    OuValue result = method;
    if (method == OU_UNBOUND) {
        result = ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not callable", self);
    } else if (method != OU_ERROR) {
        result = ou_call_names(vm, method, arguments, positional, names);
        ou_unref(method);
    }
    ou_recursion_leave(vm);
    return result;
}

// --- attributes ----------------------------------------------------------------------------------

static OuValue script_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OuType *type = ou_type_of(vm, self);
    OuValue key = ou_str_value(name);
    OuValue own = ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_getattribute));
    OuValue generic = ou_type_lookup_peek(vm, vm->types[OU_TYPE_OBJECT],
                                          OU_NAMED(vm, dunder_getattribute));
    OuValue result = own == generic
        ? ou_generic_get_attribute(vm, self, name)
        : ou_call_dunder(vm, self, OU_NAMED(vm, dunder_getattribute), &key, 1);
    if (result != OU_ERROR || !ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR)) return result;
    if (ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_getattr)) == OU_UNBOUND) return result;
    ou_error_clear(vm);
    return ou_call_dunder(vm, self, OU_NAMED(vm, dunder_getattr), &key, 1);
}

static bool succeeded(OuValue result)
{
    ou_unref(result);
    return result != OU_ERROR;
}

static bool script_set_attribute(OuVM *vm, OuValue self, OuString *name, OuValue value)
{
    OuValue arguments[2] = { ou_str_value(name), value };
    if (value == OU_UNBOUND) {
        return succeeded(call_or_type_error(vm, self, OU_NAMED(vm, dunder_delattr), arguments, 1));
    }
    return succeeded(call_or_type_error(vm, self, OU_NAMED(vm, dunder_setattr), arguments, 2));
}

static OuValue script_descriptor_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuValue arguments[2] = { instance == OU_UNBOUND ? OU_NONE : instance, owner };
    return call_or_type_error(vm, self, OU_NAMED(vm, dunder_get), arguments, 2);
}

static bool script_descriptor_set(OuVM *vm, OuValue self, OuValue instance, OuValue value)
{
    OuValue arguments[2] = { instance, value };
    OuString *name = value == OU_UNBOUND ? OU_NAMED(vm, dunder_delete) : OU_NAMED(vm, dunder_set);
    OuValue result = ou_call_dunder(vm, self, name, arguments, value == OU_UNBOUND ? 1 : 2);
    if (result == OU_UNBOUND) result = ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "%S", name);
    return succeeded(result);
}

// --- comparison ----------------------------------------------------------------------------------

OuString *ou_compare_name(OuVM *vm, OuCompare operator)
{
    switch (operator) {
    case OU_LT: return OU_NAMED(vm, dunder_lt);
    case OU_LE: return OU_NAMED(vm, dunder_le);
    case OU_EQ: return OU_NAMED(vm, dunder_eq);
    case OU_NE: return OU_NAMED(vm, dunder_ne);
    case OU_GT: return OU_NAMED(vm, dunder_gt);
    default:    return OU_NAMED(vm, dunder_ge);
    }
}

static OuValue script_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    OuString *name = ou_compare_name(vm, operator);
    OuValue method = ou_type_lookup_peek(vm, ou_type_of(vm, self), name);
    bool is_plain = method == OU_UNBOUND
                 || ou_type_of(vm, method)->flags & OU_TYPE_METHOD_LIKE;
    if (is_plain) {
        OuValue result = ou_call_dunder(vm, self, name, &other, 1);
        return result == OU_UNBOUND ? OU_NOT_IMPLEMENTED : result;
    }
    // A descriptor that fails to give the method counts as none.
    OU_OWNED OuValue bound = ou_special_method(vm, self, name);
    if (bound != OU_ERROR) return ou_call(vm, bound, &other, 1);
    ou_error_clear(vm);
    return OU_NOT_IMPLEMENTED;
}

// --- truth, length, items ------------------------------------------------------------------------

static bool script_length(OuVM *vm, OuValue self, size_t *length)
{
    OuValue result = call_or_type_error(vm, self, OU_NAMED(vm, dunder_len), NULL, 0);
    if (result == OU_ERROR) return false;
    OuValue index = ou_to_index(vm, result);
    ou_unref(result);
    if (index == OU_ERROR) return false;
    int64_t value;
    bool ok = false;
    if (ou_int_sign(index) < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "__len__() should return >= 0");
    } else if (!ou_int_as_int64(index, &value)) {
        (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "cannot fit '%T' into an index-sized integer",
                       index);
    } else {
        *length = (size_t)value;
        ok = true;
    }
    ou_unref(index);
    return ok;
}

static bool script_truth(OuVM *vm, OuValue self, bool *truth)
{
    OuValue result = ou_call_dunder(vm, self, OU_NAMED(vm, dunder_bool), NULL, 0);
    if (result == OU_ERROR) return false;
    if (result == OU_UNBOUND) {
        size_t length;
        if (!script_length(vm, self, &length)) return false;
        *truth = length != 0;
        return true;
    }
    if (!ou_is_bool(result)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__bool__ should return bool, returned %T", result);
        ou_unref(result);
        return false;
    }
    *truth = result == OU_TRUE;
    return true;
}

static OuValue script_get_item(OuVM *vm, OuValue self, OuValue key)
{
    return call_or_type_error(vm, self, OU_NAMED(vm, dunder_getitem), &key, 1);
}

static bool script_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuValue arguments[2] = { key, value };
    OuValue result;
    if (value == OU_UNBOUND) {
        result = ou_call_dunder(vm, self, OU_NAMED(vm, dunder_delitem), arguments, 1);
        if (result == OU_UNBOUND) {
            result =
                ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object doesn't support item deletion", self);
        }
    } else {
        result = ou_call_dunder(vm, self, OU_NAMED(vm, dunder_setitem), arguments, 2);
        if (result == OU_UNBOUND) {
            result = ou_raise(vm, OU_TYPE_TYPE_ERROR,
                              "'%T' object does not support item assignment", self);
        }
    }
    return succeeded(result);
}

static bool script_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    if (is_blocked(vm, self, OU_NAMED(vm, dunder_contains))) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not a container", self);
        return false;
    }
    OuValue result = call_or_type_error(vm, self, OU_NAMED(vm, dunder_contains), &item, 1);
    if (result == OU_ERROR) return false;
    bool ok = ou_truth(vm, result, found);
    ou_unref(result);
    return ok;
}

// --- construction and destruction ----------------------------------------------------------------

static OuValue script_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    OuValue method = ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_new));
    if (method == OU_UNBOUND) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "object.__new__ is missing");
    OuType *method_type = ou_type_of(vm, method);
    OuValue callable = method_type->slots.descriptor_get
        ? method_type->slots.descriptor_get(vm, method, OU_UNBOUND, ou_pointer_value(type))
        : ou_ref(method);
    if (callable == OU_ERROR) return OU_ERROR;
    OuValue result = ou_call_prepended(vm, callable, ou_pointer_value(type), arguments, positional,
                                       names);
    ou_unref(callable);
    return result;
}

static bool script_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    OuValue method = ou_special_method(vm, self, OU_NAMED(vm, dunder_init));
    if (method == OU_ERROR) return false;
    if (method == OU_UNBOUND) return true;
    OuValue result = ou_call_names(vm, method, arguments, positional, names);
    ou_unref(method);
    if (result == OU_ERROR) return false;
    if (result != OU_NONE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__init__() should return None, not '%T'", result);
        ou_unref(result);
        return false;
    }
    return true;
}

static void script_finalize(OuVM *vm, OuValue self)
{
    OuValue pending = ou_error_take(vm);
    OuValue method = ou_special_method(vm, self, OU_NAMED(vm, dunder_del));
    if (method != OU_ERROR && method != OU_UNBOUND) {
        OuValue result = ou_call(vm, method, NULL, 0);
        if (result == OU_ERROR) {
            OuValue function =
                ou_type_lookup_peek(vm, ou_type_of(vm, self), OU_NAMED(vm, dunder_del));
            ou_error_unraisable(vm, NULL, function == OU_UNBOUND ? method : function);
        }
        ou_unref(result);
    } else if (method == OU_ERROR) {
        ou_error_unraisable(vm, NULL, self);
    }
    ou_unref(method);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
}

// --- binary operators: both sides of one slot ----------------------------------------------------

typedef OuValue BinarySlot(OuVM *, OuValue, OuValue);

// Does `right` define the reflected method in its own way (not as `left`'s type has it)?
static bool overrides(OuVM *vm, OuType *left, OuType *right, OuString *reflected)
{
    OuValue theirs = ou_type_lookup_peek(vm, right, reflected);
    return theirs != OU_UNBOUND && theirs != ou_type_lookup_peek(vm, left, reflected);
}

static OuValue binary(OuVM *vm, OuBinary operator, BinarySlot * self_slot, OuValue left,
                      OuValue right, OuString *name, OuString *reflected)
{
    OuType *left_type = ou_type_of(vm, left), *right_type = ou_type_of(vm, right);
    bool other = left_type != right_type && right_type->slots.binary[operator] == self_slot;
    if (left_type->slots.binary[operator] == self_slot) {
        if (other && ou_is_subtype(right_type, left_type)
            && overrides(vm, left_type, right_type, reflected)) {
            OuValue result = ou_call_dunder(vm, right, reflected, &left, 1);
            if (result != OU_NOT_IMPLEMENTED && result != OU_UNBOUND) return result;
            other = false;
        }
        OuValue result = ou_call_dunder(vm, left, name, &right, 1);
        if (result != OU_NOT_IMPLEMENTED && result != OU_UNBOUND) return result;
        if (left_type == right_type) return OU_NOT_IMPLEMENTED;
    }
    if (!other) return OU_NOT_IMPLEMENTED;
    OuValue result = ou_call_dunder(vm, right, reflected, &left, 1);
    return result == OU_UNBOUND ? OU_NOT_IMPLEMENTED : result;
}

static OuValue inplace(OuVM *vm, OuValue left, OuValue right, OuString *name)
{
    OuValue result = ou_call_dunder(vm, left, name, &right, 1);
    return result == OU_UNBOUND ? OU_NOT_IMPLEMENTED : result;
}

#define BINARY(word, OPERATOR)                                                                     \
    static OuValue script_##word(OuVM *vm, OuValue left, OuValue right)                            \
    {                                                                                              \
        return binary(vm, OU_BINARY_##OPERATOR, script_##word, left, right,                        \
                      OU_NAMED(vm, dunder_##word), OU_NAMED(vm, dunder_r##word));                  \
    }
#define INPLACE(word)                                                                              \
    static OuValue script_i##word(OuVM *vm, OuValue left, OuValue right)                           \
    {                                                                                              \
        return inplace(vm, left, right, OU_NAMED(vm, dunder_i##word));                             \
    }
#define ALL_BINARY(X)                                                                              \
    X(add, ADD) X(sub, SUBTRACT) X(mul, MULTIPLY) X(matmul, MATRIX_MULTIPLY)                       \
    X(truediv, TRUE_DIVIDE) X(floordiv, FLOOR_DIVIDE) X(mod, REMAINDER) X(pow, POWER)              \
    X(lshift, LEFT_SHIFT) X(rshift, RIGHT_SHIFT) X(and, AND) X(or, OR) X(xor, XOR)
ALL_BINARY(BINARY)
BINARY(divmod, DIVMOD)
#define INPLACE_ROW(word, OPERATOR) INPLACE(word)
ALL_BINARY(INPLACE_ROW)

const OuSlots ou_script_slots = {
    .repr = script_repr, .str = script_str, .hash = script_hash, .call = script_call,
    .get_attribute = script_get_attribute, .set_attribute = script_set_attribute,
    .compare = script_compare, .iterate = script_iterate, .next = script_next,
    .descriptor_get = script_descriptor_get, .descriptor_set = script_descriptor_set,
    .truth = script_truth, .length = script_length, .get_item = script_get_item,
    .set_item = script_set_item, .contains = script_contains,
    .unary = { script_negative, script_positive, script_invert, script_absolute },
    .to_int = script_to_int, .to_index = script_to_index, .to_float = script_to_float,
    .construct = script_construct, .initialise = script_initialise, .finalize = script_finalize,
#define BINARY_ROW(word, OPERATOR) .binary[OU_BINARY_##OPERATOR] = script_##word, \
                                   .inplace[OU_BINARY_##OPERATOR] = script_i##word,
    ALL_BINARY(BINARY_ROW)
    .binary[OU_BINARY_DIVMOD] = script_divmod,
};
