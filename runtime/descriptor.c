#include "runtime/descriptor.h"

#include <stddef.h>

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

// --- getset: attributes computed by C; members: fields, and names of __slots__ -------------------

static OuMember *member_of(OuValue value)
{
    return (OuMember *)ou_pointer_of(value);
}

static void member_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuMember *)self)->owner);
    OU_VISIT_POINTER(visitor, &((OuMember *)self)->name);
}

static const OuSlotName member_slots[] = {
    { offsetof(OuMember, owner), ".__objclass__" }, { offsetof(OuMember, name), ".__name__" },
    { 0, NULL },
};
static const OuLayout getset_layout = {
    .name = "getset_descriptor", .visit = member_visit, .slot_names = member_slots,
};
static const OuLayout member_layout = {
    .name = "member_descriptor", .visit = member_visit, .slot_names = member_slots,
};

static OuValue make(OuVM *vm, OuKind kind, const OuMember *fields)
{
    OuMember *member = ou_heap_new(&vm->heap, kind, sizeof *member);
    if (!member) return ou_raise_memory_error(vm);
    OuObject header = member->header;
    *member = *fields;
    member->header = header;
    ou_object_ref(&member->owner->header);
    ou_object_ref(&member->name->header);
    return ou_pointer_value(member);
}

static bool is_member(const OuType *owner, const OuString *name)
{
    static const char *const rows[][2] = {
#define OU_MEMBER(type, name) { type, name },
#include "runtime/members.def"
#undef OU_MEMBER
    };
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (ou_str_equals_text(name, rows[i][1]) && ou_str_equals_text(owner->name, rows[i][0])) {
            return true;
        }
    }
    return false;
}

OuValue ou_getset_make(OuVM *vm, OuType *owner, const OuGetSetDef *definition)
{
    OuString *name = ou_str_intern_text(vm, definition->name, strlen(definition->name));
    if (!name) return OU_ERROR;
    OuMember fields = { .definition = definition, .owner = owner, .name = name };
    OuValue made = make(vm, is_member(owner, name) ? OU_KIND_MEMBER : OU_KIND_GETSET, &fields);
    ou_object_unref(&name->header);
    return made;
}

OuValue ou_member_make(OuVM *vm, OuType *owner, OuString *name, unsigned index)
{
    return make(vm, OU_KIND_MEMBER, &(OuMember){ .owner = owner, .name = name, .index = index });
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
    OuMember *member = member_of(self);
    if (instance == OU_UNBOUND) return ou_ref(self);
    if (!applies(vm, member->owner, member->name, instance)) return OU_ERROR;
    if (member->definition) return member->definition->get(vm, instance);
    OuValue *slot = member_slot(member, instance);
    if (slot && *slot != OU_UNBOUND) return ou_ref(*slot);
    return ou_raise_attribute_error(vm, instance, member->name, "'%T' object has no attribute '%S'",
                                    instance, member->name);
}

bool ou_readonly_attribute(OuVM *vm, OuValue self, OuValue value)
{
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

static bool set_by_definition(OuVM *vm, const OuMember *member, OuValue instance, OuValue value)
{
    if (member->definition->set) return member->definition->set(vm, instance, value);
    if (member->header.kind == OU_KIND_MEMBER) return ou_readonly_attribute(vm, instance, value);
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "attribute '%S' of '%N' objects is not writable",
                   member->name, member->owner);
    return false;
}

static bool member_set(OuVM *vm, OuValue self, OuValue instance, OuValue value)
{
    OuMember *member = member_of(self);
    if (!applies(vm, member->owner, member->name, instance)) return false;
    if (member->definition) return set_by_definition(vm, member, instance, value);
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
    OuMember *member = member_of(self);
    return ou_str_make_format(vm, "<%s '%S' of '%N' objects>",
                              ou_kind_of(self) == OU_KIND_MEMBER ? "member" : "attribute",
                              member->name, member->owner);
}

static OuValue member_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(member_of(self)->name));
}

static OuValue member_qualname(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "%S.%S", member_of(self)->owner->qualified_name,
                              member_of(self)->name);
}

static OuValue member_owner(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(member_of(self)->owner));
}

