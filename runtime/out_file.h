// out_file.h: a file that is written from its first byte to its last, and then is there.
//
// What is written goes to a file beside the wanted one, which takes its name once all of it is on
// the disk: a write that fails or is given up leaves the wanted name as it was. Names of devices
// and pipes are written to as they are. No memory is asked for.
#ifndef OU_RUNTIME_OUT_FILE_H
#define OU_RUNTIME_OUT_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OU_OUT_FILE_BUFFER = 16 * 1024 };

typedef struct OuOutFile {
    int      descriptor;                    // -1: closed
    int      error;                         // errno of what failed first; then nothing is written
    size_t   used;                          // bytes that wait in `buffer`
    uint64_t written;                       // bytes so far, waiting ones included
    char     path[PATH_MAX];
    char     temporary[PATH_MAX];           // "": the path itself is being written
    char     buffer[OU_OUT_FILE_BUFFER];
} OuOutFile;

// False: `file->error` says why, and there is nothing to close.
__attribute__((warn_unused_result))
bool ou_out_file_open(OuOutFile *file, const char *path);

// Failures are remembered in `file->error`; look at it now and then, or at the end.
void ou_out_file_put(OuOutFile *file, const char *bytes, size_t length);
void ou_out_file_put_text(OuOutFile *file, const char *text);
void ou_out_file_put_number(OuOutFile *file, uint64_t number);
void ou_out_file_put_format(OuOutFile *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void ou_out_file_flush(OuOutFile *file);

// Something else has failed: nothing more is written, and the file won't be there. The first
// failure counts. Gives false.
bool ou_out_file_fail(OuOutFile *file, int error);

static inline void ou_out_file_put_char(OuOutFile *file, char byte)
{
    if (file->used == OU_OUT_FILE_BUFFER) ou_out_file_flush(file);
    file->buffer[file->used++] = byte;
    file->written++;
}

// Writes what waits, closes the file and gives it its name. False: something has failed since it
// was opened (`file->error`), and the name is as it was.
__attribute__((warn_unused_result))
bool ou_out_file_commit(OuOutFile *file);

// Closes the file, and what was written is gone.
void ou_out_file_abandon(OuOutFile *file);

#endif
