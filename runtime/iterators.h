// iterators.h: enumerate, zip, map, filter, reversed.
#ifndef OU_RUNTIME_ITERATORS_H
#define OU_RUNTIME_ITERATORS_H

#include "runtime/state.h"

typedef struct OuEnumerate {
    OuObject header;
    OuValue  iterator;
    OuValue  count;            // of the next item: an int of any size
    OuTuple *pair;             // the last result, used again if nobody kept it
} OuEnumerate;

typedef struct OuZip {
    OuObject header;
    OuTuple *iterators;
    OuTuple *result;           // the last result, used again if nobody kept it
    bool     strict;
} OuZip;

typedef struct OuMap {
    OuObject header;
    OuValue  function;
    OuTuple *iterators;
} OuMap;

typedef struct OuFilter {
    OuObject header;
    OuValue  function;         // None: the items' own truth
    OuValue  iterator;
} OuFilter;

// Iterators over each of the iterables, as a tuple.
OU_CHECKED OuTuple *ou_iterators_of(OuVM *vm, const OuValue *iterables, size_t count);
// "map() takes no keyword arguments", unless the type is a subclass with an __init__ of its own.
OU_CHECKED bool ou_iterators_reject_keywords(OuVM *vm, const OuType *type, OuTypeId plain,
                                             const OuTuple *names);

#endif
