#include "vm/function.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "vm/builtins.h"
#include "vm/interpreter.h"

// --- functions -----------------------------------------------------------------------------------

static void function_visit(OuObject *self, OuVisitor *visitor)
{
    OuFunction *function = (OuFunction *)self;
    OU_VISIT_POINTER(visitor, &function->globals);
    ou_visit_value(visitor, &function->module);
    OU_VISIT_POINTER(visitor, &function->defaults);
    OU_VISIT_POINTER(visitor, &function->keyword_defaults);
    ou_visit_value(visitor, &function->doc);
    OU_VISIT_POINTER(visitor, &function->dict);
    OU_VISIT_POINTER(visitor, &function->closure);
    OU_VISIT_POINTER(visitor, &function->annotations);
    // The rest holds no cycles of its own and is needed as long as anything can call the function.
    if (visitor->is_clearing) return;
    OU_VISIT_POINTER(visitor, &function->code);
    OU_VISIT_POINTER(visitor, &function->name);
    OU_VISIT_POINTER(visitor, &function->qualified_name);
}

static const OuSlotName function_slots[] = {
    { offsetof(OuFunction, code), ".__code__" },
    { offsetof(OuFunction, globals), ".__globals__" },
    { offsetof(OuFunction, name), ".__name__" },
    { offsetof(OuFunction, qualified_name), ".__qualname__" },
    { offsetof(OuFunction, defaults), ".__defaults__" },
    { offsetof(OuFunction, keyword_defaults), ".__kwdefaults__" },
    { offsetof(OuFunction, closure), ".__closure__" },
    { offsetof(OuFunction, annotations), ".__annotations__" },
    { offsetof(OuFunction, dict), ".__dict__" },
    { offsetof(OuFunction, doc), ".__doc__" },
    { offsetof(OuFunction, module), ".__module__" },
    { 0, NULL },
};
static const OuLayout function_layout = {
    .name = "function", .visit = function_visit, .slot_names = function_slots,
    .is_quiet = true,
};

static void *part_pointer(OuValue part)
{
    return part == OU_UNBOUND ? NULL : ou_pointer_of(part);
}

static void drop_parts(OuFunctionParts parts)
{
    ou_unref(parts.defaults);
    ou_unref(parts.keyword_defaults);
    ou_unref(parts.annotations);
    ou_unref(parts.closure);
}

// Running with other globals than those it is bound to needs a copy: inline caches rest on them.
OuCode *ou_code_bind(OuVM *vm, OuCode *code, OuDict *globals)
{
    if (code->globals && code->globals != globals) {
        code = ou_code_copy(vm, code);
        if (!code) return NULL;
    } else {
        ou_object_ref(&code->header);
    }
    if (!code->globals) {
        code->globals = globals;
        ou_object_ref(&globals->header);
    }
    return code;
}

OuValue ou_function_make_steal(OuVM *vm, OuCode *code, OuDict *globals, OuFunctionParts parts)
{
    OuCode *bound = ou_code_bind(vm, code, globals);
    OuFunction *function =
        bound ? ou_heap_new(&vm->heap, OU_KIND_FUNCTION, sizeof *function) : NULL;
    if (!function) {
        if (bound) { ou_object_unref(&bound->header); (void)ou_raise_memory_error(vm); }
        drop_parts(parts);
        return OU_ERROR;
    }
    function->code = bound;
    function->globals = globals;
    ou_object_ref(&globals->header);
    function->name = code->name;
    ou_object_ref(&code->name->header);
    function->qualified_name = code->qualified_name;
    ou_object_ref(&code->qualified_name->header);
    function->defaults = part_pointer(parts.defaults);
    function->keyword_defaults = part_pointer(parts.keyword_defaults);
    function->closure = part_pointer(parts.closure);
    function->annotations = part_pointer(parts.annotations);
    function->dict = NULL;
    function->doc = code->doc ? ou_ref(ou_str_value(code->doc)) : OU_NONE;
    function->module = ou_ref(ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_name)));
    return ou_pointer_value(function);
}

static OuValue function_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    return instance == OU_UNBOUND ? ou_ref(self) : ou_method_make(vm, self, instance);
}

static OuValue function_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<function %S at 0x%llx>", ou_function_of(self)->qualified_name,
                              (unsigned long long)(self - OU_TAG_POINTER));
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_function_of(self)->name));
}

static OuValue get_qualname(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_function_of(self)->qualified_name));
}

