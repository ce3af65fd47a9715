#include "parser/dump.h"

#include "parser/dump_constant.h"
#include "parser/fields.h"

// One node that is being printed. The walk keeps its own stack: trees may be deep.
typedef struct Frame {
    const OuNode *node;
    uint32_t      level;        // indentation of what stands between the node's parentheses
    uint32_t      item;         // in the list that is being printed
    uint8_t       field;        // the next one
    uint8_t       printed;      // how many fields and attributes so far
    bool          one_line;
    bool          in_list;      // of the field before `field`
} Frame;

typedef struct Dump {
    OuSyntaxTree *tree;
    OuBuffer     *out;
    Frame        *frames;
    uint32_t      depth, capacity;
    bool          positions;
} Dump;

enum { ATTRIBUTE_COUNT = 4 };

static const void *field_member(const OuNode *node, const OuField *field)
{
    return (const char *)node + field->offset;
}

// Whether ast.dump leaves the field out: it is None, and None is its default.
static bool is_absent(const OuNode *node, const OuField *field)
{
    const void *member = field_member(node, field);
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_SCOPE:
        return true;
    case OU_FIELD_SORT_OPTIONAL:
        return !*(OuNode *const *)member;
    case OU_FIELD_SORT_MAYBE:
        return !*(OuName *const *)member;
    default:
        return false;
    }
}

static bool has_attributes(const Dump *dump, const OuNode *node)
{
    OuNodeGroup group = (OuNodeGroup)ou_fields_of(node->kind)->group;
    return dump->positions && group != OU_NODE_GROUP_ROOT && group != OU_NODE_GROUP_CLAUSE;
}

// A node that prints as `Name()` counts as simple beside its parent's other fields.
static bool is_empty_node(const Dump *dump, const OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)node->kind);
    for (uint32_t i = 0; i < info->count; i++)
        if (!is_absent(node, &info->fields[i]))
            return false;
    return !has_attributes(dump, node);
}

static bool is_simple(const Dump *dump, const OuNode *node, const OuField *field)
{
    const void *member = field_member(node, field);
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_NODE:
    case OU_FIELD_SORT_OPTIONAL:
        return is_empty_node(dump, *(OuNode *const *)member);
    case OU_FIELD_SORT_NODES:
    case OU_FIELD_SORT_OPTIONALS:
        return ((const OuNodeList *)member)->count == 0;
    case OU_FIELD_SORT_NAMES:
        return ((const OuNameList *)member)->count == 0;
    case OU_FIELD_SORT_OPERATORS:
        return ((const OuOperatorList *)member)->count == 0;
    default:
        return true;
    }
}

static bool has_kind_u(const OuNode *node)
{
    return node->kind == OU_NODE_CONSTANT && OU_AS(Constant, node)->value.has_u_prefix;
}

// ast.dump puts a node on one line if it has at most three fields and all are simple.
static bool fits_one_line(const Dump *dump, const OuNode *node)
{
    const OuNodeInfo *info = ou_fields_of(node->kind);
    uint32_t count = has_attributes(dump, node) ? ATTRIBUTE_COUNT : 0;
    count += has_kind_u(node) + (node->kind == OU_NODE_MODULE);
    for (uint32_t i = 0; i < info->count; i++) {
        if (is_absent(node, &info->fields[i]))
            continue;
        if (!is_simple(dump, node, &info->fields[i]))
            return false;
        count++;
    }
    return count <= 3;
}

static void put_line(Dump *dump, uint32_t level)
{
    ou_buffer_put_char(dump->out, '\n');
    for (uint32_t i = 0; i < level; i++)
        ou_buffer_put(dump->out, "  ", 2);
}

// What stands in front of the next field: nothing, ", " or a new line; then its name.
static void put_field_name(Dump *dump, Frame *frame, const char *name)
{
    if (frame->printed++)
        ou_buffer_put_text(dump->out, frame->one_line ? ", " : ",");
    if (!frame->one_line)
        put_line(dump, frame->level);
    ou_buffer_put_text(dump->out, name);
    ou_buffer_put_char(dump->out, '=');
}

static void put_attributes(Dump *dump, Frame *frame)
{
    OuPosition start = ou_source_locate(&dump->tree->source, frame->node->start);
    OuPosition end = ou_source_locate(&dump->tree->source, frame->node->end);
    const char *const names[ATTRIBUTE_COUNT] = {
        "lineno", "col_offset", "end_lineno", "end_col_offset",
    };
    const uint32_t values[ATTRIBUTE_COUNT] = {
        start.line, start.byte_column, end.line, end.byte_column,
    };
    for (uint32_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        put_field_name(dump, frame, names[i]);
        ou_buffer_put_format(dump->out, "%u", values[i]);
    }
}

static void put_name(Dump *dump, const OuName *name)
{
    ou_dump_string(dump->out, name->text, name->length);
}

static void put_context(Dump *dump, uint8_t context)
{
    static const char *const names[] = { "Load()", "Store()", "Del()" };
    ou_buffer_put_text(dump->out, names[context]);
}

static void put_operator(Dump *dump, OuOperator op)
{
    ou_buffer_put_text(dump->out, ou_ast_operator_name(op));
    ou_buffer_put_text(dump->out, "()");
}

