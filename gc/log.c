#include "gc/log.h"

#include <assert.h>
#include <string.h>

#include "gc/collector.h"
#include "gc/major.h"

enum {
    OU_LOG_SENTINELS = 2,
    OU_LOG_SMALLEST  = 4096,
    OU_LOG_PRICE     = 16,       // bytes of empty pages that are worth reading one entry
};

static size_t log_capacity(const OuLog *log)
{
    return (size_t)(log->end - log->entries);
}

static size_t log_bytes(size_t capacity)
{
    return (capacity + OU_LOG_SENTINELS) * sizeof(OuObject *);
}

static void log_adopt(OuLog *log, OuObject **block, size_t length, size_t capacity)
{
    log->entries = block + OU_LOG_SENTINELS;
    log->next = log->entries + length;
    log->end = log->entries + capacity;
}

bool ou_log_init(OuHeap *heap, OuLog *log)
{
    OuObject **block = ou_memory_alloc(&heap->memory, log_bytes(OU_LOG_SMALLEST));
    if (!block) return false;
    memset(block, 0, OU_LOG_SENTINELS * sizeof *block);
    log_adopt(log, block, 0, OU_LOG_SMALLEST);
    log->lost = false;
    return true;
}

void ou_log_free(OuHeap *heap, OuLog *log)
{
    if (!log->entries) return;
    ou_memory_free(&heap->memory, log->entries - OU_LOG_SENTINELS, log_bytes(log_capacity(log)));
    *log = (OuLog){ 0 };
}

static bool log_resize(OuHeap *heap, OuLog *log, size_t capacity)
{
    size_t length = ou_log_length(log);
    OuObject **block = ou_memory_resize(&heap->memory, log->entries - OU_LOG_SENTINELS,
                                        log_bytes(log_capacity(log)), log_bytes(capacity));
    if (!block) return false;
    log_adopt(log, block, length, capacity);
    return true;
}

bool ou_log_reserve(OuHeap *heap, OuLog *log, size_t length)
{
    return length <= log_capacity(log) || log_resize(heap, log, length);
}

void ou_log_shrink(OuHeap *heap, OuLog *log)
{
    assert(log->next == log->entries);
    // Keeping the larger block is no harm.
    if (log_capacity(log) > OU_LOG_SMALLEST * 4) (void)log_resize(heap, log, OU_LOG_SMALLEST);
}

static bool log_entry_is_good(const OuObject *object, int generation)
{
    OuObject header = ou_log_peek(object);
    unsigned wanted = OU_GC_TRACKED | (unsigned)generation;
    return (header.gc & (OU_GC_TRACKED | OU_GC_GENERATION | OU_GC_IN_SET)) == wanted;
}

// Reads backwards, so that the newest entry of an object is met first; it marks the object, and
// older entries then look stale.
void ou_log_take(OuHeap *heap, int generation)
{
    OuLog *log = &heap->logs[generation];
    OuObject **kept = log->next;
    for (OuObject **entry = log->next; entry-- > log->entries; ) {
        if (!log_entry_is_good(*entry, generation)) continue;
        (*entry)->gc |= OU_GC_IN_SET;
        *--kept = *entry;
    }
    size_t length = (size_t)(log->next - kept);
    if (kept > log->entries) memmove(log->entries, kept, length * sizeof *kept);
    log->next = log->entries + length;
}

void ou_log_tidy(OuHeap *heap, int generation)
{
    OuLog *log = &heap->logs[generation];
    if (log->lost) return;
    ou_log_take(heap, generation);
    for (OuObject **entry = log->entries; entry < log->next; entry++) {
        (*entry)->gc &= (uint8_t)~OU_GC_IN_SET;
    }
}

static void log_lose(OuLog *log)
{
    log->next = log->entries;
    log->lost = true;
}

void ou_log_make_room(OuHeap *heap, int generation)
{
    OuLog *log = &heap->logs[generation];
    size_t capacity = log_capacity(log);
    ou_log_tidy(heap, generation);
    if (ou_log_length(log) <= capacity / 2) return;
    bool is_old = generation == OU_GENERATIONS - 1;
    bool too_long = ou_log_length(log) >= (is_old ? OU_COLLECTOR_LONGEST_LOG
                                                  : OU_COLLECTOR_LONGEST_YOUNG_LOG);
    if (log->lost || too_long || (!log_resize(heap, log, capacity * 2) && log->next == log->end)) {
        log_lose(log);
    }
}

void ou_log_release_empty_pages(OuHeap *heap, bool urgent)
{
    if (!heap->empty || heap->phase != OU_PHASE_IDLE) return;
    size_t entries = 0;
    for (int i = 0; i < OU_GENERATIONS; i++) entries += ou_log_length(&heap->logs[i]);
    entries += heap->major.stack.count + heap->major.doubted.count + heap->major.batch.count;
    if (!urgent && heap->empty_bytes < entries * OU_LOG_PRICE) return;
    for (int i = 0; i < OU_GENERATIONS; i++) ou_log_tidy(heap, i);
    ou_major_forget_dead(heap);
    ou_page_release_empty(heap);
}
