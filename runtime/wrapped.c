// wrapped.c: staticmethod and classmethod.
#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static OuWrapped *wrapped_of(OuValue value)
{
    return (OuWrapped *)ou_pointer_of(value);
}

static void wrapped_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuWrapped *)self)->callable);
    OU_VISIT_POINTER(visitor, &((OuWrapped *)self)->dict);
    ou_visit_tail(self, visitor);
}

static const OuSlotName wrapped_slots[] = {
    { offsetof(OuWrapped, callable), ".__func__" }, { offsetof(OuWrapped, dict), ".__dict__" },
    { 0, NULL },
};
static const OuLayout staticmethod_layout = {
    .name = "staticmethod", .visit = wrapped_visit, .slot_names = wrapped_slots,
};
static const OuLayout classmethod_layout = {
    .name = "classmethod", .visit = wrapped_visit, .slot_names = wrapped_slots,
};

static OuValue wrapped_make(OuVM *vm, OuType *type, OuValue callable)
{
    OuWrapped *wrapped = (OuWrapped *)ou_object_new(vm, type, sizeof *wrapped);
    if (!wrapped) return OU_ERROR;
    wrapped->callable = ou_ref(callable);
    wrapped->dict = NULL;
    return ou_pointer_value(wrapped);
}

OuValue ou_staticmethod_make(OuVM *vm, OuValue callable)
{
    return wrapped_make(vm, vm->types[OU_TYPE_STATICMETHOD], callable);
}

OuValue ou_classmethod_make(OuVM *vm, OuValue callable)
{
    return wrapped_make(vm, vm->types[OU_TYPE_CLASSMETHOD], callable);
}

// __new__ takes anything and wraps nothing yet; __init__ says what is wrapped.
static OuValue wrapped_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    return wrapped_make(vm, type, OU_UNBOUND);
}

static bool wrapped_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                               size_t positional, OuTuple *names)
{
    OuKind kind = ou_base_kind_of(self);
    const char *name = kind == OU_KIND_STATICMETHOD ? "staticmethod" : "classmethod";
    if (names && names->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() takes no keyword arguments", name);
        return false;
    }
    if (positional != 1) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s expected 1 argument, got %zu", name, positional);
        return false;
    }
    ou_set(&wrapped_of(self)->callable, arguments[0]);
    return true;
}

static OuValue staticmethod_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuValue callable = wrapped_of(self)->callable;
    if (callable != OU_UNBOUND) return ou_ref(callable);
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "uninitialized staticmethod object");
}

static OuValue classmethod_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuValue class = owner;
    if (class == OU_UNBOUND || class == OU_NONE) class = ou_pointer_value(ou_type_of(vm, instance));
    OuValue callable = wrapped_of(self)->callable;
    if (callable == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "uninitialized classmethod object");
    }
    OuType *type = ou_type_of(vm, callable);
    if (ou_kind_of(callable) != OU_KIND_FUNCTION && type->slots.descriptor_get) {
        return type->slots.descriptor_get(vm, callable, class, class);
    }
    return ou_method_make(vm, callable, class);
}

// None before __init__.
static OuValue callable_of(OuValue self)
{
    OuValue callable = wrapped_of(self)->callable;
    return callable == OU_UNBOUND ? OU_NONE : callable;
}

static OuValue staticmethod_call(OuVM *vm, OuValue self, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    return ou_call_names(vm, callable_of(self), arguments, positional, names);
}

static OuValue wrapped_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<%T(%R)>", self, callable_of(self));
}

static OuValue wrapped_callable(OuVM *vm, OuValue self)
{
    return ou_ref(callable_of(self));
}

// --- attributes ----------------------------------------------------------------------------------

// The attributes of the callable that a wrapper has, too. They are copied when its dict is asked
// for; until then they are read from the callable.
static const OuNameId copied[] = { OU_NAME_dunder_module, OU_NAME_dunder_name,
                                   OU_NAME_dunder_qualname, OU_NAME_dunder_doc,
                                   OU_NAME_dunder_annotations };
enum { COPIED = sizeof copied / sizeof *copied };

