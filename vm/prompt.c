// prompt.c: the interactive prompt: reads a statement, runs it, shows values.
//
// On a terminal the editor (prompt_editor.h) reads blocks. Elsewhere what is typed is read line by
// line from sys.stdin; the parser says when a statement needs more. There prompts go to standard
// error, so that standard output holds what the statements print.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/limit.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/ouro.h"
#include "vm/prompt_command.h"
#include "vm/prompt_editor.h"
#include "vm/prompt_report.h"
#include "vm/run.h"

typedef struct Prompt {
    OuVM    *vm;
    OuBuffer text;        // of the statement so far
    OuEditor editor;      // if there is a terminal
    OuSession session;
    bool     future_annotations;   // a statement has asked for them: they hold from then on
    bool     at_end;      // there are no more lines
    bool     ended;       // by SystemExit
    int      status;
} Prompt;

// --- lines ---------------------------------------------------------------------------------------

// A script's own file may raise what it likes; here it was the person.
static bool is_ctrl_c(OuVM *vm, OuValue stream)
{
    return ou_is_file(stream) && ou_error_matches(vm, OU_TYPE_KEYBOARD_INTERRUPT);
}

// What the prompt can't write is nobody's concern; but a Ctrl-C that came meanwhile is meant for
// the line to be read, and comes again there.
static void forgive(OuVM *vm, OuValue stream)
{
    bool comes_again = is_ctrl_c(vm, stream);
    ou_error_clear(vm);
    if (comes_again) ou_limit_request(vm, OU_INTERRUPT_USER);
}

static void put_error_text(OuVM *vm, OuValue text)
{
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    if (text == OU_ERROR || stream == OU_UNBOUND || stream == OU_NONE
        || !ou_file_put(vm, stream, ou_str_of(text)) || !ou_file_flush(vm, stream)) {
        forgive(vm, stream);
    }
    ou_unref(text);
}

// What the statement before has written.
static void flush_output(OuVM *vm)
{
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout)));
    if (ou_file_flush_standard(vm)) return;
    if (!is_ctrl_c(vm, stream)) ou_run_complain_of_output(vm);
    forgive(vm, stream);
}

static void show_prompt(OuVM *vm, OuString *name)
{
    OuValue text = ou_dict_get_name_peek(vm->sys, name);
    if (text == OU_UNBOUND) return;
    ou_ref(text);
    put_error_text(vm, ou_str(vm, text));
    ou_unref(text);
}

// Adds a line to the text; false when Ctrl-C or an error has thrown the statement away.
static bool read_line(Prompt *prompt)
{
    OuVM *vm = prompt->vm;
    bool first = prompt->text.length == 0;
    flush_output(vm);
    show_prompt(vm, first ? OU_NAMED(vm, ps1) : OU_NAMED(vm, ps2));
    OuValue input = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdin)));
    if (input == OU_UNBOUND || input == OU_NONE) {
        ou_unref(input);
        prompt->at_end = true;
        return true;
    }
    OU_OWNED OuValue line = ou_file_read_line(vm, input);
    ou_unref(input);
    if (line == OU_ERROR) return false;
    if (!ou_is_str(line) || !ou_str_of(line)->length) {
        prompt->at_end = true;
        return true;
    }
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *bytes = ou_str_utf8(vm, ou_str_of(line), &scratch, &length);
    bool ok = bytes && ou_buffer_put(&prompt->text, bytes, length);
    if (bytes && !ok) (void)ou_raise_memory_error(vm);
    ou_buffer_free(&scratch);
    return ok;
}

// --- statements ----------------------------------------------------------------------------------

static void fail(Prompt *prompt)
{
    OuVM *vm = prompt->vm;
    bool exits = ou_error_matches(vm, OU_TYPE_SYSTEM_EXIT);
    int status = ou_run_report(vm);
    vm->interpreter->was_interrupted = false;
    if (!exits && !ou_is_doomed(vm)) return;       // doomed: a limit was reached again
    prompt->ended = true;
    prompt->status = status;
}

