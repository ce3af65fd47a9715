#include "parser/fields.h"

// The member that a field of each sort is; a context is kept in the head.
#define MEMBER_SCOPE(name)     name
#define MEMBER_NODE(name)      name
#define MEMBER_OPTIONAL(name)  name
#define MEMBER_NODES(name)     name
#define MEMBER_OPTIONALS(name) name
#define MEMBER_NAME(name)      name
#define MEMBER_MAYBE(name)     name
#define MEMBER_NAMES(name)     name
#define MEMBER_INTEGER(name)   name
#define MEMBER_OPERATOR(name)  name
#define MEMBER_OPERATORS(name) name
#define MEMBER_CONSTANT(name)  name
#define MEMBER_CONTEXT(name)   head.context

#define OU_FIELD(sort, name) \
    { #name, offsetof(Node, MEMBER_##sort(name)), OU_FIELD_SORT_##sort },
#define OU_NODE(NAME, Type, text, GROUP, members)                               \
    case OU_NODE_##NAME: {                                                      \
        typedef Ou##Type##Node Node;                                            \
        static const OuField fields[] = { members { NULL, 0, 0 } };             \
        static const OuNodeInfo info = {                                        \
            text, sizeof(Node), OU_NODE_GROUP_##GROUP,                          \
            sizeof fields / sizeof fields[0] - 1, fields,                       \
        };                                                                      \
        return &info;                                                           \
    }

const OuNodeInfo *ou_fields_of(OuNodeKind kind)
{
    static const OuNodeInfo none = { "none", sizeof(OuNode), OU_NODE_GROUP_CLAUSE, 0, NULL };
    switch (kind) {
#include "parser/nodes.def"
    case OU_NODE_NONE:
    case OU_NODE_KIND_COUNT:
        break;
    }
    return &none;
}
