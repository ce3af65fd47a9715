// type_type.c: `type`: calling classes, and the attributes of classes.
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/class_assign.h"
#include "runtime/codec.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/mapping_proxy.h"
#include "runtime/mro.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"
#include "runtime/type_size.h"
#include "runtime/text_signature.h"

static OuType *type_of(OuValue value)
{
    return (OuType *)ou_pointer_of(value);
}

// --- making instances ----------------------------------------------------------------------------

static OuValue type_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                         OuTuple *names)
{
    OuType *type = type_of(self);
    if (type == vm->types[OU_TYPE_TYPE] && positional == 1 && !(names && names->length)) {
        return ou_ref(ou_pointer_value(ou_type_of(vm, arguments[0])));
    }
    if (!type->slots.construct || (type->is_builtin && type->flags & OU_TYPE_ABSTRACT)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot create '%N' instances", type);
    }
    OuValue made = type->slots.construct(vm, type, arguments, positional, names);
    if (made == OU_ERROR) return OU_ERROR;
    OuType *made_type = ou_type_of(vm, made);
    if (!ou_is_subtype(made_type, type) || !made_type->slots.initialise) return made;
    // A built-in constructor has done everything; only `object`'s checks for leftover arguments.
    if (made_type->slots.initialise == ou_object_type.slots.initialise
        && made_type->slots.construct != ou_object_type.slots.construct) return made;
    if (made_type->slots.initialise(vm, made, arguments, positional, names)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static bool call_init_subclass(OuVM *vm, OuType *type, const OuValue *values, OuTuple *names)
{
    size_t own = 0;
    while (own < type->mro->length && type->mro->items[own] != ou_pointer_value(type)) own++;
    if (own == type->mro->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "super(type, obj): obj must be an instance or subtype of type");
        return false;
    }
    OuValue hook = OU_UNBOUND;
    for (size_t i = own + 1; i < type->mro->length && hook == OU_UNBOUND; i++) {
        OuType *owner = type_of(type->mro->items[i]);
        if (!ou_type_fill_if_needed(vm, owner)) return false;
        hook = ou_dict_get_name_peek(owner->dict, OU_NAMED(vm, dunder_init_subclass));
    }
    if (hook == OU_UNBOUND) return true;
    OuValue bound = ou_descriptor_get(vm, hook, OU_UNBOUND, ou_pointer_value(type));
    if (bound == OU_ERROR) return false;
    OuValue result = ou_call_names(vm, bound, values, 0, names);
    ou_unref(bound);
    ou_unref(result);
    return result != OU_ERROR;
}

// The most derived of the metaclass and those of the bases; NULL: TypeError is set.
static OuType *derive_metaclass(OuVM *vm, OuType *winner, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->length; i++) {
        OuType *type = ou_type_of(vm, bases->items[i]);
        if (ou_is_subtype(winner, type)) continue;
        if (!ou_is_type(bases->items[i])) {
            OuValue entries = ou_get_attribute_or_unbound(vm, bases->items[i],
                                                          OU_NAMED(vm, dunder_mro_entries));
            if (entries == OU_ERROR) return NULL;
            ou_unref(entries);
            if (entries != OU_UNBOUND) {
                (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "type() doesn't support MRO entry "
                               "resolution; use types.new_class()");
                return NULL;
            }
        }
        if (!ou_is_subtype(type, winner)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "metaclass conflict: the metaclass of a derived class must be a "
                           "(non-strict) subclass of the metaclasses of all its bases");
            return NULL;
        }
        winner = type;
    }
    return winner;
}

