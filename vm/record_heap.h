// record_heap.h: --heap-snapshot: the heap in a file, at the end of the program, when a signal asks
// for it, and when the program ends by MemoryError.
//
// The end writes the file itself; what signals ask for goes to numbered ones: x.1.heapsnapshot. A
// program that ends by MemoryError has its file from before its traceback is printed. Addresses
// are kept back for that: there is memory for the walk over the heap though none is left.
#ifndef OU_VM_RECORD_HEAP_H
#define OU_VM_RECORD_HEAP_H

#include "vm/ouro.h"

// False: the file can't be written, errno says why.
bool ou_record_heap_open(OuroVM *vm, const char *path);

// Writes a snapshot since a signal has asked for one: wherever interrupts are looked for, in long
// natives, too (obey_request). Failures are told on standard error.
void ou_record_heap_signal(OuroVM *vm);
// The program ends by a MemoryError, the given exception.
void ou_record_heap_exhausted(OuroVM *vm, uint64_t exception);
// The program has ended. False: the file couldn't be written, errno says why.
bool ou_record_heap_end(OuroVM *vm);

#endif
