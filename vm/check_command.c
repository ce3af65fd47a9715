#include "vm/check_command.h"

#include <stdio.h>
#include <string.h>

#include "vm/command_table.h"

static const char help_text[] =
    "usage: ouro [OPTIONS] check [-q] FILE...\n"
    "\n"
    "Compiles files without running them and tells of syntax errors and warnings. Of a folder\n"
    "all .py files in it and below are taken; `-' is standard input. With -q nothing but what\n"
    "is wrong is told; `ouro -W error check' makes errors of warnings.\n"
    "\n"
    "Exit status: 0, 1 if something doesn't compile, 2 if a file can't be read.\n";

static int finish(const OuroChecked *seen, bool quiet, int status)
{
    if (!quiet) {
        printf("%zu file%s checked, %zu with errors\n", seen->files, seen->files == 1 ? "" : "s",
               seen->wrong);
    }
    if (fflush(stdout) == 0) return status;
    perror("ouro check: standard output");
    return status ? status : 1;
}

int ou_check_command(OuroVM *vm, int count, char **arguments)
{
    bool quiet = false;
    int next = 0, status = 0;
    OuroChecked seen = { 0 };
    for (; next < count && arguments[next][0] == '-' && arguments[next][1]; next++) {
        const char *word = arguments[next];
        if (!strcmp(word, "-h") || !strcmp(word, "--help")) {
            fputs(help_text, stdout);
            return fflush(stdout) == 0 ? 0 : 1;
        }
        if (!strcmp(word, "--")) { next++; break; }
        if (strcmp(word, "-q") != 0) return ou_command_unknown_option("check", word);
        quiet = true;
    }
    if (next == count) return ou_command_misuse("check", "%s", "which files?");
    for (; next < count && !seen.is_over; next++) {
        int found = ouro_check(vm, arguments[next], &seen);
        if (found > status) status = found;
    }
    return finish(&seen, quiet, status);
}
