// native_bind.c: binds the arguments of a call to the parameters of a native, with CPython's words
// for what doesn't fit.
#include "runtime/native_bind.h"

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/str.h"

// --- errors in CPython's words -------------------------------------------------------------------

// The type by which CPython calls a method: of a bound one, that of the object, or the class
// itself.
const OuType *ou_native_named_type(OuVM *vm, const OuNative *native)
{
    if (native->self == OU_UNBOUND) return native->owner;
    return ou_is_type(native->self) ? (const OuType *)ou_pointer_of(native->self)
                                    : ou_type_of(vm, native->self);
}

// "list.append", or "print", or "math.sqrt".
static OuValue full_name(OuVM *vm, const OuNative *native)
{
    if (native->owner) {
        return ou_str_make_format(vm, "%S.%S", ou_native_named_type(vm, native)->qualified_name,
                                  native->name);
    }
    if (!native->module || ou_str_equals_text(native->module, "builtins")) {
        return ou_ref(ou_str_value(native->name));
    }
    return ou_str_make_format(vm, "%S.%S", native->module, native->name);
}

static unsigned hidden(const OuNative *native)
{
    return native->flavour == OU_NATIVE_METHOD || native->flavour == OU_NATIVE_CLASS_METHOD;
}

static bool takes_names(const OuNative *native)
{
    for (unsigned i = hidden(native); i < native->parameter_count; i++) {
        if (native->parameters[i].flavour != OU_PARAMETER_POSITIONAL
            && native->parameters[i].flavour != OU_PARAMETER_REST) return true;
    }
    return false;
}

static bool has_rest(const OuNative *native)
{
    for (unsigned i = 0; i < native->parameter_count; i++) {
        if (native->parameters[i].flavour == OU_PARAMETER_REST) return true;
    }
    return false;
}

// Functions that take no keyword: each family of CPython's argument parsers has its own words.
static void positional_error(OuVM *vm, const OuNative *native, size_t given)
{
    OU_OWNED OuValue full = full_name(vm, native);
    if (full == OU_ERROR) return;
    const OuString *name = ou_str_of(full), *short_name = native->name;
    unsigned self = hidden(native);
    size_t least = native->required_positional - self, most = native->maximum_positional - self;
    size_t wanted = given < least ? least : most;
    const char *bound = least == most ? "" : given < least ? "at least " : "at most ";
    if (has_rest(native)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S expected at least %zu argument%s, got %zu",
                       short_name, least, least == 1 ? "" : "s", given);
    } else if (most == 0) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes no arguments (%zu given)", name, given);
    } else if (native->is_bracketed) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes %s%zu argument%s (%zu given)",
                       short_name, given < least ? "at least " : "at most ", wanted,
                       wanted == 1 ? "" : "s", given);
    } else if (least == 1 && most == 1) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes exactly one argument (%zu given)", name,
                       given);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S expected %s%zu argument%s, got %zu", short_name,
                       bound, wanted, wanted == 1 ? "" : "s", given);
    }
}

// How many of the required parameters go by position only.
static size_t required_by_position(const OuNative *native)
{
    size_t count = 0;
    for (unsigned i = hidden(native); i < native->parameter_count; i++) {
        const OuParameter *parameter = &native->parameters[i];
        if (parameter->flavour == OU_PARAMETER_POSITIONAL && !parameter->is_optional) count++;
    }
    return count;
}

// The checks of the number of arguments that CPython makes before it looks at names.
static bool check_counts(OuVM *vm, const OuNative *native, size_t positional, size_t named)
{
    size_t given = positional - hidden(native), all = native->parameter_count - hidden(native);
    size_t least = native->required_positional - hidden(native);
    size_t most = native->maximum_positional - hidden(native);
    size_t least_by_position = required_by_position(native);
    if (given + named > all) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes at most %zu %sargument%s (%zu given)",
                       native->name, all, given ? "" : "keyword ", all == 1 ? "" : "s",
                       given + named);
    } else if (given > most && most == 0) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes no positional arguments", native->name);
    } else if (given > most) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "%S() takes %s %zu positional argument%s (%zu given)", native->name,
                       least < most ? "at most" : "exactly", most, most == 1 ? "" : "s", given);
    } else if (given < least_by_position) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "%S() takes %s %zu positional argument%s (%zu given)", native->name,
                       least_by_position < most ? "at least" : "exactly", least_by_position,
                       least_by_position == 1 ? "" : "s", given);
    } else {
        return true;
    }
    return false;
}

static bool missing_error(OuVM *vm, const OuNative *native, unsigned index, size_t positional)
{
    if (!takes_names(native) || native->parameters[index].flavour == OU_PARAMETER_POSITIONAL) {
        positional_error(vm, native, positional - hidden(native));
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() missing required argument '%S' (pos %u)",
                       native->name, native->parameters[index].name, index + 1 - hidden(native));
    }
    return false;
}

// --- binding -------------------------------------------------------------------------------------

static bool require_all(OuVM *vm, const OuBinding *binding)
{
    const OuNative *native = binding->native;
    for (unsigned i = 0; i < native->parameter_count; i++) {
        if (binding->values[i] == OU_UNBOUND && !native->parameters[i].is_optional) {
            return missing_error(vm, native, i, binding->positional);
        }
    }
    return true;
}

