// type.c: type objects: the built-in ones, look-up along the MRO, versions.
#include "runtime/type.h"

#include <stddef.h>
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots.h"
#include "runtime/str.h"

static void type_visit(OuObject *self, OuVisitor *visitor)
{
    OuType *type = (OuType *)self;
    OU_VISIT_POINTER(visitor, &type->dict);
    ou_visit_value(visitor, &type->subclasses);
    OU_VISIT_POINTER(visitor, &type->mro);
    OU_VISIT_POINTER(visitor, &type->bases);
    OU_VISIT_POINTER(visitor, &type->base);
    OU_VISIT_POINTER(visitor, &type->name);
    OU_VISIT_POINTER(visitor, &type->qualified_name);
    ou_shape_visit_names(type, visitor);
    OuObject *metatype = &type->metatype->header;
    if (!visitor->is_clearing && metatype) visitor->pointer(visitor, &metatype);
}

static void type_release(OuHeap *heap, OuObject *self)
{
    ou_shape_free_all(ou_vm_of(heap), (OuType *)self);
}

static const OuSlotName type_slots[] = {
    { offsetof(OuType, dict), ".__dict__" }, { offsetof(OuType, mro), ".__mro__" },
    { offsetof(OuType, bases), ".__bases__" }, { offsetof(OuType, base), ".__base__" },
    { offsetof(OuType, name), ".__name__" },
    { offsetof(OuType, qualified_name), ".__qualname__" },
    { offsetof(OuType, subclasses), ".__subclasses__()" },
    { 0, NULL },
};
const OuLayout ou_type_layout = {
    .name = "type", .visit = type_visit, .release = type_release, .slot_names = type_slots,
};

// --- versions and the look-up cache --------------------------------------------------------------

static uint32_t fresh_version(OuVM *vm)
{
    return vm->next_version ? vm->next_version++ : 0;
}

// A look-up can't fail: when memory is refused, the second attempt may use what is kept back for
// such cases. Where even that is gone the type looks empty, this time.
static bool fill_for_lookup(OuVM *vm, OuType *type)
{
    OuValue pending = ou_error_take(vm);
    bool ok = ou_type_fill(vm, type);
    if (!ok) {
        ou_error_clear(vm);
        ok = ou_type_fill(vm, type);
    }
    if (!ok) ou_error_clear(vm);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
    return ok;
}

// Linear search of the MRO; borrowed.
static OuValue lookup_uncached(OuVM *vm, OuType *type, OuString *name)
{
    if (!type->mro) return OU_UNBOUND;
    for (size_t i = 0; i < type->mro->length; i++) {
        OuType *owner = (OuType *)ou_pointer_of(type->mro->items[i]);
        if (!owner->is_filled && !fill_for_lookup(vm, owner)) continue;
        OuValue value = ou_dict_get_name_peek(owner->dict, name);
        if (value != OU_UNBOUND) return value;
    }
    return OU_UNBOUND;
}

OuValue ou_type_lookup_peek(OuVM *vm, OuType *type, OuString *name)
{
    if (!type->version) return lookup_uncached(vm, type, name);
    size_t mixed = ((uintptr_t)name >> 4) ^ (size_t)type->version * 31;
    OuTypeCacheEntry *entry = &vm->type_cache[mixed % OU_TYPE_CACHE_SIZE];
    if (entry->version == type->version && entry->name == name) return entry->value;
    OuValue value = lookup_uncached(vm, type, name);
    // Filling a type may have raised its version: cache under what it is now. A name that isn't
    // interned could be reborn at the same address as another one.
    if (name->header.aux & OU_STR_INTERNED) {
        mixed = ((uintptr_t)name >> 4) ^ (size_t)type->version * 31;
        vm->type_cache[mixed % OU_TYPE_CACHE_SIZE] =
            (OuTypeCacheEntry){ type->version, name, value };
    }
    return value;
}

// Calls `each` for the type and all classes below it that are alive. Iterative: the list grows.
typedef bool EachSubclass(OuVM *vm, OuType *type, void *context);

static bool each_subclass(OuVM *vm, OuType *type, EachSubclass *each, void *context)
{
    if (!each(vm, type, context)) return false;
    if (!ou_is_pointer(type->subclasses)) return true;
    if (!ou_recursion_enter(vm, " in comparison")) return false;
    OuList *list = ou_list_of(type->subclasses);
    bool ok = true;
    for (size_t i = 0; ok && i < list->length; i++) {
        OuType *subclass = (OuType *)ou_subclass_peek(list->items[i]);
        if (subclass) ok = each_subclass(vm, subclass, each, context);
    }
    ou_recursion_leave(vm);
    return ok;
}

