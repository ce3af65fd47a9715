"""What was made since some moment, still lives, and ought not to: found, and told about.

What counts is every object that a root reaches, made since then, but
  * modules that were imported since, with all that they hold,
  * what library modules and the interpreter keep for themselves (re's patterns, linecache's lines,
    warnings that were shown once, what classes know of their subclasses, ...). Where a library
    module is where programs register things (atexit, contextvars, signal, ...), that counts,
  * texts and numbers that are the value of a name or attribute: they replace each other.
Of objects that hold each other only the first on the way from the root is told about.
"""

import gc
import sys
import types

import memory
from _memtest_path import Path, ring_cut, ring_text

_registries = {"builtins", "atexit", "contextvars", "signal", "_signal", "gc", "weakref", "_weakref"}
_streams = {"stdout", "stderr", "stdin"}
_sys_hooks = {"excepthook", "displayhook", "unraisablehook", "last_value", "last_traceback",
              "last_exc", "meta_path", "path_hooks"}
_caches = {"__warningregistry__", "_abc_impl", "_value2member_map_", "_member_map_",
           "_abc_negative", "_abc_cache", "__slotnames__", "__abstractmethods__", "__annotations__", "__subclasshook__", "__signature__"}
_atoms = (str, bytes, int, float, complex)


class Watch:
    """Notes births from now on; end() has to be called."""

    __slots__ = ("since",)

    def __init__(self):
        trace()
        self.since = memory._watch()

    def end(self):
        if self.since is not None:
            self.since = None
            memory._unwatch()

    def survivors(self, ignored=(), keeps=()):
        """Objects made since and their Path, those left out that don't count. The collector isn't
        asked first."""
        born = memory._born(self.since)
        if not born:
            return []
        ignored = [*ignored, born, ignored]
        found = memory._paths(born, ignored)
        result = []
        for thing, way in zip(born, found):
            if not way:
                continue               # what holds it is told about, or it's garbage
            path = Path(way)
            if counts(thing, path) and not _is_kept(path, keeps):
                result.append((thing, path))
        return result

    def garbage(self, ignored=()):
        """(members, ring) of what was made since and now only holds itself."""
        born = memory._born(self.since, True)
        ignored = [*ignored, born, ignored]
        ways = memory._paths(born, ignored)
        dead = [thing for thing, way in zip(born, ways) if way is None]
        del born, ways
        return memory._rings(dead)


class Known:
    """Objects that can be found again without being held: each by its address, and by having been
    made before the moment at which it was told of. end() has to be called."""

    __slots__ = ("moments",)

    def __init__(self):
        self.moments = {}              # address -> number of a watch, what was said of it

    def add(self, thing, note):
        memory._birth(thing)           # raises TypeError for what is no object
        before = self.moments.get(id(thing))
        self.moments[id(thing)] = (memory._watch(), note)
        if before is not None:
            memory._unwatch()

    def living(self):
        """(object, note) of those that live; in the order in which they came."""
        # No comprehension: its cells could lie where what is looked for has lain.
        moments, found, living = self.moments, {}, []
        for thing in memory._born(0, True):
            known = moments.get(id(thing))
            if known is not None and memory._birth(thing) < known[0]:
                found[id(thing)] = thing
        for address in moments:
            if address in found:
                living.append((found[address], moments[address][1]))
        return living

    def notes(self):
        """What was said of those that live, and of those that don't."""
        living = {id(thing) for thing, _ in self.living()}
        return ([note for address, (_, note) in self.moments.items() if address in living],
                [note for address, (_, note) in self.moments.items() if address not in living])

    def end(self):
        for _ in range(len(self.moments)):
            memory._unwatch()
        self.moments.clear()


def trace():
    """Where objects are made is noted from now on, if it isn't already."""
    import _tracemalloc
    if not _tracemalloc.is_tracing():
        try:
            _tracemalloc.start(8)
        except RuntimeError:
            pass                       # --alloc-profile notes a line of each


def collect():
    """Collects until there is nothing more to find."""
    total = 0
    for _ in range(5):
        count = gc.collect()
        total += count
        if not count:
            break
    return total


