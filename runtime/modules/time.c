// time.c: clocks, and waiting.
#define _GNU_SOURCE
#include "runtime/modules/time.h"

#include <errno.h>
#include <math.h>
#include <time.h>

#include "runtime/argument.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/limit.h"
#include "runtime/namespace.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

enum { PER_SECOND = 1000000000 };

// ---- Clocks -------------------------------------------------------------------------------------

static OuValue read_clock(OuVM *vm, clockid_t clock, bool in_nanoseconds)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    int64_t nanoseconds = (int64_t)now.tv_sec * PER_SECOND + now.tv_nsec;
    return in_nanoseconds ? ou_int_make(vm, nanoseconds)
                          : ou_float_value((double)nanoseconds / 1e9);
}

#define TIME_CLOCK(name, clock, text)                                                         \
    OU_FUNCTION(time_##name, #name "()", #name "() -> float\n\n" text)                        \
    {                                                                                         \
        return read_clock(vm, clock, false);                                                  \
    }                                                                                         \
    OU_FUNCTION(time_##name##_ns, #name "_ns()", #name "_ns() -> int\n\n" text " As nanoseconds.") \
    {                                                                                         \
        return read_clock(vm, clock, true);                                                   \
    }
TIME_CLOCK(time, CLOCK_REALTIME, "Return the current time in seconds since the Epoch.")
TIME_CLOCK(monotonic, CLOCK_MONOTONIC, "Monotonic clock, cannot go backward.")
TIME_CLOCK(perf_counter, CLOCK_MONOTONIC, "Performance counter for benchmarking.")
TIME_CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID, "Process time for profiling.")
TIME_CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID, "Thread time for profiling.")

OU_FUNCTION(time_clock_gettime, "clock_gettime(clk_id, /)",
            "Return the time of the specified clock.")
{
    int clock;
    return ou_argument_int(vm, arguments[0], &clock) ? read_clock(vm, clock, false) : OU_ERROR;
}

OU_FUNCTION(time_clock_gettime_ns, "clock_gettime_ns(clk_id, /)",
            "Return the time of the specified clock as nanoseconds.")
{
    int clock;
    return ou_argument_int(vm, arguments[0], &clock) ? read_clock(vm, clock, true) : OU_ERROR;
}

