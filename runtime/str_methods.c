#include <string.h>

#include "runtime/argument.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/str_internal.h"
#include "runtime/subject.h"
#include "runtime/unicode.h"

// --- the subject ---------------------------------------------------------------------------------

static OuValue str_make_piece(const OuSubject *subject, OuText piece)
{
    OuString *s = ou_str_of(subject->self);
    size_t width = ou_str_width(s), offset = (uintptr_t)piece.units - (uintptr_t)s->data;
    if (offset > s->length * width) return ou_str_from_text(subject->vm, piece);   // made elsewhere
    size_t start = offset / width;
    return ou_str_slice(subject->vm, s, start, start + piece.length);
}

static OuValue str_make_blank(OuVM *vm, size_t length, uint32_t all, void **units)
{
    if (length == 1 && all < 256) {         // one of the cached strings: nothing is left to fill in
        *units = vm->latin1[all]->data;
        return ou_ref(ou_str_value(vm->latin1[all]));
    }
    OuString *s = ou_str_new(vm, length, all);
    if (!s) return OU_ERROR;
    *units = s->data;
    return ou_str_value(s);
}

OuSubject ou_str_subject(OuVM *vm, OuValue self)
{
    return (OuSubject){ .vm = vm, .self = self, .text = ou_str_text(ou_str_of(self)),
                        .make = str_make_piece, .blank = str_make_blank,
                        .too_long = "repeated string is too long",
                        .ascii_spaces = 0x1F0003E00u,
                        .is_space = ou_unicode_is_space,
                        .is_line_break = ou_unicode_is_line_break };
}

static bool require_str(OuVM *vm, OuValue value)
{
    if (ou_is_str(value)) return true;
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "must be str, not %T", value);
    return false;
}

static OuText text_of(OuValue value)
{
    return ou_str_text(ou_str_of(value));
}

// --- padding -------------------------------------------------------------------------------------

static bool fill_read(OuVM *vm, OuValue value, uint32_t *fill)
{
    *fill = ' ';
    if (value == OU_UNBOUND) return true;
    if (!ou_is_str(value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "The fill character must be a unicode character, not %T",
                 value);
        return false;
    }
    if (ou_str_of(value)->length != 1) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "The fill character must be exactly one character long");
        return false;
    }
    *fill = ou_str_at(ou_str_of(value), 0);
    return true;
}

static OuValue justify(OuVM *vm, const OuValue *arguments, OuSides padded)
{
    int64_t width;
    uint32_t fill;
    if (!ou_sequence_argument(vm, arguments[1], &width)) return OU_ERROR;
    if (!fill_read(vm, arguments[2], &fill)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_justify(&subject, width, fill, padded);
}

OU_STR_METHOD(center, "center(self, width, fillchar=' ', /)",
              "Return a centered string of length width.\n\n"
              "Padding is done using the specified fill character (default is a space).")
{
    return justify(vm, arguments, OU_SIDE_BOTH);
}

OU_STR_METHOD(ljust, "ljust(self, width, fillchar=' ', /)",
              "Return a left-justified string of length width.\n\n"
              "Padding is done using the specified fill character (default is a space).")
{
    return justify(vm, arguments, OU_SIDE_RIGHT);
}

OU_STR_METHOD(rjust, "rjust(self, width, fillchar=' ', /)",
              "Return a right-justified string of length width.\n\n"
              "Padding is done using the specified fill character (default is a space).")
{
    return justify(vm, arguments, OU_SIDE_LEFT);
}

OU_STR_METHOD(zfill, "zfill(self, width, /)",
              "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\n"
              "The string is never truncated.")
{
    int64_t width;
    if (!ou_sequence_argument(vm, arguments[1], &width)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_zero_fill(&subject, width);
}

OU_STR_METHOD(expandtabs, "expandtabs(self, tabsize=8)",
              "Return a copy where all tab characters are expanded using spaces.\n\n"
              "If tabsize is not given, a tab size of 8 characters is assumed.")
{
    int tab_size = 8;
    if (arguments[1] != OU_UNBOUND) {
        if (!ou_argument_int(vm, arguments[1], &tab_size)) return OU_ERROR;
    }
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_expand_tabs(&subject, tab_size);
}

// --- stripping -----------------------------------------------------------------------------------

static OuValue strip(OuVM *vm, const OuValue *arguments, OuSides sides, const char *name)
{
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) {
        return ou_subject_strip(&subject, NULL, sides);
    }
    if (!ou_is_str(arguments[1])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s arg must be None or str", name);
    }
    OuText characters = text_of(arguments[1]);
    return ou_subject_strip(&subject, &characters, sides);
}

OU_STR_METHOD(strip, "strip(self, chars=None, /)",
              "Return a copy of the string with leading and trailing whitespace removed.\n\n"
              "If chars is given and not None, remove characters in chars instead.")
{
    return strip(vm, arguments, OU_SIDE_BOTH, "strip");
}

OU_STR_METHOD(lstrip, "lstrip(self, chars=None, /)",
              "Return a copy of the string with leading whitespace removed.\n\n"
              "If chars is given and not None, remove characters in chars instead.")
{
    return strip(vm, arguments, OU_SIDE_LEFT, "lstrip");
}

OU_STR_METHOD(rstrip, "rstrip(self, chars=None, /)",
              "Return a copy of the string with trailing whitespace removed.\n\n"
              "If chars is given and not None, remove characters in chars instead.")
{
    return strip(vm, arguments, OU_SIDE_RIGHT, "rstrip");
}

OU_STR_METHOD(removeprefix, "removeprefix(self, prefix, /)",
              "Return a str with the given prefix string removed if present.\n\n"
              "If the string starts with the prefix string, return string[len(prefix):].\n"
              "Otherwise, return a copy of the original string.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_argument_raise(vm, "removeprefix", "argument", "str", arguments[1]);
    }
    OuString *s = ou_str_of(arguments[0]), *prefix = ou_str_of(arguments[1]);
    bool is_there = ou_text_starts_with(ou_str_text(s), ou_str_text(prefix));
    return ou_str_slice(vm, s, is_there ? prefix->length : 0, s->length);
}

