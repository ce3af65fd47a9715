// visitor.h: who is handed the references of an object.
#ifndef OU_GC_VISITOR_H
#define OU_GC_VISITOR_H

#include "gc/object.h"

// Handed the address of every reference of an object. One visit function of a layout serves
// recounting, clearing and releasing, which differ in the visitor only.
//
// The commonest layout may do in line what the commonest visitors do: `mode` names them.
typedef enum OuVisitMode {
    OU_VISIT_OTHER,
    OU_VISIT_SUBTRACT,           // what is in the set loses a reference, as ou_visit_subtract does
    OU_VISIT_CLEAR,              // ou_clear on every slot that may be cleared
    OU_VISIT_DROP,               // ou_unref on every slot, which keeps its bits
    OU_VISIT_LEAVE,              // ou_visit_leave on every object
} OuVisitMode;

typedef struct OuVisitor OuVisitor;
struct OuVisitor {
    OuVisitMode mode;
    void (*span)(OuVisitor *visitor, OuValue *slots, size_t count);   // any values, pointers or not
    void (*pointer)(OuVisitor *visitor, OuObject **slot);             // NULL allowed
    void (*span_backward)(OuVisitor *visitor, OuValue *slots, size_t count);   // last slot first;
                                                         // NULL: `span` is called for each slot
    size_t largest;                        // spans of more slots are of no interest; 0 = all are
    size_t from, piece;                    // of spans of more than `piece` slots only this many,
                                           // from `from` on, are of interest; 0 = all of all
    bool is_cut;                           // a span went on behind such a piece
    size_t left;                           // references that ou_visit_leave has taken off
    void (*ends)(OuVisitor *visitor, OuObject *object);   // ... the last one of this object
    bool is_clearing;                      // garbage is emptied: what the object needs to be
                                           // released itself (its class) isn't to be handed over
    bool (*stops)(OuVisitor *visitor);     // shall a long walk end here, half done? NULL: never
};

// For walks over many slots: is the one of this number followed by a look whether to end?
static inline bool ou_visit_looks(size_t number) { return number % 4096 == 4095; }

static inline bool ou_visit_stops(OuVisitor *visitor, size_t number)
{
    return OU_UNLIKELY(ou_visit_looks(number)) && visitor->stops && visitor->stops(visitor);
}

static inline void ou_visit_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    visitor->span(visitor, slots, count);
}

static inline void ou_visit_subtract(OuObject *object)
{
    if (object->gc & OU_GC_IN_SET) object->refs--;
}

// Isn't it garbage itself, and does it count its references?
static inline bool ou_visit_leaves(const OuObject *object)
{
    return !(object->gc & OU_GC_DOOMED) && !(object->refs & OU_REFS_SIGN);
}

// Garbage leaves the object, which may have no references then, and lives on for the moment.
static inline void ou_visit_leave(OuVisitor *visitor, OuObject *object)
{
    if (!ou_visit_leaves(object)) return;
    visitor->left++;
    if (--object->refs == 0) visitor->ends(visitor, object);
}

static inline void ou_visit_value(OuVisitor *visitor, OuValue *slot)
{
    visitor->span(visitor, slot, 1);
}

// For lists and tuples, which CPython visits and drops from the last item to the first.
static inline void ou_visit_span_backward(OuVisitor *visitor, OuValue *slots, size_t count)
{
    if (visitor->span_backward) {
        visitor->span_backward(visitor, slots, count);
    } else {
        while (count) visitor->span(visitor, &slots[--count], 1);
    }
}

typedef struct OuVisitRange {
    size_t from, end;
} OuVisitRange;

// A layout whose many slots aren't one span (a dict's) asks this which of them it should walk over.
static inline OuVisitRange ou_visit_range(OuVisitor *visitor, size_t count)
{
    if (visitor->largest && count > visitor->largest) return (OuVisitRange){ 0, 0 };
    if (!visitor->piece || count <= visitor->piece) return (OuVisitRange){ 0, count };
    size_t from = visitor->from < count ? visitor->from : count;
    size_t end = count - from > visitor->piece ? from + visitor->piece : count;
    visitor->is_cut |= end < count;
    return (OuVisitRange){ from, end };
}

// For fields of a pointer type: OU_VISIT_POINTER(visitor, &self->globals).
#define OU_VISIT_POINTER(visitor, slot) \
    ((visitor)->pointer((visitor), (OuObject **)(void *)(slot)))

#endif
