// Where an error is shown. Every function here stands for one of CPython's ways to raise one: they
// differ in what they take for the start and the end.
#include "parser/diagnosis_state.h"

#include <string.h>

typedef struct Place {
    int32_t line, column;       // 1-based; column 0 and -1 as CPython reports them
} Place;

static Place place_of(OuSource *source, uint32_t offset)
{
    OuPosition position = ou_source_locate(source, offset);
    return (Place){ (int32_t)position.line, (int32_t)position.column + 1 };
}

// In the expression of an f-string's field CPython counts bytes, not code points.
static Place place_in(OuDiagnosis *d, uint32_t offset)
{
    Place place = place_of(d->source, offset);
    if (d->is_field)
        place.column = (int32_t)ou_source_locate(d->source, offset).byte_column + 1;
    return place;
}

// CPython's tokens of layout have no column of their own, nor has the NEWLINE at the end of a text
// without "\n".
static bool is_layout(const OuDiagnosis *d, const OuDiagnosisToken *token)
{
    if (token->kind == OU_TOKEN_NEWLINE)
        return d->is_open_ended && token->end >= d->source->length;
    return token->kind == OU_TOKEN_INDENT || token->kind == OU_TOKEN_DEDENT
           || token->kind == OU_TOKEN_END;
}

static bool is_at_end(const OuDiagnosis *d, const OuDiagnosisToken *token)
{
    return token->kind != OU_TOKEN_INDENT && token->start >= d->source->length;
}

// Behind the text CPython still stands in the last line, and every text ends with "\n" for it.
static Place place_behind_text(OuSource *source)
{
    uint32_t length = source->length;
    if (!length)
        return (Place){ 0, 0 };
    return place_of(source, source->text[length - 1] == '\n' ? length - 1 : length);
}

static void finish(OuDiagnosis *d, OuSyntaxErrorKind kind, const char *message, Place start,
                   Place end)
{
    if (d->stopped)
        return;
    d->stopped = true;
    if (d->is_field) {
        size_t length = strlen(message);
        char *longer = ou_arena_alloc(d->arena, length + sizeof "f-string: ");
        if (!longer) {
            d->stopped = false;
            ou_diagnosis_raise_memory(d);
            return;
        }
        memcpy(longer, "f-string: ", sizeof "f-string: " - 1);
        memcpy(longer + sizeof "f-string: " - 1, message, length + 1);
        message = longer;
    }
    *d->error = (OuSyntaxError){
        .kind = kind, .has_place = true, .message = message, .line = start.line,
        .column = start.column, .end_line = end.line, .end_column = end.column,
    };
}

static Place start_of_token(OuDiagnosis *d, uint32_t index)
{
    const OuDiagnosisToken *token = &d->tokens[index];
    if (!is_layout(d, token))
        return place_in(d, token->start);
    Place place = is_at_end(d, token) ? place_behind_text(d->source)
                                      : place_in(d, token->end);
    place.column = 0;
    return place;
}

static Place end_of_token(OuDiagnosis *d, uint32_t index)
{
    const OuDiagnosisToken *token = &d->tokens[index];
    return is_layout(d, token) ? start_of_token(d, index) : place_in(d, token->end);
}

// CPython counts the columns of an end in a later line in the line of the start.
static Place end_seen_from(OuDiagnosis *d, Place start, uint32_t index)
{
    uint32_t length, column = 0;
    Place end = end_of_token(d, index);
    if (end.line == start.line || is_layout(d, &d->tokens[index]))
        return end;
    const char *line = ou_source_line(d->source, (uint32_t)start.line, &length);
    uint32_t bytes = ou_source_locate(d->source, d->tokens[index].end).byte_column + 1;
    for (uint32_t i = 0; i < bytes && i < length; i++)
        column += d->is_field || (line[i] & 0xC0) != 0x80;
    return (Place){ end.line, (int32_t)(column + (bytes > length)) };
}

