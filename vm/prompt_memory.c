// prompt_memory.c: the commands that look into the heap: :why, :refs, :cycles, :heap.
//
// Each captures the heap as a graph of its own, beside the person's objects, and reads the answer
// there.
#include <stdlib.h>
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/heap_capture.h"
#include "runtime/heap_cycles.h"
#include "runtime/heap_group.h"
#include "runtime/heap_path.h"
#include "runtime/modules/memory_census.h"
#include "runtime/snapshot.h"
#include "vm/import_load.h"
#include "vm/prompt_command.h"

enum { MOST_ROWS = 20, MOST_HOLDERS = 30, MOST_LOOKED_AT = 100 * 1000 };

// What the prompt itself holds is called by what a person knows of it.
static const struct { const char *key, *way, *words; bool is_sys; } own_names[] = {
    { "['_']", "module builtins ._", "the prompt's _", false },
    { "['last_traceback']", "module sys .last_traceback", "the last exception's traceback", true },
    { "['last_value']", "module sys .last_value", "the last exception", true },
    { "['last_type']", "module sys .last_type", "the last exception's type", true },
};
enum { OWN_NAMES = sizeof own_names / sizeof *own_names };

typedef struct Capture {
    OuPromptCall *call;
    OuHeapFile    file;
    uint32_t     *via;           // how the root reaches each node
    uint32_t      own[OWN_NAMES];          // the edges of own_names; NONE: there is none
    uint32_t      main, modules[2];        // the dictionaries of __main__, builtins and sys
} Capture;

static uint32_t edge_named(const OuHeapFile *file, uint32_t node, const char *name)
{
    for (uint32_t edge = file->graph.first[node]; edge < file->graph.first[node + 1]; edge++) {
        OuHeapText text = ou_heap_file_string(file, file->edge_names[edge]);
        if (!strcmp(ou_heap_file_edge_kind(file, edge), "property") && ou_heap_text_is(text, name))
            return edge;
    }
    return OU_GRAPH_NONE;
}

static void find_own(Capture *capture)
{
    OuVM *vm = capture->call->vm;
    OuDict *dicts[] = { vm->builtins, vm->sys }, *main = ou_import_main(vm);
    if (!main) ou_error_clear(vm);
    capture->main = main ? ou_heap_capture_node(&capture->file, &main->header) : OU_GRAPH_NONE;
    for (unsigned i = 0; i < 2; i++) {
        capture->modules[i] = ou_heap_capture_node(&capture->file, &dicts[i]->header);
    }
    for (unsigned i = 0; i < OWN_NAMES; i++) {
        uint32_t node = capture->modules[own_names[i].is_sys];
        capture->own[i] = edge_named(&capture->file, node, own_names[i].key);
    }
}

// The shortest ways, by what the prompt holds only where there is no other one.
static uint32_t *shortest_ways(Capture *capture)
{
    OuHeapFile *file = &capture->file;
    OuGraph *graph = &file->graph, view = *graph;
    uint64_t *ignored = ou_graph_make_ignored(file->memory, graph);
    view.ignored = ignored;
    for (unsigned i = 0; ignored && i < OWN_NAMES; i++) {
        if (capture->own[i] != OU_GRAPH_NONE) ou_graph_ignore(ignored, capture->own[i]);
    }
    uint32_t *via = ignored ? ou_graph_shortest(file->memory, &view, 0) : NULL;
    uint32_t *all = via ? ou_graph_shortest(file->memory, graph, 0) : NULL;
    ou_graph_free_ignored(file->memory, graph, ignored);
    for (uint32_t node = 0; all && node < graph->count; node++) {
        if (via[node] == OU_GRAPH_NONE) via[node] = all[node];
    }
    if (via && !all) ou_graph_drop(file->memory, graph, via);
    if (all) ou_graph_drop(file->memory, graph, all);
    return all ? via : NULL;
}

static bool capture_begin(OuPromptCall *call, Capture *capture)
{
    OuVM *vm = call->vm;
    *capture = (Capture){ .call = call };
    OuSnapshotResult result = ou_heap_capture(vm, &capture->file);
    if (result != OU_SNAPSHOT_DONE) return ou_snapshot_check(vm, result, 0, OU_NONE);
    find_own(capture);
    capture->via = shortest_ways(capture);
    if (capture->via) return true;
    ou_heap_file_free(&capture->file);
    (void)ou_raise_memory_error(vm);
    return false;
}

