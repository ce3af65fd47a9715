// file.h: file objects: what open() gives, and the three standard streams.
//
// One struct serves text and binary files. It has one buffer of bytes, which either holds what was
// read ahead or what waits to be written:
//
//     reading:   | consumed | chunk | not yet decoded |        writing:   | pending |
//                           ^       ^start            ^end                ^0        ^end
//
// A text file decodes all complete characters of the buffer at once: `decoded` is what they gave,
// `used` how much of that was handed out, `chunk` the number of bytes it was made of.
#ifndef OU_RUNTIME_FILE_H
#define OU_RUNTIME_FILE_H

#include "runtime/native.h"
#include "runtime/str.h"

enum {
    OU_FILE_READABLE      = 1,
    OU_FILE_WRITABLE      = 2,
    OU_FILE_TEXT          = 4,
    OU_FILE_LINE_BUFFERED = 8,
    OU_FILE_UNBUFFERED    = 16,    // binary only: no byte waits to be written
    OU_FILE_OWNS          = 32,    // closing the file closes the descriptor
    OU_FILE_WRITING       = 64,    // the buffer holds bytes to write
    OU_FILE_ITERATING     = 128,   // tell() is refused until iteration has ended
    OU_FILE_WRITE_THROUGH = 512,   // text only: nothing waits to be written
    OU_FILE_HAS_WRITTEN   = 256,   // no byte order mark any more
    OU_FILE_STANDARD      = 1024,  // made at the start: whoever drops it knows what he does
};

typedef enum OuNewline {           // what ends a line
    OU_NEWLINE_TRANSLATE,          // any of the three, read as \n; written as it is
    OU_NEWLINE_ANY,                // any of the three, kept
    OU_NEWLINE_LF, OU_NEWLINE_CR, OU_NEWLINE_CRLF,
} OuNewline;

typedef enum OuFileCodec {         // what can be told of a character from its first byte
    OU_FILE_UTF8,                  // its length
    OU_FILE_SINGLE_BYTE,           // that it has one byte
    OU_FILE_WIDE,                  // nothing: such files are read as a whole
} OuFileCodec;

typedef struct OuFile {
    OuObject header;               // aux: id of its type
    int      fd;                   // -1: closed
    uint16_t flags;                // OU_FILE_...
    uint8_t  newline;              // OuNewline
    uint8_t  codec;                // OuFileCodec
    uint8_t  newlines_seen;        // by TRANSLATE and ANY: bit 0 \r, bit 1 \n, bit 2 \r\n
    uint8_t *bytes;                // a side buffer; NULL until it is needed
    size_t   capacity, start, end, chunk;
    size_t   buffer_size;          // what `capacity` begins with
    OuValue  decoded;              // a str, or OU_UNBOUND
    size_t   used;
    OuValue  name;
    OuValue  mode;                 // str
    OuValue  encoding, errors;     // str; None for binary files
    OuValue  base;                 // a text file's `buffer`: the text file; else OU_UNBOUND
} OuFile;

static inline bool ou_is_file(OuValue v) { return ou_kind_of(v) == OU_KIND_FILE; }
static inline OuFile *ou_file_of(OuValue v) { return (OuFile *)ou_pointer_of(v); }
static inline bool ou_is_text_file(OuValue v)
{
    return ou_is_file(v) && ou_file_of(v)->header.aux == OU_TYPE_FILE;
}

// ---- For everybody (file.c, file_open.c, file_text.c) -------------------------------------------

// open(): `bound` are its eight parameters.
OU_CHECKED OuValue ou_file_open(OuVM *vm, const OuValue *bound);
// sys.stdin, stdout or stderr for the descriptor 0, 1 or 2; None if that isn't open.
OU_CHECKED OuValue ou_file_make_standard(OuVM *vm, int fd);
// target.write(text) for any object; text files are written without a call.
OU_CHECKED bool ou_file_put(OuVM *vm, OuValue target, OuString *text);
// target.flush().
OU_CHECKED bool ou_file_flush(OuVM *vm, OuValue target);
// target.readline(): a str for text files.
OU_CHECKED OuValue ou_file_read_line(OuVM *vm, OuValue target);
// Writes out what sys.stdout and sys.stderr hold back, at the end of the program. false: an
// exception of sys.stdout's is set.
OU_CHECKED bool ou_file_flush_standard(OuVM *vm);
// What standard output still holds back is lost: it can't be written.
void ou_file_drop_standard(OuVM *vm);
// Types of files share one layout: their kind doesn't decide the type. Before the first file is
// made.
void ou_file_setup(OuVM *vm);

// ---- Between the files that implement file objects ----------------------------------------------

extern const OuLayout ou_file_layout;
// Finds the codec that file->encoding names. LookupError.
OU_CHECKED bool ou_file_choose_codec(OuVM *vm, OuFile *file);
OU_CHECKED OuFile *ou_file_new(OuVM *vm, OuTypeId type, int fd, unsigned flags);
// The file that owns the buffer and the descriptor.
static inline OuFile *ou_file_stream(OuValue self)
{
    OuFile *file = ou_file_of(self);
    return ou_is_pointer(file->base) ? ou_file_of(file->base) : file;
}
// ValueError with the message when the file is closed.
OU_CHECKED bool ou_file_check_open(OuVM *vm, const OuFile *file, const char *message);
// Raises io.UnsupportedOperation. Returns OU_ERROR.
OuValue ou_file_raise_unsupported(OuVM *vm, const char *message);

// Reads more bytes behind `end`, at least one if there is one; *count is 0 at the end of the file.
OU_CHECKED bool ou_file_fill(OuVM *vm, OuFile *file, size_t *count);
// Reads up to the end of the file.
OU_CHECKED bool ou_file_fill_all(OuVM *vm, OuFile *file);
OU_CHECKED bool ou_file_put_bytes(OuVM *vm, OuFile *file, const void *data, size_t length);
OU_CHECKED bool ou_file_write_out(OuVM *vm, OuFile *file);       // pending bytes
// Forgets what was decoded; with `seek_back`, the descriptor's place is that of the next byte to
// read.
OU_CHECKED bool ou_file_forget(OuVM *vm, OuFile *file, bool seek_back);
OU_CHECKED bool ou_file_seek(OuVM *vm, OuFile *file, int64_t offset, int whence, int64_t *position);
OU_CHECKED bool ou_file_tell(OuVM *vm, OuFile *file, int64_t *position);
OU_CHECKED bool ou_file_truncate(OuVM *vm, OuFile *file, int64_t size);
// Also when the last bytes can't be written the file is closed afterwards.
OU_CHECKED bool ou_file_close(OuVM *vm, OuFile *file);

OU_CHECKED bool ou_file_write_text(OuVM *vm, OuFile *file, OuString *text);
OU_CHECKED OuValue ou_file_read_text_line(OuVM *vm, OuFile *file, int64_t limit); // negative: none
OU_CHECKED OuValue ou_file_read_bytes_line(OuVM *vm, OuFile *file, int64_t limit);
extern const OuNativeDef *const ou_file_text_methods[];
extern const OuNativeDef *const ou_file_binary_methods[];

// Methods that text and binary files share (file_type.c).
#define OU_FILE_SHARED_METHODS(row)                                                             \
    row(fileno) row(isatty) row(readable) row(writable) row(seekable) row(enter) row(exit)       \
    row(detach)
#define OU_FILE_DECLARE(name) extern const OuNativeDef ou_file_##name##_native;
OU_FILE_SHARED_METHODS(OU_FILE_DECLARE)
OU_FILE_DECLARE(reconfigure)
#undef OU_FILE_DECLARE

#endif
