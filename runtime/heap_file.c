#include "runtime/heap_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { OU_HEAP_FILE_FIELDS = 32, OU_HEAP_FILE_KINDS = 255 };

typedef struct Reader {
    OuJsonIn    json;
    OuHeapFile *file;
    OuBuffer    text;
    uint64_t    node_count, edge_count;
    unsigned    node_fields, edge_fields;       // numbers in a row
    int         type, name, id, self_size, edge_count_field;   // their places; -1: not there
    int         edge_type, name_or_index, to_node;
    unsigned    node_kinds, edge_kinds;
    bool        has_head, has_nodes, has_edges, has_strings;
    uint8_t     edge_is_index[OU_HEAP_FILE_KINDS + 1];         // its name is a number
    uint8_t     edge_is_ignored[OU_HEAP_FILE_KINDS + 1];       // 1: always, 2: but at the root
} Reader;

static bool is_text(const OuBuffer *text, const char *words)
{
    return text->length == strlen(words) && !memcmp(text->bytes, words, text->length);
}

static bool no_memory(Reader *reader)
{
    return ou_json_in_fail(&reader->json, "not enough memory");
}

// ---- What the head says -------------------------------------------------------------------------

typedef struct Field {
    const char *name;
    int        *place;
} Field;

static bool read_fields(Reader *reader, const Field *fields, unsigned field_count, unsigned *count)
{
    OuJsonIn *json = &reader->json;
    *count = 0;
    if (!ou_json_in_begin(json, '[')) return false;
    for (; ou_json_in_more(json, ']'); ++*count) {
        reader->text.length = 0;
        if (*count == OU_HEAP_FILE_FIELDS) return ou_json_in_fail(json, "too many fields");
        if (!ou_json_in_string(json, &reader->text)) return false;
        for (unsigned i = 0; i < field_count; i++) {
            if (is_text(&reader->text, fields[i].name)) *fields[i].place = (int)*count;
        }
    }
    return ou_json_in_is_good(json);
}

static bool read_node_fields(Reader *reader)
{
    const Field fields[] = {
        { "type", &reader->type }, { "name", &reader->name }, { "id", &reader->id },
        { "self_size", &reader->self_size }, { "edge_count", &reader->edge_count_field },
    };
    return read_fields(reader, fields, 5, &reader->node_fields);
}

static bool read_edge_fields(Reader *reader)
{
    const Field fields[] = {
        { "type", &reader->edge_type }, { "name_or_index", &reader->name_or_index },
        { "to_node", &reader->to_node },
    };
    return read_fields(reader, fields, 3, &reader->edge_fields);
}

// The first item is the list of kinds; what follows tells nothing new.
static bool read_kinds(Reader *reader, OuBuffer *names, unsigned *count)
{
    OuJsonIn *json = &reader->json;
    *count = 0;
    if (!ou_json_in_begin(json, '[')) return false;
    if (!ou_json_in_more(json, ']')) return ou_json_in_fail(json, "a list of types is empty");
    if (!ou_json_in_begin(json, '[')) return false;
    for (; ou_json_in_more(json, ']'); ++*count) {
        if (*count == OU_HEAP_FILE_KINDS) return ou_json_in_fail(json, "too many types");
        if (!ou_json_in_string(json, names)) return false;
        if (!ou_buffer_put_char(names, '\0')) return no_memory(reader);
    }
    while (ou_json_in_more(json, ']')) {
        if (!ou_json_in_skip(json)) return false;
    }
    return ou_json_in_is_good(json);
}

static const char *kind_name(const OuBuffer *names, unsigned kind)
{
    const char *name = names->bytes;
    while (kind--) name += strlen(name) + 1;
    return name;
}

