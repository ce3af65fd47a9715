#include "runtime/dict.h"

#include "runtime/dict_internal.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/tracking.h"

// ---- The index ---------------------------------------------------------------------------------
//
// Linear probing. A deleted key's slot is closed up by moving later ones back, so there are no
// marks for deleted slots and the index never fills up. Slots hold positions in `entries`; all bits
// set means empty.

static inline uint32_t index_read(const OuDict *dict, size_t width, uint32_t slot)
{
    if (width == 1) {
        uint8_t position = ((const uint8_t *)dict->index)[slot];
        return position == UINT8_MAX ? UINT32_MAX : position;
    }
    if (width == 2) {
        uint16_t position = ((const uint16_t *)dict->index)[slot];
        return position == UINT16_MAX ? UINT32_MAX : position;
    }
    return ((const uint32_t *)dict->index)[slot];
}

static inline uint32_t index_get(const OuDict *dict, uint32_t slot)      // UINT32_MAX: empty
{
    return index_read(dict, ou_dict_index_width((size_t)dict->index_mask + 1), slot);
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

static bool index_fill(OuVM *vm, OuDict *dict)
{
    if (!dict->index) return true;
    size_t slots = ou_dict_slots(dict);
    if (!ou_long_fill(vm, dict->index, 1, 0xFF, slots * ou_dict_index_width(slots))) return false;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (dict->entries[i].key != OU_UNBOUND) index_insert(dict, dict->entries[i].hash, i);
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

// ---- The table ---------------------------------------------------------------------------------

// Into `entries`, without the deleted ones. False: interrupted.
static bool entries_copy(OuVM *vm, OuDictEntry *entries, const OuDict *dict)
{
    if (dict->used == dict->entry_count) {
        size_t size = dict->used * sizeof *entries;
        return !size || ou_long_copy_bytes(vm, entries, dict->entries, size);
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (dict->entries[i].key != OU_UNBOUND) entries[count++] = dict->entries[i];
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

// The entries in a new table, without the deleted ones, but with deleted ones in front of them if
// there is to be a gap: half of the room. Interrupted, the old one stays.
static bool table_rebuild(OuVM *vm, OuDict *dict, size_t slots, bool has_gap)
{
    size_t capacity = ou_dict_capacity(slots), size = ou_dict_buffer_size(capacity, slots);
    OuDictEntry *entries = slots > UINT32_MAX ? NULL : ou_heap_buffer_alloc(&vm->heap, size);
    if (!entries) return ou_raise_memory_error(vm), false;
    uint32_t gap = has_gap ? (uint32_t)(capacity - dict->used) / 2 : 0;
    for (uint32_t i = 0; i < gap; i++) entries[i] = (OuDictEntry){ OU_UNBOUND, OU_UNBOUND, gap };
    if (!entries_copy(vm, entries + gap, dict)) {
        ou_heap_buffer_free(&vm->heap, entries, size);
        return false;
    }
    const OuDict before = *dict;
    dict->entries = entries;
    dict->entry_count = gap + dict->used;
    dict->entry_capacity = (uint32_t)capacity;
    dict->index_mask = (uint32_t)(slots - 1);
    dict->index = capacity > OU_DICT_SCANNED ? (void *)(entries + capacity) : NULL;
    if (!index_fill(vm, dict)) {
        dict->entries = before.entries;
        dict->entry_count = before.entry_count;
        dict->entry_capacity = before.entry_capacity;
        dict->index_mask = before.index_mask;
        dict->index = before.index;
        ou_heap_buffer_free(&vm->heap, entries, size);
        return false;
    }
    ou_dict_free_table(&vm->heap, before.entries, before.entry_capacity, ou_dict_slots(&before));
    ou_dict_keys_changed(dict);
    return true;
}

bool ou_dict_resize(OuVM *vm, OuDict *dict, size_t slots)
{
    return table_rebuild(vm, dict, slots, false);
}

// CPython makes a new table for the first key that isn't a str, too.
static bool table_grow(OuVM *vm, OuDict *dict, bool only_strings)
{
    bool before = dict->only_strings;
    dict->only_strings = only_strings;
    size_t slots = ou_dict_round_slots((size_t)dict->used * 3);
    if (table_rebuild(vm, dict, slots, false)) return true;
    dict->only_strings = before;
    return false;
}

// ---- Finding -----------------------------------------------------------------------------------

static inline bool is_string(const OuDictEntry *entry, const OuString *key, uint64_t hash)
{
    return entry->hash == hash && ou_is_exact_str(entry->key)
        && ou_str_equal(ou_str_of(entry->key), key);
}

static int64_t scan_for_string(const OuDict *dict, const OuString *key, uint64_t hash)
{
    OuValue wanted = ou_pointer_value(key);
    const OuDictEntry *entries = dict->entries;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (entries[i].key == wanted) return i;
    }
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (is_string(&entries[i], key, hash)) return i;
    }
    return -1;
}

// Compiled once for each width of the index.
__attribute__((always_inline))
static inline int64_t probe_for_string(const OuDict *dict, const OuString *key, uint64_t hash,
                                       size_t width)
{
    OuValue wanted = ou_pointer_value(key);
    for (uint32_t slot = home_slot(dict, hash);; slot = (slot + 1) & dict->index_mask) {
        uint32_t i = index_read(dict, width, slot);
        if (i == UINT32_MAX) return -1;
        const OuDictEntry *entry = &dict->entries[i];
        if (entry->key == wanted || is_string(entry, key, hash)) return i;
    }
}

static int64_t find_string(const OuDict *dict, const OuString *key, uint64_t hash)
{
    if (!dict->index) return scan_for_string(dict, key, hash);
    if (dict->index_mask <= 0xFF) return probe_for_string(dict, key, hash, 1);
    if (dict->index_mask <= 0xFFFF) return probe_for_string(dict, key, hash, 2);
    return probe_for_string(dict, key, hash, 4);
}

// The small int itself, if it is met before anything else of its hash; -1 if it certainly isn't
// there; -2 if somebody has to be asked (True, 1.0 and instances can be equal to it).
__attribute__((always_inline))
static inline int64_t probe_for_int(const OuDict *dict, OuValue key, uint64_t hash, size_t width)
{
    for (uint32_t slot = home_slot(dict, hash);; slot = (slot + 1) & dict->index_mask) {
        uint32_t i = index_read(dict, width, slot);
        if (i == UINT32_MAX) return -1;
        const OuDictEntry *entry = &dict->entries[i];
        if (entry->key == key) return i;
        if (entry->hash == hash && !ou_is_int(entry->key)) return -2;
    }
}

static int64_t find_int(const OuDict *dict, OuValue key, uint64_t hash)
{
    if (dict->index_mask <= 0xFF) return probe_for_int(dict, key, hash, 1);
    if (dict->index_mask <= 0xFFFF) return probe_for_int(dict, key, hash, 2);
    return probe_for_int(dict, key, hash, 4);
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

__attribute__((noinline))
static bool find_by_asking(OuVM *vm, const OuDict *dict, OuValue key, uint64_t hash,
                           int64_t *position)
{
    Match match;
    do match = find_once(vm, dict, key, hash, position);
    while (match == MATCH_CHANGED);
    return match != MATCH_ERROR;
}

static inline bool dict_find(OuVM *vm, const OuDict *dict, OuValue key, uint64_t hash,
                             int64_t *position)
{
    if (ou_is_int(key) && dict->index) {
        *position = find_int(dict, key, hash);
        if (OU_LIKELY(*position != -2)) return true;
    } else if (ou_is_exact_str(key) && dict->only_strings) {
        *position = find_string(dict, ou_str_of(key), hash);
        return true;
    }
    return find_by_asking(vm, dict, key, hash, position);
}

static inline bool key_hash(OuVM *vm, OuValue key, int64_t *hash)
{
    if (ou_is_exact_str(key)) {
        OuString *text = ou_str_of(key);
        *hash = (int64_t)text->hash;
        return text->hash || ou_str_hash_long(vm, text, hash);
    }
    if (ou_is_int(key)) {
        int64_t number = ou_int_of(key);
        *hash = number == -1 ? -2 : number;
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
    ou_dict_keys_changed(dict);
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
    int64_t hash, position;
    if (!key_hash(vm, key, &hash)) return OU_ERROR;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return OU_ERROR;
    return position < 0 ? OU_UNBOUND : ou_ref(dict->entries[position].value);
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
    if (position == 0) entry->hash = 1;               // see first_live
    dict->used--;
    ou_dict_keys_changed(dict);
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

// ---- Order -------------------------------------------------------------------------------------

// Where the first live entry is, of a dict that isn't empty. A deleted one at the very beginning
// says in its hash how many there are at least: queues don't look at them again and again.
static uint32_t first_live(OuDict *dict)
{
    OuDictEntry *entries = dict->entries;
    if (entries[0].key != OU_UNBOUND) return 0;
    uint64_t position = entries[0].hash;
    if (position == 0 || position >= dict->entry_count) position = 1;
    while (position + 1 < dict->entry_count && entries[position].key == OU_UNBOUND) position++;
    entries[0].hash = position;
    return (uint32_t)position;
}

bool ou_dict_take_first(OuDict *dict, OuValue *key, OuValue *value)
{
    if (!dict->used) return false;
    entry_take(dict, first_live(dict), key, value);
    return true;
}

// Where a key is that is known to be there; -1 if a signal's handler has taken it out.
static int64_t find_same(const OuDict *dict, OuValue key)
{
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (dict->entries[i].key == key) return i;
    }
    return -1;
}

static void entry_move(OuDict *dict, uint32_t from, uint32_t to)
{
    OuDictEntry entry = { .hash = dict->entries[from].hash };
    entry_take(dict, from, &entry.key, &entry.value);
    dict->entries[to] = entry;
    dict->used++;
    index_insert(dict, entry.hash, to);
}

static bool move_to_end(OuVM *vm, OuDict *dict, int64_t position)
{
    if (position == dict->entry_count - 1) return true;
    if (dict->entry_count == dict->entry_capacity) {
        OuValue key = dict->entries[position].key;
        if (!table_grow(vm, dict, dict->only_strings)) return false;
        position = find_same(dict, key);
    }
    if (position >= 0) entry_move(dict, (uint32_t)position, dict->entry_count++);
    return true;
}

// A table with deleted entries in front.
static bool table_open(OuVM *vm, OuDict *dict)
{
    enum { LEAST = 8 };
    return table_rebuild(vm, dict, ou_dict_round_slots((size_t)dict->used * 3 + LEAST), true);
}

static bool move_to_front(OuVM *vm, OuDict *dict, int64_t position)
{
    uint32_t first = first_live(dict);
    if (position == first) return true;
    if (first == 0) {
        OuValue key = dict->entries[position].key;
        if (!table_open(vm, dict)) return false;
        position = find_same(dict, key);
        if (position < 0) return true;
        first = first_live(dict);
    }
    entry_move(dict, (uint32_t)position, first - 1);
    if (first > 1) dict->entries[0].hash = first - 1;
    return true;
}

bool ou_dict_move(OuVM *vm, OuDict *dict, OuValue key, bool to_end, bool *found)
{
    int64_t hash, position;
    *found = false;
    if (!key_hash(vm, key, &hash)) return false;
    if (!dict_find(vm, dict, key, (uint64_t)hash, &position)) return false;
    *found = position >= 0;
    if (!*found) return true;
    return to_end ? move_to_end(vm, dict, position) : move_to_front(vm, dict, position);
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