static void capture_end(Capture *capture)
{
    ou_graph_drop(capture->file.memory, &capture->file.graph, capture->via);
    ou_heap_file_free(&capture->file);
}

// --- :why and :refs ------------------------------------------------------------------------------

static bool ends_name(char byte)
{
    return byte == '\0' || strchr(" .[", byte) != NULL;
}

// The way to the node, and then the edge, if one is given.
static void put_way(Capture *capture, uint32_t node, uint32_t edge, OuBuffer *out)
{
    OuBuffer text;
    ou_buffer_init(&text, out->memory);
    ou_heap_path_put(&capture->file, capture->via, node, &text);
    if (edge != OU_GRAPH_NONE) ou_heap_path_put_edge(&capture->file, edge, &text);
    const char *way = text.length ? text.bytes : "an uncollected cycle";
    for (size_t i = 0; i < OWN_NAMES; i++) {
        size_t length = strlen(own_names[i].way);
        if (strncmp(way, own_names[i].way, length) != 0 || !ends_name(way[length])) continue;
        ou_buffer_put_text(out, own_names[i].words);
        way += length;
        break;
    }
    ou_buffer_put_text(out, way);
    ou_buffer_free(&text);
}

// What is looked for; the command's own reference is no holder.
typedef struct Looked {
    OuObject *object;
    bool      is_held;           // by others than the command
} Looked;

static bool look_up(OuPromptCall *call, Looked *looked)
{
    OuValue value = ou_prompt_evaluate(call);
    if (value == OU_ERROR) return false;
    *looked = (Looked){ .object = NULL };
    if (!ou_is_pointer(value)) return true;
    looked->object = (OuObject *)ou_pointer_of(value);
    looked->is_held = looked->object->refs > 1;
    ou_unref(value);             // if it dies of this, nobody held it
    return true;
}

// False: there is nothing to be told of it, and it was said why.
static bool is_worth_it(OuPromptCall *call, const Looked *looked)
{
    if (looked->object && looked->is_held) return true;
    ou_buffer_put_text(&call->out, looked->object
        ? "nothing holds it but this command\n" : "it is a value, no object: nothing holds it\n");
    return false;
}

static bool is_own(const Capture *capture, uint32_t edge)
{
    for (unsigned i = 0; i < OWN_NAMES; i++) if (capture->own[i] == edge) return true;
    return false;
}

static void ignore_edges(const Capture *capture, uint64_t *ignored, uint32_t node)
{
    const uint32_t *first = capture->file.graph.first;
    if (node == OU_GRAPH_NONE) return;
    for (uint32_t edge = first[node]; edge < first[node + 1]; edge++) {
        if (!is_own(capture, edge)) ou_graph_ignore(ignored, edge);
    }
}

// Ways from a module's dictionary by what the prompt holds there, none of them by __main__.
static uint32_t *own_ways(const Capture *capture, uint32_t module)
{
    const OuHeapFile *file = &capture->file;
    OuGraph view = file->graph;
    uint64_t *ignored = ou_graph_make_ignored(file->memory, &view);
    if (!ignored) return NULL;
    ignore_edges(capture, ignored, module);
    ignore_edges(capture, ignored, capture->main);
    view.ignored = ignored;
    uint32_t *ways = ou_graph_shortest(file->memory, &view, module);
    ou_graph_free_ignored(file->memory, &view, ignored);
    return ways;
}

// Does the way to a node lead through another one (a class's dictionary, through the class)?
static bool leads_through(const Capture *capture, uint32_t node, uint32_t other)
{
    while (node != other && capture->via[node] != OU_GRAPH_NONE) {
        node = ou_graph_owner(&capture->file.graph, capture->via[node]);
    }
    return node == other;
}

// Does the way that was told lead over what the prompt holds in the module?
static bool leads_by_own(const Capture *capture, uint32_t node, uint32_t module)
{
    for (uint32_t edge; (edge = capture->via[node]) != OU_GRAPH_NONE;) {
        node = ou_graph_owner(&capture->file.graph, edge);
        if (node == module && is_own(capture, edge)) return true;
    }
    return false;
}

