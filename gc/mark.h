// mark.h: which objects of generation 2 the roots reach, found out little by little.
//
// A mark is a hint. Conviction judges what isn't marked by the exact counts, so a mark too few
// costs time and a mark too many keeps an object until the next cycle; neither can make a verdict
// wrong. That is why nothing tells the marker when a script changes references while it works.
//
//     mark bit --> stack --> ring of 16 --> scanned       the ring gives the memory time to arrive
//
// A container with spans of more than OU_MARK_PIECE slots is scanned piece by piece. Entries of the
// stack and of the ring may dangle: the object died, and its slot is free or in use again.
#ifndef OU_GC_MARK_H
#define OU_GC_MARK_H

#include "gc/heap.h"

enum { OU_MARK_PIECE = 4096 };

static inline bool ou_mark_bit(OuPage *page, const OuObject *object, unsigned which)
{
    uint32_t index = ou_page_index(page, object);
    return ou_page_bitmap(page, which)[index / 64] >> index % 64 & 1;
}

static inline void ou_mark_set_bit(OuPage *page, const OuObject *object, unsigned which)
{
    uint32_t index = ou_page_index(page, object);
    ou_page_bitmap(page, which)[index / 64] |= 1ull << index % 64;
}

static inline void ou_mark_clear_bit(OuPage *page, const OuObject *object, unsigned which)
{
    uint32_t index = ou_page_index(page, object);
    ou_page_bitmap(page, which)[index / 64] &= ~(1ull << index % 64);
}

// Marks what the interpreter refers to from outside the heap.
void ou_mark_roots(OuHeap *heap);

// Marks a container that lives; it will be scanned. No effect on a leaf or a marked one.
void ou_mark_object(OuHeap *heap, OuObject *object);

// Scans marked objects until `work` is used up or nothing is left. Work: one for each object, one
// for 4 slots of a large one. Returns what was used: less only if nothing is left.
size_t ou_mark_some(OuHeap *heap, size_t work);

// Scans one object, whether it is marked or not. Returns the work.
size_t ou_mark_scan(OuHeap *heap, OuObject *object);

// Empties all lists.
void ou_mark_forget(OuHeap *heap);

// Drops what has died from all lists, so that they name no slot that is free.
void ou_mark_forget_dead(OuHeap *heap);

#endif
