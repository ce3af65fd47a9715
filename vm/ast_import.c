// From objects to a syntax tree: compile() of what ast.parse() gave or a script has put together.
//
// 1. Each object becomes a node of its class; fields are read by nodes.def. Lines and columns are
//    noted aside, since nodes have offsets.
// 2. A text is made up that is just as wide as the columns want (its lines are blank), and the
//    places become offsets in it.
#include "vm/ast_import.h"

#include <string.h>

#include "runtime/bytes.h"
#include "runtime/complex.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "runtime/str.h"

static OuNode *import_node(OuAstImport *import, OuValue object, const char *class);

static bool fail_memory(OuAstImport *import)
{
    (void)ou_raise_memory_error(import->vm);
    return false;
}

// The attribute; OU_UNBOUND if there is none.
static OuValue read_attribute(OuAstImport *import, OuValue object, const char *text)
{
    OuString *name = ou_str_intern_text(import->vm, text, strlen(text));
    if (!name) return OU_ERROR;
    OuValue value = ou_get_attribute_or_unbound(import->vm, object, name);
    ou_object_unref(&name->header);
    return value;
}

// --- single values -------------------------------------------------------------------------------

static bool import_integer(OuAstImport *import, OuValue value, int32_t *number)
{
    int64_t wide;
    if (!ou_is_any_int(value)) {
        (void)ou_raise(import->vm, OU_TYPE_VALUE_ERROR, "invalid integer value: %R", value);
        return false;
    }
    if (!ou_to_int64(import->vm, value, &wide)) return false;
    if (wide < INT32_MIN || wide > INT32_MAX) {
        (void)ou_raise(import->vm, OU_TYPE_OVERFLOW_ERROR, wide < 0
                       ? "signed integer is less than minimum"
                       : "Python int too large to convert to C int");
        return false;
    }
    *number = (int32_t)wide;
    return true;
}

