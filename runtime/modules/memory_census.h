// memory_census.h: live objects, counted by something.
#ifndef OU_RUNTIME_MODULES_MEMORY_CENSUS_H
#define OU_RUNTIME_MODULES_MEMORY_CENSUS_H

#include "runtime/heap_view.h"

typedef enum OuCensusSort {
    OU_CENSUS_TYPE, OU_CENSUS_SITE, OU_CENSUS_GENERATION, OU_CENSUS_AGE,
} OuCensusSort;

enum { OU_CENSUS_UNTRACKED = 4 };      // behind the generations and the frozen

typedef struct OuCensusRow {
    uint64_t key;                // a class's address, a site, a generation, an epoch
    int64_t  count, bytes;       // count 0: vacant, while it is being counted
    char    *name;               // of a class: ou_census_name
    size_t   name_size;
} OuCensusRow;

typedef struct OuCensus {
    OuCensusRow *rows;
    size_t       used, capacity; // after ou_census_take: the first ones are used
    bool         has_names;
} OuCensus;

// Without those of a set, if it isn't NULL. False: it has failed. To be freed in any case.
OU_CHECKED bool ou_census_take(OuHeapView *view, OuCensusSort sort, const OuNumberSet *except,
                               OuCensus *census);
void ou_census_free(OuHeapView *view, OuCensus *census);
// Gives the rows of a census by type their names, by which they are sorted then; the classes aren't
// needed any more. False: it has failed.
OU_CHECKED bool ou_census_name(OuHeapView *view, OuCensus *census);
// {key: (count, bytes)}, without rows of zeros.
OU_CHECKED OuValue ou_census_dict(OuVM *vm, OuCensusSort sort, OuCensus *census);

// Is it an object by itself, that lives, and no mark?
bool ou_census_counts(OuVM *vm, const OuObject *object);
// (file, line) of a site of the tracer, or None.
OU_CHECKED OuValue ou_memory_site_tuple(OuVM *vm, uint32_t site);

#endif