OU_STR_METHOD(removesuffix, "removesuffix(self, suffix, /)",
              "Return a str with the given suffix string removed if present.\n\n"
              "If the string ends with the suffix string and that suffix is not empty,\n"
              "return string[:-len(suffix)]. Otherwise, return a copy of the original\nstring.")
{
    if (!ou_is_str(arguments[1])) {
        return ou_argument_raise(vm, "removesuffix", "argument", "str", arguments[1]);
    }
    OuString *s = ou_str_of(arguments[0]), *suffix = ou_str_of(arguments[1]);
    bool is_there = ou_text_ends_with(ou_str_text(s), ou_str_text(suffix));
    return ou_str_slice(vm, s, 0, s->length - (is_there ? suffix->length : 0));
}

// --- splitting and joining -----------------------------------------------------------------------

static bool separator_check(OuVM *vm, OuValue separator)
{
    if (!ou_is_str(separator)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "must be str or None, not %T", separator);
    } else if (ou_str_of(separator)->length == 0) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR, "empty separator");
    } else {
        return true;
    }
    return false;
}

OU_STR_METHOD(split, "split(self, sep=None, maxsplit=-1)",
              "Return a list of the substrings in the string, using sep as the separator.\n\n"
              "Without a separator, runs of whitespace separate, and empty strings are left out.\n"
              "At most maxsplit splits are done, from the left; -1 means no limit.")
{
    size_t limit;
    if (!ou_argument_limit(vm, arguments[2], &limit)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) {
        return ou_subject_split_words(&subject, limit);
    }
    if (!separator_check(vm, arguments[1])) return OU_ERROR;
    return ou_subject_split(&subject, text_of(arguments[1]), limit);
}

OU_STR_METHOD(rsplit, "rsplit(self, sep=None, maxsplit=-1)",
              "Return a list of the substrings in the string, using sep as the separator.\n\n"
              "Without a separator, runs of whitespace separate, and empty strings are left out.\n"
              "At most maxsplit splits are done, from the right; -1 means no limit.")
{
    size_t limit;
    if (!ou_argument_limit(vm, arguments[2], &limit)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) {
        return ou_subject_split_last_words(&subject, limit);
    }
    if (!separator_check(vm, arguments[1])) return OU_ERROR;
    return ou_subject_split_last(&subject, text_of(arguments[1]), limit);
}

OU_STR_METHOD(splitlines, "splitlines(self, keepends=False)",
              "Return a list of the lines in the string, breaking at line boundaries.\n\n"
              "Line breaks are not included in the resulting list unless keepends is given\n"
              "and true.")
{
    int keep_ends = 0;
    if (arguments[1] != OU_UNBOUND) {
        if (!ou_argument_int(vm, arguments[1], &keep_ends)) return OU_ERROR;
    }
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_split_lines(&subject, keep_ends);
}

