#include "vm/ast_module.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/ast_import.h"
#include "vm/import.h"

// --- what nodes.def leaves to be inferred --------------------------------------------------------

typedef struct FieldClass { const char *field, *class; } FieldClass;

static bool is_word(const char *a, const char *b) { return strcmp(a, b) == 0; }

// Fields whose name says what they hold, whatever the node.
static const FieldClass named_classes[] = {
    { "handlers", "excepthandler" }, { "generators", "comprehension" }, { "keywords", "keyword" },
    { "items", "withitem" }, { "cases", "match_case" }, { "posonlyargs", "arg" },
    { "kwonlyargs", "arg" }, { "vararg", "arg" }, { "kwarg", "arg" }, { "pattern", "pattern" },
    { "patterns", "pattern" }, { "kwd_patterns", "pattern" }, { "finalbody", "stmt" },
};

static bool is_import(OuNodeKind kind)
{
    return kind == OU_NODE_IMPORT || kind == OU_NODE_IMPORT_FROM;
}

const char *ou_ast_field_class(OuNodeKind kind, const OuField *field)
{
    const char *name = field->name;
    if (field->sort < OU_FIELD_SORT_NODE || field->sort > OU_FIELD_SORT_OPTIONALS) return "";
    for (size_t i = 0; i < sizeof named_classes / sizeof *named_classes; i++) {
        if (is_word(name, named_classes[i].field)) return named_classes[i].class;
    }
    if (is_word(name, "args") && kind == OU_NODE_ARGUMENTS) return "arg";
    if (is_word(name, "args") && kind != OU_NODE_CALL) return "arguments";
    if (is_word(name, "names") && is_import(kind)) return "alias";
    bool is_list = field->sort == OU_FIELD_SORT_NODES;
    return is_list && (is_word(name, "body") || is_word(name, "orelse")) ? "stmt" : "expr";
}

const char *ou_ast_base_class(OuNodeKind kind)
{
    switch ((OuNodeGroup)ou_fields_of(kind)->group) {
    case OU_NODE_GROUP_ROOT:       return "mod";
    case OU_NODE_GROUP_STATEMENT:  return "stmt";
    case OU_NODE_GROUP_EXPRESSION: return "expr";
    case OU_NODE_GROUP_PATTERN:    return "pattern";
    default: return kind == OU_NODE_EXCEPT_HANDLER ? "excepthandler" : "AST";
    }
}

bool ou_ast_has_place(OuNodeKind kind)
{
    uint8_t group = ou_fields_of(kind)->group;
    return group != OU_NODE_GROUP_ROOT && group != OU_NODE_GROUP_CLAUSE;
}

bool ou_ast_has_type_comment(OuNodeKind kind)
{
    switch (kind) {
    case OU_NODE_FUNCTION_DEF: case OU_NODE_ASYNC_FUNCTION_DEF: case OU_NODE_ASSIGN:
    case OU_NODE_FOR: case OU_NODE_ASYNC_FOR: case OU_NODE_WITH: case OU_NODE_ASYNC_WITH:
    case OU_NODE_ARG:
        return true;
    default:
        return false;
    }
}

// --- the table for ast.py ------------------------------------------------------------------------

// As the grammar in the documentation of `ast` has it: a type, and "?" or "*".
static void describe_field(OuNodeKind kind, const OuField *field, const char **type,
                           const char **count)
{
    *type = ou_ast_field_class(kind, field);
    *count = "";
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_OPTIONAL:  *count = "?"; break;
    case OU_FIELD_SORT_NODES:
    case OU_FIELD_SORT_OPTIONALS: *count = "*"; break;
    case OU_FIELD_SORT_NAME:      *type = "identifier"; break;
    case OU_FIELD_SORT_MAYBE:     *type = "identifier"; *count = "?"; break;
    case OU_FIELD_SORT_NAMES:     *type = "identifier"; *count = "*"; break;
    case OU_FIELD_SORT_INTEGER:
        *type = "int";
        *count = is_word(field->name, "level") ? "?" : "";
        break;
    case OU_FIELD_SORT_OPERATOR:
        *type = kind == OU_NODE_UNARY_OP ? "unaryop" : kind == OU_NODE_BOOL_OP ? "boolop"
                                                                               : "operator";
        break;
    case OU_FIELD_SORT_OPERATORS: *type = "cmpop"; *count = "*"; break;
    case OU_FIELD_SORT_CONSTANT:  *type = "constant"; break;
    case OU_FIELD_SORT_CONTEXT:   *type = "expr_context"; break;
    default: break;
    }
}

static bool append_field(OuVM *vm, OuValue list, const char *name, const char *type,
                         const char *count)
{
    OuValue row = ou_str_make_format(vm, "%s %s%s", name, type, count);
    return row != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), row);
}

static bool append_fields(OuVM *vm, OuValue list, OuNodeKind kind)
{
    const OuNodeInfo *info = ou_fields_of(kind);
    for (uint32_t i = 0; i < info->count; i++) {
        const char *type, *count;
        if (info->fields[i].sort == OU_FIELD_SORT_SCOPE) continue;
        describe_field(kind, &info->fields[i], &type, &count);
        if (!append_field(vm, list, info->fields[i].name, type, count)) return false;
    }
    if (ou_ast_has_type_comment(kind)) return append_field(vm, list, "type_comment", "string", "?");
    if (kind == OU_NODE_CONSTANT) return append_field(vm, list, "kind", "string", "?");
    return kind != OU_NODE_MODULE || append_field(vm, list, "type_ignores", "type_ignore", "*");
}

