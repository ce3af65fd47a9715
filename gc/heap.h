// heap.h: where objects live.
//
// A heap belongs to one interpreter. It knows layouts (how large, where the references are, what to
// free) and nothing of scripts: what needs them goes through hooks that the interpreter installs.
//
//   * Container pages, leaf pages and buffer pages are kept apart; a page is 64 KiB, aligned to
//     64 KiB, and names its heap, so dropping a reference needs no other argument.
//   * Objects above the largest size class get a span of their own, aligned the same way.
//   * A zero count releases the object at once. Children follow in the order of their slots, by
//     recursion up to a depth of 50 as CPython's trashcan has it, and by a worklist beyond that:
//     so finalizers run in the order a Python programmer expects, and a chain of a million links
//     dies in constant stack.
//   * An object's header says whether it is tracked and in which generation: that is the truth. A
//     log for each generation lists its objects in the order in which they came, as CPython's lists
//     do. Entries of objects that died or moved on are stale and are dropped when the log is next
//     tidied. A log that could not grow (or, in generation 2, got too long) is lost: the generation
//     is then enumerated page by page. So only order ever depends on a log.
#ifndef OU_GC_HEAP_H
#define OU_GC_HEAP_H

#include "gc/memory.h"
#include "gc/object.h"
#include "gc/page.h"
#include "gc/pause.h"
#include "gc/trace.h"
#include "gc/visitor.h"

typedef struct OuWeakLink OuWeakLink;
typedef struct OuWeakEntry OuWeakEntry;
typedef struct OuSet OuSet;
typedef struct OuDiscard OuDiscard;

// `visit` must cope with slots that were cleared (OU_UNBOUND, NULL), and its choice of slots must
// not depend on what other slots hold: the clearing visitor empties them on the way. `release` and
// `visit` may be called on an object whose slots are all cleared.
enum {
    OU_FINALIZE_NEVER    = 0,    // ... only of instances of subclasses
    OU_FINALIZE_ALWAYS   = 1,
    OU_FINALIZE_BY_CLASS = 2,    // once a class with one has instances: heap->has_finalizers
};

// What a script calls the slot at an offset of an object.
typedef struct OuSlotName {
    size_t      offset;
    const char *text;            // ".__closure__"; NULL ends a list of them
} OuSlotName;

typedef struct OuLayout {
    const char *name;
    void   (*visit)(OuObject *self, OuVisitor *visitor);   // NULL: a leaf, never in a cycle
    void   (*release)(OuHeap *heap, OuObject *self);       // frees side buffers; touches no
                                                           // references; NULL: nothing to free
    void   (*part)(OuHeap *heap, OuObject *self);          // it is dead, but its end has to wait:
                                                           // those who know it without a reference
                                                           // shall find it no more; or NULL
    size_t (*extra_size)(const OuObject *self);            // bytes of the side buffers, or NULL
    bool   (*can_untrack)(const OuObject *self);           // holds atoms only for good, or NULL
    bool   untrack_late;     // ... asked in full collections only (dicts), not in each (tuples)
    uint8_t may_finalize;    // OU_FINALIZE_...: ask hooks.has_finalizer before releasing?
    bool   is_quiet;         // nobody can notice its end, finalizers and weak references apart
    uint16_t length_at;      // a quiet one may have many slots: where its header says how many, in
                             // 32 bits of a number that never gets smaller by a visit; 0: it hasn't
    bool   uncounted;        // an inner part: not in collect()'s number nor in get_objects()
    const OuSlotName *slot_names;    // of fixed slots, for those who look into memory; or NULL
    bool   (*is_inner)(const OuObject *self);   // is this one such a part? NULL: none is
} OuLayout;

// One collection, or one major cycle from its first slice to its last: for a log.
typedef struct OuCollectionRecord {
    size_t   number;             // 1 for the first
    int      generation;
    bool     is_cycle;           // a major cycle
    uint64_t duration, longest;  // of all its pauses, in nanoseconds of processor time
    size_t   judged, freed;      // objects, as gc.get_stats() counts them
    size_t   live_before, live_after;   // objects on pages of containers
} OuCollectionRecord;

