// call.c: everything about calls that the dispatch loop doesn't do in line.
#include "vm/call.h"

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots_script.h"
#include "vm/builtins.h"
#include "vm/slow.h"

const uint8_t ou_call_words[OU_OP_COUNT] = {
#define OU_OP(name, words, a, b, c, x, can_raise, meaning) [OU_OP_##name] = words,
#include "vm/opcodes.def"
#undef OU_OP
};

static OuValue *arguments_of(OuValue *R, const OuInstruction *I)
{
    return R + I->x + OU_FRAME_HEADER;
}

static uint64_t *words_of(OuInstruction *I)
{
    return (uint64_t *)(void *)I;
}

static OuString *name_of(const OuValue *R, const OuInstruction *I)
{
    return ou_frame_code(R)->names[(uint32_t)((const uint64_t *)(const void *)I)[1]];
}

// --- limits --------------------------------------------------------------------------------------

bool ou_call_limit(OuVM *vm, OuValue *needed)
{
    if (vm->heap.pending) {
        vm->depth--;
        if (!ou_slow_poll(vm)) return false;
        vm->depth++;
    } else {
        vm->depth_limit = vm->recursion_limit;
    }
    bool is_deep = vm->depth > vm->recursion_limit;
    if (!is_deep && (needed <= vm->stack_limit || ou_stack_grow(vm, needed))) return true;
    vm->depth--;
    if (is_deep) (void)ou_raise(vm, OU_TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    else (void)ou_raise_memory_error(vm);            // the register stack is used up
    return false;
}

// --- finding what is called ----------------------------------------------------------------------

OuValue ou_call_find_global(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuDict *globals = ou_frame_code(R)->globals, *dict = globals;
    OuString *name = name_of(R, I);
    uint64_t *words = words_of(I);
    int64_t entry = ou_dict_find_name(dict, name);
    if (entry < 0) {
        dict = ou_builtins_of(vm, globals);
        entry = ou_dict_find_name(dict, name);
    }
    if (entry < 0) {
        return ou_slow_name_error(vm, name, "name '%S' is not defined");
    }
    OuValue *value = &dict->entries[entry].value;
    bool is_usual = dict == globals || dict == vm->builtins;
    if (is_usual && globals->keys_version != UINT32_MAX && dict->keys_version != UINT32_MAX) {
        words[1] = (uint32_t)words[1] | (uint64_t)globals->keys_version << 32;
        words[2] = dict == globals ? (uint64_t)(uintptr_t)globals : dict->keys_version;
        words[3] = (uint64_t)(uintptr_t)value;
        if (dict != globals) I->op = OU_OP_CALL_BUILTIN;
    }
    return *value;
}

static uint32_t header_key(const OuObject *object)
{
    uint32_t bits;
    memcpy(&bits, (const char *)object + 4, sizeof bits);
    return bits & 0xFFFF00FFu;
}

// Does the object itself have the attribute (so that the class's method is hidden)?
static bool is_shadowed(OuVM *vm, OuValue self, OuString *name, bool *cacheable)
{
    *cacheable = true;
    uint8_t kind = ou_kind_of(self);
    if (kind == OU_KIND_INSTANCE) {
        OuShape *shape = ou_shape_of(vm, ou_instance_of(self));
        *cacheable = !shape->is_dictionary;
        return ou_instance_peek(vm, ou_instance_of(self), name) != OU_UNBOUND;
    }
    bool has;
    OuDict *dict;
    if (!ou_object_dict_peek(vm, self, false, &has, &dict)) { ou_error_clear(vm); return true; }
    *cacheable = !has;
    return dict && ou_dict_get_name_peek(dict, name) != OU_UNBOUND;
}

static bool is_default_getattribute(OuVM *vm, OuType *type)
{
    return type->slots.get_attribute == ou_generic_get_attribute;
}

static void cache_method(OuVM *vm, OuInstruction *I, OuValue self, OuValue method, OuType *type)
{
    uint64_t *words = words_of(I);
    OuObject *object = ou_pointer_of(self);
    if (object->kind == OU_KIND_INSTANCE && ou_is_function(method)) {
        uint32_t version = vm->shapes[object->aux]->version;
        if (!version) return;
        words[2] = version;
    } else if (type->is_builtin && !(object->kind & OU_KIND_SUBCLASS) &&
               object->kind != OU_KIND_TYPE && object->kind != OU_KIND_EXCEPTION &&
               ou_kind_of(method) == OU_KIND_METHOD_DESCRIPTOR &&
               vm->kind_types[object->kind] == type) {
        OuNative *native = (OuNative *)ou_pointer_of(method);
        if (!native->is_simple || native->flavour != OU_NATIVE_METHOD || native->is_wrapper) return;
        words[2] = OU_CALL_NATIVE_METHOD;
    } else {
        return;
    }
    words[1] = (uint32_t)words[1] | (uint64_t)header_key(object) << 32;
    words[3] = (uint64_t)(uintptr_t)ou_pointer_of(method);
}

OuCallOutcome ou_call_method_lookup(OuVM *vm, OuValue *R, OuInstruction *I)
{
    OuValue self = R[I->x + OU_FRAME_HEADER];
    OuString *name = name_of(R, I);
    OuType *type = ou_type_of(vm, self);
    if (is_default_getattribute(vm, type)) {
        OuValue method = ou_type_lookup_peek(vm, type, name);
        bool cacheable;
        if (method != OU_UNBOUND && ou_type_of(vm, method)->flags & OU_TYPE_METHOD_LIKE
            && !is_shadowed(vm, self, name, &cacheable)) {
            if (cacheable && ou_is_pointer(self)) cache_method(vm, I, self, method, type);
            R[I->x] = ou_ref(method);
            return OU_CALL_BOUND;
        }
    }
    OuValue found = ou_get_attribute(vm, self, name);
    if (found == OU_ERROR) return OU_CALL_FAILED;
    R[I->x] = found;
    ou_unref(ou_take(&R[I->x + OU_FRAME_HEADER]));
    return OU_CALL_UNBOUND;
}

// --- entering frames -----------------------------------------------------------------------------

void ou_call_fill_frame(OuFunction *function, OuValue *window, OuValue callee, uintptr_t back)
{
    OuCode *code = function->code;
    unsigned first = code->argument_count + code->keyword_only_count +
                     !!(code->flags & OU_CODE_REST) + !!(code->flags & OU_CODE_KEYWORDS);
    window[-3] = callee;
    window[-2] = (OuValue)(uintptr_t)code;
    window[-1] = (OuValue)back;
    for (uint32_t i = first; i < code->local_count; i++) window[i] = OU_UNBOUND;
    // Code of a module or class that a script has made a function of: its names are global.
    if (code->flags & OU_CODE_NAMESPACE) {
        window[0] = ou_ref(ou_pointer_value(function->globals));
    }
    for (uint32_t i = 0; i < code->free_count; i++) {
        window[code->first_free + i] = ou_ref(function->closure->items[i]);
    }
}

// The window is filled with arguments already.
static OuCallOutcome enter(OuVM *vm, OuFunction *function, OuValue *window, OuValue callee,
                           uintptr_t back)
{
    ou_call_fill_frame(function, window, callee, back);
    vm->window = window;
    vm->instruction = function->code->instructions;
    return OU_CALL_ENTERED;
}

bool ou_call_check_limits(OuVM *vm, const OuFunction *function, OuValue *window)
{
    OuValue *needed = window + function->code->register_count;
    if (++vm->depth <= vm->depth_limit && needed <= vm->stack_limit) return true;
    return ou_call_limit(vm, needed);
}

static bool move_out(OuVM *vm, OuMoved *moved, OuValue *slots, size_t count)
{
    moved->count = count;
    moved->values = moved->small;
    if (count > OU_SMALL_CALL) {
        moved->values = ou_heap_buffer_alloc(&vm->heap, count * sizeof(OuValue));
        if (!moved->values) { (void)ou_raise_memory_error(vm); return false; }
    }
    for (size_t i = 0; i < count; i++) moved->values[i] = ou_take(&slots[i]);
    return true;
}

void ou_call_free_moved(OuVM *vm, OuMoved *moved)
{
    if (moved->values != moved->small) {
        ou_heap_buffer_free(&vm->heap, moved->values, moved->count * sizeof(OuValue));
    }
}

static void drop_moved(OuVM *vm, OuMoved *moved)
{
    for (size_t i = 0; i < moved->count; i++) ou_unref(ou_take(&moved->values[i]));
    ou_call_free_moved(vm, moved);
}

// A script function called with moved-out arguments (taken over).
static OuCallOutcome enter_bound(OuVM *vm, OuFunction *function, OuValue *window, OuValue callee,
                                 uintptr_t back, OuMoved *moved, OuTuple *names)
{
    if (!ou_call_check_limits(vm, function, window)) {
        drop_moved(vm, moved);
        return OU_CALL_FAILED;
    }
    size_t positional = moved->count - (names ? names->length : 0);
    bool ok = ou_bind_arguments(vm, function, window, moved->values, positional, names);
    ou_call_free_moved(vm, moved);
    if (!ok) { vm->depth--; return OU_CALL_FAILED; }
    return enter(vm, function, window, callee, back);
}

static OuCallOutcome finish_native(OuValue *R, const OuInstruction *I, OuValue result,
                                   unsigned count)
{
    if (result == OU_ERROR) return OU_CALL_FAILED;
    OuValue *slots = arguments_of(R, I);
    for (unsigned i = 0; i < count; i++) ou_unref(ou_take(&slots[i]));
    OuValue callee = ou_take(&R[I->x]);
    R[I->c] = result;
    ou_unref(callee);
    return OU_CALL_DONE;
}

// --- classes -------------------------------------------------------------------------------------

// `C(...)` where C's instances are plain and its __init__ is a script's: the frame of __init__ is
// entered at once, with the instance in the callee's place.
static OuFunction *find_constructor(OuVM *vm, OuType *type)
{
    if (type->kind != OU_KIND_INSTANCE || type->is_abstract) return NULL;
    if (type->metatype != vm->types[OU_TYPE_TYPE]) return NULL;
    if (type->slots.construct != ou_object_type.slots.construct
        || type->slots.initialise != ou_script_slots.initialise) return NULL;
    OuValue init = ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_init));
    return ou_is_function(init) ? ou_function_of(init) : NULL;
}

