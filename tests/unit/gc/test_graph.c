// Paths, dominators and components: of graphs drawn by hand, and of random ones beside what the
// definitions say.
#include "gc/graph.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 40 };

static OuMemory memory;
static OuGraph graph;
static uint64_t ignored[8];

static void set_up(void)
{
    ou_memory_init(&memory);
    memset(ignored, 0, sizeof ignored);
}

static void tear_down(void)
{
    ou_graph_free(&memory, &graph);
    ck_assert_uint_eq(memory.used, 0);
}

// Edges as pairs, in the order of their nodes.
static void draw(uint32_t nodes, const uint32_t (*edges)[2], uint32_t count)
{
    ck_assert(ou_graph_make(&memory, &graph, nodes, count));
    for (uint32_t e = 0; e < count; e++) {
        graph.first[edges[e][0] + 1] = e + 1;
        graph.to[e] = edges[e][1];
    }
    for (uint32_t i = 1; i <= nodes; i++) {
        if (graph.first[i] < graph.first[i - 1]) graph.first[i] = graph.first[i - 1];
    }
}
#define DRAW(nodes, edges) draw(nodes, edges, sizeof(edges) / sizeof *(edges))

static void check_array(const uint32_t *array, const uint32_t *expected)
{
    for (uint32_t i = 0; i < graph.count; i++) ck_assert_uint_eq(array[i], expected[i]);
}

#define NONE OU_GRAPH_NONE
//      0 -> 1 -> 3 -> 4 <-> 5      2 is reached by 0, 3 by 1 and 2; 6 by nobody
static const uint32_t diamond[][2] = { { 0, 1 }, { 0, 2 }, { 1, 3 }, { 2, 3 }, { 3, 4 }, { 4, 5 },
                                       { 5, 4 }, { 6, 3 } };

START_TEST(shortest_paths_are_known_by_their_last_edges)
{
    DRAW(7, diamond);
    uint32_t *via = ou_graph_shortest(&memory, &graph, 0);
    ck_assert_ptr_nonnull(via);
    check_array(via, (const uint32_t[]){ NONE, 0, 1, 2, 4, 5, NONE });
    for (uint32_t e = 0; e < 8; e++) ck_assert_uint_eq(ou_graph_owner(&graph, e), diamond[e][0]);
    ou_graph_drop(&memory, &graph, via);
    graph.ignored = ignored;
    ignored[0] = 1 << 2 | 1 << 5;
    via = ou_graph_shortest(&memory, &graph, 0);
    ck_assert_ptr_nonnull(via);
    check_array(via, (const uint32_t[]){ NONE, 0, 1, 3, 4, NONE, NONE });
    ou_graph_drop(&memory, &graph, via);
}
END_TEST

START_TEST(a_node_is_dominated_by_what_all_paths_share)
{
    OuDominators dominators;
    DRAW(7, diamond);
    ck_assert(ou_graph_dominators(&memory, &graph, 0, &dominators));
    check_array(dominators.parent, (const uint32_t[]){ NONE, 0, 0, 0, 3, 4, NONE });
    ck_assert_uint_eq(dominators.reached, 6);
    uint64_t sizes[7] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    ou_graph_retain(&dominators, sizes);
    static const uint64_t retained[7] = { 111111, 10, 100, 111000, 110000, 100000, 1000000 };
    for (int i = 0; i < 7; i++) ck_assert_uint_eq(sizes[i], retained[i]);
    ou_graph_free_dominators(&memory, &graph, &dominators);
}
END_TEST

START_TEST(what_reaches_each_other_is_one_component)
{
    uint32_t count;
    DRAW(7, diamond);
    uint32_t *component = ou_graph_components(&memory, &graph, &count);
    ck_assert_ptr_nonnull(component);
    ck_assert_uint_eq(count, 6);
    ck_assert_uint_eq(component[4], component[5]);
    ck_assert_uint_lt(component[4], component[3]);
    ck_assert_uint_lt(component[3], component[6]);
    ou_graph_drop(&memory, &graph, component);
}
END_TEST

// ---- Random graphs ------------------------------------------------------------------------------

