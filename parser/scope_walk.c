#include "parser/scope_walk.h"

#include <string.h>

#include "parser/complaint.h"

void ou_walk_fail_memory(OuWalk *walk)
{
    if (!walk->failed) ou_complaint_memory(walk->error);
    walk->failed = true;
}

void ou_walk_fail(OuWalk *walk, const OuNode *node, const char *format, const char *name)
{
    if (!walk->failed) {
        ou_complaint_at(walk->tree, walk->error, node->start, node->end, format, name);
    }
    walk->failed = true;
}

static void visit_name(OuWalk *walk, const OuNode *node)
{
    OuName *name = OU_AS(Name, node)->id;
    bool reads = node->context == OU_CONTEXT_LOAD;
    ou_walk_use(walk, name, reads ? OU_USE_READ : OU_USE_ASSIGN, node);
    if (reads && name == walk->super && ou_is_scope_function(&walk->current->scope)) {
        ou_walk_use(walk, walk->class_cell, OU_USE_READ, node);
    }
}

static void annotate_name(OuWalk *walk, const OuAnnAssignNode *assign)
{
    OuName *name = OU_AS(Name, assign->target)->id;
    const OuSymbol *symbol = ou_walk_find(walk, &walk->current->scope, name);
    bool declared = symbol && (symbol->is_global || symbol->is_nonlocal);
    if (declared && assign->simple && &walk->current->scope != walk->module) {
        ou_walk_fail(walk, &assign->head, symbol->is_global ? "annotated name '%s' can't be global"
                                                       : "annotated name '%s' can't be nonlocal",
                name->text);
    } else if (assign->simple) {
        ou_walk_use(walk, name, OU_USE_ANNOTATE, assign->target);
    } else if (assign->value) {
        ou_walk_use(walk, name, OU_USE_ASSIGN, assign->target);
    }
}

static void visit_annotated(OuWalk *walk, const OuNode *node)
{
    const OuAnnAssignNode *assign = OU_AS(AnnAssign, node);
    ou_todo_visit(&walk->todo, assign->value);
    ou_walk_annotation(walk, assign->annotation);
    if (assign->target->kind == OU_NODE_NAME) annotate_name(walk, assign);
    else ou_todo_visit(&walk->todo, assign->target);
}

static const char *too_late(const OuSymbol *symbol, bool global)
{
    if (symbol->parameter != OU_SYMBOL_NO_INDEX) {
        return global ? "name '%s' is parameter and global" : "name '%s' is parameter and nonlocal";
    }
    if (symbol->is_used) {
        return global ? "name '%s' is used prior to global declaration"
                      : "name '%s' is used prior to nonlocal declaration";
    }
    if (symbol->is_annotated) {
        return global ? "annotated name '%s' can't be global"
                      : "annotated name '%s' can't be nonlocal";
    }
    if (!symbol->is_assigned) return NULL;
    return global ? "name '%s' is assigned to before global declaration"
                  : "name '%s' is assigned to before nonlocal declaration";
}

static void visit_declaration(OuWalk *walk, const OuNode *node, OuUse use)
{
    const OuNameList *names = &OU_AS(Global, node)->names;    // Nonlocal has the same fields
    for (uint32_t i = 0; i < names->count && !walk->failed; i++) {
        const OuSymbol *symbol = ou_walk_find(walk, &walk->current->scope, names->items[i]);
        const char *complaint = symbol ? too_late(symbol, use == OU_USE_GLOBAL) : NULL;
        if (complaint) ou_walk_fail(walk, node, complaint, names->items[i]->text);
        else ou_walk_declare(walk, names->items[i], use, node);
    }
}

static void visit_alias(OuWalk *walk, const OuNode *node)
{
    const OuAliasNode *alias = OU_AS(Alias, node);
    OuName *name = alias->asname ? alias->asname : alias->name;
    const char *dot = alias->asname ? NULL : memchr(name->text, '.', name->length);
    if (dot) name = ou_ast_intern(&walk->tree->names, name->text, (size_t)(dot - name->text));
    if (!name) {
        ou_walk_fail_memory(walk);
    } else if (name->length != 1 || *name->text != '*') {
        ou_walk_use(walk, name, OU_USE_IMPORT, node);
    } else if (walk->current->scope.kind != OU_SCOPE_MODULE) {
        ou_walk_fail(walk, node, "import * only allowed at module level", NULL);
    } else {
        walk->current->scope.has_star_import = true;
    }
}

static void visit_try(OuWalk *walk, const OuNode *node)
{
    const OuTryNode *try = OU_AS(Try, node);                  // TryStar has the same fields
    ou_todo_list(&walk->todo, &try->finalbody, 0);
    ou_todo_list(&walk->todo, &try->handlers, 0);
    ou_todo_list(&walk->todo, &try->orelse, 0);
    ou_todo_list(&walk->todo, &try->body, 0);
}

static void capture(OuWalk *walk, const OuNode *node)
{
    OuName *name = node->kind == OU_NODE_EXCEPT_HANDLER ? OU_AS(ExceptHandler, node)->name
                 : node->kind == OU_NODE_MATCH_AS       ? OU_AS(MatchAs, node)->name
                 : node->kind == OU_NODE_MATCH_STAR     ? OU_AS(MatchStar, node)->name
                                                        : OU_AS(MatchMapping, node)->rest;
    if (name) ou_walk_use(walk, name, OU_USE_ASSIGN, node);
}

