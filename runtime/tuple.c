#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/sequence.h"
#include "runtime/setup.h"
#include "runtime/slice.h"
#include "runtime/str.h"
#include "runtime/tracking.h"

// ---- Making ------------------------------------------------------------------------------------

static OuTuple *tuple_allocate(OuVM *vm, size_t length)
{
    size_t size;
    if (!ou_size_multiply_add(length, sizeof(OuValue), sizeof(OuTuple), &size)) {
        return ou_raise_memory_error(vm), NULL;
    }
    OuTuple *tuple = (OuTuple *)ou_heap_new(&vm->heap, OU_KIND_TUPLE, size);
    if (!tuple) return ou_raise_memory_error(vm), NULL;
    tuple->length = length;
    return tuple;
}

// Only the first `filled` items are there.
static OuValue tuple_abandon(OuTuple *tuple, size_t filled)
{
    tuple->length = filled;
    ou_object_unref(&tuple->header);
    return OU_ERROR;
}

OuTuple *ou_tuple_make_empty(OuVM *vm)
{
    OuTuple *tuple = tuple_allocate(vm, 0);
    if (tuple) ou_heap_untrack(&tuple->header);
    return tuple;
}

OuTuple *ou_tuple_new(OuVM *vm, size_t length)
{
    if (length == 0) {
        ou_object_ref(&vm->empty_tuple->header);
        return vm->empty_tuple;
    }
    OuTuple *tuple = tuple_allocate(vm, length);
    for (size_t i = 0; tuple && i < length; i++) {
        tuple->items[i] = OU_UNBOUND;
        if (!ou_check_interrupt_at(vm, i)) return tuple_abandon(tuple, i), NULL;
    }
    return tuple;
}

OuTuple *ou_tuple_new_of_none(OuVM *vm, size_t length)
{
    OuTuple *tuple = ou_tuple_new(vm, length);
    for (size_t i = 0; tuple && i < length; i++) tuple->items[i] = OU_NONE;
    return tuple;
}

OuValue ou_tuple_make(OuVM *vm, const OuValue *items, size_t length)
{
    if (length == 0) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OuTuple *tuple = tuple_allocate(vm, length);
    if (!tuple) return OU_ERROR;
    size_t copied;
    if (ou_sequence_copy(vm, tuple->items, items, length, &copied)) return ou_pointer_value(tuple);
    return tuple_abandon(tuple, copied);
}

OuValue ou_tuple_make_steal(OuVM *vm, OuValue *items, size_t length)
{
    if (length == 0) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OuTuple *tuple = tuple_allocate(vm, length);
    if (!tuple) {
        while (length-- > 0) ou_unref(items[length]);
        return OU_ERROR;
    }
    for (size_t moved = 0; moved < length;) {
        size_t more = length - moved > OU_ITEMS_AT_ONCE ? OU_ITEMS_AT_ONCE : length - moved;
        memcpy(tuple->items + moved, items + moved, more * sizeof *items);
        moved += more;
        if (moved == length || ou_check_interrupt(vm)) continue;
        while (length > moved) ou_unref(items[--length]);
        return tuple_abandon(tuple, moved);
    }
    return ou_pointer_value(tuple);
}

OuValue ou_tuple_pair(OuVM *vm, OuValue a, OuValue b)
{
    return ou_tuple_make(vm, (OuValue[]){ a, b }, 2);
}

OuValue ou_tuple_from_iterable(OuVM *vm, OuValue iterable)
{
    if (ou_is_exact_tuple(iterable)) return ou_ref(iterable);
    if (ou_is_exact_list(iterable)) return ou_list_as_tuple(vm, ou_list_of(iterable));
    OuValue list = ou_list_from_iterable(vm, iterable);
    if (list == OU_ERROR) return OU_ERROR;
    // The list is known to nobody else: its items are moved.
    OuList *source = ou_list_of(list);
    size_t length = source->length;
    source->length = 0;
    OuValue tuple = ou_tuple_make_steal(vm, source->items, length);
    ou_unref(list);
    return tuple;
}

