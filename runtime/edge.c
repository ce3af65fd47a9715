#include "runtime/edge.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/bytes.h"
#include "runtime/deque.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hash.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

bool ou_edge_is_inner(OuVM *vm, const OuObject *object)
{
    const OuLayout *layout = ou_heap_layout_of(&vm->heap, object);
    return layout->is_inner && layout->is_inner(object);
}

// ---- Which slot is it? --------------------------------------------------------------------------

static OuString *instance_name(OuVM *vm, const OuObject *owner, const void *slot)
{
    const OuShape *shape = vm->shapes[owner->aux];
    ptrdiff_t index = (const OuValue *)slot - ((const OuInstance *)owner)->slots;
    return index >= 0 && index < shape->count ? shape->names[index] : NULL;
}

static const OuDictEntry *dict_entry(const OuObject *owner, const void *slot)
{
    const OuDict *dict = (const OuDict *)owner;
    size_t offset = (size_t)((const char *)slot - (const char *)dict->entries);
    bool is_inside = dict->entries && offset < dict->entry_count * sizeof *dict->entries;
    return is_inside ? &dict->entries[offset / sizeof *dict->entries] : NULL;
}

static bool is_value_of(const OuDictEntry *entry, const void *slot)
{
    return slot == &entry->value;
}

// Index among the items of a list or tuple; -1: it is something else.
static ptrdiff_t sequence_index(const OuObject *owner, const void *slot)
{
    bool is_list = (owner->kind & OU_KIND_MASK) == OU_KIND_LIST;
    const OuValue *items = is_list ? ((const OuList *)owner)->items
                                   : ((const OuTuple *)owner)->items;
    size_t length = is_list ? ((const OuList *)owner)->length : ((const OuTuple *)owner)->length;
    size_t index = (size_t)((const OuValue *)slot - items);
    return items && index < length ? (ptrdiff_t)index : -1;
}

// Index among the items of a deque; -1: it is something else.
static ptrdiff_t deque_index(const OuObject *owner, const void *slot)
{
    const OuDeque *deque = (const OuDeque *)owner;
    size_t place = (size_t)((const OuValue *)slot - deque->items);
    size_t index = (place - deque->first) & (deque->capacity - 1);
    bool is_item = deque->items && place < deque->capacity && index < deque->length;
    return is_item ? (ptrdiff_t)index : -1;
}

// Does the slot lie in the object itself?
static bool is_own(const OuObject *owner, const void *slot)
{
    return (size_t)((const char *)slot - (const char *)owner) < ou_heap_slot_size(owner);
}

static const OuSlotName *fixed_name(OuVM *vm, const OuObject *owner, const void *slot)
{
    const OuSlotName *name = ou_heap_layout_of(&vm->heap, owner)->slot_names;
    size_t offset = (size_t)((const char *)slot - (const char *)owner);
    while (name && name->text && name->offset != offset) name++;
    return name && name->text ? name : NULL;
}

static bool is_set_entry(const OuObject *owner, const void *slot)
{
    const OuSet *set = (const OuSet *)owner;
    size_t offset = (size_t)((const char *)slot - (const char *)set->entries);
    return set->entries && offset < (set->mask + 1) * sizeof *set->entries;
}

static OuEdge dict_edge(OuVM *vm, const OuObject *owner, const OuDictEntry *entry,
                        const void *slot)
{
    if (!is_value_of(entry, slot)) return (OuEdge){ .form = OU_EDGE_KEY, .text = "(key)" };
    if (ou_edge_is_inner(vm, owner) && ou_is_str(entry->key)) {
        return (OuEdge){ .form = OU_EDGE_ATTRIBUTE, .name = ou_str_of(entry->key) };
    }
    return (OuEdge){ .form = OU_EDGE_ITEM, .key = entry->key };
}

