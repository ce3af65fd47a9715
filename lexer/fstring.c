// The inside of f-strings: literal text, and fields in braces.
//
//   1. The scanner finds a whole f-string as it finds any string. Its text becomes a mode.
//   2. `{` in the text opens a field: find_field settles where the field's expression ends, and
//      makes CPython's complaints about it, before any token of it is read.
//   3. The scanner reads the expression's tokens; from the end of the expression on the field's
//      tail is read here: `=`, conversion, `:` with a text of its own, `}`.
#include "lexer/scanner.h"

#include <string.h>

static OuLexerMode *innermost(OuLexer *lexer)
{
    return &lexer->modes[lexer->mode_depth - 1];
}

static const char *text_at(const OuLexer *lexer, uint32_t offset)
{
    return lexer->source->text + offset;
}

static bool push_mode(OuLexer *lexer, OuLexerMode mode)
{
    if (lexer->mode_depth == OU_LEXER_MAX_MODE) {
        return ou_lexer_fail(lexer, lexer->cursor, lexer->cursor,
                             "f-string: expressions nested too deeply");
    }
    lexer->modes[lexer->mode_depth++] = mode;
    return true;
}

static bool emit(OuLexer *lexer, OuToken *token, OuTokenKind kind, const char *end)
{
    *token = (OuToken){ kind, ou_lexer_offset(lexer, lexer->cursor), ou_lexer_offset(lexer, end) };
    lexer->cursor = end;
    return true;
}

// ---- failing ------------------------------------------------------------------------------------

// Leaves the f-string whose text or field is open, as if it had been read.
static void leave_fstring(OuLexer *lexer)
{
    OuLexerMode mode;
    do mode = lexer->modes[--lexer->mode_depth]; while (mode.kind != OU_LEXER_TEXT || mode.level);
    lexer->bracket_depth = mode.bracket_base;
    lexer->cursor = text_at(lexer, mode.end + mode.quote_length);
}

void ou_fstring_leave_all(OuLexer *lexer)
{
    while (lexer->mode_depth > 0) leave_fstring(lexer);
}

static bool skip_strings(OuLexer *lexer, OuToken *token)
{
    do {
        if (!ou_scanner_scan(lexer, token)) return false;
        if (token->kind == OU_TOKEN_FSTRING_START) leave_fstring(lexer);
        if (token->kind == OU_TOKEN_END && lexer->bracket_depth > 0) {
            return ou_lexer_fail_at_end(lexer, lexer->cursor);
        }
    } while (token->kind == OU_TOKEN_STRING || token->kind == OU_TOKEN_FSTRING_START);
    return true;
}

// CPython 3.11 looks into f-strings when it has read one token more than the run of strings that
// holds them. That token is where it shows the error, unless it can't be read itself.
static bool fstring_fail(OuLexer *lexer, const char *message)
{
    OuLexer ahead = *lexer;
    OuToken token;
    leave_fstring(&ahead);
    lexer->failed = true;
    if (!skip_strings(&ahead, &token)) {
        lexer->error = ahead.error;
        lexer->incomplete = ahead.incomplete;
        return false;
    }
    return ou_lexer_fail(lexer, text_at(lexer, token.start), text_at(lexer, token.end),
                         "%sf-string%s", ahead.mode_depth ? "f-string: " : "", message);
}

static bool fstring_fail_bracket(OuLexer *lexer, const char *format, char found, char open)
{
    char message[80];
    memset(message, 0, sizeof message);
    size_t length = 0;
    for (const char *c = format; *c && length < sizeof message - 1; c++) {
        message[length++] = *c == '1' ? found : *c == '2' ? open : *c;
    }
    return fstring_fail(lexer, message);
}

// ---- text ---------------------------------------------------------------------------------------

bool ou_fstring_open(OuLexer *lexer, OuToken *token)
{
    const char *start = text_at(lexer, token->start), *end = text_at(lexer, token->end);
    const char *quotes = start + strcspn(start, "\"'");
    bool triple = end - quotes >= 6 && quotes[1] == *quotes && quotes[2] == *quotes;
    OuLexerMode mode = {
        .kind = OU_LEXER_TEXT,
        .quote_length = triple ? 3 : 1,
        .bracket_base = lexer->bracket_depth,
        .raw = (*start | 32) == 'r' || (start[1] | 32) == 'r',
    };
    mode.end = token->end - mode.quote_length;
    lexer->cursor = quotes + mode.quote_length;
    token->end = ou_lexer_offset(lexer, lexer->cursor);
    return push_mode(lexer, mode);
}

// The byte behind `\N{name}`, or behind what there is of it.
static const char *skip_named(const char *at, const char *end)
{
    if (at < end && *at++ == '{') {
        while (at < end && *at++ != '}') {}
    }
    return at;
}

