#include "runtime/modules/abc.h"

#include "runtime/error.h"
#include "runtime/native.h"
#include "runtime/protocol.h"

// As in tp_flags: Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING.
enum { FLAG_SEQUENCE = 1 << 5, FLAG_MAPPING = 1 << 6 };

OU_FUNCTION(abc_set_collection_flags, "_set_collection_flags(cls, flags, /)",
            "Make instances of a class, and of those below it, a sequence (32) or a mapping (64) "
            "to patterns.")
{
    int64_t flags;
    if (!ou_is_type(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "expected a class, not %T", arguments[0]);
    }
    if (!ou_to_int64(vm, arguments[1], &flags)) return OU_ERROR;
    bool is_sequence = flags & FLAG_SEQUENCE, is_mapping = flags & FLAG_MAPPING;
    if (is_sequence && is_mapping) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and "
                        "Py_TPFLAGS_MAPPING");
    }
    OuType *type = (OuType *)ou_pointer_of(arguments[0]);
    if (is_sequence) ou_type_set_collection(type, OU_COLLECTION_SEQUENCE);
    if (is_mapping) ou_type_set_collection(type, OU_COLLECTION_MAPPING);
    return OU_NONE;
}

static const OuNativeDef *const functions[] = { &abc_set_collection_flags_native, NULL };

const OuModuleDef ou_abc_module = {
    .name = "_abc",
    .doc = "What abc needs of the interpreter.",
    .functions = functions,
};
