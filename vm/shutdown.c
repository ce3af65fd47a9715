// shutdown.c: the end of a program, step by step as CPython's Py_FinalizeEx has it:
//
//   1. callbacks of module atexit, after which the program counts as ended (record.h); what was
//      held back is written; cycles are collected
//   2. what sys keeps for a person at the prompt goes (last_value, ...), and `_`; the standard
//      streams are the first ones again
//   3. each module's place in sys.modules becomes None, in the order of their import
//   4. cycles are collected
//   5. modules that still live are emptied: first names with one underscore, then the others
//   6. sys and builtins are emptied the same way, so what only they held dies in silence
//   7. the rest goes with the interpreter
#include <string.h>

#include "gc/collector.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/weakref.h"
#include "vm/record.h"
#include "vm/run.h"

static void set_none(OuVM *vm, OuDict *dict, const char *name)
{
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    if (!key) {
        ou_error_clear(vm);
        return;
    }
    bool known = ou_dict_get_name_peek(dict, key) != OU_UNBOUND;
    if (known && !ou_dict_set_name(vm, dict, key, OU_NONE)) ou_error_clear(vm);
    ou_object_unref(&key->header);
}

// --- 1 -------------------------------------------------------------------------------------------

static void run_exit_callbacks(OuVM *vm)
{
    OuString *module_name = ou_str_intern_text(vm, "atexit", 6);
    OuString *function_name = ou_str_intern_text(vm, "_run_exitfuncs", 14);
    OuValue module = module_name ? ou_ref(ou_dict_get_name_peek(vm->modules, module_name))
                                 : OU_UNBOUND;
    if (module != OU_UNBOUND && module != OU_NONE && function_name) {
        ou_unref(ou_call_method(vm, module, function_name, NULL, 0));
    }
    ou_unref(module);
    if (module_name) ou_object_unref(&module_name->header);
    if (function_name) ou_object_unref(&function_name->header);
    if (ou_has_error(vm)) ou_error_unraisable(vm, NULL, OU_NONE);
}

// --- 2 ------------------------------------------------------------------------------------------

// A stream that a script has put into the place of a standard one goes.
static void restore_stream(OuVM *vm, OuString *name, const char *original)
{
    OuString *key = ou_str_intern_text(vm, original, strlen(original));
    OuValue stream = key ? ou_ref(ou_dict_get_name_peek(vm->sys, key)) : OU_UNBOUND;
    if (stream != OU_UNBOUND && !ou_dict_set_name(vm, vm->sys, name, stream)) ou_error_clear(vm);
    ou_unref(stream);
    if (key) ou_object_unref(&key->header);
    else ou_error_clear(vm);
}

static void forget_session(OuVM *vm)
{
    static const char *const names[] = { "path", "argv", "ps1", "ps2", "last_type", "last_value",
                                         "last_traceback", "path_hooks", "path_importer_cache",
                                         "meta_path" };
    set_none(vm, vm->builtins, "_");
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) set_none(vm, vm->sys, names[i]);
    restore_stream(vm, OU_NAMED(vm, stdin), "__stdin__");
    restore_stream(vm, OU_NAMED(vm, stdout), "__stdout__");
    restore_stream(vm, OU_NAMED(vm, stderr), "__stderr__");
}

// --- 3 -------------------------------------------------------------------------------------------

// Weak references to the modules, which are dropped; NULL without memory.
static OuValue drop_modules(OuVM *vm)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    OuValue names = ou_list_from_iterable(vm, ou_pointer_value(vm->modules));
    for (size_t i = 0; names != OU_ERROR && i < ou_list_of(names)->length; i++) {
        OuValue name = ou_list_of(names)->items[i];
        OuValue module = ou_dict_get(vm, vm->modules, name);
        if (ou_is_module(module) && list != OU_ERROR) {
            OuValue link = ou_weakref_make(vm, module, OU_NONE);
            if (link == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), link)) {
                ou_error_clear(vm);
            }
        }
        if (module == OU_ERROR || !ou_dict_set(vm, vm->modules, name, OU_NONE)) ou_error_clear(vm);
        ou_unref(module);
    }
    ou_unref(names);
    ou_error_clear(vm);
    ou_dict_clear(vm, vm->modules);
    return list;
}

// --- 5 -------------------------------------------------------------------------------------------

static bool is_private(const OuString *name)
{
    return name->length >= 1 && ou_str_at(name, 0) == '_'
        && !(name->length >= 2 && ou_str_at(name, 1) == '_');
}

static void clear_names(OuVM *vm, OuDict *dict, bool private_ones)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(dict, &position, &key, &value)) {
        if (!ou_is_str(key) || value == OU_NONE) continue;
        OuString *name = ou_str_of(key);
        bool wanted = private_ones ? is_private(name)
                    : !is_private(name) && !ou_str_equals_text(name, "__builtins__");
        if (wanted && !ou_dict_set(vm, dict, key, OU_NONE)) ou_error_clear(vm);
    }
}

static void clear_dict(OuVM *vm, OuDict *dict)
{
    ou_object_ref(&dict->header);
    clear_names(vm, dict, true);
    clear_names(vm, dict, false);
    ou_object_unref(&dict->header);
}

static void clear_survivors(OuVM *vm, OuValue list)
{
    if (list == OU_ERROR) return;
    for (size_t i = ou_list_of(list)->length; i-- > 0;) {
        OuModule *module = (OuModule *)ou_weakref_target_peek(ou_list_of(list)->items[i]);
        if (module && module->dict != vm->sys && module->dict != vm->builtins) {
            clear_dict(vm, module->dict);
        }
    }
}

// What can't be written is told once.
static int flush(OuVM *vm, int status, bool *failed)
{
    bool is_flushed = *failed ? ou_file_flush_standard(vm) : ou_run_flush(vm);
    if (is_flushed) return status;
    ou_error_clear(vm);
    ou_file_drop_standard(vm);
    *failed = true;
    if (status) return status;
    return vm->reader_is_gone ? OU_STATUS_UNREAD : 1;
}

int ou_shutdown(OuVM *vm, int status)
{
    bool failed = false;
    if (!ou_is_doomed(vm)) run_exit_callbacks(vm);
    status = ou_record_end_program(vm, status);
    status = flush(vm, status, &failed);
    if (vm->heap.enabled) ou_collector_collect(&vm->heap, 2);
    vm->finalizing = true;
    forget_session(vm);
    OuValue modules = drop_modules(vm);
    ou_collector_collect(&vm->heap, 2);
    clear_survivors(vm, modules);
    ou_unref(modules);
    ou_error_clear(vm);
    status = flush(vm, status, &failed);
    clear_dict(vm, vm->sys);
    clear_dict(vm, vm->builtins);
    ou_error_clear(vm);
    return status;
}
