#define _GNU_SOURCE      // mremap
#include "gc/chunk.h"

#include <sys/mman.h>

#include "gc/discard.h"

enum { OU_CHUNKS_TRIED = 8 };           // for a run; then another chunk is mapped

struct OuChunk {
    OuChunk *next, *previous;
    char    *base;
    uint64_t vacant;                    // a bit for each page not in use
};

static void *pages_map(size_t count)
{
    size_t wanted = count * OU_PAGE_SIZE, size = wanted + OU_PAGE_SIZE;
    char *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return NULL;
    // The system's addresses are multiples of a granule: there is something left over behind, too.
    size_t before = -(uintptr_t)mapped & (OU_PAGE_SIZE - 1);
    if (before) munmap(mapped, before);
    munmap(mapped + before + wanted, OU_PAGE_SIZE - before);
    return mapped + before;
}

// ---- The list: chunks with vacant pages come first, so the head tells whether there is any ------

static void chunk_link(OuHeap *heap, OuChunk *chunk)
{
    chunk->previous = NULL;
    chunk->next = heap->chunks;
    if (chunk->next) chunk->next->previous = chunk;
    heap->chunks = chunk;
}

static void chunk_unlink(OuHeap *heap, OuChunk *chunk)
{
    if (chunk->next) chunk->next->previous = chunk->previous;
    if (chunk->previous) chunk->previous->next = chunk->next;
    else heap->chunks = chunk->next;
}

// Behind the last one that isn't full.
static void chunk_move_back(OuHeap *heap, OuChunk *chunk)
{
    if (!chunk->next || !chunk->next->vacant) return;
    OuChunk *last = chunk->next;
    chunk_unlink(heap, chunk);
    while (last->next && last->next->vacant) last = last->next;
    chunk->previous = last;
    chunk->next = last->next;
    if (chunk->next) chunk->next->previous = chunk;
    last->next = chunk;
}

static OuChunk *chunk_make(OuHeap *heap)
{
    OuChunk *chunk = ou_memory_alloc(&heap->memory, sizeof *chunk);
    if (!chunk) return NULL;
    chunk->base = pages_map(OU_CHUNK_PAGES);
    if (!chunk->base) {
        ou_memory_free(&heap->memory, chunk, sizeof *chunk);
        return NULL;
    }
    chunk->vacant = UINT64_MAX;
    chunk_link(heap, chunk);
    return chunk;
}

static void chunk_free(OuHeap *heap, OuChunk *chunk)
{
    chunk_unlink(heap, chunk);
    munmap(chunk->base, OU_CHUNK_PAGES * (size_t)OU_PAGE_SIZE);
    ou_memory_free(&heap->memory, chunk, sizeof *chunk);
}

// ---- Runs ---------------------------------------------------------------------------------------

static uint64_t run_bits(size_t count)
{
    return (1ull << count) - 1;
}

// A bit for each page at which a run of vacant pages begins.
static uint64_t run_places(const OuChunk *chunk, size_t count)
{
    uint64_t places = chunk->vacant;
    for (size_t i = 1; i < count; i++) places &= chunk->vacant >> i;
    return places;
}

static OuChunk *chunk_with_run(OuHeap *heap, size_t count)
{
    OuChunk *chunk = heap->chunks;
    for (int i = 0; i < OU_CHUNKS_TRIED && chunk && chunk->vacant; i++, chunk = chunk->next) {
        if (run_places(chunk, count)) return chunk;
    }
    return chunk_make(heap);
}

static OuPage *run_take(OuHeap *heap, size_t count)
{
    OuChunk *chunk = chunk_with_run(heap, count);
    if (!chunk) return NULL;
    unsigned index = (unsigned)__builtin_ctzll(run_places(chunk, count));
    chunk->vacant &= ~(run_bits(count) << index);
    if (!chunk->vacant) chunk_move_back(heap, chunk);
    OuPage *page = (OuPage *)(chunk->base + index * (size_t)OU_PAGE_SIZE);
    page->chunk = chunk;
    return page;
}

static void run_put(OuHeap *heap, OuChunk *chunk, OuPage *first, size_t count)
{
    size_t index = (size_t)((char *)first - chunk->base) / OU_PAGE_SIZE;
    bool was_full = !chunk->vacant;
    chunk->vacant |= run_bits(count) << index;
    if (chunk->vacant == UINT64_MAX) {
        chunk_free(heap, chunk);
    } else if (was_full) {
        chunk_unlink(heap, chunk);
        chunk_link(heap, chunk);
    }
}

OuPage *ou_chunk_take(OuHeap *heap, size_t count)
{
    if (count <= OU_CHUNK_RUN) return run_take(heap, count);
    ou_discard_make_way(heap, count * OU_PAGE_SIZE);
    return pages_map(count);
}

void ou_chunk_put(OuHeap *heap, OuPage *first, size_t count, size_t used)
{
    if (count > OU_CHUNK_RUN) {
        size_t size = count * OU_PAGE_SIZE;
        if (!ou_discard_put(heap, first, size, true)) munmap(first, size);
        return;
    }
    OuChunk *chunk = first->chunk;
    ou_chunk_forget(first, 0, used);
    run_put(heap, chunk, first, count);
}

void ou_chunk_forget(OuPage *page, size_t from, size_t end)
{
    madvise((char *)page + from, end - from, MADV_DONTNEED);
}

OuPage *ou_chunk_grow(OuPage *first, size_t old_count, size_t count)
{
    void *place = pages_map(count);
    if (!place) return NULL;
    size_t size = old_count * OU_PAGE_SIZE;
    void *moved = mremap(first, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, place);
    if (moved == place) return moved;
    munmap(place, count * OU_PAGE_SIZE);
    return NULL;
}