static bool set_string(OuVM *vm, OuString **field, OuValue value, const char *what)
{
    if (!ou_is_str(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be set to a string object", what);
        return false;
    }
    OuString *old = *field;
    *field = ou_str_of(ou_ref(value));
    ou_object_unref(&old->header);
    return true;
}

static bool set_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_function_of(self)->name, value, "__name__");
}

static bool set_qualname(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_function_of(self)->qualified_name, value, "__qualname__");
}

static OuValue get_doc(OuVM *vm, OuValue self) { return ou_ref(ou_function_of(self)->doc); }

static bool set_doc(OuVM *vm, OuValue self, OuValue value)
{
    ou_set(&ou_function_of(self)->doc, value == OU_UNBOUND ? OU_NONE : value);
    return true;
}

static OuValue get_module(OuVM *vm, OuValue self)
{
    OuValue module = ou_function_of(self)->module;
    return module == OU_UNBOUND ? OU_NONE : ou_ref(module);
}

static bool set_module(OuVM *vm, OuValue self, OuValue value)
{
    ou_set(&ou_function_of(self)->module, value == OU_UNBOUND ? OU_NONE : value);
    return true;
}

static OuValue get_code(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_function_of(self)->code));
}

static bool set_code(OuVM *vm, OuValue self, OuValue value)
{
    OuFunction *function = ou_function_of(self);
    if (!ou_is_code(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__code__ must be set to a code object");
        return false;
    }
    size_t closure = function->closure ? function->closure->length : 0;
    if (ou_code_of(value)->free_count != closure) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "%S() requires a code object with %zu free vars, not %u", function->name,
                       closure, ou_code_of(value)->free_count);
        return false;
    }
    OuCode *bound = ou_code_bind(vm, ou_code_of(value), function->globals);
    if (!bound) return false;
    OuCode *old = function->code;
    function->code = bound;
    ou_object_unref(&old->header);
    vm->host.flush_caches(vm);
    return true;
}

static OuValue get_globals(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_function_of(self)->globals));
}

static OuValue or_none(void *object)
{
    return object ? ou_ref(ou_pointer_value(object)) : OU_NONE;
}

static OuValue get_defaults(OuVM *vm, OuValue self)
{
    return or_none(ou_function_of(self)->defaults);
}
static OuValue get_kwdefaults(OuVM *vm, OuValue self)
{
    return or_none(ou_function_of(self)->keyword_defaults);
}
static OuValue get_closure(OuVM *vm, OuValue self)
{
    return or_none(ou_function_of(self)->closure);
}

// `field` gets the object, or NULL for None and deletion.
static void replace(void *field, OuValue value)
{
    OuObject **slot = field, *old = *slot;
    *slot = value == OU_UNBOUND || value == OU_NONE ? NULL : ou_pointer_of(ou_ref(value));
    if (old) ou_object_unref(old);
}

static bool set_defaults(OuVM *vm, OuValue self, OuValue value)
{
    if (value != OU_UNBOUND && value != OU_NONE && !ou_is_tuple(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__defaults__ must be set to a tuple object");
        return false;
    }
    replace(&ou_function_of(self)->defaults, value);
    return true;
}

static bool set_kwdefaults(OuVM *vm, OuValue self, OuValue value)
{
    if (value != OU_UNBOUND && value != OU_NONE && !ou_is_dict(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__kwdefaults__ must be set to a dict object");
        return false;
    }
    replace(&ou_function_of(self)->keyword_defaults, value);
    return true;
}

static OuValue made_dict(OuVM *vm, OuDict **field)
{
    if (!*field) *field = ou_dict_new(vm);
    return *field ? ou_ref(ou_pointer_value(*field)) : OU_ERROR;
}

static OuValue get_annotations(OuVM *vm, OuValue self)
{
    return made_dict(vm, &ou_function_of(self)->annotations);
}

static bool set_annotations(OuVM *vm, OuValue self, OuValue value)
{
    if (value != OU_UNBOUND && value != OU_NONE && !ou_is_dict(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__annotations__ must be set to a dict object");
        return false;
    }
    replace(&ou_function_of(self)->annotations, value);
    return true;
}

static OuValue get_dict(OuVM *vm, OuValue self)
{
    return made_dict(vm, &ou_function_of(self)->dict);
}

static bool set_dict(OuVM *vm, OuValue self, OuValue value)
{
    if (value == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot delete __dict__");
        return false;
    }
    if (!ou_is_dict(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%T'",
                       value);
        return false;
    }
    replace(&ou_function_of(self)->dict, value);
    return true;
}

static OuValue get_builtins(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_builtins_of(vm, ou_function_of(self)->globals)));
}

// --- function(code, globals, ...) ----------------------------------------------------------------

static const OuNativeDef function_signature = {
    "function(code, globals, name=None, argdefs=None, closure=None)", "", NULL,
};

static bool is_given(OuValue value)
{
    return value != OU_UNBOUND && value != OU_NONE;
}

static bool fail_type(OuVM *vm, const char *message)
{
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s", message);
    return false;
}

static bool check_cells(OuVM *vm, const OuCode *code, OuValue closure)
{
    size_t count = is_given(closure) ? ou_tuple_of(closure)->length : 0;
    if (count != code->free_count) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%S requires closure of length %u, not %zu",
                       code->name, code->free_count, count);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        OuValue cell = ou_tuple_of(closure)->items[i];
        if (ou_kind_of(cell) == OU_KIND_CELL) continue;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "arg 5 (closure) expected cell, found %T", cell);
        return false;
    }
    return true;
}

