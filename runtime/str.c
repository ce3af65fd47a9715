#include "runtime/str.h"

#include <string.h>

#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/hash.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/utf8.h"

// --- making --------------------------------------------------------------------------------------

static bool string_size(size_t length, unsigned width, size_t *size)
{
    return length < SIZE_MAX / 8 &&
           ou_size_multiply_add(length + 1, width, offsetof(OuString, data), size);
}

static void string_prepare(OuString *s, size_t length, unsigned width, bool is_ascii)
{
    s->header.aux = (uint16_t)(width | (is_ascii ? OU_STR_ASCII : 0));
    s->length = length;
    s->hash = 0;
    ou_text_store(s->data, width, length, 0);
}

OuString *ou_str_new(OuVM *vm, size_t length, uint32_t all)
{
    unsigned width = ou_text_width_for(all);
    size_t size;
    OuString *s = NULL;
    if (string_size(length, width, &size)) {
        s = (OuString *)ou_heap_new_leaf(&vm->heap, OU_KIND_STR, size);
    }
    if (!s) {
        ou_raise_memory_error(vm);
        return NULL;
    }
    string_prepare(s, length, width, all < 0x80);
    return s;
}

static OuValue string_filled(OuString *s, bool is_filled)
{
    return ou_long_filled_steal(ou_str_value(s), is_filled);
}

OuValue ou_str_copy_as(OuVM *vm, OuType *type, const OuString *s)
{
    unsigned width = ou_str_width(s);
    size_t size;
    if (!string_size(s->length, width, &size)) return ou_raise_memory_error(vm);
    OuString *copy = (OuString *)ou_object_new_leaf(vm, type, size);
    if (!copy) return OU_ERROR;
    string_prepare(copy, s->length, width, ou_str_is_ascii(s));
    copy->hash = s->hash;
    return string_filled(copy, ou_long_copy(vm, copy->data, width, ou_str_text(s)));
}

OuValue ou_str_exact(OuVM *vm, OuString *s)
{
    if (s->header.kind == OU_KIND_STR) return ou_ref(ou_str_value(s));
    return ou_str_from_text(vm, ou_str_text(s));
}

OuValue ou_str_from_code_point(OuVM *vm, uint32_t code_point)
{
    if (code_point < 256) return ou_ref(ou_str_value(vm->latin1[code_point]));
    OuString *s = ou_str_new(vm, 1, code_point);
    if (!s) return OU_ERROR;
    ou_text_store(s->data, ou_str_width(s), 0, code_point);
    return ou_str_value(s);
}

OuValue ou_str_from_text(OuVM *vm, OuText text)
{
    if (text.length == 0) return ou_ref(ou_str_value(vm->empty_string));
    if (text.length == 1) return ou_str_from_code_point(vm, ou_text_at(text, 0));
    uint32_t all;
    if (!ou_long_union(vm, text, &all)) return OU_ERROR;
    OuString *s = ou_str_new(vm, text.length, all);
    if (!s) return OU_ERROR;
    return string_filled(s, ou_long_copy(vm, s->data, ou_str_width(s), text));
}

OuValue ou_str_from_units(OuVM *vm, const void *units, unsigned width, size_t count)
{
    return ou_str_from_text(vm, (OuText){ units, count, width });
}

// --- from and to UTF-8 ---------------------------------------------------------------------------

typedef struct Utf8Survey {
    size_t   length;         // code points
    uint32_t all;            // their bitwise or
    size_t   bad;            // offset of the first damage, or SIZE_MAX
    OuUtf8Step damage;
} Utf8Survey;

// False: interrupted.
OU_CHECKED static bool utf8_survey(OuVM *vm, const uint8_t *bytes, size_t size, bool surrogates,
                                   Utf8Survey *answer)
{
    size_t prefix;
    if (!ou_long_ascii_prefix(vm, bytes, size, &prefix)) return false;
    Utf8Survey survey = { prefix, 0, SIZE_MAX, { 0, 0, NULL } };
    for (const uint8_t *next = bytes + prefix, *end = bytes + size; next < end;) {
        if (!ou_check_interrupt_at(vm, survey.length)) return false;
        if (*next < 0x80) {
            next++;
            survey.length++;
            continue;
        }
        OuUtf8Step step = ou_utf8_read(next, end, surrogates);
        if (step.reason) {
            survey.bad = (size_t)(next - bytes);
            survey.damage = step;
            break;
        }
        survey.all |= step.code_point;
        survey.length++;
        next += step.length;
    }
    *answer = survey;
    return true;
}

