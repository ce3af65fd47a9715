// class.c: classes made by scripts: bases, __slots__, layout.
#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/codec.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/instance_dict.h"
#include "runtime/list.h"
#include "runtime/mro.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots.h"
#include "runtime/str.h"
#include "runtime/type_size.h"
#include "runtime/unicode.h"
#include "runtime/weakref.h"
#include "runtime/weakref_type.h"

// --- the base that decides the layout ------------------------------------------------------------

static OuType *type_at(const OuTuple *tuple, size_t index)
{
    return (OuType *)ou_pointer_of(tuple->items[index]);
}

static bool extends(const OuType *type, const OuType *base)
{
    for (; type; type = type->base) if (type == base) return true;
    return false;
}

OuType *ou_class_best_base(OuVM *vm, const OuTuple *bases)
{
    OuType *winner = NULL, *winner_solid = NULL;
    for (size_t i = 0; i < bases->length; i++) {
        if (!ou_is_type(bases->items[i])) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "bases must be types");
            return NULL;
        }
        OuType *base = type_at(bases, i);
        if (base->is_builtin && !(base->flags & OU_TYPE_SUBCLASSABLE)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "type '%N' is not an acceptable base type",
                           base);
            return NULL;
        }
        OuType *solid = ou_mro_solid_base(vm, base);
        if (!winner || (solid != winner_solid && extends(solid, winner_solid))) {
            winner = base;
            winner_solid = solid;
        } else if (!extends(winner_solid, solid)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return winner;
}

// --- __slots__ -----------------------------------------------------------------------------------

// Names of this class's own slots, mangled, in the order in which CPython lays them out (sorted).
typedef struct SlotNames {
    OuString *names[OU_SHAPE_LARGEST];
    unsigned  count;
    bool      given, dict, weakref;
} SlotNames;

static OuString *mangle(OuVM *vm, OuType *type, OuString *name)
{
    size_t length = name->length;
    if (length < 3 || ou_str_at(name, 0) != '_' || ou_str_at(name, 1) != '_'
        || (ou_str_at(name, length - 1) == '_' && ou_str_at(name, length - 2) == '_')) {
        OuValue plain = ou_str_slice(vm, name, 0, length);
        return plain == OU_ERROR ? NULL : ou_str_intern_steal(vm, ou_str_of(plain));
    }
    size_t skip = 0;
    while (skip < type->name->length && ou_str_at(type->name, skip) == '_') skip++;
    OuValue stem = ou_str_slice(vm, type->name, skip, type->name->length);
    if (stem == OU_ERROR) return NULL;
    OuValue mangled = ou_str_make_format(vm, "_%S%S", ou_str_of(stem), name);
    ou_unref(stem);
    return mangled == OU_ERROR ? NULL : ou_str_intern_steal(vm, ou_str_of(mangled));
}

static bool is_identifier(const OuString *name)
{
    if (!name->length || !ou_unicode_is_identifier_start(ou_str_at(name, 0))) return false;
    for (size_t i = 1; i < name->length; i++) {
        if (!ou_unicode_is_identifier_part(ou_str_at(name, i))) return false;
    }
    return true;
}

static bool add_slot(OuVM *vm, OuType *type, SlotNames *slots, OuValue item, OuDict *namespace)
{
    if (!ou_is_str(item)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__slots__ items must be strings, not '%T'", item);
        return false;
    }
    OuString *name = ou_str_of(item);
    if (!is_identifier(name)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__slots__ must be identifiers");
        return false;
    }
    if (ou_str_equals_text(name, "__dict__")) {
        if (slots->dict || type->base->has_dict) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "__dict__ slot disallowed: we already got one");
            return false;
        }
        return slots->dict = true;
    }
    if (ou_str_equals_text(name, "__weakref__")) {
        if (slots->weakref || type->base->has_weakref || ou_type_has_items(vm, type->base)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "__weakref__ slot disallowed: either we already got one, "
                           "or __itemsize__ != 0");
            return false;
        }
        return slots->weakref = true;
    }
    OuString *mangled = mangle(vm, type, name);
    if (!mangled) return false;
    if (slots->count == OU_SHAPE_LARGEST) {
        ou_object_unref(&mangled->header);
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "too many __slots__");
        return false;
    }
    if (ou_dict_get_name_peek(namespace, mangled) != OU_UNBOUND
        && !ou_str_equals_text(mangled, "__qualname__")
        && !ou_str_equals_text(mangled, "__classcell__")) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "%R in __slots__ conflicts with class variable",
                       ou_str_value(mangled));
        ou_object_unref(&mangled->header);
        return false;
    }
    slots->names[slots->count++] = mangled;
    return true;
}

