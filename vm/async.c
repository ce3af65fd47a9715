// What may be awaited and iterated asynchronously; aiter, anext, and the hooks of sys.
#include "vm/async.h"

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/structseq.h"
#include "vm/interpreter.h"

// --- await ---------------------------------------------------------------------------------------

static bool is_coroutine_like(OuValue value)
{
    if (ou_is_coroutine(value)) return true;
    return ou_is_generator(value) &&
           ou_generator_of(value)->code->flags & OU_CODE_ITERABLE_COROUTINE;
}

OuValue ou_awaitable_iterator(OuVM *vm, OuValue value)
{
    if (is_coroutine_like(value)) return ou_ref(value);
    OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_await));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "object %T can't be used in 'await' expression",
                        value);
    }
    OuValue iterator = ou_call(vm, method, NULL, 0);
    if (iterator == OU_ERROR) return OU_ERROR;
    if (is_coroutine_like(iterator)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__await__() returned a coroutine");
    } else if (!ou_type_of(vm, iterator)->slots.next) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "__await__() returned non-iterator of type '%T'", iterator);
    } else {
        return iterator;
    }
    ou_unref(iterator);
    return OU_ERROR;
}

// --- async for -----------------------------------------------------------------------------------

static bool has_special(OuVM *vm, OuValue object, OuString *name, bool *has)
{
    OuValue method = ou_special_method(vm, object, name);
    *has = method != OU_UNBOUND;
    ou_unref(method);
    return method != OU_ERROR;
}

OuValue ou_async_iterate(OuVM *vm, OuValue iterable)
{
    OU_OWNED OuValue method = ou_special_method(vm, iterable, OU_NAMED(vm, dunder_aiter));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "'async for' requires an object with __aiter__ method, got %T", iterable);
    }
    OuValue iterator = ou_call(vm, method, NULL, 0);
    bool has_next;
    if (iterator == OU_ERROR) return OU_ERROR;
    if (has_special(vm, iterator, OU_NAMED(vm, dunder_anext), &has_next)) {
        if (has_next) return iterator;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "'async for' received an object from __aiter__ that "
                       "does not implement __anext__: %T", iterator);
    }
    ou_unref(iterator);
    return OU_ERROR;
}

// The pending exception is the cause of a TypeError.
static OuValue invalid_next(OuVM *vm, OuValue answer)
{
    OU_OWNED OuValue cause = ou_error_take(vm);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "'async for' received an invalid object from __anext__: %T", answer);
    OuValue error = ou_error_take(vm);
    ou_exception_set_cause(ou_exception_of(error), cause);
    ou_set(&ou_exception_of(error)->context, cause);
    ou_error_set_steal(vm, error);
    return OU_ERROR;
}

OuValue ou_async_next_awaitable(OuVM *vm, OuValue iterator)
{
    if (ou_is_async_generator(iterator)) return ou_async_generator_next(vm, iterator);
    OU_OWNED OuValue method = ou_special_method(vm, iterator, OU_NAMED(vm, dunder_anext));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "'async for' requires an iterator with __anext__ method, got %T", iterator);
    }
    OU_OWNED OuValue answer = ou_call(vm, method, NULL, 0);
    if (answer == OU_ERROR) return OU_ERROR;
    OuValue awaitable = ou_awaitable_iterator(vm, answer);
    return awaitable == OU_ERROR ? invalid_next(vm, answer) : awaitable;
}

// --- aiter, anext --------------------------------------------------------------------------------

OU_FUNCTION(builtins_aiter, "aiter(async_iterable, /)",
            "Return an AsyncIterator for an AsyncIterable object.")
{
    OuValue iterable = arguments[0];
    OU_OWNED OuValue method = ou_special_method(vm, iterable, OU_NAMED(vm, dunder_aiter));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not an async iterable", iterable);
    }
    OuValue iterator = ou_call(vm, method, NULL, 0);
    bool has_next;
    if (iterator == OU_ERROR) return OU_ERROR;
    if (has_special(vm, iterator, OU_NAMED(vm, dunder_anext), &has_next)) {
        if (has_next) return iterator;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "aiter() returned not an async iterator of type '%T'", iterator);
    }
    ou_unref(iterator);
    return OU_ERROR;
}

