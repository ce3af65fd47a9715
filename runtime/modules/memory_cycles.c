// memory_cycles.c: memory.cycles: groups of objects that can reach each other.
#include <stdlib.h>
#include <string.h>

#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/heap_rings.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/gc_figures.h"
#include "runtime/modules/memory.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

typedef struct Group {
    uint32_t component;
    uint32_t first;              // the node at which its ring begins
    uint32_t start;              // of its members in `members`
    uint32_t nodes, objects;     // ... with and without inner parts
    uint64_t bytes;
    bool     is_garbage;
} Group;

typedef struct Cycles {
    OuHeapView   view;
    OuHeapRings  rings;
    OuObject    *object;         // whose group is asked for; NULL: all
    Group       *groups;         // by component at first, then the largest first
    uint32_t     group_count;
    uint32_t    *members;        // nodes, group by group
} Cycles;

// ---- Groups -------------------------------------------------------------------------------------

static bool is_wanted(const Cycles *cycles, uint32_t component, uint32_t wanted)
{
    return cycles->rings.sizes[component] && (!cycles->object || component == wanted);
}

// One pass counts, the next one lays the groups out, the last one fills them: all in the order of
// the numbers.
static void add_member(Cycles *cycles, Group *group, OuObject *object, uint32_t number)
{
    OuHeapView *view = &cycles->view;
    bool is_inner = ou_edge_is_inner(view->vm, object);
    if (!is_inner && !group->objects++) group->first = number;
    group->bytes += ou_heap_bytes_of(&view->vm->heap, object);
    group->is_garbage |= ou_number_set_has(&view->numbering, &cycles->rings.garbage, object);
    cycles->members[group->start + group->nodes++] = number;
}

static bool lay_out(Cycles *cycles, uint32_t wanted)
{
    OuHeapView *view = &cycles->view;
    uint32_t start = 0;
    cycles->groups = ou_heap_view_take(view, cycles->rings.components, sizeof *cycles->groups);
    cycles->members = ou_heap_view_take(view, cycles->rings.made.graph.count,
                                        sizeof *cycles->members);
    if (view->failed) return false;
    for (uint32_t i = 0; i < cycles->rings.components; i++) {
        if (!is_wanted(cycles, i, wanted)) continue;
        cycles->groups[i] = (Group){ .component = i, .start = start };
        start += cycles->rings.sizes[i];
    }
    return true;
}

static int compare_groups(const void *a, const void *b)
{
    const Group *left = a, *right = b;
    if (left->objects != right->objects) return left->objects < right->objects ? 1 : -1;
    if (left->bytes != right->bytes) return left->bytes < right->bytes ? 1 : -1;
    return left->first < right->first ? -1 : left->first > right->first;
}

static bool find_groups(Cycles *cycles)
{
    OuHeapView *view = &cycles->view;
    uint32_t wanted = cycles->object
                    ? cycles->rings.component[ou_number_of(&view->numbering, cycles->object)] : 0;
    if (!lay_out(cycles, wanted)) return false;
    OuNumberWalk walk = { 0 };
    uint32_t number = 0;
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk)); number++) {
        uint32_t component = cycles->rings.component[number];
        if (!ou_heap_view_goes_on(view)) return false;
        if (!is_wanted(cycles, component, wanted)) continue;
        add_member(cycles, &cycles->groups[component], object, number);
    }
    for (uint32_t i = 0; i < cycles->rings.components; i++) {
        Group *group = &cycles->groups[i];
        if (!group->nodes) continue;
        if (cycles->object && !ou_edge_is_inner(view->vm, cycles->object)) {
            group->first = ou_number_of(&view->numbering, cycles->object);
        }
        cycles->groups[cycles->group_count++] = *group;
    }
    qsort(cycles->groups, cycles->group_count, sizeof *cycles->groups, compare_groups);
    return true;
}

// ---- Rings --------------------------------------------------------------------------------------

static void put_reading(OuVM *vm, const OuRingStep *steps, size_t count, size_t first,
                        OuBuffer *text)
{
    for (size_t i = first; i < first + count; i++) {
        const OuRingStep *step = &steps[i % count], *next = &steps[(i + 1) % count];
        ou_edge_put_step(vm, step->object, step->slot, next->object, false, text);
    }
    if (text->failed || text->length < 4) return;
    text->bytes[text->length -= 4] = '\0';           // the last arrow
}

// Begins with the object that was asked for; else the reading that comes first in the alphabet.
static void put_ring(Cycles *cycles, const OuRingStep *steps, size_t count, OuBuffer *best)
{
    OuVM *vm = cycles->view.vm;
    for (size_t first = 0; first < count && !best->failed; first++) {
        if (ou_edge_is_inner(vm, steps[first].object)) continue;
        OuBuffer text;
        ou_buffer_init(&text, best->memory);
        put_reading(vm, steps, count, first, &text);
        if (text.failed || !best->bytes || strcmp(text.bytes, best->bytes) < 0) {
            OuBuffer other = *best;
            *best = text;
            text = other;
        }
        ou_buffer_free(&text);
        if (cycles->object) return;
    }
}

