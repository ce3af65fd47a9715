// json.h: module _json: reading and writing JSON, for library/json.py.
#ifndef OU_RUNTIME_MODULES_JSON_H
#define OU_RUNTIME_MODULES_JSON_H

#include "runtime/module.h"

extern const OuModuleDef ou_json_module;
extern const OuNativeDef ou_json_scan_native, ou_json_scanstring_native;      // json_scan.c

#endif
