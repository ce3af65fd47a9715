#include "runtime/slots.h"

#include <stddef.h>
#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/native_bind.h"
#include "runtime/protocol.h"
#include "runtime/sequence.h"
#include "runtime/slots_script.h"
#include "runtime/state.h"
#include "runtime/str.h"

typedef enum Way {
    WAY_UNARY,
    WAY_HASH,
    WAY_CALL,
    WAY_GET_ATTRIBUTE,
    WAY_HOOK,
    WAY_SET_ATTRIBUTE,
    WAY_DELETE_ATTRIBUTE,
    WAY_LT,
    WAY_LE,
    WAY_EQ,
    WAY_NE,
    WAY_GT,
    WAY_GE,
    WAY_NEXT,
    WAY_DESCRIPTOR_GET,
    WAY_DESCRIPTOR_SET,
    WAY_DESCRIPTOR_DELETE,
    WAY_INIT,
    WAY_TRUTH,
    WAY_LENGTH,
    WAY_BINARY,
    WAY_SET_ITEM,
    WAY_DELETE_ITEM,
    WAY_CONTAINS,
    WAY_LEFT,
    WAY_RIGHT,
    WAY_POWER,
    WAY_RIGHT_POWER,
    WAY_DEL,
} Way;

typedef void AnySlot(void);

typedef struct Row {
    OuNameId    name;
    uint16_t    offset;           // of the function pointer in OuSlots
    uint8_t     way;
    const char *doc;
} Row;

static const Row rows[] = {
#define OU_SLOT(word, field, way, doc)                                                             \
    { OU_NAME_dunder_##word, offsetof(OuSlots, field), WAY_##way, doc },
#include "runtime/slots.def"
#undef OU_SLOT
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static AnySlot *slot_get(const OuSlots *slots, unsigned offset)
{
    AnySlot *slot;
    memcpy(&slot, (const char *)slots + offset, sizeof slot);
    return slot;
}

static void slot_set(OuSlots *slots, unsigned offset, AnySlot *slot)
{
    memcpy((char *)slots + offset, &slot, sizeof slot);
}

// --- inheriting, and the dictionary of a built-in type -------------------------------------------

void ou_slots_inherit(OuType *type, const OuType *base, const OuTypeDef *definition)
{
    // Equality without a hash of its own makes a type unhashable.
    bool unhashable = definition->slots.compare && !definition->slots.hash;
    for (unsigned offset = 0; offset < sizeof(OuSlots); offset += sizeof(AnySlot *)) {
        if (!slot_get(&type->slots, offset)) {
            slot_set(&type->slots, offset, slot_get(&base->slots, offset));
        }
    }
    if (unhashable) type->slots.hash = NULL;
}

// The few slots that CPython shows as methods, since calling those is faster there.
static bool is_shown_as_method(const OuVM *vm, const OuType *type, OuNameId name)
{
    if (name == OU_NAME_dunder_getitem) {
        return type == vm->types[OU_TYPE_LIST] || type == vm->types[OU_TYPE_DICT];
    }
    return name == OU_NAME_dunder_contains
        && (type == vm->types[OU_TYPE_DICT] || type == vm->types[OU_TYPE_SET]
            || type == vm->types[OU_TYPE_FROZENSET]);
}

static bool put_wrapper(OuVM *vm, OuType *type, unsigned index)
{
    OuNameId name = rows[index].name;
    OuValue wrapper = ou_native_make_wrapper(vm, type, vm->names[name], (uint8_t)index);
    if (wrapper == OU_ERROR) return false;
    if (is_shown_as_method(vm, type, name)) ou_native_show_as_method(wrapper);
    bool ok = ou_dict_set_name(vm, type->dict, vm->names[rows[index].name], wrapper);
    ou_unref(wrapper);
    return ok;
}

// str, bytes, list and tuple concatenate and repeat: they have no reflected addition.
static bool is_wanted(const OuType *type, const Row *row)
{
    bool is_sequence = type->definition->flags & OU_TYPE_SEQUENCE;
    if (row->way == WAY_HOOK) return false;
    if (row->way == WAY_DEL && type->definition->flags & OU_TYPE_HIDES_DEL) return false;
    if (is_sequence && row->name == OU_NAME_dunder_radd) return false;
    bool is_access = row->way == WAY_GET_ATTRIBUTE || row->way == WAY_SET_ATTRIBUTE
                  || row->way == WAY_DELETE_ATTRIBUTE;
    if (is_access && type->definition->flags & OU_TYPE_INHERITS_ACCESS) return false;
    if (slot_get(&type->definition->slots, row->offset)) return true;
    // CPython's types name the general look-up of attributes as their own, bar a few.
    return row->way == WAY_GET_ATTRIBUTE && type->base && !type->base->base;
}

bool ou_slots_fill(OuVM *vm, OuType *type)
{
    const OuSlots *own = &type->definition->slots;
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (is_wanted(type, &rows[i]) && !put_wrapper(vm, type, i)) return false;
    }
    if (own->compare && !own->hash) {
        if (!ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_hash), OU_NONE)) return false;
    }
    if (own->construct) {
        OuValue new = ou_native_make_new(vm, type);
        if (new == OU_ERROR) return false;
        bool ok = ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_new), new);
        ou_unref(new);
        if (!ok) return false;
    }
    return true;
}

