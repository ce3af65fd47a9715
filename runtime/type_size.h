// type_size.h: what CPython says of the size of a type's instances, and its flags.
//
// Objects look otherwise here. Programs still read these attributes: to tell classes of scripts
// from built-in ones, or whether instances are of varying size and so can't have __slots__.
#ifndef OU_RUNTIME_TYPE_SIZE_H
#define OU_RUNTIME_TYPE_SIZE_H

#include "runtime/type.h"

typedef struct OuTypeSize {
    int64_t basic, item;              // __basicsize__, __itemsize__
    int64_t dict, weakref;            // __dictoffset__, __weakrefoffset__
} OuTypeSize;

OuTypeSize ou_type_size(OuVM *vm, const OuType *type);
// Does each instance have a size of its own (int, tuple, bytes, type)?
bool ou_type_has_items(OuVM *vm, const OuType *type);
// Does CPython's collector know its instances?
bool ou_type_is_collected(OuVM *vm, const OuType *type);
uint64_t ou_type_flags(OuVM *vm, const OuType *type);

#endif
