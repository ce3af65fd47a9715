// struct.Struct, its iterator, and what they share with the functions of the module.
#include <sys/types.h>

#include "runtime/builtin_types.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/exporter.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/struct_format.h"

typedef struct Structure {
    OuObject       header;
    OuValue        format;       // a str, or UNBOUND before __init__
    OuStructFormat parsed;
    size_t         users;        // calls that read `parsed` now: __init__ has to leave it alone
} Structure;

static Structure *structure_of(OuValue value)
{
    return (Structure *)ou_pointer_of(value);
}

// --- packing and unpacking -----------------------------------------------------------------------

OuValue ou_struct_pack_values(OuVM *vm, const OuStructFormat *format, const OuTuple *values)
{
    if (!ou_struct_check_count(vm, format, "pack", values->length)) return OU_ERROR;
    OuBytes *bytes = ou_bytes_new(vm, format->size);
    if (!bytes) return OU_ERROR;
    OU_OWNED OuValue owned = ou_pointer_value(bytes);
    if (!ou_struct_pack(vm, format, values->items, bytes->data)) return OU_ERROR;
    return ou_take(&owned);
}

// *offset: where the struct is to lie in a buffer of so many bytes; false: struct.error.
static bool find_place(OuVM *vm, const OuStructFormat *format, size_t length, int64_t *offset,
                       bool is_packing)
{
    const char *verb = is_packing ? "pack" : "unpack";
    int64_t size = (int64_t)format->size, given = *offset;
    if (given < 0) {
        if (given + size > 0) {
            (void)ou_struct_raise(vm, "%s %zd bytes at offset %zd",
                                  is_packing ? "no space to pack" : "not enough data to unpack",
                                  (ssize_t)size, (ssize_t)given);
            return false;
        }
        if (given + (int64_t)length < 0) {
            (void)ou_struct_raise(vm, "offset %zd out of range for %zd-byte buffer",
                                  (ssize_t)given, (ssize_t)length);
            return false;
        }
        *offset += (int64_t)length;
    }
    if ((int64_t)length - *offset >= size) return true;
    (void)ou_struct_raise(vm, "%s_%s requires a buffer of at least %zu bytes for %sing %zd bytes "
                          "at offset %zd (actual buffer size is %zd)", verb,
                          is_packing ? "into" : "from", (size_t)size + (size_t)*offset, verb,
                          (ssize_t)size, (ssize_t)*offset, (ssize_t)length);
    return false;
}

OuValue ou_struct_pack_into(OuVM *vm, const OuStructFormat *format, const OuValue *values,
                            size_t count)
{
    uint8_t *data;
    size_t length;
    int64_t offset;
    if (count < 2) {
        return ou_struct_raise(vm, "pack_into expected %s argument", count ? "offset" : "buffer");
    }
    if (!ou_struct_check_count(vm, format, "pack_into", count - 2)) return OU_ERROR;
    if (!ou_export_writable(vm, values[0], "argument", &data, &length)) return OU_ERROR;
    if (!ou_sequence_index(vm, values[1], OU_TYPE_INDEX_ERROR, &offset)) return OU_ERROR;
    if (!find_place(vm, format, length, &offset, true)) return OU_ERROR;
    // Packing may run script code, which may move what lies in the buffer.
    OuBytes *packed = ou_bytes_new(vm, format->size);
    if (!packed) return OU_ERROR;
    OU_OWNED OuValue owned = ou_pointer_value(packed);
    if (!ou_struct_pack(vm, format, values + 2, packed->data)) return OU_ERROR;
    if (!ou_export_writable(vm, values[0], "argument", &data, &length)) return OU_ERROR;
    if (!find_place(vm, format, length, &offset, true)) return OU_ERROR;
    memcpy(data + offset, packed->data, format->size);
    return OU_NONE;
}

OuValue ou_struct_unpack_all(OuVM *vm, const OuStructFormat *format, OuValue buffer)
{
    if (!ou_bytes_require(vm, buffer)) return OU_ERROR;
    OuText text = ou_bytes_text(buffer);
    if (text.length == format->size) return ou_struct_unpack(vm, format, text.units);
    return ou_struct_raise(vm, "unpack requires a buffer of %zd bytes", (ssize_t)format->size);
}

OuValue ou_struct_unpack_from(OuVM *vm, const OuStructFormat *format, OuValue buffer,
                              OuValue offset)
{
    int64_t place = 0;
    if (!ou_bytes_require(vm, buffer)) return OU_ERROR;
    if (offset != OU_UNBOUND && !ou_sequence_argument(vm, offset, &place)) return OU_ERROR;
    OuText text = ou_bytes_text(buffer);
    if (!find_place(vm, format, text.length, &place, false)) return OU_ERROR;
    return ou_struct_unpack(vm, format, (const uint8_t *)text.units + place);
}

