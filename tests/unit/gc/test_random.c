// Random graphs under random operations, against an oracle that follows references from the roots.
//
// `make stress-gc` is the long form: OURO_STRESS times as many seeds, from OURO_STRESS_FIRST on,
// with OURO_STRESS_LENGTH times as many operations each.
#include "gc/major.h"
#include "tests/unit/gc/world.h"

// The sanitizers take ten times as long: `make stress-gc` gives them their time.
#ifdef __SANITIZE_ADDRESS__
enum { SEEDS = 4 };
#else
enum { SEEDS = 10 };
#endif
enum { ROOTS = 200, OPERATIONS = 30000 };

static World world;
static int operations = OPERATIONS;
static uint64_t seed;
static bool is_quiet;                  // no finalizers: deaths may be put off

static uint32_t pick(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 20) % below;
}

// ---- The oracle ---------------------------------------------------------------------------------

typedef struct Oracle {
    OuVisitor  visitor;
    OuObject **seen, **queue;       // seen: a hash set
    size_t     mask, count, weak_or_leaf;
} Oracle;

static bool oracle_add(Oracle *oracle, OuObject *object)
{
    size_t i = ((uintptr_t)object >> 3) * 0x9E3779B97F4A7C15ull >> 20 & oracle->mask;
    while (oracle->seen[i] && oracle->seen[i] != object) i = (i + 1) & oracle->mask;
    if (oracle->seen[i]) return false;
    oracle->seen[i] = object;
    oracle->queue[oracle->count++] = object;
    return true;
}

static void oracle_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(slots[i] != OU_UNBOUND, "something reachable was cleared");
        if (!ou_is_pointer(slots[i])) continue;
        OuObject *object = ou_pointer_of(slots[i]);
        ck_assert_msg(object->kind && object->refs, "something reachable was freed");
        oracle_add((Oracle *)visitor, object);
    }
}

static void oracle_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (!*slot) return;
    OuValue value = ou_pointer_value(*slot);
    oracle_span(visitor, &value, 1);
}

static size_t count_reachable(void)
{
    size_t capacity = 1;
    while (capacity < world_live(&world) * 2 + 64) capacity *= 2;
    Oracle oracle = {
        .visitor = { .span = oracle_span, .pointer = oracle_pointer },
        .seen = calloc(capacity, sizeof(OuObject *)),
        .queue = calloc(capacity, sizeof(OuObject *)),
        .mask = capacity - 1,
    };
    world_visit_roots(&world.heap, &oracle.visitor);
    for (size_t i = 0; i < oracle.count; i++) {
        ou_heap_visit(&world.heap, oracle.queue[i], &oracle.visitor);
    }
    free(oracle.seen);
    free(oracle.queue);
    return oracle.count;
}

// ---- Operations ---------------------------------------------------------------------------------

static OuObject *root(void)
{
    OuValue value = world.roots[pick(ROOTS)];
    return ou_is_pointer(value) ? ou_pointer_of(value) : NULL;
}

static void set_root(OuObject *object)
{
    ou_set_steal(&world.roots[pick(ROOTS)], object ? ou_pointer_value(object) : OU_NONE);
}

static void make_node(void)
{
    uint32_t size = pick(12);
    if (pick(100) == 0) size = 1100 + pick(pick(10) ? 3000 : 12000);
    uint8_t kind = is_quiet && pick(4) == 0 ? WORLD_TUPLE : pick(4) ? WORLD_NODE : WORLD_PART;
    Node *node = node_try(&world, kind, 0, size);
    if (!node) return;
    if (is_quiet) node->base.aux = 0;
    else if (pick(40) == 0) node->base.aux = NODE_FINALIZES;
    if (!is_quiet && pick(400) == 0) node->base.aux = NODE_FINALIZES | NODE_RESURRECTS;
    if (!is_quiet && pick(400) == 0) node->base.aux = NODE_FINALIZES | NODE_COLLECTS;
    if (!is_quiet && size && pick(100) == 0) node->base.aux = NODE_FINALIZES | NODE_DROPS;
    OuObject *child = root();
    if (child && size) node->slots[pick(size)] = ou_ref(ou_pointer_value(child));
    set_root(&node->base);
}

static void make_box(void)
{
    Box *box = box_try(&world, root(), pick(2) ? root() : NULL);
    if (box) set_root(&box->base);
}

