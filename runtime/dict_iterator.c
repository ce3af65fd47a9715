// Iterators over dicts, forwards and backwards.
#include "runtime/dict_view.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/list.h"
#include "runtime/native.h"

static bool is_over_items(OuKind kind)
{
    return kind == OU_KIND_DICT_ITEM_ITERATOR || kind == OU_KIND_DICT_REVERSE_ITEM_ITERATOR;
}

static bool is_backward(OuKind kind)
{
    return kind == OU_KIND_DICT_REVERSE_ITERATOR || kind == OU_KIND_DICT_REVERSE_VALUE_ITERATOR
        || kind == OU_KIND_DICT_REVERSE_ITEM_ITERATOR;
}

OuValue ou_dict_iterator_make(OuVM *vm, OuDict *dict, OuKind kind)
{
    OuTuple *pair = NULL;
    if (is_over_items(kind) && !(pair = ou_tuple_new_of_none(vm, 2))) return OU_ERROR;
    OuDictIterator *iterator =
        (OuDictIterator *)ou_heap_new(&vm->heap, (uint8_t)kind, sizeof *iterator);
    if (!iterator) {
        if (pair) ou_object_unref(&pair->header);
        return ou_raise_memory_error(vm);
    }
    ou_object_ref(&dict->header);
    iterator->dict = dict;
    iterator->position = is_backward(kind) ? dict->entry_count : 0;
    iterator->used = dict->used;
    iterator->left = dict->used;
    iterator->pair = pair;
    return ou_pointer_value(iterator);
}

OuValue ou_dict_iterate(OuVM *vm, OuValue dict)
{
    return ou_dict_iterator_make(vm, ou_dict_of(dict), OU_KIND_DICT_KEY_ITERATOR);
}

// ---- One step ----------------------------------------------------------------------------------

static void iterator_exhaust(OuDictIterator *iterator)
{
    OuDict *dict = iterator->dict;
    iterator->dict = NULL;
    ou_object_unref(&dict->header);
}

static bool iterator_check(OuVM *vm, OuDictIterator *iterator)
{
    if (OU_LIKELY(iterator->used == iterator->dict->used)) return true;
    iterator->used = UINT32_MAX;      // stays wrong
    ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "dictionary changed size during iteration");
    return false;
}

static inline bool step_forward(OuVM *vm, OuDictIterator *iterator, bool *more, OuValue *key,
                                OuValue *value)
{
    *more = false;
    if (!iterator->dict) return true;
    if (!iterator_check(vm, iterator)) return false;
    *more = ou_dict_walk(iterator->dict, &iterator->position, key, value);
    if (!*more) {
        iterator_exhaust(iterator);
        return true;
    }
    if (iterator->left == 0) {
        *more = false;
        iterator_exhaust(iterator);
        ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "dictionary keys changed during iteration");
        return false;
    }
    iterator->left--;
    return true;
}

bool ou_dict_iterator_step(OuVM *vm, OuDictIterator *iterator, bool *more, OuValue *key,
                           OuValue *value)
{
    return step_forward(vm, iterator, more, key, value);
}

static bool step_backward(OuVM *vm, OuDictIterator *iterator, bool *more, OuValue *key,
                          OuValue *value)
{
    *more = false;
    const OuDict *dict = iterator->dict;
    if (!dict) return true;
    if (!iterator_check(vm, iterator)) return false;
    if (iterator->position > dict->entry_count) iterator->position = dict->entry_count;
    while (iterator->position > 0) {
        const OuDictEntry *entry = &dict->entries[--iterator->position];
        if (entry->key == OU_UNBOUND) continue;
        *key = entry->key;
        *value = entry->value;
        *more = true;
        iterator->left--;
        return true;
    }
    iterator_exhaust(iterator);
    return true;
}

// The pair handed out before is used again when nobody kept it.
static OuValue pair_make(OuVM *vm, OuDictIterator *iterator, OuValue key, OuValue value)
{
    OuTuple *pair = iterator->pair;
    if (!pair || pair->header.refs != 1) return ou_tuple_pair(vm, key, value);
    OuValue old[2] = { pair->items[0], pair->items[1] };
    pair->items[0] = ou_ref(key);
    pair->items[1] = ou_ref(value);
    if (!(pair->header.gc & OU_GC_TRACKED)) ou_heap_track(&pair->header);
    ou_object_ref(&pair->header);
    ou_unref(old[0]);
    ou_unref(old[1]);
    return ou_pointer_value(pair);
}

typedef bool Step(OuVM *vm, OuDictIterator *iterator, bool *more, OuValue *key, OuValue *value);
typedef enum Part { PART_KEY, PART_VALUE, PART_ITEM } Part;

