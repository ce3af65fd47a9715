// gc_objects.c: what the collector's lists hold: get_objects, get_referrers.
//
// While the collector's lists are walked nothing may be allocated, so each walk is done twice: the
// first counts, then room is made, the second one stores.
#include "gc/collector.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

typedef struct Walk {
    OuVM          *vm;
    OuList        *result;         // not to be listed itself
    const OuTuple *wanted;         // of get_referrers: what objects must refer to; NULL: list all
    size_t         count, room;    // found; as many of them are stored
} Walk;

// ---- References of one object -------------------------------------------------------------------

typedef struct Finder {
    const OuTuple *wanted;
    bool           is_found;
} Finder;

static bool find(void *context, OuValue referent)
{
    Finder *finder = context;
    for (size_t i = 0; i < finder->wanted->length && !finder->is_found; i++) {
        finder->is_found = referent == finder->wanted->items[i];
    }
    return !finder->is_found;
}

static bool refers(OuVM *vm, OuObject *object, const OuTuple *wanted)
{
    Finder finder = { .wanted = wanted };
    ou_gc_each_referent(vm, object, find, &finder);
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
    if (!ou_limit_settle(vm)) {
        ou_unref(list);
        return OU_ERROR;
    }
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
        if (!ou_sequence_index(vm, given, OU_TYPE_OVERFLOW_ERROR, &generation)) return OU_ERROR;
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
