#include "runtime/modules/array.h"

#include "runtime/argument.h"
#include "runtime/array.h"
#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// How the machine that stored an array had its items, by number.
typedef struct Format {
    OuScalar scalar;
    bool     is_big;
} Format;

static const Format formats[] = {
    { { 'B', 1, OU_SCALAR_UNSIGNED }, false }, { { 'b', 1, OU_SCALAR_SIGNED }, false },
    { { 'H', 2, OU_SCALAR_UNSIGNED }, false }, { { 'H', 2, OU_SCALAR_UNSIGNED }, true },
    { { 'h', 2, OU_SCALAR_SIGNED }, false },   { { 'h', 2, OU_SCALAR_SIGNED }, true },
    { { 'I', 4, OU_SCALAR_UNSIGNED }, false }, { { 'I', 4, OU_SCALAR_UNSIGNED }, true },
    { { 'i', 4, OU_SCALAR_SIGNED }, false },   { { 'i', 4, OU_SCALAR_SIGNED }, true },
    { { 'L', 8, OU_SCALAR_UNSIGNED }, false }, { { 'L', 8, OU_SCALAR_UNSIGNED }, true },
    { { 'l', 8, OU_SCALAR_SIGNED }, false },   { { 'l', 8, OU_SCALAR_SIGNED }, true },
    { { 'f', 4, OU_SCALAR_FLOAT }, false },    { { 'f', 4, OU_SCALAR_FLOAT }, true },
    { { 'd', 8, OU_SCALAR_FLOAT }, false },    { { 'd', 8, OU_SCALAR_FLOAT }, true },
    { { 'u', 2, OU_SCALAR_UNSIGNED }, false }, { { 'u', 2, OU_SCALAR_UNSIGNED }, true },
    { { 'u', 4, OU_SCALAR_UNSIGNED }, false }, { { 'u', 4, OU_SCALAR_UNSIGNED }, true },
};
enum { FORMATS = sizeof formats / sizeof *formats };

int ou_array_format(const OuScalar *scalar)
{
    for (int i = 0; i < FORMATS; i++) {
        const OuScalar *other = &formats[i].scalar;
        bool is_text = other->code == 'u';
        if (!formats[i].is_big && other->size == scalar->size && other->kind == scalar->kind &&
            is_text == (scalar->code == 'u')) {
            return i;
        }
    }
    return -1;
}

static bool check(OuVM *vm, const OuValue *arguments, const OuScalar **scalar, int *format)
{
    OuType *base = vm->types[OU_TYPE_ARRAY];
    if (!ou_is_type(arguments[0])) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "first argument must be a type object, not %T",
                 arguments[0]);
        return false;
    }
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    if (!ou_is_subtype(type, base)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N is not a subtype of %N", type, base);
        return false;
    }
    if (!ou_is_str(arguments[1]) || ou_str_of(arguments[1])->length != 1) {
        (void)ou_argument_raise(vm, "_array_reconstructor", "argument 2", "a unicode character",
                                arguments[1]);
        return false;
    }
    if (!ou_argument_int(vm, arguments[2], format)) return false;
    *scalar = ou_array_scalar(ou_str_at(ou_str_of(arguments[1]), 0));
    if (!*scalar) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "second argument must be a valid type code");
    } else if (*format < 0 || *format >= FORMATS) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "third argument must be a valid machine format code.");
    } else if (!ou_is_bytes(arguments[3])) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "fourth argument should be bytes, not %T", arguments[3]);
    } else {
        return true;
    }
    return false;
}

// One item of the stored bytes as a value.
static OuValue read_item(OuVM *vm, const Format *format, const uint8_t *bytes)
{
    OuValue value = ou_scalar_read(vm, &format->scalar, bytes, format->is_big);
    if (value == OU_ERROR || format->scalar.code != 'u') return value;
    if (ou_int_of(value) <= 0x10FFFF) return ou_str_from_code_point(vm, (uint32_t)ou_int_of(value));
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "character U+%x is not in range [U+0000; U+10ffff]",
                    (unsigned)ou_int_of(value));
}

