#include "vm/import.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/warning.h"
#include "vm/builtins.h"
#include "vm/import_load.h"

// --- errors --------------------------------------------------------------------------------------

void ou_import_raise(OuVM *vm, OuTypeId type, OuValue message, OuValue name, OuValue path)
{
    if (message == OU_ERROR) return;
    (void)ou_raise(vm, type, "%V", message);
    if (!ou_error_matches(vm, OU_TYPE_IMPORT_ERROR)) return;
    OuException *error = ou_exception_of(vm->exception);
    ou_set(&error->fields[OU_FIELD_NAME], name);
    ou_set(&error->fields[OU_FIELD_PATH], path);
}

static OuValue raise_not_found(OuVM *vm, OuString *name, OuString *parent)
{
    OuValue shown = ou_str_value(name);
    OuValue message = parent
        ? ou_str_make_format(vm, "No module named %R; %R is not a package", shown,
                             ou_str_value(parent))
        : ou_str_make_format(vm, "No module named %R", shown);
    ou_import_raise(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR, message, shown, OU_UNBOUND);
    ou_unref(message);
    return OU_ERROR;
}

static OuValue raise_halted(OuVM *vm, OuString *name)
{
    OuValue message = ou_str_make_format(vm, "import of %S halted; None in sys.modules", name);
    ou_import_raise(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR, message, ou_str_value(name), OU_UNBOUND);
    ou_unref(message);
    return OU_ERROR;
}

// --- absolute names ------------------------------------------------------------------------------

// From sys.modules; OU_UNBOUND if it isn't there.
static OuValue find_known(OuVM *vm, OuString *name)
{
    OuValue known = ou_dict_get(vm, vm->modules, ou_str_value(name));
    return known == OU_NONE ? raise_halted(vm, name) : known;
}

static size_t find_dot(const OuString *name, size_t from)
{
    while (from < name->length && ou_str_at(name, from) != '.') from++;
    return from;
}

// A submodule becomes an attribute of its package; a package that refuses is left alone.
static bool bind_to_parent(OuVM *vm, OuValue parent, OuString *tail, OuValue module)
{
    OuString *name = ou_str_intern_steal(vm, ou_str_of(ou_ref(ou_str_value(tail))));
    if (!name) return false;
    bool ok = ou_set_attribute(vm, parent, name, module);
    ou_object_unref(&name->header);
    if (ok || !ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR)) return ok;
    ou_error_clear(vm);
    return true;
}

// Where modules below `parent` (UNBOUND: none) are looked for; owned, OU_UNBOUND: nowhere.
static OuValue search_path(OuVM *vm, OuValue parent)
{
    if (parent == OU_UNBOUND) return ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, path)));
    return ou_get_attribute_or_unbound(vm, parent, OU_NAMED(vm, dunder_path));
}

// The module `name`; `parent` is that of name[0, dot), the rest its own name.
// -v: a line on standard error; what can't be written is no reason not to import.
static void tell(OuVM *vm, OuString *name, OuValue module)
{
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    if (stream == OU_UNBOUND || stream == OU_NONE) return;
    OU_OWNED OuValue line = ou_str_make_format(vm, "import %R # %R\n", ou_str_value(name), module);
    if (line == OU_ERROR || !ou_file_put(vm, stream, ou_str_of(line))) ou_error_clear(vm);
}

static OuValue import_one(OuVM *vm, OuString *name, OuValue parent, OuString *parent_name)
{
    OuValue known = find_known(vm, name);
    if (known != OU_UNBOUND) return known;
    size_t start = parent_name ? parent_name->length + 1 : 0;
    OU_OWNED OuValue tail = ou_str_slice(vm, name, start, name->length);
    OU_OWNED OuValue search = tail == OU_ERROR ? OU_ERROR : search_path(vm, parent);
    if (tail == OU_ERROR || search == OU_ERROR) return OU_ERROR;
    if (search == OU_UNBOUND && parent_name) return raise_not_found(vm, name, parent_name);
    OuValue module = ou_import_load(vm, name, ou_str_of(tail), search);
    if (module == OU_UNBOUND) return raise_not_found(vm, name, NULL);
    if (module != OU_ERROR && vm->flags[OU_FLAG_VERBOSE]) tell(vm, name, module);
    if (module == OU_ERROR || parent == OU_UNBOUND) return module;
    if (bind_to_parent(vm, parent, ou_str_of(tail), module)) return module;
    ou_unref(module);
    return OU_ERROR;
}

