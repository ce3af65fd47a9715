// type.h: what a type is: identity, slots, dictionary, method resolution order.
//
// A built-in type is declared by an `OuTypeDef` constant in the type's own file; the interpreter
// makes an `OuType` object of it when it starts. Its dictionary (methods, getters, slot wrappers)
// is filled at the first look-up, so that starting stays cheap. Classes made by scripts are
// `OuType` objects too; their slots call the dunder methods (see slots.c).
#ifndef OU_RUNTIME_TYPE_H
#define OU_RUNTIME_TYPE_H

#include "gc/heap.h"
#include "runtime/kinds.h"

typedef struct OuVM OuVM;
typedef struct OuType OuType;
typedef struct OuString OuString;
typedef struct OuTuple OuTuple;
typedef struct OuDict OuDict;
typedef struct OuShape OuShape;
typedef struct OuNativeDef OuNativeDef;

// Ids of the built-in types; exceptions included. OU_TYPE_LIST, OU_TYPE_VALUE_ERROR, ...
typedef enum OuTypeId {
#define OU_TYPE(id, symbol) OU_TYPE_##id,
#include "runtime/types.def"
#undef OU_TYPE
    OU_TYPE_LAST_PLAIN_,
    OU_TYPE_BEFORE_EXCEPTIONS_ = OU_TYPE_LAST_PLAIN_ - 1,
#define OU_EXCEPTION(id, name, base, doc) OU_TYPE_##id,
#include "runtime/exceptions.def"
#undef OU_EXCEPTION
    OU_TYPE_EXTERNAL_,                                   // types of modules and of the floor above
    OU_TYPE_FUNCTION = OU_TYPE_EXTERNAL_,
    OU_TYPE_CODE,
    OU_TYPE_FRAME,
    OU_TYPE_GENERATOR,
    OU_TYPE_COROUTINE,
    OU_TYPE_ASYNC_GENERATOR,
    OU_TYPE_COROUTINE_WRAPPER,
    OU_TYPE_ASYNC_SEND,
    OU_TYPE_ASYNC_THROW,
    OU_TYPE_ANEXT_AWAITABLE,
    OU_TYPE_RE_PATTERN,                                  // made by `import re`: NULL before
    OU_TYPE_RE_MATCH,
    OU_TYPE_RE_SCANNER,
    OU_TYPE_COUNT
} OuTypeId;

typedef enum OuCompare { OU_LT, OU_LE, OU_EQ, OU_NE, OU_GT, OU_GE } OuCompare;

// Binary operators, in the order of slots.binary and slots.inplace.
typedef enum OuBinary {
    OU_BINARY_ADD, OU_BINARY_SUBTRACT, OU_BINARY_MULTIPLY, OU_BINARY_MATRIX_MULTIPLY,
    OU_BINARY_TRUE_DIVIDE, OU_BINARY_FLOOR_DIVIDE, OU_BINARY_REMAINDER, OU_BINARY_POWER,
    OU_BINARY_LEFT_SHIFT, OU_BINARY_RIGHT_SHIFT, OU_BINARY_AND, OU_BINARY_OR, OU_BINARY_XOR,
    OU_BINARY_DIVMOD,
    OU_BINARY_COUNT
} OuBinary;

typedef enum OuUnary { OU_UNARY_NEGATIVE, OU_UNARY_POSITIVE, OU_UNARY_INVERT, OU_UNARY_ABSOLUTE,
                       OU_UNARY_COUNT } OuUnary;