typedef struct AnextAwaitable { OuObject header; OuValue wrapped, otherwise; } AnextAwaitable;

static AnextAwaitable *anext_of(OuValue value) { return (AnextAwaitable *)ou_pointer_of(value); }

OU_FUNCTION(builtins_anext, "anext(aiterator, default=None, /)",
            "anext(async_iterator[, default])\n\nReturn the next item from the async iterator.  If "
            "default is given and the async\niterator is exhausted, it is returned instead of "
            "raising StopAsyncIteration.")
{
    OuValue iterator = arguments[0];
    OU_OWNED OuValue method = ou_special_method(vm, iterator, OU_NAMED(vm, dunder_anext));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object is not an async iterator", iterator);
    }
    OuValue awaitable = ou_call(vm, method, NULL, 0);
    if (awaitable == OU_ERROR || arguments[1] == OU_UNBOUND) return awaitable;
    AnextAwaitable *made = ou_heap_new(&vm->heap, OU_KIND_ANEXT_AWAITABLE, sizeof *made);
    if (!made) { ou_unref(awaitable); return ou_raise_memory_error(vm); }
    made->wrapped = awaitable;
    made->otherwise = ou_ref(arguments[1]);
    return ou_pointer_value(made);
}

static void anext_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((AnextAwaitable *)self)->wrapped);
    ou_visit_value(visitor, &((AnextAwaitable *)self)->otherwise);
}

static const OuLayout anext_layout = { .name = "anext_awaitable", .visit = anext_visit };

// What runs: an iterator, of a coroutine its wrapper.
static OuValue anext_iterator(OuVM *vm, OuValue self)
{
    OuValue iterator = ou_awaitable_iterator(vm, anext_of(self)->wrapped);
    if (!ou_is_coroutine(iterator)) return iterator;
    OuValue wrapper = ou_call_method(vm, iterator, OU_NAMED(vm, dunder_await), NULL, 0);
    ou_unref(iterator);
    return wrapper;
}

// The end of the iteration becomes the result `otherwise`.
static OuValue anext_answer(OuVM *vm, OuValue self, OuValue answer)
{
    if (answer != OU_ERROR || !ou_error_matches(vm, OU_TYPE_STOP_ASYNC_ITERATION)) return answer;
    ou_error_clear(vm);
    return ou_generator_stop_steal(vm, ou_ref(anext_of(self)->otherwise));
}

static OuValue anext_iterate(OuVM *vm, OuValue self) { return ou_ref(self); }

static OuValue anext_next(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue iterator = anext_iterator(vm, self);
    if (iterator == OU_ERROR) return OU_ERROR;
    return anext_answer(vm, self, ou_next_raising(vm, iterator));
}

static OuValue anext_call(OuVM *vm, OuValue self, OuString *name, const OuValue *arguments,
                          size_t count)
{
    OU_OWNED OuValue iterator = anext_iterator(vm, self);
    if (iterator == OU_ERROR) return OU_ERROR;
    return anext_answer(vm, self, ou_call_method(vm, iterator, name, arguments, count));
}

OU_METHOD(anext_await, "__await__(self, /)", "Return an iterator to be used in await expression.")
{
    return ou_ref(arguments[0]);
}

OU_METHOD(anext_send, "send(self, arg, /)", "send(arg) -> send 'arg' into the wrapped iterator,\n"
          "return next yielded value or raise StopIteration.")
{
    return anext_call(vm, arguments[0], OU_NAMED(vm, send), &arguments[1], 1);
}

OU_METHOD(anext_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(typ[,val[,tb]])\n\nraise exception in the wrapped iterator, return "
          "next yielded value\nor raise StopIteration.")
{
    size_t count = arguments[3] != OU_UNBOUND ? 3 : arguments[2] != OU_UNBOUND ? 2 : 1;
    return anext_call(vm, arguments[0], OU_NAMED(vm, throw), &arguments[1], count);
}

