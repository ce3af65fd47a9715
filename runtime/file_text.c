// file_text.c: characters and lines of text files.
#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/utf8.h"

#include <unistd.h>

// ---- Encodings ----------------------------------------------------------------------------------

// The number of bytes of one character in the file's encoding; 0: it can't be encoded.
static bool encoded_size(OuVM *vm, OuFile *file, uint32_t code_point, size_t *size)
{
    OU_OWNED OuValue text = ou_str_from_code_point(vm, code_point);
    if (text == OU_ERROR) return false;
    OU_OWNED OuValue bytes = ou_codec_encode_value(vm, ou_str_of(text), file->encoding, OU_UNBOUND);
    *size = 0;
    if (bytes != OU_ERROR) {
        *size = ou_bytes_of(bytes)->length;
    } else if (ou_error_matches(vm, OU_TYPE_UNICODE_ERROR)) {
        ou_error_clear(vm);
    } else {
        return false;
    }
    return true;
}

bool ou_file_choose_codec(OuVM *vm, OuFile *file)
{
    const OuString *name = ou_str_of(file->encoding);
    if (ou_str_equals_text(name, "UTF-8") || ou_str_equals_text(name, "utf-8")) return true;
    size_t plain, accented;
    if (!encoded_size(vm, file, 'a', &plain) || !encoded_size(vm, file, 0xE9, &accented)) {
        return false;
    }
    file->codec = plain != 1 ? OU_FILE_WIDE : accented == 2 ? OU_FILE_UTF8 : OU_FILE_SINGLE_BYTE;
    return true;
}

// ---- Decoding -----------------------------------------------------------------------------------

// How many of the bytes end with a complete character, and not between \r and a \n that may follow.
static size_t complete_prefix(const OuFile *file, const uint8_t *bytes, size_t length)
{
    size_t end = length;
    if (file->codec == OU_FILE_UTF8) {
        size_t first = length;
        while (first > 0 && length - first < 3 && (bytes[first - 1] & 0xC0) == 0x80) first--;
        if (first > 0 && bytes[first - 1] >= 0xC0) {
            size_t need = bytes[first - 1] >= 0xF0 ? 4 : bytes[first - 1] >= 0xE0 ? 3 : 2;
            if (length - (first - 1) < need) end = first - 1;
        }
    }
    bool holds_back = file->newline != OU_NEWLINE_LF && file->newline != OU_NEWLINE_CR;
    if (holds_back && end > 0 && bytes[end - 1] == '\r') end--;
    return end;
}

// False: interrupted.
OU_CHECKED static bool note_newlines(OuVM *vm, OuFile *file, OuText text)
{
    enum { SAW_CR = 1, SAW_LF = 2, SAW_CRLF = 4 };
    for (size_t i = 0; i < text.length; i++) {
        uint32_t unit = ou_text_at(text, i);
        if (unit == '\n') {
            file->newlines_seen |= SAW_LF;
        } else if (unit == '\r') {
            bool is_pair = i + 1 < text.length && ou_text_at(text, i + 1) == '\n';
            file->newlines_seen |= is_pair ? SAW_CRLF : SAW_CR;
            i += is_pair;
        }
        if (!ou_check_interrupt_at(vm, i)) return false;
    }
    return true;
}

// \r\n and \r become \n.
static OuValue translate(OuVM *vm, OuFile *file, OuValue decoded)
{
    OuText text = ou_str_text(ou_str_of(decoded));
    size_t place;
    if (file->newline <= OU_NEWLINE_ANY && !note_newlines(vm, file, text)) return OU_ERROR;
    if (file->newline != OU_NEWLINE_TRANSLATE) return ou_ref(decoded);
    if (!ou_long_find_unit(vm, text, '\r', &place)) return OU_ERROR;
    if (place == OU_TEXT_NOT_FOUND) return ou_ref(decoded);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < text.length && ou_writer_look(&writer, i); i++) {
        uint32_t unit = ou_text_at(text, i);
        if (unit == '\r' && i + 1 < text.length && ou_text_at(text, i + 1) == '\n') continue;
        ou_writer_put(&writer, unit == '\r' ? '\n' : unit);
    }
    return ou_writer_finish(&writer);
}