void ou_diagnosis_raise_range(OuDiagnosis *d, uint32_t first, uint32_t last, const char *message)
{
    if (d->stopped)
        return;
    Place start = start_of_token(d, first);
    finish(d, OU_SYNTAX_ERROR, message, start, end_seen_from(d, start, last - 1));
}

void ou_diagnosis_raise_behind(OuDiagnosis *d, uint32_t first, uint32_t last, const char *message)
{
    Place end = end_of_token(d, last - 1);
    Place start = { start_of_token(d, first).line, end.column - 1 };
    finish(d, OU_SYNTAX_ERROR, message, start, (Place){ end.line, 0 });
}

// For a token of layout the column is where the tokenizer stands, counted from 0, and there is no
// end.
void ou_diagnosis_raise_last(OuDiagnosis *d, OuSyntaxErrorKind kind, const char *message)
{
    uint32_t index = d->fill - 1;
    const OuDiagnosisToken *token = &d->tokens[index];
    if (d->stopped)
        return;
    if (!is_layout(d, token)) {
        finish(d, kind, message, start_of_token(d, index), end_of_token(d, index));
        return;
    }
    Place place = is_at_end(d, token) ? place_behind_text(d->source)
                                      : place_in(d, token->end);
    if (!is_at_end(d, token))
        place.column--;
    finish(d, kind, message, place, (Place){ place.line, -1 });
}

// To where the tokenizer stands; the column is counted from 0.
void ou_diagnosis_raise_starting(OuDiagnosis *d, uint32_t first, const char *message)
{
    const OuDiagnosisToken *token = &d->tokens[d->fill - 1];
    Place end = is_at_end(d, token) ? place_behind_text(d->source)
                                    : place_in(d, token->end);
    if (token->kind != OU_TOKEN_NEWLINE && !is_at_end(d, token))
        end.column--;
    finish(d, OU_SYNTAX_ERROR, message, start_of_token(d, first), end);
}

void ou_diagnosis_raise_number(OuDiagnosis *d, uint32_t index, const char *message)
{
    Place place = { start_of_token(d, index).line, 0 };
    finish(d, OU_SYNTAX_ERROR, message, place, place);
}

void ou_diagnosis_raise_memory(OuDiagnosis *d)
{
    if (d->stopped)
        return;
    d->stopped = true;
    *d->error = (OuSyntaxError){ .kind = OU_SYNTAX_MEMORY_ERROR, .message = "" };
}

void ou_diagnosis_raise_fault(OuDiagnosis *d, const OuSyntaxError *fault)
{
    if (d->stopped)
        return;
    d->stopped = true;
    *d->error = *fault;
}

static OuSyntaxErrorKind kind_from_lexer(OuSourceErrorKind kind)
{
    switch (kind) {
    case OU_SOURCE_SYNTAX_ERROR:      return OU_SYNTAX_ERROR;
    case OU_SOURCE_INDENTATION_ERROR: return OU_SYNTAX_INDENTATION_ERROR;
    case OU_SOURCE_TAB_ERROR:         return OU_SYNTAX_TAB_ERROR;
    case OU_SOURCE_VALUE_ERROR:       return OU_SYNTAX_VALUE_ERROR;
    case OU_SOURCE_UNICODE_ERROR:     return OU_SYNTAX_UNICODE_ERROR;
    case OU_SOURCE_MEMORY_ERROR:      return OU_SYNTAX_MEMORY_ERROR;
    }
    return OU_SYNTAX_ERROR;
}

void ou_diagnosis_from_lexer(OuSource *source, const OuSourceError *cause, OuSyntaxError *error)
{
    *error = (OuSyntaxError){
        .kind = kind_from_lexer(cause->kind), .message = cause->message,
        .has_place = cause->has_place,
    };
    if (!cause->has_place)
        return;
    Place start = place_of(source, cause->start);
    Place end = place_of(source, cause->end);
    if (!cause->has_end)
        end = (Place){ start.line, cause->end_column };
    error->line = start.line;
    error->column = start.column + (int32_t)cause->column_shift;
    error->end_line = end.line;
    error->end_column = end.column;
}
