#include "runtime/heap_view.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/root_name.h"
#include "runtime/shape.h"
#include "runtime/str.h"

bool ou_heap_view_begin(OuHeapView *view, OuVM *vm, const char *title)
{
    *view = (OuHeapView){ .vm = vm };
    if (!ou_limit_settle(vm)) return false;
    if (!ou_number_all(&view->numbering, &vm->heap)) {
        (void)ou_raise_memory_error(vm);
        return false;
    }
    if (vm->host.call_registers) view->call = vm->host.call_registers(vm);
    ou_progress_begin(&view->progress, vm, title, view->numbering.count);
    return true;
}

void ou_heap_view_expect(OuHeapView *view, unsigned steps)
{
    view->progress.total = (uint64_t)view->numbering.count * steps;
}

// What was interrupted may look as if memory had been refused.
bool ou_heap_view_end(OuHeapView *view)
{
    OuVM *vm = view->vm;
    ou_progress_end(&view->progress);
    ou_number_free(&view->numbering);
    if (view->progress.is_interrupted && ou_check_interrupt(vm)) {
        (void)ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_KEYBOARD_INTERRUPT]));
    } else if (view->failed && !view->progress.is_interrupted) {
        (void)ou_raise_memory_error(vm);
    }
    return ou_heap_view_is_well(view);
}

// ---- Memory -------------------------------------------------------------------------------------

void *ou_heap_view_take(OuHeapView *view, size_t count, size_t size)
{
    size_t bytes;
    void *block = NULL;
    if (ou_size_multiply_add(count, size, 0, &bytes)) {
        block = ou_memory_alloc_zeroed(&view->vm->heap.memory, bytes);
    }
    view->failed |= !block;
    return block;
}

void ou_heap_view_give(OuHeapView *view, void *block, size_t count, size_t size)
{
    ou_memory_free(&view->vm->heap.memory, block, count * size);
}

bool ou_heap_view_grow(OuHeapView *view, void *array, size_t *capacity, size_t size)
{
    enum { FEWEST = 64 };
    void *old, *grown;
    size_t count = *capacity ? *capacity * 2 : FEWEST;
    memcpy(&old, array, sizeof old);
    grown = ou_memory_resize(&view->vm->heap.memory, old, *capacity * size, count * size);
    view->failed |= !grown;
    if (!grown) return false;
    memcpy(array, &grown, sizeof grown);
    *capacity = count;
    return true;
}

// ---- Parts of objects ---------------------------------------------------------------------------

OuDict *ou_attributes_peek(OuVM *vm, OuObject *object)
{
    if (object->kind == OU_KIND_INSTANCE) {
        const OuInstance *instance = (const OuInstance *)object;
        const OuShape *shape = vm->shapes[object->aux];
        if (!shape->is_dictionary) return NULL;
        OuValue dict = instance->slots[shape->type->slot_count];
        return ou_is_pointer(dict) ? ou_dict_of(dict) : NULL;
    }
    OuDict **slot = ou_object_dict_slot(vm, object);
    return slot ? *slot : NULL;
}

OuDict *ou_inner_dict_peek(OuVM *vm, OuObject *object)
{
    OuDict *dict = ou_attributes_peek(vm, object);
    return dict && ou_edge_is_inner(vm, &dict->header) ? dict : NULL;
}

size_t ou_size_of_object(OuVM *vm, OuObject *object)
{
    OuDict *dict = ou_inner_dict_peek(vm, object);
    return ou_heap_bytes_of(&vm->heap, object)
         + (dict ? ou_heap_bytes_of(&vm->heap, &dict->header) : 0);
}

// ---- References ---------------------------------------------------------------------------------

// Large objects hand over a long span, or many slots one by one. Of others nobody needs to look at
// each reference.
static void reference_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    OuReferenceVisit *visit = (OuReferenceVisit *)visitor;
    OuHeapView *view = visit->looks;
    if (count == 1 && !ou_heap_view_goes_on(view)) return;
    for (size_t i = 0; i < count; i++) {
        if (!ou_lookout_goes_on(&view->progress.lookout, (uint32_t)i + 1)) return;
        if (ou_is_pointer(slots[i])) visit->found(visit, &slots[i], ou_pointer_of(slots[i]));
    }
}

static void reference_pointer(OuVisitor *visitor, OuObject **slot)
{
    OuReferenceVisit *visit = (OuReferenceVisit *)visitor;
    if (*slot) visit->found(visit, slot, *slot);
}

