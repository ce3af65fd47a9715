// prompt_blocks.h: what was entered at the prompt, for `name??` and the lines of tracebacks.
//
// Every block's code has the file "<stdin>", but a str of its own: by that str, not by its text,
// code and tracebacks find their block.
#ifndef OU_VM_PROMPT_BLOCKS_H
#define OU_VM_PROMPT_BLOCKS_H

#include "gc/memory.h"
#include "runtime/state.h"

typedef struct OuBlock {
    OuString *file;              // owned; NULL: nobody else has it any more
    char     *text;              // ended by a NUL
    size_t    length;
} OuBlock;

typedef struct OuBlocks {
    OuMemory *memory;            // beside the person's heap
    OuBlock  *items;             // the oldest first
    size_t    count, capacity;
    size_t    many;              // so many are too many
    size_t    bytes;             // of all texts
} OuBlocks;

void ou_blocks_init(OuBlocks *blocks, OuMemory *memory);
void ou_blocks_free(OuBlocks *blocks);

// Remembers the text of code whose file that is, if there is memory and room for it.
void ou_blocks_add(OuBlocks *blocks, OuString *file, const char *text, size_t length);

// Gives back the names of blocks whose code is gone: the person's heap holds nothing of them.
void ou_blocks_settle(OuBlocks *blocks);

// The block whose name that is, or NULL.
const OuBlock *ou_blocks_find(const OuBlocks *blocks, const OuString *file);

#endif
