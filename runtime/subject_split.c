#include "runtime/list.h"
#include "runtime/error.h"
#include "runtime/long_text.h"
#include "runtime/str.h"
#include "runtime/subject.h"

// A list that is being filled; `list` is OU_ERROR once something failed.
typedef struct Pieces {
    const OuSubject *subject;
    OuValue          list;
    bool             is_str;       // the whole of a string: pieces are slices of it
    bool             is_ascii;     // ... which is ASCII
} Pieces;

static Pieces pieces_begin(const OuSubject *subject)
{
    bool is_str = ou_is_str(subject->self) &&
                  subject->text.units == (const void *)ou_str_of(subject->self)->data;
    enum { ROOM = 12 };                               // as CPython: most lists don't grow
    OuValue list = ou_list_make(subject->vm, NULL, 0);
    if (list != OU_ERROR && !ou_list_grow(subject->vm, ou_list_of(list), ROOM)) {
        ou_unref(list);
        list = OU_ERROR;
    }
    bool is_ascii = is_str && ou_str_is_ascii(ou_str_of(subject->self));
    return (Pieces){ subject, list, is_str, is_ascii };
}

static OuValue piece_make(const Pieces *pieces, size_t start, size_t end)
{
    const OuSubject *subject = pieces->subject;
    if (!pieces->is_str) return ou_subject_part(subject, start, end);
    OuString *whole = ou_str_of(subject->self);
    size_t length = end - start;
    bool is_usual = pieces->is_ascii && length > 1 && length < OU_LONG_PIECE
                 && length < whole->length;
    if (!is_usual) return ou_str_slice(subject->vm, whole, start, end);
    OuString *piece = ou_str_new(subject->vm, length, 0x7F);
    if (!piece) return OU_ERROR;
    ou_text_copy_bytes(piece->data, whole->data + start, length);
    return ou_str_value(piece);
}

// What was collected is dropped: an exception is set.
static OuValue pieces_fail(Pieces *pieces)
{
    ou_unref(pieces->list);
    pieces->list = OU_ERROR;
    return OU_ERROR;
}

static bool pieces_add(Pieces *pieces, size_t start, size_t end)
{
    if (pieces->list == OU_ERROR) return false;
    OuVM *vm = pieces->subject->vm;
    OuValue piece = piece_make(pieces, start, end);
    OuList *list = ou_list_of(pieces->list);
    bool added = piece != OU_ERROR && ou_list_append_steal(vm, list, piece);
    if (added && ou_check_interrupt_at(vm, list->length)) return true;
    (void)pieces_fail(pieces);
    return false;
}

static OuValue pieces_reversed(const Pieces *pieces)
{
    if (pieces->list == OU_ERROR) return OU_ERROR;
    OuList *list = ou_list_of(pieces->list);
    for (size_t i = 0, j = list->length; i + 1 < j; i++) {
        OuValue item = list->items[i];
        list->items[i] = list->items[--j];
        list->items[j] = item;
    }
    return pieces->list;
}

// As ou_long_find. Most separators are one unit, and near.
OU_CHECKED
static bool find_next(OuVM *vm, OuText text, OuText separator, size_t *place)
{
    enum { NEAR = 16 };
    bool is_unit = text.width == 1 && separator.width == 1 && separator.length == 1;
    if (!is_unit || text.length < NEAR) return ou_long_find(vm, text, separator, place);
    const uint8_t *units = text.units;
    uint8_t unit = *(const uint8_t *)separator.units;
    for (*place = 0; *place < NEAR; ++*place) if (units[*place] == unit) return true;
    if (!ou_long_find(vm, ou_text_part(text, NEAR, text.length), separator, place)) return false;
    if (*place != OU_TEXT_NOT_FOUND) *place += NEAR;
    return true;
}

OuValue ou_subject_split(const OuSubject *subject, OuText separator, size_t limit)
{
    OuText text = subject->text;
    Pieces pieces = pieces_begin(subject);
    size_t start = 0;
    for (size_t splits = 0; splits < limit; splits++) {
        OuText rest = ou_text_part(text, start, text.length);
        size_t place;
        if (!find_next(subject->vm, rest, separator, &place)) return pieces_fail(&pieces);
        if (place == OU_TEXT_NOT_FOUND) break;
        if (!pieces_add(&pieces, start, start + place)) return OU_ERROR;
        start += place + separator.length;
    }
    pieces_add(&pieces, start, text.length);
    return pieces.list;
}

OuValue ou_subject_split_last(const OuSubject *subject, OuText separator, size_t limit)
{
    Pieces pieces = pieces_begin(subject);
    size_t end = subject->text.length;
    for (size_t splits = 0; splits < limit; splits++) {
        OuText rest = ou_text_part(subject->text, 0, end);
        size_t place;
        if (!ou_long_find_last(subject->vm, rest, separator, &place)) return pieces_fail(&pieces);
        if (place == OU_TEXT_NOT_FOUND) break;
        if (!pieces_add(&pieces, place + separator.length, end)) return OU_ERROR;
        end = place;
    }
    pieces_add(&pieces, 0, end);
    return pieces_reversed(&pieces);
}

