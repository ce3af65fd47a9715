#include "vm/generator.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/async.h"
#include "vm/interpreter.h"

static void generator_visit(OuObject *self, OuVisitor *visitor)
{
    OuGenerator *generator = (OuGenerator *)self;
    ou_visit_span(visitor, generator->saved, generator->saved_count);
    ou_visit_value(visitor, &generator->handled);
    ou_visit_value(visitor, &generator->origin);
    OU_VISIT_POINTER(visitor, &generator->name);
    OU_VISIT_POINTER(visitor, &generator->qualified_name);
    // The code gives the meaning of what is saved: it stays until the end.
    OuObject *code = &generator->code->header;
    if (!visitor->is_clearing) visitor->pointer(visitor, &code);
}

static void generator_part(OuHeap *heap, OuObject *self)
{
    OuGenerator *generator = (OuGenerator *)self;
    if (generator->frame) generator->frame->generator = NULL;
    generator->frame = NULL;
}

static void generator_release(OuHeap *heap, OuObject *self)
{
    generator_part(heap, self);
    ou_heap_drop_loud(heap);
}

static const OuSlotName generator_slots[] = {
    { offsetof(OuGenerator, name), ".__name__" },
    { offsetof(OuGenerator, qualified_name), ".__qualname__" }, { 0, NULL },
};
const OuLayout ou_generator_layout = {
    .name = "generator",
    .slot_names = generator_slots,
    .visit = generator_visit,
    .release = generator_release,
    .part = generator_part,
    .may_finalize = OU_FINALIZE_ALWAYS,
};

static uint8_t kind_of(const OuCode *code)
{
    if (code->flags & OU_CODE_COROUTINE) return OU_KIND_COROUTINE;
    return code->flags & OU_CODE_ASYNC_GENERATOR ? OU_KIND_ASYNC_GENERATOR : OU_KIND_GENERATOR;
}

const char *ou_generator_noun(const OuGenerator *generator)
{
    switch (generator->header.kind) {
    case OU_KIND_COROUTINE: return "coroutine";
    case OU_KIND_ASYNC_GENERATOR: return "async generator";
    default: return "generator";
    }
}

static size_t generator_size(const OuCode *code)
{
    return sizeof(OuGenerator) + code->register_count * sizeof(OuValue);
}

// The current name of the function, if the frame knows it; the code's otherwise.
static void take_names(OuGenerator *generator, const OuValue *window)
{
    OuCode *code = generator->code;
    OuString *name = code->name, *qualified = code->qualified_name;
    if (ou_is_function(window[-3])) {
        name = ou_function_of(window[-3])->name;
        qualified = ou_function_of(window[-3])->qualified_name;
    }
    ou_object_ref(&name->header);
    ou_object_ref(&qualified->header);
    generator->name = name;
    generator->qualified_name = qualified;
}

OuValue ou_generator_make(OuVM *vm, OuCode *code, OuValue *window)
{
    OuGenerator *generator = ou_heap_new(&vm->heap, kind_of(code), generator_size(code));
    if (!generator) return ou_raise_memory_error(vm);
    ou_heap_put_loud(&vm->heap);
    generator->code = code;
    ou_object_ref(&code->header);
    take_names(generator, window);
    generator->handled = OU_UNBOUND;
    generator->caller_window = NULL;
    generator->caller_instruction = NULL;
    generator->resume = code->instructions;
    generator->frame = NULL;
    generator->origin = OU_NONE;
    generator->is_asked = generator->is_closed = generator->is_awaited = false;
    generator->state = OU_GENERATOR_CREATED;
    generator->saved_count = code->local_count;
    for (uint32_t i = 0; i < code->local_count; i++) generator->saved[i] = ou_take(&window[i]);
    OuValue made = ou_pointer_value(generator);
    if (vm->interpreter->origin_depth && ou_is_coroutine(made)) {
        if (!ou_coroutine_note_origin(vm, generator)) { ou_unref(made); return OU_ERROR; }
    }
    return made;
}

