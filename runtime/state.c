#include "runtime/state.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "gc/collector.h"
#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/setup.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "runtime/weakref.h"

enum { C_STACK_RESERVE = 256 * 1024, C_STACK_LARGEST = 64 * 1024 * 1024 };

// --- hooks ---------------------------------------------------------------------------------------

static bool has_finalizer(OuHeap *heap, OuObject *object)
{
    OuVM *vm = ou_vm_of(heap);
    OuType *type = object->kind == OU_KIND_INSTANCE ? vm->shapes[object->aux]->type
                                                    : ou_type_of(vm, ou_pointer_value(object));
    return type->slots.finalize != NULL;
}

static void finalize(OuHeap *heap, OuObject *object)
{
    OuVM *vm = ou_vm_of(heap);
    OuValue self = ou_pointer_value(object);
    ou_type_of(vm, self)->slots.finalize(vm, self);
}

static void visit_roots(OuHeap *heap, OuVisitor *visitor)
{
    OuVM *vm = ou_vm_of(heap);
    ou_visit_value(visitor, &vm->exception);
    ou_visit_value(visitor, &vm->handled);
    ou_visit_value(visitor, &vm->memory_error);
    ou_visit_value(visitor, &vm->memory_hook);
    for (unsigned i = 0; i < OU_TYPE_COUNT; i++) OU_VISIT_POINTER(visitor, &vm->types[i]);
    for (unsigned i = 0; i < OU_NAME_COUNT; i++) OU_VISIT_POINTER(visitor, &vm->names[i]);
    for (unsigned i = 0; i < 256; i++) OU_VISIT_POINTER(visitor, &vm->latin1[i]);
    OU_VISIT_POINTER(visitor, &vm->empty_string);
    OU_VISIT_POINTER(visitor, &vm->empty_tuple);
    OU_VISIT_POINTER(visitor, &vm->constructors);
    OU_VISIT_POINTER(visitor, &vm->modules);
    OU_VISIT_POINTER(visitor, &vm->builtins);
    OU_VISIT_POINTER(visitor, &vm->sys);
    ou_visit_value(visitor, &vm->gc_callbacks);
    ou_visit_value(visitor, &vm->gc_garbage);
    ou_visit_value(visitor, &vm->repr_running);
    ou_visit_value(visitor, &vm->re_engine);
    if (vm->host.visit_roots) vm->host.visit_roots(vm, visitor);
}

// The next call finds depth over the limit and looks at `pending`.
static void wake(OuHeap *heap)
{
    ou_vm_of(heap)->depth_limit = -1;
}

static bool is_interrupted(const OuHeap *heap)
{
    return ou_limit_is_urgent((const OuVM *)heap);
}

static const OuHeapHooks hooks = {
    .has_finalizer = has_finalizer, .finalize = finalize, .weak_died = ou_weakref_target_died,
    .visit_roots = visit_roots, .is_interrupted = is_interrupted, .wake = wake,
    .visit_tail = ou_visit_tail,
};

// --- setting up ----------------------------------------------------------------------------------

static void set_layouts(OuVM *vm)
{
    static const OuTypeDef *const definitions[] = {
#define OU_TYPE(id, symbol) &ou_##symbol##_type,
#include "runtime/types.def"
#undef OU_TYPE
    };
    for (unsigned i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        if (definitions[i]->layout) {
            ou_heap_set_layout(&vm->heap, definitions[i]->kind, definitions[i]->layout);
        }
    }
    ou_heap_set_layout(&vm->heap, OU_KIND_INSTANCE, &ou_instance_layout);
}