// --- classes of scripts --------------------------------------------------------------------------

static OuNative *wrapper_of(OuValue value)
{
    if (ou_kind_of(value) != OU_KIND_METHOD_DESCRIPTOR) return NULL;
    OuNative *native = (OuNative *)ou_pointer_of(value);
    return native->is_wrapper ? native : NULL;
}

// What one slot of the type should be: nothing, the slot that all the wrappers found wrap, or the
// function that calls the methods. Several names can stand behind one slot.
static AnySlot *choose(OuVM *vm, OuType *type, unsigned offset)
{
    AnySlot *specific = NULL, *script = slot_get(&ou_script_slots, offset);
    bool found = false, mixed = false;
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].offset != offset) continue;
        OuValue value = ou_type_lookup_peek(vm, type, vm->names[rows[i].name]);
        if (value == OU_UNBOUND) continue;
        if (value == OU_NONE && rows[i].way == WAY_HASH) return NULL;
        found = true;
        OuNative *wrapper = wrapper_of(value);
        AnySlot *wrapped = wrapper && rows[wrapper->slot_row].offset == offset
                           ? slot_get(&wrapper->owner->slots, offset) : NULL;
        if (!wrapped || (specific && specific != wrapped)) mixed = true;
        specific = wrapped;
    }
    if (!found) return NULL;
    return mixed ? script : specific;
}

// With three arguments a script's __pow__ is looked up by who calls.
static void choose_power(OuType *type)
{
    bool is_script = type->slots.binary[OU_BINARY_POWER]
                  == ou_script_slots.binary[OU_BINARY_POWER];
    type->slots.power_modulo = is_script || !type->base ? NULL : type->base->slots.power_modulo;
}

static void update_offset(OuVM *vm, OuType *type, unsigned offset)
{
    slot_set(&type->slots, offset, choose(vm, type, offset));
    if (offset == offsetof(OuSlots, binary[OU_BINARY_POWER])) choose_power(type);
    type->default_getattribute = type->slots.get_attribute == ou_generic_get_attribute;
    type->default_setattr = type->slots.set_attribute == ou_generic_set_attribute;
}

void ou_slots_begin_finalizers(OuVM *vm)
{
    ou_heap_settle(&vm->heap);
    vm->heap.has_finalizers = true;
}

static void update_new(OuVM *vm, OuType *type)
{
    OuValue value = ou_type_lookup_peek(vm, type, OU_NAMED(vm, dunder_new));
    OuNative *native =
        ou_kind_of(value) == OU_KIND_NATIVE ? (OuNative *)ou_pointer_of(value) : NULL;
    // Another type's __new__ would make an object of that type: what counts is the layout's base.
    type->slots.construct = native && native->is_new ? type->base->slots.construct
                                                     : ou_script_slots.construct;
}

void ou_slots_update(OuVM *vm, OuType *type, OuString *name)
{
    if (type->is_builtin) return;
    if (name == OU_NAMED(vm, dunder_new)) {
        update_new(vm, type);
        return;
    }
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (vm->names[rows[i].name] == name) update_offset(vm, type, rows[i].offset);
    }
    if (name == OU_NAMED(vm, dunder_del)) ou_slots_expect(vm, type);
}

