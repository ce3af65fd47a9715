#include "vm/prompt_tokens.h"

#include <string.h>

#include "lexer/lexer.h"
#include "parser/parser.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- statements ----------------------------------------------------------------------------------

static bool has_text(const OuToken *token)
{
    return token->kind != OU_TOKEN_END && token->kind != OU_TOKEN_NEWLINE
        && token->kind != OU_TOKEN_INDENT && token->kind != OU_TOKEN_DEDENT;
}

// A line at the margin that goes on with the statement above it.
static bool continues(OuTokenKind first, OuTokenKind first_above)
{
    return first_above == OU_TOKEN_AT || first == OU_TOKEN_ELSE || first == OU_TOKEN_ELIF
        || first == OU_TOKEN_EXCEPT || first == OU_TOKEN_FINALLY;
}

static uint32_t find_last(OuSource *source)
{
    OuLexer lexer;
    OuToken token;
    OuTokenKind above = OU_TOKEN_END;
    bool is_first = true;
    uint32_t start = 0;
    ou_lexer_init(&lexer, source);
    while (ou_lexer_next(&lexer, &token) && token.kind != OU_TOKEN_END) {
        if (token.kind == OU_TOKEN_NEWLINE) is_first = true;
        if (!is_first || !has_text(&token)) continue;
        is_first = false;
        if (lexer.indent_depth) continue;
        if (above != OU_TOKEN_END && !continues(token.kind, above)) start = token.start;
        above = token.kind;
    }
    return start;
}

// Where the last statement of the text begins, or one that nobody can read to its end.
static uint32_t last_statement(OuMemory *memory, const char *text, size_t length)
{
    OuArena arena;
    OuSource source;
    OuSourceError error;
    ou_arena_init(&arena, memory);
    bool is_read = ou_source_init(&source, &arena, OU_SOURCE_TEXT, "<stdin>", text, length, &error);
    uint32_t start = is_read && source.length == length ? find_last(&source) : 0;
    ou_arena_free(&arena);
    return start;
}

// Is another line wanted? Statements before the last one are at their end.
static bool is_complete(OuMemory *memory, const char *text, size_t length)
{
    uint32_t start = last_statement(memory, text, length);
    OuArena arena;
    OuSyntaxTree tree;
    OuSyntaxError error;
    memset(&tree, 0, sizeof tree);
    ou_arena_init(&arena, memory);
    bool parsed = ou_parser_parse(&tree, &arena, OU_PARSER_INTERACTIVE, OU_SOURCE_TEXT, NULL,
                                  "<stdin>", text + start, length - start, &error);
    bool complete = !tree.incomplete || (!parsed && error.kind == OU_SYNTAX_MEMORY_ERROR);
    ou_arena_free(&arena);
    return complete;
}

// --- tokens --------------------------------------------------------------------------------------

typedef struct Listing {
    OuVM    *vm;
    OuSource source;
    OuLexer  lexer;
    OuList  *list;
    int64_t  from, to;             // characters that are asked for
    uint32_t byte;                 // a place in the text, and its number among the characters
    int64_t  character;
    bool     is_ascii;
} Listing;

// Asked for in ascending order.
static int64_t character_of(Listing *listing, uint32_t byte)
{
    if (listing->is_ascii) return byte;
    while (listing->byte < byte) {
        listing->character += (listing->source.text[listing->byte++] & 0xC0) != 0x80;
    }
    return listing->character;
}

static bool add(Listing *listing, const char *kind, uint32_t start, uint32_t end)
{
    OuVM *vm = listing->vm;
    int64_t first = character_of(listing, start), last = character_of(listing, end);
    if (first >= listing->to || last <= listing->from || first == last) return true;
    OuString *name = ou_str_intern_text(vm, kind, strlen(kind));
    if (!name) return false;
    OuValue items[] = { ou_str_value(name), ou_int_value(first), ou_int_value(last) };
    OuValue row = ou_tuple_make_steal(vm, items, 3);
    return row != OU_ERROR && ou_list_append_steal(vm, listing->list, row);
}

static const char *kind_of(OuTokenKind kind)
{
    if (ou_is_token_keyword(kind) || kind == OU_TOKEN_MATCH || kind == OU_TOKEN_CASE) {
        return "keyword";
    }
    switch (kind) {
    case OU_TOKEN_NAME:    return "name";
    case OU_TOKEN_NUMBER:  return "number";
    case OU_TOKEN_INVALID: return "error";
    case OU_TOKEN_STRING: case OU_TOKEN_FSTRING_START: case OU_TOKEN_FSTRING_MIDDLE:
    case OU_TOKEN_FSTRING_END: return "string";
    default: return "operator";
    }
}

