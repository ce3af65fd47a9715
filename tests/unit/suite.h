// suite.h: how a program of tests runs and ends.
#ifndef OU_TESTS_UNIT_SUITE_H
#define OU_TESTS_UNIT_SUITE_H

#include <check.h>
#include <stdlib.h>

// The program's status. CK_VERBOSITY says how much is told.
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
