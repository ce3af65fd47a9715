// What scripts see of generators, and what coroutines and asynchronous generators share with them.
#include "vm/generator_type.h"

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "vm/interpreter.h"

static OuValue generator_next(OuVM *vm, OuValue self)
{
    OuValue last;
    OuValue value = ou_generator_send(vm, ou_generator_of(self), OU_NONE, &last);
    return value == OU_STOP && last != OU_NONE ? ou_generator_stop_steal(vm, last) : value;
}

static OuValue generator_iterate(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

OuValue ou_generator_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<%N object %S at 0x%llx>",
                              ou_type_of(vm, self), ou_generator_of(self)->qualified_name,
                              (unsigned long long)(self - OU_TAG_POINTER));
}

OU_METHOD(
    generator_send, "send(self, arg, /)",
    "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.")
{
    OuValue last;
    OuValue value = ou_generator_send(vm, ou_generator_of(arguments[0]), arguments[1], &last);
    return value == OU_STOP ? ou_generator_stop_steal(vm, last) : value;
}

OU_METHOD(generator_throw, "throw(self, type, value=None, traceback=None, /)",
          "throw(value)\nthrow(type[,value[,tb]])\n\n"
          "Raise exception in generator, return next yielded value or raise\nStopIteration.")
{
    if (!ou_generator_set_thrown(vm, arguments[1], arguments[2], arguments[3])) return OU_ERROR;
    OuValue last;
    OuValue value = ou_generator_throw(vm, ou_generator_of(arguments[0]), &last);
    return value == OU_STOP ? ou_generator_stop_steal(vm, last) : value;
}

OU_METHOD(generator_close, "close(self, /)", "close() -> raise GeneratorExit inside generator.")
{
    OuGenerator *generator = ou_generator_of(arguments[0]);
    return ou_generator_close(vm, generator) ? OU_NONE : OU_ERROR;
}

OuValue ou_generator_get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_generator_of(self)->name));
}

OuValue ou_generator_get_qualified_name(OuVM *vm, OuValue self)
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

bool ou_generator_set_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_generator_of(self)->name, value, "__name__");
}

bool ou_generator_set_qualified_name(OuVM *vm, OuValue self, OuValue value)
{
    return set_string(vm, &ou_generator_of(self)->qualified_name, value, "__qualname__");
}

OuValue ou_generator_get_running(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_generator_of(self)->state == OU_GENERATOR_RUNNING);
}

OuValue ou_generator_get_suspended(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_generator_of(self)->state == OU_GENERATOR_SUSPENDED);
}

OuValue ou_generator_get_code(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_generator_of(self)->code));
}

OuValue ou_generator_get_frame(OuVM *vm, OuValue self)
{
    return ou_frame_of_generator(vm, ou_generator_of(self));
}

OuValue ou_generator_get_delegate(OuVM *vm, OuValue self)
{
    OuValue delegate = ou_generator_delegate_peek(ou_generator_of(self));
    return delegate == OU_UNBOUND ? OU_NONE : ou_ref(delegate);
}

static const OuNativeDef *const methods[] = {
    &generator_send_native, &generator_throw_native, &generator_close_native, NULL,
};

static const OuGetSetDef getset[] = {
    { "__name__", ou_generator_get_name, ou_generator_set_name, "name of the generator" },
    { "__qualname__", ou_generator_get_qualified_name, ou_generator_set_qualified_name,
      "qualified name of the generator" },
    { "gi_running", ou_generator_get_running, NULL, NULL },
    { "gi_suspended", ou_generator_get_suspended, NULL, NULL },
    { "gi_code", ou_generator_get_code, NULL, NULL },
    { "gi_frame", ou_generator_get_frame, NULL, NULL },
    { "gi_yieldfrom", ou_generator_get_delegate, NULL,
      "object being iterated by yield from, or None" },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_generator_type = {
    .name = "generator",
    .kind = OU_KIND_GENERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &ou_generator_layout,
    .methods = methods,
    .getset = getset,
    .slots = { .repr = ou_generator_repr,
               .iterate = generator_iterate,
               .next = generator_next,
               .finalize = ou_generator_finalize },
};
