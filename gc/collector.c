#include "gc/collector.h"

#include <assert.h>

#include "gc/clear.h"
#include "gc/discard.h"
#include "gc/garbage.h"
#include "gc/log.h"
#include "gc/major.h"

// ---- 1. The set ---------------------------------------------------------------------------------

static bool logs_are_lost(const OuHeap *heap, int generation)
{
    for (int i = 0; i <= generation; i++) {
        if (heap->logs[i].lost) return true;
    }
    return false;
}

// One log is made of all, in CPython's order: the generation's own objects, then the younger ones'.
static bool logs_merge(OuHeap *heap, int generation)
{
    OuLog *merged = &heap->logs[generation];
    size_t total = 0;
    if (logs_are_lost(heap, generation)) return false;
    for (int i = 0; i <= generation; i++) total += ou_log_length(&heap->logs[i]);
    if (!ou_log_reserve(heap, merged, total)) return false;
    ou_log_take(heap, generation);
    for (int i = 0; i < generation; i++) {
        OuLog *younger = &heap->logs[i];
        ou_log_take(heap, i);
        for (OuObject **entry = younger->entries; entry < younger->next; ) {
            *merged->next++ = *entry++;
        }
        ou_log_clear(younger);
    }
    return true;
}

// The log's array is the list; the generation gets another one.
static void set_take_list(OuSet *set, int generation)
{
    OuHeap *heap = set->heap;
    OuLog taken = heap->logs[generation];
    heap->logs[generation] = heap->spare;
    ou_log_clear(&heap->logs[generation]);
    heap->spare = taken;
    set->items = taken.entries;
    set->count = ou_log_length(&taken);
}

static void set_give_back(const OuSet *set)
{
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = ou_judge_next(set, &cursor, OU_GC_IN_SET, OU_GC_IN_SET)) != NULL) {
        object->gc &= (uint8_t)~OU_GC_IN_SET;
    }
}

// If it is stopped, nothing has changed.
static void set_take_pages(OuSet *set, int generation)
{
    OuHeap *heap = set->heap;
    const uint8_t mask = OU_GC_TRACKED | OU_GC_IN_SET;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    set->may_stop = heap->may_stop;
    while ((object = ou_judge_next(set, &cursor, mask, OU_GC_TRACKED)) != NULL) {
        if ((object->gc & OU_GC_GENERATION) <= generation) object->gc |= OU_GC_IN_SET;
    }
    heap->was_stopped = ou_judge_stops(set);
    set->may_stop = false;
    if (heap->was_stopped) set_give_back(set);
    for (int i = 0; i <= generation && !heap->was_stopped; i++) ou_log_clear(&heap->logs[i]);
}

// False: it was stopped.
static bool collection_take_set(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    ou_step_begin(heap, OU_STEP_TAKE, 0);
    if (logs_merge(heap, collection->generation)) {
        set_take_list(&collection->members, collection->generation);
    } else {
        set_take_pages(&collection->members, collection->generation);
    }
    collection->members.may_stop = heap->may_stop;
    ou_step_end(heap, OU_STEP_TAKE, 0);
    return !heap->was_stopped;
}

// ---- 2. and 3. The judgement --------------------------------------------------------------------

