#include "gc/garbage.h"

#include "gc/clear.h"
#include "gc/collector.h"
#include "gc/log.h"
#include "gc/major.h"
#include "gc/mark.h"
#include "gc/quiet.h"
#include "gc/weak.h"

// ---- 3. Survivors -------------------------------------------------------------------------------

static inline bool layout_is_counted(const OuLayout *layout, const OuObject *object)
{
    return !layout->uncounted && !(layout->is_inner && layout->is_inner(object));
}

bool ou_garbage_is_counted(const OuHeap *heap, const OuObject *object)
{
    return layout_is_counted(ou_heap_layout_of(heap, object), object);
}

// The garbage is listed, unless it came from a walk over the pages, so has no order to keep, and is
// so much that a list would be as large as a good part of it.
static bool garbage_wants_list(const OuSet *judged, size_t doomed)
{
    return judged->items || doomed <= OU_COLLECTOR_LONGEST_LOG;
}

// An object that lives on takes its place as the newest of the collection's destination.
static void object_settle(OuRound *collection, OuObject *object)
{
    OuHeap *heap = collection->heap;
    unsigned gc = object->gc & ~(unsigned)(OU_GC_IN_SET | OU_GC_DOOMED | OU_GC_GENERATION);
    object->gc = (uint8_t)(gc | (unsigned)collection->destination);
    if (collection->is_batch) {
        ou_mark_set_bit(ou_page_of(object), object, OU_BITMAP_TRIED);
    } else if (gc & OU_GC_TRACKED) {
        ou_log_put(heap, collection->destination, object);
        if (collection->destination == OU_GENERATIONS - 1) ou_major_promote(heap, object);
    }
}

static bool object_can_untrack(const OuRound *collection, const OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(collection->heap, object);
    if (!layout->can_untrack || collection->is_batch) return false;
    if (layout->untrack_late && collection->generation < OU_GENERATIONS - 1) return false;
    return layout->can_untrack(object);
}

static size_t object_survive(OuRound *collection, OuObject *object)
{
    if (object_can_untrack(collection, object)) ou_heap_untrack(object);
    object_settle(collection, object);
    return ou_heap_is_tracked(object) && ou_garbage_is_counted(collection->heap, object);
}

static inline bool object_wants_finalizer(OuHeap *heap, const OuLayout *layout, OuObject *object)
{
    return ou_heap_may_finalize(heap, layout, object) && heap->hooks.has_finalizer &&
           heap->hooks.has_finalizer(heap, object);
}

// A set that is being parted.
typedef struct Parting {
    OuRound   *collection;
    OuObject **next;             // where the next garbage is listed; NULL: it isn't listed
    size_t     living, counted;
    uint8_t    bits;             // of the headers of all garbage
    uint8_t    plain;            // a kind of which the steps to come need to know no more
} Parting;

// Notes what the steps to come need to know of the garbage. False: of others of this kind they need
// to know no more than that they count.
static bool garbage_note(OuRound *collection, OuObject *object)
{
    OuHeap *heap = collection->heap;
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    // What has had its finalizer says nothing of the next object of its kind.
    bool may_finalize = ou_heap_kind_may_finalize(heap, layout, object);
    if (!collection->has_finalizer) {
        collection->has_finalizer = object_wants_finalizer(heap, layout, object);
    }
    collection->is_quiet &= layout->is_quiet;
    collection->counted += layout_is_counted(layout, object);
    return may_finalize || layout->uncounted || layout->is_inner;
}

static inline void member_part(OuObject *object, void *context)
{
    Parting *parting = context;
    uint8_t gc = object->gc &= (uint8_t)~OU_GC_IN_SET;
    if (!(gc & OU_GC_DOOMED)) {
        parting->living += object_survive(parting->collection, object);
        return;
    }
    parting->bits |= gc;
    if (object->kind == parting->plain) parting->counted++;
    else if (!garbage_note(parting->collection, object)) parting->plain = object->kind;
    if (parting->next) *parting->next++ = object;
}

// A set whose judgement was stopped.
typedef struct Acquittal {
    OuRound      *collection;
    OuSavedCounts counts;
    size_t        living;
} Acquittal;

