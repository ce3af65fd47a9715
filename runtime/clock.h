// clock.h: how late it is, for whoever measures how long something takes.
#ifndef OU_RUNTIME_CLOCK_H
#define OU_RUNTIME_CLOCK_H

#include <stdint.h>
#include <time.h>

// Nanoseconds of a clock that nobody sets. Async-signal-safe; can't fail with such arguments.
static inline uint64_t ou_clock_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

#endif
