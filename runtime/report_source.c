// report_source.c: lines of source files, as they are now, for reports.
#include "runtime/report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/codec.h"
#include "runtime/dict.h"
#include "runtime/list.h"

// --- reading -------------------------------------------------------------------------------------

void ou_report_forget_source(OuReport *report)
{
    if (report->source) {
        ou_memory_free(&report->vm->heap.memory, report->source, report->source_size + 1);
    }
    report->file = NULL;
    report->source = NULL;
    report->source_size = 0;
}

static size_t read_all(int file, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t count = read(file, bytes + length, size - length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        length += (size_t)count;
    }
    return length;
}

static bool load_path(OuReport *report, const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return false;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
        size_t size = (size_t)status.st_size;
        report->source = ou_memory_alloc_zeroed(&report->vm->heap.memory, size + 1);
        if (report->source) {
            report->source_size = size;
            // A file that shrank meanwhile ends in zeros, which are no lines anybody asks for.
            (void)read_all(file, report->source, size);
        }
    }
    close(file);
    return report->source != NULL;
}

// directory/tail for a directory of sys.path.
static bool load_from(OuReport *report, OuValue directory, const char *tail)
{
    if (!ou_is_str(directory)) return false;
    OuBuffer buffer, path;
    size_t length;
    ou_buffer_init(&buffer, &report->vm->heap.memory);
    ou_buffer_init(&path, &report->vm->heap.memory);
    const char *text = ou_str_utf8(report->vm, ou_str_of(directory), &buffer, &length);
    bool is_loaded = false;
    if (!text) ou_error_clear(report->vm);
    else if (strlen(text) == length) {
        ou_buffer_put(&path, text, length);
        if (length && text[length - 1] != '/') ou_buffer_put_char(&path, '/');
        ou_buffer_put_text(&path, tail);
        is_loaded = !path.failed && path.bytes && load_path(report, path.bytes);
    }
    ou_buffer_free(&buffer);
    ou_buffer_free(&path);
    return is_loaded;
}

// A file that isn't there any more under its name may be found through sys.path by its last part.
static bool load_along_path(OuReport *report, const char *path)
{
    OuVM *vm = report->vm;
    if (!vm->sys) return false;
    const char *slash = strrchr(path, '/');
    const char *tail = slash ? slash + 1 : path;
    OU_OWNED OuValue directories = ou_ref(ou_dict_get_name_peek(vm->sys, OU_NAMED(vm, path)));
    if (!ou_is_list(directories)) return false;
    for (size_t i = 0; i < ou_list_of(directories)->length; i++) {
        if (load_from(report, ou_list_of(directories)->items[i], tail)) return true;
    }
    return false;
}

static void load_typed(OuReport *report, const OuString *file)
{
    size_t length;
    const char *text = report->vm->host.typed_text
                     ? report->vm->host.typed_text(report->vm, file, &length) : NULL;
    report->source = text ? ou_memory_alloc_zeroed(&report->vm->heap.memory, length + 1) : NULL;
    if (!report->source) return;
    memcpy(report->source, text, length);
    report->source_size = length;
    report->is_typed = true;
}

static bool load(OuReport *report, OuString *file)
{
    if (report->file == file) return report->source != NULL;
    ou_report_forget_source(report);
    report->file = file;
    report->line = 1;
    report->position = 0;
    report->is_typed = false;
    load_typed(report, file);
    if (report->source) return true;
    OuBuffer buffer;
    size_t length;
    ou_buffer_init(&buffer, &report->vm->heap.memory);
    const char *path = ou_str_utf8(report->vm, file, &buffer, &length);
    if (!path) ou_error_clear(report->vm);
    // "<string>" and the like name no file.
    bool is_file
        = path && length && strlen(path) == length && !(*path == '<' && path[length - 1] == '>');
    if (is_file && !load_path(report, path)) (void)load_along_path(report, path);
    ou_buffer_free(&buffer);
    return report->source != NULL;
}

// --- lines ---------------------------------------------------------------------------------------

static size_t line_end(const OuReport *report, size_t start)
{
    size_t at = start;
    while (at < report->source_size && report->source[at] != '\n' && report->source[at] != '\r')
        at++;
    return at;
}

static size_t behind_newline(const OuReport *report, size_t end)
{
    if (end >= report->source_size) return end;
    bool is_pair = report->source[end] == '\r' && report->source[end + 1] == '\n';
    return end + (is_pair ? 2 : 1);
}

// false: the file has fewer lines.
static bool seek(OuReport *report, uint32_t line)
{
    if (line < report->line) {
        report->line = 1;
        report->position = 0;
    }
    while (report->line < line && report->position < report->source_size) {
        report->position = behind_newline(report, line_end(report, report->position));
        report->line++;
    }
    return report->position < report->source_size;
}

// The encoding that a comment in the first two lines declares (PEP 263); false: UTF-8.
static bool declared_encoding(const OuReport *report, char *name, size_t size)
{
    size_t start = 0;
    for (unsigned i = 0; i < 2 && start < report->source_size; i++) {
        size_t end = line_end(report, start);
        size_t at = start + strspn(report->source + start, " \t\f");
        if (at < end && report->source[at] != '#') return false;
        for (; at + 7 < end; at++) {
            const char *text = report->source + at;
            if (memcmp(text, "coding", 6) != 0 || (text[6] != ':' && text[6] != '=')) continue;
            text += 7 + strspn(text + 7, " \t");
            size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_.");
            if (!length || length >= size) continue;
            memcpy(name, text, length);
            name[length] = '\0';
            return true;
        }
        start = behind_newline(report, end);
    }
    return false;
}

OuValue ou_report_source_line(OuReport *report, OuString *file, uint32_t line)
{
    char encoding[40];
    if (report->vm->finalizing) return OU_UNBOUND;      // CPython has no io to read with by then
    if (!file || !line || !load(report, file) || !seek(report, line)) return OU_UNBOUND;
    size_t start = report->position, end = line_end(report, start);
    if (start == 0 && end >= 3 && memcmp(report->source, "\xEF\xBB\xBF", 3) == 0) start = 3;
    bool is_declared = !report->is_typed && declared_encoding(report, encoding, sizeof encoding);
    OuValue text = ou_codec_decode(report->vm, report->source + start, end - start,
                                   is_declared ? encoding : NULL, NULL);
    if (text != OU_ERROR) return text;
    ou_error_clear(report->vm);
    return OU_UNBOUND;
}
