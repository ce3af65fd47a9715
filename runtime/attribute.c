// attribute.c: reading, setting and deleting attributes.
#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/namespace.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots_script.h"
#include "runtime/str.h"

OuValue ou_descriptor_get(OuVM *vm, OuValue descriptor, OuValue instance, OuValue owner)
{
    OuType *type = ou_type_of(vm, descriptor);
    if (!type->slots.descriptor_get) return ou_ref(descriptor);
    // The class attribute may be replaced while its getter runs.
    ou_ref(descriptor);
    OuValue result = type->slots.descriptor_get(vm, descriptor, instance, owner);
    ou_unref(descriptor);
    return result;
}

OuDict **ou_object_dict_slot(OuVM *vm, OuObject *object)
{
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_MODULE:    return &((OuModule *)object)->dict;
    case OU_KIND_NAMESPACE: return &((OuNamespace *)object)->dict;
    case OU_KIND_EXCEPTION: return &((OuException *)object)->dict;
    case OU_KIND_TYPE:      return &((OuType *)object)->dict;
    case OU_KIND_STATICMETHOD:
    case OU_KIND_CLASSMETHOD: return &((OuWrapped *)object)->dict;
    }
    if (object->kind & OU_KIND_SUBCLASS) {
        OuTail *tail = ou_tail_of(object);
        return tail->type->has_dict ? &tail->dict : NULL;
    }
    return vm->host.dict_slot ? vm->host.dict_slot(object) : NULL;
}

bool ou_object_dict_peek(OuVM *vm, OuValue value, bool create, bool *has, OuDict **dict)
{
    *has = false;
    *dict = NULL;
    if (!ou_is_pointer(value)) return true;
    OuObject *object = ou_pointer_of(value);
    if (object->kind == OU_KIND_INSTANCE) {
        OuInstance *instance = (OuInstance *)object;
        OuShape *shape = ou_shape_of(vm, instance);
        *has = shape->type->has_dict;
        if (!*has || (!create && !shape->is_dictionary)) return true;
        *dict = ou_instance_dict_peek(vm, instance);
        return *dict != NULL;
    }
    OuDict **slot = ou_object_dict_slot(vm, object);
    if (!slot) return true;
    *has = true;
    if (!*slot && create) *slot = ou_dict_new(vm);
    *dict = *slot;
    return *dict || !create;
}

// The attribute in the object itself, borrowed; UNBOUND when absent.
static OuValue own_attribute_peek(OuVM *vm, OuValue object, OuString *name)
{
    if (ou_kind_of(object) == OU_KIND_INSTANCE) {
        return ou_instance_peek(vm, ou_instance_of(object), name);
    }
    if (!ou_is_pointer(object)) return OU_UNBOUND;
    OuDict **slot = ou_object_dict_slot(vm, ou_pointer_of(object));
    return slot && *slot ? ou_dict_get_name_peek(*slot, name) : OU_UNBOUND;
}

static OuValue no_attribute(OuVM *vm, OuValue object, OuString *name)
{
    return ou_raise_attribute_error(vm, object, name, "'%T' object has no attribute '%S'", object,
                                    name);
}

OuValue ou_generic_get_attribute(OuVM *vm, OuValue object, OuString *name)
{
    OuType *type = ou_type_of(vm, object);
    OuValue found = ou_type_lookup_peek(vm, type, name);
    OuType *found_type = NULL;
    if (found != OU_UNBOUND) {
        found_type = ou_type_of(vm, found);
        if (found_type->slots.descriptor_set && found_type->slots.descriptor_get) {
            return ou_descriptor_get(vm, found, object, ou_pointer_value(type));
        }
    }
    OuValue own = own_attribute_peek(vm, object, name);
    if (own != OU_UNBOUND) return ou_ref(own);
    if (found == OU_UNBOUND) return no_attribute(vm, object, name);
    return ou_descriptor_get(vm, found, object, ou_pointer_value(type));
}

static bool set_own(OuVM *vm, OuValue object, OuString *name, OuValue value, bool *possible,
                    bool *found)
{
    *possible = *found = true;
    if (ou_kind_of(object) == OU_KIND_INSTANCE) {
        OuInstance *instance = ou_instance_of(object);
        *possible = ou_shape_of(vm, instance)->type->has_dict;
        if (!*possible) return true;
        if (value == OU_UNBOUND) return ou_instance_remove(vm, instance, name, found);
        return ou_instance_put(vm, instance, name, value);
    }
    OuDict *dict;
    if (!ou_object_dict_peek(vm, object, value != OU_UNBOUND, possible, &dict)) return false;
    if (!*possible) return true;
    if (value != OU_UNBOUND) return ou_dict_set_name(vm, dict, name, value);
    *found = false;
    return !dict || ou_dict_delete_name(vm, dict, name, found);
}

bool ou_generic_set_attribute(OuVM *vm, OuValue object, OuString *name, OuValue value)
{
    OuType *type = ou_type_of(vm, object);
    OuValue descriptor = ou_type_lookup_peek(vm, type, name);
    if (descriptor != OU_UNBOUND) {
        OuType *descriptor_type = ou_type_of(vm, descriptor);
        if (descriptor_type->slots.descriptor_set) {
            ou_ref(descriptor);
            bool ok = descriptor_type->slots.descriptor_set(vm, descriptor, object, value);
            ou_unref(descriptor);
            return ok;
        }
    }
    bool possible, found;
    if (!set_own(vm, object, name, value, &possible, &found)) return false;
    if (possible && found) return true;
    // As in CPython these errors don't know their object: nothing is suggested.
    bool read_only = !possible && descriptor != OU_UNBOUND;
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR,
                   read_only ? "'%T' object attribute '%S' is read-only"
                             : "'%T' object has no attribute '%S'", object, name);
    return false;
}

