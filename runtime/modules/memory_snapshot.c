// memory_snapshot.c: memory.snapshot: the heap, or a part of it, in a file for viewers.
#include <errno.h>
#include <string.h>

#include "runtime/error.h"
#include "runtime/heap_capture.h"
#include "runtime/heap_page.h"
#include "runtime/heap_picture.h"
#include "runtime/modules/memory.h"
#include "runtime/native.h"
#include "runtime/path.h"
#include "runtime/protocol.h"
#include "runtime/snapshot.h"
#include "runtime/snapshot_id.h"
#include "runtime/str.h"

typedef enum Format { FORMAT_UNKNOWN, FORMAT_HEAP, FORMAT_PAGE, FORMAT_DOT, FORMAT_MERMAID } Format;

typedef struct Request {
    OuValue     path;                      // as the script gave it
    const char *text;                      // the same for the system
    Format      format;
    OuObject   *object;                    // NULL: of the whole heap
    OuString   *kind;                      // borrowed; NULL: not given
    uint32_t    depth;
    OuProgress  progress;                  // of what is done with the captured heap
} Request;

// ---- What is asked for --------------------------------------------------------------------------

static Format format_of(const char *path)
{
    static const struct { const char *suffix; Format format; } rows[] = {
        { ".heapsnapshot", FORMAT_HEAP }, { ".html", FORMAT_PAGE }, { ".dot", FORMAT_DOT },
        { ".mmd", FORMAT_MERMAID },
    };
    size_t length = strlen(path);
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t end = strlen(rows[i].suffix);
        if (length >= end && !strcmp(path + length - end, rows[i].suffix)) return rows[i].format;
    }
    return FORMAT_UNKNOWN;
}

static bool refuse(OuVM *vm, OuTypeId type, const char *format, OuValue value)
{
    (void)ou_raise(vm, type, format, value);
    return false;
}

static bool read_object(OuVM *vm, Request *request, OuValue object)
{
    bool is_picture = request->format == FORMAT_DOT || request->format == FORMAT_MERMAID;
    if (is_picture && object == OU_UNBOUND) {
        return refuse(vm, OU_TYPE_TYPE_ERROR, "snapshot() needs an object to draw in %R",
                      request->path);
    }
    if (!is_picture && object != OU_UNBOUND) {
        return refuse(vm, OU_TYPE_TYPE_ERROR,
                      "snapshot() shows the whole heap in %R, not an object", request->path);
    }
    if (is_picture && !ou_is_pointer(object)) {
        return refuse(vm, OU_TYPE_VALUE_ERROR, "%R isn't on the heap", object);
    }
    if (is_picture) request->object = ou_pointer_of(object);
    return true;
}

static bool read_kind(OuVM *vm, Request *request, OuValue kind)
{
    if (kind == OU_UNBOUND) return true;
    if (!ou_is_str(kind)) {
        return refuse(vm, OU_TYPE_TYPE_ERROR, "snapshot() argument 'kind' must be str, not %T",
                      kind);
    }
    request->kind = ou_str_of(kind);
    if (ou_str_equals_text(request->kind, "cycle") || ou_str_equals_text(request->kind, "path")
        || ou_str_equals_text(request->kind, "neighbours")) return true;
    return refuse(vm, OU_TYPE_VALUE_ERROR,
                  "snapshot() draws a 'cycle', a 'path' or the 'neighbours', not %R", kind);
}

static bool read_depth(OuVM *vm, Request *request, OuValue depth)
{
    int64_t number = 2;
    if (depth != OU_UNBOUND && !ou_to_int64(vm, depth, &number)) return false;
    if (number < 0) {
        return refuse(vm, OU_TYPE_VALUE_ERROR, "snapshot() argument 'depth' must not be negative",
                      depth);
    }
    request->depth = number > OU_PICTURE_NODES ? OU_PICTURE_NODES : (uint32_t)number;
    return true;
}

// ---- Pictures -----------------------------------------------------------------------------------

static OuPictureResult select_nodes(const Request *request, OuPicture *picture, OuHeapFile *file)
{
    uint32_t node = ou_heap_capture_node(file, request->object);
    if (node == file->graph.count) return OU_PICTURE_NOTHING;
    if (request->kind && ou_str_equals_text(request->kind, "cycle")) {
        return ou_picture_cycle(picture, file, node);
    }
    if (request->kind && ou_str_equals_text(request->kind, "path")) {
        return ou_picture_path(picture, file, node);
    }
    return ou_picture_neighbours(picture, file, node, request->depth);
}

// Whoever has ended the work found out what to raise.
static void raise_refusal(OuVM *vm, const Request *request)
{
    if (request->progress.is_interrupted && !ou_check_interrupt(vm)) return;
    (void)ou_raise_memory_error(vm);
}

