// heap_treemap.c: what would go with what, as rectangles within rectangles.
//
// The tree of dominators is drawn, siblings of one type as one. A row of rectangles is laid so that
// they come near to squares: M. Bruls, K. Huizing, J. van Wijk, "Squarified Treemaps" (2000).
#include <stdlib.h>

#include "runtime/heap_page_parts.h"

enum {
    MAP_WIDTH = 1200, MAP_HEIGHT = 580, MAP_DEPTH = 8,
    MAP_HEAD = 19,                         // above what lies in a rectangle
    MAP_PAD = 3,
};
static const double smallest = 14, letter = 7.2;     // a rectangle's area, a letter's width

typedef struct Area {
    double x, y, width, height;
} Area;

typedef struct Entry {
    uint32_t group;                        // NONE: the objects themselves
    uint32_t node;                         // one of them
    uint64_t count, bytes;
    bool     is_alone;                     // one large object, apart from others of its type
    bool     has_children;
    Area     area;
} Entry;

typedef struct Map {
    OuHeapPage *page;
    Entry      *entries;                   // scratch, one for each group: see gather
    bool        failed;
} Map;

typedef struct Set {                       // objects whose children are drawn
    uint32_t *nodes;
    size_t    count, capacity;
} Set;

static void set_free(Map *map, Set *set)
{
    ou_memory_free(map->page->memory, set->nodes, set->capacity * sizeof *set->nodes);
}

static void set_put(Map *map, Set *set, uint32_t node)
{
    if (set->count == set->capacity) {
        size_t capacity = set->capacity ? set->capacity * 2 : 16;
        uint32_t *nodes = ou_memory_resize(map->page->memory, set->nodes,
                                           set->capacity * sizeof *nodes,
                                           capacity * sizeof *nodes);
        map->failed |= !nodes;
        if (!nodes) return;
        set->nodes = nodes;
        set->capacity = capacity;
    }
    set->nodes[set->count++] = node;
}

// ---- Children -----------------------------------------------------------------------------------

// The objects that those of the set dominate, synthetic nodes passed through; with a group, only
// those of that group.
static void find_children(Map *map, const Set *set, bool all, uint32_t group, Set *children)
{
    const OuHeapPage *page = map->page;
    for (size_t i = 0; i < set->count && !map->failed; i++) {
        uint32_t node = page->first_child[set->nodes[i]];
        for (; node != OU_GRAPH_NONE; node = page->next_sibling[node]) {
            if (page->group[node] == OU_GRAPH_NONE) {
                find_children(map, &(Set){ &node, 1, 1 }, all, group, children);
            } else if (all || page->group[node] == group) {
                set_put(map, children, node);
            }
        }
    }
}

static int by_bytes(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    if (x->bytes != y->bytes) return x->bytes < y->bytes ? 1 : -1;
    return (x->node > y->node) - (x->node < y->node);
}

static bool is_large(const OuHeapPage *page, uint32_t node, uint64_t total)
{
    return page->bytes[node] >= total / 20;
}

// Sums the children up by type into the scratch, large ones left out. Gives how many entries there
// will be.
static size_t count_entries(Map *map, const Set *children, uint64_t *total)
{
    const OuHeapPage *page = map->page;
    size_t count = 0;
    *total = 0;
    for (uint32_t i = 0; i < page->groups.count; i++) map->entries[i] = (Entry){ .group = i };
    for (size_t i = 0; i < children->count; i++) *total += page->bytes[children->nodes[i]];
    for (size_t i = 0; i < children->count; i++) {
        uint32_t node = children->nodes[i];
        Entry *entry = &map->entries[page->group[node]];
        count += is_large(page, node, *total) || !entry->count;
        if (is_large(page, node, *total)) continue;
        if (!entry->count++) entry->node = node;
        entry->bytes += page->bytes[node];
        entry->has_children |= page->first_child[node] != OU_GRAPH_NONE;
    }
    return count;
}

// The children by type, the largest first, and what the objects themselves take.
static Entry *gather(Map *map, const Set *set, size_t *found, size_t *room)
{
    OuHeapPage *page = map->page;
    Set children = { 0 };
    size_t used = 0;
    uint64_t total;
    find_children(map, set, true, 0, &children);
    size_t count = count_entries(map, &children, &total);
    Entry own = { .group = OU_GRAPH_NONE, .node = set->nodes[0], .count = set->count };
    for (size_t i = 0; i < set->count; i++) own.bytes += page->file->sizes[set->nodes[i]];
    *room = (count + 1) * sizeof(Entry);
    Entry *entries = ou_memory_alloc(page->memory, *room);
    map->failed |= !entries;
    for (size_t i = 0; entries && i < children.count; i++) {
        uint32_t node = children.nodes[i];
        if (!is_large(page, node, total)) continue;
        entries[used++] = (Entry){ .group = page->group[node], .node = node, .count = 1,
                                   .bytes = page->bytes[node], .is_alone = true,
                                   .has_children = page->first_child[node] != OU_GRAPH_NONE };
    }
    set_free(map, &children);
    if (!entries) return NULL;
    for (uint32_t i = 0; i < page->groups.count; i++) {
        if (map->entries[i].count) entries[used++] = map->entries[i];
    }
    if (own.bytes && count) entries[used++] = own;
    qsort(entries, used, sizeof *entries, by_bytes);
    *found = used;
    return entries;
}

