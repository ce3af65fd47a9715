// import_find.h: where a module's source is.
#ifndef OU_VM_IMPORT_FIND_H
#define OU_VM_IMPORT_FIND_H

#include "gc/buffer.h"
#include "runtime/state.h"

typedef enum OuFoundKind {
    OU_FOUND_NOTHING,
    OU_FOUND_FILE,             // folder/name.py
    OU_FOUND_PACKAGE,          // folder/name/__init__.py
    OU_FOUND_NAMESPACE,        // folders named so, without __init__.py (PEP 420)
} OuFoundKind;

typedef struct OuFound {
    OuFoundKind kind;
    OuBuffer    path;          // of the file
    OuValue     folders;       // the package's __path__, a list; OU_UNBOUND for a plain file
} OuFound;

// Looks through `search`, a list of folders, for the last part of a module's name (UTF-8). false:
// an exception is set. `found` is to be freed in any case.
OU_CHECKED bool ou_import_find(OuVM *vm, OuValue search, const char *tail, OuFound *found);
void ou_import_found_free(OuFound *found);

#endif