// The way by `ways`, which begin at a module's dictionary, behind the way to that. There is none
// if they lead over something by which the module is held itself.
static void put_own_way(Capture *capture, uint32_t *ways, uint32_t node, uint32_t module)
{
    for (uint32_t at = node; at != module; at = ou_graph_owner(&capture->file.graph, ways[at])) {
        if (leads_through(capture, module, at)) return;
    }
    for (uint32_t at = node; at != module;) {
        uint32_t owner = ou_graph_owner(&capture->file.graph, ways[at]), edge = ways[at];
        ways[at] = capture->via[at];
        capture->via[at] = edge;
        at = owner;
    }
    ou_buffer_put_text(&capture->call->out, "\nand ");
    put_way(capture, node, OU_GRAPH_NONE, &capture->call->out);
}

// What the prompt holds keeps the object, too: without the name that was told it would still live.
static bool put_own_ways(Capture *capture, uint32_t node)
{
    for (unsigned i = 0; i < 2; i++) {
        uint32_t module = capture->modules[i];
        if (node == module || leads_by_own(capture, node, module)) continue;
        uint32_t *ways = own_ways(capture, module);
        if (!ways) return false;
        if (ways[node] != OU_GRAPH_NONE) put_own_way(capture, ways, node, module);
        ou_graph_drop(capture->file.memory, &capture->file.graph, ways);
    }
    return true;
}

bool ou_prompt_why(OuPromptCall *call)
{
    Looked looked;
    Capture capture;
    if (!look_up(call, &looked)) return false;
    if (!is_worth_it(call, &looked)) return true;
    if (!capture_begin(call, &capture)) return false;
    uint32_t node = ou_heap_capture_node(&capture.file, looked.object);
    put_way(&capture, node, OU_GRAPH_NONE, &call->out);
    bool ok = put_own_ways(&capture, node);
    ou_buffer_put_char(&call->out, '\n');
    capture_end(&capture);
    return ok && !call->out.failed;
}

// Different references may look the same: such are one row.
typedef struct HolderRow { size_t start, length; uint32_t count; } HolderRow;
typedef struct Holders {
    OuBuffer  texts;
    HolderRow rows[MOST_HOLDERS];
    uint32_t  row_count;
    uint32_t  more;              // references that have no row
} Holders;

static void put_holder(Capture *capture, uint32_t node, uint32_t edge, OuBuffer *out)
{
    uint32_t owner = ou_graph_owner(&capture->file.graph, edge), held = capture->via[node];
    if (leads_through(capture, owner, node)) {
        put_way(capture, owner, edge, out);
        return;
    }
    bool is_reached = owner == 0 || capture->via[owner] != OU_GRAPH_NONE;
    capture->via[node] = is_reached ? edge : OU_GRAPH_NONE;
    put_way(capture, node, OU_GRAPH_NONE, out);
    capture->via[node] = held;
}

// The text from `start` on as a row of its own, or one more of a row.
static void add_row(Holders *holders, size_t start)
{
    OuBuffer *texts = &holders->texts;
    size_t length = texts->length - start;
    if (texts->failed) return;
    for (uint32_t i = 0; i < holders->row_count; i++) {
        HolderRow *row = &holders->rows[i];
        if (row->length == length
            && !memcmp(texts->bytes + row->start, texts->bytes + start, length)) {
            row->count++;
            texts->length = start;
            return;
        }
    }
    if (holders->row_count < MOST_HOLDERS) {
        holders->rows[holders->row_count++] = (HolderRow){ start, length, 1 };
        return;
    }
    texts->length = start;
    holders->more++;
}

static void put_rows_of(const Holders *holders, OuBuffer *out)
{
    for (uint32_t i = 0; i < holders->row_count; i++) {
        const HolderRow *row = &holders->rows[i];
        ou_buffer_put_text(out, "  ");
        if (row->count > 1) {
            ou_buffer_put_format(out, "%s x ", ou_heap_count_text(row->count).text);
        }
        ou_buffer_put(out, holders->texts.bytes + row->start, row->length);
        ou_buffer_put_char(out, '\n');
    }
    if (holders->more) {
        ou_buffer_put_format(out, "  ... and %s more\n", ou_heap_count_text(holders->more).text);
    }
}

