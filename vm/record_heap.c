#include "vm/record_heap.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "gc/heap.h"
#include "runtime/out_file.h"
#include "runtime/snapshot.h"
#include "runtime/snapshot_id.h"
#include "vm/interpreter.h"
#include "vm/run.h"

typedef struct OuHeapRecord {
    char     path[PATH_MAX];
    unsigned signals;            // snapshots that were asked for so far
    bool     is_exhausted;       // MemoryError has ended the program, and the file is there
    void    *reserve;            // addresses kept back; NULL: none
    size_t   reserve_size;
} OuHeapRecord;

// The walk needs a thirtieth of the heap at most. Where addresses aren't limited, none are refused.
static void keep_reserve(OuHeapRecord *record)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
    size_t size = (size_t)limit.rlim_cur / 16;
    void *reserve = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (reserve == MAP_FAILED) return;
    record->reserve = reserve;
    record->reserve_size = size;
}

static void give_reserve(OuHeapRecord *record)
{
    if (record->reserve) munmap(record->reserve, record->reserve_size);
    record->reserve = NULL;
}

// Tries whether the file can be made, so that a mistaken path is told at once.
bool ou_record_heap_open(OuVM *vm, const char *path)
{
    OuOutFile file;
    if (vm->interpreter->heap_record) {
        errno = EBUSY;
        return false;
    }
    if (!ou_out_file_open(&file, path)) {
        errno = file.error;
        return false;
    }
    ou_out_file_abandon(&file);
    OuHeapRecord *record = ou_memory_alloc_zeroed(&vm->heap.memory, sizeof *record);
    if (!record) {
        errno = ENOMEM;
        return false;
    }
    memcpy(record->path, path, strlen(path) + 1);        // opened: it isn't too long
    keep_reserve(record);
    vm->interpreter->heap_record = record;
    return true;
}

static bool write_snapshot(OuVM *vm, const char *path)
{
    int error = 0;
    switch (ou_snapshot_write(vm, path, &error)) {
    case OU_SNAPSHOT_DONE:        return true;
    case OU_SNAPSHOT_NO_MEMORY:   errno = ENOMEM; break;
    case OU_SNAPSHOT_INTERRUPTED: errno = EINTR; break;
    case OU_SNAPSHOT_FAILED:      errno = error; break;
    }
    return false;
}

static void complain(const char *path)
{
    ou_run_complain("can't write '%s': %s", path, strerror(errno));
}

// x.heapsnapshot -> x.1.heapsnapshot
static void put_number(const OuHeapRecord *record, char *path, size_t size)
{
    static const char suffix[] = ".heapsnapshot";
    size_t length = strlen(record->path), end = sizeof suffix - 1;
    bool has_suffix = length > end && !strcmp(record->path + length - end, suffix);
    int stem = (int)(has_suffix ? length - end : length);
    snprintf(path, size, "%.*s.%u%s", stem, record->path, record->signals,
             has_suffix ? suffix : "");
}

void ou_record_heap_signal(OuVM *vm)
{
    OuHeapRecord *record = vm->interpreter->heap_record;
    char path[PATH_MAX + 32];
    if (!record) return;
    record->signals++;
    put_number(record, path, sizeof path);
    if (write_snapshot(vm, path)) ou_snapshot_begin_epoch(vm);
    else complain(path);
}

// The exception is a root meanwhile: its traceback holds the frames.
void ou_record_heap_exhausted(OuVM *vm, OuValue exception)
{
    OuHeapRecord *record = vm->interpreter->heap_record;
    OuMemory *memory = &vm->heap.memory;
    if (!record) return;
    size_t limit = memory->limit;
    uint64_t fail_at = memory->fail_at;
    memory->limit = SIZE_MAX;
    memory->fail_at = 0;
    give_reserve(record);
    OuValue pending = vm->exception;
    vm->exception = exception;
    record->is_exhausted = write_snapshot(vm, record->path);
    if (!record->is_exhausted) complain(record->path);
    vm->exception = pending;
    memory->limit = limit;
    memory->fail_at = fail_at;
}

bool ou_record_heap_end(OuVM *vm)
{
    OuHeapRecord *record = vm->interpreter->heap_record;
    if (!record) return true;
    give_reserve(record);
    bool ok = record->is_exhausted || write_snapshot(vm, record->path);
    int error = errno;
    vm->interpreter->heap_record = NULL;
    ou_memory_free(&vm->heap.memory, record, sizeof *record);
    errno = error;
    return ok;
}
