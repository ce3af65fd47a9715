#include "vm/import_finders.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import.h"
#include "vm/interpreter.h"

// --- handing on to importlib._bootstrap ----------------------------------------------------------

static OuValue bootstrap_function(OuVM *vm, const char *text)
{
    static const char module_name[] = "importlib._bootstrap";
    OuString *name = ou_str_intern_text(vm, module_name, sizeof module_name - 1);
    OU_OWNED OuValue module = name ? ou_import_module(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    OuString *word = module == OU_ERROR ? NULL : ou_str_intern_text(vm, text, strlen(text));
    OuValue function = word ? ou_get_attribute(vm, module, word) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    return function;
}

// A parameter that was left out is None.
static OuValue hand_on(OuVM *vm, const char *function, const OuValue *arguments, size_t count)
{
    OuValue given[4];
    for (size_t i = 0; i < count; i++) {
        given[i] = arguments[i] == OU_UNBOUND ? OU_NONE : arguments[i];
    }
    OU_OWNED OuValue callee = bootstrap_function(vm, function);
    return callee == OU_ERROR ? OU_ERROR : ou_call(vm, callee, given, count);
}

// --- the classes ---------------------------------------------------------------------------------

OU_METHOD(builtin_find_spec, "find_spec($static, fullname, path=None, target=None)",
          "The spec of a module that is written in C, or None.")
{
    return hand_on(vm, "_builtin_spec", arguments, 2);
}

OU_METHOD(frozen_find_spec, "find_spec($static, fullname, path=None, target=None)",
          "The spec of a module of the library inside the program, or None.")
{
    return hand_on(vm, "_library_spec", arguments, 1);
}

OU_METHOD(path_find_spec, "find_spec($static, fullname, path=None, target=None)",
          "Try to find a spec for 'fullname' on sys.path or 'path'.")
{
    return hand_on(vm, "_path_spec", arguments, 3);
}

OU_METHOD(path_invalidate, "invalidate_caches($static)",
          "Call the invalidate_caches() method on all path entry finders.")
{
    return hand_on(vm, "_invalidate_path_caches", arguments, 0);
}

OU_METHOD(any_create, "create_module($static, spec)", "The module itself: it is made at once.")
{
    return hand_on(vm, "_create_native", arguments, 1);
}

OU_METHOD(any_execute, "exec_module($static, module)", "Nothing is left to be run.")
{
    return hand_on(vm, "_execute_native", arguments, 1);
}

OU_METHOD(any_load, "load_module($static, fullname)", "The module, imported.")
{
    return hand_on(vm, "_load_native", arguments, 1);
}

OU_METHOD(builtin_get_source, "get_source($static, fullname)", "None: it is written in C.")
{
    return OU_NONE;
}

OU_METHOD(builtin_get_code, "get_code($static, fullname)", "None: it is written in C.")
{
    return OU_NONE;
}

OU_METHOD(builtin_is_package, "is_package($static, fullname)", "False: it has no submodules.")
{
    return OU_FALSE;
}

OU_METHOD(frozen_get_source, "get_source($static, fullname)", "The text of the module.")
{
    return hand_on(vm, "_library_text", arguments, 1);
}

OU_METHOD(frozen_get_code, "get_code($static, fullname)", "The code of the module.")
{
    return hand_on(vm, "_library_code", arguments, 1);
}

OU_METHOD(frozen_is_package, "is_package($static, fullname)", "Has it submodules?")
{
    return hand_on(vm, "_is_library_package", arguments, 1);
}

static const OuNativeDef *const builtin_methods[] = {
    &builtin_find_spec_native, &any_create_native, &any_execute_native, &any_load_native,
    &builtin_get_code_native, &builtin_get_source_native, &builtin_is_package_native, NULL,
};
static const OuNativeDef *const frozen_methods[] = {
    &frozen_find_spec_native, &any_create_native, &any_execute_native, &any_load_native,
    &frozen_get_code_native, &frozen_get_source_native, &frozen_is_package_native, NULL,
};
static const OuNativeDef *const path_methods[] = {
    &path_find_spec_native, &path_invalidate_native, NULL,
};

static const OuTypeDef finder_types[] = {
    { .name = "BuiltinImporter", .module = "_frozen_importlib", .flags = OU_TYPE_ABSTRACT,
      .kind = OU_KIND_INSTANCE, .methods = builtin_methods,
      .doc = "Meta path import for built-in modules.\n\n    All methods are either class or static "
             "methods to avoid the need to\n    instantiate the class.\n\n    " },
    { .name = "FrozenImporter", .module = "_frozen_importlib", .flags = OU_TYPE_ABSTRACT,
      .kind = OU_KIND_INSTANCE, .methods = frozen_methods,
      .doc = "Meta path import for frozen modules.\n\n    All methods are either class or static "
             "methods to avoid the need to\n    instantiate the class.\n\n    " },
    { .name = "PathFinder", .module = "_frozen_importlib_external", .flags = OU_TYPE_ABSTRACT,
      .kind = OU_KIND_INSTANCE, .methods = path_methods,
      .doc = "Meta path finder for sys.path and package __path__ attributes." },
};

bool ou_import_finders_setup(OuVM *vm)
{
    OuValue list = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, meta_path));
    for (int i = 0; i < OU_FINDER_OTHER; i++) {
        OuType *type = ou_type_make_builtin(vm, &finder_types[i]);
        if (!type) return false;
        vm->interpreter->finders[i] = type;
        OuValue value = ou_pointer_value(type);
        if (ou_is_list(list) && !ou_list_append(vm, ou_list_of(list), value)) return false;
    }
    return true;
}

OuFinder ou_import_finder_kind(const OuVM *vm, OuValue finder)
{
    for (int i = 0; i < OU_FINDER_OTHER; i++) {
        OuType *type = vm->interpreter->finders[i];
        if (type && finder == ou_pointer_value(type)) return (OuFinder)i;
    }
    return OU_FINDER_OTHER;
}

// --- asking --------------------------------------------------------------------------------------

// OU_UNBOUND for None.
static OuValue load_spec(OuVM *vm, OuValue spec)
{
    if (spec == OU_NONE) return OU_UNBOUND;
    return spec == OU_ERROR ? OU_ERROR : hand_on(vm, "_load", &spec, 1);
}

OuValue ou_import_ask_finder(OuVM *vm, OuValue finder, OuString *name, OuValue search)
{
    OuString *word = ou_str_intern_text(vm, "find_spec", 9);
    if (!word) return OU_ERROR;
    OU_OWNED OuValue method = ou_get_attribute_or_unbound(vm, finder, word);
    ou_object_unref(&word->header);
    if (method == OU_ERROR || method == OU_UNBOUND) return method;
    OuValue arguments[] = { ou_str_value(name), search, OU_NONE };
    OU_OWNED OuValue spec = ou_call(vm, method, arguments, 3);
    return load_spec(vm, spec);
}

OuValue ou_import_ask_hooks(OuVM *vm, OuString *name, OuValue search)
{
    OuValue arguments[] = { ou_str_value(name), search, OU_NONE };
    OU_OWNED OuValue spec = hand_on(vm, "_path_spec", arguments, 3);
    return load_spec(vm, spec);
}
