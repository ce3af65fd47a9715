"""What CPython's test files take from test.support."""

import contextlib
import functools
import gc
import os
import sys
import types
import unittest

verbose = 0
use_resources = []
max_memuse = 0
failfast = False
PGO = PGO_EXTENDED = False

LOOPBACK_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 5 * 60.0

TEST_HOME_DIR = os.environ["CPYTHON_TESTS"]
TEST_SUPPORT_DIR = os.path.join(TEST_HOME_DIR, "support")
STDLIB_DIR = os.path.dirname(TEST_HOME_DIR)
REPO_ROOT = os.path.dirname(STDLIB_DIR)
TEST_DATA_DIR = os.path.join(TEST_HOME_DIR, "data")

MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width
_1M = 1024 * 1024
_1G = 1024 * _1M
_2G = 2 * _1G
_4G = 4 * _1G

is_jython = is_android = is_emscripten = is_wasi = MS_WINDOWS = False
has_fork_support = has_subprocess_support = True
has_socket_support = True
Py_DEBUG = hasattr(sys, "gettotalrefcount")
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
HAVE_ASAN_FORK_BUG = False
environment_altered = False


class Error(Exception):
    """Base class for regression test exceptions."""


class TestFailed(Error):
    """Test failed."""


class TestDidNotRun(Error):
    """Test did not run any subtests."""


class ResourceDenied(unittest.SkipTest):
    """Test skipped because it requested a disallowed resource."""


# --- what a test may need -----------------------------------------------------------------------

def _id(obj):
    return obj


def is_resource_enabled(resource):
    return use_resources is None or resource in use_resources


def requires(resource, msg=None):
    if not is_resource_enabled(resource):
        raise ResourceDenied(msg or "Use of the %r resource not enabled" % resource)


def requires_resource(resource):
    if is_resource_enabled(resource):
        return _id
    return unittest.skip("resource {0!r} is not enabled".format(resource))


def cpython_only(test):
    # Ouro means to do what CPython does.
    return test


def _parse_guards(guards):
    if not guards:
        return ({"cpython": True}, False)
    is_true = list(guards.values())[0]
    assert list(guards.values()) == [is_true] * len(guards)
    return (guards, not is_true)


def check_impl_detail(**guards):
    guards, default = _parse_guards(guards)
    return guards.get("cpython", default)


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return _id
    return unittest.skip(msg or "implementation detail of another interpreter")


def _always(*args, **kwargs):
    return _id


requires_subprocess = requires_fork = _always
requires_debug_ranges = _always
requires_docstrings = requires_IEEE_754 = _id
requires_legacy_unicode_capi = unittest.skip("requires legacy Unicode C API")


def requires_mac_ver(*least_version):
    # Not a Mac.
    return _id


def has_no_debug_ranges():
    return False


def requires_working_socket(*, module=False):
    return None if module else _id


def requires_zlib(reason="requires zlib"):
    return unittest.skip(reason)


requires_gzip = requires_bz2 = requires_lzma = requires_zlib


def skip_if_sanitizer(reason=None, *, address=False, memory=False, ub=False):
    return _id


def check_sanitizer(*, address=False, memory=False, ub=False):
    return False


def skip_if_buildbot(reason=None):
    return _id


def skip_if_pgo_task(test):
    return test


def skip_if_buggy_ucrt_strfptime(test):
    return test


def no_tracing(func):
    return func


def refcount_test(test):
    return test


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else _id


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest("object %r has no attribute %r" % (obj, name)) from None


def bigmemtest(size, memuse, dry_run=True):
    """Runs the test with a small size."""
    def decorator(f):
        @functools.wraps(f)
        def wrapper(self):
            if not dry_run:
                raise unittest.SkipTest("not enough memory")
            return f(self, 5147)
        wrapper.size, wrapper.memuse = size, memuse
        return wrapper
    return decorator


def bigaddrspacetest(f):
    @functools.wraps(f)
    def wrapper(self):
        raise unittest.SkipTest("not enough memory")
    return wrapper


def run_with_locale(catstr, *locales):
    def decorator(func):
        @functools.wraps(func)
        def inner(*args, **kwds):
            import locale
            category = getattr(locale, catstr)
            original = locale.setlocale(category)
            for name in locales:
                try:
                    locale.setlocale(category, name)
                    break
                except Exception:
                    pass
            try:
                return func(*args, **kwds)
            finally:
                locale.setlocale(category, original)
        return inner
    return decorator


# --- streams, attributes, collections -----------------------------------------------------------

@contextlib.contextmanager
def captured_output(stream_name):
    import io
    original = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


def flush_std_streams():
    for stream in sys.stdout, sys.stderr:
        if stream is not None:
            stream.flush()


def print_warning(msg):
    for line in msg.splitlines():
        print(f"Warning -- {line}", file=sys.__stderr__, flush=True)


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    missing = not hasattr(obj, attr)
    old = None if missing else getattr(obj, attr)
    setattr(obj, attr, new_val)
    try:
        yield old
    finally:
        if not missing:
            setattr(obj, attr, old)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    missing = item not in obj
    old = None if missing else obj[item]
    obj[item] = new_val
    try:
        yield old
    finally:
        if not missing:
            obj[item] = old
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    getattr(object_to_patch, attr_name)
    old = object_to_patch.__dict__.get(attr_name, object_to_patch)

    def undo():
        if old is object_to_patch:
            delattr(object_to_patch, attr_name)
        else:
            setattr(object_to_patch, attr_name, old)
    test_instance.addCleanup(undo)
    setattr(object_to_patch, attr_name, new_value)


