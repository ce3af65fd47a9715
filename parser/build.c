#include "parser/build.h"

#include <string.h>

#include "parser/fields.h"

void ou_build_reject(OuBuild *build)
{
    build->rejected = true;
}

// CPython's parser calls itself for what stands to the right, and gives up first; for `a.b.c` and
// `a + b + c` it needs no stack, and it is the next stage that can't follow.
static bool is_nested_to_the_right(const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_UNARY_OP:
    case OU_NODE_IF_EXP:
    case OU_NODE_LAMBDA:
    case OU_NODE_IF:
        return true;
    case OU_NODE_BIN_OP:
        return OU_AS(BinOp, node)->op == OU_OPERATOR_POW;
    default:
        return false;
    }
}

void ou_build_adopt(OuBuild *build, OuNode *parent, const OuNode *child)
{
    if (!parent || !child || child->depth < parent->depth)
        return;
    parent->depth = child->depth + 1;
    if (parent->depth > OU_AST_DEPTH_LIMIT && !build->too_deep) {
        build->too_deep = true;
        build->too_nested = is_nested_to_the_right(parent);
    }
}

static void adopt_list(OuBuild *build, OuNode *parent, const OuNodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        ou_build_adopt(build, parent, list->items[i]);
}

OuNode *ou_build_node(OuBuild *build, OuNodeKind kind, OuSpan at, const OuNode *fields)
{
    const OuNodeInfo *info = ou_fields_of(kind);
    OuNode *node = ou_arena_alloc(build->arena, info->size);
    if (!node)
        return NULL;
    memcpy(node, fields, info->size);
    node->kind = (uint8_t)kind;
    node->depth = 1;
    node->start = at.start;
    node->end = at.end;
    for (uint32_t i = 0; i < info->count; i++) {
        const char *member = (const char *)node + info->fields[i].offset;
        switch ((OuFieldSort)info->fields[i].sort) {
        case OU_FIELD_SORT_NODE:
        case OU_FIELD_SORT_OPTIONAL:
            ou_build_adopt(build, node, *(OuNode *const *)member);
            break;
        case OU_FIELD_SORT_NODES:
        case OU_FIELD_SORT_OPTIONALS:
            adopt_list(build, node, (const OuNodeList *)member);
            break;
        default:
            break;
        }
    }
    return node;
}

OuNodeList ou_build_append(OuBuild *build, OuNodeList list, OuNode *item)
{
    (void)!ou_ast_append(build->arena, &list, item);    // the arena remembers a failure
    return list;
}

OuNodeList ou_build_concat(OuBuild *build, OuNodeList list, OuNodeList more)
{
    for (uint32_t i = 0; i < more.count; i++)
        list = ou_build_append(build, list, more.items[i]);
    return list;
}

OuNameList ou_build_append_name(OuBuild *build, OuNameList list, OuName *name)
{
    (void)!ou_ast_append_name(build->arena, &list, name);
    return list;
}

OuNode *ou_build_plain(OuBuild *build, OuNode *node)
{
    if (node && node->kind == OU_NODE_STARRED)
        ou_build_reject(build);
    return node;
}

// `*` in front of a target, but not twice, and never in a `del`.
static void target_starred(OuBuild *build, OuNode *node, OuContext context)
{
    OuNode *value = OU_AS(Starred, node)->value;
    if (context == OU_CONTEXT_DEL || (value && value->kind == OU_NODE_STARRED))
        ou_build_reject(build);
    else
        (void)ou_build_target(build, value, context);
}

// Recurses into tuples and lists only: no deeper than the lexer's limit of nested brackets.
OuNode *ou_build_target(OuBuild *build, OuNode *node, OuContext context)
{
    if (!node || build->rejected)
        return node;
    node->context = (uint8_t)context;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_NAME:
    case OU_NODE_ATTRIBUTE:
    case OU_NODE_SUBSCRIPT:
        break;
    case OU_NODE_STARRED:
        target_starred(build, node, context);
        break;
    case OU_NODE_TUPLE:
    case OU_NODE_LIST:
        (void)ou_build_targets(build, OU_AS(List, node)->elts, context);
        break;
    default:
        ou_build_reject(build);
    }
    return node;
}

OuNodeList ou_build_targets(OuBuild *build, OuNodeList list, OuContext context)
{
    for (uint32_t i = 0; i < list.count; i++)
        (void)ou_build_target(build, list.items[i], context);
    return list;
}
