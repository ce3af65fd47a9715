# The parts of an assertion that explains itself die with it, and locals aren't held by it.
# differs: CPython has no such flag of compile()

names = {}
exec(compile("""
import sys
import weakref

class Node:
    pass

alive = weakref.WeakSet()

def make():
    node = Node()
    alive.add(node)
    return node

def passing():
    assert make() and make() is not None and [make()] != [make()]
    return len(alive)

def counted():
    node = make()
    assert sys.getrefcount(node) == 2
    assert node is not None and sys.getrefcount(node) == 2
    assert sys.getrefcount(make()) == 1
    del node
    return len(alive)

def raising():
    try:
        assert make() and make().missing == 1
    except AttributeError as error:
        text = str(error)
    return text, len(alive)

def failing():
    try:
        assert make() is None
    except AssertionError as error:
        lines = len(error.__notes__)
    return lines, len(alive)

def generator():
    assert make() and (yield 1) == 2 and make()
    yield len(alive)

def nested():
    inner = lambda: make() is None
    assert [make() for _ in range(3)] and not inner()
    return len(alive)

def many():
    x = 1
    assert (%s)
    return "many"
""" % " and ".join(["x + 1 - 1 == x"] * 100), "test.py", "exec", 0x40000000), names)
for name in ("passing", "counted", "raising", "failing", "nested", "many"):
    print(name, names[name]())
    # expect: passing 0
    # expect: counted 0
    # expect: raising ("'Node' object has no attribute 'missing'", 0)
    # expect: failing (1, 0)
    # expect: nested 0
    # expect: many many
g = names["generator"]()
next(g)
print(len(names["alive"]))    # expect: 1
print(g.send(2))    # expect: 0
g = names["generator"]()
next(g)
del g
print(len(names["alive"]))    # expect: 0
