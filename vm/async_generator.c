// Asynchronous generators, and the awaitables of __anext__(), asend(), athrow() and aclose().
//
// The generator's own `yield` (YIELD with x = 2) ends the awaitable with that value; all other
// yields are those of what the generator awaits, and are handed on to the event loop.
#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/async.h"
#include "vm/generator_type.h"
#include "vm/interpreter.h"

typedef enum StepState { STEP_INITIAL, STEP_RUNNING, STEP_CLOSED } StepState;

typedef struct AsyncStep {
    OuObject  header;
    OuValue   generator;
    OuValue   sent;              // asend(): the value; athrow(): the tuple of its arguments;
                                 // aclose(): None
    StepState state;
} AsyncStep;

static AsyncStep *step_of(OuValue self) { return (AsyncStep *)ou_pointer_of(self); }

static void step_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((AsyncStep *)self)->generator);
    ou_visit_value(visitor, &((AsyncStep *)self)->sent);
}

static const OuLayout step_layout = { .name = "async_generator_step", .visit = step_visit };

// Asks the hooks of sys.set_asyncgen_hooks, the first time.
static bool ask_hooks(OuVM *vm, OuValue self)
{
    OuGenerator *generator = ou_generator_of(self);
    OuInterpreter *interpreter = vm->interpreter;
    if (generator->is_asked) return true;
    generator->is_asked = true;
    ou_set(&generator->origin, interpreter->finalizer_hook);
    if (interpreter->first_iteration_hook == OU_NONE) return true;
    OU_OWNED OuValue hook = ou_ref(interpreter->first_iteration_hook);
    OuValue answer = ou_call(vm, hook, &self, 1);
    ou_unref(answer);
    return answer != OU_ERROR;
}

static OuValue step_make(OuVM *vm, uint8_t kind, OuValue generator, OuValue sent)
{
    if (!ask_hooks(vm, generator)) return OU_ERROR;
    AsyncStep *step = ou_heap_new(&vm->heap, kind, sizeof *step);
    if (!step) return ou_raise_memory_error(vm);
    step->generator = ou_ref(generator);
    step->sent = ou_ref(sent);
    step->state = STEP_INITIAL;
    return ou_pointer_value(step);
}

OuValue ou_async_generator_next(OuVM *vm, OuValue generator)
{
    return step_make(vm, OU_KIND_ASYNC_SEND, generator, OU_NONE);
}

// --- what the generator gave ---------------------------------------------------------------------

static OuValue raise_plain(OuVM *vm, OuTypeId type)
{
    return ou_raise_object(vm, ou_pointer_value(vm->types[type]));
}

static bool has_yielded(const OuGenerator *generator)
{
    return generator->state == OU_GENERATOR_SUSPENDED &&
           generator->resume->op == OU_OP_YIELD && generator->resume->x == 2;
}

static bool is_ending(OuVM *vm)
{
    return ou_error_matches(vm, OU_TYPE_STOP_ASYNC_ITERATION) ||
           ou_error_matches(vm, OU_TYPE_GENERATOR_EXIT);
}

// A value that it yielded ends the step, by StopIteration; so do its end and errors.
static OuValue unwrap(OuVM *vm, OuGenerator *generator, OuValue given)
{
    if (given == OU_STOP) given = raise_plain(vm, OU_TYPE_STOP_ASYNC_ITERATION);
    if (given == OU_ERROR) {
        if (is_ending(vm)) generator->is_closed = true;
        generator->is_awaited = false;
        return OU_ERROR;
    }
    if (!has_yielded(generator)) return given;
    generator->is_awaited = false;
    return ou_generator_stop_steal(vm, given);
}

static OuValue reused(OuVM *vm, const char *what)
{
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "cannot reuse already awaited %s", what);
}

static OuValue already_running(OuVM *vm, const char *what)
{
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "%s(): asynchronous generator is already running",
                    what);
}

// --- __anext__(), asend() ------------------------------------------------------------------------

static OuValue async_send(OuVM *vm, OuValue self, OuValue sent)
{
    AsyncStep *step = step_of(self);
    OuGenerator *generator = ou_generator_of(step->generator);
    if (step->state == STEP_CLOSED) return reused(vm, "__anext__()/asend()");
    if (step->state == STEP_INITIAL) {
        if (generator->is_awaited) return already_running(vm, "anext");
        if (sent == OU_NONE) sent = step->sent;
        step->state = STEP_RUNNING;
    }
    generator->is_awaited = true;
    OU_OWNED OuValue held = ou_ref(self);
    OuValue given = unwrap(vm, generator, ou_generator_send(vm, generator, sent, NULL));
    if (given == OU_ERROR) step->state = STEP_CLOSED;
    return given;
}

static OuValue async_next(OuVM *vm, OuValue self)
{
    return async_send(vm, self, OU_NONE);
}

static OuValue step_iterate(OuVM *vm, OuValue self) { return ou_ref(self); }