// The first brace of the text that means something, or its end.
static const char *find_brace(const char *at, const char *end, bool raw)
{
    while (at < end && *at != '{' && *at != '}') {
        bool escape = *at++ == '\\' && !raw && at < end;
        if (!escape || *at == '{' || *at == '}') continue;
        if (*at++ == 'N') at = skip_named(at, end);
    }
    return at;
}

static bool open_field(OuLexer *lexer, OuToken *token);

static bool end_text(OuLexer *lexer, OuToken *token, const OuLexerMode *mode)
{
    if (mode->level > 0) return fstring_fail(lexer, ": expecting '}'");
    lexer->mode_depth--;
    return emit(lexer, token, OU_TOKEN_FSTRING_END, lexer->cursor + mode->quote_length);
}

// A format specification ends at its `}`, which belongs to the field around it.
static bool end_specification(OuLexer *lexer, OuToken *token)
{
    lexer->mode_depth--;
    return ou_fstring_tail(lexer, token);
}

bool ou_fstring_text(OuLexer *lexer, OuToken *token)
{
    const OuLexerMode *mode = innermost(lexer);
    const char *end = text_at(lexer, mode->end);
    const char *brace = find_brace(lexer->cursor, end, mode->raw);
    bool doubled = brace + 1 < end && brace[1] == *brace && mode->level == 0;
    if (doubled) {
        emit(lexer, token, OU_TOKEN_FSTRING_MIDDLE, brace + 1);
        lexer->cursor++;
        return true;
    }
    if (brace < end && *brace == '}' && mode->level == 0) {
        return fstring_fail(lexer, ": single '}' is not allowed");
    }
    if (brace > lexer->cursor) return emit(lexer, token, OU_TOKEN_FSTRING_MIDDLE, brace);
    if (brace == end) return end_text(lexer, token, mode);
    return *brace == '{' ? open_field(lexer, token) : end_specification(lexer, token);
}

// ---- fields -------------------------------------------------------------------------------------

// A walk over a field's expression that only knows strings and brackets.
typedef struct FieldWalk {
    const char *at;
    const char *end;
    char        open[OU_LEXER_MAX_BRACKET];
    uint32_t    depth;
} FieldWalk;

static bool is_tripled(const char *at, const char *end)
{
    return at + 2 < end && at[1] == *at && at[2] == *at;
}

// From an opening quote to behind the closing one.
static bool pass_string(OuLexer *lexer, FieldWalk *walk)
{
    char quote = *walk->at;
    int length = is_tripled(walk->at, walk->end) ? 3 : 1;
    for (walk->at += length; walk->at < walk->end; walk->at++) {
        if (*walk->at == '\\') {
            return fstring_fail(lexer, " expression part cannot include a backslash");
        }
        if (*walk->at == quote && (length == 1 || is_tripled(walk->at, walk->end))) {
            walk->at += length;
            return true;
        }
    }
    return fstring_fail(lexer, ": unterminated string");
}

static bool pass_opening(OuLexer *lexer, FieldWalk *walk)
{
    if (walk->depth == OU_LEXER_MAX_BRACKET) {
        return fstring_fail(lexer, ": too many nested parenthesis");
    }
    walk->open[walk->depth++] = *walk->at++;
    return true;
}

static bool pass_closing(OuLexer *lexer, FieldWalk *walk)
{
    char found = *walk->at++;
    if (walk->depth == 0) return fstring_fail_bracket(lexer, ": unmatched '1'", found, 0);
    char open = walk->open[--walk->depth];
    char partner = open == '(' ? ')' : open == '[' ? ']' : '}';
    if (found == partner) return true;
    return fstring_fail_bracket(lexer, ": closing parenthesis '1' does not match opening "
                                "parenthesis '2'", found, open);
}

// Whether the expression ends here; if not, a comparison operator is passed.
static bool ends_expression(FieldWalk *walk)
{
    char c = *walk->at;
    if (c != '}' && c != ':' && walk->at + 1 < walk->end && walk->at[1] == '=') {
        walk->at += 2;
        return false;
    }
    if (c != '<' && c != '>') return true;
    walk->at++;
    return false;
}

// `done` is set at the end of the expression; false when the expression can't be one.
static bool walk_step(OuLexer *lexer, FieldWalk *walk, bool *done)
{
    switch (*walk->at) {
    case '\\':
        return fstring_fail(lexer, " expression part cannot include a backslash");
    case '#':
        return fstring_fail(lexer, " expression part cannot include '#'");
    case '\'': case '"':
        return pass_string(lexer, walk);
    case '(': case '[': case '{':
        return pass_opening(lexer, walk);
    case '}': case '!': case ':': case '=': case '<': case '>':
        if (walk->depth == 0) {
            *done = ends_expression(walk);
            return true;
        }
        if (*walk->at == '}') return pass_closing(lexer, walk);
        break;
    case ')': case ']':
        return pass_closing(lexer, walk);
    default:
        break;
    }
    walk->at++;
    return true;
}

