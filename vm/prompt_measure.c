// prompt_measure.c: the commands :gc, :time and :dis.
#include <stdlib.h>
#include <string.h>

#include "gc/collector.h"
#include "gc/trace.h"
#include "runtime/clock.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/heap_group.h"
#include "runtime/modules/gc.h"
#include "runtime/protocol.h"
#include "vm/disassemble.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/prompt_command.h"
#include "vm/site.h"

static void put_time(OuBuffer *out, double nanoseconds)
{
    static const char *const units[] = { "ns", "us", "ms", "s" };
    unsigned unit = 0;
    while (unit < 3 && nanoseconds >= 999.5) {
        nanoseconds /= 1000;
        unit++;
    }
    ou_buffer_put_format(out, nanoseconds < 999.5 ? "%.3g %s" : "%.0f %s", nanoseconds,
                         units[unit]);
}

static void put_count(OuBuffer *out, uint64_t count, const char *what)
{
    ou_buffer_put_format(out, "%s %s%s", ou_heap_count_text(count).text, what,
                         count == 1 ? "" : "s");
}

// What lives in the heap.
typedef struct Living { OuHeap *heap; int64_t objects, bytes; } Living;

static bool add_living(OuObject *object, void *context)
{
    Living *all = context;
    all->objects++;
    all->bytes += (int64_t)ou_heap_bytes_of(all->heap, object);
    return true;
}

static Living living(OuVM *vm)
{
    Living all = { .heap = &vm->heap };
    ou_heap_each(&vm->heap, add_living, &all);
    return all;
}

// --- :gc -----------------------------------------------------------------------------------------

static void put_ring(void *context, const char *ring, size_t count)
{
    OuPromptCall *call = context;
    ou_buffer_put_format(&call->out, "  %zu x %s\n", count, ring);
}

bool ou_prompt_collect(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    OuBuffer *out = &call->out;
    ou_gc_report_set_mark(vm);
    Living before = living(vm);
    uint64_t start = ou_clock_now();
    size_t found = 0;
    while (!ou_collector_try(&vm->heap, 2, &found)) {
        if (!ou_check_signals(vm)) return false;
    }
    uint64_t time = ou_clock_now() - start;
    Living after = living(vm);
    if (found) put_count(out, found, "unreachable object");
    else ou_buffer_put_text(out, "no cycle was");
    ou_buffer_put_text(out, " found in ");
    put_time(out, (double)time);
    if (after.objects < before.objects) {
        ou_buffer_put_text(out, "; ");
        put_count(out, (uint64_t)(before.objects - after.objects), "object");
        ou_buffer_put_text(out, " of ");
        put_count(out, (uint64_t)(before.bytes - after.bytes), "byte");
        ou_buffer_put_text(out, " freed");
    } else if (found) {
        ou_buffer_put_text(out, "; none was freed");
    }
    ou_buffer_put_char(out, '\n');
    ou_gc_report_since_mark(vm, put_ring, call);
    return !out->failed;
}

// --- :time ---------------------------------------------------------------------------------------

enum { MOST_ROUNDS = 5 };
static const uint64_t ROUND_NANOSECONDS = 40 * 1000 * 1000;
static const uint64_t MOST_NANOSECONDS = 2ull * 1000 * 1000 * 1000;    // for all rounds
static const uint64_t MOST_RUNS = 1000 * 1000;

typedef struct Timing {
    OuVM   *vm;
    OuCode *code;
    OuDict *main;
    uint64_t runs;               // so far
} Timing;

static bool run_often(Timing *timing, uint64_t runs, uint64_t *time)
{
    OuVM *vm = timing->vm;
    uint64_t start = ou_clock_now();
    for (uint64_t i = 0; i < runs; i++) {
        OuValue result = ou_interpreter_run_code(vm, timing->code, timing->main, OU_UNBOUND);
        ou_unref(result);
        if (result == OU_ERROR || !ou_check_interrupt(vm)) return false;
        timing->runs++;
    }
    *time = ou_clock_now() - start;
    return true;
}

// One round is so long that the clock is exact; the best of several is nearest to the truth.
static bool time_it(Timing *timing, OuBuffer *out)
{
    uint64_t time, runs = 1, rounds = 1;
    for (;;) {
        if (!run_often(timing, runs, &time)) return false;
        if (time >= ROUND_NANOSECONDS || runs >= MOST_RUNS) break;
        runs = time < ROUND_NANOSECONDS / 100 ? runs * 10 : runs * ROUND_NANOSECONDS / time + 1;
        if (runs > MOST_RUNS) runs = MOST_RUNS;
    }
    uint64_t best = time, all = time;
    while (rounds < MOST_ROUNDS && all + best <= MOST_NANOSECONDS) {
        if (!run_often(timing, runs, &time)) return false;
        if (time < best) best = time;
        all += time;
        rounds++;
    }
    put_time(out, (double)best / (double)runs);
    ou_buffer_put_format(out, ", best of %u x %llu", (unsigned)rounds, (unsigned long long)runs);
    return true;
}

// What one run allocates, objects and their side buffers alike.
typedef struct OuTraffic {
    uint64_t made, freed, made_bytes, freed_bytes, most_bytes;
} OuTraffic;