static OuFunction *plain_constructor(OuVM *vm, OuType *type)
{
    if (type->version && type->constructor_version == type->version) {
        return (OuFunction *)type->constructor;
    }
    OuFunction *init = find_constructor(vm, type);
    type->constructor = init ? &init->header : NULL;
    type->constructor_version = type->version;
    return init;
}

static OuCallOutcome construct(OuVM *vm, OuValue *R, const OuInstruction *I, OuType *type,
                               OuFunction *init, unsigned count, OuTuple *names)
{
    OuValue *slots = arguments_of(R, I);
    OuValue instance = ou_instance_make(vm, type);
    if (instance == OU_ERROR) return OU_CALL_FAILED;
    OuValue class = R[I->x];
    uintptr_t back = (uintptr_t)I | OU_RETURN_CONSTRUCTOR;
    OuCode *code = init->code;
    if (!names && code->simple_count == (int32_t)count + 1) {
        if (!ou_call_check_limits(vm, init, slots)) { ou_unref(instance); return OU_CALL_FAILED; }
        for (unsigned i = count; i > 0; i--) slots[i] = slots[i - 1];
        slots[0] = ou_ref(instance);
        OuCallOutcome outcome = enter(vm, init, slots, instance, back);
        ou_unref(class);
        return outcome;
    }
    OuMoved moved;
    if (!move_out(vm, &moved, slots, count)) { ou_unref(instance); return OU_CALL_FAILED; }
    OuMoved all;
    OuValue self = ou_ref(instance);
    if (moved.count + 1 > OU_SMALL_CALL) {
        all.values = ou_heap_buffer_alloc(&vm->heap, (moved.count + 1) * sizeof(OuValue));
        if (!all.values) {
            drop_moved(vm, &moved);
            ou_unref(self);
            ou_unref(instance);
            (void)ou_raise_memory_error(vm);
            return OU_CALL_FAILED;
        }
    } else {
        all.values = all.small;
    }
    all.count = moved.count + 1;
    all.values[0] = self;
    memcpy(all.values + 1, moved.values, moved.count * sizeof(OuValue));
    ou_call_free_moved(vm, &moved);
    OuCallOutcome outcome = enter_bound(vm, init, slots, instance, back, &all, names);
    if (outcome == OU_CALL_FAILED) { ou_unref(instance); return outcome; }
    ou_unref(class);
    return outcome;
}

