// heap_page.h: a page about a heap file for a browser: one file of HTML, SVG and CSS that needs
// neither a network nor scripts.
//
//     the sum               how many, how large
//     a treemap             each rectangle is what would go with the objects of a type; in it lies
//                           what they keep alive themselves
//     cycles                the shapes of live and of uncollected ones, drawn
//     the largest           what keeps them alive
//     types                 a table
#ifndef OU_RUNTIME_HEAP_PAGE_H
#define OU_RUNTIME_HEAP_PAGE_H

#include "runtime/heap_file.h"
#include "runtime/out_file.h"

// False: memory is refused.
OU_CHECKED bool ou_heap_page_put(OuHeapFile *file, OuOutFile *out);

#endif
