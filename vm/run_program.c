// run_program.c: programs from files, texts, modules and standard input.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/library.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"
#include "vm/import_load.h"
#include "vm/interpreter.h"
#include "vm/ouro.h"
#include "vm/run.h"

enum { STATUS_NO_FILE = 2 };

// The path from the root, links and dots left as they are.
static OuValue absolute_path(OuVM *vm, const char *path)
{
    char here[PATH_MAX];
    if (*path == '/' || !getcwd(here, sizeof here)) {
        return ou_str_make_lossy(vm, path, strlen(path));
    }
    OuBuffer buffer;
    ou_buffer_init(&buffer, &vm->heap.memory);
    ou_buffer_put_text(&buffer, here);
    if (buffer.length && buffer.bytes[buffer.length - 1] != '/') ou_buffer_put_char(&buffer, '/');
    ou_buffer_put_text(&buffer, path);
    OuValue value = buffer.failed ? ou_raise_memory_error(vm)
                                  : ou_str_make_lossy(vm, buffer.bytes, buffer.length);
    ou_buffer_free(&buffer);
    return value;
}

static int run_bytes(OuVM *vm, OuString *file, const OuBuffer *text)
{
    const char *bytes = text->bytes ? text->bytes : "", *end = bytes + text->length;
    if (vm->interpreter->skips_first_line) {          // its end stays, so that lines keep numbers
        const char *rest = memchr(bytes, '\n', text->length);
        bytes = rest ? rest : end;
    }
    OuSourceRequest request = {
        .file = file, .bytes = bytes, .length = (size_t)(end - bytes),
        .form = OU_SOURCE_FILE, .mode = OU_PARSER_FILE, .is_script = true,
    };
    return ou_run_source(vm, &request);
}

// --- files ---------------------------------------------------------------------------------------

static int complain_missing(OuVM *vm, OuValue shown, int error)
{
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *text = ou_str_utf8(vm, ou_str_of(shown), &scratch, &length);
    ou_run_complain("can't open file '%s': [Errno %d] %s", text ? text : "?", error,
                    strerror(error));
    ou_error_clear(vm);
    ou_buffer_free(&scratch);
    return STATUS_NO_FILE;
}

static int run_regular(OuVM *vm, const char *path)
{
    OU_OWNED OuValue shown = absolute_path(vm, path);
    if (shown == OU_ERROR) return ou_run_report(vm);
    if (access(path, R_OK) != 0) return complain_missing(vm, shown, errno);
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    int status;
    if (ou_run_set_file(vm, shown) && ou_source_read_file(vm, path, &text)) {
        status = run_bytes(vm, ou_str_of(shown), &text);
    } else {
        status = ou_run_report(vm);
    }
    ou_buffer_free(&text);
    return status;
}

// A folder that holds a program: its __main__.py.
static int run_folder(OuVM *vm, const char *path)
{
    OuBuffer main;
    ou_buffer_init(&main, &vm->heap.memory);
    ou_buffer_put_text(&main, path);
    ou_buffer_put_text(&main, "/__main__.py");
    int status = 1;
    if (main.failed) {
        (void)ou_raise_memory_error(vm);
        status = ou_run_report(vm);
    } else if (access(main.bytes, R_OK) == 0) {
        status = run_regular(vm, main.bytes);
    } else {
        char full[PATH_MAX];
        ou_run_complain("can't find '__main__' module in '%s'", realpath(path, full) ? full : path);
    }
    ou_buffer_free(&main);
    return status;
}

int ouro_run_file(OuroVM *vm, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return run_folder(vm, path);
    return run_regular(vm, path);
}

// --- texts ---------------------------------------------------------------------------------------

int ouro_run_text(OuroVM *vm, const char *text, size_t length, const char *name)
{
    OU_OWNED OuValue file = ou_str_make_text(vm, name);
    if (file == OU_ERROR) return ou_run_report(vm);
    OuSourceRequest request = { .file = ou_str_of(file), .bytes = text, .length = length,
                                .form = OU_SOURCE_BYTES, .mode = OU_PARSER_FILE };
    return ou_run_source(vm, &request);
}

int ouro_run_input(OuroVM *vm)
{
    OU_OWNED OuValue file = ou_str_make_text(vm, "<stdin>");
    OuBuffer text;
    ou_buffer_init(&text, &vm->heap.memory);
    int status = 0;
    if (file != OU_ERROR && fcntl(STDIN_FILENO, F_GETFD) < 0) {
        // Nothing is to be run where standard input is closed.
    } else if (file != OU_ERROR && ou_source_read_descriptor(vm, STDIN_FILENO, &text)) {
        status = run_bytes(vm, ou_str_of(file), &text);
    } else {
        status = ou_run_report(vm);
    }
    ou_buffer_free(&text);
    return status;
}

// --- modules -------------------------------------------------------------------------------------

