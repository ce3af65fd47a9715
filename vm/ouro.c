#include "vm/ouro.h"

#include <stdlib.h>
#include <string.h>

#include "gc/audit.h"
#include "gc/collector.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/modules/modules.h"
#include "runtime/str.h"
#include "vm/builtins.h"
#include "vm/hooks.h"
#include "vm/import.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/record.h"
#include "vm/record_heap.h"
#include "vm/run.h"
#include "vm/site.h"

#ifndef OU_VERSION
#define OU_VERSION "0.1.0"
#endif

const char *ouro_version(void)
{
    return "Ouro " OU_VERSION " (Python 3.11)";
}

// --- setting up ----------------------------------------------------------------------------------

static bool add_text(OuVM *vm, OuValue list, const char *text, size_t length)
{
    OuValue value = ou_str_make_lossy(vm, text, length);
    return value != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), value);
}

static bool set_arguments(OuVM *vm, const OuroOptions *options)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    bool ok = list != OU_ERROR;
    for (int i = 0; ok && i < options->argument_count; i++) {
        ok = add_text(vm, list, options->arguments[i], strlen(options->arguments[i]));
    }
    if (ok && !options->argument_count) ok = add_text(vm, list, "", 0);
    ok = ok && ou_dict_set_name(vm, vm->sys, OU_NAMED(vm, argv), list);
    ou_unref(list);
    return ok;
}

static bool set_executable(OuVM *vm, const OuroOptions *options)
{
    if (!options->executable) return true;
    OuString *name = ou_str_intern_text(vm, "executable", 10);
    OuValue path = ou_str_make_lossy(vm, options->executable, strlen(options->executable));
    bool ok = name && path != OU_ERROR && ou_dict_set_name(vm, vm->sys, name, path);
    if (name) ou_object_unref(&name->header);
    if (path != OU_ERROR) ou_unref(path);
    return ok;
}

// The folders between the colons of OURO_PATH.
static bool add_environment_path(OuVM *vm, OuValue list)
{
    const char *text = getenv("OURO_PATH");
    while (text && *text) {
        size_t length = strcspn(text, ":");
        if (length && !add_text(vm, list, text, length)) return false;
        text += length + (text[length] == ':');
    }
    return true;
}

static bool set_path(OuVM *vm, const OuroOptions *options)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    bool ok = list != OU_ERROR;
    if (ok && options->first_path) {
        ok = add_text(vm, list, options->first_path, strlen(options->first_path));
    }
    if (ok && !options->flags[OURO_FLAG_IGNORE_ENVIRONMENT]) ok = add_environment_path(vm, list);
    ok = ok && ou_dict_set_name(vm, vm->sys, OU_NAMED(vm, path), list);
    ou_unref(list);
    return ok;
}

// Those of OURO_WARNINGS, between commas, and then those of -W: the last one counts most.
static bool add_warnings(OuVM *vm, const OuroOptions *options, OuValue list)
{
    bool ignored = options->flags[OURO_FLAG_IGNORE_ENVIRONMENT];
    const char *text = ignored ? NULL : getenv("OURO_WARNINGS");
    if (options->flags[OURO_FLAG_DEV_MODE] && !add_text(vm, list, "default", 7)) return false;
    while (text && *text) {
        size_t length = strcspn(text, ",");
        if (length && !add_text(vm, list, text, length)) return false;
        text += length + (text[length] == ',');
    }
    for (int i = 0; i < options->warning_count; i++) {
        if (!add_text(vm, list, options->warnings[i], strlen(options->warnings[i]))) return false;
    }
    unsigned bytes = options->flags[OURO_FLAG_BYTES_WARNING];
    const char *action = bytes > 1 ? "error::BytesWarning" : "default::BytesWarning";
    return !bytes || add_text(vm, list, action, strlen(action));
}

