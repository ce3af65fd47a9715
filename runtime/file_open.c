// file_open.c: open(), and the standard streams.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/int.h"
#include "runtime/path.h"
#include "runtime/protocol.h"

enum { ARGUMENT_FILE, ARGUMENT_MODE, ARGUMENT_BUFFERING, ARGUMENT_ENCODING, ARGUMENT_ERRORS,
       ARGUMENT_NEWLINE, ARGUMENT_CLOSEFD, ARGUMENT_OPENER };

// ---- The mode -----------------------------------------------------------------------------------

typedef struct Mode {
    bool reading, writing, creating, appending, updating, text, binary;
} Mode;

static bool *mode_letter(Mode *mode, uint32_t letter)
{
    switch (letter) {
    case 'r': return &mode->reading;
    case 'w': return &mode->writing;
    case 'x': return &mode->creating;
    case 'a': return &mode->appending;
    case '+': return &mode->updating;
    case 't': return &mode->text;
    case 'b': return &mode->binary;
    default:  return NULL;
    }
}

static bool mode_read(OuVM *vm, OuString *text, Mode *mode)
{
    *mode = (Mode){ .reading = false };
    for (size_t i = 0; i < text->length; i++) {
        bool *flag = mode_letter(mode, ou_str_at(text, i));
        if (!flag || *flag) {
            (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid mode: '%S'", text);
            return false;
        }
        *flag = true;
    }
    int kinds = mode->reading + mode->writing + mode->creating + mode->appending;
    if (mode->text && mode->binary) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "can't have text and binary mode at once");
    } else if (kinds > 1) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "must have exactly one of create/read/write/append mode");
    } else if (kinds == 0) {
        (void)ou_raise(
            vm, OU_TYPE_VALUE_ERROR,
            "Must have exactly one of create/read/write/append mode and at most one plus");
    } else {
        return true;
    }
    return false;
}

static int mode_flags(const Mode *mode)
{
    int flags = O_CLOEXEC | (mode->updating ? O_RDWR : mode->reading ? O_RDONLY : O_WRONLY);
    if (mode->writing) flags |= O_CREAT | O_TRUNC;
    if (mode->creating) flags |= O_CREAT | O_EXCL;
    if (mode->appending) flags |= O_CREAT | O_APPEND;
    return flags;
}

// What `mode` says of a binary file, whatever the order in which it was written.
static const char *mode_shown(const Mode *mode)
{
    if (mode->creating) return mode->updating ? "xb+" : "xb";
    if (mode->appending) return mode->updating ? "ab+" : "ab";
    return mode->updating ? "rb+" : mode->reading ? "rb" : "wb";
}

// ---- Arguments ----------------------------------------------------------------------------------

static bool is_given(OuValue value)
{
    return value != OU_UNBOUND && value != OU_NONE;
}

static bool check_text(OuVM *vm, OuValue value, const char *name)
{
    if (!is_given(value) || ou_is_str(value)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "open() argument '%s' must be str or None, not %T", name,
                   value);
    return false;
}

static bool check_binary(OuVM *vm, const OuValue *bound)
{
    const char *name = is_given(bound[ARGUMENT_ENCODING]) ? "an encoding"
                     : is_given(bound[ARGUMENT_ERRORS]) ? "an errors"
                     : is_given(bound[ARGUMENT_NEWLINE]) ? "a newline" : NULL;
    if (!name) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "binary mode doesn't take %s argument", name);
    return false;
}

static bool read_newline(OuVM *vm, OuValue value, uint8_t *newline)
{
    *newline = OU_NEWLINE_TRANSLATE;
    if (!is_given(value)) return true;
    const OuString *text = ou_str_of(value);
    if (text->length == 0) *newline = OU_NEWLINE_ANY;
    else if (ou_str_equals_text(text, "\n")) *newline = OU_NEWLINE_LF;
    else if (ou_str_equals_text(text, "\r")) *newline = OU_NEWLINE_CR;
    else if (ou_str_equals_text(text, "\r\n")) *newline = OU_NEWLINE_CRLF;
    else return ou_raise(vm, OU_TYPE_VALUE_ERROR, "illegal newline value: %R", value), false;
    return true;
}

typedef struct Request {
    Mode    mode;
    int     buffering;
    bool    owns;                  // closefd
} Request;

