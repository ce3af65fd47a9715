// none.c: the types of None, NotImplemented and Ellipsis, which are immediates (value.h).

#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "runtime/warning.h"

// Only called without arguments, a type of a single instance gives that instance.
static OuValue single_construct(OuVM *vm, const char *name, OuValue instance, size_t positional,
                                OuTuple *names)
{
    if (!positional && !names) return instance;
    return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s takes no arguments", name);
}

// --- None ----------------------------------------------------------------------------------------

static OuValue none_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_text(vm, "None");
}

static bool none_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = false;
    return true;
}

static OuValue none_construct(OuVM *vm, OuType *type, const OuValue *arguments, size_t positional,
                              OuTuple *names)
{
    return single_construct(vm, "NoneType", OU_NONE, positional, names);
}

const OuTypeDef ou_none_type = {
    .name = "NoneType",
    .flags = OU_TYPE_INHERITS_ACCESS,
    .slots = { .repr = none_repr, .truth = none_truth, .construct = none_construct },
};

// --- NotImplemented ------------------------------------------------------------------------------

static OuValue not_implemented_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_text(vm, "NotImplemented");
}

static OuValue not_implemented_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                         size_t positional, OuTuple *names)
{
    return single_construct(vm, "NotImplementedType", OU_NOT_IMPLEMENTED, positional, names);
}

OU_METHOD(not_implemented_reduce, "__reduce__(self, /)", "")
{
    return ou_str_make_text(vm, "NotImplemented");
}

static const OuNativeDef *const not_implemented_methods[] = {
    &not_implemented_reduce_native, NULL,
};

static bool not_implemented_truth(OuVM *vm, OuValue self, bool *truth)
{
    *truth = true;
    return ou_warn(vm, OU_TYPE_DEPRECATION_WARNING,
                   "NotImplemented should not be used in a boolean context");
}

const OuTypeDef ou_not_implemented_type = {
    .name = "NotImplementedType",
    .methods = not_implemented_methods,
    .flags = OU_TYPE_INHERITS_ACCESS,
    .slots = { .repr = not_implemented_repr, .truth = not_implemented_truth,
               .construct = not_implemented_construct },
};

// --- Ellipsis ------------------------------------------------------------------------------------

static OuValue ellipsis_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_text(vm, "Ellipsis");
}

static OuValue ellipsis_construct(OuVM *vm, OuType *type, const OuValue *arguments,
                                  size_t positional, OuTuple *names)
{
    return single_construct(vm, "EllipsisType", OU_ELLIPSIS, positional, names);
}

OU_METHOD(ellipsis_reduce, "__reduce__(self, /)", "")
{
    return ou_str_make_text(vm, "Ellipsis");
}

static const OuNativeDef *const ellipsis_methods[] = { &ellipsis_reduce_native, NULL };

const OuTypeDef ou_ellipsis_type = {
    .name = "ellipsis",
    .methods = ellipsis_methods,
    .slots = { .repr = ellipsis_repr, .construct = ellipsis_construct },
};