// DevTools let shortcuts keep something alive at the root only.
static void note_edge_kinds(Reader *reader)
{
    for (unsigned i = 0; i < reader->edge_kinds; i++) {
        const char *name = kind_name(&reader->file->edge_kind_names, i);
        reader->edge_is_index[i] = !strcmp(name, "element") || !strcmp(name, "hidden");
        reader->edge_is_ignored[i] = !strcmp(name, "weak") ? 1 : !strcmp(name, "shortcut") ? 2 : 0;
    }
}

static bool read_meta(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    OuHeapFile *file = reader->file;
    if (!ou_json_in_begin(json, '{')) return false;
    while (ou_json_in_more(json, '}')) {
        if (!ou_json_in_key(json, &reader->text)) return false;
        bool ok = is_text(&reader->text, "node_fields") ? read_node_fields(reader)
                : is_text(&reader->text, "edge_fields") ? read_edge_fields(reader)
                : is_text(&reader->text, "node_types")
                      ? read_kinds(reader, &file->node_kind_names, &reader->node_kinds)
                : is_text(&reader->text, "edge_types")
                      ? read_kinds(reader, &file->edge_kind_names, &reader->edge_kinds)
                      : ou_json_in_skip(json);
        if (!ok) return false;
    }
    bool is_whole = reader->type >= 0 && reader->name >= 0 && reader->id >= 0
                 && reader->self_size >= 0 && reader->edge_count_field >= 0
                 && reader->edge_type >= 0 && reader->name_or_index >= 0 && reader->to_node >= 0
                 && reader->node_kinds && reader->edge_kinds;
    if (!is_whole) return ou_json_in_fail(json, "the meta lacks a field that is needed");
    note_edge_kinds(reader);
    return ou_json_in_is_good(json);
}

static bool read_head(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    if (!ou_json_in_begin(json, '{')) return false;
    while (ou_json_in_more(json, '}')) {
        if (!ou_json_in_key(json, &reader->text)) return false;
        bool ok;
        if (is_text(&reader->text, "meta")) {
            ok = read_meta(reader);
        } else if (is_text(&reader->text, "node_count")) {
            ok = ou_json_in_number(json, &reader->node_count);
        } else if (is_text(&reader->text, "edge_count")) {
            ok = ou_json_in_number(json, &reader->edge_count);
        } else if (is_text(&reader->text, "producer")) {
            reader->text.length = 0;
            ok = ou_json_in_string(json, &reader->text);
            reader->file->is_own = ok && is_text(&reader->text, "Ouro");
        } else {
            ok = ou_json_in_skip(json);
        }
        if (!ok) return false;
    }
    if (!ou_json_in_is_good(json)) return false;
    if (!reader->node_kinds) return ou_json_in_fail(json, "the snapshot has no meta");
    if (!reader->node_count || reader->node_count >= UINT32_MAX / OU_HEAP_FILE_FIELDS
        || reader->edge_count >= UINT32_MAX) {
        return ou_json_in_fail(json, "%llu nodes and %llu edges can't be read",
                               (unsigned long long)reader->node_count,
                               (unsigned long long)reader->edge_count);
    }
    return reader->has_head = true;
}

// ---- Rows ---------------------------------------------------------------------------------------

// One row of numbers. False at the end of the array, or if something is wrong.
static bool read_row(OuJsonIn *json, uint64_t *row, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (!ou_json_in_more(json, ']')) {
            return i && ou_json_in_is_good(json) && ou_json_in_fail(json, "the last row is short");
        }
        if (!ou_json_in_number(json, &row[i])) return false;
    }
    return true;
}

