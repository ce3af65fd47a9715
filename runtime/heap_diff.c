// heap_diff.c: two heap files compared.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/heap_group.h"
#include "runtime/heap_report.h"

typedef struct Known {           // an object
    uint64_t id, bytes;
    uint32_t group;
} Known;

typedef struct Side {
    const OuHeapFile *file;
    Known   *objects;            // by id
    uint32_t count;
    uint64_t bytes;
} Side;

static int by_id(const void *a, const void *b)
{
    const Known *x = a, *y = b;
    if (x->id != y->id) return x->id < y->id ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static bool side_init(Side *side, const OuHeapFile *file, OuHeapGroups *groups)
{
    *side = (Side){ .file = file };
    uint32_t *group = ou_heap_groups_assign(groups, file);
    if (!group) return false;
    side->objects = ou_memory_alloc(file->memory, file->graph.count * sizeof *side->objects);
    for (uint32_t i = 0; side->objects && i < file->graph.count; i++) {
        if (group[i] == OU_GRAPH_NONE) continue;
        side->objects[side->count++] = (Known){ file->ids[i], file->sizes[i], group[i] };
        side->bytes += file->sizes[i];
    }
    ou_graph_drop(file->memory, &file->graph, group);
    if (side->objects) qsort(side->objects, side->count, sizeof *side->objects, by_id);
    return side->objects != NULL;
}

static void side_free(Side *side)
{
    if (!side->objects) return;
    ou_memory_free(side->file->memory, side->objects,
                   side->file->graph.count * sizeof *side->objects);
}

static void compare(OuHeapGroups *groups, const Side *before, const Side *after)
{
    uint32_t i = 0, k = 0;
    while (i < before->count || k < after->count) {
        int order = i == before->count ? 1 : k == after->count ? -1
                  : by_id(&before->objects[i], &after->objects[k]);
        if (order <= 0) {
            OuHeapGroup *group = &groups->items[before->objects[i].group];
            group->gone_count += order < 0;
            group->old_bytes += before->objects[i++].bytes;
        }
        if (order >= 0) {
            OuHeapGroup *group = &groups->items[after->objects[k].group];
            group->new_count += order > 0;
            group->bytes += after->objects[k++].bytes;
        }
    }
}

static int64_t growth(const OuHeapGroup *group)
{
    return (int64_t)(group->bytes - group->old_bytes);
}

static int by_growth(const void *a, const void *b)
{
    const OuHeapGroup *x = a, *y = b;
    if (growth(x) != growth(y)) return growth(x) < growth(y) ? 1 : -1;
    if (x->new_count != y->new_count) return x->new_count < y->new_count ? 1 : -1;
    return (x->gone_count < y->gone_count) - (x->gone_count > y->gone_count);
}

static bool is_changed(const OuHeapGroup *group)
{
    return group->new_count || group->gone_count || growth(group);
}

static bool print_rows(const OuHeapGroups *groups)
{
    enum { NAME = 40, WIDTH = 24 };
    printf("\n  %-*s  %10s  %10s  %10s  %11s\n", WIDTH, "type", "new", "gone", "objects", "size");
    for (uint32_t i = 0; i < groups->count; i++) {
        const OuHeapGroup *group = &groups->items[i];
        if (!is_changed(group)) continue;
        OuBuffer name;
        ou_buffer_init(&name, groups->memory);
        size_t width = ou_heap_put_text(&name, group->name, NAME);
        bool ok = !name.failed;
        int64_t delta = (int64_t)(group->new_count - group->gone_count);
        printf("  %s%*s  %10s  %10s  %10s  %11s\n", name.length ? name.bytes : "",
               width < WIDTH ? (int)(WIDTH - width) : 0, "",
               ou_heap_count_text(group->new_count).text,
               ou_heap_count_text(group->gone_count).text, ou_heap_change_text(delta, false).text,
               ou_heap_change_text(growth(group), true).text);
        ou_buffer_free(&name);
        if (!ok) return false;
    }
    return true;
}

static bool print_diff(OuHeapGroups *groups, const Side *before, const Side *after)
{
    bool has_changed = false;
    const Side *sides[] = { before, after };
    for (unsigned i = 0; i < 2; i++) {
        printf("%s  %s: %s, %s\n", i ? "after " : "before", sides[i]->file->path,
               ou_heap_count_of(sides[i]->count, "object").text,
               ou_heap_size_text(sides[i]->bytes).text);
    }
    for (uint32_t i = 0; i < groups->count; i++) has_changed |= is_changed(&groups->items[i]);
    if (!has_changed) {
        printf("\nno difference\n");
        return true;
    }
    qsort(groups->items, groups->count, sizeof *groups->items, by_growth);
    return print_rows(groups);
}

OuHeapReport ou_heap_report_diff(const OuHeapFile *before, const OuHeapFile *after)
{
    OuHeapGroups groups;
    Side sides[2] = { { .file = before }, { .file = after } };
    ou_heap_groups_init(&groups, before->memory);
    bool ok = side_init(&sides[0], before, &groups) && side_init(&sides[1], after, &groups);
    if (ok) {
        compare(&groups, &sides[0], &sides[1]);
        ok = print_diff(&groups, &sides[0], &sides[1]);
    }
    side_free(&sides[0]);
    side_free(&sides[1]);
    ou_heap_groups_free(&groups);
    return ok ? OU_HEAP_REPORT_DONE : OU_HEAP_REPORT_NO_MEMORY;
}
