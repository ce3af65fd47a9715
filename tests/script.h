// script.h: a test's script, and what its comments demand.
//
// The runner's own vocabulary for text, too. A tool of the tests only: running out of memory ends
// the program.
#ifndef OU_TESTS_SCRIPT_H
#define OU_TESTS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// A growing list of strings, each with the line of the file it came from.
typedef struct Line { char *text; int number; } Line;
typedef struct Lines { Line *items; size_t count; } Lines;

// One script and what its comments demand.
typedef struct Script {
    char *path;
    Lines out;            // expect:          the lines of standard output
    Lines err;            // expect-stderr:   the lines of standard error
    Line  error;          // expect-error:    the last line of standard error
    Line  exit;           // expect-exit:     the exit status
    char *run;            // run:             a shell command instead of `{ouro} {file}`
    char *arguments;      // args:            what follows the script's name
    Lines environment;    // env:             NAME=value
    Lines input;          // stdin:           the lines of standard input
    int   seconds;        // timeout:         at most so long
    bool  counts_moments; // moments:        depends on when automatic collections come, as said
    bool  differs;        // differs:         CPython does otherwise, for the reason given
} Script;

// What stands for what in a script's comments.
typedef struct Names {
    const char *file;      // {file} is its absolute path, as CPython shows it; {dir} its folder
    const char *scratch;   // {tmp}
    const char *binary;    // {ouro}
} Names;

// The block, unless it is NULL: then the program ends.
void *checked(void *block);

void lines_add(Lines *lines, char *text, int number);
void lines_free(Lines *lines);

// Results are the caller's to free.
__attribute__((format(printf, 1, 2)))
char *text_format(const char *pattern, ...);
char *text_read_stream(FILE *stream);
char *text_read_path(const char *path);      // NULL if it can't be opened
char *text_directory(const char *path);
Lines text_split(const char *text);

// Reads the comments of a script; ends the program if there is no such file.
Script script_read(const char *path, const Names *names);
void script_free(Script *script);

#endif