// Ctrl-C while a line is typed drops the statement.
static void drop_line(Prompt *prompt)
{
    OuVM *vm = prompt->vm;
    if (!ou_error_matches(vm, OU_TYPE_KEYBOARD_INTERRUPT)) {
        if (ou_error_matches(vm, OU_TYPE_TIMEOUT_ERROR)) prompt->status = 1;
        fail(prompt);
        prompt->at_end = true;            // what can't be read once can't be read again
        return;
    }
    ou_error_clear(vm);
    put_error_text(vm, ou_str_make_text(vm, "\nKeyboardInterrupt\n"));
}

static void run_code(Prompt *prompt, OuCode *code)
{
    OuVM *vm = prompt->vm;
    OuDict *main = code ? ou_import_main(vm) : NULL;
    OuValue result = OU_ERROR;
    if (main) {
        if (code->flags & OU_CODE_FUTURE_ANNOTATIONS) prompt->future_annotations = true;
        ou_object_ref(&main->header);
        result = ou_interpreter_run_code(vm, code, main, OU_UNBOUND);
        ou_object_unref(&main->header);
    }
    if (code) ou_object_unref(&code->header);
    ou_unref(result);
    if (result == OU_ERROR) fail(prompt);
    ou_blocks_settle(&prompt->session.blocks);
}

static void run_command(Prompt *prompt)
{
    OuSession *session = &prompt->session;
    session->wants_clear = session->wants_end = false;
    if (!ou_prompt_run_command(session, prompt->text.bytes, prompt->text.length)) fail(prompt);
    ou_blocks_settle(&session->blocks);
    if (session->wants_clear && prompt->editor.vm) ou_editor_clear_screen(&prompt->editor);
    if (session->wants_end) prompt->ended = true;
}

// Compiles what was typed; `incomplete` asks for another line.
static OuCode *compile(Prompt *prompt, OuParserMode mode, bool *incomplete)
{
    const OuBuffer *text = &prompt->text;
    *incomplete = false;
    OU_OWNED OuValue file = ou_str_make_text(prompt->vm, "<stdin>");
    if (file == OU_ERROR) return NULL;
    OuSourceRequest request = {
        .file = ou_str_of(file), .bytes = text->bytes ? text->bytes : "", .length = text->length,
        .form = OU_SOURCE_TEXT, .mode = mode, .future_annotations = prompt->future_annotations,
        .incomplete = prompt->at_end ? NULL : incomplete,
    };
    OuCode *code = ou_source_compile(prompt->vm, &request);
    if (code) ou_blocks_add(&prompt->session.blocks, request.file, text->bytes, text->length);
    return code;
}

// One statement: read, compiled, run.
static void step(Prompt *prompt)
{
    prompt->text.length = 0;
    OuCode *code = NULL;
    bool incomplete = true;
    while (incomplete) {
        if (!read_line(prompt)) {
            drop_line(prompt);
            return;
        }
        if (prompt->at_end && !prompt->text.length) return;
        if (ou_prompt_is_command(prompt->vm, prompt->text.bytes, prompt->text.length)) {
            run_command(prompt);
            return;
        }
        if (prompt->at_end) put_error_text(prompt->vm, ou_str_make_text(prompt->vm, "\n"));
        code = compile(prompt, OU_PARSER_INTERACTIVE, &incomplete);
    }
    prompt->at_end = false;       // the end of a statement only: from a terminal more may come
    run_code(prompt, code);
}

// --- blocks of the editor ------------------------------------------------------------------------

// A block may hold several statements: all are compiled before the first one runs, and the first
// that fails is the last one.
static void run_block(Prompt *prompt)
{
    OuBuffer *text = &prompt->text;
    if (!text->length) return;
    if (ou_prompt_is_command(prompt->vm, text->bytes, text->length)) {
        run_command(prompt);
        return;
    }
    bool incomplete;
    if (ou_buffer_put_char(text, '\n')) {
        run_code(prompt, compile(prompt, OU_PARSER_BLOCK, &incomplete));
    } else {
        (void)ou_raise_memory_error(prompt->vm);
        fail(prompt);
    }
}

