// memory_held.c: paths and rings as module memtest takes them: objects, and texts of the references
// between them.
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/heap_rings.h"
#include "runtime/list.h"
#include "runtime/modules/memory.h"
#include "runtime/native.h"
#include "runtime/root_path.h"

static bool check_list(OuVM *vm, OuValue value)
{
    if (!ou_is_exact_list(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "a list is needed, not %T", value);
        return false;
    }
    return true;
}

static bool put_all(OuHeapView *view, OuNumberSet *set, const OuList *list)
{
    view->failed |= !ou_number_set_make(&view->numbering, set);
    for (size_t i = 0; !view->failed && i < list->length; i++) {
        if (!ou_is_pointer(list->items[i])) continue;
        ou_number_set_put(&view->numbering, set, ou_pointer_of(list->items[i]));
    }
    return !view->failed;
}

// ---- Texts --------------------------------------------------------------------------------------

static OuValue edge_text(OuVM *vm, OuObject *owner, const void *slot)
{
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    if (slot) ou_edge_put(vm, owner, slot, false, &text);
    OuValue result = ou_memory_text(vm, &text);
    ou_buffer_free(&text);
    return result;
}

// ---- Paths --------------------------------------------------------------------------------------

static OuValue step_text(OuVM *vm, const OuRootPath *path, size_t i)
{
    if (i) return edge_text(vm, path->steps[i - 1].object, path->steps[i].slot);
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    ou_root_put(vm, &path->root, &text);
    OuValue result = ou_memory_text(vm, &text);
    ou_buffer_free(&text);
    return result;
}

static OuValue path_tuple(OuVM *vm, const OuRootPath *path)
{
    OuTuple *tuple = ou_tuple_new_of_none(vm, path->count * 2);
    if (!tuple) return OU_ERROR;
    for (size_t i = 0; i < path->count; i++) {
        OuValue text = step_text(vm, path, i);
        if (text == OU_ERROR) {
            ou_object_unref(&tuple->header);
            return OU_ERROR;
        }
        tuple->items[2 * i] = text;
        tuple->items[2 * i + 1] = ou_ref(ou_pointer_value(path->steps[i].object));
    }
    return ou_pointer_value(tuple);
}

typedef struct Paths {
    OuHeapView    view;
    OuNumberSet   ignored;
    const OuList *objects;
    size_t        count;         // of objects
    OuRootPath   *paths;
} Paths;

static OuValue path_at(void *context, size_t index)
{
    Paths *paths = context;
    const OuRootPath *path = &paths->paths[index];
    if (!path->count && !path->is_behind) return OU_NONE;
    return path_tuple(paths->view.vm, path);
}

// The lists hold the objects for whoever asks.
static OuValue find_paths(Paths *paths, const OuList *ignored)
{
    OuHeapView *view = &paths->view;
    paths->paths = ou_heap_view_take(view, paths->count, sizeof *paths->paths);
    if (!paths->paths || !put_all(view, &paths->ignored, ignored)) return OU_NONE;
    ou_number_set_put(&view->numbering, &paths->ignored, &ignored->header);
    ou_number_set_put(&view->numbering, &paths->ignored, &paths->objects->header);
    ou_root_path_find_each(view, &(OuPathSearch){
        .objects = paths->objects->items, .count = paths->count, .ignored = &paths->ignored,
        .outermost = true, .paths = paths->paths,
    });
    if (!ou_heap_view_is_well(view)) return OU_NONE;
    return ou_memory_list(view->vm, paths->count, path_at, paths);
}

OU_MEMORY_FUNCTION(paths, "_paths(objects, ignored)",
                   "Return by what each of the objects is held: a list of tuples\n"
                   "(root, object, edge, object, ...); empty ones for what is held by way of\n"
                   "another one of them, None for what no root reaches. Paths go through nothing\n"
                   "that is ignored, nor through the lists, and don't begin in frames of the\n"
                   "library.")
{
    if (!check_list(vm, arguments[0]) || !check_list(vm, arguments[1])) return OU_ERROR;
    const OuList *objects = ou_list_of(arguments[0]);
    Paths paths = { .objects = objects, .count = objects->length };
    OuHeapView *view = &paths.view;
    if (!ou_heap_view_begin(view, vm, "paths")) return OU_ERROR;
    view->leaves_library = true;
    OuValue result = find_paths(&paths, ou_list_of(arguments[1]));
    if (paths.paths) ou_root_path_free(view, paths.paths, paths.count);
    ou_heap_view_give(view, paths.paths, paths.count, sizeof *paths.paths);
    ou_number_set_free(&view->numbering, &paths.ignored);
    return ou_memory_end_steal(view, result);
}

// ---- Rings --------------------------------------------------------------------------------------

