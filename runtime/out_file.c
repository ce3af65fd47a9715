#include "runtime/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OU_OUT_FILE_TRIES = 100 };           // names beside the wanted one

bool ou_out_file_fail(OuOutFile *file, int error)
{
    if (!file->error) file->error = error;
    return false;
}

// The file that a link leads to is replaced, not the link. What isn't a plain file stays itself.
static bool is_replaceable(OuOutFile *file)
{
    struct stat status;
    if (stat(file->path, &status) != 0) return errno == ENOENT;
    char target[PATH_MAX];
    if (!S_ISREG(status.st_mode) || !realpath(file->path, target)) return false;
    memcpy(file->path, target, sizeof target);
    return true;
}

static bool open_beside(OuOutFile *file)
{
    for (int i = 0; i < OU_OUT_FILE_TRIES; i++) {
        int length = snprintf(file->temporary, sizeof file->temporary, "%s.%ld-%d.part",
                              file->path, (long)getpid(), i);
        if (length >= (int)sizeof file->temporary) return ou_out_file_fail(file, ENAMETOOLONG);
        file->descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file->descriptor >= 0) return true;
        if (errno != EEXIST) break;
    }
    return ou_out_file_fail(file, errno);
}

bool ou_out_file_open(OuOutFile *file, const char *path)
{
    file->descriptor = -1;
    file->error = 0;
    file->used = 0;
    file->written = 0;
    file->temporary[0] = '\0';
    size_t length = strlen(path);
    if (length >= sizeof file->path) return ou_out_file_fail(file, ENAMETOOLONG);
    memcpy(file->path, path, length + 1);
    if (is_replaceable(file)) return open_beside(file);
    file->descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    return file->descriptor >= 0 || ou_out_file_fail(file, errno);
}

static void out_file_write(OuOutFile *file, const char *bytes, size_t length)
{
    while (length && !file->error) {
        ssize_t count = write(file->descriptor, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            ou_out_file_fail(file, errno);
            return;
        }
        bytes += count;
        length -= (size_t)count;
    }
}

void ou_out_file_flush(OuOutFile *file)
{
    out_file_write(file, file->buffer, file->used);
    file->used = 0;
}

void ou_out_file_put(OuOutFile *file, const char *bytes, size_t length)
{
    file->written += length;
    if (length > OU_OUT_FILE_BUFFER - file->used) ou_out_file_flush(file);
    if (length > OU_OUT_FILE_BUFFER) {
        out_file_write(file, bytes, length);
        return;
    }
    memcpy(file->buffer + file->used, bytes, length);
    file->used += length;
}

void ou_out_file_put_text(OuOutFile *file, const char *text)
{
    ou_out_file_put(file, text, strlen(text));
}

void ou_out_file_put_number(OuOutFile *file, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    ou_out_file_put(file, digits + first, sizeof digits - first);
}

void ou_out_file_put_format(OuOutFile *file, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) ou_out_file_fail(file, EOVERFLOW);
    else ou_out_file_put(file, text, (size_t)length);
}

static void out_file_close(OuOutFile *file)
{
    if (file->descriptor >= 0 && close(file->descriptor) != 0) ou_out_file_fail(file, errno);
    file->descriptor = -1;
}

bool ou_out_file_commit(OuOutFile *file)
{
    ou_out_file_flush(file);
    out_file_close(file);
    if (!file->error && *file->temporary && rename(file->temporary, file->path) != 0) {
        ou_out_file_fail(file, errno);
    }
    if (file->error && *file->temporary) unlink(file->temporary);
    return !file->error;
}

void ou_out_file_abandon(OuOutFile *file)
{
    out_file_close(file);
    if (*file->temporary) unlink(file->temporary);
}
