#include "runtime/unicode_record.h"

#include <utf8proc.h>

#include "runtime/error.h"
#include "runtime/escape.h"
#include "runtime/long_text.h"
#include "runtime/unicode.h"
#include "runtime/unicode_data/layout.h"

static const utf8proc_property_t *record_of(uint32_t point)
{
    return utf8proc_get_property((utf8proc_int32_t)point);
}

const char *ou_unicode_category(uint32_t point)
{
    if (ou_unicode_is_newer(point)) return "Cn";
    return utf8proc_category_string((utf8proc_int32_t)point);
}

const char *ou_unicode_bidirectional(uint32_t point)
{
    static const char names[][4] = {
        [UTF8PROC_BIDI_CLASS_L] = "L",     [UTF8PROC_BIDI_CLASS_LRE] = "LRE",
        [UTF8PROC_BIDI_CLASS_LRO] = "LRO", [UTF8PROC_BIDI_CLASS_R] = "R",
        [UTF8PROC_BIDI_CLASS_AL] = "AL",   [UTF8PROC_BIDI_CLASS_RLE] = "RLE",
        [UTF8PROC_BIDI_CLASS_RLO] = "RLO", [UTF8PROC_BIDI_CLASS_PDF] = "PDF",
        [UTF8PROC_BIDI_CLASS_EN] = "EN",   [UTF8PROC_BIDI_CLASS_ES] = "ES",
        [UTF8PROC_BIDI_CLASS_ET] = "ET",   [UTF8PROC_BIDI_CLASS_AN] = "AN",
        [UTF8PROC_BIDI_CLASS_CS] = "CS",   [UTF8PROC_BIDI_CLASS_NSM] = "NSM",
        [UTF8PROC_BIDI_CLASS_BN] = "BN",   [UTF8PROC_BIDI_CLASS_B] = "B",
        [UTF8PROC_BIDI_CLASS_S] = "S",     [UTF8PROC_BIDI_CLASS_WS] = "WS",
        [UTF8PROC_BIDI_CLASS_ON] = "ON",   [UTF8PROC_BIDI_CLASS_LRI] = "LRI",
        [UTF8PROC_BIDI_CLASS_RLI] = "RLI", [UTF8PROC_BIDI_CLASS_FSI] = "FSI",
        [UTF8PROC_BIDI_CLASS_PDI] = "PDI",
    };
    unsigned class = record_of(point)->bidi_class;
    if (ou_unicode_is_newer(point) || class >= sizeof names / sizeof *names) return "";
    return names[class];
}

unsigned ou_unicode_combining(uint32_t point)
{
    return ou_unicode_is_newer(point) ? 0 : record_of(point)->combining_class;
}

bool ou_unicode_is_mirrored(uint32_t point)
{
    return !ou_unicode_is_newer(point) && record_of(point)->bidi_mirrored;
}

const char *ou_unicode_width(uint32_t point)
{
    static const char names[][4] = { "F", "N", "Na", "H", "W", "A" };
    uint32_t low = 0, high = ou_unicode_counts.widths;
    // So CPython has it for what isn't assigned.
    if (strcmp(ou_unicode_category(point), "Cn") == 0) return "F";
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (ou_unicode_widths[middle] >> 3 <= point) low = middle;
        else high = middle;
    }
    return names[ou_unicode_widths[low] & 7];
}

bool ou_unicode_numeric(uint32_t point, double *value)
{
    uint32_t low = 0, high = ou_unicode_counts.numbers;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (ou_unicode_numbers[middle].first <= point) low = middle;
        else high = middle;
    }
    const OuUnicodeNumber *row = &ou_unicode_numbers[low];
    if (point - row->first >= row->count) return false;
    *value = (row->numerator + (point - row->first)) / row->denominator;
    return true;
}

static const uint8_t *read_number(const uint8_t *at, uint32_t *number)
{
    unsigned shift = 0;
    *number = 0;
    do *number |= (uint32_t)(*at & 0x7F) << shift, shift += 7; while (*at++ & 0x80);
    return at;
}

unsigned ou_unicode_decomposition(uint32_t point, const char **kind,
                                  uint32_t mapping[OU_UNICODE_DECOMPOSITION_ROOM])
{
    static const char *const kinds[] = { OU_UNICODE_DECOMPOSITION_KINDS };
    const uint32_t *blocks = ou_unicode_decomposition_blocks;
    uint32_t rows = ou_unicode_counts.decompositions, low = 0;
    uint32_t high = (rows + OU_UNICODE_DECOMPOSITION_BLOCK - 1) / OU_UNICODE_DECOMPOSITION_BLOCK;
    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (blocks[middle * 2] <= point) low = middle;
        else high = middle;
    }
    const uint8_t *at = ou_unicode_decompositions + blocks[low * 2 + 1];
    uint32_t here = blocks[low * 2], row = low * OU_UNICODE_DECOMPOSITION_BLOCK;
    for (unsigned i = 0; i < OU_UNICODE_DECOMPOSITION_BLOCK && row + i < rows; i++) {
        uint32_t step, head;
        at = read_number(at, &step);
        at = read_number(at, &head);
        here += step;
        for (unsigned k = 0; k < head >> 5; k++) at = read_number(at, &mapping[k]);
        *kind = kinds[head & 31];
        if (here == point) return head >> 5;
        if (here > point) break;
    }
    return 0;
}

