#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/memoryview.h"
#include "runtime/sequence.h"
#include "runtime/subject.h"


// The part of the text that the arguments (self, sub, start, end) name, and what to look for there.
typedef struct Search {
    OuText text;
    size_t offset;
    OuText needle;
    uint8_t byte;            // the needle, when it was given as an int
    bool   is_empty;         // nothing is there to be found
} Search;

static bool needle_read(OuVM *vm, OuValue value, Search *search)
{
    if (ou_is_bytes_like(value)) {
        search->needle = ou_bytes_text(value);
        return true;
    }
    search->needle = (OuText){ &search->byte, 1, 1 };
    if (ou_has_index(vm, value)) return ou_bytes_read_byte(vm, value, &search->byte);
    if (ou_is_memoryview(value)) return ou_bytes_complain(vm, value);
    ou_raise(vm, OU_TYPE_TYPE_ERROR,
             "argument should be integer or bytes-like object, not '%T'", value);
    return false;
}

static bool search_begin(OuVM *vm, const OuValue *arguments, Search *search)
{
    OuText text = ou_bytes_text(arguments[0]);
    size_t first, last;
    if (!ou_argument_bounds(vm, arguments[2], arguments[3], text.length, &first, &last,
                            &search->is_empty)) {
        return false;
    }
    if (!needle_read(vm, arguments[1], search)) return false;
    text = ou_bytes_text(arguments[0]);
    search->offset = first;
    if (last > text.length) search->is_empty = true;      // an index's script made it shorter
    if (!search->is_empty) search->text = ou_text_part(text, first, last);
    return true;
}

static bool find(OuVM *vm, const OuValue *arguments, bool from_end, int64_t *place)
{
    Search search;
    *place = -1;
    if (!search_begin(vm, arguments, &search)) return false;
    if (search.is_empty) return true;
    size_t index;
    bool done = from_end ? ou_long_find_last(vm, search.text, search.needle, &index)
                         : ou_long_find(vm, search.text, search.needle, &index);
    if (!done) return false;
    if (index != OU_TEXT_NOT_FOUND) *place = (int64_t)(search.offset + index);
    return true;
}

static OuValue find_or_minus_one(OuVM *vm, const OuValue *arguments, bool from_end)
{
    int64_t place;
    if (!find(vm, arguments, from_end, &place)) return OU_ERROR;
    return ou_int_value(place);
}

static OuValue find_or_raise(OuVM *vm, const OuValue *arguments, bool from_end)
{
    int64_t place;
    if (!find(vm, arguments, from_end, &place)) return OU_ERROR;
    if (place < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "subsection not found");
    return ou_int_value(place);
}

OU_BYTES_METHOD(find, "find(self, sub[, start[, end]])",
              "B.find(sub[, start[, end]]) -> int\n\n"
              "Return the lowest index in B where subsection sub is found within B[start:end].\n\n"
              "Return -1 on failure.")
{
    return find_or_minus_one(vm, arguments, false);
}

OU_BYTES_METHOD(rfind, "rfind(self, sub[, start[, end]])",
              "B.rfind(sub[, start[, end]]) -> int\n\n"
              "Return the highest index in B where subsection sub is found within B[start:end].\n\n"
              "Return -1 on failure.")
{
    return find_or_minus_one(vm, arguments, true);
}

OU_BYTES_METHOD(index, "index(self, sub[, start[, end]])",
              "B.index(sub[, start[, end]]) -> int\n\n"
              "Return the lowest index in B where subsection sub is found within B[start:end].\n\n"
              "Raises ValueError when the subsection is not found.")
{
    return find_or_raise(vm, arguments, false);
}

OU_BYTES_METHOD(rindex, "rindex(self, sub[, start[, end]])",
              "B.rindex(sub[, start[, end]]) -> int\n\n"
              "Return the highest index in B where subsection sub is found within B[start:end].\n\n"
              "Raises ValueError when the subsection is not found.")
{
    return find_or_raise(vm, arguments, true);
}

OU_BYTES_METHOD(count, "count(self, sub[, start[, end]])",
              "B.count(sub[, start[, end]]) -> int\n\n"
              "Return the number of non-overlapping occurrences of subsection sub in B[start:end].")
{
    Search search;
    if (!search_begin(vm, arguments, &search)) return OU_ERROR;
    if (search.is_empty) return ou_int_value(0);
    size_t count;
    if (!ou_subject_count(vm, search.text, search.needle, SIZE_MAX, &count)) return OU_ERROR;
    return ou_int_value((int64_t)count);
}

// --- beginnings and ends -------------------------------------------------------------------------

typedef bool (*AffixTest)(OuText text, OuText affix);

static OuValue affix_any(OuVM *vm, OuText text, const OuTuple *affixes, AffixTest test)
{
    for (size_t i = 0; i < affixes->length; i++) {
        if (!ou_bytes_require(vm, affixes->items[i])) return OU_ERROR;
        if (test(text, ou_bytes_text(affixes->items[i]))) return OU_TRUE;
    }
    return OU_FALSE;
}

static bool test_nothing(OuText text, OuText affix)
{
    return false;
}

static OuValue affix(OuVM *vm, const OuValue *arguments, AffixTest test, const char *name)
{
    OuText text = ou_bytes_text(arguments[0]);
    size_t first, last;
    bool is_empty;
    if (!ou_argument_bounds(vm, arguments[2], arguments[3], text.length, &first, &last,
                            &is_empty)) {
        return OU_ERROR;
    }
    text = ou_bytes_text(arguments[0]);
    if (is_empty || last > text.length) test = test_nothing;
    else text = ou_text_part(text, first, last);
    if (ou_is_tuple(arguments[1])) {
        return affix_any(vm, text, ou_tuple_of(arguments[1]), test);
    }
    if (ou_is_memoryview(arguments[1]) && !ou_bytes_require(vm, arguments[1])) return OU_ERROR;
    if (!ou_is_bytes_like(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "%s first arg must be bytes or a tuple of bytes, not %T", name,
                        arguments[1]);
    }
    return ou_bool_value(test(text, ou_bytes_text(arguments[1])));
}

OU_BYTES_METHOD(startswith, "startswith(self, prefix[, start[, end]])",
              "B.startswith(prefix[, start[, end]]) -> bool\n\n"
              "Return True if B[start:end] starts with the prefix, or with one of a tuple of them.")
{
    return affix(vm, arguments, ou_text_starts_with, "startswith");
}

OU_BYTES_METHOD(endswith, "endswith(self, suffix[, start[, end]])",
              "B.endswith(suffix[, start[, end]]) -> bool\n\n"
              "Return True if B[start:end] ends with the suffix, or with one of a tuple of them.")
{
    return affix(vm, arguments, ou_text_ends_with, "endswith");
}
