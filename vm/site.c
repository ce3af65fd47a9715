#include "vm/site.h"

#include <string.h>

#include "runtime/error.h"
#include "vm/interpreter.h"

enum { FEWEST_PLACES = 256 };

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x9E3779B97F4A7C15u;
}

static size_t place_of(uint64_t hash, size_t capacity)
{
    return (size_t)(hash >> 32) & (capacity - 1);
}

// An array of twice as many zeroed elements; NULL: memory is refused.
static void *alloc_double(OuVM *vm, size_t capacity, size_t size, size_t *grown_capacity)
{
    size_t bytes;
    *grown_capacity = capacity ? capacity * 2 : FEWEST_PLACES;
    if (!ou_size_multiply_add(*grown_capacity, size, 0, &bytes)) return NULL;
    return ou_memory_alloc_zeroed(&vm->heap.memory, bytes);
}

// --- files ---------------------------------------------------------------------------------------

// By text: code that is made again and again brings its own copies of the same name.
static OuString **file_find(OuVM *vm, OuString **files, size_t capacity, OuString *file)
{
    size_t i = place_of(mix(0, ou_str_hash(vm, file)), capacity);
    while (files[i] && files[i] != file && !ou_str_equal(files[i], file)) {
        i = (i + 1) & (capacity - 1);
    }
    return &files[i];
}

static bool files_grow(OuVM *vm, OuSites *sites)
{
    size_t capacity;
    OuString **grown = alloc_double(vm, sites->file_capacity, sizeof *grown, &capacity);
    if (!grown) return false;
    for (size_t i = 0; i < sites->file_capacity; i++) {
        OuString *file = sites->files[i];
        if (file) *file_find(vm, grown, capacity, file) = file;
    }
    ou_memory_free(&vm->heap.memory, sites->files, sites->file_capacity * sizeof *grown);
    sites->files = grown;
    sites->file_capacity = capacity;
    return true;
}

// Keeps the name of a file alive, the first of equal ones, which is the result (borrowed); NULL:
// memory is refused.
static OuString *file_keep(OuVM *vm, OuSites *sites, OuString *file)
{
    if ((sites->file_count + 1) * 2 > sites->file_capacity && !files_grow(vm, sites)) return NULL;
    OuString **place = file_find(vm, sites->files, sites->file_capacity, file);
    if (*place) return *place;
    ou_object_ref(&file->header);
    sites->file_count++;
    return *place = file;
}

// --- sites ---------------------------------------------------------------------------------------

static size_t site_place(const OuSite *site, size_t capacity)
{
    uint64_t hash = mix(mix(0, (uintptr_t)site->file), site->line);
    return place_of(mix(hash ^ hash >> 32, (uint64_t)site->caller << 32 | site->total), capacity);
}

static bool site_equals(const OuSite *a, const OuSite *b)
{
    return a->file == b->file && a->line == b->line && a->caller == b->caller
        && a->total == b->total;
}

// Where the site's number stands, or the vacant place for it.
static uint32_t *site_find(const OuSites *sites, const OuSite *site)
{
    size_t mask = sites->index_capacity - 1;
    size_t i = site_place(site, sites->index_capacity);
    while (sites->index[i] && !site_equals(&sites->sites[sites->index[i]], site)) {
        i = (i + 1) & mask;
    }
    return &sites->index[i];
}

static bool sites_grow(OuVM *vm, OuSites *sites)
{
    size_t capacity;
    OuSite *grown = alloc_double(vm, sites->capacity, sizeof *grown, &capacity);
    if (!grown) return false;
    if (sites->sites) memcpy(grown, sites->sites, sites->capacity * sizeof *grown);
    ou_memory_free(&vm->heap.memory, sites->sites, sites->capacity * sizeof *grown);
    sites->sites = grown;
    sites->capacity = capacity;
    return true;
}

static bool index_grow(OuVM *vm, OuSites *sites)
{
    size_t capacity;
    uint32_t *grown = alloc_double(vm, sites->index_capacity, sizeof *grown, &capacity);
    if (!grown) return false;
    ou_memory_free(&vm->heap.memory, sites->index, sites->index_capacity * sizeof *grown);
    sites->index = grown;
    sites->index_capacity = capacity;
    for (uint32_t i = 1; i < sites->count; i++) *site_find(sites, &sites->sites[i]) = i;
    return true;
}

