// The heap as those see it who look into memory: lists that hold each other, below a module or what
// C code holds, and every search through them. Whether it is stopped or refused memory, it leaves
// the heap whole and gives back what it took.
#include <stdarg.h>
#include <string.h>

#include "runtime/heap_rings.h"
#include "runtime/limit.h"
#include "runtime/root_name.h"
#include "runtime/root_path.h"
#include "runtime/snapshot_id.h"
#include "runtime/snapshot_roots.h"

#include "machine.h"             // its `vm` would hide parameters

static OuHeapView view;
static OuDict *app;              // what the module `app` is here: a dictionary

static OuObject *list(void)
{
    OuValue value = ou_list_make(vm, NULL, 0);
    ck_assert(value != OU_ERROR);
    return ou_pointer_of(value);
}

static void hold(OuObject *owner, OuObject *held)
{
    ck_assert(ou_list_append(vm, ou_list_of(ou_pointer_value(owner)), ou_pointer_value(held)));
}

// A list that the owner holds, and nobody else.
static OuObject *below(OuObject *owner)
{
    OuObject *made = list();
    hold(owner, made);
    ou_object_unref(made);
    return made;
}

static void put_global(const char *name, OuObject *object)
{
    OuValue key = text(name);
    ck_assert(ou_dict_set(vm, app, key, ou_pointer_value(object)));
    ou_unref(key);
}

// A list that the module holds by that name.
static OuObject *global(const char *name)
{
    OuObject *made = list();
    put_global(name, made);
    ou_object_unref(made);
    return made;
}

static void set_up(void)
{
    machine_open();
    app = ou_dict_new(vm);
    OuValue key = text("app");
    ck_assert(app && ou_dict_set(vm, vm->modules, key, ou_pointer_value(app)));
    ou_unref(key);
    ou_object_unref(&app->header);
}

static void tear_down(void)
{
    machine_close();
}

static void begin(void)
{
    ck_assert(ou_heap_view_begin(&view, vm, "test"));
}

static void end(void)
{
    ck_assert(ou_heap_view_end(&view));
}

static uint32_t number_of(const OuObject *object)
{
    return ou_number_of(&view.numbering, object);
}

// ---- Paths --------------------------------------------------------------------------------------

static void check_text(const OuRootPath *path, const char *expected)
{
    OuPathText made;
    OuBuffer line;
    ou_buffer_init(&line, &vm->heap.memory);
    ck_assert(ou_path_text_make(&view, path, &made));
    ou_path_text_join(&made, &line);
    ck_assert_str_eq(line.bytes, expected);
    ou_path_text_free(&view, &made);
    ou_buffer_free(&line);
}

// Up to three paths; NULL ends them.
static void check_paths(OuObject *object, const OuNumberSet *ignored, const char *const *expected)
{
    OuRootPath paths[3];
    size_t count = ou_root_path_find(&view, object, ignored, paths, 3), i = 0;
    for (; i < count; i++) {
        ck_assert_ptr_nonnull(expected[i]);
        check_text(&paths[i], expected[i]);
    }
    ck_assert(i == 3 || !expected[i]);
    ou_root_path_free(&view, paths, count);
}
#define CHECK_PATHS(object, ignored, ...) \
    check_paths(object, ignored, (const char *const[]){ __VA_ARGS__ })

START_TEST(paths_come_from_the_shortest_to_the_longest)
{
    OuObject *near = global("near"), *far = below(global("far")), *target = below(below(far));
    hold(near, target);
    hold(near, target);
    begin();
    CHECK_PATHS(target, NULL, "module app ['near'][0]", "module app ['far'][0][0][0]",
                "module app ['near'][1]");
    CHECK_PATHS(near, NULL, "module app ['near']", NULL);
    OuNumberSet ignored;
    ck_assert(ou_number_set_make(&view.numbering, &ignored));
    ou_number_set_put(&view.numbering, &ignored, near);
    CHECK_PATHS(target, &ignored, "module app ['far'][0][0][0]", NULL);
    ou_number_set_free(&view.numbering, &ignored);
    end();
}
END_TEST

START_TEST(what_no_root_reaches_is_held_by_c_code_or_by_itself)
{
    OuObject *held = list(), *inside = below(below(held));
    OuObject *ring = list(), *tail = below(ring);
    hold(ring, ring);
    ou_object_unref(ring);
    begin();
    CHECK_PATHS(held, NULL, "held by native code", NULL);
    CHECK_PATHS(inside, NULL, "held by native code [0][0]", NULL);
    CHECK_PATHS(tail, NULL, "uncollected cycle [0]", NULL);
    view.asked = held;           // ... by the call that asks
    CHECK_PATHS(held, NULL, NULL);
    end();
    ou_object_unref(held);
    ck_assert_uint_eq(ou_collector_collect(&vm->heap, 2), 2);
}
END_TEST

