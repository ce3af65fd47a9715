// runner.c: runs Ouro's tests, two at a time, and counts what passed.
//
//   runner unit PROGRAM...          programs written with Check; every check counts
//   runner checks PROGRAM...        programs that end with `N passed, N failed` or a status
//   runner language OURO PATH...    scripts whose comments say what they print (tests/README.md)
//   runner oracle PYTHON PATH...    the same scripts under CPython, to prove the comments right
//   runner golden OURO PATH...      dumps compared with the recorded .expected file beside them
//   runner record OURO PATH...      records those files
//
// The last line is `NAME: N passed, N failed`; the exit status is 1 if anything failed. A tool of
// the tests only: running out of memory ends it.
#define _GNU_SOURCE
#include "script.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 2, SHOWN_LINES = 40 };
static const rlim_t MEMORY_LIMIT = 3UL << 30;    // a test that runs away must not take the machine

// One running child.
typedef struct Job {
    pid_t pid;            // 0 = free
    char *path;           // what runs, for messages
    Script script;
    FILE *out, *err;      // what it wrote
    char  scratch[64];    // {tmp}
    bool  failed;         // something was complained about
} Job;

typedef struct Runner {
    const char *mode;
    char       *binary;   // the interpreter under test
    Job         jobs[JOBS];
    long        passed, failed, exempt;
    int         patience; // multiplies every time limit (OURO_TEST_PATIENCE)
    void      (*judge)(struct Runner *, Job *, int status);
} Runner;

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    return remove(path);
}

// ---- Verdicts -----------------------------------------------------------------------------------

// Prints one line about a failed test, under its name.
__attribute__((format(printf, 2, 3)))
static void complain(Job *job, const char *pattern, ...)
{
    va_list arguments;
    if (!job->failed)
        printf("FAIL %s\n", job->path);
    job->failed = true;
    va_start(arguments, pattern);
    fputs("  ", stdout);
    vprintf(pattern, arguments);
    putchar('\n');
    va_end(arguments);
}

// `{address}` in a wanted line stands for an address: 0x and hexadecimal digits.
static bool line_matches(const char *wanted, const char *got)
{
    static const char address[] = "{address}";
    for (; *wanted; wanted++, got++) {
        if (!strncmp(wanted, address, sizeof address - 1) && !strncmp(got, "0x", 2)) {
            wanted += sizeof address - 2;
            got += 1 + strspn(got + 2, "0123456789abcdef");
        } else if (*wanted != *got) {
            return false;
        }
    }
    return !*got;
}

// Says where `actual` first leaves what the comments demand.
static void compare_lines(Job *job, const char *stream, const Lines *wanted, const char *actual)
{
    Lines got = text_split(actual);
    size_t i = 0;
    while (i < wanted->count && i < got.count
           && line_matches(wanted->items[i].text, got.items[i].text))
        i++;
    if (i < wanted->count)
        complain(job, "line %d, %s: expected: %s", wanted->items[i].number, stream,
                 wanted->items[i].text);
    if (i < got.count)
        complain(job, "line %zu of %s:    got: %s", i + 1, stream, got.items[i].text);
    else if (i < wanted->count)
        complain(job, "%s ends there", stream);
    lines_free(&got);
}

static void compare_last_line(Job *job, const char *actual)
{
    Lines got = text_split(actual);
    const char *last = got.count ? got.items[got.count - 1].text : "";
    if (strcmp(last, job->script.error.text)) {
        complain(job, "line %d, last of stderr: expected: %s", job->script.error.number,
                 job->script.error.text);
        complain(job, "                             got: %s", last);
    }
    lines_free(&got);
}

// A shell reports an interrupted program as 130; so does this.
static void compare_status(Job *job, int status)
{
    const Script *script = &job->script;
    int wanted = script->exit.text ? atoi(script->exit.text) : script->error.text ? 1 : 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT && wanted == 130)
        return;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        complain(job, "took too long");
    else if (WIFSIGNALED(status))
        complain(job, "ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) != wanted)
        complain(job, "exit status: expected %d, got %d", wanted, WEXITSTATUS(status));
}

static void print_indented(const char *text)
{
    Lines lines = text_split(text);
    size_t skipped = lines.count > SHOWN_LINES ? lines.count - SHOWN_LINES : 0;
    if (skipped)
        printf("  | … %zu lines\n", skipped);
    for (size_t i = skipped; i < lines.count; i++)
        printf("  | %s\n", lines.items[i].text);
    lines_free(&lines);
}

static void judge_language(Runner *runner, Job *job, int status)
{
    const Script *script = &job->script;
    char *out = text_read_stream(job->out), *err = text_read_stream(job->err);
    compare_status(job, status);
    compare_lines(job, "stdout", &script->out, out);
    if (script->error.text)
        compare_last_line(job, err);
    if (script->err.count || !script->error.text)
        compare_lines(job, "stderr", &script->err, err);
    if (!script->out.count && !script->err.count && !script->error.text && !script->exit.text)
        complain(job, "the script expects nothing");
    if (job->failed)
        print_indented(err);
    runner->passed += !job->failed;
    runner->failed += job->failed;
    free(out);
    free(err);
}

