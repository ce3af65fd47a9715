#include "runtime/dict_internal.h"
#include "runtime/dict_view.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/set.h"
#include "runtime/str.h"

// ---- Slots -------------------------------------------------------------------------------------

static bool repr_put_entry(OuVM *vm, OuStringWriter *writer, const OuDictEntry *entry, bool first)
{
    OU_OWNED OuValue key = ou_ref(entry->key);
    OU_OWNED OuValue value = ou_ref(entry->value);
    return (first || ou_writer_put_ascii(writer, ", ", 2)) && ou_repr_put(vm, writer, key)
        && ou_writer_put_ascii(writer, ": ", 2) && ou_repr_put(vm, writer, value);
}

static OuValue dict_repr(OuVM *vm, OuValue self)
{
    OuDict *dict = ou_dict_of(self);
    bool running;
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_text(vm, "{...}");
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = ou_writer_put(&writer, '{'), first = true;
    for (uint32_t i = 0; done && i < dict->entry_count; i++) {
        if (!ou_writer_look(&writer, i)) break;
        if (dict->entries[i].key == OU_UNBOUND) continue;
        done = repr_put_entry(vm, &writer, &dict->entries[i], first);
        first = false;
    }
    done = done && ou_writer_put(&writer, '}') && !writer.failed;
    ou_repr_leave(vm, self);
    if (done) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue dict_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    bool equal;
    if (!ou_is_dict(other) || (operator != OU_EQ && operator != OU_NE)) return OU_NOT_IMPLEMENTED;
    if (!ou_dict_equal(vm, ou_dict_of(self), ou_dict_of(other), &equal)) return OU_ERROR;
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool dict_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_dict_of(self)->used;
    return true;
}

static OuValue dict_missing(OuVM *vm, OuValue self, OuValue key)
{
    if (!ou_is_exact_dict(self)) {
        OU_OWNED OuValue method = ou_special_method(vm, self, OU_NAMED(vm, dunder_missing));
        if (method == OU_ERROR) return OU_ERROR;
        if (method != OU_UNBOUND) return ou_call(vm, method, &key, 1);
    }
    return ou_raise_value(vm, OU_TYPE_KEY_ERROR, key);
}

static OuValue dict_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OuValue value = ou_dict_get(vm, ou_dict_of(self), key);
    return value == OU_UNBOUND ? dict_missing(vm, self, key) : value;
}

static bool dict_set_item(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuDict *dict = ou_dict_of(self);
    bool found;
    if (value != OU_UNBOUND) return ou_dict_set(vm, dict, key, value);
    if (!ou_dict_delete(vm, dict, key, &found)) return false;
    if (!found) ou_raise_value(vm, OU_TYPE_KEY_ERROR, key);
    return found;
}

static bool dict_contains(OuVM *vm, OuValue self, OuValue key, bool *found)
{
    return ou_dict_has(vm, ou_dict_of(self), key, found);
}

static OuValue dict_or(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_dict(left) || !ou_is_dict(right)) return OU_NOT_IMPLEMENTED;
    OuValue result = ou_dict_copy(vm, ou_dict_of(left));
    if (result == OU_ERROR || ou_dict_update(vm, ou_dict_of(result), right)) return result;
    ou_unref(result);
    return OU_ERROR;
}

static OuValue dict_inplace_or(OuVM *vm, OuValue left, OuValue right)
{
    return ou_dict_update(vm, ou_dict_of(left), right) ? ou_ref(left) : OU_ERROR;
}

// ---- Methods -----------------------------------------------------------------------------------

OU_METHOD(dict_get, "get(self, key, default=None, /)",
          "Return the value for key if key is in the dictionary, else default.")
{
    OuValue value = ou_dict_get(vm, ou_dict_of(arguments[0]), arguments[1]);
    if (value != OU_UNBOUND) return value;
    return arguments[2] == OU_UNBOUND ? OU_NONE : ou_ref(arguments[2]);
}

OU_METHOD(dict_setdefault, "setdefault(self, key, default=None, /)",
          "Insert key with a value of default if key is not in the dictionary.\n\n"
          "Return the value for key if key is in the dictionary, else default.")
{
    OuValue value = arguments[2] == OU_UNBOUND ? OU_NONE : arguments[2];
    return ou_dict_set_default(vm, ou_dict_of(arguments[0]), arguments[1], value);
}

