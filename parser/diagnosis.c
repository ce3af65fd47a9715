#include "parser/diagnosis.h"

#include "parser/diagnosis_state.h"

#include <string.h>
#include <sys/resource.h>

// ---- tokens ----------------------------------------------------------------------------------

static void stop_by_lexer(OuDiagnosis *d)
{
    if (d->stopped)
        return;
    d->stopped = d->by_lexer = true;
    ou_diagnosis_from_lexer(d->source, &d->lexer.error, d->error);
}

static bool tokens_grow(OuDiagnosis *d)
{
    if (d->fill < d->capacity
        || ou_arena_double(d->scratch, &d->tokens, d->fill, &d->capacity, sizeof *d->tokens))
        return true;
    ou_diagnosis_raise_memory(d);
    return false;
}

// An f-string becomes one token, after a look at what is in it.
static void swallow_fstring(OuDiagnosis *d, OuDiagnosisToken *token)
{
    OuLexer inside = d->lexer;
    ou_lexer_skip_fstring(&d->lexer);
    token->kind = OU_TOKEN_STRING;
    token->is_fstring = true;
    ou_diagnosis_inspect(d, token, &inside);
    token->end = (uint32_t)(d->lexer.cursor - d->source->text);
}

static bool fetch_next(OuDiagnosis *d)
{
    OuToken read;
    if (!tokens_grow(d))
        return false;
    if (!ou_lexer_next(&d->lexer, &read)) {
        stop_by_lexer(d);
        return false;
    }
    OuDiagnosisToken *token = &d->tokens[d->fill];
    *token = (OuDiagnosisToken){
        .kind = read.kind, .start = read.start, .end = read.end, .level = d->lexer.bracket_depth,
    };
    if (read.kind == OU_TOKEN_FSTRING_START)
        swallow_fstring(d, token);
    if (read.kind == OU_TOKEN_MATCH || read.kind == OU_TOKEN_CASE)
        token->kind = OU_TOKEN_NAME;        // the rules know them by their text
    token->level = d->lexer.bracket_depth;
    d->fill++;
    return !d->stopped;
}

bool ou_diagnosis_fetch(OuDiagnosis *d, uint32_t index)
{
    while (!d->stopped && d->fill <= index)
        if (!fetch_next(d))
            return false;
    return !d->stopped;
}

// Passes the statements that are known to be right, and what ends the last of them.
static void skip_to(OuDiagnosis *d, uint32_t checkpoint)
{
    while (checkpoint && !d->stopped) {
        d->fill = 0;
        if (!fetch_next(d))
            return;
        const OuDiagnosisToken *first = &d->tokens[0];
        bool ends_statement = first->kind == OU_TOKEN_NEWLINE || first->kind == OU_TOKEN_DEDENT;
        if (first->start >= checkpoint && !ends_statement)
            return;
    }
}

// ---- the two passes --------------------------------------------------------------------------

// True if the rule matches from the first token on.
static bool run_pass(OuDiagnosis *d, const char *start, bool seeks_mistakes)
{
    OuPegText name = { start, (uint32_t)strlen(start) };
    OuDiagnosisNode *node = NULL;
    for (uint32_t i = 0; i < d->fill; i++)
        d->tokens[i].memos = NULL;
    d->position = d->depth = d->stack_count = 0;
    d->seeks_mistakes = seeks_mistakes;
    const OuPegRule *rule = ou_peg_rule(d->grammar, name);
    return rule && ou_diagnosis_match(d, rule, &node);
}

// "invalid syntax" where the first pass got stuck, or a word about indentation. True: whatever
// comes later in the text is of no interest.
static bool raise_generic(OuDiagnosis *d, uint32_t stuck)
{
    switch ((OuTokenKind)d->tokens[stuck].kind) {
    case OU_TOKEN_INDENT:
        ou_diagnosis_raise_last(d, OU_SYNTAX_INDENTATION_ERROR, "unexpected indent");
        return true;
    case OU_TOKEN_DEDENT:
        ou_diagnosis_raise_last(d, OU_SYNTAX_INDENTATION_ERROR, "unexpected unindent");
        return true;
    default:
        ou_diagnosis_raise_range(d, stuck, stuck + 1, "invalid syntax");
        return false;
    }
}

