// slow_build.c: displays, unpacking, formatting, functions, exceptions, `with`.
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "runtime/slice.h"
#include "vm/builtins.h"
#include "vm/import.h"
#include "vm/slow.h"

static bool is_temporary(const OuValue *R, unsigned index)
{
    return index >= ou_frame_code(R)->local_count;
}

static OuValue give_up(OuValue *R, unsigned index)
{
    return is_temporary(R, index) ? ou_take(&R[index]) : OU_UNBOUND;
}

static void drop_range(OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) ou_unref(ou_take(&slots[i]));
}

// --- displays ------------------------------------------------------------------------------------

static bool push_list(OuVM *vm, OuList *list, OuValue *slots, size_t count)
{
    if (list->capacity - list->length < count && !ou_list_grow(vm, list, list->length + count))
        return false;
    memcpy(list->items + list->length, slots, count * sizeof *slots);
    list->length += count;
    for (size_t i = 0; i < count; i++) slots[i] = OU_UNBOUND;
    return true;
}

static bool push_set(OuVM *vm, OuSet *set, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!ou_set_add(vm, set, slots[i])) return false;
    }
    drop_range(slots, count);
    return true;
}

static bool push_dict(OuVM *vm, OuDict *dict, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!ou_dict_set(vm, dict, slots[2 * i], slots[2 * i + 1])) return false;
    }
    drop_range(slots, 2 * count);
    return true;
}

static bool build_dict(OuVM *vm, OuValue *R, unsigned a, OuValue *slots, size_t count)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return false;
    if (!push_dict(vm, dict, slots, count)) {
        ou_object_unref(&dict->header);
        return false;
    }
    R[a] = ou_pointer_value(dict);
    return true;
}

static bool build_set(OuVM *vm, OuValue *R, unsigned a, OuValue *slots, size_t count)
{
    OuValue set = ou_set_make(vm, OU_TYPE_SET);
    if (set == OU_ERROR) return false;
    if (!push_set(vm, ou_set_of(set), slots, count)) {
        ou_unref(set);
        return false;
    }
    R[a] = set;
    return true;
}

bool ou_slow_build(OuVM *vm, OuValue *R, OuAt I)
{
    size_t count = I->b | (size_t)I->c << 8;
    OuValue *slots = R + I->x, made;
    switch (I->op) {
    case OU_OP_BUILD_TUPLE:  made = ou_tuple_make(vm, slots, count); break;
    case OU_OP_BUILD_LIST:   made = ou_list_make(vm, slots, count); break;
    case OU_OP_BUILD_STRING: made = ou_str_build(vm, slots, count); break;
    case OU_OP_BUILD_SET:    return build_set(vm, R, I->a, slots, count);
    case OU_OP_BUILD_DICT:   return build_dict(vm, R, I->a, slots, count);
    case OU_OP_LIST_PUSH:    return push_list(vm, ou_list_of(R[I->a]), slots, count);
    case OU_OP_SET_PUSH:     return push_set(vm, ou_set_of(R[I->a]), slots, count);
    default:                 return push_dict(vm, ou_dict_of(R[I->a]), slots, count);
    }
    if (made == OU_ERROR) return false;
    drop_range(slots, count);
    R[I->a] = made;
    return true;
}

// --- adding to containers ------------------------------------------------------------------------

static bool callee_name(OuVM *vm, OuValue callee, OuValue *name)
{
    *name = ou_get_attribute_or_unbound(vm, callee, OU_NAMED(vm, dunder_qualname));
    if (*name == OU_ERROR) return false;
    if (!ou_is_str(*name)) {
        ou_unref(*name);
        *name = ou_str(vm, callee);
        return *name != OU_ERROR;
    }
    OuValue module = ou_get_attribute_or_unbound(vm, callee, OU_NAMED(vm, dunder_module));
    if (module == OU_ERROR) { ou_unref(*name); return false; }
    OuValue full = ou_is_str(module) && !ou_str_equals_text(ou_str_of(module), "builtins")
        ? ou_str_make_format(vm, "%S.%S()", ou_str_of(module), ou_str_of(*name))
        : ou_str_make_format(vm, "%S()", ou_str_of(*name));
    ou_unref(module);
    ou_unref(*name);
    *name = full;
    return full != OU_ERROR;
}

