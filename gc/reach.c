#include "gc/reach.h"

#include <string.h>

static void reach_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) ou_reach_put((OuReach *)visitor, ou_pointer_of(slots[i]));
    }
}

static void reach_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) ou_reach_put((OuReach *)visitor, *slot);
}

bool ou_reach_init(OuReach *reach, const OuNumbering *numbering, OuLookout *lookout)
{
    reach->visitor = (OuVisitor){ .span = reach_span, .span_backward = reach_span,
                                  .pointer = reach_pointer };
    reach->numbering = numbering;
    reach->lookout = lookout;
    reach->steps = 0;
    reach->is_stopped = false;
    reach->waiting_count = reach->stacked = 0;
    if (!ou_number_set_make(numbering, &reach->reached)) return false;
    if (ou_number_set_make(numbering, &reach->waiting)) return true;
    ou_number_set_free(numbering, &reach->reached);
    return false;
}

void ou_reach_free(OuReach *reach)
{
    ou_number_set_free(reach->numbering, &reach->reached);
    ou_number_set_free(reach->numbering, &reach->waiting);
}

void ou_reach_clear(OuReach *reach)
{
    memset(reach->reached.words, 0, reach->numbering->word_count * sizeof *reach->reached.words);
}

// Is place a at or behind place b?
static bool is_behind(const OuNumberWalk *a, const OuNumberWalk *b)
{
    if (a->sort != b->sort) return a->sort > b->sort;
    if (a->page != b->page) return a->page > b->page;
    return a->word >= b->word;
}

static void let_wait(OuReach *reach, OuObject *object)
{
    const OuPage *page = ou_page_of(object);
    OuNumberWalk place = { page->sort, page->number, ou_page_index(page, object) / 64, 0 };
    if (!reach->waiting_count || !is_behind(&place, &reach->first)) reach->first = place;
    ou_number_set_put(reach->numbering, &reach->waiting, object);
    reach->waiting_count++;
}

static bool goes_on(OuReach *reach)
{
    return ou_lookout_goes_on(reach->lookout, ++reach->steps);
}

bool ou_reach_put(OuReach *reach, OuObject *object)
{
    if (reach->is_stopped || ou_number_set_put(reach->numbering, &reach->reached, object)) {
        return true;
    }
    bool is_leaf = ou_page_of(object)->sort == OU_PAGE_LEAF;
    if (!is_leaf && reach->stacked < OU_REACH_STACK) {
        reach->stack[reach->stacked++] = object;
        return false;
    }
    if (!is_leaf) let_wait(reach, object);
    reach->is_stopped = !goes_on(reach);
    return false;
}

OuObject *ou_reach_take(OuReach *reach)
{
    reach->is_stopped |= !goes_on(reach);
    if (reach->is_stopped) return NULL;
    if (reach->stacked) return reach->stack[--reach->stacked];
    if (!reach->waiting_count) return NULL;
    reach->first.done = 0;
    OuObject *object = ou_number_next(reach->numbering, &reach->waiting, &reach->first);
    ou_number_set_drop(reach->numbering, &reach->waiting, object);
    reach->waiting_count--;
    return object;
}

void ou_reach_close(OuReach *reach)
{
    for (OuObject *object; (object = ou_reach_take(reach)) != NULL;) {
        ou_heap_visit(reach->numbering->heap, object, &reach->visitor);
    }
}
