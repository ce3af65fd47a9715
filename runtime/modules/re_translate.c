// re_translate.c: reading a pattern by recursive descent.
#include "runtime/modules/re_translate.h"

#include <string.h>

#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// A run of items, while it is read.
typedef struct Sequence {
    OuReScope *scope;
    OuReWidth  before, item;     // widths: of everything before the last item, and of that
    OuReItem   last;
    size_t     start;            // of the last item's translation
    bool       is_empty;
} Sequence;

static bool read_alternatives(OuReTranslator *t, OuReScope *scope, OuReWidth *width);
static bool read_sequence(OuReTranslator *t, OuReScope *scope, bool may_set_flags,
                          OuReWidth *width);

static uint64_t add(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? OU_RE_ANY_WIDTH : sum;
}

static uint64_t multiply(uint64_t a, uint64_t b)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? OU_RE_ANY_WIDTH : product;
}

static void begin_item(OuReTranslator *t, Sequence *sequence, OuReItem item, uint64_t least,
                       uint64_t most)
{
    sequence->before.least = add(sequence->before.least, sequence->item.least);
    sequence->before.most = add(sequence->before.most, sequence->item.most);
    sequence->item = (OuReWidth){ least, most };
    sequence->last = item;
    sequence->start = ou_re_written(t);
    sequence->is_empty = false;
}

static bool missing_parenthesis(OuReTranslator *t, size_t start)
{
    return ou_re_fail(t, (int64_t)start, "missing ), unterminated subpattern");
}

// ---- Repeats ------------------------------------------------------------------------------------

// Digits as a number of repeats. *given: there were some.
static bool read_count(OuReTranslator *t, uint32_t *count, bool *given)
{
    uint64_t value = 0;
    *given = false;
    for (; t->next >= '0' && t->next <= '9'; ou_re_advance(t)) {
        value = value * 10 + (uint64_t)(t->next - '0');
        if (value > OU_RE_MOST_REPEATS) value = OU_RE_MOST_REPEATS;
        *given = true;
    }
    if (*given) *count = (uint32_t)value;
    return true;
}

static bool too_many(OuReTranslator *t)
{
    if (!t->failed) {
        (void)ou_raise(t->vm, OU_TYPE_OVERFLOW_ERROR, "the repetition number is too large");
    }
    t->failed = true;
    t->next = OU_RE_END;
    return false;
}

// What follows "{". *is_repeat false: it is a literal brace after all.
static bool read_braces(OuReTranslator *t, uint32_t *least, uint32_t *most, bool *is_repeat)
{
    size_t here = ou_re_tell(t);
    bool has_least, has_most;
    *is_repeat = false;
    if (t->next == '}') return true;
    uint32_t low = 0, high = OU_RE_MOST_REPEATS;
    if (!read_count(t, &low, &has_least)) return false;
    if (ou_re_match_token(t, ',')) {
        if (!read_count(t, &high, &has_most)) return false;
    } else {
        has_most = has_least;
        if (has_least) high = low;
    }
    if (!ou_re_match_token(t, '}')) {
        if (!t->failed) ou_re_seek(t, here);
        return !t->failed;
    }
    *is_repeat = true;
    *least = low;
    *most = high;
    if ((has_least && low == OU_RE_MOST_REPEATS) || (has_most && high == OU_RE_MOST_REPEATS)) {
        return too_many(t);
    }
    if (high >= low) return true;
    return ou_re_fail(t, (int64_t)here, "min repeat greater than max repeat");
}

// Makes the last item repeated. `here`: behind the first character of the quantifier.
static bool repeat_item(OuReTranslator *t, Sequence *sequence, size_t here, uint32_t least,
                        uint32_t most)
{
    int64_t position = (int64_t)here - 1;
    if (sequence->last == OU_RE_ITEM_NONE || sequence->last == OU_RE_ITEM_AT) {
        return ou_re_fail(t, position, "nothing to repeat");
    }
    if (sequence->last == OU_RE_ITEM_REPEAT) return ou_re_fail(t, position, "multiple repeat");
    char mode = ou_re_match_token(t, '?') ? '?' : ou_re_match_token(t, '+') ? '+' : 0;
    if (t->failed) return false;
    if (sequence->last == OU_RE_ITEM_LOOK) {
        ou_re_open(t, sequence->start);
        ou_re_put(t, ')');
    }
    ou_re_put_repeat(t, sequence->start, least, most, mode);
    sequence->last = OU_RE_ITEM_REPEAT;
    bool is_open = most == OU_RE_MOST_REPEATS && sequence->item.most;
    sequence->item.least = multiply(sequence->item.least, least);
    sequence->item.most = is_open ? OU_RE_ANY_WIDTH : multiply(sequence->item.most, most);
    return true;
}

