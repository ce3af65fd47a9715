#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"
#include "runtime/str.h"

// ---- Slots -------------------------------------------------------------------------------------

static OuValue list_repr(OuVM *vm, OuValue self)
{
    OuList *list = ou_list_of(self);
    if (list->length == 0) return ou_str_make_text(vm, "[]");
    bool running;
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_text(vm, "[...]");
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = ou_writer_put(&writer, '[');
    for (size_t i = 0; done && i < list->length && ou_writer_look(&writer, i); i++) {
        done = (i == 0 || ou_writer_put_ascii(&writer, ", ", 2))
            && ou_repr_put(vm, &writer, list->items[i]);
    }
    done = done && ou_writer_put(&writer, ']') && !writer.failed;
    ou_repr_leave(vm, self);
    if (done) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue list_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_list(other)) return OU_NOT_IMPLEMENTED;
    return ou_sequence_compare(vm, self, other, operator);
}

static bool list_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_list_of(self)->length;
    return true;
}

static bool list_key_index(OuVM *vm, OuValue key, int64_t *index)
{
    if (ou_has_index(vm, key)) return ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, index);
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "list indices must be integers or slices, not %T", key);
    return false;
}

static OuValue list_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OuList *list = ou_list_of(self);
    int64_t index;
    if (ou_is_slice(key)) return ou_list_get_by_slice(vm, list, key);
    if (!list_key_index(vm, key, &index)) return OU_ERROR;
    if (!ou_sequence_in_range(&index, list->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "list index out of range");
    }
    return ou_ref(list->items[index]);
}

// Takes items[index] out; the caller owns it.
static OuValue list_remove_at(OuVM *vm, OuList *list, size_t index)
{
    OuValue item = list->items[index];
    memmove(list->items + index, list->items + index + 1,
            (list->length - index - 1) * sizeof *list->items);
    if (!ou_list_resize(vm, list, list->length - 1)) {
        ou_unref(item);
        return OU_ERROR;
    }
    return item;
}

static bool list_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuList *list = ou_list_of(self);
    int64_t index;
    if (ou_is_slice(key)) return ou_list_set_by_slice(vm, list, key, value);
    if (!list_key_index(vm, key, &index)) return false;
    if (!ou_sequence_in_range(&index, list->length)) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "list assignment index out of range");
        return false;
    }
    if (value == OU_UNBOUND) {
        OuValue item = list_remove_at(vm, list, (size_t)index);
        ou_unref(item);
        return item != OU_ERROR;
    }
    ou_set(&list->items[index], value);
    return true;
}

// The first position from `start` on, before `stop`, of an equal item; SIZE_MAX: none.
static bool list_find(OuVM *vm, OuList *list, OuValue wanted, size_t start, size_t stop,
                      size_t *position)
{
    *position = SIZE_MAX;
    for (size_t i = start; i < stop && i < list->length; i++) {
        OuValue item = ou_ref(list->items[i]);
        bool equal;
        bool answered = ou_sequence_match(vm, item, wanted, &equal)
                     && ou_check_interrupt_at(vm, i);
        ou_unref(item);
        if (!answered) return false;
        if (!equal) continue;
        *position = i;
        return true;
    }
    return true;
}

static bool list_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    size_t position;
    if (!list_find(vm, ou_list_of(self), item, 0, SIZE_MAX, &position)) return false;
    *found = position != SIZE_MAX;
    return true;
}

// There is room.
static bool list_append_all(OuVM *vm, OuList *list, const OuList *source)
{
    size_t copied;
    bool done = ou_sequence_copy(vm, list->items + list->length, source->items, source->length,
                                 &copied);
    list->length += copied;
    return done;
}

static OuValue list_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_list(left)) return OU_NOT_IMPLEMENTED;
    if (!ou_is_list(right)) {
        OuValue answer;
        if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &answer)) return answer;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only concatenate list (not \"%T\") to list",
                        right);
    }
    OuList *a = ou_list_of(left), *b = ou_list_of(right);
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    OuList *sum = ou_list_of(result);
    if (ou_list_grow(vm, sum, a->length + b->length)
        && list_append_all(vm, sum, a) && list_append_all(vm, sum, b)) return result;
    ou_unref(result);
    return OU_ERROR;
}