// What the collector does: for those who want to know how long (hooks.step). Steps lie within each
// other; `detail` is said where there is any.
typedef enum OuGcStep {
    OU_STEP_COLLECTION,          // detail: the generation
    OU_STEP_SLICE,               // of a major cycle
    OU_STEP_STAGE,               // detail: OuMajorStage
    OU_STEP_CALLBACKS,           // hooks.collection
    OU_STEP_TAKE,                // the set is made
    OU_STEP_JUDGE,
    OU_STEP_PART,                // survivors settle
    OU_STEP_WEAK,                // weak references are cut, their callbacks run
    OU_STEP_FINALIZE,
    OU_STEP_CLEAR,               // what is still garbage ends
    OU_STEP_SETTLE,              // some ends that were put off
    OU_STEPS,
} OuGcStep;

// Upward calls; each may be NULL. `heap->context` is the interpreter's to use.
typedef struct OuHeapHooks {
    // Does the object have a finalizer to run (a class with __del__, an unfinished generator)?
    bool (*has_finalizer)(OuHeap *heap, OuObject *object);
    // Runs it; exceptions are reported, never left pending. The object is alive meanwhile.
    void (*finalize)(OuHeap *heap, OuObject *object);
    // The target of a weak link with a callback has died and the link was cut: runs the callback.
    // `link->owner` is kept alive meanwhile.
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
    // Garbage, after its finalizers have run, before it is cleared: nothing may be changed.
    void (*garbage)(OuHeap *heap, const OuSet *garbage);
    // A step begins or ends. It may look, and neither change nor allocate anything in the heap.
    void (*step)(OuHeap *heap, OuGcStep step, int detail, bool is_end);
    // A collection or a cycle has ended.
    void (*log)(OuHeap *heap, const OuCollectionRecord *record);
    // The references in the tail of an instance of a subclass whose layout is a leaf by itself.
    void (*visit_tail)(OuObject *object, OuVisitor *visitor);
    // Where the program asks for memory right now: a number above 0, or 0 if memory is refused.
    // Only called while tracing is on; it must not allocate from the heap.
    uint32_t (*site)(OuHeap *heap);
    // Memory is refused: gives back what isn't needed now. False: there was nothing. It must not
    // use the heap. May be NULL.
    bool (*give_back)(OuHeap *heap);
    // Does an interrupt wait, for script code to meet it as an exception? NULL: never.
    bool (*is_interrupted)(const OuHeap *heap);
    // `heap->pending` became non-zero: make the interpreter look at it soon. Async-signal-safe.
    void (*wake)(OuHeap *heap);
} OuHeapHooks;

// The objects of a generation in the order in which they came; some entries are stale.
typedef struct OuLog {
    OuObject **entries;
    OuObject **next;         // one past the last entry
    OuObject **end;          // one past the room
    bool       lost;         // entries are missing: the pages must be walked instead
} OuLog;

// Objects in no particular order, or in an order of somebody's choosing.
typedef struct OuObjectList {
    OuObject **items;
    size_t     count, capacity;
} OuObjectList;

// Every page of a sort, by number; NULL where a number is vacant.
typedef struct OuPageTable {
    OuPage **pages;          // pages[0] stays unused
    uint32_t count;          // one past the highest number ever used
    uint32_t capacity;
    uint32_t vacant;         // no number below it is vacant
} OuPageTable;

enum {
    OU_PENDING_COLLECT   = 1,    // more allocations than the threshold: ou_collector_poll
    OU_PENDING_INTERRUPT = 2,    // the user wants the program to stop
    OU_PENDING_SLICE     = 4,    // the major cycle has work left over, or ends are put off:
                                 // ou_collector_poll, too
};

enum {
    OU_GENERATIONS = 3,
    OU_GENERATION_FROZEN = 3,    // of objects that gc.freeze() has put aside
};

