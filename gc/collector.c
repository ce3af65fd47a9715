#include "gc/collector.h"

#include <assert.h>

#include "gc/judge.h"
#include "gc/log.h"
#include "gc/weak.h"

// One collection. `members` are the objects of the generations collected, `garbage` what was found.
typedef struct Collection {
    OuHeap  *heap;
    int      generation;
    int      destination;        // the generation of the survivors
    OuSet    members, garbage;
    size_t   collected;
} Collection;

// ---- 1. The set ---------------------------------------------------------------------------------

// One log is made of all, in CPython's order: the generation's own objects, then the younger ones'.
static bool logs_merge(OuHeap *heap, int generation)
{
    size_t total = 0;
    for (int i = 0; i <= generation; i++) {
        if (heap->logs[i].lost) return false;
        ou_log_tidy(heap, i);
        total += ou_log_length(&heap->logs[i]);
    }
    OuLog *merged = &heap->logs[generation];
    if (!ou_log_reserve(heap, merged, total)) return false;
    for (int i = 0; i < generation; i++) {
        OuLog *younger = &heap->logs[i];
        for (OuObject **entry = younger->entries; entry < younger->next; ) {
            *merged->next++ = *entry++;
        }
        ou_log_clear(younger);
    }
    return true;
}

static void set_take_list(OuSet *set, int generation)
{
    OuHeap *heap = set->heap;
    OuLog taken = heap->logs[generation];
    heap->logs[generation] = heap->spare;
    ou_log_clear(&heap->logs[generation]);
    heap->spare = taken;
    set->items = taken.entries;
    set->count = ou_log_length(&taken);
    for (size_t i = 0; i < set->count; i++) set->items[i]->gc |= OU_GC_IN_SET;
}

static void set_take_pages(OuSet *set, int generation)
{
    OuHeap *heap = set->heap;
    const uint8_t mask = OU_GC_TRACKED | OU_GC_IN_SET;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    for (int i = 0; i <= generation; i++) ou_log_clear(&heap->logs[i]);
    while ((object = ou_judge_next(set, &cursor, mask, OU_GC_TRACKED)) != NULL) {
        if ((object->gc & OU_GC_GENERATION) <= generation) object->gc |= OU_GC_IN_SET;
    }
}

static void collection_take_set(Collection *collection)
{
    OuHeap *heap = collection->heap;
    if (logs_merge(heap, collection->generation)) {
        set_take_list(&collection->members, collection->generation);
    } else {
        set_take_pages(&collection->members, collection->generation);
    }
}

// ---- 3. Survivors -------------------------------------------------------------------------------

static bool object_is_counted(const OuHeap *heap, const OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    return !layout->uncounted && !(layout->is_inner && layout->is_inner(object));
}

// An object that lives on takes its place as the newest of the collection's destination.
static void object_settle(Collection *collection, OuObject *object)
{
    unsigned gc = object->gc & ~(unsigned)(OU_GC_IN_SET | OU_GC_DOOMED | OU_GC_GENERATION);
    object->gc = (uint8_t)(gc | (unsigned)collection->destination);
    if (gc & OU_GC_TRACKED) ou_log_put(collection->heap, collection->destination, object);
}

static bool object_can_untrack(const Collection *collection, const OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(collection->heap, object);
    if (!layout->can_untrack) return false;
    if (layout->untrack_late && collection->generation < OU_GENERATIONS - 1) return false;
    return layout->can_untrack(object);
}

static size_t object_survive(Collection *collection, OuObject *object)
{
    if (object_can_untrack(collection, object)) ou_heap_untrack(object);
    object_settle(collection, object);
    return ou_heap_is_tracked(object) && object_is_counted(collection->heap, object);
}

// Parts what ou_judge_set has judged: the living settle in CPython's order (those that were never
// doubted first), the doomed become the garbage. Returns how many of the living there are.
static size_t collection_part(Collection *collection, const OuSet *judged, size_t doomed)
{
    OuHeap *heap = collection->heap;
    OuObjectList *queue = &heap->queue, *garbage = &heap->garbage;
    bool is_list = ou_judge_reserve(heap, garbage, doomed + 1);
    OuSetCursor cursor = { 0 };
    size_t living = 0;
    OuObject *object;
    garbage->count = 0;
    for (size_t i = 0; i < queue->count; i++) queue->items[i]->gc &= (uint8_t)~OU_GC_IN_SET;
    while ((object = ou_judge_next(judged, &cursor, OU_GC_IN_SET, OU_GC_IN_SET)) != NULL) {
        object->gc &= (uint8_t)~OU_GC_IN_SET;
        if (!(object->gc & OU_GC_DOOMED)) living += object_survive(collection, object);
        else if (is_list) garbage->items[garbage->count++] = object;
    }
    for (size_t i = 0; i < queue->count; i++) {
        living += object_survive(collection, queue->items[i]);
    }
    queue->count = 0;
    collection->garbage = (OuSet){
        .heap = heap, .items = is_list ? garbage->items : NULL, .count = garbage->count,
    };
    return living;
}

