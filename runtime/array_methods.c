#include "runtime/array.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

// --- like a list ---------------------------------------------------------------------------------

OU_METHOD(array_append, "append(self, v, /)", "Append new value v to the end of the array.")
{
    bool ok = ou_array_insert(vm, ou_array_of(arguments[0]), INT64_MAX, arguments[1]);
    return ok ? OU_NONE : OU_ERROR;
}

OU_METHOD(array_insert, "insert(self, i, v, /)",
          "Insert a new item v into the array before position i.")
{
    int64_t index;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    return ou_array_insert(vm, ou_array_of(arguments[0]), index, arguments[2]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(array_extend, "extend(self, bb, /)", "Append items to the end of the array.")
{
    return ou_array_extend(vm, ou_array_of(arguments[0]), arguments[1]) ? OU_NONE : OU_ERROR;
}

static bool remove_at(OuVM *vm, OuArray *array, size_t index)
{
    OU_OWNED OuValue place = ou_int_value((int64_t)index);
    return ou_delete_item(vm, ou_pointer_value(array), place);
}

OU_METHOD(array_pop, "pop(self, i=-1, /)",
          "Return the i-th element and delete it from the array.\n\ni defaults to -1.")
{
    OuArray *array = ou_array_of(arguments[0]);
    int64_t index = -1;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    if (!array->length) return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop from empty array");
    if (!ou_sequence_in_range(&index, array->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop index out of range");
    }
    OU_OWNED OuValue item = ou_array_get(vm, array, (size_t)index);
    if (item == OU_ERROR || !remove_at(vm, array, (size_t)index)) return OU_ERROR;
    return ou_take(&item);
}

// *place: the first item from *place on that equals the value; false with *place = SIZE_MAX and no
// exception when there is none.
static bool find_item(OuVM *vm, OuValue self, OuValue value, size_t stop, size_t *place)
{
    for (size_t i = *place; i < stop && i < ou_array_of(self)->length; i++) {
        bool equal;
        OU_OWNED OuValue item = ou_array_get(vm, ou_array_of(self), i);
        *place = i;
        if (item == OU_ERROR || !ou_compare_truth(vm, item, value, OU_EQ, &equal)) return false;
        if (equal) return true;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    *place = SIZE_MAX;
    return false;
}

OU_METHOD(array_count, "count(self, v, /)", "Return number of occurrences of v in the array.")
{
    int64_t count = 0;
    for (size_t place = 0;; place++, count++) {
        if (find_item(vm, arguments[0], arguments[1], SIZE_MAX, &place)) continue;
        return place == SIZE_MAX ? ou_int_value(count) : OU_ERROR;
    }
}

OU_METHOD(array_index, "index(self, v, start=0, stop=sys.maxsize, /)",
          "Return index of first occurrence of v in the array.\n\n"
          "Raise ValueError if the value is not present.")
{
    size_t length = ou_array_of(arguments[0])->length;
    int64_t start = 0, stop = INT64_MAX;
    if (!ou_sequence_bound(vm, arguments[2], &start)) return OU_ERROR;
    if (!ou_sequence_bound(vm, arguments[3], &stop)) return OU_ERROR;
    size_t place = ou_sequence_clamp(start, length);
    size_t end = stop < 0 ? ou_sequence_clamp(stop, length) : (size_t)stop;
    if (find_item(vm, arguments[0], arguments[1], end, &place)) return ou_int_value((int64_t)place);
    if (place != SIZE_MAX) return OU_ERROR;
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "array.index(x): x not in array");
}

OU_METHOD(array_remove, "remove(self, v, /)", "Remove the first occurrence of v in the array.")
{
    size_t place = 0;
    if (find_item(vm, arguments[0], arguments[1], SIZE_MAX, &place)) {
        return remove_at(vm, ou_array_of(arguments[0]), place) ? OU_NONE : OU_ERROR;
    }
    if (place != SIZE_MAX) return OU_ERROR;
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "array.remove(x): x not in array");
}

OU_METHOD(array_reverse, "reverse(self, /)", "Reverse the order of the items in the array.")
{
    OuArray *array = ou_array_of(arguments[0]);
    size_t size = array->scalar->size;
    for (size_t i = 0, j = array->length; i + 1 < j; i++) {
        uint8_t item[8];
        uint8_t *first = array->data + i * size, *last = array->data + --j * size;
        memcpy(item, first, size);
        memcpy(first, last, size);
        memcpy(last, item, size);
        if (!ou_check_interrupt_at(vm, i + 1)) return OU_ERROR;
    }
    return OU_NONE;
}

OU_METHOD(array_tolist, "tolist(self, /)",
          "Convert array to an ordinary list with the same items.")
{
    return ou_list_from_iterable(vm, arguments[0]);
}

OU_METHOD(array_fromlist, "fromlist(self, list, /)", "Append items to array from list.")
{
    OuArray *array = ou_array_of(arguments[0]);
    if (!ou_is_list(arguments[1])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "arg must be list");
    size_t old_length = array->length, count = ou_list_of(arguments[1])->length;
    if (!count) return OU_NONE;
    for (size_t i = 0; i < count; i++) {
        const OuList *list = ou_list_of(arguments[1]);
        if (list->length != count) {
            ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "list changed size during iteration");
        } else {
            OU_OWNED OuValue item = ou_ref(list->items[i]);
            if (ou_array_insert(vm, array, INT64_MAX, item)
                && ou_check_interrupt_at(vm, i)) continue;
        }
        // What was put in is taken out again.
        OuValue error = ou_error_take(vm);
        if (array->length > old_length && !ou_array_resize(vm, array, old_length)) {
            ou_error_clear(vm);
        }
        ou_error_set_steal(vm, error);
        return OU_ERROR;
    }
    return OU_NONE;
}

// --- bytes and files -----------------------------------------------------------------------------

OU_METHOD(array_tobytes, "tobytes(self, /)", "Convert the array to an array of machine values and "
          "return the bytes representation.")
{
    OuText text = ou_bytes_text(arguments[0]);
    return ou_bytes_make(vm, text.units, text.length);
}

static OuValue append_bytes(OuVM *vm, OuArray *array, OuValue source)
{
    if (!ou_bytes_require(vm, source)) return OU_ERROR;
    OuText text = ou_bytes_text(source);
    if (text.length % array->scalar->size) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "bytes length not a multiple of item size");
    }
    if (source == ou_pointer_value(array)) return ou_array_extend(vm, array, source) ? OU_NONE
                                                                                    : OU_ERROR;
    return ou_array_append_bytes(vm, array, text.units, text.length) ? OU_NONE : OU_ERROR;
}

