// module.h: module objects, and built-in modules declared in C.
#ifndef OU_RUNTIME_MODULE_H
#define OU_RUNTIME_MODULE_H

#include "runtime/native.h"

typedef struct OuModule {
    OuObject  header;        // aux: OU_MODULE_...
    OuDict   *dict;
    OuValue   state;         // a native module's own data, or UNBOUND
} OuModule;

enum {
    OU_MODULE_INITIALIZING = 1,    // its code still runs for the first time
    OU_MODULE_UNSPECIFIED  = 2,    // __spec__ and __loader__ are made when they are asked for
};

static inline bool ou_is_module(OuValue v) { return ou_base_kind_of(v) == OU_KIND_MODULE; }
static inline OuModule *ou_module_of(OuValue v) { return (OuModule *)ou_pointer_of(v); }

typedef struct OuModuleDef {
    const char *name;
    const char *doc;
    const OuNativeDef *const *functions;               // NULL-terminated
    bool (*setup)(OuVM *vm, OuModule *module);         // adds constants and types, or NULL
} OuModuleDef;

OU_CHECKED OuValue ou_module_make(OuVM *vm, OuString *name);
OU_CHECKED OuValue ou_module_make_builtin(OuVM *vm, const OuModuleDef *definition);
OU_CHECKED bool ou_module_add(OuVM *vm, OuModule *module, const char *name,
                              OuValue value); // steals

// A class of exceptions of the module's own; `home` is its __module__.
OU_CHECKED bool ou_module_add_exception(OuVM *vm, OuModule *module, const char *name,
                                        const char *home, OuTypeId base);

OU_CHECKED bool ou_module_add_functions(OuVM *vm, OuModule *module,
                                        const OuNativeDef *const *functions);

// All built-in modules of this floor, ended by NULL (modules.c: one line a module).
extern const OuModuleDef *const ou_builtin_modules[];

#endif
