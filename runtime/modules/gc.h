// gc.h: module gc: the collector as scripts see it.
#ifndef OU_RUNTIME_MODULES_GC_H
#define OU_RUNTIME_MODULES_GC_H

#include "runtime/module.h"

#define OU_GC_FUNCTION(name, signature_text, doc_text)                                       \
    static OuValue gc_##name(OuVM *vm, const OuValue *arguments);                            \
    const OuNativeDef ou_gc_##name##_native = { signature_text, doc_text, gc_##name };       \
    static OuValue gc_##name(OuVM *vm, const OuValue *arguments)

extern const OuModuleDef ou_gc_module;
extern const OuNativeDef ou_gc_get_objects_native, ou_gc_get_referrers_native;  // gc_objects.c
extern const OuNativeDef ou_gc_get_referents_native;     // gc_referents.c
extern const OuNativeDef ou_gc_get_stats_native, ou_gc_pauses_native, ou_gc_memory_native,
    ou_gc_step_native, ou_gc_set_pace_native, ou_gc_paused_native;      // gc_pace.c

// Calls `each` for what the object refers to, as CPython has it, until that says that it is enough.
// It must not change the object.
typedef bool OuGcReferent(void *context, OuValue referent);
void ou_gc_each_referent(OuVM *vm, OuObject *object, OuGcReferent *each, void *context);

// Makes the heap tell of collections: gc.callbacks, gc.garbage, and the messages of gc.set_debug
// (gc_hooks.c).
void ou_gc_setup(OuVM *vm);

extern const OuNativeDef ou_gc_cycle_report_native;      // gc_report.c

// From now on the rings in what is collected are counted for gc.cycle_report.
void ou_gc_report_begin(OuVM *vm);
void ou_gc_report_free(OuVM *vm);
// Calls `each` for every shape of rings of which some were collected since ou_gc_report_set_mark,
// which also looks at the next collection as a whole.
void ou_gc_report_set_mark(OuVM *vm);
void ou_gc_report_since_mark(OuVM *vm, void (*each)(void *context, const char *ring, size_t count),
                             void *context);

// Writes a line about each collection to a file, or to standard error if the path is empty. False:
// the file can't be written; errno says why.
OU_CHECKED bool ou_gc_open_log(OuVM *vm, const char *path);
// False: not all of it was written; errno says why.
OU_CHECKED bool ou_gc_close_log(OuVM *vm);

#endif
