// A stable, adaptive merge sort: runs that are there already are found and merged, as in Tim
// Peters' timsort (CPython's Objects/listsort.txt describes the idea), with the merge order of
// powersort (Munro & Wild, "Nearly-Optimal Mergesorts", 2018).
//
// 1. Find the next run; turn a strictly descending one around; extend a short one by insertion.
// 2. Give the boundary between it and the run before a power; merge what lies deeper on the stack.
// 3. At the end merge everything, the shorter neighbour first.
// A merge skips what is in place at both ends, copies the shorter run aside, and gallops when one
// side keeps winning.
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum {
    SHORTEST_RUN = 64,      // runs are at least half as long as this
    FIRST_GALLOP = 7,       // wins in a row before galloping begins
    MOST_RUNS = 85,         // powers on the stack are strictly increasing
};

typedef struct Run { OuValue *base; size_t length; int power; } Run;

typedef enum Order { ORDER_ASKING, ORDER_INT, ORDER_NUMBER, ORDER_LATIN, ORDER_STRING } Order;

// `keys` are compared. With a key function every key's item lies `offset` slots behind it, in the
// scratch space as well, and moves along; without one, `offset` is 0.
typedef struct Sorter {
    OuVM     *vm;
    Order     order;
    ptrdiff_t offset;
    OuValue  *keys;
    size_t    length;
    OuValue  *scratch;      // half as long as `keys`
    size_t    gallop;       // wins in a row before galloping begins, learned as we go
    Run       runs[MOST_RUNS];
    size_t    run_count;
} Sorter;

// ---- Comparing and moving -----------------------------------------------------------------------

static inline double number_of(OuValue value)
{
    return ou_is_int(value) ? (double)ou_int_of(value) : ou_float_of(value);
}

// The first eight bytes as a number that orders as they do; what lies behind the text is cut off.
static inline uint64_t latin_head(const OuString *s, size_t shared)
{
    uint64_t head;
    memcpy(&head, s->data, sizeof head);
    head = __builtin_bswap64(head);
    return shared < 8 ? head >> (8 - shared) * 8 : head;
}

// Strings of one byte a character. A slot has room for eight bytes of text at least.
static inline bool latin_less(const OuString *a, const OuString *b)
{
    size_t shared = a->length < b->length ? a->length : b->length;
    if (shared) {
        uint64_t left = latin_head(a, shared), right = latin_head(b, shared);
        if (left != right) return left < right;
        int order = shared > 8 ? memcmp(a->data + 8, b->data + 8, shared - 8) : 0;
        if (order) return order < 0;
    }
    return a->length < b->length;
}

static inline bool less(Sorter *sorter, OuValue a, OuValue b, bool *answer)
{
    switch (sorter->order) {
    case ORDER_INT:    *answer = a < b; return true;
    case ORDER_NUMBER: *answer = number_of(a) < number_of(b); return true;
    case ORDER_LATIN:  *answer = latin_less(ou_str_of(a), ou_str_of(b)); return true;
    case ORDER_STRING: *answer = ou_str_compare(ou_str_of(a), ou_str_of(b)) < 0; return true;
    default:           return ou_compare_truth(sorter->vm, a, b, OU_LT, answer);
    }
}

static inline void put(const Sorter *sorter, OuValue *to, const OuValue *from)
{
    *to = *from;
    if (sorter->offset) to[sorter->offset] = from[sorter->offset];
}

static inline void move(const Sorter *sorter, OuValue *to, const OuValue *from, size_t count)
{
    memmove(to, from, count * sizeof *to);
    if (sorter->offset) memmove(to + sorter->offset, from + sorter->offset, count * sizeof *to);
}

static void turn_around(OuValue *low, size_t count)
{
    for (OuValue *high = low + count; high - low > 1; low++) {
        OuValue item = *low;
        *low = *--high;
        *high = item;
    }
}

static void turn_around_items(const Sorter *sorter, OuValue *low, size_t count)
{
    turn_around(low, count);
    if (sorter->offset) turn_around(low + sorter->offset, count);
}

// ---- Runs --------------------------------------------------------------------------------------

