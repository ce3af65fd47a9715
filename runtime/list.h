// list.h: list and tuple.
#ifndef OU_RUNTIME_LIST_H
#define OU_RUNTIME_LIST_H

#include "runtime/state.h"

typedef struct OuList {
    OuObject header;
    size_t   length;
    size_t   capacity;
    OuValue *items;         // a side buffer; NULL while the capacity is 0
} OuList;

struct OuTuple {
    OuObject header;
    size_t   length;
    OuValue  items[];
};

// A list whose items are out for being sorted. It looks empty meanwhile.
typedef struct OuListSort {
    const OuList      *list;
    struct OuListSort *outer;
    bool               was_modified;    // got room for items, even if it is empty again
} OuListSort;

static inline bool ou_is_list(OuValue v)  { return ou_base_kind_of(v) == OU_KIND_LIST; }
static inline bool ou_is_exact_list(OuValue v) { return ou_kind_of(v) == OU_KIND_LIST; }
static inline OuList *ou_list_of(OuValue v) { return (OuList *)ou_pointer_of(v); }
static inline bool ou_is_tuple(OuValue v) { return ou_base_kind_of(v) == OU_KIND_TUPLE; }
static inline bool ou_is_exact_tuple(OuValue v) { return ou_kind_of(v) == OU_KIND_TUPLE; }
static inline OuTuple *ou_tuple_of(OuValue v) { return (OuTuple *)ou_pointer_of(v); }
bool ou_tuple_can_untrack(const OuObject *self);     // as the layout's can_untrack

OU_CHECKED OuValue ou_list_make(OuVM *vm, const OuValue *items, size_t length);       // copies
OU_CHECKED OuValue ou_list_make_steal(OuVM *vm, OuValue *items, size_t length);       // moves
OU_CHECKED OuValue ou_list_from_iterable(OuVM *vm, OuValue iterable);
OU_CHECKED bool ou_list_append(OuVM *vm, OuList *list, OuValue value);
OU_CHECKED bool ou_list_append_steal(OuVM *vm, OuList *list, OuValue value);
OU_CHECKED bool ou_list_extend(OuVM *vm, OuList *list, OuValue iterable);
OU_CHECKED bool ou_list_grow(OuVM *vm, OuList *list, size_t capacity);    // at least this many
OU_CHECKED OuValue ou_list_get_slice(OuVM *vm, OuList *list, size_t start, size_t end);
OU_CHECKED bool ou_list_sort(OuVM *vm, OuList *list, OuValue key, bool reverse);
OU_CHECKED OuValue ou_list_as_tuple(OuVM *vm, OuList *list);

// Sets the length and makes the capacity CPython's for it. New items hold nothing defined: the
// caller stores them before anything else happens. Items cut off are not dropped.
OU_CHECKED bool ou_list_resize(OuVM *vm, OuList *list, size_t length);
// Replaces items[start..end) by `count` others (copied; the list itself may be their owner).
// Replaced items are dropped last.
OU_CHECKED bool ou_list_replace(OuVM *vm, OuList *list, size_t start, size_t end,
                                const OuValue *items, size_t count);
OU_CHECKED bool ou_list_insert(OuVM *vm, OuList *list, int64_t index, OuValue value);
// Empties the list; items die from the last to the first.
void ou_list_clear(OuVM *vm, OuList *list);
// False: interrupted in the midst of it.
OU_CHECKED bool ou_list_reverse(OuVM *vm, OuList *list);
// get_item, set_item and delete_item of lists with a slice.
OU_CHECKED OuValue ou_list_get_by_slice(OuVM *vm, OuList *list, OuValue slice);
OU_CHECKED bool ou_list_set_by_slice(OuVM *vm, OuList *list, OuValue slice, OuValue value);

// A list or tuple with the items of any iterable: itself, if it is an exact list or tuple already
// (owned all the same). When the value isn't iterable: TypeError with the text, or, if that is
// NULL, "'x' object is not iterable".
OU_CHECKED OuValue ou_list_fast_sequence(OuVM *vm, OuValue iterable, const char *complaint);
// The items of such a sequence; valid until a script changes the list.
static inline const OuValue *ou_items_of(OuValue sequence, size_t *length)
{
    if (ou_is_list(sequence)) {
        *length = ou_list_of(sequence)->length;
        return ou_list_of(sequence)->items;
    }
    *length = ou_tuple_of(sequence)->length;
    return ou_tuple_of(sequence)->items;
}

OU_CHECKED OuValue ou_tuple_make(OuVM *vm, const OuValue *items, size_t length);      // copies
OU_CHECKED OuValue ou_tuple_make_steal(OuVM *vm, OuValue *items, size_t length);      // moves
// Items are OU_UNBOUND until the caller has stored them.
OU_CHECKED OuTuple *ou_tuple_new(OuVM *vm, size_t length);
// All items None: what iterators that hand out one tuple again and again begin with.
OU_CHECKED OuTuple *ou_tuple_new_of_none(OuVM *vm, size_t length);
OU_CHECKED OuValue ou_tuple_from_iterable(OuVM *vm, OuValue iterable);
OU_CHECKED OuValue ou_tuple_pair(OuVM *vm, OuValue a, OuValue b);
OU_CHECKED OuValue ou_tuple_concat(OuVM *vm, OuTuple *a, OuTuple *b);

extern const OuLayout ou_list_layout;

#endif
