// Items of memoryviews: reading, storing, slicing, comparing.
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memoryview.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slice.h"

// --- one item ------------------------------------------------------------------------------------

const OuScalar *ou_memoryview_scalar(OuVM *vm, const OuMemoryView *view)
{
    const OuScalar *scalar = ou_scalar_find(view->format[view->format[0] == '@']);
    if (scalar && scalar->size == view->item_size) return scalar;
    if (vm) {
        ou_raise(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: format %s not supported",
                 view->format);
    }
    return NULL;
}

OuValue ou_memoryview_item(OuVM *vm, OuMemoryView *view, size_t index)
{
    const OuScalar *scalar = ou_memoryview_scalar(vm, view);
    const uint8_t *item = view->start + (int64_t)index * ou_memoryview_strides(view)[0];
    return scalar ? ou_scalar_read(vm, scalar, item, false) : OU_ERROR;
}

static bool store_refuse(OuVM *vm, const OuScalar *scalar, bool is_type)
{
    ou_raise(vm, is_type ? OU_TYPE_TYPE_ERROR : OU_TYPE_VALUE_ERROR,
             "memoryview: invalid %s for format '%c'", is_type ? "type" : "value", scalar->code);
    return false;
}

// The exception that a conversion has left, in memoryview's words.
static bool store_reword(OuVM *vm, const OuScalar *scalar)
{
    bool is_type = ou_error_matches(vm, OU_TYPE_TYPE_ERROR);
    if (!is_type && !ou_error_matches(vm, OU_TYPE_OVERFLOW_ERROR) &&
        !ou_error_matches(vm, OU_TYPE_VALUE_ERROR)) {
        return false;
    }
    ou_error_clear(vm);
    return store_refuse(vm, scalar, is_type);
}

// Converting may run script code, which may release the view.
static bool store(OuVM *vm, OuMemoryView *view, const OuScalar *scalar, uint8_t *item,
                  OuValue value)
{
    bool truth;
    double number;
    uint64_t bits;
    if (scalar->kind == OU_SCALAR_CHAR) {
        if (!ou_is_bytes(value)) return store_refuse(vm, scalar, true);
        if (ou_bytes_of(value)->length != 1) return store_refuse(vm, scalar, false);
        *item = ou_bytes_of(value)->data[0];
        return true;
    }
    if (scalar->kind == OU_SCALAR_BOOL) {
        if (!ou_truth(vm, value, &truth) || !ou_memoryview_check(vm, view)) return false;
        *item = truth;
        return true;
    }
    if (scalar->kind == OU_SCALAR_FLOAT) {
        if (!ou_to_double(vm, value, &number)) return store_reword(vm, scalar);
        if (!ou_memoryview_check(vm, view)) return false;
        if (!ou_scalar_store_double(scalar, item, number, false)) {
            OuScalar wide = { 'f', 4, OU_SCALAR_FLOAT };        // C makes an infinity of it
            return ou_scalar_store_double(&wide, item, number < 0 ? -1.0 / 0.0 : 1.0 / 0.0, false);
        }
        return true;
    }
    OU_OWNED OuValue index = ou_to_index(vm, value);
    if (index == OU_ERROR) return store_reword(vm, scalar);
    if (!ou_memoryview_check(vm, view)) return false;
    if (!ou_scalar_int_fits(scalar, index, &bits)) return store_refuse(vm, scalar, false);
    ou_scalar_store_bits(scalar, item, bits, false);
    return true;
}

// --- where an item is ----------------------------------------------------------------------------

static bool find_along(OuVM *vm, OuMemoryView *view, unsigned dimension, OuValue key,
                       uint8_t **item)
{
    int64_t index;
    if (!ou_sequence_index(vm, key, OU_TYPE_INDEX_ERROR, &index)) return false;
    if (!ou_memoryview_check(vm, view)) return false;
    if (!ou_sequence_in_range(&index, (size_t)view->shape[dimension])) {
        ou_raise(vm, OU_TYPE_INDEX_ERROR, "index out of bounds on dimension %d",
                 (int)dimension + 1);
        return false;
    }
    *item += index * ou_memoryview_strides(view)[dimension];
    return true;
}

