#include "gc/graph.h"

#include <assert.h>
#include <string.h>

// ---- Memory -------------------------------------------------------------------------------------

static size_t bytes_of(size_t count)
{
    return count * sizeof(uint32_t);
}

// Arrays with an entry for each node, one more for the ends.
static uint32_t *take_array(OuMemory *memory, const OuGraph *graph)
{
    uint32_t *array = ou_memory_alloc(memory, bytes_of((size_t)graph->count + 1));
    if (array) memset(array, 0xFF, bytes_of((size_t)graph->count + 1));
    return array;
}

void ou_graph_drop(OuMemory *memory, const OuGraph *graph, uint32_t *array)
{
    if (array) ou_memory_free(memory, array, bytes_of((size_t)graph->count + 1));
}

bool ou_graph_make(OuMemory *memory, OuGraph *graph, uint32_t nodes, uint32_t edges)
{
    *graph = (OuGraph){ .count = nodes };
    graph->first = ou_memory_alloc_zeroed(memory, bytes_of((size_t)nodes + 1));
    if (!graph->first) return false;
    graph->to = ou_memory_alloc_zeroed(memory, bytes_of(edges));
    graph->first[nodes] = edges;
    if (graph->to) return true;
    ou_graph_drop(memory, graph, graph->first);
    graph->first = NULL;
    return false;
}

void ou_graph_free(OuMemory *memory, OuGraph *graph)
{
    if (!graph->first) return;
    ou_memory_free(memory, graph->to, bytes_of(graph->first[graph->count]));
    ou_graph_drop(memory, graph, graph->first);
    graph->first = graph->to = NULL;
}

static size_t ignored_size(const OuGraph *graph)
{
    return ((size_t)graph->first[graph->count] / 64 + 1) * sizeof(uint64_t);
}

uint64_t *ou_graph_make_ignored(OuMemory *memory, const OuGraph *graph)
{
    uint64_t *ignored = ou_memory_alloc_zeroed(memory, ignored_size(graph));
    if (ignored && graph->ignored) memcpy(ignored, graph->ignored, ignored_size(graph));
    return ignored;
}

void ou_graph_free_ignored(OuMemory *memory, const OuGraph *graph, uint64_t *ignored)
{
    if (ignored) ou_memory_free(memory, ignored, ignored_size(graph));
}

// Edges are met once each, so every so many edges somebody looks, in whatever order they come.
static bool goes_on(const OuGraph *graph, uint32_t index)
{
    return ou_lookout_goes_on(graph->lookout, index);
}

uint32_t ou_graph_owner(const OuGraph *graph, uint32_t edge)
{
    uint32_t low = 0, high = graph->count;           // first[low] <= edge < first[high]
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->first[middle] <= edge) low = middle;
        else high = middle;
    }
    return low;
}

static uint32_t count_followed(const OuGraph *graph)
{
    uint32_t edges = graph->first[graph->count], count = 0;
    for (uint32_t e = 0; e < edges; e++) count += ou_graph_follows(graph, e);
    return count;
}

// What was begun: its size isn't in `first`.
static void free_reversed(OuMemory *memory, OuGraph *reversed, uint32_t edges)
{
    reversed->first[reversed->count] = edges;
    ou_graph_free(memory, reversed);
}

// Each node's place is counted, then filled from its end to its beginning.
bool ou_graph_reverse(OuMemory *memory, const OuGraph *graph, OuGraph *reversed)
{
    uint32_t edges = graph->first[graph->count];
    uint32_t followed = count_followed(graph);
    if (!ou_graph_make(memory, reversed, graph->count, followed)) return false;
    reversed->first[graph->count] = 0;
    bool ok = true;
    for (uint32_t e = 0; e < edges && (ok = goes_on(graph, e)); e++) {
        if (ou_graph_follows(graph, e)) reversed->first[graph->to[e]]++;
    }
    uint32_t sum = 0;
    for (uint32_t i = 0; i <= graph->count; i++) reversed->first[i] = sum += reversed->first[i];
    for (uint32_t i = graph->count; ok && i-- > 0;) {
        for (uint32_t e = graph->first[i + 1]; ok && e-- > graph->first[i];) {
            if (ou_graph_follows(graph, e)) reversed->to[--reversed->first[graph->to[e]]] = i;
            ok = goes_on(graph, e);
        }
    }
    if (!ok) free_reversed(memory, reversed, followed);
    return ok;
}

