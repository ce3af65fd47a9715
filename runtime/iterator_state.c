#include "runtime/iterator_state.h"

#include "runtime/bytes_internal.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterators.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/protocol.h"
#include "runtime/range.h"
#include "runtime/set.h"
#include "runtime/str.h"

#define REDUCE(c_name, body) \
    const OuNativeDef c_name = { "__reduce__(self, /)", "Return state information for pickling.", \
                                 body }
#define SET_STATE(c_name, body) \
    const OuNativeDef c_name = { "__setstate__(self, state, /)", \
                                 "Set state information for unpickling.", body }

OuValue ou_reduce_make_steal(OuVM *vm, OuValue callable, OuValue state, OuValue arguments)
{
    if (arguments == OU_ERROR) return OU_ERROR;
    OuValue parts[] = { callable, arguments, state };
    OuValue result = ou_tuple_make(vm, parts, state == OU_UNBOUND ? 2 : 3);
    ou_unref(arguments);
    return result;
}

// Takes `arguments` over.
static OuValue reduce_builtin_steal(OuVM *vm, const char *builtin, OuValue state,
                                    OuValue arguments)
{
    OuString *name = ou_str_intern_text(vm, builtin, strlen(builtin));
    OU_OWNED OuValue owned = arguments;
    if (!name || owned == OU_ERROR) {
        if (name) ou_object_unref(&name->header);
        return OU_ERROR;
    }
    OU_OWNED OuValue function = ou_dict_get(vm, vm->builtins, ou_str_value(name));
    if (function == OU_ERROR) {
        ou_object_unref(&name->header);
        return OU_ERROR;
    }
    if (function == OU_UNBOUND) {
        OuValue result = ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "%S", name);
        ou_object_unref(&name->header);
        return result;
    }
    ou_object_unref(&name->header);
    return ou_reduce_make_steal(vm, function, state, ou_take(&owned));
}

OuValue ou_reduce_iter(OuVM *vm, const char *builtin, OuValue source, OuValue state)
{
    return reduce_builtin_steal(vm, builtin, state, ou_tuple_make(vm, &source, 1));
}

OuValue ou_reduce_call_iter(OuVM *vm, OuValue callable, OuValue sentinel)
{
    return reduce_builtin_steal(vm, "iter", OU_UNBOUND, ou_tuple_pair(vm, callable, sentinel));
}

OuValue ou_reduce_attribute(OuVM *vm, OuValue object, OuValue name)
{
    return reduce_builtin_steal(vm, "getattr", OU_UNBOUND, ou_tuple_pair(vm, object, name));
}

// An exhausted iterator is one over something empty.
static OuValue reduce_exhausted(OuVM *vm, OuValue empty)
{
    if (empty == OU_ERROR) return OU_ERROR;
    OuValue result = ou_reduce_iter(vm, "iter", empty, OU_UNBOUND);
    ou_unref(empty);
    return result;
}

static OuValue empty_tuple(OuVM *vm)
{
    return ou_ref(ou_pointer_value(vm->empty_tuple));
}

// A state is an int, and nothing that can be made one.
static bool read_state(OuVM *vm, OuValue state, int64_t *index)
{
    if (!ou_is_any_int(state)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "an integer is required");
        return false;
    }
    if (ou_int_as_int64(state, index)) return true;
    ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
    return false;
}

static int64_t clamp(int64_t index, int64_t least, int64_t most)
{
    return index < least ? least : index > most ? most : index;
}

// ---- Sequences ---------------------------------------------------------------------------------

static OuValue reduce_over(OuVM *vm, OuValue self, const char *builtin,
                           OuValue (*make_empty)(OuVM *vm))
{
    const OuListIterator *iterator = ou_list_iterator_of(self);
    if (iterator->sequence == OU_UNBOUND) return reduce_exhausted(vm, make_empty(vm));
    OU_OWNED OuValue index = ou_int_make(vm, iterator->index);
    return index == OU_ERROR ? OU_ERROR
                             : ou_reduce_iter(vm, builtin, iterator->sequence, index);
}

static OuValue set_state_within(OuVM *vm, const OuValue *arguments, int64_t least, int64_t behind)
{
    OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    int64_t index;
    size_t length;
    if (!read_state(vm, arguments[1], &index)) return OU_ERROR;
    if (iterator->sequence == OU_UNBOUND) return OU_NONE;
    OU_OWNED OuValue sequence = ou_ref(iterator->sequence);
    if (!ou_length(vm, sequence, &length)) return OU_ERROR;
    iterator->index = clamp(index, least, (int64_t)length + behind);
    return OU_NONE;
}

static OuValue empty_list(OuVM *vm)
{
    return ou_list_make(vm, NULL, 0);
}

static OuValue list_reduce(OuVM *vm, const OuValue *arguments)
{
    return reduce_over(vm, arguments[0], "iter", empty_list);
}
REDUCE(ou_list_iterator_reduce, list_reduce);

static OuValue forward_set_state(OuVM *vm, const OuValue *arguments)
{
    return set_state_within(vm, arguments, 0, 0);
}
SET_STATE(ou_list_iterator_set_state, forward_set_state);