static void collection_judge(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    size_t doomed = ou_judge_set(&collection->members);
    size_t living = ou_garbage_part(collection, &collection->members, doomed);
    collection->candidates = living + doomed;
    if (collection->generation == OU_GENERATIONS - 1) {
        heap->long_lived_total = living;
        heap->long_lived_pending = 0;
    } else if (collection->destination == OU_GENERATIONS - 1) {
        heap->long_lived_pending += living;
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static void heap_set_trigger(OuHeap *heap)
{
    bool automatic = heap->enabled && heap->thresholds[0] && heap->phase == OU_PHASE_IDLE;
    heap->trigger = !automatic ? UINT32_MAX : heap->stress ? 0 : heap->thresholds[0];
}

void ou_collector_set_stress(OuHeap *heap, bool stress)
{
    heap->stress = stress;
    heap_set_trigger(heap);
}

static void heap_tell(OuHeap *heap, int generation, bool stop, size_t collected)
{
    if (!heap->hooks.collection) return;
    ou_step_begin(heap, OU_STEP_CALLBACKS, 0);
    heap->hooks.collection(heap, generation, stop, collected, 0);
    ou_step_end(heap, OU_STEP_CALLBACKS, 0);
}

// What must be as it was when the collection ends. If it happens while objects die, those that wait
// go on waiting, and a depth of its own makes sure that what dies in here is gone when it ends.
typedef struct Interlude {
    uint32_t depth, dying, dying_last;
    uint64_t start;              // when it began
} Interlude;

static Interlude interlude_begin(OuHeap *heap)
{
    Interlude interlude = {
        heap->release_depth, heap->dying, heap->dying_last, ou_pause_clock(),
    };
    heap->clock = interlude.start;
    heap->phase = OU_PHASE_COLLECT;
    heap->release_depth = heap->dying = 0;
    heap_set_trigger(heap);
    return interlude;
}

static void interlude_end(OuHeap *heap, Interlude interlude, OuPausePhase phase)
{
    ou_pause_record(&heap->pauses[phase], heap->clock - interlude.start);
    heap->phase = OU_PHASE_IDLE;
    heap->release_depth = interlude.depth;
    heap->dying = interlude.dying;
    heap->dying_last = interlude.dying_last;
    heap_set_trigger(heap);
    ou_log_clear(&heap->spare);
    ou_log_shrink(heap, &heap->spare);
    ou_judge_clear(heap, &heap->queue);
    ou_judge_clear(heap, &heap->garbage);
    if (heap->saved_capacity > OU_JUDGE_COUNTS_KEPT) ou_judge_forget_counts(heap);
    ou_log_release_empty_pages(heap, false);
    if (ou_heap_has_put_off(heap) || heap->discarded) ou_heap_request(heap, OU_PENDING_SLICE);
}

static void counts_reset(OuHeap *heap, int generation)
{
    if (generation + 1 < OU_GENERATIONS) heap->counts[generation + 1]++;
    for (int i = 0; i <= generation; i++) heap->counts[i] = 0;
}

// How many containers live: asked for the log only, since all pages are looked at.
static size_t heap_live(const OuHeap *heap)
{
    OuHeapStats stats;
    if (!heap->hooks.log) return 0;
    ou_heap_get_stats(heap, &stats);
    return stats.containers;
}

static OuCollectionRecord record_begin(OuHeap *heap, int generation, bool is_cycle)
{
    return (OuCollectionRecord){
        .number = ++heap->collections,
        .generation = generation,
        .is_cycle = is_cycle,
        .live_before = heap_live(heap),
    };
}

static void record_add(OuCollectionRecord *record, uint64_t nanoseconds, size_t judged,
                       size_t freed)
{
    record->duration += nanoseconds;
    if (nanoseconds > record->longest) record->longest = nanoseconds;
    record->judged += judged;
    record->freed += freed;
}

static void record_end(OuHeap *heap, OuCollectionRecord *record)
{
    if (!heap->hooks.log) return;
    record->live_after = heap_live(heap);
    heap->hooks.log(heap, record);
}

// The time since the last reading of the clock was spent on the generation.
static uint64_t stats_add(OuHeap *heap, int generation, OuPausePhase phase)
{
    OuGenerationStats *stats = &heap->stats[generation];
    uint64_t before = heap->clock, nanoseconds = (heap->clock = ou_pause_clock()) - before;
    stats->duration += nanoseconds;
    if (nanoseconds > stats->longest) stats->longest = nanoseconds;
    ou_pause_record(&heap->pauses[phase], nanoseconds);
    return nanoseconds;
}

// Collects the objects of generations 0 to `generation`, for a collection that goes by the number
// `shown`. Returns gc.collect()'s number.
static size_t collect_set(OuHeap *heap, int generation, int shown, size_t largest)
{
    OuRound collection = {
        .heap = heap,
        .generation = generation,
        .destination = generation + 1 < OU_GENERATIONS ? generation + 1 : generation,
        .members = { .heap = heap, .largest = largest },
        .garbage = { .heap = heap },
    };
    OuGenerationStats *stats = &heap->stats[shown];
    ou_clear_prepare(heap, ou_log_length(&heap->logs[0]));
    if (collection_take_set(&collection)) {
        collection_judge(&collection);
        ou_garbage_dispose(&collection);
    }
    stats->collections++;
    stats->collected += collection.collected;
    stats->candidates += collection.candidates;
    return collection.collected;
}

static size_t collect_generation(OuHeap *heap, int generation, size_t largest)
{
    OuCollectionRecord record = record_begin(heap, generation, false);
    size_t judged = heap->stats[generation].candidates;
    ou_step_begin(heap, OU_STEP_COLLECTION, generation);
    heap_tell(heap, generation, false, 0);
    counts_reset(heap, generation);
    size_t collected = collect_set(heap, generation, generation, largest);
    heap_tell(heap, generation, true, collected);
    ou_step_end(heap, OU_STEP_COLLECTION, generation);
    uint64_t spent = stats_add(heap, generation, (OuPausePhase)(OU_PAUSE_YOUNG + generation));
    record_add(&record, spent, heap->stats[generation].candidates - judged, collected);
    record_end(heap, &record);
    return collected;
}

// ---- The major cycle ----------------------------------------------------------------------------

// What is young joins generation 2 first, as in any collection of it: so whatever is garbage now
// will be judged. Callbacks hear of the cycle here, where CPython would collect: who takes the time
// between start and stop measures a pause that there really is.
static void major_start(OuHeap *heap)
{
    const int oldest = OU_GENERATIONS - 1;
    size_t judged = heap->stats[oldest].candidates;
    heap->cycle = record_begin(heap, oldest, true);
    ou_step_begin(heap, OU_STEP_SLICE, 0);
    heap_tell(heap, oldest, false, 0);
    counts_reset(heap, oldest);
    size_t collected = collect_set(heap, oldest - 1, oldest, OU_COLLECTOR_LARGE_SPAN);
    heap->long_lived_total += heap->long_lived_pending;
    heap->long_lived_pending = 0;
    ou_major_start(heap);
    heap_tell(heap, oldest, true, collected);
    ou_step_end(heap, OU_STEP_SLICE, 0);
    uint64_t spent = stats_add(heap, oldest, OU_PAUSE_MIDDLE);
    record_add(&heap->cycle, spent, heap->stats[oldest].candidates - judged, collected);
}

static void major_work(OuHeap *heap, size_t work)
{
    OuMajor *major = &heap->major;
    OuGenerationStats *stats = &heap->stats[OU_GENERATIONS - 1];
    OuPausePhase phase = major->stage == OU_MAJOR_CONVICT ? OU_PAUSE_CONVICT : OU_PAUSE_MARK;
    size_t judged = major->judged, collected = major->collected;
    ou_step_begin(heap, OU_STEP_SLICE, 0);
    bool has_ended = ou_major_step(heap, work);
    judged = major->judged - judged;
    collected = major->collected - collected;
    stats->candidates += judged;
    stats->collected += collected;
    if (has_ended && heap->long_lived_total > major->containers) {
        heap->long_lived_total = major->containers;
    }
    ou_step_end(heap, OU_STEP_SLICE, 0);
    record_add(&heap->cycle, stats_add(heap, OU_GENERATIONS - 1, phase), judged, collected);
    if (has_ended) record_end(heap, &heap->cycle);
}

static void major_abandon(OuHeap *heap)
{
    if (!ou_is_major(heap)) return;
    ou_major_abandon(heap);
    record_end(heap, &heap->cycle);
}

// A long debt is paid at several polls.
static void major_pay(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    if (!ou_is_major(heap) || ou_heap_has_put_off(heap)) return;
    size_t work = major->debt < OU_MAJOR_SLICE ? major->debt : OU_MAJOR_SLICE;
    major->debt -= work;
    major->is_polled = true;
    major_work(heap, work);
    major->is_polled = false;
    if (ou_is_major(heap) && major->debt) ou_heap_request(heap, OU_PENDING_SLICE);
}

// Ends what was put off, also if script code runs. False: it was stopped.
static bool collector_settle(OuHeap *heap)
{
    while (ou_heap_has_put_off(heap)) {
        heap->was_stopped = heap->may_stop && ou_heap_is_interrupted(heap);
        if (heap->was_stopped) return false;
        ou_heap_settle_some(heap);
    }
    return true;
}

bool ou_collector_step(OuHeap *heap, size_t work)
{
    if (ou_is_collecting(heap)) return false;
    Interlude interlude = interlude_begin(heap);
    (void)collector_settle(heap);
    if (!ou_is_major(heap)) major_start(heap);
    major_work(heap, work);
    bool is_done = !ou_is_major(heap);
    interlude_end(heap, interlude, OU_PAUSE_EXPLICIT);
    return is_done;
}

// ---- When ---------------------------------------------------------------------------------------

static uint32_t pending_take(OuHeap *heap)
{
    const uint32_t bits = OU_PENDING_COLLECT | OU_PENDING_SLICE;
    return __atomic_fetch_and(&heap->pending, ~bits, __ATOMIC_RELAXED) & bits;
}

bool ou_collector_try(OuHeap *heap, int generation, size_t *collected)
{
    if (ou_is_collecting(heap)) return true;
    heap->may_stop = true;
    *collected += ou_collector_collect(heap, generation);
    bool was_stopped = heap->was_stopped;
    heap->may_stop = heap->was_stopped = false;
    return !was_stopped;
}

size_t ou_collector_collect(OuHeap *heap, int generation)
{
    assert(generation >= 0 && generation < OU_GENERATIONS);
    if (ou_is_collecting(heap)) return 0;
    (void)pending_take(heap);
    Interlude interlude = interlude_begin(heap);
    size_t collected = 0;
    if (collector_settle(heap)) {
        if (generation == OU_GENERATIONS - 1) major_abandon(heap);
        collected = collect_generation(heap, generation, 0);
    }
    interlude_end(heap, interlude, OU_PAUSE_EXPLICIT);
    if (ou_is_major(heap) && heap->major.debt) ou_heap_request(heap, OU_PENDING_SLICE);
    return collected;
}

// The oldest generation over its threshold; the first one's count may have sunk since it asked.
static int heap_choose_generation(const OuHeap *heap)
{
    for (int i = OU_GENERATIONS - 1; i > 0; i--) {
        if (heap->counts[i] <= heap->thresholds[i]) continue;
        bool is_full = i == OU_GENERATIONS - 1;
        if (is_full && heap->long_lived_pending < heap->long_lived_total / 4) continue;
        if (is_full && ou_is_major(heap)) continue;
        return i;
    }
    return 0;
}

static void collect_automatically(OuHeap *heap)
{
    int generation = heap_choose_generation(heap);
    if (generation) ou_heap_settle(heap);    // what is dead isn't to be counted as long-lived
    size_t old = heap->long_lived_total + heap->long_lived_pending;
    if (generation < OU_GENERATIONS - 1) {
        (void)collect_generation(heap, generation, OU_COLLECTOR_LARGE_SPAN);
    } else if (old < heap->major.exact_below) {
        (void)collect_generation(heap, generation, 0);
    } else {
        major_start(heap);
    }
}

// `early` allocations were made since the threshold was passed: they count for the next collection.
static void collect_and_pay(OuHeap *heap)
{
    uint32_t first = heap->thresholds[0] + 1, made = heap->counts[0];
    uint32_t early = made > first ? (made - first) % first : 0;
    collect_automatically(heap);
    if (ou_is_major(heap)) heap->major.debt += (size_t)made * heap->major.pace;
    major_pay(heap);
    heap->counts[0] += early;
}

static void settle_some(OuHeap *heap)
{
    uint64_t before = heap->clock;
    ou_step_begin(heap, OU_STEP_SETTLE, 0);
    if (ou_heap_has_put_off(heap)) ou_heap_settle_some(heap);
    if (heap->discarded) ou_discard_some(heap);
    ou_step_end(heap, OU_STEP_SETTLE, 0);
    heap->clock = ou_pause_clock();
    ou_pause_record(&heap->pauses[OU_PAUSE_RELEASE], heap->clock - before);
}

void ou_collector_poll(OuHeap *heap)
{
    uint32_t bits = pending_take(heap);
    bool is_automatic = heap->enabled && heap->thresholds[0];
    bool is_settling = ou_heap_has_put_off(heap) || heap->discarded;
    if (ou_is_collecting(heap) || !(is_automatic || is_settling)) return;
    Interlude interlude = interlude_begin(heap);
    if (is_settling) settle_some(heap);
    if (is_automatic && bits == OU_PENDING_SLICE) major_pay(heap);
    else if (is_automatic) collect_and_pay(heap);
    interlude_end(heap, interlude, OU_PAUSE_POLL);
}

void ou_collector_enable(OuHeap *heap, bool enabled)
{
    heap->enabled = enabled;
    heap_set_trigger(heap);
}

void ou_collector_set_thresholds(OuHeap *heap, const uint32_t thresholds[OU_GENERATIONS])
{
    for (int i = 0; i < OU_GENERATIONS; i++) heap->thresholds[i] = thresholds[i];
    heap_set_trigger(heap);
}

// ---- Freezing -----------------------------------------------------------------------------------

// An object that waits for its release bears the number of the frozen generation, too.
static bool object_is_frozen(const OuObject *object)
{
    const uint8_t mask = OU_GC_TRACKED | OU_GC_GENERATION | OU_GC_IN_SET;
    return (object->gc & mask) == (OU_GC_TRACKED | OU_GENERATION_FROZEN);
}

static bool object_freeze(OuObject *object, void *context)
{
    if (ou_heap_is_tracked(object) && !(object->gc & OU_GC_DOOMED)) {
        object->gc |= OU_GENERATION_FROZEN;
    }
    return true;
}

static bool object_unfreeze(OuObject *object, void *context)
{
    if (object_is_frozen(object)) {
        object->gc ^= OU_GENERATION_FROZEN ^ (OU_GENERATIONS - 1);
        ou_log_put(context, OU_GENERATIONS - 1, object);
    }
    return true;
}

static bool object_count_frozen(OuObject *object, void *context)
{
    *(size_t *)context += object_is_frozen(object);
    return true;
}

// Garbage whose finalizers are running stays where it is: in its log, too, as it may live on.
void ou_collector_freeze(OuHeap *heap)
{
    (void)pending_take(heap);
    ou_heap_each(heap, object_freeze, heap);
    for (int i = 0; i < OU_GENERATIONS; i++) {
        if (ou_is_collecting(heap)) ou_log_tidy(heap, i);
        else ou_log_clear(&heap->logs[i]);
        heap->counts[i] = 0;
    }
}

void ou_collector_unfreeze(OuHeap *heap)
{
    ou_heap_each(heap, object_unfreeze, heap);
}

size_t ou_collector_frozen_count(OuHeap *heap)
{
    size_t count = 0;
    ou_heap_each(heap, object_count_frozen, &count);
    return count;
}

// ---- Enumerating --------------------------------------------------------------------------------

typedef struct Enumeration {
    OuHeap  *heap;
    int      generation;
    bool   (*each)(OuObject *object, void *context);
    void    *context;
    bool     stopped;
} Enumeration;

static bool enumeration_offer(Enumeration *enumeration, OuObject *object)
{
    if (!ou_garbage_is_counted(enumeration->heap, object)) return true;
    enumeration->stopped = !enumeration->each(object, enumeration->context);
    return !enumeration->stopped;
}

static bool enumeration_sift(OuObject *object, void *context)
{
    const uint8_t mask = OU_GC_TRACKED | OU_GC_GENERATION | OU_GC_IN_SET | OU_GC_DOOMED;
    Enumeration *enumeration = context;
    if ((object->gc & mask) != (OU_GC_TRACKED | enumeration->generation)) return true;
    return enumeration_offer(enumeration, object);
}

static void enumerate_generation(Enumeration *enumeration)
{
    OuHeap *heap = enumeration->heap;
    int generation = enumeration->generation;
    if (generation == OU_GENERATION_FROZEN || heap->logs[generation].lost) {
        ou_heap_each(heap, enumeration_sift, enumeration);
        return;
    }
    ou_log_tidy(heap, generation);
    const OuLog *log = &heap->logs[generation];
    for (size_t i = 0; i < ou_log_length(log); i++) {
        if (!enumeration_offer(enumeration, log->entries[i])) return;
    }
}

void ou_collector_each(OuHeap *heap, int generation,
                       bool (*each)(OuObject *object, void *context), void *context)
{
    int first = generation < 0 ? 0 : generation;
    int last = generation < 0 ? OU_GENERATIONS - 1 : generation;
    ou_heap_settle(heap);
    Enumeration enumeration = { .heap = heap, .each = each, .context = context };
    for (int i = first; i <= last && !enumeration.stopped; i++) {
        enumeration.generation = i;
        enumerate_generation(&enumeration);
    }
}
