// re_pattern.c: Pattern objects.
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/mapping_proxy.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

static void pattern_visit(OuObject *self, OuVisitor *visitor)
{
    OuRePattern *pattern = (OuRePattern *)self;
    ou_visit_value(visitor, &pattern->pattern);
    ou_visit_value(visitor, &pattern->group_index);
    OU_VISIT_POINTER(visitor, &pattern->names);
    OU_VISIT_POINTER(visitor, &pattern->engine);
}

static void pattern_release(OuHeap *heap, OuObject *self)
{
    OuRePattern *pattern = (OuRePattern *)self;
    pcre2_code_free(pattern->narrow.plain);
    pcre2_code_free(pattern->narrow.patient);
    pcre2_code_free(pattern->wide.plain);
    pcre2_code_free(pattern->wide.patient);
    ou_memory_free(&heap->memory, pattern->groups, pattern->group_room * sizeof(OuReGroup));
}

static const OuLayout pattern_layout = {
    .name = "re.Pattern", .visit = pattern_visit, .release = pattern_release,
};

// ---- Making -------------------------------------------------------------------------------------

static OuTuple *make_names(OuVM *vm, const OuReTranslator *t)
{
    OuTuple *names = ou_tuple_new_of_none(vm, t->group_count);
    if (!names) return NULL;
    uint32_t position = 0;
    OuValue name, number;
    while (ou_dict_walk(ou_dict_of(t->group_index), &position, &name, &number)) {
        ou_set(&names->items[ou_int_of(number)], name);
    }
    return names;
}

static bool is_literal(const OuReTranslator *t)
{
    if ((t->flags & (OU_RE_IGNORECASE | OU_RE_VERBOSE)) || !t->text.length) return false;
    for (size_t i = 0; i < t->text.length; i++) {
        uint32_t c = ou_text_at(t->text, i);
        if (c < 0x80 && c && strchr("\\.^$*+?{}[]|()", (int)c)) return false;
    }
    return true;
}

// Moves what the translator knows into a pattern.
static OuValue make_pattern(OuVM *vm, OuReTranslator *t, pcre2_code *code)
{
    OuTuple *names = make_names(vm, t);
    OuRePattern *pattern = names
        ? ou_heap_new_untracked(&vm->heap, OU_KIND_RE_PATTERN, sizeof *pattern) : NULL;
    if (!pattern) {
        if (names) ou_object_unref(&names->header);
        pcre2_code_free(code);
        return ou_raise_memory_error(vm);
    }
    pattern->pattern = ou_ref(t->pattern);
    pattern->group_index = ou_take(&t->group_index);
    pattern->names = names;
    pattern->engine = ou_re_engine_of(vm);
    ou_object_ref(&pattern->engine->header);
    pattern->narrow = (OuReCode){ code, NULL };
    pattern->wide = (OuReCode){ NULL, NULL };
    pattern->groups = t->groups;
    pattern->group_room = t->group_capacity;
    pattern->group_count = t->group_count - 1;
    pattern->flags = t->flags;
    pattern->is_text = t->is_text;
    pattern->is_neutral = t->is_neutral || !t->is_text;
    pattern->is_literal = is_literal(t);
    t->groups = NULL;
    t->group_capacity = 0;
    ou_heap_track(&pattern->header);
    return ou_pointer_value(pattern);
}

OuValue ou_re_pattern_make(OuVM *vm, OuValue source, uint32_t flags)
{
    OuReTranslator t;
    OuValue made = OU_ERROR;
    if (ou_re_translate(&t, vm, source, flags, false)) {
        pcre2_code *code = ou_re_compile(vm, ou_re_engine_of(vm), &t, 0);
        if (code) made = make_pattern(vm, &t, code);
    }
    ou_re_translator_free(&t);
    return made;
}

// ---- Matching -----------------------------------------------------------------------------------

static OuValue match_once(OuVM *vm, const OuValue *arguments, uint32_t mode)
{
    OuReSubject subject;
    if (!ou_re_subject_open(&subject, vm, ou_re_pattern_of(arguments[0]), arguments[1],
                            arguments[2], arguments[3])) return OU_ERROR;
    bool found;
    const OuReSpan *spans;
    OuValue result = OU_ERROR;
    if (ou_re_run(&subject, subject.start, mode, &found, &spans)) {
        result = found ? ou_re_match_make(&subject, spans) : OU_NONE;
    }
    ou_re_subject_close(&subject);
    return result;
}

OU_METHOD(pattern_match, "match(self, /, string, pos=0, endpos=sys.maxsize)",
          "Matches zero or more characters at the beginning of the string.")
{
    return match_once(vm, arguments, OU_RE_MATCH);
}

