// dict_internal.h: how the table of a dict lies in memory.
#ifndef OU_RUNTIME_DICT_INTERNAL_H
#define OU_RUNTIME_DICT_INTERNAL_H

#include "runtime/dict.h"

enum {
    OU_DICT_SCANNED  = 5,        // tables of this capacity have no index
    OU_DICT_SMALLEST = 8,        // slots
};

static inline size_t ou_dict_capacity(size_t slots)
{
    return slots * 2 / 3;
}

static inline size_t ou_dict_index_width(size_t slots)
{
    return slots <= 0x100 ? 1 : slots <= 0x10000 ? 2 : 4;
}

static inline size_t ou_dict_buffer_size(size_t capacity, size_t slots)
{
    size_t index = capacity > OU_DICT_SCANNED ? slots * ou_dict_index_width(slots) : 0;
    return capacity * sizeof(OuDictEntry) + index;
}

static inline size_t ou_dict_slots(const OuDict *dict)
{
    return dict->entries ? (size_t)dict->index_mask + 1 : 0;
}

static inline void ou_dict_keys_changed(OuDict *dict)
{
    if (dict->keys_version != UINT32_MAX) dict->keys_version++;
}

static inline void ou_dict_free_table(OuHeap *heap, OuDictEntry *entries, size_t capacity,
                                      size_t slots)
{
    if (entries) ou_heap_buffer_free(heap, entries, ou_dict_buffer_size(capacity, slots));
}

static inline void ou_dict_forget_table(OuDict *dict)
{
    dict->used = dict->entry_count = dict->entry_capacity = 0;
    dict->entries = NULL;
    dict->index = NULL;
    dict->index_mask = 0;
    dict->only_strings = true;
}

// CPython's rounding, oddity included: 16 becomes 32.
static inline size_t ou_dict_round_slots(size_t minimum)
{
    size_t top = ((minimum | OU_DICT_SMALLEST) - 1) | (OU_DICT_SMALLEST - 1);
    return (size_t)1 << (64 - __builtin_clzll(top));
}

#endif