static void visit_handler(OuWalk *walk, OuNode *node)
{
    const OuExceptHandlerNode *handler = OU_AS(ExceptHandler, node);
    ou_todo_list(&walk->todo, &handler->body, 0);
    ou_todo_push(&walk->todo, OU_TASK_CAPTURE, node);
    ou_todo_visit(&walk->todo, handler->type);
}

static void visit(OuWalk *walk, OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_FUNCTION_DEF: case OU_NODE_ASYNC_FUNCTION_DEF: ou_walk_function(walk, node); break;
    case OU_NODE_CLASS_DEF:      ou_walk_class(walk, node); break;
    case OU_NODE_LAMBDA:         ou_walk_lambda(walk, node); break;
    case OU_NODE_LIST_COMP: case OU_NODE_SET_COMP: case OU_NODE_DICT_COMP:
    case OU_NODE_GENERATOR_EXP:  ou_walk_comprehension(walk, node); break;
    case OU_NODE_COMPREHENSION:  ou_walk_generator(walk, node); break;
    case OU_NODE_NAMED_EXPR:     ou_walk_walrus(walk, node); break;
    case OU_NODE_YIELD: case OU_NODE_YIELD_FROM: ou_walk_yield(walk, node); break;
    case OU_NODE_AWAIT:          ou_walk_await(walk, node); break;
    case OU_NODE_NAME:           visit_name(walk, node); break;
    case OU_NODE_ANN_ASSIGN:     visit_annotated(walk, node); break;
    case OU_NODE_GLOBAL:         visit_declaration(walk, node, OU_USE_GLOBAL); break;
    case OU_NODE_NONLOCAL:       visit_declaration(walk, node, OU_USE_NONLOCAL); break;
    case OU_NODE_ALIAS:          visit_alias(walk, node); break;
    case OU_NODE_TRY: case OU_NODE_TRY_STAR: visit_try(walk, node); break;
    case OU_NODE_RETURN:
        if (OU_AS(Return, node)->value) walk->current->scope.returns_value = true;
        ou_todo_fields(&walk->todo, node);
        break;
    case OU_NODE_EXCEPT_HANDLER: visit_handler(walk, node); break;
    case OU_NODE_MATCH_AS: case OU_NODE_MATCH_STAR: case OU_NODE_MATCH_MAPPING:
        ou_todo_push(&walk->todo, OU_TASK_CAPTURE, node);
        ou_todo_fields(&walk->todo, node);
        break;
    default:
        ou_todo_fields(&walk->todo, node);
        break;
    }
}

// ---- the walk -----------------------------------------------------------------------------------

static void perform(OuWalk *walk, OuTodo todo)
{
    OuNode *node = todo.of.node;
    switch (todo.task) {
    case OU_TODO_VISIT:               visit(walk, node); break;
    case OU_TASK_PASS_YIELD:          ou_walk_pass_yield(walk, node); break;
    case OU_TASK_CAPTURE:             capture(walk, node); break;
    case OU_TASK_ENTER_FUNCTION:      ou_walk_enter_function(walk, node); break;
    case OU_TASK_ENTER_CLASS:
        ou_walk_enter(walk, OU_SCOPE_CLASS, node, OU_AS(ClassDef, node)->name);
        break;
    case OU_TASK_ENTER_COMPREHENSION: ou_walk_enter_comprehension(walk, node); break;
    case OU_TASK_ENTER_ANNOTATION:    ou_walk_enter(walk, OU_SCOPE_ANNOTATION, node, NULL); break;
    case OU_TASK_LEAVE:               ou_walk_leave(walk); break;
    case OU_TASK_LEAVE_COMPREHENSION: ou_walk_leave_comprehension(walk); break;
    case OU_TASK_BEGIN_ITERABLE:      walk->current->iterable_depth++; break;
    case OU_TASK_END_ITERABLE:        walk->current->iterable_depth--; break;
    case OU_TASK_END_TARGET:          walk->current->in_target = false; break;
    }
}

static bool intern_names(OuWalk *walk)
{
    OuNameTable *names = &walk->tree->names;
    walk->super = ou_ast_intern(names, "super", 5);
    walk->class_cell = ou_ast_intern(names, "__class__", 9);
    walk->implicit = ou_ast_intern(names, ".0", 2);
    return walk->super && walk->class_cell && walk->implicit;
}

bool ou_scope_walk(OuSyntaxTree *tree, bool future_annotations, OuScope **module,
                   OuSyntaxError *error)
{
    OuWalk walk = {
        .tree = tree, .arena = tree->source.arena, .error = error,
        .future_annotations = future_annotations,
    };
    OuTodo todo;
    if (!intern_names(&walk)) return ou_complaint_memory(error);
    ou_walk_enter(&walk, OU_SCOPE_MODULE, tree->root, NULL);
    if (walk.failed) return false;
    *module = walk.module = &walk.current->scope;
    walk.module->future_annotations = future_annotations;
    ou_todo_init(&walk.todo, walk.arena);
    ou_todo_fields(&walk.todo, tree->root);
    while (!walk.failed && ou_todo_next(&walk.todo, &todo)) perform(&walk, todo);
    if (walk.todo.failed) ou_walk_fail_memory(&walk);
    ou_todo_free(&walk.todo);
    return !walk.failed;
}
