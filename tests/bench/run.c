// run.c: the same programs under Ouro, CPython 3.11 and Lua 5.4, in one run of one machine.
//
//   build/tests/bench/run [NAME...]     all benchmarks, or those named
//
// Each program runs several times, the interpreters taking turns; the least user time counts.
// OURO names another binary, BENCH_ROUNDS another number of turns. The comparisons are left out
// where python3.11 or lua5.4 isn't installed. The exit status is 1 if a goal is missed.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// A program and how many times faster than CPython it has to be.
typedef struct Benchmark { const char *name; double goal; } Benchmark;

static const Benchmark benchmarks[] = {
    { "fib",              3 },
    { "while_loop",       6 },
    { "for_range",        5 },
    { "method_calls",     3 },
    { "float_attributes", 2 },
    { "sieve",            3 },
    { "list_swap",        3 },
    { "mandelbrot",       3 },
    { "binary_trees",     5 },
};

enum { OURO, PYTHON, LUA, INTERPRETERS };
enum { INSTANCES = 1000000, START_ROUNDS = 200 };
static const double INSTANCE_GOAL = 26, START_GOAL = 1.2;

// What one run of a program took.
typedef struct Run { double user, wall; long resident; bool good; } Run;

typedef struct Bench {
    const char *programs[INTERPRETERS];    // NULL = not installed
    int         rounds;
    int         missed;
} Bench;

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static Run run_program(const char *const words[])
{
    double start = now();
    pid_t pid = vfork();
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 1);
        execvp(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    int status = 1;
    struct rusage usage;
    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0)
        return (Run){ 0 };
    return (Run){ seconds_of(usage.ru_utime), now() - start, usage.ru_maxrss, status == 0 };
}

static Run run_script(const Bench *bench, int interpreter, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, interpreter == LUA ? "tests/bench/%s.lua" : "scripts/bench/%s.py",
             name);
    const char *words[] = { bench->programs[interpreter], path, NULL };
    return run_program(words);
}

static void print_time(double seconds)
{
    if (seconds > 0)
        printf(" %7.3f s", seconds);
    else
        printf("         –");
}

static void print_ratio(double numerator, double denominator)
{
    if (numerator > 0 && denominator > 0)
        printf(" %9.2f", numerator / denominator);
    else
        printf("         –");
}

static void print_verdict(Bench *bench, bool known, bool reached)
{
    puts(!known ? "" : reached ? "   reached" : "   MISSED");
    bench->missed += known && !reached;
}

static void measure(Bench *bench, const Benchmark *benchmark)
{
    double best[INTERPRETERS] = { 0 };
    for (int round = 0; round < bench->rounds; round++) {
        for (int i = 0; i < INTERPRETERS; i++) {
            if (!bench->programs[i])
                continue;
            Run run = run_script(bench, i, benchmark->name);
            if (run.good && (best[i] == 0 || run.user < best[i]))
                best[i] = run.user;
        }
    }
    printf("%-17s", benchmark->name);
    for (int i = 0; i < INTERPRETERS; i++)
        print_time(best[i]);
    print_ratio(best[PYTHON], best[OURO]);
    print_ratio(best[LUA], best[OURO]);
    printf(" %6.0f", benchmark->goal);
    if (best[OURO] == 0)
        print_verdict(bench, true, false);
    else
        print_verdict(bench, best[PYTHON] > 0, best[PYTHON] >= benchmark->goal * best[OURO]);
    fflush(stdout);
}

// Resident memory with and without the instances; the list that holds them is there in both.
static double bytes_an_instance(const char *program)
{
    static const char script[] = "scripts/bench/instances.py";
    char with[16];
    snprintf(with, sizeof with, "%d", INSTANCES);
    const char *many[] = { program, script, with, NULL };
    const char *none[] = { program, script, "0", NULL };
    Run a = run_program(many), b = run_program(none);
    return a.good && b.good ? (double)(a.resident - b.resident) * 1024 / INSTANCES : 0;
}

static void measure_instances(Bench *bench)
{
    double ouro = bytes_an_instance(bench->programs[OURO]);
    printf("\nAn instance with two attributes: %.1f bytes", ouro);
    if (bench->programs[PYTHON])
        printf(" (CPython %.1f)", bytes_an_instance(bench->programs[PYTHON]));
    printf(", goal %.0f", INSTANCE_GOAL);
    print_verdict(bench, true, ouro > 0 && ouro <= INSTANCE_GOAL);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The medians of wall time, the two programs taking turns.
static void measure_start(Bench *bench)
{
    const char *ouro[] = { bench->programs[OURO], "-c", "pass", NULL };
    const char *lua[] = { bench->programs[LUA], "-e", "", NULL };
    double times[2][START_ROUNDS];
    bool good = true;
    for (int round = 0; round < START_ROUNDS; round++) {
        Run a = run_program(ouro), b = lua[0] ? run_program(lua) : (Run){ .good = true };
        good = good && a.good && b.good;
        times[0][round] = a.wall;
        times[1][round] = b.wall;
    }
    for (int i = 0; i < 2; i++)
        qsort(times[i], START_ROUNDS, sizeof(double), compare_doubles);
    double mine = times[0][START_ROUNDS / 2], other = times[1][START_ROUNDS / 2];
    printf("Start and end of an empty program: %.3f ms", mine * 1e3);
    if (lua[0])
        printf(" (Lua %.3f ms, %.2f times, goal %.1f)", other * 1e3, mine / other, START_GOAL);
    print_verdict(bench, lua[0] || !good, good && mine <= START_GOAL * other);
}

static const char *installed(const char *path)
{
    return access(path, X_OK) == 0 ? path : NULL;
}

static bool is_named(const char *name, int count, char **names)
{
    for (int i = 1; i < count; i++)
        if (!strcmp(names[i], name))
            return true;
    return count < 2;
}

int main(int count, char **names)
{
    const char *ouro = getenv("OURO"), *rounds = getenv("BENCH_ROUNDS");
    Bench bench = { .rounds = rounds ? atoi(rounds) : 5 };
    bench.programs[OURO] = ouro ? ouro : "build/ouro";
    bench.programs[PYTHON] = installed("/usr/bin/python3.11");
    bench.programs[LUA] = installed("/usr/bin/lua5.4");
    puts("                       Ouro   CPython       Lua  x CPython     x Lua   goal");
    for (size_t i = 0; i < sizeof benchmarks / sizeof *benchmarks; i++)
        if (is_named(benchmarks[i].name, count, names))
            measure(&bench, &benchmarks[i]);
    if (is_named("memory", count, names))
        measure_instances(&bench);
    if (is_named("start", count, names))
        measure_start(&bench);
    return bench.missed != 0;
}
