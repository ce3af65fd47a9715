// itertools_combine.c: product, permutations, combinations, combinations_with_replacement.
//
// All hold their items in `source`, a tuple, and the places of the items that come next in `saved`,
// a list of ints that nobody else sees.
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/itertools.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// A list of `count` ints: first, first + step, ...
static OuValue make_places(OuVM *vm, int64_t count, int64_t first, int64_t step)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    for (int64_t i = 0; i < count; i++) {
        if (ou_list_append(vm, ou_list_of(list), ou_int_value(first + i * step))) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

static OuValue *places_of(const OuTool *self) { return ou_list_of(self->saved)->items; }

static int64_t place(const OuTool *self, int64_t i) { return ou_int_of(places_of(self)[i]); }

static void set_place(const OuTool *self, int64_t i, int64_t value)
{
    places_of(self)[i] = ou_int_value(value);
}

// The items at the first `stop` places.
static OuValue pick(OuVM *vm, const OuTool *self)
{
    OuTuple *result = ou_tuple_new(vm, (size_t)self->stop);
    if (!result) return OU_ERROR;
    const OuTuple *pool = ou_tuple_of(self->source);
    for (int64_t i = 0; i < self->stop; i++) result->items[i] = ou_ref(pool->items[place(self, i)]);
    return ou_pointer_value(result);
}

// Over the items of `iterable`, `length` at a time (-1: all of them).
static OuTool *make_over_pool(OuVM *vm, OuType *type, OuValue iterable, int64_t length)
{
    OuValue pool = ou_tuple_from_iterable(vm, iterable);
    if (pool == OU_ERROR) return NULL;
    OuTool *self = ou_tool_new(vm, type);
    if (!self) {
        ou_unref(pool);
        return NULL;
    }
    self->source = pool;
    self->stop = length < 0 ? (int64_t)ou_tuple_of(pool)->length : length;
    return self;
}

static OuTool *with_places(OuTool *self, OuValue places)
{
    if (places == OU_ERROR) {
        ou_object_unref(&self->header);
        return NULL;
    }
    self->saved = places;
    return self;
}

static bool read_length(OuVM *vm, OuValue value, int64_t *length)
{
    if (!ou_to_size(vm, value, length)) return false;
    if (*length >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "r must be non-negative");
    return false;
}

// ---- product: `source` a tuple of pools ---------------------------------------------------------

static OuValue make_pools(OuVM *vm, const OuTuple *iterables, int64_t repeat)
{
    size_t count = iterables->length, total;
    if (__builtin_mul_overflow(count, (size_t)repeat, &total) || total > INT32_MAX) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "repeat argument too large");
    }
    OuTuple *pools = ou_tuple_new(vm, total);
    if (!pools) return OU_ERROR;
    OU_OWNED OuValue owner = ou_pointer_value(pools);
    for (size_t i = 0; i < total; i++) {
        OuValue pool = i < count ? ou_tuple_from_iterable(vm, iterables->items[i])
                                 : ou_ref(pools->items[i - count]);
        if (pool == OU_ERROR) return OU_ERROR;
        pools->items[i] = pool;
    }
    return ou_take(&owner);
}

static OuTool *product_make(OuVM *vm, OuType *type, const OuValue *values)
{
    int64_t repeat = 1;
    if (values[1] != OU_UNBOUND && !ou_to_size(vm, values[1], &repeat)) return NULL;
    if (repeat < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "repeat argument cannot be negative");
        return NULL;
    }
    OuValue pools = make_pools(vm, ou_tuple_of(values[0]), repeat);
    OuTool *self = pools == OU_ERROR ? NULL : ou_tool_new(vm, type);
    if (!self) {
        ou_unref(pools);
        return NULL;
    }
    self->source = pools;
    self->stop = (int64_t)ou_tuple_of(pools)->length;
    for (int64_t i = 0; i < self->stop; i++) {
        OuValue pool = ou_tuple_of(pools)->items[i];
        if (ou_tuple_of(pool)->length == 0) self->is_done = true;
    }
    return with_places(self, make_places(vm, self->stop, 0, 0));
}

static OuValue product_pick(OuVM *vm, const OuTool *self)
{
    OuTuple *result = ou_tuple_new(vm, (size_t)self->stop);
    if (!result) return OU_ERROR;
    for (int64_t i = 0; i < self->stop; i++) {
        const OuTuple *pool = ou_tuple_of(ou_tuple_of(self->source)->items[i]);
        result->items[i] = ou_ref(pool->items[place(self, i)]);
    }
    return ou_pointer_value(result);
}

static OuValue product_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    if (self->is_done) return OU_STOP;
    OuValue result = product_pick(vm, self);
    if (result == OU_ERROR) return OU_ERROR;
    int64_t i = self->stop - 1;
    for (; i >= 0; i--) {
        const OuTuple *pool = ou_tuple_of(ou_tuple_of(self->source)->items[i]);
        set_place(self, i, place(self, i) + 1);
        if ((size_t)place(self, i) < pool->length) break;
        set_place(self, i, 0);
    }
    self->is_done = i < 0;
    return result;
}

OU_TOOL_CONSTRUCT(product, "product(*iterables, repeat=1)")
OU_TOOL_TYPE(product, "product", product, product_next, NULL,
             "product(*iterables, repeat=1) --> product object\n\n"
             "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\n"
             "For example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\n"
             "The leftmost iterators are in the outermost for-loop, so the output tuples\n"
             "cycle in a manner similar to an odometer (with the rightmost element changing\n"
             "on every iteration).\n\n"
             "To compute the product of an iterable with itself, specify the number\n"
             "of repetitions with the optional repeat keyword argument. For example,\n"
             "product(A, repeat=4) means the same as product(A, A, A, A).\n\n"
             "product('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\n"
             "product((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...");

