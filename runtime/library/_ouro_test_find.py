"""Finds tests: files, then functions, methods, cases and examples in them."""

import fnmatch
import gc
import io
import os
import sys
import types
import unittest

import memtest
import _ouro_test_twice as twice
from _ouro_test_options import Mistake, near
from _ouro_test_output import printable
from _ouro_test_state import State

EXPLAIN_ASSERTIONS = 0x40000000        # for compile(): Ouro's own flag
_skipped_folders = {"__pycache__", "node_modules", "build", "data"}


class Place:
    """A path of the command line, and the names behind its ::."""

    def __init__(self, path, names):
        self.path = path
        self.names = names


def place_of(text):
    path, *names = text.split("::")
    if not os.path.exists(path):
        folder, name = os.path.split(path)
        names = os.listdir(folder or ".") if os.path.isdir(folder or ".") else []
        raise Mistake(f"there is no file or folder {path!r}{near(name, names)}")
    return Place(path, names)


class Item:
    """One test to run: a function or method of a file, with the arguments of a case."""

    ran = False

    def __init__(self, file, names, function, case=None, owner=None, kind="function", line=None):
        self.file = file                       # a TestFile
        within = "::".join(names) + (f"[{case.name}]" if case else "")
        self.id = f"{file.shown}::{printable(within)}"
        self.key = f"{os.path.abspath(file.path)}::{within}"
        self.names = names
        self.function = function               # what is called, an example, or what an error says
        self.case = case
        self.owner = owner                     # the class of a method
        self.kind = kind                       # function, method, unittest, doctest, broken, skipped
        self.line = line if line is not None else _line_of(function)

    @property
    def is_broken(self):
        return self.kind == "broken"

    @property
    def marks(self):
        """What memtest's decorators have noted, on the function and on its class."""
        return {**marks_of(self.owner), **marks_of(self.function)}


def marks_of(thing):
    """What memtest's decorators have noted on it."""
    return getattr(thing, "__memtest__", None) or {}


def _line_of(function):
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    return code.co_firstlineno if code else 1


class TestFile:
    """A file with tests, and the module that it became."""

    def __init__(self, path, state):
        self.path = path
        self.shown = printable(path)
        self.module = None
        self.state = state                     # of the process, as its tests begin
        self.warnings = []                     # lines about what is wrong with the file

    def load(self):
        name = os.path.basename(self.path)[:-3]
        folder = os.path.dirname(os.path.abspath(self.path))
        if folder not in sys.path:
            sys.path.insert(0, folder)
        unique, number = name, 1
        while unique in sys.modules:
            number += 1
            unique = f"{name}_{number}"
        with open(self.path, "rb") as file:
            source = file.read()
        code = compile(source, self.path, "exec", EXPLAIN_ASSERTIONS, dont_inherit=True)
        self.module = module = types.ModuleType(unique)
        module.__file__ = os.path.abspath(self.path)
        sys.modules[unique] = module
        with _quiet():
            try:
                exec(code, module.__dict__)
            except BaseException:
                sys.modules.pop(unique, None)
                self.module = None
                raise
        self.warnings = [
            f"{self.shown}:{line}: {name} never runs: line {later} defines another one of that name"
            for name, line, later in twice.find(source, self.path)]


class _quiet:
    """What files print while they are loaded isn't shown; and they may switch the collector off."""

    def __enter__(self):
        self.before = sys.stdout, sys.stderr, gc.isenabled()
        sys.stdout = sys.stderr = io.StringIO()

    def __exit__(self, *error):
        sys.stdout, sys.stderr, was_enabled = self.before
        (gc.enable if was_enabled else gc.disable)()


