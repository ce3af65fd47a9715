#include "runtime/snapshot.h"

#include <errno.h>
#include <stdio.h>

#include "gc/reach.h"
#include "runtime/error.h"
#include "runtime/snapshot_label.h"
#include "runtime/snapshot_progress.h"
#include "runtime/snapshot_roots.h"
#include "runtime/weakref.h"

enum {
    OU_SNAPSHOT_ROOT, OU_SNAPSHOT_GC_ROOTS, OU_SNAPSHOT_GROUP,   // the first of the groups
    OU_SNAPSHOT_SYNTHETIC = OU_SNAPSHOT_GROUP + OU_ROOT_GROUPS,  // the first object
    OU_SNAPSHOT_NODE_FIELDS = 7,
};

typedef struct Writer {
    OuVM        *vm;
    OuNumbering  numbering;
    OuRootSearch roots;
    OuLabels     labels;
    OuOutFile    file;
    OuJsonOut    json;
    OuProgress   progress;
    bool         is_silent;      // labels only are asked for: their texts are being written
    bool         is_interrupted;
} Writer;

// ---- References ---------------------------------------------------------------------------------

typedef struct EdgeVisitor EdgeVisitor;
struct EdgeVisitor {
    OuVisitor visitor;           // first
    OuObject *owner;
    Writer   *writer;
    uint64_t  count;
    bool      only_counts;
};

static void put_edge(Writer *writer, OuEdgeKind kind, uint64_t name, uint64_t node)
{
    if (writer->is_silent) return;
    ou_json_number(&writer->json, kind);
    ou_json_number(&writer->json, name);
    ou_json_number(&writer->json, node * OU_SNAPSHOT_NODE_FIELDS);
    ou_json_line(&writer->json);
}

static uint64_t node_of(const Writer *writer, const OuObject *object)
{
    return OU_SNAPSHOT_SYNTHETIC + (uint64_t)ou_number_of(&writer->numbering, object);
}

static void edge_found(EdgeVisitor *edges, const void *slot, OuObject *to)
{
    edges->count++;
    if (edges->only_counts) return;
    Writer *writer = edges->writer;
    OuEdge edge = ou_edge_find(writer->vm, edges->owner, slot);
    OuEdgeKind kind;
    OuLabel label = ou_label_of_edge(&edge, &kind);
    uint64_t name = kind == OU_EDGE_KIND_ELEMENT ? edge.index
                                                 : ou_labels_index(&writer->labels, label);
    put_edge(writer, kind, name, node_of(writer, to));
}

static void edge_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
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

static uint64_t visit_edges(Writer *writer, OuObject *object, bool only_counts)
{
    EdgeVisitor edges = {
        .visitor = { .span = edge_span, .pointer = edge_pointer },
        .owner = object, .writer = writer, .only_counts = only_counts,
    };
    ou_heap_visit(&writer->vm->heap, object, &edges.visitor);
    OuObject *target = weak_target(object);
    if (!target) return edges.count;
    if (!only_counts) {
        uint32_t name = ou_labels_index(&writer->labels, ou_label_text("referent"));
        put_edge(writer, OU_EDGE_KIND_WEAK, name, node_of(writer, target));
    }
    return edges.count + 1;
}

// ---- References from the synthetic nodes --------------------------------------------------------

typedef struct GroupEdges {
    OuRootVisit visit;           // first
    Writer     *writer;
    OuRootGroup group;
    OuEdgeKind  kind;            // of edges to modules
    uint64_t    count;
    bool        only_counts;
} GroupEdges;

static void group_edge(OuRootVisit *visit, OuObject *object, const void *slot, OuString *name)
{
    static const OuEdgeKind kinds[OU_ROOT_GROUPS] = {
        OU_EDGE_KIND_PROPERTY, OU_EDGE_KIND_CONTEXT, OU_EDGE_KIND_INTERNAL, OU_EDGE_KIND_ELEMENT,
        OU_EDGE_KIND_ELEMENT,
    };
    GroupEdges *edges = (GroupEdges *)visit;
    uint64_t index = edges->count++;
    if (edges->only_counts) return;
    OuEdgeKind kind = name ? edges->kind : kinds[edges->group];
    if (kind != OU_EDGE_KIND_ELEMENT) {
        OuLabel label = name ? ou_label_string(OU_LABEL_STRING, name)
                             : (OuLabel){ OU_LABEL_ROOT, (uintptr_t)slot };
        index = ou_labels_index(&edges->writer->labels, label);
    }
    put_edge(edges->writer, kind, index, node_of(edges->writer, object));
}

static uint64_t visit_group(Writer *writer, OuRootGroup group, OuEdgeKind kind, bool only_counts)
{
    GroupEdges edges = { .visit = { .found = group_edge }, .writer = writer, .group = group,
                         .kind = kind, .only_counts = only_counts };
    ou_root_each(writer->vm, &writer->roots, group, &edges.visit);
    return edges.count;
}

