// sys_functions.c: asking and adjusting the interpreter.
#include "runtime/argument.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/sys.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- Leaving ------------------------------------------------------------------------------------

OU_SYS_FUNCTION(exit, "exit(status=None, /)",
                "Exit the interpreter by raising SystemExit(status).\n\n"
                "If the status is omitted or None, it defaults to zero (i.e., success).\n"
                "If the status is an integer, it will be used as the system exit status.\n"
                "If it is another kind of object, it will be printed and the system\n"
                "exit status will be one (i.e., failure).")
{
    OuValue status = arguments[0];
    bool is_given = status != OU_UNBOUND && status != OU_NONE;
    OU_OWNED OuValue args = is_given && ou_is_tuple(status) ? ou_ref(status)
                                                            : ou_tuple_make(vm, &status, is_given);
    if (args == OU_ERROR) return OU_ERROR;
    OuValue exception = ou_exception_make(vm, vm->types[OU_TYPE_SYSTEM_EXIT], ou_tuple_of(args));
    return exception == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, exception);
}

OU_SYS_FUNCTION(is_finalizing, "is_finalizing()", "Return True if Python is exiting.")
{
    return ou_bool_value(vm->finalizing);
}

// ---- Objects ------------------------------------------------------------------------------------

// The argument itself counts, as in CPython. Values that aren't objects are as good as immortal,
// and so is what the interpreter shares everywhere.
OU_SYS_FUNCTION(getrefcount, "getrefcount(object, /)",
                "Return the reference count of object.\n\n"
                "The count returned is generally one higher than you might expect,\n"
                "because it includes the (temporary) reference as an argument to\n"
                "getrefcount().")
{
    enum { IMMORTAL = 1000000000 };
    if (!ou_is_pointer(arguments[0])) return ou_int_value(IMMORTAL);
    ou_heap_settle(&vm->heap);
    OuObject *object = ou_pointer_of(arguments[0]);
    if ((int32_t)object->refs < 0 || object == &vm->empty_tuple->header)
        return ou_int_value(IMMORTAL);
    size_t uncounted = vm->host.uncounted_references
                           ? vm->host.uncounted_references(vm, object) : 0;
    return ou_int_make(vm, (int64_t)(object->refs + uncounted));
}

// Containers whose __sizeof__ gives CPython's number leave out its collector's header, as there.
static int64_t hidden_size(OuValue value)
{
    enum { GC_HEADER = 16 };
    switch (ou_kind_of(value)) {
    case OU_KIND_LIST: case OU_KIND_TUPLE: case OU_KIND_DICT: case OU_KIND_SET:
    case OU_KIND_FROZENSET: case OU_KIND_SLICE:
        return GC_HEADER;
    default:
        return 0;
    }
}

static OuValue size_of(OuVM *vm, OuValue object)
{
    OuString *name = OU_NAMED(vm, dunder_sizeof);
    OU_OWNED OuValue method = ou_special_method(vm, object, name);
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "Type %T doesn't define __sizeof__", object);
    }
    OU_OWNED OuValue size = ou_call(vm, method, NULL, 0);
    int64_t bytes;
    if (size == OU_ERROR) return OU_ERROR;
    if (!ou_is_any_int(size)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "'%T' object cannot be interpreted as an integer",
                        size);
    }
    if (!ou_to_int64(vm, size, &bytes)) return OU_ERROR;
    if (bytes < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "__sizeof__() should return >= 0");
    return ou_int_make(vm, bytes + hidden_size(object));
}

OU_SYS_FUNCTION(getsizeof, "getsizeof(object, default=None)",
                "getsizeof(object [, default]) -> int\n\n"
                "Return the size of object in bytes.")
{
    OuValue size = size_of(vm, arguments[0]);
    if (size != OU_ERROR || arguments[1] == OU_UNBOUND) return size;
    if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return OU_ERROR;
    ou_error_clear(vm);
    return ou_ref(arguments[1]);
}

OU_SYS_FUNCTION(getallocatedblocks, "getallocatedblocks()",
                "Return the number of memory blocks currently allocated.")
{
    OuHeapStats stats;
    ou_heap_settle(&vm->heap);
    ou_heap_get_stats(&vm->heap, &stats);
    return ou_int_make(vm, (int64_t)(stats.containers + stats.leaves));
}

OU_SYS_FUNCTION(intern, "intern(string, /)",
                "``Intern'' the given string.\n\n"
                "This enters the string in the table of interned strings whose\n"
                "purpose is to speed up dictionary lookups. Return the string itself or\n"
                "the previously interned string object with the same value.")
{
    OuValue text = arguments[0];
    if (!ou_is_str(text)) return ou_argument_raise(vm, "intern", "argument", "str", text);
    if (!ou_is_exact_str(text)) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't intern %T", text);
    OuString *interned = ou_str_intern_steal(vm, ou_str_of(ou_ref(text)));
    return interned ? ou_str_value(interned) : OU_ERROR;
}

