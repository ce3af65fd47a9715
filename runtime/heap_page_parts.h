// heap_page_parts.h: what the parts of a heap page share.
#ifndef OU_RUNTIME_HEAP_PAGE_PARTS_H
#define OU_RUNTIME_HEAP_PAGE_PARTS_H

#include "runtime/heap_group.h"
#include "runtime/out_file.h"

typedef struct OuHeapPage {
    OuHeapFile   *file;
    OuMemory     *memory;
    OuOutFile    *out;
    OuHeapGroups  groups;
    uint32_t     *group;                   // of each node
    OuDominators  dominators;
    uint32_t     *via;                     // shortest ways from the root
    uint64_t     *bytes, *objects;         // what goes with each node
    uint32_t     *first_child, *next_sibling;      // in the tree of dominators; NONE: none
} OuHeapPage;

// Text for HTML and SVG, cut to so many characters. Gives how many they are.
size_t ou_page_put_text(OuHeapPage *page, OuHeapText text, size_t most);
void ou_page_put_words(OuHeapPage *page, const char *words);
// The way from the root to the node.
void ou_page_put_path(OuHeapPage *page, uint32_t node);
// One reference, cut to so many characters. Gives how many they are.
size_t ou_page_put_edge(OuHeapPage *page, uint32_t edge, size_t most);
// A number from 0 to 9 for a type: its colour.
unsigned ou_page_colour(OuHeapText name);

// The parts; false: memory is refused.
OU_CHECKED bool ou_page_put_treemap(OuHeapPage *page);
OU_CHECKED bool ou_page_put_cycles(OuHeapPage *page);

extern const char ou_page_style[];

#endif
