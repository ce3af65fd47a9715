#include "vm/prompt_names.h"

#include <string.h>

#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/library.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/prompt_command.h"

static OuVM *person_of(OuVM *editor)
{
    return editor->interpreter->person;
}

// --- looking without running ---------------------------------------------------------------------

// The dictionary of an object's attributes; NULL: none, or they lie in line.
static OuDict *dict_of(OuVM *person, OuValue object)
{
    if (!ou_is_pointer(object)) return NULL;
    if (ou_is_module(object)) return ou_module_of(object)->dict;
    if (!ou_is_instance_kind(object)) {
        OuDict **slot = ou_object_dict_slot(person, (OuObject *)ou_pointer_of(object));
        return slot ? *slot : NULL;
    }
    OuInstance *instance = ou_instance_of(object);
    const OuShape *shape = ou_shape_of(person, instance);
    if (!shape->is_dictionary) return NULL;
    OuValue dict = instance->slots[shape->type->slot_count];
    return ou_is_dict(dict) ? ou_dict_of(dict) : NULL;
}

static bool fill_types(OuVM *person, const OuType *type)
{
    for (size_t i = 0; type->mro && i < type->mro->length; i++) {
        OuType *one = (OuType *)ou_pointer_of(type->mro->items[i]);
        if (ou_type_fill_if_needed(person, one)) continue;
        ou_error_clear(person);
        return false;
    }
    return true;
}

static bool computes(const OuVM *person, OuValue attribute)
{
    const OuType *type = ou_type_of(person, attribute);
    return type->slots.descriptor_get && !(type->flags & OU_TYPE_METHOD_LIKE);
}

static OuValue attribute_peek(OuVM *person, OuValue object, OuString *name)
{
    if (ou_is_module(object)) return ou_dict_get_name_peek(ou_module_of(object)->dict, name);
    bool is_type = ou_is_type(object);
    OuType *type = is_type ? (OuType *)ou_pointer_of(object) : ou_type_of(person, object);
    if (!fill_types(person, type)) return OU_UNBOUND;
    OuValue found = ou_type_lookup_peek(person, type, name);
    if (found != OU_UNBOUND && !is_type && ou_type_of(person, found)->slots.descriptor_set) {
        bool is_slot = ou_is_instance_kind(object) && ou_kind_of(found) == OU_KIND_MEMBER;
        if (!is_slot) return OU_UNBOUND;
        return ou_instance_of(object)->slots[((const OuMember *)ou_pointer_of(found))->index];
    }
    OuValue own = OU_UNBOUND;
    if (ou_is_instance_kind(object)) {
        own = ou_instance_peek(person, ou_instance_of(object), name);
    } else if (!is_type) {
        OuDict *dict = dict_of(person, object);
        own = dict ? ou_dict_get_name_peek(dict, name) : OU_UNBOUND;
    }
    if (own != OU_UNBOUND) return own;
    return found != OU_UNBOUND && computes(person, found) ? OU_UNBOUND : found;
}

static OuValue global_peek(OuVM *person, OuString *name)
{
    OuDict *main = ou_import_main(person);
    if (!main) {
        ou_error_clear(person);
        return OU_UNBOUND;
    }
    OuValue found = ou_dict_get_name_peek(main, name);
    return found != OU_UNBOUND ? found : ou_dict_get_name_peek(person->builtins, name);
}

// The item of a list or tuple; `text` is digits, maybe behind a minus.
static OuValue item_peek(OuValue object, const char *text, size_t length)
{
    enum { MOST_DIGITS = 15 };
    bool is_list = ou_is_exact_list(object);
    if (!is_list && !ou_is_exact_tuple(object)) return OU_UNBOUND;
    if (!length || length > MOST_DIGITS) return OU_UNBOUND;
    size_t count = is_list ? ou_list_of(object)->length : ou_tuple_of(object)->length;
    bool is_negative = *text == '-';
    int64_t index = 0;
    for (size_t i = is_negative; i < length; i++) {
        if (text[i] < '0' || text[i] > '9') return OU_UNBOUND;
        index = 10 * index + (text[i] - '0');
    }
    if (is_negative) index = (int64_t)count - index;
    if (index < 0 || index >= (int64_t)count) return OU_UNBOUND;
    return is_list ? ou_list_of(object)->items[index] : ou_tuple_of(object)->items[index];
}

typedef enum Step { FIRST, ATTRIBUTE, KEY } Step;