START_TEST(many_are_found_in_one_search)
{
    OuObject *outer = global("outer"), *inner = below(outer), *beside = below(global("beside"));
    OuObject *behind = below(below(inner)), *loose = list(), *ignored_one = global("ignored");
    hold(beside, inner);         // not on a shorter way
    OuValue values[] = {
        ou_pointer_value(behind), ou_pointer_value(inner), ou_int_value(7),
        ou_pointer_value(beside), ou_pointer_value(loose), ou_pointer_value(inner),
        ou_pointer_value(ignored_one),
    };
    enum { COUNT = sizeof values / sizeof *values };
    OuRootPath paths[COUNT] = { { .count = 0 } };
    OuNumberSet ignored;
    begin();
    ck_assert(ou_number_set_make(&view.numbering, &ignored));
    ou_number_set_put(&view.numbering, &ignored, ignored_one);
    OuPathSearch each = { .objects = values, .count = COUNT, .ignored = &ignored,
                          .outermost = true, .paths = paths };
    ou_root_path_find_each(&view, &each);
    ck_assert(paths[0].is_behind && !paths[0].count);
    check_text(&paths[1], "module app ['outer'][0]");
    check_text(&paths[3], "module app ['beside'][0]");
    check_text(&paths[5], "module app ['outer'][0]");
    static const int none[] = { 2, 4, 6 };
    for (int i = 0; i < 3; i++) ck_assert(!paths[none[i]].count && !paths[none[i]].is_behind);
    ou_root_path_free(&view, paths, COUNT);
    memset(paths, 0, sizeof paths);
    OuRoot root = { .kind = OU_ROOT_IS_NATIVE, .object = loose };
    each.more = &(OuRootList){ &root, 1, 1 };
    each.outermost = false;
    ou_root_path_find_each(&view, &each);
    check_text(&paths[0], "module app ['outer'][0][0][0]");
    check_text(&paths[4], "held by native code");
    ck_assert(!paths[6].count);
    ou_root_path_free(&view, paths, COUNT);
    ou_number_set_free(&view.numbering, &ignored);
    end();
    ou_object_unref(loose);
}
END_TEST

// ---- Registers ----------------------------------------------------------------------------------

static OuValue registers[3];     // of a script, of the library, of the call that looks
static OuString *files[2];

static void visit_registers(OuVM *machine, OuVisitor *visitor)
{
    ou_visit_span(visitor, registers, 3);
}

static bool find_register(OuVM *machine, const void *slot, OuRegister *found)
{
    size_t index = (size_t)((const OuValue *)slot - registers);
    if (index >= 2) return false;
    *found = (OuRegister){ .file = files[index], .line = 7, .function = files[0] };
    return true;
}

static const OuValue *call_registers(OuVM *machine)
{
    return &registers[2];
}

START_TEST(frames_of_the_library_are_holders_if_one_likes)
{
    for (int i = 0; i < 3; i++) registers[i] = ou_pointer_value(list());
    OuObject *held[3];
    for (int i = 0; i < 3; i++) held[i] = below(ou_pointer_of(registers[i]));
    OuValue names[] = { text("app.py"), text("<library>/x.py") };
    for (int i = 0; i < 2; i++) files[i] = ou_str_of(names[i]);
    OuHostHooks before = vm->host;
    vm->host.visit_roots = visit_registers;
    vm->host.find_register = find_register;
    vm->host.call_registers = call_registers;
    vm->stack = registers;
    vm->stack_limit = registers + 3;
    begin();
    CHECK_PATHS(held[0], NULL, "a temporary in app.py (app.py:7) [0]", NULL);
    CHECK_PATHS(held[1], NULL, "a temporary in app.py (x.py:7) [0]", NULL);
    CHECK_PATHS(held[2], NULL, NULL);
    view.leaves_library = true;
    CHECK_PATHS(held[0], NULL, "a temporary in app.py (app.py:7) [0]", NULL);
    OuRootPath paths[2] = { { .count = 0 } };
    OuValue values[2] = { ou_pointer_value(held[1]), ou_pointer_value(held[0]) };
    ou_root_path_find_each(&view, &(OuPathSearch){ .objects = values, .count = 2,
                                                   .outermost = true, .paths = paths });
    ck_assert(!paths[0].count && !paths[0].is_behind);
    ck_assert_uint_eq(paths[1].count, 2);
    ou_root_path_free(&view, paths, 2);
    view.asked = ou_pointer_of(registers[2]);
    ck_assert(!ou_roots_lack_asked(&view));
    view.asked = held[2];
    ck_assert(ou_roots_lack_asked(&view));
    end();
    vm->host = before;
    vm->stack = vm->stack_limit = NULL;
    for (int i = 0; i < 3; i++) ou_unref(registers[i]);
    for (int i = 0; i < 2; i++) ou_unref(names[i]);
}
END_TEST

