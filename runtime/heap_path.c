#include "runtime/heap_path.h"

#include <string.h>

#include "runtime/heap_group.h"

enum { OU_PATH_LONGEST = 32,             // references that are shown, half from each end
       OU_PATH_NAME = 80 };              // characters of a name

static bool is_kind(const OuHeapFile *file, uint32_t edge, const char *kind)
{
    return !strcmp(ou_heap_file_edge_kind(file, edge), kind);
}

static bool has_number(const OuHeapFile *file, uint32_t edge)
{
    return is_kind(file, edge, "element") || is_kind(file, edge, "hidden");
}

static OuHeapText name_of(const OuHeapFile *file, uint32_t edge)
{
    return ou_heap_file_string(file, file->edge_names[edge]);
}

void ou_heap_path_put_edge(const OuHeapFile *file, uint32_t edge, OuBuffer *text)
{
    if (has_number(file, edge)) {
        ou_buffer_put_format(text, "[%u]", (unsigned)file->edge_names[edge]);
        return;
    }
    OuHeapText name = name_of(file, edge);
    bool is_context = file->is_own && is_kind(file, edge, "context");
    bool is_root = is_context && ou_heap_is_synthetic(file, ou_graph_owner(&file->graph, edge));
    bool is_local = is_context && !is_root;
    char first = name.length ? *name.bytes : '\0';
    if (is_local) ou_buffer_put_text(text, " local '");
    else if (first == '(' || is_root) ou_buffer_put_char(text, ' ');
    else if (first != '[') ou_buffer_put_char(text, '.');
    ou_heap_put_text(text, name, OU_PATH_NAME);
    if (is_local) ou_buffer_put_char(text, '\'');
}

// ---- Attributes ---------------------------------------------------------------------------------
//
// What stands in the dictionary of a module, a class or an instance is an attribute:
// `.__dict__['cache']` is written `.cache`.

static bool is_dict_edge(const OuHeapFile *file, uint32_t edge)
{
    return file->is_own && is_kind(file, edge, "internal")
        && ou_heap_text_is(name_of(file, edge), "__dict__");
}

// The identifier in ['identifier'], or nothing.
static OuHeapText identifier_of(OuHeapText name)
{
    OuHeapText none = { NULL, 0 };
    if (name.length < 5 || memcmp(name.bytes, "['", 2) != 0) return none;
    if (memcmp(name.bytes + name.length - 2, "']", 2) != 0) return none;
    OuHeapText inner = { name.bytes + 2, name.length - 4 };
    for (size_t i = 0; i < inner.length; i++) {
        unsigned char c = (unsigned char)inner.bytes[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        if (!is_letter && !(i && c >= '0' && c <= '9')) return none;
    }
    return inner;
}

// Two references that are one attribute; false: they aren't.
static bool put_attribute(const OuHeapFile *file, uint32_t edge, uint32_t next, OuBuffer *text)
{
    if (!is_dict_edge(file, edge) || !is_kind(file, next, "property")) return false;
    OuHeapText inner = identifier_of(name_of(file, next));
    if (!inner.bytes && name_of(file, next).length && *name_of(file, next).bytes != '[') {
        inner = name_of(file, next);                 // an instance's own dictionary
    }
    if (!inner.bytes) return false;
    ou_buffer_put_char(text, '.');
    ou_heap_put_text(text, inner, OU_PATH_NAME);
    return true;
}

// What a local variable holds that lies in a cell: the cell is no step.
static bool is_variable(const OuHeapFile *file, uint32_t edge, uint32_t next)
{
    return file->is_own && is_kind(file, edge, "context") && is_kind(file, next, "internal")
        && ou_heap_text_is(name_of(file, next), "cell_contents");
}

// ---- The way ------------------------------------------------------------------------------------

typedef struct Way {
    uint32_t edges[OU_PATH_LONGEST];         // the first and the last ones, from the root on
    uint32_t length;                         // how many there are in all
} Way;

static uint32_t length_of(const OuHeapFile *file, const uint32_t *via, uint32_t node)
{
    uint32_t length = 0;
    for (; via[node] != OU_GRAPH_NONE; length++) node = ou_graph_owner(&file->graph, via[node]);
    return length;
}

static void find_way(const OuHeapFile *file, const uint32_t *via, uint32_t node, Way *way)
{
    way->length = length_of(file, via, node);
    uint32_t cut = way->length > OU_PATH_LONGEST ? way->length - OU_PATH_LONGEST : 0;
    for (uint32_t i = way->length; i-- > 0; node = ou_graph_owner(&file->graph, via[node])) {
        if (i < OU_PATH_LONGEST / 2) way->edges[i] = via[node];
        else if (i >= OU_PATH_LONGEST / 2 + cut) way->edges[i - cut] = via[node];
    }
}

// What the way begins with. Gives how many references it stands for.
static uint32_t put_beginning(const OuHeapFile *file, const Way *way, OuBuffer *text)
{
    static const struct { const char *group, *text; } groups[] = {
        { "(modules)", "" }, { "(stack frames)", NULL }, { "(interpreter)", NULL },
        { "(C code)", "C code" }, { "(uncollected cycles)", "uncollected cycle" },
    };
    uint32_t first = file->graph.to[way->edges[0]];
    if (!file->is_own || way->length < 3 || !ou_heap_is_synthetic(file, first)) {
        ou_heap_put_text(text, ou_heap_file_name(file, first), OU_PATH_NAME);
        ou_buffer_put_char(text, ' ');
        return 1;
    }
    OuHeapText group = ou_heap_file_name(file, file->graph.to[way->edges[1]]);
    for (unsigned i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (!ou_heap_text_is(group, groups[i].group)) continue;
        if (!groups[i].text) ou_heap_put_text(text, name_of(file, way->edges[2]), SIZE_MAX);
        else if (*groups[i].text) ou_buffer_put_text(text, groups[i].text);
        else ou_heap_put_text(text, ou_heap_file_name(file, file->graph.to[way->edges[2]]),
                              OU_PATH_NAME);
        ou_buffer_put_char(text, ' ');
        return 3;
    }
    return 0;
}

void ou_heap_path_put(const OuHeapFile *file, const uint32_t *via, uint32_t node, OuBuffer *text)
{
    Way way = { .length = 0 };
    if (node == 0) ou_buffer_put_text(text, "(root)");
    if (via[node] == OU_GRAPH_NONE) return;
    find_way(file, via, node, &way);
    uint32_t shown = way.length < OU_PATH_LONGEST ? way.length : OU_PATH_LONGEST;
    uint32_t i = put_beginning(file, &way, text);
    for (; i < shown; i++) {
        if (i && i != OU_PATH_LONGEST / 2 && is_variable(file, way.edges[i - 1], way.edges[i])) {
            continue;
        }
        if (shown < way.length && i == OU_PATH_LONGEST / 2) {
            ou_buffer_put_format(text, " … %s more … ",
                                 ou_heap_count_text(way.length - shown).text);
        }
        if (i + 1 < shown && i + 1 != OU_PATH_LONGEST / 2
            && put_attribute(file, way.edges[i], way.edges[i + 1], text)) {
            i++;
        } else {
            ou_heap_path_put_edge(file, way.edges[i], text);
        }
    }
    while (text->length && text->bytes[text->length - 1] == ' ') {
        text->bytes[--text->length] = '\0';
    }
}
