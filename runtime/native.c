// native.c: calling C functions, and the objects that stand for natives.
#include "runtime/native.h"

#include <stddef.h>
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native_bind.h"
#include "runtime/protocol.h"
#include "runtime/signature.h"
#include "runtime/text_signature.h"
#include "runtime/slots.h"
#include "runtime/str.h"


// --- making --------------------------------------------------------------------------------------

static void native_visit(OuObject *self, OuVisitor *visitor)
{
    OuNative *native = (OuNative *)self;
    ou_visit_value(visitor, &native->self);
    OU_VISIT_POINTER(visitor, &native->owner);
    OU_VISIT_POINTER(visitor, &native->name);
    OU_VISIT_POINTER(visitor, &native->module);
}

static const OuSlotName native_slots[] = {
    { offsetof(OuNative, self), ".__self__" }, { offsetof(OuNative, owner), ".__objclass__" },
    { offsetof(OuNative, name), ".__name__" }, { offsetof(OuNative, module), ".__module__" },
    { 0, NULL },
};
static const OuLayout native_layout = {
    .name = "native", .visit = native_visit, .slot_names = native_slots,
};

static OuNative *native_new(OuVM *vm, uint8_t kind, OuTypeId type, OuType *owner)
{
    OuNative *native = ou_heap_new_untracked(&vm->heap, kind, sizeof *native);
    if (!native) { (void)ou_raise_memory_error(vm); return NULL; }
    memset((char *)native + sizeof(OuObject), 0, sizeof *native - sizeof(OuObject));
    native->header.aux = (uint16_t)type;
    native->self = OU_UNBOUND;
    native->owner = owner;
    if (owner) ou_object_ref(&owner->header);
    return native;
}

// Names of parameters belong to the interpreter for as long as it lives, like the array they are
// in.
OuValue ou_native_make(OuVM *vm, const OuNativeDef *definition, OuType *owner, OuString *module)
{
    uint8_t kind = owner ? OU_KIND_METHOD_DESCRIPTOR : OU_KIND_NATIVE;
    OuNative *native =
        native_new(vm, kind, owner ? OU_TYPE_METHOD_DESCRIPTOR : OU_TYPE_NATIVE, owner);
    if (!native) return OU_ERROR;
    native->definition = definition;
    native->body = definition->body;
    if (module) {
        native->module = module;
        ou_object_ref(&module->header);
    }
    if (!ou_signature_read(vm, native, definition->signature)) {
        ou_object_unref(&native->header);
        return OU_ERROR;
    }
    if (native->flavour == OU_NATIVE_CLASS_METHOD) {
        native->header.aux = OU_TYPE_CLASSMETHOD_DESCRIPTOR;
    } else if (owner && native->flavour != OU_NATIVE_METHOD) {
        native->flavour = OU_NATIVE_STATIC;
        native->header.kind = OU_KIND_NATIVE;
        native->header.aux = OU_TYPE_NATIVE;
        OuValue wrapped = ou_staticmethod_make(vm, ou_pointer_value(native));
        ou_object_unref(&native->header);
        return wrapped;
    }
    return ou_pointer_value(native);
}

OuValue ou_native_make_wrapper(OuVM *vm, OuType *owner, OuString *name, uint8_t slot_row)
{
    OuNative *native = native_new(vm, OU_KIND_METHOD_DESCRIPTOR, OU_TYPE_SLOT_WRAPPER, owner);
    if (!native) return OU_ERROR;
    native->is_wrapper = true;
    native->slot_row = slot_row;
    native->flavour = OU_NATIVE_METHOD;
    native->name = name;
    ou_object_ref(&name->header);
    return ou_pointer_value(native);
}

void ou_native_show_as_method(OuValue wrapper)
{
    OuNative *native = (OuNative *)ou_pointer_of(wrapper);
    native->is_shown_as_method = true;
    native->header.aux = OU_TYPE_METHOD_DESCRIPTOR;
}

static bool looks_like_wrapper(const OuNative *native)
{
    return native->is_wrapper && !native->is_shown_as_method;
}

