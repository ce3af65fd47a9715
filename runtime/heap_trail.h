// heap_trail.h: a way through the heap, written down as addresses and texts: see heap_paths.h.
#ifndef OU_RUNTIME_HEAP_TRAIL_H
#define OU_RUNTIME_HEAP_TRAIL_H

#include "gc/buffer.h"
#include "runtime/root_name.h"
#include "runtime/snapshot_roots.h"

// Texts stand one after the other, each ended by a NUL.
typedef struct OuTrail {
    OuBuffer texts, objects;
    size_t   count;              // of objects
} OuTrail;

void ou_trail_init(OuVM *vm, OuTrail *trail);
void ou_trail_free(OuTrail *trail);

// False: memory is refused.
OU_CHECKED bool ou_trail_put(OuTrail *trail, OuObject *object);
// How one object holds the other: ou_edge_put.
OU_CHECKED bool ou_trail_put_edge(OuVM *vm, OuTrail *trail, OuObject *owner, const OuObject *held);
// By which root of a group the object is held.
OU_CHECKED bool ou_trail_put_root(OuVM *vm, OuTrail *trail, OuRootGroup group,
                                  const OuObject *object);

// Frames of library modules hold what they were given, and only as long as they run. `found`: all
// zeros, or from the last call. False for what is no register.
bool ou_trail_is_library_register(OuVM *vm, OuRegister *found, const void *slot);

// The tuple (text, object, text, ..., object), or (object, text, ..., text).
OU_CHECKED OuValue ou_trail_value(OuVM *vm, const OuTrail *trail, bool starts_with_text);

#endif