// Appends the first `length` items again until there are `total`.
static bool list_fill(OuVM *vm, OuList *list, const OuValue *items, size_t length, size_t start,
                      size_t total)
{
    for (size_t i = start, from = 0; i < total; i++) {
        list->items[i] = ou_ref(items[from]);
        if (++from == length) from = 0;
        if (OU_LIKELY(ou_check_interrupt_at(vm, i))) continue;
        list->length = i + 1;
        return false;
    }
    list->length = total;
    return true;
}

static OuValue list_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_list(left) ? left : right;
    OuValue times = ou_is_list(left) ? right : left, answer;
    int64_t count;
    size_t total;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    OuList *list = ou_list_of(self);
    if (!ou_size_multiply_add(list->length, (size_t)count, 0, &total)) {
        return ou_raise_memory_error(vm);
    }
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    if (ou_list_grow(vm, ou_list_of(result), total)
        && list_fill(vm, ou_list_of(result), list->items, list->length, 0, total)) return result;
    ou_unref(result);
    return OU_ERROR;
}

static OuValue list_inplace_add(OuVM *vm, OuValue left, OuValue right)
{
    OuValue answer;
    if (!ou_is_list(right)
        && ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &answer)) {
        return answer;
    }
    return ou_list_extend(vm, ou_list_of(left), right) ? ou_ref(left) : OU_ERROR;
}

static OuValue list_inplace_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuList *list = ou_list_of(left);
    OuValue answer;
    int64_t count;
    size_t total, length;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, right, &answer)) return answer;
    if (!ou_sequence_times(vm, right, &count)) return OU_ERROR;
    length = list->length;
    if (!ou_size_multiply_add(length, (size_t)count, 0, &total)) return ou_raise_memory_error(vm);
    if (total == 0) {
        ou_list_clear(vm, list);
    } else if (total > length) {
        if (!ou_list_resize(vm, list, total)) return OU_ERROR;
        if (!list_fill(vm, list, list->items, length, length, total)) return OU_ERROR;
    }
    return ou_ref(left);
}

// ---- Methods -----------------------------------------------------------------------------------

