#include "runtime/iterators.h"

#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/int.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OuTuple *ou_iterators_of(OuVM *vm, const OuValue *iterables, size_t count)
{
    OuTuple *iterators = ou_tuple_new(vm, count);
    for (size_t i = 0; iterators && i < count; i++) {
        iterators->items[i] = ou_iterate(vm, iterables[i]);
        if (iterators->items[i] != OU_ERROR) continue;
        ou_object_unref(&iterators->header);
        return NULL;
    }
    return iterators;
}

bool ou_iterators_reject_keywords(OuVM *vm, const OuType *type, OuTypeId plain,
                                  const OuTuple *names)
{
    if (!names || names->length == 0) return true;
    if (type->slots.initialise != vm->types[plain]->slots.initialise) return true;
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N() takes no keyword arguments", vm->types[plain]);
    return false;
}

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

// ---- enumerate ---------------------------------------------------------------------------------

static inline OuEnumerate *enumerate_of(OuValue value)
{
    return (OuEnumerate *)ou_pointer_of(value);
}

static const OuNativeDef enumerate_new_native = { "enumerate(iterable, start=0)", NULL, NULL };

// The two parameters, by position or by name; CPython's messages for everything else.
static bool enumerate_bind(OuVM *vm, const OuValue *arguments, size_t positional,
                           const OuTuple *names, OuValue bound[2])
{
    size_t named = names ? names->length : 0;
    bound[0] = bound[1] = OU_UNBOUND;
    if (positional + named > 2) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "enumerate() takes at most 2 arguments (%zu given)",
                 positional + named);
        return false;
    }
    for (size_t i = 0; i < positional; i++) bound[i] = arguments[i];
    for (size_t i = 0; i < named; i++) {
        const OuString *name = ou_str_of(names->items[i]);
        int place = ou_str_equals_text(name, "iterable") ? 0
                  : ou_str_equals_text(name, "start") && (positional || named == 2) ? 1 : -1;
        if (place < 0 || bound[place] != OU_UNBOUND) {
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for enumerate()",
                     name);
            return false;
        }
        bound[place] = arguments[positional + i];
    }
    if (bound[0] == OU_UNBOUND) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "enumerate() missing required argument 'iterable'");
    }
    return bound[0] != OU_UNBOUND;
}

static OuValue enumerate_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    OuValue bound[2];
    if (!enumerate_bind(vm, arguments, positional, names, bound)) return OU_ERROR;
    OU_OWNED OuValue count = bound[1] == OU_UNBOUND ? ou_int_value(0) : ou_to_index(vm, bound[1]);
    if (count == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue iterator = ou_iterate(vm, bound[0]);
    if (iterator == OU_ERROR) return OU_ERROR;
    OuTuple *pair = ou_tuple_new_of_none(vm, 2);
    if (!pair) return OU_ERROR;
    OuEnumerate *self = (OuEnumerate *)ou_object_new(vm, type, sizeof *self);
    if (!self) {
        ou_object_unref(&pair->header);
        return OU_ERROR;
    }
    self->iterator = ou_take(&iterator);
    self->count = ou_take(&count);
    self->pair = pair;
    return ou_pointer_value(self);
}

// Puts the two values (taken over) into the pair handed out before, if nobody kept it.
static OuValue enumerate_pair_steal(OuVM *vm, OuTuple *pair, OuValue count, OuValue item)
{
    OuValue values[2] = { count, item };
    if (pair->header.refs != 1) return ou_tuple_make_steal(vm, values, 2);
    OuValue old[2] = { pair->items[0], pair->items[1] };
    memcpy(pair->items, values, sizeof values);
    ou_heap_track(&pair->header);
    ou_object_ref(&pair->header);
    ou_unref(old[0]);
    ou_unref(old[1]);
    return ou_pointer_value(pair);
}

static OuValue enumerate_next(OuVM *vm, OuValue value)
{
    OuEnumerate *self = enumerate_of(value);
    OuValue item = ou_next_raising(vm, self->iterator);
    if (item == OU_STOP || item == OU_ERROR) return item;
    OuValue count = self->count;
    OuValue next = ou_is_int(count) && count < ou_int_value(OU_INT_MAX)
                       ? count + 1
                       : ou_int_binary(vm, OU_BINARY_ADD, count, ou_int_value(1));
    if (next == OU_ERROR) {
        ou_unref(item);
        return OU_ERROR;
    }
    self->count = next;
    return enumerate_pair_steal(vm, self->pair, count, item);
}

static void enumerate_visit(OuObject *object, OuVisitor *visitor)
{
    OuEnumerate *self = (OuEnumerate *)object;
    ou_visit_value(visitor, &self->iterator);
    OU_VISIT_POINTER(visitor, &self->pair);
    ou_visit_value(visitor, &self->count);
    ou_visit_tail(object, visitor);
}

