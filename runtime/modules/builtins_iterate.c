// builtins_iterate.c: built-in functions that go through an iterable.
#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/modules/builtins.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// Endless iterables can be interrupted.
static OuValue next_item(OuVM *vm, OuValue iterator)
{
    return ou_check_interrupt(vm) ? ou_next(vm, iterator) : OU_ERROR;
}

// ---- iter and next ------------------------------------------------------------------------------

OU_BUILTIN(iter, "iter(object, sentinel=None, /)",
           "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\n"
           "Get an iterator from an object.  In the first form, the argument must\n"
           "supply its own iterator, or be a sequence.\n"
           "In the second form, the callable is called until it returns the sentinel.")
{
    if (arguments[1] == OU_UNBOUND) return ou_iterate(vm, arguments[0]);
    if (ou_is_callable(vm, arguments[0])) return ou_call_iterate(vm, arguments[0], arguments[1]);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "iter(v, w): v must be callable");
}

OU_BUILTIN(next, "next(iterator, default=None, /)",
           "next(iterator[, default])\n\n"
           "Return the next item from the iterator. If default is given and the iterator\n"
           "is exhausted, it is returned instead of raising StopIteration.")
{
    OuValue item = ou_next_raising(vm, arguments[0]);
    bool has_default = arguments[1] != OU_UNBOUND;
    if (item == OU_ERROR && has_default && ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        ou_error_clear(vm);
        item = OU_STOP;
    }
    if (item != OU_STOP) return item;
    if (has_default) return ou_ref(arguments[1]);
    return ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_STOP_ITERATION]));
}

// ---- all and any --------------------------------------------------------------------------------

// The first item whose truth is `wanted` decides.
static OuValue decide(OuVM *vm, OuValue iterable, bool wanted)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return OU_ERROR;
    for (;;) {
        OuValue item = next_item(vm, iterator);
        if (item == OU_STOP) return ou_bool_value(!wanted);
        if (item == OU_ERROR) return OU_ERROR;
        bool truth, ok = ou_truth(vm, item, &truth);
        ou_unref(item);
        if (!ok) return OU_ERROR;
        if (truth == wanted) return ou_bool_value(wanted);
    }
}

OU_BUILTIN(all, "all(iterable, /)",
           "Return True if bool(x) is True for all values x in the iterable.\n\n"
           "If the iterable is empty, return True.")
{
    return decide(vm, arguments[0], false);
}

OU_BUILTIN(any, "any(iterable, /)",
           "Return True if bool(x) is True for any x in the iterable.\n\n"
           "If the iterable is empty, return False.")
{
    return decide(vm, arguments[0], true);
}

// ---- sum ----------------------------------------------------------------------------------------

// One addition; the total is taken over.
static OuValue add_steal(OuVM *vm, OuValue total, OuValue item)
{
    int64_t sum;
    if (ou_is_int_pair(total, item)) {
        sum = ou_int_of(total) + ou_int_of(item);
        return OU_LIKELY(ou_fits_int(sum)) ? ou_int_value(sum) : ou_int_make(vm, sum);
    }
    if (ou_is_float(total)) {
        if (ou_is_float(item)) return ou_float_value(ou_float_of(total) + ou_float_of(item));
        if (ou_is_int(item)) return ou_float_value(ou_float_of(total) + (double)ou_int_of(item));
    }
    OuValue result = ou_binary(vm, OU_BINARY_ADD, total, item);
    ou_unref(total);
    return result;
}

static const char *unsummable(OuValue start)
{
    if (ou_is_str(start)) return "sum() can't sum strings [use ''.join(seq) instead]";
    if (ou_is_bytes(start)) return "sum() can't sum bytes [use b''.join(seq) instead]";
    if (ou_is_bytearray(start)) return "sum() can't sum bytearray [use b''.join(seq) instead]";
    return NULL;
}

OU_BUILTIN(sum, "sum(iterable, /, start=0)",
           "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\n"
           "When the iterable is empty, return the start value.\n"
           "This function is intended specifically for use with numeric values and may\n"
           "reject non-numeric types.")
{
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[0]);
    if (iterator == OU_ERROR) return OU_ERROR;
    OuValue total = arguments[1] == OU_UNBOUND ? ou_int_value(0) : ou_ref(arguments[1]);
    const char *complaint = unsummable(total);
    if (complaint) {
        ou_unref(total);
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", complaint);
    }
    while (total != OU_ERROR) {
        OuValue item = next_item(vm, iterator);
        if (item == OU_STOP) return total;
        if (item == OU_ERROR) {
            ou_unref(total);
            return OU_ERROR;
        }
        total = add_steal(vm, total, item);
        ou_unref(item);
    }
    return OU_ERROR;
}

// ---- min and max --------------------------------------------------------------------------------

typedef struct Search {
    const char *name;
    OuCompare   operator;          // a new key wins if it stands so to the best one
    OuValue     key;               // a function, or OU_NONE
    OuValue     best, best_key;    // owned; OU_UNBOUND before the first item
} Search;