void ou_generator_save(OuGenerator *generator, OuValue *window, const OuInstruction *yield)
{
    OuCode *code = generator->code;
    const uint64_t *live = ou_code_live(code, (uint32_t)(yield - code->instructions));
    uint32_t count = code->local_count;
    for (uint32_t i = 0; i < count; i++) generator->saved[i] = ou_take(&window[i]);
    for (uint32_t w = 0; live && w < code->live_words; w++) {
        uint64_t bits = live[w];
        while (bits) {
            uint32_t index = code->local_count + w * 64 + (uint32_t)__builtin_ctzll(bits);
            bits &= bits - 1;
            while (count <= index) generator->saved[count++] = OU_UNBOUND;
            generator->saved[index] = ou_take(&window[index]);
        }
    }
    generator->saved_count = count;
    generator->resume = yield;
    generator->state = OU_GENERATOR_SUSPENDED;
    // A frame object sees the registers where they are now.
    if ((uintptr_t)window[-1] & OU_RETURN_HAS_OBJECT) {
        ou_frame_suspend(ou_vm_of(ou_heap_of(&generator->header)), window, generator);
    }
}

// --- running it from C ---------------------------------------------------------------------------

static OuValue after(OuVM *vm, OuGenerator *generator, OuValue value, OuValue *result)
{
    if (value != OU_STOP) return value;
    OuValue last = ou_take(&vm->interpreter->generator_result);
    if (result) *result = last;
    else ou_unref(last);
    return OU_STOP;
}

static bool is_running(OuVM *vm, OuGenerator *generator)
{
    if (generator->state != OU_GENERATOR_RUNNING) return false;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s already executing",
                   ou_generator_noun(generator));
    return true;
}

OuValue ou_generator_raise_reused(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
}

OuValue ou_generator_raise_early(OuVM *vm, const OuGenerator *generator)
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't send non-None value to a just-started %s",
                    ou_generator_noun(generator));
}

OuValue ou_generator_send(OuVM *vm, OuGenerator *generator, OuValue sent, OuValue *result)
{
    if (result) *result = OU_UNBOUND;
    if (is_running(vm, generator)) return OU_ERROR;
    if (generator->state == OU_GENERATOR_FINISHED) {
        if (generator->header.kind == OU_KIND_COROUTINE) return ou_generator_raise_reused(vm);
        if (result) *result = OU_NONE;
        return OU_STOP;
    }
    if (generator->state == OU_GENERATOR_CREATED && sent != OU_NONE) {
        return ou_generator_raise_early(vm, generator);
    }
    OuValue held = ou_ref(ou_pointer_value(generator));
    OuValue value = ou_interpreter_resume(vm, generator, ou_ref(sent), false);
    value = after(vm, generator, value, result);
    ou_unref(held);
    return value;
}

OuValue ou_generator_delegate_peek(const OuGenerator *generator)
{
    const OuInstruction *at = generator->resume;
    if (generator->state != OU_GENERATOR_SUSPENDED || at->op != OU_OP_YIELD || at->x != 1)
        return OU_UNBOUND;
    return generator->saved[at->c];
}

// The exception is pending; the generator isn't running.
static OuValue throw_here(OuVM *vm, OuGenerator *generator, OuValue *result)
{
    if (generator->state == OU_GENERATOR_FINISHED) {
        if (generator->header.kind != OU_KIND_COROUTINE) return OU_ERROR;
        ou_error_clear(vm);
        return ou_generator_raise_reused(vm);
    }
    OuValue value = ou_interpreter_resume(vm, generator, OU_NONE, true);
    return after(vm, generator, value, result);
}

static bool close_iterator(OuVM *vm, OuValue iterator)
{
    if (ou_is_delegate(iterator)) return ou_generator_close(vm, ou_generator_of(iterator));
    OuValue method = ou_get_attribute_or_unbound(vm, iterator, OU_NAMED(vm, close));
    if (method == OU_UNBOUND) return true;
    if (method == OU_ERROR) return false;
    OuValue result = ou_call(vm, method, NULL, 0);
    ou_unref(method);
    ou_unref(result);
    return result != OU_ERROR;
}