OuValue ou_native_make_new(OuVM *vm, OuType *owner)
{
    OuNative *native = native_new(vm, OU_KIND_NATIVE, OU_TYPE_NATIVE, owner);
    if (!native) return OU_ERROR;
    native->is_new = true;
    native->flavour = OU_NATIVE_STATIC;
    native->name = OU_NAMED(vm, dunder_new);
    ou_object_ref(&native->name->header);
    native->self = ou_ref(ou_pointer_value(owner));
    return ou_pointer_value(native);
}

OuValue ou_native_bind(OuVM *vm, OuNative *native, OuValue self)
{
    OuTypeId type = looks_like_wrapper(native) ? OU_TYPE_METHOD_WRAPPER : OU_TYPE_NATIVE;
    OuNative *bound = ou_heap_new(&vm->heap, OU_KIND_NATIVE, sizeof *bound);
    if (!bound) return ou_raise_memory_error(vm);
    OuObject header = bound->header;
    *bound = *native;
    bound->header = header;
    bound->header.aux = (uint16_t)type;
    bound->self = ou_ref(self);
    if (bound->owner) ou_object_ref(&bound->owner->header);
    ou_object_ref(&bound->name->header);
    if (bound->module) ou_object_ref(&bound->module->header);
    return ou_pointer_value(bound);
}

OuValue ou_native_call_simple(OuVM *vm, const OuNative *native, const OuValue *arguments,
                              size_t count)
{
    OuValue values[OU_MOST_PARAMETERS];
    if (count == native->maximum_positional) return native->body(vm, arguments);
    for (size_t i = 0; i < count; i++) values[i] = arguments[i];
    for (size_t i = count; i < native->parameter_count; i++) values[i] = OU_UNBOUND;
    return native->body(vm, values);
}

static OuValue call_body(OuVM *vm, OuNative *native, const OuValue *arguments, size_t positional,
                         OuTuple *names)
{
    if (native->is_simple && !names && ou_native_takes(native, positional)) {
        return ou_native_call_simple(vm, native, arguments, positional);
    }
    OuValue values[OU_MOST_PARAMETERS];
    OuBinding binding = { native, values, OU_UNBOUND, OU_UNBOUND, 0 };
    OuValue result = OU_ERROR;
    if (ou_native_bind_to(vm, &binding, arguments, positional, names)) {
        result = native->body(vm, values);
    }
    ou_unref(binding.rest);
    ou_unref(binding.keywords);
    return result;
}

// `is_call`: a call through the class, whose words differ for wrappers.
static bool check_receiver(OuVM *vm, OuNative *native, OuValue self, bool is_call)
{
    OuType *type = ou_type_of(vm, self);
    if (type == native->owner || ou_is_subtype(type, native->owner)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   is_call && looks_like_wrapper(native)
                       ? "descriptor '%S' requires a '%N' object but received a '%T'"
                       : "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
                   native->name, native->owner, self);
    return false;
}

// `T.__new__(cls, ...)` of a built-in type.
static OuValue call_new(OuVM *vm, OuNative *native, const OuValue *arguments, size_t positional,
                        OuTuple *names)
{
    OuType *owner = native->owner;
    if (positional == 0) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__new__(): not enough arguments", owner);
    }
    if (!ou_is_type(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__new__(X): X is not a type object (%T)", owner,
                        arguments[0]);
    }
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    if (!ou_is_subtype(type, owner)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__new__(%N): %N is not a subtype of %N", owner,
                        type, type, owner);
    }
    if (type->definition->slots.construct != owner->slots.construct
        && type->definition != owner->definition && owner->slots.construct) {
        OuType *solid = type;
        while (!solid->is_builtin) solid = solid->base;
        if (solid->slots.construct != owner->slots.construct) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.__new__(%N) is not safe, use %N.__new__()",
                            owner, type, solid);
        }
    }
    return owner->slots.construct(vm, type, arguments + 1, positional - 1, names);
}

