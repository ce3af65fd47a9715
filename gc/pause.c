#include "gc/pause.h"

#include <time.h>

uint64_t ou_pause_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// The highest bit of the duration gives the group of 8 buckets, the three bits after it the bucket.
// Less than 8 ns have buckets of their own.
static unsigned bucket_of(uint64_t nanoseconds)
{
    if (nanoseconds < 8) return (unsigned)nanoseconds;
    unsigned shift = 60 - (unsigned)__builtin_clzll(nanoseconds);
    unsigned bucket = shift * 8 + (unsigned)(nanoseconds >> shift);
    return bucket < OU_PAUSE_BUCKETS ? bucket : OU_PAUSE_BUCKETS - 1;
}

static uint64_t bucket_end(unsigned bucket)
{
    if (bucket < 16) return bucket;
    unsigned shift = bucket / 8 - 1;
    return ((8 + bucket % 8 + 1ull) << shift) - 1;
}

void ou_pause_record(OuPauses *pauses, uint64_t nanoseconds)
{
    pauses->buckets[bucket_of(nanoseconds)]++;
    pauses->count++;
    pauses->total += nanoseconds;
    if (nanoseconds > pauses->longest) pauses->longest = nanoseconds;
}

uint64_t ou_pause_percentile(const OuPauses *pauses, double share)
{
    uint64_t wanted = (uint64_t)(share * (double)pauses->count), seen = 0;
    if (wanted < 1) wanted = 1;
    for (unsigned bucket = 0; bucket < OU_PAUSE_BUCKETS; bucket++) {
        seen += pauses->buckets[bucket];
        if (seen < wanted) continue;
        uint64_t end = bucket_end(bucket);
        return end < pauses->longest ? end : pauses->longest;
    }
    return 0;
}
