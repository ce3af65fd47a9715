#include "gc/audit.h"

#include <inttypes.h>

#include "gc/log.h"
#include "gc/weak.h"

typedef struct Audit {
    OuVisitor visitor;           // first, so that the visitor's functions find the rest
    OuHeap   *heap;
    OuBuffer *report;
    bool      strict;
    int32_t   change;            // what the visitor does to counts
    const OuObject *holder;      // whose references are visited; NULL for the roots
    size_t    faults;
} Audit;

enum { OU_AUDIT_MOST_FAULTS = 100 };   // more than these tell nobody anything

#define AUDIT_FAULT(audit, ...)                                                                \
    do {                                                                                       \
        if ((audit)->faults++ < OU_AUDIT_MOST_FAULTS) {                                        \
            ou_buffer_put_format((audit)->report, __VA_ARGS__);                                \
        }                                                                                      \
    } while (0)

static const char *audit_name(const Audit *audit, const OuObject *object)
{
    return object ? ou_heap_layout_of(audit->heap, object)->name : "a root";
}

// ---- References ---------------------------------------------------------------------------------

// Is there a live object at the address? Answers for any address within the heap's pages.
static bool audit_is_alive(const Audit *audit, OuObject *object)
{
    OuPage *page = ou_page_of(object);
    if (page->heap != audit->heap || page->sort == OU_PAGE_BUFFER) return false;
    uint32_t index = ou_page_index(page, object);
    return ou_page_slot(page, index) == (void *)object && index < page->formatted &&
           ou_log_peek(object).kind != 0;
}

static void audit_reference(Audit *audit, OuObject *object)
{
    if (audit_is_alive(audit, object)) {
        object->refs += (uint32_t)audit->change;
    } else if (audit->change < 0) {
        AUDIT_FAULT(audit, "%s at %p refers to %p, where nothing lives\n",
                    audit_name(audit, audit->holder), (const void *)audit->holder,
                    (void *)object);
    }
}

static void audit_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) audit_reference((Audit *)visitor, ou_pointer_of(slots[i]));
    }
}

static void audit_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) audit_reference((Audit *)visitor, *slot);
}

static bool audit_visit(OuObject *object, void *context)
{
    Audit *audit = context;
    audit->holder = object;
    if (ou_page_of(object)->sort == OU_PAGE_CONTAINER) {
        ou_heap_visit(audit->heap, object, &audit->visitor);
    }
    return true;
}

static void audit_visit_all(Audit *audit, int32_t change)
{
    audit->change = change;
    ou_heap_each(audit->heap, audit_visit, audit);
    audit->holder = NULL;
    if (audit->heap->hooks.visit_roots) {
        audit->heap->hooks.visit_roots(audit->heap, &audit->visitor);
    }
}

// An immortal's count lies about OU_REFS_IMMORTAL, however many references are off it now.
static bool audit_was_immortal(const OuObject *object)
{
    return object->refs - (OU_REFS_IMMORTAL - (1u << 29)) < 1u << 30;
}

// All references are off the counts now.
static bool audit_compare(OuObject *object, void *context)
{
    Audit *audit = context;
    int32_t left = (int32_t)object->refs;
    if (left == 0 || audit_was_immortal(object) || ou_object_is_dying(object)) return true;
    if (left < 0) {
        AUDIT_FAULT(audit, "%s at %p: %" PRId32 " references are not counted\n",
                    audit_name(audit, object), (void *)object, -left);
    } else if (audit->strict) {
        AUDIT_FAULT(audit, "%s at %p: %" PRId32 " references are held by nobody\n",
                    audit_name(audit, object), (void *)object, left);
    }
    return true;
}

static void audit_counts(Audit *audit)
{
    audit_visit_all(audit, -1);
    ou_heap_each(audit->heap, audit_compare, audit);
    audit_visit_all(audit, 1);
}

// ---- Objects ------------------------------------------------------------------------------------

static bool audit_header(OuObject *object, void *context)
{
    Audit *audit = context;
    OuPage *page = ou_page_of(object);
    bool is_idle = audit->heap->phase == OU_PHASE_IDLE;
    if ((object->gc & OU_GC_TRACKED) && page->sort != OU_PAGE_CONTAINER) {
        AUDIT_FAULT(audit, "%s at %p is tracked, but a leaf\n", audit_name(audit, object),
                    (void *)object);
    }
    if (is_idle && !ou_object_is_dying(object) && (object->gc & (OU_GC_IN_SET | OU_GC_DOOMED))) {
        AUDIT_FAULT(audit, "%s at %p is left over from a collection\n",
                    audit_name(audit, object), (void *)object);
    }
    if ((object->gc & OU_GC_HAS_WEAK) && !ou_weak_first(audit->heap, object)) {
        AUDIT_FAULT(audit, "%s at %p has lost its weak links\n", audit_name(audit, object),
                    (void *)object);
    }
    for (OuWeakLink *link = ou_weak_first(audit->heap, object); link; link = ou_weak_next(link)) {
        if (link->target == object && audit_is_alive(audit, link->owner)) continue;
        AUDIT_FAULT(audit, "%s at %p has a wrong weak link\n", audit_name(audit, object),
                    (void *)object);
    }
    return true;
}