OuValue ou_import_module(OuVM *vm, OuString *name)
{
    OuValue known = find_known(vm, name);
    if (known != OU_UNBOUND) return known;
    OuValue parent = OU_UNBOUND, parent_name = OU_UNBOUND;
    for (size_t end = 0; parent != OU_ERROR && end < name->length; end++) {
        end = find_dot(name, end);
        OuValue prefix = ou_str_slice(vm, name, 0, end);
        OuValue module = prefix == OU_ERROR ? OU_ERROR
            : import_one(vm, ou_str_of(prefix), parent,
                         parent == OU_UNBOUND ? NULL : ou_str_of(parent_name));
        ou_unref(parent);
        ou_unref(parent_name);
        parent = module;
        parent_name = prefix == OU_ERROR ? OU_UNBOUND : prefix;
    }
    ou_unref(parent_name);
    return parent;
}

// --- relative names ------------------------------------------------------------------------------

static OuValue raise_relative(OuVM *vm, const char *text)
{
    OuValue message = ou_str_make_text(vm, text);
    ou_import_raise(vm, OU_TYPE_IMPORT_ERROR, message, OU_UNBOUND, OU_UNBOUND);
    ou_unref(message);
    return OU_ERROR;
}

// A name of the globals, owned; UNBOUND when it is missing or None.
static OuValue own_name(OuVM *vm, OuDict *globals, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue value = ou_dict_get_name_peek(globals, name);
    ou_object_unref(&name->header);
    return value == OU_NONE ? OU_UNBOUND : ou_ref(value);
}

// The `parent` of a module's specification; UNBOUND without one.
static OuValue spec_parent(OuVM *vm, OuDict *globals)
{
    OU_OWNED OuValue spec = own_name(vm, globals, "__spec__");
    if (spec == OU_ERROR || spec == OU_UNBOUND) return spec;
    OuString *name = ou_str_intern_text(vm, "parent", 6);
    if (!name) return OU_ERROR;
    OuValue parent = ou_get_attribute(vm, spec, name);
    ou_object_unref(&name->header);
    return parent;
}

// By what the module is called, and whether it has a __path__.
static OuValue guess_package(OuVM *vm, OuDict *globals)
{
    if (!ou_warn(vm, OU_TYPE_IMPORT_WARNING, "can't resolve package from __spec__ or __package__, "
                 "falling back on __name__ and __path__")) return OU_ERROR;
    OuValue name = ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_name));
    if (name == OU_UNBOUND) {
        OuValue key = ou_str_make_text(vm, "'__name__' not in globals");
        if (key != OU_ERROR) (void)ou_raise_value(vm, OU_TYPE_KEY_ERROR, key);
        ou_unref(key);
        return OU_ERROR;
    }
    if (!ou_is_str(name)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__name__ must be a string");
    bool is_package = ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_path)) != OU_UNBOUND;
    if (is_package) return ou_ref(name);
    OuString *text = ou_str_of(name);
    size_t dot = text->length;
    while (dot > 0 && ou_str_at(text, dot - 1) != '.') dot--;
    return ou_str_slice(vm, text, 0, dot ? dot - 1 : 0);
}

static bool check_parent(OuVM *vm, OuValue package, OuValue parent)
{
    bool same;
    return ou_equal(vm, package, parent, &same)
        && (same || ou_warn(vm, OU_TYPE_IMPORT_WARNING, "__package__ != __spec__.parent"));
}

