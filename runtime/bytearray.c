#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/bytearray_internal.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/exporter.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"

// --- storage -------------------------------------------------------------------------------------

// Capacities grow as CPython's do, so that __sizeof__ gives the same numbers.
static size_t capacity_for(const OuByteArray *array, size_t length)
{
    if (length < array->capacity) {
        return length < array->capacity / 2 ? length + 1 : array->capacity;
    }
    bool is_step = length < array->capacity + array->capacity / 8;
    return is_step ? length + (length >> 3) + (length < 9 ? 3 : 6) : length + 1;
}

bool ou_bytearray_resize(OuVM *vm, OuByteArray *array, size_t length)
{
    if (length == array->length) return true;
    if (!ou_export_check(vm, array->views)) return false;
    size_t capacity = length < SIZE_MAX / 4 ? capacity_for(array, length) : SIZE_MAX / 2;
    if (capacity != array->capacity) {
        uint8_t *data = array->data
            ? ou_heap_buffer_resize(&vm->heap, array->data, array->capacity, capacity)
            : ou_heap_buffer_alloc(&vm->heap, capacity);
        if (!data) {
            ou_raise_memory_error(vm);
            return false;
        }
        array->data = data;
        array->capacity = capacity;
    }
    size_t old_length = array->length;
    if (length > old_length
        && !ou_long_fill(vm, array->data + old_length, 1, 0, length - old_length)) {
        array->data[old_length] = 0;
        return false;
    }
    array->length = length;
    array->data[length] = 0;
    return true;
}

static OuByteArray *bytearray_new(OuVM *vm, OuType *type)
{
    OuByteArray *array = (OuByteArray *)ou_object_new_leaf(vm, type, sizeof *array);
    if (!array) return NULL;
    array->length = array->capacity = 0;
    array->data = NULL;
    array->views = NULL;
    return array;
}

OuValue ou_bytearray_make(OuVM *vm, const void *data, size_t length)
{
    OuByteArray *array = bytearray_new(vm, vm->types[OU_TYPE_BYTEARRAY]);
    if (!array) return OU_ERROR;
    if (!length || (ou_bytearray_resize(vm, array, length)
                    && ou_long_copy_bytes(vm, array->data, data, length))) {
        return ou_pointer_value(array);
    }
    ou_object_unref(&array->header);
    return OU_ERROR;
}

bool ou_bytearray_splice(OuVM *vm, OuByteArray *array, size_t start, size_t end, OuText text)
{
    size_t removed = end - start, old_length = array->length, tail = old_length - end;
    if (text.length != removed && !ou_export_check(vm, array->views)) return false;
    if (text.length > removed) {
        if (!ou_bytearray_resize(vm, array, old_length + text.length - removed)) return false;
    }
    if (tail) memmove(array->data + start + text.length, array->data + end, tail);
    if (text.length) memcpy(array->data + start, text.units, text.length);
    if (text.length >= removed) return true;
    return ou_bytearray_resize(vm, array, old_length - (removed - text.length));
}

static void bytearray_release(OuHeap *heap, OuObject *self)
{
    OuByteArray *array = (OuByteArray *)self;
    ou_views_orphan(heap, array->views);
    if (array->data) ou_heap_buffer_free(heap, array->data, array->capacity);
}

static size_t bytearray_extra_size(const OuObject *self)
{
    return ((const OuByteArray *)self)->capacity;
}

// --- items ---------------------------------------------------------------------------------------

static OuValue bytearray_get_item(OuVM *vm, OuValue self, OuValue key)
{
    return ou_bytes_item(vm, self, key, "bytearray index out of range",
                         "bytearray indices must be integers or slices, not %T");
}

// Removes what a slice with a step selects, in one pass; interrupted, the first of it.
static bool remove_stepped(OuVM *vm, OuByteArray *array, OuSliceIndices slice)
{
    if (!ou_export_check(vm, array->views)) return false;
    if (slice.step < 0) {
        slice.start += (int64_t)(slice.count - 1) * slice.step;
        slice.step = -slice.step;
    }
    size_t to = (size_t)slice.start, next = to, removed = 0, from = to;
    bool done = true;
    for (; done && from < array->length; from++) {
        done = ou_check_interrupt_at(vm, from);
        if (removed < slice.count && from == next) {
            removed++;
            next += (size_t)slice.step;
        } else {
            array->data[to++] = array->data[from];
        }
    }
    memmove(array->data + to, array->data + from, array->length - from);
    return ou_bytearray_resize(vm, array, to + (array->length - from)) && done;
}

