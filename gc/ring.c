#include "gc/ring.h"

#include <assert.h>

#include "gc/log.h"
#include "gc/mark.h"

// What the bitmaps mean here; garbage has no other use for them.
enum { OU_RING_SEEN = OU_BITMAP_MARK, OU_RING_ON_PATH = OU_BITMAP_TRIED, OU_RING_SMALLEST = 256,
       OU_RING_BLOCK = 256 };

// An object to be looked at, and where it hangs.
typedef struct Branch {
    OuObject   *object;
    const void *slot;            // of its parent
    size_t      depth;           // the length of the path above it
} Branch;

typedef struct Walk {
    OuVisitor     visitor;       // first
    OuRingSearch *search;
    Branch       *branches;
    size_t        branch_count, branch_capacity;
    OuRingStep   *path;
    size_t        path_length, path_capacity;
    bool          failed;
} Walk;

static bool bit(const OuObject *object, unsigned which)
{
    return ou_mark_bit(ou_page_of(object), object, which);
}

static void *grow(Walk *walk, void *items, size_t *capacity, size_t size)
{
    size_t more = *capacity ? *capacity * 2 : OU_RING_SMALLEST;
    void *grown = ou_memory_resize(&walk->search->heap->memory, items, *capacity * size,
                                   more * size);
    if (grown) *capacity = more;
    else walk->failed = true;
    return grown ? grown : items;
}

static void push_branch(Walk *walk, OuObject *object, const void *slot)
{
    if (walk->branch_count == walk->branch_capacity) {
        walk->branches = grow(walk, walk->branches, &walk->branch_capacity, sizeof(Branch));
    }
    if (walk->failed) return;
    walk->branches[walk->branch_count++] = (Branch){ object, slot, walk->path_length };
}

// The path leads from the object back to itself: its last step is by `slot`.
static void close_ring(Walk *walk, const OuObject *object, const void *slot)
{
    OuRingStep *end = walk->path + walk->path_length, *step = end;
    size_t most = walk->path_length < OU_RING_LONGEST ? walk->path_length : OU_RING_LONGEST;
    end[-1].slot = slot;
    for (size_t i = 0; i < most; i++) {
        if ((--step)->object != object) continue;
        walk->search->found(walk->search, step, (size_t)(end - step));
        return;
    }
    walk->search->found(walk->search, NULL, 0);
}

static void look_at(Walk *walk, OuObject *child, const void *slot)
{
    assert(child->kind);
    if (!(child->gc & OU_GC_DOOMED) || walk->failed) return;
    if (!bit(child, OU_RING_SEEN)) push_branch(walk, child, slot);
    else if (bit(child, OU_RING_ON_PATH)) close_ring(walk, child, slot);
}

static void look_at_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ou_is_pointer(slots[i])) look_at((Walk *)visitor, ou_pointer_of(slots[i]), &slots[i]);
    }
}

static void look_at_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (*slot) look_at((Walk *)visitor, *slot, slot);
}

static void cut_path(Walk *walk, size_t length)
{
    while (walk->path_length > length) {
        OuObject *object = walk->path[--walk->path_length].object;
        ou_mark_clear_bit(ou_page_of(object), object, OU_RING_ON_PATH);
    }
}

static void follow(Walk *walk, Branch branch)
{
    OuObject *object = branch.object;
    cut_path(walk, branch.depth);
    if (bit(object, OU_RING_SEEN)) return;
    if (walk->path_length == walk->path_capacity) {
        walk->path = grow(walk, walk->path, &walk->path_capacity, sizeof(OuRingStep));
        if (walk->failed) return;
    }
    if (walk->path_length) walk->path[walk->path_length - 1].slot = branch.slot;
    walk->path[walk->path_length++] = (OuRingStep){ object, NULL };
    walk->search->looked++;
    ou_mark_set_bit(ou_page_of(object), object, OU_RING_SEEN);
    ou_mark_set_bit(ou_page_of(object), object, OU_RING_ON_PATH);
    ou_heap_visit(walk->search->heap, object, &walk->visitor);
}

// The bit of the path is set for what is seen only, and is cleared on the way. What a slice of the
// major cycle has convicted isn't marked, and nobody will ask any more whether it is.
static void clear_seen(const OuSet *garbage)
{
    if (garbage->heap->major.is_watching) return;
    for (size_t i = 0; i < garbage->count; i++) {
        ou_mark_clear_bit(ou_page_of(garbage->items[i]), garbage->items[i], OU_RING_SEEN);
    }
}

// Looks at what a block of the garbage reaches, until `most` objects were looked at in all.
static void look_at_block(Walk *walk, OuObject *const *items, size_t count, size_t most)
{
    for (size_t i = 0; i < count && !walk->failed; i++) {
        if (!ou_log_peek(items[i]).kind) continue;
        push_branch(walk, items[i], NULL);
        while (walk->branch_count && !walk->failed) {
            if (walk->search->looked >= most) return;
            follow(walk, walk->branches[--walk->branch_count]);
        }
        cut_path(walk, 0);
    }
}

// A block that leads far afield leaves their share to the others.
static void look_at_blocks(Walk *walk, const OuSet *garbage)
{
    size_t most = walk->search->most, blocks = (most + OU_RING_BLOCK - 1) / OU_RING_BLOCK;
    bool is_sample = most && most < garbage->count;
    size_t step = is_sample ? garbage->count / blocks : OU_RING_BLOCK, share = 0;
    for (size_t i = 0; i < garbage->count && !walk->failed; i += step) {
        size_t rest = garbage->count - i, count = rest < OU_RING_BLOCK ? rest : OU_RING_BLOCK;
        share += OU_RING_BLOCK;
        look_at_block(walk, garbage->items + i, count, is_sample ? share : SIZE_MAX);
        walk->branch_count = 0;
        cut_path(walk, 0);
    }
}

void ou_ring_search(OuRingSearch *search, const OuSet *garbage)
{
    Walk walk = {
        .visitor = { .span = look_at_span, .span_backward = look_at_span,
                     .pointer = look_at_pointer },
        .search = search,
    };
    OuMemory *memory = &search->heap->memory;
    search->looked = 0;
    clear_seen(garbage);
    look_at_blocks(&walk, garbage);
    clear_seen(garbage);
    ou_memory_free(memory, walk.branches, walk.branch_capacity * sizeof *walk.branches);
    ou_memory_free(memory, walk.path, walk.path_capacity * sizeof *walk.path);
}
