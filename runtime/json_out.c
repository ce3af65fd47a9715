#include "runtime/json_out.h"

#include <assert.h>
#include <string.h>

void ou_json_init(OuJsonOut *json, OuOutFile *file)
{
    *json = (OuJsonOut){ .file = file };
}

// ---- Structure ----------------------------------------------------------------------------------

static void value_begins(OuJsonOut *json)
{
    assert(json->is_after_key || !json->depth || json->open[json->depth - 1] == '[');
    if (json->needs_comma && !json->is_after_key) ou_out_file_put_char(json->file, ',');
    json->needs_comma = true;
    json->is_after_key = false;
}

void ou_json_begin(OuJsonOut *json, char bracket)
{
    assert(json->depth < OU_JSON_DEPTH);
    value_begins(json);
    ou_out_file_put_char(json->file, bracket);
    json->open[json->depth++] = bracket;
    json->needs_comma = false;
}

void ou_json_end(OuJsonOut *json)
{
    assert(json->depth && !json->is_after_key);
    ou_out_file_put_char(json->file, json->open[--json->depth] == '[' ? ']' : '}');
    json->needs_comma = true;
}

void ou_json_key(OuJsonOut *json, const char *name)
{
    assert(json->depth && json->open[json->depth - 1] == '{' && !json->is_after_key);
    json->is_after_key = true;           // so that the name isn't taken for a value
    if (json->needs_comma) ou_out_file_put_char(json->file, ',');
    ou_json_text(json, name);
    ou_out_file_put_char(json->file, ':');
    json->is_after_key = true;
}

void ou_json_line(OuJsonOut *json)
{
    ou_out_file_put_char(json->file, '\n');
}

// ---- Numbers and words --------------------------------------------------------------------------

void ou_json_number(OuJsonOut *json, uint64_t number)
{
    value_begins(json);
    ou_out_file_put_number(json->file, number);
}

void ou_json_signed(OuJsonOut *json, int64_t number)
{
    value_begins(json);
    if (number < 0) ou_out_file_put_char(json->file, '-');
    ou_out_file_put_number(json->file, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

void ou_json_decimal(OuJsonOut *json, uint64_t thousandths)
{
    ou_json_number(json, thousandths / 1000);
    unsigned rest = (unsigned)(thousandths % 1000);
    if (rest) ou_out_file_put_char(json->file, '.');
    for (unsigned place = 100; rest; place /= 10) {
        ou_out_file_put_char(json->file, (char)('0' + rest / place));
        rest %= place;
    }
}

void ou_json_word(OuJsonOut *json, const char *word)
{
    value_begins(json);
    ou_out_file_put_text(json->file, word);
}

// ---- Strings ------------------------------------------------------------------------------------

static void put_escape(OuJsonOut *json, unsigned unit)
{
    static const char digits[] = "0123456789abcdef";
    char text[6] = { '\\', 'u', digits[unit >> 12 & 15], digits[unit >> 8 & 15],
                     digits[unit >> 4 & 15], digits[unit & 15] };
    ou_out_file_put(json->file, text, sizeof text);
}

static void put_ascii(OuJsonOut *json, char c)
{
    static const char named[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *row = named; *row; row += 2) {
        if (*row != c) continue;
        char text[2] = { '\\', row[1] };
        ou_out_file_put(json->file, text, sizeof text);
        return;
    }
    if ((unsigned char)c < 0x20 || c == 0x7F) put_escape(json, (unsigned char)c);
    else ou_out_file_put_char(json->file, c);
}

void ou_json_put_code_point(OuJsonOut *json, uint32_t c)
{
    OuOutFile *file = json->file;
    if (c < 0x80) {
        put_ascii(json, (char)c);
    } else if (c >= 0xD800 && c < 0xE000) {
        put_escape(json, c);
    } else if (c < 0x800) {
        ou_out_file_put_char(file, (char)(0xC0 | c >> 6));
        ou_out_file_put_char(file, (char)(0x80 | (c & 0x3F)));
    } else {
        if (c < 0x10000) {
            ou_out_file_put_char(file, (char)(0xE0 | c >> 12));
        } else {
            ou_out_file_put_char(file, (char)(0xF0 | c >> 18));
            ou_out_file_put_char(file, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        ou_out_file_put_char(file, (char)(0x80 | (c >> 6 & 0x3F)));
        ou_out_file_put_char(file, (char)(0x80 | (c & 0x3F)));
    }
}

// Takes one character off the bytes; a byte that begins none is U+FFFD.
static uint32_t take_code_point(const unsigned char **bytes, const unsigned char *end)
{
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char *p = *bytes;
    unsigned char lead = *p++;
    *bytes = p;
    if (lead < 0x80) return lead;
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || (size_t)(end - p) < length - 1) return 0xFFFD;
    uint32_t c = lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++, p++) {
        if ((*p & 0xC0) != 0x80) return 0xFFFD;
        c = c << 6 | (*p & 0x3F);
    }
    if (c < smallest[length] || c > 0x10FFFF) return 0xFFFD;
    *bytes = p;
    return c;
}

void ou_json_put_utf8(OuJsonOut *json, const char *utf8, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)utf8, *end = bytes + length;
    while (bytes < end) ou_json_put_code_point(json, take_code_point(&bytes, end));
}

void ou_json_open_string(OuJsonOut *json)
{
    value_begins(json);
    ou_out_file_put_char(json->file, '"');
}

void ou_json_close_string(OuJsonOut *json)
{
    ou_out_file_put_char(json->file, '"');
}

void ou_json_string(OuJsonOut *json, const char *utf8, size_t length)
{
    ou_json_open_string(json);
    ou_json_put_utf8(json, utf8, length);
    ou_json_close_string(json);
}

void ou_json_text(OuJsonOut *json, const char *text)
{
    ou_json_string(json, text, strlen(text));
}