static inline void member_acquit(OuObject *object, void *context)
{
    Acquittal *acquittal = context;
    ou_judge_put_back(object, &acquittal->counts);
    object_settle(acquittal->collection, object);
    acquittal->living++;
}

// All live on, and none is garbage.
static size_t garbage_acquit(OuRound *collection, const OuSet *judged)
{
    OuHeap *heap = collection->heap;
    Acquittal acquittal = { .collection = collection, .counts = ou_judge_saved(heap) };
    ou_judge_each(judged, OU_GC_IN_SET, OU_GC_IN_SET, member_acquit, &acquittal);
    heap->garbage.count = 0;
    collection->garbage = (OuSet){ .heap = heap };
    return acquittal.living;
}

size_t ou_garbage_part(OuRound *collection, const OuSet *judged, size_t doomed)
{
    OuHeap *heap = collection->heap;
    if (heap->was_stopped) return garbage_acquit(collection, judged);
    OuObjectList *queue = &heap->queue, *garbage = &heap->garbage;
    bool is_list = garbage_wants_list(judged, doomed) &&
                   ou_judge_reserve(heap, garbage, doomed + 1);
    ou_step_begin(heap, OU_STEP_PART, 0);
    Parting parting = { .collection = collection, .next = is_list ? garbage->items : NULL };
    collection->has_finalizer = false;
    collection->is_quiet = true;
    collection->counted = 0;
    for (size_t i = 0; i < queue->count; i++) queue->items[i]->gc &= (uint8_t)~OU_GC_IN_SET;
    ou_judge_each(judged, OU_GC_IN_SET, OU_GC_IN_SET, member_part, &parting);
    for (size_t i = 0; i < queue->count; i++) {
        parting.living += object_survive(collection, queue->items[i]);
    }
    queue->count = 0;
    garbage->count = is_list ? (size_t)(parting.next - garbage->items) : 0;
    collection->has_weak = (parting.bits & OU_GC_HAS_WEAK) != 0;
    collection->counted += parting.counted;
    collection->garbage = (OuSet){
        .heap = heap, .items = is_list ? garbage->items : NULL, .count = garbage->count,
    };
    ou_step_end(heap, OU_STEP_PART, 0);
    return parting.living;
}

// ---- 4. and 5. Callbacks and finalizers ---------------------------------------------------------

static OuObject *garbage_next(const OuRound *collection, OuSetCursor *cursor)
{
    OuObject *object;
    do {
        object = ou_judge_next(&collection->garbage, cursor, OU_GC_DOOMED, OU_GC_DOOMED);
    } while (object && !object->kind);
    return object;
}

static void garbage_report(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    if (!(heap->debug & OU_GC_DEBUG_COLLECTABLE) || !heap->hooks.report) return;
    collection->has_run = true;
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        heap->hooks.report(heap, object, true);
    }
}

static void garbage_cut_weak(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuWeakLink *first = NULL, **tail = &first;
    OuObject *object;
    if (!collection->has_weak) return;
    ou_step_begin(heap, OU_STEP_WEAK, 0);
    while ((object = garbage_next(collection, &cursor)) != NULL) {
        tail = ou_weak_cut(heap, object, true, tail);
    }
    collection->has_run |= first != NULL;
    collection->collected += ou_weak_call(heap, first);
    ou_step_end(heap, OU_STEP_WEAK, 0);
}

static bool garbage_stops(const OuRound *collection)
{
    OuHeap *heap = collection->heap;
    heap->was_stopped |= heap->may_stop && ou_heap_is_interrupted(heap);
    return heap->was_stopped;
}

static void garbage_finalize(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    if (!collection->has_finalizer) return;
    ou_step_begin(heap, OU_STEP_FINALIZE, 0);
    while (!garbage_stops(collection) && (object = garbage_next(collection, &cursor)) != NULL) {
        const OuLayout *layout = ou_heap_layout_of(heap, object);
        if (!object_wants_finalizer(heap, layout, object)) continue;
        object->gc |= OU_GC_FINALIZED;
        collection->has_run = true;
        ou_object_ref(object);
        heap->hooks.finalize(heap, object);
        ou_object_unref(object);
    }
    ou_step_end(heap, OU_STEP_FINALIZE, 0);
}

