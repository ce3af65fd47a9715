// slow.c: operators, comparison, names, attributes, items: when the fast path doesn't fit.
#include "vm/slow.h"

#include "gc/collector.h"
#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/limit.h"
#include "runtime/module.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "vm/builtins.h"
#include "vm/record_heap.h"

// --- consuming operands --------------------------------------------------------------------------

static bool is_temporary(const OuValue *R, unsigned index)
{
    return index >= ou_frame_code(R)->local_count;
}

// What the instruction gives up of an operand: a temporary's value, nothing of a local.
static OuValue give_up(OuValue *R, unsigned index)
{
    return is_temporary(R, index) ? ou_take(&R[index]) : OU_UNBOUND;
}

// Stores the result (owned), then drops what was there and the consumed operands.
static bool finish2(OuValue *R, unsigned a, OuValue result, unsigned b, unsigned c)
{
    OuValue left = give_up(R, b);
    OuValue right = c == b ? OU_UNBOUND : give_up(R, c);
    OuValue old = is_temporary(R, a) ? OU_UNBOUND : R[a];
    R[a] = result;
    ou_unref(old);
    ou_unref(left);
    ou_unref(right);
    return true;
}

static bool finish1(OuValue *R, unsigned a, OuValue result, unsigned b)
{
    return finish2(R, a, result, b, b);
}

// --- operators -----------------------------------------------------------------------------------

static bool both_exact_str(OuValue a, OuValue b)
{
    return ou_is_exact_str(a) && ou_is_exact_str(b);
}

bool ou_slow_binary(OuVM *vm, OuValue *R, OuAt I, OuBinary operator)
{
    OuValue left = R[I->b], right = R[I->c], result;
    bool in_place = I->op == OU_OP_INPLACE || (I->x == 1 && I->op != OU_OP_BINARY);
    if (in_place && operator == OU_BINARY_ADD && I->a == I->b && both_exact_str(left, right)
        && ou_pointer_of(left)->refs == 1 && left != right) {
        // Nobody else holds the string: it may grow where it is.
        R[I->a] = OU_UNBOUND;
        result = ou_str_append_steal(vm, left, right);
        if (result == OU_ERROR) return false;
        R[I->a] = result;
        ou_unref(give_up(R, I->c));
        return true;
    }
    result =
        in_place ? ou_inplace(vm, operator, left, right) : ou_binary(vm, operator, left, right);
    return result != OU_ERROR && finish2(R, I->a, result, I->b, I->c);
}

bool ou_slow_binary_constant(OuVM *vm, OuValue *R, OuAt I, OuBinary operator, OuValue constant)
{
    OuValue left = R[I->b];
    OuValue result = I->c == 2 ? ou_binary(vm, operator, constant, left)
                   : I->c == 1 ? ou_inplace(vm, operator, left, constant)
                               : ou_binary(vm, operator, left, constant);
    return result != OU_ERROR && finish1(R, I->a, result, I->b);
}

bool ou_slow_unary(OuVM *vm, OuValue *R, OuAt I, OuUnary operator)
{
    OuValue result = ou_unary(vm, operator, R[I->b]);
    return result != OU_ERROR && finish1(R, I->a, result, I->b);
}

static OuValue compare_values(OuVM *vm, OuValue a, OuValue b, OuCompare operator)
{
    if (both_exact_str(a, b) && (operator == OU_EQ || operator == OU_NE)) {
        return ou_bool_value(ou_str_equal(ou_str_of(a), ou_str_of(b)) == (operator == OU_EQ));
    }
    return ou_compare(vm, a, b, operator);
}

bool ou_slow_compare(OuVM *vm, OuValue *R, OuAt I, OuCompare operator)
{
    OuValue result = compare_values(vm, R[I->b], R[I->c], operator);
    return result != OU_ERROR && finish2(R, I->a, result, I->b, I->c);
}

bool ou_slow_compare_jump(OuVM *vm, OuValue *R, OuAt I, OuCompare operator, OuValue constant,
                          bool *truth)
{
    OuValue right = constant == OU_UNBOUND ? R[I->b] : constant;
    OuValue result = compare_values(vm, R[I->a], right, operator);
    if (result == OU_ERROR) return false;
    bool ok = ou_truth(vm, result, truth);
    ou_unref(result);
    if (!ok) return false;
    ou_unref(give_up(R, I->a));
    if (constant == OU_UNBOUND && I->b != I->a) ou_unref(give_up(R, I->b));
    return true;
}

