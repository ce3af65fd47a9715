// graph.h: algorithms on graphs of numbered nodes: of objects, or read from a file.
//
//     first   0 2 2 3        the edges of node i are to[first[i]] ... to[first[i + 1] - 1]
//     to      1 2 0
//
// Nothing recurses; time is linear but for the dominators (linear times a logarithm). Arrays of the
// results have an entry for each node, and are given back with ou_graph_drop.
#ifndef OU_GC_GRAPH_H
#define OU_GC_GRAPH_H

#include "gc/lookout.h"
#include "gc/memory.h"
#include "gc/value.h"

#define OU_GRAPH_NONE UINT32_MAX

typedef struct OuGraph {
    uint32_t  count;             // nodes
    uint32_t *first;             // count + 1 of them
    uint32_t *to;
    const uint64_t *ignored;     // a bit for each edge that isn't to be followed; or NULL
    OuLookout *lookout;          // looks now and then; or NULL. What it ends is refused
} OuGraph;

// Room for a graph of so many nodes and edges, all zeros. False: memory is refused.
OU_CHECKED bool ou_graph_make(OuMemory *memory, OuGraph *graph, uint32_t nodes, uint32_t edges);
void ou_graph_free(OuMemory *memory, OuGraph *graph);

// The same nodes, the edges that aren't ignored the other way round.
OU_CHECKED bool ou_graph_reverse(OuMemory *memory, const OuGraph *graph, OuGraph *reversed);

// The node whose edge that is.
uint32_t ou_graph_owner(const OuGraph *graph, uint32_t edge);

// Bits for `ignored`: a copy of those that the graph has, or zeros. NULL: memory is refused.
OU_CHECKED uint64_t *ou_graph_make_ignored(OuMemory *memory, const OuGraph *graph);
void ou_graph_free_ignored(OuMemory *memory, const OuGraph *graph, uint64_t *ignored);

static inline void ou_graph_ignore(uint64_t *ignored, uint32_t edge)
{
    ignored[edge / 64] |= 1ull << edge % 64;
}

static inline bool ou_graph_follows(const OuGraph *graph, uint32_t edge)
{
    return !graph->ignored || !(graph->ignored[edge / 64] >> edge % 64 & 1);
}

// Of each node the edge by which a shortest path from the root comes to it: among several of one
// length the first in the order of edges. NONE: it is the root, or can't be reached. NULL: refused.
OU_CHECKED uint32_t *ou_graph_shortest(OuMemory *memory, const OuGraph *graph, uint32_t root);

typedef struct OuDominators {
    uint32_t *parent;            // the immediate dominator; NONE: the root, or not reached
    uint32_t *order;             // nodes that are reached, each behind its dominator
    uint32_t  reached;           // how many they are
} OuDominators;

// Through which nodes every path from the root has to go.
OU_CHECKED bool ou_graph_dominators(OuMemory *memory, const OuGraph *graph, uint32_t root,
                                    OuDominators *dominators);
void ou_graph_free_dominators(OuMemory *memory, const OuGraph *graph, OuDominators *dominators);

// Adds to each node's size what it dominates: what would go with it.
void ou_graph_retain(const OuDominators *dominators, uint64_t *sizes);

// The number of the strongly connected component of each node: what can reach each other. A
// component that another one reaches has a smaller number. `*components`: how many there are.
OU_CHECKED uint32_t *ou_graph_components(OuMemory *memory, const OuGraph *graph,
                                         uint32_t *components);

// ---- Rings --------------------------------------------------------------------------------------

// A search for rings through one node after the other; each costs as much as it looks at.
typedef struct OuGraphRings {
    const OuGraph  *graph;
    const uint32_t *component;   // as ou_graph_components gives it: what leads out of the node's
                                 // own isn't looked at; or NULL
    uint32_t *via, *queue;       // scratch: NONE but during a search
    const uint32_t *edges;       // what was found: the first one leaves the node, the last one
    uint32_t  count;             // comes back to it
    bool      is_ended;          // the lookout has ended a search
} OuGraphRings;

// False: memory is refused; to be ended in any case.
OU_CHECKED bool ou_graph_rings_begin(OuMemory *memory, OuGraphRings *rings, const OuGraph *graph,
                                     const uint32_t *component);
void ou_graph_rings_end(OuMemory *memory, OuGraphRings *rings);

// A shortest ring through the node: among several of one length the first in the order of edges.
// False: there is none, or the lookout has ended it.
bool ou_graph_rings_find(OuGraphRings *rings, uint32_t node);

void ou_graph_drop(OuMemory *memory, const OuGraph *graph, uint32_t *array);

#endif
