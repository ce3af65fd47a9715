#include "runtime/sequence.h"

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/protocol.h"

bool ou_has_index(const OuVM *vm, OuValue value)
{
    return ou_is_any_int(value) || ou_type_of(vm, value)->slots.to_index;
}

// false without an exception set when the int is too large; *sign tells its direction.
static bool index_convert(OuVM *vm, OuValue value, int64_t *index, bool *fits, int *sign)
{
    *fits = true;
    if (ou_is_int(value)) {
        *index = ou_int_of(value);
        return true;
    }
    OuValue number = ou_to_index(vm, value);
    if (number == OU_ERROR) return false;
    *fits = ou_int_as_int64(number, index);
    *sign = ou_int_sign(number);
    ou_unref(number);
    return true;
}

bool ou_sequence_index(OuVM *vm, OuValue value, OuTypeId overflow, int64_t *index)
{
    bool fits;
    int sign;
    if (!index_convert(vm, value, index, &fits, &sign)) return false;
    if (!fits) ou_raise(vm, overflow, "cannot fit '%T' into an index-sized integer", value);
    return fits;
}

bool ou_sequence_argument(OuVM *vm, OuValue value, int64_t *index)
{
    bool fits;
    int sign;
    if (value == OU_UNBOUND) return true;
    if (!index_convert(vm, value, index, &fits, &sign)) return false;
    if (!fits) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
    }
    return fits;
}

bool ou_sequence_bound(OuVM *vm, OuValue value, int64_t *index)
{
    bool fits;
    int sign;
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (!ou_has_index(vm, value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!index_convert(vm, value, index, &fits, &sign)) return false;
    if (!fits) *index = sign < 0 ? INT64_MIN : INT64_MAX;
    return true;
}
