// property.c: property, and super.
#include <stddef.h>
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static OuProperty *property_of(OuValue value)
{
    return (OuProperty *)ou_pointer_of(value);
}

static void property_visit(OuObject *self, OuVisitor *visitor)
{
    OuProperty *property = (OuProperty *)self;
    ou_visit_span(visitor, &property->get, 4);
    ou_visit_value(visitor, &property->name);
    ou_visit_tail(self, visitor);
}

static const OuSlotName property_slots[] = {
    { offsetof(OuProperty, get), ".fget" }, { offsetof(OuProperty, set), ".fset" },
    { offsetof(OuProperty, delete), ".fdel" }, { offsetof(OuProperty, doc), ".__doc__" },
    { 0, NULL },
};
static const OuLayout property_layout = {
    .name = "property", .visit = property_visit, .slot_names = property_slots,
};

static const OuNativeDef property_signature = {
    "property(fget=None, fset=None, fdel=None, doc=None)", "", NULL,
};

static OuValue given(OuValue value)
{
    return value == OU_UNBOUND ? OU_NONE : value;
}

// A subclass has a docstring of its own, which the property's must not hide behind: it goes to the
// instance's dict.
static bool take_doc(OuVM *vm, OuProperty *property)
{
    if (property->doc != OU_NONE || property->get == OU_NONE) return true;
    OU_OWNED OuValue doc = ou_get_attribute_or_unbound(vm, property->get,
                                                       OU_NAMED(vm, dunder_doc));
    if (doc == OU_ERROR) return false;
    if (doc == OU_UNBOUND) return true;
    OuValue self = ou_pointer_value(property);
    if (ou_type_of(vm, self)->is_builtin) {
        ou_set(&property->doc, doc);
    } else if (!ou_set_attribute(vm, self, OU_NAMED(vm, dunder_doc), doc)) {
        return false;
    }
    property->doc_from_getter = true;
    return true;
}

static OuValue property_make(OuVM *vm, OuType *type, const OuValue functions[4], OuValue name)
{
    OuProperty *property = (OuProperty *)ou_object_new(vm, type, sizeof *property);
    if (!property) return OU_ERROR;
    property->get = ou_ref(given(functions[0]));
    property->set = ou_ref(given(functions[1]));
    property->delete = ou_ref(given(functions[2]));
    property->doc = ou_ref(given(functions[3]));
    property->doc_from_getter = false;
    property->name = ou_ref(name);
    return ou_pointer_value(property);
}

static OuValue property_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    OuValue nothing[4] = { OU_NONE, OU_NONE, OU_NONE, OU_NONE };
    return property_make(vm, type, nothing, OU_UNBOUND);
}

static bool property_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &property_signature, arguments, positional, names, &bound)) {
        return false;
    }
    OuProperty *property = property_of(self);
    ou_set(&property->get, given(bound.values[0]));
    ou_set(&property->set, given(bound.values[1]));
    ou_set(&property->delete, given(bound.values[2]));
    ou_set(&property->doc, given(bound.values[3]));
    property->doc_from_getter = false;
    ou_native_unbind(&bound);
    return take_doc(vm, property);
}

static OuValue no_accessor(OuVM *vm, OuProperty *property, OuValue instance, const char *what)
{
    OuType *type = ou_type_of(vm, instance);
    if (ou_is_str(property->name)) {
        return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "property %R of %R object has no %s",
                        property->name, ou_str_value(type->qualified_name), what);
    }
    return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "property of %R object has no %s",
                    ou_str_value(type->qualified_name), what);
}

static OuValue property_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuProperty *property = property_of(self);
    if (instance == OU_UNBOUND || instance == OU_NONE) return ou_ref(self);
    if (property->get == OU_NONE) return no_accessor(vm, property, instance, "getter");
    return ou_call(vm, property->get, &instance, 1);
}

