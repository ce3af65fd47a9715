#include "vm/heap_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/heap_page.h"
#include "runtime/heap_report.h"
#include "vm/command_table.h"

enum { STATUS_FAILED = 1, TOP_ROWS = 20, TOP_MOST = 10000 };

static const char help_end[] =
    "\n"
    "Files are made by memory.snapshot(\"x.heapsnapshot\"), by ouro --heap-snapshot=FILE, or by\n"
    "Chrome and Node.js. An object is the same in two snapshots if it has the same id and type.\n"
    "\n"
    "Exit status: 0, 1 if a file can't be read or has no such object, 2 if the use is mistaken.\n";

static void print_help(void)
{
    printf("usage: ouro heap %-21s what is in a heap snapshot, by type\n", "FILE");
    for (const OuWordRow *row = ou_heap_words; row < ou_heap_words + OU_HEAP_WORD_COUNT; row++) {
        int width = 14 - (int)strlen(row->name);
        printf("       ouro heap FILE %s %-*s %s\n", row->name, width, row->arguments, row->help);
    }
    fputs(help_end, stdout);
}

static int misuse(const char *format, const char *word)
{
    return ou_command_misuse("heap", format, word);
}

static OuHeapWordId find_word(const char *word)
{
    OuHeapWordId id = 0;
    while (id < OU_HEAP_WORD_COUNT && strcmp(word, ou_heap_words[id].name) != 0) id++;
    return id;
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

// What was asked of a snapshot.
typedef struct Question {
    const char  *path, *operand;
    OuHeapWordId word;           // OU_HEAP_WORD_COUNT: what is in it
    uint64_t     number;         // rows, or an id
    const char  *digits;         // ... as it was written
} Question;

// 0, or the status to end with.
static int read_question(Question *question, int count, char **arguments)
{
    const char *path = count > 0 ? arguments[0] : NULL, *word = count > 1 ? arguments[1] : "";
    const char *operand = count > 2 ? arguments[2] : NULL;
    if (!path) return misuse("%s", "which file?");
    if (path[0] == '-' && path[1]) return ou_command_unknown_option("heap", path);
    *question = (Question){ path, operand, find_word(word), TOP_ROWS, operand };
    bool is_top = question->word == OU_HEAP_WORD_TOP, is_why = question->word == OU_HEAP_WORD_WHY;
    bool is_known = question->word != OU_HEAP_WORD_COUNT;
    if (*word && !is_known && find_word(path) != OU_HEAP_WORD_COUNT) {
        return misuse("the file comes before '%s'", path);
    }
    if (*word && !is_known) {
        return ou_command_unknown_word("heap", word, ou_heap_words, OU_HEAP_WORD_COUNT);
    }
    if (count > 3) return misuse("what is '%s' for?", arguments[3]);
    if (is_known && !is_top && !operand) return misuse("%s what?", word);
    if (is_why && *operand == '@') question->digits++;
    if ((is_why || (is_top && operand)) && !read_number(question->digits, &question->number)) {
        return misuse("'%s' is no number", operand);
    }
    if (is_top && (!question->number || question->number > TOP_MOST)) {
        return misuse("%s is no number of rows", operand);
    }
    return 0;
}

static int answer(const Question *question, OuHeapFile *file, OuMemory *memory)
{
    bool is_well = true;
    OuHeapReport report = OU_HEAP_REPORT_DONE;
    switch (question->word) {
    case OU_HEAP_WORD_TOP:   report = ou_heap_report_top(file, (uint32_t)question->number); break;
    case OU_HEAP_WORD_WHY:   report = ou_heap_report_why(file, question->number); break;
    case OU_HEAP_WORD_DIFF:  report = compare(file, memory, question->operand, &is_well); break;
    case OU_HEAP_WORD_PAGE:  is_well = write_page(file, question->operand); break;
    case OU_HEAP_WORD_COUNT: report = ou_heap_report_summary(file); break;
    }
    return is_well ? finish(report, question->path, question->digits) : STATUS_FAILED;
}

int ou_heap_command(int count, char **arguments)
{
    if (count > 0 && (!strcmp(arguments[0], "--help") || !strcmp(arguments[0], "-h"))) {
        print_help();
        return finish(OU_HEAP_REPORT_DONE, NULL, NULL);
    }
    Question question = { 0 };
    int status = read_question(&question, count, arguments);
    if (status) return status;
    OuMemory memory;
    OuHeapFile file;
    ou_memory_init(&memory);
    if (!read_file(&file, &memory, question.path)) return STATUS_FAILED;
    status = answer(&question, &file, &memory);
    ou_heap_file_free(&file);
    return status;
}