static void put_names(Dump *dump, const OuNameList *names, uint32_t level)
{
    ou_buffer_put_char(dump->out, '[');
    for (uint32_t i = 0; i < names->count; i++) {
        if (i)
            ou_buffer_put_char(dump->out, ',');
        put_line(dump, level + 1);
        put_name(dump, names->items[i]);
    }
    ou_buffer_put_char(dump->out, ']');
}

static void put_operators(Dump *dump, const OuOperatorList *ops, uint32_t level)
{
    ou_buffer_put_char(dump->out, '[');
    for (uint32_t i = 0; i < ops->count; i++) {
        if (i)
            ou_buffer_put_char(dump->out, ',');
        put_line(dump, level + 1);
        put_operator(dump, (OuOperator)ops->items[i]);
    }
    ou_buffer_put_char(dump->out, ']');
}

static bool push_node(Dump *dump, const OuNode *node, uint32_t level)
{
    if (dump->depth == dump->capacity) {
        uint32_t bigger = dump->capacity ? dump->capacity * 2 : 64;
        Frame *frames = ou_memory_resize(dump->out->memory, dump->frames,
                                         dump->capacity * sizeof(Frame), bigger * sizeof(Frame));
        if (!frames)
            return false;
        dump->frames = frames;
        dump->capacity = bigger;
    }
    dump->frames[dump->depth++] = (Frame){
        .node = node, .level = level, .one_line = fits_one_line(dump, node),
    };
    ou_buffer_put_text(dump->out, ou_ast_kind_name((OuNodeKind)node->kind));
    ou_buffer_put_char(dump->out, '(');
    return true;
}

// Prints a field's value, or the part of it in front of its first node, which is then pushed.
static bool put_field(Dump *dump, Frame *frame, const OuField *field)
{
    const void *member = field_member(frame->node, field);
    switch ((OuFieldSort)field->sort) {
    case OU_FIELD_SORT_NODE:
    case OU_FIELD_SORT_OPTIONAL:
        return push_node(dump, *(OuNode *const *)member, frame->level + 1);
    case OU_FIELD_SORT_NODES:
    case OU_FIELD_SORT_OPTIONALS:
        ou_buffer_put_char(dump->out, '[');
        frame->in_list = true;
        frame->item = 0;
        break;
    case OU_FIELD_SORT_NAME:
    case OU_FIELD_SORT_MAYBE:
        put_name(dump, *(OuName *const *)member);
        break;
    case OU_FIELD_SORT_NAMES:
        put_names(dump, member, frame->level);
        break;
    case OU_FIELD_SORT_INTEGER:
        ou_buffer_put_format(dump->out, "%d", *(const int32_t *)member);
        break;
    case OU_FIELD_SORT_OPERATOR:
        put_operator(dump, (OuOperator)*(const uint8_t *)member);
        break;
    case OU_FIELD_SORT_OPERATORS:
        put_operators(dump, member, frame->level);
        break;
    case OU_FIELD_SORT_CONSTANT:
        ou_dump_constant(dump->out, member);
        break;
    case OU_FIELD_SORT_CONTEXT:
        put_context(dump, *(const uint8_t *)member);
        break;
    case OU_FIELD_SORT_SCOPE:
        break;
    }
    return true;
}

static bool put_next_item(Dump *dump, Frame *frame, const OuField *field)
{
    const OuNodeList *list = field_member(frame->node, field);
    if (frame->item == list->count) {
        ou_buffer_put_char(dump->out, ']');
        frame->in_list = false;
        return true;
    }
    if (frame->item)
        ou_buffer_put_char(dump->out, ',');
    put_line(dump, frame->level + 1);
    const OuNode *item = list->items[frame->item++];
    if (item)
        return push_node(dump, item, frame->level + 2);
    ou_buffer_put_text(dump->out, "None");
    return true;
}

// Behind the last field: what isn't in the table, and the positions.
static void put_end(Dump *dump, Frame *frame)
{
    if (has_kind_u(frame->node)) {
        put_field_name(dump, frame, "kind");
        ou_buffer_put_text(dump->out, "'u'");
    }
    if (frame->node->kind == OU_NODE_MODULE) {
        put_field_name(dump, frame, "type_ignores");
        ou_buffer_put_text(dump->out, "[]");
    }
    if (has_attributes(dump, frame->node))
        put_attributes(dump, frame);
    ou_buffer_put_char(dump->out, ')');
    dump->depth--;
}

static bool dump_step(Dump *dump)
{
    Frame *frame = &dump->frames[dump->depth - 1];
    const OuNodeInfo *info = ou_fields_of((OuNodeKind)frame->node->kind);
    if (frame->in_list)
        return put_next_item(dump, frame, &info->fields[frame->field - 1]);
    while (frame->field < info->count && is_absent(frame->node, &info->fields[frame->field]))
        frame->field++;
    if (frame->field == info->count) {
        put_end(dump, frame);
        return true;
    }
    const OuField *field = &info->fields[frame->field++];
    put_field_name(dump, frame, field->name);
    return put_field(dump, frame, field);
}

bool ou_dump_tree(OuSyntaxTree *tree, bool positions, OuBuffer *out)
{
    Dump dump = { .tree = tree, .out = out, .positions = positions };
    bool done = push_node(&dump, tree->root, 1);
    while (done && dump.depth)
        done = dump_step(&dump);
    ou_memory_free(out->memory, dump.frames, dump.capacity * sizeof(Frame));
    return done && !out->failed;
}