// An AttributeError that doesn't know what it is about (a script's __getattr__ has raised it)
// learns it, for "Did you mean".
static void complete_error(OuVM *vm, OuValue object, OuString *name)
{
    if (!ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR)) return;
    OuValue *fields = ou_exception_of(vm->exception)->fields;
    if (fields[OU_FIELD_NAME] != OU_UNBOUND || fields[OU_FIELD_OBJ] != OU_UNBOUND) return;
    OuValue raised = ou_error_take(vm);
    ou_set(&fields[OU_FIELD_NAME], ou_str_value(name));
    ou_set(&fields[OU_FIELD_OBJ], object);
    ou_error_set_steal(vm, raised);
}

OuValue ou_get_attribute(OuVM *vm, OuValue object, OuString *name)
{
    OuValue result = ou_type_of(vm, object)->slots.get_attribute(vm, object, name);
    if (result == OU_ERROR) complete_error(vm, object, name);
    return result;
}

OuValue ou_get_attribute_or_unbound(OuVM *vm, OuValue object, OuString *name)
{
    OuValue result = ou_get_attribute(vm, object, name);
    if (result == OU_ERROR && ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR)) {
        ou_error_clear(vm);
        return OU_UNBOUND;
    }
    return result;
}

bool ou_set_attribute(OuVM *vm, OuValue object, OuString *name, OuValue value)
{
    OuType *type = ou_type_of(vm, object);
    ou_object_ref(&name->header);
    bool ok = type->slots.set_attribute(vm, object, name, value);
    ou_object_unref(&name->header);
    return ok;
}

bool ou_delete_attribute(OuVM *vm, OuValue object, OuString *name)
{
    return ou_set_attribute(vm, object, name, OU_UNBOUND);
}

OuValue ou_special_method(OuVM *vm, OuValue object, OuString *name)
{
    OuType *type = ou_type_of(vm, object);
    OuValue method = ou_type_lookup_peek(vm, type, name);
    if (method == OU_UNBOUND) return OU_UNBOUND;
    return ou_descriptor_get(vm, method, object, ou_pointer_value(type));
}

// --- attributes of types -------------------------------------------------------------------------

OuValue ou_type_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    OuType *type = (OuType *)ou_pointer_of(self), *metatype = type->metatype;
    OuValue meta = ou_type_lookup_peek(vm, metatype, name);
    if (meta != OU_UNBOUND) {
        OuType *meta_type = ou_type_of(vm, meta);
        if (meta_type->slots.descriptor_set && meta_type->slots.descriptor_get) {
            return ou_descriptor_get(vm, meta, self, ou_pointer_value(metatype));
        }
    }
    OuValue own = ou_type_lookup_peek(vm, type, name);
    if (own != OU_UNBOUND) return ou_descriptor_get(vm, own, OU_UNBOUND, self);
    if (meta != OU_UNBOUND) return ou_descriptor_get(vm, meta, self, ou_pointer_value(metatype));
    return ou_raise_attribute_error(vm, self, name, "type object '%N' has no attribute '%S'", type,
                                    name);
}

static bool hides_attributes(OuVM *vm, OuString *name, OuValue value)
{
    return name == OU_NAMED(vm, dunder_getattribute) || name == OU_NAMED(vm, dunder_getattr)
        || name == OU_NAMED(vm, dunder_setattr) || name == OU_NAMED(vm, dunder_delattr)
        || (value != OU_UNBOUND && ou_type_of(vm, value)->slots.descriptor_set);
}

bool ou_type_set_attribute(OuVM *vm, OuValue self, OuString *name, OuValue value)
{
    OuType *type = (OuType *)ou_pointer_of(self);
    if (type->is_builtin) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot set '%S' attribute of immutable type '%N'",
                       name, type);
        return false;
    }
    OuValue meta = ou_type_lookup_peek(vm, type->metatype, name);
    OuType *meta_type = meta == OU_UNBOUND ? NULL : ou_type_of(vm, meta);
    if (meta_type && meta_type->slots.descriptor_set) {
        return meta_type->slots.descriptor_set(vm, meta, self, value);
    }
    OuValue old = ou_ref(ou_dict_get_name_peek(type->dict, name));
    bool ok, found = true;
    if (value == OU_UNBOUND) ok = ou_dict_delete_name(vm, type->dict, name, &found);
    else ok = ou_dict_set_name(vm, type->dict, name, value);
    if (ok && !found) {
        (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "type object '%N' has no attribute '%S'", type,
                       name);
        ok = false;
    }
    if (ok) ok = ou_type_modified(vm, type, name);
    // Inline caches of instance attributes rest on there being no data descriptor and no hook.
    if (ok && vm->host.flush_caches && hides_attributes(vm, name, value)) vm->host.flush_caches(vm);
    ou_unref(old);
    return ok;
}
