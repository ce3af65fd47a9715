"""Utility code for constructing importers, etc."""

import sys

from importlib._bootstrap import (
    _find_spec, _load, _resolve_name, decode_source, module_from_spec, spec_from_file_location,
    spec_from_loader)

MAGIC_NUMBER = b"ouro"


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {repr(name)} "
                          "(required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """Return the spec for the specified module.

    First, sys.modules is checked to see if the module was already imported. If
    so, then sys.modules[name].__spec__ is returned. If that happens to be
    set to None, then ValueError is raised. If the module is not in
    sys.modules, then sys.meta_path is searched for a suitable spec with the
    value of 'path' given to the finders. None is returned if no spec could
    be found.

    If the name is for submodule (contains a dot), the parent module is
    automatically imported.

    The name and package arguments work the same as importlib.import_module().
    In other words, relative module names (with leading dots) work.

    """
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError("{}.__spec__ is not set".format(name)) from None
        if spec is None:
            raise ValueError("{}.__spec__ is None".format(name))
        return spec
    parent_name = fullname.rpartition(".")[0]
    path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=["__path__"])
        try:
            path = parent.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent_name!r} while trying to find "
                f"{fullname!r}", name=fullname) from error
    return _find_spec(fullname, path)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Given the path to a .py file, return the path to its .pyc file: where CPython would have it."""
    head, _, tail = path.rpartition("/")
    base = tail.rpartition(".")[0] or tail
    name = f"{base}.{sys.implementation.cache_tag}.pyc"
    return f"{head}/__pycache__/{name}" if head else f"__pycache__/{name}"


class LazyLoader:
    """A loader that creates a module which defers loading until attribute access."""

    def __init__(self, loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        """Construct a callable which returns the eager loader made lazy."""
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Make the module load lazily."""
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__class__ = _LazyModule


class _LazyModule(type(sys)):
    """A subclass of the module type which triggers loading upon attribute access."""

    def __getattribute__(self, name):
        own = object.__getattribute__(self, "__dict__")
        object.__setattr__(self, "__class__", type(sys))
        own["__spec__"].loader.exec_module(self)
        return getattr(self, name)
