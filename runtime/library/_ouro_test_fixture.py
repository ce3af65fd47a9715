"""Sets up a test, runs it, tears it down: by functions, methods, fixtures, or unittest."""

import asyncio.coroutines
import contextlib
import inspect
import sys

import memtest
import _ouro_test_text as text


# ---- files and classes: set up at their first test ----

class Files:
    def __init__(self):
        self.entered = []                  # (file, name of the thing, what tears it down)
        self.states = {}                   # a file, or a file and a class -> None or an error

    def enter(self, file):
        """None, or an error as text, or a Skip."""
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
            function = getattr(holder, name, None)
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
                error = _try(getattr(holder, name))
                if error and not isinstance(error, memtest.Skip):
                    yield path, error


def _try(function):
    try:
        function()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _skip_of(error) or text.failure(error)
    return None


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
        _run_doctest(item, result)
    else:
        _run_function(item, result)


def _call_alone(item):
    """A method or a function, with what is set up around it."""
    if item.kind == "method":
        _call_method(item)
        return
    with contextlib.ExitStack() as stack:
        _around(stack, item.file.module, ("setup", "setup_function"),
                ("teardown", "teardown_function"))
        _call(stack, item, item.function)


def _run_function(item, result):
    try:
        _call_alone(item)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        _record(error, item, result)


def _call_method(item):
    instance = item.owner()
    with contextlib.ExitStack() as stack:
        _around(stack, instance, ("setup", "setup_method"), ("teardown", "teardown_method"))
        _call(stack, item, getattr(instance, item.names[-1]), instance)


def _around(stack, holder, before, after):
    for name in after:
        function = getattr(holder, name, None)
        if function is not None:
            stack.callback(_finish, function)
    for name in before:
        function = getattr(holder, name, None)
        if function is not None:
            _finish(function)


def _finish(function, *arguments, **keywords):
    value = function(*arguments, **keywords)
    if asyncio.coroutines.iscoroutine(value):
        asyncio.run(value)


def _call(stack, item, function, instance=None):
    arguments = _arguments(stack, item, function, instance, {})
    _finish(function, **arguments)


def _arguments(stack, item, function, instance, made):
    """What the function's parameters stand for: the case's values, then fixtures by name."""
    parameters = [name for name, parameter in inspect.signature(function).parameters.items()
                  if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
                  and parameter.default is parameter.empty]
    values = {}
    if item.case is not None and not made:
        values = item.case.values_for([name for name in inspect.signature(function).parameters
                                       if _fixture(item, instance, name) is None])
    for name in parameters:
        if name not in values:
            values[name] = _value(stack, item, instance, name, made)
    return values


def _fixture(item, instance, name):
    for holder in (instance, item.file.module):
        found = getattr(holder, name, None)
        if "fixture" in (getattr(found, "__memtest__", None) or {}):
            return found
    return None


def _value(stack, item, instance, name, made):
    if name in made:
        if made[name] is _value:
            raise TypeError(f"fixture {name!r} needs itself")
        return made[name]
    function = _fixture(item, instance, name)
    if function is None:
        raise TypeError(f"there is no fixture {name!r}: a function of that name with "
                        "@memtest.fixture in the file or class")
    made[name] = _value
    arguments = _arguments(stack, item, function, instance, made)
    if inspect.isgeneratorfunction(function):
        value = stack.enter_context(contextlib.contextmanager(function)(**arguments))
    else:
        value = function(**arguments)
        if asyncio.coroutines.iscoroutine(value):
            value = asyncio.run(value)
        if hasattr(type(value), "__enter__") and hasattr(type(value), "__exit__"):
            value = stack.enter_context(value)
    made[name] = value
    return value


def _record(error, item, result):
    skip = _skip_of(error)
    if skip is not None:
        result.outcome, result.summary = "skipped", str(skip)
        return
    is_failure = isinstance(error, (AssertionError, memtest.Leak))
    result.fail("failed" if is_failure else "error", text.summary(error), text.failure(error),
                text.line_in(error, item.file.path))


# ---- unittest ----

def _run_unittest(item, result, errors=None):
    """`errors`: a list that gets what is raised, instead of the result."""
    import unittest

    class Recorder(unittest.TestResult):
        """Makes text of exceptions at once."""

        def note(self, error):
            if error is not None and error[1] is not None:
                exception = error[1]
                if errors is not None:
                    errors.append(exception)
                    return
                is_failure = isinstance(exception, exception_types)
                result.fail("failed" if is_failure else "error", text.summary(exception),
                            text.failure(exception), text.line_in(exception, item.file.path))

        def addError(self, test, error):
            self.note(error)

        addFailure = addError

        def addSubTest(self, test, subtest, error):
            if error is not None:
                self.note(error)
                if errors is None:
                    result.details = f"in {subtest}\n{result.details}"

        def addSkip(self, test, reason):
            if not result.is_bad:
                result.outcome, result.summary = "skipped", reason

        def addExpectedFailure(self, test, error):
            result.outcome, result.summary = "expected", text.summary(error[1])

        def addUnexpectedSuccess(self, test):
            result.fail("failed", "it passed, but was expected to fail",
                        "it passed, but was expected to fail", None)

    exception_types = (AssertionError, memtest.Leak)
    item.owner(item.names[-1]).run(Recorder())


# ---- examples ----

def _run_doctest(item, result):
    import doctest
    output = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    example = item.function
    failed, _ = runner.run(doctest.DocTest(example.examples, dict(example.globs), example.name,
                                           example.filename, example.lineno, example.docstring),
                           out=output.append)
    if failed:
        result.fail("failed", f"{failed} of {len(example.examples)} examples failed",
                    "".join(output).strip("\n"), item.line)


# ---- with allocations that fail ----

def sweep(item, result):
    """Runs the test with its 1st, 2nd, ... allocation refused, until it passes."""
    import _memtest_memory as memory

    def once():
        trial = type(result)()
        error = _call_once(item, trial)
        if error is not None:
            raise error
        if trial.outcome == "skipped":
            result.outcome, result.summary = trial.outcome, trial.summary

    try:
        memory.sweep(once)
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
        _call_alone(item)
    except BaseException as error:
        if _skip_of(error) is None:
            return error
        trial.outcome, trial.summary = "skipped", str(error)
    return None
