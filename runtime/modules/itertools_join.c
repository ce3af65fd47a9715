// itertools_join.c: several iterators as one, and one as several: chain, zip_longest, groupby, tee.
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/iterators.h"
#include "runtime/list.h"
#include "runtime/modules/itertools.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- chain: `source` gives the iterables, `saved` is the one that runs --------------------------

static OuValue chain_of(OuVM *vm, OuType *type, OuValue iterables)
{
    OuTool *self = ou_tool_over(vm, type, iterables);
    return self ? ou_pointer_value(self) : OU_ERROR;
}

static OuTool *chain_make(OuVM *vm, OuType *type, const OuValue *values)
{
    return ou_tool_over(vm, type, values[0]);
}

static OuValue chain_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    while (self->source != OU_UNBOUND) {
        OU_OWNED OuValue source = ou_ref(self->source);
        if (self->saved == OU_UNBOUND) {
            OU_OWNED OuValue iterable = ou_next(vm, source);
            if (iterable == OU_STOP || iterable == OU_ERROR) {
                ou_clear(&self->source);
                return iterable;
            }
            OuValue iterator = ou_iterate(vm, iterable);
            if (iterator == OU_ERROR) {
                ou_clear(&self->source);
                return OU_ERROR;
            }
            ou_set_steal(&self->saved, iterator);
        }
        OU_OWNED OuValue active = ou_ref(self->saved);
        OuValue item = ou_next(vm, active);
        if (item != OU_STOP) return item;
        if (self->saved == active) ou_clear(&self->saved);
        if (!ou_check_interrupt(vm)) return OU_ERROR;
    }
    return OU_STOP;
}

OU_METHOD(chain_from_iterable, "from_iterable($type, iterable, /)",
          "Alternative chain() constructor taking a single iterable argument that evaluates "
          "lazily.")
{
    return chain_of(vm, (OuType *)ou_pointer_of(arguments[0]), arguments[1]);
}

OU_METHOD(chain_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

OU_TOOL_REDUCE(chain_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    if (self->source == OU_UNBOUND) {
        return ou_tool_reduce_steal(vm, arguments[0], OU_UNBOUND,
                                    ou_ref(ou_pointer_value(vm->empty_tuple)));
    }
    OuValue parts[] = { self->source, self->saved };
    OU_OWNED OuValue state = ou_tuple_make(vm, parts, self->saved == OU_UNBOUND ? 1 : 2);
    if (state == OU_ERROR) return OU_ERROR;
    return ou_tool_reduce_steal(vm, arguments[0], state,
                                ou_ref(ou_pointer_value(vm->empty_tuple)));
}

OU_TOOL_SET_STATE(chain_set_state)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OuValue state = arguments[1];
    if (!ou_is_tuple(state)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "state is not a tuple");
    const OuTuple *parts = ou_tuple_of(state);
    if (parts->length < 1 || parts->length > 2 || !ou_type_of(vm, parts->items[0])->slots.next
        || (parts->length == 2 && !ou_type_of(vm, parts->items[1])->slots.next)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Arguments must be iterators.");
    }
    ou_set(&self->source, parts->items[0]);
    if (parts->length == 2) ou_set(&self->saved, parts->items[1]);
    return OU_NONE;
}

OU_TOOL_CONSTRUCT(chain, "chain(*iterables)")
static const OuNativeDef *const chain_methods[] = {
    &chain_from_iterable_native, &chain_class_getitem_native, &chain_reduce_native,
    &chain_set_state_native, NULL,
};
OU_TOOL_TYPE(chain, "chain", chain, chain_next, chain_methods,
             "chain(*iterables) --> chain object\n\n"
             "Return a chain object whose .__next__() method returns elements from the\n"
             "first iterable until it is exhausted, then elements from the next\n"
             "iterable, until all of the iterables are exhausted.");

// ---- zip_longest: `source` a list of iterators, None for those that ended; `stop` how many run --

static OuTool *zip_longest_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuTuple *iterables = ou_tuple_of(values[0]);
    OuTuple *iterators = ou_iterators_of(vm, iterables->items, iterables->length);
    if (!iterators) return NULL;
    OU_OWNED OuValue tuple = ou_pointer_value(iterators);
    OU_OWNED OuValue list = ou_list_make(vm, iterators->items, iterators->length);
    OuTool *self = list == OU_ERROR ? NULL : ou_tool_new(vm, type);
    if (!self) return NULL;
    self->stop = (int64_t)iterators->length;
    self->source = ou_take(&list);
    self->saved = values[1] == OU_UNBOUND ? OU_NONE : ou_ref(values[1]);
    return self;
}

