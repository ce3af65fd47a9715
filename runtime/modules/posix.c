// posix.c: files, folders and processes, as the system has them. `os` is written in Python.
#define _GNU_SOURCE
#include "runtime/modules/posix.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/path.h"
#include "runtime/protocol.h"

extern char **environ;

// ---- Paths --------------------------------------------------------------------------------------

static OuValue raise_not_path(OuVM *vm, const char *function, OuValue given)
{
    bool takes_descriptor = !strcmp(function, "stat");
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, takes_descriptor
                    ? "%s: path should be string, bytes, os.PathLike or integer, not %T"
                    : "%s: path should be string, bytes or os.PathLike, not %T", function, given);
}

void ou_posix_path_init(OuVM *vm, OuPosixPath *path, OuValue given, const char *function)
{
    *path = (OuPosixPath){ .given = ou_ref(given), .path = OU_UNBOUND };
    ou_buffer_init(&path->buffer, &vm->heap.memory);
    path->path = ou_path_of(vm, given);
    if (path->path == OU_ERROR) {
        path->path = OU_UNBOUND;
        if (!ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) return;
        ou_error_clear(vm);
        (void)raise_not_path(vm, function, given);
        return;
    }
    path->text = ou_path_text(vm, path->path, &path->buffer);
}

OuValue ou_posix_path_end(OuVM *vm, OuPosixPath *path, bool ok, OuValue result)
{
    if (path->text && !ok) {
        ou_unref(result);
        result = ou_raise_errno(vm, errno, path->path);
    }
    if (!path->text) {
        ou_unref(result);
        result = OU_ERROR;
    }
    ou_buffer_free(&path->buffer);
    ou_unref(path->path);
    ou_unref(path->given);
    return result;
}

