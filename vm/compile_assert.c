// compile_assert.c: the assert statement, and what a test's says when it fails.
//
// With compiler->explains each part of the condition has a temporary of its own, taken before the
// condition begins: an immediate at first, it gets a copy of the part's value. So nothing is
// evaluated twice, an exception drops the copies like every temporary, and they die with the
// statement. Only where the assertion fails, they are handed to explain() of _ouro_test_assert,
// with the condition's text and the places of the parts in it.
#include "parser/fields.h"
#include "vm/compile_unit.h"

#include <string.h>

#include "runtime/list.h"

enum { PARTS_MOST = 64 };

typedef struct OuAssertion {
    OuUnit  *unit;
    OuNode  *nodes[PARTS_MOST];
    bool     is_late[PARTS_MOST];      // a local that is looked at only when all is over
    uint32_t count, first;             // number of temporaries; the first of them
} OuAssertion;

// --- which parts ---------------------------------------------------------------------------------

static void collect(OuCompiler *compiler, OuAssertion *assertion, OuNode *node);

static void collect_all(OuCompiler *compiler, OuAssertion *assertion, const OuNodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i]) collect(compiler, assertion, list->items[i]);
    }
}

static void collect_children(OuCompiler *compiler, OuAssertion *assertion, OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    for (uint32_t i = 0; i < info->count; i++) {
        const void *member = (const char *)node + info->fields[i].offset;
        OuFieldSort sort = (OuFieldSort)info->fields[i].sort;
        if (sort == OU_FIELD_SORT_NODE || sort == OU_FIELD_SORT_OPTIONAL) {
            OuNode *child = *(OuNode *const *)member;
            if (child) collect(compiler, assertion, child);
        } else if (sort == OU_FIELD_SORT_NODES || sort == OU_FIELD_SORT_OPTIONALS) {
            collect_all(compiler, assertion, member);
        }
    }
}

static void add_part(OuAssertion *assertion, OuNode *node, bool is_late)
{
    if (assertion->count == PARTS_MOST) return;
    assertion->is_late[assertion->count] = is_late;
    assertion->nodes[assertion->count++] = node;
}

// Functions that look at references: a copy of their argument would be seen, too.
static bool is_counting(const OuName *name)
{
    static const char *const names[] = { "refcount", "getrefcount", "path_to", "why", "referrers" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(name->text, names[i])) return true;
    }
    return false;
}

static void collect_call(OuCompiler *compiler, OuAssertion *assertion, OuCallNode *call)
{
    OuName *name = NULL;
    if (call->func->kind == OU_NODE_NAME) {
        name = OU_AS(Name, call->func)->id;
    } else if (call->func->kind == OU_NODE_ATTRIBUTE) {
        name = OU_AS(Attribute, call->func)->attr;
        collect(compiler, assertion, OU_AS(Attribute, call->func)->value);
    } else {
        collect(compiler, assertion, call->func);
    }
    if (name && is_counting(name)) return;
    collect_all(compiler, assertion, &call->args);
    for (uint32_t i = 0; i < call->keywords.count; i++) {
        collect(compiler, assertion, OU_AS(Keyword, call->keywords.items[i])->value);
    }
}

// What a comprehension does inside is another function's; its first iterable belongs here.
static void collect_source(OuCompiler *compiler, OuAssertion *assertion,
                           const OuNodeList *generators)
{
    collect(compiler, assertion, OU_AS(Comprehension, generators->items[0])->iter);
}

// A plain local isn't copied: references to it may be counted.
static void collect(OuCompiler *compiler, OuAssertion *assertion, OuNode *node)
{
    if (!ou_unit_can_recurse(compiler)) return;
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_CONSTANT: case OU_NODE_LAMBDA:
        return;
    case OU_NODE_NAME:
        add_part(assertion, node, ou_compile_plain_local(compiler, OU_AS(Name, node)->id)
                                      != OU_NO_REGISTER);
        return;
    case OU_NODE_STARRED:
        collect(compiler, assertion, OU_AS(Starred, node)->value);
        return;
    case OU_NODE_SLICE:
        collect_children(compiler, assertion, node);
        return;
    case OU_NODE_JOINED_STR:
        add_part(assertion, node, false);
        return;
    case OU_NODE_CALL:
        add_part(assertion, node, false);
        collect_call(compiler, assertion, OU_AS(Call, node));
        return;
    case OU_NODE_LIST_COMP:
        add_part(assertion, node, false);
        collect_source(compiler, assertion, &OU_AS(ListComp, node)->generators);
        return;
    case OU_NODE_SET_COMP:
        add_part(assertion, node, false);
        collect_source(compiler, assertion, &OU_AS(SetComp, node)->generators);
        return;
    case OU_NODE_DICT_COMP:
        add_part(assertion, node, false);
        collect_source(compiler, assertion, &OU_AS(DictComp, node)->generators);
        return;
    case OU_NODE_GENERATOR_EXP:
        collect_source(compiler, assertion, &OU_AS(GeneratorExp, node)->generators);
        return;
    default:
        add_part(assertion, node, false);
        collect_children(compiler, assertion, node);
        return;
    }
}

