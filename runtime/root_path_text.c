// root_path_text.c: paths as a person would write them.
#include <string.h>

#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/list.h"
#include "runtime/root_name.h"
#include "runtime/root_path.h"
#include "runtime/str.h"

typedef struct Writer {
    OuHeapView       *view;
    const OuRootPath *path;
    OuPathText       *made;
    OuBuffer         *text;
    bool              is_variable;   // the last part leads to the cell of a variable
} Writer;

// ---- Parts --------------------------------------------------------------------------------------

static void begin_part(Writer *writer)
{
    OuPathText *made = writer->made;
    if (made->count == made->capacity
        && !ou_heap_view_grow(writer->view, &made->parts, &made->capacity,
                              sizeof *made->parts)) return;
    made->parts[made->count++] = (OuPathPart){ .start = made->text.length };
    writer->is_variable = false;
}

static void end_part(Writer *writer, OuObject *object)
{
    OuPathText *made = writer->made;
    if (!made->count || made->text.failed) return;
    made->parts[made->count - 1].end = made->text.length;
    made->parts[made->count - 1].object = object;
}

static OuObject *object_at(const Writer *writer, size_t i)
{
    return writer->path->steps[i].object;
}

static OuEdge edge_at(const Writer *writer, size_t i)
{
    return ou_edge_find(writer->view->vm, object_at(writer, i - 1), writer->path->steps[i].slot);
}

static bool is_fixed(const Writer *writer, size_t i, uint8_t owner_kind, const char *text)
{
    if (i >= writer->path->count || (object_at(writer, i - 1)->kind & OU_KIND_MASK) != owner_kind) {
        return false;
    }
    OuEdge edge = edge_at(writer, i);
    return edge.form == OU_EDGE_FIXED && !strcmp(edge.text, text);
}

static void put_string(Writer *writer, const OuString *string)
{
    ou_edge_put_string(writer->view->vm, string, writer->text);
}

// ---- What takes several steps -------------------------------------------------------------------

// Each of these writes the part that begins with step `i`, and returns the step behind it; 0: it
// isn't of that sort.

// object -> dictionary of its attributes -> value
static size_t put_attribute(Writer *writer, size_t i)
{
    OuVM *vm = writer->view->vm;
    OuDict *dict = ou_attributes_peek(vm, object_at(writer, i - 1));
    if (!dict || &dict->header != object_at(writer, i) || i + 1 >= writer->path->count) return 0;
    OuEdge edge = edge_at(writer, i + 1);
    if (edge.form == OU_EDGE_ITEM && ou_is_str(edge.key)) {
        edge = (OuEdge){ .form = OU_EDGE_ATTRIBUTE, .name = ou_str_of(edge.key) };
    }
    begin_part(writer);
    if (edge.form != OU_EDGE_ATTRIBUTE) ou_buffer_put_text(writer->text, ".__dict__");
    ou_edge_put_name(vm, &edge, false, writer->text);
    end_part(writer, object_at(writer, i + 1));
    return i + 2;
}

// function -> tuple of cells -> cell -> content
static size_t put_closure(Writer *writer, size_t i)
{
    OuVM *vm = writer->view->vm;
    OuObject *function = object_at(writer, i - 1);
    if (i + 2 >= writer->path->count || !vm->host.local_name) return 0;
    if (!is_fixed(writer, i, OU_KIND_FUNCTION, ".__closure__")) return 0;
    OuString *name = vm->host.local_name(function, writer->path->steps[i + 1].slot);
    OuRegister code = { 0 };
    const char *noun;
    if (!name || !vm->host.find_code(function, &code, &noun)) return 0;
    begin_part(writer);
    ou_buffer_put_text(writer->text, "closure cell '");
    put_string(writer, name);
    ou_buffer_put_text(writer->text, "' of ");
    put_string(writer, code.function);
    end_part(writer, object_at(writer, i + 2));
    return i + 3;
}

static void put_local(Writer *writer, size_t i, OuString *name)
{
    OuVM *vm = writer->view->vm;
    OuRegister code = { 0 };
    const char *noun = NULL;
    ou_buffer_put_text(writer->text, "local '");
    put_string(writer, name);
    ou_buffer_put_text(writer->text, "' in ");
    if (!vm->host.find_code || !vm->host.find_code(object_at(writer, i - 1), &code, &noun)) return;
    if (noun) ou_buffer_put_format(writer->text, "%s ", noun);
    if (code.function) put_string(writer, code.function);
    ou_root_name_put_place(vm, &code, writer->text);
    writer->is_variable = object_at(writer, i)->kind == OU_KIND_CELL;
}

