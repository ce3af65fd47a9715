#include "runtime/subject.h"

#include <string.h>

#include "runtime/error.h"
#include "runtime/long_text.h"

// --- building ------------------------------------------------------------------------------------

OuValue ou_subject_finish(const OuSubject *subject, OuStringWriter *writer)
{
    OuValue result = OU_ERROR;
    OuText text = { writer->units, writer->length, writer->width };
    if (!writer->failed) result = subject->make(subject, text);
    ou_writer_discard(writer);
    return result;
}

OuValue ou_subject_part(const OuSubject *subject, size_t start, size_t end)
{
    return subject->make(subject, ou_text_part(subject->text, start, end));
}

static inline size_t picked_index(const OuSliceIndices *indices, size_t i)
{
    return (size_t)(indices->start + (int64_t)i * indices->step);
}

OuValue ou_subject_pick(const OuSubject *subject, const OuSliceIndices *indices)
{
    size_t start = (size_t)indices->start;
    if (indices->count == 0) return ou_subject_part(subject, 0, 0);
    if (indices->step == 1) return ou_subject_part(subject, start, start + indices->count);
    uint32_t all = 0;
    for (size_t i = 0; i < indices->count; i++) {
        all |= ou_text_at(subject->text, picked_index(indices, i));
        if (!ou_check_interrupt_at(subject->vm, i)) return OU_ERROR;
    }
    void *units;
    OuValue result = subject->blank(subject->vm, indices->count, all, &units);
    unsigned width = ou_text_width_for(all);
    for (size_t i = 0; result != OU_ERROR && i < indices->count; i++) {
        ou_text_store(units, width, i, ou_text_at(subject->text, picked_index(indices, i)));
        if (!ou_check_interrupt_at(subject->vm, i)) return ou_long_filled_steal(result, false);
    }
    return result;
}

// Copies what is there behind itself, doubling it each time.
static bool repeat_units(OuVM *vm, char *units, size_t done, size_t size)
{
    while (done < size) {
        size_t more = done < size - done ? done : size - done;
        if (!ou_long_copy_bytes(vm, units + done, units, more)) return false;
        done += more;
    }
    return true;
}

OuValue ou_subject_repeat(const OuSubject *subject, size_t count)
{
    OuText text = subject->text;
    size_t length;
    void *units;
    if (count == 1 || text.length == 0) return subject->make(subject, text);
    if (count == 0) return ou_subject_part(subject, 0, 0);
    if (!ou_size_multiply_add(text.length, count, 0, &length) || length > PTRDIFF_MAX) {
        if (!subject->too_long) return ou_raise_memory_error(subject->vm);
        return ou_raise(subject->vm, OU_TYPE_OVERFLOW_ERROR, "%s", subject->too_long);
    }
    OuVM *vm = subject->vm;
    uint32_t all;
    if (!ou_long_union(vm, text, &all)) return OU_ERROR;
    OuValue result = subject->blank(vm, length, all, &units);
    if (result == OU_ERROR) return OU_ERROR;
    if (text.length == 1) {
        bool is_filled = ou_long_fill(vm, units, text.width, ou_text_at(text, 0), count);
        return ou_long_filled_steal(result, is_filled);
    }
    bool is_filled = ou_long_copy(vm, units, text.width, text)
                  && repeat_units(vm, units, text.length * text.width, length * text.width);
    return ou_long_filled_steal(result, is_filled);
}

OuValue ou_subject_pad(const OuSubject *subject, size_t before, size_t behind, uint32_t fill)
{
    OuText text = subject->text;
    size_t length;
    void *units;
    if (!before && !behind) return subject->make(subject, text);
    if (__builtin_add_overflow(before, behind, &length) ||
        __builtin_add_overflow(length, text.length, &length)) {
        return ou_raise_memory_error(subject->vm);
    }
    OuVM *vm = subject->vm;
    uint32_t all;
    if (!ou_long_union(vm, text, &all)) return OU_ERROR;
    OuValue result = subject->blank(vm, length, all | fill, &units);
    if (result == OU_ERROR) return OU_ERROR;
    unsigned width = ou_text_width_for(all | fill);
    char *next = units;
    bool is_filled = ou_long_fill(vm, next, width, fill, before)
                  && ou_long_copy(vm, next + before * width, width, text)
                  && ou_long_fill(vm, next + (before + text.length) * width, width, fill, behind);
    return ou_long_filled_steal(result, is_filled);
}

OuValue ou_subject_justify(const OuSubject *subject, int64_t width, uint32_t fill, OuSides padded)
{
    int64_t length = (int64_t)subject->text.length;
    if (width <= length) return subject->make(subject, subject->text);
    size_t missing = (size_t)(width - length);
    if (padded == OU_SIDE_LEFT) return ou_subject_pad(subject, missing, 0, fill);
    if (padded == OU_SIDE_RIGHT) return ou_subject_pad(subject, 0, missing, fill);
    size_t before = missing / 2 + (missing & (size_t)width & 1);
    return ou_subject_pad(subject, before, missing - before, fill);
}

