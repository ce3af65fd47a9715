// heap_rings.c: which of some objects hold each other in rings.
#include "gc/graph.h"
#include "runtime/error.h"
#include "runtime/heap_paths.h"
#include "runtime/heap_trail.h"

// The objects are the nodes of a graph, in the order of the list.
typedef struct Rings {
    OuVisitor   visitor;         // first
    OuVM       *vm;
    const OuList *objects;
    OuNumbering numbering;
    uint32_t   *index;           // by number: index in the list, or OU_GRAPH_NONE
    OuGraph     graph;
    bool        is_counting;     // edges are counted first, then noted
    uint32_t    owner, edges;
    uint32_t   *component, components;
    uint32_t   *parent, *queue;  // of a search for a ring
} Rings;

static void rings_edge(Rings *rings, const OuObject *object)
{
    uint32_t to = rings->index[ou_number_of(&rings->numbering, object)];
    if (to == OU_GRAPH_NONE) return;
    if (!rings->is_counting) rings->graph.to[rings->edges] = to;
    rings->edges++;
}

static void rings_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) rings_edge((Rings *)visitor, ou_pointer_of(slots[i]));
    }
}

static void rings_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) rings_edge((Rings *)visitor, *slot);
}

static OuObject *rings_object(const Rings *rings, uint32_t index)
{
    return ou_pointer_of(rings->objects->items[index]);
}

static void rings_visit(Rings *rings)
{
    rings->edges = 0;
    for (uint32_t i = 0; i < rings->objects->length; i++) {
        if (!rings->is_counting) rings->graph.first[i] = rings->edges;
        rings->owner = i;
        ou_heap_visit(&rings->vm->heap, rings_object(rings, i), &rings->visitor);
    }
    if (!rings->is_counting) rings->graph.first[rings->objects->length] = rings->edges;
}

static size_t rings_index_bytes(const Rings *rings)
{
    return ((size_t)rings->numbering.count + 1) * sizeof *rings->index;
}

static size_t rings_node_bytes(const Rings *rings)
{
    return ((size_t)rings->objects->length + 1) * sizeof *rings->parent;
}

static void rings_free(Rings *rings)
{
    OuMemory *memory = &rings->vm->heap.memory;
    if (rings->component) ou_graph_drop(memory, &rings->graph, rings->component);
    if (rings->graph.first) ou_graph_free(memory, &rings->graph);
    if (rings->index) ou_memory_free(memory, rings->index, rings_index_bytes(rings));
    if (rings->parent) ou_memory_free(memory, rings->parent, rings_node_bytes(rings));
    if (rings->queue) ou_memory_free(memory, rings->queue, rings_node_bytes(rings));
    ou_number_free(&rings->numbering);
}

static bool rings_index(Rings *rings)
{
    OuMemory *memory = &rings->vm->heap.memory;
    rings->index = ou_memory_alloc(memory, rings_index_bytes(rings));
    rings->parent = ou_memory_alloc(memory, rings_node_bytes(rings));
    rings->queue = ou_memory_alloc(memory, rings_node_bytes(rings));
    if (!rings->index || !rings->parent || !rings->queue) return false;
    for (uint32_t i = 0; i < rings->numbering.count; i++) rings->index[i] = OU_GRAPH_NONE;
    for (uint32_t i = 0; i < rings->objects->length; i++) {
        rings->index[ou_number_of(&rings->numbering, rings_object(rings, i))] = i;
    }
    return true;
}

static bool rings_init(OuVM *vm, const OuList *objects, Rings *rings)
{
    *rings = (Rings){
        .visitor = { .span = rings_span, .span_backward = rings_span, .pointer = rings_pointer },
        .vm = vm, .objects = objects, .is_counting = true,
    };
    if (!ou_number_all(&rings->numbering, &vm->heap)) return false;
    if (rings_index(rings)) {
        rings_visit(rings);
        rings->is_counting = false;
        if (ou_graph_make(&vm->heap.memory, &rings->graph, (uint32_t)objects->length,
                          rings->edges)) {
            rings_visit(rings);
            rings->component = ou_graph_components(&vm->heap.memory, &rings->graph,
                                                   &rings->components);
            if (rings->component) return true;
        }
    }
    rings_free(rings);
    return false;
}

