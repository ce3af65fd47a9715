// Set algebra: which operand is walked, and when a table is copied, decides the order of the
// result, and follows CPython.
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/set.h"

static OuType *plain_type(const OuVM *vm, const OuSet *set)
{
    bool is_frozen = (set->header.kind & OU_KIND_MASK) == OU_KIND_FROZENSET;
    return vm->types[is_frozen ? OU_TYPE_FROZENSET : OU_TYPE_SET];
}

OuValue ou_set_copy(OuVM *vm, OuSet *set)
{
    return ou_set_make_of(vm, plain_type(vm, set), ou_pointer_value(set));
}

// Finishes a function whose result is `result` if all went well.
static OuValue result_if(bool done, OuValue result)
{
    if (done) return result;
    ou_unref(result);
    return OU_ERROR;
}

// ---- Intersection ------------------------------------------------------------------------------

// Keys of `walked` that `asked` has too.
static bool add_common(OuVM *vm, OuSet *result, OuSet *asked, OuSet *walked)
{
    OuValue item;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(walked, &position, &item, &hash);) {
        OU_OWNED OuValue key = item;
        bool found;
        if (!ou_set_contains_hashed(vm, asked, key, hash, &found)) return false;
        if (found && !ou_set_add_hashed(vm, result, key, hash)) return false;
        if (!ou_check_interrupt_at(vm, position)) return false;
    }
    return true;
}

static bool add_common_items(OuVM *vm, OuSet *result, OuSet *asked, OuValue iterable)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key != OU_ERROR && !ou_check_interrupt_at(vm, round)) return false;
        int64_t hash;
        bool found;
        if (key == OU_STOP) return true;
        if (key == OU_ERROR || !ou_hash(vm, key, &hash)) return false;
        if (!ou_set_contains_hashed(vm, asked, key, (uint64_t)hash, &found)) return false;
        if (found && !ou_set_add_hashed(vm, result, key, (uint64_t)hash)) return false;
    }
}

OuValue ou_set_intersection(OuVM *vm, OuSet *set, OuValue other)
{
    if (other == ou_pointer_value(set)) return ou_set_copy(vm, set);
    OuValue result = ou_set_make_of(vm, plain_type(vm, set), OU_UNBOUND);
    if (result == OU_ERROR) return OU_ERROR;
    if (!ou_is_any_set(other)) {
        return result_if(add_common_items(vm, ou_set_of(result), set, other), result);
    }
    OuSet *walked = ou_set_of(other), *asked = set;
    if (walked->used > asked->used) {
        walked = set;
        asked = ou_set_of(other);
    }
    return result_if(add_common(vm, ou_set_of(result), asked, walked), result);
}

// ---- Difference --------------------------------------------------------------------------------

static bool discard_all(OuVM *vm, OuSet *set, OuSet *other)
{
    OuValue item;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(other, &position, &item, &hash);) {
        bool found;
        bool done = ou_set_discard_hashed(vm, set, item, hash, &found)
                 && ou_check_interrupt_at(vm, position);
        ou_unref(item);
        if (!done) return false;
    }
    return true;
}

static bool discard_items(OuVM *vm, OuSet *set, OuValue iterable)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key != OU_ERROR && !ou_check_interrupt_at(vm, round)) return false;
        bool found;
        if (key == OU_STOP) return true;
        if (key == OU_ERROR || !ou_set_discard(vm, set, key, &found)) return false;
    }
}

// A much larger other set: what both have is found faster from this side.
static bool discard_set(OuVM *vm, OuSet *set, OuSet *other)
{
    if (other->used >> 3 <= set->used) return discard_all(vm, set, other);
    OuValue common = ou_set_intersection(vm, set, ou_pointer_value(other));
    if (common == OU_ERROR) return false;
    bool done = discard_all(vm, set, ou_set_of(common));
    ou_unref(common);
    return done;
}

bool ou_set_difference_update(OuVM *vm, OuSet *set, OuValue other)
{
    if (other == ou_pointer_value(set)) {
        ou_set_clear(vm, set);
        return true;
    }
    bool done = ou_is_any_set(other) ? discard_set(vm, set, ou_set_of(other))
                                     : discard_items(vm, set, other);
    return done && ou_set_shrink(vm, set);
}

