// Constants, and expressions of constants that can be computed beforehand: those that CPython's
// optimiser folds, within its limits, so that the same objects are identical.
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/complex.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "vm/compile.h"
#include "vm/compile_unit.h"

enum {
    FOLD_INT_BITS = 128,           // the largest int that multiplying and shifting may make
    FOLD_TEXT_LENGTH = 4096,       // the longest str or bytes
    FOLD_TUPLE_LENGTH = 256,
    FOLD_TUPLE_TOTAL = 20,         // nested items of a repeated tuple
    NOT_CONSTANT = 1,              // in OuNode.reserved: folding it failed before
};

// --- single constants ----------------------------------------------------------------------------

static bool is_identifier_like(const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!is_letter && !(c >= '0' && c <= '9')) return false;
    }
    return true;
}

static OuValue constant_string(OuVM *vm, const OuConstant *constant)
{
    if (!is_identifier_like(constant->as.text, constant->length)) {
        return ou_str_make(vm, constant->as.text, constant->length);
    }
    OuString *string = ou_str_intern_text(vm, constant->as.text, constant->length);
    return string ? ou_str_value(string) : OU_ERROR;
}

OuValue ou_compile_constant(OuVM *vm, const OuConstant *constant)
{
    switch ((OuConstantKind)constant->kind) {
    case OU_CONSTANT_NONE: return OU_NONE;
    case OU_CONSTANT_FALSE: return OU_FALSE;
    case OU_CONSTANT_TRUE: return OU_TRUE;
    case OU_CONSTANT_ELLIPSIS: return OU_ELLIPSIS;
    case OU_CONSTANT_INTEGER: return ou_int_make(vm, constant->as.integer);
    case OU_CONSTANT_BIG_INTEGER:
        return ou_int_parse(vm, constant->as.text, constant->length, constant->base);
    case OU_CONSTANT_FLOAT: return ou_float_value(constant->as.number);
    case OU_CONSTANT_IMAGINARY: return ou_complex_make(vm, 0.0, constant->as.number);
    case OU_CONSTANT_STRING: return constant_string(vm, constant);
    case OU_CONSTANT_BYTES: return ou_bytes_make(vm, constant->as.text, constant->length);
    }
    return OU_ERROR;
}

// --- what may be computed ------------------------------------------------------------------------

static bool is_number(OuValue value)
{
    return ou_is_any_int(value) || ou_is_float(value) || ou_kind_of(value) == OU_KIND_COMPLEX;
}

static int64_t constant_bits(OuValue value)
{
    int64_t number;
    if (ou_is_bool(value)) return value == OU_TRUE;
    if (ou_int_as_int64(value, &number)) {
        return number ? 64 - __builtin_clzll((uint64_t)(number < 0 ? -number : number)) : 0;
    }
    int64_t size = ((OuInt *)ou_pointer_of(value))->size;
    return (size < 0 ? -size : size) * 64;
}

static int64_t tuple_total(OuValue value, int64_t limit)
{
    if (!ou_is_tuple(value)) return 0;
    OuTuple *tuple = ou_tuple_of(value);
    int64_t total = (int64_t)tuple->length;
    for (size_t i = 0; i < tuple->length && total <= limit; i++) {
        total += tuple_total(tuple->items[i], limit - total);
    }
    return total;
}

static bool is_repeat_small(OuValue sequence, OuValue count)
{
    int64_t times;
    size_t length, limit = FOLD_TEXT_LENGTH;
    if (!ou_int_as_int64(count, &times)) return false;
    if (ou_is_str(sequence)) length = ou_str_of(sequence)->length;
    else if (ou_is_bytes(sequence)) length = ou_bytes_of(sequence)->length;
    else if (ou_is_tuple(sequence)) length = ou_tuple_of(sequence)->length;
    else return false;
    if (ou_is_tuple(sequence)) limit = FOLD_TUPLE_LENGTH;
    if (!length) return true;
    if (times < 0 || (uint64_t)times > limit / length) return false;
    return !ou_is_tuple(sequence) || !times ||
           tuple_total(sequence, FOLD_TUPLE_TOTAL / times) <= FOLD_TUPLE_TOTAL / times;
}

