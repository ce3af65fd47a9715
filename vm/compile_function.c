// Functions, lambdas and classes.
#include "vm/compile_unit.h"

#include "runtime/list.h"

enum { HEADER = 3, PART_DEFAULTS = 1, PART_KEYWORD_DEFAULTS = 2, PART_ANNOTATIONS = 4,
       PART_CLOSURE = 8, ANNOTATION_BATCH = 16 };

// --- closures ------------------------------------------------------------------------------------

static void closure_push_cells(OuCompiler *compiler, const OuScope *scope)
{
    uint32_t base = compiler->unit->depth;
    OuRegister tuple = ou_temporary(base);
    for (uint32_t i = 0; i < scope->frees.count; i++) {
        OuRegister cell = ou_unit_register(compiler->unit, scope->frees.items[i]->name);
        ou_draft_emit(compiler, OU_OP_COPY, ou_draft_push(compiler), cell, 0, 0);
    }
    ou_draft_pop(compiler, base);
    ou_draft_push(compiler);
    uint32_t count = scope->frees.count;
    ou_draft_emit(compiler, OU_OP_BUILD_TUPLE, tuple, count & 0xFF, count >> 8, (int32_t)tuple);
}

void ou_compile_closure_steal(OuCompiler *compiler, OuCode *code, OuScope *scope, uint32_t base,
                              uint32_t parts)
{
    if (!code) {
        ou_draft_pop(compiler, base);
        ou_draft_push(compiler);
        return;
    }
    uint32_t index = ou_unit_constant_steal(compiler, ou_pointer_value(code));
    if (scope->frees.count) {
        closure_push_cells(compiler, scope);
        parts |= PART_CLOSURE;
    }
    ou_draft_pop(compiler, base);
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_MAKE_FUNCTION, to, ou_temporary(base), parts, (int32_t)index);
}

// --- what is evaluated when the function is made -------------------------------------------------

static bool function_push_defaults(OuCompiler *compiler, const OuArgumentsNode *arguments)
{
    const OuNodeList *defaults = &arguments->defaults;
    if (!defaults->count) return false;
    OuTupleNode tuple = { .head = { .kind = OU_NODE_TUPLE, .start = compiler->unit->start,
                                    .end = compiler->unit->end }, .elts = *defaults };
    ou_compile_push(compiler, &tuple.head);
    return true;
}

static void function_push_name(OuCompiler *compiler, OuName *name)
{
    OuString *string = ou_unit_string(compiler, name);
    OuValue value = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    ou_constant_load_steal(compiler, value, OU_WANT_PUSH);
}

// A dict at the top that takes pairs in batches.
static uint32_t pairs_begin(OuCompiler *compiler)
{
    OuRegister dict = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_BUILD_DICT, dict, 0, 0, (int32_t)dict);
    return dict & ~OU_TEMPORARY;
}

static void pairs_flush(OuCompiler *compiler, uint32_t dict, uint32_t batch)
{
    uint32_t count = (compiler->unit->depth - dict - 1) / 2;
    if (count < batch || !count) return;
    ou_draft_emit(compiler, OU_OP_DICT_PUSH, ou_temporary(dict), count, 0,
                  (int32_t)ou_temporary(dict + 1));
    ou_draft_pop(compiler, dict + 1);
}

static bool function_push_keyword_defaults(OuCompiler *compiler, const OuArgumentsNode *arguments)
{
    uint32_t dict = OU_NOWHERE;
    for (uint32_t i = 0; i < arguments->kwonlyargs.count; i++) {
        OuNode *value = arguments->kw_defaults.items[i];
        if (!value) continue;
        if (dict == OU_NOWHERE) dict = pairs_begin(compiler);
        OuArgNode *parameter = OU_AS(Arg, arguments->kwonlyargs.items[i]);
        function_push_name(compiler, ou_unit_mangle(compiler, parameter->arg));
        ou_compile_push(compiler, value);
        pairs_flush(compiler, dict, ANNOTATION_BATCH);
    }
    if (dict != OU_NOWHERE) pairs_flush(compiler, dict, 1);
    return dict != OU_NOWHERE;
}

