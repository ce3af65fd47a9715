// The match statement. The subject lies in a temporary; each case works on a copy of it, the last
// one on itself:
//
//     match subject:      subject -> S
//     case pattern:       COPY T <- S; tests that jump to their failure; captures stay in
//                         temporaries
//                         store the captured names
//         guard           JUMP_UNLESS next
//         body            DROP S; body; JUMP end
//     failures:           DROP what is live, from the fullest set down to S alone
//     next: ...
//
// A pattern takes a live temporary. When it matches, the temporary was dropped or keeps what a name
// will be bound to: names are bound when the whole pattern has matched. When it fails, the
// temporaries that are live then belong to the failure: sets that contain one another share
// their drops.
#include "vm/compile_unit.h"

#include <stdlib.h>

enum { INT_LIMIT = 0x7FFF, MATCH_LIMIT = 0xFFFF };

typedef struct Capture { OuName *name; OuRegister value; } Capture;

// Jumps to one label, with the temporaries that are live there.
typedef struct Failure { uint32_t label, live, count; } Failure;

typedef struct Matching {
    OuCompiler *compiler;
    Capture    *captures;
    uint32_t    capture_count, capture_capacity;
    Failure    *failures;
    uint32_t    failure_count, failure_capacity;
} Matching;

static void match_pattern(Matching *matching, OuNode *pattern, OuRegister subject);

// --- captures ------------------------------------------------------------------------------------

static bool is_wildcard(const OuNode *pattern)
{
    if (pattern->kind == OU_NODE_MATCH_STAR) return !((const OuMatchStarNode *)pattern)->name;
    const OuMatchAsNode *as = (const OuMatchAsNode *)pattern;
    return pattern->kind == OU_NODE_MATCH_AS && !as->pattern && !as->name;
}

static void match_capture(Matching *matching, OuName *name, OuRegister value)
{
    OuCompiler *compiler = matching->compiler;
    if (!ou_unit_grow(compiler, &compiler->unit->arena, &matching->captures,
                      matching->capture_count, &matching->capture_capacity, sizeof(Capture))) {
        return;
    }
    matching->captures[matching->capture_count++] = (Capture){ name, value };
}

// Gives back the temporaries from `base` on but for those that hold captures.
static void match_pop(Matching *matching, uint32_t base)
{
    for (uint32_t i = 0; i < matching->capture_count; i++) {
        uint32_t end = (matching->captures[i].value & ~OU_TEMPORARY) + 1;
        if (end > base) base = end;
    }
    ou_draft_pop(matching->compiler, base);
}

static OuRegister match_copy(Matching *matching, OuRegister value)
{
    OuRegister copy = ou_draft_push(matching->compiler);
    ou_draft_emit(matching->compiler, OU_OP_COPY, copy, value, 0, 0);
    return copy;
}

static void match_drop(Matching *matching, OuRegister value)
{
    ou_draft_emit(matching->compiler, OU_OP_DROP, value, 0, 0, 0);
}

// --- failures ------------------------------------------------------------------------------------

// The label for a test that is written next.
static uint32_t match_failure(Matching *matching)
{
    OuCompiler *compiler = matching->compiler;
    uint32_t label = ou_draft_label(compiler);
    if (ou_unit_grow(compiler, &compiler->unit->arena, &matching->failures,
                     matching->failure_count, &matching->failure_capacity, sizeof(Failure))) {
        matching->failures[matching->failure_count++] = (Failure){ label, OU_NOWHERE, 0 };
    }
    return label;
}

static void match_unless(Matching *matching, OuOp op, OuRegister a, OuRegister b)
{
    ou_draft_jump(matching->compiler, op, a, b, match_failure(matching));
}

static uint64_t snapshot_word(const OuUnit *unit, uint32_t snapshot, uint32_t i)
{
    const OuSnapshot *row = &unit->snapshots[snapshot];
    return i < row->count ? row->words[i] : 0;
}

static uint32_t snapshot_words(const OuUnit *unit, uint32_t a, uint32_t b)
{
    uint32_t one = unit->snapshots[a].count, other = unit->snapshots[b].count;
    return one > other ? one : other;
}