static OuValue ring_text(Cycles *cycles, const Group *group)
{
    OuHeapView *view = &cycles->view;
    size_t count;
    OuRingStep *steps = ou_heap_rings_find(&cycles->rings, group->first, &count);
    if (!steps) return ou_raise_memory_error(view->vm);
    OuBuffer text;
    ou_buffer_init(&text, &view->vm->heap.memory);
    if (count > OU_RING_LONGEST) {
        ou_buffer_put_format(&text, "(a ring of %zu objects)", count);
    } else {
        put_ring(cycles, steps, count, &text);
    }
    OuValue result = ou_memory_text(view->vm, &text);
    ou_buffer_free(&text);
    ou_heap_view_give(view, steps, count, sizeof *steps);
    return result;
}

static OuValue id_list(Cycles *cycles, const Group *group)
{
    OuVM *vm = cycles->view.vm;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    for (uint32_t i = 0; i < group->nodes; i++) {
        OuObject *object = ou_number_object(&cycles->view.numbering,
                                            cycles->members[group->start + i]);
        if (ou_edge_is_inner(vm, object)) continue;
        if (!ou_check_interrupt_now(vm)) return OU_ERROR;
        OuValue id = ou_int_make(vm, (int64_t)(uintptr_t)object);
        if (id == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), id)) return OU_ERROR;
    }
    return ou_ref(list);
}

static OuValue group_dict(Cycles *cycles, const Group *group)
{
    OuVM *vm = cycles->view.vm;
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_steal(vm, dict, "ring", ring_text(cycles, group))
           && ou_gc_put_number(vm, dict, "objects", group->objects)
           && ou_gc_put_number(vm, dict, "bytes", group->bytes)
           && ou_gc_put_steal(vm, dict, "uncollected", ou_bool_value(group->is_garbage))
           && ou_gc_put_steal(vm, dict, "ids", id_list(cycles, group));
    return ou_gc_figures_steal(dict, ok);
}

static OuValue group_at(void *context, size_t index)
{
    Cycles *cycles = context;
    return group_dict(cycles, &cycles->groups[index]);
}

static void cycles_free(Cycles *cycles)
{
    OuHeapView *view = &cycles->view;
    ou_heap_view_give(view, cycles->members, cycles->rings.made.graph.count,
                      sizeof *cycles->members);
    ou_heap_view_give(view, cycles->groups, cycles->rings.components, sizeof *cycles->groups);
    ou_heap_rings_end(&cycles->rings);
}

// What a program is made of is followed for whoever asks about it.
static OuRingSort sort_for(OuValue object)
{
    uint8_t kind = ou_base_kind_of(object);
    bool is_program = kind == OU_KIND_MODULE || kind == OU_KIND_TYPE || kind == OU_KIND_CODE;
    return is_program ? OU_RINGS_OF_PROGRAM : OU_RINGS_OF_OBJECTS;
}

OU_MEMORY_FUNCTION(
    cycles, "cycles(obj=None)",
    "Return the groups of live objects that can all reach each other, the largest first.\n\n"
    "With obj: the group that it is part of, if any, and a ring through it. What ties a program\n"
    "together (references to classes, modules and code) makes no group, unless obj is one of\n"
    "these. Each group is a dictionary and keeps nothing alive:\n\n"
    "  ring          a short ring as text: `Node.next -> Node.prev`\n"
    "  objects       how many are in the group\n"
    "  bytes         their sizes\n"
    "  uncollected   is it garbage that gc.collect() would find?\n"
    "  ids           id() of each object")
{
    OuValue given = arguments[0] == OU_UNBOUND ? OU_NONE : arguments[0];
    if (given != OU_NONE && !ou_is_pointer(given)) return ou_list_make(vm, NULL, 0);
    Cycles cycles = { .object = given == OU_NONE ? NULL : ou_pointer_of(given) };
    OuHeapView *view = &cycles.view;
    OuValue result = OU_NONE;
    if (!ou_heap_view_begin(view, vm, "cycles")) return OU_ERROR;
    ou_heap_view_expect(view, 14);
    view->asked = cycles.object;
    if (ou_heap_rings_begin(view, &cycles.rings, sort_for(given), NULL, NULL)
        && ou_heap_rings_group(&cycles.rings) && find_groups(&cycles)) {
        result = ou_memory_list(vm, cycles.group_count, group_at, &cycles);
    }
    cycles_free(&cycles);
    return ou_memory_end_steal(view, result);
}