static void sort_slots(SlotNames *slots)
{
    for (unsigned i = 1; i < slots->count; i++) {
        OuString *name = slots->names[i];
        unsigned k = i;
        for (; k > 0 && ou_str_compare(slots->names[k - 1], name) > 0; k--) {
            slots->names[k] = slots->names[k - 1];
        }
        slots->names[k] = name;
    }
}

static bool read_slots(OuVM *vm, OuType *type, OuDict *namespace, SlotNames *slots)
{
    OuValue given = ou_dict_get_name_peek(namespace, OU_NAMED(vm, dunder_slots));
    if (given == OU_UNBOUND) return true;
    slots->given = true;
    OU_OWNED OuValue names = ou_is_str(given) ? ou_tuple_make(vm, &given, 1)
                                              : ou_tuple_from_iterable(vm, given);
    if (names == OU_ERROR) return false;
    OuTuple *tuple = ou_tuple_of(names);
    if (tuple->length && ou_type_has_items(vm, type->base)) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       "nonempty __slots__ not supported for subtype of '%N'", type->base);
        return false;
    }
    for (size_t i = 0; i < tuple->length; i++) {
        if (!add_slot(vm, type, slots, tuple->items[i], namespace)) return false;
    }
    sort_slots(slots);
    return true;
}

static void forget_slots(SlotNames *slots)
{
    for (unsigned i = 0; i < slots->count; i++) ou_object_unref(&slots->names[i]->header);
}

static bool base_has(const OuTuple *bases, size_t offset)
{
    for (size_t i = 0; i < bases->length; i++) {
        if (*((const bool *)type_at(bases, i) + offset)) return true;
    }
    return false;
}

static bool add_getset(OuVM *vm, OuType *type, OuString *name, const OuGetSetDef *definition)
{
    if (ou_dict_get_name_peek(type->dict, name) != OU_UNBOUND) return true;
    OuValue getset = ou_getset_make(vm, type, definition);
    bool ok = getset != OU_ERROR && ou_dict_set_name(vm, type->dict, name, getset);
    ou_unref(getset);
    return ok;
}

// What instances of this class have and those of its base don't.
static bool add_instance_parts(OuVM *vm, OuType *type)
{
    OuString *dict = OU_NAMED(vm, dunder_dict), *weakref = OU_NAMED(vm, dunder_weakref);
    if (type->has_dict && !base_has(type->bases, offsetof(OuType, has_dict))
        && !add_getset(vm, type, dict, &ou_instance_dict_getset)) return false;
    return !type->has_weakref || base_has(type->bases, offsetof(OuType, has_weakref))
        || add_getset(vm, type, weakref, &ou_instance_weakref_getset);
}

static bool add_members(OuVM *vm, OuType *type, const SlotNames *slots)
{
    unsigned first = type->base->slot_count;
    for (unsigned i = 0; i < slots->count; i++) {
        OuValue member = ou_member_make(vm, type, slots->names[i], first + i);
        if (member == OU_ERROR) return false;
        bool ok = ou_dict_set_name(vm, type->dict, slots->names[i], member);
        ou_unref(member);
        if (!ok) return false;
    }
    type->slot_count = (uint16_t)(first + slots->count);
    return true;
}

