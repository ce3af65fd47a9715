// Dicts as wholes: making, copying and emptying them, and what the collector asks.
#include "runtime/dict_internal.h"

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/long_text.h"
#include "runtime/tracking.h"

size_t ou_dict_slots_for(size_t keys)
{
    return ou_dict_round_slots((keys * 3 + 1) / 2);
}

OuDict *ou_dict_new(OuVM *vm)
{
    OuDict *dict = (OuDict *)ou_heap_new_untracked(&vm->heap, OU_KIND_DICT, sizeof *dict);
    if (!dict) return ou_raise_memory_error(vm), NULL;
    dict->keys_version = 0;
    ou_dict_forget_table(dict);
    return dict;
}

OuDict *ou_dict_new_sized(OuVM *vm, size_t expected)
{
    enum { LARGEST = 128 * 1024 };
    OuDict *dict = ou_dict_new(vm);
    if (!dict || expected <= OU_DICT_SCANNED) return dict;
    size_t slots = ou_dict_slots_for(expected);
    if (ou_dict_resize(vm, dict, slots > LARGEST ? LARGEST : slots)) return dict;
    ou_object_unref(&dict->header);
    return NULL;
}

// The whole buffer; interrupted, it holds no references.
static bool clone_entries(OuVM *vm, OuDictEntry *entries, const OuDict *other, size_t size)
{
    if (!ou_long_copy_bytes(vm, entries, other->entries, size)) return false;
    for (uint32_t i = 0; i < other->entry_count; i++) {
        ou_ref(entries[i].key);
        ou_ref(entries[i].value);
        if (ou_check_interrupt_at(vm, i)) continue;
        for (uint32_t taken = 0; taken <= i; taken++) {
            ou_unref(entries[taken].key);
            ou_unref(entries[taken].value);
        }
        return false;
    }
    return true;
}

bool ou_dict_clone(OuVM *vm, OuDict *dict, const OuDict *other)
{
    size_t slots = ou_dict_slots(other);
    if (!slots) return true;
    size_t size = ou_dict_buffer_size(other->entry_capacity, slots);
    OuDictEntry *entries = ou_heap_buffer_alloc(&vm->heap, size);
    if (!entries) return ou_raise_memory_error(vm), false;
    if (!clone_entries(vm, entries, other, size)) {
        ou_heap_buffer_free(&vm->heap, entries, size);
        return false;
    }
    ou_dict_free_table(&vm->heap, dict->entries, dict->entry_capacity, ou_dict_slots(dict));
    dict->entries = entries;
    dict->used = other->used;
    dict->entry_count = other->entry_count;
    dict->entry_capacity = other->entry_capacity;
    dict->index_mask = other->index_mask;
    dict->index = other->index ? (void *)(entries + dict->entry_capacity) : NULL;
    dict->only_strings = other->only_strings;
    if (other->header.gc & OU_GC_TRACKED && !(dict->header.gc & OU_GC_TRACKED)) {
        ou_heap_track(&dict->header);
    }
    ou_dict_keys_changed(dict);
    return true;
}

void ou_dict_clear(OuVM *vm, OuDict *dict)
{
    OuDictEntry *entries = dict->entries;
    uint32_t count = dict->entry_count;
    size_t capacity = dict->entry_capacity;
    size_t slots = ou_dict_slots(dict);
    if (!entries) return;
    OuDict *heir = ou_heap_new_heir(&vm->heap, OU_KIND_DICT, sizeof *heir, count);
    if (heir) {
        OuObject header = heir->header;
        *heir = *dict;
        heir->header = header;
    }
    ou_dict_forget_table(dict);
    ou_dict_keys_changed(dict);
    if (heir) {
        ou_object_unref(&heir->header);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        ou_unref(entries[i].key);
        ou_unref(entries[i].value);
    }
    ou_dict_free_table(&vm->heap, entries, capacity, slots);
}

// ---- What the collector asks -------------------------------------------------------------------

static void dict_visit(OuObject *self, OuVisitor *visitor)
{
    OuDict *dict = (OuDict *)self;
    if (visitor->mode == OU_VISIT_DROP) {
        for (size_t i = 0; i < dict->entry_count; i++) {
            ou_unref(dict->entries[i].key);
            ou_unref(dict->entries[i].value);
        }
        ou_visit_tail(self, visitor);
        return;
    }
    OuVisitRange range = ou_visit_range(visitor, dict->entry_count);
    // Who clears it may run a script, which may change it.
    for (size_t i = range.from; i < range.end && i < dict->entry_count; i++) {
        ou_visit_span(visitor, &dict->entries[i].key, 2);
        if (ou_visit_stops(visitor, i)) return;
    }
    ou_visit_tail(self, visitor);
}

static void dict_release(OuHeap *heap, OuObject *self)
{
    OuDict *dict = (OuDict *)self;
    ou_dict_free_table(heap, dict->entries, dict->entry_capacity, ou_dict_slots(dict));
}

static size_t dict_extra_size(const OuObject *self)
{
    const OuDict *dict = (const OuDict *)self;
    return dict->entries ? ou_dict_buffer_size(dict->entry_capacity, ou_dict_slots(dict)) : 0;
}

// Tuples that need no tracking lose it in the same collection, before the dicts or after.
static bool stays_tracked(const OuHeap *heap, OuValue value)
{
    return ou_may_be_in_cycle(heap, value)
        && !(ou_is_exact_tuple(value) && ou_tuple_can_untrack(ou_pointer_of(value)));
}

static bool dict_can_untrack(const OuObject *self)
{
    const OuDict *dict = (const OuDict *)self;
    const OuHeap *heap = ou_heap_of(self);
    if (self->kind & OU_KIND_SUBCLASS) return false;
    for (uint32_t i = 0; i < dict->entry_count; i++) {
        if (stays_tracked(heap, dict->entries[i].key)
            || stays_tracked(heap, dict->entries[i].value)) {
            return false;
        }
    }
    return true;
}

static bool dict_is_inner(const OuObject *self)
{
    return (self->aux & OU_DICT_INNER) != 0;
}

const OuLayout ou_dict_layout = {
    .name = "dict",
    .is_inner = dict_is_inner,
    .visit = dict_visit,
    .release = dict_release,
    .extra_size = dict_extra_size,
    .can_untrack = dict_can_untrack,
    .untrack_late = true,
    .is_quiet = true,
    .length_at = offsetof(OuDict, entry_count),
};
