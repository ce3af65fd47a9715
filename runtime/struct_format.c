#include "runtime/struct_format.h"

#include <sys/types.h>

#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

OuValue ou_struct_raise(OuVM *vm, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OU_OWNED OuValue message = ou_str_make_vformat(vm, format, &arguments);
    va_end(arguments);
    if (message == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue class = ou_modules_attribute(vm, "_struct", "error");
    if (class == OU_ERROR) return OU_ERROR;
    OuValue error = ou_call(vm, class, &message, 1);
    return error == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, error);
}

// --- parsing -------------------------------------------------------------------------------------

void ou_struct_format_free(OuVM *vm, OuStructFormat *format)
{
    if (format->codes) {
        ou_memory_free(&vm->heap.memory, format->codes, format->capacity * sizeof *format->codes);
    }
    format->codes = NULL;
}

static bool format_add(OuVM *vm, OuStructFormat *format, OuStructCode code)
{
    if (format->count == format->capacity) {
        size_t capacity = format->capacity ? format->capacity * 2 : 8;
        OuStructCode *codes = ou_memory_resize(&vm->heap.memory, format->codes,
                                               format->capacity * sizeof code,
                                               capacity * sizeof code);
        if (!codes) {
            (void)ou_raise_memory_error(vm);
            return false;
        }
        format->codes = codes;
        format->capacity = capacity;
    }
    format->codes[format->count++] = code;
    return true;
}

// Without '@' the sizes are the same everywhere. false: no such letter.
static bool read_letter(char letter, bool is_native, OuScalar *scalar)
{
    if (letter == 'x' || letter == 's' || letter == 'p') {
        *scalar = (OuScalar){ letter, 1, OU_SCALAR_CHAR };
        return true;
    }
    const OuScalar *found = ou_scalar_find(letter);
    if (!found || (!is_native && strchr("nNP", letter))) return false;
    *scalar = *found;
    if (!is_native && (letter == 'l' || letter == 'L')) scalar->size = 4;
    return true;
}

static bool refuse(OuVM *vm, const char *message)
{
    (void)ou_struct_raise(vm, "%s", message);
    return false;
}

static bool format_put(OuVM *vm, OuStructFormat *format, OuScalar scalar, size_t repeat)
{
    size_t align = format->is_native ? scalar.size : 1, size;
    bool is_text = scalar.code == 's' || scalar.code == 'p';
    size_t offset = (format->size + align - 1) / align * align;
    if (!ou_size_multiply_add(repeat, scalar.size, offset, &size) || size > INT64_MAX) {
        return refuse(vm, "total struct size too long");
    }
    format->size = size;
    if (scalar.code == 'x' || (!repeat && !is_text)) return true;
    format->values += is_text ? 1 : repeat;
    return format_add(vm, format, (OuStructCode){ scalar, offset, repeat });
}

static bool parse_text(OuVM *vm, OuText text, OuStructFormat *format)
{
    size_t i = 0;
    char first = text.length ? (char)ou_text_at(text, 0) : 0;
    format->is_native = !first || !strchr("<>!=", first);
    format->is_big = first == '>' || first == '!';
    if (first && strchr("@<>!=", first)) i++;
    while (i < text.length) {
        char letter = (char)ou_text_at(text, i++);
        size_t repeat = 1;
        OuScalar scalar;
        if (letter == ' ' || (letter >= '\t' && letter <= '\r')) continue;
        if (letter >= '0' && letter <= '9') {
            repeat = 0;
            for (;; letter = (char)ou_text_at(text, i++)) {
                if (letter < '0' || letter > '9') break;
                if (repeat > (INT64_MAX - 9) / 10) return refuse(vm, "total struct size too long");
                repeat = repeat * 10 + (size_t)(letter - '0');
                if (i == text.length) {
                    return refuse(vm, "repeat count given without format specifier");
                }
            }
        }
        if (!read_letter(letter, format->is_native, &scalar)) {
            return refuse(vm, "bad char in struct format");
        }
        if (!format_put(vm, format, scalar, repeat)) return false;
    }
    return true;
}

