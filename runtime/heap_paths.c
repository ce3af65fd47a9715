#include "runtime/heap_paths.h"

#include "runtime/error.h"
#include "runtime/heap_trail.h"

// What stands in `parent` instead of a number.
enum { NOT_REACHED = -1, IGNORED = -2, ROOT = -16 };      // ROOT + an OuRootGroup

typedef struct Search {
    OuVisitor   visitor;         // first
    OuVM       *vm;
    OuNumbering numbering;
    int64_t    *parent;          // by number: the number of the one that it was reached from
    uint32_t   *queue;
    uint32_t    head, tail;
    int64_t     from;            // what reaches just now
    OuRegister  found;           // of the last register of a frame
} Search;

static void search_reach(Search *search, const OuObject *object)
{
    uint32_t number = ou_number_of(&search->numbering, object);
    if (search->parent[number] != NOT_REACHED) return;
    search->parent[number] = search->from;
    search->queue[search->tail++] = number;
}

static void search_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) search_reach((Search *)visitor, ou_pointer_of(slots[i]));
    }
}

static void search_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) search_reach((Search *)visitor, *slot);
}

static size_t search_bytes(const Search *search, size_t item_size)
{
    return ((size_t)search->numbering.count + 1) * item_size;
}

static void search_free(Search *search)
{
    OuMemory *memory = &search->vm->heap.memory;
    if (search->parent) ou_memory_free(memory, search->parent, search_bytes(search, 8));
    if (search->queue) ou_memory_free(memory, search->queue, search_bytes(search, 4));
    ou_number_free(&search->numbering);
}

static bool search_init(OuVM *vm, Search *search)
{
    *search = (Search){
        .visitor = { .span = search_span, .span_backward = search_span,
                     .pointer = search_pointer },
        .vm = vm,
    };
    if (!ou_number_all(&search->numbering, &vm->heap)) return false;
    search->parent = ou_memory_alloc(&vm->heap.memory, search_bytes(search, 8));
    search->queue = ou_memory_alloc(&vm->heap.memory, search_bytes(search, 4));
    if (!search->parent || !search->queue) {
        search_free(search);
        return false;
    }
    for (uint32_t i = 0; i < search->numbering.count; i++) search->parent[i] = NOT_REACHED;
    return true;
}

static void search_close(Search *search)
{
    while (search->head < search->tail) {
        uint32_t number = search->queue[search->head++];
        search->from = number;
        ou_heap_visit(&search->vm->heap, ou_number_object(&search->numbering, number),
                      &search->visitor);
    }
}

static void root_reach(OuRootVisit *visit, OuObject *object, const void *slot, OuString *name)
{
    Search *search = visit->context;
    (void)name;
    if (!ou_trail_is_library_register(search->vm, &search->found, slot)) {
        search_reach(search, object);
    }
}

static void search_from_roots(Search *search)
{
    OuRootVisit visit = { .found = root_reach, .context = search };
    for (OuRootGroup group = OU_ROOT_MODULES; group <= OU_ROOT_INTERPRETER; group++) {
        search->from = ROOT + (int64_t)group;
        ou_root_each(search->vm, NULL, group, &visit);
    }
    search_close(search);
}

static void search_ignore(Search *search, const OuList *list)
{
    search->parent[ou_number_of(&search->numbering, &list->header)] = IGNORED;
    for (size_t i = 0; i < list->length; i++) {
        if (!ou_is_pointer(list->items[i])) continue;
        uint32_t number = ou_number_of(&search->numbering, ou_pointer_of(list->items[i]));
        search->parent[number] = IGNORED;
    }
}

// ---- Paths --------------------------------------------------------------------------------------

// The way to what was reached, from the root or from whatever has itself as its parent.
static bool trail_follow(Search *search, OuTrail *trail, uint32_t number)
{
    uint32_t length = 0;
    int64_t at = number;
    for (;; length++) {
        search->queue[length] = (uint32_t)at;      // of no use any more
        if (search->parent[at] < 0) break;
        at = search->parent[at];
    }
    OuObject *object = ou_number_object(&search->numbering, (uint32_t)at);
    OuRootGroup group = (OuRootGroup)(search->parent[at] - ROOT);
    bool ok = ou_trail_put_root(search->vm, trail, group, object) && ou_trail_put(trail, object);
    while (ok && length--) {
        OuObject *next = ou_number_object(&search->numbering, search->queue[length]);
        ok = ou_trail_put_edge(search->vm, trail, object, next) && ou_trail_put(trail, next);
        object = next;
    }
    return ok;
}

// Makes values of the trails and appends them to a new list.
static OuValue trails_value(OuVM *vm, const OuTrail *trails, size_t count)
{
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < count; i++) {
        OuValue value = trails[i].count ? ou_trail_value(vm, &trails[i], true) : OU_NONE;
        if (value == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(result), value)) {
            ou_unref(result);
            return OU_ERROR;
        }
    }
    return result;
}

static bool find_trails(OuVM *vm, const OuList *objects, const OuList *ignored, OuTrail *trails)
{
    Search search;
    if (!search_init(vm, &search)) return false;
    search_ignore(&search, ignored);
    search.parent[ou_number_of(&search.numbering, &objects->header)] = IGNORED;
    search_from_roots(&search);
    bool ok = true;
    for (size_t i = 0; ok && i < objects->length; i++) {
        if (!ou_is_pointer(objects->items[i])) continue;
        uint32_t number = ou_number_of(&search.numbering, ou_pointer_of(objects->items[i]));
        int64_t parent = search.parent[number];
        if (parent != NOT_REACHED && parent != IGNORED) {
            ok = trail_follow(&search, &trails[i], number);
        }
    }
    search_free(&search);
    return ok;
}

OuValue ou_heap_paths(OuVM *vm, OuList *objects, OuList *ignored)
{
    size_t count = objects->length;
    OuTrail *trails = ou_memory_alloc(&vm->heap.memory, count * sizeof *trails);
    if (!trails) return ou_raise_memory_error(vm);
    for (size_t i = 0; i < count; i++) ou_trail_init(vm, &trails[i]);
    OuValue result = find_trails(vm, objects, ignored, trails) ? trails_value(vm, trails, count)
                                                               : ou_raise_memory_error(vm);
    for (size_t i = 0; i < count; i++) ou_trail_free(&trails[i]);
    ou_memory_free(&vm->heap.memory, trails, count * sizeof *trails);
    return result;
}
