"""Ways through the heap, as a person would write them, and what would cut them."""

import types

_back = ("parent", "owner", "root", "prev", "previous", "back", "container", "outer", "manager",
         "subject", "up")


_plain = ("list[", "dict[", "tuple[", "set(", "cell.", "frame.", "traceback.", "method.",
          "function.")


class Path:
    """What memory._paths says of one object: a root, then objects and the references between."""

    __slots__ = ("root", "objects", "edges", "is_namespace")

    def __init__(self, found):
        self.root = found[0]
        self.objects = found[1::2]
        self.edges = found[2::2]
        self.is_namespace = self.root.startswith("the namespace of ")
        if self.is_namespace:
            self.root = "module " + self.root[17:]
        self._begin_with_module()

    def _begin_with_module(self):
        """The last module on the way, or the namespace of one, is as good a root as the first."""
        for i in range(len(self.objects) - 2, 0, -1):
            thing, edge = self.objects[i], self.edges[i - 1]
            is_namespace = edge == ".__globals__" and isinstance(thing.get("__name__"), str)
            if is_namespace or isinstance(thing, types.ModuleType):
                self.root = f"module {thing['__name__'] if is_namespace else thing.__name__}"
                self.objects, self.edges = self.objects[i:], self.edges[i:]
                self.is_namespace = is_namespace
                return

    def text(self):
        """`module test_cache .cache['last'][0]`."""
        function = self._cache()
        if function is not None:
            return f"the cache of {self.upto(function).text()}"
        text = self.root
        for step in self.steps():
            apart = not step.startswith(" ") and (text == self.root or text.endswith(")"))
            text += f" {step}" if apart else step
        return text

    def steps(self):
        """The texts of the references, those left out that stand for nothing one would write."""
        return [step for _, step in self.numbered_steps()]

    def _cache(self):
        """Where on the way a function of functools.lru_cache is, with its cache behind it."""
        for i, edge in enumerate(self.edges):
            if edge == ".__closure__" and hasattr(self.objects[i], "cache_clear"):
                return i
        return None

    def cached_value(self, thing):
        """The value in an entry of such a cache; all else as it is."""
        if self._cache() is not None and type(thing) is list and len(thing) == 4:
            return thing[3]
        return thing

    def numbered_steps(self):
        """(index of the object that is held, text)"""
        names = self.objects[0] if self.is_namespace else None
        for i, edge in enumerate(self.edges):
            owner, held = self.objects[i], self.objects[i + 1]
            if edge == ".__dict__" and isinstance(held, dict):
                names = held
                continue
            if owner is names and edge.startswith("['") and edge[2:-2].isidentifier():
                edge = "." + edge[2:-2]
            names = None
            if edge == "(inside)" or not edge:
                continue
            edge = edge.strip()
            if edge.startswith("local "):
                edge = " " + edge + self._of(owner)
            yield i + 1, edge

    def _of(self, owner):
        code = getattr(owner, "f_code", None) or getattr(owner, "gi_code", None) \
            or getattr(owner, "cr_code", None) or getattr(owner, "ag_code", None)
        if code is None:
            return ""
        file = code.co_filename.rpartition("/")[2]
        line = getattr(owner, "f_lineno", None) or code.co_firstlineno
        kind = "" if isinstance(owner, types.FrameType) else f"{type(owner).__name__} "
        return f" in {kind}{code.co_qualname} ({file}:{line})"

    def expression(self):
        """The way as an expression that has the object as its value; None: there is none."""
        kind, _, name = self.root.partition(" ")
        if kind != "module":
            return None
        for step in self.steps():
            if not step.startswith((".", "[")) or step == "[...]":
                return None
            name += step
        return name

    def upto(self, count):
        """The way to one of the objects on it."""
        shorter = Path.__new__(Path)
        shorter.root, shorter.objects, shorter.edges = (self.root, self.objects[:count + 1],
                                                        self.edges[:count])
        shorter.is_namespace = self.is_namespace
        return shorter

    def cut(self):
        """What would let the object go, in words; None: nobody knows."""
        for i, edge in enumerate(self.edges):
            owner = self.objects[i]
            if edge == ".__traceback__":
                name = self.upto(i).expression()
                return f"`{name}.__traceback__ = None`" if name \
                    else "let go of the exception, or set its __traceback__ to None"
            if edge.startswith(" local ") and hasattr(owner, "close"):
                name = self.upto(i).expression()
                return f"`{name}.close()`" if name else "close the generator"
        function = self._cache()
        if function is not None:
            name = self.upto(function).expression()
            return f"`{name}.cache_clear()`" if name else "clear the function's cache"
        if self.root == "module atexit":
            return "atexit.unregister() the function"
        if self.root == "module contextvars":
            return "reset() the context variable with the token that set() has returned"
        if self.root.startswith("local "):
            return f"`del {self.root.split(chr(39))[1]}` before" if not self.edges else None
        return self._cut_last()

    def _cut_last(self):
        steps = list(self.numbered_steps())
        if not steps:
            return None
        count, step = steps[-1]
        whole = self.upto(count).expression()
        if whole is None:
            return None
        owner = self.objects[count - 1]
        if isinstance(owner, tuple):
            return None
        if step.startswith("[") and isinstance(owner, list):
            return f"`del {whole}`"
        if isinstance(owner, types.FunctionType):
            return f"another value for `{whole}`"
        return f"`del {whole}`"


def ring_text(ring, is_turned=False):
    """`Node.child -> Node.parent` of (object, edge, object, ..., edge). is_turned: it begins where
    it reads best, and so always in the same way."""
    objects, edges = ring[::2], ring[1::2]
    steps, owner = [], None
    for thing, edge in zip(objects, edges):
        if owner is None:
            owner = type(thing).__name__
        if edge in (".__dict__", "(inside)", "") and len(steps) + 1 < len(edges):
            continue
        if type(thing) is dict and edge.startswith("['") and edge[2:-2].isidentifier() \
                and owner != "dict":
            edge = "." + edge[2:-2]
        steps.append(f"{owner}{edge.replace(' local ', '.local ')}")
        owner = None
    if is_turned:
        turns = [steps[i:] + steps[:i] for i in range(len(steps))]
        steps = min(turns, key=lambda turn: (turn[0].startswith(_plain), turn))
    return " -> ".join(steps)


def ring_cut(ring):
    """Which reference of a ring is best made a weak one: `.parent`, if there is such a one."""
    names, before = [], ""
    for owner, edge in zip(ring[::2], ring[1::2]):
        if before == ".__dict__" and edge.startswith("['") and edge[2:-2].isidentifier():
            names.append(f".{edge[2:-2]}")
        elif edge.startswith(".") and not edge.startswith(".__") \
                and type(owner).__module__ != "builtins":
            names.append(edge)
        before = edge
    for name in names:
        if name.strip("._").lower() in _back:
            return name
    return names[-1] if names else None