bool ou_struct_parse(OuVM *vm, OuValue format, OuStructFormat *parsed)
{
    *parsed = (OuStructFormat){ 0 };
    OU_OWNED OuValue bytes = OU_UNBOUND;
    if (ou_is_str(format)) {
        bytes = ou_codec_encode(vm, ou_str_of(format), "ascii", NULL);
        if (bytes == OU_ERROR) return false;
    } else if (ou_is_bytes(format)) {
        bytes = ou_ref(format);
    } else {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "Struct() argument 1 must be a str or bytes object, not %T", format);
        return false;
    }
    OuText text = ou_bytes_text(bytes);
    if (ou_text_find_unit(text, 0) != OU_TEXT_NOT_FOUND) {
        return refuse(vm, "embedded null character");
    }
    if (parse_text(vm, text, parsed)) return true;
    ou_struct_format_free(vm, parsed);
    return false;
}

// --- packing -------------------------------------------------------------------------------------

bool ou_struct_check_count(OuVM *vm, const OuStructFormat *format, const char *verb, size_t count)
{
    if (count == format->values) return true;
    (void)ou_struct_raise(vm, "%s expected %zd items for packing (got %zu)", verb,
                          (ssize_t)format->values, count);
    return false;
}

static bool refuse_range(OuVM *vm, const OuScalar *scalar)
{
    bool is_signed = scalar->kind == OU_SCALAR_SIGNED;
    int64_t largest = ((int64_t)1 << (8 * scalar->size - is_signed)) - 1;
    (void)ou_struct_raise(vm, "'%c' format requires %lld <= number <= %lld", scalar->code,
                          is_signed ? (long long)-largest - 1 : 0ll, (long long)largest);
    return false;
}

// CPython packs by C's own numbers where they are what is wanted, and byte by byte elsewhere; the
// two complain in different words.
static bool refuse_int(OuVM *vm, const OuStructFormat *format, const OuScalar *scalar,
                       OuValue number)
{
    bool by_machine = format->is_native || !format->is_big;
    int64_t small;
    uint64_t large;
    bool fits_long = ou_int_as_int64(number, &small);
    char letter = scalar->code;
    if (letter == 'P' || (scalar->size == 8 && !by_machine)) {
        return refuse(vm, "int too large to convert");
    }
    if (letter == 'b' || letter == 'B' || (by_machine && (letter == 'h' || letter == 'H'))) {
        return refuse(vm, !fits_long ? "argument out of range"
                        : letter == 'b' ? "byte format requires -128 <= number <= 127"
                        : letter == 'B' ? "ubyte format requires 0 <= number <= 255"
                        : letter == 'h' ? "short format requires -32768 <= number <= 32767"
                                        : "ushort format requires 0 <= number <= 65535");
    }
    bool fits = scalar->kind == OU_SCALAR_SIGNED ? fits_long : ou_int_as_uint64(number, &large);
    if (!fits || scalar->size == 8) return refuse(vm, "argument out of range");
    return refuse_range(vm, scalar);
}

static bool pack_int(OuVM *vm, const OuStructFormat *format, const OuScalar *scalar, OuValue value,
                     uint8_t *target)
{
    uint64_t bits;
    if (!ou_has_index(vm, value)) return refuse(vm, "required argument is not an integer");
    OU_OWNED OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return false;
    bool fits = ou_scalar_int_fits(scalar, index, &bits);
    if (!fits) return refuse_int(vm, format, scalar, index);
    ou_scalar_store_bits(scalar, target, bits, format->is_big);
    return true;
}

static bool pack_float(OuVM *vm, const OuStructFormat *format, const OuScalar *scalar,
                       OuValue value, uint8_t *target)
{
    double number;
    if (!ou_to_double(vm, value, &number)) {
        ou_error_clear(vm);
        return refuse(vm, "required argument is not a float");
    }
    if (ou_scalar_store_double(scalar, target, number, format->is_big)) return true;
    if (format->is_native && scalar->size == 4) {            // C makes an infinity of it
        return ou_scalar_store_double(scalar, target, number < 0 ? -1.0 / 0.0 : 1.0 / 0.0, false);
    }
    if (ou_is_any_int(value)) return refuse(vm, "int too large to convert");
    ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "float too large to pack with %c format", scalar->code);
    return false;
}