// `100%: Checks: 5, Failures: 0, Errors: 0`, once for each suite runner of the program.
static void count_unit(const char *line, long counts[2])
{
    long checks, failures, errors;
    if (sscanf(line, "%*d%%: Checks: %ld, Failures: %ld, Errors: %ld", &checks, &failures,
               &errors) == 3) {
        counts[0] += checks - failures - errors;
        counts[1] += failures + errors;
    }
}

// `anything: 5 passed, 0 failed`: the last such line counts.
static void count_check(const char *line, long counts[2])
{
    const char *passed = strstr(line, " passed, ");
    while (passed && passed > line && passed[-1] >= '0' && passed[-1] <= '9')
        passed--;
    long numbers[2];
    if (passed && sscanf(passed, "%ld passed, %ld failed", &numbers[0], &numbers[1]) == 2)
        memcpy(counts, numbers, sizeof numbers);
}

// A program that says nothing of numbers counts as one; one that ends badly has failed.
static void judge_program(Runner *runner, Job *job, int status)
{
    bool unit = !strcmp(runner->mode, "unit");
    bool well = WIFEXITED(status) && !WEXITSTATUS(status);
    char *out = text_read_stream(job->out), *err = text_read_stream(job->err);
    Lines lines = text_split(out);
    long counts[2] = { 0, 0 };
    for (size_t i = 0; i < lines.count; i++)
        (unit ? count_unit : count_check)(lines.items[i].text, counts);
    if (!well && !counts[1])
        counts[1] = 1;
    else if (well && !counts[0] && !counts[1])
        counts[unit ? 1 : 0] = 1;
    if (counts[1]) {
        complain(job, "%ld passed, %ld failed", counts[0], counts[1]);
        compare_status(job, status);
        print_indented(out);
        print_indented(err);
    }
    runner->passed += counts[0];
    runner->failed += counts[1];
    lines_free(&lines);
    free(out);
    free(err);
}

static char *expected_path(const char *path)
{
    return text_format("%.*s.expected", (int)(strlen(path) - strlen(".py")), path);
}

static void judge_golden(Runner *runner, Job *job, int status)
{
    char *out = text_read_stream(job->out), *err = text_read_stream(job->err);
    char *path = expected_path(job->path);
    char *actual = WIFSIGNALED(status) ? text_format("ended by signal %d\n", WTERMSIG(status))
                                       : text_format("%s%s", out, err);
    if (!strcmp(runner->mode, "record")) {
        FILE *file = checked(fopen(path, "w"));
        fputs(actual, file);
        fclose(file);
    }
    char *wanted = text_read_path(path);
    Lines lines = text_split(wanted ? wanted : "");
    compare_lines(job, "dump", &lines, actual);
    runner->passed += !job->failed;
    runner->failed += job->failed;
    lines_free(&lines);
    free(wanted);
    free(actual);
    free(path);
    free(out);
    free(err);
}

// ---- Children -----------------------------------------------------------------------------------

static FILE *checked_file(FILE *file)
{
    if (!file) {
        perror("runner: temporary file");
        exit(2);
    }
    return file;
}

static FILE *input_of(const Script *script)
{
    if (!script->input.count)
        return checked_file(fopen("/dev/null", "r"));
    FILE *file = checked_file(tmpfile());
    for (size_t i = 0; i < script->input.count; i++)
        fprintf(file, "%s\n", script->input.items[i].text);
    fflush(file);
    rewind(file);
    return file;
}

// The sanitizer reserves address space by the terabyte, so it can't be limited.
static void limit_child(const Runner *runner)
{
    struct rlimit no_core = { 0, 0 }, memory = { MEMORY_LIMIT, MEMORY_LIMIT };
    setrlimit(RLIMIT_CORE, &no_core);
    if (runner->binary && !strstr(runner->binary, "asan"))
        setrlimit(RLIMIT_AS, &memory);
}

// The child's side of fork: never returns.
static void child_run(const Runner *runner, const Job *job, FILE *input)
{
    setpgid(0, 0);
    limit_child(runner);
    dup2(fileno(input), 0);
    dup2(fileno(job->out), 1);
    dup2(fileno(job->err), 2);
    for (size_t i = 0; i < job->script.environment.count; i++)
        putenv(job->script.environment.items[i].text);
    if (getenv("OURO_PATH"))
        setenv("PYTHONPATH", getenv("OURO_PATH"), 1);
    alarm((unsigned)(job->script.seconds * runner->patience));
    execl("/bin/sh", "sh", "-c", job->script.run, (char *)NULL);
    _exit(127);
}

