// Copying, merging and comparing dicts.
#include "runtime/dict.h"
#include "runtime/dict_view.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

OuValue ou_dict_copy(OuVM *vm, OuDict *dict)
{
    OuDict *copy = ou_dict_new(vm);
    if (!copy) return OU_ERROR;
    // A table with many deleted entries is not worth keeping.
    bool is_dense = dict->used >= dict->entry_count * (uint64_t)2 / 3;
    bool done = dict->used == 0 ? true
        : is_dense ? ou_dict_clone(vm, copy, dict) : ou_dict_merge(vm, copy, dict, true);
    if (done) return ou_pointer_value(copy);
    ou_object_unref(&copy->header);
    return OU_ERROR;
}

// An empty dict takes the other's table as it is, unless that is much too large or full of holes.
static bool is_worth_cloning(const OuDict *other)
{
    size_t slots = (size_t)other->index_mask + 1;
    return other->used == other->entry_count && (slots == 8 || slots / 2 * 2 / 3 < other->used);
}

static bool merge_entry(OuVM *vm, OuDict *dict, const OuDictEntry *entry, bool override)
{
    OU_OWNED OuValue key = ou_ref(entry->key);
    OU_OWNED OuValue value = ou_ref(entry->value);
    int64_t hash = (int64_t)entry->hash;
    if (!override) {
        bool found;
        if (!ou_dict_has_hashed(vm, dict, key, hash, &found)) return false;
        if (found) return true;
    }
    return ou_dict_set_hashed(vm, dict, key, hash, value);
}

bool ou_dict_merge(OuVM *vm, OuDict *dict, OuDict *other, bool override)
{
    if (dict == other || other->used == 0) return true;
    if (dict->used == 0) {
        override = true;
        if (is_worth_cloning(other)) {
            ou_dict_clear(vm, dict);
            return ou_dict_clone(vm, dict, other);
        }
    }
    size_t slots = dict->entries ? (size_t)dict->index_mask + 1 : 0;
    if (slots * 2 / 3 < other->used
        && !ou_dict_resize(vm, dict, ou_dict_slots_for((size_t)dict->used + other->used))) {
        return false;
    }
    uint32_t count = other->entry_count;
    for (uint32_t i = 0; i < count; i++) {
        if (other->entries[i].key == OU_UNBOUND) continue;
        if (!merge_entry(vm, dict, &other->entries[i], override)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
        if (other->entry_count != count) {
            ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "dict mutated during update");
            return false;
        }
    }
    return true;
}

// From a mapping, by the method that gives its keys.
static bool update_from_mapping(OuVM *vm, OuDict *dict, OuValue mapping, OuValue keys_method)
{
    OU_OWNED OuValue keys = ou_call(vm, keys_method, NULL, 0);
    if (keys == OU_ERROR) return false;
    OU_OWNED OuValue iterator = ou_iterate(vm, keys);
    if (iterator == OU_ERROR) return false;
    for (size_t number = 0;; number++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key == OU_STOP) return true;
        if (key == OU_ERROR || !ou_check_interrupt_at(vm, number)) return false;
        OuValue value = ou_get_item(vm, mapping, key);
        if (value == OU_ERROR || !ou_dict_set_steal(vm, dict, key, value)) return false;
    }
}

static bool update_from_pair(OuVM *vm, OuDict *dict, OuValue pair, size_t number)
{
    OU_OWNED OuValue sequence = ou_list_fast_sequence(vm, pair, NULL);
    if (sequence == OU_ERROR) {
        if (ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
            ou_error_clear(vm);
            ou_raise(vm, OU_TYPE_TYPE_ERROR,
                     "cannot convert dictionary update sequence element #%zu to a sequence",
                     number);
        }
        return false;
    }
    size_t length;
    const OuValue *items = ou_items_of(sequence, &length);
    if (length != 2) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "dictionary update sequence element #%zu has length %zu; "
                 "2 is required", number, length);
        return false;
    }
    OU_OWNED OuValue key = ou_ref(items[0]);
    return ou_dict_set_steal(vm, dict, key, ou_ref(items[1]));
}

static bool update_from_pairs(OuVM *vm, OuDict *dict, OuValue pairs)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, pairs);
    if (iterator == OU_ERROR) return false;
    for (size_t number = 0;; number++) {
        OU_OWNED OuValue pair = ou_next(vm, iterator);
        if (pair == OU_STOP) return true;
        if (pair == OU_ERROR || !update_from_pair(vm, dict, pair, number)) return false;
        if (!ou_check_interrupt_at(vm, number)) return false;
    }
}

bool ou_dict_update(OuVM *vm, OuDict *dict, OuValue other)
{
    if (ou_is_dict(other)
        && (ou_is_exact_dict(other) || ou_type_of(vm, other)->slots.iterate == ou_dict_iterate)) {
        return ou_dict_merge(vm, dict, ou_dict_of(other), true);
    }
    OU_OWNED OuValue keys = ou_get_attribute_or_unbound(vm, other, OU_NAMED(vm, keys));
    if (keys == OU_ERROR) return false;
    if (keys == OU_UNBOUND) return update_from_pairs(vm, dict, other);
    return update_from_mapping(vm, dict, other, keys);
}

// One entry of `a` against b: its value there must be equal.
static bool entry_equal(OuVM *vm, const OuDictEntry *entry, OuDict *b, bool *equal)
{
    OU_OWNED OuValue key = ou_ref(entry->key);
    OU_OWNED OuValue value = ou_ref(entry->value);
    OU_OWNED OuValue other = ou_dict_get_hashed(vm, b, key, (int64_t)entry->hash);
    *equal = false;
    if (other == OU_ERROR) return false;
    return other == OU_UNBOUND || ou_equal(vm, value, other, equal);
}

bool ou_dict_equal(OuVM *vm, OuDict *a, OuDict *b, bool *equal)
{
    *equal = a->used == b->used;
    for (uint32_t i = 0; *equal && i < a->entry_count; i++) {
        if (a->entries[i].key == OU_UNBOUND) continue;
        if (!entry_equal(vm, &a->entries[i], b, equal)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}