static bool read_repeat(OuReTranslator *t, Sequence *sequence, int32_t token)
{
    size_t here = ou_re_tell(t);
    uint32_t least = token == '+', most = token == '?' ? 1 : OU_RE_MOST_REPEATS;
    bool is_repeat = true;
    if (token == '{' && !read_braces(t, &least, &most, &is_repeat)) return false;
    if (is_repeat) return repeat_item(t, sequence, here, least, most);
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 1, 1);
    ou_re_put_literal(t, sequence->scope, '{');
    return true;
}

// ---- Groups -------------------------------------------------------------------------------------

static bool add_group(OuReTranslator *t, uint32_t *number)
{
    if (t->group_count == t->group_capacity) {
        uint32_t capacity = t->group_capacity ? t->group_capacity * 2 : 8;
        OuReGroup *grown = ou_memory_resize(&t->vm->heap.memory, t->groups,
                                            t->group_capacity * sizeof *grown,
                                            capacity * sizeof *grown);
        if (!grown) {
            (void)ou_raise_memory_error(t->vm);
            return ou_re_stop(t);
        }
        t->groups = grown;
        t->group_capacity = capacity;
    }
    *number = t->group_count++;
    t->groups[*number] = (OuReGroup){ .parent = t->open_group, .look = t->look };
    return true;
}

static bool name_group(OuReTranslator *t, OuValue name, uint32_t number, size_t start)
{
    OU_OWNED OuValue old = ou_dict_get(t->vm, ou_dict_of(t->group_index), name);
    if (old == OU_ERROR) return ou_re_stop(t);
    if (old != OU_UNBOUND) {
        return ou_re_fail(t, (int64_t)start,
                          "redefinition of group name %R as group %u; was group %d", name, number,
                          (int)ou_int_of(old));
    }
    if (ou_dict_set(t->vm, ou_dict_of(t->group_index), name, ou_int_value(number))) return true;
    return ou_re_stop(t);
}

// A group that captures, behind "(" or "(?P<name>".
static bool read_capture(OuReTranslator *t, Sequence *sequence, size_t start, OuValue name,
                         size_t name_start)
{
    uint32_t number, around = t->open_group;
    OuReScope inner = *sequence->scope;
    inner.nesting++;
    if (!add_group(t, &number)) return false;
    if (name != OU_UNBOUND && !name_group(t, name, number, name_start)) return false;
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 0, 0);
    ou_re_put(t, '(');
    t->open_group = number;
    if (!read_alternatives(t, &inner, &sequence->item)) return false;
    if (!ou_re_match_token(t, ')')) return missing_parenthesis(t, start);
    t->open_group = around;
    t->groups[number].width = sequence->item;
    t->groups[number].is_closed = true;
    t->groups[number].closed_as = t->closed_count++;
    ou_re_put(t, ')');
    return true;
}

// (?:...), (?>...) and (?flags-flags:...)
static bool read_group(OuReTranslator *t, Sequence *sequence, size_t start, bool is_atomic,
                       uint32_t added, uint32_t removed)
{
    OuReScope inner = *sequence->scope;
    inner.nesting++;
    if (added & OU_RE_CHARSET) inner.flags &= ~(uint32_t)OU_RE_CHARSET;
    inner.flags = (inner.flags | added) & ~removed;
    inner.verbose = (inner.verbose || (added & OU_RE_VERBOSE)) && !(removed & OU_RE_VERBOSE);
    if ((added & OU_RE_UNICODE) && (t->flags & OU_RE_ASCII)) t->needs_unicode = true;
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 0, 0);
    uint32_t changed = inner.flags ^ sequence->scope->flags;
    ou_re_put_ascii(t, is_atomic ? "(?>" : "(?");
    if (changed & OU_RE_IGNORECASE) {
        ou_re_put_ascii(t, inner.flags & OU_RE_IGNORECASE ? "i" : "-i");
    }
    if (!is_atomic) ou_re_put(t, ':');
    if (!read_alternatives(t, &inner, &sequence->item)) return false;
    if (!ou_re_match_token(t, ')')) return missing_parenthesis(t, start);
    ou_re_put(t, ')');
    return true;
}

