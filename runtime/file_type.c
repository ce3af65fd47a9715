// file_type.c: the types of file objects, and what text and binary files have in common.
#include <unistd.h>

#include "runtime/builtin_types.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

#define FILE_METHOD(name, signature_text, doc_text)                                              \
    static OuValue file_##name(OuVM *vm, const OuValue *arguments);                              \
    const OuNativeDef ou_file_##name##_native = { signature_text, doc_text, file_##name };       \
    static OuValue file_##name(OuVM *vm, const OuValue *arguments)

// ---- Shared methods -----------------------------------------------------------------------------

static bool check_open(OuVM *vm, OuValue self)
{
    return ou_file_check_open(vm, ou_file_stream(self), "I/O operation on closed file");
}

FILE_METHOD(fileno, "fileno(self, /)", "The file descriptor.")
{
    return check_open(vm, arguments[0]) ? ou_int_value(ou_file_stream(arguments[0])->fd) : OU_ERROR;
}

FILE_METHOD(isatty, "isatty(self, /)", "Is it a terminal?")
{
    if (!check_open(vm, arguments[0])) return OU_ERROR;
    return ou_bool_value(isatty(ou_file_stream(arguments[0])->fd));
}

FILE_METHOD(readable, "readable(self, /)", "Can it be read?")
{
    bool answer = ou_file_stream(arguments[0])->flags & OU_FILE_READABLE;
    return !answer || check_open(vm, arguments[0]) ? ou_bool_value(answer) : OU_ERROR;
}

FILE_METHOD(writable, "writable(self, /)", "Can it be written?")
{
    bool answer = ou_file_stream(arguments[0])->flags & OU_FILE_WRITABLE;
    return !answer || check_open(vm, arguments[0]) ? ou_bool_value(answer) : OU_ERROR;
}

FILE_METHOD(seekable, "seekable(self, /)", "Has it positions to go to?")
{
    if (!check_open(vm, arguments[0])) return OU_ERROR;
    return ou_bool_value(lseek(ou_file_stream(arguments[0])->fd, 0, SEEK_CUR) >= 0);
}

FILE_METHOD(enter, "__enter__(self, /)", "The file itself.")
{
    if (!ou_file_check_open(vm, ou_file_stream(arguments[0]), "I/O operation on closed file.")) {
        return OU_ERROR;
    }
    return ou_ref(arguments[0]);
}

FILE_METHOD(exit, "__exit__(self, *args)", "Close the file.")
{
    OuValue result = ou_call_method(vm, arguments[0], OU_NAMED(vm, close), NULL, 0);
    ou_unref(result);
    return result == OU_ERROR ? OU_ERROR : OU_NONE;
}

static OuValue make_buffer(OuVM *vm, OuValue self);

// The descriptor moves to the binary file; the text file is of no use any more.
FILE_METHOD(detach, "detach(self, /)", "Take the underlying binary file out.")
{
    OuFile *file = ou_file_of(arguments[0]);
    if (!(file->flags & OU_FILE_TEXT)) return ou_file_raise_unsupported(vm, "detach");
    if (!check_open(vm, arguments[0]) || !ou_file_write_out(vm, file)) return OU_ERROR;
    if (!ou_file_forget(vm, file, true)) return OU_ERROR;
    OuValue buffer = make_buffer(vm, arguments[0]);
    if (buffer == OU_ERROR) return OU_ERROR;
    OuFile *binary = ou_file_of(buffer);
    binary->fd = file->fd;
    binary->flags |= file->flags & OU_FILE_OWNS;
    ou_clear(&binary->base);
    file->fd = -1;
    return buffer;
}

static bool set_text(OuVM *vm, OuValue *slot, OuValue value, const char *what)
{
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (ou_is_str(value)) {
        ou_set(slot, value);
        return true;
    }
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "reconfigure() argument '%s' must be str or None, not %T", what, value);
    return false;
}

