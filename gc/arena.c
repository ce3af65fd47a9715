#include "gc/arena.h"

#include <string.h>

enum { OU_ARENA_BLOCK_SIZE = 32 * 1024 };

struct OuArenaBlock {
    OuArenaBlock *older;
    size_t        size;     // with this header
};

void ou_arena_init(OuArena *arena, OuMemory *memory)
{
    *arena = (OuArena){ .memory = memory };
}

void ou_arena_free(OuArena *arena)
{
    for (OuArenaBlock *block = arena->blocks, *older; block; block = older) {
        older = block->older;
        ou_memory_free(arena->memory, block, block->size);
    }
    *arena = (OuArena){ .memory = arena->memory };
}

static bool arena_grow(OuArena *arena, size_t size)
{
    size_t total = OU_ARENA_BLOCK_SIZE;
    if (size > total - sizeof(OuArenaBlock)) {
        if (!ou_size_multiply_add(size, 1, sizeof(OuArenaBlock), &total)) return false;
    }
    OuArenaBlock *block = ou_memory_alloc(arena->memory, total);
    if (!block) return false;
    block->older = arena->blocks;
    block->size = total;
    arena->blocks = block;
    arena->next = (char *)(block + 1);
    arena->end = (char *)block + total;
    return true;
}

void *ou_arena_alloc(OuArena *arena, size_t size)
{
    if (size > SIZE_MAX - 7) { arena->failed = true; return NULL; }
    size = (size + 7) & ~(size_t)7;
    if ((size_t)(arena->end - arena->next) < size && !arena_grow(arena, size)) {
        arena->failed = true;
        return NULL;
    }
    void *block = arena->next;
    arena->next += size;
    return memset(block, 0, size);
}

char *ou_arena_copy(OuArena *arena, const char *bytes, size_t length)
{
    char *copy = ou_arena_alloc(arena, length + 1);
    if (copy && length) memcpy(copy, bytes, length);
    return copy;
}