// ---- The graph ----------------------------------------------------------------------------------

static bool leaves_second(const OuHeapGraph *made, OuHeapView *seen, const OuObject *owner,
                          const OuObject *object)
{
    return object != made->context;
}

static void check_edges(const OuHeapGraph *made, const OuObject *owner, uint32_t count, ...)
{
    va_list expected;
    uint32_t node = number_of(owner), first = made->graph.first[node];
    va_start(expected, count);
    ck_assert_uint_eq(made->graph.first[node + 1] - first, count);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert_uint_eq(made->graph.to[first + i], number_of(va_arg(expected, OuObject *)));
    }
    va_end(expected);
}

START_TEST(references_are_edges_in_their_order)
{
    OuObject *a = global("a"), *b = below(a), *c = below(a);
    hold(b, a);
    hold(c, b);
    hold(c, c);
    begin();
    OuRoot root = { .kind = OU_ROOT_IS_NATIVE, .object = c };
    OuRootList roots = { &root, 1, 1 };
    OuHeapGraph made = { .roots = &roots };
    ck_assert(ou_heap_graph_make(&view, &made));
    ck_assert_uint_eq(made.graph.count, view.numbering.count + 1);
    check_edges(&made, a, 2, b, c);
    check_edges(&made, b, 1, a);
    check_edges(&made, c, 2, b, c);
    uint32_t last = made.graph.first[ou_heap_graph_root(&made)];
    ck_assert_uint_eq(made.graph.to[last], number_of(c));
    ck_assert_uint_eq(made.graph.first[made.graph.count], last + 1);
    ou_heap_graph_free(&view, &made);

    OuNumberSet among, except;
    ck_assert(ou_number_set_make(&view.numbering, &among));
    ck_assert(ou_number_set_make(&view.numbering, &except));
    OuObject *all[] = { a, b, c };
    for (int i = 0; i < 3; i++) ou_number_set_put(&view.numbering, &among, all[i]);
    ou_number_set_put(&view.numbering, &except, b);
    made = (OuHeapGraph){ .among = &among, .except = &except };
    ck_assert(ou_heap_graph_make(&view, &made));
    check_edges(&made, a, 1, c);
    check_edges(&made, b, 0);
    check_edges(&made, c, 1, c);
    ck_assert_uint_eq(made.graph.first[made.graph.count], 2);
    ou_heap_graph_free(&view, &made);
    made = (OuHeapGraph){ .among = &among, .follows = leaves_second, .context = b };
    ck_assert(ou_heap_graph_make(&view, &made));
    check_edges(&made, a, 1, c);
    check_edges(&made, c, 1, c);
    ou_heap_graph_free(&view, &made);
    ou_number_set_free(&view.numbering, &among);
    ou_number_set_free(&view.numbering, &except);
    end();
}
END_TEST

// ---- Rings --------------------------------------------------------------------------------------

START_TEST(a_ring_is_the_shortest_and_begins_with_its_object)
{
    OuObject *a = global("a"), *b = below(a), *c = below(b), *alone = global("alone");
    hold(c, a);
    hold(c, alone);
    hold(b, a);
    OuHeapRings rings;
    size_t count;
    begin();
    ck_assert(ou_heap_rings_begin(&view, &rings, OU_RINGS_OF_OBJECTS, NULL, NULL));
    for (int grouped = 0; grouped < 2; grouped++) {
        OuRingStep *steps = ou_heap_rings_find(&rings, number_of(b), &count);
        ck_assert_uint_eq(count, 2);
        ck_assert(steps[0].object == b && steps[1].object == a);
        ck_assert_ptr_eq(steps[0].slot, &ou_list_of(ou_pointer_value(b))->items[1]);
        ou_heap_view_give(&view, steps, count, sizeof *steps);
        steps = ou_heap_rings_find(&rings, number_of(c), &count);
        ck_assert_uint_eq(count, 3);
        ck_assert(steps[0].object == c && steps[1].object == a && steps[2].object == b);
        ou_heap_view_give(&view, steps, count, sizeof *steps);
        ck_assert_ptr_null(ou_heap_rings_find(&rings, number_of(alone), &count));
        ck_assert_uint_eq(count, 0);
        if (!grouped) ck_assert(ou_heap_rings_group(&rings));
    }
    uint32_t component = rings.component[number_of(a)];
    ck_assert_uint_eq(rings.sizes[component], 3);
    ck_assert_uint_eq(rings.component[number_of(c)], component);
    ck_assert_uint_eq(rings.sizes[rings.component[number_of(alone)]], 0);
    ou_heap_rings_end(&rings);
    end();
}
END_TEST

