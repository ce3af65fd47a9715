// re_match.c: Match objects.
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

OuValue ou_re_match_make(const OuReSubject *subject, const OuReSpan *spans)
{
    OuVM *vm = subject->vm;
    OuRePattern *pattern = subject->pattern;
    size_t size = (pattern->group_count + 1) * sizeof(OuReSpan);
    OuReMatch *match = ou_heap_new(&vm->heap, OU_KIND_RE_MATCH, sizeof *match + size);
    if (!match) return ou_raise_memory_error(vm);
    match->string = ou_ref(subject->string);
    match->pattern = pattern;
    ou_object_ref(&pattern->header);
    match->start = subject->start;
    match->end = subject->end;
    memcpy(match->spans, spans, size);
    return ou_pointer_value(match);
}

static void match_visit(OuObject *self, OuVisitor *visitor)
{
    OuReMatch *match = (OuReMatch *)self;
    ou_visit_value(visitor, &match->string);
    OU_VISIT_POINTER(visitor, &match->pattern);
}

static const OuLayout match_layout = { .name = "re.Match", .visit = match_visit };

// ---- Groups -------------------------------------------------------------------------------------

OuValue ou_re_match_part(OuVM *vm, const OuReMatch *match, uint32_t group, OuValue missing)
{
    const OuReSpan *span = &match->spans[group];
    if (span->start == PCRE2_UNSET) return ou_ref(missing);
    return ou_re_string_part(vm, match->string, span->start, span->end);
}

// A group by number or name. IndexError when there is none.
static bool find_group(OuVM *vm, const OuReMatch *match, OuValue key, uint32_t *group)
{
    int64_t number = -1;
    if (ou_is_any_int(key) || ou_type_of(vm, key)->slots.to_index) {
        OU_OWNED OuValue index = ou_to_index(vm, key);
        if (index == OU_ERROR) return false;
        if (!ou_int_as_int64(index, &number)) number = -1;
    } else {
        OU_OWNED OuValue value = ou_dict_get(vm, ou_dict_of(match->pattern->group_index), key);
        if (value == OU_ERROR) ou_error_clear(vm);
        else if (value != OU_UNBOUND) number = ou_int_of(value);
    }
    if (number >= 0 && number <= match->pattern->group_count) {
        *group = (uint32_t)number;
        return true;
    }
    (void)ou_raise(vm, OU_TYPE_INDEX_ERROR, "no such group");
    return false;
}

static OuValue match_get_item(OuVM *vm, OuValue self, OuValue key)
{
    uint32_t group;
    const OuReMatch *match = ou_re_match_of(self);
    return find_group(vm, match, key, &group) ? ou_re_match_part(vm, match, group, OU_NONE)
                                              : OU_ERROR;
}

OU_METHOD(match_group, "group(self, *args)",
          "group([group1, ...]) -> str or tuple.\n\n"
          "Return subgroup(s) of the match by indices or names.\n"
          "For 0 returns the entire match.")
{
    const OuTuple *wanted = ou_tuple_of(arguments[1]);
    if (wanted->length == 0) {
        return ou_re_match_part(vm, ou_re_match_of(arguments[0]), 0, OU_NONE);
    }
    if (wanted->length == 1) return match_get_item(vm, arguments[0], wanted->items[0]);
    OuTuple *result = ou_tuple_new(vm, wanted->length);
    for (size_t i = 0; result && i < wanted->length; i++) {
        OuValue part = match_get_item(vm, arguments[0], wanted->items[i]);
        if (part == OU_ERROR) {
            ou_object_unref(&result->header);
            return OU_ERROR;
        }
        result->items[i] = part;
    }
    return result ? ou_pointer_value(result) : OU_ERROR;
}

OU_METHOD(match_groups, "groups(self, /, default=None)",
          "Return a tuple containing all the subgroups of the match, from 1.\n\n"
          "  default\n    Is used for groups that did not participate in the match.")
{
    const OuReMatch *match = ou_re_match_of(arguments[0]);
    OuValue missing = arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1];
    OuTuple *result = ou_tuple_new(vm, match->pattern->group_count);
    for (uint32_t i = 0; result && i < match->pattern->group_count; i++) {
        OuValue part = ou_re_match_part(vm, match, i + 1, missing);
        if (part == OU_ERROR) {
            ou_object_unref(&result->header);
            return OU_ERROR;
        }
        result->items[i] = part;
    }
    return result ? ou_pointer_value(result) : OU_ERROR;
}

