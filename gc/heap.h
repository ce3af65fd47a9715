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
    bool backward;                                                    // see ou_visit_span_backward
};
static inline void ou_visit_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    visitor->span(visitor, slots, count);
}
static inline void ou_visit_value(OuVisitor *visitor, OuValue *slot)
{
    visitor->span(visitor, slot, 1);
}
// For lists and tuples: who drops references drops the last one first, as CPython does.
static inline void ou_visit_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    visitor->backward = true;
    visitor->span(visitor, slots, count);
    visitor->backward = false;
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

// --- the heap ------------------------------------------------------------------------------------
enum { OU_PENDING_COLLECT = 1, OU_PENDING_INTERRUPT = 2 };

enum { OU_YOUNG_LOG_SIZE = 8192 };       // entries; a full log is compacted
enum { OU_OLD_LOG_LIMIT  = 32768 };      // more old objects than this are judged in address order
enum { OU_RELEASE_DEPTH  = 50 };         // deeper deaths wait in the worklist

// Objects of a generation in the order in which they were made, oldest first. Entries go stale: one
// counts only if its slot holds a tracked object of that generation, and only the last of several.
typedef struct OuLog {
    OuObject **entries;                  // entries[0] is NULL, a sentinel
    size_t     length, capacity;
    bool       overflowed;               // generation 2 only: too long, address order instead
} OuLog;

typedef struct OuGenerationStats { uint64_t collections, collected, uncollectable; } OuGenerationStats;

typedef struct OuWeakTable {
    OuWeakLink **buckets;
    size_t       capacity, used;
} OuWeakTable;

#include "gc/page.h"

struct OuHeap {
    OuPage    *room[OU_PAGE_FLAVOURS][OU_CLASS_COUNT];   // where the next slot comes from; never NULL
    // --- the young generation --------------------------------------------------------------------
    OuObject **young_next;               // next free entry of the young log
    OuObject **young_end;
    uint32_t   counts[3];                // gc.get_count()
    uint32_t   young_limit;              // counts[0] above it asks for a collection; UINT32_MAX = never
    volatile uint32_t pending;           // OU_PENDING_... bits
    uint32_t   release_depth;
    // --- all the rest ----------------------------------------------------------------------------
    OuMemory   memory;
    OuHeapHooks hooks;
    void      *context;
    const OuLayout *layouts[128];
    OuPage     no_page;                  // stands for "no page with room"
    OuPage    *listed[OU_PAGE_FLAVOURS][OU_CLASS_COUNT]; // pages with room; room[] repeats the head,
                                                         // unless every request must be counted
    OuPage    *pages;                    // all object pages and spans
    OuPage    *empty, *stale;            // pages to reuse; stale: logs may still name slots of theirs
    size_t     empty_count, stale_count;
    char      *chunk_next, *chunk_end;   // not yet carved
    OuObject **worklist;                 // dead objects whose release is put off
    size_t     worklist_length, worklist_capacity;
    OuLog      logs[3];                  // generation 0's length lives in young_next
    uint32_t   thresholds[3];
    bool       enabled;
    bool       collecting;
    bool       counting_requests;        // n-th allocation failure: no fast path
    uint32_t   debug;                    // gc.set_debug
    size_t     long_lived_total, long_lived_pending;
    size_t     frozen;                   // gc.get_freeze_count
    OuGenerationStats stats[3];
    OuWeakTable weak;
};

static inline OuHeap *ou_heap_of(const OuObject *object) { return ou_page_of(object)->heap; }
// Bytes of the slot: the capacity of an instance, the place of a tail.
static inline size_t ou_heap_slot_size(const OuObject *object) { return ou_page_of(object)->slot_size; }