// What a collection is doing right now.
typedef enum OuHeapPhase {
    OU_PHASE_IDLE,
    OU_PHASE_COLLECT,            // something between the two calls of hooks.collection
} OuHeapPhase;

typedef struct OuGenerationStats {
    size_t   collections, collected, uncollectable;
    size_t   candidates;         // objects judged
    uint64_t duration, longest;  // processor time in nanoseconds; a slice is a pause of its own
} OuGenerationStats;

// The stages of a major cycle: see major.h.
typedef enum OuMajorStage {
    OU_MAJOR_IDLE,
    OU_MAJOR_PREPARE,            // the pages' bitmaps are emptied
    OU_MAJOR_MARK,               // what the roots reach is marked
    OU_MAJOR_RESCAN,             // what marked objects refer to by now is marked, too
    OU_MAJOR_CONVICT,            // what isn't marked is judged, in batches
} OuMajorStage;

enum { OU_MARK_RING = 16 };      // marked objects whose memory is being fetched

// A container so large that it is scanned piece by piece.
typedef struct OuLargeObject {
    OuObject *object;
    size_t    from;              // the first slot not yet scanned
} OuLargeObject;

// The major cycle: the collection of generation 2 in slices. Every list may name objects that died
// meanwhile, whose slots are free or in use again.
typedef struct OuMajor {
    uint8_t  stage;              // OuMajorStage
    bool     has_rescanned;      // once a cycle is enough
    bool     mark_is_partial;    // memory was refused: something marked was never scanned
    bool     is_polled;          // ou_collector_poll has asked for the slice
    bool     is_watching;        // garbage is being disposed of: see ou_major_doubt
    uint32_t page, slot;         // where the walk over the pages has got to
    size_t   debt;               // work that is due
    OuObjectList stack;          // marked, waits for being scanned
    OuObject *ring[OU_MARK_RING];
    uint32_t ring_next;
    OuLargeObject *large;
    size_t   large_count, large_capacity;
    OuObjectList batch;          // a set closed under references, to be judged
    size_t   closed;             // so many of it have been looked into: see major.c
    size_t   closed_slots;       // ... and so many slots of the next one, if it has many
    size_t   begun;              // where in the batch the closure begins that is being gathered
    size_t   hidden;             // so many were gathered in earlier slices
    OuObjectList doubted;        // judged once, but something that held them has died since
    size_t   judged;             // objects, so far
    size_t   collected;          // so far, as gc.collect() counts
    size_t   containers;         // live ones that the walk has met
    uint32_t pace;               // work for each newly tracked object
    size_t   batch_size;         // objects that are judged at once, unless one closure has more
    size_t   exact_below;        // fewer old objects than this are collected in one go
} OuMajor;

// The interpreter's structure begins with this one, so that an OuHeap * is one of its own. A heap
// must not be moved once it is set up.
struct OuHeap {
    OuMemory memory;
    OuHeapHooks hooks;
    void    *context;            // the interpreter's
    uint32_t pending;            // OU_PENDING_... bits; see ou_heap_request

    // Allocation.
    uint32_t counts[OU_GENERATIONS];       // as gc.get_count()
    uint32_t trigger;            // counts[0] above it requests a collection; UINT32_MAX = never
    OuLog    logs[OU_GENERATIONS];
    OuPage  *current[OU_PAGE_SORTS][OU_CLASS_COUNT];   // never NULL: &none where there is no page
    OuPage  *listed[OU_PAGE_SORTS][OU_CLASS_COUNT];    // pages with room
    OuPage  *serving[OU_PAGE_SORTS][OU_CLASS_COUNT];   // as `current`, while that is hidden, too
    OuPage   none;               // a page without slots
    OuTracer tracer;             // who allocated what, and when

