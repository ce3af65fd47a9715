#include "parser/build.h"

#include "lexer/literal.h"

OuPairs *ou_build_append_pair(OuBuild *build, OuPairs *pairs, OuPair pair)
{
    if (!pairs)
        pairs = OU_ARENA_NEW(build->arena, OuPairs);
    if (!pairs)
        return NULL;
    pairs->keys = ou_build_append(build, pairs->keys, pair.key);
    pairs->values = ou_build_append(build, pairs->values, pair.value);
    return pairs;
}

OuNode *ou_build_walrus(OuBuild *build, OuSpan at, OuSpan name_at, OuName *name, OuNode *value)
{
    OuNode *target = OU_BUILD(NAME, Name, name_at, .id = name);
    if (target)
        target->context = OU_CONTEXT_STORE;
    return OU_BUILD(NAMED_EXPR, NamedExpr, at, .target = target, .value = value);
}

static bool is_bare(const OuNode *node, OuNodeKind kind)
{
    return node && node->kind == kind && !(node->flags & OU_NODE_PARENTHESISED);
}

// `a and b and c` is one node: the second `and` finds the first on its left.
OuNode *ou_build_boolean(OuBuild *build, OuSpan at, OuNode *left, OuOperator op, OuNode *right)
{
    if (is_bare(left, OU_NODE_BOOL_OP) && OU_AS(BoolOp, left)->op == op) {
        OuBoolOpNode *chain = OU_AS(BoolOp, left);
        chain->values = ou_build_append(build, chain->values, right);
        ou_build_adopt(build, left, right);
        left->end = at.end;
        return left;
    }
    OuNodeList values = ou_build_append(build, (OuNodeList){ 0 }, left);
    values = ou_build_append(build, values, right);
    return OU_BUILD(BOOL_OP, BoolOp, at, .op = (uint8_t)op, .values = values);
}

OuNode *ou_build_compare(OuBuild *build, OuSpan at, OuNode *left, OuOperator op, OuNode *right)
{
    if (!is_bare(left, OU_NODE_COMPARE))
        left = OU_BUILD(COMPARE, Compare, at, .left = left);
    if (!left)
        return NULL;
    OuCompareNode *chain = OU_AS(Compare, left);
    (void)!ou_ast_append_operator(build->arena, &chain->ops, op);
    chain->comparators = ou_build_append(build, chain->comparators, right);
    ou_build_adopt(build, left, right);
    left->end = at.end;
    return left;
}

static OuConstant constant_from(const OuNumber *number)
{
    OuConstant value = { .length = 0 };
    switch (number->kind) {
    case OU_NUMBER_INT:
        value.kind = OU_CONSTANT_INTEGER;
        value.as.integer = number->integer;
        break;
    case OU_NUMBER_BIG:
        value.kind = OU_CONSTANT_BIG_INTEGER;
        value.base = number->base;
        value.length = number->digit_count;
        value.as.text = number->digits;
        break;
    case OU_NUMBER_FLOAT:
        value.kind = OU_CONSTANT_FLOAT;
        value.as.number = number->real;
        break;
    case OU_NUMBER_IMAGINARY:
        value.kind = OU_CONSTANT_IMAGINARY;
        value.as.number = number->real;
        break;
    }
    return value;
}

OuNode *ou_build_number(OuBuild *build, OuSpan at)
{
    OuNumber number;
    OuSourceError error;
    if (!ou_literal_number(build->arena, build->source->text + at.start, at.end - at.start,
                           build->source->max_digits, &number, &error)) {
        ou_build_reject(build);
        return NULL;
    }
    return OU_BUILD(CONSTANT, Constant, at, .value = constant_from(&number));
}

OuNode *ou_build_bare(OuNode *node)
{
    if (node)
        node->flags |= OU_NODE_BARE;
    return node;
}

