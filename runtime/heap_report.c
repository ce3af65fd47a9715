#include "runtime/heap_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/heap_group.h"
#include "runtime/heap_path.h"

enum { OU_REPORT_ROWS = 30, OU_REPORT_NAME = 40 };

// ---- Tables -------------------------------------------------------------------------------------

// Prints text from the file, filled up to the width.
static bool print_text(OuMemory *memory, OuHeapText text, size_t most, size_t width)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, memory);
    size_t characters = ou_heap_put_text(&buffer, text, most);
    for (; characters < width; characters++) ou_buffer_put_char(&buffer, ' ');
    bool ok = !buffer.failed;
    if (buffer.bytes) fwrite(buffer.bytes, 1, buffer.length, stdout);
    ou_buffer_free(&buffer);
    return ok;
}

static size_t width_of(OuHeapText text, size_t most)
{
    size_t characters = 0;
    for (size_t i = 0; i < text.length; i++) characters += (text.bytes[i] & 0xC0) != 0x80;
    return characters <= most ? characters : most + 1;
}

static size_t name_width(const OuHeapGroups *groups, uint32_t rows, size_t least)
{
    size_t width = least;
    for (uint32_t i = 0; i < rows; i++) {
        size_t other = width_of(groups->items[i].name, OU_REPORT_NAME);
        if (other > width) width = other;
    }
    return width;
}

static void print_file(const OuHeapFile *file, uint64_t objects, uint64_t bytes)
{
    printf("%s: %s, %s, %s", file->path, ou_heap_count_of(objects, "object").text,
           ou_heap_size_text(bytes).text,
           ou_heap_count_of(file->graph.first[file->graph.count], "reference").text);
    if (file->weak_count) printf(" (%s weak)", ou_heap_count_text(file->weak_count).text);
    printf("\n");
}

// ---- Summary ------------------------------------------------------------------------------------

static int by_bytes(const void *a, const void *b)
{
    const OuHeapGroup *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? 1 : -1;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    size_t length = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.bytes, y->name.bytes, length);
    return order ? order : (x->name.length > y->name.length) - (x->name.length < y->name.length);
}

static void print_summary_row(const OuHeapGroup *group, uint64_t total)
{
    printf("  %12s  %10s  %3.0f %%\n", ou_heap_count_text(group->count).text,
           ou_heap_size_text(group->bytes).text,
           total ? 100.0 * (double)group->bytes / (double)total : 0);
}

static OuHeapReport print_summary(const OuHeapFile *file, OuHeapGroups *groups)
{
    OuHeapGroup all = { .name = { "all", 3 } }, rest = { .name = { NULL, 0 } };
    qsort(groups->items, groups->count, sizeof *groups->items, by_bytes);
    uint32_t rows = groups->count > OU_REPORT_ROWS + 1 ? OU_REPORT_ROWS : groups->count;
    for (uint32_t i = 0; i < groups->count; i++) {
        OuHeapGroup *sum = i < rows ? &all : &rest;
        sum->count += groups->items[i].count;
        sum->bytes += groups->items[i].bytes;
    }
    uint64_t total = all.bytes + rest.bytes;
    print_file(file, all.count + rest.count, total);
    size_t width = name_width(groups, rows, 16);
    printf("\n  %-*s  %12s  %10s  share\n", (int)width, "type", "objects", "size");
    for (uint32_t i = 0; i < rows; i++) {
        printf("  ");
        if (!print_text(file->memory, groups->items[i].name, OU_REPORT_NAME, width)) {
            return OU_HEAP_REPORT_NO_MEMORY;
        }
        print_summary_row(&groups->items[i], total);
    }
    if (rows == groups->count) return OU_HEAP_REPORT_DONE;
    char words[40];
    snprintf(words, sizeof words, "%u other types", (unsigned)(groups->count - rows));
    printf("  %-*s", (int)width, words);
    print_summary_row(&rest, total);
    return OU_HEAP_REPORT_DONE;
}

OuHeapReport ou_heap_report_summary(const OuHeapFile *file)
{
    OuHeapGroups groups;
    ou_heap_groups_init(&groups, file->memory);
    OuHeapReport result = OU_HEAP_REPORT_NO_MEMORY;
    uint32_t *group = ou_heap_groups_assign(&groups, file);
    if (group) {
        for (uint32_t i = 0; i < file->graph.count; i++) {
            if (group[i] == OU_GRAPH_NONE) continue;
            groups.items[group[i]].count++;
            groups.items[group[i]].bytes += file->sizes[i];
        }
        result = print_summary(file, &groups);
        ou_graph_drop(file->memory, &file->graph, group);
    }
    ou_heap_groups_free(&groups);
    return result;
}

// ---- What objects retain ------------------------------------------------------------------------

