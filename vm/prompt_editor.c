#include "vm/prompt_editor.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/modules/terminal.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import.h"
#include "vm/interpreter.h"
#include "vm/ouro.h"
#include "vm/prompt_names.h"
#include "vm/prompt_tokens.h"
#include "vm/run.h"

// --- whether -------------------------------------------------------------------------------------

static bool is_standard(OuVM *vm, OuString *name, int descriptor)
{
    OuValue file = ou_dict_get_name_peek(vm->sys, name);
    return ou_is_file(file) && ou_file_stream(file)->fd == descriptor;
}

bool ou_editor_is_possible(OuVM *person)
{
    const char *terminal = getenv("TERM");
    return terminal && *terminal
        && strcmp(terminal, "dumb") != 0 && strcmp(terminal, "unknown") != 0
        && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)
        && is_standard(person, OU_NAMED(person, stdin), STDIN_FILENO)
        && is_standard(person, OU_NAMED(person, stdout), STDOUT_FILENO);
}

// --- the interpreter -----------------------------------------------------------------------------

static const OuModuleDef *const editor_modules[] = {
    &ou_terminal_module, &ou_tokens_module, &ou_prompt_module, NULL,
};

static OuValue import_script(OuVM *vm)
{
    OuString *name = ou_str_intern_text(vm, "_editor", 7);
    OuValue module = name ? ou_import_module(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    return module;
}

bool ou_editor_start(OuEditor *editor, OuVM *person)
{
    OuroOptions options = { .executable = "" };
    options.flags[OURO_FLAG_IGNORE_ENVIRONMENT] = 1;
    editor->person = person;
    editor->vm = ouro_new(&options);
    if (!editor->vm) return false;
    editor->vm->interpreter->person = person;
    editor->vm->host.modules = editor_modules;
    editor->module = import_script(editor->vm);
    if (editor->module != OU_ERROR) return true;
    (void)ou_run_report(editor->vm);
    ou_editor_stop(editor);
    return false;
}

void ou_editor_stop(OuEditor *editor)
{
    if (!editor->vm) return;
    ou_terminal_restore();
    ou_unref(editor->module);
    ouro_free(editor->vm, 0);
    editor->vm = NULL;
}

// --- calls ---------------------------------------------------------------------------------------

static OuValue call(OuEditor *editor, const char *function, const OuValue *arguments, size_t count)
{
    OuVM *vm = editor->vm;
    OuString *name = ou_str_intern_text(vm, function, strlen(function));
    OuValue callee = name ? ou_get_attribute(vm, editor->module, name) : OU_ERROR;
    OuValue result = callee == OU_ERROR ? OU_ERROR : ou_call(vm, callee, arguments, count);
    if (name) ou_object_unref(&name->header);
    ou_unref(callee);
    return result;
}

// A str of the person's as one of the editor's.
static OuValue carry(OuEditor *editor, const OuString *text)
{
    OuVM *person = editor->person;
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &person->heap.memory);
    const char *bytes = ou_str_utf8(person, text, &scratch, &length);
    if (!bytes) ou_error_clear(person);
    OuValue copy = ou_str_make(editor->vm, bytes ? bytes : "", bytes ? length : 0);
    ou_buffer_free(&scratch);
    return copy;
}

static bool take_block(OuEditor *editor, OuValue text, OuBuffer *block)
{
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &editor->vm->heap.memory);
    const char *bytes = ou_str_utf8(editor->vm, ou_str_of(text), &scratch, &length);
    bool ok = bytes && ou_buffer_put(block, bytes, length);
    ou_buffer_free(&scratch);
    return ok;
}

OuEdited ou_editor_read(OuEditor *editor, OuString *first, OuString *rest, OuBuffer *block)
{
    OuVM *vm = editor->vm;
    OuValue prompts[] = { carry(editor, first), carry(editor, rest) };
    bool ok = prompts[0] != OU_ERROR && prompts[1] != OU_ERROR;
    OuValue result = ok ? call(editor, "read", prompts, 2) : OU_ERROR;
    ou_unref(prompts[0]);
    ou_unref(prompts[1]);
    OuEdited edited = result == OU_NONE ? OU_EDITED_END
                    : result == OU_FALSE ? OU_EDITED_CANCELLED
                    : ou_is_str(result) && take_block(editor, result, block) ? OU_EDITED_BLOCK
                    : OU_EDITED_NOTHING;
    ou_unref(result);
    if (edited != OU_EDITED_NOTHING) return edited;
    ou_terminal_restore();
    if (ou_has_error(vm)) (void)ou_run_report(vm);
    ou_editor_stop(editor);
    return edited;
}

void ou_editor_clear_screen(OuEditor *editor)
{
    OuValue result = call(editor, "clear", NULL, 0);
    if (result == OU_ERROR) ou_error_clear(editor->vm);
    ou_unref(result);
}
