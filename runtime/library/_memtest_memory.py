"""Objects that were made since some moment, or told of, and still live; and what becomes of
refused allocations. What of them counts: see _memtest_count."""

import gc

import memory
from _memtest_count import OPEN, TOLD, verdict
from _memtest_path import Path
from _memtest_report import reports


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
        while True:
            found = memory._paths(born, ignored)
            # Of what is held by way of another one in the list nothing is told; so what isn't told
            # of either, but may hold what is, is taken out of the list.
            result, open_ = [], set()
            for thing, way in zip(born, found):
                if not way:
                    continue
                path = Path(way)
                answer = verdict(thing, path)
                if answer == TOLD and not _is_kept(path, keeps):
                    result.append((thing, path))
                elif answer == OPEN:
                    open_.add(id(thing))
            if not open_:
                return result
            born[:] = _without(born, open_)            # in place: `ignored` knows it

    def garbage(self, ignored=()):
        """(members, ring) of what was made since and now only holds itself."""
        born = memory._born(self.since, True)
        ignored = [*ignored, born, ignored]
        ways = memory._paths(born, ignored)
        dead = [thing for thing, way in zip(born, ways) if way is None]
        del born, ways
        return memory._rings(dead)


def _without(things, numbers):
    """A comprehension in survivors() would have a cell there, which counts as born."""
    return [thing for thing in things if id(thing) not in numbers]


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
    expression = path.expression() if keeps and path.root.startswith("module ") else None
    if expression is None:
        return False
    inside = expression.partition(".")[2]
    for name in keeps:
        for text in (expression, inside):
            if text == name or text.startswith((name + ".", name + "[")):
                return True
    return False


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
        if _is_group_of_refusals(other):
            outcome = "told"
        elif memory._unheard() == unheard:
            raise AssertionError(f"allocation {count} refused, and that came out as "
                                 f"{type(other).__name__}: {other}") from other
    finally:
        has_come = memory._fail_at(0)
    if memory._unheard() != unheard:
        return "unheard"
    return outcome if has_come or outcome == "told" else "complete"


def _is_group_of_refusals(error):
    """Tasks of a group and the like tell of their MemoryErrors together."""
    return isinstance(error, BaseExceptionGroup) and error.split(MemoryError)[1] is None


def _check_leaks(watch, count, keeps):
    found = watch.survivors(keeps=keeps)
    if found:
        text = "\n".join(reports(found, 3))
        raise AssertionError(f"allocation {count} refused, and objects are left:\n{text}")
