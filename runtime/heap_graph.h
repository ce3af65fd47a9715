// heap_graph.h: the heap as a graph for gc/graph.h.
//
// The nodes are the objects by their numbers, and behind them one node that stands for all roots.
// Edges keep the order in which layouts hand over references.
#ifndef OU_RUNTIME_HEAP_GRAPH_H
#define OU_RUNTIME_HEAP_GRAPH_H

#include "gc/graph.h"
#include "runtime/heap_view.h"

typedef struct OuHeapGraph OuHeapGraph;
struct OuHeapGraph {
    OuGraph graph;
    // What it is made of: set by the caller.
    const OuNumberSet *among;    // edges from and to these only; NULL: all
    const OuNumberSet *except;   // ... but none from or to these; or NULL
    bool (*follows)(const OuHeapGraph *heap_graph, OuHeapView *view, const OuObject *owner,
                    const OuObject *object);     // leaves an edge out; or NULL
    const OuRootList  *roots;    // the edges of the last node, in that order; or NULL
    const void        *context;
};

// False: it has failed, nothing needs to be freed.
OU_CHECKED bool ou_heap_graph_make(OuHeapView *view, OuHeapGraph *heap_graph);
void ou_heap_graph_free(OuHeapView *view, OuHeapGraph *heap_graph);

static inline uint32_t ou_heap_graph_root(const OuHeapGraph *heap_graph)
{
    return heap_graph->graph.count - 1;
}

#endif
