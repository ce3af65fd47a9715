// weakref_type.h: what weakref.c and the proxies share.
#ifndef OU_RUNTIME_WEAKREF_TYPE_H
#define OU_RUNTIME_WEAKREF_TYPE_H

#include "runtime/weakref.h"

static inline OuWeakref *ou_weakref_of(OuValue v) { return (OuWeakref *)ou_pointer_of(v); }
static inline bool ou_is_weakref(OuValue v) { return ou_base_kind_of(v) == OU_KIND_WEAKREF; }
static inline bool ou_is_weakproxy(OuValue v) { return ou_kind_of(v) == OU_KIND_WEAKPROXY; }

// The layout of references and proxies.
extern const OuLayout ou_weakref_layout;

// A fresh link to `target` in a new object, which is a reference (of `type`, maybe a subclass) or,
// when `type` is NULL, a proxy. The target must be one that allows it; see ou_weakref_check.
OU_CHECKED OuValue ou_weakref_make_fresh(OuVM *vm, OuType *type, OuValue target, OuValue callback);
// false, with TypeError, when the target's type knows no weak references.
OU_CHECKED bool ou_weakref_check(OuVM *vm, OuValue target);
// The one reference or proxy (by `kind`) without a callback, borrowed; NULL if there is none yet.
OuWeakref *ou_weakref_find_shared(OuHeap *heap, const OuObject *target, uint8_t kind);
// weakref.proxy(target, callback); callback OU_NONE: the one shared proxy without a callback.
OU_CHECKED OuValue ou_weakproxy_make(OuVM *vm, OuValue target, OuValue callback);

#endif
