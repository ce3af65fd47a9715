// collections.deque: its slots and its construction.
#include "runtime/builtin_types.h"
#include "runtime/deque.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

// ---- Items --------------------------------------------------------------------------------------

static bool deque_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_deque_of(self)->length;
    return true;
}

static bool read_index(OuVM *vm, const OuDeque *deque, OuValue key, size_t *place)
{
    int64_t index;
    if (!ou_has_index(vm, key)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "sequence index must be integer, not '%T'", key);
        return false;
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return false;
    if (!ou_sequence_in_range(&index, deque->length)) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "deque index out of range");
        return false;
    }
    *place = (size_t)index;
    return true;
}

static OuValue deque_get_item(OuVM *vm, OuValue self, OuValue key)
{
    const OuDeque *deque = ou_deque_of(self);
    size_t index;
    return read_index(vm, deque, key, &index) ? ou_ref(*ou_deque_place(deque, index)) : OU_ERROR;
}

static bool deque_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuDeque *deque = ou_deque_of(self);
    size_t index;
    if (!read_index(vm, deque, key, &index)) return false;
    if (value == OU_UNBOUND) ou_unref(ou_deque_remove(deque, index));
    else ou_set(ou_deque_place(deque, index), value);
    return true;
}

static bool deque_contains(OuVM *vm, OuValue self, OuValue value, bool *found)
{
    const OuDeque *deque = ou_deque_of(self);
    *found = false;
    for (size_t i = 0; i < deque->length && !*found; i++) {
        if (!ou_deque_match(vm, deque, i, value, found)) return false;
    }
    return true;
}

// ---- Operators ----------------------------------------------------------------------------------

static OuValue deque_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_deque(other)) return OU_NOT_IMPLEMENTED;
    OU_OWNED OuValue left = ou_deque_as_list(vm, ou_deque_of(self));
    OU_OWNED OuValue right = left == OU_ERROR ? OU_ERROR
                                              : ou_deque_as_list(vm, ou_deque_of(other));
    return right == OU_ERROR ? OU_ERROR : ou_sequence_compare(vm, left, right, operator);
}

static OuValue deque_copy(OuVM *vm, OuValue self)
{
    return ou_call_method(vm, self, OU_NAMED(vm, copy), NULL, 0);
}

static OuValue deque_add(OuVM *vm, OuValue left, OuValue right)
{
    OuValue answer;
    if (!ou_is_deque(left)) return OU_NOT_IMPLEMENTED;
    if (!ou_is_deque(right)) {
        if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &answer)) return answer;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only concatenate deque (not \"%T\") to deque",
                        right);
    }
    OU_OWNED OuValue sum = deque_copy(vm, left);
    if (sum == OU_ERROR) return OU_ERROR;
    if (!ou_is_deque(sum)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "copy() gave %T", sum);
    return ou_deque_extend(vm, ou_deque_of(sum), right) ? ou_take(&sum) : OU_ERROR;
}

static OuValue deque_inplace_add(OuVM *vm, OuValue left, OuValue right)
{
    return ou_deque_extend(vm, ou_deque_of(left), right) ? ou_ref(left) : OU_ERROR;
}

// The items so many times; of a limited one only as many as it keeps.
static bool repeat(OuVM *vm, OuDeque *deque, int64_t times)
{
    size_t total, length = deque->length;
    if (times == 0) ou_deque_clear(vm, deque);
    if (times < 2 || length == 0) return true;
    if (deque->limit == SIZE_MAX
        && (!ou_size_multiply_add(length, (size_t)times, 0, &total) || total > SIZE_MAX / 16)) {
        ou_raise_memory_error(vm);
        return false;
    }
    OU_OWNED OuValue items = ou_deque_as_list(vm, deque);
    if (items == OU_ERROR) return false;
    size_t most = deque->limit == SIZE_MAX ? SIZE_MAX : deque->limit / length + 2;
    for (size_t i = 1; i < (size_t)times && i < most; i++) {
        if (!ou_deque_extend(vm, deque, items)) return false;
    }
    return true;
}

static OuValue deque_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_deque(left) ? left : right, times = ou_is_deque(left) ? right : left;
    OuValue answer;
    int64_t count;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    OU_OWNED OuValue result = deque_copy(vm, self);
    if (result == OU_ERROR) return OU_ERROR;
    if (!ou_is_deque(result)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "copy() gave %T", result);
    return repeat(vm, ou_deque_of(result), count) ? ou_take(&result) : OU_ERROR;
}

