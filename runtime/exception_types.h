// exception_types.h: what the files that implement exception types share.
#ifndef OU_RUNTIME_EXCEPTION_TYPES_H
#define OU_RUNTIME_EXCEPTION_TYPES_H

#include "runtime/error.h"
#include "runtime/native.h"

// The parts of the types that have some of their own: `name` is the last column of exceptions.def.
#define OU_EXCEPTION_PARTS(name)                                      \
    extern const OuNativeDef *const ou_##name##_methods[];             \
    extern const OuGetSetDef ou_##name##_getset[]
OU_EXCEPTION_PARTS(base);
OU_EXCEPTION_PARTS(group);
OU_EXCEPTION_PARTS(system_exit);
OU_EXCEPTION_PARTS(stop_iteration);
OU_EXCEPTION_PARTS(attribute_error);
OU_EXCEPTION_PARTS(import_error);
OU_EXCEPTION_PARTS(key_error);
OU_EXCEPTION_PARTS(name_error);
OU_EXCEPTION_PARTS(os_error);
OU_EXCEPTION_PARTS(syntax_error);
OU_EXCEPTION_PARTS(unicode_decode);
OU_EXCEPTION_PARTS(unicode_encode);
OU_EXCEPTION_PARTS(unicode_translate);

extern const OuLayout ou_exception_layout;

// The number of fields that instances of the type have, __slots__ not counted.
unsigned ou_exception_field_count(const OuVM *vm, const OuType *type);
// An instance without fields set. The first raises MemoryError, the second just gives NULL.
OU_CHECKED OuValue ou_exception_new(OuVM *vm, OuType *type, OuTuple *args);
OU_CHECKED OuException *ou_exception_try_new(OuVM *vm, OuType *type, OuTuple *args);

// BaseException.__new__ and __init__: the positional arguments become `args`.
OU_CHECKED OuValue ou_exception_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                          size_t positional, OuTuple *names);
OU_CHECKED bool ou_exception_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                        size_t positional, OuTuple *names);
// TypeError "X() takes no keyword arguments" if there are names.
OU_CHECKED bool ou_exception_no_names(OuVM *vm, const OuType *type, OuTuple *names);
// Keyword-only arguments put into fields: those of `allowed` (ended by NULL) in order, from field 0
// on; the others are errors that call the function `type_name`.
OU_CHECKED bool ou_exception_take_names(OuVM *vm, OuException *self, const char *type_name,
                                        const char *const *allowed, const OuValue *values,
                                        OuTuple *names);
// str() of an exception by its args.
OU_CHECKED OuValue ou_exception_str(OuVM *vm, OuValue self);
// (type, args, ...) with the `state` (owned by the caller; a dict or OU_UNBOUND).
OU_CHECKED OuValue ou_exception_reduce(OuVM *vm, OuValue self, OuTuple *args, OuValue state);

static inline OuValue ou_field_get(OuValue self, unsigned index)      // owned; None if it isn't set
{
    OuValue value = ou_exception_of(self)->fields[index];
    return value == OU_UNBOUND ? OU_NONE : ou_ref(value);
}

static inline bool ou_field_set(OuValue self, unsigned index, OuValue value)
{
    ou_set(&ou_exception_of(self)->fields[index], value);
    return true;
}

// A field that scripts may read, set and delete.
#define OU_EXCEPTION_FIELD(name, index)                                                       \
    static OuValue get_##name(OuVM *vm, OuValue self) { return ou_field_get(self, index); }    \
    static bool set_##name(OuVM *vm, OuValue self, OuValue value)                              \
    {                                                                                          \
        return ou_field_set(self, index, value);                                               \
    }

// Slots of the types with parts.
#define OU_EXCEPTION_SLOTS(name)                                                               \
    OU_CHECKED bool ou_##name##_initialise(OuVM *vm, OuValue self, const OuValue *arguments,    \
                                           size_t positional, OuTuple *names)
OU_EXCEPTION_SLOTS(system_exit);
OU_EXCEPTION_SLOTS(stop_iteration);
OU_EXCEPTION_SLOTS(attribute_error);
OU_EXCEPTION_SLOTS(import_error);
OU_EXCEPTION_SLOTS(name_error);
OU_EXCEPTION_SLOTS(os_error);
OU_EXCEPTION_SLOTS(syntax_error);
OU_EXCEPTION_SLOTS(unicode_decode);
OU_EXCEPTION_SLOTS(unicode_encode);
OU_EXCEPTION_SLOTS(unicode_translate);
OU_EXCEPTION_SLOTS(group);
OU_CHECKED OuValue ou_exception_repr(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_import_error_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_key_error_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_os_error_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_syntax_error_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_unicode_decode_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_unicode_encode_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_unicode_translate_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_group_str(OuVM *vm, OuValue self);
OU_CHECKED OuValue ou_group_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                      size_t positional, OuTuple *names);
OU_CHECKED OuValue ou_os_error_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                         size_t positional, OuTuple *names);

#endif
