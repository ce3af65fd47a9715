// str.h: str: immutable text, 1, 2 or 4 bytes a code point (after PEP 393).
#ifndef OU_RUNTIME_STR_H
#define OU_RUNTIME_STR_H

#include <stdarg.h>

#include "gc/buffer.h"
#include "runtime/error.h"
#include "runtime/state.h"
#include "runtime/text.h"

//     header | length | hash | code points ... | one zero unit
struct OuString {
    OuObject header;        // aux: OU_STR_... flags
    size_t   length;        // in code points
    uint64_t hash;          // 0 = not computed yet
    uint8_t  data[];        // length + 1 units
};
enum {
    OU_STR_WIDTH    = 7,    // 1, 2 or 4: bytes a code point; always the narrowest that fits
    OU_STR_ASCII    = 8,    // all below 128: data is UTF-8 as it stands
    OU_STR_INTERNED = 16,   // equal interned strings are identical
};

static inline bool ou_is_str(OuValue v) { return ou_base_kind_of(v) == OU_KIND_STR; }
static inline bool ou_is_exact_str(OuValue v) { return ou_kind_of(v) == OU_KIND_STR; }
static inline OuString *ou_str_of(OuValue v) { return (OuString *)ou_pointer_of(v); }
static inline OuValue ou_str_value(OuString *s) { return ou_pointer_value(s); }
static inline unsigned ou_str_width(const OuString *s) { return s->header.aux & OU_STR_WIDTH; }
static inline bool ou_str_is_ascii(const OuString *s) { return s->header.aux & OU_STR_ASCII; }
static inline uint32_t ou_str_at(const OuString *s, size_t index)
{
    return ou_text_load(s->data, ou_str_width(s), index);
}
static inline OuText ou_str_text(const OuString *s)
{
    return (OuText){ s->data, s->length, ou_str_width(s) };
}

// A fresh string of `length` > 0 units for the caller to fill; `all` is the bitwise or of the code
// points to come (or anything that needs as many bytes). NULL: MemoryError.
OU_CHECKED OuString *ou_str_new(OuVM *vm, size_t length, uint32_t all);
// The same for a subclass of str too: a copy of `s` as an instance of `type`.
OU_CHECKED OuValue ou_str_copy_as(OuVM *vm, OuType *type, const OuString *s);
// An exact str with the same text: `s` itself, or a copy of a subclass's instance.
OU_CHECKED OuValue ou_str_exact(OuVM *vm, OuString *s);

// From UTF-8 (surrogates as three bytes are kept: WTF-8). Invalid bytes: UnicodeDecodeError.
OU_CHECKED OuValue ou_str_make(OuVM *vm, const char *utf8, size_t length);
// The same, without surrogates; OU_UNBOUND when the bytes aren't valid UTF-8.
OU_CHECKED OuValue ou_str_try_utf8(OuVM *vm, const char *utf8, size_t length);
OU_CHECKED OuValue ou_str_make_text(OuVM *vm, const char *utf8);           // NUL-terminated
OU_CHECKED OuValue ou_str_make_format(OuVM *vm, const char *format, ...);  // as ou_raise's
OU_CHECKED OuValue ou_str_make_vformat(OuVM *vm, const char *format, va_list *arguments);
OU_CHECKED OuValue ou_str_from_code_point(OuVM *vm, uint32_t code_point);
// `count` units of `width` bytes; narrowed if they fit.
OU_CHECKED OuValue ou_str_from_units(OuVM *vm, const void *units, unsigned width, size_t count);
OU_CHECKED OuValue ou_str_from_text(OuVM *vm, OuText text);
// From UTF-8 that may be damaged: each bad byte becomes U+FFFD. For messages and file names.
OU_CHECKED OuValue ou_str_make_lossy(OuVM *vm, const char *utf8, size_t length);
// The one interned string equal to it (owned).
OU_CHECKED OuString *ou_str_intern_steal(OuVM *vm, OuString *string);
OU_CHECKED OuString *ou_str_intern_text(OuVM *vm, const char *utf8, size_t length);
void ou_str_forget_interned(OuVM *vm, OuString *string);      // called by the layout's release

// UTF-8 (WTF-8) text; valid while the string lives only for ASCII; otherwise put into `buffer`.
OU_CHECKED const char *ou_str_utf8(OuVM *vm, const OuString *s, OuBuffer *buffer, size_t *length);