// Makes `decoded` of the first `length` bytes that wait for it. What can't be decoded is lost.
static bool decode_bytes(OuVM *vm, OuFile *file, size_t length)
{
    const char *bytes = (const char *)file->bytes + file->start;
    OU_OWNED OuValue raw = ou_codec_decode_value(vm, length ? bytes : "", length, file->encoding,
                                                 file->errors);
    OuValue decoded = raw == OU_ERROR ? OU_ERROR : translate(vm, file, raw);
    file->start += length;
    file->chunk = file->used = 0;
    if (decoded == OU_ERROR) return false;
    ou_set_steal(&file->decoded, decoded);
    file->chunk = length;
    return true;
}

// Makes `decoded` hold at least one character more; *ended: there is none.
static bool decode_more(OuVM *vm, OuFile *file, bool *ended)
{
    *ended = false;
    ou_clear(&file->decoded);
    file->used = file->chunk = 0;
    if (!ou_file_write_out(vm, file)) return false;
    if (file->codec == OU_FILE_WIDE && !ou_file_fill_all(vm, file)) return false;
    for (;;) {
        size_t count, length = file->end - file->start;
        size_t ready = length ? complete_prefix(file, file->bytes + file->start, length) : 0;
        if (file->codec == OU_FILE_WIDE) ready = length;
        if (!ready) {
            if (!ou_file_fill(vm, file, &count)) return false;
            if (count) continue;
            ready = file->end - file->start;
        }
        if (!ready) {
            *ended = true;
            return true;
        }
        if (!decode_bytes(vm, file, ready)) return false;
        if (ou_str_of(file->decoded)->length) return true;
    }
}

static size_t decoded_left(const OuFile *file)
{
    return ou_is_pointer(file->decoded) ? ou_str_of(file->decoded)->length - file->used : 0;
}

static OuValue take_decoded(OuVM *vm, OuFile *file, size_t count)
{
    if (count == 0) return ou_ref(ou_str_value(vm->empty_string));
    OuValue part = ou_str_slice(vm, ou_str_of(file->decoded), file->used, file->used + count);
    if (part != OU_ERROR) file->used += count;
    return part;
}

// ---- Reading ------------------------------------------------------------------------------------

static OuValue read_all(OuVM *vm, OuFile *file)
{
    OU_OWNED OuValue head = take_decoded(vm, file, decoded_left(file));
    if (head == OU_ERROR || !ou_file_fill_all(vm, file)) return OU_ERROR;
    if (!decode_bytes(vm, file, file->end - file->start)) return OU_ERROR;
    OU_OWNED OuValue rest = ou_take(&file->decoded);
    file->chunk = 0;
    if (ou_str_of(head)->length == 0) return ou_ref(rest);
    return ou_str_concat(vm, ou_str_of(head), ou_str_of(rest));
}

static bool put_decoded(OuStringWriter *writer, OuFile *file, size_t count)
{
    OuText text = ou_str_text(ou_str_of(file->decoded));
    if (!ou_writer_put_text(writer, ou_text_part(text, file->used, file->used + count)))
        return false;
    file->used += count;
    return true;
}

static bool read_into(OuVM *vm, OuFile *file, OuStringWriter *writer, size_t wanted)
{
    while (wanted) {
        size_t left = decoded_left(file);
        if (!left) {
            bool ended;
            if (!decode_more(vm, file, &ended) || !ou_check_signals(vm)) return false;
            if (ended) return true;
            left = decoded_left(file);
        }
        size_t count = left < wanted ? left : wanted;
        if (!put_decoded(writer, file, count)) return false;
        wanted -= count;
    }
    return true;
}

