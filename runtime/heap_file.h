// heap_file.h: a heap snapshot that was read from its file: Ouro's, or one that V8 has written.
//
// The file's `meta` says which fields the rows of `nodes` and `edges` have, so other versions of
// the format can be read as long as they have those that are needed here.
#ifndef OU_RUNTIME_HEAP_FILE_H
#define OU_RUNTIME_HEAP_FILE_H

#include <string.h>

#include "gc/graph.h"
#include "runtime/json_in.h"

typedef struct OuHeapText {
    const char *bytes;                     // not NUL-terminated
    size_t      length;
} OuHeapText;

typedef struct OuHeapFile {
    OuMemory   *memory;
    const char *path;
    OuGraph     graph;                     // weak references are ignored; node 0 is the root
    uint64_t   *ignored;                   // the graph's
    uint64_t   *sizes, *ids;               // of each node
    uint32_t   *names;                     // its name's index among the strings
    uint8_t    *kinds;                     // its kind: an index into node_kinds
    uint32_t   *edge_names;                // of each edge: a string, or an index
    uint8_t    *edge_kinds;                // an index into edge_kind_names
    OuBuffer    node_kind_names, edge_kind_names;    // each ended by NUL
    OuBuffer    strings;
    size_t     *string_ends;
    uint32_t    string_count, string_capacity;
    uint32_t    weak_count;                // references that are ignored
    bool        is_own;                    // Ouro has written it
    char        error[512];                // what was wrong with it
} OuHeapFile;

// False: `error` says why, with the place; there is nothing to free.
OU_CHECKED bool ou_heap_file_read(OuHeapFile *file, OuMemory *memory, const char *path);
void ou_heap_file_free(OuHeapFile *file);

// For those who make one otherwise. Arrays for so many nodes and edges, all zeros; an empty file
// before. False: memory is refused.
void ou_heap_file_init(OuHeapFile *file, OuMemory *memory, const char *path);
OU_CHECKED bool ou_heap_file_make(OuHeapFile *file, uint32_t nodes, uint32_t edges);
OU_CHECKED bool ou_heap_file_put_string(OuHeapFile *file, const char *utf8, size_t length);

OuHeapText ou_heap_file_string(const OuHeapFile *file, uint32_t index);
static inline OuHeapText ou_heap_file_name(const OuHeapFile *file, uint32_t node)
{
    return ou_heap_file_string(file, file->names[node]);
}
const char *ou_heap_file_node_kind(const OuHeapFile *file, uint32_t node);
const char *ou_heap_file_edge_kind(const OuHeapFile *file, uint32_t edge);
static inline bool ou_heap_text_is(OuHeapText text, const char *words)
{
    return text.length == strlen(words) && !memcmp(text.bytes, words, text.length);
}

#endif
