#include "runtime/class_assign.h"

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/mro.h"
#include "runtime/shape.h"
#include "runtime/slots.h"
#include "runtime/str.h"
#include "runtime/type_size.h"

// --- do instances look alike? --------------------------------------------------------------------

// The nearest class that adds anything at all to instances: slots, a dict, weak references.
static OuType *adding_class(OuVM *vm, OuType *type)
{
    while (type->base && type->slot_count == type->base->slot_count
           && type->has_dict == type->base->has_dict
           && type->has_weakref == type->base->has_weakref
           && !(type->is_builtin && ou_exception_adds_fields(vm, type))) {
        type = type->base;
    }
    return type;
}

static OuValue slots_given(OuVM *vm, const OuType *type)
{
    return ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_slots));
}

// Names of the slots that a class adds, in their order.
static bool same_slot_names(OuVM *vm, OuType *a, OuType *b)
{
    if (a->slot_count == a->base->slot_count) return true;
    if (slots_given(vm, a) == OU_UNBOUND || slots_given(vm, b) == OU_UNBOUND) return false;
    if (a->kind != OU_KIND_INSTANCE || b->kind != OU_KIND_INSTANCE) return a == b;
    for (unsigned i = a->base->slot_count; i < a->slot_count; i++) {
        if (a->root_shape->names[i] != b->root_shape->names[i]) return false;
    }
    return true;
}

static bool adds_the_same(OuVM *vm, OuType *a, OuType *b)
{
    if (a == b) return true;
    return a->base == b->base && !a->is_builtin && !b->is_builtin
        && a->slot_count == b->slot_count && a->has_dict == b->has_dict
        && a->has_weakref == b->has_weakref && same_slot_names(vm, a, b);
}

static bool compatible_or_error(OuVM *vm, OuType *old, OuType *new, const char *attribute)
{
    bool differs = old->is_builtin != new->is_builtin
                && (ou_type_is_collected(vm, old) != ou_type_is_collected(vm, new));
    if (!differs && adds_the_same(vm, adding_class(vm, old), adding_class(vm, new))) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s assignment: '%N' %s differs from '%N'", attribute,
                   new, differs ? "deallocator" : "object layout", old);
    return false;
}

// --- __class__ -----------------------------------------------------------------------------------

static bool move_instance(OuVM *vm, OuInstance *instance, OuType *type)
{
    OuShape *shape = type->root_shape;
    if (type->has_dict) {
        shape = ou_instance_dict_peek(vm, instance) ? ou_shape_dictionary(vm, type) : NULL;
        if (!shape) return false;
    }
    instance->header.aux = shape->id;
    return true;
}

// Every module has room for a tail, which it gets with its new class.
static void move_module(OuObject *module, OuType *type)
{
    module->kind = type->kind;
    if (type->is_builtin) return;
    OuTail *tail = ou_tail_of(module);
    tail->type = type;
    tail->dict = NULL;
}

// The object names another class from now on; it doesn't count the old one any more.
static bool move(OuVM *vm, OuValue self, OuType *type)
{
    OuObject *object = ou_pointer_of(self);
    ou_slots_expect(vm, type);
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_INSTANCE: return move_instance(vm, (OuInstance *)object, type);
    case OU_KIND_EXCEPTION: ((OuException *)object)->type = type; return true;
    case OU_KIND_TYPE: ((OuType *)object)->metatype = type; return true;
    case OU_KIND_MODULE: move_module(object, type); return true;
    default: ou_tail_of(object)->type = type; return true;
    }
}

static bool counts_its_class(OuValue self, const OuType *type)
{
    return !type->is_builtin || ou_base_kind_of(self) == OU_KIND_TYPE
        || ou_base_kind_of(self) == OU_KIND_EXCEPTION;
}

bool ou_class_assign(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't delete __class__ attribute");
        return false;
    }
    if (!ou_is_type(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__class__ must be set to a class, not '%T' object",
                       value);
        return false;
    }
    OuType *new = (OuType *)ou_pointer_of(value), *old = ou_type_of(vm, self);
    const OuType *module = vm->types[OU_TYPE_MODULE];
    bool modules = ou_is_subtype(new, module) && ou_is_subtype(old, module);
    if (!modules && (new->is_builtin || old->is_builtin)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__class__ assignment only supported for mutable "
                       "types or ModuleType subclasses");
        return false;
    }
    bool alike = modules && new->slot_count == old->slot_count;
    if (!alike && !compatible_or_error(vm, old, new, "__class__")) return false;
    bool old_counted = counts_its_class(self, old);
    if (!move(vm, self, new)) return false;
    if (counts_its_class(self, new)) ou_object_ref(&new->header);
    if (old_counted) ou_object_unref(&old->header);
    if (ou_is_type(self)) {
        if (vm->host.flush_caches) vm->host.flush_caches(vm);
        return ou_type_modified(vm, (OuType *)ou_pointer_of(self), NULL);
    }
    return true;
}

