// int_bytes.c: int.to_bytes and int.from_bytes.

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int_view.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

// *little from 'little' or 'big'; big when left out.
static bool bytes_order(OuVM *vm, OuValue order, const char *method, bool *little)
{
    *little = false;
    if (order == OU_UNBOUND) return true;
    if (!ou_is_str(order)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() argument 'byteorder' must be str, not %B", method,
                 order);
        return false;
    }
    *little = ou_str_equals_text(ou_str_of(order), "little");
    if (*little || ou_str_equals_text(ou_str_of(order), "big")) return true;
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "byteorder must be either 'little' or 'big'");
    return false;
}

static bool bytes_flag(OuVM *vm, OuValue value, bool *flag)
{
    *flag = false;
    return value == OU_UNBOUND || ou_truth(vm, value, flag);
}

static bool bytes_check_room(OuVM *vm, const OuIntView *view, bool is_signed, size_t length)
{
    if (view->is_negative && !is_signed) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "can't convert negative int to unsigned");
        return false;
    }
    size_t bits = ou_limbs_bits(view->limbs, view->length);
    if (bits && is_signed) {                          // -2^n needs no more bits than 2^n - 1
        bool is_power = view->is_negative
                     && !ou_limbs_any_below(view->limbs, view->length, bits - 1);
        bits += !is_power;
    }
    if ((bits + 7) / 8 <= length) return true;
    ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "int too big to convert");
    return false;
}

static bool bytes_write(OuVM *vm, const OuIntView *view, uint8_t *bytes, size_t length,
                        bool little)
{
    unsigned carry = 1;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = i / 8 < view->length ? (uint8_t)(view->limbs[i / 8] >> i % 8 * 8) : 0;
        if (view->is_negative) {
            unsigned sum = (uint8_t)~byte + carry;
            byte = (uint8_t)sum;
            carry = sum >> 8;
        }
        bytes[little ? i : length - 1 - i] = byte;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

static OuValue int_to_bytes(OuVM *vm, const OuValue *arguments)
{
    int64_t length = 1;
    bool little, is_signed;
    if (!ou_sequence_argument(vm, arguments[1], &length)) return OU_ERROR;
    if (!bytes_order(vm, arguments[2], "to_bytes", &little)) return OU_ERROR;
    if (!bytes_flag(vm, arguments[3], &is_signed)) return OU_ERROR;
    if (length < 0) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "length argument must be non-negative");
    }
    OuIntView view;
    ou_int_view(arguments[0], &view);
    OuBytes *result = ou_bytes_new(vm, (size_t)length);
    if (!result) return OU_ERROR;
    if (bytes_check_room(vm, &view, is_signed, (size_t)length)
        && bytes_write(vm, &view, result->data, (size_t)length, little)) {
        return ou_pointer_value(result);
    }
    ou_object_unref(&result->header);
    return OU_ERROR;
}

const OuNativeDef ou_int_to_bytes_method = {
    "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
    "Return an array of bytes representing an integer.\n\n"
    "  length\n"
    "    Length of bytes object to use.  An OverflowError is raised if the\n"
    "    integer is not representable with the given number of bytes.  Default\n"
    "    is length 1.\n"
    "  byteorder\n"
    "    The byte order used to represent the integer.  If byteorder is 'big',\n"
    "    the most significant byte is at the beginning of the byte array.  If\n"
    "    byteorder is 'little', the most significant byte is at the end of the\n"
    "    byte array.  To request the native byte order of the host system, use\n"
    "    `sys.byteorder' as the byte order value.  Default is to use 'big'.\n"
    "  signed\n"
    "    Determines whether two's complement is used to represent the integer.\n"
    "    If signed is False and a negative integer is given, an OverflowError\n"
    "    is raised.",
    int_to_bytes,
};

// The limbs of the bytes, of their two's complement when they are negative.
static OuValue bytes_read(OuVM *vm, const uint8_t *bytes, size_t length, bool little,
                          bool is_signed)
{
    size_t limbs = (length + 7) / 8;
    OuInt *result = ou_int_new(vm, limbs);
    if (!result) return OU_ERROR;
    bool is_negative = is_signed && length && bytes[little ? length - 1 : 0] & 0x80;
    unsigned carry = 1;
    memset(result->limbs, 0, limbs * sizeof(OuLimb));
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes[little ? i : length - 1 - i];
        if (is_negative) {
            unsigned sum = (uint8_t)~byte + carry;
            byte = (uint8_t)sum;
            carry = sum >> 8;
        }
        result->limbs[i / 8] |= (OuLimb)byte << i % 8 * 8;
        if (ou_check_interrupt_at(vm, i)) continue;
        ou_int_discard(result);
        return OU_ERROR;
    }
    return ou_int_finish_steal(limbs, is_negative, result);
}

// A bytes-like object for what was given: itself, by __bytes__, or from an iterable of ints.
static OuValue bytes_of(OuVM *vm, OuValue source)
{
    if (ou_is_bytes_like(source)) return ou_ref(source);
    OU_OWNED OuValue method = ou_special_method(vm, source, OU_NAMED(vm, dunder_bytes));
    if (method == OU_ERROR) return OU_ERROR;
    OuValue bytes_type = ou_pointer_value(vm->types[OU_TYPE_BYTES]);
    if (method != OU_UNBOUND || ou_kind_of(source) == OU_KIND_MEMORYVIEW) {
        return ou_call(vm, bytes_type, &source, 1);
    }
    const OuSlots *slots = &ou_type_of(vm, source)->slots;
    if (ou_is_str(source) || !(slots->iterate || slots->get_item)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot convert '%T' object to bytes", source);
    }
    OU_OWNED OuValue items = ou_list_from_iterable(vm, source);     // not by its __index__
    return items == OU_ERROR ? OU_ERROR : ou_call(vm, bytes_type, &items, 1);
}

static OuValue int_from_bytes(OuVM *vm, const OuValue *arguments)
{
    bool little, is_signed;
    if (!bytes_order(vm, arguments[2], "from_bytes", &little)) return OU_ERROR;
    if (!bytes_flag(vm, arguments[3], &is_signed)) return OU_ERROR;
    OU_OWNED OuValue source = bytes_of(vm, arguments[1]);
    if (source == OU_ERROR) return OU_ERROR;
    OuText bytes = ou_bytes_text(source);
    OU_OWNED OuValue value = bytes_read(vm, bytes.units, bytes.length, little, is_signed);
    if (value == OU_ERROR) return OU_ERROR;
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    if (type == vm->types[OU_TYPE_INT]) return ou_take(&value);
    return ou_call(vm, arguments[0], &value, 1);
}

const OuNativeDef ou_int_from_bytes_method = {
    "from_bytes($type, /, bytes, byteorder='big', *, signed=False)",
    "Return the integer represented by the given array of bytes.\n\n"
    "  bytes\n"
    "    Holds the array of bytes to convert.  The argument must either\n"
    "    support the buffer protocol or be an iterable object producing bytes.\n"
    "    Bytes and bytearray are examples of built-in objects that support the\n"
    "    buffer protocol.\n"
    "  byteorder\n"
    "    The byte order used to represent the integer.  If byteorder is 'big',\n"
    "    the most significant byte is at the beginning of the byte array.  If\n"
    "    byteorder is 'little', the most significant byte is at the end of the\n"
    "    byte array.  To request the native byte order of the host system, use\n"
    "    `sys.byteorder' as the byte order value.  Default is to use 'big'.\n"
    "  signed\n"
    "    Indicates whether two's complement is used to represent the integer.",
    int_from_bytes,
};
