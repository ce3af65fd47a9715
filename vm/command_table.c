#include "vm/command_table.h"

#include <stdio.h>
#include <string.h>

#include "runtime/library.h"

const OuOptionRow ou_option_rows[OU_OPTION_COUNT] = {
#define OU_OPTION(id, letter, name, argument, variable, group, help, manual) \
    [OU_OPTION_##id] = { letter, name, argument, variable, OU_GROUP_##group, help, manual },
#include "vm/options.def"
#undef OU_OPTION
};

const OuWordRow ou_subcommand_rows[OU_SUBCOMMAND_COUNT] = {
#define OU_SUBCOMMAND(id, name, arguments, help) [OU_SUBCOMMAND_##id] = { name, arguments, help },
#include "vm/subcommands.def"
#undef OU_SUBCOMMAND
};

const OuWordRow ou_heap_words[OU_HEAP_WORD_COUNT] = {
#define OU_HEAP_WORD(id, name, argument, help) [OU_HEAP_WORD_##id] = { name, argument, help },
#include "vm/heap_words.def"
#undef OU_HEAP_WORD
};

typedef struct VariableRow {
    const char *name, *argument, *help;
} VariableRow;

static const VariableRow variable_rows[] = {
#define OU_VARIABLE(name, help) { name, NULL, help },
#define OU_X_OPTION(name, argument, help)
#include "vm/variables.def"
#undef OU_VARIABLE
#undef OU_X_OPTION
};

static const VariableRow x_rows[] = {
#define OU_VARIABLE(name, help)
#define OU_X_OPTION(name, argument, help) { name, argument, help },
#include "vm/variables.def"
#undef OU_VARIABLE
#undef OU_X_OPTION
};

enum { VARIABLES = sizeof variable_rows / sizeof *variable_rows,
       X_OPTIONS = sizeof x_rows / sizeof *x_rows };

// --- suggestions ---------------------------------------------------------------------------------

enum { LONGEST_WORD = 40 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The edit distance in which two neighbours that have changed places are one mistake (optimal
// string alignment: Damerau 1964, Levenshtein 1966), by three rows of its table.
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][LONGEST_WORD + 1], *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t k = 0; k <= b_length; k++) last[k] = k;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t k = 1; k <= b_length; k++) {
            row[k] = smaller(smaller(last[k], row[k - 1]) + 1,
                             last[k - 1] + (a[i - 1] != b[k - 1]));
            bool is_swapped = i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1];
            if (is_swapped) row[k] = smaller(row[k], before[k - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = row;
        row = free_row;
    }
    return last[b_length];
}

// The word of a search in progress: a third of it may be wrong.
typedef struct Nearest {
    const char *word;
    size_t      length, limit;
    const char *found;
} Nearest;

static Nearest nearest_to(const char *word, size_t length)
{
    return (Nearest){ word, length, length > LONGEST_WORD ? 0 : (length + 2) / 3 + 1, NULL };
}

static void offer(Nearest *nearest, const char *name)
{
    size_t length = strlen(name);
    if (!nearest->limit || length > LONGEST_WORD) return;
    size_t found = distance(nearest->word, nearest->length, name, length);
    if (found >= nearest->limit) return;
    nearest->limit = found;
    nearest->found = name;
}

const char *ou_command_nearest_option(const char *word, size_t length)
{
    Nearest nearest = length > 2 ? nearest_to(word + 2, length - 2) : nearest_to("", 0);
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        if (ou_option_rows[i].name) offer(&nearest, ou_option_rows[i].name + 2);
    }
    return nearest.found ? nearest.found - 2 : NULL;
}

const char *ou_command_nearest_word(const char *word, const OuWordRow *rows, size_t count)
{
    Nearest nearest = nearest_to(word, strlen(word));
    for (size_t i = 0; i < count; i++) offer(&nearest, rows[i].name);
    return nearest.found;
}

static int misuse_end(const char *tool)
{
    fprintf(stderr, "\nTry 'ouro %s --help'.\n", tool);
    return OU_STATUS_USAGE;
}

int ou_command_misuse(const char *tool, const char *format, const char *word)
{
    fprintf(stderr, "ouro %s: ", tool);
    fprintf(stderr, format, word);
    return misuse_end(tool);
}

static int misuse_unknown(const char *tool, const char *what, const char *word,
                          const OuWordRow *rows, size_t count)
{
    const char *nearest = ou_command_nearest_word(word, rows, count);
    fprintf(stderr, "ouro %s: unknown %s '%s'", tool, what, word);
    if (nearest) fprintf(stderr, "; did you mean %s?", nearest);
    return misuse_end(tool);
}

int ou_command_unknown_word(const char *tool, const char *word, const OuWordRow *rows,
                            size_t count)
{
    return misuse_unknown(tool, "word", word, rows, count);
}

int ou_command_unknown_option(const char *tool, const char *word)
{
    static const OuWordRow option = { "--help", NULL, NULL };
    return misuse_unknown(tool, "option", word, &option, 1);
}

// --- help ----------------------------------------------------------------------------------------

enum { NAME_ROOM = 80, CELL_WIDTH = 40, MOST_CELLS = 16 };

// "-h, --help", "-c CODE", "--gc-log[=FILE]"
static void option_text(const OuOptionRow *row, char text[NAME_ROOM])
{
    char letter[8] = "";
    if (row->letter) snprintf(letter, sizeof letter, "-%c%s", row->letter, row->name ? ", " : "");
    const char *argument = row->argument ? row->argument : "";
    snprintf(text, NAME_ROOM, "%s%s%s%s", letter, row->name ? row->name : "",
             *argument && *argument != '[' ? " " : "", argument);
}

