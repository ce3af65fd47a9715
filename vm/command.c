#include "vm/command.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vm/check_command.h"
#include "vm/heap_command.h"

// --- signals -------------------------------------------------------------------------------------

// A signal handler can be told of its interpreter in no other way: this is the process's, and set
// by its main function only.
static OuroVM *volatile interrupted_vm;

// From now on the handler finds the interpreter. System calls aren't restarted by themselves: the
// interpreter does what the signal asks for first. No handler interrupts another: they may be left
// by a jump (runtime/escape.h).
static bool catch_signal(OuroVM *vm, int number, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action;
    interrupted_vm = vm;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO;
    return sigaction(number, &action, NULL) == 0;
}

// What was told once may have been missed: by a system call that began just after the last look at
// the bits. So it is told again and again until it was heard.
enum { MILLISECONDS_BETWEEN_SIGNALS = 20 };
static timer_t reminder;
static volatile sig_atomic_t has_reminder;

static void set_reminder(void)
{
    int error = errno;
    struct itimerspec soon = { .it_value.tv_nsec = MILLISECONDS_BETWEEN_SIGNALS * 1000000 };
    if (has_reminder) (void)timer_settime(reminder, 0, &soon, NULL);
    errno = error;
}

static void on_interrupt(int signal_number, siginfo_t *info, void *context)
{
    OuroVM *vm = interrupted_vm;
    bool is_reminder = info->si_code == SI_TIMER;
    if (!vm || (is_reminder && !ouro_has_interrupt(vm))) return;
    set_reminder();
    if (!is_reminder) ouro_interrupt(vm);
}

// Ctrl-C is KeyboardInterrupt, unless whoever started us wants it ignored.
static void catch_interrupts(OuroVM *vm)
{
    struct sigaction action;
    signal(SIGPIPE, SIG_IGN);
    if (sigaction(SIGINT, NULL, &action) != 0 || action.sa_handler != SIG_DFL) return;
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGINT };
    if (catch_signal(vm, SIGINT, on_interrupt)) {
        has_reminder = timer_create(CLOCK_MONOTONIC, &event, &reminder) == 0;
    }
}

// With --heap-snapshot the heap can be asked for while the program runs.
static void on_snapshot(int signal_number, siginfo_t *info, void *context)
{
    OuroVM *vm = interrupted_vm;
    if (vm) ouro_request_snapshot(vm);
}

static void on_time(int signal_number, siginfo_t *info, void *context)
{
    OuroVM *vm = interrupted_vm;
    if (vm) ouro_time_is_up(vm);
}

// The clock is the wall's: sleeping counts. From then on the signal comes again and again.
static bool start_timer(OuroVM *vm, double seconds)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
    timer_t timer;
    struct itimerspec times = {
        .it_value = { (time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9) },
        .it_interval = { 0, MILLISECONDS_BETWEEN_SIGNALS * 1000000 },
    };
    return catch_signal(vm, SIGALRM, on_time)
        && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0
        && timer_settime(timer, 0, &times, NULL) == 0;
}

static void release_interrupts(void)
{
    if (!interrupted_vm) return;
    signal(SIGALRM, SIG_IGN);
    if (has_reminder) {
        has_reminder = false;
        timer_delete(reminder);
    }
    signal(SIGINT, SIG_DFL);
    signal(SIGUSR1, SIG_IGN);
    interrupted_vm = NULL;
}

// A program that Ctrl-C has ended is seen to end by it.
static int end_by_interrupt(void)
{
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    return 128 + SIGINT;
}

// --- what sys begins with ------------------------------------------------------------------------

// The folder of a script, links resolved; `storage` has room for a path.
static const char *script_folder(const char *path, char *storage)
{
    if (!realpath(path, storage)) {
        snprintf(storage, PATH_MAX, "%s", path);
    }
    char folder[PATH_MAX + 16];
    snprintf(folder, sizeof folder, "%s/__main__.py", storage);
    if (access(folder, F_OK) == 0) return storage;             // a folder that is a program itself
    char *slash = strrchr(storage, '/');
    if (!slash) return ".";
    slash[slash == storage] = '\0';
    return storage;
}

static const char *first_path(const OuCommand *command, char *storage)
{
    if (command->flags[OURO_FLAG_SAFE_PATH]) return NULL;
    switch (command->kind) {
    case OU_COMMAND_FILE:   return script_folder(command->operand, storage);
    case OU_COMMAND_TOOL:
    case OU_COMMAND_MODULE: return getcwd(storage, PATH_MAX) ? storage : "";
    default:                return "";
    }
}

// What sys.argv begins with.
static const char *const tool_names[] = {
#define OU_SUBCOMMAND(id, name, arguments, help) "ouro " name,
#include "vm/subcommands.def"
#undef OU_SUBCOMMAND
};

static const char *program_name(const OuCommand *command)
{
    switch (command->kind) {
    case OU_COMMAND_FILE: case OU_COMMAND_INPUT: return command->operand;
    case OU_COMMAND_TEXT:   return "-c";
    case OU_COMMAND_MODULE: return "-m";
    case OU_COMMAND_TOOL:   return tool_names[command->tool];
    default:                return "";
    }
}