OU_METHOD(match_groupdict, "groupdict(self, /, default=None)",
          "Return a dictionary containing all the named subgroups of the match, keyed by the "
          "subgroup name.\n\n"
          "  default\n    Is used for groups that did not participate in the match.")
{
    const OuReMatch *match = ou_re_match_of(arguments[0]);
    OuValue missing = arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1];
    OuDict *result = ou_dict_new(vm);
    if (!result) return OU_ERROR;
    uint32_t position = 0;
    OuValue name, number;
    while (ou_dict_walk(ou_dict_of(match->pattern->group_index), &position, &name, &number)) {
        OuValue part = ou_re_match_part(vm, match, (uint32_t)ou_int_of(number), missing);
        if (part == OU_ERROR || !ou_dict_set_steal(vm, result, name, part)) {
            ou_object_unref(&result->header);
            return OU_ERROR;
        }
    }
    return ou_pointer_value(result);
}

// ---- Places -------------------------------------------------------------------------------------

static OuValue place(size_t offset)
{
    return ou_int_value(offset == PCRE2_UNSET ? -1 : (int64_t)offset);
}

static OuValue span_pair(OuVM *vm, const OuReSpan *span)
{
    return ou_tuple_pair(vm, place(span->start), place(span->end));
}

static const OuReSpan *span_of(OuVM *vm, const OuValue *arguments)
{
    uint32_t group = 0;
    const OuReMatch *match = ou_re_match_of(arguments[0]);
    if (arguments[1] != OU_UNBOUND && !find_group(vm, match, arguments[1], &group)) return NULL;
    return &match->spans[group];
}

OU_METHOD(match_start, "start(self, group=0, /)",
          "Return index of the start of the substring matched by group.")
{
    const OuReSpan *span = span_of(vm, arguments);
    return span ? place(span->start) : OU_ERROR;
}

OU_METHOD(match_end, "end(self, group=0, /)",
          "Return index of the end of the substring matched by group.")
{
    const OuReSpan *span = span_of(vm, arguments);
    return span ? place(span->end) : OU_ERROR;
}

OU_METHOD(match_span, "span(self, group=0, /)",
          "For match object m, return the 2-tuple (m.start(group), m.end(group)).")
{
    const OuReSpan *span = span_of(vm, arguments);
    return span ? span_pair(vm, span) : OU_ERROR;
}

static OuValue match_regs(OuVM *vm, OuValue self)
{
    const OuReMatch *match = ou_re_match_of(self);
    OuTuple *result = ou_tuple_new(vm, match->pattern->group_count + 1);
    for (uint32_t i = 0; result && i <= match->pattern->group_count; i++) {
        OuValue pair = span_pair(vm, &match->spans[i]);
        if (pair == OU_ERROR) {
            ou_object_unref(&result->header);
            return OU_ERROR;
        }
        result->items[i] = pair;
    }
    return result ? ou_pointer_value(result) : OU_ERROR;
}

// ---- The last group -----------------------------------------------------------------------------

// Did group `a` end after group `b` when both matched? Within one pass through the pattern that is
// a matter of their places; between passes of a repeat, of the string's. Assertions look elsewhere.
static bool ended_later(const OuReMatch *match, uint32_t a, uint32_t b)
{
    const OuReGroup *first = &match->pattern->groups[a], *second = &match->pattern->groups[b];
    size_t a_end = match->spans[a].end, b_end = match->spans[b].end;
    if (first->look != second->look || a_end == b_end) {
        return first->closed_as > second->closed_as;
    }
    return a_end > b_end;
}

static uint32_t last_group(const OuReMatch *match)
{
    uint32_t last = 0;
    for (uint32_t i = 1; i <= match->pattern->group_count; i++) {
        if (match->spans[i].start == PCRE2_UNSET) continue;
        if (!last || ended_later(match, i, last)) last = i;
    }
    return last;
}