bool ou_slow_call_error(OuVM *vm, OuValue callee, OuValue key, const char *format)
{
    OuValue name;
    ou_error_clear(vm);
    if (!callee_name(vm, callee, &name)) return false;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, format, ou_str_of(name), key);
    ou_unref(name);
    return false;
}

// Puts one keyword argument into the dict, unless it is there already.
static bool merge_item(OuVM *vm, OuDict *into, OuValue key, OuValue value, OuValue callee)
{
    OU_OWNED OuValue known = ou_dict_get(vm, into, key);
    if (known == OU_ERROR) return false;
    if (known == OU_UNBOUND) return ou_dict_set(vm, into, key, value);
    return ou_slow_call_error(vm, callee, key,
                              "%S got multiple values for keyword argument '%V'");
}

static bool merge_dict(OuVM *vm, OuDict *into, OuDict *from, OuValue callee)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(from, &position, &key, &value)) {
        OU_OWNED OuValue own_key = ou_ref(key);
        OU_OWNED OuValue own_value = ou_ref(value);
        if (!merge_item(vm, into, own_key, own_value, callee)) return false;
    }
    return true;
}

static bool merge_mapping(OuVM *vm, OuDict *into, OuValue mapping, OuValue callee)
{
    OU_OWNED OuValue method = ou_get_attribute_or_unbound(vm, mapping, OU_NAMED(vm, keys));
    if (method == OU_ERROR) return false;
    if (method == OU_UNBOUND) {
        return ou_slow_call_error(vm, callee, mapping,
                                  "%S argument after ** must be a mapping, not %T");
    }
    OU_OWNED OuValue keys = ou_call(vm, method, NULL, 0);
    OU_OWNED OuValue list = keys == OU_ERROR ? OU_ERROR : ou_list_from_iterable(vm, keys);
    if (list == OU_ERROR) return false;
    for (size_t i = 0; i < ou_list_of(list)->length; i++) {
        OU_OWNED OuValue key = ou_ref(ou_list_of(list)->items[i]);
        OU_OWNED OuValue value = ou_get_item(vm, mapping, key);
        if (value == OU_ERROR || !merge_item(vm, into, key, value, callee)) return false;
    }
    return true;
}

// As in CPython a dict whose class has no __iter__ of its own is read directly.
static bool dict_merge(OuVM *vm, OuDict *into, OuValue mapping, OuValue callee)
{
    bool is_plain = ou_is_dict(mapping) && ou_type_of(vm, mapping)->slots.iterate ==
                                               vm->types[OU_TYPE_DICT]->slots.iterate;
    return is_plain ? merge_dict(vm, into, ou_dict_of(mapping), callee)
                    : merge_mapping(vm, into, mapping, callee);
}

static bool list_extend(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue iterable = R[I->b];
    if (ou_list_extend(vm, ou_list_of(R[I->a]), iterable)) return true;
    if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return false;
    OuType *type = ou_type_of(vm, iterable);
    if (type->slots.iterate || type->slots.get_item) return false;
    ou_error_clear(vm);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   I->c ? "Value after * must be an iterable, not %T"
                        : "Value after * must be an iterable, not %T", iterable);
    return false;
}

static bool build_slice(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue step = I->x < 0 ? OU_NONE : R[I->x];
    OuValue made = ou_slice_make(vm, R[I->b], R[I->c], step);
    if (made == OU_ERROR) return false;
    OuValue start = give_up(R, I->b);
    OuValue stop = I->c == I->b ? OU_UNBOUND : give_up(R, I->c);
    OuValue used = I->x < 0 ? OU_UNBOUND : ou_take(&R[I->x]);
    R[I->a] = made;
    ou_unref(start);
    ou_unref(stop);
    ou_unref(used);
    return true;
}

static bool list_to_tuple(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue made = ou_list_as_tuple(vm, ou_list_of(R[I->b]));
    if (made == OU_ERROR) return false;
    OuValue list = ou_take(&R[I->b]);
    R[I->a] = made;
    ou_unref(list);
    return true;
}

bool ou_slow_dict_update(OuVM *vm, OuDict *dict, OuValue mapping)
{
    if (!ou_is_dict(mapping)) {
        OuValue keys = ou_get_attribute_or_unbound(vm, mapping, OU_NAMED(vm, keys));
        if (keys == OU_ERROR) return false;
        ou_unref(keys);
        if (keys == OU_UNBOUND) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not a mapping", mapping);
            return false;
        }
    }
    return ou_dict_update(vm, dict, mapping);
}

