// heap_path.h: what holds a node of a heap file, as text.
#ifndef OU_RUNTIME_HEAP_PATH_H
#define OU_RUNTIME_HEAP_PATH_H

#include "runtime/heap_file.h"

// `module app .cache['last'][0]`: the way from the root to the node by `via`, as
// ou_graph_shortest gives it; "(root)" for the root, "" if there is no way. Long ways are shortened
// in the middle.
void ou_heap_path_put(const OuHeapFile *file, const uint32_t *via, uint32_t node, OuBuffer *text);

// One reference: `.name`, `['key']`, `[0]`, ` (item)`.
void ou_heap_path_put_edge(const OuHeapFile *file, uint32_t edge, OuBuffer *text);

#endif
