// The table of set and frozenset.
//
// The order in which a set gives its keys is CPython's: the same probing (a key's home slot, up to
// nine neighbours behind it, then a jump that mixes in more bits of the hash), the same growth (to
// more than four times the keys, twice from 50,000 on, when three fifths are filled), deleted slots
// kept until the table is rebuilt.
#include "runtime/set.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum { SET_SMALLEST = 8, NEIGHBOURS = 9, SHIFT = 5, MANY = 50000 };

#define EMPTY   OU_UNBOUND
#define DELETED OU_STOP          // no key is ever this

void ou_set_initialise(OuSet *set)
{
    set->used = set->filled = set->finger = 0;
    set->mask = SET_SMALLEST - 1;
    set->entries = NULL;
    set->hash = 0;
    set->has_hash = false;
}

static void entries_free(OuHeap *heap, OuSetEntry *entries, size_t capacity)
{
    if (entries) ou_heap_buffer_free(heap, entries, capacity * sizeof *entries);
}

// NULL: an exception is set.
static OuSetEntry *entries_new(OuVM *vm, size_t capacity)
{
    size_t size;
    OuSetEntry *entries = ou_size_multiply_add(capacity, sizeof *entries, 0, &size)
        ? ou_heap_buffer_alloc(&vm->heap, size) : NULL;
    if (!entries) return ou_raise_memory_error(vm), NULL;
    for (size_t i = 0, end; i < capacity;) {
        end = ou_rounds_end(i, capacity);
        for (; i < end; i++) entries[i] = (OuSetEntry){ EMPTY, 0 };
        if (i == capacity || ou_check_interrupt(vm)) continue;
        entries_free(&vm->heap, entries, capacity);
        return NULL;
    }
    return entries;
}

// ---- Probing -----------------------------------------------------------------------------------

typedef struct Probe { size_t home, slot, last, perturb; } Probe;

static inline void probe_settle(Probe *probe, size_t home, size_t mask)
{
    probe->home = probe->slot = home;
    probe->last = home + NEIGHBOURS <= mask ? home + NEIGHBOURS : home;
}

static inline Probe probe_start(uint64_t hash, size_t mask)
{
    Probe probe = { .perturb = hash };
    probe_settle(&probe, hash & mask, mask);
    return probe;
}

static inline void probe_next(Probe *probe, size_t mask)
{
    if (probe->slot < probe->last) {
        probe->slot++;
        return;
    }
    probe->perturb >>= SHIFT;
    probe_settle(probe, (probe->home * 5 + 1 + probe->perturb) & mask, mask);
}

typedef enum Match { MATCH_NO, MATCH_YES, MATCH_CHANGED, MATCH_ERROR } Match;

static Match match_by_asking(OuVM *vm, const OuSet *set, size_t slot, OuValue key)
{
    const OuSetEntry *entries = set->entries;
    size_t mask = set->mask;
    OuValue present = ou_ref(entries[slot].key);
    bool equal;
    bool answered = ou_equal(vm, present, key, &equal);
    bool unchanged = set->entries == entries && set->mask == mask && entries[slot].key == present;
    ou_unref(present);
    if (!answered) return MATCH_ERROR;
    return !unchanged ? MATCH_CHANGED : equal ? MATCH_YES : MATCH_NO;
}

static inline Match match_entry(OuVM *vm, const OuSet *set, size_t slot, OuValue key, uint64_t hash)
{
    const OuSetEntry *entry = &set->entries[slot];
    if (entry->key == key) return MATCH_YES;
    if (entry->hash != hash || entry->key == DELETED) return MATCH_NO;
    if (ou_is_int_pair(entry->key, key)) return MATCH_NO;
    if (ou_is_exact_str(entry->key) && ou_is_exact_str(key)) {
        return ou_str_equal(ou_str_of(entry->key), ou_str_of(key)) ? MATCH_YES : MATCH_NO;
    }
    return match_by_asking(vm, set, slot, key);
}

