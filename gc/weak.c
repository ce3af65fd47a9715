#include "gc/weak.h"

#include <string.h>

enum { OU_WEAK_SMALLEST = 16 };

// Open addressing with linear probing; at most half of the entries are in use.
struct OuWeakEntry {
    const OuObject *target;      // NULL: vacant
    OuWeakLink     *first;
};

// ---- The table ----------------------------------------------------------------------------------

static size_t entry_home(const OuHeap *heap, const OuObject *target)
{
    uint64_t hash = ((uintptr_t)target >> 3) * 0x9E3779B97F4A7C15ull;
    return (size_t)(hash >> 32) & (heap->weak_capacity - 1);
}

// The target's entry, or the vacant one where it would stand.
static OuWeakEntry *entry_find(const OuHeap *heap, const OuObject *target)
{
    size_t i = entry_home(heap, target);
    while (heap->weak_entries[i].target && heap->weak_entries[i].target != target) {
        i = (i + 1) & (heap->weak_capacity - 1);
    }
    return &heap->weak_entries[i];
}

static bool table_resize(OuHeap *heap, size_t capacity)
{
    OuWeakEntry *entries = ou_memory_alloc_zeroed(&heap->memory, capacity * sizeof *entries);
    if (!entries) return false;
    OuWeakEntry *old = heap->weak_entries;
    size_t old_capacity = heap->weak_capacity;
    heap->weak_entries = entries;
    heap->weak_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].target) *entry_find(heap, old[i].target) = old[i];
    }
    ou_memory_free(&heap->memory, old, old_capacity * sizeof *old);
    return true;
}

static bool table_make_room(OuHeap *heap)
{
    if ((heap->weak_count + 1) * 2 <= heap->weak_capacity) return true;
    return table_resize(heap, heap->weak_capacity ? heap->weak_capacity * 2 : OU_WEAK_SMALLEST);
}

// Moves later entries up, so that no search ends too early. A table that has become much too large
// is made smaller, if there is the memory for it.
static void entry_remove(OuHeap *heap, OuWeakEntry *entry)
{
    size_t mask = heap->weak_capacity - 1;
    size_t hole = (size_t)(entry - heap->weak_entries);
    for (size_t i = (hole + 1) & mask; heap->weak_entries[i].target; i = (i + 1) & mask) {
        size_t home = entry_home(heap, heap->weak_entries[i].target);
        if (((i - home) & mask) < ((i - hole) & mask)) continue;
        heap->weak_entries[hole] = heap->weak_entries[i];
        hole = i;
    }
    heap->weak_entries[hole] = (OuWeakEntry){ 0 };
    heap->weak_count--;
    if (heap->weak_capacity > OU_WEAK_SMALLEST && heap->weak_count < heap->weak_capacity / 8) {
        (void)table_resize(heap, heap->weak_capacity / 4);
    }
}

void ou_weak_free(OuHeap *heap)
{
    ou_memory_free(&heap->memory, heap->weak_entries,
                   heap->weak_capacity * sizeof *heap->weak_entries);
    heap->weak_entries = NULL;
    heap->weak_count = heap->weak_capacity = 0;
}

// ---- Links --------------------------------------------------------------------------------------

bool ou_weak_attach(OuHeap *heap, OuWeakLink *link, OuObject *target)
{
    if (link->has_callback) ou_heap_settle(heap);
    if (!(target->gc & OU_GC_HAS_WEAK)) {
        if (!table_make_room(heap)) return false;
        *entry_find(heap, target) = (OuWeakEntry){ .target = target };
        heap->weak_count++;
        target->gc |= OU_GC_HAS_WEAK;
    }
    OuWeakEntry *entry = entry_find(heap, target);
    heap->weak_calls += link->has_callback;
    link->target = target;
    link->previous = NULL;
    link->next = entry->first;
    if (link->next) link->next->previous = link;
    entry->first = link;
    return true;
}

void ou_weak_detach(OuHeap *heap, OuWeakLink *link)
{
    OuObject *target = link->target;
    if (!target) return;
    heap->weak_calls -= link->has_callback;
    if (link->next) link->next->previous = link->previous;
    if (link->previous) {
        link->previous->next = link->next;
    } else {
        OuWeakEntry *entry = entry_find(heap, target);
        entry->first = link->next;
        if (!entry->first) {
            entry_remove(heap, entry);
            target->gc &= (uint8_t)~OU_GC_HAS_WEAK;
        }
    }
    link->target = NULL;
    link->next = link->previous = NULL;
}

OuObject *ou_weak_target(const OuWeakLink *link)
{
    OuObject *target = link->target;
    return target && !ou_object_is_dying(target) ? target : NULL;
}

OuWeakLink *ou_weak_first(OuHeap *heap, const OuObject *target)
{
    return target->gc & OU_GC_HAS_WEAK ? entry_find(heap, target)->first : NULL;
}

size_t ou_weak_count(OuHeap *heap, const OuObject *target)
{
    size_t count = 0;
    for (OuWeakLink *link = ou_weak_first(heap, target); link; link = link->next) count++;
    return count;
}

// ---- Death of a target --------------------------------------------------------------------------

static bool link_wants_call(const OuWeakLink *link, bool spare_doomed)
{
    if (!link->has_callback || ou_object_is_dying(link->owner)) return false;
    return !spare_doomed || !(link->owner->gc & OU_GC_DOOMED);
}

OuWeakLink **ou_weak_cut(OuHeap *heap, OuObject *target, bool spare_doomed, OuWeakLink **tail)
{
    OuWeakLink *link = ou_weak_first(heap, target);
    if (!link) return tail;
    entry_remove(heap, entry_find(heap, target));
    target->gc &= (uint8_t)~OU_GC_HAS_WEAK;
    for (OuWeakLink *next; link; link = next) {
        next = link->next;
        heap->weak_calls -= link->has_callback;
        link->target = NULL;
        link->next = link->previous = NULL;
        if (!link_wants_call(link, spare_doomed)) continue;
        ou_object_ref(link->owner);
        *tail = link;
        tail = &link->next;
    }
    return tail;
}

size_t ou_weak_call(OuHeap *heap, OuWeakLink *first)
{
    size_t died = 0;
    for (OuWeakLink *link = first, *next; link; link = next) {
        OuObject *owner = link->owner;
        next = link->next;
        link->next = NULL;
        if (heap->hooks.weak_died) heap->hooks.weak_died(heap, link);
        died += owner->refs == 1;
        ou_object_unref(owner);
    }
    return died;
}
