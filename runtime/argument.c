#include "runtime/argument.h"

#include <limits.h>

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

OuValue ou_argument_raise(OuVM *vm, const char *function, const char *argument,
                          const char *expected, OuValue value)
{
    if (value == OU_NONE) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() %s must be %s, not None", function, argument,
                        expected);
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() %s must be %s, not %T", function, argument,
                    expected, value);
}

static bool bound_read(OuVM *vm, OuValue value, int64_t *bound)
{
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (!ou_has_index(vm, value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return ou_to_size_clamped(vm, value, bound);
}

bool ou_argument_bounds(OuVM *vm, OuValue start, OuValue end, size_t length, size_t *first,
                       size_t *last, bool *is_empty)
{
    int64_t from = 0, to = INT64_MAX;
    if (!bound_read(vm, start, &from) || !bound_read(vm, end, &to)) return false;
    *last = ou_sequence_clamp(to, length);
    // A start beyond the end finds nothing, not even the empty text.
    if (from < 0) from += (int64_t)length;
    *first = from < 0 ? 0 : (size_t)from;
    *is_empty = *first > *last;
    return true;
}

bool ou_argument_int(OuVM *vm, OuValue value, int *result)
{
    OuValue number = ou_to_index(vm, value);
    if (number == OU_ERROR) return false;
    bool is_small = ou_is_int(number) && ou_int_of(number) >= INT_MIN &&
                    ou_int_of(number) <= INT_MAX;
    if (is_small) *result = (int)ou_int_of(number);
    ou_unref(number);
    if (!is_small) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    return is_small;
}

bool ou_argument_limit(OuVM *vm, OuValue value, size_t *limit)
{
    int64_t count = -1;
    if (!ou_sequence_argument(vm, value, &count)) return false;
    *limit = count < 0 ? SIZE_MAX : (size_t)count;
    return true;
}
