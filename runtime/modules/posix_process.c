// posix_process.c: making processes, and waiting for them.
#define _GNU_SOURCE
#include "runtime/modules/posix.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/argument.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/path.h"
#include "runtime/protocol.h"

OU_POSIX_FUNCTION(fork, "fork()",
                  "Fork a child process.\n\n"
                  "Return 0 to child process and PID of child to parent process.")
{
    pid_t process = fork();
    return process < 0 ? ou_raise_errno(vm, errno, OU_UNBOUND) : ou_int_value(process);
}

OU_POSIX_FUNCTION(waitpid, "waitpid(pid, options, /)",
                  "Wait for completion of a given child process.\n\n"
                  "Returns a tuple of information regarding the child process:\n"
                  "    (pid, status)")
{
    int process, options, status = 0;
    if (!ou_argument_int(vm, arguments[0], &process)
        || !ou_argument_int(vm, arguments[1], &options)) return OU_ERROR;
    for (;;) {
        pid_t ended = waitpid(process, &status, options);
        if (ended >= 0) return ou_tuple_pair(vm, ou_int_value(ended), ou_int_value(status));
        if (errno != EINTR) return ou_raise_errno(vm, errno, OU_UNBOUND);
        if (!ou_obey_signals(vm)) return OU_ERROR;
    }
}

OU_POSIX_FUNCTION(waitstatus_to_exitcode, "waitstatus_to_exitcode(status)",
                  "Convert a wait status to an exit code.")
{
    int status;
    if (!ou_argument_int(vm, arguments[0], &status)) return OU_ERROR;
    if (WIFEXITED(status)) return ou_int_value(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return ou_int_value(-WTERMSIG(status));
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid wait status: %d", status);
}

OU_POSIX_FUNCTION(dup2, "dup2(fd, fd2, inheritable=True)", "Duplicate file descriptor.")
{
    int from, to;
    bool inheritable = true;
    if (!ou_argument_int(vm, arguments[0], &from)
        || !ou_argument_int(vm, arguments[1], &to)) return OU_ERROR;
    if (arguments[2] != OU_UNBOUND && !ou_truth(vm, arguments[2], &inheritable)) return OU_ERROR;
    if (dup3(from, to, inheritable ? 0 : O_CLOEXEC) < 0) {
        return ou_raise_errno(vm, errno, OU_UNBOUND);
    }
    return ou_int_value(to);
}

OU_POSIX_FUNCTION(get_inheritable, "get_inheritable(fd, /)",
                  "Get the close-on-exe flag of the specified file descriptor.")
{
    int descriptor;
    if (!ou_argument_int(vm, arguments[0], &descriptor)) return OU_ERROR;
    int flags = fcntl(descriptor, F_GETFD);
    if (flags < 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return ou_bool_value(!(flags & FD_CLOEXEC));
}

OU_POSIX_FUNCTION(set_inheritable, "set_inheritable(fd, inheritable, /)",
                  "Set the inheritable flag of the specified file descriptor.")
{
    int descriptor, inheritable;
    if (!ou_argument_int(vm, arguments[0], &descriptor)
        || !ou_argument_int(vm, arguments[1], &inheritable)) return OU_ERROR;
    int flags = fcntl(descriptor, F_GETFD);
    int wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
    if (flags < 0 || fcntl(descriptor, F_SETFD, wanted) < 0) {
        return ou_raise_errno(vm, errno, OU_UNBOUND);
    }
    return OU_NONE;
}

// ---- execve -------------------------------------------------------------------------------------

// A list of C strings, ended by NULL.
static void free_texts(char **texts)
{
    for (size_t i = 0; texts && texts[i]; i++) free(texts[i]);
    free(texts);
}

static char *copy_text(OuVM *vm, OuValue value)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    OuValue path = ou_path_of(vm, value);
    const char *text = path == OU_ERROR ? NULL : ou_path_text(vm, path, &buffer);
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) (void)ou_raise_memory_error(vm);
    ou_buffer_free(&buffer);
    ou_unref(path);
    return copy;
}

static char **copy_texts(OuVM *vm, OuValue list)
{
    size_t length;
    (void)ou_items_of(list, &length);
    char **texts = calloc(length + 1, sizeof *texts);
    if (!texts) (void)ou_raise_memory_error(vm);
    for (size_t i = 0; texts && i < length; i++) {
        size_t now;
        const OuValue *items = ou_items_of(list, &now);
        OU_OWNED OuValue item = i < now ? ou_ref(items[i]) : OU_NONE;
        texts[i] = copy_text(vm, item);
        if (texts[i]) continue;
        free_texts(texts);
        return NULL;
    }
    return texts;
}

// "NAME=value" for each pair of a mapping.
static OuValue join_environment(OuVM *vm, OuValue mapping)
{
    OU_OWNED OuValue names = ou_list_from_iterable(vm, mapping);
    OuValue entries = names == OU_ERROR ? OU_ERROR : ou_list_make(vm, NULL, 0);
    if (entries == OU_ERROR) return OU_ERROR;
    for (size_t i = 0; i < ou_list_of(names)->length; i++) {
        OuValue name = ou_list_of(names)->items[i];
        OU_OWNED OuValue value = ou_get_item(vm, mapping, name);
        OuValue entry = value == OU_ERROR ? OU_ERROR
                                          : ou_str_make_format(vm, "%V=%V", name, value);
        if (entry != OU_ERROR && ou_list_append_steal(vm, ou_list_of(entries), entry)) continue;
        ou_unref(entries);
        return OU_ERROR;
    }
    return entries;
}

OU_POSIX_FUNCTION(execve, "execve(path, argv, env)",
                  "Execute an executable path with arguments, replacing current process.\n\n"
                  "  path\n    Path of executable file.\n"
                  "  argv\n    Tuple or list of strings.\n"
                  "  env\n    Dictionary of strings mapping to strings.")
{
    if (!ou_is_list(arguments[1]) && !ou_is_tuple(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "execve: argv must be a tuple or list");
    }
    OU_OWNED OuValue entries = join_environment(vm, arguments[2]);
    if (entries == OU_ERROR) return OU_ERROR;
    char *path = copy_text(vm, arguments[0]);
    char **command = path ? copy_texts(vm, arguments[1]) : NULL;
    char **environment = command ? copy_texts(vm, entries) : NULL;
    if (environment) {
        (void)execve(path, command, environment);
        (void)ou_raise_errno(vm, errno, arguments[0]);
    }
    free(path);
    free_texts(command);
    free_texts(environment);
    return OU_ERROR;
}