// ---- 6. The second judgement --------------------------------------------------------------------

static void garbage_judge_again(OuRound *collection)
{
    OuSet set = collection->garbage;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = ou_judge_next(&set, &cursor, OU_GC_DOOMED, OU_GC_DOOMED)) != NULL) {
        if (object->kind) object->gc = (uint8_t)((object->gc & ~OU_GC_DOOMED) | OU_GC_IN_SET);
        else ou_clear_give_back(object);
    }
    set.may_stop = collection->heap->may_stop;
    size_t doomed = ou_judge_set(&set);
    ou_garbage_part(collection, &set, doomed);
}

// ---- 7. Clearing --------------------------------------------------------------------------------

// What has died gives its slot back; the rest lives on, for as long as something holds it.
static void garbage_settle(OuRound *collection)
{
    OuSetCursor cursor = { 0 };
    OuObject *object;
    while ((object = ou_judge_next(&collection->garbage, &cursor,
                                   OU_GC_DOOMED, OU_GC_DOOMED)) != NULL) {
        if (object->kind) object_settle(collection, object);
        else ou_clear_give_back(object);
    }
}

// Lists what is left of the garbage. False: memory is refused.
static bool garbage_list(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    if (collection->garbage.items) return true;
    heap->garbage.count = 0;
    while ((object = ou_judge_next(&collection->garbage, &cursor,
                                   OU_GC_DOOMED, OU_GC_DOOMED)) != NULL) {
        if (!object->kind) ou_clear_give_back(object);
        else if (!ou_judge_push(heap, &heap->garbage, object)) return false;
    }
    return true;
}

static void garbage_clear_object(OuHeap *heap, OuObject *object, bool save)
{
    ou_object_ref(object);
    if (!save) ou_clear_object(heap, object);
    else if (ou_garbage_is_counted(heap, object)) heap->hooks.save(heap, object);
    ou_object_unref(object);
}

// False: it was stopped, and all that is left is listed.
static bool garbage_clear_all(OuRound *collection)
{
    OuHeap *heap = collection->heap;
    bool save = (heap->debug & OU_GC_DEBUG_SAVEALL) && heap->hooks.save;
    bool may_stop = !save;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    for (size_t round = 0; (object = garbage_next(collection, &cursor)) != NULL; round++) {
        garbage_clear_object(heap, object, save);
        if (round % OU_JUDGE_ROUND || !may_stop || !garbage_stops(collection)) continue;
        if (garbage_list(collection)) return false;
        may_stop = false;
    }
    return true;
}

// Who is cleared may die later, when another one is.
static void garbage_clear(OuRound *collection)
{
    if (garbage_clear_all(collection)) garbage_settle(collection);
    else ou_clear_condemn(collection->heap, &collection->heap->garbage);
}

// ---- The whole ----------------------------------------------------------------------------------

void ou_garbage_dispose(OuRound *collection)
{
    if (collection->heap->was_stopped) return;
    garbage_report(collection);
    garbage_cut_weak(collection);
    garbage_finalize(collection);
    if (collection->has_run && !garbage_stops(collection)) {
        garbage_judge_again(collection);
        garbage_cut_weak(collection);
    }
    if (garbage_stops(collection)) {
        garbage_settle(collection);
        return;
    }
    collection->collected += collection->counted;
    OuHeap *heap = collection->heap;
    if (heap->hooks.garbage && collection->counted) {
        heap->hooks.garbage(heap, &collection->garbage);
    }
    ou_step_begin(heap, OU_STEP_CLEAR, 0);
    if (collection->is_batch && ou_clear_may_condemn(heap, collection->garbage.count)) {
        ou_clear_condemn(heap, &heap->garbage);
    } else if (!ou_quiet_end(collection)) {
        garbage_clear(collection);
    }
    ou_step_end(heap, OU_STEP_CLEAR, 0);
}
