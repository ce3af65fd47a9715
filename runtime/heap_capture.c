#include "runtime/heap_capture.h"

#include "runtime/snapshot_id.h"

typedef struct Capture {
    OuSnapshotSink sink;         // first
    OuHeapFile    *file;
    uint32_t       node, edge;   // the next ones
    bool           no_memory;
} Capture;

static void check(Capture *capture, bool ok)
{
    if (ok) return;
    capture->no_memory = capture->sink.failed = true;
}

static bool put_names(OuBuffer *buffer, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) ou_buffer_put(buffer, names[i], strlen(names[i]) + 1);
    return !buffer->failed;
}

static void begin(OuSnapshotSink *sink, uint32_t nodes, uint64_t edges)
{
    Capture *capture = (Capture *)sink;
    OuHeapFile *file = capture->file;
    check(capture, edges < UINT32_MAX && ou_heap_file_make(file, nodes, (uint32_t)edges)
          && put_names(&file->node_kind_names, ou_heap_node_kind_names, OU_HEAP_NODE_KINDS)
          && put_names(&file->edge_kind_names, ou_heap_edge_kind_names, OU_EDGE_KINDS));
}

static void put_node(OuSnapshotSink *sink, const OuSnapshotNode *node)
{
    Capture *capture = (Capture *)sink;
    OuHeapFile *file = capture->file;
    if (sink->failed) return;
    uint32_t i = capture->node++;
    file->kinds[i] = (uint8_t)node->kind;
    file->names[i] = node->name;
    file->ids[i] = node->id;
    file->sizes[i] = node->size;
    file->graph.first[i] = capture->edge;
    capture->edge += (uint32_t)node->edges;
}

static void begin_edges(OuSnapshotSink *sink)
{
    ((Capture *)sink)->edge = 0;
}

static void put_edge(OuSnapshotSink *sink, const OuSnapshotEdge *edge)
{
    Capture *capture = (Capture *)sink;
    OuHeapFile *file = capture->file;
    if (sink->failed) return;
    uint32_t e = capture->edge++;
    file->graph.to[e] = edge->to;
    file->edge_kinds[e] = (uint8_t)edge->kind;
    file->edge_names[e] = edge->name;
    if (edge->kind != OU_EDGE_KIND_WEAK) return;
    file->weak_count++;
    ou_graph_ignore(file->ignored, e);
}

static void begin_strings(OuSnapshotSink *sink)
{
}

static void put_string(OuSnapshotSink *sink, const char *utf8, size_t length)
{
    Capture *capture = (Capture *)sink;
    if (!sink->failed) check(capture, ou_heap_file_put_string(capture->file, utf8, length));
}

OuSnapshotResult ou_heap_capture(OuVM *vm, OuHeapFile *file)
{
    Capture capture = {
        .sink = { .begin = begin, .node = put_node, .edges = begin_edges, .edge = put_edge,
                  .strings = begin_strings, .string = put_string },
        .file = file,
    };
    ou_heap_file_init(file, &vm->heap.memory, "a running program");
    file->is_own = true;
    OuSnapshotResult result = ou_snapshot_walk(vm, &capture.sink);
    if (result == OU_SNAPSHOT_DONE) return result;
    ou_heap_file_free(file);
    return capture.no_memory ? OU_SNAPSHOT_NO_MEMORY : result;
}

uint32_t ou_heap_capture_node(const OuHeapFile *file, const OuObject *object)
{
    uint64_t id = ou_snapshot_id(ou_vm_of(ou_page_of(object)->heap), object);
    uint32_t node = OU_SNAPSHOT_SYNTHETIC;
    while (node < file->graph.count && file->ids[node] != id) node++;
    return node;
}