static bool set_flag(OuVM *vm, OuFile *file, uint16_t flag, OuValue value)
{
    bool is_on;
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (!ou_truth(vm, value, &is_on)) return false;
    file->flags &= (uint16_t)~flag;
    if (is_on) file->flags |= flag;
    return true;
}

FILE_METHOD(reconfigure,
            "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, "
            "write_through=None)",
            "Change how the file's text is encoded and buffered.")
{
    OuFile *file = ou_file_of(arguments[0]);
    if (!check_open(vm, arguments[0]) || !ou_file_write_out(vm, file)) return OU_ERROR;
    if (!set_text(vm, &file->encoding, arguments[1], "encoding")
        || !set_text(vm, &file->errors, arguments[2], "errors")) return OU_ERROR;
    if (!ou_file_choose_codec(vm, file)) return OU_ERROR;
    if (!set_flag(vm, file, OU_FILE_LINE_BUFFERED, arguments[4])
        || !set_flag(vm, file, OU_FILE_WRITE_THROUGH, arguments[5])) return OU_ERROR;
    return OU_NONE;
}

// ---- Attributes ---------------------------------------------------------------------------------

static OuValue make_buffer(OuVM *vm, OuValue self)
{
    OuFile *file = ou_file_of(self);
    unsigned both = OU_FILE_READABLE | OU_FILE_WRITABLE, flags = file->flags & both;
    OuTypeId type = flags == both ? OU_TYPE_BUFFERED_RANDOM
                  : flags == OU_FILE_READABLE ? OU_TYPE_BUFFERED_READER : OU_TYPE_BUFFERED_WRITER;
    OuFile *buffer = ou_file_new(vm, type, -1, flags);
    if (!buffer) return OU_ERROR;
    buffer->name = ou_ref(file->name);
    buffer->base = ou_ref(self);
    buffer->mode = ou_str_make_format(vm, "%Vb", file->mode);
    if (buffer->mode != OU_ERROR) return ou_pointer_value(buffer);
    ou_object_unref(&buffer->header);
    return OU_ERROR;
}

static OuValue get_closed(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_file_stream(self)->fd < 0);
}

static OuValue get_name(OuVM *vm, OuValue self) { return ou_ref(ou_file_of(self)->name); }
static OuValue get_mode(OuVM *vm, OuValue self) { return ou_ref(ou_file_of(self)->mode); }
static OuValue get_encoding(OuVM *vm, OuValue self) { return ou_ref(ou_file_of(self)->encoding); }
static OuValue get_errors(OuVM *vm, OuValue self) { return ou_ref(ou_file_of(self)->errors); }

static OuValue get_line_buffering(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_file_of(self)->flags & OU_FILE_LINE_BUFFERED);
}

static OuValue get_write_through(OuVM *vm, OuValue self)
{
    return ou_bool_value(ou_file_of(self)->flags & OU_FILE_WRITE_THROUGH);
}

// One kind of newline, or a tuple of those that were met.
static OuValue get_newlines(OuVM *vm, OuValue self)
{
    static const char *const texts[] = { "\r", "\n", "\r\n" };
    unsigned seen = ou_file_of(self)->newlines_seen;
    if (!seen) return OU_NONE;
    OuValue items[3];
    size_t count = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (!(seen & 1u << i)) continue;
        items[count] = ou_str_make_text(vm, texts[i]);
        if (items[count++] != OU_ERROR) continue;
        while (--count > 0) ou_unref(items[count - 1]);
        return OU_ERROR;
    }
    return count == 1 ? items[0] : ou_tuple_make_steal(vm, items, count);
}