static bool make_types(OuVM *vm)
{
#define OU_TYPE(id, symbol)                                                        \
    vm->types[OU_TYPE_##id] = ou_type_make_builtin(vm, &ou_##symbol##_type);      \
    if (!vm->types[OU_TYPE_##id]) return false;                                   \
    if (ou_##symbol##_type.kind) vm->kind_types[ou_##symbol##_type.kind] = vm->types[OU_TYPE_##id];
#include "runtime/types.def"
#undef OU_TYPE
    OuType *type = vm->types[OU_TYPE_TYPE];
    vm->types[OU_TYPE_OBJECT]->metatype = type;
    type->metatype = type;
    ou_object_ref(&type->header);
    ou_object_ref(&type->header);
    // Kinds that several types share: the id stands in the object's `aux`.
    vm->kind_types[OU_KIND_NATIVE] = vm->kind_types[OU_KIND_METHOD_DESCRIPTOR] = NULL;
    vm->kind_types[OU_KIND_WEAKPROXY] = NULL;
    vm->kind_types[OU_KIND_STR_ITERATOR] = vm->kind_types[OU_KIND_BYTES_ITERATOR] = NULL;
    return true;
}

static void set_stack_limit(OuVM *vm)
{
    struct rlimit limit;
    size_t size = 8 * 1024 * 1024;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        size = limit.rlim_cur;
    if (size > C_STACK_LARGEST) size = C_STACK_LARGEST;
    size_t reserve = size / 2 < C_STACK_RESERVE ? size / 2 : C_STACK_RESERVE;
    vm->c_stack_limit = (char *)__builtin_frame_address(0) - (size - reserve);
}

bool ou_state_init(OuVM *vm)
{
    memset(vm, 0, sizeof *vm);
    if (!ou_heap_init(&vm->heap, &hooks)) return false;
    ou_heap_set_release_slice(&vm->heap, OU_RELEASE_SLICE);
    vm->exception = vm->handled = vm->memory_error = OU_UNBOUND;
    vm->gc_callbacks = vm->gc_garbage = vm->repr_running = OU_UNBOUND;
    vm->re_engine = OU_UNBOUND;
    vm->memory_hook = OU_UNBOUND;
    vm->recursion_limit = vm->depth_limit = 1000;
    vm->next_version = 1;
    vm->int_max_str_digits = 4300;
    set_stack_limit(vm);
    set_layouts(vm);
    ou_arena_init(&vm->arena, &vm->heap.memory);
    if (!ou_str_setup(vm)) return false;
    vm->empty_tuple = ou_tuple_make_empty(vm);
    if (!vm->empty_tuple || !(vm->constructors = ou_dict_new(vm))) return false;
    if (!make_types(vm) || !ou_exception_setup(vm) || !ou_error_setup(vm)) return false;
    vm->modules = ou_dict_new(vm);
    vm->builtins = ou_dict_new(vm);
    vm->sys = ou_dict_new(vm);
    vm->gc_callbacks = ou_list_make(vm, NULL, 0);
    vm->gc_garbage = ou_list_make(vm, NULL, 0);
    return vm->modules && vm->builtins && vm->sys && vm->gc_callbacks != OU_ERROR
        && vm->gc_garbage != OU_ERROR;
}

// --- going down ----------------------------------------------------------------------------------

static void drop_dict(OuDict **slot)
{
    OuDict *dict = *slot;
    *slot = NULL;
    if (dict) ou_object_unref(&dict->header);
}

void ou_state_free(OuVM *vm)
{
    vm->finalizing = true;
    ou_heap_set_release_slice(&vm->heap, 0);           // nobody polls any more
    ou_error_clear(vm);
    ou_clear(&vm->handled);
    if (vm->modules) ou_dict_clear(vm, vm->modules);
    ou_clear(&vm->re_engine);
    ou_clear(&vm->gc_callbacks);
    ou_clear(&vm->gc_garbage);
    ou_clear(&vm->memory_hook);
    ou_clear(&vm->repr_running);
    // Finalizers that run now still look for names there.
    if (vm->sys) ou_dict_clear(vm, vm->sys);
    if (vm->builtins) ou_dict_clear(vm, vm->builtins);
    ou_collector_collect(&vm->heap, 2);
    drop_dict(&vm->modules);
    drop_dict(&vm->sys);
    drop_dict(&vm->builtins);
    ou_str_free_interned(vm);
    ou_arena_free(&vm->arena);
    ou_gc_report_free(vm);
    ou_heap_free(&vm->heap);               // classes that still live give their shapes back
    ou_memory_free(&vm->heap.memory, vm->shapes, vm->shape_capacity * sizeof *vm->shapes);
    vm->shapes = NULL;
}
