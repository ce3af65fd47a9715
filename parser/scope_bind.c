// The second pass: from the module inwards, where is each name bound?
//
//   1. A name that a scope binds is its own; a declaration sends it elsewhere.
//   2. Any other is looked for in the functions around. Classes in between don't count, but for
//      `__class__`, which every class offers to the functions in it.
//   3. Where it is found, it becomes a cell; every scope in between passes it on as a free name.
//   4. With all bindings known, each scope gets its lists and each symbol its index.
#include "parser/complaint.h"
#include "parser/scope_build.h"

#include <string.h>

typedef struct Binder {
    OuSyntaxTree  *tree;
    OuArena       *arena;
    OuSyntaxError *error;
    OuName        *class_cell;    // `__class__`
} Binder;

static bool bind_fail(Binder *binder, const OuSymbol *symbol, const char *format)
{
    return ou_complaint_at(binder->tree, binder->error, symbol->place, symbol->place_end, format,
                           symbol->name->text);
}

// The scope outwards of `scope` whose cell an unbound `name` means, or NULL.
static OuScope *find_owner(const Binder *binder, const OuScope *scope, const OuName *name)
{
    for (OuScope *around = scope->parent; around; around = around->parent) {
        if (around->kind == OU_SCOPE_MODULE) return NULL;
        if (around->kind == OU_SCOPE_CLASS) {
            if (name == binder->class_cell) return around;
            continue;
        }
        const OuSymbol *symbol = ou_scope_find(around, name);
        if (!symbol || symbol->is_nonlocal) continue;
        if (symbol->is_global) return NULL;
        if (ou_is_symbol_bound(symbol)) return around;
    }
    return NULL;
}

// A class keeps `__class__` apart from its namespace, where the name may mean something else.
static bool make_class_cell(Binder *binder, OuScope *class)
{
    if (class->needs_class_cell) return true;
    OuSymbol *cell = OU_ARENA_NEW(binder->arena, OuSymbol);
    if (!cell) return false;
    class->needs_class_cell = true;
    *cell = (OuSymbol){
        .name = binder->class_cell, .binding = OU_BINDING_CELL, .parameter = OU_SYMBOL_NO_INDEX,
    };
    return ou_scope_append(&class->cells, binder->arena, cell);
}

static bool pass_on(Binder *binder, OuScope *scope, OuName *name)
{
    OuSymbol *symbol = ou_scope_find(scope, name);
    if (!symbol) {
        symbol = ou_scope_add(scope, binder->arena, name);
        if (!symbol) return false;
        symbol->binding = OU_BINDING_FREE;
    } else if (symbol->is_global || (ou_is_symbol_bound(symbol) && !symbol->is_nonlocal)) {
        symbol->is_passed_on = true;      // only a class is passed through in spite of that
    }
    return true;
}

static bool bind_free(Binder *binder, OuScope *scope, OuSymbol *symbol, OuScope *owner)
{
    symbol->binding = OU_BINDING_FREE;
    for (OuScope *between = scope->parent; between != owner; between = between->parent) {
        if (!pass_on(binder, between, symbol->name)) return false;
    }
    if (owner->kind == OU_SCOPE_CLASS) return make_class_cell(binder, owner);
    ou_scope_find(owner, symbol->name)->binding = OU_BINDING_CELL;
    return true;
}

static bool bind_nonlocal(Binder *binder, OuScope *scope, OuSymbol *symbol)
{
    if (scope->kind == OU_SCOPE_MODULE) {
        return bind_fail(binder, symbol, "nonlocal declaration not allowed at module level");
    }
    OuScope *owner = find_owner(binder, scope, symbol->name);
    if (!owner) return bind_fail(binder, symbol, "no binding for nonlocal '%s' found");
    return bind_free(binder, scope, symbol, owner);
}

static bool bind_symbol(Binder *binder, OuScope *scope, OuSymbol *symbol)
{
    if (symbol->is_global && symbol->is_nonlocal) {
        return bind_fail(binder, symbol, "name '%s' is nonlocal and global");
    }
    if (symbol->is_nonlocal) return bind_nonlocal(binder, scope, symbol);
    if (symbol->is_global) {
        symbol->binding = OU_BINDING_GLOBAL_EXPLICIT;
    } else if (ou_is_symbol_bound(symbol)) {
        symbol->binding = OU_BINDING_LOCAL;
    } else if (symbol->is_used) {
        OuScope *owner = find_owner(binder, scope, symbol->name);
        symbol->binding = OU_BINDING_GLOBAL_IMPLICIT;
        if (owner) return bind_free(binder, scope, symbol, owner);
    }
    return true;
}

