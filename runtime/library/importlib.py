"""A pure Python implementation of import."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]
__path__ = []    # a package: importlib.util, ...

import sys
from builtins import __import__

_reloading = {}


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in
    sys.meta_path (where implemented)."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """Return the loader for the specified module.

    This is a backward-compatible wrapper around find_spec().

    This function is deprecated in favor of importlib.util.find_spec().
    """
    import warnings
    warnings.warn("Deprecated since Python 3.4 and slated for removal in Python 3.12; "
                  "use importlib.util.find_spec() instead", DeprecationWarning, stacklevel=2)
    from importlib._bootstrap import _find_spec
    try:
        loader = sys.modules[name].__loader__
        if loader is None:
            raise ValueError("{}.__loader__ is None".format(name))
        return loader
    except KeyError:
        pass
    except AttributeError:
        raise ValueError("{}.__loader__ is not set".format(name)) from None
    spec = _find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError("spec for {} missing loader".format(name), name=name)
        raise ImportError("namespace packages do not have loaders", name=name)
    return spec.loader


def import_module(name, package=None):
    """Import a module.

    The 'package' argument is required when performing a relative import. It
    specifies the package to use as the anchor point from which to resolve the
    relative import to an absolute import.

    """
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import "
                            f"for {name!r}")
        for character in name:
            if character != ".":
                break
            level += 1
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        from importlib._bootstrap import _resolve_name
        name = _resolve_name(name[level:], package, level)
    elif not name:
        raise ValueError("Empty module name")
    __import__(name)
    try:
        return sys.modules[name]
    except KeyError:
        raise ImportError(f"import of {name} halted; no entry in sys.modules", name=name) from None


def reload(module):
    """Reload the module and return it.

    The module must have been successfully imported before.

    """
    from importlib._bootstrap import _exec, _find_spec
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent_name = name.rpartition(".")[0]
        path = None
        if parent_name:
            try:
                parent = sys.modules[parent_name]
            except KeyError:
                raise ImportError(f"parent {parent_name!r} not in sys.modules",
                                  name=parent_name) from None
            path = parent.__path__
        spec = module.__spec__ = _find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _exec(spec, module)
        return sys.modules[name]
    finally:
        try:
            del _reloading[name]
        except KeyError:
            pass
