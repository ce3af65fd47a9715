// slots.h: the two-way street between C slots and dunder methods.
//
// One table (slots.def) has a row for each dunder method. Down: a built-in type's slot appears to
// scripts as a "slot wrapper" (`int.__add__`). Up: when a class of a script defines `__add__`, its
// slot becomes a function that looks the method up and calls it; when the method found is a slot
// wrapper, the wrapped slot itself is taken, so that inheriting costs nothing.
#ifndef OU_RUNTIME_SLOTS_H
#define OU_RUNTIME_SLOTS_H

#include "runtime/native.h"

// Slots that the definition leaves NULL come from the base.
void ou_slots_inherit(OuType *type, const OuType *base, const OuTypeDef *definition);
// Puts slot wrappers for the type's own slots, `__new__` and `__hash__ = None` into its dictionary.
OU_CHECKED bool ou_slots_fill(OuVM *vm, OuType *type);
// Brings the slots behind one dunder name in step with what the MRO has now. Any other name:
// nothing.
void ou_slots_update(OuVM *vm, OuType *type, OuString *name);
// All slots of a new class, or of one that may have instances: call ou_slots_expect then.
void ou_slots_update_all(OuVM *vm, OuType *type);

// An instance of the class comes into being, or there may be one already. From the first on that
// has a finalizer, deaths may run script code. Runs none itself.
void ou_slots_begin_finalizers(OuVM *vm);
static inline void ou_slots_expect(OuVM *vm, const OuType *type)
{
    bool is_first = type->slots.finalize && !vm->heap.has_finalizers;
    if (OU_UNLIKELY(is_first)) ou_slots_begin_finalizers(vm);
}
// Calls a slot wrapper: row of the table, on the slots of the wrapper's owner.
OU_CHECKED OuValue ou_slots_call_wrapper(OuVM *vm, OuNative *wrapper, OuValue self,
                                         const OuValue *arguments, size_t positional,
                                         OuTuple *names);
const char *ou_slots_wrapper_doc(const OuNative *wrapper);
const char *ou_slots_wrapper_signature(const OuNative *wrapper);

#endif
