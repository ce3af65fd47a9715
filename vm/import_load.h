// import_load.h: making and running one module.
#ifndef OU_VM_IMPORT_LOAD_H
#define OU_VM_IMPORT_LOAD_H

#include "vm/import_find.h"

// The module `name`, whose last part is `tail`, from the built-in ones, the folders in `search` or
// the library: put into sys.modules, run, and taken out again if that fails. What stands in
// sys.modules afterwards (owned); OU_UNBOUND when there is no such module.
OU_CHECKED OuValue ou_import_load(OuVM *vm, OuString *name, OuString *tail, OuValue search);

// The `__main__` module's namespace as CPython begins it: __name__, __doc__, ..., __builtins__.
// Makes the module if it isn't there yet. Borrowed.
OU_CHECKED OuDict *ou_import_main(OuVM *vm);

// For -m: finds the source of `name` without running it; its parent packages are imported. On
// OU_FOUND_NOTHING `builtin` tells whether there is a built-in module of that name.
OU_CHECKED bool ou_import_locate(OuVM *vm, OuString *name, OuFound *found, bool *builtin);

#endif
