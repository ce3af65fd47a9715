// bisect.c: module _bisect: places in sorted sequences, for library/bisect.py.
#include "runtime/modules/bisect.h"

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// arguments: a, x, lo, hi, key. `x` is what has been made of x by the key already.
static bool read_bounds(OuVM *vm, const OuValue *arguments, int64_t *low, int64_t *high)
{
    *low = 0;
    *high = -1;
    if (arguments[2] != OU_UNBOUND && !ou_to_size(vm, arguments[2], low)) return false;
    if (*low < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "lo must be non-negative");
        return false;
    }
    if (arguments[3] != OU_UNBOUND && arguments[3] != OU_NONE
        && !ou_to_size(vm, arguments[3], high)) return false;
    size_t length;
    if (*high == -1) {
        if (!ou_length(vm, arguments[0], &length)) return false;
        *high = (int64_t)length;
    }
    return true;
}

static OuValue get_item_at(OuVM *vm, OuValue sequence, int64_t index)
{
    OU_OWNED OuValue key = ou_int_make(vm, index);
    return key == OU_ERROR ? OU_ERROR : ou_get_item(vm, sequence, key);
}

// The item in the middle, or what the key makes of it; owned.
static OuValue middle_item(OuVM *vm, const OuValue *arguments, int64_t middle)
{
    OuValue sequence = arguments[0], item;
    if (ou_is_exact_list(sequence) && (size_t)middle < ou_list_of(sequence)->length) {
        item = ou_ref(ou_list_of(sequence)->items[middle]);
    } else {
        item = get_item_at(vm, sequence, middle);
    }
    if (item == OU_ERROR || arguments[4] == OU_UNBOUND || arguments[4] == OU_NONE) return item;
    OuValue rank = ou_call(vm, arguments[4], &item, 1);
    ou_unref(item);
    return rank;
}

// Where x belongs: behind equal items, or before them. -1: an exception is set.
static int64_t find_place(OuVM *vm, const OuValue *arguments, OuValue x, bool behind)
{
    int64_t low, high;
    if (!read_bounds(vm, arguments, &low, &high)) return -1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        OU_OWNED OuValue item = middle_item(vm, arguments, middle);
        bool goes_left;
        if (item == OU_ERROR) return -1;
        if (behind) {
            if (!ou_compare_truth(vm, x, item, OU_LT, &goes_left)) return -1;
        } else {
            bool goes_right;
            if (!ou_compare_truth(vm, item, x, OU_LT, &goes_right)) return -1;
            goes_left = !goes_right;
        }
        if (goes_left) high = middle;
        else low = middle + 1;
    }
    return low;
}

static OuValue bisect(OuVM *vm, const OuValue *arguments, bool behind)
{
    int64_t place = find_place(vm, arguments, arguments[1], behind);
    return place < 0 ? OU_ERROR : ou_int_make(vm, place);
}

static OuValue insort(OuVM *vm, const OuValue *arguments, bool behind)
{
    bool has_key = arguments[4] != OU_UNBOUND && arguments[4] != OU_NONE;
    OU_OWNED OuValue rank = has_key ? ou_call(vm, arguments[4], &arguments[1], 1)
                                    : ou_ref(arguments[1]);
    if (rank == OU_ERROR) return OU_ERROR;
    int64_t place = find_place(vm, arguments, rank, behind);
    if (place < 0) return OU_ERROR;
    if (ou_is_exact_list(arguments[0])) {
        bool ok = ou_list_insert(vm, ou_list_of(arguments[0]), place, arguments[1]);
        return ok ? OU_NONE : OU_ERROR;
    }
    OuString *name = ou_str_intern_text(vm, "insert", 6);
    OU_OWNED OuValue index = ou_int_make(vm, place);
    OuValue values[2] = { index, arguments[1] };
    bool is_ready = name && index != OU_ERROR;
    OuValue done = is_ready ? ou_call_method(vm, arguments[0], name, values, 2) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    ou_unref(done);
    return done == OU_ERROR ? OU_ERROR : OU_NONE;
}

#define BISECT(name, action, behind, text)                                                        \
    OU_FUNCTION(bisect_##name, #name "(a, x, lo=0, hi=None, *, key=None)", text)                  \
    {                                                                                             \
        return action(vm, arguments, behind);                                                     \
    }

BISECT(bisect_right, bisect, true,
       "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
       "The return value i is such that all e in a[:i] have e <= x, and all e in\n"
       "a[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\n"
       "insert just after the rightmost x already there.\n\n"
       "Optional args lo (default 0) and hi (default len(a)) bound the\n"
       "slice of a to be searched.")
BISECT(bisect_left, bisect, false,
       "Return the index where to insert item x in list a, assuming a is sorted.\n\n"
       "The return value i is such that all e in a[:i] have e < x, and all e in\n"
       "a[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\n"
       "insert just before the leftmost x already there.\n\n"
       "Optional args lo (default 0) and hi (default len(a)) bound the\n"
       "slice of a to be searched.")
BISECT(insort_right, insort, true,
       "Insert item x in list a, and keep it sorted assuming a is sorted.\n\n"
       "If x is already in a, insert it to the right of the rightmost x.\n\n"
       "Optional args lo (default 0) and hi (default len(a)) bound the\n"
       "slice of a to be searched.")
BISECT(insort_left, insort, false,
       "Insert item x in list a, and keep it sorted assuming a is sorted.\n\n"
       "If x is already in a, insert it to the left of the leftmost x.\n\n"
       "Optional args lo (default 0) and hi (default len(a)) bound the\n"
       "slice of a to be searched.")

static const OuNativeDef *const functions[] = {
    &bisect_bisect_right_native, &bisect_bisect_left_native, &bisect_insort_right_native,
    &bisect_insort_left_native, NULL,
};

const OuModuleDef ou_bisect_module = {
    .name = "_bisect", .doc = "Bisection algorithms.", .functions = functions,
};
