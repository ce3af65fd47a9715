// gc_hooks.c: what the collector tells while it works.
#include <errno.h>
#include <stdio.h>

#include "gc/collector.h"
#include "runtime/clock.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/modules/gc_figures.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- Messages -----------------------------------------------------------------------------------

// Takes the text over. Messages that can't be written are lost.
static void write_message_steal(OuVM *vm, OuValue text)
{
    OuValue err = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    bool ok = text != OU_ERROR;
    if (ok && err != OU_UNBOUND && err != OU_NONE) ok = ou_file_put(vm, err, ou_str_of(text));
    if (!ok) ou_error_clear(vm);
    ou_unref(text);
    ou_unref(err);
}

static bool count_object(OuObject *object, void *context)
{
    ++*(size_t *)context;
    return true;
}

static size_t generation_size(OuVM *vm, int generation)
{
    size_t count = 0;
    ou_collector_each(&vm->heap, generation, count_object, &count);
    return count;
}

static void write_start(OuVM *vm, int generation)
{
    size_t sizes[OU_GENERATIONS];
    for (int i = 0; i < OU_GENERATIONS; i++) sizes[i] = generation_size(vm, i);
    write_message_steal(vm, ou_str_make_format(vm, "gc: collecting generation %d...\n"
                                                   "gc: objects in each generation: %zu %zu %zu\n"
                                                   "gc: objects in permanent generation: %zu\n",
                                               generation, sizes[0], sizes[1], sizes[2],
                                               ou_collector_frozen_count(&vm->heap)));
    vm->gc_started = ou_clock_now();
}

static void write_stop(OuVM *vm, size_t collected, size_t uncollectable)
{
    char line[128];
    double seconds = (double)(ou_clock_now() - vm->gc_started) / 1e9;
    snprintf(line, sizeof line, "gc: done, %zu unreachable, %zu uncollectable, %.4fs elapsed\n",
             collected + uncollectable, uncollectable, seconds);
    write_message_steal(vm, ou_str_make_text(vm, line));
}

static void report(OuHeap *heap, OuObject *object, bool is_collectable)
{
    OuVM *vm = ou_vm_of(heap);
    write_message_steal(vm, ou_str_make_format(vm, "gc: %s <%T 0x%llx>\n",
                                               is_collectable ? "collectable" : "uncollectable",
                                               ou_pointer_value(object),
                                               (unsigned long long)(uintptr_t)object));
}

// ---- Callbacks and garbage ----------------------------------------------------------------------

static OuValue make_info(OuVM *vm, int generation, size_t collected, size_t uncollectable)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    return ou_gc_figures_steal(dict, ou_gc_put_number(vm, dict, "generation", (size_t)generation)
                               && ou_gc_put_number(vm, dict, "collected", collected)
                               && ou_gc_put_number(vm, dict, "uncollectable", uncollectable));
}

// The list may change while its callbacks run.
static void call_all(OuVM *vm, OuValue phase, OuValue info)
{
    for (size_t i = 0; i < ou_list_of(vm->gc_callbacks)->length; i++) {
        OU_OWNED OuValue callback = ou_ref(ou_list_of(vm->gc_callbacks)->items[i]);
        OuValue arguments[2] = { phase, info };
        OuValue result = ou_call(vm, callback, arguments, 2);
        if (result == OU_ERROR) ou_error_unraisable(vm, NULL, callback);
        ou_unref(result);
    }
}

static void call_callbacks(OuVM *vm, int generation, bool stop, size_t collected,
                           size_t uncollectable)
{
    if (!ou_is_list(vm->gc_callbacks) || ou_list_of(vm->gc_callbacks)->length == 0) return;
    OU_OWNED OuValue phase = ou_str_make_text(vm, stop ? "stop" : "start");
    OU_OWNED OuValue info = make_info(vm, generation, collected, uncollectable);
    if (phase == OU_ERROR || info == OU_ERROR) {
        ou_error_unraisable(vm, "on invoking gc callbacks", OU_UNBOUND);
        return;
    }
    // CPython takes the dict from a free list, which counts no more than putting it back there. But
    // a full collection empties that list: the next dict is an allocation then, and stays one.
    bool is_from_list = !stop || generation < OU_GENERATIONS - 1;
    if (is_from_list) vm->heap.counts[0]--;
    call_all(vm, phase, info);
    vm->heap.counts[0]++;
}

// Callbacks hear of the start first and of the stop last. When the interpreter goes down, nobody
// hears anything.
static void collection(OuHeap *heap, int generation, bool stop, size_t collected,
                       size_t uncollectable)
{
    OuVM *vm = ou_vm_of(heap);
    if (vm->finalizing) return;
    bool is_shown = heap->debug & OU_GC_DEBUG_STATS;
    OuValue pending = ou_error_take(vm);
    if (stop && is_shown) write_stop(vm, collected, uncollectable);
    call_callbacks(vm, generation, stop, collected, uncollectable);
    if (!stop && is_shown) write_start(vm, generation);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
}

// ---- The log ------------------------------------------------------------------------------------

static void log_line(OuHeap *heap, const OuCollectionRecord *record)
{
    static const char *const phases[] = { "young", "middle", "full" };
    const char *phase = record->is_cycle ? "cycle" : phases[record->generation];
    OuVM *vm = ou_vm_of(heap);
    int length = fprintf(
        vm->gc_log,
        "gc %zu: generation %d, %s, %.1f us, %zu judged, %zu freed, %zu live before, "
        "%zu after, longest slice %.1f us\n",
        record->number, record->generation, phase, (double)record->duration / 1e3,
        record->judged, record->freed, record->live_before, record->live_after,
        (double)record->longest / 1e3);
    if (length < 0 && !vm->gc_log_error) vm->gc_log_error = errno;
}

bool ou_gc_open_log(OuVM *vm, const char *path)
{
    vm->gc_log = *path ? fopen(path, "w") : stderr;
    if (!vm->gc_log) return false;
    setvbuf(vm->gc_log, NULL, _IOLBF, BUFSIZ);
    vm->heap.hooks.log = log_line;
    return true;
}

bool ou_gc_close_log(OuVM *vm)
{
    FILE *log = vm->gc_log;
    vm->heap.hooks.log = NULL;
    vm->gc_log = NULL;
    if (!log || log == stderr) return true;
    if (fclose(log) && !vm->gc_log_error) vm->gc_log_error = errno;
    errno = vm->gc_log_error;
    return !vm->gc_log_error;
}

// gc.garbage; an object for which there is no room is kept alive all the same.
static void save(OuHeap *heap, OuObject *object)
{
    OuVM *vm = ou_vm_of(heap);
    if (!ou_is_list(vm->gc_garbage)) return;
    if (ou_list_append(vm, ou_list_of(vm->gc_garbage), ou_pointer_value(object))) return;
    ou_error_clear(vm);
    ou_object_ref(object);
}

void ou_gc_setup(OuVM *vm)
{
    vm->heap.hooks.collection = collection;
    vm->heap.hooks.report = report;
    vm->heap.hooks.save = save;
    ou_gc_report_begin(vm);
}
