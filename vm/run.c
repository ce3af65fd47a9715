#include "vm/run.h"

#include <stdarg.h>
#include <stdio.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/prompt_report.h"
#include "vm/record_heap.h"

void ou_run_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("ouro: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

bool ou_run_is_unread(OuVM *vm)
{
    return vm->reader_is_gone && ou_error_matches(vm, OU_TYPE_BROKEN_PIPE_ERROR);
}

void ou_run_complain_of_output(OuVM *vm)
{
    if (ou_run_is_unread(vm)) {
        ou_error_clear(vm);
    } else if (ou_has_error(vm)) {
        OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout)));
        ou_error_unraisable(vm, NULL, stream == OU_UNBOUND ? OU_NONE : stream);
        ou_unref(stream);
    }
}

bool ou_run_flush(OuVM *vm)
{
    if (ou_file_flush_standard(vm)) return true;
    ou_run_complain_of_output(vm);
    return false;
}

// --- the end of a program by SystemExit ----------------------------------------------------------

static void print_text(OuVM *vm, OuValue value)
{
    OU_OWNED OuValue text = ou_str(vm, value);
    OU_OWNED OuValue line = text == OU_ERROR ? OU_ERROR
                          : ou_str_make_format(vm, "%S\n", ou_str_of(text));
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    bool ok = line != OU_ERROR;
    if (ok && stream != OU_UNBOUND && stream != OU_NONE) {
        ok = ou_file_put(vm, stream, ou_str_of(line));
    }
    if (!ok) ou_error_clear(vm);
}

static int exit_status(OuVM *vm, OuValue exception)
{
    OU_OWNED OuValue code = ou_ref(ou_exception_of(exception)->fields[OU_FIELD_CODE]);
    if (code == OU_UNBOUND || code == OU_NONE) return 0;
    if (ou_is_instance_of(vm, code, OU_TYPE_INT)) {
        int64_t number;
        if (ou_to_int64(vm, code, &number)) return (int)(number & 0xFF);
        ou_error_clear(vm);
        return 255;
    }
    if (!ou_run_flush(vm)) ou_error_clear(vm);
    print_text(vm, code);
    return 1;
}

// --- reports -------------------------------------------------------------------------------------

static void keep_last(OuVM *vm, const char *name, size_t length, OuValue value)
{
    OuString *key = ou_str_intern_text(vm, name, length);
    if (!key || !ou_dict_set_name(vm, vm->sys, key, value)) ou_error_clear(vm);
    if (key) ou_object_unref(&key->header);
}

static void print_error(OuVM *vm, const char *heading, OuValue exception)
{
    OuValue text = ou_str_make_text(vm, heading);
    OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    bool ok = text != OU_ERROR && stream != OU_UNBOUND && stream != OU_NONE
           && ou_file_put(vm, stream, ou_str_of(text));
    if (!ok) ou_error_clear(vm);
    ou_unref(text);
    ou_unref(stream);
    ou_error_print(vm, exception);
}

static void call_excepthook(OuVM *vm, OuValue hook, OuValue exception)
{
    OuValue arguments[3] = { ou_pointer_value(ou_type_of(vm, exception)), exception,
                             ou_exception_of(exception)->traceback };
    OuValue result = ou_call(vm, hook, arguments, 3);
    ou_unref(result);
    if (result != OU_ERROR) return;
    OU_OWNED OuValue second = ou_error_take(vm);
    print_error(vm, "Error in sys.excepthook:\n", second);
    print_error(vm, "\nOriginal exception was:\n", exception);
}

int ou_run_report(OuVM *vm)
{
    if (!vm->interpreter->prompt_follows && ou_run_is_unread(vm)) {
        ou_error_clear(vm);
        return OU_STATUS_UNREAD;
    }
    OU_OWNED OuValue exception = ou_error_take(vm);
    bool is_exhausted = ou_is_instance_of(vm, exception, OU_TYPE_MEMORY_ERROR);
    if (is_exhausted && !vm->interpreter->prompt_follows) {
        ou_record_heap_exhausted(vm, exception);
    }
    if (!vm->interpreter->prompt_follows
        && ou_is_instance_of(vm, exception, OU_TYPE_SYSTEM_EXIT)) return exit_status(vm, exception);
    if (ou_is_instance_of(vm, exception, OU_TYPE_KEYBOARD_INTERRUPT)) {
        vm->interpreter->was_interrupted = true;
    }
    keep_last(vm, "last_type", 9, ou_pointer_value(ou_type_of(vm, exception)));
    keep_last(vm, "last_value", 10, exception);
    keep_last(vm, "last_traceback", 14, ou_exception_of(exception)->traceback);
    if (!ou_run_flush(vm)) ou_error_clear(vm);
    OU_OWNED OuValue hook = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, excepthook)));
    if (ou_is_doomed(vm)) {
        ou_error_print(vm, exception);
    } else if (hook == OU_UNBOUND) {
        print_error(vm, "sys.excepthook is missing\n", exception);
    } else if (ou_kind_of(hook) == OU_KIND_NATIVE) {
        if (vm->interpreter->has_colours) ou_prompt_print_error(vm, exception);
        else ou_error_print(vm, exception);
    } else {
        call_excepthook(vm, hook, exception);
    }
    return 1;
}

// --- programs ------------------------------------------------------------------------------------

int ou_run_code_steal(OuVM *vm, OuCode *code)
{
    OuDict *main = code ? ou_import_main(vm) : NULL;
    OuValue result = OU_ERROR;
    if (main) {
        ou_object_ref(&main->header);
        result = ou_interpreter_run_code(vm, code, main, OU_UNBOUND);
        ou_object_unref(&main->header);
    }
    if (code) ou_object_unref(&code->header);
    ou_unref(result);
    return result == OU_ERROR ? ou_run_report(vm) : 0;
}

int ou_run_source(OuVM *vm, const OuSourceRequest *request)
{
    return ou_run_code_steal(vm, ou_source_compile(vm, request));
}

bool ou_run_set_file(OuVM *vm, OuValue file)
{
    OuDict *main = ou_import_main(vm);
    return main && ou_dict_set_name(vm, main, OU_NAMED(vm, dunder_file), file);
}

bool ou_run_set_program(OuVM *vm, OuValue name)
{
    OuValue argv = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, argv));
    if (!ou_is_list(argv) || !ou_list_of(argv)->length) return true;
    ou_set(&ou_list_of(argv)->items[0], name);
    return true;
}