static void on_block(OuHeap *heap, uint32_t site, size_t size, bool is_end)
{
    OuTraffic *traffic = ou_vm_of(heap)->interpreter->session->traffic;
    if (is_end) {
        traffic->freed++;
        traffic->freed_bytes += size;
        return;
    }
    traffic->made++;
    traffic->made_bytes += size;
    uint64_t bytes = traffic->made_bytes - traffic->freed_bytes;
    if (bytes > traffic->most_bytes) traffic->most_bytes = bytes;
}

// `kept`: what is there with the result and wasn't before. The tracer has but one listener: if that
// is --alloc-profile, nobody counts.
static bool count_it(Timing *timing, OuTraffic *traffic, Living *kept)
{
    OuVM *vm = timing->vm;
    bool is_traced = vm->interpreter->sites;
    if (!is_traced && !ou_site_start_points(vm, 1)) return false;
    vm->interpreter->session->traffic = traffic;
    Living before = living(vm);
    if (!vm->interpreter->allocations) ou_trace_tell(&vm->heap, on_block);
    OuValue result = ou_interpreter_run_code(vm, timing->code, timing->main, OU_UNBOUND);
    if (!vm->interpreter->allocations) ou_trace_tell(&vm->heap, NULL);
    Living after = living(vm);
    if (!is_traced) ou_site_stop(vm);
    *kept = (Living){ .objects = after.objects - before.objects,
                      .bytes = after.bytes - before.bytes };
    ou_unref(result);
    timing->runs++;
    return result != OU_ERROR;
}

static void put_traffic(OuBuffer *out, const OuTraffic *traffic)
{
    ou_buffer_put_format(out, "allocations: %s of ", ou_heap_count_text(traffic->made).text);
    put_count(out, traffic->made_bytes, "byte");
    ou_buffer_put_format(out, "; %s of ", ou_heap_count_text(traffic->freed).text);
    ou_buffer_put_format(out, "%s freed; ", ou_heap_count_text(traffic->freed_bytes).text);
    ou_buffer_put_format(out, "%s at the peak\n", ou_heap_count_text(traffic->most_bytes).text);
}

static void put_kept(OuBuffer *out, Living kept)
{
    bool is_less = kept.objects < 0 || (!kept.objects && kept.bytes < 0);
    ou_buffer_put_text(out, is_less ? "it leaves " : "the result is ");
    put_count(out, (uint64_t)llabs(kept.objects), "object");
    ou_buffer_put_text(out, " of ");
    put_count(out, (uint64_t)llabs(kept.bytes), "byte");
    ou_buffer_put_text(out, is_less ? " less\n" : "\n");
}

// The first run fills caches, and isn't counted.
static bool measure(OuPromptCall *call, Timing *timing)
{
    const OuHeap *heap = &call->vm->heap;
    OuBuffer *out = &call->out;
    OuTraffic traffic = { 0 };
    Living kept;
    uint64_t time;
    size_t collections = heap->collections;
    if (!run_often(timing, 1, &time) || !count_it(timing, &traffic, &kept)) return false;
    if (!time_it(timing, out)) return false;
    ou_buffer_put_text(out, "; ");
    put_count(out, heap->collections - collections, "collection");
    ou_buffer_put_text(out, " in ");
    put_count(out, timing->runs, "run");
    ou_buffer_put_char(out, '\n');
    if (!call->vm->interpreter->allocations) put_traffic(out, &traffic);
    put_kept(out, kept);
    return !out->failed;
}

bool ou_prompt_time(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    OuCode *code = ou_prompt_compile_argument(call);
    Timing timing = { .vm = vm, .code = code, .main = code ? ou_import_main(vm) : NULL };
    bool ok = timing.main && measure(call, &timing);
    if (code) ou_object_unref(&code->header);
    return ok;
}

// --- :dis ----------------------------------------------------------------------------------------

static const OuCode *code_of(OuVM *vm, OuValue value)
{
    uint32_t skipped;
    value = ou_prompt_unwrap_peek(vm, value, &skipped);
    if (ou_is_function(value)) return ou_function_of(value)->code;
    return ou_kind_of(value) == OU_KIND_CODE ? (const OuCode *)ou_pointer_of(value) : NULL;
}

// That of a class's methods.
static bool put_methods(OuPromptCall *call, const OuType *type)
{
    uint32_t position = 0;
    OuValue key, value;
    while (type->dict && ou_dict_walk(type->dict, &position, &key, &value)) {
        const OuCode *code = code_of(call->vm, value);
        if (!code) continue;
        if (call->out.length) ou_buffer_put_char(&call->out, '\n');
        if (!ou_disassemble(call->vm, code, false, &call->out)) return false;
    }
    return call->out.length || ou_buffer_put_text(&call->out, "it has no methods of its own\n");
}

bool ou_prompt_disassemble(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    OU_OWNED OuValue value = ou_prompt_evaluate(call);
    if (value == OU_ERROR) return false;
    const OuCode *code = code_of(vm, value);
    if (code) return ou_disassemble(vm, code, false, &call->out);
    if (ou_is_type(value)) return put_methods(call, (const OuType *)ou_pointer_of(value));
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%T has no instructions", value);
    return false;
}
