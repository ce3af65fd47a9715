// world.h: a heap with a few layouts and a memory of what happened to its objects.
#ifndef OU_TESTS_UNIT_GC_WORLD_H
#define OU_TESTS_UNIT_GC_WORLD_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "gc/audit.h"
#include "gc/collector.h"
#include "gc/heap.h"
#include "gc/weak.h"
#include "tests/unit/suite.h"

enum { WORLD_NODE = 1, WORLD_LIST, WORLD_TEXT, WORLD_WEAK, WORLD_PART, WORLD_TUPLE, WORLD_BOX };

enum {   // a node's behaviour, in its `aux`
    NODE_FINALIZES  = 1,
    NODE_RESURRECTS = 2,    // its finalizer puts it into world->saved
    NODE_COLLECTS   = 4,    // its finalizer collects
    NODE_DROPS      = 8,    // its finalizer clears its first slot
};

// The heap comes first, as in the interpreter.
typedef struct World {
    OuHeap   heap;
    OuValue  saved[64];
    size_t   saved_count;
    OuValue  roots[256];
    char     trace[4096];
    size_t   trace_length;
    size_t   started, stopped;      // collections
    int      generations[3];        // collections of each
    size_t   released;              // objects whose layout's release was called
    size_t   nested_result;         // of a collection inside a finalizer
} World;

typedef struct Node {
    OuObject base;
    uint32_t id, count;
    OuValue  slots[];
} Node;

typedef struct List {
    OuObject base;
    size_t   count, capacity;
    OuValue *items;
} List;

typedef struct Weak {
    OuObject   base;
    uint32_t   id;
    OuWeakLink link;
} Weak;

// Holds others by pointers, not by values; nothing needs to be freed.
typedef struct Box {
    OuObject  base;
    OuObject *first, *second;
} Box;

static inline void world_note(World *world, const char *what, unsigned id)
{
    size_t room = sizeof world->trace - world->trace_length;
    int length = snprintf(world->trace + world->trace_length, room, "%s%u ", what, id);
    if ((size_t)length < room) world->trace_length += (size_t)length;
}

static inline void node_visit(OuObject *self, OuVisitor *visitor)
{
    Node *node = (Node *)self;
    ou_visit_span(visitor, node->slots, node->count);
}

static inline void tuple_visit(OuObject *self, OuVisitor *visitor)
{
    Node *node = (Node *)self;
    ou_visit_span_backward(visitor, node->slots, node->count);
}

static inline void world_count_release(OuHeap *heap, OuObject *self)
{
    ((World *)heap)->released++;
}

static inline bool tuple_can_untrack(const OuObject *self)
{
    const Node *node = (const Node *)self;
    for (uint32_t i = 0; i < node->count; i++) {
        if (ou_is_pointer(node->slots[i])) return false;
    }
    return true;
}

static inline void list_visit(OuObject *self, OuVisitor *visitor)
{
    List *list = (List *)self;
    ou_visit_span_backward(visitor, list->items, list->count);
}

static inline void list_release(OuHeap *heap, OuObject *self)
{
    List *list = (List *)self;
    ((World *)heap)->released++;
    ou_heap_buffer_free(heap, list->items, list->capacity * sizeof *list->items);
}

static inline void weak_release(OuHeap *heap, OuObject *self)
{
    ((World *)heap)->released++;
    ou_weak_detach(heap, &((Weak *)self)->link);
}

static inline void weak_visit(OuObject *self, OuVisitor *visitor)
{
}

static inline void box_visit(OuObject *self, OuVisitor *visitor)
{
    Box *box = (Box *)self;
    OU_VISIT_POINTER(visitor, &box->first);
    OU_VISIT_POINTER(visitor, &box->second);
}