// DevTools measure distances from what the root knows by shortcuts: the modules.
static uint64_t visit_synthetic(Writer *writer, unsigned node, bool only_counts)
{
    if (node >= OU_SNAPSHOT_GROUP) {
        return visit_group(writer, node - OU_SNAPSHOT_GROUP, OU_EDGE_KIND_PROPERTY, only_counts);
    }
    unsigned first = node == OU_SNAPSHOT_ROOT ? OU_SNAPSHOT_GC_ROOTS : OU_SNAPSHOT_GROUP;
    unsigned count = node == OU_SNAPSHOT_ROOT ? 1 : OU_ROOT_GROUPS;
    for (unsigned i = 0; i < count && !only_counts; i++) {
        put_edge(writer, OU_EDGE_KIND_ELEMENT, i + 1, first + i);
    }
    if (node != OU_SNAPSHOT_ROOT) return count;
    return count + visit_group(writer, OU_ROOT_MODULES, OU_EDGE_KIND_SHORTCUT, only_counts);
}

// ---- Passes -------------------------------------------------------------------------------------

static bool goes_on(Writer *writer)
{
    if (!ou_progress_step(&writer->progress)) return true;
    writer->is_interrupted = writer->vm->heap.pending & OU_PENDING_INTERRUPT;
    return !writer->is_interrupted && !writer->file.error && !writer->labels.failed;
}

static uint64_t count_edges(Writer *writer)
{
    uint64_t count = 0;
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) count += visit_synthetic(writer, i, true);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(writer) && (object = ou_number_next(&writer->numbering, NULL, &walk))) {
        count += visit_edges(writer, object, true);
    }
    return count;
}

static void put_node(Writer *writer, OuNodeKind kind, OuLabel label, uint64_t id, uint64_t size,
                     uint64_t edges)
{
    uint32_t name = ou_labels_index(&writer->labels, label);
    if (writer->is_silent) return;
    const uint64_t row[OU_SNAPSHOT_NODE_FIELDS] = { kind, name, id, size, edges, 0, 0 };
    for (unsigned i = 0; i < OU_SNAPSHOT_NODE_FIELDS; i++) ou_json_number(&writer->json, row[i]);
    ou_json_line(&writer->json);
}

static void put_synthetic_node(Writer *writer, unsigned node)
{
    const char *name = node == OU_SNAPSHOT_ROOT ? ""
                     : node == OU_SNAPSHOT_GC_ROOTS ? "(GC roots)"
                                                    : ou_root_group_names[node - OU_SNAPSHOT_GROUP];
    uint64_t edges = writer->is_silent ? 0 : visit_synthetic(writer, node, true);
    put_node(writer, OU_NODE_SYNTHETIC, ou_label_text(name), node + 1, 0, edges);
}

static void put_nodes(Writer *writer)
{
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) put_synthetic_node(writer, i);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(writer) && (object = ou_number_next(&writer->numbering, NULL, &walk))) {
        OuNodeKind kind;
        OuLabel label = ou_label_of_object(writer->vm, object, &kind);
        size_t size = writer->is_silent ? 0 : ou_heap_bytes_of(&writer->vm->heap, object);
        uint64_t edges = writer->is_silent ? 0 : visit_edges(writer, object, true);
        put_node(writer, kind, label, ou_number_id(object), size, edges);
    }
}

static void put_edges(Writer *writer)
{
    for (unsigned i = 0; i < OU_SNAPSHOT_SYNTHETIC; i++) visit_synthetic(writer, i, false);
    OuNumberWalk walk = { 0 };
    OuObject *object;
    while (goes_on(writer) && (object = ou_number_next(&writer->numbering, NULL, &walk))) {
        visit_edges(writer, object, false);
    }
}

// ---- The file -----------------------------------------------------------------------------------

static void put_list(OuJsonOut *json, const char *key, const char *const *words, size_t count)
{
    if (key) ou_json_key(json, key);
    ou_json_begin(json, '[');
    for (size_t i = 0; i < count; i++) ou_json_text(json, words[i]);
    ou_json_end(json);
}

// The kinds of the fields: a list of names for the first, a word for each other.
static void put_kinds(OuJsonOut *json, const char *key, const char *const *kinds, size_t count,
                      const char *const *rest, size_t rest_count)
{
    ou_json_key(json, key);
    ou_json_begin(json, '[');
    put_list(json, NULL, kinds, count);
    for (size_t i = 0; i < rest_count; i++) ou_json_text(json, rest[i]);
    ou_json_end(json);
}

#define PUT_LIST(json, key, ...)                                                       \
    do {                                                                               \
        static const char *const words[] = { __VA_ARGS__ };                            \
        put_list(json, key, words, sizeof words / sizeof *words);                      \
    } while (0)

