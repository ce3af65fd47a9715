#include "runtime/generic_alias.h"

#include <stddef.h>

#include "runtime/error.h"
#include "runtime/generic_parameters.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/list_iterator.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

static inline OuGenericAlias *alias_of(OuValue value)
{
    return (OuGenericAlias *)ou_pointer_of(value);
}

static bool is_alias(OuValue value)
{
    return ou_base_kind_of(value) == OU_KIND_GENERIC_ALIAS;
}

static OuValue alias_new(OuVM *vm, OuType *type, OuValue origin, OuTuple *args, bool starred)
{
    OuGenericAlias *alias = (OuGenericAlias *)ou_object_new(vm, type, sizeof *alias);
    if (!alias) return OU_ERROR;
    ou_object_ref(&args->header);
    alias->origin = ou_ref(origin);
    alias->args = args;
    alias->starred = starred;
    return ou_pointer_value(alias);
}

static OuValue alias_make(OuVM *vm, OuType *type, OuValue origin, OuValue item)
{
    OU_OWNED OuValue args = ou_is_tuple(item) ? ou_ref(item) : ou_tuple_make(vm, &item, 1);
    return args == OU_ERROR ? OU_ERROR : alias_new(vm, type, origin, ou_tuple_of(args), false);
}

OuValue ou_generic_alias_make(OuVM *vm, OuValue origin, OuValue item)
{
    return alias_make(vm, vm->types[OU_TYPE_GENERIC_ALIAS], origin, item);
}

// ---- Text --------------------------------------------------------------------------------------

static OuValue attribute_by_text(OuVM *vm, OuValue value, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue result = ou_get_attribute_or_unbound(vm, value, name);
    ou_object_unref(&name->header);
    return result;
}

// Puts the name of a class as an annotation has it: `int`, `module.Class`. *done: it was one.
static bool put_class_name(OuVM *vm, OuStringWriter *writer, OuValue value, bool *done)
{
    OU_OWNED OuValue name = attribute_by_text(vm, value, "__qualname__");
    if (name == OU_ERROR) return false;
    OU_OWNED OuValue module = name == OU_UNBOUND ? OU_UNBOUND
        : attribute_by_text(vm, value, "__module__");
    if (module == OU_ERROR) return false;
    *done = ou_is_str(name) && ou_is_str(module);
    if (!*done) return true;
    if (!ou_str_equals_text(ou_str_of(module), "builtins")
        && (!ou_writer_put_str(writer, ou_str_of(module)) || !ou_writer_put(writer, '.'))) {
        return false;
    }
    return ou_writer_put_str(writer, ou_str_of(name));
}

static bool put_repr(OuVM *vm, OuStringWriter *writer, OuValue value)
{
    OU_OWNED OuValue text = ou_repr(vm, value);
    return text != OU_ERROR && ou_writer_put_str(writer, ou_str_of(text));
}

bool ou_generic_alias_put(OuVM *vm, OuStringWriter *writer, OuValue value)
{
    bool done = false;
    if (value == OU_ELLIPSIS) return ou_writer_put_ascii(writer, "...", 3);
    if (!is_alias(value) && !put_class_name(vm, writer, value, &done)) return false;
    return done || put_repr(vm, writer, value);
}

// An argument that is a list (of parameter types) prints its items the same way.
static bool put_argument(OuVM *vm, OuStringWriter *writer, OuValue value)
{
    if (!ou_is_exact_list(value)) return ou_generic_alias_put(vm, writer, value);
    const OuList *list = ou_list_of(value);
    bool done = ou_writer_put(writer, '[');
    for (size_t i = 0; done && i < list->length; i++) {
        OU_OWNED OuValue item = ou_ref(list->items[i]);
        done = (i == 0 || ou_writer_put_ascii(writer, ", ", 2))
            && ou_generic_alias_put(vm, writer, item);
    }
    return done && ou_writer_put(writer, ']');
}