static bool put_backreference(OuReTranslator *t, Sequence *sequence, uint32_t group)
{
    OuReWidth width = t->groups[group].width;
    begin_item(t, sequence, OU_RE_ITEM_OTHER, width.least, width.most);
    if (ou_re_is_ascii_part(t, sequence->scope)) ou_re_put_format(t, "(?:\\g{%u})", group);
    else ou_re_put_format(t, "\\g{%u}", group);
    if (sequence->scope->flags & OU_RE_IGNORECASE) t->is_neutral = false;
    return true;
}

// (?P=name)
static bool read_named_reference(OuReTranslator *t, Sequence *sequence)
{
    size_t start, end;
    if (!ou_re_get_until(t, ')', "group name", &start, &end)) return false;
    if (!ou_re_check_name(t, start, end)) return false;
    OU_OWNED OuValue name = ou_re_part(t, start, end);
    OuValue found = name == OU_ERROR ? OU_ERROR
        : ou_dict_get(t->vm, ou_dict_of(t->group_index), name);
    if (found == OU_ERROR) return ou_re_stop(t);
    if (found == OU_UNBOUND) {
        return ou_re_fail_part(t, (int64_t)start, "unknown group name ", start, end, true);
    }
    uint32_t group = (uint32_t)ou_int_of(found);
    if (!t->groups[group].is_closed) {
        return ou_re_fail(t, (int64_t)start, "cannot refer to an open group");
    }
    return ou_re_can_refer(t, group) && put_backreference(t, sequence, group);
}

static bool end_of_pattern(OuReTranslator *t)
{
    return ou_re_fail(t, (int64_t)ou_re_tell(t), "unexpected end of pattern");
}

static bool unknown_extension(OuReTranslator *t, size_t start)
{
    return ou_re_fail_part(t, (int64_t)start + 1, "unknown extension ", start + 1, ou_re_tell(t),
                           false);
}

// (?P...
static bool read_python_extension(OuReTranslator *t, Sequence *sequence, size_t start)
{
    if (ou_re_match_token(t, '=')) return read_named_reference(t, sequence);
    if (!ou_re_match_token(t, '<')) {
        if (ou_re_get(t) == OU_RE_END) return end_of_pattern(t);
        return unknown_extension(t, start);
    }
    size_t from, to;
    if (!ou_re_get_until(t, '>', "group name", &from, &to)) return false;
    if (!ou_re_check_name(t, from, to)) return false;
    OU_OWNED OuValue name = ou_re_part(t, from, to);
    return name == OU_ERROR ? ou_re_stop(t) : read_capture(t, sequence, start, name, from);
}

// (?=...), (?!...), (?<=...), (?<!...). `token` was taken.
static bool read_look(OuReTranslator *t, Sequence *sequence, int32_t token, size_t start)
{
    bool is_behind = token == '<';
    uint32_t behind_around = t->look_behind_groups, look_around = t->look;
    OuReScope inner = *sequence->scope;
    inner.nesting++;
    if (is_behind) {
        token = ou_re_get(t);
        if (token == OU_RE_END) return end_of_pattern(t);
        if (token != '=' && token != '!') return unknown_extension(t, start);
        if (!t->look_behind_groups) t->look_behind_groups = t->group_count;
    }
    t->look = ++t->look_count;
    begin_item(t, sequence, OU_RE_ITEM_LOOK, 0, 0);
    ou_re_put_format(t, "(?%s%c", is_behind ? "<" : "", (char)token);
    OuReWidth width;
    if (!read_alternatives(t, &inner, &width)) return false;
    t->look_behind_groups = behind_around;
    t->look = look_around;
    if (!ou_re_match_token(t, ')')) return missing_parenthesis(t, start);
    if (is_behind && width.least != width.most) t->bad_look_behind = true;
    ou_re_put(t, ')');
    return true;
}

