#include "runtime/library.h"

#include <string.h>

const char *ou_library_find(const char *module_name, size_t *length)
{
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        if (strcmp(file->name, module_name) != 0) continue;
        *length = file->length;
        return file->source;
    }
    return NULL;
}

bool ou_library_is_package(const char *module_name)
{
    size_t length = strlen(module_name);
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        if (strncmp(file->name, module_name, length) == 0 && file->name[length] == '.') return true;
    }
    return false;
}