// ---- Layout -------------------------------------------------------------------------------------

// How far from a square is the worst rectangle of a row with that sum along that side?
static double worst(double largest, double least, double sum, double side)
{
    double square = side * side, a = square * largest / (sum * sum);
    double b = sum * sum / (square * least);
    return a > b ? a : b;
}

static void lay_row(Entry *entries, size_t count, double sum, double scale, Area *rest)
{
    bool is_column = rest->width >= rest->height;        // along the shorter side
    double side = is_column ? rest->height : rest->width, thickness = sum * scale / side, at = 0;
    for (size_t i = 0; i < count; i++) {
        double length = (double)entries[i].bytes * scale / thickness;
        entries[i].area = is_column ? (Area){ rest->x, rest->y + at, thickness, length }
                                    : (Area){ rest->x + at, rest->y, length, thickness };
        at += length;
    }
    if (is_column) {
        rest->x += thickness;
        rest->width -= thickness;
    } else {
        rest->y += thickness;
        rest->height -= thickness;
    }
}

static void lay_out(Entry *entries, size_t count, Area area)
{
    double total = 0;
    for (size_t i = 0; i < count; i++) total += (double)entries[i].bytes;
    double scale = total > 0 ? area.width * area.height / total : 0;
    for (size_t first = 0; first < count && scale > 0;) {
        double side = area.width < area.height ? area.width : area.height, sum = 0, last = 0;
        size_t end = first;
        if (side <= 0) return;
        for (; end < count; end++) {
            double largest = (double)entries[first].bytes * scale;
            double least = (double)entries[end].bytes * scale;
            double ratio = least > 0 ? worst(largest, least, sum * scale + least, side) : 1e9;
            if (end > first && ratio > last) break;
            last = ratio;
            sum += (double)entries[end].bytes;
        }
        lay_row(&entries[first], end - first, sum, scale, &area);
        first = end;
    }
}

// ---- Drawing ------------------------------------------------------------------------------------

static OuHeapText label_of(const OuHeapPage *page, const Entry *entry)
{
    if (entry->group == OU_GRAPH_NONE) return (OuHeapText){ "itself", 6 };
    bool is_named = entry->count == 1 && strcmp(ou_heap_file_node_kind(page->file, entry->node),
                                                "string") != 0;
    return is_named ? ou_heap_file_name(page->file, entry->node)
                    : page->groups.items[entry->group].name;
}

static void put_title(OuHeapPage *page, const Entry *entry)
{
    ou_out_file_put_text(page->out, "<title>");
    ou_page_put_text(page, label_of(page, entry), 60);
    if (entry->group != OU_GRAPH_NONE && entry->count > 1) {
        ou_out_file_put_format(page->out, " × %s", ou_heap_count_text(entry->count).text);
    }
    ou_out_file_put_format(page->out, ": %s\n", ou_heap_size_text(entry->bytes).text);
    if (entry->group != OU_GRAPH_NONE && entry->count == 1) ou_page_put_path(page, entry->node);
    ou_out_file_put_text(page->out, "</title>");
}

static void put_label(OuHeapPage *page, const Entry *entry)
{
    const Area *area = &entry->area;
    if (area->width < 30 || area->height < 16) return;
    size_t most = (size_t)((area->width - 10) / letter);
    OuHeapText label = label_of(page, entry);
    OuHeapNumber size = ou_heap_size_text(entry->bytes);
    ou_out_file_put_format(page->out, "<text x=\"%.1f\" y=\"%.1f\">", area->x + 5, area->y + 14);
    ou_page_put_text(page, label, most);
    size_t used = label.length < most ? label.length : most;
    if (entry->group != OU_GRAPH_NONE && entry->count > 1 && used + 10 < most) {
        OuHeapNumber count = ou_heap_count_text(entry->count);
        ou_out_file_put_format(page->out, " × %s", count.text);
        used += strlen(count.text) + 3;
    } else if (entry->count == 1 && page->via[entry->node] != OU_GRAPH_NONE && used + 8 < most
               && entry->group != OU_GRAPH_NONE && label.length < 7) {
        ou_out_file_put_text(page->out, " <tspan class=\"dim\">");
        used += 2 + ou_page_put_edge(page, page->via[entry->node], most - used - 2);
        ou_out_file_put_text(page->out, "</tspan>");
    }
    ou_out_file_put_text(page->out, "</text>");
    if (used + strlen(size.text) + 2 > most) return;
    ou_out_file_put_format(page->out, "<text class=\"dim\" text-anchor=\"end\" x=\"%.1f\" "
                           "y=\"%.1f\">%s</text>", area->x + area->width - 5, area->y + 14,
                           size.text);
}