// The package that relative names in a module with these globals start from.
static OuValue own_package(OuVM *vm, OuDict *globals)
{
    OU_OWNED OuValue package = own_name(vm, globals, "__package__");
    if (package == OU_ERROR) return OU_ERROR;
    if (package != OU_UNBOUND && !ou_is_str(package)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "package must be a string");
    }
    OU_OWNED OuValue parent = spec_parent(vm, globals);
    if (parent == OU_ERROR) return OU_ERROR;
    if (package == OU_UNBOUND) {
        if (parent == OU_UNBOUND) return guess_package(vm, globals);
        if (ou_is_str(parent)) return ou_take(&parent);
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__spec__.parent must be a string");
    }
    if (parent != OU_UNBOUND && !check_parent(vm, package, parent)) return OU_ERROR;
    return ou_take(&package);
}

// The absolute name of `name` behind `level` dots.
static OuValue resolve(OuVM *vm, OuValue globals, OuString *name, int64_t level)
{
    if (globals == OU_NONE) {
        OuValue key = ou_str_make_text(vm, "'__name__' not in globals");
        if (key != OU_ERROR) (void)ou_raise_value(vm, OU_TYPE_KEY_ERROR, key);
        ou_unref(key);
        return OU_ERROR;
    }
    if (!ou_is_dict(globals)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "globals must be a dict");
    OU_OWNED OuValue package = own_package(vm, ou_dict_of(globals));
    if (package == OU_ERROR) return OU_ERROR;
    OuString *text = ou_str_of(package);
    if (!text->length) {
        return raise_relative(vm, "attempted relative import with no known parent package");
    }
    size_t end = text->length;
    for (int64_t i = 1; i < level; i++) {
        while (end > 0 && ou_str_at(text, end - 1) != '.') end--;
        if (!end) return raise_relative(vm, "attempted relative import beyond top-level package");
        end--;
    }
    OU_OWNED OuValue base = ou_str_slice(vm, text, 0, end);
    if (base == OU_ERROR || !name->length) return ou_ref(base);
    return ou_str_make_format(vm, "%S.%S", ou_str_of(base), name);
}

// --- what the statement binds --------------------------------------------------------------------

// A name in `from package import name` may be a submodule that nobody has imported yet.
static bool import_submodule(OuVM *vm, OuValue module, OuValue item)
{
    OU_OWNED OuValue package = ou_get_attribute(vm, module, OU_NAMED(vm, dunder_name));
    if (package == OU_ERROR) return false;
    OU_OWNED OuValue full = ou_str_make_format(vm, "%V.%V", package, item);
    if (full == OU_ERROR) return false;
    OuValue found = ou_import_module(vm, ou_str_of(full));
    if (found != OU_ERROR) {
        ou_unref(found);
        return true;
    }
    // That there is no such module is told by whoever takes the name.
    if (!ou_error_matches(vm, OU_TYPE_MODULE_NOT_FOUND_ERROR)) return false;
    bool same;
    OuValue missing = ou_exception_of(vm->exception)->fields[OU_FIELD_NAME];
    same = ou_is_str(missing) && ou_str_equal(ou_str_of(missing), ou_str_of(full));
    if (same) ou_error_clear(vm);
    return same;
}

static bool import_item(OuVM *vm, OuValue module, OuValue item, bool recursive);

static bool import_list(OuVM *vm, OuValue module, OuValue list, bool recursive)
{
    OU_OWNED OuValue items = ou_list_fast_sequence(vm, list, NULL);
    if (items == OU_ERROR) return false;
    size_t length;
    for (size_t i = 0; (void)ou_items_of(items, &length), i < length; i++) {
        OuValue item = ou_ref(ou_items_of(items, &length)[i]);
        bool ok = import_item(vm, module, item, recursive);
        ou_unref(item);
        if (!ok) return false;
    }
    return true;
}