// --- __bases__ -----------------------------------------------------------------------------------

// While a metaclass's mro() runs the orders may be old: the layouts' bases are not.
static bool is_in_chain(const OuType *type, const OuType *wanted)
{
    for (; type; type = type->base) if (type == wanted) return true;
    return false;
}

static bool check_bases(OuVM *vm, OuType *type, OuValue value)
{
    if (!ou_is_tuple(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only assign tuple to %N.__bases__, not %T",
                       type, value);
        return false;
    }
    const OuTuple *bases = ou_tuple_of(value);
    if (!bases->length) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "can only assign non-empty tuple to %N.__bases__, not ()", type);
        return false;
    }
    for (size_t i = 0; i < bases->length; i++) {
        if (!ou_is_type(bases->items[i])) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "%N.__bases__ must be tuple of classes, not '%T'", type,
                           bases->items[i]);
            return false;
        }
        const OuType *base = (const OuType *)ou_pointer_of(bases->items[i]);
        if (!ou_is_subtype(base, type) && !is_in_chain(base, type)) continue;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
        return false;
    }
    return true;
}

static void forget_subclass(OuType *base, const OuType *subclass)
{
    if (!ou_is_pointer(base->subclasses)) return;
    OuList *list = ou_list_of(base->subclasses);
    for (size_t i = 0; i < list->length; i++) {
        if (ou_subclass_peek(list->items[i]) != &subclass->header) continue;
        OuValue entry = list->items[i];
        list->items[i] = list->items[--list->length];
        ou_unref(entry);
        return;
    }
}

// The class and those below it take their former order back; the error stays.
static void restore_order(OuVM *vm, OuType *type)
{
    OuValue error = ou_error_take(vm);
    if (!ou_mro_renew(vm, type)) ou_error_clear(vm);
    if (error != OU_UNBOUND) ou_error_set_steal(vm, error);
}

static bool replace_bases(OuVM *vm, OuType *type, OuTuple *bases, OuType *base)
{
    OuTuple *old_bases = type->bases;
    OuType *old_base = type->base;
    ou_object_ref(&bases->header);
    ou_object_ref(&base->header);
    type->bases = bases;
    type->base = base;
    bool ok = ou_mro_renew(vm, type);
    if (ok && type->bases == bases) {
        for (size_t i = 0; i < old_bases->length; i++) {
            forget_subclass((OuType *)ou_pointer_of(old_bases->items[i]), type);
        }
        ok = ou_class_link_bases(vm, type);
    } else if (!ok && type->bases == bases) {
        type->bases = old_bases;
        type->base = old_base;
        restore_order(vm, type);
        old_bases = bases;
        old_base = base;
    }
    ou_object_unref(&old_bases->header);
    ou_object_unref(&old_base->header);
    return ok;
}

static bool renew_slots(OuVM *vm, OuType *type)
{
    if (!ou_recursion_enter(vm, "")) return false;
    ou_slots_update_all(vm, type);
    ou_slots_expect(vm, type);
    OuList *below = ou_is_pointer(type->subclasses) ? ou_list_of(type->subclasses) : NULL;
    bool ok = true;
    for (size_t i = 0; ok && below && i < below->length; i++) {
        OuType *subclass = (OuType *)ou_subclass_peek(below->items[i]);
        if (subclass) ok = renew_slots(vm, subclass);
    }
    ou_recursion_leave(vm);
    return ok;
}

bool ou_class_assign_bases(OuVM *vm, OuType *type, OuValue value)
{
    if (!check_bases(vm, type, value)) return false;
    OuTuple *bases = ou_tuple_of(value);
    OuType *base = ou_class_best_base(vm, bases);
    if (!base || !compatible_or_error(vm, type->base, base, "__bases__")) return false;
    if (!replace_bases(vm, type, bases, base)) return false;
    // What was looked up while the order changed is void, before slots are chosen by it.
    if (!ou_type_modified(vm, type, NULL) || !renew_slots(vm, type)) return false;
    if (vm->host.flush_caches) vm->host.flush_caches(vm);
    return ou_type_modified(vm, type, NULL);
}
