// peg.h: a small language for grammars of ordered alternatives, and its rules in memory.
//
// A text of rules (peg_rules.c holds Python's) is compiled each time it is needed: it takes a
// fraction of a millisecond, and only texts with a syntax error need it. A rule is
//
//     name: item item -> Kind { action } | item item …      the first alternative that fits
//
//     'text'       the token spelled so             NAME NUMBER STRING NEWLINE INDENT DEDENT END
//     TYPE_COMMENT matches nothing, but reads the next token, as CPython does to look for one
//     `text`       a NAME with this very text       SOFT_KEYWORD: a NAME that begins one of these
//     rule         what the rule matches            ( … | … )   one of the alternatives
//     x?  x*  x+   at most one, any number, one or more          s.x+   x, with s between them
//     &x  !x       x follows, or doesn't; nothing is consumed    ~   no later alternative is tried
//     &&'text'     the token, or else the error "expected 'text'"
//     a=x          x is called a (or b) in the action
//
// `memo` in front of a rule: its results are remembered whether or not mistakes are looked for.
// `plain` in front of a rule: below it no mistakes are looked for. An alternative that is nothing
// but a rule named `invalid_…` is tried only while mistakes are looked for.
//
// A match gives a node: with `-> Kind` a new one, of a kind of the syntax tree or with `*` of none,
// else that of the first rule in it. Actions raise an error, or find that there is none, and then
// the rule fails without trying its other alternatives:
//
//     at a <message>         the error spans a
//     range a b <message>    from a to the end of b
//     starting a <message>   from a to the last token read
//     last <message>         at the last token read
//     indent a <message>     there too, but an IndentationError
//     target a <message>     at what in a can't be assigned to
//     give a                 no error: the rule's node is a
//     call name              a function of diagnosis_action.c decides
//
// In a message %s is what kind of expression a is, and %d its line.
#ifndef OU_PARSER_PEG_H
#define OU_PARSER_PEG_H

#include "lexer/token.h"
#include "parser/ast.h"

typedef enum OuPegItemKind {
    OU_PEG_TOKEN,           // token
    OU_PEG_WORD,            // text
    OU_PEG_SOFT_KEYWORD,
    OU_PEG_RULE,            // rule
    OU_PEG_GROUP,           // group
    OU_PEG_OPTIONAL,        // inner
    OU_PEG_ANY_NUMBER,      // inner
    OU_PEG_ONE_OR_MORE,     // inner
    OU_PEG_SEPARATED,       // inner, separator
    OU_PEG_AHEAD,           // inner
    OU_PEG_NOT_AHEAD,       // inner
    OU_PEG_FORCED,          // token
    OU_PEG_CUT,
} OuPegItemKind;

typedef struct OuPegText {
    const char *bytes;      // in the text of the rules
    uint32_t    length;
} OuPegText;

typedef struct OuPegItem {
    struct OuPegItem        *next;
    struct OuPegItem        *inner;
    struct OuPegItem        *separator;
    struct OuPegAlternative *group;
    struct OuPegRule        *rule;
    OuPegText                text;
    uint8_t                  kind;      // an OuPegItemKind
    uint8_t                  token;     // an OuTokenKind
    uint8_t                  label;     // 0, or 1 for a, 2 for b
} OuPegItem;

typedef enum OuPegActionKind {
    OU_PEG_ACTION_NONE,
    OU_PEG_ACTION_AT,
    OU_PEG_ACTION_RANGE,
    OU_PEG_ACTION_STARTING,
    OU_PEG_ACTION_LAST,
    OU_PEG_ACTION_INDENT,
    OU_PEG_ACTION_TARGET,
    OU_PEG_ACTION_GIVE,
    OU_PEG_ACTION_CALL,
} OuPegActionKind;

typedef struct OuPegAlternative {
    struct OuPegAlternative *next;
    OuPegItem               *items;
    OuPegText                text;          // the action's message, or the function's name
    uint8_t                  action;        // an OuPegActionKind
    uint8_t                  node_kind;     // an OuNodeKind
    bool                     makes_node;
} OuPegAlternative;

typedef struct OuPegRule {
    OuPegAlternative *alternatives;
    bool              is_memo;
    bool              is_plain;
    bool              is_invalid;           // by its name
    bool              is_left_recursive;    // an alternative begins with the rule itself
} OuPegRule;

typedef struct OuPegGrammar {
    OuArena    *arena;
    OuNameTable names;                      // each name's cache is its OuPegRule
} OuPegGrammar;

extern const char ou_peg_rules[];

// Compiles the text of all rules; false when memory is refused. The text is part of the program:
// a mistake in it is an assertion.
__attribute__((warn_unused_result))
bool ou_peg_compile(OuPegGrammar *grammar, OuArena *arena, const char *rules);

// The rule with this name, made empty when it is new; NULL when memory is refused.
__attribute__((warn_unused_result))
OuPegRule *ou_peg_rule(OuPegGrammar *grammar, OuPegText name);

static inline bool ou_is_peg_text(OuPegText text, const char *other)
{
    size_t length = __builtin_strlen(other);
    return text.length == length && !__builtin_memcmp(text.bytes, other, length);
}

#endif
