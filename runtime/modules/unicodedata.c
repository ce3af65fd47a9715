#include "runtime/modules/unicodedata.h"

#include <stdio.h>

#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/str.h"
#include "runtime/unicode.h"
#include "runtime/unicode_name.h"
#include "runtime/unicode_record.h"

// `argument` is "argument", or "argument 1" of several.
static bool read_character(OuVM *vm, OuValue value, const char *function, const char *argument,
                           uint32_t *point)
{
    if (ou_is_str(value) && ou_str_of(value)->length == 1) {
        *point = ou_str_at(ou_str_of(value), 0);
        return true;
    }
    (void)ou_argument_raise(vm, function, argument, "a unicode character", value);
    return false;
}

// --- of a character ------------------------------------------------------------------------------

OU_FUNCTION(unicodedata_category, "category(chr, /)",
            "Returns the general category assigned to the character chr as string.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "category", "argument", &point)) return OU_ERROR;
    return ou_str_make_text(vm, ou_unicode_category(point));
}

OU_FUNCTION(unicodedata_bidirectional, "bidirectional(chr, /)",
            "Returns the bidirectional class assigned to the character chr as string.\n\n"
            "If no such value is defined, an empty string is returned.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "bidirectional", "argument", &point)) return OU_ERROR;
    return ou_str_make_text(vm, ou_unicode_bidirectional(point));
}

OU_FUNCTION(unicodedata_combining, "combining(chr, /)",
            "Returns the canonical combining class assigned to the character chr as integer.\n\n"
            "Returns 0 if no combining class is defined.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "combining", "argument", &point)) return OU_ERROR;
    return ou_int_value(ou_unicode_combining(point));
}

OU_FUNCTION(unicodedata_mirrored, "mirrored(chr, /)",
            "Returns the mirrored property assigned to the character chr as integer.\n\n"
            "Returns 1 if the character has been identified as a \"mirrored\"\n"
            "character in bidirectional text, 0 otherwise.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "mirrored", "argument", &point)) return OU_ERROR;
    return ou_int_value(ou_unicode_is_mirrored(point));
}

OU_FUNCTION(unicodedata_east_asian_width, "east_asian_width(chr, /)",
            "Returns the east asian width assigned to the character chr as string.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "east_asian_width", "argument", &point)) return OU_ERROR;
    return ou_str_make_text(vm, ou_unicode_width(point));
}

OU_FUNCTION(unicodedata_decomposition, "decomposition(chr, /)",
            "Returns the character decomposition mapping assigned to the character chr as "
            "string.\n\nAn empty string is returned in case no such mapping is defined.")
{
    uint32_t point, mapping[OU_UNICODE_DECOMPOSITION_ROOM];
    const char *kind = "";
    char number[16];
    if (!read_character(vm, arguments[0], "decomposition", "argument", &point)) return OU_ERROR;
    unsigned count = ou_unicode_decomposition(point, &kind, mapping);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (count) ou_writer_put_ascii(&writer, kind, strlen(kind));
    for (unsigned i = 0; i < count; i++) {
        bool is_first = i == 0 && !*kind;
        int length = snprintf(number, sizeof number, is_first ? "%04X" : " %04X",
                              (unsigned)mapping[i]);
        ou_writer_put_ascii(&writer, number, (size_t)length);
    }
    return ou_writer_finish(&writer);
}

// --- numbers -------------------------------------------------------------------------------------

static OuValue or_default(OuVM *vm, OuValue otherwise, const char *message)
{
    if (otherwise != OU_UNBOUND) return ou_ref(otherwise);
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s", message);
}

OU_FUNCTION(unicodedata_decimal, "decimal(chr, default=<unrepresentable>, /)",
            "Converts a Unicode character into its equivalent decimal value.\n\n"
            "Returns the decimal value assigned to the character chr as integer.\n"
            "If no such value is defined, default is returned, or, if not given,\n"
            "ValueError is raised.")
{
    uint32_t point;
    if (!read_character(vm, arguments[0], "decimal", "argument 1", &point)) return OU_ERROR;
    int value = ou_unicode_decimal_value(point);
    return value < 0 ? or_default(vm, arguments[1], "not a decimal") : ou_int_value(value);
}

OU_FUNCTION(unicodedata_digit, "digit(chr, default=<unrepresentable>, /)",
            "Converts a Unicode character into its equivalent digit value.\n\n"
            "Returns the digit value assigned to the character chr as integer.\n"
            "If no such value is defined, default is returned, or, if not given,\n"
            "ValueError is raised.")
{
    uint32_t point;
    double value;
    if (!read_character(vm, arguments[0], "digit", "argument 1", &point)) return OU_ERROR;
    if (!ou_unicode_is_digit(point) || !ou_unicode_numeric(point, &value)) {
        return or_default(vm, arguments[1], "not a digit");
    }
    return ou_int_value((int64_t)value);
}

OU_FUNCTION(unicodedata_numeric, "numeric(chr, default=<unrepresentable>, /)",
            "Converts a Unicode character into its equivalent numeric value.\n\n"
            "Returns the numeric value assigned to the character chr as float.\n"
            "If no such value is defined, default is returned, or, if not given,\n"
            "ValueError is raised.")
{
    uint32_t point;
    double value;
    if (!read_character(vm, arguments[0], "numeric", "argument 1", &point)) return OU_ERROR;
    if (ou_unicode_numeric(point, &value)) return ou_float_value(value);
    return or_default(vm, arguments[1], "not a numeric character");
}