OuValue ou_tuple_concat(OuVM *vm, OuTuple *a, OuTuple *b)
{
    if (!(a->length + b->length)) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OuTuple *result = tuple_allocate(vm, a->length + b->length);
    if (!result) return OU_ERROR;
    size_t copied, more;
    if (!ou_sequence_copy(vm, result->items, a->items, a->length, &copied)) {
        return tuple_abandon(result, copied);
    }
    if (!ou_sequence_copy(vm, result->items + copied, b->items, b->length, &more)) {
        return tuple_abandon(result, copied + more);
    }
    return ou_pointer_value(result);
}

// ---- Slots -------------------------------------------------------------------------------------

static OuValue tuple_repr(OuVM *vm, OuValue self)
{
    OuTuple *tuple = ou_tuple_of(self);
    if (tuple->length == 0) return ou_str_make_text(vm, "()");
    bool running;
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_text(vm, "(...)");
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = ou_writer_put(&writer, '(');
    for (size_t i = 0; done && i < tuple->length && ou_writer_look(&writer, i); i++) {
        done = (i == 0 || ou_writer_put_ascii(&writer, ", ", 2))
            && ou_repr_put(vm, &writer, tuple->items[i]);
    }
    done = done && (tuple->length > 1 || ou_writer_put(&writer, ','))
        && ou_writer_put(&writer, ')') && !writer.failed;
    ou_repr_leave(vm, self);
    if (done) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// CPython's: xxHash's mixing (Y. Collet) over the items' hashes.
static bool tuple_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    const uint64_t prime_1 = 11400714785074694791u, prime_2 = 14029467366897019727u;
    const uint64_t prime_5 = 2870177450012600261u;
    OuTuple *tuple = ou_tuple_of(self);
    uint64_t state = prime_5;
    if (!ou_recursion_enter(vm, " while calling a Python object")) return false;
    for (size_t i = 0; i < tuple->length; i++) {
        int64_t lane;
        if (!ou_hash(vm, tuple->items[i], &lane) || !ou_check_interrupt_at(vm, i)) {
            ou_recursion_leave(vm);
            return false;
        }
        state += (uint64_t)lane * prime_2;
        state = (state << 31 | state >> 33) * prime_1;
    }
    ou_recursion_leave(vm);
    state += tuple->length ^ (prime_5 ^ 3527539u);
    *hash = state == UINT64_MAX ? 1546275796 : (int64_t)state;
    return true;
}

static OuValue tuple_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_tuple(other)) return OU_NOT_IMPLEMENTED;
    return ou_sequence_compare(vm, self, other, operator);
}

static bool tuple_length(OuVM *vm, OuValue self, size_t *length)
{
    *length = ou_tuple_of(self)->length;
    return true;
}

static OuValue tuple_get_slice(OuVM *vm, OuValue self, OuValue key)
{
    OuTuple *tuple = ou_tuple_of(self);
    OuSliceIndices slice;
    if (!ou_slice_indices(vm, ou_slice_of(key), tuple->length, &slice)) return OU_ERROR;
    if (slice.count == tuple->length && slice.step == 1 && ou_is_exact_tuple(self)) {
        return ou_ref(self);
    }
    if (slice.step == 1) return ou_tuple_make(vm, tuple->items + slice.start, slice.count);
    if (!slice.count) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OuTuple *result = tuple_allocate(vm, slice.count);
    if (!result) return OU_ERROR;
    for (size_t i = 0; i < slice.count; i++, slice.start += slice.step) {
        result->items[i] = ou_ref(tuple->items[slice.start]);
        if (!ou_check_interrupt_at(vm, i)) return tuple_abandon(result, i + 1);
    }
    return ou_pointer_value(result);
}

static OuValue tuple_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OuTuple *tuple = ou_tuple_of(self);
    int64_t index;
    if (ou_is_slice(key)) return tuple_get_slice(vm, self, key);
    if (!ou_has_index(vm, key)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "tuple indices must be integers or slices, not %T", key);
    }
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return OU_ERROR;
    if (!ou_sequence_in_range(&index, tuple->length)) {
        return ou_raise(vm, OU_TYPE_INDEX_ERROR, "tuple index out of range");
    }
    return ou_ref(tuple->items[index]);
}