// Module `warnings` reads its options at once, and complains about wrong ones.
static bool set_warnings(OuVM *vm, const OuroOptions *options)
{
    OuString *name = ou_str_intern_text(vm, "warnoptions", 11);
    OuValue list = name ? ou_dict_get_name_peek(vm->sys, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    if (list == OU_ERROR || !ou_is_list(list)) return list != OU_ERROR;
    if (!add_warnings(vm, options, list)) return false;
    if (!ou_list_of(list)->length) return true;
    OuString *module = ou_str_intern_text(vm, "warnings", 8);
    if (!module) return false;
    OuValue loaded = ou_import_module(vm, module);
    ou_object_unref(&module->header);
    if (loaded == OU_ERROR) ou_error_clear(vm);
    else ou_unref(loaded);
    return true;
}

// "name=value", or "name" alone, which is True.
static bool add_x_option(OuVM *vm, OuDict *options, const char *text)
{
    size_t length = strcspn(text, "=");
    const char *rest = text[length] ? text + length + 1 : NULL;
    OU_OWNED OuValue name = ou_str_make_lossy(vm, text, length);
    if (name == OU_ERROR) return false;
    OU_OWNED OuValue value = rest ? ou_str_make_lossy(vm, rest, strlen(rest)) : OU_TRUE;
    return value != OU_ERROR && ou_dict_set(vm, options, name, value);
}

static bool set_x_options(OuVM *vm, const OuroOptions *options)
{
    OuString *name = ou_str_intern_text(vm, "_xoptions", 9);
    OuValue dict = name ? ou_dict_get_name_peek(vm->sys, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    if (dict == OU_ERROR || !ou_is_dict(dict)) return false;
    for (int i = 0; i < options->x_option_count; i++) {
        if (!add_x_option(vm, ou_dict_of(dict), options->x_options[i])) return false;
    }
    return true;
}

static void set_flags(OuVM *vm, const OuroOptions *options)
{
    _Static_assert((int)OURO_FLAG_COUNT == (int)OU_FLAG_COUNT, "sys.flags");
    _Static_assert((int)OURO_FLAG_OPTIMIZE == (int)OU_FLAG_OPTIMIZE, "sys.flags");
    memcpy(vm->flags, options->flags, sizeof vm->flags);
    vm->unbuffered = options->unbuffered;
    int digits = options->max_str_digits;
    if (digits) vm->int_max_str_digits = digits < 0 ? 0 : digits;
}

static bool set_up(OuVM *vm, const OuroOptions *options)
{
    set_flags(vm, options);
    ou_hooks_install(vm);
    return ou_interpreter_setup(vm) && ou_modules_setup(vm) && ou_vm_builtins_setup(vm)
        && set_arguments(vm, options) && set_executable(vm, options) && set_path(vm, options)
        && set_x_options(vm, options)
        && ou_import_main(vm) && set_warnings(vm, options);
}

// What exists before the program starts is old.
static void settle(OuHeap *heap)
{
    ou_collector_freeze(heap);
    ou_collector_unfreeze(heap);
}

static void limit_program(OuVM *vm, const OuroOptions *options)
{
    vm->limits.seconds = options->time_limit;
    vm->interpreter->skips_first_line = options->skip_first_line;
    if (options->depth_limit) {
        vm->limits.most_depth = vm->recursion_limit = options->depth_limit;
        if (vm->depth_limit >= 0) vm->depth_limit = options->depth_limit;
    }
    ou_limit_steps(vm, options->step_limit);
}

static void tear_down(OuVM *vm)
{
    ou_state_free(vm);
    ou_interpreter_free(vm);               // finalizers have run: nothing needs the stack any more
    free(vm);
}

OuroVM *ouro_new(const OuroOptions *options)
{
    static const OuroOptions none = { 0 };
    if (!options) options = &none;
    OuVM *vm = calloc(1, sizeof *vm);
    if (!vm) return NULL;
    if (!ou_state_init(vm)) {
        free(vm);
        return NULL;
    }
    if (options->memory_limit) ou_memory_set_limit(&vm->heap.memory, options->memory_limit);
    if (!set_up(vm, options)) {
        tear_down(vm);
        return NULL;
    }
    settle(&vm->heap);
    if (options->trace_frames > 0 && !ou_site_start(vm, (uint32_t)options->trace_frames)) {
        tear_down(vm);
        return NULL;
    }
    limit_program(vm, options);
    if (options->gc_stress) ou_collector_set_stress(&vm->heap, true);
    if (options->fail_allocation) ou_heap_fail_at(&vm->heap, options->fail_allocation, false);
    return vm;
}

// --- going down ----------------------------------------------------------------------------------

// In debug builds every reference is counted again: a wrong count ends the process.
static void audit(OuVM *vm)
{
#ifdef OU_DEBUG
    OuMemory memory;
    OuBuffer report;
    ou_memory_init(&memory);
    ou_buffer_init(&report, &memory);
    if (!ou_audit_check(&vm->heap, &report)) {
        ou_run_complain("the heap is damaged:\n%s", report.bytes ? report.bytes : "");
        abort();
    }
    ou_buffer_free(&report);
#endif
}

int ouro_free(OuroVM *vm, int status)
{
    ou_heap_fail_at(&vm->heap, 0, false);
    ou_memory_set_limit(&vm->heap.memory, SIZE_MAX);
    audit(vm);
    status = ou_shutdown(vm, status);
    audit(vm);
    status = ou_record_end(vm, status);
    tear_down(vm);
    return status;
}

void ouro_interrupt(OuroVM *vm)
{
    ou_limit_request(vm, OU_INTERRUPT_USER);
}

bool ouro_has_interrupt(const OuroVM *vm)
{
    return vm->interrupted & OU_INTERRUPT_USER;
}

void ouro_time_is_up(OuroVM *vm)
{
    ou_limit_time_is_up(vm);
}

void ouro_request_snapshot(OuroVM *vm)
{
    ou_limit_request(vm, OU_INTERRUPT_WISH);
}

bool ouro_log_collections(OuroVM *vm, const char *path)
{
    return ou_gc_open_log(vm, path);
}

void ouro_expect_prompt(OuroVM *vm, bool expected)
{
    vm->interpreter->prompt_follows = expected;
}

bool ouro_was_interrupted(const OuroVM *vm)
{
    return vm->interpreter->was_interrupted;
}