// Between two tokens are blanks, backslashes and comments.
static bool add_comments(Listing *listing, uint32_t start, uint32_t end)
{
    const char *text = listing->source.text;
    for (uint32_t at = start; at < end; at++) {
        if (text[at] != '#') continue;
        const char *stop = memchr(text + at, '\n', end - at);
        uint32_t last = stop ? (uint32_t)(stop - text) : end;
        if (!add(listing, "comment", at, last)) return false;
        at = last;
    }
    return true;
}

// Where the lexer stops. A string that has no end yet is one; what follows nobody knows.
static bool add_rest(Listing *listing, uint32_t from)
{
    const char *text = listing->source.text;
    uint32_t length = listing->source.length, start = listing->lexer.error.start;
    if (start < from) start = from;
    while (start < length && (text[start] == ' ' || text[start] == '\n')) start++;
    if (start >= length) return add_comments(listing, from, length);
    uint32_t quote = start;
    while (quote < length && strchr("rRbBuUfF", text[quote])) quote++;
    bool is_string = quote < length && (text[quote] == '"' || text[quote] == '\'');
    bool is_long = is_string && length - quote > 2 && text[quote + 1] == text[quote]
                && text[quote + 2] == text[quote];
    const char *stop = is_long ? NULL : memchr(text + start, '\n', length - start);
    uint32_t end = stop ? (uint32_t)(stop - text) : length;
    return add_comments(listing, from, start)
        && add(listing, is_string ? "string" : "error", start, end);
}

static bool list_tokens(Listing *listing)
{
    OuToken token;
    uint32_t end = 0;
    ou_lexer_init(&listing->lexer, &listing->source);
    while (ou_lexer_next(&listing->lexer, &token)) {
        bool is_end = token.kind == OU_TOKEN_END;
        if (!is_end && !has_text(&token)) continue;
        if (!add_comments(listing, end, token.start)) return false;
        if (is_end || character_of(listing, token.start) >= listing->to) return true;
        if (!add(listing, kind_of(token.kind), token.start, token.end)) return false;
        end = token.end;
    }
    return add_rest(listing, end);
}

static bool read_limit(OuVM *vm, OuValue given, int64_t *limit)
{
    return given == OU_UNBOUND || ou_to_int64(vm, given, limit);
}

OU_FUNCTION(tokens_tokens, "tokens(text, start=0, end=None, /)",
            "The tokens that reach into text[start:end], in order, as (kind, start, end): kinds\n"
            "are keyword, name, number, string, comment, operator, error. Any text can be read.")
{
    Listing listing = { .vm = vm, .to = INT64_MAX };
    if (!ou_is_str(arguments[0])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a str is required");
    if (!read_limit(vm, arguments[1], &listing.from)) return OU_ERROR;
    if (!read_limit(vm, arguments[2], &listing.to)) return OU_ERROR;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    listing.list = ou_list_of(list);
    listing.is_ascii = ou_str_is_ascii(ou_str_of(arguments[0]));
    OuBuffer scratch;
    OuArena arena;
    OuSourceError error;
    size_t length;
    ou_buffer_init(&scratch, &vm->heap.memory);
    ou_arena_init(&arena, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(arguments[0]), &scratch, &length);
    bool ok = text && (!ou_source_init(&listing.source, &arena, OU_SOURCE_TEXT, "<stdin>", text,
                                       length, &error)
                       || list_tokens(&listing));
    ou_arena_free(&arena);
    ou_buffer_free(&scratch);
    return ok ? ou_ref(list) : OU_ERROR;
}

OU_FUNCTION(tokens_is_complete, "is_complete(text, /)",
            "Can the text be run, right or wrong, or is another line wanted?")
{
    if (!ou_is_str(arguments[0])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a str is required");
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(arguments[0]), &scratch, &length);
    OuValue answer = text ? ou_bool_value(is_complete(&vm->heap.memory, text, length)) : OU_ERROR;
    ou_buffer_free(&scratch);
    return answer;
}

static const OuNativeDef *const functions[] = {
    &tokens_tokens_native, &tokens_is_complete_native, NULL,
};

const OuModuleDef ou_tokens_module = {
    .name = "_tokens", .doc = "What the lexer and the parser see in a text, for the prompt.",
    .functions = functions,
};