// Long enough for a closure to be given up, with a ring at its end; some hang from something.
static void make_chain(void)
{
    OuObject *head = NULL;
    uint32_t length = 1000 + pick(30000);
    for (uint32_t i = 0; i < length; i++) {
        Node *node = node_try(&world, WORLD_NODE, 0, 2);
        if (!node) break;
        OuObject *next = head ? head : &node->base;
        node->slots[0] = head ? ou_pointer_value(head) : ou_ref(ou_pointer_value(next));
        if (i == length / 2 && root()) node_set(node, 1, root());
        head = &node->base;
        poll(&world);
    }
    OuObject *from = pick(2) ? root() : NULL;
    if (from && from->kind == WORLD_NODE && ((Node *)from)->count) {
        ou_set_steal(&((Node *)from)->slots[0], head ? ou_pointer_value(head) : OU_NONE);
    } else {
        set_root(head);
    }
}

static void make_tuple(void)
{
    Node *tuple = node_try(&world, WORLD_TUPLE, 0, 2);
    if (!tuple) return;
    OuObject *child = pick(2) ? root() : NULL;
    if (child) tuple->slots[0] = ou_ref(ou_pointer_value(child));
    set_root(&tuple->base);
}

static void make_list(void)
{
    List *list = list_make(&world);
    if (list) set_root(&list->base);
}

static void make_text(void)
{
    OuObject *text = ou_heap_new_leaf(&world.heap, WORLD_TEXT,
                                      pick(50) ? 16 + pick(200) : 9000 + pick(9000));
    if (text) set_root(text);
}

static void make_weak(void)
{
    OuObject *target = root();
    Weak *weak = target ? ou_heap_new(&world.heap, WORLD_WEAK, sizeof *weak) : NULL;
    if (!weak) return;
    weak->id = 1;
    ou_weak_init(&weak->link, &weak->base, is_quiet ? pick(200) == 0 : pick(2));
    if (!ou_weak_attach(&world.heap, &weak->link, target)) {
        drop(weak);
        return;
    }
    set_root(&weak->base);
}

static void connect(void)
{
    OuObject *from = root(), *to = root();
    if (!from || !to) return;
    if (from->kind == WORLD_LIST) {
        List *list = (List *)from;
        while (list->count && pick(4) == 0) ou_unref(list->items[--list->count]);
        (void)list_append(&world, (List *)from, ou_pointer_value(to));
    } else if (from->kind == WORLD_NODE || from->kind == WORLD_PART) {
        Node *node = (Node *)from;
        if (node->count) node_set(node, pick(node->count), to);
    }
}

static void step_down(void)
{
    OuObject *from = root();
    if (!from || (from->kind != WORLD_NODE && from->kind != WORLD_PART)) return;
    Node *node = (Node *)from;
    if (!node->count) return;
    OuValue child = node->slots[pick(node->count)];
    if (ou_is_pointer(child)) set_root(ou_pointer_of(ou_ref(child)));
}

static void call_on_weak(void)
{
    OuObject *weak = root();
    if (!weak || weak->kind != WORLD_WEAK) return;
    ou_heap_settle(&world.heap);
    OuObject *target = ou_weak_target(&((Weak *)weak)->link);
    if (!target) return;
    ou_object_ref(target);
    set_root(target);
}

// Scripts grow large lists, and empty them.
static void grow_or_empty(void)
{
    OuObject *from = root(), *to = root();
    if (!from || !to || from->kind != WORLD_LIST) return;
    List *list = (List *)from;
    ou_object_ref(from);
    if (pick(2)) while (list->count) ou_unref(list->items[--list->count]);
    for (uint32_t more = pick(12000); more; more--) {
        if (!list_append(&world, list, ou_pointer_value(to))) break;
    }
    drop(from);
}

static void operate(void)
{
    if (pick(15000) == 0) make_chain();
    if (pick(1500) == 0) grow_or_empty();
    switch (pick(17)) {
    case 0: case 1: case 2: make_node(); break;
    case 3: make_list(); break;
    case 4: make_tuple(); break;
    case 5: make_text(); break;
    case 6: make_weak(); break;
    case 7: case 8: case 9: case 10: connect(); break;
    case 11: case 12: step_down(); break;
    case 13: call_on_weak(); break;
    case 14: make_box(); break;
    default: set_root(NULL); break;
    }
    if (!is_quiet || pick(4) == 0) poll(&world);
    while (world.saved_count > 32) ou_clear(&world.saved[--world.saved_count]);
}

