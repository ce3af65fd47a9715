"""Ways through the heap, as a person would write them, and what would cut them."""

import itertools
import sys
import types

from _memtest_count import is_library

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
        known = self._known()
        text, behind = known[:2] if known else (self.root, 0)
        start = text
        for count, step in self.numbered_steps():
            if count > behind:
                apart = not step.startswith(" ") and (text == start or text.endswith(")"))
                text += f" {step}" if apart else step
        return text

    def steps(self):
        """The texts of the references, those left out that stand for nothing one would write."""
        return [step for _, step in self.numbered_steps()]

    # ---- ways through the library, of which one would say it otherwise ----

    def _known(self):
        """(text, index of the object that it stands for, an expression or None), or None."""
        function = self.cache()
        if function is not None:
            return self._known_cache(function)
        name = self.root.removeprefix("module ")
        return getattr(self, f"_known_in_{name}")() if name in _retold else None

    def cache(self):
        """Where on the way a function of functools.lru_cache is, with its cache behind it."""
        for i, edge in enumerate(self.edges):
            if edge == ".__closure__" and hasattr(self.objects[i], "cache_clear"):
                return i
        return None

    def cached_value(self, thing):
        """The value in an entry of such a cache; all else as it is."""
        return thing[3] if self.is_cache_entry(thing) else thing

    def is_cache_entry(self, thing):
        return self.cache() is not None and type(thing) is list and len(thing) == 4

    def _known_cache(self, function):
        """function -> cells -> cell -> dictionary or first entry -> ... -> value, or key -> part.
        """
        behind, edge = function + 3, ""
        while behind < len(self.edges):
            owner, edge = self.objects[behind], self.edges[behind]
            behind += 1
            is_end = edge[:-1] in ("[2", "[3") if self.is_cache_entry(owner) else \
                not self.is_cache_entry(self.objects[behind])
            if is_end:
                break
        is_key = edge == "(key)" or edge == "[2]" and self.is_cache_entry(self.objects[behind - 1])
        behind += is_key and type(self.objects[behind]) is tuple
        text = f"the cache of {self.upto(function).text()}" + (", in an argument" if is_key else "")
        return text, min(behind, len(self.edges)), None

    def _known_in_logging(self):
        logging = sys.modules["logging"]
        for i in range(len(self.objects) - 1, -1, -1):
            logger = self.objects[i]
            if isinstance(logger, logging.Logger):
                name = "" if logger is logging.root else repr(logger.name)
                return f"logging.getLogger({name})", i, f"logging.getLogger({name})"
        return None

    def _known_in_contextvars(self):
        for i, edge in enumerate(self.edges):
            if edge == "._values" and i + 1 < len(self.edges):
                return self._variable(i + 1).strip(), i + 2, None
        return None

    def _variable(self, index):
        name = _key_of(self.objects[index], self.objects[index + 1])
        return f" context variable {getattr(name, 'name', '?')!r}"

    def _known_in_atexit(self):
        for i, edge in enumerate(self.edges):
            entry = self.objects[i]
            if type(entry) is tuple and len(entry) == 3:
                name = getattr(entry[0], "__qualname__", type(entry[0]).__qualname__)
                return f"atexit, for {name}", min(i + 1 + (edge != "[0]"), len(self.edges)), None
        return None

    def _known_in_weakref(self):
        if "(key)" in self.edges and self.steps()[:2] == [".finalize", "._registry"]:
            return "what weakref.finalize waits for", self.edges.index("(key)") + 1, None
        return None

    def numbered_steps(self):
        """(index of the object that is held, text)"""
        names = self.objects[0] if self.is_namespace else None
        function = None                # whose cells or defaults come next
        for i, edge in enumerate(self.edges):
            owner, held = self.objects[i], self.objects[i + 1]
            if edge == ".__dict__" and isinstance(held, dict):
                names = held
                continue
            if edge in (".__closure__", ".__defaults__", ".__kwdefaults__") \
                    and isinstance(owner, types.FunctionType) and i + 1 < len(self.edges):
                function = owner
                continue
            if (edge, type(owner).__name__) in _unseen and i + 1 < len(self.edges):
                continue
            if owner is names:
                edge = _as_attribute(edge) or (edge if edge[:1] != "[" else f".__dict__{edge}")
            names = None
            if edge == "(inside)" or not edge:
                continue
            if function is not None:
                edge = _of_function(function, self.edges[i - 1], edge)
                function = None
            elif edge == "[...]":
                edge = self._item(i)
            elif edge == ".cell_contents" and (not i or self.edges[i - 1].startswith(("[", " l"))):
                continue               # the variable is named
            if edge.startswith(" local "):
                edge += self._of(owner)
            yield i + 1, edge

    def _item(self, index):
        """A value of a dictionary, by a key that isn't text or a number."""
        owner, held = self.objects[index], self.objects[index + 1]
        if index and self.edges[index - 1] == "._values":
            return self._variable(index)
        key = _key_of(owner, held)
        text = repr(key) if _is_plain(key) else ""
        return f"[{text}]" if 0 < len(text) <= 60 else "[...]"

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
        known = self._known()
        if known:
            _, behind, name = known
        else:
            kind, _, name = self.root.partition(" ")
            name = name if kind == "module" else name.split("'")[1] if kind == "local" else None
            behind = 0
        if name is None:
            return None
        for count, step in self.numbered_steps():
            if count <= behind:
                continue
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

    # ---- what would cut it ----

    def cut(self):
        """What would let the object go, in words; None: nobody knows."""
        cut = self.ending()
        if cut:
            return cut
        function = self.cache()
        if function is not None:
            name = self.upto(function).expression()
            return f"`{name}.cache_clear()`" if name else "clearing the function's cache"
        if self.root in _cuts:
            return _cuts[self.root]
        name = self.steps()[-1][1:] if self.edges else ""
        if self.root == "module sys" and hasattr(sys, f"__{name}__"):
            return f"`sys.{name} = sys.__{name}__`"
        if self.root.startswith("local ") and not self.steps():
            return f"`del {self.expression()}` before"
        return self._cut_last()

    def ending(self):
        """... by something on the way that has to be ended."""
        cuts = (self._cut_at(i, edge, self.objects[i]) for i, edge in enumerate(self.edges))
        return next(filter(None, cuts), None)

    def _cut_at(self, i, edge, owner):
        name = self.upto(i).expression()
        if edge == ".__traceback__":
            return f"`{name}.__traceback__ = None`" if name \
                else "letting go of the exception, or setting its __traceback__ to None"
        if edge.startswith(" local ") and hasattr(owner, "close"):
            return f"`{name}.close()`" if name else "closing the generator"
        if edge == "._exit_callbacks" and name and hasattr(owner, "close"):
            return f"`{name}.close()`"
        if edge == ".handlers" and self.root == "module logging" and i + 2 == len(self.edges):
            return f"`{name}.removeHandler()` of it"
        return None

    def _cut_last(self):
        steps = list(self.numbered_steps())
        if not steps:
            return None
        count, step = steps[-1]
        owner = self.objects[count - 1]
        holder = self.upto(count - 1).expression()
        if step in ("(item)", "(key)", "[...]") and holder:
            return f"taking it out of `{holder}`"
        for number, text in steps:
            if text.startswith((" (default", " closure")):
                function = self.upto(number - 2).expression() or "the function"
                return f"None as the {text[2:-1]} in {function}" if text.startswith(" (") \
                    else f"another value of the variable {text.split(chr(39))[1]!r} of {function}"
        whole = self.upto(count).expression()
        if whole is None or isinstance(owner, tuple):
            return None
        if isinstance(owner, types.FunctionType) and not step.startswith("."):
            return f"another value for `{whole}`"
        return f"`del {whole}`"

    def holder(self):
        """(the container that holds the object as one of its items, its expression), or None."""
        count, step = (list(self.numbered_steps()) or [(0, "")])[-1]
        if not step.startswith(("[", "(item)", "(key)")) or self.cache() is not None:
            return None
        owner = self.objects[count - 1]
        return (owner, self.upto(count - 1).expression()) if not isinstance(owner, tuple) else None


