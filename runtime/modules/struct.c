#include "runtime/modules/struct.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/struct_format.h"

OU_FUNCTION(struct_calcsize, "calcsize(format, /)",
            "Return size in bytes of the struct described by the format string.")
{
    OuStructFormat format;
    if (!ou_struct_parse(vm, arguments[0], &format)) return OU_ERROR;
    ou_struct_format_free(vm, &format);
    return ou_int_make(vm, (int64_t)format.size);
}

// *values: what follows the format.
static bool split(OuVM *vm, const OuTuple *given, OuStructFormat *format)
{
    if (given->length) return ou_struct_parse(vm, given->items[0], format);
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "missing format argument");
    return false;
}

OU_FUNCTION(struct_pack, "pack(*values)",
            "pack(format, v1, v2, ...) -> bytes\n\n"
            "Return a bytes object containing the values v1, v2, ... packed according\n"
            "to the format string.  See help(struct) for more on format strings.")
{
    const OuTuple *given = ou_tuple_of(arguments[0]);
    OuStructFormat format;
    if (!split(vm, given, &format)) return OU_ERROR;
    OuValue result = OU_ERROR;
    OuValue values = ou_tuple_make(vm, given->items + 1, given->length - 1);
    if (values != OU_ERROR) result = ou_struct_pack_values(vm, &format, ou_tuple_of(values));
    ou_struct_format_free(vm, &format);
    ou_unref(values);
    return result;
}

OU_FUNCTION(struct_pack_into, "pack_into(*values)",
            "pack_into(format, buffer, offset, v1, v2, ...)\n\n"
            "Pack the values v1, v2, ... according to the format string and write\n"
            "the packed bytes into the writable buffer buf starting at offset.  Note\n"
            "that the offset is a required argument.  See help(struct) for more\n"
            "on format strings.")
{
    const OuTuple *given = ou_tuple_of(arguments[0]);
    OuStructFormat format;
    if (!split(vm, given, &format)) return OU_ERROR;
    OuValue result = ou_struct_pack_into(vm, &format, given->items + 1, given->length - 1);
    ou_struct_format_free(vm, &format);
    return result;
}

OU_FUNCTION(struct_unpack, "unpack(format, buffer, /)",
            "Return a tuple containing values unpacked according to the format string.\n\n"
            "The buffer's size in bytes must be calcsize(format).\n\n"
            "See help(struct) for more on format strings.")
{
    OuStructFormat format;
    if (!ou_struct_parse(vm, arguments[0], &format)) return OU_ERROR;
    OuValue result = ou_struct_unpack_all(vm, &format, arguments[1]);
    ou_struct_format_free(vm, &format);
    return result;
}

OU_FUNCTION(struct_unpack_from, "unpack_from(format, /, buffer, offset=0)",
            "Return a tuple containing values unpacked according to the format string.\n\n"
            "The buffer's size, minus offset, must be at least calcsize(format).\n\n"
            "See help(struct) for more on format strings.")
{
    OuStructFormat format;
    if (!ou_struct_parse(vm, arguments[0], &format)) return OU_ERROR;
    OuValue result = ou_struct_unpack_from(vm, &format, arguments[1], arguments[2]);
    ou_struct_format_free(vm, &format);
    return result;
}

OU_FUNCTION(struct_iter_unpack, "iter_unpack(format, buffer, /)",
            "Return an iterator yielding tuples unpacked from the given bytes.\n\n"
            "The bytes are unpacked according to the format string, like\n"
            "a repeated invocation of unpack_from().\n\n"
            "Requires that the bytes length be a multiple of the format struct size.")
{
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_STRUCT]);
    OU_OWNED OuValue structure = ou_call(vm, type, &arguments[0], 1);
    return structure == OU_ERROR ? OU_ERROR : ou_struct_iterate(vm, structure, arguments[1]);
}

OU_FUNCTION(struct_clearcache, "_clearcache()", "Clear the internal cache.")
{
    return OU_NONE;
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add_exception(vm, module, "error", "struct", OU_TYPE_EXCEPTION)
        && ou_module_add(vm, module, "Struct",
                         ou_ref(ou_pointer_value(vm->types[OU_TYPE_STRUCT])));
}

static const OuNativeDef *const functions[] = {
    &struct_clearcache_native, &struct_calcsize_native, &struct_iter_unpack_native,
    &struct_pack_native, &struct_pack_into_native, &struct_unpack_native,
    &struct_unpack_from_native, NULL,
};

const OuModuleDef ou_struct_module = {
    .name = "_struct",
    .doc = "Functions to convert between Python values and C structs.\n"
           "Python bytes objects are used to hold the data representing the C struct\n"
           "and also as format strings (explained below) to describe the layout of data\n"
           "in the C struct.\n\n"
           "The optional first format char indicates byte order, size and alignment:\n"
           "  @: native order, size & alignment (default)\n"
           "  =: native order, std. size & alignment\n"
           "  <: little-endian, std. size & alignment\n"
           "  >: big-endian, std. size & alignment\n"
           "  !: same as >\n\n"
           "The remaining chars indicate types of args and must match exactly;\n"
           "these can be preceded by a decimal repeat count:\n"
           "  x: pad byte (no data); c:char; b:signed byte; B:unsigned byte;\n"
           "  ?: _Bool (requires C99; if not available, char is used instead)\n"
           "  h:short; H:unsigned short; i:int; I:unsigned int;\n"
           "  l:long; L:unsigned long; f:float; d:double; e:half-float.\n"
           "Special cases (preceding decimal count indicates length):\n"
           "  s:string (array of char); p: pascal string (with count byte).\n"
           "Special cases (only available in native format):\n"
           "  n:ssize_t; N:size_t;\n"
           "  P:an integer type that is wide enough to hold a pointer.\n"
           "Special case (not in native mode unless 'long long' in platform C):\n"
           "  q:long long; Q:unsigned long long\n"
           "Whitespace between formats is ignored.\n\n"
           "The variable struct.error is an exception raised on errors.\n",
    .functions = functions,
    .setup = setup,
};
