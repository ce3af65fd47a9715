#include "vm/compile.h"

#include "runtime/list.h"
#include "vm/compile_unit.h"

static void root_start(OuCompiler *compiler, const OuNodeList *body)
{
    OuUnit *unit = compiler->unit;
    if (!ou_scan_has_annotations(compiler, body)) return;
    ou_draft_emit(compiler, OU_OP_SETUP_ANNOTATIONS, unit->has_namespace, 0, 0, 0);
}

static void root_module(OuCompiler *compiler, OuModuleNode *module)
{
    root_start(compiler, &module->body);
    OuNode *docstring = ou_compile_docstring(&module->body);
    if (docstring && compiler->optimize < 2) {
        uint32_t base = compiler->unit->depth;
        OuPlace place = ou_unit_go(compiler, docstring);
        OuName *name = ou_unit_intern(compiler, "__doc__");
        ou_compile_push(compiler, docstring);
        if (name) ou_compile_store_name(compiler, name, ou_temporary(base));
        ou_draft_pop(compiler, base);
        ou_unit_return(compiler, place);
    }
    ou_compile_rest(compiler, &module->body, docstring != NULL);
    ou_compile_return_none(compiler);
}

static void compile_root(OuCompiler *compiler, OuNode *root)
{
    if (root->kind == OU_NODE_MODULE) {
        root_module(compiler, OU_AS(Module, root));
    } else if (root->kind == OU_NODE_INTERACTIVE) {
        root_start(compiler, &OU_AS(Interactive, root)->body);
        ou_compile_body(compiler, &OU_AS(Interactive, root)->body);
        ou_compile_return_none(compiler);
    } else {
        ou_compile_push(compiler, OU_AS(Expression, root)->body);
        ou_compile_return_register(compiler, ou_temporary(0));
    }
}

static void compiler_free(OuCompiler *compiler)
{
    ou_unref(compiler->pool);
    ou_unref(compiler->strings);
    ou_arena_free(&compiler->arena);
}

// The names' strings belong to the compiler: a tree that was compiled may be compiled again.
static void tree_forget_strings(OuSyntaxTree *tree)
{
    for (uint32_t i = 0; i < tree->names.bucket_count; i++) {
        for (OuName *name = tree->names.buckets[i]; name; name = name->next) name->cache = NULL;
    }
}

OuCode *ou_compile(OuVM *vm, OuSyntaxTree *tree, OuString *file, bool has_namespace, int optimize,
                   bool explains)
{
    OuCompiler compiler = { .vm = vm, .tree = tree, .file = file, .optimize = optimize };
    compiler.explains = explains && !tree->without_text;
    compiler.has_walrus = tree->without_text
                       || ou_unit_has_walrus(tree->source.text, tree->source.length);
    ou_arena_init_beside(&compiler.arena, tree->source.arena);
    compiler.pool = ou_list_make(vm, NULL, 0);
    compiler.strings = ou_list_make(vm, NULL, 0);
    compiler.failed = compiler.pool == OU_ERROR || compiler.strings == OU_ERROR;
    OuUnit unit = { .has_namespace = has_namespace };
    OuNode start = *tree->root;
    start.start = start.end = 0;
    OuCode *code = NULL;
    if (ou_unit_begin(&compiler, &unit, ou_scope_of(tree->root), &start, "<module>", NULL)) {
        ou_unit_prologue(&compiler);
        compile_root(&compiler, tree->root);
        code = ou_unit_end(&compiler);
    }
    compiler_free(&compiler);
    if (code) tree_forget_strings(tree);
    return code;
}