def _is_kept(path, keeps):
    expression = path.expression()
    if not keeps or expression is None:
        return False
    inside = expression.partition(".")[2]
    for name in keeps:
        for text in (expression, inside):
            if text == name or text.startswith((name + ".", name + "[")):
                return True
    return False


def counts(thing, path):
    """Is this what a test must not leave behind?"""
    if isinstance(thing, types.ModuleType):
        return False
    edges = path.edges
    for edge, holder in zip(edges, path.objects):
        part = edge[2:-2] if edge.startswith("['") else edge.strip(".")
        if part in _caches or edge == ".__subclasses__()":
            return False
    kind, _, name = path.root.partition(" ")
    if kind == "module" and (path.is_namespace or isinstance(path.objects[0], types.ModuleType)):
        names = [edge[2:-2] if edge.startswith("['") else edge.strip(".") for edge in edges[:4]]
        if name == "sys":
            return _counts_in_sys(thing, path, names)
        if name == "builtins" and names[0] == "_":
            return False               # the last value that a prompt or a doctest has shown
        if _is_library(path.objects[0]):
            return name in _registries and not isinstance(thing, _atoms)
    elif kind != "local" and not path.root.startswith("a temporary in "):
        return False                   # the interpreter's own
    if isinstance(thing, _atoms):
        holder = path.objects[-2] if len(path.objects) > 1 else None
        is_name = not edges or edges[-1].startswith(".") or type(holder) is dict and \
            len(edges) > 1 and edges[-2] == ".__dict__"
        return not is_name
    if isinstance(thing, dict) and edges and edges[-1] == ".__dict__":
        return False                   # made when first asked for
    return not (edges and edges[-1] == "(inside)" and isinstance(
        thing, (types.CodeType, types.CellType, tuple)))


def _counts_in_sys(thing, path, names):
    """What a stream holds back is its own affair, but not that there is another stream."""
    for held, name in zip(path.objects[1:], names):
        if name in _streams:
            return held is thing
        if name in _sys_hooks:
            return True
    return False


def _is_library(module):
    """Is the module, or the namespace of one, part of the interpreter?"""
    names = module if isinstance(module, dict) else vars(module)
    file = names.get("__file__")
    return file.startswith("<library>") if isinstance(file, str) else \
        names.get("__name__") in sys.builtin_module_names


# ---- reports ------------------------------------------------------------------------------------

def describe(thing):
    """What an object is, without running its repr."""
    name = type(thing).__qualname__
    if isinstance(thing, (types.FunctionType, type)):
        return f"{name} {thing.__qualname__}"
    if isinstance(thing, (list, dict, set, tuple, frozenset)) and type(thing).__module__ == \
            "builtins":
        return f"{name} of {len(thing)}"
    if isinstance(thing, str):
        text = ascii(thing)
        return f"str {text if len(text) < 40 else text[:36] + '...' + text[0]}"
    return f"{name} object"


def site(thing):
    """`test_cache.py:12`: the line outside of the library that asked for it; None: not known."""
    import _tracemalloc
    frames = _tracemalloc._get_object_traceback(thing)
    if not frames:
        place = memory.site(thing)
        frames = [place] if place else ()
    for file, line in frames:
        if not file.startswith("<") or file.startswith("<doctest "):
            return f"{file.rpartition('/')[2]}:{line}"
    return None


def made(thing, place=None):
    """`Node object, made at test_cache.py:12`. `place`: what else is known, if that isn't."""
    where = site(thing)
    if where:
        return f"{describe(thing)}, made at {where}"
    return describe(thing) + (f", {place}" if place else "")