// The length of the run at `low` (before `high`), made ascending.
static bool run_find(Sorter *sorter, OuValue *low, const OuValue *high, size_t *length)
{
    const OuValue *next = low + 1;
    *length = 1;
    if (next == high) return true;
    bool descending, smaller;
    if (!less(sorter, *next, *low, &descending)) return false;
    for (next++; next < high; next++) {
        if (!less(sorter, next[0], next[-1], &smaller)) return false;
        if (!ou_check_interrupt_at(sorter->vm, (size_t)(next - low))) return false;
        if (smaller != descending) break;
    }
    *length = (size_t)(next - low);
    if (descending) turn_around_items(sorter, low, *length);
    return true;
}

// Sorts low[0..length) of which the first `sorted` are in order, by binary insertion.
static bool run_extend(Sorter *sorter, OuValue *low, size_t sorted, size_t length)
{
    for (; sorted < length; sorted++) {
        OuValue pivot = low[sorted];
        OuValue item = low[sorted + (size_t)sorter->offset];
        size_t left = 0, right = sorted;
        while (left < right) {
            size_t middle = left + ((right - left) >> 1);
            bool smaller;
            if (!less(sorter, pivot, low[middle], &smaller)) return false;
            if (smaller) right = middle;
            else left = middle + 1;
        }
        move(sorter, low + left + 1, low + left, sorted - left);
        low[left] = pivot;
        if (sorter->offset) low[left + (size_t)sorter->offset] = item;
    }
    return true;
}

// Such that length / minimum is a power of two, or a bit less.
static size_t minimum_run(size_t length)
{
    size_t rest = 0;
    for (; length >= SHORTEST_RUN; length >>= 1) rest |= length & 1;
    return length + rest;
}

// ---- Galloping ---------------------------------------------------------------------------------

// How many items of the sorted run[0..length) come before `key`: those smaller than it, and, if
// `after_equal`, those equal to it too. The search starts at `hint` and widens in doubling steps.
static bool gallop(Sorter *sorter, OuValue key, const OuValue *run, size_t length, size_t hint,
                   bool after_equal, size_t *position)
{
    size_t low, high;        // the answer is in low..high
    bool before, answer;     // does run[i] come before the key?
#define COMES_BEFORE(index)                                                                     \
    (after_equal ? less(sorter, key, run[index], &answer) && (before = !answer, true)           \
                 : less(sorter, run[index], key, &answer) && (before = answer, true))
    before = false;
    if (!COMES_BEFORE(hint)) return false;
    size_t last = 0, step = 1;
    if (before) {
        size_t most = length - hint;
        for (; step < most; last = step, step = step * 2 + 1) {
            if (!COMES_BEFORE(hint + step)) return false;
            if (!before) break;
        }
        if (step > most) step = most;
        low = hint + last + 1;
        high = hint + step;
    } else {
        size_t most = hint + 1;
        for (; step < most; last = step, step = step * 2 + 1) {
            if (!COMES_BEFORE(hint - step)) return false;
            if (before) break;
        }
        if (step > most) step = most;
        low = hint + 1 - step;
        high = hint - last;
    }
    while (low < high) {
        size_t middle = low + ((high - low) >> 1);
        if (!COMES_BEFORE(middle)) return false;
        if (before) low = middle + 1;
        else high = middle;
    }
#undef COMES_BEFORE
    *position = low;
    return true;
}

// ---- Merging -----------------------------------------------------------------------------------
//
// Both directions are one state machine: items come from `a` (the earlier run) and `b`; the shorter
// of the two lies in the scratch space. Even when a comparison fails, all items are put back.

typedef struct Merge {
    OuValue *a, *b, *to;     // forwards: the next of each; backwards: one past the next
    size_t   a_left, b_left;
} Merge;

// Looks for an interrupt where the item that is written lies at certain addresses: that differs
// from run to run, so it isn't counted as a step.
static inline bool merge_look(Sorter *sorter, const Merge *merge)
{
    enum { BYTES_BETWEEN_LOOKS = 1 << 19 };
    return OU_LIKELY((uintptr_t)merge->to % BYTES_BETWEEN_LOOKS) || ou_check_signals(sorter->vm);
}

