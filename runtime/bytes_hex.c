// hex, fromhex, and translation tables.
#include <string.h>

#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/protocol.h"

// --- hex -----------------------------------------------------------------------------------------

// `separator` turns -1 when there is none.
static bool separator_read(OuVM *vm, OuValue value, int *separator)
{
    size_t length;
    *separator = -1;
    if (value == OU_UNBOUND) return true;
    if (!ou_length(vm, value, &length)) return false;
    if (length != 1) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "sep must be length 1.");
        return false;
    }
    if (!ou_is_str(value) && !ou_is_bytes(value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "sep must be str or bytes.");
        return false;
    }
    OuText text = ou_is_str(value) ? ou_str_text(ou_str_of(value)) : ou_bytes_text(value);
    if (ou_text_at(text, 0) >= 0x80) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "sep must be ASCII.");
        return false;
    }
    *separator = (int)ou_text_at(text, 0);
    return true;
}

static OuValue bytes_hex(OuVM *vm, const OuValue *arguments)
{
    static const char digits[] = "0123456789abcdef";
    int separator, group = 1;
    if (arguments[2] != OU_UNBOUND && !ou_argument_int(vm, arguments[2], &group)) return OU_ERROR;
    if (!separator_read(vm, arguments[1], &separator)) return OU_ERROR;
    OuText text = ou_bytes_text(arguments[0]);
    size_t size = group < 0 ? -(size_t)group : (size_t)group;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0, end; i < text.length && (!i || ou_writer_look_now(&writer));) {
        for (end = ou_rounds_end(i, text.length); i < end; i++) {
            size_t position = group < 0 ? i : text.length - i;
            if (i && separator >= 0 && size && position % size == 0) {
                ou_writer_put(&writer, (uint32_t)separator);
            }
            ou_writer_put(&writer, (unsigned char)digits[ou_text_at(text, i) >> 4]);
            ou_writer_put(&writer, (unsigned char)digits[ou_text_at(text, i) & 15]);
        }
    }
    return ou_writer_finish(&writer);
}

#define HEX(type, value)                                                                         \
    { "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",                                    \
      "Create a string of hexadecimal numbers from a " type " object.\n\n"                       \
      "  sep\n    An optional single character or byte to separate hex bytes.\n"                 \
      "  bytes_per_sep\n    How many bytes between separators.  Positive values count from "     \
      "the\n    right, negative values count from the left.\n\n"                                 \
      "Example:\n>>> value = " value "\n>>> value.hex()\n'b901ef'\n"                             \
      ">>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n"                       \
      ">>> value.hex(':', -2)\n'b901:ef'", bytes_hex }

const OuNativeDef ou_bytes_hex_native = HEX("bytes", "b'\\xb9\\x01\\xef'");
const OuNativeDef ou_bytearray_hex_native = HEX("bytearray", "bytearray([0xb9, 0x01, 0xef])");

static int digit_value(uint32_t c)
{
    if (c - '0' < 10) return (int)(c - '0');
    return (c | 32) - 'a' < 6 ? (int)((c | 32) - 'a' + 10) : -1;
}

// *bad: where something else than pairs of digits and spaces between them stands. The writer may
// have failed.
static bool hex_read(OuText text, OuStringWriter *writer, size_t *bad)
{
    size_t round = 0;
    for (size_t i = 0; i < text.length && ou_writer_look(writer, round++);) {
        uint32_t c = ou_text_at(text, i);
        if (c == ' ' || c - 9 < 5) {
            i++;
            continue;
        }
        int high = digit_value(c);
        int low = i + 1 < text.length ? digit_value(ou_text_at(text, i + 1)) : -1;
        if (high < 0 || low < 0) {
            *bad = high < 0 ? i : i + 1;
            return false;
        }
        ou_writer_put(writer, (uint32_t)(high * 16 + low));
        i += 2;
    }
    return true;
}