static OuValue make_surveyed(OuVM *vm, const char *utf8, size_t size, Utf8Survey survey)
{
    const uint8_t *bytes = (const uint8_t *)utf8, *end = bytes + size;
    if (survey.length == 0) return ou_ref(ou_str_value(vm->empty_string));
    if (survey.length == 1) {
        return ou_str_from_code_point(vm, ou_utf8_read(bytes, end, true).code_point);
    }
    OuString *s = ou_str_new(vm, survey.length, survey.all);
    if (!s) return OU_ERROR;
    if (ou_str_is_ascii(s)) return string_filled(s, ou_long_copy_bytes(vm, s->data, utf8, size));
    unsigned width = ou_str_width(s);
    for (size_t i = 0, pause; i < survey.length;) {
        for (pause = ou_rounds_end(i, survey.length); i < pause; i++) {
            if (*bytes < 0x80) {
                ou_text_store(s->data, width, i, *bytes++);
                continue;
            }
            OuUtf8Step step = ou_utf8_read(bytes, end, true);
            ou_text_store(s->data, width, i, step.code_point);
            bytes += step.length;
        }
        if (i < survey.length && !ou_check_interrupt(vm)) return string_filled(s, false);
    }
    return ou_str_value(s);
}

OuValue ou_str_make(OuVM *vm, const char *utf8, size_t size)
{
    Utf8Survey survey;
    if (!utf8_survey(vm, (const uint8_t *)utf8, size, true, &survey)) return OU_ERROR;
    if (!survey.damage.reason) return make_surveyed(vm, utf8, size, survey);
    return ou_codec_raise_decode(vm, "utf-8", utf8, size, survey.bad,
                                 survey.bad + survey.damage.length, survey.damage.reason);
}

OuValue ou_str_try_utf8(OuVM *vm, const char *utf8, size_t size)
{
    Utf8Survey survey;
    if (!utf8_survey(vm, (const uint8_t *)utf8, size, false, &survey)) return OU_ERROR;
    return survey.damage.reason ? OU_UNBOUND : make_surveyed(vm, utf8, size, survey);
}

OuValue ou_str_make_text(OuVM *vm, const char *utf8)
{
    return ou_str_make(vm, utf8, strlen(utf8));
}

OuValue ou_str_make_lossy(OuVM *vm, const char *utf8, size_t size)
{
    const uint8_t *bytes = (const uint8_t *)utf8, *end = bytes + size;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    while (bytes < end) {
        OuUtf8Step step = ou_utf8_read(bytes, end, true);
        if (!ou_writer_put(&writer, step.reason ? 0xFFFD : step.code_point)) break;
        bytes += step.length;
    }
    return ou_writer_finish(&writer);
}

const char *ou_str_utf8(OuVM *vm, const OuString *s, OuBuffer *buffer, size_t *length)
{
    if (ou_str_is_ascii(s)) {
        if (length) *length = s->length;
        return (const char *)s->data;
    }
    size_t start = buffer->length;
    bool is_complete = ou_buffer_reserve(buffer, s->length * 2);
    for (size_t i = 0; is_complete && i < s->length; i++) {
        is_complete = ou_buffer_put_utf8(buffer, ou_str_at(s, i));
    }
    if (!is_complete) {
        ou_raise_memory_error(vm);
        return NULL;
    }
    if (length) *length = buffer->length - start;
    return buffer->bytes + start;
}

// --- asking --------------------------------------------------------------------------------------

bool ou_str_equal(const OuString *a, const OuString *b)
{
    if (a == b) return true;
    unsigned width = ou_str_width(a);
    if (a->length != b->length || width != ou_str_width(b)) return false;
    return memcmp(a->data, b->data, a->length * width) == 0;
}

int ou_str_compare(const OuString *a, const OuString *b)
{
    return a == b ? 0 : ou_text_compare(ou_str_text(a), ou_str_text(b));
}

static uint64_t note_hash(OuString *s, uint64_t hash)
{
    if (hash == 0) hash = 1;
    if (hash == UINT64_MAX) hash = UINT64_MAX - 1;
    return s->hash = hash;
}