static OuValue match_lastindex(OuVM *vm, OuValue self)
{
    uint32_t last = last_group(ou_re_match_of(self));
    return last ? ou_int_value(last) : OU_NONE;
}

static OuValue match_lastgroup(OuVM *vm, OuValue self)
{
    const OuReMatch *match = ou_re_match_of(self);
    uint32_t last = last_group(match);
    return last ? ou_ref(match->pattern->names->items[last]) : OU_NONE;
}

// ---- The rest -----------------------------------------------------------------------------------

OU_METHOD(match_expand, "expand(self, /, template)",
          "Return the string obtained by doing backslash substitution on the string template, as "
          "done by the sub() method.")
{
    const OuReMatch *match = ou_re_match_of(arguments[0]);
    OuReTemplate template;
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool ok = ou_re_template_read(&template, vm, match->pattern, arguments[1]) &&
              ou_re_template_put(&template, &writer, match->string, match->spans);
    ou_re_template_free(&template);
    if (ok) return ou_re_finish(&writer, ou_is_str(arguments[1]));
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue match_repr(OuVM *vm, OuValue self)
{
    const OuReMatch *match = ou_re_match_of(self);
    OU_OWNED OuValue whole = ou_re_match_part(vm, match, 0, OU_NONE);
    OU_OWNED OuValue text = whole == OU_ERROR ? OU_ERROR : ou_repr(vm, whole);
    if (text == OU_ERROR) return OU_ERROR;
    enum { LONGEST = 50 };
    OuText shown = ou_re_text_of(text, 0, LONGEST);
    OU_OWNED OuValue cut = ou_str_from_text(vm, shown);
    if (cut == OU_ERROR) return OU_ERROR;
    return ou_str_make_format(vm, "<re.Match object; span=(%zu, %zu), match=%V>",
                              match->spans[0].start, match->spans[0].end, cut);
}

OU_METHOD(match_copy, "__copy__(self, /)", "") { return ou_ref(arguments[0]); }
OU_METHOD(match_deepcopy, "__deepcopy__(self, memo, /)", "") { return ou_ref(arguments[0]); }

OU_METHOD(match_class_getitem, "__class_getitem__($type, item, /)", "See PEP 585")
{
    return ou_generic_alias_make(vm, arguments[0], arguments[1]);
}

static const OuNativeDef *const match_methods[] = {
    &match_group_native, &match_start_native, &match_end_native, &match_span_native,
    &match_groups_native, &match_groupdict_native, &match_expand_native, &match_copy_native,
    &match_deepcopy_native, &match_class_getitem_native, NULL,
};

static OuValue match_string(OuVM *vm, OuValue self) { return ou_ref(ou_re_match_of(self)->string); }
static OuValue match_re(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_re_match_of(self)->pattern));
}
static OuValue match_pos(OuVM *vm, OuValue self) { return place(ou_re_match_of(self)->start); }
static OuValue match_endpos(OuVM *vm, OuValue self) { return place(ou_re_match_of(self)->end); }

static const OuGetSetDef match_getset[] = {
    { "lastindex", match_lastindex, NULL,
      "The integer index of the last matched capturing group." },
    { "lastgroup", match_lastgroup, NULL, "The name of the last matched capturing group." },
    { "regs", match_regs, NULL, NULL },
    { "string", match_string, NULL, "The string passed to match() or search()." },
    { "re", match_re, NULL, "The regular expression object." },
    { "pos", match_pos, NULL, "The index into the string at which the RE engine started looking "
                              "for a match." },
    { "endpos", match_endpos, NULL, "The index into the string beyond which the RE engine will "
                                    "not go." },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_re_match_type = {
    .name = "Match",
    .module = "re",
    .doc = "The result of re.match() and re.search().\n"
           "Match objects always have a boolean value of True.",
    .kind = OU_KIND_RE_MATCH,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &match_layout,
    .methods = match_methods,
    .getset = match_getset,
    .slots = { .repr = match_repr, .get_item = match_get_item },
};
