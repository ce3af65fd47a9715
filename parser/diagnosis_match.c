// Matching rules against tokens, with all results remembered (packrat parsing; left recursion by
// growing a seed: Warth, Douglass, Millstein, "Packrat Parsers Can Support Left Recursion", 2008).
#include "parser/diagnosis_state.h"

#include <string.h>

static bool match_item(OuDiagnosis *d, const OuPegItem *item);
static bool match_items(OuDiagnosis *d, const OuPegAlternative *alternative,
                        OuDiagnosisNode *captures[2], bool *cut);

// ---- nodes -----------------------------------------------------------------------------------

static bool push_result(OuDiagnosis *d, OuDiagnosisNode *node)
{
    if (!node)
        return true;
    if (d->stack_count == d->stack_capacity
        && !ou_arena_double(d->scratch, &d->stack, d->stack_count, &d->stack_capacity,
                            sizeof *d->stack)) {
        ou_diagnosis_raise_memory(d);
        return false;
    }
    d->stack[d->stack_count++] = node;
    return true;
}

// A node whose children are the results from `base` on; NULL stops the diagnosis.
static OuDiagnosisNode *new_node(OuDiagnosis *d, uint8_t kind, uint32_t first, uint32_t base)
{
    uint32_t count = d->stack_count - base;
    OuDiagnosisNode *node = ou_arena_alloc(d->scratch, sizeof *node + count * sizeof node);
    if (!node) {
        ou_diagnosis_raise_memory(d);
        return NULL;
    }
    node->kind = kind;
    node->first = first;
    node->last = d->position;
    node->count = count;
    if (count)
        memcpy(node->children, d->stack + base, count * sizeof node);
    return node;
}

// ---- items -----------------------------------------------------------------------------------

static const OuDiagnosisToken *next_token(OuDiagnosis *d)
{
    return ou_diagnosis_fetch(d, d->position) ? &d->tokens[d->position] : NULL;
}

static bool match_token(OuDiagnosis *d, uint8_t kind)
{
    const OuDiagnosisToken *token = next_token(d);
    if (!token || token->kind != kind)
        return false;
    d->position++;
    return true;
}

static bool match_forced(OuDiagnosis *d, uint8_t kind)
{
    if (match_token(d, kind))
        return true;
    if (!d->stopped) {
        const char *message = kind == OU_TOKEN_LPAR ? "expected '('" : "expected ':'";
        ou_diagnosis_raise_range(d, d->position, d->position + 1, message);
    }
    return false;
}

static bool match_word(OuDiagnosis *d, OuPegText word)
{
    const OuDiagnosisToken *token = next_token(d);
    if (!token || token->kind != OU_TOKEN_NAME || token->end - token->start != word.length
        || memcmp(d->source->text + token->start, word.bytes, word.length))
        return false;
    d->position++;
    return true;
}

// CPython compares only as many bytes as the name has: `c` and `mat` count as soft keywords.
static bool match_soft_keyword(OuDiagnosis *d)
{
    static const char *const words[] = { "_", "case", "match" };
    const OuDiagnosisToken *token = next_token(d);
    if (!token || token->kind != OU_TOKEN_NAME)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!strncmp(words[i], d->source->text + token->start, token->end - token->start)) {
            d->position++;
            return true;
        }
    }
    return false;
}

static bool match_rule(OuDiagnosis *d, const OuPegRule *rule)
{
    OuDiagnosisNode *node = NULL;
    return ou_diagnosis_match(d, rule, &node) && push_result(d, node);
}

// The results of what is in a group are results of what is around it.
static bool match_group(OuDiagnosis *d, const OuPegAlternative *group)
{
    uint32_t position = d->position, count = d->stack_count;
    for (const OuPegAlternative *a = group; a && !d->stopped; a = a->next) {
        OuDiagnosisNode *captures[2] = { NULL, NULL };
        bool cut = false;
        if (match_items(d, a, captures, &cut))
            return true;
        d->position = position;
        d->stack_count = count;
    }
    return false;
}

// Nothing is consumed, and what was matched leaves no nodes.
static bool match_ahead(OuDiagnosis *d, const OuPegItem *item)
{
    uint32_t position = d->position, count = d->stack_count;
    bool matched = match_item(d, item);
    d->position = position;
    d->stack_count = count;
    return matched;
}

