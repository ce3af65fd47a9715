#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/iterator_state.h"
#include "runtime/native.h"
#include "runtime/str.h"

OuValue ou_str_iterate(OuVM *vm, OuValue string)
{
    OuStringIterator *iterator =
        (OuStringIterator *)ou_heap_new(&vm->heap, OU_KIND_STR_ITERATOR, sizeof *iterator);
    if (!iterator) return ou_raise_memory_error(vm);
    // Instances of subclasses aren't compact in CPython, so theirs is the general one.
    bool is_ascii = ou_str_is_ascii(ou_str_of(string)) && ou_kind_of(string) == OU_KIND_STR;
    iterator->header.aux = is_ascii ? OU_TYPE_STR_ASCII_ITERATOR : OU_TYPE_STR_ITERATOR;
    iterator->string = ou_str_of(ou_ref(string));
    iterator->index = 0;
    return ou_pointer_value(iterator);
}

OuValue ou_str_iterator_next(OuVM *vm, OuValue self)
{
    OuStringIterator *iterator = ou_str_iterator_of(self);
    OuString *s = iterator->string;
    if (!s) return OU_STOP;
    if (iterator->index < s->length) {
        if (!ou_check_interrupt_at(vm, iterator->index)) return OU_ERROR;
        return ou_str_from_code_point(vm, ou_str_at(s, iterator->index++));
    }
    iterator->string = NULL;
    ou_object_unref(&s->header);
    return OU_STOP;
}

OU_METHOD(str_iterator_hint, "__length_hint__(self, /)",
          "Private method returning an estimate of len(list(it)).")
{
    const OuStringIterator *iterator = ou_str_iterator_of(arguments[0]);
    if (!iterator->string) return ou_int_value(0);
    return ou_int_value((int64_t)(iterator->string->length - iterator->index));
}

static void str_iterator_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuStringIterator *)self)->string);
}

static OuValue str_iterator_self(OuVM *vm, OuValue self)
{
    return ou_ref(self);
}

static const OuNativeDef *const str_iterator_methods[] = {
    &str_iterator_hint_native, &ou_str_iterator_reduce, &ou_str_iterator_set_state, NULL,
};
static const OuLayout str_iterator_layout = { .name = "str_iterator", .visit = str_iterator_visit };

// Two types by name, as in CPython; an object's `aux` tells which.
#define STR_ITERATOR_TYPE(type_name) {                                                           \
    .name = type_name,                                                                           \
    .kind = OU_KIND_STR_ITERATOR,                                                                \
    .flags = OU_TYPE_ABSTRACT,                                                                   \
    .layout = &str_iterator_layout,                                                              \
    .methods = str_iterator_methods,                                                             \
    .slots = { .iterate = str_iterator_self, .next = ou_str_iterator_next },                     \
}

const OuTypeDef ou_str_iterator_type = STR_ITERATOR_TYPE("str_iterator");
const OuTypeDef ou_str_ascii_iterator_type = STR_ITERATOR_TYPE("str_ascii_iterator");
