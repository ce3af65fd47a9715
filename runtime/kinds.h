// kinds.h: names of the built-in layouts (the `kind` byte of every object).
#ifndef OU_RUNTIME_KINDS_H
#define OU_RUNTIME_KINDS_H

typedef enum OuKind {
    OU_KIND_FREE = 0,
#define OU_KIND(name) OU_KIND_##name,
#include "runtime/kinds.def"
#undef OU_KIND
    OU_KIND_COUNT
} OuKind;

_Static_assert(OU_KIND_COUNT <= 128, "bit 7 of the kind marks subclasses");

#endif
