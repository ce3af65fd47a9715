// posix_stat.c: what the system knows of a file, and of a terminal.
#define _GNU_SOURCE
#include "runtime/modules/posix.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/str.h"
#include "runtime/structseq.h"

static const OuStructSeqDef stat_result = {
    .name = "stat_result",
    .module = "os",
    .doc = "stat_result: Result from stat, fstat, or lstat.\n\n"
           "This object may be accessed either as a tuple of\n"
           "  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\n"
           "or via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.",
    .visible = 10,
    .fields = { "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
                "_integer_atime", "_integer_mtime", "_integer_ctime",
                "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
                "st_blksize", "st_blocks", "st_rdev", NULL },
};
enum { FIELDS = 19 };

static const OuStructSeqDef terminal_size = {
    .name = "terminal_size",
    .module = "os",
    .doc = "A tuple of (columns, lines) for holding terminal window size",
    .visible = 2,
    .fields = { "columns", "lines", NULL },
};

// The module's state is a tuple of these.
typedef enum Result { RESULT_STAT, RESULT_SIZE, RESULTS } Result;

static OuType *result_type(OuVM *vm, Result result)
{
    OuString *name = ou_str_intern_text(vm, "posix", 5);
    if (!name) return NULL;
    OuValue module = ou_dict_get_name_peek(vm->modules, name);
    ou_object_unref(&name->header);
    if (!ou_is_module(module) || !ou_is_exact_tuple(ou_module_of(module)->state)) {
        (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "lost sys.modules['posix']");
        return NULL;
    }
    return (OuType *)ou_pointer_of(ou_tuple_of(ou_module_of(module)->state)->items[result]);
}

static OuValue make_result(OuVM *vm, const struct stat *status)
{
    OuType *type = result_type(vm, RESULT_STAT);
    if (!type) return OU_ERROR;
    const struct timespec moments[] = { status->st_atim, status->st_mtim, status->st_ctim };
    OuValue values[FIELDS] = {
        ou_int_value(status->st_mode), ou_int_make(vm, (int64_t)status->st_ino),
        ou_int_make(vm, (int64_t)status->st_dev), ou_int_make(vm, (int64_t)status->st_nlink),
        ou_int_value(status->st_uid), ou_int_value(status->st_gid),
        ou_int_make(vm, status->st_size),
    };
    for (unsigned i = 0; i < 3; i++) {
        double seconds = (double)moments[i].tv_sec + 1e-9 * (double)moments[i].tv_nsec;
        values[7 + i] = ou_int_make(vm, moments[i].tv_sec);
        values[10 + i] = ou_float_value(seconds);
        values[13 + i] = ou_int_make(vm, moments[i].tv_sec * 1000000000ll + moments[i].tv_nsec);
    }
    values[16] = ou_int_make(vm, status->st_blksize);
    values[17] = ou_int_make(vm, status->st_blocks);
    values[18] = ou_int_make(vm, (int64_t)status->st_rdev);
    return ou_structseq_make_steal(vm, type, values, FIELDS);
}

static OuValue stat_descriptor(OuVM *vm, OuValue value)
{
    int descriptor;
    struct stat status;
    if (!ou_argument_int(vm, value, &descriptor)) return OU_ERROR;
    if (fstat(descriptor, &status) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return make_result(vm, &status);
}

static OuValue stat_path(OuVM *vm, OuValue given, bool follow, const char *function)
{
    OuPosixPath path;
    struct stat status;
    ou_posix_path_init(vm, &path, given, function);
    bool ok = path.text && (follow ? stat : lstat)(path.text, &status) == 0;
    return ou_posix_path_end(vm, &path, ok, ok ? make_result(vm, &status) : OU_NONE);
}

OU_POSIX_FUNCTION(stat, "stat(path, *, dir_fd=None, follow_symlinks=True)",
                  "Perform a stat system call on the given path.")
{
    bool follow = true;
    if (ou_is_int(arguments[0])) return stat_descriptor(vm, arguments[0]);
    if (arguments[2] != OU_UNBOUND) follow = arguments[2] == OU_TRUE;
    return stat_path(vm, arguments[0], follow, "stat");
}

OU_POSIX_FUNCTION(lstat, "lstat(path, *, dir_fd=None)",
                  "Perform a stat system call on the given path, without following symbolic links.")
{
    return stat_path(vm, arguments[0], false, "lstat");
}

OU_POSIX_FUNCTION(fstat, "fstat(fd)",
                  "Perform a stat system call on the given file descriptor.")
{
    return stat_descriptor(vm, arguments[0]);
}

OU_POSIX_FUNCTION(get_terminal_size, "get_terminal_size(fd=1, /)",
                  "Return the size of the terminal window as (columns, lines).\n\n"
                  "The optional argument fd (default standard output) specifies\n"
                  "which file descriptor should be queried.\n\n"
                  "If the file descriptor is not connected to a terminal, an OSError\n"
                  "is thrown.")
{
    int descriptor = STDOUT_FILENO;
    struct winsize size;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &descriptor)) {
        return OU_ERROR;
    }
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    OuType *type = result_type(vm, RESULT_SIZE);
    OuValue values[] = { ou_int_value(size.ws_col), ou_int_value(size.ws_row) };
    return type ? ou_structseq_make_steal(vm, type, values, 2) : OU_ERROR;
}

bool ou_posix_add_results(OuVM *vm, OuModule *module)
{
    static const OuStructSeqDef *const defs[RESULTS] = { &stat_result, &terminal_size };
    OuValue types[RESULTS];
    for (unsigned i = 0; i < RESULTS; i++) {
        OuType *type = ou_structseq_make_type(vm, defs[i]);
        if (!type) return false;
        types[i] = ou_pointer_value(type);
        if (!ou_module_add(vm, module, defs[i]->name, types[i])) return false;
    }
    OuValue state = ou_tuple_make(vm, types, RESULTS);
    if (state == OU_ERROR) return false;
    module->state = state;
    return true;
}
