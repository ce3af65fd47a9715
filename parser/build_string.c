#include "parser/build.h"

#include <stdio.h>
#include <string.h>

#include "lexer/literal.h"

static OuStringRun run_of(OuBuild *build, OuStringPieceKind kind)
{
    OuStringPiece *piece = OU_ARENA_NEW(build->arena, OuStringPiece);
    if (piece)
        piece->kind = (uint8_t)kind;
    return (OuStringRun){ piece, piece };
}

OuStringRun ou_build_join(OuBuild *build, OuStringRun run, OuStringRun more)
{
    if (!run.last)
        return more;
    if (!more.first)
        return run;
    run.last->next = more.first;
    run.last = more.last;
    return run;
}

// `\d` means a backslash and a d; one day it will be an error.
static void warn_escape(OuBuild *build, OuSpan at, const OuString *string)
{
    if (string->invalid_escape == OU_LITERAL_NO_OFFSET)
        return;
    const char *letter = build->source->text + at.start + string->invalid_escape + 1;
    bool is_octal = *letter >= '4' && *letter <= '7';
    char message[48];
    int length = is_octal ? snprintf(message, sizeof message,
                                     "invalid octal escape sequence '\\%.3s'", letter)
                          : snprintf(message, sizeof message, "invalid escape sequence '\\%c'",
                                     *letter);
    OuSourceWarning *warning = OU_ARENA_NEW(build->arena, OuSourceWarning);
    char *copy = ou_arena_copy(build->arena, message, (size_t)length);
    if (!warning || !copy)
        return;                                     // the arena has failed: the driver stops
    *warning = (OuSourceWarning){ .message = copy, .start = at.start, .end = at.end };
    *build->warnings_end = warning;
    build->warnings_end = &warning->next;
}

OuStringRun ou_build_literal(OuBuild *build, OuSpan at)
{
    const char *text = build->source->text + at.start;
    OuString string;
    OuSourceError error;
    OuStringRun run = run_of(build, OU_STRING_PIECE_TEXT);
    if (!run.first)
        return run;
    if (!ou_literal_string(build->arena, build->source->find_character, text, at.end - at.start,
                           &string, &error)) {
        ou_build_reject(build);
        return run;
    }
    warn_escape(build, at, &string);
    if (string.is_bytes)
        run.first->kind = OU_STRING_PIECE_BYTES;
    run.first->bytes = string.bytes;
    run.first->length = string.length;
    run.first->has_u_prefix = text[0] == 'u';       // not U: so does CPython's ast
    return run;
}

OuStringRun ou_build_middle(OuBuild *build, OuSpan at)
{
    OuString string;
    OuSourceError error;
    OuStringRun run = run_of(build, OU_STRING_PIECE_TEXT);
    if (!run.first)
        return run;
    if (!ou_literal_middle(build->arena, build->source->find_character,
                           build->source->text + at.start, at.end - at.start, build->raw & 1,
                           &string, &error)) {
        ou_build_reject(build);
        return run;
    }
    warn_escape(build, at, &string);
    run.first->bytes = string.bytes;
    run.first->length = string.length;
    return run;
}

void ou_build_open_fstring(OuBuild *build, OuSpan at)
{
    bool raw = ou_is_literal_raw(build->source->text + at.start, at.end - at.start);
    build->raw = build->raw << 1 | raw;
}

// Gives a format specification, all levels of it, the place of the f-string that it stands in.
static void place_format(OuBuild *build, OuNode *value, OuSpan at)
{
    OuNode *format = value ? OU_AS(FormattedValue, value)->format_spec : NULL;
    if (!format)
        return;
    OuNodeList parts = OU_AS(JoinedStr, format)->values;
    format->start = at.start;
    format->end = at.end;
    for (uint32_t i = 0; i < parts.count && ou_arena_may_go_on_at(build->arena, i); i++) {
        OuNode *part = parts.items[i];
        if (!part)
            continue;
        part->start = at.start;
        part->end = at.end;
        if (part->kind == OU_NODE_FORMATTED_VALUE)
            place_format(build, part, at);
    }
}

OuStringRun ou_build_fstring(OuBuild *build, OuSpan at, OuStringRun parts)
{
    build->raw >>= 1;
    for (const OuStringPiece *piece = parts.first; piece; piece = piece->next)
        place_format(build, piece->field, at);
    return ou_build_join(build, run_of(build, OU_STRING_PIECE_FSTRING), parts);
}