static bool is_live_subset(const OuUnit *unit, uint32_t inner, uint32_t outer)
{
    for (uint32_t i = 0; i < snapshot_words(unit, inner, outer); i++) {
        if (snapshot_word(unit, inner, i) & ~snapshot_word(unit, outer, i)) return false;
    }
    return true;
}

// Drops what is live in `from` but not in `to`, the newest first.
static void drop_difference(Matching *matching, uint32_t from, uint32_t to)
{
    OuUnit *unit = matching->compiler->unit;
    for (uint32_t i = snapshot_words(unit, from, to); i-- > 0;) {
        uint64_t bits = snapshot_word(unit, from, i) & ~snapshot_word(unit, to, i);
        while (bits) {
            uint32_t bit = 63 - (uint32_t)__builtin_clzll(bits);
            match_drop(matching, ou_temporary(64 * i + bit));
            bits &= ~(1ull << bit);
        }
    }
}

// The fullest first; equal sets one behind the other.
static int failure_compare(const void *a, const void *b)
{
    const Failure *left = a, *right = b;
    if (left->count != right->count) return left->count > right->count ? -1 : 1;
    return left->label < right->label ? -1 : left->label > right->label;
}

// Looks up what is live at the failures from `first` on; those that nothing jumps to are left out.
static void failures_measure(Matching *matching, uint32_t first)
{
    OuUnit *unit = matching->compiler->unit;
    uint32_t kept = first;
    for (uint32_t i = first; i < matching->failure_count; i++) {
        Failure failure = matching->failures[i];
        failure.live = unit->labels[failure.label].live;
        if (failure.live == OU_NOWHERE) continue;
        failure.count = 0;
        for (uint32_t j = 0; j < unit->snapshots[failure.live].count; j++) {
            failure.count += (uint32_t)__builtin_popcountll(unit->snapshots[failure.live].words[j]);
        }
        matching->failures[kept++] = failure;
    }
    matching->failure_count = kept;
    if (kept - first < 2) return;
    qsort(matching->failures + first, kept - first, sizeof(Failure), failure_compare);
}

// Writes the code of the failures from `first` on, behind code that doesn't go on; it jumps to
// `next`, where only the temporaries of the snapshot `kept` are live.
static void failures_end(Matching *matching, uint32_t first, uint32_t kept, uint32_t next)
{
    OuCompiler *compiler = matching->compiler;
    if (compiler->failed) return;
    failures_measure(matching, first);
    uint32_t count = matching->failure_count;
    for (uint32_t i = first; i < count && !compiler->failed; i++) {
        const Failure *failure = &matching->failures[i];
        OuUnit *unit = compiler->unit;
        ou_draft_place(compiler, failure->label);
        uint32_t j = i + 1;
        while (j < count && !is_live_subset(unit, matching->failures[j].live, failure->live)) j++;
        bool is_shared = j < count;
        drop_difference(matching, failure->live, is_shared ? matching->failures[j].live : kept);
        ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, is_shared ? matching->failures[j].label : next);
    }
    matching->failure_count = first;
}

// --- values --------------------------------------------------------------------------------------

static bool small_int(OuCompiler *compiler, OuNode *node, int16_t *number)
{
    OuValue value = ou_constant_fold(compiler, node);
    bool is_small = value != OU_UNBOUND && ou_is_int(value) && ou_int_of(value) >= -INT_LIMIT &&
                    ou_int_of(value) <= INT_LIMIT;
    if (is_small) *number = (int16_t)ou_int_of(value);
    else ou_unref(value);
    return is_small;
}

static void match_value(Matching *matching, OuMatchValueNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    int16_t number;
    if (small_int(compiler, pattern->value, &number)) {
        ou_draft_jump_int(compiler, OU_OP_JUMP_UNLESS_EQ_INT, subject, number,
                          match_failure(matching));
        return;
    }
    OuRegister value = ou_compile_expression(compiler, pattern->value, OU_WANT_ANY);
    match_unless(matching, OU_OP_JUMP_UNLESS_EQ, subject, value);
}

