#include "runtime/cell.h"

#include <stddef.h>

#include "runtime/builtin_types.h"
#include "runtime/error.h"
#include "runtime/protocol.h"
#include "runtime/list.h"
#include "runtime/str.h"

static void cell_visit(OuObject *self, OuVisitor *visitor)
{
    ou_visit_value(visitor, &((OuCell *)self)->content);
}

static const OuSlotName cell_slots[] = {
    { offsetof(OuCell, content), ".cell_contents" }, { 0, NULL },
};
static const OuLayout cell_layout = {
    .name = "cell", .visit = cell_visit, .slot_names = cell_slots,
    .is_quiet = true,
};

OuValue ou_cell_make_steal(OuVM *vm, OuValue content)
{
    OuCell *cell = ou_heap_new(&vm->heap, OU_KIND_CELL, sizeof *cell);
    if (!cell) {
        ou_unref(content);
        return ou_raise_memory_error(vm);
    }
    cell->content = content;
    return ou_pointer_value(cell);
}

static OuValue cell_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    if (positional > 1 || (names && names->length)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "cell expected at most 1 argument, got %zu",
                        positional);
    }
    return ou_cell_make_steal(vm, positional ? ou_ref(arguments[0]) : OU_UNBOUND);
}

// An empty cell is less than any other.
static OuValue cell_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (ou_kind_of(self) != OU_KIND_CELL || ou_kind_of(other) != OU_KIND_CELL) {
        return OU_NOT_IMPLEMENTED;
    }
    OU_OWNED OuValue a = ou_ref(ou_cell_of(self)->content);
    OU_OWNED OuValue b = ou_ref(ou_cell_of(other)->content);
    if (a != OU_UNBOUND && b != OU_UNBOUND) return ou_compare(vm, a, b, operator);
    OuValue is_full[] = { ou_int_value(a != OU_UNBOUND), ou_int_value(b != OU_UNBOUND) };
    return ou_compare(vm, is_full[0], is_full[1], operator);
}

static OuValue cell_repr(OuVM *vm, OuValue self)
{
    OuValue content = ou_cell_of(self)->content;
    unsigned long long address = self - OU_TAG_POINTER;
    if (content == OU_UNBOUND) return ou_str_make_format(vm, "<cell at 0x%llx: empty>", address);
    return ou_str_make_format(
        vm, "<cell at 0x%llx: %T object at 0x%llx>", address, content,
        (unsigned long long)(ou_is_pointer(content) ? content - OU_TAG_POINTER : 0));
}

static OuValue cell_get(OuVM *vm, OuValue self)
{
    OuValue content = ou_cell_of(self)->content;
    if (content == OU_UNBOUND) return ou_raise(vm, OU_TYPE_VALUE_ERROR, "Cell is empty");
    return ou_ref(content);
}

static bool cell_set(OuVM *vm, OuValue self, OuValue value)
{
    ou_set(&ou_cell_of(self)->content, value);
    return true;
}

static const OuGetSetDef cell_getset[] = {
    { "cell_contents", cell_get, cell_set, NULL }, { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_cell_type = {
    .name = "cell",
    .kind = OU_KIND_CELL,
    .layout = &cell_layout,
    .getset = cell_getset,
    .doc = "Create a new cell object.\n\n  contents\n    the contents of the cell. If not "
           "specified, the "
           "cell will be empty,\n    and \n further attempts to access its cell_contents attribute "
           "will\n"
           "    raise a ValueError.",
    .slots = { .repr = cell_repr, .compare = cell_compare, .construct = cell_construct },
};
