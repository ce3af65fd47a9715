#include "runtime/descriptor.h"

#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/slots_script.h"
#include "runtime/shape.h"
#include "runtime/str.h"

static bool applies(OuVM *vm, OuType *owner, OuString *name, OuValue instance)
{
    if (ou_is_subtype(ou_type_of(vm, instance), owner)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "descriptor '%S' for '%N' objects doesn't apply to a '%T' object", name, owner,
                   instance);
    return false;
}

// --- getset: attributes computed by C ------------------------------------------------------------

static void getset_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuGetSet *)self)->owner);
    OU_VISIT_POINTER(visitor, &((OuGetSet *)self)->name);
}

static const OuLayout getset_layout = { .name = "getset_descriptor", .visit = getset_visit };

OuValue ou_getset_make(OuVM *vm, OuType *owner, const OuGetSetDef *definition)
{
    OuString *name = ou_str_intern_text(vm, definition->name, strlen(definition->name));
    if (!name) return OU_ERROR;
    OuGetSet *getset = ou_heap_new(&vm->heap, OU_KIND_GETSET, sizeof *getset);
    if (!getset) {
        ou_object_unref(&name->header);
        return ou_raise_memory_error(vm);
    }
    getset->definition = definition;
    getset->owner = owner;
    ou_object_ref(&owner->header);
    getset->name = name;
    return ou_pointer_value(getset);
}

static OuValue getset_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuGetSet *getset = (OuGetSet *)ou_pointer_of(self);
    if (instance == OU_UNBOUND) return ou_ref(self);
    if (!applies(vm, getset->owner, getset->name, instance)) return OU_ERROR;
    return getset->definition->get(vm, instance);
}

static bool getset_set(OuVM *vm, OuValue self, OuValue instance, OuValue value)
{
    OuGetSet *getset = (OuGetSet *)ou_pointer_of(self);
    if (!applies(vm, getset->owner, getset->name, instance)) return false;
    if (getset->definition->set) return getset->definition->set(vm, instance, value);
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "attribute '%S' of '%N' objects is not writable",
                   getset->name, getset->owner);
    return false;
}

bool ou_readonly_attribute(OuVM *vm, OuValue self, OuValue value)
{
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

static OuValue getset_repr(OuVM *vm, OuValue self)
{
    OuGetSet *getset = (OuGetSet *)ou_pointer_of(self);
    return ou_str_make_format(vm, "<attribute '%S' of '%N' objects>", getset->name, getset->owner);
}

static OuValue getset_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(((OuGetSet *)ou_pointer_of(self))->name));
}

static OuValue getset_owner(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(((OuGetSet *)ou_pointer_of(self))->owner));
}

static OuValue getset_doc(OuVM *vm, OuValue self)
{
    const char *doc = ((OuGetSet *)ou_pointer_of(self))->definition->doc;
    return doc ? ou_str_make_text(vm, doc) : OU_NONE;
}

static const OuGetSetDef getset_getset[] = {
    { "__name__", getset_name, NULL, NULL }, { "__objclass__", getset_owner, NULL, NULL },
    { "__doc__", getset_doc, NULL, NULL }, { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_getset_type = {
    .name = "getset_descriptor", .kind = OU_KIND_GETSET, .flags = OU_TYPE_ABSTRACT,
    .layout = &getset_layout, .getset = getset_getset,
    .slots = { .repr = getset_repr, .descriptor_get = getset_get, .descriptor_set = getset_set },
};

// --- members: names of __slots__ -----------------------------------------------------------------

static void member_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuMember *)self)->owner);
    OU_VISIT_POINTER(visitor, &((OuMember *)self)->name);
}

static const OuLayout member_layout = { .name = "member_descriptor", .visit = member_visit };

OuValue ou_member_make(OuVM *vm, OuType *owner, OuString *name, unsigned index)
{
    OuMember *member = ou_heap_new(&vm->heap, OU_KIND_MEMBER, sizeof *member);
    if (!member) return ou_raise_memory_error(vm);
    member->owner = owner;
    member->name = name;
    member->index = index;
    ou_object_ref(&owner->header);
    ou_object_ref(&name->header);
    return ou_pointer_value(member);
}

static OuValue *member_slot(OuMember *member, OuValue instance)
{
    OuObject *object = ou_pointer_of(instance);
    if (object->kind == OU_KIND_INSTANCE) return &((OuInstance *)object)->slots[member->index];
    if (object->kind == OU_KIND_EXCEPTION) {
        return ou_exception_slot((OuException *)object, member->index);
    }
    if (object->kind & OU_KIND_SUBCLASS) return ou_tail_slot(object, member->index);
    return NULL;
}