static bool property_set(OuVM *vm, OuValue self, OuValue instance, OuValue value)
{
    OuProperty *property = property_of(self);
    OuValue function = value == OU_UNBOUND ? property->delete : property->set;
    if (function == OU_NONE) {
        (void)no_accessor(vm, property, instance, value == OU_UNBOUND ? "deleter" : "setter");
        return false;
    }
    OuValue arguments[2] = { instance, value };
    OuValue result = ou_call(vm, function, arguments, value == OU_UNBOUND ? 1 : 2);
    ou_unref(result);
    return result != OU_ERROR;
}

static OuValue property_with(OuVM *vm, OuValue self, unsigned index, OuValue function)
{
    OuProperty *property = property_of(self);
    OuValue functions[4] = { property->get, property->set, property->delete, property->doc };
    if (function != OU_NONE) functions[index] = function;
    if (property->doc_from_getter && functions[0] != OU_NONE) functions[3] = OU_NONE;
    OU_OWNED OuValue name = ou_ref(property->name);
    OuValue made = ou_call(vm, ou_pointer_value(ou_type_of(vm, self)), functions, 4);
    if (made != OU_ERROR && ou_is_instance_of(vm, made, OU_TYPE_PROPERTY)) {
        ou_set(&property_of(made)->name, name);
    }
    return made;
}

OU_METHOD(property_getter, "getter(self, fget, /)",
          "Descriptor to obtain a copy of the property with a different getter.")
{
    return property_with(vm, arguments[0], 0, arguments[1]);
}

OU_METHOD(property_setter, "setter(self, fset, /)",
          "Descriptor to obtain a copy of the property with a different setter.")
{
    return property_with(vm, arguments[0], 1, arguments[1]);
}

OU_METHOD(property_deleter, "deleter(self, fdel, /)",
          "Descriptor to obtain a copy of the property with a different deleter.")
{
    return property_with(vm, arguments[0], 2, arguments[1]);
}

OU_METHOD(property_set_name, "__set_name__(self, /, *args)", "Method to set name of a property.")
{
    const OuTuple *given = ou_tuple_of(arguments[1]);
    if (given->length != 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "__set_name__() takes 2 positional arguments but %zu were given",
                        given->length);
    }
    ou_set(&property_of(arguments[0])->name, given->items[1]);
    return OU_NONE;
}

static OuValue property_fget(OuVM *vm, OuValue self) { return ou_ref(property_of(self)->get); }
static OuValue property_fset(OuVM *vm, OuValue self) { return ou_ref(property_of(self)->set); }
static OuValue property_fdel(OuVM *vm, OuValue self) { return ou_ref(property_of(self)->delete); }
static OuValue property_doc(OuVM *vm, OuValue self) { return ou_ref(property_of(self)->doc); }

static bool property_set_doc(OuVM *vm, OuValue self, OuValue value)
{
    ou_set(&property_of(self)->doc, given(value));
    return true;
}

static OuValue property_is_abstract(OuVM *vm, OuValue self)
{
    OuProperty *property = property_of(self);
    OuString *name = OU_NAMED(vm, dunder_isabstractmethod);
    OuValue answer = OU_FALSE;
    const OuValue functions[] = { property->get, property->set, property->delete };
    for (unsigned i = 0; i < 3 && answer == OU_FALSE; i++) {
        bool truth = false;
        OuValue flag = ou_get_attribute_or_unbound(vm, functions[i], name);
        if (flag == OU_ERROR || (flag != OU_UNBOUND && !ou_truth(vm, flag, &truth)))
            answer = OU_ERROR;
        else if (truth) answer = OU_TRUE;
        ou_unref(flag);
    }
    return answer;
}

static const OuNativeDef *const property_methods[] = {
    &property_getter_native, &property_setter_native, &property_deleter_native,
    &property_set_name_native, NULL,
};

