#include "gc/judge.h"

#include <assert.h>

enum { OU_LIST_SMALLEST = 256, OU_LIST_KEPT = 4096, OU_QUEUE_LONGEST = 1 << 18 };

// ---- Lists --------------------------------------------------------------------------------------

bool ou_judge_reserve(OuHeap *heap, OuObjectList *list, size_t capacity)
{
    if (capacity <= list->capacity) return true;
    size_t size = sizeof *list->items;
    OuObject **items = ou_memory_resize(&heap->memory, list->items, list->capacity * size,
                                        capacity * size);
    if (!items) return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

bool ou_judge_push(OuHeap *heap, OuObjectList *list, OuObject *object)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : OU_LIST_SMALLEST;
        if (!ou_judge_reserve(heap, list, capacity)) return false;
    }
    list->items[list->count++] = object;
    return true;
}

void ou_judge_clear(OuHeap *heap, OuObjectList *list)
{
    list->count = 0;
    if (list->capacity <= OU_LIST_KEPT) return;
    ou_memory_free(&heap->memory, list->items, list->capacity * sizeof *list->items);
    *list = (OuObjectList){ 0 };
}

void ou_judge_forget_dead(OuObjectList *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (ou_log_peek(list->items[i]).kind) list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

// ---- Walking ------------------------------------------------------------------------------------

bool ou_judge_next_page(const OuSet *set, OuSetCursor *cursor)
{
    const OuPageTable *table = &set->heap->tables[OU_PAGE_CONTAINER];
    if (ou_judge_stops(set)) return false;
    while (cursor->index < table->count) {
        OuPage *page = table->pages[cursor->index++];
        if (!page) continue;
        assert(page->formatted);
        cursor->slot = ou_page_slot(page, 0);
        cursor->step = page->slot_size;
        cursor->end = cursor->slot + page->formatted * page->slot_size;
        return true;
    }
    return false;
}

// ---- The judgement ------------------------------------------------------------------------------

typedef struct Judge {
    OuVisitor visitor;           // first, so that the visitor's functions find the rest
    OuSet    *set;
    size_t    doomed;            // so many members are, at the moment
    bool      again;             // a rescued object found no room in the queue
} Judge;

static bool judge_visitor_stops(OuVisitor *visitor)
{
    return ou_judge_stops(((const Judge *)visitor)->set);
}

static inline bool judge_span_stops(OuVisitor *visitor, size_t number)
{
    return OU_UNLIKELY(ou_visit_looks(number)) && judge_visitor_stops(visitor);
}

#define JUDGE_SPAN(name, member, may_stop)                                           \
    static void name##_span(OuVisitor *visitor, OuValue *slots, size_t count)        \
    {                                                                                \
        OuVisitRange range = ou_visit_range(visitor, count);                         \
        for (size_t i = range.from; i < range.end; i++) {                            \
            if (ou_is_pointer(slots[i])) member(visitor, ou_pointer_of(slots[i]));   \
            if (may_stop && judge_span_stops(visitor, i)) return;                    \
        }                                                                            \
    }                                                                                \
    static void name##_span_backward(OuVisitor *visitor, OuValue *slots, size_t count) \
    {                                                                                \
        OuVisitRange range = ou_visit_range(visitor, count);                         \
        for (size_t i = range.end; i > range.from; i--) {                            \
            if (ou_is_pointer(slots[i - 1])) member(visitor, ou_pointer_of(slots[i - 1])); \
            if (may_stop && judge_span_stops(visitor, i)) return;                    \
        }                                                                            \
    }                                                                                \
    static void name##_pointer(OuVisitor *visitor, OuObject **slot)                  \
    {                                                                                \
        if (*slot) member(visitor, *slot);                                           \
    }

static inline void member_subtract(OuVisitor *visitor, OuObject *member)
{
    ou_visit_subtract(member);
}

static inline void member_restore(OuVisitor *visitor, OuObject *member)
{
    if (member->gc & OU_GC_IN_SET) member->refs++;
}

// One that finds no room in the queue stays doomed, with a count: another pass will see it. The
// queue of a walk over the pages, which isn't needed for its order, doesn't become long.
static void member_rescue(Judge *judge, OuObject *member)
{
    OuHeap *heap = judge->set->heap;
    bool has_room = judge->set->items || heap->queue.count < OU_QUEUE_LONGEST;
    if (has_room && ou_judge_push(heap, &heap->queue, member)) {
        member->gc &= (uint8_t)~OU_GC_DOOMED;
        judge->doomed--;
    } else {
        judge->again = true;
    }
}

static inline void member_reach(OuVisitor *visitor, OuObject *member)
{
    if (!(member->gc & OU_GC_IN_SET)) return;
    member->refs++;
    if (member->gc & OU_GC_DOOMED) member_rescue((Judge *)visitor, member);
}

JUDGE_SPAN(subtract, member_subtract, true)
JUDGE_SPAN(restore, member_restore, false)
JUDGE_SPAN(reach, member_reach, true)

#define JUDGE_VISITOR(name, set) {                                                   \
        .span = name##_span, .pointer = name##_pointer,                              \
        .span_backward = name##_span_backward, .largest = (set)->largest,            \
        .stops = judge_visitor_stops,                                                \
    }

