// array.array: its slots, its construction, its iterator.
#include "runtime/argument.h"
#include "runtime/array.h"
#include "runtime/builtin_types.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"
#include "runtime/str.h"

// --- items ---------------------------------------------------------------------------------------

static OuValue array_part(OuVM *vm, const OuArray *array, const OuSliceIndices *indices)
{
    size_t size = array->scalar->size;
    OuValue part = ou_array_make(vm, vm->types[OU_TYPE_ARRAY], array->scalar, NULL,
                                 indices->count);
    for (size_t i = 0; part != OU_ERROR && i < indices->count; i++) {
        memcpy(ou_array_of(part)->data + i * size,
               array->data + (size_t)(indices->start + (int64_t)i * indices->step) * size, size);
        if (!ou_check_interrupt_at(vm, i)) return ou_long_filled_steal(part, false);
    }
    return part;
}

static OuValue array_get_item(OuVM *vm, OuValue self, OuValue key)
{
    const OuArray *array = ou_array_of(self);
    int64_t index;
    if (ou_is_slice(key)) {
        OuSliceIndices indices;
        if (!ou_slice_unpack(vm, ou_slice_of(key), &indices)) return OU_ERROR;
        ou_slice_adjust(&indices, array->length);
        return array_part(vm, array, &indices);
    }
    if (!ou_has_index(vm, key)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "array indices must be integers");
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return OU_ERROR;
    if (!ou_sequence_in_range(&index, array->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "array index out of range");
    }
    return ou_array_get(vm, array, (size_t)index);
}

// Replaces a run of items by others, which don't lie in the array itself.
static bool array_splice(OuVM *vm, OuArray *array, size_t start, size_t count, const void *items,
                         size_t new_count)
{
    size_t size = array->scalar->size, length = array->length, end = start + count;
    if (count == 0 && new_count == 0) return true;
    size_t new_length = length - count + new_count;
    if (ou_views_any(array->views) && new_length != length) {
        return ou_array_resize(vm, array, new_length);
    }
    if (new_length > length && !ou_array_resize(vm, array, new_length)) return false;
    memmove(array->data + (start + new_count) * size, array->data + end * size,
            (length - end) * size);
    if (new_count) memcpy(array->data + start * size, items, new_count * size);
    return ou_array_resize(vm, array, new_length);
}

static bool array_remove_stepped(OuVM *vm, OuArray *array, OuSliceIndices indices)
{
    size_t size = array->scalar->size, left = indices.count;
    if (indices.step < 0) {
        indices.start += (int64_t)(indices.count - 1) * indices.step;
        indices.step = -indices.step;
    }
    if (ou_views_any(array->views)) return ou_array_resize(vm, array, array->length - left);
    size_t to = (size_t)indices.start, next = to;
    for (size_t from = to; from < array->length; from++) {
        if (left && from == next) {
            left--;
            next += (size_t)indices.step;
        } else {
            memmove(array->data + to++ * size, array->data + from * size, size);
        }
    }
    return ou_array_resize(vm, array, to);
}

static bool array_store_slice(OuVM *vm, OuArray *array, OuValue key, const uint8_t *items,
                              size_t count, bool is_deleting)
{
    OuSliceIndices indices;
    size_t size = array->scalar->size;
    if (!ou_slice_unpack(vm, ou_slice_of(key), &indices)) return false;
    ou_slice_adjust(&indices, array->length);
    if (indices.step == 1) {
        return array_splice(vm, array, (size_t)indices.start, indices.count, items, count);
    }
    if (is_deleting) return indices.count == 0 || array_remove_stepped(vm, array, indices);
    if (count != indices.count) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "attempt to assign array of size %zu to extended slice of size %zu", count,
                 indices.count);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t place = (size_t)(indices.start + (int64_t)i * indices.step);
        memcpy(array->data + place * size, items + i * size, size);
    }
    return true;
}

