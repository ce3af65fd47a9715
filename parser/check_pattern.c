// Patterns nest only inside brackets, of which the lexer allows 200: recursion is safe here.
#include "parser/check_walk.h"

#include <math.h>
#include <string.h>

#include "parser/dump_constant.h"

typedef struct PatternCheck {
    OuCheck     *check;
    const OuNode **last;                // the pattern entered last: where CPython places errors
    OuCheckNames stores;                // names bound so far
    bool         may_be_irrefutable;    // what matches everything may stand here
} PatternCheck;

static void check_pattern(PatternCheck *pattern, const OuNode *node);

static void store_name(PatternCheck *pattern, OuName *name)
{
    if (!name) return;
    if (!ou_check_add_name(pattern->check, &pattern->stores, name)) {
        ou_check_fail(pattern->check, *pattern->last,
                      "multiple assignments to name '%s' in pattern", name->text);
    }
    ou_check_binding(pattern->check, name, *pattern->last);
}

static void check_inner(PatternCheck *pattern, const OuNode *node)
{
    bool outer = pattern->may_be_irrefutable;
    pattern->may_be_irrefutable = true;
    check_pattern(pattern, node);
    pattern->may_be_irrefutable = outer;
}

static void check_inner_list(PatternCheck *pattern, const OuNodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++) check_inner(pattern, list->items[i]);
}

// ---- sequences ----------------------------------------------------------------------------------

static bool is_wildcard(const OuNode *node)
{
    if (node->kind == OU_NODE_MATCH_STAR) return !OU_AS(MatchStar, node)->name;
    return node->kind == OU_NODE_MATCH_AS && !OU_AS(MatchAs, node)->name;
}

static void check_sequence(PatternCheck *pattern, const OuNode *node)
{
    const OuNodeList *items = &OU_AS(MatchSequence, node)->patterns;
    bool starred = false;
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind != OU_NODE_MATCH_STAR) continue;
        if (starred) {
            ou_check_fail(pattern->check, node, "multiple starred names in sequence pattern");
        } else if (i >= 256 && !is_wildcard(items->items[i])) {
            ou_check_fail(pattern->check, node, "too many expressions in star-unpacking sequence "
                          "pattern");
        }
        starred = true;
    }
    check_inner_list(pattern, items);
}

// ---- mappings -----------------------------------------------------------------------------------

// What a literal key is worth, signs and sums of complex numbers taken into account.
typedef struct Key {
    const OuConstant *constant;    // not a number, or too large an integer
    int64_t integer;
    double  real, imaginary;
    bool    is_integer, is_number, is_negative;
} Key;

static void take_constant(Key *key, const OuConstant *constant)
{
    *key = (Key){ .constant = constant };
    switch ((OuConstantKind)constant->kind) {
    case OU_CONSTANT_FALSE: case OU_CONSTANT_TRUE:
        key->is_number = key->is_integer = true;
        key->integer = constant->kind == OU_CONSTANT_TRUE;
        break;
    case OU_CONSTANT_INTEGER:
        key->is_number = key->is_integer = true;
        key->integer = constant->as.integer;
        break;
    case OU_CONSTANT_FLOAT:
        key->is_number = true;
        key->real = constant->as.number;
        break;
    case OU_CONSTANT_IMAGINARY:
        key->is_number = true;
        key->imaginary = constant->as.number;
        break;
    default:
        break;
    }
    if (key->is_integer) key->real = (double)key->integer;
}

static void negate(Key *key)
{
    key->is_negative = true;
    key->integer = -key->integer;
    key->real = -key->real;
    key->imaginary = -key->imaginary;
}

// False when the key is no literal.
static bool read_key(const OuNode *node, Key *key)
{
    bool negative = node->kind == OU_NODE_UNARY_OP;
    if (negative) node = OU_AS(UnaryOp, node)->operand;
    if (node->kind == OU_NODE_BIN_OP) {
        const OuBinOpNode *sum = OU_AS(BinOp, node);
        Key imaginary;
        if (!read_key(sum->left, key) || !read_key(sum->right, &imaginary)) return false;
        bool minus = sum->op == OU_OPERATOR_SUB;
        key->imaginary = minus ? -imaginary.imaginary : imaginary.imaginary;
        key->is_integer = false;
        key->constant = NULL;
        return true;
    }
    if (node->kind != OU_NODE_CONSTANT) return false;
    take_constant(key, &OU_AS(Constant, node)->value);
    if (negative) negate(key);
    return true;
}

