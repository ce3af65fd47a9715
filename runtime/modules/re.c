// re.c: module _sre.
#include "runtime/modules/re.h"

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/modules/re_internal.h"
#include "runtime/protocol.h"

OU_FUNCTION(sre_compile, "compile(pattern, flags, /)", "Compiles a str or bytes to a Pattern.")
{
    int64_t flags;
    if (!ou_is_str(arguments[0]) && !ou_is_bytes(arguments[0])) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR,
                        "first argument must be string or compiled pattern");
    }
    if (!ou_to_int64(vm, arguments[1], &flags) || !ou_re_engine_setup(vm)) return OU_ERROR;
    return ou_re_pattern_make(vm, arguments[0], (uint32_t)flags & (OU_RE_QUIET - 1));
}

static bool add_type(OuVM *vm, OuModule *module, OuTypeId id, const OuTypeDef *definition,
                     const char *name)
{
    if (!vm->types[id]) {
        OuType *type = ou_type_make_builtin(vm, definition);
        if (!type) return false;
        vm->types[id] = type;
        vm->kind_types[definition->kind] = type;
    }
    return ou_module_add(vm, module, name, ou_ref(ou_pointer_value(vm->types[id])));
}

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_re_engine_setup(vm) &&
           add_type(vm, module, OU_TYPE_RE_PATTERN, &ou_re_pattern_type, "Pattern") &&
           add_type(vm, module, OU_TYPE_RE_MATCH, &ou_re_match_type, "Match") &&
           add_type(vm, module, OU_TYPE_RE_SCANNER, &ou_re_scanner_type, "SRE_Scanner") &&
           ou_module_add(vm, module, "MAXREPEAT", ou_int_value(OU_RE_MOST_REPEATS)) &&
           ou_module_add(vm, module, "MAXGROUPS", ou_int_value(OU_RE_MOST_GROUPS)) &&
           ou_module_add(vm, module, "MAGIC", ou_int_value(20220615)) &&
           ou_module_add(vm, module, "CODESIZE", ou_int_value(4));
}

static const OuNativeDef *const functions[] = { &sre_compile_native, NULL };

const OuModuleDef ou_re_module = {
    .name = "_sre", .doc = "Regular expressions.", .functions = functions, .setup = setup,
};