static bool is_blank(const char *at, const char *end)
{
    while (at < end && strchr(" \t\n\f\r", *at)) at++;
    return at == end;
}

// Finds the end of the expression that starts at `start`.
static const char *find_field(OuLexer *lexer, const char *start, const char *end)
{
    FieldWalk walk = { .at = start, .end = end };
    bool done = false;
    while (walk.at < end && !done) {
        if (!walk_step(lexer, &walk, &done)) return NULL;
    }
    if (walk.depth > 0) {
        fstring_fail_bracket(lexer, ": unmatched '1'", walk.open[walk.depth - 1], 0);
    } else if (!done) {
        fstring_fail(lexer, ": expecting '}'");
    } else if (!is_blank(start, walk.at)) {
        return walk.at;
    } else if (*walk.at == '}') {
        fstring_fail(lexer, ": empty expression not allowed");
    } else {
        fstring_fail_bracket(lexer, ": expression required before '1'", *walk.at, 0);
    }
    return NULL;
}

static bool open_field(OuLexer *lexer, OuToken *token)
{
    const OuLexerMode *text = innermost(lexer);
    if (text->level >= 2) return fstring_fail(lexer, ": expressions nested too deeply");
    const char *limit = find_field(lexer, lexer->cursor + 1, text_at(lexer, text->end));
    if (!limit) return false;
    OuLexerMode field = {
        .kind = OU_LEXER_FIELD,
        .open = ou_lexer_offset(lexer, lexer->cursor),
        .limit = ou_lexer_offset(lexer, limit),
        .end = text->end,
        .bracket_base = lexer->bracket_depth,
        .level = text->level,
        .raw = text->raw,
    };
    if (lexer->bracket_depth == OU_LEXER_BRACKETS) {
        return ou_lexer_fail(lexer, lexer->cursor, lexer->cursor, "too many nested parentheses");
    }
    lexer->brackets[lexer->bracket_depth++] = (OuBracket){ .start = field.open, .byte = '{' };
    emit(lexer, token, OU_TOKEN_FIELD_OPEN, lexer->cursor + 1);
    return push_mode(lexer, field);
}

static bool pass_equal(OuLexer *lexer, OuToken *token, OuLexerMode *field)
{
    field->stage = OU_FIELD_EQUAL;
    emit(lexer, token, OU_TOKEN_FIELD_EQUAL, lexer->cursor + 1);
    const char *end = text_at(lexer, field->end);
    while (lexer->cursor < end && strchr(" \t\n\f\r", *lexer->cursor)) lexer->cursor++;
    return true;
}

static bool pass_conversion(OuLexer *lexer, OuToken *token, OuLexerMode *field)
{
    const char *letter = lexer->cursor + 1;
    if (letter >= text_at(lexer, field->end)) return fstring_fail(lexer, ": expecting '}'");
    if (*letter != 's' && *letter != 'r' && *letter != 'a') {
        return fstring_fail(lexer, ": invalid conversion character: expected 's', 'r', or 'a'");
    }
    field->stage = OU_FIELD_CONVERSION;
    return emit(lexer, token, OU_TOKEN_FIELD_CONVERSION, letter + 1);
}

static bool open_specification(OuLexer *lexer, OuToken *token, OuLexerMode *field)
{
    field->stage = OU_FIELD_SPECIFICATION;
    OuLexerMode text = {
        .kind = OU_LEXER_TEXT,
        .end = field->end,
        .bracket_base = lexer->bracket_depth,
        .level = (uint8_t)(field->level + 1),
        .raw = field->raw,
    };
    emit(lexer, token, OU_TOKEN_FIELD_COLON, lexer->cursor + 1);
    return push_mode(lexer, text);
}

static bool close_field(OuLexer *lexer, OuToken *token, const OuLexerMode *field)
{
    lexer->bracket_depth = field->bracket_base;
    lexer->mode_depth--;
    return emit(lexer, token, OU_TOKEN_FIELD_CLOSE, lexer->cursor + 1);
}

bool ou_fstring_tail(OuLexer *lexer, OuToken *token)
{
    OuLexerMode *field = innermost(lexer);
    if (lexer->cursor >= text_at(lexer, field->end)) {
        return fstring_fail(lexer, ": expecting '}'");
    }
    char next = *lexer->cursor;
    if (next == '=' && field->stage < OU_FIELD_EQUAL) return pass_equal(lexer, token, field);
    if (next == '!' && field->stage < OU_FIELD_CONVERSION) {
        return pass_conversion(lexer, token, field);
    }
    if (next == ':' && field->stage < OU_FIELD_SPECIFICATION) {
        return open_specification(lexer, token, field);
    }
    if (next == '}') return close_field(lexer, token, field);
    return fstring_fail(lexer, ": expecting '}'");
}
