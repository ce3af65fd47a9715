#include "runtime/memoryview.h"

#include <stdio.h>

#include "runtime/builtin_types.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/hash.h"
#include "runtime/long_text.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- making --------------------------------------------------------------------------------------

static OuMemoryView *view_new(OuVM *vm, OuValue owner, unsigned dimensions)
{
    size_t size = sizeof(OuMemoryView) + 2 * dimensions * sizeof(int64_t);
    OuMemoryView *view = (OuMemoryView *)ou_heap_new(&vm->heap, OU_KIND_MEMORYVIEW, size);
    if (!view) {
        (void)ou_raise_memory_error(vm);
        return NULL;
    }
    ou_heap_put_loud(&vm->heap);
    view->owner = ou_ref(owner);
    view->views = NULL;
    view->dimensions = dimensions;
    view->hash = -1;
    return view;
}

OuMemoryView *ou_memoryview_like(OuVM *vm, const OuMemoryView *view, unsigned dimensions)
{
    OuMemoryView *other = view_new(vm, view->owner, dimensions);
    if (!other) return NULL;
    other->header.aux = view->header.aux;
    other->start = view->start;
    other->views = view->views;
    other->item_size = view->item_size;
    memcpy(other->format, view->format, sizeof view->format);
    if (other->views) other->views->count++;
    return other;
}

static OuValue view_of_view(OuVM *vm, OuMemoryView *view)
{
    if (!ou_memoryview_check(vm, view)) return OU_ERROR;
    OuMemoryView *other = ou_memoryview_like(vm, view, view->dimensions);
    if (!other) return OU_ERROR;
    memcpy(other->shape, view->shape, 2 * view->dimensions * sizeof *view->shape);
    return ou_pointer_value(other);
}

OuValue ou_memoryview_make(OuVM *vm, OuValue object)
{
    OuExport export;
    if (ou_is_memoryview(object)) return view_of_view(vm, ou_memoryview_of(object));
    if (!ou_export_of(object, &export)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "memoryview: a bytes-like object is required, not '%T'", object);
    }
    OuMemoryView *view = view_new(vm, object, 1);
    if (!view) return OU_ERROR;
    view->header.aux = export.is_readonly;
    view->start = export.data;
    view->item_size = export.item_size;
    memcpy(view->format, export.format, sizeof view->format);
    view->shape[0] = (int64_t)(export.length / export.item_size);
    view->shape[1] = (int64_t)export.item_size;
    if (export.views && !(view->views = ou_views_enter(vm, export.views))) {
        ou_object_unref(&view->header);
        return OU_ERROR;
    }
    return ou_pointer_value(view);
}

bool ou_memoryview_check(OuVM *vm, const OuMemoryView *view)
{
    if (view->owner != OU_UNBOUND) return true;
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "operation forbidden on released memoryview object");
    return false;
}

// --- geometry ------------------------------------------------------------------------------------

size_t ou_memoryview_count(const OuMemoryView *view)
{
    size_t count = 1;
    for (unsigned i = 0; i < view->dimensions; i++) count *= (size_t)view->shape[i];
    return count;
}

size_t ou_memoryview_size(const OuMemoryView *view)
{
    return ou_memoryview_count(view) * view->item_size;
}

bool ou_memoryview_is_contiguous(OuMemoryView *view, bool is_fortran)
{
    const int64_t *strides = ou_memoryview_strides(view);
    int64_t expected = (int64_t)view->item_size;
    if (ou_memoryview_count(view) == 0) return true;
    for (unsigned i = 0; i < view->dimensions; i++) {
        unsigned dimension = is_fortran ? i : view->dimensions - 1 - i;
        if (view->shape[dimension] != 1 && strides[dimension] != expected) return false;
        expected *= view->shape[dimension];
    }
    return true;
}