static bool request_read(OuVM *vm, const OuValue *bound, Request *request)
{
    OuValue mode = bound[ARGUMENT_MODE];
    *request = (Request){ .buffering = -1, .owns = true };
    if (mode != OU_UNBOUND && !ou_is_str(mode)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "open() argument 'mode' must be str, not %B", mode);
        return false;
    }
    if (bound[ARGUMENT_BUFFERING] != OU_UNBOUND
        && !ou_argument_int(vm, bound[ARGUMENT_BUFFERING], &request->buffering)) return false;
    if (!check_text(vm, bound[ARGUMENT_ENCODING], "encoding")
        || !check_text(vm, bound[ARGUMENT_ERRORS], "errors")
        || !check_text(vm, bound[ARGUMENT_NEWLINE], "newline")) return false;
    if (bound[ARGUMENT_CLOSEFD] != OU_UNBOUND
        && !ou_truth(vm, bound[ARGUMENT_CLOSEFD], &request->owns)) return false;
    if (mode == OU_UNBOUND) request->mode = (Mode){ .reading = true };
    else if (!mode_read(vm, ou_str_of(mode), &request->mode)) return false;
    return !request->mode.binary || check_binary(vm, bound);
}

// ---- Opening ------------------------------------------------------------------------------------

static bool open_by_opener(OuVM *vm, OuValue opener, OuValue name, int flags, int *fd)
{
    OuValue arguments[2] = { name, ou_int_value(flags) };
    OU_OWNED OuValue result = ou_call(vm, opener, arguments, 2);
    if (result == OU_ERROR) return false;
    if (!ou_is_any_int(result)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected integer from opener");
        return false;
    }
    if (!ou_argument_int(vm, result, fd)) return false;
    if (*fd >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "opener returned %d", *fd);
    return false;
}

static bool open_by_path(OuVM *vm, OuValue name, int flags, int *fd)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    OU_OWNED OuValue path = ou_path_of(vm, name);
    const char *text = path == OU_ERROR ? NULL : ou_path_text(vm, path, &buffer);
    *fd = -1;
    while (text && *fd < 0) {
        *fd = open(text, flags, 0666);
        if (*fd >= 0) break;
        int error = errno;
        if (error == EINTR && ou_obey_signals(vm)) continue;
        if (error != EINTR) (void)ou_raise_errno(vm, error, name);
        break;
    }
    ou_buffer_free(&buffer);
    return *fd >= 0;
}

static bool take_descriptor(OuVM *vm, OuValue number, int *fd)
{
    if (!ou_argument_int(vm, number, fd)) return false;
    if (*fd >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative file descriptor");
    return false;
}

static bool check_descriptor(OuVM *vm, int fd, OuValue name)
{
    struct stat status;
    int error = fstat(fd, &status) != 0 ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
    if (error) (void)ou_raise_errno(vm, error, name);
    return !error;
}

static bool open_descriptor(OuVM *vm, const OuValue *bound, const Request *request, int *fd)
{
    OuValue name = bound[ARGUMENT_FILE];
    int flags = mode_flags(&request->mode);
    bool by_number = ou_is_any_int(name);
    if (!by_number && !request->owns) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "Cannot use closefd=False with file name");
        return false;
    }
    bool ok = by_number ? take_descriptor(vm, name, fd)
            : is_given(bound[ARGUMENT_OPENER])
                ? open_by_opener(vm, bound[ARGUMENT_OPENER], name, flags, fd)
                : open_by_path(vm, name, flags, fd);
    if (!ok) return false;
    if (check_descriptor(vm, *fd, by_number ? OU_UNBOUND : name)) return true;
    if (!by_number) close(*fd);
    return false;
}

static OuTypeId type_for(const Request *request)
{
    if (!request->mode.binary) return OU_TYPE_FILE;
    if (request->buffering == 0) return OU_TYPE_RAW_FILE;
    if (request->mode.updating) return OU_TYPE_BUFFERED_RANDOM;
    return request->mode.reading ? OU_TYPE_BUFFERED_READER : OU_TYPE_BUFFERED_WRITER;
}

static unsigned flags_for(const Request *request)
{
    unsigned flags = request->mode.binary ? 0 : OU_FILE_TEXT;
    if (request->mode.reading || request->mode.updating) flags |= OU_FILE_READABLE;
    if (!request->mode.reading || request->mode.updating) flags |= OU_FILE_WRITABLE;
    if (request->owns) flags |= OU_FILE_OWNS;
    if (request->mode.binary && request->buffering == 0) flags |= OU_FILE_UNBUFFERED;
    return flags;
}

static OuValue text_or(OuVM *vm, OuValue given, const char *standard)
{
    return is_given(given) ? ou_ref(given) : ou_str_make_text(vm, standard);
}

