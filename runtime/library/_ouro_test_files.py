"""What is set up once for the tests of a file or a class, and torn down when all is over."""

import asyncio
import inspect
import unittest.case as case

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
                                     ("teardown_module", "tearDownModule"), _module_cleanups)
        if error is None and owner is not None:
            names = (("setUpClass",), ("tearDownClass",), _class_cleanups) \
                if item.kind == "unittest" else (("setup_class",), ("teardown_class",), None)
            error, state = self.once(f"{file.path}::{owner.__qualname__}", owner, state, *names)
        return error, state

    def once(self, name, holder, state, *names):
        if name not in self.known:
            self.known[name] = self.set_up(name, holder, state, *names)
        return self.known[name]

    def set_up(self, name, holder, state, before, after, cleanups):
        """`cleanups` makes a function of what is cleaned up even if a setup fails, or None."""
        before, after = ([_bound(holder, function) for function in names
                          if getattr(holder, function, None)] for names in (before, after))
        error, outer = None, state
        if before:
            state.begin()
            for function in before:
                error = error or _try(function)
            state = State()
        last = cleanups and cleanups(holder)
        after = (after if error is None else []) + ([last] if last else [])
        if error is None and after:
            self.entered.append((name, after, state))
        elif after:
            error = error.with_another(_try(last))
        outer.begin()
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

    def with_another(self, trouble):
        if not isinstance(trouble, Trouble):
            return self
        both = Trouble(f"{self}\n\n{trouble}")
        both.summary, both.line = self.summary, self.line
        return both


def _module_cleanups(module):
    """What a unittest setUpModule has registered; no other file shall have it done."""
    found = case._module_cleanups[:]
    case._module_cleanups.clear()

    def doModuleCleanups():
        case._module_cleanups[:] = found
        case.doModuleCleanups()

    return doModuleCleanups if found else None


def _class_cleanups(cls):
    """Of a unittest.TestCase."""
    def doClassCleanups():
        cls.doClassCleanups()
        found = [error for _, error, _ in cls.tearDown_exceptions]
        cls.tearDown_exceptions = []
        if len(found) > 1:
            raise BaseExceptionGroup("several of them", found)
        if found:
            raise found[0]

    return doClassCleanups


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
    if isinstance(error, case.SkipTest):
        return memtest.Skip(str(error))
    return None
