// gc_report.c: gc.cycle_report: the shapes of the cycles collected so far.
//
// Each ring found in garbage is reduced to a key that doesn't depend on where one begins to read
// it. The first ring with a key gives its text, the others only count; so nothing is kept alive,
// and a ring costs little. The first garbage of a program is looked at to the last object; later
// only one collection of 32 is, and its rings count 32 times: the row then says that it is
// estimated.
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
    OU_REPORT_OBJECTS = 32768,   // so many are looked at first; and of one collection at most
    OU_REPORT_SAMPLE  = 32,      // then one collection of so many
};

typedef struct Row {
    char  *text;                 // NULL: unused
    size_t size;                 // of the text, with the NUL
    size_t count, bytes, length; // rings, their bytes, objects in each
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
    size_t seen;                 // objects looked at
    size_t collections;          // since the first were seen
    size_t weight;               // of a ring that is found
} OuCycleReport;

// ---- Text ---------------------------------------------------------------------------------------

// Parts of an instance that no script has seen go with it: `Node.next` also for a Node whose
// attributes are in a dictionary.
static void put_step(OuVM *vm, const OuRingStep *steps, size_t count, size_t i, OuBuffer *text)
{
    const OuRingStep *next = &steps[(i + 1) % count];
    if (!ou_edge_is_inner(vm, steps[i].object)) {
        OuBuffer name;
        size_t length;
        ou_buffer_init(&name, text->memory);
        const OuType *type = ou_type_of(vm, ou_pointer_value(steps[i].object));
        const char *bytes = ou_str_utf8(vm, type->name, &name, &length);
        if (bytes) ou_buffer_put(text, bytes, length);
        else ou_error_clear(vm);
        ou_buffer_free(&name);
    }
    if (!ou_edge_is_inner(vm, next->object)) {
        ou_edge_put(vm, steps[i].object, steps[i].slot, true, text);
        ou_buffer_put_text(text, " -> ");
    }
}

static void put_ring(OuVM *vm, const OuRingStep *steps, size_t count, size_t first, OuBuffer *text)
{
    for (size_t i = 0; i < count; i++) put_step(vm, steps, count, (first + i) % count, text);
    if (text->length > 4 && !memcmp(text->bytes + text->length - 4, " -> ", 4)) {
        text->bytes[text->length -= 4] = '\0';
    }
}

// The reading that comes first in the alphabet, so that it doesn't matter where the ring was found.
static bool ring_text(OuVM *vm, const OuRingStep *steps, size_t count, OuBuffer *best)
{
    for (size_t first = 0; first < count; first++) {
        OuBuffer text;
        if (ou_edge_is_inner(vm, steps[first].object)) continue;
        ou_buffer_init(&text, best->memory);
        put_ring(vm, steps, count, first, &text);
        if (!text.failed && text.bytes && (!best->bytes || strcmp(text.bytes, best->bytes) < 0)) {
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
        if (!strcmp(report->rows[i].text, text->bytes)) return &report->rows[i];
    }
    if (report->row_count == OU_REPORT_ROWS) return NULL;
    char *copy = ou_memory_alloc(text->memory, text->length + 1);
    if (!copy) return NULL;
    memcpy(copy, text->bytes, text->length + 1);
    Row *row = &report->rows[report->row_count++];
    *row = (Row){ .text = copy, .size = text->length + 1 };
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
    else ok = ou_buffer_put_format(&text, "(a ring of more than %d objects)", OU_RING_LONGEST);
    Row *row = ok ? row_of_text(report, &text) : NULL;
    ou_buffer_free(&text);
    return row;
}

// Neighbours are mixed, then added up: it doesn't matter where one begins.
static uint64_t ring_hash(OuVM *vm, const OuRingStep *steps, size_t count)
{
    uint64_t sum = count, before = count ? ou_edge_hash(vm, steps[count - 1].object,
                                                        steps[count - 1].slot) : 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = ou_edge_hash(vm, steps[i].object, steps[i].slot);
        sum += (before ^ hash << 1) * 0x9E3779B97F4A7C15ull;
        before = hash;
    }
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
    row->count += report->weight;
    row->length = count;
    row->is_estimated |= report->weight > 1;
    for (size_t i = 0; i < count; i++) {
        row->bytes += report->weight * ou_heap_bytes_of(search->heap, steps[i].object);
    }
}

// ---- What the collector hands over --------------------------------------------------------------

static bool wants_collection(OuCycleReport *report, size_t count)
{
    report->weight = 1;
    if (report->seen + count <= OU_REPORT_OBJECTS) return true;
    report->weight = OU_REPORT_SAMPLE;
    return report->collections++ % OU_REPORT_SAMPLE == 0;
}

static void look_at_garbage(OuHeap *heap, const OuSet *garbage)
{
    OuVM *vm = ou_vm_of(heap);
    OuSet part = *garbage;
    if (vm->finalizing || !garbage->items) return;
    if (!vm->cycle_report) {
        vm->cycle_report = ou_memory_alloc_zeroed(&heap->memory, sizeof *vm->cycle_report);
        if (!vm->cycle_report) return;
    }
    if (!wants_collection(vm->cycle_report, part.count)) return;
    if (part.count > OU_REPORT_OBJECTS) part.count = OU_REPORT_OBJECTS;
    vm->cycle_report->seen += part.count;
    OuRingSearch search = { .heap = heap, .found = count_ring, .context = vm->cycle_report };
    ou_ring_search(&search, &part);
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

// ---- The function -------------------------------------------------------------------------------

static OuValue row_dict(OuVM *vm, const Row *row)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_steal(vm, dict, "ring", ou_str_make_text(vm, row->text)) &&
              ou_gc_put_number(vm, dict, "count", row->count) &&
              ou_gc_put_number(vm, dict, "length", row->length) &&
              ou_gc_put_number(vm, dict, "bytes", row->bytes) &&
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

OU_GC_FUNCTION(cycle_report, "cycle_report(top=20)",
               "The shapes of the cycles that were collected so far, the most frequent first.\n\n"
               "A list of dictionaries: 'ring' reads as types and attribute names around it,\n"
               "'count' is how many there were, 'length' how many objects each has, 'bytes' what\n"
               "all of them occupied. After the first 32,768 objects one collection of 32 is\n"
               "looked at, and 'estimated' is True. Nothing is kept alive.")
{
    int top = 20;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &top)) return OU_ERROR;
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
