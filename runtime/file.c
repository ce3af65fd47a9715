// file.c: the bytes below all file objects: one buffer between a file object and its descriptor.
#define _GNU_SOURCE
#include "runtime/file.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/modules/modules.h"
#include "runtime/protocol.h"

// ---- The object ---------------------------------------------------------------------------------

static void file_visit(OuObject *self, OuVisitor *visitor)
{
    OuFile *file = (OuFile *)self;
    ou_visit_value(visitor, &file->decoded);
    ou_visit_value(visitor, &file->name);
    ou_visit_value(visitor, &file->mode);
    ou_visit_value(visitor, &file->encoding);
    ou_visit_value(visitor, &file->errors);
    ou_visit_value(visitor, &file->base);
}

// Writes what the system takes at once; the errno, or 0: everything. EINTR also if it took a part:
// a signal may be why.
static int write_some(int fd, const uint8_t *bytes, size_t length, size_t *written)
{
    *written = 0;
    if (!length) return 0;
    ssize_t count = write(fd, bytes, length);
    if (count < 0) return errno;
    *written = (size_t)count;
    return *written < length ? EINTR : 0;
}

// A file that is dropped without being closed: nobody is there to hear of errors.
static void file_release(OuHeap *heap, OuObject *self)
{
    OuFile *file = (OuFile *)self;
    if (!(file->flags & OU_FILE_STANDARD)) ou_heap_drop_loud(heap);
    size_t written = 0;
    while (file->fd >= 0 && file->flags & OU_FILE_WRITING && file->start < file->end
           && write_some(file->fd, file->bytes + file->start, file->end - file->start,
                         &written) == EINTR) {
        file->start += written;
    }
    if (file->fd >= 0 && file->flags & OU_FILE_OWNS) close(file->fd);
    file->fd = -1;
    ou_heap_buffer_free(heap, file->bytes, file->capacity);
    file->bytes = NULL;
    file->capacity = file->start = file->end = 0;
}

static size_t file_extra_size(const OuObject *self)
{
    return ((const OuFile *)self)->capacity;
}

const OuLayout ou_file_layout = {
    .name = "file", .visit = file_visit, .release = file_release, .extra_size = file_extra_size,
};

enum { BUFFER_SIZE = 8192 };

OuFile *ou_file_new(OuVM *vm, OuTypeId type, int fd, unsigned flags)
{
    OuFile *file = ou_heap_new(&vm->heap, OU_KIND_FILE, sizeof *file);
    if (!file) return ou_raise_memory_error(vm), NULL;
    memset((char *)file + sizeof(OuObject), 0, sizeof *file - sizeof(OuObject));
    file->header.aux = (uint16_t)type;
    file->fd = fd;
    file->flags = (uint16_t)flags;
    if (!(flags & OU_FILE_STANDARD)) ou_heap_put_loud(&vm->heap);
    file->buffer_size = BUFFER_SIZE;
    file->decoded = file->base = OU_UNBOUND;
    file->name = file->mode = file->encoding = file->errors = OU_NONE;
    return file;
}

void ou_file_setup(OuVM *vm)
{
    vm->kind_types[OU_KIND_FILE] = NULL;
}

// ---- Errors -------------------------------------------------------------------------------------

bool ou_file_check_open(OuVM *vm, const OuFile *file, const char *message)
{
    if (file->fd >= 0) return true;
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, message);
    return false;
}

