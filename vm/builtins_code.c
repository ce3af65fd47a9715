// builtins_code.c: eval, exec and compile.
#include <string.h>

#include "runtime/argument.h"
#include "runtime/bytes.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/ast_module.h"
#include "vm/builtins.h"
#include "vm/function.h"
#include "vm/interpreter.h"
#include "vm/source.h"

// --- the text ------------------------------------------------------------------------------------

// The bytes of a str, bytes or bytearray; false: TypeError "f() arg 1 must be ...", or no memory.
typedef struct SourceText {
    const char  *bytes;
    size_t       length;
    OuSourceForm form;
    OuBuffer     scratch;
} SourceText;

static bool source_text(OuVM *vm, OuValue source, const char *function, const char *what,
                        SourceText *text)
{
    ou_buffer_init(&text->scratch, &vm->heap.memory);
    if (ou_is_str(source)) {
        text->form = OU_SOURCE_TEXT;
        text->bytes = ou_str_utf8(vm, ou_str_of(source), &text->scratch, &text->length);
        return text->bytes != NULL;
    }
    if (ou_is_bytes_like(source)) {
        OuText view = ou_bytes_text(source);
        text->form = OU_SOURCE_BYTES;
        text->bytes = view.units;
        text->length = view.length;
        return true;
    }
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() arg 1 must be a %s", function, what);
    return false;
}

static bool refuse_zeros(OuVM *vm, const SourceText *text)
{
    if (!memchr(text->bytes, 0, text->length)) return true;
    (void)ou_raise(vm, OU_TYPE_SYNTAX_ERROR, "source code string cannot contain null bytes");
    return false;
}

// Does the code that calls have `from __future__ import annotations`? It goes for what it compiles.
static bool is_caller_future(OuVM *vm)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    return walk.window && ou_frame_code(walk.window)->flags & OU_CODE_FUTURE_ANNOTATIONS;
}

static OuCode *compile_text(OuVM *vm, const SourceText *text, OuString *file, OuParserMode mode,
                            bool has_namespace)
{
    OuSourceRequest request = {
        .file = file, .bytes = text->bytes, .length = text->length, .form = text->form,
        .mode = mode, .has_namespace = has_namespace, .future_annotations = is_caller_future(vm),
    };
    return refuse_zeros(vm, text) ? ou_source_compile(vm, &request) : NULL;
}

// --- compile -------------------------------------------------------------------------------------

// EXPLAIN_ASSERTIONS is Ouro's own: `ouro test` compiles with it.
enum { ONLY_TREE = 0x400, FUTURE_ANNOTATIONS = 0x1000000, EXPLAIN_ASSERTIONS = 0x40000000,
       KNOWN_FLAGS = EXPLAIN_ASSERTIONS | 0x1FF7010 | 0x2000 | 0x4000 | ONLY_TREE | 0x1000 | 0x200
                   | 0x800 };

// 'exec' and so on; false: ValueError.
static bool read_mode(OuVM *vm, OuValue value, OuParserMode *mode)
{
    static const char *const names[] = { "exec", "single", "eval" };
    static const OuParserMode modes[] = { OU_PARSER_FILE, OU_PARSER_INTERACTIVE,
                                          OU_PARSER_EXPRESSION };
    if (!ou_is_str(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "compile() argument 'mode' must be str, not %B",
                       value);
        return false;
    }
    for (unsigned i = 0; i < 3; i++) {
        if (!ou_str_equals_text(ou_str_of(value), names[i])) continue;
        *mode = modes[i];
        return true;
    }
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                   "compile() mode must be 'exec', 'eval' or 'single'");
    return false;
}

// As a request has it: -1, which is the interpreter's own level, comes to 0.
static bool read_optimize(OuVM *vm, OuValue value, int *answer)
{
    int number = -1;
    if (value != OU_UNBOUND && !ou_argument_int(vm, value, &number)) return false;
    if (number < -1 || number > 2) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "compile(): invalid optimize value");
        return false;
    }
    *answer = number + 1;
    return true;
}

static bool read_flags(OuVM *vm, OuValue flags, int64_t *answer)
{
    int64_t number = 0;
    if (flags != OU_UNBOUND && !ou_to_int64(vm, flags, &number)) return false;
    if (number & ~(int64_t)KNOWN_FLAGS) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "compile(): unrecognised flags");
        return false;
    }
    *answer = number;
    return true;
}

static OuValue file_name(OuVM *vm, OuValue value)
{
    if (ou_is_str(value)) return ou_ref(value);
    if (ou_is_bytes_like(value)) {
        OuText view = ou_bytes_text(value);
        return ou_str_make_lossy(vm, view.units, view.length);
    }
    OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_fspath));
    if (method == OU_ERROR) return OU_ERROR;
    if (method == OU_UNBOUND) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %T",
                        value);
    }
    OuValue path = ou_call(vm, method, NULL, 0);
    if (path == OU_ERROR || ou_is_str(path)) return path;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "expected %T.__fspath__() to return str or bytes, not %T", value, path);
    ou_unref(path);
    return OU_ERROR;
}