static bool array_assign_slice(OuVM *vm, OuArray *array, OuValue key, OuValue value)
{
    if (value == OU_UNBOUND) return array_store_slice(vm, array, key, NULL, 0, true);
    if (!ou_is_array(value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only assign array (not \"%T\") to array slice",
                 value);
        return false;
    }
    const OuArray *other = ou_array_of(value);
    if (other->scalar != array->scalar) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "bad argument type for built-in operation");
        return false;
    }
    // The slice's indices may run script code, and the array may be assigned to itself.
    OU_OWNED OuValue copy = ou_array_make(vm, vm->types[OU_TYPE_ARRAY], other->scalar, other->data,
                                          other->length);
    if (copy == OU_ERROR) return false;
    return array_store_slice(vm, array, key, ou_array_of(copy)->data, other->length, false);
}

static bool array_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuArray *array = ou_array_of(self);
    int64_t index;
    uint8_t item[8];
    if (ou_is_slice(key)) return array_assign_slice(vm, array, key, value);
    if (!ou_has_index(vm, key)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "array indices must be integers");
        return false;
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return false;
    int64_t given = index;
    if (!ou_sequence_in_range(&index, array->length)) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "array assignment index out of range");
        return false;
    }
    if (value == OU_UNBOUND) return array_splice(vm, array, (size_t)index, 1, NULL, 0);
    if (!ou_array_convert(vm, array->scalar, value, item)) return false;
    if (!ou_sequence_in_range(&given, array->length)) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "array assignment index out of range");
        return false;
    }
    memcpy(array->data + (size_t)given * array->scalar->size, item, array->scalar->size);
    return true;
}

static bool array_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_array_of(self)->length;
    return true;
}

// --- operators -----------------------------------------------------------------------------------

// The first pair that differs decides; 0 <= *place <= the shorter length.
static bool find_difference(OuVM *vm, OuValue left, OuValue right, size_t *place)
{
    bool equal = true;
    for (*place = 0; equal; ++*place) {
        const OuArray *a = ou_array_of(left), *b = ou_array_of(right);
        if (*place >= a->length || *place >= b->length) return true;
        OU_OWNED OuValue x = ou_array_get(vm, a, *place);
        OU_OWNED OuValue y = x == OU_ERROR ? OU_ERROR : ou_array_get(vm, b, *place);
        if (y == OU_ERROR || !ou_compare_truth(vm, x, y, OU_EQ, &equal)) return false;
        if (!ou_check_interrupt_at(vm, *place)) return false;
    }
    --*place;
    return true;
}

static OuValue array_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator)
{
    if (!ou_is_array(left) || !ou_is_array(right)) return OU_NOT_IMPLEMENTED;
    const OuArray *a = ou_array_of(left), *b = ou_array_of(right);
    if (a->length != b->length && (operator == OU_EQ || operator == OU_NE)) {
        return ou_bool_value(operator == OU_NE);
    }
    size_t place;
    if (!find_difference(vm, left, right, &place)) return OU_ERROR;
    a = ou_array_of(left), b = ou_array_of(right);
    if (place >= a->length || place >= b->length) {
        return ou_compare(vm, ou_int_value((int64_t)a->length), ou_int_value((int64_t)b->length),
                          operator);
    }
    if (operator == OU_EQ || operator == OU_NE) return ou_bool_value(operator == OU_NE);
    OU_OWNED OuValue x = ou_array_get(vm, a, place);
    OU_OWNED OuValue y = x == OU_ERROR ? OU_ERROR : ou_array_get(vm, b, place);
    return y == OU_ERROR ? OU_ERROR : ou_compare(vm, x, y, operator);
}

static OuValue array_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_array(left)) return OU_NOT_IMPLEMENTED;
    OuValue answer;
    if (!ou_is_array(right)) {
        if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &answer)) return answer;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only append array (not \"%T\") to array",
                        right);
    }
    const OuArray *a = ou_array_of(left), *b = ou_array_of(right);
    if (a->scalar != b->scalar) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "bad argument type for built-in operation");
    }
    size_t size = a->scalar->size;
    OuValue sum = ou_array_make(vm, vm->types[OU_TYPE_ARRAY], a->scalar, NULL,
                                a->length + b->length);
    if (sum == OU_ERROR) return OU_ERROR;
    uint8_t *data = ou_array_of(sum)->data;
    size_t a_size = a->length * size, b_size = b->length * size;
    bool is_filled = (!a_size || ou_long_copy_bytes(vm, data, a->data, a_size))
                  && (!b_size || ou_long_copy_bytes(vm, data + a_size, b->data, b_size));
    return ou_long_filled_steal(sum, is_filled);
}

