"""What tests say about memory, and about themselves. Works in `ouro test` and in plain scripts.

About memory; each raises AssertionError with a report of what lives, what holds it, and what would
cut that:

    track(object)                 it has to be dead at the end of the test (or of the script);
                                  any object but a small number, True, None and the like
    with no_leaks():              nothing that is made inside outlives the block
    with expect_freed(a, b):      these objects die inside, by="refcount" or by="gc"
    with expect_cycles(2) as r:   so many rings become garbage inside; r.cycles, r.freed, r.pause_us
    with heap_delta() as d:       d.objects and d.bytes: how many more live after the block
    with gc_manual() as g:        no automatic collections; g.collect() makes one
    with limit_memory("1M"):      no more than this can be had inside
    oom_sweep(function)           its 1st, 2nd, ... allocation fails, until it succeeds

    alive(type)                   how many instances there are
    refcount(object)              how many references there are to it
    path_to(object)               what keeps it alive, as text
    cycle_of(object)              the ring that it is in, as text, or None

About tests, for `ouro test`:

    @fixture                      a function whose value tests get as the argument of its name; it
                                  may return or yield it, or return a context manager
    @cases((1, 2), big=(3, 4))    the test is run for each, with these arguments
    @skip(reason), @skip_if(condition, reason), @expected_failure(reason), skip_now(reason)
    @by("refcount")               the collector must find nothing that the test has made, but for
                                  classes, which refer to themselves
    @keeps("cache", ...)          what these names of the module hold may outlive the test
    @allow_leaks(reason)          nothing is checked
"""

import gc
import sys
import time

import memory
import _memtest_memory as _mine
import _memtest_report as _report

__all__ = ["Leak", "Skip", "alive", "allow_leaks", "by", "cases", "cycle_of", "expect_cycles",
           "expect_freed", "expected_failure", "fixture", "gc_manual", "heap_delta", "keeps",
           "limit_memory", "no_leaks", "oom_sweep", "path_to", "refcount", "skip", "skip_if",
           "skip_now", "track"]


class Leak(AssertionError):
    """Something lives that ought to be dead, or the other way round."""


class Skip(Exception):
    """The test doesn't apply here."""


# ---- about tests --------------------------------------------------------------------------------

def _mark(name, value):
    def decorate(thing):
        marks = dict(vars(thing).get("__memtest__", ()))
        marks[name] = value
        thing.__memtest__ = marks
        return thing
    return decorate


def fixture(function=None):
    """The function makes the argument of its name for tests that have one."""
    mark = _mark("fixture", True)
    return mark if function is None else mark(function)


class _Case:
    __slots__ = ("name", "values")

    def __init__(self, name, values):
        self.name = name
        self.values = values

    def values_for(self, names, parameters, needed):
        """The arguments. `names`: those that it may give; `parameters`: those of them that aren't
        fixtures; `needed`: those of these that have no default."""
        parts = self.values if type(self.values) is _Several else (self.values,)
        given = {name: value for part in parts if isinstance(part, dict)
                 for name, value in part.items()}
        for name in given:
            if name not in names:
                raise TypeError(f"case {self.name!r} has a value for {name!r}, which the test "
                                "doesn't take")
        left = [name for name in parameters if name not in given]
        least = sum(name in needed for name in left)
        values = []
        for part in parts:
            if isinstance(part, tuple) and (len(left) != 1 or len(parts) > 1):
                values += part
            elif not isinstance(part, dict):
                values.append(part)
        if not least <= len(values) <= len(left):
            raise TypeError(f"case {self.name!r} has {len(values)} value{'s' * (len(values) != 1)} "
                            f"for {', '.join(left) or 'no parameter'}")
        return given | dict(zip(left, values))


class _Several(tuple):
    """The values of cases that were combined."""

    __slots__ = ()


def combined(outer, inner):
    """Each case of the one with each of the other, whose arguments come later. None: there are none."""
    if outer is None or inner is None:
        return outer if inner is None else inner
    return [_Case(f"{one.name}-{other.name}", _Several(
                part for case in (one, other)
                for part in (case.values if type(case.values) is _Several else (case.values,))))
            for one in outer for other in inner]


def cases(*values, **named):
    """The test is run once for each: a tuple has all arguments, a dict has them by name. Of a
    class: each of its tests. Of several @cases each one is run with each of the others; the upper
    ones have the first arguments."""
    found = [_Case(str(number), value) for number, value in enumerate(values)]
    found += [_Case(name, value) for name, value in named.items()]

    def decorate(thing):
        known = vars(thing).get("__memtest__", {}).get("cases")
        return _mark("cases", combined(found, known))(thing)

    return decorate


def skip(reason=""):
    """The test isn't run."""
    if callable(reason):
        return _mark("skip", "")(reason)
    return _mark("skip", reason)


def skip_if(condition, reason=""):
    """The test isn't run if the condition holds."""
    return skip(reason) if condition else lambda thing: thing


