"""What belongs to the whole process, and what a test changes of it: a test must not meet what
another one has left. Each begins as its file and its class have it when they are set up."""

import asyncio.events
import builtins
import gc
import os
import sys
import types
import warnings
from posix import chdir, getcwd, umask

_builtins = vars(builtins)             # nothing here may count on what a test has made of them
_environ = os.environ
_attributes = [(sys, "path"), (sys, "argv"), (sys, "modules"), (os, "environ"),
               (warnings, "filters"), (warnings, "showwarning"), (asyncio.events, "_policy")]
_figures = [(sys.getrecursionlimit, sys.setrecursionlimit),
            (sys.get_int_max_str_digits, sys.set_int_max_str_digits),
            (gc.get_threshold, lambda threshold: gc.set_threshold(*threshold)),
            (gc.get_debug, gc.set_debug)]


class State:
    """A moment's working directory, umask, environment, sys.path, sys.argv, sys.modules, built-ins,
    filters of warnings, and figures of sys and gc."""

    def __init__(self):
        self.builtins = dict(_builtins)
        self.attributes = [getattr(*pair) for pair in _attributes]
        self.lists = [(one, one[:]) for one in (sys.path, sys.argv, warnings.filters)]
        self.modules = dict(sys.modules)
        self.environ = dict(_environ._data)
        self.figures = [get() for get, _ in _figures]
        self.collects = gc.isenabled()
        self.umask = umask(0)
        umask(self.umask)
        self.folder = _folder()

    def begin(self):
        """Puts all of it back."""
        self.restore()
        (gc.enable if self.collects else gc.disable)()

    def restore(self):
        """Puts back what is otherwise now; but whether there are automatic collections, who looks
        at the heap may want to know."""
        self.restore_builtins()
        self.restore_folder()
        for (holder, name), value in zip(_attributes, self.attributes):
            if getattr(holder, name, None) is not value:
                setattr(holder, name, value)
        for one, items in self.lists:
            if one != items:
                one[:] = items
                if one is warnings.filters:
                    warnings._filters_mutated()
        self.restore_modules()
        self.restore_environ()
        for (get, put), value in zip(_figures, self.figures):
            if get() != value:
                put(value)
        umask(self.umask)

    def restore_builtins(self):
        """Calls none of them. Returns what was otherwise."""
        changed = {}
        for name in {**_builtins}:
            if name not in self.builtins:
                changed[name] = _builtins.pop(name)
        for name, value in self.builtins.items():
            if name not in _builtins or _builtins[name] is not value:
                changed[name] = _builtins.get(name)
                _builtins[name] = value
        return changed

    def restore_folder(self):
        if self.folder is not None and _folder() != self.folder:
            try:
                chdir(self.folder)
            except OSError:
                pass                       # the test has deleted it

    def restore_modules(self):
        """What was imported stays, for whoever could import it; what is no module, or has taken the
        place of one, doesn't."""
        modules, roots = sys.modules, {os.path.abspath(folder) for folder in sys.path}
        for name in [name for name in modules if name not in self.modules]:
            module = modules[name]
            root = _root(name, module)
            if root is not None:
                _imported[name, root] = module
            if not isinstance(module, types.ModuleType) or root is not None and root not in roots:
                del modules[name]
        for name, module in self.modules.items():
            if modules.get(name) is not module:
                modules[name] = module
        for (name, root), module in _imported.items():
            if root in roots and name not in modules:
                modules[name] = module

    def restore_environ(self):
        data = _environ._data
        if data == self.environ:
            return
        for name in [name for name in data if name not in self.environ]:
            del _environ[_environ.decodekey(name)]
        for name, value in self.environ.items():
            if data.get(name) != value:
                _environ[_environ.decodekey(name)] = _environ.decodevalue(value)


_imported = {}                         # (name, folder of sys.path) -> module that a test has imported


def _root(name, module):
    """The folder of sys.path that a script's module comes from; None: it is none."""
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or file.startswith("<"):
        return None
    path = os.path.dirname(os.path.abspath(file))
    for _ in range(name.count(".") + (os.path.basename(file) == "__init__.py")):
        path = os.path.dirname(path)
    return path


def _folder():
    """None: it has been deleted."""
    try:
        return os.getcwd()
    except OSError:
        return None


def put_builtins(changed):
    _builtins.update(changed)
