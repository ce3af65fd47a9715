// chunk.h: where pages and spans have their addresses from.
//
// The system maps 64 pages at a time; what isn't in use costs nothing but addresses. A span of more
// than OU_CHUNK_RUN pages has a mapping of its own.
//
// Nothing is booked here: not every byte of a page is ever touched, so page.c does it.
#ifndef OU_GC_CHUNK_H
#define OU_GC_CHUNK_H

#include "gc/object.h"
#include "gc/page.h"

enum {
    OU_CHUNK_PAGES = 64,                // mapped at a time: 4 MiB
    OU_CHUNK_RUN   = 8,                 // pages in a row, at the most
};

// `count` pages in a row, whose bytes are zero; the first one's `chunk` is set. NULL: refused.
OU_CHECKED OuPage *ou_chunk_take(OuHeap *heap, size_t count);

// `used`: bytes at the beginning that may have been touched.
void ou_chunk_put(OuHeap *heap, OuPage *first, size_t count, size_t used);

// The bytes from `from` to `end` of a page in use are given back, and are zero when next touched.
void ou_chunk_forget(OuPage *page, size_t from, size_t end);

// More than OU_CHUNK_RUN pages become even more: they move, their content isn't touched. NULL: the
// system refuses, they stay where they are.
OU_CHECKED OuPage *ou_chunk_grow(OuPage *first, size_t old_count, size_t count);

#endif