// --- methods -------------------------------------------------------------------------------------

OU_METHOD(structure_pack, "pack(self, /, *values)",
          "S.pack(v1, v2, ...) -> bytes\n\n"
          "Return a bytes object containing values v1, v2, ... packed according\n"
          "to the format string S.format.  See help(struct) for more on format\nstrings.")
{
    Structure *self = structure_of(arguments[0]);
    self->users++;
    OuValue packed = ou_struct_pack_values(vm, &self->parsed, ou_tuple_of(arguments[1]));
    self->users--;
    return packed;
}

OU_METHOD(structure_pack_into, "pack_into(self, /, *values)",
          "S.pack_into(buffer, offset, v1, v2, ...)\n\n"
          "Pack the values v1, v2, ... according to the format string S.format\n"
          "and write the packed bytes into the writable buffer buf starting at\n"
          "offset.  Note that the offset is a required argument.  See\n"
          "help(struct) for more on format strings.")
{
    Structure *self = structure_of(arguments[0]);
    const OuTuple *values = ou_tuple_of(arguments[1]);
    self->users++;
    OuValue result = ou_struct_pack_into(vm, &self->parsed, values->items, values->length);
    self->users--;
    return result;
}

OU_METHOD(structure_unpack, "unpack(self, buffer, /)",
          "Return a tuple containing unpacked values.\n\n"
          "Unpack according to the format string Struct.format. The buffer's size\n"
          "in bytes must be Struct.size.\n\nSee help(struct) for more on format strings.")
{
    Structure *self = structure_of(arguments[0]);
    self->users++;
    OuValue values = ou_struct_unpack_all(vm, &self->parsed, arguments[1]);
    self->users--;
    return values;
}

OU_METHOD(structure_unpack_from, "unpack_from(self, /, buffer, offset=0)",
          "Return a tuple containing unpacked values.\n\n"
          "Values are unpacked according to the format string Struct.format.\n\n"
          "The buffer's size in bytes, starting at position offset, must be\n"
          "at least Struct.size.\n\nSee help(struct) for more on format strings.")
{
    Structure *self = structure_of(arguments[0]);
    self->users++;
    OuValue values = ou_struct_unpack_from(vm, &self->parsed, arguments[1], arguments[2]);
    self->users--;
    return values;
}

OU_METHOD(structure_iter_unpack, "iter_unpack(self, buffer, /)",
          "Return an iterator yielding tuples.\n\n"
          "Tuples are unpacked from the given bytes source, like a repeated\n"
          "invocation of unpack_from().\n\n"
          "Requires that the bytes length be a multiple of the struct size.")
{
    return ou_struct_iterate(vm, arguments[0], arguments[1]);
}

OU_METHOD(structure_sizeof, "__sizeof__(self, /)",
          "S.__sizeof__() -> size of S in memory, in bytes")
{
    return ou_int_make(vm, (int64_t)(56 + 32 * (structure_of(arguments[0])->parsed.count + 1)));
}

static const OuNativeDef *const structure_methods[] = {
    &structure_iter_unpack_native, &structure_pack_native, &structure_pack_into_native,
    &structure_unpack_native, &structure_unpack_from_native, &structure_sizeof_native, NULL,
};

static OuValue get_format(OuVM *vm, OuValue self)
{
    OuValue format = structure_of(self)->format;
    return format == OU_UNBOUND ? ou_ref(ou_str_value(vm->empty_string)) : ou_ref(format);
}

static OuValue get_size(OuVM *vm, OuValue self)
{
    return ou_int_make(vm, (int64_t)structure_of(self)->parsed.size);
}

static const OuGetSetDef structure_getset[] = {
    { "format", get_format, NULL, "struct format string" },
    { "size", get_size, NULL, "struct size in bytes" },
    { NULL, NULL, NULL, NULL },
};

// --- the type ------------------------------------------------------------------------------------

static const OuNativeDef structure_new_native = { "Struct(format)", "", NULL };

static OuValue structure_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    Structure *self = (Structure *)ou_object_new(vm, type, sizeof *self);
    if (!self) return OU_ERROR;
    self->format = OU_UNBOUND;
    // Before __init__ nothing can be packed: no number of values is right.
    self->parsed = (OuStructFormat){ .size = SIZE_MAX, .values = SIZE_MAX };
    self->users = 0;
    return ou_pointer_value(self);
}

