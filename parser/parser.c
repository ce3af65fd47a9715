#include "parser/parser.h"

#include <string.h>

#include "lexer/lexer.h"
#include "parser/build.h"
#include "parser/diagnosis.h"
#include "parser/grammar.h"

typedef struct Parse {
    OuBuild            build;
    OuLexer            lexer;
    ou_grammar_pstate *state;
    OuToken            token;       // the last one read
} Parse;

// The grammar's number for each kind of token. A token without a rule fails to compile here.
static int grammar_kind(OuTokenKind kind)
{
    static const uint8_t kinds[OU_TOKEN_COUNT] = {
#define OU_TOKEN(NAME, spelling) [OU_TOKEN_##NAME] = OU_GRAMMAR_##NAME,
#include "lexer/tokens.def"
#undef OU_TOKEN
    };
    return kinds[kind];
}

static int start_kind(OuParserMode mode)
{
    switch (mode) {
    case OU_PARSER_INTERACTIVE:
        return OU_GRAMMAR_START_INTERACTIVE;
    case OU_PARSER_BLOCK:
        return OU_GRAMMAR_START_BLOCK;
    case OU_PARSER_EXPRESSION:
        return OU_GRAMMAR_START_EXPRESSION;
    case OU_PARSER_FILE:
        break;
    }
    return OU_GRAMMAR_START_FILE;
}

// Hands one token on; what comes back is the grammar's YYPUSH_MORE or how the parse ended.
static int push_token(Parse *parse, int kind)
{
    OU_GRAMMAR_STYPE value = { .number = 0 };
    OuSpan at = { parse->token.start, parse->token.end };
    if (kind == OU_GRAMMAR_NAME) {
        uint32_t length;
        const char *text = ou_lexer_name(&parse->lexer, &parse->token, &length);
        value.name = text ? ou_ast_intern(parse->build.names, text, length) : NULL;
    }
    return ou_grammar_push_parse(parse->state, kind, &value, &at, &parse->build);
}

static bool has_stopped(const OuBuild *build)
{
    return build->arena->failed || build->rejected || build->too_deep || build->too_nested;
}

// Reads and hands on tokens until the tree is complete or something is wrong. True: complete.
static bool parse_tokens(Parse *parse, OuParserMode mode)
{
    parse->token = (OuToken){ 0 };
    int status = push_token(parse, start_kind(mode));
    while (status == YYPUSH_MORE && !has_stopped(&parse->build)) {
        if (!ou_lexer_next(&parse->lexer, &parse->token))
            return false;
        status = push_token(parse, grammar_kind((OuTokenKind)parse->token.kind));
    }
    if (status == 2)
        parse->build.too_nested = true;     // the grammar's stack is full
    return status == 0 && !has_stopped(&parse->build);
}

// ---- the prompt ------------------------------------------------------------------------------

static bool is_compound(const OuNode *statement)
{
    switch ((OuNodeKind)statement->kind) {
    case OU_NODE_FUNCTION_DEF:
    case OU_NODE_ASYNC_FUNCTION_DEF:
    case OU_NODE_CLASS_DEF:
    case OU_NODE_FOR:
    case OU_NODE_ASYNC_FOR:
    case OU_NODE_WHILE:
    case OU_NODE_IF:
    case OU_NODE_WITH:
    case OU_NODE_ASYNC_WITH:
    case OU_NODE_MATCH:
    case OU_NODE_TRY:
    case OU_NODE_TRY_STAR:
        return true;
    default:
        return false;
    }
}

// A compound statement at the prompt goes on until a line that holds nothing but blanks.
static bool ends_with_blank_line(const OuSource *source)
{
    uint32_t i = source->length;
    if (!i || source->text[--i] != '\n')
        return false;
    while (i && strchr(" \t\f", source->text[i - 1]))
        i--;
    return i && source->text[i - 1] == '\n';
}

