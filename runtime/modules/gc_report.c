// gc_report.c: gc.cycle_report: the shapes of the cycles collected so far.
//
// Each ring found in garbage is reduced to a key that doesn't depend on where one begins to read
// it. The first ring with a key gives its text, the others only count; so nothing is kept alive,
// and a ring costs little. While memory is traced, rings are told apart by the places, too, where
// their objects were allocated.
//
// The first garbage of a program is looked at to the last object, and all of it if the script asks
// for that. Otherwise one object of 32 is looked at from then on, and a ring among those counts as
// many times as there were objects for each that was looked at: its row says that it is estimated.
#include <string.h>

#include "gc/ring.h"
#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/modules/gc_figures.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum {
    OU_REPORT_ROWS    = 256,
    OU_REPORT_KEYS    = 1024,    // a power of two, at most half used
    OU_REPORT_OBJECTS = 32768,   // so many are looked at first
    OU_REPORT_SAMPLE  = 32,      // then one object of so many
    OU_REPORT_LEAST   = 512,     // ... but no fewer at a time, unless there are no more,
    OU_REPORT_MOST    = 4096,    // ... and no more
};

// A ring in words, with a NUL; then, if some of its objects were traced, for each that the words
// name the line (0: not traced) in four bytes and the file with a NUL.
typedef struct Row {
    char  *text;                 // NULL: unused
    size_t size;
    size_t count, bytes, length; // rings, their bytes, objects in each
    size_t marked;               // `count` at the mark
    size_t new_count, new_bytes; // ... found by the search that is running
    bool   is_estimated;
} Row;

typedef struct Key {
    uint64_t hash;               // 0: unused
    uint32_t row;
} Key;

typedef struct OuCycleReport {
    Row    rows[OU_REPORT_ROWS];
    Key    keys[OU_REPORT_KEYS];
    size_t row_count, key_count;
    size_t seen;                 // objects of collections that were looked at as a whole
    size_t waiting;              // garbage since the last look
    bool   is_exact;             // everything is looked at: a script wants it
    bool   is_marked;            // the next collection is looked at as a whole, and by itself
} OuCycleReport;

// ---- Text ---------------------------------------------------------------------------------------

static OuString *place_of(OuVM *vm, const OuObject *object, uint32_t *line)
{
    *line = 0;
    return vm->heap.tracer.is_on ? vm->host.allocated_at(vm, object, line) : NULL;
}

static bool has_places(OuVM *vm, const OuRingStep *steps, size_t count)
{
    uint32_t line;
    for (size_t i = 0; i < count; i++) {
        if (!ou_edge_is_inner(vm, steps[i].object) && place_of(vm, steps[i].object, &line)) {
            return true;
        }
    }
    return false;
}

static void put_place(OuVM *vm, const OuObject *object, OuBuffer *text)
{
    OuBuffer converted;
    uint32_t line;
    size_t length = 0;
    ou_buffer_init(&converted, text->memory);
    OuString *file = place_of(vm, object, &line);
    const char *bytes = file ? ou_str_utf8(vm, file, &converted, &length) : NULL;
    if (file && !bytes) ou_error_clear(vm);
    ou_buffer_put(text, (const char *)&line, sizeof line);
    if (bytes) ou_buffer_put(text, bytes, length);
    ou_buffer_put_char(text, '\0');
    ou_buffer_free(&converted);
}

static void put_ring(OuVM *vm, const OuRingStep *steps, size_t count, size_t first, OuBuffer *text)
{
    for (size_t i = first; i < first + count; i++) {
        const OuRingStep *step = &steps[i % count], *next = &steps[(i + 1) % count];
        ou_edge_put_step(vm, step->object, step->slot, next->object, true, text);
    }
    if (text->length > 4 && !memcmp(text->bytes + text->length - 4, " -> ", 4)) {
        text->bytes[text->length -= 4] = '\0';
    }
    ou_buffer_put_char(text, '\0');
    if (!has_places(vm, steps, count)) return;
    for (size_t i = 0; i < count; i++) {
        const OuObject *object = steps[(first + i) % count].object;
        if (!ou_edge_is_inner(vm, object)) put_place(vm, object, text);
    }
}