OuValue ou_file_raise_unsupported(OuVM *vm, const char *message)
{
    OU_OWNED OuValue class = ou_modules_attribute(vm, "_io", "UnsupportedOperation");
    if (class == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue text = ou_str_make_text(vm, message);
    if (text == OU_ERROR) return OU_ERROR;
    OuValue exception = ou_call(vm, class, &text, 1);
    return exception == OU_ERROR ? OU_ERROR : ou_raise_steal(vm, exception);
}

static bool raise_errno(OuVM *vm, int error)
{
    (void)ou_raise_errno(vm, error, OU_UNBOUND);
    return false;
}

// ---- Reading ------------------------------------------------------------------------------------

// Room for at least `more` bytes behind `end`.
static bool make_room(OuVM *vm, OuFile *file, size_t more)
{
    if (file->start) {
        memmove(file->bytes, file->bytes + file->start, file->end - file->start);
        file->end -= file->start;
        file->start = file->chunk = 0;
    }
    if (file->capacity - file->end >= more) return true;
    size_t capacity = file->capacity ? file->capacity : file->buffer_size;
    while (capacity - file->end < more) {
        if (capacity > SIZE_MAX / 4) return ou_raise_memory_error(vm), false;
        capacity *= 2;
    }
    uint8_t *bytes = ou_heap_buffer_resize(&vm->heap, file->bytes, file->capacity, capacity);
    if (!bytes) return ou_raise_memory_error(vm), false;
    file->bytes = bytes;
    file->capacity = capacity;
    return true;
}

// Waits until standard input has something. Ctrl-C that slips in before doesn't wait for a line.
static bool wait_for_input(OuVM *vm, const OuFile *file)
{
    struct pollfd input = { .fd = file->fd, .events = POLLIN };
    while (ou_limit_poll(vm, &input, 1, NULL) < 0 && errno == EINTR) {
        if (!ou_obey_signals(vm)) return false;
        if (file->fd < 0) return true;
    }
    return true;
}

// A signal that is no Ctrl-C doesn't disturb. What Ctrl-C does may close the file.
static bool read_some(OuVM *vm, OuFile *file, size_t *count)
{
    enum { BYTES_AT_ONCE = 1 << 20 };      // between two looks
    if (file->fd == STDIN_FILENO && !wait_for_input(vm, file)) return false;
    for (;;) {
        size_t room = file->capacity - file->end;
        ssize_t got = read(file->fd, file->bytes + file->end,
                           room > BYTES_AT_ONCE ? BYTES_AT_ONCE : room);
        if (got >= 0) {
            file->end += (size_t)got;
            *count = (size_t)got;
            return true;
        }
        int error = errno;
        if (error != EINTR) return raise_errno(vm, error);
        if (!ou_obey_signals(vm)) return false;
    }
}

bool ou_file_fill(OuVM *vm, OuFile *file, size_t *count)
{
    if (!ou_file_write_out(vm, file)) return false;
    return make_room(vm, file, file->start == file->end ? file->buffer_size : 1)
        && read_some(vm, file, count);
}

bool ou_file_fill_all(OuVM *vm, OuFile *file)
{
    if (!ou_file_write_out(vm, file)) return false;
    for (size_t count = 1; count;) {
        if (!make_room(vm, file, file->buffer_size) || !read_some(vm, file, &count)
            || !ou_check_signals(vm)) return false;
    }
    return true;
}

bool ou_file_forget(OuVM *vm, OuFile *file, bool seek_back)
{
    if (file->flags & OU_FILE_WRITING) return true;
    int64_t unread = (int64_t)(file->end - file->start);
    file->start = file->end = file->chunk = file->used = 0;
    ou_clear(&file->decoded);
    if (!seek_back || !unread || lseek(file->fd, -unread, SEEK_CUR) >= 0) return true;
    return errno == ESPIPE || raise_errno(vm, errno);
}

// ---- Writing ------------------------------------------------------------------------------------

static bool write_or_raise(OuVM *vm, OuFile *file, const uint8_t *bytes, size_t length,
                           size_t *written)
{
    size_t done;
    *written = 0;
    for (;;) {
        int error = write_some(file->fd, bytes + *written, length - *written, &done);
        *written += done;
        if (!error) return true;
        if (error == EPIPE && file->fd == STDOUT_FILENO) vm->reader_is_gone = true;
        if (error != EINTR) return raise_errno(vm, error);
        if (!ou_obey_signals(vm)) return false;
    }
}

bool ou_file_write_out(OuVM *vm, OuFile *file)
{
    if (!(file->flags & OU_FILE_WRITING)) return true;
    size_t written;
    bool is_written = write_or_raise(vm, file, file->bytes + file->start, file->end - file->start,
                                     &written);
    file->start += written;
    if (!is_written) return false;
    file->start = file->end = 0;
    file->flags &= (uint16_t)~OU_FILE_WRITING;
    return true;
}

bool ou_file_put_bytes(OuVM *vm, OuFile *file, const void *data, size_t length)
{
    if (!(file->flags & OU_FILE_WRITING) && !ou_file_forget(vm, file, true)) return false;
    size_t written, size = file->buffer_size;
    bool is_large = file->flags & OU_FILE_UNBUFFERED || length >= size;
    if ((is_large || file->end + length > size) && !ou_file_write_out(vm, file)) return false;
    if (is_large) return write_or_raise(vm, file, data, length, &written);
    if (file->capacity < size && !make_room(vm, file, size)) return false;
    memcpy(file->bytes + file->end, data, length);
    file->end += length;
    file->flags |= OU_FILE_WRITING;
    return true;
}

// ---- Position and end ---------------------------------------------------------------------------

bool ou_file_seek(OuVM *vm, OuFile *file, int64_t offset, int whence, int64_t *position)
{
    if (!ou_file_write_out(vm, file) || !ou_file_forget(vm, file, whence == SEEK_CUR)) return false;
    *position = lseek(file->fd, offset, whence);
    return *position >= 0 || raise_errno(vm, errno);
}

bool ou_file_tell(OuVM *vm, OuFile *file, int64_t *position)
{
    *position = lseek(file->fd, 0, SEEK_CUR);
    if (*position < 0) return raise_errno(vm, errno);
    int64_t held = (int64_t)(file->end - file->start);
    *position += file->flags & OU_FILE_WRITING ? held : -held;
    return true;
}

bool ou_file_truncate(OuVM *vm, OuFile *file, int64_t size)
{
    return ftruncate(file->fd, size) == 0 || raise_errno(vm, errno);
}

bool ou_file_close(OuVM *vm, OuFile *file)
{
    if (file->fd < 0) return true;
    bool is_written = ou_file_write_out(vm, file);
    int fd = file->fd;
    file->fd = -1;
    file->flags &= (uint16_t)~OU_FILE_WRITING;
    file->start = file->end = file->chunk = 0;
    ou_clear(&file->decoded);
    if (!(file->flags & OU_FILE_OWNS) || close(fd) == 0 || !is_written) return is_written;
    return raise_errno(vm, errno);
}

// ---- For everybody ------------------------------------------------------------------------------

static bool is_written_to(OuValue target)
{
    return ou_is_text_file(target) && ou_file_of(target)->fd >= 0
        && ou_file_of(target)->flags & OU_FILE_WRITABLE;
}

bool ou_file_put(OuVM *vm, OuValue target, OuString *text)
{
    if (is_written_to(target)) return ou_file_write_text(vm, ou_file_of(target), text);
    OuValue argument = ou_str_value(text);
    OuValue result = ou_call_method(vm, target, OU_NAMED(vm, write), &argument, 1);
    ou_unref(result);
    return result != OU_ERROR;
}

bool ou_file_flush(OuVM *vm, OuValue target)
{
    if (is_written_to(target)) return ou_file_write_out(vm, ou_file_of(target));
    OuValue result = ou_call_method(vm, target, OU_NAMED(vm, flush), NULL, 0);
    ou_unref(result);
    return result != OU_ERROR;
}

OuValue ou_file_read_line(OuVM *vm, OuValue target)
{
    if (ou_is_text_file(target) && ou_file_of(target)->fd >= 0
        && ou_file_of(target)->flags & OU_FILE_READABLE) {
        return ou_file_read_text_line(vm, ou_file_of(target), -1);
    }
    return ou_call_method(vm, target, OU_NAMED(vm, readline), NULL, 0);
}

static bool flush_standard(OuVM *vm, OuString *name)
{
    OuValue file = ou_dict_get_name_peek(vm->sys, name);
    if (file == OU_UNBOUND || file == OU_NONE) return true;
    if (ou_is_file(file) && ou_file_of(file)->fd < 0) return true;
    ou_ref(file);
    bool is_flushed = ou_file_flush(vm, file);
    ou_unref(file);
    return is_flushed;
}

bool ou_file_flush_standard(OuVM *vm)
{
    bool is_flushed = flush_standard(vm, OU_NAMED(vm, stdout));
    OuValue pending = ou_error_take(vm);
    if (!flush_standard(vm, OU_NAMED(vm, stderr))) ou_error_clear(vm);
    if (pending != OU_UNBOUND) ou_error_set_steal(vm, pending);
    return is_flushed;
}

void ou_file_drop_standard(OuVM *vm)
{
    OuValue value = ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout));
    OuFile *file = value != OU_UNBOUND && ou_is_file(value) ? ou_file_of(value) : NULL;
    if (!file || !(file->flags & OU_FILE_WRITING)) return;
    file->start = file->end = 0;
    file->flags &= (uint16_t)~OU_FILE_WRITING;
}
