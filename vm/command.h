// command.h: the command line.
#ifndef OU_VM_COMMAND_H
#define OU_VM_COMMAND_H

#include "vm/command_table.h"
#include "vm/ouro.h"

typedef enum OuCommandKind {
    OU_COMMAND_DEFAULT,      // nothing named: the prompt on a terminal, else standard input
    OU_COMMAND_FILE,
    OU_COMMAND_TEXT,         // -c
    OU_COMMAND_MODULE,       // -m
    OU_COMMAND_INPUT,        // -
    OU_COMMAND_STAGE,        // --tokens, --ast, --dis
    OU_COMMAND_TOOL,         // check, test, heap
    OU_COMMAND_DONE,         // --version, --help, or a mistake: there is nothing to run
} OuCommandKind;

typedef struct OuCommand {
    OuCommandKind kind;
    const char   *operand;          // the file, text, module or tool
    char          stage;            // 't', 'a', 'd'
    OuSubcommandId tool;
    bool          is_given[OU_OPTION_COUNT];
    bool          inspect;          // -i
    bool          skip_first_line;  // -x
    bool          quiet;            // -q
    bool          unbuffered;       // -u
    uint8_t       flags[OURO_FLAG_COUNT];
    const char   *x_options[32];    // operands of -X
    int           x_option_count;
    int           trace_frames;     // of -X tracemalloc; 0: not given, -1: none
    int           max_str_digits;   // of -X int_max_str_digits; -1: no limit
    int           status;           // of DONE
    const char   *warnings[32];     // operands of -W
    int           warning_count;
    size_t        memory_limit;
    uint64_t      step_limit, fail_allocation;
    double        time_limit;       // seconds
    int           depth_limit;
    const char   *gc_log;               // NULL: none; "": standard error
    const char   *records[OURO_RECORDS];   // files of --gc-trace, ...; NULL: none
    bool          gc_stress;
    char        **rest;             // the words behind the program's name
    int           rest_count;
    int           first_argument;   // index of what becomes sys.argv[1]
} OuCommand;

// Reads the options (command_options.c); mistakes are told on standard error.
void ou_command_read(OuCommand *command, int count, char **arguments);

// Runs the command: the exit status.
int ou_command_main(int count, char **arguments);

#endif
