// heap_picture.h: a few nodes of a heap file and the references between them, to be drawn: as
// Graphviz' DOT or as a Mermaid flowchart.
#ifndef OU_RUNTIME_HEAP_PICTURE_H
#define OU_RUNTIME_HEAP_PICTURE_H

#include "runtime/heap_file.h"
#include "runtime/out_file.h"

enum { OU_PICTURE_NODES = 200, OU_PICTURE_EDGES = 1000 };

typedef struct OuPictureEdge {
    uint32_t from, to;                     // positions in `nodes`
    uint32_t edge;                         // NONE: left out are `skipped` nodes
    uint32_t skipped;
} OuPictureEdge;

typedef struct OuPicture {
    OuHeapFile   *file;
    uint32_t      nodes[OU_PICTURE_NODES];
    OuPictureEdge edges[OU_PICTURE_EDGES];
    uint32_t      node_count, edge_count;
    uint32_t      focus;                   // the node that it is about
    bool          is_cut;                  // there was more than there is room for
} OuPicture;

typedef enum OuPictureResult {
    OU_PICTURE_DONE, OU_PICTURE_NO_MEMORY,
    OU_PICTURE_NOTHING,                    // there is no such cycle, nothing holds it
} OuPictureResult;

// A shortest cycle through the node; that through its class doesn't count.
OU_CHECKED OuPictureResult ou_picture_cycle(OuPicture *picture, OuHeapFile *file, uint32_t node);
// A shortest path from the roots to the node. Registers that hold it without a name don't count.
OU_CHECKED OuPictureResult ou_picture_path(OuPicture *picture, OuHeapFile *file, uint32_t node);
// What is at most so many references away, in either direction; classes of instances left out.
OU_CHECKED OuPictureResult ou_picture_neighbours(OuPicture *picture, OuHeapFile *file,
                                                 uint32_t node, uint32_t depth);

void ou_picture_put_dot(const OuPicture *picture, OuOutFile *out);
void ou_picture_put_mermaid(const OuPicture *picture, OuOutFile *out);

// What a node is called: `Node`, `'text'`, `module app`.
void ou_picture_put_name(const OuHeapFile *file, uint32_t node, size_t most, OuBuffer *text);
// Does an instance refer to its class by it?
bool ou_picture_is_class_edge(const OuHeapFile *file, uint32_t edge);

#endif