bool ou_heap_file_make(OuHeapFile *file, uint32_t node_count, uint32_t edge_count)
{
    OuMemory *memory = file->memory;
    size_t nodes = node_count, edges = edge_count;
    if (!ou_graph_make(memory, &file->graph, node_count, edge_count)) return false;
    file->sizes = ou_memory_alloc_zeroed(memory, nodes * sizeof *file->sizes);
    file->ids = ou_memory_alloc_zeroed(memory, nodes * sizeof *file->ids);
    file->names = ou_memory_alloc_zeroed(memory, nodes * sizeof *file->names);
    file->kinds = ou_memory_alloc_zeroed(memory, nodes);
    file->edge_names = ou_memory_alloc_zeroed(memory, edges * sizeof *file->edge_names);
    file->edge_kinds = ou_memory_alloc_zeroed(memory, edges);
    file->ignored = ou_graph_make_ignored(memory, &file->graph);
    file->graph.ignored = file->ignored;
    return file->sizes && file->ids && file->names && file->kinds && file->edge_names
        && file->edge_kinds && file->ignored;
}

static bool read_nodes(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    OuHeapFile *file = reader->file;
    uint64_t row[OU_HEAP_FILE_FIELDS], count = 0, edges = 0;
    if (!reader->has_head) return ou_json_in_fail(json, "'snapshot' has to come before 'nodes'");
    if (reader->has_nodes) return ou_json_in_fail(json, "'nodes' comes twice");
    if (!ou_heap_file_make(file, (uint32_t)reader->node_count, (uint32_t)reader->edge_count)) {
        return no_memory(reader);
    }
    if (!ou_json_in_begin(json, '[')) return false;
    for (; read_row(json, row, reader->node_fields); count++) {
        if (count == reader->node_count) return ou_json_in_fail(json, "more nodes than node_count");
        if (row[reader->type] >= reader->node_kinds) {
            return ou_json_in_fail(json, "there is no type %llu",
                                   (unsigned long long)row[reader->type]);
        }
        file->kinds[count] = (uint8_t)row[reader->type];
        file->names[count] = row[reader->name] < UINT32_MAX ? (uint32_t)row[reader->name]
                                                            : UINT32_MAX;
        file->ids[count] = row[reader->id];
        file->sizes[count] = row[reader->self_size];
        file->graph.first[count] = (uint32_t)edges;
        edges += row[reader->edge_count_field];
        if (edges > reader->edge_count) {
            return ou_json_in_fail(json, "the nodes have more edges than edge_count");
        }
    }
    if (!ou_json_in_is_good(json)) return false;
    if (count != reader->node_count || edges != reader->edge_count) {
        return ou_json_in_fail(json, "%llu nodes with %llu edges, but the head says otherwise",
                               (unsigned long long)count, (unsigned long long)edges);
    }
    return reader->has_nodes = true;
}

// The root's references to what frames hold and to groups of roots stand in our files for DevTools
// only: (GC roots) has them, too.
static bool is_for_devtools(const OuHeapFile *file, uint32_t edge)
{
    const char *kind = ou_heap_file_edge_kind(file, edge);
    return !strcmp(kind, "context")
        || (!strcmp(kind, "shortcut")
            && !strcmp(ou_heap_file_node_kind(file, file->graph.to[edge]), "synthetic"));
}

static bool put_edge(Reader *reader, uint32_t edge, const uint64_t *row, bool is_at_root)
{
    OuHeapFile *file = reader->file;
    uint64_t kind = row[reader->edge_type], to = row[reader->to_node];
    if (kind >= reader->edge_kinds) {
        return ou_json_in_fail(&reader->json, "there is no edge type %llu",
                               (unsigned long long)kind);
    }
    if (to % reader->node_fields || to / reader->node_fields >= reader->node_count) {
        return ou_json_in_fail(&reader->json, "no node is at %llu", (unsigned long long)to);
    }
    file->graph.to[edge] = (uint32_t)(to / reader->node_fields);
    file->edge_kinds[edge] = (uint8_t)kind;
    file->edge_names[edge] = row[reader->name_or_index] < UINT32_MAX
                                 ? (uint32_t)row[reader->name_or_index] : UINT32_MAX;
    if (reader->edge_is_ignored[kind] == 1 || (reader->edge_is_ignored[kind] && !is_at_root)) {
        ou_graph_ignore(file->ignored, edge);
        file->weak_count += reader->edge_is_ignored[kind] == 1;
    }
    if (is_at_root && file->is_own && is_for_devtools(file, edge)) {
        ou_graph_ignore(file->ignored, edge);
    }
    return true;
}

