// memory_dominators.c: memory.dominators: which objects hold the most memory.
#include <assert.h>
#include <string.h>

#include "runtime/argument.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/heap_graph.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/memory.h"
#include "runtime/protocol.h"
#include "runtime/root_path.h"
#include "runtime/snapshot_roots.h"

typedef struct Row {
    uint32_t node;
    uint64_t bytes, objects;
} Row;

typedef struct Ranking {
    OuHeapView   view;
    OuHeapGraph  made;
    OuRootList   roots;
    size_t       named_count;            // of roots that a path may begin with anyhow
    uint64_t    *bytes, *objects;        // of each node: own at first, then retained
    Row         *rows;                   // the largest first
    OuValue     *ranked;                 // ... their objects, borrowed
    OuRootPath  *paths;
    size_t       count, wanted;
} Ranking;

static void add_set(Ranking *ranking, OuRootKind kind, const OuNumberSet *set)
{
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&ranking->view.numbering, set, &walk));) {
        ou_roots_put(&ranking->view, &ranking->roots,
                     (OuRoot){ .kind = kind, .object = object });
    }
}

static void find_roots(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    OuRootSearch *search = ou_heap_view_take(view, 1, sizeof *search);
    if (!search) return;
    ou_roots_add(view, OU_ROOTS_NAMED, &ranking->roots);
    ou_roots_add(view, OU_ROOTS_INTERNAL, &ranking->roots);
    ranking->named_count = ranking->roots.count;
    ou_roots_add(view, OU_ROOTS_OF_CALL, &ranking->roots);
    if (ou_root_search(view->vm, &view->numbering, &view->progress.lookout, search)) {
        add_set(ranking, OU_ROOT_IS_NATIVE, &search->by_c);
        add_set(ranking, OU_ROOT_IS_CYCLE, &search->cycles);
        ou_root_search_free(search);
    } else {
        view->failed = true;
    }
    ou_heap_view_give(view, search, 1, sizeof *search);
}

static bool weigh(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    uint32_t nodes = ranking->made.graph.count, number = 0;
    ranking->bytes = ou_heap_view_take(view, nodes, sizeof *ranking->bytes);
    ranking->objects = ou_heap_view_take(view, nodes, sizeof *ranking->objects);
    if (view->failed) return false;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk)); number++) {
        ranking->bytes[number] = ou_heap_bytes_of(&view->vm->heap, object);
        ranking->objects[number] = !ou_edge_is_inner(view->vm, object);
        if (!ou_heap_view_goes_on(view)) return false;
    }
    return true;
}

static bool comes_before(const Row *a, const Row *b)
{
    if (a->bytes != b->bytes) return a->bytes > b->bytes;
    if (a->objects != b->objects) return a->objects > b->objects;
    return a->node < b->node;
}

static void offer(Ranking *ranking, Row row)
{
    if (ranking->count == ranking->wanted) {
        if (!comes_before(&row, &ranking->rows[ranking->count - 1])) return;
        ranking->count--;
    }
    size_t i = ranking->count++;
    for (; i && comes_before(&row, &ranking->rows[i - 1]); i--) {
        ranking->rows[i] = ranking->rows[i - 1];
    }
    ranking->rows[i] = row;
}

static void rank(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    OuNumberWalk walk = { 0 };
    uint32_t number = 0;
    ranking->rows = ou_heap_view_take(view, ranking->wanted, sizeof *ranking->rows);
    if (!ranking->rows || !ranking->wanted) return;
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk)); number++) {
        if (ou_edge_is_inner(view->vm, object)) continue;
        offer(ranking, (Row){ number, ranking->bytes[number], ranking->objects[number] });
        if (!ou_heap_view_goes_on(view)) return;
    }
}

