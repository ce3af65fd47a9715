#include "vm/heap_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/heap_page.h"
#include "runtime/heap_report.h"

enum { STATUS_FAILED = 1, STATUS_USAGE = 2, TOP_ROWS = 20, TOP_MOST = 10000 };

static const char help_text[] =
    "usage: ouro heap FILE                what is in a heap snapshot, by type\n"
    "       ouro heap FILE top [ROWS]     the objects that keep the most memory alive\n"
    "       ouro heap FILE why ID         what keeps an object alive\n"
    "       ouro heap FILE diff LATER     what is new and what is gone in a later snapshot\n"
    "       ouro heap FILE page OUT.html  a page about it for a browser\n"
    "\n"
    "Files are made by memory.snapshot(\"x.heapsnapshot\"), by ouro --heap-snapshot=FILE, or by\n"
    "Chrome and Node.js. An object is the same in two snapshots if it has the same id and type.\n"
    "\n"
    "Exit status: 0, 1 if a file can't be read or has no such object, 2 if the use is mistaken.\n";

static int misuse(const char *format, const char *word)
{
    fprintf(stderr, "ouro heap: ");
    fprintf(stderr, format, word);
    fprintf(stderr, "\nTry 'ouro heap --help'.\n");
    return STATUS_USAGE;
}

static bool read_file(OuHeapFile *file, OuMemory *memory, const char *path)
{
    if (ou_heap_file_read(file, memory, path)) return true;
    const char *error = file->error;
    bool has_place = *error >= '0' && *error <= '9';
    fprintf(stderr, "ouro heap: %s:%s%s\n", path, has_place ? "" : " ", error);
    return false;
}

static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    if (*text < '0' || *text > '9') return false;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return !*end && !errno;
}

static int finish(OuHeapReport report, const char *path, const char *id)
{
    if (report == OU_HEAP_REPORT_NO_MEMORY) fprintf(stderr, "ouro heap: not enough memory\n");
    if (report == OU_HEAP_REPORT_NO_ID) {
        fprintf(stderr, "ouro heap: %s: no object has the id %s\n", path, id);
    }
    if (report != OU_HEAP_REPORT_DONE) return STATUS_FAILED;
    if (fflush(stdout) == 0 && !ferror(stdout)) return 0;
    if (errno != EPIPE) fprintf(stderr, "ouro heap: can't write: %s\n", strerror(errno));
    return STATUS_FAILED;
}

static OuHeapReport compare(const OuHeapFile *file, OuMemory *memory, const char *path,
                            bool *is_read)
{
    OuHeapFile later;
    *is_read = read_file(&later, memory, path);
    if (!*is_read) return OU_HEAP_REPORT_DONE;
    OuHeapReport report = ou_heap_report_diff(file, &later);
    ou_heap_file_free(&later);
    return report;
}

static bool write_page(OuHeapFile *file, const char *path)
{
    OuOutFile out;
    bool is_open = ou_out_file_open(&out, path);
    if (is_open && !ou_heap_page_put(file, &out)) ou_out_file_fail(&out, ENOMEM);
    if (is_open && ou_out_file_commit(&out)) return true;
    fprintf(stderr, "ouro heap: can't write '%s': %s\n", path, strerror(out.error));
    return false;
}

int ou_heap_command(int count, char **arguments)
{
    const char *path = count > 0 ? arguments[0] : NULL;
    const char *verb = count > 1 ? arguments[1] : "", *operand = count > 2 ? arguments[2] : NULL;
    uint64_t number = TOP_ROWS;
    if (path && (!strcmp(path, "--help") || !strcmp(path, "-h"))) {
        fputs(help_text, stdout);
        return finish(OU_HEAP_REPORT_DONE, NULL, NULL);
    }
    if (!path) return misuse("%s", "which file?");
    if (path[0] == '-' && path[1]) return misuse("unknown option '%s'", path);
    bool is_top = !strcmp(verb, "top"), is_why = !strcmp(verb, "why");
    bool is_diff = !strcmp(verb, "diff"), is_page = !strcmp(verb, "page");
    if (*verb && !is_top && !is_why && !is_diff && !is_page) {
        return misuse("unknown word '%s'", verb);
    }
    if (count > 3) return misuse("what is '%s' for?", arguments[3]);
    if ((is_why || is_diff || is_page) && !operand) return misuse("%s what?", verb);
    const char *digits = is_why && *operand == '@' ? operand + 1 : operand;
    if (((is_top && operand) || is_why) && !read_number(digits, &number)) {
        return misuse("'%s' is no number", operand);
    }
    if (is_top && (!number || number > TOP_MOST)) return misuse("%s is no number of rows", operand);
    OuMemory memory;
    OuHeapFile file;
    ou_memory_init(&memory);
    if (!read_file(&file, &memory, path)) return STATUS_FAILED;
    bool is_read = true;
    if (is_page) is_read = write_page(&file, operand);
    OuHeapReport report = is_page ? OU_HEAP_REPORT_DONE
                        : is_top ? ou_heap_report_top(&file, (uint32_t)number)
                        : is_why ? ou_heap_report_why(&file, number)
                        : is_diff ? compare(&file, &memory, operand, &is_read)
                                  : ou_heap_report_summary(&file);
    ou_heap_file_free(&file);
    return is_read ? finish(report, path, digits) : STATUS_FAILED;
}