// The number of a site; 0: memory is refused.
static uint32_t site_intern(OuVM *vm, OuSites *sites, const OuSite *site)
{
    if (sites->count * 2 >= sites->index_capacity && !index_grow(vm, sites)) return 0;
    uint32_t *place = site_find(sites, site);
    if (*place) return *place;
    if (!sites->count) sites->count = 1;
    if (sites->count >= sites->capacity && !sites_grow(vm, sites)) return 0;
    if (sites->count == UINT32_MAX) return 0;
    sites->sites[sites->count] = *site;
    return *place = (uint32_t)sites->count++;
}

// --- frames --------------------------------------------------------------------------------------

static void look_at(const OuFrameWalk *walk, OuSite *site)
{
    const OuCode *code = ou_frame_code(walk->window);
    const OuCodePosition *position = ou_code_position(code, ou_frame_word(walk));
    *site = (OuSite){ .file = code->file, .line = position ? position->line : code->first_line };
}

// A frame that makes its cells, or the generator that it will be of, hasn't begun yet.
static bool has_begun(const OuFrameWalk *walk)
{
    return walk->instruction->op != OU_OP_MAKE_CELL && walk->instruction->op != OU_OP_GENERATOR;
}

static uint32_t find_now(OuVM *vm, OuSites *sites)
{
    uint32_t total = 0, count = 0;
    OuFrameWalk walk = ou_frame_innermost(vm);
    for (bool more = walk.window; more; more = ou_frame_next(vm, &walk)) {
        if (!has_begun(&walk)) continue;
        if (total++ < sites->limit) look_at(&walk, &sites->chain[count++]);
        else if (!sites->counts_all) break;
    }
    if (!total) {
        sites->chain[count++] = (OuSite){ 0 };
        total = 1;
    }
    sites->chain[0].total = sites->counts_all ? total : 1;
    uint32_t number = 0;
    while (count) {
        OuSite *site = &sites->chain[--count];
        site->caller = number;
        if (site->file && !(site->file = file_keep(vm, sites, site->file))) return 0;
        number = site_intern(vm, sites, site);
        if (!number) return 0;
    }
    return number;
}

static uint64_t chain_key(OuVM *vm, const OuSites *sites)
{
    uint64_t key = 0;
    uint32_t total = 0;
    OuFrameWalk walk = ou_frame_innermost(vm);
    for (bool more = walk.window; more; more = ou_frame_next(vm, &walk)) {
        if (!has_begun(&walk)) continue;
        if (total++ < sites->limit) {
            key = mix(key, (uintptr_t)walk.instruction);
            key ^= key >> 29;
        } else if (!sites->counts_all) {
            break;
        }
    }
    return mix(key, total);
}

static uint32_t site_of_chain(OuVM *vm, OuSites *sites)
{
    uint64_t key = chain_key(vm, sites);
    OuSiteMemo *memo = &sites->memos[place_of(key, OU_SITE_MEMOS)];
    if (memo->key != key || !memo->site) {
        sites->has_memos = true;
        *memo = (OuSiteMemo){ .key = key, .site = find_now(vm, sites) };
    }
    return memo->site;
}

uint32_t ou_site_of_now(OuHeap *heap)
{
    OuVM *vm = ou_vm_of(heap);
    OuSites *sites = vm->interpreter->sites;
    return sites->limit > 1 ? site_of_chain(vm, sites) : find_now(vm, sites);
}

void ou_site_forget_code(OuHeap *heap)
{
    OuInterpreter *interpreter = ou_vm_of(heap)->interpreter;
    OuSites *sites = interpreter ? interpreter->sites : NULL;
    if (!sites) return;
    ou_trace_forget_memos(heap);
    if (sites->has_memos) memset(sites->memos, 0, sizeof sites->memos);
    sites->has_memos = false;
}

// With one frame, the running instruction decides as long as its code lives. That no frame was
// entered or left between is seen by the depth of calls and the address of the registers.
static const void *words_of_now(const OuVM *vm, uint32_t limit)
{
    _Static_assert(offsetof(OuVM, instruction) == offsetof(OuVM, window) + 8
                   && offsetof(OuVM, depth) == offsetof(OuVM, window) + 16,
                   "OU_TRACE_WORDS words tell where the program is");
    return limit == 1 ? &vm->window : NULL;
}