// --- normal forms --------------------------------------------------------------------------------

// Code points in the making.
typedef struct Points {
    OuVM    *vm;
    int32_t *items;
    size_t   count, capacity;
} Points;

static bool points_reserve(Points *points, size_t more)
{
    size_t wanted = points->count + more, size = sizeof *points->items;
    if (wanted <= points->capacity) return true;
    size_t capacity = wanted + wanted / 2;
    int32_t *items = ou_memory_resize(&points->vm->heap.memory, points->items,
                                      points->capacity * size, capacity * size);
    if (!items) {
        (void)ou_raise_memory_error(points->vm);
        return false;
    }
    points->items = items;
    points->capacity = capacity;
    return true;
}

static void points_free(Points *points)
{
    if (!points->items) return;
    ou_memory_free(&points->vm->heap.memory, points->items,
                   points->capacity * sizeof *points->items);
}

// The same order within a class; room for `count` more lies behind the points.
static void sort_by_class(int32_t *items, int32_t *scratch, size_t count)
{
    size_t starts[257] = { 0 };
    for (size_t i = 0; i < count; i++) starts[record_of((uint32_t)items[i])->combining_class + 1]++;
    for (unsigned i = 1; i < 257; i++) starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++) {
        scratch[starts[record_of((uint32_t)items[i])->combining_class]++] = items[i];
    }
    memcpy(items, scratch, count * sizeof *items);
}

// Marks that follow one another are put in the order of their classes.
static bool points_reorder(Points *points)
{
    if (!points_reserve(points, points->count)) return false;
    for (size_t i = 0; i < points->count; i++) {
        if (!ou_check_interrupt_at(points->vm, i)) return false;
        size_t first = i;
        bool is_sorted = true;
        unsigned before = 0;
        for (; i < points->count; i++) {
            unsigned class = record_of((uint32_t)points->items[i])->combining_class;
            if (!class) break;
            is_sorted &= class >= before;
            before = class;
        }
        if (!is_sorted) {
            sort_by_class(points->items + first, points->items + points->count, i - first);
        }
    }
    return true;
}

static bool points_decompose(Points *points, OuText text, int options)
{
    for (size_t i = 0; i < text.length; i++) {
        int boundary = 0;
        if (!points_reserve(points, 32) || !ou_check_interrupt_at(points->vm, i)) return false;
        utf8proc_ssize_t count = utf8proc_decompose_char(
            (utf8proc_int32_t)ou_text_at(text, i), points->items + points->count, 32,
            (utf8proc_option_t)options, &boundary);
        if (count > 0) points->count += (size_t)count;
    }
    return true;
}

static void points_compose(void *operands)
{
    Points *points = operands;
    utf8proc_ssize_t length = utf8proc_normalize_utf32(
        points->items, (utf8proc_ssize_t)points->count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length >= 0) points->count = (size_t)length;
}

// Text without characters that 14.0 doesn't know.
static bool normalize_run(Points *points, OuText text, OuNormalForm form)
{
    bool is_compatible = form == OU_NFKC || form == OU_NFKD;
    bool is_composed = form == OU_NFC || form == OU_NFKC;
    int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | (is_compatible ? UTF8PROC_COMPAT : 0);
    points->count = 0;
    if (!points_decompose(points, text, options) || !points_reorder(points)) return false;
    if (is_composed && points->count > OU_LONG_PIECE) {
        return ou_escape_run(points->vm, points_compose, points);
    }
    if (is_composed) points_compose(points);
    return true;
}

static bool normalize_into(OuStringWriter *writer, Points *points, OuText text, OuNormalForm form)
{
    for (size_t start = 0; start < text.length;) {
        size_t end = start;
        while (end < text.length && !ou_unicode_is_newer(ou_text_at(text, end))) {
            if (!ou_check_interrupt_at(points->vm, end++)) return false;
        }
        if (end > start) {
            if (!normalize_run(points, ou_text_part(text, start, end), form)) return false;
            OuText run = { points->items, points->count, 4 };
            if (!ou_writer_put_text(writer, run)) return false;
        }
        if (end < text.length && !ou_writer_put(writer, ou_text_at(text, end))) return false;
        start = end + 1;
    }
    return true;
}

OuValue ou_unicode_normalize(OuVM *vm, OuString *text, OuNormalForm form)
{
    if (ou_str_is_ascii(text)) return ou_str_exact(vm, text);
    Points points = { .vm = vm };
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool ok = normalize_into(&writer, &points, ou_str_text(text), form);
    points_free(&points);
    if (ok) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}