static bool lacks_newline(const OuSyntaxTree *tree)
{
    const OuSource *source = &tree->source;
    const OuNodeList *body = &OU_AS(Interactive, tree->root)->body;
    uint32_t i = source->length;
    if (!i)
        return true;
    if (source->text[i - 1] == '\n' || !body->count || !is_compound(body->items[0]))
        return false;
    while (i && source->text[i - 1] != '\n')
        i--;
    return !strchr(" \t\f", source->text[i]);
}

static bool lacks_blank_line(const OuSyntaxTree *tree)
{
    const OuNodeList *body = &OU_AS(Interactive, tree->root)->body;
    return is_compound(body->items[0]) && !ends_with_blank_line(&tree->source);
}

// The parser got stuck where the text stops: more text may help.
static bool stopped_at_end(const Parse *parse)
{
    const OuToken *token = &parse->token;
    if (parse->lexer.failed)
        return parse->lexer.incomplete;
    return parse->build.rejected && token->start >= parse->build.source->length
           && (token->kind == OU_TOKEN_END || token->kind == OU_TOKEN_DEDENT);
}

// ---- the whole -------------------------------------------------------------------------------

static void set_error(OuSyntaxError *error, OuSyntaxErrorKind kind, const char *message)
{
    *error = (OuSyntaxError){ .kind = kind, .message = message };
}

static bool parse_failed(Parse *parse, OuSyntaxTree *tree, OuParserMode mode,
                         OuSyntaxError *error)
{
    if (parse->build.arena->failed || parse->build.too_nested) {
        set_error(error, OU_SYNTAX_MEMORY_ERROR, "");
    } else if (parse->build.too_deep) {
        set_error(error, OU_SYNTAX_RECURSION_ERROR,
                  "maximum recursion depth exceeded during compilation");
    } else {
        OuSpan stuck = { parse->token.start, parse->token.end };
        tree->incomplete = mode == OU_PARSER_INTERACTIVE && stopped_at_end(parse);
        ou_diagnosis_find(tree, parse->build.arena, mode, parse->build.checkpoint, stuck, error);
    }
    return false;
}

// Both lists are in order of their places.
static OuSourceWarning *merge_warnings(OuSourceWarning *one, OuSourceWarning *other)
{
    OuSourceWarning *first = NULL, **end = &first;
    while (one && other) {
        OuSourceWarning **from = one->start <= other->start ? &one : &other;
        *end = *from;
        end = &(*from)->next;
        *from = (*from)->next;
    }
    *end = one ? one : other;
    return first;
}

bool ou_parser_parse(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode, OuSourceForm form,
                     OuCharacterFinder *find_character, const char *path, const char *bytes,
                     size_t length, OuSyntaxError *error)
{
    return ou_parser_parse_limited(tree, arena, mode, form, find_character, path, bytes, length,
                                   OU_SOURCE_MAX_DIGITS, error);
}

bool ou_parser_parse_limited(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode,
                             OuSourceForm form, OuCharacterFinder *find_character,
                             const char *path, const char *bytes, size_t length,
                             uint32_t max_digits, OuSyntaxError *error)
{
    OuSourceError undecodable;
    Parse parse;
    *tree = (OuSyntaxTree){ .root = NULL };
    ou_ast_names_init(&tree->names, arena);
    if (!ou_source_init(&tree->source, arena, form, path, bytes, length, &undecodable)) {
        ou_diagnosis_undecodable(tree, &undecodable, error);
        return false;
    }
    tree->source.find_character = find_character;
    tree->source.max_digits = max_digits;
    parse.build = (OuBuild){ .arena = arena, .source = &tree->source, .names = &tree->names };
    parse.build.warnings_end = &parse.build.warnings;
    parse.state = ou_grammar_start(&parse.build);
    ou_lexer_init(&parse.lexer, &tree->source);
    if (!parse.state || !parse_tokens(&parse, mode))
        return parse_failed(&parse, tree, mode, error);
    tree->root = parse.build.root;
    tree->warnings = merge_warnings(parse.lexer.warnings, parse.build.warnings);
    if (mode == OU_PARSER_INTERACTIVE) {
        tree->incomplete = lacks_blank_line(tree);
        tree->unfinished = lacks_newline(tree);
    }
    return true;
}
