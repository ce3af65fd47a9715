// command_options.c: what the words of the command line mean.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/command.h"
#include "vm/site.h"

static const char usage_line[] =
    "usage: ouro [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";

static const char help_text[] =
    "Options:\n"
    "-c cmd : program passed in as string (terminates option list)\n"
    "-E     : ignore environment variables (OURO_PATH, OURO_WARNINGS)\n"
    "-h     : print this help message and exit (also --help)\n"
    "-i     : inspect interactively after running script; forces a prompt even\n"
    "         if stdin does not appear to be a terminal\n"
    "-I     : isolate the program: -E, -P and -s\n"
    "-m mod : run library module as a script (terminates option list)\n"
    "-O     : leave out assertions; __debug__ is False\n"
    "-OO    : leave out docstrings too\n"
    "-P     : don't put the program's folder first on sys.path\n"
    "-q     : don't print version message on interactive startup\n"
    "-u     : let standard output and error keep nothing back\n"
    "-V     : print the Ouro version number and exit (also --version)\n"
    "-W arg : warning control; arg is action:message:category:module:lineno\n"
    "-X opt : set an option of sys._xoptions: dev, utf8, tracemalloc=n,\n"
    "         int_max_str_digits=n, ...\n"
    "-B, -d, -R, -s, -S\n"
    "       : taken for CPython's sake, and seen in sys.flags\n"
    "--tokens file, --ast file, --dis file\n"
    "       : print the file's tokens, its syntax tree or its code\n"
    "--max-memory size\n"
    "       : use no more memory than this (bytes, or with K, M, G); what doesn't\n"
    "         fit raises MemoryError\n"
    "--gc-log[=file]\n"
    "       : write a line about each collection to the file, or to stderr\n"
    "--gc-trace file.json\n"
    "       : write a timeline of the collector, for Perfetto or chrome://tracing\n"
    "--profile file\n"
    "       : write where the processor time goes: folded stacks, or for file.json\n"
    "         what speedscope reads\n"
    "--heap-snapshot file.heapsnapshot\n"
    "       : write the heap at the end, on SIGUSR1 (numbered) and before a\n"
    "         MemoryError ends the program, for `ouro heap' or Chrome's DevTools\n"
    "--alloc-profile file.json\n"
    "       : write what was allocated where, for the viewer of valgrind's DHAT\n"
    "--gc-stress\n"
    "       : collect as often as possible, to test the interpreter\n"
    "--fail-alloc n\n"
    "       : let the n-th allocation of the program fail, to test it\n"
    "file   : program read from script file\n"
    "-      : program read from stdin (default; interactive mode if a tty)\n"
    "--     : ends the options\n"
    "arg ...: arguments passed to program in sys.argv[1:]\n"
    "\n"
    "Environment variables:\n"
    "OURO_PATH     : folders to import modules from, separated by ':'\n"
    "OURO_WARNINGS : warning control, as with -W, separated by ','\n"
    "PYTHONTRACEMALLOC : trace memory with so many frames, as -X tracemalloc=n\n";

static void done(OuCommand *command, int status)
{
    command->kind = OU_COMMAND_DONE;
    command->status = status;
}

static void mistake(OuCommand *command, const char *format, const char *word)
{
    fprintf(stderr, format, word);
    fprintf(stderr, "\n%sTry `ouro -h' for more information.\n", usage_line);
    done(command, 2);
}

// "64M"; false: not a size.
static bool read_size(const char *text, uint64_t *size)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (errno || end == text || *text == '-') return false;
    unsigned shift = *end == 'K' || *end == 'k' ? 10 : *end == 'M' || *end == 'm' ? 20
                   : *end == 'G' || *end == 'g' ? 30 : 0;
    if (shift) end++;
    if (*end || number > UINT64_MAX >> shift) return false;
    *size = (uint64_t)number << shift;
    return true;
}

// The words that are being read.
typedef struct Words {
    char **words;
    int    count, next;
} Words;

static const char *take_word(Words *words)
{
    return words->next < words->count ? words->words[words->next++] : NULL;
}

// The operand behind an option, or of "--option=operand".
static const char *operand_of(OuCommand *command, Words *words, const char *option,
                              const char *attached)
{
    const char *operand = attached ? attached : take_word(words);
    if (!operand) mistake(command, "Argument expected for the %s option", option);
    return operand;
}

// --- long options --------------------------------------------------------------------------------

static bool is_option(const char *word, const char *name, const char **attached)
{
    size_t length = strlen(name);
    *attached = NULL;
    if (strncmp(word, name, length) != 0) return false;
    if (word[length] == '=') *attached = word + length + 1;
    return !word[length] || word[length] == '=';
}

static void read_stage(OuCommand *command, Words *words, const char *word, const char *attached)
{
    const char *file = operand_of(command, words, word, attached);
    if (!file) return;
    command->kind = OU_COMMAND_STAGE;
    command->stage = word[2];
    command->operand = file;
}

