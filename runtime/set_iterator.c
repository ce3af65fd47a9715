#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/native.h"
#include "runtime/set.h"

OuValue ou_set_iterate(OuVM *vm, OuValue value)
{
    OuSet *set = ou_set_of(value);
    OuSetIterator *iterator =
        (OuSetIterator *)ou_heap_new(&vm->heap, OU_KIND_SET_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    ou_object_ref(&set->header);
    iterator->set = set;
    iterator->position = 0;
    iterator->used = iterator->left = set->used;
    return ou_pointer_value(iterator);
}

OuValue ou_set_iterator_next(OuVM *vm, OuValue self)
{
    OuSetIterator *iterator = (OuSetIterator *)ou_pointer_of(self);
    OuSet *set = iterator->set;
    OuValue key;
    if (!set) return OU_STOP;
    if (iterator->used != set->used) {
        iterator->used = SIZE_MAX;      // stays wrong
        return ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "Set changed size during iteration");
    }
    if (ou_set_walk(set, &iterator->position, &key)) {
        iterator->left--;
        return ou_ref(key);
    }
    iterator->set = NULL;
    ou_object_unref(&set->header);
    return OU_STOP;
}

OU_METHOD(set_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuSetIterator *iterator = (const OuSetIterator *)ou_pointer_of(arguments[0]);
    bool valid = iterator->set && iterator->used == iterator->set->used;
    return ou_int_value(valid ? (int64_t)iterator->left : 0);
}

static const OuNativeDef *const set_iterator_methods[] = {
    &set_iterator_hint_native, &ou_set_iterator_reduce, NULL,
};

static OuValue iterator_self(OuVM *vm, OuValue self) { return ou_ref(self); }

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuSetIterator *)self)->set);
}

static const OuLayout set_iterator_layout = { .name = "set_iterator", .visit = iterator_visit };

const OuTypeDef ou_set_iterator_type = {
    .name = "set_iterator",
    .kind = OU_KIND_SET_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &set_iterator_layout,
    .methods = set_iterator_methods,
    .slots = { .iterate = iterator_self, .next = ou_set_iterator_next },
};
