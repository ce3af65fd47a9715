#include "runtime/snapshot_walk.h"

#include "gc/reach.h"
#include "runtime/snapshot_id.h"
#include "runtime/snapshot_progress.h"
#include "runtime/snapshot_roots.h"
#include "runtime/weakref.h"

enum {
    OU_SNAPSHOT_ROOT, OU_SNAPSHOT_GC_ROOTS, OU_SNAPSHOT_GROUP,   // the first of the groups
};
_Static_assert(OU_SNAPSHOT_GROUP + (int)OU_ROOT_GROUPS == (int)OU_SNAPSHOT_SYNTHETIC, "of roots");

typedef struct Walker {
    OuVM        *vm;
    OuNumbering  numbering;
    OuRootSearch roots;
    OuLabels     labels;
    OuSnapshotSink *sink;
    OuProgress   progress;
    bool         is_silent;      // labels only are asked for: their texts are handed over
} Walker;

static bool goes_on(Walker *walker)
{
    return ou_progress_goes_on(&walker->progress) && !walker->sink->failed
        && !walker->labels.text.failed;
}

// ---- References ---------------------------------------------------------------------------------

typedef struct EdgeVisitor EdgeVisitor;
struct EdgeVisitor {
    OuVisitor visitor;           // first
    OuObject *owner;
    Walker   *walker;
    uint64_t  count;
    bool      only_counts;
};

static void put_edge(Walker *walker, OuHeapEdgeKind kind, uint64_t name, uint64_t node)
{
    if (walker->is_silent) return;
    OuSnapshotEdge edge = { kind, (uint32_t)name, (uint32_t)node };
    walker->sink->edge(walker->sink, &edge);
}

static uint64_t node_of(const Walker *walker, const OuObject *object)
{
    return OU_SNAPSHOT_SYNTHETIC + (uint64_t)ou_number_of(&walker->numbering, object);
}

static void edge_found(EdgeVisitor *edges, const void *slot, OuObject *to)
{
    edges->count++;
    if (edges->only_counts) return;
    Walker *walker = edges->walker;
    OuEdge edge = ou_edge_find(walker->vm, edges->owner, slot);
    OuHeapEdgeKind kind;
    OuLabel label = ou_label_of_edge(&edge, &kind);
    uint64_t name = kind == OU_EDGE_KIND_ELEMENT ? edge.index
                                                 : ou_labels_index(&walker->labels, label);
    put_edge(walker, kind, name, node_of(walker, to));
}

static void edge_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    Walker *walker = ((EdgeVisitor *)visitor)->walker;
    for (size_t i = 0; i < count && goes_on(walker); i++) {
        if (!ou_is_pointer(slots[i])) continue;
        edge_found((EdgeVisitor *)visitor, &slots[i], ou_pointer_of(slots[i]));
    }
}

static void edge_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) edge_found((EdgeVisitor *)visitor, slot, *slot);
}

// What a weak reference knows, or NULL.
static OuObject *weak_target(const OuObject *object)
{
    uint8_t kind = object->kind & OU_KIND_MASK;
    if (kind != OU_KIND_WEAKREF && kind != OU_KIND_WEAKPROXY) return NULL;
    return ((const OuWeakref *)object)->link.target;
}

static uint64_t visit_edges(Walker *walker, OuObject *object, bool only_counts)
{
    EdgeVisitor edges = {
        .visitor = { .span = edge_span, .pointer = edge_pointer },
        .owner = object, .walker = walker, .only_counts = only_counts,
    };
    ou_heap_visit(&walker->vm->heap, object, &edges.visitor);
    OuObject *target = weak_target(object);
    if (!target) return edges.count;
    if (!only_counts) {
        uint32_t name = ou_labels_index(&walker->labels, ou_label_text("referent"));
        put_edge(walker, OU_EDGE_KIND_WEAK, name, node_of(walker, target));
    }
    return edges.count + 1;
}

// ---- References from the synthetic nodes --------------------------------------------------------