// One step of a path: to a global name, to an attribute, or to a dict's key.
static OuValue step_peek(OuVM *person, OuValue object, Step step, const char *text, size_t length)
{
    OuString *name = ou_str_intern_text(person, text, length);
    if (!name) {
        ou_error_clear(person);
        return OU_UNBOUND;
    }
    OuValue found = step == FIRST ? global_peek(person, name)
                  : step == ATTRIBUTE ? attribute_peek(person, object, name)
                  : ou_is_exact_dict(object) ? ou_dict_get_name_peek(ou_dict_of(object), name)
                  : OU_UNBOUND;
    ou_object_unref(&name->header);
    return found;
}

// "['key']" or "[0]" at `path`; how long it is, 0: neither.
static size_t subscript_peek(OuVM *person, OuValue *object, const char *path, const char *end)
{
    char quote = end - path > 2 ? path[1] : 0;
    bool is_key = quote == '\'' || quote == '"';
    const char *text = path + 1 + is_key;
    const char *close = quote ? memchr(text, is_key ? quote : ']', (size_t)(end - text)) : NULL;
    if (!close || close + is_key >= end || close[is_key] != ']') return 0;
    size_t length = (size_t)(close - text);
    *object = is_key ? step_peek(person, *object, KEY, text, length)
                     : item_peek(*object, text, length);
    return length + 2 + 2 * is_key;
}

OuValue ou_prompt_find_peek(OuVM *person, const char *path, size_t length)
{
    const char *end = path + length;
    OuValue object = OU_UNBOUND;
    for (Step step = FIRST; step == FIRST || (path < end && object != OU_UNBOUND);) {
        if (step != FIRST && *path == '[') {
            size_t taken = subscript_peek(person, &object, path, end);
            if (!taken) return OU_UNBOUND;
            path += taken;
            continue;
        }
        if (step != FIRST && *path++ != '.') return OU_UNBOUND;
        size_t part = 0;
        while (path + part < end && path[part] != '.' && path[part] != '[') part++;
        object = step_peek(person, object, step, path, part);
        path += part;
        step = ATTRIBUTE;
    }
    return object;
}

// --- from one heap to the other ------------------------------------------------------------------

static bool add_name(OuVM *editor, OuValue list, OuValue name)
{
    if (!ou_is_str(name)) return true;
    OuVM *person = person_of(editor);
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &person->heap.memory);
    const char *text = ou_str_utf8(person, ou_str_of(name), &scratch, &length);
    if (!text) ou_error_clear(person);
    OuValue copy = text ? ou_str_make(editor, text, length) : OU_NONE;
    ou_buffer_free(&scratch);
    if (copy == OU_NONE) return true;
    return copy != OU_ERROR && ou_list_append_steal(editor, ou_list_of(list), copy);
}

static bool add_text(OuVM *editor, OuValue list, const char *text)
{
    OuValue copy = ou_str_make_text(editor, text);
    return copy != OU_ERROR && ou_list_append_steal(editor, ou_list_of(list), copy);
}

static bool add_keys(OuVM *editor, OuValue list, const OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    while (dict && ou_dict_walk(dict, &position, &key, &value)) {
        if (!add_name(editor, list, key)) return false;
    }
    return true;
}

static bool add_attributes(OuVM *editor, OuValue list, OuValue object)
{
    OuVM *person = person_of(editor);
    if (!add_keys(editor, list, dict_of(person, object))) return false;
    if (ou_is_module(object)) return true;
    if (ou_is_instance_kind(object)) {
        const OuShape *shape = ou_shape_of(person, ou_instance_of(object));
        for (unsigned i = 0; i < shape->count; i++) {
            if (!add_name(editor, list, ou_str_value(shape->names[i]))) return false;
        }
    }
    OuType *type = ou_is_type(object) ? (OuType *)ou_pointer_of(object)
                                      : ou_type_of(person, object);
    if (!fill_types(person, type)) return true;
    for (size_t i = 0; i < type->mro->length; i++) {
        const OuType *one = (const OuType *)ou_pointer_of(type->mro->items[i]);
        if (!add_keys(editor, list, one->dict)) return false;
    }
    return true;
}

// The object of a path that the editor gives, borrowed; UNBOUND: there is none.
static OuValue object_of_path(OuVM *editor, OuValue path)
{
    if (!ou_is_str(path)) return OU_UNBOUND;
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &editor->heap.memory);
    const char *text = ou_str_utf8(editor, ou_str_of(path), &scratch, &length);
    if (!text) ou_error_clear(editor);
    OuValue object = text ? ou_prompt_find_peek(person_of(editor), text, length) : OU_UNBOUND;
    ou_buffer_free(&scratch);
    return object;
}

