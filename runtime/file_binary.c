// file_binary.c: bytes and lines of binary files, and of the `buffer` of text files.
#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

#include <unistd.h>

// ---- Reading ------------------------------------------------------------------------------------

static OuValue take_bytes(OuVM *vm, OuFile *file, size_t count)
{
    OuValue bytes =
        ou_bytes_make(vm, count ? file->bytes + file->start : (const uint8_t *)"", count);
    if (bytes != OU_ERROR) file->start += count;
    return bytes;
}

// Reads until that many bytes are at hand, or the file ends.
static bool gather(OuVM *vm, OuFile *file, size_t wanted)
{
    if (!ou_file_write_out(vm, file)) return false;
    for (size_t count = 1; count && file->end - file->start < wanted;) {
        if (!ou_file_fill(vm, file, &count)) return false;
    }
    return true;
}

static OuValue read_bytes(OuVM *vm, OuFile *file, int64_t size)
{
    if (!(size < 0 ? ou_file_fill_all(vm, file) : gather(vm, file, (size_t)size))) return OU_ERROR;
    size_t there = file->end - file->start;
    return take_bytes(vm, file, size < 0 || there < (size_t)size ? there : (size_t)size);
}

OuValue ou_file_read_bytes_line(OuVM *vm, OuFile *file, int64_t limit)
{
    size_t searched = 0, most = limit < 0 ? SIZE_MAX : (size_t)limit, count = 1;
    if (!ou_file_write_out(vm, file)) return OU_ERROR;
    for (;;) {
        size_t there = file->end - file->start;
        const uint8_t *from = file->bytes + file->start + searched;
        const uint8_t *newline = there > searched ? memchr(from, '\n', there - searched) : NULL;
        size_t length = newline ? searched + (size_t)(newline - from) + 1 : there;
        if (newline || !count || length >= most)
            return take_bytes(vm, file, length < most ? length : most);
        searched = there;
        if (!ou_file_fill(vm, file, &count)) return OU_ERROR;
    }
}

// ---- Checks -------------------------------------------------------------------------------------

// What the file can't do at all is said first, then that it is closed.
static bool check(OuVM *vm, const OuFile *file, unsigned flag, const char *operation,
                  const char *closed)
{
    if (flag && !(file->flags & flag)) {
        (void)ou_file_raise_unsupported(vm, operation);
        return false;
    }
    return ou_file_check_open(vm, file, closed);
}

static bool check_readable(OuVM *vm, const OuFile *file)
{
    return check(vm, file, OU_FILE_READABLE, "read", "read of closed file");
}

static bool read_size(OuVM *vm, OuValue value, int64_t *size)
{
    *size = -1;
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (ou_type_of(vm, value)->slots.to_index) return ou_to_int64(vm, value, size);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument should be integer or None, not '%T'", value);
    return false;
}

// ---- Methods that read --------------------------------------------------------------------------

OU_METHOD(binary_read, "read(self, size=-1, /)", "Read at most size bytes; all if it is negative.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t size;
    if (!check_readable(vm, file) || !read_size(vm, arguments[1], &size)) return OU_ERROR;
    return read_bytes(vm, file, size);
}

OU_METHOD(binary_read1, "read1(self, size=-1, /)",
          "Read at most size bytes, asking the system only once.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t size;
    size_t count = 0;
    if (!check_readable(vm, file) || !read_size(vm, arguments[1], &size)) return OU_ERROR;
    if (!ou_file_write_out(vm, file)) return OU_ERROR;
    if (size != 0 && file->start == file->end && !ou_file_fill(vm, file, &count)) return OU_ERROR;
    size_t there = file->end - file->start;
    return take_bytes(vm, file, size < 0 || there < (size_t)size ? there : (size_t)size);
}

OU_METHOD(binary_peek, "peek(self, size=0, /)", "What is read ahead, without going on.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    size_t count;
    if (!check(vm, file, OU_FILE_READABLE, "peek", "peek of closed file")) return OU_ERROR;
    if (!ou_file_write_out(vm, file)) return OU_ERROR;
    if (file->start == file->end && !ou_file_fill(vm, file, &count)) return OU_ERROR;
    return ou_bytes_make(vm, file->bytes + file->start, file->end - file->start);
}

OU_METHOD(binary_readinto, "readinto(self, buffer, /)",
          "Read into the bytearray, as many as it has.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    if (!check(vm, file, OU_FILE_READABLE, "read", "readinto of closed file")) return OU_ERROR;
    if (!ou_is_bytearray(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "readinto() argument must be read-write bytes-like object, not %T",
                        arguments[1]);
    }
    OuByteArray *array = ou_bytearray_of(arguments[1]);
    OU_OWNED OuValue bytes = read_bytes(vm, file, (int64_t)array->length);
    if (bytes == OU_ERROR) return OU_ERROR;
    size_t length = ou_bytes_of(bytes)->length;
    if (length > array->length) length = array->length;
    if (length) memcpy(array->data, ou_bytes_of(bytes)->data, length);
    return ou_int_make(vm, (int64_t)length);
}

OU_METHOD(binary_readline, "readline(self, size=-1, /)", "Read one line, or its first size bytes.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t size;
    if (!check(vm, file, OU_FILE_READABLE, "read", "readline of closed file")
        || !read_size(vm, arguments[1], &size)) return OU_ERROR;
    return ou_file_read_bytes_line(vm, file, size);
}