static bool import_item(OuVM *vm, OuValue module, OuValue item, bool recursive)
{
    if (!ou_is_str(item)) {
        OU_OWNED OuValue name = ou_get_attribute(vm, module, OU_NAMED(vm, dunder_name));
        if (name == OU_ERROR) return false;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       recursive ? "Item in %V.__all__ must be str, not %T"
                                 : "Item in ``from list'' must be str, not %T",
                       recursive ? name : item, item);
        return false;
    }
    OuString *name = ou_str_intern_steal(vm, ou_str_of(ou_ref(item)));
    if (!name) return false;
    bool ok = true;
    if (ou_str_equals_text(name, "*")) {
        OuValue all = recursive ? OU_UNBOUND
                    : ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_all));
        ok = all != OU_ERROR && (all == OU_UNBOUND || import_list(vm, module, all, true));
        ou_unref(all);
    } else {
        OuValue known = ou_get_attribute_or_unbound(vm, module, name);
        ok = known != OU_ERROR && (known != OU_UNBOUND || import_submodule(vm, module, item));
        ou_unref(known);
    }
    ou_object_unref(&name->header);
    return ok;
}

// `import a.b.c` binds a; `import_(".b.c")` of level 1 in package a binds a.b.
static OuValue top_module(OuVM *vm, OuString *name, OuString *absolute, OuValue module)
{
    size_t dot = find_dot(name, 0);
    if (dot == name->length) return ou_ref(module);
    OU_OWNED OuValue top = ou_str_slice(vm, absolute, 0,
                                        absolute->length - (name->length - dot));
    if (top == OU_ERROR) return OU_ERROR;
    OuValue found = ou_dict_get(vm, vm->modules, top);
    return found == OU_UNBOUND ? ou_raise_value(vm, OU_TYPE_KEY_ERROR, top) : found;
}

OuValue ou_import_name(OuVM *vm, OuValue globals, OuString *name, OuValue fromlist, int64_t level)
{
    if (level < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "level must be >= 0");
    OU_OWNED OuValue absolute = level ? resolve(vm, globals, name, level)
                                      : ou_ref(ou_str_value(name));
    if (absolute == OU_ERROR) return OU_ERROR;
    if (!ou_str_of(absolute)->length) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "Empty module name");
    }
    OU_OWNED OuValue module = ou_import_module(vm, ou_str_of(absolute));
    if (module == OU_ERROR) return OU_ERROR;
    bool has_list;
    if (!ou_truth(vm, fromlist, &has_list)) return OU_ERROR;
    if (!has_list) {
        if (level && !name->length) return ou_ref(module);
        return top_module(vm, name, ou_str_of(absolute), module);
    }
    OuValue path = ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_path));
    ou_unref(path);
    if (path == OU_ERROR) return OU_ERROR;
    if (path != OU_UNBOUND && !import_list(vm, module, fromlist, false)) return OU_ERROR;
    return ou_ref(module);
}

// --- the statements ------------------------------------------------------------------------------

OuValue ou_import_statement(OuVM *vm, OuDict *globals, OuString *name, OuValue fromlist,
                            unsigned level)
{
    OuDict *builtins = ou_builtins_of(vm, globals);
    OuValue hook = ou_dict_get_name_peek(builtins, OU_NAMED(vm, dunder_import));
    if (hook == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_IMPORT_ERROR, "__import__ not found");
    }
    if (ou_kind_of(hook) == OU_KIND_NATIVE) {
        return ou_import_name(vm, ou_pointer_value(globals), name, fromlist, level);
    }
    OuValue arguments[5] = { ou_str_value(name), ou_pointer_value(globals), OU_NONE, fromlist,
                             ou_int_value(level) };
    ou_ref(hook);
    OuValue module = ou_call(vm, hook, arguments, 5);
    ou_unref(hook);
    return module;
}