OU_METHOD(anext_close, "close(self, /)", "close() -> raise GeneratorExit inside generator.")
{
    return anext_call(vm, arguments[0], OU_NAMED(vm, close), NULL, 0);
}

static const OuNativeDef *const anext_methods[] = {
    &anext_await_native, &anext_send_native, &anext_throw_native, &anext_close_native, NULL,
};

const OuTypeDef ou_anext_awaitable_type = {
    .name = "anext_awaitable",
    .kind = OU_KIND_ANEXT_AWAITABLE,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &anext_layout,
    .methods = anext_methods,
    .slots = { .iterate = anext_iterate, .next = anext_next },
};

const OuNativeDef *const ou_async_functions[] = {
    &builtins_aiter_native, &builtins_anext_native, NULL,
};

// --- sys -----------------------------------------------------------------------------------------

static const OuStructSeqDef hooks_definition = {
    .name = "asyncgen_hooks", .module = "builtins", .visible = 2, .is_abstract = true,
    .doc = "sys.asyncgen_hooks\n\nAsync generator hooks",
    .fields = { "firstiter", "finalizer" },
};

static bool is_hook(OuVM *vm, OuValue value, const char *what)
{
    if (value == OU_UNBOUND || value == OU_NONE || ou_is_callable(vm, value)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "callable %s expected, got %T", what, value);
    return false;
}

OU_FUNCTION(sys_set_asyncgen_hooks, "set_asyncgen_hooks(firstiter=None, finalizer=None)",
            "set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nSet a finalizer for async "
            "generators objects.")
{
    OuInterpreter *interpreter = vm->interpreter;
    OuValue first = arguments[0], finalizer = arguments[1];
    if (!is_hook(vm, finalizer, "finalizer") || !is_hook(vm, first, "firstiter")) return OU_ERROR;
    if (finalizer != OU_UNBOUND) ou_set(&interpreter->finalizer_hook, finalizer);
    if (first != OU_UNBOUND) ou_set(&interpreter->first_iteration_hook, first);
    return OU_NONE;
}

OU_FUNCTION(sys_get_asyncgen_hooks, "get_asyncgen_hooks()",
            "Return the installed asynchronous generators hooks.\n\n"
            "This returns a namedtuple of the form (firstiter, finalizer).")
{
    OuInterpreter *interpreter = vm->interpreter;
    if (interpreter->hooks_type == OU_UNBOUND) {
        OuType *type = ou_structseq_make_type(vm, &hooks_definition);
        if (!type) return OU_ERROR;
        interpreter->hooks_type = ou_pointer_value(type);
    }
    OuValue hooks[] = { ou_ref(interpreter->first_iteration_hook),
                        ou_ref(interpreter->finalizer_hook) };
    return ou_structseq_make_steal(vm, (OuType *)ou_pointer_of(interpreter->hooks_type), hooks, 2);
}

OU_FUNCTION(sys_set_origin_depth, "set_coroutine_origin_tracking_depth(depth)",
            "Enable or disable origin tracking for coroutine objects in this thread.\n\n"
            "Coroutine objects will track 'depth' frames of traceback information\n"
            "about where they came from, available in their cr_origin attribute.\n\n"
            "Set a depth of 0 to disable.")
{
    int64_t depth;
    if (!ou_to_int64(vm, arguments[0], &depth)) return OU_ERROR;
    if (depth < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "depth must be >= 0");
    if (depth > INT32_MAX) {
        return ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "Python int too large to convert to C int");
    }
    vm->interpreter->origin_depth = (int)depth;
    return OU_NONE;
}

OU_FUNCTION(sys_get_origin_depth, "get_coroutine_origin_tracking_depth()",
            "Check status of origin tracking for coroutine objects in this thread.")
{
    return ou_int_value(vm->interpreter->origin_depth);
}

const OuNativeDef *const ou_async_sys_functions[] = {
    &sys_set_asyncgen_hooks_native, &sys_get_asyncgen_hooks_native, &sys_set_origin_depth_native,
    &sys_get_origin_depth_native, NULL,
};