static OuValue bytes_fromhex(OuVM *vm, const OuValue *arguments)
{
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    if (!ou_is_str(arguments[1])) {
        return ou_argument_raise(vm, "fromhex", "argument", "str", arguments[1]);
    }
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    size_t bad;
    if (!hex_read(ou_str_text(ou_str_of(arguments[1])), &writer, &bad)) {
        ou_writer_discard(&writer);
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "non-hexadecimal number found in fromhex() arg at position %zu", bad);
    }
    OuValue result = OU_ERROR;
    bool is_array = ou_is_subtype(type, vm->types[OU_TYPE_BYTEARRAY]);
    if (!writer.failed) {
        result = is_array ? ou_bytearray_make(vm, writer.units, writer.length)
                          : ou_bytes_make(vm, writer.units, writer.length);
    }
    ou_writer_discard(&writer);
    bool is_exact = type == vm->types[OU_TYPE_BYTES] || type == vm->types[OU_TYPE_BYTEARRAY];
    if (result == OU_ERROR || is_exact) return result;
    OU_OWNED OuValue plain = result;
    return ou_call(vm, arguments[0], &plain, 1);
}

#define FROM_HEX(type, value)                                                                    \
    { "fromhex($type, string, /)",                                                               \
      "Create a " type " object from a string of hexadecimal numbers.\n\n"                       \
      "Spaces between two numbers are accepted.\n"                                               \
      "Example: " type ".fromhex('B9 01EF') -> " value, bytes_fromhex }

const OuNativeDef ou_bytes_fromhex_native = FROM_HEX("bytes", "b'\\\\xb9\\\\x01\\\\xef'.");
const OuNativeDef ou_bytearray_fromhex_native =
    FROM_HEX("bytearray", "bytearray(b'\\\\xb9\\\\x01\\\\xef')");

// --- tables --------------------------------------------------------------------------------------

OU_BYTES_METHOD(maketrans, "maketrans($static, frm, to, /)",
                "Return a translation table useable for the translate method of bytes.\n\n"
                "Each byte in frm is mapped to the byte at the same position in to; both must be\n"
                "bytes-like objects of the same length.")
{
    if (!ou_bytes_require(vm, arguments[0]) || !ou_bytes_require(vm, arguments[1])) return OU_ERROR;
    OuText from = ou_bytes_text(arguments[0]), to = ou_bytes_text(arguments[1]);
    if (from.length != to.length) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "maketrans arguments must have same length");
    }
    uint8_t table[256];
    for (unsigned i = 0; i < 256; i++) table[i] = (uint8_t)i;
    for (size_t i = 0; i < from.length; i++) {
        table[ou_text_at(from, i)] = (uint8_t)ou_text_at(to, i);
    }
    return ou_bytes_make(vm, table, sizeof table);
}

OU_BYTES_METHOD(translate, "translate(self, table, /, delete=b'')",
                "Return a copy with each character mapped by the given translation table.\n\n"
                "  table\n    Translation table, which must be a bytes object of length 256.\n\n"
                "All characters occurring in the optional argument delete are removed.\n"
                "The remaining characters are mapped through the given translation table.")
{
    bool is_deleted[256] = { false };
    OuValue table = arguments[1];
    if (table != OU_NONE && !ou_bytes_require(vm, table)) return OU_ERROR;
    if (table != OU_NONE && ou_bytes_text(table).length != 256) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "translation table must be 256 characters long");
    }
    if (arguments[2] != OU_UNBOUND) {
        if (!ou_bytes_require(vm, arguments[2])) return OU_ERROR;
        OuText deleted = ou_bytes_text(arguments[2]);
        for (size_t i = 0; i < deleted.length; i++) is_deleted[ou_text_at(deleted, i)] = true;
    }
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    size_t length = subject.text.length;
    for (size_t i = 0, end; i < length && (!i || ou_writer_look_now(&writer));) {
        for (end = ou_rounds_end(i, length); i < end; i++) {
            uint32_t byte = ou_text_at(subject.text, i);
            if (is_deleted[byte]) continue;
            if (table != OU_NONE) byte = ou_text_at(ou_bytes_text(table), byte);
            if (!ou_writer_put(&writer, byte)) break;
        }
    }
    return ou_subject_finish(&subject, &writer);
}
