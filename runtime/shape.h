// shape.h: how instances of script-made classes hold their attributes.
//
// An instance names its shape in the header's `aux` and keeps its attributes in line, in the order
// in which they were first set:
//
//     refs kind gc shape | value 0 | value 1 | ...          24 bytes with two attributes
//
// A shape is (class, names in order). Setting a new attribute moves the instance to the shape that
// has that name in addition; shapes of a class form a tree from its root shape. The capacity is the
// slot size of the page. When it is used up, when an attribute is deleted, or when `__dict__` is
// asked for, the instance goes over to dictionary mode for good: its shape becomes the class's
// dictionary shape and slot 0 holds the dict (whose values are then the attributes). Classes with
// __slots__ and no __dict__ have their slots first, as permanent names of the root shape.
#ifndef OU_RUNTIME_SHAPE_H
#define OU_RUNTIME_SHAPE_H

#include "runtime/state.h"

// Shapes are no objects: they belong to their class, which every instance keeps alive, and go with
// it.
struct OuShape {
    OuType    *type;           // borrowed: the class owns its shapes
    OuShape   *next;           // of the same class
    OuShape   *parent;         // NULL for the root
    OuShape  **children;       // shapes with one more name
    uint32_t   child_count, child_capacity;
    uint32_t version; // globally unique; renewed when the class (or a base) changes, so that one
                      // comparison validates a cached method: vm->shapes[aux]->version
    uint16_t   id;             // index into vm->shapes; recycled when the class dies
    uint16_t   count;          // names in line, __slots__ included
    bool       is_dictionary;  // slot `type->slot_count` holds the OuDict
    OuString  *names[];        // interned, owned; in the order of the slots
};

enum { OU_SHAPE_LARGEST = 64 };    // more attributes than this live in a dictionary

typedef struct OuInstance {
    OuObject header;           // aux: the shape's id
    OuValue  slots[];
} OuInstance;

static inline bool ou_is_instance_kind(OuValue v) { return ou_kind_of(v) == OU_KIND_INSTANCE; }
static inline OuInstance *ou_instance_of(OuValue v) { return (OuInstance *)ou_pointer_of(v); }
static inline OuShape *ou_shape_of(const OuVM *vm, const OuInstance *instance)
{
    return vm->shapes[instance->header.aux];
}

// `names`: the __slots__, root->count of them.
OU_CHECKED bool ou_shape_make_root(OuVM *vm, OuType *type, OuString *const *names, unsigned count);
void ou_shape_free_all(OuVM *vm, OuType *type);
void ou_shape_visit_names(OuType *type, OuVisitor *visitor);
void ou_shape_renew_versions(OuVM *vm, OuType *type);
// The shape with one more name; NULL: MemoryError is set, or there are too many (no exception set).
OuShape *ou_shape_child(OuVM *vm, OuShape *shape, OuString *name);
// The class's shape for dictionary mode; NULL: MemoryError.
OU_CHECKED OuShape *ou_shape_dictionary(OuVM *vm, OuType *type);
static inline unsigned ou_instance_capacity(const OuInstance *instance)
{
    return (unsigned)(ou_heap_slot_size(&instance->header) / sizeof(OuValue) - 1);
}
// Position of a name among the in-line attributes, or -1.
int ou_shape_find(const OuShape *shape, const OuString *name);
extern const OuLayout ou_instance_layout;
OU_CHECKED OuValue ou_instance_make(OuVM *vm, OuType *type);       // no attributes yet
// In-line or dictionary attribute: borrowed, UNBOUND when absent. Never looks at the class.
OuValue ou_instance_peek(OuVM *vm, OuInstance *instance, OuString *name);
OU_CHECKED bool ou_instance_put(OuVM *vm, OuInstance *instance, OuString *name, OuValue value);
OU_CHECKED bool ou_instance_remove(OuVM *vm, OuInstance *instance, OuString *name, bool *found);
// Goes over to dictionary mode; the dict is borrowed. NULL: MemoryError.
OU_CHECKED OuDict *ou_instance_dict_peek(OuVM *vm, OuInstance *instance);
// The __dict__ of any object that can have one: instances, tails, exceptions, modules, functions,
// types. *has = false if it can't. Creates it when `create`.
// Not for objects of kind INSTANCE: where another object keeps its dict; NULL if it has none.
OuDict **ou_object_dict_slot(OuVM *vm, OuObject *object);
OU_CHECKED bool ou_object_dict_peek(OuVM *vm, OuValue object, bool create, bool *has,
                                    OuDict **dict);

#endif
