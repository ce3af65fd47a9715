// build_class.c: __build_class__, which every class statement calls.
#include "vm/builtins.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/interpreter.h"

// A class statement under way. Everything is owned but `function` and `name`.
typedef struct ClassStatement {
    OuFunction *function;
    OuValue     name;
    OuValue     original_bases;
    OuValue     bases;         // with the results of __mro_entries__
    OuValue     metaclass;
    OuValue     namespace;
    OuTuple    *names;         // of the keywords without `metaclass`, or NULL
    OuValue     values[3];     // name, bases, namespace; then the keywords' values
    OuValue    *arguments;     // all of these in a row: `values` itself if there are no keywords
    size_t      keyword_count;
} ClassStatement;

// --- bases ---------------------------------------------------------------------------------------

static bool add_entries(OuVM *vm, OuValue list, OuValue base, OuValue bases)
{
    if (ou_is_type(base)) return ou_list_append(vm, ou_list_of(list), base);
    OuValue method = ou_get_attribute_or_unbound(vm, base, OU_NAMED(vm, dunder_mro_entries));
    if (method == OU_ERROR) return false;
    if (method == OU_UNBOUND) return ou_list_append(vm, ou_list_of(list), base);
    OU_OWNED OuValue entries = ou_call(vm, method, &bases, 1);
    ou_unref(method);
    if (entries == OU_ERROR) return false;
    if (ou_is_tuple(entries)) return ou_list_extend(vm, ou_list_of(list), entries);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__mro_entries__ must return a tuple");
    return false;
}

// The bases with each that isn't a class replaced by what its __mro_entries__ gives.
static OuValue resolve_bases(OuVM *vm, OuValue bases)
{
    const OuTuple *tuple = ou_tuple_of(bases);
    size_t plain = 0;
    while (plain < tuple->length && ou_is_type(tuple->items[plain])) plain++;
    if (plain == tuple->length) return ou_ref(bases);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    bool replaced = false;
    for (size_t i = 0; i < tuple->length; i++) {
        size_t before = ou_list_of(list)->length;
        if (!add_entries(vm, list, tuple->items[i], bases)) return OU_ERROR;
        replaced = replaced || ou_list_of(list)->length != before + 1
                || ou_list_of(list)->items[before] != tuple->items[i];
    }
    return replaced ? ou_list_as_tuple(vm, ou_list_of(list)) : ou_ref(bases);
}

// --- the metaclass -------------------------------------------------------------------------------

static bool choose_metaclass(OuVM *vm, ClassStatement *class, OuValue given)
{
    const OuTuple *bases = ou_tuple_of(class->bases);
    if (given != OU_UNBOUND && !ou_is_type(given)) {
        class->metaclass = ou_ref(given);
        return true;
    }
    OuType *winner = given != OU_UNBOUND ? (OuType *)ou_pointer_of(given)
                   : bases->length ? ou_type_of(vm, bases->items[0]) : vm->types[OU_TYPE_TYPE];
    for (size_t i = 0; i < bases->length; i++) {
        OuType *type = ou_type_of(vm, bases->items[i]);
        if (ou_is_subtype(winner, type)) continue;
        if (!ou_is_subtype(type, winner)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "metaclass conflict: the metaclass of a derived class must be a "
                           "(non-strict) subclass of the metaclasses of all its bases");
            return false;
        }
        winner = type;
    }
    class->metaclass = ou_ref(ou_pointer_value(winner));
    return true;
}

// --- keywords ------------------------------------------------------------------------------------

static bool take_keywords(OuVM *vm, ClassStatement *class, OuDict *keywords)
{
    if (!keywords->used) return true;
    class->names = ou_tuple_new_of_none(vm, keywords->used);
    class->keyword_count = keywords->used;
    size_t size = (3 + class->keyword_count) * sizeof(OuValue);
    OuValue *arguments = class->names ? ou_heap_buffer_alloc(&vm->heap, size) : NULL;
    if (!arguments) {
        class->keyword_count = 0;
        (void)ou_raise_memory_error(vm);
        return false;
    }
    class->arguments = arguments;
    uint32_t position = 0;
    OuValue key, value;
    for (size_t i = 0; ou_dict_walk(keywords, &position, &key, &value); i++) {
        ou_set(&class->names->items[i], key);
        arguments[3 + i] = ou_ref(value);
    }
    return true;
}

static void class_free(OuVM *vm, ClassStatement *class)
{
    for (size_t i = 0; i < class->keyword_count; i++) ou_unref(class->arguments[3 + i]);
    if (class->arguments != class->values) {
        ou_heap_buffer_free(&vm->heap, class->arguments,
                            (3 + class->keyword_count) * sizeof(OuValue));
    }
    if (class->names) ou_object_unref(&class->names->header);
    ou_unref(class->namespace);
    ou_unref(class->metaclass);
    ou_unref(class->bases);
}

// Calls with name, bases, perhaps the namespace, and the keywords.
static OuValue call_with_keywords(OuVM *vm, ClassStatement *class, OuValue callee,
                                  size_t positional)
{
    OuValue *first = class->arguments + 3 - positional;
    first[0] = class->name;
    first[1] = class->bases;
    if (positional == 3) first[2] = class->namespace;
    return ou_call_names(vm, callee, first, positional, class->names);
}

// --- the namespace -------------------------------------------------------------------------------

static bool is_mapping(OuVM *vm, OuValue value)
{
    return ou_is_dict(value) || ou_type_of(vm, value)->slots.get_item != NULL;
}