static bool read_edges(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    uint64_t row[OU_HEAP_FILE_FIELDS];
    uint32_t count = 0;
    if (!reader->has_nodes) return ou_json_in_fail(json, "'nodes' has to come before 'edges'");
    if (reader->has_edges) return ou_json_in_fail(json, "'edges' comes twice");
    if (!ou_json_in_begin(json, '[')) return false;
    for (; read_row(json, row, reader->edge_fields); count++) {
        if (count == reader->edge_count) return ou_json_in_fail(json, "more edges than edge_count");
        bool is_at_root = reader->node_count < 2 || count < reader->file->graph.first[1];
        if (!put_edge(reader, count, row, is_at_root)) return false;
    }
    if (!ou_json_in_is_good(json)) return false;
    if (count != reader->edge_count) {
        return ou_json_in_fail(json, "%u edges, but the head says %llu", (unsigned)count,
                               (unsigned long long)reader->edge_count);
    }
    return reader->has_edges = true;
}

// ---- Strings ------------------------------------------------------------------------------------

static bool note_string(OuHeapFile *file)
{
    if (file->string_count == file->string_capacity) {
        size_t old = file->string_capacity, capacity = old ? old * 2 : 1024;
        size_t *ends = capacity > UINT32_MAX ? NULL
                     : ou_memory_resize(file->memory, file->string_ends, old * sizeof *ends,
                                        capacity * sizeof *ends);
        if (!ends) return false;
        file->string_ends = ends;
        file->string_capacity = (uint32_t)capacity;
    }
    file->string_ends[file->string_count++] = file->strings.length;
    return true;
}

bool ou_heap_file_put_string(OuHeapFile *file, const char *utf8, size_t length)
{
    return ou_buffer_put(&file->strings, utf8, length) && note_string(file);
}

static bool read_strings(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    if (reader->has_strings) return ou_json_in_fail(json, "'strings' comes twice");
    if (!ou_json_in_begin(json, '[')) return false;
    while (ou_json_in_more(json, ']')) {
        if (!ou_json_in_string(json, &reader->file->strings)) return false;
        if (!note_string(reader->file)) return no_memory(reader);
    }
    return reader->has_strings = ou_json_in_is_good(json);
}

OuHeapText ou_heap_file_string(const OuHeapFile *file, uint32_t index)
{
    size_t first = index ? file->string_ends[index - 1] : 0;
    return (OuHeapText){ file->strings.bytes ? file->strings.bytes + first : "",
                         file->string_ends[index] - first };
}

const char *ou_heap_file_node_kind(const OuHeapFile *file, uint32_t node)
{
    return kind_name(&file->node_kind_names, file->kinds[node]);
}

const char *ou_heap_file_edge_kind(const OuHeapFile *file, uint32_t edge)
{
    return kind_name(&file->edge_kind_names, file->edge_kinds[edge]);
}

// ---- The whole ----------------------------------------------------------------------------------

// The strings come last, so only now can be said whether all names are there.
static bool check_names(Reader *reader)
{
    OuHeapFile *file = reader->file;
    for (uint32_t i = 0; i < file->graph.count; i++) {
        if (file->names[i] >= file->string_count) {
            return ou_json_in_fail(&reader->json, "node %u has a name that isn't there", i);
        }
    }
    for (uint32_t e = 0; e < (uint32_t)reader->edge_count; e++) {
        bool is_index = reader->edge_is_index[file->edge_kinds[e]];
        if (!is_index && file->edge_names[e] >= file->string_count) {
            return ou_json_in_fail(&reader->json, "edge %u has a name that isn't there", e);
        }
    }
    return true;
}