// *slot is that of the key, or the empty one where it belongs (SIZE_MAX without a table).
static bool set_find(OuVM *vm, const OuSet *set, OuValue key, uint64_t hash, size_t *slot,
                     bool *found)
{
    *slot = SIZE_MAX;
    *found = false;
    if (!set->entries) return true;
    Probe probe = probe_start(hash, set->mask);
    while (set->entries[probe.slot].key != EMPTY) {
        Match match = match_entry(vm, set, probe.slot, key, hash);
        if (match == MATCH_ERROR) return false;
        if (match == MATCH_YES) {
            *slot = probe.slot;
            *found = true;
            return true;
        }
        if (match == MATCH_NO) {
            probe_next(&probe, set->mask);
        } else if (set->entries) {
            probe = probe_start(hash, set->mask);
        } else {
            return true;
        }
    }
    *slot = probe.slot;
    return true;
}

// For a key that is known not to be there.
static void insert_clean(OuSetEntry *entries, size_t mask, OuValue key, uint64_t hash)
{
    Probe probe = probe_start(hash, mask);
    while (entries[probe.slot].key != EMPTY) probe_next(&probe, mask);
    entries[probe.slot] = (OuSetEntry){ key, hash };
}

// ---- Size --------------------------------------------------------------------------------------

static bool set_resize(OuVM *vm, OuSet *set, size_t minimum)
{
    size_t capacity = SET_SMALLEST;
    while (capacity <= minimum) capacity <<= 1;
    OuSetEntry *old = set->entries, *entries = entries_new(vm, capacity);
    if (!entries) return false;
    size_t old_capacity = set->mask + 1;
    for (size_t i = 0; old && i < old_capacity; i++) {
        if (!ou_check_interrupt_at(vm, i)) {
            entries_free(&vm->heap, entries, capacity);
            return false;
        }
        if (old[i].key == EMPTY || old[i].key == DELETED) continue;
        insert_clean(entries, capacity - 1, old[i].key, old[i].hash);
    }
    set->entries = entries;
    set->mask = capacity - 1;
    set->filled = set->used;
    entries_free(&vm->heap, old, old_capacity);
    return true;
}

static bool set_grow(OuVM *vm, OuSet *set)
{
    return set_resize(vm, set, set->used > MANY ? set->used * 2 : set->used * 4);
}

bool ou_set_shrink(OuVM *vm, OuSet *set)
{
    return set->filled - set->used <= set->mask / 4 || set_grow(vm, set);
}

// ---- Keys --------------------------------------------------------------------------------------

// A new key takes the last deleted slot on its way to the empty one. Returns which that is.
static size_t last_deleted(const OuSet *set, uint64_t hash, size_t empty)
{
    size_t last = empty;
    Probe probe = probe_start(hash, set->mask);
    for (; probe.slot != empty; probe_next(&probe, set->mask)) {
        if (set->entries[probe.slot].key == DELETED) last = probe.slot;
    }
    return last;
}

bool ou_set_add_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash)
{
    size_t slot;
    bool found;
    if (!set_find(vm, set, key, hash, &slot, &found)) return false;
    if (found) return true;
    if (!set->entries) {
        set->entries = entries_new(vm, set->mask + 1);
        if (!set->entries) return false;
        slot = hash & set->mask;
    }
    if (set->filled > set->used) slot = last_deleted(set, hash, slot);
    bool was_empty = set->entries[slot].key == EMPTY;
    set->entries[slot] = (OuSetEntry){ ou_ref(key), hash };
    set->filled += was_empty;
    set->used++;
    return !was_empty || set->filled * 5 < set->mask * 3 || set_grow(vm, set);
}

bool ou_set_contains_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash, bool *found)
{
    size_t slot;
    return set_find(vm, set, key, hash, &slot, found);
}

bool ou_set_discard_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash, bool *found)
{
    size_t slot;
    if (!set_find(vm, set, key, hash, &slot, found)) return false;
    if (!*found) return true;
    OuValue present = set->entries[slot].key;
    set->entries[slot] = (OuSetEntry){ DELETED, UINT64_MAX };
    set->used--;
    ou_unref(present);
    return true;
}

bool ou_set_add(OuVM *vm, OuSet *set, OuValue key)
{
    int64_t hash;
    return ou_hash(vm, key, &hash) && ou_set_add_hashed(vm, set, key, (uint64_t)hash);
}