static bool is_multiply_small(OuValue a, OuValue b)
{
    if (ou_is_any_int(a) && ou_is_any_int(b)) {
        return constant_bits(a) + constant_bits(b) <= FOLD_INT_BITS;
    }
    if (is_number(a) && is_number(b)) return true;
    return ou_is_any_int(a) ? is_repeat_small(b, a) : ou_is_any_int(b) && is_repeat_small(a, b);
}

static bool is_power_small(OuValue a, OuValue b)
{
    int64_t exponent;
    if (!is_number(a) || !is_number(b)) return false;
    if (!ou_is_any_int(a) || !ou_is_any_int(b)) return true;
    if (!ou_int_as_int64(b, &exponent)) return false;
    return exponent <= 0 || constant_bits(a) <= FOLD_INT_BITS / exponent;
}

static bool is_shift_small(OuValue a, OuValue b)
{
    int64_t distance;
    if (!ou_is_any_int(a) || !ou_is_any_int(b)) return false;
    if (!ou_int_as_int64(b, &distance)) return false;
    return distance >= 0 && distance <= FOLD_INT_BITS &&
           constant_bits(a) <= FOLD_INT_BITS - distance;
}

static bool is_sum_small(OuValue a, OuValue b)
{
    if (is_number(a) && is_number(b)) return true;
    return (ou_is_str(a) && ou_is_str(b)) || (ou_is_bytes(a) && ou_is_bytes(b)) ||
           (ou_is_tuple(a) && ou_is_tuple(b));
}

static bool is_binary_small(OuOperator op, OuValue a, OuValue b)
{
    switch (op) {
    case OU_OPERATOR_MULT: return is_multiply_small(a, b);
    case OU_OPERATOR_POW: return is_power_small(a, b);
    case OU_OPERATOR_LEFT_SHIFT: return is_shift_small(a, b);
    case OU_OPERATOR_ADD: return is_sum_small(a, b);
    case OU_OPERATOR_MAT_MULT: return false;
    default: return is_number(a) && is_number(b);
    }
}

static OuBinary constant_operator(OuOperator op)
{
    switch (op) {
    case OU_OPERATOR_ADD: return OU_BINARY_ADD;
    case OU_OPERATOR_SUB: return OU_BINARY_SUBTRACT;
    case OU_OPERATOR_MULT: return OU_BINARY_MULTIPLY;
    case OU_OPERATOR_MAT_MULT: return OU_BINARY_MATRIX_MULTIPLY;
    case OU_OPERATOR_DIV: return OU_BINARY_TRUE_DIVIDE;
    case OU_OPERATOR_MOD: return OU_BINARY_REMAINDER;
    case OU_OPERATOR_POW: return OU_BINARY_POWER;
    case OU_OPERATOR_LEFT_SHIFT: return OU_BINARY_LEFT_SHIFT;
    case OU_OPERATOR_RIGHT_SHIFT: return OU_BINARY_RIGHT_SHIFT;
    case OU_OPERATOR_BIT_OR: return OU_BINARY_OR;
    case OU_OPERATOR_BIT_XOR: return OU_BINARY_XOR;
    case OU_OPERATOR_BIT_AND: return OU_BINARY_AND;
    default: return OU_BINARY_FLOOR_DIVIDE;
    }
}

// --- folding -------------------------------------------------------------------------------------

// What raises now raises when it runs, too: the exception is dropped, unless memory has run out or
// the run is to stop.
static OuValue fold_failed(OuCompiler *compiler)
{
    static const OuTypeId its_own[] = {
        OU_TYPE_ARITHMETIC_ERROR, OU_TYPE_VALUE_ERROR, OU_TYPE_LOOKUP_ERROR, OU_TYPE_TYPE_ERROR,
        OU_TYPE_RECURSION_ERROR,
    };
    for (size_t i = 0; i < sizeof its_own / sizeof *its_own; i++) {
        if (!ou_error_matches(compiler->vm, its_own[i])) continue;
        ou_error_clear(compiler->vm);
        return OU_UNBOUND;
    }
    ou_unit_fail(compiler);
    return OU_UNBOUND;
}