static void match_singleton(Matching *matching, OuMatchSingletonNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    OuValue constant = pattern->value.kind == OU_CONSTANT_NONE ? OU_NONE
                     : pattern->value.kind == OU_CONSTANT_TRUE ? OU_TRUE : OU_FALSE;
    if (constant == OU_NONE) {
        match_unless(matching, OU_OP_JUMP_UNLESS_NONE, subject, 0);
        return;
    }
    OuRegister value = ou_constant_load_steal(compiler, constant, OU_WANT_PUSH);
    ou_draft_emit(compiler, OU_OP_IS, subject, subject, value, 0);
    match_unless(matching, OU_OP_JUMP_UNLESS, subject, 0);
}

// --- sequences -----------------------------------------------------------------------------------

static void match_length(Matching *matching, OuRegister subject, bool at_least, uint32_t count)
{
    OuCompiler *compiler = matching->compiler;
    uint32_t base = compiler->unit->depth;
    OuRegister length = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_LENGTH, length, subject, 0, 0);
    if (count <= INT_LIMIT) {
        OuOp op = at_least ? OU_OP_JUMP_UNLESS_GE_INT : OU_OP_JUMP_UNLESS_EQ_INT;
        ou_draft_jump_int(compiler, op, length, (int16_t)count, match_failure(matching));
    } else {
        OuRegister number = ou_constant_load_steal(compiler, ou_int_value(count), OU_WANT_PUSH);
        match_unless(matching, at_least ? OU_OP_JUMP_UNLESS_GE : OU_OP_JUMP_UNLESS_EQ, length,
                     number);
    }
    ou_draft_pop(compiler, base);
}

typedef struct Items {
    uint32_t star;                     // position; the number of patterns if there is none
    bool     only_wildcards, wildcard_star;
} Items;

static Items sequence_items(const OuNodeList *patterns)
{
    Items items = { patterns->count, true, false };
    for (uint32_t i = 0; i < patterns->count; i++) {
        bool wildcard = is_wildcard(patterns->items[i]);
        items.only_wildcards &= wildcard;
        if (patterns->items[i]->kind != OU_NODE_MATCH_STAR) continue;
        items.star = i;
        items.wildcard_star = wildcard;
    }
    return items;
}

// `[a, *_, b]`: each item by its index; nothing is unpacked.
static void sequence_subscripts(Matching *matching, const OuNodeList *patterns, uint32_t star,
                                OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (i == star || is_wildcard(patterns->items[i])) continue;
        uint32_t base = compiler->unit->depth;
        OuRegister item = match_copy(matching, subject), index;
        if (i < star) {
            index = ou_constant_load_steal(compiler, ou_int_value(i), OU_WANT_PUSH);
        } else {
            index = ou_draft_push(compiler);
            ou_draft_emit(compiler, OU_OP_GET_LENGTH, index, subject, 0, 0);
            ou_draft_emit(compiler, OU_OP_SUBTRACT_INT, index, index, 0,
                          (int32_t)(patterns->count - i));
        }
        ou_draft_emit(compiler, OU_OP_GET_ITEM, item, item, index, 0);
        match_pop(matching, base + 1);
        match_pattern(matching, patterns->items[i], item);
        match_pop(matching, base);
    }
    match_drop(matching, subject);
}

static void match_items(Matching *matching, const OuNodeList *patterns, OuRegister first)
{
    for (uint32_t i = 0; i < patterns->count; i++) {
        match_pattern(matching, patterns->items[i], first + i);
    }
}

// Unpacks a temporary to `count` new ones.
static OuRegister match_unpack(Matching *matching, OuRegister value, uint32_t count)
{
    OuCompiler *compiler = matching->compiler;
    OuRegister first = ou_temporary(compiler->unit->depth);
    ou_draft_emit(compiler, OU_OP_UNPACK, value, count & 0xFF, count >> 8, (int32_t)first);
    for (uint32_t i = 0; i < count; i++) ou_draft_push(compiler);
    return first;
}