void ou_slots_update_all(OuVM *vm, OuType *type)
{
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        bool seen = false;
        for (unsigned k = i; k-- > 0 && !seen;) seen = rows[k].offset == rows[i].offset;
        if (!seen) update_offset(vm, type, rows[i].offset);
    }
    update_new(vm, type);
}

// --- calling a slot through its wrapper ----------------------------------------------------------

// `sequence * times`, which takes integers only.
static bool is_repetition(const OuType *owner, const Row *row)
{
    return owner->definition->flags & OU_TYPE_SEQUENCE
        && (row->name == OU_NAME_dunder_mul || row->name == OU_NAME_dunder_rmul
            || row->name == OU_NAME_dunder_imul);
}

// CPython unpacks the arguments of some wrappers by a function that is told no name: its message
// begins with a blank.
static bool is_unpacked(const OuType *owner, const Row *row)
{
    switch ((Way)row->way) {
    case WAY_SET_ATTRIBUTE: case WAY_SET_ITEM: case WAY_DESCRIPTOR_GET: case WAY_DESCRIPTOR_SET:
    case WAY_POWER: case WAY_RIGHT_POWER:
        return true;
    default: return is_repetition(owner, row);
    }
}

static OuValue arity_error(OuVM *vm, bool unpacked, size_t least, size_t most, size_t given)
{
    size_t wanted = given < least ? least : most;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%sexpected %s%zu argument%s, got %zu",
                    unpacked ? " " : "",
                    least == most ? "" : given < least ? "at least " : "at most ", wanted,
                    wanted == 1 ? "" : "s", given);
}

static OuValue none_or_error(bool ok)
{
    return ok ? OU_NONE : OU_ERROR;
}

// By address: the call that gives `ok` fills the answer in.
static OuValue bool_or_error(bool ok, const bool *answer)
{
    return ok ? ou_bool_value(*answer) : OU_ERROR;
}

static OuString *name_argument(OuVM *vm, OuValue value)
{
    if (!ou_is_str(value)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "attribute name must be string, not '%T'", value);
        return NULL;
    }
    OuString *name = ou_str_of(value);
    ou_object_ref(&name->header);
    return ou_str_intern_steal(vm, name);
}

// object.__setattr__ may not be called past a __setattr__ that a built-in base of the object's
// class has of its own: that is how type keeps built-in classes as they are.
static bool jumps_over(const OuType *type, const OuSlots *slots)
{
    const OuType *defining = type;
    for (size_t i = type->mro ? type->mro->length : 0; i-- > 0;) {
        const OuType *base = (const OuType *)ou_pointer_of(type->mro->items[i]);
        if (base->slots.set_attribute == ou_script_slots.set_attribute) continue;
        if (base->slots.set_attribute != type->slots.set_attribute) continue;
        defining = base;
        break;
    }
    for (; defining; defining = defining->base) {
        if (defining->slots.set_attribute == slots->set_attribute) return false;
        if (defining->slots.set_attribute != ou_script_slots.set_attribute) return true;
    }
    return false;
}

static OuValue set_directly(OuVM *vm, const OuSlots *slots, OuValue self, OuString *name,
                            OuValue value, const char *what)
{
    const OuType *type = ou_type_of(vm, self);
    if (!jumps_over(type, slots)) return none_or_error(slots->set_attribute(vm, self, name, value));
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "can't apply this %s to %N object", what, type);
}

static OuValue call_attribute(OuVM *vm, const OuSlots *slots, Way way, OuValue self,
                              const OuValue *arguments)
{
    OuString *name = name_argument(vm, arguments[0]);
    if (!name) return OU_ERROR;
    OuValue result;
    switch (way) {
    case WAY_GET_ATTRIBUTE: result = slots->get_attribute(vm, self, name); break;
    case WAY_SET_ATTRIBUTE:
        result = set_directly(vm, slots, self, name, arguments[1], "__setattr__");
        break;
    default:
        result = set_directly(vm, slots, self, name, OU_UNBOUND, "__delattr__");
        break;
    }
    ou_object_unref(&name->header);
    return result;
}

