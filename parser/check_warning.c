// CPython's SyntaxWarnings about code that can't be meant.
#include "parser/check_walk.h"
#include "parser/complaint.h"

#include <stddef.h>
#include <string.h>

// ---- what type an expression has at sight -------------------------------------------------------

static const char *constant_type(const OuConstant *constant)
{
    switch ((OuConstantKind)constant->kind) {
    case OU_CONSTANT_NONE:      return "NoneType";
    case OU_CONSTANT_FALSE: case OU_CONSTANT_TRUE: return "bool";
    case OU_CONSTANT_ELLIPSIS:  return "ellipsis";
    case OU_CONSTANT_INTEGER: case OU_CONSTANT_BIG_INTEGER: return "int";
    case OU_CONSTANT_FLOAT:     return "float";
    case OU_CONSTANT_IMAGINARY: return "complex";
    case OU_CONSTANT_STRING:    return "str";
    case OU_CONSTANT_BYTES:     return "bytes";
    }
    return NULL;
}

static const char *type_of(const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_TUPLE:         return "tuple";
    case OU_NODE_LIST: case OU_NODE_LIST_COMP: return "list";
    case OU_NODE_DICT: case OU_NODE_DICT_COMP: return "dict";
    case OU_NODE_SET: case OU_NODE_SET_COMP:   return "set";
    case OU_NODE_GENERATOR_EXP: return "generator";
    case OU_NODE_LAMBDA:        return "function";
    case OU_NODE_JOINED_STR: case OU_NODE_FORMATTED_VALUE: return "str";
    case OU_NODE_CONSTANT:      return constant_type(&OU_AS(Constant, node)->value);
    default:                    return NULL;
    }
}

static bool is_one_of(const char *type, const char *const *types)
{
    for (; *types; types++) {
        if (type && strcmp(type, *types) == 0) return true;
    }
    return false;
}

// ---- warnings -----------------------------------------------------------------------------------

static void warn(OuCheck *check, const OuNode *at, const char *text)
{
    if (!ou_complaint_warn(check->tree, at, "%s", text)) ou_check_fail_memory(check);
}

void ou_check_warn_assert(OuCheck *check, const OuNode *node)
{
    const OuNode *test = OU_AS(Assert, node)->test;
    if (test->kind != OU_NODE_TUPLE || OU_AS(Tuple, test)->elts.count == 0) return;
    warn(check, node, "assertion is always true, perhaps remove parentheses?");
}

enum { FOLD_DEPTH = 20 };    // how deep constant expressions are looked into

// A constant, or what CPython folds into one, that isn't the only one of its value.
static bool is_literal(const OuNode *node, int depth)
{
    if (depth == 0) return false;
    const OuNodeList *items = &OU_AS(Tuple, node)->elts;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_CONSTANT:
        return OU_AS(Constant, node)->value.kind > OU_CONSTANT_ELLIPSIS;
    case OU_NODE_UNARY_OP:
        return is_literal(OU_AS(UnaryOp, node)->operand, depth - 1);
    case OU_NODE_BIN_OP:
        return is_literal(OU_AS(BinOp, node)->left, depth - 1)
            && is_literal(OU_AS(BinOp, node)->right, depth - 1);
    case OU_NODE_TUPLE:
        for (uint32_t i = 0; i < items->count; i++) {
            const OuNode *item = items->items[i];
            if (item->kind != OU_NODE_CONSTANT && !is_literal(item, depth - 1)) return false;
        }
        return true;
    default:
        return false;
    }
}

void ou_check_warn_compare(OuCheck *check, const OuNode *node)
{
    const OuCompareNode *compare = OU_AS(Compare, node);
    const OuNode *left = compare->left;
    for (uint32_t i = 0; i < compare->ops.count; i++) {
        const OuNode *right = compare->comparators.items[i];
        uint8_t op = compare->ops.items[i];
        bool doubtful = is_literal(left, FOLD_DEPTH) || is_literal(right, FOLD_DEPTH);
        if (doubtful && (op == OU_OPERATOR_IS || op == OU_OPERATOR_IS_NOT)) {
            warn(check, node, op == OU_OPERATOR_IS
                 ? "\"is\" with a literal. Did you mean \"==\"?"
                 : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}

static void warn_type(OuCheck *check, const OuNode *at, const char *type, const char *what)
{
    if (!ou_complaint_warn(check->tree, at, "'%s' object is not %s; perhaps you missed a "
                           "comma?", type, what)) {
        ou_check_fail_memory(check);
    }
}

void ou_check_warn_call(OuCheck *check, const OuNode *node)
{
    const OuNode *function = OU_AS(Call, node)->func;
    const char *type = type_of(function);
    if (type && function->kind != OU_NODE_LAMBDA) warn_type(check, node, type, "callable");
}

static void warn_index(OuCheck *check, const OuNode *at, const char *type, const char *index)
{
    if (!ou_complaint_warn(check->tree, at, "%s indices must be integers or slices, not %s; "
                           "perhaps you missed a comma?", type, index)) {
        ou_check_fail_memory(check);
    }
}

void ou_check_warn_subscript(OuCheck *check, const OuNode *node)
{
    static const char *const closed[] = {
        "NoneType", "ellipsis", "int", "bool", "float", "complex", "set", "generator", "function",
        NULL,
    };
    static const char *const sequences[] = { "str", "bytes", "tuple", "list", NULL };
    static const char *const integers[] = { "int", "bool", NULL };
    const OuSubscriptNode *subscript = OU_AS(Subscript, node);
    const char *type = type_of(subscript->value), *index = type_of(subscript->slice);
    if (node->context != OU_CONTEXT_LOAD) return;
    if (is_one_of(type, closed)) {
        warn_type(check, node, type, "subscriptable");
    } else if (is_one_of(type, sequences) && index && !is_one_of(index, integers)) {
        warn_index(check, node, type, index);
    }
}
