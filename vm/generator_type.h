// generator_type.h: attributes that generators, coroutines and asynchronous generators have in
// common, under different names.
#ifndef OU_VM_GENERATOR_TYPE_H
#define OU_VM_GENERATOR_TYPE_H

#include "vm/generator.h"

OuValue ou_generator_repr(OuVM *vm, OuValue self);
OuValue ou_generator_get_name(OuVM *vm, OuValue self);
bool ou_generator_set_name(OuVM *vm, OuValue self, OuValue value);
OuValue ou_generator_get_qualified_name(OuVM *vm, OuValue self);
bool ou_generator_set_qualified_name(OuVM *vm, OuValue self, OuValue value);
OuValue ou_generator_get_running(OuVM *vm, OuValue self);
OuValue ou_generator_get_suspended(OuVM *vm, OuValue self);
OuValue ou_generator_get_code(OuVM *vm, OuValue self);
OuValue ou_generator_get_frame(OuVM *vm, OuValue self);
OuValue ou_generator_get_delegate(OuVM *vm, OuValue self);

#endif
