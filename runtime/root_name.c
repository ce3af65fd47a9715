#include "runtime/root_name.h"

#include <stddef.h>
#include <string.h>

#include "runtime/edge.h"

void ou_root_name_put_place(OuVM *vm, const OuRegister *found, OuBuffer *text)
{
    ou_buffer_put_text(text, " (");
    size_t before = text->length;
    if (found->file) ou_edge_put_string(vm, found->file, text);
    size_t slash = text->length;
    while (slash > before && text->bytes[slash - 1] != '/') slash--;
    if (slash > before && slash < text->length) {
        memmove(text->bytes + before, text->bytes + slash, text->length - slash + 1);
        text->length -= slash - before;
    }
    ou_buffer_put_format(text, ":%u)", (unsigned)found->line);
}

static void put_register(OuVM *vm, const OuRegister *found, OuBuffer *text)
{
    if (found->local) {
        ou_buffer_put_text(text, "local '");
        ou_edge_put_string(vm, found->local, text);
        ou_buffer_put_text(text, "' in ");
    } else {
        ou_buffer_put_text(text, "a temporary in ");
    }
    if (found->function) ou_edge_put_string(vm, found->function, text);
    ou_root_name_put_place(vm, found, text);
}

typedef struct Row {
    size_t      offset, size;    // in the interpreter's structure
    const char *text;
} Row;

#define ROW(field, words) { offsetof(OuVM, field), sizeof ((OuVM *)0)->field, words }

static const Row rows[] = {
    ROW(exception, "the exception being raised"), ROW(handled, "the exception being handled"),
    ROW(memory_error, "the MemoryError kept for need"), ROW(types, "a built-in type"),
    ROW(names, "a name of the interpreter"), ROW(latin1, "a string of one character"),
    ROW(empty_string, "the empty string"), ROW(empty_tuple, "the empty tuple"),
    ROW(constructors, "constructors of built-in types"), ROW(modules, "sys.modules"),
    ROW(builtins, "the namespace of builtins"), ROW(sys, "the namespace of sys"),
    ROW(gc_callbacks, "gc.callbacks"), ROW(gc_garbage, "gc.garbage"),
    ROW(repr_running, "repr() in progress"), ROW(re_engine, "module re"),
};

void ou_root_name_put(OuVM *vm, OuRegister *found, const void *slot, OuBuffer *text)
{
    if (vm->host.find_register && vm->host.find_register(vm, slot, found)) {
        put_register(vm, found, text);
        return;
    }
    size_t offset = (size_t)((const char *)slot - (const char *)vm);
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (offset - rows[i].offset >= rows[i].size) continue;
        ou_buffer_put_text(text, rows[i].text);
        return;
    }
    ou_buffer_put_text(text, "the interpreter");
}
