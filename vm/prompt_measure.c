// prompt_measure.c: the commands :gc, :time and :dis.
#include <string.h>
#include <time.h>

#include "gc/collector.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/modules/gc.h"
#include "runtime/protocol.h"
#include "vm/disassemble.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/prompt_command.h"
#include "vm/source.h"

// --- :gc -----------------------------------------------------------------------------------------

static void put_ring(void *context, const char *ring, size_t count)
{
    OuPromptCall *call = context;
    ou_buffer_put_format(&call->out, "  %zu x %s\n", count, ring);
}

bool ou_prompt_collect(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    ou_gc_report_set_mark(vm);
    size_t found = ou_collector_collect(&vm->heap, 2);
    if (!found) return ou_buffer_put_text(&call->out, "no cycle was found\n");
    ou_buffer_put_format(&call->out, "%zu unreachable object%s, held by\n", found,
                         found == 1 ? "" : "s");
    ou_gc_report_since_mark(vm, put_ring, call);
    return !call->out.failed;
}

// --- :time ---------------------------------------------------------------------------------------

enum { ROUNDS = 5 };
static const uint64_t ROUND_NANOSECONDS = 40 * 1000 * 1000;
static const uint64_t MOST_RUNS = 1000 * 1000;

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static bool run_once(OuVM *vm, OuCode *code, OuDict *main)
{
    OuValue result = ou_interpreter_run_code(vm, code, main, OU_UNBOUND);
    ou_unref(result);
    return result != OU_ERROR && ou_check_interrupt(vm);
}

static bool run_often(OuVM *vm, OuCode *code, OuDict *main, uint64_t runs, uint64_t *time)
{
    uint64_t start = now();
    for (uint64_t i = 0; i < runs; i++) {
        if (!run_once(vm, code, main)) return false;
    }
    *time = now() - start;
    return true;
}

// Objects and side buffers that one run leaves behind, and the requests to the system it made.
typedef struct Allocations { int64_t objects, bytes; } Allocations;

static bool measure_result(OuVM *vm, OuCode *code, OuDict *main, Allocations *made)
{
    OuHeapStats before, after;
    ou_heap_get_stats(&vm->heap, &before);
    OuValue result = ou_interpreter_run_code(vm, code, main, OU_UNBOUND);
    if (result == OU_ERROR) return false;
    ou_heap_get_stats(&vm->heap, &after);
    made->objects = (int64_t)(after.containers + after.leaves)
                  - (int64_t)(before.containers + before.leaves);
    made->bytes = (int64_t)after.live_bytes - (int64_t)before.live_bytes;
    ou_unref(result);
    return true;
}

static void put_time(OuBuffer *out, double nanoseconds)
{
    static const char *const units[] = { "ns", "us", "ms", "s" };
    unsigned unit = 0;
    while (unit < 3 && nanoseconds >= 1000) {
        nanoseconds /= 1000;
        unit++;
    }
    ou_buffer_put_format(out, "%.3g %s", nanoseconds, units[unit]);
}

static bool measure(OuPromptCall *call, OuCode *code, OuDict *main)
{
    OuVM *vm = call->vm;
    uint64_t best = UINT64_MAX, time, runs = 1;
    Allocations made;
    if (!run_once(vm, code, main) || !measure_result(vm, code, main, &made)) return false;
    for (;;) {
        if (!run_often(vm, code, main, runs, &time)) return false;
        if (time >= ROUND_NANOSECONDS || runs >= MOST_RUNS) break;
        runs = time < ROUND_NANOSECONDS / 100 ? runs * 10 : runs * ROUND_NANOSECONDS / time + 1;
        if (runs > MOST_RUNS) runs = MOST_RUNS;
    }
    best = time;
    for (unsigned round = 1; round < ROUNDS; round++) {
        if (!run_often(vm, code, main, runs, &time)) return false;
        if (time < best) best = time;
    }
    put_time(&call->out, (double)best / (double)runs);
    ou_buffer_put_format(&call->out, ", best of %d x %llu; the result is %lld object%s of %lld "
                         "bytes\n", ROUNDS, (unsigned long long)runs, (long long)made.objects,
                         made.objects == 1 ? "" : "s", (long long)made.bytes);
    return !call->out.failed;
}

bool ou_prompt_time(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    OU_OWNED OuValue file = ou_str_make_text(vm, "<stdin>");
    if (file == OU_ERROR) return false;
    OuSourceRequest request = {
        .file = ou_str_of(file), .bytes = call->argument, .length = call->length,
        .form = OU_SOURCE_TEXT, .mode = OU_PARSER_EXPRESSION,
    };
    OuCode *code = ou_source_compile(vm, &request);
    OuDict *main = code ? ou_import_main(vm) : NULL;
    bool ok = main && measure(call, code, main);
    if (code) ou_object_unref(&code->header);
    return ok;
}

// --- :dis ----------------------------------------------------------------------------------------

static const OuCode *code_of(OuValue value)
{
    if (ou_kind_of(value) == OU_KIND_METHOD) {
        value = ((OuMethod *)ou_pointer_of(value))->function;
    }
    if (ou_is_function(value)) return ou_function_of(value)->code;
    return ou_kind_of(value) == OU_KIND_CODE ? (const OuCode *)ou_pointer_of(value) : NULL;
}

bool ou_prompt_disassemble(OuPromptCall *call)
{
    OuVM *vm = call->vm;
    OU_OWNED OuValue value = ou_prompt_evaluate(call);
    if (value == OU_ERROR) return false;
    const OuCode *code = code_of(value);
    if (code) return ou_disassemble(vm, code, false, &call->out);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%T has no instructions", value);
    return false;
}