// Which nodes does the root reach without going through `without`?
static void reach(bool *reached, uint32_t root, uint32_t without)
{
    memset(reached, 0, MOST);
    if (root == without) return;
    reached[root] = true;
    for (uint32_t round = 0; round < graph.count; round++) {
        for (uint32_t e = 0; e < graph.first[graph.count]; e++) {
            uint32_t to = graph.to[e];
            if (!ou_graph_follows(&graph, e) || to == without) continue;
            if (reached[ou_graph_owner(&graph, e)]) reached[to] = true;
        }
    }
}

static uint32_t depth_of(const OuDominators *dominators, uint32_t node)
{
    uint32_t depth = 0;
    for (; dominators->parent[node] != NONE; node = dominators->parent[node]) depth++;
    return depth;
}

// The immediate dominator is one, and has no other one below it.
static void check_dominators(void)
{
    OuDominators dominators;
    bool all[MOST], some[MOST];
    ck_assert(ou_graph_dominators(&memory, &graph, 0, &dominators));
    reach(all, 0, NONE);
    uint32_t counts[MOST] = { 0 };
    for (uint32_t d = 0; d < graph.count; d++) {
        reach(some, 0, d);
        for (uint32_t i = 0; i < graph.count; i++) {
            bool dominates = all[i] && i != d && !some[i];
            counts[i] += dominates;
            if (dominators.parent[i] == d) ck_assert(dominates);
        }
    }
    uint32_t reached = 0;
    for (uint32_t i = 0; i < graph.count; i++) {
        reached += all[i];
        ck_assert_uint_eq(depth_of(&dominators, i), counts[i]);
    }
    ck_assert_uint_eq(dominators.reached, reached);
    ou_graph_free_dominators(&memory, &graph, &dominators);
}

// The least number of edges by which a node comes back to itself; 0: it doesn't.
static uint32_t way_back(uint32_t node)
{
    bool reached[MOST] = { false };
    for (uint32_t length = 1; length <= graph.count; length++) {
        bool before[MOST];
        memcpy(before, reached, sizeof before);
        for (uint32_t e = 0; e < graph.first[graph.count]; e++) {
            uint32_t from = ou_graph_owner(&graph, e);
            if (!ou_graph_follows(&graph, e)) continue;
            if (length == 1 ? from == node : before[from]) reached[graph.to[e]] = true;
        }
        if (reached[node]) return length;
    }
    return 0;
}

static void check_rings(const uint32_t *component)
{
    OuGraphRings rings;
    ck_assert(ou_graph_rings_begin(&memory, &rings, &graph, component));
    for (uint32_t i = 0; i < graph.count; i++) {
        ck_assert(ou_graph_rings_find(&rings, i) == (way_back(i) > 0));
        ck_assert_uint_eq(rings.count, way_back(i));
        uint32_t at = i;
        for (uint32_t k = 0; k < rings.count; k++) {
            ck_assert_uint_eq(ou_graph_owner(&graph, rings.edges[k]), at);
            ck_assert(ou_graph_follows(&graph, rings.edges[k]));
            at = graph.to[rings.edges[k]];
        }
        ck_assert_uint_eq(at, i);
    }
    ou_graph_rings_end(&memory, &rings);
}

static void check_components(void)
{
    uint32_t count;
    bool from[MOST][MOST];
    uint32_t *component = ou_graph_components(&memory, &graph, &count);
    ck_assert_ptr_nonnull(component);
    for (uint32_t i = 0; i < graph.count; i++) reach(from[i], i, NONE);
    for (uint32_t i = 0; i < graph.count; i++) {
        ck_assert_uint_lt(component[i], count);
        for (uint32_t k = 0; k < graph.count; k++) {
            ck_assert((component[i] == component[k]) == (from[i][k] && from[k][i]));
            if (from[i][k]) ck_assert_uint_ge(component[i], component[k]);
        }
    }
    check_rings(component);
    check_rings(NULL);
    ou_graph_drop(&memory, &graph, component);
}