bool ou_slow_extend(OuVM *vm, OuValue *R, OuAt I)
{
    bool ok;
    switch (I->op) {
    case OU_OP_BUILD_SLICE:   return build_slice(vm, R, I);
    case OU_OP_LIST_TO_TUPLE: return list_to_tuple(vm, R, I);
    case OU_OP_SET_ADD:       ok = ou_set_add(vm, ou_set_of(R[I->a]), R[I->b]); break;
    case OU_OP_LIST_EXTEND:   ok = list_extend(vm, R, I); break;
    case OU_OP_SET_UPDATE:    ok = ou_set_update(vm, ou_set_of(R[I->a]), R[I->b]); break;
    case OU_OP_DICT_UPDATE:   ok = ou_slow_dict_update(vm, ou_dict_of(R[I->a]), R[I->b]); break;
    case OU_OP_DICT_MERGE:    ok = dict_merge(vm, ou_dict_of(R[I->a]), R[I->b], R[I->c]); break;
    default:
        if (!ou_dict_set(vm, ou_dict_of(R[I->a]), R[I->b], R[I->c])) return false;
        ou_unref(give_up(R, I->b));
        if (I->c != I->b) ou_unref(give_up(R, I->c));
        return true;
    }
    if (ok) ou_unref(give_up(R, I->b));
    return ok;
}

// --- f-strings -----------------------------------------------------------------------------------

bool ou_slow_format(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue value = R[I->b], converted;
    switch (I->c) {
    case 1:  converted = ou_str(vm, value); break;
    case 2:  converted = ou_repr(vm, value); break;
    case 3:  converted = ou_ascii(vm, value); break;
    default: converted = ou_ref(value); break;
    }
    if (converted == OU_ERROR) return false;
    OuValue specification = I->x < 0 ? ou_str_value(vm->empty_string) : R[I->x];
    OuValue made = ou_format(vm, converted, ou_str_of(specification));
    ou_unref(converted);
    if (made == OU_ERROR) return false;
    OuValue used = I->x < 0 ? OU_UNBOUND : ou_take(&R[I->x]);
    OuValue old = give_up(R, I->b);
    R[I->a] = made;
    ou_unref(old);
    ou_unref(used);
    return true;
}

// --- unpacking -----------------------------------------------------------------------------------

static bool not_iterable(OuVM *vm, OuValue value)
{
    OuType *type = ou_type_of(vm, value);
    if (type->slots.iterate || type->slots.get_item) return false;
    ou_error_clear(vm);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot unpack non-iterable %T object", value);
    return true;
}

static bool too_few(OuVM *vm, size_t wanted, size_t got, bool at_least)
{
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "not enough values to unpack (expected %s%zu, got %zu)",
                   at_least ? "at least " : "", wanted, got);
    return false;
}

static bool too_many(OuVM *vm, size_t wanted)
{
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "too many values to unpack (expected %zu)", wanted);
    return false;
}

// The first `count` items of the iterator into slots; on failure those stored are dropped.
static bool take_items(OuVM *vm, OuValue iterator, OuValue *slots, size_t count, size_t wanted,
                       bool at_least)
{
    for (size_t i = 0; i < count; i++) {
        OuValue item = ou_next(vm, iterator);
        if (item == OU_ERROR || item == OU_STOP) {
            drop_range(slots, i);
            return item == OU_ERROR ? false : too_few(vm, wanted, i, at_least);
        }
        slots[i] = item;
    }
    return true;
}

static bool unpack_iterable(OuVM *vm, OuValue iterable, OuValue *slots, size_t count)
{
    OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) { (void)not_iterable(vm, iterable); return false; }
    bool ok = take_items(vm, iterator, slots, count, count, false);
    if (ok) {
        OuValue more = ou_next(vm, iterator);
        if (more != OU_STOP) {
            ok = false;
            drop_range(slots, count);
            if (more != OU_ERROR) { ou_unref(more); (void)too_many(vm, count); }
        }
    }
    ou_unref(iterator);
    return ok;
}

