// fields.h: what the fields of each kind of node are, as data, for walkers that treat all alike.
#ifndef OU_PARSER_FIELDS_H
#define OU_PARSER_FIELDS_H

#include "parser/ast.h"

typedef enum OuFieldSort {
    OU_FIELD_SORT_SCOPE,
    OU_FIELD_SORT_NODE,
    OU_FIELD_SORT_OPTIONAL,
    OU_FIELD_SORT_NODES,
    OU_FIELD_SORT_OPTIONALS,
    OU_FIELD_SORT_NAME,
    OU_FIELD_SORT_MAYBE,
    OU_FIELD_SORT_NAMES,
    OU_FIELD_SORT_INTEGER,
    OU_FIELD_SORT_OPERATOR,
    OU_FIELD_SORT_OPERATORS,
    OU_FIELD_SORT_CONSTANT,
    OU_FIELD_SORT_CONTEXT,
} OuFieldSort;

typedef struct OuField {
    const char *name;
    uint16_t    offset;     // from the start of the node; of CONTEXT: that of `head.context`
    uint8_t     sort;       // an OuFieldSort: see nodes.def
} OuField;

typedef enum OuNodeGroup {
    OU_NODE_GROUP_ROOT,
    OU_NODE_GROUP_STATEMENT,
    OU_NODE_GROUP_EXPRESSION,
    OU_NODE_GROUP_PATTERN,
    OU_NODE_GROUP_PART,
    OU_NODE_GROUP_CLAUSE,
} OuNodeGroup;

typedef struct OuNodeInfo {
    const char    *name;    // as CPython's class is called
    uint16_t       size;    // of the struct
    uint8_t        group;   // an OuNodeGroup
    uint8_t        count;   // of fields
    const OuField *fields;
} OuNodeInfo;

const OuNodeInfo *ou_fields_of(OuNodeKind kind);

#endif