class Finder:
    def __init__(self, options):
        self.options = options
        self.loaded = {}                       # absolute path -> TestFile
        self.state = State()
        self.loading = None                    # the path of a file

    def find(self, places):
        items, seen = [], set()
        for place in places:
            found = []
            for path in self.files(place):
                found += self.items_of(path, place.names)
            if place.names and not found:
                there = {"::".join(item.names) for path in self.files(place)
                         for item in self.items_of(path, [])}
                raise Mistake(f"there is no test {'::'.join([place.path, *place.names])!r}"
                              + near("::".join(place.names), there))
            items += [item for item in found if item.key not in seen]
            seen.update(item.key for item in found)
        return items

    @property
    def warnings(self):
        return [line for file in self.loaded.values() for line in file.warnings]

    def files(self, place):
        if not os.path.isdir(place.path):
            if not self.options.doctest and not place.path.endswith(".py"):
                is_text = place.path.endswith(".md")
                raise Mistake(f"{place.path!r} isn't a .py file"
                              + ("; its examples are tests with --doctest" if is_text else ""))
            return [place.path]
        found = []
        for folder, folders, names in os.walk(place.path):
            folders[:] = sorted(name for name in folders
                                if name not in _skipped_folders and not name.startswith("."))
            found += [os.path.normpath(os.path.join(folder, name)) for name in sorted(names)
                      if self.is_wanted(name)]
        return found

    def is_wanted(self, name):
        if fnmatch.fnmatch(name, "test_*.py") or fnmatch.fnmatch(name, "*_test.py"):
            return True
        return self.options.doctest and name.endswith((".py", ".md"))

    def items_of(self, path, names):
        file = self.loaded.setdefault(os.path.abspath(path), TestFile(path, self.state))
        items = []
        try:
            if path.endswith(".py"):
                if file.module is None:
                    self.load(file)
                items = list(self.items_of_module(file, names))
            if self.options.doctest:
                import _ouro_test_doctest
                items += [Item(file, [name], test, kind="doctest", line=line)
                          for name, test, line in _ouro_test_doctest.find(file)
                          if _fits([name], names)]
            return items
        except KeyboardInterrupt:
            raise
        except memtest.Skip as skip:
            return [Item(file, ["(file)"], str(skip), kind="skipped")]
        except BaseException as error:
            import _ouro_test_text as text
            return [Item(file, ["(import)"], text.told(error, path), kind="broken")]

    def load(self, file):
        self.loading = file.path
        try:
            file.load()
            file.state = State()
        finally:
            self.loading = None
            self.state.begin()                 # each file begins as if it were the only one

    def items_of_module(self, file, names):
        values = list(file.module.__dict__.items())
        # Such a class is a part of the TestCases that derive from it.
        parts = {base for _, value in values if isinstance(value, type) and _is_unittest(value)
                 for base in value.__mro__}
        for name, value in values:
            if isinstance(value, type):
                if _is_unittest(value):
                    yield from self.test_case(file, [name], value, names)
                elif name.startswith("Test") and value not in parts \
                        and value.__module__ == file.module.__name__:
                    yield from self.methods(file, [name], value, names)
            elif _is_test(name, value) and "fixture" not in marks_of(value):
                if _fits([name], names):
                    yield from self.with_cases(file, [name], value, None, "function", names)

    def test_case(self, file, path, cls, names):
        """Of a unittest.TestCase."""
        found = unittest.defaultTestLoader.getTestCaseNames(cls)
        for name in found or ["runTest"] * hasattr(cls, "runTest"):
            if _fits([*path, name], names):
                yield from self.with_cases(file, [*path, name], getattr(cls, name), cls, "unittest",
                                           names)

    def methods(self, file, path, cls, names):
        """Of a class, and of the classes in it."""
        if cls.__dict__.get("__test__", True) is False:
            return
        found = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
        for name, value in found.items():
            within = [*path, name]
            if isinstance(value, type):
                if name.startswith("Test") and not _is_unittest(value) and name in vars(cls):
                    yield from self.methods(file, within, value, names)
            elif _is_test(name, getattr(value, "__func__", value)) and _fits(within, names):
                if cls.__init__ is not object.__init__:
                    yield Item(file, within, "its class has an __init__", kind="skipped",
                               line=_line_of(value))
                else:
                    yield from self.with_cases(file, within, getattr(cls, name), cls, "method",
                                               names)

    def with_cases(self, file, path, function, owner, kind, names):
        wanted = names[-1].partition("[")[2][:-1] if names and names[-1].endswith("]") else None
        cases = memtest.combined(marks_of(owner).get("cases"), marks_of(function).get("cases"))
        if cases is None:
            yield Item(file, path, function, None, owner, kind)
            return
        if not cases:
            yield Item(file, path, "it has no cases", kind="skipped", line=_line_of(function))
        if kind == "unittest":
            told = "a unittest.TestCase can't have cases: use self.subTest()"
            yield Item(file, path, (told, told, None), kind="broken", line=_line_of(function))
            return
        for case in cases:
            if wanted is None or wanted in (case.name, printable(case.name)):
                yield Item(file, path, function, case, owner, kind)


def _is_test(name, value):
    return (name == "test" or name.startswith("test_")) and isinstance(value, types.FunctionType)


def _fits(path, names):
    """The name asked for may be that of the class only, or have a case's behind it."""
    names = [name.partition("[")[0] for name in names]
    return path[:len(names)] == names


def _is_unittest(cls):
    return issubclass(cls, unittest.TestCase) and not cls.__module__.startswith("unittest")
