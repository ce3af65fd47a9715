// heap_cycles.h: the shapes of the cycles in a heap file.
//
// Objects that can reach each other are a component. What belongs to modules, classes and code
// holds itself together anyhow, and is left out. Of each component one short ring is found; rings
// that read the same (`Node.next -> Node.prev`) are one shape.
#ifndef OU_RUNTIME_HEAP_CYCLES_H
#define OU_RUNTIME_HEAP_CYCLES_H

#include "runtime/heap_file.h"

enum { OU_CYCLE_LONGEST = 64, OU_CYCLE_SHAPES = 64 };

typedef struct OuCycleShape {
    uint32_t nodes[OU_CYCLE_LONGEST];      // an example: each refers to the next, the last to the
    uint32_t edges[OU_CYCLE_LONGEST];      // first
    uint32_t length;
    uint64_t count, objects, bytes;        // components; what is in them
    bool     is_garbage;                   // nothing but the cycle holds it
    uint64_t hash;
} OuCycleShape;

typedef struct OuCycles {
    OuCycleShape shapes[OU_CYCLE_SHAPES];  // the largest first
    uint32_t     shape_count;
    uint64_t     components, objects, bytes;   // in all
} OuCycles;

// 1 for each node that belongs to a module, a class or code, and would draw in all the rest. NULL:
// memory is refused; it has as many bytes as there are nodes.
OU_CHECKED uint8_t *ou_cycles_dull(const OuHeapFile *file);

// `via`: as ou_graph_shortest gives it for the root. False: memory is refused.
OU_CHECKED bool ou_cycles_find(OuHeapFile *file, const uint32_t *via, OuCycles *cycles);

#endif