// Copies what is there behind itself.
static bool repeat(OuVM *vm, uint8_t *data, size_t size, size_t total)
{
    for (size_t done = size, round = 0; done < total; done += size, round++) {
        if (!ou_long_copy_bytes(vm, data + done, data, size)) return false;
        if (!ou_check_interrupt_at(vm, round)) return false;
    }
    return true;
}

static OuValue array_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_array(left) ? left : right, times = ou_is_array(left) ? right : left;
    OuValue answer;
    int64_t count;
    size_t length;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    const OuArray *array = ou_array_of(self);
    if (!ou_size_multiply_add(array->length, (size_t)count, 0, &length) ||
        length > SIZE_MAX / 16) {
        return ou_raise_memory_error(vm);
    }
    OuValue result = ou_array_make(vm, vm->types[OU_TYPE_ARRAY], array->scalar, NULL, length);
    if (result == OU_ERROR || !length) return result;
    size_t size = array->length * array->scalar->size;
    uint8_t *data = ou_array_of(result)->data;
    bool is_filled = ou_long_copy_bytes(vm, data, array->data, size)
                  && repeat(vm, data, size, length * array->scalar->size);
    return ou_long_filled_steal(result, is_filled);
}

static OuValue array_inplace_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_array(right)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only extend array with array (not \"%T\")",
                        right);
    }
    return ou_array_extend(vm, ou_array_of(left), right) ? ou_ref(left) : OU_ERROR;
}

static OuValue array_inplace_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuArray *array = ou_array_of(left);
    int64_t count;
    size_t length, size = array->length * array->scalar->size;
    if (!ou_sequence_times(vm, right, &count)) return OU_ERROR;
    if (!ou_size_multiply_add(array->length, (size_t)count, 0, &length) ||
        length > SIZE_MAX / 16) {
        return ou_raise_memory_error(vm);
    }
    if (!array->length || length == array->length) return ou_ref(left);
    if (!ou_array_resize(vm, array, length)) return OU_ERROR;
    if (length && !repeat(vm, array->data, size, length * array->scalar->size)) {
        array->length = size / array->scalar->size;
        return OU_ERROR;
    }
    return ou_ref(left);
}

static OuValue array_repr(OuVM *vm, OuValue self)
{
    const OuArray *array = ou_array_of(self);
    const OuString *name = ou_type_of(vm, self)->name;
    char letter = array->scalar->code;
    if (!array->length) return ou_str_make_format(vm, "%S('%c')", name, letter);
    OU_OWNED OuValue items = ou_call_method(vm, self, letter == 'u' ? OU_NAMED(vm, tounicode)
                                                                   : OU_NAMED(vm, tolist), NULL, 0);
    if (items == OU_ERROR) return OU_ERROR;
    return ou_str_make_format(vm, "%S('%c', %R)", name, letter, items);
}

// --- construction --------------------------------------------------------------------------------

static const OuNativeDef array_new_native = { "array(typecode[, initializer])", "", NULL };

static const OuScalar *read_typecode(OuVM *vm, OuValue typecode)
{
    if (!ou_is_str(typecode) || ou_str_of(typecode)->length != 1) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "array() argument 1 must be a unicode character, not %T",
                 typecode);
        return NULL;
    }
    return ou_array_scalar(ou_str_at(ou_str_of(typecode), 0));
}