OU_CHECKED bool ou_heap_init(OuHeap *heap, const OuHeapHooks *hooks);
// Gives all memory back, without releasing what is still alive.
void ou_heap_free(OuHeap *heap);
void ou_heap_set_layout(OuHeap *heap, uint8_t kind, const OuLayout *layout);
// The n-th request from now fails (and all later ones, if `on`); 0 = none.
void ou_heap_fail_at(OuHeap *heap, uint64_t nth, bool on);
// Sets bits of `pending` and wakes the interpreter. Async-signal-safe.
void ou_heap_request(OuHeap *heap, uint32_t bits);

// --- making objects: NULL when memory is refused. The payload is not initialised: the caller does that
// before any script code may run (collections happen at polls only).
void *ou_heap_take_slow(OuHeap *heap, OuPageFlavour flavour, size_t size);
void ou_heap_log_full(OuHeap *heap);

static inline void *ou_heap_take(OuHeap *heap, OuPageFlavour flavour, size_t size)
{
    if (OU_UNLIKELY(size > OU_LARGEST_SLOT)) return ou_heap_take_slow(heap, flavour, size);
    OuPage *page = heap->room[flavour][ou_size_class(size)];
    char *slot = page->free;
    if (OU_UNLIKELY(!slot)) return ou_heap_take_slow(heap, flavour, size);
    memcpy(&page->free, slot + 8, sizeof page->free);
    page->used++;
    OU_UNPOISON(slot, page->slot_size);
    return slot;
}

// A container: counted for generation 0, in the young log, tracked or not.
static inline void *ou_heap_new_with(OuHeap *heap, uint8_t kind, size_t size, uint8_t gc_bits)
{
    OuObject *object = ou_heap_take(heap, OU_PAGE_CONTAINER, size);
    if (OU_UNLIKELY(!object)) return NULL;
    *object = (OuObject){ .refs = 1, .kind = kind, .gc = gc_bits };
    *heap->young_next++ = object;
    if (OU_UNLIKELY(heap->young_next == heap->young_end)) ou_heap_log_full(heap);
    if (OU_UNLIKELY(++heap->counts[0] > heap->young_limit)) ou_heap_request(heap, OU_PENDING_COLLECT);
    return object;
}
static inline void *ou_heap_new(OuHeap *heap, uint8_t kind, size_t size)
{
    return ou_heap_new_with(heap, kind, size, OU_GC_TRACKED);
}
static inline void *ou_heap_new_untracked(OuHeap *heap, uint8_t kind, size_t size)
{
    return ou_heap_new_with(heap, kind, size, 0);
}
// A leaf: never in a cycle, never counted.
static inline void *ou_heap_new_leaf(OuHeap *heap, uint8_t kind, size_t size)
{
    OuObject *object = ou_heap_take(heap, OU_PAGE_LEAF, size);
    if (OU_UNLIKELY(!object)) return NULL;
    *object = (OuObject){ .refs = 1, .kind = kind };
    return object;
}

// A container that was untracked takes part again, in generation 0 / takes part no longer.
void ou_heap_track(OuObject *object);
static inline void ou_heap_untrack(OuObject *object) { object->gc &= (uint8_t)~OU_GC_TRACKED; }
static inline bool ou_heap_is_tracked(const OuObject *object) { return object->gc & OU_GC_TRACKED; }

// The slot goes back to its page: layouts that recycle by hand and the release machinery only.
void ou_heap_free_slot(OuHeap *heap, OuObject *object);

// Side buffers. A size of 0 gives NULL for alloc only when memory is refused; free(NULL) is fine.
OU_CHECKED void *ou_heap_buffer_alloc(OuHeap *heap, size_t size);
OU_CHECKED void *ou_heap_buffer_resize(OuHeap *heap, void *buffer, size_t old_size, size_t new_size);
void ou_heap_buffer_free(OuHeap *heap, void *buffer, size_t size);

// Calls `each` for every object of the heap (leaves too); false from it ends the walk. No object may be
// made or released meanwhile.
void ou_heap_each(OuHeap *heap, bool (*each)(OuObject *object, void *context), void *context);

#endif