// --- any callee ----------------------------------------------------------------------------------

static OuCallOutcome call_function(OuVM *vm, OuValue *R, const OuInstruction *I, unsigned count,
                                   OuTuple *names)
{
    OuValue callee = R[I->x], *slots = arguments_of(R, I);
    OuFunction *function = ou_function_of(callee);
    OuMoved moved;
    if (!move_out(vm, &moved, slots, count)) return OU_CALL_FAILED;
    return enter_bound(vm, function, slots, callee, (uintptr_t)I, &moved, names);
}

// A bound method is taken apart, so that its function is called without a call of C in between.
static bool unwrap_method(OuValue *R, const OuInstruction *I, unsigned count)
{
    OuMethod *method = (OuMethod *)ou_pointer_of(R[I->x]);
    OuValue *slots = arguments_of(R, I), wrapped = R[I->x];
    OuValue function = ou_ref(method->function), self = ou_ref(method->self);
    for (unsigned i = count; i > 0; i--) slots[i] = slots[i - 1];
    slots[0] = self;
    R[I->x] = function;
    ou_unref(wrapped);
    return true;
}

OuCallOutcome ou_call_any(OuVM *vm, OuValue *R, const OuInstruction *I, unsigned count,
                          OuTuple *names)
{
    OuValue callee = R[I->x], *slots = arguments_of(R, I);
    if (ou_kind_of(callee) == OU_KIND_METHOD &&
        ou_is_function(((OuMethod *)ou_pointer_of(callee))->function)) {
        unwrap_method(R, I, count++);
        callee = R[I->x];
    }
    size_t positional = count - (names ? names->length : 0);
    switch (ou_kind_of(callee)) {
    case OU_KIND_FUNCTION: return call_function(vm, R, I, count, names);
    case OU_KIND_NATIVE: {
        OuNative *native = (OuNative *)ou_pointer_of(callee);
        if (native->is_simple && !names && native->self == OU_UNBOUND
            && ou_native_takes(native, positional)) {
            return finish_native(R, I, ou_native_call_simple(vm, native, slots, positional),
                                 count);
        }
        break;
    }
    case OU_KIND_TYPE: {
        OuType *type = (OuType *)ou_pointer_of(callee);
        OuFunction *init = plain_constructor(vm, type);
        if (init) return construct(vm, R, I, type, init, count, names);
        break;
    }
    }
    return finish_native(R, I, ou_call_names(vm, callee, slots, positional, names), count);
}