// sys.ps1 or sys.ps2 as a str; any object may stand there.
static OuValue prompt_text(OuVM *vm, OuString *name)
{
    OU_OWNED OuValue value = ou_ref(ou_dict_get_name_peek(vm->sys, name));
    OuValue text = value == OU_UNBOUND ? ou_str_make_text(vm, "") : ou_str(vm, value);
    if (text != OU_ERROR) return text;
    ou_error_clear(vm);
    return ou_ref(ou_str_value(vm->empty_string));
}

static void step_on_terminal(Prompt *prompt)
{
    OuVM *vm = prompt->vm;
    prompt->text.length = 0;
    flush_output(vm);
    // Ctrl-C that came too late for the block before is not meant for the next one.
    if (ou_limit_is_urgent(vm) && !ou_check_signals(vm)) drop_line(prompt);
    if (prompt->ended || prompt->at_end) return;
    OU_OWNED OuValue first = prompt_text(vm, OU_NAMED(vm, ps1));
    OU_OWNED OuValue rest = prompt_text(vm, OU_NAMED(vm, ps2));
    switch (ou_editor_read(&prompt->editor, ou_str_of(first), ou_str_of(rest), &prompt->text)) {
    case OU_EDITED_BLOCK:
        run_block(prompt);
        return;
    case OU_EDITED_END:
        if (ou_has_error(vm)) drop_line(prompt);        // a limit of time
        prompt->at_end = true;
        return;
    case OU_EDITED_CANCELLED:
        put_error_text(vm, ou_str_make_text(vm, "KeyboardInterrupt\n"));
        return;
    case OU_EDITED_NOTHING:
        return;
    }
}

// --- the session ---------------------------------------------------------------------------------

static bool set_default(OuVM *vm, OuString *name, const char *text)
{
    if (ou_dict_get_name_peek(vm->sys, name) != OU_UNBOUND) return true;
    OuValue value = ou_str_make_text(vm, text);
    bool ok = value != OU_ERROR && ou_dict_set_name(vm, vm->sys, name, value);
    ou_unref(value);
    return ok;
}

static void greet(OuVM *vm)
{
    put_error_text(vm, ou_str_make_format(vm, "%s\nType \"help\", \"copyright\", \"credits\" or "
                                          "\"license\" for more information.\n", ouro_version()));
}

static const char *typed_text(OuVM *vm, const OuString *file, size_t *length)
{
    const OuBlock *block = ou_blocks_find(&vm->interpreter->session->blocks, file);
    if (block) *length = block->length;
    return block ? block->text : NULL;
}

int ouro_run_prompt(OuroVM *vm, bool quiet)
{
    Prompt prompt = { .vm = vm };
    vm->interpreter->prompt_follows = false;
    vm->interpreter->was_interrupted = false;
    ou_buffer_init(&prompt.text, &vm->heap.memory);
    if (!set_default(vm, OU_NAMED(vm, ps1), ">>> ")
        || !set_default(vm, OU_NAMED(vm, ps2), "... ")) return ou_run_report(vm);
    if (!quiet) greet(vm);
    bool has_editor = ou_editor_is_possible(vm) && ou_editor_start(&prompt.editor, vm);
    ou_session_init(&prompt.session, vm);
    vm->interpreter->session = &prompt.session;
    vm->interpreter->has_colours = has_editor && ou_prompt_wants_colours();
    ou_heap_note_begin(&prompt.session);
    if (isatty(STDIN_FILENO)) vm->host.typed_text = typed_text;
    while (!prompt.at_end && !prompt.ended) {
        if (prompt.editor.vm) step_on_terminal(&prompt);
        else step(&prompt);
    }
    ou_editor_stop(&prompt.editor);
    vm->host.typed_text = NULL;
    vm->interpreter->session = NULL;
    ou_session_free(&prompt.session);
    if (!prompt.ended) put_error_text(vm, ou_str_make_text(vm, "\n"));
    ou_buffer_free(&prompt.text);
    return prompt.status;
}