// Winner by winner, until one side has won often enough in a row. true in *over: a run is used up.
static bool merge_pairs_forward(Sorter *sorter, Merge *merge, bool *over)
{
    size_t a_wins = 0, b_wins = 0;
    *over = false;
    while (a_wins < sorter->gallop && b_wins < sorter->gallop) {
        bool b_first;
        if (!less(sorter, *merge->b, *merge->a, &b_first)) return false;
        if (!merge_look(sorter, merge)) return false;
        if (b_first) {
            put(sorter, merge->to++, merge->b++);
            b_wins++;
            a_wins = 0;
            if ((*over = --merge->b_left == 0)) break;
        } else {
            put(sorter, merge->to++, merge->a++);
            a_wins++;
            b_wins = 0;
            if ((*over = --merge->a_left == 1)) break;
        }
    }
    return true;
}

static bool merge_gallop_forward(Sorter *sorter, Merge *merge, bool *over)
{
    size_t a_count, b_count;
    *over = true;
    sorter->gallop++;
    do {
        sorter->gallop -= sorter->gallop > 1;
        if (!gallop(sorter, *merge->b, merge->a, merge->a_left, 0, true, &a_count)) return false;
        move(sorter, merge->to, merge->a, a_count);
        merge->to += a_count;
        merge->a += a_count;
        merge->a_left -= a_count;
        if (a_count && merge->a_left <= 1) return true;
        put(sorter, merge->to++, merge->b++);
        if (--merge->b_left == 0) return true;
        if (!gallop(sorter, *merge->a, merge->b, merge->b_left, 0, false, &b_count)) return false;
        move(sorter, merge->to, merge->b, b_count);
        merge->to += b_count;
        merge->b += b_count;
        merge->b_left -= b_count;
        if (merge->b_left == 0) return true;
        put(sorter, merge->to++, merge->a++);
        if (--merge->a_left == 1) return true;
    } while (a_count >= FIRST_GALLOP || b_count >= FIRST_GALLOP);
    sorter->gallop++;
    *over = false;
    return true;
}

// a[0..a_count) and the run b right behind it; a is the shorter one, its last item the largest of
// all.
static bool merge_forward(Sorter *sorter, OuValue *a, size_t a_count, OuValue *b, size_t b_count)
{
    move(sorter, sorter->scratch, a, a_count);
    Merge merge = { sorter->scratch, b, a, a_count, b_count };
    put(sorter, merge.to++, merge.b++);
    bool over = --merge.b_left == 0 || a_count == 1, done = true;
    while (!over && done) {
        done = merge_pairs_forward(sorter, &merge, &over);
        if (done && !over) done = merge_gallop_forward(sorter, &merge, &over);
    }
    if (done && merge.b_left) {
        move(sorter, merge.to, merge.b, merge.b_left);
        merge.to += merge.b_left;
    }
    move(sorter, merge.to, merge.a, merge.a_left);
    return done;
}

static bool merge_pairs_backward(Sorter *sorter, Merge *merge, bool *over)
{
    size_t a_wins = 0, b_wins = 0;
    *over = false;
    while (a_wins < sorter->gallop && b_wins < sorter->gallop) {
        bool b_first;
        if (!less(sorter, merge->b[-1], merge->a[-1], &b_first)) return false;
        if (!merge_look(sorter, merge)) return false;
        if (b_first) {
            put(sorter, --merge->to, --merge->a);
            a_wins++;
            b_wins = 0;
            if ((*over = --merge->a_left == 0)) break;
        } else {
            put(sorter, --merge->to, --merge->b);
            b_wins++;
            a_wins = 0;
            if ((*over = --merge->b_left == 1)) break;
        }
    }
    return true;
}

