"""Sets up a test, runs it, tears it down: by functions, methods, fixtures, or unittest."""

import asyncio
import contextlib
import inspect
import sys

import memtest
import _ouro_test_doctest as doctest
import _ouro_test_text as text
from _ouro_test_find import marks_of


# ---- files and classes: set up at their first test ----

class Files:
    def __init__(self):
        self.entered = []                  # (file, name of the thing, what tears it down)
        self.states = {}                   # a file, or a file and a class -> None or an error

    def enter(self, file):
        """None, or a Trouble, or a Skip."""
        if file.module is None:
            return None
        return self.once(file.path, lambda: self.set_up(
            file.path, file.module, ("setup_module", "setUpModule"),
            ("teardown_module", "tearDownModule")))

    def enter_class(self, item):
        name = f"{item.file.path}::{item.owner.__qualname__}"
        if item.kind == "unittest":
            return self.once(name, lambda: self.set_up(
                name, item.owner, ("setUpClass",), ("tearDownClass", "doClassCleanups")))
        return self.once(name, lambda: self.set_up(
            name, item.owner, ("setup_class",), ("teardown_class",)))

    def once(self, key, action):
        if key not in self.states:
            self.states[key] = action()
        return self.states[key]

    def set_up(self, path, holder, before, after):
        error = None
        for name in before:
            function = _bound(holder, name)
            if function is not None and error is None:
                error = _try(function)
        after = [name for name in after if getattr(holder, name, None) is not None]
        if after and error is None:
            self.entered.append((path, holder, after))
        return error

    def finish(self):
        """Tears all down, the last first; yields what went wrong."""
        while self.entered:
            path, holder, after = self.entered.pop()
            for name in after:
                error = _try(_bound(holder, name))
                if error and not isinstance(error, memtest.Skip):
                    yield path, error


def _bound(holder, name):
    """A function of a module, or a method of a class, which needn't be a class method."""
    function = getattr(holder, name, None)
    if isinstance(holder, type) and inspect.isfunction(function) and function.__code__.co_argcount:
        return function.__get__(holder)
    return function


class Trouble(str):
    """What went wrong with what is set up for several tests: a traceback; also in a line, and of
    which line it is."""

    __slots__ = ("summary", "line")