OU_METHOD(pattern_fullmatch, "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
          "Matches against all of the string.")
{
    return match_once(vm, arguments, OU_RE_FULL);
}

OU_METHOD(pattern_search, "search(self, /, string, pos=0, endpos=sys.maxsize)",
          "Scan through string looking for a match, and return a corresponding match object "
          "instance.\n\nReturn None if no position in the string matches.")
{
    return match_once(vm, arguments, OU_RE_SEARCH);
}

static OuValue span_part(const OuReSubject *subject, const OuReSpan *span)
{
    if (span->start == PCRE2_UNSET) return ou_re_string_part(subject->vm, subject->string, 0, 0);
    return ou_re_string_part(subject->vm, subject->string, span->start, span->end);
}

// What findall() has of a match: all of it, its group, or a tuple of its groups.
static OuValue found_item(const OuReSubject *subject, const OuReSpan *spans)
{
    uint32_t count = subject->pattern->group_count;
    if (count < 2) return span_part(subject, &spans[count]);
    OuTuple *tuple = ou_tuple_new(subject->vm, count);
    for (uint32_t i = 0; tuple && i < count; i++) {
        OuValue part = span_part(subject, &spans[i + 1]);
        if (part == OU_ERROR) {
            ou_object_unref(&tuple->header);
            return OU_ERROR;
        }
        tuple->items[i] = part;
    }
    return tuple ? ou_pointer_value(tuple) : OU_ERROR;
}

static bool find_all(OuReSubject *subject, OuList *list)
{
    size_t from = subject->start;
    uint32_t mode = OU_RE_SEARCH;
    for (;;) {
        bool found;
        const OuReSpan *spans;
        if (!ou_re_run(subject, from, mode, &found, &spans)) return false;
        if (!found) return true;
        from = spans->end;
        mode = spans->start == from ? PCRE2_NOTEMPTY_ATSTART : OU_RE_SEARCH;
        OuValue item = found_item(subject, spans);
        if (item == OU_ERROR || !ou_list_append_steal(subject->vm, list, item)) return false;
        if (!ou_check_interrupt(subject->vm)) return false;
    }
}

OU_METHOD(pattern_findall, "findall(self, /, string, pos=0, endpos=sys.maxsize)",
          "Return a list of all non-overlapping matches of pattern in string.")
{
    OuReSubject subject;
    if (!ou_re_subject_open(&subject, vm, ou_re_pattern_of(arguments[0]), arguments[1],
                            arguments[2], arguments[3])) return OU_ERROR;
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list != OU_ERROR && !find_all(&subject, ou_list_of(list))) {
        ou_unref(list);
        list = OU_ERROR;
    }
    ou_re_subject_close(&subject);
    return list;
}

static bool append_part(const OuReSubject *subject, OuList *list, size_t start, size_t end)
{
    OuValue part = ou_re_string_part(subject->vm, subject->string, start, end);
    return part != OU_ERROR && ou_list_append_steal(subject->vm, list, part);
}

// Appends the pieces between the matches, and the groups of those.
static bool split_all(OuReSubject *subject, OuList *list, int64_t limit)
{
    size_t done = 0;
    uint32_t mode = OU_RE_SEARCH;
    for (int64_t count = 0; !limit || count < limit; count++) {
        bool found;
        const OuReSpan *spans;
        if (!ou_re_run(subject, done, mode, &found, &spans)) return false;
        if (!found) break;
        if (!append_part(subject, list, done, spans->start)) return false;
        for (uint32_t i = 1; i <= subject->pattern->group_count; i++) {
            bool ok = spans[i].start == PCRE2_UNSET
                ? ou_list_append(subject->vm, list, OU_NONE)
                : append_part(subject, list, spans[i].start, spans[i].end);
            if (!ok) return false;
        }
        done = spans->end;
        mode = spans->start == done ? PCRE2_NOTEMPTY_ATSTART : OU_RE_SEARCH;
        if (!ou_check_interrupt(subject->vm)) return false;
    }
    return append_part(subject, list, done, subject->end);
}

OU_METHOD(pattern_split, "split(self, /, string, maxsplit=0)",
          "Split string by the occurrences of pattern.")
{
    int64_t limit = 0;
    OuReSubject subject;
    if (arguments[2] != OU_UNBOUND && !ou_to_size(vm, arguments[2], &limit)) return OU_ERROR;
    if (!ou_re_subject_open(&subject, vm, ou_re_pattern_of(arguments[0]), arguments[1], OU_UNBOUND,
                            OU_UNBOUND)) return OU_ERROR;
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list != OU_ERROR && !split_all(&subject, ou_list_of(list), limit)) {
        ou_unref(list);
        list = OU_ERROR;
    }
    ou_re_subject_close(&subject);
    return list;
}

