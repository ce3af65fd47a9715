"""What a failed assertion of a test says: the values of its parts, and where two values differ.

The compiler hands over copies of the values that the parts had (see vm/compile_assert.c); nothing
is evaluated again. A part that wasn't evaluated has Ellipsis, one that was decided by jumps None.
"""

import types
from difflib import ndiff

WIDTH = 240
_quiet = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType,
          types.MethodType, types.CoroutineType, types.GeneratorType)


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
    except RecursionError:
        return f"<{type(value).__name__}: too deep to show>"
    except Exception as error:
        return f"<{type(value).__name__}: repr() raised {type(error).__name__}>"


def explain(error, text, places, values):
    """The exception to raise instead of error, with a note about the parts of the text."""
    try:
        if isinstance(error, type):
            error = error()
        note = "\n".join(_Explanation(text, places, values).lines())
    except Exception as failure:       # a test may have replaced built-ins
        note = f"(this can't be explained: {failure.__class__.__name__}: {failure})"
        error = AssertionError() if error is AssertionError else error
    if note:
        error.add_note(note)
    return error


class _Explanation:
    def __init__(self, text, places, values):
        import ast
        self.ast = ast
        self.text = text.encode()
        self.values = dict(zip(zip(places[::2], places[1::2]), values))
        source = b"(" + self.text + b"\n)"
        self.starts = [0]
        for line in source.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.tree = ast.parse(source.decode(), mode="eval").body

    # ---- what is known of a node ----

    def place(self, node):
        return (self.starts[node.lineno - 1] + node.col_offset - 1,
                self.starts[node.end_lineno - 1] + node.end_col_offset - 1)

    def source(self, node):
        start, end = self.place(node)
        return " ".join(self.text[start:end].decode().split())

    def known(self, node):
        """Has it a value? Then it as well."""
        ast = self.ast
        if isinstance(node, (ast.BoolOp, ast.IfExp, ast.Compare)) or self.is_not(node):
            value = self.values.get(self.place(node), ...)
            return (value is not ... and value is not None), value
        if isinstance(node, ast.Starred):
            return self.known(node.value)
        value = self.values.get(self.place(node), ...)
        if value is not ...:
            return True, value
        try:
            return True, ast.literal_eval(node)
        except Exception:
            return False, ...

    def is_not(self, node):
        return isinstance(node, self.ast.UnaryOp) and isinstance(node.op, self.ast.Not)

    def reached(self, node):
        """Was it evaluated, as far as one can know?"""
        if isinstance(node, self.ast.Constant):
            return True
        place = self.place(node)
        return place not in self.values or self.values[place] is not ...

    # ---- the part that decided ----

    def decisive(self, node):
        ast = self.ast
        if isinstance(node, ast.BoolOp):
            if isinstance(node.op, ast.And):
                reached = [value for value in node.values if self.reached(value)]
                return self.decisive(reached[-1])
            return [found for value in node.values if self.reached(value)
                    for found in self.decisive(value)]
        if isinstance(node, ast.IfExp):
            chosen = node.body if self.reached(node.body) else node.orelse
            if self.reached(node.body) != self.reached(node.orelse):
                return self.decisive(chosen)
        return [node]

    def lines(self):
        for node in self.decisive(self.tree):
            yield from self.headline(node)
        for node in self.decisive(self.tree):
            yield from self.difference(node)
        seen = set()
        for node in self.ast.walk(self.tree):
            line = self.where(node)
            if line and line not in seen:
                seen.add(line)
                yield line

    def headline(self, node):
        """The comparison or call with the values of its operands."""
        shown = self.substituted(node)
        source = self.source(node)
        if shown is not None and shown != source:
            yield shown if node is self.tree else f"{shown}, which is {source}"

    def operand(self, node):
        is_known, value = self.known(node)
        return show(value, 120) if is_known else self.source(node)

    def substituted(self, node):
        ast = self.ast
        if isinstance(node, ast.Compare):
            parts = [self.operand(node.left)]
            for op, right in zip(node.ops, node.comparators):
                parts += [_SIGNS[type(op).__name__], self.operand(right)]
            return " ".join(parts)
        if self.is_not(node):
            inner = self.substituted(node.operand)
            return None if inner is None else f"not {inner}"
        is_known, value = self.known(node)
        return show(value) if is_known else None

    def where(self, node):
        """`where len(x) = 3`."""
        ast = self.ast
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.BinOp,
                                 ast.UnaryOp, ast.Await, ast.NamedExpr, ast.ListComp,
                                 ast.SetComp, ast.DictComp, ast.JoinedStr)):
            return None
        if self.is_not(node) or self.place(node) not in self.values \
                or not any(isinstance(part, ast.Name) for part in ast.walk(node)):
            return None
        is_known, value = self.known(node)
        if not is_known or isinstance(value, _quiet) or type(value).__repr__ is object.__repr__:
            return None
        source, shown = self.source(node), show(value)
        return f"  where {source} = {shown}" if source != shown else None

    def difference(self, node):
        ast = self.ast
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return
        (left_known, left), (right_known, right) = (self.known(node.left),
                                                    self.known(node.comparators[0]))
        if not left_known or not right_known:
            return
        if isinstance(node.ops[0], ast.Eq):
            for line in difference(left, right):
                yield f"  {line}"
        elif isinstance(node.ops[0], ast.Is) and type(left) is type(right) \
                and show(left) == show(right):
            yield f"  two objects: {id(left):#x} and {id(right):#x}"


_SIGNS = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
          "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}


# ---- where two values differ --------------------------------------------------------------------

def difference(left, right):
    """Lines about where two values differ that ought to be equal."""
    if isinstance(left, str) and isinstance(right, str):
        yield from _text_difference(left, right)
    elif isinstance(left, (bytes, bytearray)) and isinstance(right, (bytes, bytearray)):
        yield from _sequence_difference(left, right)
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


def _text_difference(left, right):
    if "\n" in left or "\n" in right:
        lines, others = left.split("\n"), right.split("\n")
        if len(lines) + len(others) > 400:
            for i, (line, other) in enumerate(zip(lines, others)):
                if line != other:
                    yield f"differ at line {i + 1}:"
                    yield from _text_difference(line, other)
                    return
            yield f"{len(lines)} lines on the left, {len(others)} on the right"
            return
        yield "lines with - are only on the left, with + only on the right:"
        for line in ndiff(lines, others):
            yield f"    {line}".rstrip("\n")
        return
    at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b),
              min(len(left), len(right)))
    if at == len(left) or at == len(right):
        longer = "left" if len(left) > len(right) else "right"
        rest = (left if len(left) > len(right) else right)[at:]
        yield f"differ at [{at}]: the {longer} one goes on with {show(rest, 80)}"
        return
    start = max(0, at - 20)
    yield f"differ at [{at}]: {show(left[start:at + 20])}"
    yield f"{'':{len(f'differ at [{at}]')}}  {show(right[start:at + 20])}"


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
    for i, (mine, other) in enumerate(zip(left, right)):
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