// Goes through all items like the digits of a counter: the fastest index first.
bool ou_memoryview_copy(OuVM *vm, OuMemoryView *view, bool is_fortran, uint8_t *target)
{
    const int64_t *strides = ou_memoryview_strides(view);
    size_t count = ou_memoryview_count(view), size = view->item_size;
    if (ou_memoryview_is_contiguous(view, is_fortran)) {
        return !count || ou_long_copy_bytes(vm, target, view->start, count * size);
    }
    int64_t index[OU_MEMORYVIEW_DIMENSIONS] = { 0 };
    const uint8_t *item = view->start;
    for (size_t done = 0; done < count; done++, target += size) {
        memcpy(target, item, size);
        for (unsigned i = 0; i < view->dimensions; i++) {
            unsigned dimension = is_fortran ? i : view->dimensions - 1 - i;
            item += strides[dimension];
            if (++index[dimension] < view->shape[dimension]) break;
            item -= strides[dimension] * view->shape[dimension];
            index[dimension] = 0;
        }
        if (!ou_check_interrupt_at(vm, done)) return false;
    }
    return true;
}

// --- slots ---------------------------------------------------------------------------------------

static OuValue view_repr(OuVM *vm, OuValue self)
{
    bool is_released = ou_memoryview_of(self)->owner == OU_UNBOUND;
    char text[64];
    snprintf(text, sizeof text, "<%smemory at %p>", is_released ? "released " : "",
             (void *)ou_pointer_of(self));
    return ou_str_make_text(vm, text);
}

static bool hash_refuse(OuVM *vm, const char *message)
{
    ou_raise(vm, OU_TYPE_VALUE_ERROR, "%s", message);
    return false;
}

static bool hash_of_copy(OuVM *vm, OuMemoryView *view, int64_t *hash)
{
    OuBytes *bytes = ou_bytes_new(vm, ou_memoryview_size(view));
    if (!bytes) return false;
    OU_OWNED OuValue owned = ou_pointer_value(bytes);
    if (!ou_memoryview_copy(vm, view, false, bytes->data)) return false;
    return ou_hash(vm, owned, hash);
}

static bool view_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OuMemoryView *view = ou_memoryview_of(self);
    if (view->hash == -1) {
        char letter = view->format[view->format[0] == '@'];
        int64_t of_owner;
        if (!ou_memoryview_check(vm, view)) return false;
        if (!ou_memoryview_is_readonly(view)) {
            return hash_refuse(vm, "cannot hash writable memoryview object");
        }
        if (letter != 'B' && letter != 'b' && letter != 'c') {
            return hash_refuse(vm, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        }
        if (!ou_hash(vm, view->owner, &of_owner)) return false;
        if (!hash_of_copy(vm, view, &view->hash)) return false;
    }
    *hash = view->hash;
    return true;
}

static bool view_length(OuVM *vm, OuValue self, size_t *length)
{
    const OuMemoryView *view = ou_memoryview_of(self);
    if (!ou_memoryview_check(vm, view)) return false;
    *length = view->dimensions ? (size_t)view->shape[0] : 1;
    return true;
}

static const OuNativeDef view_new_native = { "memoryview(object)", "", NULL };

static OuValue view_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    OuBound bound;
    if (!ou_native_bind_arguments(vm, &view_new_native, arguments, positional, names, &bound)) {
        return OU_ERROR;
    }
    OuValue view = ou_memoryview_make(vm, bound.values[0]);
    ou_native_unbind(&bound);
    return view;
}

// --- the type ------------------------------------------------------------------------------------

static void view_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuMemoryView *)self)->owner);
}

static void view_layout_release(OuHeap *heap, OuObject *self)
{
    ou_heap_drop_loud(heap);
    ou_views_leave(heap, ((OuMemoryView *)self)->views);
}

static const OuLayout view_layout = {
    .name = "memoryview", .visit = view_visit, .release = view_layout_release,
};

const OuTypeDef ou_memoryview_type = {
    .name = "memoryview",
    .doc = "Create a new memoryview object which references the given object.",
    .constructor = &view_new_native,
    .kind = OU_KIND_MEMORYVIEW,
    .flags = OU_TYPE_SEQUENCE,
    .collection = OU_COLLECTION_SEQUENCE,
    .layout = &view_layout,
    .methods = ou_memoryview_methods,
    .getset = ou_memoryview_getset,
    .slots = {
        .repr = view_repr,
        .hash = view_hash,
        .compare = ou_memoryview_compare,
        .iterate = ou_memoryview_iterate,
        .length = view_length,
        .get_item = ou_memoryview_get,
        .set_item = ou_memoryview_set,
        .construct = view_construct,
    },
};
