// prompt_inspect.c: `name?` and `name??`: what something is, and how it is written.
#include <string.h>

#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/library.h"
#include "runtime/module.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/interpreter.h"
#include "vm/prompt_command.h"
#include "vm/source.h"

// --- signatures ----------------------------------------------------------------------------------

static bool put_string(OuPromptCall *call, OuString *text)
{
    return ou_prompt_put_value(call, ou_str_value(text), false);
}

// As annotations are written, behind `sign`.
static bool put_annotation(OuPromptCall *call, const char *sign, OuValue annotation)
{
    OU_OWNED OuValue owned = ou_ref(annotation);
    OuStringWriter writer;
    ou_writer_init(&writer, call->vm);
    bool is_put = ou_generic_alias_put(call->vm, &writer, owned);
    OU_OWNED OuValue text = is_put ? ou_writer_finish(&writer) : OU_ERROR;
    if (!is_put) ou_writer_discard(&writer);
    return text != OU_ERROR && ou_buffer_put_text(&call->out, sign)
        && ou_prompt_put_value(call, text, false);
}

static OuValue annotation_peek(const OuFunction *function, OuString *name)
{
    OuDict *annotations = function->annotations;
    return annotations ? ou_dict_get_name_peek(annotations, name) : OU_UNBOUND;
}

// The parameter's default, borrowed; UNBOUND: none. `index` counts as the registers do.
static OuValue default_of(const OuFunction *function, uint32_t index)
{
    const OuCode *code = function->code;
    if (index >= code->argument_count) {
        return function->keyword_defaults
             ? ou_dict_get_name_peek(function->keyword_defaults, code->local_names[index])
             : OU_UNBOUND;
    }
    size_t count = function->defaults ? function->defaults->length : 0;
    size_t first = code->argument_count - count;
    return index >= first ? function->defaults->items[index - first] : OU_UNBOUND;
}

static bool put_parameter(OuPromptCall *call, const OuFunction *function, uint32_t index,
                          const char *prefix, bool *is_first)
{
    if (!*is_first) ou_buffer_put_text(&call->out, ", ");
    *is_first = false;
    ou_buffer_put_text(&call->out, prefix);
    OuString *name = function->code->local_names[index];
    if (!put_string(call, name)) return false;
    OuValue annotation = annotation_peek(function, name);
    bool is_annotated = annotation != OU_UNBOUND;
    if (is_annotated && !put_annotation(call, ": ", annotation)) return false;
    OuValue value = *prefix ? OU_UNBOUND : default_of(function, index);
    if (value == OU_UNBOUND) return true;
    OU_OWNED OuValue owned = ou_ref(value);
    return ou_buffer_put_text(&call->out, is_annotated ? " = " : "=")
        && ou_prompt_put_value(call, owned, true);
}

static void put_sign(OuPromptCall *call, const char *sign, bool *is_first)
{
    ou_buffer_put_format(&call->out, "%s%s", *is_first ? "" : ", ", sign);
    *is_first = false;
}

static bool put_function_signature(OuPromptCall *call, OuFunction *function, uint32_t skipped)
{
    const OuCode *code = function->code;
    uint32_t keyword_end = code->argument_count + code->keyword_only_count;
    bool is_first = true, ok = ou_buffer_put_char(&call->out, '(');
    for (uint32_t i = skipped; ok && i < code->argument_count; i++) {
        ok = put_parameter(call, function, i, "", &is_first);
        if (ok && i + 1 == code->positional_only_count) put_sign(call, "/", &is_first);
    }
    uint32_t extra = keyword_end;
    if (ok && code->flags & OU_CODE_REST) {
        ok = put_parameter(call, function, extra++, "*", &is_first);
    } else if (ok && code->keyword_only_count) {
        put_sign(call, "*", &is_first);
    }
    for (uint32_t i = code->argument_count; ok && i < keyword_end; i++) {
        ok = put_parameter(call, function, i, "", &is_first);
    }
    if (ok && code->flags & OU_CODE_KEYWORDS) {
        ok = put_parameter(call, function, extra, "**", &is_first);
    }
    return ok && ou_buffer_put_char(&call->out, ')');
}

