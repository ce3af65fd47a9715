// builtin_types.h: the definitions of all built-in types of this floor.
#ifndef OU_RUNTIME_BUILTIN_TYPES_H
#define OU_RUNTIME_BUILTIN_TYPES_H

#include "runtime/type.h"

#define OU_TYPE(id, symbol) extern const OuTypeDef ou_##symbol##_type;
#include "runtime/types.def"
#undef OU_TYPE

extern const OuLayout ou_type_layout;

// A type object with nothing in it yet.
OU_CHECKED OuType *ou_type_new_object(OuVM *vm);
// As ou_type_make_builtin, under another name and base.
OU_CHECKED OuType *ou_type_make_named(OuVM *vm, const OuTypeDef *definition, const char *name,
                                      OuType *base);
// Entries of type->subclasses are weak references: the class, or NULL (borrowed).
OuObject *ou_subclass_peek(OuValue entry);
OU_CHECKED bool ou_subclass_add(OuVM *vm, OuType *base, OuType *subclass);
bool ou_kind_has_weakref(uint8_t kind);
// The base whose layout a class with these bases has; NULL: TypeError is set.
OU_CHECKED OuType *ou_class_best_base(OuVM *vm, const OuTuple *bases);
// Lets every base know its new subclass.
OU_CHECKED bool ou_class_link_bases(OuVM *vm, OuType *type);

#endif