bool ou_slow_unpack(OuVM *vm, OuValue *R, OuAt I)
{
    size_t count = I->b | (size_t)I->c << 8;
    OuValue value = R[I->a], *slots = R + I->x;
    OuValue held = ou_ref(value);                  // the target registers may include the source
    const OuValue *items = NULL;
    size_t length = 0;
    if (ou_is_exact_tuple(value)) {
        items = ou_tuple_of(value)->items;
        length = ou_tuple_of(value)->length;
    } else if (ou_is_exact_list(value)) {
        items = ou_list_of(value)->items;
        length = ou_list_of(value)->length;
    }
    bool ok;
    if (items || ou_is_exact_tuple(value) || ou_is_exact_list(value)) {
        ok = length == count;
        if (!ok) ok = length < count ? too_few(vm, count, length, false) : too_many(vm, count);
        else {
            OuValue old = give_up(R, I->a);
            for (size_t i = 0; i < count; i++) slots[i] = ou_ref(items[i]);
            ou_unref(old);
        }
    } else {
        OuValue buffer[64], *into = count <= 64 ? buffer
            : ou_heap_buffer_alloc(&vm->heap, count * sizeof *into);
        if (!into) { (void)ou_raise_memory_error(vm); ou_unref(held); return false; }
        ok = unpack_iterable(vm, value, into, count);
        if (ok) {
            OuValue old = give_up(R, I->a);
            memcpy(slots, into, count * sizeof *into);
            ou_unref(old);
        }
        if (into != buffer) ou_heap_buffer_free(&vm->heap, into, count * sizeof *into);
    }
    ou_unref(held);
    return ok;
}

// a, *b, c = value
static bool unpack_star(OuVM *vm, OuValue value, OuValue *slots, size_t before, size_t after)
{
    OuValue iterator = ou_iterate(vm, value);
    if (iterator == OU_ERROR) { (void)not_iterable(vm, value); return false; }
    bool ok = take_items(vm, iterator, slots, before, before + after, true);
    if (ok) {
        OuValue rest = ou_list_from_iterable(vm, iterator);
        OuList *list = rest == OU_ERROR ? NULL : ou_list_of(rest);
        if (list && list->length >= after) {
            slots[before] = rest;
            list->length -= after;
            for (size_t i = 0; i < after; i++)
                slots[before + 1 + i] = list->items[list->length + i];
        } else {
            ok = false;
            drop_range(slots, before);
            if (list) (void)too_few(vm, before + after, before + list->length, true);
            ou_unref(rest);
        }
    }
    ou_unref(iterator);
    return ok;
}

bool ou_slow_unpack_star(OuVM *vm, OuValue *R, OuAt I)
{
    uint64_t counts = ((const uint64_t *)(const void *)I)[1];
    size_t before = (uint32_t)counts, after = (size_t)(counts >> 32), count = before + after + 1;
    OuValue *into = ou_heap_buffer_alloc(&vm->heap, count * sizeof *into);
    if (!into) { (void)ou_raise_memory_error(vm); return false; }
    bool ok = unpack_star(vm, R[I->a], into, before, after);
    if (ok) {
        OuValue old = give_up(R, I->a);
        memcpy(R + I->x, into, count * sizeof *into);
        ou_unref(old);
    }
    ou_heap_buffer_free(&vm->heap, into, count * sizeof *into);
    return ok;
}

// --- exceptions ----------------------------------------------------------------------------------

static bool set_cause(OuVM *vm, OuException *exception, OuValue cause)
{
    if (ou_is_type(cause)) {
        cause = ou_call(vm, cause, NULL, 0);
        if (cause == OU_ERROR) return false;
        if (!ou_is_exception(cause)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "exception causes must derive from BaseException");
            ou_unref(cause);
            return false;
        }
    } else if (ou_is_exception(cause) || cause == OU_NONE) {
        ou_ref(cause);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "exception causes must derive from BaseException");
        return false;
    }
    ou_set_steal(&exception->cause, cause);
    exception->header.aux |= OU_EXCEPTION_SUPPRESS_CONTEXT;
    return true;
}