// A block of --help: names and what they mean, in columns.
typedef struct Block {
    unsigned count;
    struct { char name[NAME_ROOM]; const char *help; } cells[MOST_CELLS];
} Block;

static void add_options(Block *block, OuOptionGroup group)
{
    for (unsigned i = 0; i < OU_OPTION_COUNT && block->count < MOST_CELLS; i++) {
        if (ou_option_rows[i].group != group) continue;
        option_text(&ou_option_rows[i], block->cells[block->count].name);
        block->cells[block->count++].help = ou_option_rows[i].help;
    }
}

static void add_silent(Block *block)
{
    char *text = block->cells[block->count].name;
    size_t length = 0;
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        if (ou_option_rows[i].group != OU_GROUP_SILENT) continue;
        length += (size_t)snprintf(text + length, NAME_ROOM - length, "%s-%c", length ? " " : "",
                                   ou_option_rows[i].letter);
    }
    block->cells[block->count++].help = "taken for CPython";
}

// The first column is read first.
static void put_block(const Block *block, unsigned columns, int name_width)
{
    unsigned lines = (block->count + columns - 1) / columns;
    for (unsigned line = 0; line < lines; line++) {
        int at = 0;
        for (unsigned i = line; i < block->count; i += lines) {
            at += printf("%*s  %-*s %s", i == line ? 0 : CELL_WIDTH - at, "", name_width,
                         block->cells[i].name, block->cells[i].help);
        }
        putchar('\n');
    }
}

static void put_options(OuOptionGroup group, unsigned columns, int name_width)
{
    Block block = { 0 };
    add_options(&block, group);
    if (group == OU_GROUP_OTHER) add_silent(&block);
    put_block(&block, columns, name_width);
}

void ou_command_help(void)
{
    printf("usage: ouro [OPTIONS] [FILE | -c CODE | -m MODULE | -] [ARGUMENTS]\n");
    for (unsigned i = 0; i < OU_SUBCOMMAND_COUNT; i++) {
        const OuWordRow *row = &ou_subcommand_rows[i];
        printf("       ouro %s %-*s %s\n", row->name, 15 - (int)strlen(row->name),
               row->arguments, row->help);
    }
    printf("- is standard input; -- ends the options; each tool has a --help of its own.\n");
    put_options(OU_GROUP_LANGUAGE, 2, 10);
    put_options(OU_GROUP_LIMIT, 2, 18);
    put_options(OU_GROUP_MEMORY, 1, 21);
    put_options(OU_GROUP_STRESS, 2, 18);
    put_options(OU_GROUP_OTHER, 2, 18);
}

void ou_command_help_environment(void)
{
    char text[NAME_ROOM];
    printf("Options -X (others are only seen in sys._xoptions):\n");
    for (unsigned i = 0; i < X_OPTIONS; i++) {
        const VariableRow *row = &x_rows[i];
        const char *argument = row->argument ? row->argument : "";
        snprintf(text, sizeof text, "-X %s%s%s", row->name,
                 *argument && *argument != '[' ? "=" : "", argument);
        printf("  %-30s %s\n", text, row->help);
    }
    printf("\nOptions -W ACTION:MESSAGE:CATEGORY:MODULE:LINE (the last one that fits counts):\n"
           "  ACTION: default, error, always, module, once or ignore; what isn't said fits.\n"
           "\nEnvironment variables for options (the command line counts more; not with -E):\n");
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        const OuOptionRow *row = &ou_option_rows[i];
        if (!row->variable) continue;
        option_text(row, text);
        printf("  %-30s as %s%s\n", row->variable, text,
               row->argument ? "" : "; 0 or nothing: not");
    }
    printf("\nOther environment variables (those of Ouro and Python not with -E):\n");
    for (unsigned i = 0; i < VARIABLES; i++) {
        printf("  %-30s %s\n", variable_rows[i].name, variable_rows[i].help);
    }
}

// --- for programs --------------------------------------------------------------------------------

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

static void put_words(const char *kind, const OuWordRow *rows, size_t count)
{
    for (const OuWordRow *row = rows; row < rows + count; row++) {
        printf("%s\t%s\t%s\t%s\n", kind, row->name, row->arguments, row->help);
    }
}

void ou_command_list_options(void)
{
    for (unsigned i = 0; i < OU_OPTION_COUNT; i++) {
        const OuOptionRow *row = &ou_option_rows[i];
        char letter[3] = { '-', row->letter, 0 };
        printf("option\t%s\t%s\t%s\t%s\t%s\n", letter, or_dash(row->name), or_dash(row->argument),
               or_dash(row->variable), row->manual ? row->manual : row->help);
    }
    put_words("command", ou_subcommand_rows, OU_SUBCOMMAND_COUNT);
    put_words("heap", ou_heap_words, OU_HEAP_WORD_COUNT);
    for (unsigned i = 0; i < X_OPTIONS; i++) {
        printf("x\t%s\t%s\t%s\n", x_rows[i].name, or_dash(x_rows[i].argument), x_rows[i].help);
    }
    for (unsigned i = 0; i < VARIABLES; i++) {
        printf("variable\t%s\t%s\n", variable_rows[i].name, variable_rows[i].help);
    }
    for (const OuLibraryFile *file = ou_library_files; file->name; file++) {
        printf("module\t%s\n", file->name);
    }
}