// Every slot may be NULL (not supported) and is inherited. Operands are borrowed, results owned.
// OU_ERROR / false mean that an exception is set. In deleting calls `value` is OU_UNBOUND.
typedef struct OuSlots {
    OuValue (*repr)(OuVM *vm, OuValue self);
    OuValue (*str)(OuVM *vm, OuValue self);
    bool    (*hash)(OuVM *vm, OuValue self, int64_t *hash);             // NULL: unhashable
    OuValue (*call)(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                    OuTuple *names);  // values for `names` (may be NULL) follow the positional ones
    OuValue (*get_attribute)(OuVM *vm, OuValue self, OuString *name);
    bool    (*set_attribute)(OuVM *vm, OuValue self, OuString *name, OuValue value);
    OuValue (*compare)(OuVM *vm, OuValue self, OuValue other, OuCompare operator);
    OuValue (*iterate)(OuVM *vm, OuValue self);
    OuValue (*next)(OuVM *vm, OuValue self);          // OU_STOP at the end, or raises StopIteration
    OuValue (*descriptor_get)(OuVM *vm, OuValue self, OuValue instance, OuValue owner);
                                          // instance OU_UNBOUND: looked up on the class
    bool    (*descriptor_set)(OuVM *vm, OuValue self, OuValue instance, OuValue value);
    bool    (*truth)(OuVM *vm, OuValue self, bool *truth);
    bool    (*length)(OuVM *vm, OuValue self, size_t *length);
    OuValue (*get_item)(OuVM *vm, OuValue self, OuValue key);
    bool    (*set_item)(OuVM *vm, OuValue self, OuValue key, OuValue value);
    bool    (*contains)(OuVM *vm, OuValue self, OuValue item, bool *found);
    // Called with the operands in source order; `self` may be either. OU_NOT_IMPLEMENTED to
    // decline.
    OuValue (*binary[OU_BINARY_COUNT])(OuVM *vm, OuValue left, OuValue right);
    OuValue (*inplace[OU_BINARY_COUNT])(OuVM *vm, OuValue left, OuValue right);
    OuValue (*unary[OU_UNARY_COUNT])(OuVM *vm, OuValue self);
    OuValue (*power_modulo)(OuVM *vm, OuValue base, OuValue exponent, OuValue modulus);
    OuValue (*to_int)(OuVM *vm, OuValue self);                          // __int__
    OuValue (*to_index)(OuVM *vm, OuValue self);                        // __index__
    OuValue (*to_float)(OuVM *vm, OuValue self);                        // __float__
    OuValue (*construct)(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                         OuTuple *names);                               // __new__
    bool    (*initialise)(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                          OuTuple *names);                              // __init__
    void    (*finalize)(OuVM *vm, OuValue self);                        // __del__, generators
} OuSlots;

typedef struct OuGetSetDef {
    const char *name;
    OuValue (*get)(OuVM *vm, OuValue self);
    bool    (*set)(OuVM *vm, OuValue self, OuValue value);   // NULL: read-only; UNBOUND deletes
    const char *doc;
} OuGetSetDef;

enum {
    OU_TYPE_SUBCLASSABLE = 1,     // scripts may derive from it
    OU_TYPE_ABSTRACT     = 2,     // "cannot create 'x' instances"
    OU_TYPE_SEQUENCE     = 4,
    OU_TYPE_MAPPING      = 8,
    OU_TYPE_METHOD_LIKE  = 16,    // a method call needs no bound method: function, native method
    OU_TYPE_HIDES_DEL    = 64,    // scripts see no __del__
    OU_TYPE_INHERITS_ACCESS = 32, // its dictionary has no __getattribute__
};

// What the instances are to the patterns of `match`.
typedef enum OuCollection {
    OU_COLLECTION_NONE, OU_COLLECTION_SEQUENCE, OU_COLLECTION_MAPPING,
} OuCollection;

typedef struct OuTypeDef {
    const char *name;
    const char *module;                          // NULL: "builtins"
    const char *doc;
    const OuNativeDef *constructor;              // names the parameters of __new__/__init__ for
                                                 // binding and help(), or NULL: slots.construct
    OuTypeId    base;                            // OU_TYPE_OBJECT is 0
    uint8_t     kind;                            // layout of its instances
    uint8_t     flags;
    uint8_t     collection;                      // OU_COLLECTION_..., or that of the base
    const OuLayout *layout;                      // registered for `kind`; NULL: shared or inherited
    const OuNativeDef *const *methods;           // NULL-terminated, or NULL
    const OuGetSetDef *getset;                   // ended by a row without a name, or NULL
    OuSlots     slots;
} OuTypeDef;

