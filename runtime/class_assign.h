// class_assign.h: assignment to `__class__` of instances and to `__bases__` of classes.
#ifndef OU_RUNTIME_CLASS_ASSIGN_H
#define OU_RUNTIME_CLASS_ASSIGN_H

#include "runtime/type.h"

// Both raise TypeError unless instances of the old and the new class look alike inside.
OU_CHECKED bool ou_class_assign(OuVM *vm, OuValue self, OuValue value);
OU_CHECKED bool ou_class_assign_bases(OuVM *vm, OuType *type, OuValue value);

#endif