// A shortest ring from the node through its component: leaves its nodes in `queue`, the last one
// first, and returns how many they are; 0: it is in no ring.
static uint32_t rings_search(Rings *rings, uint32_t start)
{
    uint32_t head = 0, tail = 0, count = 0;
    for (uint32_t i = 0; i < rings->graph.count; i++) rings->parent[i] = OU_GRAPH_NONE;
    rings->queue[tail++] = start;
    while (head < tail) {
        uint32_t at = rings->queue[head++];
        for (uint32_t e = rings->graph.first[at]; e < rings->graph.first[at + 1]; e++) {
            uint32_t to = rings->graph.to[e];
            if (to == start) {
                for (; at != start; at = rings->parent[at]) rings->queue[count++] = at;
                rings->queue[count++] = start;
                return count;
            }
            if (rings->component[to] != rings->component[start]
                || rings->parent[to] != OU_GRAPH_NONE) continue;
            rings->parent[to] = at;
            rings->queue[tail++] = to;
        }
    }
    return 0;
}

static bool rings_trail(Rings *rings, uint32_t start, OuTrail *trail)
{
    uint32_t count = rings_search(rings, start);
    OuObject *first = rings_object(rings, start), *object = first;
    bool ok = true;
    while (ok && count--) {
        OuObject *next = count ? rings_object(rings, rings->queue[count - 1]) : first;
        ok = ou_trail_put(trail, object)
          && ou_trail_put_edge(rings->vm, trail, object, next);
        object = next;
    }
    return ok;
}

static OuValue rings_members(const Rings *rings, uint32_t start)
{
    OuValue list = ou_list_make(rings->vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < rings->objects->length; i++) {
        if (rings->component[i] != rings->component[start]) continue;
        if (!ou_list_append(rings->vm, ou_list_of(list), rings->objects->items[i])) {
            ou_unref(list);
            list = OU_ERROR;
        }
    }
    return list;
}

// Appends (members, ring) to the result, if the node is the first of its component and in a ring.
static bool rings_put(Rings *rings, uint32_t start, OuList *result)
{
    OuTrail trail;
    ou_trail_init(rings->vm, &trail);
    bool ok = rings_trail(rings, start, &trail);
    if (!ok) (void)ou_raise_memory_error(rings->vm);
    if (ok && trail.count) {
        OU_OWNED OuValue members = rings_members(rings, start);
        OU_OWNED OuValue ring = ou_trail_value(rings->vm, &trail, false);
        ok = members != OU_ERROR && ring != OU_ERROR;
        OuValue pair[] = { members, ring };
        OuValue tuple = ok ? ou_tuple_make(rings->vm, pair, 2) : OU_ERROR;
        ok = tuple != OU_ERROR && ou_list_append_steal(rings->vm, result, tuple);
    }
    ou_trail_free(&trail);
    return ok;
}

static bool rings_collect(Rings *rings, OuList *result)
{
    size_t size = (size_t)rings->components + 1;
    bool *is_seen = ou_memory_alloc_zeroed(&rings->vm->heap.memory, size);
    if (!is_seen) {
        (void)ou_raise_memory_error(rings->vm);
        return false;
    }
    bool ok = true;
    for (uint32_t i = 0; ok && i < rings->objects->length; i++) {
        if (is_seen[rings->component[i]]) continue;
        is_seen[rings->component[i]] = true;
        ok = rings_put(rings, i, result);
    }
    ou_memory_free(&rings->vm->heap.memory, is_seen, size);
    return ok;
}

OuValue ou_heap_rings(OuVM *vm, OuList *objects, OuValue through)
{
    Rings rings;
    if (!rings_init(vm, objects, &rings)) return ou_raise_memory_error(vm);
    OuValue result = ou_list_make(vm, NULL, 0);
    bool ok = result != OU_ERROR;
    if (ok && through == OU_UNBOUND) {
        ok = rings_collect(&rings, ou_list_of(result));
    } else if (ok && ou_is_pointer(through)) {
        uint32_t start = rings.index[ou_number_of(&rings.numbering, ou_pointer_of(through))];
        ok = start == OU_GRAPH_NONE || rings_put(&rings, start, ou_list_of(result));
    }
    if (!ok && result != OU_ERROR) {
        ou_unref(result);
        result = OU_ERROR;
    }
    rings_free(&rings);
    return result;
}
