#include "runtime/deque.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/sequence.h"

// `left` items are still to come; both directions.
typedef struct DequeIterator {
    OuObject header;
    OuDeque *deque;
    size_t   left;
    uint64_t version;            // of the deque, when it began
} DequeIterator;

static OuValue iterator_make(OuVM *vm, OuKind kind, OuValue value)
{
    DequeIterator *iterator = ou_heap_new(&vm->heap, (uint8_t)kind, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    OuDeque *deque = ou_deque_of(value);
    ou_object_ref(&deque->header);
    *iterator = (DequeIterator){ iterator->header, deque, deque->length, deque->version };
    return ou_pointer_value(iterator);
}

OuValue ou_deque_iterate(OuVM *vm, OuValue deque)
{
    return iterator_make(vm, OU_KIND_DEQUE_ITERATOR, deque);
}

OuValue ou_deque_iterate_reversed(OuVM *vm, OuValue deque)
{
    return iterator_make(vm, OU_KIND_DEQUE_REVERSE_ITERATOR, deque);
}

static OuValue iterator_next(OuVM *vm, OuValue self)
{
    DequeIterator *iterator = (DequeIterator *)ou_pointer_of(self);
    const OuDeque *deque = iterator->deque;
    bool is_forward = iterator->header.kind == OU_KIND_DEQUE_ITERATOR;
    if (!deque) return OU_STOP;
    if (iterator->version != deque->version) {
        iterator->left = 0;
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "deque mutated during iteration");
    }
    if (!iterator->left) return OU_STOP;
    if (!ou_check_interrupt_at(vm, iterator->left)) return OU_ERROR;
    size_t index = is_forward ? deque->length - iterator->left : iterator->left - 1;
    iterator->left--;
    return ou_ref(*ou_deque_place(deque, index));
}

OU_METHOD(deque_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    return ou_int_value((int64_t)((const DequeIterator *)ou_pointer_of(arguments[0]))->left);
}

OU_METHOD(deque_iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const DequeIterator *iterator = (const DequeIterator *)ou_pointer_of(arguments[0]);
    const OuDeque *deque = iterator->deque;
    OuValue parts[] = { ou_pointer_value(ou_type_of(vm, arguments[0])), OU_UNBOUND };
    if (!deque) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "the deque is gone");
    size_t index = deque->length - iterator->left;
    OU_OWNED OuValue given = ou_tuple_pair(vm, ou_pointer_value(deque),
                                           ou_int_value((int64_t)index));
    if (given == OU_ERROR) return OU_ERROR;
    parts[1] = given;
    return ou_tuple_make(vm, parts, 2);
}

static const OuNativeDef *const iterator_methods[] = {
    &deque_iterator_hint_native, &deque_iterator_reduce_native, NULL,
};

static const OuNativeDef iterator_new_native = { "deque_iterator(deque, index=0, /)", NULL, NULL };

static OuValue iterator_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &iterator_new_native, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    int64_t index = 0;
    OuValue made = OU_ERROR, deque = bound.values[0];
    if (!ou_is_deque(deque)) {
        made = ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument 1 must be collections.deque, not %T",
                        deque);
    } else if (ou_sequence_argument(vm, bound.values[1], &index)) {
        made = iterator_make(vm, type->definition->kind, deque);
    }
    if (made != OU_ERROR && index > 0) {
        DequeIterator *iterator = (DequeIterator *)ou_pointer_of(made);
        iterator->left -= (size_t)index < iterator->left ? (size_t)index : iterator->left;
    }
    ou_native_unbind(&bound);
    return made;
}

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((DequeIterator *)self)->deque);
}

static const OuLayout iterator_layout = { .name = "deque_iterator", .visit = iterator_visit };

const OuTypeDef ou_deque_iterator_type = {
    .name = "_deque_iterator",
    .module = "_collections",
    .kind = OU_KIND_DEQUE_ITERATOR,
    .constructor = &iterator_new_native,
    .layout = &iterator_layout,
    .methods = iterator_methods,
    .slots = { .iterate = iterator_self, .next = iterator_next,
               .construct = iterator_construct },
};

const OuTypeDef ou_deque_reverse_iterator_type = {
    .name = "_deque_reverse_iterator",
    .module = "_collections",
    .kind = OU_KIND_DEQUE_REVERSE_ITERATOR,
    .constructor = &iterator_new_native,
    .layout = &iterator_layout,
    .methods = iterator_methods,
    .slots = { .iterate = iterator_self, .next = iterator_next,
               .construct = iterator_construct },
};
