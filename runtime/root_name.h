// root_name.h: what holds an object from outside the heap, as a person would write it.
#ifndef OU_RUNTIME_ROOT_NAME_H
#define OU_RUNTIME_ROOT_NAME_H

#include "gc/buffer.h"
#include "runtime/state.h"

// A register of a running frame, as host.find_register finds it.
typedef struct OuRegister {
    OuString *local;             // its name; NULL: a temporary, or what was called
    OuString *function, *file;
    uint32_t  line;              // where the frame is
    const void *state[3];        // of the one who searches
} OuRegister;

// `slot`: as hooks.visit_roots hands it to a visitor. "local 'x' in f (app.py:9)", "a temporary in
// f (app.py:9)", "sys.modules". `found`: all zeros, or from the last call.
void ou_root_name_put(OuVM *vm, OuRegister *found, const void *slot, OuBuffer *text);

// " (app.py:9)": the file without its folders.
void ou_root_name_put_place(OuVM *vm, const OuRegister *found, OuBuffer *text);

#endif
