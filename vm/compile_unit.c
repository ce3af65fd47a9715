#include "vm/compile_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/list.h"
#include "vm/verify.h"

// --- failing and growing -------------------------------------------------------------------------

void ou_unit_fail(OuCompiler *compiler)
{
    if (!compiler->failed && !ou_has_error(compiler->vm)) ou_raise_memory_error(compiler->vm);
    compiler->failed = true;
}

bool ou_unit_grow(OuCompiler *compiler, OuArena *arena, void *items_address, uint32_t count,
                  uint32_t *capacity, size_t item_size)
{
    if (compiler->failed) return false;
    if (count < *capacity || ou_arena_double(arena, items_address, count, capacity, item_size)) {
        return true;
    }
    ou_unit_fail(compiler);
    return false;
}

bool ou_unit_may_go_on(OuCompiler *compiler)
{
    if (compiler->failed) return false;
    if (ou_arena_may_go_on_at(&compiler->arena, compiler->steps++)) return true;
    ou_unit_fail(compiler);
    return false;
}

bool ou_unit_can_recurse(OuCompiler *compiler)
{
    if (!ou_unit_may_go_on(compiler)) return false;
    if ((char *)__builtin_frame_address(0) > compiler->vm->c_stack_limit) return true;
    ou_raise(compiler->vm, OU_TYPE_RECURSION_ERROR,
             "maximum recursion depth exceeded during compilation");
    compiler->failed = true;
    return false;
}

