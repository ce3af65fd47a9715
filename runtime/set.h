// set.h: set and frozenset: open addressing, same iteration order rules as documented in set.c.
#ifndef OU_RUNTIME_SET_H
#define OU_RUNTIME_SET_H

#include "runtime/state.h"

typedef struct OuSetEntry { OuValue key; uint64_t hash; } OuSetEntry;

typedef struct OuSet {
    OuObject    header;
    size_t      used;          // live keys
    size_t      filled;        // live and deleted
    size_t      mask;          // capacity - 1
    OuSetEntry *entries;       // NULL: the capacity is CPython's smallest, nothing allocated yet
    size_t      finger;        // where pop() goes on looking
    uint64_t    hash;          // of a frozenset, once computed
    bool        has_hash;
} OuSet;

typedef struct OuSetIterator {
    OuObject header;
    OuSet   *set;              // strong; NULL once exhausted
    size_t   position;
    size_t   used;             // the set's when the iteration began; SIZE_MAX once it was changed
    size_t   left;
} OuSetIterator;

static inline bool ou_is_any_set(OuValue v)
{
    uint8_t kind = ou_base_kind_of(v);
    return kind == OU_KIND_SET || kind == OU_KIND_FROZENSET;
}
static inline bool ou_is_exact_any_set(OuValue v)
{
    return ou_kind_of(v) == OU_KIND_SET || ou_kind_of(v) == OU_KIND_FROZENSET;
}
static inline OuSet *ou_set_of(OuValue v) { return (OuSet *)ou_pointer_of(v); }

OU_CHECKED OuValue ou_set_make(OuVM *vm, OuTypeId type);       // OU_TYPE_SET or OU_TYPE_FROZENSET
// A set of the type, which may be a subclass, with the items of the iterable (OU_UNBOUND: empty).
OU_CHECKED OuValue ou_set_make_of(OuVM *vm, OuType *type, OuValue iterable);
OU_CHECKED bool ou_set_add(OuVM *vm, OuSet *set, OuValue key);
OU_CHECKED bool ou_set_discard(OuVM *vm, OuSet *set, OuValue key, bool *found);
OU_CHECKED bool ou_set_contains(OuVM *vm, OuSet *set, OuValue key, bool *found);
OU_CHECKED bool ou_set_update(OuVM *vm, OuSet *set, OuValue iterable);
bool ou_set_walk(const OuSet *set, size_t *position, OuValue *key);   // borrowed
void ou_set_clear(OuVM *vm, OuSet *set);

// As above where the hash is known (as ou_hash gives it).
OU_CHECKED bool ou_set_add_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash);
OU_CHECKED bool ou_set_discard_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash,
                                      bool *found);
OU_CHECKED bool ou_set_contains_hashed(OuVM *vm, OuSet *set, OuValue key, uint64_t hash,
                                       bool *found);
// As ou_set_walk, with the hash; and the key owned.
bool ou_set_walk_hashed(const OuSet *set, size_t *position, OuValue *key, uint64_t *hash);
// Takes the next key in line out (owned); OU_UNBOUND when the set is empty.
OuValue ou_set_take(OuSet *set);
// Copies all of the other set into this one, without calling scripts if this one is empty.
OU_CHECKED bool ou_set_merge(OuVM *vm, OuSet *set, OuSet *other);
void ou_set_initialise(OuSet *set);
void ou_set_swap(OuSet *a, OuSet *b);
// Rebuilds the table when more than a quarter of it is deleted slots.
OU_CHECKED bool ou_set_shrink(OuVM *vm, OuSet *set);

// Set algebra (set_algebra.c). `other` is any iterable; results are new sets of the plain type of
// `set` (set or frozenset).
OU_CHECKED OuValue ou_set_copy(OuVM *vm, OuSet *set);
OU_CHECKED OuValue ou_set_intersection(OuVM *vm, OuSet *set, OuValue other);
OU_CHECKED OuValue ou_set_difference(OuVM *vm, OuSet *set, OuValue other);
OU_CHECKED bool ou_set_difference_update(OuVM *vm, OuSet *set, OuValue other);
OU_CHECKED bool ou_set_symmetric_difference_update(OuVM *vm, OuSet *set, OuValue other);
OU_CHECKED bool ou_set_is_disjoint(OuVM *vm, OuSet *set, OuValue other, bool *answer);
OU_CHECKED bool ou_set_is_subset(OuVM *vm, OuSet *set, OuSet *other, bool *answer);

OU_CHECKED OuValue ou_set_iterate(OuVM *vm, OuValue set);
OU_CHECKED OuValue ou_set_iterator_next(OuVM *vm, OuValue self);

extern const OuLayout ou_set_layout, ou_frozenset_layout;

#endif