static bool bind_scope(Binder *binder, OuScope *scope)
{
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        if (!ou_arena_may_go_on_at(binder->arena, i)
            || !bind_symbol(binder, scope, scope->symbols.items[i])) return false;
    }
    return true;
}

// ---- lists --------------------------------------------------------------------------------------

static void name_in_namespace(OuScope *scope)
{
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        OuSymbol *symbol = scope->symbols.items[i];
        if (symbol->binding == OU_BINDING_LOCAL || symbol->binding == OU_BINDING_GLOBAL_IMPLICIT) {
            symbol->binding = OU_BINDING_NAME;
        }
    }
}

// Sorted as Python sorts strings; UTF-8 sorts as its code points do.
static bool sort_symbols(Binder *binder, OuSymbolList *list)
{
    for (uint32_t gap = list->count / 2; gap > 0; gap /= 2) {
        for (uint32_t i = gap; i < list->count; i++) {
            if (!ou_arena_may_go_on_at(binder->arena, i)) return false;
            OuSymbol *symbol = list->items[i];
            uint32_t j = i;
            for (; j >= gap && strcmp(list->items[j - gap]->name->text, symbol->name->text) > 0;
                 j -= gap) {
                list->items[j] = list->items[j - gap];
            }
            list->items[j] = symbol;
        }
    }
    for (uint32_t i = 0; i < list->count; i++) list->items[i]->index = i;
    return true;
}

static bool list_symbol(OuScope *scope, OuArena *arena, OuSymbol *symbol)
{
    switch (symbol->binding) {
    case OU_BINDING_LOCAL:
        if (symbol->parameter == OU_SYMBOL_NO_INDEX) {
            symbol->index = scope->parameters.count + scope->locals.count;
            return ou_scope_append(&scope->locals, arena, symbol);
        }
        symbol->index = symbol->parameter;
        return true;
    case OU_BINDING_CELL:
        return ou_scope_append(&scope->cells, arena, symbol);
    case OU_BINDING_FREE:
        return ou_scope_append(&scope->frees, arena, symbol);
    default:
        return !symbol->is_passed_on || ou_scope_append(&scope->frees, arena, symbol);
    }
}

static bool make_lists(Binder *binder, OuScope *scope)
{
    if (!ou_is_scope_function(scope)) name_in_namespace(scope);
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        if (!ou_arena_may_go_on_at(binder->arena, i)
            || !list_symbol(scope, binder->arena, scope->symbols.items[i])) return false;
    }
    if (!sort_symbols(binder, &scope->cells) || !sort_symbols(binder, &scope->frees)) return false;
    scope->is_async_generator = scope->is_generator && scope->is_coroutine;
    return true;
}

// ---- all scopes ---------------------------------------------------------------------------------

// The scope that follows in a walk where each comes before those inside it.
static OuScope *next_scope(OuScope *scope)
{
    if (scope->first_child) return scope->first_child;
    while (scope && !scope->next_sibling) scope = scope->parent;
    return scope ? scope->next_sibling : NULL;
}

bool ou_scope_bind(OuSyntaxTree *tree, OuScope *module, OuSyntaxError *error)
{
    Binder binder = {
        .tree = tree, .arena = tree->source.arena, .error = error,
        .class_cell = ou_ast_intern(&tree->names, "__class__", 9),
    };
    if (!binder.class_cell) return ou_complaint_memory(error);
    *error = (OuSyntaxError){ 0 };
    bool fine = true;
    size_t i = 0;
    for (OuScope *scope = module; scope && fine; scope = next_scope(scope)) {
        fine = ou_arena_may_go_on_at(binder.arena, i++) && bind_scope(&binder, scope);
    }
    for (OuScope *scope = module; scope && fine; scope = next_scope(scope)) {
        fine = ou_arena_may_go_on_at(binder.arena, i++) && make_lists(&binder, scope);
    }
    if (!fine && !error->message) ou_complaint_memory(error);
    return fine;
}
