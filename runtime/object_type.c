// object_type.c: `object`, and making objects of types that may be subclasses.
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/class_assign.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots.h"
#include "runtime/str.h"
#include "runtime/weakref.h"

// --- tails ---------------------------------------------------------------------------------------

void ou_visit_tail(OuObject *self, OuVisitor *visitor)
{
    if (!(self->kind & OU_KIND_SUBCLASS)) return;
    OuTail *tail = ou_tail_of(self);
    for (unsigned i = 0; i < tail->type->slot_count; i++)
        ou_visit_value(visitor, ou_tail_slot(self, i));
    OU_VISIT_POINTER(visitor, &tail->dict);
    OuObject *type = &tail->type->header;
    if (!visitor->is_clearing) visitor->pointer(visitor, &type);
}

static void tail_setup(OuObject *object, OuType *type)
{
    ou_slots_expect(ou_vm_of(ou_heap_of(object)), type);
    object->kind = type->kind;
    OuTail *tail = ou_tail_of(object);
    tail->type = type;
    tail->dict = NULL;
    ou_object_ref(&type->header);
    for (unsigned i = 0; i < type->slot_count; i++) *ou_tail_slot(object, i) = OU_UNBOUND;
}

OuObject *ou_object_new(OuVM *vm, OuType *type, size_t size)
{
    bool subclass = type->kind & OU_KIND_SUBCLASS;
    size_t total = subclass ? ((size + 7) & ~(size_t)7) + ou_tail_size(type) : size;
    OuObject *object =
        total < size ? NULL : ou_heap_new(&vm->heap, type->kind & OU_KIND_MASK, total);
    if (!object) { (void)ou_raise_memory_error(vm); return NULL; }
    if (subclass) tail_setup(object, type);
    return object;
}

OuObject *ou_object_new_leaf(OuVM *vm, OuType *type, size_t size)
{
    if (type->kind & OU_KIND_SUBCLASS) return ou_object_new(vm, type, size);
    OuObject *object = ou_heap_new_leaf(&vm->heap, type->kind, size);
    if (!object) (void)ou_raise_memory_error(vm);
    return object;
}

// --- object --------------------------------------------------------------------------------------

static const OuLayout object_layout = { .name = "object" };

// "Can't instantiate abstract class C with abstract methods a, b": the names sorted.
static OuValue refuse_abstract(OuVM *vm, OuType *type)
{
    OU_OWNED OuValue names = ou_get_attribute(vm, ou_pointer_value(type),
                                              OU_NAMED(vm, dunder_abstractmethods));
    OU_OWNED OuValue sorted = names == OU_ERROR ? OU_ERROR : ou_list_from_iterable(vm, names);
    if (sorted == OU_ERROR) return OU_ERROR;
    OuList *list = ou_list_of(sorted);
    if (!ou_list_sort(vm, list, OU_NONE, false)) return OU_ERROR;
    OU_OWNED OuValue comma = ou_str_make_text(vm, ", ");
    if (comma == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue joined = ou_call_method(vm, comma, OU_NAMED(vm, join), &sorted, 1);
    if (joined == OU_ERROR) return OU_ERROR;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "Can't instantiate abstract class %N with abstract method%s %S", type,
                    list->length > 1 ? "s" : "", ou_str_of(joined));
}

static OuValue object_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                                OuTuple *names)
{
    const OuSlots *object = &ou_object_type.slots;
    if (positional || (names && names->length)) {
        if (type->slots.construct != object->construct) {
            return ou_raise(
                vm, OU_TYPE_TYPE_ERROR,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (type->slots.initialise == object->initialise) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N() takes no arguments", type);
        }
    }
    if (type->is_abstract) return refuse_abstract(vm, type);
    if (type->kind == OU_KIND_INSTANCE) return ou_instance_make(vm, type);
    OuObject *made = ou_object_new_leaf(vm, type, 16);
    return made ? ou_pointer_value(made) : OU_ERROR;
}

static bool object_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    if (!positional && !(names && names->length)) return true;
    const OuSlots *object = &ou_object_type.slots;
    OuType *type = ou_type_of(vm, self);
    if (type->slots.initialise != object->initialise) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "object.__init__() takes exactly one argument (the instance to initialize)");
        return false;
    }
    if (type->slots.construct == object->construct) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "%N.__init__() takes exactly one argument (the instance to initialize)",
                       type);
        return false;
    }
    return true;
}

OuValue ou_type_module_peek(OuVM *vm, OuType *type)
{
    if (type->is_builtin) return OU_UNBOUND;
    return ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_module));
}

static OuValue object_repr(OuVM *vm, OuValue self)
{
    OuType *type = ou_type_of(vm, self);
    unsigned long long address = (unsigned long long)(self - OU_TAG_POINTER);
    OuValue module = ou_type_module_peek(vm, type);
    if (!ou_is_str(module) || ou_str_equals_text(ou_str_of(module), "builtins")) {
        const char *prefix = type->definition->module;
        if (type->is_builtin && prefix) {
            return ou_str_make_format(vm, "<%s.%S object at 0x%llx>", prefix, type->name, address);
        }
        return ou_str_make_format(vm, "<%S object at 0x%llx>", type->name, address);
    }
    return ou_str_make_format(vm, "<%S.%S object at 0x%llx>", ou_str_of(module),
                              type->qualified_name, address);
}

static OuValue object_str(OuVM *vm, OuValue self)
{
    return ou_type_of(vm, self)->slots.repr(vm, self);
}

static bool object_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    uint64_t bits = self;
    *hash = (int64_t)((bits >> 4 | bits << 60) & 0x0FFFFFFFFFFFFFFF);
    return true;
}

