"""Examples in docstrings: what stands behind >>> is run, and has to print what stands below."""

import builtins as _builtins
import difflib
import io
import linecache
import sys
import types
import unittest
from collections import namedtuple

__all__ = ["register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE",
           "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL",
           "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
           "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest",
           "DocTestParser", "DocTestFinder", "DocTestRunner", "OutputChecker", "DocTestFailure",
           "UnexpectedException", "DebugRunner", "testmod", "testfile",
           "run_docstring_examples", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags",
           "script_from_examples", "testsource"]

__unittest = True

TestResults = namedtuple("TestResults", "failed attempted")

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE
                    | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE
                   | FAIL_FAST)

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."
_unittest_reportflags = 0


def _extract_future_flags(globs):
    """The flags of compile() for the features of __future__ in a namespace."""
    future = sys.modules.get("__future__")
    flags = 0
    for name in getattr(future, "all_feature_names", ()):
        feature = globs.get(name, None)
        if feature is getattr(future, name):
            flags |= feature.compiler_flag
    return flags


def _normalize_module(module, depth=2):
    """A module, its name, or None for the caller's."""
    if isinstance(module, types.ModuleType):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ["*"])
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals["__name__"]]
    raise TypeError("Expected a module, string, or None")


def _indent(text, indent=4):
    """Each line that isn't empty behind so many blanks."""
    return "".join(" " * indent + line if line.strip("\n") else line
                   for line in text.splitlines(keepends=True))


def _exception_only(exception):
    """The last line of a report: "TypeError: text"."""
    cls = type(exception)
    name = cls.__qualname__
    if cls.__module__ not in ("__main__", "builtins"):
        name = f"{cls.__module__}.{name}"
    try:
        text = exception.msg if isinstance(exception, SyntaxError) else str(exception)
    except Exception:
        text = "<exception str() failed>"
    if isinstance(exception, SyntaxError):
        text = text or "<no detail available>"
    return f"{name}: {text}\n" if text else f"{name}\n"


def _exception_traceback(exc_info):
    """The whole report of an exception."""
    stream = io.StringIO()
    sys.stderr, original = stream, sys.stderr
    try:
        sys.__excepthook__(*exc_info)
    finally:
        sys.stderr = original
    return stream.getvalue()


class _SpoofOut(io.StringIO):
    def getvalue(self):
        result = super().getvalue()
        # The end of a line that softspace would have put.
        if result and not result.endswith("\n"):
            result += "\n"
        return result

    def truncate(self, size=None):
        self.seek(size)
        super().truncate()


# --- examples -----------------------------------------------------------------------------------