static bool structure_initialise_from(OuVM *vm, Structure *self, OuValue format)
{
    OuStructFormat parsed;
    if (!ou_struct_parse(vm, format, &parsed)) return false;
    OuText text = ou_is_str(format) ? ou_str_text(ou_str_of(format)) : ou_bytes_text(format);
    OuValue name = ou_str_from_text(vm, text);
    if (name != OU_ERROR && self->users) {
        ou_unref(name);
        name = ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "Struct is in use: its format can't change");
    }
    if (name == OU_ERROR) {
        ou_struct_format_free(vm, &parsed);
        return false;
    }
    ou_struct_format_free(vm, &self->parsed);
    self->parsed = parsed;
    ou_set_steal(&self->format, name);
    return true;
}

static bool structure_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &structure_new_native, arguments, positional, names,
                                  &bound)) {
        return false;
    }
    bool ok = structure_initialise_from(vm, structure_of(self), bound.values[0]);
    ou_native_unbind(&bound);
    return ok;
}

static void structure_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((Structure *)self)->format);
    ou_visit_tail(self, visitor);
}

static void structure_release(OuHeap *heap, OuObject *self)
{
    ou_struct_format_free(ou_vm_of(heap), &((Structure *)self)->parsed);
}

static const OuLayout structure_layout = {
    .name = "Struct", .visit = structure_visit, .release = structure_release,
};

const OuTypeDef ou_struct_type = {
    .name = "Struct",
    .module = "_struct",
    .doc = "Struct(fmt) --> compiled struct object\n\n",
    .constructor = &structure_new_native,
    .kind = OU_KIND_STRUCT,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &structure_layout,
    .methods = structure_methods,
    .getset = structure_getset,
    .slots = { .construct = structure_construct, .initialise = structure_initialise },
};

// --- iterating -----------------------------------------------------------------------------------

typedef struct StructIterator {
    OuObject header;
    OuValue  structure;
    OuValue  buffer;             // UNBOUND once exhausted
    size_t   index;              // of the next byte
} StructIterator;

static StructIterator *iterator_of(OuValue value)
{
    return (StructIterator *)ou_pointer_of(value);
}

OuValue ou_struct_iterate(OuVM *vm, OuValue structure, OuValue buffer)
{
    size_t size = structure_of(structure)->parsed.size;
    if (size == 0) {
        return ou_struct_raise(vm, "cannot iteratively unpack with a struct of length 0");
    }
    if (!ou_bytes_require(vm, buffer)) return OU_ERROR;
    if (ou_bytes_text(buffer).length % size) {
        return ou_struct_raise(vm, "iterative unpacking requires a buffer of a multiple of %zd "
                               "bytes", (ssize_t)size);
    }
    // It holds a view, so that nobody resizes the buffer meanwhile.
    OU_OWNED OuValue view = ou_is_bytes(buffer) ? ou_ref(buffer)
        : ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_MEMORYVIEW]), &buffer, 1);
    if (view == OU_ERROR) return OU_ERROR;
    StructIterator *iterator =
        (StructIterator *)ou_heap_new(&vm->heap, OU_KIND_STRUCT_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->structure = ou_ref(structure);
    iterator->buffer = ou_take(&view);
    iterator->index = 0;
    return ou_pointer_value(iterator);
}

static OuValue iterator_next(OuVM *vm, OuValue self)
{
    StructIterator *iterator = iterator_of(self);
    if (iterator->buffer == OU_UNBOUND) return OU_STOP;
    Structure *structure = structure_of(iterator->structure);
    size_t size = structure->parsed.size;    // 0 if __init__ made it so since
    OuText text = ou_bytes_text(iterator->buffer);
    size_t index = iterator->index;
    if (size > 0 && size <= text.length && index <= text.length - size) {
        iterator->index += size;
        structure->users++;
        OuValue values = ou_struct_unpack(vm, &structure->parsed,
                                          (const uint8_t *)text.units + index);
        structure->users--;
        return values;
    }
    ou_clear(&iterator->buffer);
    return OU_STOP;
}

static OuValue iterator_self(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

OU_METHOD(iterator_hint, "__length_hint__(self, /)", "")
{
    const StructIterator *iterator = iterator_of(arguments[0]);
    if (iterator->buffer == OU_UNBOUND) return ou_int_value(0);
    size_t left = ou_bytes_text(iterator->buffer).length - iterator->index;
    size_t size = structure_of(iterator->structure)->parsed.size;
    return ou_int_make(vm, size ? (int64_t)(left / size) : 0);
}

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((StructIterator *)self)->structure);
    ou_visit_value(visitor, &((StructIterator *)self)->buffer);
}

static const OuNativeDef *const iterator_methods[] = { &iterator_hint_native, NULL };
static const OuLayout iterator_layout = { .name = "unpack_iterator", .visit = iterator_visit };

const OuTypeDef ou_struct_iterator_type = {
    .name = "unpack_iterator",
    .module = "_struct",
    .kind = OU_KIND_STRUCT_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &iterator_layout,
    .methods = iterator_methods,
    .slots = { .iterate = iterator_self, .next = iterator_next },
};