static OuValue object_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (operator == OU_EQ) return self == other ? OU_TRUE : OU_NOT_IMPLEMENTED;
    if (operator != OU_NE) return OU_NOT_IMPLEMENTED;
    // `!=` is the opposite of what `==` says.
    OuType *type = ou_type_of(vm, self);
    if (!type->slots.compare) return OU_NOT_IMPLEMENTED;
    OuValue equal = type->slots.compare(vm, self, other, OU_EQ);
    if (equal == OU_ERROR || equal == OU_NOT_IMPLEMENTED) return equal;
    bool truth;
    bool ok = ou_truth(vm, equal, &truth);
    ou_unref(equal);
    return ok ? ou_bool_value(!truth) : OU_ERROR;
}

static OuValue get_class(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_type_of(vm, self)));
}

OU_METHOD(object_format, "__format__(self, format_spec, /)", "Default object formatter.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__format__() argument must be str, not %B",
                        arguments[1]);
    }
    if (ou_str_of(arguments[1])->length) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "unsupported format string passed to %T.__format__",
                        arguments[0]);
    }
    return ou_str(vm, arguments[0]);
}

OU_METHOD(object_dir, "__dir__(self, /)", "Default dir() implementation.")
{
    return ou_object_dir(vm, arguments[0]);
}

OU_METHOD(object_sizeof, "__sizeof__(self, /)", "Size of object in memory, in bytes.")
{
    if (!ou_is_pointer(arguments[0])) return ou_int_value(16);
    OuObject *object = ou_pointer_of(arguments[0]);
    // What CPython says of a plain instance; other types have a method of their own.
    if (object->kind == OU_KIND_INSTANCE) {
        OuType *type = ou_type_of(vm, arguments[0]);
        return ou_int_value(16 + 8 * (type->has_dict + type->has_weakref + type->slot_count)
                            + (type->has_dict ? 8 : 0));
    }
    return ou_int_value((int64_t)ou_heap_slot_size(object));
}

// The work of copying and pickling is done by copyreg, as in CPython.
static OuValue ask_copyreg(OuVM *vm, const char *function, const OuValue *arguments, size_t count)
{
    OU_OWNED OuValue name = ou_str_make_text(vm, "copyreg");
    OU_OWNED OuValue word = ou_str_make_text(vm, function);
    if (name == OU_ERROR || word == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue module = vm->host.import(vm, ou_str_of(name));
    if (module == OU_ERROR) return OU_ERROR;
    OuString *key = ou_str_intern_steal(vm, ou_str_of(ou_ref(word)));
    if (!key) return OU_ERROR;
    OuValue result = ou_call_method(vm, module, key, arguments, count);
    ou_object_unref(&key->header);
    return result;
}

// The instance's dictionary, and its slots if it has any.
OU_METHOD(object_getstate, "__getstate__(self, /)", "Helper for pickle.")
{
    OuValue self = arguments[0];
    OuType *type = ou_type_of(vm, self);
    if (type->slot_count) return ask_copyreg(vm, "_getstate", &self, 1);
    OuValue dict = ou_get_attribute_or_unbound(vm, self, OU_NAMED(vm, dunder_dict));
    if (dict == OU_ERROR) return OU_ERROR;
    if (dict == OU_UNBOUND) return OU_NONE;
    if (!ou_is_dict(dict)) return dict;
    OuValue state = ou_dict_of(dict)->used ? ou_dict_copy(vm, ou_dict_of(dict)) : OU_NONE;
    ou_unref(dict);
    return state;
}

OU_METHOD(object_reduce, "__reduce__(self, /)", "Helper for pickle.")
{
    OuValue values[2] = { arguments[0], ou_int_value(0) };
    return ask_copyreg(vm, "_reduce", values, 2);
}

// A class with a __reduce__ of its own is asked that.
OU_METHOD(object_reduce_ex, "__reduce_ex__(self, protocol, /)", "Helper for pickle.")
{
    int64_t protocol;
    if (!ou_to_int64(vm, arguments[1], &protocol)) return OU_ERROR;
    OuString *name = OU_NAMED(vm, dunder_reduce);
    OuValue own = ou_type_lookup_peek(vm, ou_type_of(vm, arguments[0]), name);
    if (own != ou_type_lookup_peek(vm, vm->types[OU_TYPE_OBJECT], name)) {
        return ou_call_method(vm, arguments[0], name, NULL, 0);
    }
    OuValue values[2] = { arguments[0], ou_int_value(protocol) };
    return ask_copyreg(vm, "_reduce", values, 2);
}

OU_METHOD(object_init_subclass, "__init_subclass__($type, /)",
          "This method is called when a class is subclassed.")
{
    return OU_NONE;
}

OU_METHOD(object_subclasshook, "__subclasshook__($type, object, /)",
          "Abstract classes can override this to customize issubclass().")
{
    return OU_NOT_IMPLEMENTED;
}

static const OuNativeDef *const object_methods[] = {
    &object_format_native, &object_dir_native, &object_sizeof_native, &object_init_subclass_native,
    &object_subclasshook_native, &object_getstate_native, &object_reduce_native,
    &object_reduce_ex_native, NULL,
};

static const OuGetSetDef object_getset[] = {
    { "__class__", get_class, ou_class_assign, "the object's class" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_object_type = {
    .name = "object", .kind = OU_KIND_OBJECT, .flags = OU_TYPE_SUBCLASSABLE,
    .layout = &object_layout,
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
           "returns a new featureless\ninstance that has no instance attributes and cannot be "
           "given any.\n",
    .methods = object_methods, .getset = object_getset,
    .slots = {
        .repr = object_repr, .str = object_str, .hash = object_hash, .compare = object_compare,
        .get_attribute = ou_generic_get_attribute, .set_attribute = ou_generic_set_attribute,
        .construct = object_construct, .initialise = object_initialise,
    },
};
