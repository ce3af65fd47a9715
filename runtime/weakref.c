// weakref.c: weak reference objects.
#include "runtime/weakref.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/weakref_type.h"

// ---- Making -------------------------------------------------------------------------------------

static void weakref_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuWeakref *)self)->callback);
    ou_visit_tail(self, visitor);
}

static void weakref_release(OuHeap *heap, OuObject *self)
{
    ou_weak_detach(heap, &((OuWeakref *)self)->link);
}

static const OuSlotName weakref_slots[] = {
    { offsetof(OuWeakref, callback), ".__callback__" }, { 0, NULL },
};
const OuLayout ou_weakref_layout = {
    .name = "weakref", .visit = weakref_visit, .release = weakref_release,
    .slot_names = weakref_slots,
};

bool ou_weakref_check(OuVM *vm, OuValue target)
{
    if (ou_is_pointer(target) && ou_type_of(vm, target)->has_weakref) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot create weak reference to '%T' object", target);
    return false;
}

OuWeakref *ou_weakref_find_shared(OuHeap *heap, const OuObject *target, uint8_t kind)
{
    ou_heap_settle(heap);
    for (OuWeakLink *link = ou_weak_first(heap, target); link; link = ou_weak_next(link)) {
        OuWeakref *owner = (OuWeakref *)link->owner;
        if (owner->header.kind == kind && owner->callback == OU_NONE
            && !ou_object_is_dying(link->owner)) return owner;
    }
    return NULL;
}

static OuWeakref *allocate(OuVM *vm, OuType *type, OuValue target)
{
    if (type) return (OuWeakref *)ou_object_new(vm, type, sizeof(OuWeakref));
    OuWeakref *proxy = ou_heap_new(&vm->heap, OU_KIND_WEAKPROXY, sizeof *proxy);
    if (!proxy) return ou_raise_memory_error(vm), NULL;
    proxy->header.aux = ou_is_callable(vm, target) ? OU_TYPE_WEAKCALLABLEPROXY : OU_TYPE_WEAKPROXY;
    return proxy;
}

OuValue ou_weakref_make_fresh(OuVM *vm, OuType *type, OuValue target, OuValue callback)
{
    OuWeakref *self = allocate(vm, type, target);
    if (!self) return OU_ERROR;
    ou_weak_init(&self->link, &self->header, callback != OU_NONE);
    self->callback = ou_ref(callback);
    self->hash = 0;
    self->has_hash = false;
    if (ou_weak_attach(&vm->heap, &self->link, ou_pointer_of(target)))
        return ou_pointer_value(self);
    ou_object_unref(&self->header);
    return ou_raise_memory_error(vm);
}

OuValue ou_weakref_make(OuVM *vm, OuValue target, OuValue callback)
{
    if (!ou_weakref_check(vm, target)) return OU_ERROR;
    if (callback == OU_NONE) {
        OuWeakref *shared =
            ou_weakref_find_shared(&vm->heap, ou_pointer_of(target), OU_KIND_WEAKREF);
        if (shared) return ou_ref(ou_pointer_value(shared));
    }
    return ou_weakref_make_fresh(vm, vm->types[OU_TYPE_WEAKREF], target, callback);
}

OuObject *ou_weakref_target_peek(OuValue reference)
{
    ou_heap_settle(ou_heap_of(ou_pointer_of(reference)));
    return ou_weak_target(&ou_weakref_of(reference)->link);
}

// The callback may raise, and may run while an exception is on its way.
void ou_weakref_target_died(OuHeap *heap, OuWeakLink *link)
{
    OuVM *vm = ou_vm_of(heap);
    OuWeakref *self = (OuWeakref *)link->owner;
    OuValue pending = ou_error_take(vm);
    OuValue callback = self->callback;
    self->callback = OU_NONE;
    link->has_callback = false;
    OuValue argument = ou_pointer_value(self);
    OuValue result = ou_call(vm, callback, &argument, 1);
    if (result == OU_ERROR) ou_error_unraisable(vm, NULL, callback);
    ou_unref(result);
    ou_unref(callback);
    ou_error_set_steal(vm, pending);
}

// ---- The type -----------------------------------------------------------------------------------

