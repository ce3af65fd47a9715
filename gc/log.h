// log.h: the logs that keep the order of each generation (see heap.h).
//
//     entries                next       end
//     v                      v          v
//     NULL NULL | a | b | c | b |        |       b died and its slot was taken again, or it was
//                                                untracked and tracked anew: the last entry counts
//
// Two words before `entries` are NULL, so that looking at the newest two needs no test.
#ifndef OU_GC_LOG_H
#define OU_GC_LOG_H

#include "gc/heap.h"

// Sets up an empty log; false: memory is refused.
OU_CHECKED
bool ou_log_init(OuHeap *heap, OuLog *log);
void ou_log_free(OuHeap *heap, OuLog *log);

static inline size_t ou_log_length(const OuLog *log)
{
    return (size_t)(log->next - log->entries);
}

static inline void ou_log_clear(OuLog *log)
{
    log->next = log->entries;
    log->lost = false;
}

// Makes room for so many entries in all; false: memory is refused and the log is as it was.
OU_CHECKED
bool ou_log_reserve(OuHeap *heap, OuLog *log, size_t length);

// Makes an empty log that grew large for once small again.
void ou_log_shrink(OuHeap *heap, OuLog *log);

// Drops stale entries from the log of a generation, and all but the last of those for one object.
void ou_log_tidy(OuHeap *heap, int generation);

// The same for a log that isn't lost, and gives all its objects OU_GC_IN_SET.
void ou_log_take(OuHeap *heap, int generation);

// Tidies all logs, so that the slots of empty pages are named nowhere, and makes those pages ready
// for use. Unless it is urgent, only if what they hold is worth the work. No effect during a
// collection, which may be walking over the pages.
void ou_log_release_empty_pages(OuHeap *heap, bool urgent);

// The header of a slot that may be free, also where the address sanitizer forbids a look.
static OU_UNPOISONED OuObject ou_log_peek(const OuObject *slot)
{
    return *slot;
}

// The youngest entries are often the first to die. Forgetting them at once keeps the log short.
static inline void ou_log_forget(OuHeap *heap, const OuObject *object)
{
    OuObject **next = heap->logs[0].next;
    if (next[-1] == object) {
        heap->logs[0].next = next - 1;
    } else if (next[-2] == object) {
        next[-2] = next[-1];
        heap->logs[0].next = next - 1;
    }
}

#endif