static bool copy_attributes(OuVM *vm, OuDict *dict, OuValue callable)
{
    for (unsigned i = 0; i < COPIED; i++) {
        OuString *name = vm->names[copied[i]];
        OuValue value = ou_get_attribute_or_unbound(vm, callable, name);
        if (value == OU_ERROR) return false;
        if (value == OU_UNBOUND) continue;
        bool ok = ou_dict_set_name(vm, dict, name, value);
        ou_unref(value);
        if (!ok) return false;
    }
    return true;
}

static bool has_dict(OuVM *vm, OuValue self)
{
    OuWrapped *wrapped = wrapped_of(self);
    if (wrapped->dict) return true;
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return false;
    if (!copy_attributes(vm, dict, callable_of(self))) {
        ou_object_unref(&dict->header);
        return false;
    }
    if (wrapped->dict) ou_object_unref(&dict->header);    // reading an attribute has made one
    else wrapped->dict = dict;
    return true;
}

static OuValue wrapped_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OuWrapped *wrapped = wrapped_of(self);
    for (unsigned i = 0; !wrapped->dict && i < COPIED; i++) {
        if (vm->names[copied[i]] != name) continue;
        OuValue found = ou_get_attribute_or_unbound(vm, callable_of(self), name);
        if (found != OU_UNBOUND) return found;
    }
    return ou_generic_get_attribute(vm, self, name);
}

static bool wrapped_set_attribute(OuVM *vm, OuValue self, OuString *name, OuValue value)
{
    return has_dict(vm, self) && ou_generic_set_attribute(vm, self, name, value);
}

static OuValue wrapped_dict(OuVM *vm, OuValue self)
{
    return has_dict(vm, self) ? ou_ref(ou_pointer_value(wrapped_of(self)->dict)) : OU_ERROR;
}

static bool wrapped_set_dict(OuVM *vm, OuValue self, OuValue value)
{
    if (value != OU_UNBOUND && !ou_is_dict(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'",
                       value);
        return false;
    }
    OuDict *dict = value == OU_UNBOUND ? ou_dict_new(vm) : ou_dict_of(ou_ref(value));
    if (!dict) return false;
    OuDict *old = wrapped_of(self)->dict;
    wrapped_of(self)->dict = dict;
    if (old) ou_object_unref(&old->header);
    return true;
}

static OuValue wrapped_is_abstract(OuVM *vm, OuValue self)
{
    OuValue flag = ou_get_attribute_or_unbound(vm, callable_of(self),
                                               OU_NAMED(vm, dunder_isabstractmethod));
    if (flag == OU_ERROR) return OU_ERROR;
    bool truth = false;
    bool ok = flag == OU_UNBOUND || ou_truth(vm, flag, &truth);
    ou_unref(flag);
    return ok ? ou_bool_value(truth) : OU_ERROR;
}

static const OuGetSetDef wrapped_getset[] = {
    { "__func__", wrapped_callable, NULL, NULL },
    { "__wrapped__", wrapped_callable, NULL, NULL },
    { "__isabstractmethod__", wrapped_is_abstract, NULL, NULL },
    { "__dict__", wrapped_dict, wrapped_set_dict, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_staticmethod_type = {
    .name = "staticmethod", .kind = OU_KIND_STATICMETHOD,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_INHERITS_ACCESS,
    .layout = &staticmethod_layout, .getset = wrapped_getset,
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .slots = { .repr = wrapped_repr, .construct = wrapped_construct,
               .initialise = wrapped_initialise, .call = staticmethod_call,
               .descriptor_get = staticmethod_get, .get_attribute = wrapped_get_attribute,
               .set_attribute = wrapped_set_attribute },
};

const OuTypeDef ou_classmethod_type = {
    .name = "classmethod",
    .kind = OU_KIND_CLASSMETHOD,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_INHERITS_ACCESS,
    .layout = &classmethod_layout,
    .getset = wrapped_getset,
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .slots = { .repr = wrapped_repr,
               .construct = wrapped_construct,
               .initialise = wrapped_initialise,
               .descriptor_get = classmethod_get,
               .get_attribute = wrapped_get_attribute,
               .set_attribute = wrapped_set_attribute },
};