// A token further on that can't be read is reported rather than what was found before it.
static void prefer_later_error(OuDiagnosis *d)
{
    OuSourceError later;
    bool is_syntax = d->error->kind == OU_SYNTAX_ERROR
                     || d->error->kind == OU_SYNTAX_INDENTATION_ERROR;
    if (d->by_lexer || !is_syntax || !d->fill)
        return;
    const OuDiagnosisToken *last = &d->tokens[d->fill - 1];
    OuToken token = { last->kind, last->start, last->end };
    if (ou_lexer_find_later_error(&d->lexer, &token, &later))
        ou_diagnosis_from_lexer(d->source, &later, d->error);
}

// The text of the line that the error is shown in, "\n" included.
static void add_line(OuDiagnosis *d)
{
    uint32_t length;
    if (!d->error->has_place || d->error->text)
        return;
    const char *line = ou_source_line(d->source, (uint32_t)d->error->line, &length);
    char *copy = ou_arena_alloc(d->arena, (size_t)length + 2);
    if (!copy || !ou_arena_fill(d->arena, copy, line, length))
        return;
    copy[length] = '\n';
    d->error->text = copy;
    d->error->text_length = length + 1;
}

bool ou_diagnosis_run(OuDiagnosis *d, const char *start)
{
    bool matches = run_pass(d, start, false), is_final = false;
    uint32_t stuck = d->fill - 1;
    if (!d->stopped && !matches) {
        matches = run_pass(d, start, true);
        if (!matches && !d->stopped)
            is_final = raise_generic(d, stuck);
    }
    if (matches)
        return true;
    if (!is_final)
        prefer_later_error(d);
    add_line(d);
    return false;
}

// ---- the entrance ----------------------------------------------------------------------------

static const char *start_rule(OuParserMode mode)
{
    switch (mode) {
    case OU_PARSER_INTERACTIVE: return "interactive";
    case OU_PARSER_EXPRESSION:  return "eval";
    case OU_PARSER_BLOCK:
    case OU_PARSER_FILE:        break;
    }
    return "file";
}

// The rules match. At the prompt that means a second statement, which no rule forbids; otherwise
// both parsers should agree, and if they don't, the one that builds the tree has the say.
static void blame(OuDiagnosis *d, OuParserMode mode, OuSpan stuck)
{
    OuSourceError cause = {
        .kind = OU_SOURCE_SYNTAX_ERROR, .message = "invalid syntax", .start = stuck.start,
        .end = stuck.end, .has_place = true, .has_end = true,
    };
    if (mode == OU_PARSER_INTERACTIVE)
        ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, "multiple statements found while compiling a "
                                "single statement");
    else
        ou_diagnosis_from_lexer(d->source, &cause, d->error);
    add_line(d);
}

// Half of what the system allows for the stack; with the usual 8 MiB that is more than
// OU_DIAGNOSIS_DEPTH_LIMIT rules need.
static const char *find_stack_limit(void)
{
    struct rlimit allowed;
    size_t room = 4 << 20;
    if (!getrlimit(RLIMIT_STACK, &allowed) && allowed.rlim_cur / 2 < room)
        room = allowed.rlim_cur / 2;
    return (const char *)__builtin_frame_address(0) - room;
}

static bool ends_line(const OuSource *source)
{
    return source->length && source->text[source->length - 1] == '\n';
}

void ou_diagnosis_find(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode, uint32_t checkpoint,
                       OuSpan stuck, OuSyntaxError *error)
{
    OuArena scratch;
    OuPegGrammar grammar;
    ou_arena_init_beside(&scratch, arena);
    OuDiagnosis d = {
        .source = &tree->source, .arena = arena, .scratch = &scratch, .grammar = &grammar,
        .error = error, .stack_limit = find_stack_limit(),
        .is_open_ended = mode != OU_PARSER_FILE && !ends_line(&tree->source),
    };
    ou_lexer_init(&d.lexer, &tree->source);
    *error = (OuSyntaxError){ .kind = OU_SYNTAX_MEMORY_ERROR, .message = "" };
    if (!ou_peg_compile(&grammar, &scratch, ou_peg_rules))
        ou_diagnosis_raise_memory(&d);
    skip_to(&d, checkpoint);
    if (d.stopped)
        add_line(&d);
    else if (ou_diagnosis_run(&d, start_rule(mode)))
        blame(&d, mode, stuck);
    ou_arena_free(&scratch);
}

void ou_diagnosis_undecodable(OuSyntaxTree *tree, const OuSourceError *cause,
                              OuSyntaxError *error)
{
    ou_diagnosis_from_lexer(&tree->source, cause, error);
}