bool ou_slow_raise(OuVM *vm, OuValue *R, OuAt I)
{
    if (I->op == OU_OP_RAISE_AGAIN) {
        if (vm->handled == OU_UNBOUND || vm->handled == OU_NONE) {
            (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "No active exception to reraise");
        } else {
            ou_error_set_steal(vm, ou_ref(vm->handled));
        }
        return false;
    }
    (void)ou_raise_object(vm, R[I->a]);
    if (I->op == OU_OP_RAISE_FROM) {
        OuValue raised = ou_error_take(vm);
        if (set_cause(vm, (OuException *)ou_pointer_of(raised), R[I->b]))
            ou_error_set_steal(vm, raised);
        else ou_unref(raised);
    }
    return false;
}

bool ou_slow_check_class(OuVM *vm, OuValue class)
{
    if (ou_is_type(class) &&
        ou_is_subtype((OuType *)ou_pointer_of(class), vm->types[OU_TYPE_BASE_EXCEPTION]))
        return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "catching classes that do not inherit from BaseException is not allowed");
    return false;
}

bool ou_slow_match(OuVM *vm, OuValue *R, OuAt I, bool *matches)
{
    OuValue class = R[I->a];
    OuType *raised = ou_type_of(vm, vm->handled);
    *matches = false;
    if (ou_is_tuple(class)) {
        OuTuple *tuple = ou_tuple_of(class);
        for (size_t i = 0; i < tuple->length; i++)
            if (!ou_slow_check_class(vm, tuple->items[i])) return false;
        for (size_t i = 0; i < tuple->length && !*matches; i++) {
            *matches = ou_is_subtype(raised, (OuType *)ou_pointer_of(tuple->items[i]));
        }
    } else {
        if (!ou_slow_check_class(vm, class)) return false;
        *matches = ou_is_subtype(raised, (OuType *)ou_pointer_of(class));
    }
    ou_unref(give_up(R, I->a));
    return true;
}

// --- with ----------------------------------------------------------------------------------------

static bool no_context_manager(OuVM *vm, OuValue manager, bool missing_exit)
{
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   missing_exit ? "'%T' object does not support the context manager protocol "
                                  "(missed __exit__ method)"
                                : "'%T' object does not support the context manager protocol",
                   manager);
    return false;
}

bool ou_slow_enter_with(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue manager = R[I->b];
    OuValue enter = ou_special_method(vm, manager, OU_NAMED(vm, dunder_enter));
    if (enter == OU_ERROR) return false;
    if (enter == OU_UNBOUND) return no_context_manager(vm, manager, false);
    OuValue exit = ou_special_method(vm, manager, OU_NAMED(vm, dunder_exit));
    if (exit == OU_UNBOUND) (void)no_context_manager(vm, manager, true);
    if (exit == OU_ERROR || exit == OU_UNBOUND) { ou_unref(enter); return false; }
    OuValue entered = ou_call(vm, enter, NULL, 0);
    ou_unref(enter);
    if (entered == OU_ERROR) { ou_unref(exit); return false; }
    OuValue old = give_up(R, I->b);
    R[I->a] = exit;
    R[I->c] = entered;
    ou_unref(old);
    return true;
}

bool ou_slow_exit_with(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue arguments[3] = { OU_NONE, OU_NONE, OU_NONE };
    if (I->op == OU_OP_EXIT_WITH) {
        OuValue result = ou_call(vm, R[I->a], arguments, 3);
        if (result == OU_ERROR) return false;
        ou_unref(result);
        ou_unref(ou_take(&R[I->a]));
        return true;
    }
    OuException *exception = (OuException *)ou_pointer_of(vm->handled);
    OuValue held = ou_ref(vm->handled), traceback = ou_ref(exception->traceback);
    arguments[0] = ou_pointer_value(exception->type);
    arguments[1] = held;
    arguments[2] = traceback;
    OuValue result = ou_call(vm, R[I->b], arguments, 3);
    ou_unref(traceback);
    ou_unref(held);
    if (result == OU_ERROR) return false;
    R[I->a] = result;
    return true;
}

// --- functions, generators -----------------------------------------------------------------------

