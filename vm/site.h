// site.h: the places of a program where memory is asked for, while module tracemalloc traces.
//
// A site is a line of a file, with the site of its caller: so the chain of frames is a list in a
// table, and equal chains are the same list. The innermost site of a chain also says how many
// frames there were in all. Nothing but names of files is kept alive.
#ifndef OU_VM_SITE_H
#define OU_VM_SITE_H

#include "vm/code.h"

typedef struct OuSite {
    OuString *file;              // one of `files`; NULL: no frame was running
    uint32_t  line;
    uint32_t  caller;            // a site, or 0: none, or it lies beyond the limit
    uint32_t  total;             // of an innermost site: all frames, beyond the limit, too; else 0
} OuSite;

// A site of a chain of several frames, by what ran: a hash of their instructions. Valid as long as
// the code lives.
typedef struct OuSiteMemo {
    uint64_t key;
    uint32_t site;               // 0: vacant
} OuSiteMemo;

enum { OU_SITE_MEMOS = 1024, OU_SITE_MOST_FRAMES = 65535 };

typedef struct OuSites {
    uint32_t   limit;            // frames of a chain
    OuSite    *sites;            // by number; 0 stays unused
    size_t     count, capacity;
    uint32_t  *index;            // open addressing: numbers of sites
    size_t     index_capacity;
    OuString **files;            // open addressing by text; owned
    size_t     file_count, file_capacity;
    OuSite    *chain;            // `limit` frames that are looked at
    bool       counts_all;       // `total` is of interest
    OuSiteMemo memos[OU_SITE_MEMOS];
    bool       has_memos;        // some aren't vacant
} OuSites;

// Begins tracing with chains of so many frames; no effect if it goes on already.
OU_CHECKED bool ou_site_start(OuVM *vm, uint32_t limit);
// The same without anything that only tracemalloc shows: equal chains are one site, whatever was
// beyond the limit.
OU_CHECKED bool ou_site_start_points(OuVM *vm, uint32_t limit);
void ou_site_stop(OuVM *vm);
// Forgets all traces and sites.
void ou_site_clear(OuVM *vm);
// The file (borrowed) and line of a site; NULL: nothing was running, or it isn't known.
OuString *ou_site_place(OuVM *vm, uint32_t site, uint32_t *line);
// The hook of the heap: where the program is.
uint32_t ou_site_of_now(OuHeap *heap);
// The hook `allocated_at` of the floor below.
OuString *ou_site_of_object(OuVM *vm, const OuObject *object, uint32_t *line);
// Bytes of the tables.
size_t ou_site_memory(const OuVM *vm);
// The code dies: another may come to lie at its address.
void ou_site_forget_code(OuHeap *heap);
void ou_site_visit_roots(OuVM *vm, OuVisitor *visitor);
// The heap is gone: only the tables are left.
void ou_site_free(OuVM *vm);

#endif
