// exception_unicode.c: UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError.
#include "runtime/exception_types.h"

#include "runtime/bytes.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

OU_EXCEPTION_FIELD(encoding, OU_FIELD_ENCODING)
OU_EXCEPTION_FIELD(object, OU_FIELD_OBJECT)
OU_EXCEPTION_FIELD(reason, OU_FIELD_REASON)

static OuValue get_position(OuValue self, unsigned field)
{
    OuValue value = ou_exception_of(self)->fields[field];
    return value == OU_UNBOUND ? ou_int_value(0) : value;
}

static bool set_position(OuVM *vm, OuValue self, unsigned field, OuValue value)
{
    int64_t position;
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't delete numeric/char attribute");
        return false;
    }
    if (!ou_to_int64(vm, value, &position)) return false;
    return ou_field_set(self, field, ou_int_value(ou_fits_int(position) ? position : OU_INT_MAX));
}

static OuValue get_start(OuVM *vm, OuValue self) { return get_position(self, OU_FIELD_START); }
static OuValue get_end(OuVM *vm, OuValue self) { return get_position(self, OU_FIELD_END); }
static bool set_start(OuVM *vm, OuValue self, OuValue value)
{
    return set_position(vm, self, OU_FIELD_START, value);
}
static bool set_end(OuVM *vm, OuValue self, OuValue value)
{
    return set_position(vm, self, OU_FIELD_END, value);
}

// --- __init__ ------------------------------------------------------------------------------------

static bool check_text(OuVM *vm, unsigned number, OuValue given)
{
    if (ou_is_str(given)) return true;
    if (given == OU_NONE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument %u must be str, not None", number);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument %u must be str, not %T", number, given);
    }
    return false;
}

// The object of a decode error is kept as bytes.
static bool take_object(OuVM *vm, OuValue self, unsigned number, OuValue given, bool is_bytes)
{
    if (!is_bytes) {
        if (!check_text(vm, number, given)) return false;
        return ou_field_set(self, OU_FIELD_OBJECT, given);
    }
    if (ou_is_bytes(given)) return ou_field_set(self, OU_FIELD_OBJECT, given);
    if (!ou_is_bytes_like(given)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", given);
        return false;
    }
    OuText text = ou_bytes_text(given);
    OuValue copy = ou_bytes_make(vm, text.units, text.length);
    if (copy == OU_ERROR) return false;
    ou_set_steal(&ou_exception_of(self)->fields[OU_FIELD_OBJECT], copy);
    return true;
}

// [encoding,] object, start, end, reason
static bool initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                       OuTuple *names, bool has_encoding, bool is_bytes)
{
    if (!ou_exception_initialise(vm, self, arguments, positional, names)) return false;
    unsigned count = 4 + has_encoding, i = has_encoding;
    if (positional != count) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "function takes exactly %u arguments (%zu given)",
                       count, positional);
        return false;
    }
    int64_t start, end;
    if (has_encoding) {
        if (!check_text(vm, 1, arguments[0])) return false;
        (void)ou_field_set(self, OU_FIELD_ENCODING, arguments[0]);
    }
    if (!is_bytes && !check_text(vm, i + 1, arguments[i])) return false;
    if (!ou_sequence_argument(vm, arguments[i + 1], &start)) return false;
    if (!ou_sequence_argument(vm, arguments[i + 2], &end)) return false;
    if (!check_text(vm, i + 4, arguments[i + 3])) return false;
    (void)ou_field_set(self, OU_FIELD_REASON, arguments[i + 3]);
    return take_object(vm, self, i + 1, arguments[i], is_bytes)
        && set_position(vm, self, OU_FIELD_START, arguments[i + 1])
        && set_position(vm, self, OU_FIELD_END, arguments[i + 2]);
}

bool ou_unicode_encode_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    return initialise(vm, self, arguments, positional, names, true, false);
}

bool ou_unicode_decode_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    return initialise(vm, self, arguments, positional, names, true, true);
}

bool ou_unicode_translate_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                     size_t positional, OuTuple *names)
{
    return initialise(vm, self, arguments, positional, names, false, false);
}

// --- text ----------------------------------------------------------------------------------------

typedef struct Place { int64_t start, end; bool is_one; uint32_t unit; } Place;

