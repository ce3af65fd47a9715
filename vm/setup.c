// setup.c: the interpreter's own types, its stack, and code objects that die while they run.
#include <sys/mman.h>

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "vm/async.h"
#include "vm/code_type.h"
#include "vm/interpreter.h"
#include "vm/site.h"

enum { STACK_BYTES = 512 * 1024 * 1024 }; // reserved, not committed: pages come as they are touched

// The stack is booked in steps of so many values. What is given back costs a fault each page when
// it is used again: so only much of it is, unless memory is refused.
enum { STACK_STEP = 8 * 1024, STACK_RESERVE = 1024, LEAST_TRIMMED = 64 * STACK_STEP };

bool ou_stack_grow(OuVM *vm, const OuValue *needed)
{
    const OuValue *end = vm->stack + vm->interpreter->stack_size - STACK_RESERVE;
    if (needed > end) return false;
    size_t steps = ((size_t)(needed - vm->stack) + STACK_STEP - 1) / STACK_STEP;
    OuValue *limit = vm->stack + steps * STACK_STEP;
    size_t more = (size_t)((char *)limit - (char *)vm->stack_limit);
    if (!ou_memory_reserve(&vm->heap.memory, more)) return false;
    vm->stack_limit = limit;
    return true;
}

// Arguments of a call that begins may lie beyond the running frame: a step is kept besides.
static bool stack_trim(OuVM *vm, bool is_needed)
{
    size_t used = vm->window ? (size_t)(vm->window - vm->stack)
                               + ou_frame_code(vm->window)->register_count : 0;
    size_t kept = (used / STACK_STEP + 2) * STACK_STEP;
    size_t booked = (size_t)(vm->stack_limit - vm->stack);
    bool is_much = booked >= LEAST_TRIMMED && booked / 8 >= kept;
    if (booked <= kept || !(is_much || is_needed)) return false;
    size_t size = (booked - kept) * sizeof(OuValue);
    if (madvise(vm->stack + kept, size, MADV_DONTNEED) != 0) return false;
    ou_memory_unreserve(&vm->heap.memory, size);
    vm->stack_limit = vm->stack + kept;
    return true;
}

void ou_stack_poll(OuVM *vm)
{
    (void)stack_trim(vm, false);
}

static bool give_back(OuHeap *heap)
{
    return stack_trim(ou_vm_of(heap), true);
}

static bool add_type(OuVM *vm, OuTypeId id, const OuTypeDef *definition)
{
    OuType *type = ou_type_make_builtin(vm, definition);
    vm->types[id] = type;
    vm->kind_types[definition->kind] = type;
    return type != NULL;
}

bool ou_interpreter_setup(OuVM *vm)
{
    OuInterpreter *interpreter = ou_memory_alloc_zeroed(&vm->heap.memory, sizeof *interpreter);
    if (!interpreter) return false;
    vm->interpreter = interpreter;
    interpreter->to_c.op = OU_OP_C_RETURN;
    interpreter->generator_result = OU_UNBOUND;
    interpreter->first_iteration_hook = interpreter->finalizer_hook = OU_NONE;
    interpreter->hooks_type = OU_UNBOUND;
    interpreter->stack_size = STACK_BYTES / sizeof(OuValue);
    void *stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stack == MAP_FAILED) return false;
    interpreter->stack = vm->stack = stack;
    vm->heap.hooks.give_back = give_back;
    vm->stack_limit = vm->stack;
    return ou_stack_grow(vm, vm->stack + 1) && add_type(vm, OU_TYPE_FUNCTION, &ou_function_type) &&
           add_type(vm, OU_TYPE_CODE, &ou_code_type) &&
           add_type(vm, OU_TYPE_FRAME, &ou_frame_type) &&
           add_type(vm, OU_TYPE_GENERATOR, &ou_generator_type) &&
           add_type(vm, OU_TYPE_COROUTINE, &ou_coroutine_type) &&
           add_type(vm, OU_TYPE_ASYNC_GENERATOR, &ou_async_generator_type) &&
           add_type(vm, OU_TYPE_COROUTINE_WRAPPER, &ou_coroutine_wrapper_type) &&
           add_type(vm, OU_TYPE_ASYNC_SEND, &ou_async_send_type) &&
           add_type(vm, OU_TYPE_ASYNC_THROW, &ou_async_throw_type) &&
           add_type(vm, OU_TYPE_ANEXT_AWAITABLE, &ou_anext_awaitable_type);
}

void ou_interpreter_free(OuVM *vm)
{
    OuInterpreter *interpreter = vm->interpreter;
    if (!interpreter) return;
    ou_memory_unreserve(&vm->heap.memory, (size_t)((char *)vm->stack_limit - (char *)vm->stack));
    munmap(interpreter->stack, STACK_BYTES);
    ou_site_free(vm);
    ou_memory_free(&vm->heap.memory, interpreter->zombies,
                   interpreter->zombie_capacity * sizeof *interpreter->zombies);
    ou_memory_free(&vm->heap.memory, interpreter, sizeof *interpreter);
    vm->interpreter = NULL;
}

// --- code that dies while it runs ----------------------------------------------------------------
//
// A frame doesn't count its reference to the code, nor always that to the function. When the last
// counted reference goes while a frame runs the code (`def f(): global f; del f; ...`), the code is
// kept among the zombies until no frame runs it any more.

static bool is_running(OuVM *vm, const OuCode *code)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    while (walk.window) {
        if (ou_frame_code(walk.window) == code) return true;
        if (!ou_frame_next(vm, &walk)) break;
    }
    return false;
}

void ou_code_finalize(OuVM *vm, OuValue self)
{
    OuInterpreter *interpreter = vm->interpreter;
    OuCode *code = ou_code_of(self);
    if (!interpreter || !is_running(vm, code)) return;
    if (interpreter->zombie_count == interpreter->zombie_capacity) {
        size_t capacity = interpreter->zombie_capacity ? interpreter->zombie_capacity * 2 : 8;
        OuCode **grown = ou_memory_resize(&vm->heap.memory, interpreter->zombies,
                                          interpreter->zombie_capacity * sizeof *grown,
                                          capacity * sizeof *grown);
        if (!grown) { code->header.refs = OU_REFS_IMMORTAL; return; }
        interpreter->zombies = grown;
        interpreter->zombie_capacity = capacity;
    }
    ou_object_ref(&code->header);
    interpreter->zombies[interpreter->zombie_count++] = code;
}

void ou_interpreter_bury_zombies(OuVM *vm)
{
    OuInterpreter *interpreter = vm->interpreter;
    for (size_t i = interpreter->zombie_count; i-- > 0;) {
        OuCode *code = interpreter->zombies[i];
        if (is_running(vm, code)) continue;
        interpreter->zombies[i] = interpreter->zombies[--interpreter->zombie_count];
        ou_object_unref(&code->header);
    }
}
