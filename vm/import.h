// import.h: finding and running modules.
#ifndef OU_VM_IMPORT_H
#define OU_VM_IMPORT_H

#include "runtime/state.h"

// `import name` / `from name import fromlist` at `level` dots, through builtins.__import__ when a script has
// replaced it. The module that the statement binds (the top one without a fromlist).
OU_CHECKED OuValue ou_import_statement(OuVM *vm, OuDict *globals, OuString *name, OuValue fromlist,
                                       unsigned level);
// `from module import name`: attribute, or submodule in sys.modules; ImportError with CPython's words.
OU_CHECKED OuValue ou_import_from(OuVM *vm, OuValue module, OuString *name);
OU_CHECKED bool ou_import_star(OuVM *vm, OuValue module, OuValue namespace);
// The module of that full dotted name (the last one), imported if needed.
OU_CHECKED OuValue ou_import_module(OuVM *vm, OuString *name);

#endif