// Instances of kind INSTANCE name a shape whose first names are the slots of all bases and its own.
static bool make_root_shape(OuVM *vm, OuType *type, const SlotNames *slots)
{
    if (type->kind != OU_KIND_INSTANCE) return true;
    OuString *names[2 * OU_SHAPE_LARGEST];
    unsigned count = 0;
    const OuShape *above = type->base->root_shape;
    for (unsigned i = 0; above && i < type->base->slot_count; i++) names[count++] = above->names[i];
    if (count + slots->count > OU_SHAPE_LARGEST) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "too many __slots__");
        return false;
    }
    for (unsigned i = 0; i < slots->count; i++) names[count++] = slots->names[i];
    return ou_shape_make_root(vm, type, names, count);
}

// --- putting it together -------------------------------------------------------------------------

static bool adopt_dict(OuVM *vm, OuType *type, OuDict *namespace)
{
    OuValue copy = ou_dict_copy(vm, namespace);
    if (copy == OU_ERROR) return false;
    type->dict = ou_dict_of(copy);
    bool found;
    OuValue qualified = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_qualname));
    if (qualified != OU_UNBOUND) {
        if (!ou_is_str(qualified)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "type __qualname__ must be a str, not %T",
                           qualified);
            return false;
        }
        type->qualified_name = ou_str_of(ou_ref(qualified));
        if (!ou_dict_delete_name(vm, type->dict, OU_NAMED(vm, dunder_qualname), &found))
            return false;
    } else {
        type->qualified_name = ou_str_of(ou_ref(ou_str_value(type->name)));
    }
    if (!ou_dict_delete_name(vm, type->dict, OU_NAMED(vm, dunder_classcell), &found)) return false;
    if (ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_module)) == OU_UNBOUND) {
        OuDict *globals = vm->host.current_globals ? vm->host.current_globals(vm) : NULL;
        OuValue module =
            globals ? ou_dict_get_name_peek(globals, OU_NAMED(vm, dunder_name)) : OU_UNBOUND;
        if (module != OU_UNBOUND
            && !ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_module), module)) return false;
    }
    return true;
}

// Last of all, as in CPython.
static bool add_documentation(OuVM *vm, OuType *type)
{
    OuValue doc = ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_doc));
    if (doc != OU_UNBOUND) return !ou_is_str(doc) || ou_codec_check_utf8(vm, ou_str_of(doc));
    return ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_doc), OU_NONE);
}

// Some functions are class or static methods without being asked.
static bool wrap_specials(OuVM *vm, OuType *type)
{
    OuString *const names[] = { OU_NAMED(vm, dunder_new), OU_NAMED(vm, dunder_init_subclass),
                                OU_NAMED(vm, dunder_class_getitem) };
    for (unsigned i = 0; i < 3; i++) {
        OuValue value = ou_dict_get_name_peek(type->dict, names[i]);
        if (ou_kind_of(value) != OU_KIND_FUNCTION) continue;
        OuValue wrapped = i == 0 ? ou_staticmethod_make(vm, value) : ou_classmethod_make(vm, value);
        if (wrapped == OU_ERROR) return false;
        bool ok = ou_dict_set_name(vm, type->dict, names[i], wrapped);
        ou_unref(wrapped);
        if (!ok) return false;
    }
    if (ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_eq)) != OU_UNBOUND
        && ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_hash)) == OU_UNBOUND) {
        return ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_hash), OU_NONE);
    }
    return true;
}

static void decide_layout(OuVM *vm, OuType *type, const SlotNames *slots)
{
    OuType *base = type->base;
    bool any_dict = base_has(type->bases, offsetof(OuType, has_dict));
    bool any_weakref = base_has(type->bases, offsetof(OuType, has_weakref));
    type->definition = base->definition;
    type->flags = base->flags & (uint8_t)~OU_TYPE_ABSTRACT;
    type->has_dict = any_dict || slots->dict || !slots->given;
    type->has_weakref = any_weakref || slots->weakref
                     || (!slots->given && !ou_type_has_items(vm, base));
    switch (base->kind & OU_KIND_MASK) {
    case OU_KIND_OBJECT: case OU_KIND_INSTANCE: type->kind = OU_KIND_INSTANCE; break;
    case OU_KIND_EXCEPTION: case OU_KIND_TYPE:  type->kind = base->kind; break;
    default: type->kind = base->kind | OU_KIND_SUBCLASS; break;
    }
}

