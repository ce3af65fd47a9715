// audit.h: the heap's invariants, as a program.
//
// Takes every reference that a live object or a root holds off the count of what it refers to,
// looks at what is left, and puts all of them back: nothing but 0 is right. Checks the books of
// pages, free lists, logs and weak links, too. Needs no memory but the report's. While an object is
// being taken apart (in a finalizer or a callback) references are not recounted.
#ifndef OU_GC_AUDIT_H
#define OU_GC_AUDIT_H

#include "gc/buffer.h"
#include "gc/heap.h"

// True if all is well; otherwise `report` has a line for each fault, with kind and address. Counts
// that are larger than the references found are no fault here: C code may hold some just now.
bool ou_audit_check(OuHeap *heap, OuBuffer *report);

// The same where nobody but objects and roots holds references: a larger count is a leak, a fault.
bool ou_audit_check_strict(OuHeap *heap, OuBuffer *report);

#endif
