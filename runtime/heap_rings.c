#include "runtime/heap_rings.h"

#include "gc/reach.h"
#include "runtime/dict.h"
#include "runtime/edge.h"

// ---- The graph ----------------------------------------------------------------------------------

static bool follows(const OuHeapGraph *made, OuHeapView *view, const OuObject *owner,
                    const OuObject *object)
{
    const OuHeapRings *rings = made->context;
    if (ou_number_set_has(&view->numbering, &rings->garbage, owner)) return true;
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_MODULE: case OU_KIND_TYPE: case OU_KIND_CODE:
        return false;
    case OU_KIND_FRAME:
        return !rings->leaves_frames;
    default:
        return !ou_number_set_has(&view->numbering, &rings->namespaces, object);
    }
}

static void find_namespaces(OuHeapRings *rings)
{
    OuHeapView *view = rings->view;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk));) {
        if (!ou_heap_view_goes_on(view)) return;
        if ((object->kind & OU_KIND_MASK) != OU_KIND_MODULE) continue;
        const OuDict *dict = ou_attributes_peek(view->vm, object);
        if (dict) ou_number_set_put(&view->numbering, &rings->namespaces, &dict->header);
    }
}

static void find_garbage(OuHeapRings *rings)
{
    OuHeapView *view = rings->view;
    OuLoose loose;
    if (!ou_loose_find(view, &loose)) return;
    OuReach *reach = ou_heap_view_take(view, 1, sizeof *reach);
    if (reach && ou_reach_init(reach, &view->numbering, &view->progress.lookout)) {
        OuNumberWalk walk = { 0 };
        for (OuObject *object; (object = ou_number_next(&view->numbering, &loose.native,
                                                        &walk));) {
            ou_reach_put(reach, object);
            ou_reach_close(reach);
        }
        for (uint32_t i = 0; i < view->numbering.word_count; i++) {
            rings->garbage.words[i] = loose.loose.words[i] & ~reach->reached.words[i];
        }
        ou_reach_free(reach);
    } else {
        view->failed = true;
    }
    ou_heap_view_give(view, reach, 1, sizeof *reach);
    ou_loose_free(view, &loose);
}

bool ou_heap_rings_begin(OuHeapView *view, OuHeapRings *rings, OuRingSort sort,
                         const OuNumberSet *among, const OuNumberSet *except)
{
    *rings = (OuHeapRings){
        .view = view, .made = { .among = among, .except = except, .context = rings },
        .leaves_frames = sort == OU_RINGS_WITHOUT_FRAMES,
    };
    if (sort != OU_RINGS_ALL) {
        if (sort != OU_RINGS_OF_PROGRAM) rings->made.follows = follows;
        view->failed |= !ou_number_set_make(&view->numbering, &rings->namespaces)
                     || !ou_number_set_make(&view->numbering, &rings->garbage);
        if (!view->failed) find_namespaces(rings);
        if (ou_heap_view_is_well(view)) find_garbage(rings);
    }
    return ou_heap_view_is_well(view) && ou_heap_graph_make(view, &rings->made);
}

void ou_heap_rings_end(OuHeapRings *rings)
{
    OuHeapView *view = rings->view;
    OuMemory *memory = &view->vm->heap.memory;
    if (rings->rings.graph) ou_graph_rings_end(memory, &rings->rings);
    ou_heap_view_give(view, rings->sizes, rings->components, sizeof *rings->sizes);
    ou_graph_drop(memory, &rings->made.graph, rings->component);
    ou_heap_graph_free(view, &rings->made);
    ou_number_set_free(&view->numbering, &rings->namespaces);
    ou_number_set_free(&view->numbering, &rings->garbage);
}

// ---- Components ---------------------------------------------------------------------------------

static bool refers_to_itself(const OuGraph *graph, uint32_t node)
{
    for (uint32_t e = graph->first[node]; e < graph->first[node + 1]; e++) {
        if (graph->to[e] == node) return true;
    }
    return false;
}

bool ou_heap_rings_group(OuHeapRings *rings)
{
    OuHeapView *view = rings->view;
    const OuGraph *graph = &rings->made.graph;
    rings->component = ou_graph_components(&view->vm->heap.memory, graph, &rings->components);
    view->failed |= !rings->component;
    if (view->failed) return false;
    uint32_t *sizes = ou_heap_view_take(view, rings->components, sizeof *sizes);
    rings->sizes = sizes;
    if (!sizes) return false;
    for (uint32_t i = 0; i < graph->count; i++) sizes[rings->component[i]]++;
    for (uint32_t i = 0; i < graph->count; i++) {
        uint32_t component = rings->component[i];
        if (sizes[component] == 1 && !refers_to_itself(graph, i)) sizes[component] = 0;
    }
    return true;
}

static void list_cyclic(const OuHeapRings *rings, OuRootList *list)
{
    OuHeapView *view = rings->view;
    OuNumberWalk walk = { 0 };
    uint32_t number = 0;
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk)); number++) {
        if (!rings->sizes[rings->component[number]]) continue;
        if (ou_edge_is_inner(view->vm, object)) continue;
        ou_roots_put(view, list, (OuRoot){ .kind = OU_ROOT_IS_CYCLE, .object = object });
    }
}

void ou_heap_rings_each(OuHeapView *view, const OuNumberSet *among, const OuNumberSet *except,
                        OuRootList *list)
{
    OuHeapRings rings;
    if (ou_heap_rings_begin(view, &rings, OU_RINGS_ALL, among, except)
        && ou_heap_rings_group(&rings)) list_cyclic(&rings, list);
    ou_heap_rings_end(&rings);
}

// ---- Rings --------------------------------------------------------------------------------------

OuRingStep *ou_heap_rings_find(OuHeapRings *rings, uint32_t node, size_t *count)
{
    OuHeapView *view = rings->view;
    const OuGraph *graph = &rings->made.graph;
    *count = 0;
    if (!rings->rings.graph) {
        view->failed |= !ou_graph_rings_begin(&view->vm->heap.memory, &rings->rings, graph,
                                              rings->component);
    }
    if (view->failed || !ou_graph_rings_find(&rings->rings, node)) return NULL;
    *count = rings->rings.count;
    OuRingStep *steps = ou_heap_view_take(view, *count, sizeof *steps);
    for (size_t i = 0; steps && i < *count; i++) {
        uint32_t edge = rings->rings.edges[i];
        OuObject *owner = ou_number_object(&view->numbering, ou_graph_owner(graph, edge));
        OuObject *to = ou_number_object(&view->numbering, graph->to[edge]);
        steps[i] = (OuRingStep){ owner, ou_reference_slot(view, owner, to) };
    }
    return steps;
}
