// command_table.h: the options, subcommands and variables of the command line as tables.
#ifndef OU_VM_COMMAND_TABLE_H
#define OU_VM_COMMAND_TABLE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum OuOptionId {
#define OU_OPTION(id, letter, name, argument, variable, group, help, manual) OU_OPTION_##id,
#include "vm/options.def"
#undef OU_OPTION
    OU_OPTION_COUNT
} OuOptionId;

typedef enum OuSubcommandId {
#define OU_SUBCOMMAND(id, name, arguments, help) OU_SUBCOMMAND_##id,
#include "vm/subcommands.def"
#undef OU_SUBCOMMAND
    OU_SUBCOMMAND_COUNT
} OuSubcommandId;

typedef enum OuHeapWordId {
#define OU_HEAP_WORD(id, name, argument, help) OU_HEAP_WORD_##id,
#include "vm/heap_words.def"
#undef OU_HEAP_WORD
    OU_HEAP_WORD_COUNT
} OuHeapWordId;

// The blocks of --help, in its order; PROGRAM is its first line, and SILENT one word.
typedef enum OuOptionGroup {
    OU_GROUP_PROGRAM, OU_GROUP_LANGUAGE, OU_GROUP_SILENT, OU_GROUP_LIMIT, OU_GROUP_MEMORY,
    OU_GROUP_STRESS, OU_GROUP_OTHER
} OuOptionGroup;

typedef struct OuOptionRow {
    char          letter;        // 0: none
    const char   *name;          // with "--"; NULL: none
    const char   *argument;      // NULL: none; "[=X]": may be left out
    const char   *variable;      // NULL: none
    OuOptionGroup group;
    const char   *help;
    const char   *manual;        // NULL: the help
} OuOptionRow;

typedef struct OuWordRow {
    const char *name, *arguments, *help;
} OuWordRow;

extern const OuOptionRow ou_option_rows[OU_OPTION_COUNT];
extern const OuWordRow ou_subcommand_rows[OU_SUBCOMMAND_COUNT];
extern const OuWordRow ou_heap_words[OU_HEAP_WORD_COUNT];

// The words that are nearest to a mistyped one; NULL: none is near.
const char *ou_command_nearest_option(const char *word, size_t length);
const char *ou_command_nearest_word(const char *word, const OuWordRow *rows, size_t count);

// A tool was used in a mistaken way. They complain, and give the status to end with.
enum { OU_STATUS_USAGE = 2 };
int ou_command_misuse(const char *tool, const char *format, const char *word);
// ... by a word that it doesn't know: which may it have been?
int ou_command_unknown_word(const char *tool, const char *word, const OuWordRow *rows,
                            size_t count);
int ou_command_unknown_option(const char *tool, const char *word);

// What --help, --help-env and --list-options say, on standard output.
void ou_command_help(void);
void ou_command_help_environment(void);
void ou_command_list_options(void);

#endif
