// gc_pace.c: what module gc has beyond CPython's: how long collections took, how memory is used,
// and steering the major cycle.
#include <stdio.h>

#include "gc/collector.h"
#include "gc/major.h"
#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/modules/gc_figures.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- Dictionaries of figures --------------------------------------------------------------------

static bool put_time(OuVM *vm, OuDict *dict, const char *name, uint64_t nanoseconds, double unit)
{
    return ou_gc_put_steal(vm, dict, name, ou_float_value((double)nanoseconds / unit));
}

// ---- Statistics ---------------------------------------------------------------------------------

static OuValue generation_stats(OuVM *vm, const OuGenerationStats *stats)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_number(vm, dict, "collections", stats->collections) &&
              ou_gc_put_number(vm, dict, "collected", stats->collected) &&
              ou_gc_put_number(vm, dict, "uncollectable", stats->uncollectable) &&
              ou_gc_put_number(vm, dict, "candidates", stats->candidates) &&
              put_time(vm, dict, "duration", stats->duration, 1e9) &&
              put_time(vm, dict, "longest", stats->longest, 1e9);
    return ou_gc_figures_steal(dict, ok);
}

OU_GC_FUNCTION(get_stats, "get_stats()",
           "Return a list of dictionaries containing per-generation statistics.\n\n"
           "Beside CPython's three numbers: how many candidates were judged, and the duration\n"
           "of all pauses and of the longest, in seconds of processor time.")
{
    OuGenerationStats stats[OU_GENERATIONS];
    for (int i = 0; i < OU_GENERATIONS; i++) stats[i] = vm->heap.stats[i];
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    for (int i = 0; i < OU_GENERATIONS; i++) {
        OuValue row = list == OU_ERROR ? OU_ERROR : generation_stats(vm, &stats[i]);
        if (row == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), row)) return OU_ERROR;
    }
    return ou_ref(list);
}

static OuValue pause_figures(OuVM *vm, const OuPauses *pauses)
{
    static const struct { const char *name; double share; } rows[] = {
        { "p50", 0.5 }, { "p99", 0.99 }, { "p99.9", 0.999 },
    };
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_number(vm, dict, "count", pauses->count);
    for (unsigned i = 0; ok && i < sizeof rows / sizeof *rows; i++) {
        uint64_t duration = ou_pause_percentile(pauses, rows[i].share);
        ok = put_time(vm, dict, rows[i].name, duration, 1e6);
    }
    ok = ok && put_time(vm, dict, "longest", pauses->longest, 1e6) &&
         put_time(vm, dict, "total", pauses->total, 1e6);
    return ou_gc_figures_steal(dict, ok);
}

OU_GC_FUNCTION(pauses, "pauses(reset=False)",
           "How long the collector kept the program waiting, in milliseconds of processor time.\n\n"
           "A dictionary by phase: 'poll' is all that one automatic collection did, slice of a\n"
           "major cycle included; 'young', 'middle' and 'full' are its parts by generation,\n"
           "'mark' and 'convict' the slices; 'explicit' is collect() and step(). Each has count,\n"
           "p50, p99, p99.9, longest and total; percentiles are right within 12.5 %.\n"
           "With reset the counting begins anew.")
{
    static const char *const names[OU_PAUSE_PHASES] = {
        [OU_PAUSE_POLL] = "poll",       [OU_PAUSE_YOUNG] = "young", [OU_PAUSE_MIDDLE] = "middle",
        [OU_PAUSE_FULL] = "full",       [OU_PAUSE_MARK] = "mark",
        [OU_PAUSE_CONVICT] = "convict", [OU_PAUSE_RELEASE] = "release",
        [OU_PAUSE_EXPLICIT] = "explicit",
    };
    bool reset = false;
    if (arguments[0] != OU_UNBOUND && !ou_truth(vm, arguments[0], &reset)) return OU_ERROR;
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = true;
    for (unsigned i = 0; ok && i < OU_PAUSE_PHASES; i++) {
        ok = ou_gc_put_steal(vm, dict, names[i], pause_figures(vm, &vm->heap.pauses[i]));
    }
    for (unsigned i = 0; ok && reset && i < OU_PAUSE_PHASES; i++) {
        vm->heap.pauses[i] = (OuPauses){ 0 };
    }
    return ou_gc_figures_steal(dict, ok);
}