bool ou_slow_make_function(OuVM *vm, OuValue *R, OuAt I)
{
    OuCode *owner = ou_frame_code(R);
    OuCode *code = ou_code_of(owner->constants[I->x]);
    unsigned next = I->b;
    OuFunctionParts parts = { OU_UNBOUND, OU_UNBOUND, OU_UNBOUND, OU_UNBOUND };
    if (I->c & 1) parts.defaults = ou_take(&R[next++]);
    if (I->c & 2) parts.keyword_defaults = ou_take(&R[next++]);
    if (I->c & 4) parts.annotations = ou_take(&R[next++]);
    if (I->c & 8) parts.closure = ou_take(&R[next++]);
    OuValue made = ou_function_make_steal(vm, code, owner->globals, parts);
    if (made == OU_ERROR) return false;
    R[I->a] = made;
    return true;
}

bool ou_slow_yield_iterator(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue iterator = OU_ERROR;
    if (!ou_is_coroutine(R[I->b])) {
        iterator = ou_iterate(vm, R[I->b]);
    } else if (ou_frame_code(R)->flags & (OU_CODE_COROUTINE | OU_CODE_ITERABLE_COROUTINE)) {
        iterator = ou_ref(R[I->b]);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot 'yield from' a coroutine object in a "
                                               "non-coroutine generator");
    }
    if (iterator == OU_ERROR) return false;
    OuValue old = give_up(R, I->b);
    R[I->a] = iterator;
    ou_unref(old);
    return true;
}

// --- definitions ---------------------------------------------------------------------------------

static bool setup_annotations(OuVM *vm, OuValue *R, OuAt I)
{
    OuString *name = OU_NAMED(vm, dunder_annotations);
    OuValue namespace = I->a ? R[0] : ou_pointer_value(ou_frame_code(R)->globals);
    if (ou_is_exact_dict(namespace)) {
        if (ou_dict_get_name_peek(ou_dict_of(namespace), name) != OU_UNBOUND) return true;
    } else {
        OuValue known = ou_get_item(vm, namespace, ou_str_value(name));
        ou_unref(known);
        if (known != OU_ERROR) return true;
        if (!ou_error_matches(vm, OU_TYPE_KEY_ERROR)) return false;
        ou_error_clear(vm);
    }
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return false;
    bool ok = ou_set_item(vm, namespace, ou_str_value(name), ou_pointer_value(dict));
    ou_object_unref(&dict->header);
    return ok;
}

static bool load_build_class(OuVM *vm, OuValue *R, OuAt I)
{
    OuDict *builtins = ou_builtins_of(vm, ou_frame_code(R)->globals);
    OuValue found = ou_dict_get_name_peek(builtins, OU_NAMED(vm, dunder_build_class));
    if (found == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_NAME_ERROR, "__build_class__ not found");
        return false;
    }
    R[I->a] = ou_ref(found);
    return true;
}

static bool import_name(OuVM *vm, OuValue *R, OuAt I)
{
    OuCode *code = ou_frame_code(R);
    OuValue module = ou_import_statement(vm, code->globals, code->names[I->x], R[I->b], I->c);
    if (module == OU_ERROR) return false;
    OuValue old = give_up(R, I->b);
    R[I->a] = module;
    ou_unref(old);
    return true;
}

static bool print_expression(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue hook = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, displayhook)));
    if (hook == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "lost sys.displayhook");
        return false;
    }
    OuValue result = ou_call(vm, hook, &R[I->a], 1);
    ou_unref(hook);
    if (result == OU_ERROR) return false;
    ou_unref(result);
    ou_unref(give_up(R, I->a));
    return true;
}

bool ou_slow_define(OuVM *vm, OuValue *R, OuAt I)
{
    OuCode *code = ou_frame_code(R);
    switch (I->op) {
    case OU_OP_LOAD_BUILD_CLASS:  return load_build_class(vm, R, I);
    case OU_OP_SETUP_ANNOTATIONS: return setup_annotations(vm, R, I);
    case OU_OP_IMPORT_NAME:       return import_name(vm, R, I);
    case OU_OP_PRINT_EXPRESSION:  return print_expression(vm, R, I);
    case OU_OP_IMPORT_FROM: {
        OuValue found = ou_import_from(vm, R[I->b], code->names[I->x]);
        if (found == OU_ERROR) return false;
        R[I->a] = found;
        return true;
    }
    default: {
        OuValue namespace =
            code->flags & OU_CODE_NAMESPACE ? R[0] : ou_pointer_value(code->globals);
        if (!ou_import_star(vm, R[I->a], namespace)) return false;
        ou_unref(give_up(R, I->a));
        return true;
    }
    }
}
