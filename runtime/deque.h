// deque.h: collections.deque: a ring of values that is quick at both ends.
//
//     items:  | c | d | . | . | a | b |      first = 4, length = 4, capacity a power of two
#ifndef OU_RUNTIME_DEQUE_H
#define OU_RUNTIME_DEQUE_H

#include "runtime/native.h"
#include "runtime/state.h"

typedef struct OuDeque {
    OuObject header;
    size_t   length, capacity;
    size_t   first;              // where item 0 is
    OuValue *items;              // a side buffer; NULL while the capacity is 0
    size_t   limit;              // maxlen; SIZE_MAX: none
    uint64_t version;            // grows with every change of the length: iterators look at it
} OuDeque;

static inline bool ou_is_deque(OuValue v) { return ou_base_kind_of(v) == OU_KIND_DEQUE; }
static inline OuDeque *ou_deque_of(OuValue v) { return (OuDeque *)ou_pointer_of(v); }

static inline OuValue *ou_deque_place(const OuDeque *deque, size_t index)
{
    return &deque->items[(deque->first + index) & (deque->capacity - 1)];
}

// Beyond the limit the item at the other end goes. They may run script code.
OU_CHECKED bool ou_deque_append_steal(OuVM *vm, OuDeque *deque, OuValue value);
OU_CHECKED bool ou_deque_append_left_steal(OuVM *vm, OuDeque *deque, OuValue value);
// Of one that isn't empty.
OuValue ou_deque_take_last(OuDeque *deque);
OuValue ou_deque_take_first(OuDeque *deque);
OU_CHECKED bool ou_deque_extend(OuVM *vm, OuDeque *deque, OuValue iterable);
OU_CHECKED bool ou_deque_extend_left(OuVM *vm, OuDeque *deque, OuValue iterable);
// In front of item `index`, of a deque with room below its limit.
OU_CHECKED bool ou_deque_insert_steal(OuVM *vm, OuDeque *deque, size_t index, OuValue value);
// Takes one out; the caller owns it.
OuValue ou_deque_remove(OuDeque *deque, size_t index);
// The last `count` items become the first ones; 0 <= count < length.
void ou_deque_rotate(OuDeque *deque, size_t count);
void ou_deque_clear(OuVM *vm, OuDeque *deque);
OU_CHECKED OuValue ou_deque_as_list(OuVM *vm, const OuDeque *deque);
// Is item `index` equal to the value? False: also when the deque was changed meanwhile.
OU_CHECKED bool ou_deque_match(OuVM *vm, const OuDeque *deque, size_t index, OuValue value,
                               bool *equal);
// maxlen, or None.
OU_CHECKED OuValue ou_deque_limit(OuVM *vm, const OuDeque *deque);
// An empty one. `type`: deque or a subclass.
OU_CHECKED OuValue ou_deque_make(OuVM *vm, OuType *type, size_t limit);

OU_CHECKED OuValue ou_deque_iterate(OuVM *vm, OuValue deque);
OU_CHECKED OuValue ou_deque_iterate_reversed(OuVM *vm, OuValue deque);

extern const OuNativeDef *const ou_deque_methods[];

#endif