static void job_release(Job *job)
{
    fclose(job->out);
    fclose(job->err);
    nftw(job->scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    script_free(&job->script);
    free(job->path);
    *job = (Job){ 0 };
}

static void job_finish(Runner *runner, Job *job, int status)
{
    if (WIFSIGNALED(status))
        kill(-job->pid, SIGKILL);    // what a `run:` command may have left behind
    runner->judge(runner, job, status);
    fflush(stdout);
    job_release(job);
}

static bool wait_for_one(Runner *runner)
{
    int status;
    pid_t pid = wait(&status);
    if (pid < 0)
        return false;
    for (int i = 0; i < JOBS; i++)
        if (runner->jobs[i].pid == pid)
            job_finish(runner, &runner->jobs[i], status);
    return true;
}

static Job *free_job(Runner *runner)
{
    for (;;) {
        for (int i = 0; i < JOBS; i++)
            if (!runner->jobs[i].pid)
                return &runner->jobs[i];
        wait_for_one(runner);
    }
}

static void job_prepare(const Runner *runner, Job *job)
{
    if (runner->judge == judge_language) {
        Names names = { job->path, job->scratch, runner->binary };
        job->script = script_read(job->path, &names);
        return;
    }
    job->script = (Script){ .seconds = 600 };
    if (!strcmp(runner->mode, "golden") || !strcmp(runner->mode, "record")) {
        char *directory = text_directory(job->path);
        const char *stage = strrchr(directory, '/');
        job->script.run = text_format("exec %s --%s %s", runner->binary,
                                      stage ? stage + 1 : directory, job->path);
        free(directory);
    } else {
        job->script.run = text_format("exec %s%s", strchr(job->path, '/') ? "" : "./", job->path);
    }
}

static void job_fork(Runner *runner, Job *job)
{
    FILE *input = input_of(&job->script);
    job->pid = fork();
    if (job->pid == 0)
        child_run(runner, job, input);
    fclose(input);
    if (job->pid < 0) {
        perror("runner: fork");
        exit(2);
    }
}

static void start(Runner *runner, const char *path)
{
    Job *job = free_job(runner);
    job->path = checked(strdup(path));
    strcpy(job->scratch, "/tmp/ouro-test-XXXXXX");
    checked(mkdtemp(job->scratch));
    job_prepare(runner, job);
    job->out = checked_file(tmpfile());
    job->err = checked_file(tmpfile());
    bool is_exempt = !strcmp(runner->mode, "oracle")   ? job->script.differs
                     : !strcmp(runner->mode, "stress") ? job->script.counts_moments
                                                       : false;
    if (is_exempt) {
        runner->exempt++;
        job_release(job);
    } else {
        job_fork(runner, job);
    }
}

// ---- Which tests --------------------------------------------------------------------------------

// Folders named `data` hold what tests import or read, not tests.
static int is_test_entry(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "data")
        && strcmp(entry->d_name, "__pycache__");
}

static void start_all(Runner *runner, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_test_entry, alphasort);
    if (count < 0) {
        start(runner, path);
        return;
    }
    for (int i = 0; i < count; i++) {
        char *inner = text_format("%s/%s", path, entries[i]->d_name);
        struct stat info;
        size_t length = strlen(inner);
        if (!stat(inner, &info) && S_ISDIR(info.st_mode))
            start_all(runner, inner);
        else if (length > 3 && !strcmp(inner + length - 3, ".py"))
            start(runner, inner);
        free(inner);
        free(entries[i]);
    }
    free(entries);
}

static void set_environment(void)
{
    unsetenv("OURO_PATH");
    unsetenv("PYTHONPATH");
    unsetenv("PYTHONSTARTUP");
    setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
    setenv("PYTHONHASHSEED", "0", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
}

static bool runner_choose(Runner *runner, const char *mode)
{
    runner->mode = mode;
    if (!strcmp(mode, "unit") || !strcmp(mode, "checks"))
        runner->judge = judge_program;
    else if (!strcmp(mode, "language") || !strcmp(mode, "oracle") || !strcmp(mode, "stress"))
        runner->judge = judge_language;
    else if (!strcmp(mode, "golden") || !strcmp(mode, "record"))
        runner->judge = judge_golden;
    return runner->judge != NULL;
}

// A test may change directories; what has no slash is looked up in PATH.
static char *absolute_program(const char *name)
{
    char *path = strchr(name, '/') ? realpath(name, NULL) : NULL;
    return path ? path : checked(strdup(name));
}

static void print_sum(const Runner *runner)
{
    printf("%s", runner->mode);
    if (runner->binary)
        printf(" (%s)", runner->binary);
    if (runner->exempt)
        printf(", %ld exempt", runner->exempt);
    printf(": %ld passed, %ld failed\n", runner->passed, runner->failed);
}

int main(int count, char **words)
{
    Runner runner = { .patience = 1 };
    if (count < 2 || !runner_choose(&runner, words[1])) {
        fputs("usage: runner unit|checks|language|stress|oracle|golden|record ...\n", stderr);
        return 2;
    }
    int first = 2;
    if (runner.judge != judge_program && count > first)
        runner.binary = absolute_program(words[first++]);
    // The language tests with a collection at every turn.
    if (!strcmp(runner.mode, "stress"))
        runner.binary = text_format("%s --gc-stress", runner.binary);
    if (getenv("OURO_TEST_PATIENCE"))
        runner.patience = atoi(getenv("OURO_TEST_PATIENCE"));
    set_environment();
    for (int i = first; i < count; i++)
        start_all(&runner, words[i]);
    while (wait_for_one(&runner))
        ;
    print_sum(&runner);
    return runner.failed != 0;
}
