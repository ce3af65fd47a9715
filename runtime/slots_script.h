// slots_script.h: the slots of classes made by scripts.
#ifndef OU_RUNTIME_SLOTS_SCRIPT_H
#define OU_RUNTIME_SLOTS_SCRIPT_H

#include "runtime/type.h"

// Every field calls the dunder method it stands for.
extern const OuSlots ou_script_slots;

// type(self).name(self, *arguments), at most four of them; OU_UNBOUND when the type has no such
// method.
OU_CHECKED OuValue ou_call_dunder(OuVM *vm, OuValue self, OuString *name, const OuValue *arguments,
                                  size_t count);
// callee(first, *arguments, names...)
OU_CHECKED OuValue ou_call_prepended(OuVM *vm, OuValue callee, OuValue first,
                                     const OuValue *arguments, size_t positional, OuTuple *names);
// "__lt__", ...
OuString *ou_compare_name(OuVM *vm, OuCompare operator);

#endif