// --- running -------------------------------------------------------------------------------------

static bool wants_prompt(const OuCommand *command)
{
    if (command->kind != OU_COMMAND_DEFAULT && command->kind != OU_COMMAND_INPUT) return false;
    return command->inspect || isatty(STDIN_FILENO);
}

static int run_tool(OuroVM *vm, const OuCommand *command)
{
    if (command->tool == OU_SUBCOMMAND_CHECK) {
        return ou_check_command(vm, command->rest_count, command->rest);
    }
    return ouro_run_library(vm, "_ouro_test", program_name(command));
}

static int run_program(OuroVM *vm, const OuCommand *command)
{
    switch (command->kind) {
    case OU_COMMAND_FILE:   return ouro_run_file(vm, command->operand);
    case OU_COMMAND_TEXT:
        return ouro_run_text(vm, command->operand, strlen(command->operand), "<string>");
    case OU_COMMAND_MODULE: return ouro_run_module(vm, command->operand);
    case OU_COMMAND_TOOL:   return run_tool(vm, command);
    case OU_COMMAND_STAGE:  return ouro_show_stage(vm, command->stage, command->operand);
    default:                return ouro_run_input(vm);
    }
}

// A word that is no file may be a tool that was mistyped.
static void suggest(const OuCommand *command)
{
    if (command->kind != OU_COMMAND_FILE || access(command->operand, F_OK) == 0) return;
    const char *nearest = ou_command_nearest_word(command->operand, ou_subcommand_rows,
                                                  OU_SUBCOMMAND_COUNT);
    if (nearest) fprintf(stderr, "ouro: did you mean `ouro %s'?\n", nearest);
}

static int run(OuroVM *vm, const OuCommand *command)
{
    if (wants_prompt(command)) return ouro_run_prompt(vm, command->quiet);
    bool inspect = command->inspect && command->kind != OU_COMMAND_STAGE;
    ouro_expect_prompt(vm, inspect);
    int status = run_program(vm, command);
    if (status) suggest(command);
    return inspect ? ouro_run_prompt(vm, true) : status;
}

static bool record(OuroVM *vm, const OuCommand *command)
{
    for (int i = 0; i < OURO_RECORDS; i++) {
        const char *path = command->records[i];
        if (!path || ouro_record(vm, (OuroRecord)i, path, program_name(command))) continue;
        fprintf(stderr, "ouro: can't write '%s': %s\n", path, strerror(errno));
        return false;
    }
    return true;
}

// Where the running program lies; NULL if the system doesn't tell.
static const char *own_path(char storage[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", storage, PATH_MAX - 1);
    if (length <= 0) return NULL;
    storage[length] = '\0';
    return storage;
}

int ou_command_main(int count, char **arguments)
{
    OuCommand command;
    ou_command_read(&command, count, arguments);
    if (command.kind == OU_COMMAND_DONE) return command.status;
    if (command.kind == OU_COMMAND_TOOL && command.tool == OU_SUBCOMMAND_HEAP) {
        return ou_heap_command(command.rest_count, command.rest);
    }
    char storage[PATH_MAX], executable[PATH_MAX];
    arguments[command.first_argument - 1] = (char *)(uintptr_t)program_name(&command);
    OuroOptions options = {
        .gc_stress = command.gc_stress,
        .time_limit = command.time_limit, .step_limit = command.step_limit,
        .depth_limit = command.depth_limit, .memory_limit = command.memory_limit,
        .fail_allocation = command.fail_allocation,
        .argument_count = count - command.first_argument + 1,
        .arguments = (const char *const *)arguments + command.first_argument - 1,
        .warnings = command.warnings, .warning_count = command.warning_count,
        .x_options = command.x_options, .x_option_count = command.x_option_count,
        .trace_frames = command.trace_frames,
        .skip_first_line = command.skip_first_line,
        .max_str_digits = command.max_str_digits, .unbuffered = command.unbuffered,
        .executable = own_path(executable), .first_path = first_path(&command, storage),
    };
    memcpy(options.flags, command.flags, sizeof options.flags);
    OuroVM *vm = ouro_new(&options);
    if (!vm) {
        fputs("ouro: not enough memory to start (MemoryError)\n", stderr);
        return 1;
    }
    if (command.gc_log && !ouro_log_collections(vm, command.gc_log)) {
        fprintf(stderr, "ouro: can't write '%s': %s\n", command.gc_log, strerror(errno));
        return ouro_free(vm, 2);
    }
    if (!record(vm, &command)) return ouro_free(vm, 2);
    catch_interrupts(vm);
    if (command.records[OURO_RECORD_HEAP]) catch_signal(vm, SIGUSR1, on_snapshot);
    if (command.time_limit > 0 && !start_timer(vm, command.time_limit)) {
        fprintf(stderr, "ouro: can't start a timer: %s\n", strerror(errno));
        return ouro_free(vm, 2);
    }
    int status = run(vm, &command);
    bool interrupted = ouro_was_interrupted(vm);
    status = ouro_free(vm, status);
    release_interrupts();
    return interrupted ? end_by_interrupt() : status;
}
