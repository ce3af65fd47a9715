#include "vm/compile_unit.h"

static void compile_expression_statement(OuCompiler *compiler, OuNode *node)
{
    OuNode *value = OU_AS(Expr, node)->value;
    uint32_t base = compiler->unit->depth;
    if (compiler->tree->root->kind == OU_NODE_INTERACTIVE && !compiler->unit->outer) {
        OuRegister shown = ou_compile_expression(compiler, value, OU_WANT_ANY);
        ou_draft_emit(compiler, OU_OP_PRINT_EXPRESSION, shown, 0, 0, 0);
    } else if (value->kind != OU_NODE_CONSTANT) {
        ou_compile_drop(compiler, ou_compile_expression(compiler, value, OU_WANT_ANY));
    }
    ou_draft_pop(compiler, base);
}

static void compile_if(OuCompiler *compiler, OuNode *node)
{
    OuIfNode *statement = OU_AS(If, node);
    uint32_t end = ou_draft_label(compiler);
    OuPlace place = { compiler->unit->start, compiler->unit->end };
    for (;;) {
        uint32_t otherwise = ou_draft_label(compiler);
        ou_compile_jump(compiler, statement->test, false, otherwise);
        ou_compile_body(compiler, &statement->body);
        const OuNodeList *orelse = &statement->orelse;
        if (orelse->count) ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
        ou_draft_place(compiler, otherwise);
        if (orelse->count != 1 || orelse->items[0]->kind != OU_NODE_IF) {
            ou_compile_body(compiler, orelse);
            break;
        }
        statement = OU_AS(If, orelse->items[0]);        // a chain of `elif` needs no recursion
        ou_unit_go(compiler, &statement->head);
    }
    ou_draft_place(compiler, end);
    ou_unit_return(compiler, place);
}

static void compile_raise(OuCompiler *compiler, OuNode *node)
{
    OuRaiseNode *statement = OU_AS(Raise, node);
    uint32_t base = compiler->unit->depth;
    if (!statement->exc) {
        ou_draft_emit(compiler, OU_OP_RAISE_AGAIN, 0, 0, 0, 0);
        return;
    }
    OuRegister exception = ou_compile_operand(compiler, statement->exc, statement->cause);
    if (statement->cause) {
        OuRegister cause = ou_compile_expression(compiler, statement->cause, OU_WANT_ANY);
        ou_draft_emit(compiler, OU_OP_RAISE_FROM, exception, cause, 0, 0);
    } else {
        ou_draft_emit(compiler, OU_OP_RAISE, exception, 0, 0, 0);
    }
    ou_draft_pop(compiler, base);
}

// --- imports -------------------------------------------------------------------------------------

static OuRegister import_name(OuCompiler *compiler, OuName *module, OuValue names, uint32_t level)
{
    uint32_t base = compiler->unit->depth;
    OuRegister from = ou_constant_load_steal(compiler, names, OU_WANT_PUSH);
    ou_draft_pop(compiler, base);
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_IMPORT_NAME, to, from, level,
                  (int32_t)ou_unit_name(compiler, module));
    return to;
}

// The part of a dotted name that starts at `*from`, which moves behind its dot. NULL: no more.
static OuName *dotted_part(OuCompiler *compiler, const OuName *name, uint32_t *from)
{
    if (*from >= name->length) return NULL;
    uint32_t end = *from;
    while (end < name->length && name->text[end] != '.') end++;
    OuName *part = ou_ast_intern(&compiler->tree->names, name->text + *from, end - *from);
    if (!part) ou_unit_fail(compiler);
    *from = end + 1;
    return part;
}

// `import a.b as c` binds the module a.b, found through its package.
static void import_renamed(OuCompiler *compiler, OuAliasNode *alias)
{
    uint32_t base = compiler->unit->depth, from = 0;
    OuRegister module = import_name(compiler, alias->name, OU_NONE, 0);
    dotted_part(compiler, alias->name, &from);
    for (OuName *part; (part = dotted_part(compiler, alias->name, &from));) {
        OuRegister inner = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_IMPORT_FROM, inner, module, 0,
                      (int32_t)ou_unit_name(compiler, part));
        ou_draft_emit(compiler, OU_OP_DROP, module, 0, 0, 0);
        ou_draft_emit(compiler, OU_OP_MOVE, module, inner, 0, 0);
        ou_draft_pop(compiler, base + 1);
    }
    ou_compile_store_name(compiler, alias->asname, module);
    ou_draft_pop(compiler, base);
}

void ou_compile_import(OuCompiler *compiler, OuNode *node)
{
    const OuNodeList *names = &OU_AS(Import, node)->names;
    for (uint32_t i = 0; i < names->count; i++) {
        OuAliasNode *alias = OU_AS(Alias, names->items[i]);
        if (alias->asname) {
            import_renamed(compiler, alias);
            continue;
        }
        uint32_t base = compiler->unit->depth, from = 0;
        OuName *top = dotted_part(compiler, alias->name, &from);
        OuRegister module = import_name(compiler, alias->name, OU_NONE, 0);
        if (top) ou_compile_store_name(compiler, top, module);
        ou_draft_pop(compiler, base);
    }
}