uint64_t ou_str_hash(OuVM *vm, OuString *s)
{
    if (s->hash || s->length == 0) return s->hash;
    return note_hash(s, ou_hash_bytes(vm->hash_seed, s->data, s->length * ou_str_width(s)));
}

bool ou_str_hash_long(OuVM *vm, OuString *s, int64_t *hash)
{
    if (!s->hash && s->length > OU_LONG_PIECE) {
        uint64_t number;
        if (!ou_long_hash(vm, s->data, s->length * ou_str_width(s), &number)) return false;
        note_hash(s, number);
    }
    *hash = (int64_t)ou_str_hash(vm, s);
    return true;
}

bool ou_str_equals_text(const OuString *s, const char *ascii)
{
    size_t length = strlen(ascii);
    return s->length == length && ou_str_is_ascii(s) && memcmp(s->data, ascii, length) == 0;
}

// --- putting together and taking apart -----------------------------------------------------------

OuValue ou_str_concat(OuVM *vm, OuString *a, OuString *b)
{
    if (a->length == 0) return ou_str_exact(vm, b);
    if (b->length == 0) return ou_str_exact(vm, a);
    unsigned width = ou_str_width(a) > ou_str_width(b) ? ou_str_width(a) : ou_str_width(b);
    bool is_ascii = ou_str_is_ascii(a) && ou_str_is_ascii(b);
    size_t length = a->length + b->length;
    OuString *s = ou_str_new(vm, length, is_ascii ? 0 : width == 1 ? 0xFF : width == 2 ? 0xFFFF
                                                                                  : 0x10FFFF);
    if (!s) return OU_ERROR;
    return string_filled(s, ou_long_copy(vm, s->data, width, ou_str_text(a))
                            && ou_long_copy(vm, s->data + a->length * width, width,
                                            ou_str_text(b)));
}

OuValue ou_str_slice(OuVM *vm, OuString *s, size_t start, size_t end)
{
    if (start >= end) return ou_ref(ou_str_value(vm->empty_string));
    if (start == 0 && end == s->length) return ou_str_exact(vm, s);
    if (!ou_str_is_ascii(s) || end - start == 1) {
        return ou_str_from_text(vm, ou_text_part(ou_str_text(s), start, end));
    }
    OuString *part = ou_str_new(vm, end - start, 0x7F);
    if (!part) return OU_ERROR;
    return string_filled(part, ou_long_copy_bytes(vm, part->data, s->data + start, end - start));
}

static uint32_t parts_survey(const OuValue *parts, size_t count, size_t *length)
{
    unsigned width = 1;
    bool is_ascii = true;
    *length = 0;
    for (size_t i = 0; i < count; i++) {
        const OuString *part = ou_str_of(parts[i]);
        if (__builtin_add_overflow(*length, part->length, length)) *length = SIZE_MAX;
        if (part->length && ou_str_width(part) > width) width = ou_str_width(part);
        is_ascii = is_ascii && ou_str_is_ascii(part);
    }
    return is_ascii ? 0x7F : width == 1 ? 0xFF : width == 2 ? 0xFFFF : 0x10FFFF;
}

// Goes behind the part.
OU_CHECKED
static inline bool put_part(OuVM *vm, uint8_t **target, unsigned width, const OuString *part)
{
    if (width == 1 && part->length <= 16) {
        for (size_t i = 0; i < part->length; i++) (*target)[i] = part->data[i];
    } else if (!ou_long_copy(vm, *target, width, ou_str_text(part))) {
        return false;
    }
    *target += part->length * width;
    return true;
}

OuValue ou_str_build(OuVM *vm, const OuValue *parts, size_t count)
{
    if (count == 1) return ou_str_exact(vm, ou_str_of(parts[0]));
    size_t length;
    uint32_t all = parts_survey(parts, count, &length);
    if (length == 0) return ou_ref(ou_str_value(vm->empty_string));
    OuString *s = ou_str_new(vm, length, all);
    if (!s) return OU_ERROR;
    unsigned width = ou_str_width(s);
    uint8_t *next = s->data;
    bool is_filled = true;
    for (size_t i = 0; i < count && is_filled; i++) {
        is_filled = put_part(vm, &next, width, ou_str_of(parts[i]));
    }
    return string_filled(s, is_filled);
}

