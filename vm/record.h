// record.h: the files that are written while a program runs: --gc-trace, --profile,
// --alloc-profile, --heap-snapshot.
#ifndef OU_VM_RECORD_H
#define OU_VM_RECORD_H

#include "vm/ouro.h"

// The program has ended, its modules are still there: what only looks at the program ends here.
// Gives the status, or 1 instead of 0 if a file couldn't be written, which is told on standard
// error.
int ou_record_end_program(OuroVM *vm, int status);
// The rest ends; the same.
int ou_record_end(OuroVM *vm, int status);

#endif