// --- what it is ----------------------------------------------------------------------------------

enum { MOST_WRAPPERS = 100 };

// What a method, a property or a decorated function is about, borrowed, looked up without running
// anything. `skipped`: parameters that are given already.
OuValue ou_prompt_unwrap_peek(OuVM *vm, OuValue value, uint32_t *skipped)
{
    *skipped = 0;
    for (unsigned i = 0; i < MOST_WRAPPERS; i++) {
        OuValue inner = OU_UNBOUND;
        uint8_t kind = ou_kind_of(value);
        if (kind == OU_KIND_METHOD) {
            *skipped = 1;
            inner = ((OuMethod *)ou_pointer_of(value))->function;
        } else if (kind == OU_KIND_STATICMETHOD || kind == OU_KIND_CLASSMETHOD) {
            inner = ((OuWrapped *)ou_pointer_of(value))->callable;
        } else if (kind == OU_KIND_PROPERTY) {
            inner = ((OuProperty *)ou_pointer_of(value))->get;
        } else if (ou_is_function(value) && ou_function_of(value)->dict) {
            OuDict *dict = ou_function_of(value)->dict;
            inner = ou_dict_get_name_peek(dict, OU_NAMED(vm, dunder_wrapped));
        }
        if (inner == OU_UNBOUND || inner == OU_NONE) break;
        value = inner;
    }
    return value;
}

static bool is_native(OuValue value)
{
    uint8_t kind = ou_kind_of(value);
    return kind == OU_KIND_NATIVE || kind == OU_KIND_METHOD_DESCRIPTOR;
}

// Natives that look at their arguments themselves have the signature in the documentation.
const char *ou_prompt_native_signature(const OuNativeDef *native, size_t *length)
{
    const char *text = native->signature, *doc = native->doc;
    size_t name = strcspn(text, "(");
    bool is_vague = strstr(text, "**") != NULL;
    if (is_vague && doc && !strncmp(doc, text, name) && doc[name] == '(') text = doc;
    *length = strcspn(text, "\n");
    return text;
}

// How much of "($type, /, bytes)" nobody writes: "($type, /, ".
static size_t length_of_given(const char *text)
{
    if (strncmp(text, "($", 2) != 0) return 0;
    size_t length = strcspn(text, ",)");
    while (text[length] && strchr(", /", text[length])) length++;
    return length;
}

static bool put_native(OuPromptCall *call, const OuNative *native)
{
    if (native->definition) {
        size_t length;
        const char *text = ou_prompt_native_signature(native->definition, &length);
        size_t name = strcspn(text, "("), given = length_of_given(text + name);
        ou_buffer_put(&call->out, text, given ? name + 1 : name);
        return ou_buffer_put(&call->out, text + name + given, length - name - given);
    }
    return put_string(call, native->name) && ou_buffer_put_text(&call->out, "(...)");
}

static bool put_class(OuPromptCall *call, OuType *type)
{
    OuVM *vm = call->vm;
    ou_buffer_put_text(&call->out, "class ");
    if (!put_string(call, type->qualified_name)) return false;
    OuValue found = ou_type_fill_if_needed(vm, type)
                  ? ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_init)) : OU_ERROR;
    if (found == OU_ERROR) return false;
    if (ou_is_function(found)) return put_function_signature(call, ou_function_of(found), 1);
    const OuNativeDef *constructor = type->is_builtin ? type->definition->constructor : NULL;
    const char *bracket = constructor ? strchr(constructor->signature, '(') : NULL;
    return ou_buffer_put_text(&call->out, bracket ? bracket : "");
}

static bool put_function(OuPromptCall *call, OuFunction *function, uint32_t skipped)
{
    if (!put_string(call, function->qualified_name)
        || !put_function_signature(call, function, skipped)) return false;
    OuString *name = ou_str_intern_text(call->vm, "return", 6);
    if (!name) return false;
    OuValue annotation = annotation_peek(function, name);
    ou_object_unref(&name->header);
    return annotation == OU_UNBOUND || put_annotation(call, " -> ", annotation);
}