_inner = (".__dict__", "(inside)", "")
_unseen = {("._values", "Context")}
_retold = ("logging", "contextvars", "atexit", "weakref")
_cuts = {
    "module atexit": "atexit.unregister() of the function",
    "module contextvars": "reset() of the context variable, with the token of its set()",
    "module weakref": "its detach()",
}


def _as_attribute(edge):
    """`.name` for `['name']`; "" for what can't be written so."""
    name = edge[2:-2]
    return f".{name}" if edge.startswith("['") and name.isidentifier() else ""


def _key_of(owner, held):
    """The key of a dictionary's value."""
    for key, value in dict.items(owner) if isinstance(owner, dict) else ():
        if value is held:
            return key
    return None


def _is_plain(key, depth=3):
    """Does its repr run no code of a script's, and say what one would write?"""
    if type(key) is tuple and depth:
        return all(_is_plain(part, depth - 1) for part in key)
    return key is None or type(key) in (str, int, float, bool, bytes)


def _of_function(function, kind, edge):
    code = function.__code__
    if kind == ".__kwdefaults__":
        return f" (default of {edge[1:-1]})"
    index = int(edge[1:-1])
    if kind == ".__closure__":
        return f" closure cell {code.co_freevars[index]!r} of {function.__qualname__}"
    index += code.co_argcount - len(function.__defaults__ or ())
    return f" (default of {code.co_varnames[index]!r})"


