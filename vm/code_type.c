#include "vm/code_type.h"

#include "runtime/error.h"
#include "runtime/protocol.h"

static OuValue name_tuple(OuVM *vm, OuString *const *names, uint32_t count)
{
    OuTuple *tuple = ou_tuple_new(vm, count);
    if (!tuple) return OU_ERROR;
    for (uint32_t i = 0; i < count; i++) tuple->items[i] = ou_ref(ou_str_value(names[i]));
    return ou_pointer_value(tuple);
}

// Parameters and locals, without hidden ones and cells taken over from the closure.
static OuValue get_varnames(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    OuValue list = ou_list_make(vm, NULL, 0);
    if (list == OU_ERROR) return OU_ERROR;
    unsigned parameters = code->argument_count + code->keyword_only_count +
                          !!(code->flags & OU_CODE_REST) + !!(code->flags & OU_CODE_KEYWORDS);
    for (uint32_t i = 0; i < code->local_count; i++) {
        OuString *name = code->local_names[i];
        bool is_free = i >= code->first_free && i < code->first_free + code->free_count;
        bool is_hidden = !name || !name->length || (ou_str_at(name, 0) == '.' && i >= parameters);
        if (is_free || is_hidden || (i >= parameters && ou_code_is_cell(code, i))) continue;
        if (!ou_list_append(vm, ou_list_of(list), ou_str_value(name))) {
            ou_unref(list);
            return OU_ERROR;
        }
    }
    OuValue tuple = ou_list_as_tuple(vm, ou_list_of(list));
    ou_unref(list);
    return tuple;
}

static OuValue get_freevars(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    return name_tuple(vm, code->local_names + code->first_free, code->free_count);
}

static OuValue get_cellvars(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    OuTuple *tuple = ou_tuple_new(vm, code->cell_count);
    if (!tuple) return OU_ERROR;
    for (uint32_t i = 0; i < code->cell_count; i++) {
        tuple->items[i] = ou_ref(ou_str_value(code->local_names[code->cells[i]]));
    }
    return ou_pointer_value(tuple);
}

static OuValue get_names(OuVM *vm, OuValue self)
{
    return name_tuple(vm, ou_code_of(self)->names, ou_code_of(self)->name_count);
}

static OuValue get_consts(OuVM *vm, OuValue self)
{
    return ou_tuple_make(vm, ou_code_of(self)->constants, ou_code_of(self)->constant_count);
}

static OuValue get_name(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->name));
}
static OuValue get_file(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->file));
}

static OuValue get_qualname(OuVM *vm, OuValue self)
{
    return ou_ref(ou_str_value(ou_code_of(self)->qualified_name));
}

static OuValue get_first_line(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->first_line);
}
static OuValue get_argcount(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->argument_count);
}

static OuValue get_posonly(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->positional_only_count);
}

static OuValue get_kwonly(OuVM *vm, OuValue self)
{
    return ou_int_value(ou_code_of(self)->keyword_only_count);
}
static OuValue get_nlocals(OuVM *vm, OuValue self)
{
    OuValue names = get_varnames(vm, self);
    if (names == OU_ERROR) return OU_ERROR;
    OuValue count = ou_int_value((int64_t)ou_tuple_of(names)->length);
    ou_unref(names);
    return count;
}

// The bits that CPython gives: optimized and new locals for functions, *args, **kwargs, nested,
// generator, ...
static OuValue get_flags(OuVM *vm, OuValue self)
{
    uint32_t own = ou_code_of(self)->flags;
    int64_t flags = own & (OU_CODE_NAMESPACE | OU_CODE_MODULE) ? 0 : 3;
    if (own & OU_CODE_REST) flags |= 4;
    if (own & OU_CODE_KEYWORDS) flags |= 8;
    if (own & OU_CODE_NESTED) flags |= 16;
    if (own & OU_CODE_GENERATOR) flags |= 32;
    if (own & OU_CODE_COROUTINE) flags |= 128;
    if (own & OU_CODE_ITERABLE_COROUTINE) flags |= 256;
    if (own & OU_CODE_ASYNC_GENERATOR) flags |= 512;
    return ou_int_value(flags);
}

static OuValue code_repr(OuVM *vm, OuValue self)
{
    OuCode *code = ou_code_of(self);
    return ou_str_make_format(vm, "<code object %S at 0x%llx, file \"%S\", line %u>", code->name,
                              (unsigned long long)(self - OU_TAG_POINTER), code->file,
                              code->first_line);
}

static const OuGetSetDef getset[] = {
    { "co_name", get_name, NULL, NULL }, { "co_qualname", get_qualname, NULL, NULL },
    { "co_filename", get_file, NULL, NULL }, { "co_firstlineno", get_first_line, NULL, NULL },
    { "co_argcount", get_argcount, NULL, NULL }, { "co_posonlyargcount", get_posonly, NULL, NULL },
    { "co_kwonlyargcount", get_kwonly, NULL, NULL }, { "co_nlocals", get_nlocals, NULL, NULL },
    { "co_varnames", get_varnames, NULL, NULL }, { "co_freevars", get_freevars, NULL, NULL },
    { "co_cellvars", get_cellvars, NULL, NULL }, { "co_names", get_names, NULL, NULL },
    { "co_consts", get_consts, NULL, NULL }, { "co_flags", get_flags, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

const OuTypeDef ou_code_type = {
    .name = "code", .kind = OU_KIND_CODE, .flags = OU_TYPE_ABSTRACT, .layout = &ou_code_layout,
    .getset = getset, .slots = { .repr = code_repr, .finalize = ou_code_finalize },
};