static OuValue member_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuMember *member = (OuMember *)ou_pointer_of(self);
    if (instance == OU_UNBOUND) return ou_ref(self);
    if (!applies(vm, member->owner, member->name, instance)) return OU_ERROR;
    OuValue *slot = member_slot(member, instance);
    if (slot && *slot != OU_UNBOUND) return ou_ref(*slot);
    return ou_raise_attribute_error(vm, instance, member->name, "'%T' object has no attribute '%S'",
                                    instance, member->name);
}

static bool member_set(OuVM *vm, OuValue self, OuValue instance, OuValue value)
{
    OuMember *member = (OuMember *)ou_pointer_of(self);
    if (!applies(vm, member->owner, member->name, instance)) return false;
    OuValue *slot = member_slot(member, instance);
    if (!slot || (value == OU_UNBOUND && *slot == OU_UNBOUND)) {
        (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "%S", member->name);
        return false;
    }
    ou_set(slot, value);
    return true;
}

static OuValue member_repr(OuVM *vm, OuValue self)
{
    OuMember *member = (OuMember *)ou_pointer_of(self);
    return ou_str_make_format(vm, "<member '%S' of '%N' objects>", member->name, member->owner);
}

static OuValue member_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(((OuMember *)ou_pointer_of(self))->name));
}

static OuValue member_owner(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(((OuMember *)ou_pointer_of(self))->owner));
}

static const OuGetSetDef member_getset[] = {
    { "__name__", member_name, NULL, NULL }, { "__objclass__", member_owner, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_member_type = {
    .name = "member_descriptor", .kind = OU_KIND_MEMBER, .flags = OU_TYPE_ABSTRACT,
    .layout = &member_layout, .getset = member_getset,
    .slots = { .repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set },
};

// --- bound methods -------------------------------------------------------------------------------

static void method_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuMethod *)self)->function);
    ou_visit_value(visitor, &((OuMethod *)self)->self);
}

static const OuLayout method_layout = { .name = "method", .visit = method_visit };

OuValue ou_method_make(OuVM *vm, OuValue function, OuValue self)
{
    OuMethod *method = ou_heap_new(&vm->heap, OU_KIND_METHOD, sizeof *method);
    if (!method) return ou_raise_memory_error(vm);
    method->function = ou_ref(function);
    method->self = ou_ref(self);
    return ou_pointer_value(method);
}

static OuMethod *method_of(OuValue value)
{
    return (OuMethod *)ou_pointer_of(value);
}

static OuValue method_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    if (positional != 2 || (names && names->length)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "method expected 2 arguments, got %zu", positional);
    }
    if (!ou_is_callable(vm, arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "first argument must be callable");
    }
    if (arguments[1] == OU_NONE) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "self must not be None");
    }
    return ou_method_make(vm, arguments[0], arguments[1]);
}

static OuValue method_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                           OuTuple *names)
{
    OuMethod *method = method_of(self);
    return ou_call_prepended(vm, method->function, method->self, arguments, positional, names);
}

static OuValue method_repr(OuVM *vm, OuValue self)
{
    OuMethod *method = method_of(self);
    OU_OWNED OuValue name =
        ou_get_attribute_or_unbound(vm, method->function, OU_NAMED(vm, dunder_qualname));
    if (name == OU_ERROR) return OU_ERROR;
    if (!ou_is_str(name)) return ou_str_make_format(vm, "<bound method ? of %R>", method->self);
    return ou_str_make_format(vm, "<bound method %S of %R>", ou_str_of(name), method->self);
}

static OuValue method_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (ou_kind_of(other) != OU_KIND_METHOD || (operator != OU_EQ && operator != OU_NE)) {
        return OU_NOT_IMPLEMENTED;
    }
    bool equal = method_of(self)->self == method_of(other)->self;
    if (equal && !ou_equal(vm, method_of(self)->function, method_of(other)->function, &equal)) {
        return OU_ERROR;
    }
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool method_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    if (!ou_hash(vm, method_of(self)->function, hash)) return false;
    *hash ^= (int64_t)(method_of(self)->self >> 4 & 0xFFFFFFFFFFF);
    if (*hash == -1) *hash = -2;
    return true;
}

static OuValue method_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OuValue found = ou_type_lookup_peek(vm, vm->types[OU_TYPE_METHOD], name);
    if (found != OU_UNBOUND && name != OU_NAMED(vm, dunder_doc)) {
        return ou_generic_get_attribute(vm, self, name);
    }
    return ou_get_attribute(vm, method_of(self)->function, name);
}

