#include "runtime/modules/memory.h"

#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

OuValue ou_memory_end_steal(OuHeapView *view, OuValue result)
{
    if (result == OU_ERROR) view->failed = view->progress.is_interrupted = false;
    if (ou_heap_view_end(view)) return result;
    ou_unref(result);
    return OU_ERROR;
}

OuValue ou_memory_text(OuVM *vm, const OuBuffer *text)
{
    if (text->failed) return ou_raise_memory_error(vm);
    return ou_str_make(vm, text->bytes ? text->bytes : "", text->length);
}

OuValue ou_memory_tuple_steal(OuVM *vm, OuValue *values, size_t count)
{
    bool ok = true;
    for (size_t i = 0; i < count; i++) ok &= values[i] != OU_ERROR;
    if (ok) return ou_tuple_make_steal(vm, values, count);
    for (size_t i = 0; i < count; i++) {
        if (values[i] != OU_ERROR) ou_unref(values[i]);
    }
    return OU_ERROR;
}

OuValue ou_memory_list(OuVM *vm, size_t count, OuMemoryItem *at, void *context)
{
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < count; i++) {
        OuValue item = ou_check_interrupt_now(vm) ? at(context, i) : OU_ERROR;
        if (item == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), item)) return OU_ERROR;
    }
    return ou_ref(list);
}

void ou_memory_put_type(OuVM *vm, const OuType *type, OuBuffer *text)
{
    OuValue module = ou_type_module_peek(vm, (OuType *)(uintptr_t)type);
    if (ou_is_str(module) && !ou_str_equals_text(ou_str_of(module), "builtins")
        && !ou_str_equals_text(ou_str_of(module), "__main__")) {
        ou_edge_put_string(vm, ou_str_of(module), text);
        ou_buffer_put_char(text, '.');
    }
    ou_edge_put_string(vm, type->qualified_name ? type->qualified_name : type->name, text);
}

OuValue ou_memory_type_name(OuVM *vm, const OuType *type)
{
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    ou_memory_put_type(vm, type, &text);
    OuValue name = ou_memory_text(vm, &text);
    ou_buffer_free(&text);
    return name;
}

static const OuNativeDef *const functions[] = {
    &ou_memory_why_native, &ou_memory_path_native, &ou_memory_referrers_native,
    &ou_memory_size_native, &ou_memory_retained_native, &ou_memory_census_native,
    &ou_memory_mark_native, &ou_memory_diff_native, &ou_memory_since_native,
    &ou_memory_site_native, &ou_memory_dominators_native, &ou_memory_cycles_native,
    &ou_memory_stats_native, &ou_memory_trim_native, &ou_memory_limit_native,
    &ou_memory_snapshot_native, &ou_memory_instances_native, &ou_memory_watch_native,
    &ou_memory_unwatch_native, &ou_memory_born_native, &ou_memory_birth_native,
    &ou_memory_paths_native, &ou_memory_rings_native, &ou_memory_ring_through_native,
    &ou_memory_retained_by_native, &ou_memory_live_native, &ou_memory_audit_native,
    &ou_memory_fail_at_native, &ou_memory_set_limit_native, &ou_memory_stress_native,
    &ou_memory_limit_was_reached_native,
    &ou_memory_refs_native, &ou_memory_unheard_native, NULL,
};

const OuModuleDef ou_memory_module = {
    .name = "memory",
    .doc = "Looking into memory: what lives, what holds it, how large it is.\n\n"
           "why() -- Return the shortest path that keeps an object alive, as text.\n"
           "path() -- Return that path as a tuple.\n"
           "referrers() -- Return what refers to an object.\n"
           "size() -- Return the bytes of an object, or of all that it reaches.\n"
           "retained() -- Return what would go if an object went.\n"
           "dominators() -- Return the objects that hold the most memory.\n"
           "census() -- Count all live objects by type, site, generation or age.\n"
           "mark() -- Remember what lives now.\n"
           "diff() -- Return how the census differs from that at a mark.\n"
           "since() -- Return the objects that were made after a mark and still live.\n"
           "site() -- Return where an object was allocated.\n"
           "cycles() -- Return the groups of objects that hold each other.\n"
           "stats() -- Return figures about the interpreter's memory.\n"
           "trim() -- Give cached memory back to the system.\n"
           "limit() -- Let the interpreter use at most so many bytes.\n"
           "snapshot() -- Write the heap to a file that viewers open.\n\n"
           "None of them changes what it looks at: calling one twice gives the same answer.",
    .functions = functions,
};
