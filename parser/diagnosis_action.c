// What stands in braces behind an alternative: which mistake it is, and where to point.
#include "parser/diagnosis_state.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "lexer/literal.h"

typedef OuDiagnosisNode Node;

// What a target is wanted for: each forbids something of its own.
typedef enum TargetUse { TARGET_ASSIGN, TARGET_FOR, TARGET_DELETE } TargetUse;

static OuTokenKind kind_at(const OuDiagnosis *d, uint32_t index)
{
    return (OuTokenKind)d->tokens[index].kind;
}

// ---- words -----------------------------------------------------------------------------------

static const char *constant_name(const OuDiagnosis *d, const Node *node)
{
    switch (kind_at(d, node->first)) {
    case OU_TOKEN_NONE:     return "None";
    case OU_TOKEN_TRUE:     return "True";
    case OU_TOKEN_FALSE:    return "False";
    case OU_TOKEN_ELLIPSIS: return "ellipsis";
    default:                break;
    }
    for (uint32_t i = node->first; i < node->last; i++)
        if (d->tokens[i].is_fstring)
            return "f-string expression";
    return "literal";
}

// What CPython calls such an expression in its messages.
static const char *expression_name(const OuDiagnosis *d, const Node *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_ATTRIBUTE:     return "attribute";
    case OU_NODE_SUBSCRIPT:     return "subscript";
    case OU_NODE_STARRED:       return "starred";
    case OU_NODE_NAME:          return "name";
    case OU_NODE_LIST:          return "list";
    case OU_NODE_TUPLE:         return "tuple";
    case OU_NODE_LAMBDA:        return "lambda";
    case OU_NODE_CALL:          return "function call";
    case OU_NODE_BOOL_OP:
    case OU_NODE_BIN_OP:
    case OU_NODE_UNARY_OP:      return "expression";
    case OU_NODE_GENERATOR_EXP: return "generator expression";
    case OU_NODE_YIELD:
    case OU_NODE_YIELD_FROM:    return "yield expression";
    case OU_NODE_AWAIT:         return "await expression";
    case OU_NODE_LIST_COMP:     return "list comprehension";
    case OU_NODE_SET_COMP:      return "set comprehension";
    case OU_NODE_DICT_COMP:     return "dict comprehension";
    case OU_NODE_DICT:          return "dict literal";
    case OU_NODE_SET:           return "set display";
    case OU_NODE_COMPARE:       return "comparison";
    case OU_NODE_IF_EXP:        return "conditional expression";
    case OU_NODE_NAMED_EXPR:    return "named expression";
    default:                    return constant_name(d, node);
    }
}

static uint32_t line_of(OuDiagnosis *d, const Node *node)
{
    return ou_source_locate(d->source, d->tokens[node->first].start).line;
}

// `text` with %s and %d filled in for `a`; NULL stops the diagnosis.
static const char *fill_in(OuDiagnosis *d, OuPegText text, const Node *a)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, d->arena->memory);
    for (uint32_t i = 0; i < text.length; i++) {
        const char *c = text.bytes + i;
        if (*c != '%' || !a) {
            ou_buffer_put_char(&buffer, *c);
            continue;
        }
        if (text.bytes[++i] == 'd')
            ou_buffer_put_format(&buffer, "%u", line_of(d, a));
        else
            ou_buffer_put_text(&buffer, expression_name(d, a));
    }
    const char *message = NULL;
    if (!buffer.failed)
        message = ou_arena_copy(d->arena, buffer.bytes, buffer.length);
    ou_buffer_free(&buffer);
    if (!message)
        ou_diagnosis_raise_memory(d);
    return message;
}

static void raise_node(OuDiagnosis *d, const Node *node, const char *message)
{
    ou_diagnosis_raise_range(d, node->first, node->last, message);
}

static void raise_format(OuDiagnosis *d, const Node *from, const Node *to, const char *format,
                         const char *word, size_t length)
{
    char message[120];
    snprintf(message, sizeof message, format, (int)length, word);
    const char *copy = ou_arena_copy(d->arena, message, strlen(message));
    if (copy)
        ou_diagnosis_raise_range(d, from->first, to->last, copy);
    else
        ou_diagnosis_raise_memory(d);
}

// ---- targets ---------------------------------------------------------------------------------

// The part of `node` that can't be a target; NULL if all can.
static const Node *find_invalid_target(const OuDiagnosis *d, const Node *node, TargetUse use)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_NAME:
    case OU_NODE_SUBSCRIPT:
    case OU_NODE_ATTRIBUTE:
        return NULL;
    case OU_NODE_STARRED:
        return use == TARGET_DELETE ? node : find_invalid_target(d, node->children[0], use);
    case OU_NODE_COMPARE:
        // `for f() in x` was read as a comparison: only what stands before `in` is the target.
        if (use != TARGET_FOR)
            return node;
        if (kind_at(d, node->children[1]->first) != OU_TOKEN_IN)
            return NULL;
        return find_invalid_target(d, node->children[0], use);
    case OU_NODE_NONE:                      // the items of a list or tuple
    case OU_NODE_LIST:
    case OU_NODE_TUPLE:
        for (uint32_t i = 0; i < node->count; i++) {
            const Node *found = find_invalid_target(d, node->children[i], use);
            if (found)
                return found;
        }
        return NULL;
    default:
        return node;
    }
}