// Of a huge container its beginning says enough.
static bool put_shortened(OuPromptCall *call, OuValue value)
{
    enum { MOST_BYTES = 400 };
    OuBuffer *out = &call->out;
    size_t start = out->length;
    if (!ou_prompt_put_value(call, value, true)) return false;
    if (out->length - start <= MOST_BYTES) return true;
    out->length = start + MOST_BYTES;
    while ((out->bytes[out->length] & 0xC0) == 0x80) out->length--;      // characters stay whole
    return ou_buffer_put_text(out, "...");
}

static bool put_heading(OuPromptCall *call, OuValue value)
{
    uint32_t skipped;
    OuValue inner = ou_prompt_unwrap_peek(call->vm, value, &skipped);
    if (ou_is_function(inner)) {
        bool is_property = ou_kind_of(value) == OU_KIND_PROPERTY;
        OuFunction *function = ou_function_of(inner);
        const OuCode *code = function->code;
        ou_buffer_put_text(&call->out, is_property ? "property "
                           : code->flags & OU_CODE_COROUTINE ? "async def " : "def ");
        if (is_property) return put_string(call, function->qualified_name);
        return put_function(call, function, skipped);
    }
    if (is_native(inner)) return put_native(call, (const OuNative *)ou_pointer_of(inner));
    if (ou_is_type(inner)) return put_class(call, (OuType *)ou_pointer_of(inner));
    if (!put_string(call, ou_type_of(call->vm, inner)->qualified_name)) return false;
    return ou_buffer_put_text(&call->out, ": ") && put_shortened(call, value);
}

// The documentation, owned; None: there is none.
static OuValue doc_of(OuVM *vm, OuValue value)
{
    uint32_t skipped;
    bool is_property = ou_kind_of(value) == OU_KIND_PROPERTY;
    if (!is_property) value = ou_prompt_unwrap_peek(vm, value, &skipped);
    bool has_own = ou_is_function(value) || is_native(value) || ou_is_type(value)
                || ou_is_module(value) || is_property;
    OuValue asked = has_own ? value : ou_pointer_value(ou_type_of(vm, value));
    return ou_get_attribute(vm, asked, OU_NAMED(vm, dunder_doc));
}

// Lines behind the first one lose the indentation that they have in common.
static bool put_doc(OuPromptCall *call, OuValue doc)
{
    OuBuffer scratch;
    size_t length, margin = SIZE_MAX;
    ou_buffer_init(&scratch, call->out.memory);
    const char *text = ou_str_utf8(call->vm, ou_str_of(doc), &scratch, &length);
    for (const char *line = text; line && (line = strchr(line, '\n')) != NULL;) {
        size_t blanks = strspn(++line, " ");
        if (line[blanks] && line[blanks] != '\n' && blanks < margin) margin = blanks;
    }
    while (text && length && strchr(" \n", text[length - 1])) length--;
    for (size_t at = 0; text && at < length;) {
        size_t count = strcspn(text + at, "\n");
        if (count > length - at) count = length - at;
        size_t cut = strspn(text + at, " ");
        if (at && cut > margin) cut = margin;
        if (cut > count) cut = count;
        ou_buffer_put(&call->out, text + at + cut, count - cut);
        ou_buffer_put_char(&call->out, '\n');
        at += count + 1;
    }
    ou_buffer_free(&scratch);
    return text && !call->out.failed;
}

// --- source --------------------------------------------------------------------------------------

static const char *line_start(const char *text, uint32_t line)
{
    while (text && --line) {
        text = strchr(text, '\n');
        if (text) text++;
    }
    return text && *text ? text : NULL;
}

static bool begins_with_word(const char *line, const char *word, const char *name)
{
    line += strspn(line, " \t");
    if (strncmp(line, "async ", 6) == 0) line += 6;
    size_t count = strlen(word), length = strlen(name);
    if (strncmp(line, word, count) != 0 || strncmp(line + count, name, length) != 0) return false;
    return strchr("(: \t", line[count + length]) != NULL;
}