typedef struct Retained {
    const OuHeapFile *file;
    uint32_t *via;               // shortest ways
    uint64_t *bytes, *objects;   // what goes with each
} Retained;

static void retained_free(Retained *retained)
{
    const OuHeapFile *file = retained->file;
    size_t size = (size_t)file->graph.count * sizeof *retained->bytes;
    ou_graph_drop(file->memory, &file->graph, retained->via);
    if (retained->bytes) ou_memory_free(file->memory, retained->bytes, size);
    if (retained->objects) ou_memory_free(file->memory, retained->objects, size);
}

static bool retained_init(Retained *retained, const OuHeapFile *file)
{
    OuDominators dominators;
    size_t count = file->graph.count;
    *retained = (Retained){ .file = file };
    if (!ou_graph_dominators(file->memory, &file->graph, 0, &dominators)) return false;
    retained->bytes = ou_memory_alloc(file->memory, count * sizeof *retained->bytes);
    retained->objects = ou_memory_alloc(file->memory, count * sizeof *retained->objects);
    retained->via = ou_graph_shortest(file->memory, &file->graph, 0);
    bool ok = retained->bytes && retained->objects && retained->via;
    for (uint32_t i = 0; ok && i < count; i++) {
        retained->bytes[i] = file->sizes[i];
        retained->objects[i] = !ou_heap_is_synthetic(file, i);
    }
    if (ok) ou_graph_retain(&dominators, retained->bytes);
    if (ok) ou_graph_retain(&dominators, retained->objects);
    ou_graph_free_dominators(file->memory, &file->graph, &dominators);
    if (!ok) retained_free(retained);
    return ok;
}

static bool print_path(const Retained *retained, uint32_t node)
{
    OuBuffer text;
    ou_buffer_init(&text, retained->file->memory);
    ou_heap_path_put(retained->file, retained->via, node, &text);
    bool ok = !text.failed;
    if (ok && text.length) fwrite(text.bytes, 1, text.length, stdout);
    else if (ok) fputs("only weak references", stdout);
    ou_buffer_free(&text);
    return ok;
}

// ---- The largest --------------------------------------------------------------------------------

// Puts the node among the largest so far, which are in order.
static void insert(const Retained *retained, uint32_t *top, uint32_t *count, uint32_t most,
                   uint32_t node)
{
    uint64_t bytes = retained->bytes[node];
    if (*count == most && retained->bytes[top[most - 1]] >= bytes) return;
    uint32_t at = *count < most ? (*count)++ : most - 1;
    for (; at && retained->bytes[top[at - 1]] < bytes; at--) top[at] = top[at - 1];
    top[at] = node;
}

static bool print_top_row(const Retained *retained, uint32_t node, int id_width, size_t width)
{
    const OuHeapFile *file = retained->file;
    char id[32];
    snprintf(id, sizeof id, "@%llu", (unsigned long long)file->ids[node]);
    printf("  %10s  %12s  %10s  %-*s  ", ou_heap_size_text(retained->bytes[node]).text,
           ou_heap_count_text(retained->objects[node]).text,
           ou_heap_size_text(file->sizes[node]).text, id_width, id);
    bool ok = print_text(file->memory, ou_heap_file_name(file, node), OU_REPORT_NAME, width);
    printf("  ");
    ok = ok && print_path(retained, node);
    printf("\n");
    return ok;
}

static bool print_top(const Retained *retained, const uint32_t *top, uint32_t count)
{
    const OuHeapFile *file = retained->file;
    size_t width = 4;
    int id_width = 2;
    for (uint32_t i = 0; i < count; i++) {
        size_t other = width_of(ou_heap_file_name(file, top[i]), OU_REPORT_NAME);
        int digits = snprintf(NULL, 0, "@%llu", (unsigned long long)file->ids[top[i]]);
        if (other > width) width = other;
        if (digits > id_width) id_width = digits;
    }
    printf("  %10s  %12s  %10s  %-*s  %-*s  held by\n", "retained", "objects", "itself", id_width,
           "id", (int)width, "what");
    for (uint32_t i = 0; i < count; i++) {
        if (!print_top_row(retained, top[i], id_width, width)) return false;
    }
    return true;
}

OuHeapReport ou_heap_report_top(const OuHeapFile *file, uint32_t rows)
{
    Retained retained;
    uint32_t count = 0, most = rows < file->graph.count ? rows : file->graph.count;
    uint32_t *top = ou_memory_alloc(file->memory, (most + 1) * sizeof *top);
    if (!top) return OU_HEAP_REPORT_NO_MEMORY;
    bool ok = retained_init(&retained, file);
    if (ok) {
        for (uint32_t i = 0; i < file->graph.count && most; i++) {
            if (!ou_heap_is_synthetic(file, i)) insert(&retained, top, &count, most, i);
        }
        ok = print_top(&retained, top, count);
        retained_free(&retained);
    }
    ou_memory_free(file->memory, top, (most + 1) * sizeof *top);
    return ok ? OU_HEAP_REPORT_DONE : OU_HEAP_REPORT_NO_MEMORY;
}