static bool read_all(Reader *reader)
{
    OuJsonIn *json = &reader->json;
    if (!ou_json_in_begin(json, '{')) return false;
    while (ou_json_in_more(json, '}')) {
        if (!ou_json_in_key(json, &reader->text)) return false;
        bool ok = is_text(&reader->text, "snapshot") ? read_head(reader)
                : is_text(&reader->text, "nodes") ? read_nodes(reader)
                : is_text(&reader->text, "edges") ? read_edges(reader)
                : is_text(&reader->text, "strings") ? read_strings(reader)
                                                    : ou_json_in_skip(json);
        if (!ok) return false;
        json->is_first = false;
    }
    if (!ou_json_in_is_good(json) || !ou_json_in_finish(json)) return false;
    if (!reader->has_edges || !reader->has_strings) {
        return ou_json_in_fail(json, "this isn't a heap snapshot: there are no %s",
                               !reader->has_nodes ? "nodes" : !reader->has_edges ? "edges"
                                                                                 : "strings");
    }
    return check_names(reader);
}

static Reader *reader_make(OuHeapFile *file)
{
    Reader *reader = ou_memory_alloc(file->memory, sizeof *reader);
    if (!reader) return NULL;
    memset(reader, 0, sizeof *reader);
    reader->file = file;
    reader->type = reader->name = reader->id = reader->self_size = reader->edge_count_field = -1;
    reader->edge_type = reader->name_or_index = reader->to_node = -1;
    ou_buffer_init(&reader->text, file->memory);
    return reader;
}

static bool read_file(OuHeapFile *file, Reader *reader)
{
    if (!ou_json_in_open(&reader->json, file->path)) {
        snprintf(file->error, sizeof file->error, "%s", strerror(errno));
        return false;
    }
    bool ok = read_all(reader);
    ou_json_in_close(&reader->json);
    if (!ok) snprintf(file->error, sizeof file->error, "%s", reader->json.error);
    return ok;
}

void ou_heap_file_init(OuHeapFile *file, OuMemory *memory, const char *path)
{
    *file = (OuHeapFile){ .memory = memory, .path = path };
    ou_buffer_init(&file->node_kind_names, memory);
    ou_buffer_init(&file->edge_kind_names, memory);
    ou_buffer_init(&file->strings, memory);
}

bool ou_heap_file_read(OuHeapFile *file, OuMemory *memory, const char *path)
{
    ou_heap_file_init(file, memory, path);
    Reader *reader = reader_make(file);
    bool ok = reader && read_file(file, reader);
    if (reader) {
        ou_buffer_free(&reader->text);
        ou_memory_free(memory, reader, sizeof *reader);
    } else {
        snprintf(file->error, sizeof file->error, "not enough memory");
    }
    if (!ok) ou_heap_file_free(file);
    return ok;
}

static void free_array(OuMemory *memory, void *array, size_t size)
{
    if (array) ou_memory_free(memory, array, size);
}

void ou_heap_file_free(OuHeapFile *file)
{
    OuMemory *memory = file->memory;
    size_t nodes = file->graph.count, edges = file->graph.first ? file->graph.first[nodes] : 0;
    free_array(memory, file->sizes, nodes * sizeof *file->sizes);
    free_array(memory, file->ids, nodes * sizeof *file->ids);
    free_array(memory, file->names, nodes * sizeof *file->names);
    free_array(memory, file->kinds, nodes);
    free_array(memory, file->edge_names, edges * sizeof *file->edge_names);
    free_array(memory, file->edge_kinds, edges);
    ou_graph_free_ignored(memory, &file->graph, file->ignored);
    free_array(memory, file->string_ends, file->string_capacity * sizeof *file->string_ends);
    ou_graph_free(memory, &file->graph);
    ou_buffer_free(&file->node_kind_names);
    ou_buffer_free(&file->edge_kind_names);
    ou_buffer_free(&file->strings);
}
