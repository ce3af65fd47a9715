// itertools_select.c: iterators that leave items out or combine each with the one before:
// takewhile, dropwhile, filterfalse, compress, islice, starmap, pairwise, accumulate.
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/itertools.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

// A function and the iterable it is used with: `function`, `source`.
static OuTool *make_with_function(OuVM *vm, OuType *type, const OuValue *values)
{
    OuTool *self = ou_tool_over(vm, type, values[1]);
    if (self) self->function = ou_ref(values[0]);
    return self;
}

OU_TOOL_REDUCE(function_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                ou_tuple_pair(vm, self->function, self->source));
}

OU_TOOL_REDUCE(flag_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    return ou_tool_reduce_steal(vm, arguments[0], ou_int_value(self->is_done),
                                ou_tuple_pair(vm, self->function, self->source));
}

OU_TOOL_SET_STATE(flag_set_state)
{
    return ou_truth(vm, arguments[1], &ou_tool_of(arguments[0])->is_done) ? OU_NONE : OU_ERROR;
}

static bool test_item(OuVM *vm, OuValue function, OuValue item, bool *truth)
{
    if (function == OU_NONE || function == ou_pointer_value(vm->types[OU_TYPE_BOOL])) {
        return ou_truth(vm, item, truth);
    }
    OU_OWNED OuValue answer = ou_call(vm, function, &item, 1);
    return answer != OU_ERROR && ou_truth(vm, answer, truth);
}

static const OuNativeDef *const flag_methods[] = {
    &flag_reduce_native, &flag_set_state_native, NULL,
};
static const OuNativeDef *const function_methods[] = { &function_reduce_native, NULL };

// ---- takewhile, dropwhile, filterfalse ----------------------------------------------------------

static OuValue takewhile_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->is_done) return OU_STOP;
    OuValue item = ou_next_raising(vm, self->source);
    if (item == OU_STOP || item == OU_ERROR) return item;
    OU_OWNED OuValue owner = item;
    bool truth;
    if (!test_item(vm, self->function, item, &truth)) return OU_ERROR;
    if (truth) return ou_take(&owner);
    self->is_done = true;
    return OU_STOP;
}

// The next item that the function finds `wanted`.
static OuValue next_that(OuVM *vm, OuTool *self, bool wanted)
{
    for (;;) {
        OuValue item = ou_next_raising(vm, self->source);
        if (item == OU_STOP || item == OU_ERROR) return item;
        OU_OWNED OuValue owner = item;
        bool truth;
        if (!test_item(vm, self->function, item, &truth)) return OU_ERROR;
        if (truth == wanted) return ou_take(&owner);
        if (!ou_check_interrupt(vm)) return OU_ERROR;
    }
}

static OuValue dropwhile_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->is_done) return ou_next_raising(vm, self->source);
    OuValue item = next_that(vm, self, false);
    if (item != OU_STOP && item != OU_ERROR) self->is_done = true;
    return item;
}

static OuValue filterfalse_next(OuVM *vm, OuValue value)
{
    return next_that(vm, ou_tool_of(value), false);
}

#define takewhile_make   make_with_function
#define dropwhile_make   make_with_function
#define filterfalse_make make_with_function
OU_TOOL_CONSTRUCT(takewhile, "takewhile(predicate, iterable, /)")
OU_TOOL_CONSTRUCT(dropwhile, "dropwhile(predicate, iterable, /)")
OU_TOOL_CONSTRUCT(filterfalse, "filterfalse(function, iterable, /)")
OU_TOOL_TYPE(takewhile, "takewhile", takewhile, takewhile_next, flag_methods,
             "Return successive entries from an iterable as long as the predicate evaluates to "
             "true for each entry.");
OU_TOOL_TYPE(dropwhile, "dropwhile", dropwhile, dropwhile_next, flag_methods,
             "Drop items from the iterable while predicate(item) is true.\n\n"
             "Afterwards, return every element until the iterable is exhausted.");
OU_TOOL_TYPE(filterfalse, "filterfalse", filterfalse, filterfalse_next, function_methods,
             "Return those items of iterable for which function(item) is false.\n\n"
             "If function is None, return the items that are false.");

// ---- compress: `source` the data, `function` the selectors --------------------------------------

static OuTool *compress_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OU_OWNED OuValue data = ou_iterate(vm, values[0]);
    if (data == OU_ERROR) return NULL;
    OU_OWNED OuValue selectors = ou_iterate(vm, values[1]);
    OuTool *self = selectors == OU_ERROR ? NULL : ou_tool_new(vm, type);
    if (!self) return NULL;
    self->source = ou_take(&data);
    self->function = ou_take(&selectors);
    return self;
}

static OuValue compress_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    for (;;) {
        OuValue item = ou_next_raising(vm, self->source);
        if (item == OU_STOP || item == OU_ERROR) return item;
        OU_OWNED OuValue owner = item;
        OuValue selector = ou_next_raising(vm, self->function);
        if (selector == OU_STOP || selector == OU_ERROR) return selector;
        bool truth, ok = ou_truth(vm, selector, &truth);
        ou_unref(selector);
        if (!ok) return OU_ERROR;
        if (truth) return ou_take(&owner);
        if (!ou_check_interrupt(vm)) return OU_ERROR;
    }
}

