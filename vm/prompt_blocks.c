#include "vm/prompt_blocks.h"

#include <string.h>

#include "runtime/str.h"

enum {
    MOST_BYTES = 16 << 20,       // of texts; then the older half is dropped
    FEW_BLOCKS = 1024,           // with more, those that no code needs are dropped one day
};

void ou_blocks_init(OuBlocks *blocks, OuMemory *memory)
{
    *blocks = (OuBlocks){ .memory = memory, .many = FEW_BLOCKS };
}

static void block_free(OuBlocks *blocks, OuBlock *block)
{
    if (block->file) ou_object_unref(&block->file->header);
    ou_memory_free(blocks->memory, block->text, block->length + 1);
    blocks->bytes -= block->length;
}

void ou_blocks_free(OuBlocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) block_free(blocks, &blocks->items[i]);
    ou_memory_free(blocks->memory, blocks->items, blocks->capacity * sizeof *blocks->items);
    ou_blocks_init(blocks, blocks->memory);
}

// Of the older half those whose code is gone, or all.
static void drop_older(OuBlocks *blocks, bool all)
{
    size_t half = blocks->count / 2, kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        OuBlock *block = &blocks->items[i];
        if (i < half && (all || !block->file)) block_free(blocks, block);
        else blocks->items[kept++] = *block;
    }
    blocks->count = kept;
    blocks->many = 2 * kept > FEW_BLOCKS ? 2 * kept : FEW_BLOCKS;
}

// Room for one more; without memory there is none, and nothing is remembered.
static bool make_room(OuBlocks *blocks)
{
    if (blocks->count < blocks->capacity) return true;
    size_t capacity = blocks->capacity ? 2 * blocks->capacity : 16;
    OuBlock *items = ou_memory_resize(blocks->memory, blocks->items,
                                      blocks->capacity * sizeof *items, capacity * sizeof *items);
    if (!items) return false;
    blocks->items = items;
    blocks->capacity = capacity;
    return true;
}

void ou_blocks_add(OuBlocks *blocks, OuString *file, const char *text, size_t length)
{
    if (length > MOST_BYTES / 2) return;
    if (blocks->count >= blocks->many) drop_older(blocks, false);
    if (blocks->bytes + length > MOST_BYTES) drop_older(blocks, true);
    char *copy = make_room(blocks) ? ou_memory_alloc(blocks->memory, length + 1) : NULL;
    if (!copy) return;
    memcpy(copy, text, length);
    copy[length] = '\0';
    ou_object_ref(&file->header);
    blocks->items[blocks->count++] = (OuBlock){ .file = file, .text = copy, .length = length };
    blocks->bytes += length;
}

void ou_blocks_settle(OuBlocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        OuBlock *block = &blocks->items[i];
        if (!block->file || block->file->header.refs > 1) continue;
        ou_object_unref(&block->file->header);
        block->file = NULL;
    }
}

const OuBlock *ou_blocks_find(const OuBlocks *blocks, const OuString *file)
{
    for (size_t i = blocks->count; i-- > 0;) {
        if (blocks->items[i].file == file) return &blocks->items[i];
    }
    return NULL;
}