static OuValue fold_result(OuCompiler *compiler, OuValue result)
{
    return result == OU_ERROR ? fold_failed(compiler) : result;
}

static OuValue fold_binary(OuCompiler *compiler, OuBinOpNode *node)
{
    OU_OWNED OuValue left = ou_constant_fold(compiler, node->left);
    if (left == OU_UNBOUND) return OU_UNBOUND;
    OU_OWNED OuValue right = ou_constant_fold(compiler, node->right);
    if (right == OU_UNBOUND || !is_binary_small(node->op, left, right)) return OU_UNBOUND;
    OuVM *vm = compiler->vm;
    return fold_result(compiler, ou_binary(vm, constant_operator(node->op), left, right));
}

static OuValue fold_unary(OuCompiler *compiler, OuUnaryOpNode *node)
{
    OuVM *vm = compiler->vm;
    OU_OWNED OuValue operand = ou_constant_fold(compiler, node->operand);
    if (operand == OU_UNBOUND) return OU_UNBOUND;
    if (node->op == OU_OPERATOR_NOT) {
        bool truth;
        return ou_truth(vm, operand, &truth) ? ou_bool_value(!truth) : fold_failed(compiler);
    }
    OuUnary op = node->op == OU_OPERATOR_USUB   ? OU_UNARY_NEGATIVE
                 : node->op == OU_OPERATOR_UADD ? OU_UNARY_POSITIVE
                                                : OU_UNARY_INVERT;
    return is_number(operand) ? fold_result(compiler, ou_unary(vm, op, operand)) : OU_UNBOUND;
}

static OuValue fold_subscript(OuCompiler *compiler, OuSubscriptNode *node)
{
    if (node->head.context != OU_CONTEXT_LOAD) return OU_UNBOUND;
    OU_OWNED OuValue value = ou_constant_fold(compiler, node->value);
    if (value == OU_UNBOUND || is_number(value) || !ou_is_pointer(value)) return OU_UNBOUND;
    OU_OWNED OuValue index = ou_constant_fold(compiler, node->slice);
    if (index == OU_UNBOUND || !ou_is_any_int(index)) return OU_UNBOUND;
    return fold_result(compiler, ou_get_item(compiler->vm, value, index));
}

static OuValue fold_items(OuCompiler *compiler, const OuNodeList *items)
{
    OuTuple *tuple = NULL;
    for (uint32_t i = 0; i < items->count; i++) {
        OuValue item = ou_constant_fold(compiler, items->items[i]);
        if (item == OU_UNBOUND) {
            if (tuple) ou_unref(ou_pointer_value(tuple));
            return OU_UNBOUND;
        }
        item = ou_unit_pool_steal(compiler, item);
        if (!tuple) tuple = ou_tuple_new(compiler->vm, items->count);
        if (!tuple) break;
        tuple->items[i] = ou_ref(item);
    }
    if (!items->count) tuple = ou_tuple_new(compiler->vm, 0);
    if (!tuple) ou_unit_fail(compiler);
    return tuple ? ou_pointer_value(tuple) : OU_UNBOUND;
}

static OuValue fold_name(OuCompiler *compiler, OuNameNode *node)
{
    bool is_debug = node->head.context == OU_CONTEXT_LOAD && !strcmp(node->id->text, "__debug__");
    return is_debug ? ou_bool_value(compiler->optimize == 0) : OU_UNBOUND;
}

