#include "runtime/namespace.h"

#include <string.h>

#include "runtime/builtin_types.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/repr_guard.h"

static void namespace_visit(OuObject *self, OuVisitor *visitor)
{
    OU_VISIT_POINTER(visitor, &((OuNamespace *)self)->dict);
    ou_visit_tail(self, visitor);
}

static const OuLayout namespace_layout = { .name = "namespace", .visit = namespace_visit };

static OuValue namespace_new(OuVM *vm, OuType *type)
{
    OuDict *dict = ou_dict_new(vm);
    if (!dict) return OU_ERROR;
    OuNamespace *self = (OuNamespace *)ou_object_new(vm, type, sizeof *self);
    if (!self) {
        ou_object_unref(&dict->header);
        return OU_ERROR;
    }
    self->dict = dict;
    return ou_pointer_value(self);
}

OuValue ou_namespace_make(OuVM *vm)
{
    return namespace_new(vm, vm->types[OU_TYPE_NAMESPACE]);
}

static OuValue namespace_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                   size_t positional, OuTuple *names)
{
    return namespace_new(vm, type);
}

static bool namespace_initialise(OuVM *vm, OuValue self, const OuValue *arguments,
                                 size_t positional, OuTuple *names)
{
    if (positional) {
        (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "no positional arguments expected");
        return false;
    }
    OuDict *dict = ou_namespace_of(self)->dict;
    for (size_t i = 0; names && i < names->length; i++) {
        if (!ou_dict_set(vm, dict, names->items[i], arguments[i])) return false;
    }
    return true;
}

static bool put_attributes(OuVM *vm, OuStringWriter *writer, const OuDict *dict)
{
    uint32_t position = 0;
    OuValue key, value;
    bool is_first = true;
    while (ou_dict_walk(dict, &position, &key, &value)) {
        if (!ou_is_str(key) || ou_str_of(key)->length == 0) continue;
        if (!is_first && !ou_writer_put_ascii(writer, ", ", 2)) return false;
        is_first = false;
        if (!ou_writer_put_str(writer, ou_str_of(key)) || !ou_writer_put(writer, '=')
            || !ou_repr_put(vm, writer, value)) return false;
    }
    return true;
}

static bool put_namespace(OuVM *vm, OuStringWriter *writer, OuValue self)
{
    OuType *type = ou_type_of(vm, self);
    bool is_plain = type == vm->types[OU_TYPE_NAMESPACE];
    bool ok = is_plain ? ou_writer_put_ascii(writer, "namespace", 9)
                       : ou_writer_put_str(writer, type->name);
    bool is_running;
    if (!ok || !ou_repr_enter(vm, self, &is_running)) return false;
    if (is_running) return ou_writer_put_ascii(writer, "(...)", 5);
    ok = ou_writer_put(writer, '(') && put_attributes(vm, writer, ou_namespace_of(self)->dict)
      && ou_writer_put(writer, ')');
    ou_repr_leave(vm, self);
    return ok;
}

static OuValue namespace_repr(OuVM *vm, OuValue self)
{
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (put_namespace(vm, &writer, self)) return ou_writer_finish(&writer);
    ou_writer_discard(&writer);
    return OU_ERROR;
}

static OuValue namespace_compare(OuVM *vm, OuValue self, OuValue other, OuCompare operator)
{
    if (!ou_is_namespace(self) || !ou_is_namespace(other)) return OU_NOT_IMPLEMENTED;
    return ou_compare(vm, ou_pointer_value(ou_namespace_of(self)->dict),
                      ou_pointer_value(ou_namespace_of(other)->dict), operator);
}

OU_METHOD(namespace_reduce, "__reduce__(self, /)", "Return state information for pickling")
{
    OU_OWNED OuValue empty = ou_ref(ou_pointer_value(vm->empty_tuple));
    OuValue parts[3] = { ou_pointer_value(ou_type_of(vm, arguments[0])), empty,
                         ou_pointer_value(ou_namespace_of(arguments[0])->dict) };
    return ou_tuple_make(vm, parts, 3);
}

static OuValue get_dict(OuVM *vm, OuValue self)
{
    return ou_ref(ou_pointer_value(ou_namespace_of(self)->dict));
}

static const OuGetSetDef namespace_getset[] = {
    { "__dict__", get_dict, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const OuNativeDef *const namespace_methods[] = { &namespace_reduce_native, NULL };

const OuTypeDef ou_namespace_type = {
    .name = "SimpleNamespace", .module = "types",
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .kind = OU_KIND_NAMESPACE, .flags = OU_TYPE_SUBCLASSABLE, .layout = &namespace_layout,
    .methods = namespace_methods, .getset = namespace_getset,
    .slots = { .repr = namespace_repr, .compare = namespace_compare,
               .construct = namespace_construct, .initialise = namespace_initialise },
};
