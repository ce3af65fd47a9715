#include "gc/memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void ou_memory_init(OuMemory *memory)
{
    *memory = (OuMemory){ .limit = SIZE_MAX };
}

enum { ROOM_SHARE = 16, ROOM_LARGEST = 1 << 20 };

// Where memory is limited, what malloc keeps for later is little: freed blocks aren't booked.
enum { LARGEST_KEPT = 256 << 10, LOOSE_SHARE = 32, LOOSE_LEAST = 1 << 20 };

static bool is_limited(const OuMemory *memory)
{
    return memory->limit != SIZE_MAX;
}

void ou_memory_set_limit(OuMemory *memory, size_t limit)
{
    memory->limit = limit;
    memory->room = limit / ROOM_SHARE < ROOM_LARGEST ? limit / ROOM_SHARE : ROOM_LARGEST;
    if (is_limited(memory)) {
        mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT);
        mallopt(M_TRIM_THRESHOLD, LARGEST_KEPT);
    } else {
        memory->room = 0;
    }
}

// So many bytes went back to malloc.
static void memory_loosen(OuMemory *memory, size_t size)
{
    if (!is_limited(memory)) return;
    memory->loose += size;
    size_t most = memory->limit / LOOSE_SHARE;
    if (memory->loose <= (most < LOOSE_LEAST ? LOOSE_LEAST : most)) return;
    malloc_trim(0);
    memory->loose = 0;
}

void ou_memory_open_room(OuMemory *memory)
{
    memory->is_open = true;
}

bool ou_memory_is_short(const OuMemory *memory)
{
    return memory->used > memory->limit - memory->room;
}

bool ou_memory_reserve(OuMemory *memory, size_t size)
{
    memory->requests++;
    if (__builtin_expect(memory->fail_at != 0, 0)) {
        if (memory->requests == memory->fail_at) return false;
        if (memory->fail_on && memory->requests > memory->fail_at) return false;
    }
    if (size > PTRDIFF_MAX) return false;   // no block can be so large, and tools complain
    size_t limit = memory->is_open ? memory->limit : memory->limit - memory->room;
    if (size > limit || memory->used > limit - size) return false;
    memory->used += size;
    if (memory->used > memory->peak) memory->peak = memory->used;
    return true;
}

void ou_memory_unreserve(OuMemory *memory, size_t size)
{
    memory->used -= size;
    if (memory->is_open && memory->used <= memory->limit - 2 * memory->room) {
        memory->is_open = false;
    }
}

// malloc(0) may be NULL, which would read as a failure.
static size_t at_least_one(size_t size)
{
    return size ? size : 1;
}

void *ou_memory_alloc(OuMemory *memory, size_t size)
{
    if (!ou_memory_reserve(memory, size)) return NULL;
    void *block = malloc(at_least_one(size));
    if (!block) ou_memory_unreserve(memory, size);
    return block;
}

void *ou_memory_alloc_zeroed(OuMemory *memory, size_t size)
{
    if (!ou_memory_reserve(memory, size)) return NULL;
    void *block = calloc(1, at_least_one(size));
    if (!block) ou_memory_unreserve(memory, size);
    return block;
}

void *ou_memory_resize(OuMemory *memory, void *block, size_t old_size, size_t new_size)
{
    // The old bytes stay booked until the block has really moved.
    if (new_size > old_size) {
        if (!ou_memory_reserve(memory, new_size - old_size)) return NULL;
    }
    void *moved = realloc(block, at_least_one(new_size));
    if (!moved) {
        if (new_size > old_size) ou_memory_unreserve(memory, new_size - old_size);
        return NULL;
    }
    if (new_size < old_size) ou_memory_unreserve(memory, old_size - new_size);
    memory_loosen(memory, old_size);
    return moved;
}

void ou_memory_free(OuMemory *memory, void *block, size_t size)
{
    if (!block) return;
    free(block);
    ou_memory_unreserve(memory, size);
    memory_loosen(memory, size);
}