static bool store_stepped(OuVM *vm, OuByteArray *array, const OuSliceIndices *slice, OuText text)
{
    if (text.length != slice->count) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "attempt to assign bytes of size %zu to extended slice of size %zu", text.length,
                 slice->count);
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        array->data[slice->start + (int64_t)i * slice->step] = (uint8_t)ou_text_at(text, i);
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

static bool store_slice(OuVM *vm, OuByteArray *array, OuValue key, const OuText *text)
{
    OuSliceIndices slice;
    if (!ou_slice_unpack(vm, ou_slice_of(key), &slice)) return false;
    ou_slice_adjust(&slice, array->length);
    if (slice.step == 1) {
        size_t start = (size_t)slice.start;
        OuText nothing = { "", 0, 1 };
        return ou_bytearray_splice(vm, array, start, start + slice.count, text ? *text : nothing);
    }
    if (text && text->length) return store_stepped(vm, array, &slice, *text);
    return slice.count == 0 || remove_stepped(vm, array, slice);
}

// The new bytes are collected first: iterating and indices may run script code.
static bool assign_slice(OuVM *vm, OuByteArray *array, OuValue key, OuValue value)
{
    if (value == OU_UNBOUND) return store_slice(vm, array, key, NULL);
    OuSliceIndices unused;                        // a bad slice comes before a bad value
    if (!ou_slice_unpack(vm, ou_slice_of(key), &unused)) return false;
    bool is_iterable = ou_is_bytes_like(value) || ou_type_of(vm, value)->slots.iterate;
    if (ou_is_str(value) || ou_has_index(vm, value) || !is_iterable) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "can assign only bytes, buffers, or iterables of ints in "
                 "range(0, 256)");
        return false;
    }
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    bool is_stored = false;
    if (ou_bytes_collect(vm, value, &buffer, "bytearray")) {
        OuText text = { buffer.bytes, buffer.length, 1 };
        is_stored = store_slice(vm, array, key, &text);
    }
    ou_buffer_free(&buffer);
    return is_stored;
}

static bool bytearray_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuByteArray *array = ou_bytearray_of(self);
    int64_t index;
    uint8_t byte = 0;
    if (ou_is_slice(key)) return assign_slice(vm, array, key, value);
    if (!ou_has_index(vm, key)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "bytearray indices must be integers or slices, not %T",
                 key);
        return false;
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return false;
    if (value != OU_UNBOUND && !ou_bytes_read_byte(vm, value, &byte)) return false;
    if (!ou_sequence_in_range(&index, array->length)) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "bytearray index out of range");
        return false;
    }
    if (value == OU_UNBOUND) {
        OuText nothing = { "", 0, 1 };
        return ou_bytearray_splice(vm, array, (size_t)index, (size_t)index + 1, nothing);
    }
    array->data[index] = byte;
    return true;
}

// --- other slots ---------------------------------------------------------------------------------

static OuValue bytearray_repr(OuVM *vm, OuValue self)
{
    return ou_bytes_repr(vm, ou_bytes_text(self), ou_str_text(ou_type_of(vm, self)->name));
}

static OuValue bytearray_inplace_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_bytes_like(right)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't concat %T to %T", right, left);
    }
    OuByteArray *array = ou_bytearray_of(left);
    size_t length = array->length, more = ou_bytes_text(right).length;
    // CPython reads the right one in place meanwhile.
    if (left == right && more && !ou_export_check(vm, &(OuViews){ 1, false })) return OU_ERROR;
    if (!ou_bytearray_resize(vm, array, length + more)) return OU_ERROR;
    if (more) memcpy(array->data + length, ou_bytes_text(right).units, more);
    return ou_ref(left);
}