static bool renew(OuVM *vm, OuType *type, void *context)
{
    OuString *name = context;
    type->version = fresh_version(vm);
    ou_shape_renew_versions(vm, type);
    if (name) ou_slots_update(vm, type, name);
    return true;
}

bool ou_type_modified(OuVM *vm, OuType *type, OuString *name)
{
    return each_subclass(vm, type, renew, name);
}

// --- asking --------------------------------------------------------------------------------------

static OuTypeId type_id_of_immediate(OuValue value)
{
    if (ou_is_int(value)) return OU_TYPE_INT;
    if (ou_is_float(value)) return OU_TYPE_FLOAT;
    switch (value) {
    case OU_TRUE: case OU_FALSE: return OU_TYPE_BOOL;
    case OU_NOT_IMPLEMENTED:     return OU_TYPE_NOT_IMPLEMENTED;
    case OU_ELLIPSIS:            return OU_TYPE_ELLIPSIS;
    default:                     return OU_TYPE_NONE;
    }
}

OuType *ou_type_of(const OuVM *vm, OuValue value)
{
    if (!ou_is_pointer(value)) return vm->types[type_id_of_immediate(value)];
    const OuObject *object = ou_pointer_of(value);
    if (object->kind == OU_KIND_INSTANCE) return vm->shapes[object->aux]->type;
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_EXCEPTION: return ((const OuException *)object)->type;
    case OU_KIND_TYPE:      return ((const OuType *)object)->metatype;
    }
    if (object->kind & OU_KIND_SUBCLASS) return ou_tail_of(object)->type;
    OuType *type = vm->kind_types[object->kind];
    return type ? type : vm->types[object->aux];
}

bool ou_is_subtype(const OuType *type, const OuType *base)
{
    if (type == base) return true;
    if (!type->mro) {
        for (; type; type = type->base) if (type == base) return true;
        return false;
    }
    OuValue wanted = ou_pointer_value(base);
    for (size_t i = 0; i < type->mro->length; i++) {
        if (type->mro->items[i] == wanted) return true;
    }
    return false;
}

bool ou_is_instance_of(const OuVM *vm, OuValue value, OuTypeId id)
{
    return ou_is_subtype(ou_type_of(vm, value), vm->types[id]);
}

// --- built-in types ------------------------------------------------------------------------------

OuType *ou_type_new_object(OuVM *vm)
{
    OuType *type = ou_heap_new(&vm->heap, OU_KIND_TYPE, sizeof *type);
    if (!type) { (void)ou_raise_memory_error(vm); return NULL; }
    memset((char *)type + sizeof(OuObject), 0, sizeof *type - sizeof(OuObject));
    type->subclasses = OU_UNBOUND;
    return type;
}

static OuTuple *builtin_mro(OuVM *vm, OuType *type, OuType *base)
{
    size_t length = base ? base->mro->length : 0;
    OuTuple *mro = ou_tuple_new(vm, length + 1);
    if (!mro) return NULL;
    mro->items[0] = ou_ref(ou_pointer_value(type));
    for (size_t i = 0; i < length; i++) mro->items[i + 1] = ou_ref(base->mro->items[i]);
    return mro;
}

static bool builtin_links(OuVM *vm, OuType *type, OuType *base, const char *name)
{
    type->name = ou_str_intern_text(vm, name, strlen(name));
    if (!type->name) return false;
    ou_object_ref(&type->name->header);
    type->qualified_name = type->name;
    type->mro = builtin_mro(vm, type, base);
    type->dict = ou_dict_new(vm);
    OuValue bases = base ? ou_pointer_value(base) : OU_UNBOUND;
    OuValue tuple = ou_tuple_make(vm, &bases, base != NULL);
    if (tuple == OU_ERROR) return false;
    type->bases = ou_tuple_of(tuple);
    if (base) {
        type->base = base;
        ou_object_ref(&base->header);
    }
    return type->mro && type->dict;
}

static bool kind_has_dict(uint8_t kind)
{
    switch (kind & OU_KIND_MASK) {
    case OU_KIND_TYPE: case OU_KIND_MODULE: case OU_KIND_EXCEPTION: case OU_KIND_NAMESPACE:
    case OU_KIND_STATICMETHOD: case OU_KIND_CLASSMETHOD:
        return true;
    default:
        return false;
    }
}

