#include "runtime/modules/binascii.h"

#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static OuValue raise_error(OuVM *vm, OuValue message)
{
    OU_OWNED OuValue text = message;
    if (text == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue class = ou_modules_attribute(vm, "_binascii", "Error");
    if (class == OU_ERROR) return OU_ERROR;
    OuValue error = ou_call(vm, class, &text, 1);
    return error == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, error);
}

// A bytes-like object, or a str that is ASCII.
static bool read_ascii(OuVM *vm, OuValue value, OuText *text)
{
    if (ou_is_str(value)) {
        *text = ou_str_text(ou_str_of(value));
        if (ou_str_is_ascii(ou_str_of(value))) return true;
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "string argument should contain only ASCII characters");
        return false;
    }
    if (!ou_is_bytes_like(value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR,
                 "argument should be bytes, buffer or ASCII string, not '%T'", value);
        return false;
    }
    *text = ou_bytes_text(value);
    return true;
}

OU_FUNCTION(binascii_ascii, "ascii(data, /)", "The bytes of an argument that may be a str.")
{
    OuText text;
    if (!read_ascii(vm, arguments[0], &text)) return OU_ERROR;
    return ou_bytes_make(vm, text.units, text.length);
}

// --- base64 --------------------------------------------------------------------------------------

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

OU_FUNCTION(binascii_b2a_base64, "b2a_base64(data, /, *, newline=True)",
            "Base64-code line of data.")
{
    bool has_newline = true;
    size_t size;
    if (!ou_bytes_require(vm, arguments[0])) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !ou_truth(vm, arguments[1], &has_newline)) return OU_ERROR;
    OuText text = ou_bytes_text(arguments[0]);
    if (!ou_size_multiply_add((text.length + 2) / 3, 4, has_newline, &size)) {
        return ou_raise_memory_error(vm);
    }
    OuBytes *bytes = ou_bytes_new(vm, size);
    if (!bytes) return OU_ERROR;
    uint8_t *next = bytes->data;
    for (size_t i = 0, round = 0; i < text.length; i += 3, round++) {
        unsigned left = text.length - i < 3 ? (unsigned)(text.length - i) : 3;
        uint32_t bits = 0;
        for (unsigned k = 0; k < 3; k++) {
            bits = bits << 8 | (k < left ? ou_text_at(text, i + k) : 0);
        }
        for (unsigned k = 0; k < 4; k++) {
            *next++ = k <= left ? (uint8_t)base64[bits >> (18 - 6 * k) & 63] : '=';
        }
        if (!ou_check_interrupt_at(vm, round)) return ou_unref(ou_pointer_value(bytes)), OU_ERROR;
    }
    if (has_newline) *next = '\n';
    return ou_pointer_value(bytes);
}

static int sextet_of(uint32_t c)
{
    const char *place = c && c < 128 ? strchr(base64, (int)c) : NULL;
    return place ? (int)(place - base64) : -1;
}

static const char interrupted[] = "interrupted";

// NULL, or what is wrong (interrupted: that is set already); *count: how many bytes were written.
static const char *base64_read(OuVM *vm, OuText text, bool is_strict, uint8_t *bytes, size_t *count,
                               unsigned *quad)
{
    unsigned pads = 0, left = 0;
    bool padding = false;
    *quad = 0;
    *count = 0;
    if (is_strict && text.length && ou_text_at(text, 0) == '=') {
        return "Leading padding not allowed";
    }
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = ou_text_at(text, i);
        if (!ou_check_interrupt_at(vm, i)) return interrupted;
        if (c == '=') {
            padding = true;
            if (*quad < 2 || *quad + ++pads < 4) continue;
            if (is_strict && i + 1 < text.length) return "Excess data after padding";
            *quad = 0;
            return NULL;
        }
        int sextet = sextet_of(c);
        if (sextet < 0) {
            if (is_strict) return "Only base64 data is allowed";
            continue;
        }
        if (is_strict && padding) return "Discontinuous padding not allowed";
        pads = 0;
        left = (left << 6 | (unsigned)sextet) & 0xFFF;
        if (*quad) bytes[(*count)++] = (uint8_t)(left >> (6 - 2 * *quad));
        *quad = (*quad + 1) % 4;
    }
    return *quad > 1 ? "Incorrect padding" : NULL;
}