// --- copies of their values ----------------------------------------------------------------------

static void slot_load(OuCompiler *compiler, OuRegister slot, OuValue immediate)
{
    ou_draft_emit(compiler, OU_OP_LOAD_VALUE, slot, 0, 0, (int32_t)(immediate - OU_TAG_IMMEDIATE));
}

// The index of a part; OU_NOWHERE: it isn't one.
static uint32_t part_of(const OuCompiler *compiler, const OuNode *node)
{
    const OuAssertion *assertion = compiler->assertion;
    if (assertion->unit != compiler->unit) return OU_NOWHERE;
    for (uint32_t i = 0; i < assertion->count; i++) {
        if (assertion->nodes[i] == node) return i;
    }
    return OU_NOWHERE;
}

void ou_assertion_reach(OuCompiler *compiler, const OuNode *node)
{
    uint32_t part = part_of(compiler, node);
    if (part == OU_NOWHERE) return;
    OuRegister slot = ou_temporary(compiler->assertion->first + part);
    ou_draft_emit(compiler, OU_OP_DROP, slot, 0, 0, 0);
    slot_load(compiler, slot, OU_NONE);
}

void ou_assertion_note(OuCompiler *compiler, const OuNode *node, OuRegister value)
{
    uint32_t part = part_of(compiler, node);
    if (part == OU_NOWHERE) return;
    if (compiler->assertion->is_late[part]) {
        ou_assertion_reach(compiler, node);
        return;
    }
    OuRegister slot = ou_temporary(compiler->assertion->first + part);
    ou_draft_emit(compiler, OU_OP_DROP, slot, 0, 0, 0);
    ou_draft_emit(compiler, OU_OP_COPY, slot, value, 0, 0);
}

static void parts_begin(OuCompiler *compiler, OuAssertion *assertion, OuNode *test)
{
    assertion->unit = compiler->unit;
    collect(compiler, assertion, test);
    assertion->first = compiler->unit->depth;
    for (uint32_t i = 0; i < assertion->count; i++) {
        slot_load(compiler, ou_draft_push(compiler), OU_ELLIPSIS);
    }
    compiler->assertion = assertion;
}

static void parts_drop(OuCompiler *compiler, const OuAssertion *assertion)
{
    for (uint32_t i = 0; i < assertion->count; i++) {
        ou_draft_emit(compiler, OU_OP_DROP, ou_temporary(assertion->first + i), 0, 0, 0);
    }
}

// --- where it fails ------------------------------------------------------------------------------

// Start and end of each part, in bytes from the start of the condition.
static void push_places(OuCompiler *compiler, const OuAssertion *assertion, const OuNode *test)
{
    OuTuple *places = compiler->failed ? NULL
                                       : ou_tuple_new(compiler->vm, (size_t)assertion->count * 2);
    if (!places) {
        ou_unit_fail(compiler);
        return;
    }
    for (uint32_t i = 0; i < assertion->count; i++) {
        const OuNode *node = assertion->nodes[i];
        places->items[2 * i] = ou_int_value((int64_t)node->start - test->start);
        places->items[2 * i + 1] = ou_int_value((int64_t)node->end - test->start);
    }
    ou_constant_load_steal(compiler, ou_pointer_value(places), OU_WANT_PUSH);
}

// What was asked for has a value, and in a condition nothing takes it away: only then the local is
// looked at.
static void take_local(OuCompiler *compiler, const OuNode *node, OuRegister slot)
{
    uint32_t base = compiler->unit->depth, skip = ou_draft_label(compiler);
    OuRegister mark = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_COPY, mark, slot, 0, 0);
    ou_draft_pop(compiler, base);
    ou_draft_jump(compiler, OU_OP_JUMP_UNLESS_NONE, mark, 0, skip);
    OuRegister local = ou_compile_plain_local(compiler, ((const OuNameNode *)node)->id);
    ou_draft_emit(compiler, OU_OP_DROP, slot, 0, 0, 0);
    ou_draft_emit(compiler, OU_OP_COPY, slot, local, 0, 0);
    ou_draft_place(compiler, skip);
}