bool ou_class_link_bases(OuVM *vm, OuType *type)
{
    for (size_t i = 0; i < type->bases->length; i++) {
        if (!ou_subclass_add(vm, type_at(type->bases, i), type)) return false;
    }
    return true;
}

static bool call_set_names(OuVM *vm, OuType *type)
{
    OU_OWNED OuValue copy = ou_dict_copy(vm, type->dict);
    if (copy == OU_ERROR) return false;
    uint32_t position = 0;
    OuValue key, value;
    while (ou_dict_walk(ou_dict_of(copy), &position, &key, &value)) {
        OU_OWNED OuValue method = ou_special_method(vm, value, OU_NAMED(vm, dunder_set_name));
        if (method == OU_UNBOUND) continue;
        if (method == OU_ERROR) return false;
        OuValue arguments[2] = { ou_pointer_value(type), key };
        OuValue result = ou_call(vm, method, arguments, 2);
        if (result == OU_ERROR && ou_error_matches(vm, OU_TYPE_MEMORY_ERROR)) return false;
        if (result == OU_ERROR) {
            OuValue cause = ou_error_take(vm);
            (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR,
                           "Error calling __set_name__ on '%T' instance %R in '%N'", value, key,
                           type);
            OuValue error = ou_error_take(vm);
            OuException *exception = (OuException *)ou_pointer_of(error);
            ou_set(&exception->context, cause);
            ou_set_steal(&exception->cause, cause);
            exception->header.aux |= OU_EXCEPTION_SUPPRESS_CONTEXT;
            ou_error_set_steal(vm, error);
            return false;
        }
        ou_unref(result);
    }
    return true;
}

static void inherit_collection(OuType *type)
{
    for (size_t i = 1; i < type->mro->length && !type->collection; i++) {
        type->collection = type_at(type->mro, i)->collection;
    }
}

static bool fill_class(OuVM *vm, OuType *type, OuDict *namespace, unsigned attribute_hint)
{
    SlotNames slots = { .count = 0 };
    bool ok = read_slots(vm, type, namespace, &slots);
    if (ok) {
        decide_layout(vm, type, &slots);
        type->slot_count = type->base->slot_count;
        type->is_filled = true;                      // before the metaclass's mro() looks around
        ok = adopt_dict(vm, type, namespace) && wrap_specials(vm, type)
          && make_root_shape(vm, type, &slots) && ou_mro_set(vm, type)
          && add_members(vm, type, &slots)
          && add_instance_parts(vm, type) && add_documentation(vm, type);
    }
    forget_slots(&slots);
    if (!ok) return false;
    unsigned hint = attribute_hint + type->base->instance_hint;
    type->instance_hint = (uint16_t)(!type->has_dict ? 0 : hint > 32 ? 32 : hint);
    inherit_collection(type);
    type->version = vm->next_version ? vm->next_version++ : 0;
    type->slots = type->base->slots;
    ou_slots_update_all(vm, type);
    return ou_class_link_bases(vm, type);
}

// What super() without arguments needs, before any method of the class can run.
static bool set_class_cell(OuVM *vm, OuType *type, OuDict *namespace)
{
    OuValue cell = ou_dict_get_name_peek(namespace, OU_NAMED(vm, dunder_classcell));
    if (cell == OU_UNBOUND) return true;
    if (vm->host.set_class_cell && vm->host.set_class_cell(vm, cell, type)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "__classcell__ must be a nonlocal cell, not %R",
                   ou_pointer_value(ou_type_of(vm, cell)));
    return false;
}

