#include <string.h>

#include "runtime/bytearray_internal.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

#define OU_BYTEARRAY_METHOD(verb, signature_text, doc_text)                                      \
    static OuValue bytearray_##verb(OuVM *vm, const OuValue *arguments);                         \
    const OuNativeDef ou_bytearray_##verb##_native = { signature_text, doc_text,                 \
                                                       bytearray_##verb };                       \
    static OuValue bytearray_##verb(OuVM *vm, const OuValue *arguments)

static bool insert_byte(OuVM *vm, OuByteArray *array, int64_t index, OuValue value)
{
    uint8_t byte;
    if (!ou_bytes_read_byte(vm, value, &byte)) return false;
    size_t place = ou_sequence_clamp(index, array->length);
    return ou_bytearray_splice(vm, array, place, place, (OuText){ &byte, 1, 1 });
}

OU_BYTEARRAY_METHOD(append, "append(self, item, /)",
                    "Append a single item to the end of the bytearray.\n\n"
                    "  item\n    The item to be appended.")
{
    bool is_done = insert_byte(vm, ou_bytearray_of(arguments[0]), INT64_MAX, arguments[1]);
    return is_done ? OU_NONE : OU_ERROR;
}

OU_BYTEARRAY_METHOD(insert, "insert(self, index, item, /)",
                    "Insert a single item into the bytearray before the given index.\n\n"
                    "  index\n    The index where the value is to be inserted.\n"
                    "  item\n    The item to be inserted.")
{
    int64_t index;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    bool is_done = insert_byte(vm, ou_bytearray_of(arguments[0]), index, arguments[2]);
    return is_done ? OU_NONE : OU_ERROR;
}

OU_BYTEARRAY_METHOD(clear, "clear(self, /)", "Remove all items from the bytearray.")
{
    return ou_bytearray_resize(vm, ou_bytearray_of(arguments[0]), 0) ? OU_NONE : OU_ERROR;
}

OU_BYTEARRAY_METHOD(copy, "copy(self, /)", "Return a copy of B.")
{
    OuText text = ou_bytes_text(arguments[0]);
    return ou_bytearray_make(vm, text.units, text.length);
}

OU_BYTEARRAY_METHOD(extend, "extend(self, iterable_of_ints, /)",
                    "Append all the items from the iterator or sequence to the bytearray.\n\n"
                    "  iterable_of_ints\n    The iterable of items to append.")
{
    OuByteArray *array = ou_bytearray_of(arguments[0]);
    OU_OWNED OuValue characters = OU_UNBOUND;
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    OuValue source = arguments[1];
    if (ou_is_str(source)) {              // its characters are refused one by one, as CPython does
        characters = ou_str_iterate(vm, source);
        if (characters == OU_ERROR) return OU_ERROR;
        source = characters;
    }
    bool is_done = false;
    if (!ou_is_bytes_like(source) && !ou_type_of(vm, source)->slots.iterate &&
        !ou_type_of(vm, source)->slots.get_item) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't extend bytearray with %T", source);
    } else if (ou_bytes_collect(vm, source, &buffer, "bytearray")) {
        OuText text = { buffer.bytes, buffer.length, 1 };
        is_done = ou_bytearray_splice(vm, array, array->length, array->length, text);
    }
    ou_buffer_free(&buffer);
    return is_done ? OU_NONE : OU_ERROR;
}

OU_BYTEARRAY_METHOD(pop, "pop(self, index=-1, /)",
                    "Remove and return a single item from B.\n\n"
                    "  index\n    The index from where to remove the item.\n"
                    "    -1 (the default value) means remove the last item.\n\n"
                    "If no index argument is given, will pop the last item.")
{
    OuByteArray *array = ou_bytearray_of(arguments[0]);
    int64_t index = -1;
    if (!ou_sequence_argument(vm, arguments[1], &index)) return OU_ERROR;
    if (array->length == 0) return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop from empty bytearray");
    if (!ou_sequence_in_range(&index, array->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "pop index out of range");
    }
    uint8_t byte = array->data[index];
    OuText nothing = { "", 0, 1 };
    if (!ou_bytearray_splice(vm, array, (size_t)index, (size_t)index + 1, nothing)) return OU_ERROR;
    return ou_int_value(byte);
}

OU_BYTEARRAY_METHOD(remove, "remove(self, value, /)",
                    "Remove the first occurrence of a value in the bytearray.\n\n"
                    "  value\n    The value to remove.")
{
    OuByteArray *array = ou_bytearray_of(arguments[0]);
    uint8_t byte;
    if (!ou_bytes_read_byte(vm, arguments[1], &byte)) return OU_ERROR;
    size_t place = ou_text_find_unit(ou_bytes_text(arguments[0]), byte);
    if (place == OU_TEXT_NOT_FOUND) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "value not found in bytearray");
    }
    OuText nothing = { "", 0, 1 };
    return ou_bytearray_splice(vm, array, place, place + 1, nothing) ? OU_NONE : OU_ERROR;
}

OU_BYTEARRAY_METHOD(reverse, "reverse(self, /)",
                    "Reverse the order of the values in B in place.")
{
    OuByteArray *array = ou_bytearray_of(arguments[0]);
    for (size_t i = 0, j = array->length; i + 1 < j; i++) {
        uint8_t byte = array->data[i];
        array->data[i] = array->data[--j];
        array->data[j] = byte;
        if (!ou_check_interrupt_at(vm, i + 1)) return OU_ERROR;
    }
    return OU_NONE;
}

OU_BYTEARRAY_METHOD(dunder_alloc, "__alloc__(self, /)",
                    "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.")
{
    return ou_int_value((int64_t)ou_bytearray_of(arguments[0])->capacity);
}

OU_BYTEARRAY_METHOD(dunder_sizeof, "__sizeof__(self, /)",
                    "Returns the size of the bytearray object in memory, in bytes.")
{
    return ou_int_value((int64_t)(56 + ou_bytearray_of(arguments[0])->capacity));
}

// (type, arguments, state): text for the old protocols, bytes for the new.
static OuValue reduce(OuVM *vm, OuValue self, int64_t protocol)
{
    OU_OWNED OuValue state = ou_call_method(vm, self, OU_NAMED(vm, dunder_getstate), NULL, 0);
    if (state == OU_ERROR) return OU_ERROR;
    OuText text = ou_bytes_text(self);
    OuValue type = ou_pointer_value(ou_type_of(vm, self));
    OU_OWNED OuValue bytes = ou_bytes_make(vm, text.units, text.length);
    if (bytes == OU_ERROR) return OU_ERROR;
    if (protocol >= 3 || !text.length) {
        return ou_reduce_make_steal(vm, type, state, ou_tuple_make(vm, &bytes, text.length > 0));
    }
    text = ou_bytes_text(bytes);
    OU_OWNED OuValue latin = ou_codec_decode(vm, text.units, text.length, "latin-1", NULL);
    if (latin == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue encoding = ou_str_make_text(vm, "latin-1");
    if (encoding == OU_ERROR) return OU_ERROR;
    return ou_reduce_make_steal(vm, type, state, ou_tuple_pair(vm, latin, encoding));
}

OU_BYTEARRAY_METHOD(dunder_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    return reduce(vm, arguments[0], 2);
}

OU_BYTEARRAY_METHOD(dunder_reduce_ex, "__reduce_ex__(self, proto=0, /)",
                    "Return state information for pickling.")
{
    int64_t protocol = 0;
    if (!ou_sequence_argument(vm, arguments[1], &protocol)) return OU_ERROR;
    return reduce(vm, arguments[0], protocol);
}
