// enter.c: frames that are not entered by a call of a script: generators that go on, calls from C.
#include "vm/call.h"

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots_script.h"
#include "vm/slow.h"

// --- generators ----------------------------------------------------------------------------------

static bool is_usable(OuVM *vm, OuGenerator *generator)
{
    if (generator->state != OU_GENERATOR_RUNNING) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s already executing",
                   ou_generator_noun(generator));
    return false;
}

// The frame of a generator that isn't finished is put at `window`; `sent` is the value of its
// yield.
static OuCallOutcome resume(OuVM *vm, OuGenerator *generator, OuValue *window, OuValue sent,
                            const OuInstruction *caller, OuValue *caller_window, uintptr_t back)
{
    OuCode *code = generator->code;
    OuValue *needed = window + code->register_count;
    if ((++vm->depth > vm->depth_limit || needed > vm->stack_limit) && !ou_call_limit(vm, needed)) {
        ou_unref(sent);
        return OU_CALL_FAILED;
    }
    ou_object_ref(&generator->header);
    window[-3] = ou_pointer_value(generator);
    window[-2] = (OuValue)(uintptr_t)code;
    window[-1] = (OuValue)back;
    ou_frame_resume(vm, window, generator);
    for (uint32_t i = 0; i < generator->saved_count; i++) window[i] = ou_take(&generator->saved[i]);
    generator->saved_count = 0;
    generator->caller_window = caller_window;
    generator->caller_instruction = caller;
    const OuInstruction *at = generator->resume;
    if (generator->state == OU_GENERATOR_SUSPENDED) {
        int64_t handler = (int64_t)((const uint64_t *)(const void *)at)[1];
        if ((int32_t)handler >= 0) {
            window[(int32_t)handler] = vm->handled;
            vm->handled = ou_take(&generator->handled);
        }
        // SEND leaves its result in the register that the YIELD fills.
        window[at->a] = sent;
        at += 2;
    } else {
        ou_unref(sent);
        at += 1;
    }
    generator->state = OU_GENERATOR_RUNNING;
    vm->window = window;
    vm->instruction = at;
    return OU_CALL_ENTERED;
}

void ou_call_suspend(OuVM *vm, OuGenerator *generator, OuValue *R, const OuInstruction *I)
{
    int32_t handler = (int32_t)((const uint64_t *)(const void *)I)[1];
    if (handler >= 0) {
        generator->handled = vm->handled;
        vm->handled = ou_take(&R[handler]);
    }
    ou_generator_save(generator, R, I);
}

void ou_call_finish_generator(OuVM *vm, OuGenerator *generator, OuValue *R, const OuInstruction *I)
{
    generator->state = OU_GENERATOR_FINISHED;
    ou_object_ref(&generator->header);
    ou_frame_end(vm, R, I);                // which still has to find the frame's caller
    generator->caller_window = NULL;
    generator->caller_instruction = NULL;
    ou_object_unref(&generator->header);
}

static OuValue *generator_window(OuValue *R, const OuInstruction *I)
{
    return R + (int32_t)((const uint64_t *)(const void *)I)[1] + OU_FRAME_HEADER;
}

OuCallOutcome ou_call_next(OuVM *vm, OuValue *R, const OuInstruction *I)
{
    OuGenerator *generator = ou_generator_of(R[I->a]);
    if (generator->state == OU_GENERATOR_FINISHED) return OU_CALL_ENDED;
    if (!is_usable(vm, generator)) return OU_CALL_FAILED;
    return resume(vm, generator, generator_window(R, I), OU_NONE, I, R, (uintptr_t)I);
}

static OuCallOutcome send_ended(OuValue *R, const OuInstruction *I, OuValue result)
{
    OuValue sent = R[I->b], iterator = ou_take(&R[I->a]);
    R[I->b] = result;
    ou_unref(sent);
    ou_unref(iterator);
    return OU_CALL_ENDED;
}