// --- annotations ---------------------------------------------------------------------------------

bool ou_is_compile_future(const OuCompiler *compiler)
{
    const OuScope *scope = compiler->unit->scope;
    while (scope->parent) scope = scope->parent;
    return scope->future_annotations;
}

void ou_compile_annotation(OuCompiler *compiler, OuNode *annotation)
{
    if (ou_is_compile_future(compiler)) {
        OuValue text = ou_unparse(compiler, annotation);
        if (text == OU_ERROR) {
            ou_unit_fail(compiler);
            text = OU_NONE;
        }
        ou_constant_load_steal(compiler, text, OU_WANT_PUSH);
    } else if (annotation->kind == OU_NODE_STARRED) {
        OuRegister value = ou_compile_expression(compiler, OU_AS(Starred, annotation)->value,
                                                 OU_WANT_PUSH);
        ou_draft_emit(compiler, OU_OP_UNPACK, value, 1, 0, (int32_t)value);
    } else {
        ou_compile_push(compiler, annotation);
    }
}

typedef struct Annotations { uint32_t dict; } Annotations;

static void annotations_add(OuCompiler *compiler, Annotations *annotations, OuName *name,
                            OuNode *annotation)
{
    if (!annotation) return;
    if (annotations->dict == OU_NOWHERE) annotations->dict = pairs_begin(compiler);
    function_push_name(compiler, ou_unit_mangle(compiler, name));
    ou_compile_annotation(compiler, annotation);
    pairs_flush(compiler, annotations->dict, ANNOTATION_BATCH);
}

static void annotations_add_parameter(OuCompiler *compiler, Annotations *annotations,
                                      OuNode *parameter)
{
    if (!parameter) return;
    OuArgNode *arg = OU_AS(Arg, parameter);
    annotations_add(compiler, annotations, arg->arg, arg->annotation);
}

static void annotations_add_parameters(OuCompiler *compiler, Annotations *annotations,
                                       const OuNodeList *parameters)
{
    for (uint32_t i = 0; i < parameters->count; i++) {
        annotations_add_parameter(compiler, annotations, parameters->items[i]);
    }
}

static bool function_push_annotations(OuCompiler *compiler, OuFunctionDefNode *function)
{
    Annotations annotations = { OU_NOWHERE };
    OuArgumentsNode *arguments = OU_AS(Arguments, function->args);
    annotations_add_parameters(compiler, &annotations, &arguments->args);
    annotations_add_parameters(compiler, &annotations, &arguments->posonlyargs);
    annotations_add_parameter(compiler, &annotations, arguments->vararg);
    annotations_add_parameters(compiler, &annotations, &arguments->kwonlyargs);
    annotations_add_parameter(compiler, &annotations, arguments->kwarg);
    if (function->returns) {
        OuName *name = ou_unit_intern(compiler, "return");
        if (name) annotations_add(compiler, &annotations, name, function->returns);
    }
    if (annotations.dict != OU_NOWHERE) pairs_flush(compiler, annotations.dict, 1);
    return annotations.dict != OU_NOWHERE;
}

// --- the function's code -------------------------------------------------------------------------

static void unit_set_parameters(OuUnit *unit, const OuArgumentsNode *arguments)
{
    unit->positional_only_count = arguments->posonlyargs.count;
    unit->argument_count = arguments->posonlyargs.count + arguments->args.count;
    unit->keyword_only_count = arguments->kwonlyargs.count;
    if (arguments->vararg) unit->flags |= OU_CODE_REST;
    if (arguments->kwarg) unit->flags |= OU_CODE_KEYWORDS;
}

static OuString *docstring_value(OuCompiler *compiler, OuNode *docstring)
{
    if (!docstring) return NULL;
    OuConstant *constant = &OU_AS(Constant, docstring)->value;
    return ou_unit_text_string(compiler, constant->as.text, constant->length);
}

