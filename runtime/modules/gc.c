// gc.c: the functions that ask and steer the collector.
#include "runtime/modules/gc.h"

#include "gc/collector.h"
#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OU_FUNCTION(gc_enable, "enable()", "Enable automatic garbage collection.")
{
    ou_collector_enable(&vm->heap, true);
    return OU_NONE;
}

OU_FUNCTION(gc_disable, "disable()", "Disable automatic garbage collection.")
{
    ou_collector_enable(&vm->heap, false);
    return OU_NONE;
}

OU_FUNCTION(gc_isenabled, "isenabled()", "Returns true if automatic garbage collection is enabled.")
{
    return ou_bool_value(vm->heap.enabled);
}

OU_FUNCTION(gc_collect, "collect(generation=2)",
            "Run the garbage collector.\n\n"
            "With no arguments, run a full collection.  The optional argument\n"
            "may be an integer specifying which generation to collect.  A ValueError\n"
            "is raised if the generation number is invalid.\n\n"
            "The number of unreachable objects is returned.")
{
    int generation = OU_GENERATIONS - 1;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &generation))
        return OU_ERROR;
    if (generation < 0 || generation >= OU_GENERATIONS) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid generation");
    }
    // A callback may take the interrupt: then it goes on.
    size_t collected = 0;
    while (!ou_collector_try(&vm->heap, generation, &collected)) {
        if (!ou_check_signals(vm)) return OU_ERROR;
    }
    ou_limit_hear(vm, true);
    return ou_int_make(vm, (int64_t)collected);
}

// ---- Thresholds, counts, statistics -------------------------------------------------------------

static OuValue triple(OuVM *vm, const uint32_t numbers[OU_GENERATIONS])
{
    OuValue items[OU_GENERATIONS];
    for (int i = 0; i < OU_GENERATIONS; i++) items[i] = ou_int_value((int32_t)numbers[i]);
    return ou_tuple_make(vm, items, OU_GENERATIONS);
}

OU_FUNCTION(gc_get_threshold, "get_threshold()", "Return the current collection thresholds.")
{
    return triple(vm, vm->heap.thresholds);
}

static bool to_threshold(OuVM *vm, OuValue value, uint32_t *threshold)
{
    int64_t number;
    if (!ou_to_int64(vm, value, &number)) return false;
    if (number != (int32_t)number) {
        ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "signed integer is %s",
                 number < 0 ? "less than minimum" : "greater than maximum");
        return false;
    }
    *threshold = (uint32_t)number;
    return true;
}

// Thresholds that aren't given stay as they are, and so do those from a wrong one on.
OU_FUNCTION(gc_set_threshold, "set_threshold(*thresholds)",
            "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\n"
            "Sets the collection thresholds.  Setting threshold0 to zero disables\n"
            "collection.")
{
    OuTuple *given = ou_tuple_of(arguments[0]);
    if (given->length < 1 || given->length > OU_GENERATIONS) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "set_threshold() takes at %s %d argument%s (%zu given)",
                        given->length ? "most" : "least", given->length ? OU_GENERATIONS : 1,
                        given->length ? "s" : "", given->length);
    }
    uint32_t thresholds[OU_GENERATIONS];
    memcpy(thresholds, vm->heap.thresholds, sizeof thresholds);
    bool is_right = true;
    for (size_t i = 0; i < given->length && is_right; i++) {
        is_right = to_threshold(vm, given->items[i], &thresholds[i]);
    }
    ou_collector_set_thresholds(&vm->heap, thresholds);
    return is_right ? OU_NONE : OU_ERROR;
}

OU_FUNCTION(gc_get_count, "get_count()",
            "Return a three-tuple of the current collection counts.")
{
    return triple(vm, vm->heap.counts);
}

// ---- Debugging ----------------------------------------------------------------------------------

OU_FUNCTION(gc_set_debug, "set_debug(flags, /)",
            "Set the garbage collection debugging flags.\n\n"
            "  flags\n"
            "    An integer that can have the following bits turned on:\n"
            "      DEBUG_STATS - Print statistics during collection.\n"
            "      DEBUG_COLLECTABLE - Print collectable objects found.\n"
            "      DEBUG_UNCOLLECTABLE - Print unreachable but uncollectable objects\n"
            "        found.\n"
            "      DEBUG_SAVEALL - Save objects to gc.garbage rather than freeing them.\n"
            "      DEBUG_LEAK - Debug leaking programs (everything but STATS).\n\n"
            "Debugging information is written to sys.stderr.")
{
    int flags;
    if (!ou_argument_int(vm, arguments[0], &flags)) return OU_ERROR;
    vm->heap.debug = (uint32_t)flags;
    return OU_NONE;
}

OU_FUNCTION(gc_get_debug, "get_debug()", "Get the garbage collection debugging flags.")
{
    return ou_int_value((int32_t)vm->heap.debug);
}

// ---- Single objects -----------------------------------------------------------------------------

// Types that can't die aren't looked after, as in CPython. What stands in their dictionaries isn't
// either, though CPython does that; code is, though CPython doesn't.
static bool shows_as_tracked(const OuVM *vm, const OuObject *object)
{
    if (ou_heap_layout_of(&vm->heap, object)->uncounted) return false;
    switch (object->kind) {
    case OU_KIND_TYPE:
        return !((const OuType *)object)->is_builtin && ou_heap_is_tracked(object);
    case OU_KIND_NATIVE: case OU_KIND_METHOD_DESCRIPTOR: case OU_KIND_GETSET:
        return true;
    default:
        return ou_heap_is_tracked(object);
    }
}

