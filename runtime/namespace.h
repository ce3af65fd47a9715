// namespace.h: types.SimpleNamespace: attributes and nothing else.
#ifndef OU_RUNTIME_NAMESPACE_H
#define OU_RUNTIME_NAMESPACE_H

#include "runtime/state.h"

typedef struct OuNamespace {
    OuObject header;
    OuDict  *dict;
} OuNamespace;

static inline bool ou_is_namespace(OuValue v) { return ou_base_kind_of(v) == OU_KIND_NAMESPACE; }
static inline OuNamespace *ou_namespace_of(OuValue v) { return (OuNamespace *)ou_pointer_of(v); }

// A namespace without attributes.
OU_CHECKED OuValue ou_namespace_make(OuVM *vm);

#endif
