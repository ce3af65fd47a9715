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

static uint32_t chain_length(const OuHeapFile *file, const uint32_t *via, uint32_t node)
{
    uint32_t length = 0;
    for (; via[node] != OU_GRAPH_NONE; length++) node = ou_graph_owner(&file->graph, via[node]);
    return length;
}

// The nodes from `node` back to where `via` begins, behind what is in the picture, and the edges
// between them. Of a chain that is too long the middle is left out.
static void add_chain(OuPicture *picture, const uint32_t *via, uint32_t node)
{
    const OuHeapFile *file = picture->file;
    uint32_t length = chain_length(file, via, node), room = OU_PICTURE_NODES - 2;
    uint32_t skipped = length > room ? length - room : 0;
    uint32_t at = add_node(picture, node);
    for (uint32_t i = 0; i < length; i++) {
        uint32_t edge = via[node];
        node = ou_graph_owner(&file->graph, edge);
        if (skipped && i == room / 2) {
            for (uint32_t k = 1; k < skipped; k++) node = ou_graph_owner(&file->graph, via[node]);
            i += skipped - 1;
            edge = OU_GRAPH_NONE;
        }
        uint32_t owner = add_node(picture, node);
        add_edge(picture, owner, at, edge, edge == OU_GRAPH_NONE ? skipped - 1 : 0);
        at = owner;
    }
}

// The references from instances to their classes are ignored from now on, or followed again.
static void ignore_classes(OuHeapFile *file, bool ignore)
{
    for (uint32_t e = 0; e < file->graph.first[file->graph.count]; e++) {
        if (!ou_picture_is_class_edge(file, e)) continue;
        if (ignore) ou_heap_file_ignore(file, e);
        else file->ignored[e / 64] &= ~(1ull << e % 64);
    }
}

// Of the edges back to the node the one that closes the shortest cycle.
static uint32_t closing_edge(const OuHeapFile *file, const uint32_t *via, uint32_t node)
{
    uint32_t best = OU_GRAPH_NONE, least = UINT32_MAX;
    for (uint32_t i = 0; i < file->graph.count; i++) {
        if (i != node && via[i] == OU_GRAPH_NONE) continue;
        for (uint32_t e = file->graph.first[i]; e < file->graph.first[i + 1]; e++) {
            if (file->graph.to[e] != node || !ou_graph_follows(&file->graph, e)) continue;
            uint32_t length = chain_length(file, via, i);
            if (length < least) {
                least = length;
                best = e;
            }
        }
    }
    return best;
}

OuPictureResult ou_picture_cycle(OuPicture *picture, OuHeapFile *file, uint32_t node)
{
    picture_init(picture, file, node);
    ignore_classes(file, true);
    uint32_t *via = ou_graph_shortest(file->memory, &file->graph, node);
    uint32_t closing = via ? closing_edge(file, via, node) : OU_GRAPH_NONE;
    ignore_classes(file, false);
    if (!via) return OU_PICTURE_NO_MEMORY;
    if (closing != OU_GRAPH_NONE) {
        uint32_t last = ou_graph_owner(&file->graph, closing);
        add_chain(picture, via, last);
        add_edge(picture, position_of(picture, last), position_of(picture, node), closing, 0);
    }
    ou_graph_drop(file->memory, &file->graph, via);
    return closing == OU_GRAPH_NONE ? OU_PICTURE_NOTHING : OU_PICTURE_DONE;
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
                ou_heap_file_ignore(file, e);
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

OuPictureResult ou_picture_path(OuPicture *picture, OuHeapFile *file, uint32_t node)
{
    picture_init(picture, file, node);
    ignore_temporaries(file, node);
    uint32_t *via = ou_graph_shortest(file->memory, &file->graph, 0);
    if (!via) return OU_PICTURE_NO_MEMORY;
    bool is_held = via[node] != OU_GRAPH_NONE;
    if (is_held) {
        add_chain(picture, via, node);
        drop_root(picture);
    }
    ou_graph_drop(file->memory, &file->graph, via);
    return is_held ? OU_PICTURE_DONE : OU_PICTURE_NOTHING;
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
