"""ouro test: finds tests, runs them, and says what became of them and of their memory."""

import sys

from _ouro_test_options import Mistake, Options, help_text, list_text

PASSED, FAILED, MISTAKEN, NOTHING, INTERRUPTED = 0, 1, 2, 5, 130


def _load():
    """All that is needed, and what that will import one day: the files of the current folder and
    of those with tests must not take the place of library modules."""
    path = sys.path[:]
    sys.path.clear()
    import ast, asyncio, difflib, doctest, json, traceback, unittest
    import _memtest_memory, _ouro_test_assert, _ouro_test_exit, _ouro_test_find, _ouro_test_junit
    import _ouro_test_loop, _ouro_test_report, _ouro_test_run, _ouro_test_select
    import _ouro_test_tap
    sys.path[:] = path


def _complain(text):
    print(f"ouro test: {text}", file=sys.__stderr__, flush=True)


def main(arguments):
    _load()
    import _ouro_test_output as output
    out = output.Output(sys.stdout)
    try:
        status = _main(arguments, out)
        out.flush()
    except output.Unwritable as error:
        error.forget()
        _complain(error)
        return FAILED
    except Mistake as mistake:
        _complain(mistake)
        return MISTAKEN
    return status


def _main(arguments, out):
    import _ouro_test_exit as process
    import _ouro_test_find as find
    import _ouro_test_loop as loop
    import _ouro_test_report as report
    import _ouro_test_select as select
    options = Options(arguments)
    if options.help or options.list_options:
        out.write((help_text() if options.help else list_text()) + "\n")
        return PASSED
    matches = select.expression(options.expression)
    places = [find.place_of(path) for path in options.paths or ["."]]
    reporters = report.make(options, out)
    loop.use()
    finder = find.Finder(options)
    process.watch(lambda how: _complain(f"the process was ended by {how} while {finder.loading} "
                                        "was loaded"))
    items = finder.find(places)
    state = select.State()
    items = select.choose(items, matches, options, state)
    if options.list:
        out.write("".join(f"{item.id}\n" for item in items))
        return PASSED if items else NOTHING
    return _run(items, finder.warnings, options, reporters, state)


def _run(items, warnings, options, reporters, state):
    import _ouro_test_exit as process
    import _ouro_test_output as output
    import _ouro_test_run as run
    runner = run.Runner(items, options, reporters, lambda failed: state.note(items, failed))
    runner.warnings += warnings

    def die(how):
        try:
            runner.die(how)
        except output.Unwritable as error:
            error.forget()
            _complain(error)

    process.watch(die)
    try:
        runner.run()
    finally:
        runner.close()
    status = _status_of(runner)
    process.over(status)
    return status


def _status_of(runner):
    if runner.interrupted:
        return INTERRUPTED
    if not runner.items:
        return NOTHING
    return FAILED if runner.counts["failed"] else PASSED


def _main_or_interrupted():
    try:
        return main(sys.argv[1:])
    except KeyboardInterrupt:              # while it looks for tests, or sums up
        _complain("interrupted")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(_main_or_interrupted())