static bool is_same_text(const OuConstant *a, const OuConstant *b)
{
    if (a->kind != b->kind) return false;
    if (a->kind < OU_CONSTANT_INTEGER) return true;
    return a->length == b->length && a->base == b->base
        && memcmp(a->as.text, b->as.text, a->length) == 0;
}

static bool is_same_key(const Key *a, const Key *b)
{
    if (a->is_integer && b->is_integer) return a->integer == b->integer;
    if (a->is_number && b->is_number) return a->real == b->real && a->imaginary == b->imaginary;
    if (a->is_number || b->is_number) return false;
    return a->is_negative == b->is_negative && is_same_text(a->constant, b->constant);
}

static void put_float(OuBuffer *out, double number)
{
    OuConstant constant = { .kind = OU_CONSTANT_FLOAT, .as.number = fabs(number) };
    if (signbit(number)) ou_buffer_put_char(out, '-');
    ou_dump_constant(out, &constant);
}

static void put_complex(OuBuffer *out, const Key *key)
{
    OuConstant imaginary = { .kind = OU_CONSTANT_IMAGINARY, .as.number = fabs(key->imaginary) };
    bool has_real = key->real != 0 || signbit(key->real);
    if (has_real && key->real == floor(key->real) && fabs(key->real) < 1e16) {
        ou_buffer_put_format(out, "(%.0f", key->real);
    } else if (has_real) {
        ou_buffer_put_char(out, '(');
        put_float(out, key->real);
    }
    if (signbit(key->imaginary)) ou_buffer_put_char(out, '-');
    else if (has_real) ou_buffer_put_char(out, '+');
    ou_dump_constant(out, &imaginary);
    if (has_real) ou_buffer_put_char(out, ')');
}

static void put_key(OuBuffer *out, const Key *key)
{
    if (!key->constant || key->constant->kind == OU_CONSTANT_IMAGINARY) put_complex(out, key);
    else if (key->constant->kind == OU_CONSTANT_FLOAT) put_float(out, key->real);
    else {
        if (key->is_negative) ou_buffer_put_char(out, '-');
        ou_dump_constant(out, key->constant);
    }
}

static void fail_duplicate(PatternCheck *pattern, const OuNode *node, const Key *key)
{
    OuBuffer text;
    ou_buffer_init(&text, pattern->check->arena->memory);
    put_key(&text, key);
    if (text.failed) {
        ou_check_fail_memory(pattern->check);
    } else {
        ou_check_fail(pattern->check, node, "mapping pattern checks duplicate key (%s)",
                      text.bytes);
    }
    ou_buffer_free(&text);
}

static void check_keys(PatternCheck *pattern, const OuNode *node, const OuNodeList *nodes)
{
    Key *keys = ou_arena_alloc(pattern->check->arena, (nodes->count + 1) * sizeof *keys);
    uint32_t count = 0;
    if (!keys) { ou_check_fail_memory(pattern->check); return; }
    for (uint32_t i = 0; i < nodes->count; i++) {
        if (nodes->items[i]->kind == OU_NODE_ATTRIBUTE) continue;
        if (!read_key(nodes->items[i], &keys[count])) {
            ou_check_fail(pattern->check, node, "mapping pattern keys may only match literals and "
                          "attribute lookups");
            return;
        }
        for (uint32_t j = 0; j < count; j++) {
            if (is_same_key(&keys[j], &keys[count])) fail_duplicate(pattern, node, &keys[count]);
        }
        count++;
    }
}

static void check_mapping(PatternCheck *pattern, const OuNode *node)
{
    const OuMatchMappingNode *mapping = OU_AS(MatchMapping, node);
    check_keys(pattern, node, &mapping->keys);
    check_inner_list(pattern, &mapping->patterns);
    store_name(pattern, mapping->rest);
}

// ---- classes, alternatives, names ---------------------------------------------------------------