OU_FUNCTION(time_clock_getres, "clock_getres(clk_id, /)",
            "Return the resolution of the specified clock.")
{
    int clock;
    struct timespec resolution;
    if (!ou_argument_int(vm, arguments[0], &clock)) return OU_ERROR;
    if (clock_getres(clock, &resolution) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    return ou_float_value((double)resolution.tv_sec + (double)resolution.tv_nsec / 1e9);
}

// ---- What is known of a clock -------------------------------------------------------------------

typedef struct Clock {
    const char *name, *implementation;
    bool        is_monotonic, is_adjustable;
} Clock;

static const Clock clocks[] = {
    { "time", "clock_gettime(CLOCK_REALTIME)", false, true },
    { "monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false },
    { "perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false },
    { "process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false },
    { "thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false },
};

static bool put(OuVM *vm, OuDict *dict, const char *name, OuValue value)
{
    OU_OWNED OuValue owner = value;
    OU_OWNED OuValue key = ou_str_make_text(vm, name);
    return owner != OU_ERROR && key != OU_ERROR && ou_dict_set(vm, dict, key, owner);
}

OU_FUNCTION(time_get_clock_info, "get_clock_info(name, /)",
            "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.")
{
    OuValue name = arguments[0];
    if (!ou_is_str(name)) return ou_argument_raise(vm, "get_clock_info", "argument 1", "str", name);
    for (unsigned i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        const Clock *clock = &clocks[i];
        if (!ou_str_equals_text(ou_str_of(name), clock->name)) continue;
        OU_OWNED OuValue info = ou_namespace_make(vm);
        if (info == OU_ERROR) return OU_ERROR;
        OuDict *dict = ou_namespace_of(info)->dict;
        bool ok = put(vm, dict, "implementation", ou_str_make_text(vm, clock->implementation))
               && put(vm, dict, "monotonic", ou_bool_value(clock->is_monotonic))
               && put(vm, dict, "adjustable", ou_bool_value(clock->is_adjustable))
               && put(vm, dict, "resolution", ou_float_value(1e-9));
        return ok ? ou_ref(info) : OU_ERROR;
    }
    return ou_raise(vm, OU_TYPE_VALUE_ERROR, "unknown clock");
}

// ---- Waiting ------------------------------------------------------------------------------------

// Nanoseconds, rounded up.
static bool read_duration(OuVM *vm, OuValue value, int64_t *nanoseconds)
{
    double seconds;
    if (ou_is_any_float(value)) {
        seconds = ou_float_any_of(value);
        if (isnan(seconds)) {
            (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
    } else {
        OU_OWNED OuValue index = ou_to_index(vm, value);
        if (index == OU_ERROR || !ou_int_as_double(vm, index, &seconds)) return false;
    }
    if (seconds < 0) {
        (void)ou_raise(vm, OU_TYPE_VALUE_ERROR, "sleep length must be non-negative");
        return false;
    }
    if (seconds >= 9.2e9) {
        (void)ou_raise(vm, OU_TYPE_OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t");
        return false;
    }
    *nanoseconds = (int64_t)ceil(seconds * PER_SECOND);
    return true;
}

// Waits until that moment of the monotonic clock, or until a signal wakes it. False: errno says
// why.
static bool wait_until(OuVM *vm, int64_t moment, bool *is_over)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return false;
    int64_t left = moment - (now.tv_sec * PER_SECOND + now.tv_nsec);
    *is_over = left <= 0;
    if (*is_over) return true;
    struct timespec patience = { left / PER_SECOND, left % PER_SECOND };
    return ou_limit_poll(vm, NULL, 0, &patience) == 0 || errno == EINTR;
}

// A signal wakes it, and it goes on to the same moment unless the user wants it to stop.
OU_FUNCTION(time_sleep, "sleep(seconds, /)",
            "sleep(seconds)\n\n"
            "Delay execution for a given number of seconds.  The argument may be\n"
            "a floating point number for subsecond precision.")
{
    int64_t nanoseconds, moment;
    struct timespec now;
    if (!read_duration(vm, arguments[0], &nanoseconds)) return OU_ERROR;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    if (__builtin_add_overflow(now.tv_sec * PER_SECOND + now.tv_nsec, nanoseconds, &moment)) {
        moment = INT64_MAX;
    }
    for (bool is_over = false; !is_over;) {
        if (!wait_until(vm, moment, &is_over)) return ou_raise_errno(vm, errno, OU_UNBOUND);
        if (!ou_obey_signals(vm)) return OU_ERROR;
    }
    return OU_NONE;
}

// ---- The module ---------------------------------------------------------------------------------

static bool setup(OuVM *vm, OuModule *module)
{
    return ou_module_add(vm, module, "CLOCK_REALTIME", ou_int_value(CLOCK_REALTIME)) &&
           ou_module_add(vm, module, "CLOCK_MONOTONIC", ou_int_value(CLOCK_MONOTONIC)) &&
           ou_module_add(vm, module, "CLOCK_MONOTONIC_RAW", ou_int_value(CLOCK_MONOTONIC_RAW)) &&
           ou_module_add(vm, module, "CLOCK_BOOTTIME", ou_int_value(CLOCK_BOOTTIME)) &&
           ou_module_add(vm, module, "CLOCK_PROCESS_CPUTIME_ID",
                         ou_int_value(CLOCK_PROCESS_CPUTIME_ID)) &&
           ou_module_add(vm, module, "CLOCK_THREAD_CPUTIME_ID",
                         ou_int_value(CLOCK_THREAD_CPUTIME_ID)) &&
           ou_time_add_calendar(vm, module);
}

static const OuNativeDef *const functions[] = {
    &time_time_native, &time_time_ns_native, &time_monotonic_native, &time_monotonic_ns_native,
    &time_perf_counter_native, &time_perf_counter_ns_native, &time_process_time_native,
    &time_process_time_ns_native, &time_thread_time_native, &time_thread_time_ns_native,
    &time_clock_gettime_native, &time_clock_gettime_ns_native, &time_clock_getres_native,
    &time_get_clock_info_native, &time_sleep_native, &ou_time_gmtime_native,
    &ou_time_localtime_native, &ou_time_mktime_native, &ou_time_asctime_native,
    &ou_time_ctime_native, &ou_time_strftime_native, NULL,
};

const OuModuleDef ou_time_module = {
    .name = "time",
    .doc = "This module provides various functions to manipulate time values.",
    .functions = functions,
    .setup = setup,
};