// Up to `end`.
static size_t skip_piece(const OuSubject *subject, size_t index, size_t end, bool spaces)
{
    if (subject->text.width == 1) {
        const uint8_t *units = subject->text.units;
        enum { FIRST_LETTER = 33, LETTERS = 95 };         // from '!' on: surely no spaces
        while (!spaces && index < end && (unsigned)(units[index] - FIRST_LETTER) < LETTERS) {
            index++;
        }
        while (index < end && units[index] < 64 &&
               (subject->ascii_spaces >> units[index] & 1) == spaces) index++;
    }
    while (index < end &&
           ou_subject_is_space(subject, ou_text_at(subject->text, index)) == spaces) index++;
    return index;
}

// Goes on from *index. False: interrupted.
OU_CHECKED static bool skip(const OuSubject *subject, size_t *index, bool spaces)
{
    for (size_t length = subject->text.length;;) {
        size_t end = ou_long_piece_end(*index, length);
        *index = skip_piece(subject, *index, end, spaces);
        if (*index < end || end == length) return true;
        if (!ou_check_interrupt(subject->vm)) return false;
    }
}

OU_CHECKED static bool skip_back(const OuSubject *subject, size_t *index, bool spaces)
{
    while (*index > 0 &&
           ou_subject_is_space(subject, ou_text_at(subject->text, *index - 1)) == spaces) {
        if (!ou_check_interrupt_at(subject->vm, --*index)) return false;
    }
    return true;
}

OuValue ou_subject_split_words(const OuSubject *subject, size_t limit)
{
    Pieces pieces = pieces_begin(subject);
    size_t length = subject->text.length, start = 0;
    if (!skip(subject, &start, true)) return pieces_fail(&pieces);
    for (size_t splits = 0; splits < limit && start < length; splits++) {
        size_t end = start;
        if (!skip(subject, &end, false)) return pieces_fail(&pieces);
        if (!pieces_add(&pieces, start, end)) return OU_ERROR;
        start = end;
        if (!skip(subject, &start, true)) return pieces_fail(&pieces);
    }
    if (start < length) pieces_add(&pieces, start, length);
    return pieces.list;
}

OuValue ou_subject_split_last_words(const OuSubject *subject, size_t limit)
{
    Pieces pieces = pieces_begin(subject);
    size_t end = subject->text.length;
    if (!skip_back(subject, &end, true)) return pieces_fail(&pieces);
    for (size_t splits = 0; splits < limit && end > 0; splits++) {
        size_t start = end;
        if (!skip_back(subject, &start, false)) return pieces_fail(&pieces);
        if (!pieces_add(&pieces, start, end)) return OU_ERROR;
        end = start;
        if (!skip_back(subject, &end, true)) return pieces_fail(&pieces);
    }
    if (end > 0) pieces_add(&pieces, 0, end);
    return pieces_reversed(&pieces);
}

OuValue ou_subject_split_lines(const OuSubject *subject, bool keep_ends)
{
    OuText text = subject->text;
    Pieces pieces = pieces_begin(subject);
    for (size_t start = 0; start < text.length;) {
        size_t end = start;
        while (end < text.length && !subject->is_line_break(ou_text_at(text, end))) {
            if (!ou_check_interrupt_at(subject->vm, end++)) return pieces_fail(&pieces);
        }
        size_t next = end < text.length ? end + 1 : end;
        if (next < text.length && ou_text_at(text, end) == '\r' && ou_text_at(text, next) == '\n') {
            next++;
        }
        if (!pieces_add(&pieces, start, keep_ends ? next : end)) return OU_ERROR;
        start = next;
    }
    return pieces.list;
}

static OuValue tuple_of_three(OuVM *vm, OuValue before, OuValue middle, OuValue behind)
{
    OuTuple *tuple = NULL;
    if (before != OU_ERROR && behind != OU_ERROR) tuple = ou_tuple_new(vm, 3);
    if (!tuple) {
        ou_unref(before);
        ou_unref(behind);
        return OU_ERROR;
    }
    tuple->items[0] = before;
    tuple->items[1] = ou_ref(middle);
    tuple->items[2] = behind;
    return ou_pointer_value(tuple);
}

static OuValue partition_whole(const OuSubject *subject, bool from_end)
{
    OuValue empty = ou_subject_part(subject, 0, 0);
    if (empty == OU_ERROR) return OU_ERROR;
    OuValue whole = subject->make(subject, subject->text);
    OuValue other = ou_subject_part(subject, 0, 0);
    if (whole == OU_ERROR || other == OU_ERROR) {
        ou_unref(whole);
        ou_unref(other);
        ou_unref(empty);
        return OU_ERROR;
    }
    OuValue tuple = from_end ? tuple_of_three(subject->vm, other, empty, whole)
                             : tuple_of_three(subject->vm, whole, empty, other);
    ou_unref(empty);
    return tuple;
}

OuValue ou_subject_partition(const OuSubject *subject, OuText separator, OuValue separator_value,
                             bool from_end)
{
    size_t place;
    bool done = from_end ? ou_long_find_last(subject->vm, subject->text, separator, &place)
                         : ou_long_find(subject->vm, subject->text, separator, &place);
    if (!done) return OU_ERROR;
    if (place == OU_TEXT_NOT_FOUND) return partition_whole(subject, from_end);
    OuValue before = ou_subject_part(subject, 0, place);
    if (before == OU_ERROR) return OU_ERROR;
    OuValue behind = ou_subject_part(subject, place + separator.length, subject->text.length);
    return tuple_of_three(subject->vm, before, separator_value, behind);
}