static bool is_before(const OuBuffer *a, const OuBuffer *b)
{
    size_t length = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes, b->bytes, length);
    return order ? order < 0 : a->length < b->length;
}

// The reading that comes first in the alphabet, so that it doesn't matter where the ring was found.
static bool ring_text(OuVM *vm, const OuRingStep *steps, size_t count, OuBuffer *best)
{
    for (size_t first = 0; first < count; first++) {
        OuBuffer text;
        if (ou_edge_is_inner(vm, steps[first].object)) continue;
        ou_buffer_init(&text, best->memory);
        put_ring(vm, steps, count, first, &text);
        if (!text.failed && (!best->bytes || is_before(&text, best))) {
            OuBuffer other = *best;
            *best = text;
            text = other;
        }
        ou_buffer_free(&text);
    }
    return best->bytes != NULL;
}

// ---- Rows ---------------------------------------------------------------------------------------

static Row *row_of_text(OuCycleReport *report, OuBuffer *text)
{
    for (size_t i = 0; i < report->row_count; i++) {
        Row *row = &report->rows[i];
        if (row->size == text->length && !memcmp(row->text, text->bytes, row->size)) return row;
    }
    if (report->row_count == OU_REPORT_ROWS) return NULL;
    char *copy = ou_memory_alloc(text->memory, text->length);
    if (!copy) return NULL;
    memcpy(copy, text->bytes, text->length);
    Row *row = &report->rows[report->row_count++];
    *row = (Row){ .text = copy, .size = text->length };
    return row;
}

static Key *key_find(OuCycleReport *report, uint64_t hash)
{
    size_t i = hash & (OU_REPORT_KEYS - 1);
    while (report->keys[i].hash && report->keys[i].hash != hash) i = (i + 1) % OU_REPORT_KEYS;
    return &report->keys[i];
}

static Row *row_make(OuVM *vm, OuCycleReport *report, const OuRingStep *steps, size_t count)
{
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    bool ok = true;
    if (steps) ok = ring_text(vm, steps, count, &text);
    else ok = ou_buffer_put_format(&text, "(a ring of more than %d objects)", OU_RING_LONGEST)
              && ou_buffer_put_char(&text, '\0');
    Row *row = ok ? row_of_text(report, &text) : NULL;
    ou_buffer_free(&text);
    return row;
}

static uint64_t step_hash(OuVM *vm, const OuRingStep *step)
{
    uint32_t line;
    uint64_t hash = ou_edge_hash(vm, step->object, step->slot);
    OuString *file = place_of(vm, step->object, &line);
    return file ? (hash ^ ou_str_hash(vm, file) ^ line) * 0xD6E8FEB86659FD93ull : hash;
}

static uint64_t pair_hash(uint64_t before, uint64_t hash)
{
    return (before ^ hash << 1) * 0x9E3779B97F4A7C15ull;
}

// Neighbours are mixed, then added up: it doesn't matter where one begins.
static uint64_t ring_hash(OuVM *vm, const OuRingStep *steps, size_t count)
{
    uint64_t sum = count, first = count ? step_hash(vm, &steps[0]) : 0, before = first;
    for (size_t i = 1; i < count; i++) {
        uint64_t hash = step_hash(vm, &steps[i]);
        sum += pair_hash(before, hash);
        before = hash;
    }
    sum += pair_hash(before, first);
    return sum ? sum : 1;
}

static Row *row_of_ring(OuVM *vm, OuCycleReport *report, const OuRingStep *steps, size_t count)
{
    uint64_t hash = ring_hash(vm, steps, count);
    Key *key = key_find(report, hash);
    if (key->hash) return &report->rows[key->row];
    Row *row = row_make(vm, report, steps, count);
    if (row && report->key_count < OU_REPORT_KEYS / 2) {
        *key = (Key){ hash, (uint32_t)(row - report->rows) };
        report->key_count++;
    }
    return row;
}

