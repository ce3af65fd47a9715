// int_construct.c: int(x), int(x, base), and the instances of subclasses.

#include "runtime/error.h"
#include "runtime/bytes.h"
#include "runtime/int_text.h"
#include "runtime/int_view.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/warning.h"

OuValue ou_int_as_type(OuVM *vm, OuType *type, OuValue value)
{
    if (type == vm->types[OU_TYPE_INT]) return ou_ref(value);
    OuIntView view;
    ou_int_view(value, &view);
    size_t size = sizeof(OuInt) + view.length * sizeof(OuLimb);
    OuInt *result = (OuInt *)ou_object_new_leaf(vm, type, size);
    if (!result) return OU_ERROR;
    result->size = view.is_negative ? -(int64_t)view.length : (int64_t)view.length;
    memcpy(result->limbs, view.limbs, view.length * sizeof(OuLimb));
    return ou_pointer_value(result);
}

// What a conversion returned, as an exact int; anything else is an error. Takes it over.
static OuValue construct_check_steal(OuVM *vm, const char *format, OuValue result)
{
    if (result == OU_ERROR || ou_is_exact_int(result)) return result;
    OU_OWNED OuValue owned = result;
    if (ou_is_any_int(owned)) return ou_int_exact(vm, owned);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, format, owned);
}

static OuValue construct_by_trunc(OuVM *vm, OuValue method)
{
    OU_OWNED OuValue result = ou_call(vm, method, NULL, 0);
    if (result == OU_ERROR || ou_is_any_int(result)) {
        return construct_check_steal(vm, "", ou_take(&result));
    }
    if (ou_type_of(vm, result)->slots.to_index) return ou_to_index(vm, result);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__trunc__ returned non-Integral (type %T)", result);
}

OuValue ou_int_from_value(OuVM *vm, OuValue value)
{
    if (ou_is_exact_int(value)) return ou_ref(value);
    if (ou_is_float(value)) return ou_int_from_double(vm, ou_float_of(value));
    if (ou_is_exact_str(value)) return ou_int_parse_value(vm, value, 10);
    const OuSlots *slots = &ou_type_of(vm, value)->slots;
    if (slots->to_int) {
        OuValue result = slots->to_int(vm, value);
        bool is_subclass = result != OU_ERROR && ou_is_any_int(result) && !ou_is_exact_int(result);
        if (is_subclass
            && !ou_warn(vm, OU_TYPE_DEPRECATION_WARNING, "__int__ returned non-int (type %T).  "
                        OU_STRICT_SUBCLASS("int"), result)) {
            ou_unref(result);
            return OU_ERROR;
        }
        return construct_check_steal(vm, "__int__ returned non-int (type %T)", result);
    }
    if (slots->to_index) return construct_check_steal(vm, "", ou_to_index(vm, value));
    OU_OWNED OuValue trunc = ou_special_method(vm, value, OU_NAMED(vm, dunder_trunc));
    if (trunc == OU_ERROR) return OU_ERROR;
    if (trunc != OU_UNBOUND) {
        bool goes_on = ou_warn(vm, OU_TYPE_DEPRECATION_WARNING,
                               "The delegation of int() to __trunc__ is deprecated.");
        return goes_on ? construct_by_trunc(vm, trunc) : OU_ERROR;
    }
    OuValue result = ou_int_parse_value(vm, value, 10);
    if (result != OU_UNBOUND) return result;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "int() argument must be a string, a bytes-like object or a real number, "
                    "not '%T'",
                    value);
}

static OuValue construct_with_base(OuVM *vm, OuValue source, OuValue base)
{
    int64_t number;
    if (!ou_to_size_clamped(vm, base, &number)) return OU_ERROR;
    if (number != 0 && (number < 2 || number > 36)) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
    }
    if (ou_is_str(source) || ou_is_byte_string(source)) {
        return ou_int_parse_value(vm, source, (int)number);
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "int() can't convert non-string with explicit base");
}

// x is given by position only, base by either.
static bool construct_bind(OuVM *vm, const OuValue *arguments, size_t positional, OuTuple *names,
                           OuValue *x, OuValue *base)
{
    size_t named = names ? names->length : 0;
    *x = positional > 0 ? arguments[0] : OU_UNBOUND;
    *base = positional > 1 ? arguments[1] : OU_UNBOUND;
    if (positional + named > 2) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "int() takes at most 2 arguments (%zu given)",
                 positional + named);
        return false;
    }
    for (size_t i = 0; i < named; i++) {
        OuString *name = ou_str_of(names->items[i]);
        if (!ou_str_equals_text(name, "base")) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for int()", name);
            return false;
        }
        if (positional > 1) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR,
                     "argument for int() given by name ('base') and position (2)");
            return false;
        }
        *base = arguments[positional + i];
    }
    return true;
}

OuValue ou_int_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                         OuTuple *names)
{
    OuValue x, base;
    if (!construct_bind(vm, arguments, positional, names, &x, &base)) return OU_ERROR;
    if (x == OU_UNBOUND && base != OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "int() missing string argument");
    }
    OU_OWNED OuValue result = x == OU_UNBOUND ? ou_int_value(0)
                            : base == OU_UNBOUND ? ou_int_from_value(vm, x)
                                                 : construct_with_base(vm, x, base);
    return result == OU_ERROR ? OU_ERROR : ou_int_as_type(vm, type, result);
}
