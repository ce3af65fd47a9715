#include "runtime/module.h"

#include <stddef.h>

#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static void module_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuModule *)self)->dict);
    ou_visit_value(visitor, &((OuModule *)self)->state);
    ou_visit_tail(self, visitor);
}

static const OuSlotName module_slots[] = {
    { offsetof(OuModule, dict), ".__dict__" }, { 0, NULL },
};
static const OuLayout module_layout = {
    .name = "module", .visit = module_visit, .slot_names = module_slots,
};

static OuValue module_new_empty(OuVM *vm, OuType *type)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    // Room for a tail: a module may change its class to one of a script.
    size_t size = sizeof(OuModule) + (type->is_builtin ? sizeof(OuTail) : 0);
    OuModule *module = (OuModule *)ou_object_new(vm, type, size);
    if (!module) {
        ou_object_unref(&dict->header);
        return OU_ERROR;
    }
    module->dict = dict;
    module->state = OU_UNBOUND;
    return ou_pointer_value(module);
}

static bool module_begin(OuVM *vm, OuModule *module, OuString *name, OuValue doc)
{
    OuDict *dict = module->dict;
    return ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_name), ou_str_value(name))
        && ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_doc), doc)
        && ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_package), OU_NONE)
        && ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_loader), OU_NONE)
        && ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_spec), OU_NONE);
}

static OuValue module_new(OuVM *vm, OuType *type, OuString *name, OuValue doc)
{
    OuValue module = module_new_empty(vm, type);
    if (module == OU_ERROR || module_begin(vm, ou_module_of(module), name, doc)) return module;
    ou_unref(module);
    return OU_ERROR;
}

OuValue ou_module_make(OuVM *vm, OuString *name)
{
    return module_new(vm, vm->types[OU_TYPE_MODULE], name, OU_NONE);
}

bool ou_module_add(OuVM *vm, OuModule *module, const char *name, OuValue value)
{
    if (value == OU_ERROR) return false;
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    bool ok = key && ou_dict_set_name(vm, module->dict, key, value);
    if (key) ou_object_unref(&key->header);
    ou_unref(value);
    return ok;
}

bool ou_module_add_functions(OuVM *vm, OuModule *module, const OuNativeDef *const *functions)
{
    OuValue name = ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_name));
    for (; functions && *functions; functions++) {
        OuValue function = ou_native_make(vm, *functions, NULL, ou_str_of(name));
        if (function == OU_ERROR) return false;
        OuNative *native = (OuNative *)ou_pointer_of(function);
        if (!ou_dict_set_name(vm, module->dict, native->name, function)) {
            ou_unref(function);
            return false;
        }
        ou_unref(function);
    }
    return true;
}

OuValue ou_module_make_builtin(OuVM *vm, const OuModuleDef *definition)
{
    OuString *name = ou_str_intern_text(vm, definition->name, strlen(definition->name));
    if (!name) return OU_ERROR;
    OuValue doc = definition->doc ? ou_str_make_text(vm, definition->doc) : OU_NONE;
    OuValue made =
        doc == OU_ERROR ? OU_ERROR : module_new(vm, vm->types[OU_TYPE_MODULE], name, doc);
    ou_unref(doc);
    ou_object_unref(&name->header);
    if (made == OU_ERROR) return OU_ERROR;
    OuModule *module = ou_module_of(made);
    module->header.aux |= OU_MODULE_UNSPECIFIED;
    if (ou_module_add_functions(vm, module, definition->functions)
        && (!definition->setup || definition->setup(vm, module))) return made;
    ou_unref(made);
    return OU_ERROR;
}

// --- the type ------------------------------------------------------------------------------------

static const OuNativeDef module_signature = { "module(name, doc=None)", "", NULL };

static OuValue module_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    return module_new_empty(vm, type);
}

static bool module_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &module_signature, arguments, positional, names, &bound)) {
        return false;
    }
    bool ok = ou_is_str(bound.values[0]);
    if (!ok) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "module() argument 'name' must be str, not %B",
                       bound.values[0]);
    } else {
        OuValue doc = bound.values[1] == OU_UNBOUND ? OU_NONE : bound.values[1];
        ok = module_begin(vm, ou_module_of(self), ou_str_of(bound.values[0]), doc);
    }
    ou_native_unbind(&bound);
    return ok;
}

