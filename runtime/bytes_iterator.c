#include "runtime/builtin_types.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"

static OuBytesIterator *iterator_of(OuValue value)
{
    return (OuBytesIterator *)ou_pointer_of(value);
}

OuValue ou_bytes_iterate(OuVM *vm, OuValue self)
{
    OuBytesIterator *iterator =
        (OuBytesIterator *)ou_heap_new(&vm->heap, OU_KIND_BYTES_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    iterator->header.aux = ou_is_bytes(self) ? OU_TYPE_BYTES_ITERATOR : OU_TYPE_BYTEARRAY_ITERATOR;
    iterator->bytes = ou_ref(self);
    iterator->index = 0;
    return ou_pointer_value(iterator);
}

static OuValue bytes_iterator_next(OuVM *vm, OuValue self)
{
    OuBytesIterator *iterator = iterator_of(self);
    if (iterator->bytes == OU_UNBOUND) return OU_STOP;
    OuText text = ou_bytes_text(iterator->bytes);
    if (iterator->index < text.length) return ou_int_value(ou_text_at(text, iterator->index++));
    ou_clear(&iterator->bytes);
    return OU_STOP;
}

static OuValue bytes_iterator_self(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

OU_METHOD(bytes_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuBytesIterator *iterator = iterator_of(arguments[0]);
    if (iterator->bytes == OU_UNBOUND) return ou_int_value(0);
    size_t length = ou_bytes_text(iterator->bytes).length;
    return ou_int_value(length > iterator->index ? (int64_t)(length - iterator->index) : 0);
}

static void bytes_iterator_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuBytesIterator *)self)->bytes);
}

static const OuNativeDef *const bytes_iterator_methods[] = {
    &bytes_iterator_hint_native, &ou_bytes_iterator_reduce, &ou_bytes_iterator_set_state, NULL,
};
static const OuLayout bytes_iterator_layout = {
    .name = "bytes_iterator", .visit = bytes_iterator_visit,
};

// Two types by name, as in CPython; an object's `aux` tells which.
#define BYTES_ITERATOR_TYPE(type_name) {                                                         \
    .name = type_name,                                                                           \
    .kind = OU_KIND_BYTES_ITERATOR,                                                              \
    .flags = OU_TYPE_ABSTRACT,                                                                   \
    .layout = &bytes_iterator_layout,                                                            \
    .methods = bytes_iterator_methods,                                                           \
    .slots = { .iterate = bytes_iterator_self, .next = bytes_iterator_next },                    \
}

const OuTypeDef ou_bytes_iterator_type = BYTES_ITERATOR_TYPE("bytes_iterator");
const OuTypeDef ou_bytearray_iterator_type = BYTES_ITERATOR_TYPE("bytearray_iterator");
