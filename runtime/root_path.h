// root_path.h: the shortest paths by which an object is held, and how a person would write them:
//
//     module test_cache .cache['last'][0]
//     local 'x' in f (app.py:9) .next closure cell 'y' of g
#ifndef OU_RUNTIME_ROOT_PATH_H
#define OU_RUNTIME_ROOT_PATH_H

#include "gc/buffer.h"
#include "runtime/heap_view.h"

// An object and the reference that holds it: the first is held by a root, each other one by the
// object before it.
typedef struct OuPathStep {
    OuObject   *object;
    const void *slot;            // for ou_edge_find
} OuPathStep;

typedef struct OuRootPath {
    OuRoot      root;
    OuPathStep *steps;           // the last one's object is what was asked for
    size_t      count;           // at least 1, but see ou_root_path_find_each
    bool        is_behind;       // ... it leads by another one, and has no steps
} OuRootPath;

// Up to `wanted` shortest paths to the object, those with different last holders first, then from
// the shortest to the longest. Modules, registers and exceptions come before whatever the
// interpreter itself holds, that before C code, and a cycle that nothing holds comes last. Paths
// don't go through those that are `ignored`, a set or NULL. `paths`: room for them. Returns how
// many; when something fails, 0 (see OuHeapView).
size_t ou_root_path_find(OuHeapView *view, OuObject *object, const OuNumberSet *ignored,
                         OuRootPath *paths, size_t wanted);

// Of each of many objects the shortest path, in one search.
typedef struct OuPathSearch {
    const OuValue     *objects;  // what isn't one has no path
    size_t             count;
    const OuNumberSet *ignored;  // as above; or NULL
    const OuRootList  *more;     // roots that come after all others; or NULL
    bool               outermost;    // no steps for those that are held by way of another one
    OuRootPath        *paths;    // room for them, all zeros: what has none then no root reaches,
                                 // or it `is_behind`
} OuPathSearch;
void ou_root_path_find_each(OuHeapView *view, const OuPathSearch *each);
void ou_root_path_free(OuHeapView *view, OuRootPath *paths, size_t count);

// ---- Text ---------------------------------------------------------------------------------------

// One edge as it is shown: what isn't seen in the language (the dictionary of an instance, the cell
// of a variable) is no step.
typedef struct OuPathPart {
    size_t    start, end;        // of its text
    OuObject *object;            // what it leads to
} OuPathPart;

typedef struct OuPathText {
    OuBuffer    text;
    OuPathPart *parts;
    size_t      count, capacity;
} OuPathText;

// False: it has failed. To be freed in any case.
OU_CHECKED bool ou_path_text_make(OuHeapView *view, const OuRootPath *path, OuPathText *made);
void ou_path_text_free(OuHeapView *view, OuPathText *made);
// All parts in a line.
void ou_path_text_join(const OuPathText *made, OuBuffer *line);

#endif
