// heap_group.h: the nodes of a heap file by type, and numbers as a person reads them.
#ifndef OU_RUNTIME_HEAP_GROUP_H
#define OU_RUNTIME_HEAP_GROUP_H

#include "runtime/heap_file.h"

typedef struct OuHeapGroup {
    OuHeapText name;                       // lies in one of the files, or is a constant
    uint64_t   count, bytes;
    uint64_t   new_count, gone_count, old_bytes;   // when two files are compared
} OuHeapGroup;

typedef struct OuHeapGroups {
    OuMemory    *memory;
    OuHeapGroup *items;
    uint32_t    *index;                    // open addressing, by name; position + 1
    uint32_t     count, capacity;          // the index has twice the capacity
} OuHeapGroups;

void ou_heap_groups_init(OuHeapGroups *groups, OuMemory *memory);
void ou_heap_groups_free(OuHeapGroups *groups);

// The group of each node of the file: OU_GRAPH_NONE for synthetic ones. Groups are added as they
// are met. NULL: memory is refused. Given back with ou_graph_drop.
OU_CHECKED uint32_t *ou_heap_groups_assign(OuHeapGroups *groups, const OuHeapFile *file);

// Is it a node that stands for no object?
bool ou_heap_is_synthetic(const OuHeapFile *file, uint32_t node);

typedef struct OuHeapNumber {
    char text[48];
} OuHeapNumber;
OuHeapNumber ou_heap_count_text(uint64_t count);                   // 1,234,567
OuHeapNumber ou_heap_count_of(uint64_t count, const char *thing);   // 1 object, 1,234 objects
OuHeapNumber ou_heap_size_text(uint64_t bytes);                    // 512 B, 1.5 KiB
OuHeapNumber ou_heap_change_text(int64_t change, bool is_size);    // +1,234, -1.5 KiB

// Puts text that came from a file: control characters become spaces, what is no UTF-8 (lone
// surrogates, too) U+FFFD, and what is longer than `most` characters is cut. Gives the number of
// characters.
size_t ou_heap_put_text(OuBuffer *buffer, OuHeapText text, size_t most);

#endif
