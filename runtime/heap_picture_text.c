// heap_picture_text.c: pictures as text for Graphviz and Mermaid.
#include <errno.h>
#include <stdio.h>

#include "runtime/heap_group.h"
#include "runtime/heap_path.h"
#include "runtime/heap_picture.h"

enum { OU_PICTURE_NAME = 32 };             // characters of a name

void ou_picture_put_name(const OuHeapFile *file, uint32_t node, size_t most, OuBuffer *text)
{
    OuHeapText name = ou_heap_file_name(file, node);
    bool is_string = !strcmp(ou_heap_file_node_kind(file, node), "string");
    if (is_string) ou_buffer_put_char(text, '\'');
    ou_heap_put_text(text, name.length || is_string ? name : (OuHeapText){ "(root)", 6 }, most);
    if (is_string) ou_buffer_put_char(text, '\'');
}

// ---- Escapes ------------------------------------------------------------------------------------

// DOT: a quoted string, in which Graphviz reads HTML's names of characters.
static void put_dot_text(OuOutFile *out, const OuBuffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] == '"' || text->bytes[i] == '\\') ou_out_file_put_char(out, '\\');
        ou_out_file_put_char(out, text->bytes[i]);
        if (text->bytes[i] == '&') ou_out_file_put_text(out, "amp;");
    }
}

// Mermaid: what means something to it or to HTML is written by its number.
static void put_mermaid_text(OuOutFile *out, const OuBuffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        unsigned char c = (unsigned char)text->bytes[i];
        if (strchr("\"#;<>&`\\|", c)) ou_out_file_put_format(out, "#%d;", c);
        else ou_out_file_put_char(out, (char)c);
    }
}

typedef void PutText(OuOutFile *out, const OuBuffer *text);

static void put_name(const OuPicture *picture, uint32_t node, OuOutFile *out, PutText *put)
{
    OuBuffer text;
    ou_buffer_init(&text, picture->file->memory);
    ou_picture_put_name(picture->file, node, OU_PICTURE_NAME, &text);
    if (text.failed) ou_out_file_fail(out, ENOMEM);
    put(out, &text);
    ou_buffer_free(&text);
}

static void put_edge_name(const OuPicture *picture, const OuPictureEdge *edge, OuOutFile *out,
                          PutText *put)
{
    OuBuffer text;
    ou_buffer_init(&text, picture->file->memory);
    if (edge->edge == OU_GRAPH_NONE) {
        ou_buffer_put_format(&text, "… %s more …", ou_heap_count_text(edge->skipped).text);
    } else {
        ou_heap_path_put_edge(picture->file, edge->edge, &text);
    }
    if (text.length && text.bytes[0] == ' ') {
        memmove(text.bytes, text.bytes + 1, text.length);
        text.length--;
    }
    if (text.failed) ou_out_file_fail(out, ENOMEM);
    put(out, &text);
    ou_buffer_free(&text);
}

static bool is_weak(const OuPicture *picture, const OuPictureEdge *edge)
{
    return edge->edge == OU_GRAPH_NONE
        || !strcmp(ou_heap_file_edge_kind(picture->file, edge->edge), "weak");
}

// ---- DOT ----------------------------------------------------------------------------------------

static void put_dot_node(const OuPicture *picture, uint32_t position, OuOutFile *out)
{
    const OuHeapFile *file = picture->file;
    uint32_t node = picture->nodes[position];
    bool is_synthetic = ou_heap_is_synthetic(file, node);
    ou_out_file_put_format(out, "  n%u [label=\"", (unsigned)position);
    put_name(picture, node, out, put_dot_text);
    if (!is_synthetic) {
        ou_out_file_put_format(out, "\\n%s  @%llu", ou_heap_size_text(file->sizes[node]).text,
                               (unsigned long long)file->ids[node]);
    }
    ou_out_file_put_text(out, "\"");
    if (node == picture->focus) ou_out_file_put_text(out, ", fillcolor=\"#ffd479\", penwidth=2");
    else if (is_synthetic) ou_out_file_put_text(out, ", shape=plaintext, style=\"\"");
    ou_out_file_put_text(out, "];\n");
}

void ou_picture_put_dot(const OuPicture *picture, OuOutFile *out)
{
    ou_out_file_put_text(out,
        "digraph heap {\n"
        "  rankdir=LR;\n"
        "  graph [fontname=\"Helvetica\", bgcolor=\"white\"];\n"
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#eef3fb\", color=\"#5b7db1\",\n"
        "        fontname=\"Helvetica\", fontsize=11];\n"
        "  edge [color=\"#7a869a\", fontname=\"Courier\", fontsize=10];\n");
    for (uint32_t i = 0; i < picture->node_count; i++) put_dot_node(picture, i, out);
    for (uint32_t i = 0; i < picture->edge_count; i++) {
        const OuPictureEdge *edge = &picture->edges[i];
        ou_out_file_put_format(out, "  n%u -> n%u [label=\"", (unsigned)edge->from,
                               (unsigned)edge->to);
        put_edge_name(picture, edge, out, put_dot_text);
        ou_out_file_put_text(out, is_weak(picture, edge) ? "\", style=dashed];\n" : "\"];\n");
    }
    if (picture->is_cut) {
        ou_out_file_put_text(out, "  cut [label=\"… and more\", shape=plaintext];\n");
    }
    ou_out_file_put_text(out, "}\n");
}

// ---- Mermaid ------------------------------------------------------------------------------------

static void put_mermaid_node(const OuPicture *picture, uint32_t position, OuOutFile *out)
{
    const OuHeapFile *file = picture->file;
    uint32_t node = picture->nodes[position];
    ou_out_file_put_format(out, "    n%u[\"", (unsigned)position);
    put_name(picture, node, out, put_mermaid_text);
    if (!ou_heap_is_synthetic(file, node)) {
        ou_out_file_put_format(out, "<br/>%s @%llu", ou_heap_size_text(file->sizes[node]).text,
                               (unsigned long long)file->ids[node]);
    }
    ou_out_file_put_format(out, "\"]%s\n", node == picture->focus ? ":::focus" : "");
}

void ou_picture_put_mermaid(const OuPicture *picture, OuOutFile *out)
{
    ou_out_file_put_text(out, "flowchart LR\n");
    for (uint32_t i = 0; i < picture->node_count; i++) put_mermaid_node(picture, i, out);
    for (uint32_t i = 0; i < picture->edge_count; i++) {
        const OuPictureEdge *edge = &picture->edges[i];
        ou_out_file_put_format(out, "    n%u %s|\"", (unsigned)edge->from,
                               is_weak(picture, edge) ? "-.->" : "-->");
        put_edge_name(picture, edge, out, put_mermaid_text);
        ou_out_file_put_format(out, "\"| n%u\n", (unsigned)edge->to);
    }
    if (picture->is_cut) ou_out_file_put_text(out, "    cut[\"… and more\"]\n");
    ou_out_file_put_text(out, "    classDef focus fill:#ffd479,stroke:#5b7db1,color:#1b2430\n");
}
