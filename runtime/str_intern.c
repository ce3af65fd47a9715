// Interned strings: an open-addressing table of borrowed pointers; the layout's release takes a
// dying string out of it. Removed places stay marked until the table is next rebuilt.
#include <string.h>

#include "runtime/error.h"
#include "runtime/setup.h"
#include "runtime/str.h"

#define TOMBSTONE ((OuString *)(uintptr_t)1)

static bool table_resize(OuVM *vm, size_t capacity)
{
    OuInternTable *table = &vm->interned, old = *table;
    OuString **slots = ou_memory_alloc_zeroed(&vm->heap.memory, capacity * sizeof *slots);
    if (!slots) {
        ou_raise_memory_error(vm);
        return false;
    }
    table->slots = slots;
    table->capacity = capacity;
    table->tombstones = 0;
    for (size_t i = 0; i < old.capacity; i++) {
        OuString *s = old.slots[i];
        if (!s || s == TOMBSTONE) continue;
        size_t place = ou_str_hash(vm, s) & (capacity - 1);
        while (slots[place]) place = (place + 1) & (capacity - 1);
        slots[place] = s;
    }
    ou_memory_free(&vm->heap.memory, old.slots, old.capacity * sizeof *slots);
    return true;
}

// At most two thirds of the places are taken, so every search ends.
static bool table_make_room(OuVM *vm)
{
    const OuInternTable *table = &vm->interned;
    if ((table->used + table->tombstones + 1) * 3 <= table->capacity * 2) return true;
    size_t capacity = table->capacity ? table->capacity : 512;
    while ((table->used + 1) * 2 > capacity) capacity *= 2;
    return table_resize(vm, capacity);
}

OuString *ou_str_intern_steal(OuVM *vm, OuString *string)
{
    if (string->header.aux & OU_STR_INTERNED || string->header.kind != OU_KIND_STR) return string;
    if (!table_make_room(vm)) {
        ou_unref(ou_str_value(string));
        return NULL;
    }
    OuInternTable *table = &vm->interned;
    size_t mask = table->capacity - 1, place = ou_str_hash(vm, string) & mask;
    for (; table->slots[place]; place = (place + 1) & mask) {
        OuString *other = table->slots[place];
        if (other == TOMBSTONE || other->hash != string->hash) continue;
        if (!ou_str_equal(other, string)) continue;
        ou_ref(ou_str_value(other));
        ou_unref(ou_str_value(string));
        return other;
    }
    table->slots[place] = string;
    table->used++;
    string->header.aux |= OU_STR_INTERNED;
    return string;
}

OuString *ou_str_intern_text(OuVM *vm, const char *utf8, size_t length)
{
    OuValue value = ou_str_make(vm, utf8, length);
    return value == OU_ERROR ? NULL : ou_str_intern_steal(vm, ou_str_of(value));
}

void ou_str_forget_interned(OuVM *vm, OuString *string)
{
    OuInternTable *table = &vm->interned;
    if (!(string->header.aux & OU_STR_INTERNED) || !table->capacity) return;
    size_t mask = table->capacity - 1, place = ou_str_hash(vm, string) & mask;
    while (table->slots[place] != string) place = (place + 1) & mask;
    table->slots[place] = TOMBSTONE;
    table->used--;
    table->tombstones++;
}

// --- the strings that every interpreter has ------------------------------------------------------

static const char *const name_texts[OU_NAME_COUNT] = {
#define OU_DUNDER(word) [OU_NAME_dunder_##word] = "__" #word "__",
#define OU_WORD(word)   [OU_NAME_##word] = #word,
#include "runtime/names.def"
#undef OU_DUNDER
#undef OU_WORD
};

bool ou_str_setup(OuVM *vm)
{
    for (uint32_t i = 0; i < 256; i++) {
        vm->latin1[i] = ou_str_new(vm, 1, i);
        if (!vm->latin1[i]) return false;
        vm->latin1[i]->data[0] = (uint8_t)i;
    }
    vm->empty_string = ou_str_new(vm, 0, 0);
    if (!vm->empty_string) return false;
    vm->empty_string = ou_str_intern_steal(vm, vm->empty_string);
    for (uint32_t i = 0; vm->empty_string && i < 128; i++) {
        vm->latin1[i] = ou_str_intern_steal(vm, vm->latin1[i]);
        if (!vm->latin1[i]) return false;
    }
    for (size_t i = 0; i < OU_NAME_COUNT; i++) {
        vm->names[i] = ou_str_intern_text(vm, name_texts[i], strlen(name_texts[i]));
        if (!vm->names[i]) return false;
    }
    return vm->empty_string;
}

void ou_str_free_interned(OuVM *vm)
{
    OuInternTable *table = &vm->interned;
    ou_memory_free(&vm->heap.memory, table->slots, table->capacity * sizeof *table->slots);
    memset(table, 0, sizeof *table);
}