static const OuGetSetDef property_getset[] = {
    { "fget", property_fget, NULL, NULL }, { "fset", property_fset, NULL, NULL },
    { "fdel", property_fdel, NULL, NULL }, { "__doc__", property_doc, property_set_doc, NULL },
    { "__isabstractmethod__", property_is_abstract, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_property_type = {
    .name = "property", .kind = OU_KIND_PROPERTY, .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &property_layout, .constructor = &property_signature,
    .methods = property_methods, .getset = property_getset,
    .doc = "Property attribute.",
    .slots = { .construct = property_construct, .initialise = property_initialise,
               .descriptor_get = property_get, .descriptor_set = property_set },
};

// --- super ---------------------------------------------------------------------------------------

static OuSuper *super_of(OuValue value)
{
    return (OuSuper *)ou_pointer_of(value);
}

static void super_visit(OuObject *self, OuVisitor *visitor)
{
    OuSuper *super = (OuSuper *)self;
    ou_visit_value(visitor, &super->self);
    OU_VISIT_POINTER(visitor, &super->this_class);
    OU_VISIT_POINTER(visitor, &super->self_type);
    ou_visit_tail(self, visitor);
}

static const OuSlotName super_slots[] = {
    { offsetof(OuSuper, this_class), ".__thisclass__" }, { offsetof(OuSuper, self), ".__self__" },
    { offsetof(OuSuper, self_type), ".__self_class__" }, { 0, NULL },
};
static const OuLayout super_layout = {
    .name = "super", .visit = super_visit, .slot_names = super_slots,
};

// The class whose MRO is followed: of an instance its class, of a class that class itself.
static OuType *super_check(OuVM *vm, OuType *this_class, OuValue self)
{
    if (ou_is_type(self) && ou_is_subtype((OuType *)ou_pointer_of(self), this_class)) {
        return (OuType *)ou_pointer_of(self);
    }
    OuType *type = ou_type_of(vm, self);
    if (ou_is_subtype(type, this_class)) return type;
    OuValue claimed = ou_get_attribute_or_unbound(vm, self, OU_NAMED(vm, dunder_class));
    if (claimed == OU_ERROR) return NULL;
    OuType *result = NULL;
    if (ou_is_type(claimed) && ou_is_subtype((OuType *)ou_pointer_of(claimed), this_class)) {
        result = (OuType *)ou_pointer_of(claimed);
    }
    ou_unref(claimed);
    if (!result) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "super(type, obj): obj must be an instance or subtype of type");
    }
    return result;
}

static OuSuper *super_new(OuVM *vm, OuType *type)
{
    OuSuper *super = (OuSuper *)ou_object_new(vm, type, sizeof *super);
    if (!super) return NULL;
    super->this_class = super->self_type = NULL;
    super->self = OU_UNBOUND;
    return super;
}

static void set_type(OuType **field, OuType *type)
{
    OuType *old = *field;
    *field = type;
    if (type) ou_object_ref(&type->header);
    if (old) ou_object_unref(&old->header);
}

static bool super_set(OuVM *vm, OuSuper *super, OuType *this_class, OuValue self)
{
    OuType *self_type = NULL;
    if (self == OU_NONE) self = OU_UNBOUND;
    if (self != OU_UNBOUND && !(self_type = super_check(vm, this_class, self))) return false;
    set_type(&super->this_class, this_class);
    set_type(&super->self_type, self_type);
    ou_set(&super->self, self);
    return true;
}

static OuValue super_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    OuSuper *super = super_new(vm, type);
    return super ? ou_pointer_value(super) : OU_ERROR;
}

static bool super_initialise(OuVM *vm, OuValue value, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    OuSuper *super = super_of(value);
    if (names && names->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "super() takes no keyword arguments");
        return false;
    }
    if (positional == 0) {
        OuType *this_class;
        OuValue self;
        if (!vm->host.super_arguments || !vm->host.super_arguments(vm, &this_class, &self)) {
            if (ou_has_error(vm)) return false;
            (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "super(): no current frame");
            return false;
        }
        return super_set(vm, super, this_class, self);
    }
    if (positional > 2) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "super() expected at most 2 arguments, got %zu",
                       positional);
        return false;
    }
    if (!ou_is_type(arguments[0])) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "super() argument 1 must be a type, not %T",
                       arguments[0]);
        return false;
    }
    return super_set(vm, super, (OuType *)ou_pointer_of(arguments[0]),
                     positional == 2 ? arguments[1] : OU_UNBOUND);
}

