// edge.h: the name of a reference as a person would write it: `.next`, `['last']`, `[0]`,
// `.__closure__`.
#ifndef OU_RUNTIME_EDGE_H
#define OU_RUNTIME_EDGE_H

#include "gc/buffer.h"
#include "runtime/state.h"

// Puts the name of the reference that stands at `slot` (the address that the owner's layout hands
// to visitors) into the text. With `general` places in sequences and sets have no number. Makes no
// object, runs no script; of a reference without a name in the language the text is "(inside)".
void ou_edge_put(OuVM *vm, OuObject *owner, const void *slot, bool general, OuBuffer *text);

// A number that is the same for edges with the same general name of objects of the same class, and
// most likely another for others: 64 bits.
uint64_t ou_edge_hash(OuVM *vm, OuObject *owner, const void *slot);

// Is the object a part of another one, no script having seen it (the dictionary of an instance)?
bool ou_edge_is_inner(OuVM *vm, const OuObject *object);

#endif
