#include "gc/arena.h"

#include <string.h>

enum {
    BLOCK_LEAST  = 32 << 10,
    BLOCK_MOST   = 8 << 20,
    BLOCK_SHARE  = 8,              // a new block is as large as this part of all before it
    WINDOW       = 64 << 10,       // after so much the watcher is asked
    PIECE        = 4 << 20,        // to be copied without asking
};

struct OuArenaBlock {
    OuArenaBlock *older;
    size_t        size;     // with this header
};

void ou_arena_init(OuArena *arena, OuMemory *memory)
{
    *arena = (OuArena){ .memory = memory };
}

void ou_arena_init_beside(OuArena *arena, const OuArena *other)
{
    *arena = (OuArena){
        .memory = other->memory, .watch = other->watch, .watcher = other->watcher,
    };
}

void ou_arena_free(OuArena *arena)
{
    for (OuArenaBlock *block = arena->blocks, *older; block; block = older) {
        older = block->older;
        size_t size = block->size;
        bool is_taken = arena->watch && arena->watch->take_over(arena->watcher, block, size);
        if (!is_taken) ou_memory_free(arena->memory, block, size);
    }
    *arena = (OuArena){ .memory = arena->memory };
}

bool ou_arena_may_go_on(OuArena *arena)
{
    if (!arena->failed && arena->watch) arena->failed = !arena->watch->may_go_on(arena->watcher);
    return !arena->failed;
}

static void open_window(OuArena *arena, size_t size)
{
    size_t least = size > WINDOW ? size : WINDOW, left = (size_t)(arena->limit - arena->next);
    arena->end = left > least ? arena->next + least : arena->limit;
}

static size_t block_size(const OuArena *arena)
{
    size_t size = arena->size / BLOCK_SHARE;
    return size < BLOCK_LEAST ? BLOCK_LEAST : size > BLOCK_MOST ? BLOCK_MOST : size;
}

static bool arena_grow(OuArena *arena, size_t size)
{
    if (arena->watch && !ou_arena_may_go_on(arena)) return false;
    if ((size_t)(arena->limit - arena->next) >= size) return open_window(arena, size), true;
    size_t total = block_size(arena);
    if (size > total - sizeof(OuArenaBlock)) {
        if (!ou_size_multiply_add(size, 1, sizeof(OuArenaBlock), &total)) return false;
    }
    OuArenaBlock *block = ou_memory_alloc_zeroed(arena->memory, total);
    if (!block) return false;
    block->older = arena->blocks;
    block->size = total;
    arena->blocks = block;
    arena->next = (char *)(block + 1);
    arena->limit = (char *)block + total;
    arena->size += total;
    open_window(arena, size);
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
    return block;
}

char *ou_arena_copy(OuArena *arena, const char *bytes, size_t length)
{
    char *copy = length < SIZE_MAX ? ou_arena_alloc(arena, length + 1) : NULL;
    return copy && ou_arena_fill(arena, copy, bytes, length) ? copy : NULL;
}

bool ou_arena_fill(OuArena *arena, void *target, const void *bytes, size_t length)
{
    char *to = target;
    const char *from = bytes;
    for (; length > PIECE; length -= PIECE) {
        memcpy(to, from, PIECE);
        if (!ou_arena_may_go_on(arena)) return false;
        to += PIECE;
        from += PIECE;
    }
    if (length) memcpy(to, from, length);
    return true;
}

bool ou_arena_double(OuArena *arena, void *items_address, uint32_t count, uint32_t *capacity,
                     size_t item_size)
{
    void *items;
    memcpy(&items, items_address, sizeof items);
    size_t larger = *capacity ? (size_t)*capacity * 2 : 4;
    if (larger > UINT32_MAX / 2) arena->failed = true;
    void *copy = larger > UINT32_MAX / 2 ? NULL : ou_arena_alloc(arena, larger * item_size);
    if (!copy || !ou_arena_fill(arena, copy, items, count * item_size)) return false;
    memcpy(items_address, &copy, sizeof copy);
    *capacity = (uint32_t)larger;
    return true;
}