OU_METHOD(dict_pop, "pop(self, key, default=None, /)",
          "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
          "If the key is not found, return the default if given; otherwise,\nraise a KeyError.")
{
    OuValue value = ou_dict_pop(vm, ou_dict_of(arguments[0]), arguments[1]);
    if (value != OU_UNBOUND) return value;
    if (arguments[2] != OU_UNBOUND) return ou_ref(arguments[2]);
    return ou_raise_value(vm, OU_TYPE_KEY_ERROR, arguments[1]);
}

OU_METHOD(dict_popitem, "popitem(self, /)",
          "Remove and return a (key, value) pair as a 2-tuple.\n\n"
          "Pairs are returned in LIFO (last-in, first-out) order.\n"
          "Raises KeyError if the dict is empty.")
{
    OuValue pair[2];
    if (!ou_dict_take_last(ou_dict_of(arguments[0]), &pair[0], &pair[1])) {
        return ou_raise(vm, OU_TYPE_KEY_ERROR, "popitem(): dictionary is empty");
    }
    return ou_tuple_make_steal(vm, pair, 2);
}

OU_METHOD(dict_keys, "keys(self, /)",
          "D.keys() -> a set-like object providing a view on D's keys")
{
    return ou_dict_view_make(vm, ou_dict_of(arguments[0]), OU_KIND_DICT_KEYS);
}

OU_METHOD(dict_values, "values(self, /)",
          "D.values() -> an object providing a view on D's values")
{
    return ou_dict_view_make(vm, ou_dict_of(arguments[0]), OU_KIND_DICT_VALUES);
}

OU_METHOD(dict_items, "items(self, /)",
          "D.items() -> a set-like object providing a view on D's items")
{
    return ou_dict_view_make(vm, ou_dict_of(arguments[0]), OU_KIND_DICT_ITEMS);
}

OU_METHOD(dict_update, "update(self, /, *other, **kwargs)",
          "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\n"
          "If E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\n"
          "If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n"
          "In either case, this is followed by: for k in F:  D[k] = F[k]")
{
    OuDict *dict = ou_dict_of(arguments[0]);
    const OuTuple *other = ou_tuple_of(arguments[1]);
    if (other->length > 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "update expected at most 1 argument, got %zu",
                        other->length);
    }
    if (other->length && !ou_dict_update(vm, dict, other->items[0])) return OU_ERROR;
    return ou_dict_merge(vm, dict, ou_dict_of(arguments[2]), true) ? OU_NONE : OU_ERROR;
}

OU_METHOD(dict_clear, "clear(self, /)", "D.clear() -> None.  Remove all items from D.")
{
    ou_dict_clear(vm, ou_dict_of(arguments[0]));
    return OU_NONE;
}

OU_METHOD(dict_copy, "copy(self, /)", "D.copy() -> a shallow copy of D")
{
    return ou_dict_copy(vm, ou_dict_of(arguments[0]));
}

// Known sources spare a new dict its growing.
static bool fromkeys_prepare(OuVM *vm, OuDict *dict, OuValue iterable)
{
    size_t keys = ou_is_exact_dict(iterable) ? ou_dict_of(iterable)->used
                : ou_is_any_set(iterable) ? ou_set_of(iterable)->used : 0;
    return keys == 0 || dict->used || ou_dict_resize(vm, dict, ou_dict_slots_for(keys));
}

// The hashes that a set or a dict has are used again. Comparing keys may change either.
static bool fromkeys_of_set(OuVM *vm, OuDict *dict, const OuSet *set, OuValue value)
{
    OuValue key;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(set, &position, &key, &hash);) {
        bool stored = ou_dict_set_hashed(vm, dict, key, (int64_t)hash, value);
        ou_unref(key);
        if (!stored) return false;
    }
    return true;
}

