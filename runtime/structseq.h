// structseq.h: struct sequences: tuples whose items have names: sys.version_info, time.struct_time.
//
// Their types are subclasses of tuple with a layout of its own kind: the tail names the type, and
// its slots hold the fields that are no items.
#ifndef OU_RUNTIME_STRUCTSEQ_H
#define OU_RUNTIME_STRUCTSEQ_H

#include "runtime/type.h"

enum { OU_STRUCTSEQ_MOST = 20 };       // fields

typedef struct OuStructSeqDef {
    const char *name, *module, *doc;
    uint8_t     visible;               // fields that are items of the tuple, too
    bool        is_abstract;           // scripts can't make one
    const char *fields[OU_STRUCTSEQ_MOST + 1];       // ended by NULL
} OuStructSeqDef;

OU_CHECKED OuType *ou_structseq_make_type(OuVM *vm, const OuStructSeqDef *definition);
// Takes the values over, one a field; OU_ERROR among them: all are dropped, OU_ERROR.
OU_CHECKED OuValue ou_structseq_make_steal(OuVM *vm, OuType *type, OuValue *values, unsigned count);
// A new type with one instance: the instance.
OU_CHECKED OuValue ou_structseq_make_single(OuVM *vm, const OuStructSeqDef *definition,
                                            OuValue *values, unsigned count);
// Borrowed, OU_UNBOUND for a hidden field that wasn't given; `index` counts all fields.
OuValue ou_structseq_peek(OuValue self, unsigned index);

#endif