OuCallOutcome ou_call_keywords(OuVM *vm, OuValue *R, const OuInstruction *I)
{
    OuTuple *names = ou_tuple_of(((const uint64_t *)(const void *)I)[1]);
    OuValue *slots = arguments_of(R, I);
    unsigned count = I->a;
    if (I->op == OU_OP_CALL_LOADED_KEYWORDS) {
        if (slots[0] != OU_UNBOUND) {
            count++;
        } else {
            for (unsigned i = 0; i < count; i++) slots[i] = slots[i + 1];
            slots[count] = OU_UNBOUND;
        }
    }
    return ou_call_any(vm, R, I, count, names);
}

// --- f(*a, **k) ----------------------------------------------------------------------------------

static bool check_keywords(OuVM *vm, OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(dict, &position, &key, &value)) {
        if (ou_is_str(key)) continue;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "keywords must be strings");
        return false;
    }
    return true;
}

static bool spread_keywords(OuVM *vm, OuDict *dict, OuValue *values, OuTuple **names)
{
    if (!check_keywords(vm, dict)) return false;
    *names = ou_tuple_new(vm, dict->used);
    if (!*names) return false;
    uint32_t position = 0;
    OuValue key, value;
    size_t i = 0;
    while (i < (*names)->length && ou_dict_walk(dict, &position, &key, &value)) {
        (*names)->items[i] = ou_ref(key);
        values[i++] = ou_ref(value);
    }
    return true;
}