OU_METHOD(binary_readlines, "readlines(self, hint=-1, /)",
          "The lines, as a list; about hint bytes of them, if that is positive.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t hint, total = 0;
    if (!check(vm, file, OU_FILE_READABLE, "read", "I/O operation on closed file.")
        || !read_size(vm, arguments[1], &hint)) return OU_ERROR;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    while (hint <= 0 || total <= hint) {
        OuValue line = ou_file_read_bytes_line(vm, file, -1);
        if (line == OU_ERROR) return OU_ERROR;
        if (ou_bytes_of(line)->length == 0) {
            ou_unref(line);
            break;
        }
        total += (int64_t)ou_bytes_of(line)->length;
        if (!ou_list_append_steal(vm, ou_list_of(list), line)) return OU_ERROR;
    }
    return ou_ref(list);
}

// ---- Methods that write -------------------------------------------------------------------------

static OuValue write_value(OuVM *vm, OuFile *file, OuValue data)
{
    if (!check(vm, file, OU_FILE_WRITABLE, "write", "write to closed file")) return OU_ERROR;
    if (!ou_is_bytes_like(data)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", data);
    }
    OuText bytes = ou_bytes_text(data);
    if (!ou_file_put_bytes(vm, file, bytes.units, bytes.length)) return OU_ERROR;
    return ou_int_make(vm, (int64_t)bytes.length);
}

OU_METHOD(binary_write, "write(self, data, /)", "Write bytes; gives the number of bytes written.")
{
    return write_value(vm, ou_file_stream(arguments[0]), arguments[1]);
}

OU_METHOD(binary_writelines, "writelines(self, lines, /)", "Write each of the bytes objects.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    if (!ou_file_check_open(vm, file, "I/O operation on closed file.")) return OU_ERROR;
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[1]);
    if (iterator == OU_ERROR) return OU_ERROR;
    for (;;) {
        OU_OWNED OuValue line = ou_next(vm, iterator);
        if (line == OU_STOP) return OU_NONE;
        if (line == OU_ERROR || write_value(vm, file, line) == OU_ERROR) return OU_ERROR;
    }
}

OU_METHOD(binary_flush, "flush(self, /)", "Write out what is held back.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    bool writes = file->flags & OU_FILE_WRITABLE;
    if (!ou_file_check_open(vm, file,
                            writes ? "flush of closed file" : "I/O operation on closed file.")) {
        return OU_ERROR;
    }
    return ou_file_write_out(vm, file) ? OU_NONE : OU_ERROR;
}

OU_METHOD(binary_close, "close(self, /)", "Write out what is held back, and close the file.")
{
    return ou_file_close(vm, ou_file_stream(arguments[0])) ? OU_NONE : OU_ERROR;
}

// ---- Position -----------------------------------------------------------------------------------

OU_METHOD(binary_tell, "tell(self, /)", "The position in the file.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t position;
    if (!ou_file_check_open(vm, file, "I/O operation on closed file")) return OU_ERROR;
    return ou_file_tell(vm, file, &position) ? ou_int_make(vm, position) : OU_ERROR;
}

OU_METHOD(binary_seek, "seek(self, offset, whence=0, /)",
          "Go to a position from the beginning (0), from here (1), or from the end (2).")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t offset, position;
    int whence = SEEK_SET;
    if (!ou_to_int64(vm, arguments[1], &offset)) return OU_ERROR;
    if (arguments[2] != OU_UNBOUND && !ou_argument_int(vm, arguments[2], &whence)) return OU_ERROR;
    if (whence < 0 || whence > 2) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "whence value %d unsupported", whence);
    }
    if (!ou_file_check_open(vm, file, "seek of closed file")) return OU_ERROR;
    return ou_file_seek(vm, file, offset, whence, &position) ? ou_int_make(vm, position) : OU_ERROR;
}

OU_METHOD(binary_truncate, "truncate(self, pos=None, /)", "Cut the file at the position.")
{
    OuFile *file = ou_file_stream(arguments[0]);
    int64_t size;
    if (!check(vm, file, OU_FILE_WRITABLE, "truncate", "truncate of closed file")) return OU_ERROR;
    bool is_given = arguments[1] != OU_UNBOUND && arguments[1] != OU_NONE;
    if (is_given ? !ou_to_int64(vm, arguments[1], &size) : !ou_file_tell(vm, file, &size))
        return OU_ERROR;
    if (!ou_file_write_out(vm, file) || !ou_file_truncate(vm, file, size)) return OU_ERROR;
    return ou_int_make(vm, size);
}

const OuNativeDef *const ou_file_binary_methods[] = {
#define FILE_ROW(name) &ou_file_##name##_native,
    OU_FILE_SHARED_METHODS(FILE_ROW)
#undef FILE_ROW
    &binary_read_native, &binary_read1_native, &binary_peek_native, &binary_readinto_native,
    &binary_readline_native, &binary_readlines_native, &binary_write_native,
    &binary_writelines_native, &binary_flush_native, &binary_close_native, &binary_tell_native,
    &binary_seek_native, &binary_truncate_native, NULL,
};
