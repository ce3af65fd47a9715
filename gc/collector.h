// collector.h: generations, and the cycles that counting can't free.
//
// Exact trial deletion on the real counts (after CPython's collector in its aims, and the algorithm
// of Lins/Christopher in its means). For a set of objects:
//   1. take off, from every member's count, the references that come from members;
//   2. a member that still has a count is held from outside: what it reaches lives, counts restored;
//   3. the others are garbage: restore their counts too, so that nothing was changed.
// Garbage is then ended in the order of PEP 442:
//   4. weak references to it are cut, and callbacks whose reference object lives on run;
//   5. finalizers run, once per object ever, in the order of allocation;
//   6. what is held from outside by now was resurrected, and lives on with all that it reaches;
//   7. weak references that finalizers made are cut; the rest is emptied slot by slot and so dies.
// Because step 2 rests on counts and not on roots, a reference that nobody declared keeps its target
// alive; it can never make the verdict wrong.
#ifndef OU_GC_COLLECTOR_H
#define OU_GC_COLLECTOR_H

#include "gc/heap.h"

enum { OU_GENERATIONS = 3, OU_GENERATION_FROZEN = 3 };
enum { OU_GC_DEBUG_STATS = 1, OU_GC_DEBUG_COLLECTABLE = 2, OU_GC_DEBUG_UNCOLLECTABLE = 4,
       OU_GC_DEBUG_SAVEALL = 32 };

// Collects `generation` and the younger ones; the number of unreachable objects found (gc.collect()).
// 0 when a collection is running already.
size_t ou_collector_collect(OuHeap *heap, int generation);
// The interpreter's poll: clears OU_PENDING_COLLECT and collects the oldest generation that is over
// its threshold, as CPython 3.11 chooses it.
void ou_collector_poll(OuHeap *heap);

void ou_collector_enable(OuHeap *heap, bool enabled);
void ou_collector_set_thresholds(OuHeap *heap, const uint32_t thresholds[3]);
void ou_collector_freeze(OuHeap *heap);
void ou_collector_unfreeze(OuHeap *heap);

// Every tracked, counted object of a generation (-1: of all but the frozen), in order of allocation
// where it is known. The callback may take references, and must not make or drop any object.
void ou_collector_each(OuHeap *heap, int generation,
                       bool (*each)(OuObject *object, void *context), void *context);

// Forgets stale entries of all logs, so that empty pages can be used anew.
void ou_collector_clean_logs(OuHeap *heap);

#endif