OuValue ou_subject_zero_fill(const OuSubject *subject, int64_t width)
{
    OuText text = subject->text;
    if (width <= (int64_t)text.length) return subject->make(subject, text);
    uint32_t first = text.length ? ou_text_at(text, 0) : 0;
    size_t sign = first == '+' || first == '-';
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    ou_writer_put_text(&writer, ou_text_part(text, 0, sign));
    ou_writer_put_fill(&writer, '0', (size_t)width - text.length);
    ou_writer_put_text(&writer, ou_text_part(text, sign, text.length));
    return ou_subject_finish(subject, &writer);
}

OuValue ou_subject_expand_tabs(const OuSubject *subject, int64_t tab_size)
{
    OuText text = subject->text;
    size_t tab;
    if (!ou_long_find_unit(subject->vm, text, '\t', &tab)) return OU_ERROR;
    if (tab == OU_TEXT_NOT_FOUND) return subject->make(subject, text);
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    int64_t column = 0;
    for (size_t i = 0; i < text.length && ou_writer_look(&writer, i); i++) {
        uint32_t unit = ou_text_at(text, i);
        if (unit == '\t') {
            int64_t spaces = tab_size > 0 ? tab_size - column % tab_size : 0;
            ou_writer_put_fill(&writer, ' ', (size_t)spaces);
            column += spaces;
        } else {
            ou_writer_put(&writer, unit);
            column = unit == '\n' || unit == '\r' ? 0 : column + 1;
        }
    }
    return ou_subject_finish(subject, &writer);
}

bool ou_subject_count(OuVM *vm, OuText text, OuText needle, size_t limit, size_t *count)
{
    OuMemory *memory = &vm->heap.memory;
    bool are_units = needle.length == 1 && limit >= text.length;
    *count = 0;
    if (needle.length == 0) {
        *count = ou_text_count(memory, text, needle, limit);
        return true;
    }
    for (size_t from = 0; are_units && from < text.length; from += OU_LONG_PIECE) {
        OuText part = ou_text_part(text, from, text.length);
        if (part.length > OU_LONG_PIECE) part.length = OU_LONG_PIECE;
        *count += ou_text_count(memory, part, needle, SIZE_MAX);
        if (!ou_check_interrupt(vm)) return false;
    }
    for (size_t start = 0; !are_units && *count < limit; ++*count) {
        OuText rest = ou_text_part(text, start, text.length);
        size_t place;
        if (!ou_long_find(vm, rest, needle, &place)) return false;
        if (place == OU_TEXT_NOT_FOUND) return true;
        start += place + needle.length;
        if (!ou_check_interrupt_at(vm, *count)) return false;
    }
    return true;
}

OU_CHECKED
static bool find_replaced(const OuSubject *subject, OuText old, size_t start, size_t *place)
{
    *place = start;
    if (old.length == 0) return true;
    OuText rest = ou_text_part(subject->text, start, subject->text.length);
    if (!ou_long_find(subject->vm, rest, old, place)) return false;
    if (*place != OU_TEXT_NOT_FOUND) *place += start;
    return true;
}

// The empty text stands between all units: one unit is copied after each replacement.
static OuValue replace_empty(const OuSubject *subject, OuText new_text, size_t limit)
{
    OuText text = subject->text;
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    size_t done = 0;
    for (; done < limit && done <= text.length && ou_writer_look(&writer, done); done++) {
        ou_writer_put_text(&writer, new_text);
        if (done < text.length) ou_writer_put(&writer, ou_text_at(text, done));
    }
    if (done < text.length) ou_writer_put_text(&writer, ou_text_part(text, done, text.length));
    return ou_subject_finish(subject, &writer);
}

// One byte by another, all over the text.
static OuValue replace_byte(const OuSubject *subject, uint8_t old, uint8_t new_byte)
{
    OuText text = subject->text;
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    if (ou_writer_put_fill(&writer, 0, text.length)) {
        uint8_t *target = writer.units;
        const uint8_t *source = text.units;
        for (size_t from = 0; from < text.length && ou_writer_look(&writer, SIZE_MAX);) {
            size_t end = ou_long_piece_end(from, text.length);
            for (; from < end; from++) target[from] = source[from] == old ? new_byte : source[from];
        }
    }
    return ou_subject_finish(subject, &writer);
}

static void put_dense(OuStringWriter *writer, OuText text, uint8_t old, OuText new_text)
{
    uint8_t *target = writer->units;
    const uint8_t *source = text.units, *new_bytes = new_text.units;
    for (size_t i = 0; i < text.length && ou_writer_look(writer, i); i++) {
        if (source[i] != old) {
            *target++ = source[i];
        } else {
            for (size_t k = 0; k < new_text.length; k++) *target++ = new_bytes[k];
        }
    }
}

