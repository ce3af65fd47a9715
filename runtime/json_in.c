#include "runtime/json_in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool ou_json_in_open(OuJsonIn *json, const char *path)
{
    json->descriptor = open(path, O_RDONLY | O_CLOEXEC);
    json->next = json->end = 0;
    json->passed = json->line_start = 0;
    json->line = 1;
    json->is_first = false;
    json->error[0] = '\0';
    return json->descriptor >= 0;
}

void ou_json_in_close(OuJsonIn *json)
{
    if (json->descriptor >= 0) close(json->descriptor);
    json->descriptor = -1;
}

bool ou_json_in_fail(OuJsonIn *json, const char *format, ...)
{
    if (json->error[0]) return false;
    uint64_t column = json->passed + json->next - json->line_start + 1;
    int length = snprintf(json->error, sizeof json->error, "%llu:%llu: ",
                          (unsigned long long)json->line, (unsigned long long)column);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(json->error + length, sizeof json->error - (size_t)length, format, arguments);
    va_end(arguments);
    return false;
}

// ---- Characters ---------------------------------------------------------------------------------

static bool refill(OuJsonIn *json)
{
    if (json->error[0]) return false;
    ssize_t count;
    do {
        count = read(json->descriptor, json->buffer, sizeof json->buffer);
    } while (count < 0 && errno == EINTR);
    json->passed += json->end;
    json->next = 0;
    json->end = count > 0 ? (size_t)count : 0;
    if (count < 0) ou_json_in_fail(json, "%s", strerror(errno));
    return count > 0;
}

static inline int look(OuJsonIn *json)
{
    if (json->next == json->end && !refill(json)) return -1;
    return json->error[0] ? -1 : (unsigned char)json->buffer[json->next];
}

int ou_json_in_peek(OuJsonIn *json)
{
    for (;;) {
        int c = look(json);
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
        json->next++;
        if (c != '\n') continue;
        json->line++;
        json->line_start = json->passed + json->next;
    }
}

static bool unexpected(OuJsonIn *json, const char *wanted)
{
    int c = look(json);
    if (c < 0) return ou_json_in_fail(json, "expected %s, but the file ends", wanted);
    if (c < ' ' || c > '~') return ou_json_in_fail(json, "expected %s, not byte %d", wanted, c);
    return ou_json_in_fail(json, "expected %s, not '%c'", wanted, c);
}

static bool take(OuJsonIn *json, char wanted)
{
    char words[] = { '\'', wanted, '\'', '\0' };
    if (ou_json_in_peek(json) != wanted) return unexpected(json, words);
    json->next++;
    return true;
}

// ---- Structure ----------------------------------------------------------------------------------

bool ou_json_in_begin(OuJsonIn *json, char bracket)
{
    json->is_first = true;
    return take(json, bracket);
}

bool ou_json_in_more(OuJsonIn *json, char bracket)
{
    int c = ou_json_in_peek(json);
    bool was_first = json->is_first;
    json->is_first = false;
    if (c == bracket) {
        json->next++;
        return false;
    }
    if (was_first) return c >= 0 || unexpected(json, "a value");
    return take(json, ',');
}

bool ou_json_in_key(OuJsonIn *json, OuBuffer *text)
{
    text->length = 0;
    return ou_json_in_string(json, text) && take(json, ':');
}

bool ou_json_in_finish(OuJsonIn *json)
{
    return ou_json_in_peek(json) < 0 ? !json->error[0] : unexpected(json, "the end");
}

// ---- Numbers ------------------------------------------------------------------------------------

bool ou_json_in_number(OuJsonIn *json, uint64_t *number)
{
    int c = ou_json_in_peek(json);
    if (c < '0' || c > '9') return unexpected(json, "a number");
    uint64_t value = 0;
    for (; c >= '0' && c <= '9'; json->next++, c = look(json)) {
        if (__builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, (uint64_t)(c - '0'), &value)) {
            return ou_json_in_fail(json, "the number is too large");
        }
    }
    if (c == '.' || c == 'e' || c == 'E') return ou_json_in_fail(json, "expected a whole number");
    *number = value;
    return !json->error[0];
}

// ---- Strings ------------------------------------------------------------------------------------

