#include "gc/major.h"

#include <assert.h>
#include <string.h>

#include "gc/batch.h"
#include "gc/garbage.h"
#include "gc/log.h"
#include "gc/mark.h"

enum {   // work
    OU_WORK_PAGE  = 4,           // looking at a page
    OU_WORK_JUDGE = 3,           // judging an object
    OU_WORK_CLEAR = 4,           // clearing an object
};

void ou_major_init(OuHeap *heap)
{
    heap->major.pace = OU_MAJOR_PACE;
    heap->major.exact_below = OU_MAJOR_EXACT_BELOW;
    heap->major.batch_size = OU_MAJOR_BATCH;
}

static void major_enter(OuHeap *heap, OuMajorStage stage)
{
    heap->major.stage = (uint8_t)stage;
    heap->major.page = heap->major.slot = 0;
}

void ou_major_start(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    major_enter(heap, OU_MAJOR_PREPARE);
    major->has_rescanned = major->mark_is_partial = false;
    major->judged = major->collected = 0;
    major->containers = major->debt = 0;
}

void ou_major_abandon(OuHeap *heap)
{
    major_enter(heap, OU_MAJOR_IDLE);
    heap->major.debt = 0;
    ou_mark_forget(heap);
    heap->major.closed = heap->major.closed_slots = heap->major.hidden = 0;
    ou_judge_clear(heap, &heap->major.batch);
    ou_judge_clear(heap, &heap->major.doubted);
}

void ou_major_forget_dead(OuHeap *heap)
{
    if (!ou_is_major(heap)) return;
    ou_mark_forget_dead(heap);
    ou_judge_forget_dead(&heap->major.doubted);
    ou_batch_forget_dead(&heap->major);
}

// What is promoted while convictions go on has nobody to scan it; but neither has anybody the wish
// to convict it.
void ou_major_note_promoted(OuHeap *heap, OuObject *object)
{
    if (heap->major.stage == OU_MAJOR_CONVICT) {
        ou_mark_set_bit(ou_page_of(object), object, OU_BITMAP_MARK);
    } else {
        ou_mark_object(heap, object);
    }
}

// ---- Walking over the pages ---------------------------------------------------------------------

static OuPage *walk_page(OuHeap *heap)
{
    const OuPageTable *table = &heap->tables[OU_PAGE_CONTAINER];
    OuMajor *major = &heap->major;
    while (major->page < table->count) {
        OuPage *page = table->pages[major->page];
        if (page && page->state != OU_PAGE_EMPTY) return page;
        major->page++;
        major->slot = 0;
    }
    return NULL;
}

static void walk_leave_page(OuMajor *major)
{
    major->page++;
    major->slot = 0;
}

// The bits of `word` that belong to slots from major->slot on that were ever in use.
static uint64_t walk_mask(const OuMajor *major, const OuPage *page, uint32_t word)
{
    uint64_t mask = UINT64_MAX;
    if (word == major->slot / 64) mask <<= major->slot % 64;
    if (word == page->formatted / 64) mask &= (1ull << page->formatted % 64) - 1;
    return mask;
}

// The next slot of the page whose bits `pick` has chosen; NULL: the page has no more.
static OuObject *walk_slot(OuMajor *major, OuPage *page,
                           uint64_t (*pick)(const OuPage *page, uint32_t word))
{
    for (uint32_t word = major->slot / 64; word * 64 < page->formatted; word++) {
        uint64_t bits = pick(page, word) & walk_mask(major, page, word);
        if (!bits) continue;
        uint32_t index = word * 64 + (uint32_t)__builtin_ctzll(bits);
        major->slot = index + 1;
        return ou_page_slot(page, index);
    }
    return NULL;
}

// ---- 1. Preparing -------------------------------------------------------------------------------

static size_t prepare_some(OuHeap *heap, size_t work)
{
    size_t used = 0;
    OuPage *page;
    while (used < work && (page = walk_page(heap)) != NULL) {
        memset(ou_page_bitmap(page, 0), 0, OU_PAGE_BITMAPS * 8 * ou_page_words(page));
        walk_leave_page(&heap->major);
        used += OU_WORK_PAGE;
    }
    if (!walk_page(heap)) {
        major_enter(heap, OU_MAJOR_MARK);
        ou_mark_roots(heap);
    }
    return used;
}

// ---- 2. Marking ---------------------------------------------------------------------------------

// Nothing waits for being scanned. The roots are looked at again until they have nothing new.
static bool roots_are_done(OuHeap *heap)
{
    const OuMajor *major = &heap->major;
    assert(!major->stack.count && !major->large_count);
    ou_mark_roots(heap);
    return !major->stack.count;
}

static size_t mark_some(OuHeap *heap, size_t work)
{
    size_t used = ou_mark_some(heap, work);
    if (used < work && roots_are_done(heap)) {
        major_enter(heap, heap->major.mark_is_partial ? OU_MAJOR_RESCAN : OU_MAJOR_CONVICT);
    }
    return used;
}

// ---- Marking once more --------------------------------------------------------------------------

static uint64_t pick_marked(const OuPage *page, uint32_t word)
{
    return ou_page_bitmap((OuPage *)page, OU_BITMAP_MARK)[word];
}

