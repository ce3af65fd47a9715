// reach.h: what can be reached from some objects, found out in memory known beforehand.
//
// A small stack holds objects that were reached and not yet looked into. When it is full, objects
// are put into a set instead, which is walked over when the stack has become empty: so the search
// needs two bits a slot and not a pointer for each object.
#ifndef OU_GC_REACH_H
#define OU_GC_REACH_H

#include "gc/lookout.h"
#include "gc/number.h"

enum { OU_REACH_STACK = 1024 };

typedef struct OuReach {
    OuVisitor          visitor;          // first; handed an address, it reaches what stands there
    const OuNumbering *numbering;
    OuNumberSet        reached;          // all of them
    OuNumberSet        waiting;          // ... not yet looked into, besides the stack
    OuNumberWalk       first;            // in the set of the waiting none comes before it
    OuLookout         *lookout;          // or NULL
    uint32_t           steps;            // about as many as objects were reached
    bool               is_stopped;       // nobody wants to know any more
    size_t             waiting_count;
    size_t             stacked;
    OuObject          *stack[OU_REACH_STACK];
} OuReach;

// Nothing is reached so far. `lookout`: or NULL. False: memory is refused, nothing needs to be
// freed.
OU_CHECKED bool ou_reach_init(OuReach *reach, const OuNumbering *numbering, OuLookout *lookout);
void ou_reach_free(OuReach *reach);

// Forgets what was reached.
void ou_reach_clear(OuReach *reach);

// Reaches the object, but doesn't look into it yet. Was it reached already?
bool ou_reach_put(OuReach *reach, OuObject *object);

// Takes one that was reached and not looked into, for those who do that themselves. NULL: none, or
// it was stopped.
OuObject *ou_reach_take(OuReach *reach);

// Reaches all that what was put can reach, unless it is stopped.
void ou_reach_close(OuReach *reach);

#endif