def skip_now(reason=""):
    """Ends the running test, which doesn't apply."""
    raise Skip(reason)


def expected_failure(reason=""):
    """The test is known to fail; that it passes is a failure."""
    if callable(reason):
        return _mark("expected_failure", "")(reason)
    return _mark("expected_failure", reason)


def by(who):
    """@by("refcount"): the collector must find nothing that the test has made."""
    return _mark("by", _one_of_two(who))


def keeps(*names):
    """What these names of the module hold (`"cache"`, `"Node.all"`) may outlive the test."""
    return _mark("keeps", names)


def allow_leaks(reason=""):
    """What the test leaves behind isn't looked at."""
    if callable(reason):
        return _mark("allow_leaks", "")(reason)
    return _mark("allow_leaks", reason)


# ---- what lives ---------------------------------------------------------------------------------

refcount = memory._refs


def alive(type):
    """How many instances of the class, and of those derived from it, there are."""
    return len(memory._instances(type))


def path_to(object):
    """What keeps the object alive, as text; None: nothing but who has just asked."""
    found, = memory._paths([object], [])
    return None if found is None else _report.Path(found).text()


def cycle_of(object):
    """The shortest ring through the object, as text: `Node.child -> Node.parent`; or None."""
    ring = memory._ring_through(object)
    return None if ring is None else _report.ring_text(ring)


def _one_of_two(by):
    if by not in ("refcount", "gc"):
        raise ValueError(f"by is 'refcount' or 'gc', not {by!r}")
    return by


# ---- blocks -------------------------------------------------------------------------------------

class _Manual:
    """No automatic collections, as long as it is entered."""

    __slots__ = ("_was_enabled",)

    def __enter__(self):
        self._was_enabled = gc.isenabled()
        gc.disable()
        return self

    def __exit__(self, *error):
        if self._was_enabled:
            gc.enable()

    def collect(self, generation=2):
        """Collects, and returns how many objects were garbage."""
        return gc.collect(generation)


def gc_manual():
    """No automatic collections inside; what is garbage before the block is collected first."""
    gc.collect()
    return _Manual()


class _Watching:
    """A block without automatic collections; `_check` looks at what it has made."""

    def _begin(self):
        self._manual = _Manual()
        self._manual.__enter__()
        self._watch = _mine.Watch()

    def __exit__(self, kind, error, traceback):
        try:
            if kind is None:
                del error, traceback
                self._check()
        finally:
            self._watch.end()
            self._manual.__exit__()


class no_leaks(_Watching):
    """Nothing that is made inside the block outlives it. by="refcount": not even as garbage."""

    def __init__(self, *, by="gc", keeps=()):
        self._by = _one_of_two(by)
        self._keeps = keeps

    def __enter__(self):
        self._begin()

    def _check(self):
        reports = []
        if self._by == "refcount":
            reports += _report.reports_garbage(self._watch.garbage([self, vars(self)]))
        _mine.collect()
        found = self._watch.survivors([self, vars(self)], self._keeps)
        reports += _report.reports(found)
        del found
        if reports:
            raise Leak("\n".join(["something outlives the block", *reports]))


class expect_freed:
    """The objects die inside the block. by="refcount": at once, when the last reference goes;
    by="gc": not before the collector comes, which does when the block ends."""

    def __init__(self, *objects, by="refcount"):
        self._by = _one_of_two(by)
        self._known = _mine.Known()
        try:
            for one in objects:
                self._known.add(one, type(one).__qualname__)
        except BaseException:
            self._known.end()
            raise

    def __enter__(self):
        self._manual = _Manual()
        self._manual.__enter__()
        return self

    def __exit__(self, kind, error, traceback):
        try:
            if kind is None:
                self._check()
        finally:
            self._known.end()
            self._manual.__exit__()

    def _check(self):
        if self._by == "gc":
            _, early = self._known.notes()
            if early:
                raise Leak(f"died without the collector: {', '.join(early)}")
            _mine.collect()
        reports = [_report.report_alive(one) for one, _ in self._known.living()]
        if reports:
            count = len(self._known.moments)
            told = "the object still lives" if count == 1 else \
                f"{len(reports)} of {count} objects still live{'s' * (len(reports) == 1)}"
            raise Leak("\n".join([told, *reports]))