static bool merge_gallop_backward(Sorter *sorter, Merge *merge, bool *over)
{
    size_t position, a_count, b_count;
    *over = true;
    sorter->gallop++;
    do {
        sorter->gallop -= sorter->gallop > 1;
        if (!gallop(sorter, merge->b[-1], merge->a - merge->a_left, merge->a_left,
                    merge->a_left - 1, true, &position)) {
            return false;
        }
        a_count = merge->a_left - position;
        merge->to -= a_count;
        merge->a -= a_count;
        merge->a_left = position;
        move(sorter, merge->to, merge->a, a_count);
        if (merge->a_left == 0) return true;
        put(sorter, --merge->to, --merge->b);
        if (--merge->b_left == 1) return true;
        if (!gallop(sorter, merge->a[-1], merge->b - merge->b_left, merge->b_left,
                    merge->b_left - 1, false, &position)) {
            return false;
        }
        b_count = merge->b_left - position;
        merge->to -= b_count;
        merge->b -= b_count;
        merge->b_left = position;
        move(sorter, merge->to, merge->b, b_count);
        if (b_count && merge->b_left <= 1) return true;
        put(sorter, --merge->to, --merge->a);
        if (--merge->a_left == 0) return true;
    } while (a_count >= FIRST_GALLOP || b_count >= FIRST_GALLOP);
    sorter->gallop++;
    *over = false;
    return true;
}

// The same from the end; b is the shorter run, its first item the smallest of all.
static bool merge_backward(Sorter *sorter, OuValue *a, size_t a_count, OuValue *b, size_t b_count)
{
    move(sorter, sorter->scratch, b, b_count);
    Merge merge = { a + a_count, sorter->scratch + b_count, b + b_count, a_count, b_count };
    put(sorter, --merge.to, --merge.a);
    bool over = --merge.a_left == 0 || b_count == 1, done = true;
    while (!over && done) {
        done = merge_pairs_backward(sorter, &merge, &over);
        if (done && !over) done = merge_gallop_backward(sorter, &merge, &over);
    }
    if (done && merge.a_left) {
        merge.to -= merge.a_left;
        move(sorter, merge.to, merge.a - merge.a_left, merge.a_left);
    }
    move(sorter, merge.to - merge.b_left, merge.b - merge.b_left, merge.b_left);
    return done;
}

// Merges the runs at `index` and `index + 1` of the stack.
static bool merge_runs(Sorter *sorter, size_t index)
{
    Run *first = &sorter->runs[index], *second = first + 1;
    OuValue *a = first->base, *b = second->base;
    size_t a_count = first->length, b_count = second->length, skipped;
    first->length += second->length;
    memmove(second, second + 1, (sorter->run_count - index - 2) * sizeof *second);
    sorter->run_count--;
    if (!gallop(sorter, *b, a, a_count, 0, true, &skipped)) return false;
    a += skipped;
    a_count -= skipped;
    if (a_count == 0) return true;
    if (!gallop(sorter, a[a_count - 1], b, b_count, b_count - 1, false, &b_count)) return false;
    if (b_count == 0) return true;
    return a_count <= b_count ? merge_forward(sorter, a, a_count, b, b_count)
                              : merge_backward(sorter, a, a_count, b, b_count);
}

// ---- The order of merges ------------------------------------------------------------------------

// The depth, in a perfectly balanced tree over all items, of the node that lies between the middles
// of two neighbouring runs.
static int boundary_power(size_t start, size_t first, size_t second, size_t total)
{
    size_t left = 2 * start + first, right = left + first + second;     // doubled middles
    for (int power = 1;; power++, left <<= 1, right <<= 1) {
        if (left >= total) {
            left -= total;
            right -= total;
        } else if (right >= total) {
            return power;
        }
    }
}

static bool stack_push(Sorter *sorter, OuValue *base, size_t length)
{
    if (!ou_check_interrupt_at(sorter->vm, (size_t)(base - sorter->keys) / SHORTEST_RUN)) {
        return false;
    }
    if (sorter->run_count) {
        Run *last = &sorter->runs[sorter->run_count - 1];
        int power = boundary_power((size_t)(last->base - sorter->keys), last->length, length,
                                   sorter->length);
        while (sorter->run_count > 1 && sorter->runs[sorter->run_count - 2].power > power) {
            if (!merge_runs(sorter, sorter->run_count - 2)) return false;
        }
        sorter->runs[sorter->run_count - 1].power = power;
    }
    sorter->runs[sorter->run_count++] = (Run){ base, length, 0 };
    return true;
}

static bool stack_collapse(Sorter *sorter)
{
    while (sorter->run_count > 1) {
        size_t index = sorter->run_count - 2;
        const Run *run = &sorter->runs[index];
        if (index > 0 && run[-1].length < run[1].length) index--;
        if (!merge_runs(sorter, index)) return false;
    }
    return true;
}