// What a spec knows of the module's origin: "from 'file'", "(built-in)", "(loader)".
static OuValue repr_by_spec(OuVM *vm, OuValue name, OuValue spec)
{
    OuString *word = ou_str_intern_text(vm, "origin", 6);
    OuString *other = ou_str_intern_text(vm, "has_location", 12);
    OU_OWNED OuValue origin = word ? ou_get_attribute_or_unbound(vm, spec, word) : OU_ERROR;
    OU_OWNED OuValue has = other ? ou_get_attribute_or_unbound(vm, spec, other) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    if (other) ou_object_unref(&other->header);
    if (origin == OU_ERROR || has == OU_ERROR) return OU_ERROR;
    if (has == OU_TRUE) return ou_str_make_format(vm, "<module %R from %R>", name, origin);
    if (ou_is_str(origin)) return ou_str_make_format(vm, "<module %R (%V)>", name, origin);
    OU_OWNED OuValue loader = ou_get_attribute_or_unbound(vm, spec, OU_NAMED(vm, loader));
    if (loader == OU_ERROR) return OU_ERROR;
    if (loader == OU_UNBOUND || loader == OU_NONE) {
        return ou_str_make_format(vm, "<module %R>", name);
    }
    return ou_str_make_format(vm, "<module %R (%R)>", name, loader);
}

static OuValue module_repr(OuVM *vm, OuValue self)
{
    OuModule *module = ou_module_of(self);
    OuValue name = ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_name));
    OuValue file = ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_file));
    OU_OWNED OuValue spec = ou_ref(ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_spec)));
    if (name == OU_UNBOUND) return ou_str_make_text(vm, "<module '?'>");
    if (spec != OU_UNBOUND && spec != OU_NONE) return repr_by_spec(vm, name, spec);
    if (ou_is_str(file)) return ou_str_make_format(vm, "<module %R from %R>", name, file);
    if (ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_path)) != OU_UNBOUND) {
        return ou_str_make_format(vm, "<module %R (namespace)>", name);
    }
    bool is_builtin = module->header.aux & OU_MODULE_UNSPECIFIED;
    if (is_builtin) return ou_str_make_format(vm, "<module %R (built-in)>", name);
    return ou_str_make_format(vm, "<module %R>", name);
}

// Few look at __spec__ and __loader__: module importlib._bootstrap makes them for who does.
static bool specify(OuVM *vm, OuValue self)
{
    ou_pointer_of(self)->aux &= (uint16_t)~OU_MODULE_UNSPECIFIED;
    OuString *name = ou_str_intern_text(vm, "importlib._bootstrap", 20);
    OU_OWNED OuValue bootstrap = name ? vm->host.import(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    OuString *word = bootstrap == OU_ERROR ? NULL : ou_str_intern_text(vm, "_specify", 8);
    OuValue result = word ? ou_call_method(vm, bootstrap, word, &self, 1) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    ou_unref(result);
    return result != OU_ERROR;
}

static bool is_spec_name(OuVM *vm, const OuString *name)
{
    return name == OU_NAMED(vm, dunder_spec) || name == OU_NAMED(vm, dunder_loader);
}

// A module's own __getattr__ (PEP 562) is asked last.
static OuValue module_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OuModule *module = ou_module_of(self);
    bool lacks_spec = module->header.aux & OU_MODULE_UNSPECIFIED;
    if (lacks_spec && is_spec_name(vm, name) && !specify(vm, self)) return OU_ERROR;
    OuValue own = ou_dict_get_name_peek(module->dict, name);
    if (own != OU_UNBOUND && ou_type_lookup_peek(vm, ou_type_of(vm, self), name) == OU_UNBOUND) {
        return ou_ref(own);
    }
    OuValue result = ou_generic_get_attribute(vm, self, name);
    if (result != OU_ERROR || !ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR)) return result;
    OuValue hook = ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_getattr));
    if (hook != OU_UNBOUND) {
        ou_error_clear(vm);
        OuValue argument = ou_str_value(name);
        return ou_call(vm, hook, &argument, 1);
    }
    OuValue module_name = ou_dict_get_name_peek(module->dict, OU_NAMED(vm, dunder_name));
    ou_error_clear(vm);
    if (ou_is_str(module_name)) {
        bool partial = module->header.aux & OU_MODULE_INITIALIZING;
        return ou_raise_attribute_error(vm, self, name, partial
            ? "partially initialized module '%S' has no attribute '%S' "
              "(most likely due to a circular import)"
            : "module '%S' has no attribute '%S'", ou_str_of(module_name), name);
    }
    return ou_raise_attribute_error(vm, self, name, "module has no attribute '%S'", name);
}