START_TEST(only_what_nothing_holds_is_garbage)
{
    OuObject *live = global("live"), *dead = list(), *held = list();
    hold(live, live);
    hold(dead, dead);
    hold(held, held);
    ou_object_unref(dead);
    OuHeapRings rings;
    begin();
    ck_assert(ou_heap_rings_begin(&view, &rings, OU_RINGS_OF_PROGRAM, NULL, NULL));
    ck_assert(ou_number_set_has(&view.numbering, &rings.garbage, dead));
    ck_assert(!ou_number_set_has(&view.numbering, &rings.garbage, live));
    ck_assert(!ou_number_set_has(&view.numbering, &rings.garbage, held));
    ou_heap_rings_end(&rings);
    OuNumberSet among;
    OuRootList found = { NULL, 0, 0 };
    ck_assert(ou_number_set_make(&view.numbering, &among));
    ou_number_set_put(&view.numbering, &among, live);
    ou_number_set_put(&view.numbering, &among, dead);
    ou_heap_rings_each(&view, &among, NULL, &found);
    ck_assert_uint_eq(found.count, 2);
    ou_roots_free(&view, &found);
    ou_number_set_free(&view.numbering, &among);
    end();
    ou_object_unref(held);
    ck_assert_uint_eq(ou_collector_collect(&vm->heap, 2), 2);
}
END_TEST

// ---- Whoever stops it ---------------------------------------------------------------------------

static OuObject *chain_end;

static void search_path(void)
{
    OuRootPath path;
    ou_root_path_free(&view, &path, ou_root_path_find(&view, chain_end, NULL, &path, 1));
}

static void search_paths(void)
{
    OuValue values[2] = { ou_pointer_value(chain_end), ou_pointer_value(app) };
    OuRootPath paths[2] = { { .count = 0 } };
    ou_root_path_find_each(&view, &(OuPathSearch){ .objects = values, .count = 2,
                                                   .paths = paths });
    ou_root_path_free(&view, paths, 2);
}

static void search_rings(void)
{
    OuHeapRings rings;
    size_t count = 0;
    OuRingStep *steps = NULL;
    if (ou_heap_rings_begin(&view, &rings, OU_RINGS_OF_OBJECTS, NULL, NULL)
        && ou_heap_rings_group(&rings)) {
        steps = ou_heap_rings_find(&rings, number_of(chain_end), &count);
    }
    ou_heap_view_give(&view, steps, count, sizeof *steps);
    ou_heap_rings_end(&rings);
}

static void search_loose(void)
{
    OuLoose loose;
    if (ou_loose_find(&view, &loose)) ou_loose_free(&view, &loose);
}

static void search_roots(void)
{
    OuRootSearch *search = ou_heap_view_take(&view, 1, sizeof *search);
    bool ok = search && ou_root_search(vm, &view.numbering, &view.progress.lookout, search);
    view.failed |= !ok;
    if (ok) ou_root_search_free(search);
    ou_heap_view_give(&view, search, 1, sizeof *search);
}

static void search_dominators(void)
{
    OuDominators dominators;
    OuRootList roots = { NULL, 0, 0 };
    OuHeapGraph made = { .roots = &roots };
    ou_roots_add(&view, OU_ROOTS_NAMED, &roots);
    if (ou_heap_view_is_well(&view) && ou_heap_graph_make(&view, &made)) {
        OuMemory *memory = &vm->heap.memory;
        bool ok = ou_graph_dominators(memory, &made.graph, ou_heap_graph_root(&made), &dominators);
        view.failed |= !ok;
        if (ok) ou_graph_free_dominators(memory, &made.graph, &dominators);
        ou_heap_graph_free(&view, &made);
    }
    ou_roots_free(&view, &roots);
}