// ---- Shortest paths -----------------------------------------------------------------------------

// Breadth-first: what is reached stands in `queue` in its order, `via` says by which edge.
typedef struct Wave {
    const OuGraph  *graph;
    const uint32_t *component;   // what leads out of the start's own isn't followed; or NULL
    uint32_t *via, *queue;       // all NONE at first; via[start] stays so
    uint32_t  end;               // of the queue
    bool      is_ring;           // to stop at an edge that comes back to the start
    uint32_t  closing;           // ... which was found; or NONE
} Wave;

static bool reaches(const Wave *wave, uint32_t start, uint32_t to)
{
    if (to == start || wave->via[to] != OU_GRAPH_NONE) return false;
    return !wave->component || wave->component[to] == wave->component[start];
}

// False: the lookout has ended it.
static bool wave_spread(Wave *wave, uint32_t start)
{
    const OuGraph *graph = wave->graph;
    wave->closing = OU_GRAPH_NONE;
    wave->queue[wave->end++] = start;
    for (uint32_t next = 0; next < wave->end; next++) {
        uint32_t node = wave->queue[next];
        for (uint32_t e = graph->first[node]; e < graph->first[node + 1]; e++) {
            uint32_t to = graph->to[e];
            if (!goes_on(graph, e)) return false;
            if (!ou_graph_follows(graph, e)) continue;
            if (wave->is_ring && to == start) {
                wave->closing = e;
                return true;
            }
            if (!reaches(wave, start, to)) continue;
            wave->via[to] = e;
            wave->queue[wave->end++] = to;
        }
    }
    return true;
}

uint32_t *ou_graph_shortest(OuMemory *memory, const OuGraph *graph, uint32_t root)
{
    Wave wave = { .graph = graph, .via = take_array(memory, graph),
                  .queue = take_array(memory, graph) };
    bool ok = wave.via && wave.queue && wave_spread(&wave, root);
    ou_graph_drop(memory, graph, wave.queue);
    if (ok) return wave.via;
    ou_graph_drop(memory, graph, wave.via);
    return NULL;
}

// ---- Dominators ---------------------------------------------------------------------------------
//
// Semi-NCA, after L. Georgiadis, "Linear-Time Algorithms for Dominators and Related Problems"
// (2005). Nodes are called by their number in a depth-first search.
//
//   1. The search gives each node its number and its parent in the tree.
//   2. From the last on, each node's semidominator: the least of what its predecessors, or their
//      ancestors that came later than the node, have. Paths up the tree are shortened on the way.
//   3. From the first on, each node's dominator: the first ancestor of the parent, by dominators,
//      that isn't behind the semidominator.

typedef struct Search {
    const OuGraph *graph;
    uint32_t *number, *vertex;   // of a node; the node with that number
    uint32_t *parent, *semi, *label, *stack;   // by number
    uint32_t  count;
} Search;

static bool search_tree(Search *search, uint32_t root, uint32_t *cursor)
{
    const OuGraph *graph = search->graph;
    uint32_t node = root, last = 0;
    search->number[root] = 0;
    search->vertex[0] = root;
    search->parent[0] = 0;
    cursor[0] = graph->first[root];
    search->count = 1;
    for (;;) {
        uint32_t e = cursor[last]++;
        if (e < graph->first[node + 1]) {
            uint32_t to = graph->to[e];
            if (!goes_on(graph, e)) return false;
            if (search->number[to] != OU_GRAPH_NONE || !ou_graph_follows(graph, e)) continue;
            search->number[to] = search->count;
            search->vertex[search->count] = to;
            search->parent[search->count] = last;
            last = search->count++;
            cursor[last] = graph->first[to];
        } else {
            if (last == 0) return true;
            last = search->parent[last];
        }
        node = search->vertex[last];
    }
}

// The ancestor of `v` that came later than the node under way and has the least semidominator.
static uint32_t least_ancestor(Search *search, uint32_t v, uint32_t last_linked)
{
    uint32_t *parent = search->parent, *label = search->label, *semi = search->semi;
    if (parent[v] < last_linked) return label[v];
    uint32_t depth = 0;
    do {
        search->stack[depth++] = v;
        v = parent[v];
    } while (parent[v] >= last_linked);
    uint32_t above = v;
    while (depth) {
        v = search->stack[--depth];
        parent[v] = parent[above];
        if (semi[label[above]] < semi[label[v]]) label[v] = label[above];
        above = v;
    }
    return label[v];
}