// False: it is none that only objects of this kind have.
static bool find_by_kind(OuVM *vm, const OuObject *owner, const void *slot, OuEdge *edge)
{
    const OuDictEntry *entry;
    ptrdiff_t index;
    switch (owner->kind & OU_KIND_MASK) {
    case OU_KIND_INSTANCE:
        *edge = (OuEdge){ .form = OU_EDGE_ATTRIBUTE, .name = instance_name(vm, owner, slot) };
        return edge->name != NULL;
    case OU_KIND_DICT:
        entry = dict_entry(owner, slot);
        if (entry) *edge = dict_edge(vm, owner, entry, slot);
        return entry != NULL;
    case OU_KIND_LIST: case OU_KIND_TUPLE:
        index = sequence_index(owner, slot);
        *edge = (OuEdge){ .form = OU_EDGE_INDEX, .index = (size_t)index };
        return index >= 0;
    case OU_KIND_DEQUE:
        index = deque_index(owner, slot);
        *edge = (OuEdge){ .form = OU_EDGE_INDEX, .index = (size_t)index };
        return index >= 0;
    case OU_KIND_SET: case OU_KIND_FROZENSET:
        if (!is_set_entry(owner, slot)) return false;
        *edge = (OuEdge){ .form = OU_EDGE_MEMBER, .text = "(item)" };
        return true;
    case OU_KIND_FRAME: case OU_KIND_GENERATOR: case OU_KIND_COROUTINE:
    case OU_KIND_ASYNC_GENERATOR:
        *edge = (OuEdge){ .form = OU_EDGE_LOCAL };
        if (vm->host.local_name) edge->name = vm->host.local_name(owner, slot);
        return edge->name != NULL;
    case OU_KIND_CODE:
        *edge = (OuEdge){ .form = OU_EDGE_PART };
        if (vm->host.code_part) edge->text = vm->host.code_part(owner, slot, &edge->index);
        return edge->text != NULL;
    default:
        return false;
    }
}

// A name of __slots__; NULL: there is none for that index.
static OuString *member_name(const OuType *type, size_t index)
{
    for (size_t i = 0; i < type->mro->length; i++) {
        const OuType *base = (const OuType *)ou_pointer_of(type->mro->items[i]);
        uint32_t position = 0;
        OuValue key, value;
        while (base->dict && ou_dict_walk(base->dict, &position, &key, &value)) {
            if (ou_kind_of(value) != OU_KIND_MEMBER) continue;
            const OuMember *member = (const OuMember *)ou_pointer_of(value);
            if (!member->definition && member->index == index) return member->name;
        }
    }
    return NULL;
}

// Behind what the layout knows, instances of some classes have a tail.
static OuEdge tail_edge(const OuObject *owner, const void *slot)
{
    const OuTail *tail = ou_tail_of(owner);
    size_t index = (size_t)((const OuValue *)tail - 1 - (const OuValue *)slot);
    if (slot == &tail->dict) return (OuEdge){ OU_EDGE_FIXED, .text = ".__dict__" };
    OuString *name = index < tail->type->slot_count ? member_name(tail->type, index) : NULL;
    if (name) return (OuEdge){ .form = OU_EDGE_ATTRIBUTE, .name = name };
    return (OuEdge){ .form = OU_EDGE_INSIDE, .text = "(inside)" };
}

// The class is handed to visitors in a variable of theirs.
OuEdge ou_edge_find(OuVM *vm, const OuObject *owner, const void *slot)
{
    OuEdge edge;
    if (find_by_kind(vm, owner, slot, &edge)) return edge;
    const OuSlotName *fixed = fixed_name(vm, owner, slot);
    if (fixed) return (OuEdge){ .form = OU_EDGE_FIXED, .text = fixed->text };
    bool has_class = owner->kind == OU_KIND_INSTANCE || (owner->kind & OU_KIND_SUBCLASS);
    if (has_class && is_own(owner, slot)) {
        bool has_tail = owner->kind & OU_KIND_SUBCLASS;
        return has_tail ? tail_edge(owner, slot)
                        : (OuEdge){ OU_EDGE_FIXED, .text = ".__dict__" };
    }
    if (has_class) return (OuEdge){ OU_EDGE_FIXED, .text = ".__class__" };
    return (OuEdge){ OU_EDGE_INSIDE, .text = "(inside)" };
}

// ---- Text ---------------------------------------------------------------------------------------

void ou_edge_put_string(OuVM *vm, const OuString *string, OuBuffer *text)
{
    OuBuffer converted;
    size_t length;
    ou_buffer_init(&converted, text->memory);
    const char *bytes = ou_str_utf8(vm, string, &converted, &length);
    if (!bytes) ou_error_clear(vm);
    else ou_buffer_put(text, bytes, length);
    text->failed |= !bytes;
    ou_buffer_free(&converted);
}

