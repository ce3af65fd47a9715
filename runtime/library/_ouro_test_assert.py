"""What a failed assertion of a test says: the values of its parts, and where two values differ.

The compiler hands over copies of the values that the parts had (see vm/compile_assert.c); nothing
is evaluated again. A part that wasn't evaluated has Ellipsis, one that was decided by jumps None.
"""

import types

import _ouro_test_difference as differ
from _ouro_test_difference import show

_quiet = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType,
          types.MethodType, types.CoroutineType, types.GeneratorType)


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
        for line in differ.lines(type(node.ops[0]).__name__, left, right):
            yield f"  {line}" if line else ""


_SIGNS = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
          "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}