static OuCode *function_code(OuCompiler *compiler, OuFunctionDefNode *function)
{
    OuUnit unit;
    OuNode *first = function->decorator_list.count ? function->decorator_list.items[0]
                                                   : &function->head;
    if (!ou_unit_begin(compiler, &unit, ou_scope_of(&function->head), first, NULL,
                       function->name)) {
        return NULL;
    }
    unit_set_parameters(&unit, OU_AS(Arguments, function->args));
    ou_scan_volatiles(compiler, &function->body);
    ou_unit_prologue(compiler);
    OuNode *docstring = ou_compile_docstring(&function->body);
    if (compiler->optimize < 2) unit.doc = docstring_value(compiler, docstring);
    ou_compile_rest(compiler, &function->body, docstring != NULL);
    ou_compile_return_none(compiler);
    return ou_unit_end(compiler);
}

// Decorators stand in windows of their own, each the argument of the one before.
static void decorators_push(OuCompiler *compiler, const OuNodeList *decorators)
{
    for (uint32_t i = 0; i < decorators->count; i++) {
        uint32_t window = compiler->unit->depth;
        ou_compile_push(compiler, decorators->items[i]);
        ou_draft_pop(compiler, window);
        for (int k = 0; k < HEADER; k++) ou_draft_push(compiler);
    }
}

static void decorators_call(OuCompiler *compiler, const OuNodeList *decorators, uint32_t base)
{
    for (uint32_t i = decorators->count; i-- > 0;) {
        OuPlace place = ou_unit_go(compiler, decorators->items[i]);
        OuRegister window = ou_temporary(base + HEADER * i);
        ou_draft_emit(compiler, OU_OP_CALL, 1, 0, window, (int32_t)window);
        ou_unit_return(compiler, place);
    }
}

void ou_compile_function(OuCompiler *compiler, OuNode *node)
{
    OuFunctionDefNode *function = OU_AS(FunctionDef, node);
    OuArgumentsNode *arguments = OU_AS(Arguments, function->args);
    uint32_t base = compiler->unit->depth, parts = 0;
    decorators_push(compiler, &function->decorator_list);
    uint32_t top = compiler->unit->depth;
    if (function_push_defaults(compiler, arguments)) parts |= PART_DEFAULTS;
    if (function_push_keyword_defaults(compiler, arguments)) parts |= PART_KEYWORD_DEFAULTS;
    if (function_push_annotations(compiler, function)) parts |= PART_ANNOTATIONS;
    OuCode *code = compiler->failed ? NULL : function_code(compiler, function);
    ou_compile_closure_steal(compiler, code, ou_scope_of(node), top, parts);
    decorators_call(compiler, &function->decorator_list, base);
    ou_compile_store_name(compiler, function->name, ou_temporary(base));
    ou_draft_pop(compiler, base);
}

OuRegister ou_compile_lambda(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuLambdaNode *lambda = OU_AS(Lambda, node);
    OuArgumentsNode *arguments = OU_AS(Arguments, lambda->args);
    uint32_t base = compiler->unit->depth, parts = 0;
    if (function_push_defaults(compiler, arguments)) parts |= PART_DEFAULTS;
    if (function_push_keyword_defaults(compiler, arguments)) parts |= PART_KEYWORD_DEFAULTS;
    OuUnit unit;
    OuCode *code = NULL;
    if (ou_unit_begin(compiler, &unit, ou_scope_of(node), node, "<lambda>", NULL)) {
        unit_set_parameters(&unit, arguments);
        ou_unit_prologue(compiler);
        OuRegister value = ou_compile_expression(compiler, lambda->body, OU_WANT_ANY);
        ou_unit_go(compiler, lambda->body);
        ou_compile_return_register(compiler, value);
        code = ou_unit_end(compiler);
    }
    ou_compile_closure_steal(compiler, code, ou_scope_of(node), base, parts);
    return ou_compile_settle(compiler, want, ou_temporary(base));
}

// --- classes -------------------------------------------------------------------------------------

