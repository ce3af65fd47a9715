"""How the interpreter was built and where its parts lie."""

import sys

_variables = {
    "VERSION": "%d.%d" % sys.version_info[:2], "py_version_short": "%d.%d" % sys.version_info[:2],
    "py_version": "%d.%d.%d" % sys.version_info[:3], "prefix": "/usr/local",
    "exec_prefix": "/usr/local", "abiflags": getattr(sys, "abiflags", ""), "EXT_SUFFIX": ".so",
    "SIZEOF_VOID_P": 8, "WITH_PYMALLOC": 0, "Py_DEBUG": 0, "WITH_DOC_STRINGS": 1,
    "PY_CFLAGS": "", "CONFIG_ARGS": "", "HAVE_FORK": 1,
}


def get_config_vars(*names):
    """The variables of the build: a dict, or a list of those named."""
    return [_variables.get(name) for name in names] if names else _variables


def get_config_var(name):
    """One variable of the build, or None."""
    return _variables.get(name)


def get_python_version():
    return _variables["py_version_short"]


def get_platform():
    return "linux-x86_64"


def is_python_build(check_home=False):
    return False


def get_path(name, scheme=None, vars=None, expand=True):
    return get_paths()[name]


def get_paths(scheme=None, vars=None, expand=True):
    """No files belong to the library: it is part of the program."""
    return {name: "<library>" for name in ("stdlib", "platstdlib", "purelib", "platlib", "include",
                                           "scripts", "data")}
