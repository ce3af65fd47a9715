// itertools.h: the module itertools: iterators made of iterators.
//
// They all have one layout. What its fields hold is said beside each type's step.
#ifndef OU_RUNTIME_MODULES_ITERTOOLS_H
#define OU_RUNTIME_MODULES_ITERTOOLS_H

#include "runtime/module.h"

extern const OuModuleDef ou_itertools_module;

typedef struct OuTool {
    OuObject header;
    OuValue  source, function;
    OuValue  saved, extra, target;
    int64_t  index, next, stop, step;
    bool     is_started, is_done;
} OuTool;

static inline OuTool *ou_tool_of(OuValue value) { return (OuTool *)ou_pointer_of(value); }

extern const OuLayout ou_tool_layout;
// Everything UNBOUND and 0; NULL: MemoryError.
OU_CHECKED OuTool *ou_tool_new(OuVM *vm, OuType *type);
// One whose source is an iterator over `iterable`.
OU_CHECKED OuTool *ou_tool_over(OuVM *vm, OuType *type, OuValue iterable);
OuValue ou_tool_iterate(OuVM *vm, OuValue self);
// (type(self), arguments[, state]); takes `arguments` over.
OU_CHECKED OuValue ou_tool_reduce_steal(OuVM *vm, OuValue self, OuValue state, OuValue arguments);
OU_CHECKED bool ou_tool_takes_one(OuVM *vm, const char *name, size_t positional,
                                  const OuTuple *names);
// A type of the module that only the module makes: `_tee`; borrowed, NULL with an exception.
OU_CHECKED OuType *ou_tool_hidden_type(OuVM *vm, const OuTypeDef *definition);

extern const OuTypeDef ou_tool_count_type, ou_tool_cycle_type, ou_tool_repeat_type,
    ou_tool_accumulate_type, ou_tool_chain_type, ou_tool_zip_longest_type, ou_tool_compress_type,
    ou_tool_dropwhile_type, ou_tool_takewhile_type, ou_tool_filterfalse_type,
    ou_tool_islice_type, ou_tool_pairwise_type, ou_tool_starmap_type, ou_tool_groupby_type,
    ou_tool_grouper_type, ou_tool_tee_type, ou_tool_tee_node_type, ou_tool_product_type,
    ou_tool_permutations_type, ou_tool_combinations_type, ou_tool_replacing_type;
extern const OuNativeDef ou_itertools_tee_native;

// The construct slot NAME_construct, which binds the signature and hands the values to NAME_make.
#define OU_TOOL_CONSTRUCT(name, signature_text)                                                    \
    static const OuNativeDef name##_new = { signature_text, NULL, NULL };                          \
    static OuValue name##_construct(OuVM *vm, OuType *type, const OuValue *arguments,              \
                                    size_t positional, OuTuple *names)                             \
    {                                                                                              \
        OuBound bound;                                                                             \
        if (!ou_native_bind_arguments(vm, &name##_new, arguments, positional, names, &bound)) {    \
            return OU_ERROR;                                                                       \
        }                                                                                          \
        OuTool *self = name##_make(vm, type, bound.values);                                        \
        ou_native_unbind(&bound);                                                                  \
        return self ? ou_pointer_value(self) : OU_ERROR;                                           \
    }

// The same for exactly one argument: CPython complains in other words of classes than of functions.
#define OU_TOOL_CONSTRUCT_ONE(name, signature_text)                                                \
    static const OuNativeDef name##_new = { signature_text, NULL, NULL };                          \
    static OuValue name##_construct(OuVM *vm, OuType *type, const OuValue *arguments,              \
                                    size_t positional, OuTuple *names)                             \
    {                                                                                              \
        if (!ou_tool_takes_one(vm, #name, positional, names)) return OU_ERROR;                     \
        OuTool *self = name##_make(vm, type, arguments);                                           \
        return self ? ou_pointer_value(self) : OU_ERROR;                                           \
    }

#define OU_TOOL_TYPE(symbol, type_name, construct_name, next_function, list, text, ...)            \
    const OuTypeDef ou_tool_##symbol##_type = {                                                    \
        .name = type_name, .module = "itertools", .doc = text, .kind = OU_KIND_ITERTOOL,           \
        .constructor = &construct_name##_new,                                                      \
        .flags = OU_TYPE_SUBCLASSABLE, .layout = &ou_tool_layout, .methods = list,                 \
        .slots = { .iterate = ou_tool_iterate, .next = next_function,                              \
                   .construct = construct_name##_construct, __VA_ARGS__ },                         \
    }

#define OU_TOOL_REDUCE(c_name)                                                                     \
    OU_METHOD(c_name, "__reduce__(self, /)", "Return state information for pickling.")
#define OU_TOOL_SET_STATE(c_name)                                                                  \
    OU_METHOD(c_name, "__setstate__(self, state, /)", "Set state information for unpickling.")

#endif