// Each reference to the node as the way through it.
static bool put_holders(Capture *capture, uint32_t node)
{
    const OuGraph *graph = &capture->file.graph;
    Holders holders = { .row_count = 0 };
    uint32_t looked_at = 0;
    ou_buffer_init(&holders.texts, capture->call->out.memory);
    for (uint32_t edge = 0; edge < graph->first[graph->count]; edge++) {
        if (graph->to[edge] != node || !ou_graph_follows(graph, edge)) continue;
        if (looked_at++ >= MOST_LOOKED_AT) {
            holders.more++;
            continue;
        }
        size_t start = holders.texts.length;
        put_holder(capture, node, edge, &holders.texts);
        add_row(&holders, start);
    }
    bool ok = !holders.texts.failed;
    if (ok) put_rows_of(&holders, &capture->call->out);
    ou_buffer_free(&holders.texts);
    return ok;
}

bool ou_prompt_refs(OuPromptCall *call)
{
    Looked looked;
    Capture capture;
    if (!look_up(call, &looked)) return false;
    if (!is_worth_it(call, &looked)) return true;
    uint32_t count = looked.object->refs;
    ou_buffer_put_format(&call->out, "%s reference%s\n", ou_heap_count_text(count).text,
                         count == 1 ? "" : "s");
    if (!capture_begin(call, &capture)) return false;
    bool ok = put_holders(&capture, ou_heap_capture_node(&capture.file, looked.object));
    capture_end(&capture);
    return ok && !call->out.failed;
}

// --- :cycles -------------------------------------------------------------------------------------

static void put_shape(Capture *capture, const OuCycleShape *shape)
{
    OuBuffer *out = &capture->call->out;
    const OuHeapFile *file = &capture->file;
    ou_buffer_put_format(out, "  %s x ", ou_heap_count_text(shape->count).text);
    for (uint32_t i = 0; i < shape->length; i++) {
        if (i) ou_buffer_put_text(out, " -> ");
        ou_heap_put_text(out, ou_heap_file_name(file, shape->nodes[i]), 40);
        ou_heap_path_put_edge(file, shape->edges[i], out);
    }
    ou_buffer_put_format(out, "  (%s, %s%s)\n", ou_heap_count_of(shape->objects, "object").text,
                         ou_heap_size_text(shape->bytes).text,
                         shape->is_garbage ? "; garbage" : "");
}

bool ou_prompt_cycles(OuPromptCall *call)
{
    Capture capture;
    OuMemory *memory = &call->session->memory;
    OuCycles *cycles = ou_memory_alloc_zeroed(memory, sizeof *cycles);
    if (!cycles) return false;
    bool ok = capture_begin(call, &capture);
    if (ok) {
        ok = ou_cycles_find(&capture.file, capture.via, cycles);
        if (ok && !cycles->shape_count) ou_buffer_put_text(&call->out, "there are no cycles\n");
        for (uint32_t i = 0; ok && i < cycles->shape_count && i < MOST_ROWS; i++) {
            put_shape(&capture, &cycles->shapes[i]);
        }
        capture_end(&capture);
    }
    ou_memory_free(memory, cycles, sizeof *cycles);
    return ok;
}

// --- :heap ---------------------------------------------------------------------------------------

enum { LONGEST_NAME = 63 };

typedef struct Row {
    char    name[LONGEST_NAME + 1];
    int64_t count, bytes;
} Row;

struct OuHeapNote {
    uint32_t count;
    Row      rows[];             // by name
};

static size_t note_size(uint32_t count)
{
    return sizeof(struct OuHeapNote) + count * sizeof(Row);
}

void ou_heap_note_free(OuSession *session)
{
    if (!session->note) return;
    ou_memory_free(&session->memory, session->note, note_size(session->note->count));
    session->note = NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Row *)a)->name, ((const Row *)b)->name);
}

static int by_bytes(const void *a, const void *b)
{
    const Row *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? 1 : -1;
    return x->count != y->count ? (x->count < y->count ? 1 : -1) : by_name(a, b);
}

static struct OuHeapNote *note_of(OuMemory *memory, const OuCensus *census)
{
    struct OuHeapNote *note = ou_memory_alloc_zeroed(memory, note_size((uint32_t)census->used));
    if (!note) return NULL;
    note->count = (uint32_t)census->used;
    for (uint32_t i = 0; i < note->count; i++) {
        const OuCensusRow *from = &census->rows[i];
        size_t length = strlen(from->name);
        memcpy(note->rows[i].name, from->name, length < LONGEST_NAME ? length : LONGEST_NAME);
        note->rows[i].count = from->count;
        note->rows[i].bytes = from->bytes;
    }
    qsort(note->rows, note->count, sizeof *note->rows, by_name);
    return note;
}