// ---- What holds one -----------------------------------------------------------------------------

enum { OU_REPORT_STEPS = 64, OU_REPORT_EDGE = 80 };

typedef struct Steps {
    const Retained *retained;
    uint32_t last[OU_REPORT_STEPS];        // the last nodes of the way, from its end on
    uint32_t count, total;                 // how many these are; how many there are in all
    size_t   edge_width, name_width;
} Steps;

static OuHeapText step_name(const Steps *steps, uint32_t node)
{
    return node ? ou_heap_file_name(steps->retained->file, node) : (OuHeapText){ "(root)", 6 };
}

// Without the space before what is no suffix. The buffer is to be freed.
static OuHeapText step_edge(const Steps *steps, uint32_t node, OuBuffer *text)
{
    const Retained *retained = steps->retained;
    ou_buffer_init(text, retained->file->memory);
    uint32_t edge = retained->via[node];
    if (edge != OU_GRAPH_NONE) ou_heap_path_put_edge(retained->file, edge, text);
    size_t first = text->length && *text->bytes == ' ';
    return (OuHeapText){ text->length ? text->bytes + first : "", text->length - first };
}

static void measure_steps(Steps *steps)
{
    steps->edge_width = 24;
    steps->name_width = 20;
    for (uint32_t i = 0; i < steps->count; i++) {
        OuBuffer text;
        size_t edge = width_of(step_edge(steps, steps->last[i], &text), OU_REPORT_EDGE);
        size_t name = width_of(step_name(steps, steps->last[i]), OU_REPORT_NAME);
        if (edge > steps->edge_width) steps->edge_width = edge;
        if (name > steps->name_width) steps->name_width = name;
        ou_buffer_free(&text);
    }
}

static bool print_step(const Steps *steps, uint32_t node)
{
    const OuHeapFile *file = steps->retained->file;
    OuBuffer text;
    OuHeapText edge = step_edge(steps, node, &text);
    bool ok = !text.failed;
    printf("  ");
    ok = ok && print_text(file->memory, edge, OU_REPORT_EDGE, steps->edge_width);
    printf("  ");
    ok = ok && print_text(file->memory, step_name(steps, node), OU_REPORT_NAME, steps->name_width);
    printf("  @%llu\n", (unsigned long long)file->ids[node]);
    ou_buffer_free(&text);
    return ok;
}

// The steps from the root on: they are counted first, since they are found from the other end.
static bool print_steps(const Retained *retained, uint32_t node)
{
    Steps steps = { .retained = retained };
    for (uint32_t i = node;; i = ou_graph_owner(&retained->file->graph, retained->via[i])) {
        if (steps.count < OU_REPORT_STEPS) steps.last[steps.count++] = i;
        steps.total++;
        if (retained->via[i] == OU_GRAPH_NONE) break;
    }
    measure_steps(&steps);
    uint32_t left = steps.total - steps.count;
    if (left) printf("  (%s steps)\n", ou_heap_count_text(left).text);
    while (steps.count) {
        if (!print_step(&steps, steps.last[--steps.count])) return false;
    }
    return true;
}

static bool print_why(const Retained *retained, uint32_t node)
{
    const OuHeapFile *file = retained->file;
    bool ok = print_text(file->memory, ou_heap_file_name(file, node), OU_REPORT_NAME, 0);
    printf(" @%llu: %s\nretains %s, %s (%s)\nheld by ",
           (unsigned long long)file->ids[node], ou_heap_count_of(file->sizes[node], "byte").text,
           ou_heap_count_of(retained->objects[node], "object").text,
           ou_heap_count_of(retained->bytes[node], "byte").text,
           ou_heap_size_text(retained->bytes[node]).text);
    ok = ok && print_path(retained, node);
    printf("\n");
    if (retained->via[node] == OU_GRAPH_NONE) return ok;
    printf("\n");
    return ok && print_steps(retained, node);
}

OuHeapReport ou_heap_report_why(const OuHeapFile *file, uint64_t id)
{
    Retained retained;
    uint32_t node = 0;
    while (node < file->graph.count && file->ids[node] != id) node++;
    if (node == file->graph.count) return OU_HEAP_REPORT_NO_ID;
    if (!retained_init(&retained, file)) return OU_HEAP_REPORT_NO_MEMORY;
    bool ok = print_why(&retained, node);
    retained_free(&retained);
    return ok ? OU_HEAP_REPORT_DONE : OU_HEAP_REPORT_NO_MEMORY;
}
