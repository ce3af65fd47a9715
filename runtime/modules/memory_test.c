// memory_test.c: what module memtest asks of the heap: births, figures, refusals.
#include "gc/audit.h"
#include "gc/collector.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/modules/memory.h"
#include "runtime/modules/memory_census.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- Births -------------------------------------------------------------------------------------

OU_MEMORY_FUNCTION(watch, "_watch()",
                   "Begin to note births. Return a number for _born; _unwatch() ends it.")
{
    (void)arguments;
    return ou_int_value(ou_trace_watch(&vm->heap));
}

OU_MEMORY_FUNCTION(unwatch, "_unwatch()", "One watcher of births less.")
{
    (void)arguments;
    ou_trace_unwatch(&vm->heap);
    return OU_NONE;
}

OU_MEMORY_FUNCTION(born, "_born(watch, with_inner=False)",
                   "Return the objects that live and were made since _watch() returned the\n"
                   "number; with_inner, also parts of others that no script has seen.")
{
    int64_t since;
    bool with_inner = false;
    if (!ou_to_int64(vm, arguments[0], &since)) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !ou_truth(vm, arguments[1], &with_inner)) return OU_ERROR;
    unsigned also = OU_YOUNG_MARKS | (with_inner ? OU_YOUNG_INNER : 0);
    return ou_memory_list_young(vm, (uint32_t)since, also);
}

OU_MEMORY_FUNCTION(birth, "_birth(object, /)",
                   "Return the number of the last _watch() before the object was made; 0: none.")
{
    if (!ou_is_pointer(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%R is a value, not an object of the heap",
                        arguments[0]);
    }
    return ou_int_value(ou_trace_birth_of(&vm->heap, ou_pointer_of(arguments[0])));
}

typedef struct Instances {
    OuVM   *vm;
    OuList *list;
    OuType *type;
    bool    has_failed;
} Instances;

static bool note_instance(OuObject *object, void *context)
{
    Instances *instances = context;
    OuType *type = ou_type_of(instances->vm, ou_pointer_value(object));
    if (ou_object_is_dying(object) || !ou_is_subtype(type, instances->type)) return true;
    instances->has_failed = !ou_list_append(instances->vm, instances->list,
                                            ou_pointer_value(object));
    return !instances->has_failed;
}

OU_MEMORY_FUNCTION(instances, "_instances(type, /)",
                   "Return all live instances of the type and of those derived from it.")
{
    if (!ou_is_type(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a class is needed, not %T", arguments[0]);
    }
    OuValue result = ou_list_make(vm, NULL, 0);
    if (result == OU_ERROR) return OU_ERROR;
    Instances instances = { vm, ou_list_of(result), (OuType *)ou_pointer_of(arguments[0]), false };
    ou_heap_each(&vm->heap, note_instance, &instances);
    if (!instances.has_failed) return result;
    ou_unref(result);
    return OU_ERROR;
}

// ---- Figures ------------------------------------------------------------------------------------

typedef struct Living {
    OuVM   *vm;
    OuType *except;
    int64_t objects, bytes;
} Living;

static bool is_instance(const Living *living, OuValue value)
{
    return ou_type_of(living->vm, value) == living->except;
}

static bool count_living(OuObject *object, void *context)
{
    Living *living = context;
    OuValue value = ou_pointer_value(object);
    if (object->kind == OU_KIND_METHOD) value = ((OuMethod *)object)->self;
    if (!ou_census_counts(living->vm, object) || is_instance(living, value)) return true;
    living->objects++;
    living->bytes += (int64_t)ou_size_of_object(living->vm, object);
    return true;
}

OU_MEMORY_FUNCTION(live, "_live(object, /)",
                   "Return the number of live objects, and their bytes; those of the object's\n"
                   "type, and their methods, don't count.")
{
    ou_heap_settle(&vm->heap);
    Living living = { .vm = vm, .except = ou_type_of(vm, arguments[0]) };
    ou_heap_each(&vm->heap, count_living, &living);
    OuValue pair[] = { ou_int_value(living.objects), ou_int_value(living.bytes) };
    return ou_tuple_make(vm, pair, 2);
}

OU_MEMORY_FUNCTION(audit, "_audit()",
                   "Check the heap's invariants. Return None, or a line for each fault.")
{
    (void)arguments;
    OuBuffer report;
    ou_buffer_init(&report, &vm->heap.memory);
    bool ok = ou_audit_check(&vm->heap, &report);
    OuValue result = ok ? OU_NONE
                        : ou_str_make_lossy(vm, report.bytes ? report.bytes : "", report.length);
    ou_buffer_free(&report);
    return result;
}

// ---- Refusals -----------------------------------------------------------------------------------

OU_MEMORY_FUNCTION(fail_at, "_fail_at(n, /)",
                   "Let the n-th allocation from now on fail; 0: none. Return whether the one\n"
                   "that was to fail before has come.")
{
    int64_t n;
    if (!ou_to_int64(vm, arguments[0], &n)) return OU_ERROR;
    const OuMemory *memory = &vm->heap.memory;
    bool has_come = memory->fail_at && memory->requests >= memory->fail_at;
    ou_heap_fail_at(&vm->heap, n < 0 ? 0 : (uint64_t)n, false);
    return ou_bool_value(has_come);
}

OU_MEMORY_FUNCTION(unheard, "_unheard()",
                   "Return how many MemoryErrors so far were raised where nobody can catch\n"
                   "them: in finalizers, in callbacks of weak references.")
{
    (void)arguments;
    return ou_int_value(vm->unheard_refusals);
}

OU_MEMORY_FUNCTION(set_limit, "_set_limit(bytes, more=False)",
                   "Let the program use so many bytes, or more than now; -1: any number. Return\n"
                   "what it was before.")
{
    int64_t bytes;
    bool is_more = false;
    OuMemory *memory = &vm->heap.memory;
    OuValue before = ou_int_value(memory->limit == SIZE_MAX ? -1 : (int64_t)memory->limit);
    if (!ou_to_int64(vm, arguments[0], &bytes)) return OU_ERROR;
    if (arguments[1] != OU_UNBOUND && !ou_truth(vm, arguments[1], &is_more)) return OU_ERROR;
    ou_heap_settle(&vm->heap);
    size_t limit = bytes < 0 ? SIZE_MAX : (size_t)bytes + (is_more ? memory->used : 0);
    ou_memory_set_limit(memory, limit);
    return before;
}

OU_MEMORY_FUNCTION(stress, "_stress(on, /)", "Collect at every allocation, or no more.")
{
    bool on;
    if (!ou_truth(vm, arguments[0], &on)) return OU_ERROR;
    ou_collector_set_stress(&vm->heap, on);
    return OU_NONE;
}

OU_MEMORY_FUNCTION(limit_was_reached, "_limit_was_reached()",
                   "Has the limit of time or steps raised its exception?")
{
    return ou_bool_value(vm->limits.time_was_up || vm->limits.steps_were_up);
}

OU_MEMORY_FUNCTION(refs, "_refs(object, /)",
                   "Return how many references there are to the object, without the argument's.")
{
    if (!ou_is_pointer(arguments[0])) return ou_int_value(0);
    OuObject *object = ou_pointer_of(arguments[0]);
    ou_heap_settle(&vm->heap);
    if ((int32_t)object->refs < 0) return ou_int_value(0);
    size_t uncounted = vm->host.uncounted_references
                           ? vm->host.uncounted_references(vm, object) : 0;
    return ou_int_value((int64_t)(object->refs + uncounted) - 1);
}