static OuValue member_doc(OuVM *vm, OuValue self)
{
    const OuGetSetDef *definition = member_of(self)->definition;
    return definition && definition->doc ? ou_str_make_text(vm, definition->doc) : OU_NONE;
}

// What copying and pickling need: getattr(owner, name).
static OuValue reduce_to_getattr(OuVM *vm, OuValue owner, OuValue name)
{
    OuValue function = ou_dict_get_name_peek(vm->builtins, OU_NAMED(vm, getattr));
    if (function == OU_UNBOUND) return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "getattr");
    OU_OWNED OuValue pair = ou_tuple_pair(vm, owner, name);
    return pair == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, function, pair);
}

OU_METHOD(member_reduce, "__reduce__(self, /)", "")
{
    const OuMember *member = member_of(arguments[0]);
    return reduce_to_getattr(vm, ou_pointer_value(member->owner), ou_str_value(member->name));
}

static const OuNativeDef *const member_methods[] = { &member_reduce_native, NULL };

static const OuGetSetDef member_getset[] = {
    { "__name__", member_name, NULL, NULL }, { "__objclass__", member_owner, NULL, NULL },
    { "__qualname__", member_qualname, NULL, NULL }, { "__doc__", member_doc, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_getset_type = {
    .name = "getset_descriptor", .kind = OU_KIND_GETSET, .flags = OU_TYPE_ABSTRACT,
    .layout = &getset_layout, .getset = member_getset,
    .slots = { .repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set },
};

const OuTypeDef ou_member_type = {
    .name = "member_descriptor", .kind = OU_KIND_MEMBER, .flags = OU_TYPE_ABSTRACT,
    .layout = &member_layout, .getset = member_getset, .methods = member_methods,
    .slots = { .repr = member_repr, .descriptor_get = member_get, .descriptor_set = member_set },
};

// --- bound methods -------------------------------------------------------------------------------

static void method_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuMethod *)self)->function);
    ou_visit_value(visitor, &((OuMethod *)self)->self);
}

static const OuSlotName method_slots[] = {
    { offsetof(OuMethod, function), ".__func__" }, { offsetof(OuMethod, self), ".__self__" },
    { 0, NULL },
};
static const OuLayout method_layout = {
    .name = "method", .visit = method_visit, .slot_names = method_slots,
    .is_quiet = true,
};

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
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "method() takes no keyword arguments");
    }
    if (positional != 2) {
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
    if (name == OU_UNBOUND) {
        name = ou_get_attribute_or_unbound(vm, method->function, OU_NAMED(vm, dunder_name));
    }
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

static OuValue method_function(OuVM *vm, OuValue self)
{
    return ou_ref(method_of(self)->function);
}

static OuValue method_self(OuVM *vm, OuValue self)
{
    return ou_ref(method_of(self)->self);
}

OU_METHOD(method_reduce, "__reduce__(self, /)", "")
{
    const OuMethod *method = method_of(arguments[0]);
    OU_OWNED OuValue name = ou_get_attribute(vm, method->function, OU_NAMED(vm, dunder_name));
    return name == OU_ERROR ? OU_ERROR : reduce_to_getattr(vm, method->self, name);
}

static const OuNativeDef *const method_methods[] = { &method_reduce_native, NULL };

static OuValue method_doc(OuVM *vm, OuValue self)
{
    OuMethod *method = (OuMethod *)ou_pointer_of(self);
    OuValue doc = ou_get_attribute_or_unbound(vm, method->function, OU_NAMED(vm, dunder_doc));
    return doc == OU_UNBOUND ? OU_NONE : doc;
}

static const OuGetSetDef method_getset[] = {
    { "__doc__", method_doc, NULL, NULL },
    { "__func__", method_function, NULL, "the function (or other callable) implementing a method" },
    { "__self__", method_self, NULL, "the instance to which a method is bound" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_method_type = {
    .name = "method", .kind = OU_KIND_METHOD, .layout = &method_layout, .getset = method_getset,
    .methods = method_methods,
    .doc = "Create a bound instance method object.",
    .slots = {
        .repr = method_repr, .call = method_call, .construct = method_construct,
        .compare = method_compare, .hash = method_hash, .get_attribute = method_get_attribute,
        .set_attribute = ou_generic_set_attribute,
    },
};
