#define _DEFAULT_SOURCE      // madvise
#include "gc/discard.h"

#include <stdlib.h>
#include <sys/mman.h>

// The beginning of a discarded block; its pages go from the end.
struct OuDiscard {
    OuDiscard *next;
    size_t     size;                 // that isn't given back yet
    bool       is_mapped;
};

static size_t waiting_size(const OuHeap *heap)
{
    size_t size = 0;
    for (const OuDiscard *discard = heap->discarded; discard; discard = discard->next) {
        size += discard->size;
    }
    return size;
}

bool ou_discard_put(OuHeap *heap, void *block, size_t size, bool is_mapped)
{
    if (size < OU_DISCARD_LEAST || !heap->release_slice || heap->memory.limit != SIZE_MAX) {
        return false;
    }
    if (heap->discarded && waiting_size(heap) > OU_DISCARD_MOST) return false;
    OuDiscard *discard = block;
    *discard = (OuDiscard){ heap->discarded, size, is_mapped };
    heap->discarded = discard;
    ou_heap_request(heap, OU_PENDING_SLICE);
    return true;
}

static void discard_end(OuHeap *heap)
{
    OuDiscard *discard = heap->discarded;
    heap->discarded = discard->next;
    if (discard->is_mapped) munmap(discard, discard->size);
    else free(discard);
}

void ou_discard_some(OuHeap *heap)
{
    OuDiscard *discard = heap->discarded;
    if (discard->size < 2 * OU_DISCARD_PIECE) {
        discard_end(heap);
        return;
    }
    // Whole pages of the system; malloc's notes are before the block and behind it.
    uintptr_t end = ((uintptr_t)discard + discard->size) & ~(uintptr_t)(OU_PAGE_SIZE - 1);
    uintptr_t from = end - OU_DISCARD_PIECE;
    if (discard->is_mapped) munmap((void *)from, OU_DISCARD_PIECE);
    else madvise((void *)from, OU_DISCARD_PIECE, MADV_DONTNEED);
    discard->size = from - (uintptr_t)discard;
}

bool ou_discard_all(OuHeap *heap)
{
    bool had_any = heap->discarded != NULL;
    while (heap->discarded) discard_end(heap);
    return had_any;
}