// --- the module's functions ----------------------------------------------------------------------

static OuValue finish(OuValue list, bool ok)
{
    if (ok || list == OU_ERROR) return list;
    ou_unref(list);
    return OU_ERROR;
}

OU_FUNCTION(prompt_names, "names()", "The names of __main__ and the built-in ones.")
{
    OuVM *person = person_of(vm);
    OuDict *main = ou_import_main(person);
    if (!main) ou_error_clear(person);
    OuValue list = ou_list_make(vm, NULL, 0);
    return finish(list, list != OU_ERROR && add_keys(vm, list, main)
                        && add_keys(vm, list, person->builtins));
}

OU_FUNCTION(prompt_attributes, "attributes(path, /)",
            "The attributes of the object of a path like a.b['c'][0]; none if it can't be had\n"
            "without running something.")
{
    OuValue object = object_of_path(vm, arguments[0]);
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR || object == OU_UNBOUND) return list;
    return finish(list, add_attributes(vm, list, object));
}

OU_FUNCTION(prompt_keys, "keys(path, /)", "The keys of the dict of a path that are str.")
{
    OuValue object = object_of_path(vm, arguments[0]);
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR || !ou_is_dict(object)) return list;
    return finish(list, add_keys(vm, list, ou_dict_of(object)));
}

// --- calls ---------------------------------------------------------------------------------------

static void put_name(const OuString *name, OuBuffer *out)
{
    for (size_t i = 0; i < name->length; i++) ou_buffer_put_utf8(out, ou_str_at(name, i));
    ou_buffer_put_text(out, ", ");
}

static void put_parameters(const OuCode *code, OuBuffer *out)
{
    uint32_t end = code->argument_count + code->keyword_only_count;
    ou_buffer_put_char(out, '(');
    for (uint32_t i = 0; i < end; i++) {
        if (i == code->positional_only_count && i) ou_buffer_put_text(out, "/, ");
        if (i == code->argument_count) ou_buffer_put_text(out, "*, ");
        put_name(code->local_names[i], out);
    }
    ou_buffer_put_char(out, ')');
}

// What is called with the arguments when the object is; a class's __init__. UNBOUND: not known.
static OuValue callee_peek(OuVM *person, OuValue object)
{
    uint32_t skipped;
    if (!ou_is_type(object)) return ou_prompt_unwrap_peek(person, object, &skipped);
    OuType *type = (OuType *)ou_pointer_of(object);
    if (!fill_types(person, type)) return OU_UNBOUND;
    return ou_type_lookup_peek(person, type, OU_NAMED(person, dunder_init));
}

static void put_signature(OuVM *person, OuValue object, OuBuffer *out)
{
    OuValue callee = callee_peek(person, object);
    if (ou_is_function(callee)) {
        put_parameters(ou_function_of(callee)->code, out);
        return;
    }
    const OuNativeDef *native = NULL;
    uint8_t kind = ou_kind_of(callee);
    if (ou_is_type(object)) {
        const OuType *type = (const OuType *)ou_pointer_of(object);
        native = type->is_builtin ? type->definition->constructor : NULL;
    } else if (kind == OU_KIND_NATIVE || kind == OU_KIND_METHOD_DESCRIPTOR) {
        native = ((const OuNative *)ou_pointer_of(callee))->definition;
    }
    size_t length;
    const char *text = native ? ou_prompt_native_signature(native, &length) : NULL;
    const char *bracket = text ? memchr(text, '(', length) : NULL;
    if (bracket) ou_buffer_put(out, bracket, length - (size_t)(bracket - text));
    else ou_buffer_put_text(out, "()");
}

OU_FUNCTION(prompt_signature, "signature(path, /)",
            "What the object of a path is called with, as '(a, /, b, *, c=1)'. Defaults of\n"
            "functions of the person's aren't shown.")
{
    OuValue object = object_of_path(vm, arguments[0]);
    if (object == OU_UNBOUND) return ou_str_make_text(vm, "()");
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    put_signature(person_of(vm), object, &text);
    OuValue result = text.failed ? ou_str_make_text(vm, "()")
                                 : ou_str_make(vm, text.bytes, text.length);
    ou_buffer_free(&text);
    return result;
}

