// snapshot_roots.h: which objects are held from outside the heap, and by what.
#ifndef OU_RUNTIME_SNAPSHOT_ROOTS_H
#define OU_RUNTIME_SNAPSHOT_ROOTS_H

#include "gc/reach.h"
#include "runtime/state.h"

typedef enum OuRootGroup {
    OU_ROOT_MODULES, OU_ROOT_FRAMES, OU_ROOT_INTERPRETER, OU_ROOT_C_CODE, OU_ROOT_CYCLES,
    OU_ROOT_GROUPS
} OuRootGroup;

extern const char *const ou_root_group_names[OU_ROOT_GROUPS];

// What no root reaches is held by C code, or by its own cycles only. Of such objects these are the
// fewest from which all others can be reached.
typedef struct OuRootSearch {
    const OuNumbering *numbering;
    OuReach     reach;           // everything, in the end
    OuNumberSet by_c, cycles;
} OuRootSearch;

// False: memory is refused or the lookout (or NULL) has ended it, nothing needs to be freed.
OU_CHECKED bool ou_root_search(OuVM *vm, const OuNumbering *numbering, OuLookout *lookout,
                               OuRootSearch *search);
void ou_root_search_free(OuRootSearch *search);

// Calls `found` for each reference of a group, in the same order every time; `slot` is where it
// stands, or NULL. `name`: of a module.
typedef struct OuRootVisit OuRootVisit;
struct OuRootVisit {
    void (*found)(OuRootVisit *visit, OuObject *object, const void *slot, OuString *name);
    void  *context;
};
void ou_root_each(OuVM *vm, const OuRootSearch *search, OuRootGroup group, OuRootVisit *visit);

#endif