typedef struct GroupEdges {
    OuRootVisit visit;           // first
    Walker     *walker;
    OuRootGroup group;
    OuHeapEdgeKind  kind;            // of edges to modules
    uint64_t    count;
    bool        only_counts;
} GroupEdges;

static void group_edge(OuRootVisit *visit, OuObject *object, const void *slot, OuString *name)
{
    static const OuHeapEdgeKind kinds[OU_ROOT_GROUPS] = {
        OU_EDGE_KIND_PROPERTY, OU_EDGE_KIND_CONTEXT, OU_EDGE_KIND_INTERNAL, OU_EDGE_KIND_ELEMENT,
        OU_EDGE_KIND_ELEMENT,
    };
    GroupEdges *edges = (GroupEdges *)visit;
    uint64_t index = edges->count++;
    if (edges->only_counts) return;
    OuHeapEdgeKind kind = name ? edges->kind : kinds[edges->group];
    if (kind != OU_EDGE_KIND_ELEMENT) {
        OuLabel label = name ? ou_label_string(OU_LABEL_STRING, name)
                             : (OuLabel){ OU_LABEL_ROOT, (uintptr_t)slot };
        index = ou_labels_index(&edges->walker->labels, label);
    }
    put_edge(edges->walker, kind, index, node_of(edges->walker, object));
}

static uint64_t visit_group(Walker *walker, OuRootGroup group, OuHeapEdgeKind kind,
                            bool only_counts)
{
    GroupEdges edges = { .visit = { .found = group_edge }, .walker = walker, .group = group,
                         .kind = kind, .only_counts = only_counts };
    ou_root_each(walker->vm, &walker->roots, group, &edges.visit);
    return edges.count;
}

static void put_group(Walker *walker, unsigned group)
{
    uint64_t name = ou_labels_index(&walker->labels, ou_label_text(ou_root_group_names[group]));
    put_edge(walker, OU_EDGE_KIND_SHORTCUT, name, OU_SNAPSHOT_GROUP + group);
}

// DevTools measure distances from the root's own objects: the modules, and what frames hold. And a
// reference only keeps something from being retained by one module if its owner, too, can be
// reached by the root's shortcuts.
static uint64_t visit_root(Walker *walker, bool only_counts)
{
    if (!only_counts) put_edge(walker, OU_EDGE_KIND_ELEMENT, 1, OU_SNAPSHOT_GC_ROOTS);
    uint64_t count = 1 + visit_group(walker, OU_ROOT_MODULES, OU_EDGE_KIND_SHORTCUT, only_counts);
    if (!walker->sink->is_for_devtools) return count;
    for (unsigned i = OU_ROOT_FRAMES; i < OU_ROOT_GROUPS; i++, count++) {
        if (!only_counts) put_group(walker, i);
    }
    return count + visit_group(walker, OU_ROOT_FRAMES, OU_EDGE_KIND_CONTEXT, only_counts);
}

static uint64_t visit_synthetic(Walker *walker, unsigned node, bool only_counts)
{
    if (node >= OU_SNAPSHOT_GROUP) {
        return visit_group(walker, node - OU_SNAPSHOT_GROUP, OU_EDGE_KIND_PROPERTY, only_counts);
    }
    if (node == OU_SNAPSHOT_ROOT) return visit_root(walker, only_counts);
    for (unsigned i = 0; i < OU_ROOT_GROUPS && !only_counts; i++) {
        put_edge(walker, OU_EDGE_KIND_ELEMENT, i + 1, OU_SNAPSHOT_GROUP + i);
    }
    return OU_ROOT_GROUPS;
}

// ---- Passes -------------------------------------------------------------------------------------

static uint64_t count_edges(Walker *walker)
{
    uint64_t count = 0;
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) count += visit_synthetic(walker, i, true);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(walker) && (object = ou_number_next(&walker->numbering, NULL, &walk))) {
        count += visit_edges(walker, object, true);
    }
    return count;
}