static OuValue stop_value(OuVM *vm)
{
    OuValue stop = ou_error_take(vm);
    OuValue value = ((OuException *)ou_pointer_of(stop))->fields[0];
    value = value == OU_UNBOUND ? OU_NONE : ou_ref(value);
    ou_unref(stop);
    return value;
}

static OuValue throw_or_close(OuVM *vm, OuGenerator *generator, OuValue *result, bool closes);

// By its method `throw`; without one the exception stays as it is.
static OuValue throw_by_method(OuVM *vm, OuValue iterator)
{
    OuValue pending = ou_error_take(vm);
    OuValue method = ou_get_attribute_or_unbound(vm, iterator, OU_NAMED(vm, throw)), value;
    if (method == OU_UNBOUND) {
        ou_error_set_steal(vm, pending);
        return OU_ERROR;
    }
    value = method == OU_ERROR ? OU_ERROR : ou_call(vm, method, &pending, 1);
    ou_unref(method);
    ou_unref(pending);
    return value;
}

OuValue ou_generator_throw_at(OuVM *vm, OuValue delegate, bool closes, OuValue *last)
{
    *last = OU_UNBOUND;
    if (closes && ou_error_matches(vm, OU_TYPE_GENERATOR_EXIT)) {
        OuValue pending = ou_error_take(vm);
        if (close_iterator(vm, delegate)) ou_error_set_steal(vm, pending);
        else ou_unref(pending);
        return OU_ERROR;
    }
    OuValue value = ou_is_delegate(delegate)
                    ? throw_or_close(vm, ou_generator_of(delegate), last, closes)
                    : throw_by_method(vm, delegate);
    if (value == OU_ERROR && ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        *last = stop_value(vm);
        return OU_STOP;
    }
    if (value == OU_STOP && *last == OU_UNBOUND) *last = OU_NONE;
    return value;
}

static OuValue throw_or_close(OuVM *vm, OuGenerator *generator, OuValue *result, bool closes)
{
    if (result) *result = OU_UNBOUND;
    if (generator->state == OU_GENERATOR_RUNNING) {
        ou_error_clear(vm);
        (void)is_running(vm, generator);
        return OU_ERROR;
    }
    if (!ou_recursion_enter(vm, "")) return OU_ERROR;
    OuValue held = ou_ref(ou_pointer_value(generator));
    OuValue value = ou_generator_delegate_peek(generator) == OU_UNBOUND
                    ? throw_here(vm, generator, result)
                    : after(vm, generator, ou_interpreter_throw(vm, generator, closes), result);
    ou_unref(held);
    ou_recursion_leave(vm);
    return value;
}

OuValue ou_generator_throw(OuVM *vm, OuGenerator *generator, OuValue *result)
{
    return throw_or_close(vm, generator, result, true);
}

OuValue ou_generator_throw_exit(OuVM *vm, OuGenerator *generator, OuValue *result)
{
    return throw_or_close(vm, generator, result, false);
}

// It ends without having begun.
static void forget(OuVM *vm, OuGenerator *generator)
{
    generator->state = OU_GENERATOR_FINISHED;
    ou_frame_outlive(vm, generator);
    for (uint32_t i = 0; i < generator->saved_count; i++) ou_unref(ou_take(&generator->saved[i]));
    generator->saved_count = 0;
}

bool ou_generator_close(OuVM *vm, OuGenerator *generator)
{
    if (generator->state == OU_GENERATOR_CREATED) forget(vm, generator);
    if (generator->state == OU_GENERATOR_FINISHED) return true;
    (void)ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_GENERATOR_EXIT]));
    OuValue last;
    OuValue value = ou_generator_throw(vm, generator, &last);
    if (value == OU_STOP) { ou_unref(last); return true; }
    if (value != OU_ERROR) {
        ou_unref(value);
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "%s ignored GeneratorExit",
                       ou_generator_noun(generator));
        return false;
    }
    if (!ou_error_matches(vm, OU_TYPE_GENERATOR_EXIT) &&
        !ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        return false;
    }
    ou_error_clear(vm);
    return true;
}

