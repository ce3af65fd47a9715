// memory_census.c: memory.census: how many objects of which sort live, and their bytes.
#include "runtime/modules/memory_census.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/memory.h"
#include "runtime/shape.h"
#include "runtime/str.h"

// ---- Counting -----------------------------------------------------------------------------------

enum { FEWEST_PLACES = 256 };

static OuCensusRow *row_find(OuCensusRow *rows, size_t capacity, uint64_t key)
{
    size_t i = (size_t)((key * 0x9E3779B97F4A7C15ull) >> 32) & (capacity - 1);
    while (rows[i].count && rows[i].key != key) i = (i + 1) & (capacity - 1);
    return &rows[i];
}

static bool grow(OuHeapView *view, OuCensus *census)
{
    size_t capacity = census->capacity ? census->capacity * 2 : FEWEST_PLACES;
    OuCensusRow *rows = ou_heap_view_take(view, capacity, sizeof *rows);
    if (!rows) return false;
    for (size_t i = 0; i < census->capacity; i++) {
        if (census->rows[i].count) {
            *row_find(rows, capacity, census->rows[i].key) = census->rows[i];
        }
    }
    ou_heap_view_give(view, census->rows, census->capacity, sizeof *rows);
    census->rows = rows;
    census->capacity = capacity;
    return true;
}

static OuCensusRow *row_of(OuHeapView *view, OuCensus *census, uint64_t key)
{
    if (census->used * 2 >= census->capacity && !grow(view, census)) return NULL;
    OuCensusRow *row = row_find(census->rows, census->capacity, key);
    if (!row->count) {
        row->key = key;
        census->used++;
    }
    return row;
}

static uint64_t key_of(OuHeapView *view, OuCensusSort sort, OuObject *object)
{
    OuVM *vm = view->vm;
    switch (sort) {
    case OU_CENSUS_TYPE:
        return (uintptr_t)(object->kind == OU_KIND_INSTANCE ? vm->shapes[object->aux]->type
                                                : ou_type_of(vm, ou_pointer_value(object)));
    case OU_CENSUS_SITE:       return ou_trace_site_of(&vm->heap, object);
    case OU_CENSUS_GENERATION:
        return object->gc & OU_GC_TRACKED ? object->gc & OU_GC_GENERATION : OU_CENSUS_UNTRACKED;
    case OU_CENSUS_AGE:        return ou_trace_birth_of(&vm->heap, object);
    }
    return 0;
}

bool ou_census_counts(OuVM *vm, const OuObject *object)
{
    return object->kind != OU_KIND_MEMORY_MARK && !ou_edge_is_inner(vm, object)
        && !ou_object_is_dying(object);
}

bool ou_census_take(OuHeapView *view, OuCensusSort sort, const OuNumberSet *except,
                    OuCensus *census)
{
    OuNumberWalk walk = { 0 };
    uint64_t last_key = 0;
    OuCensusRow *last = NULL;
    *census = (OuCensus){ 0 };
    for (OuObject *object; (object = ou_number_next(&view->numbering, NULL, &walk));) {
        if (!ou_heap_view_goes_on(view)) break;
        if (!ou_census_counts(view->vm, object)) continue;
        if (except && ou_number_set_has(&view->numbering, except, object)) continue;
        uint64_t key = key_of(view, sort, object);
        if (!last || key != last_key) {
            last = row_of(view, census, key);
            if (!last) break;
            last_key = key;
        }
        last->count++;
        last->bytes += (int64_t)ou_size_of_object(view->vm, object);
    }
    if (!ou_heap_view_is_well(view)) return false;
    size_t count = 0;
    for (size_t i = 0; i < census->capacity; i++) {
        if (census->rows[i].count) census->rows[count++] = census->rows[i];
    }
    census->used = count;
    return true;
}

void ou_census_free(OuHeapView *view, OuCensus *census)
{
    for (size_t i = 0; i < census->used && census->has_names; i++) {
        ou_heap_view_give(view, census->rows[i].name, census->rows[i].name_size, 1);
    }
    ou_heap_view_give(view, census->rows, census->capacity, sizeof *census->rows);
    *census = (OuCensus){ 0 };
}

// ---- Names of types -----------------------------------------------------------------------------

static void take_name(OuHeapView *view, OuCensusRow *row, OuBuffer *text)
{
    row->name = ou_heap_view_take(view, text->length + 1, 1);
    if (!row->name || !text->bytes) return;
    row->name_size = text->length + 1;
    memcpy(row->name, text->bytes, text->length);
}

static int compare_names(const void *a, const void *b)
{
    const OuCensusRow *left = a, *right = b;
    return strcmp(left->name, right->name);
}

static void merge_equal(OuHeapView *view, OuCensus *census)
{
    size_t count = 0;
    for (size_t i = 0; i < census->used; i++) {
        OuCensusRow *row = &census->rows[i];
        if (count && !strcmp(census->rows[count - 1].name, row->name)) {
            census->rows[count - 1].count += row->count;
            census->rows[count - 1].bytes += row->bytes;
            ou_heap_view_give(view, row->name, row->name_size, 1);
        } else {
            census->rows[count++] = *row;
        }
    }
    census->used = count;
}