static void check_class(PatternCheck *pattern, const OuNode *node)
{
    const OuMatchClassNode *class = OU_AS(MatchClass, node);
    OuCheckNames seen = { 0 };
    for (uint32_t i = 0; i < class->kwd_attrs.count; i++) {
        OuName *name = class->kwd_attrs.items[i];
        const OuNode *at = class->kwd_patterns.items[i];
        ou_check_binding(pattern->check, name, at);
        if (!ou_check_add_name(pattern->check, &seen, name)) {
            ou_check_fail(pattern->check, at, "attribute name repeated in class pattern: %s",
                          name->text);
        }
    }
    check_inner_list(pattern, &class->patterns);
    check_inner_list(pattern, &class->kwd_patterns);
}

static bool has_same_names(PatternCheck *pattern, OuCheckNames *left, const OuCheckNames *right)
{
    if (left->count != right->count) return false;
    for (uint32_t i = 0; i < right->bucket_count; i++) {
        OuName *name = right->buckets[i];
        if (name && ou_check_add_name(pattern->check, left, name)) return false;
    }
    return true;
}

static void merge_names(PatternCheck *pattern, const OuCheckNames *names)
{
    for (uint32_t i = 0; i < names->bucket_count; i++) {
        if (names->buckets[i]) store_name(pattern, names->buckets[i]);
    }
}

static void check_or(PatternCheck *pattern, const OuNode *node)
{
    const OuNodeList *items = &OU_AS(MatchOr, node)->patterns;
    OuCheckNames first = { 0 };
    for (uint32_t i = 0; i < items->count; i++) {
        PatternCheck alternative = {
            .check = pattern->check,
            .last = pattern->last,
            .may_be_irrefutable = pattern->may_be_irrefutable && i + 1 == items->count,
        };
        check_pattern(&alternative, items->items[i]);
        if (i == 0) first = alternative.stores;
        else if (!has_same_names(pattern, &alternative.stores, &first)) {
            ou_check_fail(pattern->check, *pattern->last,
                          "alternative patterns bind different names");
        }
    }
    merge_names(pattern, &first);
}

static void check_as(PatternCheck *pattern, const OuNode *node)
{
    const OuMatchAsNode *as = OU_AS(MatchAs, node);
    if (as->pattern) {
        check_pattern(pattern, as->pattern);
        store_name(pattern, as->name);
        return;
    }
    if (!pattern->may_be_irrefutable && as->name) {
        ou_check_fail(pattern->check, node, "name capture '%s' makes remaining patterns "
                      "unreachable", as->name->text);
    } else if (!pattern->may_be_irrefutable) {
        ou_check_fail(pattern->check, node, "wildcard makes remaining patterns unreachable");
    }
    store_name(pattern, as->name);
}

static void check_value(PatternCheck *pattern, const OuNode *node)
{
    const OuNode *value = OU_AS(MatchValue, node)->value;
    Key key;
    if (value->kind == OU_NODE_ATTRIBUTE || read_key(value, &key)) return;
    ou_check_fail(pattern->check, node, "patterns may only match literals and attribute lookups");
}

static void check_pattern(PatternCheck *pattern, const OuNode *node)
{
    *pattern->last = node;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_MATCH_VALUE:    check_value(pattern, node); break;
    case OU_NODE_MATCH_SEQUENCE: check_sequence(pattern, node); break;
    case OU_NODE_MATCH_MAPPING:  check_mapping(pattern, node); break;
    case OU_NODE_MATCH_CLASS:    check_class(pattern, node); break;
    case OU_NODE_MATCH_OR:       check_or(pattern, node); break;
    case OU_NODE_MATCH_AS:       check_as(pattern, node); break;
    case OU_NODE_MATCH_STAR:
        store_name(pattern, OU_AS(MatchStar, node)->name);
        break;
    default:
        break;
    }
}

void ou_check_pattern(OuCheck *check, const OuNode *node, bool may_be_irrefutable)
{
    const OuNode *last = node;
    PatternCheck pattern = {
        .check = check, .last = &last, .may_be_irrefutable = may_be_irrefutable,
    };
    check_pattern(&pattern, node);
}
