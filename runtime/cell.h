// cell.h: cells: the variables that closures share.
#ifndef OU_RUNTIME_CELL_H
#define OU_RUNTIME_CELL_H

#include "runtime/state.h"

typedef struct OuCell {
    OuObject header;
    OuValue  content;            // UNBOUND: empty
} OuCell;

static inline OuCell *ou_cell_of(OuValue v) { return (OuCell *)ou_pointer_of(v); }

OU_CHECKED OuValue ou_cell_make_steal(OuVM *vm, OuValue content);

#endif