// The tree is wanted, not the code: of a tree, that is the tree itself.
static OuValue compile_object(OuVM *vm, OuValue tree, const OuSourceRequest *request,
                              bool only_tree)
{
    if (only_tree) return ou_ref(tree);
    OuCode *code = ou_source_compile_tree(vm, request, tree);
    return code ? ou_pointer_value(code) : OU_ERROR;
}

static OuValue compile_source(OuVM *vm, OuValue source, OuSourceRequest *request, bool only_tree)
{
    SourceText text;
    OuValue result = OU_ERROR;
    if (source_text(vm, source, "compile", "string, bytes or AST object", &text)) {
        request->bytes = text.bytes;
        request->length = text.length;
        request->form = text.form;
        if (!refuse_zeros(vm, &text)) result = OU_ERROR;
        else if (only_tree) result = ou_source_tree(vm, request);
        else {
            OuCode *code = ou_source_compile(vm, request);
            result = code ? ou_pointer_value(code) : OU_ERROR;
        }
    }
    ou_buffer_free(&text.scratch);
    return result;
}

OU_FUNCTION(builtins_compile, "compile(source, filename, mode, flags=0, dont_inherit=False, "
            "optimize=-1, *, _feature_version=-1)",
            "Compile source into a code object that can be executed by exec() or eval().\n\n"
            "The source code may represent a Python module, statement or expression.\n"
            "The filename will be used for run-time error messages.\n"
            "The mode must be 'exec' to compile a module, 'single' to compile a\n"
            "single (interactive) statement, or 'eval' to compile an expression.\n"
            "The flags argument, if present, controls which future statements influence\n"
            "the compilation of the code.\n"
            "The dont_inherit argument, if true, stops the compilation inheriting\n"
            "the effects of any future statements in effect in the code calling\n"
            "compile; if absent or false these statements do influence the compilation,\n"
            "in addition to any features explicitly specified.")
{
    int64_t flags;
    OU_OWNED OuValue file = file_name(vm, arguments[1]);
    if (file == OU_ERROR) return OU_ERROR;
    // It isn't known yet whether it will be run with a namespace of its own.
    OuSourceRequest request = { .file = ou_str_of(file), .has_namespace = true };
    if (!read_flags(vm, arguments[3], &flags)
        || !read_optimize(vm, arguments[5], &request.optimize)
        || !read_mode(vm, arguments[2], &request.mode)) return OU_ERROR;
    if (ou_is_code(arguments[0])) return ou_ref(arguments[0]);
    bool only_tree = flags & ONLY_TREE, alone = false;
    if (arguments[4] != OU_UNBOUND && !ou_truth(vm, arguments[4], &alone)) return OU_ERROR;
    request.explains = flags & EXPLAIN_ASSERTIONS;
    request.future_annotations = flags & FUTURE_ANNOTATIONS || (!alone && is_caller_future(vm));
    bool is_tree;
    if (!ou_is_ast_object(vm, arguments[0], &is_tree)) return OU_ERROR;
    return is_tree
               ? compile_object(vm, arguments[0], &request, only_tree)
               : compile_source(vm, arguments[0], &request, only_tree);
}

// --- eval and exec -------------------------------------------------------------------------------

// Where code is to run; `globals` and `locals` are owned.
typedef struct Scope { OuValue globals, locals; } Scope;

static bool is_mapping(OuVM *vm, OuValue value)
{
    return ou_is_dict(value) || ou_type_of(vm, value)->slots.get_item != NULL;
}

static bool own_scope(OuVM *vm, Scope *scope)
{
    OuFrameWalk walk = ou_frame_innermost(vm);
    if (!walk.window) {
        (void)ou_raise(vm, OU_TYPE_SYSTEM_ERROR, "globals and locals cannot be NULL");
        return false;
    }
    OuCode *code = ou_frame_code(walk.window);
    scope->globals = ou_ref(ou_pointer_value(code->globals));
    scope->locals = ou_frame_locals(vm, code, walk.window);
    return scope->locals != OU_ERROR;
}

// What isn't given is the caller's; locals without globals are put over the caller's globals.
static bool fill_scope(OuVM *vm, OuValue globals, OuValue locals, Scope *scope)
{
    bool has_globals = globals != OU_UNBOUND && globals != OU_NONE;
    bool has_locals = locals != OU_UNBOUND && locals != OU_NONE;
    if (has_globals) {
        scope->globals = ou_ref(globals);
        scope->locals = ou_ref(has_locals ? locals : globals);
    } else {
        if (!own_scope(vm, scope)) return false;
        if (has_locals) ou_set(&scope->locals, locals);
    }
    return ou_builtins_insert(vm, ou_dict_of(scope->globals));
}

static void drop_scope(Scope *scope)
{
    ou_unref(scope->globals);
    ou_unref(scope->locals);
}

static OuValue run_code(OuVM *vm, OuCode *code, const Scope *scope)
{
    bool has_namespace = code->flags & OU_CODE_NAMESPACE;
    return ou_interpreter_run_code(vm, code, ou_dict_of(scope->globals),
                                   has_namespace ? scope->locals : OU_UNBOUND);
}

