#include "runtime/mapping_proxy.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static inline OuValue mapping_of(OuValue proxy)
{
    return ((OuMappingProxy *)ou_pointer_of(proxy))->mapping;
}

static bool is_proxy(OuValue value)
{
    return ou_base_kind_of(value) == OU_KIND_MAPPING_PROXY;
}

OuValue ou_mapping_proxy_make(OuVM *vm, OuValue mapping)
{
    OuMappingProxy *proxy =
        (OuMappingProxy *)ou_heap_new(&vm->heap, OU_KIND_MAPPING_PROXY, sizeof *proxy);
    if (!proxy) return ou_raise_memory_error(vm);
    proxy->mapping = ou_ref(mapping);
    return ou_pointer_value(proxy);
}

// ---- Slots: the mapping answers -----------------------------------------------------------------

static OuValue proxy_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "mappingproxy(%R)", mapping_of(self));
}

static OuValue proxy_str(OuVM *vm, OuValue self) { return ou_str(vm, mapping_of(self)); }

static OuValue proxy_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    return ou_compare(vm, mapping_of(self), other, operator);
}

static OuValue proxy_iterate(OuVM *vm, OuValue self) { return ou_iterate(vm, mapping_of(self)); }

static bool proxy_length(OuVM *vm, OuValue self, size_t *length)
{
    return ou_length(vm, mapping_of(self), length);
}

static OuValue proxy_get_item(OuVM *vm, OuValue self, OuValue key)
{
    return ou_get_item(vm, mapping_of(self), key);
}

static bool proxy_contains(OuVM *vm, OuValue self, OuValue key, bool *found)
{
    return ou_contains(vm, mapping_of(self), key, found);
}

static OuValue proxy_or(OuVM *vm, OuValue left, OuValue right)
{
    return ou_binary(vm, OU_BINARY_OR, is_proxy(left) ? mapping_of(left) : left,
                     is_proxy(right) ? mapping_of(right) : right);
}

static OuValue proxy_inplace_or(OuVM *vm, OuValue left, OuValue right)
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'|=' is not supported by %T; use '|' instead", left);
}

// ---- Methods -----------------------------------------------------------------------------------

OU_METHOD(proxy_get, "get(self, key, default=None, /)",
          "Return the value for key if key is in the mapping, else default.")
{
    OuValue given[2] = { arguments[1], arguments[2] == OU_UNBOUND ? OU_NONE : arguments[2] };
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, get), given, 2);
}

OU_METHOD(proxy_keys, "keys(self, /)", "D.keys() -> a set-like object providing a view on D's keys")
{
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, keys), NULL, 0);
}

OU_METHOD(proxy_values, "values(self, /)",
          "D.values() -> an object providing a view on D's values")
{
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, values), NULL, 0);
}

OU_METHOD(proxy_items, "items(self, /)",
          "D.items() -> a set-like object providing a view on D's items")
{
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, items), NULL, 0);
}

OU_METHOD(proxy_copy, "copy(self, /)", "D.copy() -> a shallow copy of D")
{
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, copy), NULL, 0);
}

OU_METHOD(proxy_reversed, "__reversed__(self, /)", "D.__reversed__() -> reverse iterator")
{
    return ou_call_method(vm, mapping_of(arguments[0]), OU_NAMED(vm, dunder_reversed), NULL, 0);
}

OU_METHOD(proxy_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const proxy_methods[] = {
    &proxy_get_native, &proxy_keys_native, &proxy_values_native, &proxy_items_native,
    &proxy_copy_native, &proxy_reversed_native, &proxy_class_getitem_native, NULL,
};

// ---- The type ----------------------------------------------------------------------------------

static const OuNativeDef proxy_new_native = { "mappingproxy(mapping)", NULL, NULL };

static OuValue proxy_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &proxy_new_native, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    OU_OWNED OuValue mapping = ou_ref(bound.values[0]);
    ou_native_unbind(&bound);
    uint8_t kind = ou_base_kind_of(mapping);
    if (!ou_type_of(vm, mapping)->slots.get_item || kind == OU_KIND_LIST || kind == OU_KIND_TUPLE) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "mappingproxy() argument must be a mapping, not %T",
                        mapping);
    }
    return ou_mapping_proxy_make(vm, mapping);
}

static void proxy_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuMappingProxy *)self)->mapping);
}

static const OuLayout proxy_layout = { .name = "mappingproxy", .visit = proxy_visit };

const OuTypeDef ou_mapping_proxy_type = {
    .name = "mappingproxy",
    .doc = "Read-only proxy of a mapping.",
    .constructor = &proxy_new_native,
    .kind = OU_KIND_MAPPING_PROXY,
    .flags = OU_TYPE_MAPPING,
    .collection = OU_COLLECTION_MAPPING,
    .layout = &proxy_layout,
    .methods = proxy_methods,
    .slots = {
        .repr = proxy_repr,
        .str = proxy_str,
        .compare = proxy_compare,
        .iterate = proxy_iterate,
        .length = proxy_length,
        .get_item = proxy_get_item,
        .contains = proxy_contains,
        .binary = { [OU_BINARY_OR] = proxy_or },
        .inplace = { [OU_BINARY_OR] = proxy_inplace_or },
        .construct = proxy_construct,
    },
};