// ---- Text, equality -----------------------------------------------------------------------------

static bool put_flags(OuStringWriter *writer, uint32_t flags)
{
    static const char *const names[] = {
        "re.TEMPLATE", "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL", "re.UNICODE",
        "re.VERBOSE", "re.DEBUG", "re.ASCII",
    };
    const char *separator = ", ";
    for (unsigned i = 0; i < 9; i++) {
        if (!(flags >> i & 1)) continue;
        if (!ou_writer_put_ascii(writer, separator, strlen(separator))) return false;
        if (!ou_writer_put_ascii(writer, names[i], strlen(names[i]))) return false;
        separator = "|";
    }
    uint32_t rest = flags >> 9 << 9;
    if (!rest) return true;
    OU_OWNED OuValue text = ou_str_make_format(writer->vm, "%s0x%x", separator, rest);
    return text != OU_ERROR && ou_writer_put_str(writer, ou_str_of(text));
}

static OuValue pattern_repr(OuVM *vm, OuValue self)
{
    enum { LONGEST = 200 };
    const OuRePattern *pattern = ou_re_pattern_of(self);
    uint32_t flags = pattern->flags;
    if (pattern->is_text && (flags & OU_RE_CHARSET) == OU_RE_UNICODE) flags &= ~OU_RE_UNICODE;
    OU_OWNED OuValue source = ou_repr(vm, pattern->pattern);
    if (source == OU_ERROR) return OU_ERROR;
    OuText text = ou_str_text(ou_str_of(source));
    if (text.length > LONGEST) text.length = LONGEST;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool ok = ou_writer_put_ascii(&writer, "re.compile(", 11) && ou_writer_put_text(&writer, text)
           && put_flags(&writer, flags) && ou_writer_put(&writer, ')');
    if (ok) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue pattern_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (operator != OU_EQ && operator != OU_NE) return OU_NOT_IMPLEMENTED;
    if (!ou_is_re_pattern(self) || !ou_is_re_pattern(other)) return OU_NOT_IMPLEMENTED;
    const OuRePattern *a = ou_re_pattern_of(self), *b = ou_re_pattern_of(other);
    bool equal = a->flags == b->flags && a->is_text == b->is_text;
    if (equal && !ou_equal(vm, a->pattern, b->pattern, &equal)) return OU_ERROR;
    return ou_bool_value(equal == (operator == OU_EQ));
}

static bool pattern_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    const OuRePattern *pattern = ou_re_pattern_of(self);
    if (!ou_hash(vm, pattern->pattern, hash)) return false;
    *hash ^= (int64_t)pattern->flags << 8;
    if (*hash == -1) *hash = -2;
    return true;
}

OU_METHOD(pattern_copy, "__copy__(self, /)", "") { return ou_ref(arguments[0]); }
OU_METHOD(pattern_deepcopy, "__deepcopy__(self, memo, /)", "") { return ou_ref(arguments[0]); }

OU_METHOD(pattern_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

// ---- The type -----------------------------------------------------------------------------------

static const OuNativeDef *const pattern_methods[] = {
    &pattern_match_native, &pattern_fullmatch_native, &pattern_search_native, &ou_re_sub_native,
    &ou_re_subn_native, &pattern_findall_native, &pattern_split_native, &ou_re_finditer_native,
    &ou_re_scanner_native, &pattern_copy_native, &pattern_deepcopy_native,
    &pattern_class_getitem_native, NULL,
};

static OuValue get_pattern(OuVM *vm, OuValue self)
{
    return ou_ref(ou_re_pattern_of(self)->pattern);
}
static OuValue get_flags(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_re_pattern_of(self)->flags);
}
static OuValue get_groups(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_re_pattern_of(self)->group_count);
}
static OuValue get_group_index(OuVM *vm, OuValue self)
{
    return ou_mapping_proxy_make(vm, ou_re_pattern_of(self)->group_index);
}

static const OuGetSetDef pattern_getset[] = {
    { "pattern", get_pattern, NULL, "The pattern string from which the RE object was compiled." },
    { "flags", get_flags, NULL, "The regex matching flags." },
    { "groups", get_groups, NULL, "The number of capturing groups in the pattern." },
    { "groupindex", get_group_index, NULL,
      "A dictionary mapping group names to group numbers." },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_re_pattern_type = {
    .name = "Pattern",
    .module = "re",
    .doc = "Compiled regular expression object.",
    .kind = OU_KIND_RE_PATTERN,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &pattern_layout,
    .methods = pattern_methods,
    .getset = pattern_getset,
    .slots = { .repr = pattern_repr, .compare = pattern_compare, .hash = pattern_hash },
};
