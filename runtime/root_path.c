#include "runtime/root_path.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/dict.h"
#include "runtime/heap_rings.h"

// Breadth-first from the roots: what is reached waits in `objects`, in the order in which it was
// reached, with the number of its holder there. The dictionary of an object's attributes is looked
// into together with the object: it makes no path longer.
//
// Either paths to one target are searched for, which is not gone through, or one path to each of
// many targets, which are: what lies behind the first on the way is known by its bit in `behind`.

#define IS_ROOT 0x80000000u      // in `holders`: the rest is the number of a root

typedef struct Hit {
    uint32_t    holder;          // as in `holders`
    const void *slot;
    OuObject   *object;          // the target
    bool        is_behind;       // another one
} Hit;

typedef struct Search {
    OuReferenceVisit visit;      // first
    OuHeapView  *view;
    OuObject    *target;         // NULL: there are many
    OuNumberSet  targets;        // ... those that weren't found yet
    OuNumberSet  behind;         // ... those that were, and what was reached through them, if only
    bool         outermost;      // the outermost are wanted
    const OuNumberSet *ignored;
    OuNumberSet  seen, done;
    OuObject   **objects;
    uint32_t    *holders;
    size_t       object_capacity, holder_capacity;
    uint32_t     count, next;
    uint32_t     owner;          // whose references are being looked at
    const OuDict *attributes;    // of the owner
    uint32_t     attributes_at;  // where that dictionary was just put
    OuRootList   roots;
    Hit         *hits, *repeats; // of different last holders; others
    size_t       hit_count, repeat_count, wanted;
} Search;

static bool search_init(Search *search, OuHeapView *view, const OuNumberSet *ignored,
                        size_t wanted)
{
    *search = (Search){ .view = view, .ignored = ignored, .wanted = wanted };
    search->hits = ou_heap_view_take(view, wanted, sizeof *search->hits);
    view->failed |= !ou_number_set_make(&view->numbering, &search->seen)
                 || !ou_number_set_make(&view->numbering, &search->done);
    return !view->failed;
}

static void search_free(Search *search)
{
    OuHeapView *view = search->view;
    ou_heap_view_give(view, search->hits, search->wanted, sizeof *search->hits);
    ou_heap_view_give(view, search->repeats, search->wanted, sizeof *search->repeats);
    ou_heap_view_give(view, search->objects, search->object_capacity, sizeof *search->objects);
    ou_heap_view_give(view, search->holders, search->holder_capacity, sizeof *search->holders);
    ou_number_set_free(&view->numbering, &search->targets);
    ou_number_set_free(&view->numbering, &search->behind);
    ou_number_set_free(&view->numbering, &search->seen);
    ou_number_set_free(&view->numbering, &search->done);
    ou_roots_free(view, &search->roots);
}

static void hit_target(Search *search, uint32_t holder, const void *slot)
{
    bool is_repeat = search->hit_count && !(holder & IS_ROOT)
                  && search->hits[search->hit_count - 1].holder == holder;
    Hit hit = { holder, slot, search->target, false };
    if (is_repeat && search->repeat_count < search->wanted) {
        search->repeats[search->repeat_count++] = hit;
    } else if (!is_repeat && search->hit_count < search->wanted) {
        search->hits[search->hit_count++] = hit;
    }
}

static bool make_room(Search *search)
{
    OuHeapView *view = search->view;
    if (search->count == IS_ROOT - 1) view->failed = true;
    if (view->failed) return false;
    if (search->count == search->object_capacity
        && !ou_heap_view_grow(view, &search->objects, &search->object_capacity,
                              sizeof *search->objects)) return false;
    return search->count < search->holder_capacity
        || ou_heap_view_grow(view, &search->holders, &search->holder_capacity,
                             sizeof *search->holders);
}

static void put(Search *search, uint32_t holder, OuObject *object)
{
    const OuNumbering *numbering = &search->view->numbering;
    if (ou_page_of(object)->sort == OU_PAGE_LEAF) return;
    if (search->ignored && ou_number_set_has(numbering, search->ignored, object)) return;
    if (ou_number_set_put(numbering, &search->seen, object) || !make_room(search)) return;
    if (search->attributes && object == &search->attributes->header) {
        search->attributes_at = search->count;
    }
    search->objects[search->count] = object;
    search->holders[search->count++] = holder;
}

static bool is_behind(const Search *search, uint32_t holder)
{
    return !(holder & IS_ROOT)
        && ou_number_set_has(&search->view->numbering, &search->behind, search->objects[holder]);
}