static void collection_judge(Collection *collection)
{
    OuHeap *heap = collection->heap;
    size_t doomed = ou_judge_set(&collection->members);
    size_t living = collection_part(collection, &collection->members, doomed);
    if (collection->generation == OU_GENERATIONS - 1) {
        heap->long_lived_total = living;
        heap->long_lived_pending = 0;
    } else if (collection->destination == OU_GENERATIONS - 1) {
        heap->long_lived_pending += living;
    }
}

// ---- 4. and 5. Callbacks and finalizers ---------------------------------------------------------

static OuObject *garbage_next(const Collection *collection, OuSetCursor *cursor)
{
    OuObject *object;
    do {
        object = ou_judge_next(&collection->garbage, cursor, OU_GC_DOOMED, OU_GC_DOOMED);
    } while (object && !object->kind);
    return object;
}

static void garbage_report(const Collection *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    if (!(heap->debug & OU_GC_DEBUG_COLLECTABLE) || !heap->hooks.report) return;
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        heap->hooks.report(heap, object, true);
    }
}

static void garbage_cut_weak(Collection *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuWeakLink *first = NULL, **tail = &first;
    OuObject *object;
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        tail = ou_weak_cut(heap, object, true, tail);
    }
    collection->collected += ou_weak_call(heap, first);
}

static bool object_wants_finalizer(OuHeap *heap, OuObject *object)
{
    if (object->gc & OU_GC_FINALIZED) return false;
    bool may = ou_heap_layout_of(heap, object)->may_finalize || (object->kind & OU_KIND_SUBCLASS);
    return may && heap->hooks.has_finalizer && heap->hooks.has_finalizer(heap, object);
}

static void garbage_finalize(Collection *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        if (!object_wants_finalizer(heap, object)) continue;
        object->gc |= OU_GC_FINALIZED;
        ou_object_ref(object);
        heap->hooks.finalize(heap, object);
        ou_object_unref(object);
    }
}

// ---- 6. The second judgement --------------------------------------------------------------------

// A slot whose object died as garbage was kept because the set names it.
static void slot_give_back(OuObject *slot)
{
    ou_page_put_slot(ou_page_of(slot), slot);
}

static void garbage_judge_again(Collection *collection)
{
    OuSet set = collection->garbage;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = ou_judge_next(&set, &cursor, OU_GC_DOOMED, OU_GC_DOOMED)) != NULL) {
        if (object->kind) object->gc = (uint8_t)((object->gc & ~OU_GC_DOOMED) | OU_GC_IN_SET);
        else slot_give_back(object);
    }
    size_t doomed = ou_judge_set(&set);
    collection_part(collection, &set, doomed);
}

// ---- 7. Clearing --------------------------------------------------------------------------------

static void clear_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) ou_clear(&slots[i]);
}

static void clear_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    while (count) ou_clear(&slots[--count]);
}

static void clear_pointer(OuVisitor *visitor, OuObject **slot)
{
    OuObject *object = *slot;
    *slot = NULL;
    if (object) ou_object_unref(object);
}

// An object without its slots isn't fit to be asked for a finalizer.
static void object_clear(OuHeap *heap, OuObject *object)
{
    OuVisitor clearer = {
        .span = clear_span, .pointer = clear_pointer, .span_backward = clear_span_backward,
        .is_clearing = true,
    };
    object->gc |= OU_GC_FINALIZED;
    ou_heap_visit(heap, object, &clearer);
}

static size_t garbage_count(const Collection *collection)
{
    OuSetCursor cursor = { 0 };
    size_t count = 0;
    OuObject *object;
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        count += object_is_counted(collection->heap, object);
    }
    return count;
}