bool ou_set_discard(OuVM *vm, OuSet *set, OuValue key, bool *found)
{
    int64_t hash;
    return ou_hash(vm, key, &hash) && ou_set_discard_hashed(vm, set, key, (uint64_t)hash, found);
}

bool ou_set_contains(OuVM *vm, OuSet *set, OuValue key, bool *found)
{
    int64_t hash;
    return ou_hash(vm, key, &hash) && ou_set_contains_hashed(vm, set, key, (uint64_t)hash, found);
}

OuValue ou_set_take(OuSet *set)
{
    if (!set->used) return OU_UNBOUND;
    size_t slot = set->finger & set->mask;
    for (size_t seen = 0; seen <= set->mask; seen++, slot = (slot + 1) & set->mask) {
        OuSetEntry *entry = &set->entries[slot];
        if (entry->key == EMPTY || entry->key == DELETED) continue;
        OuValue key = entry->key;
        *entry = (OuSetEntry){ DELETED, UINT64_MAX };
        set->used--;
        set->finger = slot + 1;
        return key;
    }
    return OU_UNBOUND;
}

// Where pop() looks next stays, as in CPython.
void ou_set_clear(OuVM *vm, OuSet *set)
{
    OuSetEntry *entries = set->entries;
    size_t capacity = set->mask + 1;
    if (!entries) return;
    OuSet *heir = ou_heap_new_heir(&vm->heap, OU_KIND_SET, sizeof *heir, capacity);
    if (heir) {
        ou_set_initialise(heir);
        ou_set_swap(heir, set);
        ou_object_unref(&heir->header);
        return;
    }
    size_t finger = set->finger;
    ou_set_initialise(set);
    set->finger = finger;
    for (size_t i = 0; i < capacity; i++) ou_unref(entries[i].key);
    entries_free(&vm->heap, entries, capacity);
}

void ou_set_swap(OuSet *a, OuSet *b)
{
    OuSet copy = *a;
    a->used = b->used;
    a->filled = b->filled;
    a->mask = b->mask;
    a->entries = b->entries;
    a->has_hash = b->has_hash = false;
    b->used = copy.used;
    b->filled = copy.filled;
    b->mask = copy.mask;
    b->entries = copy.entries;
}

// ---- Many keys at once --------------------------------------------------------------------------

// Keys of the other set go to slots of a table that has none: no comparison is needed.
static bool merge_into_empty(OuVM *vm, OuSet *set, const OuSet *other)
{
    if (!set->entries) {
        set->entries = entries_new(vm, set->mask + 1);
        if (!set->entries) return false;
    }
    bool same_table = set->mask == other->mask && other->filled == other->used;
    size_t used = 0;
    for (size_t i = 0; i <= other->mask; i++) {
        OuSetEntry entry = other->entries[i];
        if (!ou_check_interrupt_at(vm, i)) {
            set->filled = set->used = used;
            return false;
        }
        if (entry.key == EMPTY || entry.key == DELETED) continue;
        ou_ref(entry.key);
        used++;
        if (same_table) set->entries[i] = entry;
        else insert_clean(set->entries, set->mask, entry.key, entry.hash);
    }
    set->filled = set->used = used;
    return true;
}

bool ou_set_merge(OuVM *vm, OuSet *set, OuSet *other)
{
    if (set == other || other->used == 0) return true;
    if ((set->filled + other->used) * 5 >= set->mask * 3
        && !set_resize(vm, set, (set->used + other->used) * 2)) {
        return false;
    }
    if (set->filled == 0) return merge_into_empty(vm, set, other);
    OuValue key;
    uint64_t hash;
    for (size_t position = 0; ou_set_walk_hashed(other, &position, &key, &hash);) {
        bool added = ou_set_add_hashed(vm, set, key, hash) && ou_check_interrupt_at(vm, position);
        ou_unref(key);
        if (!added) return false;
    }
    return true;
}