bool ou_census_name(OuHeapView *view, OuCensus *census)
{
    census->has_names = true;
    for (size_t i = 0; i < census->used; i++) {
        OuBuffer text;
        OuCensusRow *row = &census->rows[i];
        ou_buffer_init(&text, &view->vm->heap.memory);
        ou_memory_put_type(view->vm, (const OuType *)(uintptr_t)row->key, &text);
        view->failed |= text.failed;
        take_name(view, row, &text);
        ou_buffer_free(&text);
    }
    if (!ou_heap_view_is_well(view)) return false;
    qsort(census->rows, census->used, sizeof *census->rows, compare_names);
    merge_equal(view, census);
    return true;
}

// ---- As a dictionary ----------------------------------------------------------------------------

static int compare_bytes(const void *a, const void *b)
{
    const OuCensusRow *left = a, *right = b;
    if (left->bytes != right->bytes) return left->bytes < right->bytes ? 1 : -1;
    if (left->count != right->count) return left->count < right->count ? 1 : -1;
    if (left->name && right->name) return strcmp(left->name, right->name);
    return left->key < right->key ? -1 : left->key > right->key;
}

OuValue ou_memory_site_tuple(OuVM *vm, uint32_t site)
{
    uint32_t line = 0;
    OuString *file = vm->host.site_place ? vm->host.site_place(vm, site, &line) : NULL;
    if (!file) return OU_NONE;
    OuValue values[2] = { ou_ref(ou_str_value(file)), ou_int_value(line) };
    return ou_memory_tuple_steal(vm, values, 2);
}

static OuValue key_value(OuVM *vm, OuCensusSort sort, const OuCensusRow *row)
{
    switch (sort) {
    case OU_CENSUS_TYPE: return ou_str_make_text(vm, row->name);
    case OU_CENSUS_SITE: return ou_memory_site_tuple(vm, (uint32_t)row->key);
    case OU_CENSUS_AGE:  return ou_int_value((int64_t)row->key);
    case OU_CENSUS_GENERATION:
        if (row->key == OU_CENSUS_UNTRACKED) return ou_str_make_text(vm, "untracked");
        if (row->key == OU_GENERATION_FROZEN) return ou_str_make_text(vm, "frozen");
        return ou_int_value((int64_t)row->key);
    }
    return OU_NONE;
}

// Sites of one line with different callers are added up; they come in the order of their bytes.
static bool put_row(OuVM *vm, OuDict *dict, OuValue key, const OuCensusRow *row)
{
    int64_t count = row->count, bytes = row->bytes;
    OU_OWNED OuValue before = ou_dict_get(vm, dict, key);
    if (before == OU_ERROR) return false;
    if (before != OU_UNBOUND) {
        const OuTuple *sums = ou_tuple_of(before);
        count += ou_int_of(sums->items[0]);
        bytes += ou_int_of(sums->items[1]);
    }
    OuValue values[2] = { ou_int_make(vm, count), ou_int_make(vm, bytes) };
    OU_OWNED OuValue pair = ou_memory_tuple_steal(vm, values, 2);
    return pair != OU_ERROR && ou_dict_set(vm, dict, key, pair);
}

OuValue ou_census_dict(OuVM *vm, OuCensusSort sort, OuCensus *census)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OU_OWNED OuValue result = ou_pointer_value(dict);
    qsort(census->rows, census->used, sizeof *census->rows, compare_bytes);
    for (size_t i = 0; i < census->used; i++) {
        const OuCensusRow *row = &census->rows[i];
        if (!row->count && !row->bytes) continue;
        OU_OWNED OuValue key = key_value(vm, sort, row);
        if (key == OU_ERROR || !put_row(vm, dict, key, row)) return OU_ERROR;
    }
    return ou_ref(result);
}

static bool argument_sort(OuVM *vm, OuValue by, OuCensusSort *sort)
{
    static const char *const names[] = { "type", "site", "generation", "age" };
    *sort = OU_CENSUS_TYPE;
    if (by == OU_UNBOUND) return true;
    for (unsigned i = 0; i < 4 && ou_is_str(by); i++) {
        *sort = (OuCensusSort)i;
        if (ou_str_equals_text(ou_str_of(by), names[i])) return true;
    }
    (void)ou_raise(vm, OU_TYPE_VALUE_ERROR,
                   "by must be 'type', 'site', 'generation' or 'age', not %R", by);
    return false;
}

OU_MEMORY_FUNCTION(
    census, "census(by='type')",
    "Return a dictionary of all live objects: {key: (count, bytes)}, most bytes first.\n\n"
    "  by\n"
    "    'type'        the name of the class, with its module unless that is __main__ or\n"
    "                  builtins\n"
    "    'site'        (file, line) where they were allocated, as far as tracemalloc knows; or\n"
    "                  None\n"
    "    'generation'  0, 1, 2, 'frozen', 'untracked'\n"
    "    'age'         the number of the last mark() or snapshot() before it; 0: older than all\n\n"
    "The dictionary of an instance's attributes is counted with it, unless a script has seen it.")
{
    OuCensusSort sort;
    OuHeapView view;
    OuCensus census;
    if (!argument_sort(vm, arguments[0], &sort)) return OU_ERROR;
    if (!ou_heap_view_begin(&view, vm, "census")) return OU_ERROR;
    bool ok = ou_census_take(&view, sort, NULL, &census)
           && (sort != OU_CENSUS_TYPE || ou_census_name(&view, &census));
    OuValue result = ok ? ou_census_dict(vm, sort, &census) : OU_NONE;
    ou_census_free(&view, &census);
    return ou_memory_end_steal(&view, result);
}