static bool import_name(OuAstImport *import, OuValue value, OuName **name)
{
    if (!ou_is_exact_str(value)) {
        (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "AST identifier must be of type str");
        return false;
    }
    OuBuffer scratch;
    ou_buffer_init(&scratch, &import->vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(import->vm, ou_str_of(value), &scratch, &length);
    *name = text ? ou_ast_intern(&import->tree->names, text, length) : NULL;
    ou_buffer_free(&scratch);
    return *name || (text && fail_memory(import));
}

// The index among `names` of the object's class.
static bool import_enumeration(OuAstImport *import, OuValue object, const char *what, int first,
                               int end, const char *(*name_of)(int), uint8_t *number)
{
    for (int i = first; i < end; i++) {
        OuValue class = ou_ast_class_named(import->vm, import->classes, name_of(i));
        bool is_one = false;
        if (class == OU_ERROR) return false;
        if (class != OU_UNBOUND
            && !ou_is_instance(import->vm, object, class, &is_one)) return false;
        if (is_one) { *number = (uint8_t)i; return true; }
    }
    (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "expected some sort of %s, but got %R", what,
                   object);
    return false;
}

static const char *operator_name(int op) { return ou_ast_operator_name((OuOperator)op); }

static const char *context_name(int context)
{
    static const char *const names[] = { "Load", "Store", "Del" };
    return names[context];
}

static bool import_operator(OuAstImport *import, OuValue object, OuNodeKind kind, uint8_t *op)
{
    switch (kind) {
    case OU_NODE_UNARY_OP:
        return import_enumeration(import, object, "unaryop", OU_OPERATOR_INVERT, OU_OPERATOR_AND,
                                  operator_name, op);
    case OU_NODE_BOOL_OP:
        return import_enumeration(import, object, "boolop", OU_OPERATOR_AND, OU_OPERATOR_EQ,
                                  operator_name, op);
    case OU_NODE_COMPARE:
        return import_enumeration(import, object, "cmpop", OU_OPERATOR_EQ, OU_OPERATOR_COUNT,
                                  operator_name, op);
    default:
        return import_enumeration(import, object, "operator", 0, OU_OPERATOR_INVERT, operator_name,
                                  op);
    }
}

// --- constants -----------------------------------------------------------------------------------

static bool import_text(OuAstImport *import, const char *text, size_t length, OuConstantKind kind,
                        OuConstant *constant)
{
    char *copy = ou_arena_copy(import->arena, text, length);
    if (!copy || length > UINT32_MAX) return fail_memory(import);
    constant->kind = (uint8_t)kind;
    constant->length = (uint32_t)length;
    constant->as.text = copy;
    return true;
}

static bool import_big_integer(OuAstImport *import, OuValue value, OuConstant *constant)
{
    OU_OWNED OuValue digits = ou_int_format_radix(import->vm, value, 16, false);
    if (digits == OU_ERROR) return false;
    constant->base = 16;
    return import_text(import, (const char *)ou_str_of(digits)->data, ou_str_of(digits)->length,
                       OU_CONSTANT_BIG_INTEGER, constant);
}

static bool import_string(OuAstImport *import, OuValue value, OuConstant *constant)
{
    OuBuffer scratch;
    ou_buffer_init(&scratch, &import->vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(import->vm, ou_str_of(value), &scratch, &length);
    bool ok = text && import_text(import, text, length, OU_CONSTANT_STRING, constant);
    ou_buffer_free(&scratch);
    return ok;
}

static bool import_simple(OuAstImport *import, OuValue value, OuConstant *constant)
{
    if (value == OU_NONE) constant->kind = OU_CONSTANT_NONE;
    else if (value == OU_TRUE) constant->kind = OU_CONSTANT_TRUE;
    else if (value == OU_FALSE) constant->kind = OU_CONSTANT_FALSE;
    else if (value == OU_ELLIPSIS) constant->kind = OU_CONSTANT_ELLIPSIS;
    else if (ou_is_float(value)) {
        constant->kind = OU_CONSTANT_FLOAT;
        constant->as.number = ou_float_of(value);
    } else if (ou_is_exact_int(value)) {
        constant->kind = OU_CONSTANT_INTEGER;
        if (!ou_int_as_int64(value, &constant->as.integer)) {
            return import_big_integer(import, value, constant);
        }
    } else if (ou_is_exact_str(value)) {
        return import_string(import, value, constant);
    } else if (ou_kind_of(value) == OU_KIND_BYTES) {
        OuText text = ou_bytes_text(value);
        return import_text(import, text.units, text.length, OU_CONSTANT_BYTES, constant);
    } else {
        (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "got an invalid type in Constant: %T",
                       value);
        return false;
    }
    return true;
}

static OuNode *constant_node(OuAstImport *import, OuValue value);

static OuNode *new_node(OuAstImport *import, OuNodeKind kind)
{
    OuNode *node = ou_ast_new(import->arena, kind, 0, 0);
    if (!node) (void)fail_memory(import);
    return node;
}

// A negative number is a minus before a literal.
static OuNode *negative_node(OuAstImport *import, OuValue value)
{
    OU_OWNED OuValue positive = ou_int_unary(import->vm, OU_UNARY_NEGATIVE, value);
    OuNode *operand = positive == OU_ERROR ? NULL : constant_node(import, positive);
    OuNode *node = operand ? new_node(import, OU_NODE_UNARY_OP) : NULL;
    if (!node) return NULL;
    OU_AS(UnaryOp, node)->op = OU_OPERATOR_USUB;
    OU_AS(UnaryOp, node)->operand = operand;
    node->depth = 2;
    return node;
}

static OuNode *complex_node(OuAstImport *import, OuComplexNumber number)
{
    OuNode *imaginary = new_node(import, OU_NODE_CONSTANT);
    if (!imaginary) return NULL;
    OU_AS(Constant, imaginary)->value = (OuConstant){ .kind = OU_CONSTANT_IMAGINARY,
                                                      .as.number = number.imag };
    if (number.real == 0) return imaginary;
    OuNode *real = constant_node(import, ou_float_value(number.real));
    OuNode *sum = real ? new_node(import, OU_NODE_BIN_OP) : NULL;
    if (!sum) return NULL;
    OU_AS(BinOp, sum)->left = real;
    OU_AS(BinOp, sum)->op = OU_OPERATOR_ADD;
    OU_AS(BinOp, sum)->right = imaginary;
    sum->depth = 2;
    return sum;
}

// The parser has no literal for a tuple: it is an expression of its items, which folds again.
static OuNode *tuple_node(OuAstImport *import, OuTuple *tuple)
{
    OuNode *node = new_node(import, OU_NODE_TUPLE);
    if (!node || !ou_recursion_enter(import->vm, " during compilation")) return NULL;
    for (size_t i = 0; node && i < tuple->length; i++) {
        OuNode *item = constant_node(import, tuple->items[i]);
        if (!item) node = NULL;
        else if (!ou_ast_append(import->arena, &OU_AS(Tuple, node)->elts, item)) {
            (void)fail_memory(import);
            node = NULL;
        } else if (node->depth <= item->depth) node->depth = item->depth + 1;
    }
    ou_recursion_leave(import->vm);
    return node;
}

static OuNode *constant_node(OuAstImport *import, OuValue value)
{
    if (ou_is_exact_tuple(value)) return tuple_node(import, ou_tuple_of(value));
    if (ou_kind_of(value) == OU_KIND_COMPLEX) return complex_node(import, ou_complex_of(value));
    if (ou_is_exact_int(value) && ou_int_sign(value) < 0) return negative_node(import, value);
    OuNode *node = new_node(import, OU_NODE_CONSTANT);
    return node && import_simple(import, value, &OU_AS(Constant, node)->value) ? node : NULL;
}

// --- fields --------------------------------------------------------------------------------------

static void adopt(OuNode *parent, const OuNode *child)
{
    if (child && parent->depth <= child->depth) parent->depth = child->depth + 1;
}

static bool append_item(OuAstImport *import, OuNode *node, const OuField *field, OuValue item)
{
    void *member = (char *)node + field->offset;
    const char *class = ou_ast_field_class((OuNodeKind)node->kind, field);
    if (field->sort == OU_FIELD_SORT_NAMES) {
        OuName *name;
        if (!import_name(import, item, &name)) return false;
        return ou_ast_append_name(import->arena, member, name) || fail_memory(import);
    }
    if (field->sort == OU_FIELD_SORT_OPERATORS) {
        uint8_t op;
        if (!import_operator(import, item, (OuNodeKind)node->kind, &op)) return false;
        return ou_ast_append_operator(import->arena, member, (OuOperator)op) || fail_memory(import);
    }
    OuNode *child = NULL;
    if (item != OU_NONE && !(child = import_node(import, item, class))) return false;
    adopt(node, child);
    return ou_ast_append(import->arena, member, child) || fail_memory(import);
}

static bool import_list(OuAstImport *import, OuNode *node, const OuField *field, OuValue value)
{
    const char *kind = ou_ast_kind_name((OuNodeKind)node->kind);
    if (!ou_is_list(value)) {
        (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "%s field \"%s\" must be a list, not a %T",
                       kind, field->name, value);
        return false;
    }
    size_t length = ou_list_of(value)->length;
    for (size_t i = 0; i < length; i++) {
        OU_OWNED OuValue item = ou_ref(ou_list_of(value)->items[i]);
        if (!append_item(import, node, field, item)) return false;
        if (ou_list_of(value)->length == length) continue;
        (void)ou_raise(import->vm, OU_TYPE_RUNTIME_ERROR,
                       "%s field \"%s\" changed size during iteration", kind, field->name);
        return false;
    }
    return true;
}

static bool import_child(OuAstImport *import, OuNode *node, const OuField *field, OuValue value)
{
    OuNode **member = (OuNode **)(void *)((char *)node + field->offset);
    if (value == OU_NONE) {
        if (field->sort == OU_FIELD_SORT_OPTIONAL) return true;
        (void)ou_raise(import->vm, OU_TYPE_VALUE_ERROR, "field '%s' is required for %s",
                       field->name, ou_ast_kind_name((OuNodeKind)node->kind));
        return false;
    }
    *member = import_node(import, value, ou_ast_field_class((OuNodeKind)node->kind, field));
    if (!*member) return false;
    adopt(node, *member);
    return true;
}

static bool import_value(OuAstImport *import, OuNode *node, const OuField *field, OuValue value)
{
    void *member = (char *)node + field->offset;
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_NODE:
    case OU_FIELD_SORT_OPTIONAL: return import_child(import, node, field, value);
    case OU_FIELD_SORT_NAME:
        if (value == OU_NONE) {
            (void)ou_raise(import->vm, OU_TYPE_VALUE_ERROR, "field '%s' is required for %s",
                           field->name, ou_ast_kind_name((OuNodeKind)node->kind));
            return false;
        }
        return import_name(import, value, member);
    case OU_FIELD_SORT_MAYBE:    return value == OU_NONE || import_name(import, value, member);
    case OU_FIELD_SORT_INTEGER:
        return value == OU_NONE || import_integer(import, value, member);
    case OU_FIELD_SORT_OPERATOR:
        return import_operator(import, value, (OuNodeKind)node->kind, member);
    case OU_FIELD_SORT_CONSTANT: return import_simple(import, value, member);
    case OU_FIELD_SORT_CONTEXT:
        return import_enumeration(import, value, "expr_context", 0, 3, context_name, member);
    default: return import_list(import, node, field, value);
    }
}

static bool is_needed(const OuField *field)
{
    bool is_level = strcmp(field->name, "level") == 0;
    return field->sort != OU_FIELD_SORT_OPTIONAL && field->sort != OU_FIELD_SORT_MAYBE && !is_level;
}

static bool raise_missing(OuAstImport *import, const char *field, const char *class)
{
    (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "required field \"%s\" missing from %s", field,
                   class);
    return false;
}

static bool import_fields(OuAstImport *import, OuNode *node, OuValue object)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    for (uint32_t i = 0; i < info->count; i++) {
        const OuField *field = &info->fields[i];
        if (field->sort == OU_FIELD_SORT_SCOPE) continue;
        OU_OWNED OuValue value = read_attribute(import, object, field->name);
        if (value == OU_ERROR) return false;
        if (value == OU_UNBOUND) {
            if (is_needed(field)) return raise_missing(import, field->name, info->name);
            continue;
        }
        if (!import_value(import, node, field, value)) return false;
    }
    return true;
}

