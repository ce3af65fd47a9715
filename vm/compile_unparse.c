// Expressions as text, spaced and bracketed as CPython does it for annotations kept as text.
#include <string.h>

#include "runtime/list.h"
#include "runtime/protocol.h"
#include "vm/compile_unit.h"

// How tightly an expression must bind to stand without brackets.
typedef enum Level {
    LEVEL_TUPLE, LEVEL_TEST, LEVEL_OR, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_BIT_OR,
    LEVEL_BIT_XOR, LEVEL_BIT_AND, LEVEL_SHIFT, LEVEL_ARITHMETIC, LEVEL_TERM, LEVEL_FACTOR,
    LEVEL_POWER, LEVEL_AWAIT, LEVEL_ATOM,
    LEVEL_EXPRESSION = LEVEL_BIT_OR,
} Level;

typedef struct Unparser {
    OuCompiler    *compiler;
    OuStringWriter out;
} Unparser;

static void unparse_node(Unparser *unparser, OuNode *node, Level level);

static void unparse_text(Unparser *unparser, const char *text)
{
    ou_writer_put_ascii(&unparser->out, text, strlen(text));
}

static void unparse_text_if(Unparser *unparser, bool condition, const char *text)
{
    if (condition) unparse_text(unparser, text);
}

static void unparse_name(Unparser *unparser, OuName *name)
{
    OuString *string = ou_unit_string(unparser->compiler, name);
    if (string) ou_writer_put_str(&unparser->out, string);
}

static void unparse_list(Unparser *unparser, const OuNodeList *items, Level level)
{
    for (uint32_t i = 0; i < items->count; i++) {
        unparse_text_if(unparser, i > 0, ", ");
        unparse_node(unparser, items->items[i], level);
    }
}

// --- operators -----------------------------------------------------------------------------------

static Level binary_level(OuOperator op)
{
    switch (op) {
    case OU_OPERATOR_ADD: case OU_OPERATOR_SUB: return LEVEL_ARITHMETIC;
    case OU_OPERATOR_LEFT_SHIFT: case OU_OPERATOR_RIGHT_SHIFT: return LEVEL_SHIFT;
    case OU_OPERATOR_BIT_OR: return LEVEL_BIT_OR;
    case OU_OPERATOR_BIT_XOR: return LEVEL_BIT_XOR;
    case OU_OPERATOR_BIT_AND: return LEVEL_BIT_AND;
    case OU_OPERATOR_POW: return LEVEL_POWER;
    default: return LEVEL_TERM;
    }
}

static void unparse_operator(Unparser *unparser, OuOperator op)
{
    unparse_text(unparser, " ");
    unparse_text(unparser, ou_ast_operator_spelling(op));
    unparse_text(unparser, " ");
}

static void unparse_binary(Unparser *unparser, OuBinOpNode *node, Level level)
{
    Level own = binary_level(node->op);
    bool is_power = node->op == OU_OPERATOR_POW;
    unparse_text_if(unparser, level > own, "(");
    unparse_node(unparser, node->left, own + is_power);
    unparse_operator(unparser, node->op);
    unparse_node(unparser, node->right, own + !is_power);
    unparse_text_if(unparser, level > own, ")");
}

static void unparse_unary(Unparser *unparser, OuUnaryOpNode *node, Level level)
{
    bool is_not = node->op == OU_OPERATOR_NOT;
    Level own = is_not ? LEVEL_NOT : LEVEL_FACTOR;
    unparse_text_if(unparser, level > own, "(");
    unparse_text(unparser, ou_ast_operator_spelling(node->op));
    unparse_text_if(unparser, is_not, " ");
    unparse_node(unparser, node->operand, own);
    unparse_text_if(unparser, level > own, ")");
}

static void unparse_bool(Unparser *unparser, OuBoolOpNode *node, Level level)
{
    Level own = node->op == OU_OPERATOR_AND ? LEVEL_AND : LEVEL_OR;
    unparse_text_if(unparser, level > own, "(");
    for (uint32_t i = 0; i < node->values.count; i++) {
        if (i) unparse_operator(unparser, node->op);
        unparse_node(unparser, node->values.items[i], own + 1);
    }
    unparse_text_if(unparser, level > own, ")");
}