OuString *ou_site_of_object(OuVM *vm, const OuObject *object, uint32_t *line)
{
    uint32_t number = ou_trace_site_of(&vm->heap, object);
    if (!number) return NULL;
    const OuSite *site = &vm->interpreter->sites->sites[number];
    *line = site->line;
    return site->file;
}

// --- tracing -------------------------------------------------------------------------------------

static void free_tables(OuVM *vm, OuSites *sites)
{
    OuMemory *memory = &vm->heap.memory;
    ou_memory_free(memory, sites->sites, sites->capacity * sizeof *sites->sites);
    ou_memory_free(memory, sites->index, sites->index_capacity * sizeof *sites->index);
    ou_memory_free(memory, sites->files, sites->file_capacity * sizeof *sites->files);
    *sites = (OuSites){
        .limit = sites->limit, .chain = sites->chain, .counts_all = sites->counts_all,
    };
}

void ou_site_clear(OuVM *vm)
{
    OuSites *sites = vm->interpreter->sites;
    if (!sites) return;
    ou_trace_clear(&vm->heap);
    for (size_t i = 0; i < sites->file_capacity; i++) {
        if (sites->files[i]) ou_object_unref(&sites->files[i]->header);
    }
    free_tables(vm, sites);
}

static bool start(OuVM *vm, uint32_t limit, bool counts_all)
{
    if (vm->interpreter->sites) return true;
    OuMemory *memory = &vm->heap.memory;
    OuSites *sites = ou_memory_alloc_zeroed(memory, sizeof *sites);
    OuSite *chain = sites ? ou_memory_alloc(memory, limit * sizeof *chain) : NULL;
    if (!chain) {
        ou_memory_free(memory, sites, sizeof *sites);
        (void)ou_raise_memory_error(vm);
        return false;
    }
    sites->limit = limit;
    sites->counts_all = counts_all;
    sites->chain = chain;
    vm->interpreter->sites = sites;
    vm->heap.hooks.site = ou_site_of_now;
    ou_trace_start(&vm->heap, words_of_now(vm, limit));
    return true;
}

bool ou_site_start(OuVM *vm, uint32_t limit)
{
    if (!vm->interpreter->sites) vm->interpreter->trace_limit = limit;
    return start(vm, limit, true);
}

bool ou_site_start_points(OuVM *vm, uint32_t limit)
{
    return start(vm, limit, false);
}

void ou_site_stop(OuVM *vm)
{
    if (!vm->interpreter->sites) return;
    ou_trace_stop(&vm->heap);
    ou_site_clear(vm);
    ou_site_free(vm);
}

void ou_site_free(OuVM *vm)
{
    OuSites *sites = vm->interpreter->sites;
    if (!sites) return;
    free_tables(vm, sites);
    ou_memory_free(&vm->heap.memory, sites->chain, sites->limit * sizeof *sites->chain);
    ou_memory_free(&vm->heap.memory, sites, sizeof *sites);
    vm->interpreter->sites = NULL;
}

OuString *ou_site_place(OuVM *vm, uint32_t site, uint32_t *line)
{
    const OuSites *sites = vm->interpreter->sites;
    if (!sites || !site || site >= sites->count) return NULL;
    *line = sites->sites[site].line;
    return sites->sites[site].file;
}

size_t ou_site_memory(const OuVM *vm)
{
    const OuSites *sites = vm->interpreter->sites;
    if (!sites) return 0;
    return vm->heap.tracer.own + sizeof *sites + sites->limit * sizeof *sites->chain
         + sites->capacity * sizeof *sites->sites + sites->index_capacity * sizeof *sites->index
         + sites->file_capacity * sizeof *sites->files;
}

void ou_site_visit_roots(OuVM *vm, OuVisitor *visitor)
{
    OuSites *sites = vm->interpreter->sites;
    for (size_t i = 0; sites && i < sites->file_capacity; i++) {
        OU_VISIT_POINTER(visitor, &sites->files[i]);
    }
}
