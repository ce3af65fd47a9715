#include "runtime/modules/gc_figures.h"

#include "runtime/str.h"

bool ou_gc_put_steal(OuVM *vm, OuDict *dict, const char *name, OuValue value)
{
    OU_OWNED OuValue owned = value;
    OU_OWNED OuValue key = ou_str_make_text(vm, name);
    return key != OU_ERROR && owned != OU_ERROR && ou_dict_set(vm, dict, key, owned);
}

bool ou_gc_put_number(OuVM *vm, OuDict *dict, const char *name, size_t number)
{
    return ou_gc_put_steal(vm, dict, name, ou_int_value((int64_t)number));
}

OuValue ou_gc_figures_steal(OuDict *dict, bool is_complete)
{
    if (is_complete) return ou_pointer_value(dict);
    ou_object_unref(&dict->header);
    return OU_ERROR;
}
