#include "runtime/list.h"

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

enum { LENGTH_LIMIT_BITS = 59 };     // a list's items fit into an address space

static bool list_fail(OuVM *vm)
{
    ou_raise_memory_error(vm);
    return false;
}

// ---- Capacity ----------------------------------------------------------------------------------

static void sorts_notice(OuVM *vm, const OuList *list)
{
    for (OuListSort *sort = vm->sorts; sort; sort = sort->outer) {
        sort->was_modified |= sort->list == list;
    }
}

// Refused, it succeeds all the same where there is room for `needed` items already: those who make
// a list shorter have moved its items by then.
static bool list_set_capacity(OuVM *vm, OuList *list, size_t capacity, size_t needed)
{
    if (capacity >> LENGTH_LIMIT_BITS) return list_fail(vm);
    if (OU_UNLIKELY(vm->sorts)) sorts_notice(vm, list);
    if (capacity == 0) {
        if (list->items) {
            ou_heap_buffer_free(&vm->heap, list->items, list->capacity * sizeof(OuValue));
        }
        list->items = NULL;
        list->capacity = 0;
        return true;
    }
    OuValue *items = list->items
        ? ou_heap_buffer_resize(&vm->heap, list->items, list->capacity * sizeof(OuValue),
                                capacity * sizeof(OuValue))
        : ou_heap_buffer_alloc(&vm->heap, capacity * sizeof(OuValue));
    if (!items) return needed <= list->capacity || list_fail(vm);
    list->items = items;
    list->capacity = capacity;
    return true;
}

// CPython's growth: an eighth more, in steps of four; exact when growing by much.
bool ou_list_resize(OuVM *vm, OuList *list, size_t length)
{
    if (list->capacity >= length && length >= list->capacity / 2) {
        list->length = length;
        return true;
    }
    size_t capacity = (length + (length >> 3) + 6) & ~(size_t)3;
    if (length > list->length && length - list->length > capacity - length) {
        capacity = (length + 3) & ~(size_t)3;
    }
    if (length == 0) capacity = 0;
    if (!list_set_capacity(vm, list, capacity, length)) return false;
    list->length = length;
    return true;
}

bool ou_list_grow(OuVM *vm, OuList *list, size_t capacity)
{
    return capacity <= list->capacity || list_set_capacity(vm, list, capacity, capacity);
}

// ---- Making ------------------------------------------------------------------------------------

static OuList *list_new(OuVM *vm, size_t length)
{
    OuList *list = (OuList *)ou_heap_new(&vm->heap, OU_KIND_LIST, sizeof *list);
    if (!list) return ou_raise_memory_error(vm), NULL;
    list->length = list->capacity = 0;
    list->items = NULL;
    if (!length || list_set_capacity(vm, list, length, length)) return list;
    ou_object_unref(&list->header);
    return NULL;
}

OuValue ou_list_make(OuVM *vm, const OuValue *items, size_t length)
{
    OuList *list = list_new(vm, length);
    if (!list) return OU_ERROR;
    if (!length || ou_sequence_copy(vm, list->items, items, length, &list->length)) {
        return ou_pointer_value(list);
    }
    ou_object_unref(&list->header);
    return OU_ERROR;
}

OuValue ou_list_make_steal(OuVM *vm, OuValue *items, size_t length)
{
    OuList *list = list_new(vm, length);
    if (!list) {
        while (length-- > 0) ou_unref(items[length]);
        return OU_ERROR;
    }
    if (length) memcpy(list->items, items, length * sizeof *items);
    list->length = length;
    return ou_pointer_value(list);
}

OuValue ou_list_from_iterable(OuVM *vm, OuValue iterable)
{
    OuList *list = list_new(vm, 0);
    if (!list) return OU_ERROR;
    if (ou_list_extend(vm, list, iterable)) return ou_pointer_value(list);
    ou_object_unref(&list->header);
    return OU_ERROR;
}

OuValue ou_list_get_slice(OuVM *vm, OuList *list, size_t start, size_t end)
{
    if (end > list->length) end = list->length;
    if (start >= end) return ou_list_make(vm, NULL, 0);
    return ou_list_make(vm, list->items + start, end - start);
}

OuValue ou_list_as_tuple(OuVM *vm, OuList *list)
{
    return ou_tuple_make(vm, list->items, list->length);
}

OuValue ou_list_fast_sequence(OuVM *vm, OuValue iterable, const char *complaint)
{
    if (ou_is_exact_list(iterable) || ou_is_exact_tuple(iterable)) return ou_ref(iterable);
    OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) {
        if (complaint && ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
            ou_error_clear(vm);
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", complaint);
        }
        return OU_ERROR;
    }
    OuValue result = ou_list_from_iterable(vm, iterator);
    ou_unref(iterator);
    return result;
}

// ---- Adding ------------------------------------------------------------------------------------

bool ou_list_append_steal(OuVM *vm, OuList *list, OuValue value)
{
    size_t length = list->length;
    if (OU_LIKELY(length < list->capacity)) {
        list->items[length] = value;
        list->length = length + 1;
        return true;
    }
    if (!ou_list_resize(vm, list, length + 1)) {
        ou_unref(value);
        return false;
    }
    list->items[length] = value;
    return true;
}

bool ou_list_append(OuVM *vm, OuList *list, OuValue value)
{
    return ou_list_append_steal(vm, list, ou_ref(value));
}

bool ou_list_insert(OuVM *vm, OuList *list, int64_t index, OuValue value)
{
    size_t length = list->length;
    size_t where = ou_sequence_clamp(index, length);
    if (!ou_list_resize(vm, list, length + 1)) return false;
    OuValue *place = list->items + where;
    memmove(place + 1, place, (length - where) * sizeof *place);
    *place = ou_ref(value);
    return true;
}