OuCallOutcome ou_call_send(OuVM *vm, OuValue *R, const OuInstruction *I)
{
    OuValue target = R[I->a], sent = R[I->b];
    if (ou_is_delegate(target)) {
        OuGenerator *generator = ou_generator_of(target);
        if (generator->state == OU_GENERATOR_FINISHED) {
            if (ou_is_generator(target)) return send_ended(R, I, OU_NONE);
            (void)ou_generator_raise_reused(vm);
            return OU_CALL_FAILED;
        }
        if (!is_usable(vm, generator)) return OU_CALL_FAILED;
        if (generator->state == OU_GENERATOR_CREATED && sent != OU_NONE) {
            (void)ou_generator_raise_early(vm, generator);
            return OU_CALL_FAILED;
        }
        R[I->b] = OU_UNBOUND;
        return resume(vm, generator, generator_window(R, I), sent, I, R, (uintptr_t)I);
    }
    OuValue result;
    if (sent == OU_NONE && ou_type_of(vm, target)->slots.next) result = ou_next_raising(vm, target);
    else result = ou_call_method(vm, target, OU_NAMED(vm, send), &sent, 1);
    if (result == OU_STOP) return send_ended(R, I, OU_NONE);
    if (result == OU_ERROR) {
        if (!ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) return OU_CALL_FAILED;
        OuValue stop = ou_error_take(vm);
        OuValue value = ((OuException *)ou_pointer_of(stop))->fields[0];
        value = value == OU_UNBOUND ? OU_NONE : ou_ref(value);
        ou_unref(stop);
        return send_ended(R, I, value);
    }
    R[I->b] = result;
    ou_unref(sent);
    return OU_CALL_DONE;
}

// The result travels in the interpreter, because OU_STOP carries no value.
OuValue ou_call_generator_result(OuVM *vm, OuValue result)
{
    ou_set_steal(&vm->interpreter->generator_result, result);
    return OU_STOP;
}

// --- from C --------------------------------------------------------------------------------------

static OuValue *free_window(OuVM *vm)
{
    if (!vm->window) return vm->stack + OU_FRAME_HEADER;
    return vm->window + ou_frame_code(vm->window)->register_count + OU_FRAME_HEADER;
}

static void entry_push(OuVM *vm, OuEntry *entry)
{
    *entry = (OuEntry){ vm->interpreter->entries, vm->window, vm->instruction };
    vm->interpreter->entries = entry;
}

static void entry_pop(OuVM *vm, OuEntry *entry)
{
    vm->interpreter->entries = entry->previous;
    vm->window = entry->window;
    vm->instruction = entry->instruction;
}

static uintptr_t to_c(OuVM *vm)
{
    return (uintptr_t)&vm->interpreter->to_c | OU_RETURN_TO_C;
}