static void put_meta(OuJsonOut *json)
{
    static const char *const node_rest[] = { "string", "number", "number", "number", "number",
                                             "number" };
    static const char *const edge_rest[] = { "string_or_number", "node" };
    ou_json_key(json, "meta");
    ou_json_begin(json, '{');
    PUT_LIST(json, "node_fields", "type", "name", "id", "self_size", "edge_count", "trace_node_id",
             "detachedness");
    put_kinds(json, "node_types", ou_node_kind_names, OU_NODE_KINDS, node_rest, 6);
    PUT_LIST(json, "edge_fields", "type", "name_or_index", "to_node");
    put_kinds(json, "edge_types", ou_edge_kind_names, OU_EDGE_KINDS, edge_rest, 2);
    PUT_LIST(json, "trace_function_info_fields", "function_id", "name", "script_name", "script_id",
             "line", "column");
    PUT_LIST(json, "trace_node_fields", "id", "function_info_index", "count", "size", "children");
    PUT_LIST(json, "sample_fields", "timestamp_us", "last_assigned_id");
    PUT_LIST(json, "location_fields", "object_index", "script_id", "line", "column");
    ou_json_end(json);
}

static void put_head(Writer *writer, uint64_t edges)
{
    OuJsonOut *json = &writer->json;
    ou_json_key(json, "snapshot");
    ou_json_begin(json, '{');
    put_meta(json);
    ou_json_key(json, "node_count");
    ou_json_number(json, OU_SNAPSHOT_SYNTHETIC + (uint64_t)writer->numbering.count);
    ou_json_key(json, "edge_count");
    ou_json_number(json, edges);
    ou_json_key(json, "trace_function_count");
    ou_json_number(json, 0);
    ou_json_key(json, "producer");
    ou_json_text(json, "Ouro");
    ou_json_end(json);
    ou_json_line(json);
}

static void begin_array(OuJsonOut *json, const char *key)
{
    ou_json_key(json, key);
    ou_json_begin(json, '[');
}

static void end_array(OuJsonOut *json)
{
    ou_json_end(json);
    ou_json_line(json);
}

static void put_all(Writer *writer)
{
    static const char *const empty[] = { "trace_function_infos", "trace_tree", "samples",
                                         "locations" };
    OuJsonOut *json = &writer->json;
    uint64_t edges = count_edges(writer);
    ou_labels_begin(&writer->labels, writer->vm, NULL);
    ou_json_init(json, &writer->file);
    ou_json_begin(json, '{');
    put_head(writer, edges);
    begin_array(json, "nodes");
    put_nodes(writer);
    end_array(json);
    begin_array(json, "edges");
    put_edges(writer);
    end_array(json);
    for (unsigned i = 0; i < sizeof empty / sizeof *empty; i++) {
        begin_array(json, empty[i]);
        end_array(json);
    }
    begin_array(json, "strings");
    writer->is_silent = true;
    ou_labels_begin(&writer->labels, writer->vm, json);
    put_nodes(writer);
    put_edges(writer);
    end_array(json);
    ou_json_end(json);
    ou_json_line(json);
}

static OuSnapshotResult write_file(Writer *writer, const char *path, int *error)
{
    if (!ou_out_file_open(&writer->file, path)) {
        *error = writer->file.error;
        return OU_SNAPSHOT_FAILED;
    }
    ou_progress_begin(&writer->progress, "heap snapshot", 5 * (uint64_t)writer->numbering.count);
    put_all(writer);
    ou_progress_end(&writer->progress);
    if (writer->is_interrupted || writer->labels.failed) {
        ou_out_file_abandon(&writer->file);
        return writer->is_interrupted ? OU_SNAPSHOT_INTERRUPTED : OU_SNAPSHOT_NO_MEMORY;
    }
    if (ou_out_file_commit(&writer->file)) return OU_SNAPSHOT_WRITTEN;
    *error = writer->file.error;
    return OU_SNAPSHOT_FAILED;
}

OuSnapshotResult ou_snapshot_write(OuVM *vm, const char *path, int *error)
{
    OuMemory *memory = &vm->heap.memory;
    OuSnapshotResult result = OU_SNAPSHOT_NO_MEMORY;
    Writer *writer = ou_memory_alloc_zeroed(memory, sizeof *writer);
    if (!writer) return result;
    writer->vm = vm;
    if (ou_number_all(&writer->numbering, &vm->heap)) {
        if (ou_root_search(vm, &writer->numbering, &writer->roots)) {
            result = write_file(writer, path, error);
            ou_root_search_free(&writer->roots);
        }
        ou_number_free(&writer->numbering);
    }
    ou_memory_free(memory, writer, sizeof *writer);
    return result;
}

bool ou_snapshot_write_for_script(OuVM *vm, const char *path, OuValue shown)
{
    int error = 0;
    switch (ou_snapshot_write(vm, path, &error)) {
    case OU_SNAPSHOT_WRITTEN:     return true;
    case OU_SNAPSHOT_INTERRUPTED:
        if (ou_check_interrupt(vm)) (void)ou_raise_errno(vm, EINTR, shown);
        return false;
    case OU_SNAPSHOT_FAILED:      (void)ou_raise_errno(vm, error, shown); return false;
    case OU_SNAPSHOT_NO_MEMORY:   break;
    }
    (void)ou_raise_memory_error(vm);
    return false;
}
