// heapq.c: module _heapq: heaps in lists, for library/heapq.py.
//
// An item moves up while it is smaller than its parent. To fill a hole at the root, the smaller
// child moves up until the hole is a leaf; then the last item is put there and moves up. Comparing
// may run scripts: items are owned meanwhile, and a list whose length changes is given up.
#include "runtime/modules/heapq.h"

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

typedef struct Heap {
    OuVM   *vm;
    OuList *list;
    bool    is_max;               // the largest item comes first
} Heap;

static bool check_length(const Heap *heap, size_t length)
{
    if (heap->list->length == length) return true;
    (void)ou_raise(heap->vm, OU_TYPE_RUNTIME_ERROR, "list changed size during iteration");
    return false;
}

// Does the item at `i` belong nearer to the root than that at `j`?
static bool is_before(const Heap *heap, size_t i, size_t j, bool *answer)
{
    size_t length = heap->list->length;
    OuValue a = heap->list->items[i], b = heap->list->items[j];
    if (ou_is_int_pair(a, b)) {
        *answer = heap->is_max ? b < a : a < b;
        return true;
    }
    ou_ref(a);
    ou_ref(b);
    bool ok = heap->is_max ? ou_compare_truth(heap->vm, b, a, OU_LT, answer)
                           : ou_compare_truth(heap->vm, a, b, OU_LT, answer);
    ou_unref(a);
    ou_unref(b);
    return ok && check_length(heap, length);
}

static void swap(const Heap *heap, size_t i, size_t j)
{
    OuValue *items = heap->list->items, item = items[i];
    items[i] = items[j];
    items[j] = item;
}

static bool sift_down(const Heap *heap, size_t start, size_t place)
{
    while (place > start) {
        size_t parent = (place - 1) / 2;
        bool moves;
        if (!is_before(heap, place, parent, &moves)) return false;
        if (!moves) break;
        swap(heap, place, parent);
        place = parent;
    }
    return true;
}

static bool sift_up(const Heap *heap, size_t place)
{
    size_t start = place, length = heap->list->length;
    while (place < length / 2) {
        size_t child = 2 * place + 1;
        if (child + 1 < length) {
            bool first;
            if (!is_before(heap, child, child + 1, &first)) return false;
            child += !first;
        }
        swap(heap, child, place);
        place = child;
    }
    return sift_down(heap, start, place);
}

static bool heap_open(Heap *heap, OuVM *vm, OuValue value, const char *function, bool has_more)
{
    *heap = (Heap){ .vm = vm };
    if (ou_is_list(value)) {
        heap->list = ou_list_of(value);
        return true;
    }
    if (value == OU_NONE) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() argument%s must be list, not None", function,
                       has_more ? " 1" : "");
    } else {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() argument%s must be list, not %T", function,
                       has_more ? " 1" : "", value);
    }
    return false;
}

// ---- The operations -----------------------------------------------------------------------------

static OuValue pop(const Heap *heap)
{
    OuList *list = heap->list;
    if (!list->length) return ou_raise(heap->vm, OU_TYPE_INDEX_ERROR, "index out of range");
    OuValue last = list->items[list->length - 1];
    if (!ou_list_resize(heap->vm, list, list->length - 1)) return OU_ERROR;
    if (!list->length) return last;
    OuValue first = list->items[0];
    list->items[0] = last;
    if (sift_up(heap, 0)) return first;
    ou_unref(first);
    return OU_ERROR;
}

static OuValue replace(const Heap *heap, OuValue item)
{
    OuList *list = heap->list;
    if (!list->length) return ou_raise(heap->vm, OU_TYPE_INDEX_ERROR, "index out of range");
    OuValue first = list->items[0];
    list->items[0] = ou_ref(item);
    if (sift_up(heap, 0)) return first;
    ou_unref(first);
    return OU_ERROR;
}

static OuValue heapify(const Heap *heap)
{
    size_t length = heap->list->length;
    for (size_t i = length / 2; i-- > 0;) {
        if (!sift_up(heap, i) || !check_length(heap, length)) return OU_ERROR;
        if (!ou_check_interrupt_at(heap->vm, i)) return OU_ERROR;
    }
    return OU_NONE;
}

