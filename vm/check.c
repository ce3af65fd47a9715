// check.c: files that are compiled but not run.
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/error.h"
#include "runtime/str.h"
#include "vm/code.h"
#include "vm/ouro.h"
#include "vm/run.h"

typedef struct Check {
    OuVM        *vm;
    OuroChecked *seen;
    int          status;
    bool         is_over;          // Ctrl-C, or a limit
} Check;

static void note(Check *check, int status)
{
    if (status > check->status) check->status = status;
}

static void complain(Check *check, const char *path, int error)
{
    ou_run_complain("can't read '%s': %s", path, strerror(error));
    ou_error_clear(check->vm);
    note(check, OURO_CHECK_UNREADABLE);
}

static void report(Check *check)
{
    bool is_syntax = ou_error_matches(check->vm, OU_TYPE_SYNTAX_ERROR)
                  || ou_error_matches(check->vm, OU_TYPE_WARNING);
    bool is_file = is_syntax || ou_error_matches(check->vm, OU_TYPE_VALUE_ERROR)
                || ou_error_matches(check->vm, OU_TYPE_RECURSION_ERROR);
    (void)ou_run_report(check->vm);
    check->seen->wrong++;
    note(check, OURO_CHECK_WRONG);
    check->is_over = !is_file;
}

static void check_text(Check *check, const char *name, const OuBuffer *text)
{
    OU_OWNED OuValue file = ou_str_make_lossy(check->vm, name, strlen(name));
    OuCode *code = NULL;
    if (file != OU_ERROR) {
        OuSourceRequest request = {
            .file = ou_str_of(file), .bytes = text->bytes ? text->bytes : "",
            .length = text->length, .form = OU_SOURCE_FILE, .mode = OU_PARSER_FILE,
            .is_script = true,
        };
        code = ou_source_compile(check->vm, &request);
    }
    check->seen->files++;
    if (code) ou_object_unref(&code->header);
    else report(check);
}

static void check_file(Check *check, const char *path)
{
    OuBuffer text;
    ou_buffer_init(&text, &check->vm->heap.memory);
    bool is_input = !strcmp(path, "-");
    bool is_read = is_input ? ou_source_read_descriptor(check->vm, STDIN_FILENO, &text)
                            : ou_source_read_file(check->vm, path, &text);
    if (is_read) {
        check_text(check, is_input ? "<stdin>" : path, &text);
    } else if (ou_error_matches(check->vm, OU_TYPE_OS_ERROR)) {
        complain(check, path, errno);
    } else {
        report(check);
    }
    ou_buffer_free(&text);
}

// Programs, and folders that aren't hidden.
static int is_wanted(const struct dirent *entry)
{
    const char *suffix = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "__pycache__") != 0
        && (!suffix || !strcmp(suffix, ".py") || entry->d_type != DT_REG);
}

static void check_folder(Check *check, const char *path);

// What lies in a folder; links to folders aren't followed, so there is an end.
static void check_entry(Check *check, const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat status;
    size_t length = strlen(name);
    bool fits = snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path;
    if (!fits) {
        complain(check, name, ENAMETOOLONG);
    } else if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        check_folder(check, path);
    } else if (length > 3 && !strcmp(name + length - 3, ".py")) {
        check_file(check, path);
    }
}

// A path is at most PATH_MAX long: so deep does it call itself.
static void check_folder(Check *check, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_wanted, alphasort);
    if (count < 0) {
        complain(check, path, errno);
        return;
    }
    for (int i = 0; i < count; i++) {
        if (!check->is_over) check_entry(check, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

int ouro_check(OuroVM *vm, const char *path, OuroChecked *seen)
{
    struct stat status;
    Check check = { .vm = vm, .seen = seen };
    bool is_folder = strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (is_folder) check_folder(&check, path);
    else check_file(&check, path);
    seen->is_over = check.is_over;
    return check.status;
}