static void find_paths(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    size_t named = ranking->named_count, rest = ranking->roots.count - named;
    OuRootList more = { ranking->roots.items + named, rest, rest };
    ranking->ranked = ou_heap_view_take(view, ranking->wanted, sizeof *ranking->ranked);
    ranking->paths = ou_heap_view_take(view, ranking->wanted, sizeof *ranking->paths);
    if (view->failed) return;
    for (size_t i = 0; i < ranking->count; i++) {
        OuObject *object = ou_number_object(&view->numbering, ranking->rows[i].node);
        ranking->ranked[i] = ou_pointer_value(object);
    }
    ou_root_path_find_each(view, &(OuPathSearch){ .objects = ranking->ranked,
                                                  .count = ranking->count, .more = &more,
                                                  .paths = ranking->paths });
}

static void find_dominators(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    OuMemory *memory = &view->vm->heap.memory;
    OuGraph *graph = &ranking->made.graph;
    uint32_t root = ou_heap_graph_root(&ranking->made);
    OuDominators dominators;
    if (!ou_graph_dominators(memory, graph, root, &dominators)) {
        view->failed = true;
        return;
    }
    if (weigh(ranking)) {
        ou_graph_retain(&dominators, ranking->bytes);
        ou_graph_retain(&dominators, ranking->objects);
    }
    ou_graph_free_dominators(memory, graph, &dominators);
    if (!ou_heap_view_is_well(view)) return;
    rank(ranking);
    if (ou_heap_view_is_well(view)) find_paths(ranking);
}

// ---- As a list ----------------------------------------------------------------------------------

static OuValue row_tuple(Ranking *ranking, size_t index)
{
    OuVM *vm = ranking->view.vm;
    const Row *row = &ranking->rows[index];
    assert(ranking->paths[index].count);             // `more` reaches what is left
    OuValue values[4] = {
        ou_int_make_unsigned(vm, row->bytes), ou_int_make_unsigned(vm, row->objects),
        ou_memory_type_name(vm, ou_type_of(vm, ranking->ranked[index])),
        ou_memory_path_text(&ranking->view, &ranking->paths[index]),
    };
    return ou_memory_tuple_steal(vm, values, 4);
}

static OuValue row_at(void *context, size_t index)
{
    Ranking *ranking = context;
    return row_tuple(ranking, index);
}

static void ranking_free(Ranking *ranking)
{
    OuHeapView *view = &ranking->view;
    const OuGraph *graph = &ranking->made.graph;
    ou_heap_view_give(view, ranking->bytes, graph->count, sizeof *ranking->bytes);
    ou_heap_view_give(view, ranking->objects, graph->count, sizeof *ranking->objects);
    ou_heap_view_give(view, ranking->rows, ranking->wanted, sizeof *ranking->rows);
    if (ranking->paths) ou_root_path_free(view, ranking->paths, ranking->wanted);
    ou_heap_view_give(view, ranking->paths, ranking->wanted, sizeof *ranking->paths);
    ou_heap_view_give(view, ranking->ranked, ranking->wanted, sizeof *ranking->ranked);
    ou_heap_graph_free(view, &ranking->made);
    ou_roots_free(view, &ranking->roots);
}

OU_MEMORY_FUNCTION(
    dominators, "dominators(top=20)",
    "Return the objects that hold the most memory, as tuples (bytes, objects, type, path).\n\n"
    "Bytes and objects are those that would go if the object went, as retained() gives them, so\n"
    "what an object holds is counted for it and for all that dominate it. The path is that of\n"
    "why().")
{
    enum { MOST = 10000 };
    int top = 20;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &top)) return OU_ERROR;
    if (top < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "top must not be negative");
    Ranking ranking = { .wanted = top < MOST ? (size_t)top : MOST };
    OuHeapView *view = &ranking.view;
    if (!ou_heap_view_begin(view, vm, "dominators")) return OU_ERROR;
    ou_heap_view_expect(view, 24);
    find_roots(&ranking);
    ranking.made.roots = &ranking.roots;
    OuValue result = OU_NONE;
    if (ou_heap_view_is_well(view) && ou_heap_graph_make(view, &ranking.made)) {
        find_dominators(&ranking);
        if (ou_heap_view_is_well(view)) {
            result = ou_memory_list(vm, ranking.count, row_at, &ranking);
        }
    }
    ranking_free(&ranking);
    return ou_memory_end_steal(view, result);
}