static bool tuple_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    OuTuple *tuple = ou_tuple_of(self);
    *found = false;
    for (size_t i = 0; i < tuple->length && !*found; i++) {
        if (!ou_sequence_match(vm, tuple->items[i], item, found)) return false;
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

static OuValue tuple_add(OuVM *vm, OuValue left, OuValue right)
{
    if (!ou_is_tuple(left)) return OU_NOT_IMPLEMENTED;
    if (!ou_is_tuple(right)) {
        OuValue result;
        if (ou_sequence_defer(vm, OU_BINARY_ADD, left, right, right, &result)) return result;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "can only concatenate tuple (not \"%T\") to tuple", right);
    }
    if (ou_tuple_of(left)->length == 0 && ou_is_exact_tuple(right)) return ou_ref(right);
    if (ou_tuple_of(right)->length == 0 && ou_is_exact_tuple(left)) return ou_ref(left);
    return ou_tuple_concat(vm, ou_tuple_of(left), ou_tuple_of(right));
}

static OuValue tuple_multiply(OuVM *vm, OuValue left, OuValue right)
{
    OuValue self = ou_is_tuple(left) ? left : right;
    OuValue times = ou_is_tuple(left) ? right : left;
    OuTuple *tuple = ou_tuple_of(self);
    int64_t count;
    size_t length;
    OuValue answer;
    if (ou_sequence_defer(vm, OU_BINARY_MULTIPLY, left, right, times, &answer)) return answer;
    if (!ou_sequence_times(vm, times, &count)) return OU_ERROR;
    if ((tuple->length == 0 || count == 1) && ou_is_exact_tuple(self)) return ou_ref(self);
    if (!ou_size_multiply_add(tuple->length, (size_t)count, 0, &length)) {
        return ou_raise_memory_error(vm);
    }
    if (!length) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OuTuple *result = tuple_allocate(vm, length);
    if (!result) return OU_ERROR;
    for (size_t i = 0, from = 0; i < length; i++) {
        result->items[i] = ou_ref(tuple->items[from]);
        if (++from == tuple->length) from = 0;
        if (!ou_check_interrupt_at(vm, i)) return tuple_abandon(result, i + 1);
    }
    return ou_pointer_value(result);
}

// ---- Methods -----------------------------------------------------------------------------------

OU_METHOD(tuple_count, "count(self, value, /)", "Return number of occurrences of value.")
{
    OuTuple *tuple = ou_tuple_of(arguments[0]);
    size_t count = 0;
    for (size_t i = 0; i < tuple->length; i++) {
        bool equal;
        if (!ou_sequence_match(vm, tuple->items[i], arguments[1], &equal)) return OU_ERROR;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        count += equal;
    }
    return ou_int_value((int64_t)count);
}

OU_METHOD(tuple_index, "index(self, value, start=0, stop=9223372036854775807, /)",
          "Return first index of value.\n\nRaises ValueError if the value is not present.")
{
    OuTuple *tuple = ou_tuple_of(arguments[0]);
    int64_t start = 0, stop = INT64_MAX;
    if (!ou_sequence_bound(vm, arguments[2], &start)) return OU_ERROR;
    if (!ou_sequence_bound(vm, arguments[3], &stop)) return OU_ERROR;
    size_t end = ou_sequence_clamp(stop, tuple->length);
    for (size_t i = ou_sequence_clamp(start, tuple->length); i < end; i++) {
        bool equal;
        if (!ou_sequence_match(vm, tuple->items[i], arguments[1], &equal)) return OU_ERROR;
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        if (equal) return ou_int_value((int64_t)i);
    }
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "tuple.index(x): x not in tuple");
}

