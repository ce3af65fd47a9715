#include "runtime/argument.h"
#include "runtime/bytes_internal.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/exporter.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"

// --- padding -------------------------------------------------------------------------------------

static OuValue justify(OuVM *vm, const OuValue *arguments, OuSides padded, const char *name)
{
    int64_t width;
    uint32_t fill = ' ';
    if (!ou_sequence_argument(vm, arguments[1], &width)) return OU_ERROR;
    if (arguments[2] != OU_UNBOUND) {
        if (!ou_is_bytes_like(arguments[2]) || ou_bytes_text(arguments[2]).length != 1) {
            return ou_argument_raise(vm, name, "argument 2", "a byte string of length 1",
                                     arguments[2]);
        }
        fill = ou_text_at(ou_bytes_text(arguments[2]), 0);
    }
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return ou_subject_justify(&subject, width, fill, padded);
}

OU_BYTES_METHOD(center, "center(self, width, fillchar=b' ', /)",
                "Return a centered string of length width.\n\n"
                "Padding is done using the specified fill character.")
{
    return justify(vm, arguments, OU_SIDE_BOTH, "center");
}

OU_BYTES_METHOD(ljust, "ljust(self, width, fillchar=b' ', /)",
                "Return a left-justified string of length width.\n\n"
                "Padding is done using the specified fill character.")
{
    return justify(vm, arguments, OU_SIDE_RIGHT, "ljust");
}

OU_BYTES_METHOD(rjust, "rjust(self, width, fillchar=b' ', /)",
                "Return a right-justified string of length width.\n\n"
                "Padding is done using the specified fill character.")
{
    return justify(vm, arguments, OU_SIDE_LEFT, "rjust");
}

OU_BYTES_METHOD(zfill, "zfill(self, width, /)",
                "Pad a numeric string with zeros on the left, to fill a field of the given\n"
                "width.\n\n"
                "The original string is never truncated.")
{
    int64_t width;
    if (!ou_sequence_argument(vm, arguments[1], &width)) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return ou_subject_zero_fill(&subject, width);
}

OU_BYTES_METHOD(expandtabs, "expandtabs(self, tabsize=8)",
                "Return a copy where all tab characters are expanded using spaces.\n\n"
                "If tabsize is not given, a tab size of 8 characters is assumed.")
{
    int tab_size = 8;
    if (arguments[1] != OU_UNBOUND) {
        if (!ou_argument_int(vm, arguments[1], &tab_size)) return OU_ERROR;
    }
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return ou_subject_expand_tabs(&subject, tab_size);
}

// --- stripping -----------------------------------------------------------------------------------

static OuValue strip(OuVM *vm, const OuValue *arguments, OuSides sides)
{
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    if (arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE) {
        return ou_subject_strip(&subject, NULL, sides);
    }
    if (!ou_bytes_require(vm, arguments[1])) return OU_ERROR;
    OuText units = ou_bytes_text(arguments[1]);
    return ou_subject_strip(&subject, &units, sides);
}

OU_BYTES_METHOD(strip, "strip(self, bytes=None, /)",
                "Strip leading and trailing bytes contained in the argument.\n\n"
                "If the argument is omitted or None, strip leading and trailing ASCII whitespace.")
{
    return strip(vm, arguments, OU_SIDE_BOTH);
}

OU_BYTES_METHOD(lstrip, "lstrip(self, bytes=None, /)",
                "Strip leading bytes contained in the argument.\n\n"
                "If the argument is omitted or None, strip leading  ASCII whitespace.")
{
    return strip(vm, arguments, OU_SIDE_LEFT);
}

OU_BYTES_METHOD(rstrip, "rstrip(self, bytes=None, /)",
                "Strip trailing bytes contained in the argument.\n\n"
                "If the argument is omitted or None, strip trailing ASCII whitespace.")
{
    return strip(vm, arguments, OU_SIDE_RIGHT);
}

