// heap.h: where objects live. (API contract; the page structures stand in page.h.)
//
// A heap belongs to one interpreter. It knows layouts (how large, where the references are, what to
// free) and nothing of scripts: what needs scripts goes through hooks that the interpreter installs.
//
//   * Container pages, leaf pages and buffer pages are kept apart; a page is 64 KiB, aligned to
//     64 KiB, and names its heap, so dropping a reference needs no other argument.
//   * Objects above the largest size class get a span of their own, aligned the same way.
//   * A zero count releases the object at once. Children follow in the order of their slots, by
//     recursion up to a depth of 50 as CPython's trashcan has it, and by a worklist beyond that:
//     so finalizers run in the order a Python programmer expects, and a chain of a million links
//     dies in constant stack.
#ifndef OU_GC_HEAP_H
#define OU_GC_HEAP_H

#include "gc/memory.h"
#include "gc/object.h"

typedef struct OuHeap OuHeap;
typedef struct OuPage OuPage;
typedef struct OuWeakLink OuWeakLink;

// Handed the address of every reference of an object. One visit function of a layout serves
// recounting, clearing and releasing, which differ in the visitor only.
typedef struct OuVisitor OuVisitor;
struct OuVisitor {
    void (*span)(OuVisitor *visitor, OuValue *slots, size_t count);   // any values, pointers or not
    void (*pointer)(OuVisitor *visitor, OuObject **slot);             // NULL allowed
};
static inline void ou_visit_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    visitor->span(visitor, slots, count);
}
static inline void ou_visit_value(OuVisitor *visitor, OuValue *slot)
{
    visitor->span(visitor, slot, 1);
}
// For fields of a pointer type: OU_VISIT_POINTER(visitor, &self->globals).
#define OU_VISIT_POINTER(visitor, slot) \
    ((visitor)->pointer((visitor), (OuObject **)(void *)(slot)))

typedef struct OuLayout {
    const char *name;
    void   (*visit)(OuObject *self, OuVisitor *visitor);   // NULL: a leaf, never in a cycle
    void   (*release)(OuHeap *heap, OuObject *self);       // frees side buffers; touches no
                                                           // references; NULL: nothing to free
    size_t (*extra_size)(const OuObject *self);            // bytes of the side buffers, or NULL
    bool   (*can_untrack)(const OuObject *self);           // holds atoms only for good, or NULL
    bool   may_finalize;     // ask hooks.has_finalizer before releasing
    bool   uncounted;        // an inner part: not in collect()'s number nor in get_objects()
} OuLayout;

// Upward calls. `heap->context` is the interpreter's to use.
typedef struct OuHeapHooks {
    // Does the object have a finalizer to run (a class with __del__, an unfinished generator)?
    bool (*has_finalizer)(OuHeap *heap, OuObject *object);
    // Runs it; exceptions are reported, never left pending. The object is alive meanwhile.
    void (*finalize)(OuHeap *heap, OuObject *object);
    // The target of a weak link has died and the link was cut: runs its callback if it has one.
    void (*weak_died)(OuHeap *heap, OuWeakLink *link);
    // Hands every reference that isn't in a heap object (registers, interned names, ...) to the
    // visitor: for the audit, which wants them all, and for marking.
    void (*visit_roots)(OuHeap *heap, OuVisitor *visitor);
    // Before (`stop` false) and after a collection: gc.callbacks, DEBUG_STATS.
    void (*collection)(OuHeap *heap, int generation, bool stop, size_t collected,
                       size_t uncollectable);
    // DEBUG_SAVEALL: keep this unreachable object in gc.garbage.
    void (*save)(OuHeap *heap, OuObject *object);
    // DEBUG_COLLECTABLE / DEBUG_UNCOLLECTABLE: report this unreachable object.
    void (*report)(OuHeap *heap, OuObject *object, bool collectable);
    // `heap->pending` became non-zero: make the interpreter look at it soon. Async-signal-safe.
    void (*wake)(OuHeap *heap);
} OuHeapHooks;

#endif
