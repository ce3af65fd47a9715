#include "vm/compile_unit.h"

#include "runtime/list.h"

// Calls with more arguments, or with stars, go through a list and a dict.
enum { CALL_ARGUMENTS = 200, SPREAD_BATCH = 32, HEADER = 3 };

// A window at the top of the temporaries: callee, two free registers; arguments are pushed next.
static uint32_t window_open(OuCompiler *compiler)
{
    uint32_t window = compiler->unit->depth;
    for (int i = 0; i < HEADER; i++) ou_draft_push(compiler);
    return window;
}

// The callee is evaluated into the window's first register.
static void window_push_callee(OuCompiler *compiler, OuNode *callee)
{
    uint32_t window = compiler->unit->depth;
    ou_compile_push(compiler, callee);
    ou_draft_pop(compiler, window);
    window_open(compiler);
}

static OuRegister call_finish(OuCompiler *compiler, uint32_t window, OuOp op, uint32_t count,
                              uint32_t named, uint64_t word, OuWant want)
{
    ou_draft_pop(compiler, window);
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit_word(compiler, op, count, named, to, (int32_t)ou_temporary(window), word);
    return ou_compile_settle(compiler, want, to);
}

// --- plain arguments -----------------------------------------------------------------------------

static bool is_call_spread(uint32_t given, const OuNodeList *args, const OuNodeList *keywords)
{
    if (given + args->count + keywords->count > CALL_ARGUMENTS) return true;
    for (uint32_t i = 0; i < args->count; i++) {
        if (args->items[i]->kind == OU_NODE_STARRED) return true;
    }
    for (uint32_t i = 0; i < keywords->count; i++) {
        if (!OU_AS(Keyword, keywords->items[i])->arg) return true;
    }
    return false;
}

// The constant tuple of the names of keyword arguments.
static OuValue call_names(OuCompiler *compiler, const OuNodeList *keywords)
{
    OuTuple *names = compiler->failed ? NULL : ou_tuple_new(compiler->vm, keywords->count);
    if (!names) {
        ou_unit_fail(compiler);
        return OU_NONE;
    }
    for (uint32_t i = 0; i < keywords->count; i++) {
        OuName *name = ou_unit_mangle(compiler, OU_AS(Keyword, keywords->items[i])->arg);
        OuString *string = ou_unit_string(compiler, name);
        names->items[i] = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    }
    uint32_t index = ou_unit_constant_steal(compiler, ou_pointer_value(names));
    return compiler->failed ? OU_NONE : compiler->unit->constants[index];
}

static OuRegister call_plain(OuCompiler *compiler, uint32_t window, uint32_t given, bool is_loaded,
                             const OuNodeList *args, const OuNodeList *keywords, OuWant want)
{
    for (uint32_t i = 0; i < args->count; i++) ou_compile_push(compiler, args->items[i]);
    for (uint32_t i = 0; i < keywords->count; i++) {
        ou_compile_push(compiler, OU_AS(Keyword, keywords->items[i])->value);
    }
    uint32_t count = given + args->count + keywords->count;
    if (!keywords->count) {
        OuOp op = is_loaded ? OU_OP_CALL_LOADED : OU_OP_CALL;
        return call_finish(compiler, window, op, count, 0, 0, want);
    }
    OuOp op = is_loaded ? OU_OP_CALL_LOADED_KEYWORDS : OU_OP_CALL_KEYWORDS;
    uint64_t names = call_names(compiler, keywords);
    return call_finish(compiler, window, op, count, keywords->count, names, want);
}

// --- stars ---------------------------------------------------------------------------------------

static void spread_flush(OuCompiler *compiler, uint32_t list)
{
    uint32_t count = compiler->unit->depth - list - 1;
    if (count) {
        ou_draft_emit(compiler, OU_OP_LIST_PUSH, ou_temporary(list), count & 0xFF, count >> 8,
                      (int32_t)ou_temporary(list + 1));
    }
    ou_draft_pop(compiler, list + 1);
}

