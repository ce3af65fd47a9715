// memory_mark.c: memory.mark, diff, since, site: what has changed, and where it comes from.
#include <string.h>

#include "gc/trace.h"
#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/memory.h"
#include "runtime/modules/memory_census.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

typedef struct Mark {
    OuObject     header;
    uint32_t     epoch;          // 0: it doesn't watch yet
    OuCensusRow *rows;           // by type, sorted by name; beside the heap
    size_t       used, capacity;
} Mark;

static Mark *mark_of(OuValue value)
{
    return (Mark *)ou_pointer_of(value);
}

static void mark_release(OuHeap *heap, OuObject *self)
{
    Mark *mark = (Mark *)self;
    for (size_t i = 0; i < mark->used; i++) {
        ou_memory_free(&heap->memory, mark->rows[i].name, mark->rows[i].name_size);
    }
    ou_memory_free(&heap->memory, mark->rows, mark->capacity * sizeof *mark->rows);
    if (mark->epoch && heap->tracer.watchers) ou_trace_unwatch(heap);
}

static const OuLayout mark_layout = { .name = "Mark", .release = mark_release };

static OuValue mark_get_number(OuVM *vm, OuValue self)
{
    return ou_int_value(mark_of(self)->epoch);
}
static const OuGetSetDef mark_getset[] = {
    { "number", mark_get_number, NULL, "The mark's number, a key of census(by='age')." },
    { 0 },
};

const OuTypeDef ou_memory_mark_type = {
    .name = "Mark", .module = "memory", .kind = OU_KIND_MEMORY_MARK, .flags = OU_TYPE_ABSTRACT,
    .layout = &mark_layout, .getset = mark_getset,
    .doc = "A moment of the program, made by memory.mark(); for diff() and since().",
};

// ---- What the interpreter makes for itself when it is first needed ------------------------------

typedef struct Own {
    OuReferenceVisit visit;      // first
    OuHeapView *view;
    uint32_t    since;
    OuNumberSet set;
} Own;

static void put_own(Own *own, OuValue value)
{
    if (!ou_is_pointer(value)) return;
    ou_number_set_put(&own->view->numbering, &own->set, ou_pointer_of(value));
}

// A name that a script had before goes on to be the script's.
static void put_name(Own *own, OuValue name)
{
    if (!ou_is_pointer(name)) return;
    uint32_t birth = ou_trace_birth_of(&own->view->vm->heap, ou_pointer_of(name));
    if (birth >= own->since) put_own(own, name);
}

static void put_parameters(Own *own, const OuNative *native)
{
    for (unsigned i = 0; i < native->parameter_count; i++) {
        put_name(own, ou_pointer_value(native->parameters[i].name));
    }
}

static void function_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    if (object->kind != OU_KIND_NATIVE) return;
    put_own((Own *)visit, ou_pointer_value(object));
    put_parameters((Own *)visit, (OuNative *)object);
}

// Of a static method also the function.
static void put_method(Own *own, OuValue method)
{
    put_own(own, method);
    switch (ou_kind_of(method)) {
    case OU_KIND_METHOD_DESCRIPTOR:
        put_parameters(own, (OuNative *)ou_pointer_of(method));
        return;
    case OU_KIND_STATICMETHOD: case OU_KIND_CLASSMETHOD:
        ou_reference_each(own->view, ou_pointer_of(method), &own->visit);
        return;
    default:
        return;
    }
}

static void put_dict(Own *own, const OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(dict, &position, &key, &value)) {
        put_name(own, key);
        put_method(own, value);
    }
}

// The methods of built-in types, which come with the first look at them, and the list of what is
// being printed. Of the names of methods and parameters those that were born since that epoch.
static bool find_own(OuHeapView *view, uint32_t since, Own *own)
{
    *own = (Own){ .visit = { .found = function_found }, .view = view, .since = since };
    view->failed |= !ou_number_set_make(&view->numbering, &own->set);
    if (view->failed) return false;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk));) {
        if (!ou_heap_view_goes_on(view)) return false;
        if ((object->kind & OU_KIND_MASK) != OU_KIND_TYPE) continue;
        const OuType *type = (const OuType *)object;
        if (!type->is_builtin || !type->dict) continue;
        put_own(own, ou_pointer_value(type->dict));
        put_dict(own, type->dict);
    }
    put_own(own, view->vm->repr_running);
    return true;
}

static bool take_census(OuHeapView *view, uint32_t since, OuCensus *census)
{
    Own own;
    *census = (OuCensus){ 0 };
    bool ok = find_own(view, since, &own)
           && ou_census_take(view, OU_CENSUS_TYPE, &own.set, census)
           && ou_census_name(view, census);
    ou_number_set_free(&view->numbering, &own.set);
    return ok;
}

OU_MEMORY_FUNCTION(
    mark, "mark()",
    "Remember what lives now, for diff() and since().\n\n"
    "While a mark lives it is recorded which objects are younger; with no mark this costs\n"
    "nothing. Left out are marks, and methods of built-in types, which the interpreter makes when\n"
    "they are first looked at.")
{
    Mark *mark = ou_heap_new_leaf(&vm->heap, OU_KIND_MEMORY_MARK, sizeof *mark);
    if (!mark) return ou_raise_memory_error(vm);
    *mark = (Mark){ .header = mark->header };
    OU_OWNED OuValue value = ou_pointer_value(mark);
    OuHeapView view;
    OuCensus census;
    if (!ou_heap_view_begin(&view, vm, "mark")) return OU_ERROR;
    if (take_census(&view, UINT32_MAX, &census)) {
        mark->rows = census.rows;
        mark->used = census.used;
        mark->capacity = census.capacity;
    } else {
        ou_census_free(&view, &census);
    }
    if (!ou_heap_view_end(&view)) return OU_ERROR;
    mark->epoch = ou_trace_watch(&vm->heap);
    return ou_ref(value);
}