static OuValue ring_tuple(OuVM *vm, const OuRingStep *steps, size_t count)
{
    OuTuple *tuple = ou_tuple_new_of_none(vm, count * 2);
    if (!tuple) return OU_ERROR;
    for (size_t i = 0; i < count; i++) {
        OuValue text = edge_text(vm, steps[i].object, steps[i].slot);
        if (text == OU_ERROR) {
            ou_object_unref(&tuple->header);
            return OU_ERROR;
        }
        tuple->items[2 * i] = ou_ref(ou_pointer_value(steps[i].object));
        tuple->items[2 * i + 1] = text;
    }
    return ou_pointer_value(tuple);
}

// The ring through a node, or None.
static OuValue ring_at(OuHeapRings *rings, uint32_t node)
{
    OuHeapView *view = rings->view;
    size_t count;
    OuRingStep *steps = ou_heap_rings_find(rings, node, &count);
    if (!steps) return count || view->failed ? ou_raise_memory_error(view->vm) : OU_NONE;
    OuValue ring = ring_tuple(view->vm, steps, count);
    ou_heap_view_give(view, steps, count, sizeof *steps);
    return ring;
}

OU_MEMORY_FUNCTION(ring_through, "_ring_through(object, /)",
                   "Return a shortest ring through the object, as a tuple (object, edge, object,\n"
                   "..., edge), or None. What ties a program together is left out, and frames.")
{
    if (!ou_is_pointer(arguments[0])) return OU_NONE;
    OuHeapView view;
    OuHeapRings rings;
    OuValue ring = OU_NONE;
    if (!ou_heap_view_begin(&view, vm, "ring")) return OU_ERROR;
    if (ou_heap_rings_begin(&view, &rings, OU_RINGS_WITHOUT_FRAMES, NULL, NULL)) {
        ring = ring_at(&rings, ou_number_of(&view.numbering, ou_pointer_of(arguments[0])));
    }
    ou_heap_rings_end(&rings);
    return ou_memory_end_steal(&view, ring);
}

// ---- Groups -------------------------------------------------------------------------------------

typedef struct Groups {
    OuHeapView  view;
    OuHeapRings rings;
    OuNumberSet among;
    OuList    **members;         // of each component; the result has them
    OuList     *result;
} Groups;

static bool begin_group(Groups *groups, uint32_t node)
{
    OuVM *vm = groups->view.vm;
    OuValue pair[2] = { ou_list_make(vm, NULL, 0), ring_at(&groups->rings, node) };
    OuValue members = pair[0];
    OuValue tuple = ou_memory_tuple_steal(vm, pair, 2);
    if (tuple == OU_ERROR || !ou_list_append_steal(vm, groups->result, tuple)) return false;
    groups->members[groups->rings.component[node]] = ou_list_of(members);
    return true;
}

static bool put_members(Groups *groups)
{
    OuHeapView *view = &groups->view;
    OuNumberWalk walk = { 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, &groups->among, &walk));) {
        uint32_t node = ou_number_of(&view->numbering, object);
        uint32_t component = groups->rings.component[node];
        if (!groups->rings.sizes[component]) continue;
        if (!groups->members[component] && !begin_group(groups, node)) return false;
        if (!ou_list_append(view->vm, groups->members[component], ou_pointer_value(object))) {
            return false;
        }
    }
    return true;
}

static void find_groups(Groups *groups, const OuList *objects)
{
    OuHeapView *view = &groups->view;
    bool ok = put_all(view, &groups->among, objects)
           && ou_heap_rings_begin(view, &groups->rings, OU_RINGS_ALL, &groups->among, NULL)
           && ou_heap_rings_group(&groups->rings);
    uint32_t components = groups->rings.components;
    if (ok) groups->members = ou_heap_view_take(view, components, sizeof *groups->members);
    if (groups->members) (void)put_members(groups);
    ou_heap_view_give(view, groups->members, components, sizeof *groups->members);
    if (groups->rings.view) ou_heap_rings_end(&groups->rings);
    ou_number_set_free(&view->numbering, &groups->among);
}

OU_MEMORY_FUNCTION(rings, "_rings(objects, /)",
                   "Return (members, ring) for each group of the objects that hold each other;\n"
                   "ring is as _ring_through() has it, through the first member.")
{
    if (!check_list(vm, arguments[0])) return OU_ERROR;
    OU_OWNED OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    Groups groups = { .result = ou_list_of(result) };
    if (!ou_heap_view_begin(&groups.view, vm, "rings")) return OU_ERROR;
    find_groups(&groups, ou_list_of(arguments[0]));
    return ou_memory_end_steal(&groups.view, ou_has_error(vm) ? OU_ERROR : ou_ref(result));
}
