#include "runtime/modules/weakref.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/weakref_type.h"

OU_FUNCTION(weakref_proxy, "proxy(object, callback=None, /)",
            "Create a proxy object that weakly references 'object'.\n\n"
            "'callback', if given, is called with a reference to the\n"
            "proxy when 'object' is about to be finalized.")
{
    return ou_weakproxy_make(vm, arguments[0], arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1]);
}

OU_FUNCTION(weakref_getweakrefcount, "getweakrefcount(object, /)",
            "Return the number of weak references to 'object'.")
{
    if (!ou_is_pointer(arguments[0])) return ou_int_value(0);
    ou_heap_settle(&vm->heap);
    return ou_int_make(vm, (int64_t)ou_weak_count(&vm->heap, ou_pointer_of(arguments[0])));
}

static bool is_shared(const OuWeakref *reference)
{
    return reference->callback == OU_NONE && !(reference->header.kind & OU_KIND_SUBCLASS);
}

// Appends those links that are (or aren't) the shared reference or proxy. The list was given room
// for all of them, so nothing happens to the links meanwhile.
static void append_links(OuVM *vm, OuList *list, const OuObject *target, bool shared, uint8_t kind)
{
    for (OuWeakLink *link = ou_weak_first(&vm->heap, target); link; link = ou_weak_next(link)) {
        const OuWeakref *reference = (const OuWeakref *)link->owner;
        if (is_shared(reference) != shared || ou_object_is_dying(link->owner)) continue;
        if (shared && reference->header.kind != kind) continue;
        list->items[list->length++] = ou_ref(ou_pointer_value(link->owner));
    }
}

// First the shared reference, then the shared proxy, then the others, newest first.
OU_FUNCTION(weakref_getweakrefs, "getweakrefs(object, /)",
            "getweakrefs(object) -- return a list of all weak reference objects\n"
            "that point to 'object'.")
{
    ou_heap_settle(&vm->heap);
    OuValue value = ou_list_make(vm, NULL, 0);
    if (value == OU_ERROR || !ou_is_pointer(arguments[0])) return value;
    OuObject *target = ou_pointer_of(arguments[0]);
    OuList *list = ou_list_of(value);
    size_t count = ou_weak_count(&vm->heap, target);
    if (count && !ou_list_grow(vm, list, count)) {
        ou_unref(value);
        return OU_ERROR;
    }
    append_links(vm, list, target, true, OU_KIND_WEAKREF);
    append_links(vm, list, target, true, OU_KIND_WEAKPROXY);
    append_links(vm, list, target, false, 0);
    return value;
}

OU_FUNCTION(weakref_remove_dead_weakref, "_remove_dead_weakref(dct, key, /)",
            "Atomically remove key from dict if it points to a dead weakref.")
{
    if (!ou_is_dict(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "_remove_dead_weakref() argument 1 must be dict, not %T", arguments[0]);
    }
    OuDict *dict = ou_dict_of(arguments[0]);
    OU_OWNED OuValue value = ou_dict_get(vm, dict, arguments[1]);
    if (value == OU_ERROR) return OU_ERROR;
    if (value == OU_UNBOUND) return OU_NONE;
    if (!ou_is_weakref(value)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "not a weakref");
    bool is_found;
    if (ou_weakref_target_peek(value)) return OU_NONE;
    return ou_dict_delete(vm, dict, arguments[1], &is_found) ? OU_NONE : OU_ERROR;
}

static OuValue type_value(OuVM *vm, OuTypeId id)
{
    return ou_ref(ou_pointer_value(vm->types[id]));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "ref", type_value(vm, OU_TYPE_WEAKREF)) &&
           ou_module_add(vm, module, "ReferenceType", type_value(vm, OU_TYPE_WEAKREF)) &&
           ou_module_add(vm, module, "ProxyType", type_value(vm, OU_TYPE_WEAKPROXY)) &&
           ou_module_add(vm, module, "CallableProxyType",
                         type_value(vm, OU_TYPE_WEAKCALLABLEPROXY));
}

static const OuNativeDef *const functions[] = {
    &weakref_proxy_native, &weakref_getweakrefcount_native, &weakref_getweakrefs_native,
    &weakref_remove_dead_weakref_native, NULL,
};

const OuModuleDef ou_weakref_module = {
    .name = "_weakref",
    .doc = "Weak-reference support module.",
    .functions = functions,
    .setup = setup,
};