// --- names ---------------------------------------------------------------------------------------

OU_FUNCTION(unicodedata_name, "name(chr, default=<unrepresentable>, /)",
            "Returns the name assigned to the character chr as a string.\n\n"
            "If no name is defined, default is returned, or, if not given,\n"
            "ValueError is raised.")
{
    uint32_t point;
    char name[OU_UNICODE_NAME_ROOM];
    if (!read_character(vm, arguments[0], "name", "argument 1", &point)) return OU_ERROR;
    size_t length = ou_unicode_name(point, name);
    return length ? ou_str_make(vm, name, length) : or_default(vm, arguments[1], "no such name");
}

static OuValue find(OuVM *vm, const char *name, size_t length)
{
    uint32_t points[OU_UNICODE_SEQUENCE_ROOM];
    size_t shown = strnlen(name, length);
    if (length > OU_UNICODE_NAME_ROOM) return ou_raise(vm, OU_TYPE_KEY_ERROR, "name too long");
    unsigned count = ou_unicode_find(name, length, points);
    if (count) return ou_str_from_units(vm, points, 4, count);
    OU_OWNED OuValue text = ou_str_make_lossy(vm, name, shown);
    if (text == OU_ERROR) return OU_ERROR;
    return ou_raise(vm, OU_TYPE_KEY_ERROR, "undefined character name '%S'", ou_str_of(text));
}

OU_FUNCTION(unicodedata_lookup, "lookup(name, /)",
            "Look up character by name.\n\n"
            "If a character with the given name is found, return the\n"
            "corresponding character.  If not found, KeyError is raised.")
{
    if (!ou_is_str(arguments[0])) {
        if (!ou_bytes_require(vm, arguments[0])) return OU_ERROR;
        OuText text = ou_bytes_text(arguments[0]);
        return find(vm, text.units, text.length);
    }
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *name = ou_str_utf8(vm, ou_str_of(arguments[0]), &buffer, &length);
    OuValue result = name ? find(vm, name, length) : OU_ERROR;
    ou_buffer_free(&buffer);
    return result;
}

// --- normal forms --------------------------------------------------------------------------------

static bool read_form(OuVM *vm, const OuValue *arguments, const char *function, OuNormalForm *form)
{
    static const char names[][5] = { "NFC", "NFKC", "NFD", "NFKD" };
    for (int i = 0; i < 2; i++) {
        if (ou_is_str(arguments[i])) continue;
        (void)ou_argument_raise(vm, function, i ? "argument 2" : "argument 1", "str",
                                arguments[i]);
        return false;
    }
    for (unsigned i = 0; i < 4; i++) {
        if (!ou_str_equals_text(ou_str_of(arguments[0]), names[i])) continue;
        *form = (OuNormalForm)i;
        return true;
    }
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid normalization form");
    return false;
}

OU_FUNCTION(unicodedata_normalize, "normalize(form, unistr, /)",
            "Return the normal form 'form' for the Unicode string unistr.\n\n"
            "Valid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.")
{
    OuNormalForm form;
    if (ou_is_str(arguments[1]) && !ou_str_of(arguments[1])->length && ou_is_str(arguments[0])) {
        return ou_str_exact(vm, ou_str_of(arguments[1]));     // of any form, CPython says
    }
    if (!read_form(vm, arguments, "normalize", &form)) return OU_ERROR;
    return ou_unicode_normalize(vm, ou_str_of(arguments[1]), form);
}

OU_FUNCTION(unicodedata_is_normalized, "is_normalized(form, unistr, /)",
            "Return whether the Unicode string unistr is in the normal form 'form'.\n\n"
            "Valid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.")
{
    OuNormalForm form;
    if (ou_is_str(arguments[1]) && !ou_str_of(arguments[1])->length && ou_is_str(arguments[0])) {
        return OU_TRUE;
    }
    if (!read_form(vm, arguments, "is_normalized", &form)) return OU_ERROR;
    OU_OWNED OuValue normal = ou_unicode_normalize(vm, ou_str_of(arguments[1]), form);
    if (normal == OU_ERROR) return OU_ERROR;
    return ou_bool_value(ou_text_equal(ou_str_text(ou_str_of(normal)),
                                       ou_str_text(ou_str_of(arguments[1]))));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "unidata_version", ou_str_make_text(vm, "14.0.0"));
}

static const OuNativeDef *const functions[] = {
    &unicodedata_bidirectional_native, &unicodedata_category_native,
    &unicodedata_combining_native, &unicodedata_decimal_native, &unicodedata_decomposition_native,
    &unicodedata_digit_native, &unicodedata_east_asian_width_native,
    &unicodedata_is_normalized_native, &unicodedata_lookup_native, &unicodedata_mirrored_native,
    &unicodedata_name_native, &unicodedata_normalize_native, &unicodedata_numeric_native, NULL,
};

const OuModuleDef ou_unicodedata_module = {
    .name = "unicodedata",
    .doc = "This module provides access to the Unicode Character Database which\n"
           "defines character properties for all Unicode characters. The data in\n"
           "this database is based on the UnicodeData.txt file version\n"
           "14.0.0 which is publicly available from ftp://ftp.unicode.org/.\n\n"
           "The module uses the same names and symbols as defined by the\n"
           "UnicodeData File Format 14.0.0.",
    .functions = functions,
    .setup = setup,
};