static void check_all(void)
{
    // A finalizer may leave garbage for the next collection.
    for (int i = 0; i < 3; i++) {
        ou_collector_collect(&world.heap, 2);
        count_reachable();
        while (world.saved_count) ou_clear(&world.saved[--world.saved_count]);
    }
    ou_collector_collect(&world.heap, 2);
    ck_assert_uint_eq(world_live(&world), count_reachable());
    world_audit(&world);
    world.trace_length = 0;
}

static void run(uint64_t number, const uint32_t thresholds[3])
{
    seed = (number + 1) * 0x9E3779B97F4A7C15ull;
    world_open(&world);
    ou_collector_set_thresholds(&world.heap, thresholds);
    for (int i = 1; i <= operations; i++) {
        operate();
        if (i % 1000 == 0) world_audit(&world);
        if (i % 5000 == 0) check_all();
        if (pick(5000) == 0) ou_collector_freeze(&world.heap);
        if (pick(2000) == 0) ou_collector_unfreeze(&world.heap);
        if (i % 5000 == 4999) ou_collector_unfreeze(&world.heap);
        world.trace_length = 0;
    }
    world_close(&world);
}

START_TEST(nothing_reachable_dies_and_nothing_else_lives)
{
    const uint32_t thresholds[3] = { 700, 10, 10 };
    run((uint64_t)_i, thresholds);
}
END_TEST

START_TEST(nor_with_a_collection_at_every_turn)
{
    const uint32_t thresholds[3] = { 3, 2, 2 };
    run((uint64_t)_i + 1000, thresholds);
}
END_TEST

static void forget_list(OuObjectList *list)
{
    ou_memory_free(&world.heap.memory, list->items, list->capacity * sizeof *list->items);
    *list = (OuObjectList){ 0 };
}

// Lists and logs that can't grow are replaced by walks over the pages: the verdict is the same.
START_TEST(nor_when_memory_is_short)
{
    const uint32_t thresholds[3] = { 50, 3, 3 };
    seed = (uint64_t)(_i + 2000) * 0x9E3779B97F4A7C15ull;
    world_open(&world);
    ou_collector_set_thresholds(&world.heap, thresholds);
    for (int i = 1; i <= operations; i++) {
        forget_list(&world.heap.queue);
        forget_list(&world.heap.garbage);
        world.heap.memory.limit = pick(3) ? world.heap.memory.used : SIZE_MAX;
        operate();
        world.heap.memory.limit = pick(3) ? world.heap.memory.used : SIZE_MAX;
        if (i % 1000 == 0) check_all();
        world.trace_length = 0;
    }
    world.heap.memory.limit = SIZE_MAX;
    world_close(&world);
}
END_TEST

// With every log lost there is nothing but the pages to go by.
START_TEST(nor_without_any_logs)
{
    const uint32_t thresholds[3] = { 50, 3, 3 };
    seed = (uint64_t)(_i + 3000) * 0x9E3779B97F4A7C15ull;
    world_open(&world);
    ou_collector_set_thresholds(&world.heap, thresholds);
    for (int i = 1; i <= operations; i++) {
        for (int g = 0; g < OU_GENERATIONS; g++) world.heap.logs[g].lost = true;
        operate();
        if (i % 1000 == 0) check_all();
        world.trace_length = 0;
    }
    world_close(&world);
}
END_TEST

// ---- The major cycle ----------------------------------------------------------------------------

static void run_cycle(void)
{
    while (!ou_collector_step(&world.heap, 1 + pick(5000))) {
        if (pick(3) == 0) operate();
    }
}

// What is garbage when a cycle starts is gone when it ends; finalizers leave some for the next.
static void check_cycles(void)
{
    for (int i = 0; i < 4; i++) {
        while (!ou_collector_step(&world.heap, 1 + pick(5000))) count_reachable();
        while (world.saved_count) ou_clear(&world.saved[--world.saved_count]);
    }
    ck_assert_uint_eq(world_live(&world), count_reachable());
    world_audit(&world);
    world.trace_length = 0;
}

