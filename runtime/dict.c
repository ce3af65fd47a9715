#include "runtime/dict.h"

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/tracking.h"

enum {
    DICT_SCANNED = 5,        // tables of this capacity have no index
    DICT_SMALLEST = 8,       // slots
};

// ---- The index ---------------------------------------------------------------------------------
//
// Linear probing. A deleted key's slot is closed up by moving later ones back, so there are no
// marks for deleted slots and the index never fills up. Slots hold positions in `entries`; all bits
// set means empty.

static inline size_t capacity_of_slots(size_t slots)
{
    return slots * 2 / 3;
}

static inline size_t index_width(size_t slots)
{
    return slots <= 0x100 ? 1 : slots <= 0x10000 ? 2 : 4;
}

static inline size_t buffer_size(size_t capacity, size_t slots)
{
    size_t index = capacity > DICT_SCANNED ? slots * index_width(slots) : 0;
    return capacity * sizeof(OuDictEntry) + index;
}

static inline size_t dict_slots(const OuDict *dict)
{
    return dict->entries ? (size_t)dict->index_mask + 1 : 0;
}

static inline uint32_t index_get(const OuDict *dict, uint32_t slot)      // UINT32_MAX: empty
{
    if (dict->index_mask <= 0xFF) {
        uint8_t position = ((const uint8_t *)dict->index)[slot];
        return position == UINT8_MAX ? UINT32_MAX : position;
    }
    if (dict->index_mask <= 0xFFFF) {
        uint16_t position = ((const uint16_t *)dict->index)[slot];
        return position == UINT16_MAX ? UINT32_MAX : position;
    }
    return ((const uint32_t *)dict->index)[slot];
}

static inline void index_set(OuDict *dict, uint32_t slot, uint32_t position)
{
    if (dict->index_mask <= 0xFF)        ((uint8_t *)dict->index)[slot] = (uint8_t)position;
    else if (dict->index_mask <= 0xFFFF) ((uint16_t *)dict->index)[slot] = (uint16_t)position;
    else                                 ((uint32_t *)dict->index)[slot] = position;
}

// Strings bring a keyed hash. The hashes of other keys can be chosen by whoever chooses the keys,
// so they go through multiply-shift hashing (Dietzfelbinger et al. 1997) with a secret odd factor.
static inline uint32_t home_slot(const OuDict *dict, uint64_t hash)
{
    if (OU_LIKELY(dict->only_strings)) return (uint32_t)hash & dict->index_mask;
    const OuVM *vm = ou_vm_of(ou_heap_of(&dict->header));
    uint64_t factor = (vm->hash_seed[1] ^ 0x9E3779B97F4A7C15u) | 1;
    return (uint32_t)((hash * factor) >> (32 + __builtin_clz(dict->index_mask)));
}

static void index_insert(OuDict *dict, uint64_t hash, uint32_t position)
{
    if (!dict->index) return;
    uint32_t slot = home_slot(dict, hash);
    while (index_get(dict, slot) != UINT32_MAX) slot = (slot + 1) & dict->index_mask;
    index_set(dict, slot, position);
}

static void index_remove(OuDict *dict, uint32_t position)
{
    if (!dict->index) return;
    uint32_t mask = dict->index_mask;
    uint32_t hole = home_slot(dict, dict->entries[position].hash);
    while (index_get(dict, hole) != position) hole = (hole + 1) & mask;
    for (uint32_t slot = (hole + 1) & mask;; slot = (slot + 1) & mask) {
        uint32_t other = index_get(dict, slot);
        if (other == UINT32_MAX) break;
        uint32_t home = home_slot(dict, dict->entries[other].hash);
        if (((slot - home) & mask) < ((slot - hole) & mask)) continue;   // it is at home
        index_set(dict, hole, other);
        hole = slot;
    }
    index_set(dict, hole, UINT32_MAX);
}

static void index_fill(OuDict *dict)
{
    if (!dict->index) return;
    size_t slots = dict_slots(dict);
    memset(dict->index, 0xFF, slots * index_width(slots));
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (dict->entries[i].key != OU_UNBOUND) index_insert(dict, dict->entries[i].hash, i);
    }
}

// ---- The table ---------------------------------------------------------------------------------

static inline void keys_changed(OuDict *dict)
{
    if (dict->keys_version != UINT32_MAX) dict->keys_version++;
}

static void table_free(OuHeap *heap, OuDictEntry *entries, size_t capacity, size_t slots)
{
    if (entries) ou_heap_buffer_free(heap, entries, buffer_size(capacity, slots));
}