static OuValue read_some(OuVM *vm, OuFile *file, size_t wanted)
{
    if (wanted <= decoded_left(file)) return take_decoded(vm, file, wanted);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (read_into(vm, file, &writer, wanted)) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// ---- Lines --------------------------------------------------------------------------------------

// How many characters of the text belong to its first line; *complete: its end was found.
static size_t line_length(const OuFile *file, OuText text, bool *complete)
{
    size_t at = OU_TEXT_NOT_FOUND, size = 1;
    switch (file->newline) {
    case OU_NEWLINE_TRANSLATE:
    case OU_NEWLINE_LF: at = ou_text_find_unit(text, '\n'); break;
    case OU_NEWLINE_CR: at = ou_text_find_unit(text, '\r'); break;
    case OU_NEWLINE_ANY: {
        size_t cr = ou_text_find_unit(text, '\r');
        at = ou_text_find_unit(text, '\n');
        if (cr < at) {
            size = cr + 1 == at ? 2 : 1;
            at = cr;
        }
        break;
    }
    case OU_NEWLINE_CRLF:
        size = 2;
        for (at = 0; at + 1 < text.length; at++) {
            if (ou_text_at(text, at) == '\r' && ou_text_at(text, at + 1) == '\n') break;
        }
        if (at + 1 >= text.length) at = OU_TEXT_NOT_FOUND;
    }
    *complete = at != OU_TEXT_NOT_FOUND;
    return *complete ? at + size : text.length;
}

static size_t next_part(const OuFile *file, size_t limit, bool *complete)
{
    OuText text = ou_str_text(ou_str_of(file->decoded));
    size_t count = line_length(file, ou_text_part(text, file->used, text.length), complete);
    if (count < limit) return count;
    *complete = true;
    return limit;
}

static bool read_line_into(OuVM *vm, OuFile *file, OuStringWriter *writer, size_t limit)
{
    for (bool complete = false; !complete;) {
        if (!decoded_left(file)) {
            bool ended;
            if (!decode_more(vm, file, &ended)) return false;
            if (ended) return true;
        }
        size_t count = next_part(file, limit, &complete);
        if (!put_decoded(writer, file, count)) return false;
        limit -= count;
    }
    return true;
}

OuValue ou_file_read_text_line(OuVM *vm, OuFile *file, int64_t limit)
{
    size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
    if (decoded_left(file)) {
        bool complete;
        size_t count = next_part(file, most, &complete);
        if (complete) return take_decoded(vm, file, count);
    }
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (read_line_into(vm, file, &writer, most)) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// ---- Writing ------------------------------------------------------------------------------------

// \n as the file's newline; a new reference.
static OuValue with_newlines(OuVM *vm, const OuFile *file, OuString *string)
{
    OuText text = ou_str_text(string);
    if (file->newline < OU_NEWLINE_CR || ou_text_find_unit(text, '\n') == OU_TEXT_NOT_FOUND) {
        return ou_ref(ou_str_value(string));
    }
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool ok = true;
    for (size_t i = 0; ok && i < text.length; i++) {
        uint32_t unit = ou_text_at(text, i);
        if (unit == '\n' && file->newline == OU_NEWLINE_CRLF) ok = ou_writer_put(&writer, '\r');
        ok = ok &&
             ou_writer_put(&writer, unit == '\n' && file->newline == OU_NEWLINE_CR ? '\r' : unit);
    }
    if (ok) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

// A byte order mark stands at the beginning of the file only.
static size_t mark_size(const OuFile *file, OuText bytes)
{
    static const char *const marks[] = { "\xEF\xBB\xBF", "\xFF\xFE\0\0", "\xFF\xFE" };
    static const size_t sizes[] = { 3, 4, 2 };
    for (unsigned i = 0; file->flags & OU_FILE_HAS_WRITTEN && i < 3; i++) {
        if (bytes.length >= sizes[i] && memcmp(bytes.units, marks[i], sizes[i]) == 0)
            return sizes[i];
    }
    return 0;
}

static bool put_encoded(OuVM *vm, OuFile *file, OuString *text)
{
    if (file->codec != OU_FILE_WIDE && ou_str_is_ascii(text)) {
        return ou_file_put_bytes(vm, file, text->data, text->length);
    }
    OU_OWNED OuValue encoded = ou_codec_encode_value(vm, text, file->encoding, file->errors);
    if (encoded == OU_ERROR) return false;
    OuText bytes = ou_bytes_text(encoded);
    size_t skipped = file->codec == OU_FILE_WIDE ? mark_size(file, bytes) : 0;
    if (bytes.length) file->flags |= OU_FILE_HAS_WRITTEN;
    return ou_file_put_bytes(vm, file, (const char *)bytes.units + skipped, bytes.length - skipped);
}

bool ou_file_write_text(OuVM *vm, OuFile *file, OuString *text)
{
    bool goes_out = file->flags & OU_FILE_WRITE_THROUGH;
    goes_out |= file->flags & OU_FILE_LINE_BUFFERED
        && (ou_text_find_unit(ou_str_text(text), '\n') != OU_TEXT_NOT_FOUND
            || ou_text_find_unit(ou_str_text(text), '\r') != OU_TEXT_NOT_FOUND);
    if (file->newline < OU_NEWLINE_CR) {
        if (!put_encoded(vm, file, text)) return false;
    } else {
        OU_OWNED OuValue translated = with_newlines(vm, file, text);
        if (translated == OU_ERROR || !put_encoded(vm, file, ou_str_of(translated))) return false;
    }
    return !goes_out || ou_file_write_out(vm, file);
}

// ---- Methods ------------------------------------------------------------------------------------

static bool check_usable(OuVM *vm, const OuFile *file, unsigned flag)
{
    if (!ou_file_check_open(vm, file, "I/O operation on closed file.")) return false;
    if (!flag || file->flags & flag) return true;
    (void)ou_file_raise_unsupported(vm, flag == OU_FILE_READABLE ? "not readable" : "not writable");
    return false;
}

// A number of characters: None and what is left out mean all of them.
static bool read_size(OuVM *vm, OuValue value, int64_t *size)
{
    *size = -1;
    if (value == OU_UNBOUND || value == OU_NONE) return true;
    if (ou_is_any_int(value) || ou_type_of(vm, value)->slots.to_index)
        return ou_to_int64(vm, value, size);
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "argument should be integer or None, not '%T'", value);
    return false;
}

OU_METHOD(text_read, "read(self, size=-1, /)",
          "Read at most size characters; all if it is negative.")
{
    OuFile *file = ou_file_of(arguments[0]);
    int64_t size;
    if (!read_size(vm, arguments[1], &size) || !check_usable(vm, file, OU_FILE_READABLE))
        return OU_ERROR;
    return size < 0 ? read_all(vm, file) : read_some(vm, file, (size_t)size);
}

OU_METHOD(text_readline, "readline(self, size=-1, /)",
          "Read one line, or its first size characters.")
{
    OuFile *file = ou_file_of(arguments[0]);
    int64_t size = -1;
    if (arguments[1] != OU_UNBOUND && !ou_to_int64(vm, arguments[1], &size)) return OU_ERROR;
    if (!check_usable(vm, file, OU_FILE_READABLE)) return OU_ERROR;
    return ou_file_read_text_line(vm, file, size);
}

static bool append_line(OuVM *vm, OuValue list, OuValue line, int64_t *length)
{
    *length = (int64_t)ou_str_of(line)->length;
    if (*length) return ou_list_append_steal(vm, ou_list_of(list), line);
    ou_unref(line);
    return true;
}

OU_METHOD(text_readlines, "readlines(self, hint=-1, /)",
          "The lines, as a list; about hint characters of them, if that is positive.")
{
    OuFile *file = ou_file_of(arguments[0]);
    int64_t hint, total = 0, length = 1;
    if (!read_size(vm, arguments[1], &hint) || !check_usable(vm, file, OU_FILE_READABLE))
        return OU_ERROR;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    while (length && (hint <= 0 || total <= hint)) {
        OuValue line = ou_file_read_text_line(vm, file, -1);
        if (line == OU_ERROR || !append_line(vm, list, line, &length)) return OU_ERROR;
        total += length;
    }
    return ou_ref(list);
}

static OuValue write_value(OuVM *vm, OuFile *file, OuValue text)
{
    if (!ou_is_str(text)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "write() argument must be str, not %T", text);
    }
    if (!check_usable(vm, file, OU_FILE_WRITABLE)) return OU_ERROR;
    if (!ou_file_write_text(vm, file, ou_str_of(text))) return OU_ERROR;
    return ou_int_make(vm, (int64_t)ou_str_of(text)->length);
}

OU_METHOD(text_write, "write(self, text, /)", "Write text; gives the number of characters written.")
{
    return write_value(vm, ou_file_of(arguments[0]), arguments[1]);
}

OU_METHOD(text_writelines, "writelines(self, lines, /)", "Write each of the texts.")
{
    OuFile *file = ou_file_of(arguments[0]);
    if (!check_usable(vm, file, 0)) return OU_ERROR;
    OU_OWNED OuValue iterator = ou_iterate(vm, arguments[1]);
    if (iterator == OU_ERROR) return OU_ERROR;
    for (;;) {
        OU_OWNED OuValue line = ou_next(vm, iterator);
        if (line == OU_STOP) return OU_NONE;
        if (line == OU_ERROR || write_value(vm, file, line) == OU_ERROR) return OU_ERROR;
    }
}

OU_METHOD(text_flush, "flush(self, /)", "Write out what is held back.")
{
    OuFile *file = ou_file_of(arguments[0]);
    return check_usable(vm, file, 0) && ou_file_write_out(vm, file) ? OU_NONE : OU_ERROR;
}

OU_METHOD(text_close, "close(self, /)", "Write out what is held back, and close the file.")
{
    return ou_file_close(vm, ou_file_of(arguments[0])) ? OU_NONE : OU_ERROR;
}

// Bytes of the chunk that the characters handed out so far were made of.
static size_t used_bytes(const OuFile *file)
{
    const uint8_t *at = file->bytes + (file->start - file->chunk), *first = at;
    const uint8_t *end = file->bytes + file->start;
    for (size_t i = 0; i < file->used && at < end; i++) {
        bool is_pair = file->newline == OU_NEWLINE_TRANSLATE && *at == '\r' && at + 1 < end
            && at[1] == '\n';
        if (is_pair) at += 2;
        else at += file->codec == OU_FILE_UTF8 ? ou_utf8_read(at, end, false).length : 1;
    }
    return (size_t)(at - first);
}

static bool is_seekable(const OuFile *file)
{
    return lseek(file->fd, 0, SEEK_CUR) >= 0;
}

OU_METHOD(text_tell, "tell(self, /)", "The position in the file, for seek().")
{
    OuFile *file = ou_file_of(arguments[0]);
    int64_t position;
    if (!check_usable(vm, file, 0)) return OU_ERROR;
    if (!is_seekable(file))
        return ou_file_raise_unsupported(vm, "underlying stream is not seekable");
    if (file->flags & OU_FILE_ITERATING) {
        return ou_raise(vm, OU_TYPE_OS_ERROR, "telling position disabled by next() call");
    }
    if (!ou_file_tell(vm, file, &position)) return OU_ERROR;
    if (decoded_left(file)) position -= (int64_t)(file->chunk - used_bytes(file));
    return ou_int_make(vm, position);
}

// Positions of text files come from tell(); relative ones would have to count characters.
static bool check_seek(OuVM *vm, OuFile *file, int64_t offset, int whence)
{
    if (!is_seekable(file)) {
        (void)ou_file_raise_unsupported(vm, "underlying stream is not seekable");
    } else if (whence == SEEK_CUR && offset) {
        (void)ou_file_raise_unsupported(vm, "can't do nonzero cur-relative seeks");
    } else if (whence == SEEK_END && offset) {
        (void)ou_file_raise_unsupported(vm, "can't do nonzero end-relative seeks");
    } else if (whence < 0 || whence > SEEK_END) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "invalid whence (%d, should be 0, 1 or 2)", whence);
    } else if (offset < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "negative seek position %lld", (long long)offset);
    } else {
        return true;
    }
    return false;
}

