#include "runtime/number_text.h"

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

static char text_as_ascii(uint32_t c)
{
    if (c < 128) return c ? (char)c : '?';
    if (ou_unicode_is_space(c)) return ' ';
    int digit = ou_unicode_decimal_value(c);
    return digit < 0 ? '?' : (char)('0' + digit);
}

static bool text_of_str(OuVM *vm, const OuString *s, OuBuffer *buffer)
{
    for (size_t i = 0; i < s->length; i++) {
        ou_buffer_put_char(buffer, text_as_ascii(ou_str_at(s, i)));
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    if (!buffer->failed) return true;
    ou_raise_memory_error(vm);
    return false;
}

bool ou_number_text(OuVM *vm, OuValue source, OuBuffer *buffer, const char **text, size_t *length,
                    bool *is_text)
{
    *is_text = true;
    if (ou_is_str(source) && ou_str_is_ascii(ou_str_of(source))) {
        *text = (const char *)ou_str_of(source)->data;
        *length = ou_str_of(source)->length;
    } else if (ou_is_str(source)) {
        if (!text_of_str(vm, ou_str_of(source), buffer)) return false;
        *text = buffer->bytes;
        *length = buffer->length;
    } else if (ou_is_bytes_like(source)) {
        OuText bytes = ou_bytes_text(source);
        *text = bytes.length ? (const char *)bytes.units : "";
        *length = bytes.length;
    } else {
        *is_text = false;
        return true;
    }
    while (*length && ou_number_is_space((*text)[*length - 1])) --*length;
    while (*length && ou_number_is_space(**text)) ++*text, --*length;
    return true;
}

bool ou_number_strip_underscores(const char *text, size_t length, char *copy, size_t *copy_length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '_') {
            copy[count++] = text[i];
            continue;
        }
        bool between = i && i + 1 < length && ou_number_is_digit(text[i - 1])
                    && ou_number_is_digit(text[i + 1]);
        if (!between) return false;
    }
    *copy_length = count;
    return true;
}
