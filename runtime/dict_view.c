// dict_keys, dict_values and dict_items: live views, the first and the last with set operations.
#include "runtime/dict_view.h"

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/mapping_proxy.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"
#include "runtime/set.h"
#include "runtime/str.h"

static inline OuDictView *view_of(OuValue value)
{
    return (OuDictView *)ou_pointer_of(value);
}

static bool is_set_like(OuValue value)       // a view with set operations
{
    uint8_t kind = ou_base_kind_of(value);
    return kind == OU_KIND_DICT_KEYS || kind == OU_KIND_DICT_ITEMS;
}

OuValue ou_dict_view_make(OuVM *vm, OuDict *dict, OuKind kind)
{
    OuDictView *view = (OuDictView *)ou_heap_new(&vm->heap, (uint8_t)kind, sizeof *view);
    if (!view) return ou_raise_memory_error(vm);
    ou_object_ref(&dict->header);
    view->dict = dict;
    return ou_pointer_value(view);
}

// ---- What all three have ------------------------------------------------------------------------

static bool view_length(OuVM *vm, OuValue self, size_t *length)
{
    const OuDict *dict = view_of(self)->dict;
    *length = dict ? dict->used : 0;
    return true;
}

static OuValue view_repr(OuVM *vm, OuValue self)
{
    bool running;
    if (!ou_repr_enter(vm, self, &running)) return OU_ERROR;
    if (running) return ou_str_make_text(vm, "...");
    OuValue list = ou_list_from_iterable(vm, self);
    OuValue result = list == OU_ERROR ? OU_ERROR
        : ou_str_make_format(vm, "%N(%R)", ou_type_of(vm, self), list);
    ou_unref(list);
    ou_repr_leave(vm, self);
    return result;
}

static OuValue keys_iterate(OuVM *vm, OuValue self)
{
    return ou_dict_iterator_make(vm, view_of(self)->dict, OU_KIND_DICT_KEY_ITERATOR);
}

static OuValue values_iterate(OuVM *vm, OuValue self)
{
    return ou_dict_iterator_make(vm, view_of(self)->dict, OU_KIND_DICT_VALUE_ITERATOR);
}

static OuValue items_iterate(OuVM *vm, OuValue self)
{
    return ou_dict_iterator_make(vm, view_of(self)->dict, OU_KIND_DICT_ITEM_ITERATOR);
}

OU_METHOD(keys_reversed, "__reversed__(self, /)",
          "Return a reverse iterator over the dict keys.")
{
    return ou_dict_iterator_make(vm, view_of(arguments[0])->dict, OU_KIND_DICT_REVERSE_ITERATOR);
}

OU_METHOD(values_reversed, "__reversed__(self, /)",
          "Return a reverse iterator over the dict values.")
{
    return ou_dict_iterator_make(vm, view_of(arguments[0])->dict,
                                 OU_KIND_DICT_REVERSE_VALUE_ITERATOR);
}

OU_METHOD(items_reversed, "__reversed__(self, /)",
          "Return a reverse iterator over the dict items.")
{
    return ou_dict_iterator_make(vm, view_of(arguments[0])->dict,
                                 OU_KIND_DICT_REVERSE_ITEM_ITERATOR);
}

static OuValue view_get_mapping(OuVM *vm, OuValue self)
{
    return ou_mapping_proxy_make(vm, ou_pointer_value(view_of(self)->dict));
}

static const OuGetSetDef view_getset[] = {
    { "mapping", view_get_mapping, NULL, "dictionary that this view refers to" },
    { NULL, NULL, NULL, NULL },
};

// ---- Membership --------------------------------------------------------------------------------

static bool keys_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    return ou_dict_has(vm, view_of(self)->dict, item, found);
}

static bool items_contains(OuVM *vm, OuValue self, OuValue item, bool *found)
{
    *found = false;
    if (!ou_is_tuple(item) || ou_tuple_of(item)->length != 2) return true;
    const OuTuple *pair = ou_tuple_of(item);
    OU_OWNED OuValue value = ou_dict_get(vm, view_of(self)->dict, pair->items[0]);
    if (value == OU_ERROR) return false;
    return value == OU_UNBOUND || ou_equal(vm, value, pair->items[1], found);
}

static bool view_contains(OuVM *vm, OuValue view, OuValue item, bool *found)
{
    return ou_base_kind_of(view) == OU_KIND_DICT_KEYS ? keys_contains(vm, view, item, found)
                                                      : items_contains(vm, view, item, found);
}