class Example:
    """A single doctest example: source code and its expected output."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        if not source.endswith("\n"):
            source += "\n"
        if want and not want.endswith("\n"):
            want += "\n"
        if exc_msg is not None and not exc_msg.endswith("\n"):
            exc_msg += "\n"
        self.source = source
        self.want = want
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options
        self.exc_msg = exc_msg

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """A collection of doctest examples that should be run in a single namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), \
            "DocTest no longer accepts str; use DocTestParser instead"
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        if len(self.examples) == 0:
            examples = "no examples"
        elif len(self.examples) == 1:
            examples = "1 example"
        else:
            examples = "%d examples" % len(self.examples)
        return "<%s %s from %s:%s (%s)>" % (self.__class__.__name__, self.name, self.filename,
                                            self.lineno, examples)

    def _key(self):
        return (self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return ((self.name, self.filename, self.lineno, id(self))
                < (other.name, other.filename, other.lineno, id(other)))


# --- finding them in a text ---------------------------------------------------------------------

def _indentation(line):
    return len(line) - len(line.lstrip(" "))


class DocTestParser:
    """A class used to parse strings containing doctest examples."""

    def parse(self, string, name="<string>"):
        """Divide the given string into examples and intervening text; a list of alternating
        texts and Examples."""
        string = string.expandtabs()
        lines = string.split("\n")
        margin = min([_indentation(line) for line in lines if line.strip(" ")], default=0)
        lines = [line[margin:] for line in lines]
        output, text = [], []
        i = 0
        while i < len(lines):
            if not self._starts_example(lines[i]):
                text.append(lines[i] + ("\n" if i + 1 < len(lines) else ""))
                i += 1
                continue
            output.append("".join(text))
            text = []
            example, i = self._parse_example(lines, i, name)
            if example is not None:
                output.append(example)
        output.append("".join(text))
        return output

    @staticmethod
    def _starts_example(line):
        return line.lstrip(" ").startswith(">>>")

    def _parse_example(self, lines, start, name):
        """The example that begins in a line, and the line behind it."""
        indent = _indentation(lines[start])
        prefix = " " * indent
        i = start + 1
        while i < len(lines) and lines[i].lstrip(" ").startswith("..."):
            i += 1
        source_lines = lines[start:i]
        self._check_prompt_blank(source_lines, indent, name, start)
        self._check_prefix(source_lines[1:], prefix + ".", name, start)
        source = "\n".join(line[indent + 4:] for line in source_lines)
        want_start = i
        while i < len(lines) and lines[i].strip(" ") and not lines[i].lstrip(" ").startswith(">>>"):
            i += 1
        want_lines = lines[want_start:i]
        self._check_prefix(want_lines, prefix, name, want_start)
        want = "\n".join(line[indent:] for line in want_lines)
        options = self._find_options(source, name, start)
        if self._is_comment_or_blank(source):
            return None, i
        return Example(source, want, self._exc_msg_of(want), start, indent, options), i

    @staticmethod
    def _is_comment_or_blank(source):
        return all(not line.strip() or line.strip().startswith("#")
                   for line in source.split("\n"))

    @staticmethod
    def _exc_msg_of(want):
        """The message, if an exception is expected: what stands behind a header and a stack."""
        lines = want.splitlines(keepends=True)
        if not lines or lines[0].rstrip() not in ("Traceback (most recent call last):",
                                                  "Traceback (innermost last):"):
            return None
        for i, line in enumerate(lines[1:], 1):
            if line[0].isalnum() or line[0] == "_":
                return "".join(lines[i:])
        return None

    def _find_options(self, source, name, lineno):
        options = {}
        for line in source.split("\n"):
            start = line.rfind("#")
            while start >= 0:
                rest = line[start + 1:].lstrip()
                if rest.startswith("doctest:") and not set("'\"") & set(rest):
                    self._read_options(rest[8:], options, name, lineno)
                    break
                start = line.rfind("#", 0, start)
        if options and self._is_comment_or_blank(source):
            raise ValueError("line %r of the doctest for %s has an option directive on a line "
                             "with no example: %r" % (lineno, name, source))
        return options

    @staticmethod
    def _read_options(text, options, name, lineno):
        for option in text.replace(",", " ").split():
            if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                raise ValueError("line %r of the doctest for %s has an invalid option: %r"
                                 % (lineno + 1, name, option))
            options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"

    def get_doctest(self, string, globs, name, filename, lineno):
        """Extract all doctest examples from the given string, as a DocTest."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """Extract all doctest examples from the given string, as a list."""
        return [x for x in self.parse(string, name) if isinstance(x, Example)]

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError("line %r of the docstring for %s lacks blank after %s: %r"
                                 % (lineno + i + 1, name, line[indent:indent + 3], line))

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError("line %r of the docstring for %s has inconsistent leading "
                                 "whitespace: %r" % (lineno + i + 1, name, line))


# --- finding texts in a module ------------------------------------------------------------------

class DocTestFinder:
    """Extracts the DocTests that are relevant to a given object: from its docstring and those of
    the objects that it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """Return a list of the DocTests that are defined by the given object's docstring, or by
        any of its contained objects' docstrings."""
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't "
                                 "exist: %r" % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = self._module_of(obj)
        file = getattr(module, "__file__", None)
        source_lines = linecache.getlines(file, getattr(module, "__dict__", None)) if file else None
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        if "__name__" not in globs:
            globs["__name__"] = "__main__"
        tests = []
        self._find(tests, obj, name, module, source_lines or None, globs, {})
        tests.sort()
        return tests

    @staticmethod
    def _module_of(obj):
        if isinstance(obj, types.ModuleType):
            return obj
        return sys.modules.get(getattr(obj, "__module__", None))

    def _from_module(self, module, object):
        """Is the object defined in the module?"""
        if module is None:
            return True
        if isinstance(object, types.FunctionType):
            return module.__dict__ is object.__globals__
        if isinstance(object, property):
            return True
        if isinstance(object, (types.MethodDescriptorType, types.WrapperDescriptorType,
                               types.ClassMethodDescriptorType)):
            owner = getattr(object, "__objclass__", None)
            return module.__name__ == getattr(owner, "__module__", None)
        if hasattr(object, "__module__"):
            return module.__name__ == object.__module__
        raise ValueError("object must be a class or function")

    @staticmethod
    def _is_routine(obj):
        try:
            while hasattr(obj, "__wrapped__"):
                obj = obj.__wrapped__
        except Exception:
            return False
        return isinstance(obj, (types.FunctionType, types.MethodType, types.BuiltinFunctionType,
                                types.MethodDescriptorType, types.WrapperDescriptorType,
                                types.ClassMethodDescriptorType))

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if isinstance(obj, types.ModuleType) and self._recurse:
            for valname, val in obj.__dict__.items():
                if ((self._is_routine(val) or isinstance(val, type))
                        and self._from_module(module, val)):
                    self._find(tests, val, f"{name}.{valname}", module, source_lines, globs, seen)
            for valname, val in getattr(obj, "__test__", {}).items():
                if not isinstance(valname, str):
                    raise ValueError("DocTestFinder.find: __test__ keys must be strings: %r"
                                     % (type(valname),))
                if not (self._is_routine(val) or isinstance(val, (type, types.ModuleType, str))):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, "
                                     "functions, methods, classes, or modules: %r" % (type(val),))
                self._find(tests, val, f"{name}.__test__.{valname}", module, source_lines, globs,
                           seen)
        if isinstance(obj, type) and self._recurse:
            for valname, val in obj.__dict__.items():
                if isinstance(val, (staticmethod, classmethod)):
                    val = val.__func__
                if ((self._is_routine(val) or isinstance(val, (type, property)))
                        and self._from_module(module, val)):
                    self._find(tests, val, f"{name}.{valname}", module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, "__doc__", None)
            docstring = "" if docstring is None else str(docstring)
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        if module is None:
            filename = None
        else:
            filename = getattr(module, "__file__", None) or module.__name__
            if filename[-4:] == ".pyc":
                filename = filename[:-1]
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line that the docstring is in, counted from 0; None if it isn't known."""
        lineno = None
        docstring = getattr(obj, "__doc__", None)
        if isinstance(obj, types.ModuleType) and docstring is not None:
            lineno = 0
        elif isinstance(obj, type) and docstring is not None:
            if source_lines is None:
                return None
            for i, line in enumerate(source_lines):
                words = line.replace("(", " ").replace(":", " ").split()
                if words[:2] == ["class", obj.__name__]:
                    lineno = i
                    break
        if isinstance(obj, types.MethodType):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        code = getattr(obj, "__code__", None)
        if isinstance(obj, types.FunctionType) and docstring and code is not None:
            lineno = code.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            for lineno in range(lineno, len(source_lines)):
                text = source_lines[lineno].strip()
                if text[:1] in ('"', "'") or text[:2].lower() in ('r"', "r'", 'u"', "u'"):
                    return lineno
        return None


