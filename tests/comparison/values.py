# values.py: the table of ordinary, extreme and wrong values, each made afresh by a function, and
# `show`, which writes any result so that it is the same from one run to the next.


class Index:
    def __index__(self):
        return 1


class Truthless:
    def __bool__(self):
        raise ArithmeticError("no truth")


class Floating:
    def __float__(self):
        return 2.5


class Iterable:
    def __iter__(self):
        return iter((1, 2))


class Failing:
    def __index__(self):
        raise KeyError("index")

    def __iter__(self):
        raise KeyError("iter")

    def __eq__(self, other):
        raise KeyError("eq")

    def __hash__(self):
        raise KeyError("hash")

    def __len__(self):
        raise KeyError("len")

    def __str__(self):
        raise KeyError("str")


class Getter:
    def __getitem__(self, key):
        if key in (0, "a"):
            return "zero"
        raise IndexError(key)


class Pairs:
    def keys(self):
        return ["k"]

    def __getitem__(self, key):
        if key != "k":
            raise IndexError("pairs")
        return 2


class Plain:
    pass


class OwnInt(int):
    pass


class OwnStr(str):
    pass


class OwnList(list):
    pass


class OwnDict(dict):
    def __missing__(self, key):
        return ("missing", key)


def function(a, b=2, *rest, c, d=4, **more):
    return (a, b, rest, c, d, more)


def generator():
    got = yield 1
    yield got


def one(argument):
    return argument


# What most calls get: few, since they are also combined to pairs and triples.
FEW = [
    ("None", lambda: None),
    ("0", lambda: 0),
    ("1", lambda: 1),
    ("-2", lambda: -2),
    ("2**63", lambda: 2**63),
    ("1.5", lambda: 1.5),
    ("'a'", lambda: "a"),
    ("''", lambda: ""),
    ("b'a'", lambda: b"a"),
    ("[1, 2]", lambda: [1, 2]),
    ("()", lambda: ()),
    ("{}", lambda: {}),
]

TRIPLES = FEW[:4] + [FEW[6], FEW[8], FEW[9]]

MANY = FEW + [
    ("True", lambda: True),
    ("7", lambda: 7),
    ("-1", lambda: -1),
    ("2**49", lambda: 2**49),
    ("-10**30", lambda: -10**30),
    ("0.0", lambda: 0.0),
    ("-0.0", lambda: -0.0),
    ("1e308", lambda: 1e308),
    ("5e-324", lambda: 5e-324),
    ("inf", lambda: float("inf")),
    ("nan", lambda: float("nan")),
    ("1j", lambda: 1j),
    ("'abc'", lambda: "abc"),
    ("' Ab\\t\\n'", lambda: " Ab\t\n"),
    ("'é€😀'", lambda: "é€😀"),
    ("'\\udc80'", lambda: "\udc80"),
    ("'12'", lambda: "12"),
    ("'%s'", lambda: "%s"),
    ("'{}'", lambda: "{}"),
    ("'utf-8'", lambda: "utf-8"),
    ("'strict'", lambda: "strict"),
    ("'>5'", lambda: ">5"),
    ("b''", lambda: b""),
    ("b'\\x00\\xff'", lambda: b"\x00\xff"),
    ("bytearray(b'ab')", lambda: bytearray(b"ab")),
    ("memoryview(b'ab')", lambda: memoryview(b"ab")),
    ("[]", lambda: []),
    ("['b', 'a']", lambda: ["b", "a"]),
    ("[(1, 2)]", lambda: [(1, 2)]),
    ("[[]]", lambda: [[]]),
    ("[1, 'a']", lambda: [1, "a"]),
    ("(1,)", lambda: (1,)),
    ("('a', 1)", lambda: ("a", 1)),
    ("{1: 2}", lambda: {1: 2}),
    ("{'a': 1}", lambda: {"a": 1}),
    ("{1: 2}.keys()", lambda: {1: 2}.keys()),
    ("{1: 2}.items()", lambda: {1: 2}.items()),
    ("{1: 2}.values()", lambda: {1: 2}.values()),
    ("set()", lambda: set()),
    ("{1}", lambda: {1}),
    ("frozenset({1, 2})", lambda: frozenset({1, 2})),
    ("range(3)", lambda: range(3)),
    ("slice(1, None)", lambda: slice(1, None)),
    ("slice(None, None, 0)", lambda: slice(None, None, 0)),
    ("slice('a', 2)", lambda: slice("a", 2)),
    ("...", lambda: ...),
    ("NotImplemented", lambda: NotImplemented),
    ("int", lambda: int),
    ("str", lambda: str),
    ("object", lambda: object),
    ("ValueError", lambda: ValueError),
    ("Plain", lambda: Plain),
    ("len", lambda: len),
    ("one", lambda: one),
    ("iter([1, 2])", lambda: iter([1, 2])),
    ("generator()", lambda: generator()),
    ("ValueError('x')", lambda: ValueError("x")),
    ("object()", lambda: object()),
    ("Plain()", lambda: Plain()),
    ("Index()", lambda: Index()),
    ("Floating()", lambda: Floating()),
    ("Iterable()", lambda: Iterable()),
    ("Failing()", lambda: Failing()),
    ("Getter()", lambda: Getter()),
    ("Pairs()", lambda: Pairs()),
    ("Truthless()", lambda: Truthless()),
    ("OwnInt(3)", lambda: OwnInt(3)),
    ("OwnStr('a')", lambda: OwnStr("a")),
    ("OwnList([1])", lambda: OwnList([1])),
    ("OwnDict({1: 2})", lambda: OwnDict({1: 2})),
]