def report(thing, path, place=None):
    """A leak: what it is, what it retains, what holds it, and what would cut that."""
    thing = path.cached_value(thing)
    objects, size = memory._retained_by(thing)
    lines = [f"leak: {made(thing, place)}",
             f"  held by   {path.text()}",
             f"  retains   {objects} object{'s' * (objects != 1)}, {size} bytes"]
    ring = None if isinstance(thing, (type, types.FunctionType)) \
        else memory._ring_through(thing)
    cut = path.cut()
    if ring:
        lines.append(f"  in a ring {ring_text(ring)}")
        name = ring_cut(ring)
        if name and (cut is None or not path.expression()):
            weak = f"make {name} a weak reference"
            cut = f"{cut}; or {weak}" if cut else weak
    if cut:
        lines.append(f"  cut it by {cut}")
    return "\n".join(lines)


def report_alive(thing, place=None):
    """Whatever holds it."""
    found, = memory._paths([thing], [])
    if found is not None:
        return report(thing, Path(found), place)
    ring = memory._ring_through(thing)
    if ring is not None:
        return report_garbage([thing], ring)
    return f"leak: {made(thing, place)}\n  held by   an uncollected cycle, or a running function"


def places_of(things):
    """`, made at test_cache.py:7, test_cache.py:12`: three at most."""
    found = {place.rpartition(":")[::2] for place in map(site, things) if place}
    places = [f"{file}:{line}" for file, line in
              sorted(found, key=lambda pair: (pair[0], int(pair[1])))]
    if not places:
        return ""
    return f", made at {', '.join(places[:3])}" + (", ..." if len(places) > 3 else "")


def report_garbage(members, ring):
    """Objects that were left to the collector."""
    shown = {}
    for one in members:
        if type(one) is not dict or len(members) == 1:
            shown[type(one).__qualname__] = shown.get(type(one).__qualname__, 0) + 1
    what = ", ".join(f"{count} {name}" for name, count in sorted(shown.items()))
    lines = [f"left to the collector: {what}{places_of(members)}",
             f"  in a ring {ring_text(ring, True)}"]
    name = ring_cut(ring)
    if name:
        lines.append(f"  cut it by making {name} a weak reference, or by clearing it")
    return "\n".join(lines)


# ---- allocations that fail ----------------------------------------------------------------------

def sweep(function, before=None, keeps=(), most=100_000):
    """Calls the function with its 1st, 2nd, ... allocation refused, until none was; ahead of each
    call it calls `before`. What `keeps` names may be left behind; None: anything. Returns how many
    calls were told of a refusal. First the function is called as it is."""
    function()
    collect()
    count = told = 0
    while count < most:
        count += 1
        if before is not None:
            before()
        watch = Watch()
        try:
            outcome = _call_failing(function, count)
            if outcome == "complete":
                return told
            told += outcome == "told"
            faults = memory._audit()
            if faults:
                raise AssertionError(f"allocation {count} refused, and the heap is broken:\n"
                                     f"{faults}")
            if memory._born(watch.since):
                collect()              # the next call must not meet what this one left behind
                if outcome != "unheard" and keeps is not None:
                    _check_leaks(watch, count, keeps)
        finally:
            watch.end()
    raise AssertionError(f"after {most} refused allocations the function still didn't pass")


def _call_failing(function, count):
    """What became of the refusal: the function was "told" by a MemoryError; it did "without"; it
    was "unheard", because it came in a finalizer or a callback that nobody waits for, and whoever
    counts on what that does may fail; the function is "complete", as there was no such allocation.
    """
    unheard = memory._unheard()
    outcome = "without"
    memory._fail_at(count)
    try:
        function()
    except MemoryError:
        outcome = "told"
    except BaseException as other:
        memory._fail_at(0)
        if isinstance(other, KeyboardInterrupt):
            raise
        if memory._unheard() == unheard:
            raise AssertionError(f"allocation {count} refused, and that came out as "
                                 f"{type(other).__name__}: {other}") from other
    finally:
        has_come = memory._fail_at(0)
    if memory._unheard() != unheard:
        return "unheard"
    return outcome if has_come or outcome == "told" else "complete"


def _check_leaks(watch, count, keeps):
    found = watch.survivors(keeps=keeps)
    if found:
        text = "\n".join(report(thing, path) for thing, path in found[:3])
        raise AssertionError(f"allocation {count} refused, and objects are left:\n{text}")
