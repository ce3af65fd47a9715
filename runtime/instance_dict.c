#include "runtime/instance_dict.h"

#include "gc/weak.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/mapping_proxy.h"
#include "runtime/shape.h"

// A built-in base that has a dict decides about it: a class lets nobody have its own.
static bool is_class_or_error(OuVM *vm, OuValue self)
{
    if (!ou_is_type(self)) return false;
    (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR,
                   "attribute '__dict__' of 'type' objects is not writable");
    return true;
}

static OuValue instance_get_dict(OuVM *vm, OuValue self)
{
    if (ou_is_type(self)) {
        OuDict *namespace = ((OuType *)ou_pointer_of(self))->dict;
        return ou_mapping_proxy_make(vm, ou_pointer_value(namespace));
    }
    bool has;
    OuDict *dict;
    if (!ou_object_dict_peek(vm, self, true, &has, &dict)) return OU_ERROR;
    if (has) {
        dict->header.aux &= (uint16_t)~OU_DICT_INNER;
        return ou_ref(ou_pointer_value(dict));
    }
    return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "This object has no __dict__");
}

// Where the object keeps its dict: in dictionary mode the slot behind the __slots__.
static OuValue *instance_slot(OuVM *vm, OuInstance *instance)
{
    if (!ou_instance_dict_peek(vm, instance)) return NULL;
    return &instance->slots[ou_shape_of(vm, instance)->type->slot_count];
}

static bool instance_put_dict(OuVM *vm, OuValue self, OuValue dict)
{
    if (ou_is_instance_kind(self)) {
        OuValue *slot = instance_slot(vm, ou_instance_of(self));
        if (!slot) return false;
        ou_set(slot, dict);
        return true;
    }
    OuDict **slot = ou_object_dict_slot(vm, ou_pointer_of(self));
    OuDict *old = *slot;
    *slot = ou_dict_of(ou_ref(dict));
    if (old) ou_object_unref(&old->header);
    return true;
}

static bool instance_set_dict(OuVM *vm, OuValue self, OuValue value)
{
    if (is_class_or_error(vm, self)) return false;
    bool has;
    OuDict *dict;
    if (!ou_object_dict_peek(vm, self, true, &has, &dict)) return false;
    if (!has) {
        (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "This object has no __dict__");
        return false;
    }
    if (value == OU_UNBOUND) {
        OuDict *empty = ou_dict_new(vm);
        if (!empty) return false;
        bool ok = instance_put_dict(vm, self, ou_pointer_value(empty));
        ou_object_unref(&empty->header);
        return ok;
    }
    if (ou_is_dict(value)) return instance_put_dict(vm, self, value);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'",
                   value);
    return false;
}

static OuValue instance_get_weakref(OuVM *vm, OuValue self)
{
    ou_heap_settle(&vm->heap);
    OuWeakLink *link = ou_weak_first(&vm->heap, ou_pointer_of(self));
    while (link && ou_object_is_dying(link->owner)) link = ou_weak_next(link);
    return link ? ou_ref(ou_pointer_value(link->owner)) : OU_NONE;
}

const OuGetSetDef ou_instance_dict_getset = {
    "__dict__",
    instance_get_dict,
    instance_set_dict,
    "dictionary for instance variables (if defined)",
};
const OuGetSetDef ou_instance_weakref_getset = {
    "__weakref__", instance_get_weakref, NULL, "list of weak references to the object (if defined)",
};