OU_METHOD(text_seek, "seek(self, cookie, whence=0, /)",
          "Go to a position that tell() gave, to the beginning (0) or to the end (0, 2).")
{
    OuFile *file = ou_file_of(arguments[0]);
    int64_t offset, position;
    int whence = SEEK_SET;
    if (!ou_to_int64(vm, arguments[1], &offset)) return OU_ERROR;
    if (arguments[2] != OU_UNBOUND && !ou_argument_int(vm, arguments[2], &whence)) return OU_ERROR;
    if (!check_usable(vm, file, 0) || !check_seek(vm, file, offset, whence)) return OU_ERROR;
    if (whence == SEEK_CUR) {
        OuValue here = text_tell(vm, arguments);
        if (here == OU_ERROR || !ou_int_as_int64(here, &offset)) return OU_ERROR;
        whence = SEEK_SET;
    }
    if (!ou_file_seek(vm, file, offset, whence, &position)) return OU_ERROR;
    file->flags &= (uint16_t)~OU_FILE_ITERATING;
    if (position == 0) file->flags &= (uint16_t)~OU_FILE_HAS_WRITTEN;
    return ou_int_make(vm, position);
}

OU_METHOD(text_truncate, "truncate(self, pos=None, /)", "Cut the file at the position.")
{
    OuFile *file = ou_file_of(arguments[0]);
    if (!check_usable(vm, file, 0)) return OU_ERROR;
    if (!(file->flags & OU_FILE_WRITABLE)) return ou_file_raise_unsupported(vm, "truncate");
    OuValue position = arguments[1];
    if (position == OU_UNBOUND || position == OU_NONE) position = text_tell(vm, arguments);
    int64_t size;
    if (position == OU_ERROR || !ou_to_int64(vm, position, &size)) return OU_ERROR;
    if (!ou_file_write_out(vm, file)) return OU_ERROR;
    return ou_file_truncate(vm, file, size) ? ou_int_make(vm, size) : OU_ERROR;
}

const OuNativeDef *const ou_file_text_methods[] = {
#define FILE_ROW(name) &ou_file_##name##_native,
    OU_FILE_SHARED_METHODS(FILE_ROW)
#undef FILE_ROW
    &text_read_native, &text_readline_native, &text_readlines_native, &text_write_native,
    &text_writelines_native, &text_flush_native, &text_close_native, &text_tell_native,
    &text_seek_native, &text_truncate_native, &ou_file_reconfigure_native, NULL,
};