static OuValue get_dict(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_module_of(self)->dict));
}

OU_METHOD(module_dir, "__dir__(self, /)", "__dir__() -> list\nspecialized dir() implementation")
{
    OU_OWNED OuValue given = ou_get_attribute(vm, arguments[0], OU_NAMED(vm, dunder_dict));
    if (given == OU_ERROR) return OU_ERROR;
    if (!ou_is_dict(given)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "<module>.__dict__ is not a dictionary");
    }
    OuDict *dict = ou_dict_of(given);
    OuString *name = ou_str_intern_text(vm, "__dir__", 7);
    if (!name) return OU_ERROR;
    OuValue hook = ou_dict_get_name_peek(dict, name);
    ou_object_unref(&name->header);
    if (hook != OU_UNBOUND) return ou_call(vm, hook, NULL, 0);
    return ou_list_from_iterable(vm, ou_pointer_value(dict));
}

static const OuNativeDef *const module_methods[] = { &module_dir_native, NULL };

// Made when it is asked for.
static OuValue get_annotations(OuVM *vm, OuValue self)
{
    OuDict *dict = ou_module_of(self)->dict;
    OuValue known = ou_dict_get_name_peek(dict, OU_NAMED(vm, dunder_annotations));
    if (known != OU_UNBOUND) return ou_ref(known);
    OuDict *annotations = ou_dict_new(vm);
    if (!annotations) return OU_ERROR;
    OuValue made = ou_pointer_value(annotations);
    if (ou_dict_set_name(vm, dict, OU_NAMED(vm, dunder_annotations), made)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static bool set_annotations(OuVM *vm, OuValue self, OuValue value)
{
    OuDict *dict = ou_module_of(self)->dict;
    OuString *name = OU_NAMED(vm, dunder_annotations);
    if (value != OU_UNBOUND) return ou_dict_set_name(vm, dict, name, value);
    bool found;
    if (!ou_dict_delete_name(vm, dict, name, &found)) return false;
    if (!found) (void)ou_raise_attribute_error(vm, self, name, "%S", name);
    return found;
}

static const OuGetSetDef module_getset[] = {
    { "__dict__", get_dict, NULL, NULL },
    { "__annotations__", get_annotations, set_annotations, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_module_type = {
    .name = "module",
    .kind = OU_KIND_MODULE,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &module_layout,
    .doc = "Create a module object.\n\nThe name must be a string; the optional docstring can have "
           "any type.",
    .constructor = &module_signature,
    .methods = module_methods,
    .getset = module_getset,
    .slots = { .repr = module_repr,
               .construct = module_construct,
               .initialise = module_initialise,
               .get_attribute = module_get_attribute },
};

static OuValue make_exception(OuVM *vm, const char *name, const char *home, OuTypeId base_id)
{
    OuDict *namespace = ou_dict_new(vm);
    if (!namespace) return OU_ERROR;
    OU_OWNED OuValue members = ou_pointer_value(namespace);
    OU_OWNED OuValue module = ou_str_make_text(vm, home);
    OU_OWNED OuValue title = ou_str_make_text(vm, name);
    OuValue base = ou_pointer_value(vm->types[base_id]);
    OU_OWNED OuValue bases = ou_tuple_make(vm, &base, 1);
    if (module == OU_ERROR || title == OU_ERROR || bases == OU_ERROR) return OU_ERROR;
    if (!ou_dict_set_name(vm, namespace, OU_NAMED(vm, dunder_module), module)) return OU_ERROR;
    const OuValue given[] = { title, bases, members };
    return ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_TYPE]), given, 3);
}

bool ou_module_add_exception(OuVM *vm, OuModule *module, const char *name, const char *home,
                             OuTypeId base)
{
    OuValue class = make_exception(vm, name, home, base);
    return class != OU_ERROR && ou_module_add(vm, module, name, class);
}
