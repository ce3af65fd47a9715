"""Where two values differ, in a few lines."""

import difflib
import unicodedata

WIDTH = 240


def shorten(text, width=WIDTH):
    """The middle of a long text is left out."""
    if len(text) <= width:
        return text
    half = (width - 5) // 2
    return f"{text[:half]} ... {text[-half:]}"


def show(value, width=WIDTH):
    """The value's repr, whatever becomes of that."""
    try:
        return shorten(repr(value), width)
    except ValueError:
        if type(value) is int:             # too long to be shown in decimal
            return f"<int of {value.bit_length():,} bits>"
        return f"<{type(value).__name__}: repr() raised ValueError>"
    except RecursionError:
        return f"<{type(value).__name__}: too deep to show>"
    except Exception as error:
        return f"<{type(value).__name__}: repr() raised {type(error).__name__}>"


def lines(operator, left, right):
    """About a comparison that doesn't hold; `operator`: as module ast names it."""
    if operator == "Eq":
        yield from difference(left, right)
    elif operator == "Is":
        if type(left) is type(right) and show(left) == show(right):
            yield "two objects that look alike"
    elif operator == "NotIn":
        yield from _found(left, right)
    elif operator in ("LtE", "Lt", "GtE", "Gt") and _is_set(left) and _is_set(right):
        if operator in ("GtE", "Gt"):
            yield from _few([f"only on the right: {show(item, 100)}" for item in _sorted(right - left)])
        else:
            yield from _few([f"only on the left: {show(item, 100)}" for item in _sorted(left - right)])


def _found(part, whole):
    """Where it is."""
    if isinstance(whole, (str, bytes, list, tuple)):
        at = whole.find(part) if isinstance(whole, (str, bytes)) else \
            next((i for i, item in enumerate(whole) if _same(item, part)), -1)
        yield f"it is at [{at}]"


def _is_set(value):
    return isinstance(value, (set, frozenset))


def difference(left, right):
    """Lines about where two values differ that ought to be equal."""
    if isinstance(left, str) and isinstance(right, str) or \
            isinstance(left, (bytes, bytearray)) and isinstance(right, (bytes, bytearray)):
        yield from _text_difference(left, right)
    elif type(left) is not type(right) and not isinstance(left, type(right)) \
            and not isinstance(right, type(left)):
        if show(left) == show(right) or isinstance(left, (list, tuple, dict, set)):
            yield f"a {type(left).__name__} on the left, a {type(right).__name__} on the right"
    elif isinstance(left, (list, tuple)):
        yield from _sequence_difference(left, right)
    elif isinstance(left, dict):
        yield from _dict_difference(left, right)
    elif isinstance(left, (set, frozenset)):
        yield from _set_difference(left, right)
    elif hasattr(type(left), "__dataclass_fields__"):
        for name in left.__dataclass_fields__:
            mine, other = getattr(left, name, None), getattr(right, name, None)
            if not _same(mine, other):
                yield from _inner_difference(mine, other, f".{name}")


def _same(left, right):
    try:
        return left is right or bool(left == right)
    except Exception:
        return False


def _common(left, right):
    """How many items at the beginning are equal."""
    low, high = 0, min(len(left), len(right))
    try:
        while low < high:
            middle = (low + high + 1) // 2
            if left[low:middle] == right[low:middle]:
                low = middle
            else:
                high = middle - 1
    except Exception:
        pass                               # of what an item's __eq__ raises
    return low


def _text_difference(left, right):
    """Of strings, or of bytes."""
    if isinstance(left, str) and ("\n" in left or "\n" in right):
        yield from _line_difference(left.split("\n"), right.split("\n"))
        return
    at = _common(left, right)
    if at == len(left) or at == len(right):
        longer = "left" if len(left) > len(right) else "right"
        rest = (left if len(left) > len(right) else right)[at:]
        yield f"differ at [{at}]: the {longer} one goes on with {show(rest, 80)}"
        return
    start = max(0, at - 20)
    shown = [show(text[start:at + 20]) for text in (left, right)]
    if len({unicodedata.normalize("NFKC", text) for text in shown}) == 1:
        shown = [ascii(text[start:at + 20]) for text in (left, right)]     # they look alike
    yield f"differ at [{at}]: {shown[0]}"
    yield f"{'':{len(f'differ at [{at}]')}}  {shown[1]}"


def _line_difference(left, right, most=40):
    """Lines that differ, and two around them."""
    start = max(0, _common(left, right) - 2)
    if max(len(left), len(right)) - start > 1000:
        at = start if start == 0 else start + 2
        yield f"differ at line {at + 1}:"
        yield from _text_difference(*(lines[at] if at < len(lines) else "" for lines in (left, right)))
        return
    yield "lines with - are only on the left, with + only on the right:"
    matcher = difflib.SequenceMatcher(None, left[start:], right[start:], False)
    found = []
    for group in matcher.get_grouped_opcodes(2):
        if start + group[0][1] > 0:
            found.append("    ...")
        for operation, i, i_end, j, j_end in group:
            mine, other = left[start + i:start + i_end], right[start + j:start + j_end]
            if operation == "equal":
                found += [f"      {line}".rstrip() for line in mine]
            else:
                found += _changed(mine, other)
    if start + group[-1][2] < len(left):
        found.append("    ...")
    yield from found[:most]
    if len(found) > most:
        yield f"    ... and {len(found) - most} more lines"


def _changed(left, right):
    """As many lines on both sides: in pairs, with a mark where the one that differs does."""
    if len(left) != len(right):
        return [f"    - {line}" for line in left] + [f"    + {line}" for line in right]
    found = []
    for mine, other in zip(left, right):
        at = _common(mine, other)
        found += [f"    - {mine}", f"    + {other}"]
        if at:
            found.append(f"    ? {'':{at}}^")
    return found


def _inner_difference(mine, other, path):
    """Where two parts differ that stand at the same place."""
    both = (mine, other)
    if len(path) < 60:
        if all(isinstance(one, (list, tuple)) for one in both) and type(mine) is type(other):
            return _sequence_difference(mine, other, path)
        if all(isinstance(one, dict) for one in both):
            return _dict_difference(mine, other, path)
    return [f"differ at {path}: {show(mine, 100)} on the left, {show(other, 100)} on the right"]


def _sequence_difference(left, right, path=""):
    start = _common(left, right)
    for i, (mine, other) in enumerate(zip(left[start:], right[start:]), start):
        if not _same(mine, other):
            yield from _inner_difference(mine, other, f"{path}[{i}]")
            return
    if len(left) != len(right):
        at = min(len(left), len(right))
        side = "left" if len(left) > len(right) else "right"
        rest = (left if len(left) > len(right) else right)[at:]
        yield f"differ at {path}[{at}]: the {side} one goes on with {show(rest, 100)}"


def _dict_difference(left, right, path=""):
    lines = []
    for key in left:
        place = f"{path}[{show(key, 60)}]"
        if key not in right:
            lines.append(f"only on the left: {place}: {show(left[key], 100)}")
        elif not _same(left[key], right[key]):
            lines += _inner_difference(left[key], right[key], place)
    lines += [f"only on the right: {path}[{show(key, 60)}]: {show(right[key], 100)}"
              for key in right if key not in left]
    yield from _few(lines)


def _set_difference(left, right):
    lines = [f"only on the left: {show(item, 100)}" for item in _sorted(left - right)]
    lines += [f"only on the right: {show(item, 100)}" for item in _sorted(right - left)]
    yield from _few(lines)


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=repr)


def _few(lines, most=8):
    yield from lines[:most]
    if len(lines) > most:
        yield f"... and {len(lines) - most} more differences"