static size_t put_variable(Writer *writer, size_t i)
{
    OuEdge edge = edge_at(writer, i);
    if (edge.form != OU_EDGE_LOCAL) return 0;
    begin_part(writer);
    put_local(writer, i, edge.name);
    end_part(writer, object_at(writer, i));
    return i + 1;
}

// exception -> traceback -> ... -> frame -> local
static size_t put_traceback(Writer *writer, size_t i)
{
    if (!is_fixed(writer, i, OU_KIND_EXCEPTION, ".__traceback__")) return 0;
    size_t k = i + 1;
    while (is_fixed(writer, k, OU_KIND_TRACEBACK, ".tb_next")) k++;
    if (!is_fixed(writer, k, OU_KIND_TRACEBACK, ".tb_frame")) return 0;
    k++;
    while (k < writer->path->count && is_fixed(writer, k, OU_KIND_FRAME, ".f_back")) k++;
    if (k >= writer->path->count) return 0;
    OuEdge edge = edge_at(writer, k);
    if (edge.form != OU_EDGE_LOCAL) return 0;
    begin_part(writer);
    ou_buffer_put_text(writer->text, ".__traceback__ … ");
    put_local(writer, k, edge.name);
    end_part(writer, object_at(writer, k));
    return k + 1;
}

// The cell of a variable is no step.
static size_t put_content(Writer *writer, size_t i)
{
    if (!writer->is_variable || !is_fixed(writer, i, OU_KIND_CELL, ".cell_contents")) return 0;
    writer->is_variable = false;
    end_part(writer, object_at(writer, i));
    return i + 1;
}

static size_t put_plain(Writer *writer, size_t i)
{
    OuEdge edge = edge_at(writer, i);
    begin_part(writer);
    bool is_code = edge.form == OU_EDGE_INSIDE && object_at(writer, i)->kind == OU_KIND_CODE;
    if (is_code) edge = (OuEdge){ .form = OU_EDGE_FIXED, .text = ".__code__" };
    ou_edge_put_name(writer->view->vm, &edge, false, writer->text);
    end_part(writer, object_at(writer, i));
    return i + 1;
}

static void put_root(Writer *writer)
{
    const OuRoot *root = &writer->path->root;
    begin_part(writer);
    ou_root_put(writer->view->vm, root, writer->text);
    end_part(writer, object_at(writer, 0));
    writer->is_variable = root->kind == OU_ROOT_IS_SLOT
                       && object_at(writer, 0)->kind == OU_KIND_CELL;
}

bool ou_path_text_make(OuHeapView *view, const OuRootPath *path, OuPathText *made)
{
    static size_t (*const ways[])(Writer *writer, size_t i) = {
        put_content, put_attribute, put_closure, put_traceback, put_variable, put_plain,
    };
    *made = (OuPathText){ 0 };
    ou_buffer_init(&made->text, &view->vm->heap.memory);
    Writer writer = { .view = view, .path = path, .made = made, .text = &made->text };
    put_root(&writer);
    for (size_t i = 1, next = 0; i < path->count; i = next) {
        for (unsigned k = 0; !(next = ways[k](&writer, i));) k++;
    }
    view->failed |= made->text.failed;
    return ou_heap_view_is_well(view);
}

void ou_path_text_free(OuHeapView *view, OuPathText *made)
{
    ou_buffer_free(&made->text);
    ou_heap_view_give(view, made->parts, made->capacity, sizeof *made->parts);
}

// Attributes and indexes follow each other without a space, words have one on either side.
void ou_path_text_join(const OuPathText *made, OuBuffer *line)
{
    bool follows_words = false;
    for (size_t i = 0; i < made->count; i++) {
        const OuPathPart *part = &made->parts[i];
        const char *bytes = made->text.bytes + part->start;
        size_t length = part->end - part->start;
        bool is_words = bytes[0] != '.' && bytes[0] != '[';
        if (i && (is_words || follows_words)) ou_buffer_put_char(line, ' ');
        ou_buffer_put(line, bytes, length);
        follows_words = is_words || (length > 2 && bytes[length - 1] == ')'
                                     && memchr(bytes, ' ', length));
    }
}
