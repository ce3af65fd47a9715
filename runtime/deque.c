#include "runtime/deque.h"

#include <string.h>

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

enum { FEWEST = 8, LENGTH_LIMIT_BITS = 59 };

// ---- Capacity -----------------------------------------------------------------------------------

// Items lie from place 0 on afterwards. NULL: no memory, and nothing has changed.
static OuValue *change_capacity(OuHeap *heap, OuDeque *deque, size_t capacity)
{
    OuValue *items = capacity >> LENGTH_LIMIT_BITS
                   ? NULL : ou_heap_buffer_alloc(heap, capacity * sizeof *items);
    if (!items) return NULL;
    size_t behind = deque->capacity - deque->first;
    size_t count = deque->length < behind ? deque->length : behind;
    if (count) memcpy(items, deque->items + deque->first, count * sizeof *items);
    if (count < deque->length) {
        memcpy(items + count, deque->items, (deque->length - count) * sizeof *items);
    }
    ou_heap_buffer_free(heap, deque->items, deque->capacity * sizeof *items);
    deque->items = items;
    deque->capacity = capacity;
    deque->first = 0;
    return items;
}

static bool grow(OuVM *vm, OuDeque *deque)
{
    if (OU_LIKELY(deque->length < deque->capacity)) return true;
    size_t capacity = deque->capacity ? deque->capacity * 2 : FEWEST;
    if (change_capacity(&vm->heap, deque, capacity)) return true;
    ou_raise_memory_error(vm);
    return false;
}

// A queue that was long once is short now. Without memory it keeps the room.
static void shrink(OuDeque *deque)
{
    enum { SPARE = 8 };
    if (deque->capacity <= FEWEST * SPARE || deque->length > deque->capacity / SPARE) return;
    (void)change_capacity(ou_heap_of(&deque->header), deque, deque->capacity / 4);
}

// ---- Both ends ----------------------------------------------------------------------------------

OuValue ou_deque_take_last(OuDeque *deque)
{
    OuValue value = *ou_deque_place(deque, --deque->length);
    deque->version++;
    shrink(deque);
    return value;
}

OuValue ou_deque_take_first(OuDeque *deque)
{
    OuValue value = *ou_deque_place(deque, 0);
    deque->first = (deque->first + 1) & (deque->capacity - 1);
    deque->length--;
    deque->version++;
    shrink(deque);
    return value;
}

bool ou_deque_append_steal(OuVM *vm, OuDeque *deque, OuValue value)
{
    if (!grow(vm, deque)) {
        ou_unref(value);
        return false;
    }
    *ou_deque_place(deque, deque->length++) = value;
    deque->version++;
    if (OU_UNLIKELY(deque->length > deque->limit)) ou_unref(ou_deque_take_first(deque));
    return true;
}

bool ou_deque_append_left_steal(OuVM *vm, OuDeque *deque, OuValue value)
{
    if (!grow(vm, deque)) {
        ou_unref(value);
        return false;
    }
    deque->first = (deque->first - 1) & (deque->capacity - 1);
    *ou_deque_place(deque, 0) = value;
    deque->length++;
    deque->version++;
    if (OU_UNLIKELY(deque->length > deque->limit)) ou_unref(ou_deque_take_last(deque));
    return true;
}

typedef bool Put(OuVM *vm, OuDeque *deque, OuValue value);

static bool extend_by(OuVM *vm, OuDeque *deque, OuValue iterable, Put *put)
{
    // Of itself it takes a copy: it would never end.
    bool is_self = iterable == ou_pointer_value(deque);
    OU_OWNED OuValue source = is_self ? ou_deque_as_list(vm, deque) : ou_ref(iterable);
    if (source == OU_ERROR) return false;
    OU_OWNED OuValue iterator = ou_iterate(vm, source);
    if (iterator == OU_ERROR) return false;
    for (size_t i = 0; ou_check_interrupt_at(vm, i); i++) {
        OuValue item = ou_next(vm, iterator);
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !put(vm, deque, item)) return false;
    }
    return false;
}

bool ou_deque_extend(OuVM *vm, OuDeque *deque, OuValue iterable)
{
    return extend_by(vm, deque, iterable, ou_deque_append_steal);
}

bool ou_deque_extend_left(OuVM *vm, OuDeque *deque, OuValue iterable)
{
    return extend_by(vm, deque, iterable, ou_deque_append_left_steal);
}

// ---- In the middle ------------------------------------------------------------------------------