static void set_visitor(OuHeapView *view, OuReferenceVisit *visit)
{
    visit->visitor = (OuVisitor){ .span = reference_span, .span_backward = reference_span,
                                  .pointer = reference_pointer };
    visit->looks = view;
}

void ou_reference_each(OuHeapView *view, OuObject *owner, OuReferenceVisit *visit)
{
    set_visitor(view, visit);
    ou_heap_visit(&view->vm->heap, owner, &visit->visitor);
}

typedef struct SlotSearch {
    OuReferenceVisit visit;      // first
    const OuObject  *object;
    const void      *slot;
} SlotSearch;

static void slot_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    SlotSearch *search = (SlotSearch *)visit;
    if (object == search->object && !search->slot) search->slot = slot;
}

const void *ou_reference_slot(OuHeapView *view, OuObject *owner, const OuObject *object)
{
    SlotSearch search = { .visit = { .found = slot_found }, .object = object };
    ou_reference_each(view, owner, &search.visit);
    return search.slot;
}

// ---- Holders from outside -----------------------------------------------------------------------

void ou_roots_put(OuHeapView *view, OuRootList *list, OuRoot root)
{
    if (list->count == list->capacity
        && !ou_heap_view_grow(view, &list->items, &list->capacity, sizeof *list->items)) return;
    list->items[list->count++] = root;
}

static void add_modules(OuHeapView *view, OuRootList *list)
{
    uint32_t position = 0;
    OuValue key, value;
    while (view->vm->modules && ou_dict_walk(view->vm->modules, &position, &key, &value)) {
        if (!ou_is_str(key) || !ou_is_pointer(value)) continue;
        ou_roots_put(view, list, (OuRoot){ .kind = OU_ROOT_IS_MODULE,
                                           .object = ou_pointer_of(value),
                                           .module = ou_str_of(key) });
    }
}

typedef struct RootVisit {
    OuReferenceVisit visit;      // first
    OuHeapView *view;
    OuRootSort  sort;
    OuRootList *list;
    OuRegister  found;           // the last register that was looked at
} RootVisit;

static OuRootSort sort_of(const OuHeapView *view, const void *slot)
{
    const OuVM *vm = view->vm;
    if ((const OuValue *)slot >= vm->stack && (const OuValue *)slot < vm->stack_limit) {
        bool is_of_call = view->call && (const OuValue *)slot >= view->call;
        return is_of_call ? OU_ROOTS_OF_CALL : OU_ROOTS_NAMED;
    }
    bool is_named = slot == &vm->exception || slot == &vm->handled || slot == &vm->gc_callbacks
                 || slot == &vm->gc_garbage;
    return is_named ? OU_ROOTS_NAMED : OU_ROOTS_INTERNAL;
}

static bool is_in_library(RootVisit *roots, const void *slot)
{
    static const char folder[] = "<library>/";
    OuVM *vm = roots->view->vm;
    OuRegister *found = &roots->found;
    if (!vm->host.find_register || !vm->host.find_register(vm, slot, found)) return false;
    OuText file = found->file ? ou_str_text(found->file) : (OuText){ 0 };
    return ou_text_starts_with(file, (OuText){ folder, sizeof folder - 1, 1 });
}

static void root_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    RootVisit *roots = (RootVisit *)visit;
    if (sort_of(roots->view, slot) != roots->sort) return;
    if (roots->view->leaves_library && is_in_library(roots, slot)) return;
    ou_roots_put(roots->view, roots->list,
                 (OuRoot){ .kind = OU_ROOT_IS_SLOT, .object = object, .slot = slot });
}

void ou_roots_add(OuHeapView *view, OuRootSort sort, OuRootList *list)
{
    RootVisit visit = { .visit = { .found = root_found }, .view = view, .sort = sort,
                        .list = list };
    if (sort == OU_ROOTS_NAMED) add_modules(view, list);
    set_visitor(view, &visit.visit);
    view->vm->heap.hooks.visit_roots(&view->vm->heap, &visit.visit.visitor);
}

bool ou_roots_lack_asked(OuHeapView *view)
{
    OuRootList list = { 0 };
    bool is_lacking = view->asked != NULL;
    ou_roots_add(view, OU_ROOTS_OF_CALL, &list);
    for (size_t i = 0; i < list.count; i++) is_lacking &= list.items[i].object != view->asked;
    ou_roots_free(view, &list);
    return is_lacking;
}

