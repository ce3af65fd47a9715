// sys.h: module sys, which sys.c puts together and several files define.
#ifndef OU_RUNTIME_MODULES_SYS_H
#define OU_RUNTIME_MODULES_SYS_H

#include "runtime/module.h"

#define OU_SYS_FUNCTION(name, signature_text, doc_text)                                       \
    static OuValue sys_##name(OuVM *vm, const OuValue *arguments);                            \
    const OuNativeDef ou_sys_##name##_native = { signature_text, doc_text, sys_##name };      \
    static OuValue sys_##name(OuVM *vm, const OuValue *arguments)

// OU_SYS_FUNCTIONS(row) calls row(name) for each.
#define OU_SYS_FUNCTIONS(row)                                                                 \
    row(displayhook) row(exc_info) row(excepthook) row(exception) row(exit)                   \
    row(get_int_max_str_digits) row(getallocatedblocks) row(getdefaultencoding)               \
    row(getfilesystemencodeerrors) row(getfilesystemencoding) row(getrecursionlimit)          \
    row(getrefcount) row(getsizeof) row(getswitchinterval) row(gettrace) row(getprofile)      \
    row(intern) row(is_finalizing) row(set_int_max_str_digits) row(setrecursionlimit)         \
    row(setswitchinterval) row(unraisablehook)

#define OU_SYS_DECLARE(name) extern const OuNativeDef ou_sys_##name##_native;
OU_SYS_FUNCTIONS(OU_SYS_DECLARE)
#undef OU_SYS_DECLARE

// Constants about the machine and the interpreter: version_info, float_info, flags, ...
// (sys_info.c)
OU_CHECKED bool ou_sys_add_info(OuVM *vm, OuModule *module);

#endif
