// posix.h: the module posix: files, folders and processes, as the system has them.
#ifndef OU_RUNTIME_MODULES_POSIX_H
#define OU_RUNTIME_MODULES_POSIX_H

#include "gc/buffer.h"
#include "runtime/module.h"

extern const OuModuleDef ou_posix_module;

// A function of the module, shared between its files: ou_posix_<name>_native.
#define OU_POSIX_FUNCTION(name, signature_text, doc_text)                                         \
    static OuValue posix_##name(OuVM *vm, const OuValue *arguments);                              \
    const OuNativeDef ou_posix_##name##_native = { signature_text, doc_text, posix_##name };      \
    static OuValue posix_##name(OuVM *vm, const OuValue *arguments)

extern const OuNativeDef ou_posix_stat_native, ou_posix_lstat_native, ou_posix_fstat_native,
    ou_posix_fork_native, ou_posix_waitpid_native, ou_posix_waitstatus_to_exitcode_native,
    ou_posix_dup2_native, ou_posix_get_inheritable_native, ou_posix_set_inheritable_native,
    ou_posix_execve_native, ou_posix_get_terminal_size_native;
OU_CHECKED bool ou_posix_add_results(OuVM *vm, OuModule *module);

// A path as the system wants it; `given` is what the script gave.
typedef struct OuPosixPath {
    OuValue     given, path;           // owned
    OuBuffer    buffer;
    const char *text;                  // NULL: failed, an exception is set
} OuPosixPath;
void ou_posix_path_init(OuVM *vm, OuPosixPath *path, OuValue given, const char *function);
// Gives it back; with ok false raises OSError for errno with the path's name.
OU_CHECKED OuValue ou_posix_path_end(OuVM *vm, OuPosixPath *path, bool ok, OuValue result);

#endif
