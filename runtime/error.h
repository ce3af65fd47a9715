// error.h: raising, asking for and clearing exceptions.
//
// A function that fails returns OU_ERROR, false or NULL with an exception set, and only then.
#ifndef OU_RUNTIME_ERROR_H
#define OU_RUNTIME_ERROR_H

#include "runtime/type.h"

// Sets an exception of the built-in type with a formatted message. Returns OU_ERROR, so that
// `return ou_raise(vm, OU_TYPE_TYPE_ERROR, ...)` is one line.  In the format:
//   %s char*   %S OuString* (str value as text)   %R repr of an OuValue   %V str() of an OuValue
//   %T name of the type of an OuValue   %N name of an OuType*   %d int   %u unsigned   %zu size_t
//   %zd ssize_t %lld   %c char   %x   %%
// (Evaluating %R or %V may itself raise; then that exception is the one set.)
OuValue ou_raise(OuVM *vm, OuTypeId type, const char *format, ...);

// AttributeError with its `name` and `obj` fields, for "Did you mean".
OuValue ou_raise_attribute_error(OuVM *vm, OuValue object, OuString *name, const char *format, ...);
OuValue ou_raise_value(OuVM *vm, OuTypeId type, OuValue argument);     // KeyError(key)
OuValue ou_raise_memory_error(OuVM *vm);                               // never allocates
OuValue ou_raise_errno(OuVM *vm, int error, OuValue filename);         // OSError or its subclass;
                                                                       // filename may be UNBOUND
// Raises an exception instance or class given by a script (`raise x`).
OuValue ou_raise_object(OuVM *vm, OuValue exception);
// Sets an instance as it stands; takes the reference over.
void ou_error_set_steal(OuVM *vm, OuValue exception);

bool ou_has_error(const OuVM *vm);
bool ou_error_matches(OuVM *vm, OuTypeId type);        // the pending exception is such a one
void ou_error_clear(OuVM *vm);
// Takes the pending exception out (owned; UNBOUND if none) / puts it back.
OuValue ou_error_take(OuVM *vm);
// Reports the pending exception through sys.unraisablehook ("Exception ignored in: ...") and clears it.
void ou_error_unraisable(OuVM *vm, const char *where, OuValue object);

// false with RecursionError set when the C stack (by address) or sys.getrecursionlimit() is used up.
// `where` completes "maximum recursion depth exceeded%s" (e.g. " while calling a Python object").
OU_CHECKED bool ou_recursion_enter(OuVM *vm, const char *where);
void ou_recursion_leave(OuVM *vm);

// Ctrl-C: long native loops call it now and then; false with KeyboardInterrupt set.
OU_CHECKED bool ou_check_interrupt(OuVM *vm);

// --- exception objects (exception.c) ------------------------------------------------------------
typedef struct OuException {
    OuObject header;              // aux: OU_EXCEPTION_... flags
    OuType  *type;
    OuTuple *args;
    OuDict  *dict;                // attributes set by scripts, or NULL
    OuValue  traceback;           // newest frame first made; OU_NONE if none
    OuValue  context;             // __context__, OU_NONE if none
    OuValue  cause;               // __cause__, OU_NONE if none
    OuValue  fields[6];           // by type: StopIteration.value; OSError errno, strerror, filename,
                                  // filename2; SyntaxError msg, filename, lineno, offset, ...;
                                  // ImportError msg, name, path; NameError name; AttributeError name,
                                  // obj; SystemExit code; UnicodeError encoding, object, start, end,
                                  // reason; OU_UNBOUND when unset
} OuException;
enum { OU_EXCEPTION_SUPPRESS_CONTEXT = 1 };

OU_CHECKED OuValue ou_exception_make(OuVM *vm, OuType *type, OuTuple *args);
static inline bool ou_is_exception(OuValue v) { return (ou_kind_of(v) & OU_KIND_MASK) == OU_KIND_EXCEPTION; }

// A traceback entry. `frame` is made by the floor above (a frame object, or OU_NONE); line, column and
// end are where it was; the code's name and file are read through the frame.
typedef struct OuTraceback {
    OuObject header;
    OuValue  next;                // towards the place of the error; OU_NONE at the end
    OuValue  frame;
    OuString *file;
    OuString *name;
    uint32_t line, end_line;      // 1-based; 0 unknown
    uint32_t column, end_column;  // byte offsets in the line, 0-based; end 0 = unknown
    uint32_t last_instruction;
} OuTraceback;
// Puts a new entry before the exception's traceback.
OU_CHECKED bool ou_traceback_push(OuVM *vm, OuException *exception, OuValue frame, OuString *file,
                                  OuString *name, const uint32_t position[4], uint32_t instruction);

// The whole report as CPython prints it ("Traceback (most recent call last):" ...), with causes and
// contexts, carets, notes, "Did you mean"; written to sys.stderr (or, failing that, to stderr).
void ou_error_print(OuVM *vm, OuValue exception);
// The report as a str.
OU_CHECKED OuValue ou_error_format(OuVM *vm, OuValue exception);

#endif
