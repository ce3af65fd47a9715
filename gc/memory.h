// memory.h: the one door to the system's allocator.
//
// Every byte that an interpreter owns is asked for here, so that bytes can be counted, a limit
// enforced, and the n-th request made to fail by a test. Blocks are freed with the size they were
// asked for: no block carries a header of its own.
#ifndef OU_GC_MEMORY_H
#define OU_GC_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct OuMemory {
    size_t   used;       // bytes held now
    size_t   peak;       // the largest `used` ever
    size_t   limit;      // `used` never exceeds this; SIZE_MAX = no limit
    size_t   room;       // so much of it is kept back for those who deal with a refusal
    bool     is_open;    // the room may be used, until plenty is free again
    size_t   loose;      // bytes freed since malloc last had to give back what it keeps; see .c
    uint64_t requests;   // how many allocations were asked for so far
    uint64_t fail_at;    // the request with this number fails; 0 = none
    bool     fail_on;    // ... and so does every later one
} OuMemory;

void ou_memory_init(OuMemory *memory);

// A limit with some room kept back: a program that is told of a refusal (which opens the room) can
// then still do something about it, and say so.
void ou_memory_set_limit(OuMemory *memory, size_t limit);
void ou_memory_open_room(OuMemory *memory);
// Is there nothing left but the room, or a part of it?
bool ou_memory_is_short(const OuMemory *memory);

// NULL when the limit, the system or fault injection refuses. A size of 0 gives a valid block.
__attribute__((warn_unused_result, malloc))
void *ou_memory_alloc(OuMemory *memory, size_t size);

// As `ou_memory_alloc`, filled with zero bytes.
__attribute__((warn_unused_result))
void *ou_memory_alloc_zeroed(OuMemory *memory, size_t size);

// On failure NULL, and the old block stays valid. `block` may be NULL with an old size of 0.
__attribute__((warn_unused_result))
void *ou_memory_resize(OuMemory *memory, void *block, size_t old_size, size_t new_size);

void ou_memory_free(OuMemory *memory, void *block, size_t size);

// Books `size` bytes that are about to be taken from elsewhere (a mapped page); false = refused.
__attribute__((warn_unused_result))
bool ou_memory_reserve(OuMemory *memory, size_t size);
void ou_memory_unreserve(OuMemory *memory, size_t size);

// a * b + c without overflow; false if the result does not fit into a size_t.
__attribute__((warn_unused_result))
static inline bool ou_size_multiply_add(size_t a, size_t b, size_t c, size_t *result)
{
    return !__builtin_mul_overflow(a, b, result) && !__builtin_add_overflow(*result, c, result);
}

#endif
