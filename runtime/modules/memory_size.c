// memory_size.c: memory.size and memory.retained: how large an object is, and what goes with it.
#include "gc/reach.h"
#include "runtime/edge.h"
#include "runtime/int.h"
#include "runtime/modules/memory.h"
#include "runtime/protocol.h"

// ---- Deep size ----------------------------------------------------------------------------------

// What programs are made of is shared by all: it is no part of what an object holds.
static bool is_program(const OuObject *object)
{
    if (object->refs & OU_REFS_SIGN) return true;
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_MODULE: case OU_KIND_TYPE: case OU_KIND_FUNCTION: case OU_KIND_CODE:
    case OU_KIND_NATIVE: case OU_KIND_METHOD_DESCRIPTOR: case OU_KIND_FRAME:
        return true;
    default:
        return false;
    }
}

typedef struct DeepVisit {
    OuReferenceVisit visit;      // first
    OuHeapView *view;
    OuReach    *reach;           // its stack and sets; what is looked into is decided here
} DeepVisit;

static void deep_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    DeepVisit *deep = (DeepVisit *)visit;
    if (!is_program(object)) ou_reach_put(deep->reach, object);
}

static size_t deep_size(OuHeapView *view, OuReach *reach, OuObject *object)
{
    DeepVisit deep = { .visit = { .found = deep_found }, .view = view, .reach = reach };
    size_t bytes = 0;
    ou_reach_put(reach, object);
    ou_reference_each(view, object, &deep.visit);
    for (OuObject *next; (next = ou_reach_take(reach)) != NULL;) {
        if (next != object) ou_reference_each(view, next, &deep.visit);
        if (!ou_heap_view_goes_on(view)) return 0;
    }
    OuNumberWalk walk = { 0 };
    for (OuObject *next; (next = ou_number_next(&view->numbering, &reach->reached, &walk));) {
        bytes += ou_heap_bytes_of(&view->vm->heap, next);
        if (!ou_heap_view_goes_on(view)) return 0;
    }
    return bytes;
}

// A search without anything reached; NULL: it has failed.
static OuReach *reach_make(OuHeapView *view)
{
    OuReach *reach = ou_heap_view_take(view, 1, sizeof *reach);
    if (!reach) return NULL;
    if (ou_reach_init(reach, &view->numbering, &view->progress.lookout)) return reach;
    view->failed = true;
    ou_heap_view_give(view, reach, 1, sizeof *reach);
    return NULL;
}

static void reach_drop(OuHeapView *view, OuReach *reach)
{
    if (!reach) return;
    ou_reach_free(reach);
    ou_heap_view_give(view, reach, 1, sizeof *reach);
}

OU_MEMORY_FUNCTION(
    size, "size(obj, deep=False)",
    "Return the bytes of an object: its slot, its buffers, the dictionary of its attributes.\n\n"
    "With deep also those of all that it reaches, each once, apart from modules, classes,\n"
    "functions, frames and what never dies. A value that is no object (a small int, a float,\n"
    "None) has none: it lies in whatever holds it.")
{
    OuValue value = arguments[0];
    bool deep = false;
    if (arguments[1] != OU_UNBOUND && !ou_truth(vm, arguments[1], &deep)) return OU_ERROR;
    if (!ou_is_pointer(value)) return ou_int_value(0);
    OuObject *object = ou_pointer_of(value);
    if (!deep) return ou_int_make_unsigned(vm, ou_size_of_object(vm, object));
    OuHeapView view;
    if (!ou_heap_view_begin(&view, vm, "size")) return OU_ERROR;
    ou_heap_view_expect(&view, 5);
    OuReach *reach = reach_make(&view);
    size_t bytes = reach ? deep_size(&view, reach, object) : 0;
    reach_drop(&view, reach);
    return ou_heap_view_end(&view) ? ou_int_make_unsigned(vm, bytes) : OU_ERROR;
}

// ---- Retained -----------------------------------------------------------------------------------
//
// What the object reaches is held from outside if its count isn't explained by references from
// among that; and so is what can be reached from there without the object. If frames of the library
// are no holders, the roots have to be gone through instead.

typedef struct Retaining {
    OuReferenceVisit visit;      // first
    OuHeapView *view;
    uint32_t   *explained;
} Retaining;

static void retaining_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Retaining *retaining = (Retaining *)visit;
    retaining->explained[ou_number_of(&retaining->view->numbering, object)]++;
}