static OuValue super_get_attribute(OuVM *vm, OuValue value, OuString *name)
{
    OuSuper *super = super_of(value);
    if (!super->self_type || name == OU_NAMED(vm, dunder_class)) {
        return ou_generic_get_attribute(vm, value, name);
    }
    OuTuple *mro = super->self_type->mro;
    if (!mro) return ou_generic_get_attribute(vm, value, name);
    OU_OWNED OuValue kept = ou_ref(ou_pointer_value(mro));
    size_t i = 0;
    while (i < mro->length && mro->items[i] != ou_pointer_value(super->this_class)) i++;
    for (i++; i < mro->length; i++) {
        OuType *owner = (OuType *)ou_pointer_of(mro->items[i]);
        if (!ou_type_fill_if_needed(vm, owner)) return OU_ERROR;
        OuValue found = ou_dict_get_name_peek(owner->dict, name);
        if (found == OU_UNBOUND) continue;
        OuValue type = ou_pointer_value(super->self_type);
        return ou_descriptor_get(vm, found, super->self == type ? OU_UNBOUND : super->self, type);
    }
    return ou_generic_get_attribute(vm, value, name);
}

static OuValue super_repr(OuVM *vm, OuValue value)
{
    OuSuper *super = super_of(value);
    if (!super->this_class) return ou_str_make_text(vm, "<super: <class 'NULL'>, NULL>");
    if (!super->self_type)
        return ou_str_make_format(vm, "<super: <class '%N'>, NULL>", super->this_class);
    return ou_str_make_format(vm, "<super: <class '%N'>, <%N object>>", super->this_class,
                              super->self_type);
}

static OuValue super_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuSuper *super = super_of(self);
    if (instance == OU_UNBOUND || instance == OU_NONE || super->self != OU_UNBOUND)
        return ou_ref(self);
    if (!super->this_class) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "super(type, obj): obj must be an instance or subtype of type");
    }
    OuType *type = ou_type_of(vm, self);
    if (!type->is_builtin) {
        OuValue values[2] = { ou_pointer_value(super->this_class), instance };
        return ou_call(vm, ou_pointer_value(type), values, 2);
    }
    OuSuper *bound = super_new(vm, type);
    if (!bound) return OU_ERROR;
    if (super_set(vm, bound, super->this_class, instance)) return ou_pointer_value(bound);
    ou_object_unref(&bound->header);
    return OU_ERROR;
}

static OuValue super_this_class(OuVM *vm, OuValue self)
{
    OuType *type = super_of(self)->this_class;
    return type ? ou_ref(ou_pointer_value(type)) : OU_NONE;
}

static OuValue super_self(OuVM *vm, OuValue self)
{
    OuValue held = super_of(self)->self;
    return held == OU_UNBOUND ? OU_NONE : ou_ref(held);
}

static OuValue super_self_class(OuVM *vm, OuValue self)
{
    OuType *type = super_of(self)->self_type;
    return type ? ou_ref(ou_pointer_value(type)) : OU_NONE;
}

static const OuGetSetDef super_getset[] = {
    { "__thisclass__", super_this_class, NULL, "the class invoking super()" },
    { "__self__", super_self, NULL, "the instance invoking super(); may be None" },
    { "__self_class__", super_self_class, NULL,
      "the type of the instance invoking super(); may be None" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_super_type = {
    .name = "super", .kind = OU_KIND_SUPER, .flags = OU_TYPE_SUBCLASSABLE, .layout = &super_layout,
    .getset = super_getset,
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)",
    .slots = { .repr = super_repr, .construct = super_construct,
               .initialise = super_initialise, .descriptor_get = super_get,
               .get_attribute = super_get_attribute },
};