static void judge_target(OuDiagnosis *d, const Node *node, TargetUse use)
{
    const Node *found = find_invalid_target(d, node, use);
    if (!found)
        return;
    const char *format = use == TARGET_DELETE ? "cannot delete %.*s" : "cannot assign to %.*s";
    const char *name = expression_name(d, found);
    raise_format(d, found, found, format, name, strlen(name));
}

static void call_for_target(OuDiagnosis *d, Node *a, Node *b)
{
    judge_target(d, a, TARGET_FOR);
}

static void call_del_target(OuDiagnosis *d, Node *a, Node *b)
{
    judge_target(d, a, TARGET_DELETE);
}

// ---- arguments -------------------------------------------------------------------------------

static const Node *last_child(const Node *node)
{
    return node->children[node->count - 1];
}

static void raise_bare_generator(OuDiagnosis *d, const Node *from, const Node *to)
{
    ou_diagnosis_raise_range(d, from->first, to->last,
                             "Generator expression must be parenthesized");
}

// A list of clauses ends with the last condition of its last clause, or with that one's iterable.
static void call_bare_generator(OuDiagnosis *d, Node *a, Node *b)
{
    raise_bare_generator(d, a, last_child(last_child(b)));
}

static void call_bare_later_generator(OuDiagnosis *d, Node *a, Node *b)
{
    raise_bare_generator(d, a, last_child(b)->children[0]);
}

// The last positional argument; `count` tells how many there are.
static const Node *last_positional(const Node *arguments, uint32_t *count)
{
    const Node *last = NULL;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Node *argument = arguments->children[i];
        if (argument->kind == OU_NODE_NONE) {
            const Node *inner = last_positional(argument, count);
            last = inner ? inner : last;
        } else if (argument->kind != OU_NODE_KEYWORD) {
            last = argument;
            ++*count;
        }
    }
    return last;
}

// f(x for x in y) is right; with another argument in front of it, it isn't.
static void call_bare_last_generator(OuDiagnosis *d, Node *a, Node *b)
{
    uint32_t count = 0;
    const Node *last = last_positional(a, &count);
    if (count > 1)
        raise_bare_generator(d, last, last_child(last_child(b)));
}

static bool has_double_star(const OuDiagnosis *d, const Node *arguments)
{
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Node *argument = arguments->children[i];
        if (argument->kind == OU_NODE_NONE && has_double_star(d, argument))
            return true;
        if (argument->kind == OU_NODE_KEYWORD && kind_at(d, argument->first) == OU_TOKEN_POWER)
            return true;
    }
    return false;
}

static void call_argument_order(OuDiagnosis *d, Node *a, Node *b)
{
    ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, has_double_star(d, a)
                            ? "positional argument follows keyword argument unpacking"
                            : "positional argument follows keyword argument");
}

static void call_keyword_constant(OuDiagnosis *d, Node *a, Node *b)
{
    const OuDiagnosisToken *token = &d->tokens[a->first];
    raise_format(d, a, b, "cannot assign to %.*s", d->source->text + token->start,
                 token->end - token->start);
}

// ---- other expressions -----------------------------------------------------------------------

static bool is_name(const OuDiagnosis *d, const Node *node, const char *word)
{
    const OuDiagnosisToken *token = &d->tokens[node->first];
    bool one_token = node->last - node->first == 1 && token->kind == OU_TOKEN_NAME;
    return one_token && token->end - token->start == strlen(word)
           && !memcmp(d->source->text + token->start, word, strlen(word));
}

// A statement of Python 2 that has become a function.
static bool is_legacy(const OuDiagnosis *d, const Node *node)
{
    return is_name(d, node, "print") || is_name(d, node, "exec");
}

static void call_legacy(OuDiagnosis *d, Node *a, Node *b)
{
    if (is_name(d, a, "print"))
        ou_diagnosis_raise_range(d, a->first, b->last, "Missing parentheses in call to 'print'. "
                                 "Did you mean print(...)?");
    else if (is_name(d, a, "exec"))
        ou_diagnosis_raise_range(d, a->first, b->last, "Missing parentheses in call to 'exec'. "
                                 "Did you mean exec(...)?");
}

// Two expressions side by side: in brackets a comma is likely to be missing.
static void call_missing_comma(OuDiagnosis *d, Node *a, Node *b)
{
    if (!is_legacy(d, a) && d->tokens[d->position - 1].level > 0)
        ou_diagnosis_raise_range(d, a->first, b->last,
                                 "invalid syntax. Perhaps you forgot a comma?");
}

