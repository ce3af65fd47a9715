// memory_snapshot.c: memory.snapshot: the heap, or a part of it, in a file for viewers.
#include <string.h>

#include "runtime/error.h"
#include "runtime/modules/memory.h"
#include "runtime/native.h"
#include "runtime/path.h"
#include "runtime/protocol.h"
#include "runtime/snapshot.h"
#include "runtime/str.h"

static bool has_suffix(const char *path, const char *suffix)
{
    size_t length = strlen(path), wanted = strlen(suffix);
    return length >= wanted && !strcmp(path + length - wanted, suffix);
}

static bool write_by_suffix(OuVM *vm, OuValue path, const char *text)
{
    int error;
    if (has_suffix(text, ".heapsnapshot")) {
        OuSnapshotResult result = ou_snapshot_write(vm, text, &error);
        return ou_snapshot_check(vm, result, error, path);
    }
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                   "snapshot() writes files named *.heapsnapshot, not %R", path);
    return false;
}

static OuValue memory_snapshot(OuVM *vm, const OuValue *arguments);
const OuNativeDef ou_memory_snapshot_native = {
    "snapshot(path)",
    "Write the heap to a file.\n\n"
    "The suffix of the path says how:\n"
    "  .heapsnapshot   all of it, for Chrome's DevTools and `ouro heap`",
    memory_snapshot,
};

static OuValue memory_snapshot(OuVM *vm, const OuValue *arguments)
{
    OU_OWNED OuValue path = ou_path_of(vm, arguments[0]);
    if (path == OU_ERROR) return OU_ERROR;
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    const char *text = ou_path_text(vm, path, &buffer);
    bool ok = text && write_by_suffix(vm, path, text);
    ou_buffer_free(&buffer);
    return ok ? OU_NONE : OU_ERROR;
}