static bool wins(OuVM *vm, const Search *search, OuValue key, bool *better)
{
    *better = search->best == OU_UNBOUND;
    if (*better) return true;
    if (ou_is_int_pair(key, search->best_key)) {
        *better = search->operator == OU_LT ? key < search->best_key : key > search->best_key;
        return true;
    }
    return ou_compare_truth(vm, key, search->best_key, search->operator, better);
}

static bool consider_steal(OuVM *vm, Search *search, OuValue item)
{
    OuValue key = search->key == OU_NONE ? ou_ref(item) : ou_call(vm, search->key, &item, 1);
    bool better = false, ok = key != OU_ERROR && wins(vm, search, key, &better);
    if (ok && better) {
        ou_set_steal(&search->best, item);
        ou_set_steal(&search->best_key, key);
        return true;
    }
    ou_unref(key);
    ou_unref(item);
    return ok;
}

static bool consider_all(OuVM *vm, Search *search, OuValue iterable)
{
    OU_OWNED OuValue iterator = ou_iterate(vm, iterable);
    if (iterator == OU_ERROR) return false;
    for (;;) {
        OuValue item = next_item(vm, iterator);
        if (item == OU_STOP) return true;
        if (item == OU_ERROR || !consider_steal(vm, search, item)) return false;
    }
}

// `arguments`: the first one, *args, key, default.
static OuValue search_best(OuVM *vm, Search *search, const OuValue *arguments)
{
    OuValue fallback = arguments[3];
    bool are_many = ou_tuple_of(arguments[1])->length > 0;
    search->key = arguments[2] == OU_UNBOUND ? OU_NONE : arguments[2];
    search->best = search->best_key = OU_UNBOUND;
    if (are_many && fallback != OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "Cannot specify a default for %s() with multiple positional arguments",
                        search->name);
    }
    bool ok = !are_many || consider_steal(vm, search, ou_ref(arguments[0]));
    ok = ok && consider_all(vm, search, arguments[are_many]);
    ou_unref(search->best_key);
    if (!ok) {
        ou_unref(search->best);
        return OU_ERROR;
    }
    if (search->best != OU_UNBOUND) return search->best;
    if (fallback != OU_UNBOUND) return ou_ref(fallback);
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s() arg is an empty sequence", search->name);
}

#define BEST_DOC(name, word)                                                                     \
    name "(iterable, *[, default=obj, key=func]) -> value\n"                                     \
    name "(arg1, arg2, *args, *[, key=func]) -> value\n\n"                                       \
    "With a single iterable argument, return its " word " item. The\n"                           \
    "default keyword-only argument specifies an object to return if\n"                           \
    "the provided iterable is empty.\n"                                                          \
    "With two or more arguments, return the " word " argument."

OU_BUILTIN(min, "min(iterable, /, *args, key=None, default=None)", BEST_DOC("min", "smallest"))
{
    Search search = { .name = "min", .operator = OU_LT };
    return search_best(vm, &search, arguments);
}

OU_BUILTIN(max, "max(iterable, /, *args, key=None, default=None)", BEST_DOC("max", "biggest"))
{
    Search search = { .name = "max", .operator = OU_GT };
    return search_best(vm, &search, arguments);
}

// ---- sorted -------------------------------------------------------------------------------------

// The keywords are those of list.sort(), which says what is wrong with them.
OU_BUILTIN(sorted, "sorted(*args, **keywords)",
           "sorted(iterable, /, *, key=None, reverse=False) -> list\n\n"
           "Return a new list containing all items from the iterable in ascending order.\n\n"
           "A custom key function can be supplied to customize the sort order, and the\n"
           "reverse flag can be set to request the result in descending order.")
{
    OuTuple *given = ou_tuple_of(arguments[0]);
    OuDict *keywords = ou_dict_of(arguments[1]);
    if (given->length != 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "sorted expected 1 argument, got %zu",
                        given->length);
    }
    OU_OWNED OuValue list = ou_list_from_iterable(vm, given->items[0]);
    if (list == OU_ERROR) return OU_ERROR;
    if (!keywords->used) {
        return ou_list_sort(vm, ou_list_of(list), OU_NONE, false) ? ou_ref(list) : OU_ERROR;
    }
    OuValue values[2], key;
    OuTuple *names = keywords->used <= 2 ? ou_tuple_new(vm, keywords->used) : NULL;
    if (!names) {
        return ou_has_error(vm) ? OU_ERROR
                                : ou_raise(vm, OU_TYPE_TYPE_ERROR,
                                           "sort() takes at most 2 keyword arguments (%u given)",
                                           keywords->used);
    }
    uint32_t position = 0;
    for (size_t i = 0; i < names->length && ou_dict_walk(keywords, &position, &key, &values[i]);
         i++) {
        names->items[i] = ou_ref(key);
    }
    OuString *sort = ou_str_intern_text(vm, "sort", 4);
    OuValue method = sort ? ou_get_attribute(vm, list, sort) : OU_ERROR;
    OuValue result = method == OU_ERROR ? OU_ERROR : ou_call_names(vm, method, values, 0, names);
    ou_unref(method);
    ou_object_unref(&names->header);
    if (sort) ou_object_unref(&sort->header);
    return result == OU_ERROR ? OU_ERROR : ou_ref(list);
}