static OuValue unit_syntax_error(OuCompiler *compiler, const OuNode *node, const char *what)
{
    OuVM *vm = compiler->vm;
    OuPosition from = ou_source_locate(&compiler->tree->source, node->start);
    OuPosition to = ou_source_locate(&compiler->tree->source, node->end);
    uint32_t length;
    const char *line = ou_source_line(&compiler->tree->source, from.line, &length);
    OU_OWNED OuValue text = ou_str_make_lossy(vm, line, length);
    if (text == OU_ERROR) return OU_ERROR;
    OuValue place[] = { ou_pointer_value(compiler->file), ou_int_value(from.line),
                        ou_int_value(from.column + 1), text, ou_int_value(to.line),
                        ou_int_value(to.column + 1) };
    OU_OWNED OuValue details = ou_tuple_make(vm, place, 6);
    if (details == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue message = ou_str_make_format(vm, "%s is not supported yet", what);
    if (message == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue arguments = ou_tuple_pair(vm, message, details);
    if (arguments == OU_ERROR) return OU_ERROR;
    return ou_exception_make(vm, vm->types[OU_TYPE_SYNTAX_ERROR], ou_tuple_of(arguments));
}

void ou_unit_unsupported(OuCompiler *compiler, const OuNode *node, const char *what)
{
    if (compiler->failed) return;
    OuValue error = unit_syntax_error(compiler, node, what);
    if (error != OU_ERROR) ou_error_set_steal(compiler->vm, error);
    ou_unit_fail(compiler);
}

// --- places --------------------------------------------------------------------------------------

OuPlace ou_unit_go(OuCompiler *compiler, const OuNode *node)
{
    OuUnit *unit = compiler->unit;
    OuPlace place = { unit->start, unit->end };
    unit->start = node->start;
    unit->end = node->end;
    return place;
}

OuPlace ou_unit_go_attribute(OuCompiler *compiler, const OuNode *node)
{
    OuUnit *unit = compiler->unit;
    const OuAttributeNode *attribute = (const OuAttributeNode *)node;
    OuPlace place = { unit->start, unit->end };
    const char *text = compiler->tree->source.text;
    if (node->end > unit->start && memchr(text + unit->start, '\n', node->end - unit->start)) {
        unit->start = node->end - attribute->attr->length;
    }
    return place;
}

void ou_unit_return(OuCompiler *compiler, OuPlace place)
{
    compiler->unit->start = place.start;
    compiler->unit->end = place.end;
}

bool ou_unit_has_walrus(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *at = text; (at = memchr(at, ':', (size_t)(end - at))); at++) {
        if (at + 1 < end && at[1] == '=') return true;
    }
    return false;
}

// --- names ---------------------------------------------------------------------------------------

// The run keeps the string, which is taken over; NULL: failed.
static OuString *unit_keep_string(OuCompiler *compiler, OuString *string)
{
    if (string && ou_list_append_steal(compiler->vm, ou_list_of(compiler->strings),
                                       ou_str_value(string))) {
        return string;
    }
    ou_unit_fail(compiler);
    return NULL;
}

OuString *ou_unit_text_string(OuCompiler *compiler, const char *utf8, size_t length)
{
    if (compiler->failed) return NULL;
    return unit_keep_string(compiler, ou_str_intern_text(compiler->vm, utf8, length));
}

OuString *ou_unit_string(OuCompiler *compiler, OuName *name)
{
    if (!name) return NULL;
    if (!name->cache) name->cache = ou_unit_text_string(compiler, name->text, name->length);
    return name->cache;
}

OuName *ou_unit_intern(OuCompiler *compiler, const char *text)
{
    OuName *name = ou_ast_intern(&compiler->tree->names, text, strlen(text));
    if (!name) ou_unit_fail(compiler);
    return name;
}

OuName *ou_unit_mangle(OuCompiler *compiler, OuName *name)
{
    OuName *mangled = ou_scope_mangle(compiler->unit->scope, &compiler->tree->names, name);
    if (!mangled) ou_unit_fail(compiler);
    return mangled;
}

uint32_t ou_unit_string_index(OuCompiler *compiler, OuString *string)
{
    OuUnit *unit = compiler->unit;
    uint32_t index = 0;
    if (!string || ou_table_find(&unit->name_table, (uintptr_t)string, &index)) return index;
    if (!ou_unit_grow(compiler, &unit->arena, &unit->names, unit->name_count,
                      &unit->name_capacity, sizeof *unit->names)) {
        return 0;
    }
    if (!ou_table_add(&unit->name_table, &unit->arena, (uintptr_t)string, unit->name_count)) {
        ou_unit_fail(compiler);
        return 0;
    }
    unit->names[unit->name_count] = string;
    return unit->name_count++;
}

uint32_t ou_unit_name(OuCompiler *compiler, OuName *name)
{
    return ou_unit_string_index(compiler, ou_unit_string(compiler, name));
}

// --- registers of names --------------------------------------------------------------------------

OuRegister ou_unit_register(const OuUnit *unit, const OuName *mangled)
{
    uint32_t index;
    return ou_table_find(&unit->registers, (uintptr_t)mangled, &index) ? index : OU_NO_REGISTER;
}

static void unit_add_local(OuCompiler *compiler, OuName *name)
{
    OuUnit *unit = compiler->unit;
    if (!ou_unit_grow(compiler, &unit->arena, &unit->locals, unit->local_count,
                      &unit->local_capacity, sizeof *unit->locals)) {
        return;
    }
    unit->locals[unit->local_count] = name;
    if (name && ou_unit_register(unit, name) == OU_NO_REGISTER &&
        !ou_table_add(&unit->registers, &unit->arena, (uintptr_t)name, unit->local_count)) {
        ou_unit_fail(compiler);
        return;
    }
    unit->local_count++;
}

static void unit_add_symbols(OuCompiler *compiler, const OuSymbolList *symbols)
{
    for (uint32_t i = 0; i < symbols->count; i++) {
        OuName *name = symbols->items[i]->name;
        if (ou_unit_register(compiler->unit, name) == OU_NO_REGISTER) {
            unit_add_local(compiler, name);
        }
    }
}

// Parameters, locals, own cells, free cells.
static void unit_assign_registers(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    OuScope *scope = unit->scope;
    if (unit->has_namespace) unit_add_local(compiler, NULL);
    unit_add_symbols(compiler, &scope->parameters);
    unit->parameter_count = unit->local_count;
    if (ou_is_scope_function(scope)) unit_add_symbols(compiler, &scope->locals);
    unit->first_cell = unit->local_count;
    unit_add_symbols(compiler, &scope->cells);
    unit->first_free = unit->local_count;
    for (uint32_t i = 0; i < scope->frees.count; i++) {
        unit_add_local(compiler, scope->frees.items[i]->name);
    }
}

// --- beginning and ending ------------------------------------------------------------------------

static bool is_unit_global_in(const OuUnit *outer, const OuName *name)
{
    const OuSymbol *symbol = ou_scope_find(outer->scope, name);
    return symbol && symbol->binding == OU_BINDING_GLOBAL_EXPLICIT;
}

// `f.<locals>.g`, `C.m`, or the name alone.
static OuString *unit_qualify(OuCompiler *compiler, OuUnit *unit, const OuName *stored_name)
{
    OuUnit *outer = unit->outer;
    OuScopeKind kind = outer ? outer->scope->kind : OU_SCOPE_MODULE;
    if (kind == OU_SCOPE_MODULE || (stored_name && is_unit_global_in(outer, stored_name))) {
        return unit->name;
    }
    const char *between = kind == OU_SCOPE_CLASS ? "." : ".<locals>.";
    OuValue text = ou_str_make_format(compiler->vm, "%S%s%S", outer->qualified_name, between,
                                      unit->name);
    if (text == OU_ERROR) return NULL;
    return unit_keep_string(compiler, ou_str_intern_steal(compiler->vm, ou_str_of(text)));
}

static const OuScope *module_of(const OuScope *scope)
{
    while (scope->parent) scope = scope->parent;
    return scope;
}

static void unit_set_flags(OuUnit *unit)
{
    OuScope *scope = unit->scope;
    if (scope->is_nested) unit->flags |= OU_CODE_NESTED;
    if (scope->is_async_generator) unit->flags |= OU_CODE_ASYNC_GENERATOR;
    else if (scope->is_coroutine) unit->flags |= OU_CODE_COROUTINE;
    else if (scope->is_generator) unit->flags |= OU_CODE_GENERATOR;
    if (scope->kind == OU_SCOPE_MODULE) unit->flags |= OU_CODE_MODULE;
    if (unit->has_namespace) unit->flags |= OU_CODE_NAMESPACE;
}

bool ou_unit_begin(OuCompiler *compiler, OuUnit *unit, OuScope *scope, const OuNode *node,
                   const char *fixed_name, OuName *name)
{
    if (!ou_unit_can_recurse(compiler)) return false;
    OuString *string = fixed_name ? ou_unit_text_string(compiler, fixed_name, strlen(fixed_name))
                                  : ou_unit_string(compiler, name);
    if (!string) return false;
    bool has_namespace = scope->kind == OU_SCOPE_CLASS ||
                         (scope->kind == OU_SCOPE_MODULE && unit->has_namespace);
    *unit = (OuUnit){ .outer = compiler->unit, .scope = scope, .name = string,
                      .has_namespace = has_namespace, .is_reachable = true,
                      .handler = OU_NOWHERE, .live_snapshot = OU_NOWHERE,
                      .start = node->start, .end = node->end };
    ou_arena_init_beside(&unit->arena, &compiler->arena);
    unit->first_line = ou_source_locate(&compiler->tree->source, node->start).line;
    OuName *stored = name && !fixed_name && unit->outer ? ou_unit_mangle(compiler, name) : NULL;
    unit->qualified_name = unit_qualify(compiler, unit, stored);
    if (!unit->qualified_name) {
        ou_unit_fail(compiler);
        ou_arena_free(&unit->arena);
        return false;
    }
    unit_set_flags(unit);
    if (module_of(scope)->future_annotations) unit->flags |= OU_CODE_FUTURE_ANNOTATIONS;
    compiler->unit = unit;
    unit_assign_registers(compiler);
    for (uint32_t i = 0; i < unit->parameter_count; i++) ou_draft_set_assigned(unit, i);
    return true;
}

void ou_unit_prologue(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    OuScope *scope = unit->scope;
    OuPlace place = { unit->start, unit->end };
    unit->start = unit->end = 0;
    if (unit->flags & OU_CODE_RESUMABLE) ou_draft_emit(compiler, OU_OP_GENERATOR, 0, 0, 0, 0);
    if (scope->frees.count) {
        ou_draft_emit(compiler, OU_OP_COPY_FREE, 0, 0, 0, (int32_t)unit->first_free);
    }
    unit->entry_count = unit->draft_count;
    for (uint32_t i = 0; i < scope->cells.count; i++) {
        OuRegister cell = ou_unit_register(unit, scope->cells.items[i]->name);
        ou_draft_emit(compiler, OU_OP_MAKE_CELL, cell, 0, 0, 0);
    }
    // Of functions and the like only the statements have places; a comprehension is one expression.
    bool is_expression = scope->kind >= OU_SCOPE_COMPREHENSION;
    if (is_expression) ou_unit_return(compiler, place);
}

#ifdef OU_DEBUG
static void unit_verify(OuCompiler *compiler, const OuCode *code)
{
    OuBuffer report;
    ou_buffer_init(&report, compiler->arena.memory);
    if (!ou_verify(code, &report) && report.length) {
        fprintf(stderr, "%s: %s\n", compiler->tree->source.path, report.bytes);
        abort();
    }
    ou_buffer_free(&report);
}
#endif

OuCode *ou_unit_end(OuCompiler *compiler)
{
    OuUnit *unit = compiler->unit;
    OuCode *code = compiler->failed ? NULL : ou_lower_unit(compiler, unit);
    if (!code) ou_unit_fail(compiler);
#ifdef OU_DEBUG
    if (code) unit_verify(compiler, code);
#endif
    compiler->unit = unit->outer;
    ou_arena_free(&unit->arena);
    return code;
}
