// weakref.h: weak references and proxies.
#ifndef OU_RUNTIME_WEAKREF_H
#define OU_RUNTIME_WEAKREF_H

#include "gc/weak.h"
#include "runtime/state.h"

typedef struct OuWeakref {       // kinds WEAKREF (subclassable) and WEAKPROXY
    OuObject   header;
    OuWeakLink link;
    OuValue    callback;         // OU_NONE if none
    uint64_t   hash;             // of the target, once asked for
    bool       has_hash;
} OuWeakref;

// weakref.ref(target, callback); callback OU_NONE: the one shared reference without a callback.
// TypeError "cannot create weak reference to 'T' object".
OU_CHECKED OuValue ou_weakref_make(OuVM *vm, OuValue target, OuValue callback);
// The target (borrowed), or NULL when it is dead.
OuObject *ou_weakref_target_peek(OuValue reference);
// hooks.weak_died: runs the callback.
void ou_weakref_target_died(OuHeap *heap, OuWeakLink *link);

#endif