struct OuType {
    OuObject         header;
    OuSlots          slots;           // own or inherited; in step with the dunder methods
    const OuTypeDef *definition; // the built-in definition, or that of the nearest built-in base
    OuString        *name;
    OuString        *qualified_name;
    OuType          *base;            // the base that decides the layout; NULL for object
    OuTuple         *bases;
    OuTuple         *mro;             // this type first
    OuDict          *dict;
    OuValue          subclasses;      // a list of weak references, or OU_UNBOUND
    OuType          *metatype;        // type(self)
    OuShape         *root_shape;      // instances without attributes (kind INSTANCE only)
    OuShape         *shapes;          // all shapes of the class, linked by `next`
    OuShape         *dictionary_shape;
    uint32_t version;      // changes with every change of an attribute here or in a base;
                           // unique; 0 = not cached, ask anew
    OuObject *constructor; // borrowed: the script function that is __init__ of plain instances ...
    uint32_t         constructor_version;   // ... as long as `version` is this one
    uint8_t          kind;            // layout of instances, OU_KIND_SUBCLASS included
    uint8_t          flags;           // OU_TYPE_...
    bool             is_builtin;      // immutable, dictionary filled lazily
    bool             is_filled;
    uint8_t          collection;      // OU_COLLECTION_...; inherited along the MRO
    bool             is_abstract;     // has __abstractmethods__: no instances
    bool             has_dict;        // instances have a __dict__
    bool             has_weakref;     // instances can be weakly referenced
    bool default_getattribute;        // neither __getattribute__ nor __getattr__ is overridden
    bool             default_setattr;
    uint16_t         slot_count;      // __slots__ of this class and its bases
    uint16_t         instance_hint;   // inline attribute capacity of the next instance
};

// --- making types (type.c) --------------------------------------------------------------------
// Registers the definition's layout and makes its type. Used at start for types.def, and by modules
// for types of their own.
OU_CHECKED OuType *ou_type_make_builtin(OuVM *vm, const OuTypeDef *definition);
// type(name, bases, dict): a class of a script; all the checks and errors of CPython.
OU_CHECKED OuValue ou_type_make_class(OuVM *vm, OuType *metatype, OuString *name, OuTuple *bases,
                                      OuDict *namespace, unsigned attribute_hint);
// Fills a built-in type's dictionary; every look-up does it itself.
OU_CHECKED bool ou_type_fill(OuVM *vm, OuType *type);

static inline bool ou_type_fill_if_needed(OuVM *vm, OuType *type)
{
    return type->is_filled || ou_type_fill(vm, type);
}

// --- asking types -----------------------------------------------------------------------------
OuType *ou_type_of(const OuVM *vm, OuValue value);               // borrowed
bool ou_is_subtype(const OuType *type, const OuType *base);      // by MRO, cannot fail
bool ou_is_instance_of(const OuVM *vm, OuValue value, OuTypeId id);
// Along the MRO; borrowed, OU_UNBOUND when absent. Cached by (version, name); cannot fail once the
// types are filled. `name` must be interned.
OuValue ou_type_lookup_peek(OuVM *vm, OuType *type, OuString *name);
// The class's own __module__; borrowed, UNBOUND for built-in types.
OuValue ou_type_module_peek(OuVM *vm, OuType *type);
// After a change of type->dict: new versions for it and its subclasses, slots brought in step.
bool ou_type_modified(OuVM *vm, OuType *type, OuString *name);

static inline bool ou_is_type(OuValue value)
{
    return (ou_kind_of(value) & OU_KIND_MASK) == OU_KIND_TYPE;
}

// As Sequence.register() and Mapping.register() do: the class and what derives from it.
void ou_type_set_collection(OuType *type, OuCollection collection);

// --- the tail of instances whose class derives from a built-in layout
// ------------------------------- At the end of the slot, growing downwards: type at the very end,
// then dict, then __slots__.
typedef struct OuTail { OuDict *dict; OuType *type; } OuTail;
static inline OuTail *ou_tail_of(const OuObject *object)
{
    return (OuTail *)((char *)(uintptr_t)object + ou_heap_slot_size(object)) - 1;
}
static inline OuValue *ou_tail_slot(const OuObject *object, unsigned index)
{
    return (OuValue *)ou_tail_of(object) - 1 - index;
}
static inline size_t ou_tail_size(const OuType *type)
{
    return type->kind & OU_KIND_SUBCLASS ? sizeof(OuTail) + 8u * type->slot_count : 0;
}
// For layouts' visit functions: the tail's references, if there is a tail.
void ou_visit_tail(OuObject *self, OuVisitor *visitor);
// For constructors: a container / leaf object of `type` with `size` bytes of its own; the kind is
// the type's, the tail is set up when the type is a subclass. NULL: MemoryError is set.
OU_CHECKED OuObject *ou_object_new(OuVM *vm, OuType *type, size_t size);
OU_CHECKED OuObject *ou_object_new_leaf(OuVM *vm, OuType *type, size_t size);   // subclasses still
                                                                                // get containers
#endif
