// arena.h: many small blocks that all die together (syntax trees, the compiler's notes).
#ifndef OU_GC_ARENA_H
#define OU_GC_ARENA_H

#include "gc/memory.h"

typedef struct OuArenaBlock OuArenaBlock;

typedef struct OuArena {
    OuMemory     *memory;
    OuArenaBlock *blocks;   // newest first
    char         *next;     // first unused byte of the newest block
    char         *end;      // one past its last
    bool          failed;   // some allocation was refused: checked once, after the work
} OuArena;

void ou_arena_init(OuArena *arena, OuMemory *memory);
void ou_arena_free(OuArena *arena);

// Zeroed, aligned to 8. NULL (and `failed` set) when memory is refused.
__attribute__((warn_unused_result))
void *ou_arena_alloc(OuArena *arena, size_t size);

// A copy of `length` bytes with a NUL behind them.
__attribute__((warn_unused_result))
char *ou_arena_copy(OuArena *arena, const char *bytes, size_t length);

#define OU_ARENA_NEW(arena, type) ((type *)ou_arena_alloc((arena), sizeof(type)))

#endif