OU_METHOD(async_send_send, "send(self, arg, /)",
          "send(arg) -> send 'arg' into generator,\n"
          "return next yielded value or raise StopIteration.")
{
    return async_send(vm, arguments[0], arguments[1]);
}

OU_METHOD(async_send_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,tb]])\n\n"
          "Raise exception in generator, return next yielded value or raise\nStopIteration.")
{
    AsyncStep *step = step_of(arguments[0]);
    OuGenerator *generator = ou_generator_of(step->generator);
    if (step->state == STEP_CLOSED) return reused(vm, "__anext__()/asend()");
    if (!ou_generator_set_thrown(vm, arguments[1], arguments[2], arguments[3])) return OU_ERROR;
    OU_OWNED OuValue held = ou_ref(arguments[0]);
    OuValue given = unwrap(vm, generator, ou_generator_throw(vm, generator, NULL));
    if (given == OU_ERROR) step->state = STEP_CLOSED;
    return given;
}

OU_METHOD(async_step_close, "close(self, /)", "close() -> raise GeneratorExit inside generator.")
{
    step_of(arguments[0])->state = STEP_CLOSED;
    return OU_NONE;
}

OU_METHOD(async_step_await, "__await__(self, /)",
          "Return an iterator to be used in await expression.")
{
    return ou_ref(arguments[0]);
}

static const OuNativeDef *const async_send_methods[] = {
    &async_send_send_native, &async_send_throw_native, &async_step_close_native,
    &async_step_await_native, NULL,
};

const OuTypeDef ou_async_send_type = {
    .name = "async_generator_asend",
    .kind = OU_KIND_ASYNC_SEND,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &step_layout,
    .methods = async_send_methods,
    .slots = { .iterate = step_iterate, .next = async_next },
};

// --- athrow(), aclose() --------------------------------------------------------------------------

static bool is_closing(const AsyncStep *step) { return step->sent == OU_NONE; }

static OuValue ignored_exit(OuVM *vm, AsyncStep *step, OuValue given)
{
    ou_unref(given);
    ou_generator_of(step->generator)->is_awaited = false;
    step->state = STEP_CLOSED;
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "async generator ignored GeneratorExit");
}

// aclose() has succeeded when the generator ended in one of the two ways.
static OuValue closed_by_end(OuVM *vm)
{
    if (!is_ending(vm)) return OU_ERROR;
    ou_error_clear(vm);
    return raise_plain(vm, OU_TYPE_STOP_ITERATION);
}

static OuValue throw_failed(OuVM *vm, AsyncStep *step)
{
    ou_generator_of(step->generator)->is_awaited = false;
    step->state = STEP_CLOSED;
    return is_closing(step) ? closed_by_end(vm) : OU_ERROR;
}

// What the generator gave to aclose().
static OuValue closing_answer(OuVM *vm, AsyncStep *step, OuValue given)
{
    if (given == OU_STOP) given = raise_plain(vm, OU_TYPE_STOP_ASYNC_ITERATION);
    if (given == OU_ERROR) return throw_failed(vm, step);
    if (has_yielded(ou_generator_of(step->generator))) return ignored_exit(vm, step, given);
    return given;
}

static OuValue begin_close(OuVM *vm, AsyncStep *step, OuGenerator *generator)
{
    generator->is_closed = true;
    (void)raise_plain(vm, OU_TYPE_GENERATOR_EXIT);
    return closing_answer(vm, step, ou_generator_throw_exit(vm, generator, NULL));
}

static OuValue begin_throw(OuVM *vm, AsyncStep *step, OuGenerator *generator)
{
    OuTuple *given = ou_tuple_of(step->sent);
    if (given->length < 1 || given->length > 3) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, given->length
                       ? "athrow expected at most 3 arguments, got %zu"
                       : "athrow expected at least 1 argument, got %zu", given->length);
        return throw_failed(vm, step);
    }
    OuValue parts[3] = { OU_UNBOUND, OU_UNBOUND, OU_UNBOUND };
    for (size_t i = 0; i < given->length; i++) parts[i] = given->items[i];
    if (!ou_generator_set_thrown(vm, parts[0], parts[1], parts[2])) {
        return throw_failed(vm, step);
    }
    OuValue answer = unwrap(vm, generator, ou_generator_throw_exit(vm, generator, NULL));
    return answer == OU_ERROR ? throw_failed(vm, step) : answer;
}

static OuValue begin(OuVM *vm, AsyncStep *step, OuGenerator *generator, OuValue sent)
{
    if (generator->is_awaited) {
        step->state = STEP_CLOSED;
        return already_running(vm, is_closing(step) ? "aclose" : "athrow");
    }
    if (generator->is_closed) {
        step->state = STEP_CLOSED;
        return raise_plain(vm, OU_TYPE_STOP_ASYNC_ITERATION);
    }
    if (sent != OU_NONE) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR,
                        "can't send non-None value to a just-started coroutine");
    }
    step->state = STEP_RUNNING;
    generator->is_awaited = true;
    return is_closing(step) ? begin_close(vm, step, generator)
                            : begin_throw(vm, step, generator);
}