bool ou_str_equal(const OuString *a, const OuString *b);
int  ou_str_compare(const OuString *a, const OuString *b);    // by code points: <0, 0, >0
// SipHash-1-3, cached; 0 for the empty string only, never -1 (as a signed number).
uint64_t ou_str_hash(OuVM *vm, OuString *s);
// The same, of text of any length. False: interrupted.
OU_CHECKED bool ou_str_hash_long(OuVM *vm, OuString *s, int64_t *hash);
bool ou_str_equals_text(const OuString *s, const char *ascii);
OU_CHECKED OuValue ou_str_concat(OuVM *vm, OuString *a, OuString *b);
OU_CHECKED OuValue ou_str_slice(OuVM *vm, OuString *s, size_t start, size_t end);
OU_CHECKED OuValue ou_str_join(OuVM *vm, OuString *separator, OuValue iterable);
OU_CHECKED OuValue ou_str_repr(OuVM *vm, OuString *s);
// \xNN, \uNNNN or \UNNNNNNNN for everything beyond ASCII: what ascii() does to a repr.
OU_CHECKED OuValue ou_str_escape_non_ascii(OuVM *vm, OuString *s);
OU_CHECKED OuValue ou_str_format_spec(OuVM *vm, OuString *s, OuString *specification);
// f-strings: joins `count` values, all str.
OU_CHECKED OuValue ou_str_build(OuVM *vm, const OuValue *parts, size_t count);
// The same with a separator between each two.
OU_CHECKED OuValue ou_str_join_parts(OuVM *vm, const OuString *separator, const OuValue *parts,
                                     size_t count);
// An in-place `a += b` where the caller gives up its only reference to a: may grow a.
OU_CHECKED OuValue ou_str_append_steal(OuVM *vm, OuValue a, OuValue b);

// --- the iterator --------------------------------------------------------------------------------
typedef struct OuStringIterator {
    OuObject  header;
    OuString *string;            // NULL once exhausted
    size_t    index;             // of the next character
} OuStringIterator;
static inline OuStringIterator *ou_str_iterator_of(OuValue v)
{
    return (OuStringIterator *)ou_pointer_of(v);
}
OU_CHECKED OuValue ou_str_iterate(OuVM *vm, OuValue string);
OU_CHECKED OuValue ou_str_iterator_next(OuVM *vm, OuValue self);     // OU_STOP at the end

// --- putting a string together piece by piece (writer) -------------------------------------------
enum { OU_WRITER_ROOM = 120 };

typedef struct OuStringWriter {
    OuVM    *vm;
    void    *units;              // a buffer, or `room`
    size_t   length, capacity;
    unsigned width;              // widened as needed
    bool     failed;             // an exception is set
    bool     is_ascii;           // surely: so far only such has come that said so
    OuValue  beginning;          // the str that was put first, or UNBOUND: maybe all there is
    char     room[OU_WRITER_ROOM];   // for short texts
} OuStringWriter;
void ou_writer_init(OuStringWriter *writer, OuVM *vm);
bool ou_writer_put(OuStringWriter *writer, uint32_t code_point);
bool ou_writer_put_ascii(OuStringWriter *writer, const char *text, size_t length);
bool ou_writer_put_str(OuStringWriter *writer, const OuString *s);
bool ou_writer_put_text(OuStringWriter *writer, OuText text);
// `is_ascii`: that it is ASCII is known.
static inline bool ou_writer_put_part(OuStringWriter *writer, OuText text, bool is_ascii)
{
    return is_ascii ? ou_writer_put_ascii(writer, text.units, text.length)
                    : ou_writer_put_text(writer, text);
}
// The text so far is this str: should nothing more come, it is the result itself, as in CPython.
void ou_writer_note_beginning(OuStringWriter *writer, OuValue string);
bool ou_writer_put_fill(OuStringWriter *writer, uint32_t code_point, size_t count);
// In a loop that writes: looks for an interrupt now and then; false if the writer has failed by it.
bool ou_writer_look_now(OuStringWriter *writer);
static inline bool ou_writer_look(OuStringWriter *writer, size_t round)
{
    bool is_usual = round % OU_ROUNDS_BETWEEN_LOOKS != OU_ROUNDS_BETWEEN_LOOKS - 1;
    return OU_LIKELY(is_usual) ? !writer->failed : ou_writer_look_now(writer);
}
OU_CHECKED OuValue ou_writer_finish(OuStringWriter *writer);     // the str; frees the writer
void ou_writer_discard(OuStringWriter *writer);

#endif
