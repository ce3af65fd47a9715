#include "vm/generator.h"

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/interpreter.h"

static void generator_visit(OuObject *self, OuVisitor *visitor)
{
    OuGenerator *generator = (OuGenerator *)self;
    ou_visit_span(visitor, generator->saved, generator->saved_count);
    ou_visit_value(visitor, &generator->handled);
    OU_VISIT_POINTER(visitor, &generator->name);
    OU_VISIT_POINTER(visitor, &generator->qualified_name);
    // The code gives the meaning of what is saved: it stays until the end.
    OuObject *code = &generator->code->header;
    if (!visitor->is_clearing) visitor->pointer(visitor, &code);
}

static void generator_release(OuHeap *heap, OuObject *self)
{
    OuGenerator *generator = (OuGenerator *)self;
    if (generator->frame) generator->frame->generator = NULL;
}

static const OuLayout generator_layout = {
    .name = "generator",
    .visit = generator_visit,
    .release = generator_release,
    .may_finalize = true,
};

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
    OuGenerator *generator = ou_heap_new(&vm->heap, OU_KIND_GENERATOR, generator_size(code));
    if (!generator) return ou_raise_memory_error(vm);
    generator->code = code;
    ou_object_ref(&code->header);
    take_names(generator, window);
    generator->handled = OU_UNBOUND;
    generator->caller_window = NULL;
    generator->caller_instruction = NULL;
    generator->resume = code->instructions;
    generator->resume_at = NULL;
    generator->frame = NULL;
    generator->state = OU_GENERATOR_CREATED;
    generator->saved_count = code->local_count;
    for (uint32_t i = 0; i < code->local_count; i++) generator->saved[i] = ou_take(&window[i]);
    return ou_pointer_value(generator);
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
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "generator already executing");
    return true;
}

OuValue ou_generator_send(OuVM *vm, OuGenerator *generator, OuValue sent, OuValue *result)
{
    if (result) *result = OU_UNBOUND;
    if (is_running(vm, generator)) return OU_ERROR;
    if (generator->state == OU_GENERATOR_FINISHED) {
        if (result) *result = OU_NONE;
        return OU_STOP;
    }
    if (generator->state == OU_GENERATOR_CREATED && sent != OU_NONE) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "can't send non-None value to a just-started generator");
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
    if (generator->state == OU_GENERATOR_FINISHED) return OU_ERROR;
    OuValue value = ou_interpreter_resume(vm, generator, OU_NONE, true);
    return after(vm, generator, value, result);
}

static bool close_iterator(OuVM *vm, OuValue iterator)
{
    if (ou_is_generator(iterator)) return ou_generator_close(vm, ou_generator_of(iterator));
    OuValue method = ou_get_attribute_or_unbound(vm, iterator, OU_NAMED(vm, close));
    if (method == OU_UNBOUND) return true;
    if (method == OU_ERROR) return false;
    OuValue result = ou_call(vm, method, NULL, 0);
    ou_unref(method);
    ou_unref(result);
    return result != OU_ERROR;
}

// The iterator delegated to has ended with `value` (owned): the generator goes on behind `yield
// from`.
static OuValue go_on_behind(OuVM *vm, OuGenerator *generator, OuValue value, OuValue *result)
{
    // Behind the YIELD stands the jump back to SEND, whose own jump leads out.
    const OuInstruction *yield = generator->resume, *back = yield + 2;
    const OuInstruction *send = back + 1 + back->x;
    const OuInstruction *target = send + 2 + send->x;
    ou_unref(ou_take(&generator->saved[yield->c]));
    generator->resume_at = target;
    OuValue given = ou_interpreter_resume(vm, generator, value, false);
    return after(vm, generator, given, result);
}

static OuValue stop_value(OuVM *vm)
{
    OuValue stop = ou_error_take(vm);
    OuValue value = ((OuException *)ou_pointer_of(stop))->fields[0];
    value = value == OU_UNBOUND ? OU_NONE : ou_ref(value);
    ou_unref(stop);
    return value;
}