// One of many, for the first time.
static void hit_one(Search *search, uint32_t holder, const void *slot, OuObject *object)
{
    const OuNumbering *numbering = &search->view->numbering;
    ou_number_set_drop(numbering, &search->targets, object);
    if (search->ignored && ou_number_set_has(numbering, search->ignored, object)) return;
    search->hits[search->hit_count++] = (Hit){ holder, slot, object, is_behind(search, holder) };
    if (search->outermost) ou_number_set_put(numbering, &search->behind, object);
}

static void reach(Search *search, uint32_t holder, const void *slot, OuObject *object)
{
    if (search->target) {
        if (object == search->target) hit_target(search, holder, slot);
        else put(search, holder, object);
        return;
    }
    const OuNumbering *numbering = &search->view->numbering;
    uint32_t before = search->count;
    if (ou_number_set_has(numbering, &search->targets, object)) {
        hit_one(search, holder, slot, object);
    }
    put(search, holder, object);
    if (search->count > before && is_behind(search, holder)) {
        ou_number_set_put(numbering, &search->behind, object);
    }
}

static void reference_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Search *search = (Search *)visit;
    reach(search, search->owner, slot, object);
}

static void look_into(Search *search, uint32_t index)
{
    OuHeapView *view = search->view;
    OuObject *object = search->objects[index];
    search->owner = index;
    search->attributes_at = IS_ROOT;
    search->attributes = ou_attributes_peek(view->vm, object);
    ou_reference_each(view, object, &search->visit);
    search->attributes = NULL;
    if (search->attributes_at == IS_ROOT) return;
    search->owner = search->attributes_at;
    ou_number_set_put(&view->numbering, &search->done, search->objects[search->owner]);
    ou_reference_each(view, search->objects[search->owner], &search->visit);
}

static bool is_done(const Search *search, uint32_t index)
{
    return ou_number_set_has(&search->view->numbering, &search->done, search->objects[index]);
}

static void run(Search *search)
{
    search->visit.found = reference_found;
    while (search->next < search->count && search->hit_count < search->wanted
           && ou_heap_view_goes_on(search->view)) {
        if (!is_done(search, search->next)) look_into(search, search->next);
        search->next++;
    }
}

// Searches on from the roots that the list has from `first` on.
static void run_from(Search *search, size_t first)
{
    for (size_t i = first; i < search->roots.count; i++) {
        reach(search, IS_ROOT | (uint32_t)i, NULL, search->roots.items[i].object);
    }
    run(search);
}

static void run_sort(Search *search, OuRootSort sort)
{
    size_t first = search->roots.count;
    if (search->hit_count == search->wanted || !ou_heap_view_is_well(search->view)) return;
    ou_roots_add(search->view, sort, &search->roots);
    run_from(search, first);
}

// ---- What no root reaches -----------------------------------------------------------------------

static void add_root(Search *search, OuRootKind kind, OuObject *object)
{
    ou_roots_put(search->view, &search->roots, (OuRoot){ .kind = kind, .object = object });
}

static void run_native(Search *search, const OuLoose *loose)
{
    size_t first = search->roots.count;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&search->view->numbering, &loose->native,
                                                    &walk));) {
        add_root(search, OU_ROOT_IS_NATIVE, object);
    }
    run_from(search, first);
}

// From the object itself, if it is part of a ring; else from all rings of what is loose.
static void run_cycles(Search *search, const OuLoose *loose)
{
    OuObject *target = search->target;
    size_t first = search->roots.count;
    add_root(search, OU_ROOT_IS_CYCLE, target);
    if (!ou_heap_view_is_well(search->view) || !make_room(search)) return;
    search->objects[search->count] = target;
    search->holders[search->count++] = IS_ROOT | (uint32_t)first;
    run(search);
    if (search->hit_count) return;
    memset(search->seen.words, 0, search->view->numbering.word_count * sizeof(uint64_t));
    first = search->roots.count;
    ou_heap_rings_each(search->view, &loose->loose, search->ignored, &search->roots);
    run_from(search, first);
}

static void search_loose(Search *search)
{
    OuHeapView *view = search->view;
    OuLoose loose;
    if (!ou_loose_find(view, &loose)) return;
    if (ou_number_set_has(&view->numbering, &loose.loose, search->target)) {
        run_native(search, &loose);
        if (!search->hit_count && ou_heap_view_is_well(view)) run_cycles(search, &loose);
    }
    ou_loose_free(view, &loose);
}

// ---- The paths ----------------------------------------------------------------------------------