static bool is_match_too_long(Matching *matching, OuNode *pattern, uint32_t count)
{
    if (count <= MATCH_LIMIT) return false;
    ou_unit_unsupported(matching->compiler, pattern, "a pattern of more than 65535 items");
    return true;
}

static void match_sequence(Matching *matching, OuMatchSequenceNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    const OuNodeList *patterns = &pattern->patterns;
    uint32_t count = patterns->count;
    Items items = sequence_items(patterns);
    bool has_star = items.star < count;
    if (is_match_too_long(matching, &pattern->head, count)) return;
    match_unless(matching, OU_OP_JUMP_UNLESS_SEQUENCE, subject, 0);
    if (!has_star || count > 1) match_length(matching, subject, has_star, count - has_star);
    if (items.only_wildcards) {
        match_drop(matching, subject);
    } else if (items.wildcard_star) {
        sequence_subscripts(matching, patterns, items.star, subject);
    } else if (has_star) {
        OuRegister first = ou_temporary(compiler->unit->depth);
        uint64_t word = items.star | (uint64_t)(count - items.star - 1) << 32;
        ou_draft_emit_word(compiler, OU_OP_UNPACK_STAR, subject, 0, 0, (int32_t)first, word);
        for (uint32_t i = 0; i < count; i++) ou_draft_push(compiler);
        match_items(matching, patterns, first);
    } else {
        match_items(matching, patterns, match_unpack(matching, subject, count));
    }
}

// --- mappings and classes ------------------------------------------------------------------------

// The values that were found, or None: a failure.
static void match_found(Matching *matching, const OuNodeList *patterns, const OuNodeList *more,
                        OuRegister values)
{
    uint32_t count = patterns->count + (more ? more->count : 0);
    if (!count) {
        match_unless(matching, OU_OP_JUMP_IF_NONE, values, 0);
        return;
    }
    OuRegister copy = match_copy(matching, values);
    match_unless(matching, OU_OP_JUMP_IF_NONE, copy, 0);
    ou_draft_pop(matching->compiler, copy & ~OU_TEMPORARY);
    OuRegister first = match_unpack(matching, values, count);
    match_items(matching, patterns, first);
    if (more) match_items(matching, more, first + patterns->count);
}

static void match_rest(Matching *matching, OuName *name, OuRegister subject, OuRegister keys)
{
    ou_draft_emit(matching->compiler, OU_OP_MATCH_REST, subject, subject, keys, 0);
    match_capture(matching, name, subject);
}

static void match_mapping(Matching *matching, OuMatchMappingNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    uint32_t count = pattern->keys.count;
    if (is_match_too_long(matching, &pattern->head, count)) return;
    match_unless(matching, OU_OP_JUMP_UNLESS_MAPPING, subject, 0);
    if (!count && !pattern->rest) {
        match_drop(matching, subject);
        return;
    }
    if (count) match_length(matching, subject, true, count);
    OuRegister keys = ou_temporary(compiler->unit->depth);
    for (uint32_t i = 0; i < count; i++) ou_compile_push(compiler, pattern->keys.items[i]);
    ou_draft_pop(compiler, keys & ~OU_TEMPORARY);
    ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_BUILD_TUPLE, keys, count & 0xFF, count >> 8, (int32_t)keys);
    if (count) {
        OuRegister values = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_MATCH_KEYS, values, subject, keys, 0);
        match_found(matching, &pattern->patterns, NULL, values);
    }
    if (pattern->rest) {
        match_rest(matching, pattern->rest, subject, keys);
    } else {
        match_drop(matching, keys);
        match_drop(matching, subject);
    }
}

// The names of the keyword patterns, as a constant.
static OuValue class_names(OuCompiler *compiler, const OuNameList *names)
{
    OuTuple *tuple = compiler->failed ? NULL : ou_tuple_new(compiler->vm, names->count);
    if (!tuple) {
        ou_unit_fail(compiler);
        return OU_NONE;
    }
    for (uint32_t i = 0; i < names->count; i++) {
        OuString *string = ou_unit_string(compiler, names->items[i]);
        tuple->items[i] = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    }
    return ou_pointer_value(tuple);
}

