#include "parser/build.h"

bool ou_is_build_wildcard(const OuName *name)
{
    return name && name->length == 1 && name->text[0] == '_';
}

OuName *ou_build_capture(OuBuild *build, OuName *name)
{
    if (ou_is_build_wildcard(name))
        ou_build_reject(build);
    return name;
}

OuNode *ou_build_value_pattern(OuBuild *build, OuSpan at, OuNode *value, OuName *name)
{
    OuNode *attribute = OU_BUILD(ATTRIBUTE, Attribute, at, .value = value, .attr = name);
    return OU_BUILD(MATCH_VALUE, MatchValue, at, .value = attribute);
}

static bool is_imaginary(const OuNode *node)
{
    if (node && node->kind == OU_NODE_UNARY_OP)
        node = OU_AS(UnaryOp, node)->operand;
    return node && OU_AS(Constant, node)->value.kind == OU_CONSTANT_IMAGINARY;
}

OuNode *ou_build_complex(OuBuild *build, OuSpan at, OuNode *real, OuOperator op,
                         OuNode *imaginary)
{
    if (is_imaginary(real) || !is_imaginary(imaginary))
        ou_build_reject(build);
    return OU_BUILD(BIN_OP, BinOp, at, .left = real, .op = (uint8_t)op, .right = imaginary);
}

// A key of NULL marks `**rest`: it may stand last only; its name is in the value.
OuNode *ou_build_mapping_pattern(OuBuild *build, OuSpan at, OuPairs *pairs)
{
    OuName *rest = NULL;
    if (!pairs || !pairs->values.count)
        return NULL;
    uint32_t last = pairs->keys.count - 1;
    for (uint32_t i = 0; i < last; i++)
        if (!pairs->keys.items[i])
            ou_build_reject(build);
    if (!pairs->keys.items[last] && pairs->values.items[last]) {
        rest = OU_AS(Name, pairs->values.items[last])->id;
        pairs->keys.count--;
        pairs->values.count--;
    }
    return OU_BUILD(MATCH_MAPPING, MatchMapping, at, .keys = pairs->keys,
                    .patterns = pairs->values, .rest = rest);
}

// Patterns without a key are positional and come first.
OuNode *ou_build_class_pattern(OuBuild *build, OuSpan at, OuNode *class, OuPairs *patterns)
{
    OuMatchClassNode node = { .cls = class };
    for (uint32_t i = 0; patterns && i < patterns->values.count; i++) {
        OuNode *key = patterns->keys.items[i], *value = patterns->values.items[i];
        if (key) {
            node.kwd_attrs = ou_build_append_name(build, node.kwd_attrs, OU_AS(Name, key)->id);
            node.kwd_patterns = ou_build_append(build, node.kwd_patterns, value);
        } else {
            if (node.kwd_patterns.count)
                ou_build_reject(build);
            node.patterns = ou_build_append(build, node.patterns, value);
        }
    }
    return ou_build_node(build, OU_NODE_MATCH_CLASS, at, &node.head);
}
