// weak.h: links that know an object without keeping it alive.
//
// A link is embedded in a weak reference object of the runtime. The heap keeps, beside its objects,
// a table from a target's address to the list of its links, newest first; the target's header only
// says that there is an entry (OU_GC_HAS_WEAK). When the target dies all its links are cut first,
// then hooks.weak_died is called for those that have a callback, newest first.
#ifndef OU_GC_WEAK_H
#define OU_GC_WEAK_H

#include "gc/heap.h"

struct OuWeakLink {
    OuWeakLink *next;           // older
    OuWeakLink *previous;       // newer; NULL for the newest
    OuObject   *target;         // NULL before the link is attached and once it is cut
    OuObject   *owner;          // the weak reference object around the link; not counted
    bool        has_callback;   // weak_died wants to be called for it
};

// Sets up a link that knows nothing.
static inline void ou_weak_init(OuWeakLink *link, OuObject *owner, bool has_callback)
{
    *link = (OuWeakLink){ .owner = owner, .has_callback = has_callback };
}

// Makes the link know `target`, as its newest link. False: memory is refused.
OU_CHECKED
bool ou_weak_attach(OuHeap *heap, OuWeakLink *link, OuObject *target);

// Cuts the link, without a callback; no effect on one that is cut. The owner's layout must do this
// in its `release`.
void ou_weak_detach(OuHeap *heap, OuWeakLink *link);

// The target as a borrowed reference; NULL if it is gone, or dying and beyond rescue.
OuObject *ou_weak_target(const OuWeakLink *link);

// The newest link of the target, or NULL; then the next older one.
OuWeakLink *ou_weak_first(OuHeap *heap, const OuObject *target);
static inline OuWeakLink *ou_weak_next(const OuWeakLink *link)
{
    return link->next;
}

size_t ou_weak_count(OuHeap *heap, const OuObject *target);

// For the heap's own use: cuts all links of the target, and appends those whose callbacks must run
// at `*tail`, newest first, each holding a reference to its owner now. `spare_doomed`: links whose
// owners are garbage themselves get no callback. Returns where the next ones go.
OuWeakLink **ou_weak_cut(OuHeap *heap, OuObject *target, bool spare_doomed, OuWeakLink **tail);

// Calls weak_died for the links in the list that ou_weak_cut has made, and drops the references to
// their owners. Returns how many of the owners have died by that.
size_t ou_weak_call(OuHeap *heap, OuWeakLink *first);

// Frees the table; the heap is going down.
void ou_weak_free(OuHeap *heap);

#endif