// A function of one path that gives nothing back.
#define PATH_FUNCTION(name, signature_text, doc_text, action)                                    \
    OU_FUNCTION(posix_##name, signature_text, doc_text)                                          \
    {                                                                                            \
        OuPosixPath path;                                                                        \
        ou_posix_path_init(vm, &path, arguments[0], #name);                                      \
        bool ok = path.text && (action) == 0;                                                    \
        return ou_posix_path_end(vm, &path, ok, OU_NONE);                                        \
    }
PATH_FUNCTION(unlink, "unlink(path, *, dir_fd=None)", "Remove a file (same as remove()).",
              unlink(path.text))
PATH_FUNCTION(remove, "remove(path, *, dir_fd=None)", "Remove a file (same as unlink()).",
              unlink(path.text))
PATH_FUNCTION(rmdir, "rmdir(path, *, dir_fd=None)", "Remove a directory.", rmdir(path.text))
PATH_FUNCTION(chdir, "chdir(path)", "Change the current working directory to the specified path.",
              chdir(path.text))

static OuValue path_and_mode(OuVM *vm, const OuValue *arguments, int mode, const char *function,
                             int (*action)(const char *, mode_t))
{
    OuPosixPath path;
    if (arguments[1] != OU_UNBOUND && !ou_argument_int(vm, arguments[1], &mode)) return OU_ERROR;
    ou_posix_path_init(vm, &path, arguments[0], function);
    bool ok = path.text && action(path.text, (mode_t)mode) == 0;
    return ou_posix_path_end(vm, &path, ok, OU_NONE);
}

OU_FUNCTION(posix_mkdir, "mkdir(path, mode=0o777, *, dir_fd=None)", "Create a directory.")
{
    return path_and_mode(vm, arguments, 0777, "mkdir", mkdir);
}

OU_FUNCTION(posix_chmod, "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
            "Change the access permissions of a file.")
{
    return path_and_mode(vm, arguments, 0, "chmod", chmod);
}

static OuValue raise_for_two(OuVM *vm, int error, OuValue first, OuValue second)
{
    OU_OWNED OuValue text = ou_str_make_text(vm, strerror(error));
    if (text == OU_ERROR) return OU_ERROR;
    OuValue items[] = { ou_int_value(error), text, first, OU_NONE, second };
    OU_OWNED OuValue made = ou_call(vm, ou_pointer_value(vm->types[OU_TYPE_OS_ERROR]), items, 5);
    return made == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, ou_ref(made));
}

static OuValue two_paths(OuVM *vm, const OuValue *arguments, const char *function,
                         int (*action)(const char *, const char *))
{
    OuPosixPath from, to;
    ou_posix_path_init(vm, &from, arguments[0], function);
    if (!from.text) return ou_posix_path_end(vm, &from, true, OU_NONE);
    ou_posix_path_init(vm, &to, arguments[1], function);
    OuValue result = OU_NONE;
    if (to.text && action(from.text, to.text) != 0) {
        result = raise_for_two(vm, errno, from.path, to.path);
    }
    result = ou_posix_path_end(vm, &to, true, result);
    return ou_posix_path_end(vm, &from, true, result);
}

OU_FUNCTION(posix_rename, "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
            "Rename a file or directory.")
{
    return two_paths(vm, arguments, "rename", rename);
}

OU_FUNCTION(posix_replace, "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
            "Rename a file or directory, overwriting the destination.")
{
    return two_paths(vm, arguments, "replace", rename);
}

OU_FUNCTION(posix_link, "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
            "Create a hard link to a file.")
{
    return two_paths(vm, arguments, "link", link);
}

OU_FUNCTION(posix_symlink, "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
            "Create a symbolic link pointing to src named dst.")
{
    return two_paths(vm, arguments, "symlink", symlink);
}

// A str, or bytes if bytes were given.
static OuValue name_like(OuVM *vm, OuValue path, const char *text, size_t length)
{
    return ou_is_bytes(path) ? ou_bytes_make(vm, text, length) : ou_path_decode(vm, text, length);
}

OU_FUNCTION(posix_readlink, "readlink(path, *, dir_fd=None)",
            "Return a string representing the path to which the symbolic link points.")
{
    OuPosixPath path;
    char text[4096];
    ou_posix_path_init(vm, &path, arguments[0], "readlink");
    ssize_t length = path.text ? readlink(path.text, text, sizeof text) : -1;
    OuValue result = length < 0 ? OU_NONE : name_like(vm, path.path, text, (size_t)length);
    return ou_posix_path_end(vm, &path, length >= 0, result);
}

OU_FUNCTION(posix_access,
            "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
            "Use the real uid/gid to test for access to a path.")
{
    OuPosixPath path;
    int mode;
    if (!ou_argument_int(vm, arguments[1], &mode)) return OU_ERROR;
    ou_posix_path_init(vm, &path, arguments[0], "access");
    bool ok = path.text && access(path.text, mode) == 0;
    return ou_posix_path_end(vm, &path, true, ou_bool_value(ok));
}

// ---- Folders ------------------------------------------------------------------------------------

static bool list_entries(OuVM *vm, DIR *folder, OuValue path, OuList *names)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (!entry) {
            if (errno) (void)ou_raise_errno(vm, errno, path);
            return !errno;
        }
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        OuValue name = name_like(vm, path, entry->d_name, strlen(entry->d_name));
        if (name == OU_ERROR || !ou_list_append_steal(vm, names, name)) return false;
    }
}

OU_FUNCTION(posix_listdir, "listdir(path=None)",
            "Return a list containing the names of the files in the directory.\n\n"
            "The list is in arbitrary order.  It does not include the special\n"
            "entries '.' and '..' even if they are present in the directory.")
{
    OuPosixPath path;
    OU_OWNED OuValue given = arguments[0] == OU_UNBOUND || arguments[0] == OU_NONE
        ? ou_str_make_text(vm, ".") : ou_ref(arguments[0]);
    OuValue names = given == OU_ERROR ? OU_ERROR : ou_list_make(vm, NULL, 0);
    if (names == OU_ERROR) return OU_ERROR;
    ou_posix_path_init(vm, &path, given, "listdir");
    DIR *folder = path.text ? opendir(path.text) : NULL;
    if (!folder) return ou_posix_path_end(vm, &path, false, names);
    bool ok = list_entries(vm, folder, path.path, ou_list_of(names));
    closedir(folder);
    if (!ok) {
        ou_unref(names);
        names = OU_ERROR;
    }
    return ou_posix_path_end(vm, &path, true, names);
}