static size_t rescan_some(OuHeap *heap, size_t work)
{
    OuMajor *major = &heap->major;
    size_t used = ou_mark_some(heap, work);
    OuPage *page;
    while (used < work && (page = walk_page(heap)) != NULL) {
        OuObject *object = walk_slot(major, page, pick_marked);
        if (!object) {
            walk_leave_page(major);
            used += OU_WORK_PAGE;
            continue;
        }
        OuObject header = ou_log_peek(object);
        if (header.kind && !ou_object_is_dying(&header)) used += ou_mark_scan(heap, object);
        if (used < work) used += ou_mark_some(heap, work - used);
    }
    if (used < work && roots_are_done(heap)) {
        major->has_rescanned = true;
        major_enter(heap, OU_MAJOR_CONVICT);
    }
    return used;
}

// ---- 3. Conviction ------------------------------------------------------------------------------

static uint64_t pick_unmarked(const OuPage *page, uint32_t word)
{
    return ~(ou_page_bitmap((OuPage *)page, OU_BITMAP_MARK)[word] |
             ou_page_bitmap((OuPage *)page, OU_BITMAP_TRIED)[word]);
}

// The next object that should be judged, from the pages, then from the doubted ones (`*again`).
static OuObject *suspect_next(OuHeap *heap, size_t *used, bool *again)
{
    OuMajor *major = &heap->major;
    *again = false;
    for (OuPage *page; (page = walk_page(heap)) != NULL; *used += OU_WORK_PAGE) {
        OuObject *object;
        while ((object = walk_slot(major, page, pick_unmarked)) != NULL) {
            if (ou_batch_is_suspect(object, false)) return object;
        }
        major->containers += ou_page_used(page);
        walk_leave_page(major);
    }
    *again = true;
    while (major->doubted.count) {
        OuObject *object = major->doubted.items[--major->doubted.count];
        if (ou_batch_is_suspect(object, false)) return object;
    }
    return NULL;
}

// Gathers a batch worth about as much work.
static OuGathering batch_gather(OuHeap *heap, size_t work, size_t *used)
{
    OuMajor *major = &heap->major;
    const size_t most = work / OU_WORK_JUDGE + major->batch_size;
    OuGathering answer = ou_batch_close(heap, false, most);
    while (answer == OU_GATHERED && !major->hidden && major->batch.count < major->batch_size &&
           *used + major->batch.count * OU_WORK_JUDGE < work) {
        bool again;
        OuObject *object = suspect_next(heap, used, &again);
        if (!object) break;
        major->begun = major->batch.count;
        ou_batch_add(heap, object, again);
        answer = ou_batch_close(heap, again, most);
    }
    return answer;
}

// Returns the work.
static size_t batch_judge(OuHeap *heap)
{
    OuMajor *major = &heap->major;
    OuRound collection = {
        .heap = heap,
        .generation = OU_GENERATIONS - 1,
        .destination = OU_GENERATIONS - 1,
        .is_batch = true,
        .members = { .heap = heap, .items = major->batch.items, .count = major->batch.count },
        .garbage = { .heap = heap },
    };
    size_t judged = major->batch.count;
    major->judged += judged;
    size_t doomed = ou_judge_set(&collection.members);
    (void)ou_garbage_part(&collection, &collection.members, doomed);
    major->batch.count = major->closed = 0;
    if (doomed) {
        major->is_watching = true;
        ou_garbage_dispose(&collection);
        major->is_watching = false;
        major->collected += collection.collected;
    }
    return judged * OU_WORK_JUDGE + doomed * OU_WORK_CLEAR;
}

static size_t convict_some(OuHeap *heap, size_t work)
{
    OuMajor *major = &heap->major;
    size_t used = 0;
    while (used < work) {
        OuGathering answer = batch_gather(heap, work, &used);
        if (answer == OU_GATHERED_IN_PART) {
            ou_batch_hide(heap);
            return work;
        }
        if (answer == OU_GATHERED_TOO_MUCH) {
            used += major->batch.count;
            ou_batch_give_up(major);
            major_enter(heap, OU_MAJOR_RESCAN);
            return used;
        }
        if (!major->batch.count && !walk_page(heap)) {
            ou_major_abandon(heap);
            return used;
        }
        if (major->hidden && ou_batch_condemn(heap)) return work;
        if (major->batch.count) used += batch_judge(heap);
        if (ou_heap_has_put_off(heap)) return work;
    }
    return used;
}

void ou_major_doubt(OuObject *object)
{
    OuPage *page = ou_page_of(object);
    OuMajor *major = &page->heap->major;
    assert(major->is_watching);
    if (page->sort != OU_PAGE_CONTAINER || object->gc & OU_GC_DOOMED) return;
    if (!ou_mark_bit(page, object, OU_BITMAP_TRIED)) return;
    if (ou_judge_push(page->heap, &major->doubted, object)) {
        ou_mark_clear_bit(page, object, OU_BITMAP_TRIED);
    }
}

// ---- The whole ----------------------------------------------------------------------------------

bool ou_major_step(OuHeap *heap, size_t work)
{
    static size_t (*const stages[])(OuHeap *heap, size_t work) = {
        [OU_MAJOR_PREPARE] = prepare_some,
        [OU_MAJOR_MARK]    = mark_some,
        [OU_MAJOR_RESCAN]  = rescan_some,
        [OU_MAJOR_CONVICT] = convict_some,
    };
    size_t used = 0;
    while (used < work && ou_is_major(heap)) {
        int stage = heap->major.stage;
        ou_step_begin(heap, OU_STEP_STAGE, stage);
        used += stages[stage](heap, work - used);
        ou_step_end(heap, OU_STEP_STAGE, stage);
    }
    return !ou_is_major(heap);
}