bool ou_slow_truth(OuVM *vm, OuValue *R, unsigned index, bool *truth)
{
    if (!ou_truth(vm, R[index], truth)) return false;
    ou_unref(give_up(R, index));
    return true;
}

bool ou_slow_contains(OuVM *vm, OuValue *R, OuAt I, bool negate)
{
    bool found;
    if (!ou_contains(vm, R[I->c], R[I->b], &found)) return false;
    return finish2(R, I->a, ou_bool_value(found != negate), I->b, I->c);
}

bool ou_slow_is(OuVM *vm, OuValue *R, OuAt I, bool negate)
{
    bool same = R[I->b] == R[I->c];
    return finish2(R, I->a, ou_bool_value(same != negate), I->b, I->c);
}

// --- names ---------------------------------------------------------------------------------------

OuValue ou_slow_name_error(OuVM *vm, OuString *name, const char *format)
{
    (void)ou_raise(vm, OU_TYPE_NAME_ERROR, format, name);
    // Without memory it is another exception, which has no fields.
    if (ou_type_of(vm, vm->exception) == vm->types[OU_TYPE_NAME_ERROR]) {
        OuException *error = (OuException *)ou_pointer_of(vm->exception);
        ou_set(&error->fields[0], ou_str_value(name));
    }
    return OU_ERROR;
}

static OuValue name_error(OuVM *vm, OuString *name)
{
    return ou_slow_name_error(vm, name, "name '%S' is not defined");
}

bool ou_slow_unbound_local(OuVM *vm, OuValue *R, unsigned index)
{
    OuString *name = ou_frame_code(R)->local_names[index];
    (void)ou_raise(vm, OU_TYPE_UNBOUND_LOCAL_ERROR,
                   "cannot access local variable '%S' where it is not associated with a value",
                   name);
    return false;
}

bool ou_slow_unbound_cell(OuVM *vm, OuValue *R, unsigned index)
{
    OuCode *code = ou_frame_code(R);
    OuString *name = code->local_names[index];
    if (index < code->first_free || index >= code->first_free + code->free_count) {
        return ou_slow_unbound_local(vm, R, index);
    }
    (void)ou_slow_name_error(vm, name,
                             "cannot access free variable '%S' where it is not associated with a "
                             "value in enclosing scope");
    return false;
}

// The dictionary where a global is found, and its entry; a cache can remember both.
static int64_t find_global(OuVM *vm, OuCode *code, OuString *name, OuDict **dict)
{
    *dict = code->globals;
    int64_t entry = ou_dict_find_name(*dict, name);
    if (entry >= 0) return entry;
    *dict = ou_builtins_of(vm, code->globals);
    return ou_dict_find_name(*dict, name);
}

// Is this the callee of a call whose one argument is a local plus or minus a constant?
// (CALL_GLOBAL_INT)
static bool is_call_with_int(const OuCode *code, const OuInstruction *I, OuValue value)
{
    const OuInstruction *add = I + 4, *call = I + 5;
    if (call >= code->instructions + code->word_count) return false;
    return ou_is_function(value) && ou_function_of(value)->code->direct_count == 1
        && (add->op == OU_OP_ADD_INT || add->op == OU_OP_SUBTRACT_INT) && add->b < code->local_count
        && call->op == OU_OP_CALL && call->a == 1 && call->x == I->a
        && add->a == call->x + OU_FRAME_HEADER;
}

// From a namespace, which may be any mapping; UNBOUND when it isn't there.
static OuValue from_namespace(OuVM *vm, OuValue namespace, OuString *name)
{
    if (ou_is_exact_dict(namespace)) {
        return ou_ref(ou_dict_get_name_peek(ou_dict_of(namespace), name));
    }
    OuValue value = ou_get_item(vm, namespace, ou_str_value(name));
    if (value == OU_ERROR && ou_error_matches(vm, OU_TYPE_KEY_ERROR)) {
        ou_error_clear(vm);
        return OU_UNBOUND;
    }
    return value;
}

// Are the globals and the built-ins real dictionaries? Others are asked by item, as in CPython, and
// nothing about them is remembered.
static bool has_plain_namespaces(OuVM *vm, OuDict *globals)
{
    OuValue own = ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_builtins));
    return ou_is_exact_dict(ou_pointer_value(globals))
        && (own == OU_UNBOUND || ou_is_module(own) || ou_is_exact_dict(own));
}