static OuValue bytearray_inplace_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuByteArray *array = ou_bytearray_of(left);
    int64_t count;
    size_t length = array->length, new_length;
    if (!ou_sequence_times(vm, right, &count)) return OU_ERROR;
    if (!ou_size_multiply_add(length, (size_t)count, 0, &new_length)) {
        return ou_raise_memory_error(vm);
    }
    if (!ou_bytearray_resize(vm, array, new_length)) return OU_ERROR;
    for (size_t done = length; done < new_length; done += length) {
        memcpy(array->data + done, array->data, length);
    }
    return ou_ref(left);
}

static OuValue bytearray_remainder(OuVM *vm, OuValue left, OuValue right)
{
    return ou_is_bytearray(left) ? ou_bytes_remainder(vm, left, right) : OU_NOT_IMPLEMENTED;
}

static const OuNativeDef bytearray_new_native = {
    "bytearray(source=b'', encoding='utf-8', errors='strict')", "", NULL
};

static OuValue bytearray_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    OuByteArray *array = bytearray_new(vm, type);
    return array ? ou_pointer_value(array) : OU_ERROR;
}

static bool initialise_from(OuVM *vm, OuByteArray *array, const OuValue *values)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    bool is_done = ou_bytes_read_source(vm, values, &buffer, "bytearray");
    if (is_done && (buffer.length || array->length)) {
        is_done = ou_bytearray_resize(vm, array, buffer.length);
        if (is_done && buffer.length) memcpy(array->data, buffer.bytes, buffer.length);
    }
    ou_buffer_free(&buffer);
    return is_done;
}

static bool bytearray_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &bytearray_new_native, arguments, positional, names,
                                  &bound)) {
        return false;
    }
    OuByteArray *array = ou_bytearray_of(self);
    bool is_bound = (bound.values[1] == OU_UNBOUND || ou_is_str(bound.values[1]))
                 && (bound.values[2] == OU_UNBOUND || ou_is_str(bound.values[2]));
    // It is emptied even if the source is no good then.
    bool is_done = (!is_bound || !array->length || ou_bytearray_resize(vm, array, 0))
                && initialise_from(vm, array, bound.values);
    ou_native_unbind(&bound);
    return is_done;
}

// --- the type ------------------------------------------------------------------------------------

static const OuNativeDef *const bytearray_methods[] = {
#define OU_BYTES_ROW(verb) &ou_bytes_##verb##_native,
#include "runtime/bytes_methods.def"
#undef OU_BYTES_ROW
#define OU_BYTEARRAY_ROW(verb) &ou_bytearray_##verb##_native,
    OU_BYTEARRAY_ROWS
#undef OU_BYTEARRAY_ROW
    &ou_bytearray_hex_native, &ou_bytearray_fromhex_native, NULL,
};

static const OuLayout bytearray_layout = {
    .name = "bytearray",
    .release = bytearray_release,
    .extra_size = bytearray_extra_size,
};

const OuTypeDef ou_bytearray_type = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\n"
           "bytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
           "bytearray(int) -> bytes array of size given by the parameter initialized with null "
           "bytes\nbytearray() -> empty bytes array",
    .constructor = &bytearray_new_native,
    .kind = OU_KIND_BYTEARRAY,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .layout = &bytearray_layout,
    .methods = bytearray_methods,
    .slots = {
        .repr = bytearray_repr,
        .str = ou_bytes_str,
        .compare = ou_bytes_compare,
        .iterate = ou_bytes_iterate,
        .length = ou_bytes_length,
        .get_item = bytearray_get_item,
        .set_item = bytearray_set_item,
        .contains = ou_bytes_contains,
        .binary = {
            [OU_BINARY_ADD] = ou_bytes_add,
            [OU_BINARY_MULTIPLY] = ou_bytes_multiply,
            [OU_BINARY_REMAINDER] = bytearray_remainder,
        },
        .inplace = {
            [OU_BINARY_ADD] = bytearray_inplace_add,
            [OU_BINARY_MULTIPLY] = bytearray_inplace_multiply,
        },
        .construct = bytearray_construct,
        .initialise = bytearray_initialise,
    },
};
