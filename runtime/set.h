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
    OuSetEntry *entries;
    uint64_t    hash;          // of a frozenset, once computed
    bool        has_hash;
} OuSet;

static inline bool ou_is_any_set(OuValue v)
{
    uint8_t kind = ou_base_kind_of(v);
    return kind == OU_KIND_SET || kind == OU_KIND_FROZENSET;
}
static inline OuSet *ou_set_of(OuValue v) { return (OuSet *)ou_pointer_of(v); }

OU_CHECKED OuValue ou_set_make(OuVM *vm, OuTypeId type);       // OU_TYPE_SET or OU_TYPE_FROZENSET
OU_CHECKED bool ou_set_add(OuVM *vm, OuSet *set, OuValue key);
OU_CHECKED bool ou_set_discard(OuVM *vm, OuSet *set, OuValue key, bool *found);
OU_CHECKED bool ou_set_contains(OuVM *vm, OuSet *set, OuValue key, bool *found);
OU_CHECKED bool ou_set_update(OuVM *vm, OuSet *set, OuValue iterable);
bool ou_set_walk(const OuSet *set, size_t *position, OuValue *key);   // borrowed

#endif
