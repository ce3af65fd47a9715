// check_command.h: `ouro check`.
#ifndef OU_VM_CHECK_COMMAND_H
#define OU_VM_CHECK_COMMAND_H

#include "vm/ouro.h"

// The arguments behind `check`. The exit status: 1 if something doesn't compile, 2 if a file can't
// be read or the use is mistaken.
int ou_check_command(OuroVM *vm, int count, char **arguments);

#endif