OU_FUNCTION(heapq_heappush, "heappush(heap, item, /)",
            "Push item onto heap, maintaining the heap invariant.")
{
    Heap heap;
    if (!heap_open(&heap, vm, arguments[0], "heappush", true)) return OU_ERROR;
    if (!ou_list_append(vm, heap.list, arguments[1])) return OU_ERROR;
    return sift_down(&heap, 0, heap.list->length - 1) ? OU_NONE : OU_ERROR;
}

OU_FUNCTION(heapq_heappop, "heappop(heap, /)",
            "Pop the smallest item off the heap, maintaining the heap invariant.")
{
    Heap heap;
    return heap_open(&heap, vm, arguments[0], "heappop", false) ? pop(&heap) : OU_ERROR;
}

OU_FUNCTION(heapq_heapreplace, "heapreplace(heap, item, /)",
            "Pop and return the current smallest value, and add the new item.\n\n"
            "This is more efficient than heappop() followed by heappush(), and can be\n"
            "more appropriate when using a fixed-size heap.  Note that the value\n"
            "returned may be larger than item!  That constrains reasonable uses of\n"
            "this routine unless written as part of a conditional replacement:\n\n"
            "    if item > heap[0]:\n        item = heapreplace(heap, item)")
{
    Heap heap;
    return heap_open(&heap, vm, arguments[0], "heapreplace", true) ? replace(&heap, arguments[1])
                                                                   : OU_ERROR;
}

OU_FUNCTION(heapq_heappushpop, "heappushpop(heap, item, /)",
            "Push item on the heap, then pop and return the smallest item from the heap.\n\n"
            "The combined action runs more efficiently than heappush() followed by\n"
            "a separate call to heappop().")
{
    Heap heap;
    bool is_larger;
    if (!heap_open(&heap, vm, arguments[0], "heappushpop", true)) return OU_ERROR;
    if (!heap.list->length) return ou_ref(arguments[1]);
    OU_OWNED OuValue first = ou_ref(heap.list->items[0]);
    if (!ou_compare_truth(vm, first, arguments[1], OU_LT, &is_larger)) return OU_ERROR;
    if (!is_larger) return ou_ref(arguments[1]);
    return replace(&heap, arguments[1]);
}

OU_FUNCTION(heapq_heapify, "heapify(heap, /)",
            "Transform list into a heap, in-place, in O(len(heap)) time.")
{
    Heap heap;
    return heap_open(&heap, vm, arguments[0], "heapify", false) ? heapify(&heap) : OU_ERROR;
}

OU_FUNCTION(heapq_heappop_max, "_heappop_max(heap, /)", "Maxheap variant of heappop.")
{
    Heap heap;
    if (!heap_open(&heap, vm, arguments[0], "_heappop_max", false)) return OU_ERROR;
    heap.is_max = true;
    return pop(&heap);
}

OU_FUNCTION(heapq_heapreplace_max, "_heapreplace_max(heap, item, /)",
            "Maxheap variant of heapreplace.")
{
    Heap heap;
    if (!heap_open(&heap, vm, arguments[0], "_heapreplace_max", true)) return OU_ERROR;
    heap.is_max = true;
    return replace(&heap, arguments[1]);
}

OU_FUNCTION(heapq_heapify_max, "_heapify_max(heap, /)", "Maxheap variant of heapify.")
{
    Heap heap;
    if (!heap_open(&heap, vm, arguments[0], "_heapify_max", false)) return OU_ERROR;
    heap.is_max = true;
    return heapify(&heap);
}

static const OuNativeDef *const functions[] = {
    &heapq_heappush_native, &heapq_heappushpop_native, &heapq_heappop_native,
    &heapq_heapreplace_native, &heapq_heapify_native, &heapq_heappop_max_native,
    &heapq_heapify_max_native, &heapq_heapreplace_max_native, NULL,
};

const OuModuleDef ou_heapq_module = {
    .name = "_heapq", .doc = "Heap queue algorithm (a.k.a. priority queue).",
    .functions = functions,
};