def _try(function):
    try:
        value = function()
        if inspect.iscoroutine(value):
            asyncio.run(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _skip_of(error) or _trouble(function, error)
    return None


def _trouble(function, error):
    function = getattr(function, "__func__", function)
    name = getattr(function, "__name__", "?")
    code = getattr(function, "__code__", None)
    summary, details, line = text.told(error, code and code.co_filename)
    trouble = Trouble(f"{name} failed:\n{details}")
    trouble.summary = f"{name} failed: {summary}"
    trouble.line = line
    return trouble


def _skip_of(error):
    """A Skip with nothing but its reason, if the exception is one, or unittest's."""
    if isinstance(error, memtest.Skip):
        return memtest.Skip(str(error))
    unittest = sys.modules.get("unittest")
    if unittest is not None and isinstance(error, unittest.SkipTest):
        return memtest.Skip(str(error))
    return None


# ---- one test ----

def run(item, result):
    """Runs it; what happens goes to the result as text."""
    if item.kind == "unittest":
        _run_unittest(item, result)
    elif item.kind == "doctest":
        doctest.run(item, result)
    else:
        _run_function(item, result)


class _Call:
    """One call of a test, with what is set up around it; coroutines share one event loop."""

    def __init__(self, item):
        self.item = item
        self.phase = "setup"               # setup, test, teardown: for whoever is told of an error
        self.instance = None
        self.made = {}                     # values of fixtures
        self.stack = contextlib.ExitStack()
        self.loop = None

    def run(self):
        with self.stack:
            self.stack.callback(self.close_loop)
            if self.item.kind == "method":
                self.instance = self.item.owner()
                function = getattr(self.instance, self.item.names[-1])
                self.around(self.instance, ("setup", "teardown"),
                            ("setup_method", "teardown_method"))
            else:
                function = self.item.function
                self.around(self.item.file.module, ("setup", "teardown"),
                            ("setup_function", "teardown_function"))
            arguments = self.arguments(function, self.item.case)
            self.phase = "test"
            self.refuse_generator(self.result(function(**arguments)))
            self.phase = "teardown"

    def result(self, value):
        """The value; of a coroutine what it returns."""
        if not inspect.iscoroutine(value):
            return value
        if self.loop is None:
            self.loop = asyncio.Runner()
        try:
            return self.loop.run(value)
        except MemoryError:
            self.close_loop()              # what it had begun to do would disturb the next one
            raise

    def close_loop(self):
        if self.loop is not None:
            loop, self.loop = self.loop, None
            loop.close()

    def refuse_generator(self, value):
        if inspect.isgenerator(value) or inspect.isasyncgen(value):
            raise TypeError("the test is a generator, of which nothing would be run: "
                            "a test can't yield")

    def around(self, holder, *pairs):
        """What is set up will be torn down; what can't be set up isn't."""
        for before, after in pairs:
            set_up, tear_down = getattr(holder, before, None), getattr(holder, after, None)
            if set_up is not None:
                self.result(set_up())
            if tear_down is not None:
                self.stack.callback(lambda function=tear_down: self.result(function()))

    # ---- what the parameters stand for ----

    def arguments(self, function, case=None):
        """The case's values, then fixtures by name."""
        parameters = inspect.signature(function).parameters
        values = {}
        if case is not None:
            values = case.values_for([name for name in parameters if self.fixture(name) is None])
        for name, parameter in parameters.items():
            if name not in values and parameter.default is parameter.empty and parameter.kind in (
                    parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                values[name] = self.value(name)
        return values

    def fixture(self, name):
        for holder in (self.instance, self.item.file.module):
            found = getattr(holder, name, None)
            if "fixture" in marks_of(found):
                return found
        return None

    def value(self, name):
        if name in self.made:
            if self.made[name] is _Call:
                raise TypeError(f"fixture {name!r} needs itself")
            return self.made[name]
        function = self.fixture(name)
        if function is None:
            raise TypeError(f"there is no fixture {name!r}: a function of that name with "
                            "@memtest.fixture in the file or class")
        self.made[name] = _Call
        made = self.result(function(**self.arguments(function)))
        self.made[name] = value = self.entered(name, made)
        return value

    def entered(self, name, made):
        """What a fixture has made; what it does behind its `yield`, or as a context manager when
        that is left, will be done whatever becomes of the test."""
        if inspect.isgenerator(made) or inspect.isasyncgen(made):
            value = self.step(made)
            if value is _Call:
                raise TypeError(f"fixture {name!r} yields nothing")
            self.stack.callback(self.finish, name, made)
        elif hasattr(type(made), "__enter__") and hasattr(type(made), "__exit__"):
            leave = made.__exit__
            value = made.__enter__()
            self.stack.push(lambda *error: (leave(*error), False)[1])
        elif hasattr(type(made), "__aenter__") and hasattr(type(made), "__aexit__"):
            leave = made.__aexit__
            value = self.result(_awaiting(made.__aenter__()))
            self.stack.push(lambda *error: (self.result(_awaiting(leave(*error))), False)[1])
        else:
            value = made
        return value

    def step(self, generator):
        """Its next value; _Call at its end."""
        if inspect.isgenerator(generator):
            return next(generator, _Call)
        return self.result(_next_of(generator))

    def finish(self, name, generator):
        if self.step(generator) is not _Call:
            raise RuntimeError(f"fixture {name!r} yields more than once")


async def _next_of(generator):
    try:
        return await generator.__anext__()
    except StopAsyncIteration:
        return _Call


async def _awaiting(awaitable):
    """A coroutine of what may be any awaitable."""
    return await awaitable


def _run_function(item, result):
    call = _Call(item)
    try:
        call.run()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _record(error, item, result, call.phase)


def _record(error, item, result, phase="test"):
    """A failed assertion of the test itself is a failure, all else an error."""
    skip = _skip_of(error)
    if skip is not None:
        result.outcome, result.summary = "skipped", str(skip)
        return
    is_failure = phase == "test" and isinstance(error, (AssertionError, memtest.Leak))
    summary, details, line = text.told(error, item.file.path)
    if phase != "test":
        summary, details = f"{phase} failed: {summary}", f"{phase} failed:\n{details}"
    result.fail("failed" if is_failure else "error", summary, details, line)


# ---- unittest ----

def _run_unittest(item, result, errors=None):
    """`errors`: a list that gets what is raised, instead of the result."""
    import unittest

    class Recorder(unittest.TestResult):
        """Makes text of exceptions at once."""

        def note(self, error, where=""):
            if error is not None and error[1] is not None:
                exception = error[1]
                if errors is not None:
                    errors.append(exception)
                    return
                is_failure = isinstance(exception, exception_types)
                summary, details, line = text.told(exception, item.file.path)
                result.fail("failed" if is_failure else "error", summary, where + details, line)

        def addError(self, test, error):
            self.note(error)

        addFailure = addError

        def addSubTest(self, test, subtest, error):
            if error is not None:
                self.note(error, f"in {subtest}:\n")

        def addSkip(self, test, reason):
            if not result.is_bad:
                result.outcome, result.summary = "skipped", reason

        def addExpectedFailure(self, test, error):
            result.outcome, result.summary = "expected", text.told(error[1], item.file.path)[0]

        def addUnexpectedSuccess(self, test):
            result.fail("failed", "it passed, but was expected to fail",
                        "it passed, but was expected to fail", None)

    exception_types = (AssertionError, memtest.Leak)
    item.owner(item.names[-1]).run(Recorder())


# ---- with allocations that fail ----

def sweep(item, result, before):
    """Runs the test with its 1st, 2nd, ... allocation refused, until it passes."""
    import _memtest_memory as memory

    def once():
        trial = type(result)()
        error = _call_once(item, trial)
        if error is not None:
            try:
                raise error
            finally:
                del error              # it holds this frame
        if trial.outcome == "skipped":
            result.outcome, result.summary = trial.outcome, trial.summary

    try:
        marks = item.marks
        memory.sweep(once, before, None if "allow_leaks" in marks else marks.get("keeps", ()))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _record(error, item, result)


def _call_once(item, trial):
    try:
        if item.kind == "unittest":
            errors = []
            _run_unittest(item, trial, errors)
            return errors[0] if errors else None
        if item.kind == "doctest":
            doctest.call(item, True)
        else:
            _Call(item).run()
    except doctest.Failed as failed:
        error = AssertionError(failed.summary)
        error.add_note(failed.details)
        return error
    except BaseException as error:
        if _skip_of(error) is None:
            return error
        trial.outcome, trial.summary = "skipped", str(error)
    return None
