#include "runtime/library.h"

#include <string.h>
#include <zlib.h>

#include "runtime/error.h"

enum { OU_GZIP = 16 };             // to be added to the window's size: a gzip header is expected

const OuLibraryFile *ou_library_find(const char *module_name)
{
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        if (strcmp(file->name, module_name) == 0) return file;
    }
    return NULL;
}

// zlib frees blocks without their sizes, so each is preceded by its own.
static void *zlib_alloc(void *memory, unsigned count, unsigned size)
{
    size_t total;
    if (!ou_size_multiply_add(count, size, sizeof(max_align_t), &total)) return NULL;
    size_t *block = ou_memory_alloc(memory, total);
    if (!block) return NULL;
    *block = total;
    return (char *)block + sizeof(max_align_t);
}

static void zlib_free(void *memory, void *address)
{
    size_t *block = (size_t *)(void *)((char *)address - sizeof(max_align_t));
    ou_memory_free(memory, block, *block);
}

static bool unpack(OuMemory *memory, const OuLibraryFile *file, char *to)
{
    z_stream stream = {
        .zalloc = zlib_alloc, .zfree = zlib_free, .opaque = memory,
        .next_in = (Bytef *)(uintptr_t)file->packed, .avail_in = (uInt)file->packed_length,
        .next_out = (Bytef *)to, .avail_out = (uInt)file->length,
    };
    if (inflateInit2(&stream, MAX_WBITS + OU_GZIP) != Z_OK) return false;
    int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return result == Z_STREAM_END && !stream.avail_out;
}

bool ou_library_read(OuVM *vm, const OuLibraryFile *file, OuBuffer *text)
{
    bool ok = ou_buffer_reserve(text, file->length) &&
              unpack(&vm->heap.memory, file, text->bytes + text->length);
    if (!ok) {
        (void)ou_raise_memory_error(vm);
        return false;
    }
    text->length += file->length;
    text->bytes[text->length] = '\0';
    return true;
}

bool ou_library_is_package(const char *module_name)
{
    size_t length = strlen(module_name);
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        if (strncmp(file->name, module_name, length) == 0 && file->name[length] == '.') return true;
    }
    return false;
}