OU_FUNCTION(posix_getcwd, "getcwd()",
            "Return a unicode string representing the current working directory.")
{
    char text[4096];
    if (!getcwd(text, sizeof text)) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return ou_path_decode(vm, text, strlen(text));
}

OU_FUNCTION(posix_getcwdb, "getcwdb()",
            "Return a bytes string representing the current working directory.")
{
    char text[4096];
    if (!getcwd(text, sizeof text)) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return ou_bytes_make(vm, text, strlen(text));
}

OU_FUNCTION(posix_fspath, "fspath(path)",
            "Return the file system path representation of the object.")
{
    return ou_path_of(vm, arguments[0]);
}

// ---- Descriptors --------------------------------------------------------------------------------

OU_FUNCTION(posix_open, "open(path, flags, mode=0o777, *, dir_fd=None)",
            "Open a file for low level IO.  Returns a file descriptor (integer).")
{
    OuPosixPath path;
    int flags, mode = 0777;
    if (!ou_argument_int(vm, arguments[1], &flags)) return OU_ERROR;
    if (arguments[2] != OU_UNBOUND && !ou_argument_int(vm, arguments[2], &mode)) return OU_ERROR;
    ou_posix_path_init(vm, &path, arguments[0], "open");
    int descriptor = -1;
    while (path.text) {
        descriptor = open(path.text, flags | O_CLOEXEC, mode);
        if (descriptor >= 0 || errno != EINTR) break;
        if (!ou_obey_signals(vm)) return ou_posix_path_end(vm, &path, true, OU_ERROR);
    }
    return ou_posix_path_end(vm, &path, descriptor >= 0, ou_int_value(descriptor));
}

OU_FUNCTION(posix_close, "close(fd)", "Close a file descriptor.")
{
    int descriptor;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    return close(descriptor) == 0 ? OU_NONE : ou_raise_errno(vm, errno, OU_UNBOUND);
}

OU_FUNCTION(posix_read, "read(fd, length, /)",
            "Read from a file descriptor.  Returns a bytes object.")
{
    int descriptor;
    int64_t length;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    if (!ou_to_size(vm, arguments[1], &length)) return OU_ERROR;
    if (length < 0) return ou_raise_errno(vm, EINVAL, OU_UNBOUND);
    char *text = ou_heap_buffer_alloc(&vm->heap, (size_t)length + 1);
    if (!text) return ou_raise_memory_error(vm);
    ssize_t got = -1;
    do {
        got = read(descriptor, text, (size_t)length);
    } while (got < 0 && errno == EINTR && ou_obey_signals(vm));
    OuValue result = got >= 0        ? ou_bytes_make(vm, text, (size_t)got)
                   : ou_has_error(vm) ? OU_ERROR
                                      : ou_raise_errno(vm, errno, OU_UNBOUND);
    ou_heap_buffer_free(&vm->heap, text, (size_t)length + 1);
    return result;
}

OU_FUNCTION(posix_write, "write(fd, data, /)", "Write a bytes object to a file descriptor.")
{
    int descriptor;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    if (!ou_is_bytes(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a bytes-like object is required, not %T",
                        arguments[1]);
    }
    OuText text = ou_bytes_text(arguments[1]);
    for (;;) {
        ssize_t put = write(descriptor, text.units, text.length);
        if (put >= 0) return ou_int_make(vm, put);
        if (errno != EINTR) return ou_raise_errno(vm, errno, OU_UNBOUND);
        if (!ou_obey_signals(vm)) return OU_ERROR;
    }
}

OU_FUNCTION(posix_isatty, "isatty(fd, /)",
            "Return True if the fd is connected to a terminal.")
{
    int descriptor;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    return ou_bool_value(isatty(descriptor));
}

OU_FUNCTION(posix_pipe, "pipe()", "Create a pipe.")
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return ou_tuple_pair(vm, ou_int_value(ends[0]), ou_int_value(ends[1]));
}

OU_FUNCTION(posix_dup, "dup(fd, /)", "Return a duplicate of a file descriptor.")
{
    int descriptor;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? ou_raise_errno(vm, errno, OU_UNBOUND) : ou_int_value(copy);
}

// ---- The process --------------------------------------------------------------------------------

