// itertools_endless.c: count, cycle, repeat.
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/itertools.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- count: `saved` is the next number, `extra` the step ----------------------------------------

static bool is_number(const OuVM *vm, OuValue value)
{
    const OuSlots *slots = &ou_type_of(vm, value)->slots;
    return slots->to_int || slots->to_float || slots->to_index
        || ou_is_instance_of(vm, value, OU_TYPE_COMPLEX);
}

static OuTool *count_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuValue start = values[0] == OU_UNBOUND ? ou_int_value(0) : values[0];
    OuValue step = values[1] == OU_UNBOUND ? ou_int_value(1) : values[1];
    if (!is_number(vm, start) || !is_number(vm, step)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "a number is required");
        return NULL;
    }
    OuTool *self = ou_tool_new(vm, type);
    if (!self) return NULL;
    self->saved = ou_ref(start);
    self->extra = ou_ref(step);
    return self;
}

static OuValue count_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    OU_OWNED OuValue now = ou_ref(self->saved);
    OuValue next = ou_binary(vm, OU_BINARY_ADD, now, self->extra);
    if (next == OU_ERROR) return OU_ERROR;
    ou_set_steal(&self->saved, next);
    return ou_take(&now);
}

static bool count_is_plain(const OuTool *self)
{
    return ou_is_int(self->extra) && self->extra == ou_int_value(1);
}

static OuValue count_repr(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    OU_OWNED OuValue saved = ou_ref(self->saved);
    OU_OWNED OuValue step = ou_ref(self->extra);
    OuString *name = ou_type_of(vm, value)->name;
    if (count_is_plain(self)) return ou_str_make_format(vm, "%S(%R)", name, saved);
    return ou_str_make_format(vm, "%S(%R, %R)", name, saved, step);
}

OU_TOOL_REDUCE(count_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OuValue parts[] = { self->saved, self->extra };
    return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                ou_tuple_make(vm, parts, count_is_plain(self) ? 1 : 2));
}

OU_TOOL_CONSTRUCT(count, "count(start=0, step=1)")
static const OuNativeDef *const count_methods[] = { &count_reduce_native, NULL };
OU_TOOL_TYPE(count, "count", count, count_next, count_methods,
             "Return a count object whose .__next__() method returns consecutive values.\n\n"
             "Equivalent to:\n"
             "    def count(firstval=0, step=1):\n"
             "        x = firstval\n"
             "        while 1:\n"
             "            yield x\n"
             "            x += step", .repr = count_repr);

// ---- cycle: `source` the iterator of the first round, `saved` its items, `index` the next -------

static OuTool *cycle_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuTool *self = ou_tool_over(vm, type, values[0]);
    if (!self) return NULL;
    self->saved = ou_list_make(vm, NULL, 0);
    if (self->saved != OU_ERROR) return self;
    self->saved = OU_UNBOUND;
    ou_object_unref(&self->header);
    return NULL;
}

static OuValue cycle_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    OuList *saved = ou_list_of(self->saved);
    if (self->source != OU_UNBOUND) {
        OU_OWNED OuValue source = ou_ref(self->source);
        OuValue item = ou_next(vm, source);
        if (item == OU_ERROR) return OU_ERROR;
        if (item != OU_STOP) {
            // After __setstate__ the items are known already.
            if (self->is_started || ou_list_append(vm, saved, item)) return item;
            ou_unref(item);
            return OU_ERROR;
        }
        ou_clear(&self->source);
    }
    if (saved->length == 0) return OU_STOP;
    if ((uint64_t)self->index >= saved->length) self->index = 0;
    return ou_ref(saved->items[self->index++]);
}

OU_TOOL_REDUCE(cycle_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    bool first = self->source != OU_UNBOUND;
    OU_OWNED OuValue rest = first ? ou_ref(self->source) : ou_iterate(vm, self->saved);
    if (rest == OU_ERROR) return OU_ERROR;
    for (int64_t i = 0; !first && i < self->index; i++) {
        OuValue skipped = ou_next(vm, rest);
        if (skipped == OU_ERROR) return OU_ERROR;
        ou_unref(skipped);
    }
    OU_OWNED OuValue state = ou_tuple_pair(vm, self->saved, ou_int_value(!first));
    if (state == OU_ERROR) return OU_ERROR;
    return ou_tool_reduce_steal(vm, arguments[0], state, ou_tuple_make(vm, &rest, 1));
}

OU_TOOL_SET_STATE(cycle_set_state)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OuValue state = arguments[1];
    if (!ou_is_tuple(state)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "state is not a tuple");
    if (ou_tuple_of(state)->length != 2 || !ou_is_list(ou_tuple_of(state)->items[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "state is not a list and a number");
    }
    bool is_known;
    if (!ou_truth(vm, ou_tuple_of(state)->items[1], &is_known)) return OU_ERROR;
    ou_set(&self->saved, ou_tuple_of(state)->items[0]);
    self->is_started = is_known;
    return OU_NONE;
}

OU_TOOL_CONSTRUCT_ONE(cycle, "cycle(iterable, /)")
static const OuNativeDef *const cycle_methods[] = {
    &cycle_reduce_native, &cycle_set_state_native, NULL,
};
OU_TOOL_TYPE(cycle, "cycle", cycle, cycle_next, cycle_methods,
             "Return elements from the iterable until it is exhausted. Then repeat the sequence "
             "indefinitely.");

// ---- repeat: `saved` again and again; `stop` how often still, -1: for ever ----------------------

static OuTool *repeat_make(OuVM *vm, OuType *type, const OuValue *values)
{
    int64_t times = -1;
    if (values[1] != OU_UNBOUND) {
        if (!ou_to_size(vm, values[1], &times)) return NULL;
        if (times < 0) times = 0;
    }
    OuTool *self = ou_tool_new(vm, type);
    if (!self) return NULL;
    self->saved = ou_ref(values[0]);
    self->stop = times;
    return self;
}

static OuValue repeat_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (!ou_check_interrupt_now(vm)) return OU_ERROR;
    if (self->stop == 0) return OU_STOP;
    if (self->stop > 0) self->stop--;
    return ou_ref(self->saved);
}

static OuValue repeat_repr(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    OuString *type = ou_type_of(vm, value)->name;
    if (self->stop < 0) return ou_str_make_format(vm, "%S(%R)", type, self->saved);
    OU_OWNED OuValue times = ou_int_make(vm, self->stop);
    if (times == OU_ERROR) return OU_ERROR;
    return ou_str_make_format(vm, "%S(%R, %R)", type, self->saved, times);
}

OU_METHOD(repeat_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    OuTool *self = ou_tool_of(arguments[0]);
    if (self->stop < 0) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "len() of unsized object");
    return ou_int_make(vm, self->stop);
}

OU_TOOL_REDUCE(repeat_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OU_OWNED OuValue times = ou_int_make(vm, self->stop);
    OuValue parts[] = { self->saved, times };
    if (times == OU_ERROR) return OU_ERROR;
    return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                ou_tuple_make(vm, parts, self->stop < 0 ? 1 : 2));
}

OU_TOOL_CONSTRUCT(repeat, "repeat(object, times=None)")
static const OuNativeDef *const repeat_methods[] = {
    &repeat_hint_native, &repeat_reduce_native, NULL,
};
OU_TOOL_TYPE(repeat, "repeat", repeat, repeat_next, repeat_methods,
             "repeat(object [,times]) -> create an iterator which returns the object\n"
             "for the specified number of times.  If not specified, returns the object\n"
             "endlessly.", .repr = repeat_repr);