// CPython's order: a hook may take an asynchronous generator over; a coroutine that never began is
// complained about; all others are closed.
void ou_generator_finalize(OuVM *vm, OuValue self)
{
    OuGenerator *generator = ou_generator_of(self);
    bool has_begun = generator->state == OU_GENERATOR_SUSPENDED;
    if (!has_begun && generator->state != OU_GENERATOR_CREATED) return;
    bool is_silent = !has_begun && ou_is_generator(self);
    if (is_silent && !generator->frame) return;
    OuValue pending = ou_error_take(vm);
    if (ou_is_async_generator(self) && generator->origin != OU_NONE && !generator->is_closed) {
        OuValue hook = ou_ref(generator->origin), answer = ou_call(vm, hook, &self, 1);
        ou_unref(hook);
        ou_unref(answer);
        if (answer == OU_ERROR) ou_error_unraisable(vm, NULL, self);
    } else {
        if (!has_begun && ou_is_coroutine(self)) ou_coroutine_warn(vm, generator);
        if (!ou_generator_close(vm, generator)) ou_error_unraisable(vm, NULL, self);
    }
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
}

// --- arguments and results -----------------------------------------------------------------------

OuValue ou_generator_stop_steal(OuVM *vm, OuValue value)
{
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_STOP_ITERATION]);
    OuValue error = value == OU_NONE ? ou_call(vm, type, NULL, 0) : ou_call(vm, type, &value, 1);
    if (error != OU_ERROR) ou_error_set_steal(vm, error);
    ou_unref(value);
    return OU_ERROR;
}

static OuValue make_exception(OuVM *vm, OuValue type, OuValue value)
{
    if (ou_is_exception(value)) {
        OuType *class = ou_type_of(vm, value);
        if (ou_is_subtype(class, (OuType *)ou_pointer_of(type))) return ou_ref(value);
    }
    if (value == OU_UNBOUND || value == OU_NONE) return ou_call(vm, type, NULL, 0);
    if (ou_is_tuple(value))
        return ou_call(vm, type, ou_tuple_of(value)->items, ou_tuple_of(value)->length);
    return ou_call(vm, type, &value, 1);
}

bool ou_generator_set_thrown(OuVM *vm, OuValue type, OuValue value, OuValue traceback)
{
    if (traceback != OU_UNBOUND && traceback != OU_NONE &&
        ou_kind_of(traceback) != OU_KIND_TRACEBACK) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "throw() third argument must be a traceback object");
        return false;
    }
    OuValue error;
    if (ou_is_type(type)
        && ou_is_subtype((OuType *)ou_pointer_of(type), vm->types[OU_TYPE_BASE_EXCEPTION])) {
        error = make_exception(vm, type, value);
        if (error == OU_ERROR) return true;        // what making it raised is thrown instead
        if (!ou_is_exception(error)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "calling %R should have returned an instance "
                           "of BaseException, not %T", type, error);
            ou_unref(error);
            return true;
        }
    } else if (ou_is_exception(type)) {
        if (value != OU_UNBOUND && value != OU_NONE) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "instance exception may not have a separate value");
            return false;
        }
        error = ou_ref(type);
    } else {
        (void)ou_raise(
            vm, OU_TYPE_TYPE_ERROR,
            "exceptions must be classes or instances deriving from BaseException, not %T", type);
        return false;
    }
    if (traceback != OU_UNBOUND && traceback != OU_NONE) {
        ou_set(&((OuException *)ou_pointer_of(error))->traceback, traceback);
    }
    ou_error_set_steal(vm, error);
    return true;
}