static OuValue fold_node(OuCompiler *compiler, OuNode *node)
{
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_CONSTANT: {
        OuValue value = ou_compile_constant(compiler->vm, &OU_AS(Constant, node)->value);
        if (value != OU_ERROR) return value;
        ou_unit_fail(compiler);
        return OU_UNBOUND;
    }
    case OU_NODE_BIN_OP: return fold_binary(compiler, OU_AS(BinOp, node));
    case OU_NODE_UNARY_OP: return fold_unary(compiler, OU_AS(UnaryOp, node));
    case OU_NODE_SUBSCRIPT: return fold_subscript(compiler, OU_AS(Subscript, node));
    case OU_NODE_NAME: return fold_name(compiler, OU_AS(Name, node));
    case OU_NODE_TUPLE:
        if (node->context != OU_CONTEXT_LOAD) return OU_UNBOUND;
        return fold_items(compiler, &OU_AS(Tuple, node)->elts);
    default: return OU_UNBOUND;
    }
}

OuValue ou_constant_fold(OuCompiler *compiler, OuNode *node)
{
    if (node->reserved == NOT_CONSTANT || !ou_unit_can_recurse(compiler)) return OU_UNBOUND;
    OuValue value = fold_node(compiler, node);
    if (value == OU_UNBOUND && !compiler->failed) node->reserved = NOT_CONSTANT;
    return value;
}

bool ou_constant_truth(OuCompiler *compiler, OuNode *node, bool *truth)
{
    OU_OWNED OuValue value = ou_constant_fold(compiler, node);
    if (value == OU_UNBOUND) return false;
    if (ou_truth(compiler->vm, value, truth)) return true;
    fold_failed(compiler);
    return false;
}

static OuValue constant_frozenset(OuCompiler *compiler, OuValue items)
{
    OuVM *vm = compiler->vm;
    OuValue set = ou_set_make(vm, OU_TYPE_FROZENSET);
    OuTuple *tuple = ou_tuple_of(items);
    for (size_t i = 0; set != OU_ERROR && i < tuple->length; i++) {
        if (ou_set_add(vm, ou_set_of(set), tuple->items[i])) continue;
        ou_unref(set);
        set = OU_ERROR;
    }
    ou_unref(items);
    return fold_result(compiler, set);
}

OuValue ou_constant_display(OuCompiler *compiler, OuNode *node)
{
    const OuNodeList *items = node->kind == OU_NODE_LIST  ? &OU_AS(List, node)->elts
                              : node->kind == OU_NODE_SET ? &OU_AS(Set, node)->elts
                                                          : NULL;
    if (!items || node->context != OU_CONTEXT_LOAD) return OU_UNBOUND;
    OuValue tuple = fold_items(compiler, items);
    if (tuple == OU_UNBOUND || node->kind == OU_NODE_LIST) return tuple;
    return constant_frozenset(compiler, tuple);
}

// --- loading -------------------------------------------------------------------------------------

OuRegister ou_constant_load_steal(OuCompiler *compiler, OuValue value, OuWant want)
{
    bool is_local = ou_is_want_local(want);
    OuRegister to = is_local ? want : ou_draft_push(compiler);
    int64_t number = ou_is_int(value) ? ou_int_of(value) : INT64_MAX;
    if (number >= INT32_MIN && number <= INT32_MAX) {
        ou_draft_emit(compiler, is_local ? OU_OP_LOAD_INT_L : OU_OP_LOAD_INT, to, 0, 0,
                      (int32_t)number);
    } else if (!ou_is_pointer(value) && !ou_is_int(value) && !ou_is_float(value)) {
        ou_draft_emit(compiler, is_local ? OU_OP_LOAD_VALUE_L : OU_OP_LOAD_VALUE, to, 0, 0,
                      (int32_t)(value - OU_TAG_IMMEDIATE));
    } else {
        uint32_t index = ou_unit_constant_steal(compiler, value);
        if (compiler->failed) return to;
        ou_draft_emit_word(compiler, is_local ? OU_OP_LOAD_CONST_L : OU_OP_LOAD_CONST, to, 0, 0,
                           (int32_t)index, compiler->unit->constants[index]);
    }
    return to;
}