// ---- Exceptions ---------------------------------------------------------------------------------

static OuValue handled_peek(const OuVM *vm)
{
    return ou_is_exception(vm->handled) ? vm->handled : OU_NONE;
}

OU_SYS_FUNCTION(exception, "exception()",
                "Return the current exception.\n\n"
                "Return the most recent exception caught by an except clause\n"
                "in the current stack frame or in an older stack frame, or None\n"
                "if no such exception exists.")
{
    return ou_ref(handled_peek(vm));
}

OU_SYS_FUNCTION(exc_info, "exc_info()",
                "Return current exception information: (type, value, traceback).\n\n"
                "Return information about the most recent exception caught by an except\n"
                "clause in the current stack frame or in an older stack frame.")
{
    OuValue value = handled_peek(vm), parts[3] = { OU_NONE, value, OU_NONE };
    if (value != OU_NONE) {
        parts[0] = ou_pointer_value(ou_exception_of(value)->type);
        parts[2] = ou_exception_of(value)->traceback;
    }
    return ou_tuple_make(vm, parts, 3);
}

// ---- Limits -------------------------------------------------------------------------------------

OU_SYS_FUNCTION(getrecursionlimit, "getrecursionlimit()",
                "Return the current value of the recursion limit.\n\n"
                "The recursion limit is the maximum depth of calls. It prevents infinite\n"
                "recursion from using up all memory.")
{
    return ou_int_value(vm->recursion_limit);
}

OU_SYS_FUNCTION(setrecursionlimit, "setrecursionlimit(limit, /)",
                "Set the maximum depth of calls to n.")
{
    int limit;
    if (!ou_argument_int(vm, arguments[0], &limit)) return OU_ERROR;
    if (limit < 1) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                        "recursion limit must be greater or equal than 1");
    }
    if (vm->depth >= limit) {
        return ou_raise(vm, OU_TYPE_RECURSION_ERROR,
                        "cannot set the recursion limit to %d at the recursion depth %d: "
                        "the limit is too low", limit, vm->depth);
    }
    if (vm->limits.most_depth && limit > vm->limits.most_depth) limit = vm->limits.most_depth;
    vm->recursion_limit = limit;
    if (vm->depth_limit >= 0) vm->depth_limit = limit;     // else it asks for attention
    return OU_NONE;
}

OU_SYS_FUNCTION(get_int_max_str_digits, "get_int_max_str_digits()",
                "Return the maximum string digits limit for non-binary int<->str conversions.")
{
    return ou_int_value(vm->int_max_str_digits);
}

OU_SYS_FUNCTION(set_int_max_str_digits, "set_int_max_str_digits(maxdigits)",
                "Set the maximum string digits limit for non-binary int<->str conversions.")
{
    enum { LEAST = 640 };
    int digits;
    if (!ou_argument_int(vm, arguments[0], &digits)) return OU_ERROR;
    if (digits != 0 && digits < LEAST) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "maxdigits must be 0 or larger than %d", LEAST);
    }
    vm->int_max_str_digits = digits;
    return OU_NONE;
}

// ---- Settings that never change -----------------------------------------------------------------

OU_SYS_FUNCTION(getdefaultencoding, "getdefaultencoding()",
                "Return the current default encoding used by the Unicode implementation.")
{
    return ou_str_make_text(vm, "utf-8");
}

OU_SYS_FUNCTION(getfilesystemencoding, "getfilesystemencoding()",
                "Return the encoding used to convert Unicode filenames to OS filenames.")
{
    return ou_str_make_text(vm, "utf-8");
}

OU_SYS_FUNCTION(getfilesystemencodeerrors, "getfilesystemencodeerrors()",
                "Return the error mode used Unicode to OS filename conversion.")
{
    return ou_str_make_text(vm, "surrogateescape");
}

OU_SYS_FUNCTION(getswitchinterval, "getswitchinterval()",
                "Return the current thread switch interval; see sys.setswitchinterval().")
{
    return ou_float_value(0.005);
}

OU_SYS_FUNCTION(setswitchinterval, "setswitchinterval(interval, /)",
                "Accepted and without effect: an interpreter has one thread.")
{
    double seconds;
    if (!ou_to_double(vm, arguments[0], &seconds)) return OU_ERROR;
    if (seconds > 0) return OU_NONE;
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "switch interval must be strictly positive");
}

OU_SYS_FUNCTION(gettrace, "gettrace()", "Return the global debug tracing function: there is none.")
{
    return OU_NONE;
}

OU_SYS_FUNCTION(getprofile, "getprofile()", "Return the profiling function: there is none.")
{
    return OU_NONE;
}
