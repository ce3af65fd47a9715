#include "runtime/list_iterator.h"

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

static OuValue iterator_make(OuVM *vm, OuKind kind, OuValue sequence, int64_t index)
{
    OuListIterator *iterator = (OuListIterator *)ou_heap_new(&vm->heap, kind, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->sequence = ou_ref(sequence);
    iterator->index = index;
    return ou_pointer_value(iterator);
}

static OuValue iterator_exhaust(OuListIterator *iterator)
{
    ou_clear(&iterator->sequence);
    return OU_STOP;
}

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuListIterator *)self)->sequence);
}

// What is left, 0 when exhausted; for forward iterators over a known length.
static OuValue remaining_value(OuVM *vm, const OuListIterator *iterator, size_t length)
{
    int64_t left = iterator->sequence == OU_UNBOUND ? 0 : (int64_t)length - iterator->index;
    return ou_int_make(vm, left < 0 ? 0 : left);
}

// ---- list --------------------------------------------------------------------------------------

OuValue ou_list_iterate(OuVM *vm, OuValue list)
{
    return iterator_make(vm, OU_KIND_LIST_ITERATOR, list, 0);
}

OuValue ou_list_iterator_next(OuVM *vm, OuValue self)
{
    OuListIterator *iterator = ou_list_iterator_of(self);
    if (iterator->sequence == OU_UNBOUND) return OU_STOP;
    OuList *list = ou_list_of(iterator->sequence);
    if ((size_t)iterator->index >= list->length) return iterator_exhaust(iterator);
    if (!ou_check_interrupt_at(vm, (size_t)iterator->index)) return OU_ERROR;
    return ou_ref(list->items[iterator->index++]);
}

OU_METHOD(list_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    bool done = iterator->sequence == OU_UNBOUND;
    return remaining_value(vm, iterator, done ? 0 : ou_list_of(iterator->sequence)->length);
}

static const OuNativeDef *const list_iterator_methods[] = {
    &list_iterator_hint_native, &ou_list_iterator_reduce, &ou_list_iterator_set_state, NULL,
};
static const OuLayout list_iterator_layout = { .name = "list_iterator", .visit = iterator_visit };

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

const OuTypeDef ou_list_iterator_type = {
    .name = "list_iterator",
    .kind = OU_KIND_LIST_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &list_iterator_layout,
    .methods = list_iterator_methods,
    .slots = { .iterate = iterator_self, .next = ou_list_iterator_next },
};

// ---- list, backwards ---------------------------------------------------------------------------

OuValue ou_list_iterate_reversed(OuVM *vm, OuValue list)
{
    int64_t last = (int64_t)ou_list_of(list)->length - 1;
    return iterator_make(vm, OU_KIND_LIST_REVERSE_ITERATOR, list, last);
}

static OuValue list_reverse_iterator_next(OuVM *vm, OuValue self)
{
    OuListIterator *iterator = ou_list_iterator_of(self);
    if (iterator->sequence == OU_UNBOUND) return OU_STOP;
    OuList *list = ou_list_of(iterator->sequence);
    if ((uint64_t)iterator->index >= list->length) return iterator_exhaust(iterator);
    if (!ou_check_interrupt_at(vm, (size_t)iterator->index)) return OU_ERROR;
    return ou_ref(list->items[iterator->index--]);
}

OU_METHOD(list_reverse_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    if (iterator->sequence == OU_UNBOUND) return ou_int_value(0);
    size_t left = (size_t)(iterator->index + 1);
    return ou_int_value(left > ou_list_of(iterator->sequence)->length ? 0 : (int64_t)left);
}

static const OuNativeDef *const list_reverse_iterator_methods[] = {
    &list_reverse_iterator_hint_native, &ou_list_reverse_iterator_reduce,
    &ou_list_reverse_iterator_set_state, NULL,
};
static const OuLayout list_reverse_iterator_layout = {
    .name = "list_reverseiterator",
    .visit = iterator_visit,
};