def _turned(ring):
    """(objects, edges); it doesn't begin within an object, at the dictionary of its attributes."""
    objects, edges = list(ring[::2]), list(ring[1::2])
    for _ in range(len(edges) - 1):
        if edges[-1] not in _inner:
            break
        objects.insert(0, objects.pop())
        edges.insert(0, edges.pop())
    return objects, edges


def ring_text(ring, is_turned=False):
    """`Node.child -> Node.parent` of (object, edge, object, ..., edge). is_turned: it begins where
    it reads best, and so always in the same way."""
    objects, edges = _turned(ring)
    steps, owner = [], None
    for thing, edge in zip(objects, edges):
        if owner is None:
            owner = type(thing).__name__
        if edge in _inner and len(edges) > 1:
            continue
        if type(thing) is dict and owner != "dict":
            edge = _as_attribute(edge) or edge
        steps.append(f"{owner}{edge.replace(' local ', '.local ')}")
        owner = None
    if is_turned:
        turns = [steps[i:] + steps[:i] for i in range(len(steps))]
        steps = min(turns, key=lambda turn: (turn[0].startswith(_plain), turn))
    return " -> ".join(_counted(steps))


def _counted(steps):
    """Long ways through a traceback, or from frame to frame, are one step."""
    for step, same in itertools.groupby(steps):
        count = len(list(same))
        if step in ("traceback.tb_next", "frame.f_back") and count > 1:
            yield f"{step} ({count} times)"
        else:
            yield from [step] * count


def ring_link(ring):
    """Which reference of a ring is best made a weak one: `.parent`, if there is such a one."""
    names, before = [], ""
    for owner, edge in zip(*_turned(ring)):
        if before == ".__dict__" and edge.startswith("."):
            names.append(edge)
        elif before == ".__dict__" and _as_attribute(edge):
            names.append(_as_attribute(edge))
        elif edge.startswith(".") and not edge.startswith(".__") and not _is_of_library(owner):
            names.append(edge)
        before = edge
    for name in names:
        if name.strip("._").lower() in _back:
            return name
    return names[-1] if names else None


def _is_of_library(thing):
    """Is its class the library's? Some say that they are of a module in C, such as _asyncio."""
    name = type(thing).__module__
    return is_library(sys.modules.get(name) or sys.modules.get(name.lstrip("_")))


def ring_cut(ring):
    """What would have cut a ring that was left to the collector; None: nobody knows."""
    link = ring_link(ring)
    if link:
        return f"making {link} a weak reference, or by clearing it"
    objects, edges = _turned(ring)
    for i, (owner, edge) in enumerate(zip(objects, edges)):
        if edge.startswith(" local "):
            name, code = edge[8:-1], getattr(owner, "f_code", None)
            return f"`del {name}` at the end of {code.co_qualname}" if code else \
                f"close() of the {type(owner).__name__} {owner.__qualname__}"
        following = edges[(i + 1) % len(edges)]
        if edge == ".__closure__" and following.startswith("["):
            name = owner.__code__.co_freevars[int(following[1:-1])]
            where = owner.__qualname__.rpartition(".<locals>.")[0]
            return f"`{name} = None` at the end of {where}" if where else None
    return None
