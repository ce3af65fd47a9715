#include "runtime/shape.h"

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/slots.h"
#include "runtime/str.h"

enum { FIRST_SHAPES = 256, LAST_SHAPE_ID = 0xFFFF, RECYCLED_SHAPES = 2048 };

// --- ids -----------------------------------------------------------------------------------------

static bool shapes_grow(OuVM *vm)
{
    uint32_t old = vm->shape_capacity, capacity = old ? old * 2 : FIRST_SHAPES;
    if (capacity > LAST_SHAPE_ID + 1u) capacity = LAST_SHAPE_ID + 1u;
    if (capacity == old) return false;
    OuShape **grown = ou_memory_resize(&vm->heap.memory, vm->shapes, old * sizeof *grown,
                                       capacity * sizeof *grown);
    if (!grown) return false;
    memset(grown + old, 0, (capacity - old) * sizeof *grown);
    vm->shapes = grown;
    vm->shape_capacity = capacity;
    return true;
}

// The caches of instructions know shapes by their ids: before ids of the dead are given out again,
// all caches are emptied. Worth it only for many ids at once, or when there are no others.
static bool recycle_ids(OuVM *vm, uint32_t least)
{
    if (vm->vacated_shapes < least) return false;
    if (vm->host.flush_caches) vm->host.flush_caches(vm);
    vm->vacated_shapes = 0;
    vm->free_shape = 1;
    return true;
}

// 0 when there are none left. Id 0 itself is never given out.
static uint16_t take_id(OuVM *vm)
{
    for (;;) {
        if (!vm->free_shape) vm->free_shape = 1;
        while (vm->free_shape < vm->shape_capacity) {
            if (!vm->shapes[vm->free_shape]) return (uint16_t)vm->free_shape++;
            vm->free_shape++;
        }
        if (recycle_ids(vm, RECYCLED_SHAPES)) continue;
        if (!shapes_grow(vm) && !recycle_ids(vm, 1)) return 0;
    }
}

static uint32_t next_version(OuVM *vm)
{
    return vm->next_version ? vm->next_version++ : 0;
}

static size_t shape_size(unsigned count)
{
    return sizeof(OuShape) + count * sizeof(OuString *);
}

static OuShape *shape_make(OuVM *vm, OuType *type, unsigned count)
{
    uint16_t id = take_id(vm);
    OuShape *shape = id ? ou_memory_alloc_zeroed(&vm->heap.memory, shape_size(count)) : NULL;
    if (!shape) {
        if (id && id < vm->free_shape) vm->free_shape = id;
        (void)ou_raise_memory_error(vm);
        return NULL;
    }
    shape->type = type;
    shape->id = id;
    shape->count = (uint16_t)count;
    shape->version = next_version(vm);
    shape->next = type->shapes;
    type->shapes = shape;
    vm->shapes[id] = shape;
    return shape;
}

static void name_set(OuShape *shape, unsigned index, OuString *name)
{
    ou_object_ref(&name->header);
    shape->names[index] = name;
}

bool ou_shape_make_root(OuVM *vm, OuType *type, OuString *const *names, unsigned count)
{
    OuShape *root = shape_make(vm, type, count);
    if (!root) return false;
    for (unsigned i = 0; i < count; i++) name_set(root, i, names[i]);
    type->root_shape = root;
    return true;
}

static bool children_grow(OuVM *vm, OuShape *shape)
{
    if (shape->child_count < shape->child_capacity) return true;
    uint32_t capacity = shape->child_capacity ? shape->child_capacity * 2 : 2;
    OuShape **grown = ou_memory_resize(&vm->heap.memory, shape->children,
                                       shape->child_capacity * sizeof *grown,
                                       capacity * sizeof *grown);
    if (!grown) { (void)ou_raise_memory_error(vm); return false; }
    shape->children = grown;
    shape->child_capacity = capacity;
    return true;
}

OuShape *ou_shape_child(OuVM *vm, OuShape *shape, OuString *name)
{
    for (uint32_t i = 0; i < shape->child_count; i++) {
        if (shape->children[i]->names[shape->count] == name) return shape->children[i];
    }
    if (shape->count >= OU_SHAPE_LARGEST || shape->is_dictionary) return NULL;
    if (!children_grow(vm, shape)) return NULL;
    OuShape *child = shape_make(vm, shape->type, shape->count + 1u);
    if (!child) return NULL;
    for (unsigned i = 0; i < shape->count; i++) name_set(child, i, shape->names[i]);
    name_set(child, shape->count, name);
    child->parent = shape;
    shape->children[shape->child_count++] = child;
    return child;
}