static bool c_stack_left(OuVM *vm)
{
    if ((char *)__builtin_frame_address(0) > vm->c_stack_limit) return true;
    (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    return false;
}

OuValue ou_interpreter_call_function(OuVM *vm, OuValue callee, const OuValue *arguments,
                                     size_t positional, OuTuple *names)
{
    OuFunction *function = ou_function_of(callee);
    OuValue *window = free_window(vm);
    if (!c_stack_left(vm) || !ou_call_check_limits(vm, function, window)) return OU_ERROR;
    OuMoved moved;
    size_t count = positional + (names ? names->length : 0);
    moved.values = moved.small;
    moved.count = count;
    if (count > OU_SMALL_CALL) {
        moved.values = ou_heap_buffer_alloc(&vm->heap, count * sizeof(OuValue));
        if (!moved.values) { vm->depth--; return ou_raise_memory_error(vm); }
    }
    for (size_t i = 0; i < count; i++) moved.values[i] = ou_ref(arguments[i]);
    bool ok = ou_bind_arguments(vm, function, window, moved.values, positional, names);
    ou_call_free_moved(vm, &moved);
    if (!ok) { vm->depth--; return OU_ERROR; }
    OuEntry entry;
    entry_push(vm, &entry);
    ou_call_fill_frame(function, window, ou_ref(callee), to_c(vm));
    vm->window = window;
    vm->instruction = function->code->instructions;
    OuValue result = ou_interpreter_run(vm, window, function->code->instructions);
    entry_pop(vm, &entry);
    return result;
}

OuValue ou_interpreter_run_body(OuVM *vm, OuFunction *function, OuValue namespace)
{
    OuValue *window = free_window(vm);
    if (!c_stack_left(vm) || !ou_call_check_limits(vm, function, window)) return OU_ERROR;
    OuEntry entry;
    entry_push(vm, &entry);
    ou_call_fill_frame(function, window, ou_ref(ou_pointer_value(function)), to_c(vm));
    ou_set(&window[0], namespace);
    vm->window = window;
    vm->instruction = function->code->instructions;
    OuValue result = ou_interpreter_run(vm, window, function->code->instructions);
    entry_pop(vm, &entry);
    return result;
}

OuValue ou_interpreter_run_code(OuVM *vm, OuCode *code, OuDict *globals, OuValue namespace)
{
    OuValue *window = free_window(vm), *needed = window + code->register_count;
    if (!c_stack_left(vm)) return OU_ERROR;
    OuCode *bound = ou_code_bind(vm, code, globals);
    if (!bound) return OU_ERROR;
    OuValue held = ou_pointer_value(bound), result = OU_ERROR;
    if ((++vm->depth <= vm->depth_limit && needed <= vm->stack_limit) ||
        ou_call_limit(vm, needed)) {
        OuEntry entry;
        entry_push(vm, &entry);
        for (uint32_t i = 0; i < bound->local_count; i++) window[i] = OU_UNBOUND;
        if (bound->flags & OU_CODE_NAMESPACE) window[0] = ou_ref(namespace);
        window[-3] = OU_UNBOUND;
        window[-2] = (OuValue)(uintptr_t)bound;
        window[-1] = (OuValue)to_c(vm);
        vm->window = window;
        vm->instruction = bound->instructions;
        result = ou_interpreter_run(vm, window, bound->instructions);
        entry_pop(vm, &entry);
    }
    ou_unref(held);
    return result;
}

OuValue ou_interpreter_resume(OuVM *vm, OuGenerator *generator, OuValue sent, bool throwing)
{
    OuValue *window = free_window(vm);
    if (!c_stack_left(vm)) { ou_unref(sent); return OU_ERROR; }
    OuValue pending = throwing ? ou_error_take(vm) : OU_UNBOUND;
    OuEntry entry;
    entry_push(vm, &entry);
    const OuInstruction *at = generator->resume;
    bool handles = ou_is_exception(generator->handled);
    OuValue result = OU_ERROR;
    if (resume(vm, generator, window, sent, NULL, NULL, to_c(vm)) == OU_CALL_ENTERED) {
        if (throwing) {
            // What the generator is handling becomes the context.
            if (handles) (void)ou_raise_steal(vm, pending);
            else ou_error_set_steal(vm, pending);
            pending = OU_UNBOUND;
            if (at->op == OU_OP_YIELD) ou_unref(ou_take(&window[at->a]));   // nobody looks at it
            vm->instruction = at;
            result = ou_interpreter_run(vm, window, NULL);
        } else {
            result = ou_interpreter_run(vm, window, vm->instruction);
        }
    }
    entry_pop(vm, &entry);
    // The loop leaves the generator's frame's reference to us.
    ou_unref(pending);
    return result;
}

static const OuInstruction *find_op(const OuInstruction *at, OuOp op)
{
    while (at->op != op) at += ou_op_words[at->op];
    return at;
}

// The iterator delegated to has ended with `value` (owned): the generator goes on behind `yield
// from`.
static OuValue go_on_behind(OuVM *vm, OuValue *window, const OuInstruction *yield, OuValue value)
{
    // Behind the YIELD stands the jump back to SEND, whose own jump leads out. In far code there
    // are moves between them, and the YIELD has a copy of the iterator.
    const OuInstruction *back = find_op(yield + 2, OU_OP_JUMP);
    const OuInstruction *send = find_op(back + 1 + back->x, OU_OP_SEND);
    bool is_far = yield->b == send->a;
    ou_unref(ou_take(&window[yield->c]));
    if (is_far) {
        ou_unref(ou_take(&window[yield[-1].x]));         // FAR_COPY
        window[send->a] = OU_UNBOUND;
    }
    window[send->b] = value;
    vm->instruction = send + 2 + send->x;
    return ou_interpreter_run(vm, window, vm->instruction);
}

// The generator yields once more what the iterator gave.
static OuValue yield_again(OuVM *vm, OuGenerator *generator, OuValue *window,
                           const OuInstruction *yield, OuValue value)
{
    window[yield->b] = OU_UNBOUND;
    ou_call_suspend(vm, generator, window, yield);
    vm->depth--;
    ou_object_unref(&generator->header);
    return value;
}

OuValue ou_interpreter_throw(OuVM *vm, OuGenerator *generator, bool closes)
{
    OuValue *window = free_window(vm);
    if (!c_stack_left(vm)) return OU_ERROR;
    OuValue pending = ou_error_take(vm);
    const OuInstruction *at = generator->resume;
    bool handles = ou_is_exception(generator->handled);
    OuEntry entry;
    entry_push(vm, &entry);
    if (resume(vm, generator, window, OU_NONE, NULL, NULL, to_c(vm)) != OU_CALL_ENTERED) {
        entry_pop(vm, &entry);
        ou_unref(pending);
        return OU_ERROR;
    }
    vm->instruction = at;
    ou_error_set_steal(vm, pending);
    OuValue delegate = ou_ref(window[at->c]), last;
    OuValue result = ou_generator_throw_at(vm, delegate, closes, &last);
    ou_unref(delegate);
    if (result == OU_STOP) {
        result = go_on_behind(vm, window, at, last);
    } else if (result != OU_ERROR) {
        result = yield_again(vm, generator, window, at, result);
    } else {
        if (handles) (void)ou_raise_steal(vm, ou_error_take(vm));
        result = ou_interpreter_run(vm, window, NULL);
    }
    entry_pop(vm, &entry);
    return result;
}