static void check_shortest(void)
{
    bool all[MOST];
    uint32_t distance[MOST];
    uint32_t *via = ou_graph_shortest(&memory, &graph, 0);
    ck_assert_ptr_nonnull(via);
    reach(all, 0, NONE);
    for (uint32_t i = 0; i < graph.count; i++) {
        ck_assert((via[i] != NONE) == (all[i] && i));
        distance[i] = 0;
        for (uint32_t k = i; via[k] != NONE; k = ou_graph_owner(&graph, via[k])) distance[i]++;
    }
    for (uint32_t e = 0; e < graph.first[graph.count]; e++) {
        uint32_t from = ou_graph_owner(&graph, e);
        if (!all[from] || !ou_graph_follows(&graph, e)) continue;
        ck_assert_uint_le(distance[graph.to[e]], distance[from] + 1);
    }
    ou_graph_drop(&memory, &graph, via);
}

START_TEST(random_graphs_are_as_the_definitions_say)
{
    srand((unsigned)_i);
    uint32_t nodes = 1 + (uint32_t)rand() % MOST, degree = 1 + (uint32_t)rand() % 4;
    uint32_t edges[MOST * 4][2], count = 0;
    for (uint32_t i = 0; i < nodes; i++) {
        for (uint32_t k = (uint32_t)rand() % (degree + 1); k-- > 0; count++) {
            edges[count][0] = i;
            edges[count][1] = (uint32_t)rand() % nodes;
        }
    }
    draw(nodes, edges, count);
    if (_i % 2) {
        graph.ignored = ignored;
        for (unsigned i = 0; i < 3; i++) ignored[i] = (uint64_t)rand() << 20 & (uint64_t)rand();
    }
    check_shortest();
    check_dominators();
    check_components();
}
END_TEST

// ---- Size ---------------------------------------------------------------------------------------

START_TEST(a_chain_of_a_million_needs_no_stack)
{
    enum { COUNT = 1000000 };
    OuDominators dominators;
    uint32_t count;
    ck_assert(ou_graph_make(&memory, &graph, COUNT, 2 * COUNT - 2));
    for (uint32_t i = 0, e = 0; i < COUNT; i++) {        // each knows its neighbours
        graph.first[i] = e;
        if (i) graph.to[e++] = i - 1;
        if (i + 1 < COUNT) graph.to[e++] = i + 1;
    }
    ck_assert(ou_graph_dominators(&memory, &graph, 0, &dominators));
    for (uint32_t i = 1; i < COUNT; i++) ck_assert_uint_eq(dominators.parent[i], i - 1);
    ou_graph_free_dominators(&memory, &graph, &dominators);
    uint32_t *component = ou_graph_components(&memory, &graph, &count);
    ck_assert_uint_eq(count, 1);
    ou_graph_drop(&memory, &graph, component);
    uint32_t *via = ou_graph_shortest(&memory, &graph, COUNT - 1);
    ck_assert_uint_eq(ou_graph_owner(&graph, via[0]), 1);
    ou_graph_drop(&memory, &graph, via);
}
END_TEST

static bool try_dominators(void)
{
    OuDominators dominators;
    if (!ou_graph_dominators(&memory, &graph, 0, &dominators)) return false;
    ou_graph_free_dominators(&memory, &graph, &dominators);
    return true;
}

static bool try_array(uint32_t *array)
{
    ou_graph_drop(&memory, &graph, array);
    return array != NULL;
}

START_TEST(refused_memory_leaves_nothing_behind)
{
    uint32_t count;
    DRAW(7, diamond);
    size_t before = memory.used;
    for (int kind = 0; kind < 3; kind++) {
        bool ok = false;
        for (uint64_t n = 1; !ok; n++) {
            memory.fail_at = memory.requests + n;
            ok = kind == 0 ? try_dominators()
               : kind == 1 ? try_array(ou_graph_components(&memory, &graph, &count))
                           : try_array(ou_graph_shortest(&memory, &graph, 0));
            ck_assert_uint_eq(memory.used, before);
        }
        memory.fail_at = 0;
    }
    OuGraph other;
    for (uint64_t n = 1; n <= 2; n++) {
        memory.fail_at = memory.requests + n;
        ck_assert(!ou_graph_make(&memory, &other, 3, 3));
    }
    memory.fail_at = 0;
}
END_TEST

// ---- Whoever looks out --------------------------------------------------------------------------

static unsigned looks, ends_at;

static bool look(OuLookout *lookout, uint32_t steps)
{
    ck_assert_uint_eq(steps, OU_LOOKOUT_STRIDE);
    return ++looks != ends_at;
}

