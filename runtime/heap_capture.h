// heap_capture.h: the running program's heap as a graph with names, as if it had been written to a
// file and read again: for what has to look at all of it at once.
#ifndef OU_RUNTIME_HEAP_CAPTURE_H
#define OU_RUNTIME_HEAP_CAPTURE_H

#include "runtime/heap_file.h"
#include "runtime/snapshot_walk.h"

// Needs about 50 bytes an object. Unless it is DONE there is nothing to free.
OU_CHECKED OuSnapshotResult ou_heap_capture(OuVM *vm, OuHeapFile *file);

// The node of an object that has lived when the file was captured.
uint32_t ou_heap_capture_node(const OuHeapFile *file, const OuObject *object);

#endif