static bool find_by_tuple(OuVM *vm, OuMemoryView *view, const OuTuple *key, uint8_t **item)
{
    if (key->length < view->dimensions) {
        ou_raise(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
        return false;
    }
    if (key->length > view->dimensions) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "cannot index %zu-dimension view with %zu-element tuple",
                 (size_t)view->dimensions, key->length);
        return false;
    }
    *item = view->start;
    for (unsigned i = 0; i < key->length; i++) {
        if (!find_along(vm, view, i, key->items[i], item)) return false;
    }
    return true;
}

static bool is_tuple_of_indices(OuVM *vm, OuValue key)
{
    if (!ou_is_tuple(key)) return false;
    const OuTuple *tuple = ou_tuple_of(key);
    for (size_t i = 0; i < tuple->length; i++) {
        if (!ou_has_index(vm, tuple->items[i])) return false;
    }
    return true;
}

static bool is_tuple_of_slices(OuValue key)
{
    if (!ou_is_tuple(key)) return false;
    const OuTuple *tuple = ou_tuple_of(key);
    for (size_t i = 0; i < tuple->length; i++) {
        if (!ou_is_slice(tuple->items[i])) return false;
    }
    return tuple->length;
}

static bool is_empty_tuple(OuValue key)
{
    return ou_is_tuple(key) && ou_tuple_of(key)->length == 0;
}

// --- view[key] -----------------------------------------------------------------------------------

// Along the first dimension.
static OuMemoryView *sliced(OuVM *vm, OuMemoryView *view, OuValue slice)
{
    OuSliceIndices indices;
    // Made before the indices run: a script may release the view, but not the part.
    OuMemoryView *part = ou_memoryview_like(vm, view, view->dimensions);
    if (!part) return NULL;
    memcpy(part->shape, view->shape, 2 * view->dimensions * sizeof *view->shape);
    if (!ou_slice_unpack(vm, ou_slice_of(slice), &indices)) {
        ou_object_unref(&part->header);
        return NULL;
    }
    ou_slice_adjust(&indices, (size_t)part->shape[0]);
    int64_t *stride = ou_memoryview_strides(part);
    if (indices.count) part->start += indices.start * *stride;
    part->shape[0] = (int64_t)indices.count;
    *stride *= indices.step;
    return part;
}

static OuValue get_scalar(OuVM *vm, OuMemoryView *view, OuValue self, OuValue key)
{
    const OuScalar *scalar;
    if (is_empty_tuple(key)) {
        scalar = ou_memoryview_scalar(vm, view);
        return scalar ? ou_scalar_read(vm, scalar, view->start, false) : OU_ERROR;
    }
    if (key == OU_ELLIPSIS) return ou_ref(self);
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
}

static OuValue get_indexed(OuVM *vm, OuMemoryView *view, OuValue key, bool is_tuple)
{
    const OuScalar *scalar = ou_memoryview_scalar(vm, view);
    uint8_t *item = view->start;
    if (!scalar) return OU_ERROR;
    if (is_tuple ? !find_by_tuple(vm, view, ou_tuple_of(key), &item)
                 : !find_along(vm, view, 0, key, &item)) {
        return OU_ERROR;
    }
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    return ou_scalar_read(vm, scalar, item, false);
}

OuValue ou_memoryview_get(OuVM *vm, OuValue self, OuValue key)
{
    OuMemoryView *view = ou_memoryview_of(self);
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    if (view->dimensions == 0) return get_scalar(vm, view, self, key);
    if (ou_has_index(vm, key)) {
        if (view->dimensions == 1) return get_indexed(vm, view, key, false);
        if (!ou_memoryview_scalar(vm, view)) return OU_ERROR;
        return ou_raise(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR,
                        "multi-dimensional sub-views are not implemented");
    }
    if (ou_is_slice(key)) {
        OuMemoryView *part = sliced(vm, view, key);
        return part ? ou_pointer_value(part) : OU_ERROR;
    }
    if (is_tuple_of_indices(vm, key)) return get_indexed(vm, view, key, true);
    if (is_tuple_of_slices(key)) {
        return ou_raise(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR,
                        "multi-dimensional slicing is not implemented");
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "memoryview: invalid slice key");
}

// --- view[key] = value ---------------------------------------------------------------------------

