"""Which objects a test must not leave behind: those that a root reaches, made in the test, but
  * modules that were imported, with all that they hold,
  * what library modules and the interpreter keep for themselves (re's patterns, linecache's lines,
    warnings that were shown once, what classes know of their subclasses, ...). Where a library
    module is where programs register things (atexit, contextvars, logging's handlers, ...), these
    count,
  * texts and numbers that are the value of a name or attribute: they replace each other,
  * what stands for another object: a dictionary of attributes, an entry of a registry. What that
    holds counts instead.
Of objects that hold each other only the first on the way from the root is told about.
"""

import sys
import types
import weakref

TOLD, OPEN, HIDDEN = "told", "open", "hidden"      # OPEN: what it holds may be told

_registries = {"builtins", "signal", "_signal", "gc", "weakref", "_weakref"}
_streams = {"stdout", "stderr", "stdin"}
_sys_hooks = {"excepthook", "displayhook", "unraisablehook", "last_value", "last_traceback",
              "last_exc", "meta_path", "path_hooks"}
_caches = {"__warningregistry__", "_abc_impl", "_value2member_map_", "_member_map_",
           "_abc_negative", "_abc_cache", "__slotnames__", "__abstractmethods__", "__annotations__",
           "__subclasshook__", "__signature__"}
_atoms = (str, bytes, int, float, complex)
_weak = (weakref.WeakValueDictionary, weakref.WeakKeyDictionary, weakref.WeakSet)


def verdict(thing, path):
    """TOLD, OPEN or HIDDEN."""
    if isinstance(thing, types.ModuleType):
        return HIDDEN
    for edge in path.edges:
        if _name(edge) in _caches or edge == ".__subclasses__()":
            return HIDDEN
    kind, _, name = path.root.partition(" ")
    if kind == "module" and (path.is_namespace or isinstance(path.objects[0], types.ModuleType)):
        if name == "sys":
            return _in_sys(thing, path)
        if name == "builtins" and _name(path.edges[0]) == "_":
            return HIDDEN              # the last value that a prompt or a doctest has shown
        if is_library(path.objects[0]):
            return _in_library(name, thing, path)
    elif kind != "local" and not path.root.startswith("a temporary in "):
        return HIDDEN                  # the interpreter's own
    return _in_script(thing, path)


def _name(edge):
    return edge[2:-2] if edge.startswith("['") else edge.strip(".")


def _in_script(thing, path):
    edges, objects = path.edges, path.objects
    if path.cache() is not None:
        return _in_cache(thing, path)
    if isinstance(thing, _atoms):
        holder = objects[-2] if len(objects) > 1 else None
        if edges and edges[-1] == "(inside)":
            return HIDDEN              # a pattern keeps the last text for the next search
        is_name = not edges or edges[-1].startswith(".") or type(holder) is dict and \
            len(edges) > 1 and edges[-2] == ".__dict__"
        return HIDDEN if is_name else TOLD
    if isinstance(thing, weakref.ref) and any(isinstance(one, _weak) for one in objects[-3:-1]):
        return HIDDEN                  # it goes with what it refers to
    if edges and edges[-1] == ".__dict__" and isinstance(thing, dict):
        return OPEN                    # made when first asked for
    if edges and edges[-1] == "._values" and type(thing) is dict and _is_context(objects[-2]):
        return OPEN
    is_part = edges and edges[-1].startswith(("(inside)", ".co_consts[")) and isinstance(
        thing, (types.CodeType, tuple))
    return OPEN if is_part or isinstance(thing, types.CellType) else TOLD


def _in_cache(thing, path):
    """Of functools.lru_cache: its values, and what their keys hold, but for texts and numbers."""
    is_key = "(key)" in path.edges[path.cache():]
    if path.is_cache_entry(thing):
        if not _is_atom(thing[3]):
            return TOLD
        key = thing[2] if type(thing[2]) is tuple else (thing[2],)
        return TOLD if all(map(_is_atom, key)) else OPEN
    if is_key and _is_atom(thing):
        return HIDDEN
    return OPEN if is_key and type(thing) is tuple and path.edges[-1] == "(key)" else TOLD


def _is_atom(thing):
    return thing is None or isinstance(thing, _atoms)


def _is_context(thing):
    return type(thing).__name__ == "Context" and type(thing).__module__ == "_contextvars"


def _in_sys(thing, path):
    """What a stream holds back is its own affair, but not that there is another stream."""
    for held, edge in zip(path.objects[1:], path.edges[:4]):
        if _name(edge) in _streams:
            return TOLD if held is thing else HIDDEN
        if _name(edge) in _sys_hooks:
            return HIDDEN if isinstance(thing, _atoms) else TOLD
    return HIDDEN


def _in_library(name, thing, path):
    if isinstance(thing, _atoms):
        return HIDDEN
    steps = path.steps()
    if name == "logging":
        is_registered = any(step in (".handlers", ".filters") for step in steps[:-1])
        return TOLD if is_registered else OPEN
    if name == "contextvars":
        is_value = any(step.startswith(" context variable ") for step in steps)
        return TOLD if is_value else OPEN
    if name == "atexit":
        return _in_atexit(thing, steps)
    if name == "weakref" and steps[:2] == [".finalize", "._registry"] and steps[2:3] != ["(key)"]:
        return HIDDEN                  # its key is told of
    return TOLD if name in _registries or len(steps) == 1 and _is_of_script(thing) else HIDDEN


def _is_of_script(thing):
    """What no library makes for itself: its name there is a test's doing."""
    owner = thing if isinstance(thing, (types.FunctionType, type)) else type(thing)
    name = getattr(owner, "__module__", None)
    module = sys.modules.get(name) if isinstance(name, str) else None
    return module is not None and not is_library(module)


def _in_atexit(thing, steps):
    """An entry is (function, arguments, keywords)."""
    if steps[:1] != ["._entries"] or len(steps) == 2 or len(steps) == 3 and steps[2] != "[0]":
        return OPEN
    module = sys.modules.get(getattr(thing, "__module__", None))
    return HIDDEN if len(steps) == 3 and is_library(module) else TOLD


def is_library(module):
    """Is the module, or the namespace of one, part of the interpreter? None is none."""
    if module is None:
        return False
    names = module if isinstance(module, dict) else vars(module)
    file = names.get("__file__")
    return file.startswith("<library>") if isinstance(file, str) else \
        names.get("__name__") in sys.builtin_module_names
