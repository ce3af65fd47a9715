// heap_rings.h: which live objects can reach each other, and the rings in that.
//
// Everything a program is made of belongs together: an object knows its class, that its methods,
// they their module, and that the object. So among what isn't garbage references to classes,
// modules, their namespaces and code needn't be followed; in garbage all are.
#ifndef OU_RUNTIME_HEAP_RINGS_H
#define OU_RUNTIME_HEAP_RINGS_H

#include "gc/ring.h"
#include "runtime/heap_graph.h"

typedef struct OuHeapRings {
    OuHeapView  *view;
    OuHeapGraph  made;
    OuNumberSet  namespaces;     // dictionaries of modules
    OuNumberSet  garbage;        // what no root and no C code reaches
    bool         leaves_frames;  // references to frames aren't followed either
    uint32_t    *component;      // of each node
    uint32_t    *sizes;          // of each component; one node counts as 0 unless it
                                 // refers to itself
    uint32_t     components;
    OuGraphRings rings;
} OuHeapRings;

typedef enum OuRingSort {
    OU_RINGS_ALL,                // everything is followed; nobody asks about garbage
    OU_RINGS_OF_PROGRAM,         // everything is followed
    OU_RINGS_OF_OBJECTS,         // not what ties a program together
    OU_RINGS_WITHOUT_FRAMES,     // ... nor frames, which may be running
} OuRingSort;

// Among these objects, or all (NULL), but for some (or NULL). False: it has failed. To be ended in
// any case.
OU_CHECKED bool ou_heap_rings_begin(OuHeapView *view, OuHeapRings *rings, OuRingSort sort,
                                    const OuNumberSet *among, const OuNumberSet *except);
void ou_heap_rings_end(OuHeapRings *rings);

// Finds out `component`, `sizes` and `components`.
OU_CHECKED bool ou_heap_rings_group(OuHeapRings *rings);

// A shortest ring through a node, which begins with it. `*count` steps, to be given back with
// ou_heap_view_give. NULL: there is none, and then `*count` is 0, or it has failed.
OU_CHECKED OuRingStep *ou_heap_rings_find(OuHeapRings *rings, uint32_t node, size_t *count);

// Adds all objects that are parts of rings among these, whatever leads there.
void ou_heap_rings_each(OuHeapView *view, const OuNumberSet *among, const OuNumberSet *except,
                        OuRootList *list);

#endif