__attribute__((always_inline))
static inline OuValue next_part(OuVM *vm, OuValue self, Step *step, Part part)
{
    OuDictIterator *iterator = ou_dict_iterator_of(self);
    OuValue key, value;
    bool more;
    if (!step(vm, iterator, &more, &key, &value)) return OU_ERROR;
    if (!more) return OU_STOP;
    switch (part) {
    case PART_KEY:   return ou_ref(key);
    case PART_VALUE: return ou_ref(value);
    default:         return pair_make(vm, iterator, key, value);
    }
}

OuValue ou_dict_iterator_next_key(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_forward, PART_KEY);
}

OuValue ou_dict_iterator_next_value(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_forward, PART_VALUE);
}

OuValue ou_dict_iterator_next_item(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_forward, PART_ITEM);
}

static OuValue reverse_next_key(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_backward, PART_KEY);
}

static OuValue reverse_next_value(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_backward, PART_VALUE);
}

static OuValue reverse_next_item(OuVM *vm, OuValue self)
{
    return next_part(vm, self, step_backward, PART_ITEM);
}

// ---- The types ---------------------------------------------------------------------------------

OU_METHOD(dict_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuDictIterator *iterator = ou_dict_iterator_of(arguments[0]);
    bool valid = iterator->dict && iterator->used == iterator->dict->used;
    return ou_int_value(valid ? iterator->left : 0);
}

// A list of what is still to come, by an iterator that begins where this one is.
OU_METHOD(dict_iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const OuDictIterator *self = ou_dict_iterator_of(arguments[0]);
    if (!self->dict) {
        OU_OWNED OuValue empty = ou_list_make(vm, NULL, 0);
        return empty == OU_ERROR ? OU_ERROR : ou_reduce_iter(vm, "iter", empty, OU_UNBOUND);
    }
    OU_OWNED OuValue copied =
        ou_dict_iterator_make(vm, self->dict, ou_kind_of(arguments[0]));
    if (copied == OU_ERROR) return OU_ERROR;
    OuDictIterator *copy = ou_dict_iterator_of(copied);
    copy->position = self->position;
    copy->used = self->used;
    copy->left = self->left;
    OU_OWNED OuValue rest = ou_list_from_iterable(vm, copied);
    return rest == OU_ERROR ? OU_ERROR : ou_reduce_iter(vm, "iter", rest, OU_UNBOUND);
}

static const OuNativeDef *const dict_iterator_methods[] = {
    &dict_iterator_hint_native, &dict_iterator_reduce_native, NULL,
};

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    OuDictIterator *iterator = (OuDictIterator *)self;
    OU_VISIT_POINTER(visitor, &iterator->dict);
    OU_VISIT_POINTER(visitor, &iterator->pair);
}

#define DICT_ITERATOR_TYPE(symbol, text, kind_name, more_flags, next_function)             \
    static const OuLayout symbol##_layout = { .name = text, .visit = iterator_visit };     \
    const OuTypeDef ou_##symbol##_type = {                                                 \
        .name = text,                                                                      \
        .kind = OU_KIND_##kind_name,                                                       \
        .flags = OU_TYPE_ABSTRACT | (more_flags),                                          \
        .layout = &symbol##_layout,                                                        \
        .methods = dict_iterator_methods,                                                  \
        .slots = { .iterate = iterator_self, .next = next_function },                      \
    }

DICT_ITERATOR_TYPE(dict_key_iterator, "dict_keyiterator", DICT_KEY_ITERATOR, 0,
                   ou_dict_iterator_next_key);
DICT_ITERATOR_TYPE(dict_value_iterator, "dict_valueiterator", DICT_VALUE_ITERATOR, 0,
                   ou_dict_iterator_next_value);
DICT_ITERATOR_TYPE(dict_item_iterator, "dict_itemiterator", DICT_ITEM_ITERATOR, 0,
                   ou_dict_iterator_next_item);
DICT_ITERATOR_TYPE(dict_reverse_key_iterator, "dict_reversekeyiterator", DICT_REVERSE_ITERATOR,
                   OU_TYPE_INHERITS_ACCESS, reverse_next_key);
DICT_ITERATOR_TYPE(dict_reverse_value_iterator, "dict_reversevalueiterator",
                   DICT_REVERSE_VALUE_ITERATOR, OU_TYPE_INHERITS_ACCESS, reverse_next_value);
DICT_ITERATOR_TYPE(dict_reverse_item_iterator, "dict_reverseitemiterator",
                   DICT_REVERSE_ITEM_ITERATOR, OU_TYPE_INHERITS_ACCESS, reverse_next_item);
