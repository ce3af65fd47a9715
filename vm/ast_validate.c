// What CPython's compiler refuses in a tree that a script has put together (Python/ast.c).
#include <string.h>

#include "runtime/error.h"
#include "vm/ast_module.h"

static bool fail(OuVM *vm, const char *message)
{
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s", message);
    return false;
}

static bool need(OuVM *vm, const OuNode *node, uint32_t count, const char *what)
{
    if (count) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "empty %s on %s", what,
                   ou_ast_kind_name((OuNodeKind)node->kind));
    return false;
}

static const char *context_name(uint8_t context)
{
    static const char *const names[] = { "Load", "Store", "Del" };
    return names[context];
}

static bool has_context(const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_ATTRIBUTE: case OU_NODE_SUBSCRIPT: case OU_NODE_STARRED: case OU_NODE_NAME:
    case OU_NODE_LIST: case OU_NODE_TUPLE:
        return true;
    default:
        return false;
    }
}

// An expression stands where its context is `wanted`.
static bool check_context(OuVM *vm, const OuNode *node, OuContext wanted)
{
    if (!has_context(node) && wanted != OU_CONTEXT_LOAD) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "expression which can't be assigned to in %s context",
                       context_name((uint8_t)wanted));
        return false;
    }
    if (!has_context(node) || node->context == wanted) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "expression must have %s context but has %s instead",
                   context_name((uint8_t)wanted), context_name(node->context));
    return false;
}

static bool check_contexts(OuVM *vm, const OuNodeList *list, OuContext wanted)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i] && !check_context(vm, list->items[i], wanted)) return false;
    }
    return true;
}

// The context in which a node's field stands.
static OuContext field_context(const OuNode *node, const OuField *field)
{
    bool is_target = strcmp(field->name, "target") == 0 || strcmp(field->name, "targets") == 0;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_DELETE: return OU_CONTEXT_DEL;
    case OU_NODE_LIST: case OU_NODE_TUPLE: return (OuContext)node->context;
    case OU_NODE_STARRED: return (OuContext)node->context;
    case OU_NODE_WITHITEM:
        return strcmp(field->name, "optional_vars") == 0 ? OU_CONTEXT_STORE : OU_CONTEXT_LOAD;
    default: return is_target ? OU_CONTEXT_STORE : OU_CONTEXT_LOAD;
    }
}

static bool check_name(OuVM *vm, const OuName *name)
{
    static const char *const constants[] = { "None", "True", "False" };
    for (int i = 0; i < 3; i++) {
        if (strcmp(name->text, constants[i]) != 0) continue;
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "identifier field can't represent '%s' constant",
                       constants[i]);
        return false;
    }
    return true;
}

static bool check_arguments(OuVM *vm, const OuArgumentsNode *arguments)
{
    if (arguments->defaults.count > arguments->args.count + arguments->posonlyargs.count) {
        return fail(vm, "more positional defaults than args on arguments");
    }
    if (arguments->kw_defaults.count == arguments->kwonlyargs.count) return true;
    return fail(vm, "length of kwonlyargs is not the same as kw_defaults on arguments");
}

static bool check_try(OuVM *vm, const OuTryNode *node)
{
    const char *name = ou_ast_kind_name((OuNodeKind)node->head.kind);
    if (!node->handlers.count && !node->finalbody.count) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s has neither except handlers nor finalbody",
                       name);
        return false;
    }
    if (node->handlers.count || !node->orelse.count) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s has orelse but no except handlers", name);
    return false;
}

static bool check_expression(OuVM *vm, const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_BOOL_OP:
        return OU_AS(BoolOp, node)->values.count >= 2
            || fail(vm, "BoolOp with less than 2 values");
    case OU_NODE_DICT:
        return OU_AS(Dict, node)->keys.count == OU_AS(Dict, node)->values.count
            || fail(vm, "Dict doesn't have the same number of keys as values");
    case OU_NODE_LIST_COMP: case OU_NODE_SET_COMP: case OU_NODE_GENERATOR_EXP:
        return OU_AS(ListComp, node)->generators.count
            || fail(vm, "comprehension with no generators");
    case OU_NODE_DICT_COMP:
        return OU_AS(DictComp, node)->generators.count
            || fail(vm, "comprehension with no generators");
    case OU_NODE_COMPARE:
        if (!OU_AS(Compare, node)->comparators.count) {
            return fail(vm, "Compare with no comparators");
        }
        return OU_AS(Compare, node)->comparators.count == OU_AS(Compare, node)->ops.count
            || fail(vm, "Compare has a different number of comparators and operands");
    case OU_NODE_NAME: return check_name(vm, OU_AS(Name, node)->id);
    case OU_NODE_NAMED_EXPR:
        if (OU_AS(NamedExpr, node)->target->kind == OU_NODE_NAME) return true;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "NamedExpr target must be a Name");
        return false;
    default: return true;
    }
}

static bool check_pattern(OuVM *vm, const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_MATCH_OR:
        return OU_AS(MatchOr, node)->patterns.count >= 2
            || fail(vm, "MatchOr requires at least 2 patterns");
    case OU_NODE_MATCH_MAPPING:
        return OU_AS(MatchMapping, node)->keys.count == OU_AS(MatchMapping, node)->patterns.count
            || fail(vm, "MatchMapping doesn't have the same number of keys as patterns");
    case OU_NODE_MATCH_CLASS:
        return OU_AS(MatchClass, node)->kwd_attrs.count
            == OU_AS(MatchClass, node)->kwd_patterns.count
            || fail(vm, "MatchClass doesn't have the same number of keyword attributes as "
                        "patterns");
    case OU_NODE_MATCH_AS:
        return !OU_AS(MatchAs, node)->pattern || OU_AS(MatchAs, node)->name
            || fail(vm, "MatchAs must specify a target name if a pattern is given");
    default: return true;
    }
}