// type.__new__(metatype, name, bases, dict, **keywords)
static OuValue type_construct(OuVM *vm, OuType *metatype, const OuValue *arguments,
                              size_t positional, OuTuple *names)
{
    if (positional == 1 && metatype == vm->types[OU_TYPE_TYPE] && !(names && names->length)) {
        return ou_ref(ou_pointer_value(ou_type_of(vm, arguments[0])));
    }
    if (positional == 1 && metatype == vm->types[OU_TYPE_TYPE]) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type() takes no keyword arguments");
    }
    if (positional != 3) {
        if (metatype == vm->types[OU_TYPE_TYPE] && positional < 3) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type() takes 1 or 3 arguments");
        }
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "type.__new__() takes exactly 3 arguments (%zu given)", positional);
    }
    if (!ou_is_str(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type.__new__() argument 1 must be str, not %B",
                        arguments[0]);
    }
    if (!ou_is_tuple(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type.__new__() argument 2 must be tuple, not %B",
                        arguments[1]);
    }
    if (!ou_is_dict(arguments[2])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "type.__new__() argument 3 must be dict, not %B",
                        arguments[2]);
    }
    OuType *winner = derive_metaclass(vm, metatype, ou_tuple_of(arguments[1]));
    if (!winner) return OU_ERROR;
    if (winner != metatype && winner->slots.construct != type_construct) {
        return winner->slots.construct(vm, winner, arguments, positional, names);
    }
    metatype = winner;
    OuValue made = ou_type_make_class(vm, metatype, ou_str_of(arguments[0]),
                                      ou_tuple_of(arguments[1]), ou_dict_of(arguments[2]), 3);
    if (made == OU_ERROR) return OU_ERROR;
    if (call_init_subclass(vm, type_of(made), arguments + positional, names)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static bool type_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                            OuTuple *names)
{
    if (positional == 1 || positional == 3) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "type.__init__() takes 1 or 3 arguments");
    return false;
}

// --- looking at classes --------------------------------------------------------------------------

static OuValue type_repr(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    if (type->is_builtin) {
        const char *module = type->definition->module;
        if (!module) return ou_str_make_format(vm, "<class '%S'>", type->qualified_name);
        return ou_str_make_format(vm, "<class '%s.%S'>", module, type->qualified_name);
    }
    OuValue module = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_module));
    if (!ou_is_str(module) || ou_str_equals_text(ou_str_of(module), "builtins")) {
        return ou_str_make_format(vm, "<class '%S'>", type->qualified_name);
    }
    return ou_str_make_format(vm, "<class '%S.%S'>", ou_str_of(module), type->qualified_name);
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(type_of(self)->name));
}

static bool mutable_or_error(OuVM *vm, OuType *type, const char *attribute, OuValue value)
{
    if (type->is_builtin) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%N'",
                       attribute, type);
        return false;
    }
    if (value != OU_UNBOUND) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot delete '%s' attribute of immutable type '%N'",
                   attribute, type);
    return false;
}

static bool has_null(const OuString *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if (ou_str_at(text, i) == 0) return true;
    }
    return false;
}

static bool set_text(OuVM *vm, OuValue self, OuValue value, const char *attribute, OuString **field)
{
    OuType *type = type_of(self);
    if (!mutable_or_error(vm, type, attribute, value)) return false;
    if (!ou_is_str(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only assign string to %N.%s, not '%T'", type,
                       attribute, value);
        return false;
    }
    if (field == &type->name && !ou_codec_check_utf8(vm, ou_str_of(value))) return false;
    if (field == &type->name && has_null(ou_str_of(value))) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "type name must not contain null characters");
        return false;
    }
    OuString *old = *field;
    *field = ou_str_of(ou_ref(value));
    ou_object_unref(&old->header);
    return true;
}

static bool set_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_text(vm, self, value, "__name__", &type_of(self)->name);
}

static OuValue get_qualname(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(type_of(self)->qualified_name));
}

static bool set_qualname(OuVM *vm, OuValue self, OuValue value)
{
    return set_text(vm, self, value, "__qualname__", &type_of(self)->qualified_name);
}

static OuValue get_module(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    if (type->is_builtin) {
        const char *module = type->definition->module;
        return ou_str_make_text(vm, module ? module : "builtins");
    }
    OuValue module = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_module));
    if (module != OU_UNBOUND) return ou_ref(module);
    return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "__module__");
}

static bool set_in_dict(OuVM *vm, OuValue self, OuString *name, OuValue value)
{
    OuType *type = type_of(self);
    const char *text = (const char *)name->data;
    return mutable_or_error(vm, type, text, value) && ou_dict_set_name(vm, type->dict, name, value)
        && ou_type_modified(vm, type, name);
}

static bool set_module(OuVM *vm, OuValue self, OuValue value)
{
    return set_in_dict(vm, self, OU_NAMED(vm, dunder_module), value);
}

static OuValue get_bases(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(type_of(self)->bases));
}

static bool set_bases(OuVM *vm, OuValue self, OuValue value)
{
    OuType *type = type_of(self);
    if (!mutable_or_error(vm, type, "__bases__", value)) return false;
    return ou_class_assign_bases(vm, type, value);
}

