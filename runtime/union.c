// int | str: types.UnionType (PEP 604).
#include "runtime/error.h"
#include "runtime/generic_alias.h"
#include "runtime/generic_parameters.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/set.h"
#include "runtime/str.h"

static inline OuUnion *union_of(OuValue value)
{
    return (OuUnion *)ou_pointer_of(value);
}

static bool is_union(OuValue value)
{
    return ou_base_kind_of(value) == OU_KIND_UNION;
}

static bool is_operand(OuValue value)
{
    return value == OU_NONE || ou_is_type(value) || is_union(value)
        || ou_base_kind_of(value) == OU_KIND_GENERIC_ALIAS;
}

// ---- Making ------------------------------------------------------------------------------------

static bool args_add(OuVM *vm, OuList *args, OuValue value)
{
    if (value == OU_NONE) value = ou_pointer_value(vm->types[OU_TYPE_NONE]);
    for (size_t i = 0; i < args->length; i++) {
        bool equal;
        if (!ou_equal(vm, args->items[i], value, &equal)) return false;
        if (equal) return true;
    }
    return ou_list_append(vm, args, value);
}

static bool args_add_flat(OuVM *vm, OuList *args, OuValue value)
{
    if (!is_union(value)) return args_add(vm, args, value);
    const OuTuple *parts = union_of(value)->args;
    bool done = true;
    for (size_t i = 0; done && i < parts->length; i++) done = args_add(vm, args, parts->items[i]);
    return done;
}

OuValue ou_union_make(OuVM *vm, OuValue left, OuValue right)
{
    if (!is_operand(left) || !is_operand(right)) return OU_NOT_IMPLEMENTED;
    OU_OWNED OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    OuList *args = ou_list_of(list);
    if (!args_add_flat(vm, args, left) || !args_add_flat(vm, args, right)) return OU_ERROR;
    if (args->length == 1) return ou_ref(args->items[0]);
    OuValue tuple = ou_list_as_tuple(vm, args);
    if (tuple == OU_ERROR) return OU_ERROR;
    OuUnion *self = (OuUnion *)ou_heap_new(&vm->heap, OU_KIND_UNION, sizeof *self);
    if (!self) {
        ou_unref(tuple);
        return ou_raise_memory_error(vm);
    }
    self->args = ou_tuple_of(tuple);
    return ou_pointer_value(self);
}

// ---- Slots -------------------------------------------------------------------------------------

static OuValue union_repr(OuVM *vm, OuValue self)
{
    const OuTuple *args = union_of(self)->args;
    OuValue none = ou_pointer_value(vm->types[OU_TYPE_NONE]);
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    bool done = true;
    for (size_t i = 0; done && i < args->length; i++) {
        done = (i == 0 || ou_writer_put_ascii(&writer, " | ", 3))
            && (args->items[i] == none ? ou_writer_put_ascii(&writer, "None", 4)
                                       : ou_generic_alias_put(vm, &writer, args->items[i]));
    }
    if (done) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue args_as_set(OuVM *vm, OuValue self)
{
    OuType *type = vm->types[OU_TYPE_FROZENSET];
    return ou_set_make_of(vm, type, ou_pointer_value(union_of(self)->args));
}

static bool union_hash(OuVM *vm, OuValue self, int64_t *hash)
{
    OU_OWNED OuValue set = args_as_set(vm, self);
    return set != OU_ERROR && ou_hash(vm, set, hash);
}

static OuValue union_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!is_union(other) || (operator != OU_EQ && operator != OU_NE)) return OU_NOT_IMPLEMENTED;
    OU_OWNED OuValue a = args_as_set(vm, self);
    if (a == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue b = args_as_set(vm, other);
    return b == OU_ERROR ? OU_ERROR : ou_compare(vm, a, b, operator);
}

static OuValue union_get_item(OuVM *vm, OuValue self, OuValue key)
{
    OU_OWNED OuValue args = ou_generic_substitute(vm, self, union_of(self)->args, key);
    if (args == OU_ERROR) return OU_ERROR;
    const OuTuple *types = ou_tuple_of(args);
    OU_OWNED OuValue joined = ou_ref(types->items[0]);
    for (size_t i = 1; i < types->length; i++) {
        OuValue next = ou_binary(vm, OU_BINARY_OR, joined, types->items[i]);
        if (next == OU_ERROR) return OU_ERROR;
        ou_set_steal(&joined, next);
    }
    return ou_ref(joined);
}

static OuValue union_get_args(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(union_of(self)->args));
}

static OuValue union_get_parameters(OuVM *vm, OuValue self)
{
    return ou_generic_parameters(vm, union_of(self)->args);
}

static const OuGetSetDef union_getset[] = {
    { "__args__", union_get_args, NULL, NULL },
    { "__parameters__", union_get_parameters, NULL, "Type variables in the types.UnionType." },
    { NULL, NULL, NULL, NULL },
};

bool ou_is_union(OuValue value)
{
    return is_union(value);
}

OuTuple *ou_union_members(OuValue value)
{
    return union_of(value)->args;
}

static void union_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuUnion *)self)->args);
}

static const OuLayout union_layout = { .name = "types.UnionType", .visit = union_visit };

const OuTypeDef ou_union_type = {
    .name = "UnionType",
    .module = "types",
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .kind = OU_KIND_UNION,
    .flags = OU_TYPE_ABSTRACT,
    .layout = &union_layout,
    .getset = union_getset,
    .slots = {
        .repr = union_repr,
        .hash = union_hash,
        .compare = union_compare,
        .get_item = union_get_item,
        .binary = { [OU_BINARY_OR] = ou_union_make },
    },
};
