#include "vm/source_warning.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import.h"

static bool starts_with(const OuSourceWarning *warning, const char *text)
{
    return strncmp(warning->message, text, strlen(text)) == 0;
}

static bool is_about_escape(const OuSourceWarning *warning)
{
    return starts_with(warning, "invalid escape ") || starts_with(warning, "invalid octal escape ");
}

static bool is_about_number(const OuSourceWarning *warning)
{
    return starts_with(warning, "invalid ") && !is_about_escape(warning);
}

static OuTypeId category_of(const OuSourceWarning *warning)
{
    return is_about_escape(warning) ? OU_TYPE_DEPRECATION_WARNING : OU_TYPE_SYNTAX_WARNING;
}

// --- without the module --------------------------------------------------------------------------

// The source line without its indentation, as a line of its own; "" if the text is no file's.
static OuValue shown_line(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree,
                          uint32_t line)
{
    if (request->form != OU_SOURCE_FILE || tree->without_text) return ou_str_make_text(vm, "");
    uint32_t length;
    const char *bytes = ou_source_line(&tree->source, line, &length);
    while (length && (*bytes == ' ' || *bytes == '\t' || *bytes == '\f')) bytes++, length--;
    OU_OWNED OuValue text = ou_str_make_lossy(vm, bytes, length);
    return text == OU_ERROR ? OU_ERROR : ou_str_make_format(vm, "  %V\n", text);
}

// A standard error that can't be written to is no reason not to run the program.
static bool write_text(OuVM *vm, OuValue text)
{
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    if (stream == OU_UNBOUND || stream == OU_NONE || ou_file_put(vm, stream, ou_str_of(text))) {
        return true;
    }
    if (ou_error_matches(vm, OU_TYPE_MEMORY_ERROR)) return false;
    ou_error_clear(vm);
    return true;
}

static bool show(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree,
                 const OuSourceWarning *warning)
{
    if (category_of(warning) == OU_TYPE_DEPRECATION_WARNING) return true;
    uint32_t line = ou_source_locate(&tree->source, warning->start).line;
    OU_OWNED OuValue source = shown_line(vm, request, tree, line);
    if (source == OU_ERROR) return false;
    OU_OWNED OuValue text = ou_str_make_format(vm, "%S:%u: SyntaxWarning: %s\n%V", request->file,
                                               line, warning->message, source);
    return text != OU_ERROR && write_text(vm, text);
}

// --- through the module --------------------------------------------------------------------------

// A filter has made an error of the warning: it becomes a SyntaxError, which has a place.
static bool become_error(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree,
                         const OuSourceWarning *warning)
{
    if (!ou_error_matches(vm, category_of(warning))) return false;
    ou_error_clear(vm);
    OuPosition start = ou_source_locate(&tree->source, warning->start);
    OuPosition end = ou_source_locate(&tree->source, warning->end);
    OuSyntaxError error = {
        .kind = OU_SYNTAX_ERROR, .has_place = true, .message = warning->message,
        .line = (int32_t)start.line, .column = (int32_t)start.column + 1,
        .end_line = (int32_t)end.line, .end_column = (int32_t)end.column + 1,
    };
    // CPython's lexer has the line at hand, its parser with the line's end; its compiler reads it
    // from the file.
    bool is_number = is_about_number(warning), is_file = request->form == OU_SOURCE_FILE;
    if (is_number) error.column = error.end_column = (int32_t)start.column;
    if (!tree->without_text && (is_file || is_number || is_about_escape(warning))) {
        uint32_t length;
        const char *line = ou_source_line(&tree->source, start.line, &length);
        char *copy = ou_arena_copy(tree->source.arena, line, length + 1);
        if (copy) copy[length] = '\n';
        error.text = copy;
        error.text_length = length + !is_number;
    }
    ou_source_raise(vm, request, &error);
    return false;
}

static bool warn_explicit(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree,
                          const OuSourceWarning *warning, OuValue function)
{
    OU_OWNED OuValue message = ou_str_make_text(vm, warning->message);
    if (message == OU_ERROR) return false;
    OuValue arguments[] = {
        message, ou_pointer_value(vm->types[category_of(warning)]), ou_str_value(request->file),
        ou_int_value(ou_source_locate(&tree->source, warning->start).line),
    };
    OuValue result = ou_call(vm, function, arguments, 4);
    ou_unref(result);
    return result != OU_ERROR || become_error(vm, request, tree, warning);
}

static OuValue word_of(OuDict *dict, OuVM *vm, const char *text)
{
    OuString *word = ou_str_intern_text(vm, text, strlen(text));
    OuValue value = word ? ou_dict_get_name_peek(dict, word) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    return value;
}

// warnings.warn_explicit (owned), if that module has a say; else OU_UNBOUND.
static OuValue find_function(OuVM *vm)
{
    OuValue module = word_of(vm->modules, vm, "warnings");
    OuValue options = word_of(vm->sys, vm, "warnoptions");
    if (module == OU_ERROR || options == OU_ERROR) return OU_ERROR;
    bool has_options = ou_is_list(options) && ou_list_of(options)->length;
    if ((module == OU_UNBOUND || module == OU_NONE) && !has_options) return OU_UNBOUND;
    OuString *name = ou_str_intern_text(vm, "warnings", 8);
    OU_OWNED OuValue loaded = name ? ou_import_module(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    if (loaded == OU_ERROR) return OU_ERROR;
    OuString *word = ou_str_intern_text(vm, "warn_explicit", 13);
    OuValue function = word ? ou_get_attribute_or_unbound(vm, loaded, word) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    return function;
}

bool ou_source_warn(OuVM *vm, const OuSourceRequest *request, OuSyntaxTree *tree)
{
    if (!tree->warnings) return true;
    OU_OWNED OuValue function = find_function(vm);
    if (function == OU_ERROR) return false;
    for (OuSourceWarning *warning = tree->warnings; warning; warning = warning->next) {
        bool ok = function == OU_UNBOUND ? show(vm, request, tree, warning)
                                         : warn_explicit(vm, request, tree, warning, function);
        if (!ok) return false;
    }
    return true;
}