typedef struct Visit {
    OuHeap    *heap;
    OuVisitor *visitor;
} Visit;

static inline void member_visit(OuObject *member, void *context)
{
    const Visit *visit = context;
    ou_heap_visit(visit->heap, member, visit->visitor);
}

static void judge_visit_all(const OuSet *set, OuVisitor *visitor, uint8_t wanted)
{
    Visit visit = { set->heap, visitor };
    ou_judge_each(set, wanted, wanted, member_visit, &visit);
}

// A list's queue is kept, because it is the order of the rescued; a walk's need not become long.
static void judge_drain(Judge *judge, size_t *done)
{
    OuHeap *heap = judge->set->heap;
    OuObjectList *queue = &heap->queue;
    bool is_list = judge->set->items;
    for (size_t round = 0; is_list ? *done < queue->count : queue->count > 0; round++) {
        if (round % OU_JUDGE_ROUND == OU_JUDGE_ROUND - 1 && ou_judge_stops(judge->set)) return;
        OuObject *next = is_list ? queue->items[(*done)++] : queue->items[--queue->count];
        ou_heap_visit(heap, next, &judge->visitor);
    }
}

static inline void judge_member(OuObject *member, void *context)
{
    Judge *judge = context;
    if (member->refs == 0) {
        member->gc |= OU_GC_DOOMED;
        judge->doomed++;
    } else {
        ou_heap_visit(judge->set->heap, member, &judge->visitor);
    }
}

static void judge_pass(Judge *judge)
{
    OuSet *set = judge->set;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    size_t done = 0;
    if (set->items) {
        ou_judge_each_item(set, OU_GC_IN_SET, OU_GC_IN_SET, judge_member, judge);
        judge_drain(judge, &done);
        return;
    }
    while ((object = ou_judge_next(set, &cursor, OU_GC_IN_SET, OU_GC_IN_SET)) != NULL) {
        judge_member(object, judge);
        judge_drain(judge, &done);
    }
}

// Goes over the set again for those that were rescued without finding room in the queue.
static void judge_pass_again(Judge *judge)
{
    const uint8_t doomed = OU_GC_IN_SET | OU_GC_DOOMED;
    OuSetCursor cursor = { 0 };
    OuObject *object;
    size_t done = judge->set->heap->queue.count;
    judge->again = false;
    while ((object = ou_judge_next(judge->set, &cursor, doomed, doomed)) != NULL) {
        if (object->refs == 0) continue;
        object->gc &= (uint8_t)~OU_GC_DOOMED;
        judge->doomed--;
        ou_heap_visit(judge->set->heap, object, &judge->visitor);
        judge_drain(judge, &done);
    }
}

// ---- The counts ---------------------------------------------------------------------------------

// So many members has the set at the most.
static size_t set_room(const OuSet *set)
{
    const OuPageTable *table = &set->heap->tables[OU_PAGE_CONTAINER];
    size_t room = 0;
    if (set->items) return set->count;
    for (uint32_t i = 0; i < table->count; i++) {
        if (table->pages[i]) room += table->pages[i]->formatted;
    }
    return room;
}

