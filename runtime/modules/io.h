// io.h: module _io: open() and the types of file objects.
#ifndef OU_RUNTIME_MODULES_IO_H
#define OU_RUNTIME_MODULES_IO_H

#include "runtime/module.h"

extern const OuModuleDef ou_io_module;

#endif
