// pause.h: how long the collector keeps a program waiting.
//
// Durations are processor time of the thread, in nanoseconds: what else the machine does doesn't
// show. A histogram has 8 buckets for each doubling, so a percentile is right within 12.5 %.
#ifndef OU_GC_PAUSE_H
#define OU_GC_PAUSE_H

#include <stddef.h>
#include <stdint.h>

typedef enum OuPausePhase {
    OU_PAUSE_POLL,               // all that one poll did: what the program has waited for
    OU_PAUSE_YOUNG,              // generation 0
    OU_PAUSE_MIDDLE,             // generation 1, also at the start of a major cycle
    OU_PAUSE_FULL,               // an exact collection of generation 2
    OU_PAUSE_MARK,               // slices of a major cycle: preparing, marking, marking once more
    OU_PAUSE_CONVICT,            // ... judging
    OU_PAUSE_RELEASE,            // ends that were put off, after a huge structure has died
    OU_PAUSE_EXPLICIT,           // gc.collect() and gc.step(): the program has asked for it
    OU_PAUSE_PHASES,
} OuPausePhase;

enum { OU_PAUSE_BUCKETS = 8 * 40 };

typedef struct OuPauses {
    uint32_t buckets[OU_PAUSE_BUCKETS];
    uint64_t count, total, longest;
} OuPauses;

// The thread's processor time.
uint64_t ou_pause_clock(void);

void ou_pause_record(OuPauses *pauses, uint64_t nanoseconds);

// The duration that a share of the pauses (0 to 1) doesn't exceed; 0 if there was none.
uint64_t ou_pause_percentile(const OuPauses *pauses, double share);

#endif
