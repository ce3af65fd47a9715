#include "runtime/heap_cycles.h"

#include <stdlib.h>

#include "runtime/heap_group.h"
#include "runtime/heap_picture.h"

// ---- What is left out ---------------------------------------------------------------------------

typedef struct Filter {
    const OuHeapFile *file;
    uint8_t *is_dull;                      // of each node: ou_cycles_dull
    uint64_t *ignored;                     // edges that touch such nodes, and to classes
} Filter;

static bool is_kind(const OuHeapFile *file, uint32_t node, const char *kind)
{
    return !strcmp(ou_heap_file_node_kind(file, node), kind);
}

static bool is_module(const OuHeapFile *file, uint32_t node)
{
    OuHeapText name = ou_heap_file_name(file, node);
    return file->is_own && name.length > 7 && !memcmp(name.bytes, "module ", 7);
}

uint8_t *ou_cycles_dull(const OuHeapFile *file)
{
    uint8_t *dull = ou_memory_alloc_zeroed(file->memory, file->graph.count);
    for (uint32_t i = 0; dull && i < file->graph.count; i++) {
        bool is_dull = is_kind(file, i, "object shape") || is_kind(file, i, "synthetic")
                    || is_kind(file, i, "code") || is_kind(file, i, "hidden");
        bool has_module = is_module(file, i);
        if (is_dull || has_module) dull[i] = 1;
        for (uint32_t e = file->graph.first[i]; has_module && e < file->graph.first[i + 1]; e++) {
            dull[file->graph.to[e]] |= !is_kind(file, file->graph.to[e], "string");
        }
    }
    return dull;
}

static void mark_ignored(Filter *filter)
{
    const OuHeapFile *file = filter->file;
    for (uint32_t i = 0; i < file->graph.count; i++) {
        for (uint32_t e = file->graph.first[i]; e < file->graph.first[i + 1]; e++) {
            bool is_out = filter->is_dull[i] || filter->is_dull[file->graph.to[e]]
                       || ou_picture_is_class_edge(file, e);
            if (is_out) ou_graph_ignore(filter->ignored, e);
        }
    }
}

static bool filter_init(Filter *filter, const OuHeapFile *file)
{
    *filter = (Filter){ .file = file };
    filter->is_dull = ou_cycles_dull(file);
    filter->ignored = ou_graph_make_ignored(file->memory, &file->graph);
    if (!filter->is_dull || !filter->ignored) return false;
    mark_ignored(filter);
    return true;
}

static void filter_free(Filter *filter)
{
    const OuHeapFile *file = filter->file;
    if (filter->is_dull) ou_memory_free(file->memory, filter->is_dull, file->graph.count);
    ou_graph_free_ignored(file->memory, &file->graph, filter->ignored);
}

// ---- Rings --------------------------------------------------------------------------------------

typedef struct Component {
    uint32_t first;                        // its first node
    uint32_t count;
    uint64_t bytes;
    bool     has_loop;                     // a node refers to itself
} Component;

typedef struct Search {
    OuHeapFile *file;
    OuGraph     graph;                     // the file's, with more ignored
    uint32_t   *component;                 // of each node
    Component  *components;
    uint32_t    count;
    OuGraphRings rings;
} Search;

// Of a ring that is longer than the longest that is shown only the beginning.
static void find_ring(Search *search, uint32_t start, OuCycleShape *shape)
{
    const OuGraphRings *rings = &search->rings;
    (void)ou_graph_rings_find(&search->rings, start);
    shape->length = rings->count;
    for (uint32_t i = 0; i < rings->count && i < OU_CYCLE_LONGEST; i++) {
        shape->nodes[i] = ou_graph_owner(rings->graph, rings->edges[i]);
        shape->edges[i] = rings->edges[i];
    }
}

// ---- Shapes -------------------------------------------------------------------------------------

static uint64_t mix(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3ull;
    }
    return hash;
}

// Of a node's name and its edge's; places in sequences are all the same.
static uint64_t step_hash(const OuHeapFile *file, uint32_t node, uint32_t edge)
{
    OuHeapText name = ou_heap_file_name(file, node);
    const char *kind = ou_heap_file_edge_kind(file, edge);
    uint64_t hash = mix(0xCBF29CE484222325ull, name.bytes, name.length);
    hash = mix(hash, kind, strlen(kind));
    if (!strcmp(kind, "element") || !strcmp(kind, "hidden")) return hash;
    OuHeapText text = ou_heap_file_string(file, file->edge_names[edge]);
    return mix(hash, text.bytes, text.length);
}