#define NUMBER_FUNCTION(name, doc_text)                                                          \
    OU_FUNCTION(posix_##name, #name "()", doc_text) { return ou_int_value(name()); }
NUMBER_FUNCTION(getpid, "Return the current process id.")
NUMBER_FUNCTION(getppid, "Return the parent's process id.")
NUMBER_FUNCTION(getuid, "Return the current process's user id.")
NUMBER_FUNCTION(geteuid, "Return the current process's effective user id.")
NUMBER_FUNCTION(getgid, "Return the current process's group id.")
NUMBER_FUNCTION(getegid, "Return the current process's effective group id.")

OU_FUNCTION(posix_cpu_count, "cpu_count()", "Return the number of CPUs in the system.")
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? ou_int_value(count) : OU_NONE;
}

OU_FUNCTION(posix_umask, "umask(mask, /)", "Set the current numeric umask and return the previous.")
{
    int mask;
    if (!ou_argument_int(vm, arguments[0], &mask)) return OU_ERROR;
    return ou_int_value(umask((mode_t)mask));
}

OU_FUNCTION(posix_kill, "kill(pid, signal, /)", "Kill a process with a signal.")
{
    int process, number;
    if (!ou_argument_int(vm, arguments[0], &process)
        || !ou_argument_int(vm, arguments[1], &number)) return OU_ERROR;
    return kill(process, number) == 0 ? OU_NONE : ou_raise_errno(vm, errno, OU_UNBOUND);
}

OU_FUNCTION(posix__exit, "_exit(status)", "Exit to the system with specified status, without "
            "normal exit processing.")
{
    int status;
    if (!ou_argument_int(vm, arguments[0], &status)) return OU_ERROR;
    _exit(status);
}

OU_FUNCTION(posix_strerror, "strerror(code, /)", "Translate an error code to a message string.")
{
    int code;
    if (!ou_argument_int(vm, arguments[0], &code)) return OU_ERROR;
    return ou_str_make_text(vm, strerror(code));
}

OU_FUNCTION(posix_urandom, "urandom(size, /)",
            "Return a bytes object containing random bytes suitable for cryptographic use.")
{
    int64_t size;
    if (!ou_to_size(vm, arguments[0], &size)) return OU_ERROR;
    if (size < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative argument not allowed");
    unsigned char *bytes = ou_heap_buffer_alloc(&vm->heap, (size_t)size + 1);
    if (!bytes) return ou_raise_memory_error(vm);
    size_t done = 0;
    enum { BYTES_AT_ONCE = 1 << 20 };
    while (done < (size_t)size && ou_obey_signals(vm)) {
        size_t more = (size_t)size - done;
        ssize_t got = getrandom(bytes + done, more > BYTES_AT_ONCE ? BYTES_AT_ONCE : more, 0);
        if (got < 0 && errno != EINTR) break;
        if (got > 0) done += (size_t)got;
    }
    OuValue result = done == (size_t)size ? ou_bytes_make(vm, (char *)bytes, done)
                   : ou_has_error(vm)     ? OU_ERROR
                                          : ou_raise_errno(vm, errno, OU_UNBOUND);
    ou_heap_buffer_free(&vm->heap, bytes, (size_t)size + 1);
    return result;
}

static bool two_texts(OuVM *vm, const OuValue *arguments, unsigned count,
                      int (*action)(const char *, const char *), const char *function)
{
    OuPosixPath name, value;
    ou_posix_path_init(vm, &name, arguments[0], function);
    ou_posix_path_init(vm, &value, arguments[count - 1], function);
    bool both = name.text && value.text;
    bool ok = both && action(name.text, value.text) == 0;
    int error = errno;
    OuValue first = ou_posix_path_end(vm, &value, true, OU_NONE);
    OuValue second = ou_posix_path_end(vm, &name, true, OU_NONE);
    if (both && !ok) (void)ou_raise_errno(vm, error, OU_UNBOUND);
    return ok && first != OU_ERROR && second != OU_ERROR;
}

static int put_variable(const char *name, const char *value) { return setenv(name, value, 1); }
static int drop_variable(const char *name, const char *value) { return unsetenv(name); }

OU_FUNCTION(posix_putenv, "putenv(name, value, /)", "Change or add an environment variable.")
{
    return two_texts(vm, arguments, 2, put_variable, "putenv") ? OU_NONE : OU_ERROR;
}

OU_FUNCTION(posix_unsetenv, "unsetenv(name, /)", "Delete an environment variable.")
{
    return two_texts(vm, arguments, 1, drop_variable, "unsetenv") ? OU_NONE : OU_ERROR;
}

// ---- The module ---------------------------------------------------------------------------------

// {b"NAME": b"value"}
static OuValue make_environment(OuVM *vm)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OU_OWNED OuValue owner = ou_pointer_value(dict);
    for (char **entry = environ; entry && *entry; entry++) {
        const char *sign = strchr(*entry, '=');
        if (!sign) continue;
        OU_OWNED OuValue name = ou_bytes_make(vm, *entry, (size_t)(sign - *entry));
        OU_OWNED OuValue value = ou_bytes_make(vm, sign + 1, strlen(sign + 1));
        if (name == OU_ERROR || value == OU_ERROR) return OU_ERROR;
        if (ou_dict_set_default(vm, dict, name, value) == OU_ERROR) return OU_ERROR;
    }
    return ou_ref(owner);
}