OuValue ou_native_call(OuVM *vm, OuNative *native, OuValue self, const OuValue *arguments,
                       size_t positional, OuTuple *names)
{
    if (native->is_new) return call_new(vm, native, arguments, positional, names);
    if (native->is_wrapper) {
        return ou_slots_call_wrapper(vm, native, self, arguments, positional, names);
    }
    if (self == OU_UNBOUND) return call_body(vm, native, arguments, positional, names);
    size_t count = positional + (names ? names->length : 0);
    OuValue small[OU_MOST_PARAMETERS], *all = small;
    size_t bytes = (count + 1) * sizeof *all;
    if (count + 1 > OU_MOST_PARAMETERS) {
        all = ou_heap_buffer_alloc(&vm->heap, bytes);
        if (!all) return ou_raise_memory_error(vm);
    }
    all[0] = self;
    if (count) memcpy(all + 1, arguments, count * sizeof *all);
    OuValue result = call_body(vm, native, all, positional + 1, names);
    if (all != small) ou_heap_buffer_free(&vm->heap, all, bytes);
    return result;
}

// The signature of a constructor is read for each call: only types whose construction is rare or
// has many forms go this way.
bool ou_native_bind_arguments(OuVM *vm, const OuNativeDef *definition, const OuValue *arguments,
                              size_t positional, OuTuple *names, OuBound *bound)
{
    OuValue made = ou_native_cached(vm, definition);
    *bound = (OuBound){ .rest = OU_UNBOUND, .keywords = OU_UNBOUND };
    if (made == OU_ERROR) return false;
    OuBinding binding = { (OuNative *)ou_pointer_of(made), bound->values, OU_UNBOUND, OU_UNBOUND,
                          0 };
    bool ok = ou_native_bind_to(vm, &binding, arguments, positional, names);
    bound->rest = binding.rest;
    bound->keywords = binding.keywords;
    if (!ok) ou_native_unbind(bound);
    return ok;
}

void ou_native_unbind(OuBound *bound)
{
    ou_clear(&bound->rest);
    ou_clear(&bound->keywords);
}

// Scripts see neither the dictionary nor what it costs.
static OuValue add_constructor(OuVM *vm, const OuNativeDef *definition, OuValue key)
{
    OuHeapPause pause = ou_heap_pause_counting(&vm->heap);
    OuValue native = ou_native_make(vm, definition, NULL, NULL);
    if (native != OU_ERROR && !ou_dict_set(vm, vm->constructors, key, native)) {
        ou_unref(native);
        native = OU_ERROR;
    }
    ou_heap_untrack(&vm->constructors->header);
    ou_heap_resume_counting(&vm->heap, pause);
    return native;
}

// vm->constructors: definition address -> native, so that a signature is read only once.
OuValue ou_native_cached(OuVM *vm, const OuNativeDef *definition)
{
    OuValue key = ou_int_value((int64_t)(uintptr_t)definition & OU_INT_MAX);
    OuValue known = ou_dict_get(vm, vm->constructors, key);
    if (known == OU_ERROR) return OU_ERROR;
    if (known == OU_UNBOUND) known = add_constructor(vm, definition, key);
    if (known == OU_ERROR) return OU_ERROR;
    ou_unref(known);                                   // the dictionary keeps it
    return known;
}

// --- the types -----------------------------------------------------------------------------------

static OuValue native_call_slot(OuVM *vm, OuValue callee, const OuValue *arguments,
                                size_t positional, OuTuple *names)
{
    OuNative *native = (OuNative *)ou_pointer_of(callee);
    // A function of a module is "bound" to nothing; a class's __new__ carries its class for show.
    return ou_native_call(vm, native, native->is_new ? OU_UNBOUND : native->self, arguments,
                          positional, names);
}

static OuValue descriptor_call_slot(OuVM *vm, OuValue callee, const OuValue *arguments,
                                    size_t positional, OuTuple *names)
{
    OuNative *native = (OuNative *)ou_pointer_of(callee);
    if (positional == 0) {
        if (looks_like_wrapper(native)) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "descriptor '%S' of '%N' object needs an argument", native->name,
                            native->owner);
        }
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "unbound method %N.%S() needs an argument",
                        native->owner, native->name);
    }
    if (native->flavour != OU_NATIVE_CLASS_METHOD
        && !check_receiver(vm, native, arguments[0], true)) return OU_ERROR;
    if (native->is_wrapper) {
        return ou_slots_call_wrapper(vm, native, arguments[0], arguments + 1, positional - 1,
                                     names);
    }
    return call_body(vm, native, arguments, positional, names);
}

