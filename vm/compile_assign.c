// Assignments: to names, attributes, items and displays of those; `del`.
#include "vm/compile_unit.h"

enum { PAIRWISE_LIMIT = 32, WINDOW_LIMIT = 256, UNPACK_LIMIT = 0xFFFF };

static const OuNodeList *elements_of(const OuNode *node)
{
    return node->kind == OU_NODE_TUPLE ? &OU_AS(Tuple, node)->elts : &OU_AS(List, node)->elts;
}

// --- storing -------------------------------------------------------------------------------------

static void store_attribute(OuCompiler *compiler, OuAttributeNode *target, OuRegister value)
{
    OuRegister object = ou_compile_expression(compiler, target->value, OU_WANT_ANY);
    uint32_t index = ou_unit_name(compiler, ou_unit_mangle(compiler, target->attr));
    OuPlace place = ou_unit_go_attribute(compiler, &target->head);
    OuOp op = ou_is_temporary(value) ? OU_OP_SET_ATTR_T : OU_OP_SET_ATTR;
    ou_draft_emit_word(compiler, op, object, value, 0, 0, index);
    ou_unit_return(compiler, place);
}

static void store_item(OuCompiler *compiler, OuSubscriptNode *target, OuRegister value)
{
    OuRegister object = ou_compile_operand(compiler, target->value, target->slice);
    OuRegister index = ou_compile_expression(compiler, target->slice, OU_WANT_ANY);
    OuOp op = ou_is_temporary(value) ? OU_OP_SET_ITEM_T : OU_OP_SET_ITEM;
    ou_draft_emit(compiler, op, object, index, value, 0);
}

static uint32_t star_position(const OuNodeList *targets)
{
    uint32_t i = 0;
    while (i < targets->count && targets->items[i]->kind != OU_NODE_STARRED) i++;
    return i;
}

// Long displays of targets: the items wait in a tuple, not in as many registers.
static void store_from_tuple(OuCompiler *compiler, const OuNodeList *targets, uint32_t first)
{
    OuRegister tuple = ou_temporary(first);
    uint32_t count = targets->count;
    ou_draft_emit(compiler, OU_OP_BUILD_TUPLE, tuple, count & 0xFF, count >> 8, (int32_t)tuple);
    for (uint32_t i = 0; i < count; i++) {
        ou_draft_pop(compiler, first + 1);
        OuRegister copy = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_COPY, copy, tuple, 0, 0);
        OuRegister index = ou_constant_load_steal(compiler, ou_int_value(i), OU_WANT_PUSH);
        ou_draft_emit(compiler, OU_OP_GET_ITEM, copy, copy, index, 0);
        ou_draft_pop(compiler, first + 2);
        OuNode *target = targets->items[i];
        if (target->kind == OU_NODE_STARRED) target = OU_AS(Starred, target)->value;
        ou_compile_store(compiler, target, copy);
    }
    ou_draft_emit(compiler, OU_OP_DROP, tuple, 0, 0, 0);
}

static void store_items(OuCompiler *compiler, const OuNodeList *targets, OuRegister value)
{
    uint32_t first = compiler->unit->depth, count = targets->count;
    uint32_t star = star_position(targets);
    OuRegister window = ou_temporary(first);
    if (star == count && count <= UNPACK_LIMIT) {
        ou_draft_emit(compiler, OU_OP_UNPACK, value, count & 0xFF, count >> 8, (int32_t)window);
    } else if (count > UNPACK_LIMIT) {
        ou_unit_unsupported(compiler, targets->items[0], "unpacking to more than 65535 targets");
        return;
    } else {
        uint64_t word = star | (uint64_t)(count - star - 1) << 32;
        ou_draft_emit_word(compiler, OU_OP_UNPACK_STAR, value, 0, 0, (int32_t)window, word);
    }
    for (uint32_t i = 0; i < count; i++) ou_draft_push(compiler);
    if (count > WINDOW_LIMIT) {
        store_from_tuple(compiler, targets, first);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        OuNode *target = targets->items[i];
        if (target->kind == OU_NODE_STARRED) target = OU_AS(Starred, target)->value;
        ou_compile_store(compiler, target, ou_temporary(first + i));
    }
}