// The item of iterator `i`; OU_STOP when that was the last that ran.
static OuValue longest_item(OuVM *vm, OuTool *self, size_t i)
{
    OU_OWNED OuValue iterator = ou_ref(ou_list_of(self->source)->items[i]);
    if (iterator == OU_NONE) return ou_ref(self->saved);
    OuValue item = ou_next(vm, iterator);
    if (item == OU_ERROR) self->stop = 0;
    if (item != OU_STOP) return item;
    if (ou_list_of(self->source)->items[i] != OU_NONE) {
        if (--self->stop <= 0) return OU_STOP;
        ou_set(&ou_list_of(self->source)->items[i], OU_NONE);
    }
    return ou_ref(self->saved);
}

static OuValue zip_longest_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    if (self->stop <= 0) return OU_STOP;
    size_t length = ou_list_of(self->source)->length;
    OuTuple *result = ou_tuple_new(vm, length);
    if (!result) return OU_ERROR;
    for (size_t i = 0; i < length; i++) {
        OuValue item = longest_item(vm, self, i);
        if (item == OU_ERROR || item == OU_STOP) {
            ou_object_unref(&result->header);
            return item;
        }
        result->items[i] = item;
    }
    return ou_pointer_value(result);
}

OU_TOOL_REDUCE(zip_longest_reduce)
{
    OuTool *self = ou_tool_of(arguments[0]);
    OU_OWNED OuValue parts = ou_list_as_tuple(vm, ou_list_of(self->source));
    if (parts == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < ou_tuple_of(parts)->length; i++) {
        OuValue *item = &ou_tuple_of(parts)->items[i];
        if (*item == OU_NONE) ou_set(item, ou_pointer_value(vm->empty_tuple));
    }
    return ou_tool_reduce_steal(vm, arguments[0], self->saved, ou_ref(parts));
}

OU_TOOL_SET_STATE(zip_longest_set_state)
{
    ou_set(&ou_tool_of(arguments[0])->saved, arguments[1]);
    return OU_NONE;
}

OU_TOOL_CONSTRUCT(zip_longest, "zip_longest(*iterables, fillvalue=None)")
static const OuNativeDef *const zip_longest_methods[] = {
    &zip_longest_reduce_native, &zip_longest_set_state_native, NULL,
};
OU_TOOL_TYPE(zip_longest, "zip_longest", zip_longest, zip_longest_next, zip_longest_methods,
             "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\n"
             "Return a zip_longest object whose .__next__() method returns a tuple where\n"
             "the i-th element comes from the i-th iterable argument.  The .__next__()\n"
             "method continues until the longest iterable in the argument sequence\n"
             "is exhausted and then it raises StopIteration.  When the shorter iterables\n"
             "are exhausted, the fillvalue is substituted in their place.  The fillvalue\n"
             "defaults to None or can be specified by a keyword argument.\n");

// ---- groupby: `saved` the key and `extra` the item that were read last, `target` the key of the
// group that was given last; `index` counts the groups -------------------------------------------

static OuTool *groupby_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuTool *self = ou_tool_over(vm, type, values[0]);
    if (self) self->function = values[1] == OU_UNBOUND ? OU_NONE : ou_ref(values[1]);
    return self;
}

// Reads an item and its key. OU_NONE, OU_STOP or OU_ERROR.
static OuValue groupby_read(OuVM *vm, OuTool *self)
{
    OuValue item = ou_next_raising(vm, self->source);
    if (item == OU_STOP || item == OU_ERROR) return item;
    OuValue key = self->function == OU_NONE ? ou_ref(item) : ou_call(vm, self->function, &item, 1);
    if (key == OU_ERROR) {
        ou_unref(item);
        return OU_ERROR;
    }
    ou_set_steal(&self->extra, item);
    ou_set_steal(&self->saved, key);
    return OU_NONE;
}