OU_TOOL_REDUCE(compress_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                ou_tuple_pair(vm, self->source, self->function));
}

OU_TOOL_CONSTRUCT(compress, "compress(data, selectors)")
static const OuNativeDef *const compress_methods[] = { &compress_reduce_native, NULL };
OU_TOOL_TYPE(compress, "compress", compress, compress_next, compress_methods,
             "Return data elements corresponding to true selector elements.\n\n"
             "Forms a shorter iterator from selected data elements using the selectors to\n"
             "choose the data elements.");

// ---- islice: item `index` comes next from `source`, item `next` is the next to give -------------

static bool read_bound(OuVM *vm, OuValue value, int64_t otherwise, const char *what,
                       int64_t *result)
{
    *result = otherwise;
    if (value == OU_NONE || value == OU_UNBOUND) return true;
    if (ou_has_index(vm, value) && ou_to_size(vm, value, result)) {
        if (*result >= 0) return true;
        if (*result < -1) what = "Indices";
    }
    if (!ou_error_matches(vm, OU_TYPE_OVERFLOW_ERROR) && vm->exception != OU_UNBOUND) return false;
    ou_error_clear(vm);
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                   "%s for islice() must be None or an integer: 0 <= x <= sys.maxsize.", what);
    return false;
}

static OuTool *islice_make(OuVM *vm, OuType *type, const OuValue *values)
{
    bool is_short = values[2] == OU_UNBOUND;
    int64_t start = 0, stop = -1, step = 1;
    if (is_short) {
        if (!read_bound(vm, values[1], -1, "Stop argument", &stop)) return NULL;
    } else {
        if (!read_bound(vm, values[1], 0, "Indices", &start)
            || !read_bound(vm, values[2], -1, "Stop argument", &stop)) return NULL;
    }
    if (!read_bound(vm, values[3], 1, "Step", &step) || step < 1) {
        ou_error_clear(vm);
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "Step for islice() must be a positive integer or None.");
        return NULL;
    }
    OuTool *self = ou_tool_over(vm, type, values[0]);
    if (!self) return NULL;
    self->next = start;
    self->stop = stop;
    self->step = step;
    return self;
}

static OuValue islice_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->source == OU_UNBOUND) return OU_STOP;
    OU_OWNED OuValue source = ou_ref(self->source);
    int64_t stop = self->stop;
    while (self->index < self->next) {
        OuValue skipped = ou_next(vm, source);
        if (skipped == OU_STOP) ou_clear(&self->source);
        if (skipped == OU_ERROR || skipped == OU_STOP) return skipped;
        ou_unref(skipped);
        self->index++;
        if (!ou_check_interrupt(vm)) return OU_ERROR;
    }
    OuValue item = stop >= 0 && self->index >= stop ? OU_STOP : ou_next(vm, source);
    if (item == OU_STOP) ou_clear(&self->source);
    if (item == OU_ERROR || item == OU_STOP) return item;
    self->index++;
    bool overflow = __builtin_add_overflow(self->next, self->step, &self->next);
    if (overflow || (stop >= 0 && self->next > stop)) self->next = stop >= 0 ? stop : INT64_MAX;
    return item;
}

OU_TOOL_REDUCE(islice_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    if (self->source == OU_UNBOUND) {
        OU_OWNED OuValue empty = ou_iterate(vm, ou_pointer_value(vm->empty_tuple));
        if (empty == OU_ERROR) return OU_ERROR;
        return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                    ou_tuple_pair(vm, empty, ou_int_value(0)));
    }
    OuValue parts[] = { ou_ref(self->source), ou_int_make(vm, self->next),
                        self->stop < 0 ? OU_NONE : ou_int_make(vm, self->stop),
                        ou_int_make(vm, self->step) };
    OuValue all = ou_tuple_make_steal(vm, parts, 4);
    OU_OWNED OuValue index = ou_int_make(vm, self->index);
    return ou_tool_reduce_steal(vm, arguments[0], index, all);
}

OU_TOOL_SET_STATE(islice_set_state)
{
    int64_t index;
    if (!ou_to_size(vm, arguments[1], &index)) return OU_ERROR;
    ou_tool_of(arguments[0])->index = index;
    return OU_NONE;
}

OU_TOOL_CONSTRUCT(islice, "islice(iterable, start, stop=None, step=None, /)")
static const OuNativeDef *const islice_methods[] = {
    &islice_reduce_native, &islice_set_state_native, NULL,
};
OU_TOOL_TYPE(islice, "islice", islice, islice_next, islice_methods,
             "islice(iterable, stop) --> islice object\n"
             "islice(iterable, start, stop[, step]) --> islice object\n\n"
             "Return an iterator whose next() method returns selected values from an\n"
             "iterable.  If start is specified, will skip all preceding elements;\n"
             "otherwise, start defaults to zero.  Step defaults to one.  If\n"
             "specified as another value, step determines how many values are\n"
             "skipped between successive calls.  Works like a slice() on a list\n"
             "but returns an iterator.");