static const OuGetSetDef text_getset[] = {
    { "name", get_name, NULL, NULL },
    { "mode", get_mode, NULL, NULL },
    { "encoding", get_encoding, NULL, NULL },
    { "errors", get_errors, NULL, NULL },
    { "closed", get_closed, NULL, NULL },
    { "buffer", make_buffer, NULL, NULL },
    { "line_buffering", get_line_buffering, NULL, NULL },
    { "write_through", get_write_through, NULL, NULL },
    { "newlines", get_newlines, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const OuGetSetDef binary_getset[] = {
    { "name", get_name, NULL, NULL },
    { "mode", get_mode, NULL, NULL },
    { "closed", get_closed, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

// ---- Slots --------------------------------------------------------------------------------------

static OuValue text_repr(OuVM *vm, OuValue self)
{
    OuFile *file = ou_file_of(self);
    return ou_str_make_format(vm, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", file->name,
                              file->mode, file->encoding);
}

static OuValue binary_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_format(vm, "<%T name=%R>", self, ou_file_of(self)->name);
}

static OuValue raw_repr(OuVM *vm, OuValue self)
{
    OuFile *file = ou_file_of(self);
    if (file->fd < 0) return ou_str_make_text(vm, "<_io.FileIO [closed]>");
    return ou_str_make_format(vm, "<_io.FileIO name=%R mode=%R closefd=%s>", file->name, file->mode,
                              file->flags & OU_FILE_OWNS ? "True" : "False");
}

static OuValue file_iterate(OuVM *vm, OuValue self)
{
    if (!ou_file_check_open(vm, ou_file_stream(self), "I/O operation on closed file."))
        return OU_ERROR;
    return ou_ref(self);
}

static OuValue text_next(OuVM *vm, OuValue self)
{
    OuFile *file = ou_file_of(self);
    if (!ou_file_check_open(vm, file, "I/O operation on closed file.")) return OU_ERROR;
    if (!(file->flags & OU_FILE_READABLE)) return ou_file_raise_unsupported(vm, "not readable");
    file->flags |= OU_FILE_ITERATING;
    OuValue line = ou_file_read_text_line(vm, file, -1);
    if (line == OU_ERROR || ou_str_of(line)->length) return line;
    file->flags &= (uint16_t)~OU_FILE_ITERATING;
    ou_unref(line);
    return OU_STOP;
}

static OuValue binary_next(OuVM *vm, OuValue self)
{
    OuFile *file = ou_file_stream(self);
    if (!(file->flags & OU_FILE_READABLE)) return ou_file_raise_unsupported(vm, "read");
    if (!ou_file_check_open(vm, file, "readline of closed file")) return OU_ERROR;
    OuValue line = ou_file_read_bytes_line(vm, file, -1);
    if (line == OU_ERROR || ou_bytes_of(line)->length) return line;
    ou_unref(line);
    return OU_STOP;
}

const OuTypeDef ou_file_type = {
    .name = "TextIOWrapper",
    .module = "_io",
    .doc = "Character and line based layer over a binary file.",
    .kind = OU_KIND_FILE,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &ou_file_layout,
    .methods = ou_file_text_methods,
    .getset = text_getset,
    .slots = { .repr = text_repr, .iterate = file_iterate, .next = text_next },
};

#define BINARY_FILE_TYPE(symbol, type_name, represent, doc_text)                                 \
    const OuTypeDef ou_##symbol##_type = {                                                       \
        .name = type_name, .module = "_io", .doc = doc_text, .kind = OU_KIND_FILE,               \
        .flags = OU_TYPE_ABSTRACT, .layout = &ou_file_layout,                                    \
        .methods = ou_file_binary_methods, .getset = binary_getset,                              \
        .slots = { .repr = represent, .iterate = file_iterate, .next = binary_next },            \
    }
BINARY_FILE_TYPE(buffered_reader, "BufferedReader", binary_repr, "A binary file that is read.");
BINARY_FILE_TYPE(buffered_writer, "BufferedWriter", binary_repr, "A binary file that is written.");
BINARY_FILE_TYPE(buffered_random, "BufferedRandom", binary_repr,
                 "A binary file, read and written.");
BINARY_FILE_TYPE(raw_file, "FileIO", raw_repr, "A binary file without a buffer.");