static OuValue bind_class_method(OuVM *vm, OuNative *native, OuValue instance, OuValue owner)
{
    if (owner == OU_UNBOUND || owner == OU_NONE) {
        if (instance == OU_UNBOUND) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "descriptor '%S' for type '%N' needs either an object or a type",
                            native->name, native->owner);
        }
        owner = ou_pointer_value(ou_type_of(vm, instance));
    }
    if (!ou_is_type(owner)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "descriptor '%S' for type '%N' needs a type, not a '%T' as arg 2",
                        native->name, native->owner, owner);
    }
    if (!ou_is_subtype((OuType *)ou_pointer_of(owner), native->owner)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "descriptor '%S' requires a subtype of '%N' but received '%N'",
                        native->name, native->owner, (OuType *)ou_pointer_of(owner));
    }
    return ou_native_bind(vm, native, owner);
}

static OuValue descriptor_get(OuVM *vm, OuValue self, OuValue instance, OuValue owner)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    if (native->flavour == OU_NATIVE_CLASS_METHOD) {
        return bind_class_method(vm, native, instance, owner);
    }
    if (instance == OU_UNBOUND) return ou_ref(self);
    if (!check_receiver(vm, native, instance, false)) return OU_ERROR;
    return ou_native_bind(vm, native, instance);
}

static OuValue native_repr(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    if (looks_like_wrapper(native)) {
        return ou_str_make_format(vm, "<method-wrapper '%S' of %T object at 0x%llx>", native->name,
                                  native->self,
                                  (unsigned long long)(native->self - OU_TAG_POINTER));
    }
    if (native->self == OU_UNBOUND || ou_is_module(native->self)) {
        return ou_str_make_format(vm, "<built-in function %S>", native->name);
    }
    if (ou_is_type(native->self)) {
        return ou_str_make_format(vm, "<built-in method %S of type object at 0x%llx>", native->name,
                                  (unsigned long long)(native->self - OU_TAG_POINTER));
    }
    return ou_str_make_format(vm, "<built-in method %S of %T object at 0x%llx>", native->name,
                              native->self, (unsigned long long)(native->self - OU_TAG_POINTER));
}

static OuValue descriptor_repr(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    bool is_wrapper = looks_like_wrapper(native);
    return ou_str_make_format(vm, is_wrapper ? "<slot wrapper '%S' of '%N' objects>"
                                             : "<method '%S' of '%N' objects>",
                              native->name, native->owner);
}

static OuValue native_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (ou_kind_of(other) != OU_KIND_NATIVE || (operator != OU_EQ && operator != OU_NE)) {
        return OU_NOT_IMPLEMENTED;
    }
    OuNative *a = (OuNative *)ou_pointer_of(self), *b = (OuNative *)ou_pointer_of(other);
    if (a->header.aux != b->header.aux) return OU_NOT_IMPLEMENTED;
    bool equal = a->self == b->self && a->definition == b->definition && a->name == b->name
              && a->owner == b->owner;
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool native_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    uint64_t mixed = ((uintptr_t)native->definition ^ native->self ^ (uintptr_t)native->name) >> 4;
    *hash = (int64_t)(mixed & 0x7FFFFFFFFFFFFFFF);
    return true;
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(((OuNative *)ou_pointer_of(self))->name));
}

static OuValue get_qualified_name(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    if (!native->owner) return get_name(vm, self);
    return ou_str_make_format(vm, "%S.%S", ou_native_named_type(vm, native)->qualified_name,
                              native->name);
}

static OuValue get_doc(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    if (native->is_wrapper) return ou_str_make_text(vm, ou_slots_wrapper_doc(native));
    if (native->is_new) {
        return ou_str_make_text(vm, "Create and return a new object.  "
                                    "See help(type) for accurate signature.");
    }
    return ou_str_make_text(vm, native->definition->doc);
}

static OuValue get_self(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    if (native->self != OU_UNBOUND) return ou_ref(native->self);
    // A function of a module belongs to that module.
    OuValue module = native->module ? ou_dict_get_name_peek(vm->modules, native->module)
                                    : OU_UNBOUND;
    return module == OU_UNBOUND ? OU_NONE : ou_ref(module);
}