// The entries without the deleted ones, in a new table.
static bool table_rebuild(OuVM *vm, OuDict *dict, size_t slots)
{
    size_t capacity = capacity_of_slots(slots);
    OuDictEntry *entries = slots > UINT32_MAX ? NULL
        : ou_heap_buffer_alloc(&vm->heap, buffer_size(capacity, slots));
    if (!entries) return ou_raise_memory_error(vm), false;
    uint32_t count = 0;
    if (dict->used == dict->entry_count) {
        count = dict->used;
        if (count) memcpy(entries, dict->entries, count * sizeof *entries);
    } else {
        for (uint32_t i = 0; i < dict->entry_count; i++) {
            if (dict->entries[i].key != OU_UNBOUND) entries[count++] = dict->entries[i];
        }
    }
    table_free(&vm->heap, dict->entries, dict->entry_capacity, dict_slots(dict));
    dict->entries = entries;
    dict->entry_count = count;
    dict->entry_capacity = (uint32_t)capacity;
    dict->index_mask = (uint32_t)(slots - 1);
    dict->index = capacity > DICT_SCANNED ? (void *)(entries + capacity) : NULL;
    index_fill(dict);
    keys_changed(dict);
    return true;
}

// CPython's rounding, oddity included: 16 becomes 32.
static size_t round_slots(size_t minimum)
{
    size_t top = ((minimum | DICT_SMALLEST) - 1) | (DICT_SMALLEST - 1);
    return (size_t)1 << (64 - __builtin_clzll(top));
}

size_t ou_dict_slots_for(size_t keys)
{
    return round_slots((keys * 3 + 1) / 2);
}

bool ou_dict_resize(OuVM *vm, OuDict *dict, size_t slots)
{
    return table_rebuild(vm, dict, slots);
}

// CPython makes a new table for the first key that isn't a str, too.
static bool table_grow(OuVM *vm, OuDict *dict, bool only_strings)
{
    bool before = dict->only_strings;
    dict->only_strings = only_strings;
    if (table_rebuild(vm, dict, round_slots((size_t)dict->used * 3))) return true;
    dict->only_strings = before;
    return false;
}

static void table_forget(OuDict *dict)
{
    dict->used = dict->entry_count = dict->entry_capacity = 0;
    dict->entries = NULL;
    dict->index = NULL;
    dict->index_mask = 0;
    dict->only_strings = true;
}

OuDict *ou_dict_new(OuVM *vm)
{
    OuDict *dict = (OuDict *)ou_heap_new_untracked(&vm->heap, OU_KIND_DICT, sizeof *dict);
    if (!dict) return ou_raise_memory_error(vm), NULL;
    dict->keys_version = 0;
    table_forget(dict);
    return dict;
}

OuDict *ou_dict_new_sized(OuVM *vm, size_t expected)
{
    enum { LARGEST = 128 * 1024 };
    OuDict *dict = ou_dict_new(vm);
    if (!dict || expected <= DICT_SCANNED) return dict;
    size_t slots = ou_dict_slots_for(expected);
    if (table_rebuild(vm, dict, slots > LARGEST ? LARGEST : slots)) return dict;
    ou_object_unref(&dict->header);
    return NULL;
}

bool ou_dict_clone(OuVM *vm, OuDict *dict, const OuDict *other)
{
    size_t slots = dict_slots(other);
    if (!slots) return true;
    size_t size = buffer_size(other->entry_capacity, slots);
    OuDictEntry *entries = ou_heap_buffer_alloc(&vm->heap, size);
    if (!entries) return ou_raise_memory_error(vm), false;
    memcpy(entries, other->entries, size);
    table_free(&vm->heap, dict->entries, dict->entry_capacity, dict_slots(dict));
    dict->entries = entries;
    dict->used = other->used;
    dict->entry_count = other->entry_count;
    dict->entry_capacity = other->entry_capacity;
    dict->index_mask = other->index_mask;
    dict->index = other->index ? (void *)(entries + dict->entry_capacity) : NULL;
    dict->only_strings = other->only_strings;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        ou_ref(entries[i].key);
        ou_ref(entries[i].value);
    }
    if (other->header.gc & OU_GC_TRACKED && !(dict->header.gc & OU_GC_TRACKED)) {
        ou_heap_track(&dict->header);
    }
    keys_changed(dict);
    return true;
}

// ---- Finding -----------------------------------------------------------------------------------

