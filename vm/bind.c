// bind.c: arguments to parameters.
#include <stdio.h>

#include "runtime/error.h"
#include "runtime/protocol.h"
#include "vm/interpreter.h"

// A call under way. Values that have been placed are unbound in `values`.
typedef struct Binding {
    OuFunction *function;
    OuCode     *code;
    OuValue    *window;
    OuValue    *values;
    size_t      positional;
    OuTuple    *names;
} Binding;

static unsigned keyword_end(const OuCode *code)
{
    return code->argument_count + code->keyword_only_count;
}

static bool fail(Binding *binding)
{
    unsigned end = keyword_end(binding->code) + !!(binding->code->flags & OU_CODE_REST)
                 + !!(binding->code->flags & OU_CODE_KEYWORDS);
    for (unsigned i = 0; i < end; i++) ou_unref(ou_take(&binding->window[i]));
    size_t count = binding->positional + (binding->names ? binding->names->length : 0);
    for (size_t i = 0; i < count; i++) ou_unref(ou_take(&binding->values[i]));
    return false;
}

// --- messages ------------------------------------------------------------------------------------

// "'a', 'b', and 'c'" from the parameters in [from, to) without a value.
static void name_missing(Binding *binding, OuVM *vm, unsigned from, unsigned to, size_t missing,
                         OuBuffer *text)
{
    size_t seen = 0;
    for (unsigned i = from; i < to; i++) {
        if (binding->window[i] != OU_UNBOUND) continue;
        seen++;
        if (seen > 1)
            ou_buffer_put_text(text, seen < missing ? ", " : missing == 2 ? " and " : ", and ");
        ou_buffer_put_char(text, '\'');
        OuBuffer scratch;
        ou_buffer_init(&scratch, &vm->heap.memory);
        size_t length;
        const char *utf8 = ou_str_utf8(vm, binding->code->local_names[i], &scratch, &length);
        if (utf8) ou_buffer_put(text, utf8, length);
        ou_buffer_free(&scratch);
        ou_buffer_put_char(text, '\'');
    }
}

static bool missing_error(OuVM *vm, Binding *binding, unsigned from, unsigned to, const char *what)
{
    size_t missing = 0;
    for (unsigned i = from; i < to; i++) missing += binding->window[i] == OU_UNBOUND;
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    name_missing(binding, vm, from, to, missing, &text);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() missing %zu required %s argument%s: %s",
                   binding->function->qualified_name, missing, what, missing == 1 ? "" : "s",
                   text.bytes ? text.bytes : "");
    ou_buffer_free(&text);
    return false;
}

static bool too_many_error(OuVM *vm, Binding *binding)
{
    OuCode *code = binding->code;
    size_t defaults = binding->function->defaults ? binding->function->defaults->length : 0;
    size_t keyword_given = 0;
    for (unsigned i = code->argument_count; i < keyword_end(code); i++) {
        keyword_given += binding->window[i] != OU_UNBOUND;
    }
    size_t given = binding->positional;
    char takes[64], extra[96] = "";
    if (defaults) {
        snprintf(takes, sizeof takes, "from %zu to %u", code->argument_count - defaults,
                 code->argument_count);
    } else {
        snprintf(takes, sizeof takes, "%u", code->argument_count);
    }
    if (keyword_given) {
        snprintf(extra, sizeof extra, " positional argument%s (and %zu keyword-only argument%s)",
                 given == 1 ? "" : "s", keyword_given, keyword_given == 1 ? "" : "s");
    }
    bool plural = defaults ? true : code->argument_count != 1;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() takes %s positional argument%s but %zu%s %s given",
                   binding->function->qualified_name, takes, plural ? "s" : "", given, extra,
                   given == 1 && !keyword_given ? "was" : "were");
    return false;
}

// --- steps ---------------------------------------------------------------------------------------

static bool place_rest(OuVM *vm, Binding *binding)
{
    OuCode *code = binding->code;
    if (!(code->flags & OU_CODE_REST)) return true;
    size_t taken =
        binding->positional < code->argument_count ? binding->positional : code->argument_count;
    OuValue rest = ou_tuple_make_steal(vm, binding->values + taken, binding->positional - taken);
    for (size_t i = taken; i < binding->positional; i++) binding->values[i] = OU_UNBOUND;
    if (rest == OU_ERROR) return false;
    binding->window[keyword_end(code)] = rest;
    return true;
}