class expect_cycles(_Watching):
    """So many rings of objects (n), with instances of these classes (types), and no others, become
    garbage inside the block. None: any. Afterwards

        r.cycles     the rings, as text: ["Node.child -> Node.parent"]
        r.freed      what gc.collect() has returned at the end of the block
        r.pause_us   how long that took, in microseconds
    """

    def __init__(self, n=None, types=None):
        if n is not None and (not isinstance(n, int) or n < 0):
            raise TypeError(f"n is a number of rings, or None, not {n!r}")
        self._n = n
        self._types = None if types is None else \
            ({types} if isinstance(types, type) else set(types))
        for one in self._types or ():
            if not isinstance(one, type):
                raise TypeError(f"types are classes, not {type(one).__name__}: {one!r}")
        self.cycles, self.freed, self.pause_us = [], 0, 0

    def __enter__(self):
        gc.collect()
        self._begin()
        return self

    def _check(self):
        found = self._watch.garbage([self, vars(self)])
        self.cycles = sorted(_report.ring_text(ring, True) for _, ring in found)
        types = {type(one) for members, _ in found for one in members
                 if not isinstance(one, dict)}
        if not types and found:
            types = {dict}
        del found
        began = time.perf_counter()
        self.freed = gc.collect()
        self.pause_us = (time.perf_counter() - began) * 1e6
        wrong = []
        if self._n is not None and len(self.cycles) != self._n:
            rings = "1 ring" if len(self.cycles) == 1 else f"{len(self.cycles)} rings"
            expected = {0: "none was", 1: "1 was"}.get(self._n, f"{self._n} were")
            wrong.append(f"{rings} became garbage, {expected} expected")
        if self._types is not None and types != self._types:
            wrong.append(f"they are made of {_names(types)}, expected was {_names(self._types)}")
        if wrong:
            wrong += [f"  {cycle}" for cycle in self.cycles[:20]]
            if self._n is not None and len(self.cycles) < self._n:
                wrong += self._living()
            raise Leak("\n".join(wrong))

    def _living(self):
        """Reports about rings that somebody still holds."""
        found = [(thing, path) for thing, path in self._watch.survivors([self, vars(self)])
                 if memory._ring_through(thing) is not None]
        return _report.reports(found, 3)


def _names(types):
    return ", ".join(sorted(one.__qualname__ for one in types)) or "nothing"


class heap_delta:
    """How many objects (.objects) and bytes (.bytes) more live after the block than before."""

    __slots__ = ("objects", "bytes")

    def __init__(self):
        self.objects = self.bytes = 0

    def __enter__(self):
        self.objects, self.bytes = memory._live(self)
        return self

    def __exit__(self, kind, error, traceback):
        objects, size = memory._live(self)
        self.objects, self.bytes = objects - self.objects, size - self.bytes


class limit_memory:
    """No more than so many bytes ("1M", "64K", 4096) than are in use now can be had inside."""

    __slots__ = ("_size", "_before")
    _units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

    def __init__(self, size):
        if isinstance(size, str):
            unit = self._units.get(size[-1:].upper())
            try:
                size = int(size[:-1]) * unit if unit else int(size)
            except ValueError:
                raise ValueError(f"a size is a number of bytes, or such as '64K', '1M' or '2G', "
                                 f"not {size!r}") from None
        elif not isinstance(size, int):
            raise TypeError(f"a size is a number of bytes, or such as '64K', not "
                            f"{type(size).__name__}")
        if size < 0:
            raise ValueError("a limit can't be negative")
        self._size = size
        self._before = -1              # what is made later may find no memory any more

    def __enter__(self):
        self._before = memory._set_limit(self._size, True)
        return self

    def __exit__(self, kind, error, traceback):        # no allocation: there may be no memory
        memory._set_limit(self._before)


def oom_sweep(function, *arguments, **keywords):
    """Calls the function as it is, then with its 1st, 2nd, ... allocation refused, until none is.
    Each time it has to succeed or to raise MemoryError, the heap has to be sound, and nothing may
    be left. Where the refusal came in a finalizer or a callback of a weak reference, which nobody
    can hear of, only the heap has to be sound. Returns how often it has raised MemoryError."""
    return _mine.sweep(lambda: function(*arguments, **keywords))


# ---- objects that have to be dead in the end ----------------------------------------------------

_tracked = _mine.Known()


def track(object):
    """The object has to be dead at the end of the test, or of the script. Returns it."""
    caller = sys._getframe(1)
    file = caller.f_code.co_filename.rpartition("/")[2]
    _tracked.add(object, f"tracked at {file}:{caller.f_lineno}")
    if len(_tracked.moments) == 1 and not _in_runner:
        import atexit
        atexit.unregister(_check_tracked_at_exit)
        atexit.register(_check_tracked_at_exit)
    return object


_in_runner = []                        # not empty: `ouro test` looks after what is tracked


def _tracked_reports():
    """Reports about tracked objects that live; nothing is tracked any more."""
    if not _tracked.moments:
        return ()
    living, _ = _tracked.notes()
    if living:
        _mine.collect()
    reports = [_report.report_alive(*pair) for pair in _tracked.living()] if living else ()
    _tracked.end()
    return reports


def _check_tracked_at_exit():
    """An exception wouldn't be heard any more: the script ends with status 1 here."""
    import os
    reports = _tracked_reports()
    if reports:
        sys.stdout.flush()
        print("tracked objects live at the end of the script", *reports, sep="\n",
              file=sys.stderr, flush=True)
        os._exit(1)


_mine.trace()                          # so that reports can say where objects were made