static const struct { const char *name; int value; } constants[] = {
    { "F_OK", F_OK }, { "R_OK", R_OK }, { "W_OK", W_OK }, { "X_OK", X_OK },
    { "O_RDONLY", O_RDONLY }, { "O_WRONLY", O_WRONLY }, { "O_RDWR", O_RDWR },
    { "O_CREAT", O_CREAT }, { "O_EXCL", O_EXCL }, { "O_TRUNC", O_TRUNC },
    { "O_APPEND", O_APPEND }, { "O_NONBLOCK", O_NONBLOCK }, { "O_CLOEXEC", O_CLOEXEC },
    { "O_NOFOLLOW", O_NOFOLLOW }, { "O_DIRECTORY", O_DIRECTORY },
    { "EX_OK", 0 }, { NULL, 0 },
};

static bool setup(OuVM *vm, OuModule *module)
{
    for (unsigned i = 0; constants[i].name; i++) {
        OuValue value = ou_int_value(constants[i].value);
        if (!ou_module_add(vm, module, constants[i].name, value)) return false;
    }
    OuValue error = ou_ref(ou_pointer_value(vm->types[OU_TYPE_OS_ERROR]));
    return ou_module_add(vm, module, "error", error) && ou_posix_add_results(vm, module)
        && ou_module_add(vm, module, "environ", make_environment(vm));
}

static const OuNativeDef *const functions[] = {
    &ou_posix_stat_native, &ou_posix_lstat_native, &ou_posix_fstat_native, &posix_unlink_native,
    &posix_remove_native, &posix_rmdir_native, &posix_chdir_native, &posix_mkdir_native,
    &posix_chmod_native, &posix_rename_native, &posix_replace_native, &posix_link_native,
    &posix_symlink_native, &posix_readlink_native, &posix_access_native, &posix_listdir_native,
    &posix_getcwd_native, &posix_getcwdb_native, &posix_fspath_native, &posix_open_native,
    &posix_close_native, &posix_read_native, &posix_write_native, &posix_isatty_native,
    &posix_pipe_native, &posix_dup_native, &posix_getpid_native, &posix_getppid_native,
    &posix_getuid_native, &posix_geteuid_native, &posix_getgid_native, &posix_getegid_native,
    &posix_cpu_count_native, &posix_umask_native, &posix_kill_native, &posix__exit_native,
    &posix_strerror_native, &posix_urandom_native, &posix_putenv_native, &posix_unsetenv_native,
    &ou_posix_fork_native, &ou_posix_waitpid_native, &ou_posix_waitstatus_to_exitcode_native,
    &ou_posix_dup2_native, &ou_posix_get_inheritable_native, &ou_posix_set_inheritable_native,
    &ou_posix_execve_native, &ou_posix_get_terminal_size_native, NULL,
};

const OuModuleDef ou_posix_module = {
    .name = "posix",
    .doc = "This module provides access to operating system functionality that is\n"
           "standardized by the C Standard and the POSIX standard.",
    .functions = functions,
    .setup = setup,
};