static void read_number(OuCommand *command, Words *words, const char *word, const char *attached)
{
    uint64_t number;
    const char *text = operand_of(command, words, word, attached);
    if (!text) return;
    if (!read_size(text, &number)) {
        mistake(command, "not a number: %s", text);
    } else if (word[2] == 'm') {
        command->memory_limit = number > SIZE_MAX ? SIZE_MAX : (size_t)number;
    } else {
        command->fail_allocation = number;
    }
}

static void read_long(OuCommand *command, Words *words, const char *word)
{
    static const char *const stages[] = { "--tokens", "--ast", "--dis" };
    static const char *const numbers[] = { "--max-memory", "--fail-alloc" };
    static const char *const records[OURO_RECORDS] = {
        "--gc-trace", "--profile", "--heap-snapshot", "--alloc-profile",
    };
    const char *attached;
    for (unsigned i = 0; i < 3; i++) {
        if (is_option(word, stages[i], &attached)) {
            read_stage(command, words, word, attached);
            return;
        }
    }
    for (unsigned i = 0; i < 2; i++) {
        if (is_option(word, numbers[i], &attached)) {
            read_number(command, words, word, attached);
            return;
        }
    }
    for (unsigned i = 0; i < OURO_RECORDS; i++) {
        if (!is_option(word, records[i], &attached)) continue;
        command->records[i] = operand_of(command, words, word, attached);
        return;
    }
    if (is_option(word, "--gc-log", &attached)) {
        command->gc_log = attached ? attached : "";
    } else if (!strcmp(word, "--gc-stress")) {
        command->gc_stress = true;
    } else if (!strcmp(word, "--version")) {
        printf("%s\n", ouro_version());
        done(command, 0);
    } else if (!strcmp(word, "--help")) {
        printf("%s%s", usage_line, help_text);
        done(command, 0);
    } else {
        mistake(command, "unknown option %s", word);
    }
}

// --- short options -------------------------------------------------------------------------------

static void read_program(OuCommand *command, Words *words, OuCommandKind kind, const char *attached)
{
    const char *name = kind == OU_COMMAND_TEXT ? "-c" : "-m";
    const char *operand = operand_of(command, words, name, *attached ? attached : NULL);
    if (!operand) return;
    command->kind = kind;
    command->operand = operand;
}

// "int_max_str_digits=1000"
static bool read_digits(OuCommand *command, const char *text)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno || end == text || *end || number > INT_MAX || (number && number < 640)) return false;
    command->max_str_digits = number ? (int)number : -1;
    return true;
}

// The number of frames of "tracemalloc=10" or PYTHONTRACEMALLOC; NULL: one.
static void read_trace(OuCommand *command, const char *source, const char *text)
{
    char *end;
    errno = 0;
    long number = text ? strtol(text, &end, 10) : 1;
    if (text && (errno || end == text || *end || number < 0 || number > OU_SITE_MOST_FRAMES)) {
        fprintf(stderr, "ouro: %s: invalid number of frames\n", source);
        done(command, 1);
    } else {
        command->trace_frames = number ? (int)number : -1;
    }
}

static void obey_environment(OuCommand *command)
{
    if (command->kind == OU_COMMAND_DONE || command->trace_frames) return;
    if (command->flags[OURO_FLAG_IGNORE_ENVIRONMENT]) return;
    const char *text = getenv("PYTHONTRACEMALLOC");
    if (text && *text) read_trace(command, "PYTHONTRACEMALLOC", text);
}

// What the interpreter knows; anything may stand in sys._xoptions.
static void obey_x_option(OuCommand *command, const char *text)
{
    static const struct { const char *name; OuroFlag flag; } names[] = {
        { "dev", OURO_FLAG_DEV_MODE }, { "utf8", OURO_FLAG_UTF8_MODE },
        { "utf8=1", OURO_FLAG_UTF8_MODE }, { "warn_default_encoding",
                                             OURO_FLAG_WARN_DEFAULT_ENCODING },
    };
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(text, names[i].name)) command->flags[names[i].flag] = 1;
    }
    if (!strcmp(text, "utf8=0")) {
        command->flags[OURO_FLAG_UTF8_MODE] = 0;
    } else if (!strncmp(text, "utf8=", 5) && strcmp(text, "utf8=1") != 0) {
        fputs("ouro: invalid -X utf8 option value\n", stderr);
        done(command, 1);
    }
    const char *digits, *frames;
    if (is_option(text, "tracemalloc", &frames)) {
        read_trace(command, "-X tracemalloc=NFRAME", frames);
    }
    if (!is_option(text, "int_max_str_digits", &digits)) return;
    if (digits && read_digits(command, digits)) return;
    fputs("ouro: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.\n",
          stderr);
    done(command, 1);
}

