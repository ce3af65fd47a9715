// sys_info.c: what sys says of the interpreter and of the machine, as struct sequences.
#include <float.h>

#include "runtime/dict.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/modules/sys.h"
#include "runtime/namespace.h"
#include "runtime/str.h"
#include "runtime/structseq.h"

// The language that is implemented here.
enum {
    MAJOR = 3,
    MINOR = 11,
    MICRO = 2,
    HEX_VERSION = MAJOR << 24 | MINOR << 16 | MICRO << 8 | 0xF0,
    DEFAULT_MAX_STR_DIGITS = 4300,
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const OuStructSeqDef version_info = {
    .name = "version_info", .module = "sys", .visible = 5, .is_abstract = true,
    .doc = "sys.version_info\n\nVersion information as a named tuple.",
    .fields = { "major", "minor", "micro", "releaselevel", "serial" },
};

static OuValue make_version_info(OuVM *vm)
{
    OuValue values[] = { ou_int_value(MAJOR), ou_int_value(MINOR), ou_int_value(MICRO),
                         ou_str_make_text(vm, "final"), ou_int_value(0) };
    return ou_structseq_make_single(vm, &version_info, values, COUNT_OF(values));
}

static const OuStructSeqDef float_info = {
    .name = "float_info", .module = "sys", .visible = 11,
    .doc = "sys.float_info\n\nWhat a float can hold.",
    .fields = { "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
                "epsilon", "radix", "rounds" },
};

static OuValue make_float_info(OuVM *vm)
{
    OuValue values[] = {
        ou_float_value(DBL_MAX), ou_int_value(DBL_MAX_EXP), ou_int_value(DBL_MAX_10_EXP),
        ou_float_value(DBL_MIN), ou_int_value(DBL_MIN_EXP), ou_int_value(DBL_MIN_10_EXP),
        ou_int_value(DBL_DIG), ou_int_value(DBL_MANT_DIG), ou_float_value(DBL_EPSILON),
        ou_int_value(FLT_RADIX), ou_int_value(1),
    };
    return ou_structseq_make_single(vm, &float_info, values, COUNT_OF(values));
}

static const OuStructSeqDef int_info = {
    .name = "int_info", .module = "sys", .visible = 4,
    .doc = "sys.int_info\n\nHow ints are represented, and how many digits they may have as text.",
    .fields = { "bits_per_digit", "sizeof_digit", "default_max_str_digits",
                "str_digits_check_threshold" },
};

// CPython's numbers: scripts compute sizes with them.
static OuValue make_int_info(OuVM *vm)
{
    OuValue values[] = { ou_int_value(30), ou_int_value(4), ou_int_value(DEFAULT_MAX_STR_DIGITS),
                         ou_int_value(640) };
    return ou_structseq_make_single(vm, &int_info, values, COUNT_OF(values));
}

static const OuStructSeqDef hash_info = {
    .name = "hash_info", .module = "sys", .visible = 9,
    .doc = "sys.hash_info\n\nHow hashes of numbers and strings are computed.",
    .fields = { "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits",
                "cutoff" },
};

static OuValue make_hash_info(OuVM *vm)
{
    OuValue values[] = {
        ou_int_value(64), ou_int_make(vm, (1ll << 61) - 1), ou_int_value(314159), ou_int_value(0),
        ou_int_value(1000003), ou_str_make_text(vm, "siphash13"), ou_int_value(64),
        ou_int_value(128), ou_int_value(0),
    };
    return ou_structseq_make_single(vm, &hash_info, values, COUNT_OF(values));
}

static const OuStructSeqDef flags = {
    .name = "flags", .module = "sys", .visible = 18, .is_abstract = true,
    .doc = "sys.flags\n\nFlags provided through command line arguments or environment vars.",
    .fields = { "debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
                "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning",
                "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
                "warn_default_encoding", "safe_path", "int_max_str_digits" },
};

static OuValue make_flags(OuVM *vm)
{
    enum { DONT_WRITE_BYTECODE = 4, HASH_RANDOMIZATION = 11 };
    OuValue values[OU_FLAG_COUNT + 1];
    for (unsigned i = 0; i < OU_FLAG_COUNT; i++) values[i] = ou_int_value(vm->flags[i]);
    values[DONT_WRITE_BYTECODE] = values[HASH_RANDOMIZATION] = ou_int_value(1);
    values[OU_FLAG_DEV_MODE] = ou_bool_value(vm->flags[OU_FLAG_DEV_MODE]);
    values[OU_FLAG_SAFE_PATH] = ou_bool_value(vm->flags[OU_FLAG_SAFE_PATH]);
    // -1: nothing was said of it.
    bool is_default = vm->int_max_str_digits == DEFAULT_MAX_STR_DIGITS;
    values[OU_FLAG_COUNT] = ou_int_value(is_default ? -1 : vm->int_max_str_digits);
    return ou_structseq_make_single(vm, &flags, values, COUNT_OF(values));
}

static const OuStructSeqDef thread_info = {
    .name = "thread_info", .module = "sys", .visible = 3,
    .doc = "sys.thread_info\n\nThere is one thread an interpreter.",
    .fields = { "name", "lock", "version" },
};

static OuValue make_thread_info(OuVM *vm)
{
    OuValue values[] = { ou_str_make_text(vm, "pthread"), ou_str_make_text(vm, "semaphore"),
                         OU_NONE };
    return ou_structseq_make_single(vm, &thread_info, values, COUNT_OF(values));
}

// ---- The implementation -------------------------------------------------------------------------

static bool put(OuVM *vm, OuDict *dict, const char *name, OuValue value)
{
    OU_OWNED OuValue owner = value;
    OU_OWNED OuValue key = ou_str_make_text(vm, name);
    return owner != OU_ERROR && key != OU_ERROR && ou_dict_set(vm, dict, key, owner);
}

static OuValue make_implementation(OuVM *vm, OuModule *module)
{
    OuString *key = ou_str_intern_text(vm, "version_info", 12);
    if (!key) return OU_ERROR;
    OuValue version = ou_dict_get_name_peek(module->dict, key);
    ou_object_unref(&key->header);
    OU_OWNED OuValue made = ou_namespace_make(vm);
    if (made == OU_ERROR) return OU_ERROR;
    OuDict *dict = ou_namespace_of(made)->dict;
    bool ok = put(vm, dict, "name", ou_str_make_text(vm, "ouro"))
           && put(vm, dict, "cache_tag", ou_str_make_text(vm, "ouro-311"))
           && put(vm, dict, "version", ou_ref(version))
           && put(vm, dict, "hexversion", ou_int_value(HEX_VERSION));
    return ok ? ou_ref(made) : OU_ERROR;
}

bool ou_sys_add_info(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "version_info", make_version_info(vm))
        && ou_module_add(vm, module, "hexversion", ou_int_value(HEX_VERSION))
        && ou_module_add(vm, module, "version",
                         ou_str_make_text(vm, "3.11.2 (Ouro 0.1.0) [C11]"))
        && ou_module_add(vm, module, "implementation", make_implementation(vm, module))
        && ou_module_add(vm, module, "float_info", make_float_info(vm))
        && ou_module_add(vm, module, "int_info", make_int_info(vm))
        && ou_module_add(vm, module, "hash_info", make_hash_info(vm))
        && ou_module_add(vm, module, "thread_info", make_thread_info(vm))
        && ou_module_add(vm, module, "flags", make_flags(vm));
}
