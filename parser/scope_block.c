#include "parser/scope_walk.h"

// ---- scopes -------------------------------------------------------------------------------------

void ou_walk_enter(OuWalk *walk, int kind, OuNode *node, OuName *name)
{
    OuScopeDraft *draft = OU_ARENA_NEW(walk->arena, OuScopeDraft), *around = walk->current;
    if (!draft) { ou_walk_fail_memory(walk); return; }
    draft->scope.kind = (OuScopeKind)kind;
    draft->scope.node = node;
    draft->scope.name = name;
    if (around) {
        OuScope *parent = draft->scope.parent = &around->scope;
        draft->scope.private_name = kind == OU_SCOPE_CLASS ? name : parent->private_name;
        draft->scope.depth = parent->depth + 1;
        draft->scope.is_nested = parent->is_nested || ou_is_scope_function(parent);
        draft->iterable_depth = around->iterable_depth;
    }
    walk->current = draft;
    if (kind == OU_SCOPE_ANNOTATION) return;
    ((OuScopedNode *)node)->scope = draft;
    if (!around) return;
    OuScope *parent = &around->scope;
    if (parent->last_child) parent->last_child->next_sibling = &draft->scope;
    else parent->first_child = &draft->scope;
    parent->last_child = &draft->scope;
}

void ou_walk_leave(OuWalk *walk)
{
    walk->current = (OuScopeDraft *)walk->current->scope.parent;
}

// ---- functions and classes ----------------------------------------------------------------------

void ou_walk_annotation(OuWalk *walk, OuNode *annotation)
{
    if (!annotation) return;
    bool kept_as_text = walk->future_annotations;
    if (kept_as_text) ou_todo_push(&walk->todo, OU_TASK_LEAVE, annotation);
    ou_todo_visit(&walk->todo, annotation);
    if (kept_as_text) ou_todo_push(&walk->todo, OU_TASK_ENTER_ANNOTATION, annotation);
}

static void push_parameter_annotation(OuWalk *walk, const OuNode *parameter)
{
    if (parameter) ou_walk_annotation(walk, OU_AS(Arg, parameter)->annotation);
}

static void push_parameter_annotations(OuWalk *walk, const OuNodeList *parameters)
{
    for (uint32_t i = parameters->count; i > 0; i--) {
        push_parameter_annotation(walk, parameters->items[i - 1]);
    }
}

// Last first, because they are put on a stack.
static void push_annotations(OuWalk *walk, const OuArgumentsNode *arguments, OuNode *returns)
{
    ou_walk_annotation(walk, returns);
    push_parameter_annotations(walk, &arguments->kwonlyargs);
    push_parameter_annotation(walk, arguments->kwarg);
    push_parameter_annotation(walk, arguments->vararg);
    push_parameter_annotations(walk, &arguments->args);
    push_parameter_annotations(walk, &arguments->posonlyargs);
}

static void push_defaults(OuWalk *walk, const OuArgumentsNode *arguments)
{
    ou_todo_list(&walk->todo, &arguments->kw_defaults, 0);
    ou_todo_list(&walk->todo, &arguments->defaults, 0);
}

void ou_walk_function(OuWalk *walk, OuNode *node)
{
    const OuFunctionDefNode *function = OU_AS(FunctionDef, node);
    const OuArgumentsNode *arguments = OU_AS(Arguments, function->args);
    ou_walk_use(walk, function->name, OU_USE_ASSIGN, node);
    ou_todo_push(&walk->todo, OU_TASK_LEAVE, node);
    ou_todo_list(&walk->todo, &function->body, 0);
    ou_todo_push(&walk->todo, OU_TASK_ENTER_FUNCTION, node);
    ou_todo_list(&walk->todo, &function->decorator_list, 0);
    push_annotations(walk, arguments, function->returns);
    push_defaults(walk, arguments);
}

void ou_walk_lambda(OuWalk *walk, OuNode *node)
{
    const OuLambdaNode *lambda = OU_AS(Lambda, node);
    ou_todo_push(&walk->todo, OU_TASK_LEAVE, node);
    ou_todo_visit(&walk->todo, lambda->body);
    ou_todo_push(&walk->todo, OU_TASK_ENTER_FUNCTION, node);
    push_defaults(walk, OU_AS(Arguments, lambda->args));
}

void ou_walk_class(OuWalk *walk, OuNode *node)
{
    const OuClassDefNode *class = OU_AS(ClassDef, node);
    ou_walk_use(walk, class->name, OU_USE_ASSIGN, node);
    ou_todo_push(&walk->todo, OU_TASK_LEAVE, node);
    ou_todo_list(&walk->todo, &class->body, 0);
    ou_todo_push(&walk->todo, OU_TASK_ENTER_CLASS, node);
    ou_todo_list(&walk->todo, &class->decorator_list, 0);
    ou_todo_list(&walk->todo, &class->keywords, 0);
    ou_todo_list(&walk->todo, &class->bases, 0);
}

static void take_parameter(OuWalk *walk, const OuNode *parameter)
{
    if (parameter) ou_walk_use(walk, OU_AS(Arg, parameter)->arg, OU_USE_PARAMETER, parameter);
}

static void take_parameters(OuWalk *walk, const OuNodeList *parameters)
{
    for (uint32_t i = 0; i < parameters->count && !walk->failed; i++) {
        take_parameter(walk, parameters->items[i]);
    }
}

void ou_walk_enter_function(OuWalk *walk, OuNode *node)
{
    bool is_lambda = node->kind == OU_NODE_LAMBDA;
    OuNode *args = is_lambda ? OU_AS(Lambda, node)->args : OU_AS(FunctionDef, node)->args;
    const OuArgumentsNode *arguments = OU_AS(Arguments, args);
    ou_walk_enter(walk, is_lambda ? OU_SCOPE_LAMBDA : OU_SCOPE_FUNCTION, node,
          is_lambda ? NULL : OU_AS(FunctionDef, node)->name);
    if (walk->failed) return;
    walk->current->scope.is_coroutine = node->kind == OU_NODE_ASYNC_FUNCTION_DEF;
    take_parameters(walk, &arguments->posonlyargs);
    take_parameters(walk, &arguments->args);
    take_parameters(walk, &arguments->kwonlyargs);
    take_parameter(walk, arguments->vararg);
    take_parameter(walk, arguments->kwarg);
}