OuStringRun ou_build_field(OuBuild *build, OuSpan text, OuNode *value, int32_t conversion,
                           OuNode *format)
{
    OuStringRun shown = { NULL, NULL };
    bool debug = text.end > text.start;
    if (debug) {
        shown = run_of(build, OU_STRING_PIECE_TEXT);
        if (!shown.first)
            return shown;
        shown.first->bytes = build->source->text + text.start;
        shown.first->length = text.end - text.start;
        if (conversion < 0 && !format)
            conversion = 'r';
    }
    OuStringRun field = run_of(build, OU_STRING_PIECE_FIELD);
    if (field.first)
        field.first->field = OU_BUILD(FORMATTED_VALUE, FormattedValue, text, .value = value,
                                      .conversion = conversion, .format_spec = format);
    return ou_build_join(build, shown, field);
}

int32_t ou_build_conversion(OuBuild *build, OuSpan at)
{
    return build->source->text[at.end - 1];
}

// The literal text from `piece` on, up to the next field, as one block; NULL without memory.
static const char *join_text(OuBuild *build, const OuStringPiece *piece, uint32_t *length)
{
    const OuStringPiece *only = NULL;
    uint32_t count = 0;
    *length = 0;
    size_t passed = 0;
    for (const OuStringPiece *p = piece; p && !p->field; p = p->next) {
        if (!ou_arena_may_go_on_at(build->arena, passed++))
            return NULL;
        *length += p->length;
        if (p->length) {
            only = p;
            count++;
        }
    }
    if (count == 1)
        return ou_arena_copy(build->arena, only->bytes, only->length);
    char *block = ou_arena_alloc(build->arena, (size_t)*length + 1);
    uint32_t used = 0;
    for (const OuStringPiece *p = piece; block && p && !p->field; p = p->next) {
        if (!ou_arena_may_go_on_at(build->arena, passed++)
            || !ou_arena_fill(build->arena, block + used, p->bytes, p->length))
            return NULL;
        used += p->length;
    }
    return block;
}

static OuNode *constant_text(OuBuild *build, OuSpan at, const OuStringPiece *piece, bool has_u)
{
    OuConstant value = { .has_u_prefix = has_u };
    value.kind = piece && piece->kind == OU_STRING_PIECE_BYTES ? OU_CONSTANT_BYTES
                                                                : OU_CONSTANT_STRING;
    value.as.text = join_text(build, piece, &value.length);
    return value.as.text ? OU_BUILD(CONSTANT, Constant, at, .value = value) : NULL;
}

// Parts of an f-string are found at the place of the whole run of strings, as CPython has it.
static OuNode *joined_text(OuBuild *build, OuSpan at, const OuStringPiece *first, bool has_u)
{
    OuNodeList values = { 0 };
    for (const OuStringPiece *piece = first; piece && !build->arena->failed;) {
        if (piece->field) {
            piece->field->start = at.start;
            piece->field->end = at.end;
            values = ou_build_append(build, values, piece->field);
            piece = piece->next;
            continue;
        }
        OuNode *text = constant_text(build, at, piece, has_u);
        if (text && OU_AS(Constant, text)->value.length)
            values = ou_build_append(build, values, text);
        while (piece && !piece->field)
            piece = piece->next;
    }
    return OU_BUILD(JOINED_STR, JoinedStr, at, .values = values);
}

OuNode *ou_build_format(OuBuild *build, OuSpan at, OuStringRun parts)
{
    return joined_text(build, at, parts.first, false);
}

OuNode *ou_build_strings(OuBuild *build, OuSpan at, OuStringRun run)
{
    bool has_bytes = false, has_text = false, has_fstring = false;
    for (const OuStringPiece *piece = run.first; piece; piece = piece->next) {
        has_bytes |= piece->kind == OU_STRING_PIECE_BYTES;
        has_text |= piece->kind != OU_STRING_PIECE_BYTES;
        has_fstring |= piece->kind == OU_STRING_PIECE_FSTRING;
    }
    if (!run.first)
        return NULL;
    if (has_bytes && has_text)
        ou_build_reject(build);
    if (has_fstring)
        return joined_text(build, at, run.first, run.first->has_u_prefix);
    return constant_text(build, at, run.first, run.first->has_u_prefix);
}
