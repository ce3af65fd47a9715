// time.h: module time.
#ifndef OU_RUNTIME_MODULES_TIME_H
#define OU_RUNTIME_MODULES_TIME_H

#include "runtime/module.h"

extern const OuModuleDef ou_time_module;
extern const OuNativeDef ou_time_gmtime_native, ou_time_localtime_native, ou_time_mktime_native,
    ou_time_asctime_native, ou_time_ctime_native, ou_time_strftime_native;       // time_calendar.c

// Adds struct_time and the names of the time zone (time_calendar.c).
OU_CHECKED bool ou_time_add_calendar(OuVM *vm, OuModule *module);

#define OU_TIME_FUNCTION(name, signature_text, doc_text)                                      \
    static OuValue time_##name(OuVM *vm, const OuValue *arguments);                           \
    const OuNativeDef ou_time_##name##_native = { signature_text, doc_text, time_##name };    \
    static OuValue time_##name(OuVM *vm, const OuValue *arguments)

#endif