static bool check_arguments(OuVM *vm, const char *function, size_t count)
{
    if (count >= 1 && count <= 2) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s expected at %s %d argument%s, got %zu", function,
                   count ? "most" : "least", count ? 2 : 1, count ? "s" : "", count);
    return false;
}

// Keyword arguments are __init__'s to refuse: a subclass may know what to do with them.
static OuValue weakref_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    if (!check_arguments(vm, "__new__", positional)) return OU_ERROR;
    OuValue callback = positional == 2 ? arguments[1] : OU_NONE;
    if (type == vm->types[OU_TYPE_WEAKREF]) return ou_weakref_make(vm, arguments[0], callback);
    if (!ou_weakref_check(vm, arguments[0])) return OU_ERROR;
    return ou_weakref_make_fresh(vm, type, arguments[0], callback);
}

static bool weakref_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    if (names && names->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "ref() takes no keyword arguments");
        return false;
    }
    return check_arguments(vm, "__init__", positional);
}

static OuValue target_or_none(OuValue self)
{
    OuObject *target = ou_weakref_target_peek(self);
    return target ? ou_ref(ou_pointer_value(target)) : OU_NONE;
}

static OuValue weakref_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                            OuTuple *names)
{
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "weakref() takes no keyword arguments");
    }
    if (positional == 0) return target_or_none(self);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "weakref expected 0 arguments, got %zu", positional);
}

static bool weakref_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuWeakref *reference = ou_weakref_of(self);
    if (!reference->has_hash) {
        OU_OWNED OuValue target = target_or_none(self);
        if (target == OU_NONE) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "weak object has gone away");
            return false;
        }
        if (!ou_hash(vm, target, hash)) return false;
        reference->hash = (uint64_t)*hash;
        reference->has_hash = true;
    }
    *hash = (int64_t)reference->hash;
    return true;
}

// Live references compare as their targets do, dead ones by identity.
static OuValue weakref_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if ((operator != OU_EQ && operator != OU_NE) || !ou_is_weakref(other)) {
        return OU_NOT_IMPLEMENTED;
    }
    OU_OWNED OuValue a = target_or_none(self);
    OU_OWNED OuValue b = target_or_none(other);
    if (a == OU_NONE || b == OU_NONE) return ou_bool_value((self == other) == (operator == OU_EQ));
    return ou_compare(vm, a, b, operator);
}

static unsigned long long address_of(OuValue value)
{
    return (unsigned long long)(uintptr_t)ou_pointer_of(value);
}

static OuValue weakref_repr(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue target = target_or_none(self);
    if (target == OU_NONE) {
        return ou_str_make_format(vm, "<weakref at 0x%llx; dead>", address_of(self));
    }
    // Of the type: what the object itself says of unknown names doesn't matter.
    OU_OWNED OuValue name = ou_special_method(vm, target, OU_NAMED(vm, dunder_name));
    if (name == OU_ERROR) return OU_ERROR;
    if (!ou_is_str(name)) {
        return ou_str_make_format(vm, "<weakref at 0x%llx; to '%T' at 0x%llx>", address_of(self),
                                  target, address_of(target));
    }
    return ou_str_make_format(vm, "<weakref at 0x%llx; to '%T' at 0x%llx (%S)>", address_of(self),
                              target, address_of(target), ou_str_of(name));
}

static OuValue get_callback(OuVM *vm, OuValue self)
{
    return ou_ref(ou_weakref_of(self)->callback);
}

static const OuGetSetDef weakref_getset[] = {
    { "__callback__", get_callback, ou_sequence_readonly, NULL },
    { NULL, NULL, NULL, NULL },
};

OU_METHOD(weakref_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const weakref_methods[] = { &weakref_class_getitem_native, NULL };

const OuTypeDef ou_weakref_type = {
    .name = "ReferenceType", .module = "weakref", .kind = OU_KIND_WEAKREF,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_INHERITS_ACCESS, .layout = &ou_weakref_layout,
    .methods = weakref_methods, .getset = weakref_getset,
    .slots = {
        .repr = weakref_repr, .hash = weakref_hash, .call = weakref_call,
        .compare = weakref_compare, .construct = weakref_construct,
        .initialise = weakref_initialise,
    },
};