static bool match_repeated(OuDiagnosis *d, const OuPegItem *item, bool is_any_number)
{
    uint32_t count = 0, position = d->position;
    while (match_item(d, item->inner)) {
        if (d->position == position)
            break;                          // matched nothing: it would do so for ever
        position = d->position;
        count++;
    }
    d->position = position;
    return !d->stopped && (count || is_any_number);
}

static bool match_separated(OuDiagnosis *d, const OuPegItem *item)
{
    if (!match_item(d, item->inner))
        return false;
    for (;;) {
        uint32_t position = d->position, count = d->stack_count;
        if (match_item(d, item->separator) && match_item(d, item->inner))
            continue;
        d->position = position;
        d->stack_count = count;
        return !d->stopped;
    }
}

static bool match_optional(OuDiagnosis *d, const OuPegItem *item)
{
    uint32_t position = d->position, count = d->stack_count;
    if (match_item(d, item->inner))
        return true;
    d->position = position;
    d->stack_count = count;
    return !d->stopped;
}

static bool match_item(OuDiagnosis *d, const OuPegItem *item)
{
    switch ((OuPegItemKind)item->kind) {
    case OU_PEG_TOKEN:          return match_token(d, item->token);
    case OU_PEG_FORCED:         return match_forced(d, item->token);
    case OU_PEG_WORD:           return match_word(d, item->text);
    case OU_PEG_SOFT_KEYWORD:   return match_soft_keyword(d);
    case OU_PEG_RULE:           return match_rule(d, item->rule);
    case OU_PEG_GROUP:          return match_group(d, item->group);
    case OU_PEG_OPTIONAL:       return match_optional(d, item);
    case OU_PEG_ANY_NUMBER:     return match_repeated(d, item, true);
    case OU_PEG_ONE_OR_MORE:    return match_repeated(d, item, false);
    case OU_PEG_SEPARATED:      return match_separated(d, item);
    case OU_PEG_AHEAD:          return match_ahead(d, item->inner);
    case OU_PEG_NOT_AHEAD:      return !match_ahead(d, item->inner) && !d->stopped;
    case OU_PEG_CUT:            return true;
    }
    return false;
}

// ---- alternatives ----------------------------------------------------------------------------

// The node that an action sees under a label: what the item's rule gave, or its tokens.
static OuDiagnosisNode *capture(OuDiagnosis *d, uint32_t first, uint32_t base)
{
    if (d->stack_count > base)
        return d->stack[base];
    return new_node(d, OU_NODE_NONE, first, base);
}

static bool match_items(OuDiagnosis *d, const OuPegAlternative *alternative,
                        OuDiagnosisNode *captures[2], bool *cut)
{
    for (const OuPegItem *item = alternative->items; item; item = item->next) {
        uint32_t first = d->position, base = d->stack_count;
        if (!match_item(d, item))
            return false;
        if (item->kind == OU_PEG_CUT)
            *cut = true;
        if (item->label && !(captures[item->label - 1] = capture(d, first, base)))
            return false;
    }
    return !d->stopped;
}

// What the alternative as a whole gives, now that all its items have matched.
static bool finish_alternative(OuDiagnosis *d, const OuPegAlternative *alternative,
                               OuDiagnosisNode *const captures[2], uint32_t first, uint32_t base,
                               OuDiagnosisNode **result)
{
    if (alternative->makes_node) {
        *result = new_node(d, alternative->node_kind, first, base);
        if (!*result)
            return false;
    } else {
        *result = d->stack_count > base ? d->stack[base] : NULL;
    }
    OuDiagnosisNode *both[2] = { captures[0] ? captures[0] : *result, captures[1] };
    if (alternative->action == OU_PEG_ACTION_GIVE)
        *result = both[0];
    else if (alternative->action != OU_PEG_ACTION_NONE)
        return ou_diagnosis_act(d, alternative, both) == OU_DIAGNOSIS_MATCH && !d->stopped;
    return true;
}

// An alternative that is nothing but a rule for a mistake waits for the second pass.
static bool is_for_later(const OuDiagnosis *d, const OuPegAlternative *alternative)
{
    const OuPegItem *item = alternative->items;
    return !d->seeks_mistakes && item && !item->next && item->kind == OU_PEG_RULE
           && item->rule->is_invalid;
}