OU_GC_FUNCTION(memory, "memory()",
           "How the interpreter's memory is used, in bytes.\n\n"
           "'live' is what objects and their buffers occupy, 'committed' all that was taken from\n"
           "the system, 'cached' empty pages that wait for their next use, 'peak' the largest\n"
           "'committed' so far.")
{
    OuHeapStats stats;
    ou_heap_settle(&vm->heap);
    ou_heap_get_stats(&vm->heap, &stats);
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    return ou_gc_figures_steal(dict, ou_gc_put_number(vm, dict, "live", stats.live_bytes) &&
                               ou_gc_put_number(vm, dict, "committed", stats.bytes) &&
                               ou_gc_put_number(vm, dict, "cached", stats.cached_bytes) &&
                               ou_gc_put_number(vm, dict, "peak", vm->heap.memory.peak));
}

// ---- Steering -----------------------------------------------------------------------------------

static bool argument_work(OuVM *vm, OuValue value, const char *name, int *work)
{
    if (!ou_argument_int(vm, value, work)) return false;
    if (*work >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s must not be negative", name);
    return false;
}

OU_GC_FUNCTION(step, "step(work=None)",
           "Do one slice of the major cycle; start one if none is running.\n\n"
           "The work is counted in objects; by default it is what 700 allocations would cause.\n"
           "Returns True when the cycle has ended.")
{
    int work = (int)vm->heap.major.pace * 700;
    bool is_given = arguments[0] != OU_UNBOUND && arguments[0] != OU_NONE;
    if (is_given && !argument_work(vm, arguments[0], "work", &work)) return OU_ERROR;
    return ou_bool_value(ou_collector_step(&vm->heap, (size_t)work));
}

OU_GC_FUNCTION(set_pace, "set_pace(work_per_allocation=16, exact_below=32768)",
           "Steer automatic collections of the oldest generation.\n\n"
           "With fewer than exact_below objects in it, it is collected in one go, as in CPython.\n"
           "Above it is collected in slices: so many objects are looked at for each allocation.")
{
    int pace = OU_MAJOR_PACE, below = OU_MAJOR_EXACT_BELOW;
    if (arguments[0] != OU_UNBOUND
        && !argument_work(vm, arguments[0], "work_per_allocation", &pace)) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !argument_work(vm, arguments[1], "exact_below", &below))
        return OU_ERROR;
    if (!pace) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "work_per_allocation must not be 0");
    }
    vm->heap.major.pace = (uint32_t)pace;
    vm->heap.major.exact_below = (size_t)below;
    return OU_NONE;
}

// ---- paused() -----------------------------------------------------------------------------------

// Blocks that hold automatic collection off; each object counts its own entries.
typedef struct Paused {
    OuObject header;
    uint32_t entries;
    bool     was_enabled;        // before the first entry
} Paused;

static const OuLayout paused_layout = { .name = "paused" };

OU_METHOD(paused_enter, "__enter__(self, /)", "Switch automatic collection off.")
{
    Paused *self = (Paused *)ou_pointer_of(arguments[0]);
    if (!self->entries++) self->was_enabled = vm->heap.enabled;
    ou_collector_enable(&vm->heap, false);
    return ou_ref(arguments[0]);
}

OU_METHOD(paused_exit, "__exit__(self, type, value, traceback, /)",
          "Switch automatic collection on again, if it was on.")
{
    Paused *self = (Paused *)ou_pointer_of(arguments[0]);
    if (!self->entries) return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "paused() was not entered");
    if (!--self->entries && self->was_enabled) ou_collector_enable(&vm->heap, true);
    return OU_FALSE;
}

static const OuNativeDef *const paused_methods[] = {
    &paused_enter_native, &paused_exit_native, NULL,
};

const OuTypeDef ou_gc_paused_type = {
    .name = "paused", .module = "gc", .kind = OU_KIND_GC_PAUSED, .flags = OU_TYPE_ABSTRACT,
    .layout = &paused_layout, .methods = paused_methods,
    .doc = "A context manager that switches automatic collection off.",
};

OU_GC_FUNCTION(paused, "paused()",
           "Return a context manager that switches automatic collection off.\n\n"
           "It can be nested; the state before the outermost is restored.")
{
    Paused *paused = ou_heap_new_leaf(&vm->heap, OU_KIND_GC_PAUSED, sizeof *paused);
    if (!paused) return ou_raise_memory_error(vm);
    paused->entries = 0;
    paused->was_enabled = false;
    return ou_pointer_value(paused);
}