static void path_make(Search *search, const Hit *last, OuRootPath *path)
{
    OuHeapView *view = search->view;
    size_t length = 1;
    for (uint32_t i = last->holder; !(i & IS_ROOT); i = search->holders[i]) length++;
    path->count = length;
    path->steps = ou_heap_view_take(view, length, sizeof *path->steps);
    if (!path->steps) return;
    path->steps[--length] = (OuPathStep){ last->object, last->slot };
    uint32_t i = last->holder;
    for (; !(i & IS_ROOT); i = search->holders[i]) {
        OuObject *object = search->objects[i];
        uint32_t holder = search->holders[i];
        const void *slot = holder & IS_ROOT ? NULL
                         : ou_reference_slot(view, search->objects[holder], object);
        path->steps[--length] = (OuPathStep){ object, slot };
    }
    path->root = search->roots.items[i & ~IS_ROOT];
}

size_t ou_root_path_find(OuHeapView *view, OuObject *object, const OuNumberSet *ignored,
                         OuRootPath *paths, size_t wanted)
{
    Search search;
    size_t count = 0;
    bool ok = search_init(&search, view, ignored, wanted);
    search.target = object;
    search.repeats = ou_heap_view_take(view, wanted, sizeof *search.repeats);
    if (ok && search.repeats) {
        run_sort(&search, OU_ROOTS_NAMED);
        run_sort(&search, OU_ROOTS_INTERNAL);
        if (!search.hit_count && ou_heap_view_is_well(view)) search_loose(&search);
        for (size_t i = 0; i < search.hit_count && ou_heap_view_is_well(view); i++) {
            path_make(&search, &search.hits[i], &paths[count++]);
        }
        for (size_t i = 0; i < search.repeat_count && count < wanted && !view->failed; i++) {
            path_make(&search, &search.repeats[i], &paths[count++]);
        }
    }
    search_free(&search);
    if (ou_heap_view_is_well(view)) return count;
    ou_root_path_free(view, paths, count);
    return 0;
}

// ---- Of many objects ----------------------------------------------------------------------------

static int compare_hits(const void *a, const void *b)
{
    const Hit *left = a, *right = b;
    return left->object < right->object ? -1 : left->object > right->object;
}

static bool set_targets(Search *search, const OuPathSearch *each)
{
    OuHeapView *view = search->view;
    view->failed |= !ou_number_set_make(&view->numbering, &search->targets)
                 || !ou_number_set_make(&view->numbering, &search->behind);
    if (view->failed) return false;
    search->outermost = each->outermost;
    search->wanted = 0;
    for (size_t i = 0; i < each->count; i++) {
        if (!ou_is_pointer(each->objects[i])) continue;
        OuObject *object = ou_pointer_of(each->objects[i]);
        search->wanted += !ou_number_set_put(&view->numbering, &search->targets, object);
    }
    return true;
}

static void run_more(Search *search, const OuRootList *more)
{
    size_t first = search->roots.count;
    if (search->hit_count == search->wanted || !ou_heap_view_is_well(search->view)) return;
    for (size_t i = 0; more && i < more->count; i++) {
        ou_roots_put(search->view, &search->roots, more->items[i]);
    }
    run_from(search, first);
}

static void make_paths(Search *search, const OuPathSearch *each)
{
    qsort(search->hits, search->hit_count, sizeof *search->hits, compare_hits);
    for (size_t i = 0; i < each->count && ou_heap_view_is_well(search->view); i++) {
        if (!ou_is_pointer(each->objects[i])) continue;
        Hit key = { .object = ou_pointer_of(each->objects[i]) };
        const Hit *found = bsearch(&key, search->hits, search->hit_count, sizeof key,
                                   compare_hits);
        if (!found) continue;
        each->paths[i].is_behind = found->is_behind;
        if (!found->is_behind) path_make(search, found, &each->paths[i]);
    }
}

void ou_root_path_find_each(OuHeapView *view, const OuPathSearch *each)
{
    Search search;
    if (search_init(&search, view, each->ignored, each->count) && set_targets(&search, each)) {
        run_sort(&search, OU_ROOTS_NAMED);
        run_sort(&search, OU_ROOTS_INTERNAL);
        run_more(&search, each->more);
        if (ou_heap_view_is_well(view)) make_paths(&search, each);
    }
    search.wanted = each->count;
    search_free(&search);
}

void ou_root_path_free(OuHeapView *view, OuRootPath *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ou_heap_view_give(view, paths[i].steps, paths[i].count, sizeof *paths[i].steps);
    }
}
