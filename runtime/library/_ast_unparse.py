"""ast.unparse(): the source text of a syntax tree."""

from ast import *
import _ast
from contextlib import contextmanager

# Operators bind the tighter the higher; an operand in a tighter place than its own gets parentheses.
(NAMED_EXPR, TUPLE, YIELD, TEST, OR, AND, NOT, CMP, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR,
 POWER, AWAIT, ATOM) = range(18)
EXPR = BOR

_spelling = {name: text for name, _, text in _ast.operators()}
_binary = {
    "Add": ARITH, "Sub": ARITH, "Mult": TERM, "MatMult": TERM, "Div": TERM, "Mod": TERM,
    "LShift": SHIFT, "RShift": SHIFT, "BitOr": BOR, "BitXor": BXOR, "BitAnd": BAND,
    "FloorDiv": TERM, "Pow": POWER,
}
_unary = {"Not": NOT, "Invert": FACTOR, "UAdd": FACTOR, "USub": FACTOR}
_boolean = {"And": AND, "Or": OR}

# Large enough to be read as infinity.
_INFINITY = "1e309"
_SINGLE_QUOTES = ("'", '"')
_MULTI_QUOTES = ('"""', "'''")
_ALL_QUOTES = (*_SINGLE_QUOTES, *_MULTI_QUOTES)


