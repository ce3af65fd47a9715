#include "runtime/sequence.h"

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
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
    if (value == OU_UNBOUND) return true;
    if (!ou_has_index(vm, value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!index_convert(vm, value, index, &fits, &sign)) return false;
    if (!fits) *index = sign < 0 ? INT64_MIN : INT64_MAX;
    return true;
}

bool ou_sequence_times(OuVM *vm, OuValue times, int64_t *count)
{
    if (!ou_has_index(vm, times)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", times);
        return false;
    }
    if (!ou_sequence_index(vm, times, OU_TYPE_OVERFLOW_ERROR, count)) return false;
    if (*count < 0) *count = 0;
    return true;
}

bool ou_sequence_defer(OuVM *vm, OuBinary operator, OuValue left, OuValue right, OuValue other,
                       OuValue *result)
{
    if (ou_is_int(other)) return false;
    const OuType *type = ou_type_of(vm, other);
    OuValue (*answer)(OuVM *, OuValue, OuValue) = type->slots.binary[operator];
    if (!answer) return false;
    const OuTypeDef *definition = type->definition;
    bool is_sequence = definition && definition->flags & OU_TYPE_SEQUENCE;
    if (is_sequence && answer == definition->slots.binary[operator]) return false;
    *result = answer(vm, left, right);
    return *result != OU_NOT_IMPLEMENTED;
}

bool ou_sequence_readonly(OuVM *vm, OuValue self, OuValue value)
{
    ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

// ---- Many items ---------------------------------------------------------------------------------

bool ou_sequence_copy_pieces(OuVM *vm, OuValue *to, const OuValue *from, size_t count,
                             size_t *copied)
{
    for (*copied = 0; *copied < count;) {
        size_t left = count - *copied, more = left > OU_ITEMS_AT_ONCE ? OU_ITEMS_AT_ONCE : left;
        ou_ref_span(to + *copied, from + *copied, more);
        *copied += more;
        if (!ou_check_interrupt(vm)) return false;
    }
    return true;
}

// ---- Comparison --------------------------------------------------------------------------------

static OuValue compare_lengths(size_t a, size_t b, OuCompare operator)
{
    switch (operator) {
    case OU_LT: return ou_bool_value(a < b);
    case OU_LE: return ou_bool_value(a <= b);
    case OU_EQ: return ou_bool_value(a == b);
    case OU_NE: return ou_bool_value(a != b);
    case OU_GT: return ou_bool_value(a > b);
    default:    return ou_bool_value(a >= b);
    }
}

OuValue ou_sequence_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator)
{
    for (size_t i = 0;; i++) {
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        size_t left_length, right_length;
        const OuValue *left_items = ou_items_of(left, &left_length);
        const OuValue *right_items = ou_items_of(right, &right_length);
        bool by_identity = operator == OU_EQ || operator == OU_NE;
        if (i == 0 && by_identity && left_length != right_length && ou_is_list(left)) {
            return ou_bool_value(operator == OU_NE);
        }
        if (i >= left_length || i >= right_length) {
            return compare_lengths(left_length, right_length, operator);
        }
        OU_OWNED OuValue a = ou_ref(left_items[i]);
        OU_OWNED OuValue b = ou_ref(right_items[i]);
        bool equal;
        if (!ou_equal(vm, a, b, &equal)) return OU_ERROR;
        if (equal) continue;
        // Comparing may have shortened a list: then the lengths decide.
        ou_items_of(left, &left_length);
        ou_items_of(right, &right_length);
        if (i >= left_length || i >= right_length) {
            return compare_lengths(left_length, right_length, operator);
        }
        return by_identity ? ou_bool_value(operator == OU_NE) : ou_compare(vm, a, b, operator);
    }
}
