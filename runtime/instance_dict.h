// instance_dict.h: `__dict__` and `__weakref__`, which classes of scripts give to their instances.
#ifndef OU_RUNTIME_INSTANCE_DICT_H
#define OU_RUNTIME_INSTANCE_DICT_H

#include "runtime/type.h"

extern const OuGetSetDef ou_instance_dict_getset, ou_instance_weakref_getset;

#endif
