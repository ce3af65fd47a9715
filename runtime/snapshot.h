// snapshot.h: the heap in a file that Chrome's DevTools open (*.heapsnapshot).
//
// The file is JSON: `nodes` and `edges` are flat arrays whose rows the `meta` at its head explains,
// names are indexes of `strings` at its end. What stands in it: snapshot_walk.h.
#ifndef OU_RUNTIME_SNAPSHOT_H
#define OU_RUNTIME_SNAPSHOT_H

#include "runtime/snapshot_walk.h"

// Unless it is written, the path is as it was. After OU_SNAPSHOT_FAILED *error is an errno.
OU_CHECKED OuSnapshotResult ou_snapshot_write(OuVM *vm, const char *path, int *error);

// Gives true if it is done; otherwise raises OSError with the path, MemoryError, KeyboardInterrupt.
OU_CHECKED bool ou_snapshot_check(OuVM *vm, OuSnapshotResult result, int error, OuValue path);

#endif