void ou_compile_store(OuCompiler *compiler, OuNode *target, OuRegister value)
{
    if (!ou_unit_can_recurse(compiler)) return;
    uint32_t base = compiler->unit->depth;
    OuPlace place = ou_unit_go(compiler, target);
    switch ((OuNodeKind)target->kind) {
    case OU_NODE_NAME:
        ou_compile_store_name(compiler, OU_AS(Name, target)->id, value);
        break;
    case OU_NODE_ATTRIBUTE:
        store_attribute(compiler, OU_AS(Attribute, target), value);
        break;
    case OU_NODE_SUBSCRIPT:
        store_item(compiler, OU_AS(Subscript, target), value);
        break;
    case OU_NODE_LIST: case OU_NODE_TUPLE:
        store_items(compiler, elements_of(target), value);
        break;
    default:
        ou_unit_unsupported(compiler, target, "this target");
        break;
    }
    ou_unit_return(compiler, place);
    ou_draft_pop(compiler, base);
}

// --- assignment statements -----------------------------------------------------------------------

static bool is_sequence(const OuNode *node)
{
    return node->kind == OU_NODE_TUPLE || node->kind == OU_NODE_LIST;
}

// `a, b = x, y`: no tuple is made.
static bool assign_pairwise(OuCompiler *compiler, OuNode *target, OuNode *value)
{
    if (!is_sequence(target) || value->kind != OU_NODE_TUPLE) return false;
    const OuNodeList *targets = elements_of(target), *values = elements_of(value);
    uint32_t base = compiler->unit->depth, count = targets->count;
    if (count != values->count || count > PAIRWISE_LIMIT || star_position(targets) < count ||
        star_position(values) < count) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) ou_compile_push(compiler, values->items[i]);
    for (uint32_t i = 0; i < count; i++) {
        ou_compile_store(compiler, targets->items[i], ou_temporary(base + i));
    }
    ou_draft_pop(compiler, base);
    return true;
}

static void assign_one(OuCompiler *compiler, OuNode *target, OuNode *value)
{
    uint32_t base = compiler->unit->depth;
    if (target->kind == OU_NODE_NAME) {
        OuRegister local = ou_compile_plain_local(compiler, OU_AS(Name, target)->id);
        if (local != OU_NO_REGISTER) {
            ou_compile_expression(compiler, value, local);
            return;
        }
    }
    if (assign_pairwise(compiler, target, value)) return;
    ou_compile_store(compiler, target, ou_compile_operand(compiler, value, target));
    ou_draft_pop(compiler, base);
}

void ou_compile_assign(OuCompiler *compiler, OuNode *node)
{
    OuAssignNode *statement = OU_AS(Assign, node);
    uint32_t base = compiler->unit->depth, last = statement->targets.count - 1;
    if (last == 0) {
        assign_one(compiler, statement->targets.items[0], statement->value);
        return;
    }
    OuRegister value = ou_compile_expression(compiler, statement->value, OU_WANT_PUSH);
    for (uint32_t i = 0; i < last; i++) {
        OuRegister copy = ou_draft_push(compiler);
        ou_draft_emit(compiler, OU_OP_COPY, copy, value, 0, 0);
        ou_compile_store(compiler, statement->targets.items[i], copy);
        ou_draft_pop(compiler, base + 1);
    }
    ou_compile_store(compiler, statement->targets.items[last], value);
    ou_draft_pop(compiler, base);
}

// --- augmented assignment ------------------------------------------------------------------------

static void augment_name(OuCompiler *compiler, OuAugAssignNode *statement)
{
    OuName *name = OU_AS(Name, statement->target)->id;
    uint32_t base = compiler->unit->depth;
    OuRegister local = ou_compile_plain_local(compiler, name);
    OuRegister left = ou_compile_operand(compiler, statement->target, statement->value);
    if (local != OU_NO_REGISTER) {
        ou_compile_arithmetic(compiler, local, statement->op, left, statement->value, base, true);
    } else {
        OuRegister value = ou_compile_arithmetic(compiler, OU_WANT_PUSH, statement->op, left,
                                                 statement->value, base, true);
        OuPlace place = ou_unit_go(compiler, statement->target);
        ou_compile_store_name(compiler, name, value);
        ou_unit_return(compiler, place);
    }
    ou_draft_pop(compiler, base);
}