    // Pages.
    OuPageTable tables[OU_PAGE_SORTS];
    OuChunk *chunks;             // mapped from the system, those with free pages first
    OuPage  *empty;              // EMPTY pages and dead spans whose slots a log may still name
    size_t   empty_bytes;        // their size
    OuPage  *cached;             // pages ready for any class
    uint32_t cached_count;
    size_t   cached_bytes;       // booked for them
    OuPage  *cached_spans;       // dead ones, for the next of about their size; the newest first
    size_t   cached_span_bytes;  // booked for them
    size_t   page_bytes;         // booked for pages and spans

    // Release.
    uint32_t release_depth;      // how deep objects that die release their children right now
    uint32_t release_deepest;    // who dies as deep as this waits in the worklist
    uint32_t release_left;       // containers that may end until somebody has to look; 0: 2^32
    uint32_t release_slice;      // ... at the most; 0: nothing is put off, as nobody polls
    uint32_t dying, dying_last;  // the worklist of those that died too deep: see object.c
    uint32_t put_off;            // the worklist of those whose end was left for the next polls
    bool     is_settling;        // ... is being worked off
    bool     put_off_runs;       // ... ran finalizers when the user wanted the program to stop
    OuObjectList condemned;      // garbage that is cleared at the next polls: see clear.h
    size_t   cleared;            // so many of it are; it lasts until nothing waits any more
    size_t   cleared_slots;      // ... and so many slots of the next one, if it has many
    bool     is_clearing;        // one is being cleared, which may run script code
    OuDiscard *discarded;        // large blocks that go back to the system: see discard.h
    OuObject *shed;              // of those that are put off, one with many slots,
    size_t   shed_from;          // and how many of them are cleared already
    size_t   loud;               // live objects whose end shows outside: ou_heap_put_loud
    const OuLayout *layouts[128];
    OuWeakEntry *weak_entries;   // a hash table by target: see weak.c
    size_t   weak_count, weak_capacity;
    size_t   weak_calls;         // links with callbacks

    // Collection.
    bool     enabled;            // gc.isenabled()
    bool     stress;             // a collection at every poll after an allocation
    bool     may_stop;           // the collection that runs ends when an interrupt waits
    bool     was_stopped;        // ... and so it has
    bool     has_finalizers;     // an instance of a class with one was made; set by the interpreter
    uint8_t  phase;              // OuHeapPhase
    uint32_t thresholds[OU_GENERATIONS];
    uint32_t debug;              // OU_GC_DEBUG_... bits
    size_t   long_lived_total;   // objects in generation 2 after the last full collection
    size_t   long_lived_pending; // ... promoted into it since
    OuGenerationStats stats[OU_GENERATIONS];
    OuLog    spare;              // an array that takes the place of a log under collection
    OuObjectList queue;          // worklist of the judgement
    OuObjectList garbage;        // what it found
    uint32_t *saved;             // the counts of a judged set's members
    size_t   saved_count, saved_capacity;
    OuMajor  major;              // the collection of generation 2 in slices
    OuPauses pauses[OU_PAUSE_PHASES];
    uint64_t clock;              // the last reading of ou_pause_clock
    size_t   collections;        // and major cycles, that have begun
    OuCollectionRecord cycle;    // of the major cycle
};

// ---- Setting up ---------------------------------------------------------------------------------

// `hooks` is copied. False: memory is refused, nothing needs to be freed.
OU_CHECKED
bool ou_heap_init(OuHeap *heap, const OuHeapHooks *hooks);

// Gives all memory back. Objects that still live vanish without being finalized; their side buffers
// are freed through their layouts' `release`.
void ou_heap_free(OuHeap *heap);

// Kinds are 1..127; `kind | OU_KIND_SUBCLASS` has the same layout.
void ou_heap_set_layout(OuHeap *heap, uint8_t kind, const OuLayout *layout);

// The n-th allocation from now on fails (and, if `on`, every later one); 0 switches this off. Each
// object and buffer then counts as an allocation, while otherwise only whole pages are requests.
void ou_heap_fail_at(OuHeap *heap, uint64_t n, bool on);

// Sets bits of `pending` and wakes the interpreter. Async-signal-safe.
void ou_heap_request(OuHeap *heap, uint32_t bits);