const OuTypeDef ou_list_reverse_iterator_type = {
    .name = "list_reverseiterator",
    .kind = OU_KIND_LIST_REVERSE_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &list_reverse_iterator_layout,
    .methods = list_reverse_iterator_methods,
    .slots = { .iterate = iterator_self, .next = list_reverse_iterator_next },
};

// ---- tuple -------------------------------------------------------------------------------------

OuValue ou_tuple_iterate(OuVM *vm, OuValue tuple)
{
    return iterator_make(vm, OU_KIND_TUPLE_ITERATOR, tuple, 0);
}

OuValue ou_tuple_iterator_next(OuVM *vm, OuValue self)
{
    OuListIterator *iterator = ou_list_iterator_of(self);
    if (iterator->sequence == OU_UNBOUND) return OU_STOP;
    OuTuple *tuple = ou_tuple_of(iterator->sequence);
    if ((size_t)iterator->index >= tuple->length) return iterator_exhaust(iterator);
    if (!ou_check_interrupt_at(vm, (size_t)iterator->index)) return OU_ERROR;
    return ou_ref(tuple->items[iterator->index++]);
}

OU_METHOD(tuple_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    bool done = iterator->sequence == OU_UNBOUND;
    return remaining_value(vm, iterator, done ? 0 : ou_tuple_of(iterator->sequence)->length);
}

static const OuNativeDef *const tuple_iterator_methods[] = {
    &tuple_iterator_hint_native, &ou_tuple_iterator_reduce, &ou_tuple_iterator_set_state, NULL,
};
static const OuLayout tuple_iterator_layout = { .name = "tuple_iterator", .visit = iterator_visit };

const OuTypeDef ou_tuple_iterator_type = {
    .name = "tuple_iterator",
    .kind = OU_KIND_TUPLE_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &tuple_iterator_layout,
    .methods = tuple_iterator_methods,
    .slots = { .iterate = iterator_self, .next = ou_tuple_iterator_next },
};

// ---- anything with __getitem__ ------------------------------------------------------------------

OuValue ou_sequence_iterate(OuVM *vm, OuValue sequence)
{
    return iterator_make(vm, OU_KIND_SEQUENCE_ITERATOR, sequence, 0);
}

static OuValue sequence_iterator_next(OuVM *vm, OuValue self)
{
    OuListIterator *iterator = ou_list_iterator_of(self);
    if (iterator->sequence == OU_UNBOUND) return OU_STOP;
    OU_OWNED OuValue sequence = ou_ref(iterator->sequence);
    if (iterator->index == INT64_MAX) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "iter index too large");
    }
    OU_OWNED OuValue index = ou_int_make(vm, iterator->index);
    if (index == OU_ERROR) return OU_ERROR;
    OuValue item = ou_get_item(vm, sequence, index);
    if (item != OU_ERROR) {
        iterator->index++;
        return item;
    }
    if (!ou_error_matches(vm, OU_TYPE_INDEX_ERROR)
        && !ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        return OU_ERROR;
    }
    ou_error_clear(vm);
    return iterator_exhaust(iterator);
}

OU_METHOD(sequence_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    OuListIterator *iterator = ou_list_iterator_of(arguments[0]);
    if (iterator->sequence == OU_UNBOUND) return ou_int_value(0);
    OU_OWNED OuValue sequence = ou_ref(iterator->sequence);
    if (!ou_type_of(vm, sequence)->slots.length) return ou_ref(OU_NOT_IMPLEMENTED);
    size_t length;
    if (!ou_length(vm, sequence, &length)) return OU_ERROR;
    return remaining_value(vm, iterator, length);
}

static const OuNativeDef *const sequence_iterator_methods[] = {
    &sequence_iterator_hint_native, &ou_sequence_iterator_reduce, &ou_sequence_iterator_set_state,
    NULL,
};
static const OuLayout sequence_iterator_layout = { .name = "iterator", .visit = iterator_visit };

const OuTypeDef ou_sequence_iterator_type = {
    .name = "iterator",
    .kind = OU_KIND_SEQUENCE_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &sequence_iterator_layout,
    .methods = sequence_iterator_methods,
    .slots = { .iterate = iterator_self, .next = sequence_iterator_next },
};
