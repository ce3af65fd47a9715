#include "runtime/snapshot_progress.h"

#include <stdio.h>
#include <unistd.h>

#include "runtime/clock.h"
#include "runtime/limit.h"

enum { OU_PROGRESS_DELAY = 1000, OU_PROGRESS_PAUSE = 100, OU_PROGRESS_WIDTH = 30 };

static bool look_out(OuLookout *lookout, uint32_t steps)
{
    OuProgress *progress = (OuProgress *)lookout;
    progress->done += steps;
    return ou_progress_look(progress);
}

void ou_progress_begin(OuProgress *progress, OuVM *vm, const char *title, uint64_t total)
{
    *progress = (OuProgress){ .lookout = { look_out }, .vm = vm, .title = title, .total = total,
                              .next = OU_LOOKOUT_STRIDE, .is_terminal = isatty(STDERR_FILENO) };
    if (progress->is_terminal) progress->shown_at = ou_clock_now() / 1000000;
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

static void show_now_and_then(OuProgress *progress)
{
    uint64_t now = ou_clock_now() / 1000000;
    uint64_t wait = progress->is_shown ? OU_PROGRESS_PAUSE : OU_PROGRESS_DELAY;
    if (now - progress->shown_at < wait) return;
    progress->shown_at = now;
    progress->is_shown = true;
    show(progress);
}

bool ou_progress_look(OuProgress *progress)
{
    progress->next = progress->done + OU_LOOKOUT_STRIDE;
    if (progress->is_terminal) show_now_and_then(progress);
    progress->is_interrupted |= ou_limit_is_urgent(progress->vm);
    if (progress->is_interrupted) progress->next = 0;          // and so it stays
    return !progress->is_interrupted;
}

void ou_progress_end(OuProgress *progress)
{
    if (!progress->is_shown) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
}