static int64_t find_string(const OuDict *dict, const OuString *key, uint64_t hash)
{
    OuValue wanted = ou_pointer_value(key);
    const OuDictEntry *entries = dict->entries;
    if (!dict->index) {
        for (uint32_t i = 0; i < dict->entry_count; i++) {
            if (entries[i].key == wanted) return i;
        }
        for (uint32_t i = 0; i < dict->entry_count; i++) {
            if (entries[i].hash == hash && ou_is_exact_str(entries[i].key)
                && ou_str_equal(ou_str_of(entries[i].key), key)) {
                return i;
            }
        }
        return -1;
    }
    for (uint32_t slot = home_slot(dict, hash);; slot = (slot + 1) & dict->index_mask) {
        uint32_t i = index_get(dict, slot);
        if (i == UINT32_MAX) return -1;
        if (entries[i].key == wanted) return i;
        if (entries[i].hash == hash && ou_is_exact_str(entries[i].key)
            && ou_str_equal(ou_str_of(entries[i].key), key)) {
            return i;
        }
    }
}

typedef enum Match { MATCH_NO, MATCH_YES, MATCH_CHANGED, MATCH_ERROR } Match;

// Asks the keys themselves, whose answer may change the dict.
static Match match_by_asking(OuVM *vm, const OuDict *dict, uint32_t position, OuValue key)
{
    const OuDictEntry *entries = dict->entries;
    uint32_t capacity = dict->entry_capacity;
    OuValue present = ou_ref(entries[position].key);
    bool equal;
    bool answered = ou_equal(vm, present, key, &equal);
    bool unchanged = dict->entries == entries && dict->entry_capacity == capacity
        && position < dict->entry_count && entries[position].key == present;
    ou_unref(present);
    if (!answered) return MATCH_ERROR;
    return !unchanged ? MATCH_CHANGED : equal ? MATCH_YES : MATCH_NO;
}

static inline Match match_entry(OuVM *vm, const OuDict *dict, uint32_t position, OuValue key,
                                uint64_t hash)
{
    const OuDictEntry *entry = &dict->entries[position];
    if (entry->key == key) return MATCH_YES;
    if (entry->hash != hash || entry->key == OU_UNBOUND) return MATCH_NO;
    if (ou_is_int_pair(entry->key, key)) return MATCH_NO;
    if (ou_is_exact_str(entry->key) && ou_is_exact_str(key)) {
        return ou_str_equal(ou_str_of(entry->key), ou_str_of(key)) ? MATCH_YES : MATCH_NO;
    }
    return match_by_asking(vm, dict, position, key);
}

// One pass over the candidates: `position` is the entry's, or -1. MATCH_CHANGED: look again.
static Match find_once(OuVM *vm, const OuDict *dict, OuValue key, uint64_t hash, int64_t *position)
{
    *position = -1;
    uint32_t slot = dict->index ? home_slot(dict, hash) : 0;
    for (;; slot = dict->index ? (slot + 1) & dict->index_mask : slot + 1) {
        uint32_t i = dict->index ? index_get(dict, slot)
                   : slot < dict->entry_count ? slot : UINT32_MAX;
        if (i == UINT32_MAX) return MATCH_NO;
        Match match = match_entry(vm, dict, i, key, hash);
        if (match == MATCH_NO) continue;
        *position = i;
        return match;
    }
}

static bool dict_find(OuVM *vm, const OuDict *dict, OuValue key, uint64_t hash, int64_t *position)
{
    if (ou_is_exact_str(key) && dict->only_strings) {
        *position = find_string(dict, ou_str_of(key), hash);
        return true;
    }
    Match match;
    do match = find_once(vm, dict, key, hash, position);
    while (match == MATCH_CHANGED);
    return match != MATCH_ERROR;
}

static inline bool key_hash(OuVM *vm, OuValue key, int64_t *hash)
{
    if (ou_is_exact_str(key)) {
        OuString *text = ou_str_of(key);
        *hash = (int64_t)(text->hash ? text->hash : ou_str_hash(vm, text));
        return true;
    }
    return ou_hash(vm, key, hash);
}

// ---- Storing -----------------------------------------------------------------------------------