static OuValue async_throw(OuVM *vm, OuValue self, OuValue sent)
{
    AsyncStep *step = step_of(self);
    OuGenerator *generator = ou_generator_of(step->generator);
    OU_OWNED OuValue held = ou_ref(self);
    if (step->state == STEP_CLOSED) return reused(vm, "aclose()/athrow()");
    if (generator->state == OU_GENERATOR_FINISHED) {
        step->state = STEP_CLOSED;
        return raise_plain(vm, OU_TYPE_STOP_ITERATION);
    }
    if (step->state == STEP_INITIAL) return begin(vm, step, generator, sent);
    OuValue given = ou_generator_send(vm, generator, sent, NULL);
    return is_closing(step) ? closing_answer(vm, step, given) : unwrap(vm, generator, given);
}

static OuValue async_throw_next(OuVM *vm, OuValue self)
{
    return async_throw(vm, self, OU_NONE);
}

OU_METHOD(async_throw_send, "send(self, arg, /)",
          "send(arg) -> send 'arg' into generator,\n"
          "return next yielded value or raise StopIteration.")
{
    return async_throw(vm, arguments[0], arguments[1]);
}

OU_METHOD(async_throw_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,tb]])\n\n"
          "Raise exception in generator, return next yielded value or raise\nStopIteration.")
{
    AsyncStep *step = step_of(arguments[0]);
    OuGenerator *generator = ou_generator_of(step->generator);
    OU_OWNED OuValue held = ou_ref(arguments[0]);
    if (step->state == STEP_CLOSED) return reused(vm, "aclose()/athrow()");
    if (!ou_generator_set_thrown(vm, arguments[1], arguments[2], arguments[3])) return OU_ERROR;
    OuValue given = ou_generator_throw(vm, generator, NULL);
    if (!is_closing(step)) return unwrap(vm, generator, given);
    if (given == OU_STOP) given = raise_plain(vm, OU_TYPE_STOP_ASYNC_ITERATION);
    if (given == OU_ERROR) return closed_by_end(vm);
    return has_yielded(generator) ? ignored_exit(vm, step, given) : given;
}

static const OuNativeDef *const async_throw_methods[] = {
    &async_throw_send_native, &async_throw_throw_native, &async_step_close_native,
    &async_step_await_native, NULL,
};

const OuTypeDef ou_async_throw_type = {
    .name = "async_generator_athrow",
    .kind = OU_KIND_ASYNC_THROW,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &step_layout,
    .methods = async_throw_methods,
    .slots = { .iterate = step_iterate, .next = async_throw_next },
};

// --- the generator -------------------------------------------------------------------------------

OU_METHOD(async_generator_aiter, "__aiter__(self, /)", "Return an awaitable, that resolves in "
          "asynchronous iterator.")
{
    return ou_ref(arguments[0]);
}

OU_METHOD(async_generator_anext, "__anext__(self, /)",
          "Return a value or raise StopAsyncIteration.")
{
    return ou_async_generator_next(vm, arguments[0]);
}

OU_METHOD(async_generator_asend, "asend(self, value, /)",
          "asend(v) -> send 'v' in generator.")
{
    return step_make(vm, OU_KIND_ASYNC_SEND, arguments[0], arguments[1]);
}

OU_METHOD(async_generator_athrow, "athrow(self, *args)",
          "athrow(typ[,val[,tb]]) -> raise exception in generator.")
{
    return step_make(vm, OU_KIND_ASYNC_THROW, arguments[0], arguments[1]);
}

OU_METHOD(async_generator_aclose, "aclose(self, /)",
          "aclose() -> raise GeneratorExit inside generator.")
{
    return step_make(vm, OU_KIND_ASYNC_THROW, arguments[0], OU_NONE);
}

static OuValue get_awaited(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_generator_of(self)->is_awaited);
}

static const OuNativeDef *const methods[] = {
    &async_generator_aiter_native, &async_generator_anext_native, &async_generator_asend_native,
    &async_generator_athrow_native, &async_generator_aclose_native, NULL,
};

static const OuGetSetDef getset[] = {
    { "__name__", ou_generator_get_name, ou_generator_set_name, "name of the async generator" },
    { "__qualname__", ou_generator_get_qualified_name, ou_generator_set_qualified_name,
      "qualified name of the async generator" },
    { "ag_await", ou_generator_get_delegate, NULL, "object being awaited on, or None" },
    { "ag_frame", ou_generator_get_frame, NULL, NULL },
    { "ag_running", get_awaited, NULL, NULL },
    { "ag_code", ou_generator_get_code, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_async_generator_type = {
    .name = "async_generator",
    .kind = OU_KIND_ASYNC_GENERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &ou_generator_layout,
    .methods = methods,
    .getset = getset,
    .slots = { .repr = ou_generator_repr, .finalize = ou_generator_finalize },
};