// ---- Pages --------------------------------------------------------------------------------------

static OU_UNPOISONED char *slot_next(char *slot)
{
    return ((char **)(void *)slot)[1];
}

static uint32_t page_count_free(Audit *audit, OuPage *page)
{
    uint32_t count = 0;
    for (char *slot = page->free; slot && count <= page->formatted; slot = slot_next(slot)) {
        uint32_t index = ou_page_index(page, slot);
        if (index >= page->formatted || ou_page_slot(page, index) != (void *)slot) {
            AUDIT_FAULT(audit, "page %p: %p on the free list isn't a slot\n", (void *)page,
                        (void *)slot);
            break;
        }
        count++;
    }
    return count;
}

static uint32_t page_count_dead(OuPage *page)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->formatted; i++) {
        OuObject header = ou_log_peek(ou_page_slot(page, i));
        // Garbage that has died during its collection isn't free yet.
        count += header.kind == 0 && !(header.gc & OU_GC_DOOMED);
    }
    return count;
}

static void audit_page(Audit *audit, OuPage *page)
{
    if (page->heap != audit->heap) {
        AUDIT_FAULT(audit, "page %p names another heap\n", (void *)page);
    }
    if (page->state == OU_PAGE_SPAN || page->state == OU_PAGE_EMPTY) return;
    uint32_t count = page_count_free(audit, page), used = ou_page_used(page);
    if (used + count != page->formatted) {
        AUDIT_FAULT(audit, "page %p: %u used and %u free of %u slots\n", (void *)page, used, count,
                    page->formatted);
    }
    if (page->sort != OU_PAGE_BUFFER && page_count_dead(page) != count) {
        AUDIT_FAULT(audit, "page %p: %u slots are dead, %u are free\n", (void *)page,
                    page_count_dead(page), count);
    }
    if (page->state == OU_PAGE_FULL && (count || page->formatted < page->slot_count)) {
        AUDIT_FAULT(audit, "page %p isn't full\n", (void *)page);
    }
}

static void audit_pages(Audit *audit)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        const OuPageTable *table = &audit->heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i]) audit_page(audit, table->pages[i]);
        }
    }
}

// ---- Logs ---------------------------------------------------------------------------------------

// Young objects are counted here and in their log, after tidying: there is none that the log lacks.
typedef struct Census {
    int    generation;
    size_t count;
} Census;

static bool census_count(OuObject *object, void *context)
{
    Census *census = context;
    const uint8_t mask = OU_GC_TRACKED | OU_GC_GENERATION | OU_GC_DOOMED | OU_GC_IN_SET;
    census->count += (object->gc & mask) == (OU_GC_TRACKED | census->generation);
    return true;
}

static void audit_logs(Audit *audit)
{
    if (audit->heap->phase != OU_PHASE_IDLE) return;
    for (int i = 0; i < OU_GENERATIONS; i++) {
        if (audit->heap->logs[i].lost) continue;
        Census census = { .generation = i };
        ou_heap_each(audit->heap, census_count, &census);
        ou_log_tidy(audit->heap, i);
        size_t length = ou_log_length(&audit->heap->logs[i]);
        if (length == census.count) continue;
        AUDIT_FAULT(audit, "generation %d has %zu objects, its log %zu\n", i, census.count, length);
    }
}

// ---- The whole ----------------------------------------------------------------------------------

static bool audit_run(OuHeap *heap, OuBuffer *report, bool strict)
{
    ou_heap_settle(heap);
    Audit audit = {
        .visitor = { .span = audit_span, .pointer = audit_pointer },
        .heap = heap,
        .report = report,
        .strict = strict,
    };
    audit_pages(&audit);
    audit_logs(&audit);
    ou_heap_each(heap, audit_header, &audit);
    if (!heap->release_depth) audit_counts(&audit);
    if (audit.faults > OU_AUDIT_MOST_FAULTS) {
        ou_buffer_put_format(report, "... %zu faults in all\n", audit.faults);
    }
    return audit.faults == 0;
}

bool ou_audit_check(OuHeap *heap, OuBuffer *report)
{
    return audit_run(heap, report, false);
}

bool ou_audit_check_strict(OuHeap *heap, OuBuffer *report)
{
    return audit_run(heap, report, true);
}