static OuValue method_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    return ou_ref(self);                               // bound already
}

static OuValue method_function(OuVM *vm, OuValue self)
{
    return ou_ref(method_of(self)->function);
}

static OuValue method_self(OuVM *vm, OuValue self)
{
    return ou_ref(method_of(self)->self);
}

static const OuGetSetDef method_getset[] = {
    { "__func__", method_function, NULL, "the function (or other callable) implementing a method" },
    { "__self__", method_self, NULL, "the instance to which a method is bound" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_method_type = {
    .name = "method", .kind = OU_KIND_METHOD, .layout = &method_layout, .getset = method_getset,
    .doc = "Create a bound instance method object.",
    .slots = {
        .repr = method_repr, .call = method_call, .construct = method_construct,
        .compare = method_compare, .hash = method_hash, .get_attribute = method_get_attribute,
        .descriptor_get = method_get,
    },
};

// --- staticmethod and classmethod ----------------------------------------------------------------

static OuWrapped *wrapped_of(OuValue value)
{
    return (OuWrapped *)ou_pointer_of(value);
}

static void wrapped_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuWrapped *)self)->callable);
    ou_visit_value(visitor, &((OuWrapped *)self)->dict);
    ou_visit_tail(self, visitor);
}

static const OuLayout staticmethod_layout = { .name = "staticmethod", .visit = wrapped_visit };
static const OuLayout classmethod_layout = { .name = "classmethod", .visit = wrapped_visit };

static OuValue wrapped_make(OuVM *vm, OuType *type, OuValue callable)
{
    OuWrapped *wrapped = (OuWrapped *)ou_object_new(vm, type, sizeof *wrapped);
    if (!wrapped) return OU_ERROR;
    wrapped->callable = ou_ref(callable);
    wrapped->dict = OU_UNBOUND;
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

static OuValue wrapped_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N() takes no keyword arguments", type);
    }
    if (positional != 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N expected 1 argument, got %zu", type,
                        positional);
    }
    return wrapped_make(vm, type, arguments[0]);
}

static OuValue staticmethod_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    return ou_ref(wrapped_of(self)->callable);
}

static OuValue classmethod_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuValue class = owner;
    if (class == OU_UNBOUND || class == OU_NONE) class = ou_pointer_value(ou_type_of(vm, instance));
    OuValue callable = wrapped_of(self)->callable;
    OuType *type = ou_type_of(vm, callable);
    if (ou_kind_of(callable) != OU_KIND_FUNCTION && type->slots.descriptor_get) {
        return type->slots.descriptor_get(vm, callable, class,
                                          ou_pointer_value(ou_type_of(vm, class)));
    }
    return ou_method_make(vm, callable, class);
}

static OuValue staticmethod_call(OuVM *vm, OuValue self, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    return ou_call_names(vm, wrapped_of(self)->callable, arguments, positional, names);
}

static OuValue wrapped_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<%T(%R)>", self, wrapped_of(self)->callable);
}

static OuValue wrapped_callable(OuVM *vm, OuValue self)
{
    return ou_ref(wrapped_of(self)->callable);
}

// __name__, __doc__, __module__ and so on are those of the callable.
static OuValue wrapped_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    static const OuNameId passed[] = { OU_NAME_dunder_name, OU_NAME_dunder_qualname,
                                       OU_NAME_dunder_doc, OU_NAME_dunder_module,
                                       OU_NAME_dunder_annotations };
    for (unsigned i = 0; i < sizeof passed / sizeof *passed; i++) {
        if (vm->names[passed[i]] == name)
            return ou_get_attribute(vm, wrapped_of(self)->callable, name);
    }
    return ou_generic_get_attribute(vm, self, name);
}

static const OuGetSetDef wrapped_getset[] = {
    { "__func__", wrapped_callable, NULL, NULL },
    { "__wrapped__", wrapped_callable, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_staticmethod_type = {
    .name = "staticmethod", .kind = OU_KIND_STATICMETHOD, .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &staticmethod_layout, .getset = wrapped_getset,
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .slots = { .repr = wrapped_repr, .construct = wrapped_construct, .call = staticmethod_call,
               .descriptor_get = staticmethod_get, .get_attribute = wrapped_get_attribute },
};

const OuTypeDef ou_classmethod_type = {
    .name = "classmethod",
    .kind = OU_KIND_CLASSMETHOD,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &classmethod_layout,
    .getset = wrapped_getset,
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .slots = { .repr = wrapped_repr,
               .construct = wrapped_construct,
               .descriptor_get = classmethod_get,
               .get_attribute = wrapped_get_attribute },
};
