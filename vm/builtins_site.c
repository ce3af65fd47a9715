// builtins_site.c: exit, quit, help, copyright, credits and license: what they print when they are
// merely named at a prompt, and what they do when called.
#include <string.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/builtins.h"
#include "vm/import.h"

typedef struct SiteRow {
    const char *name;
    const char *text;           // its repr
    bool        exits;          // calling it raises SystemExit
    bool        helps;          // calling it documents its argument
} SiteRow;

// In the order of the objects' `aux`.
static const SiteRow sites[] = {
    { "exit", "Use exit() or Ctrl-D (i.e. EOF) to exit", true, false },
    { "quit", "Use quit() or Ctrl-D (i.e. EOF) to exit", true, false },
    { "help", "Type help() for interactive help, or help(object) for help about object.", false,
      true },
    { "copyright", "Ouro is free software under the MIT License; see the file LICENSE.", false,
      false },
    { "credits", "Ouro runs the Python language, which Guido van Rossum and the Python community "
                 "have made.", false, false },
    { "license", "Ouro is free software under the MIT License; see the file LICENSE.", false,
      false },
};

static const SiteRow *site_of(OuValue value)
{
    return &sites[ou_pointer_of(value)->aux];
}

static OuValue site_repr(OuVM *vm, OuValue self)
{
    return ou_str_make_text(vm, site_of(self)->text);
}

static bool put_line(OuVM *vm, OuValue text)
{
    OU_OWNED OuValue line = text == OU_ERROR ? OU_ERROR : ou_str_make_format(vm, "%V\n", text);
    OU_OWNED OuValue stream = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, stdout)));
    if (line == OU_ERROR) return false;
    if (stream == OU_UNBOUND || stream == OU_NONE) return true;
    return ou_file_put(vm, stream, ou_str_of(line));
}

// What pydoc.help prints; without an argument it asks.
static OuValue call_help(OuVM *vm, const OuValue *arguments, size_t positional)
{
    OuString *name = ou_str_intern_text(vm, "pydoc", 5);
    OU_OWNED OuValue module = name ? ou_import_module(vm, name) : OU_ERROR;
    if (name) ou_object_unref(&name->header);
    OuString *word = module == OU_ERROR ? NULL : ou_str_intern_text(vm, "help", 4);
    OuValue result = word ? ou_call_method(vm, module, word, arguments, positional) : OU_ERROR;
    if (word) ou_object_unref(&word->header);
    return result;
}

static OuValue site_call(OuVM *vm, OuValue self, const OuValue *arguments, size_t positional,
                         OuTuple *names)
{
    const SiteRow *site = site_of(self);
    if (names || positional > 1) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s() takes at most one argument", site->name);
    }
    if (site->exits) {
        return ou_raise_value(vm, OU_TYPE_SYSTEM_EXIT, positional ? arguments[0] : OU_NONE);
    }
    if (site->helps) return call_help(vm, arguments, positional);
    OU_OWNED OuValue text = ou_str_make_text(vm, site->text);
    return put_line(vm, text) ? OU_NONE : OU_ERROR;
}

static const OuLayout site_layout = { .name = "site" };

static const OuTypeDef site_type = {
    .name = "Quitter", .module = "_sitebuiltins", .kind = OU_KIND_SITE, .flags = OU_TYPE_ABSTRACT,
    .layout = &site_layout, .doc = "An object that says how it is used.",
    .slots = { .repr = site_repr, .call = site_call },
};

bool ou_builtins_site_setup(OuVM *vm)
{
    OuType *type = ou_type_make_builtin(vm, &site_type);
    if (!type) return false;
    vm->kind_types[OU_KIND_SITE] = type;
    bool ok = true;
    for (unsigned i = 0; ok && i < sizeof sites / sizeof *sites; i++) {
        OuObject *object = ou_heap_new_leaf(&vm->heap, OU_KIND_SITE, sizeof *object);
        OuString *name = ou_str_intern_text(vm, sites[i].name, strlen(sites[i].name));
        ok = object && name;
        if (object) object->aux = (uint16_t)i;
        ok = ok && ou_dict_set_name(vm, vm->builtins, name, ou_pointer_value(object));
        if (object) ou_object_unref(object);
        if (name) ou_object_unref(&name->header);
    }
    return ok;
}
