#include "runtime/snapshot_progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { OU_PROGRESS_STEPS = 16384, OU_PROGRESS_DELAY = 1000, OU_PROGRESS_PAUSE = 100,
       OU_PROGRESS_WIDTH = 30 };

static uint64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void ou_progress_begin(OuProgress *progress, const char *title, uint64_t total)
{
    *progress = (OuProgress){ .title = title, .total = total, .next = OU_PROGRESS_STEPS,
                              .is_terminal = isatty(STDERR_FILENO) };
    if (progress->is_terminal) progress->shown_at = milliseconds();
}

static void show(const OuProgress *progress)
{
    char bar[OU_PROGRESS_WIDTH + 1];
    uint64_t total = progress->total > progress->done ? progress->total : progress->done;
    unsigned full = (unsigned)(progress->done * OU_PROGRESS_WIDTH / (total ? total : 1));
    for (unsigned i = 0; i < OU_PROGRESS_WIDTH; i++) bar[i] = i < full ? '#' : '.';
    bar[OU_PROGRESS_WIDTH] = '\0';
    fprintf(stderr, "\r%s [%s] %3u %%", progress->title, bar,
            (unsigned)(progress->done * 100 / (total ? total : 1)));
    fflush(stderr);
}

bool ou_progress_look(OuProgress *progress)
{
    progress->next = progress->done + OU_PROGRESS_STEPS;
    if (!progress->is_terminal) return true;
    uint64_t now = milliseconds();
    uint64_t wait = progress->is_shown ? OU_PROGRESS_PAUSE : OU_PROGRESS_DELAY;
    if (now - progress->shown_at < wait) return true;
    progress->shown_at = now;
    progress->is_shown = true;
    show(progress);
    return true;
}

void ou_progress_end(OuProgress *progress)
{
    if (!progress->is_shown) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
