// subject.h: the methods that str, bytes and bytearray share, written once over runs of units.
//
// A subject is the object whose method runs, seen as text, together with what differs between the
// types: how a piece becomes an object, and what counts as a space or a line break.
#ifndef OU_RUNTIME_SUBJECT_H
#define OU_RUNTIME_SUBJECT_H

#include "runtime/slice.h"
#include "runtime/str.h"

typedef struct OuSubject OuSubject;
struct OuSubject {
    OuVM   *vm;
    OuValue self;
    OuText  text;
    // The piece as an object; for the whole text, of an immutable type, the subject itself.
    OuValue (*make)(const OuSubject *subject, OuText piece);
    // A fresh object of `length` > 0 units for the caller to fill; `all` as for ou_str_new.
    OuValue (*blank)(OuVM *vm, size_t length, uint32_t all, void **units);
    const char *too_long;        // OverflowError of a repetition; NULL: MemoryError
    uint64_t ascii_spaces;       // bit n: unit n is a space, for those below 64; above that,
                                 // nothing of ASCII is
    bool    (*is_space)(uint32_t unit);
    bool    (*is_line_break)(uint32_t unit);
};

typedef enum OuSides { OU_SIDE_LEFT = 1, OU_SIDE_RIGHT = 2, OU_SIDE_BOTH = 3 } OuSides;

static inline bool ou_subject_is_space(const OuSubject *subject, uint32_t unit)
{
    if (unit < 128) return unit < 64 && subject->ascii_spaces >> unit & 1;
    return subject->is_space(unit);
}

OuSubject ou_str_subject(OuVM *vm, OuValue self);
OuSubject ou_bytes_subject(OuVM *vm, OuValue self);        // bytes and bytearray

OU_CHECKED OuValue ou_subject_part(const OuSubject *subject, size_t start, size_t end);
OU_CHECKED OuValue ou_subject_pick(const OuSubject *subject, const OuSliceIndices *indices);
// What the writer holds as an object of the subject's type; frees the writer.
OU_CHECKED OuValue ou_subject_finish(const OuSubject *subject, OuStringWriter *writer);
OU_CHECKED OuValue ou_subject_repeat(const OuSubject *subject, size_t count);
// Lists of pieces; `limit` splits at most. The _words forms split at runs of spaces.
OU_CHECKED OuValue ou_subject_split(const OuSubject *subject, OuText separator, size_t limit);
OU_CHECKED OuValue ou_subject_split_words(const OuSubject *subject, size_t limit);
OU_CHECKED OuValue ou_subject_split_last(const OuSubject *subject, OuText separator, size_t limit);
OU_CHECKED OuValue ou_subject_split_last_words(const OuSubject *subject, size_t limit);
OU_CHECKED OuValue ou_subject_split_lines(const OuSubject *subject, bool keep_ends);
// (before, separator, behind); at the last place when `from_end`. `separator_value` goes into the
// tuple.
OU_CHECKED OuValue ou_subject_partition(const OuSubject *subject, OuText separator,
                                        OuValue separator_value, bool from_end);
// `units` NULL: spaces.
OU_CHECKED OuValue ou_subject_strip(const OuSubject *subject, const OuText *units, OuSides sides);
// How often the needle occurs, without overlaps, at most `limit` times. False: interrupted.
OU_CHECKED
bool ou_subject_count(OuVM *vm, OuText text, OuText needle, size_t limit, size_t *count);
OU_CHECKED OuValue ou_subject_replace(const OuSubject *subject, OuText old, OuText new_text,
                                      size_t limit);
OU_CHECKED OuValue ou_subject_pad(const OuSubject *subject, size_t before, size_t behind,
                                  uint32_t fill);
// ljust, rjust and center.
OU_CHECKED OuValue ou_subject_justify(const OuSubject *subject, int64_t width, uint32_t fill,
                                      OuSides padded);
OU_CHECKED OuValue ou_subject_zero_fill(const OuSubject *subject, int64_t width);
OU_CHECKED OuValue ou_subject_expand_tabs(const OuSubject *subject, int64_t tab_size);

#endif
