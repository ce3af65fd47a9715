// descriptor.h: objects that stand in a class's dictionary and compute an attribute when it is
// asked for.
#ifndef OU_RUNTIME_DESCRIPTOR_H
#define OU_RUNTIME_DESCRIPTOR_H

#include "runtime/native.h"

typedef struct OuMember {        // kinds GETSET and MEMBER
    OuObject           header;
    const OuGetSetDef *definition;       // NULL: a name of __slots__
    OuType            *owner;    // strong
    OuString          *name;
    unsigned           index;    // of a name of __slots__: among the slots of instances
} OuMember;
OU_CHECKED OuValue ou_getset_make(OuVM *vm, OuType *owner, const OuGetSetDef *definition);
// For OuGetSetDef.set: what CPython says of its members that are only read.
bool ou_readonly_attribute(OuVM *vm, OuValue self, OuValue value);
OU_CHECKED OuValue ou_member_make(OuVM *vm, OuType *owner, OuString *name, unsigned index);

typedef struct OuMethod {        // kind METHOD: a callable bound to an instance
    OuObject header;
    OuValue  function, self;
} OuMethod;
OU_CHECKED OuValue ou_method_make(OuVM *vm, OuValue function, OuValue self);

typedef struct OuProperty {
    OuObject header;
    OuValue  get, set, delete, doc;      // None where absent
    bool     doc_from_getter;
    OuValue  name;                       // for messages; UNBOUND until __set_name__
} OuProperty;

typedef struct OuWrapped {       // kinds STATICMETHOD, CLASSMETHOD
    OuObject header;
    OuValue  callable;
    OuDict  *dict;               // its __dict__, or NULL
} OuWrapped;
OU_CHECKED OuValue ou_staticmethod_make(OuVM *vm, OuValue callable);
OU_CHECKED OuValue ou_classmethod_make(OuVM *vm, OuValue callable);

typedef struct OuSuper {
    OuObject header;
    OuType  *this_class;         // search starts behind it
    OuValue  self;               // instance or class; UNBOUND: unbound super object
    OuType  *self_type;
} OuSuper;

// What a class attribute gives when it is read through an instance (UNBOUND: through the class
// alone). `descriptor` is borrowed; the result is owned.
OU_CHECKED OuValue ou_descriptor_get(OuVM *vm, OuValue descriptor, OuValue instance, OuValue owner);

#endif