// --- nodes ---------------------------------------------------------------------------------------

static bool is_sum(const char *class)
{
    static const char *const sums[] = { "expr", "stmt", "pattern", "excepthandler", "mod" };
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        if (strcmp(class, sums[i]) == 0) return true;
    }
    return false;
}

// The kind of an object of a class like "expr"; other classes have one kind, which isn't checked.
static bool find_kind(OuAstImport *import, OuValue object, const char *class, OuNodeKind *kind)
{
    for (int i = OU_NODE_NONE + 1; i < OU_NODE_KIND_COUNT; i++) {
        *kind = (OuNodeKind)i;
        const char *name = ou_ast_kind_name(*kind);
        if (!is_sum(class)) {
            if (strcmp(name, class) == 0) return true;
            continue;
        }
        if (strcmp(ou_ast_base_class(*kind), class) != 0) continue;
        OuValue type = ou_ast_class_named(import->vm, import->classes, name);
        if (type == OU_ERROR) return false;
        if (type != OU_UNBOUND && ou_is_type(type)
            && ou_is_subtype(ou_type_of(import->vm, object), (OuType *)ou_pointer_of(type)))
            return true;
    }
    (void)ou_raise(import->vm, OU_TYPE_TYPE_ERROR, "expected some sort of %s, but got %R", class,
                   object);
    return false;
}

