#include "vm/import_load.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/library.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/builtins.h"
#include "vm/import.h"
#include "vm/import_finders.h"
#include "vm/interpreter.h"
#include "vm/source.h"

// --- names ---------------------------------------------------------------------------------------

// The part of a dotted name before its last dot; a whole top-level name gives "".
static OuValue package_of(OuVM *vm, OuString *name)
{
    size_t dot = name->length;
    while (dot > 0 && ou_str_at(name, dot - 1) != '.') dot--;
    return ou_str_slice(vm, name, 0, dot ? dot - 1 : 0);
}

static bool set_path(OuVM *vm, OuModule *module, OuString *name, OuValue file, OuValue folders)
{
    bool is_package = folders != OU_UNBOUND;
    OuValue package = is_package ? ou_ref(ou_str_value(name)) : package_of(vm, name);
    if (package == OU_ERROR) return false;
    bool ok = ou_dict_set_name(vm, module->dict, OU_NAMED(vm, dunder_package), package);
    ou_unref(package);
    if (ok && file == OU_UNBOUND && is_package) file = OU_NONE;        // a namespace
    if (ok && file != OU_UNBOUND) {
        ok = ou_dict_set_name(vm, module->dict, OU_NAMED(vm, dunder_file), file);
    }
    if (ok && is_package) {
        ok = ou_dict_set_name(vm, module->dict, OU_NAMED(vm, dunder_path), folders);
    }
    return ok && ou_builtins_insert(vm, module->dict);
}

// --- running -------------------------------------------------------------------------------------

static bool run_source(OuVM *vm, OuModule *module, OuString *file, const char *bytes, size_t length)
{
    OuSourceRequest request = { .file = file, .bytes = bytes, .length = length,
                                .form = OU_SOURCE_FILE, .mode = OU_PARSER_FILE };
    OuCode *code = ou_source_compile(vm, &request);
    if (!code) return false;
    OuValue result = ou_interpreter_run_code(vm, code, module->dict, OU_UNBOUND);
    ou_object_unref(&code->header);
    ou_unref(result);
    return result != OU_ERROR;
}

// A module that couldn't be run is forgotten.
static void forget(OuVM *vm, OuString *name)
{
    bool found;
    OuValue error = ou_error_take(vm);
    if (!ou_dict_delete(vm, vm->modules, ou_str_value(name), &found)) ou_error_clear(vm);
    ou_error_set_steal(vm, error);
}

// With `bytes` NULL there is nothing to run: a namespace package.
static OuValue make_and_run(OuVM *vm, OuString *name, OuValue file, OuValue folders,
                            const char *bytes, size_t length)
{
    OU_OWNED OuValue made = ou_module_make(vm, name);
    if (made == OU_ERROR) return OU_ERROR;
    OuModule *module = ou_module_of(made);
    if (!set_path(vm, module, name, file, folders)) return OU_ERROR;
    module->header.aux |= OU_MODULE_UNSPECIFIED;
    if (!ou_dict_set(vm, vm->modules, ou_str_value(name), made)) return OU_ERROR;
    if (!bytes) return ou_ref(made);
    module->header.aux |= OU_MODULE_INITIALIZING;
    bool ok = run_source(vm, module, ou_str_of(file), bytes, length);
    module->header.aux &= (uint16_t)~OU_MODULE_INITIALIZING;
    if (!ok) {
        forget(vm, name);
        return OU_ERROR;
    }
    OuValue current = ou_dict_get(vm, vm->modules, ou_str_value(name));
    if (current != OU_UNBOUND) return current;
    return ou_raise_value(vm, OU_TYPE_KEY_ERROR, ou_str_value(name));
}

static OuValue load_file(OuVM *vm, OuString *name, const OuFound *found)
{
    if (found->kind == OU_FOUND_NAMESPACE) {
        return make_and_run(vm, name, OU_UNBOUND, found->folders, NULL, 0);
    }
    OU_OWNED OuValue file = ou_str_make_lossy(vm, found->path.bytes, found->path.length);
    if (file == OU_ERROR) return OU_ERROR;
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    OuValue module = OU_ERROR;
    if (ou_source_read_file(vm, found->path.bytes, &text)) {
        module = make_and_run(vm, name, file, found->folders, text.bytes, text.length);
    }
    ou_buffer_free(&text);
    return module;
}