static OuValue get_module(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    return native->module ? ou_ref(ou_str_value(native->module)) : OU_NONE;
}

static OuValue get_objclass(OuVM *vm, OuValue self)
{
    OuNative *native = (OuNative *)ou_pointer_of(self);
    return native->owner ? ou_ref(ou_pointer_value(native->owner)) : OU_NONE;
}

static OuValue get_signature(OuVM *vm, OuValue self)
{
    return ou_text_signature(vm, (OuNative *)ou_pointer_of(self));
}

// A module's function is found by its name, a method by its owner's attribute.
OU_METHOD(native_reduce, "__reduce__(self, /)", "")
{
    OuNative *native = (OuNative *)ou_pointer_of(arguments[0]);
    OuValue name = ou_str_value(native->name);
    if (native->self == OU_UNBOUND || ou_is_module(native->self)) return ou_ref(name);
    return ou_reduce_attribute(vm, native->self, name);
}

OU_METHOD(descriptor_reduce, "__reduce__(self, /)", "")
{
    OuNative *native = (OuNative *)ou_pointer_of(arguments[0]);
    return ou_reduce_attribute(vm, ou_pointer_value(native->owner), ou_str_value(native->name));
}

static const OuNativeDef *const native_methods[] = { &native_reduce_native, NULL };
static const OuNativeDef *const descriptor_methods[] = { &descriptor_reduce_native, NULL };

static const OuGetSetDef native_getset[] = {
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualified_name, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__self__", get_self, NULL, NULL },
    { "__module__", get_module, NULL, NULL },
    { "__text_signature__", get_signature, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const OuGetSetDef wrapper_getset[] = {
    { "__objclass__", get_objclass, NULL, NULL },
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualified_name, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__self__", get_self, NULL, NULL },
    { "__text_signature__", get_signature, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const OuGetSetDef descriptor_getset[] = {
    { "__name__", get_name, NULL, NULL },
    { "__qualname__", get_qualified_name, NULL, NULL },
    { "__doc__", get_doc, NULL, NULL },
    { "__objclass__", get_objclass, NULL, NULL },
    { "__text_signature__", get_signature, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

#define NATIVE_SLOTS                                                       \
    .methods = native_methods,                                            \
    .slots = { .repr = native_repr, .call = native_call_slot,              \
               .compare = native_compare, .hash = native_hash }
#define DESCRIPTOR_SLOTS                                                   \
    .methods = descriptor_methods,                                        \
    .slots = { .repr = descriptor_repr, .call = descriptor_call_slot,      \
               .descriptor_get = descriptor_get }

const OuTypeDef ou_native_type = {
    .name = "builtin_function_or_method", .kind = OU_KIND_NATIVE, .flags = OU_TYPE_ABSTRACT,
    .layout = &native_layout, .getset = native_getset, NATIVE_SLOTS,
};
const OuTypeDef ou_method_wrapper_type = {
    .name = "method-wrapper", .kind = OU_KIND_NATIVE, .flags = OU_TYPE_ABSTRACT,
    .layout = &native_layout, .getset = wrapper_getset, NATIVE_SLOTS,
};
const OuTypeDef ou_method_descriptor_type = {
    .name = "method_descriptor", .kind = OU_KIND_METHOD_DESCRIPTOR,
    .flags = OU_TYPE_ABSTRACT | OU_TYPE_METHOD_LIKE,
    .layout = &native_layout, .getset = descriptor_getset, DESCRIPTOR_SLOTS,
};
const OuTypeDef ou_slot_wrapper_type = {
    .name = "wrapper_descriptor", .kind = OU_KIND_METHOD_DESCRIPTOR,
    .flags = OU_TYPE_ABSTRACT | OU_TYPE_METHOD_LIKE,
    .layout = &native_layout, .getset = descriptor_getset, DESCRIPTOR_SLOTS,
};
const OuTypeDef ou_classmethod_descriptor_type = {
    .name = "classmethod_descriptor", .kind = OU_KIND_METHOD_DESCRIPTOR, .flags = OU_TYPE_ABSTRACT,
    .layout = &native_layout, .getset = descriptor_getset, DESCRIPTOR_SLOTS,
};
