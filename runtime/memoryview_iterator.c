#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/memoryview.h"

typedef struct MemoryIterator {
    OuObject header;
    OuValue  view;               // UNBOUND once exhausted
    size_t   index;              // of the next item
    size_t   length;
} MemoryIterator;

static MemoryIterator *iterator_of(OuValue value)
{
    return (MemoryIterator *)ou_pointer_of(value);
}

OuValue ou_memoryview_iterate(OuVM *vm, OuValue self)
{
    const OuMemoryView *view = ou_memoryview_of(self);
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    if (view->dimensions == 0) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
    }
    if (view->dimensions > 1) {
        return ou_raise(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR,
                        "multi-dimensional sub-views are not implemented");
    }
    if (!ou_memoryview_scalar(vm, view)) return OU_ERROR;
    MemoryIterator *iterator =
        (MemoryIterator *)ou_heap_new(&vm->heap, OU_KIND_MEMORY_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->view = ou_ref(self);
    iterator->index = 0;
    iterator->length = (size_t)view->shape[0];
    return ou_pointer_value(iterator);
}

static OuValue iterator_next(OuVM *vm, OuValue self)
{
    MemoryIterator *iterator = iterator_of(self);
    if (iterator->view == OU_UNBOUND) return OU_STOP;
    if (iterator->index < iterator->length) {
        OuMemoryView *view = ou_memoryview_of(iterator->view);
        if (!ou_memoryview_check(vm, view)) return OU_ERROR;
        return ou_memoryview_item(vm, view, iterator->index++);
    }
    ou_clear(&iterator->view);
    return OU_STOP;
}

static OuValue iterator_self(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

static void iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((MemoryIterator *)self)->view);
}

static const OuLayout iterator_layout = { .name = "memory_iterator", .visit = iterator_visit };

const OuTypeDef ou_memory_iterator_type = {
    .name = "memory_iterator",
    .kind = OU_KIND_MEMORY_ITERATOR,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &iterator_layout,
    .slots = { .iterate = iterator_self, .next = iterator_next },
};