OU_METHOD(array_frombytes, "frombytes(self, buffer, /)",
          "Appends items from the string, interpreting it as an array of machine values, as if it "
          "had been read from a file using the fromfile() method.")
{
    return append_bytes(vm, ou_array_of(arguments[0]), arguments[1]);
}

OU_METHOD(array_tofile, "tofile(self, f, /)",
          "Write all items (as machine values) to the file object f.")
{
    OuText text = ou_bytes_text(arguments[0]);
    OU_OWNED OuValue bytes = ou_bytes_make(vm, text.units, text.length);
    if (bytes == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue write = ou_get_attribute(vm, arguments[1], OU_NAMED(vm, write));
    if (write == OU_ERROR) return OU_ERROR;
    if (!text.length) return OU_NONE;
    OU_OWNED OuValue written = ou_call(vm, write, &bytes, 1);
    return written == OU_ERROR ? OU_ERROR : OU_NONE;
}

OU_METHOD(array_fromfile, "fromfile(self, f, n, /)",
          "Read n objects from the file object f and append them to the end of the array.")
{
    OuArray *array = ou_array_of(arguments[0]);
    int64_t count;
    size_t wanted;
    if (!ou_sequence_argument(vm, arguments[2], &count)) return OU_ERROR;
    if (count < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative count");
    if (!ou_size_multiply_add((size_t)count, array->scalar->size, 0, &wanted) ||
        wanted > INT64_MAX) {
        return ou_raise_memory_error(vm);
    }
    OU_OWNED OuValue size = ou_int_make(vm, (int64_t)wanted);
    if (size == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue bytes = ou_call_method(vm, arguments[1], OU_NAMED(vm, read), &size, 1);
    if (bytes == OU_ERROR) return OU_ERROR;
    if (!ou_is_bytes(bytes)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "read() didn't return bytes");
    if (append_bytes(vm, array, bytes) == OU_ERROR) return OU_ERROR;
    if (ou_bytes_of(bytes)->length == wanted) return OU_NONE;
    return ou_raise(vm, OU_TYPE_EOF_ERROR, "read() didn't return enough bytes");
}

OU_METHOD(array_byteswap, "byteswap(self, /)",
          "Byteswap all items of the array.\n\n"
          "If the items in the array are not 1, 2, 4, or 8 bytes in size, RuntimeError is\n"
          "raised.")
{
    OuArray *array = ou_array_of(arguments[0]);
    size_t size = array->scalar->size;
    for (size_t i = 0; i < array->length; i++) {
        uint8_t *item = array->data + i * size;
        for (size_t a = 0, b = size - 1; a < b; a++, b--) {
            uint8_t byte = item[a];
            item[a] = item[b];
            item[b] = byte;
        }
    }
    return OU_NONE;
}

OU_METHOD(array_buffer_info, "buffer_info(self, /)",
          "Return a tuple (address, length) giving the current memory address and the length in "
          "items of the buffer used to hold array's contents.\n\n"
          "The length should be multiplied by the itemsize attribute to calculate\n"
          "the buffer length in bytes.")
{
    const OuArray *array = ou_array_of(arguments[0]);
    OU_OWNED OuValue address = ou_int_make_unsigned(vm, (uintptr_t)array->data);
    if (address == OU_ERROR) return OU_ERROR;
    return ou_tuple_pair(vm, address, ou_int_value((int64_t)array->length));
}

// --- text ----------------------------------------------------------------------------------------

OU_METHOD(array_fromunicode, "fromunicode(self, ustr, /)",
          "Extends this array with data from the unicode string ustr.\n\n"
          "The array must be a unicode type array; otherwise a ValueError is raised.\n"
          "Use array.frombytes(ustr.encode(...)) to append Unicode data to an array of\n"
          "some other type.")
{
    OuArray *array = ou_array_of(arguments[0]);
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "fromunicode() argument must be str, not %B",
                        arguments[1]);
    }
    if (array->scalar->code != 'u') {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "fromunicode() may only be called on unicode type arrays");
    }
    return ou_array_append_text(vm, array, arguments[1]) ? OU_NONE : OU_ERROR;
}