// The same wherever one begins to read: neighbours are mixed, then added up.
static uint64_t ring_hash(const OuHeapFile *file, const OuCycleShape *shape)
{
    uint32_t last = shape->length < OU_CYCLE_LONGEST ? shape->length : OU_CYCLE_LONGEST;
    uint64_t sum = shape->length;
    uint64_t before = step_hash(file, shape->nodes[last - 1], shape->edges[last - 1]);
    for (uint32_t i = 0; i < last; i++) {
        uint64_t hash = step_hash(file, shape->nodes[i], shape->edges[i]);
        sum += (before ^ hash << 1) * 0x9E3779B97F4A7C15ull;
        before = hash;
    }
    return sum;
}

// Is it below the synthetic node of uncollected cycles?
static bool is_garbage(const OuHeapFile *file, const uint32_t *via, uint32_t node)
{
    while (via[node] != OU_GRAPH_NONE) {
        node = ou_graph_owner(&file->graph, via[node]);
        if (ou_heap_is_synthetic(file, node)) {
            return ou_heap_text_is(ou_heap_file_name(file, node), "(uncollected cycles)");
        }
    }
    return false;
}

static void add_shape(OuCycles *cycles, const OuCycleShape *shape)
{
    uint32_t i = 0;
    while (i < cycles->shape_count && (cycles->shapes[i].hash != shape->hash
                                       || cycles->shapes[i].is_garbage != shape->is_garbage)) i++;
    if (i == OU_CYCLE_SHAPES) return;
    if (i == cycles->shape_count) {
        cycles->shapes[cycles->shape_count++] = *shape;
        return;
    }
    cycles->shapes[i].count++;
    cycles->shapes[i].objects += shape->objects;
    cycles->shapes[i].bytes += shape->bytes;
}

static int by_bytes(const void *a, const void *b)
{
    const OuCycleShape *x = a, *y = b;
    if (x->is_garbage != y->is_garbage) return x->is_garbage ? -1 : 1;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? 1 : -1;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void find_shapes(Search *search, const uint32_t *via, OuCycles *cycles)
{
    for (uint32_t i = 0; i < search->count; i++) {
        const Component *component = &search->components[i];
        if (component->count < 2 && !component->has_loop) continue;
        OuCycleShape shape = { .count = 1, .objects = component->count, .bytes = component->bytes };
        find_ring(search, component->first, &shape);
        shape.is_garbage = is_garbage(search->file, via, component->first);
        shape.hash = ring_hash(search->file, &shape);
        add_shape(cycles, &shape);
        cycles->components++;
        cycles->objects += component->count;
        cycles->bytes += component->bytes;
    }
    qsort(cycles->shapes, cycles->shape_count, sizeof *cycles->shapes, by_bytes);
}

// ---- Components ---------------------------------------------------------------------------------

static void sum_up(Search *search)
{
    const OuGraph *graph = &search->graph;
    for (uint32_t i = graph->count; i-- > 0;) {
        Component *component = &search->components[search->component[i]];
        component->first = i;
        component->count++;
        component->bytes += search->file->sizes[i];
        for (uint32_t e = graph->first[i]; e < graph->first[i + 1]; e++) {
            component->has_loop |= graph->to[e] == i && ou_graph_follows(graph, e);
        }
    }
}

bool ou_cycles_find(OuHeapFile *file, const uint32_t *via, OuCycles *cycles)
{
    Filter filter;
    OuMemory *memory = file->memory;
    Search search = { .file = file, .graph = file->graph };
    memset(cycles, 0, sizeof *cycles);
    bool ok = filter_init(&filter, file);
    search.graph.ignored = filter.ignored;
    if (ok) search.component = ou_graph_components(memory, &search.graph, &search.count);
    size_t size = (size_t)search.count * sizeof *search.components;
    if (search.component) search.components = ou_memory_alloc_zeroed(memory, size);
    ok = ou_graph_rings_begin(memory, &search.rings, &search.graph, search.component)
      && search.components;
    if (ok) {
        sum_up(&search);
        find_shapes(&search, via, cycles);
    }
    ou_graph_rings_end(memory, &search.rings);
    ou_graph_drop(memory, &search.graph, search.component);
    if (search.components) ou_memory_free(memory, search.components, size);
    filter_free(&filter);
    return ok;
}