static bool update_from_dict(OuVM *vm, OuSet *set, const OuDict *dict)
{
    if ((set->filled + dict->used) * 5 >= set->mask * 3
        && !set_resize(vm, set, (set->used + dict->used) * 2)) {
        return false;
    }
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        OU_OWNED OuValue key = ou_ref(dict->entries[i].key);
        if (key == OU_UNBOUND) continue;
        if (!ou_set_add_hashed(vm, set, key, dict->entries[i].hash)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

bool ou_set_update(OuVM *vm, OuSet *set, OuValue iterable)
{
    if (ou_is_any_set(iterable)) return ou_set_merge(vm, set, ou_set_of(iterable));
    if (ou_is_exact_dict(iterable)) return update_from_dict(vm, set, ou_dict_of(iterable));
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key == OU_STOP) return true;
        if (key == OU_ERROR || !ou_set_add(vm, set, key)) return false;
        if (!ou_check_interrupt_at(vm, round)) return false;
    }
}

// ---- Making and walking -------------------------------------------------------------------------

OuValue ou_set_make(OuVM *vm, OuTypeId type)
{
    return ou_set_make_of(vm, vm->types[type], OU_UNBOUND);
}

OuValue ou_set_make_of(OuVM *vm, OuType *type, OuValue iterable)
{
    OuSet *set = (OuSet *)ou_object_new(vm, type, sizeof *set);
    if (!set) return OU_ERROR;
    ou_set_initialise(set);
    if (iterable == OU_UNBOUND || ou_set_update(vm, set, iterable)) return ou_pointer_value(set);
    ou_object_unref(&set->header);
    return OU_ERROR;
}

static const OuSetEntry *set_step(const OuSet *set, size_t *position)
{
    while (set->entries && *position <= set->mask) {
        const OuSetEntry *entry = &set->entries[(*position)++];
        if (entry->key != EMPTY && entry->key != DELETED) return entry;
    }
    return NULL;
}

// The first slot from this one on that refers to an object.
static size_t next_reference(const OuSet *set, size_t slot, size_t end)
{
    const OuSetEntry *entries = set->entries;
    if (!entries || end > set->mask + 1) end = entries ? set->mask + 1 : 0;
    while (slot < end && !ou_is_pointer(entries[slot].key)) slot++;
    return slot < end ? slot : SIZE_MAX;
}

bool ou_set_walk(const OuSet *set, size_t *position, OuValue *key)
{
    const OuSetEntry *entry = set_step(set, position);
    if (entry) *key = entry->key;
    return entry;
}

bool ou_set_walk_hashed(const OuSet *set, size_t *position, OuValue *key, uint64_t *hash)
{
    const OuSetEntry *entry = set_step(set, position);
    if (!entry) return false;
    *key = ou_ref(entry->key);
    *hash = entry->hash;
    return true;
}

// ---- What the collector asks --------------------------------------------------------------------

static void set_visit(OuObject *self, OuVisitor *visitor)
{
    OuSet *set = (OuSet *)self;
    size_t capacity = set->entries ? set->mask + 1 : 0;
    if (visitor->mode == OU_VISIT_DROP) {
        for (size_t i = 0; i < capacity; i++) ou_unref(set->entries[i].key);
        ou_visit_tail(self, visitor);
        return;
    }
    OuVisitRange range = ou_visit_range(visitor, capacity);
    // Who clears it may run a script, which may change it.
    for (size_t i = range.from; (i = next_reference(set, i, range.end)) != SIZE_MAX; i++) {
        ou_visit_value(visitor, &set->entries[i].key);
        if (ou_visit_stops(visitor, i)) return;
    }
    ou_visit_tail(self, visitor);
}

static void set_release(OuHeap *heap, OuObject *self)
{
    OuSet *set = (OuSet *)self;
    entries_free(heap, set->entries, set->mask + 1);
}

static size_t set_extra_size(const OuObject *self)
{
    const OuSet *set = (const OuSet *)self;
    return set->entries ? (set->mask + 1) * sizeof *set->entries : 0;
}

const OuLayout ou_set_layout = {
    .name = "set", .visit = set_visit, .release = set_release, .extra_size = set_extra_size,
    .is_quiet = true, .length_at = offsetof(OuSet, mask),
};
const OuLayout ou_frozenset_layout = {
    .name = "frozenset", .visit = set_visit, .release = set_release, .extra_size = set_extra_size,
    .is_quiet = true, .length_at = offsetof(OuSet, mask),
};