// Parentheses leave only a mark; around a star, or twice around `as`, they are an error.
OuNode *ou_build_enclosed(OuBuild *build, OuSpan at, OuNode *inside)
{
    if (!inside)
        return NULL;
    if (inside->flags & OU_NODE_BARE) {
        inside->flags &= (uint8_t)~OU_NODE_BARE;
        inside->start = at.start;
        inside->end = at.end;
        return inside;
    }
    bool again = inside->flags & OU_NODE_PARENTHESISED;
    if (inside->kind == OU_NODE_STARRED || (inside->kind == OU_NODE_WITHITEM && again))
        ou_build_reject(build);
    inside->flags |= OU_NODE_PARENTHESISED;
    return inside;
}

// a[*b] is a[(*b,)].
OuNode *ou_build_subscript(OuBuild *build, OuSpan at, OuNode *index)
{
    if (!index || index->kind != OU_NODE_STARRED)
        return index;
    return OU_BUILD(TUPLE, Tuple, at, .elts = ou_build_append(build, (OuNodeList){ 0 }, index));
}

OuNode *ou_build_dict(OuBuild *build, OuSpan at, OuPairs *pairs)
{
    return pairs ? OU_BUILD(DICT, Dict, at, .keys = pairs->keys, .values = pairs->values) : NULL;
}

OuNode *ou_build_dict_comp(OuBuild *build, OuSpan at, OuPair pair, OuNodeList generators)
{
    if (!pair.key)
        ou_build_reject(build);             // ** in a comprehension
    return OU_BUILD(DICT_COMP, DictComp, at, .key = pair.key, .value = pair.value,
                    .generators = generators);
}

OuNodeList ou_build_condition(OuBuild *build, OuNodeList generators, OuNode *condition)
{
    OuNode *last = generators.count ? generators.items[generators.count - 1] : NULL;
    if (last) {
        OuComprehensionNode *clause = OU_AS(Comprehension, last);
        clause->ifs = ou_build_append(build, clause->ifs, condition);
        ou_build_adopt(build, last, condition);
    }
    return generators;
}

OuNode *ou_build_generator(OuBuild *build, OuSpan at, OuNode *element, OuNodeList generators)
{
    return OU_BUILD(GENERATOR_EXP, GeneratorExp, at, .generators = generators,
                    .elt = ou_build_plain(build, element));
}

OuNodeList ou_build_end_arguments(OuBuild *build, OuNodeList arguments)
{
    for (uint32_t i = 0; i < arguments.count; i++)
        if (arguments.items[i] && arguments.items[i]->flags & OU_NODE_BARE)
            ou_build_reject(build);
    return arguments;
}

static bool is_double_star(const OuNode *node)
{
    return node->kind == OU_NODE_KEYWORD && !OU_AS(Keyword, node)->arg;
}

void ou_build_split_arguments(OuBuild *build, OuNodeList arguments, OuNodeList *positional,
                              OuNodeList *keywords)
{
    bool seen_keyword = false, seen_double_star = false;
    *positional = *keywords = (OuNodeList){ 0 };
    if (arguments.count > 1)
        arguments = ou_build_end_arguments(build, arguments);
    for (uint32_t i = 0; i < arguments.count; i++) {
        OuNode *node = arguments.items[i];
        if (!node)
            return;
        if (node->kind == OU_NODE_KEYWORD) {
            *keywords = ou_build_append(build, *keywords, node);
            seen_keyword = true;
            seen_double_star |= is_double_star(node);
            continue;
        }
        if (seen_double_star || (seen_keyword && node->kind != OU_NODE_STARRED))
            ou_build_reject(build);
        *positional = ou_build_append(build, *positional, node);
    }
}

// A lone generator borrows the call's parentheses, as its position tells.
OuNode *ou_build_call(OuBuild *build, OuSpan at, OuSpan inside, OuNode *function,
                      OuNodeList arguments)
{
    OuNodeList positional, keywords;
    ou_build_split_arguments(build, arguments, &positional, &keywords);
    OuNode *first = positional.count ? positional.items[0] : NULL;
    if (first && first->flags & OU_NODE_BARE)
        (void)ou_build_enclosed(build, inside, first);
    return OU_BUILD(CALL, Call, at, .func = function, .args = positional, .keywords = keywords);
}
