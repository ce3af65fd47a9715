"""Threads, which Ouro doesn't start."""

import contextlib
import unittest

can_start_thread = False


def threading_setup():
    return ()


def threading_cleanup(*original_values):
    pass


def reap_threads(func):
    return func


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest("threading disabled")
    return unittest.skip("threading disabled")


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    yield


def join_thread(thread, timeout=None):
    thread.join(timeout)


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    for thread in threads:
        thread.start()
    yield
