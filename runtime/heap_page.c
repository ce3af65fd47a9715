#include "runtime/heap_page.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "runtime/heap_page_parts.h"
#include "runtime/heap_path.h"

enum { PAGE_LARGEST = 12, PAGE_TYPES = 24 };

// ---- Text ---------------------------------------------------------------------------------------

static void put_escaped(OuOutFile *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (bytes[i]) {
        case '<':  ou_out_file_put_text(out, "&lt;"); break;
        case '>':  ou_out_file_put_text(out, "&gt;"); break;
        case '&':  ou_out_file_put_text(out, "&amp;"); break;
        case '"':  ou_out_file_put_text(out, "&quot;"); break;
        default:   ou_out_file_put_char(out, bytes[i]);
        }
    }
}

size_t ou_page_put_text(OuHeapPage *page, OuHeapText text, size_t most)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, page->memory);
    size_t characters = ou_heap_put_text(&buffer, text, most);
    if (buffer.failed) ou_out_file_fail(page->out, ENOMEM);
    if (buffer.length) put_escaped(page->out, buffer.bytes, buffer.length);
    ou_buffer_free(&buffer);
    return characters;
}

void ou_page_put_words(OuHeapPage *page, const char *words)
{
    put_escaped(page->out, words, strlen(words));
}

void ou_page_put_path(OuHeapPage *page, uint32_t node)
{
    OuBuffer buffer;
    ou_buffer_init(&buffer, page->memory);
    ou_heap_path_put(page->file, page->via, node, &buffer);
    if (buffer.failed) ou_out_file_fail(page->out, ENOMEM);
    if (buffer.length) put_escaped(page->out, buffer.bytes, buffer.length);
    else ou_page_put_words(page, "only weak references");
    ou_buffer_free(&buffer);
}

size_t ou_page_put_edge(OuHeapPage *page, uint32_t edge, size_t most)
{
    OuBuffer buffer;
    size_t characters = 0;
    ou_buffer_init(&buffer, page->memory);
    ou_heap_path_put_edge(page->file, edge, &buffer);
    if (buffer.failed) ou_out_file_fail(page->out, ENOMEM);
    size_t first = buffer.length && buffer.bytes[0] == ' ';
    if (buffer.length) {
        OuHeapText text = { buffer.bytes + first, buffer.length - first };
        characters = ou_page_put_text(page, text, most);
    }
    ou_buffer_free(&buffer);
    return characters;
}

unsigned ou_page_colour(OuHeapText name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.length; i++) {
        hash = (hash ^ (unsigned char)name.bytes[i]) * 16777619u;
    }
    return (hash ^ hash >> 15) % 10;
}

// ---- The sum ------------------------------------------------------------------------------------

static void put_sum(OuHeapPage *page, const char *number, const char *words)
{
    ou_out_file_put_format(page->out, "<div class=\"sum\"><b>%s</b><span>%s</span></div>\n", number,
                           words);
}

static void put_head(OuHeapPage *page)
{
    OuOutFile *out = page->out;
    char when[64] = "";
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local)) strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
    ou_out_file_put_text(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                              "<meta name=\"viewport\" content=\"width=device-width\">"
                              "<title>The heap</title>\n<style>\n");
    ou_out_file_put_text(out, ou_page_style);
    ou_out_file_put_text(out, "</style></head>\n<body><main>\n<h1>The heap</h1>\n<p>");
    ou_page_put_words(page, page->file->path);
    ou_out_file_put_format(out, ", %s</p>\n<div class=\"sums\">\n", when);
    uint64_t bytes = 0, objects = 0;
    for (uint32_t i = 0; i < page->groups.count; i++) {
        bytes += page->groups.items[i].bytes;
        objects += page->groups.items[i].count;
    }
    put_sum(page, ou_heap_size_text(bytes).text, "in objects and their buffers");
    put_sum(page, ou_heap_count_text(objects).text, "objects");
    put_sum(page, ou_heap_count_text(page->file->graph.first[page->file->graph.count]).text,
            "references");
    put_sum(page, ou_heap_count_text(page->groups.count).text, "types");
    ou_out_file_put_text(out, "</div>\n");
}

// ---- The largest --------------------------------------------------------------------------------

// Where memory gathers: what retains much, though nothing that it holds retains nearly as much.
static bool is_gathering(const OuHeapPage *page, uint32_t node)
{
    if (page->group[node] == OU_GRAPH_NONE) return false;
    uint32_t child = page->first_child[node];
    for (; child != OU_GRAPH_NONE; child = page->next_sibling[child]) {
        if (page->bytes[child] * 10 >= page->bytes[node] * 8) return false;
    }
    return true;
}