static void unparse_compare(Unparser *unparser, OuCompareNode *node, Level level)
{
    unparse_text_if(unparser, level > LEVEL_COMPARE, "(");
    unparse_node(unparser, node->left, LEVEL_COMPARE + 1);
    for (uint32_t i = 0; i < node->ops.count; i++) {
        unparse_operator(unparser, node->ops.items[i]);
        unparse_node(unparser, node->comparators.items[i], LEVEL_COMPARE + 1);
    }
    unparse_text_if(unparser, level > LEVEL_COMPARE, ")");
}

static void unparse_conditional(Unparser *unparser, OuIfExpNode *node, Level level)
{
    unparse_text_if(unparser, level > LEVEL_TEST, "(");
    unparse_node(unparser, node->body, LEVEL_TEST + 1);
    unparse_text(unparser, " if ");
    unparse_node(unparser, node->test, LEVEL_TEST + 1);
    unparse_text(unparser, " else ");
    unparse_node(unparser, node->orelse, LEVEL_TEST);
    unparse_text_if(unparser, level > LEVEL_TEST, ")");
}

static void unparse_named(Unparser *unparser, OuNamedExprNode *node, Level level)
{
    unparse_text_if(unparser, level > LEVEL_TUPLE, "(");
    unparse_node(unparser, node->target, LEVEL_ATOM);
    unparse_text(unparser, " := ");
    unparse_node(unparser, node->value, LEVEL_ATOM);
    unparse_text_if(unparser, level > LEVEL_TUPLE, ")");
}

// --- displays and comprehensions -----------------------------------------------------------------

static void unparse_dict(Unparser *unparser, OuDictNode *node)
{
    unparse_text(unparser, "{");
    for (uint32_t i = 0; i < node->values.count; i++) {
        OuNode *key = node->keys.items[i];
        unparse_text_if(unparser, i > 0, ", ");
        if (key) unparse_node(unparser, key, LEVEL_TEST);
        unparse_text(unparser, key ? ": " : "**");
        unparse_node(unparser, node->values.items[i], key ? LEVEL_TEST : LEVEL_EXPRESSION);
    }
    unparse_text(unparser, "}");
}

static void unparse_tuple(Unparser *unparser, const OuNodeList *items, Level level)
{
    bool has_brackets = !items->count || level > LEVEL_TUPLE;
    unparse_text_if(unparser, has_brackets, "(");
    unparse_list(unparser, items, LEVEL_TEST);
    unparse_text_if(unparser, items->count == 1, ",");
    unparse_text_if(unparser, has_brackets, ")");
}

static void unparse_generators(Unparser *unparser, const OuNodeList *generators)
{
    for (uint32_t i = 0; i < generators->count; i++) {
        OuComprehensionNode *clause = OU_AS(Comprehension, generators->items[i]);
        unparse_text(unparser, clause->is_async ? " async for " : " for ");
        unparse_node(unparser, clause->target, LEVEL_TUPLE);
        unparse_text(unparser, " in ");
        unparse_node(unparser, clause->iter, LEVEL_TEST + 1);
        for (uint32_t k = 0; k < clause->ifs.count; k++) {
            unparse_text(unparser, " if ");
            unparse_node(unparser, clause->ifs.items[k], LEVEL_TEST + 1);
        }
    }
}

static void unparse_comprehension(Unparser *unparser, const char *open, OuNode *element,
                                  const OuNodeList *generators, const char *close)
{
    unparse_text(unparser, open);
    unparse_node(unparser, element, LEVEL_TEST);
    unparse_generators(unparser, generators);
    unparse_text(unparser, close);
}

static void unparse_dict_comprehension(Unparser *unparser, OuDictCompNode *node)
{
    unparse_text(unparser, "{");
    unparse_node(unparser, node->key, LEVEL_TEST);
    unparse_text(unparser, ": ");
    unparse_node(unparser, node->value, LEVEL_TEST);
    unparse_generators(unparser, &node->generators);
    unparse_text(unparser, "}");
}

// --- calls, parameters, subscripts ---------------------------------------------------------------

