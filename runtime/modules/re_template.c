// re_template.c: replacement texts: "\1-\g<name>".
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

// Literal text up to here (in template->literals), then a group.
typedef struct Piece {
    size_t   literal_end;
    uint32_t group;
} Piece;

typedef struct Reader {
    OuReTemplate  *template;
    OuRePattern   *pattern;
    OuReTranslator source;
} Reader;

static bool is_digit(int32_t token) { return token >= '0' && token <= '9'; }
static bool is_octal(int32_t token) { return token >= '0' && token <= '7'; }

static bool put_literal(Reader *r, uint32_t c)
{
    return ou_writer_put(&r->template->literals, c) || ou_re_stop(&r->source);
}

static bool add_group(Reader *r, uint64_t group, size_t position)
{
    if (group > r->pattern->group_count) {
        return ou_re_fail(&r->source, (int64_t)position, "invalid group reference %d", (int)group);
    }
    Piece piece = { r->template->literals.length, (uint32_t)group };
    r->template->is_plain = false;
    if (ou_buffer_put(&r->template->pieces, (const char *)&piece, sizeof piece)) return true;
    (void)ou_raise_memory_error(r->template->vm);
    return ou_re_stop(&r->source);
}

static bool add_named(Reader *r, size_t start, size_t end)
{
    OuVM *vm = r->template->vm;
    if (!ou_re_check_name(&r->source, start, end)) return false;
    OU_OWNED OuValue name = ou_re_part(&r->source, start, end);
    OuValue found = name == OU_ERROR ? OU_ERROR
        : ou_dict_get(vm, ou_dict_of(r->pattern->group_index), name);
    if (found == OU_UNBOUND) {
        found = ou_raise(vm, OU_TYPE_INDEX_ERROR, "unknown group name %R", name);
    }
    if (found == OU_ERROR) return ou_re_stop(&r->source);
    return add_group(r, (uint64_t)ou_int_of(found), start);
}

static bool add_numbered(Reader *r, size_t start, size_t end)
{
    OuVM *vm = r->template->vm;
    OU_OWNED OuValue text = ou_re_part(&r->source, start, end);
    if (text == OU_ERROR) return ou_re_stop(&r->source);
    OU_OWNED OuValue value = ou_int_from_value(vm, text);
    int64_t number = -1;
    if (value == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_VALUE_ERROR)) return ou_re_stop(&r->source);
        ou_error_clear(vm);
    } else if (!ou_int_as_int64(value, &number)) {
        number = ou_int_sign(value) < 0 ? -1 : INT64_MAX;
    }
    if (number < 0) {
        return ou_re_fail_part(&r->source, (int64_t)start, "bad character in group name ", start,
                               end, true);
    }
    if (number >= OU_RE_MOST_GROUPS) {
        return ou_re_fail(&r->source, (int64_t)start, "invalid group reference %V", value);
    }
    return ou_re_warn_number(&r->source, text, start) && add_group(r, (uint64_t)number, start);
}

// \g<name> or \g<number>
static bool read_group(Reader *r)
{
    size_t start, end;
    if (!ou_re_match_token(&r->source, '<')) {
        return ou_re_fail(&r->source, (int64_t)ou_re_tell(&r->source), "missing <");
    }
    if (!ou_re_get_until(&r->source, '>', "group name", &start, &end)) return false;
    if (ou_re_is_identifier(ou_text_part(r->source.text, start, end))) {
        return add_named(r, start, end);
    }
    return add_numbered(r, start, end);
}

static bool read_octal(Reader *r)
{
    uint32_t value = 0;
    for (int i = 0; i < 2 && is_octal(r->source.next); i++) {
        value = value * 8 + (uint32_t)(ou_re_get(&r->source) - '0');
    }
    return put_literal(r, value & 0xFF);
}

static bool too_large_octal(Reader *r, size_t start)
{
    OU_OWNED OuValue part = ou_re_part(&r->source, start, ou_re_tell(&r->source));
    if (part == OU_ERROR) return ou_re_stop(&r->source);
    return ou_re_fail(&r->source, (int64_t)start,
                      "octal escape value %V outside of range 0-0o377", part);
}