static bool is_identifier(const OuString *name)
{
    if (!name->length || !ou_unicode_is_identifier_start(ou_str_at(name, 0))) return false;
    for (size_t i = 1; i < name->length; i++) {
        if (!ou_unicode_is_identifier_part(ou_str_at(name, i))) return false;
    }
    return true;
}

// What isn't written behind a dot is a key of __dict__.
static void put_attribute(OuVM *vm, OuString *name, OuBuffer *text)
{
    if (is_identifier(name)) {
        ou_buffer_put_char(text, '.');
        ou_edge_put_string(vm, name, text);
    } else {
        ou_buffer_put_text(text, ".__dict__");
        ou_edge_put_key(ou_pointer_value(name), text);
    }
}

void ou_edge_put_name(OuVM *vm, const OuEdge *edge, bool general, OuBuffer *text)
{
    switch (edge->form) {
    case OU_EDGE_ATTRIBUTE:
        put_attribute(vm, edge->name, text);
        return;
    case OU_EDGE_ITEM:
        ou_edge_put_key(edge->key, text);
        return;
    case OU_EDGE_INDEX:
        if (general) ou_buffer_put_text(text, "[]");
        else ou_buffer_put_format(text, "[%zu]", edge->index);
        return;
    case OU_EDGE_PART:
        ou_buffer_put_text(text, edge->text);
        if (general) ou_buffer_put_text(text, "[]");
        else ou_buffer_put_format(text, "[%zu]", edge->index);
        return;
    case OU_EDGE_LOCAL:
        ou_buffer_put_text(text, " local '");
        ou_edge_put_string(vm, edge->name, text);
        ou_buffer_put_char(text, '\'');
        return;
    default:
        ou_buffer_put_text(text, edge->text);
    }
}

void ou_edge_put(OuVM *vm, OuObject *owner, const void *slot, bool general, OuBuffer *text)
{
    OuEdge edge = ou_edge_find(vm, owner, slot);
    ou_edge_put_name(vm, &edge, general, text);
}

void ou_edge_put_step(OuVM *vm, OuObject *owner, const void *slot, const OuObject *next,
                      bool general, OuBuffer *text)
{
    if (!ou_edge_is_inner(vm, owner)) {
        ou_edge_put_string(vm, ou_type_of(vm, ou_pointer_value(owner))->name, text);
    }
    if (ou_edge_is_inner(vm, next)) return;
    ou_edge_put(vm, owner, slot, general, text);
    ou_buffer_put_text(text, " -> ");
}

// ---- Hash ---------------------------------------------------------------------------------------

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ b * 0x9E3779B97F4A7C15ull) * 0xBF58476D1CE4E5B9ull;
    return x ^ x >> 29;
}

static uint64_t slot_number(OuVM *vm, OuObject *owner, const void *slot)
{
    const OuDictEntry *entry;
    switch (owner->kind & OU_KIND_MASK) {
    case OU_KIND_DICT:
        entry = dict_entry(owner, slot);
        if (!entry) break;
        if (!is_value_of(entry, slot)) return 1;
        if (ou_is_exact_str(entry->key)) return ou_str_hash(vm, ou_str_of(entry->key));
        if (!ou_is_pointer(entry->key)) return entry->key;
        return ou_is_exact_tuple(entry->key) || ou_is_exact_bytes(entry->key) ? entry->hash : 2;
    case OU_KIND_LIST: case OU_KIND_TUPLE:
        if (sequence_index(owner, slot) >= 0) return 3;
        break;
    case OU_KIND_DEQUE:
        if (deque_index(owner, slot) >= 0) return 3;
        break;
    case OU_KIND_SET: case OU_KIND_FROZENSET:
        return 4;
    case OU_KIND_CODE:
        if (!is_own(owner, slot)) return 5;
        break;
    default:
        break;
    }
    return (uint64_t)((const char *)slot - (const char *)owner) & 0xFFFF;
}

uint64_t ou_edge_hash(OuVM *vm, OuObject *owner, const void *slot)
{
    uint64_t class = owner->kind == OU_KIND_INSTANCE
                         ? vm->shapes[owner->aux]->version
                         : (uint64_t)ou_type_of(vm, ou_pointer_value(owner))->version << 32;
    return mix(mix(class, owner->kind), slot_number(vm, owner, slot));
}
