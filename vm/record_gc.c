#include "vm/record_gc.h"

#include <assert.h>
#include <errno.h>
#include <unistd.h>

#include "runtime/clock.h"
#include "runtime/json_out.h"
#include "vm/interpreter.h"

enum {
    TRACK_PROGRAM = 1,
    TRACK_COLLECTOR = 2,
    STEPS_DEEPEST = 8,
    COUNTER_INTERVAL = 1000 * 1000,    // nanoseconds; all pages are looked at for them
    STEP_SHORTEST = 1000,              // ... of calls of gc.callbacks that are worth an event
};

typedef struct Step {
    OuGcStep step;
    uint64_t wall, processor;          // when it began
    OuGenerationStats stats;           // of its generation at that time
} Step;

typedef struct OuGcTimeline {
    OuMemory  memory;                  // its own: the program's books aren't touched
    OuOutFile file;
    OuJsonOut json;
    uint64_t  started;
    uint64_t  counted;                 // when the counters were last written
    Step      steps[STEPS_DEEPEST];    // that are under way, the innermost last
    unsigned  depth;
} OuGcTimeline;

// ---- Events -------------------------------------------------------------------------------------

static void put_time(OuJsonOut *json, const char *key, uint64_t nanoseconds)
{
    ou_json_key(json, key);
    ou_json_decimal(json, nanoseconds);
}

static void put_text(OuJsonOut *json, const char *key, const char *text)
{
    ou_json_key(json, key);
    ou_json_text(json, text);
}

static void put_number(OuJsonOut *json, const char *key, uint64_t number)
{
    ou_json_key(json, key);
    ou_json_number(json, number);
}

static OuJsonOut *event_begin(OuGcTimeline *timeline, const char *phase, const char *name,
                              unsigned track)
{
    OuJsonOut *json = &timeline->json;
    ou_json_begin(json, '{');
    put_text(json, "ph", phase);
    put_text(json, "name", name);
    put_number(json, "pid", (uint64_t)getpid());
    put_number(json, "tid", track);
    return json;
}

static void event_end(OuGcTimeline *timeline)
{
    ou_json_end(&timeline->json);
    ou_json_line(&timeline->json);
}

static void put_metadata(OuGcTimeline *timeline, const char *name, unsigned track,
                         const char *value)
{
    OuJsonOut *json = event_begin(timeline, "M", name, track);
    ou_json_key(json, "args");
    ou_json_begin(json, '{');
    put_text(json, "name", value);
    ou_json_end(json);
    event_end(timeline);
}

static OuJsonOut *counter_begin(OuGcTimeline *timeline, const char *name, uint64_t now)
{
    OuJsonOut *json = event_begin(timeline, "C", name, TRACK_COLLECTOR);
    put_time(json, "ts", now - timeline->started);
    ou_json_key(json, "args");
    ou_json_begin(json, '{');
    return json;
}

static void counter_end(OuGcTimeline *timeline)
{
    ou_json_end(&timeline->json);
    event_end(timeline);
}

static void put_counters(OuHeap *heap, OuGcTimeline *timeline, uint64_t now)
{
    OuHeapStats stats;
    ou_heap_get_stats(heap, &stats);
    OuJsonOut *json = counter_begin(timeline, "live objects", now);
    put_number(json, "containers", stats.containers);
    put_number(json, "leaves", stats.leaves);
    counter_end(timeline);
    json = counter_begin(timeline, "live bytes", now);
    put_number(json, "bytes", stats.live_bytes);
    counter_end(timeline);
    json = counter_begin(timeline, "held bytes", now);
    put_number(json, "bytes", stats.bytes);
    counter_end(timeline);
    timeline->counted = now;
}

// ---- Steps --------------------------------------------------------------------------------------

static const char *step_name(OuGcStep step, int detail)
{
    static const char *const collections[] = {
        "collection of generation 0", "collection of generation 1", "collection of generation 2",
    };
    static const char *const stages[] = {
        [OU_MAJOR_PREPARE] = "prepare", [OU_MAJOR_MARK] = "mark", [OU_MAJOR_RESCAN] = "rescan",
        [OU_MAJOR_CONVICT] = "convict",
    };
    static const char *const names[OU_STEPS] = {
        [OU_STEP_SLICE] = "slice of a major cycle", [OU_STEP_CALLBACKS] = "callbacks",
        [OU_STEP_TAKE] = "take the set", [OU_STEP_JUDGE] = "judge",
        [OU_STEP_PART] = "settle survivors", [OU_STEP_WEAK] = "weak references",
        [OU_STEP_FINALIZE] = "finalizers", [OU_STEP_CLEAR] = "clear",
        [OU_STEP_SETTLE] = "settle",
    };
    if (step == OU_STEP_COLLECTION) return collections[detail];
    return step == OU_STEP_STAGE ? stages[detail] : names[step];
}