static OuValue get_base(OuVM *vm, OuValue self)
{
    OuType *base = type_of(self)->base;
    return base ? ou_ref(ou_pointer_value(base)) : OU_NONE;
}

static OuValue get_mro(OuVM *vm, OuValue self)
{
    OuTuple *mro = type_of(self)->mro;
    return mro ? ou_ref(ou_pointer_value(mro)) : OU_NONE;
}

static OuValue get_dict(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    if (!ou_type_fill_if_needed(vm, type)) return OU_ERROR;
    return ou_mapping_proxy_make(vm, ou_pointer_value(type->dict));
}

static OuValue get_doc(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    if (!ou_type_fill_if_needed(vm, type)) return OU_ERROR;
    // The dictionary of a type whose instances have docstrings holds how they get them.
    const char *own = type->is_builtin ? type->definition->doc : NULL;
    if (own) return ou_str_make_text(vm, own);
    OuValue doc = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_doc));
    if (doc == OU_UNBOUND) return OU_NONE;
    return ou_descriptor_get(vm, doc, OU_UNBOUND, self);
}

static bool set_doc(OuVM *vm, OuValue self, OuValue value)
{
    return set_in_dict(vm, self, OU_NAMED(vm, dunder_doc), value);
}

static OuValue get_annotations(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    OuValue known = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_annotations));
    if (known != OU_UNBOUND) return ou_ref(known);
    if (type->is_builtin) {
        return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR,
                        "type object '%N' has no attribute '__annotations__'", type);
    }
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OuValue made = ou_pointer_value(dict);
    if (ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_annotations), made)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static bool set_annotations(OuVM *vm, OuValue self, OuValue value)
{
    OuType *type = type_of(self);
    if (value != OU_UNBOUND) return set_in_dict(vm, self, OU_NAMED(vm, dunder_annotations), value);
    bool found;
    if (!ou_dict_delete_name(vm, type->dict, OU_NAMED(vm, dunder_annotations), &found))
        return false;
    if (found) return true;
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "__annotations__");
    return false;
}

// --- abstract methods, sizes ---------------------------------------------------------------------

static OuValue get_abstract(OuVM *vm, OuValue self)
{
    OuType *type = type_of(self);
    OuValue names = OU_UNBOUND;
    if (!type->is_builtin) {
        names = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_abstractmethods));
    }
    if (names != OU_UNBOUND) return ou_ref(names);
    return ou_raise_attribute_error(vm, self, OU_NAMED(vm, dunder_abstractmethods),
                                    "__abstractmethods__");
}

static bool set_abstract(OuVM *vm, OuValue self, OuValue value)
{
    OuType *type = type_of(self);
    OuString *name = OU_NAMED(vm, dunder_abstractmethods);
    bool abstract = false, found = true, ok;
    if (type->is_builtin) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot set '%S' attribute of immutable type '%N'",
                       name, type);
        return false;
    }
    if (value == OU_UNBOUND) {
        ok = ou_dict_delete_name(vm, type->dict, name, &found);
    } else {
        ok = ou_truth(vm, value, &abstract) && ou_dict_set_name(vm, type->dict, name, value);
    }
    if (ok && !found) {
        (void)ou_raise_attribute_error(vm, self, name, "__abstractmethods__");
    }
    if (!ok || !found) return false;
    type->is_abstract = abstract;
    return ou_type_modified(vm, type, name);
}

static OuValue get_basic_size(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_type_size(vm, type_of(self)).basic);
}

static OuValue get_item_size(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_type_size(vm, type_of(self)).item);
}

static OuValue get_dict_offset(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_type_size(vm, type_of(self)).dict);
}

static OuValue get_weakref_offset(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_type_size(vm, type_of(self)).weakref);
}

static OuValue get_flags(OuVM *vm, OuValue self)
{
    return ou_int_value((int64_t)ou_type_flags(vm, type_of(self)));
}

static OuValue get_text_signature(OuVM *vm, OuValue self)
{
    return ou_text_signature_of_type(vm, type_of(self));
}

