// ouro.h: Ouro as a library: making an interpreter, running programs in it.
//
// Several interpreters can live in one process, in different threads too; each is used by one
// thread at a time. Exceptions that a program doesn't catch are reported on its sys.stderr; what
// the functions return is the status that a process would end with.
#ifndef OURO_H
#define OURO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct OuVM OuroVM;

// sys.flags, in its order.
typedef enum OuroFlag {
    OURO_FLAG_DEBUG, OURO_FLAG_INSPECT, OURO_FLAG_INTERACTIVE,
    OURO_FLAG_OPTIMIZE,            // 1: no assertions, __debug__ is False; 2: no docstrings either
    OURO_FLAG_DONT_WRITE_BYTECODE, // always
    OURO_FLAG_NO_USER_SITE, OURO_FLAG_NO_SITE,
    OURO_FLAG_IGNORE_ENVIRONMENT,  // OURO_PATH, OURO_WARNINGS, PYTHON... are ignored
    OURO_FLAG_VERBOSE, OURO_FLAG_BYTES_WARNING, OURO_FLAG_QUIET,
    OURO_FLAG_HASH_RANDOMIZATION,  // always
    OURO_FLAG_ISOLATED,
    OURO_FLAG_DEV_MODE,            // all warnings are shown
    OURO_FLAG_UTF8_MODE, OURO_FLAG_WARN_DEFAULT_ENCODING, OURO_FLAG_SAFE_PATH,
    OURO_FLAG_COUNT
} OuroFlag;

typedef struct OuroOptions {
    size_t      memory_limit;      // bytes, all included; 0 = none
    double      time_limit;        // seconds until ouro_time_is_up is called; for its message
    uint64_t    step_limit;        // jumps, calls and looks of native loops; 0 = none
    int         depth_limit;       // sys.setrecursionlimit, also its most; 0 = none
    uint64_t    fail_allocation;   // the n-th allocation of the program fails, to test it; 0 = none
    bool        gc_stress;         // collect as often as possible, to test the interpreter
    int         argument_count;    // sys.argv; `arguments` must outlive ouro_new only
    const char *const *arguments;
    const char *executable;        // sys.executable; NULL = ""
    const char *first_path;        // sys.path[0]; NULL = none
    const char *const *warnings;   // sys.warnoptions: "action:message:category:module:line"
    int         warning_count;
    uint8_t     flags[OURO_FLAG_COUNT];
    const char *const *x_options;  // sys._xoptions: "name" or "name=value"
    int         x_option_count;
    int         trace_frames;      // above 0: memory is traced, with so many frames, from the start
    int         max_str_digits;    // sys.set_int_max_str_digits; 0 = 4300, -1 = no limit
    bool        skip_first_line;   // of files that are run: it may be another system's command
    bool        unbuffered;        // standard output and error keep nothing back
} OuroOptions;

// "Ouro 0.1.0 (Python 3.11)"
const char *ouro_version(void);

// NULL when there isn't memory enough. `options` NULL: none.
OuroVM *ouro_new(const OuroOptions *options);
// Ends the interpreter as a program ends: callbacks for the exit run, modules are torn down, what
// was held back is written. Gives `status`; in place of 0 it is 1 when standard output couldn't
// be written, 141 when whoever read it has gone away.
int ouro_free(OuroVM *vm, int status);

// Each runs a program as `__main__`.
int ouro_run_file(OuroVM *vm, const char *path);
int ouro_run_text(OuroVM *vm, const char *text, size_t length, const char *name);
int ouro_run_module(OuroVM *vm, const char *name);
// A module that is part of the program and a tool; `program` is what sys.argv begins with.
int ouro_run_library(OuroVM *vm, const char *name, const char *program);
// The whole of standard input as one program.
int ouro_run_input(OuroVM *vm);
// Tells that the prompt will follow the next program: SystemExit doesn't end it, then, but is
// reported.
void ouro_expect_prompt(OuroVM *vm, bool expected);
// Writes a line about each collection to a file, or to standard error if the path is empty. False:
// the file can't be written; errno says why.
bool ouro_log_collections(OuroVM *vm, const char *path);
// Records something of what runs from now on, in a file that is complete once ouro_free returns.
// `program` is what the recording calls the program. False: the file can't be written, or something
// is recorded already; errno says why.
typedef enum OuroRecord {
    OURO_RECORD_COLLECTIONS,       // a timeline of the collector, in the Trace Event Format
    OURO_RECORD_PROFILE,           // where its processor time goes; "....json" for speedscope
    OURO_RECORD_HEAP,              // the heap at the program's end, for Chrome's DevTools
    OURO_RECORD_ALLOCATIONS,       // what is allocated where, for valgrind's dh_view.html
    OURO_RECORDS
} OuroRecord;
bool ouro_record(OuroVM *vm, OuroRecord what, const char *path, const char *program);
// Writes the heap of the running program soon, if the heap is recorded: to the file's name with a
// number, x.1.heapsnapshot. Async-signal-safe.
void ouro_request_snapshot(OuroVM *vm);
// The interactive prompt, in what `__main__` holds already; `quiet`: without the banner.
int ouro_run_prompt(OuroVM *vm, bool quiet);

// Asks the running program to stop: KeyboardInterrupt is raised in it soon. Async-signal-safe. In a
// signal handler it is the last thing to call: where the program is in the midst of long arithmetic
// the handler is left by siglongjmp.
void ouro_interrupt(OuroVM *vm);
// Has it been asked, and not noticed yet? Async-signal-safe.
bool ouro_has_interrupt(const OuroVM *vm);
// Raises TimeoutError in the running program soon; the second time nothing in the program can catch
// it. Calls within a tenth of the time limit (0.1 s at least) after the exception don't count.
// Async-signal-safe, and the last thing to call, too.
void ouro_time_is_up(OuroVM *vm);
// Did the last program end by an uncaught KeyboardInterrupt?
bool ouro_was_interrupted(const OuroVM *vm);

// Compiles a file, all .py files of a folder, or standard input ("-"), and runs nothing; what is
// wrong is reported on sys.stderr. Adds to *seen and gives what is worst.
typedef struct OuroChecked {
    size_t files, wrong;
    bool   is_over;                // Ctrl-C, a limit: nothing more is to be checked
} OuroChecked;
enum { OURO_CHECK_FINE, OURO_CHECK_WRONG, OURO_CHECK_UNREADABLE };
int ouro_check(OuroVM *vm, const char *path, OuroChecked *seen);

// The stages of a file as text on standard output: 't'okens, 'a'st or 'd'isassembly.
int ouro_show_stage(OuroVM *vm, char stage, const char *path);

#endif