OU_METHOD(list_append, "append(self, object, /)", "Append object to the end of the list.")
{
    return ou_list_append(vm, ou_list_of(arguments[0]), arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(list_clear, "clear(self, /)", "Remove all items from list.")
{
    ou_list_clear(vm, ou_list_of(arguments[0]));
    return OU_NONE;
}

OU_METHOD(list_copy, "copy(self, /)", "Return a shallow copy of the list.")
{
    OuList *list = ou_list_of(arguments[0]);
    return ou_list_make(vm, list->items, list->length);
}

OU_METHOD(list_count, "count(self, value, /)", "Return number of occurrences of value.")
{
    OuList *list = ou_list_of(arguments[0]);
    int64_t count = 0;
    for (size_t i = 0; i < list->length; i++) {
        OU_OWNED OuValue item = ou_ref(list->items[i]);
        bool equal;
        if (!ou_sequence_match(vm, item, arguments[1], &equal)) return OU_ERROR;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        count += equal;
    }
    return ou_int_value(count);
}

OU_METHOD(list_extend, "extend(self, iterable, /)",
          "Extend list by appending elements from the iterable.")
{
    return ou_list_extend(vm, ou_list_of(arguments[0]), arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(list_index, "index(self, value, start=0, stop=9223372036854775807, /)",
          "Return first index of value.\n\nRaises ValueError if the value is not present.")
{
    OuList *list = ou_list_of(arguments[0]);
    int64_t start = 0, stop = INT64_MAX;
    size_t position;
    if (!ou_sequence_bound(vm, arguments[2], &start)) return OU_ERROR;
    if (!ou_sequence_bound(vm, arguments[3], &stop)) return OU_ERROR;
    size_t first = ou_sequence_clamp(start, list->length);
    size_t last = stop < 0 ? ou_sequence_clamp(stop, list->length) : (size_t)stop;
    if (!list_find(vm, list, arguments[1], first, last, &position)) return OU_ERROR;
    if (position != SIZE_MAX) return ou_int_value((int64_t)position);
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%R is not in list", arguments[1]);
}

OU_METHOD(list_insert, "insert(self, index, object, /)", "Insert object before index.")
{
    int64_t index = 0;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    return ou_list_insert(vm, ou_list_of(arguments[0]), index, arguments[2]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(list_pop, "pop(self, index=-1, /)",
          "Remove and return item at index (default last).\n\n"
          "Raises IndexError if list is empty or index is out of range.")
{
    OuList *list = ou_list_of(arguments[0]);
    int64_t index = -1;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    if (list->length == 0) return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop from empty list");
    if (!ou_sequence_in_range(&index, list->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop index out of range");
    }
    return list_remove_at(vm, list, (size_t)index);
}

OU_METHOD(list_remove, "remove(self, value, /)",
          "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.")
{
    OuList *list = ou_list_of(arguments[0]);
    size_t position;
    if (!list_find(vm, list, arguments[1], 0, SIZE_MAX, &position)) return OU_ERROR;
    if (position == SIZE_MAX) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "list.remove(x): x not in list");
    }
    if (position < list->length) ou_unref(list_remove_at(vm, list, position));
    return OU_NONE;
}

OU_METHOD(list_reverse, "reverse(self, /)", "Reverse *IN PLACE*.")
{
    return ou_list_reverse(vm, ou_list_of(arguments[0])) ? OU_NONE : OU_ERROR;
}

OU_METHOD(list_sort, "sort(self, /, *, key=None, reverse=False)",
          "Sort the list in ascending order and return None.\n\n"
          "The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n"
          "order of two equal elements is maintained).\n\n"
          "If a key function is given, apply it once to each list item and sort them,\n"
          "ascending or descending, according to their function values.\n\n"
          "The reverse flag can be set to sort in descending order.")
{
    int64_t reverse = 0;
    if (!ou_sequence_argument(vm, arguments[2], &reverse)) return OU_ERROR;
    OuValue key = arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1];
    return ou_list_sort(vm, ou_list_of(arguments[0]), key, reverse != 0) ? OU_NONE : OU_ERROR;
}

OU_METHOD(list_reversed, "__reversed__(self, /)", "Return a reverse iterator over the list.")
{
    return ou_list_iterate_reversed(vm, arguments[0]);
}

OU_METHOD(list_sizeof, "__sizeof__(self, /)",
          "Return the size of the list in memory, in bytes, as CPython 3.11 would lay it out.")
{
    return ou_int_value((int64_t)(40 + 8 * ou_list_of(arguments[0])->capacity));
}

OU_METHOD(list_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const list_methods[] = {
    &list_append_native, &list_clear_native, &list_copy_native, &list_count_native,
    &list_extend_native, &list_index_native, &list_insert_native, &list_pop_native,
    &list_remove_native, &list_reverse_native, &list_sort_native, &list_reversed_native,
    &list_sizeof_native, &list_class_getitem_native, NULL,
};

// ---- Construction ------------------------------------------------------------------------------

static const OuNativeDef list_new_native = { "list(iterable=(), /)", NULL, NULL };

static OuValue list_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    OuList *list = (OuList *)ou_object_new(vm, type, sizeof *list);
    if (!list) return OU_ERROR;
    list->length = list->capacity = 0;
    list->items = NULL;
    return ou_pointer_value(list);
}

static bool list_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                            OuTuple *names)
{
    OuList *list = ou_list_of(self);
    // A subclass's __new__ may take keywords that mean nothing here.
    bool own_new = ou_type_of(vm, self)->slots.construct != list_construct;
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &list_new_native, arguments, positional,
                                  own_new ? NULL : names, &bound)) {
        return false;
    }
    if (list->items) ou_list_clear(vm, list);
    bool done = bound.values[0] == OU_UNBOUND || ou_list_extend(vm, list, bound.values[0]);
    ou_native_unbind(&bound);
    return done;
}

const OuTypeDef ou_list_type = {
    .name = "list",
    .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new "
           "empty list.\nThe argument must be an iterable if specified.",
    .constructor = &list_new_native,
    .kind = OU_KIND_LIST,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &ou_list_layout,
    .methods = list_methods,
    .slots = {
        .repr = list_repr,
        .compare = list_compare,
        .iterate = ou_list_iterate,
        .length = list_length,
        .get_item = list_get_item,
        .set_item = list_set_item,
        .contains = list_contains,
        .binary = {
            [OU_BINARY_ADD] = list_add,
            [OU_BINARY_MULTIPLY] = list_multiply,
        },
        .inplace = {
            [OU_BINARY_ADD] = list_inplace_add,
            [OU_BINARY_MULTIPLY] = list_inplace_multiply,
        },
        .construct = list_construct,
        .initialise = list_initialise,
    },
};
