// heap_page_cycles.c: cycles, drawn.
#include <errno.h>
#include <math.h>

#include "runtime/heap_cycles.h"
#include "runtime/heap_page_parts.h"
#include "runtime/heap_path.h"
#include "runtime/heap_picture.h"

enum { RING_WIDTH = 360, RING_HEIGHT = 250, RING_NODES = 7, RING_DRAWN = 9, RING_NAME = 14 };
static const double box_height = 28, letter = 7.2;

typedef struct Box {
    double x, y, half;                     // its middle, half its width
} Box;

typedef struct Point {
    double x, y;
} Point;

static size_t name_length(const OuHeapPage *page, uint32_t node)
{
    OuBuffer text;
    ou_buffer_init(&text, page->memory);
    ou_picture_put_name(page->file, node, RING_NAME, &text);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) length += (text.bytes[i] & 0xC0) != 0x80;
    ou_buffer_free(&text);
    return length;
}

// On an ellipse, the first above.
static void place_boxes(const OuHeapPage *page, const OuCycleShape *shape, uint32_t count,
                        Box *boxes)
{
    for (uint32_t i = 0; i < count; i++) {
        double angle = 2 * M_PI * i / count - M_PI / 2;
        boxes[i] = (Box){ RING_WIDTH / 2.0 + 112 * cos(angle), RING_HEIGHT / 2.0 + 88 * sin(angle),
                          (double)name_length(page, shape->nodes[i]) * letter / 2 + 11 };
        if (count == 1) boxes[i].y = RING_HEIGHT / 2.0 + 30;
    }
}

// Where the way from the middle of a box towards a point leaves it.
static Point border(const Box *box, Point towards, double more)
{
    double dx = towards.x - box->x, dy = towards.y - box->y;
    double width = box->half + more, height = box_height / 2 + more;
    double a = fabs(dx) > 0.01 ? width / fabs(dx) : 1e9;
    double b = fabs(dy) > 0.01 ? height / fabs(dy) : 1e9;
    double part = a < b ? a : b;
    return (Point){ box->x + dx * part, box->y + dy * part };
}

// Between two neighbours the arrow bends outwards; of two objects each has a side of its own.
static Point bend(const Box *from, const Box *to, uint32_t count, uint32_t i)
{
    double x = (from->x + to->x) / 2, y = (from->y + to->y) / 2;
    if (count == 2) return (Point){ x + (i ? -120 : 120), y };
    double factor = 1.18;
    return (Point){ RING_WIDTH / 2.0 + (x - RING_WIDTH / 2.0) * factor,
                    RING_HEIGHT / 2.0 + (y - RING_HEIGHT / 2.0) * factor };
}

static void put_arrow(OuHeapPage *page, Point from, Point by, Point to, bool is_dashed)
{
    double dx = to.x - by.x, dy = to.y - by.y, length = sqrt(dx * dx + dy * dy);
    if (length < 0.01) length = 1;
    dx /= length;
    dy /= length;
    ou_out_file_put_format(page->out, "<path class=\"arrow\"%s "
                           "d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\"/>",
                           is_dashed ? " stroke-dasharray=\"4 4\"" : "", from.x, from.y, by.x, by.y,
                           to.x - dx * 6, to.y - dy * 6);
    ou_out_file_put_format(page->out, "<path class=\"tip\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>",
                           to.x, to.y, to.x - dx * 9 - dy * 4, to.y - dy * 9 + dx * 4,
                           to.x - dx * 9 + dy * 4, to.y - dy * 9 - dx * 4);
}

static void put_edge_name(OuHeapPage *page, const OuCycleShape *shape, uint32_t i, bool is_cut,
                          Point at)
{
    ou_out_file_put_format(page->out, "<text class=\"edge\" text-anchor=\"middle\" x=\"%.1f\" "
                           "y=\"%.1f\">", at.x, at.y + 4);
    if (is_cut) {
        ou_out_file_put_format(page->out, "… %u more …", (unsigned)(shape->length - RING_NODES));
    } else {
        ou_page_put_edge(page, shape->edges[i], 18);
    }
    ou_out_file_put_text(page->out, "</text>");
}

static void put_loop(OuHeapPage *page, const OuCycleShape *shape, const Box *box)
{
    double top = box->y - box_height / 2;
    ou_out_file_put_format(page->out, "<path class=\"arrow\" "
                           "d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"/>",
                           box->x - 18, top, box->x - 70, top - 96, box->x + 70,
                           top - 96, box->x + 20, top - 8);
    ou_out_file_put_format(page->out, "<path class=\"tip\" d=\"M%.1f %.1fl1.5 -10l7 5Z\"/>",
                           box->x + 17, top - 1);
    put_edge_name(page, shape, 0, false, (Point){ box->x, top - 76 });
}

