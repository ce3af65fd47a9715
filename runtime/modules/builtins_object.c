// builtins_object.c: built-in functions that ask an object about itself or change its attributes.
#include "runtime/argument.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/builtins.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- Attributes ---------------------------------------------------------------------------------

// The name as an interned str (owned), or NULL with TypeError.
static OuString *attribute_name(OuVM *vm, OuValue name)
{
    if (!ou_is_str(name)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", name);
        return NULL;
    }
    OuValue exact = ou_str_exact(vm, ou_str_of(name));
    return exact == OU_ERROR ? NULL : ou_str_intern_steal(vm, ou_str_of(exact));
}

OU_BUILTIN(getattr, "getattr(object, name, default=None, /)",
           "getattr(object, name[, default]) -> value\n\n"
           "Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\n"
           "When a default argument is given, it is returned when the attribute doesn't\n"
           "exist; without it, an exception is raised in that case.")
{
    OuString *name = attribute_name(vm, arguments[1]);
    if (!name) return OU_ERROR;
    OuValue value = arguments[2] == OU_UNBOUND
        ? ou_get_attribute(vm, arguments[0], name)
        : ou_get_attribute_or_unbound(vm, arguments[0], name);
    ou_object_unref(&name->header);
    return value == OU_UNBOUND ? ou_ref(arguments[2]) : value;
}

OU_BUILTIN(hasattr, "hasattr(obj, name, /)",
           "Return whether the object has an attribute with the given name.\n\n"
           "This is done by calling getattr(obj, name) and catching AttributeError.")
{
    OuString *name = attribute_name(vm, arguments[1]);
    if (!name) return OU_ERROR;
    OuValue value = ou_get_attribute_or_unbound(vm, arguments[0], name);
    ou_object_unref(&name->header);
    if (value == OU_ERROR) return OU_ERROR;
    ou_unref(value);
    return ou_bool_value(value != OU_UNBOUND);
}

OU_BUILTIN(setattr, "setattr(obj, name, value, /)",
           "Sets the named attribute on the given object to the specified value.\n\n"
           "setattr(x, 'y', v) is equivalent to ``x.y = v``")
{
    OuString *name = attribute_name(vm, arguments[1]);
    if (!name) return OU_ERROR;
    bool ok = ou_set_attribute(vm, arguments[0], name, arguments[2]);
    ou_object_unref(&name->header);
    return ok ? OU_NONE : OU_ERROR;
}

OU_BUILTIN(delattr, "delattr(obj, name, /)",
           "Deletes the named attribute from the given object.\n\n"
           "delattr(x, 'y') is equivalent to ``del x.y``")
{
    OuString *name = attribute_name(vm, arguments[1]);
    if (!name) return OU_ERROR;
    bool ok = ou_delete_attribute(vm, arguments[0], name);
    ou_object_unref(&name->header);
    return ok ? OU_NONE : OU_ERROR;
}

// ---- Classes ------------------------------------------------------------------------------------

OU_BUILTIN(isinstance, "isinstance(obj, class_or_tuple, /)",
           "Return whether an object is an instance of a class or of a subclass thereof.\n\n"
           "A tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\n"
           "check against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\n"
           "or ...`` etc.")
{
    bool answer;
    return ou_is_instance(vm, arguments[0], arguments[1], &answer) ? ou_bool_value(answer)
                                                                   : OU_ERROR;
}

OU_BUILTIN(issubclass, "issubclass(cls, class_or_tuple, /)",
           "Return whether 'cls' is derived from another class or is the same class.\n\n"
           "A tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\n"
           "check against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\n"
           "or ...``.")
{
    bool answer;
    return ou_is_subclass(vm, arguments[0], arguments[1], &answer) ? ou_bool_value(answer)
                                                                   : OU_ERROR;
}

OU_BUILTIN(callable, "callable(obj, /)",
           "Return whether the object is callable (i.e., some kind of function).\n\n"
           "Note that classes are callable, as are instances of classes with a\n"
           "__call__() method.")
{
    return ou_bool_value(ou_is_callable(vm, arguments[0]));
}

// ---- Identity, hash, length ---------------------------------------------------------------------

// Values that aren't objects get numbers of their own: even addresses are taken, and constants lie
// where no object can. Positive floats lie above all addresses, negative ones far below them, but
// for the tiniest.
static OuValue identity(OuVM *vm, OuValue value)
{
    const uint64_t sign = 1ull << 63;
    if (ou_is_pointer(value)) return ou_int_make(vm, (int64_t)(uintptr_t)ou_pointer_of(value));
    if (ou_is_int(value)) return ou_int_make_unsigned(vm, (value - OU_TAG_INT) * 16 + 9);
    if (ou_is_float(value)) return ou_int_make_unsigned(vm, value ^ sign);
    return ou_int_value((int64_t)(value - OU_TAG_IMMEDIATE) * 16 + 256);
}

OU_BUILTIN(id, "id(obj, /)",
           "Return the identity of an object.\n\n"
           "This is guaranteed to be unique among simultaneously existing objects.\n"
           "(It is the object's memory address.)")
{
    return identity(vm, arguments[0]);
}

OU_BUILTIN(hash, "hash(obj, /)",
           "Return the hash value for the given object.\n\n"
           "Two objects that compare equal must also have the same hash value, but the\n"
           "reverse is not necessarily true.")
{
    int64_t hash;
    return ou_hash(vm, arguments[0], &hash) ? ou_int_make(vm, hash) : OU_ERROR;
}

OU_BUILTIN(len, "len(obj, /)", "Return the number of items in a container.")
{
    size_t length;
    return ou_length(vm, arguments[0], &length) ? ou_int_make(vm, (int64_t)length) : OU_ERROR;
}

// ---- Text ---------------------------------------------------------------------------------------

OU_BUILTIN(repr, "repr(obj, /)",
           "Return the canonical string representation of the object.\n\n"
           "For many object types, including most builtins, eval(repr(obj)) == obj.")
{
    return ou_repr(vm, arguments[0]);
}

OU_BUILTIN(ascii, "ascii(obj, /)",
           "Return an ASCII-only representation of an object.\n\n"
           "As repr(), return a string containing a printable representation of an\n"
           "object, but escape the non-ASCII characters in the string returned by\n"
           "repr() using \\\\x, \\\\u or \\\\U escapes.")
{
    return ou_ascii(vm, arguments[0]);
}

OU_BUILTIN(format, "format(value, format_spec='', /)",
           "Return value.__format__(format_spec)\n\n"
           "format_spec defaults to the empty string.")
{
    OuValue specification = arguments[1];
    if (specification == OU_UNBOUND) return ou_format(vm, arguments[0], vm->empty_string);
    if (ou_is_str(specification)) return ou_format(vm, arguments[0], ou_str_of(specification));
    return ou_argument_raise(vm, "format", "argument 2", "str", specification);
}
