#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/builtin_types.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/percent.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"
#include "runtime/str_internal.h"
#include "runtime/subject.h"

// --- the layout ----------------------------------------------------------------------------------

static void str_release(OuHeap *heap, OuObject *self)
{
    ou_str_forget_interned(ou_vm_of(heap), (OuString *)self);
}

static const OuLayout str_layout = { .name = "str", .release = str_release };

// --- slots ---------------------------------------------------------------------------------------

static OuValue str_repr(OuVM *vm, OuValue self)
{
    return ou_str_repr(vm, ou_str_of(self));
}

static OuValue str_str(OuVM *vm, OuValue self)
{
    return ou_str_exact(vm, ou_str_of(self));
}

static bool str_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    return ou_str_hash_long(vm, ou_str_of(self), hash);
}

static OuValue str_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator)
{
    if (!ou_is_str(left) || !ou_is_str(right)) return OU_NOT_IMPLEMENTED;
    const OuString *a = ou_str_of(left), *b = ou_str_of(right);
    switch (operator) {
    case OU_EQ: return ou_bool_value(ou_str_equal(a, b));
    case OU_NE: return ou_bool_value(!ou_str_equal(a, b));
    case OU_LT: return ou_bool_value(ou_str_compare(a, b) < 0);
    case OU_LE: return ou_bool_value(ou_str_compare(a, b) <= 0);
    case OU_GT: return ou_bool_value(ou_str_compare(a, b) > 0);
    default:    return ou_bool_value(ou_str_compare(a, b) >= 0);
    }
}

static bool str_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_str_of(self)->length;
    return true;
}

static OuValue str_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OuString *s = ou_str_of(self);
    int64_t index;
    if (ou_is_slice(key)) {
        OuSliceIndices indices;
        if (!ou_slice_indices(vm, ou_slice_of(key), s->length, &indices)) return OU_ERROR;
        OuSubject subject = ou_str_subject(vm, self);
        return ou_subject_pick(&subject, &indices);
    }
    if (!ou_has_index(vm, key)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "string indices must be integers, not '%T'", key);
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return OU_ERROR;
    if (!ou_sequence_in_range(&index, s->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "string index out of range");
    }
    return ou_str_from_code_point(vm, ou_str_at(s, (size_t)index));
}

static bool str_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    if (!ou_is_str(item)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "'in <string>' requires string as left operand, not %T",
                 item);
        return false;
    }
    size_t place;
    if (!ou_long_find(vm, ou_str_text(ou_str_of(self)), ou_str_text(ou_str_of(item)), &place)) {
        return false;
    }
    *found = place != OU_TEXT_NOT_FOUND;
    return true;
}

static OuValue str_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_str(left)) return OU_NOT_IMPLEMENTED;
    if (ou_is_str(right)) return ou_str_concat(vm, ou_str_of(left), ou_str_of(right));
    OuValue result;
    if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &result)) return result;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only concatenate str (not \"%T\") to str", right);
}

static OuValue str_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_str(left) ? left : right, times = ou_is_str(left) ? right : left;
    OuValue answer;
    int64_t count;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, self);
    return ou_subject_repeat(&subject, (size_t)count);
}

static OuValue str_remainder(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_str(left)) return OU_NOT_IMPLEMENTED;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    OuText format = ou_str_text(ou_str_of(left));
    if (!ou_percent_put(&writer, format, false, right)) {
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    bool is_as_long = writer.length == format.length;
    if (!is_as_long || ou_text_find_unit(format, '%') != OU_TEXT_NOT_FOUND) {
        return ou_writer_finish(&writer);
    }
    ou_writer_discard(&writer);                 // without directives it is the format itself
    return ou_ref(left);
}

// --- str(...) ------------------------------------------------------------------------------------

static const OuNativeDef str_new_native = {
    "str(object='', encoding='utf-8', errors='strict')", "", NULL
};

static OuValue decode_object(OuVM *vm, OuValue object, OuValue encoding, OuValue errors)
{
    if (ou_is_str(object)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "decoding str is not supported");
    }
    if (!ou_is_bytes_like(object)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "decoding to str: need a bytes-like object, %T found", object);
    }
    OuText bytes = ou_bytes_text(object);
    return ou_codec_decode_value(vm, bytes.units, bytes.length, encoding, errors);
}

static OuValue construct_from(OuVM *vm, const OuValue *values)
{
    for (int i = 1; i <= 2; i++) {
        if (values[i] == OU_UNBOUND || ou_is_str(values[i])) continue;
        return ou_argument_raise(vm, "str", i == 1 ? "argument 'encoding'" : "argument 'errors'",
                                 "str", values[i]);
    }
    if (values[0] == OU_UNBOUND) return ou_ref(ou_str_value(vm->empty_string));
    if (values[1] == OU_UNBOUND && values[2] == OU_UNBOUND) return ou_str(vm, values[0]);
    return decode_object(vm, values[0], values[1], values[2]);
}

static OuValue str_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &str_new_native, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    OuValue text = construct_from(vm, bound.values);
    ou_native_unbind(&bound);
    if (text == OU_ERROR || type == vm->types[OU_TYPE_STR]) return text;
    OuValue copy = ou_str_copy_as(vm, type, ou_str_of(text));
    ou_unref(text);
    return copy;
}

// --- the type ------------------------------------------------------------------------------------

static const OuNativeDef *const str_methods[] = {
#define OU_STR_ROW(verb) &ou_str_##verb##_native,
#include "runtime/str_methods.def"
#undef OU_STR_ROW
    NULL,
};

const OuTypeDef ou_str_type = {
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Create a new string object from the given object. If encoding or\n"
           "errors is specified, then the object must expose a data buffer\n"
           "that will be decoded using the given encoding and error handler.\n"
           "Otherwise, returns the result of object.__str__() (if defined)\nor repr(object).\n"
           "encoding defaults to sys.getdefaultencoding().\nerrors defaults to 'strict'.",
    .constructor = &str_new_native,
    .kind = OU_KIND_STR,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .layout = &str_layout,
    .methods = str_methods,
    .slots = {
        .repr = str_repr,
        .str = str_str,
        .hash = str_hash,
        .compare = str_compare,
        .iterate = ou_str_iterate,
        .length = str_length,
        .get_item = str_get_item,
        .contains = str_contains,
        .binary = {
            [OU_BINARY_ADD] = str_add,
            [OU_BINARY_MULTIPLY] = str_multiply,
            [OU_BINARY_REMAINDER] = str_remainder,
        },
        .construct = str_construct,
    },
};