static OuValue import_names(OuCompiler *compiler, const OuNodeList *names)
{
    OuTuple *tuple = compiler->failed ? NULL : ou_tuple_new(compiler->vm, names->count);
    if (!tuple) {
        ou_unit_fail(compiler);
        return OU_NONE;
    }
    for (uint32_t i = 0; i < names->count; i++) {
        OuString *string = ou_unit_string(compiler, OU_AS(Alias, names->items[i])->name);
        tuple->items[i] = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    }
    return ou_pointer_value(tuple);
}

void ou_compile_import_from(OuCompiler *compiler, OuNode *node)
{
    OuImportFromNode *statement = OU_AS(ImportFrom, node);
    uint32_t base = compiler->unit->depth;
    OuName *module_name = statement->module ? statement->module : ou_unit_intern(compiler, "");
    OuValue names = import_names(compiler, &statement->names);
    if (compiler->failed) {
        ou_unref(names);
        return;
    }
    OuRegister module = import_name(compiler, module_name, names, (uint32_t)statement->level);
    if (OU_AS(Alias, statement->names.items[0])->name->text[0] == '*') {
        ou_draft_emit(compiler, OU_OP_IMPORT_STAR, module, 0, 0, 0);
        ou_draft_pop(compiler, base);
        return;
    }
    for (uint32_t i = 0; i < statement->names.count; i++) {
        OuAliasNode *alias = OU_AS(Alias, statement->names.items[i]);
        OuRegister value = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_IMPORT_FROM, value, module, 0,
                      (int32_t)ou_unit_name(compiler, alias->name));
        ou_compile_store_name(compiler, alias->asname ? alias->asname : alias->name, value);
        ou_draft_pop(compiler, base + 1);
    }
    ou_draft_emit(compiler, OU_OP_DROP, module, 0, 0, 0);
    ou_draft_pop(compiler, base);
}

// --- all of them ---------------------------------------------------------------------------------

static void statement_dispatch(OuCompiler *compiler, OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_EXPR: compile_expression_statement(compiler, node); break;
    case OU_NODE_ASSIGN: ou_compile_assign(compiler, node); break;
    case OU_NODE_AUG_ASSIGN: ou_compile_augmented(compiler, node); break;
    case OU_NODE_ANN_ASSIGN: ou_compile_annotated(compiler, node); break;
    case OU_NODE_IF: compile_if(compiler, node); break;
    case OU_NODE_FOR: ou_compile_for(compiler, node); break;
    case OU_NODE_ASYNC_FOR: ou_compile_async_for(compiler, node); break;
    case OU_NODE_WHILE: ou_compile_while(compiler, node); break;
    case OU_NODE_RETURN: ou_compile_return(compiler, node); break;
    case OU_NODE_FUNCTION_DEF: case OU_NODE_ASYNC_FUNCTION_DEF:
        ou_compile_function(compiler, node);
        break;
    case OU_NODE_CLASS_DEF: ou_compile_class(compiler, node); break;
    case OU_NODE_TRY: case OU_NODE_TRY_STAR: ou_compile_try(compiler, node); break;
    case OU_NODE_WITH: case OU_NODE_ASYNC_WITH: ou_compile_with(compiler, node); break;
    case OU_NODE_RAISE: compile_raise(compiler, node); break;
    case OU_NODE_ASSERT: ou_compile_assert(compiler, node); break;
    case OU_NODE_DELETE: ou_compile_delete(compiler, node); break;
    case OU_NODE_IMPORT: ou_compile_import(compiler, node); break;
    case OU_NODE_IMPORT_FROM: ou_compile_import_from(compiler, node); break;
    case OU_NODE_BREAK: ou_compile_break(compiler, false); break;
    case OU_NODE_CONTINUE: ou_compile_break(compiler, true); break;
    case OU_NODE_PASS: case OU_NODE_GLOBAL: case OU_NODE_NONLOCAL: break;
    case OU_NODE_MATCH: ou_compile_match(compiler, node); break;
    default: ou_unit_unsupported(compiler, node, "this statement"); break;
    }
}

void ou_compile_statement(OuCompiler *compiler, OuNode *node)
{
    if (!ou_unit_can_recurse(compiler)) return;
    OuPlace place = ou_unit_go(compiler, node);
    statement_dispatch(compiler, node);
    ou_unit_return(compiler, place);
}

void ou_compile_rest(OuCompiler *compiler, const OuNodeList *body, uint32_t first)
{
    for (uint32_t i = first; i < body->count && !compiler->failed; i++) {
        ou_compile_statement(compiler, body->items[i]);
    }
}

void ou_compile_body(OuCompiler *compiler, const OuNodeList *body)
{
    ou_compile_rest(compiler, body, 0);
}

OuNode *ou_compile_docstring(const OuNodeList *body)
{
    if (!body->count || body->items[0]->kind != OU_NODE_EXPR) return NULL;
    OuNode *value = OU_AS(Expr, body->items[0])->value;
    if (value->kind != OU_NODE_CONSTANT) return NULL;
    return OU_AS(Constant, value)->value.kind == OU_CONSTANT_STRING ? value : NULL;
}