static void count_ring(OuRingSearch *search, const OuRingStep *steps, size_t count)
{
    OuVM *vm = ou_vm_of(search->heap);
    OuCycleReport *report = search->context;
    Row *row = row_of_ring(vm, report, steps, count);
    if (!row) return;
    row->new_count++;
    row->length = count;
    for (size_t i = 0; i < count; i++) {
        row->new_bytes += ou_heap_bytes_of(search->heap, steps[i].object);
    }
}

// ---- What the collector hands over --------------------------------------------------------------

// How many objects of the collection are to be looked at; 0: none.
static size_t choose_sample(OuCycleReport *report, size_t count)
{
    size_t due = report->waiting / OU_REPORT_SAMPLE, least = OU_REPORT_LEAST;
    bool is_wanted = report->is_exact || report->is_marked;
    if (is_wanted || report->seen + count <= OU_REPORT_OBJECTS) return count;
    report->seen = OU_REPORT_OBJECTS;
    if (due > OU_REPORT_MOST) due = OU_REPORT_MOST;
    if (due < (count < least ? count : least)) return 0;
    return due < count ? due : count;
}

// What was found stands for all garbage since the last look.
static void add_new(OuCycleReport *report, size_t looked)
{
    double weight = (double)report->waiting / (double)looked;
    for (size_t i = 0; i < report->row_count; i++) {
        Row *row = &report->rows[i];
        row->count += (size_t)((double)row->new_count * weight + 0.5);
        row->bytes += (size_t)((double)row->new_bytes * weight + 0.5);
        row->is_estimated |= row->new_count && report->waiting > looked;
        row->new_count = row->new_bytes = 0;
    }
}

static OuCycleReport *report_of(OuVM *vm)
{
    OuMemory *memory = &vm->heap.memory;
    if (!vm->cycle_report) {
        vm->cycle_report = ou_memory_alloc_zeroed(memory, sizeof *vm->cycle_report);
    }
    return vm->cycle_report;
}

static void look_at_garbage(OuHeap *heap, const OuSet *garbage)
{
    OuVM *vm = ou_vm_of(heap);
    if (vm->finalizing || !garbage->items) return;
    OuCycleReport *report = report_of(vm);
    if (!report) return;
    size_t others = report->is_marked ? report->waiting : 0;
    report->waiting += garbage->count - others;
    size_t most = choose_sample(report, garbage->count);
    if (!most) return;
    OuRingSearch search = { .heap = heap, .most = most, .found = count_ring, .context = report };
    ou_ring_search(&search, garbage);
    bool is_all = most == report->waiting;
    report->seen += most;
    if (is_all) report->waiting = search.looked;
    if (search.looked) add_new(report, search.looked);
    report->waiting = others;
    report->is_marked = false;
}

void ou_gc_report_begin(OuVM *vm)
{
    vm->heap.hooks.garbage = look_at_garbage;
}

void ou_gc_report_free(OuVM *vm)
{
    OuCycleReport *report = vm->cycle_report;
    vm->heap.hooks.garbage = NULL;
    vm->cycle_report = NULL;
    if (!report) return;
    for (size_t i = 0; i < report->row_count; i++) {
        ou_memory_free(&vm->heap.memory, report->rows[i].text, report->rows[i].size);
    }
    ou_memory_free(&vm->heap.memory, report, sizeof *report);
}

// ---- What comes of one collection ---------------------------------------------------------------

void ou_gc_report_set_mark(OuVM *vm)
{
    OuCycleReport *report = report_of(vm);
    if (!report) return;
    report->is_marked = true;
    for (size_t i = 0; i < report->row_count; i++) report->rows[i].marked = report->rows[i].count;
}

void ou_gc_report_since_mark(OuVM *vm, void (*each)(void *context, const char *ring, size_t count),
                             void *context)
{
    OuCycleReport *report = vm->cycle_report;
    if (report) report->is_marked = false;
    for (size_t i = 0; report && i < report->row_count; i++) {
        const Row *row = &report->rows[i];
        if (row->count > row->marked) each(context, row->text, row->count - row->marked);
    }
}