static bool sort_runs(Sorter *sorter)
{
    size_t left = sorter->length, shortest = minimum_run(left), length;
    for (OuValue *low = sorter->keys; left; low += length, left -= length) {
        if (!run_find(sorter, low, low + left, &length)) return false;
        if (length < shortest) {
            size_t wanted = left < shortest ? left : shortest;
            if (!run_extend(sorter, low, length, wanted)) return false;
            length = wanted;
        }
        if (!stack_push(sorter, low, length)) return false;
    }
    return stack_collapse(sorter);
}

// ---- Sorting a list ----------------------------------------------------------------------------

static bool find_order(OuVM *vm, const OuValue *keys, size_t length, Order *order)
{
    bool ints = true, numbers = true, strings = true, latin = true;
    for (size_t i = 0; i < length && (numbers || strings); i++) {
        if (!ou_check_interrupt_at(vm, i)) return false;
        ints = ints && ou_is_int(keys[i]);
        numbers = numbers && (ou_is_int(keys[i]) || ou_is_float(keys[i]));
        strings = strings && ou_is_exact_str(keys[i]);
        latin = latin && strings && ou_str_width(ou_str_of(keys[i])) == 1;
    }
    *order = strings ? (latin ? ORDER_LATIN : ORDER_STRING)
           : ints    ? ORDER_INT
           : numbers ? ORDER_NUMBER
                     : ORDER_ASKING;
    return true;
}

// Sorts `items`, which nobody else can see; keys[i] belongs to items[i].
static bool sort_items(Sorter *sorter, OuValue *items, OuValue key, bool reverse)
{
    OuVM *vm = sorter->vm;
    size_t length = sorter->length, half = length / 2 + 1, stride = length + half;
    bool has_key = key != OU_NONE;
    size_t size = (has_key ? 2 * stride : half) * sizeof(OuValue);
    OuValue *block = ou_heap_buffer_alloc(&vm->heap, size);
    if (!block) return ou_raise_memory_error(vm), false;
    size_t known = 0;
    bool done = true;
    sorter->keys = has_key ? block : items;
    sorter->scratch = has_key ? block + length : block;
    sorter->offset = has_key ? (ptrdiff_t)stride : 0;
    for (; has_key && done && known < length; known++) {
        block[known] = ou_call(vm, key, &items[known], 1);
        done = block[known] != OU_ERROR && ou_check_interrupt_at(vm, known);
    }
    if (done) {
        if (has_key && length) memcpy(block + stride, items, length * sizeof *items);
        if (reverse) turn_around_items(sorter, sorter->keys, length);
        done = find_order(vm, sorter->keys, length, &sorter->order) && sort_runs(sorter);
        if (reverse) turn_around_items(sorter, sorter->keys, length);
        if (has_key && length) memcpy(items, block + stride, length * sizeof *items);
    }
    for (size_t i = 0; i < known; i++) ou_unref(block[i]);
    ou_heap_buffer_free(&vm->heap, block, size);
    return done;
}

// The list is empty while its items are being sorted, so that nothing a comparison does can get in
// the way; what was put there meanwhile is dropped, and complained about.
bool ou_list_sort(OuVM *vm, OuList *list, OuValue key, bool reverse)
{
    Sorter sorter = { .vm = vm, .length = list->length, .gallop = FIRST_GALLOP };
    OuList hidden = { .items = list->items, .length = list->length, .capacity = list->capacity };
    if (hidden.length < 2 && key == OU_NONE) return true;
    list->items = NULL;
    list->length = list->capacity = 0;
    OuListSort sort = { list, vm->sorts, false };
    vm->sorts = &sort;
    bool done = sort_items(&sorter, hidden.items, key, reverse);
    vm->sorts = sort.outer;
    OuList meanwhile = { .items = list->items, .length = list->length, .capacity = list->capacity };
    list->items = hidden.items;
    list->length = hidden.length;
    list->capacity = hidden.capacity;
    if (!meanwhile.items && !sort.was_modified) return done;
    if (done) ou_raise(vm, OU_TYPE_VALUE_ERROR, "list modified during sort");
    ou_list_clear(vm, &meanwhile);
    return false;
}