void ou_roots_free(OuHeapView *view, OuRootList *list)
{
    ou_heap_view_give(view, list->items, list->capacity, sizeof *list->items);
    *list = (OuRootList){ 0 };
}

void ou_roots_reach(OuHeapView *view, OuRootSort sort, OuReach *reach)
{
    OuRootList list = { 0 };
    ou_roots_add(view, sort, &list);
    for (size_t i = 0; i < list.count; i++) ou_reach_put(reach, list.items[i].object);
    ou_roots_free(view, &list);
    ou_reach_close(reach);
}

void ou_root_put(OuVM *vm, const OuRoot *root, OuBuffer *text)
{
    OuRegister found = { 0 };
    switch (root->kind) {
    case OU_ROOT_IS_MODULE:
        ou_buffer_put_text(text, "module ");
        ou_edge_put_string(vm, root->module, text);
        return;
    case OU_ROOT_IS_SLOT:   ou_root_name_put(vm, &found, root->slot, text); return;
    case OU_ROOT_IS_NATIVE: ou_buffer_put_text(text, "held by native code"); return;
    case OU_ROOT_IS_CYCLE:  ou_buffer_put_text(text, "uncollected cycle"); return;
    }
}

// ---- What no root reaches -----------------------------------------------------------------------

typedef struct Explaining {
    OuReferenceVisit visit;      // first
    OuHeapView *view;
    uint32_t   *explained;       // of each object: its references from what is loose
} Explaining;

static void explain(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Explaining *explaining = (Explaining *)visit;
    explaining->explained[ou_number_of(&explaining->view->numbering, object)]++;
}

static void explain_all(OuHeapView *view, const OuLoose *loose, uint32_t *explained)
{
    Explaining explaining = { .visit = { .found = explain }, .view = view,
                              .explained = explained };
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, &loose->loose, &walk));) {
        ou_reference_each(view, object, &explaining.visit);
        if (!ou_heap_view_goes_on(view)) return;
    }
    OuRootList list = { 0 };
    ou_roots_add(view, OU_ROOTS_OF_CALL, &list);
    for (size_t i = 0; i < list.count; i++) explain(&explaining.visit, NULL, list.items[i].object);
    ou_roots_free(view, &list);
    if (!ou_roots_lack_asked(view)) return;
    explained[ou_number_of(&view->numbering, view->asked)]++;
}

// What dies right now or waits for it is held by those who bury it.
static void find_native(OuHeapView *view, OuLoose *loose, const uint32_t *explained)
{
    const OuNumbering *numbering = &view->numbering;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, &loose->loose, &walk));) {
        if (object->refs <= explained[ou_number_of(numbering, object)]) continue;
        ou_number_set_put(numbering, &loose->native, object);
    }
}

bool ou_loose_find(OuHeapView *view, OuLoose *loose)
{
    const OuNumbering *numbering = &view->numbering;
    OuReach *reach = ou_heap_view_take(view, 1, sizeof *reach);
    uint32_t *explained = ou_heap_view_take(view, numbering->count, sizeof *explained);
    bool has_reach = reach && ou_reach_init(reach, numbering, &view->progress.lookout);
    *loose = (OuLoose){ { NULL }, { NULL } };
    view->failed |= !has_reach || !ou_number_set_make(numbering, &loose->loose)
                 || !ou_number_set_make(numbering, &loose->native);
    if (ou_heap_view_is_well(view)) {
        ou_roots_reach(view, OU_ROOTS_NAMED, reach);
        ou_roots_reach(view, OU_ROOTS_INTERNAL, reach);
        for (uint32_t i = 0; i < numbering->word_count; i++) {
            loose->loose.words[i] = numbering->bits[i] & ~reach->reached.words[i];
        }
        if (ou_heap_view_is_well(view)) explain_all(view, loose, explained);
        if (ou_heap_view_is_well(view)) find_native(view, loose, explained);
    }
    if (has_reach) ou_reach_free(reach);
    ou_heap_view_give(view, explained, numbering->count, sizeof *explained);
    ou_heap_view_give(view, reach, 1, sizeof *reach);
    if (!ou_heap_view_is_well(view)) ou_loose_free(view, loose);
    return ou_heap_view_is_well(view);
}

void ou_loose_free(OuHeapView *view, OuLoose *loose)
{
    ou_number_set_free(&view->numbering, &loose->loose);
    ou_number_set_free(&view->numbering, &loose->native);
}
