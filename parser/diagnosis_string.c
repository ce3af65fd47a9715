// What can be wrong with strings: escapes, mixtures, and what stands in the braces of f-strings.
#include "parser/diagnosis_state.h"

#include <string.h>

#include "lexer/literal.h"

// A finished error as the token's fault; without memory the diagnosis stops.
static void set_fault(OuDiagnosis *d, OuDiagnosisToken *token, const OuSyntaxError *error)
{
    OuSyntaxError *copy = OU_ARENA_NEW(d->scratch, OuSyntaxError);
    if (copy) {
        *copy = *error;
        token->fault = copy;
    } else {
        ou_diagnosis_raise_memory(d);
    }
}

// CPython compiles a field's expression as "(expression)", a text of its own whose first line has
// the number of the line of the `{`.
static void inspect_field(OuDiagnosis *d, OuDiagnosisToken *token, uint32_t open, uint32_t end)
{
    OuSource source;
    OuSourceError undecodable;
    OuSyntaxError error;
    size_t length = end - open + 1;
    char *text = ou_arena_copy(d->scratch, d->source->text + open, length);
    if (!text) {
        ou_diagnosis_raise_memory(d);
        return;
    }
    text[0] = '(';
    text[length - 1] = ')';
    if (!ou_source_init(&source, d->scratch, OU_SOURCE_TEXT, d->source->path, text, length,
                        &undecodable)) {
        ou_diagnosis_from_lexer(d->source, &undecodable, &error);
        set_fault(d, token, &error);
        return;
    }
    source.find_character = d->source->find_character;
    source.max_digits = d->source->max_digits;
    OuDiagnosis inner = {
        .source = &source, .arena = d->arena, .scratch = d->scratch, .grammar = d->grammar,
        .error = &error, .stack_limit = d->stack_limit, .is_field = true,
    };
    ou_lexer_init(&inner.lexer, &source);
    if (ou_diagnosis_run(&inner, "fstring"))
        return;
    int32_t above = (int32_t)ou_source_locate(d->source, open).line - 1;
    error.line += above;
    error.end_line += above;
    set_fault(d, token, &error);
}

static void inspect_middle(OuDiagnosis *d, OuDiagnosisToken *token, const OuToken *middle, bool raw)
{
    OuString string;
    OuSourceError error;
    if (ou_literal_middle(d->arena, d->source->find_character, d->source->text + middle->start,
                          middle->end - middle->start, raw, &string, &error))
        return;
    if (error.kind == OU_SOURCE_MEMORY_ERROR)
        ou_diagnosis_raise_memory(d);
    token->fault_message = error.message;
}

void ou_diagnosis_inspect(OuDiagnosis *d, OuDiagnosisToken *token, OuLexer *inside)
{
    bool raw = ou_is_literal_raw(d->source->text + token->start, token->end - token->start);
    uint32_t nested = 0, open, end;
    OuToken part;
    OuSyntaxError error;
    while (!d->stopped && !token->fault && !token->fault_message) {
        if (!ou_lexer_next(inside, &part)) {
            ou_diagnosis_from_lexer(d->source, &inside->error, &error);
            set_fault(d, token, &error);
            return;
        }
        if (part.kind == OU_TOKEN_FSTRING_START)
            nested++;
        if (part.kind == OU_TOKEN_FSTRING_END && nested-- == 0)
            return;
        if (nested)
            continue;                       // was looked into as part of the field
        if (part.kind == OU_TOKEN_FIELD_OPEN && ou_lexer_field(inside, &open, &end))
            inspect_field(d, token, open, end);
        if (part.kind == OU_TOKEN_FSTRING_MIDDLE)
            inspect_middle(d, token, &part, raw);
    }
}

static bool is_bytes(const OuDiagnosis *d, const OuDiagnosisToken *token)
{
    const char *c = d->source->text + token->start;
    return !token->is_fstring && (*c == 'b' || *c == 'B' || ((*c == 'r' || *c == 'R')
                                                             && (c[1] == 'b' || c[1] == 'B')));
}

// CPython's order: a literal's escapes, then whether it goes with the others, then its fields.
static void judge_string(OuDiagnosis *d, const OuDiagnosisToken *token, bool wants_bytes)
{
    OuString string;
    OuSourceError error;
    bool fits = is_bytes(d, token) == wants_bytes;
    if (!token->is_fstring
        && !ou_literal_string(d->arena, d->source->find_character, d->source->text + token->start,
                              token->end - token->start, &string, &error)) {
        if (error.kind == OU_SOURCE_MEMORY_ERROR)
            ou_diagnosis_raise_memory(d);
        ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, error.message);
    } else if (!fits) {
        ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
    } else if (token->fault) {
        ou_diagnosis_raise_fault(d, token->fault);
    } else if (token->fault_message) {
        ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, token->fault_message);
    }
}

OuDiagnosisVerdict ou_diagnosis_strings(OuDiagnosis *d, uint32_t first, uint32_t last)
{
    bool wants_bytes = is_bytes(d, &d->tokens[first]);
    for (uint32_t i = first; i < last && !d->stopped; i++)
        judge_string(d, &d->tokens[i], wants_bytes);
    return d->stopped ? OU_DIAGNOSIS_FAIL : OU_DIAGNOSIS_MATCH;
}