OU_FUNCTION(gc_is_tracked, "is_tracked(obj, /)",
            "Returns true if the object is tracked by the garbage collector.\n\n"
            "Simple atomic objects will return false.")
{
    OuValue object = arguments[0];
    return ou_bool_value(ou_is_pointer(object) && shows_as_tracked(vm, ou_pointer_of(object)));
}

OU_FUNCTION(gc_is_finalized, "is_finalized(obj, /)",
            "Returns true if the object has been already finalized by the GC.")
{
    OuValue object = arguments[0];
    return ou_bool_value(ou_is_pointer(object) && ou_pointer_of(object)->gc & OU_GC_FINALIZED);
}

// ---- The permanent generation -------------------------------------------------------------------

OU_FUNCTION(gc_freeze, "freeze()",
            "Freeze all current tracked objects and ignore them for future collections.")
{
    ou_collector_freeze(&vm->heap);
    return OU_NONE;
}

OU_FUNCTION(gc_unfreeze, "unfreeze()",
            "Unfreeze all objects in the permanent generation.\n\n"
            "Put all objects in the permanent generation back into oldest generation.")
{
    ou_collector_unfreeze(&vm->heap);
    return OU_NONE;
}

OU_FUNCTION(gc_get_freeze_count, "get_freeze_count()",
            "Return the number of objects in the permanent generation.")
{
    return ou_int_make(vm, (int64_t)ou_collector_frozen_count(&vm->heap));
}

// ---- The module ---------------------------------------------------------------------------------

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "callbacks", ou_ref(vm->gc_callbacks))
        && ou_module_add(vm, module, "garbage", ou_ref(vm->gc_garbage))
        && ou_module_add(vm, module, "DEBUG_STATS", ou_int_value(OU_GC_DEBUG_STATS))
        && ou_module_add(vm, module, "DEBUG_COLLECTABLE", ou_int_value(OU_GC_DEBUG_COLLECTABLE))
        && ou_module_add(vm, module, "DEBUG_UNCOLLECTABLE", ou_int_value(OU_GC_DEBUG_UNCOLLECTABLE))
        && ou_module_add(vm, module, "DEBUG_SAVEALL", ou_int_value(OU_GC_DEBUG_SAVEALL))
        && ou_module_add(vm, module, "DEBUG_LEAK", ou_int_value(OU_GC_DEBUG_LEAK));
}

static const OuNativeDef *const functions[] = {
    &gc_enable_native, &gc_disable_native, &gc_isenabled_native, &gc_collect_native,
    &gc_get_threshold_native, &gc_set_threshold_native, &gc_get_count_native,
    &ou_gc_get_stats_native, &gc_set_debug_native, &gc_get_debug_native, &gc_is_tracked_native,
    &gc_is_finalized_native, &gc_freeze_native, &gc_unfreeze_native, &gc_get_freeze_count_native,
    &ou_gc_pauses_native, &ou_gc_memory_native, &ou_gc_step_native, &ou_gc_set_pace_native,
    &ou_gc_paused_native, &ou_gc_cycle_report_native, &ou_gc_get_objects_native,
    &ou_gc_get_referrers_native, &ou_gc_get_referents_native, NULL,
};

const OuModuleDef ou_gc_module = {
    .name = "gc",
    .doc = "This module provides access to the garbage collector for reference cycles.\n\n"
           "enable() -- Enable automatic garbage collection.\n"
           "disable() -- Disable automatic garbage collection.\n"
           "isenabled() -- Returns true if automatic collection is enabled.\n"
           "collect() -- Do a full collection right now.\n"
           "get_count() -- Return the current collection counts.\n"
           "get_stats() -- Return list of dictionaries containing per-generation stats.\n"
           "set_debug() -- Set debugging flags.\n"
           "get_debug() -- Get debugging flags.\n"
           "set_threshold() -- Set the collection thresholds.\n"
           "get_threshold() -- Return the current the collection thresholds.\n"
           "get_objects() -- Return a list of all objects tracked by the collector.\n"
           "is_tracked() -- Returns true if a given object is tracked.\n"
           "is_finalized() -- Returns true if a given object has been already finalized.\n"
           "get_referrers() -- Return the list of objects that refer to an object.\n"
           "get_referents() -- Return the list of objects that an object refers to.\n"
           "freeze() -- Freeze all tracked objects and ignore them for future collections.\n"
           "unfreeze() -- Unfreeze all objects in the permanent generation.\n"
           "get_freeze_count() -- Return the number of objects in the permanent generation.\n"
           "\nBeyond CPython's:\n"
           "pauses() -- Return how long the program had to wait for collections.\n"
           "memory() -- Return how many bytes are live, committed, cached, and the peak.\n"
           "paused() -- Return a context manager without automatic collections.\n"
           "step() -- Do one slice of a collection of the oldest generation.\n"
           "cycle_report() -- Return the shapes of the cycles collected so far.\n"
           "set_pace() -- Set how fast and from what size on it is collected in slices.\n",
    .functions = functions,
    .setup = setup,
};
