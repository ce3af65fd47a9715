#include "vm/prompt_command.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/modules/terminal.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/prompt_names.h"
#include "vm/source.h"

// --- the session ---------------------------------------------------------------------------------

void ou_session_init(OuSession *session, OuVM *vm)
{
    *session = (OuSession){ .vm = vm };
    ou_memory_init(&session->memory);
    ou_blocks_init(&session->blocks, &session->memory);
}

void ou_session_free(OuSession *session)
{
    ou_heap_note_free(session);
    ou_blocks_free(&session->blocks);
}

// --- what is a command ---------------------------------------------------------------------------

static void strip(const char **text, size_t *length)
{
    while (*length && strchr(" \t\n", (*text)[*length - 1])) --*length;
    while (*length && strchr(" \t\n", **text)) { ++*text; --*length; }
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static bool is_name_byte(char byte)
{
    return byte == '_' || (byte & 0x80) || (byte >= '0' && byte <= '9')
        || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static bool is_dotted_name(const char *text, size_t length)
{
    if (!length || text[0] == '.' || text[length - 1] == '.') return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_name_byte(text[i]) && text[i] != '.') return false;
        if (text[i] == '.' && text[i + 1] == '.') return false;
    }
    return !(text[0] >= '0' && text[0] <= '9');
}

// "name?" and "name??": the number of question marks; 0: it is something else.
static unsigned question(const char *text, size_t *length)
{
    unsigned marks = 0;
    while (marks < 2 && *length > marks && text[*length - marks - 1] == '?') marks++;
    size_t rest = *length - marks;
    while (rest && text[rest - 1] == ' ') rest--;
    if (!marks || !is_dotted_name(text, rest)) return 0;
    *length = rest;
    return marks;
}

static const char *const bare_words[] = { "exit", "quit", "help", "clear" };

static bool is_bare_word(OuVM *vm, const char *text, size_t length)
{
    bool found = false;
    for (size_t i = 0; i < sizeof bare_words / sizeof *bare_words; i++) {
        found |= is_word(text, length, bare_words[i]);
    }
    OuDict *main = found ? ou_import_main(vm) : NULL;
    OuString *name = main ? ou_str_intern_text(vm, text, length) : NULL;
    bool is_free = name && ou_dict_get_name_peek(main, name) == OU_UNBOUND;
    if (name) ou_object_unref(&name->header);
    if (found && (!main || !name)) ou_error_clear(vm);
    return is_free;
}

bool ou_prompt_is_command(OuVM *vm, const char *text, size_t length)
{
    strip(&text, &length);
    if (!length || memchr(text, '\n', length)) return false;
    if (text[0] == ':') return true;
    if (is_bare_word(vm, text, length)) return true;
    return question(text, &length) > 0;
}

// --- what commands share -------------------------------------------------------------------------

bool ou_prompt_put_value(OuPromptCall *call, OuValue value, bool as_repr)
{
    OuVM *vm = call->vm;
    OU_OWNED OuValue text = as_repr ? ou_repr(vm, value) : ou_str(vm, value);
    if (text == OU_ERROR) return false;
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, call->out.memory);
    const char *bytes = ou_str_utf8(vm, ou_str_of(text), &scratch, &length);
    bool ok = bytes && ou_buffer_put(&call->out, bytes, length);
    ou_buffer_free(&scratch);
    if (!ok && !ou_has_error(vm)) (void)ou_raise_memory_error(vm);
    return ok;
}

OuCode *ou_prompt_compile_argument(OuPromptCall *call)
{
    OU_OWNED OuValue file = ou_str_make_text(call->vm, "<stdin>");
    if (file == OU_ERROR) return NULL;
    OuSourceRequest request = {
        .file = ou_str_of(file), .bytes = call->argument, .length = call->length,
        .form = OU_SOURCE_TEXT, .mode = OU_PARSER_EXPRESSION,
    };
    OuCode *code = ou_source_compile(call->vm, &request);
    if (code) ou_blocks_add(&call->session->blocks, request.file, call->argument, call->length);
    return code;
}

OuValue ou_prompt_evaluate(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    if (is_dotted_name(call->argument, call->length)) {
        OuValue found = ou_prompt_find_peek(vm, call->argument, call->length);
        if (found != OU_UNBOUND) return ou_ref(found);
    }
    OuCode *code = ou_prompt_compile_argument(call);
    OuDict *main = code ? ou_import_main(vm) : NULL;
    OuValue result = main ? ou_interpreter_run_code(vm, code, main, OU_UNBOUND) : OU_ERROR;
    if (code) ou_object_unref(&code->header);
    ou_blocks_settle(&call->session->blocks);       // before anybody looks at the heap
    return result;
}

// --- the table -----------------------------------------------------------------------------------

static bool put_help(OuPromptCall *call);

typedef struct PromptCommand {
    const char *word, *argument;
    bool      (*run)(OuPromptCall *call);
    const char *help;
} PromptCommand;

static const PromptCommand commands[] = {
#define OU_COMMAND(word, argument, function, help) { word, argument, function, help },
#include "vm/prompt_commands.def"
#undef OU_COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct { const char *word, *help; } other_words[] = {
    { "NAME?", "what it is: signature and documentation" },
    { "NAME??", "its source" },
    { "exit, quit", "end the session, as Ctrl-D does" },
    { "help, clear", "this list; an empty screen" },
};
enum { OTHER_WORDS = sizeof other_words / sizeof *other_words };