static bool find_semidominators(Search *search, const OuGraph *reversed)
{
    for (uint32_t i = search->count; i-- > 1;) {
        uint32_t node = search->vertex[i];
        search->semi[i] = search->parent[i];
        for (uint32_t e = reversed->first[node]; e < reversed->first[node + 1]; e++) {
            uint32_t from = search->number[reversed->to[e]];
            if (!goes_on(search->graph, e)) return false;
            if (from == OU_GRAPH_NONE) continue;
            uint32_t least = search->semi[least_ancestor(search, from, i + 1)];
            if (least < search->semi[i]) search->semi[i] = least;
        }
    }
    return true;
}

// `above` holds the parents at first, by number.
static bool find_dominators(const Search *search, uint32_t *above, OuDominators *dominators)
{
    for (uint32_t i = 1; i < search->count; i++) {
        if (!goes_on(search->graph, i)) return false;
        uint32_t candidate = above[i];
        while (candidate > search->semi[i]) candidate = above[candidate];
        above[i] = candidate;
        dominators->parent[search->vertex[i]] = search->vertex[candidate];
    }
    return true;
}

static void search_free(OuMemory *memory, Search *search)
{
    ou_graph_drop(memory, search->graph, search->number);
    ou_graph_drop(memory, search->graph, search->parent);
    ou_graph_drop(memory, search->graph, search->semi);
    ou_graph_drop(memory, search->graph, search->label);
    ou_graph_drop(memory, search->graph, search->stack);
}

static bool search_init(OuMemory *memory, Search *search, const OuGraph *graph)
{
    *search = (Search){
        .graph = graph, .number = take_array(memory, graph), .parent = take_array(memory, graph),
        .semi = take_array(memory, graph), .label = take_array(memory, graph),
        .stack = take_array(memory, graph),
    };
    return search->number && search->parent && search->semi && search->label && search->stack;
}

static bool run_search(Search *search, const OuGraph *reversed, uint32_t root,
                       OuDominators *dominators)
{
    search->vertex = dominators->order;
    if (!search_tree(search, root, search->stack)) return false;
    for (uint32_t i = 0; i < search->count; i++) search->semi[i] = search->label[i] = i;
    uint32_t *above = dominators->parent;            // by number until the end
    memcpy(above, search->parent, bytes_of(search->count));
    if (!find_semidominators(search, reversed)) return false;
    memcpy(search->stack, above, bytes_of(search->count));
    memset(above, 0xFF, bytes_of(search->graph->count));
    dominators->reached = search->count;
    return find_dominators(search, search->stack, dominators);
}

bool ou_graph_dominators(OuMemory *memory, const OuGraph *graph, uint32_t root,
                         OuDominators *dominators)
{
    OuGraph reversed;
    Search search;
    if (!ou_graph_reverse(memory, graph, &reversed)) return false;
    *dominators = (OuDominators){ take_array(memory, graph), take_array(memory, graph), 0 };
    bool ok = search_init(memory, &search, graph) && dominators->parent && dominators->order
           && run_search(&search, &reversed, root, dominators);
    if (!ok) ou_graph_free_dominators(memory, graph, dominators);
    search_free(memory, &search);
    ou_graph_free(memory, &reversed);
    return ok;
}

void ou_graph_free_dominators(OuMemory *memory, const OuGraph *graph, OuDominators *dominators)
{
    ou_graph_drop(memory, graph, dominators->parent);
    ou_graph_drop(memory, graph, dominators->order);
    *dominators = (OuDominators){ 0 };
}

void ou_graph_retain(const OuDominators *dominators, uint64_t *sizes)
{
    for (uint32_t i = dominators->reached; i-- > 1;) {
        uint32_t node = dominators->order[i];
        sizes[dominators->parent[node]] += sizes[node];
    }
}

// ---- Components ---------------------------------------------------------------------------------
//
// R. Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972). While a node isn't in a
// component yet, `lowest` is the smallest number that it is known to reach; the path from the root
// of the search is linked by `caller`.

typedef struct Components {
    const OuGraph *graph;
    uint32_t *number, *lowest, *cursor, *caller, *stack;
    uint32_t *component;
    uint32_t  numbered, stacked, found;
} Components;