// The heap by type, as it is now; NULL: an exception is set.
static struct OuHeapNote *note_take(OuSession *session)
{
    OuHeapView view;
    OuCensus census;
    if (!ou_heap_view_begin(&view, session->vm, "census")) return NULL;
    struct OuHeapNote *note = NULL;
    if (ou_census_take(&view, OU_CENSUS_TYPE, NULL, &census) && ou_census_name(&view, &census)) {
        note = note_of(&session->memory, &census);
        view.failed |= !note;
    }
    ou_census_free(&view, &census);
    if (ou_heap_view_end(&view)) return note;
    if (note) ou_memory_free(&session->memory, note, note_size(note->count));
    return NULL;
}

void ou_heap_note_begin(OuSession *session)
{
    session->note = note_take(session);
    if (!session->note) ou_error_clear(session->vm);
}

static OuHeapNumber number_text(int64_t number, bool is_change)
{
    return is_change ? ou_heap_change_text(number, false) : ou_heap_count_text((uint64_t)number);
}

static void put_row(OuPromptCall *call, int64_t objects, int64_t bytes, const char *name,
                    bool is_change)
{
    ou_buffer_put_format(&call->out, "%10s %14s  %s\n", number_text(objects, is_change).text,
                         number_text(bytes, is_change).text, name);
}

static void put_rows(OuPromptCall *call, Row *rows, uint32_t count, bool is_change)
{
    qsort(rows, count, sizeof *rows, by_bytes);
    int64_t objects = 0, bytes = 0;
    for (uint32_t i = 0; i < count; i++) {
        objects += rows[i].count;
        bytes += rows[i].bytes;
    }
    ou_buffer_put_format(&call->out, "%10s %14s\n", "objects", "bytes");
    put_row(call, objects, bytes, "all", is_change);
    for (uint32_t i = 0; i < count; i++) {
        bool is_left_out = !is_change && i >= MOST_ROWS;
        if (is_left_out || (!rows[i].count && !rows[i].bytes)) continue;
        put_row(call, rows[i].count, rows[i].bytes, rows[i].name, is_change);
    }
}

static Row *row_find(struct OuHeapNote *note, const Row *row)
{
    return bsearch(row, note->rows, note->count, sizeof *note->rows, by_name);
}

// Both notes' rows, subtracted; types that were there before alone come last.
static bool put_difference(OuPromptCall *call, struct OuHeapNote *before, struct OuHeapNote *now)
{
    OuMemory *memory = &call->session->memory;
    size_t most = before->count + now->count, count = 0;
    Row *rows = ou_memory_alloc(memory, most * sizeof *rows);
    if (!rows) return false;
    for (uint32_t i = 0; i < now->count; i++) {
        const Row *old = row_find(before, &now->rows[i]);
        rows[count] = now->rows[i];
        if (old) rows[count].count -= old->count;
        if (old) rows[count].bytes -= old->bytes;
        count++;
    }
    for (uint32_t i = 0; i < before->count; i++) {
        if (row_find(now, &before->rows[i])) continue;
        rows[count] = before->rows[i];
        rows[count].count = -rows[count].count;
        rows[count].bytes = -rows[count].bytes;
        count++;
    }
    put_rows(call, rows, (uint32_t)count, true);
    ou_memory_free(memory, rows, most * sizeof *rows);
    return true;
}

bool ou_prompt_heap(OuPromptCall *call)
{
    OuSession *session = call->session;
    bool is_difference = call->length;
    struct OuHeapNote *now = note_take(session);
    if (!now) return false;
    bool ok = true;
    if (is_difference && session->note) {
        ok = put_difference(call, session->note, now);
    } else if (is_difference) {
        ou_buffer_put_text(&call->out, "From now on :heap diff has something to compare with.\n");
    } else {
        Row *rows = ou_memory_alloc(&session->memory, now->count * sizeof *rows);
        if (rows) memcpy(rows, now->rows, now->count * sizeof *rows);
        if (rows) put_rows(call, rows, now->count, false);
        ok = rows != NULL;
        if (rows) ou_memory_free(&session->memory, rows, now->count * sizeof *rows);
    }
    ou_heap_note_free(session);
    session->note = now;
    return ok;
}
