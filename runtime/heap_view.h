// heap_view.h: the heap as those see it who look into memory: all live objects numbered, and what
// holds some of them from outside.
//
// A view is good as long as nothing is made in the heap and nothing dies. It needs memory of its
// own beside the heap, and changes nothing in it.
#ifndef OU_RUNTIME_HEAP_VIEW_H
#define OU_RUNTIME_HEAP_VIEW_H

#include "gc/buffer.h"
#include "gc/reach.h"
#include "runtime/snapshot_progress.h"
#include "runtime/state.h"

typedef struct OuHeapView {
    OuVM         *vm;
    OuNumbering   numbering;
    const OuValue *call;         // registers from here on belong to the call that looks, which is
                                 // no holder; NULL: none do
    const OuObject *asked;       // about this object; the reference that the call hands over is no
                                 // holder, wherever it stands; or NULL
    bool          leaves_library;   // frames of library modules are no holders: they hold what they
                                 // were given, and only as long as they run
    OuProgress    progress;
    bool          failed;        // memory was refused
} OuHeapView;

// `title` is shown with the progress on a terminal. False: an exception is set, nothing needs to be
// freed.
OU_CHECKED bool ou_heap_view_begin(OuHeapView *view, OuVM *vm, const char *title);
// About so many steps will be taken for each object; else it is one.
void ou_heap_view_expect(OuHeapView *view, unsigned steps);
// Gives its memory back. False: something has failed or was interrupted, an exception is set.
OU_CHECKED bool ou_heap_view_end(OuHeapView *view);

// Is nothing amiss so far?
static inline bool ou_heap_view_is_well(const OuHeapView *view)
{
    return !view->failed && !view->progress.is_interrupted;
}
// For long loops without references, each time around: false when nobody wants to know any more.
static inline bool ou_heap_view_goes_on(OuHeapView *view)
{
    return ou_progress_goes_on(&view->progress) && !view->failed;
}

// Memory beside the heap; refused, `failed` is set. Of an array whose `*capacity` is used up: twice
// as large.
void *ou_heap_view_take(OuHeapView *view, size_t count, size_t size);        // all zeros
void ou_heap_view_give(OuHeapView *view, void *block, size_t count, size_t size);
OU_CHECKED bool ou_heap_view_grow(OuHeapView *view, void *array, size_t *capacity, size_t size);

// The dictionary of the object's attributes, or NULL: borrowed, none is made.
OuDict *ou_attributes_peek(OuVM *vm, OuObject *object);
// Is that dictionary a part of the object, no script having seen it?
OuDict *ou_inner_dict_peek(OuVM *vm, OuObject *object);
// Bytes of the slot, side buffers, and the inner dictionary.
size_t ou_size_of_object(OuVM *vm, OuObject *object);

// ---- References ---------------------------------------------------------------------------------

// Calls `found` for each reference to an object that the owner's layout hands over; `slot` is good
// for ou_edge_find. When nobody wants to know any more, some are left out.
typedef struct OuReferenceVisit OuReferenceVisit;
struct OuReferenceVisit {
    OuVisitor visitor;           // first
    void    (*found)(OuReferenceVisit *visit, const void *slot, OuObject *object);
    OuHeapView *looks;           // set by ou_reference_each
};
void ou_reference_each(OuHeapView *view, OuObject *owner, OuReferenceVisit *visit);
// Where the owner's first reference to the object stands; NULL: there is none.
const void *ou_reference_slot(OuHeapView *view, OuObject *owner, const OuObject *object);

// ---- Holders from outside -----------------------------------------------------------------------

typedef enum OuRootKind {
    OU_ROOT_IS_MODULE,           // an entry of sys.modules
    OU_ROOT_IS_SLOT,             // a register or something of the interpreter's: see root_name.h
    OU_ROOT_IS_NATIVE,           // C code
    OU_ROOT_IS_CYCLE,            // itself: garbage that wasn't collected yet
} OuRootKind;

typedef struct OuRoot {
    OuRootKind  kind;
    OuObject   *object;
    const void *slot;            // of a SLOT
    OuString   *module;          // name of a MODULE (borrowed)
} OuRoot;

typedef struct OuRootList {
    OuRoot *items;
    size_t  count, capacity;
} OuRootList;

// Adds those that a person would name first (modules, registers, exceptions), or the rest. Those of
// the call that looks are left out, or are all that is added.
typedef enum OuRootSort { OU_ROOTS_NAMED, OU_ROOTS_INTERNAL, OU_ROOTS_OF_CALL } OuRootSort;
void ou_roots_add(OuHeapView *view, OuRootSort sort, OuRootList *list);
void ou_roots_put(OuHeapView *view, OuRootList *list, OuRoot root);
void ou_roots_free(OuHeapView *view, OuRootList *list);
// Does the call that looks hold what it is asked about where no register shows it: f(*arguments),
// map(f, ...)?
bool ou_roots_lack_asked(OuHeapView *view);
// Reaches what they hold, and all that this can reach.
void ou_roots_reach(OuHeapView *view, OuRootSort sort, OuReach *reach);

// What the roots (without those of the call) don't reach, as sets: `loose` is all of it, `native`
// those of it that C code holds: what counts say and no reference explains. False: it has failed.
typedef struct OuLoose {
    OuNumberSet loose, native;
} OuLoose;
OU_CHECKED bool ou_loose_find(OuHeapView *view, OuLoose *loose);
void ou_loose_free(OuHeapView *view, OuLoose *loose);

// The text of a root, as a person would write it.
void ou_root_put(OuVM *vm, const OuRoot *root, OuBuffer *text);

#endif
