// Coroutines: generators that are awaited; and the iterator that coroutine.__await__() gives.
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "vm/async.h"
#include "vm/generator_type.h"
#include "vm/import.h"
#include "vm/interpreter.h"

// --- where one was made --------------------------------------------------------------------------

static OuValue origin_entry(OuVM *vm, const OuFrameWalk *walk)
{
    OuCode *code = ou_frame_code(walk->window);
    const OuCodePosition *position = ou_code_position(code, ou_frame_word(walk));
    OuValue parts[] = { ou_str_value(code->file), ou_int_value(position ? position->line : 0),
                        ou_str_value(code->name) };
    return ou_tuple_make(vm, parts, 3);
}

bool ou_coroutine_note_origin(OuVM *vm, OuGenerator *coroutine)
{
    size_t wanted = (size_t)vm->interpreter->origin_depth, count = 0;
    OuFrameWalk walk = ou_frame_innermost(vm);
    while (count < wanted && ou_frame_next(vm, &walk)) count++;
    OuTuple *origin = ou_tuple_new(vm, count);
    if (!origin) return false;
    walk = ou_frame_innermost(vm);
    for (size_t i = 0; i < count && ou_frame_next(vm, &walk); i++) {
        origin->items[i] = origin_entry(vm, &walk);
        if (origin->items[i] == OU_ERROR) {
            origin->items[i] = OU_NONE;
            ou_object_unref(&origin->header);
            return false;
        }
    }
    ou_set_steal(&coroutine->origin, ou_pointer_value(origin));
    return true;
}

// --- never awaited -------------------------------------------------------------------------------

// A function of the module `warnings`; OU_ERROR: it isn't there.
static OuValue warnings_function(OuVM *vm, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    OuString *module_name = ou_str_intern_text(vm, "warnings", 8);
    OuValue module = name && module_name ? ou_import_module(vm, module_name) : OU_ERROR;
    OuValue found = module == OU_ERROR ? OU_ERROR : ou_get_attribute(vm, module, name);
    if (name) ou_object_unref(&name->header);
    if (module_name) ou_object_unref(&module_name->header);
    ou_unref(module);
    return found;
}

// What the function for it says is shown, or raised.
static bool warn_by_function(OuVM *vm, OuValue self)
{
    OU_OWNED OuValue function = warnings_function(vm, "_warn_unawaited_coroutine");
    if (function == OU_ERROR) {
        ou_error_clear(vm);
        return false;
    }
    OuValue answer = ou_call(vm, function, &self, 1);
    ou_unref(answer);
    if (answer != OU_ERROR) return true;
    bool is_warning = ou_error_matches(vm, OU_TYPE_RUNTIME_WARNING);
    ou_error_unraisable(vm, NULL, self);
    return is_warning;
}

// While the interpreter ends nothing can be imported.
static void warn_at_end(OuVM *vm, const OuGenerator *coroutine)
{
    OU_OWNED OuValue text =
        ou_str_make_format(vm, "sys:1: RuntimeWarning: coroutine '%S' was never awaited\n",
                           coroutine->qualified_name);
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    if (text == OU_ERROR || stream == OU_UNBOUND || stream == OU_NONE ||
        !ou_file_put(vm, stream, ou_str_of(text))) {
        ou_error_clear(vm);
    }
}

void ou_coroutine_warn(OuVM *vm, OuGenerator *coroutine)
{
    OuValue self = ou_pointer_value(coroutine);
    if (vm->finalizing) {
        warn_at_end(vm, coroutine);
        return;
    }
    if (warn_by_function(vm, self)) return;
    OU_OWNED OuValue text = ou_str_make_format(vm, "coroutine '%S' was never awaited",
                                               coroutine->qualified_name);
    OU_OWNED OuValue function = warnings_function(vm, "warn");
    OuValue answer = OU_ERROR;
    if (text != OU_ERROR && function != OU_ERROR) {
        OuValue given[] = { text, ou_pointer_value(vm->types[OU_TYPE_RUNTIME_WARNING]),
                            ou_int_value(1), self };
        answer = ou_call(vm, function, given, 4);
    }
    ou_unref(answer);
    if (answer == OU_ERROR) ou_error_unraisable(vm, NULL, self);
}

// --- the type ------------------------------------------------------------------------------------

typedef struct CoroutineWrapper { OuObject header; OuValue coroutine; } CoroutineWrapper;

static OuGenerator *wrapped(OuValue self)
{
    return ou_generator_of(((CoroutineWrapper *)ou_pointer_of(self))->coroutine);
}

static OuValue coroutine_step(OuVM *vm, OuGenerator *coroutine, OuValue sent)
{
    OuValue last, value = ou_generator_send(vm, coroutine, sent, &last);
    return value == OU_STOP ? ou_generator_stop_steal(vm, last) : value;
}