// The number or name of a group in a condition.
static bool read_condition_number(OuReTranslator *t, size_t start, size_t end, uint32_t *group)
{
    OU_OWNED OuValue text = ou_re_part(t, start, end);
    if (text == OU_ERROR) return ou_re_stop(t);
    int64_t number = -1;
    OU_OWNED OuValue value = ou_int_from_value(t->vm, text);
    if (value == OU_ERROR) {
        if (!ou_error_matches(t->vm, OU_TYPE_VALUE_ERROR)) return ou_re_stop(t);
        ou_error_clear(t->vm);
    } else if (!ou_int_as_int64(value, &number)) {
        number = ou_int_sign(value) < 0 ? -1 : INT64_MAX;
    }
    if (number < 0) {
        return ou_re_fail_part(t, (int64_t)start, "bad character in group name ", start, end, true);
    }
    if (number == 0) return ou_re_fail(t, (int64_t)start, "bad group number");
    if (number >= OU_RE_MOST_GROUPS) {
        return ou_re_fail(t, (int64_t)start, "invalid group reference %V", value);
    }
    *group = (uint32_t)number;
    if (number >= t->group_count && !t->forward_group) {
        t->forward_group = *group;
        t->forward_position = start;
    } else if (*group > t->forward_group && t->forward_group) {
        t->forward_group = *group;
        t->forward_position = start;
    }
    return ou_re_warn_number(t, text, start);
}

static bool read_condition(OuReTranslator *t, uint32_t *group)
{
    size_t start, end;
    if (!ou_re_get_until(t, ')', "group name", &start, &end)) return false;
    if (!ou_re_is_identifier(ou_text_part(t->text, start, end))) {
        return read_condition_number(t, start, end, group);
    }
    if (!ou_re_check_name(t, start, end)) return false;
    OU_OWNED OuValue name = ou_re_part(t, start, end);
    OuValue found = name == OU_ERROR ? OU_ERROR
        : ou_dict_get(t->vm, ou_dict_of(t->group_index), name);
    if (found == OU_ERROR) return ou_re_stop(t);
    if (found == OU_UNBOUND) {
        return ou_re_fail_part(t, (int64_t)start, "unknown group name ", start, end, true);
    }
    *group = (uint32_t)ou_int_of(found);
    return true;
}

// (?(1)yes|no)
static bool read_conditional(OuReTranslator *t, Sequence *sequence, size_t start)
{
    uint32_t group = 0;
    OuReScope inner = *sequence->scope;
    inner.nesting++;
    if (!read_condition(t, &group) || !ou_re_can_refer(t, group)) return false;
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 0, 0);
    ou_re_put_format(t, "(?(%u)", group);
    OuReWidth yes, no = { 0, 0 };
    if (!read_sequence(t, &inner, false, &yes)) return false;
    if (ou_re_match_token(t, '|')) {
        ou_re_put(t, '|');
        if (!read_sequence(t, &inner, false, &no)) return false;
        if (t->next == '|') {
            return ou_re_fail(t, (int64_t)ou_re_tell(t),
                              "conditional backref with more than two branches");
        }
    }
    if (!ou_re_match_token(t, ')')) return missing_parenthesis(t, start);
    ou_re_put(t, ')');
    sequence->item.least = yes.least < no.least ? yes.least : no.least;
    sequence->item.most = yes.most > no.most ? yes.most : no.most;
    return true;
}

// (?# ... )
static bool skip_comment(OuReTranslator *t, size_t start)
{
    for (;;) {
        int32_t token = ou_re_get(t);
        if (token == ')') return true;
        if (token == OU_RE_END) {
            return ou_re_fail(t, (int64_t)start, "missing ), unterminated comment");
        }
    }
}

static bool read_flag_group(OuReTranslator *t, Sequence *sequence, int32_t token, size_t start,
                            bool may_set_flags)
{
    bool is_global;
    uint32_t added, removed;
    if (!ou_re_read_flags(t, token, &is_global, &added, &removed)) return false;
    if (!is_global) return read_group(t, sequence, start, false, added, removed);
    if (!may_set_flags || !sequence->is_empty) {
        return ou_re_fail(t, (int64_t)start, "global flags not at the start of the expression");
    }
    t->flags |= added;
    sequence->scope->flags |= added;
    sequence->scope->verbose = t->flags & OU_RE_VERBOSE;
    return true;
}

