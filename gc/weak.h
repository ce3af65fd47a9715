// weak.h: weak links: who wants to know of an object's death.
//
// A link lies inside the weak reference object of the floor above (`owner`). A side table leads from
// an object's address to its links, newest first; the header bit OU_GC_HAS_WEAK says that there are
// any. A link's `target` becomes NULL when the target dies.
#ifndef OU_GC_WEAK_H
#define OU_GC_WEAK_H

#include "gc/heap.h"

struct OuWeakLink {
    OuObject   *target;      // NULL: dead, or never attached
    OuObject   *owner;       // the weak reference object that the link lies in
    OuWeakLink *next;        // older link to the same target
    OuWeakLink *previous;    // newer one; NULL: the newest
    OuWeakLink *chain;       // the newest links only: next target of the same bucket
};

// false: memory is refused.
OU_CHECKED bool ou_weak_attach(OuHeap *heap, OuWeakLink *link, OuObject *target, OuObject *owner);
void ou_weak_detach(OuHeap *heap, OuWeakLink *link);       // fine when it isn't attached
OuWeakLink *ou_weak_first(OuHeap *heap, const OuObject *target);
// Cuts all links of a dying object, then lets their callbacks run, newest first.
void ou_weak_target_died(OuHeap *heap, OuObject *target);
// Cuts all links without callbacks.
void ou_weak_cut(OuHeap *heap, OuObject *target);
void ou_weak_free(OuHeap *heap);

#endif
