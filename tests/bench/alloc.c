// Making and dropping a small object, against the system's malloc and free. Prints nanoseconds of
// each, in batches of so many objects that live at the same time.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gc/heap.h"

enum { OBJECTS = 30000000, SIZE = 24, KIND = 1 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void nothing_to_visit(OuObject *self, OuVisitor *visitor)
{
}

static double measure_heap(OuHeap *heap, OuObject **live, int batch)
{
    double start = now();
    for (int made = 0; made < OBJECTS; made += batch) {
        for (int i = 0; i < batch; i++) {
            live[i] = ou_heap_new(heap, KIND, SIZE);
            if (!live[i]) exit(1);
        }
        for (int i = 0; i < batch; i++) ou_object_unref(live[i]);
    }
    return (now() - start) / OBJECTS;
}

// The block is written to, as an object's header is.
static double measure_malloc(void **live, int batch)
{
    double start = now();
    for (int made = 0; made < OBJECTS; made += batch) {
        for (int i = 0; i < batch; i++) {
            live[i] = malloc(SIZE);
            if (!live[i]) exit(1);
            *(volatile size_t *)live[i] = 1;
        }
        for (int i = 0; i < batch; i++) free(live[i]);
    }
    return (now() - start) / OBJECTS;
}

int main(void)
{
    static const OuLayout layout = { .name = "object", .visit = nothing_to_visit };
    static OuHeap heap;
    static void *blocks[1000];
    if (!ou_heap_init(&heap, &(OuHeapHooks){ 0 })) return 1;
    ou_heap_set_layout(&heap, KIND, &layout);
    for (int batch = 1; batch <= 1000; batch *= 10) {
        double ours = measure_heap(&heap, (OuObject **)blocks, batch);
        printf("alloc-%d %.2f %.2f\n", batch, ours, measure_malloc(blocks, batch));
    }
    ou_heap_free(&heap);
    return 0;
}