static void call_missing_value(OuDiagnosis *d, Node *a, Node *b)
{
    ou_diagnosis_raise_behind(d, a->first, a->last, "':' expected after dictionary key");
}

static void call_bare_target(OuDiagnosis *d, Node *a, Node *b)
{
    ou_diagnosis_raise_range(d, a->first, last_child(b)->last,
                             "did you forget parentheses around the comprehension target?");
}

// ---- literals --------------------------------------------------------------------------------

static OuDiagnosisVerdict read_number(OuDiagnosis *d, const Node *a, OuNumber *number)
{
    const OuDiagnosisToken *token = &d->tokens[a->first];
    OuSourceError error;
    if (ou_literal_number(d->arena, d->source->text + token->start, token->end - token->start,
                           d->source->max_digits, number, &error))
        return OU_DIAGNOSIS_MATCH;
    if (error.kind == OU_SOURCE_MEMORY_ERROR)
        ou_diagnosis_raise_memory(d);
    else
        ou_diagnosis_raise_number(d, a->first, error.message);
    return OU_DIAGNOSIS_FAIL;
}

static OuDiagnosisVerdict judge_part(OuDiagnosis *d, const Node *a, bool wants_imaginary,
                                     const char *message)
{
    OuNumber number;
    if (read_number(d, a, &number) == OU_DIAGNOSIS_FAIL)
        return OU_DIAGNOSIS_FAIL;
    if ((number.kind == OU_NUMBER_IMAGINARY) == wants_imaginary)
        return OU_DIAGNOSIS_MATCH;
    raise_node(d, a, message);
    return OU_DIAGNOSIS_FAIL;
}

// ---- the table -------------------------------------------------------------------------------

// Functions that find a mistake or none; the rule has failed if they find none.
static OuDiagnosisVerdict call_finder(OuDiagnosis *d, OuPegText name, Node *a, Node *b)
{
    static const struct { const char *name; void (*call)(OuDiagnosis *, Node *, Node *); } all[] = {
        { "for_target", call_for_target },
        { "del_target", call_del_target },
        { "bare_generator", call_bare_generator },
        { "bare_last_generator", call_bare_last_generator },
        { "bare_later_generator", call_bare_later_generator },
        { "argument_order", call_argument_order },
        { "keyword_constant", call_keyword_constant },
        { "legacy", call_legacy },
        { "missing_comma", call_missing_comma },
        { "missing_value", call_missing_value },
        { "bare_target", call_bare_target },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (ou_is_peg_text(name, all[i].name)) {
            all[i].call(d, a, b);
            return OU_DIAGNOSIS_FAIL;
        }
    }
    assert(!"no function is called like this");
    return OU_DIAGNOSIS_FAIL;
}

static OuDiagnosisVerdict call_function(OuDiagnosis *d, OuPegText name, Node *a, Node *b)
{
    OuNumber number;
    if (ou_is_peg_text(name, "number"))
        return read_number(d, a, &number);
    if (ou_is_peg_text(name, "strings"))
        return ou_diagnosis_strings(d, a->first, a->last);
    if (ou_is_peg_text(name, "real"))
        return judge_part(d, a, false, "real number required in complex literal");
    if (ou_is_peg_text(name, "imaginary"))
        return judge_part(d, a, true, "imaginary number required in complex literal");
    return call_finder(d, name, a, b);
}

OuDiagnosisVerdict ou_diagnosis_act(OuDiagnosis *d, const OuPegAlternative *alternative,
                                    OuDiagnosisNode *const captures[2])
{
    Node *a = captures[0], *b = captures[1];
    if (alternative->action == OU_PEG_ACTION_CALL)
        return call_function(d, alternative->text, a, b);
    if (alternative->action == OU_PEG_ACTION_TARGET) {
        judge_target(d, a, TARGET_ASSIGN);
        return OU_DIAGNOSIS_FAIL;
    }
    const char *message = fill_in(d, alternative->text, a);
    switch ((OuPegActionKind)alternative->action) {
    case OU_PEG_ACTION_AT:
        raise_node(d, a, message);
        break;
    case OU_PEG_ACTION_RANGE:
        ou_diagnosis_raise_range(d, a->first, b->last, message);
        break;
    case OU_PEG_ACTION_STARTING:
        ou_diagnosis_raise_starting(d, a->first, message);
        break;
    case OU_PEG_ACTION_LAST:
        ou_diagnosis_raise_last(d, OU_SYNTAX_ERROR, message);
        break;
    case OU_PEG_ACTION_INDENT:
        ou_diagnosis_raise_last(d, OU_SYNTAX_INDENTATION_ERROR, message);
        break;
    default:
        assert(!"this action has been dealt with");
    }
    return OU_DIAGNOSIS_FAIL;
}
