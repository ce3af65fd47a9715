// dict.h: dict: an insertion-ordered compact hash table (after R. Hettinger's design, PEP 412/468).
//
//     entries   [ key value hash | key value hash | ... ]      in order of insertion
//     index     [ 2 . 0 . . 1 . . ... ]                        positions in entries, by hash
//
// One buffer holds both. Tables of up to five entries have no index: they are scanned.
#ifndef OU_RUNTIME_DICT_H
#define OU_RUNTIME_DICT_H

#include "runtime/state.h"

typedef struct OuDictEntry {
    OuValue  key;              // OU_UNBOUND: deleted
    OuValue  value;
    uint64_t hash;
} OuDictEntry;

struct OuDict {
    OuObject     header;         // aux: OU_DICT_...
    uint32_t     used;           // live entries
    uint32_t     entry_count;    // entries in use or deleted
    uint32_t     entry_capacity;
    uint32_t     keys_version;   // changes whenever a key is added or removed or entries move;
                                 // UINT32_MAX: stays, and caches must not trust it
    OuDictEntry *entries;        // in insertion order
    void        *index;          // uint8/16/32 slots by the size; NULL while small tables scan
    uint32_t     index_mask;
    bool         only_strings;   // every key is an exact str
};

enum {
    OU_DICT_INNER = 1, // holds an instance's attributes, and no script has seen it: a part
                       // of the instance, as far as gc.collect() counts
};

static inline bool ou_is_dict(OuValue v) { return ou_base_kind_of(v) == OU_KIND_DICT; }
static inline bool ou_is_exact_dict(OuValue v) { return ou_kind_of(v) == OU_KIND_DICT; }
static inline OuDict *ou_dict_of(OuValue v) { return (OuDict *)ou_pointer_of(v); }

OU_CHECKED OuDict *ou_dict_new(OuVM *vm);
OU_CHECKED OuDict *ou_dict_new_sized(OuVM *vm, size_t expected);   // room for so many keys
// OU_UNBOUND when absent, OU_ERROR when comparing or hashing raised. Results owned.
OU_CHECKED OuValue ou_dict_get(OuVM *vm, OuDict *dict, OuValue key);
OU_CHECKED bool ou_dict_set(OuVM *vm, OuDict *dict, OuValue key, OuValue value);
OU_CHECKED bool ou_dict_set_steal(OuVM *vm, OuDict *dict, OuValue key, OuValue value);  // the value
OU_CHECKED bool ou_dict_delete(OuVM *vm, OuDict *dict, OuValue key, bool *found);
OU_CHECKED OuValue ou_dict_pop(OuVM *vm, OuDict *dict, OuValue key);       // UNBOUND when absent
OU_CHECKED OuValue ou_dict_set_default(OuVM *vm, OuDict *dict, OuValue key, OuValue value);
OU_CHECKED bool ou_dict_has(OuVM *vm, OuDict *dict, OuValue key, bool *found);
void ou_dict_clear(OuVM *vm, OuDict *dict);
OU_CHECKED bool ou_dict_update(OuVM *vm, OuDict *dict, OuValue other);     // mapping or pairs
OU_CHECKED bool ou_dict_merge(OuVM *vm, OuDict *dict, OuDict *other, bool override);
OU_CHECKED OuValue ou_dict_copy(OuVM *vm, OuDict *dict);
// Same keys with equal values. May run script code.
OU_CHECKED bool ou_dict_equal(OuVM *vm, OuDict *a, OuDict *b, bool *equal);

// As get, set and has where the caller knows the key's hash (as ou_hash gives it).
OU_CHECKED OuValue ou_dict_get_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash);
OU_CHECKED bool ou_dict_set_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash,
                                   OuValue value);
OU_CHECKED bool ou_dict_has_hashed(OuVM *vm, OuDict *dict, OuValue key, int64_t hash, bool *found);
// Takes the newest entry out, both references owned by the caller; false when the dict is empty.
bool ou_dict_take_last(OuDict *dict, OuValue *key, OuValue *value);
// ... the oldest one.
bool ou_dict_take_first(OuDict *dict, OuValue *key, OuValue *value);
// The key becomes the last one, or the first.
OU_CHECKED bool ou_dict_move(OuVM *vm, OuDict *dict, OuValue key, bool to_end, bool *found);
// A table of CPython's size for `slots` hash slots, with nothing lost; also drops deleted entries.
OU_CHECKED bool ou_dict_resize(OuVM *vm, OuDict *dict, size_t slots);
// Slots of the table that CPython would make for this many keys known beforehand.
size_t ou_dict_slots_for(size_t keys);
// Makes the (fresh, empty) dict a copy of the other's table.
OU_CHECKED bool ou_dict_clone(OuVM *vm, OuDict *dict, const OuDict *other);

// By interned name: no script code runs, cannot fail.
OuValue ou_dict_get_name_peek(OuDict *dict, OuString *name);               // borrowed; UNBOUND
// The entry's position, or -1: caches of global names keep it together with keys_version.
int64_t ou_dict_find_name(OuDict *dict, OuString *name);
OU_CHECKED bool ou_dict_set_name(OuVM *vm, OuDict *dict, OuString *name, OuValue value);
OU_CHECKED bool ou_dict_delete_name(OuVM *vm, OuDict *dict, OuString *name, bool *found);

// Walks the entries: `position` starts at 0; key and value are borrowed. false at the end.
// After anything that may run script code the walk goes on safely, but may miss or repeat entries.
static inline bool ou_dict_walk(const OuDict *dict, uint32_t *position, OuValue *key,
                                OuValue *value)
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

extern const OuLayout ou_dict_layout;

#endif