static bool try_ring(void)
{
    OuGraphRings rings;
    bool ok = ou_graph_rings_begin(&memory, &rings, &graph, NULL)
           && ou_graph_rings_find(&rings, 0);
    ck_assert(ok != rings.is_ended);
    for (uint32_t i = 0; i < graph.count; i++) ck_assert_uint_eq(rings.via[i], OU_GRAPH_NONE);
    ou_graph_rings_end(&memory, &rings);
    return ok;
}

START_TEST(long_searches_end_when_nobody_wants_them)
{
    enum { NODES = 100000, EDGES = 2 * NODES };
    static uint32_t edges[EDGES][2];
    OuLookout lookout = { look };
    uint32_t count;
    for (uint32_t i = 0; i < EDGES; i++) {
        edges[i][0] = i / 2;
        edges[i][1] = i % 2 ? (i / 2 + 1) % NODES : i / 2;
        if (i == 0) edges[i][1] = 1;                 // node 0 alone doesn't refer to itself
    }
    DRAW(NODES, edges);
    graph.lookout = &lookout;
    size_t before = memory.used;
    for (int kind = 0; kind < 4; kind++) {
        bool ok = false;
        for (ends_at = 1; !ok; ends_at++) {
            looks = 0;
            ok = kind == 0 ? try_dominators()
               : kind == 1 ? try_array(ou_graph_components(&memory, &graph, &count))
               : kind == 2 ? try_array(ou_graph_shortest(&memory, &graph, 0))
                           : try_ring();
            ck_assert_uint_eq(memory.used, before);
            ck_assert(ok || looks == ends_at);
        }
        ck_assert_uint_gt(ends_at, EDGES / OU_LOOKOUT_STRIDE);
    }
    graph.lookout = NULL;
}
END_TEST

// ---- Rings --------------------------------------------------------------------------------------

static void check_ring(OuGraphRings *rings, uint32_t node, uint32_t count,
                       const uint32_t *expected)
{
    ck_assert(ou_graph_rings_find(rings, node) == (count > 0));
    ck_assert_uint_eq(rings->count, count);
    for (uint32_t i = 0; i < count; i++) ck_assert_uint_eq(rings->edges[i], expected[i]);
    for (uint32_t i = 0; i < graph.count; i++) ck_assert_uint_eq(rings->via[i], OU_GRAPH_NONE);
}

START_TEST(a_shortest_ring_is_known_by_its_edges)
{
    //   0 -> 1 -> 2 -> 0,  1 -> 0,  3 -> 3,  2 -> 4
    static const uint32_t edges[][2] = { { 0, 1 }, { 1, 2 }, { 1, 0 }, { 2, 4 }, { 2, 0 },
                                         { 3, 3 } };
    OuGraphRings rings;
    uint32_t components;
    DRAW(5, edges);
    uint32_t *component = ou_graph_components(&memory, &graph, &components);
    ck_assert(ou_graph_rings_begin(&memory, &rings, &graph, component));
    check_ring(&rings, 0, 2, (uint32_t[]){ 0, 2 });
    check_ring(&rings, 2, 3, (uint32_t[]){ 4, 0, 1 });
    check_ring(&rings, 3, 1, (uint32_t[]){ 5 });
    check_ring(&rings, 4, 0, NULL);
    check_ring(&rings, 0, 2, (uint32_t[]){ 0, 2 });
    ignored[0] = 1 << 2;                             // 1 -> 0
    graph.ignored = ignored;
    check_ring(&rings, 0, 3, (uint32_t[]){ 0, 1, 4 });
    ou_graph_rings_end(&memory, &rings);
    ou_graph_drop(&memory, &graph, component);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gc");
    TCase *tests = tcase_create("graph");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, shortest_paths_are_known_by_their_last_edges);
    tcase_add_test(tests, a_node_is_dominated_by_what_all_paths_share);
    tcase_add_test(tests, what_reaches_each_other_is_one_component);
    tcase_add_loop_test(tests, random_graphs_are_as_the_definitions_say, 0, 300);
    tcase_add_test(tests, a_chain_of_a_million_needs_no_stack);
    tcase_add_test(tests, refused_memory_leaves_nothing_behind);
    tcase_add_test(tests, long_searches_end_when_nobody_wants_them);
    tcase_add_test(tests, a_shortest_ring_is_known_by_its_edges);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
