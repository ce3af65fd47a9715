"""Utilities to support packages."""

import importlib
import importlib.util
import os
import sys
from collections import namedtuple
from importlib._bootstrap import FileFinder, SourceFileLoader

__all__ = [
    "get_importer", "iter_importers", "get_loader", "find_loader", "walk_packages",
    "iter_modules", "get_data", "extend_path", "resolve_name", "ModuleInfo",
]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A namedtuple with minimal info about a module."


def get_importer(path_item):
    """Retrieve a finder for the given path item

    The returned finder is cached in sys.path_importer_cache
    if it was newly created by a path hook.
    """
    path_item = os.fsdecode(path_item) if hasattr(os, "fsdecode") else path_item
    from importlib._bootstrap import _path_finder
    finder = _path_finder(path_item)
    if finder is None and os.path.isdir(path_item or "."):
        finder = FileFinder(path_item, (SourceFileLoader, [".py"]))
    return finder


def iter_importers(fullname=""):
    """Yield finders for the given module name"""
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    if "." in fullname:
        package = importlib.import_module(fullname.rpartition(".")[0])
        path = getattr(package, "__path__", None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def iter_modules(path=None, prefix=""):
    """Yields ModuleInfo for all submodules on path,
    or, if path is None, all top-level modules on sys.path.

    'path' should be either None or a list of paths to look for
    modules in.

    'prefix' is a string to output on the front of every module name
    on output.
    """
    if path is None:
        importers = iter_importers()
    elif isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    else:
        importers = map(get_importer, path)
    seen = set()
    for finder in importers:
        for name, is_package in _iter_finder(finder, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, name, is_package)


def _iter_finder(finder, prefix):
    if hasattr(finder, "iter_modules"):
        yield from finder.iter_modules(prefix)
        return
    folder = getattr(finder, "path", None)
    if not isinstance(folder, str) or not os.path.isdir(folder):
        return
    seen = set()
    for entry in sorted(os.listdir(folder)):
        name = entry[:-3] if entry.endswith(".py") else entry
        if name == "__init__" or name in seen:
            continue
        place = os.path.join(folder, entry)
        is_package = False
        if not entry.endswith(".py"):
            if not os.path.isdir(place) or "." in entry:
                continue
            is_package = os.path.isfile(os.path.join(place, "__init__.py"))
            if not is_package:
                continue
        if "." not in name:
            seen.add(name)
            yield prefix + name, is_package


def walk_packages(path=None, prefix="", onerror=None):
    """Yields ModuleInfo for all modules recursively
    on path, or, if path is None, all accessible modules.

    Note that this function must import all *packages* (NOT all
    modules!) on the given path, in order to access the __path__
    attribute to find submodules.

    'onerror' is a function which gets called with one argument (the
    name of the package which was being imported) if any exception
    occurs while trying to import a package.
    """
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            below = [p for p in getattr(sys.modules[info.name], "__path__", None) or []
                     if p not in seen]
            seen.update(below)
            yield from walk_packages(below, info.name + ".", onerror)


def get_loader(module_or_name):
    """Get a "loader" object for module_or_name

    Returns None if the module cannot be found or imported.
    If the named module is not already imported, its containing package
    (if any) is imported, in order to establish the package __path__.
    """
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, type(sys)):
        loader = getattr(module_or_name, "__loader__", None)
        if loader is not None:
            return loader
        if getattr(module_or_name, "__spec__", None) is None:
            return None
        return find_loader(module_or_name.__name__)
    return find_loader(module_or_name)


def find_loader(fullname):
    """Find a "loader" object for fullname

    This is a backwards compatibility wrapper around
    importlib.util.find_spec that converts most failures to ImportError
    and only returns the loader rather than the full spec
    """
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError("Error while finding loader for {!r} ({}: {})".format(
            fullname, type(error), error)) from error
    return spec.loader if spec is not None else None


def extend_path(path, name):
    """Extend a package's path: with the folders of that name in all of sys.path."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, last = name.rpartition(".")
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        place = os.path.join(folder, last)
        if os.path.isfile(os.path.join(place, "__init__.py")) and place not in path:
            path.append(place)
    return path


def get_data(package, resource):
    """Get a resource from a package.

    This is a wrapper round the PEP 302 loader get_data API. The package
    argument should be the name of a package, in standard module format
    (foo.bar). The resource argument should be in the form of a relative
    filename, using '/' as the path separator. The parent directory name '..'
    is not allowed, and nor is a rooted name (starting with a '/').

    The function returns a binary string, which is the contents of the
    specified resource.
    """
    spec = importlib.util.find_spec(package)
    if spec is None:
        return None
    loader = spec.loader
    if loader is None or not hasattr(loader, "get_data"):
        return None
    module = sys.modules.get(package) or importlib.import_module(package)
    if getattr(module, "__file__", None) is None:
        return None
    parts = resource.split("/")
    return loader.get_data(os.path.join(os.path.dirname(module.__file__), *parts))


def resolve_name(name):
    """
    Resolve a name to an object.

    It is expected that `name` will be a string in one of the following
    formats, where W is shorthand for a valid Python identifier and dot stands
    for a literal period in these pseudo-regexes:

    W(.W)*
    W(.W)*:(W(.W)*)?
    """
    package, colon, rest = name.partition(":")
    names = package.split(".") + (rest.split(".") if rest else [])
    if not all(part.isidentifier() for part in names):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        result = importlib.import_module(package)
        parts = rest.split(".") if rest else []
    else:
        parts = package.split(".")
        module = parts.pop(0)
        result = importlib.import_module(module)
        while parts:
            try:
                result = importlib.import_module(f"{module}.{parts[0]}")
            except ImportError:
                break
            module = f"{module}.{parts.pop(0)}"
    for part in parts:
        result = getattr(result, part)
    return result
