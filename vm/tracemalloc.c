// Module `_tracemalloc`: which line of the program has asked for which memory.
#include "vm/tracemalloc.h"

#include "runtime/argument.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/str.h"
#include "vm/interpreter.h"
#include "vm/site.h"

// What module tracemalloc traces; NULL if it doesn't. The sites may be those of --alloc-profile.
static OuSites *traced_sites(const OuVM *vm)
{
    return vm->interpreter->allocations ? NULL : vm->interpreter->sites;
}

static OuValue refuse(OuVM *vm)
{
    return ou_raise(vm, OU_TYPE_RUNTIME_ERROR,
                    "tracemalloc can't trace while allocations are recorded (--alloc-profile)");
}

// --- tracebacks ----------------------------------------------------------------------------------

// What ("file", line) is of a site, as a tuple.
static OuValue frame_tuple(OuVM *vm, OuSite site)
{
    OU_OWNED OuValue file = site.file ? ou_ref(ou_pointer_value(site.file))
                                      : ou_str_make_text(vm, "<unknown>");
    return file == OU_ERROR ? OU_ERROR : ou_tuple_pair(vm, file, ou_int_value(site.line));
}

// The frames of a chain, the innermost first. Tracing is paused.
static OuValue frames_tuple(OuVM *vm, uint32_t number)
{
    const OuSite *sites = vm->interpreter->sites->sites;
    size_t length = 0;
    for (uint32_t i = number; i; i = sites[i].caller) length++;
    OuTuple *tuple = ou_tuple_new(vm, length);
    size_t i = 0;
    for (; tuple && number; number = sites[number].caller) {
        OuValue frame = frame_tuple(vm, sites[number]);
        if (frame == OU_ERROR) {
            ou_object_unref(&tuple->header);
            return OU_ERROR;
        }
        tuple->items[i++] = frame;
    }
    return tuple ? ou_pointer_value(tuple) : OU_ERROR;
}

// --- all traces ----------------------------------------------------------------------------------

typedef struct Block {
    size_t   size;
    uint32_t site;
} Block;

typedef struct Blocks {
    Block *items;                // NULL while they are only counted
    size_t count;
} Blocks;

static void collect(size_t size, uint32_t site, void *context)
{
    Blocks *blocks = context;
    if (blocks->items) blocks->items[blocks->count] = (Block){ size, site };
    blocks->count++;
}

// (domain, size, frames, number of frames); the tuples of frames are made once for each site.
static OuValue trace_tuple(OuVM *vm, const Block *block, OuValue *frames)
{
    OuValue *known = &frames[block->site];
    if (!*known) {
        OuValue made = frames_tuple(vm, block->site);
        if (made == OU_ERROR) return OU_ERROR;
        *known = made;
    }
    uint32_t total = vm->interpreter->sites->sites[block->site].total;
    OuTuple *tuple = ou_tuple_new(vm, 4);
    if (!tuple) return OU_ERROR;
    tuple->items[0] = ou_int_value(0);
    tuple->items[1] = ou_int_value((int64_t)block->size);
    tuple->items[2] = ou_ref(*known);
    tuple->items[3] = ou_int_value(total);
    return ou_pointer_value(tuple);
}

static OuValue list_blocks(OuVM *vm, const Blocks *blocks, OuValue *frames)
{
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    for (size_t i = 0; list != OU_ERROR && i < blocks->count; i++) {
        OuValue trace = trace_tuple(vm, &blocks->items[i], frames);
        if (trace == OU_ERROR || !ou_list_append_steal(vm, ou_list_of(list), trace)) {
            return OU_ERROR;
        }
    }
    return list == OU_ERROR ? OU_ERROR : ou_ref(list);
}

// Nothing of a script runs in here, so the traces stay as they are but for what is freed.
static OuValue all_traces(OuVM *vm)
{
    OuMemory *memory = &vm->heap.memory;
    size_t site_count = vm->interpreter->sites->count;
    Blocks blocks = { 0 };
    ou_trace_each(&vm->heap, collect, &blocks);
    size_t size = blocks.count * sizeof(Block), frames_size = site_count * sizeof(OuValue);
    blocks = (Blocks){ ou_memory_alloc(memory, size), 0 };
    OuValue *frames = ou_memory_alloc_zeroed(memory, frames_size);
    OuValue list = OU_ERROR;
    if (blocks.items && frames) {
        ou_trace_each(&vm->heap, collect, &blocks);
        list = list_blocks(vm, &blocks, frames);
    } else {
        (void)ou_raise_memory_error(vm);
    }
    for (size_t i = 0; frames && i < site_count; i++) {
        if (frames[i]) ou_unref(frames[i]);
    }
    ou_memory_free(memory, frames, frames_size);
    ou_memory_free(memory, blocks.items, size);
    return list;
}