static const char *const help_of_keys[] = {
    "Tab completes, Ctrl-R searches history, Alt-Enter adds a line, Ctrl-_ undoes.",
    "help(x) shows the documentation of x.",
};

// The words from `column` on, and below each other from `indent` on where the screen ends.
static void put_wrapped(OuBuffer *out, const char *text, size_t column, size_t indent)
{
    size_t columns = ou_terminal_columns();
    for (bool is_first = true; *text; is_first = false) {
        size_t length = strcspn(text, " ");
        if (!is_first && column + 1 + length > columns) {
            ou_buffer_put_format(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!is_first) {
            ou_buffer_put_char(out, ' ');
            column++;
        }
        ou_buffer_put(out, text, length);
        column += length;
        text += length + (text[length] == ' ');
    }
    ou_buffer_put_char(out, '\n');
}

// The help stands beside the word; below it if the screen has too little room for a long word.
static void put_help_row(OuBuffer *out, const char *usage, const char *help)
{
    enum { BESIDE = 21, BELOW = 4, LONGEST_WORD = 14 };
    bool is_beside = ou_terminal_columns() >= BESIDE + LONGEST_WORD;
    ou_buffer_put_format(out, is_beside ? "  %-18s " : "  %s\n    ", usage);
    size_t indent = is_beside ? BESIDE : BELOW;
    put_wrapped(out, help, indent, indent);
}

static bool put_help(OuPromptCall *call)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        char usage[64];
        snprintf(usage, sizeof usage, ":%s %s", commands[i].word, commands[i].argument);
        put_help_row(&call->out, usage, commands[i].help);
    }
    for (size_t i = 0; i < OTHER_WORDS; i++) {
        put_help_row(&call->out, other_words[i].word, other_words[i].help);
    }
    for (size_t i = 0; i < sizeof help_of_keys / sizeof *help_of_keys; i++) {
        put_wrapped(&call->out, help_of_keys[i], 0, 0);
    }
    return !call->out.failed;
}

const char *ou_prompt_command_word(size_t number, const char **argument)
{
    if (number >= COMMANDS) return NULL;
    *argument = commands[number].argument;
    return commands[number].word;
}

// Does the command take what stands behind it? An argument in brackets needn't be there.
static bool fits(const PromptCommand *command, const OuPromptCall *call)
{
    const char *argument = command->argument;
    if (*argument != '[') return !*argument == !call->length;
    size_t length = strlen(argument) - 2;
    return !call->length
        || (call->length == length && !memcmp(call->argument, argument + 1, length));
}

static bool run_colon_command(OuPromptCall *call)
{
    call->argument++;
    call->length--;
    strip(&call->argument, &call->length);
    const char *text = call->argument;
    size_t word = 0;
    while (word < call->length && is_name_byte(text[word])) word++;
    if (!call->length) return put_help(call);
    for (size_t i = 0; i < COMMANDS; i++) {
        if (!is_word(text, word, commands[i].word)) continue;
        call->argument += word;
        call->length -= word;
        strip(&call->argument, &call->length);
        if (fits(&commands[i], call)) return commands[i].run(call);
        return ou_buffer_put_format(&call->out, "It is :%s%s%s.\n", commands[i].word,
                                    *commands[i].argument ? " " : "", commands[i].argument);
    }
    return ou_buffer_put_format(&call->out, "There is no command :%.*s; :help lists them.\n",
                                (int)(word < 40 ? word : 40), text);
}

static bool run_bare_word(OuPromptCall *call)
{
    if (is_word(call->argument, call->length, "help")) return put_help(call);
    if (is_word(call->argument, call->length, "clear")) call->session->wants_clear = true;
    else call->session->wants_end = true;
    return true;
}

static bool dispatch(OuPromptCall *call)
{
    if (call->length && call->argument[0] == ':') return run_colon_command(call);
    unsigned marks = question(call->argument, &call->length);
    return marks ? ou_prompt_inspect(call, marks == 2) : run_bare_word(call);
}

static bool put_out(OuVM *vm, const OuBuffer *out)
{
    if (!out->length) return true;
    OU_OWNED OuValue text = ou_str_make_lossy(vm, out->bytes, out->length);
    if (text == OU_ERROR) return false;
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout)));
    return stream == OU_UNBOUND || stream == OU_NONE || ou_file_put(vm, stream, ou_str_of(text));
}

bool ou_prompt_run_command(OuSession *session, const char *text, size_t length)
{
    OuPromptCall call = { .session = session, .vm = session->vm, .argument = text,
                          .length = length };
    strip(&call.argument, &call.length);
    ou_buffer_init(&call.out, &session->memory);
    bool ok = dispatch(&call);
    if (!ok && !ou_has_error(call.vm)) (void)ou_raise_memory_error(call.vm);
    OuValue exception = ou_error_take(call.vm);
    bool is_told = put_out(call.vm, &call.out);
    ou_buffer_free(&call.out);
    if (exception == OU_UNBOUND) return is_told;
    if (!is_told) ou_error_clear(call.vm);
    ou_error_set_steal(call.vm, exception);
    return false;
}
