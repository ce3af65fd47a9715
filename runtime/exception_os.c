// exception_os.c: OSError and its subclasses (PEP 3151).
#include "runtime/exception_types.h"

#include <errno.h>
#include <string.h>

#include "runtime/dict.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

static OuTypeId type_of_errno(int number)
{
    switch (number) {
    case EAGAIN: case EALREADY: case EINPROGRESS: return OU_TYPE_BLOCKING_IO_ERROR;
    case EPIPE: case ESHUTDOWN:                   return OU_TYPE_BROKEN_PIPE_ERROR;
    case ECHILD:                                  return OU_TYPE_CHILD_PROCESS_ERROR;
    case ECONNABORTED:                            return OU_TYPE_CONNECTION_ABORTED_ERROR;
    case ECONNREFUSED:                            return OU_TYPE_CONNECTION_REFUSED_ERROR;
    case ECONNRESET:                              return OU_TYPE_CONNECTION_RESET_ERROR;
    case EEXIST:                                  return OU_TYPE_FILE_EXISTS_ERROR;
    case ENOENT:                                  return OU_TYPE_FILE_NOT_FOUND_ERROR;
    case EISDIR:                                  return OU_TYPE_IS_A_DIRECTORY_ERROR;
    case ENOTDIR:                                 return OU_TYPE_NOT_A_DIRECTORY_ERROR;
    case EINTR:                                   return OU_TYPE_INTERRUPTED_ERROR;
    case EACCES: case EPERM:                      return OU_TYPE_PERMISSION_ERROR;
    case ESRCH:                                   return OU_TYPE_PROCESS_LOOKUP_ERROR;
    case ETIMEDOUT:                               return OU_TYPE_TIMEOUT_ERROR;
    default:                                      return OU_TYPE_OS_ERROR;
    }
}

// OSError(errno, strerror, filename, winerror, filename2): only with two to five arguments does
// any of them have a meaning; winerror has none here.
static bool has_details(size_t positional)
{
    return positional >= 2 && positional <= 5;
}

// A subclass that replaces __init__ but not __new__ is set up by __init__ alone.
static bool uses_initialise(const OuType *type)
{
    return type->slots.initialise != ou_os_error_initialise
        && type->slots.construct == ou_os_error_construct;
}

static OuType *choose_type(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional)
{
    if (type != vm->types[OU_TYPE_OS_ERROR] || !has_details(positional)) return type;
    if (!ou_is_int(arguments[0])) return type;
    int64_t number = ou_int_of(arguments[0]);
    return number > 0 && number < 4096 ? vm->types[type_of_errno((int)number)] : type;
}

static bool set_count(OuVM *vm, OuException *self, int64_t written)
{
    OuValue value = ou_int_make(vm, written);
    if (value == OU_ERROR) return false;
    ou_set_steal(&self->fields[OU_FIELD_WRITTEN], value);
    return true;
}

static bool set_filename(OuVM *vm, OuException *self, const OuValue *arguments, size_t positional,
                         bool *is_kept)
{
    *is_kept = false;
    if (!has_details(positional) || positional < 3 || arguments[2] == OU_NONE) return true;
    if (self->type == vm->types[OU_TYPE_BLOCKING_IO_ERROR] && ou_has_index(vm, arguments[2])) {
        int64_t written;
        if (!ou_sequence_index(vm, arguments[2], OU_TYPE_VALUE_ERROR, &written)) return false;
        return set_count(vm, self, written);
    }
    ou_set(&self->fields[OU_FIELD_FILENAME], arguments[2]);
    if (positional == 5 && arguments[4] != OU_NONE) {
        ou_set(&self->fields[OU_FIELD_FILENAME2], arguments[4]);
    }
    return *is_kept = true;
}

static bool set_up(OuVM *vm, OuException *self, const OuValue *arguments, size_t positional)
{
    bool has_filename;
    if (!set_filename(vm, self, arguments, positional, &has_filename)) return false;
    if (has_details(positional)) {
        ou_set(&self->fields[OU_FIELD_ERRNO], arguments[0]);
        ou_set(&self->fields[OU_FIELD_STRERROR], arguments[1]);
    }
    // The names of files aren't among `args`.
    OuValue args = ou_tuple_make(vm, arguments, has_filename ? 2 : positional);
    if (args == OU_ERROR) return false;
    OuTuple *old = self->args;
    self->args = ou_tuple_of(args);
    if (old) ou_object_unref(&old->header);
    return true;
}

OuValue ou_os_error_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    if (uses_initialise(type)) return ou_exception_new(vm, type, vm->empty_tuple);
    if (!ou_exception_no_names(vm, type, names)) return OU_ERROR;
    OuType *chosen = choose_type(vm, type, arguments, positional);
    OuValue made = ou_exception_new(vm, chosen, vm->empty_tuple);
    if (made == OU_ERROR || set_up(vm, ou_exception_of(made), arguments, positional)) return made;
    ou_unref(made);
    return OU_ERROR;
}

bool ou_os_error_initialise(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                            OuTuple *names)
{
    OuException *exception = ou_exception_of(self);
    if (!uses_initialise(exception->type)) return true;          // __new__ has done it all
    return ou_exception_no_names(vm, exception->type, names)
        && set_up(vm, exception, arguments, positional);
}

