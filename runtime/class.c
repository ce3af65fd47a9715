// class.c: classes made by scripts: bases, C3 linearisation, __slots__, layout.
#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/instance_dict.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/shape.h"
#include "runtime/slots.h"
#include "runtime/str.h"
#include "runtime/unicode.h"
#include "runtime/weakref.h"

// --- method resolution order: C3 (Barrett et al. 1996; Python 2.3 documentation) -----------------

static OuType *type_at(const OuTuple *tuple, size_t index)
{
    return (OuType *)ou_pointer_of(tuple->items[index]);
}

// A sequence that is being merged, and how far it is used up.
typedef struct Sequence { const OuTuple *types; size_t next; } Sequence;

static bool in_a_tail(const Sequence *sequences, size_t count, OuValue candidate)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = sequences[i].next + 1; k < sequences[i].types->length; k++) {
            if (sequences[i].types->items[k] == candidate) return true;
        }
    }
    return false;
}

static OuValue next_head(const Sequence *sequences, size_t count, bool *done)
{
    *done = true;
    for (size_t i = 0; i < count; i++) {
        if (sequences[i].next >= sequences[i].types->length) continue;
        *done = false;
        OuValue head = sequences[i].types->items[sequences[i].next];
        if (!in_a_tail(sequences, count, head)) return head;
    }
    return OU_UNBOUND;
}

static bool inconsistent(OuVM *vm, const Sequence *sequences, size_t count)
{
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    OuValue seen[16];
    size_t seen_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (sequences[i].next >= sequences[i].types->length || seen_count == 16) continue;
        OuValue head = sequences[i].types->items[sequences[i].next];
        bool known = false;
        for (size_t k = 0; k < seen_count; k++) known |= seen[k] == head;
        if (known) continue;
        seen[seen_count++] = head;
        if (text.length) ou_buffer_put_text(&text, ", ");
        size_t length;
        const char *name = ou_str_utf8(vm, ((OuType *)ou_pointer_of(head))->name, &text, &length);
        if (name) ou_buffer_put(&text, name, length);
    }
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                   "Cannot create a consistent method resolution\norder (MRO) for bases %s",
                   text.bytes ? text.bytes : "");
    ou_buffer_free(&text);
    return false;
}

static bool duplicate_base(OuVM *vm, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->length; i++) {
        for (size_t k = i + 1; k < bases->length; k++) {
            if (bases->items[i] != bases->items[k]) continue;
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "duplicate base class %N", type_at(bases, i));
            return true;
        }
    }
    return false;
}

static OuTuple *linearise(OuVM *vm, OuType *type)
{
    OuTuple *bases = type->bases;
    size_t count = bases->length + 1, bytes = count * sizeof(Sequence);
    if (duplicate_base(vm, bases)) return NULL;
    Sequence *sequences = ou_memory_alloc(&vm->heap.memory, bytes);
    OuValue list = ou_list_make(vm, NULL, 0);
    OuTuple *mro = NULL;
    if (!sequences || list == OU_ERROR) {
        if (list != OU_ERROR) (void)ou_raise_memory_error(vm);
        goto done;
    }
    for (size_t i = 0; i < bases->length; i++)
        sequences[i] = (Sequence){ type_at(bases, i)->mro, 0 };
    sequences[bases->length] = (Sequence){ bases, 0 };
    if (!ou_list_append(vm, ou_list_of(list), ou_pointer_value(type))) goto done;
    for (;;) {
        bool finished;
        OuValue head = next_head(sequences, count, &finished);
        if (finished) break;
        if (head == OU_UNBOUND) { inconsistent(vm, sequences, count); goto done; }
        if (!ou_list_append(vm, ou_list_of(list), head)) goto done;
        for (size_t i = 0; i < count; i++) {
            if (sequences[i].next < sequences[i].types->length
                && sequences[i].types->items[sequences[i].next] == head) sequences[i].next++;
        }
    }
    OuValue tuple = ou_list_as_tuple(vm, ou_list_of(list));
    if (tuple != OU_ERROR) mro = ou_tuple_of(tuple);
done:
    ou_memory_free(&vm->heap.memory, sequences, sequences ? bytes : 0);
    ou_unref(list);
    return mro;
}

