// local_name.h: which local stands in a slot: for those who look into memory (OuHostHooks).
#ifndef OU_VM_LOCAL_NAME_H
#define OU_VM_LOCAL_NAME_H

#include "runtime/root_name.h"

bool ou_find_register(OuVM *vm, const void *slot, OuRegister *found);
OuString *ou_local_name(const OuObject *owner, const void *slot);
const char *ou_code_part(const OuObject *owner, const void *slot, size_t *index);
bool ou_find_code(const OuObject *owner, OuRegister *found, const char **noun);
const OuValue *ou_call_registers(OuVM *vm);

#endif
