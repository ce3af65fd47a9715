#include "runtime/snapshot_id.h"

#include "gc/number.h"
#include "gc/trace.h"

enum { OU_ID_BITS = 32, OU_LEAST_PLACE_BITS = 25, OU_WIDE_PLACE_BITS = 33 };

uint64_t ou_snapshot_id(OuVM *vm, const OuObject *object)
{
    const OuSnapshotIds *ids = &vm->snapshot_ids;
    uint64_t place = ou_number_id(object);
    uint32_t birth = ids->first_epoch ? ou_trace_birth_of(&vm->heap, object) : 0;
    if (!birth || birth < ids->first_epoch) return place;
    uint64_t epoch = birth - ids->first_epoch + 1;
    bool is_narrow = !(place >> ids->place_bits) && !(epoch >> (OU_ID_BITS - ids->place_bits));
    return epoch << (is_narrow ? ids->place_bits : OU_WIDE_PLACE_BITS) | place;
}

static uint32_t place_bits_now(const OuHeap *heap)
{
    uint64_t pages = 0;
    for (unsigned s = 0; s < OU_NUMBERED_SORTS; s++) {
        if (heap->tables[s].count > pages) pages = heap->tables[s].count;
    }
    uint64_t most = pages * OU_NUMBERED_SORTS * OU_NUMBER_PLACES * 2 - 1;
    uint32_t bits = 64 - (uint32_t)__builtin_clzll(most);
    return bits < OU_LEAST_PLACE_BITS ? OU_LEAST_PLACE_BITS : bits < OU_ID_BITS ? bits : OU_ID_BITS;
}

void ou_snapshot_begin_epoch(OuVM *vm)
{
    OuSnapshotIds *ids = &vm->snapshot_ids;
    uint32_t epoch = ou_trace_watch(&vm->heap);
    if (ids->first_epoch) {
        ou_trace_unwatch(&vm->heap);
        return;
    }
    *ids = (OuSnapshotIds){ epoch, place_bits_now(&vm->heap) };
}
