#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/iterators.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

// The only keyword is `strict`.
static bool zip_is_strict(OuVM *vm, const OuType *type, const OuValue *values,
                          const OuTuple *names, bool *strict)
{
    *strict = false;
    if (!names || names->length == 0) return true;
    if (names->length > 1) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "zip() takes at most 1 keyword argument (%zu given)",
                 names->length);
        return false;
    }
    const OuString *name = ou_str_of(names->items[0]);
    if (ou_str_equals_text(name, "strict")) return ou_truth(vm, values[0], strict);
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for zip()", name);
    return false;
}

static OuValue zip_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                             OuTuple *names)
{
    bool strict;
    if (!zip_is_strict(vm, type, arguments + positional, names, &strict)) return OU_ERROR;
    OuTuple *iterators = ou_iterators_of(vm, arguments, positional);
    if (!iterators) return OU_ERROR;
    OuTuple *result = ou_tuple_new_of_none(vm, positional);
    OuZip *self = result ? (OuZip *)ou_object_new(vm, type, sizeof *self) : NULL;
    if (!self) {
        ou_object_unref(&iterators->header);
        if (result) ou_object_unref(&result->header);
        return OU_ERROR;
    }
    self->iterators = iterators;
    self->result = result;
    self->strict = strict;
    return ou_pointer_value(self);
}

// `which` (from 0) ended before, or goes on after, all those in front of it.
static OuValue complain(OuVM *vm, size_t which, const char *difference)
{
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "zip() argument %zu is %s than argument%s%zu",
                    which + 1, difference, which == 1 ? " " : "s 1-", which);
}

// Iterator `which` is exhausted: under `strict` all others must be too.
static OuValue zip_end(OuVM *vm, const OuZip *self, size_t which)
{
    if (!self->strict) return OU_STOP;
    if (which > 0) return complain(vm, which, "shorter");
    for (size_t i = 1; i < self->iterators->length; i++) {
        OuValue item = ou_next(vm, self->iterators->items[i]);
        if (item == OU_STOP) continue;
        ou_unref(item);
        return item == OU_ERROR ? OU_ERROR : complain(vm, i, "longer");
    }
    return OU_STOP;
}

// Fills items[0..], which nobody else reads meanwhile. OU_UNBOUND: done; else what to return.
static OuValue zip_fill(OuVM *vm, const OuZip *self, OuTuple *result)
{
    for (size_t i = 0; i < self->iterators->length; i++) {
        OuValue iterator = self->iterators->items[i];
        OuValue item = self->strict ? ou_next(vm, iterator) : ou_next_raising(vm, iterator);
        if (item == OU_ERROR) return OU_ERROR;
        if (item == OU_STOP) return zip_end(vm, self, i);
        ou_set_steal(&result->items[i], item);
    }
    return OU_UNBOUND;
}

static OuValue zip_next(OuVM *vm, OuValue value)
{
    OuZip *self = (OuZip *)ou_pointer_of(value);
    if (self->iterators->length == 0) return OU_STOP;
    // While the old result is being filled again it counts twice, so a nested call makes its own.
    OuTuple *result = self->result;
    if (result->header.refs == 1) {
        ou_object_ref(&result->header);
        ou_heap_track(&result->header);
    } else {
        result = ou_tuple_new(vm, self->iterators->length);
        if (!result) return OU_ERROR;
    }
    OuValue outcome = zip_fill(vm, self, result);
    if (outcome == OU_UNBOUND) return ou_pointer_value(result);
    ou_object_unref(&result->header);
    return outcome;
}

static void zip_visit(OuObject *object, OuVisitor *visitor)
{
    OuZip *self = (OuZip *)object;
    OU_VISIT_POINTER(visitor, &self->iterators);
    OU_VISIT_POINTER(visitor, &self->result);
    ou_visit_tail(object, visitor);
}

static const OuNativeDef *const zip_methods[] = { &ou_zip_reduce, &ou_zip_set_state, NULL };
static const OuLayout zip_layout = { .name = "zip", .visit = zip_visit };

const OuTypeDef ou_zip_type = {
    .name = "zip",
    .doc = "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n"
           "   >>> list(zip('abcdefg', range(3), range(4)))\n"
           "   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\n"
           "The zip object yields n-length tuples, where n is the number of iterables\n"
           "passed as positional arguments to zip().  The i-th element in every tuple\n"
           "comes from the i-th iterable argument to zip().  This continues until the\n"
           "shortest argument is exhausted.\n\n"
           "If strict is true and one of the arguments is exhausted before the others,\n"
           "raise a ValueError.",
    .kind = OU_KIND_ZIP,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &zip_layout,
    .methods = zip_methods,
    .slots = { .iterate = iterator_self, .next = zip_next, .construct = zip_construct },
};