// Cut off or filled up with zeros; 'p' has its length in the first byte.
static bool pack_text(OuVM *vm, const OuStructCode *code, OuValue value, uint8_t *target)
{
    bool is_pascal = code->scalar.code == 'p';
    if (!ou_is_byte_string(value)) {
        (void)ou_struct_raise(vm, "argument for '%c' must be a bytes object", code->scalar.code);
        return false;
    }
    if (code->repeat == 0) return true;
    OuText text = ou_bytes_text(value);
    size_t room = code->repeat - is_pascal;
    size_t length = text.length < room ? text.length : room;
    if (length) memcpy(target + is_pascal, text.units, length);
    if (is_pascal) target[0] = (uint8_t)(length > 255 ? 255 : length);
    return true;
}

static bool pack_one(OuVM *vm, const OuStructFormat *format, const OuScalar *scalar, OuValue value,
                     uint8_t *target)
{
    bool truth;
    switch (scalar->kind) {
    case OU_SCALAR_FLOAT: return pack_float(vm, format, scalar, value, target);
    case OU_SCALAR_BOOL:
        if (!ou_truth(vm, value, &truth)) return false;
        *target = truth;
        return true;
    case OU_SCALAR_CHAR:
        if (!ou_is_bytes(value) || ou_bytes_of(value)->length != 1) {
            return refuse(vm, "char format requires a bytes object of length 1");
        }
        *target = ou_bytes_of(value)->data[0];
        return true;
    default: return pack_int(vm, format, scalar, value, target);
    }
}

bool ou_struct_pack(OuVM *vm, const OuStructFormat *format, const OuValue *values, uint8_t *target)
{
    memset(target, 0, format->size);
    for (size_t i = 0; i < format->count; i++) {
        const OuStructCode *code = &format->codes[i];
        uint8_t *place = target + code->offset;
        if (code->scalar.code == 's' || code->scalar.code == 'p') {
            if (!pack_text(vm, code, *values++, place)) return false;
            continue;
        }
        for (size_t k = 0; k < code->repeat; k++, place += code->scalar.size) {
            if (!pack_one(vm, format, &code->scalar, *values++, place)) return false;
        }
    }
    return true;
}

// --- unpacking -----------------------------------------------------------------------------------

static OuValue unpack_text(OuVM *vm, const OuStructCode *code, const uint8_t *source)
{
    if (code->scalar.code == 's') return ou_bytes_make(vm, source, code->repeat);
    size_t length = code->repeat ? source[0] : 0;
    if (length >= code->repeat) length = code->repeat ? code->repeat - 1 : 0;
    return ou_bytes_make(vm, source + 1, length);
}

OuValue ou_struct_unpack(OuVM *vm, const OuStructFormat *format, const uint8_t *source)
{
    OuTuple *tuple = ou_tuple_new(vm, format->values);
    if (!tuple) return OU_ERROR;
    OU_OWNED OuValue owned = ou_pointer_value(tuple);
    size_t next = 0;
    for (size_t i = 0; i < format->count; i++) {
        const OuStructCode *code = &format->codes[i];
        const uint8_t *place = source + code->offset;
        bool is_text = code->scalar.code == 's' || code->scalar.code == 'p';
        size_t repeat = is_text ? 1 : code->repeat;
        for (size_t k = 0; k < repeat; k++, place += code->scalar.size) {
            OuValue value = is_text ? unpack_text(vm, code, place)
                                    : ou_scalar_read(vm, &code->scalar, place, format->is_big);
            if (value == OU_ERROR) return OU_ERROR;
            tuple->items[next++] = value;
            if (!ou_check_interrupt_at(vm, k)) return OU_ERROR;
        }
    }
    return ou_take(&owned);
}