// The tuple of their values.
static void push_values(OuCompiler *compiler, const OuAssertion *assertion)
{
    uint32_t base = compiler->unit->depth;
    for (uint32_t i = 0; i < assertion->count; i++) {
        OuRegister slot = ou_temporary(assertion->first + i);
        if (assertion->is_late[i]) take_local(compiler, assertion->nodes[i], slot);
        ou_draft_emit(compiler, OU_OP_MOVE, ou_draft_push(compiler), slot, 0, 0);
    }
    ou_draft_pop(compiler, base);
    ou_draft_emit(compiler, OU_OP_BUILD_TUPLE, ou_draft_push(compiler), assertion->count & 0xFF,
                  assertion->count >> 8, (int32_t)ou_temporary(base));
}

// explain(error, text, places, values), which gives the exception to be raised, takes the place of
// the error.
static void explain(OuCompiler *compiler, const OuAssertion *assertion, const OuNode *test,
                    OuRegister error)
{
    uint32_t window = compiler->unit->depth;
    OuRegister from = ou_constant_load_steal(compiler, OU_NONE, OU_WANT_PUSH);
    ou_draft_pop(compiler, window);
    OuRegister module = ou_draft_push(compiler);
    OuName *name = ou_unit_intern(compiler, "_ouro_test_assert");
    ou_draft_emit(compiler, OU_OP_IMPORT_NAME, module, from, 0,
                  (int32_t)ou_unit_name(compiler, name));
    ou_draft_emit_word(compiler, OU_OP_GET_ATTR_T, module, module, 0, 0,
                       ou_unit_name(compiler, ou_unit_intern(compiler, "explain")));
    ou_draft_push(compiler);
    ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_MOVE, ou_draft_push(compiler), error, 0, 0);
    const char *text = compiler->tree->source.text + test->start;
    OuString *string = ou_unit_text_string(compiler, text, test->end - test->start);
    OuValue constant = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    ou_constant_load_steal(compiler, constant, OU_WANT_PUSH);
    push_places(compiler, assertion, test);
    push_values(compiler, assertion);
    ou_draft_emit(compiler, OU_OP_CALL, 4, 0, error, (int32_t)module);
}

// The comparison that a jump on this condition looks at last, or NULL.
static OuNode *last_comparison(OuCompiler *compiler, OuNode *test)
{
    if (!ou_unit_can_recurse(compiler)) return NULL;
    if (test->kind == OU_NODE_COMPARE) return test;
    if (test->kind == OU_NODE_UNARY_OP && OU_AS(UnaryOp, test)->op == OU_OPERATOR_NOT) {
        return last_comparison(compiler, OU_AS(UnaryOp, test)->operand);
    }
    OuNode *found = NULL;
    if (test->kind == OU_NODE_IF_EXP) {
        OuIfExpNode *choice = OU_AS(IfExp, test);
        found = last_comparison(compiler, choice->orelse);
        if (!found) found = last_comparison(compiler, choice->body);
        return found ? found : last_comparison(compiler, choice->test);
    }
    if (test->kind != OU_NODE_BOOL_OP) return NULL;
    const OuNodeList *values = &OU_AS(BoolOp, test)->values;
    for (uint32_t i = values->count; i-- > 0 && !found;) {
        found = last_comparison(compiler, values->items[i]);
    }
    return found;
}

static void raise_failure(OuCompiler *compiler, OuAssertNode *statement,
                          const OuAssertion *assertion)
{
    OuRegister error = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_LOAD_ASSERTION_ERROR, error, 0, 0, 0);
    if (statement->msg) {
        ou_draft_push(compiler);
        ou_draft_push(compiler);
        ou_compile_push(compiler, statement->msg);
        ou_draft_emit(compiler, OU_OP_CALL, 1, 0, error, (int32_t)error);
        ou_draft_pop(compiler, (error & ~OU_TEMPORARY) + 1);
    }
    if (assertion->count) explain(compiler, assertion, statement->test, error);
    ou_draft_emit(compiler, OU_OP_RAISE, error, 0, 0, 0);
}

// As in CPython the error stands where the comparison stood, if there is one.
void ou_compile_assert(OuCompiler *compiler, OuNode *node)
{
    OuAssertNode *statement = OU_AS(Assert, node);
    if (compiler->optimize) return;
    OuAssertion assertion = { .count = 0 };
    uint32_t base = compiler->unit->depth, end = ou_draft_label(compiler);
    if (compiler->explains) parts_begin(compiler, &assertion, statement->test);
    ou_compile_jump(compiler, statement->test, true, end);
    compiler->assertion = NULL;
    OuNode *comparison = last_comparison(compiler, statement->test);
    if (comparison) ou_unit_go(compiler, comparison);
    raise_failure(compiler, statement, &assertion);
    ou_draft_pop(compiler, base + assertion.count);
    ou_draft_place(compiler, end);
    parts_drop(compiler, &assertion);
    ou_draft_pop(compiler, base);
}