static void (*const searches[])(void) = {
    search_path, search_paths, search_rings, search_loose, search_roots, search_dominators,
};
enum { SEARCHES = sizeof searches / sizeof *searches };

// A chain below the module, whose end refers to its beginning.
static void make_chain(int length)
{
    OuObject *first = global("chain");
    chain_end = first;
    for (int i = 1; i < length; i++) chain_end = below(chain_end);
    hold(chain_end, first);
}

START_TEST(an_interrupt_ends_every_search)
{
    make_chain(4 * OU_LOOKOUT_STRIDE);
    size_t before = vm->heap.memory.used;
    for (int i = 0; i < SEARCHES; i++) {
        ou_limit_request(vm, OU_INTERRUPT_USER);
        begin();
        searches[i]();
        ck_assert(view.progress.is_interrupted);
        ck_assert(view.progress.done < 2 * view.numbering.count);
        ck_assert(!ou_heap_view_end(&view));
        check_raised(OU_TYPE_KEYBOARD_INTERRUPT);
        ck_assert_uint_eq(vm->heap.memory.used, before);
        machine_audit();
        begin();
        searches[i]();
        end();
    }
}
END_TEST

START_TEST(a_limit_of_steps_is_no_interrupt)
{
    make_chain(2 * OU_LOOKOUT_STRIDE);
    ou_limit_steps(vm, 1000);
    for (int i = 0; i < SEARCHES; i++) {
        begin();
        searches[i]();
        end();
    }
    ou_limit_steps(vm, 0);
}
END_TEST

START_TEST(refused_memory_leaves_the_heap_whole)
{
    OuMemory *memory = &vm->heap.memory;
    make_chain(300);
    size_t before = memory->used;
    for (int i = 0; i < SEARCHES; i++) {
        bool ok = false;
        uint64_t n = 1;
        for (; !ok; n++) {
            begin();
            memory->fail_at = memory->requests + n;
            searches[i]();
            memory->fail_at = 0;
            ok = ou_heap_view_end(&view);
            if (!ok) check_raised(OU_TYPE_MEMORY_ERROR);
            ck_assert_uint_eq(memory->used, before);
        }
        ck_assert_uint_gt(n, 3);
        machine_audit();
    }
}
END_TEST

// ---- Ids ----------------------------------------------------------------------------------------

START_TEST(an_id_is_nobody_elses)
{
    OuObject *kept = list(), *dying = list();
    uint64_t old = ou_snapshot_id(vm, kept), dead = ou_snapshot_id(vm, dying);
    ck_assert_uint_eq(old, ou_number_id(kept));
    ou_snapshot_begin_epoch(vm);
    ck_assert_uint_eq(ou_snapshot_id(vm, kept), old);
    for (uint64_t epoch = 1; epoch < 2000; epoch++) {
        ou_object_unref(dying);
        dying = list();
        uint64_t id = ou_snapshot_id(vm, dying);
        ck_assert_uint_gt(id, dead);             // the same place, a later epoch
        ck_assert_uint_eq(ou_number_id(dying), id & ((1u << vm->snapshot_ids.place_bits) - 1));
        ck_assert((id >> 32 != 0) == (epoch >> (32 - vm->snapshot_ids.place_bits) != 0));
        ck_assert_uint_eq(ou_snapshot_id(vm, kept), old);
        dead = id;
        ou_snapshot_begin_epoch(vm);
    }
    ck_assert_uint_eq(vm->heap.tracer.watchers, 1);
    ou_object_unref(dying);
    ou_object_unref(kept);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("heap view");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, paths_come_from_the_shortest_to_the_longest);
    tcase_add_test(tests, what_no_root_reaches_is_held_by_c_code_or_by_itself);
    tcase_add_test(tests, many_are_found_in_one_search);
    tcase_add_test(tests, frames_of_the_library_are_holders_if_one_likes);
    tcase_add_test(tests, references_are_edges_in_their_order);
    tcase_add_test(tests, a_ring_is_the_shortest_and_begins_with_its_object);
    tcase_add_test(tests, only_what_nothing_holds_is_garbage);
    tcase_add_test(tests, an_interrupt_ends_every_search);
    tcase_add_test(tests, a_limit_of_steps_is_no_interrupt);
    tcase_add_test(tests, refused_memory_leaves_the_heap_whole);
    tcase_add_test(tests, an_id_is_nobody_elses);
    return run_suite("runtime", tests);
}
