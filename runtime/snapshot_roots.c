#include "runtime/snapshot_roots.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/str.h"

const char *const ou_root_group_names[OU_ROOT_GROUPS] = {
    "(modules)", "(stack frames)", "(interpreter)", "(C code)", "(uncollected cycles)",
};

// ---- What no root reaches -----------------------------------------------------------------------
//
//   1. What the roots reach is put aside.
//   2. Of what is left over each takes its references off its targets' counts, as the collector
//      does: what still has a count is held by C code. Then all counts are put back.
//   3. What that reaches is put aside, too; what is left over now only holds itself.
//
// Of the objects of 2 and 3 only some are needed to reach the others: those that none before them
// in the order of the numbers reaches, and, of these, from the last on, those that no later one
// reaches.

static void reach_all(OuReach *reach, OuObject *object)
{
    ou_reach_put(reach, object);
    ou_reach_close(reach);
}

typedef struct Thinning {
    OuReach     *reach;
    OuNumberSet *beginnings;
} Thinning;

static void drop_if_reached(OuObject *object, void *context)
{
    Thinning *thinning = context;
    OuReach *reach = thinning->reach;
    if (!ou_number_set_has(reach->numbering, &reach->reached, object)) reach_all(reach, object);
    else ou_number_set_drop(reach->numbering, thinning->beginnings, object);
}

// Leaves in `beginnings` those of the objects in it (NULL in `among`: of all) that are needed.
// `before` keeps what was reached so far.
static void find_beginnings(OuReach *reach, const OuNumberSet *among, OuNumberSet *before,
                            OuNumberSet *beginnings)
{
    const OuNumbering *numbering = reach->numbering;
    size_t size = numbering->word_count * sizeof *before->words;
    memcpy(before->words, reach->reached.words, size);
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, among, &walk));) {
        if (ou_number_set_has(numbering, &reach->reached, object)) {
            ou_number_set_drop(numbering, beginnings, object);
        } else {
            ou_number_set_put(numbering, beginnings, object);
            reach_all(reach, object);
        }
    }
    memcpy(reach->reached.words, before->words, size);
    ou_number_each_backward(numbering, beginnings, drop_if_reached,
                            &(Thinning){ reach, beginnings });
}

typedef struct Counting {
    OuVisitor visitor;
    uint32_t  change;
} Counting;

static void counting_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) ou_pointer_of(slots[i])->refs += ((Counting *)visitor)->change;
    }
}

static void counting_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) (*slot)->refs += ((Counting *)visitor)->change;
}

// Changes the counts of all that is referred to from what wasn't reached.
static void change_counts(const OuReach *reach, uint32_t change)
{
    Counting counting = {
        .visitor = { .span = counting_span, .span_backward = counting_span,
                     .pointer = counting_pointer },
        .change = change,
    };
    const OuNumbering *numbering = reach->numbering;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, NULL, &walk));) {
        if (ou_number_set_has(numbering, &reach->reached, object)) continue;
        ou_heap_visit(numbering->heap, object, &counting.visitor);
    }
}

static void find_counted(const OuReach *reach, OuNumberSet *counted)
{
    change_counts(reach, (uint32_t)-1);
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(reach->numbering, NULL, &walk));) {
        if (!object->refs || ou_number_set_has(reach->numbering, &reach->reached, object)) continue;
        ou_number_set_put(reach->numbering, counted, object);
    }
    change_counts(reach, 1);
}

bool ou_root_search(OuVM *vm, const OuNumbering *numbering, OuRootSearch *search)
{
    *search = (OuRootSearch){ .numbering = numbering };
    OuNumberSet before = { NULL };
    bool ok = ou_reach_init(&search->reach, numbering);
    if (!ok) return false;
    ok = ou_number_set_make(numbering, &search->by_c)
      && ou_number_set_make(numbering, &search->cycles) && ou_number_set_make(numbering, &before);
    if (ok) {
        vm->heap.hooks.visit_roots(&vm->heap, &search->reach.visitor);
        ou_reach_close(&search->reach);
        find_counted(&search->reach, &search->by_c);
        find_beginnings(&search->reach, &search->by_c, &before, &search->by_c);
        find_beginnings(&search->reach, NULL, &before, &search->cycles);
    }
    ou_number_set_free(numbering, &before);
    if (!ok) ou_root_search_free(search);
    return ok;
}

void ou_root_search_free(OuRootSearch *search)
{
    ou_reach_free(&search->reach);
    ou_number_set_free(search->numbering, &search->by_c);
    ou_number_set_free(search->numbering, &search->cycles);
}

// ---- Going through them -------------------------------------------------------------------------

static void each_module(OuVM *vm, OuRootVisit *visit)
{
    uint32_t position = 0;
    OuValue key, value;
    while (vm->modules && ou_dict_walk(vm->modules, &position, &key, &value)) {
        if (ou_is_str(key) && ou_is_pointer(value)) {
            visit->found(visit, ou_pointer_of(value), NULL, ou_str_of(key));
        }
    }
}

typedef struct RootVisitor {
    OuVisitor    visitor;
    OuVM        *vm;
    OuRootGroup  group;
    OuRootVisit *visit;
} RootVisitor;

static bool is_register(const OuVM *vm, const void *slot)
{
    return (const OuValue *)slot >= vm->stack && (const OuValue *)slot < vm->stack_limit;
}

static void root_found(RootVisitor *roots, const void *slot, OuObject *object)
{
    bool is_wanted = is_register(roots->vm, slot) == (roots->group == OU_ROOT_FRAMES);
    if (is_wanted) roots->visit->found(roots->visit, object, slot, NULL);
}

static void root_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!ou_is_pointer(slots[i])) continue;
        root_found((RootVisitor *)visitor, &slots[i], ou_pointer_of(slots[i]));
    }
}

static void root_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) root_found((RootVisitor *)visitor, slot, *slot);
}

static void each_of(const OuNumbering *numbering, const OuNumberSet *set, OuRootVisit *visit)
{
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, set, &walk));) {
        visit->found(visit, object, NULL, NULL);
    }
}

void ou_root_each(OuVM *vm, const OuRootSearch *search, OuRootGroup group, OuRootVisit *visit)
{
    RootVisitor roots = {
        .visitor = { .span = root_span, .span_backward = root_span, .pointer = root_pointer },
        .vm = vm, .group = group, .visit = visit,
    };
    switch (group) {
    case OU_ROOT_MODULES: each_module(vm, visit); break;
    case OU_ROOT_C_CODE:  each_of(search->numbering, &search->by_c, visit); break;
    case OU_ROOT_CYCLES:  each_of(search->numbering, &search->cycles, visit); break;
    default:              vm->heap.hooks.visit_roots(&vm->heap, &roots.visitor);
    }
}