static bool four_digits(OuJsonIn *json, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, json->next++) {
        int c = look(json);
        bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!is_letter && (c < '0' || c > '9')) return unexpected(json, "a hexadecimal digit");
        *unit = *unit << 4 | (uint32_t)(is_letter ? (c | 32) - 'a' + 10 : c - '0');
    }
    return true;
}

// Behind the first `\u`. A low half without its high one is U+FFFD, and so is the reverse.
static bool take_unicode(OuJsonIn *json, OuBuffer *text)
{
    uint32_t unit, low;
    if (!four_digits(json, &unit)) return false;
    while (unit >= 0xD800 && unit < 0xDC00 && look(json) == '\\') {
        json->next++;
        if (look(json) != 'u') {
            ou_buffer_put_utf8(text, 0xFFFD);
            json->next--;              // never below zero: the backslash is in the buffer
            return true;
        }
        json->next++;
        if (!four_digits(json, &low)) return false;
        if (low >= 0xDC00 && low < 0xE000) {
            ou_buffer_put_utf8(text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            return true;
        }
        ou_buffer_put_utf8(text, 0xFFFD);
        unit = low;
    }
    ou_buffer_put_utf8(text, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    return true;
}

static bool take_escape(OuJsonIn *json, OuBuffer *text)
{
    static const char named[] = "b\bf\fn\nr\rt\t\"\"\\\\//";
    int c = look(json);
    if (c == 'u') {
        json->next++;
        return take_unicode(json, text);
    }
    for (const char *row = named; *row; row += 2) {
        if (*row != c) continue;
        json->next++;
        ou_buffer_put_char(text, row[1]);
        return true;
    }
    return unexpected(json, "an escape");
}

bool ou_json_in_string(OuJsonIn *json, OuBuffer *text)
{
    if (!take(json, '"')) return false;
    for (;;) {
        int c = look(json);
        size_t first = json->next;
        while (json->next < json->end) {
            c = (unsigned char)json->buffer[json->next];
            if (c == '"' || c == '\\' || c < ' ') break;
            json->next++;
        }
        ou_buffer_put(text, json->buffer + first, json->next - first);
        if (text->failed) return ou_json_in_fail(json, "not enough memory");
        if (json->next == json->end) {
            if (look(json) < 0) return unexpected(json, "the end of the string");
            continue;
        }
        if (c < ' ') return unexpected(json, "a character of the string");
        json->next++;
        if (c == '"') return true;
        if (!take_escape(json, text)) return false;
    }
}

// ---- Whatever it is -----------------------------------------------------------------------------

static bool skip_string(OuJsonIn *json)
{
    if (!take(json, '"')) return false;
    for (int c; (c = look(json)) != '"';) {
        if (c < ' ') return unexpected(json, "a character of the string");
        json->next++;
        if (c != '\\') continue;
        if (look(json) < 0) return unexpected(json, "an escape");
        json->next++;
    }
    json->next++;
    return true;
}

static bool skip_plain(OuJsonIn *json)
{
    int c = ou_json_in_peek(json);
    bool is_plain = c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (!is_plain) return unexpected(json, "a value");
    while (c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
           || c == 'E') {
        json->next++;
        c = look(json);
    }
    return true;
}

// The brackets that have to be closed are kept; their items need no more than to be told apart.
bool ou_json_in_skip(OuJsonIn *json)
{
    char open[OU_JSON_IN_DEPTH];
    unsigned depth = 0;
    do {
        int c = ou_json_in_peek(json);
        if (c == '[' || c == '{') {
            if (depth == OU_JSON_IN_DEPTH) return ou_json_in_fail(json, "nested too deep");
            open[depth++] = c == '[' ? ']' : '}';
            ou_json_in_begin(json, (char)c);
        } else if (!(c == '"' ? skip_string(json) : skip_plain(json))) {
            return false;
        }
        while (depth && !ou_json_in_more(json, open[depth - 1])) {
            if (json->error[0]) return false;
            depth--;
        }
        if (depth && open[depth - 1] == '}' && (!skip_string(json) || !take(json, ':'))) {
            return false;
        }
    } while (depth);
    json->is_first = false;
    return !json->error[0];
}