static void read_x_option(OuCommand *command, Words *words, const char *attached)
{
    const char *operand = operand_of(command, words, "-X", *attached ? attached : NULL);
    int most = (int)(sizeof command->x_options / sizeof *command->x_options);
    if (!operand) return;
    if (command->x_option_count == most) {
        mistake(command, "too many options -X: %s", operand);
        return;
    }
    command->x_options[command->x_option_count++] = operand;
    obey_x_option(command, operand);
}

static void read_warning(OuCommand *command, Words *words, const char *attached)
{
    const char *operand = operand_of(command, words, "-W", *attached ? attached : NULL);
    int most = (int)(sizeof command->warnings / sizeof *command->warnings);
    if (!operand) return;
    if (command->warning_count < most) command->warnings[command->warning_count++] = operand;
    else mistake(command, "too many options -W: %s", operand);
}

// Switches that are seen in sys.flags; false: it is none. What isn't there anyhow (bytecode in
// files, site packages) can be switched off.
static bool read_switch(OuCommand *command, char letter)
{
    static const struct { char letter; OuroFlag flag; } switches[] = {
        { 'd', OURO_FLAG_DEBUG }, { 'i', OURO_FLAG_INSPECT }, { 'i', OURO_FLAG_INTERACTIVE },
        { 'O', OURO_FLAG_OPTIMIZE }, { 'B', OURO_FLAG_DONT_WRITE_BYTECODE },
        { 's', OURO_FLAG_NO_USER_SITE }, { 'I', OURO_FLAG_NO_USER_SITE },
        { 'S', OURO_FLAG_NO_SITE }, { 'E', OURO_FLAG_IGNORE_ENVIRONMENT },
        { 'I', OURO_FLAG_IGNORE_ENVIRONMENT },
        { 'q', OURO_FLAG_QUIET }, { 'R', OURO_FLAG_HASH_RANDOMIZATION },
        { 'I', OURO_FLAG_ISOLATED }, { 'I', OURO_FLAG_SAFE_PATH }, { 'P', OURO_FLAG_SAFE_PATH },
    };
    bool is_known = false;
    for (unsigned i = 0; i < sizeof switches / sizeof *switches; i++) {
        if (switches[i].letter != letter) continue;
        uint8_t *flag = &command->flags[switches[i].flag];
        if (letter == 'O' || letter == 'd' || letter == 'q') *flag += *flag < UINT8_MAX;
        else *flag = 1;
        is_known = true;
    }
    return is_known;
}

// The letters of one word; those behind -c or -m are its operand.
static void read_short(OuCommand *command, Words *words, const char *letters)
{
    for (; *letters && command->kind == OU_COMMAND_DEFAULT; letters++) {
        bool is_switch = read_switch(command, *letters);
        switch (*letters) {
        case 'i': command->inspect = true; break;
        case 'q': command->quiet = true; break;
        case 'u': command->unbuffered = true; break;
        case 'W': read_warning(command, words, letters + 1); return;
        case 'X': read_x_option(command, words, letters + 1); return;
        case 'c': read_program(command, words, OU_COMMAND_TEXT, letters + 1); return;
        case 'm': read_program(command, words, OU_COMMAND_MODULE, letters + 1); return;
        case 'V': printf("%s\n", ouro_version()); done(command, 0); break;
        case 'h': printf("%s%s", usage_line, help_text); done(command, 0); break;
        default: {
            char word[3] = { '-', *letters, 0 };
            if (!is_switch) mistake(command, "Unknown option: %s", word);
        }
        }
    }
}

void ou_command_read(OuCommand *command, int count, char **arguments)
{
    *command = (OuCommand){ .kind = OU_COMMAND_DEFAULT };
    Words words = { arguments, count, 1 };
    const char *word;
    while (command->kind == OU_COMMAND_DEFAULT && (word = take_word(&words))) {
        if (!strcmp(word, "--")) {
            word = take_word(&words);
            if (!word) break;
            command->kind = OU_COMMAND_FILE;
            command->operand = word;
        } else if (!strcmp(word, "-")) {
            command->kind = OU_COMMAND_INPUT;
            command->operand = word;
        } else if (word[0] == '-' && word[1] == '-') {
            read_long(command, &words, word);
        } else if (word[0] == '-') {
            read_short(command, &words, word + 1);
        } else {
            command->kind = OU_COMMAND_FILE;
            command->operand = word;
        }
    }
    command->first_argument = words.next;
    obey_environment(command);
    bool is_traced = command->trace_frames > 0 && command->records[OURO_RECORD_ALLOCATIONS];
    if (command->kind != OU_COMMAND_DONE && is_traced) {
        mistake(command, "%s doesn't go together with tracemalloc", "--alloc-profile");
    }
}
