#include "vm/compile_unit.h"

// Where the name is found from this unit; `name` becomes the stored (mangled) form. False: failed.
static bool name_resolve(OuCompiler *compiler, OuName **name, OuBinding *binding,
                         OuRegister *local)
{
    *name = ou_unit_mangle(compiler, *name);
    if (!*name) return false;
    *binding = ou_scope_binding(compiler->unit->scope, *name);
    *local = OU_NO_REGISTER;
    if (*binding == OU_BINDING_FREE) {
        // A class inside a method has two cells called __class__; the name means the outer one.
        *local = compiler->unit->first_free + ou_scope_find(compiler->unit->scope, *name)->index;
    } else if (*binding == OU_BINDING_LOCAL || *binding == OU_BINDING_CELL) {
        *local = ou_unit_register(compiler->unit, *name);
    }
    return true;
}

// Names of a module are its globals, unless it runs in a namespace of its own.
static bool is_name_global(const OuUnit *unit, OuBinding binding)
{
    return binding != OU_BINDING_NAME || !unit->has_namespace;
}

static OuRegister name_load_local(OuCompiler *compiler, OuRegister local, OuWant want)
{
    if (!ou_is_draft_assigned(compiler->unit, local)) {
        ou_draft_emit(compiler, OU_OP_CHECK, local, 0, 0, 0);
        ou_draft_set_assigned(compiler->unit, local);
    }
    if (want == OU_WANT_ANY || want == local) return local;
    if (want == OU_WANT_PUSH) {
        OuRegister copy = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_COPY, copy, local, 0, 0);
        return copy;
    }
    ou_draft_emit(compiler, OU_OP_COPY_L, want, local, 0, 0);
    return want;
}

OuRegister ou_compile_load_name(OuCompiler *compiler, OuName *name, OuWant want)
{
    OuUnit *unit = compiler->unit;
    OuBinding binding;
    OuRegister local;
    if (!name_resolve(compiler, &name, &binding, &local)) return ou_draft_push(compiler);
    if (binding == OU_BINDING_LOCAL) return name_load_local(compiler, local, want);
    OuRegister to = ou_draft_push(compiler);
    if (local != OU_NO_REGISTER && unit->has_namespace) {
        ou_draft_emit(compiler, OU_OP_LOAD_CELL_NAME, to, local, 0,
                      (int32_t)ou_unit_name(compiler, name));
    } else if (local != OU_NO_REGISTER) {
        ou_draft_emit(compiler, OU_OP_LOAD_CELL, to, local, 0, 0);
    } else if (is_name_global(unit, binding)) {
        ou_draft_emit_word(compiler, OU_OP_LOAD_GLOBAL, to, 0, 0, 0,
                           ou_unit_name(compiler, name));
    } else {
        ou_draft_emit(compiler, OU_OP_LOAD_NAME, to, 0, 0,
                      (int32_t)ou_unit_name(compiler, name));
    }
    return ou_compile_settle(compiler, want, to);
}

OuRegister ou_compile_plain_local(OuCompiler *compiler, OuName *name)
{
    OuBinding binding;
    OuRegister local;
    if (!name_resolve(compiler, &name, &binding, &local)) return OU_NO_REGISTER;
    return binding == OU_BINDING_LOCAL ? local : OU_NO_REGISTER;
}

bool ou_is_compile_global(OuCompiler *compiler, OuName *name)
{
    OuBinding binding;
    OuRegister local;
    return name_resolve(compiler, &name, &binding, &local) && local == OU_NO_REGISTER &&
           is_name_global(compiler->unit, binding);
}

void ou_compile_store_name(OuCompiler *compiler, OuName *name, OuRegister value)
{
    OuBinding binding;
    OuRegister local;
    if (!name_resolve(compiler, &name, &binding, &local)) return;
    if (binding == OU_BINDING_LOCAL) {
        if (local == value) return;
        OuOp op = ou_is_temporary(value) ? OU_OP_STORE : OU_OP_COPY_L;
        ou_draft_emit(compiler, op, local, value, 0, 0);
    } else if (local != OU_NO_REGISTER) {
        ou_draft_emit(compiler, OU_OP_STORE_CELL, local, value, 0, 0);
    } else {
        uint32_t index = ou_unit_name(compiler, name);
        if (is_name_global(compiler->unit, binding)) {
            ou_draft_emit_word(compiler, OU_OP_STORE_GLOBAL, value, 0, 0, 0, index);
        } else {
            ou_draft_emit(compiler, OU_OP_STORE_NAME, value, 0, 0, (int32_t)index);
        }
    }
}

void ou_compile_delete_name(OuCompiler *compiler, OuName *name)
{
    OuBinding binding;
    OuRegister local;
    if (!name_resolve(compiler, &name, &binding, &local)) return;
    if (binding == OU_BINDING_LOCAL) {
        ou_draft_emit(compiler, OU_OP_DELETE, local, 0, 0, 0);
    } else if (local != OU_NO_REGISTER) {
        ou_draft_emit(compiler, OU_OP_DELETE_CELL, local, 0, 0, 0);
    } else {
        OuOp op = is_name_global(compiler->unit, binding) ? OU_OP_DELETE_GLOBAL
                                                          : OU_OP_DELETE_NAME;
        ou_draft_emit(compiler, op, 0, 0, 0, (int32_t)ou_unit_name(compiler, name));
    }
}

void ou_compile_forget_name(OuCompiler *compiler, OuName *name)
{
    OuRegister local = ou_compile_plain_local(compiler, name);
    if (compiler->failed) return;
    if (local != OU_NO_REGISTER) {
        ou_draft_emit(compiler, OU_OP_CLEAR, local, 0, 0, 0);
        return;
    }
    uint32_t base = compiler->unit->depth;
    ou_compile_store_name(compiler, name, ou_constant_load_steal(compiler, OU_NONE, OU_WANT_PUSH));
    ou_draft_pop(compiler, base);
    ou_compile_delete_name(compiler, name);
}