static bool counts_reserve(OuHeap *heap, size_t count)
{
    if (count <= heap->saved_capacity) return true;
    size_t size = sizeof *heap->saved, capacity = count * 2;
    uint32_t *saved = ou_memory_resize(&heap->memory, heap->saved, heap->saved_capacity * size,
                                       capacity * size);
    if (!saved) return false;
    heap->saved = saved;
    heap->saved_capacity = capacity;
    return true;
}

static inline void member_save(OuObject *member, void *context)
{
    OuHeap *heap = context;
    heap->saved[heap->saved_count++] = member->refs;
}

// For a list that costs less than visiting the doomed again. A walk over the pages needs it only to
// get out in the middle.
static bool counts_save(const OuSet *set)
{
    OuHeap *heap = set->heap;
    if (!set->items && !set->may_stop) return false;
    if (!counts_reserve(heap, set_room(set))) return false;
    heap->saved_count = 0;
    ou_judge_each(set, OU_GC_IN_SET, OU_GC_IN_SET, member_save, heap);
    return true;
}

static inline void member_put_back(OuObject *member, void *context)
{
    ou_judge_put_back(member, context);
}

static void counts_restore(const OuSet *set)
{
    OuSavedCounts counts = ou_judge_saved(set->heap);
    ou_judge_each(set, OU_GC_IN_SET, OU_GC_IN_SET, member_put_back, &counts);
}

// ---- The whole ----------------------------------------------------------------------------------

size_t ou_judge_set(OuSet *set)
{
    Judge subtracter = { .visitor = JUDGE_VISITOR(subtract, set), .set = set };
    Judge restorer = { .visitor = JUDGE_VISITOR(restore, set), .set = set };
    Judge judge = { .visitor = JUDGE_VISITOR(reach, set), .set = set };
    OuHeap *heap = set->heap;
    ou_step_begin(heap, OU_STEP_JUDGE, 0);
    bool is_saved = counts_save(set);
    set->may_stop &= is_saved;
    subtracter.visitor.mode = OU_VISIT_SUBTRACT;
    heap->queue.count = 0;
    judge_visit_all(set, &subtracter.visitor, OU_GC_IN_SET);
    judge_pass(&judge);
    while (judge.again) judge_pass_again(&judge);
    heap->was_stopped |= ou_judge_stops(set);
    set->may_stop = false;
    if (heap->was_stopped) heap->queue.count = judge.doomed = 0;
    else if (set->items && is_saved) counts_restore(set);
    else if (judge.doomed) judge_visit_all(set, &restorer.visitor, OU_GC_IN_SET | OU_GC_DOOMED);
    ou_step_end(heap, OU_STEP_JUDGE, 0);
    return judge.doomed;
}

// ---- The sum ------------------------------------------------------------------------------------

typedef struct Sum {
    Judge     judge;             // first
    uint64_t  inside;            // references to doomed ones
} Sum;

static inline void member_count(OuVisitor *visitor, OuObject *member)
{
    ((Sum *)visitor)->inside += (member->gc & OU_GC_DOOMED) != 0;
}

JUDGE_SPAN(count, member_count, false)

bool ou_judge_explains(OuHeap *heap, const OuObjectList *list, uint64_t references)
{
    OuSet all = { .heap = heap };
    Sum sum = { .judge = { .visitor = JUDGE_VISITOR(count, &all), .set = &all } };
    ou_step_begin(heap, OU_STEP_JUDGE, 0);
    OuVisitor *visitor = &sum.judge.visitor;
    for (size_t i = 0; i < list->count; i++) ou_heap_visit(heap, list->items[i], visitor);
    ou_step_end(heap, OU_STEP_JUDGE, 0);
    return sum.inside == references;
}

void ou_judge_forget_counts(OuHeap *heap)
{
    ou_memory_free(&heap->memory, heap->saved, heap->saved_capacity * sizeof *heap->saved);
    heap->saved = NULL;
    heap->saved_capacity = 0;
}
