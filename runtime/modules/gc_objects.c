// gc_objects.c: looking at the graph of objects: get_objects, get_referrers, get_referents.
//
// While the collector's lists are walked nothing may be allocated, so each walk is done twice: the
// first counts, then room is made, the second one stores.
#include "gc/collector.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/protocol.h"

typedef struct Walk {
    OuVM          *vm;
    OuList        *result;         // not to be listed itself
    const OuTuple *wanted;         // of get_referrers: what objects must refer to; NULL: list all
    size_t         count, room;    // found; as many of them are stored
} Walk;

// ---- References of one object -------------------------------------------------------------------

typedef struct Finder {
    OuVisitor      visitor;        // first
    const OuTuple *wanted;
    bool           is_found;
} Finder;

static void finder_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    Finder *finder = (Finder *)visitor;
    for (size_t i = 0; i < count && !finder->is_found; i++) {
        if (!ou_is_pointer(slots[i])) continue;
        for (size_t k = 0; k < finder->wanted->length && !finder->is_found; k++) {
            finder->is_found = slots[i] == finder->wanted->items[k];
        }
    }
}

static void finder_pointer(OuVisitor *visitor, OuObject **slot)
{
    OuValue value = *slot ? ou_pointer_value(*slot) : OU_UNBOUND;
    finder_span(visitor, &value, 1);
}

static bool refers(OuVM *vm, OuObject *object, const OuTuple *wanted)
{
    Finder finder = { .visitor = { .span = finder_span, .pointer = finder_pointer },
                      .wanted = wanted };
    ou_heap_visit(&vm->heap, object, &finder.visitor);
    return finder.is_found;
}

// ---- Walking ------------------------------------------------------------------------------------

// Static types of CPython aren't collected, nor listed.
static bool is_hidden(const OuObject *object)
{
    return object->kind == OU_KIND_TYPE && ((const OuType *)object)->is_builtin;
}

static bool walk_object(OuObject *object, void *context)
{
    Walk *walk = context;
    if (object == &walk->result->header || is_hidden(object)) return true;
    if (walk->wanted) {
        if (object == &walk->wanted->header || !refers(walk->vm, object, walk->wanted)) return true;
    }
    if (walk->count < walk->room) {
        ou_object_ref(object);
        walk->result->items[walk->result->length++] = ou_pointer_value(object);
    }
    walk->count++;
    return true;
}

// A new list of what the walk finds.
static OuValue list_objects(OuVM *vm, int generation, const OuTuple *wanted)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    Walk walk = { .vm = vm, .result = ou_list_of(list), .wanted = wanted };
    ou_collector_each(&vm->heap, generation, walk_object, &walk);
    if (walk.count && !ou_list_grow(vm, walk.result, walk.count)) {
        ou_unref(list);
        return OU_ERROR;
    }
    walk.room = walk.count;
    walk.count = 0;
    ou_collector_each(&vm->heap, generation, walk_object, &walk);
    return list;
}

OU_GC_FUNCTION(
    get_objects, "get_objects(generation=None)",
    "Return a list of objects tracked by the collector (excluding the list returned).\n\n"
    "  generation\n    Generation to extract the objects from.\n\n"
    "If generation is not None, return only the objects tracked by the collector\n"
    "that are in that generation.")
{
    OuValue given = arguments[0];
    int64_t generation = -1;
    if (given != OU_UNBOUND && given != OU_NONE) {
        if (!ou_is_any_int(given) && !ou_type_of(vm, given)->slots.to_index) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument should be integer or None, not '%T'",
                            given);
        }
        if (!ou_to_int64(vm, given, &generation)) return OU_ERROR;
    }
    if (generation >= OU_GENERATIONS) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "generation parameter must be less than the number of "
                        "available generations (%d)",
                        OU_GENERATIONS);
    }
    if (generation < -1) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "generation parameter cannot be negative");
    }
    return list_objects(vm, (int)generation, NULL);
}

OU_GC_FUNCTION(get_referrers, "get_referrers(*objs)",
               "get_referrers(*objs) -> list\n"
               "Return the list of objects that directly refer to any of objs.")
{
    return list_objects(vm, -1, ou_tuple_of(arguments[0]));
}

// ---- Referents ----------------------------------------------------------------------------------

typedef struct Gatherer {
    OuVisitor visitor;             // first
    OuVM     *vm;
    OuList   *list;
    bool      has_failed;
} Gatherer;

static void gatherer_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    Gatherer *gatherer = (Gatherer *)visitor;
    for (size_t i = 0; i < count && !gatherer->has_failed; i++) {
        if (slots[i] == OU_UNBOUND) continue;
        gatherer->has_failed = !ou_list_append(gatherer->vm, gatherer->list, slots[i]);
    }
}

static void gatherer_pointer(OuVisitor *visitor, OuObject **slot)
{
    OuValue value = *slot ? ou_pointer_value(*slot) : OU_UNBOUND;
    gatherer_span(visitor, &value, 1);
}

// Keys that are strings are as good as names: only the values count, as in CPython.
static void gather_dict(Gatherer *gatherer, OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(dict, &position, &key, &value)) {
        if (!dict->only_strings) gatherer_span(&gatherer->visitor, &key, 1);
        gatherer_span(&gatherer->visitor, &value, 1);
    }
}

OU_GC_FUNCTION(get_referents, "get_referents(*objs)",
               "get_referents(*objs) -> list\n"
               "Return the list of objects that are directly referred to by objs.")
{
    OuTuple *objects = ou_tuple_of(arguments[0]);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    Gatherer gatherer = {
        .visitor = { .span = gatherer_span, .pointer = gatherer_pointer },
        .vm = vm, .list = ou_list_of(list),
    };
    for (size_t i = 0; i < objects->length; i++) {
        OuValue object = objects->items[i];
        if (ou_is_exact_dict(object)) gather_dict(&gatherer, ou_dict_of(object));
        else if (ou_is_pointer(object))
            ou_heap_visit(&vm->heap, ou_pointer_of(object), &gatherer.visitor);
    }
    return gatherer.has_failed ? OU_ERROR : ou_ref(list);
}