def gc_collect():
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class catch_unraisable_exception:
    """Keeps what sys.unraisablehook is given in the attribute `unraisable`."""

    def __init__(self):
        self.unraisable = None
        self._old_hook = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._old_hook = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old_hook
        del self.unraisable


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        pass


def disable_faulthandler():
    return contextlib.nullcontext()


def setswitchinterval(interval):
    sys.setswitchinterval(max(interval, 1e-5))


def get_recursion_depth():
    depth, frame = 0, sys._getframe(1)
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth


def get_recursion_available():
    return sys.getrecursionlimit() - get_recursion_depth()


@contextlib.contextmanager
def set_recursion_limit(limit):
    original = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(limit)
        yield
    finally:
        sys.setrecursionlimit(original)


def infinite_recursion(max_depth=100):
    return set_recursion_limit(get_recursion_depth() + max(max_depth, 3))


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    current = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(max_digits)
        yield
    finally:
        sys.set_int_max_str_digits(current)


# --- checks -------------------------------------------------------------------------------------

def sortdict(dict):
    "Like repr(dict), but in sorted order."
    return "{%s}" % ", ".join("%r: %r" % pair for pair in sorted(dict.items()))


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as cm:
        compile(statement, "<test string>", "exec")
    err = cm.exception
    testcase.assertIsNotNone(err.lineno)
    if lineno is not None:
        testcase.assertEqual(err.lineno, lineno)
    testcase.assertIsNotNone(err.offset)
    if offset is not None:
        testcase.assertEqual(err.offset, offset)


def check_free_after_iterating(test, iter, cls, args=()):
    done = False

    def wrapper():
        class A(cls):
            def __del__(self):
                nonlocal done
                done = True
                try:
                    next(it)
                except StopIteration:
                    pass
        it = iter(A(*args))
        test.assertRaises(StopIteration, next, it)

    wrapper()
    gc_collect()
    test.assertTrue(done)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    mod, name = tp.__module__, tp.__name__
    qualname = name if mod == "builtins" else f"{mod}.{name}"
    testcase.assertRaisesRegex(TypeError, f"cannot create '{qualname}' instances", tp, *args,
                               **kwds)


def check_sizeof(test, o, size):
    test.assertEqual(sys.getsizeof(o), size)


def calcobjsize(fmt):
    import struct
    return struct.calcsize("nP" + fmt + "0n")


def calcvobjsize(fmt):
    import struct
    return struct.calcsize("nPn" + fmt + "0n")


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing if not name.startswith("_") or name.endswith("__")}


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    if name_of_module is None:
        name_of_module = (module.__name__,)
    elif isinstance(name_of_module, str):
        name_of_module = (name_of_module,)
    expected = set(extra)
    for name in dir(module):
        if name.startswith("_") or name in not_exported:
            continue
        obj = getattr(module, name)
        if (getattr(obj, "__module__", None) in name_of_module
                or (not hasattr(obj, "__module__") and not isinstance(obj, types.ModuleType))):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def collision_stats(nbins, nballs):
    """Mean and standard deviation of the collisions when balls fall into bins at random."""
    import math
    n, k = nbins, nballs
    if k == 0:
        return 0.0, 0.0
    p_empty = math.exp(k * math.log1p(-1.0 / n))
    mean = k - n * (1 - p_empty)
    p_two = math.exp(k * math.log1p(-2.0 / n))
    variance = n * (n - 1) * p_two + n * p_empty - (n * p_empty) ** 2
    return float(mean), math.sqrt(max(variance, 0.0))


def run_in_subinterp(code):
    raise unittest.SkipTest("no sub-interpreters")


def wait_process(pid, *, exitcode, timeout=None):
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != exitcode:
        raise AssertionError(f"process {pid} exited with code {code}, not {exitcode}")


def reap_children():
    pass


def maybe_get_event_loop_policy():
    asyncio = sys.modules.get("asyncio")
    return getattr(getattr(asyncio, "events", None), "_event_loop_policy", None)


def findfile(filename, subdir=None):
    if os.path.isabs(filename):
        return filename
    if subdir is not None:
        filename = os.path.join(subdir, filename)
    for folder in [TEST_HOME_DIR] + sys.path:
        name = os.path.join(folder, filename)
        if os.path.exists(name):
            return name
    return filename


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    raise unittest.SkipTest("packages of tests")


def args_from_interpreter_flags():
    return []


optim_args_from_interpreter_flags = args_from_interpreter_flags


def python_is_optimized():
    return True


def with_pymalloc():
    return False


def busy_retry(timeout, err_msg=None, /, *, error=True):
    import time
    started = time.monotonic()
    while True:
        yield
        if time.monotonic() - started > timeout:
            break
    if error:
        raise AssertionError(err_msg or f"timeout ({timeout} seconds)")


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.010, max_delay=1.0, error=True):
    import time
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


# --- objects that compare -----------------------------------------------------------------------

class _ALWAYS_EQ:
    """Object that is equal to anything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


ALWAYS_EQ = _ALWAYS_EQ()


class _NEVER_EQ:
    """Object that is not equal to anything."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


NEVER_EQ = _NEVER_EQ()


class _LARGEST:
    """Object that is greater than anything (except itself)."""

    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False

    def __le__(self, other):
        return isinstance(other, _LARGEST)

    def __gt__(self, other):
        return not isinstance(other, _LARGEST)

    def __ge__(self, other):
        return True


LARGEST = _LARGEST()


class _SMALLEST:
    """Object that is less than anything (except itself)."""

    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __lt__(self, other):
        return not isinstance(other, _SMALLEST)

    def __le__(self, other):
        return True

    def __gt__(self, other):
        return False

    def __ge__(self, other):
        return isinstance(other, _SMALLEST)


SMALLEST = _SMALLEST()