// Every item of `a` is in `b`.
static bool all_contained(OuVM *vm, OuValue a, OuValue b, bool *answer)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, a);
    if (iterator == OU_ERROR) return false;
    *answer = true;
    for (size_t round = 0; *answer; round++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        if (item != OU_ERROR && !ou_check_interrupt_at(vm, round)) return false;
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !ou_contains(vm, b, item, answer)) return false;
    }
    return true;
}

static OuValue view_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_any_set(other) && !is_set_like(other)) return OU_NOT_IMPLEMENTED;
    size_t length, other_length;
    bool answer = false, done = true;
    if (!ou_length(vm, self, &length) || !ou_length(vm, other, &other_length)) return OU_ERROR;
    switch (operator) {
    case OU_EQ:
    case OU_NE:
        if (length == other_length) done = all_contained(vm, self, other, &answer);
        if (operator == OU_NE) answer = !answer;
        break;
    case OU_LT:
        if (length < other_length) done = all_contained(vm, self, other, &answer);
        break;
    case OU_LE:
        if (length <= other_length) done = all_contained(vm, self, other, &answer);
        break;
    case OU_GT:
        if (length > other_length) done = all_contained(vm, other, self, &answer);
        break;
    case OU_GE:
        if (length >= other_length) done = all_contained(vm, other, self, &answer);
        break;
    }
    return done ? ou_bool_value(answer) : OU_ERROR;
}

// ---- Set operations -----------------------------------------------------------------------------

static OuValue view_subtract(OuVM *vm, OuValue left, OuValue right)
{
    OuValue result = ou_set_make_of(vm, vm->types[OU_TYPE_SET], left);
    if (result == OU_ERROR) return OU_ERROR;
    if (ou_set_difference_update(vm, ou_set_of(result), right)) return result;
    ou_unref(result);
    return OU_ERROR;
}

static OuValue view_or(OuVM *vm, OuValue left, OuValue right)
{
    OuValue result = ou_set_make_of(vm, vm->types[OU_TYPE_SET], left);
    if (result == OU_ERROR) return OU_ERROR;
    if (ou_set_update(vm, ou_set_of(result), right)) return result;
    ou_unref(result);
    return OU_ERROR;
}

// Adds the pairs of `items` that `rest` doesn't have; those that it has are taken out of it.
static bool toggle_items(OuVM *vm, OuDict *rest, OuSet *result, OuValue items)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, items);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !ou_check_interrupt_at(vm, round)) return false;
        const OuTuple *pair = ou_tuple_of(item);
        OU_OWNED OuValue value = ou_dict_get(vm, rest, pair->items[0]);
        bool equal = false, found;
        if (value == OU_ERROR) return false;
        if (value != OU_UNBOUND && !ou_equal(vm, value, pair->items[1], &equal)) return false;
        bool done = equal ? ou_dict_delete(vm, rest, pair->items[0], &found)
                          : ou_set_add(vm, result, item);
        if (!done) return false;
    }
}

// Of two views of items, values need a hash only where the pairs differ.
static OuValue items_xor(OuVM *vm, OuValue left, OuValue right)
{
    OU_OWNED OuValue rest = ou_dict_copy(vm, view_of(left)->dict);
    if (rest == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue remaining = ou_dict_view_make(vm, ou_dict_of(rest), OU_KIND_DICT_ITEMS);
    if (remaining == OU_ERROR) return OU_ERROR;
    OuValue result = ou_set_make(vm, OU_TYPE_SET);
    if (result == OU_ERROR) return OU_ERROR;
    if (toggle_items(vm, ou_dict_of(rest), ou_set_of(result), right)
        && ou_set_update(vm, ou_set_of(result), remaining)) {
        return result;
    }
    ou_unref(result);
    return OU_ERROR;
}

static OuValue view_xor(OuVM *vm, OuValue left, OuValue right)
{
    if (ou_kind_of(left) == OU_KIND_DICT_ITEMS && ou_kind_of(right) == OU_KIND_DICT_ITEMS) {
        return items_xor(vm, left, right);
    }
    OuValue result = ou_set_make_of(vm, vm->types[OU_TYPE_SET], left);
    if (result == OU_ERROR) return OU_ERROR;
    if (ou_set_symmetric_difference_update(vm, ou_set_of(result), right)) return result;
    ou_unref(result);
    return OU_ERROR;
}

static bool intersect_into(OuVM *vm, OuSet *result, OuValue view, OuValue other)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, other);
    if (iterator == OU_ERROR) return false;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        bool found;
        if (item == OU_STOP) return true;
        if (item != OU_ERROR && !ou_check_interrupt_at(vm, round)) return false;
        if (item == OU_ERROR || !view_contains(vm, view, item, &found)) return false;
        if (found && !ou_set_add(vm, result, item)) return false;
    }
}

