// lookout.h: who looks, during long work, whether anybody still wants it.
//
// Work that counts its steps by an index asks each time that the index has passed a stride; so
// looking costs no memory access. It ends early if the answer is false, and then there is no
// result, as if memory had been refused.
#ifndef OU_GC_LOOKOUT_H
#define OU_GC_LOOKOUT_H

#include <stdbool.h>
#include <stdint.h>

enum { OU_LOOKOUT_STRIDE = 16384 };

typedef struct OuLookout OuLookout;
struct OuLookout {
    bool (*goes_on)(OuLookout *lookout, uint32_t steps);     // since the last look, or about that
};

// `lookout`: or NULL.
static inline bool ou_lookout_goes_on(OuLookout *lookout, uint32_t index)
{
    return index % OU_LOOKOUT_STRIDE || !lookout || lookout->goes_on(lookout, OU_LOOKOUT_STRIDE);
}

#endif
