// snapshot_walk.h: the heap as a graph with names, handed over piece by piece.
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
// Ids are those of snapshot_id.h, sizes those of slot and side buffers. Weak references are edges
// of their own kind. Nothing in the heap is changed, and no object is made.
//
// The heap is walked five times, and handed over as it is walked: what is asked of memory is less
// than a byte a slot, and a third of a megabyte.
#ifndef OU_RUNTIME_SNAPSHOT_WALK_H
#define OU_RUNTIME_SNAPSHOT_WALK_H

#include "runtime/snapshot_label.h"

enum { OU_SNAPSHOT_SYNTHETIC = 7 };        // nodes before the first object

typedef struct OuSnapshotNode {
    OuHeapNodeKind kind;
    uint32_t   name;                       // index of a string
    uint64_t   id, size, edges;
} OuSnapshotNode;

typedef struct OuSnapshotEdge {
    OuHeapEdgeKind kind;
    uint32_t   name;                       // index of a string, or of an element
    uint32_t   to;                         // number of a node
} OuSnapshotEdge;

// Who takes the pieces, in this order: `begin`, all nodes, `edges`, all edges in the order of their
// nodes, `strings`, all strings in the order of their indexes.
typedef struct OuSnapshotSink OuSnapshotSink;
struct OuSnapshotSink {
    void (*begin)(OuSnapshotSink *sink, uint32_t nodes, uint64_t edges);
    void (*node)(OuSnapshotSink *sink, const OuSnapshotNode *node);
    void (*edges)(OuSnapshotSink *sink);
    void (*edge)(OuSnapshotSink *sink, const OuSnapshotEdge *edge);
    void (*strings)(OuSnapshotSink *sink);
    void (*string)(OuSnapshotSink *sink, const char *utf8, size_t length);
    bool is_for_devtools;                  // the root has more references: see visit_root
    bool failed;                           // set by the sink: nothing more is wanted
};

typedef enum OuSnapshotResult {
    OU_SNAPSHOT_DONE,                      // everything was handed over
    OU_SNAPSHOT_NO_MEMORY,
    OU_SNAPSHOT_INTERRUPTED,               // Ctrl-C: the interrupt is still pending
    OU_SNAPSHOT_FAILED,                    // the sink has
} OuSnapshotResult;

// On a terminal standard error shows how far it is, if it takes more than a second.
OU_CHECKED OuSnapshotResult ou_snapshot_walk(OuVM *vm, OuSnapshotSink *sink);

#endif