static OuValue partition(OuVM *vm, const OuValue *arguments, bool from_end)
{
    if (!require_str(vm, arguments[1])) return OU_ERROR;
    if (!separator_check(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_partition(&subject, text_of(arguments[1]), arguments[1], from_end);
}

OU_STR_METHOD(partition, "partition(self, sep, /)",
              "Partition the string into three parts using the given separator.\n\n"
              "Return the part before the first separator, the separator itself, and the part\n"
              "after it; if there is none, the string itself and two empty strings.")
{
    return partition(vm, arguments, false);
}

OU_STR_METHOD(rpartition, "rpartition(self, sep, /)",
              "Partition the string into three parts using the given separator.\n\n"
              "Return the part before the last separator, the separator itself, and the part\n"
              "after it; if there is none, two empty strings and the string itself.")
{
    return partition(vm, arguments, true);
}

static OuValue join_checked(OuVM *vm, OuString *separator, const OuValue *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!ou_check_interrupt_at(vm, i)) return OU_ERROR;
        if (ou_is_str(items[i])) continue;
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "sequence item %zu: expected str instance, %T found", i, items[i]);
    }
    return ou_str_join_parts(vm, separator, items, count);
}

OuValue ou_str_join(OuVM *vm, OuString *separator, OuValue iterable)
{
    if (ou_is_exact_list(iterable)) {
        OuList *list = ou_list_of(iterable);
        return join_checked(vm, separator, list->items, list->length);
    }
    if (ou_is_tuple(iterable)) {
        OuTuple *tuple = ou_tuple_of(iterable);
        return join_checked(vm, separator, tuple->items, tuple->length);
    }
    OuValue items = ou_list_from_iterable(vm, iterable);
    if (items == OU_ERROR) {
        const OuSlots *slots = &ou_type_of(vm, iterable)->slots;
        if (!slots->iterate && !slots->get_item && ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
            ou_error_clear(vm);
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only join an iterable");
        }
        return OU_ERROR;
    }
    OuList *list = ou_list_of(items);
    OuValue result = join_checked(vm, separator, list->items, list->length);
    ou_unref(items);
    return result;
}

OU_STR_METHOD(join, "join(self, iterable, /)",
              "Concatenate any number of strings.\n\n"
              "The string whose method is called is inserted in between each given string.\n"
              "The result is returned as a new string.\n\n"
              "Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'")
{
    return ou_str_join(vm, ou_str_of(arguments[0]), arguments[1]);
}

// --- the rest ------------------------------------------------------------------------------------

OU_STR_METHOD(replace, "replace(self, old, new, count=-1, /)",
              "Return a copy with all occurrences of substring old replaced by new.\n\n"
              "  count\n    Maximum number of occurrences to replace.\n"
              "    -1 (the default value) means replace all occurrences.\n\n"
              "If the optional argument count is given, only the first count occurrences\n"
              "are replaced.")
{
    size_t limit;
    for (int i = 1; i <= 2; i++) {
        if (ou_is_str(arguments[i])) continue;
        return ou_argument_raise(vm, "replace", i == 1 ? "argument 1" : "argument 2", "str",
                                 arguments[i]);
    }
    if (!ou_argument_limit(vm, arguments[3], &limit)) return OU_ERROR;
    OuSubject subject = ou_str_subject(vm, arguments[0]);
    return ou_subject_replace(&subject, text_of(arguments[1]), text_of(arguments[2]), limit);
}

OU_STR_METHOD(encode, "encode(self, encoding='utf-8', errors='strict')",
              "Encode the string using the codec registered for encoding.\n\n"
              "  encoding\n    The encoding in which to encode the string.\n  errors\n"
              "    The error handling scheme to use for encoding errors: 'strict', 'ignore',\n"
              "    'replace', 'xmlcharrefreplace', 'backslashreplace', ...")
{
    for (int i = 1; i <= 2; i++) {
        if (arguments[i] == OU_UNBOUND || ou_is_str(arguments[i])) continue;
        return ou_argument_raise(vm, "encode", i == 1 ? "argument 'encoding'" : "argument 'errors'",
                                 "str", arguments[i]);
    }
    return ou_codec_encode_value(vm, ou_str_of(arguments[0]), arguments[1], arguments[2]);
}

OU_STR_METHOD(dunder_getnewargs, "__getnewargs__(self, /)", "")
{
    OuValue copy = ou_str_from_text(vm, text_of(arguments[0]));
    if (copy == OU_ERROR) return OU_ERROR;
    OuValue tuple = ou_tuple_make(vm, &copy, 1);
    ou_unref(copy);
    return tuple;
}

// CPython's numbers: 48 bytes before ASCII text, 72 before other text.
OU_STR_METHOD(dunder_sizeof, "__sizeof__(self, /)",
              "Return the size of the string in memory, in bytes.")
{
    const OuString *s = ou_str_of(arguments[0]);
    size_t header = ou_str_is_ascii(s) ? 48 : 72;
    return ou_int_value((int64_t)(header + (s->length + 1) * ou_str_width(s)));
}
