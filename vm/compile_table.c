#include "vm/compile_table.h"

static uint32_t table_slot(const OuTable *table, uint64_t key)
{
    uint64_t mixed = (key ^ key >> 29) * 0x9E3779B97F4A7C15ull;
    uint32_t slot = (uint32_t)(mixed >> 32) & (table->capacity - 1);
    while (table->values[slot] && table->keys[slot] != key) {
        slot = (slot + 1) & (table->capacity - 1);
    }
    return slot;
}

bool ou_table_find(const OuTable *table, uint64_t key, uint32_t *value)
{
    if (!table->capacity) return false;
    uint32_t slot = table_slot(table, key);
    *value = table->values[slot] - 1;
    return table->values[slot] != 0;
}

static bool table_grow(OuTable *table, OuArena *arena)
{
    OuTable larger = { .count = table->count };
    larger.capacity = table->capacity ? table->capacity * 2 : 16;
    larger.keys = ou_arena_alloc(arena, larger.capacity * sizeof *larger.keys);
    larger.values = ou_arena_alloc(arena, larger.capacity * sizeof *larger.values);
    if (!larger.keys || !larger.values) return false;
    for (uint32_t i = 0; i < table->capacity; i++) {
        if (!ou_arena_may_go_on_at(arena, i)) return false;
        if (!table->values[i]) continue;
        uint32_t slot = table_slot(&larger, table->keys[i]);
        larger.keys[slot] = table->keys[i];
        larger.values[slot] = table->values[i];
    }
    *table = larger;
    return true;
}

bool ou_table_add(OuTable *table, OuArena *arena, uint64_t key, uint32_t value)
{
    if (table->count * 3 >= table->capacity * 2 && !table_grow(table, arena)) return false;
    uint32_t slot = table_slot(table, key);
    table->keys[slot] = key;
    table->values[slot] = value + 1;
    table->count++;
    return true;
}