OuValue ou_str_join_parts(OuVM *vm, const OuString *separator, const OuValue *parts, size_t count)
{
    if (count < 2 || separator->length == 0) {
        return count ? ou_str_build(vm, parts, count) : ou_ref(ou_str_value(vm->empty_string));
    }
    OuValue separator_value = ou_pointer_value(separator);
    size_t length, separators, separator_length;
    uint32_t all = parts_survey(parts, count, &length);
    all |= parts_survey(&separator_value, 1, &separator_length);
    if (__builtin_mul_overflow(separator_length, count - 1, &separators) ||
        __builtin_add_overflow(length, separators, &length)) {
        return ou_raise_memory_error(vm);
    }
    OuString *s = ou_str_new(vm, length, all);
    if (!s) return OU_ERROR;
    unsigned width = ou_str_width(s);
    uint8_t *next = s->data;
    bool is_filled = put_part(vm, &next, width, ou_str_of(parts[0]));
    for (size_t i = 1; i < count && is_filled; i++) {
        is_filled = put_part(vm, &next, width, separator)
                 && put_part(vm, &next, width, ou_str_of(parts[i]))
                 && ou_check_interrupt_at(vm, i);
    }
    return string_filled(s, is_filled);
}

// --- growing in place ----------------------------------------------------------------------------

// Nobody else can see `s`, so it may change; names and dictionary keys are never such strings.
static bool string_is_private(const OuString *s)
{
    return s->header.refs == 1 && !(s->header.aux & OU_STR_INTERNED) &&
           !(s->header.gc & OU_GC_HAS_WEAK);
}

static bool append_in_place(OuString *a, const OuString *b)
{
    unsigned width = ou_str_width(a);
    size_t size;
    if (!string_is_private(a) || ou_str_width(b) > width) return false;
    if (!string_size(a->length + b->length, width, &size)) return false;
    if (size > ou_heap_slot_size(&a->header)) return false;
    size_t old_length = a->length;
    bool is_ascii = ou_str_is_ascii(a) && ou_str_is_ascii(b);
    string_prepare(a, old_length + b->length, width, is_ascii);
    ou_text_copy(a->data + old_length * width, width, ou_str_text(b));
    return true;
}

// As ou_str_concat, with room to grow by an eighth: a long run of appends takes linear time.
static OuValue concat_roomy(OuVM *vm, OuString *a, OuString *b)
{
    if (a->length == 0 || b->length == 0 || a->length < 32) return ou_str_concat(vm, a, b);
    OuValue parts[2] = { ou_str_value(a), ou_str_value(b) };
    size_t length;
    uint32_t all = parts_survey(parts, 2, &length);
    OuString *s = ou_str_new(vm, length + length / 8, all);
    if (!s) {
        ou_error_clear(vm);
        return ou_str_concat(vm, a, b);
    }
    unsigned width = ou_str_width(s);
    string_prepare(s, length, width, ou_str_is_ascii(s));
    return string_filled(s, ou_long_copy(vm, s->data, width, ou_str_text(a))
                            && ou_long_copy(vm, s->data + a->length * width, width,
                                            ou_str_text(b)));
}

// A large one grows where it is, or moves without being copied. NULL: it can't.
static OuString *string_grow(OuString *a, const OuString *b)
{
    size_t length = a->length + b->length, size;
    if (!string_is_private(a) || ou_str_width(b) > ou_str_width(a)) return NULL;
    if (!string_size(length + length / 8, ou_str_width(a), &size)) return NULL;
    return size > ou_heap_slot_size(&a->header) ? ou_heap_grow_leaf(&a->header, size) : NULL;
}

static bool append(OuValue *a, OuValue b)
{
    if (ou_str_of(b)->length == 0) return false;
    if (append_in_place(ou_str_of(*a), ou_str_of(b))) return true;
    OuString *grown = string_grow(ou_str_of(*a), ou_str_of(b));
    if (!grown) return false;
    *a = ou_str_value(grown);
    return append_in_place(grown, ou_str_of(b));
}

OuValue ou_str_append_steal(OuVM *vm, OuValue a, OuValue b)
{
    OuValue result;
    if (!ou_is_exact_str(a) || !ou_is_exact_str(b)) {
        result = ou_inplace(vm, OU_BINARY_ADD, a, b);
    } else if (append(&a, b)) {
        return a;
    } else {
        result = string_is_private(ou_str_of(a)) ? concat_roomy(vm, ou_str_of(a), ou_str_of(b))
                                                 : ou_str_concat(vm, ou_str_of(a), ou_str_of(b));
    }
    ou_unref(a);
    return result;
}