OU_FUNCTION(get_traces, "_get_traces()",
            "Get traces of all memory blocks allocated by Python.\n\n"
            "Return a list of (size: int, traceback: tuple) tuples.\n"
            "traceback is a tuple of (filename: str, lineno: int) tuples.\n\n"
            "Return an empty list if the tracemalloc module is disabled.")
{
    if (!traced_sites(vm)) return ou_list_make(vm, NULL, 0);
    ou_trace_pause(&vm->heap, true);
    OuValue list = all_traces(vm);
    ou_trace_pause(&vm->heap, false);
    return list;
}

OU_FUNCTION(get_object_traceback, "_get_object_traceback(obj, /)",
            "Get the traceback where the Python object obj was allocated.\n\n"
            "Return a tuple of (filename: str, lineno: int) tuples.\n"
            "Return None if the tracemalloc module is disabled or did not\n"
            "trace the allocation of the object.")
{
    if (!traced_sites(vm) || !ou_is_pointer(arguments[0])) return OU_NONE;
    uint32_t site = ou_trace_site_of(&vm->heap, ou_pointer_of(arguments[0]));
    if (!site) return OU_NONE;
    ou_trace_pause(&vm->heap, true);
    OuValue frames = frames_tuple(vm, site);
    ou_trace_pause(&vm->heap, false);
    return frames;
}

// --- switching -----------------------------------------------------------------------------------

OU_FUNCTION(is_tracing, "is_tracing()",
            "Return True if the tracemalloc module is tracing Python memory allocations.")
{
    return ou_bool_value(traced_sites(vm));
}

OU_FUNCTION(clear_traces, "clear_traces()", "Clear traces of memory blocks allocated by Python.")
{
    if (traced_sites(vm)) ou_site_clear(vm);
    return OU_NONE;
}

OU_FUNCTION(start, "start(nframe=1, /)",
            "Start tracing Python memory allocations.\n\n"
            "Also set the maximum number of frames stored in the traceback of a\n"
            "trace to nframe.")
{
    int limit = 1;
    if (arguments[0] != OU_UNBOUND && !ou_argument_int(vm, arguments[0], &limit)) return OU_ERROR;
    if (limit < 1 || limit > OU_SITE_MOST_FRAMES) {
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "the number of frames must be in range [1; %d]",
                        OU_SITE_MOST_FRAMES);
    }
    if (vm->interpreter->allocations) return refuse(vm);
    return ou_site_start(vm, (uint32_t)limit) ? OU_NONE : OU_ERROR;
}

OU_FUNCTION(stop, "stop()",
            "Stop tracing Python memory allocations.\n\n"
            "Also clear traces of memory blocks allocated by Python.")
{
    if (traced_sites(vm)) ou_site_stop(vm);
    return OU_NONE;
}

// --- figures -------------------------------------------------------------------------------------

OU_FUNCTION(get_traceback_limit, "get_traceback_limit()",
            "Get the maximum number of frames stored in the traceback of a trace.\n\n"
            "By default, a trace of an allocated memory block only stores\n"
            "the most recent frame: the limit is 1.")
{
    return ou_int_value(vm->interpreter->trace_limit ? vm->interpreter->trace_limit : 1);
}

OU_FUNCTION(get_tracemalloc_memory, "get_tracemalloc_memory()",
            "Get the memory usage in bytes of the tracemalloc module.\n\n"
            "This memory is used internally to trace memory allocations.")
{
    return ou_int_value(traced_sites(vm) ? (int64_t)ou_site_memory(vm) : 0);
}

OU_FUNCTION(get_traced_memory, "get_traced_memory()",
            "Get the current size and peak size of memory blocks traced by tracemalloc.\n\n"
            "Returns a tuple: (current: int, peak: int).")
{
    const OuTracer *tracer = &vm->heap.tracer;
    bool is_mine = !vm->interpreter->allocations;
    return ou_tuple_pair(vm, ou_int_value(is_mine ? (int64_t)ou_trace_total(tracer) : 0),
                         ou_int_value(is_mine ? (int64_t)tracer->peak : 0));
}

OU_FUNCTION(reset_peak, "reset_peak()",
            "Set the peak size of memory blocks traced by tracemalloc to the current size.\n\n"
            "Do nothing if the tracemalloc module is not tracing memory allocations.")
{
    ou_trace_reset_peak(&vm->heap.tracer);
    return OU_NONE;
}

static const OuNativeDef *const functions[] = {
    &is_tracing_native, &clear_traces_native, &get_traces_native, &get_object_traceback_native,
    &start_native, &stop_native, &get_traceback_limit_native, &get_tracemalloc_memory_native,
    &get_traced_memory_native, &reset_peak_native, NULL,
};

const OuModuleDef ou_tracemalloc_module = {
    "_tracemalloc", "Debug module to trace memory blocks allocated by Python.", functions, NULL,
};
