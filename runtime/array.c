#include "runtime/array.h"

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/int.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- storage -------------------------------------------------------------------------------------

const OuScalar *ou_array_scalar(uint32_t letter)
{
    static const OuScalar character = { 'u', 4, OU_SCALAR_UNSIGNED };
    if (letter == 'u') return &character;
    bool is_known = letter && letter < 128 && strchr("bBhHiIlLqQfd", (int)letter);
    return is_known ? ou_scalar_find((char)letter) : NULL;
}

// Capacities grow as CPython's do, so that __sizeof__ gives the same numbers.
static size_t capacity_for(const OuArray *array, size_t length)
{
    if (length == 0) return 0;
    if (array->capacity >= length && length < array->length + 16 && array->data) {
        return array->capacity;
    }
    return length + (length >> 4) + (array->length < 8 ? 3 : 7);
}

bool ou_array_resize(OuVM *vm, OuArray *array, size_t length)
{
    size_t size = array->scalar->size, bytes, old_length = array->length;
    if (ou_views_any(array->views) && length != old_length) {
        ou_raise(vm, OU_TYPE_BUFFER_ERROR, "cannot resize an array that is exporting buffers");
        return false;
    }
    size_t capacity = length < SIZE_MAX / 32 ? capacity_for(array, length) : SIZE_MAX / 16;
    if (!ou_size_multiply_add(capacity, size, 0, &bytes)) bytes = SIZE_MAX / 2;
    if (capacity != array->capacity) {
        uint8_t *data = NULL;
        if (capacity) {
            data = array->data ? ou_heap_buffer_resize(&vm->heap, array->data,
                                                       array->capacity * size, bytes)
                               : ou_heap_buffer_alloc(&vm->heap, bytes);
            if (!data) {
                (void)ou_raise_memory_error(vm);
                return false;
            }
        } else {
            ou_heap_buffer_free(&vm->heap, array->data, array->capacity * size);
        }
        array->data = data;
        array->capacity = capacity;
    }
    size_t more = length > old_length ? (length - old_length) * size : 0;
    if (more && !ou_long_fill(vm, array->data + old_length * size, 1, 0, more)) return false;
    array->length = length;
    return true;
}

OuValue ou_array_make(OuVM *vm, OuType *type, const OuScalar *scalar, const void *items,
                      size_t length)
{
    OuArray *array = (OuArray *)ou_object_new_leaf(vm, type, sizeof *array);
    if (!array) return OU_ERROR;
    array->length = array->capacity = 0;
    array->views = NULL;
    array->data = NULL;
    array->scalar = scalar;
    OU_OWNED OuValue owned = ou_pointer_value(array);
    if (length) {
        // A fresh array has room for its items only.
        array->data = length < SIZE_MAX / 16
            ? ou_heap_buffer_alloc(&vm->heap, length * scalar->size) : NULL;
        if (!array->data) return ou_raise_memory_error(vm);
        array->length = array->capacity = length;
        size_t size = length * scalar->size;
        bool is_filled = items ? ou_long_copy_bytes(vm, array->data, items, size)
                               : ou_long_fill(vm, array->data, 1, 0, size);
        if (!is_filled) return OU_ERROR;
    }
    return ou_take(&owned);
}

// --- items ---------------------------------------------------------------------------------------

OuValue ou_array_get(OuVM *vm, const OuArray *array, size_t index)
{
    const uint8_t *bytes = array->data + index * array->scalar->size;
    uint32_t character;
    if (array->scalar->code != 'u') return ou_scalar_read(vm, array->scalar, bytes, false);
    memcpy(&character, bytes, sizeof character);
    if (character > 0x10FFFF) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "character U+%x is not in range [U+0000; U+10ffff]", character);
    }
    return ou_str_from_code_point(vm, character);
}

static bool convert_character(OuVM *vm, OuValue value, uint8_t bytes[8])
{
    if (!ou_is_str(value) || ou_str_of(value)->length != 1) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "array item must be unicode character");
        return false;
    }
    uint32_t character = ou_str_at(ou_str_of(value), 0);
    memcpy(bytes, &character, sizeof character);
    return true;
}

static bool refuse(OuVM *vm, const char *format, const char *what)
{
    ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, format, what);
    return false;
}

