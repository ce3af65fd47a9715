// compile_table.h: a hash table from 64 bits to an index, in an arena.
#ifndef OU_VM_COMPILE_TABLE_H
#define OU_VM_COMPILE_TABLE_H

#include "gc/arena.h"

typedef struct OuTable {
    uint64_t *keys;
    uint32_t *values;      // the value + 1; 0: the slot is free
    uint32_t  count;
    uint32_t  capacity;    // a power of two, or 0
} OuTable;

bool ou_table_find(const OuTable *table, uint64_t key, uint32_t *value);

// The key must not be in the table yet. False when memory is refused.
__attribute__((warn_unused_result))
bool ou_table_add(OuTable *table, OuArena *arena, uint64_t key, uint32_t value);

#endif
