# CPython's tests of asyncio that need no sockets; their utils are ours. Of some modules a few tests
# in a file need something: those fail when they call it.
import os
import sys
import types
import unittest

__path__.append(os.path.join(os.environ["CPYTHON_TESTS"], "test_asyncio"))


class _Missing:
    def __init__(self, name):
        self.__name__ = name

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return _Missing(f"{self.__name__}.{attribute}")

    def __call__(self, *args, **kwargs):
        def refuse(*args, **kwargs):
            raise NotImplementedError(f"{self.__name__} isn't there")
        if "patch" in self.__name__:
            return lambda function: refuse          # a decorator
        refuse()


for _name in ("unittest.mock", "concurrent", "concurrent.futures", "_thread", "threading",
              "traceback", "random", "textwrap", "signal"):
    try:
        __import__(_name)
    except ImportError:
        _module = sys.modules[_name] = types.ModuleType(_name)
        _module.__getattr__ = _Missing(_name).__getattr__
        _package, _, _last = _name.rpartition(".")
        if _package:
            setattr(sys.modules[_package], _last, _module)
