"""ouro test: finds tests, runs them, and says what became of them and of their memory."""

import sys


def _parser():
    import argparse
    parser = argparse.ArgumentParser(
        prog="ouro test", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Runs the tests of test_*.py and *_test.py: functions test_*, classes Test* and\n"
                    "unittest.TestCase. Each is a memory test as well: what it made has to be gone\n"
                    "when it is over (see help('memtest')).",
        epilog="exit status: 0 all passed, 1 something failed, 2 a wrong option or path,\n"
               "5 nothing was found, 130 interrupted")
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files, folders, or FILE::NAME or FILE::CLASS::NAME")
    which = parser.add_argument_group("which tests")
    which.add_argument("-k", dest="expression", metavar="EXPRESSION",
                       help="those whose name holds these words: 'list and not slow'")
    which.add_argument("--last-failed", action="store_true",
                       help="those that failed the last time, if any did")
    which.add_argument("--doctest", action="store_true",
                       help="the >>> examples of .py and .md files, too")
    which.add_argument("--list", action="store_true", help="only say which they are")
    how = parser.add_argument_group("how")
    how.add_argument("-x", dest="stop", action="store_true", help="stop after the first failure")
    how.add_argument("--repeat", type=_count, default=1, metavar="N", help="run each test N times")
    how.add_argument("--shuffle", metavar="SEED", help="in another order, the same for each SEED")
    how.add_argument("--by", choices=("refcount", "gc"), default="gc",
                     help="who has to free what a test made: its reference counts alone, or\n"
                          "(default) the collector as well")
    how.add_argument("--no-leaks", dest="memory", action="store_false",
                     help="don't compare the heap before and after each test")
    how.add_argument("--gc-stress", action="store_true", help="collect at every allocation")
    how.add_argument("--oom-sweep", action="store_true",
                     help="let the 1st, 2nd, ... allocation of each test fail until it passes")
    output = parser.add_argument_group("output")
    output.add_argument("-v", dest="verbose", action="store_true", help="a line for each test")
    output.add_argument("-s", dest="capture", action="store_false",
                        help="don't hold back what tests print (it is shown of failures only)")
    output.add_argument("--durations", nargs="?", type=_count, const=10, metavar="N",
                        help="the N slowest tests (10)")
    output.add_argument("--format", choices=("text", "tap"),
                        help="text on terminals, TAP 14 elsewhere, unless said here")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto",
                        help="auto: on terminals, unless NO_COLOR is set")
    output.add_argument("--junit", metavar="FILE", help="write a report in JUnit's XML to FILE")
    return parser


def _count(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _load():
    """All that is needed, and what that will import one day: the files of the current folder and
    of those with tests must not take the place of library modules."""
    path = sys.path[:]
    sys.path.clear()
    import argparse, ast, difflib, doctest, json, traceback, unittest
    import _memtest_memory, _ouro_test_assert, _ouro_test_find, _ouro_test_junit
    import _ouro_test_report, _ouro_test_run, _ouro_test_select, _ouro_test_tap
    sys.path[:] = path


def main(arguments=None):
    _load()
    options = _parser().parse_intermixed_args(arguments)
    import _ouro_test_find as find
    import _ouro_test_select as select
    try:
        matches = select.expression(options.expression)
        places = [find.place_of(path) for path in options.paths or ["."]]
    except (select.Mistake, find.Mistake) as mistake:
        print(f"ouro test: {mistake}", file=sys.stderr)
        return 2
    finder = find.Finder(options)
    try:
        items = finder.find(places)
    except find.Mistake as mistake:
        print(f"ouro test: {mistake}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("ouro test: interrupted while looking for tests", file=sys.stderr)
        return 130
    state = select.State()
    items = select.choose(items, matches, options, state)
    if options.list:
        for item in items:
            print(item.id)
        return 0 if items else 5
    return _run(items, options, state)


def _run(items, options, state):
    import _ouro_test_report as report
    import _ouro_test_run as run
    reporters = report.make(options)
    runner = run.Runner(items, options, reporters)
    try:
        runner.run()
    finally:
        runner.close()
    state.note(items, runner.failed_ids)
    if runner.interrupted:
        return 130
    if not items:
        return 5
    return 1 if runner.counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