// --- the base that decides the layout ------------------------------------------------------------

// The nearest class that adds to the layout: a built-in one (but for exceptions without fields of
// their own), or one with __slots__.
static OuType *solid_base(OuVM *vm, OuType *type)
{
    while (type->base && type->slot_count == type->base->slot_count
           && !(type->is_builtin && ou_exception_adds_fields(vm, type))) {
        type = type->base;
    }
    return type;
}

static bool extends(const OuType *type, const OuType *base)
{
    for (; type; type = type->base) if (type == base) return true;
    return false;
}

static OuType *best_base(OuVM *vm, const OuTuple *bases)
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
        OuType *solid = solid_base(vm, base);
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
        ou_object_ref(&name->header);
        return ou_str_intern_steal(vm, name);
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
        if (slots->weakref || type->base->has_weakref) {
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
    if (ou_is_str(given)) return add_slot(vm, type, slots, given, namespace);
    OU_OWNED OuValue names = ou_tuple_from_iterable(vm, given);
    if (names == OU_ERROR) return false;
    OuTuple *tuple = ou_tuple_of(names);
    if (tuple->length && ou_tail_size(type->base) == 0 && type->base->is_builtin
        && type->base->kind == OU_KIND_INT) {
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
    if (ou_dict_get_name_peek(type->dict, OU_NAMED(vm, dunder_doc)) == OU_UNBOUND) {
        return ou_dict_set_name(vm, type->dict, OU_NAMED(vm, dunder_doc), OU_NONE);
    }
    return true;
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

static void decide_layout(OuType *type, const SlotNames *slots)
{
    OuType *base = type->base;
    bool any_dict = base_has(type->bases, offsetof(OuType, has_dict));
    bool any_weakref = base_has(type->bases, offsetof(OuType, has_weakref));
    type->definition = base->definition;
    type->flags = base->flags & (uint8_t)~OU_TYPE_ABSTRACT;
    type->has_dict = any_dict || slots->dict || !slots->given;
    type->has_weakref = any_weakref || slots->weakref || !slots->given;
    switch (base->kind & OU_KIND_MASK) {
    case OU_KIND_OBJECT: case OU_KIND_INSTANCE: type->kind = OU_KIND_INSTANCE; break;
    case OU_KIND_EXCEPTION: case OU_KIND_TYPE:  type->kind = base->kind; break;
    default: type->kind = base->kind | OU_KIND_SUBCLASS; break;
    }
}

static bool link_bases(OuVM *vm, OuType *type)
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

static bool fill_class(OuVM *vm, OuType *type, OuDict *namespace, unsigned attribute_hint)
{
    SlotNames slots = { .count = 0 };
    bool ok = read_slots(vm, type, namespace, &slots);
    if (ok) {
        decide_layout(type, &slots);
        type->slot_count = type->base->slot_count;
        ok = adopt_dict(vm, type, namespace) && wrap_specials(vm, type)
          && make_root_shape(vm, type, &slots) && add_members(vm, type, &slots)
          && add_instance_parts(vm, type);
    }
    forget_slots(&slots);
    if (!ok) return false;
    unsigned hint = attribute_hint + type->base->instance_hint;
    type->instance_hint = (uint16_t)(!type->has_dict ? 0 : hint > 32 ? 32 : hint);
    OuTuple *mro = linearise(vm, type);
    if (!mro) return false;
    type->mro = mro;
    type->version = vm->next_version ? vm->next_version++ : 0;
    type->slots = type->base->slots;
    type->is_filled = true;
    ou_slots_update_all(vm, type);
    return link_bases(vm, type);
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
    OuType *base = bases->length ? best_base(vm, bases) : vm->types[OU_TYPE_OBJECT];
    if (!base) return OU_ERROR;
    OuType *type = ou_type_new_object(vm);
    if (!type) return OU_ERROR;
    OU_OWNED OuValue result = ou_pointer_value(type);
    type->metatype = metatype;
    ou_object_ref(&metatype->header);
    type->name = ou_str_of(ou_ref(ou_str_value(name)));
    type->base = base;
    ou_object_ref(&base->header);
    OuValue object = ou_pointer_value(vm->types[OU_TYPE_OBJECT]);
    OuValue tuple = bases->length ? ou_ref(ou_pointer_value(bases)) : ou_tuple_make(vm, &object, 1);
    if (tuple == OU_ERROR) return OU_ERROR;
    type->bases = ou_tuple_of(tuple);
    if (!fill_class(vm, type, namespace, attribute_hint)) return OU_ERROR;
    if (!set_class_cell(vm, type, namespace)) return OU_ERROR;
    return call_set_names(vm, type) ? ou_ref(result) : OU_ERROR;
}

// --- assignment to __bases__ ---------------------------------------------------------------------

// A new MRO for the class and those below it.
static bool relinearise(OuVM *vm, OuType *type)
{
    if (!ou_recursion_enter(vm, "")) return false;
    OuTuple *mro = linearise(vm, type), *old = type->mro;
    bool ok = mro != NULL;
    if (ok) {
        type->mro = mro;
        ou_object_unref(&old->header);
    }
    OuList *below = ok && ou_is_pointer(type->subclasses) ? ou_list_of(type->subclasses) : NULL;
    for (size_t i = 0; ok && below && i < below->length; i++) {
        OuType *subclass = (OuType *)ou_subclass_peek(below->items[i]);
        if (subclass) ok = relinearise(vm, subclass);
    }
    ou_recursion_leave(vm);
    return ok;
}

static void forget_subclass(OuType *base, const OuType *subclass)
{
    if (!ou_is_pointer(base->subclasses)) return;
    OuList *list = ou_list_of(base->subclasses);
    for (size_t i = 0; i < list->length; i++) {
        if (ou_subclass_peek(list->items[i]) != &subclass->header) continue;
        OuValue entry = list->items[i];
        list->items[i] = list->items[--list->length];
        ou_unref(entry);
        return;
    }
}

bool ou_type_set_bases(OuVM *vm, OuType *type, OuTuple *bases)
{
    OuType *base = bases->length ? best_base(vm, bases) : NULL;
    if (!base) {
        if (!ou_has_error(vm)) {
            (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                           "can only assign non-empty tuple to %N.__bases__, not ()", type);
        }
        return false;
    }
    for (size_t i = 0; i < bases->length; i++) {
        if (!ou_is_subtype(type_at(bases, i), type)) continue;
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
        return false;
    }
    if (solid_base(vm, base) != solid_base(vm, type->base)
        || base->has_dict != type->base->has_dict) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR,
                       base->is_builtin
                           ? "__bases__ assignment: '%N' deallocator differs from '%N'"
                           : "__bases__ assignment: '%N' object layout differs from '%N'",
                       base, type->base);
        return false;
    }
    OuTuple *old_bases = type->bases;
    OuType *old_base = type->base;
    type->bases = bases;
    ou_object_ref(&bases->header);
    type->base = base;
    ou_object_ref(&base->header);
    bool ok = relinearise(vm, type);
    if (ok) {
        for (size_t i = 0; i < old_bases->length; i++) forget_subclass(type_at(old_bases, i), type);
        ok = link_bases(vm, type);
    } else {
        type->bases = old_bases;
        type->base = old_base;
        old_bases = bases;
        old_base = base;
    }
    ou_object_unref(&old_bases->header);
    ou_object_unref(&old_base->header);
    if (!ok) return false;
    ou_slots_update_all(vm, type);
    if (vm->host.flush_caches) vm->host.flush_caches(vm);
    return ou_type_modified(vm, type, NULL);
}

// --- subclasses ----------------------------------------------------------------------------------

OuObject *ou_subclass_peek(OuValue entry)
{
    return ou_weakref_target_peek(entry);
}

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
    for (size_t i = 0; i < list->length; i++) {
        if (ou_subclass_peek(list->items[i])) continue;
        ou_set_steal(&list->items[i], entry);          // in place of one that has died
        return true;
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
    case OU_KIND_STRUCT:
        return true;
    default:
        return false;
    }
}
