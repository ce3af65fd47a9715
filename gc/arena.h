// arena.h: many small blocks that all die together (syntax trees, the compiler's notes).
//
// Whoever works long on what lies in an arena can be stopped: the arena has a watcher, who is asked
// whenever so much memory was used up, and by ou_arena_may_go_on. Once he says no, all goes as if
// memory had been refused: `failed` is set, and the work ends where it would for lack of memory.
// Blocks are small at first; an arena that has become large has large ones, which the watcher may
// take over when it is freed, since that takes long.
#ifndef OU_GC_ARENA_H
#define OU_GC_ARENA_H

#include "gc/memory.h"

typedef struct OuArenaBlock OuArenaBlock;

typedef struct OuArena {
    OuMemory     *memory;
    OuArenaBlock *blocks;   // newest first
    char         *next;     // first unused byte of the newest block: zero, like all behind it
    char         *end;      // so far without asking the watcher
    char         *limit;    // one past the block's last byte
    size_t        size;     // of all blocks
    bool          failed;   // some allocation was refused: checked once, after the work
    const struct OuArenaWatch *watch;       // NULL: nobody watches
    void         *watcher;
} OuArena;

typedef struct OuArenaWatch {
    bool (*may_go_on)(void *watcher);       // false: the work is to stop
    bool (*take_over)(void *watcher, void *block, size_t size);    // false: free it
} OuArenaWatch;

void ou_arena_init(OuArena *arena, OuMemory *memory);
// With the other one's memory and watcher.
void ou_arena_init_beside(OuArena *arena, const OuArena *other);
void ou_arena_free(OuArena *arena);

// False: `failed` is set. For work of a millisecond or more that needs no memory.
__attribute__((warn_unused_result))
bool ou_arena_may_go_on(OuArena *arena);
// The same, in a loop over many small things.
__attribute__((warn_unused_result))
static inline bool ou_arena_may_go_on_at(OuArena *arena, size_t i)
{
    return i % 1024 != 0 || ou_arena_may_go_on(arena);
}

// Zeroed, aligned to 8. NULL (and `failed` set) when memory is refused.
__attribute__((warn_unused_result))
void *ou_arena_alloc(OuArena *arena, size_t size);

// A copy of `length` bytes with a NUL behind them.
__attribute__((warn_unused_result))
char *ou_arena_copy(OuArena *arena, const char *bytes, size_t length);

// Makes room for twice as many items, for 4 at least: moves them, and sets *capacity.
__attribute__((warn_unused_result))
bool ou_arena_double(OuArena *arena, void *items_address, uint32_t count, uint32_t *capacity,
                     size_t item_size);

// As memcpy, in pieces.
__attribute__((warn_unused_result))
bool ou_arena_fill(OuArena *arena, void *target, const void *bytes, size_t length);

#define OU_ARENA_NEW(arena, type) ((type *)ou_arena_alloc((arena), sizeof(type)))

#endif