static uint32_t find_largest(const OuHeapPage *page, uint32_t *top)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->file->graph.count; i++) {
        if (count == PAGE_LARGEST && page->bytes[top[count - 1]] >= page->bytes[i]) continue;
        if (!is_gathering(page, i)) continue;
        uint32_t at = count < PAGE_LARGEST ? count++ : PAGE_LARGEST - 1;
        for (; at && page->bytes[top[at - 1]] < page->bytes[i]; at--) top[at] = top[at - 1];
        top[at] = i;
    }
    return count;
}

static void put_type_name(OuHeapPage *page, OuHeapText type, OuHeapText words)
{
    ou_out_file_put_format(page->out, "<td class=\"l\"><span class=\"dot b%u\"></span>",
                           ou_page_colour(type));
    ou_page_put_text(page, words, 44);
    ou_out_file_put_text(page->out, "</td>");
}

static void put_bar(OuHeapPage *page, uint64_t bytes, uint64_t most, OuHeapText type)
{
    ou_out_file_put_format(page->out, "<td class=\"l track\"><div class=\"bar b%u\" "
                           "style=\"width:%.1f%%\"></div></td>", ou_page_colour(type),
                           most ? 100.0 * (double)bytes / (double)most : 0);
}

static void put_largest(OuHeapPage *page)
{
    uint32_t top[PAGE_LARGEST], count = find_largest(page, top);
    OuOutFile *out = page->out;
    ou_out_file_put_text(out,
        "<h2>What holds the most</h2>\n<p>Objects in which memory gathers, with what would go if "
        "they went, and the shortest way from a root to them.</p>\n<div class=\"card held\"><table>"
        "<tr><th class=\"l\">object</th><th>retains</th><th>objects</th><th class=\"l track\"></th>"
        "<th class=\"l\">held by</th></tr>\n");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = top[i];
        OuHeapText type = page->groups.items[page->group[node]].name;
        ou_out_file_put_text(out, "<tr>");
        put_type_name(page, type, ou_heap_file_name(page->file, node));
        ou_out_file_put_format(out, "<td>%s</td><td>%s</td>",
                               ou_heap_size_text(page->bytes[node]).text,
                               ou_heap_count_text(page->objects[node]).text);
        put_bar(page, page->bytes[node], page->bytes[top[0]], type);
        ou_out_file_put_text(out, "<td class=\"path\"><code>");
        ou_page_put_path(page, node);
        ou_out_file_put_text(out, "</code></td></tr>\n");
    }
    ou_out_file_put_text(out, "</table></div>\n");
}

// ---- Types --------------------------------------------------------------------------------------

// What would go with all objects of each type: those below one of the same type aren't added. On
// the way down the tree each type counts how many of its objects are above. `old_bytes` holds it.
static void sum_retained(OuHeapPage *page)
{
    uint32_t node = 0;
    bool is_down = true;
    OuHeapGroup *groups = page->groups.items;
    for (;;) {
        uint32_t group = page->group[node];
        if (is_down && group != OU_GRAPH_NONE && !groups[group].new_count++) {
            groups[group].old_bytes += page->bytes[node];
        }
        if (is_down && page->first_child[node] != OU_GRAPH_NONE) {
            node = page->first_child[node];
            continue;
        }
        if (group != OU_GRAPH_NONE) groups[group].new_count--;
        if (node == 0) return;
        is_down = page->next_sibling[node] != OU_GRAPH_NONE;
        node = is_down ? page->next_sibling[node] : page->dominators.parent[node];
    }
}

static int by_retained(const void *a, const void *b)
{
    const OuHeapGroup *x = *(const OuHeapGroup *const *)a, *y = *(const OuHeapGroup *const *)b;
    if (x->old_bytes != y->old_bytes) return x->old_bytes < y->old_bytes ? 1 : -1;
    return x->count < y->count ? 1 : -1;
}