static bool is_outermost(OuGcStep step)
{
    return step == OU_STEP_COLLECTION || step == OU_STEP_SLICE;
}

static const OuGenerationStats *step_stats(const OuHeap *heap, OuGcStep step, int detail)
{
    return &heap->stats[step == OU_STEP_COLLECTION ? detail : OU_GENERATIONS - 1];
}

static void put_outcome(OuHeap *heap, OuJsonOut *json, const Step *began, int detail)
{
    const OuGenerationStats *stats = step_stats(heap, began->step, detail);
    put_time(json, "tts", began->processor);
    put_time(json, "tdur", ou_pause_clock() - began->processor);
    ou_json_key(json, "args");
    ou_json_begin(json, '{');
    put_number(json, "number", heap->collections);
    put_number(json, "judged", stats->candidates - began->stats.candidates);
    put_number(json, "freed", stats->collected - began->stats.collected);
    ou_json_end(json);
}

static void step_begins(OuHeap *heap, OuGcTimeline *timeline, OuGcStep step, int detail)
{
    assert(timeline->depth < STEPS_DEEPEST);
    Step *began = &timeline->steps[timeline->depth++];
    began->step = step;
    if (is_outermost(step)) {
        began->stats = *step_stats(heap, step, detail);
        began->processor = ou_pause_clock();
    }
    began->wall = ou_clock_now();
}

static void step_ends(OuHeap *heap, OuGcTimeline *timeline, OuGcStep step, int detail)
{
    uint64_t now = ou_clock_now();
    const Step *began = &timeline->steps[--timeline->depth];
    assert(began->step == step);
    if (step == OU_STEP_CALLBACKS && now - began->wall < STEP_SHORTEST) return;
    OuJsonOut *json = event_begin(timeline, "X", step_name(step, detail), TRACK_COLLECTOR);
    put_text(json, "cat", "gc");
    put_time(json, "ts", began->wall - timeline->started);
    put_time(json, "dur", now - began->wall);
    if (is_outermost(step)) put_outcome(heap, json, began, detail);
    event_end(timeline);
    bool is_due = is_outermost(step) && now - timeline->counted >= COUNTER_INTERVAL;
    if (is_due) put_counters(heap, timeline, now);
}

static void on_step(OuHeap *heap, OuGcStep step, int detail, bool is_end)
{
    OuGcTimeline *timeline = ou_vm_of(heap)->interpreter->timeline;
    if (is_end) step_ends(heap, timeline, step, detail);
    else step_begins(heap, timeline, step, detail);
}

// ---- From beginning to end ----------------------------------------------------------------------

static void timeline_free(OuGcTimeline *timeline)
{
    OuMemory memory = timeline->memory;
    ou_memory_free(&memory, timeline, sizeof *timeline);
}

bool ou_record_gc_open(OuVM *vm, const char *path, const char *program)
{
    OuMemory memory;
    ou_memory_init(&memory);
    OuGcTimeline *timeline = ou_memory_alloc_zeroed(&memory, sizeof *timeline);
    if (!timeline) {
        errno = ENOMEM;
        return false;
    }
    timeline->memory = memory;
    if (!ou_out_file_open(&timeline->file, path)) {
        errno = timeline->file.error;
        timeline_free(timeline);
        return false;
    }
    timeline->started = ou_clock_now();
    ou_json_init(&timeline->json, &timeline->file);
    ou_json_begin(&timeline->json, '{');
    ou_json_key(&timeline->json, "traceEvents");
    ou_json_begin(&timeline->json, '[');
    ou_json_line(&timeline->json);
    put_metadata(timeline, "process_name", TRACK_PROGRAM, program);
    put_metadata(timeline, "thread_name", TRACK_PROGRAM, "program");
    put_metadata(timeline, "thread_name", TRACK_COLLECTOR, "collector");
    put_counters(&vm->heap, timeline, timeline->started);
    vm->interpreter->timeline = timeline;
    vm->heap.hooks.step = on_step;
    return true;
}

bool ou_record_gc_close(OuVM *vm)
{
    OuGcTimeline *timeline = vm->interpreter->timeline;
    if (!timeline) return true;
    vm->heap.hooks.step = NULL;
    vm->interpreter->timeline = NULL;
    uint64_t now = ou_clock_now();
    put_counters(&vm->heap, timeline, now);
    OuJsonOut *json = event_begin(timeline, "X", "run", TRACK_PROGRAM);
    put_text(json, "cat", "program");
    put_time(json, "ts", 0);
    put_time(json, "dur", now - timeline->started);
    event_end(timeline);
    ou_json_end(json);
    put_text(json, "displayTimeUnit", "ns");
    ou_json_end(json);
    ou_json_line(json);
    bool ok = ou_out_file_commit(&timeline->file);
    int error = timeline->file.error;
    timeline_free(timeline);
    if (!ok) errno = error;
    return ok;
}