// Where all units are bytes: the result's length is known once the occurrences are counted.
static OuValue replace_bytes(const OuSubject *subject, OuText old, OuText new_text, size_t limit)
{
    OuText text = subject->text;
    size_t count, added;
    if (!ou_subject_count(subject->vm, text, old, limit, &count)) return OU_ERROR;
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    if (__builtin_mul_overflow(count, new_text.length, &added)) added = SIZE_MAX / 2;
    if (!ou_writer_put_fill(&writer, 0, text.length - count * old.length + added)) {
        return ou_subject_finish(subject, &writer);
    }
    uint8_t *target = writer.units;
    const uint8_t *source = text.units;
    enum { DENSE = 16 };          // closer than that, looking at each byte is quicker
    if (old.length == 1 && count > text.length / DENSE && limit >= text.length) {
        put_dense(&writer, text, (uint8_t)ou_text_at(old, 0), new_text);
        count = 0;
    }
    for (size_t copied = 0; count > 0 && ou_writer_look(&writer, count); count--) {
        size_t place, end = text.length;
        writer.failed = !find_replaced(subject, old, copied, &place)
            || !ou_long_copy_bytes(subject->vm, target, source + copied, place - copied)
            || !ou_long_copy(subject->vm, target + (place - copied), 1, new_text);
        if (writer.failed) break;
        target += place - copied + new_text.length;
        copied = place + old.length;
        writer.failed = count == 1
            && !ou_long_copy_bytes(subject->vm, target, source + copied, end - copied);
    }
    return ou_subject_finish(subject, &writer);
}

OuValue ou_subject_replace(const OuSubject *subject, OuText old, OuText new_text, size_t limit)
{
    OuText text = subject->text;
    bool is_same = old.units == new_text.units && old.length == new_text.length;
    size_t place = OU_TEXT_NOT_FOUND;
    if (limit && !is_same && !find_replaced(subject, old, 0, &place)) return OU_ERROR;
    if (place == OU_TEXT_NOT_FOUND) return subject->make(subject, text);
    if (old.length == 0) return replace_empty(subject, new_text, limit);
    bool are_bytes = text.width == 1 && old.width == 1 && new_text.width == 1;
    if (are_bytes && old.length == 1 && new_text.length == 1 && limit >= text.length) {
        uint8_t old_byte = (uint8_t)ou_text_at(old, 0);
        return replace_byte(subject, old_byte, (uint8_t)ou_text_at(new_text, 0));
    }
    if (are_bytes) return replace_bytes(subject, old, new_text, limit);
    OuStringWriter writer;
    ou_writer_init(&writer, subject->vm);
    size_t copied = 0;
    for (size_t done = 0; place != OU_TEXT_NOT_FOUND && ou_writer_look(&writer, done);) {
        ou_writer_put_text(&writer, ou_text_part(text, copied, place));
        ou_writer_put_text(&writer, new_text);
        copied = place + old.length;
        place = OU_TEXT_NOT_FOUND;
        if (++done < limit && !find_replaced(subject, old, copied, &place)) writer.failed = true;
    }
    ou_writer_put_text(&writer, ou_text_part(text, copied, text.length));
    return ou_subject_finish(subject, &writer);
}

// --- stripping -----------------------------------------------------------------------------------

typedef struct UnitSet {
    const OuSubject *subject;
    const OuText    *units;        // NULL: spaces
    uint64_t         low[4];       // which units below 256 belong to it
} UnitSet;

OU_CHECKED static bool unit_set_init(UnitSet *set, const OuSubject *subject, const OuText *units)
{
    *set = (UnitSet){ subject, units, { 0, 0, 0, 0 } };
    for (size_t i = 0; units && i < units->length; i++) {
        uint32_t unit = ou_text_at(*units, i);
        if (unit < 256) set->low[unit / 64] |= (uint64_t)1 << unit % 64;
        if (!ou_check_interrupt_at(subject->vm, i + 1)) return false;
    }
    return true;
}

// *has: does the unit, which is the i-th that is asked for, belong to the set?
OU_CHECKED static bool unit_set_ask(const UnitSet *set, uint32_t unit, size_t i, bool *has)
{
    OuVM *vm = set->subject->vm;
    size_t place;
    if (!ou_check_interrupt_at(vm, i)) return false;
    if (!set->units) {
        *has = ou_subject_is_space(set->subject, unit);
    } else if (unit < 256) {
        *has = set->low[unit / 64] >> unit % 64 & 1;
    } else {
        if (!ou_check_interrupt(vm) || !ou_long_find_unit(vm, *set->units, unit, &place)) {
            return false;
        }
        *has = place != OU_TEXT_NOT_FOUND;
    }
    return true;
}

OuValue ou_subject_strip(const OuSubject *subject, const OuText *units, OuSides sides)
{
    UnitSet set;
    if (!unit_set_init(&set, subject, units)) return OU_ERROR;
    OuText text = subject->text;
    size_t start = 0, end = text.length;
    bool has = sides & OU_SIDE_LEFT;
    for (; has && start < end; start += has) {
        if (!unit_set_ask(&set, ou_text_at(text, start), start, &has)) return OU_ERROR;
    }
    has = sides & OU_SIDE_RIGHT;
    for (; has && end > start; end -= has) {
        if (!unit_set_ask(&set, ou_text_at(text, end - 1), end, &has)) return OU_ERROR;
    }
    return ou_subject_part(subject, start, end);
}