static bool put_types(OuHeapPage *page)
{
    OuOutFile *out = page->out;
    uint32_t count = page->groups.count;
    size_t size = (count + 1) * sizeof(OuHeapGroup *);
    const OuHeapGroup **order = ou_memory_alloc(page->memory, size);
    if (!order) return false;
    sum_retained(page);
    for (uint32_t i = 0; i < count; i++) order[i] = &page->groups.items[i];
    qsort(order, count, sizeof *order, by_retained);
    ou_out_file_put_text(out,
        "<h2>Types</h2>\n<p>What all objects of a type would take with them, and what they are "
        "themselves.</p>\n<div class=\"card\"><table><tr><th class=\"l\">type</th><th>retain</th>"
        "<th class=\"l track\"></th><th>are</th><th>objects</th></tr>\n");
    for (uint32_t i = 0; i < count && i < PAGE_TYPES; i++) {
        ou_out_file_put_text(out, "<tr>");
        put_type_name(page, order[i]->name, order[i]->name);
        ou_out_file_put_format(out, "<td>%s</td>", ou_heap_size_text(order[i]->old_bytes).text);
        put_bar(page, order[i]->old_bytes, order[0]->old_bytes, order[i]->name);
        ou_out_file_put_format(out, "<td>%s</td><td>%s</td></tr>\n",
                               ou_heap_size_text(order[i]->bytes).text,
                               ou_heap_count_text(order[i]->count).text);
    }
    ou_out_file_put_text(out, "</table></div>\n");
    ou_memory_free(page->memory, order, size);
    return true;
}

// ---- The whole ----------------------------------------------------------------------------------

static void count_groups(OuHeapPage *page)
{
    for (uint32_t i = 0; i < page->file->graph.count; i++) {
        page->bytes[i] = page->file->sizes[i];
        page->objects[i] = page->group[i] != OU_GRAPH_NONE;
        if (page->group[i] == OU_GRAPH_NONE) continue;
        page->groups.items[page->group[i]].count++;
        page->groups.items[page->group[i]].bytes += page->file->sizes[i];
    }
}

static void link_children(OuHeapPage *page)
{
    const OuDominators *dominators = &page->dominators;
    uint32_t count = page->file->graph.count;
    memset(page->first_child, 0xFF, count * sizeof *page->first_child);
    memset(page->next_sibling, 0xFF, count * sizeof *page->next_sibling);
    for (uint32_t i = dominators->reached; i-- > 1;) {
        uint32_t node = dominators->order[i], parent = dominators->parent[node];
        page->next_sibling[node] = page->first_child[parent];
        page->first_child[parent] = node;
    }
}

static void page_free(OuHeapPage *page)
{
    const OuGraph *graph = &page->file->graph;
    size_t size = (size_t)graph->count * sizeof *page->bytes;
    if (page->bytes) ou_memory_free(page->memory, page->bytes, size);
    if (page->objects) ou_memory_free(page->memory, page->objects, size);
    ou_graph_drop(page->memory, graph, page->group);
    ou_graph_drop(page->memory, graph, page->via);
    ou_graph_drop(page->memory, graph, page->first_child);
    ou_graph_drop(page->memory, graph, page->next_sibling);
    ou_graph_free_dominators(page->memory, graph, &page->dominators);
    ou_heap_groups_free(&page->groups);
}

static bool page_init(OuHeapPage *page, OuHeapFile *file, OuOutFile *out)
{
    size_t count = file->graph.count, links = (count + 1) * sizeof(uint32_t);
    *page = (OuHeapPage){ .file = file, .memory = file->memory, .out = out };
    ou_heap_groups_init(&page->groups, page->memory);
    page->group = ou_heap_groups_assign(&page->groups, file);
    page->bytes = ou_memory_alloc(page->memory, count * sizeof *page->bytes);
    page->objects = ou_memory_alloc(page->memory, count * sizeof *page->objects);
    page->via = ou_graph_shortest(page->memory, &file->graph, 0);
    page->first_child = ou_memory_alloc(page->memory, links);
    page->next_sibling = ou_memory_alloc(page->memory, links);
    if (!page->group || !page->bytes || !page->objects || !page->via || !page->first_child
        || !page->next_sibling) return false;
    if (!ou_graph_dominators(page->memory, &file->graph, 0, &page->dominators)) return false;
    count_groups(page);
    link_children(page);
    ou_graph_retain(&page->dominators, page->bytes);
    ou_graph_retain(&page->dominators, page->objects);
    return true;
}

bool ou_heap_page_put(OuHeapFile *file, OuOutFile *out)
{
    OuHeapPage page;
    bool ok = page_init(&page, file, out);
    if (ok) {
        put_head(&page);
        ou_out_file_put_text(out,
            "<h2>What keeps what alive</h2>\n<p>Each rectangle is the memory that would go with "
            "the objects of a type; in it lies what only they keep alive. Point at one for the way "
            "from a root.</p>\n");
        ok = ou_page_put_treemap(&page) && ou_page_put_cycles(&page);
        if (ok) put_largest(&page);
        ok = ok && put_types(&page);
        ou_out_file_put_text(out, "<footer>Written by Ouro.</footer>\n</main></body></html>\n");
    }
    page_free(&page);
    return ok;
}
