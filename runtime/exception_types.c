// exception_types.c: the table of all exception types, and making them.
#include "runtime/exception_types.h"

#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/setup.h"

// The slots that a type with parts has of its own; the others inherit.
#define SLOTS_base                                                              \
    .construct = ou_exception_construct, .initialise = ou_exception_initialise, \
    .repr = ou_exception_repr, .str = ou_exception_str,                         \
    .set_attribute = ou_generic_set_attribute
#define SLOTS_system_exit     .initialise = ou_system_exit_initialise
#define SLOTS_stop_iteration  .initialise = ou_stop_iteration_initialise
#define SLOTS_attribute_error .initialise = ou_attribute_error_initialise
#define SLOTS_name_error      .initialise = ou_name_error_initialise
#define SLOTS_import_error    .initialise = ou_import_error_initialise, .str = ou_import_error_str
#define SLOTS_key_error       .initialise = ou_exception_initialise, .str = ou_key_error_str
#define SLOTS_os_error                                                        \
    .construct = ou_os_error_construct, .initialise = ou_os_error_initialise, \
    .str = ou_os_error_str
#define SLOTS_syntax_error   .initialise = ou_syntax_error_initialise, .str = ou_syntax_error_str
#define SLOTS_unicode_decode                                                                       \
    .initialise = ou_unicode_decode_initialise, .str = ou_unicode_decode_str
#define SLOTS_unicode_encode                                                                       \
    .initialise = ou_unicode_encode_initialise, .str = ou_unicode_encode_str
#define SLOTS_unicode_translate                    \
    .initialise = ou_unicode_translate_initialise, \
    .str = ou_unicode_translate_str
#define SLOTS_group                                                     \
    .construct = ou_group_construct, .initialise = ou_group_initialise, \
    .str = ou_group_str

#define COMMON(type_name, base_id, text)                                 \
    .name = type_name, .doc = text, .base = OU_TYPE_##base_id,           \
    .kind = OU_KIND_EXCEPTION, .flags = OU_TYPE_SUBCLASSABLE

static const OuTypeDef definitions[] = {
#define OU_EXCEPTION(id, name, base, doc)                                                    \
    { COMMON(name, base, doc), .slots = { .initialise = ou_exception_initialise } },
#define OU_EXCEPTION_LIKE(id, name, base, doc) { COMMON(name, base, doc) },
#define OU_EXCEPTION_WITH(id, name, base, doc, parts)                                        \
    { COMMON(name, base, doc), .methods = ou_##parts##_methods, .getset = ou_##parts##_getset, \
      .slots = { SLOTS_##parts } },
#include "runtime/exceptions.def"
#undef OU_EXCEPTION
};
enum { DEFINITION_COUNT = sizeof definitions / sizeof *definitions };

// --- fields --------------------------------------------------------------------------------------

enum {
    FIELDS_base = 0, FIELDS_system_exit = 1, FIELDS_stop_iteration = 1, FIELDS_attribute_error = 2,
    FIELDS_name_error = 1, FIELDS_import_error = 3, FIELDS_key_error = 0, FIELDS_os_error = 5,
    FIELDS_syntax_error = 8, FIELDS_unicode_decode = 5, FIELDS_unicode_encode = 5,
    FIELDS_unicode_translate = 5, FIELDS_group = 2,
};

static const uint8_t own_fields[] = {
#define OU_EXCEPTION(id, name, base, doc) 0,
#define OU_EXCEPTION_WITH(id, name, base, doc, parts) FIELDS_##parts,
#include "runtime/exceptions.def"
#undef OU_EXCEPTION
};

// The type of the table that decides the layout. Modules add exception types without fields.
static const OuType *tabled_type(const OuType *type)
{
    while (type && !(type->is_builtin && type->definition >= definitions
                     && type->definition < definitions + DEFINITION_COUNT)) type = type->base;
    return type;
}

// Of the bases of a type in the table at most one has fields.
unsigned ou_exception_field_count(const OuVM *vm, const OuType *type)
{
    const OuType *tabled = tabled_type(type);
    for (; tabled && tabled->kind == OU_KIND_EXCEPTION; tabled = tabled->base) {
        unsigned count = own_fields[tabled->definition - definitions];
        if (count) return count;
    }
    return 0;
}

bool ou_exception_adds_fields(const OuVM *vm, const OuType *type)
{
    if (type->kind != OU_KIND_EXCEPTION || !type->base) return true;
    if (type->base->kind != OU_KIND_EXCEPTION) return true;
    return ou_exception_field_count(vm, type) != ou_exception_field_count(vm, type->base);
}

// --- making the types ----------------------------------------------------------------------------

// ExceptionGroup alone has two bases: BaseExceptionGroup and Exception.
static bool give_group_two_bases(OuVM *vm)
{
    OuType *type = vm->types[OU_TYPE_EXCEPTION_GROUP];
    static const OuTypeId order[] = {
        OU_TYPE_EXCEPTION_GROUP, OU_TYPE_BASE_EXCEPTION_GROUP, OU_TYPE_EXCEPTION,
        OU_TYPE_BASE_EXCEPTION, OU_TYPE_OBJECT,
    };
    OuValue types[5];
    for (unsigned i = 0; i < 5; i++) types[i] = ou_pointer_value(vm->types[order[i]]);
    OuValue mro = ou_tuple_make(vm, types, 5);
    if (mro == OU_ERROR) return false;
    OuValue bases = ou_tuple_make(vm, types + 1, 2);
    if (bases == OU_ERROR) { ou_unref(mro); return false; }
    ou_object_unref(&type->mro->header);
    ou_object_unref(&type->bases->header);
    type->mro = ou_tuple_of(mro);
    type->bases = ou_tuple_of(bases);
    return true;
}

bool ou_exception_setup(OuVM *vm)
{
    ou_heap_set_layout(&vm->heap, OU_KIND_EXCEPTION, &ou_exception_layout);
    for (unsigned i = 0; i < DEFINITION_COUNT; i++) {
        OuType *type = ou_type_make_builtin(vm, &definitions[i]);
        if (!type) return false;
        type->has_dict = true;
        vm->types[OU_TYPE_BASE_EXCEPTION + i] = type;
    }
    return give_group_two_bases(vm);
}

bool ou_is_exception_class(const OuVM *vm, OuValue value)
{
    return ou_is_type(value)
        && ou_is_subtype((OuType *)ou_pointer_of(value), vm->types[OU_TYPE_BASE_EXCEPTION]);
}
