# get_referents and get_referrers know members that are atoms, attributes of instances that have
# outgrown their class's guess, and nothing that stands for "nothing".

import gc
import weakref

print(gc.get_referents([1, "a"]), gc.get_referents((1, "a")))    # expect: ['a', 1] ['a', 1]
print(gc.get_referents({5, 6}), gc.get_referents(frozenset([7])))    # expect: [5, 6] [7]
print(gc.get_referents({1: "x"}), gc.get_referents({"k": "x", "l": None}))
# expect: ['x', 1] ['x', None]


class Node:
    def __init__(self, first):
        self.first = first


node = Node(1)
node.second = held = [2]
node.third = None
print(gc.get_referents(node))    # expect: [1, [2], None, <class '__main__.Node'>]
print([r is node for r in gc.get_referrers(held) if r is not globals()])    # expect: [True]
node.__dict__
print(gc.get_referents(node))
# expect: [{'first': 1, 'second': [2], 'third': None}, <class '__main__.Node'>]
print([r is node.__dict__ for r in gc.get_referrers(held) if r is not globals()])
# expect: [True]


class Dict(dict):
    pass


class Set(set):
    pass


special = Dict(a=1)
special.b = 2
print(gc.get_referents(special))    # expect: [{'b': 2}, <class '__main__.Dict'>, 1]
print(gc.get_referents(Set([3])))    # expect: [<class '__main__.Set'>, 3]

print(gc.get_referents(KeyError("a")))    # expect: [('a',)]
try:
    raise KeyError
except KeyError as error:
    caught = error
print([type(r).__name__ for r in gc.get_referents(caught)])    # expect: ['tuple', 'traceback']
caught.__cause__ = StopIteration(None)
print(len(gc.get_referents(caught)), gc.get_referents(caught.__cause__))
# expect: 3 [None, (None,)]
print(gc.get_referents(weakref.ref(node)), gc.get_referents(range(5), print.__name__))
# expect: [] []
print(gc.get_referents(property(len, doc="")))    # expect: [<built-in function len>, '']

number = 123456789
holder = [number]
print(any(r is holder for r in gc.get_referrers(number)))    # expect: True