static void unparse_call(Unparser *unparser, OuCallNode *node)
{
    unparse_node(unparser, node->func, LEVEL_ATOM);
    bool is_generator = node->args.count == 1 && !node->keywords.count &&
                        node->args.items[0]->kind == OU_NODE_GENERATOR_EXP;
    if (is_generator) {
        unparse_node(unparser, node->args.items[0], LEVEL_ATOM);
        return;
    }
    unparse_text(unparser, "(");
    unparse_list(unparser, &node->args, LEVEL_EXPRESSION);
    for (uint32_t i = 0; i < node->keywords.count; i++) {
        OuKeywordNode *keyword = OU_AS(Keyword, node->keywords.items[i]);
        unparse_text_if(unparser, i > 0 || node->args.count > 0, ", ");
        if (keyword->arg) unparse_name(unparser, keyword->arg);
        unparse_text(unparser, keyword->arg ? "=" : "**");
        unparse_node(unparser, keyword->value, LEVEL_EXPRESSION);
    }
    unparse_text(unparser, ")");
}

typedef struct Separator { bool is_first; } Separator;

static void unparse_parameter(Unparser *unparser, Separator *separator, const char *star,
                              OuNode *parameter, OuNode *value)
{
    unparse_text_if(unparser, !separator->is_first, ", ");
    separator->is_first = false;
    unparse_text(unparser, star);
    if (parameter) unparse_name(unparser, OU_AS(Arg, parameter)->arg);
    if (!value) return;
    unparse_text(unparser, "=");
    unparse_node(unparser, value, LEVEL_TEST);
}

static void unparse_positional(Unparser *unparser, Separator *separator, OuArgumentsNode *node)
{
    uint32_t only = node->posonlyargs.count, count = only + node->args.count;
    uint32_t required = count - node->defaults.count;
    for (uint32_t i = 0; i < count; i++) {
        OuNode *parameter = i < only ? node->posonlyargs.items[i] : node->args.items[i - only];
        OuNode *value = i >= required ? node->defaults.items[i - required] : NULL;
        unparse_parameter(unparser, separator, "", parameter, value);
        unparse_text_if(unparser, only && i + 1 == only, ", /");
    }
}

static void unparse_lambda(Unparser *unparser, OuLambdaNode *lambda, Level level)
{
    OuArgumentsNode *node = OU_AS(Arguments, lambda->args);
    Separator separator = { true };
    bool has_parameters = node->posonlyargs.count || node->args.count || node->vararg ||
                          node->kwonlyargs.count || node->kwarg;
    unparse_text_if(unparser, level > LEVEL_TEST, "(");
    unparse_text(unparser, has_parameters ? "lambda " : "lambda");
    unparse_positional(unparser, &separator, node);
    if (node->vararg || node->kwonlyargs.count) {
        unparse_parameter(unparser, &separator, "*", node->vararg, NULL);
    }
    for (uint32_t i = 0; i < node->kwonlyargs.count; i++) {
        unparse_parameter(unparser, &separator, "", node->kwonlyargs.items[i],
                          node->kw_defaults.items[i]);
    }
    if (node->kwarg) unparse_parameter(unparser, &separator, "**", node->kwarg, NULL);
    unparse_text(unparser, ": ");
    unparse_node(unparser, lambda->body, LEVEL_TEST);
    unparse_text_if(unparser, level > LEVEL_TEST, ")");
}

static void unparse_slice(Unparser *unparser, OuSliceNode *node)
{
    if (node->lower) unparse_node(unparser, node->lower, LEVEL_TEST);
    unparse_text(unparser, ":");
    if (node->upper) unparse_node(unparser, node->upper, LEVEL_TEST);
    if (!node->step) return;
    unparse_text(unparser, ":");
    unparse_node(unparser, node->step, LEVEL_TEST);
}

static void unparse_attribute(Unparser *unparser, OuAttributeNode *node)
{
    bool is_integer = node->value->kind == OU_NODE_CONSTANT &&
                      (OU_AS(Constant, node->value)->value.kind == OU_CONSTANT_INTEGER ||
                       OU_AS(Constant, node->value)->value.kind == OU_CONSTANT_BIG_INTEGER);
    unparse_node(unparser, node->value, LEVEL_ATOM);
    unparse_text(unparser, is_integer ? " ." : ".");
    unparse_name(unparser, node->attr);
}

// --- constants and f-strings ---------------------------------------------------------------------

