#include "runtime/root_path.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/heap_rings.h"

// Breadth-first from the roots: what is reached waits in `objects`, in the order in which it was
// reached, with the number of its holder there. The dictionary of an object's attributes is looked
// into together with the object: it makes no path longer.

#define IS_ROOT 0x80000000u      // in `holders`: the rest is the number of a root

typedef struct Hit {
    uint32_t    holder;          // as in `holders`
    const void *slot;
} Hit;

typedef struct Search {
    OuReferenceVisit visit;      // first
    OuHeapView  *view;
    OuObject    *target;
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

static bool search_init(Search *search, OuHeapView *view, OuObject *target,
                        const OuNumberSet *ignored, size_t wanted)
{
    *search = (Search){ .view = view, .target = target, .ignored = ignored, .wanted = wanted };
    search->hits = ou_heap_view_take(view, wanted, sizeof *search->hits);
    search->repeats = ou_heap_view_take(view, wanted, sizeof *search->repeats);
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
    ou_number_set_free(&view->numbering, &search->seen);
    ou_number_set_free(&view->numbering, &search->done);
    ou_roots_free(view, &search->roots);
}

static void hit(Search *search, uint32_t holder, const void *slot)
{
    bool is_repeat = search->hit_count && !(holder & IS_ROOT)
                  && search->hits[search->hit_count - 1].holder == holder;
    if (is_repeat && search->repeat_count < search->wanted) {
        search->repeats[search->repeat_count++] = (Hit){ holder, slot };
    } else if (!is_repeat && search->hit_count < search->wanted) {
        search->hits[search->hit_count++] = (Hit){ holder, slot };
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

static void reference_found(OuReferenceVisit *visit, const void *slot, OuObject *object)
{
    Search *search = (Search *)visit;
    if (object == search->target) hit(search, search->owner, slot);
    else put(search, search->owner, object);
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
        uint32_t holder = IS_ROOT | (uint32_t)i;
        if (search->roots.items[i].object == search->target) hit(search, holder, NULL);
        else put(search, holder, search->roots.items[i].object);
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
    path->steps[--length] = (OuPathStep){ search->target, last->slot };
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
    if (search_init(&search, view, object, ignored, wanted)) {
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

void ou_root_path_free(OuHeapView *view, OuRootPath *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ou_heap_view_give(view, paths[i].steps, paths[i].count, sizeof *paths[i].steps);
    }
}