static OuValue call_int_like(OuVM *vm, const OuSlots *slots, Way way, OuValue self,
                             const OuValue *arguments)
{
    int64_t hash;
    size_t length;
    bool answer = false;
    switch (way) {
    case WAY_HASH:   return slots->hash(vm, self, &hash) ? ou_int_make(vm, hash) : OU_ERROR;
    case WAY_LENGTH:
        return slots->length(vm, self, &length) ? ou_int_make(vm, (int64_t)length) : OU_ERROR;
    case WAY_TRUTH:  return bool_or_error(slots->truth(vm, self, &answer), &answer);
    default: return bool_or_error(slots->contains(vm, self, arguments[0], &answer), &answer);
    }
}

static OuValue call_descriptor(OuVM *vm, const OuSlots *slots, Way way, OuValue self,
                               const OuValue *arguments, size_t count)
{
    if (way == WAY_DESCRIPTOR_SET) {
        return none_or_error(slots->descriptor_set(vm, self, arguments[0], arguments[1]));
    }
    if (way == WAY_DESCRIPTOR_DELETE) {
        return none_or_error(slots->descriptor_set(vm, self, arguments[0], OU_UNBOUND));
    }
    OuValue instance = arguments[0] == OU_NONE ? OU_UNBOUND : arguments[0];
    bool has_owner = count > 1 && arguments[1] != OU_NONE;
    OuValue owner = count > 1 && arguments[1] != OU_NONE ? arguments[1]
                  : ou_pointer_value(ou_type_of(vm, arguments[0]));
    if (instance == OU_UNBOUND && !has_owner) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "__get__(None, None) is invalid");
    }
    return slots->descriptor_get(vm, self, instance, owner);
}

static OuValue next_or_stop(OuVM *vm, OuValue result)
{
    if (result != OU_STOP) return result;
    return ou_raise_object(vm, ou_pointer_value(vm->types[OU_TYPE_STOP_ITERATION]));
}

static void expected_count(Way way, size_t *least, size_t *most)
{
    *least = *most = 1;
    switch (way) {
    case WAY_UNARY: case WAY_HASH: case WAY_NEXT: case WAY_TRUTH: case WAY_LENGTH: case WAY_DEL:
        *least = *most = 0;
        break;
    case WAY_SET_ATTRIBUTE: case WAY_SET_ITEM: case WAY_DESCRIPTOR_SET:
        *least = *most = 2;
        break;
    case WAY_DESCRIPTOR_GET: case WAY_POWER: case WAY_RIGHT_POWER:
        *most = 2;
        break;
    default: break;
    }
}

static OuValue call_power(OuVM *vm, const OuSlots *slots, OuValue base, OuValue exponent,
                          OuValue modulus)
{
    if (modulus == OU_NONE) return slots->binary[OU_BINARY_POWER](vm, base, exponent);
    if (!slots->power_modulo) return OU_NOT_IMPLEMENTED;
    return slots->power_modulo(vm, base, exponent, modulus);
}

typedef OuValue UnarySlot(OuVM *, OuValue);
typedef OuValue BinarySlot(OuVM *, OuValue, OuValue);

static OuValue call_row(OuVM *vm, const OuSlots *slots, const Row *row, OuValue self,
                        const OuValue *arguments, size_t count)
{
    AnySlot *slot = slot_get(slots, row->offset);
    switch ((Way)row->way) {
    case WAY_UNARY: return ((UnarySlot *)slot)(vm, self);
    case WAY_BINARY: case WAY_LEFT: return ((BinarySlot *)slot)(vm, self, arguments[0]);
    case WAY_RIGHT: return ((BinarySlot *)slot)(vm, arguments[0], self);
    case WAY_POWER:
        return call_power(vm, slots, self, arguments[0], count == 2 ? arguments[1] : OU_NONE);
    case WAY_RIGHT_POWER:
        return call_power(vm, slots, arguments[0], self, count == 2 ? arguments[1] : OU_NONE);
    case WAY_HASH: case WAY_LENGTH: case WAY_TRUTH: case WAY_CONTAINS:
        return call_int_like(vm, slots, (Way)row->way, self, arguments);
    case WAY_GET_ATTRIBUTE: case WAY_SET_ATTRIBUTE: case WAY_DELETE_ATTRIBUTE:
        return call_attribute(vm, slots, (Way)row->way, self, arguments);
    case WAY_LT: case WAY_LE: case WAY_EQ: case WAY_NE: case WAY_GT: case WAY_GE:
        return slots->compare(vm, self, arguments[0], (OuCompare)(row->way - WAY_LT));
    case WAY_NEXT: return next_or_stop(vm, slots->next(vm, self));
    case WAY_DESCRIPTOR_GET: case WAY_DESCRIPTOR_SET: case WAY_DESCRIPTOR_DELETE:
        return call_descriptor(vm, slots, (Way)row->way, self, arguments, count);
    case WAY_SET_ITEM: return none_or_error(slots->set_item(vm, self, arguments[0], arguments[1]));
    case WAY_DELETE_ITEM: return none_or_error(slots->set_item(vm, self, arguments[0], OU_UNBOUND));
    case WAY_DEL:
        slots->finalize(vm, self);
        return OU_NONE;
    default: return OU_NONE;
    }
}