static OuCallOutcome call_spread_values(OuVM *vm, OuValue *R, const OuInstruction *I,
                                        OuMoved *moved, OuTuple *names)
{
    OuValue callee = R[I->x];
    size_t positional = moved->count - (names ? names->length : 0);
    if (ou_is_function(callee)) {
        OuValue *slots = arguments_of(R, I);
        OuValue list = ou_take(&slots[0]), dict = ou_take(&slots[1]);
        ou_unref(list);
        ou_unref(dict);
        return enter_bound(vm, ou_function_of(callee), slots, callee, (uintptr_t)I, moved, names);
    }
    OuValue result = ou_call_names(vm, callee, moved->values, positional, names);
    drop_moved(vm, moved);
    return finish_native(R, I, result, 2);
}

// What stands behind the star becomes a list or tuple.
static bool spread_positional(OuVM *vm, OuValue callee, OuValue *slot)
{
    if (ou_is_exact_list(*slot) || ou_is_exact_tuple(*slot)) return true;
    const OuSlots *type = &ou_type_of(vm, *slot)->slots;
    if (!type->iterate && !type->get_item) {
        return ou_slow_call_error(vm, callee, *slot,
                                  "%S argument after * must be an iterable, not %T");
    }
    OuValue tuple = ou_tuple_from_iterable(vm, *slot);
    if (tuple == OU_ERROR) return false;
    ou_set_steal(slot, tuple);
    return true;
}

OuCallOutcome ou_call_spread(OuVM *vm, OuValue *R, const OuInstruction *I)
{
    OuValue *slots = arguments_of(R, I);
    if (I->a != 1) slots[1] = OU_UNBOUND;
    if (!spread_positional(vm, R[I->x], &slots[0])) return OU_CALL_FAILED;
    OuDict *dict = I->a == 1 ? ou_dict_of(slots[1]) : NULL;
    const OuValue *items;
    size_t length;
    if (ou_is_tuple(slots[0])) {
        items = ou_tuple_of(slots[0])->items;
        length = ou_tuple_of(slots[0])->length;
    } else {
        items = ou_list_of(slots[0])->items;
        length = ou_list_of(slots[0])->length;
    }
    OuMoved moved;
    moved.count = length + (dict ? dict->used : 0);
    moved.values = moved.small;
    if (moved.count > OU_SMALL_CALL) {
        moved.values = ou_heap_buffer_alloc(&vm->heap, moved.count * sizeof(OuValue));
        if (!moved.values) { (void)ou_raise_memory_error(vm); return OU_CALL_FAILED; }
    }
    OuTuple *names = NULL;
    if (dict && dict->used && !spread_keywords(vm, dict, moved.values + length, &names)) {
        ou_call_free_moved(vm, &moved);
        return OU_CALL_FAILED;
    }
    for (size_t i = 0; i < length; i++) moved.values[i] = ou_ref(items[i]);
    OuCallOutcome outcome = call_spread_values(vm, R, I, &moved, names);
    if (names) ou_object_unref(&names->header);
    return outcome;
}
