// str_internal.h: what the files that make up the type str share.
#ifndef OU_RUNTIME_STR_INTERNAL_H
#define OU_RUNTIME_STR_INTERNAL_H

#include "runtime/native.h"
#include "runtime/str.h"

// A method of str, whose definition str_type.c lists by way of str_methods.def.
#define OU_STR_METHOD(verb, signature_text, doc_text)                                            \
    static OuValue str_##verb(OuVM *vm, const OuValue *arguments);                               \
    const OuNativeDef ou_str_##verb##_native = { signature_text, doc_text, str_##verb };         \
    static OuValue str_##verb(OuVM *vm, const OuValue *arguments)

#define OU_STR_ROW(verb) extern const OuNativeDef ou_str_##verb##_native;
#include "runtime/str_methods.def"
#undef OU_STR_ROW

#endif