// --- finding -------------------------------------------------------------------------------------

// A package has no folder that its modules could lie in; that it has a path makes it one.
static OuValue run_library(OuVM *vm, OuString *name, bool is_package, const OuLibraryFile *library)
{
    OU_OWNED OuValue file = ou_str_make_format(vm, "<library>/%S.py", name);
    OU_OWNED OuValue folders = is_package ? ou_list_make(vm, NULL, 0) : OU_UNBOUND;
    if (file == OU_ERROR || folders == OU_ERROR) return OU_ERROR;
    OuBuffer source;
    ou_buffer_init(&source, &vm->heap.memory);
    OuValue module = OU_ERROR;
    if (ou_library_read(vm, library, &source)) {
        module = make_and_run(vm, name, file, folders, source.bytes, source.length);
    }
    ou_buffer_free(&source);
    return module;
}

// Neither files nor the library have such names.
static bool has_null(const char *text, size_t length)
{
    return memchr(text, '\0', length) != NULL;
}

// By the full name: the library has submodules, too.
static OuValue load_library(OuVM *vm, OuString *name)
{
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(vm, name, &scratch, &length);
    bool is_possible = text && !has_null(text, length);
    const OuLibraryFile *library = is_possible ? ou_library_find(text) : NULL;
    bool is_package = library && ou_library_is_package(text);
    ou_buffer_free(&scratch);
    if (!text) return OU_ERROR;
    if (!library) return OU_UNBOUND;
    return run_library(vm, name, is_package, library);
}

static OuValue load_builtin(OuVM *vm, OuString *name)
{
    OuValue module = ou_module_find_builtin(vm, name);
    if (module == OU_UNBOUND || module == OU_ERROR) return module;
    if (ou_dict_set(vm, vm->modules, ou_str_value(name), module)) return module;
    ou_unref(module);
    return OU_ERROR;
}

static OuValue load_found(OuVM *vm, OuString *name, const char *tail, OuValue search)
{
    OuFound found;
    OuValue module = OU_ERROR;
    if (ou_import_find(vm, search, tail, &found)) {
        if (found.kind == OU_FOUND_FILE || found.kind == OU_FOUND_PACKAGE) {
            module = load_file(vm, name, &found);
        } else {
            module = load_library(vm, name);
            if (module == OU_UNBOUND && found.kind == OU_FOUND_NAMESPACE) {
                module = load_file(vm, name, &found);
            }
        }
    }
    ou_import_found_free(&found);
    return module;
}

static OuValue load_by_path(OuVM *vm, OuString *name, OuString *tail, OuValue search, bool is_top)
{
    OuString *word = ou_str_intern_text(vm, "path_hooks", 10);
    if (!word) return OU_ERROR;
    OuValue hooks = ou_dict_get_name_peek(vm->sys, word);
    ou_object_unref(&word->header);
    if (ou_is_list(hooks) && ou_list_of(hooks)->length) {
        OuValue module = ou_import_ask_hooks(vm, name, is_top ? OU_NONE : search);
        if (module != OU_UNBOUND) return module;
    }
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(vm, tail, &scratch, &length);
    OuValue module = !text ? OU_ERROR : has_null(text, length) ? OU_UNBOUND
                   : load_found(vm, name, text, search);
    ou_buffer_free(&scratch);
    return module;
}

static OuValue load_by(OuVM *vm, OuValue finder, OuString *name, OuString *tail, OuValue search)
{
    bool is_top = name->length == tail->length;
    switch (ou_import_finder_kind(vm, finder)) {
    case OU_FINDER_BUILTIN: return is_top ? load_builtin(vm, name) : OU_UNBOUND;
    case OU_FINDER_FROZEN:  return OU_UNBOUND;      // the library comes behind the script's folder
    case OU_FINDER_PATH:    return load_by_path(vm, name, tail, search, is_top);
    case OU_FINDER_OTHER:   break;
    }
    return ou_import_ask_finder(vm, finder, name, is_top ? OU_NONE : search);
}

