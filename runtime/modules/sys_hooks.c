// sys_hooks.c: what happens to values at the prompt, and to exceptions that nobody catches.
#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/modules/sys.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- displayhook --------------------------------------------------------------------------------

static bool set_underscore(OuVM *vm, OuValue value)
{
    return ou_dict_set_name(vm, vm->builtins, vm->latin1['_'], value);
}

// What the stream can't encode is shown with backslashes.
static bool put_escaped(OuVM *vm, OuValue file, OuString *text)
{
    OU_OWNED OuValue bytes = ou_codec_encode(vm, text, "ascii", "backslashreplace");
    if (bytes == OU_ERROR) return false;
    OuText ascii = ou_bytes_text(bytes);
    OU_OWNED OuValue shown = ou_str_make(vm, ascii.units, ascii.length);
    return shown != OU_ERROR && ou_file_put(vm, file, ou_str_of(shown));
}

static bool put_repr(OuVM *vm, OuValue file, OuValue value)
{
    OU_OWNED OuValue text = ou_repr(vm, value);
    if (text == OU_ERROR) return false;
    if (ou_file_put(vm, file, ou_str_of(text))) return true;
    if (!ou_error_matches(vm, OU_TYPE_UNICODE_ENCODE_ERROR)) return false;
    ou_error_clear(vm);
    return put_escaped(vm, file, ou_str_of(text));
}

OU_SYS_FUNCTION(displayhook, "displayhook(object, /)",
                "Print an object to sys.stdout and also save it in builtins._")
{
    OuValue value = arguments[0];
    if (value == OU_NONE) return OU_NONE;
    if (!set_underscore(vm, OU_NONE)) return OU_ERROR;
    OU_OWNED OuValue out = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout)));
    if (out == OU_UNBOUND || out == OU_NONE) {
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "lost sys.stdout");
    }
    if (!put_repr(vm, out, value) || !ou_file_put(vm, out, vm->latin1['\n'])) return OU_ERROR;
    return set_underscore(vm, value) ? OU_NONE : OU_ERROR;
}

// ---- excepthook ---------------------------------------------------------------------------------

static OuValue put_error(OuVM *vm, OuValue text)
{
    OU_OWNED OuValue owner = text;
    OU_OWNED OuValue err = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stderr)));
    if (owner == OU_ERROR) return OU_ERROR;
    if (err == OU_UNBOUND || err == OU_NONE) return OU_NONE;
    return ou_file_put(vm, err, ou_str_of(owner)) ? OU_NONE : OU_ERROR;
}

OU_SYS_FUNCTION(excepthook, "excepthook(exctype, value, traceback, /)",
                "Handle an exception by displaying it with a traceback on sys.stderr.")
{
    OuValue value = arguments[1], traceback = arguments[2];
    if (!ou_is_exception(value)) {
        return put_error(vm, ou_str_make_format(vm,
                                                "TypeError: print_exception(): Exception expected "
                                                "for value, %T found\n",
                                                value));
    }
    OuException *exception = ou_exception_of(value);
    if (ou_is_traceback(traceback) && exception->traceback == OU_NONE) {
        ou_set(&exception->traceback, traceback);
    }
    ou_error_print(vm, value);
    return OU_NONE;
}

// ---- unraisablehook -----------------------------------------------------------------------------

// A field of the argument, owned; TypeError when it isn't such an argument at all.
static OuValue detail(OuVM *vm, OuValue details, const char *name)
{
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    if (!key) return OU_ERROR;
    OuValue value = ou_get_attribute_or_unbound(vm, details, key);
    ou_object_unref(&key->header);
    if (value != OU_UNBOUND) return value;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                    "sys.unraisablehook argument type must be UnraisableHookArgs");
}

OU_SYS_FUNCTION(unraisablehook, "unraisablehook(unraisable, /)",
                "Handle an unraisable exception.\n\n"
                "The unraisable argument has the following attributes:\n\n"
                "* exc_type: Exception type.\n"
                "* exc_value: Exception value, can be None.\n"
                "* exc_traceback: Exception traceback, can be None.\n"
                "* err_msg: Error message, can be None.\n"
                "* object: Object causing the exception, can be None.")
{
    OU_OWNED OuValue exception = detail(vm, arguments[0], "exc_value");
    if (exception == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue message = detail(vm, arguments[0], "err_msg");
    if (message == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue object = detail(vm, arguments[0], "object");
    if (object == OU_ERROR) return OU_ERROR;
    ou_error_write_unraisable(vm, exception, message, object);
    return OU_NONE;
}
