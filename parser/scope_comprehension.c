#include "parser/scope_walk.h"

static bool fail_in_annotation(OuWalk *walk, const OuNode *node, const char *what)
{
    if ((int)walk->current->scope.kind != OU_SCOPE_ANNOTATION) return false;
    ou_walk_fail(walk, node, "'%s' can not be used within an annotation", what);
    return true;
}

// ---- comprehensions -----------------------------------------------------------------------------

static const OuNodeList *generators_of(const OuNode *node)
{
    if (node->kind == OU_NODE_DICT_COMP) return &OU_AS(DictComp, node)->generators;
    return &OU_AS(ListComp, node)->generators;     // the others have the same fields
}

static void push_elements(OuWalk *walk, const OuNode *node)
{
    if (node->kind == OU_NODE_DICT_COMP) {
        ou_todo_visit(&walk->todo, OU_AS(DictComp, node)->key);
        ou_todo_visit(&walk->todo, OU_AS(DictComp, node)->value);
    } else {
        ou_todo_visit(&walk->todo, OU_AS(ListComp, node)->elt);
    }
}

// The first iterable belongs to the scope around.
void ou_walk_comprehension(OuWalk *walk, OuNode *node)
{
    const OuNodeList *generators = generators_of(node);
    const OuComprehensionNode *first = OU_AS(Comprehension, generators->items[0]);
    ou_todo_push(&walk->todo, OU_TASK_LEAVE_COMPREHENSION, node);
    push_elements(walk, node);
    ou_todo_list(&walk->todo, generators, 1);
    ou_todo_list(&walk->todo, &first->ifs, 0);
    ou_todo_push(&walk->todo, OU_TASK_END_TARGET, node);
    ou_todo_visit(&walk->todo, first->target);
    ou_todo_push(&walk->todo, OU_TASK_ENTER_COMPREHENSION, node);
    ou_todo_push(&walk->todo, OU_TASK_END_ITERABLE, node);
    ou_todo_visit(&walk->todo, first->iter);
    walk->current->iterable_depth++;
}

void ou_walk_enter_comprehension(OuWalk *walk, OuNode *node)
{
    const OuNodeList *generators = generators_of(node);
    bool is_generator = node->kind == OU_NODE_GENERATOR_EXP;
    ou_walk_enter(walk, is_generator ? OU_SCOPE_GENERATOR : OU_SCOPE_COMPREHENSION, node, NULL);
    if (walk->failed) return;
    OuScope *scope = &walk->current->scope;
    scope->is_coroutine = OU_AS(Comprehension, generators->items[0])->is_async;
    scope->is_generator = is_generator;
    ou_walk_use(walk, walk->implicit, OU_USE_PARAMETER, node);
    walk->current->in_target = true;
}

void ou_walk_leave_comprehension(OuWalk *walk)
{
    const OuScope *scope = &walk->current->scope;
    bool is_async = scope->is_coroutine && !scope->is_generator;
    ou_walk_leave(walk);
    if (is_async) walk->current->scope.is_coroutine = true;
}

// A `for` of a comprehension behind its first.
void ou_walk_generator(OuWalk *walk, const OuNode *node)
{
    const OuComprehensionNode *generator = OU_AS(Comprehension, node);
    if (generator->is_async) walk->current->scope.is_coroutine = true;
    ou_todo_list(&walk->todo, &generator->ifs, 0);
    ou_todo_push(&walk->todo, OU_TASK_END_ITERABLE, NULL);
    ou_todo_visit(&walk->todo, generator->iter);
    ou_todo_push(&walk->todo, OU_TASK_BEGIN_ITERABLE, NULL);
    ou_todo_push(&walk->todo, OU_TASK_END_TARGET, NULL);
    ou_todo_visit(&walk->todo, generator->target);
    walk->current->in_target = true;
}

// In a comprehension `:=` binds in the function around, or in the module.
static void extend_walrus(OuWalk *walk, const OuNode *target)
{
    OuName *name = OU_AS(Name, target)->id;
    OuScope *scope = &walk->current->scope;
    for (; ou_is_scope_comprehension(scope); scope = scope->parent) {
        const OuSymbol *symbol = ou_walk_find(walk, scope, name);
        if (symbol && symbol->is_iteration) {
            ou_walk_fail(walk, target, "assignment expression cannot rebind comprehension "
                         "iteration variable '%s'", name->text);
            return;
        }
    }
    if (scope->kind == OU_SCOPE_CLASS) {
        ou_walk_fail(walk, target, "assignment expression within a comprehension cannot be used "
                     "in a class body", NULL);
    } else if (ou_is_scope_function(scope)) {
        const OuSymbol *symbol = ou_walk_find(walk, scope, name);
        OuUse use = symbol && symbol->is_global ? OU_USE_GLOBAL : OU_USE_NONLOCAL;
        ou_walk_declare(walk, name, use, target);
        ou_walk_use_in(walk, (OuScopeDraft *)scope, name, OU_USE_ASSIGN, target);
    } else {
        ou_walk_declare(walk, name, OU_USE_GLOBAL, target);
        ou_walk_use_in(walk, (OuScopeDraft *)scope, name, OU_USE_GLOBAL, target);
    }
}

void ou_walk_walrus(OuWalk *walk, const OuNode *node)
{
    const OuNamedExprNode *named = OU_AS(NamedExpr, node);
    if (fail_in_annotation(walk, node, "named expression")) return;
    if (walk->current->iterable_depth > 0) {
        ou_walk_fail(walk, node, "assignment expression cannot be used in a comprehension "
                     "iterable expression", NULL);
        return;
    }
    if (ou_is_scope_comprehension(&walk->current->scope)) extend_walrus(walk, named->target);
    ou_todo_visit(&walk->todo, named->target);
    ou_todo_visit(&walk->todo, named->value);
}

static const char *comprehension_name(const OuScope *scope)
{
    switch ((OuNodeKind)scope->node->kind) {
    case OU_NODE_LIST_COMP:     return "list comprehension";
    case OU_NODE_SET_COMP:      return "set comprehension";
    case OU_NODE_DICT_COMP:     return "dict comprehension";
    case OU_NODE_GENERATOR_EXP: return "generator expression";
    default:                    return NULL;
    }
}

void ou_walk_pass_yield(OuWalk *walk, const OuNode *node)
{
    const char *name = comprehension_name(&walk->current->scope);
    walk->current->scope.is_generator = true;
    if (name) ou_walk_fail(walk, node, "'yield' inside %s", name);
}

void ou_walk_await(OuWalk *walk, OuNode *node)
{
    if (fail_in_annotation(walk, node, "await expression")) return;
    walk->current->scope.is_coroutine = true;
    ou_todo_fields(&walk->todo, node);
}

void ou_walk_yield(OuWalk *walk, OuNode *node)
{
    if (fail_in_annotation(walk, node, "yield expression")) return;
    ou_todo_push(&walk->todo, OU_TASK_PASS_YIELD, node);
    ou_todo_fields(&walk->todo, node);
}