// Both may look at the same memory: the items go by way of a copy.
static bool copy_items(OuVM *vm, OuMemoryView *target, OuMemoryView *source)
{
    const char *a = target->format, *b = source->format;
    if (strcmp(a + (*a == '@'), b + (*b == '@')) != 0 || target->dimensions != source->dimensions ||
        target->shape[0] != source->shape[0]) {
        ou_raise(vm, OU_TYPE_VALUE_ERROR,
                 "memoryview assignment: lvalue and rvalue have different structures");
        return false;
    }
    size_t size = target->item_size, total = ou_memoryview_size(target);
    uint8_t *copy = ou_memory_alloc(&vm->heap.memory, total);
    if (!copy) {
        (void)ou_raise_memory_error(vm);
        return false;
    }
    bool done = ou_memoryview_copy(vm, source, false, copy);
    int64_t stride = ou_memoryview_strides(target)[0];
    for (int64_t i = 0; done && i < target->shape[0]; i++) {
        memcpy(target->start + i * stride, copy + (size_t)i * size, size);
        done = ou_check_interrupt_at(vm, (size_t)i);
    }
    ou_memory_free(&vm->heap.memory, copy, total);
    return done;
}

static bool set_slice(OuVM *vm, OuMemoryView *view, OuValue key, OuValue value)
{
    OuExport export;
    if (!ou_is_memoryview(value) && !ou_export_of(value, &export)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", value);
        return false;
    }
    OU_OWNED OuValue source = ou_memoryview_make(vm, value);
    if (source == OU_ERROR) return false;
    OuMemoryView *part = sliced(vm, view, key);
    if (!part) return false;
    OU_OWNED OuValue target = ou_pointer_value(part);
    return ou_memoryview_check(vm, view) && copy_items(vm, part, ou_memoryview_of(source));
}

static bool set_scalar(OuVM *vm, OuMemoryView *view, const OuScalar *scalar, OuValue key,
                       OuValue value)
{
    if (key == OU_ELLIPSIS || is_empty_tuple(key)) {
        return store(vm, view, scalar, view->start, value);
    }
    ou_raise(vm, OU_TYPE_TYPE_ERROR, "invalid indexing of 0-dim memory");
    return false;
}

static bool set_refuse(OuVM *vm, OuTypeId type, const char *message)
{
    ou_raise(vm, type, "%s", message);
    return false;
}

bool ou_memoryview_set(OuVM *vm, OuValue self, OuValue key, OuValue value)
{
    OuMemoryView *view = ou_memoryview_of(self);
    if (!ou_memoryview_check(vm, view)) return false;
    const OuScalar *scalar = ou_memoryview_scalar(vm, view);
    uint8_t *item = view->start;
    if (!scalar) return false;
    if (ou_memoryview_is_readonly(view)) {
        return set_refuse(vm, OU_TYPE_TYPE_ERROR, "cannot modify read-only memory");
    }
    if (value == OU_UNBOUND) return set_refuse(vm, OU_TYPE_TYPE_ERROR, "cannot delete memory");
    if (view->dimensions == 0) return set_scalar(vm, view, scalar, key, value);
    if (ou_has_index(vm, key)) {
        if (view->dimensions > 1) {
            return set_refuse(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
        }
        return find_along(vm, view, 0, key, &item) && store(vm, view, scalar, item, value);
    }
    if (ou_is_slice(key) && view->dimensions == 1) return set_slice(vm, view, key, value);
    if (is_tuple_of_indices(vm, key)) {
        return find_by_tuple(vm, view, ou_tuple_of(key), &item)
            && store(vm, view, scalar, item, value);
    }
    if (ou_is_slice(key) || is_tuple_of_slices(key)) {
        return set_refuse(vm, OU_TYPE_NOT_IMPLEMENTED_ERROR,
                          "memoryview slice assignments are currently restricted to ndim = 1");
    }
    return set_refuse(vm, OU_TYPE_TYPE_ERROR, "memoryview: invalid slice key");
}

// --- lists and comparison ------------------------------------------------------------------------

static OuValue list_along(OuVM *vm, OuMemoryView *view, const OuScalar *scalar, unsigned dimension,
                          const uint8_t *item)
{
    if (dimension == view->dimensions) return ou_scalar_read(vm, scalar, item, false);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR || !ou_recursion_enter(vm, "")) return OU_ERROR;
    bool ok = true;
    for (int64_t i = 0; ok && i < view->shape[dimension]; i++) {
        OuValue part = list_along(vm, view, scalar, dimension + 1,
                                  item + i * ou_memoryview_strides(view)[dimension]);
        ok = part != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), part)
          && ou_check_interrupt_at(vm, (size_t)i);
    }
    ou_recursion_leave(vm);
    return ok ? ou_take(&list) : OU_ERROR;
}