static bool argument_mark(OuVM *vm, OuValue given)
{
    if (ou_kind_of(given) == OU_KIND_MEMORY_MARK) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "mark must be a Mark, not %T", given);
    return false;
}

// ---- diff ---------------------------------------------------------------------------------------

static bool put_gone(OuHeapView *view, OuCensus *census, const OuCensusRow *old)
{
    if (census->used == census->capacity
        && !ou_heap_view_grow(view, &census->rows, &census->capacity, sizeof *old)) return false;
    OuCensusRow *row = &census->rows[census->used];
    *row = (OuCensusRow){ .count = -old->count, .bytes = -old->bytes };
    row->name = ou_heap_view_take(view, old->name_size, 1);
    if (!row->name) return false;
    row->name_size = old->name_size;
    memcpy(row->name, old->name, old->name_size);
    census->used++;
    return true;
}

// Both are sorted by name.
static void subtract(OuHeapView *view, OuCensus *census, const Mark *mark)
{
    size_t now = 0, count = census->used;
    for (size_t i = 0; i < mark->used; i++) {
        const OuCensusRow *old = &mark->rows[i];
        while (now < count && strcmp(census->rows[now].name, old->name) < 0) now++;
        if (now < count && !strcmp(census->rows[now].name, old->name)) {
            census->rows[now].count -= old->count;
            census->rows[now].bytes -= old->bytes;
        } else if (!put_gone(view, census, old)) {
            return;
        }
    }
}

OU_MEMORY_FUNCTION(
    diff, "diff(mark)",
    "Return how the census by type differs from what it was at the mark.\n\n"
    "{type: (count, bytes)} without what is the same; both may be negative. Most bytes first.")
{
    if (!argument_mark(vm, arguments[0])) return OU_ERROR;
    OuHeapView view;
    OuCensus census;
    OuValue result = OU_NONE;
    if (!ou_heap_view_begin(&view, vm, "diff")) return OU_ERROR;
    if (take_census(&view, mark_of(arguments[0])->epoch, &census)) {
        subtract(&view, &census, mark_of(arguments[0]));
        if (ou_heap_view_is_well(&view)) result = ou_census_dict(vm, OU_CENSUS_TYPE, &census);
    }
    ou_census_free(&view, &census);
    return ou_memory_end_steal(&view, result);
}

// ---- since --------------------------------------------------------------------------------------

typedef struct Young {
    OuObject **items;
    size_t     count, capacity;
} Young;

static bool is_young(OuHeapView *view, const OuObject *object, uint32_t epoch, unsigned also)
{
    OuVM *vm = view->vm;
    if (ou_trace_birth_of(&vm->heap, object) < epoch || ou_object_is_dying(object)) return false;
    if (object->kind == OU_KIND_MEMORY_MARK) return also & OU_YOUNG_MARKS;
    return also & OU_YOUNG_INNER || !ou_edge_is_inner(vm, object);
}

static void find_young(OuHeapView *view, uint32_t epoch, unsigned also, Young *young)
{
    Own own;
    OuNumberWalk walk = { 0 };
    bool goes_on = find_own(view, epoch, &own);
    for (OuObject *object; goes_on && (object = ou_number_next(&view->numbering, NULL, &walk));) {
        goes_on = ou_heap_view_goes_on(view);
        if (!is_young(view, object, epoch, also)) continue;
        if (ou_number_set_has(&view->numbering, &own.set, object)) continue;
        if (young->count == young->capacity
            && !ou_heap_view_grow(view, &young->items, &young->capacity,
                                  sizeof *young->items)) break;
        young->items[young->count++] = object;
    }
    ou_number_set_free(&view->numbering, &own.set);
}

static OuValue young_at(void *context, size_t index)
{
    const Young *young = context;
    return ou_ref(ou_pointer_value(young->items[index]));
}

OuValue ou_memory_list_young(OuVM *vm, uint32_t epoch, unsigned also)
{
    OuHeapView view;
    Young young = { 0 };
    OuValue result = OU_NONE;
    if (!ou_heap_view_begin(&view, vm, "since")) return OU_ERROR;
    find_young(&view, epoch, also, &young);
    if (ou_heap_view_is_well(&view)) {
        result = ou_memory_list(vm, young.count, young_at, &young);
    }
    ou_heap_view_give(&view, young.items, young.capacity, sizeof *young.items);
    return ou_memory_end_steal(&view, result);
}

OU_MEMORY_FUNCTION(
    since, "since(mark)",
    "Return a list of the objects that were made after the mark and still live.\n\n"
    "Parts that no script sees (the dictionary of an instance) are left out, and marks.")
{
    if (!argument_mark(vm, arguments[0])) return OU_ERROR;
    return ou_memory_list_young(vm, mark_of(arguments[0])->epoch, 0);
}

OU_MEMORY_FUNCTION(
    site, "site(obj)",
    "Return (file, line) where the object was allocated, or None.\n\n"
    "It is known of objects that were made while tracemalloc was tracing.")
{
    if (!ou_is_pointer(arguments[0])) return OU_NONE;
    return ou_memory_site_tuple(vm, ou_trace_site_of(&vm->heap, ou_pointer_of(arguments[0])));
}
