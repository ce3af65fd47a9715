"""Importing modules that may be missing, and afresh."""

import contextlib
import sys
import unittest


def _import(name):
    __import__(name)
    return sys.modules[name]


def import_module(name, deprecated=False, *, required_on=()):
    """The module; if it can't be imported the test is skipped."""
    import warnings
    with warnings.catch_warnings():
        if deprecated:
            warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return _import(name)
        except ImportError as msg:
            raise unittest.SkipTest(str(msg))


def unload(name):
    sys.modules.pop(name, None)


def forget(modname):
    unload(modname)


def _save_and_remove_modules(names):
    saved = {}
    prefixes = tuple(name + "." for name in names)
    for name in list(sys.modules):
        if name in names or name.startswith(prefixes):
            saved[name] = sys.modules.pop(name)
    return saved


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    """A second copy of a module, with others blocked; None if that doesn't import."""
    fresh, blocked = list(fresh), list(blocked)
    names = {name, *fresh, *blocked}
    saved = _save_and_remove_modules(names)
    for other in blocked:
        sys.modules[other] = None
    try:
        for other in fresh:
            __import__(other)
        return _import(name)
    except ImportError:
        return None
    finally:
        _save_and_remove_modules(names)
        sys.modules.update(saved)


class CleanImport(object):
    """Imports inside of it are from scratch."""

    def __init__(self, *module_names, usefrozen=False):
        self.original = sys.modules.copy()
        for name in module_names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.modules.update(self.original)


class DirsOnSysPath(object):
    def __init__(self, *paths):
        self.original_value = sys.path[:]
        self.original_object = sys.path
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.path = self.original_object
        sys.path[:] = self.original_value


def modules_setup():
    return (sys.modules.copy(),)


def modules_cleanup(oldmodules):
    sys.modules.clear()
    sys.modules.update(oldmodules)


@contextlib.contextmanager
def frozen_modules(enabled=True):
    yield


@contextlib.contextmanager
def ready_to_import(name=None, source=""):
    import os
    from test.support.os_helper import temp_dir
    name = name or "spam"
    with temp_dir() as folder:
        path = os.path.join(folder, name + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        old = sys.modules.pop(name, None)
        sys.path.insert(0, folder)
        try:
            yield name, path
        finally:
            sys.path.remove(folder)
            sys.modules.pop(name, None)
            if old is not None:
                sys.modules[name] = old