static void enter(Components *c, uint32_t node, uint32_t caller)
{
    c->number[node] = c->lowest[node] = c->numbered++;
    c->cursor[node] = c->graph->first[node];
    c->caller[node] = caller;
    c->stack[c->stacked++] = node;
}

static void close_component(Components *c, uint32_t node)
{
    uint32_t member;
    do {
        member = c->stack[--c->stacked];
        c->component[member] = c->found;
    } while (member != node);
    c->found++;
}

static void lower(Components *c, uint32_t node, uint32_t number)
{
    if (number < c->lowest[node]) c->lowest[node] = number;
}

static bool explore(Components *c, uint32_t node)
{
    enter(c, node, OU_GRAPH_NONE);
    while (node != OU_GRAPH_NONE) {
        uint32_t e = c->cursor[node]++;
        if (e < c->graph->first[node + 1]) {
            uint32_t to = c->graph->to[e];
            if (!goes_on(c->graph, e)) return false;
            if (!ou_graph_follows(c->graph, e)) continue;
            if (c->number[to] == OU_GRAPH_NONE) {
                enter(c, to, node);
                node = to;
            } else if (c->component[to] == OU_GRAPH_NONE) {
                lower(c, node, c->number[to]);
            }
        } else {
            uint32_t caller = c->caller[node];
            if (c->lowest[node] == c->number[node]) close_component(c, node);
            else if (caller != OU_GRAPH_NONE) lower(c, caller, c->lowest[node]);
            node = caller;
        }
    }
    return true;
}

uint32_t *ou_graph_components(OuMemory *memory, const OuGraph *graph, uint32_t *components)
{
    Components c = {
        .graph = graph, .number = take_array(memory, graph), .lowest = take_array(memory, graph),
        .cursor = take_array(memory, graph), .caller = take_array(memory, graph),
        .stack = take_array(memory, graph), .component = take_array(memory, graph),
    };
    bool ok = c.number && c.lowest && c.cursor && c.caller && c.stack && c.component;
    for (uint32_t i = 0; ok && i < graph->count; i++) {
        if (c.number[i] == OU_GRAPH_NONE) ok = explore(&c, i);
    }
    *components = c.found;
    ou_graph_drop(memory, graph, c.number);
    ou_graph_drop(memory, graph, c.lowest);
    ou_graph_drop(memory, graph, c.cursor);
    ou_graph_drop(memory, graph, c.caller);
    ou_graph_drop(memory, graph, c.stack);
    if (ok) return c.component;
    ou_graph_drop(memory, graph, c.component);
    return NULL;
}

// ---- Rings --------------------------------------------------------------------------------------

bool ou_graph_rings_begin(OuMemory *memory, OuGraphRings *rings, const OuGraph *graph,
                          const uint32_t *component)
{
    *rings = (OuGraphRings){ .graph = graph, .component = component,
                             .via = take_array(memory, graph), .queue = take_array(memory, graph) };
    return rings->via && rings->queue;
}

void ou_graph_rings_end(OuMemory *memory, OuGraphRings *rings)
{
    ou_graph_drop(memory, rings->graph, rings->via);
    ou_graph_drop(memory, rings->graph, rings->queue);
    rings->via = rings->queue = NULL;
}

// The queue is cleared from its end; the nodes of the ring stand in it in their order, none before
// its place in the ring, so that edges can be put where nodes were.
bool ou_graph_rings_find(OuGraphRings *rings, uint32_t node)
{
    Wave wave = { .graph = rings->graph, .component = rings->component, .via = rings->via,
                  .queue = rings->queue, .is_ring = true };
    if (!wave_spread(&wave, node)) rings->is_ended = true;
    uint32_t end = wave.end, edge = wave.closing, place = end;
    uint32_t owner = edge == OU_GRAPH_NONE ? OU_GRAPH_NONE : ou_graph_owner(rings->graph, edge);
    for (uint32_t i = end; i-- > 0;) {
        uint32_t reached = rings->queue[i], via = rings->via[reached];
        rings->via[reached] = OU_GRAPH_NONE;
        if (reached != owner) continue;
        rings->queue[--place] = edge;
        edge = via;
        owner = i ? ou_graph_owner(rings->graph, edge) : OU_GRAPH_NONE;
    }
    rings->edges = rings->queue + place;
    rings->count = end - place;
    return rings->count != 0;
}
