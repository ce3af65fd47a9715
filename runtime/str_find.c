#include "runtime/argument.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/str_internal.h"
#include "runtime/subject.h"

// The part of the text that the arguments (self, sub, start, end) name, and what to look for there.
typedef struct Search {
    OuText text;
    size_t offset;
    OuText needle;
    bool   is_empty;         // nothing is there to be found
} Search;

static bool search_begin(OuVM *vm, const OuValue *arguments, Search *search)
{
    OuString *s = ou_str_of(arguments[0]);
    size_t first, last;
    if (!ou_argument_bounds(vm, arguments[2], arguments[3], s->length, &first, &last,
                            &search->is_empty)) {
        return false;
    }
    if (!ou_is_str(arguments[1])) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "must be str, not %T", arguments[1]);
        return false;
    }
    search->offset = first;
    search->needle = ou_str_text(ou_str_of(arguments[1]));
    if (!search->is_empty) search->text = ou_text_part(ou_str_text(s), first, last);
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
    if (place < 0) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "substring not found");
    return ou_int_value(place);
}

OU_STR_METHOD(find, "find(self, sub[, start[, end]])",
              "S.find(sub[, start[, end]]) -> int\n\n"
              "Return the lowest index in S where substring sub is found within S[start:end].\n\n"
              "Return -1 on failure.")
{
    return find_or_minus_one(vm, arguments, false);
}

OU_STR_METHOD(rfind, "rfind(self, sub[, start[, end]])",
              "S.rfind(sub[, start[, end]]) -> int\n\n"
              "Return the highest index in S where substring sub is found within S[start:end].\n\n"
              "Return -1 on failure.")
{
    return find_or_minus_one(vm, arguments, true);
}

OU_STR_METHOD(index, "index(self, sub[, start[, end]])",
              "S.index(sub[, start[, end]]) -> int\n\n"
              "Return the lowest index in S where substring sub is found within S[start:end].\n\n"
              "Raises ValueError when the substring is not found.")
{
    return find_or_raise(vm, arguments, false);
}

OU_STR_METHOD(rindex, "rindex(self, sub[, start[, end]])",
              "S.rindex(sub[, start[, end]]) -> int\n\n"
              "Return the highest index in S where substring sub is found within S[start:end].\n\n"
              "Raises ValueError when the substring is not found.")
{
    return find_or_raise(vm, arguments, true);
}

OU_STR_METHOD(count, "count(self, sub[, start[, end]])",
              "S.count(sub[, start[, end]]) -> int\n\n"
              "Return the number of non-overlapping occurrences of substring sub in S[start:end].")
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

static OuValue affix_any(OuVM *vm, OuText text, const OuTuple *affixes, AffixTest test,
                         const char *name)
{
    for (size_t i = 0; i < affixes->length; i++) {
        if (!ou_is_str(affixes->items[i])) {
            return ou_raise(vm, OU_TYPE_TYPE_ERROR, "tuple for %s must only contain str, not %T",
                            name, affixes->items[i]);
        }
        if (test(text, ou_str_text(ou_str_of(affixes->items[i])))) return OU_TRUE;
    }
    return OU_FALSE;
}

static bool test_nothing(OuText text, OuText affix)
{
    return false;
}

static OuValue affix(OuVM *vm, const OuValue *arguments, AffixTest test, const char *name)
{
    OuString *s = ou_str_of(arguments[0]);
    size_t first, last;
    bool is_empty;
    if (!ou_argument_bounds(vm, arguments[2], arguments[3], s->length, &first, &last, &is_empty)) {
        return OU_ERROR;
    }
    OuText text = ou_str_text(s);
    if (is_empty) test = test_nothing;
    else text = ou_text_part(text, first, last);
    if (ou_is_tuple(arguments[1])) {
        return affix_any(vm, text, ou_tuple_of(arguments[1]), test, name);
    }
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "%s first arg must be str or a tuple of str, not %T", name, arguments[1]);
    }
    return ou_bool_value(test(text, ou_str_text(ou_str_of(arguments[1]))));
}

OU_STR_METHOD(startswith, "startswith(self, prefix[, start[, end]])",
              "S.startswith(prefix[, start[, end]]) -> bool\n\n"
              "Return True if S[start:end] starts with the prefix, or with one of a tuple of them.")
{
    return affix(vm, arguments, ou_text_starts_with, "startswith");
}

OU_STR_METHOD(endswith, "endswith(self, suffix[, start[, end]])",
              "S.endswith(suffix[, start[, end]]) -> bool\n\n"
              "Return True if S[start:end] ends with the suffix, or with one of a tuple of them.")
{
    return affix(vm, arguments, ou_text_ends_with, "endswith");
}