// Encoding, errors and newlines; a terminal is written line by line.
static bool make_textual(OuVM *vm, OuFile *file, const OuValue *bound, const Request *request)
{
    if (request->buffering == 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "can't have unbuffered text I/O");
        return false;
    }
    if (!read_newline(vm, bound[ARGUMENT_NEWLINE], &file->newline)) return false;
    file->encoding = text_or(vm, bound[ARGUMENT_ENCODING], "UTF-8");
    if (file->encoding == OU_ERROR) return false;
    file->errors = text_or(vm, bound[ARGUMENT_ERRORS], "strict");
    if (file->errors == OU_ERROR || !ou_file_choose_codec(vm, file)) return false;
    bool by_line = request->buffering == 1 || (request->buffering < 0 && isatty(file->fd));
    if (by_line) file->flags |= OU_FILE_LINE_BUFFERED;
    file->mode = text_or(vm, bound[ARGUMENT_MODE], "r");
    return file->mode != OU_ERROR;
}

OuValue ou_file_open(OuVM *vm, const OuValue *bound)
{
    Request request;
    int fd;
    OuValue name = bound[ARGUMENT_FILE];
    if (!ou_is_any_int(name)) {
        OuValue path = ou_path_of(vm, name);
        if (path == OU_ERROR) return OU_ERROR;
        ou_unref(path);
    }
    if (!request_read(vm, bound, &request)) return OU_ERROR;
    if (!open_descriptor(vm, bound, &request, &fd)) return OU_ERROR;
    OuFile *file = ou_file_new(vm, type_for(&request), fd, flags_for(&request));
    if (!file) {
        if (request.owns) close(fd);
        return OU_ERROR;
    }
    OU_OWNED OuValue owner = ou_pointer_value(file);
    file->name = ou_ref(name);
    if (request.buffering > 1) file->buffer_size = (size_t)request.buffering;
    if (request.mode.appending && lseek(fd, 0, SEEK_END) > 0) file->flags |= OU_FILE_HAS_WRITTEN;
    if (!request.mode.binary)
        return make_textual(vm, file, bound, &request) ? ou_ref(owner) : OU_ERROR;
    file->mode = ou_str_make_text(vm, mode_shown(&request.mode));
    return file->mode == OU_ERROR ? OU_ERROR : ou_ref(owner);
}

// ---- Standard streams ---------------------------------------------------------------------------

// Where the locale says nothing, no input is refused, and what was let in can be let out.
static const char *standard_errors(int fd)
{
    if (fd == STDERR_FILENO) return "backslashreplace";
    const char *locale = getenv("LC_ALL");
    if (!locale || !*locale) locale = getenv("LC_CTYPE");
    if (!locale || !*locale) locale = getenv("LANG");
    bool says_nothing = !locale || !*locale || strcmp(locale, "C") == 0 ||
                        strcmp(locale, "POSIX") == 0 || strcmp(locale, "C.UTF-8") == 0;
    return says_nothing ? "surrogateescape" : "strict";
}

OuValue ou_file_make_standard(OuVM *vm, int fd)
{
    static const char *const names[] = { "<stdin>", "<stdout>", "<stderr>" };
    if (fcntl(fd, F_GETFD) < 0) return OU_NONE;
    unsigned way = fd == STDIN_FILENO ? OU_FILE_READABLE : OU_FILE_WRITABLE;
    unsigned buffering = vm->unbuffered && fd != STDIN_FILENO ? OU_FILE_WRITE_THROUGH
                       : fd == STDERR_FILENO || isatty(fd) ? OU_FILE_LINE_BUFFERED : 0;
    OuFile *file = ou_file_new(vm, OU_TYPE_FILE, fd,
                               OU_FILE_TEXT | OU_FILE_STANDARD | way | buffering);
    if (!file) return OU_ERROR;
    file->newline = fd == STDIN_FILENO ? OU_NEWLINE_TRANSLATE : OU_NEWLINE_LF;
    file->name = ou_str_make_text(vm, names[fd]);
    file->mode = ou_str_make_text(vm, fd == STDIN_FILENO ? "r" : "w");
    file->encoding = ou_str_make_text(vm, "utf-8");
    file->errors = ou_str_make_text(vm, standard_errors(fd));
    if (file->name != OU_ERROR && file->mode != OU_ERROR && file->encoding != OU_ERROR
        && file->errors != OU_ERROR) return ou_pointer_value(file);
    ou_object_unref(&file->header);
    return OU_ERROR;
}