// ---- Objects ------------------------------------------------------------------------------------
//
// All return NULL when memory is refused. The object has one reference, the wanted kind, and `aux`
// zero; its payload is NOT initialised: the caller does that before any script code can run.
// A collection never happens in here, only in ou_collector_poll and ou_collector_collect.

// A container that takes part in collections.
OU_CHECKED
static inline void *ou_heap_new(OuHeap *heap, uint8_t kind, size_t size);

// A container that takes part only once ou_heap_track was called. It counts as an allocation of a
// collectable object nevertheless, as in CPython.
OU_CHECKED
static inline void *ou_heap_new_untracked(OuHeap *heap, uint8_t kind, size_t size);

// An object without references; it can never be tracked and doesn't count.
OU_CHECKED
static inline void *ou_heap_new_leaf(OuHeap *heap, uint8_t kind, size_t size);

// A leaf that nobody but its one owner can know of gets a slot of `size` bytes without a copy being
// made, maybe at another address. NULL: it isn't large enough for that, or memory is refused; it
// stays as it is.
OU_CHECKED
void *ou_heap_grow_leaf(OuObject *object, size_t size);

// Puts a container into generation 0, as its newest object; no effect if it is tracked already.
void ou_heap_track(OuObject *object);

// Takes it out of its generation; no effect if it isn't tracked.
static inline void ou_heap_untrack(OuObject *object)
{
    object->gc &= (uint8_t)~OU_GC_TRACKED;
}

static inline bool ou_heap_is_tracked(const OuObject *object)
{
    return (object->gc & OU_GC_TRACKED) != 0;
}

static inline OuHeap *ou_heap_of(const OuObject *object)
{
    return ou_page_of(object)->heap;
}

// Bytes of the object's slot, at least what was asked for: an instance reads its capacity from it.
static inline size_t ou_heap_slot_size(const OuObject *object)
{
    return ou_page_of(object)->slot_size;
}

static inline const OuLayout *ou_heap_layout_of(const OuHeap *heap, const OuObject *object)
{
    return heap->layouts[object->kind & OU_KIND_MASK];
}

// Bytes of the object: its slot and its side buffers.
static inline size_t ou_heap_bytes_of(const OuHeap *heap, const OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    return ou_heap_slot_size(object) + (layout->extra_size ? layout->extra_size(object) : 0);
}

// May any object of this kind have a finalizer?
static inline bool ou_heap_kind_may_finalize(const OuHeap *heap, const OuLayout *layout,
                                             const OuObject *object)
{
    if (layout->may_finalize == OU_FINALIZE_ALWAYS) return true;
    return heap->has_finalizers && (layout->may_finalize || (object->kind & OU_KIND_SUBCLASS));
}

// Is it worth asking whether the object has a finalizer to run?
static inline bool ou_heap_may_finalize(const OuHeap *heap, const OuLayout *layout,
                                        const OuObject *object)
{
    return !(object->gc & OU_GC_FINALIZED) && ou_heap_kind_may_finalize(heap, layout, object);
}

// Hands every reference of the object to the visitor.
static inline void ou_heap_visit(OuHeap *heap, OuObject *object, OuVisitor *visitor)
{
    const OuLayout *layout = ou_heap_layout_of(heap, object);
    if (layout->visit) {
        layout->visit(object, visitor);
    } else if ((object->kind & OU_KIND_SUBCLASS) && heap->hooks.visit_tail) {
        heap->hooks.visit_tail(object, visitor);
    }
}

// ---- Ends that are put off ----------------------------------------------------------------------
//
// When very many objects die at once and nobody can tell, most of them end at the next polls: those
// that are put off are dead, what they refer to still looks alive. So whoever could tell settles
// this first. Nothing is put off once a class with a finalizer has had instances, nor while a weak
// link with a callback or a loud object exists, or memory is limited or traced; whoever makes one
// of these settles first, too. So settling never runs script code.
//
// While an interrupt waits for the next poll, ends are put off in any case: it shall not wait for a
// long series of finalizers. Then settling has no effect; the poll after the interrupt's ends them,
// and so do collections that a script asks for.

