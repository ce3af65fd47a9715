#include "vm/import_find.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/str.h"

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

// folder/tail; the empty folder is the current one.
static bool put_place(OuVM *vm, OuBuffer *path, OuString *folder, const char *tail)
{
    path->length = 0;
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(vm, folder, &scratch, &length);
    if (text && !length) {
        char here[4096];
        text = getcwd(here, sizeof here) ? here : ".";
        ou_buffer_put_text(path, text);
    } else if (text) {
        ou_buffer_put(path, text, length);
    }
    ou_buffer_free(&scratch);
    if (!text) return false;
    if (path->length && path->bytes[path->length - 1] != '/') ou_buffer_put_char(path, '/');
    ou_buffer_put_text(path, tail);
    if (path->failed) (void)ou_raise_memory_error(vm);
    return !path->failed;
}

static bool put_text(OuVM *vm, OuBuffer *path, const char *text)
{
    if (ou_buffer_put_text(path, text)) return true;
    (void)ou_raise_memory_error(vm);
    return false;
}

static void cut(OuBuffer *path, size_t length)
{
    path->length = length;
    path->bytes[length] = '\0';
}

static bool add_folder(OuVM *vm, OuFound *found, const char *folder, size_t length)
{
    if (found->folders == OU_UNBOUND) {
        OuValue list = ou_list_make(vm, NULL, 0);
        if (list == OU_ERROR) return false;
        found->folders = list;
    }
    OuValue name = ou_str_make_lossy(vm, folder, length);
    return name != OU_ERROR && ou_list_append_steal(vm, ou_list_of(found->folders), name);
}

// found->path is folder/tail.
static bool look_here(OuVM *vm, OuFound *found)
{
    OuBuffer *path = &found->path;
    size_t length = path->length;
    bool folder = is_folder(path->bytes);
    if (folder) {
        if (!put_text(vm, path, "/__init__.py")) return false;
        if (is_file(path->bytes)) {
            found->kind = OU_FOUND_PACKAGE;
            if (found->folders != OU_UNBOUND) ou_list_clear(vm, ou_list_of(found->folders));
            return add_folder(vm, found, path->bytes, length);
        }
        cut(path, length);
    }
    if (!put_text(vm, path, ".py")) return false;
    if (is_file(path->bytes)) {
        found->kind = OU_FOUND_FILE;
        ou_unref(ou_take(&found->folders));
        return true;
    }
    cut(path, length);
    if (!folder) return true;
    found->kind = OU_FOUND_NAMESPACE;                       // unless a later folder has a module
    return add_folder(vm, found, path->bytes, length);
}

bool ou_import_find(OuVM *vm, OuValue search, const char *tail, OuFound *found)
{
    found->kind = OU_FOUND_NOTHING;
    found->folders = OU_UNBOUND;
    ou_buffer_init(&found->path, &vm->heap.memory);
    if (!*tail || !ou_is_list(search)) return true;
    for (size_t i = 0; i < ou_list_of(search)->length; i++) {
        OuValue folder = ou_list_of(search)->items[i];
        if (!ou_is_str(folder)) continue;
        if (!put_place(vm, &found->path, ou_str_of(folder), tail)) return false;
        if (strlen(found->path.bytes) != found->path.length) continue;     // a NUL in a name
        if (!look_here(vm, found)) return false;
        if (found->kind == OU_FOUND_FILE || found->kind == OU_FOUND_PACKAGE) return true;
    }
    return true;
}

void ou_import_found_free(OuFound *found)
{
    ou_unref(ou_take(&found->folders));
    ou_buffer_free(&found->path);
}