static OuValue deque_inplace_multiply(OuVM *vm, OuValue left, OuValue right)
{
    int64_t count;
    if (!ou_sequence_times(vm, right, &count)) return OU_ERROR;
    return repeat(vm, ou_deque_of(left), count) ? ou_ref(left) : OU_ERROR;
}

static OuValue deque_repr(OuVM *vm, OuValue self)
{
    bool running;
    const OuDeque *deque = ou_deque_of(self);
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_text(vm, "[...]");
    OU_OWNED OuValue items = ou_deque_as_list(vm, deque);
    OuValue text = OU_ERROR;
    const OuString *name = ou_type_of(vm, self)->name;
    if (items != OU_ERROR && deque->limit == SIZE_MAX) {
        text = ou_str_make_format(vm, "%S(%R)", name, items);
    } else if (items != OU_ERROR) {
        text = ou_str_make_format(vm, "%S(%R, maxlen=%zu)", name, items, deque->limit);
    }
    ou_repr_leave(vm, self);
    return text;
}

// ---- Construction -------------------------------------------------------------------------------

static const OuNativeDef deque_new_native = { "deque(iterable=(), maxlen=None)", NULL, NULL };

static OuValue deque_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    return ou_deque_make(vm, type, SIZE_MAX);
}

static bool read_limit(OuVM *vm, OuValue given, size_t *limit)
{
    int64_t number;
    *limit = SIZE_MAX;
    if (given == OU_UNBOUND || given == OU_NONE) return true;
    if (!ou_is_any_int(given)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "an integer is required");
        return false;
    }
    if (!ou_sequence_argument(vm, given, &number)) return false;
    if (number < 0) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "maxlen must be non-negative");
        return false;
    }
    *limit = (size_t)number;
    return true;
}

static bool deque_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuDeque *deque = ou_deque_of(self);
    OuBound bound;
    size_t limit;
    if (!ou_native_bind_arguments(vm, &deque_new_native, arguments, positional, names, &bound)) {
        return false;
    }
    bool done = read_limit(vm, bound.values[1], &limit);
    if (done) {
        deque->limit = limit;
        if (deque->length) ou_deque_clear(vm, deque);
        OuValue items = bound.values[0];
        done = items == OU_UNBOUND || ou_deque_extend(vm, deque, items);
    }
    ou_native_unbind(&bound);
    return done;
}

// ---- The type -----------------------------------------------------------------------------------

static void deque_visit(OuObject *self, OuVisitor *visitor)
{
    OuDeque *deque = (OuDeque *)self;
    OuVisitRange range = ou_visit_range(visitor, deque->length);
    // Who clears it may run a script, which may change it.
    for (size_t i = range.from; i < range.end && i < deque->length; i++) {
        ou_visit_value(visitor, ou_deque_place(deque, i));
        if (ou_visit_stops(visitor, i)) return;
    }
    ou_visit_tail(self, visitor);
}

static void deque_release(OuHeap *heap, OuObject *self)
{
    OuDeque *deque = (OuDeque *)self;
    ou_heap_buffer_free(heap, deque->items, deque->capacity * sizeof *deque->items);
}

static size_t deque_extra_size(const OuObject *self)
{
    return ((const OuDeque *)self)->capacity * sizeof(OuValue);
}

static const OuLayout deque_layout = {
    .name = "deque", .visit = deque_visit, .release = deque_release,
    .extra_size = deque_extra_size, .is_quiet = true,
};

static OuValue get_maxlen(OuVM *vm, OuValue self)
{
    return ou_deque_limit(vm, ou_deque_of(self));
}

static const OuGetSetDef deque_getset[] = {
    { "maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_deque_type = {
    .name = "deque",
    .module = "collections",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\n"
           "A list-like sequence optimized for data accesses near its endpoints.",
    .constructor = &deque_new_native,
    .kind = OU_KIND_DEQUE,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &deque_layout,
    .methods = ou_deque_methods,
    .getset = deque_getset,
    .slots = {
        .repr = deque_repr,
        .compare = deque_compare,
        .iterate = ou_deque_iterate,
        .length = deque_length,
        .get_item = deque_get_item,
        .set_item = deque_set_item,
        .contains = deque_contains,
        .binary = { [OU_BINARY_ADD] = deque_add, [OU_BINARY_MULTIPLY] = deque_multiply },
        .inplace = {
            [OU_BINARY_ADD] = deque_inplace_add,
            [OU_BINARY_MULTIPLY] = deque_inplace_multiply,
        },
        .construct = deque_construct,
        .initialise = deque_initialise,
    },
};