OuValue ou_type_make_class(OuVM *vm, OuType *metatype, OuString *name, OuTuple *bases,
                           OuDict *namespace, unsigned attribute_hint)
{
    if (!ou_codec_check_utf8(vm, name)) return OU_ERROR;
    for (size_t i = 0; i < name->length; i++) {
        if (ou_str_at(name, i)) continue;
        return ou_raise(vm, OU_TYPE_VALUE_ERROR, "type name must not contain null characters");
    }
    OuType *base = bases->length ? ou_class_best_base(vm, bases) : vm->types[OU_TYPE_OBJECT];
    if (!base) return OU_ERROR;
    OuValue object = ou_pointer_value(vm->types[OU_TYPE_OBJECT]);
    OU_OWNED OuValue tuple = bases->length ? ou_ref(ou_pointer_value(bases))
                                           : ou_tuple_make(vm, &object, 1);
    if (tuple == OU_ERROR) return OU_ERROR;
    OuType *type = ou_type_new_object(vm);
    if (!type) return OU_ERROR;
    OU_OWNED OuValue result = ou_pointer_value(type);
    type->bases = ou_tuple_of(ou_ref(tuple));
    type->metatype = metatype;
    ou_object_ref(&metatype->header);
    type->name = ou_str_of(ou_ref(ou_str_value(name)));
    type->base = base;
    ou_object_ref(&base->header);
    if (!set_class_cell(vm, type, namespace)) return OU_ERROR;
    if (!fill_class(vm, type, namespace, attribute_hint)) return OU_ERROR;
    return call_set_names(vm, type) ? ou_ref(result) : OU_ERROR;
}

// --- subclasses ----------------------------------------------------------------------------------

OuObject *ou_subclass_peek(OuValue entry)
{
    return ou_weak_target(&ou_weakref_of(entry)->link);
}

void ou_type_set_collection(OuType *type, OuCollection collection)
{
    if (type->is_builtin || type->collection == collection) return;
    type->collection = collection;
    if (!ou_is_pointer(type->subclasses)) return;
    const OuList *below = ou_list_of(type->subclasses);
    for (size_t i = 0; i < below->length; i++) {
        OuObject *subclass = ou_subclass_peek(below->items[i]);
        if (subclass) ou_type_set_collection((OuType *)subclass, collection);
    }
}

// The living keep their order.
static void forget_dead_subclasses(OuList *list)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->length; i++) {
        OuValue entry = list->items[i];
        if (ou_subclass_peek(entry)) list->items[kept++] = entry;
        else ou_unref(entry);
    }
    list->length = kept;
}

// The dead go when there is no room left, and then there is room for as many again.
bool ou_subclass_add(OuVM *vm, OuType *base, OuType *subclass)
{
    if (!ou_is_pointer(base->subclasses)) {
        OuValue list = ou_list_make(vm, NULL, 0);
        if (list == OU_ERROR) return false;
        base->subclasses = list;
    }
    OuList *list = ou_list_of(base->subclasses);
    OuValue entry = ou_weakref_make(vm, ou_pointer_value(subclass), OU_NONE);
    if (entry == OU_ERROR) return false;
    if (list->length == list->capacity) {
        forget_dead_subclasses(list);
        if (!ou_list_grow(vm, list, 2 * list->length + 4)) return ou_unref(entry), false;
    }
    return ou_list_append_steal(vm, list, entry);
}

bool ou_kind_has_weakref(uint8_t kind)
{
    switch (kind & OU_KIND_MASK) {
    case OU_KIND_TYPE: case OU_KIND_SET: case OU_KIND_FROZENSET: case OU_KIND_FUNCTION:
    case OU_KIND_METHOD: case OU_KIND_NATIVE: case OU_KIND_GENERATOR: case OU_KIND_MODULE:
    case OU_KIND_COROUTINE: case OU_KIND_ASYNC_GENERATOR:
    case OU_KIND_CODE: case OU_KIND_FILE: case OU_KIND_MEMORYVIEW: case OU_KIND_ARRAY:
    case OU_KIND_STRUCT: case OU_KIND_RE_PATTERN: case OU_KIND_DEQUE:
        return true;
    default:
        return false;
    }
}
