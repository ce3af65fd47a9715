// heap_paths.h: which way the roots reach some objects, for module memtest.
//
// All objects are numbered, and searched breadth first from the roots: modules, then registers of
// frames, then what the interpreter holds. Nothing is made meanwhile; what was found is written
// down as addresses and texts, of which objects are made when all is over.
#ifndef OU_RUNTIME_HEAP_PATHS_H
#define OU_RUNTIME_HEAP_PATHS_H

#include "runtime/list.h"

// Of each object in the list a tuple (root, object, edge, object, ...): text of the root, then the
// objects on the way, which ends with the object itself, and between them the texts of the
// references. None: no root reaches it. The way leads through nothing that is in `ignored`, nor
// through the two lists themselves, nor from a running frame of a library module.
OU_CHECKED OuValue ou_heap_paths(OuVM *vm, OuList *objects, OuList *ignored);

#endif
