#include "vm/record.h"

#include <errno.h>
#include <string.h>

#include "runtime/modules/gc.h"
#include "vm/profile.h"
#include "vm/record_alloc.h"
#include "vm/record_gc.h"
#include "vm/record_heap.h"
#include "vm/run.h"

bool ouro_record(OuroVM *vm, OuroRecord what, const char *path, const char *program)
{
    switch (what) {
    case OURO_RECORD_COLLECTIONS: return ou_record_gc_open(vm, path, program);
    case OURO_RECORD_PROFILE:     return ou_profile_open(vm, path, program);
    case OURO_RECORD_HEAP:        return ou_record_heap_open(vm, path);
    case OURO_RECORD_ALLOCATIONS: return ou_record_alloc_open(vm, path, program);
    case OURO_RECORDS: break;
    }
    errno = EINVAL;
    return false;
}

static int status_of(bool ok, const char *what, int status)
{
    if (ok) return status;
    ou_run_complain("the file of %s couldn't be written: %s", what, strerror(errno));
    return status ? status : 1;
}

int ou_record_end_program(OuroVM *vm, int status)
{
    status = status_of(ou_profile_close(vm), "--profile", status);
    status = status_of(ou_record_alloc_close(vm), "--alloc-profile", status);
    return status_of(ou_record_heap_end(vm), "--heap-snapshot", status);
}

int ou_record_end(OuroVM *vm, int status)
{
    status = status_of(ou_record_gc_close(vm), "--gc-trace", status);
    return status_of(ou_gc_close_log(vm), "--gc-log", status);
}
