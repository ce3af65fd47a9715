// record_alloc.h: --alloc-profile: what was allocated where, for the viewer of valgrind's DHAT.
//
// A program point is a stack of lines, the innermost first. Of each the file says how many bytes in
// how many blocks it has allocated in all, at its own maximum, at the moment when the whole program
// held most, and at the program's end; and how long the blocks lived. The unit of time is a block
// allocated: so the same program gives the same file. Sizes are those of slots, as in tracemalloc,
// whose functions are refused meanwhile. Only what is allocated after the beginning is seen.
//
// Nothing is kept for a block but the number of its site (gc/trace.h): lifetimes are differences of
// sums of moments; what a site held at the greatest moment is written down when it changes
// afterwards.
#ifndef OU_VM_RECORD_ALLOC_H
#define OU_VM_RECORD_ALLOC_H

#include "runtime/state.h"

enum { OU_ALLOC_FRAMES = 32 };       // of a stack

// Begins; `program` is its name. False: errno says why.
OU_CHECKED bool ou_record_alloc_open(OuVM *vm, const char *path, const char *program);
// Ends and writes; no effect if there is none. False: it couldn't be written, errno says why.
OU_CHECKED bool ou_record_alloc_close(OuVM *vm);

#endif