OU_FUNCTION(binascii_a2b_base64, "a2b_base64(data, /, *, strict_mode=False)",
            "Decode a line of base64 data.\n\n  strict_mode\n"
            "    When set to True, bytes that are not part of the base64 standard are not "
            "allowed.\n    The same applies to excess data after padding (= / ==).")
{
    bool is_strict = false;
    OuText text;
    size_t count;
    unsigned quad;
    if (!read_ascii(vm, arguments[0], &text)) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !ou_truth(vm, arguments[1], &is_strict)) return OU_ERROR;
    if (!read_ascii(vm, arguments[0], &text)) return OU_ERROR;
    OuBytes *room = ou_bytes_new(vm, text.length);
    if (!room) return OU_ERROR;
    OU_OWNED OuValue owned = ou_pointer_value(room);
    const char *problem = base64_read(vm, text, is_strict, room->data, &count, &quad);
    if (problem == interrupted) return OU_ERROR;
    if (problem) return raise_error(vm, ou_str_make_text(vm, problem));
    if (quad == 0) return ou_bytes_make(vm, room->data, count);
    return raise_error(vm, ou_str_make_format(vm, "Invalid base64-encoded string: number of data "
                                              "characters (%zu) cannot be 1 more than a multiple "
                                              "of 4", count / 3 * 4 + 1));
}

// --- checksums -----------------------------------------------------------------------------------

OU_FUNCTION(binascii_crc32, "crc32(data, crc=0, /)", "Compute CRC-32 incrementally.")
{
    uint32_t table[256], crc = 0;
    if (!ou_bytes_require(vm, arguments[0])) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND) {
        OU_OWNED OuValue given = ou_to_index(vm, arguments[1]);
        if (given == OU_ERROR) return OU_ERROR;
        crc = (uint32_t)ou_int_low_bits(given);
    }
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int k = 0; k < 8; k++) table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xEDB88320u : 0);
    }
    OuText text = ou_bytes_text(arguments[0]);
    crc = ~crc;
    for (size_t i = 0; i < text.length; i++) {
        crc = crc >> 8 ^ table[(crc ^ ou_text_at(text, i)) & 0xFF];
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_int_value((int64_t)(uint32_t)~crc);
}

OU_FUNCTION(binascii_crc_hqx, "crc_hqx(data, crc, /)", "Compute CRC-CCITT incrementally.")
{
    if (!ou_bytes_require(vm, arguments[0])) return OU_ERROR;
    OU_OWNED OuValue given = ou_to_index(vm, arguments[1]);
    if (given == OU_ERROR) return OU_ERROR;
    uint32_t crc = (uint32_t)ou_int_low_bits(given) & 0xFFFF;
    OuText text = ou_bytes_text(arguments[0]);
    for (size_t i = 0; i < text.length; i++) {
        crc ^= ou_text_at(text, i) << 8;
        for (int k = 0; k < 8; k++) crc = crc << 1 ^ (crc & 0x8000 ? 0x11021u : 0);
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
    }
    return ou_int_value(crc & 0xFFFF);
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add_exception(vm, module, "Error", "binascii", OU_TYPE_VALUE_ERROR);
}

static const OuNativeDef *const functions[] = {
    &binascii_ascii_native, &binascii_a2b_base64_native, &binascii_b2a_base64_native,
    &binascii_crc32_native, &binascii_crc_hqx_native, NULL,
};

const OuModuleDef ou_binascii_module = {
    .name = "_binascii",
    .functions = functions,
    .setup = setup,
};