// What follows "(?".
static bool read_extension(OuReTranslator *t, Sequence *sequence, size_t start, bool may_set_flags)
{
    int32_t token = ou_re_get(t);
    switch (token) {
    case OU_RE_END:           return end_of_pattern(t);
    case 'P':                 return read_python_extension(t, sequence, start);
    case ':':                 return read_group(t, sequence, start, false, 0, 0);
    case '>':                 return read_group(t, sequence, start, true, 0, 0);
    case '#':                 return skip_comment(t, start);
    case '=': case '!': case '<': return read_look(t, sequence, token, start);
    case '(':                 return read_conditional(t, sequence, start);
    }
    if (token < 0x80 && strchr("iLmsxatu-", token)) {
        return read_flag_group(t, sequence, token, start, may_set_flags);
    }
    return unknown_extension(t, start);
}

// ---- Sequences and alternatives -----------------------------------------------------------------

static bool is_space(int32_t token)
{
    return token == ' ' || (token >= '\t' && token <= '\r');
}

static void skip_line(OuReTranslator *t)
{
    int32_t token;
    do token = ou_re_get(t); while (token != OU_RE_END && token != '\n');
}

static bool read_escaped(OuReTranslator *t, Sequence *sequence, int32_t token)
{
    OuReEscape escape;
    if (!ou_re_read_escape(t, token, false, &escape)) return false;
    if (escape.kind == OU_RE_BACKREF) return put_backreference(t, sequence, escape.value);
    if (escape.kind == OU_RE_AT) {
        begin_item(t, sequence, OU_RE_ITEM_AT, 0, 0);
        ou_re_put_at(t, sequence->scope, (char)escape.value);
        return true;
    }
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 1, 1);
    if (escape.kind == OU_RE_LITERAL) ou_re_put_literal(t, sequence->scope, escape.value);
    else ou_re_put_category(t, sequence->scope, (char)escape.value, false);
    return true;
}

static bool read_item(OuReTranslator *t, Sequence *sequence, int32_t token, bool may_set_flags)
{
    switch (token) {
    case '*': case '+': case '?': case '{':
        return read_repeat(t, sequence, token);
    case '(': {
        size_t start = ou_re_tell(t) - 1;
        if (ou_re_match_token(t, '?')) return read_extension(t, sequence, start, may_set_flags);
        return !t->failed && read_capture(t, sequence, start, OU_UNBOUND, 0);
    }
    case '^': case '$':
        begin_item(t, sequence, OU_RE_ITEM_AT, 0, 0);
        ou_re_put_at(t, sequence->scope, (char)token);
        return true;
    }
    if (token & OU_RE_ESCAPED) return read_escaped(t, sequence, token);
    begin_item(t, sequence, OU_RE_ITEM_OTHER, 1, 1);
    if (token == '[') return ou_re_read_class(t, sequence->scope);
    if (token == '.') {
        ou_re_put_ascii(t, sequence->scope->flags & OU_RE_DOTALL ? "." : "\\N");
        return true;
    }
    ou_re_put_literal(t, sequence->scope, (uint32_t)token);
    return true;
}

static bool read_items(OuReTranslator *t, Sequence *sequence, bool may_set_flags)
{
    while (t->next != OU_RE_END && t->next != '|' && t->next != ')') {
        int32_t token = ou_re_get(t);
        if (sequence->scope->verbose && is_space(token)) continue;
        if (sequence->scope->verbose && token == '#') {
            skip_line(t);
            continue;
        }
        if (!read_item(t, sequence, token, may_set_flags)) return false;
    }
    return !t->failed;
}

static bool read_sequence(OuReTranslator *t, OuReScope *scope, bool may_set_flags,
                          OuReWidth *width)
{
    Sequence sequence = { .scope = scope, .last = OU_RE_ITEM_NONE, .is_empty = true };
    if (!ou_recursion_enter(t->vm, "")) return ou_re_stop(t);
    bool ok = read_items(t, &sequence, may_set_flags);
    ou_recursion_leave(t->vm);
    width->least = add(sequence.before.least, sequence.item.least);
    width->most = add(sequence.before.most, sequence.item.most);
    return ok;
}

