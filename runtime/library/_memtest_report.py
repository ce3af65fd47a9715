"""Reports about objects that ought to be dead."""

import re
import types
import weakref

import memory
from _memtest_path import Path, ring_cut, ring_link, ring_text


def describe(thing):
    """What an object is, without running its repr."""
    name = type(thing).__qualname__
    if isinstance(thing, type):
        return f"class {thing.__qualname__}"
    if isinstance(thing, (types.FunctionType, types.GeneratorType, types.CoroutineType,
                          types.AsyncGeneratorType)):
        return f"{name} {thing.__qualname__}"
    if isinstance(thing, types.MethodType):
        return f"method {getattr(thing.__func__, '__qualname__', '?')}"
    if isinstance(thing, weakref.ref):
        return "weak reference" + (" with a callback" if thing.__callback__ else "")
    if isinstance(thing, types.FrameType):
        return f"frame of {thing.f_code.co_qualname}"
    if isinstance(thing, types.TracebackType):
        return f"traceback through {thing.tb_frame.f_code.co_qualname}"
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
    lines = [f"leak: {made(thing, place)}", f"  held by   {path.text()}", _retains(objects, size)]
    ring = None if isinstance(thing, (type, types.FunctionType)) \
        else memory._ring_through(thing)
    cut = path.cut()
    if ring:
        lines.append(f"  in a ring {ring_text(ring)}")
        link = ring_link(ring)
        if link and (cut is None or not path.expression()):
            weak = f"making {link} a weak reference"
            cut = f"{cut}; or {weak}" if cut else weak
    if cut:
        lines.append(f"  cut it by {cut}")
    return "\n".join(lines)


def _retains(objects, size):
    return f"  retains   {objects:,} object{'s' * (objects != 1)}, {size:,} bytes"


def reports(found, most=5):
    """Texts about (object, path), in the order of the paths; those alike in one container are one
    text. No more than so many, and a line about how many there are besides."""
    groups = {}
    for thing, path in sorted(found, key=lambda pair: _natural(pair[1].text())):
        holder = path.holder()
        key = (type(thing), site(thing), id(holder[0])) if holder else id(thing)
        groups.setdefault(key, []).append((thing, path))
    texts, left = [], 0
    for members in groups.values():
        if len(texts) == most:
            left += len(members)
        elif len(members) == 1:
            texts.append(report(*members[0]))
        else:
            texts.append(_report_group(members))
    return texts + ([f"... and {left} more"] if left else [])


def _natural(text):
    """So that [2] comes before [10]."""
    return [(int(part), "") if part.isdecimal() else (-1, part)
            for part in re.split(r"([0-9]+)", text)]


def _report_group(members):
    things = [thing for thing, _ in members]
    path = members[0][1]
    _, expression = path.holder()
    steps = [step for _, one in members[1:] if (step := one.steps()[-1]).startswith("[")]
    if len(steps) > 4:
        steps[3:-1] = ["..."]
    place = site(things[0])
    lines = [f"leak: {len(members):,} {type(things[0]).__qualname__} objects"
             + (f", made at {place}" if place else ""),
             f"  held by   {path.text()}" + "".join(f", {step}" for step in steps)]
    if len(members) <= 20:
        figures = [memory._retained_by(thing) for thing in things]
        lines.append(_retains(*map(sum, zip(*figures))))
    cut = path.ending() or expression and f"`{expression}.clear()`"
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
        return report_garbage(list({id(one): one for one in ring[::2]}.values()), ring)
    return f"leak: {made(thing, place)}\n  held by   an uncollected cycle, or a running function"


def places_of(things):
    """`, made at test_cache.py:7, test_cache.py:12`: three at most."""
    found = {place.rpartition(":")[::2] for place in map(site, things) if place}
    places = [f"{file}:{line}" for file, line in
              sorted(found, key=lambda pair: (pair[0], int(pair[1])))]
    if not places:
        return ""
    return f", made at {', '.join(places[:3])}" + (", ..." if len(places) > 3 else "")


_of_class = (type, dict, tuple, types.GetSetDescriptorType, types.MemberDescriptorType,
             types.FunctionType, types.CellType, classmethod, staticmethod, property)


def reports_garbage(groups, most=5):
    """Texts about (members, ring) that were left to the collector, but for classes: each refers to
    itself, and nobody can help it."""
    texts = [report_garbage(members, ring) for members, ring in groups
             if not any(isinstance(one, type) for one in members)
             or not all(isinstance(one, _of_class) for one in members)]
    texts.sort(key=_natural)
    return texts[:most] + ([f"... and {len(texts) - most} more"] if len(texts) > most else [])


def report_garbage(members, ring):
    """Objects that were left to the collector."""
    shown = {}
    for one in members:
        if type(one) is not dict or len(members) == 1:
            shown[type(one).__qualname__] = shown.get(type(one).__qualname__, 0) + 1
    what = ", ".join(f"{count:,} {name}" for name, count in sorted(shown.items()))
    lines = [f"left to the collector: {what}{places_of(members)}",
             f"  in a ring {ring_text(ring, True)}"]
    cut = ring_cut(ring)
    if cut:
        lines.append(f"  cut it by {cut}")
    return "\n".join(lines)