// The parameter of that name, or parameter_count.
static unsigned find_parameter(const OuNative *native, const OuString *name)
{
    unsigned i = 0;
    while (i < native->parameter_count
           && !((native->parameters[i].flavour == OU_PARAMETER_EITHER
                 || native->parameters[i].flavour == OU_PARAMETER_KEYWORD)
                && ou_str_equal(native->parameters[i].name, name))) i++;
    return i;
}

// Functions that get their arguments as a tuple are called by the short name in CPython.
static bool no_names_error(OuVM *vm, const OuNative *native)
{
    if (native->is_bracketed || has_rest(native)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes no keyword arguments", native->name);
        return false;
    }
    OU_OWNED OuValue full = full_name(vm, native);
    if (full == OU_ERROR) return false;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes no keyword arguments", ou_str_of(full));
    return false;
}

// A name that found no place: CPython says so only after what is missing.
static bool misplaced_error(OuVM *vm, const OuBinding *binding, const OuString *name)
{
    const OuNative *native = binding->native;
    unsigned place = find_parameter(native, name);
    if (!require_all(vm, binding)) return false;
    if (place < native->parameter_count) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "argument for %S() given by name ('%S') and position (%u)", native->name,
                       name, place + 1 - hidden(native));
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%S' is an invalid keyword argument for %S()",
                       name, native->name);
    }
    return false;
}

static bool bind_names(OuVM *vm, OuBinding *binding, const OuValue *values, OuTuple *names)
{
    const OuNative *native = binding->native;
    const OuString *doubled = NULL, *unknown = NULL;
    for (size_t k = 0; k < names->length; k++) {
        unsigned i = find_parameter(native, ou_str_of(names->items[k]));
        if (i < native->parameter_count && binding->values[i] == OU_UNBOUND) {
            binding->values[i] = values[k];
        } else if (i < native->parameter_count) {
            doubled = doubled ? doubled : ou_str_of(names->items[k]);
        } else if (binding->keywords == OU_UNBOUND) {
            unknown = unknown ? unknown : ou_str_of(names->items[k]);
        } else if (!ou_dict_set(vm, ou_dict_of(binding->keywords), names->items[k], values[k])) {
            return false;
        }
    }
    if (doubled || unknown) return misplaced_error(vm, binding, doubled ? doubled : unknown);
    return true;
}

static bool make_extras(OuVM *vm, OuBinding *binding, const OuValue *extra, size_t extra_count)
{
    const OuNative *native = binding->native;
    for (unsigned i = 0; i < native->parameter_count; i++) {
        if (native->parameters[i].flavour == OU_PARAMETER_REST) {
            binding->rest = ou_tuple_make(vm, extra, extra_count);
            if (binding->rest == OU_ERROR) { binding->rest = OU_UNBOUND; return false; }
            binding->values[i] = binding->rest;
        } else if (native->parameters[i].flavour == OU_PARAMETER_KEYWORDS) {
            OuDict *dict = ou_dict_new(vm);
            if (!dict) return false;
            binding->values[i] = binding->keywords = ou_pointer_value(dict);
        }
    }
    return true;
}

// The same for functions with *args or **kwargs.
static bool check_open_call(OuVM *vm, const OuNative *native, size_t positional,
                            const OuTuple *names)
{
    if (names && names->length && !takes_names(native)) return no_names_error(vm, native);
    if (has_rest(native) || positional <= native->maximum_positional) return true;
    positional_error(vm, native, positional - hidden(native));
    return false;
}

// What the number of arguments alone tells.
static bool check_call(OuVM *vm, const OuNative *native, size_t positional, const OuTuple *names)
{
    size_t named = names ? names->length : 0;
    bool has_names = takes_names(native);
    if (named && !has_names) return no_names_error(vm, native);
    if (has_names) return check_counts(vm, native, positional, named);
    if (positional <= native->maximum_positional) return true;
    positional_error(vm, native, positional - hidden(native));
    return false;
}

// The receiver, when there is one, is arguments[0].
bool ou_native_bind_to(OuVM *vm, OuBinding *binding, const OuValue *arguments, size_t positional,
                       OuTuple *names)
{
    const OuNative *native = binding->native;
    size_t most = native->maximum_positional;
    bool is_open = false;
    if (native->is_simple && !names && positional <= most
        && positional >= native->required_positional) {
        for (unsigned i = 0; i < native->parameter_count; i++) {
            binding->values[i] = i < positional ? arguments[i] : OU_UNBOUND;
        }
        return true;
    }
    for (unsigned i = 0; i < native->parameter_count; i++) {
        binding->values[i] = OU_UNBOUND;
        is_open |= native->parameters[i].flavour >= OU_PARAMETER_REST;
    }
    binding->positional = positional;
    if (!is_open && !check_call(vm, native, positional, names)) return false;
    if (is_open && !check_open_call(vm, native, positional, names)) return false;
    size_t taken = positional < most ? positional : most;
    for (size_t i = 0; i < taken; i++) binding->values[i] = arguments[i];
    if (is_open && !make_extras(vm, binding, arguments + taken, positional - taken)) return false;
    if (names && !bind_names(vm, binding, arguments + positional, names)) return false;
    return require_all(vm, binding);
}