static const OuLayout node_layout = {
    .name = "node", .visit = node_visit, .release = world_count_release, .may_finalize = true,
    .is_quiet = true,
};
static const OuLayout list_layout = {
    .name = "list", .visit = list_visit, .release = list_release, .is_quiet = true,
    .length_at = offsetof(List, count),
};
static const OuLayout text_layout = { .name = "text", .release = world_count_release };
static const OuLayout weak_layout = {
    .name = "weak", .visit = weak_visit, .release = weak_release,
};
static const OuLayout part_layout = {
    .name = "part", .visit = node_visit, .release = world_count_release, .uncounted = true,
};
static const OuLayout tuple_layout = {
    .name = "tuple", .visit = tuple_visit, .release = world_count_release,
    .can_untrack = tuple_can_untrack, .is_quiet = true, .length_at = offsetof(Node, count),
};
static const OuLayout box_layout = { .name = "box", .visit = box_visit, .is_quiet = true };

static inline bool world_has_finalizer(OuHeap *heap, OuObject *object)
{
    return object->aux & NODE_FINALIZES;
}

static inline void world_finalize(OuHeap *heap, OuObject *object)
{
    World *world = (World *)heap;
    Node *node = (Node *)object;
    world_note(world, "f", node->id);
    if (object->aux & NODE_RESURRECTS) {
        world->saved[world->saved_count++] = ou_ref(ou_pointer_value(object));
    }
    if (object->aux & NODE_COLLECTS) world->nested_result = ou_collector_collect(heap, 2);
    if (object->aux & NODE_DROPS) ou_set(&node->slots[0], OU_NONE);
}

static inline void world_weak_died(OuHeap *heap, OuWeakLink *link)
{
    world_note((World *)heap, "w", ((Weak *)link->owner)->id);
}

static inline void world_visit_roots(OuHeap *heap, OuVisitor *visitor)
{
    World *world = (World *)heap;
    ou_visit_span(visitor, world->saved, world->saved_count);
    ou_visit_span(visitor, world->roots, sizeof world->roots / sizeof *world->roots);
}

static inline void world_collection(OuHeap *heap, int generation, bool stop, size_t collected,
                                    size_t uncollectable)
{
    World *world = (World *)heap;
    if (stop) world->stopped++;
    else world->started++;
    if (!stop) world->generations[generation]++;
}

static inline void world_save(OuHeap *heap, OuObject *object)
{
    World *world = (World *)heap;
    world->saved[world->saved_count++] = ou_ref(ou_pointer_value(object));
}

static const OuHeapHooks world_hooks = {
    .has_finalizer = world_has_finalizer,
    .finalize = world_finalize,
    .weak_died = world_weak_died,
    .visit_roots = world_visit_roots,
    .collection = world_collection,
    .save = world_save,
};

static inline void world_open(World *world)
{
    memset(world, 0, sizeof *world);
    ck_assert(ou_heap_init(&world->heap, &world_hooks));
    ou_heap_set_layout(&world->heap, WORLD_NODE, &node_layout);
    ou_heap_set_layout(&world->heap, WORLD_LIST, &list_layout);
    ou_heap_set_layout(&world->heap, WORLD_TEXT, &text_layout);
    ou_heap_set_layout(&world->heap, WORLD_WEAK, &weak_layout);
    ou_heap_set_layout(&world->heap, WORLD_PART, &part_layout);
    ou_heap_set_layout(&world->heap, WORLD_TUPLE, &tuple_layout);
    ou_heap_set_layout(&world->heap, WORLD_BOX, &box_layout);
}

static inline void world_audit(World *world)
{
    OuMemory memory;
    OuBuffer report;
    ou_memory_init(&memory);
    ou_buffer_init(&report, &memory);
    bool ok = ou_audit_check_strict(&world->heap, &report);
    ck_assert_msg(ok, "%s", report.bytes ? report.bytes : "no report");
    ou_buffer_free(&report);
}

static inline size_t world_live(World *world)
{
    OuHeapStats stats;
    ou_heap_get_stats(&world->heap, &stats);
    return stats.containers + stats.leaves;
}

