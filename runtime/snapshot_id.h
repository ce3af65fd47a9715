// snapshot_id.h: the numbers of objects in snapshots: the same in all of a run, and nobody else's.
//
// An object stays in its place, and when it has died another one may come there. So births are
// recorded from the first snapshot on (gc/trace.h), and each one begins an epoch:
//
//     epoch of birth  |  place on the heap
//
// What was there before the first one has its place as its id. How many bits tell the place is
// found out then: twice what the heap has, and at least 25, for a program that has only begun (256
// MiB of each sort; 127 snapshots). Chrome's DevTools read 32 bits. What doesn't fit into them (the
// heap has grown more, or the epochs are used up) has 33 bits for the place, and the epoch above.
#ifndef OU_RUNTIME_SNAPSHOT_ID_H
#define OU_RUNTIME_SNAPSHOT_ID_H

#include "runtime/state.h"

uint64_t ou_snapshot_id(OuVM *vm, const OuObject *object);

// After a snapshot that others may follow: nothing must have been allocated since.
void ou_snapshot_begin_epoch(OuVM *vm);

#endif