OU_METHOD(enumerate_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const enumerate_methods[] = {
    &ou_enumerate_reduce, &enumerate_class_getitem_native, NULL,
};
static const OuLayout enumerate_layout = { .name = "enumerate", .visit = enumerate_visit };

const OuTypeDef ou_enumerate_type = {
    .name = "enumerate",
    .doc = "Return an enumerate object.\n\n"
           "  iterable\n    an object supporting iteration\n\n"
           "The enumerate object yields pairs containing a count (from start, which\n"
           "defaults to zero) and a value yielded by the iterable argument.\n\n"
           "enumerate is useful for obtaining an indexed list:\n"
           "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    .constructor = &enumerate_new_native,
    .kind = OU_KIND_ENUMERATE,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &enumerate_layout,
    .methods = enumerate_methods,
    .slots = {
        .iterate = iterator_self, .next = enumerate_next, .construct = enumerate_construct,
    },
};

// ---- map ---------------------------------------------------------------------------------------

static OuValue map_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    if (!ou_iterators_reject_keywords(vm, type, OU_TYPE_MAP, names)) return OU_ERROR;
    if (positional < 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "map() must have at least two arguments.");
    }
    OuTuple *iterators = ou_iterators_of(vm, arguments + 1, positional - 1);
    if (!iterators) return OU_ERROR;
    OuMap *self = (OuMap *)ou_object_new(vm, type, sizeof *self);
    if (!self) {
        ou_object_unref(&iterators->header);
        return OU_ERROR;
    }
    self->function = ou_ref(arguments[0]);
    self->iterators = iterators;
    return ou_pointer_value(self);
}

static OuValue map_next_of_many(OuVM *vm, const OuMap *self)
{
    size_t count = self->iterators->length;
    OuTuple *items = ou_tuple_new(vm, count);
    if (!items) return OU_ERROR;
    OuValue result = OU_UNBOUND;
    for (size_t i = 0; i < count && result == OU_UNBOUND; i++) {
        OuValue item = ou_next_raising(vm, self->iterators->items[i]);
        if (item == OU_STOP || item == OU_ERROR) result = item;
        else items->items[i] = item;
    }
    if (result == OU_UNBOUND) result = ou_call(vm, self->function, items->items, count);
    ou_object_unref(&items->header);
    return result;
}

static OuValue map_next(OuVM *vm, OuValue value)
{
    const OuMap *self = (const OuMap *)ou_pointer_of(value);
    if (self->iterators->length != 1) return map_next_of_many(vm, self);
    OU_OWNED OuValue item = ou_next_raising(vm, self->iterators->items[0]);
    if (item == OU_STOP || item == OU_ERROR) return item;
    return ou_call(vm, self->function, &item, 1);
}

static void map_visit(OuObject *object, OuVisitor *visitor)
{
    OuMap *self = (OuMap *)object;
    OU_VISIT_POINTER(visitor, &self->iterators);
    ou_visit_value(visitor, &self->function);
    ou_visit_tail(object, visitor);
}

static const OuNativeDef *const map_methods[] = { &ou_map_reduce, NULL };
static const OuLayout map_layout = { .name = "map", .visit = map_visit };

const OuTypeDef ou_map_type = {
    .name = "map",
    .doc = "map(func, *iterables) --> map object\n\n"
           "Make an iterator that computes the function using arguments from\n"
           "each of the iterables.  Stops when the shortest iterable is exhausted.",
    .kind = OU_KIND_MAP,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &map_layout,
    .methods = map_methods,
    .slots = { .iterate = iterator_self, .next = map_next, .construct = map_construct },
};

// ---- filter ------------------------------------------------------------------------------------

static OuValue filter_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                size_t positional, OuTuple *names)
{
    if (!ou_iterators_reject_keywords(vm, type, OU_TYPE_FILTER, names)) return OU_ERROR;
    if (positional != 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "filter expected 2 arguments, got %zu", positional);
    }
    OuValue iterator = ou_iterate(vm, arguments[1]);
    if (iterator == OU_ERROR) return OU_ERROR;
    OuFilter *self = (OuFilter *)ou_object_new(vm, type, sizeof *self);
    if (!self) {
        ou_unref(iterator);
        return OU_ERROR;
    }
    self->function = ou_ref(arguments[0]);
    self->iterator = iterator;
    return ou_pointer_value(self);
}

static bool filter_keeps(OuVM *vm, const OuFilter *self, OuValue item, bool *keeps)
{
    bool by_truth = self->function == OU_NONE
        || self->function == ou_pointer_value(vm->types[OU_TYPE_BOOL]);
    if (by_truth) return ou_truth(vm, item, keeps);
    OU_OWNED OuValue answer = ou_call(vm, self->function, &item, 1);
    return answer != OU_ERROR && ou_truth(vm, answer, keeps);
}

static OuValue filter_next(OuVM *vm, OuValue value)
{
    enum { REJECTED_BETWEEN_CHECKS = 1 << 14 };
    const OuFilter *self = (const OuFilter *)ou_pointer_of(value);
    for (size_t rejected = 1;; rejected++) {
        OuValue item = ou_next_raising(vm, self->iterator);
        bool keeps;
        if (item == OU_STOP || item == OU_ERROR) return item;
        bool done = filter_keeps(vm, self, item, &keeps);
        if (done && keeps) return item;
        ou_unref(item);
        if (!done) return OU_ERROR;
        if (rejected % REJECTED_BETWEEN_CHECKS == 0 && !ou_check_interrupt(vm)) return OU_ERROR;
    }
}

static void filter_visit(OuObject *object, OuVisitor *visitor)
{
    OuFilter *self = (OuFilter *)object;
    ou_visit_value(visitor, &self->function);
    ou_visit_value(visitor, &self->iterator);
    ou_visit_tail(object, visitor);
}

static const OuNativeDef *const filter_methods[] = { &ou_filter_reduce, NULL };
static const OuLayout filter_layout = { .name = "filter", .visit = filter_visit };

const OuTypeDef ou_filter_type = {
    .name = "filter",
    .doc = "filter(function or None, iterable) --> filter object\n\n"
           "Return an iterator yielding those items of iterable for which function(item)\n"
           "is true. If function is None, return the items that are true.",
    .kind = OU_KIND_FILTER,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &filter_layout,
    .methods = filter_methods,
    .slots = { .iterate = iterator_self, .next = filter_next, .construct = filter_construct },
};