// Hands the pending exception to the iterator that is delegated to.
static OuValue throw_into(OuVM *vm, OuGenerator *generator, OuValue delegate, OuValue *result)
{
    if (ou_error_matches(vm, OU_TYPE_GENERATOR_EXIT)) {
        OuValue pending = ou_error_take(vm);
        generator->state = OU_GENERATOR_RUNNING;
        bool ok = close_iterator(vm, delegate);
        generator->state = OU_GENERATOR_SUSPENDED;
        if (ok) ou_error_set_steal(vm, pending);
        else ou_unref(pending);
        return throw_here(vm, generator, result);
    }
    OuValue value, last = OU_UNBOUND;
    if (ou_is_generator(delegate)) {
        generator->state = OU_GENERATOR_RUNNING;
        value = ou_generator_throw(vm, ou_generator_of(delegate), &last);
    } else {
        OuValue pending = ou_error_take(vm);
        OuValue method = ou_get_attribute_or_unbound(vm, delegate, OU_NAMED(vm, throw));
        if (method == OU_ERROR) { ou_unref(pending); return OU_ERROR; }
        if (method == OU_UNBOUND) {
            ou_error_set_steal(vm, pending);
            return throw_here(vm, generator, result);
        }
        generator->state = OU_GENERATOR_RUNNING;
        value = ou_call(vm, method, &pending, 1);
        ou_unref(method);
        ou_unref(pending);
    }
    generator->state = OU_GENERATOR_SUSPENDED;
    if (value == OU_STOP)
        return go_on_behind(vm, generator, last == OU_UNBOUND ? OU_NONE : last, result);
    if (value != OU_ERROR) return value;
    if (ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        return go_on_behind(vm, generator, stop_value(vm), result);
    }
    return throw_here(vm, generator, result);
}

OuValue ou_generator_throw(OuVM *vm, OuGenerator *generator, OuValue *result)
{
    if (result) *result = OU_UNBOUND;
    if (generator->state == OU_GENERATOR_RUNNING) {
        ou_error_clear(vm);
        (void)is_running(vm, generator);
        return OU_ERROR;
    }
    if (!ou_recursion_enter(vm, "")) return OU_ERROR;
    OuValue held = ou_ref(ou_pointer_value(generator));
    OuValue delegate = ou_ref(ou_generator_delegate_peek(generator));
    OuValue value = delegate == OU_UNBOUND ? throw_here(vm, generator, result)
                                           : throw_into(vm, generator, delegate, result);
    ou_unref(delegate);
    ou_unref(held);
    ou_recursion_leave(vm);
    return value;
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
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "generator ignored GeneratorExit");
        return false;
    }
    if (!ou_error_matches(vm, OU_TYPE_GENERATOR_EXIT) &&
        !ou_error_matches(vm, OU_TYPE_STOP_ITERATION)) {
        return false;
    }
    ou_error_clear(vm);
    return true;
}

// --- the type ------------------------------------------------------------------------------------

static OuValue stop_iteration(OuVM *vm, OuValue value)
{
    OuValue type = ou_pointer_value(vm->types[OU_TYPE_STOP_ITERATION]);
    OuValue error = value == OU_NONE ? ou_call(vm, type, NULL, 0) : ou_call(vm, type, &value, 1);
    if (error != OU_ERROR) ou_error_set_steal(vm, error);
    ou_unref(value);
    return OU_ERROR;
}

static OuValue generator_next(OuVM *vm, OuValue self)
{
    OuValue last;
    OuValue value = ou_generator_send(vm, ou_generator_of(self), OU_NONE, &last);
    return value == OU_STOP && last != OU_NONE ? stop_iteration(vm, last) : value;
}

static OuValue generator_iterate(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

void ou_generator_finalize(OuVM *vm, OuValue self)
{
    OuGenerator *generator = ou_generator_of(self);
    if (generator->state == OU_GENERATOR_CREATED && generator->frame) forget(vm, generator);
    if (generator->state != OU_GENERATOR_SUSPENDED) return;
    OuValue pending = ou_error_take(vm);
    if (!ou_generator_close(vm, generator)) ou_error_unraisable(vm, NULL, self);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
}

static OuValue generator_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<generator object %S at 0x%llx>",
                              ou_generator_of(self)->qualified_name,
                              (unsigned long long)(self - OU_TAG_POINTER));
}

