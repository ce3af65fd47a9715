"""Tests of the prompt: how they are written, and how they are run."""

import contextlib
import shutil
import sys
import tempfile
import time
import traceback

from session import Session

TESTS = []


def test(function):
    TESTS.append(function)
    return function


@contextlib.contextmanager
def opened(*arguments, **options):
    """A session that is ended, with its folder unless that is somebody else's."""
    one = Session(*arguments, **options)
    try:
        yield one
    finally:
        one.close()
        if 'home' not in options:
            shutil.rmtree(one.folder, ignore_errors=True)


@contextlib.contextmanager
def session(*arguments, **options):
    """One with a prompt."""
    with opened(*arguments, **options) as one:
        one.ready()
        yield one


@contextlib.contextmanager
def plain_session():
    """One with a prompt on a terminal that can do nothing."""
    with opened(environment={'TERM': 'dumb'}) as one:
        one.wait(lambda: one.screen.rows() == ['>>>'], 'expected a prompt')
        yield one


@contextlib.contextmanager
def home():
    folder = tempfile.mkdtemp(prefix='prompt')
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def main():
    """The tests that the command line names, or all; -v: how long each takes."""
    names = [name for name in sys.argv[1:] if name != '-v']
    passed = failed = 0
    for function in TESTS:
        if names and function.__name__ not in names:
            continue
        started = time.monotonic()
        try:
            function()
            passed += 1
        except Exception:
            failed += 1
            print('FAIL', function.__name__)
            traceback.print_exc(limit=-2, file=sys.stdout)
        if '-v' in sys.argv:
            print('%5.1f s' % (time.monotonic() - started), function.__name__)
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0