static OuValue list_reverse_reduce(OuVM *vm, const OuValue *arguments)
{
    return reduce_over(vm, arguments[0], "reversed", empty_list);
}
REDUCE(ou_list_reverse_iterator_reduce, list_reverse_reduce);

static OuValue backward_set_state(OuVM *vm, const OuValue *arguments)
{
    return set_state_within(vm, arguments, -1, -1);
}
SET_STATE(ou_list_reverse_iterator_set_state, backward_set_state);

static OuValue tuple_reduce(OuVM *vm, const OuValue *arguments)
{
    return reduce_over(vm, arguments[0], "iter", empty_tuple);
}
REDUCE(ou_tuple_iterator_reduce, tuple_reduce);
SET_STATE(ou_tuple_iterator_set_state, forward_set_state);
REDUCE(ou_sequence_iterator_reduce, tuple_reduce);

static OuValue sequence_set_state(OuVM *vm, const OuValue *arguments)
{
    int64_t index;
    if (!read_state(vm, arguments[1], &index)) return OU_ERROR;
    ou_list_iterator_of(arguments[0])->index = clamp(index, 0, INT64_MAX);
    return OU_NONE;
}
SET_STATE(ou_sequence_iterator_set_state, sequence_set_state);

static OuValue reversed_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    OuValue type = ou_pointer_value(ou_type_of(vm, arguments[0]));
    if (iterator->sequence == OU_UNBOUND) {
        OuValue empty = ou_pointer_value(vm->empty_tuple);
        return ou_reduce_make_steal(vm, type, OU_UNBOUND, ou_tuple_make(vm, &empty, 1));
    }
    OU_OWNED OuValue index = ou_int_make(vm, iterator->index);
    if (index == OU_ERROR) return OU_ERROR;
    return ou_reduce_make_steal(vm, type, index, ou_tuple_make(vm, &iterator->sequence, 1));
}
REDUCE(ou_reversed_reduce, reversed_reduce);
SET_STATE(ou_reversed_set_state, backward_set_state);

// ---- Text --------------------------------------------------------------------------------------

static OuValue str_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuStringIterator *iterator = ou_str_iterator_of(arguments[0]);
    if (!iterator->string) return reduce_exhausted(vm, ou_str_make_text(vm, ""));
    return ou_reduce_iter(vm, "iter", ou_str_value(iterator->string),
                          ou_int_value((int64_t)iterator->index));
}
REDUCE(ou_str_iterator_reduce, str_reduce);

static OuValue str_set_state(OuVM *vm, const OuValue *arguments)
{
    OuStringIterator *iterator = ou_str_iterator_of(arguments[0]);
    int64_t index;
    if (!read_state(vm, arguments[1], &index)) return OU_ERROR;
    if (iterator->string) {
        iterator->index = (size_t)clamp(index, 0, (int64_t)iterator->string->length);
    }
    return OU_NONE;
}
SET_STATE(ou_str_iterator_set_state, str_set_state);

static OuValue bytes_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuBytesIterator *iterator = (const OuBytesIterator *)ou_pointer_of(arguments[0]);
    if (iterator->bytes == OU_UNBOUND) return reduce_exhausted(vm, empty_tuple(vm));
    return ou_reduce_iter(vm, "iter", iterator->bytes, ou_int_value((int64_t)iterator->index));
}
REDUCE(ou_bytes_iterator_reduce, bytes_reduce);

static OuValue bytes_set_state(OuVM *vm, const OuValue *arguments)
{
    OuBytesIterator *iterator = (OuBytesIterator *)ou_pointer_of(arguments[0]);
    int64_t index;
    if (!read_state(vm, arguments[1], &index)) return OU_ERROR;
    if (iterator->bytes != OU_UNBOUND) {
        size_t length = ou_bytes_text(iterator->bytes).length;
        iterator->index = (size_t)clamp(index, 0, (int64_t)length);
    }
    return OU_NONE;
}
SET_STATE(ou_bytes_iterator_set_state, bytes_set_state);

// ---- Ranges ------------------------------------------------------------------------------------

// What is given is owned by the caller; `stop` is start + count * step.
static OuValue reduce_range(OuVM *vm, OuValue start, OuValue step, OuValue count, OuValue index)
{
    OU_OWNED OuValue reach = ou_int_binary(vm, OU_BINARY_MULTIPLY, count, step);
    if (reach == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue stop = ou_int_binary(vm, OU_BINARY_ADD, start, reach);
    if (stop == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue range = ou_range_make(vm, start, stop, step);
    return range == OU_ERROR ? OU_ERROR : ou_reduce_iter(vm, "iter", range, index);
}

static OuValue range_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuRangeIterator *iterator = ou_range_iterator_of(arguments[0]);
    int64_t index = iterator->count - iterator->remaining;
    return reduce_range(vm, ou_int_value(iterator->current - index * iterator->step),
                        ou_int_value(iterator->step), ou_int_value(iterator->count),
                        ou_int_value(index));
}
REDUCE(ou_range_iterator_reduce, range_reduce);

static OuValue range_set_state(OuVM *vm, const OuValue *arguments)
{
    OuRangeIterator *iterator = ou_range_iterator_of(arguments[0]);
    OU_OWNED OuValue number = ou_to_index(vm, arguments[1]);
    int64_t state;
    if (number == OU_ERROR) return OU_ERROR;
    if (!ou_int_as_int64(number, &state)) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C long");
    }
    int64_t index = clamp(state, 0, iterator->count);
    iterator->current += (index - (iterator->count - iterator->remaining)) * iterator->step;
    iterator->remaining = iterator->count - index;
    return OU_NONE;
}
SET_STATE(ou_range_iterator_set_state, range_set_state);