static OuValue find_by_item(OuVM *vm, OuCode *code, OuString *name, bool ask_globals)
{
    OuDict *globals = code->globals;
    OuValue value = ask_globals ? from_namespace(vm, ou_pointer_value(globals), name)
                                : ou_ref(ou_dict_get_name_peek(globals, name));
    if (value != OU_UNBOUND) return value;
    OuValue own = ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_builtins));
    if (own == OU_UNBOUND || ou_is_module(own)) {
        own = ou_pointer_value(ou_builtins_of(vm, globals));
    }
    OU_OWNED OuValue builtins = ou_ref(own);
    value = from_namespace(vm, builtins, name);
    return value == OU_UNBOUND ? name_error(vm, name) : value;
}

bool ou_slow_load_global(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuCode *code = ou_frame_code(R);
    uint64_t *words = (uint64_t *)(void *)I;
    OuString *name = code->names[(uint32_t)words[1]];
    if (!has_plain_namespaces(vm, code->globals)) {
        OuValue value = find_by_item(vm, code, name, true);
        if (value != OU_ERROR) R[I->a] = value;
        return value != OU_ERROR;
    }
    OuDict *dict;
    int64_t entry = find_global(vm, code, name, &dict);
    if (entry < 0) { (void)name_error(vm, name); return false; }
    bool is_usual = dict == code->globals || dict == vm->builtins;
    if (is_usual && code->globals->keys_version != UINT32_MAX
        && dict->keys_version != UINT32_MAX) {
        // A built-in is found only while the globals have no such key: both versions are kept.
        bool is_global = dict == code->globals;
        I->op = !is_global ? OU_OP_LOAD_BUILTIN
              : is_call_with_int(code, I, dict->entries[entry].value) ? OU_OP_CALL_GLOBAL_INT
              : OU_OP_LOAD_GLOBAL;
        I->x = (int32_t)code->globals->keys_version;
        words[1] = (uint32_t)words[1] | (uint64_t)dict->keys_version << 32;
        words[2] = (uint64_t)(uintptr_t)code->globals;
        words[3] = (uint64_t)(uintptr_t)&dict->entries[entry].value;
    }
    R[I->a] = ou_ref(dict->entries[entry].value);
    return true;
}

bool ou_slow_store_global(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuCode *code = ou_frame_code(R);
    uint64_t *words = (uint64_t *)(void *)I;
    OuString *name = code->names[(uint32_t)words[1]];
    if (!ou_dict_set_name(vm, code->globals, name, R[I->a])) return false;
    int64_t entry = ou_dict_find_name(code->globals, name);
    if (entry >= 0 && code->globals->keys_version != UINT32_MAX) {
        I->x = (int32_t)code->globals->keys_version;
        words[2] = (uint64_t)(uintptr_t)code->globals;
        words[3] = (uint64_t)(uintptr_t)&code->globals->entries[entry].value;
    }
    ou_unref(give_up(R, I->a));
    return true;
}

bool ou_slow_delete_global(OuVM *vm, OuValue *R, OuAt I)
{
    OuCode *code = ou_frame_code(R);
    bool found;
    if (!ou_dict_delete_name(vm, code->globals, code->names[I->x], &found)) return false;
    return found || name_error(vm, code->names[I->x]) != OU_ERROR;
}

bool ou_slow_load_name(OuVM *vm, OuValue *R, OuAt I)
{
    OuCode *code = ou_frame_code(R);
    OuString *name = code->names[I->x];
    OuValue value = from_namespace(vm, R[0], name);
    if (value == OU_UNBOUND && !has_plain_namespaces(vm, code->globals)) {
        value = find_by_item(vm, code, name, false);
    }
    if (value == OU_ERROR) return false;
    if (value == OU_UNBOUND) {
        OuDict *dict;
        int64_t entry = find_global(vm, code, name, &dict);
        if (entry < 0) { (void)name_error(vm, name); return false; }
        value = ou_ref(dict->entries[entry].value);
    }
    R[I->a] = value;
    return true;
}

bool ou_slow_store_name(OuVM *vm, OuValue *R, OuAt I)
{
    OuString *name = ou_frame_code(R)->names[I->x];
    OuValue namespace = R[0];
    bool ok = ou_is_exact_dict(namespace)
                  ? ou_dict_set_name(vm, ou_dict_of(namespace), name, R[I->a])
                  : ou_set_item(vm, namespace, ou_str_value(name), R[I->a]);
    if (!ok) return false;
    ou_unref(give_up(R, I->a));
    return true;
}