static OuValue run_text(OuVM *vm, const SourceText *text, OuParserMode mode, const Scope *scope)
{
    OU_OWNED OuValue file = ou_str_make_text(vm, "<string>");
    if (file == OU_ERROR) return OU_ERROR;
    // Globals that are more than a dictionary are asked by item.
    bool has_namespace = scope->locals != scope->globals || !ou_is_exact_dict(scope->globals);
    OuCode *code = compile_text(vm, text, ou_str_of(file), mode, has_namespace);
    if (!code) return OU_ERROR;
    OuValue result = run_code(vm, code, scope);
    ou_object_unref(&code->header);
    return result;
}

// The code of a function that takes its cells from elsewhere.
static bool check_closure(OuVM *vm, const char *function, const OuCode *code, OuValue closure)
{
    if (!code->free_count) {
        if (closure == OU_UNBOUND || closure == OU_NONE) return true;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "cannot use a closure with this code object");
        return false;
    }
    if (closure == OU_UNBOUND || closure == OU_NONE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "code object passed to %s() may not contain free variables", function);
        return false;
    }
    bool fits = ou_is_exact_tuple(closure) && ou_tuple_of(closure)->length == code->free_count;
    for (uint32_t i = 0; fits && i < code->free_count; i++) {
        fits = ou_kind_of(ou_tuple_of(closure)->items[i]) == OU_KIND_CELL;
    }
    if (!fits) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "code object requires a closure of exactly length %u", code->free_count);
    }
    return fits;
}

static OuValue run_closure(OuVM *vm, OuCode *code, const Scope *scope, OuValue closure)
{
    OuFunctionParts parts = { OU_UNBOUND, OU_UNBOUND, OU_UNBOUND, ou_ref(closure) };
    OU_OWNED OuValue function = ou_function_make_steal(vm, code, ou_dict_of(scope->globals), parts);
    return function == OU_ERROR ? OU_ERROR : ou_call(vm, function, NULL, 0);
}

static void skip_blanks(SourceText *text)
{
    while (text->length && (*text->bytes == ' ' || *text->bytes == '\t')) {
        text->bytes++;
        text->length--;
    }
}

static OuValue run_source(OuVM *vm, const OuValue *arguments, const char *function,
                          OuParserMode mode, OuValue closure)
{
    Scope scope = { OU_UNBOUND, OU_UNBOUND };
    OuValue result = OU_ERROR;
    if (!fill_scope(vm, arguments[1], arguments[2], &scope)) {
        drop_scope(&scope);
        return OU_ERROR;
    }
    if (ou_is_code(arguments[0])) {
        OuCode *code = ou_code_of(arguments[0]);
        if (check_closure(vm, function, code, closure)) {
            result = code->free_count ? run_closure(vm, code, &scope, closure)
                                      : run_code(vm, code, &scope);
        }
    } else if (closure != OU_UNBOUND && closure != OU_NONE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "closure can only be used when source is a code object");
    } else {
        SourceText text;
        if (source_text(vm, arguments[0], function, "string, bytes or code object", &text)) {
            if (mode == OU_PARSER_EXPRESSION) skip_blanks(&text);
            result = run_text(vm, &text, mode, &scope);
        }
        ou_buffer_free(&text.scratch);
    }
    drop_scope(&scope);
    return result;
}

OU_FUNCTION(builtins_eval, "eval(source, globals=None, locals=None, /)",
            "Evaluate the given source in the context of globals and locals.")
{
    OuValue globals = arguments[1], locals = arguments[2];
    if (locals != OU_UNBOUND && locals != OU_NONE && !is_mapping(vm, locals)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "locals must be a mapping");
    }
    if (globals != OU_UNBOUND && globals != OU_NONE && !ou_is_dict(globals)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, is_mapping(vm, globals)
                        ? "globals must be a real dict; try eval(code, {}, mapping)"
                        : "globals must be a dict");
    }
    return run_source(vm, arguments, "eval", OU_PARSER_EXPRESSION, OU_UNBOUND);
}

OU_FUNCTION(builtins_exec, "exec(source, globals=None, locals=None, /, *, closure=None)",
            "Execute the given source in the context of globals and locals.")
{
    OuValue globals = arguments[1], locals = arguments[2];
    if (globals != OU_UNBOUND && globals != OU_NONE && !ou_is_dict(globals)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "exec() globals must be a dict, not %T", globals);
    }
    if (locals != OU_UNBOUND && locals != OU_NONE && !is_mapping(vm, locals)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "locals must be a mapping or None, not %T", locals);
    }
    OuValue result = run_source(vm, arguments, "exec", OU_PARSER_FILE, arguments[3]);
    ou_unref(result);
    return result == OU_ERROR ? OU_ERROR : OU_NONE;
}

const OuNativeDef *const ou_builtins_code_functions[] = {
    &builtins_compile_native, &builtins_eval_native, &builtins_exec_native, NULL,
};
