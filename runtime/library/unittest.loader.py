"""TestLoader: finds the tests in classes and modules."""

import functools
import os
import sys
from unittest import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super(_FailedTest, self).__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super(_FailedTest, self).__getattr__(name)

        def testFailure():
            raise self._exception
        return testFailure


def _make_failed_test(methodname, exception, suiteClass, message):
    return suiteClass((_FailedTest(methodname, exception),)), message


def _report():
    """The report of the exception that is being handled."""
    import io
    stream = io.StringIO()
    sys.stderr, original = stream, sys.stderr
    try:
        sys.__excepthook__(*sys.exc_info())
    finally:
        sys.stderr = original
    return stream.getvalue()


def _make_failed_import_test(name, suiteClass):
    message = "Failed to import test module: %s\n%s" % (name, _report())
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    message = "Failed to call load_tests:\n%s" % (_report(),)
    return _make_failed_test(name, exception, suiteClass, message)


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    TestClass = type("ModuleSkipped", (case.TestCase,), {methodname: testSkipped})
    return suiteClass((TestClass(methodname),))


def _matches(text, pattern):
    """Does text match a pattern of fnmatch, with the case of letters?"""
    from fnmatch import fnmatchcase
    return fnmatchcase(text, pattern)


class TestLoader(object):
    """Loads tests according to various criteria and returns them wrapped in a TestSuite."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super(TestLoader, self).__init__()
        self.errors = []
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """Return a suite of all test cases contained in testCaseClass"""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to "
                            "derive from TestCase?")
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """Return a suite of all test cases contained in the given module"""
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if (isinstance(obj, type) and issubclass(obj, case.TestCase)
                    and obj not in (case.TestCase, case.FunctionTestCase)):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, "load_tests", None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as e:
                error_case, message = _make_failed_load_tests(module.__name__, e, self.suiteClass)
                self.errors.append(message)
                return error_case
        return tests

    def loadTestsFromName(self, name, module=None):
        """Return a suite of all test cases given a string specifier: package.module.Class.test"""
        parts = name.split(".")
        error_case, message = None, None
        if module is None:
            parts_copy = parts[:]
            while parts_copy:
                try:
                    module_name = ".".join(parts_copy)
                    module = __import__(module_name)
                    break
                except ImportError:
                    next_attribute = parts_copy.pop()
                    error_case, message = _make_failed_import_test(next_attribute,
                                                                   self.suiteClass)
                    if not parts_copy:
                        self.errors.append(message)
                        return error_case
            parts = parts[1:]
        obj = module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                # A module that doesn't import isn't an attribute: the import tells more.
                if getattr(obj, "__path__", None) is not None and error_case is not None:
                    self.errors.append(message)
                    return error_case
                error_case, message = _make_failed_test(
                    part, e, self.suiteClass,
                    "Failed to access attribute:\n%s" % (_report(),))
                self.errors.append(message)
                return error_case
        return self._tests_of(obj, parent if parts else None, name)

    def _tests_of(self, obj, parent, name):
        import types
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if (isinstance(obj, type) and issubclass(obj, case.TestCase)
                and obj not in (case.TestCase, case.FunctionTestCase)):
            return self.loadTestsFromTestCase(obj)
        if (isinstance(obj, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            name = name.split(".")[-1]
            inst = parent(name)
            # A static method needs no instance.
            if not isinstance(getattr(inst, name), types.FunctionType):
                return self.suiteClass([inst])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError("calling %s returned %s, not a test" % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        """Return a suite of all test cases found using the given sequence of string specifiers."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """Return a sorted sequence of method names found within testCaseClass"""
        def should_include(name):
            if not name.startswith(self.testMethodPrefix):
                return False
            if not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(_matches(full, pattern)
                                                        for pattern in self.testNamePatterns)
        names = list(filter(should_include, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """Find the test modules of a folder and of the packages below it; a suite of all tests."""
        top = os.path.abspath(top_level_dir or self._top_level_dir or start_dir)
        if top not in sys.path:
            sys.path.insert(0, top)
        self._top_level_dir = top
        start = os.path.abspath(start_dir)
        if not os.path.isdir(start):
            raise ImportError("Start directory is not importable: %r" % start_dir)
        return self.suiteClass(list(self._find_tests(start, pattern)))

    def _find_tests(self, folder, pattern):
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isfile(path):
                stem = entry[:-3]
                if entry.endswith(".py") and stem.isidentifier() and _matches(entry, pattern):
                    yield self._load_path(path[:-3])
            elif os.path.isdir(path) and os.path.isfile(os.path.join(path, "__init__.py")):
                yield from self._find_tests(path, pattern)

    def _load_path(self, path):
        name = os.path.relpath(path, self._top_level_dir).replace(os.sep, ".")
        try:
            __import__(name)
        except case.SkipTest as e:
            return _make_skipped_test(name, e, self.suiteClass)
        except Exception:
            error_case, message = _make_failed_import_test(name, self.suiteClass)
            self.errors.append(message)
            return error_case
        return self.loadTestsFromModule(sys.modules[name])


defaultTestLoader = TestLoader()