OuValue ou_import_load(OuVM *vm, OuString *name, OuString *tail, OuValue search)
{
    OU_OWNED OuValue kept = ou_ref(search);        // sys.path may be replaced meanwhile
    OU_OWNED OuValue finders = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, meta_path)));
    (void)kept;
    if (finders == OU_UNBOUND || finders == OU_NONE) {
        return ou_raise(vm, OU_TYPE_IMPORT_ERROR,
                        "sys.meta_path is None, Python is likely shutting down");
    }
    if (!ou_is_list(finders)) return OU_UNBOUND;
    for (size_t i = 0; i < ou_list_of(finders)->length; i++) {
        OU_OWNED OuValue finder = ou_ref(ou_list_of(finders)->items[i]);
        OuValue module = load_by(vm, finder, name, tail, search);
        if (module != OU_UNBOUND) return module;
    }
    return OU_UNBOUND;
}

// --- __main__ ------------------------------------------------------------------------------------

static bool fill_main(OuVM *vm, OuModule *module)
{
    OuDict *annotations = ou_dict_new(vm);
    if (!annotations) return false;
    bool ok = ou_dict_set_name(vm, module->dict, OU_NAMED(vm, dunder_annotations),
                               ou_pointer_value(annotations));
    ou_object_unref(&annotations->header);
    return ok && ou_builtins_insert_module(vm, module->dict);
}

OuDict *ou_import_main(OuVM *vm)
{
    OuString *name = OU_NAMED(vm, dunder_main);
    OuValue known = ou_dict_get_name_peek(vm->modules, name);
    if (ou_is_module(known)) return ou_module_of(known)->dict;
    OU_OWNED OuValue made = ou_module_make(vm, name);
    if (made == OU_ERROR || !fill_main(vm, ou_module_of(made))) return NULL;
    if (!ou_dict_set_name(vm, vm->modules, name, made)) return NULL;
    return ou_module_of(made)->dict;
}

// --- -m ------------------------------------------------------------------------------------------

static bool locate_in(OuVM *vm, OuString *tail, OuValue search, OuFound *found)
{
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(vm, tail, &scratch, &length);
    bool ok = text && (has_null(text, length) || ou_import_find(vm, search, text, found));
    ou_buffer_free(&scratch);
    return ok;
}

bool ou_import_locate(OuVM *vm, OuString *name, OuFound *found, bool *builtin)
{
    *found = (OuFound){ .folders = OU_UNBOUND };
    ou_buffer_init(&found->path, &vm->heap.memory);
    *builtin = false;
    OU_OWNED OuValue package = package_of(vm, name);
    if (package == OU_ERROR) return false;
    if (!ou_str_of(package)->length) {
        OuValue search = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, path));
        if (!locate_in(vm, name, search, found)) return false;
        if (found->kind != OU_FOUND_NOTHING) return true;
        OuValue module = ou_module_find_builtin(vm, name);
        ou_unref(module);
        *builtin = module != OU_UNBOUND;
        return module != OU_ERROR;
    }
    OU_OWNED OuValue parent = ou_import_module(vm, ou_str_of(package));
    if (parent == OU_ERROR) return false;
    OU_OWNED OuValue search = ou_get_attribute_or_unbound(vm, parent, OU_NAMED(vm, dunder_path));
    size_t start = ou_str_of(package)->length + 1;
    OU_OWNED OuValue tail = ou_str_slice(vm, name, start, name->length);
    if (search == OU_ERROR || tail == OU_ERROR) return false;
    if (search != OU_UNBOUND) return locate_in(vm, ou_str_of(tail), search, found);
    OuValue message = ou_str_make_format(vm, "__path__ attribute not found on %R while trying to "
                                         "find %R", package, ou_str_value(name));
    ou_import_raise(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR, message, ou_str_value(name), OU_UNBOUND);
    ou_unref(message);
    return false;
}
