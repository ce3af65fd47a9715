// error.c: setting, asking for and clearing the pending exception; guards of the C stack.
#include "runtime/error.h"

#include <stdarg.h>

#include "runtime/exception_types.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/setup.h"
#include "runtime/str.h"

// --- the pending exception -----------------------------------------------------------------------

bool ou_has_error(const OuVM *vm)
{
    return vm->exception != OU_UNBOUND;
}

bool ou_error_matches(OuVM *vm, OuTypeId type)
{
    return vm->exception != OU_UNBOUND && ou_is_instance_of(vm, vm->exception, type);
}

void ou_error_clear(OuVM *vm)
{
    ou_clear(&vm->exception);
}

OuValue ou_error_take(OuVM *vm)
{
    return ou_take(&vm->exception);
}

void ou_error_set_steal(OuVM *vm, OuValue exception)
{
    ou_set_steal(&vm->exception, exception);
}

// --- context -------------------------------------------------------------------------------------

static OuValue context_of(OuValue exception)
{
    OuValue context = ou_exception_of(exception)->context;
    return ou_is_exception(context) ? context : OU_NONE;
}

// Takes `exception` out of the chain of contexts that begins at `first`, so that putting it in
// front makes no ring. A ring that a script made earlier is found by a second, slower walker.
static void unlink_from_chain(OuValue first, OuValue exception)
{
    OuValue walker = first, slow = first;
    bool slow_moves = false;
    for (;;) {
        OuValue context = context_of(walker);
        if (context == OU_NONE) return;
        if (context == exception) {
            ou_set(&ou_exception_of(walker)->context, OU_NONE);
            return;
        }
        walker = context;
        if (walker == slow) return;
        if (slow_moves) slow = context_of(slow);
        slow_moves = !slow_moves;
    }
}

static void chain(OuVM *vm, OuValue exception)
{
    OuValue handled = vm->handled;
    if (!ou_is_exception(handled) || handled == exception) return;
    ou_ref(handled);
    unlink_from_chain(handled, exception);
    ou_set_steal(&ou_exception_of(exception)->context, handled);
}

OuValue ou_raise_steal(OuVM *vm, OuValue exception)
{
    chain(vm, exception);
    ou_error_set_steal(vm, exception);
    return OU_ERROR;
}

// --- raising -------------------------------------------------------------------------------------

OuValue ou_raise_value(OuVM *vm, OuTypeId type, OuValue argument)
{
    OuValue arguments = ou_tuple_make(vm, &argument, 1);
    if (arguments == OU_ERROR) return OU_ERROR;
    OuValue exception = ou_exception_make(vm, vm->types[type], ou_tuple_of(arguments));
    ou_unref(arguments);
    return exception == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, exception);
}

OuValue ou_raise(OuVM *vm, OuTypeId type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OU_OWNED OuValue text = ou_str_make_vformat(vm, format, &arguments);
    va_end(arguments);
    return text == OU_ERROR ? OU_ERROR : ou_raise_value(vm, type, text);
}

OuValue ou_raise_attribute_error(OuVM *vm, OuValue object, OuString *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OU_OWNED OuValue text = ou_str_make_vformat(vm, format, &arguments);
    va_end(arguments);
    if (text == OU_ERROR) return OU_ERROR;
    OuValue tuple = ou_tuple_make(vm, &text, 1);
    if (tuple == OU_ERROR) return OU_ERROR;
    OuValue made = ou_exception_make(vm, vm->types[OU_TYPE_ATTRIBUTE_ERROR], ou_tuple_of(tuple));
    ou_unref(tuple);
    if (made == OU_ERROR) return OU_ERROR;
    ou_set(&ou_exception_of(made)->fields[OU_FIELD_NAME], ou_str_value(name));
    ou_set(&ou_exception_of(made)->fields[OU_FIELD_OBJ], object);
    return ou_raise_steal(vm, made);
}

static OuValue raise_class(OuVM *vm, OuValue class)
{
    OuValue made = ou_call(vm, class, NULL, 0);
    if (made == OU_ERROR || ou_is_exception(made)) return made;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "calling %R should have returned an instance of BaseException, not %R", class,
                   ou_pointer_value(ou_type_of(vm, made)));
    ou_unref(made);
    return OU_ERROR;
}

OuValue ou_raise_object(OuVM *vm, OuValue exception)
{
    OuValue made;
    if (ou_is_exception(exception)) {
        made = ou_ref(exception);
    } else if (ou_is_exception_class(vm, exception)) {
        made = raise_class(vm, exception);
    } else {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "exceptions must derive from BaseException");
    }
    return made == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, made);
}

// --- out of memory -------------------------------------------------------------------------------

bool ou_error_setup(OuVM *vm)
{
    vm->memory_error = ou_exception_new(vm, vm->types[OU_TYPE_MEMORY_ERROR], vm->empty_tuple);
    return vm->memory_error != OU_ERROR;
}

// Each MemoryError should be an object of its own, which dies with its traceback. Only when there
// is no memory even for that, the one that was kept ready serves, cleaned of its last use.
OuValue ou_raise_memory_error(OuVM *vm)
{
    vm->memory_hook_is_due |= !vm->heap.memory.is_open;
    ou_memory_open_room(&vm->heap.memory);
    OuException *made = ou_exception_try_new(vm, vm->types[OU_TYPE_MEMORY_ERROR], vm->empty_tuple);
    if (made) return ou_raise_steal(vm, ou_pointer_value(made));
    OuValue kept = vm->memory_error;
    if (!ou_is_exception(kept)) {                    // the interpreter is still being set up
        vm->exception = OU_NONE;
        return OU_ERROR;
    }
    if (vm->exception != kept && vm->handled != kept) {
        ou_set(&ou_exception_of(kept)->traceback, OU_NONE);
        ou_set(&ou_exception_of(kept)->context, OU_NONE);
    }
    return ou_raise_steal(vm, ou_ref(kept));
}

// --- guards --------------------------------------------------------------------------------------

bool ou_recursion_enter(OuVM *vm, const char *where)
{
    if (OU_LIKELY(++vm->depth <= vm->recursion_limit
                  && (char *)__builtin_frame_address(0) > vm->c_stack_limit)) return true;
    vm->depth--;
    (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR, "maximum recursion depth exceeded%s", where);
    return false;
}

void ou_recursion_leave(OuVM *vm)
{
    vm->depth--;
}