OuValue ou_os_error_str(OuVM *vm, OuValue self)
{
    OuException *exception = ou_exception_of(self);
    const OuValue *fields = exception->fields;
    OuValue filename = fields[OU_FIELD_FILENAME], filename2 = fields[OU_FIELD_FILENAME2];
    OU_OWNED OuValue number = ou_field_get(self, OU_FIELD_ERRNO);
    OU_OWNED OuValue text = ou_field_get(self, OU_FIELD_STRERROR);
    if (filename == OU_UNBOUND) {
        if (fields[OU_FIELD_ERRNO] == OU_UNBOUND || fields[OU_FIELD_STRERROR] == OU_UNBOUND) {
            return ou_exception_str(vm, self);
        }
        return ou_str_make_format(vm, "[Errno %V] %V", number, text);
    }
    OU_OWNED OuValue first = ou_ref(filename);
    OU_OWNED OuValue second = ou_ref(filename2);
    if (second == OU_UNBOUND)
        return ou_str_make_format(vm, "[Errno %V] %V: %R", number, text, first);
    return ou_str_make_format(vm, "[Errno %V] %V: %R -> %R", number, text, first, second);
}

// --- attributes ----------------------------------------------------------------------------------

OU_EXCEPTION_FIELD(errno_field, OU_FIELD_ERRNO)
OU_EXCEPTION_FIELD(strerror, OU_FIELD_STRERROR)
OU_EXCEPTION_FIELD(filename1, OU_FIELD_FILENAME)
OU_EXCEPTION_FIELD(filename2, OU_FIELD_FILENAME2)

static OuValue get_written(OuVM *vm, OuValue self)
{
    OuValue written = ou_exception_of(self)->fields[OU_FIELD_WRITTEN];
    if (written != OU_UNBOUND) return ou_ref(written);
    return ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "characters_written");
}

static bool set_written(OuVM *vm, OuValue self, OuValue value)
{
    int64_t written;
    if (value != OU_UNBOUND) {
        if (!ou_sequence_index(vm, value, OU_TYPE_VALUE_ERROR, &written)) return false;
        return set_count(vm, ou_exception_of(self), written);
    }
    if (ou_exception_of(self)->fields[OU_FIELD_WRITTEN] == OU_UNBOUND) {
        (void)ou_raise(vm, OU_TYPE_ATTRIBUTE_ERROR, "characters_written");
        return false;
    }
    return ou_field_set(self, OU_FIELD_WRITTEN, OU_UNBOUND);
}

const OuGetSetDef ou_os_error_getset[] = {
    { "errno", get_errno_field, set_errno_field, "POSIX exception code" },
    { "strerror", get_strerror, set_strerror, "exception strerror" },
    { "filename", get_filename1, set_filename1, "exception filename" },
    { "filename2", get_filename2, set_filename2, "second exception filename" },
    { "characters_written", get_written, set_written, NULL },
    { NULL, NULL, NULL, NULL },
};

// Puts the names of the files back among the arguments.
static OuValue full_args(OuVM *vm, OuException *self)
{
    OuTuple *args = self->args ? self->args : vm->empty_tuple;
    OuValue filename = self->fields[OU_FIELD_FILENAME],
            filename2 = self->fields[OU_FIELD_FILENAME2];
    if (args->length != 2 || filename == OU_UNBOUND) return ou_ref(ou_pointer_value(args));
    OuValue items[] = { args->items[0], args->items[1], filename, OU_NONE, filename2 };
    return ou_tuple_make(vm, items, filename2 == OU_UNBOUND ? 3 : 5);
}

OU_METHOD(os_error_reduce, "__reduce__(self, /)", "Helper for pickle.")
{
    OuException *self = ou_exception_of(arguments[0]);
    OU_OWNED OuValue args = full_args(vm, self);
    if (args == OU_ERROR) return OU_ERROR;
    return ou_exception_reduce(vm, arguments[0], ou_tuple_of(args),
                               self->dict ? ou_pointer_value(self->dict) : OU_UNBOUND);
}

const OuNativeDef *const ou_os_error_methods[] = { &os_error_reduce_native, NULL };

// --- for C ---------------------------------------------------------------------------------------

OuValue ou_raise_errno(OuVM *vm, int error, OuValue filename)
{
    if (error == ENOMEM) return ou_raise_memory_error(vm);
    if (error == EINTR && !ou_check_signals(vm)) return OU_ERROR;
    char text[256] = "Unknown error";
    (void)strerror_r(error, text, sizeof text);
    OU_OWNED OuValue message = ou_str_make_text(vm, text);
    if (message == OU_ERROR) return OU_ERROR;
    OuValue items[] = { ou_int_value(error), message, filename };
    OU_OWNED OuValue args = ou_tuple_make(vm, items, filename == OU_UNBOUND ? 2 : 3);
    if (args == OU_ERROR) return OU_ERROR;
    OuValue made = ou_exception_make(vm, vm->types[OU_TYPE_OS_ERROR], ou_tuple_of(args));
    return made == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, made);
}