static int find_parameter(const OuCode *code, const OuString *name)
{
    for (unsigned i = code->positional_only_count; i < keyword_end(code); i++) {
        if (code->local_names[i] == name) return (int)i;
    }
    for (unsigned i = code->positional_only_count; i < keyword_end(code); i++) {
        if (ou_str_equal(code->local_names[i], name)) return (int)i;
    }
    return -1;
}

// A name that is no parameter, when there is no **kwargs.
static bool unexpected_name(OuVM *vm, Binding *binding, OuString *name)
{
    OuCode *code = binding->code;
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    size_t found = 0;
    for (unsigned i = 0; i < code->positional_only_count; i++) {
        for (size_t k = 0; k < binding->names->length; k++) {
            if (!ou_str_equal(code->local_names[i], ou_str_of(binding->names->items[k]))) continue;
            if (found++) ou_buffer_put_text(&text, ", ");
            size_t length;
            OuBuffer scratch;
            ou_buffer_init(&scratch, &vm->heap.memory);
            const char *utf8 = ou_str_utf8(vm, code->local_names[i], &scratch, &length);
            if (utf8) ou_buffer_put(&text, utf8, length);
            ou_buffer_free(&scratch);
        }
    }
    if (found) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "%S() got some positional-only arguments passed as keyword arguments: '%s'",
                       binding->function->qualified_name, text.bytes ? text.bytes : "");
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() got an unexpected keyword argument '%S'",
                       binding->function->qualified_name, name);
    }
    ou_buffer_free(&text);
    return false;
}

static bool place_names(OuVM *vm, Binding *binding)
{
    OuCode *code = binding->code;
    OuDict *keywords = NULL;
    if (code->flags & OU_CODE_KEYWORDS) {
        keywords = ou_dict_new(vm);
        if (!keywords) return false;
        binding->window[keyword_end(code) + !!(code->flags & OU_CODE_REST)] =
            ou_pointer_value(keywords);
    }
    size_t count = binding->names ? binding->names->length : 0;
    for (size_t k = 0; k < count; k++) {
        OuString *name = ou_str_of(binding->names->items[k]);
        OuValue *value = &binding->values[binding->positional + k];
        int index = find_parameter(code, name);
        if (index >= 0) {
            if (binding->window[index] != OU_UNBOUND) {
                (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%S() got multiple values for argument '%S'",
                               binding->function->qualified_name, name);
                return false;
            }
            binding->window[index] = ou_take(value);
        } else if (keywords) {
            if (!ou_dict_set_steal(vm, keywords, binding->names->items[k], ou_take(value)))
                return false;
        } else {
            return unexpected_name(vm, binding, name);
        }
    }
    return true;
}

static bool place_defaults(OuVM *vm, Binding *binding)
{
    OuCode *code = binding->code;
    OuTuple *defaults = binding->function->defaults;
    unsigned count = code->argument_count;
    unsigned required = count - (unsigned)(defaults ? defaults->length : 0);
    for (unsigned i = 0; i < required; i++) {
        if (binding->window[i] == OU_UNBOUND)
            return missing_error(vm, binding, 0, required, "positional");
    }
    for (unsigned i = required; i < count; i++) {
        if (binding->window[i] == OU_UNBOUND)
            binding->window[i] = ou_ref(defaults->items[i - required]);
    }
    bool missing = false;
    for (unsigned i = count; i < keyword_end(code); i++) {
        if (binding->window[i] != OU_UNBOUND) continue;
        OuDict *given = binding->function->keyword_defaults;
        OuValue value = given ? ou_dict_get_name_peek(given, code->local_names[i]) : OU_UNBOUND;
        if (value == OU_UNBOUND) missing = true;
        else binding->window[i] = ou_ref(value);
    }
    return !missing || missing_error(vm, binding, count, keyword_end(code), "keyword-only");
}

bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuValue *window, OuValue *values,
                       size_t positional, OuTuple *names)
{
    OuCode *code = function->code;
    Binding binding = { function, code, window, values, positional, names };
    unsigned end =
        keyword_end(code) + !!(code->flags & OU_CODE_REST) + !!(code->flags & OU_CODE_KEYWORDS);
    for (unsigned i = 0; i < end; i++) window[i] = OU_UNBOUND;
    size_t taken = positional < code->argument_count ? positional : code->argument_count;
    for (size_t i = 0; i < taken; i++) window[i] = ou_take(&values[i]);
    if (!place_rest(vm, &binding) || !place_names(vm, &binding)) return fail(&binding);
    if (positional > code->argument_count && !(code->flags & OU_CODE_REST)) {
        (void)too_many_error(vm, &binding);
        return fail(&binding);
    }
    return place_defaults(vm, &binding) || fail(&binding);
}
