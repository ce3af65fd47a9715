# referrers() names each reference as one would write it, whatever kind of object has it.
# differs: CPython has no module memory
import collections
import functools
import itertools
import types
import weakref

import memory


class Node:
    pass


class Slotted(list):
    __slots__ = "left", "right"


class Deeper(Slotted):
    __slots__ = ("deep",)


class Deepest(Deeper):
    pass


class Table(dict):
    pass


class Slots:
    __slots__ = "one", "two"


def holding(owner, **attributes):
    for name, value in attributes.items():
        setattr(owner, name, value)
    return owner


def generate(argument):
    yield argument


async def wait(argument):
    pass


def started(generator):
    next(generator)
    return generator


def function(default=None, *, keyword=None):
    pass


def defaults(x):
    function.__defaults__, function.__kwdefaults__ = (x,), {"keyword": x}
    return function


def tell(make):
    x = Node()
    owner = make(x)
    print(*sorted(f"{type(holder).__name__}{edge}" for edge, holder in memory.referrers(x)
                  if holder is not None), sep=", ")
    if hasattr(owner, "close"):
        owner.close()


# Containers.
tell(lambda x: [None, x])    # expect: list[1]
tell(lambda x: (x, None, x))    # expect: tuple[0], tuple[2]
tell(lambda x: {"key": x, x: 1})    # expect: dict(key), dict['key']
tell(lambda x: Table(a=x))    # expect: Table['a']
tell(lambda x: {x})    # expect: set(item)
tell(lambda x: frozenset((x,)))    # expect: frozenset(item)
tell(lambda x: collections.deque([1, x]))    # expect: deque[1]
tell(lambda x: collections.defaultdict(list, k=x))    # expect: defaultdict['k']
tell(lambda x: collections.namedtuple("Named", "a")(x))    # expect: Named[0]
tell(lambda x: types.MappingProxyType({"a": x}))    # expect: dict['a']

# Attributes, in whatever way they are kept.
tell(lambda x: holding(Node(), a=x))    # expect: Node.a
tell(lambda x: holding(Slots(), one=x, two=x))    # expect: Slots.one, Slots.two
tell(lambda x: holding(Slotted(), left=x, right=x))    # expect: Slotted.left, Slotted.right
tell(lambda x: holding(Deeper([x]), right=x, deep=x))    # expect: Deeper.deep, Deeper.right, Deeper[0]
tell(lambda x: holding(Deepest(), left=x, deep=x, other=x))
# expect: Deepest.deep, Deepest.left, Deepest.other
tell(lambda x: holding(Table(), a=x))    # expect: Table.a
tell(lambda x: holding(types.ModuleType("made"), a=x))    # expect: module.a
tell(lambda x: types.SimpleNamespace(a=x))    # expect: SimpleNamespace.a
tell(lambda x: type("Made", (), {"a": x}))    # expect: type.a
tell(lambda x: holding(lambda: 0, a=x))    # expect: function.a

# Functions and what runs.
tell(lambda x: lambda: x)    # expect: cell.cell_contents
tell(defaults)    # expect: dict['keyword'], tuple[0]
defaults(None)
tell(lambda x: functools.partial(print, x, key=x))    # expect: dict['key'], tuple[0]
tell(lambda x: types.MethodType(print, x))    # expect: method.__self__
tell(lambda x: x.__repr__)    # expect: method-wrapper.__self__
tell(lambda x: started(generate(x)))    # expect: generatorlocal 'argument'
tell(wait)    # expect: coroutinelocal 'argument'

# Descriptors and small things.
tell(lambda x: property(x, None, x, x))    # expect: property.__doc__, property.fdel, property.fget
tell(staticmethod)    # expect: staticmethod.__func__
tell(classmethod)    # expect: classmethod.__func__
tell(lambda x: super(Node, x))    # expect: super.__self__
tell(lambda x: slice(x, x, x))    # expect: slice.start, slice.step, slice.stop
tell(lambda x: weakref.ref(Node, x))    # expect: ReferenceType.__callback__
tell(weakref.ref)    # expect:
tell(lambda x: list[x])    # expect: tuple[0]
print(*sorted(edge for edge, holder in memory.referrers(Slots)
              if type(holder).__name__ == "member_descriptor"))    # expect: .__objclass__ .__objclass__

# Exceptions.
tell(ValueError)    # expect: tuple[0]
tell(lambda x: holding(KeyError(), a=x))    # expect: KeyError.a

# Iterators have no names for what they hold.
tell(lambda x: map(x, []))    # expect: map(inside)
tell(lambda x: itertools.repeat(x))    # expect: repeat(inside)
tell(lambda x: zip([x]))    # expect: list[0]
