#include "runtime/snapshot.h"

#include <errno.h>

#include "runtime/error.h"
#include "runtime/json_out.h"

enum { OU_SNAPSHOT_NODE_FIELDS = 7 };

typedef struct Writer {
    OuSnapshotSink sink;         // first
    OuOutFile      file;
    OuJsonOut      json;
} Writer;

// ---- The head -----------------------------------------------------------------------------------

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
    put_kinds(json, "node_types", ou_heap_node_kind_names, OU_HEAP_NODE_KINDS, node_rest, 6);
    PUT_LIST(json, "edge_fields", "type", "name_or_index", "to_node");
    put_kinds(json, "edge_types", ou_heap_edge_kind_names, OU_EDGE_KINDS, edge_rest, 2);
    PUT_LIST(json, "trace_function_info_fields", "function_id", "name", "script_name", "script_id",
             "line", "column");
    PUT_LIST(json, "trace_node_fields", "id", "function_info_index", "count", "size", "children");
    PUT_LIST(json, "sample_fields", "timestamp_us", "last_assigned_id");
    PUT_LIST(json, "location_fields", "object_index", "script_id", "line", "column");
    ou_json_end(json);
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

static void put_begin(OuSnapshotSink *sink, uint32_t nodes, uint64_t edges)
{
    OuJsonOut *json = &((Writer *)sink)->json;
    ou_json_begin(json, '{');
    ou_json_key(json, "snapshot");
    ou_json_begin(json, '{');
    put_meta(json);
    ou_json_key(json, "node_count");
    ou_json_number(json, nodes);
    ou_json_key(json, "edge_count");
    ou_json_number(json, edges);
    ou_json_key(json, "trace_function_count");
    ou_json_number(json, 0);
    ou_json_key(json, "producer");
    ou_json_text(json, "Ouro");
    ou_json_end(json);
    ou_json_line(json);
    begin_array(json, "nodes");
}

// ---- The arrays ---------------------------------------------------------------------------------

static void end_row(Writer *writer)
{
    ou_json_line(&writer->json);
    writer->sink.failed = writer->file.error != 0;
}

static void put_node(OuSnapshotSink *sink, const OuSnapshotNode *node)
{
    Writer *writer = (Writer *)sink;
    const uint64_t row[OU_SNAPSHOT_NODE_FIELDS] = { node->kind, node->name, node->id, node->size,
                                                    node->edges, 0, 0 };
    for (unsigned i = 0; i < OU_SNAPSHOT_NODE_FIELDS; i++) ou_json_number(&writer->json, row[i]);
    end_row(writer);
}

static void put_edges(OuSnapshotSink *sink)
{
    OuJsonOut *json = &((Writer *)sink)->json;
    end_array(json);
    begin_array(json, "edges");
}

static void put_edge(OuSnapshotSink *sink, const OuSnapshotEdge *edge)
{
    Writer *writer = (Writer *)sink;
    ou_json_number(&writer->json, edge->kind);
    ou_json_number(&writer->json, edge->name);
    ou_json_number(&writer->json, edge->to * (uint64_t)OU_SNAPSHOT_NODE_FIELDS);
    end_row(writer);
}

static void put_strings(OuSnapshotSink *sink)
{
    static const char *const empty[] = { "trace_function_infos", "trace_tree", "samples",
                                         "locations" };
    OuJsonOut *json = &((Writer *)sink)->json;
    end_array(json);
    for (unsigned i = 0; i < sizeof empty / sizeof *empty; i++) {
        begin_array(json, empty[i]);
        end_array(json);
    }
    begin_array(json, "strings");
}

static void put_string(OuSnapshotSink *sink, const char *utf8, size_t length)
{
    Writer *writer = (Writer *)sink;
    ou_json_string(&writer->json, utf8, length);
    end_row(writer);
}

// ---- The file -----------------------------------------------------------------------------------

OuSnapshotResult ou_snapshot_write(OuVM *vm, const char *path, int *error)
{
    Writer writer = {
        .sink = { .begin = put_begin, .node = put_node, .edges = put_edges, .edge = put_edge,
                  .strings = put_strings, .string = put_string, .is_for_devtools = true },
    };
    bool is_open = ou_out_file_open(&writer.file, path);
    *error = writer.file.error;
    if (!is_open) return OU_SNAPSHOT_FAILED;
    ou_json_init(&writer.json, &writer.file);
    OuSnapshotResult result = ou_snapshot_walk(vm, &writer.sink);
    if (result != OU_SNAPSHOT_DONE) {
        *error = writer.file.error;
        ou_out_file_abandon(&writer.file);
        return result;
    }
    end_array(&writer.json);
    ou_json_end(&writer.json);
    ou_json_line(&writer.json);
    bool is_written = ou_out_file_commit(&writer.file);
    *error = writer.file.error;
    return is_written ? OU_SNAPSHOT_DONE : OU_SNAPSHOT_FAILED;
}

bool ou_snapshot_check(OuVM *vm, OuSnapshotResult result, int error, OuValue path)
{
    switch (result) {
    case OU_SNAPSHOT_DONE:
        return true;
    case OU_SNAPSHOT_INTERRUPTED:
        if (ou_check_signals(vm)) (void)ou_raise_errno(vm, EINTR, path);
        return false;
    case OU_SNAPSHOT_FAILED:
        (void)ou_raise_errno(vm, error, path);
        return false;
    case OU_SNAPSHOT_NO_MEMORY:
        break;
    }
    (void)ou_raise_memory_error(vm);
    return false;
}
