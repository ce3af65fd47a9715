#include "runtime/snapshot_label.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str.h"

enum {
    OU_LABEL_LONGEST = 100,                // characters of a str that are shown
    OU_LABEL_ROOM    = 4096,               // taken at once: few texts need more
};

const char *const ou_heap_node_kind_names[OU_HEAP_NODE_KINDS] = {
    "hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native",
    "synthetic", "concatenated string", "sliced string", "symbol", "bigint", "object shape",
};

const char *const ou_heap_edge_kind_names[OU_EDGE_KINDS] = {
    "context", "element", "property", "internal", "hidden", "shortcut", "weak",
};

// ---- Objects ------------------------------------------------------------------------------------

// What stands in the slot of that name, if it is a string.
static const OuString *named_slot(OuVM *vm, const OuObject *object, const char *name)
{
    const OuSlotName *row = ou_heap_layout_of(&vm->heap, object)->slot_names;
    while (row && row->text && strcmp(row->text, name) != 0) row++;
    if (!row || !row->text) return NULL;
    OuString *string;
    memcpy(&string, (const char *)object + row->offset, sizeof string);
    return string;
}

static OuLabel label_of_class(OuVM *vm, OuObject *object)
{
    return ou_label_string(OU_LABEL_STRING, ou_type_of(vm, ou_pointer_value(object))->name);
}

static OuLabel label_of_code(OuVM *vm, OuObject *object)
{
    const OuString *name = named_slot(vm, object, ".__qualname__");
    if (!name) name = named_slot(vm, object, ".co_qualname");
    if (!name && object->kind == OU_KIND_NATIVE) name = ((OuNative *)object)->name;
    if (!name && object->kind == OU_KIND_METHOD_DESCRIPTOR) name = ((OuNative *)object)->name;
    return name ? ou_label_string(OU_LABEL_STRING, name) : label_of_class(vm, object);
}

static OuLabel label_of_module(OuVM *vm, OuObject *object)
{
    OuDict *dict = ((OuModule *)object)->dict;
    OuValue name = dict ? ou_dict_get_name_peek(dict, OU_NAMED(vm, dunder_name)) : OU_UNBOUND;
    if (!ou_is_str(name)) return label_of_class(vm, object);
    return ou_label_string(OU_LABEL_MODULE, ou_str_of(name));
}

OuLabel ou_label_of_object(OuVM *vm, OuObject *object, OuHeapNodeKind *kind)
{
    *kind = OU_HEAP_NODE_OBJECT;
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_STR:
        *kind = OU_HEAP_NODE_STRING;
        return ou_label_string(OU_LABEL_CONTENT, (OuString *)object);
    case OU_KIND_INT: case OU_KIND_FLOAT: case OU_KIND_COMPLEX:
        *kind = OU_HEAP_NODE_NUMBER;
        return label_of_class(vm, object);
    case OU_KIND_TYPE:
        *kind = OU_HEAP_NODE_SHAPE;
        return ou_label_string(OU_LABEL_CLASS, ((OuType *)object)->name);
    case OU_KIND_FUNCTION: case OU_KIND_NATIVE: case OU_KIND_METHOD_DESCRIPTOR:
        *kind = OU_HEAP_NODE_CLOSURE;
        return label_of_code(vm, object);
    case OU_KIND_CODE:
        *kind = OU_HEAP_NODE_CODE;
        return label_of_code(vm, object);
    case OU_KIND_MODULE:
        return label_of_module(vm, object);
    default:
        return label_of_class(vm, object);
    }
}

// ---- Edges --------------------------------------------------------------------------------------

OuLabel ou_label_of_edge(const OuEdge *edge, OuHeapEdgeKind *kind)
{
    *kind = OU_EDGE_KIND_PROPERTY;
    switch (edge->form) {
    case OU_EDGE_ATTRIBUTE:
        return ou_label_string(OU_LABEL_STRING, edge->name);
    case OU_EDGE_ITEM:
        return (OuLabel){ OU_LABEL_KEY, edge->key };
    case OU_EDGE_INDEX:
        *kind = OU_EDGE_KIND_ELEMENT;
        return (OuLabel){ 0 };
    case OU_EDGE_LOCAL:
        *kind = OU_EDGE_KIND_CONTEXT;
        return ou_label_string(OU_LABEL_STRING, edge->name);
    default:
        *kind = OU_EDGE_KIND_INTERNAL;
        return ou_label_text(edge->text + (*edge->text == '.'));
    }
}

// ---- Text ---------------------------------------------------------------------------------------

static void put_string(OuBuffer *text, const OuString *string, size_t most)
{
    for (size_t i = 0; i < string->length && i < most; i++) {
        ou_buffer_put_utf8(text, ou_str_at(string, i));
    }
    if (string->length > most) ou_buffer_put_text(text, "…");
}

static void put_label(OuLabels *labels, OuLabel label)
{
    OuBuffer *text = &labels->text;
    const OuString *string = (const OuString *)(uintptr_t)label.what;
    OuEdge edge = { .form = OU_EDGE_ITEM, .key = label.what };
    text->length = 0;
    switch (label.form) {
    case OU_LABEL_TEXT:
        ou_buffer_put_text(text, (const char *)(uintptr_t)label.what);
        break;
    case OU_LABEL_KEY:
        ou_edge_put_name(labels->vm, &edge, false, text);
        break;
    case OU_LABEL_ROOT:
        ou_root_name_put(labels->vm, &labels->found, (const void *)(uintptr_t)label.what, text);
        break;
    case OU_LABEL_CONTENT:
        put_string(text, string, OU_LABEL_LONGEST);
        break;
    case OU_LABEL_MODULE: case OU_LABEL_CLASS:
        ou_buffer_put_text(text, label.form == OU_LABEL_CLASS ? "class " : "module ");
        put_string(text, string, SIZE_MAX);
        break;
    case OU_LABEL_STRING:
        put_string(text, string, SIZE_MAX);
        break;
    }
    labels->put(labels->context, text->length ? text->bytes : "", text->length);
}

// ---- Indexes ------------------------------------------------------------------------------------

void ou_labels_begin(OuLabels *labels, OuVM *vm,
                     void (*put)(void *context, const char *utf8, size_t length), void *context)
{
    memset(labels->cache, 0, sizeof labels->cache);
    labels->vm = vm;
    labels->put = put;
    labels->context = context;
    labels->count = 0;
    labels->found = (OuRegister){ .state = { NULL } };
    ou_buffer_init(&labels->text, &vm->heap.memory);
    if (put) ou_buffer_reserve(&labels->text, OU_LABEL_ROOM);
}

void ou_labels_end(OuLabels *labels)
{
    ou_buffer_free(&labels->text);
}

static uint32_t new_index(OuLabels *labels, OuLabel label)
{
    if (labels->put) put_label(labels, label);
    return labels->count++;
}

uint32_t ou_labels_index(OuLabels *labels, OuLabel label)
{
    if (label.form == OU_LABEL_CONTENT) return new_index(labels, label);   // asked for once
    uint64_t hash = (label.what ^ (uint64_t)label.form << 60) * 0x9E3779B97F4A7C15ull;
    size_t row = hash >> 50 & (OU_LABEL_CACHE - 1);
    OuLabel *known = &labels->cache[row].label;
    if (known->form != label.form || known->what != label.what) {
        labels->cache[row].index = new_index(labels, label);
        *known = label;
    }
    return labels->cache[row].index;
}
