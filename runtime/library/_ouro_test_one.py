"""Runs one test, of whatever kind, and notes what becomes of it."""

import unittest

import memtest
import _memtest_memory as memory
import _ouro_test_doctest as doctest
import _ouro_test_text as text
from _ouro_test_call import Call
from _ouro_test_files import skip_of
from _ouro_test_state import put_builtins


def run(item, result, state):
    """Runs it; what happens goes to the result as text."""

    def tell(error, phase="test", where=""):
        changed = state.restore_builtins()
        try:
            _record(error, item, result, phase, where)
        finally:
            put_builtins(changed)

    _perform(item, result, tell)


def _perform(item, result, tell, is_swept=False):
    """`tell` gets what is raised: the exception, the phase, and which part it came from."""
    if item.kind == "unittest":
        item.owner(item.names[-1]).run(_Recorder(item, result, tell))
    elif item.kind == "doctest":
        try:
            doctest.call(item, is_swept)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            tell(error)
    else:
        Call(item).run(tell)


def _record(error, item, result, phase="test", where=""):
    """A failed assertion of the test itself is a failure, all else an error."""
    skip = skip_of(error)
    if skip is not None:
        if not result.is_bad:
            result.outcome, result.summary = "skipped", str(skip)
        return
    if isinstance(error, doctest.Failed):
        result.fail("failed", error.summary, error.details, error.line)
        return
    is_failure = phase == "test" and isinstance(error, (AssertionError, memtest.Leak))
    summary, details, line = text.told(error, item.file.path)
    if phase != "test":
        summary, where = f"{phase} failed: {summary}", f"{phase} failed:\n"
    result.fail("failed" if is_failure else "error", summary, where + details, line)


class _Recorder(unittest.TestResult):
    """Of a unittest.TestCase."""

    def __init__(self, item, result, tell):
        super().__init__()
        self.item = item
        self.result = result
        self.tell = tell

    def addError(self, test, error):
        self.tell(error[1])

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.tell(error[1], where=f"in {subtest}:\n")

    def addSkip(self, test, reason):
        if not self.result.is_bad:
            self.result.outcome, self.result.summary = "skipped", reason

    def addExpectedFailure(self, test, error):
        self.result.outcome = "expected"
        self.result.summary = text.told(error[1], self.item.file.path)[0]

    def addUnexpectedSuccess(self, test):
        told = "it passed, but was expected to fail"
        self.result.fail("failed", told, told, None)


# ---- with allocations that fail ----

def sweep(item, result, state, restart):
    """Runs the test with its 1st, 2nd, ... allocation refused, until it passes. Before each time,
    restart() is called."""

    def before():
        state.begin()
        restart()

    marks = item.marks
    attempt = _Attempt(item, type(result)(), state)
    try:
        memory.sweep(attempt.run, before,
                     None if "allow_leaks" in marks else marks.get("keeps", ()))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _record(error, item, result, attempt.phase_of(error))
    else:
        trial = attempt.result             # of the last one, to which nothing was refused
        if trial.is_bad:
            result.fail(trial.outcome, trial.summary, trial.details, trial.line)
        else:
            result.outcome, result.summary = trial.outcome, trial.summary


class _Attempt:
    """Runs of a test that raise what went wrong, instead of telling of it. What they leave here is
    made beforehand: it would count as left behind."""

    def __init__(self, item, result, state):
        self.item = item
        self.result = result
        self.state = state                 # to begin in
        self.failed = 0                    # id of what was raised
        self.phase = "test"                # which it came from

    def run(self):
        self.result.__init__()
        self.failed = 0
        found = []
        try:
            _perform(self.item, self.result,
                     lambda error, phase="test", where="": found.append((error, phase)), True)
            self.raise_worst(found)
        finally:
            self.state.restore_builtins()
            found.clear()                  # they hold this frame

    def raise_worst(self, found):
        """The first that isn't a consequence of refused memory, if there is such a one."""
        worst = None
        for error, phase in found:
            skip = skip_of(error)
            if skip is not None:
                self.result.outcome, self.result.summary = "skipped", str(skip)
            elif worst is None or isinstance(worst, MemoryError) > isinstance(error, MemoryError):
                worst, self.failed, self.phase = error, id(error), phase
        try:
            if worst is not None:
                raise worst
        finally:
            worst = error = None

    def phase_of(self, error):
        """Of an exception that was raised in an attempt, or of one that tells of such a one."""
        return self.phase if id(error.__cause__ or error) == self.failed else "test"
