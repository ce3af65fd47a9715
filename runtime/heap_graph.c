#include "runtime/heap_graph.h"

typedef struct Filling {
    OuReferenceVisit visit;      // first
    OuHeapView  *view;
    OuHeapGraph *heap_graph;
    OuObject    *owner;
    uint64_t     edges;
    bool         only_counts;
} Filling;

static bool is_in(const OuHeapView *view, const OuHeapGraph *heap_graph, const OuObject *object)
{
    const OuNumbering *numbering = &view->numbering;
    return (!heap_graph->among || ou_number_set_has(numbering, heap_graph->among, object))
        && (!heap_graph->except || !ou_number_set_has(numbering, heap_graph->except, object));
}

static void edge_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Filling *filling = (Filling *)visit;
    const OuHeapGraph *heap_graph = filling->heap_graph;
    if (!is_in(filling->view, heap_graph, object)) return;
    if (heap_graph->follows
        && !heap_graph->follows(heap_graph, filling->view, filling->owner, object)) return;
    if (!filling->only_counts) {
        heap_graph->graph.to[filling->edges] = ou_number_of(&filling->view->numbering, object);
    }
    filling->edges++;
}

static void fill(Filling *filling)
{
    OuHeapView *view = filling->view;
    OuHeapGraph *heap_graph = filling->heap_graph;
    const OuRootList *roots = heap_graph->roots;
    OuNumberWalk walk = { 0 };
    uint32_t number = 0;
    filling->edges = 0;
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk)); number++) {
        if (!filling->only_counts) heap_graph->graph.first[number] = (uint32_t)filling->edges;
        filling->owner = object;
        if (is_in(view, heap_graph, object)) ou_reference_each(view, object, &filling->visit);
        if (!ou_heap_view_goes_on(view)) return;
    }
    if (!filling->only_counts) heap_graph->graph.first[number] = (uint32_t)filling->edges;
    for (size_t i = 0; roots && i < roots->count; i++) {
        if (!filling->only_counts) {
            heap_graph->graph.to[filling->edges] = ou_number_of(&view->numbering,
                                                                roots->items[i].object);
        }
        filling->edges++;
    }
}

bool ou_heap_graph_make(OuHeapView *view, OuHeapGraph *heap_graph)
{
    Filling filling = { .visit = { .found = edge_found }, .view = view,
                        .heap_graph = heap_graph, .only_counts = true };
    fill(&filling);
    if (!ou_heap_view_is_well(view)) return false;
    view->failed |= filling.edges > UINT32_MAX || view->numbering.count == UINT32_MAX
                 || !ou_graph_make(&view->vm->heap.memory, &heap_graph->graph,
                                   view->numbering.count + 1, (uint32_t)filling.edges);
    if (view->failed) return false;
    heap_graph->graph.lookout = &view->progress.lookout;
    filling.only_counts = false;
    fill(&filling);
    if (!ou_heap_view_is_well(view)) ou_heap_graph_free(view, heap_graph);
    return ou_heap_view_is_well(view);
}

void ou_heap_graph_free(OuHeapView *view, OuHeapGraph *heap_graph)
{
    ou_graph_free(&view->vm->heap.memory, &heap_graph->graph);
}
