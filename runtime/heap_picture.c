#include "runtime/heap_picture.h"

#include <stdio.h>

#include "runtime/heap_cycles.h"
#include "runtime/heap_group.h"

bool ou_picture_is_class_edge(const OuHeapFile *file, uint32_t edge)
{
    return !strcmp(ou_heap_file_edge_kind(file, edge), "internal")
        && ou_heap_text_is(ou_heap_file_string(file, file->edge_names[edge]), "__class__");
}

static void picture_init(OuPicture *picture, OuHeapFile *file, uint32_t node)
{
    picture->file = file;
    picture->node_count = picture->edge_count = 0;
    picture->focus = node;
    picture->is_cut = false;
}

static uint32_t position_of(const OuPicture *picture, uint32_t node)
{
    uint32_t i = 0;
    while (i < picture->node_count && picture->nodes[i] != node) i++;
    return i < picture->node_count ? i : OU_GRAPH_NONE;
}

// The node's position, new or not; NONE: there is no room.
static uint32_t add_node(OuPicture *picture, uint32_t node)
{
    uint32_t position = position_of(picture, node);
    if (position != OU_GRAPH_NONE) return position;
    if (picture->node_count == OU_PICTURE_NODES) {
        picture->is_cut = true;
        return OU_GRAPH_NONE;
    }
    picture->nodes[picture->node_count] = node;
    return picture->node_count++;
}

static void add_edge(OuPicture *picture, uint32_t from, uint32_t to, uint32_t edge,
                     uint32_t skipped)
{
    if (picture->edge_count == OU_PICTURE_EDGES) {
        picture->is_cut = true;
        return;
    }
    picture->edges[picture->edge_count++] = (OuPictureEdge){ from, to, edge, skipped };
}

// ---- Chains -------------------------------------------------------------------------------------

// The node at the end of a chain of edges, then the others back to its beginning, behind what is in
// the picture, and the edges between them. Of a chain that is too long the middle is left out.
static void add_chain(OuPicture *picture, const uint32_t *edges, uint32_t length, uint32_t node)
{
    const OuHeapFile *file = picture->file;
    uint32_t room = OU_PICTURE_NODES - 2, skipped = length > room ? length - room : 0;
    uint32_t at = add_node(picture, node);
    for (uint32_t i = 0; i < length; i++) {
        bool is_gap = skipped && i == room / 2;
        if (is_gap) i += skipped - 1;
        uint32_t edge = edges[length - 1 - i];
        uint32_t owner = add_node(picture, ou_graph_owner(&file->graph, edge));
        add_edge(picture, owner, at, is_gap ? OU_GRAPH_NONE : edge, is_gap ? skipped - 1 : 0);
        at = owner;
    }
}

// The references from instances to their classes are ignored from now on, or followed again.
static void ignore_classes(OuHeapFile *file, bool ignore)
{
    for (uint32_t e = 0; e < file->graph.first[file->graph.count]; e++) {
        if (!ou_picture_is_class_edge(file, e)) continue;
        if (ignore) ou_graph_ignore(file->ignored, e);
        else file->ignored[e / 64] &= ~(1ull << e % 64);
    }
}

OuPictureResult ou_picture_cycle(OuPicture *picture, OuHeapFile *file, uint32_t node)
{
    OuGraphRings rings;
    bool is_found = false, ok = ou_graph_rings_begin(file->memory, &rings, &file->graph, NULL);
    picture_init(picture, file, node);
    ignore_classes(file, true);
    if (ok) is_found = ou_graph_rings_find(&rings, node);
    ignore_classes(file, false);
    if (is_found) {
        uint32_t closing = rings.edges[rings.count - 1];
        uint32_t last = ou_graph_owner(&file->graph, closing);
        add_chain(picture, rings.edges, rings.count - 1, last);
        add_edge(picture, position_of(picture, last), position_of(picture, node), closing, 0);
    }
    ok &= !rings.is_ended;
    ou_graph_rings_end(file->memory, &rings);
    return !ok ? OU_PICTURE_NO_MEMORY : is_found ? OU_PICTURE_DONE : OU_PICTURE_NOTHING;
}

// ---- Paths --------------------------------------------------------------------------------------

static bool begins_with(OuHeapText text, const char *words)
{
    size_t length = strlen(words);
    return text.length >= length && !memcmp(text.bytes, words, length);
}

// Who asks holds the object for as long as he asks.
static void ignore_temporaries(OuHeapFile *file, uint32_t node)
{
    for (uint32_t i = 0; i < file->graph.count; i++) {
        if (!ou_heap_text_is(ou_heap_file_name(file, i), "(stack frames)")) continue;
        for (uint32_t e = file->graph.first[i]; e < file->graph.first[i + 1]; e++) {
            OuHeapText name = ou_heap_file_string(file, file->edge_names[e]);
            if (file->graph.to[e] == node && begins_with(name, "a temporary in ")) {
                ou_graph_ignore(file->ignored, e);
            }
        }
        return;
    }
}

