// build.h: what the grammar's actions call to make the syntax tree.
//
// Two rules let the actions be one line each. Any part may be NULL because memory ran out: builders
// then return NULL or a shorter list, and the driver stops at the arena's `failed`. And a builder
// that is handed what Python forbids calls ou_build_reject and goes on with anything: the driver
// stops at `rejected`, and the words for it are found by looking at the tokens again (diagnosis.h).
#ifndef OU_PARSER_BUILD_H
#define OU_PARSER_BUILD_H

#include "lexer/source.h"
#include "parser/ast.h"

typedef struct OuSpan {
    uint32_t start, end;            // byte offsets, end exclusive
} OuSpan;

typedef struct OuBuild {
    OuArena     *arena;
    OuSource    *source;
    OuNameTable *names;
    OuNode      *root;              // the finished tree
    uint32_t     checkpoint;        // where the last complete top-level statement ends
    uint32_t     open_as;           // `e as target` in parentheses that no `with` has claimed yet
    uint32_t     raw;               // for each open f-string a bit, the innermost lowest: r prefix
    OuSourceWarning *warnings, **warnings_end;   // about literals, in order
    bool         rejected;          // the text is no Python
    bool         too_deep;          // the tree would exceed OU_AST_DEPTH_LIMIT
    bool         too_nested;        // ... in a way that makes CPython's parser give up already
} OuBuild;

void ou_build_reject(OuBuild *build);

// ---- any node (build.c) ----

// A copy of `fields` (a struct Ou<Type>Node with an empty head) in the arena, with its head filled.
OuNode *ou_build_node(OuBuild *build, OuNodeKind kind, OuSpan at, const OuNode *fields);