static void put_arrows(OuHeapPage *page, const OuCycleShape *shape, const Box *boxes,
                       uint32_t count, bool names)
{
    for (uint32_t i = 0; i < count; i++) {
        const Box *from = &boxes[i], *to = &boxes[(i + 1) % count];
        bool is_cut = i + 1 == count && shape->length > count;
        Point by = bend(from, to, count, i);
        Point begin = border(from, by, 1), end = border(to, by, 3);
        Point middle = { (begin.x + 2 * by.x + end.x) / 4, (begin.y + 2 * by.y + end.y) / 4 };
        bool is_narrow = fabs(end.x - begin.x) < 110 && fabs(end.y - begin.y) < box_height;
        if (is_narrow) middle.y += middle.y > RING_HEIGHT / 2.0 ? 24 : -24;
        if (names) put_edge_name(page, shape, i, is_cut, middle);
        else put_arrow(page, begin, by, end, is_cut);
    }
}

static void put_boxes(OuHeapPage *page, const OuCycleShape *shape, const Box *boxes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const Box *box = &boxes[i];
        uint32_t node = shape->nodes[i];
        OuBuffer text;
        ou_buffer_init(&text, page->memory);
        ou_picture_put_name(page->file, node, RING_NAME, &text);
        if (text.failed) ou_out_file_fail(page->out, ENOMEM);
        ou_out_file_put_format(page->out, "<g><title>@%llu, %s</title><rect class=\"node f%u\" "
                               "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"8\" "
                               "style=\"fill:var(--card)\"/>"
                               "<text text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">",
                               (unsigned long long)page->file->ids[node],
                               ou_heap_size_text(page->file->sizes[node]).text,
                               ou_page_colour(ou_heap_file_name(page->file, node)),
                               box->x - box->half, box->y - box_height / 2, 2 * box->half,
                               box_height, box->x, box->y + 4);
        ou_page_put_text(page, (OuHeapText){ text.length ? text.bytes : "", text.length },
                         RING_NAME + 3);
        ou_out_file_put_text(page->out, "</text></g>");
        ou_buffer_free(&text);
    }
}

static void put_drawing(OuHeapPage *page, const OuCycleShape *shape)
{
    Box boxes[RING_NODES];
    uint32_t count = shape->length < RING_NODES ? shape->length : RING_NODES;
    place_boxes(page, shape, count, boxes);
    ou_out_file_put_format(page->out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
                           "aria-label=\"A cycle of %u objects\">", RING_WIDTH, RING_HEIGHT,
                           (unsigned)shape->length);
    if (count > 1) put_arrows(page, shape, boxes, count, false);
    put_boxes(page, shape, boxes, count);
    if (count > 1) put_arrows(page, shape, boxes, count, true);
    else put_loop(page, shape, &boxes[0]);
    ou_out_file_put_text(page->out, "</svg>");
}

static void put_shape(OuHeapPage *page, const OuCycleShape *shape)
{
    ou_out_file_put_format(page->out, "<div class=\"ring\"><header><b>%s</b>",
                           ou_heap_count_of(shape->count, "cycle").text);
    ou_out_file_put_format(page->out, "<span class=\"badge%s</span></header>",
                           shape->is_garbage ? " warn\">uncollected" : "\">alive");
    put_drawing(page, shape);
    ou_out_file_put_format(page->out, "<small>%s, %s</small><br><code>",
                           ou_heap_count_of(shape->objects, "object").text,
                           ou_heap_size_text(shape->bytes).text);
    ou_page_put_path(page, shape->nodes[0]);
    ou_out_file_put_text(page->out, "</code></div>\n");
}

bool ou_page_put_cycles(OuHeapPage *page)
{
    OuCycles *cycles = ou_memory_alloc(page->memory, sizeof *cycles);
    bool ok = cycles && ou_cycles_find(page->file, page->via, cycles);
    if (ok) {
        OuHeapNumber count = ou_heap_count_of(cycles->components, "group");
        OuHeapNumber objects = ou_heap_count_of(cycles->objects, "object");
        OuHeapNumber size = ou_heap_size_text(cycles->bytes);
        ou_out_file_put_text(page->out, "<h2>Cycles</h2>\n");
        if (!cycles->components) {
            ou_out_file_put_text(page->out, "<p>No objects refer to each other in a ring, but for "
                                            "those of modules and classes.</p>\n");
        } else {
            ou_out_file_put_format(page->out, "<p>%s of objects that can reach each other: "
                                   "%s, %s. Modules, classes and code are left out. One "
                                   "ring of each shape is drawn.</p>\n<div class=\"rings\">\n",
                                   count.text, objects.text, size.text);
            for (uint32_t i = 0; i < cycles->shape_count && i < RING_DRAWN; i++) {
                put_shape(page, &cycles->shapes[i]);
            }
            ou_out_file_put_text(page->out, "</div>\n");
        }
    }
    if (cycles) ou_memory_free(page->memory, cycles, sizeof *cycles);
    return ok;
}