// A key that isn't there yet; takes over the value.
static bool entry_append_steal(OuVM *vm, OuDict *dict, OuValue key, uint64_t hash, OuValue value)
{
    bool only_strings = dict->only_strings && ou_is_exact_str(key);
    bool is_full = dict->entry_count == dict->entry_capacity;
    if ((is_full || dict->only_strings != only_strings) && !table_grow(vm, dict, only_strings)) {
        ou_unref(value);
        return false;
    }
    uint32_t position = dict->entry_count++;
    dict->entries[position] = (OuDictEntry){ ou_ref(key), value, hash };
    dict->used++;
    index_insert(dict, hash, position);
    keys_changed(dict);
    if (!(dict->header.gc & OU_GC_TRACKED)
        && (ou_may_be_in_cycle(&vm->heap, key) || ou_may_be_in_cycle(&vm->heap, value))) {
        ou_heap_track(&dict->header);
    }
    return true;
}

static bool dict_store_steal(OuVM *vm, OuDict *dict, OuValue key, uint64_t hash, OuValue value)
{
    int64_t position;
    if (!dict_find(vm, dict, key, hash, &position)) {
        ou_unref(value);
        return false;
    }
    if (position < 0) return entry_append_steal(vm, dict, key, hash, value);
    if (!(dict->header.gc & OU_GC_TRACKED) && ou_may_be_in_cycle(&vm->heap, value)) {
        ou_heap_track(&dict->header);
    }
    ou_set_steal(&dict->entries[position].value, value);
    return true;
}

bool ou_dict_set_steal(OuVM *vm, OuDict *dict, OuValue key, OuValue value)
{
    int64_t hash;
    if (key_hash(vm, key, &hash)) return dict_store_steal(vm, dict, key, (uint64_t)hash, value);
    ou_unref(value);
    return false;
}

bool ou_dict_set(OuVM *vm, OuDict *dict, OuValue key, OuValue value)
{
    return ou_dict_set_steal(vm, dict, key, ou_ref(value));
}

bool ou_dict_set_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash, OuValue value)
{
    return dict_store_steal(vm, dict, key, (uint64_t)hash, ou_ref(value));
}

OuValue ou_dict_get_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash)
{
    int64_t position;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return OU_ERROR;
    return position < 0 ? OU_UNBOUND : ou_ref(dict->entries[position].value);
}

OuValue ou_dict_get(OuVM *vm, OuDict *dict, OuValue key)
{
    int64_t hash;
    if (!key_hash(vm, key, &hash)) return OU_ERROR;
    return ou_dict_get_hashed(vm, dict, key, hash);
}

bool ou_dict_has_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash, bool *found)
{
    int64_t position;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return false;
    *found = position >= 0;
    return true;
}

bool ou_dict_has(OuVM *vm, OuDict *dict, OuValue key, bool *found)
{
    int64_t hash;
    return key_hash(vm, key, &hash) && ou_dict_has_hashed(vm, dict, key, hash, found);
}

OuValue ou_dict_set_default(OuVM *vm, OuDict *dict, OuValue key, OuValue value)
{
    int64_t hash, position;
    if (!key_hash(vm, key, &hash)) return OU_ERROR;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return OU_ERROR;
    if (position >= 0) return ou_ref(dict->entries[position].value);
    if (!entry_append_steal(vm, dict, key, (uint64_t)hash, ou_ref(value))) return OU_ERROR;
    return ou_ref(value);
}

// ---- Removing ----------------------------------------------------------------------------------

// The entry's references go to the caller.
static void entry_take(OuDict *dict, uint32_t position, OuValue *key, OuValue *value)
{
    OuDictEntry *entry = &dict->entries[position];
    index_remove(dict, position);
    *key = ou_take(&entry->key);
    *value = ou_take(&entry->value);
    dict->used--;
    keys_changed(dict);
}

OuValue ou_dict_pop(OuVM *vm, OuDict *dict, OuValue key)
{
    int64_t hash, position;
    if (!dict->used) return OU_UNBOUND;
    if (!key_hash(vm, key, &hash)) return OU_ERROR;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return OU_ERROR;
    if (position < 0) return OU_UNBOUND;
    OuValue present, value;
    entry_take(dict, (uint32_t)position, &present, &value);
    ou_unref(present);
    return value;
}

bool ou_dict_delete(OuVM *vm, OuDict *dict, OuValue key, bool *found)
{
    int64_t hash, position;
    *found = false;
    if (!key_hash(vm, key, &hash)) return false;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return false;
    if (position < 0) return true;
    *found = true;
    OuValue present, value;
    entry_take(dict, (uint32_t)position, &present, &value);
    ou_unref(present);
    ou_unref(value);
    return true;
}