OU_METHOD(
    generator_send, "send(self, arg, /)",
    "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.")
{
    OuValue last;
    OuValue value = ou_generator_send(vm, ou_generator_of(arguments[0]), arguments[1], &last);
    return value == OU_STOP ? stop_iteration(vm, last) : value;
}

static OuValue make_exception(OuVM *vm, OuValue type, OuValue value)
{
    if (ou_is_exception(value)) return ou_ref(value);
    if (value == OU_UNBOUND || value == OU_NONE) return ou_call(vm, type, NULL, 0);
    if (ou_is_tuple(value))
        return ou_call(vm, type, ou_tuple_of(value)->items, ou_tuple_of(value)->length);
    return ou_call(vm, type, &value, 1);
}

static bool set_thrown(OuVM *vm, OuValue type, OuValue value, OuValue traceback)
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
        if (error == OU_ERROR) return false;
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

OU_METHOD(generator_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,tb]])\n\n"
          "Raise exception in generator, return next yielded value or raise\nStopIteration.")
{
    if (!set_thrown(vm, arguments[1], arguments[2], arguments[3])) return OU_ERROR;
    OuValue last;
    OuValue value = ou_generator_throw(vm, ou_generator_of(arguments[0]), &last);
    return value == OU_STOP ? stop_iteration(vm, last) : value;
}

OU_METHOD(generator_close, "close(self, /)", "close() -> raise GeneratorExit inside generator.")
{
    OuGenerator *generator = ou_generator_of(arguments[0]);
    return ou_generator_close(vm, generator) ? OU_NONE : OU_ERROR;
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_generator_of(self)->name));
}

static OuValue get_qualified_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_generator_of(self)->qualified_name));
}

static bool set_string(OuVM *vm, OuString **field, OuValue value, const char *what)
{
    if (!ou_is_str(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be set to a string object", what);
        return false;
    }
    OuString *old = *field;
    *field = ou_str_of(ou_ref(value));
    ou_object_unref(&old->header);
    return true;
}

static bool set_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_generator_of(self)->name, value, "__name__");
}

static bool set_qualified_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_generator_of(self)->qualified_name, value, "__qualname__");
}

static OuValue get_running(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_generator_of(self)->state == OU_GENERATOR_RUNNING);
}

static OuValue get_suspended(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_generator_of(self)->state == OU_GENERATOR_SUSPENDED);
}

static OuValue get_code(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_generator_of(self)->code));
}

static OuValue get_frame(OuVM *vm, OuValue self)
{
    return ou_frame_of_generator(vm, ou_generator_of(self));
}

static OuValue get_delegate(OuVM *vm, OuValue self)
{
    OuValue delegate = ou_generator_delegate_peek(ou_generator_of(self));
    return delegate == OU_UNBOUND ? OU_NONE : ou_ref(delegate);
}

static const OuNativeDef *const methods[] = {
    &generator_send_native, &generator_throw_native, &generator_close_native, NULL,
};

static const OuGetSetDef getset[] = {
    { "__name__", get_name, set_name, "name of the generator" },
    { "__qualname__", get_qualified_name, set_qualified_name, "qualified name of the generator" },
    { "gi_running", get_running, NULL, NULL },
    { "gi_suspended", get_suspended, NULL, NULL },
    { "gi_code", get_code, NULL, NULL },
    { "gi_frame", get_frame, NULL, NULL },
    { "gi_yieldfrom", get_delegate, NULL, "object being iterated by yield from, or None" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_generator_type = {
    .name = "generator",
    .kind = OU_KIND_GENERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &generator_layout,
    .methods = methods,
    .getset = getset,
    .slots = { .repr = generator_repr,
               .iterate = generator_iterate,
               .next = generator_next,
               .finalize = ou_generator_finalize },
};