// A typecode of this machine for items of the stored kind: the wanted one, if it serves.
static const OuScalar *choose_scalar(const OuScalar *wanted, const Format *format)
{
    if (format->scalar.code == 'u') return ou_array_scalar('u');
    bool serves = wanted->size == format->scalar.size && wanted->kind == format->scalar.kind;
    return serves ? wanted : ou_array_scalar((unsigned char)format->scalar.code);
}

static bool append_decoded(OuVM *vm, OuArray *array, const Format *format, const OuBytes *items)
{
    const char *encoding = format->scalar.size == 2 ? (format->is_big ? "utf-16-be" : "utf-16-le")
                                                    : (format->is_big ? "utf-32-be" : "utf-32-le");
    OU_OWNED OuValue text =
        ou_codec_decode(vm, (const char *)items->data, items->length, encoding, NULL);
    return text != OU_ERROR && ou_array_append_text(vm, array, text);
}

OU_FUNCTION(array_reconstructor,
            "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
            "Internal. Used for pickling support.")
{
    const OuScalar *scalar;
    int number;
    if (!check(vm, arguments, &scalar, &number)) return OU_ERROR;
    const Format *format = &formats[number];
    const OuBytes *items = ou_bytes_of(arguments[3]);
    size_t size = format->scalar.size;
    if (items->length % size) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, number == ou_array_format(scalar)
                        ? "bytes length not a multiple of item size"
                        : "string length not a multiple of item size");
    }
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    OU_OWNED OuValue array = ou_array_make(vm, type, choose_scalar(scalar, format), NULL, 0);
    if (array != OU_ERROR && format->scalar.code == 'u' && number != ou_array_format(scalar)) {
        return append_decoded(vm, ou_array_of(array), format, items) ? ou_take(&array) : OU_ERROR;
    }
    for (size_t i = 0; array != OU_ERROR && i < items->length; i += size) {
        OU_OWNED OuValue item = read_item(vm, format, items->data + i);
        if (item == OU_ERROR) return OU_ERROR;
        if (!ou_array_insert(vm, ou_array_of(array), INT64_MAX, item)) return OU_ERROR;
    }
    return ou_take(&array);
}

static OuValue attribute(OuVM *vm, OuValue object, const char *name)
{
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    if (!key) return OU_ERROR;
    OuValue value = ou_get_attribute(vm, object, key);
    ou_object_unref(&key->header);
    return value;
}

// Arrays are sequences to isinstance(), where classes are to be had.
static bool register_type(OuVM *vm, OuValue type)
{
    if (!vm->host.import) return true;
    OuString *name = ou_str_intern_text(vm, "_collections_abc", 16);
    if (!name) return false;
    OU_OWNED OuValue classes = vm->host.import(vm, name);
    ou_object_unref(&name->header);
    if (classes == OU_ERROR) return false;
    OU_OWNED OuValue sequence = attribute(vm, classes, "MutableSequence");
    OU_OWNED OuValue add = sequence == OU_ERROR ? OU_ERROR : attribute(vm, sequence, "register");
    OU_OWNED OuValue done = add == OU_ERROR ? OU_ERROR : ou_call(vm, add, &type, 1);
    return done != OU_ERROR;
}

static bool setup(OuVM *vm, OuModule *module)
{
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_ARRAY]);
    return ou_module_add(vm, module, "array", ou_ref(type))
        && ou_module_add(vm, module, "ArrayType", ou_ref(type))
        && ou_module_add(vm, module, "typecodes", ou_str_make_text(vm, "bBuhHiIlLqQfd"))
        && register_type(vm, type);
}

static const OuNativeDef *const functions[] = { &array_reconstructor_native, NULL };

const OuModuleDef ou_array_module = {
    .name = "array",
    .doc = "This module defines an object type which can efficiently represent\n"
           "an array of basic values: characters, integers, floating point\n"
           "numbers.  Arrays are sequence types and behave very much like lists,\n"
           "except that the type of objects stored in them is constrained.\n",
    .functions = functions,
    .setup = setup,
};