static bool check_initializer(OuVM *vm, const OuScalar *scalar, OuValue initial)
{
    const char *what = ou_is_str(initial) ? "str"
                     : ou_is_array(initial) && ou_array_of(initial)->scalar->code == 'u'
                       ? "unicode array" : NULL;
    char letter = ou_is_array(initial) ? ou_array_of(initial)->scalar->code : 0;
    if (!what || (scalar && scalar->code == 'u') || (letter && !scalar)) return true;
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot use a %s to initialize an array with typecode '%c'",
             what, scalar ? scalar->code : '?');
    return false;
}

static bool fill(OuVM *vm, OuArray *array, OuValue initial)
{
    if (ou_is_byte_string(initial)) {
        OuText text = ou_bytes_text(initial);
        if (text.length % array->scalar->size) {
            ou_raise(vm, OU_TYPE_VALUE_ERROR, "bytes length not a multiple of item size");
            return false;
        }
        return ou_array_append_bytes(vm, array, text.units, text.length);
    }
    if (ou_is_str(initial)) return ou_array_append_text(vm, array, initial);
    if (!ou_is_array(initial)) return ou_array_extend(vm, array, initial);
    const OuArray *other = ou_array_of(initial);
    if (other->scalar == array->scalar) return ou_array_extend(vm, array, initial);
    for (size_t i = 0; i < other->length; i++) {
        OU_OWNED OuValue item = ou_array_get(vm, other, i);
        if (item == OU_ERROR || !ou_array_insert(vm, array, INT64_MAX, item)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

// The array of a list or tuple has room for its items only.
static OuValue construct_from_items(OuVM *vm, OuType *type, const OuScalar *scalar,
                                    OuValue sequence)
{
    size_t length, now;
    (void)ou_items_of(sequence, &length);
    OU_OWNED OuValue array = ou_array_make(vm, type, scalar, NULL, length);
    for (size_t i = 0; array != OU_ERROR && i < length; i++) {
        const OuValue *items = ou_items_of(sequence, &now);
        if (i >= now) return ou_raise(vm, OU_TYPE_INDEX_ERROR, "list index out of range");
        OU_OWNED OuValue item = ou_ref(items[i]);
        uint8_t bytes[8];
        if (!ou_array_convert(vm, scalar, item, bytes)) return OU_ERROR;
        memcpy(ou_array_of(array)->data + i * scalar->size, bytes, scalar->size);
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_take(&array);
}

static OuValue construct_from(OuVM *vm, OuType *type, const OuValue *values)
{
    OuValue initial = values[1];
    if (!ou_is_str(values[0]) || ou_str_of(values[0])->length != 1) {
        (void)read_typecode(vm, values[0]);
        return OU_ERROR;
    }
    const OuScalar *scalar = read_typecode(vm, values[0]);
    if (initial != OU_UNBOUND && scalar && !check_initializer(vm, scalar, initial)) return OU_ERROR;
    if (!scalar) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    if (ou_is_list(initial) || ou_is_tuple(initial)) {
        return construct_from_items(vm, type, scalar, initial);
    }
    OU_OWNED OuValue array = ou_array_make(vm, type, scalar, NULL, 0);
    if (array == OU_ERROR) return OU_ERROR;
    if (initial != OU_UNBOUND && !fill(vm, ou_array_of(array), initial)) return OU_ERROR;
    return ou_take(&array);
}

static OuValue array_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    OuBound bound;
    if (names && names->length && type == vm->types[OU_TYPE_ARRAY]) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "array.array() takes no keyword arguments");
    }
    // A subclass may take others: its __init__ sees them.
    if (!ou_native_bind_arguments(vm, &array_new_native, arguments, positional, NULL, &bound)) {
        return OU_ERROR;
    }
    OuValue array = construct_from(vm, type, bound.values);
    ou_native_unbind(&bound);
    return array;
}

// --- the types -----------------------------------------------------------------------------------

static void array_release(OuHeap *heap, OuObject *self)
{
    OuArray *array = (OuArray *)self;
    ou_views_orphan(heap, array->views);
    if (array->data) {
        ou_heap_buffer_free(heap, array->data, array->capacity * array->scalar->size);
    }
}

static size_t array_extra_size(const OuObject *self)
{
    const OuArray *array = (const OuArray *)self;
    return array->capacity * array->scalar->size;
}

static const OuLayout array_layout = {
    .name = "array", .release = array_release, .extra_size = array_extra_size,
};

const OuTypeDef ou_array_type = {
    .name = "array",
    .module = "array",
    .doc = "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are "
           "restricted by typecode, and\ninitialized from the optional initializer value, which "
           "must be a list,\nstring or iterable over elements of the appropriate type.",
    .constructor = &array_new_native,
    .kind = OU_KIND_ARRAY,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &array_layout,
    .methods = ou_array_methods,
    .getset = ou_array_getset,
    .slots = {
        .repr = array_repr,
        .compare = array_compare,
        .iterate = ou_array_iterate,
        .length = array_length,
        .get_item = array_get_item,
        .set_item = array_set_item,
        .binary = { [OU_BINARY_ADD] = array_add, [OU_BINARY_MULTIPLY] = array_multiply },
        .inplace = { [OU_BINARY_ADD] = array_inplace_add,
                     [OU_BINARY_MULTIPLY] = array_inplace_multiply },
        .construct = array_construct,
    },
};

typedef struct ArrayIterator {
    OuObject header;
    OuValue  array;              // UNBOUND once exhausted
    size_t   index;
} ArrayIterator;

static ArrayIterator *iterator_of(OuValue value)
{
    return (ArrayIterator *)ou_pointer_of(value);
}

OuValue ou_array_iterate(OuVM *vm, OuValue self)
{
    ArrayIterator *iterator =
        (ArrayIterator *)ou_heap_new(&vm->heap, OU_KIND_ARRAY_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->array = ou_ref(self);
    iterator->index = 0;
    return ou_pointer_value(iterator);
}

static OuValue iterator_next(OuVM *vm, OuValue self)
{
    ArrayIterator *iterator = iterator_of(self);
    if (iterator->array == OU_UNBOUND) return OU_STOP;
    const OuArray *array = ou_array_of(iterator->array);
    if (iterator->index < array->length) return ou_array_get(vm, array, iterator->index++);
    ou_clear(&iterator->array);
    return OU_STOP;
}

static OuValue iterator_self(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

OU_METHOD(iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const ArrayIterator *iterator = iterator_of(arguments[0]);
    bool is_done = iterator->array == OU_UNBOUND;
    OU_OWNED OuValue maker = ou_modules_attribute(vm, "builtins", "iter");
    if (maker == OU_ERROR) return OU_ERROR;
    const OuValue source = is_done ? ou_pointer_value(vm->empty_tuple) : iterator->array;
    OU_OWNED OuValue given = ou_tuple_make(vm, &source, 1);
    if (given == OU_ERROR) return OU_ERROR;
    if (is_done) return ou_tuple_pair(vm, maker, given);
    const OuValue parts[] = { maker, given, ou_int_value((int64_t)iterator->index) };
    return ou_tuple_make(vm, parts, 3);
}

OU_METHOD(iterator_setstate, "__setstate__(self, state, /)",
          "Set state information for unpickling.")
{
    ArrayIterator *iterator = iterator_of(arguments[0]);
    int64_t index;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    if (iterator->array == OU_UNBOUND) return OU_NONE;
    size_t length = ou_array_of(iterator->array)->length;
    iterator->index = index < 0 ? 0 : (size_t)index > length ? length : (size_t)index;
    return OU_NONE;
}

static const OuNativeDef *const iterator_methods[] = {
    &iterator_reduce_native, &iterator_setstate_native, NULL,
};

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((ArrayIterator *)self)->array);
}

static const OuLayout iterator_layout = { .name = "arrayiterator", .visit = iterator_visit };

const OuTypeDef ou_array_iterator_type = {
    .name = "arrayiterator",
    .module = "array",
    .kind = OU_KIND_ARRAY_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &iterator_layout,
    .methods = iterator_methods,
    .slots = { .iterate = iterator_self, .next = iterator_next },
};