static OuLongRangeIterator *long_of(OuValue value)
{
    return (OuLongRangeIterator *)ou_pointer_of(value);
}

static OuValue long_range_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuLongRangeIterator *iterator = long_of(arguments[0]);
    return reduce_range(vm, iterator->start, iterator->step, iterator->length, iterator->index);
}
REDUCE(ou_long_range_iterator_reduce, long_range_reduce);

// Whatever compares with ints, as in CPython; but it has to be an int to be taken.
static OuValue long_range_set_state(OuVM *vm, const OuValue *arguments)
{
    OuValue state = arguments[1];
    bool is_negative, is_behind;
    if (!ou_compare_truth(vm, state, ou_int_value(0), OU_LT, &is_negative)) return OU_ERROR;
    OU_OWNED OuValue length = ou_ref(long_of(arguments[0])->length);
    if (!ou_compare_truth(vm, length, state, OU_LT, &is_behind)) return OU_ERROR;
    OuValue index = is_negative ? ou_int_value(0) : is_behind ? length : state;
    if (ou_is_any_int(index)) ou_set(&long_of(arguments[0])->index, index);
    return OU_NONE;
}
SET_STATE(ou_long_range_iterator_set_state, long_range_set_state);

// ---- Sets --------------------------------------------------------------------------------------

// The list of what is still to come; the iterator itself stays where it is.
static OuValue set_iterator_reduce(OuVM *vm, const OuValue *arguments)
{
    OuSetIterator *iterator = (OuSetIterator *)ou_pointer_of(arguments[0]);
    OU_OWNED OuValue rest = ou_list_make(vm, NULL, 0);
    if (rest == OU_ERROR) return OU_ERROR;
    if (iterator->set && iterator->used != iterator->set->used) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "Set changed size during iteration");
    }
    size_t position = iterator->position;
    OuValue key;
    while (iterator->set && ou_set_walk(iterator->set, &position, &key)) {
        if (!ou_list_append(vm, ou_list_of(rest), key)) return OU_ERROR;
    }
    return ou_reduce_iter(vm, "iter", rest, OU_UNBOUND);
}
REDUCE(ou_set_iterator_reduce, set_iterator_reduce);

// ---- enumerate, zip, map, filter ----------------------------------------------------------------

static OuValue type_value(OuVM *vm, OuValue self)
{
    return ou_pointer_value(ou_type_of(vm, self));
}

static OuValue enumerate_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuEnumerate *self = (const OuEnumerate *)ou_pointer_of(arguments[0]);
    return ou_reduce_make_steal(vm, type_value(vm, arguments[0]), OU_UNBOUND,
                                ou_tuple_pair(vm, self->iterator, self->count));
}
REDUCE(ou_enumerate_reduce, enumerate_reduce);

static OuValue zip_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuZip *self = (const OuZip *)ou_pointer_of(arguments[0]);
    return ou_reduce_make_steal(vm, type_value(vm, arguments[0]),
                                self->strict ? OU_TRUE : OU_UNBOUND,
                                ou_ref(ou_pointer_value(self->iterators)));
}
REDUCE(ou_zip_reduce, zip_reduce);

static OuValue zip_set_state(OuVM *vm, const OuValue *arguments)
{
    bool strict;
    if (!ou_truth(vm, arguments[1], &strict)) return OU_ERROR;
    ((OuZip *)ou_pointer_of(arguments[0]))->strict = strict;
    return OU_NONE;
}
SET_STATE(ou_zip_set_state, zip_set_state);

static OuValue map_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuMap *self = (const OuMap *)ou_pointer_of(arguments[0]);
    OuTuple *all = ou_tuple_new(vm, self->iterators->length + 1);
    if (!all) return OU_ERROR;
    all->items[0] = ou_ref(self->function);
    for (size_t i = 0; i < self->iterators->length; i++) {
        all->items[i + 1] = ou_ref(self->iterators->items[i]);
    }
    return ou_reduce_make_steal(vm, type_value(vm, arguments[0]), OU_UNBOUND,
                                ou_pointer_value(all));
}
REDUCE(ou_map_reduce, map_reduce);

static OuValue filter_reduce(OuVM *vm, const OuValue *arguments)
{
    const OuFilter *self = (const OuFilter *)ou_pointer_of(arguments[0]);
    return ou_reduce_make_steal(vm, type_value(vm, arguments[0]), OU_UNBOUND,
                                ou_tuple_pair(vm, self->function, self->iterator));
}
REDUCE(ou_filter_reduce, filter_reduce);