static void put_node(Walker *walker, OuHeapNodeKind kind, OuLabel label, uint64_t id, uint64_t size,
                     uint64_t edges)
{
    uint32_t name = ou_labels_index(&walker->labels, label);
    if (walker->is_silent) return;
    OuSnapshotNode node = { kind, name, id, size, edges };
    walker->sink->node(walker->sink, &node);
}

static void put_synthetic_node(Walker *walker, unsigned node)
{
    const char *name = node == OU_SNAPSHOT_ROOT ? ""
                     : node == OU_SNAPSHOT_GC_ROOTS ? "(GC roots)"
                                                    : ou_root_group_names[node - OU_SNAPSHOT_GROUP];
    uint64_t edges = walker->is_silent ? 0 : visit_synthetic(walker, node, true);
    put_node(walker, OU_HEAP_NODE_SYNTHETIC, ou_label_text(name), node + 1, 0, edges);
}

static void put_nodes(Walker *walker)
{
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) put_synthetic_node(walker, i);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(walker) && (object = ou_number_next(&walker->numbering, NULL, &walk))) {
        OuHeapNodeKind kind;
        OuLabel label = ou_label_of_object(walker->vm, object, &kind);
        size_t size = walker->is_silent ? 0 : ou_heap_bytes_of(&walker->vm->heap, object);
        uint64_t edges = walker->is_silent ? 0 : visit_edges(walker, object, true);
        put_node(walker, kind, label, ou_snapshot_id(walker->vm, object), size, edges);
    }
}

static void put_edges(Walker *walker)
{
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) visit_synthetic(walker, i, false);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(walker) && (object = ou_number_next(&walker->numbering, NULL, &walk))) {
        visit_edges(walker, object, false);
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static void put_string(void *context, const char *utf8, size_t length)
{
    OuSnapshotSink *sink = context;
    sink->string(sink, utf8, length);
}

static void put_all(Walker *walker)
{
    OuSnapshotSink *sink = walker->sink;
    uint64_t edges = count_edges(walker);
    ou_labels_begin(&walker->labels, walker->vm, NULL, NULL);
    sink->begin(sink, OU_SNAPSHOT_SYNTHETIC + walker->numbering.count, edges);
    put_nodes(walker);
    sink->edges(sink);
    put_edges(walker);
    sink->strings(sink);
    walker->is_silent = true;
    ou_labels_begin(&walker->labels, walker->vm, put_string, sink);
    put_nodes(walker);
    put_edges(walker);
}

static OuSnapshotResult walk(Walker *walker)
{
    put_all(walker);
    bool has_failed = walker->labels.text.failed;
    ou_labels_end(&walker->labels);
    if (walker->progress.is_interrupted) return OU_SNAPSHOT_INTERRUPTED;
    if (has_failed) return OU_SNAPSHOT_NO_MEMORY;
    return walker->sink->failed ? OU_SNAPSHOT_FAILED : OU_SNAPSHOT_DONE;
}

OuSnapshotResult ou_snapshot_walk(OuVM *vm, OuSnapshotSink *sink)
{
    enum { STEPS = 15 };         // about so many for each object
    OuMemory *memory = &vm->heap.memory;
    OuSnapshotResult result = OU_SNAPSHOT_NO_MEMORY;
    if (!ou_heap_try_settle(&vm->heap)) return OU_SNAPSHOT_INTERRUPTED;
    Walker *walker = ou_memory_alloc_zeroed(memory, sizeof *walker);
    if (!walker) return result;
    walker->vm = vm;
    walker->sink = sink;
    if (ou_number_all(&walker->numbering, &vm->heap)) {
        ou_progress_begin(&walker->progress, vm, "heap snapshot",
                          STEPS * (uint64_t)walker->numbering.count);
        if (ou_root_search(vm, &walker->numbering, &walker->progress.lookout, &walker->roots)) {
            result = walk(walker);
            ou_root_search_free(&walker->roots);
        } else if (walker->progress.is_interrupted) {
            result = OU_SNAPSHOT_INTERRUPTED;
        }
        ou_progress_end(&walker->progress);
        ou_number_free(&walker->numbering);
    }
    ou_memory_free(memory, walker, sizeof *walker);
    return result;
}