static bool check_parts(OuVM *vm, const OuValue *given)
{
    const OuValue code = given[0], globals = given[1], name = given[2], defaults = given[3],
                  closure = given[4];
    if (!ou_is_code(code)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "function() argument 'code' must be code, not %B", code);
        return false;
    }
    if (!ou_is_dict(globals)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "function() argument 'globals' must be dict, not %B", globals);
        return false;
    }
    if (is_given(name) && !ou_is_str(name)) {
        return fail_type(vm, "arg 3 (name) must be None or string");
    }
    if (is_given(defaults) && !ou_is_tuple(defaults)) {
        return fail_type(vm, "arg 4 (defaults) must be None or tuple");
    }
    if (closure == OU_UNBOUND ? ou_code_of(code)->free_count != 0 : !ou_is_tuple(closure)) {
        if (ou_code_of(code)->free_count && !is_given(closure)) {
            return fail_type(vm, "arg 5 (closure) must be tuple");
        }
        if (closure != OU_NONE) return fail_type(vm, "arg 5 (closure) must be None or tuple");
    }
    return check_cells(vm, ou_code_of(code), closure);
}

static OuValue part(OuValue given)
{
    return is_given(given) ? ou_ref(given) : OU_UNBOUND;
}

static OuValue function_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    OuBound bound;
    OuValue function = OU_ERROR;
    if (!ou_native_bind_arguments(vm, &function_signature, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    const OuValue *given = bound.values;
    if (check_parts(vm, given)) {
        OuFunctionParts parts = { part(given[3]), OU_UNBOUND, OU_UNBOUND, part(given[4]) };
        function = ou_function_make_steal(vm, ou_code_of(given[0]), ou_dict_of(given[1]), parts);
    }
    if (function != OU_ERROR && is_given(given[2])
        && !set_string(vm, &ou_function_of(function)->name, given[2], "__name__")) {
        ou_unref(function);
        function = OU_ERROR;
    }
    ou_native_unbind(&bound);
    return function;
}

static const OuGetSetDef function_getset[] = {
    { "__name__", get_name, set_name, NULL },
    { "__qualname__", get_qualname, set_qualname, NULL },
    { "__doc__", get_doc, set_doc, NULL },
    { "__module__", get_module, set_module, NULL },
    { "__code__", get_code, set_code, NULL },
    { "__globals__", get_globals, ou_readonly_attribute, NULL },
    { "__builtins__", get_builtins, ou_readonly_attribute, NULL },
    { "__defaults__", get_defaults, set_defaults, NULL },
    { "__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL },
    { "__closure__", get_closure, ou_readonly_attribute, NULL },
    { "__annotations__", get_annotations, set_annotations, NULL },
    { "__dict__", get_dict, set_dict, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_function_type = {
    .name = "function",
    .kind = OU_KIND_FUNCTION,
    .flags = OU_TYPE_METHOD_LIKE | OU_TYPE_INHERITS_ACCESS,
    .layout = &function_layout,
    .getset = function_getset,
    .constructor = &function_signature,
    .doc = "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals "
           "dictionary\n  name\n    a string that overrides the name from the code object\n"
           "  argdefs\n    a tuple that specifies the default argument values\n  closure\n"
           "    a tuple that supplies the bindings for free variables",
    .slots = { .repr = function_repr,
               .construct = function_construct,
               .call = ou_interpreter_call_function,
               .descriptor_get = function_get },
};
