// library.h: library modules written in Python, which are part of the program.
//
// The build makes build/runtime/library_texts.c of runtime/library/*.py (library/embed.sh), each
// text compressed by gzip; it is unpacked when its module is imported.
#ifndef OU_RUNTIME_LIBRARY_H
#define OU_RUNTIME_LIBRARY_H

#include "gc/buffer.h"
#include "runtime/state.h"

typedef struct OuLibraryFile {
    const char *name;              // of the module, with dots
    const unsigned char *packed;
    size_t      packed_length, length;
} OuLibraryFile;

extern const OuLibraryFile ou_library_files[];       // ended by a row without a name

// NULL: there is no such library module.
const OuLibraryFile *ou_library_find(const char *module_name);
// Puts the source into the buffer. False: MemoryError.
OU_CHECKED bool ou_library_read(OuVM *vm, const OuLibraryFile *file, OuBuffer *text);
// Are there library modules below this one: "collections", if there is "collections.abc"?
bool ou_library_is_package(const char *module_name);

#endif
