// library.h: library modules written in Python, which are part of the program.
//
// The build makes build/runtime/library_texts.c of runtime/library/*.py (library/embed.sh).
#ifndef OU_RUNTIME_LIBRARY_H
#define OU_RUNTIME_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct OuLibraryFile {
    const char *name;              // of the module, with dots
    const char *source;
    size_t      length;
} OuLibraryFile;

extern const OuLibraryFile ou_library_files[];       // ended by a row without a name

// The source of a library module, or NULL.
const char *ou_library_find(const char *module_name, size_t *length);
// Are there library modules below this one: "collections", if there is "collections.abc"?
bool ou_library_is_package(const char *module_name);

#endif
