// dict_view.h: what keys(), values() and items() give, and the iterators over dicts.
#ifndef OU_RUNTIME_DICT_VIEW_H
#define OU_RUNTIME_DICT_VIEW_H

#include "runtime/dict.h"

typedef struct OuDictView {
    OuObject header;
    OuDict  *dict;             // strong
} OuDictView;

typedef struct OuDictIterator {
    OuObject header;
    uint32_t position;         // of the next entry; backwards: one past it
    uint32_t used;             // the dict's at the beginning; UINT32_MAX once it was changed
    OuDict  *dict;             // strong; NULL once exhausted
    int64_t  left;             // keys not seen yet
    OuTuple *pair;             // items only: the last (key, value), used again if nobody kept it
} OuDictIterator;

static inline OuDictIterator *ou_dict_iterator_of(OuValue v)
{
    return (OuDictIterator *)ou_pointer_of(v);
}

// kind: OU_KIND_DICT_KEYS, OU_KIND_DICT_VALUES or OU_KIND_DICT_ITEMS.
OU_CHECKED OuValue ou_dict_view_make(OuVM *vm, OuDict *dict, OuKind kind);
// kind: OU_KIND_DICT_..._ITERATOR.
OU_CHECKED OuValue ou_dict_iterator_make(OuVM *vm, OuDict *dict, OuKind kind);
OU_CHECKED OuValue ou_dict_iterate(OuVM *vm, OuValue dict);

// One step; OU_STOP at the end. RuntimeError "dictionary changed size during iteration".
OU_CHECKED OuValue ou_dict_iterator_next_key(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_dict_iterator_next_value(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_dict_iterator_next_item(OuVM *vm, OuValue self);
// The same for all three: key and value are borrowed. *more is false at the end.
OU_CHECKED bool ou_dict_iterator_step(OuVM *vm, OuDictIterator *iterator, bool *more, OuValue *key,
                                      OuValue *value);

#endif