OuType *ou_type_make_named(OuVM *vm, const OuTypeDef *definition, const char *name, OuType *base)
{
    OuType *type = ou_type_new_object(vm);
    if (!type) return NULL;
    type->definition = definition;
    type->kind = definition->kind ? definition->kind : base ? base->kind : 0;
    type->flags = definition->flags;
    type->collection = definition->collection ? definition->collection
                     : base ? base->collection : OU_COLLECTION_NONE;
    type->is_builtin = true;
    type->version = fresh_version(vm);
    type->slots = definition->slots;
    if (base) ou_slots_inherit(type, base, definition);
    type->default_getattribute = type->slots.get_attribute == ou_generic_get_attribute;
    type->default_setattr = type->slots.set_attribute == ou_generic_set_attribute;
    type->has_dict = (base && base->has_dict) || kind_has_dict(type->kind);
    type->has_weakref = ou_kind_has_weakref(type->kind);
    type->metatype = vm->types[OU_TYPE_TYPE];
    if (type->metatype) ou_object_ref(&type->metatype->header);
    if (!builtin_links(vm, type, base, name)) {
        ou_object_unref(&type->header);
        return NULL;
    }
    return type;
}

OuType *ou_type_make_builtin(OuVM *vm, const OuTypeDef *definition)
{
    if (definition->layout) ou_heap_set_layout(&vm->heap, definition->kind, definition->layout);
    OuType *base = definition == &ou_object_type ? NULL : vm->types[definition->base];
    return ou_type_make_named(vm, definition, definition->name, base);
}

// --- filling the dictionary of a built-in type ---------------------------------------------------

static bool put(OuVM *vm, OuType *type, const char *name, OuValue value)
{
    if (value == OU_ERROR) return false;
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    bool ok = key && ou_dict_set_name(vm, type->dict, key, value);
    if (key) ou_object_unref(&key->header);
    ou_unref(value);
    return ok;
}

// What ou_native_make gave: static functions come wrapped.
static OuString *native_name_peek(OuValue native)
{
    if (ou_kind_of(native) == OU_KIND_STATICMETHOD) {
        native = ((OuWrapped *)ou_pointer_of(native))->callable;
    }
    return ((OuNative *)ou_pointer_of(native))->name;
}

static bool fill_methods(OuVM *vm, OuType *type)
{
    const OuNativeDef *const *methods = type->definition->methods;
    for (; methods && *methods; methods++) {
        OuValue native = ou_native_make(vm, *methods, type, NULL);
        if (native == OU_ERROR) return false;
        OuString *name = native_name_peek(native);
        bool ok = ou_dict_set_name(vm, type->dict, name, native);
        ou_unref(native);
        if (!ok) return false;
    }
    return true;
}

static bool fill_getset(OuVM *vm, OuType *type)
{
    const OuGetSetDef *row = type->definition->getset;
    for (; row && row->name; row++) {
        if (!put(vm, type, row->name, ou_getset_make(vm, type, row))) return false;
    }
    return true;
}

static bool fill_doc(OuVM *vm, OuType *type)
{
    if (ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_doc)) != OU_UNBOUND) return true;
    const char *doc = type->definition->doc;
    return put(vm, type, "__doc__", doc ? ou_str_make_text(vm, doc) : OU_NONE);
}

static bool fill(OuVM *vm, OuType *type)
{
    if (!ou_slots_fill(vm, type)) return false;
    if (type->definition->name && strcmp(type->definition->name, "") != 0) {
        if (!fill_methods(vm, type) || !fill_getset(vm, type)) return false;
    }
    return fill_doc(vm, type);
}

// What a built-in type holds lives as long as the type: nothing for the collector to look at.
static void untrack_contents(OuType *type)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(type->dict, &position, &key, &value)) {
        if (ou_is_pointer(value)) ou_heap_untrack(ou_pointer_of(value));
    }
    ou_heap_untrack(&type->dict->header);
}

// As far as scripts can see all has been there from the start, so nothing of it is counted.
bool ou_type_fill(OuVM *vm, OuType *type)
{
    if (type->is_filled) return true;
    type->is_filled = true;                       // first: filling looks types up itself
    OuHeapPause pause = ou_heap_pause_counting(&vm->heap);
    type->is_filled = fill(vm, type);
    ou_heap_resume_counting(&vm->heap, pause);
    untrack_contents(type);
    // What was cached for it and its subclasses while it was empty is void.
    return type->is_filled && ou_type_modified(vm, type, NULL);
}