static OuValue alias_repr(OuVM *vm, OuValue self)
{
    const OuGenericAlias *alias = alias_of(self);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = (!alias->starred || ou_writer_put(&writer, '*'))
        && ou_generic_alias_put(vm, &writer, alias->origin) && ou_writer_put(&writer, '[');
    for (size_t i = 0; done && i < alias->args->length; i++) {
        done = (i == 0 || ou_writer_put_ascii(&writer, ", ", 2))
            && put_argument(vm, &writer, alias->args->items[i]);
    }
    if (done && alias->args->length == 0) done = ou_writer_put_ascii(&writer, "()", 2);
    if (done && ou_writer_put(&writer, ']')) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// ---- Other slots --------------------------------------------------------------------------------

static bool alias_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    const OuGenericAlias *alias = alias_of(self);
    int64_t of_origin, of_args;
    if (!ou_hash(vm, alias->origin, &of_origin)) return false;
    if (!ou_hash(vm, ou_pointer_value(alias->args), &of_args)) return false;
    *hash = of_origin ^ of_args;
    if (*hash == -1) *hash = -2;
    return true;
}

static OuValue alias_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!is_alias(other) || (operator != OU_EQ && operator != OU_NE)) return OU_NOT_IMPLEMENTED;
    const OuGenericAlias *a = alias_of(self), *b = alias_of(other);
    bool equal = a->starred == b->starred;
    if (equal && !ou_equal(vm, a->origin, b->origin, &equal)) return OU_ERROR;
    if (equal
        && !ou_equal(vm, ou_pointer_value(a->args), ou_pointer_value(b->args), &equal)) {
        return OU_ERROR;
    }
    return ou_bool_value(equal == (operator == OU_EQ));
}

// Calling the alias calls its origin; the object is told of it if it can take attributes.
static OuValue alias_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                          OuTuple *names)
{
    OuValue object = ou_call_names(vm, alias_of(self)->origin, arguments, positional, names);
    if (object == OU_ERROR) return OU_ERROR;
    OuString *name = ou_str_intern_text(vm, "__orig_class__", strlen("__orig_class__"));
    bool told = name && ou_set_attribute(vm, object, name, self);
    if (name) ou_object_unref(&name->header);
    if (told) return object;
    if (ou_error_matches(vm, OU_TYPE_ATTRIBUTE_ERROR) || ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
        ou_error_clear(vm);
        return object;
    }
    ou_unref(object);
    return OU_ERROR;
}

static OuValue alias_get_item(OuVM *vm, OuValue self, OuValue key)
{
    const OuGenericAlias *alias = alias_of(self);
    OU_OWNED OuValue args = ou_generic_substitute(vm, self, alias->args, key);
    return args == OU_ERROR ? OU_ERROR
         : alias_new(vm, vm->types[OU_TYPE_GENERIC_ALIAS], alias->origin, ou_tuple_of(args),
                     alias->starred);
}

// `*tuple[int]`: the alias, starred.
static OuValue alias_iterate(OuVM *vm, OuValue self)
{
    const OuGenericAlias *alias = alias_of(self);
    OuType *type = vm->types[OU_TYPE_GENERIC_ALIAS];
    OuValue starred = alias_new(vm, type, alias->origin, alias->args, true);
    if (starred == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue tuple = ou_tuple_make_steal(vm, &starred, 1);
    return tuple == OU_ERROR ? OU_ERROR : ou_tuple_iterate(vm, tuple);
}

// What isn't about the alias itself is asked of its origin.
static OuValue alias_get_attribute(OuVM *vm, OuValue self, OuString *name)
{
    static const char *const own[] = {
        "__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__mro_entries__",
        "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", "__bases__",
        "__typing_unpacked_tuple_args__",
    };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (ou_str_equals_text(name, own[i])) return ou_generic_get_attribute(vm, self, name);
    }
    return ou_get_attribute(vm, alias_of(self)->origin, name);
}

// ---- Attributes --------------------------------------------------------------------------------

static OuValue alias_get_origin(OuVM *vm, OuValue self)
{
    return ou_ref(alias_of(self)->origin);
}

static OuValue alias_get_args(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(alias_of(self)->args));
}

