"""Locating and running Python code using the module namespace."""

import sys
import importlib.util
from importlib._bootstrap import ModuleSpec

__all__ = ["run_module", "run_path"]


class _Module:
    """A module that stands in sys.modules while its code runs."""

    def __init__(self, name):
        self.name = name
        self.module = type(sys)(name)

    def __enter__(self):
        self.saved = sys.modules.get(self.name, self)
        sys.modules[self.name] = self.module
        return self

    def __exit__(self, *args):
        if self.saved is self:
            del sys.modules[self.name]
        else:
            sys.modules[self.name] = self.saved


class _Argument:
    """sys.argv[0] while the code runs."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self.saved = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        sys.argv[0] = self.saved


def _run(code, run_globals, init_globals=None, name=None, spec=None, package=None, script=None):
    if init_globals is not None:
        run_globals.update(init_globals)
    if spec is None:
        loader, file, cached = None, script, None
    else:
        loader, file, cached = spec.loader, spec.origin, spec.cached
        if package is None:
            package = spec.parent
    run_globals.update(__name__=name, __file__=file, __cached__=cached, __doc__=None,
                       __loader__=loader, __package__=package, __spec__=spec)
    exec(code, run_globals)
    return run_globals


def _details(name, error=ImportError):
    """The module's name, spec and code; `error` is raised if there is none to be run."""
    if name.startswith("."):
        raise error("Relative module names not supported")
    package = name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as problem:
            if problem.name is None or (problem.name != package
                                        and not package.startswith(problem.name + ".")):
                raise
        existing = sys.modules.get(name)
        if existing is not None and not hasattr(existing, "__path__"):
            from warnings import warn
            warn(RuntimeWarning(f"{name!r} found in sys.modules after import of package "
                                f"{package!r}, but prior to execution of {name!r}; this may "
                                "result in unpredictable behaviour"))
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        text = "Error while finding module specification for {!r} ({}: {})"
        if name.endswith(".py"):
            text += f". Try using '{name[:-3]}' instead of '{name}' as the module name."
        raise error(text.format(name, type(problem).__name__, problem)) from problem
    if spec is None:
        raise error("No module named %s" % name)
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _details(name + ".__main__", error)
        except error as problem:
            if name not in sys.modules:
                raise
            raise error(f"{problem}; {name!r} is a package and cannot be directly executed")
    loader = spec.loader
    if loader is None:
        raise error("%r is a namespace package and cannot be executed" % name)
    try:
        code = loader.get_code(name)
    except ImportError as problem:
        raise error(format(problem)) from problem
    if code is None:
        raise error("No code object available for %s" % name)
    return name, spec, code


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Execute a module's code without importing it.

       mod_name -- an absolute module name or package name.

       Optional arguments:
       init_globals -- dictionary used to pre-populate the module's
       globals dictionary before the code is executed.

       run_name -- if not None, this will be used for setting __name__;
       otherwise, __name__ will be set to mod_name + '__main__' if the
       named module is a package and to just mod_name otherwise.

       alter_sys -- if True, sys.argv[0] is updated with the value of
       __file__ and sys.modules[__name__] is updated with a temporary
       module object for the module being executed. Both are
       restored to their original values before the function returns.

       Returns the resulting module globals dictionary.
    """
    mod_name, spec, code = _details(mod_name)
    if run_name is None:
        run_name = mod_name
    if not alter_sys:
        return _run(code, {}, init_globals, run_name, spec)
    with _Module(run_name) as temporary, _Argument(spec.origin):
        return _run(code, temporary.module.__dict__, init_globals, run_name, spec).copy()


def run_path(path_name, init_globals=None, run_name=None):
    """Execute code located at the specified filesystem location.

       path_name -- filesystem location of a Python script or of a folder that holds a __main__.py.

       Optional arguments:
       init_globals -- dictionary used to pre-populate the module's
       globals dictionary before the code is executed.

       run_name -- if not None, this will be used to set __name__;
       otherwise, '<run_path>' will be used for __name__.

       Returns the resulting module globals dictionary.
    """
    import os
    if run_name is None:
        run_name = "<run_path>"
    package = run_name.rpartition(".")[0]
    path_name = os.fspath(path_name)
    if os.path.isdir(path_name):
        sys.path.insert(0, path_name)
        try:
            saved = sys.modules.pop("__main__", None)
            try:
                name, spec, code = _details("__main__")
            finally:
                if saved is not None:
                    sys.modules["__main__"] = saved
            with _Module(run_name) as temporary, _Argument(path_name):
                return _run(code, temporary.module.__dict__, init_globals, run_name, spec,
                            package).copy()
        except ImportError as error:
            raise type(error)(f"can't find '__main__' module in {path_name!r}") from None
        finally:
            try:
                sys.path.remove(path_name)
            except ValueError:
                pass
    with open(path_name, "rb") as file:
        code = compile(file.read(), path_name, "exec")
    with _Module(run_name) as temporary, _Argument(path_name):
        return _run(code, temporary.module.__dict__, init_globals, run_name, package=package,
                    script=path_name).copy()