OuShape *ou_shape_dictionary(OuVM *vm, OuType *type)
{
    if (!type->dictionary_shape) {
        OuShape *shape = shape_make(vm, type, type->slot_count);
        if (!shape) return NULL;
        for (unsigned i = 0; i < type->slot_count; i++)
            name_set(shape, i, type->root_shape->names[i]);
        shape->is_dictionary = true;
        type->dictionary_shape = shape;
    }
    return type->dictionary_shape;
}

void ou_shape_renew_versions(OuVM *vm, OuType *type)
{
    for (OuShape *shape = type->shapes; shape; shape = shape->next)
        shape->version = next_version(vm);
}

void ou_shape_visit_names(OuType *type, OuVisitor *visitor)
{
    for (OuShape *shape = type->shapes; shape; shape = shape->next) {
        for (unsigned i = 0; i < shape->count; i++) OU_VISIT_POINTER(visitor, &shape->names[i]);
    }
}

void ou_shape_free_all(OuVM *vm, OuType *type)
{
    for (OuShape *shape = type->shapes, *next; shape; shape = next) {
        next = shape->next;
        vm->shapes[shape->id] = NULL;
        vm->vacated_shapes++;
        ou_memory_free(&vm->heap.memory, shape->children,
                       shape->child_capacity * sizeof *shape->children);
        ou_memory_free(&vm->heap.memory, shape, shape_size(shape->count));
    }
    type->shapes = type->root_shape = type->dictionary_shape = NULL;
}

int ou_shape_find(const OuShape *shape, const OuString *name)
{
    for (unsigned i = 0; i < shape->count; i++) {
        if (shape->names[i] == name) return (int)i;
    }
    return -1;
}

// --- instances -----------------------------------------------------------------------------------

OuValue ou_instance_make(OuVM *vm, OuType *type)
{
    // Behind the __slots__ there is room for at least one: the dictionary, should it come to that.
    size_t extra = type->instance_hint || !type->has_dict ? type->instance_hint : 1;
    size_t capacity = (size_t)type->slot_count + extra;
    if (!capacity) capacity = 1;
    ou_slots_expect(vm, type);
    OuInstance *instance = ou_heap_new(&vm->heap, OU_KIND_INSTANCE,
                                       sizeof(OuInstance) + capacity * sizeof(OuValue));
    if (!instance) return ou_raise_memory_error(vm);
    instance->header.aux = type->root_shape->id;
    for (size_t i = 0; i < capacity; i++) instance->slots[i] = OU_UNBOUND;
    ou_object_ref(&type->header);
    return ou_pointer_value(instance);
}

static OuDict *dictionary_of(const OuShape *shape, const OuInstance *instance)
{
    OuValue dict = instance->slots[shape->type->slot_count];
    return ou_is_pointer(dict) ? ou_dict_of(dict) : NULL;
}

OuValue ou_instance_peek(OuVM *vm, OuInstance *instance, OuString *name)
{
    OuShape *shape = ou_shape_of(vm, instance);
    int index = ou_shape_find(shape, name);
    if (index >= 0) return index < shape->type->slot_count ? OU_UNBOUND : instance->slots[index];
    if (!shape->is_dictionary) return OU_UNBOUND;
    OuDict *dict = dictionary_of(shape, instance);
    return dict ? ou_dict_get_name_peek(dict, name) : OU_UNBOUND;
}

OuDict *ou_instance_dict_peek(OuVM *vm, OuInstance *instance)
{
    OuShape *shape = ou_shape_of(vm, instance);
    if (shape->is_dictionary) return dictionary_of(shape, instance);
    OuType *type = shape->type;
    unsigned first = type->slot_count, count = shape->count;
    OuShape *dictionary = ou_shape_dictionary(vm, type);
    if (!dictionary) return NULL;
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return NULL;
    dict->header.aux |= OU_DICT_INNER;
    for (unsigned i = first; i < count; i++) {
        if (instance->slots[i] == OU_UNBOUND) continue;
        if (!ou_dict_set_name(vm, dict, shape->names[i], instance->slots[i])) {
            ou_object_unref(&dict->header);
            return NULL;
        }
    }
    // Every value has a second owner now, so nothing dies when the slots let go.
    for (unsigned i = first; i < count; i++) ou_unref(ou_take(&instance->slots[i]));
    instance->slots[first] = ou_pointer_value(dict);
    instance->header.aux = dictionary->id;
    return dict;
}

