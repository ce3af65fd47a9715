// snapshot.h: the heap in a file that Chrome's DevTools open (*.heapsnapshot).
//
// The file is JSON: `nodes` and `edges` are flat arrays whose rows the `meta` at its head explains,
// names are indexes of `strings` at its end.
//
//     0  (the root)
//     1  (GC roots)                with an edge to each of the next five
//     2  (modules)                 what is in sys.modules
//     3  (stack frames)            what the registers of running frames hold
//     4  (interpreter)             what the interpreter itself holds
//     5  (C code)                  what is counted, but held by none of all this
//     6  (uncollected cycles)      what only objects hold that nothing else holds
//     7  ...                       every object, in the order of gc/number.h
//
// An object keeps its id as long as it lives; it comes from its place, so another one may have it
// after its death. Sizes are those of slot and side buffers. Weak references are edges of their own
// type. Nothing in the heap is changed, and no object is made.
//
// The heap is walked five times, and written as it is walked: what is asked of memory is half a
// byte a slot, and a third of a megabyte.
#ifndef OU_RUNTIME_SNAPSHOT_H
#define OU_RUNTIME_SNAPSHOT_H

#include "runtime/state.h"

typedef enum OuSnapshotResult {
    OU_SNAPSHOT_WRITTEN,
    OU_SNAPSHOT_NO_MEMORY,
    OU_SNAPSHOT_INTERRUPTED,     // Ctrl-C: the interrupt is still pending
    OU_SNAPSHOT_FAILED,          // the system says no: *error is its errno
} OuSnapshotResult;

// Unless it is written, the path is as it was. On a terminal standard error shows how far it is,
// if it takes more than a second.
OU_CHECKED OuSnapshotResult ou_snapshot_write(OuVM *vm, const char *path, int *error);

// The same for scripts: OSError with the path, MemoryError, KeyboardInterrupt.
OU_CHECKED bool ou_snapshot_write_for_script(OuVM *vm, const char *path, OuValue shown);

#endif
