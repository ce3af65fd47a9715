#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"

OuValue ou_list_get_by_slice(OuVM *vm, OuList *list, OuValue slice)
{
    OuSliceIndices part;
    if (!ou_slice_unpack(vm, ou_slice_of(slice), &part)) return OU_ERROR;
    ou_slice_adjust(&part, list->length);
    if (part.count == 0) return ou_list_make(vm, NULL, 0);
    if (part.step == 1) return ou_list_make(vm, list->items + part.start, part.count);
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    OuList *copy = ou_list_of(result);
    if (!ou_list_grow(vm, copy, part.count)) {
        ou_unref(result);
        return OU_ERROR;
    }
    for (; copy->length < part.count; part.start += part.step) {
        copy->items[copy->length++] = ou_ref(list->items[part.start]);
        if (ou_check_interrupt_at(vm, copy->length)) continue;
        ou_unref(result);
        return OU_ERROR;
    }
    return result;
}

// Closes the gaps first, then drops what was taken out. Interrupted, it has deleted the first ones.
static bool delete_stepped(OuVM *vm, OuList *list, OuSliceIndices part)
{
    if (part.count == 0) return true;
    if (part.step < 0) {
        part.start += (int64_t)(part.count - 1) * part.step;
        part.step = -part.step;
    }
    size_t size = part.count * sizeof(OuValue);
    OuValue *dropped = ou_heap_buffer_alloc(&vm->heap, size);
    if (!dropped) return ou_raise_memory_error(vm), false;
    size_t count = 0, kept = (size_t)part.start, i = kept;
    bool done = true;
    for (size_t next = kept; done && i < list->length; i++) {
        if (i == next && count < part.count) {
            dropped[count++] = list->items[i];
            next += (size_t)part.step;
        } else {
            list->items[kept++] = list->items[i];
        }
        done = ou_check_interrupt_at(vm, i);
    }
    memmove(list->items + kept, list->items + i, (list->length - i) * sizeof *list->items);
    kept += list->length - i;
    done = ou_list_resize(vm, list, kept) && done;
    for (i = 0; i < count; i++) ou_unref(dropped[i]);
    ou_heap_buffer_free(&vm->heap, dropped, size);
    return done;
}

// Interrupted, it has stored the first of them.
static bool assign_stepped(OuVM *vm, OuList *list, OuSliceIndices part, OuValue value)
{
    // The list itself as its own source: a copy, as it changes under the assignment.
    OU_OWNED OuValue source = value == ou_pointer_value(list)
        ? ou_list_get_slice(vm, list, 0, list->length)
        : ou_list_fast_sequence(vm, value, "must assign iterable to extended slice");
    if (source == OU_ERROR) return false;
    ou_slice_adjust(&part, list->length);
    size_t count;
    const OuValue *items = ou_items_of(source, &count);
    if (count != part.count) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "attempt to assign sequence of size %zu to extended slice of size %zu", count,
                 part.count);
        return false;
    }
    if (count == 0) return true;
    size_t size = count * sizeof(OuValue);
    OuValue *dropped = ou_heap_buffer_alloc(&vm->heap, size);
    if (!dropped) return ou_raise_memory_error(vm), false;
    size_t stored = 0;
    bool done = true;
    for (; done && stored < count; stored++, part.start += part.step) {
        dropped[stored] = list->items[part.start];
        list->items[part.start] = ou_ref(items[stored]);
        done = ou_check_interrupt_at(vm, stored);
    }
    for (size_t i = 0; i < stored; i++) ou_unref(dropped[i]);
    ou_heap_buffer_free(&vm->heap, dropped, size);
    return done;
}

static bool assign_plain(OuVM *vm, OuList *list, OuSliceIndices part, OuValue value)
{
    OU_OWNED OuValue source = value == OU_UNBOUND ? OU_UNBOUND
        : ou_list_fast_sequence(vm, value, "can only assign an iterable");
    if (source == OU_ERROR) return false;
    ou_slice_adjust(&part, list->length);
    size_t count = 0;
    const OuValue *items = source == OU_UNBOUND ? NULL : ou_items_of(source, &count);
    size_t start = (size_t)part.start;
    return ou_list_replace(vm, list, start, start + part.count, items, count);
}

bool ou_list_set_by_slice(OuVM *vm, OuList *list, OuValue slice, OuValue value)
{
    OuSliceIndices part;
    if (!ou_slice_unpack(vm, ou_slice_of(slice), &part)) return false;
    if (part.step == 1) return assign_plain(vm, list, part, value);
    if (value != OU_UNBOUND) return assign_stepped(vm, list, part, value);
    ou_slice_adjust(&part, list->length);
    return delete_stepped(vm, list, part);
}