static bool same_key(OuVM *vm, OuValue a, OuValue b, bool *same)
{
    OU_OWNED OuValue first = ou_ref(a);
    OU_OWNED OuValue second = ou_ref(b);
    return ou_equal(vm, first, second, same);
}

static OuValue grouper_for(OuVM *vm, OuValue parent, OuValue key)
{
    OuType *type = ou_tool_hidden_type(vm, &ou_tool_grouper_type);
    OuTool *group = type ? ou_tool_new(vm, type) : NULL;
    if (!group) return OU_ERROR;
    group->source = ou_ref(parent);
    group->saved = ou_ref(key);
    group->index = ou_tool_of(parent)->index;
    return ou_pointer_value(group);
}

static OuValue groupby_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    self->index++;                                    // the group before gives nothing any more
    for (;;) {
        bool same = true;
        if (self->saved != OU_UNBOUND) {
            if (self->target == OU_UNBOUND) break;
            if (!same_key(vm, self->target, self->saved, &same)) return OU_ERROR;
            if (!same) break;
        }
        OuValue outcome = groupby_read(vm, self);
        if (outcome != OU_NONE) return outcome;
        if (!ou_check_interrupt(vm)) return OU_ERROR;
    }
    OU_OWNED OuValue key = ou_ref(self->saved);
    ou_set(&self->target, key);
    OU_OWNED OuValue group = grouper_for(vm, value, key);
    return group == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, key, group);
}

OU_TOOL_CONSTRUCT(groupby, "groupby(iterable, key=None)")
OU_TOOL_TYPE(groupby, "groupby", groupby, groupby_next, NULL,
             "make an iterator that returns consecutive keys and groups from the iterable\n\n"
             "  iterable\n    Elements to divide into groups according to the key function.\n"
             "  key\n    A function for computing the group category for each element.\n"
             "    If the key function is not specified or is None, the element itself\n"
             "    is used for grouping.");

static OuTool *grouper_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OuValue parent = values[0];
    if (ou_type_of(vm, parent)->definition != &ou_tool_groupby_type) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "_grouper() argument 1 must be itertools.groupby, "
                       "not %T", parent);
        return NULL;
    }
    OuTool *self = ou_tool_new(vm, type);
    if (!self) return NULL;
    self->source = ou_ref(parent);
    self->saved = ou_ref(values[1]);
    self->index = ou_tool_of(parent)->index;
    return self;
}

static OuValue grouper_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value), *parent = ou_tool_of(self->source);
    if (parent->index != self->index) return OU_STOP;
    if (parent->extra == OU_UNBOUND) {
        OuValue outcome = groupby_read(vm, parent);
        if (outcome != OU_NONE) return outcome;
    }
    bool same;
    if (!same_key(vm, self->saved, parent->saved, &same)) return OU_ERROR;
    if (!same || parent->extra == OU_UNBOUND) return OU_STOP;
    return ou_take(&parent->extra);
}

OU_TOOL_CONSTRUCT(grouper, "_grouper(parent, tgtkey, /)")
OU_TOOL_TYPE(grouper, "_grouper", grouper, grouper_next, NULL, NULL);

// ---- tee: a chain of nodes; each tee holds the node whose item it gives next. A node: `saved` its
// item, UNBOUND until somebody reads it; `extra` the next node; `source` the iterator -------------

static OuTool *node_new(OuVM *vm, OuValue iterator)
{
    OuType *type = ou_tool_hidden_type(vm, &ou_tool_tee_node_type);
    OuTool *node = type ? ou_tool_new(vm, type) : NULL;
    if (node) node->source = ou_ref(iterator);
    return node;
}

// Reads the node's item. OU_NONE, OU_STOP or OU_ERROR.
static OuValue node_read(OuVM *vm, OuTool *node)
{
    if (node->is_started) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "cannot re-enter the tee iterator");
    }
    OuTool *next = node_new(vm, node->source);
    if (!next) return OU_ERROR;
    node->is_started = true;
    OuValue item = ou_next(vm, node->source);
    node->is_started = false;
    if (item == OU_STOP || item == OU_ERROR) {
        ou_object_unref(&next->header);
        return item;
    }
    ou_set_steal(&node->saved, item);
    ou_set_steal(&node->extra, ou_pointer_value(next));
    return OU_NONE;
}

