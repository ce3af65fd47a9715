// clear.h: the last step of a collection: the slots of what is garbage are emptied.
//
// Object by object, in the order of the garbage, as scripts may see the order in which that makes
// objects die. Where nobody can tell, a large component that a major cycle has convicted is cleared
// at the next polls, a slice at each: it is *condemned*. So is what is left when an interrupt stops
// gc.collect(); where somebody can tell, all of that goes at the poll after the interrupt's.
//
//   * Condemned objects keep OU_GC_DOOMED. Nothing outside holds them, so nobody meets them but by
//     walking over the heap, and who does that settles first (ou_heap_settle).
//   * Meanwhile only generation 0 is collected, and from its log: a walk over the pages couldn't
//     tell them from garbage of its own. The major cycle waits.
#ifndef OU_GC_CLEAR_H
#define OU_GC_CLEAR_H

#include "gc/garbage.h"

// Empties the slots of a garbage object that somebody holds. Runs script code.
void ou_clear_object(OuHeap *heap, OuObject *object);

// Empties the next piece of the slots of an object that has many, behind those that are cleared
// already. True: there are more. Counts as work.
bool ou_clear_piece(OuHeap *heap, OuObject *object, size_t *cleared);

// Gives back the slot of an object that has died as garbage, and was kept because a list names it.
void ou_clear_give_back(OuObject *slot);

// May so many that a slice of the major cycle has found to be garbage be condemned?
bool ou_clear_may_condemn(const OuHeap *heap, size_t count);

// Condemns the objects of the list, which becomes empty. They have OU_GC_DOOMED and no weak
// references, and no finalizer that has still to run. Some may be cleared, and some of those dead.
void ou_clear_condemn(OuHeap *heap, OuObjectList *list);

// Clears condemned objects while as many may end as heap->release_deepest says.
void ou_clear_some(OuHeap *heap);

// Nothing waits for its end any more: if all condemned objects are cleared, there are none.
void ou_clear_end(OuHeap *heap);

// The collection that is to come can't go by lists alone, or it may be so: then nothing may be
// condemned any more.
void ou_clear_prepare(OuHeap *heap, size_t members);

#endif
