// machine.h: an interpreter without scripts, and a type whose instances do as a test says when they
// are compared, hashed or die.
#ifndef OU_TESTS_UNIT_RUNTIME_MACHINE_H
#define OU_TESTS_UNIT_RUNTIME_MACHINE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "gc/audit.h"
#include "gc/collector.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/state.h"
#include "runtime/str.h"
#include "tests/unit/suite.h"

static OuVM *vm;

typedef struct Actor {
    OuObject header;
    int64_t  hash;
    int64_t  number;             // actors with the same number are equal
    void   (*on_compare)(struct Actor *self);
} Actor;

static size_t comparisons;       // asked of actors
static char   trace[4096];       // numbers of the actors that died
static size_t trace_length;

static inline Actor *actor_of(OuValue value) { return (Actor *)ou_pointer_of(value); }

static bool actor_hash(OuVM *machine, OuValue self, int64_t *hash)
{
    *hash = actor_of(self)->hash;
    return true;
}

static OuValue actor_compare(OuVM *machine, OuValue self, OuValue other, OuCompare operator)
{
    if (ou_kind_of(other) != OU_KIND_MODULE_STATE) return OU_NOT_IMPLEMENTED;
    Actor *a = actor_of(self), *b = actor_of(other);
    comparisons++;
    if (a->on_compare) a->on_compare(a);
    else if (b->on_compare) b->on_compare(b);
    switch (operator) {
    case OU_LT: return ou_bool_value(a->number < b->number);
    case OU_GT: return ou_bool_value(a->number > b->number);
    case OU_EQ: return ou_bool_value(a->number == b->number);
    case OU_NE: return ou_bool_value(a->number != b->number);
    default:    return OU_NOT_IMPLEMENTED;
    }
}

static void actor_release(OuHeap *heap, OuObject *self)
{
    size_t room = sizeof trace - trace_length;
    int length = snprintf(trace + trace_length, room, "%d ", (int)((Actor *)self)->number);
    if ((size_t)length < room) trace_length += (size_t)length;
}

static const OuLayout actor_layout = { .name = "actor", .release = actor_release };
static const OuTypeDef actor_type = {
    .name = "actor",
    .kind = OU_KIND_MODULE_STATE,
    .layout = &actor_layout,
    .base = OU_TYPE_OBJECT,
    .slots = { .hash = actor_hash, .compare = actor_compare },
};

static inline OuValue actor_make(int64_t number)
{
    Actor *actor = ou_heap_new_leaf(&vm->heap, OU_KIND_MODULE_STATE, sizeof *actor);
    ck_assert_ptr_nonnull(actor);
    actor->hash = 7;
    actor->number = number;
    actor->on_compare = NULL;
    return ou_pointer_value(actor);
}

static inline void machine_open(void)
{
    vm = malloc(sizeof *vm);
    ck_assert(ou_state_init(vm));
    OuType *type = ou_type_make_builtin(vm, &actor_type);
    ck_assert_ptr_nonnull(type);
    vm->kind_types[OU_KIND_MODULE_STATE] = type;
    comparisons = trace_length = 0;
    trace[0] = '\0';
}

static inline void machine_audit(void)
{
    OuBuffer report;
    ou_buffer_init(&report, &vm->heap.memory);
    bool sound = ou_audit_check(&vm->heap, &report);
    if (!sound) fputs(report.bytes ? report.bytes : "unsound", stderr);
    ou_buffer_free(&report);
    ck_assert(sound);
}

static inline void machine_close(void)
{
    ck_assert(!ou_has_error(vm));
    machine_audit();
    ou_object_unref(&vm->kind_types[OU_KIND_MODULE_STATE]->header);
    ou_state_free(vm);
    ck_assert_uint_eq(vm->heap.memory.used, 0);
    free(vm);
}

// ---- Short words for tests ----------------------------------------------------------------------

static inline OuValue text(const char *utf8)
{
    OuValue value = ou_str_make_text(vm, utf8);
    ck_assert(value != OU_ERROR);
    return value;
}

static inline OuValue number(int64_t value)
{
    return ou_int_value(value);
}

// Consumes the value.
static inline void check_repr(OuValue value, const char *expected)
{
    ck_assert(value != OU_ERROR);
    OuValue repr = ou_repr(vm, value);
    ck_assert(repr != OU_ERROR);
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    size_t length;
    const char *utf8 = ou_str_utf8(vm, ou_str_of(repr), &buffer, &length);
    ck_assert_str_eq(utf8, expected);
    ou_buffer_free(&buffer);
    ou_unref(repr);
    ou_unref(value);
}

static inline void check_raised(OuTypeId type)
{
    ck_assert(ou_has_error(vm));
    ck_assert(ou_error_matches(vm, type));
    ou_error_clear(vm);
}

// Calls a method with up to three arguments; OU_UNBOUND ends them. Arguments are consumed.
static inline OuValue call(OuValue self, const char *method, OuValue a, OuValue b)
{
    OuString *name = ou_str_intern_text(vm, method, strlen(method));
    OuValue arguments[2] = { a, b };
    size_t count = a == OU_UNBOUND ? 0 : b == OU_UNBOUND ? 1 : 2;
    OuValue result = ou_call_method(vm, self, name, arguments, count);
    ou_object_unref(&name->header);
    ou_unref(a);
    ou_unref(b);
    return result;
}

static inline int run_suite(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}

#endif
