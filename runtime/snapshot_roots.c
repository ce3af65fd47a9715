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

static void find_unreached(const OuReach *reach, OuNumberSet *unreached)
{
    const OuNumbering *numbering = reach->numbering;
    for (uint32_t i = 0; i < numbering->word_count; i++) {
        unreached->words[i] = numbering->bits[i] & ~reach->reached.words[i];
    }
}

// Leaves in `beginnings` those of the objects in it that are needed. `before` keeps what was
// reached so far.
static void find_beginnings(OuReach *reach, OuNumberSet *before, OuNumberSet *beginnings)
{
    const OuNumbering *numbering = reach->numbering;
    size_t size = numbering->word_count * sizeof *before->words;
    memcpy(before->words, reach->reached.words, size);
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, beginnings, &walk));) {
        if (ou_number_set_has(numbering, &reach->reached, object)) {
            ou_number_set_drop(numbering, beginnings, object);
        } else {
            reach_all(reach, object);
        }
    }
    if (reach->is_stopped) return;
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

// Changes the counts of all that these refer to.
static void change_counts(const OuNumbering *numbering, const OuNumberSet *owners, uint32_t change)
{
    Counting counting = {
        .visitor = { .span = counting_span, .span_backward = counting_span,
                     .pointer = counting_pointer },
        .change = change,
    };
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, owners, &walk));) {
        ou_heap_visit(numbering->heap, object, &counting.visitor);
    }
}

// What is begun here is ended: a count that is off would be the program's.
static void find_counted(const OuNumbering *numbering, const OuNumberSet *unreached,
                         OuNumberSet *counted)
{
    change_counts(numbering, unreached, (uint32_t)-1);
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(numbering, unreached, &walk));) {
        if (object->refs) ou_number_set_put(numbering, counted, object);
    }
    change_counts(numbering, unreached, 1);
}

static void look_behind_roots(OuRootSearch *search, OuNumberSet *before)
{
    OuReach *reach = &search->reach;
    OuNumberSet *unreached = &search->cycles;        // at first
    find_unreached(reach, unreached);
    find_counted(search->numbering, unreached, &search->by_c);
    find_beginnings(reach, before, &search->by_c);
    if (reach->is_stopped) return;
    find_unreached(reach, unreached);
    find_beginnings(reach, before, &search->cycles);
}

bool ou_root_search(OuVM *vm, const OuNumbering *numbering, OuLookout *lookout,
                    OuRootSearch *search)
{
    *search = (OuRootSearch){ .numbering = numbering };
    OuNumberSet before = { NULL };
    bool ok = ou_reach_init(&search->reach, numbering, lookout);
    if (!ok) return false;
    ok = ou_number_set_make(numbering, &search->by_c)
      && ou_number_set_make(numbering, &search->cycles) && ou_number_set_make(numbering, &before);
    if (ok) {
        vm->heap.hooks.visit_roots(&vm->heap, &search->reach.visitor);
        ou_reach_close(&search->reach);
        if (!search->reach.is_stopped) look_behind_roots(search, &before);
        ok = !search->reach.is_stopped;
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
