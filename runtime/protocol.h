// protocol.h: what can be done with any value: the operations of the language.
//
// All of these may run script code. Operands are borrowed, results owned; OU_ERROR / false: an
// exception is set. Slots of types are reached through here only.
#ifndef OU_RUNTIME_PROTOCOL_H
#define OU_RUNTIME_PROTOCOL_H

#include "runtime/type.h"

OU_CHECKED OuValue ou_repr(OuVM *vm, OuValue value);              // a str
OU_CHECKED OuValue ou_str(OuVM *vm, OuValue value);               // a str
OU_CHECKED OuValue ou_ascii(OuVM *vm, OuValue value);
OU_CHECKED OuValue ou_format(OuVM *vm, OuValue value, OuString *specification);
OU_CHECKED bool ou_hash(OuVM *vm, OuValue value, int64_t *hash);
OU_CHECKED bool ou_truth(OuVM *vm, OuValue value, bool *truth);
OU_CHECKED bool ou_equal(OuVM *vm, OuValue a, OuValue b,
                         bool *equal); // identity first, as `in` has it
OU_CHECKED OuValue ou_compare(OuVM *vm, OuValue a, OuValue b, OuCompare operator); // any object
OU_CHECKED bool ou_compare_truth(OuVM *vm, OuValue a, OuValue b, OuCompare operator, bool *truth);
OU_CHECKED OuValue ou_binary(OuVM *vm, OuBinary operator, OuValue a, OuValue b);
OU_CHECKED OuValue ou_inplace(OuVM *vm, OuBinary operator, OuValue a, OuValue b);
OU_CHECKED OuValue ou_unary(OuVM *vm, OuUnary operator, OuValue value);
OU_CHECKED OuValue ou_power(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus);

OU_CHECKED OuValue ou_get_attribute(OuVM *vm, OuValue object, OuString *name);
// OU_UNBOUND when the attribute doesn't exist (AttributeError is cleared).
OU_CHECKED OuValue ou_get_attribute_or_unbound(OuVM *vm, OuValue object, OuString *name);
OU_CHECKED bool ou_set_attribute(OuVM *vm, OuValue object, OuString *name, OuValue value);
OU_CHECKED bool ou_delete_attribute(OuVM *vm, OuValue object, OuString *name);
// type.__getattribute__ and type.__setattr__.
OU_CHECKED OuValue ou_type_get_attribute(OuVM *vm, OuValue type, OuString *name);
OU_CHECKED bool ou_type_set_attribute(OuVM *vm, OuValue type, OuString *name, OuValue value);
// object.__getattribute__ and object.__setattr__ themselves.
OU_CHECKED OuValue ou_generic_get_attribute(OuVM *vm, OuValue object, OuString *name);
OU_CHECKED bool ou_generic_set_attribute(OuVM *vm, OuValue object, OuString *name, OuValue value);
// The method `name` of the type (not of the instance), bound; OU_UNBOUND if there is none, no
// exception.
OU_CHECKED OuValue ou_special_method(OuVM *vm, OuValue object, OuString *name);

OU_CHECKED OuValue ou_get_item(OuVM *vm, OuValue object, OuValue key);
OU_CHECKED bool ou_set_item(OuVM *vm, OuValue object, OuValue key, OuValue value);
OU_CHECKED bool ou_delete_item(OuVM *vm, OuValue object, OuValue key);
OU_CHECKED bool ou_contains(OuVM *vm, OuValue container, OuValue item, bool *found);
OU_CHECKED bool ou_length(OuVM *vm, OuValue object, size_t *length);
OU_CHECKED bool ou_length_hint(OuVM *vm, OuValue object, size_t *length);   // 0 when unknown

OU_CHECKED OuValue ou_iterate(OuVM *vm, OuValue object);
OU_CHECKED OuValue ou_next(OuVM *vm, OuValue iterator);              // OU_STOP at the end
// The same for who hands the end on: a StopIteration that was raised stays pending, with its value
// (OU_ERROR), as slots.next may leave it.
OU_CHECKED OuValue ou_next_raising(OuVM *vm, OuValue iterator);

OU_CHECKED OuValue ou_call(OuVM *vm, OuValue callee, const OuValue *arguments, size_t count);
OU_CHECKED OuValue ou_call_names(OuVM *vm, OuValue callee, const OuValue *arguments,
                                 size_t positional, OuTuple *names);
// callee(*arguments, **keywords), of a tuple and a dict whose keys are strings.
OU_CHECKED OuValue ou_call_extended(OuVM *vm, OuValue callee, OuValue arguments, OuValue keywords);
OU_CHECKED OuValue ou_call_method(OuVM *vm, OuValue object, OuString *name,
                                  const OuValue *arguments, size_t count);

OU_CHECKED bool ou_is_instance(OuVM *vm, OuValue object, OuValue class_or_tuple, bool *answer);
OU_CHECKED bool ou_is_subclass(OuVM *vm, OuValue class, OuValue class_or_tuple, bool *answer);
// type.__instancecheck__ and type.__subclasscheck__: `class` / `base` is a type.
OU_CHECKED bool ou_is_instance_plain(OuVM *vm, OuValue object, OuValue class, bool *answer);
OU_CHECKED bool ou_is_subclass_plain(OuVM *vm, OuValue class, OuValue base, bool *answer);
OU_CHECKED OuValue ou_object_dir(OuVM *vm, OuValue object);      // names, not sorted
OU_CHECKED OuValue ou_type_dir(OuVM *vm, OuType *type);
bool ou_is_callable(OuVM *vm, OuValue value);

// __index__: an int of any size.
OU_CHECKED OuValue ou_to_index(OuVM *vm, OuValue value);
OU_CHECKED bool ou_to_int64(OuVM *vm, OuValue value, int64_t *result); // OverflowError beyond
OU_CHECKED bool ou_to_size(OuVM *vm, OuValue value, int64_t *result);  // "cannot fit 'int' into
                                                                       // an index-sized integer"
OU_CHECKED bool ou_to_size_clamped(OuVM *vm, OuValue value, int64_t *result); // for slices, repeats
OU_CHECKED bool ou_to_double(OuVM *vm, OuValue value, double *result); // __float__, __index__

#endif