// ---- The function -------------------------------------------------------------------------------

// [(file, line), ...] of the row's objects; None if nothing traced them.
static OuValue sites_list(OuVM *vm, const Row *row)
{
    const char *at = row->text + strlen(row->text) + 1, *end = row->text + row->size;
    if (at == end) return OU_NONE;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    while (list != OU_ERROR && at < end) {
        uint32_t line;
        memcpy(&line, at, sizeof line);
        const char *file = at + sizeof line;
        at = file + strlen(file) + 1;
        OuValue site = OU_NONE;
        if (line) {
            OU_OWNED OuValue name = ou_str_make_text(vm, file);
            site = name == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, name, ou_int_value(line));
        }
        if (site == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), site)) return OU_ERROR;
    }
    return list == OU_ERROR ? OU_ERROR : ou_ref(list);
}

static OuValue row_dict(OuVM *vm, const Row *row)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_steal(vm, dict, "ring", ou_str_make_text(vm, row->text)) &&
              ou_gc_put_number(vm, dict, "count", row->count) &&
              ou_gc_put_number(vm, dict, "length", row->length) &&
              ou_gc_put_number(vm, dict, "bytes", row->bytes) &&
              ou_gc_put_steal(vm, dict, "sites", sites_list(vm, row)) &&
              ou_gc_put_steal(vm, dict, "estimated", ou_bool_value(row->is_estimated));
    return ou_gc_figures_steal(dict, ok);
}

// The most frequent row not yet taken; of equal ones the first by text.
static const Row *next_row(const OuCycleReport *report, bool *taken)
{
    size_t best = report->row_count;
    for (size_t i = 0; i < report->row_count; i++) {
        const Row *row = &report->rows[i];
        if (taken[i]) continue;
        bool is_better = best == report->row_count || row->count > report->rows[best].count ||
                         (row->count == report->rows[best].count &&
                          strcmp(row->text, report->rows[best].text) < 0);
        if (is_better) best = i;
    }
    if (best == report->row_count) return NULL;
    taken[best] = true;
    return &report->rows[best];
}

// None changes nothing.
static bool set_exact(OuVM *vm, OuValue wanted)
{
    bool is_exact;
    if (wanted == OU_NONE) return true;
    if (!ou_truth(vm, wanted, &is_exact)) return false;
    if (!report_of(vm)) return ou_raise_memory_error(vm) != OU_ERROR;
    vm->cycle_report->is_exact = is_exact;
    vm->cycle_report->waiting = 0;
    return true;
}

OU_GC_FUNCTION(cycle_report, "cycle_report(top=20, *, exact=None)",
               "The shapes of the cycles that were collected so far, the most frequent first.\n\n"
               "A list of dictionaries with these keys:\n"
               "  ring       types and attribute names around it: 'Node.next -> Node.prev'\n"
               "  count      how many there were\n"
               "  length     how many objects each has\n"
               "  bytes      what all of them occupied\n"
               "  sites      where the objects that 'ring' names were allocated, in its order:\n"
               "             (file, line) or None; None if tracemalloc wasn't tracing\n"
               "  estimated  whether only a part of the garbage was looked at\n"
               "Rings that were allocated at different places are different entries.\n\n"
               "The first 32,768 objects that are collected are all looked at, later one of 32,\n"
               "in proportion to which the rings are counted, with up to 16,384 objects waiting\n"
               "for the next look. With exact=True all are looked at from now on, which makes\n"
               "collections slower; with False a part is again. Nothing is kept alive.")
{
    int top = 20;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &top)) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !set_exact(vm, arguments[1])) return OU_ERROR;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    bool taken[OU_REPORT_ROWS] = { false };
    const OuCycleReport *report = vm->cycle_report;
    const Row *row;
    if (list == OU_ERROR) return OU_ERROR;
    while (report && top-- > 0 && (row = next_row(report, taken)) != NULL) {
        OuValue dict = row_dict(vm, row);
        if (dict == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), dict)) return OU_ERROR;
    }
    return ou_ref(list);
}
