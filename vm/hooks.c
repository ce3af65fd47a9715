#include "vm/hooks.h"

#include "runtime/error.h"
#include "vm/ast_module.h"
#include "vm/function.h"
#include "vm/imp_module.h"
#include "vm/import.h"
#include "vm/interpreter.h"
#include "vm/local_name.h"
#include "vm/record_heap.h"
#include "vm/site.h"
#include "vm/tracemalloc.h"

// --- the running frame ---------------------------------------------------------------------------

static OuString *current_position(OuVM *vm, uint32_t *line)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    if (!walk.window) return NULL;
    const OuCode *code = ou_frame_code(walk.window);
    const OuCodePosition *position = ou_code_position(code, ou_frame_word(&walk));
    *line = position ? position->line : code->first_line;
    return code->file;
}

static OuDict *current_globals(OuVM *vm)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    return walk.window ? ou_frame_code(walk.window)->globals : NULL;
}

static OuDict **dict_slot(OuObject *object)
{
    return object->kind == OU_KIND_FUNCTION ? &((OuFunction *)object)->dict : NULL;
}

// --- super ---------------------------------------------------------------------------------------

static bool fail_super(OuVM *vm, const char *message)
{
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "super(): %s", message);
    return false;
}

static OuValue register_content(const OuCode *code, const OuValue *window, uint32_t index)
{
    OuValue value = window[index];
    bool is_cell = ou_kind_of(value) == OU_KIND_CELL && ou_code_is_cell(code, index);
    return is_cell ? ou_cell_of(value)->content : value;
}

static bool super_arguments(OuVM *vm, OuType **this_class, OuValue *self)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    if (!walk.window) return fail_super(vm, "no current frame");
    const OuCode *code = ou_frame_code(walk.window);
    if (!code->argument_count) return fail_super(vm, "no arguments");
    *self = register_content(code, walk.window, 0);
    if (*self == OU_UNBOUND) return fail_super(vm, "arg[0] deleted");
    if (code->class_cell < 0) return fail_super(vm, "__class__ cell not found");
    OuValue class = register_content(code, walk.window, (uint32_t)code->class_cell);
    if (class == OU_UNBOUND) return fail_super(vm, "empty __class__ cell");
    if (!ou_is_type(class)) {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "super(): __class__ is not a type (%T)", class);
        return false;
    }
    *this_class = (OuType *)ou_pointer_of(class);
    return true;
}

static bool set_class_cell(OuVM *vm, OuValue cell, OuType *type)
{
    if (ou_kind_of(cell) != OU_KIND_CELL) return false;
    ou_set(&ou_cell_of(cell)->content, ou_pointer_value(type));
    return true;
}

// --- registers -----------------------------------------------------------------------------------

// Temporaries that are live at the instruction, below the window of a callee (`limit`).
static void visit_temporaries(OuVisitor *visitor, const OuFrameWalk *walk, const OuValue *limit)
{
    const OuCode *code = ou_frame_code(walk->window);
    const uint64_t *live = ou_code_live(code, ou_frame_word(walk));
    for (uint32_t word = 0; live && word < code->live_words; word++) {
        for (uint64_t bits = live[word]; bits; bits &= bits - 1) {
            uint32_t index = code->local_count + word * 64 + (uint32_t)__builtin_ctzll(bits);
            OuValue *slot = &walk->window[index];
            if (!limit || slot < limit) ou_visit_value(visitor, slot);
        }
    }
}

static void visit_frames(OuVM *vm, OuVisitor *visitor)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    const OuValue *limit = NULL;
    while (walk.window) {
        ou_visit_value(visitor, &walk.window[-OU_FRAME_HEADER]);
        ou_visit_span(visitor, walk.window, ou_frame_code(walk.window)->local_count);
        visit_temporaries(visitor, &walk, limit);
        limit = walk.window - OU_FRAME_HEADER;
        if (!ou_frame_next(vm, &walk)) return;
        if (walk.window > limit) limit = NULL;
    }
}

static void visit_roots(OuVM *vm, OuVisitor *visitor)
{
    OuInterpreter *interpreter = vm->interpreter;
    if (!interpreter) return;
    ou_visit_value(visitor, &interpreter->generator_result);
    ou_visit_value(visitor, &interpreter->first_iteration_hook);
    ou_visit_value(visitor, &interpreter->finalizer_hook);
    ou_visit_value(visitor, &interpreter->hooks_type);
    ou_site_visit_roots(vm, visitor);
    for (size_t i = 0; i < interpreter->zombie_count; i++) {
        OU_VISIT_POINTER(visitor, &interpreter->zombies[i]);
    }
    visit_frames(vm, visitor);
}

static size_t uncounted_references(OuVM *vm, OuObject *target)
{
    size_t count = 0;
    OuFrameWalk walk = ou_frame_innermost(vm);
    while (walk.window) {
        count += walk.window[-OU_FRAME_HEADER] == (OuValue)(uintptr_t)target;
        if (!ou_frame_next(vm, &walk)) break;
    }
    return count;
}

// --- caches --------------------------------------------------------------------------------------

static bool forget_caches(OuObject *object, void *context)
{
    if (object->kind == OU_KIND_CODE) ou_code_reset((OuCode *)object);
    return true;
}

static void flush_caches(OuVM *vm)
{
    ou_heap_each(&vm->heap, forget_caches, NULL);
}

static const OuModuleDef *const ou_vm_modules[] = {
    &ou_ast_module, &ou_imp_module, &ou_tracemalloc_module, NULL,
};

void ou_hooks_install(OuVM *vm)
{
    vm->host = (OuHostHooks){
        .current_position = current_position, .current_globals = current_globals,
        .modules = ou_vm_modules,
        .find_code = ou_find_code, .call_registers = ou_call_registers,
        .site_place = ou_site_place,
        .import = ou_import_module, .dict_slot = dict_slot, .super_arguments = super_arguments,
        .set_class_cell = set_class_cell, .visit_roots = visit_roots, .flush_caches = flush_caches,
        .uncounted_references = uncounted_references,
        .find_register = ou_find_register, .local_name = ou_local_name,
        .code_part = ou_code_part,
        .allocated_at = ou_site_of_object,
        .add_position = ou_traceback_add_position, .obey_request = ou_record_heap_signal,
    };
}