// One or two digits are a group; three octal ones a character.
static bool read_number(Reader *r, int32_t first)
{
    size_t start = ou_re_tell(&r->source) - 2;
    uint32_t value = (uint32_t)(first - '0');
    if (is_digit(r->source.next)) {
        int32_t second = ou_re_get(&r->source);
        if (is_octal(first) && is_octal(second) && is_octal(r->source.next)) {
            value = value * 64 + (uint32_t)(second - '0') * 8;
            value += (uint32_t)(ou_re_get(&r->source) - '0');
            return value > 0377 ? too_large_octal(r, start) : put_literal(r, value);
        }
        value = value * 10 + (uint32_t)(second - '0');
    }
    return add_group(r, value, start + 1);
}

static bool read_escape(Reader *r, int32_t c)
{
    static const char letters[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
    const char *simple = c && c < 0x80 ? strchr(letters, c) : NULL;
    if (c == 'g') return read_group(r);
    if (c == '0') return read_octal(r);
    if (is_digit(c)) return read_number(r, c);
    if (simple) return put_literal(r, (uint8_t)meanings[simple - letters]);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        size_t here = ou_re_tell(&r->source);
        return ou_re_fail_part(&r->source, (int64_t)here - 2, "bad escape ", here - 2, here, false);
    }
    return put_literal(r, '\\') && put_literal(r, (uint32_t)c);
}

static bool read_all(Reader *r)
{
    ou_re_source_start(&r->source);
    while (r->source.next != OU_RE_END) {
        int32_t token = ou_re_get(&r->source);
        bool is_escape = token & OU_RE_ESCAPED;
        bool ok = is_escape ? read_escape(r, token & ~OU_RE_ESCAPED)
                            : put_literal(r, (uint32_t)token);
        if (!ok) return false;
    }
    return !r->source.failed;
}

bool ou_re_template_read(OuReTemplate *template, OuVM *vm, OuRePattern *pattern, OuValue source)
{
    template->vm = vm;
    template->source = source;
    template->is_plain = true;
    ou_buffer_init(&template->pieces, &vm->heap.memory);
    ou_writer_init(&template->literals, vm);
    if (!ou_is_str(source) && !ou_is_bytes_like(source)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "decoding to str: need a bytes-like object, %T found", source);
        return false;
    }
    OuText text = ou_re_text_of(source, 0, SIZE_MAX);
    if (ou_text_find_unit(text, '\\') == OU_TEXT_NOT_FOUND) {
        return ou_writer_put_text(&template->literals, text);
    }
    Reader reader = { template, pattern, { .vm = vm, .pattern = source, .text = text,
                                           .is_text = ou_is_str(source), .callers = 1 } };
    return read_all(&reader);
}

void ou_re_template_free(OuReTemplate *template)
{
    ou_buffer_free(&template->pieces);
    ou_writer_discard(&template->literals);
}

bool ou_re_template_put(const OuReTemplate *template, OuStringWriter *writer, OuValue string,
                        const OuReSpan *spans)
{
    const OuStringWriter *literals = &template->literals;
    OuText text = { literals->units, literals->length, literals->width };
    size_t done = 0, count = template->pieces.length / sizeof(Piece);
    for (size_t i = 0; i < count; i++) {
        Piece piece;
        memcpy(&piece, template->pieces.bytes + i * sizeof piece, sizeof piece);
        OuText before = ou_text_part(text, done, piece.literal_end);
        if (before.length && !ou_writer_put_text(writer, before)) return false;
        done = piece.literal_end;
        const OuReSpan *span = &spans[piece.group];
        if (span->start == PCRE2_UNSET) continue;
        OuText part = ou_re_text_of(string, span->start, span->end);
        if (part.length && !ou_writer_put_text(writer, part)) return false;
    }
    return done == text.length || ou_writer_put_text(writer, ou_text_part(text, done, text.length));
}

OuValue ou_re_finish(OuStringWriter *writer, bool is_text)
{
    if (is_text) return ou_writer_finish(writer);
    OuBytes *bytes = ou_bytes_new(writer->vm, writer->length);
    if (bytes) ou_text_copy(bytes->data, 1, (OuText){ writer->units, writer->length,
                                                      writer->width });
    ou_writer_discard(writer);
    return bytes ? ou_pointer_value(bytes) : OU_ERROR;
}
