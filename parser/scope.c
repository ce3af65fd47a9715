#include "parser/scope.h"

#include <string.h>

#include "parser/check.h"
#include "parser/complaint.h"
#include "parser/scope_build.h"

bool ou_scope_analyse(OuSyntaxTree *tree, OuSyntaxError *error)
{
    OuScope *module;
    OuFuture future;
    if (!ou_check_future(tree, &future, error)) return false;
    if (!ou_scope_walk(tree, future.annotations, &module, error)) return false;
    return ou_scope_bind(tree, module, error);
}

// ---- symbols ------------------------------------------------------------------------------------

OuSymbol *ou_scope_find(const OuScope *scope, const OuName *mangled)
{
    if (scope->bucket_count == 0) return NULL;
    OuSymbol *symbol = scope->buckets[mangled->hash & (scope->bucket_count - 1)];
    while (symbol && symbol->name != mangled) symbol = symbol->chain;
    return symbol;
}

OuBinding ou_scope_binding(const OuScope *scope, const OuName *mangled)
{
    const OuSymbol *symbol = ou_scope_find(scope, mangled);
    if (symbol) return symbol->binding;
    return ou_is_scope_function(scope) ? OU_BINDING_GLOBAL_IMPLICIT : OU_BINDING_NAME;
}

static void link_symbol(OuScope *scope, OuSymbol *symbol)
{
    OuSymbol **bucket = &scope->buckets[symbol->name->hash & (scope->bucket_count - 1)];
    symbol->chain = *bucket;
    *bucket = symbol;
}

static bool grow_buckets(OuScope *scope, OuArena *arena)
{
    uint32_t count = scope->bucket_count ? scope->bucket_count * 2 : 8;
    OuSymbol **buckets = ou_arena_alloc(arena, count * sizeof *buckets);
    if (!buckets) return false;
    scope->buckets = buckets;
    scope->bucket_count = count;
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        if (!ou_arena_may_go_on_at(arena, i)) return false;
        link_symbol(scope, scope->symbols.items[i]);
    }
    return true;
}

bool ou_scope_append(OuSymbolList *list, OuArena *arena, OuSymbol *symbol)
{
    if (list->count == list->capacity
        && !ou_arena_double(arena, &list->items, list->count, &list->capacity,
                            sizeof *list->items)) return false;
    list->items[list->count++] = symbol;
    return true;
}

OuSymbol *ou_scope_add(OuScope *scope, OuArena *arena, OuName *mangled)
{
    OuSymbol *symbol = ou_scope_find(scope, mangled);
    if (symbol) return symbol;
    if (scope->symbols.count == scope->bucket_count && !grow_buckets(scope, arena)) return NULL;
    symbol = OU_ARENA_NEW(arena, OuSymbol);
    if (!symbol || !ou_scope_append(&scope->symbols, arena, symbol)) return NULL;
    symbol->name = mangled;
    symbol->parameter = symbol->index = OU_SYMBOL_NO_INDEX;
    link_symbol(scope, symbol);
    return symbol;
}

// ---- private names ------------------------------------------------------------------------------

static bool is_private(const OuName *name)
{
    const char *text = name->text;
    if (name->length < 2 || text[0] != '_' || text[1] != '_') return false;
    if (text[name->length - 1] == '_' && text[name->length - 2] == '_') return false;
    return !memchr(text, '.', name->length);
}

OuName *ou_scope_mangle(const OuScope *scope, OuNameTable *names, OuName *name)
{
    if (!scope->private_name || !is_private(name)) return name;
    const char *class = scope->private_name->text;
    size_t length = scope->private_name->length;
    while (length && *class == '_') { class++; length--; }
    if (length == 0) return name;
    size_t total = 1 + length + name->length;
    char *text = ou_arena_alloc(names->arena, total + 1);
    if (!text) return NULL;
    *text = '_';
    memcpy(text + 1, class, length);
    memcpy(text + 1 + length, name->text, name->length);
    return ou_ast_intern(names, text, total);
}