enum {
    OU_RELEASE_DEPTH = 50,       // as CPython's trashcan has it
    OU_RELEASE_SLICE = 4096,     // containers, for an interpreter
    OU_RELEASE_PIECE = 4096,     // slots of one container
    OU_SLOTS_A_CONTAINER = 16,   // that many slots are as much work as a container's end
};

static inline bool ou_heap_has_put_off(const OuHeap *heap)
{
    return heap->put_off || (heap->condemned.count && !heap->is_clearing);
}

// Ends all of them.
void ou_heap_settle_all(OuHeap *heap);
static inline void ou_heap_settle(OuHeap *heap)
{
    if (OU_UNLIKELY(ou_heap_has_put_off(heap))) ou_heap_settle_all(heap);
}

// The same, until an interrupt waits: false. It takes a second or so for ten million objects.
OU_CHECKED bool ou_heap_try_settle(OuHeap *heap);

static inline bool ou_heap_is_interrupted(const OuHeap *heap)
{
    return heap->hooks.is_interrupted && heap->hooks.is_interrupted(heap);
}

// Ends about release_slice of them.
void ou_heap_settle_some(OuHeap *heap);

// Can nobody tell in which order objects die, and when?
bool ou_release_is_unobserved(const OuHeap *heap);

// As much work as the ends of so many containers was done.
void ou_release_count(OuHeap *heap, uint32_t containers);

// Is the object emptied in pieces of OU_RELEASE_PIECE slots?
bool ou_release_has_many_slots(const OuHeap *heap, const OuObject *object);

// An object that shall take over so many slots from one that is emptied, and is dropped right away:
// so they end as those of an object that dies. NULL: they are few, or somebody could tell, or
// memory is refused; then they must be dropped where they are.
void *ou_heap_new_heir(OuHeap *heap, uint8_t kind, size_t size, size_t slots);

// How many may end in one go, counted in containers. 0: all.
void ou_heap_set_release_slice(OuHeap *heap, uint32_t containers);

// An object whose end shows outside of the heap comes into being; its layout's `release` drops it.
static inline void ou_heap_put_loud(OuHeap *heap)
{
    ou_heap_settle(heap);
    heap->loud++;
}

static inline void ou_heap_drop_loud(OuHeap *heap)
{
    heap->loud--;
}

// Calls `each` for every live object, leaves too, page by page; false from it ends the walk. It
// must not make or release any object. Settles first.
void ou_heap_each(OuHeap *heap, bool (*each)(OuObject *object, void *context), void *context);

// ---- Side buffers -------------------------------------------------------------------------------

// For the memory behind lists, dicts and the like, aligned to 8 bytes, not initialised. Freed and
// resized with the size that was asked for. NULL when memory is refused; a failed resize leaves the
// old buffer valid. A NULL buffer has the size 0; a size of 0 gives NULL only when refused.
OU_CHECKED
void *ou_heap_buffer_alloc(OuHeap *heap, size_t size);
OU_CHECKED
void *ou_heap_buffer_resize(OuHeap *heap, void *buffer, size_t old_size, size_t new_size);
void ou_heap_buffer_free(OuHeap *heap, void *buffer, size_t size);

// ---- Figures ------------------------------------------------------------------------------------

typedef struct OuHeapStats {
    size_t bytes;            // all memory held by the interpreter, from OuMemory
    size_t live_bytes;       // in objects and side buffers
    size_t cached_bytes;     // in empty pages and dead spans
    size_t page_bytes;       // in pages and spans
    size_t pages;            // pages with something in them, of all sorts, without spans
    size_t cached_pages;     // empty ones
    size_t spans;
    size_t containers;       // live objects of each sort
    size_t leaves;
    size_t buffers;          // small side buffers
} OuHeapStats;

void ou_heap_get_stats(const OuHeap *heap, OuHeapStats *stats);