OuValue ou_memoryview_list(OuVM *vm, OuMemoryView *view)
{
    const OuScalar *scalar = ou_memoryview_scalar(vm, view);
    return scalar ? list_along(vm, view, scalar, 0, view->start) : OU_ERROR;
}

static bool shapes_agree(const OuMemoryView *a, const OuMemoryView *b)
{
    if (a->dimensions != b->dimensions) return false;
    for (unsigned i = 0; i < a->dimensions; i++) {
        if (a->shape[i] != b->shape[i]) return false;
        if (a->shape[i] == 0) break;
    }
    return true;
}

static bool items_agree(OuVM *vm, const OuScalar *a, const uint8_t *left, const OuScalar *b,
                        const uint8_t *right, bool *equal)
{
    if (a == b && a->kind != OU_SCALAR_FLOAT && a->kind != OU_SCALAR_BOOL) {
        *equal = memcmp(left, right, a->size) == 0;
        return true;
    }
    OU_OWNED OuValue x = ou_scalar_read(vm, a, left, false);
    OU_OWNED OuValue y = ou_scalar_read(vm, b, right, false);
    return x != OU_ERROR && y != OU_ERROR && ou_compare_truth(vm, x, y, OU_EQ, equal);
}

static bool views_agree(OuVM *vm, OuMemoryView *a, OuMemoryView *b, bool *equal)
{
    const OuScalar *of_a = ou_memoryview_scalar(NULL, a), *of_b = ou_memoryview_scalar(NULL, b);
    size_t count = ou_memoryview_count(a);
    *equal = of_a && of_b && shapes_agree(a, b);
    if (!*equal || count == 0) return true;
    size_t size_a = count * a->item_size, size_b = count * b->item_size;
    uint8_t *copy_a = ou_memory_alloc(&vm->heap.memory, size_a);
    uint8_t *copy_b = ou_memory_alloc(&vm->heap.memory, size_b);
    bool ok = copy_a && copy_b;
    if (ok) {
        ok = ou_memoryview_copy(vm, a, false, copy_a) && ou_memoryview_copy(vm, b, false, copy_b);
    } else {
        (void)ou_raise_memory_error(vm);
    }
    for (size_t i = 0; ok && *equal && i < count; i++) {
        ok = items_agree(vm, of_a, copy_a + i * a->item_size, of_b, copy_b + i * b->item_size,
                         equal)
          && ou_check_interrupt_at(vm, i);
    }
    if (copy_a) ou_memory_free(&vm->heap.memory, copy_a, size_a);
    if (copy_b) ou_memory_free(&vm->heap.memory, copy_b, size_b);
    return ok;
}

OuValue ou_memoryview_compare(OuVM *vm, OuValue left, OuValue right, OuCompare operator)
{
    OuExport export;
    bool equal = left == right;
    if (operator != OU_EQ && operator != OU_NE) return OU_NOT_IMPLEMENTED;
    if (!ou_is_memoryview(right) && !ou_export_of(right, &export)) return OU_NOT_IMPLEMENTED;
    bool is_released = ou_memoryview_of(left)->owner == OU_UNBOUND ||
        (ou_is_memoryview(right) && ou_memoryview_of(right)->owner == OU_UNBOUND);
    if (!is_released) {
        OU_OWNED OuValue other = ou_memoryview_make(vm, right);
        if (other == OU_ERROR) return OU_ERROR;
        if (!views_agree(vm, ou_memoryview_of(left), ou_memoryview_of(other), &equal)) {
            return OU_ERROR;
        }
    }
    return ou_bool_value(equal == (operator == OU_EQ));
}
