// ast.h: the syntax tree. Kinds and fields are CPython 3.11's (module `ast`), see nodes.def.
//
// A node is a struct Ou<Type>Node that starts with an OuNode: look at `kind`, then cast with
// OU_AS. Nodes, lists and names live in one arena and die with it; nothing points outside it.
// Positions are byte offsets into the decoded source text, `end` exclusive; the line table of the
// lexer turns them into lines and columns.
//
//     OuNode *node = ...;
//     switch ((OuNodeKind)node->kind) {
//         case OU_NODE_IF: compile_test(OU_AS(If, node)->test); ...
//
// Invariant: no path from the root is longer than OU_AST_DEPTH_LIMIT nodes. The parser refuses
// deeper programs, so a walker may recurse, provided that it checks its own stack.
#ifndef OU_PARSER_AST_H
#define OU_PARSER_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "gc/arena.h"

enum { OU_AST_DEPTH_LIMIT = 6000 };

typedef enum OuNodeKind {
    OU_NODE_NONE,                       // no node has this kind
#define OU_FIELD(sort, name)
#define OU_NODE(NAME, Type, text, GROUP, fields) OU_NODE_##NAME,
#include "parser/nodes.def"
    OU_NODE_KIND_COUNT
} OuNodeKind;

typedef enum OuOperator {
#define OU_OPERATOR(NAME, text, spelling) OU_OPERATOR_##NAME,
#include "parser/operators.def"
    OU_OPERATOR_COUNT
} OuOperator;

// What is done to an Attribute, Subscript, Starred, Name, List or Tuple; LOAD for all others.
typedef enum OuContext { OU_CONTEXT_LOAD, OU_CONTEXT_STORE, OU_CONTEXT_DEL } OuContext;

enum {
    OU_NODE_PARENTHESISED = 1,          // written inside parentheses of its own
    OU_NODE_BARE          = 2,          // waits for its parentheses: never seen outside the parser
};

typedef struct OuNode {
    uint8_t  kind;                      // an OuNodeKind
    uint8_t  context;                   // an OuContext
    uint8_t  flags;                     // OU_NODE_PARENTHESISED
    uint8_t  reserved;
    uint32_t depth;                     // nodes on the longest way down to a leaf, this one counted
    uint32_t start;                     // byte offset of the first byte
    uint32_t end;                       // one past the last
} OuNode;

// An identifier. Two names of one tree are equal if and only if their addresses are equal.
typedef struct OuName {
    struct OuName *next;                // in its hash chain
    void          *cache;               // NULL after parsing; free for the compiler
    uint32_t       hash;
    uint32_t       length;              // of `text`, in bytes
    char           text[];              // UTF-8, NFKC-normalised, NUL-terminated
} OuName;

typedef struct OuNodeList {
    OuNode **items;
    uint32_t count;
    uint32_t capacity;
} OuNodeList;

typedef struct OuNameList {
    OuName **items;
    uint32_t count;
    uint32_t capacity;
} OuNameList;

typedef struct OuOperatorList {
    uint8_t *items;                     // each an OuOperator
    uint32_t count;
    uint32_t capacity;
} OuOperatorList;

typedef enum OuConstantKind {
    OU_CONSTANT_NONE,
    OU_CONSTANT_FALSE,
    OU_CONSTANT_TRUE,
    OU_CONSTANT_ELLIPSIS,
    OU_CONSTANT_INTEGER,                // fits int64_t: `integer`
    OU_CONSTANT_BIG_INTEGER,            // larger: `text` holds digits of `base`, no prefix, no `_`
    OU_CONSTANT_FLOAT,                  // `number`; may be infinite (1e999)
    OU_CONSTANT_IMAGINARY,              // `number` is the imaginary part
    OU_CONSTANT_STRING,                 // `text`: UTF-8, lone surrogates as three bytes (WTF-8)
    OU_CONSTANT_BYTES,                  // `text`: any bytes
} OuConstantKind;

typedef struct OuConstant {
    uint8_t  kind;                      // an OuConstantKind
    uint8_t  base;                      // 2, 8, 10 or 16; of BIG_INTEGER only
    bool     has_u_prefix;              // STRING whose first literal is written u"..."
    uint32_t length;                    // of `text`, in bytes; NULs may be inside
    union {
        int64_t     integer;            // never negative: a sign is a UnaryOp
        double      number;
        const char *text;               // NUL-terminated behind `length` bytes
    } as;
} OuConstant;

// One struct per kind: `typedef struct OuIfNode { OuNode head; OuNode *test; ... } OuIfNode;`
#define OU_FIELD_SCOPE(name)     void *name;
#define OU_FIELD_NODE(name)      OuNode *name;
#define OU_FIELD_OPTIONAL(name)  OuNode *name;
#define OU_FIELD_NODES(name)     OuNodeList name;
#define OU_FIELD_OPTIONALS(name) OuNodeList name;
#define OU_FIELD_NAME(name)      OuName *name;
#define OU_FIELD_MAYBE(name)     OuName *name;
#define OU_FIELD_NAMES(name)     OuNameList name;
#define OU_FIELD_INTEGER(name)   int32_t name;
#define OU_FIELD_OPERATOR(name)  uint8_t name;
#define OU_FIELD_OPERATORS(name) OuOperatorList name;
#define OU_FIELD_CONSTANT(name)  OuConstant name;
#define OU_FIELD_CONTEXT(name)
#define OU_FIELD(sort, name) OU_FIELD_##sort(name)
#define OU_NODE(NAME, Type, text, GROUP, fields) \
    typedef struct Ou##Type##Node { OuNode head; fields } Ou##Type##Node;
#include "parser/nodes.def"

// What every node with a SCOPE field starts with.
typedef struct OuScopedNode {
    OuNode head;
    void  *scope;                       // NULL after parsing; free for the scope analysis
} OuScopedNode;

// The node as the struct of its kind: OU_AS(If, node)->test.
#define OU_AS(Type, node) ((Ou##Type##Node *)(node))

// True if the node is one that starts a scope: it may be cast to OuScopedNode.
bool ou_is_ast_scoped(const OuNode *node);

// "FunctionDef", "arguments", "Add", "not in", ...
const char *ou_ast_kind_name(OuNodeKind kind);
const char *ou_ast_operator_name(OuOperator op);
const char *ou_ast_operator_spelling(OuOperator op);

// A zeroed node with its position; NULL when memory is refused.
__attribute__((warn_unused_result))
OuNode *ou_ast_new(OuArena *arena, OuNodeKind kind, uint32_t start, uint32_t end);

// Each puts an item behind the last; false when memory is refused.
__attribute__((warn_unused_result))
bool ou_ast_append(OuArena *arena, OuNodeList *list, OuNode *item);
__attribute__((warn_unused_result))
bool ou_ast_append_name(OuArena *arena, OuNameList *list, OuName *item);
__attribute__((warn_unused_result))
bool ou_ast_append_operator(OuArena *arena, OuOperatorList *list, OuOperator item);

// The set of all names of one tree; lives in the arena that it is given.
typedef struct OuNameTable {
    OuArena *arena;
    OuName **buckets;
    uint32_t bucket_count;              // a power of two, or 0 before the first name
    uint32_t count;
} OuNameTable;

void ou_ast_names_init(OuNameTable *names, OuArena *arena);

// The one name with this text, made when it is new; NULL when memory is refused.
__attribute__((warn_unused_result))
OuName *ou_ast_intern(OuNameTable *names, const char *text, size_t length);

#endif