#define OU_BUILD(NAME, Type, at, ...) \
    ou_build_node(build, OU_NODE_##NAME, (at), &(Ou##Type##Node){ __VA_ARGS__ }.head)

// Makes `parent` at least one deeper than `child`, which was put into it after it was built.
void ou_build_adopt(OuBuild *build, OuNode *parent, const OuNode *child);

OuNodeList ou_build_append(OuBuild *build, OuNodeList list, OuNode *item);
OuNodeList ou_build_concat(OuBuild *build, OuNodeList list, OuNodeList more);
OuNameList ou_build_append_name(OuBuild *build, OuNameList list, OuName *name);

// Rejects a starred expression where only a plain one may stand.
OuNode *ou_build_plain(OuBuild *build, OuNode *node);

// Turns an expression into a target, in place; rejects what can't be one.
OuNode *ou_build_target(OuBuild *build, OuNode *node, OuContext context);
OuNodeList ou_build_targets(OuBuild *build, OuNodeList list, OuContext context);

// ---- statements (build_statement.c) ----

OuNode *ou_build_interactive(OuBuild *build, OuSpan at, const OuNodeList *body);
void ou_build_end_statement(OuBuild *build, OuSpan at);
void ou_build_checkpoint(OuBuild *build, OuSpan statement);             // a top-level one
OuNode *ou_build_assign(OuBuild *build, OuSpan at, OuNodeList chain);   // targets, then the value
OuNode *ou_build_augmented(OuBuild *build, OuSpan at, OuNode *target, int32_t op, OuNode *value);
OuNode *ou_build_annotated(OuBuild *build, OuSpan at, OuNode *target, OuNode *annotation,
                           OuNode *value);
OuName *ou_build_dotted(OuBuild *build, OuNameList parts);              // "a.b.c"
OuNode *ou_build_star_alias(OuBuild *build, OuSpan at);
OuNode *ou_build_import_from(OuBuild *build, OuSpan at, int32_t level, const OuNameList *module,
                             OuNodeList aliases);
OuNode *ou_build_async(OuBuild *build, OuSpan async, OuNode *statement);
OuNode *ou_build_decorate(OuBuild *build, OuNode *definition, OuNodeList decorators);
OuNode *ou_build_class(OuBuild *build, OuSpan at, OuName *name, OuNodeList arguments,
                       OuNodeList body);
OuNode *ou_build_with_head(OuBuild *build, OuSpan at, OuNodeList items);
OuNode *ou_build_with(OuBuild *build, OuSpan at, OuNode *head, OuNodeList body);
OuNode *ou_build_as(OuBuild *build, OuSpan at, OuNode *value, OuNode *target);

// ---- parameters (build_parameter.c) ----

typedef enum OuParameterKind {
    OU_PARAMETER_PLAIN,             // name
    OU_PARAMETER_SLASH,             // /
    OU_PARAMETER_BARE_STAR,         // *
    OU_PARAMETER_STAR,              // *name
    OU_PARAMETER_DOUBLE_STAR,       // **name
} OuParameterKind;

typedef struct OuParameter {
    struct OuParameter *next;
    OuNode             *arg;        // an OuArgNode; NULL for / and a bare *
    OuNode             *value;      // the default, or NULL
    uint8_t             kind;
} OuParameter;

typedef struct OuParameterList {
    OuParameter *first, *last;
} OuParameterList;

OuParameter *ou_build_parameter(OuBuild *build, OuParameterKind kind, OuSpan at, OuName *name,
                                OuNode *annotation, OuNode *value);
OuParameterList ou_build_append_parameter(OuParameterList *list, OuParameter *parameter);

// Rejects a list that is out of order.
OuNode *ou_build_parameters(OuBuild *build, OuSpan at, OuParameterList list);

// ---- expressions (build_expression.c) ----

typedef struct OuPair {
    OuNode *key, *value;
} OuPair;

typedef struct OuPairs {
    OuNodeList keys, values;        // of equal length
} OuPairs;

OuPairs *ou_build_append_pair(OuBuild *build, OuPairs *pairs, OuPair pair);   // NULL: a new list
OuNode *ou_build_walrus(OuBuild *build, OuSpan at, OuSpan name_at, OuName *name, OuNode *value);
OuNode *ou_build_boolean(OuBuild *build, OuSpan at, OuNode *left, OuOperator op, OuNode *right);
OuNode *ou_build_compare(OuBuild *build, OuSpan at, OuNode *left, OuOperator op, OuNode *right);
OuNode *ou_build_number(OuBuild *build, OuSpan at);
OuNode *ou_build_subscript(OuBuild *build, OuSpan at, OuNode *index);
OuNode *ou_build_dict(OuBuild *build, OuSpan at, OuPairs *pairs);
OuNode *ou_build_dict_comp(OuBuild *build, OuSpan at, OuPair pair, OuNodeList generators);
OuNodeList ou_build_condition(OuBuild *build, OuNodeList generators, OuNode *condition);

OuNode *ou_build_generator(OuBuild *build, OuSpan at, OuNode *element, OuNodeList generators);

// Marks a tuple or generator that has no parentheses yet.
OuNode *ou_build_bare(OuNode *node);

// Puts `inside` into parentheses that span `at`.
OuNode *ou_build_enclosed(OuBuild *build, OuSpan at, OuNode *inside);

// `inside` spans the call's parentheses.
OuNode *ou_build_call(OuBuild *build, OuSpan at, OuSpan inside, OuNode *function,
                      OuNodeList arguments);

// A comma ends the arguments: a lone generator then needs parentheses of its own.
OuNodeList ou_build_end_arguments(OuBuild *build, OuNodeList arguments);

// Sorts arguments into positional ones and keywords; rejects a wrong order.
void ou_build_split_arguments(OuBuild *build, OuNodeList arguments, OuNodeList *positional,
                              OuNodeList *keywords);

// ---- strings (build_string.c) ----

typedef enum OuStringPieceKind {
    OU_STRING_PIECE_TEXT,
    OU_STRING_PIECE_BYTES,
    OU_STRING_PIECE_FSTRING,        // no content; says that an f-string begins here
    OU_STRING_PIECE_FIELD,
} OuStringPieceKind;

typedef struct OuStringPiece {
    struct OuStringPiece *next;
    OuNode               *field;    // of FIELD: a FormattedValue
    const char           *bytes;    // of TEXT and BYTES
    uint32_t              length;
    uint8_t               kind;
    bool                  has_u_prefix;
} OuStringPiece;

typedef struct OuStringRun {
    OuStringPiece *first, *last;
} OuStringRun;

OuStringRun ou_build_join(OuBuild *build, OuStringRun run, OuStringRun more);
OuStringRun ou_build_literal(OuBuild *build, OuSpan at);
OuStringRun ou_build_middle(OuBuild *build, OuSpan at);
void ou_build_open_fstring(OuBuild *build, OuSpan at);
OuStringRun ou_build_fstring(OuBuild *build, OuSpan at, OuStringRun parts);

// `text` is the source that f"{x = }" shows; empty when there is no `=`. A conversion of -1: none.
OuStringRun ou_build_field(OuBuild *build, OuSpan text, OuNode *value, int32_t conversion,
                           OuNode *format);
int32_t ou_build_conversion(OuBuild *build, OuSpan at);
OuNode *ou_build_format(OuBuild *build, OuSpan at, OuStringRun parts);

// A run of adjacent literals is one Constant or one JoinedStr.
OuNode *ou_build_strings(OuBuild *build, OuSpan at, OuStringRun run);

// ---- patterns (build_pattern.c) ----

bool ou_is_build_wildcard(const OuName *name);                   // "_"
OuName *ou_build_capture(OuBuild *build, OuName *name);          // rejects "_"
OuNode *ou_build_value_pattern(OuBuild *build, OuSpan at, OuNode *value, OuName *name);
OuNode *ou_build_complex(OuBuild *build, OuSpan at, OuNode *real, OuOperator op,
                         OuNode *imaginary);
OuNode *ou_build_mapping_pattern(OuBuild *build, OuSpan at, OuPairs *pairs);  // key NULL: **rest
OuNode *ou_build_class_pattern(OuBuild *build, OuSpan at, OuNode *class, OuPairs *patterns);

#endif