static bool read_branches(OuReTranslator *t, OuReScope *scope, OuReWidth *width)
{
    bool is_outermost = scope->nesting == 0;
    if (!read_sequence(t, scope, is_outermost, width)) return false;
    while (ou_re_match_token(t, '|')) {
        OuReWidth other;
        ou_re_put(t, '|');
        if (is_outermost) scope->verbose = t->flags & OU_RE_VERBOSE;
        if (!read_sequence(t, scope, false, &other)) return false;
        if (other.least < width->least) width->least = other.least;
        if (other.most > width->most) width->most = other.most;
    }
    return !t->failed;
}

static bool read_alternatives(OuReTranslator *t, OuReScope *scope, OuReWidth *width)
{
    if (!ou_recursion_enter(t->vm, "")) return ou_re_stop(t);
    bool ok = read_branches(t, scope, width);
    ou_recursion_leave(t->vm);
    return ok;
}

// ---- The whole ----------------------------------------------------------------------------------

static bool check_flags(OuReTranslator *t)
{
    const char *wrong = NULL;
    uint32_t flags = t->flags;
    if (t->is_text && (flags & OU_RE_LOCALE)) wrong = "cannot use LOCALE flag with a str pattern";
    else if (t->is_text && !(~flags & (OU_RE_ASCII | OU_RE_UNICODE))) {
        wrong = "ASCII and UNICODE flags are incompatible";
    } else if (!t->is_text && (flags & OU_RE_UNICODE)) {
        wrong = "cannot use UNICODE flag with a bytes pattern";
    } else if (!t->is_text && !(~flags & (OU_RE_LOCALE | OU_RE_ASCII))) {
        wrong = "ASCII and LOCALE flags are incompatible";
    }
    if (t->is_text && !(flags & OU_RE_ASCII)) t->flags |= OU_RE_UNICODE;
    if (!wrong) return true;
    (void)ou_raise(t->vm, OU_TYPE_VALUE_ERROR, "%s", wrong);
    return ou_re_stop(t);
}

static bool check_end(OuReTranslator *t)
{
    if (t->next != OU_RE_END) {
        return ou_re_fail(t, (int64_t)ou_re_tell(t), "unbalanced parenthesis");
    }
    if (t->forward_group >= t->group_count) {
        return ou_re_fail(t, (int64_t)t->forward_position, "invalid group reference %u",
                          t->forward_group);
    }
    if (t->bad_look_behind) return ou_re_fail(t, -1, "look-behind requires fixed-width pattern");
    if (!t->out.failed) return true;
    (void)ou_raise_memory_error(t->vm);
    return ou_re_stop(t);
}

static bool translate(OuReTranslator *t, uint32_t flags)
{
    uint32_t whole;
    OuReWidth width;
    OuReScope scope = { .flags = flags, .verbose = flags & OU_RE_VERBOSE };
    t->flags = flags;
    t->is_neutral = true;
    OuDict *index = ou_dict_new(t->vm);
    if (!index) return ou_re_stop(t);
    t->group_index = ou_pointer_value(index);
    if (!add_group(t, &whole)) return false;
    ou_re_source_start(t);
    return read_alternatives(t, &scope, &width) && check_flags(t) && check_end(t);
}

bool ou_re_translate(OuReTranslator *t, OuVM *vm, OuValue pattern, uint32_t flags, bool is_wide)
{
    bool is_again = false;
    do {
        *t = (OuReTranslator){ .vm = vm, .pattern = pattern, .is_text = ou_is_str(pattern),
                               .is_wide = is_wide, .group_index = OU_UNBOUND, .callers = 2,
                               .needs_unicode = is_again };
        t->text = t->is_text ? ou_str_text(ou_str_of(pattern)) : ou_bytes_text(pattern);
        ou_buffer_init(&t->out, &vm->heap.memory);
        if (!translate(t, flags)) return false;
        is_again = t->needs_unicode && !is_again;
        if (is_again) ou_re_translator_free(t);
    } while (is_again);
    return true;
}

void ou_re_translator_free(OuReTranslator *t)
{
    ou_buffer_free(&t->out);
    ou_memory_free(&t->vm->heap.memory, t->groups, t->group_capacity * sizeof *t->groups);
    t->groups = NULL;
    t->group_capacity = t->group_count = 0;
    ou_clear(&t->group_index);
}
