// reversed, and iter(callable, sentinel).
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/iterators.h"
#include "runtime/limit.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/protocol.h"

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

// ---- reversed ----------------------------------------------------------------------------------

static bool is_sequence(const OuVM *vm, OuValue value)
{
    const OuType *type = ou_type_of(vm, value);
    return type->slots.get_item && !(type->definition->flags & OU_TYPE_MAPPING);
}

static OuValue not_reversible(OuVM *vm, OuValue value)
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not reversible", value);
}

static OuValue reversed_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    if (!ou_iterators_reject_keywords(vm, type, OU_TYPE_REVERSED, names)) return OU_ERROR;
    if (positional != 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "reversed expected 1 argument, got %zu",
                        positional);
    }
    OuValue sequence = arguments[0];
    // `__reversed__ = None` shows in the class, not in what binding makes of it.
    OuType *sequence_type = ou_type_of(vm, sequence);
    OuValue declared = ou_type_lookup_peek(vm, sequence_type, OU_NAMED(vm, dunder_reversed));
    if (declared == OU_NONE) return not_reversible(vm, sequence);
    OU_OWNED OuValue method = ou_special_method(vm, sequence, OU_NAMED(vm, dunder_reversed));
    if (method == OU_ERROR) return OU_ERROR;
    if (method != OU_UNBOUND) return ou_call(vm, method, NULL, 0);
    if (!is_sequence(vm, sequence)) return not_reversible(vm, sequence);
    size_t length;
    if (!ou_length(vm, sequence, &length)) return OU_ERROR;
    OuListIterator *self = (OuListIterator *)ou_object_new(vm, type, sizeof *self);
    if (!self) return OU_ERROR;
    self->sequence = ou_ref(sequence);
    self->index = (int64_t)length - 1;
    return ou_pointer_value(self);
}

static OuValue reversed_next(OuVM *vm, OuValue value)
{
    OuListIterator *self = ou_list_iterator_of(value);
    if (self->sequence == OU_UNBOUND) return OU_STOP;
    if (self->index >= 0) {
        OU_OWNED OuValue sequence = ou_ref(self->sequence);
        OU_OWNED OuValue index = ou_int_make(vm, self->index);
        if (index == OU_ERROR) return OU_ERROR;
        OuValue item = ou_get_item(vm, sequence, index);
        if (item != OU_ERROR) {
            self->index--;
            return item;
        }
        if (!ou_error_matches(vm, OU_TYPE_INDEX_ERROR)
            && !ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
            return OU_ERROR;
        }
        ou_error_clear(vm);
    }
    self->index = -1;
    ou_clear(&self->sequence);
    return OU_STOP;
}

OU_METHOD(reversed_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    OuListIterator *self = ou_list_iterator_of(arguments[0]);
    if (self->sequence == OU_UNBOUND) return ou_int_value(0);
    OU_OWNED OuValue sequence = ou_ref(self->sequence);
    size_t length;
    if (!ou_length(vm, sequence, &length)) return OU_ERROR;
    return ou_int_make(vm, (int64_t)length <= self->index ? 0 : self->index + 1);
}

static const OuNativeDef *const reversed_methods[] = {
    &reversed_hint_native, &ou_reversed_reduce, &ou_reversed_set_state, NULL,
};
static const OuNativeDef reversed_new_native = { "reversed(sequence, /)", NULL, NULL };

static void reversed_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuListIterator *)self)->sequence);
    ou_visit_tail(self, visitor);
}

static const OuLayout reversed_layout = { .name = "reversed", .visit = reversed_visit };

const OuTypeDef ou_reversed_type = {
    .name = "reversed",
    .doc = "Return a reverse iterator over the values of the given sequence.",
    .constructor = &reversed_new_native,
    .kind = OU_KIND_REVERSED,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &reversed_layout,
    .methods = reversed_methods,
    .slots = { .iterate = iterator_self, .next = reversed_next, .construct = reversed_construct },
};

// ---- iter(callable, sentinel) -------------------------------------------------------------------

typedef struct CallIterator {
    OuObject header;
    OuValue  callable;         // OU_UNBOUND once exhausted
    OuValue  sentinel;
} CallIterator;

OuValue ou_call_iterate(OuVM *vm, OuValue callable, OuValue sentinel)
{
    CallIterator *self = ou_heap_new(&vm->heap, OU_KIND_CALL_ITERATOR, sizeof *self);
    if (!self) return ou_raise_memory_error(vm);
    self->callable = ou_ref(callable);
    self->sentinel = ou_ref(sentinel);
    return ou_pointer_value(self);
}

static OuValue call_iterator_exhaust(CallIterator *self)
{
    ou_clear(&self->callable);
    ou_clear(&self->sentinel);
    return OU_STOP;
}

static OuValue call_iterator_next(OuVM *vm, OuValue value)
{
    CallIterator *self = (CallIterator *)ou_pointer_of(value);
    if (self->callable == OU_UNBOUND) return OU_STOP;
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    OU_OWNED OuValue callable = ou_ref(self->callable);
    OuValue result = ou_call(vm, callable, NULL, 0);
    if (result == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) return OU_ERROR;
        ou_error_clear(vm);
        return call_iterator_exhaust(self);
    }
    if (self->callable == OU_UNBOUND) {      // the call itself used it up
        ou_unref(result);
        return OU_STOP;
    }
    OU_OWNED OuValue sentinel = ou_ref(self->sentinel);
    bool equal;
    bool answered = ou_equal(vm, sentinel, result, &equal);
    if (answered && !equal) return result;
    ou_unref(result);
    return answered ? call_iterator_exhaust(self) : OU_ERROR;
}

OU_METHOD(call_iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const CallIterator *self = (const CallIterator *)ou_pointer_of(arguments[0]);
    if (self->callable == OU_UNBOUND) {
        return ou_reduce_iter(vm, "iter", ou_pointer_value(vm->empty_tuple), OU_UNBOUND);
    }
    return ou_reduce_call_iter(vm, self->callable, self->sentinel);
}

static const OuNativeDef *const call_iterator_methods[] = { &call_iterator_reduce_native, NULL };

static void call_iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_span(visitor, &((CallIterator *)self)->callable, 2);
}

static const OuLayout call_iterator_layout = {
    .name = "callable_iterator",
    .visit = call_iterator_visit,
};

const OuTypeDef ou_call_iterator_type = {
    .name = "callable_iterator",
    .kind = OU_KIND_CALL_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &call_iterator_layout,
    .methods = call_iterator_methods,
    .slots = { .iterate = iterator_self, .next = call_iterator_next },
};