static const OuGetSetDef type_getset[] = {
    { "__name__", get_name, set_name, NULL },
    { "__qualname__", get_qualname, set_qualname, NULL },
    { "__module__", get_module, set_module, NULL },
    { "__bases__", get_bases, set_bases, NULL },
    { "__base__", get_base, NULL, NULL },
    { "__mro__", get_mro, NULL, NULL },
    { "__dict__", get_dict, NULL, NULL },
    { "__doc__", get_doc, set_doc, NULL },
    { "__annotations__", get_annotations, set_annotations, NULL },
    { "__abstractmethods__", get_abstract, set_abstract, NULL },
    { "__basicsize__", get_basic_size, NULL, NULL },
    { "__itemsize__", get_item_size, NULL, NULL },
    { "__flags__", get_flags, NULL, NULL },
    { "__weakrefoffset__", get_weakref_offset, NULL, NULL },
    { "__dictoffset__", get_dict_offset, NULL, NULL },
    { "__text_signature__", get_text_signature, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

OU_METHOD(type_mro, "mro(self, /)", "Return a type's method resolution order.")
{
    OuType *type = type_of(arguments[0]);
    OuTuple *mro = type->is_builtin ? type->mro : ou_mro_linearise(vm, type);
    if (!mro) return OU_ERROR;
    OuValue list = ou_list_make(vm, mro->items, mro->length);
    if (mro != type->mro) ou_object_unref(&mro->header);
    return list;
}

// Built-in types all stay: their bases need not remember them.
static bool add_builtin_subclasses(OuVM *vm, const OuType *type, OuList *result)
{
    for (unsigned id = 0; id < OU_TYPE_COUNT; id++) {
        OuType *other = vm->types[id];
        if (!other || other->base != type) continue;
        if (!ou_list_append(vm, result, ou_pointer_value(other))) return false;
    }
    return true;
}

static bool add_script_subclasses(OuVM *vm, const OuType *type, OuList *result)
{
    if (!ou_is_pointer(type->subclasses)) return true;
    const OuList *entries = ou_list_of(type->subclasses);
    for (size_t i = 0; i < entries->length; i++) {
        OuObject *subclass = ou_subclass_peek(entries->items[i]);
        if (subclass && !ou_list_append(vm, result, ou_pointer_value(subclass))) return false;
    }
    return true;
}

OU_METHOD(type_subclasses, "__subclasses__(self, /)", "Return a list of immediate subclasses.")
{
    const OuType *type = type_of(arguments[0]);
    ou_heap_settle(&vm->heap);
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    if (add_builtin_subclasses(vm, type, ou_list_of(result))
        && add_script_subclasses(vm, type, ou_list_of(result))) return result;
    ou_unref(result);
    return OU_ERROR;
}

OU_METHOD(type_prepare, "__prepare__($type, /, *args, **kwargs)",
          "Used to create the namespace for the class statement.")
{
    OuDict *dict = ou_dict_new(vm);
    return dict ? ou_pointer_value(dict) : OU_ERROR;
}

OU_METHOD(type_instancecheck, "__instancecheck__(self, instance, /)",
          "Check if an object is an instance.")
{
    bool answer;
    if (!ou_is_instance_plain(vm, arguments[1], arguments[0], &answer)) return OU_ERROR;
    return ou_bool_value(answer);
}

OU_METHOD(type_subclasscheck, "__subclasscheck__(self, subclass, /)",
          "Check if a class is a subclass.")
{
    bool answer;
    if (!ou_is_subclass_plain(vm, arguments[1], arguments[0], &answer)) return OU_ERROR;
    return ou_bool_value(answer);
}

OU_METHOD(type_dir, "__dir__(self, /)", "Specialized __dir__ implementation for types.")
{
    return ou_type_dir(vm, type_of(arguments[0]));
}


static const OuNativeDef *const type_methods[] = {
    &type_mro_native, &type_subclasses_native, &type_prepare_native, &type_instancecheck_native,
    &type_subclasscheck_native, &type_dir_native, NULL,
};

const OuTypeDef ou_type_type = {
    .name = "type", .kind = OU_KIND_TYPE, .flags = OU_TYPE_SUBCLASSABLE, .layout = &ou_type_layout,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .methods = type_methods, .getset = type_getset,
    .slots = {
        .repr = type_repr, .call = type_call, .construct = type_construct,
        .initialise = type_initialise, .get_attribute = ou_type_get_attribute,
        .set_attribute = ou_type_set_attribute, .binary[OU_BINARY_OR] = ou_union_make,
    },
};