static void class_store_string(OuCompiler *compiler, const char *name, OuString *string)
{
    OuName *stored = ou_unit_intern(compiler, name);
    if (!stored || !string) return;
    uint32_t base = compiler->unit->depth;
    OuRegister value = ou_constant_load_steal(compiler, ou_ref(ou_str_value(string)),
                                              OU_WANT_PUSH);
    ou_draft_emit(compiler, OU_OP_STORE_NAME, value, 0, 0,
                  (int32_t)ou_unit_name(compiler, stored));
    ou_draft_pop(compiler, base);
}

// `__module__ = __name__` and what else a class body starts with.
static void class_prologue(OuCompiler *compiler, OuClassDefNode *class)
{
    uint32_t base = compiler->unit->depth;
    OuName *name = ou_unit_intern(compiler, "__name__");
    OuName *module = ou_unit_intern(compiler, "__module__");
    if (compiler->failed) return;
    OuRegister value = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_LOAD_NAME, value, 0, 0, (int32_t)ou_unit_name(compiler, name));
    ou_draft_emit(compiler, OU_OP_STORE_NAME, value, 0, 0,
                  (int32_t)ou_unit_name(compiler, module));
    ou_draft_pop(compiler, base);
    class_store_string(compiler, "__qualname__", compiler->unit->qualified_name);
    if (ou_scan_has_annotations(compiler, &class->body)) {
        ou_draft_emit(compiler, OU_OP_SETUP_ANNOTATIONS, 1, 0, 0, 0);
    }
    OuNode *docstring = ou_compile_docstring(&class->body);
    if (!docstring || compiler->optimize >= 2) return;
    OuPlace place = ou_unit_go(compiler, docstring);
    class_store_string(compiler, "__doc__", docstring_value(compiler, docstring));
    ou_unit_return(compiler, place);
}

// The body's value is the class cell, or None.
static void class_epilogue(OuCompiler *compiler)
{
    OuName *class_name = ou_unit_intern(compiler, "__class__");
    OuName *cell_name = ou_unit_intern(compiler, "__classcell__");
    if (compiler->failed) return;
    if (!compiler->unit->scope->needs_class_cell) {
        ou_compile_return_none(compiler);
        return;
    }
    OuRegister cell = ou_unit_register(compiler->unit, class_name);
    ou_draft_emit(compiler, OU_OP_STORE_NAME, cell, 0, 0,
                  (int32_t)ou_unit_name(compiler, cell_name));
    ou_compile_return_register(compiler, cell);
}

static OuCode *class_code(OuCompiler *compiler, OuClassDefNode *class)
{
    OuUnit unit;
    OuNode *first = class->decorator_list.count ? class->decorator_list.items[0] : &class->head;
    if (!ou_unit_begin(compiler, &unit, ou_scope_of(&class->head), first, NULL, class->name)) {
        return NULL;
    }
    unit.attribute_hint = ou_scan_attributes(compiler, &class->body);
    ou_unit_prologue(compiler);
    class_prologue(compiler, class);
    ou_compile_rest(compiler, &class->body, ou_compile_docstring(&class->body) != NULL);
    class_epilogue(compiler);
    return ou_unit_end(compiler);
}

void ou_compile_class(OuCompiler *compiler, OuNode *node)
{
    OuClassDefNode *class = OU_AS(ClassDef, node);
    uint32_t base = compiler->unit->depth;
    decorators_push(compiler, &class->decorator_list);
    uint32_t window = compiler->unit->depth;
    ou_draft_emit(compiler, OU_OP_LOAD_BUILD_CLASS, ou_draft_push(compiler), 0, 0, 0);
    ou_draft_push(compiler);
    ou_draft_push(compiler);
    OuCode *code = compiler->failed ? NULL : class_code(compiler, class);
    ou_compile_closure_steal(compiler, code, ou_scope_of(node), window + HEADER, 0);
    function_push_name(compiler, class->name);
    ou_compile_arguments(compiler, window, 2, &class->bases, &class->keywords, OU_WANT_PUSH);
    decorators_call(compiler, &class->decorator_list, base);
    ou_compile_store_name(compiler, class->name, ou_temporary(base));
    ou_draft_pop(compiler, base);
}