# --- running ------------------------------------------------------------------------------------

class DocTestRunner:
    """Runs DocTests, and accumulates statistics."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        if verbose is None:
            verbose = "-v" in sys.argv
        self._verbose = verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self._name2ft = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """Report that the test runner is about to process the given example."""
        if self._verbose:
            if example.want:
                out("Trying:\n" + _indent(example.source) + "Expecting:\n" + _indent(example.want))
            else:
                out("Trying:\n" + _indent(example.source) + "Expecting nothing\n")

    def report_success(self, out, test, example, got):
        """Report that the given example ran successfully."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """Report that the given example failed."""
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Report that the given example raised an unexpected exception."""
        out(self._failure_header(test, example) + "Exception raised:\n"
            + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        out = [self.DIVIDER]
        if test.filename:
            if test.lineno is not None and example.lineno is not None:
                lineno = test.lineno + example.lineno + 1
            else:
                lineno = "?"
            out.append('File "%s", line %s, in %s' % (test.filename, lineno, test.name))
        else:
            out.append("Line %s, in %s" % (example.lineno + 1, test.name))
        out.append("Failed example:")
        out.append(_indent(example.source))
        return "\n".join(out)

    def _flags_for(self, example):
        flags = self.original_optionflags
        for flag, is_set in example.options.items():
            if is_set:
                flags |= flag
            else:
                flags &= ~flag
        return flags

    def _execute(self, test, number, example, compileflags):
        """What the example printed, and the exception that ended it, or None."""
        filename = "<doctest %s[%d]>" % (test.name, number)
        try:
            code = compile(example.source, filename, "single", compileflags, True)
            exec(code, test.globs)
            exception = None
        except KeyboardInterrupt:
            raise
        except:
            exception = sys.exc_info()
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return got, exception

    def _judge(self, example, got, exception):
        """Does the outcome of an example agree with what it should be? None: an exception that
        nobody expects."""
        check = self._checker.check_output
        if exception is None:
            return check(example.want, got, self.optionflags)
        if example.exc_msg is None:
            return None
        message = _exception_only(exception[1])
        if check(example.exc_msg, message, self.optionflags):
            return True
        if self.optionflags & IGNORE_EXCEPTION_DETAIL:
            return check(_strip_exception_details(example.exc_msg),
                         _strip_exception_details(message), self.optionflags)
        return False

    def _run_examples(self, test, compileflags, out):
        failures = tries = 0
        original_optionflags = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = self._flags_for(example)
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            got, exception = self._execute(test, number, example, compileflags)
            passed = self._judge(example, got, exception)
            if passed:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            failures += 1
            if not quiet:
                if passed is None:
                    self.report_unexpected_exception(out, test, example, exception)
                else:
                    if exception is not None:
                        got += _exception_traceback(exception)
                    self.report_failure(out, test, example, got)
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = original_optionflags
        self._record_outcome(test, failures, tries)
        return TestResults(failures, tries)

    def _record_outcome(self, test, failures, tries):
        old_failures, old_tries = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failures + old_failures, tries + old_tries
        self.failures += failures
        self.tries += tries

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples in `test`, and display the results using the writer function `out`."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        save_stdout, save_displayhook = sys.stdout, sys.displayhook
        if out is None:
            out = save_stdout.write
        save_getlines = linecache.getlines
        try:
            sys.stdout = self._fakeout
            sys.displayhook = sys.__displayhook__
            linecache.getlines = self._make_getlines(test, save_getlines)
            return self._run_examples(test, compileflags, out)
        finally:
            sys.stdout = save_stdout
            linecache.getlines = save_getlines
            sys.displayhook = save_displayhook
            if clear_globs:
                test.globs.clear()
                _builtins._ = None

    @staticmethod
    def _make_getlines(test, getlines):
        """Lines of examples, for the reports of exceptions."""
        prefix = f"<doctest {test.name}["

        def patched(filename, module_globals=None):
            if filename.startswith(prefix) and filename.endswith("]>"):
                number = filename[len(prefix):-2]
                if number.isdecimal():
                    return test.examples[int(number)].source.splitlines(keepends=True)
            return getlines(filename, module_globals)
        return patched

    def summarize(self, verbose=None):
        """Print a summary of all the test cases that have been run by this DocTestRunner."""
        if verbose is None:
            verbose = self._verbose
        notests, passed, failed = [], [], []
        totalt = totalf = 0
        for name, (f, t) in self._name2ft.items():
            totalt += t
            totalf += f
            if t == 0:
                notests.append(name)
            elif f == 0:
                passed.append((name, t))
            else:
                failed.append((name, (f, t)))
        if verbose:
            if notests:
                print(len(notests), "items had no tests:")
                for name in sorted(notests):
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, count in sorted(passed):
                    print(" %3d tests in %s" % (count, name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), "items had failures:")
            for name, (f, t) in sorted(failed):
                print(" %3d of %3d in %s" % (f, t, name))
        if verbose:
            print(totalt, "tests in", len(self._name2ft), "items.")
            print(totalt - totalf, "passed and", totalf, "failed.")
        if totalf:
            print("***Test Failed***", totalf, "failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(totalf, totalt)


def _strip_exception_details(msg):
    """The name of the exception's class alone, without its module."""
    end = msg.find("\n")
    end = len(msg) if end < 0 else end
    colon = msg.find(":", 0, end)
    end = end if colon < 0 else colon
    dot = msg.rfind(".", 0, end)
    return msg[dot + 1:end]


class OutputChecker:
    """Checks whether the actual output from a doctest example matches the expected output."""

    def _toAscii(self, s):
        return str(s.encode("ASCII", "backslashreplace"), "ASCII")

    def check_output(self, want, got, optionflags):
        """Return True iff the actual output from an example matches the expected output."""
        got, want = self._toAscii(got), self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            if (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
                return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = "\n".join("" if line.rstrip(" ") == BLANKLINE_MARKER
                             and line.startswith(BLANKLINE_MARKER) else line
                             for line in want.split("\n"))
            got = "\n".join("" if not line.strip(" \t") else line for line in got.split("\n"))
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got = " ".join(got.split())
            want = " ".join(want.split())
            if got == want:
                return True
        if optionflags & ELLIPSIS and _ellipsis_match(want, got):
            return True
        return False

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        if optionflags & REPORT_NDIFF:
            return True
        return want.count("\n") > 2 and got.count("\n") > 2

    def output_difference(self, example, got, optionflags):
        """Return a string describing the differences between expected and actual output."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = "\n".join(BLANKLINE_MARKER if not line.strip(" ") and i < got.count("\n")
                            else line for i, line in enumerate(got.split("\n")))
        if self._do_a_fancy_diff(want, got, optionflags):
            want_lines = want.splitlines(keepends=True)
            got_lines = got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:]
                kind = "unified diff with -expected +actual"
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(want_lines, got_lines, n=2))[2:]
                kind = "context diff with expected followed by actual"
            else:
                engine = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                diff = list(engine.compare(want_lines, got_lines))
                kind = "ndiff with -expected +actual"
            return "Differences (%s):\n" % kind + _indent("".join(diff))
        if want and got:
            return "Expected:\n%sGot:\n%s" % (_indent(want), _indent(got))
        if want:
            return "Expected:\n%sGot nothing\n" % _indent(want)
        if got:
            return "Expected nothing\nGot:\n%s" % _indent(got)
        return "Expected nothing\nGot nothing\n"


def _ellipsis_match(want, got):
    """Does got match want, in which "..." stands for anything?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    pieces = want.split(ELLIPSIS_MARKER)
    start, end = 0, len(got)
    first, last = pieces[0], pieces[-1]
    if first:
        if not got.startswith(first):
            return False
        start = len(first)
    if last:
        if not got.endswith(last):
            return False
        end -= len(last)
    if start > end:
        return False
    for piece in pieces[1:-1]:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


class DocTestFailure(Exception):
    """A DocTest example has failed in debugging mode."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """A DocTest example has encountered an unexpected exception."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Runs doc tests but raises an exception as soon as there is a failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# --- the ways in --------------------------------------------------------------------------------

master = None


def _finish(runner, report):
    global master
    if report:
        runner.summarize()
    master = runner
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Test examples in docstrings in functions and classes reachable from module m."""
    if m is None:
        m = sys.modules.get("__main__")
    if not isinstance(m, types.ModuleType):
        raise TypeError("testmod: module required; %r" % (m,))
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose,
                                                                optionflags=optionflags)
    for test in finder.find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None,
             report=True, optionflags=0, extraglobs=None, raise_on_error=False,
             parser=DocTestParser(), encoding=None):
    """Test examples in the given file."""
    import os
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    if module_relative:
        module = _normalize_module(package)
        folder = os.path.dirname(getattr(module, "__file__", "") or "")
        filename = os.path.join(folder, filename)
    with open(filename, encoding=encoding or "utf-8") as file:
        text = file.read()
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault("__name__", "__main__")
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose,
                                                                optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or os.path.basename(filename), filename, 0))
    return _finish(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None,
                           optionflags=0):
    """Test examples in the given object's docstring, using `globs` as globals."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# --- unittest -----------------------------------------------------------------------------------

def set_unittest_reportflags(flags):
    """Sets the unittest option flags; returns the old."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old = _unittest_reportflags
    _unittest_reportflags = flags
    return old


class DocTestCase(unittest.TestCase):
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        unittest.TestCase.__init__(self)
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        test = self._dt_test
        self._dt_globs = test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(test)

    def tearDown(self):
        test = self._dt_test
        if self._dt_tearDown is not None:
            self._dt_tearDown(test)
        test.globs.clear()
        test.globs.update(self._dt_globs)

    def runTest(self):
        test = self._dt_test
        new = io.StringIO()
        optionflags = self._dt_optionflags
        if not optionflags & REPORTING_FLAGS:
            optionflags |= _unittest_reportflags
        runner = DocTestRunner(optionflags=optionflags, checker=self._dt_checker, verbose=False)
        old = sys.stdout
        try:
            runner.DIVIDER = "-" * 70
            failures, tries = runner.run(test, out=new.write, clear_globs=False)
        finally:
            sys.stdout = old
        if failures:
            raise self.failureException(self.format_failure(new.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        lineno = "unknown line number" if test.lineno is None else "%s" % test.lineno
        lname = ".".join(test.name.split(".")[-1:])
        return ('Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s'
                % (test.name, test.filename, lineno, lname, err))

    def debug(self):
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker,
                             verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self._dt_test == other._dt_test and self._dt_optionflags == other._dt_optionflags
                and self._dt_setUp == other._dt_setUp and self._dt_tearDown == other._dt_tearDown
                and self._dt_checker == other._dt_checker)

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        name = self._dt_test.name.split(".")
        return "%s (%s)" % (name[-1], ".".join(name[:-1]))

    __str__ = object.__str__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        self.module = module
        DocTestCase.__init__(self, None)

    def setUp(self):
        self.skipTest("DocTestSuite will not work with -O2 and above")

    def test_skip(self):
        pass

    def shortDescription(self):
        return "Skipping tests from %s" % self.module.__name__


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """Convert doctest tests for a module to a unittest test suite."""
    if test_finder is None:
        test_finder = DocTestFinder()
    module = _normalize_module(module)
    tests = test_finder.find(module, globs=globs, extraglobs=extraglobs)
    tests.sort()
    suite = _DocTestSuite()
    for test in tests:
        if len(test.examples) == 0:
            continue
        if not test.filename:
            test.filename = getattr(module, "__file__", None) or module.__name__
        suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    def id(self):
        return "_".join(self._dt_test.name.split("."))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return ('Failed doctest test for %s\n  File "%s", line 0\n\n%s'
                % (self._dt_test.name, self._dt_test.filename, err))


def DocFileSuite(*paths, module_relative=True, package=None, globs=None, parser=DocTestParser(),
                 encoding=None, **options):
    """A unittest suite for one or more doctest files."""
    import os
    suite = _DocTestSuite()
    if module_relative:
        package = _normalize_module(package)
    for path in paths:
        full = path
        if module_relative:
            full = os.path.join(os.path.dirname(getattr(package, "__file__", "") or ""), path)
        with open(full, encoding=encoding or "utf-8") as file:
            text = file.read()
        globals_ = {} if globs is None else globs.copy()
        globals_.setdefault("__file__", full)
        test = parser.get_doctest(text, globals_, os.path.basename(path), full, 0)
        suite.addTest(DocFileCase(test, **options))
    return suite


# --- examples as programs -----------------------------------------------------------------------

def _comment_line(line):
    line = line.rstrip()
    return "# " + line if line else "#"


def script_from_examples(s):
    """Extract script from text with examples: the expected output becomes comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append("# Expected:")
                output += ["## " + line for line in piece.want.split("\n")[:-1]]
        else:
            output += [_comment_line(line) for line in piece.split("\n")[:-1]]
    while output and output[-1] == "#":
        output.pop()
    while output and output[0] == "#":
        output.pop(0)
    return "\n".join(output) + "\n"


def testsource(module, name):
    """Extract the test sources from a doctest docstring as a script."""
    module = _normalize_module(module)
    found = [test for test in DocTestFinder().find(module) if test.name == name]
    if not found:
        raise ValueError(name, "not found in tests")
    return script_from_examples(found[0].docstring)
