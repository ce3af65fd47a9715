// parser.h: a text becomes a syntax tree, or a syntax error worded and placed as in CPython 3.11.
#ifndef OU_PARSER_PARSER_H
#define OU_PARSER_PARSER_H

#include "lexer/source.h"
#include "parser/ast.h"

typedef enum OuParserMode {
    OU_PARSER_FILE,             // any number of statements        -> Module       ("exec")
    OU_PARSER_INTERACTIVE,      // one statement, or nothing       -> Interactive  ("single")
    OU_PARSER_BLOCK,            // any number of statements        -> Interactive
    OU_PARSER_EXPRESSION,       // one expression                  -> Expression   ("eval")
} OuParserMode;

typedef enum OuSyntaxErrorKind {
    OU_SYNTAX_ERROR,
    OU_SYNTAX_INDENTATION_ERROR,
    OU_SYNTAX_TAB_ERROR,
    OU_SYNTAX_VALUE_ERROR,          // ValueError: NUL bytes in a text handed to compile()
    OU_SYNTAX_UNICODE_ERROR,        // bytes handed to compile() that aren't UTF-8
    OU_SYNTAX_MEMORY_ERROR,         // no memory, or nested too deeply to parse
    OU_SYNTAX_RECURSION_ERROR,      // parsed, but too deep to be walked
} OuSyntaxErrorKind;

// The attributes of a SyntaxError, ready to be shown. Lines and columns count from 1, columns in
// code points; 0 or -1 where CPython has these.
typedef struct OuSyntaxError {
    OuSyntaxErrorKind kind;
    bool        has_place;          // false: no line is known; only `message` counts
    const char *message;            // in the tree's arena, or static
    int32_t     line, column;       // lineno, offset
    int32_t     end_line, end_column;
    const char *text;               // the source line, with its "\n" if it has one; or NULL
    uint32_t    text_length;
} OuSyntaxError;

typedef struct OuSyntaxTree {
    OuSource         source;        // positions in the tree count from the start of its text
    OuNameTable      names;
    OuNode          *root;          // a Module, Interactive or Expression
    OuSourceWarning *warnings;      // in order of their places
    bool             future_annotations;   // as if the program began with that future statement:
                                           // whoever compiles it sets this after the parse
    bool             without_text;  // a script made it: the source has the lines' widths only
    bool             incomplete;    // INTERACTIVE only: the prompt should read another line first,
                                    // whether the parse went well or not
    bool             unfinished;    // INTERACTIVE only: empty, or a compound statement on one line
                                    // that no newline follows
} OuSyntaxTree;

// Fills `tree`, all of it in `arena`; false fills `error`, and `tree->source` still holds the text
// (unless it couldn't be decoded). `path` must outlive the tree, `bytes` need not. Without
// `find_character` no `\N{name}` is known.
__attribute__((warn_unused_result))
bool ou_parser_parse(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode, OuSourceForm form,
                     OuCharacterFinder *find_character, const char *path, const char *bytes,
                     size_t length, OuSyntaxError *error);
// The same with a limit of its own to the digits of decimal integers, 0 for none.
__attribute__((warn_unused_result))
bool ou_parser_parse_limited(OuSyntaxTree *tree, OuArena *arena, OuParserMode mode,
                             OuSourceForm form, OuCharacterFinder *find_character,
                             const char *path, const char *bytes, size_t length,
                             uint32_t max_digits, OuSyntaxError *error);

#endif