// A register for an operation that consumes temporaries: a copy of a temporary, the local itself.
static OuRegister augment_copy(OuCompiler *compiler, OuRegister r)
{
    if (!ou_is_temporary(r)) return r;
    OuRegister copy = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_COPY, copy, r, 0, 0);
    return copy;
}

static void augment_attribute(OuCompiler *compiler, OuAugAssignNode *statement)
{
    OuAttributeNode *target = OU_AS(Attribute, statement->target);
    OuRegister object = ou_compile_operand(compiler, target->value, statement->value);
    uint32_t index = ou_unit_name(compiler, ou_unit_mangle(compiler, target->attr));
    uint32_t base = compiler->unit->depth;
    OuPlace place = ou_unit_go(compiler, &target->head);
    ou_unit_go_attribute(compiler, &target->head);
    OuPlace attribute = { compiler->unit->start, compiler->unit->end };
    OuRegister copy = augment_copy(compiler, object);
    ou_draft_pop(compiler, base);
    OuRegister value = ou_draft_push(compiler);
    OuOp op = ou_is_temporary(copy) ? OU_OP_GET_ATTR_T : OU_OP_GET_ATTR;
    ou_draft_emit_word(compiler, op, value, copy, 0, 0, index);
    ou_unit_return(compiler, place);
    value = ou_compile_arithmetic(compiler, OU_WANT_PUSH, statement->op, value, statement->value,
                                  base, true);
    ou_unit_return(compiler, attribute);
    ou_draft_emit_word(compiler, OU_OP_SET_ATTR_T, object, value, 0, 0, index);
    ou_unit_return(compiler, place);
}

// The right side is evaluated while the object and the index are still needed.
static OuRegister augment_operand(OuCompiler *compiler, OuNode *node, OuNode *next, OuNode *value)
{
    OuRegister r = ou_compile_operand(compiler, node, next);
    if (ou_is_temporary(r) || !ou_is_compile_rebinding(compiler, value)) return r;
    return ou_compile_settle(compiler, OU_WANT_PUSH, r);
}

static void augment_item(OuCompiler *compiler, OuAugAssignNode *statement)
{
    OuSubscriptNode *target = OU_AS(Subscript, statement->target);
    OuRegister object = augment_operand(compiler, target->value, target->slice, statement->value);
    OuRegister index = augment_operand(compiler, target->slice, NULL, statement->value);
    uint32_t base = compiler->unit->depth;
    OuPlace place = ou_unit_go(compiler, &target->head);
    OuRegister object_copy = augment_copy(compiler, object);
    OuRegister index_copy = augment_copy(compiler, index);
    ou_draft_pop(compiler, base);
    OuRegister value = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_GET_ITEM, value, object_copy, index_copy, 0);
    ou_unit_return(compiler, place);
    value = ou_compile_arithmetic(compiler, OU_WANT_PUSH, statement->op, value, statement->value,
                                  base, true);
    ou_unit_go(compiler, &target->head);
    ou_draft_emit(compiler, OU_OP_SET_ITEM_T, object, index, value, 0);
    ou_unit_return(compiler, place);
}

void ou_compile_augmented(OuCompiler *compiler, OuNode *node)
{
    OuAugAssignNode *statement = OU_AS(AugAssign, node);
    uint32_t base = compiler->unit->depth;
    switch ((OuNodeKind)statement->target->kind) {
    case OU_NODE_NAME: augment_name(compiler, statement); break;
    case OU_NODE_ATTRIBUTE: augment_attribute(compiler, statement); break;
    default: augment_item(compiler, statement); break;
    }
    ou_draft_pop(compiler, base);
}

// --- annotated assignment ------------------------------------------------------------------------

static void evaluate_and_drop(OuCompiler *compiler, OuNode *node)
{
    uint32_t base = compiler->unit->depth;
    if (!node) return;
    ou_compile_drop(compiler, ou_compile_expression(compiler, node, OU_WANT_ANY));
    ou_draft_pop(compiler, base);
}