// Makes the list of positional arguments at the top, from `given` temporaries that stand there.
static void spread_positional(OuCompiler *compiler, uint32_t given, const OuNodeList *args)
{
    uint32_t list = compiler->unit->depth - given;
    if (!given && args->count == 1 && args->items[0]->kind == OU_NODE_STARRED) {
        ou_compile_push(compiler, OU_AS(Starred, args->items[0])->value);
        return;
    }
    ou_draft_pop(compiler, list);
    ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_BUILD_LIST, ou_temporary(list), given, 0,
                  (int32_t)ou_temporary(list));
    for (uint32_t i = 0; i < args->count; i++) {
        OuNode *item = args->items[i];
        if (item->kind != OU_NODE_STARRED) {
            ou_compile_push(compiler, item);
            if (compiler->unit->depth - list > SPREAD_BATCH) spread_flush(compiler, list);
            continue;
        }
        spread_flush(compiler, list);
        OuRegister value = ou_compile_expression(compiler, OU_AS(Starred, item)->value,
                                                 OU_WANT_ANY);
        ou_draft_emit(compiler, OU_OP_LIST_EXTEND, ou_temporary(list), value, 1, 0);
        ou_draft_pop(compiler, list + 1);
    }
    spread_flush(compiler, list);
}

static void spread_push_pair(OuCompiler *compiler, OuKeywordNode *keyword)
{
    OuName *name = ou_unit_mangle(compiler, keyword->arg);
    OuString *string = ou_unit_string(compiler, name);
    OuValue value = string ? ou_ref(ou_str_value(string)) : OU_NONE;
    ou_constant_load_steal(compiler, value, OU_WANT_PUSH);
    ou_compile_push(compiler, keyword->value);
}

// Makes a dict at the top of the keywords [i, result) that have names, at most a batch of them.
static uint32_t spread_named(OuCompiler *compiler, const OuNodeList *keywords, uint32_t i)
{
    uint32_t base = compiler->unit->depth, count = 0;
    for (; i < keywords->count && count < SPREAD_BATCH / 2; i++, count++) {
        OuKeywordNode *keyword = OU_AS(Keyword, keywords->items[i]);
        if (!keyword->arg) break;
        spread_push_pair(compiler, keyword);
    }
    ou_draft_pop(compiler, base);
    OuRegister dict = ou_draft_push(compiler);
    ou_draft_emit(compiler, OU_OP_BUILD_DICT, dict, count, 0, (int32_t)ou_temporary(base));
    return i;
}

static void spread_keywords(OuCompiler *compiler, uint32_t window, const OuNodeList *keywords)
{
    uint32_t i = spread_named(compiler, keywords, 0);
    OuRegister dict = ou_temporary(window + HEADER + 1);
    while (i < keywords->count) {
        OuKeywordNode *keyword = OU_AS(Keyword, keywords->items[i]);
        OuRegister value = ou_temporary(compiler->unit->depth);
        if (keyword->arg) {
            i = spread_named(compiler, keywords, i);
        } else {
            value = ou_compile_expression(compiler, keyword->value, OU_WANT_ANY);
            i++;
        }
        ou_draft_emit(compiler, OU_OP_DICT_MERGE, dict, value, ou_temporary(window), 0);
        ou_draft_pop(compiler, window + HEADER + 2);
    }
}

OuRegister ou_compile_arguments(OuCompiler *compiler, uint32_t window, uint32_t given,
                                const OuNodeList *args, const OuNodeList *keywords, OuWant want)
{
    if (!is_call_spread(given, args, keywords)) {
        return call_plain(compiler, window, given, false, args, keywords, want);
    }
    spread_positional(compiler, given, args);
    if (keywords->count) spread_keywords(compiler, window, keywords);
    return call_finish(compiler, window, OU_OP_CALL_SPREAD, keywords->count > 0, 0, 0, want);
}

// --- fused calls ---------------------------------------------------------------------------------