static bool match_alternatives(OuDiagnosis *d, const OuPegAlternative *alternatives,
                               OuDiagnosisNode **result)
{
    uint32_t first = d->position, base = d->stack_count;
    bool cut = false;
    for (const OuPegAlternative *a = alternatives; a && !cut && !d->stopped; a = a->next) {
        OuDiagnosisNode *captures[2] = { NULL, NULL };
        if (is_for_later(d, a))
            continue;
        bool matched = match_items(d, a, captures, &cut);
        bool finished = matched && finish_alternative(d, a, captures, first, base, result);
        d->stack_count = base;
        if (finished)
            return true;
        d->position = first;
        if (matched)
            break;                          // its action found no error: the rule has failed
    }
    return false;
}

// ---- rules -----------------------------------------------------------------------------------

static OuDiagnosisMemo *find_memo(const OuDiagnosis *d, const OuPegRule *rule)
{
    OuDiagnosisMemo *memo = d->tokens[d->position].memos;
    while (memo && (memo->rule != rule
                    || (!rule->is_memo && memo->seeks_mistakes != d->seeks_mistakes)))
        memo = memo->next;
    return memo;
}

static OuDiagnosisMemo *new_memo(OuDiagnosis *d, const OuPegRule *rule, uint32_t position)
{
    OuDiagnosisMemo *memo = OU_ARENA_NEW(d->scratch, OuDiagnosisMemo);
    if (!memo) {
        ou_diagnosis_raise_memory(d);
        return NULL;
    }
    memo->rule = rule;
    memo->end = position;
    memo->seeks_mistakes = d->seeks_mistakes;
    memo->next = d->tokens[position].memos;
    d->tokens[position].memos = memo;
    return memo;
}

// Matches with the last, shorter result in place of the rule itself until it grows no more.
static void grow_seed(OuDiagnosis *d, const OuPegRule *rule, OuDiagnosisMemo *memo)
{
    uint32_t start = d->position;
    for (;;) {
        OuDiagnosisNode *node = NULL;
        d->position = start;
        if (!match_alternatives(d, rule->alternatives, &node) || d->position <= memo->end)
            return;
        memo->matched = true;
        memo->node = node;
        memo->end = d->position;
    }
}

static bool match_and_remember(OuDiagnosis *d, const OuPegRule *rule)
{
    uint32_t start = d->position;
    if (rule->is_left_recursive) {
        OuDiagnosisMemo *seed = new_memo(d, rule, start);
        if (seed)
            grow_seed(d, rule, seed);
        d->position = start;
        return !d->stopped;
    }
    OuDiagnosisNode *node = NULL;
    bool matched = match_alternatives(d, rule->alternatives, &node);
    if (d->stopped)
        return false;
    OuDiagnosisMemo *memo = new_memo(d, rule, start);
    if (!memo)
        return false;
    memo->matched = matched;
    memo->node = node;
    memo->end = d->position;
    d->position = start;
    return true;
}

static bool match_remembered(OuDiagnosis *d, const OuPegRule *rule, OuDiagnosisNode **result)
{
    if (!ou_diagnosis_fetch(d, d->position))
        return false;
    OuDiagnosisMemo *memo = find_memo(d, rule);
    if (!memo) {
        if (!match_and_remember(d, rule))
            return false;
        memo = find_memo(d, rule);
    }
    *result = memo->node;
    if (memo->matched)
        d->position = memo->end;
    return memo->matched;
}

bool ou_diagnosis_match(OuDiagnosis *d, const OuPegRule *rule, OuDiagnosisNode **result)
{
    if (d->stopped)
        return false;
    if (d->depth == OU_DIAGNOSIS_DEPTH_LIMIT
        || (const char *)__builtin_frame_address(0) < d->stack_limit) {
        ou_diagnosis_raise_memory(d);
        return false;
    }
    bool seeks_mistakes = d->seeks_mistakes;
    if (rule->is_plain)
        d->seeks_mistakes = false;
    d->depth++;
    bool matched = match_remembered(d, rule, result);
    d->depth--;
    d->seeks_mistakes = seeks_mistakes;
    return matched;
}