// "cannot import name 'x' from 'm' (/path/m.py)"
static OuValue raise_cannot(OuVM *vm, OuValue module, OuString *name, OuValue package)
{
    OU_OWNED OuValue given = ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_file));
    if (given == OU_ERROR) return OU_ERROR;
    OuValue file = ou_is_str(given) ? given : OU_UNBOUND;
    OuValue shown = ou_is_str(package) ? package : OU_UNBOUND;
    OU_OWNED OuValue unknown = shown == OU_UNBOUND ? ou_str_make_text(vm, "<unknown module name>")
                                                   : OU_UNBOUND;
    if (unknown == OU_ERROR) return OU_ERROR;
    bool partial = ou_is_module(module) && file != OU_UNBOUND
                && ou_module_of(module)->header.aux & OU_MODULE_INITIALIZING;
    OuValue from = shown == OU_UNBOUND ? unknown : shown;
    OU_OWNED OuValue message = file == OU_UNBOUND
        ? ou_str_make_format(vm, "cannot import name %R from %R (unknown location)",
                             ou_str_value(name), from)
        : ou_str_make_format(vm, partial
              ? "cannot import name %R from partially initialized module %R "
                "(most likely due to a circular import) (%V)"
              : "cannot import name %R from %R (%V)", ou_str_value(name), from, file);
    ou_import_raise(vm, OU_TYPE_IMPORT_ERROR, message, from, file);
    return OU_ERROR;
}

OuValue ou_import_from(OuVM *vm, OuValue module, OuString *name)
{
    OuValue found = ou_get_attribute_or_unbound(vm, module, name);
    if (found != OU_UNBOUND) return found;
    OU_OWNED OuValue package = ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_name));
    if (package == OU_ERROR) return OU_ERROR;
    if (ou_is_str(package)) {
        OU_OWNED OuValue full = ou_str_make_format(vm, "%S.%S", ou_str_of(package), name);
        if (full == OU_ERROR) return OU_ERROR;
        found = ou_dict_get(vm, vm->modules, full);
        if (found != OU_UNBOUND) return found;
    }
    return raise_cannot(vm, module, name, package);
}

// --- import * ------------------------------------------------------------------------------------

static bool star_item(OuVM *vm, OuValue module, OuValue namespace, OuValue item, bool is_listed)
{
    if (!ou_is_str(item)) {
        OU_OWNED OuValue name = ou_get_attribute(vm, module, OU_NAMED(vm, dunder_name));
        if (name == OU_ERROR) return false;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s in %V.%s must be str, not %T",
                       is_listed ? "Item" : "Key", name, is_listed ? "__all__" : "__dict__", item);
        return false;
    }
    OuString *name = ou_str_of(item);
    if (!is_listed && name->length && ou_str_at(name, 0) == '_') return true;
    name = ou_str_intern_steal(vm, ou_str_of(ou_ref(item)));
    if (!name) return false;
    OuValue value = ou_get_attribute(vm, module, name);
    bool ok = value != OU_ERROR && ou_set_item(vm, namespace, ou_str_value(name), value);
    ou_unref(value);
    ou_object_unref(&name->header);
    return ok;
}

bool ou_import_star(OuVM *vm, OuValue module, OuValue namespace)
{
    OU_OWNED OuValue all = ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_all));
    if (all == OU_ERROR) return false;
    bool is_listed = all != OU_UNBOUND;
    OU_OWNED OuValue dict = is_listed ? OU_UNBOUND
        : ou_get_attribute_or_unbound(vm, module, OU_NAMED(vm, dunder_dict));
    if (dict == OU_ERROR) return false;
    if (!is_listed && dict == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_IMPORT_ERROR,
                       "from-import-* object has no __dict__ and no __all__");
        return false;
    }
    OU_OWNED OuValue names = ou_list_from_iterable(vm, is_listed ? all : dict);
    if (names == OU_ERROR) return false;
    for (size_t i = 0; i < ou_list_of(names)->length; i++) {
        OuValue item = ou_list_of(names)->items[i];
        if (!star_item(vm, module, namespace, item, is_listed)) return false;
    }
    return true;
}