static void match_class(Matching *matching, OuMatchClassNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    uint32_t base = compiler->unit->depth;
    uint32_t count = pattern->patterns.count;
    if (is_match_too_long(matching, &pattern->head, count + pattern->kwd_patterns.count)) return;
    OuRegister class = ou_compile_expression(compiler, pattern->cls, OU_WANT_ANY);
    OuValue made = class_names(compiler, &pattern->kwd_attrs);
    if (compiler->failed) return;
    uint32_t index = ou_unit_constant_steal(compiler, made);
    OuValue names = compiler->failed ? OU_NONE : compiler->unit->constants[index];
    ou_draft_emit_word(compiler, OU_OP_MATCH_CLASS, subject, subject, class, (int32_t)count, names);
    match_pop(matching, base);
    match_found(matching, &pattern->patterns, &pattern->kwd_patterns, subject);
}

// --- as and or -----------------------------------------------------------------------------------

static void match_as(Matching *matching, OuMatchAsNode *pattern, OuRegister subject)
{
    if (is_wildcard(&pattern->head)) {
        match_drop(matching, subject);
        return;
    }
    if (pattern->pattern) {
        match_pattern(matching, pattern->pattern, match_copy(matching, subject));
    }
    match_capture(matching, pattern->name, subject);
}

static void collect_names(Matching *matching, OuNode *pattern);

static void collect_all(Matching *matching, const OuNodeList *patterns)
{
    for (uint32_t i = 0; i < patterns->count; i++) collect_names(matching, patterns->items[i]);
}

// The names that a pattern binds, as captures in new temporaries.
static void collect_names(Matching *matching, OuNode *pattern)
{
    OuName *name = NULL;
    if (!ou_unit_can_recurse(matching->compiler)) return;
    switch ((OuNodeKind)pattern->kind) {
    case OU_NODE_MATCH_STAR: name = OU_AS(MatchStar, pattern)->name; break;
    case OU_NODE_MATCH_AS:
        if (OU_AS(MatchAs, pattern)->pattern) {
            collect_names(matching, OU_AS(MatchAs, pattern)->pattern);
        }
        name = OU_AS(MatchAs, pattern)->name;
        break;
    case OU_NODE_MATCH_SEQUENCE:
        collect_all(matching, &OU_AS(MatchSequence, pattern)->patterns);
        break;
    case OU_NODE_MATCH_MAPPING:
        collect_all(matching, &OU_AS(MatchMapping, pattern)->patterns);
        name = OU_AS(MatchMapping, pattern)->rest;
        break;
    case OU_NODE_MATCH_CLASS:
        collect_all(matching, &OU_AS(MatchClass, pattern)->patterns);
        collect_all(matching, &OU_AS(MatchClass, pattern)->kwd_patterns);
        break;
    case OU_NODE_MATCH_OR:
        collect_names(matching, OU_AS(MatchOr, pattern)->patterns.items[0]);
        break;
    default: break;
    }
    if (name) match_capture(matching, name, ou_draft_push(matching->compiler));
}

// Moves what an alternative has captured (from `from` on) to where all alternatives leave it.
static void alternative_settle(Matching *matching, uint32_t first, uint32_t from)
{
    for (uint32_t i = from; i < matching->capture_count; i++) {
        const Capture *capture = &matching->captures[i];
        uint32_t j = first;
        while (j < from && matching->captures[j].name != capture->name) j++;
        if (j == from) continue;        // the parser has refused it
        ou_draft_emit(matching->compiler, OU_OP_MOVE, matching->captures[j].value, capture->value,
                      0, 0);
    }
    matching->capture_count = from;
}

static void match_or(Matching *matching, OuMatchOrNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    uint32_t first = matching->capture_count, end = ou_draft_label(compiler);
    uint32_t kept = ou_draft_live(compiler);
    collect_names(matching, &pattern->head);
    uint32_t from = matching->capture_count, base = compiler->unit->depth;
    uint32_t last = pattern->patterns.count - 1;
    for (uint32_t i = 0; i <= last && !compiler->failed; i++) {
        uint32_t failures = matching->failure_count, next = ou_draft_label(compiler);
        match_pattern(matching, pattern->patterns.items[i],
                      i < last ? match_copy(matching, subject) : subject);
        alternative_settle(matching, first, from);
        ou_draft_pop(compiler, base);
        if (i == last) break;           // its failures are those of the whole
        match_drop(matching, subject);
        ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
        failures_end(matching, failures, kept, next);
        ou_draft_place(compiler, next);
    }
    ou_draft_place(compiler, end);
}