static OuValue alias_get_parameters(OuVM *vm, OuValue self)
{
    return ou_generic_parameters(vm, alias_of(self)->args);
}

// *tuple[int, str] among type arguments stands for int, str.
static OuValue alias_get_unpacked_args(OuVM *vm, OuValue self)
{
    const OuGenericAlias *alias = alias_of(self);
    if (!alias->starred || alias->origin != ou_pointer_value(vm->types[OU_TYPE_TUPLE])) {
        return OU_NONE;
    }
    return alias_get_args(vm, self);
}

static OuValue alias_get_unpacked(OuVM *vm, OuValue self)
{
    return ou_bool_value(alias_of(self)->starred);
}

static const OuGetSetDef alias_getset[] = {
    { "__origin__", alias_get_origin, NULL, NULL },
    { "__args__", alias_get_args, NULL, NULL },
    { "__parameters__", alias_get_parameters, NULL,
      "Type variables in the GenericAlias." },
    { "__unpacked__", alias_get_unpacked, NULL, NULL },
    { "__typing_unpacked_tuple_args__", alias_get_unpacked_args, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

OU_METHOD(alias_mro_entries, "__mro_entries__(self, bases, /)",
          "The class itself, where the alias is a base.")
{
    return ou_tuple_make(vm, &alias_of(arguments[0])->origin, 1);
}

OU_METHOD(alias_instancecheck, "__instancecheck__(self, object, /)", "")
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "isinstance() argument 2 cannot be a parameterized generic");
}

OU_METHOD(alias_subclasscheck, "__subclasscheck__(self, class, /)", "")
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "issubclass() argument 2 cannot be a parameterized generic");
}

OU_METHOD(alias_reduce, "__reduce__(self, /)", "")
{
    const OuGenericAlias *alias = alias_of(arguments[0]);
    OuValue parts[2] = { alias->origin, ou_pointer_value(alias->args) };
    return ou_reduce_make_steal(vm, ou_pointer_value(vm->types[OU_TYPE_GENERIC_ALIAS]), OU_UNBOUND,
                                ou_tuple_make(vm, parts, 2));
}

static const OuNativeDef *const alias_methods[] = {
    &alias_reduce_native,
    &alias_mro_entries_native, &alias_instancecheck_native, &alias_subclasscheck_native, NULL,
};

// ---- The type ----------------------------------------------------------------------------------

static const OuNativeDef alias_new_native = { "GenericAlias(origin, args, /)", NULL, NULL };

static OuValue alias_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                               OuTuple *names)
{
    if (names && names->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "GenericAlias() takes no keyword arguments");
    }
    if (positional != 2) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "GenericAlias expected 2 arguments, got %zu",
                        positional);
    }
    return alias_make(vm, type, arguments[0], arguments[1]);
}

static void alias_visit(OuObject *self, OuVisitor *visitor)
{
    OuGenericAlias *alias = (OuGenericAlias *)self;
    ou_visit_value(visitor, &alias->origin);
    OU_VISIT_POINTER(visitor, &alias->args);
    ou_visit_tail(self, visitor);
}

static const OuSlotName alias_slots[] = {
    { offsetof(OuGenericAlias, origin), ".__origin__" },
    { offsetof(OuGenericAlias, args), ".__args__" }, { 0, NULL },
};
static const OuLayout alias_layout = {
    .name = "types.GenericAlias", .visit = alias_visit, .slot_names = alias_slots,
};

const OuTypeDef ou_generic_alias_type = {
    .name = "GenericAlias",
    .module = "types",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and "
           "t.__args__ is (int,).",
    .constructor = &alias_new_native,
    .kind = OU_KIND_GENERIC_ALIAS,
    .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &alias_layout,
    .methods = alias_methods,
    .getset = alias_getset,
    .slots = {
        .repr = alias_repr,
        .hash = alias_hash,
        .call = alias_call,
        .get_attribute = alias_get_attribute,
        .compare = alias_compare,
        .iterate = alias_iterate,
        .get_item = alias_get_item,
        .binary = { [OU_BINARY_OR] = ou_union_make },
        .construct = alias_construct,
    },
};