static void annotation_store(OuCompiler *compiler, OuAnnAssignNode *statement)
{
    uint32_t base = compiler->unit->depth;
    OuName *annotations = ou_unit_intern(compiler, "__annotations__");
    OuName *name = ou_unit_mangle(compiler, OU_AS(Name, statement->target)->id);
    OuString *string = ou_unit_string(compiler, name);
    if (!annotations || !string) return;
    OuRegister value = ou_temporary(base);
    ou_compile_annotation(compiler, statement->annotation);
    OuRegister dict = ou_compile_load_name(compiler, annotations, OU_WANT_PUSH);
    OuRegister key = ou_constant_load_steal(compiler, ou_ref(ou_str_value(string)), OU_WANT_PUSH);
    ou_draft_emit(compiler, OU_OP_SET_ITEM_T, dict, key, value, 0);
    ou_draft_pop(compiler, base);
}

void ou_compile_annotated(OuCompiler *compiler, OuNode *node)
{
    OuAnnAssignNode *statement = OU_AS(AnnAssign, node);
    OuNode *target = statement->target;
    bool is_kept = !ou_is_scope_function(compiler->unit->scope);
    if (statement->value) {
        assign_one(compiler, target, statement->value);
    } else if (target->kind == OU_NODE_ATTRIBUTE) {
        evaluate_and_drop(compiler, OU_AS(Attribute, target)->value);
    } else if (target->kind == OU_NODE_SUBSCRIPT) {
        evaluate_and_drop(compiler, OU_AS(Subscript, target)->value);
        evaluate_and_drop(compiler, OU_AS(Subscript, target)->slice);
    }
    if (!is_kept) return;
    if (statement->simple && target->kind == OU_NODE_NAME) annotation_store(compiler, statement);
    else if (!ou_is_compile_future(compiler)) evaluate_and_drop(compiler, statement->annotation);
}

// --- del -----------------------------------------------------------------------------------------

static void delete_attribute(OuCompiler *compiler, OuAttributeNode *target)
{
    OuRegister object = ou_compile_expression(compiler, target->value, OU_WANT_ANY);
    uint32_t index = ou_unit_name(compiler, ou_unit_mangle(compiler, target->attr));
    OuPlace place = ou_unit_go_attribute(compiler, &target->head);
    ou_draft_emit(compiler, OU_OP_DELETE_ATTR, object, 0, 0, (int32_t)index);
    ou_unit_return(compiler, place);
}

static void delete_item(OuCompiler *compiler, OuSubscriptNode *target)
{
    OuRegister object = ou_compile_operand(compiler, target->value, target->slice);
    OuRegister index = ou_compile_expression(compiler, target->slice, OU_WANT_ANY);
    ou_draft_emit(compiler, OU_OP_DELETE_ITEM, object, index, 0, 0);
}

static void delete_target(OuCompiler *compiler, OuNode *target)
{
    if (!ou_unit_can_recurse(compiler)) return;
    uint32_t base = compiler->unit->depth;
    OuPlace place = ou_unit_go(compiler, target);
    if (target->kind == OU_NODE_NAME) {
        ou_compile_delete_name(compiler, OU_AS(Name, target)->id);
    } else if (target->kind == OU_NODE_ATTRIBUTE) {
        delete_attribute(compiler, OU_AS(Attribute, target));
    } else if (target->kind == OU_NODE_SUBSCRIPT) {
        delete_item(compiler, OU_AS(Subscript, target));
    } else {
        const OuNodeList *targets = elements_of(target);
        for (uint32_t i = 0; i < targets->count; i++) delete_target(compiler, targets->items[i]);
    }
    ou_unit_return(compiler, place);
    ou_draft_pop(compiler, base);
}

void ou_compile_delete(OuCompiler *compiler, OuNode *node)
{
    const OuNodeList *targets = &OU_AS(Delete, node)->targets;
    for (uint32_t i = 0; i < targets->count; i++) delete_target(compiler, targets->items[i]);
}
