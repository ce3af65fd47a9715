#include "runtime/bytes.h"

#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/long_text.h"

// --- making --------------------------------------------------------------------------------------

static void bytes_prepare(OuBytes *bytes, size_t length)
{
    bytes->length = length;
    bytes->hash = 0;
    bytes->data[length] = 0;
}

OuBytes *ou_bytes_new(OuVM *vm, size_t length)
{
    size_t size;
    OuBytes *bytes = NULL;
    if (ou_size_multiply_add(length, 1, sizeof(OuBytes) + 1, &size)) {
        bytes = (OuBytes *)ou_heap_new_leaf(&vm->heap, OU_KIND_BYTES, size);
    }
    if (bytes) bytes_prepare(bytes, length);
    else ou_raise_memory_error(vm);
    return bytes;
}

static OuValue bytes_filled(OuVM *vm, OuBytes *bytes, const void *data, size_t length)
{
    bool is_filled = !length || ou_long_copy_bytes(vm, bytes->data, data, length);
    return ou_long_filled_steal(ou_pointer_value(bytes), is_filled);
}

OuValue ou_bytes_make(OuVM *vm, const void *data, size_t length)
{
    OuBytes *bytes = ou_bytes_new(vm, length);
    return bytes ? bytes_filled(vm, bytes, data, length) : OU_ERROR;
}

static OuValue bytes_copy_as(OuVM *vm, OuType *type, const char *data, size_t length)
{
    OuBytes *bytes = (OuBytes *)ou_object_new_leaf(vm, type, sizeof(OuBytes) + length + 1);
    if (!bytes) return OU_ERROR;
    bytes_prepare(bytes, length);
    return bytes_filled(vm, bytes, data, length);
}

// --- slots ---------------------------------------------------------------------------------------

static OuValue bytes_repr(OuVM *vm, OuValue self)
{
    return ou_bytes_repr(vm, ou_bytes_text(self), (OuText){ "", 0, 1 });
}

// The same number as for a str of the same bytes.
static bool bytes_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuBytes *bytes = ou_bytes_of(self);
    if (!bytes->hash && bytes->length) {
        if (!ou_long_hash(vm, bytes->data, bytes->length, &bytes->hash)) return false;
        if (bytes->hash == 0) bytes->hash = 1;
        if (bytes->hash == UINT64_MAX) bytes->hash--;
    }
    *hash = (int64_t)bytes->hash;
    return true;
}

static OuValue bytes_get_item(OuVM *vm, OuValue self, OuValue key)
{
    return ou_bytes_item(vm, self, key, "index out of range",
                         "byte indices must be integers or slices, not %T");
}

static const OuNativeDef bytes_new_native = {
    "bytes(source=b'', encoding='utf-8', errors='strict')", "", NULL
};

static OuValue construct_from(OuVM *vm, OuType *type, const OuValue *values)
{
    bool is_plain = type == vm->types[OU_TYPE_BYTES] && values[1] == OU_UNBOUND &&
                    values[2] == OU_UNBOUND;
    if (is_plain && ou_is_exact_bytes(values[0])) return ou_ref(values[0]);
    if (is_plain && values[0] != OU_UNBOUND) {
        OuValue bytes = ou_bytes_ask(vm, values[0]);
        if (bytes != OU_UNBOUND) return bytes;
    }
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    OuValue result = OU_ERROR;
    if (ou_bytes_read_source(vm, values, &buffer, "bytes")) {
        result = bytes_copy_as(vm, type, buffer.bytes, buffer.length);
    }
    ou_buffer_free(&buffer);
    return result;
}

static OuValue bytes_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &bytes_new_native, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    OuValue result = construct_from(vm, type, bound.values);
    ou_native_unbind(&bound);
    return result;
}

// --- methods of bytes only -----------------------------------------------------------------------

OU_METHOD(bytes_bytes, "__bytes__(self, /)", "Convert this value to exact type bytes.")
{
    if (ou_is_exact_bytes(arguments[0])) return ou_ref(arguments[0]);
    OuText text = ou_bytes_text(arguments[0]);
    return ou_bytes_make(vm, text.units, text.length);
}

OU_METHOD(bytes_getnewargs, "__getnewargs__(self, /)", "")
{
    OU_OWNED OuValue copy = bytes_bytes(vm, arguments);
    return copy == OU_ERROR ? OU_ERROR : ou_tuple_make(vm, &copy, 1);
}

OU_METHOD(bytes_sizeof, "__sizeof__(self, /)", "Size of object in memory, in bytes.")
{
    return ou_int_value((int64_t)(33 + ou_bytes_of(arguments[0])->length));
}

static const OuNativeDef *const bytes_methods[] = {
#define OU_BYTES_ROW(verb) &ou_bytes_##verb##_native,
#include "runtime/bytes_methods.def"
#undef OU_BYTES_ROW
    &ou_bytes_hex_native, &ou_bytes_fromhex_native,
    &bytes_bytes_native, &bytes_getnewargs_native, &bytes_sizeof_native, NULL,
};

static const OuLayout bytes_layout = { .name = "bytes" };

// Only among themselves; a bytearray knows how to compare with bytes.
static OuValue bytes_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (ou_is_bytes(other)) return ou_bytes_compare(vm, self, other, operator);
    return ou_bytes_warn_of_mixing(vm, self, other, operator) ? OU_NOT_IMPLEMENTED : OU_ERROR;
}

static OuValue bytes_remainder(OuVM *vm, OuValue left, OuValue right)
{
    return ou_is_bytes(left) ? ou_bytes_remainder(vm, left, right) : OU_NOT_IMPLEMENTED;
}

const OuTypeDef ou_bytes_type = {
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
           "bytes() -> empty bytes object",
    .constructor = &bytes_new_native,
    .kind = OU_KIND_BYTES,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .layout = &bytes_layout,
    .methods = bytes_methods,
    .slots = {
        .repr = bytes_repr,
        .str = ou_bytes_str,
        .hash = bytes_hash,
        .compare = bytes_compare,
        .iterate = ou_bytes_iterate,
        .length = ou_bytes_length,
        .get_item = bytes_get_item,
        .contains = ou_bytes_contains,
        .binary = {
            [OU_BINARY_ADD] = ou_bytes_add,
            [OU_BINARY_MULTIPLY] = ou_bytes_multiply,
            [OU_BINARY_REMAINDER] = bytes_remainder,
        },
        .construct = bytes_construct,
    },
};