static OuValue node_row(OuVM *vm, OuNodeKind kind)
{
    OU_OWNED OuValue name = ou_str_make_text(vm, ou_fields_of(kind)->name);
    OU_OWNED OuValue base = ou_str_make_text(vm, ou_ast_base_class(kind));
    OU_OWNED OuValue fields = ou_list_make(vm, NULL, 0);
    if (name == OU_ERROR || base == OU_ERROR || fields == OU_ERROR) return OU_ERROR;
    if (!append_fields(vm, fields, kind)) return OU_ERROR;
    OuValue row[] = { name, base, fields, ou_ast_has_place(kind) ? OU_TRUE : OU_FALSE };
    return ou_tuple_make(vm, row, 4);
}

OU_FUNCTION(ast_nodes, "nodes()",
            "All kinds of nodes: (name, base class, fields as 'name type', has a place).")
{
    OuValue list = ou_list_make(vm, NULL, 0);
    for (int kind = OU_NODE_NONE + 1; list != OU_ERROR && kind < OU_NODE_KIND_COUNT; kind++) {
        OuValue row = node_row(vm, (OuNodeKind)kind);
        if (row != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), row)) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

static const char *operator_base(int op)
{
    return op < OU_OPERATOR_INVERT ? "operator" : op < OU_OPERATOR_AND ? "unaryop"
         : op < OU_OPERATOR_EQ ? "boolop" : "cmpop";
}

OU_FUNCTION(ast_operators, "operators()", "All operators: (name, base class, spelling).")
{
    OuValue list = ou_list_make(vm, NULL, 0);
    for (int op = 0; list != OU_ERROR && op < OU_OPERATOR_COUNT; op++) {
        OuValue row[] = { ou_str_make_text(vm, ou_ast_operator_name((OuOperator)op)),
                          ou_str_make_text(vm, operator_base(op)),
                          ou_str_make_text(vm, ou_ast_operator_spelling((OuOperator)op)) };
        OuValue tuple = ou_tuple_make_steal(vm, row, 3);
        if (tuple != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), tuple)) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

bool ou_ast_enter(OuVM *vm, int32_t *depth, const char *where)
{
    bool has_stack = (char *)__builtin_frame_address(0) > vm->c_stack_limit;
    if (has_stack && *depth < 3 * (int64_t)vm->recursion_limit) { ++*depth; return true; }
    (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR, "maximum recursion depth exceeded%s", where);
    return false;
}

// --- the classes ---------------------------------------------------------------------------------

// Borrowed; OU_UNBOUND: there is none; OU_ERROR: no memory.
static OuValue named_peek(OuVM *vm, OuDict *names, const char *text)
{
    OuString *name = ou_str_intern_text(vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue value = ou_dict_get_name_peek(names, name);
    ou_object_unref(&name->header);
    return value;
}

static OuValue module_peek(OuVM *vm)
{
    return named_peek(vm, vm->modules, "_ast");
}

OuValue ou_ast_class_named(OuVM *vm, OuDict *classes, const char *text)
{
    return named_peek(vm, classes, text);
}

OuDict *ou_ast_classes(OuVM *vm)
{
    OuValue module = module_peek(vm);
    OuValue class = ou_is_module(module)
                  ? ou_ast_class_named(vm, ou_module_of(module)->dict, "AST") : OU_UNBOUND;
    if (module == OU_ERROR || class == OU_ERROR) return NULL;
    if (class == OU_UNBOUND) {
        OuString *name = ou_str_intern_text(vm, "ast", 3);
        OuValue ast = name ? ou_import_module(vm, name) : OU_ERROR;
        if (name) ou_object_unref(&name->header);
        if (ast == OU_ERROR) return NULL;
        ou_unref(ast);
        module = module_peek(vm);
        if (module == OU_ERROR) return NULL;
    }
    if (ou_is_module(module)) return ou_module_of(module)->dict;
    (void)ou_raise(vm, OU_TYPE_SYSTEM_ERROR, "module _ast has been replaced");
    return NULL;
}

bool ou_is_ast_object(OuVM *vm, OuValue object, bool *is_one)
{
    *is_one = false;
    OuValue module = module_peek(vm);
    if (!ou_is_module(module)) return module != OU_ERROR;
    OuValue class = ou_ast_class_named(vm, ou_module_of(module)->dict, "AST");
    if (class == OU_ERROR) return false;
    *is_one = ou_is_type(class)
              && ou_is_subtype(ou_type_of(vm, object), (OuType *)ou_pointer_of(class));
    return true;
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "PyCF_ONLY_AST", ou_int_value(0x400))
        && ou_module_add(vm, module, "PyCF_TYPE_COMMENTS", ou_int_value(0x1000))
        && ou_module_add(vm, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", ou_int_value(0x2000));
}

static const OuNativeDef *const functions[] = { &ast_nodes_native, &ast_operators_native, NULL };

const OuModuleDef ou_ast_module = { "_ast", "The kinds of syntax tree nodes.", functions, setup };