bool ou_instance_put(OuVM *vm, OuInstance *instance, OuString *name, OuValue value)
{
    OuShape *shape = ou_shape_of(vm, instance);
    int index = ou_shape_find(shape, name);
    if (index >= shape->type->slot_count) {
        ou_set(&instance->slots[index], value);
        return true;
    }
    if (!shape->is_dictionary) {
        if (shape->count < ou_instance_capacity(instance)) {
            OuShape *child = ou_shape_child(vm, shape, name);
            if (child) {
                instance->slots[shape->count] = ou_ref(value);
                instance->header.aux = child->id;
                return true;
            }
            if (ou_has_error(vm)) return false;
        } else if (shape->type->instance_hint < OU_SHAPE_LARGEST) {
            // The next instances of the class get the room that this one lacked.
            shape->type->instance_hint = (uint16_t)(shape->count - shape->type->slot_count + 1);
        }
    }
    OuDict *dict = ou_instance_dict_peek(vm, instance);
    return dict && ou_dict_set_name(vm, dict, name, value);
}

bool ou_instance_remove(OuVM *vm, OuInstance *instance, OuString *name, bool *found)
{
    *found = false;
    if (ou_instance_peek(vm, instance, name) == OU_UNBOUND) return true;
    OuDict *dict = ou_instance_dict_peek(vm, instance);
    return dict && ou_dict_delete_name(vm, dict, name, found);
}

// The class is named by the shape and can't be cleared: it goes last, with the instance itself.
//
// What collections do most often has a function of its own, which needs fewer registers than all of
// them in one.
#define OU_OUT_OF_LINE __attribute__((noinline))

static inline const OuShape *shape_of(OuInstance *instance)
{
    return ou_shape_of(ou_vm_of(ou_heap_of(&instance->header)), instance);
}

static inline size_t shape_slots(const OuShape *shape)
{
    return (size_t)shape->count + shape->is_dictionary;
}

OU_OUT_OF_LINE static void instance_subtract(OuInstance *instance)
{
    const OuShape *shape = shape_of(instance);
    const OuValue *end = instance->slots + shape_slots(shape);
    for (const OuValue *slot = instance->slots; slot < end; slot++) {
        if (ou_is_pointer(*slot)) ou_visit_subtract(ou_pointer_of(*slot));
    }
    ou_visit_subtract(&shape->type->header);
}

OU_OUT_OF_LINE static void instance_clear(OuInstance *instance)
{
    OuValue *end = instance->slots + shape_slots(shape_of(instance));
    for (OuValue *slot = instance->slots; slot < end; slot++) ou_clear(slot);
}

OU_OUT_OF_LINE static void instance_drop(OuInstance *instance)
{
    const OuShape *shape = shape_of(instance);
    OuObject *type = &shape->type->header;
    const OuValue *end = instance->slots + shape_slots(shape);
    for (const OuValue *slot = instance->slots; slot < end; slot++) ou_unref(*slot);
    ou_object_unref(type);
}

OU_OUT_OF_LINE static void instance_leave(OuInstance *instance, OuVisitor *visitor)
{
    const OuShape *shape = shape_of(instance);
    const OuValue *end = instance->slots + shape_slots(shape);
    for (const OuValue *slot = instance->slots; slot < end; slot++) {
        if (ou_is_pointer(*slot)) ou_visit_leave(visitor, ou_pointer_of(*slot));
    }
    ou_visit_leave(visitor, &shape->type->header);
}

OU_OUT_OF_LINE static void instance_show(OuInstance *instance, OuVisitor *visitor)
{
    const OuShape *shape = shape_of(instance);
    OuObject *type = &shape->type->header;
    ou_visit_span(visitor, instance->slots, shape_slots(shape));
    if (!visitor->is_clearing) visitor->pointer(visitor, &type);
}

static void instance_visit(OuObject *self, OuVisitor *visitor)
{
    OuInstance *instance = (OuInstance *)self;
    OuVisitMode mode = visitor->mode;
    if (mode == OU_VISIT_SUBTRACT) instance_subtract(instance);
    else if (mode == OU_VISIT_LEAVE) instance_leave(instance, visitor);
    else if (mode == OU_VISIT_DROP) instance_drop(instance);
    else if (mode == OU_VISIT_CLEAR) instance_clear(instance);
    else instance_show(instance, visitor);
}

const OuLayout ou_instance_layout = {
    .name = "instance", .visit = instance_visit, .may_finalize = OU_FINALIZE_BY_CLASS,
    .is_quiet = true,
};