// Where the error is; is_one: exactly one unit, and it exists.
static Place place_of(OuValue self)
{
    OuValue object = ou_exception_of(self)->fields[OU_FIELD_OBJECT];
    Place place = { ou_int_of(get_position(self, OU_FIELD_START)),
                    ou_int_of(get_position(self, OU_FIELD_END)), false, 0 };
    OuText text = ou_is_bytes(object) ? ou_bytes_text(object)
                : ou_is_str(object) ? ou_str_text(ou_str_of(object)) : (OuText){ NULL, 0, 1 };
    place.is_one = place.start >= 0 && (uint64_t)place.start < text.length
                && place.end == place.start + 1;
    if (place.is_one) place.unit = ou_text_load(text.units, text.width, (size_t)place.start);
    return place;
}

static const char *character_format(uint32_t unit)
{
    return unit <= 0xff ? "\\x%02x" : unit <= 0xffff ? "\\u%04x" : "\\U%08x";
}

static bool is_empty(OuValue self)
{
    return ou_exception_of(self)->fields[OU_FIELD_OBJECT] == OU_UNBOUND;
}

static OuValue characters_str(OuVM *vm, OuValue self, OuValue before, const char *verb)
{
    Place place = place_of(self);
    OU_OWNED OuValue reason = ou_field_get(self, OU_FIELD_REASON);
    if (!place.is_one) {
        return ou_str_make_format(vm, "%V%s characters in position %lld-%lld: %V", before, verb,
                                  (long long)place.start, (long long)place.end - 1, reason);
    }
    OU_OWNED OuValue shown = ou_str_make_format(vm, character_format(place.unit), place.unit);
    if (shown == OU_ERROR) return OU_ERROR;
    return ou_str_make_format(vm, "%V%s character '%V' in position %lld: %V", before, verb, shown,
                              (long long)place.start, reason);
}

static OuValue codec_prefix(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue encoding = ou_field_get(self, OU_FIELD_ENCODING);
    return ou_str_make_format(vm, "'%V' codec ", encoding);
}

OuValue ou_unicode_encode_str(OuVM *vm, OuValue self)
{
    if (is_empty(self)) return ou_ref(ou_str_value(vm->empty_string));
    OU_OWNED OuValue prefix = codec_prefix(vm, self);
    return prefix == OU_ERROR ? OU_ERROR : characters_str(vm, self, prefix, "can't encode");
}

OuValue ou_unicode_translate_str(OuVM *vm, OuValue self)
{
    if (is_empty(self)) return ou_ref(ou_str_value(vm->empty_string));
    return characters_str(vm, self, ou_str_value(vm->empty_string), "can't translate");
}

OuValue ou_unicode_decode_str(OuVM *vm, OuValue self)
{
    if (is_empty(self)) return ou_ref(ou_str_value(vm->empty_string));
    Place place = place_of(self);
    OU_OWNED OuValue reason = ou_field_get(self, OU_FIELD_REASON);
    OU_OWNED OuValue prefix = codec_prefix(vm, self);
    if (prefix == OU_ERROR) return OU_ERROR;
    if (place.is_one) {
        return ou_str_make_format(vm, "%Vcan't decode byte 0x%02x in position %lld: %V", prefix,
                                  place.unit, (long long)place.start, reason);
    }
    return ou_str_make_format(vm, "%Vcan't decode bytes in position %lld-%lld: %V", prefix,
                              (long long)place.start, (long long)place.end - 1, reason);
}

// --- the types -----------------------------------------------------------------------------------

#define COMMON_FIELDS                                                \
    { "object", get_object, set_object, "exception object" },        \
    { "start", get_start, set_start, "exception start" },            \
    { "end", get_end, set_end, "exception end" },                    \
    { "reason", get_reason, set_reason, "exception reason" },        \
    { NULL, NULL, NULL, NULL }

const OuNativeDef *const ou_unicode_encode_methods[] = { NULL };
const OuNativeDef *const ou_unicode_decode_methods[] = { NULL };
const OuNativeDef *const ou_unicode_translate_methods[] = { NULL };
const OuGetSetDef ou_unicode_encode_getset[] = {
    { "encoding", get_encoding, set_encoding, "exception encoding" }, COMMON_FIELDS,
};
const OuGetSetDef ou_unicode_decode_getset[] = {
    { "encoding", get_encoding, set_encoding, "exception encoding" }, COMMON_FIELDS,
};
const OuGetSetDef ou_unicode_translate_getset[] = {
    { "encoding", get_encoding, set_encoding, "exception encoding" }, COMMON_FIELDS,
};