ITERATORS = ("list_iterator", "list_reverseiterator", "tuple_iterator", "str_iterator",
             "str_ascii_iterator", "bytes_iterator", "bytearray_iterator", "range_iterator",
             "longrange_iterator", "set_iterator", "dict_keyiterator", "dict_valueiterator",
             "dict_itemiterator", "dict_reversekeyiterator", "dict_reversevalueiterator",
             "dict_reverseitemiterator", "enumerate", "zip", "map", "filter", "reversed",
             "iterator", "callable_iterator", "memory_iterator")


def without_addresses(text):
    """Writes `0x…` for each address after ` at `."""
    parts = text.split(" at 0x")
    for i in range(1, len(parts)):
        parts[i] = parts[i].lstrip("0123456789abcdef")
    return " at 0x…".join(parts)


def show_items(iterator):
    """What an iterator yields, at most five, and how it ends."""
    items = []
    try:
        while len(items) < 5:
            items.append(show(next(iterator)))
    except StopIteration:
        pass
    except Exception as error:
        items.append(show_error(error))
    return ", ".join(items)


def show_error(error):
    try:
        return type(error).__name__ + ": " + without_addresses(str(error))
    except Exception as inner:
        return type(error).__name__ + ", whose str raises " + type(inner).__name__


def show(value, depth=0):
    """repr, but members of sets in order, no addresses, and iterators with what they yield."""
    kind = type(value)
    if depth > 4:
        return "…"
    if kind is set or kind is frozenset:
        return kind.__name__ + "{" + ", ".join(sorted([show(item, depth + 1)
                                                       for item in value])) + "}"
    if kind is list:
        return "[" + ", ".join([show(item, depth + 1) for item in value]) + "]"
    if kind is tuple:
        return "(" + ", ".join([show(item, depth + 1) for item in value]) + ")"
    if kind is dict:
        return "{" + ", ".join([show(key, depth + 1) + ": " + show(value[key], depth + 1)
                                for key in value]) + "}"
    if kind.__name__ in ITERATORS:
        return "<" + kind.__name__ + " " + show_items(value) + ">"
    try:
        text = repr(value)
    except Exception as error:
        return "<" + kind.__name__ + " without repr: " + show_error(error) + ">"
    text = without_addresses(text)
    if kind in (int, str, bytes, float, complex, bool) or kind is type(None):
        return text if len(text) < 400 else text[:200] + "…" + text[-200:]
    return kind.__name__ + " " + text
