// list_iterator.h: iterators over lists and tuples, and over anything with __getitem__.
#ifndef OU_RUNTIME_LIST_ITERATOR_H
#define OU_RUNTIME_LIST_ITERATOR_H

#include "runtime/state.h"

// The struct of list_iterator, list_reverseiterator, tuple_iterator, iterator and reversed. The
// interpreter's loops read and advance the first three in place.
typedef struct OuListIterator {
    OuObject header;
    OuValue  sequence;         // OU_UNBOUND once exhausted
    int64_t  index;            // of the next item
} OuListIterator;

static inline OuListIterator *ou_list_iterator_of(OuValue v)
{
    return (OuListIterator *)ou_pointer_of(v);
}

OU_CHECKED OuValue ou_list_iterate(OuVM *vm, OuValue list);
OU_CHECKED OuValue ou_list_iterate_reversed(OuVM *vm, OuValue list);
OU_CHECKED OuValue ou_tuple_iterate(OuVM *vm, OuValue tuple);
// iter(x) of an object without __iter__ that has __getitem__.
OU_CHECKED OuValue ou_sequence_iterate(OuVM *vm, OuValue sequence);
// iter(callable, sentinel).
OU_CHECKED OuValue ou_call_iterate(OuVM *vm, OuValue callable, OuValue sentinel);

// One step; OU_STOP at the end.
OU_CHECKED OuValue ou_list_iterator_next(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_tuple_iterator_next(OuVM *vm, OuValue self);

#endif