// Keys of `set` that the other set or dict doesn't have.
static bool add_others(OuVM *vm, OuSet *result, OuSet *set, OuValue other)
{
    OuValue item;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(set, &position, &item, &hash);) {
        OU_OWNED OuValue key = item;
        bool found;
        bool done = ou_is_any_set(other)
            ? ou_set_contains_hashed(vm, ou_set_of(other), key, hash, &found)
            : ou_dict_has_hashed(vm, ou_dict_of(other), key, (int64_t)hash, &found);
        if (!done) return false;
        if (!found && !ou_set_add_hashed(vm, result, key, hash)) return false;
        if (!ou_check_interrupt_at(vm, position)) return false;
    }
    return true;
}

OuValue ou_set_difference(OuVM *vm, OuSet *set, OuValue other)
{
    size_t other_length = ou_is_any_set(other) ? ou_set_of(other)->used
                        : ou_is_exact_dict(other) ? ou_dict_of(other)->used : 0;
    bool sized = ou_is_any_set(other) || ou_is_exact_dict(other);
    if (!sized || set->used >> 2 > other_length) {
        OuValue copy = ou_set_copy(vm, set);
        if (copy == OU_ERROR) return OU_ERROR;
        return result_if(ou_set_difference_update(vm, ou_set_of(copy), other), copy);
    }
    OuValue result = ou_set_make_of(vm, plain_type(vm, set), OU_UNBOUND);
    if (result == OU_ERROR) return OU_ERROR;
    return result_if(add_others(vm, ou_set_of(result), set, other), result);
}

// ---- Symmetric difference -----------------------------------------------------------------------

static bool toggle(OuVM *vm, OuSet *set, OuValue key, uint64_t hash)
{
    bool found;
    if (!ou_set_discard_hashed(vm, set, key, hash, &found)) return false;
    return found || ou_set_add_hashed(vm, set, key, hash);
}

bool ou_set_symmetric_difference_update(OuVM *vm, OuSet *set, OuValue other)
{
    if (other == ou_pointer_value(set)) {
        ou_set_clear(vm, set);
        return true;
    }
    // An iterable may give a key twice: it counts once.
    OU_OWNED OuValue once = ou_is_any_set(other) ? ou_ref(other)
        : ou_set_make_of(vm, plain_type(vm, set), other);
    if (once == OU_ERROR) return false;
    OuValue item;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(ou_set_of(once), &position, &item, &hash);) {
        bool done = toggle(vm, set, item, hash) && ou_check_interrupt_at(vm, position);
        ou_unref(item);
        if (!done) return false;
    }
    return true;
}

// ---- Questions ---------------------------------------------------------------------------------

bool ou_set_is_subset(OuVM *vm, OuSet *set, OuSet *other, bool *answer)
{
    OuValue item;
    uint64_t hash;
    *answer = set->used <= other->used;
    for (size_t position = 0; *answer && ou_set_walk_hashed(set, &position, &item, &hash);) {
        bool done = ou_set_contains_hashed(vm, other, item, hash, answer)
                 && ou_check_interrupt_at(vm, position);
        ou_unref(item);
        if (!done) return false;
    }
    return true;
}

static bool has_item_of(OuVM *vm, OuSet *set, OuValue iterable, bool *answer)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    *answer = false;
    for (size_t round = 0; !*answer; round++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key != OU_ERROR && !ou_check_interrupt_at(vm, round)) return false;
        if (key == OU_STOP) return true;
        if (key == OU_ERROR || !ou_set_contains(vm, set, key, answer)) return false;
    }
    return true;
}

bool ou_set_is_disjoint(OuVM *vm, OuSet *set, OuValue other, bool *answer)
{
    bool found = false, done = true;
    if (ou_is_exact_any_set(other)) {
        OuSet *walked = ou_set_of(other), *asked = set;
        if (walked->used > asked->used) {
            walked = set;
            asked = ou_set_of(other);
        }
        OuValue item;
        uint64_t hash;
        for (size_t at = 0; done && !found && ou_set_walk_hashed(walked, &at, &item, &hash);) {
            done = ou_set_contains_hashed(vm, asked, item, hash, &found)
                && ou_check_interrupt_at(vm, at);
            ou_unref(item);
        }
    } else {
        done = has_item_of(vm, set, other, &found);
    }
    *answer = !found;
    return done;
}
