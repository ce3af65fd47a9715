// mapping_proxy.h: read-only views of mappings: `C.__dict__`, `d.keys().mapping`.
#ifndef OU_RUNTIME_MAPPING_PROXY_H
#define OU_RUNTIME_MAPPING_PROXY_H

#include "runtime/state.h"

typedef struct OuMappingProxy {
    OuObject header;
    OuValue  mapping;
} OuMappingProxy;

OU_CHECKED OuValue ou_mapping_proxy_make(OuVM *vm, OuValue mapping);

#endif
