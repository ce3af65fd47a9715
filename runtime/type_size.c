#include "runtime/type_size.h"

#include "runtime/state.h"

// The bits of tp_flags (Include/object.h) that programs ask for.
enum {
    FLAG_MANAGED_DICT = 1 << 4,
    FLAG_SEQUENCE     = 1 << 5,
    FLAG_MAPPING      = 1 << 6,
    FLAG_IMMUTABLE    = 1 << 8,
    FLAG_HEAP_TYPE    = 1 << 9,
    FLAG_BASE_TYPE    = 1 << 10,
    FLAG_VECTOR_CALL  = 1 << 11,
    FLAG_READY        = 1 << 12,
    FLAG_COLLECTED    = 1 << 14,
    FLAG_METHOD       = 1 << 17,
    FLAG_ABSTRACT     = 1 << 20,
    FIRST_SUBCLASS_BIT = 24,
};

typedef struct Row {
    uint16_t id, basic, item, dict, weakref;
    uint32_t flags;
} Row;

static const Row rows[] = {
#define OU_TYPE_SIZE(id, basic, item, dict, weakref, flags)                                        \
    { OU_TYPE_##id, basic, item, dict, weakref, flags },
#include "runtime/type_sizes.def"
#undef OU_TYPE_SIZE
};

static const Row *find_row(OuVM *vm, const OuType *type)
{
    for (; type; type = type->base) {
        for (unsigned i = 0; type->is_builtin && i < sizeof rows / sizeof *rows; i++) {
            if (vm->types[rows[i].id] == type) return &rows[i];
        }
    }
    return &rows[0];
}

bool ou_type_has_items(OuVM *vm, const OuType *type)
{
    return find_row(vm, type)->item != 0;
}

bool ou_type_is_collected(OuVM *vm, const OuType *type)
{
    return !type->is_builtin || find_row(vm, type)->flags & FLAG_COLLECTED;
}

// Where does this class, as against its built-in base, get a dict that the interpreter manages?
static bool has_managed_dict(OuVM *vm, const OuType *type)
{
    if (type->is_builtin || !type->has_dict) return false;
    const Row *row = find_row(vm, type);
    return !row->item && !row->dict;
}

// What each class adds, from the built-in base on.
static void add_class(OuVM *vm, OuTypeSize *size, const OuType *type)
{
    if (type->is_builtin) return;
    if (!type->base) return;
    add_class(vm, size, type->base);
    size->basic += 8 * (type->slot_count - type->base->slot_count);
    bool has_items = size->item != 0;
    if (type->has_dict && !size->dict && !type->base->has_dict && has_items) {
        size->dict = -8;
        size->basic += 8;
    }
    if (type->has_weakref && !size->weakref && !has_items) {
        size->weakref = size->basic;
        size->basic += 8;
    }
}

OuTypeSize ou_type_size(OuVM *vm, const OuType *type)
{
    const Row *row = find_row(vm, type);
    OuTypeSize size = { row->basic, row->item, row->dict, row->weakref };
    add_class(vm, &size, type);
    if (!has_managed_dict(vm, type)) return size;
    // The dict lies in front of the object: CPython counts from the end of the class that adds it.
    if (has_managed_dict(vm, type->base)) size.dict = ou_type_size(vm, type->base).dict;
    else size.dict = -(size.basic + 24);
    return size;
}

static uint64_t subclass_bits(OuVM *vm, const OuType *type)
{
    static const uint16_t bases[] = { OU_TYPE_INT, OU_TYPE_LIST, OU_TYPE_TUPLE, OU_TYPE_BYTES,
                                      OU_TYPE_STR, OU_TYPE_DICT, OU_TYPE_BASE_EXCEPTION,
                                      OU_TYPE_TYPE };
    uint64_t bits = 0;
    for (unsigned i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (ou_is_subtype(type, vm->types[bases[i]])) bits |= 1ull << (FIRST_SUBCLASS_BIT + i);
    }
    return bits;
}

uint64_t ou_type_flags(OuVM *vm, const OuType *type)
{
    uint64_t flags = find_row(vm, type)->flags | FLAG_READY | subclass_bits(vm, type);
    if (type->flags & OU_TYPE_SUBCLASSABLE) flags |= FLAG_BASE_TYPE;
    if (type->is_abstract) flags |= FLAG_ABSTRACT;
    flags &= ~(uint64_t)(FLAG_SEQUENCE | FLAG_MAPPING);
    if (type->collection == OU_COLLECTION_SEQUENCE) flags |= FLAG_SEQUENCE;
    if (type->collection == OU_COLLECTION_MAPPING) flags |= FLAG_MAPPING;
    if (type->is_builtin) return flags | FLAG_IMMUTABLE;
    flags &= ~(uint64_t)(FLAG_VECTOR_CALL | FLAG_METHOD);
    if (has_managed_dict(vm, type)) flags |= FLAG_MANAGED_DICT;
    return flags | FLAG_HEAP_TYPE | FLAG_COLLECTED;
}