// The complaint about an int that doesn't fit: CPython converts in several steps, and the first
// that fails says so.
static bool refuse_int(OuVM *vm, const OuScalar *scalar, OuValue number)
{
    bool is_negative = ou_int_sign(number) < 0;
    const char *side = is_negative ? "less than minimum" : "greater than maximum";
    int64_t small;
    uint64_t large;
    switch (scalar->code) {
    case 'q': return refuse(vm, "int too big to convert", "");
    case 'Q': return refuse(vm, is_negative ? "can't convert negative int to unsigned"
                                            : "int too big to convert", "");
    case 'I': case 'L':
        if (is_negative) return refuse(vm, "can't convert negative value to unsigned int", "");
        if (!ou_int_as_uint64(number, &large)) {
            return refuse(vm, "Python int too large to convert to C unsigned long", "");
        }
        return refuse(vm, "unsigned int is %s", side);
    default: break;
    }
    if (!ou_int_as_int64(number, &small)) {
        return refuse(vm, "Python int too large to convert to C long", "");
    }
    bool fits_int = small == (int32_t)small, fits_short = small == (int16_t)small;
    switch (scalar->code) {
    case 'b': return refuse(vm, fits_short ? "signed char is %s" : "signed short integer is %s",
                            side);
    case 'B': return refuse(vm, "unsigned byte integer is %s", side);
    case 'h': return refuse(vm, "signed short integer is %s", side);
    case 'H': return refuse(vm, fits_int ? "unsigned short is %s" : "signed integer is %s", side);
    default:  return refuse(vm, "signed integer is %s", side);
    }
}

bool ou_array_convert(OuVM *vm, const OuScalar *scalar, OuValue value, uint8_t bytes[8])
{
    double number;
    uint64_t bits;
    if (scalar->code == 'u') return convert_character(vm, value, bytes);
    if (scalar->kind == OU_SCALAR_FLOAT) {
        if (!ou_to_double(vm, value, &number)) return false;
        if (ou_scalar_store_double(scalar, bytes, number, false)) return true;
        return ou_scalar_store_double(scalar, bytes, number < 0 ? -1.0 / 0.0 : 1.0 / 0.0, false);
    }
    OU_OWNED OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    if (!ou_scalar_int_fits(scalar, index, &bits)) return refuse_int(vm, scalar, index);
    ou_scalar_store_bits(scalar, bytes, bits, false);
    return true;
}

// --- growing -------------------------------------------------------------------------------------

bool ou_array_insert(OuVM *vm, OuArray *array, int64_t index, OuValue value)
{
    uint8_t item[8];
    size_t size = array->scalar->size;
    if (!ou_array_convert(vm, array->scalar, value, item)) return false;
    size_t length = array->length;
    if (index < 0) index = index + (int64_t)length < 0 ? 0 : index + (int64_t)length;
    size_t place = (size_t)index > length ? length : (size_t)index;
    if (!ou_array_resize(vm, array, length + 1)) return false;
    uint8_t *target = array->data + place * size;
    memmove(target + size, target, (length - place) * size);
    memcpy(target, item, size);
    return true;
}

// Interrupted, it is as long as before.
static bool appended(OuArray *array, size_t old_length, bool is_filled)
{
    if (!is_filled) array->length = old_length;
    return is_filled;
}

bool ou_array_append_bytes(OuVM *vm, OuArray *array, const void *bytes, size_t length)
{
    size_t size = array->scalar->size, old_length = array->length;
    if (!length) return true;
    if (!ou_array_resize(vm, array, old_length + length / size)) return false;
    return appended(array, old_length,
                    ou_long_copy_bytes(vm, array->data + old_length * size, bytes, length));
}

bool ou_array_append_text(OuVM *vm, OuArray *array, OuValue text)
{
    OuText source = ou_str_text(ou_str_of(text));
    size_t length = array->length;
    if (!source.length) return true;
    if (!ou_array_resize(vm, array, length + source.length)) return false;
    return appended(array, length, ou_long_copy(vm, array->data + length * 4, 4, source));
}

static bool extend_by_array(OuVM *vm, OuArray *array, OuValue other)
{
    OuArray *source = ou_array_of(other);
    size_t length = array->length, more = source->length, size = array->scalar->size;
    if (source->scalar != array->scalar) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only extend with array of same kind");
        return false;
    }
    if (!more) return true;
    if (!ou_array_resize(vm, array, length + more)) return false;
    return appended(array, length, ou_long_copy_bytes(vm, array->data + length * size,
                                                      source->data, more * size));
}

bool ou_array_extend(OuVM *vm, OuArray *array, OuValue iterable)
{
    if (ou_is_array(iterable)) return extend_by_array(vm, array, iterable);
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !ou_array_insert(vm, array, INT64_MAX, item)) return false;
        if (!ou_check_interrupt_at(vm, round)) return false;
    }
}
