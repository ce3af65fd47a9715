// memory_stats.c: memory.stats, trim, limit: the memory of the interpreter as a whole.
#include <malloc.h>

#include "gc/log.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/gc_figures.h"
#include "runtime/modules/memory.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// ---- stats --------------------------------------------------------------------------------------

typedef struct ClassFigures {
    size_t pages, slots, used;
} ClassFigures;

typedef struct Figures {
    ClassFigures classes[OU_PAGE_SORTS][OU_CLASS_COUNT];
    size_t slot_bytes, free_bytes;       // of all slots; of those that are free
} Figures;

static void look_at_page(const OuPage *page, Figures *figures)
{
    if (page->state == OU_PAGE_SPAN || page->state == OU_PAGE_EMPTY) return;
    ClassFigures *class = &figures->classes[page->sort][page->size_class];
    uint32_t used = ou_page_used(page);
    class->pages++;
    class->slots += page->slot_count;
    class->used += used;
    figures->slot_bytes += page->slot_count * page->slot_size;
    figures->free_bytes += (page->slot_count - used) * page->slot_size;
}

static void look_at_pages(const OuHeap *heap, Figures *figures)
{
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        const OuPageTable *table = &heap->tables[sort];
        for (uint32_t i = 1; i < table->count; i++) {
            if (table->pages[i]) look_at_page(table->pages[i], figures);
        }
    }
}

static OuValue class_dict(OuVM *vm, unsigned sort, unsigned size_class, const ClassFigures *class)
{
    static const char *const sorts[OU_PAGE_SORTS] = { "containers", "leaves", "buffers" };
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    bool ok = ou_gc_put_steal(vm, dict, "sort", ou_str_make_text(vm, sorts[sort]))
           && ou_gc_put_number(vm, dict, "size", ou_page_class_size(size_class))
           && ou_gc_put_number(vm, dict, "pages", class->pages)
           && ou_gc_put_number(vm, dict, "slots", class->slots)
           && ou_gc_put_number(vm, dict, "used", class->used);
    return ou_gc_figures_steal(dict, ok);
}

static OuValue class_list(OuVM *vm, const Figures *figures)
{
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    for (unsigned sort = 0; sort < OU_PAGE_SORTS; sort++) {
        for (unsigned i = 0; i < OU_CLASS_COUNT; i++) {
            const ClassFigures *class = &figures->classes[sort][i];
            if (!class->pages) continue;
            OuValue dict = class_dict(vm, sort, i, class);
            if (dict == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), dict))
                return OU_ERROR;
        }
    }
    return ou_ref(list);
}

static bool put_figures(OuVM *vm, OuDict *dict, const Figures *figures, const OuHeapStats *stats)
{
    const OuMemory *memory = &vm->heap.memory;
    double share = figures->slot_bytes
                       ? (double)figures->free_bytes / (double)figures->slot_bytes : 0;
    return ou_gc_put_number(vm, dict, "live", stats->live_bytes)
        && ou_gc_put_number(vm, dict, "committed", stats->bytes)
        && ou_gc_put_number(vm, dict, "cached", stats->cached_bytes)
        && ou_gc_put_number(vm, dict, "peak", memory->peak)
        && ou_gc_put_steal(vm, dict, "limit",
                           memory->limit == SIZE_MAX ? OU_NONE
                                                     : ou_int_make_unsigned(vm, memory->limit))
        && ou_gc_put_number(vm, dict, "objects", stats->containers + stats->leaves)
        && ou_gc_put_number(vm, dict, "pages", stats->pages)
        && ou_gc_put_number(vm, dict, "spans", stats->spans)
        && ou_gc_put_number(vm, dict, "free", figures->free_bytes)
        && ou_gc_put_steal(vm, dict, "fragmentation", ou_float_value(share))
        && ou_gc_put_steal(vm, dict, "classes", class_list(vm, figures));
}

OU_MEMORY_FUNCTION(
    stats, "stats()",
    "Return figures about the interpreter's memory, in a dictionary.\n\n"
    "  live            bytes in objects and their buffers\n"
    "  committed       bytes of all memory, also what is free, cached, or the interpreter's own\n"
    "  cached          bytes of empty pages that are kept\n"
    "  peak            the most that was ever committed\n"
    "  limit           what mustn't be exceeded, or None\n"
    "  objects         live ones\n"
    "  pages, spans    pages in use; objects that have pages of their own\n"
    "  free            bytes of free slots in pages in use\n"
    "  fragmentation   their share of those pages, from 0 to 1\n"
    "  classes         for each size of slots: sort, size, pages, slots, used")
{
    OuHeapStats stats;
    Figures figures = { 0 };
    ou_heap_get_stats(&vm->heap, &stats);
    look_at_pages(&vm->heap, &figures);
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    return ou_gc_figures_steal(dict, put_figures(vm, dict, &figures, &stats));
}

// ---- trim ---------------------------------------------------------------------------------------

OU_MEMORY_FUNCTION(
    trim, "trim()",
    "Give memory that is cached back to the system; return how many bytes that were.")
{
    size_t before = vm->heap.memory.used;
    ou_log_release_empty_pages(&vm->heap, true);
    ou_page_trim(&vm->heap);
    malloc_trim(0);
    size_t after = vm->heap.memory.used;
    return ou_int_make_unsigned(vm, before > after ? before - after : 0);
}

// ---- limit --------------------------------------------------------------------------------------

OU_MEMORY_FUNCTION(
    limit, "limit(bytes, hook=None)",
    "Let the interpreter use at most so many bytes; None: as many as the system has.\n\n"
    "Beyond that there is MemoryError. A part of the bytes (a sixteenth, at most a megabyte) is\n"
    "kept back for those who deal with it.\n\n"
    "  hook\n    Called without arguments when the limit was reached, before the MemoryError goes\n"
    "    on its way; once, until enough memory was free again.")
{
    OuValue hook = arguments[1] == OU_UNBOUND ? OU_NONE : arguments[1];
    size_t bytes = SIZE_MAX;
    if (hook != OU_NONE && !ou_is_callable(vm, hook)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "hook must be callable or None, not %T", hook);
    }
    if (arguments[0] != OU_NONE) {
        int64_t given;
        if (!ou_to_int64(vm, arguments[0], &given)) return OU_ERROR;
        if (given < 0 || (size_t)given < vm->heap.memory.used) {
            return ou_raise(vm, OU_TYPE_VALUE_ERROR,
                            "the limit is below the bytes that are in use (%zu)",
                            vm->heap.memory.used);
        }
        bytes = (size_t)given;
    }
    ou_memory_set_limit(&vm->heap.memory, bytes);
    vm->heap.memory.is_open = vm->memory_hook_is_due = false;
    ou_set(&vm->memory_hook, hook);
    return OU_NONE;
}
