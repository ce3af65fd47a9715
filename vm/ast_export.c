// From a syntax tree to objects: ast.parse(), compile(..., PyCF_ONLY_AST).
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "vm/ast_module.h"
#include "vm/compile.h"

typedef struct Export {
    OuVM         *vm;
    OuSyntaxTree *tree;
    OuDict       *classes;
    int32_t       depth;
    size_t        count;                             // of nodes so far
    OuValue       kinds[OU_NODE_KIND_COUNT];         // classes, owned; UNBOUND: not looked up yet
    OuValue       contexts[3];                       // one instance each
    OuValue       operators[OU_OPERATOR_COUNT];
} Export;

static const char *const context_names[] = { "Load", "Store", "Del" };

// The class of that name in `_ast`, owned.
static OuValue find_class(Export *export, const char *text)
{
    OuString *name = ou_str_intern_text(export->vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue class = ou_dict_get_name_peek(export->classes, name);
    ou_object_unref(&name->header);
    if (ou_is_type(class)) return ou_ref(class);
    return ou_raise(export->vm, OU_TYPE_SYSTEM_ERROR, "_ast.%s is no class", text);
}

static OuValue make_instance(Export *export, OuValue class)
{
    OuType *type = (OuType *)ou_pointer_of(class);
    if (type->kind == OU_KIND_INSTANCE) return ou_instance_make(export->vm, type);
    return ou_raise(export->vm, OU_TYPE_SYSTEM_ERROR, "_ast.%S is no class of nodes", type->name);
}

// The one instance of a class without fields, made at its first use and kept in *slot.
static OuValue shared_instance(Export *export, OuValue *slot, const char *name)
{
    if (*slot == OU_UNBOUND) {
        OU_OWNED OuValue class = find_class(export, name);
        OuValue made = class == OU_ERROR ? OU_ERROR : make_instance(export, class);
        if (made == OU_ERROR) return OU_ERROR;
        *slot = made;
    }
    return ou_ref(*slot);
}

static OuValue export_operator(Export *export, uint8_t op)
{
    return shared_instance(export, &export->operators[op], ou_ast_operator_name((OuOperator)op));
}

static OuValue export_name(Export *export, const OuName *name)
{
    if (!name) return OU_NONE;
    OuString *string = ou_str_intern_text(export->vm, name->text, name->length);
    return string ? ou_str_value(string) : OU_ERROR;
}

static OuValue export_node(Export *export, const OuNode *node);

static bool list_append(Export *export, OuValue list, OuValue item)
{
    return item != OU_ERROR && ou_list_append_steal(export->vm, ou_list_of(list), item);
}

static OuValue export_nodes(Export *export, const OuNodeList *nodes)
{
    OuValue list = ou_list_make(export->vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < nodes->count; i++) {
        const OuNode *item = nodes->items[i];
        if (list_append(export, list, item ? export_node(export, item) : OU_NONE)) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

static OuValue export_names(Export *export, const OuNameList *names)
{
    OuValue list = ou_list_make(export->vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < names->count; i++) {
        if (list_append(export, list, export_name(export, names->items[i]))) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

static OuValue export_operators(Export *export, const OuOperatorList *operators)
{
    OuValue list = ou_list_make(export->vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < operators->count; i++) {
        if (list_append(export, list, export_operator(export, operators->items[i]))) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

static OuValue export_field(Export *export, const OuNode *node, const OuField *field)
{
    const void *member = (const char *)node + field->offset;
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_NODE:
    case OU_FIELD_SORT_OPTIONAL: {
        const OuNode *child = *(OuNode *const *)member;
        return child ? export_node(export, child) : OU_NONE;
    }
    case OU_FIELD_SORT_NODES:
    case OU_FIELD_SORT_OPTIONALS: return export_nodes(export, member);
    case OU_FIELD_SORT_NAME:
    case OU_FIELD_SORT_MAYBE:     return export_name(export, *(OuName *const *)member);
    case OU_FIELD_SORT_NAMES:     return export_names(export, member);
    case OU_FIELD_SORT_INTEGER:   return ou_int_value(*(const int32_t *)member);
    case OU_FIELD_SORT_OPERATOR:  return export_operator(export, *(const uint8_t *)member);
    case OU_FIELD_SORT_OPERATORS: return export_operators(export, member);
    case OU_FIELD_SORT_CONSTANT:  return ou_compile_constant(export->vm, member);
    case OU_FIELD_SORT_CONTEXT: {
        uint8_t context = *(const uint8_t *)member;
        return shared_instance(export, &export->contexts[context], context_names[context]);
    }
    case OU_FIELD_SORT_SCOPE: break;
    }
    return OU_NONE;
}

// Takes the value over.
static bool put(Export *export, OuValue object, const char *text, OuValue value)
{
    if (value == OU_ERROR) return false;
    OuString *name = ou_str_intern_text(export->vm, text, strlen(text));
    bool ok = name && ou_instance_put(export->vm, ou_instance_of(object), name, value);
    if (name) ou_object_unref(&name->header);
    ou_unref(value);
    return ok;
}

static bool put_place(Export *export, OuValue object, const OuNode *node)
{
    OuPosition start = ou_source_locate(&export->tree->source, node->start);
    OuPosition end = ou_source_locate(&export->tree->source, node->end);
    return put(export, object, "lineno", ou_int_value(start.line))
        && put(export, object, "col_offset", ou_int_value(start.byte_column))
        && put(export, object, "end_lineno", ou_int_value(end.line))
        && put(export, object, "end_col_offset", ou_int_value(end.byte_column));
}

static OuValue kind_u(Export *export, const OuNode *node)
{
    if (!OU_AS(Constant, node)->value.has_u_prefix) return OU_NONE;
    return ou_str_make_text(export->vm, "u");
}

static bool put_fields(Export *export, OuValue object, const OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    for (uint32_t i = 0; i < info->count; i++) {
        const OuField *field = &info->fields[i];
        if (field->sort == OU_FIELD_SORT_SCOPE) continue;
        if (!put(export, object, field->name, export_field(export, node, field))) return false;
    }
    OuNodeKind kind = (OuNodeKind)node->kind;
    if (ou_ast_has_type_comment(kind)
        && !put(export, object, "type_comment", OU_NONE)) return false;
    if (kind == OU_NODE_CONSTANT
        && !put(export, object, "kind", kind_u(export, node))) return false;
    if (kind == OU_NODE_MODULE
        && !put(export, object, "type_ignores", ou_list_make(export->vm, NULL, 0))) return false;
    return !ou_ast_has_place(kind) || put_place(export, object, node);
}

static OuValue export_node(Export *export, const OuNode *node)
{
    OuVM *vm = export->vm;
    OuValue *class = &export->kinds[node->kind];
    if (!ou_check_interrupt_at(vm, export->count++)) return OU_ERROR;
    if (*class == OU_UNBOUND) {
        OuValue found = find_class(export, ou_ast_kind_name((OuNodeKind)node->kind));
        if (found == OU_ERROR) return OU_ERROR;
        *class = found;
    }
    if (!ou_ast_enter(vm, &export->depth, " during ast construction")) return OU_ERROR;
    OuValue object = make_instance(export, *class);
    if (object != OU_ERROR && !put_fields(export, object, node)) {
        ou_unref(object);
        object = OU_ERROR;
    }
    export->depth--;
    return object;
}

static void unref_span(OuValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) ou_unref(values[i]);
}

static void fill_unbound(OuValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) values[i] = OU_UNBOUND;
}

OuValue ou_ast_export(OuVM *vm, OuSyntaxTree *tree)
{
    Export export = { .vm = vm, .tree = tree, .classes = ou_ast_classes(vm) };
    if (!export.classes) return OU_ERROR;
    OU_OWNED OuValue kept = ou_ref(ou_pointer_value(export.classes));
    (void)kept;
    fill_unbound(export.kinds, OU_NODE_KIND_COUNT);
    fill_unbound(export.contexts, 3);
    fill_unbound(export.operators, OU_OPERATOR_COUNT);
    OuValue result = export_node(&export, tree->root);
    unref_span(export.kinds, OU_NODE_KIND_COUNT);
    unref_span(export.contexts, 3);
    unref_span(export.operators, OU_OPERATOR_COUNT);
    return result;
}
