// builtins.h: the built-in functions, which builtins.c lists and several files define.
#ifndef OU_RUNTIME_MODULES_BUILTINS_H
#define OU_RUNTIME_MODULES_BUILTINS_H

#include "runtime/native.h"

// As OU_FUNCTION, but known to the module's other files.
#define OU_BUILTIN(name, signature_text, doc_text)                                               \
    static OuValue builtin_##name(OuVM *vm, const OuValue *arguments);                           \
    const OuNativeDef ou_builtin_##name##_native = { signature_text, doc_text, builtin_##name }; \
    static OuValue builtin_##name(OuVM *vm, const OuValue *arguments)

// OU_BUILTINS(row) calls row(name) for each.
#define OU_BUILTINS(row)                                                                         \
    row(abs) row(all) row(any) row(ascii) row(bin) row(callable) row(chr) row(delattr)           \
    row(divmod) row(format) row(getattr) row(hasattr) row(hash) row(hex) row(id) row(input)      \
    row(isinstance) row(issubclass) row(iter) row(len) row(max) row(min) row(next) row(oct)      \
    row(open) row(ord) row(pow) row(print) row(repr) row(round) row(setattr) row(sorted) row(sum)

#define OU_BUILTIN_DECLARE(name) extern const OuNativeDef ou_builtin_##name##_native;
OU_BUILTINS(OU_BUILTIN_DECLARE)
#undef OU_BUILTIN_DECLARE

#endif