static bool read_place(OuAstImport *import, OuValue object, const char *class, OuAstPlace *place)
{
    static const char *const names[] = { "lineno", "col_offset", "end_lineno", "end_col_offset" };
    for (int i = 0; i < 4; i++) {
        OU_OWNED OuValue value = read_attribute(import, object, names[i]);
        if (value == OU_ERROR) return false;
        if (value == OU_UNBOUND || (i >= 2 && value == OU_NONE)) {
            if (i < 2) return raise_missing(import, names[i], class);
            place->at[i] = place->at[i - 2];
        } else if (!import_integer(import, value, &place->at[i])) return false;
    }
    return true;
}

static OuNode *fill_node(OuAstImport *import, OuNodeKind kind, OuValue object)
{
    if (kind == OU_NODE_CONSTANT) {
        OU_OWNED OuValue value = read_attribute(import, object, "value");
        if (value == OU_ERROR) return NULL;
        if (value != OU_UNBOUND) return constant_node(import, value);
        (void)raise_missing(import, "value", "Constant");
        return NULL;
    }
    OuNode *node = new_node(import, kind);
    return node && import_fields(import, node, object) ? node : NULL;
}

static OuNode *import_placed(OuAstImport *import, OuValue object, const char *class)
{
    OuAstPlace *place = OU_ARENA_NEW(import->arena, OuAstPlace);
    OuNodeKind kind = OU_NODE_NONE;
    if (!place) { (void)fail_memory(import); return NULL; }
    place->around = import->around;
    bool is_placed = is_sum(class) ? strcmp(class, "mod") != 0 : true;
    if (!is_sum(class)) {
        if (!find_kind(import, object, class, &kind)) return NULL;
        is_placed = ou_ast_has_place(kind);
    }
    if (is_placed && !read_place(import, object, class, place)) return NULL;
    if (!find_kind(import, object, class, &kind)) return NULL;
    if (!is_placed && place->around) memcpy(place->at, place->around->at, sizeof place->at);
    import->around = place;
    OuNode *node = fill_node(import, kind, object);
    import->around = place->around;
    place->node = node;
    place->next = import->places;
    import->places = place;
    return node;
}

