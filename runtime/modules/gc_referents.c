// gc_referents.c: what an object refers to directly, as CPython has it.
#include "runtime/dict.h"
#include "runtime/edge.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/modules/gc.h"
#include "runtime/set.h"

// Hands on what a layout's visit shows, but for what CPython wouldn't.
typedef struct Sieve {
    OuVisitor       visitor;       // first
    OuVM           *vm;
    const OuObject *owner;
    OuGcReferent   *each;
    void           *context;
    bool            is_enough;
} Sieve;

static void hand_on(Sieve *sieve, OuValue value)
{
    if (value != OU_UNBOUND && !sieve->is_enough) {
        sieve->is_enough = !sieve->each(sieve->context, value);
    }
}

// Keys that are strings are as good as names: only the values count.
static void dict_members(Sieve *sieve, OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    while (!sieve->is_enough && ou_dict_walk(dict, &position, &key, &value)) {
        hand_on(sieve, value);
        if (!dict->only_strings) hand_on(sieve, key);
    }
}

// A layout shows only those that are objects.
static void set_members(Sieve *sieve, const OuSet *set)
{
    size_t position = 0;
    OuValue key;
    while (!sieve->is_enough && ou_set_walk(set, &position, &key)) hand_on(sieve, key);
}

// Where CPython has NULL.
static bool is_nothing(const OuObject *owner, const OuValue *slot)
{
    if (*slot != OU_NONE) return false;
    switch (owner->kind & OU_KIND_MASK) {
    case OU_KIND_EXCEPTION:
        return slot < ((const OuException *)owner)->fields;
    case OU_KIND_WEAKREF: case OU_KIND_WEAKPROXY: case OU_KIND_PROPERTY:
        return true;
    default:
        return false;
    }
}

static void sieve_span(OuVisitor *visitor, OuValue *slots, size_t count)
{
    Sieve *sieve = (Sieve *)visitor;
    for (size_t i = 0; i < count && !sieve->is_enough; i++) {
        const OuObject *object = ou_is_pointer(slots[i]) ? ou_pointer_of(slots[i]) : NULL;
        bool is_inner = object && ou_edge_is_inner(sieve->vm, object);
        if (is_inner) dict_members(sieve, ou_dict_of(slots[i]));
        else if (!is_nothing(sieve->owner, &slots[i])) hand_on(sieve, slots[i]);
    }
}

// Each exception names its class itself; CPython's don't refer to those that can't die.
static bool is_own_static_class(const OuObject *owner, const OuObject *object)
{
    return owner->kind == OU_KIND_EXCEPTION
        && object == &((const OuException *)owner)->type->header
        && ((const OuType *)object)->is_builtin;
}

static void sieve_pointer(OuVisitor *visitor, OuObject **slot)
{
    if (!*slot || is_own_static_class(((Sieve *)visitor)->owner, *slot)) return;
    OuValue value = ou_pointer_value(*slot);
    sieve_span(visitor, &value, 1);
}

void ou_gc_each_referent(OuVM *vm, OuObject *object, OuGcReferent *each, void *context)
{
    Sieve sieve = {
        .visitor = { .span = sieve_span, .pointer = sieve_pointer },
        .vm = vm, .owner = object, .each = each, .context = context,
    };
    switch (object->kind & OU_KIND_MASK) {
    case OU_KIND_RANGE: case OU_KIND_CODE:           // CPython doesn't look into them
        break;
    case OU_KIND_DICT:
        ou_visit_tail(object, &sieve.visitor);
        dict_members(&sieve, (OuDict *)object);
        break;
    case OU_KIND_SET: case OU_KIND_FROZENSET:
        ou_visit_tail(object, &sieve.visitor);
        set_members(&sieve, (OuSet *)object);
        break;
    default:
        ou_heap_visit(&vm->heap, object, &sieve.visitor);
    }
}

// ---- The function -------------------------------------------------------------------------------

typedef struct Gatherer {
    OuVM   *vm;
    OuList *list;
    bool    has_failed;
} Gatherer;

static bool gather(void *context, OuValue referent)
{
    Gatherer *gatherer = context;
    gatherer->has_failed = !ou_list_append(gatherer->vm, gatherer->list, referent);
    return !gatherer->has_failed;
}

OU_GC_FUNCTION(get_referents, "get_referents(*objs)",
               "get_referents(*objs) -> list\n"
               "Return the list of objects that are directly referred to by objs.")
{
    OuTuple *objects = ou_tuple_of(arguments[0]);
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    Gatherer gatherer = { .vm = vm, .list = ou_list_of(list) };
    for (size_t i = 0; i < objects->length && !gatherer.has_failed; i++) {
        if (!ou_is_pointer(objects->items[i])) continue;
        ou_gc_each_referent(vm, ou_pointer_of(objects->items[i]), gather, &gatherer);
    }
    return gatherer.has_failed ? OU_ERROR : ou_ref(list);
}
