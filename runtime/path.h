// path.h: names of files, as scripts give them and as the system wants them.
#ifndef OU_RUNTIME_PATH_H
#define OU_RUNTIME_PATH_H

#include "runtime/str.h"

// os.fspath(): a str or bytes, from one of these or from something with __fspath__. TypeError.
OU_CHECKED OuValue ou_path_of(OuVM *vm, OuValue value);
// The bytes of such a path, NUL-terminated; valid while the path and the buffer live. NULL:
// ValueError "embedded null byte", or what encoding has raised.
OU_CHECKED const char *ou_path_text(OuVM *vm, OuValue path, OuBuffer *buffer);
// A str of what the system calls a file; bytes that aren't UTF-8 become surrogates.
OU_CHECKED OuValue ou_path_decode(OuVM *vm, const char *bytes, size_t length);

#endif