static inline void ou_step_begin(OuHeap *heap, OuGcStep step, int detail)
{
    if (OU_UNLIKELY(heap->hooks.step != NULL)) heap->hooks.step(heap, step, detail, false);
}

static inline void ou_step_end(OuHeap *heap, OuGcStep step, int detail)
{
    if (OU_UNLIKELY(heap->hooks.step != NULL)) heap->hooks.step(heap, step, detail, true);
}

// ---- The inline paths ---------------------------------------------------------------------------

// Makes room for an entry, by tidying the log or growing it; the log is lost if both fail.
void ou_log_make_room(OuHeap *heap, int generation);

// The slow ways to a slot. Of any size:
void *ou_heap_find_slot(OuHeap *heap, OuPageSort sort, size_t size);
// Of a class that shows no slot, whose place in heap->current is given: the page is full, it is
// hidden because notes are to be made, or memory is to be refused.
void *ou_heap_refill(OuHeap *heap, OuPage **current);
// ... and there is no short cut for it.
void *ou_heap_take_slot(OuHeap *heap, OuPage **current);

static inline void ou_log_put(OuHeap *heap, int generation, OuObject *object)
{
    OuLog *log = &heap->logs[generation];
    if (OU_UNLIKELY(log->next == log->end)) ou_log_make_room(heap, generation);
    *log->next++ = object;
}

static inline void *ou_heap_slot(OuHeap *heap, OuPageSort sort, size_t size)
{
    if (OU_PAGE_POISONS || OU_UNLIKELY(size > OU_LARGEST_SMALL)) {
        return ou_heap_find_slot(heap, sort, size);
    }
    OuPage **current = &heap->current[sort][ou_page_class(size)], *page = *current;
    char *slot = page->free;
    if (OU_UNLIKELY(!slot)) return ou_heap_refill(heap, current);
    page->free = ((char **)(void *)slot)[1];
    page->countdown++;
    return slot;
}

static inline void ou_heap_count_allocation(OuHeap *heap)
{
    if (OU_UNLIKELY(++heap->counts[0] > heap->trigger)) ou_heap_request(heap, OU_PENDING_COLLECT);
}

// Between these two nothing runs but C code of the interpreter's own, and what it makes counts for
// no generation: it asks for no collection.
typedef struct OuHeapPause {
    uint32_t count, trigger;
} OuHeapPause;

static inline OuHeapPause ou_heap_pause_counting(OuHeap *heap)
{
    OuHeapPause pause = { heap->counts[0], heap->trigger };
    heap->trigger = UINT32_MAX;
    return pause;
}

static inline void ou_heap_resume_counting(OuHeap *heap, OuHeapPause pause)
{
    heap->counts[0] = pause.count;
    heap->trigger = pause.trigger;
}

static inline void *ou_heap_new(OuHeap *heap, uint8_t kind, size_t size)
{
    OuObject *object = ou_heap_slot(heap, OU_PAGE_CONTAINER, size);
    if (OU_UNLIKELY(!object)) return NULL;
    *object = (OuObject){ .refs = 1, .kind = kind, .gc = OU_GC_TRACKED };
    ou_log_put(heap, 0, object);
    ou_heap_count_allocation(heap);
    return object;
}

static inline void *ou_heap_new_untracked(OuHeap *heap, uint8_t kind, size_t size)
{
    OuObject *object = ou_heap_slot(heap, OU_PAGE_CONTAINER, size);
    if (OU_UNLIKELY(!object)) return NULL;
    *object = (OuObject){ .refs = 1, .kind = kind };
    ou_heap_count_allocation(heap);
    return object;
}

static inline void *ou_heap_new_leaf(OuHeap *heap, uint8_t kind, size_t size)
{
    OuObject *object = ou_heap_slot(heap, OU_PAGE_LEAF, size);
    if (OU_UNLIKELY(!object)) return NULL;
    *object = (OuObject){ .refs = 1, .kind = kind };
    return object;
}

#endif
