// The command line in this process, with system calls that are late.
#define _GNU_SOURCE
#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/unit/suite.h"
#include "vm/command.h"

static bool is_late;         // a read of standard input begins when Ctrl-C has just been noted

// In the place of the C library's.
int ppoll(struct pollfd *files, nfds_t count, const struct timespec *patience, const sigset_t *mask)
{
    if (is_late) return 1;
    return (int)syscall(SYS_ppoll, files, count, patience, mask, (size_t)_NSIG / 8);
}

ssize_t read(int fd, void *bytes, size_t count)
{
    if (is_late && fd == STDIN_FILENO) {
        is_late = false;
        raise(SIGINT);
    }
    return syscall(SYS_read, fd, bytes, count);
}

START_TEST(an_interrupt_between_the_look_and_the_read_is_heard)
{
    char program[] = "ouro", option[] = "-c";
    char text[] = "try: input()\nexcept KeyboardInterrupt: raise SystemExit(7)";
    char *arguments[] = { program, option, text, NULL };
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    signal(SIGINT, SIG_DFL);
    is_late = true;
    ck_assert_int_eq(ou_command_main(3, arguments), 7);
    ck_assert(!is_late);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("command");
    TCase *tests = tcase_create("signals");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, an_interrupt_between_the_look_and_the_read_is_heard);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
