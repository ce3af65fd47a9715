// Module `_imp`: what importlib needs to know of the interpreter's own ways to find modules.
#include "vm/imp_module.h"

#include "parser/parser.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/library.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/modules/modules.h"
#include "runtime/str.h"
#include "runtime/unicode_name.h"
#include "vm/import_find.h"
#include "vm/import_finders.h"
#include "vm/interpreter.h"

static bool need_name(OuVM *vm, OuValue value, const char *function)
{
    if (ou_is_str(value)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() argument must be str, not %T", function, value);
    return false;
}

// The name in UTF-8, in `scratch` if need be; NULL: an exception is set.
// A name with a NUL in it comes to "", which nothing is called either.
static const char *name_text(OuVM *vm, OuValue name, OuBuffer *scratch)
{
    size_t length;
    ou_buffer_init(scratch, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(name), scratch, &length);
    return text && memchr(text, '\0', length) ? "" : text;
}

OU_FUNCTION(imp_is_builtin, "is_builtin(name, /)",
            "Returns True if the module name corresponds to a built-in module.")
{
    if (!need_name(vm, arguments[0], "is_builtin")) return OU_ERROR;
    OuString *name = ou_str_of(arguments[0]);
    if (ou_str_equals_text(name, "sys") || ou_str_equals_text(name, "builtins")) {
        return ou_int_value(-1);                 // there from the start: can't be made again
    }
    OuValue module = ou_module_find_builtin(vm, name);
    if (module == OU_ERROR) return OU_ERROR;
    ou_unref(module);
    return ou_int_value(module != OU_UNBOUND);
}

OU_FUNCTION(imp_library_text, "library_text(name, /)",
            "The source of a module of the library, as bytes, or None if there is none.")
{
    if (!need_name(vm, arguments[0], "library_text")) return OU_ERROR;
    OuBuffer scratch;
    const char *text = name_text(vm, arguments[0], &scratch);
    const OuLibraryFile *file = text ? ou_library_find(text) : NULL;
    ou_buffer_free(&scratch);
    if (!text) return OU_ERROR;
    if (!file) return OU_NONE;
    OuBuffer source;
    ou_buffer_init(&source, &vm->heap.memory);
    OuValue result = OU_ERROR;
    if (ou_library_read(vm, file, &source)) result = ou_bytes_make(vm, source.bytes, source.length);
    ou_buffer_free(&source);
    return result;
}

OU_FUNCTION(imp_is_library_package, "is_library_package(name, /)",
            "Has the library modules below this one?")
{
    if (!need_name(vm, arguments[0], "is_library_package")) return OU_ERROR;
    OuBuffer scratch;
    const char *text = name_text(vm, arguments[0], &scratch);
    OuValue result = !text ? OU_ERROR : ou_library_is_package(text) ? OU_TRUE : OU_FALSE;
    ou_buffer_free(&scratch);
    return result;
}

OU_FUNCTION(imp_find, "find(tail, path, /)",
            "Looks for a module's last name in the folders of a list: ('file', path, None), "
            "('package', path, folders), ('namespace', None, folders) or None.")
{
    static const char *const kinds[] = {
        [OU_FOUND_FILE] = "file", [OU_FOUND_PACKAGE] = "package",
        [OU_FOUND_NAMESPACE] = "namespace",
    };
    if (!need_name(vm, arguments[0], "find")) return OU_ERROR;
    OuBuffer scratch;
    OuFound found;
    OuValue result = OU_ERROR;
    const char *tail = name_text(vm, arguments[0], &scratch);
    if (tail && ou_import_find(vm, arguments[1], tail, &found)) {
        result = OU_NONE;
        if (found.kind != OU_FOUND_NOTHING) {
            bool has_file = found.kind != OU_FOUND_NAMESPACE;
            OuValue parts[] = {
                ou_str_make_text(vm, kinds[found.kind]),
                has_file ? ou_str_make_lossy(vm, found.path.bytes, found.path.length) : OU_NONE,
                found.folders == OU_UNBOUND ? OU_NONE : ou_ref(found.folders),
            };
            result = ou_tuple_make_steal(vm, parts, 3);
        }
    }
    if (tail) ou_import_found_free(&found);
    ou_buffer_free(&scratch);
    return result;
}

OU_FUNCTION(imp_is_incomplete, "is_incomplete(source, /)",
            "May more lines make the text complete, as at the prompt?")
{
    if (!need_name(vm, arguments[0], "is_incomplete")) return OU_ERROR;
    OuBuffer scratch;
    OuArena arena;
    OuSyntaxTree tree = { .incomplete = false };
    OuSyntaxError error;
    size_t length;
    ou_buffer_init(&scratch, &vm->heap.memory);
    ou_arena_init(&arena, &vm->heap.memory);
    const char *text = ou_str_utf8(vm, ou_str_of(arguments[0]), &scratch, &length);
    if (text) {
        bool parsed = ou_parser_parse(&tree, &arena, OU_PARSER_INTERACTIVE, OU_SOURCE_TEXT,
                                      ou_unicode_find_character, "<input>", text, length,
                                      &error);
        (void)parsed;                     // what is wrong is told by who compiles it
    }
    bool incomplete = tree.incomplete;
    ou_arena_free(&arena);
    ou_buffer_free(&scratch);
    return !text ? OU_ERROR : incomplete ? OU_TRUE : OU_FALSE;
}

OU_FUNCTION(imp_finders, "finders()", "The classes that sys.meta_path begins with.")
{
    OuTuple *tuple = ou_tuple_new(vm, OU_FINDER_OTHER);
    for (int i = 0; tuple && i < OU_FINDER_OTHER; i++) {
        tuple->items[i] = ou_ref(ou_pointer_value(vm->interpreter->finders[i]));
    }
    return tuple ? ou_pointer_value(tuple) : OU_ERROR;
}

static const OuNativeDef *const functions[] = {
    &imp_is_builtin_native, &imp_library_text_native, &imp_is_library_package_native,
    &imp_find_native, &imp_finders_native, &imp_is_incomplete_native, NULL,
};

const OuModuleDef ou_imp_module = { "_imp", "How the interpreter finds modules.", functions, NULL };