static void unparse_repr(Unparser *unparser, OuValue value)
{
    OuVM *vm = unparser->compiler->vm;
    if (value == OU_ELLIPSIS) {
        unparse_text(unparser, "...");
        return;
    }
    OU_OWNED OuValue text = ou_repr(vm, value);
    if (text == OU_ERROR) {
        ou_unit_fail(unparser->compiler);
        return;
    }
    OuString *string = ou_str_of(text);
    for (size_t i = 0; i < string->length; i++) {
        bool is_infinity = !ou_is_str(value) && ou_kind_of(value) != OU_KIND_BYTES &&
                           i + 3 <= string->length && ou_str_at(string, i) == 'i' &&
                           ou_str_at(string, i + 1) == 'n' && ou_str_at(string, i + 2) == 'f';
        if (is_infinity) {
            unparse_text(unparser, "1e309");
            i += 2;
        } else {
            ou_writer_put(&unparser->out, ou_str_at(string, i));
        }
    }
}

static void unparse_constant(Unparser *unparser, OuNode *node)
{
    OU_OWNED OuValue value = ou_constant_fold(unparser->compiler, node);
    if (value != OU_UNBOUND) unparse_repr(unparser, value);
}

static void fstring_body(Unparser *unparser, const OuNodeList *parts);

static void fstring_field(Unparser *unparser, OuFormattedValueNode *field)
{
    Unparser inner = { .compiler = unparser->compiler };
    ou_writer_init(&inner.out, unparser->compiler->vm);
    unparse_node(&inner, field->value, LEVEL_TEST + 1);
    OU_OWNED OuValue text = ou_writer_finish(&inner.out);
    if (text == OU_ERROR) {
        ou_unit_fail(unparser->compiler);
        return;
    }
    OuString *string = ou_str_of(text);
    unparse_text(unparser, "{");
    unparse_text_if(unparser, string->length && ou_str_at(string, 0) == '{', " ");
    ou_writer_put_str(&unparser->out, string);
    if (field->conversion > 0) {
        unparse_text(unparser, "!");
        ou_writer_put(&unparser->out, (uint32_t)field->conversion);
    }
    if (field->format_spec) {
        unparse_text(unparser, ":");
        fstring_body(unparser, &OU_AS(JoinedStr, field->format_spec)->values);
    }
    unparse_text(unparser, "}");
}

static void fstring_text(Unparser *unparser, OuNode *node)
{
    OU_OWNED OuValue value = ou_constant_fold(unparser->compiler, node);
    if (!ou_is_str(value)) return;
    OuString *string = ou_str_of(value);
    for (size_t i = 0; i < string->length; i++) {
        uint32_t c = ou_str_at(string, i);
        ou_writer_put(&unparser->out, c);
        if (c == '{' || c == '}') ou_writer_put(&unparser->out, c);
    }
}

static void fstring_body(Unparser *unparser, const OuNodeList *parts)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        OuNode *part = parts->items[i];
        if (part->kind == OU_NODE_FORMATTED_VALUE) {
            fstring_field(unparser, OU_AS(FormattedValue, part));
        } else {
            fstring_text(unparser, part);
        }
    }
}

static void unparse_fstring(Unparser *unparser, OuJoinedStrNode *node)
{
    Unparser body = { .compiler = unparser->compiler };
    ou_writer_init(&body.out, unparser->compiler->vm);
    fstring_body(&body, &node->values);
    OU_OWNED OuValue text = ou_writer_finish(&body.out);
    if (text == OU_ERROR) {
        ou_unit_fail(unparser->compiler);
        return;
    }
    unparse_text(unparser, "f");
    unparse_repr(unparser, text);
}

static void unparse_bracketed(Unparser *unparser, const char *open, OuNode *node,
                              const char *close)
{
    unparse_text(unparser, open);
    if (node) {
        unparse_text(unparser, " ");
        unparse_node(unparser, node, LEVEL_EXPRESSION);
    }
    unparse_text(unparser, close);
}

// --- all of them ---------------------------------------------------------------------------------

static void unparse_display(Unparser *unparser, OuNode *node)
{
    bool is_list = node->kind == OU_NODE_LIST;
    unparse_text(unparser, is_list ? "[" : "{");
    unparse_list(unparser, is_list ? &OU_AS(List, node)->elts : &OU_AS(Set, node)->elts,
                 LEVEL_TEST);
    unparse_text(unparser, is_list ? "]" : "}");
}

static void unparse_subscript(Unparser *unparser, OuSubscriptNode *node)
{
    unparse_node(unparser, node->value, LEVEL_ATOM);
    unparse_text(unparser, "[");
    unparse_node(unparser, node->slice, LEVEL_TUPLE);
    unparse_text(unparser, "]");
}