// From the line on, all that is indented more deeply than its `def` or `class`, or within brackets.
static bool put_block(OuPromptCall *call, const char *line, uint32_t lines)
{
    size_t margin = strspn(line, " \t");
    const char *end = line, *last = line;
    for (uint32_t number = 0; *end; number++) {
        size_t blanks = strspn(end, " \t");
        bool is_blank = end[blanks] == '\n' || !end[blanks];
        if (number >= lines && !is_blank && blanks <= margin) break;
        end += strcspn(end, "\n");
        if (*end) end++;
        if (!is_blank) last = end;
    }
    bool ok = ou_buffer_put(&call->out, line, (size_t)(last - line));
    return ok && (last[-1] == '\n' || ou_buffer_put_char(&call->out, '\n'));
}

static uint32_t last_line(const OuCode *code)
{
    uint32_t last = code->first_line;
    for (uint32_t i = 0; i < code->position_count; i++) {
        if (code->positions[i].end_line > last) last = code->positions[i].end_line;
    }
    return last;
}

typedef struct Wanted {
    const char *word, *name;        // "def " and what follows
    uint32_t    line, lines;        // where, and how many at least; line 0: not known
} Wanted;

// Does the definition stand in the text? Decorators may stand above it.
static const char *find_definition(const char *text, const Wanted *wanted)
{
    const char *line = wanted->line ? line_start(text, wanted->line) : text;
    const char *start = line;
    if (*wanted->name == '<') return start;                  // <lambda>
    for (; line && *line; line = strchr(line, '\n'), line += line != NULL) {
        if (begins_with_word(line, wanted->word, wanted->name)) {
            return wanted->line ? start : line;
        }
        if (wanted->line && line[strspn(line, " \t")] != '@') return NULL;
    }
    return NULL;
}

static bool put_from(OuPromptCall *call, const char *text, const Wanted *wanted)
{
    const char *line = find_definition(text, wanted);
    return line && put_block(call, line, wanted->lines);
}

// The block of the code, or else the newest that has the definition.
static bool put_from_session(OuPromptCall *call, const OuCode *code, const Wanted *wanted)
{
    const OuBlocks *blocks = &call->session->blocks;
    const OuBlock *own = code ? ou_blocks_find(blocks, code->file) : NULL;
    if (own) return put_from(call, own->text, wanted);
    for (size_t i = blocks->count; i-- > 0;) {
        if (put_from(call, blocks->items[i].text, wanted)) return true;
    }
    return false;
}

static bool read_source(OuVM *vm, const char *file, OuBuffer *text)
{
    static const char library[] = "<library>/";
    if (strncmp(file, library, sizeof library - 1) != 0) return ou_source_read_file(vm, file, text);
    char name[128];
    snprintf(name, sizeof name, "%s", file + sizeof library - 1);
    char *suffix = strstr(name, ".py");
    if (suffix) *suffix = '\0';
    const OuLibraryFile *found = ou_library_find(name);
    return found && ou_library_read(vm, found, text);
}

// All that stands in the module's file.
static bool put_module(OuPromptCall *call, const OuModule *module)
{
    OuValue name = ou_dict_get_name_peek(module->dict, OU_NAMED(call->vm, dunder_file));
    if (!ou_is_str(name)) return false;
    OuBuffer text, scratch;
    size_t length;
    ou_buffer_init(&text, &call->session->memory);
    ou_buffer_init(&scratch, call->out.memory);
    const char *file = ou_str_utf8(call->vm, ou_str_of(name), &scratch, &length);
    bool is_source = file && length > 3 && !strcmp(file + length - 3, ".py");
    bool ok = is_source && read_source(call->vm, file, &text) && text.length
           && ou_buffer_put(&call->out, text.bytes, text.length);
    if (ok && text.bytes[text.length - 1] != '\n') ok = ou_buffer_put_char(&call->out, '\n');
    if (ou_has_error(call->vm)) ou_error_clear(call->vm);
    ou_buffer_free(&scratch);
    ou_buffer_free(&text);
    return ok;
}

