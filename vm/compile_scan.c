// What must be known of a body before it is compiled.
#include "vm/compile_unit.h"

typedef struct Scan {
    OuCompiler *compiler;
    const OuName *self;            // attributes: the first parameter of the method that is read
    OuTable     attributes;
    bool        has_annotation;
    void (*visit)(struct Scan *scan, OuNode *statement);
} Scan;

static void scan_body(Scan *scan, const OuNodeList *body);

static void scan_try(Scan *scan, OuTryNode *statement)
{
    scan_body(scan, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.count; i++) {
        scan_body(scan, &OU_AS(ExceptHandler, statement->handlers.items[i])->body);
    }
    scan_body(scan, &statement->orelse);
    scan_body(scan, &statement->finalbody);
}

static void scan_match(Scan *scan, OuMatchNode *statement)
{
    for (uint32_t i = 0; i < statement->cases.count; i++) {
        scan_body(scan, &OU_AS(MatchCase, statement->cases.items[i])->body);
    }
}

static void scan_statement(Scan *scan, OuNode *node)
{
    scan->visit(scan, node);
    switch ((OuNodeKind)node->kind) {
    case OU_NODE_IF:
        scan_body(scan, &OU_AS(If, node)->body);
        scan_body(scan, &OU_AS(If, node)->orelse);
        break;
    case OU_NODE_FOR: case OU_NODE_ASYNC_FOR:
        scan_body(scan, &OU_AS(For, node)->body);
        scan_body(scan, &OU_AS(For, node)->orelse);
        break;
    case OU_NODE_WHILE:
        scan_body(scan, &OU_AS(While, node)->body);
        scan_body(scan, &OU_AS(While, node)->orelse);
        break;
    case OU_NODE_WITH: case OU_NODE_ASYNC_WITH:
        scan_body(scan, &OU_AS(With, node)->body);
        break;
    case OU_NODE_TRY: case OU_NODE_TRY_STAR:
        scan_try(scan, OU_AS(Try, node));
        break;
    case OU_NODE_MATCH:
        scan_match(scan, OU_AS(Match, node));
        break;
    default:
        break;
    }
}

static void scan_body(Scan *scan, const OuNodeList *body)
{
    if (!ou_unit_can_recurse(scan->compiler)) return;
    for (uint32_t i = 0; i < body->count && ou_unit_may_go_on(scan->compiler); i++) {
        scan_statement(scan, body->items[i]);
    }
}

// --- locals that may become unbound --------------------------------------------------------------

static void volatile_name(Scan *scan, OuName *name)
{
    OuRegister local = ou_compile_plain_local(scan->compiler, name);
    if (local >= 256) return;
    OuUnit *unit = scan->compiler->unit;
    unit->volatiles.bits[local / 64] |= 1ull << local % 64;
    unit->assigned.bits[local / 64] &= ~(1ull << local % 64);
}

static void volatile_target(Scan *scan, OuNode *target)
{
    if (!ou_unit_can_recurse(scan->compiler)) return;
    if (target->kind == OU_NODE_NAME) volatile_name(scan, OU_AS(Name, target)->id);
    if (target->kind != OU_NODE_TUPLE && target->kind != OU_NODE_LIST) return;
    const OuNodeList *items = &OU_AS(Tuple, target)->elts;
    for (uint32_t i = 0; i < items->count; i++) volatile_target(scan, items->items[i]);
}

static void volatile_visit(Scan *scan, OuNode *node)
{
    if (node->kind == OU_NODE_DELETE) {
        const OuNodeList *targets = &OU_AS(Delete, node)->targets;
        for (uint32_t i = 0; i < targets->count; i++) volatile_target(scan, targets->items[i]);
    } else if (node->kind == OU_NODE_TRY || node->kind == OU_NODE_TRY_STAR) {
        const OuNodeList *handlers = &OU_AS(Try, node)->handlers;
        for (uint32_t i = 0; i < handlers->count; i++) {
            OuName *name = OU_AS(ExceptHandler, handlers->items[i])->name;
            if (name) volatile_name(scan, name);
        }
    }
}

void ou_scan_volatiles(OuCompiler *compiler, const OuNodeList *body)
{
    Scan scan = { .compiler = compiler, .visit = volatile_visit };
    scan_body(&scan, body);
}

// --- attributes of instances ---------------------------------------------------------------------

static void attribute_target(Scan *scan, OuNode *target)
{
    if (!ou_unit_can_recurse(scan->compiler)) return;
    if (target->kind == OU_NODE_TUPLE || target->kind == OU_NODE_LIST) {
        const OuNodeList *items = &OU_AS(Tuple, target)->elts;
        for (uint32_t i = 0; i < items->count; i++) attribute_target(scan, items->items[i]);
        return;
    }
    if (target->kind != OU_NODE_ATTRIBUTE) return;
    OuAttributeNode *attribute = OU_AS(Attribute, target);
    uint32_t index;
    if (attribute->value->kind != OU_NODE_NAME ||
        OU_AS(Name, attribute->value)->id != scan->self ||
        ou_table_find(&scan->attributes, (uintptr_t)attribute->attr, &index)) {
        return;
    }
    if (!ou_table_add(&scan->attributes, &scan->compiler->unit->arena,
                      (uintptr_t)attribute->attr, scan->attributes.count)) {
        ou_unit_fail(scan->compiler);
    }
}

static void attribute_visit(Scan *scan, OuNode *node)
{
    if (node->kind == OU_NODE_ASSIGN) {
        const OuNodeList *targets = &OU_AS(Assign, node)->targets;
        for (uint32_t i = 0; i < targets->count; i++) attribute_target(scan, targets->items[i]);
    } else if (node->kind == OU_NODE_ANN_ASSIGN && OU_AS(AnnAssign, node)->value) {
        attribute_target(scan, OU_AS(AnnAssign, node)->target);
    } else if (node->kind == OU_NODE_AUG_ASSIGN) {
        attribute_target(scan, OU_AS(AugAssign, node)->target);
    }
}

static const OuName *first_parameter(const OuFunctionDefNode *function)
{
    const OuArgumentsNode *arguments = OU_AS(Arguments, function->args);
    const OuNodeList *list = arguments->posonlyargs.count ? &arguments->posonlyargs
                                                          : &arguments->args;
    return list->count ? OU_AS(Arg, list->items[0])->arg : NULL;
}

uint32_t ou_scan_attributes(OuCompiler *compiler, const OuNodeList *body)
{
    Scan scan = { .compiler = compiler, .visit = attribute_visit };
    for (uint32_t i = 0; i < body->count; i++) {
        if (body->items[i]->kind != OU_NODE_FUNCTION_DEF) continue;
        OuFunctionDefNode *method = OU_AS(FunctionDef, body->items[i]);
        scan.self = first_parameter(method);
        if (scan.self) scan_body(&scan, &method->body);
    }
    return scan.attributes.count;
}

// --- annotations ---------------------------------------------------------------------------------

static void annotation_visit(Scan *scan, OuNode *node)
{
    if (node->kind == OU_NODE_ANN_ASSIGN) scan->has_annotation = true;
}

bool ou_scan_has_annotations(OuCompiler *compiler, const OuNodeList *body)
{
    Scan scan = { .compiler = compiler, .visit = annotation_visit };
    scan_body(&scan, body);
    return scan.has_annotation;
}
