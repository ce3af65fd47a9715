// tracking.h: which values can take part in a cycle, as CPython 3.11 sees it.
//
// A dict is born untracked and becomes tracked when such a value is stored in it; tuples and dicts
// that hold none are untracked by the collector.
#ifndef OU_RUNTIME_TRACKING_H
#define OU_RUNTIME_TRACKING_H

#include "runtime/kinds.h"
#include "runtime/state.h"
#include "runtime/type.h"

// Text, numbers and what holds only such are out of question; a tuple once it was untracked too.
static inline bool ou_may_be_in_cycle(const OuHeap *heap, OuValue value)
{
    if (!ou_is_pointer(value)) return false;
    const OuObject *object = ou_pointer_of(value);
    switch (object->kind) {
    case OU_KIND_STR:
    case OU_KIND_INT:
    case OU_KIND_RANGE:
    case OU_KIND_RANGE_ITERATOR:
    case OU_KIND_LONG_RANGE_ITERATOR:
        return false;
    case OU_KIND_TYPE:
        return !((const OuType *)object)->is_builtin;
    case OU_KIND_TUPLE:
        return object->gc & OU_GC_TRACKED;
    default:
        return object->kind & OU_KIND_SUBCLASS || heap->layouts[object->kind]->visit;
    }
}

#endif