static OuValue coroutine_raise(OuVM *vm, OuGenerator *coroutine, const OuValue *thrown)
{
    if (!ou_generator_set_thrown(vm, thrown[0], thrown[1], thrown[2])) return OU_ERROR;
    OuValue last, value = ou_generator_throw(vm, coroutine, &last);
    return value == OU_STOP ? ou_generator_stop_steal(vm, last) : value;
}

OU_METHOD(coroutine_send, "send(self, arg, /)",
          "send(arg) -> send 'arg' into coroutine,\n"
          "return next iterated value or raise StopIteration.")
{
    return coroutine_step(vm, ou_generator_of(arguments[0]), arguments[1]);
}

OU_METHOD(coroutine_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,traceback]])\n\n"
          "Raise exception in coroutine, return next iterated value or raise\nStopIteration.")
{
    return coroutine_raise(vm, ou_generator_of(arguments[0]), &arguments[1]);
}

OU_METHOD(coroutine_close, "close(self, /)", "close() -> raise GeneratorExit inside coroutine.")
{
    return ou_generator_close(vm, ou_generator_of(arguments[0])) ? OU_NONE : OU_ERROR;
}

OU_METHOD(coroutine_await, "__await__(self, /)",
          "Return an iterator to be used in await expression.")
{
    CoroutineWrapper *made = ou_heap_new(&vm->heap, OU_KIND_COROUTINE_WRAPPER, sizeof *made);
    if (!made) return ou_raise_memory_error(vm);
    made->coroutine = ou_ref(arguments[0]);
    return ou_pointer_value(made);
}

static OuValue get_origin(OuVM *vm, OuValue self)
{
    return ou_ref(ou_generator_of(self)->origin);
}

static const OuNativeDef *const methods[] = {
    &coroutine_send_native, &coroutine_throw_native, &coroutine_close_native,
    &coroutine_await_native, NULL,
};

static const OuGetSetDef getset[] = {
    { "__name__", ou_generator_get_name, ou_generator_set_name, "name of the coroutine" },
    { "__qualname__", ou_generator_get_qualified_name, ou_generator_set_qualified_name,
      "qualified name of the coroutine" },
    { "cr_await", ou_generator_get_delegate, NULL, "object being awaited on, or None" },
    { "cr_running", ou_generator_get_running, NULL, NULL },
    { "cr_suspended", ou_generator_get_suspended, NULL, NULL },
    { "cr_frame", ou_generator_get_frame, NULL, NULL },
    { "cr_code", ou_generator_get_code, NULL, NULL },
    { "cr_origin", get_origin, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_coroutine_type = {
    .name = "coroutine",
    .kind = OU_KIND_COROUTINE,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &ou_generator_layout,
    .methods = methods,
    .getset = getset,
    .slots = { .repr = ou_generator_repr, .finalize = ou_generator_finalize },
};

// --- coroutine.__await__() -----------------------------------------------------------------------

static void wrapper_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((CoroutineWrapper *)self)->coroutine);
}

static const OuLayout wrapper_layout = { .name = "coroutine_wrapper", .visit = wrapper_visit };

static OuValue wrapper_iterate(OuVM *vm, OuValue self) { return ou_ref(self); }

static OuValue wrapper_next(OuVM *vm, OuValue self)
{
    return coroutine_step(vm, wrapped(self), OU_NONE);
}

OU_METHOD(wrapper_send, "send(self, arg, /)",
          "send(arg) -> send 'arg' into coroutine,\n"
          "return next iterated value or raise StopIteration.")
{
    return coroutine_step(vm, wrapped(arguments[0]), arguments[1]);
}

OU_METHOD(wrapper_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,traceback]])\n\n"
          "Raise exception in coroutine, return next iterated value or raise\nStopIteration.")
{
    return coroutine_raise(vm, wrapped(arguments[0]), &arguments[1]);
}

OU_METHOD(wrapper_close, "close(self, /)", "close() -> raise GeneratorExit inside coroutine.")
{
    return ou_generator_close(vm, wrapped(arguments[0])) ? OU_NONE : OU_ERROR;
}

static const OuNativeDef *const wrapper_methods[] = {
    &wrapper_send_native, &wrapper_throw_native, &wrapper_close_native, NULL,
};

const OuTypeDef ou_coroutine_wrapper_type = {
    .name = "coroutine_wrapper",
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .kind = OU_KIND_COROUTINE_WRAPPER,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &wrapper_layout,
    .methods = wrapper_methods,
    .slots = { .iterate = wrapper_iterate, .next = wrapper_next },
};