static OuValue tee_next(OuVM *vm, OuValue value)
{
    OuTool *self = ou_tool_of(value);
    OU_OWNED OuValue owner = ou_ref(self->extra);
    OuTool *node = ou_tool_of(owner);
    if (node->saved == OU_UNBOUND) {
        OuValue outcome = node_read(vm, node);
        if (outcome != OU_NONE) return outcome;
    }
    OuValue item = ou_ref(node->saved);
    ou_set(&self->extra, node->extra);
    return item;
}

static OuTool *tee_at(OuVM *vm, OuType *type, OuValue node)
{
    OuTool *self = ou_tool_new(vm, type);
    if (self) self->extra = ou_ref(node);
    return self;
}

static OuTool *tee_make(OuVM *vm, OuType *type, const OuValue *values)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, values[0]);
    if (iterator == OU_ERROR) return NULL;
    if (ou_type_of(vm, iterator)->definition == &ou_tool_tee_type) {
        return tee_at(vm, type, ou_tool_of(iterator)->extra);
    }
    OuTool *node = node_new(vm, iterator);
    if (!node) return NULL;
    OuTool *self = tee_at(vm, type, ou_pointer_value(node));
    ou_object_unref(&node->header);
    return self;
}

OU_METHOD(tee_copy, "__copy__(self, /)", "Returns an independent iterator.")
{
    OuTool *copy = tee_at(vm, ou_type_of(vm, arguments[0]), ou_tool_of(arguments[0])->extra);
    return copy ? ou_pointer_value(copy) : OU_ERROR;
}

OU_TOOL_CONSTRUCT(tee, "_tee(iterable, /)")
static const OuNativeDef *const tee_methods[] = { &tee_copy_native, NULL };
OU_TOOL_TYPE(tee, "_tee", tee, tee_next, tee_methods,
             "Iterator wrapped to make it copyable.");

const OuTypeDef ou_tool_tee_node_type = {
    .name = "_tee_dataobject", .module = "itertools", .kind = OU_KIND_ITERTOOL,
    .flags = OU_TYPE_ABSTRACT, .layout = &ou_tool_layout,
    .doc = "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple "
           "tee objects.",
};

// The first of the copies: what can be copied already is copied by its own __copy__.
static OuValue first_tee(OuVM *vm, OuValue iterator)
{
    OuString *name = ou_str_intern_text(vm, "__copy__", 8);
    if (!name) return OU_ERROR;
    OuValue copy = ou_get_attribute_or_unbound(vm, iterator, name);
    ou_object_unref(&name->header);
    ou_unref(copy);
    if (copy == OU_ERROR) return OU_ERROR;
    if (copy != OU_UNBOUND) return ou_ref(iterator);
    OuType *type = ou_tool_hidden_type(vm, &ou_tool_tee_type);
    OuTool *made = type ? tee_make(vm, type, &iterator) : NULL;
    return made ? ou_pointer_value(made) : OU_ERROR;
}

static OuValue copy_tee(OuVM *vm, OuValue tee)
{
    OuString *name = ou_str_intern_text(vm, "__copy__", 8);
    if (!name) return OU_ERROR;
    OuValue copy = ou_call_method(vm, tee, name, NULL, 0);
    ou_object_unref(&name->header);
    return copy;
}

static OuValue itertools_tee(OuVM *vm, const OuValue *arguments)
{
    int64_t count = 2;
    if (arguments[1] != OU_UNBOUND && !ou_to_size(vm, arguments[1], &count)) return OU_ERROR;
    if (count < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "n must be >= 0");
    if (count == 0) return ou_ref(ou_pointer_value(vm->empty_tuple));
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[0]);
    OU_OWNED OuValue first = iterator == OU_ERROR ? OU_ERROR : first_tee(vm, iterator);
    OuTuple *all = first == OU_ERROR ? NULL : ou_tuple_new(vm, (size_t)count);
    if (!all) return OU_ERROR;
    OU_OWNED OuValue owner = ou_pointer_value(all);
    all->items[0] = ou_ref(first);
    for (int64_t i = 1; i < count; i++) {
        all->items[i] = copy_tee(vm, first);
        if (all->items[i] == OU_ERROR) {
            all->items[i] = OU_UNBOUND;
            return OU_ERROR;
        }
    }
    return ou_take(&owner);
}
const OuNativeDef ou_itertools_tee_native = {
    "tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.", itertools_tee,
};