// Reaches all that is held from outside of `inside`.
static void reach_held(OuHeapView *view, const OuNumberSet *inside, const OuObject *object,
                       const uint32_t *explained, OuReach *held)
{
    OuNumberWalk walk = { 0 };
    for (OuObject *next; (next = ou_number_next(&view->numbering, inside, &walk));) {
        uint32_t count = explained[ou_number_of(&view->numbering, next)];
        if (next == object || next->refs == count) continue;
        ou_reach_put(held, next);
        ou_reach_close(held);
        if (!ou_heap_view_goes_on(view)) return;
    }
}

static void reach_from_roots(OuHeapView *view, OuReach *held)
{
    ou_roots_reach(view, OU_ROOTS_NAMED, held);
    ou_roots_reach(view, OU_ROOTS_INTERNAL, held);
}

static void explain_inside(OuHeapView *view, const OuNumberSet *inside, uint32_t *explained)
{
    Retaining retaining = { .visit = { .found = retaining_found }, .view = view,
                            .explained = explained };
    OuNumberWalk walk = { 0 };
    for (OuObject *next; (next = ou_number_next(&view->numbering, inside, &walk));) {
        ou_reference_each(view, next, &retaining.visit);
        if (!ou_heap_view_goes_on(view)) return;
    }
}

static void count_retained(OuHeapView *view, const OuNumberSet *inside, const OuNumberSet *held,
                           size_t *objects, size_t *bytes)
{
    OuNumberWalk walk = { 0 };
    for (OuObject *next; (next = ou_number_next(&view->numbering, inside, &walk));) {
        if (!ou_heap_view_goes_on(view)) return;
        if (ou_number_set_has(&view->numbering, held, next)) continue;
        *objects += !ou_edge_is_inner(view->vm, next);
        *bytes += ou_heap_bytes_of(&view->vm->heap, next);
    }
}

static void reach_unexplained(OuHeapView *view, const OuNumberSet *inside, const OuObject *object,
                              OuReach *held)
{
    uint32_t *explained = ou_heap_view_take(view, view->numbering.count, sizeof *explained);
    if (!explained) return;
    explain_inside(view, inside, explained);
    reach_held(view, inside, object, explained, held);
    ou_heap_view_give(view, explained, view->numbering.count, sizeof *explained);
}

// `object` itself counts as held while that is looked for, so that nothing is reached through it.
static void find_retained(OuHeapView *view, OuObject *object, size_t *objects, size_t *bytes)
{
    OuReach *inside = reach_make(view), *held = reach_make(view);
    if (inside && held) {
        ou_reach_put(inside, object);
        ou_reach_close(inside);
        ou_number_set_put(&view->numbering, &held->reached, object);
        if (view->leaves_library) reach_from_roots(view, held);
        else reach_unexplained(view, &inside->reached, object, held);
        ou_number_set_drop(&view->numbering, &held->reached, object);
        count_retained(view, &inside->reached, &held->reached, objects, bytes);
    }
    reach_drop(view, held);
    reach_drop(view, inside);
}

static OuValue retained_tuple(OuVM *vm, OuValue value, bool leaves_library)
{
    size_t objects = 0, bytes = 0;
    if (ou_is_pointer(value)) {
        OuHeapView view;
        if (!ou_heap_view_begin(&view, vm, "retained")) return OU_ERROR;
        ou_heap_view_expect(&view, 6);
        view.leaves_library = leaves_library;
        find_retained(&view, ou_pointer_of(value), &objects, &bytes);
        if (!ou_heap_view_end(&view)) return OU_ERROR;
    }
    OuValue values[2] = { ou_int_make_unsigned(vm, objects), ou_int_make_unsigned(vm, bytes) };
    return ou_memory_tuple_steal(vm, values, 2);
}

OU_MEMORY_FUNCTION(
    retained, "retained(obj)",
    "Return (objects, bytes) that would go if the object went.\n\n"
    "That is the object, and what can't be reached without it. Parts that no script sees (the\n"
    "dictionary of an instance) have bytes, but are no objects.")
{
    return retained_tuple(vm, arguments[0], false);
}

OU_MEMORY_FUNCTION(
    retained_by, "_retained_by(obj, /)",
    "As retained(), and what frames of the library hold would go, too.")
{
    return retained_tuple(vm, arguments[0], true);
}