// Audits, drops what the world holds itself, and checks that nothing is left.
static inline void world_close(World *world)
{
    world_audit(world);
    while (world->saved_count) ou_clear(&world->saved[--world->saved_count]);
    for (size_t i = 0; i < sizeof world->roots / sizeof *world->roots; i++) {
        ou_clear(&world->roots[i]);
    }
    world->heap.debug = 0;
    ou_collector_unfreeze(&world->heap);
    ou_collector_collect(&world->heap, 2);
    while (world->saved_count) ou_clear(&world->saved[--world->saved_count]);
    ou_collector_collect(&world->heap, 2);
    world_audit(world);
    ck_assert_uint_eq(world_live(world), 0);
    ou_heap_free(&world->heap);
    ck_assert_uint_eq(world->heap.memory.used, 0);
}

// Slots begin as OU_NONE: an unbound one is the work of the collector's clearing.
static inline Node *node_try(World *world, uint8_t kind, uint32_t id, uint32_t count)
{
    Node *node = ou_heap_new(&world->heap, kind, sizeof *node + count * sizeof *node->slots);
    if (!node) return NULL;
    node->id = id;
    node->count = count;
    for (uint32_t i = 0; i < count; i++) node->slots[i] = OU_NONE;
    return node;
}

static inline Node *node_make(World *world, uint32_t id, uint32_t count)
{
    Node *node = node_try(world, WORLD_NODE, id, count);
    ck_assert_ptr_nonnull(node);
    return node;
}

static inline void node_set(Node *node, uint32_t slot, void *object)
{
    ou_set(&node->slots[slot], object ? ou_pointer_value(object) : OU_NONE);
}

static inline void drop(void *object)
{
    ou_object_unref(object);
}

static inline Weak *weak_make(World *world, uint32_t id, void *target, bool has_callback)
{
    Weak *weak = ou_heap_new(&world->heap, WORLD_WEAK, sizeof *weak);
    ck_assert_ptr_nonnull(weak);
    weak->id = id;
    ou_weak_init(&weak->link, &weak->base, has_callback);
    ck_assert(ou_weak_attach(&world->heap, &weak->link, target));
    return weak;
}

// Takes no references over: `first` and `second` may be NULL.
static inline Box *box_try(World *world, void *first, void *second)
{
    Box *box = ou_heap_new(&world->heap, WORLD_BOX, sizeof *box);
    if (!box) return NULL;
    box->first = first;
    box->second = second;
    if (first) ou_object_ref(first);
    if (second) ou_object_ref(second);
    return box;
}

static inline List *list_make(World *world)
{
    List *list = ou_heap_new(&world->heap, WORLD_LIST, sizeof *list);
    if (!list) return NULL;
    list->count = list->capacity = 0;
    list->items = NULL;
    return list;
}

static inline bool list_append(World *world, List *list, OuValue value)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        OuValue *items = ou_heap_buffer_resize(&world->heap, list->items,
                                               list->capacity * sizeof *items,
                                               capacity * sizeof *items);
        if (!items) return false;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = ou_ref(value);
    return true;
}

// Two nodes that refer to each other; the caller holds both.
static inline void pair_make(World *world, uint32_t id, Node **a, Node **b)
{
    *a = node_make(world, id, 2);
    *b = node_make(world, id + 1, 2);
    node_set(*a, 0, *b);
    node_set(*b, 0, *a);
}

static inline void poll(World *world)
{
    const uint32_t bits = OU_PENDING_COLLECT | OU_PENDING_SLICE;
    if (world->heap.pending & bits) ou_collector_poll(&world->heap);
}

// How many bytes of the process are in memory.
static inline size_t world_resident(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%*u %lu", &pages), 1);
    fclose(file);
    return pages * OU_GRANULE;
}

static inline int world_run(TCase *tests)
{
    Suite *suite = suite_create("gc");
    suite_add_tcase(suite, tests);
    tcase_set_timeout(tests, 120);
    return suite_run(suite);
}

#endif