OU_FUNCTION(prompt_commands, "commands()", "The commands of the prompt: [(word, argument), ...].")
{
    OuValue list = ou_list_make(vm, NULL, 0);
    const char *word, *argument;
    bool ok = list != OU_ERROR;
    for (size_t i = 0; ok && (word = ou_prompt_command_word(i, &argument)); i++) {
        OuValue items[] = { ou_str_make_text(vm, word), ou_str_make_text(vm, argument) };
        OuValue row = items[0] != OU_ERROR && items[1] != OU_ERROR
                    ? ou_tuple_pair(vm, items[0], items[1]) : OU_ERROR;
        ou_unref(items[0]);
        ou_unref(items[1]);
        ok = row != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), row);
    }
    return finish(list, ok);
}

// The module in sys.modules, borrowed, or UNBOUND.
static OuValue loaded_peek(OuVM *editor, OuValue name)
{
    OuVM *person = person_of(editor);
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &editor->heap.memory);
    const char *text = ou_str_utf8(editor, ou_str_of(name), &scratch, &length);
    OuString *key = text ? ou_str_intern_text(person, text, length) : NULL;
    if (!text) ou_error_clear(editor);
    else if (!key) ou_error_clear(person);
    ou_buffer_free(&scratch);
    OuValue module = key ? ou_dict_get_name_peek(person->modules, key) : OU_UNBOUND;
    if (key) ou_object_unref(&key->header);
    return module;
}

OU_FUNCTION(prompt_attributes_of_module, "attributes_of_module(name, /)",
            "The names in a module that is imported already.")
{
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR || !ou_is_str(arguments[0])) return list;
    OuValue module = loaded_peek(vm, arguments[0]);
    if (!ou_is_module(module)) return list;
    return finish(list, add_keys(vm, list, ou_module_of(module)->dict));
}

static bool add_modules(OuVM *editor, OuValue list)
{
    OuVM *person = person_of(editor);
    const OuModuleDef *const *row = ou_builtin_modules;
    for (; *row; row++) {
        if (!add_text(editor, list, (*row)->name)) return false;
    }
    for (row = person->host.modules; row && *row; row++) {
        if (!add_text(editor, list, (*row)->name)) return false;
    }
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        if (!add_text(editor, list, file->name)) return false;
    }
    return add_keys(editor, list, person->modules);
}

static bool add_folders(OuVM *editor, OuValue list)
{
    OuVM *person = person_of(editor);
    OuValue path = ou_dict_get_name_peek(person->sys, OU_NAMED(person, path));
    for (size_t i = 0; ou_is_list(path) && i < ou_list_of(path)->length; i++) {
        if (!add_name(editor, list, ou_list_of(path)->items[i])) return false;
    }
    return true;
}

OU_FUNCTION(prompt_modules, "modules()", "Names of modules, and the folders where others may be.")
{
    OuValue names = ou_list_make(vm, NULL, 0);
    OuValue folders = names == OU_ERROR ? OU_ERROR : ou_list_make(vm, NULL, 0);
    bool ok = folders != OU_ERROR && add_modules(vm, names) && add_folders(vm, folders);
    OuValue pair = ok ? ou_tuple_pair(vm, names, folders) : OU_ERROR;
    ou_unref(names);
    ou_unref(folders);
    return pair;
}

OU_FUNCTION(prompt_interrupted, "interrupted()",
            "Was the process asked to stop what it does, by a signal? It is told once. None: a\n"
            "limit of time was reached, and the person's program has the exception.")
{
    OuVM *person = person_of(vm);
    if (!ou_limit_is_urgent(person) || ou_check_signals(person)) return OU_FALSE;
    if (!ou_error_matches(person, OU_TYPE_KEYBOARD_INTERRUPT)) return OU_NONE;
    ou_error_clear(person);
    return OU_TRUE;
}

OU_FUNCTION(prompt_is_command, "is_command(text, /)", "Is it a command of the prompt's own?")
{
    OuBuffer scratch;
    size_t length;
    ou_buffer_init(&scratch, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(arguments[0]), &scratch, &length);
    OuValue answer = text ? ou_bool_value(ou_prompt_is_command(person_of(vm), text, length))
                          : OU_ERROR;
    ou_buffer_free(&scratch);
    return answer;
}

static const OuNativeDef *const functions[] = {
    &prompt_names_native, &prompt_attributes_native, &prompt_keys_native,
    &prompt_attributes_of_module_native, &prompt_modules_native, &prompt_interrupted_native,
    &prompt_is_command_native, &prompt_signature_native, &prompt_commands_native, NULL,
};

const OuModuleDef ou_prompt_module = {
    .name = "_prompt", .doc = "What the prompt's editor may know of the person's program.",
    .functions = functions,
};