static bool prepare(OuVM *vm, ClassStatement *class)
{
    OuValue hook = OU_UNBOUND;
    if (class->metaclass != ou_pointer_value(vm->types[OU_TYPE_TYPE])) {
        hook = ou_get_attribute_or_unbound(vm, class->metaclass, OU_NAMED(vm, dunder_prepare));
        if (hook == OU_ERROR) return false;
    }
    if (hook == OU_UNBOUND) {
        OuDict *dict = ou_dict_new(vm);
        if (!dict) return false;
        class->namespace = ou_pointer_value(dict);
        return true;
    }
    OuValue namespace = call_with_keywords(vm, class, hook, 2);
    ou_unref(hook);
    if (namespace == OU_ERROR) return false;
    class->namespace = namespace;
    if (is_mapping(vm, namespace)) return true;
    if (ou_is_type(class->metaclass)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__prepare__() must return a mapping, not %T",
                       (OuType *)ou_pointer_of(class->metaclass), namespace);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "<metaclass>.__prepare__() must return a mapping, not %T", namespace);
    }
    return false;
}

static bool keep_original_bases(OuVM *vm, ClassStatement *class)
{
    if (class->bases == class->original_bases) return true;
    OuString *name = ou_str_intern_text(vm, "__orig_bases__", 14);
    if (!name) return false;
    bool ok = ou_set_item(vm, class->namespace, ou_str_value(name), class->original_bases);
    ou_object_unref(&name->header);
    return ok;
}

// --- the class -----------------------------------------------------------------------------------

// A metaclass that didn't hand the cell on has left the methods without their class.
static bool check_cell(OuVM *vm, const ClassStatement *class, OuValue made, OuValue cell)
{
    if (!ou_is_type(made) || ou_kind_of(cell) != OU_KIND_CELL) return true;
    OuValue content = ou_cell_of(cell)->content;
    if (content == made) return true;
    if (content == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "__class__ not set defining %R as %R. "
                       "Was __classcell__ propagated to type.__new__?", class->name, made);
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__class__ set to %R defining %R as %R", content,
                       class->name, made);
    }
    return false;
}

// Instances get room for the attributes that the methods of the body set.
static void set_hint(const ClassStatement *class, OuValue made)
{
    OuType *type = (OuType *)ou_pointer_of(made);
    if (type->is_builtin || !type->has_dict) return;
    uint32_t hint = class->function->code->attribute_hint + type->base->instance_hint;
    type->instance_hint = (uint16_t)(hint > 32 ? 32 : hint);
}

static OuValue make_class(OuVM *vm, ClassStatement *class)
{
    OU_OWNED OuValue cell = ou_interpreter_run_body(vm, class->function, class->namespace);
    if (cell == OU_ERROR || !keep_original_bases(vm, class)) return OU_ERROR;
    OuValue made = call_with_keywords(vm, class, class->metaclass, 3);
    if (made == OU_ERROR) return OU_ERROR;
    if (ou_is_type(made)) set_hint(class, made);
    if (check_cell(vm, class, made, cell)) return made;
    ou_unref(made);
    return OU_ERROR;
}

static bool check_arguments(OuVM *vm, const OuTuple *given)
{
    if (given->length < 2) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__build_class__: not enough arguments");
    } else if (!ou_is_function(given->items[0])) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__build_class__: func must be a function");
    } else if (!ou_is_str(given->items[1])) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__build_class__: name is not a string");
    } else {
        return true;
    }
    return false;
}

// A plain function in the place of a class's body: its result may be the cell all the same.
static bool is_class_body(const OuFunction *function)
{
    return (function->code->flags & OU_CODE_NAMESPACE) != 0;
}

OU_FUNCTION(builtins_build_class, "__build_class__(*args, **kwargs)",
            "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
            "Internal helper function used by the class statement.")
{
    const OuTuple *given = ou_tuple_of(arguments[0]);
    OuDict *keywords = ou_dict_of(arguments[1]);
    if (!check_arguments(vm, given)) return OU_ERROR;
    ClassStatement class = {
        .function = ou_function_of(given->items[0]), .name = given->items[1],
        .bases = OU_UNBOUND, .metaclass = OU_UNBOUND, .namespace = OU_UNBOUND,
    };
    if (!is_class_body(class.function)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__build_class__: func must be a class body");
    }
    class.arguments = class.values;
    OU_OWNED OuValue metaclass = OU_UNBOUND;
    OU_OWNED OuValue bases = given->length == 2 ? ou_ref(ou_pointer_value(vm->empty_tuple))
                           : ou_tuple_make(vm, given->items + 2, given->length - 2);
    if (bases == OU_ERROR) return OU_ERROR;
    if (keywords->used) {
        OuString *name = ou_str_intern_text(vm, "metaclass", 9);
        if (!name) return OU_ERROR;
        metaclass = ou_dict_pop(vm, keywords, ou_str_value(name));
        ou_object_unref(&name->header);
        if (metaclass == OU_ERROR) return OU_ERROR;
    }
    class.original_bases = bases;
    class.bases = resolve_bases(vm, bases);
    if (class.bases == OU_ERROR) return OU_ERROR;
    bool ok = take_keywords(vm, &class, keywords) && choose_metaclass(vm, &class, metaclass)
           && prepare(vm, &class);
    OuValue made = ok ? make_class(vm, &class) : OU_ERROR;
    class_free(vm, &class);
    return made;
}

const OuNativeDef *const ou_build_class_functions[] = { &builtins_build_class_native, NULL };