// Can the argument be evaluated before the callee without anybody noticing?
static bool is_argument_quiet(OuCompiler *compiler, OuNode *node)
{
    if (node->kind == OU_NODE_NAME) {
        OuRegister local = ou_compile_plain_local(compiler, OU_AS(Name, node)->id);
        if (local != OU_NO_REGISTER) return ou_is_draft_assigned(compiler->unit, local);
    }
    OuValue value = ou_constant_fold(compiler, node);
    ou_unref(value);
    return value != OU_UNBOUND;
}

static bool is_call_quiet(OuCompiler *compiler, const OuCallNode *call)
{
    if (call->keywords.count) return false;
    for (uint32_t i = 0; i < call->args.count; i++) {
        if (!is_argument_quiet(compiler, call->args.items[i])) return false;
    }
    return true;
}

static OuRegister call_global(OuCompiler *compiler, OuCallNode *call, OuWant want)
{
    uint32_t window = window_open(compiler);
    OuName *name = ou_unit_mangle(compiler, OU_AS(Name, call->func)->id);
    for (uint32_t i = 0; i < call->args.count; i++) {
        ou_compile_push(compiler, call->args.items[i]);
    }
    uint32_t index = ou_unit_name(compiler, name);
    ou_draft_pop(compiler, window);
    OuRegister to = ou_draft_push(compiler);
    ou_draft_emit_word(compiler, OU_OP_CALL_GLOBAL, call->args.count, 0, to,
                       (int32_t)ou_temporary(window), index);
    ou_draft_set_callee(compiler, (OuPlace){ call->func->start, call->func->end });
    return ou_compile_settle(compiler, want, to);
}

static OuRegister call_method(OuCompiler *compiler, OuCallNode *call, OuWant want)
{
    OuAttributeNode *attribute = OU_AS(Attribute, call->func);
    uint32_t window = window_open(compiler);
    ou_compile_push(compiler, attribute->value);
    uint32_t index = ou_unit_name(compiler, ou_unit_mangle(compiler, attribute->attr));
    OuPlace whole = ou_unit_go(compiler, call->func);
    ou_unit_go_attribute(compiler, call->func);
    OuPlace callee = { compiler->unit->start, compiler->unit->end };
    OuRegister result;
    if (is_call_quiet(compiler, call)) {
        for (uint32_t i = 0; i < call->args.count; i++) {
            ou_compile_push(compiler, call->args.items[i]);
        }
        ou_unit_return(compiler, whole);
        ou_unit_go_attribute(compiler, call->func);
        ou_draft_pop(compiler, window);
        OuRegister to = ou_draft_push(compiler);
        ou_draft_emit_word(compiler, OU_OP_CALL_METHOD, call->args.count, 0, to,
                           (int32_t)ou_temporary(window), index);
        ou_draft_set_callee(compiler, callee);
        result = ou_compile_settle(compiler, want, to);
    } else {
        ou_draft_emit_word(compiler, OU_OP_LOAD_METHOD, 0, 0, 0, (int32_t)ou_temporary(window),
                           index);
        ou_unit_return(compiler, whole);
        ou_unit_go_attribute(compiler, call->func);
        result = call_plain(compiler, window, 0, true, &call->args, &call->keywords, want);
    }
    ou_unit_return(compiler, whole);
    return result;
}

OuRegister ou_compile_call(OuCompiler *compiler, OuNode *node, OuWant want)
{
    OuCallNode *call = OU_AS(Call, node);
    bool is_spread = is_call_spread(0, &call->args, &call->keywords);
    if (!is_spread && call->func->kind == OU_NODE_ATTRIBUTE) {
        return call_method(compiler, call, want);
    }
    if (!is_spread && call->func->kind == OU_NODE_NAME &&
        ou_is_compile_global(compiler, OU_AS(Name, call->func)->id) &&
        is_call_quiet(compiler, call)) {
        return call_global(compiler, call, want);
    }
    uint32_t window = compiler->unit->depth;
    window_push_callee(compiler, call->func);
    return ou_compile_arguments(compiler, window, 0, &call->args, &call->keywords, want);
}
