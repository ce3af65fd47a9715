"""The operators as functions."""

__all__ = ["abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem",
           "eq", "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv",
           "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow",
           "irshift", "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le",
           "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg",
           "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]

from builtins import abs as _abs


# --- comparisons and truth ----------------------------------------------------------------------

def lt(a, b, /):
    return a < b

def le(a, b, /):
    return a <= b

def eq(a, b, /):
    return a == b

def ne(a, b, /):
    return a != b

def ge(a, b, /):
    return a >= b

def gt(a, b, /):
    return a > b

def not_(a, /):
    return not a

def truth(a, /):
    return True if a else False

def is_(a, b, /):
    return a is b

def is_not(a, b, /):
    return a is not b


# --- numbers ------------------------------------------------------------------------------------

def abs(a, /):
    return _abs(a)

def add(a, b, /):
    return a + b

def and_(a, b, /):
    return a & b

def floordiv(a, b, /):
    return a // b

def index(a, /):
    """a as an int, if it is an integer."""
    if isinstance(a, int):
        return a if type(a) is int else int(a)
    try:
        convert = type(a).__index__
    except AttributeError:
        raise TypeError(
            f"'{type(a).__name__}' object cannot be interpreted as an integer") from None
    result = convert(a)
    if not isinstance(result, int):
        raise TypeError(f"__index__ returned non-int (type {type(result).__name__})")
    return result

def inv(a, /):
    return ~a

invert = inv

def lshift(a, b, /):
    return a << b

def matmul(a, b, /):
    return a @ b

def mod(a, b, /):
    return a % b

def mul(a, b, /):
    return a * b

def neg(a, /):
    return -a

def or_(a, b, /):
    return a | b

def pos(a, /):
    return +a

def pow(a, b, /):
    return a ** b

def rshift(a, b, /):
    return a >> b

def sub(a, b, /):
    return a - b

def truediv(a, b, /):
    return a / b

def xor(a, b, /):
    return a ^ b


# --- containers ---------------------------------------------------------------------------------

def concat(a, b, /):
    """a + b, of sequences."""
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b

def contains(a, b, /):
    return b in a

def countOf(a, b, /):
    """How often b stands in a."""
    count = 0
    for item in a:
        if item is b or item == b:
            count += 1
    return count

def delitem(a, b, /):
    del a[b]

def getitem(a, b, /):
    return a[b]

def indexOf(a, b, /):
    """Where b stands in a first."""
    for place, item in enumerate(a):
        if item is b or item == b:
            return place
    raise ValueError("sequence.index(x): x not in sequence")

def setitem(a, b, c, /):
    a[b] = c

def length_hint(obj, default=0, /):
    """How many items the object may have: len(), or its own estimate, or the default."""
    if not isinstance(default, int):
        raise TypeError(
            f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    hint = getattr(type(obj), "__length_hint__", None)
    if hint is None:
        return default
    try:
        value = hint(obj)
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(value).__name__}")
    if value < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return value

def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


# --- getters and callers ------------------------------------------------------------------------

class attrgetter:
    """attrgetter("a.b")(x) is x.a.b; with several names, a tuple."""

    __slots__ = ("_names", "_paths")

    def __init__(self, attr, /, *attrs):
        self._names = (attr,) + attrs
        for name in self._names:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in self._names]

    def __call__(self, obj, /):
        if len(self._paths) == 1:
            return self._follow(obj, self._paths[0])
        return tuple([self._follow(obj, path) for path in self._paths])

    @staticmethod
    def _follow(obj, path):
        for name in path:
            obj = getattr(obj, name)
        return obj

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._names))})"

    def __reduce__(self):
        return self.__class__, self._names


class itemgetter:
    """itemgetter(2)(x) is x[2]; with several keys, a tuple."""

    __slots__ = ("_items", "_single")

    def __init__(self, item, /, *items):
        self._items = (item,) + items
        self._single = not items

    def __call__(self, obj, /):
        if self._single:
            return obj[self._items[0]]
        return tuple([obj[item] for item in self._items])

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._items))})"

    def __reduce__(self):
        return self.__class__, self._items


class methodcaller:
    """methodcaller("m", 1)(x) is x.m(1)."""

    __slots__ = ("_name", "_args", "_kwargs")

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        parts = [repr(self._name)]
        parts.extend(map(repr, self._args))
        parts.extend(f"{name}={value!r}" for name, value in self._kwargs.items())
        return f"operator.methodcaller({', '.join(parts)})"


# --- in place -----------------------------------------------------------------------------------

def iadd(a, b, /):
    a += b
    return a

def iand(a, b, /):
    a &= b
    return a

def iconcat(a, b, /):
    """a += b, of sequences."""
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a

def ifloordiv(a, b, /):
    a //= b
    return a

def ilshift(a, b, /):
    a <<= b
    return a

def imatmul(a, b, /):
    a @= b
    return a

def imod(a, b, /):
    a %= b
    return a

def imul(a, b, /):
    a *= b
    return a

def ior(a, b, /):
    a |= b
    return a

def ipow(a, b, /):
    a **= b
    return a

def irshift(a, b, /):
    a >>= b
    return a

def isub(a, b, /):
    a -= b
    return a

def itruediv(a, b, /):
    a /= b
    return a

def ixor(a, b, /):
    a ^= b
    return a


for _name in ("lt le eq ne ge gt abs add floordiv index inv invert lshift matmul mod mul neg pos "
              "pow rshift sub truediv xor concat contains delitem getitem setitem iadd iand "
              "iconcat ifloordiv ilshift imatmul imod imul ior ipow irshift isub itruediv "
              "ixor call").split():
    globals()[f"__{_name}__"] = globals()[_name]
__not__ = not_
__and__ = and_
__or__ = or_
del _name
