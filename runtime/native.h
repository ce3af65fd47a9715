// native.h: functions and methods written in C, declared by their Python signature.
//
//     OU_METHOD(list_insert, "insert(self, index, object, /)", "Insert object before index.")
//     {
//         OuList *self = ou_list_of(arguments[0]);
//         ...
//         return OU_NONE;
//     }
//     static const OuNativeDef *const list_methods[] = { &list_insert_native, ..., NULL };
//
// The signature is parsed once, when the function object is made. It drives the binding of
// arguments, the error messages, `__text_signature__`, and help(). `arguments[i]` is the i-th
// parameter in the order written (borrowed); a parameter that was left out and has a default is
// OU_UNBOUND, whatever the default says; `*args` receives a tuple, `**kwargs` a dict (both always
// there). For methods the first parameter is `self`, whose type has been checked against the owner.
// Functions of modules begin with another name. `$type` as the first parameter makes a class
// method, `$static` none at all.
//
// A signature's dialect selects CPython's wording of arity errors:
//     "f(x, /)"           -> f() takes exactly one argument (2 given)
//     "f()"               -> f() takes no arguments (1 given)
//     "f(a, b=1, /)"      -> f expected at least 1 argument, got 0
//     "f(a, b=None)"      -> f() missing required argument 'a' (pos 1)
//     "f(a[, b[, c]])"    -> f() takes at least 1 argument (0 given)
#ifndef OU_RUNTIME_NATIVE_H
#define OU_RUNTIME_NATIVE_H

#include "runtime/state.h"

typedef OuValue (*OuNativeBody)(OuVM *vm, const OuValue *arguments);

struct OuNativeDef {
    const char  *signature;
    const char  *doc;
    OuNativeBody body;
};

#define OU_NATIVE_(c_name, signature_text, doc_text)                             \
    static OuValue c_name(OuVM *vm, const OuValue *arguments);                     \
    static const OuNativeDef c_name##_native = { signature_text, doc_text, c_name }; \
    static OuValue c_name(OuVM *vm, const OuValue *arguments)
#define OU_METHOD(c_name, signature_text, doc_text)   OU_NATIVE_(c_name, signature_text, doc_text)
#define OU_FUNCTION(c_name, signature_text, doc_text) OU_NATIVE_(c_name, signature_text, doc_text)

// The signature, understood (native.c).
typedef struct OuParameter {
    OuString *name;
    uint8_t   flavour;            // OU_PARAMETER_...
    bool      is_optional;
} OuParameter;
enum { OU_PARAMETER_POSITIONAL, OU_PARAMETER_EITHER, OU_PARAMETER_KEYWORD,
       OU_PARAMETER_REST, OU_PARAMETER_KEYWORDS };
enum { OU_NATIVE_FUNCTION, OU_NATIVE_METHOD, OU_NATIVE_CLASS_METHOD, OU_NATIVE_STATIC };

// One function object for all uses: a module's function (owner NULL, self UNBOUND), an unbound
// method (kind METHOD_DESCRIPTOR), or a method bound to `self` (kind NATIVE).
typedef struct OuNative {
    OuObject           header;
    const OuNativeDef *definition;
    OuNativeBody       body;
    OuString          *name;
    OuType            *owner;          // strong; NULL for a module's function
    OuValue            self;           // UNBOUND, or what it is bound to
    OuString          *module;         // strong or NULL
    OuParameter       *parameters;     // in the interpreter's arena for the program's life
    uint16_t           parameter_count;
    uint8_t            required_positional;
    uint8_t            maximum_positional;   // without *args
    uint8_t            flavour;              // OU_NATIVE_...
    uint8_t            slot_row;             // of a slot wrapper: its row in slots.def
    bool               is_wrapper;           // stands for a slot of `owner`; no definition
    bool               is_shown_as_method;   // such a wrapper, but a method to scripts
    bool               is_new;               // `__new__` of a built-in type; no definition
    bool               is_bracketed;         // optional parameters in brackets: all are positional
    bool is_simple; // positional parameters only: arguments are used in place
} OuNative;

OU_CHECKED OuValue ou_native_make(OuVM *vm, const OuNativeDef *definition, OuType *owner,
                                  OuString *module);
OU_CHECKED OuValue ou_native_make_wrapper(OuVM *vm, OuType *owner, OuString *name,
                                          uint8_t slot_row);
// Makes a new slot wrapper look like a method: `dict.__getitem__` is one in CPython.
void ou_native_show_as_method(OuValue wrapper);
OU_CHECKED OuValue ou_native_make_new(OuVM *vm, OuType *owner);
OU_CHECKED OuValue ou_native_bind(OuVM *vm, OuNative *native, OuValue self);
// Calls with `self` (or OU_UNBOUND for a function) put before the given arguments.
OU_CHECKED OuValue ou_native_call(OuVM *vm, OuNative *native, OuValue self,
                                  const OuValue *arguments, size_t positional, OuTuple *names);
// Binds arguments to a definition's signature without a function object: for constructors
// (`slots.construct`), which hand the bound array on. `bound` has room for every parameter; extra
// tuple and dict are owned by the caller: ou_native_unbind drops them.
enum { OU_MOST_PARAMETERS = 24 };
// May a simple one be called with so many arguments, self included?
static inline bool ou_native_takes(const OuNative *native, size_t count)
{
    return count <= native->maximum_positional && count >= native->required_positional;
}
// Calls it: those left out are UNBOUND.
OuValue ou_native_call_simple(OuVM *vm, const OuNative *native, const OuValue *arguments,
                              size_t count);

typedef struct OuBound { OuValue values[OU_MOST_PARAMETERS]; OuValue rest, keywords; } OuBound;
// The native for a definition without an owner, made at the first call; borrowed.
OU_CHECKED OuValue ou_native_cached(OuVM *vm, const OuNativeDef *definition);
OU_CHECKED bool ou_native_bind_arguments(OuVM *vm, const OuNativeDef *definition,
                                         const OuValue *arguments, size_t positional,
                                         OuTuple *names, OuBound *bound);
void ou_native_unbind(OuBound *bound);

#endif