static void unparse_await(Unparser *unparser, OuAwaitNode *node, Level level)
{
    unparse_text_if(unparser, level > LEVEL_AWAIT, "(");
    unparse_text(unparser, "await ");
    unparse_node(unparser, node->value, LEVEL_ATOM);
    unparse_text_if(unparser, level > LEVEL_AWAIT, ")");
}

static void unparse_dispatch(Unparser *unparser, OuNode *node, Level level)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_CONSTANT: unparse_constant(unparser, node); break;
    case OU_NODE_NAME: unparse_name(unparser, OU_AS(Name, node)->id); break;
    case OU_NODE_BOOL_OP: unparse_bool(unparser, OU_AS(BoolOp, node), level); break;
    case OU_NODE_BIN_OP: unparse_binary(unparser, OU_AS(BinOp, node), level); break;
    case OU_NODE_UNARY_OP: unparse_unary(unparser, OU_AS(UnaryOp, node), level); break;
    case OU_NODE_COMPARE: unparse_compare(unparser, OU_AS(Compare, node), level); break;
    case OU_NODE_IF_EXP: unparse_conditional(unparser, OU_AS(IfExp, node), level); break;
    case OU_NODE_NAMED_EXPR: unparse_named(unparser, OU_AS(NamedExpr, node), level); break;
    case OU_NODE_LAMBDA: unparse_lambda(unparser, OU_AS(Lambda, node), level); break;
    case OU_NODE_DICT: unparse_dict(unparser, OU_AS(Dict, node)); break;
    case OU_NODE_LIST: case OU_NODE_SET: unparse_display(unparser, node); break;
    case OU_NODE_TUPLE: unparse_tuple(unparser, &OU_AS(Tuple, node)->elts, level); break;
    case OU_NODE_LIST_COMP:
        unparse_comprehension(unparser, "[", OU_AS(ListComp, node)->elt,
                              &OU_AS(ListComp, node)->generators, "]");
        break;
    case OU_NODE_SET_COMP:
        unparse_comprehension(unparser, "{", OU_AS(SetComp, node)->elt,
                              &OU_AS(SetComp, node)->generators, "}");
        break;
    case OU_NODE_GENERATOR_EXP:
        unparse_comprehension(unparser, "(", OU_AS(GeneratorExp, node)->elt,
                              &OU_AS(GeneratorExp, node)->generators, ")");
        break;
    case OU_NODE_DICT_COMP:
        unparse_dict_comprehension(unparser, OU_AS(DictComp, node));
        break;
    case OU_NODE_CALL: unparse_call(unparser, OU_AS(Call, node)); break;
    case OU_NODE_ATTRIBUTE: unparse_attribute(unparser, OU_AS(Attribute, node)); break;
    case OU_NODE_SUBSCRIPT: unparse_subscript(unparser, OU_AS(Subscript, node)); break;
    case OU_NODE_SLICE: unparse_slice(unparser, OU_AS(Slice, node)); break;
    case OU_NODE_STARRED:
        unparse_text(unparser, "*");
        unparse_node(unparser, OU_AS(Starred, node)->value, LEVEL_EXPRESSION);
        break;
    case OU_NODE_JOINED_STR: unparse_fstring(unparser, OU_AS(JoinedStr, node)); break;
    case OU_NODE_YIELD:
        unparse_bracketed(unparser, "(yield", OU_AS(Yield, node)->value, ")");
        break;
    case OU_NODE_YIELD_FROM:
        unparse_bracketed(unparser, "(yield from", OU_AS(YieldFrom, node)->value, ")");
        break;
    case OU_NODE_AWAIT: unparse_await(unparser, OU_AS(Await, node), level); break;
    default: break;
    }
}

static void unparse_node(Unparser *unparser, OuNode *node, Level level)
{
    if (ou_unit_can_recurse(unparser->compiler)) unparse_dispatch(unparser, node, level);
}

OuValue ou_unparse(OuCompiler *compiler, OuNode *node)
{
    Unparser unparser = { .compiler = compiler };
    ou_writer_init(&unparser.out, compiler->vm);
    unparse_node(&unparser, node, LEVEL_TEST);
    if (!compiler->failed) return ou_writer_finish(&unparser.out);
    ou_writer_discard(&unparser.out);
    return OU_ERROR;
}
