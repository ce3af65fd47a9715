"""What is set up once for the tests of a file or a class, and torn down when all is over."""

import asyncio
import inspect
import sys

import memtest
import _ouro_test_text as text
from _ouro_test_state import State


class Files:
    def __init__(self):
        self.entered = []                  # (name of the thing, what tears it down, a State)
        self.known = {}                    # a file, or a file and a class -> what enter() says

    def enter(self, item):
        """Sets up what the test needs, if nobody has. (None or a Trouble or a Skip, the State that
        the test begins in)."""
        file, owner = item.file, item.owner
        error, state = None, file.state
        if file.module is not None:
            error, state = self.once(file.path, file.module, state,
                                     ("setup_module", "setUpModule"),
                                     ("teardown_module", "tearDownModule"))
        if error is None and owner is not None:
            names = (("setUpClass",), ("tearDownClass", "doClassCleanups")) \
                if item.kind == "unittest" else (("setup_class",), ("teardown_class",))
            error, state = self.once(f"{file.path}::{owner.__qualname__}", owner, state, *names)
        return error, state

    def once(self, name, holder, state, before, after):
        if name not in self.known:
            self.known[name] = self.set_up(name, holder, state, before, after)
        return self.known[name]

    def set_up(self, name, holder, state, before, after):
        before, after = ([function for function in names if getattr(holder, function, None)]
                         for names in (before, after))
        error = None
        if before:
            state.begin()
            for function in before:
                error = error or _try(_bound(holder, function))
            inner = State()
            state.begin()
            state = inner
        if after and error is None:
            self.entered.append((name, [_bound(holder, function) for function in after], state))
        return error, state

    def finish(self, capture):
        """Tears all down, the last first; yields what went wrong."""
        while self.entered:
            name, functions, state = self.entered.pop()
            for function in functions:
                state.begin()
                capture.begin()
                error = _try(function)
                capture.end()
                state.begin()
                if error and not isinstance(error, memtest.Skip):
                    yield name, error, capture.text


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
        return skip_of(error) or _trouble(function, error)
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


def skip_of(error):
    """A Skip with nothing but its reason, if the exception is one, or unittest's."""
    if isinstance(error, memtest.Skip):
        return memtest.Skip(str(error))
    unittest = sys.modules.get("unittest")
    if unittest is not None and isinstance(error, unittest.SkipTest):
        return memtest.Skip(str(error))
    return None