// The root itself and the first of the synthetic nodes below it say nothing.
static void drop_root(OuPicture *picture)
{
    while (picture->edge_count > 1) {
        uint32_t node = picture->nodes[picture->node_count - 1];
        bool is_dull = node == 0
                    || ou_heap_text_is(ou_heap_file_name(picture->file, node), "(GC roots)");
        if (!is_dull) return;
        picture->node_count--;
        picture->edge_count--;
    }
}

static uint32_t length_of(const OuHeapFile *file, const uint32_t *via, uint32_t node)
{
    uint32_t length = 0;
    for (; via[node] != OU_GRAPH_NONE; length++) node = ou_graph_owner(&file->graph, via[node]);
    return length;
}

// The way from the root to the node; false: memory is refused.
static bool add_way(OuPicture *picture, const uint32_t *via, uint32_t node)
{
    const OuHeapFile *file = picture->file;
    uint32_t length = length_of(file, via, node), last = node;
    uint32_t *edges = ou_memory_alloc(file->memory, length * sizeof *edges);
    if (!edges) return false;
    for (uint32_t i = length; i-- > 0; node = ou_graph_owner(&file->graph, edges[i])) {
        edges[i] = via[node];
    }
    add_chain(picture, edges, length, last);
    drop_root(picture);
    ou_memory_free(file->memory, edges, length * sizeof *edges);
    return true;
}

OuPictureResult ou_picture_path(OuPicture *picture, OuHeapFile *file, uint32_t node)
{
    picture_init(picture, file, node);
    ignore_temporaries(file, node);
    uint32_t *via = ou_graph_shortest(file->memory, &file->graph, 0);
    if (!via) return OU_PICTURE_NO_MEMORY;
    bool is_held = via[node] != OU_GRAPH_NONE;
    bool ok = !is_held || add_way(picture, via, node);
    ou_graph_drop(file->memory, &file->graph, via);
    return !ok ? OU_PICTURE_NO_MEMORY : is_held ? OU_PICTURE_DONE : OU_PICTURE_NOTHING;
}

// ---- Neighbours ---------------------------------------------------------------------------------

static bool is_drawn(const OuHeapFile *file, uint32_t node, uint32_t edge)
{
    return !ou_heap_is_synthetic(file, node) && !ou_picture_is_class_edge(file, edge);
}

// From modules, classes, code, functions and strings one would get everywhere.
static bool is_end(const OuPicture *picture, const uint8_t *dull, uint32_t node)
{
    const char *kind = ou_heap_file_node_kind(picture->file, node);
    return node != picture->focus && (dull[node] || !strcmp(kind, "closure")
                                      || !strcmp(kind, "string"));
}

static void add_referents(OuPicture *picture, const uint8_t *dull, uint32_t node)
{
    const OuGraph *graph = &picture->file->graph;
    if (is_end(picture, dull, node)) return;
    for (uint32_t e = graph->first[node]; e < graph->first[node + 1]; e++) {
        if (is_drawn(picture->file, node, e)) add_node(picture, graph->to[e]);
    }
}

// All referrers of what is at the positions from `first` to `end` are found in one go.
static void add_referrers(OuPicture *picture, const uint8_t *dull, uint32_t first, uint32_t end)
{
    const OuGraph *graph = &picture->file->graph;
    for (uint32_t i = 0; i < graph->count; i++) {
        for (uint32_t e = graph->first[i]; e < graph->first[i + 1]; e++) {
            uint32_t position = position_of(picture, graph->to[e]);
            if (position < first || position >= end || !is_drawn(picture->file, i, e)) continue;
            if (!is_end(picture, dull, graph->to[e])) add_node(picture, i);
        }
    }
}

static void add_edges_between(OuPicture *picture)
{
    const OuGraph *graph = &picture->file->graph;
    for (uint32_t i = 0; i < picture->node_count; i++) {
        uint32_t node = picture->nodes[i];
        for (uint32_t e = graph->first[node]; e < graph->first[node + 1]; e++) {
            uint32_t to = position_of(picture, graph->to[e]);
            if (to != OU_GRAPH_NONE && is_drawn(picture->file, node, e)) {
                add_edge(picture, i, to, e, 0);
            }
        }
    }
}

OuPictureResult ou_picture_neighbours(OuPicture *picture, OuHeapFile *file, uint32_t node,
                                      uint32_t depth)
{
    uint8_t *dull = ou_cycles_dull(file);
    if (!dull) return OU_PICTURE_NO_MEMORY;
    picture_init(picture, file, node);
    add_node(picture, node);
    uint32_t first = 0, end = 1;
    for (uint32_t i = 0; i < depth && first < end && !picture->is_cut; i++) {
        for (uint32_t k = first; k < end; k++) add_referents(picture, dull, picture->nodes[k]);
        add_referrers(picture, dull, first, end);
        first = end;
        end = picture->node_count;
    }
    add_edges_between(picture);
    ou_memory_free(file->memory, dull, file->graph.count);
    return OU_PICTURE_DONE;
}