class Unparser(NodeVisitor):

    def __init__(self, *, _avoid_backslashes=False):
        self._source = []
        self._precedences = {}
        self._indent = 0
        self._avoid_backslashes = _avoid_backslashes
        self._in_try_star = False

    # --- writing ---

    def visit(self, node):
        self._source = []
        self.traverse(node)
        return "".join(self._source)

    def traverse(self, node):
        if isinstance(node, list):
            for item in node:
                self.traverse(item)
        else:
            super().visit(node)

    def write(self, *text):
        self._source.extend(text)

    def fill(self, text=""):
        """Begins a line."""
        if self._source:
            self.write("\n")
        self.write("    " * self._indent + text)

    def items(self, write, sequence):
        """The items with commas between."""
        for i, item in enumerate(sequence):
            if i:
                self.write(", ")
            write(item)

    def items_view(self, sequence):
        """The same as the inside of a tuple."""
        if len(sequence) == 1:
            self.traverse(sequence[0])
            self.write(",")
        else:
            self.items(self.traverse, sequence)

    @contextmanager
    def block(self, *, extra=None):
        self.write(":")
        if extra:
            self.write(extra)
        self._indent += 1
        yield
        self._indent -= 1

    @contextmanager
    def delimit(self, start, end):
        self.write(start)
        yield
        self.write(end)

    @contextmanager
    def parentheses(self, precedence, node):
        if self.precedence(node) > precedence:
            with self.delimit("(", ")"):
                yield
        else:
            yield

    def precedence(self, node):
        return self._precedences.get(node, TEST)

    def set_precedence(self, precedence, *nodes):
        for node in nodes:
            self._precedences[node] = precedence

    def type_comment(self, node):
        comment = node.type_comment
        return f" # type: {comment}" if comment is not None else None

    # --- blocks ---

    def docstring_of(self, node):
        """The node of the docstring, if there is one."""
        if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
            return None
        if not node.body or not isinstance(node.body[0], Expr):
            return None
        value = node.body[0].value
        return value if isinstance(value, Constant) and isinstance(value.value, str) else None

    def body_with_docstring(self, node):
        docstring = self.docstring_of(node)
        if docstring:
            self.write_docstring(docstring)
            self.traverse(node.body[1:])
        else:
            self.traverse(node.body)

    def visit_Module(self, node):
        self.body_with_docstring(node)
        self._precedences.clear()

    def visit_FunctionType(self, node):
        with self.delimit("(", ")"):
            self.items(self.traverse, node.argtypes)
        self.write(" -> ")
        self.traverse(node.returns)

    # --- simple statements ---

    def visit_Expr(self, node):
        self.fill()
        self.set_precedence(YIELD, node.value)
        self.traverse(node.value)

    def visit_NamedExpr(self, node):
        with self.parentheses(NAMED_EXPR, node):
            self.set_precedence(ATOM, node.target, node.value)
            self.traverse(node.target)
            self.write(" := ")
            self.traverse(node.value)

    def visit_Import(self, node):
        self.fill("import ")
        self.items(self.traverse, node.names)

    def visit_ImportFrom(self, node):
        self.fill("from ")
        self.write("." * (node.level or 0))
        if node.module:
            self.write(node.module)
        self.write(" import ")
        self.items(self.traverse, node.names)

    def visit_Assign(self, node):
        self.fill()
        for target in node.targets:
            self.set_precedence(TUPLE, target)
            self.traverse(target)
            self.write(" = ")
        self.traverse(node.value)
        if comment := self.type_comment(node):
            self.write(comment)

    def visit_AugAssign(self, node):
        self.fill()
        self.traverse(node.target)
        self.write(" " + _spelling[node.op.__class__.__name__] + "= ")
        self.traverse(node.value)

    def visit_AnnAssign(self, node):
        self.fill()
        if not node.simple and isinstance(node.target, Name):
            with self.delimit("(", ")"):
                self.traverse(node.target)
        else:
            self.traverse(node.target)
        self.write(": ")
        self.traverse(node.annotation)
        if node.value:
            self.write(" = ")
            self.traverse(node.value)

    def visit_Return(self, node):
        self.fill("return")
        if node.value:
            self.write(" ")
            self.traverse(node.value)

    def visit_Pass(self, node):
        self.fill("pass")

    def visit_Break(self, node):
        self.fill("break")

    def visit_Continue(self, node):
        self.fill("continue")

    def visit_Delete(self, node):
        self.fill("del ")
        self.items(self.traverse, node.targets)

    def visit_Assert(self, node):
        self.fill("assert ")
        self.traverse(node.test)
        if node.msg:
            self.write(", ")
            self.traverse(node.msg)

    def visit_Global(self, node):
        self.fill("global ")
        self.items(self.write, node.names)

    def visit_Nonlocal(self, node):
        self.fill("nonlocal ")
        self.items(self.write, node.names)

    def visit_Await(self, node):
        with self.parentheses(AWAIT, node):
            self.write("await")
            if node.value:
                self.write(" ")
                self.set_precedence(ATOM, node.value)
                self.traverse(node.value)

    def visit_Yield(self, node):
        with self.parentheses(YIELD, node):
            self.write("yield")
            if node.value:
                self.write(" ")
                self.set_precedence(ATOM, node.value)
                self.traverse(node.value)

    def visit_YieldFrom(self, node):
        with self.parentheses(YIELD, node):
            self.write("yield from ")
            if not node.value:
                raise ValueError("Node can't be used without a value attribute.")
            self.set_precedence(ATOM, node.value)
            self.traverse(node.value)

    def visit_Raise(self, node):
        self.fill("raise")
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't use cause without an exception.")
            return
        self.write(" ")
        self.traverse(node.exc)
        if node.cause:
            self.write(" from ")
            self.traverse(node.cause)

    # --- compound statements ---

    def write_try(self, node):
        self.fill("try")
        with self.block():
            self.traverse(node.body)
        for handler in node.handlers:
            self.traverse(handler)
        if node.orelse:
            self.fill("else")
            with self.block():
                self.traverse(node.orelse)
        if node.finalbody:
            self.fill("finally")
            with self.block():
                self.traverse(node.finalbody)

    def visit_Try(self, node):
        before, self._in_try_star = self._in_try_star, False
        try:
            self.write_try(node)
        finally:
            self._in_try_star = before

    def visit_TryStar(self, node):
        before, self._in_try_star = self._in_try_star, True
        try:
            self.write_try(node)
        finally:
            self._in_try_star = before

    def visit_ExceptHandler(self, node):
        self.fill("except*" if self._in_try_star else "except")
        if node.type:
            self.write(" ")
            self.traverse(node.type)
        if node.name:
            self.write(" as ", node.name)
        with self.block():
            self.traverse(node.body)

    def visit_ClassDef(self, node):
        self.blank_line()
        for decorator in node.decorator_list:
            self.fill("@")
            self.traverse(decorator)
        self.fill("class " + node.name)
        if node.bases or node.keywords:
            with self.delimit("(", ")"):
                self.items(self.traverse, [*node.bases, *node.keywords])
        with self.block():
            self.body_with_docstring(node)

    def blank_line(self):
        if self._source:
            self.write("\n")

    def visit_FunctionDef(self, node):
        self.write_function(node, "def")

    def visit_AsyncFunctionDef(self, node):
        self.write_function(node, "async def")

    def write_function(self, node, keyword):
        self.blank_line()
        for decorator in node.decorator_list:
            self.fill("@")
            self.traverse(decorator)
        self.fill(keyword + " " + node.name)
        with self.delimit("(", ")"):
            self.traverse(node.args)
        if node.returns:
            self.write(" -> ")
            self.traverse(node.returns)
        with self.block(extra=self.type_comment(node)):
            self.body_with_docstring(node)

    def visit_For(self, node):
        self.write_for("for ", node)

    def visit_AsyncFor(self, node):
        self.write_for("async for ", node)

    def write_for(self, text, node):
        self.fill(text)
        self.set_precedence(TUPLE, node.target)
        self.traverse(node.target)
        self.write(" in ")
        self.traverse(node.iter)
        with self.block(extra=self.type_comment(node)):
            self.traverse(node.body)
        if node.orelse:
            self.fill("else")
            with self.block():
                self.traverse(node.orelse)

    def visit_If(self, node):
        self.fill("if ")
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        while node.orelse and len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            node = node.orelse[0]
            self.fill("elif ")
            self.traverse(node.test)
            with self.block():
                self.traverse(node.body)
        if node.orelse:
            self.fill("else")
            with self.block():
                self.traverse(node.orelse)

    def visit_While(self, node):
        self.fill("while ")
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        if node.orelse:
            self.fill("else")
            with self.block():
                self.traverse(node.orelse)

    def visit_With(self, node):
        self.write_with("with ", node)

    def visit_AsyncWith(self, node):
        self.write_with("async with ", node)

    def write_with(self, text, node):
        self.fill(text)
        self.items(self.traverse, node.items)
        with self.block(extra=self.type_comment(node)):
            self.traverse(node.body)

    def visit_Match(self, node):
        self.fill("match ")
        self.traverse(node.subject)
        with self.block():
            for case in node.cases:
                self.traverse(case)

    # --- texts ---

    def escaped(self, text, *, quotes, escape_special):
        """The text as it stands between quotes, and the quotes that it can stand between."""
        def escape(c):
            if not escape_special and c in "\n\t":
                return c
            if c == "\\" or not c.isprintable():
                return ascii(c)[1:-1]
            return c

        inner = "".join(map(escape, text))
        possible = list(quotes)
        if "\n" in inner:
            possible = [q for q in possible if q in _MULTI_QUOTES]
        possible = [q for q in possible if q not in inner]
        if not possible:
            shown = repr(text)
            quote = next((q for q in quotes if shown[0] in q), shown[0])
            return shown[1:-1], [quote]
        if inner:
            # A quote at the end of the text must not be that of the literal.
            possible.sort(key=lambda q: q[0] == inner[-1])
            if possible[0][0] == inner[-1]:
                assert len(possible[0]) == 3
                inner = inner[:-1] + "\\" + inner[-1]
        return inner, possible

    def write_text(self, text, *, quotes=_ALL_QUOTES):
        inner, quotes = self.escaped(text, quotes=quotes, escape_special=False)
        self.write(f"{quotes[0]}{inner}{quotes[0]}")

    def write_docstring(self, node):
        self.fill()
        if node.kind == "u":
            self.write("u")
        inner, quotes = self.escaped(node.value, quotes=_MULTI_QUOTES, escape_special=False)
        self.write(f"{quotes[0]}{inner}{quotes[0]}")

    def visit_JoinedStr(self, node):
        self.write("f")
        if self._avoid_backslashes:
            self.write_text(self.joined_text(node.values))
            return
        # Expressions inside can't have backslashes: try quotes until all pieces can stand there.
        pieces = [(self.joined_text([value]), isinstance(value, Constant))
                  for value in node.values]
        inner, quote = self.quoted_pieces(pieces)
        self.write(f"{quote}{inner}{quote}")

    def quoted_pieces(self, pieces):
        """All pieces as they stand between one kind of quotes, and the quotes."""
        texts = []
        quotes = _ALL_QUOTES
        for text, is_constant in pieces:
            inner, possible = self.escaped(text, quotes=quotes, escape_special=is_constant)
            texts.append(inner)
            if not any(quote in quotes for quote in possible):
                # A double quote in front makes repr() choose single ones.
                return "".join(repr('"' + text)[2:-1] for text, _ in pieces), "'''"
            quotes = possible
        return "".join(texts), quotes[0]

    def joined_text(self, nodes):
        parts = []
        for node in nodes:
            self.joined_piece(node, parts.append)
        return "".join(parts)

    def joined_piece(self, node, write):
        if isinstance(node, JoinedStr):
            for value in node.values:
                self.joined_piece(value, write)
        elif isinstance(node, Constant) and isinstance(node.value, str):
            write(node.value.replace("{", "{{").replace("}", "}}"))
        elif isinstance(node, FormattedValue):
            self.formatted_piece(node, write)
        else:
            raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")

    def formatted_piece(self, node, write):
        write("{")
        inner = type(self)(_avoid_backslashes=True)
        inner.set_precedence(TEST + 1, node.value)
        text = inner.visit(node.value)
        if "\\" in text:
            raise ValueError("Unable to avoid backslash in f-string expression part")
        if text.startswith("{"):
            write(" ")               # not the start of a doubled brace
        write(text)
        if node.conversion != -1:
            write(f"!{chr(node.conversion)}")
        if node.format_spec:
            write(":")
            self.joined_piece(node.format_spec, write)
        write("}")

    def visit_FormattedValue(self, node):
        self.formatted_piece(node, self.write)

    def write_constant(self, value):
        if isinstance(value, (float, complex)):
            # Infinities and NaNs have no literals.
            self.write(repr(value).replace("inf", _INFINITY)
                       .replace("nan", f"({_INFINITY}-{_INFINITY})"))
        elif self._avoid_backslashes and isinstance(value, str):
            self.write_text(value)
        else:
            self.write(repr(value))

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            with self.delimit("(", ")"):
                if len(value) == 1:
                    self.write_constant(value[0])
                    self.write(",")
                else:
                    self.items(self.write_constant, value)
        elif value is ...:
            self.write("...")
        else:
            if node.kind == "u":
                self.write("u")
            self.write_constant(node.value)

    # --- expressions ---

    def visit_Name(self, node):
        self.write(node.id)

    def visit_List(self, node):
        with self.delimit("[", "]"):
            self.items(self.traverse, node.elts)

    def visit_ListComp(self, node):
        self.write_comprehension(node, "[", "]")

    def visit_GeneratorExp(self, node):
        self.write_comprehension(node, "(", ")")

    def visit_SetComp(self, node):
        self.write_comprehension(node, "{", "}")

    def write_comprehension(self, node, start, end):
        with self.delimit(start, end):
            self.traverse(node.elt)
            for generator in node.generators:
                self.traverse(generator)

    def visit_DictComp(self, node):
        with self.delimit("{", "}"):
            self.traverse(node.key)
            self.write(": ")
            self.traverse(node.value)
            for generator in node.generators:
                self.traverse(generator)

    def visit_comprehension(self, node):
        self.write(" async for " if node.is_async else " for ")
        self.set_precedence(TUPLE, node.target)
        self.traverse(node.target)
        self.write(" in ")
        self.set_precedence(TEST + 1, node.iter, *node.ifs)
        self.traverse(node.iter)
        for condition in node.ifs:
            self.write(" if ")
            self.traverse(condition)

    def visit_IfExp(self, node):
        with self.parentheses(TEST, node):
            self.set_precedence(TEST + 1, node.body, node.test)
            self.traverse(node.body)
            self.write(" if ")
            self.traverse(node.test)
            self.write(" else ")
            self.set_precedence(TEST, node.orelse)
            self.traverse(node.orelse)

    def visit_Set(self, node):
        if node.elts:
            with self.delimit("{", "}"):
                self.items(self.traverse, node.elts)
        else:
            self.write("{*()}")      # there is no literal of an empty set

    def visit_Dict(self, node):
        def write_item(item):
            key, value = item
            if key is None:
                self.write("**")
                self.set_precedence(EXPR, value)
                self.traverse(value)
            else:
                self.traverse(key)
                self.write(": ")
                self.traverse(value)

        with self.delimit("{", "}"):
            self.items(write_item, zip(node.keys, node.values))

    def visit_Tuple(self, node):
        if len(node.elts) == 0 or self.precedence(node) > TUPLE:
            with self.delimit("(", ")"):
                self.items_view(node.elts)
        else:
            self.items_view(node.elts)

    def visit_UnaryOp(self, node):
        name = node.op.__class__.__name__
        precedence = _unary[name]
        with self.parentheses(precedence, node):
            self.write(_spelling[name])
            if precedence is not FACTOR:
                self.write(" ")      # none behind a sign: it makes no difference
            self.set_precedence(precedence, node.operand)
            self.traverse(node.operand)

    def visit_BinOp(self, node):
        name = node.op.__class__.__name__
        precedence = _binary[name]
        with self.parentheses(precedence, node):
            if name == "Pow":        # binds to the right
                self.set_precedence(precedence + 1, node.left)
                self.set_precedence(precedence, node.right)
            else:
                self.set_precedence(precedence, node.left)
                self.set_precedence(precedence + 1, node.right)
            self.traverse(node.left)
            self.write(f" {_spelling[name]} ")
            self.traverse(node.right)

    def visit_Compare(self, node):
        with self.parentheses(CMP, node):
            self.set_precedence(CMP + 1, node.left, *node.comparators)
            self.traverse(node.left)
            for op, operand in zip(node.ops, node.comparators):
                self.write(" " + _spelling[op.__class__.__name__] + " ")
                self.traverse(operand)

    def visit_BoolOp(self, node):
        name = node.op.__class__.__name__
        precedence = _boolean[name]
        with self.parentheses(precedence, node):
            level = precedence
            for i, value in enumerate(node.values):
                if i:
                    self.write(f" {_spelling[name]} ")
                # Each operand binds tighter than the one before: the tree may nest in itself.
                level = min(level + 1, ATOM)
                self.set_precedence(level, value)
                self.traverse(value)

    def visit_Attribute(self, node):
        self.set_precedence(ATOM, node.value)
        self.traverse(node.value)
        # 3 .attribute: else the dot would be a part of the number.
        if isinstance(node.value, Constant) and isinstance(node.value.value, int):
            self.write(" ")
        self.write(".")
        self.write(node.attr)

    def visit_Call(self, node):
        self.set_precedence(ATOM, node.func)
        self.traverse(node.func)
        with self.delimit("(", ")"):
            self.items(self.traverse, [*node.args, *node.keywords])

    def visit_Subscript(self, node):
        self.set_precedence(ATOM, node.value)
        self.traverse(node.value)
        with self.delimit("[", "]"):
            if isinstance(node.slice, Tuple) and node.slice.elts:
                self.items_view(node.slice.elts)
            else:
                self.traverse(node.slice)

    def visit_Starred(self, node):
        self.write("*")
        self.set_precedence(EXPR, node.value)
        self.traverse(node.value)

    def visit_Ellipsis(self, node):
        self.write("...")

    def visit_Slice(self, node):
        if node.lower:
            self.traverse(node.lower)
        self.write(":")
        if node.upper:
            self.traverse(node.upper)
        if node.step:
            self.write(":")
            self.traverse(node.step)

    # --- patterns ---

    def visit_match_case(self, node):
        self.fill("case ")
        self.traverse(node.pattern)
        if node.guard:
            self.write(" if ")
            self.traverse(node.guard)
        with self.block():
            self.traverse(node.body)

    def visit_MatchValue(self, node):
        self.traverse(node.value)

    def visit_MatchSingleton(self, node):
        self.write_constant(node.value)

    def visit_MatchSequence(self, node):
        with self.delimit("[", "]"):
            self.items(self.traverse, node.patterns)

    def visit_MatchStar(self, node):
        self.write("*" + (node.name if node.name is not None else "_"))

    def visit_MatchMapping(self, node):
        def write_pair(pair):
            key, pattern = pair
            self.traverse(key)
            self.write(": ")
            self.traverse(pattern)

        with self.delimit("{", "}"):
            self.items(write_pair, zip(node.keys, node.patterns, strict=True))
            if node.rest is not None:
                if node.keys:
                    self.write(", ")
                self.write("**" + node.rest)

    def visit_MatchClass(self, node):
        def write_attribute(pair):
            name, pattern = pair
            self.write(name + "=")
            self.traverse(pattern)

        self.set_precedence(ATOM, node.cls)
        self.traverse(node.cls)
        with self.delimit("(", ")"):
            self.items(self.traverse, node.patterns)
            if node.kwd_attrs:
                if node.patterns:
                    self.write(", ")
                self.items(write_attribute, zip(node.kwd_attrs, node.kwd_patterns, strict=True))

    def visit_MatchAs(self, node):
        if node.name is None:
            self.write("_")
        elif node.pattern is None:
            self.write(node.name)
        else:
            with self.parentheses(TEST, node):
                self.set_precedence(BOR, node.pattern)
                self.traverse(node.pattern)
                self.write(f" as {node.name}")

    def visit_MatchOr(self, node):
        with self.parentheses(BOR, node):
            self.set_precedence(BOR + 1, *node.patterns)
            for i, pattern in enumerate(node.patterns):
                if i:
                    self.write(" | ")
                self.traverse(pattern)

    # --- parameters ---

    def visit_arg(self, node):
        self.write(node.arg)
        if node.annotation:
            self.write(": ")
            self.traverse(node.annotation)

    def visit_arguments(self, node):
        first = True
        parameters = node.posonlyargs + node.args
        defaults = [None] * (len(parameters) - len(node.defaults)) + node.defaults
        for index, (parameter, default) in enumerate(zip(parameters, defaults), 1):
            if first:
                first = False
            else:
                self.write(", ")
            self.traverse(parameter)
            if default:
                self.write("=")
                self.traverse(default)
            if index == len(node.posonlyargs):
                self.write(", /")
        if node.vararg or node.kwonlyargs:
            if first:
                first = False
            else:
                self.write(", ")
            self.write("*")
            if node.vararg:
                self.write(node.vararg.arg)
                if node.vararg.annotation:
                    self.write(": ")
                    self.traverse(node.vararg.annotation)
        for parameter, default in zip(node.kwonlyargs, node.kw_defaults):
            self.write(", ")
            self.traverse(parameter)
            if default:
                self.write("=")
                self.traverse(default)
        if node.kwarg:
            self.write("**" if first else ", **")
            self.write(node.kwarg.arg)
            if node.kwarg.annotation:
                self.write(": ")
                self.traverse(node.kwarg.annotation)

    def visit_keyword(self, node):
        if node.arg is None:
            self.write("**")
        else:
            self.write(node.arg)
            self.write("=")
        self.traverse(node.value)

    def visit_Lambda(self, node):
        with self.parentheses(TEST, node):
            self.write("lambda")
            before = len(self._source)
            self.write(" ")
            self.traverse(node.args)
            if len(self._source) == before + 1:
                self._source.pop()
            self.write(": ")
            self.set_precedence(TEST, node.body)
            self.traverse(node.body)

    def visit_alias(self, node):
        self.write(node.name)
        if node.asname:
            self.write(" as " + node.asname)

    def visit_withitem(self, node):
        self.traverse(node.context_expr)
        if node.optional_vars:
            self.write(" as ")
            self.traverse(node.optional_vars)