static void match_pattern(Matching *matching, OuNode *pattern, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    if (compiler->failed || !ou_unit_can_recurse(compiler)) return;
    uint32_t base = compiler->unit->depth;
    OuPlace place = ou_unit_go(compiler, pattern);
    switch ((OuNodeKind)pattern->kind) {
    case OU_NODE_MATCH_VALUE: match_value(matching, OU_AS(MatchValue, pattern), subject); break;
    case OU_NODE_MATCH_SINGLETON:
        match_singleton(matching, OU_AS(MatchSingleton, pattern), subject);
        break;
    case OU_NODE_MATCH_SEQUENCE:
        match_sequence(matching, OU_AS(MatchSequence, pattern), subject);
        break;
    case OU_NODE_MATCH_MAPPING:
        match_mapping(matching, OU_AS(MatchMapping, pattern), subject);
        break;
    case OU_NODE_MATCH_CLASS: match_class(matching, OU_AS(MatchClass, pattern), subject); break;
    case OU_NODE_MATCH_OR: match_or(matching, OU_AS(MatchOr, pattern), subject); break;
    case OU_NODE_MATCH_STAR:
        if (is_wildcard(pattern)) match_drop(matching, subject);
        else match_capture(matching, OU_AS(MatchStar, pattern)->name, subject);
        break;
    default: match_as(matching, OU_AS(MatchAs, pattern), subject); break;
    }
    ou_unit_return(compiler, place);
    match_pop(matching, base);
}

// --- the statement -------------------------------------------------------------------------------

// Binds the captured names and asks the guard; on success only the subject (unless it was the last
// case that took it) is left.
static void case_test(Matching *matching, OuMatchCaseNode *clause, OuRegister subject)
{
    OuCompiler *compiler = matching->compiler;
    OuPlace place = ou_unit_go(compiler, clause->pattern);
    match_pattern(matching, clause->pattern, subject);
    for (uint32_t i = 0; i < matching->capture_count; i++) {
        const Capture *capture = &matching->captures[i];
        ou_compile_store_name(compiler, capture->name, capture->value);
    }
    matching->capture_count = 0;
    ou_unit_return(compiler, place);
    if (clause->guard) {
        ou_compile_jump(compiler, clause->guard, false, match_failure(matching));
    }
}

void ou_compile_match(OuCompiler *compiler, OuNode *node)
{
    OuMatchNode *statement = OU_AS(Match, node);
    OuUnit *unit = compiler->unit;
    Matching matching = { .compiler = compiler };
    uint32_t base = unit->depth, end = ou_draft_label(compiler);
    uint32_t outside = ou_draft_live(compiler);
    OuRegister subject = ou_compile_expression(compiler, statement->subject, OU_WANT_PUSH);
    uint32_t inside = ou_draft_live(compiler), last = statement->cases.count - 1;
    for (uint32_t i = 0; i <= last && !compiler->failed; i++) {
        OuMatchCaseNode *clause = OU_AS(MatchCase, statement->cases.items[i]);
        uint32_t next = ou_draft_label(compiler);
        case_test(&matching, clause, i < last ? match_copy(&matching, subject) : subject);
        if (i < last) match_drop(&matching, subject);
        ou_draft_pop(compiler, base);
        ou_compile_body(compiler, &clause->body);
        ou_draft_jump(compiler, OU_OP_JUMP, 0, 0, end);
        failures_end(&matching, 0, i < last ? inside : outside, next);
        ou_draft_place(compiler, next);
        if (i < last) ou_draft_push(compiler);
    }
    ou_draft_place(compiler, end);
    ou_draft_pop(compiler, base);
}