static OuValue view_and(OuVM *vm, OuValue left, OuValue right)
{
    OuValue view = is_set_like(left) ? left : right;
    OuValue other = is_set_like(left) ? right : left;
    size_t length = view_of(view)->dict->used;
    if (ou_kind_of(other) == OU_KIND_SET && length <= ou_set_of(other)->used) {
        return ou_set_intersection(vm, ou_set_of(other), view);
    }
    if (is_set_like(other) && view_of(other)->dict->used > length) {
        OuValue swapped = view;
        view = other;
        other = swapped;
    }
    OuValue result = ou_set_make(vm, OU_TYPE_SET);
    if (result == OU_ERROR || intersect_into(vm, ou_set_of(result), view, other)) return result;
    ou_unref(result);
    return OU_ERROR;
}

OU_METHOD(view_isdisjoint, "isdisjoint(self, other, /)",
          "Return True if the view and the given iterable have a null intersection.")
{
    OuValue self = arguments[0], other = arguments[1];
    if (self == other) return ou_bool_value(view_of(self)->dict->used == 0);
    if ((ou_is_exact_any_set(other) && ou_set_of(other)->used > view_of(self)->dict->used)
        || (is_set_like(other) && view_of(other)->dict->used > view_of(self)->dict->used)) {
        self = arguments[1];
        other = arguments[0];
    }
    OU_OWNED OuValue iterator = ou_iterate(vm, other);
    if (iterator == OU_ERROR) return OU_ERROR;
    for (size_t round = 0;; round++) {
        OU_OWNED OuValue item = ou_next(vm, iterator);
        bool found;
        if (item == OU_STOP) return OU_TRUE;
        if (item != OU_ERROR && !ou_check_interrupt_at(vm, round)) return OU_ERROR;
        if (item == OU_ERROR || !ou_contains(vm, self, item, &found)) return OU_ERROR;
        if (found) return OU_FALSE;
    }
}

// ---- The types ---------------------------------------------------------------------------------

static void view_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuDictView *)self)->dict);
}

static const OuLayout dict_keys_layout = { .name = "dict_keys", .visit = view_visit };
static const OuLayout dict_values_layout = { .name = "dict_values", .visit = view_visit };
static const OuLayout dict_items_layout = { .name = "dict_items", .visit = view_visit };

static const OuNativeDef *const keys_methods[] = {
    &view_isdisjoint_native, &keys_reversed_native, NULL,
};
static const OuNativeDef *const values_methods[] = { &values_reversed_native, NULL };
static const OuNativeDef *const items_methods[] = {
    &view_isdisjoint_native, &items_reversed_native, NULL,
};

#define SET_OPERATIONS                                   \
    [OU_BINARY_SUBTRACT] = view_subtract,                \
    [OU_BINARY_AND] = view_and,                          \
    [OU_BINARY_OR] = view_or,                            \
    [OU_BINARY_XOR] = view_xor

const OuTypeDef ou_dict_keys_type = {
    .name = "dict_keys",
    .kind = OU_KIND_DICT_KEYS,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &dict_keys_layout,
    .methods = keys_methods,
    .getset = view_getset,
    .slots = {
        .repr = view_repr,
        .compare = view_compare,
        .iterate = keys_iterate,
        .length = view_length,
        .contains = keys_contains,
        .binary = { SET_OPERATIONS },
    },
};

const OuTypeDef ou_dict_values_type = {
    .name = "dict_values",
    .kind = OU_KIND_DICT_VALUES,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &dict_values_layout,
    .methods = values_methods,
    .getset = view_getset,
    .slots = { .repr = view_repr, .iterate = values_iterate, .length = view_length },
};

const OuTypeDef ou_dict_items_type = {
    .name = "dict_items",
    .kind = OU_KIND_DICT_ITEMS,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &dict_items_layout,
    .methods = items_methods,
    .getset = view_getset,
    .slots = {
        .repr = view_repr,
        .compare = view_compare,
        .iterate = items_iterate,
        .length = view_length,
        .contains = items_contains,
        .binary = { SET_OPERATIONS },
    },
};
