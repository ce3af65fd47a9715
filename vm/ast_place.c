// Where the nodes of a tree made by a script are: lines and columns become offsets in a made-up
// text.
#include <string.h>

#include "runtime/error.h"
#include "vm/ast_import.h"

// Places beyond these are moved here: nobody looks at such a text.
enum { LAST_LINE = 1 << 20, LAST_COLUMN = 4096, LONGEST_TEXT = 1 << 26 };

static int32_t clamp(int32_t number, int32_t low, int32_t high)
{
    return number < low ? low : number > high ? high : number;
}

static bool is_place(OuVM *vm, const OuAstPlace *place)
{
    int32_t line = place->at[0], column = place->at[1], end_line = place->at[2],
            end_column = place->at[3];
    if (line > end_line) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "AST node line range (%d, %d) is not valid", line,
                       end_line);
    } else if ((line < 0 && end_line != line) || (column < 0 && column != end_column)) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       "AST node column range (%d, %d) for line range (%d, %d) is not valid",
                       column, end_column, line, end_line);
    } else if (line == end_line && column > end_column) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "line %d, column %d-%d is not a valid range", line,
                       column, end_column);
    } else return true;
    return false;
}

static void widen(uint32_t *widths, const OuAstPlace *place)
{
    for (int i = 0; i < 4; i += 2) {
        uint32_t *width = &widths[place->at[i]];
        if (*width < (uint32_t)place->at[i + 1]) *width = (uint32_t)place->at[i + 1];
    }
}

static void settle(OuAstPlace *place)
{
    for (int i = 0; i < 4; i += 2) {
        place->at[i] = clamp(place->at[i], 1, LAST_LINE);
        place->at[i + 1] = clamp(place->at[i + 1], 0, LAST_COLUMN);
    }
}

// widths[line] becomes the offset of the line's start.
static bool make_text(OuAstImport *import, uint32_t *widths, int32_t lines)
{
    uint64_t length = 0;
    for (int32_t line = 1; line <= lines; line++) {
        uint32_t start = (uint32_t)length;
        length += widths[line] + 1u;
        widths[line] = start;
    }
    if (length > LONGEST_TEXT) return false;
    char *text = ou_arena_alloc(import->arena, (size_t)length + 1);
    if (!text) return false;
    memset(text, ' ', (size_t)length);
    for (int32_t line = 2; line <= lines; line++) text[widths[line] - 1] = '\n';
    import->tree->source = (OuSource){ .arena = import->arena, .path = "<unknown>", .text = text,
                                       .length = (uint32_t)length };
    return true;
}

bool ou_ast_place(OuAstImport *import)
{
    int32_t lines = 1;
    size_t i = 0;
    for (OuAstPlace *place = import->places; place; place = place->next) {
        if (!ou_check_interrupt_at(import->vm, i++) || !is_place(import->vm, place)) return false;
        settle(place);
        if (lines < place->at[2]) lines = place->at[2];
    }
    uint32_t *widths = ou_arena_alloc(import->arena, ((size_t)lines + 1) * sizeof *widths);
    for (OuAstPlace *place = import->places; widths && place; place = place->next) {
        widen(widths, place);
    }
    if (!widths || !make_text(import, widths, lines)) {
        (void)ou_raise_memory_error(import->vm);
        return false;
    }
    for (OuAstPlace *place = import->places; place; place = place->next) {
        OuNode *node = place->node;
        if (!ou_check_interrupt_at(import->vm, i++)) return false;
        if (!node) continue;
        node->start = widths[place->at[0]] + (uint32_t)place->at[1];
        node->end = widths[place->at[2]] + (uint32_t)place->at[3];
        if (node->end < node->start) node->end = node->start;
    }
    return true;
}
