// report_suggest.c: "Did you mean": the known name that is nearest to one that wasn't found.
#include "runtime/report.h"

#include <string.h>

#include "runtime/dict.h"
#include "runtime/list.h"
#include "runtime/protocol.h"

enum { MOST_NAMES = 750, LONGEST_NAME = 40, MOVE_COST = 2, CASE_COST = 1 };

// --- distance ------------------------------------------------------------------------------------

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t substitution_cost(char a, char b)
{
    if (a == b) return 0;
    return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The edit distance (V. Levenshtein, 1966) with changes of case at half the price, by one row of
// its table; anything beyond `limit` may come out as limit + 1.
static size_t rows_distance(const char *a, size_t a_size, const char *b, size_t b_size,
                            size_t limit)
{
    size_t row[LONGEST_NAME], result = 0;
    for (size_t i = 0; i < a_size; i++) row[i] = (i + 1) * MOVE_COST;
    for (size_t k = 0; k < b_size; k++) {
        size_t diagonal = k * MOVE_COST, minimum = SIZE_MAX;
        result = diagonal;
        for (size_t i = 0; i < a_size; i++) {
            size_t substituted = diagonal + substitution_cost(b[k], a[i]);
            diagonal = row[i];
            result = smaller(smaller(result, diagonal) + MOVE_COST, substituted);
            row[i] = result;
            minimum = smaller(minimum, result);
        }
        if (minimum > limit) return limit + 1;
    }
    return result;
}

static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit)
{
    while (a_size && b_size && *a == *b) { a++; b++; a_size--; b_size--; }
    while (a_size && b_size && a[a_size - 1] == b[b_size - 1]) { a_size--; b_size--; }
    if (!a_size || !b_size) return (a_size + b_size) * MOVE_COST;
    if (a_size > LONGEST_NAME || b_size > LONGEST_NAME) return limit + 1;
    size_t difference = a_size < b_size ? b_size - a_size : a_size - b_size;
    if (difference * MOVE_COST > limit) return limit + 1;
    return b_size < a_size ? rows_distance(b, b_size, a, a_size, limit)
                           : rows_distance(a, a_size, b, b_size, limit);
}

// --- candidates ----------------------------------------------------------------------------------

typedef struct Search {
    OuVM    *vm;
    OuString *name;
    OuBuffer buffer, candidate_buffer;
    const char *text;
    size_t   length;
    size_t   best;              // the distance of `found`
    OuValue  found;             // owned
} Search;

static void consider(Search *search, OuString *candidate)
{
    if (ou_str_equal(search->name, candidate)) return;
    size_t length;
    search->candidate_buffer.length = 0;
    const char *text = ou_str_utf8(search->vm, candidate, &search->candidate_buffer, &length);
    if (!text) { ou_error_clear(search->vm); return; }
    // No more than a third of the letters may differ, and only a better one is of interest.
    size_t limit = smaller((search->length + length + 3) * MOVE_COST / 6, search->best - 1);
    size_t cost = distance(search->text, search->length, text, length, limit);
    if (cost > limit) return;
    search->best = cost;
    ou_set(&search->found, ou_str_value(candidate));
}

// The nearest of the names in a list, tuple or dict (its keys); owned, or UNBOUND.
static OuValue nearest(OuVM *vm, OuString *name, OuValue candidates)
{
    Search search = { .vm = vm, .name = name, .best = SIZE_MAX, .found = OU_UNBOUND };
    OU_OWNED OuValue list = ou_list_from_iterable(vm, candidates);
    if (list == OU_ERROR) { ou_error_clear(vm); return OU_UNBOUND; }
    if (ou_list_of(list)->length >= MOST_NAMES) return OU_UNBOUND;
    ou_buffer_init(&search.buffer, &vm->heap.memory);
    ou_buffer_init(&search.candidate_buffer, &vm->heap.memory);
    search.text = ou_str_utf8(vm, name, &search.buffer, &search.length);
    if (!search.text) ou_error_clear(vm);
    for (size_t i = 0; search.text && i < ou_list_of(list)->length && search.best > 0; i++) {
        OuValue candidate = ou_list_of(list)->items[i];
        if (ou_is_str(candidate)) consider(&search, ou_str_of(candidate));
    }
    ou_buffer_free(&search.buffer);
    ou_buffer_free(&search.candidate_buffer);
    return search.found;
}

// --- AttributeError ------------------------------------------------------------------------------

static OuValue suggest_attribute(OuVM *vm, OuString *name, OuValue object)
{
    OuString *dir = OU_NAMED(vm, dunder_dir);
    OU_OWNED OuValue names = ou_call_method(vm, object, dir, NULL, 0);
    if (names != OU_ERROR) {
        OU_OWNED OuValue list = ou_list_from_iterable(vm, names);
        if (list != OU_ERROR && ou_list_sort(vm, ou_list_of(list), OU_NONE, false)) {
            return nearest(vm, name, list);
        }
    }
    ou_error_clear(vm);
    return OU_UNBOUND;
}

// --- NameError -----------------------------------------------------------------------------------

// object.name; owned, UNBOUND if there is none.
static OuValue attribute(OuVM *vm, OuValue object, const char *name)
{
    if (object == OU_UNBOUND) return OU_UNBOUND;
    OuString *key = ou_str_intern_text(vm, name, strlen(name));
    OuValue value = key ? ou_get_attribute(vm, object, key) : OU_ERROR;
    if (key) ou_object_unref(&key->header);
    if (value != OU_ERROR) return value;
    ou_error_clear(vm);
    return OU_UNBOUND;
}

static OuValue suggest_from(OuVM *vm, OuString *name, OuValue owner, const char *names)
{
    OU_OWNED OuValue candidates = attribute(vm, owner, names);
    return candidates == OU_UNBOUND ? OU_UNBOUND : nearest(vm, name, candidates);
}

// Locals come first, then globals, then built-in names.
static OuValue suggest_name(OuVM *vm, OuString *name, OuValue traceback)
{
    if (!ou_is_traceback(traceback)) return OU_UNBOUND;
    while (ou_is_traceback(ou_traceback_of(traceback)->next))
        traceback = ou_traceback_of(traceback)->next;
    OU_OWNED OuValue frame = ou_ref(ou_traceback_of(traceback)->frame);
    if (!ou_is_pointer(frame)) return OU_UNBOUND;
    OU_OWNED OuValue code = attribute(vm, frame, "f_code");
    OuValue found = suggest_from(vm, name, code, "co_varnames");
    if (found == OU_UNBOUND) found = suggest_from(vm, name, frame, "f_globals");
    if (found == OU_UNBOUND) found = suggest_from(vm, name, frame, "f_builtins");
    return found;
}

OuValue ou_report_suggest(OuVM *vm, OuException *exception)
{
    bool is_attribute = exception->type == vm->types[OU_TYPE_ATTRIBUTE_ERROR];
    if (!is_attribute && exception->type != vm->types[OU_TYPE_NAME_ERROR]) return OU_UNBOUND;
    OU_OWNED OuValue name = ou_ref(exception->fields[OU_FIELD_NAME]);
    if (!ou_is_str(name)) return OU_UNBOUND;
    if (!is_attribute) return suggest_name(vm, ou_str_of(name), exception->traceback);
    OU_OWNED OuValue object = ou_ref(exception->fields[OU_FIELD_OBJ]);
    return object == OU_UNBOUND ? OU_UNBOUND : suggest_attribute(vm, ou_str_of(name), object);
}
