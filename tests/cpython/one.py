"""Runs one of CPython's test files in this process: one.py MODULE OUTPUT [PATTERNS]

Writes a line for each test to OUTPUT: "begin ID" before it runs, then "ok ID", "fail ID" or
"skip ID", so that nothing is lost if the process doesn't live to the end. With patterns only tests
run whose id contains one of them, and their failures are shown."""

import os
import sys


def make_missing(name):
    """A module that isn't there: what is called of it raises, so the tests that need it fail."""
    import types

    class Missing:
        def __init__(self, name):
            self.__name__ = name

        def __getattr__(self, attribute):
            if attribute.startswith("__"):
                raise AttributeError(attribute)
            return Missing(f"{self.__name__}.{attribute}")

        def __call__(self, *args, **kwargs):
            raise NotImplementedError(f"{self.__name__} isn't there")

    module = types.ModuleType(name)
    module.__getattr__ = Missing(name).__getattr__
    return module


# Modules that a whole file may ask for, though few of its tests need them. The others aren't
# replaced: a test file has ways of its own to do without them.
REPLACED = {"random", "pickle", "copy", "string", "textwrap", "inspect", "traceback", "locale",
            "threading", "tempfile", "fractions", "decimal", "dataclasses", "enum", "typing",
            "asyncio", "doctest", "re", "itertools", "struct", "array", "unicodedata", "ast",
            "codecs", "errno", "sysconfig", "shutil", "platform", "dis", "_string", "contextvars",
            "unittest.mock", "dbm", "statistics", "numbers", "string", "io", "builtins"}


def import_tests(name):
    """The test module; modules that it can't do without are replaced."""
    while True:
        try:
            __import__(name)
            return sys.modules[name]
        except ModuleNotFoundError as error:
            missing = error.name
            if missing not in REPLACED or missing in sys.modules:
                raise
            print(f"{name}: no module {missing}", file=sys.stderr)
            sys.modules[missing] = make_missing(missing)


def make_result_class(unittest, output, show):
    class Result(unittest.TestResult):
        def note(self, word, test):
            print(word, test.id().replace("\n", " "), file=output, flush=True)

        def startTest(self, test):
            self.outcome = "ok"
            self.note("begin", test)

        def stopTest(self, test):
            self.note(self.outcome, test)

        def fail(self, test, err):
            self.outcome = "fail"
            if show:
                print("=" * 70, str(test), self._exc_info_to_string(err, test), sep="\n",
                      file=sys.stderr)

        addError = addFailure = fail

        def addSubTest(self, test, subtest, err):
            if err is not None:
                self.fail(test, err)

        def addSkip(self, test, reason):
            # Skipping one of several subtests is no reason to count nothing.
            if self.outcome == "ok":
                self.outcome = "skip"
            if show:
                print("=" * 70, f"{test} skipped: {reason}", sep="\n", file=sys.stderr)

        def addUnexpectedSuccess(self, test):
            self.outcome = "fail"

        def addExpectedFailure(self, test, err):
            pass

    return Result


def select(unittest, suite, patterns):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from select(unittest, test, patterns)
        elif any(pattern in test.id() for pattern in patterns):
            yield test


def main():
    name, path, *patterns = sys.argv[1:]
    sys.argv[1:] = []
    with open(path, "w", encoding="utf-8", errors="backslashreplace") as output:
        import unittest
        from test import support
        support.use_resources = []
        support.verbose = 0
        try:
            module = import_tests(name)
        except unittest.SkipTest as reason:
            print(f"{name} skipped: {reason}", file=sys.stderr)
            return
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
        if patterns:
            suite = unittest.TestSuite(list(select(unittest, suite, patterns)))
        result = make_result_class(unittest, output, bool(patterns))()
        suite.run(result)
        print("end", file=output, flush=True)


if __name__ == "__main__":
    main()
