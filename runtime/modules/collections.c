#include "runtime/modules/collections.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

// A dict, or of a class that has left `get` and `[] =` as they are.
static bool counts_like_dict(OuVM *vm, OuValue mapping)
{
    if (!ou_is_dict(mapping)) return false;
    OuType *type = ou_type_of(vm, mapping), *dict = vm->types[OU_TYPE_DICT];
    return type->slots.set_item == dict->slots.set_item
        && ou_type_lookup_peek(vm, type, OU_NAMED(vm, get))
               == ou_type_lookup_peek(vm, dict, OU_NAMED(vm, get));
}

static bool count_in_dict(OuVM *vm, OuDict *dict, OuValue key)
{
    int64_t hash;
    if (!ou_hash(vm, key, &hash)) return false;
    OU_OWNED OuValue old = ou_dict_get_hashed(vm, dict, key, hash);
    if (old == OU_ERROR) return false;
    OU_OWNED OuValue count = old == OU_UNBOUND ? ou_int_value(1)
                           : ou_binary(vm, OU_BINARY_ADD, old, ou_int_value(1));
    return count != OU_ERROR && ou_dict_set_hashed(vm, dict, key, hash, count);
}

static bool count_in_mapping(OuVM *vm, OuValue mapping, OuValue key)
{
    OuValue arguments[] = { key, ou_int_value(0) };
    OU_OWNED OuValue old = ou_call_method(vm, mapping, OU_NAMED(vm, get), arguments, 2);
    if (old == OU_ERROR) return false;
    OU_OWNED OuValue count = ou_binary(vm, OU_BINARY_ADD, old, ou_int_value(1));
    return count != OU_ERROR && ou_set_item(vm, mapping, key, count);
}

OU_FUNCTION(collections_count_elements, "_count_elements(mapping, iterable, /)",
            "Count elements in the iterable, updating the mapping")
{
    enum { COUNTED_BETWEEN_CHECKS = 1 << 14 };
    OuValue mapping = arguments[0];
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[1]);
    if (iterator == OU_ERROR) return OU_ERROR;
    bool is_plain = counts_like_dict(vm, mapping);
    for (size_t counted = 1;; counted++) {
        OU_OWNED OuValue key = ou_next(vm, iterator);
        if (key == OU_STOP) return OU_NONE;
        if (key == OU_ERROR) return OU_ERROR;
        bool done = is_plain ? count_in_dict(vm, ou_dict_of(mapping), key)
                             : count_in_mapping(vm, mapping, key);
        if (!done) return OU_ERROR;
        if (counted % COUNTED_BETWEEN_CHECKS == 0 && !ou_check_interrupt(vm)) return OU_ERROR;
    }
}

// ---- OrderedDict -------------------------------------------------------------------------------

OU_FUNCTION(collections_move, "_move(dict, key, last, /)",
            "Make the key the last one of the dict, or the first.")
{
    bool found, last;
    if (!ou_is_dict(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a dict is wanted, not %T", arguments[0]);
    }
    if (!ou_truth(vm, arguments[2], &last)) return OU_ERROR;
    if (!ou_dict_move(vm, ou_dict_of(arguments[0]), arguments[1], last, &found)) return OU_ERROR;
    if (!found) ou_raise_value(vm, OU_TYPE_KEY_ERROR, arguments[1]);
    return found ? OU_NONE : OU_ERROR;
}

OU_FUNCTION(collections_take_first, "_take_first(dict, /)",
            "Remove the dict's first pair and return it as a tuple.")
{
    if (!ou_is_dict(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a dict is wanted, not %T", arguments[0]);
    }
    OuTuple *pair = ou_tuple_new(vm, 2);              // first: nothing is to be lost
    if (!pair) return OU_ERROR;
    OuValue result = ou_pointer_value(pair);
    if (ou_dict_take_first(ou_dict_of(arguments[0]), &pair->items[0], &pair->items[1])) {
        return result;
    }
    ou_unref(result);
    return ou_raise(vm, OU_TYPE_KEY_ERROR, "dictionary is empty");
}

static const OuNativeDef *const functions[] = {
    &collections_count_elements_native, &collections_move_native, &collections_take_first_native,
    NULL,
};

static bool add_type(OuVM *vm, OuModule *module, OuTypeId id)
{
    const OuType *type = vm->types[id];
    return ou_module_add(vm, module, type->definition->name, ou_ref(ou_pointer_value(type)));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return add_type(vm, module, OU_TYPE_DEQUE) && add_type(vm, module, OU_TYPE_DEQUE_ITERATOR)
        && add_type(vm, module, OU_TYPE_DEQUE_REVERSE_ITERATOR);
}

const OuModuleDef ou_collections_module = {
    .name = "_collections",
    .doc = "High performance data structures.",
    .functions = functions,
    .setup = setup,
};
