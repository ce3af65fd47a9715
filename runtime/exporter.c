#include "runtime/exporter.h"

#include "runtime/array.h"
#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/memoryview.h"

bool ou_export_of(OuValue value, OuExport *export)
{
    if (ou_is_bytes(value)) {
        OuBytes *bytes = ou_bytes_of(value);
        *export = (OuExport){ bytes->data, bytes->length, 1, "B", true, NULL };
        return true;
    }
    if (ou_is_bytearray(value)) {
        OuByteArray *array = ou_bytearray_of(value);
        *export = (OuExport){ array->data, array->length, 1, "B", false, &array->views };
    } else if (ou_is_array(value)) {
        OuArray *array = ou_array_of(value);
        char letter = array->scalar->code;
        *export = (OuExport){ array->data, array->length * array->scalar->size,
                              array->scalar->size, { letter == 'u' ? 'w' : letter }, false,
                              &array->views };
    } else {
        return false;
    }
    if (!export->data) export->data = (uint8_t *)(uintptr_t)"";
    return true;
}

bool ou_export_check(OuVM *vm, const OuViews *views)
{
    if (!ou_views_any(views)) return true;
    ou_raise(vm, OU_TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    return false;
}

OuViews *ou_views_enter(OuVM *vm, OuViews **slot)
{
    if (!*slot) {
        *slot = ou_memory_alloc_zeroed(&vm->heap.memory, sizeof **slot);
        if (!*slot) {
            (void)ou_raise_memory_error(vm);
            return NULL;
        }
    }
    (*slot)->count++;
    return *slot;
}

static void views_free_unused(OuHeap *heap, OuViews *views)
{
    if (views->is_orphan && !views->count) ou_memory_free(&heap->memory, views, sizeof *views);
}

void ou_views_leave(OuHeap *heap, OuViews *views)
{
    if (!views) return;
    views->count--;
    views_free_unused(heap, views);
}

void ou_views_orphan(OuHeap *heap, OuViews *views)
{
    if (!views) return;
    views->is_orphan = true;
    views_free_unused(heap, views);
}

static bool writable(OuValue value, OuExport *export)
{
    if (ou_is_memoryview(value)) {
        OuMemoryView *view = ou_memoryview_of(value);
        if (view->owner == OU_UNBOUND || ou_memoryview_is_readonly(view)) return false;
        if (!ou_memoryview_is_contiguous(view, false)) return false;
        export->data = view->start;
        export->length = ou_memoryview_size(view);
        return true;
    }
    return ou_export_of(value, export) && !export->is_readonly;
}

bool ou_export_writable(OuVM *vm, OuValue value, const char *what, uint8_t **data, size_t *length)
{
    OuExport export;
    if (!writable(value, &export)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be read-write bytes-like object, not %T", what,
                 value);
        return false;
    }
    *data = export.data;
    *length = export.length;
    return true;
}

// --- bytes-like objects --------------------------------------------------------------------------

bool ou_is_flat_view(OuValue value)
{
    if (ou_is_array(value)) return true;
    if (!ou_is_memoryview(value)) return false;
    OuMemoryView *view = ou_memoryview_of(value);
    return view->owner != OU_UNBOUND && ou_memoryview_is_contiguous(view, false);
}

OuText ou_bytes_text(OuValue bytes_like)
{
    OuExport export;
    if (ou_is_memoryview(bytes_like)) {
        OuMemoryView *view = ou_memoryview_of(bytes_like);
        return (OuText){ view->start, ou_memoryview_size(view), 1 };
    }
    if (!ou_export_of(bytes_like, &export)) return (OuText){ "", 0, 1 };
    return (OuText){ export.data, export.length, 1 };
}

bool ou_bytes_complain(OuVM *vm, OuValue value)
{
    if (!ou_is_memoryview(value)) {
        ou_raise(vm, OU_TYPE_TYPE_ERROR, "a bytes-like object is required, not '%T'", value);
    } else if (ou_memoryview_check(vm, ou_memoryview_of(value))) {
        ou_raise(vm, OU_TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
    }
    return false;
}

bool ou_bytes_require(OuVM *vm, OuValue value)
{
    return ou_is_bytes_like(value) || ou_bytes_complain(vm, value);
}