bool ou_slow_delete_name(OuVM *vm, OuValue *R, OuAt I)
{
    OuString *name = ou_frame_code(R)->names[I->x];
    OuValue namespace = R[0];
    if (ou_is_exact_dict(namespace)) {
        bool found;
        if (!ou_dict_delete_name(vm, ou_dict_of(namespace), name, &found)) return false;
        return found || name_error(vm, name) != OU_ERROR;
    }
    if (ou_delete_item(vm, namespace, ou_str_value(name))) return true;
    if (!ou_error_matches(vm, OU_TYPE_KEY_ERROR)) return false;
    ou_error_clear(vm);
    return name_error(vm, name) != OU_ERROR;
}

bool ou_slow_load_cell_name(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue value = from_namespace(vm, R[0], ou_frame_code(R)->names[I->x]);
    if (value == OU_ERROR) return false;
    if (value == OU_UNBOUND) {
        value = ou_ref(ou_cell_of(R[I->b])->content);
        if (value == OU_UNBOUND) return ou_slow_unbound_cell(vm, R, I->b);
    }
    R[I->a] = value;
    return true;
}

// --- attributes ----------------------------------------------------------------------------------

static OuString *attribute_name(const OuValue *R, const OuInstruction *I)
{
    return ou_frame_code(R)->names[(uint32_t)((const uint64_t *)(const void *)I)[1]];
}

static void cache_slot(OuInstruction *I, const OuObject *object, int slot)
{
    uint64_t *words = (uint64_t *)(void *)I;
    uint32_t key;
    memcpy(&key, (const char *)object + 4, sizeof key);
    I->x = slot;
    words[1] = (uint32_t)words[1] | (uint64_t)(key & 0xFFFF00FFu) << 32;
}

// An attribute in line in the instance, which no data descriptor of the class hides: its place
// depends on the shape alone. When such a descriptor is put into a class afterwards, all attribute
// caches are emptied (flush_caches in hooks.c).
static bool get_in_line(OuVM *vm, OuInstruction *I, OuValue object, OuString *name, OuValue *value)
{
    if (ou_kind_of(object) != OU_KIND_INSTANCE) return false;
    OuInstance *instance = ou_instance_of(object);
    OuShape *shape = ou_shape_of(vm, instance);
    OuType *type = shape->type;
    if (!type->default_getattribute) return false;
    int slot = ou_shape_find(shape, name);
    if (slot < 0 || instance->slots[slot] == OU_UNBOUND) return false;
    OuValue found = ou_type_lookup_peek(vm, type, name);
    bool is_member = slot < type->slot_count;
    if (is_member != (ou_kind_of(found) == OU_KIND_MEMBER)) return false;
    if (!is_member && found != OU_UNBOUND && ou_type_of(vm, found)->slots.descriptor_set)
        return false;
    if (is_member && ((OuMember *)ou_pointer_of(found))->definition) return false;
    if (is_member && (int)((OuMember *)ou_pointer_of(found))->index != slot) return false;
    cache_slot(I, &instance->header, slot);
    *value = ou_ref(instance->slots[slot]);
    return true;
}

bool ou_slow_get_attribute(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuValue object = R[I->b], value;
    OuString *name = attribute_name(R, I);
    if (!get_in_line(vm, I, object, name, &value)) {
        value = ou_get_attribute(vm, object, name);
        if (value == OU_ERROR) return false;
    }
    return finish1(R, I->a, value, I->b);
}

// Can stores of the name be cached for instances of the shape?
static bool is_plain_store(OuVM *vm, OuType *type, OuString *name)
{
    if (!type->default_setattr || !type->has_dict) return false;
    OuValue found = ou_type_lookup_peek(vm, type, name);
    return found == OU_UNBOUND || !ou_type_of(vm, found)->slots.descriptor_set;
}

static uint32_t object_key(const OuObject *object)
{
    uint32_t key;
    memcpy(&key, (const char *)object + 4, sizeof key);
    return key & 0xFFFF00FFu;
}

// After the store: `before` is the key that the object had.
static void cache_store(OuVM *vm, OuInstruction *I, OuValue object, OuString *name, uint32_t before)
{
    OuInstance *instance = ou_instance_of(object);
    OuShape *shape = ou_shape_of(vm, instance);
    int slot = ou_shape_find(shape, name);
    if (slot < shape->type->slot_count || !is_plain_store(vm, shape->type, name)) return;
    uint64_t *words = (uint64_t *)(void *)I;
    uint32_t after = object_key(&instance->header);
    if (I->x != slot) words[1] = (uint32_t)words[1], words[2] = 0;
    I->x = slot;
    words[1] = (uint32_t)words[1] | (uint64_t)after << 32;
    if (before != after && slot == shape->count - 1) words[2] = before | (uint64_t)shape->id << 32;
}

