// memory.h: module memory: what lives, what holds it, how large it is.
#ifndef OU_RUNTIME_MODULES_MEMORY_H
#define OU_RUNTIME_MODULES_MEMORY_H

#include "gc/buffer.h"
#include "runtime/heap_view.h"
#include "runtime/module.h"
#include "runtime/root_path.h"

#define OU_MEMORY_FUNCTION(name, signature_text, doc_text)                                   \
    static OuValue memory_##name(OuVM *vm, const OuValue *arguments);                        \
    const OuNativeDef ou_memory_##name##_native = { signature_text, doc_text, memory_##name }; \
    static OuValue memory_##name(OuVM *vm, const OuValue *arguments)

extern const OuModuleDef ou_memory_module;
extern const OuNativeDef ou_memory_snapshot_native;      // memory_snapshot.c
extern const OuNativeDef ou_memory_why_native, ou_memory_path_native,
    ou_memory_referrers_native;                          // memory_path.c
extern const OuNativeDef ou_memory_size_native, ou_memory_retained_native;   // memory_size.c

extern const OuNativeDef ou_memory_census_native;        // memory_census.c
extern const OuNativeDef ou_memory_mark_native, ou_memory_diff_native, ou_memory_since_native,
    ou_memory_site_native;                               // memory_mark.c
extern const OuNativeDef ou_memory_dominators_native;    // memory_dominators.c
extern const OuNativeDef ou_memory_cycles_native;        // memory_cycles.c
extern const OuNativeDef ou_memory_stats_native, ou_memory_trim_native,
    ou_memory_limit_native;                              // memory_stats.c

// Ends the view: the result (OU_ERROR: an exception is set), or OU_ERROR if something has failed.
OU_CHECKED OuValue ou_memory_end_steal(OuHeapView *view, OuValue result);
// The text of a buffer as a str; MemoryError if it isn't complete.
OU_CHECKED OuValue ou_memory_text(OuVM *vm, const OuBuffer *text);
// A path in one line.
OU_CHECKED OuValue ou_memory_path_text(OuHeapView *view, const OuRootPath *path);
// A tuple of these values, which are taken over and may be OU_ERROR.
OU_CHECKED OuValue ou_memory_tuple_steal(OuVM *vm, OuValue *values, size_t count);
// A list of so many values, which `at` makes one after the other (OU_ERROR ends it).
typedef OuValue OuMemoryItem(void *context, size_t index);
OU_CHECKED OuValue ou_memory_list(OuVM *vm, size_t count, OuMemoryItem *at, void *context);
// The name of a type in texts: with its module, unless that is builtins or __main__.
void ou_memory_put_type(OuVM *vm, const OuType *type, OuBuffer *text);
OU_CHECKED OuValue ou_memory_type_name(OuVM *vm, const OuType *type);
// What was born in the epoch or later (gc/trace.h) and lives, as a list; without what the
// interpreter makes for itself. `also`: parts of others that no script has seen, and marks.
enum { OU_YOUNG_INNER = 1, OU_YOUNG_MARKS = 2 };
OU_CHECKED OuValue ou_memory_list_young(OuVM *vm, uint32_t epoch, unsigned also);

// Private, for module memtest: memory_held.c, memory_size.c, memory_test.c.
extern const OuNativeDef ou_memory_paths_native, ou_memory_rings_native,
    ou_memory_ring_through_native, ou_memory_retained_by_native;
extern const OuNativeDef
    ou_memory_instances_native, ou_memory_watch_native, ou_memory_unwatch_native,
    ou_memory_born_native, ou_memory_birth_native,
    ou_memory_live_native, ou_memory_audit_native,
    ou_memory_fail_at_native, ou_memory_set_limit_native, ou_memory_stress_native,
    ou_memory_limit_was_reached_native,
    ou_memory_refs_native, ou_memory_unheard_native;

#endif