static void raise_failure(OuVM *vm, const Request *request, const OuOutFile *out)
{
    if (out->error == ENOMEM) (void)ou_raise_memory_error(vm);
    else (void)ou_raise_errno(vm, out->error, request->path);
}

static bool write_picture(OuVM *vm, const Request *request, const OuPicture *picture)
{
    OuOutFile out;
    bool ok = ou_out_file_open(&out, request->text);
    if (ok) {
        if (request->format == FORMAT_DOT) ou_picture_put_dot(picture, &out);
        else ou_picture_put_mermaid(picture, &out);
        ok = ou_out_file_commit(&out);
    }
    if (!ok) raise_failure(vm, request, &out);
    return ok;
}

static bool draw(OuVM *vm, const Request *request, OuHeapFile *file)
{
    OuPicture *picture = ou_memory_alloc(file->memory, sizeof *picture);
    OuPictureResult result = picture ? select_nodes(request, picture, file) : OU_PICTURE_NO_MEMORY;
    bool ok = result == OU_PICTURE_DONE && write_picture(vm, request, picture);
    if (result == OU_PICTURE_NO_MEMORY) raise_refusal(vm, request);
    if (result == OU_PICTURE_NOTHING) {
        bool is_cycle = request->kind && ou_str_equals_text(request->kind, "cycle");
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                       is_cycle ? "the object is in no cycle"
                                : "nothing but this call holds the object");
    }
    if (picture) ou_memory_free(file->memory, picture, sizeof *picture);
    return ok;
}

static bool write_page(OuVM *vm, const Request *request, OuHeapFile *file)
{
    OuOutFile out;
    bool is_open = ou_out_file_open(&out, request->text);
    bool has_memory = is_open && ou_heap_page_put(file, &out);
    if (is_open && !has_memory) ou_out_file_abandon(&out);
    if (has_memory && ou_out_file_commit(&out)) return true;
    if (is_open && !has_memory) raise_refusal(vm, request);
    else raise_failure(vm, request, &out);
    return false;
}

static bool write_file(OuVM *vm, Request *request)
{
    enum { STEPS = 30 };                   // about so many for each object
    int error = 0;
    if (request->format == FORMAT_HEAP) {
        OuSnapshotResult result = ou_snapshot_write(vm, request->text, &error);
        if (result == OU_SNAPSHOT_DONE) ou_snapshot_begin_epoch(vm);
        return ou_snapshot_check(vm, result, error, request->path);
    }
    OuHeapFile file;
    OuSnapshotResult result = ou_heap_capture(vm, &file);
    if (!ou_snapshot_check(vm, result, error, request->path)) return false;
    ou_progress_begin(&request->progress, vm, "drawing", STEPS * (uint64_t)file.graph.count);
    file.graph.lookout = &request->progress.lookout;
    bool ok = request->format == FORMAT_PAGE ? write_page(vm, request, &file)
                                             : draw(vm, request, &file);
    ou_progress_end(&request->progress);
    ou_heap_file_free(&file);
    return ok;
}

// ---- The function -------------------------------------------------------------------------------

static bool read_request(OuVM *vm, Request *request, const OuValue *arguments)
{
    request->format = format_of(request->text);
    if (request->format == FORMAT_UNKNOWN) {
        return refuse(vm, OU_TYPE_VALUE_ERROR,
                      "snapshot() writes .heapsnapshot, .html, .dot and .mmd files, not %R",
                      request->path);
    }
    return read_object(vm, request, arguments[1]) && read_kind(vm, request, arguments[2])
        && read_depth(vm, request, arguments[3]);
}

static OuValue memory_snapshot(OuVM *vm, const OuValue *arguments);
const OuNativeDef ou_memory_snapshot_native = {
    "snapshot(path, obj=None, *, kind='neighbours', depth=2)",
    "Write the heap, or a drawing of some objects, to a file.\n\n"
    "The suffix of the path says what it will be; it is there whole or not at all.\n\n"
    "  .heapsnapshot   every object, for Chrome's DevTools and `ouro heap`\n"
    "  .html           a page about all of it\n"
    "  .dot            a drawing for Graphviz\n"
    "  .mmd            a drawing for Mermaid\n\n"
    "A drawing is about obj, and kind says what it shows:\n\n"
    "  'neighbours'    what is at most `depth` references away, in either direction\n"
    "  'cycle'         a shortest ring through it\n"
    "  'path'          a shortest path that keeps it alive",
    memory_snapshot,
};

static OuValue memory_snapshot(OuVM *vm, const OuValue *arguments)
{
    OU_OWNED OuValue path = ou_path_of(vm, arguments[0]);
    if (path == OU_ERROR) return OU_ERROR;
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    Request request = { .path = path, .text = ou_path_text(vm, path, &buffer) };
    bool ok = request.text && read_request(vm, &request, arguments) && write_file(vm, &request);
    ou_buffer_free(&buffer);
    return ok ? OU_NONE : OU_ERROR;
}