static bool put_from_file(OuPromptCall *call, const char *file, const OuCode *code,
                          const Wanted *wanted)
{
    if (strcmp(file, "<stdin>") == 0) return put_from_session(call, code, wanted);
    OuBuffer text;
    ou_buffer_init(&text, &call->session->memory);
    bool ok = read_source(call->vm, file, &text) && ou_buffer_put_char(&text, '\0')
           && put_from(call, text.bytes, wanted);
    if (ou_has_error(call->vm)) ou_error_clear(call->vm);
    ou_buffer_free(&text);
    return ok;
}

// Code by which the source is found: a function's own, or that of a method of the class.
static const OuCode *code_for_source(OuValue value)
{
    if (ou_is_function(value)) return ou_function_of(value)->code;
    if (!ou_is_type(value)) return NULL;
    const OuDict *dict = ((const OuType *)ou_pointer_of(value))->dict;
    uint32_t position = 0;
    OuValue key, item;
    while (dict && ou_dict_walk(dict, &position, &key, &item)) {
        if (ou_is_function(item)) return ou_function_of(item)->code;
    }
    return NULL;
}

// False: there is none, or an exception is set. That of an object is its class's.
static bool put_source(OuPromptCall *call, OuValue value)
{
    uint32_t skipped;
    value = ou_prompt_unwrap_peek(call->vm, value, &skipped);
    if (ou_is_module(value)) return put_module(call, ou_module_of(value));
    if (!ou_is_function(value) && !ou_is_type(value)) {
        value = ou_pointer_value(ou_type_of(call->vm, value));
    }
    const OuCode *code = code_for_source(value);
    bool is_class = ou_is_type(value);
    if (!code && !is_class) return false;
    OuString *name = is_class ? ((OuType *)ou_pointer_of(value))->name : code->name;
    OuBuffer names, files;
    size_t length;
    ou_buffer_init(&names, call->out.memory);
    ou_buffer_init(&files, call->out.memory);
    Wanted wanted = { .word = is_class ? "class " : "def " };
    wanted.name = ou_str_utf8(call->vm, name, &names, &length);
    const char *file = code ? ou_str_utf8(call->vm, code->file, &files, &length) : "<stdin>";
    if (!is_class) {
        wanted.line = code->first_line;
        wanted.lines = last_line(code) - code->first_line + 1;
    } else {
        wanted.lines = 1;
    }
    bool ok = wanted.name && file && put_from_file(call, file, code, &wanted);
    ou_buffer_free(&names);
    ou_buffer_free(&files);
    return ok;
}

static bool put_note(OuPromptCall *call, bool with_source)
{
    return !with_source || ou_buffer_put_text(&call->out, "\n(there is no source)\n");
}

bool ou_prompt_inspect(OuPromptCall *call, bool with_source)
{
    OuVM *vm = call->vm;
    OU_OWNED OuValue value = ou_prompt_evaluate(call);
    if (value == OU_ERROR) return false;
    if (with_source && put_source(call, value)) return true;
    if (ou_has_error(vm)) return false;
    OuBuffer *out = &call->out;
    if (!put_heading(call, value)) return false;
    size_t heading = out->length;
    ou_buffer_put_text(out, "\n");
    OU_OWNED OuValue doc = doc_of(vm, value);
    if (doc == OU_ERROR) ou_error_clear(vm);
    if (!ou_is_str(doc) || !ou_str_of(doc)->length) return put_note(call, with_source);
    ou_buffer_put_char(out, '\n');
    size_t start = out->length;
    if (!put_doc(call, doc)) return false;
    if (out->length - start > heading && !memcmp(out->bytes, out->bytes + start, heading + 1)) {
        memmove(out->bytes, out->bytes + start, out->length - start);       // it says it itself
        out->length -= start;
    }
    return put_note(call, with_source);
}