// Items [from, from + count) move one place back or forth; the shorter side of a deque does.
static void move_back(OuDeque *deque, size_t from, size_t count)
{
    while (count--) *ou_deque_place(deque, from + count + 1) = *ou_deque_place(deque, from + count);
}

static void move_forth(OuDeque *deque, size_t from, size_t count)
{
    for (; count--; from++) *ou_deque_place(deque, from - 1) = *ou_deque_place(deque, from);
}

bool ou_deque_insert_steal(OuVM *vm, OuDeque *deque, size_t index, OuValue value)
{
    if (!grow(vm, deque)) {
        ou_unref(value);
        return false;
    }
    if (index < deque->length / 2) {
        deque->first = (deque->first - 1) & (deque->capacity - 1);
        move_forth(deque, 1, index);
    } else {
        move_back(deque, index, deque->length - index);
    }
    deque->length++;
    deque->version++;
    *ou_deque_place(deque, index) = value;
    return true;
}

OuValue ou_deque_remove(OuDeque *deque, size_t index)
{
    OuValue value = *ou_deque_place(deque, index);
    if (index < deque->length / 2) {
        move_back(deque, 0, index);
        deque->first = (deque->first + 1) & (deque->capacity - 1);
    } else {
        move_forth(deque, index + 1, deque->length - index - 1);
    }
    deque->length--;
    deque->version++;
    shrink(deque);
    return value;
}

static void rotate_one_by_one(OuDeque *deque, size_t count)
{
    for (; count; count--) {
        OuValue last = *ou_deque_place(deque, deque->length - 1);
        deque->first = (deque->first - 1) & (deque->capacity - 1);
        *ou_deque_place(deque, 0) = last;
    }
}

static void rotate_back_one_by_one(OuDeque *deque, size_t count)
{
    for (; count; count--) {
        OuValue first = *ou_deque_place(deque, 0);
        *ou_deque_place(deque, deque->length) = first;
        deque->first = (deque->first + 1) & (deque->capacity - 1);
    }
}

// Where the ring is full, only its beginning moves: the place behind the last is that of the first.
void ou_deque_rotate(OuDeque *deque, size_t count)
{
    deque->version++;
    if (count <= deque->length / 2) rotate_one_by_one(deque, count);
    else rotate_back_one_by_one(deque, deque->length - count);
}

// The items die from the first to the last; meanwhile the deque is empty.
void ou_deque_clear(OuVM *vm, OuDeque *deque)
{
    OuDeque old = *deque;
    deque->items = NULL;
    deque->length = deque->capacity = deque->first = 0;
    deque->version++;
    for (size_t i = 0; i < old.length; i++) ou_unref(*ou_deque_place(&old, i));
    ou_heap_buffer_free(&vm->heap, old.items, old.capacity * sizeof *old.items);
}

// ---- As a whole ---------------------------------------------------------------------------------

OuValue ou_deque_as_list(OuVM *vm, const OuDeque *deque)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    if (!ou_list_grow(vm, ou_list_of(list), deque->length)) {
        ou_unref(list);
        return OU_ERROR;
    }
    for (size_t i = 0; i < deque->length; i++) {
        ou_list_of(list)->items[i] = ou_ref(*ou_deque_place(deque, i));
    }
    ou_list_of(list)->length = deque->length;
    return list;
}

bool ou_deque_match(OuVM *vm, const OuDeque *deque, size_t index, OuValue value, bool *equal)
{
    uint64_t version = deque->version;
    OU_OWNED OuValue item = ou_ref(*ou_deque_place(deque, index));
    if (!ou_check_interrupt_at(vm, index)) return false;
    if (!ou_sequence_match(vm, item, value, equal)) return false;
    if (version == deque->version) return true;
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "deque mutated during iteration");
    return false;
}

OuValue ou_deque_limit(OuVM *vm, const OuDeque *deque)
{
    return deque->limit == SIZE_MAX ? OU_NONE : ou_int_make(vm, (int64_t)deque->limit);
}

OuValue ou_deque_make(OuVM *vm, OuType *type, size_t limit)
{
    OuDeque *deque = (OuDeque *)ou_object_new(vm, type, sizeof *deque);
    if (!deque) return OU_ERROR;
    deque->length = deque->capacity = deque->first = 0;
    deque->items = NULL;
    deque->limit = limit;
    deque->version = 0;
    return ou_pointer_value(deque);
}
