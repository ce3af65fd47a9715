// iterator_state.h: how iterators are copied and pickled: `__reduce__` and `__setstate__`, for
// the types of the iterators to list among their methods.
#ifndef OU_RUNTIME_ITERATOR_STATE_H
#define OU_RUNTIME_ITERATOR_STATE_H

#include "runtime/native.h"

// (callable, arguments), and the state behind it if that isn't OU_UNBOUND. Takes `arguments`, a
// tuple or OU_ERROR, over.
OU_CHECKED OuValue ou_reduce_make_steal(OuVM *vm, OuValue callable, OuValue state,
                                        OuValue arguments);
// (iter, (source,)[, state]), with the built-in of that name.
OU_CHECKED OuValue ou_reduce_iter(OuVM *vm, const char *builtin, OuValue source, OuValue state);
// (iter, (callable, sentinel)).
OU_CHECKED OuValue ou_reduce_call_iter(OuVM *vm, OuValue callable, OuValue sentinel);
// (getattr, (object, name)).
OU_CHECKED OuValue ou_reduce_attribute(OuVM *vm, OuValue object, OuValue name);

extern const OuNativeDef ou_list_iterator_reduce, ou_list_iterator_set_state,
    ou_list_reverse_iterator_reduce, ou_list_reverse_iterator_set_state, ou_tuple_iterator_reduce,
    ou_tuple_iterator_set_state, ou_sequence_iterator_reduce, ou_sequence_iterator_set_state,
    ou_str_iterator_reduce, ou_str_iterator_set_state, ou_bytes_iterator_reduce,
    ou_bytes_iterator_set_state, ou_range_iterator_reduce, ou_range_iterator_set_state,
    ou_long_range_iterator_reduce, ou_long_range_iterator_set_state, ou_set_iterator_reduce,
    ou_reversed_reduce, ou_reversed_set_state, ou_enumerate_reduce, ou_zip_reduce,
    ou_zip_set_state, ou_map_reduce, ou_filter_reduce;

#endif
