// record_heap.h: --heap-snapshot: the heap in a file, at the end of the program, when a signal asks
// for it, and when the program ends by MemoryError.
//
// The end writes the file itself; what signals ask for goes to numbered ones: x.1.heapsnapshot. A
// program that ends by MemoryError has its file from before its traceback is printed. Addresses
// are kept back for that: there is memory for the walk over the heap though none is left.
#ifndef OU_VM_RECORD_HEAP_H
#define OU_VM_RECORD_HEAP_H

#include "vm/ouro.h"

enum { OU_PENDING_SNAPSHOT = 128 };        // a bit of heap.pending

// False: the file can't be written, errno says why.
bool ou_record_heap_open(OuroVM *vm, const char *path);

// Writes a snapshot if a signal has asked for one: at polls, and where a system call was
// interrupted (obey_requests). Failures are told on standard error.
void ou_record_heap_poll(OuroVM *vm);
// The program ends by a MemoryError, the given exception.
void ou_record_heap_exhausted(OuroVM *vm, uint64_t exception);
// The program has ended. False: the file couldn't be written, errno says why.
bool ou_record_heap_end(OuroVM *vm);

#endif