static void garbage_clear(Collection *collection)
{
    OuHeap *heap = collection->heap;
    bool save = (heap->debug & OU_GC_DEBUG_SAVEALL) && heap->hooks.save;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = ou_judge_next(&collection->garbage, &cursor,
                                   OU_GC_DOOMED, OU_GC_DOOMED)) != NULL) {
        if (object->kind) {
            ou_object_ref(object);
            if (!save) object_clear(heap, object);
            else if (object_is_counted(heap, object)) heap->hooks.save(heap, object);
            ou_object_unref(object);
        }
        // It may die later, when another one is cleared.
        if (object->kind) object_settle(collection, object);
        else slot_give_back(object);
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static void heap_set_trigger(OuHeap *heap)
{
    bool automatic = heap->enabled && heap->thresholds[0] && heap->phase == OU_PHASE_IDLE;
    heap->trigger = automatic ? heap->thresholds[0] : UINT32_MAX;
}

static void collection_run(Collection *collection)
{
    OuHeap *heap = collection->heap;
    int generation = collection->generation;
    if (generation + 1 < OU_GENERATIONS) heap->counts[generation + 1]++;
    for (int i = 0; i <= generation; i++) heap->counts[i] = 0;
    collection_take_set(collection);
    collection_judge(collection);
    garbage_report(collection);
    garbage_cut_weak(collection);
    garbage_finalize(collection);
    garbage_judge_again(collection);
    garbage_cut_weak(collection);
    collection->collected += garbage_count(collection);
    garbage_clear(collection);
    heap->stats[generation].collections++;
    heap->stats[generation].collected += collection->collected;
}

static void collection_tidy_up(OuHeap *heap)
{
    ou_log_clear(&heap->spare);
    ou_log_shrink(heap, &heap->spare);
    ou_judge_clear(heap, &heap->queue);
    ou_judge_clear(heap, &heap->garbage);
    ou_log_release_empty_pages(heap, false);
}

static void heap_tell(OuHeap *heap, int generation, bool stop, size_t collected)
{
    if (heap->hooks.collection) heap->hooks.collection(heap, generation, stop, collected, 0);
}

// `early` allocations were made since the threshold was passed: they count for the next collection.
// If this one happens while objects die, those that wait go on waiting, and a depth of its own
// makes sure that what dies in here is gone when it ends.
static size_t heap_collect(OuHeap *heap, int generation, size_t largest, uint32_t early)
{
    uint32_t depth = heap->release_depth, dying = heap->dying;
    Collection collection = {
        .heap = heap,
        .generation = generation,
        .destination = generation + 1 < OU_GENERATIONS ? generation + 1 : generation,
        .members = { .heap = heap, .largest = largest },
        .garbage = { .heap = heap },
    };
    heap->phase = OU_PHASE_COLLECT;
    heap->release_depth = heap->dying = 0;
    __atomic_fetch_and(&heap->pending, ~(uint32_t)OU_PENDING_COLLECT, __ATOMIC_RELAXED);
    heap_set_trigger(heap);
    heap_tell(heap, generation, false, 0);
    collection_run(&collection);
    heap->counts[0] += early;
    heap_tell(heap, generation, true, collection.collected);
    heap->phase = OU_PHASE_IDLE;
    heap->release_depth = depth;
    heap->dying = dying;
    heap_set_trigger(heap);
    collection_tidy_up(heap);
    return collection.collected;
}

size_t ou_collector_collect(OuHeap *heap, int generation)
{
    assert(generation >= 0 && generation < OU_GENERATIONS);
    return ou_is_collecting(heap) ? 0 : heap_collect(heap, generation, 0, 0);
}

// The oldest generation over its threshold; the first one's count may have sunk since it asked.
static int heap_choose_generation(const OuHeap *heap)
{
    for (int i = OU_GENERATIONS - 1; i > 0; i--) {
        if (heap->counts[i] <= heap->thresholds[i]) continue;
        bool is_full = i == OU_GENERATIONS - 1;
        if (is_full && heap->long_lived_pending < heap->long_lived_total / 4) continue;
        return i;
    }
    return 0;
}

void ou_collector_poll(OuHeap *heap)
{
    __atomic_fetch_and(&heap->pending, ~(uint32_t)OU_PENDING_COLLECT, __ATOMIC_RELAXED);
    if (ou_is_collecting(heap) || !heap->enabled || !heap->thresholds[0]) return;
    int generation = heap_choose_generation(heap);
    uint32_t first = heap->thresholds[0] + 1;
    uint32_t early = heap->counts[0] > first ? (heap->counts[0] - first) % first : 0;
    size_t largest = generation == OU_GENERATIONS - 1 ? 0 : OU_COLLECTOR_LARGE_SPAN;
    heap_collect(heap, generation, largest, early);
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

void ou_collector_freeze(OuHeap *heap)
{
    __atomic_fetch_and(&heap->pending, ~(uint32_t)OU_PENDING_COLLECT, __ATOMIC_RELAXED);
    ou_heap_each(heap, object_freeze, heap);
    for (int i = 0; i < OU_GENERATIONS; i++) {
        ou_log_clear(&heap->logs[i]);
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
    if (!object_is_counted(enumeration->heap, object)) return true;
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
    Enumeration enumeration = { .heap = heap, .each = each, .context = context };
    for (int i = first; i <= last && !enumeration.stopped; i++) {
        enumeration.generation = i;
        enumerate_generation(&enumeration);
    }
}