bool ou_dict_take_last(OuDict *dict, OuValue *key, OuValue *value)
{
    uint32_t position = dict->entry_count;
    do {
        if (position-- == 0) return false;
    } while (dict->entries[position].key == OU_UNBOUND);
    entry_take(dict, position, key, value);
    dict->entry_count = position;
    return true;
}

void ou_dict_clear(OuVM *vm, OuDict *dict)
{
    OuDictEntry *entries = dict->entries;
    uint32_t count = dict->entry_count;
    size_t capacity = dict->entry_capacity;
    size_t slots = dict_slots(dict);
    if (!entries) return;
    table_forget(dict);
    keys_changed(dict);
    for (uint32_t i = 0; i < count; i++) {
        ou_unref(entries[i].key);
        ou_unref(entries[i].value);
    }
    table_free(&vm->heap, entries, capacity, slots);
}

// ---- By name -----------------------------------------------------------------------------------

static inline uint64_t name_hash(const OuDict *dict, OuString *name)
{
    return name->hash ? name->hash : ou_str_hash(ou_vm_of(ou_heap_of(&dict->header)), name);
}

int64_t ou_dict_find_name(OuDict *dict, OuString *name)
{
    return find_string(dict, name, name_hash(dict, name));
}

OuValue ou_dict_get_name_peek(OuDict *dict, OuString *name)
{
    int64_t position = ou_dict_find_name(dict, name);
    return position < 0 ? OU_UNBOUND : dict->entries[position].value;
}

bool ou_dict_set_name(OuVM *vm, OuDict *dict, OuString *name, OuValue value)
{
    uint64_t hash = name_hash(dict, name);
    int64_t position = find_string(dict, name, hash);
    if (position < 0) return entry_append_steal(vm, dict, ou_str_value(name), hash, ou_ref(value));
    if (!(dict->header.gc & OU_GC_TRACKED) && ou_may_be_in_cycle(&vm->heap, value)) {
        ou_heap_track(&dict->header);
    }
    ou_set(&dict->entries[position].value, value);
    return true;
}

bool ou_dict_delete_name(OuVM *vm, OuDict *dict, OuString *name, bool *found)
{
    int64_t position = ou_dict_find_name(dict, name);
    *found = position >= 0;
    if (!*found) return true;
    OuValue key, value;
    entry_take(dict, (uint32_t)position, &key, &value);
    ou_unref(key);
    ou_unref(value);
    return true;
}

// ---- Walking, and what the collector asks -------------------------------------------------------

bool ou_dict_walk(const OuDict *dict, uint32_t *position, OuValue *key, OuValue *value)
{
    while (*position < dict->entry_count) {
        const OuDictEntry *entry = &dict->entries[(*position)++];
        if (entry->key == OU_UNBOUND) continue;
        *key = entry->key;
        *value = entry->value;
        return true;
    }
    return false;
}

static void dict_visit(OuObject *self, OuVisitor *visitor)
{
    OuDict *dict = (OuDict *)self;
    if (ou_visit_is_wanted(visitor, 2 * (size_t)dict->entry_count)) {
        for (uint32_t i = 0; i < dict->entry_count; i++) {
            ou_visit_span(visitor, &dict->entries[i].key, 2);
        }
    }
    ou_visit_tail(self, visitor);
}

static void dict_release(OuHeap *heap, OuObject *self)
{
    OuDict *dict = (OuDict *)self;
    table_free(heap, dict->entries, dict->entry_capacity, dict_slots(dict));
}

static size_t dict_extra_size(const OuObject *self)
{
    const OuDict *dict = (const OuDict *)self;
    return dict->entries ? buffer_size(dict->entry_capacity, dict_slots(dict)) : 0;
}

static bool dict_can_untrack(const OuObject *self)
{
    const OuDict *dict = (const OuDict *)self;
    const OuHeap *heap = ou_heap_of(self);
    if (self->kind & OU_KIND_SUBCLASS) return false;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (ou_may_be_in_cycle(heap, dict->entries[i].key)
            || ou_may_be_in_cycle(heap, dict->entries[i].value)) {
            return false;
        }
    }
    return true;
}

static bool dict_is_inner(const OuObject *self)
{
    return (self->aux & OU_DICT_INNER) != 0;
}

const OuLayout ou_dict_layout = {
    .name = "dict",
    .is_inner = dict_is_inner,
    .visit = dict_visit,
    .release = dict_release,
    .extra_size = dict_extra_size,
    .can_untrack = dict_can_untrack,
    .untrack_late = true,
};