static OuNode *import_node(OuAstImport *import, OuValue object, const char *class)
{
    if (!ou_check_interrupt_at(import->vm, import->count++)) return NULL;
    if (!ou_ast_enter(import->vm, &import->depth, " during compilation")) return NULL;
    OuNode *node = import_placed(import, object, class);
    import->depth--;
    if (node && node->depth >= OU_AST_DEPTH_LIMIT) {
        (void)ou_raise(import->vm, OU_TYPE_RECURSION_ERROR,
                       "maximum recursion depth exceeded during compilation");
        return NULL;
    }
    return node;
}

bool ou_ast_import(OuVM *vm, OuValue object, OuParserMode mode, OuArena *arena, OuSyntaxTree *tree)
{
    static const OuNodeKind roots[] = {
        [OU_PARSER_FILE] = OU_NODE_MODULE, [OU_PARSER_INTERACTIVE] = OU_NODE_INTERACTIVE,
        [OU_PARSER_BLOCK] = OU_NODE_INTERACTIVE, [OU_PARSER_EXPRESSION] = OU_NODE_EXPRESSION,
    };
    const char *wanted = ou_ast_kind_name(roots[mode]);
    OuAstImport import = { .vm = vm, .arena = arena, .tree = tree,
                           .classes = ou_ast_classes(vm) };
    memset(tree, 0, sizeof *tree);
    if (!import.classes) return false;
    OU_OWNED OuValue kept = ou_ref(ou_pointer_value(import.classes));
    (void)kept;
    ou_ast_names_init(&tree->names, arena);
    tree->without_text = true;
    OuValue class = ou_ast_class_named(vm, import.classes, wanted);
    bool is_root = false;
    if (class == OU_ERROR) return false;
    if (class != OU_UNBOUND && !ou_is_instance(vm, object, class, &is_root)) return false;
    if (!is_root) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected %s node, got %T", wanted, object);
        return false;
    }
    tree->root = import_node(&import, object, "mod");
    return tree->root && ou_ast_place(&import);
}
