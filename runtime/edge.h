// edge.h: the name of a reference as a person would write it: `.next`, `['last']`, `[0]`,
// `.__closure__`.
#ifndef OU_RUNTIME_EDGE_H
#define OU_RUNTIME_EDGE_H

#include "gc/buffer.h"
#include "runtime/state.h"

typedef enum OuEdgeForm {
    OU_EDGE_ATTRIBUTE,           // .name: an instance's
    OU_EDGE_ITEM,                // [key]: a dictionary's value
    OU_EDGE_INDEX,               // [index]: of a list or tuple
    OU_EDGE_KEY,                 // (key): a dictionary's
    OU_EDGE_MEMBER,              // (item): a set's
    OU_EDGE_PART,                // .co_consts[index]: of a code object
    OU_EDGE_LOCAL,               // local 'name': a frame's or generator's
    OU_EDGE_FIXED,               // .__closure__ and the like
    OU_EDGE_INSIDE,              // (inside): it has no name in the language
} OuEdgeForm;

typedef struct OuEdge {
    OuEdgeForm  form;
    OuString   *name;            // of an ATTRIBUTE, of a LOCAL
    OuValue     key;             // of an ITEM
    size_t      index;           // of an INDEX, of a PART
    const char *text;            // of the others: a constant; of a PART without the index
} OuEdge;

// What the reference is that stands at `slot`: see ou_edge_put. Makes no object, runs no script.
OuEdge ou_edge_find(OuVM *vm, const OuObject *owner, const void *slot);

// Puts its name into the text.
void ou_edge_put_name(OuVM *vm, const OuEdge *edge, bool general, OuBuffer *text);

// Puts a dictionary's key into the text, as one would write it: strings, bytes, numbers, None, and
// tuples of them; of what is longer or else something "[...]".
void ou_edge_put_key(OuValue key, OuBuffer *text);

// A string as it is.
void ou_edge_put_string(OuVM *vm, const OuString *string, OuBuffer *text);

// Puts the name of the reference that stands at `slot` (the address that the owner's layout hands
// to visitors) into the text. With `general` places in sequences and sets have no number. Makes no
// object, runs no script; of a reference without a name in the language the text is "(inside)".
void ou_edge_put(OuVM *vm, OuObject *owner, const void *slot, bool general, OuBuffer *text);

// Puts a step of a ring from one object to the next into the text: `Node.next -> `. Parts of an
// instance that no script has seen go with it: also where the attributes are in a dictionary.
void ou_edge_put_step(OuVM *vm, OuObject *owner, const void *slot, const OuObject *next,
                      bool general, OuBuffer *text);

// A number that is the same for edges with the same general name of objects of the same class, and
// most likely another for others: 64 bits.
uint64_t ou_edge_hash(OuVM *vm, OuObject *owner, const void *slot);

// Is the object a part of another one, no script having seen it (the dictionary of an instance)?
bool ou_edge_is_inner(OuVM *vm, const OuObject *object);

#endif