static void draw_set(Map *map, const Set *set, Area area, unsigned depth);

// Those that are drawn apart.
static void drop_large(Map *map, const Set *set, Set *members)
{
    Set children = { 0 };
    uint64_t total = 0;
    size_t kept = 0;
    find_children(map, set, true, 0, &children);
    for (size_t i = 0; i < children.count; i++) total += map->page->bytes[children.nodes[i]];
    set_free(map, &children);
    for (size_t i = 0; i < members->count; i++) {
        if (!is_large(map->page, members->nodes[i], total)) {
            members->nodes[kept++] = members->nodes[i];
        }
    }
    members->count = kept;
}

// What the objects of an entry keep alive, if there is room to show it.
static void draw_inside(Map *map, const Set *set, const Entry *entry, unsigned depth)
{
    Area inner = { entry->area.x + MAP_PAD, entry->area.y + MAP_HEAD,
                   entry->area.width - 2 * MAP_PAD, entry->area.height - MAP_HEAD - MAP_PAD };
    Set members = { 0 };
    uint32_t node = entry->node;
    if (entry->is_alone) {
        draw_set(map, &(Set){ &node, 1, 1 }, inner, depth + 1);
        return;
    }
    find_children(map, set, false, entry->group, &members);
    drop_large(map, set, &members);
    if (members.count && !map->failed) draw_set(map, &members, inner, depth + 1);
    set_free(map, &members);
}

static bool has_inside(const Entry *entry, unsigned depth)
{
    if (!entry->has_children || depth == MAP_DEPTH) return false;
    return entry->area.width >= 46 && entry->area.height >= MAP_HEAD + 18;
}

static void draw_entry(Map *map, const Set *set, const Entry *entry, unsigned depth)
{
    OuHeapPage *page = map->page;
    const Area *area = &entry->area;
    bool is_box = has_inside(entry, depth);
    OuHeapText name = entry->group == OU_GRAPH_NONE ? (OuHeapText){ "", 0 }
                                                    : page->groups.items[entry->group].name;
    ou_out_file_put_format(page->out,
                           "<g class=\"cell\"><rect class=\"%s f%u\" x=\"%.1f\" y=\"%.1f\" "
                           "width=\"%.1f\" height=\"%.1f\" rx=\"3\">",
                           is_box ? "box" : "leaf", name.length ? ou_page_colour(name) : 7,
                           area->x + 0.5, area->y + 0.5, area->width > 2 ? area->width - 1 : 1,
                           area->height > 2 ? area->height - 1 : 1);
    put_title(page, entry);
    ou_out_file_put_text(page->out, "</rect>");
    put_label(page, entry);
    if (is_box) draw_inside(map, set, entry, depth);
    ou_out_file_put_text(page->out, "</g>\n");
}

static void draw_set(Map *map, const Set *set, Area area, unsigned depth)
{
    size_t count, room;
    Entry *entries = gather(map, set, &count, &room);
    if (!entries) return;
    lay_out(entries, count, area);
    for (size_t i = 0; i < count && !map->failed; i++) {
        if (entries[i].area.width * entries[i].area.height >= smallest) {
            draw_entry(map, set, &entries[i], depth);
        }
    }
    ou_memory_free(map->page->memory, entries, room);
}

bool ou_page_put_treemap(OuHeapPage *page)
{
    uint32_t root = 0;
    Map map = { .page = page };
    size_t size = ((size_t)page->groups.count + 1) * sizeof *map.entries;
    map.entries = ou_memory_alloc(page->memory, size);
    if (!map.entries) return false;
    ou_out_file_put_format(page->out, "<div class=\"card map\"><svg viewBox=\"0 0 %d %d\" "
                           "role=\"img\" aria-label=\"Treemap of retained bytes by type\">\n",
                           MAP_WIDTH, MAP_HEIGHT);
    draw_set(&map, &(Set){ &root, 1, 1 }, (Area){ 0, 0, MAP_WIDTH, MAP_HEIGHT }, 0);
    ou_out_file_put_text(page->out, "</svg></div>\n");
    ou_memory_free(page->memory, map.entries, size);
    return !map.failed;
}