// An empty list's first buffer has just the room that is needed, rounded to two.
static bool list_make_room(OuVM *vm, OuList *list, size_t more)
{
    if (more >> LENGTH_LIMIT_BITS) return list_fail(vm);
    if (!list->items) return !more || list_set_capacity(vm, list, (more + 1) & ~(size_t)1, more);
    size_t length = list->length;
    if (!ou_list_resize(vm, list, length + more)) return false;
    list->length = length;
    return true;
}

static bool list_extend_items(OuVM *vm, OuList *list, OuValue source)
{
    size_t count, length = list->length;
    ou_items_of(source, &count);
    if (!list_make_room(vm, list, count)) return false;
    const OuValue *items = ou_items_of(source, &count);
    size_t copied;
    bool done = ou_sequence_copy(vm, list->items + length, items, count, &copied);
    list->length = length + copied;
    return done;
}

// Native iterators can go on for ever without passing the interpreter's own look at Ctrl-C.
enum { ITEMS_BETWEEN_CHECKS = 1 << 14 };

static bool list_extend_from(OuVM *vm, OuList *list, OuValue iterator)
{
    for (size_t taken = 1;; taken++) {
        OuValue item = ou_next(vm, iterator);
        if (item == OU_STOP) break;
        if (item == OU_ERROR || !ou_list_append_steal(vm, list, item)) return false;
        if (taken % ITEMS_BETWEEN_CHECKS == 0 && !ou_check_interrupt(vm)) return false;
    }
    return list->length == list->capacity || ou_list_resize(vm, list, list->length);
}

bool ou_list_extend(OuVM *vm, OuList *list, OuValue iterable)
{
    enum { USUAL_LENGTH = 8 };
    if (ou_is_exact_list(iterable) || ou_is_exact_tuple(iterable)
        || iterable == ou_pointer_value(list)) {
        return list_extend_items(vm, list, iterable);
    }
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    size_t hint;
    if (!ou_length_hint(vm, iterable, &hint)) return false;
    // A hint beyond all bounds is a lie that does no harm.
    if (hint > (size_t)INT64_MAX - list->length) hint = 0;
    if (!list_make_room(vm, list, hint ? hint : USUAL_LENGTH)) return false;
    return list_extend_from(vm, list, iterator);
}

// ---- Replacing and removing --------------------------------------------------------------------

void ou_list_clear(OuVM *vm, OuList *list)
{
    OuValue *items = list->items;
    size_t length = list->length;
    size_t capacity = list->capacity;
    OuList *heir = ou_heap_new_heir(&vm->heap, OU_KIND_LIST, sizeof *heir, length);
    list->items = NULL;
    list->length = list->capacity = 0;
    if (heir) {
        *heir = (OuList){ heir->header, length, capacity, items };
        ou_object_unref(&heir->header);
        return;
    }
    while (length-- > 0) ou_unref(items[length]);
    if (items) ou_heap_buffer_free(&vm->heap, items, capacity * sizeof *items);
}

bool ou_list_replace(OuVM *vm, OuList *list, size_t start, size_t end, const OuValue *items,
                     size_t count)
{
    size_t length = list->length, removed = end - start, tail = length - end;
    if (removed == length && count == 0) {
        ou_list_clear(vm, list);
        return true;
    }
    if (!removed && !count) return true;
    // 1. Set aside what goes and what comes: `items` may lie in this very list.
    size_t aside_size = (removed + count) * sizeof(OuValue);
    OuValue *aside = ou_heap_buffer_alloc(&vm->heap, aside_size);
    if (!aside) return list_fail(vm);
    if (removed) memcpy(aside, list->items + start, removed * sizeof *aside);
    if (count) memcpy(aside + removed, items, count * sizeof *aside);
    // 2. Move the tail to its new place.
    if (count < removed) {
        memmove(list->items + start + count, list->items + end, tail * sizeof *aside);
    }
    if (count != removed && !ou_list_resize(vm, list, length - removed + count)) {
        ou_heap_buffer_free(&vm->heap, aside, aside_size);
        return false;
    }
    if (count > removed) {
        memmove(list->items + start + count, list->items + end, tail * sizeof *aside);
    }
    // 3. Store the new items, and only then drop the old ones.
    for (size_t i = 0; i < count; i++) list->items[start + i] = ou_ref(aside[removed + i]);
    for (size_t i = removed; i-- > 0;) ou_unref(aside[i]);
    ou_heap_buffer_free(&vm->heap, aside, aside_size);
    return true;
}

bool ou_list_reverse(OuVM *vm, OuList *list)
{
    for (size_t low = 0, high = list->length; low + 1 < high; low++) {
        OuValue item = list->items[low];
        list->items[low] = list->items[--high];
        list->items[high] = item;
        if (!ou_check_interrupt_at(vm, low + 1)) return false;
    }
    return true;
}

// ---- What the collector asks --------------------------------------------------------------------

static void list_visit(OuObject *self, OuVisitor *visitor)
{
    OuList *list = (OuList *)self;
    ou_visit_span_backward(visitor, list->items, list->length);
    ou_visit_tail(self, visitor);
}

static void list_release(OuHeap *heap, OuObject *self)
{
    OuList *list = (OuList *)self;
    if (list->items) ou_heap_buffer_free(heap, list->items, list->capacity * sizeof(OuValue));
}

static size_t list_extra_size(const OuObject *self)
{
    return ((const OuList *)self)->capacity * sizeof(OuValue);
}

const OuLayout ou_list_layout = {
    .name = "list",
    .visit = list_visit,
    .release = list_release,
    .extra_size = list_extra_size,
    .is_quiet = true,
    .length_at = offsetof(OuList, length),
};