static bool fromkeys_of_dict(OuVM *vm, OuDict *dict, const OuDict *other, OuValue value)
{
    for (uint32_t i = 0; i < other->entry_count; i++) {
        OU_OWNED OuValue key = ou_ref(other->entries[i].key);
        if (key == OU_UNBOUND) continue;
        int64_t hash = (int64_t)other->entries[i].hash;
        if (!ou_dict_set_hashed(vm, dict, key, hash, value)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

static bool fromkeys_fill(OuVM *vm, OuValue result, OuValue iterable, OuValue value)
{
    bool plain = ou_is_exact_dict(result);
    if (plain && !fromkeys_prepare(vm, ou_dict_of(result), iterable)) return false;
    uint8_t kind = ou_kind_of(iterable);
    if (plain && (kind == OU_KIND_SET || kind == OU_KIND_FROZENSET)) {
        return fromkeys_of_set(vm, ou_dict_of(result), ou_set_of(iterable), value);
    }
    if (plain && ou_is_exact_dict(iterable)) {
        return fromkeys_of_dict(vm, ou_dict_of(result), ou_dict_of(iterable), value);
    }
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (;;) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key == OU_STOP) return true;
        if (key == OU_ERROR) return false;
        bool stored = plain ? ou_dict_set(vm, ou_dict_of(result), key, value)
                            : ou_set_item(vm, result, key, value);
        if (!stored) return false;
    }
}

OU_METHOD(dict_fromkeys, "fromkeys($type, iterable, value=None, /)",
          "Create a new dictionary with keys from iterable and values set to value.")
{
    OuValue result = ou_call(vm, arguments[0], NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    OuValue value = arguments[2] == OU_UNBOUND ? OU_NONE : arguments[2];
    if (fromkeys_fill(vm, result, arguments[1], value)) return result;
    ou_unref(result);
    return OU_ERROR;
}

OU_METHOD(dict_reversed, "__reversed__(self, /)",
          "Return a reverse iterator over the dict keys.")
{
    return ou_dict_iterator_make(vm, ou_dict_of(arguments[0]), OU_KIND_DICT_REVERSE_ITERATOR);
}

OU_METHOD(dict_sizeof, "__sizeof__(self, /)",
          "D.__sizeof__() -> size of D in memory, in bytes, as CPython 3.11 would lay it out")
{
    enum { OBJECT = 48, KEYS = 32, NAMED_ENTRY = 16, ENTRY = 24 };
    const OuDict *dict = ou_dict_of(arguments[0]);
    if (!dict->entries) return ou_int_value(OBJECT);
    size_t slots = (size_t)dict->index_mask + 1;
    size_t width = slots < 0x100 ? 1 : slots < 0x10000 ? 2 : 4;
    size_t entry = dict->only_strings ? NAMED_ENTRY : ENTRY;
    return ou_int_value((int64_t)(OBJECT + KEYS + slots * width + dict->entry_capacity * entry));
}

OU_METHOD(dict_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const dict_methods[] = {
    &dict_get_native, &dict_setdefault_native, &dict_pop_native, &dict_popitem_native,
    &dict_keys_native, &dict_items_native, &dict_values_native, &dict_update_native,
    &dict_fromkeys_native, &dict_clear_native, &dict_copy_native, &dict_reversed_native,
    &dict_sizeof_native, &dict_class_getitem_native, NULL,
};

// ---- Construction ------------------------------------------------------------------------------

static const OuNativeDef dict_new_native = { "dict(other=(), /, **kwargs)", NULL, NULL };

static OuValue dict_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    if (type == vm->types[OU_TYPE_DICT]) {
        OuDict *plain = ou_dict_new(vm);
        return plain ? ou_pointer_value(plain) : OU_ERROR;
    }
    OuDict *dict = (OuDict *)ou_object_new(vm, type, sizeof *dict);
    if (!dict) return OU_ERROR;
    dict->keys_version = 0;
    ou_dict_forget_table(dict);
    return ou_pointer_value(dict);
}

static bool dict_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                            OuTuple *names)
{
    OuDict *dict = ou_dict_of(self);
    if (positional > 1) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "dict expected at most 1 argument, got %zu", positional);
        return false;
    }
    if (positional && !ou_dict_update(vm, dict, arguments[0])) return false;
    for (size_t i = 0; names && i < names->length; i++) {
        if (!ou_dict_set(vm, dict, names->items[i], arguments[positional + i])) return false;
    }
    return true;
}

const OuTypeDef ou_dict_type = {
    .name = "dict",
    .doc = "dict() -> new empty dictionary\n"
           "dict(mapping) -> new dictionary initialized from a mapping object's\n"
           "    (key, value) pairs\n"
           "dict(iterable) -> new dictionary initialized as if via:\n"
           "    d = {}\n"
           "    for k, v in iterable:\n"
           "        d[k] = v\n"
           "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
           "    in the keyword argument list.  For example:  dict(one=1, two=2)",
    .constructor = &dict_new_native,
    .kind = OU_KIND_DICT,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_MAPPING,
    .collection = OU_COLLECTION_MAPPING,
    .layout = &ou_dict_layout,
    .methods = dict_methods,
    .slots = {
        .repr = dict_repr,
        .compare = dict_compare,
        .iterate = ou_dict_iterate,
        .length = dict_length,
        .get_item = dict_get_item,
        .set_item = dict_set_item,
        .contains = dict_contains,
        .binary = { [OU_BINARY_OR] = dict_or },
        .inplace = { [OU_BINARY_OR] = dict_inplace_or },
        .construct = dict_construct,
        .initialise = dict_initialise,
    },
};
