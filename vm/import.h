// import.h: finding and running modules.
//
// A module is looked for in sys.modules, then among the built-in ones, in the folders of sys.path
// (or of its package's __path__), and at last in the library that is part of the program.
//
//     import.c         the statement, relative names, packages, what `from` takes
//     import_load.c    makes and runs one module
//     import_find.c    files and folders
#ifndef OU_VM_IMPORT_H
#define OU_VM_IMPORT_H

#include "runtime/state.h"

// `import name` / `from name import fromlist` at `level` dots, through builtins.__import__ when a
// script has replaced it. The module that the statement binds (the top one without a fromlist).
OU_CHECKED OuValue ou_import_statement(OuVM *vm, OuDict *globals, OuString *name, OuValue fromlist,
                                       unsigned level);
// __import__ itself; `globals` is any value, NULL-like values are OU_NONE.
OU_CHECKED OuValue ou_import_name(OuVM *vm, OuValue globals, OuString *name, OuValue fromlist,
                                  int64_t level);
// `from module import name`: attribute, or submodule in sys.modules; ImportError with CPython's
// words.
OU_CHECKED OuValue ou_import_from(OuVM *vm, OuValue module, OuString *name);
OU_CHECKED bool ou_import_star(OuVM *vm, OuValue module, OuValue namespace);
// The module of that full dotted name (the last one), imported if needed.
OU_CHECKED OuValue ou_import_module(OuVM *vm, OuString *name);

// Raises ImportError or ModuleNotFoundError with its `name` and `path`, which may be OU_UNBOUND.
void ou_import_raise(OuVM *vm, OuTypeId type, OuValue message, OuValue name, OuValue path);

#endif