static void run_majors(uint64_t number, const uint32_t thresholds[3], bool is_short)
{
    seed = (number + 1) * 0x9E3779B97F4A7C15ull;
    world_open(&world);
    ou_collector_set_thresholds(&world.heap, thresholds);
    world.heap.major.exact_below = 0;
    for (int i = 1; i <= operations; i++) {
        world.heap.major.pace = pick(20);
        world.heap.major.batch_size = 1 + pick(pick(2) ? 8 : OU_MAJOR_BATCH);
        if (is_short) world.heap.memory.limit = pick(3) ? world.heap.memory.used : SIZE_MAX;
        operate();
        if (pick(300) == 0) ou_collector_step(&world.heap, pick(1000));
        if (pick(2000) == 0) ou_collector_collect(&world.heap, (int)pick(3));
        world.heap.memory.limit = SIZE_MAX;
        if (i % 1000 == 0) world_audit(&world);
        if (i % 3000 == 0) run_cycle();
        if (i % 5000 == 0) check_cycles();
        if (pick(5000) == 0) ou_collector_freeze(&world.heap);
        if (pick(1000) == 0) ou_collector_unfreeze(&world.heap);
        if (i % 5000 == 4999) ou_collector_unfreeze(&world.heap);
        world.trace_length = 0;
    }
    world_close(&world);
}

START_TEST(nor_in_slices)
{
    const uint32_t thresholds[3] = { 20, 2, 2 };
    run_majors((uint64_t)_i + 4000, thresholds, false);
}
END_TEST

START_TEST(nor_in_slices_when_memory_is_short)
{
    const uint32_t thresholds[3] = { 20, 2, 2 };
    run_majors((uint64_t)_i + 5000, thresholds, true);
}
END_TEST

// ---- Deaths that are put off --------------------------------------------------------------------

// Of what is put off nothing is reachable, though much of it looks alive.
START_TEST(nor_when_deaths_are_put_off)
{
    const uint32_t thresholds[3] = { 100, 4, 4 };
    seed = (uint64_t)(_i + 6000) * 0x9E3779B97F4A7C15ull;
    is_quiet = true;
    world_open(&world);
    ou_collector_set_thresholds(&world.heap, thresholds);
    world.heap.major.exact_below = _i % 2 ? 0 : OU_MAJOR_EXACT_BELOW;
    ou_heap_set_release_slice(&world.heap, 1 + pick(20));
    bool is_loud = false;
    for (int i = 1; i <= operations; i++) {
        if (pick(500) == 0) ou_heap_set_release_slice(&world.heap, 1 + pick(pick(2) ? 4 : 400));
        if (pick(3) == 0) world.heap.counts[0] = 0;
        world.heap.major.pace = pick(4);
        world.heap.major.batch_size = 1 + pick(8);
        operate();
        if (pick(1000) == 0) {
            if (is_loud) ou_heap_drop_loud(&world.heap);
            else ou_heap_put_loud(&world.heap);
            is_loud = !is_loud;
        }
        if (pick(500) == 0) count_reachable();
        if (i % 1000 == 0) world_audit(&world);
        if (i % 5000 == 0) check_all();
    }
    ck_assert_uint_gt(world.heap.pauses[OU_PAUSE_RELEASE].count, 0);
    world_close(&world);
    is_quiet = false;
}
END_TEST

static int setting(const char *name, int otherwise)
{
    const char *text = getenv(name);
    return text ? atoi(text) : otherwise;
}

int main(void)
{
    TCase *tests = tcase_create("random");
    int first = setting("OURO_STRESS_FIRST", 0), seeds = SEEDS * setting("OURO_STRESS", 1);
    operations = OPERATIONS * setting("OURO_STRESS_LENGTH", 1);
    tcase_add_loop_test(tests, nothing_reachable_dies_and_nothing_else_lives,
                        first, first + 2 * seeds);
    tcase_add_loop_test(tests, nor_with_a_collection_at_every_turn, first, first + seeds);
    tcase_add_loop_test(tests, nor_when_memory_is_short, first, first + seeds);
    tcase_add_loop_test(tests, nor_without_any_logs, first, first + seeds);
    tcase_add_loop_test(tests, nor_in_slices, first, first + 3 * seeds);
    tcase_add_loop_test(tests, nor_in_slices_when_memory_is_short, first, first + seeds);
    tcase_add_loop_test(tests, nor_when_deaths_are_put_off, first, first + 2 * seeds);
    return world_run(tests);
}