static bool check_statement(OuVM *vm, const OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_DELETE: return need(vm, node, OU_AS(Delete, node)->targets.count, "targets");
    case OU_NODE_ASSIGN: return need(vm, node, OU_AS(Assign, node)->targets.count, "targets");
    case OU_NODE_WITH: case OU_NODE_ASYNC_WITH:
        return need(vm, node, OU_AS(With, node)->items.count, "items");
    case OU_NODE_MATCH: return need(vm, node, OU_AS(Match, node)->cases.count, "cases");
    case OU_NODE_IMPORT: return need(vm, node, OU_AS(Import, node)->names.count, "names");
    case OU_NODE_IMPORT_FROM:
        if (OU_AS(ImportFrom, node)->level < 0) return fail(vm, "Negative ImportFrom level");
        return need(vm, node, OU_AS(ImportFrom, node)->names.count, "names");
    case OU_NODE_GLOBAL: case OU_NODE_NONLOCAL:
        return need(vm, node, OU_AS(Global, node)->names.count, "names");
    case OU_NODE_RAISE:
        return OU_AS(Raise, node)->exc || !OU_AS(Raise, node)->cause
            || fail(vm, "Raise with cause but no exception");
    case OU_NODE_TRY: case OU_NODE_TRY_STAR: return check_try(vm, OU_AS(Try, node));
    case OU_NODE_ANN_ASSIGN:
        if (!OU_AS(AnnAssign, node)->simple
            || OU_AS(AnnAssign, node)->target->kind == OU_NODE_NAME) return true;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "AnnAssign with simple non-Name target");
        return false;
    default: return true;
    }
}

// Blocks that the grammar wants to hold something.
static bool is_body(const OuNode *node, const OuField *field)
{
    OuNodeGroup group = (OuNodeGroup)ou_fields_of((OuNodeKind)node->kind)->group;
    return group != OU_NODE_GROUP_ROOT && field->sort == OU_FIELD_SORT_NODES
        && strcmp(field->name, "body") == 0;
}

static bool may_hold_none(const OuField *field)
{
    return field->sort == OU_FIELD_SORT_OPTIONALS;
}

static bool validate_list(OuVM *vm, const OuNode *node, const OuField *field)
{
    const OuNodeList *list = (const OuNodeList *)(const void *)((const char *)node + field->offset);
    const char *class = ou_ast_field_class((OuNodeKind)node->kind, field);
    bool is_expression = strcmp(class, "expr") == 0;
    if (is_body(node, field) && !need(vm, node, list->count, "body")) return false;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]) continue;
        if (may_hold_none(field)) continue;
        return fail(vm, is_expression ? "None disallowed in expression list"
                                      : "None disallowed in statement list");
    }
    if (is_expression && !check_contexts(vm, list, field_context(node, field))) return false;
    for (uint32_t i = 0; i < list->count; i++) {
        if (!ou_check_interrupt_at(vm, i)) return false;
        if (list->items[i] && !ou_ast_validate(vm, list->items[i])) return false;
    }
    return true;
}

static bool validate_child(OuVM *vm, const OuNode *node, const OuField *field)
{
    const OuNode *child = *(OuNode *const *)(const void *)((const char *)node + field->offset);
    if (!child) return true;
    bool is_expression = strcmp(ou_ast_field_class((OuNodeKind)node->kind, field), "expr") == 0;
    if (is_expression && !check_context(vm, child, field_context(node, field))) return false;
    return ou_ast_validate(vm, child);
}

// CPython looks at the generators of a comprehension first.
static const OuField *field_in_turn(const OuNodeInfo *info, uint32_t turn)
{
    const OuField *last = &info->fields[info->count - 1];
    if (strcmp(last->name, "generators") != 0) return &info->fields[turn];
    return turn == 0 ? last : &info->fields[turn - 1];
}

static bool validate_fields(OuVM *vm, const OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    for (uint32_t i = 0; i < info->count; i++) {
        const OuField *field = field_in_turn(info, i);
        // The parameters themselves come before the numbers of their defaults.
        if (node->kind == OU_NODE_ARGUMENTS && strcmp(field->name, "kw_defaults") == 0
            && !check_arguments(vm, OU_AS(Arguments, node))) return false;
        OuFieldSort sort = (OuFieldSort)field->sort;
        bool is_list = sort == OU_FIELD_SORT_NODES || sort == OU_FIELD_SORT_OPTIONALS;
        bool is_child = sort == OU_FIELD_SORT_NODE || sort == OU_FIELD_SORT_OPTIONAL;
        if (is_list && !validate_list(vm, node, field)) return false;
        if (is_child && !validate_child(vm, node, field)) return false;
    }
    return true;
}

bool ou_ast_validate(OuVM *vm, const OuNode *node)
{
    if (!check_statement(vm, node) || !check_expression(vm, node) || !check_pattern(vm, node)) {
        return false;
    }
    int32_t depth = 0;                   // the tree isn't deeper than importing it allowed
    return ou_ast_enter(vm, &depth, " during compilation") && validate_fields(vm, node);
}