static OuValue names_error(OuVM *vm, const OuNative *wrapper)
{
    if (wrapper->is_shown_as_method) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.%S() takes no keyword arguments",
                        ou_native_named_type(vm, wrapper), wrapper->name);
    }
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "wrapper %S() takes no keyword arguments",
                    wrapper->name);
}

static OuValue single_argument_error(OuVM *vm, const OuNative *wrapper, size_t given)
{
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%N.%S() takes exactly one argument (%zu given)",
                    ou_native_named_type(vm, wrapper), wrapper->name, given);
}

OuValue ou_slots_call_wrapper(OuVM *vm, OuNative *wrapper, OuValue self, const OuValue *arguments,
                              size_t positional, OuTuple *names)
{
    const Row *row = &rows[wrapper->slot_row];
    const OuSlots *slots = &wrapper->owner->slots;
    if (row->way == WAY_CALL) return slots->call(vm, self, arguments, positional, names);
    if (row->way == WAY_INIT) {
        return none_or_error(slots->initialise(vm, self, arguments, positional, names));
    }
    if (names && names->length) return names_error(vm, wrapper);
    size_t least, most;
    expected_count((Way)row->way, &least, &most);
    if (positional < least || positional > most) {
        if (wrapper->is_shown_as_method) {
            return single_argument_error(vm, wrapper, positional);
        }
        return arity_error(vm, is_unpacked(wrapper->owner, row), least, most, positional);
    }
    int64_t times;
    if (is_repetition(wrapper->owner, row)
        && !ou_sequence_index(vm, arguments[0], OU_TYPE_OVERFLOW_ERROR, &times)) return OU_ERROR;
    return call_row(vm, slots, row, self, arguments, positional);
}

const char *ou_slots_wrapper_doc(const OuNative *wrapper)
{
    return rows[wrapper->slot_row].doc;
}

const char *ou_slots_wrapper_signature(const OuNative *wrapper)
{
    switch ((Way)rows[wrapper->slot_row].way) {
    case WAY_CALL: case WAY_INIT: return "($self, /, *args, **kwargs)";
    case WAY_GET_ATTRIBUTE: case WAY_DELETE_ATTRIBUTE: return "($self, name, /)";
    case WAY_SET_ATTRIBUTE: return "($self, name, value, /)";
    case WAY_LT: case WAY_LE: case WAY_EQ: case WAY_NE: case WAY_GT: case WAY_GE:
    case WAY_LEFT: case WAY_RIGHT: return "($self, value, /)";
    case WAY_DESCRIPTOR_GET: return "($self, instance, owner=None, /)";
    case WAY_DESCRIPTOR_SET: return "($self, instance, value, /)";
    case WAY_DESCRIPTOR_DELETE: return "($self, instance, /)";
    case WAY_BINARY: {
        bool is_item = rows[wrapper->slot_row].name == OU_NAME_dunder_getitem;
        return is_item ? "($self, key, /)" : "($self, value, /)";
    }
    case WAY_SET_ITEM: return "($self, key, value, /)";
    case WAY_DELETE_ITEM: case WAY_CONTAINS: return "($self, key, /)";
    case WAY_POWER: case WAY_RIGHT_POWER: return "($self, value, mod=None, /)";
    case WAY_HOOK: case WAY_UNARY: case WAY_HASH: case WAY_NEXT: case WAY_TRUTH: case WAY_LENGTH:
    case WAY_DEL: break;
    }
    return "($self, /)";
}