OU_BYTES_METHOD(removeprefix, "removeprefix(self, prefix, /)",
                "Return a copy with the given prefix removed if present.\n\n"
                "If it starts with the prefix, return self[len(prefix):]; otherwise a copy.")
{
    if (!ou_bytes_require(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    OuText prefix = ou_bytes_text(arguments[1]);
    bool is_there = ou_text_starts_with(subject.text, prefix);
    return ou_subject_part(&subject, is_there ? prefix.length : 0, subject.text.length);
}

OU_BYTES_METHOD(removesuffix, "removesuffix(self, suffix, /)",
                "Return a copy with the given suffix removed if present.\n\n"
                "If it ends with the suffix and that suffix is not empty, return\n"
                "self[:-len(suffix)]; otherwise a copy.")
{
    if (!ou_bytes_require(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    OuText suffix = ou_bytes_text(arguments[1]);
    bool is_there = ou_text_ends_with(subject.text, suffix);
    return ou_subject_part(&subject, 0, subject.text.length - (is_there ? suffix.length : 0));
}

// --- splitting and joining -----------------------------------------------------------------------

static bool separator_check(OuVM *vm, OuValue separator)
{
    if (!ou_bytes_require(vm, separator)) return false;
    if (ou_bytes_text(separator).length) return true;
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "empty separator");
    return false;
}

OU_BYTES_METHOD(split, "split(self, sep=None, maxsplit=-1)",
                "Return a list of the sections in the bytes, using sep as the delimiter.\n\n"
                "Without one, runs of ASCII whitespace delimit. At most maxsplit splits are done,\n"
                "from the left; -1 means no limit.")
{
    size_t limit;
    if (!ou_argument_limit(vm, arguments[2], &limit)) return OU_ERROR;
    bool by_words = arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE;
    if (!by_words && !separator_check(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    if (by_words) return ou_subject_split_words(&subject, limit);
    return ou_subject_split(&subject, ou_bytes_text(arguments[1]), limit);
}

OU_BYTES_METHOD(rsplit, "rsplit(self, sep=None, maxsplit=-1)",
                "Return a list of the sections in the bytes, using sep as the delimiter.\n\n"
                "Without one, runs of ASCII whitespace delimit. At most maxsplit splits are done,\n"
                "from the right; -1 means no limit.")
{
    size_t limit;
    if (!ou_argument_limit(vm, arguments[2], &limit)) return OU_ERROR;
    bool by_words = arguments[1] == OU_UNBOUND || arguments[1] == OU_NONE;
    if (!by_words && !separator_check(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    if (by_words) return ou_subject_split_last_words(&subject, limit);
    return ou_subject_split_last(&subject, ou_bytes_text(arguments[1]), limit);
}

OU_BYTES_METHOD(splitlines, "splitlines(self, keepends=False)",
                "Return a list of the lines in the bytes, breaking at line boundaries.\n\n"
                "Line breaks are not included in the resulting list unless keepends is given and\n"
                "true.")
{
    int keep_ends = 0;
    if (arguments[1] != OU_UNBOUND) {
        if (!ou_argument_int(vm, arguments[1], &keep_ends)) return OU_ERROR;
    }
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return ou_subject_split_lines(&subject, keep_ends);
}

// The middle is the separator itself for bytes, and a copy of it for a bytearray.
static OuValue partition(OuVM *vm, const OuValue *arguments, bool from_end)
{
    if (!separator_check(vm, arguments[1])) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    OuText separator = ou_bytes_text(arguments[1]);
    OU_OWNED OuValue middle = ou_is_bytes(arguments[0]) ? ou_ref(arguments[1])
                            : ou_bytearray_make(vm, separator.units, separator.length);
    if (middle == OU_ERROR) return OU_ERROR;
    return ou_subject_partition(&subject, separator, middle, from_end);
}

OU_BYTES_METHOD(partition, "partition(self, sep, /)",
                "Partition the bytes into three parts using the given separator.\n\n"
                "Return the part before the first separator, the separator itself, and the part\n"
                "after it; if there is none, the bytes and two empty objects.")
{
    return partition(vm, arguments, false);
}

OU_BYTES_METHOD(rpartition, "rpartition(self, sep, /)",
                "Partition the bytes into three parts using the given separator.\n\n"
                "Return the part before the last separator, the separator itself, and the part\n"
                "after it; if there is none, two empty objects and the bytes.")
{
    return partition(vm, arguments, true);
}

static OuValue join_items(const OuSubject *subject, const OuList *list)
{
    OuVM *vm = subject->vm;
    bool is_single = list->length == 1 && ou_is_exact_bytes(subject->self);
    if (is_single && ou_is_exact_bytes(list->items[0])) return ou_ref(list->items[0]);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    for (size_t i = 0; i < list->length; i++) {
        if (!ou_is_bytes_like(list->items[i])) {
            ou_writer_discard(&writer);
            return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                            "sequence item %zu: expected a bytes-like object, %T found", i,
                            list->items[i]);
        }
        if (i) ou_writer_put_text(&writer, subject->text);
        ou_writer_put_text(&writer, ou_bytes_text(list->items[i]));
        if (!ou_writer_look(&writer, i)) break;
    }
    return ou_subject_finish(subject, &writer);
}

// The items, while whose iterator runs the separator can't be resized.
static OuValue join_list(OuVM *vm, OuValue separator, OuValue iterable)
{
    if (!ou_is_bytearray(separator)) return ou_list_from_iterable(vm, iterable);
    OuViews *views = ou_views_enter(vm, &ou_bytearray_of(separator)->views);
    if (!views) return OU_ERROR;
    OuValue items = ou_list_from_iterable(vm, iterable);
    ou_views_leave(&vm->heap, views);
    return items;
}

OU_BYTES_METHOD(join, "join(self, iterable_of_bytes, /)",
                "Concatenate any number of bytes objects.\n\n"
                "The bytes whose method is called is inserted in between each pair.\n\n"
                "Example: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.")
{
    OU_OWNED OuValue items = join_list(vm, arguments[0], arguments[1]);
    if (items == OU_ERROR) {
        const OuSlots *slots = &ou_type_of(vm, arguments[1])->slots;
        if (!slots->iterate && !slots->get_item && ou_error_matches(vm, OU_TYPE_TYPE_ERROR)) {
            ou_error_clear(vm);
            ou_raise(vm, OU_TYPE_TYPE_ERROR, "can only join an iterable");
        }
        return OU_ERROR;
    }
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return join_items(&subject, ou_list_of(items));
}

// --- the rest ------------------------------------------------------------------------------------

OU_BYTES_METHOD(replace, "replace(self, old, new, count=-1, /)",
                "Return a copy with all occurrences of substring old replaced by new.\n\n"
                "  count\n    Maximum number of occurrences to replace.\n"
                "    -1 (the default value) means replace all occurrences.")
{
    size_t limit;
    if (!ou_bytes_require(vm, arguments[1]) || !ou_bytes_require(vm, arguments[2])) return OU_ERROR;
    if (!ou_argument_limit(vm, arguments[3], &limit)) return OU_ERROR;
    OuSubject subject = ou_bytes_subject(vm, arguments[0]);
    return ou_subject_replace(&subject, ou_bytes_text(arguments[1]), ou_bytes_text(arguments[2]),
                              limit);
}

OU_BYTES_METHOD(decode, "decode(self, encoding='utf-8', errors='strict')",
                "Decode the bytes using the codec registered for encoding.\n\n"
                "  encoding\n    The encoding with which to decode the bytes.\n  errors\n"
                "    The error handling scheme to use for the handling of decoding errors.")
{
    for (int i = 1; i <= 2; i++) {
        if (arguments[i] == OU_UNBOUND || ou_is_str(arguments[i])) continue;
        return ou_argument_raise(vm, "decode", i == 1 ? "argument 'encoding'" : "argument 'errors'",
                                 "str", arguments[i]);
    }
    OuText text = ou_bytes_text(arguments[0]);
    return ou_codec_decode_value(vm, text.units, text.length, arguments[1], arguments[2]);
}