static bool set_main_package(OuVM *vm, OuString *name, bool is_package)
{
    OuDict *main = ou_import_main(vm);
    size_t end = name->length;
    if (!is_package) {
        while (end > 0 && ou_str_at(name, end - 1) != '.') end--;
        if (end) end--;
    }
    OuValue package = main ? ou_str_slice(vm, name, 0, end) : OU_ERROR;
    bool ok = package != OU_ERROR
           && ou_dict_set_name(vm, main, OU_NAMED(vm, dunder_package), package);
    ou_unref(package);
    return ok;
}

static int run_found(OuVM *vm, OuString *name, const OuFound *found, bool is_package)
{
    OU_OWNED OuValue shown = absolute_path(vm, found->path.bytes);
    if (shown == OU_ERROR || !ou_run_set_program(vm, shown)
        || !set_main_package(vm, name, is_package)) return ou_run_report(vm);
    return run_regular(vm, found->path.bytes);
}

// "No module named x" and the like end the program before it has begun.
static int complain_module(OuVM *vm, const char *format, const char *name)
{
    ou_error_clear(vm);
    ou_run_complain(format, name, name);
    return 1;
}

static int complain_parent(OuVM *vm, const char *name)
{
    if (!ou_error_matches(vm, OU_TYPE_IMPORT_ERROR)) return ou_run_report(vm);
    OU_OWNED OuValue error = ou_error_take(vm);
    OU_OWNED OuValue text = ou_str_make_format(vm, "%T: %V", error, error);
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *bytes = text == OU_ERROR ? NULL
                      : ou_str_utf8(vm, ou_str_of(text), &scratch, &length);
    ou_run_complain("Error while finding module specification for '%s' (%s)", name,
                    bytes ? bytes : "?");
    ou_buffer_free(&scratch);
    ou_error_clear(vm);
    return 1;
}

// A package runs its __main__: its own name is found first, then that one.
static int run_package(OuVM *vm, const char *name, OuString *package)
{
    OU_OWNED OuValue full = ou_str_make_format(vm, "%S.__main__", package);
    OuFound found;
    bool builtin;
    if (full == OU_ERROR) return ou_run_report(vm);
    int status;
    if (!ou_import_locate(vm, ou_str_of(full), &found, &builtin)) {
        status = complain_parent(vm, name);
    } else if (found.kind == OU_FOUND_FILE) {
        status = run_found(vm, package, &found, true);
    } else {
        status = complain_module(vm, "No module named %s.__main__; '%s' is a package and cannot be "
                                 "directly executed", name);
    }
    ou_import_found_free(&found);
    return status;
}

// A module that is part of the program, or a package of such: its __main__. False: there is none.
// `program` is what sys.argv begins with; NULL: the file.
static bool run_library(OuVM *vm, const char *name, const char *program, int *status)
{
    char full[256];
    const char *suffix = ou_library_is_package(name) ? ".__main__" : "";
    if (snprintf(full, sizeof full, "%s%s", name, suffix) >= (int)sizeof full) return false;
    const OuLibraryFile *library = ou_library_find(full);
    if (!library) return false;
    OU_OWNED OuValue module = ou_str_make_text(vm, full);
    OU_OWNED OuValue file = ou_str_make_format(vm, "<library>/%s.py", full);
    OU_OWNED OuValue shown = program ? ou_str_make_text(vm, program) : ou_ref(file);
    if (module == OU_ERROR || file == OU_ERROR || shown == OU_ERROR
        || !ou_run_set_program(vm, shown)
        || !set_main_package(vm, ou_str_of(module), false)) {
        *status = ou_run_report(vm);
        return true;
    }
    OuBuffer source;
    ou_buffer_init(&source, &vm->heap.memory);
    if (ou_library_read(vm, library, &source)) {
        OuSourceRequest request = { .file = ou_str_of(file), .bytes = source.bytes,
                                    .length = source.length, .form = OU_SOURCE_FILE,
                                    .mode = OU_PARSER_FILE };
        *status = ou_run_source(vm, &request);
    } else {
        *status = ou_run_report(vm);
    }
    ou_buffer_free(&source);
    return true;
}

int ouro_run_module(OuroVM *vm, const char *name)
{
    OU_OWNED OuValue text = ou_str_make_lossy(vm, name, strlen(name));
    if (text == OU_ERROR) return ou_run_report(vm);
    if (*name == '.') return complain_module(vm, "Relative module names not supported", name);
    OuFound found;
    bool builtin;
    int status;
    if (!ou_import_locate(vm, ou_str_of(text), &found, &builtin)) {
        status = complain_parent(vm, name);
    } else if (found.kind == OU_FOUND_FILE) {
        status = run_found(vm, ou_str_of(text), &found, false);
    } else if (found.kind != OU_FOUND_NOTHING) {
        status = run_package(vm, name, ou_str_of(text));
    } else if (builtin) {
        status = complain_module(vm, "No code object available for %s", name);
    } else if (!run_library(vm, name, NULL, &status)) {
        status = complain_module(vm, "No module named %s", name);
    }
    ou_import_found_free(&found);
    return status;
}

int ouro_run_library(OuroVM *vm, const char *name, const char *program)
{
    int status;
    if (run_library(vm, name, program, &status)) return status;
    return complain_module(vm, "No module named %s", name);
}