OU_METHOD(array_tounicode, "tounicode(self, /)",
          "Extends this array with data from the unicode string ustr.\n\n"
          "Convert the array to a unicode string.  The array must be a unicode type array;\n"
          "otherwise a ValueError is raised.  Use array.tobytes().decode() to obtain a\n"
          "unicode string from an array of some other type.")
{
    const OuArray *array = ou_array_of(arguments[0]);
    if (array->scalar->code != 'u') {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "tounicode() may only be called on unicode type arrays");
    }
    for (size_t i = 0; i < array->length; i++) {
        if (((const uint32_t *)(const void *)array->data)[i] <= 0x10FFFF) continue;
        return ou_array_get(vm, array, i);             // says what is wrong
    }
    return ou_str_from_units(vm, array->data, 4, array->length);
}

// --- copies --------------------------------------------------------------------------------------

OU_METHOD(array_copy, "__copy__(self, /)", "Return a copy of the array.")
{
    const OuArray *array = ou_array_of(arguments[0]);
    return ou_array_make(vm, vm->types[OU_TYPE_ARRAY], array->scalar, array->data, array->length);
}

OU_METHOD(array_deepcopy, "__deepcopy__(self, unused, /)", "Return a copy of the array.")
{
    return array_copy(vm, arguments);
}

OU_METHOD(array_sizeof, "__sizeof__(self, /)", "Size of the array in memory, in bytes.")
{
    const OuArray *array = ou_array_of(arguments[0]);
    return ou_int_make(vm, (int64_t)(64 + array->capacity * array->scalar->size));
}

// What is stored: from protocol 3 on the bytes, before that the list of items.
static OuValue reduced(OuVM *vm, const OuArray *array, int64_t protocol, OuValue self)
{
    OU_OWNED OuValue letter = ou_str_from_code_point(vm, (unsigned char)array->scalar->code);
    if (letter == OU_ERROR) return OU_ERROR;
    if (protocol < 3) {
        OU_OWNED OuValue items = ou_list_from_iterable(vm, self);
        return items == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, letter, items);
    }
    OuText text = ou_bytes_text(self);
    OU_OWNED OuValue bytes = ou_bytes_make(vm, text.units, text.length);
    if (bytes == OU_ERROR) return OU_ERROR;
    const OuValue parts[] = { ou_pointer_value(ou_type_of(vm, self)), letter,
                              ou_int_value(ou_array_format(array->scalar)), bytes };
    return ou_tuple_make(vm, parts, 4);
}

OU_METHOD(array_reduce_ex, "__reduce_ex__(self, value, /)",
          "Return state information for pickling.")
{
    int64_t protocol;
    if (!ou_to_int64(vm, arguments[1], &protocol)) return OU_ERROR;
    OU_OWNED OuValue given = reduced(vm, ou_array_of(arguments[0]), protocol, arguments[0]);
    if (given == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue state =
        ou_get_attribute_or_unbound(vm, arguments[0], OU_NAMED(vm, dunder_dict));
    if (state == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue maker = protocol < 3
        ? ou_ref(ou_pointer_value(ou_type_of(vm, arguments[0])))
        : ou_modules_attribute(vm, "array", "_array_reconstructor");
    if (maker == OU_ERROR) return OU_ERROR;
    const OuValue parts[] = { maker, given, state == OU_UNBOUND ? OU_NONE : state };
    return ou_tuple_make(vm, parts, 3);
}

const OuNativeDef *const ou_array_methods[] = {
    &array_append_native, &array_buffer_info_native, &array_byteswap_native, &array_count_native,
    &array_extend_native, &array_frombytes_native, &array_fromfile_native, &array_fromlist_native,
    &array_fromunicode_native, &array_index_native, &array_insert_native, &array_pop_native,
    &array_remove_native, &array_reverse_native, &array_tobytes_native, &array_tofile_native,
    &array_tolist_native, &array_tounicode_native, &array_copy_native, &array_deepcopy_native,
    &array_sizeof_native, &array_reduce_ex_native, NULL,
};

static OuValue get_typecode(OuVM *vm, OuValue self)
{
    return ou_str_from_code_point(vm, (unsigned char)ou_array_of(self)->scalar->code);
}

static OuValue get_itemsize(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_array_of(self)->scalar->size);
}

const OuGetSetDef ou_array_getset[] = {
    { "typecode", get_typecode, NULL, "the typecode character used to create the array" },
    { "itemsize", get_itemsize, NULL, "the size, in bytes, of one array item" },
    { NULL, NULL, NULL, NULL },
};