bool ou_slow_set_attribute(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuValue object = R[I->a];
    OuString *name = attribute_name(R, I);
    bool is_instance = ou_kind_of(object) == OU_KIND_INSTANCE;
    uint32_t before = is_instance ? object_key(ou_pointer_of(object)) : 0;
    if (!ou_set_attribute(vm, object, name, R[I->b])) return false;
    if (is_instance) cache_store(vm, I, object, name, before);
    OuValue value = I->op == OU_OP_SET_ATTR_T ? ou_take(&R[I->b]) : OU_UNBOUND;
    OuValue owner = give_up(R, I->a);
    ou_unref(value);
    ou_unref(owner);
    return true;
}

bool ou_slow_delete_attribute(OuVM *vm, OuValue *R, OuAt I)
{
    if (!ou_delete_attribute(vm, R[I->a], ou_frame_code(R)->names[I->x])) return false;
    ou_unref(give_up(R, I->a));
    return true;
}

// --- items ---------------------------------------------------------------------------------------

static OuValue get_item_value(OuVM *vm, OuValue object, OuValue key)
{
    uint8_t kind = ou_kind_of(object);
    if (kind == OU_KIND_DICT && ou_is_exact_str(key)) {
        OuValue value = ou_dict_get(vm, ou_dict_of(object), key);
        return value != OU_UNBOUND ? value : ou_raise_value(vm, OU_TYPE_KEY_ERROR, key);
    }
    if (ou_is_int(key)) {
        int64_t index = ou_int_of(key);
        if (kind == OU_KIND_LIST) {
            OuList *list = ou_list_of(object);
            if (index < 0) index += (int64_t)list->length;
            if (index >= 0 && (uint64_t)index < list->length) return ou_ref(list->items[index]);
        } else if (kind == OU_KIND_TUPLE) {
            OuTuple *tuple = ou_tuple_of(object);
            if (index < 0) index += (int64_t)tuple->length;
            if (index >= 0 && (uint64_t)index < tuple->length) return ou_ref(tuple->items[index]);
        }
    }
    return ou_get_item(vm, object, key);
}

bool ou_slow_get_item(OuVM *vm, OuValue *R, OuAt I)
{
    OuValue value = get_item_value(vm, R[I->b], R[I->c]);
    return value != OU_ERROR && finish2(R, I->a, value, I->b, I->c);
}

bool ou_slow_set_item(OuVM *vm, OuValue *R, OuAt I)
{
    if (!ou_set_item(vm, R[I->a], R[I->b], R[I->c])) return false;
    OuValue value = I->op == OU_OP_SET_ITEM_T ? ou_take(&R[I->c]) : OU_UNBOUND;
    OuValue object = give_up(R, I->a);
    OuValue key = I->b == I->a ? OU_UNBOUND : give_up(R, I->b);
    ou_unref(value);
    ou_unref(object);
    ou_unref(key);
    return true;
}

bool ou_slow_delete_item(OuVM *vm, OuValue *R, OuAt I)
{
    if (!ou_delete_item(vm, R[I->a], R[I->b])) return false;
    OuValue object = give_up(R, I->a);
    OuValue key = I->b == I->a ? OU_UNBOUND : give_up(R, I->b);
    ou_unref(object);
    ou_unref(key);
    return true;
}

// --- polls ---------------------------------------------------------------------------------------

bool ou_slow_poll(OuVM *vm)
{
    bool is_counting = vm->interrupted & (OU_INTERRUPT_STEPS | OU_INTERRUPT_DOOM);
    vm->depth_limit = is_counting ? -1 : vm->recursion_limit;
    if (vm->heap.pending & OU_PENDING_INTERRUPT) {
        if (!is_counting) {
            __atomic_fetch_and(&vm->heap.pending, ~(uint32_t)OU_PENDING_INTERRUPT,
                               __ATOMIC_RELAXED);
        }
        if (!ou_check_interrupt(vm)) return false;
    }
    if (vm->heap.pending & (OU_PENDING_COLLECT | OU_PENDING_SLICE)) ou_collector_poll(&vm->heap);
    ou_interpreter_bury_zombies(vm);
    ou_stack_poll(vm);
    return true;
}
