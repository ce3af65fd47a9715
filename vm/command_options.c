// command_options.c: what the words of the command line mean.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/command.h"
#include "vm/command_table.h"
#include "vm/site.h"

enum { LEAST_DEPTH = 10 };         // so that what imports modules at the start can run

static void done(OuCommand *command, int status)
{
    command->kind = OU_COMMAND_DONE;
    command->status = status;
}

static void mistake(OuCommand *command, const char *format, const char *word)
{
    fprintf(stderr, format, word);
    fputs("\nusage: ouro [OPTIONS] [FILE | -c CODE | -m MODULE | -] [ARGUMENTS]\n"
          "Try `ouro -h' for more information.\n", stderr);
    done(command, 2);
}

static void wrong_operand(OuCommand *command, OuOptionId id, const char *what, const char *text)
{
    char words[160];
    snprintf(words, sizeof words, "option %s: not %s: %s", ou_option_rows[id].name, what, text);
    mistake(command, "%s", words);
}

// Signs, blanks and other bases are no numbers here.
static bool begins_decimal(const char *text)
{
    return *text >= '0' && *text <= '9' && (text[1] | 32) != 'x';
}

// "64M"; false: not a size.
static bool read_size(const char *text, uint64_t *size)
{
    char *end;
    errno = 0;
    unsigned long long number = begins_decimal(text) ? strtoull(text, &end, 10) : 0;
    if (!begins_decimal(text) || errno) return false;
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

// --- operands ------------------------------------------------------------------------------------

// "name" or "name=operand"
static bool is_option(const char *word, const char *name, const char **attached)
{
    size_t length = strlen(name);
    *attached = NULL;
    if (strncmp(word, name, length) != 0) return false;
    if (word[length] == '=') *attached = word + length + 1;
    return !word[length] || word[length] == '=';
}

static void read_stage(OuCommand *command, char stage, const char *file)
{
    command->kind = OU_COMMAND_STAGE;
    command->stage = stage;
    command->operand = file;
}

static void read_program(OuCommand *command, OuCommandKind kind, const char *operand)
{
    command->kind = kind;
    command->operand = operand;
}

static uint64_t read_number(OuCommand *command, OuOptionId id, const char *text)
{
    uint64_t number = 0;
    if (!read_size(text, &number)) wrong_operand(command, id, "a number", text);
    return number;
}

// "2.5", "500ms", "2m": seconds.
static double read_time(OuCommand *command, OuOptionId id, const char *text)
{
    static const struct { const char *unit; double seconds; } units[] = {
        { "", 1 }, { "s", 1 }, { "ms", 1e-3 }, { "m", 60 }, { "min", 60 }, { "h", 3600 },
    };
    char *end;
    double number = begins_decimal(text) ? strtod(text, &end) : 0;
    for (unsigned i = 0; number > 0 && i < sizeof units / sizeof *units; i++) {
        double seconds = number * units[i].seconds;
        if (!strcmp(end, units[i].unit) && seconds >= 1e-3 && seconds < 1e9) return seconds;
    }
    wrong_operand(command, id, "a time", text);
    return 0;
}

// "10M" is ten million, here.
static uint64_t read_steps(OuCommand *command, OuOptionId id, const char *text)
{
    char *end;
    errno = 0;
    unsigned long long number = begins_decimal(text) ? strtoull(text, &end, 10) : 0;
    uint64_t unit = !number ? 0 : !*end ? 1 : strchr("Kk", *end) ? 1000
                  : strchr("Mm", *end) ? 1000000 : strchr("Gg", *end) ? 1000000000 : 0;
    bool is_number = unit && !errno && !(*end && end[1]) && number <= UINT64_MAX / unit;
    if (!is_number) wrong_operand(command, id, "a number of steps", text);
    return is_number ? number * unit : 0;
}

static int read_depth(OuCommand *command, OuOptionId id, const char *text)
{
    char *end;
    long depth = begins_decimal(text) ? strtol(text, &end, 10) : 0;
    if (depth && !*end && depth >= LEAST_DEPTH && depth <= INT32_MAX) return (int)depth;
    wrong_operand(command, id, "a depth", text);
    return 0;
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
    if (text && (errno || *end || number < 0 || number > OU_SITE_MOST_FRAMES)) {
        fprintf(stderr, "ouro: %s: invalid number of frames\n", source);
        done(command, 1);
    } else {
        command->trace_frames = number ? (int)number : -1;
    }
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

static void read_x_option(OuCommand *command, const char *operand)
{
    int most = (int)(sizeof command->x_options / sizeof *command->x_options);
    if (command->x_option_count == most) {
        mistake(command, "too many options -X: %s", operand);
        return;
    }
    command->x_options[command->x_option_count++] = operand;
    obey_x_option(command, operand);
}

static void read_warning(OuCommand *command, const char *operand)
{
    int most = (int)(sizeof command->warnings / sizeof *command->warnings);
    if (command->warning_count < most) command->warnings[command->warning_count++] = operand;
    else mistake(command, "too many options -W: %s", operand);
}

static void show(OuCommand *command, void (*print)(void))
{
    print();
    done(command, fflush(stdout) == 0 ? 0 : 1);
}

static void print_version(void)
{
    printf("%s\n", ouro_version());
}

// --- what an option does -------------------------------------------------------------------------

// Counts how often a switch was given.
static void count(OuCommand *command, OuroFlag flag)
{
    command->flags[flag] += command->flags[flag] < UINT8_MAX;
}

static void isolate(OuCommand *command)
{
    command->flags[OURO_FLAG_ISOLATED] = command->flags[OURO_FLAG_IGNORE_ENVIRONMENT] = 1;
    command->flags[OURO_FLAG_NO_USER_SITE] = command->flags[OURO_FLAG_SAFE_PATH] = 1;
}

static void inspect(OuCommand *command)
{
    command->inspect = true;
    command->flags[OURO_FLAG_INSPECT] = command->flags[OURO_FLAG_INTERACTIVE] = 1;
}

// `operand` is NULL for options without, and where it was left out.
static void obey(OuCommand *command, OuOptionId id, const char *operand)
{
    uint8_t *flags = command->flags;
    command->is_given[id] = true;
    switch (id) {
    case OU_OPTION_TEXT:           read_program(command, OU_COMMAND_TEXT, operand); break;
    case OU_OPTION_MODULE:         read_program(command, OU_COMMAND_MODULE, operand); break;
    case OU_OPTION_INSPECT:        inspect(command); break;
    case OU_OPTION_OPTIMIZE:       count(command, OURO_FLAG_OPTIMIZE); break;
    case OU_OPTION_WARNING:        read_warning(command, operand); break;
    case OU_OPTION_X_OPTION:       read_x_option(command, operand); break;
    case OU_OPTION_UNBUFFERED:     command->unbuffered = true; break;
    case OU_OPTION_VERBOSE:        count(command, OURO_FLAG_VERBOSE); break;
    case OU_OPTION_BYTES_WARNING:  count(command, OURO_FLAG_BYTES_WARNING); break;
    case OU_OPTION_SKIP_LINE:      command->skip_first_line = true; break;
    case OU_OPTION_QUIET:          command->quiet = true; count(command, OURO_FLAG_QUIET); break;
    case OU_OPTION_NO_ENVIRONMENT: flags[OURO_FLAG_IGNORE_ENVIRONMENT] = 1; break;
    case OU_OPTION_SAFE_PATH:      flags[OURO_FLAG_SAFE_PATH] = 1; break;
    case OU_OPTION_ISOLATED:       isolate(command); break;
    case OU_OPTION_NO_BYTECODE:    flags[OURO_FLAG_DONT_WRITE_BYTECODE] = 1; break;
    case OU_OPTION_DEBUG:          count(command, OURO_FLAG_DEBUG); break;
    case OU_OPTION_RANDOM_HASH:    flags[OURO_FLAG_HASH_RANDOMIZATION] = 1; break;
    case OU_OPTION_NO_USER_SITE:   flags[OURO_FLAG_NO_USER_SITE] = 1; break;
    case OU_OPTION_NO_SITE:        flags[OURO_FLAG_NO_SITE] = 1; break;
    case OU_OPTION_MAX_MEMORY:     command->memory_limit = read_number(command, id, operand); break;
    case OU_OPTION_MAX_TIME:       command->time_limit = read_time(command, id, operand); break;
    case OU_OPTION_MAX_STEPS:      command->step_limit = read_steps(command, id, operand); break;
    case OU_OPTION_MAX_DEPTH:      command->depth_limit = read_depth(command, id, operand); break;
    case OU_OPTION_GC_LOG:         command->gc_log = operand ? operand : ""; break;
    case OU_OPTION_GC_TRACE:       command->records[OURO_RECORD_COLLECTIONS] = operand; break;
    case OU_OPTION_PROFILE:        command->records[OURO_RECORD_PROFILE] = operand; break;
    case OU_OPTION_HEAP_SNAPSHOT:  command->records[OURO_RECORD_HEAP] = operand; break;
    case OU_OPTION_ALLOC_PROFILE:  command->records[OURO_RECORD_ALLOCATIONS] = operand; break;
    case OU_OPTION_GC_STRESS:      command->gc_stress = true; break;
    case OU_OPTION_FAIL_ALLOC:
        command->fail_allocation = read_number(command, id, operand);
        break;
    case OU_OPTION_TOKENS:         read_stage(command, 't', operand); break;
    case OU_OPTION_AST:            read_stage(command, 'a', operand); break;
    case OU_OPTION_DIS:            read_stage(command, 'd', operand); break;
    case OU_OPTION_HELP:           show(command, ou_command_help); break;
    case OU_OPTION_HELP_ENV:       show(command, ou_command_help_environment); break;
    case OU_OPTION_LIST_OPTIONS:   show(command, ou_command_list_options); break;
    case OU_OPTION_VERSION:        show(command, print_version); break;
    case OU_OPTION_COUNT:          break;
    }
}

// --- words ---------------------------------------------------------------------------------------

// Obeys an option whose operand is `attached` or, if that is NULL, the next word.
static void read_option(OuCommand *command, Words *words, OuOptionId id, const char *shown,
                        const char *attached)
{
    const char *argument = ou_option_rows[id].argument;
    const char *operand = attached;
    if (!argument && operand) {
        mistake(command, "option %s takes no argument", shown);
        return;
    }
    bool is_wanted = argument && *argument != '[';
    if (is_wanted && !operand) operand = take_word(words);
    if (is_wanted && !operand) mistake(command, "Argument expected for the %s option", shown);
    else obey(command, id, operand);
}

static void read_long(OuCommand *command, Words *words, const char *word)
{
    const char *attached;
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        const char *name = ou_option_rows[i].name;
        if (!name || !is_option(word, name, &attached)) continue;
        read_option(command, words, (OuOptionId)i, name, attached);
        return;
    }
    size_t length = strcspn(word, "=");
    const char *nearest = ou_command_nearest_option(word, length);
    char text[128];
    snprintf(text, sizeof text, "%.*s%s%s%s", length > 60 ? 60 : (int)length, word,
             nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
    mistake(command, "unknown option %s", text);
}

static bool find_letter(char letter, OuOptionId *id)
{
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        *id = (OuOptionId)i;
        if (ou_option_rows[i].letter == letter) return true;
    }
    return false;
}

// The letters of one word; those behind an option with an operand are that.
static void read_short(OuCommand *command, Words *words, const char *letters)
{
    for (; *letters && command->kind == OU_COMMAND_DEFAULT; letters++) {
        char shown[3] = { '-', *letters, 0 };
        OuOptionId id;
        if (!find_letter(*letters, &id)) {
            mistake(command, "Unknown option: %s", shown);
        } else if (ou_option_rows[id].argument) {
            read_option(command, words, id, shown, letters[1] ? letters + 1 : NULL);
            return;
        } else {
            obey(command, id, NULL);
        }
    }
}

// The first word that is no option: a tool or a file.
static void read_first(OuCommand *command, const char *word)
{
    read_program(command, OU_COMMAND_FILE, word);
    for (unsigned i = 0; i < OU_SUBCOMMAND_COUNT; i++) {
        if (strcmp(word, ou_subcommand_rows[i].name) != 0) continue;
        command->kind = OU_COMMAND_TOOL;
        command->tool = (OuSubcommandId)i;
    }
}

// --- the environment -----------------------------------------------------------------------------

// "2" gives a switch twice, "0" not at all, any other text once.
static void obey_switch(OuCommand *command, OuOptionId id, const char *text)
{
    long times = strtol(text, NULL, 10);
    if (!times && strcmp(text, "0") != 0) times = 1;
    for (long i = 0; i < times && i < UINT8_MAX; i++) obey(command, id, NULL);
}

// OURO_WARNINGS is a list, which module `warnings` gets from the interpreter (ouro.c).
static void obey_environment(OuCommand *command)
{
    if (command->kind == OU_COMMAND_DONE) return;
    if (command->flags[OURO_FLAG_IGNORE_ENVIRONMENT]) return;
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        const OuOptionRow *row = &ou_option_rows[i];
        const char *text = row->variable ? getenv(row->variable) : NULL;
        if (!text || !*text || command->is_given[i] || i == OU_OPTION_WARNING) continue;
        if (row->argument) obey(command, (OuOptionId)i, text);
        else obey_switch(command, (OuOptionId)i, text);
        if (command->kind == OU_COMMAND_DONE) return;
    }
    const char *text = command->trace_frames ? NULL : getenv("PYTHONTRACEMALLOC");
    if (text && *text) read_trace(command, "PYTHONTRACEMALLOC", text);
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
            read_program(command, OU_COMMAND_FILE, word);
        } else if (!strcmp(word, "-")) {
            read_program(command, OU_COMMAND_INPUT, word);
        } else if (word[0] == '-' && word[1] == '-') {
            read_long(command, &words, word);
        } else if (word[0] == '-') {
            read_short(command, &words, word + 1);
        } else {
            read_first(command, word);
        }
    }
    command->first_argument = words.next;
    command->rest = arguments + words.next;
    command->rest_count = count - words.next;
    obey_environment(command);
    bool is_traced = command->trace_frames > 0 && command->records[OURO_RECORD_ALLOCATIONS];
    if (command->kind != OU_COMMAND_DONE && is_traced) {
        mistake(command, "%s doesn't go together with tracemalloc", "--alloc-profile");
    }
}
