#include "parser/scope_walk.h"

static OuName *mangle(OuWalk *walk, OuName *name)
{
    OuName *mangled = ou_scope_mangle(&walk->current->scope, &walk->tree->names, name);
    if (!mangled) ou_walk_fail_memory(walk);
    return mangled;
}

static void add_parameter(OuWalk *walk, OuScope *scope, OuSymbol *symbol, const OuNode *at)
{
    if (symbol->parameter != OU_SYMBOL_NO_INDEX) {
        ou_walk_fail(walk, at, "duplicate argument '%s' in function definition",
                     symbol->name->text);
        return;
    }
    symbol->parameter = scope->parameters.count;
    if (!ou_scope_append(&scope->parameters, walk->arena, symbol)) ou_walk_fail_memory(walk);
}

// A name that some function declares global is one of the module's globals, whoever assigns it.
static void note_global(OuWalk *walk, OuName *mangled)
{
    OuSymbol *symbol = ou_scope_add(walk->module, walk->arena, mangled);
    if (symbol) symbol->is_global = true;
    else ou_walk_fail_memory(walk);
}

static void note_use(OuWalk *walk, OuScope *scope, OuSymbol *symbol, OuUse use, const OuNode *at)
{
    switch (use) {
    case OU_USE_READ:      symbol->is_used = true; break;
    case OU_USE_ASSIGN:    symbol->is_assigned = true; break;
    case OU_USE_PARAMETER: add_parameter(walk, scope, symbol, at); break;
    case OU_USE_IMPORT:    symbol->is_imported = true; break;
    case OU_USE_ANNOTATE:  symbol->is_assigned = symbol->is_annotated = true; break;
    case OU_USE_GLOBAL:    symbol->is_global = true; note_global(walk, symbol->name); break;
    case OU_USE_NONLOCAL:  symbol->is_nonlocal = true; break;
    }
}

void ou_walk_use_in(OuWalk *walk, OuScopeDraft *draft, OuName *name, OuUse use,
                    const OuNode *at)
{
    OuName *mangled = mangle(walk, name);
    OuSymbol *symbol = mangled ? ou_scope_add(&draft->scope, walk->arena, mangled) : NULL;
    if (!symbol) { ou_walk_fail_memory(walk); return; }
    note_use(walk, &draft->scope, symbol, use, at);
    if (!draft->in_target) return;
    if (symbol->is_global || symbol->is_nonlocal) {
        ou_walk_fail(walk, at, "comprehension inner loop cannot rebind assignment expression "
                     "target '%s'", name->text);
    }
    symbol->is_iteration = true;
}

void ou_walk_use(OuWalk *walk, OuName *name, OuUse use, const OuNode *at)
{
    ou_walk_use_in(walk, walk->current, name, use, at);
}

void ou_walk_declare(OuWalk *walk, OuName *name, OuUse use, const OuNode *at)
{
    ou_walk_use(walk, name, use, at);
    OuName *mangled = mangle(walk, name);
    OuSymbol *symbol = mangled ? ou_scope_find(&walk->current->scope, mangled) : NULL;
    if (!symbol || symbol->place_end) return;
    symbol->place = at->start;
    symbol->place_end = at->end;
}

OuSymbol *ou_walk_find(OuWalk *walk, const OuScope *scope, OuName *name)
{
    OuName *mangled = mangle(walk, name);
    return mangled ? ou_scope_find(scope, mangled) : NULL;
}