// ---- permutations: `extra` says how far each place has still to turn ----------------------------

static OuTool *permutations_make(OuVM *vm, OuType *type, const OuValue *values)
{
    int64_t length = -1;
    if (values[1] != OU_UNBOUND && values[1] != OU_NONE) {
        if (!ou_is_any_int(values[1])) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "Expected int as r");
            return NULL;
        }
        if (!read_length(vm, values[1], &length)) return NULL;
    }
    OuTool *self = make_over_pool(vm, type, values[0], length);
    if (!self) return NULL;
    int64_t count = (int64_t)ou_tuple_of(self->source)->length;
    self->is_done = self->stop > count;
    if (self->is_done) self->stop = 0;
    self->extra = make_places(vm, self->stop, count, -1);
    if (self->extra == OU_ERROR) {
        self->extra = OU_UNBOUND;
        ou_object_unref(&self->header);
        return NULL;
    }
    return with_places(self, make_places(vm, count, 0, 1));
}

// Places `i` and behind, turned to the left by one.
static void turn(OuTool *self, int64_t i)
{
    OuValue *places = places_of(self);
    int64_t count = (int64_t)ou_list_of(self->saved)->length;
    OuValue first = places[i];
    memmove(places + i, places + i + 1, (size_t)(count - i - 1) * sizeof *places);
    places[count - 1] = first;
}

static OuValue permutations_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    if (self->is_done) return OU_STOP;
    OuValue result = pick(vm, self);
    if (result == OU_ERROR) return OU_ERROR;
    int64_t count = (int64_t)ou_list_of(self->saved)->length, i = self->stop - 1;
    OuValue *cycles = ou_list_of(self->extra)->items;
    for (; i >= 0; i--) {
        int64_t left = ou_int_of(cycles[i]) - 1;
        if (left > 0) {
            int64_t j = count - left, kept = place(self, i);
            cycles[i] = ou_int_value(left);
            set_place(self, i, place(self, j));
            set_place(self, j, kept);
            break;
        }
        turn(self, i);
        cycles[i] = ou_int_value(count - i);
    }
    self->is_done = i < 0;
    return result;
}

OU_TOOL_CONSTRUCT(permutations, "permutations(iterable, r=None)")
OU_TOOL_TYPE(permutations, "permutations", permutations, permutations_next, NULL,
             "Return successive r-length permutations of elements in the iterable.\n\n"
             "permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)");

// ---- combinations, with and without replacement -------------------------------------------------

static OuTool *combinations_make(OuVM *vm, OuType *type, const OuValue *values)
{
    int64_t length;
    if (!read_length(vm, values[1], &length)) return NULL;
    OuTool *self = make_over_pool(vm, type, values[0], length);
    if (!self) return NULL;
    self->is_done = length > (int64_t)ou_tuple_of(self->source)->length;
    if (self->is_done) self->stop = 0;
    return with_places(self, make_places(vm, self->stop, 0, 1));
}

static OuValue combinations_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    if (self->is_done) return OU_STOP;
    OuValue result = pick(vm, self);
    if (result == OU_ERROR) return OU_ERROR;
    int64_t room = (int64_t)ou_tuple_of(self->source)->length - self->stop, i = self->stop - 1;
    while (i >= 0 && place(self, i) == i + room) i--;
    self->is_done = i < 0;
    if (i >= 0) set_place(self, i, place(self, i) + 1);
    for (int64_t j = i + 1; i >= 0 && j < self->stop; j++) {
        set_place(self, j, place(self, j - 1) + 1);
    }
    return result;
}

OU_TOOL_CONSTRUCT(combinations, "combinations(iterable, r)")
OU_TOOL_TYPE(combinations, "combinations", combinations, combinations_next, NULL,
             "Return successive r-length combinations of elements in the iterable.\n\n"
             "combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)");

static OuTool *replacing_make(OuVM *vm, OuType *type, const OuValue *values)
{
    int64_t length;
    if (!read_length(vm, values[1], &length)) return NULL;
    OuTool *self = make_over_pool(vm, type, values[0], length);
    if (!self) return NULL;
    self->is_done = ou_tuple_of(self->source)->length == 0 && length > 0;
    if (self->is_done) self->stop = 0;
    return with_places(self, make_places(vm, self->stop, 0, 0));
}

static OuValue replacing_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    if (self->is_done) return OU_STOP;
    OuValue result = pick(vm, self);
    if (result == OU_ERROR) return OU_ERROR;
    int64_t last = (int64_t)ou_tuple_of(self->source)->length - 1, i = self->stop - 1;
    while (i >= 0 && place(self, i) == last) i--;
    self->is_done = i < 0;
    for (int64_t next = i < 0 ? 0 : place(self, i) + 1; i >= 0 && i < self->stop; i++) {
        set_place(self, i, next);
    }
    return result;
}

OU_TOOL_CONSTRUCT(replacing, "combinations_with_replacement(iterable, r)")
OU_TOOL_TYPE(replacing, "combinations_with_replacement", replacing, replacing_next, NULL,
             "Return successive r-length combinations of elements in the iterable allowing "
             "individual elements to have successive repeats.\n\n"
             "combinations_with_replacement('ABC', 2) --> "
             "('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')");