OU_METHOD(tuple_getnewargs, "__getnewargs__(self, /)", "")
{
    OuTuple *tuple = ou_tuple_of(arguments[0]);
    OuValue copy = ou_tuple_make(vm, tuple->items, tuple->length);
    if (copy == OU_ERROR) return OU_ERROR;
    OuValue result = ou_tuple_make(vm, &copy, 1);
    ou_unref(copy);
    return result;
}

OU_METHOD(tuple_sizeof, "__sizeof__(self, /)",
          "Size of object in memory, in bytes, as CPython 3.11 would lay it out.")
{
    return ou_int_value((int64_t)(24 + 8 * ou_tuple_of(arguments[0])->length));
}

OU_METHOD(tuple_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const tuple_methods[] = {
    &tuple_count_native, &tuple_index_native, &tuple_getnewargs_native, &tuple_sizeof_native,
    &tuple_class_getitem_native, NULL,
};

// ---- Construction ------------------------------------------------------------------------------

static const OuNativeDef tuple_new_native = { "tuple(iterable=(), /)", NULL, NULL };

static OuValue tuple_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    // A subclass's __init__ may take keywords that mean nothing here.
    bool own_init = type->slots.initialise != vm->types[OU_TYPE_TUPLE]->slots.initialise;
    OuTuple *known = own_init ? NULL : names;
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &tuple_new_native, arguments, positional, known, &bound)) {
        return OU_ERROR;
    }
    OuValue plain = bound.values[0] == OU_UNBOUND ? ou_tuple_make(vm, NULL, 0)
                                                  : ou_tuple_from_iterable(vm, bound.values[0]);
    ou_native_unbind(&bound);
    if (plain == OU_ERROR || type == vm->types[OU_TYPE_TUPLE]) return plain;
    OuTuple *source = ou_tuple_of(plain);
    size_t size = sizeof(OuTuple) + source->length * sizeof(OuValue);
    OuTuple *tuple = (OuTuple *)ou_object_new(vm, type, size);
    if (tuple) {
        tuple->length = source->length;
        for (size_t i = 0; i < source->length; i++) tuple->items[i] = ou_ref(source->items[i]);
    }
    ou_unref(plain);
    return tuple ? ou_pointer_value(tuple) : OU_ERROR;
}

// ---- The type ----------------------------------------------------------------------------------

static void tuple_visit(OuObject *self, OuVisitor *visitor)
{
    OuTuple *tuple = (OuTuple *)self;
    ou_visit_span_backward(visitor, tuple->items, tuple->length);
    ou_visit_tail(self, visitor);
}

bool ou_tuple_can_untrack(const OuObject *self)
{
    const OuTuple *tuple = (const OuTuple *)self;
    const OuHeap *heap = ou_heap_of(self);
    if (self->kind & OU_KIND_SUBCLASS) return false;
    for (size_t i = 0; i < tuple->length; i++) {
        OuValue item = tuple->items[i];
        if (item == OU_UNBOUND || ou_may_be_in_cycle(heap, item)) return false;
    }
    return true;
}

static const OuLayout tuple_layout = {
    .name = "tuple",
    .visit = tuple_visit,
    .can_untrack = ou_tuple_can_untrack,
    .is_quiet = true,
    .length_at = offsetof(OuTuple, length),
};

const OuTypeDef ou_tuple_type = {
    .name = "tuple",
    .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an "
           "empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items."
           "\n\nIf the argument is a tuple, the return value is the same object.",
    .constructor = &tuple_new_native,
    .kind = OU_KIND_TUPLE,
    .flags = OU_TYPE_SUBCLASSABLE | OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &tuple_layout,
    .methods = tuple_methods,
    .slots = {
        .repr = tuple_repr,
        .hash = tuple_hash,
        .compare = tuple_compare,
        .iterate = ou_tuple_iterate,
        .length = tuple_length,
        .get_item = tuple_get_item,
        .contains = tuple_contains,
        .binary = {
            [OU_BINARY_ADD] = tuple_add,
            [OU_BINARY_MULTIPLY] = tuple_multiply,
        },
        .construct = tuple_construct,
    },
};
