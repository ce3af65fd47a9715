// snapshot_label.h: names in a heap snapshot, and their indexes in its table of strings.
//
// Names aren't kept: a label says where one comes from, and has the next index when it is first
// asked for. The table is written by asking for all labels again, in the same order. A cache of
// fixed size finds most labels that were asked for before; those that it has forgotten have a
// second index for the same text.
#ifndef OU_RUNTIME_SNAPSHOT_LABEL_H
#define OU_RUNTIME_SNAPSHOT_LABEL_H

#include "runtime/edge.h"
#include "runtime/root_name.h"

typedef enum OuLabelForm {
    OU_LABEL_TEXT = 1,           // a constant in C
    OU_LABEL_STRING,             // a string: of a class, an attribute
    OU_LABEL_CONTENT,            // what a str holds, shortened
    OU_LABEL_MODULE,             // module NAME
    OU_LABEL_CLASS,              // class NAME
    OU_LABEL_KEY,                // [key]
    OU_LABEL_ROOT,               // what ou_root_name_put says of a slot
} OuLabelForm;

typedef struct OuLabel {
    OuLabelForm form;
    uint64_t    what;            // an address, or the key's value
} OuLabel;

static inline OuLabel ou_label_text(const char *text)
{
    return (OuLabel){ OU_LABEL_TEXT, (uintptr_t)text };
}

static inline OuLabel ou_label_string(OuLabelForm form, const OuString *string)
{
    return (OuLabel){ form, (uintptr_t)string };
}

enum { OU_LABEL_CACHE = 16384 };           // a power of two

typedef struct OuLabels {
    OuVM      *vm;
    // Not NULL: is handed the text of each new label.
    void     (*put)(void *context, const char *utf8, size_t length);
    void      *context;
    OuBuffer   text;
    uint32_t   count;
    OuRegister found;            // of the last OU_LABEL_ROOT
    struct { OuLabel label; uint32_t index; } cache[OU_LABEL_CACHE];
} OuLabels;

// Begins (anew): with indexes from 0 on.
void ou_labels_begin(OuLabels *labels, OuVM *vm,
                     void (*put)(void *context, const char *utf8, size_t length), void *context);
void ou_labels_end(OuLabels *labels);
uint32_t ou_labels_index(OuLabels *labels, OuLabel label);

// What kind of node an object is, by its number in the file's list of kinds, and its name.
typedef enum OuHeapNodeKind {
    OU_HEAP_NODE_HIDDEN, OU_HEAP_NODE_ARRAY, OU_HEAP_NODE_STRING, OU_HEAP_NODE_OBJECT,
    OU_HEAP_NODE_CODE, OU_HEAP_NODE_CLOSURE, OU_HEAP_NODE_REGEXP, OU_HEAP_NODE_NUMBER,
    OU_HEAP_NODE_NATIVE, OU_HEAP_NODE_SYNTHETIC, OU_HEAP_NODE_CONCATENATED, OU_HEAP_NODE_SLICED,
    OU_HEAP_NODE_SYMBOL, OU_HEAP_NODE_BIGINT, OU_HEAP_NODE_SHAPE, OU_HEAP_NODE_KINDS
} OuHeapNodeKind;
extern const char *const ou_heap_node_kind_names[OU_HEAP_NODE_KINDS];
OuLabel ou_label_of_object(OuVM *vm, OuObject *object, OuHeapNodeKind *kind);

typedef enum OuHeapEdgeKind {
    OU_EDGE_KIND_CONTEXT, OU_EDGE_KIND_ELEMENT, OU_EDGE_KIND_PROPERTY, OU_EDGE_KIND_INTERNAL,
    OU_EDGE_KIND_HIDDEN, OU_EDGE_KIND_SHORTCUT, OU_EDGE_KIND_WEAK, OU_EDGE_KINDS
} OuHeapEdgeKind;
extern const char *const ou_heap_edge_kind_names[OU_EDGE_KINDS];
// Not for an element, whose name is its index.
OuLabel ou_label_of_edge(const OuEdge *edge, OuHeapEdgeKind *kind);

#endif
