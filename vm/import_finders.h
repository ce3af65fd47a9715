// import_finders.h: sys.meta_path: who is asked for a module, in which order.
//
// The list begins with three classes that stand for what the interpreter does by itself: they are
// recognised by their addresses, and nothing of a script runs. Their methods, for scripts that call
// them, are those of module importlib._bootstrap. Any other object there is asked by find_spec().
#ifndef OU_VM_IMPORT_FINDERS_H
#define OU_VM_IMPORT_FINDERS_H

#include "runtime/state.h"

typedef enum OuFinder { OU_FINDER_BUILTIN, OU_FINDER_FROZEN, OU_FINDER_PATH, OU_FINDER_OTHER }
    OuFinder;

// Fills sys.meta_path.
OU_CHECKED bool ou_import_finders_setup(OuVM *vm);
OuFinder ou_import_finder_kind(const OuVM *vm, OuValue finder);
// The module that a script's finder has a spec for; OU_UNBOUND if it has none. `search` is None at
// the top.
OU_CHECKED OuValue ou_import_ask_finder(OuVM *vm, OuValue finder, OuString *name, OuValue search);
// The module by importlib._bootstrap's PathFinder, which knows sys.path_hooks; or OU_UNBOUND.
OU_CHECKED OuValue ou_import_ask_hooks(OuVM *vm, OuString *name, OuValue search);

#endif
