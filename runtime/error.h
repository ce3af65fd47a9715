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
// Raises an instance and takes the reference over. Like all functions above it makes the exception
// that is being handled the `__context__` of the new one.
OuValue ou_raise_steal(OuVM *vm, OuValue exception);
// Sets an instance as it stands, without a context: to raise again, to put back what was taken out.
// Takes the reference over.
void ou_error_set_steal(OuVM *vm, OuValue exception);

bool ou_has_error(const OuVM *vm);
bool ou_error_matches(OuVM *vm, OuTypeId type);        // the pending exception is such a one
void ou_error_clear(OuVM *vm);
// Takes the pending exception out (owned; UNBOUND if none) / puts it back.
OuValue ou_error_take(OuVM *vm);
// Reports the pending exception through sys.unraisablehook ("Exception ignored in: ...") and clears
// it. `where`, unless NULL, takes the place of "in": "Exception ignored <where>: <object>".
void ou_error_unraisable(OuVM *vm, const char *where, OuValue object);

// false with RecursionError set when the C stack (by address) or sys.getrecursionlimit() is used
// up. `where` completes "maximum recursion depth exceeded%s" (e.g. " while calling a Python
// object").
OU_CHECKED bool ou_recursion_enter(OuVM *vm, const char *where);
void ou_recursion_leave(OuVM *vm);

// Ctrl-C and limits (limit.h): long native loops call it now and then, always at the same places,
// since it counts as a step. False: an exception is set.
OU_CHECKED bool ou_check_interrupt(OuVM *vm);
// In a loop over many small things: looks now and then.
enum { OU_ROUNDS_BETWEEN_LOOKS = 16384 };
OU_CHECKED static inline bool ou_check_interrupt_at(OuVM *vm, size_t round)
{
    return OU_LIKELY(round % OU_ROUNDS_BETWEEN_LOOKS != OU_ROUNDS_BETWEEN_LOOKS - 1)
        || ou_check_interrupt(vm);
}
// Where a look at each round would cost: the rounds up to the one returned go without, then
// ou_check_interrupt is called if there are more.
static inline size_t ou_rounds_end(size_t round, size_t count)
{
    return count - round > OU_ROUNDS_BETWEEN_LOOKS ? round + OU_ROUNDS_BETWEEN_LOOKS : count;
}
// The same after some time: not counted.
OU_CHECKED bool ou_check_signals(OuVM *vm);
// Where a signal has interrupted a system call: also does what else signals have asked for. True:
// the call is to be made again, with what is left of its time (PEP 475).
OU_CHECKED bool ou_obey_signals(OuVM *vm);

// --- exception objects (exception.c) ------------------------------------------------------------
//     header | type | args | dict | traceback | context | cause | fields ... | __slots__ ...
//
// A field that isn't set is OU_UNBOUND and reads as None.
typedef struct OuException {
    OuObject header;              // aux: OU_EXCEPTION_... flags; bits 8..15: fields and __slots__
    OuType  *type;
    OuTuple *args;
    OuDict  *dict;                // attributes set by scripts, or NULL
    OuValue  traceback;           // outermost frame first; OU_NONE if none
    OuValue  context;             // __context__, OU_NONE if none
    OuValue  cause;               // __cause__, OU_NONE if none
    OuValue  fields[];            // by type, see below
} OuException;
enum { OU_EXCEPTION_SUPPRESS_CONTEXT = 1 };

// StopIteration's value and SystemExit's code.
enum { OU_FIELD_VALUE = 0, OU_FIELD_CODE = 0 };
// NameError has a name, AttributeError name and obj, ImportError name, path and msg.
enum { OU_FIELD_NAME, OU_FIELD_OBJ, OU_FIELD_PATH = 1, OU_FIELD_IMPORT_MSG };
// OSError.
enum { OU_FIELD_ERRNO, OU_FIELD_STRERROR, OU_FIELD_FILENAME, OU_FIELD_FILENAME2, OU_FIELD_WRITTEN };
// SyntaxError.
enum { OU_FIELD_MSG, OU_FIELD_FILE, OU_FIELD_LINENO, OU_FIELD_OFFSET, OU_FIELD_TEXT,
       OU_FIELD_END_LINENO, OU_FIELD_END_OFFSET, OU_FIELD_PRINT_FILE_AND_LINE };
// UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError.
enum { OU_FIELD_ENCODING, OU_FIELD_OBJECT, OU_FIELD_START, OU_FIELD_END, OU_FIELD_REASON };
// Exception groups.
enum { OU_FIELD_MESSAGE, OU_FIELD_EXCEPTIONS };

// Calls the type with the arguments.
OU_CHECKED OuValue ou_exception_make(OuVM *vm, OuType *type, OuTuple *args);
static inline bool ou_is_exception(OuValue v) { return ou_base_kind_of(v) == OU_KIND_EXCEPTION; }
static inline OuException *ou_exception_of(OuValue v) { return (OuException *)ou_pointer_of(v); }
// The value is a class derived from BaseException.
bool ou_is_exception_class(const OuVM *vm, OuValue value);
// Sets `__cause__` (an exception or OU_NONE), as `raise x from cause` does.
void ou_exception_set_cause(OuException *exception, OuValue cause);
// Where an instance of a class with __slots__ keeps the slot.
OuValue *ou_exception_slot(OuException *exception, unsigned index);
// Do instances of the class have more fields than those of its base? (May be asked of any type.)
bool ou_exception_adds_fields(const OuVM *vm, const OuType *type);
// A group (also a naked exception: `matches` then tells) split by a class or tuple of classes:
// both parts owned, OU_NONE where there is nothing.
OU_CHECKED bool ou_exception_split(OuVM *vm, OuValue exception, OuValue classes, OuValue *matching,
                                   OuValue *rest);
// What goes on of an exception after its `except*` clauses have left those in the list: owned, or
// None.
OU_CHECKED OuValue ou_exception_join(OuVM *vm, OuValue original, OuValue left);
bool ou_is_exception_group(const OuVM *vm, OuValue value);
// BaseExceptionGroup("", exceptions).
OU_CHECKED OuValue ou_exception_wrap(OuVM *vm, OuValue exceptions);

// A traceback entry. `frame` is made by the floor above (a frame object, or OU_NONE); line, column
// and end are where it was; the code's name and file are read through the frame.
typedef struct OuTraceback {
    OuObject header;
    OuValue  next;                // towards the place of the error; OU_NONE at the end
    OuValue  frame;
    OuString *file;
    OuString *name;
    uint32_t line, end_line;      // 1-based; 0 unknown
    uint32_t column, end_column;  // byte offsets in the line, 0-based; end 0 = unknown
    int32_t  last_instruction;    // in bytes of code
} OuTraceback;
static inline bool ou_is_traceback(OuValue v) { return ou_kind_of(v) == OU_KIND_TRACEBACK; }
static inline OuTraceback *ou_traceback_of(OuValue v) { return (OuTraceback *)ou_pointer_of(v); }
// Puts a new entry before the exception's traceback. `position`: line, end_line, column,
// end_column.
OU_CHECKED bool ou_traceback_push(OuVM *vm, OuException *exception, OuValue frame, OuString *file,
                                  OuString *name, const uint32_t position[4], uint32_t instruction);

// The whole report as CPython prints it ("Traceback (most recent call last):" ...), with causes and
// contexts, carets, notes, "Did you mean"; written to sys.stderr (or, failing that, to stderr).
void ou_error_print(OuVM *vm, OuValue exception);
// The report as a str.
OU_CHECKED OuValue ou_error_format(OuVM *vm, OuValue exception);
// What sys.unraisablehook does by default; `message` and `object` may be OU_NONE.
void ou_error_write_unraisable(OuVM *vm, OuValue exception, OuValue message, OuValue object);

#endif