// ---- starmap ------------------------------------------------------------------------------------

static OuValue starmap_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    OuValue item = ou_next_raising(vm, self->source);
    if (item == OU_STOP || item == OU_ERROR) return item;
    OU_OWNED OuValue owner = item;
    OU_OWNED OuValue arguments = ou_tuple_from_iterable(vm, item);
    if (arguments == OU_ERROR) return OU_ERROR;
    OuTuple *tuple = ou_tuple_of(arguments);
    return ou_call(vm, self->function, tuple->items, tuple->length);
}

#define starmap_make make_with_function
OU_TOOL_CONSTRUCT(starmap, "starmap(function, iterable, /)")
OU_TOOL_TYPE(starmap, "starmap", starmap, starmap_next, function_methods,
             "Return an iterator whose values are returned from the function evaluated with an "
             "argument tuple taken from the given sequence.");

// ---- pairwise: `saved` the item before ----------------------------------------------------------

static OuTool *pairwise_make(OuVM *vm, OuType *type, const OuValue *values)
{
    return ou_tool_over(vm, type, values[0]);
}

static OuValue pairwise_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->source == OU_UNBOUND) return OU_STOP;
    OU_OWNED OuValue source = ou_ref(self->source);
    OU_OWNED OuValue old = ou_ref(self->saved);
    if (old == OU_UNBOUND) {
        old = ou_next(vm, source);
        if (old == OU_STOP) ou_clear(&self->source);
        if (old == OU_ERROR || old == OU_STOP) return old;
        ou_set(&self->saved, old);
        if (self->source == OU_UNBOUND) {            // it was used up meanwhile
            ou_clear(&self->saved);
            return OU_STOP;
        }
    }
    OU_OWNED OuValue new = ou_next(vm, source);
    if (new == OU_ERROR || new == OU_STOP) {
        ou_clear(&self->source);
        ou_clear(&self->saved);
        return new;
    }
    ou_set(&self->saved, new);
    return ou_tuple_pair(vm, old, new);
}

OU_TOOL_CONSTRUCT_ONE(pairwise, "pairwise(iterable, /)")
OU_TOOL_TYPE(pairwise, "pairwise", pairwise, pairwise_next, NULL,
             "Return an iterator of overlapping pairs taken from the input iterator.\n\n"
             "    s -> (s0,s1), (s1,s2), (s2, s3), ...");

// ---- accumulate: `saved` the total, `extra` what to begin with ----------------------------------

static OuTool *accumulate_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuTool *self = ou_tool_over(vm, type, values[0]);
    if (!self) return NULL;
    self->function = values[1] == OU_UNBOUND ? OU_NONE : ou_ref(values[1]);
    if (values[2] != OU_UNBOUND && values[2] != OU_NONE) self->extra = ou_ref(values[2]);
    return self;
}

static OuValue accumulate_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->extra != OU_UNBOUND) {
        ou_set_steal(&self->saved, ou_take(&self->extra));
        return ou_ref(self->saved);
    }
    OuValue item = ou_next_raising(vm, self->source);
    if (item == OU_STOP || item == OU_ERROR) return item;
    OU_OWNED OuValue owner = item;
    OU_OWNED OuValue total = ou_ref(self->saved);
    OuValue sum;
    if (total == OU_UNBOUND) {
        sum = ou_ref(item);
    } else if (self->function == OU_NONE) {
        sum = ou_binary(vm, OU_BINARY_ADD, total, item);
    } else {
        OuValue pair[] = { total, item };
        sum = ou_call(vm, self->function, pair, 2);
    }
    if (sum == OU_ERROR) return OU_ERROR;
    ou_set(&self->saved, sum);
    return sum;
}

OU_TOOL_REDUCE(accumulate_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OuValue state = self->saved == OU_UNBOUND ? OU_NONE : self->saved;
    if (self->extra != OU_UNBOUND) {
        OuValue parts[] = { self->source, self->function, self->extra };
        OuValue keywords = ou_tuple_make(vm, parts, 3);
        return ou_tool_reduce_steal(vm, arguments[0], state, keywords);
    }
    return ou_tool_reduce_steal(vm, arguments[0], state,
                                ou_tuple_pair(vm, self->source, self->function));
}

OU_TOOL_SET_STATE(accumulate_set_state)
{
    OuTool *self = ou_tool_of(arguments[0]);
    if (arguments[1] != OU_NONE) ou_set(&self->saved, arguments[1]);
    return OU_NONE;
}

OU_TOOL_CONSTRUCT(accumulate, "accumulate(iterable, func=None, *, initial=None)")
static const OuNativeDef *const accumulate_methods[] = {
    &accumulate_reduce_native, &accumulate_set_state_native, NULL,
};
OU_TOOL_TYPE(accumulate, "accumulate", accumulate, accumulate_next, accumulate_methods,
             "Return series of accumulated sums.");
