# A failed assertion of a test shows the values of its parts, evaluated once.
# differs: CPython has no such flag of compile()
import asyncio

EXPLAIN = 0x40000000


def tell(text, **names):
    names.update(calls=[])
    exec(compile(text, "test.py", "exec", EXPLAIN), names)
    try:
        if "run" in names:
            names["run"]()
    except AssertionError as error:
        print(repr(error), *error.__notes__, sep="\n")
    else:
        print("passed")


tell("""
def f(x):
    calls.append(x)
    return list(range(x))
def run():
    x = 3
    assert f(x) == [0, 1], f"for {x}"
""")
# expect: AssertionError('for 3')
# expect: [0, 1, 2] == [0, 1]
# expect:   differ at [2]: the left one goes on with [2]
# expect:   where f(x) = [0, 1, 2]
# expect:   where x = 3
tell("""
def run():
    d = {"a": 1, "b": 2}
    assert d["a"] == 1 and d["b"] == 3 and d["c"] == 1
""")
# expect: AssertionError()
# expect: 2 == 3, which is d["b"] == 3
# expect:   where d["a"] = 1
# expect:   where d["b"] = 2
# expect:   where d = {'a': 1, 'b': 2}
tell("""
def run():
    low, high = 0, 0
    assert low and high
""")
# expect: AssertionError()
# expect: 0, which is low
# expect:   where low = 0
tell("""
def run():
    s = "hello"
    assert not s.startswith("he")
""")
# expect: AssertionError()
# expect: not True
# expect:   where s.startswith("he") = True
# expect:   where s = 'hello'
tell("""
def run():
    values = [0, 1, 2]
    assert 1 < len(values) < 3 <= max(values)
""")
# expect: AssertionError()
# expect: 1 < 3 < 3 <= max(values)
# expect:   where len(values) = 3
# expect:   where values = [0, 1, 2]
tell("""
def run():
    x = [1]
    assert x == {1} or x == (1,)
""")
# expect: AssertionError()
# expect: [1] == {1}, which is x == {1}
# expect: [1] == (1,), which is x == (1,)
# expect:   a list on the left, a set on the right
# expect:   a list on the left, a tuple on the right
# expect:   where x = [1]
tell("""
def run():
    assert "x" in {"a": 1, "b": [2]}
""")
# expect: AssertionError()
# expect: 'x' in {'a': 1, 'b': [2]}
tell("""
def run():
    a = {"one": 1, "two": [1, 2], "three": 3}
    b = {"one": 1, "two": [1, 3], "four": 4}
    assert a == b
""")
# expect: AssertionError()
# expect: {'one': 1, 'two': [1, 2], 'three': 3} == {'one': 1, 'two': [1, 3], 'four': 4}
# expect:   differ at ['two'][1]: 2 on the left, 3 on the right
# expect:   only on the left: ['three']: 3
# expect:   only on the right: ['four']: 4
# expect:   where a = {'one': 1, 'two': [1, 2], 'three': 3}
# expect:   where b = {'one': 1, 'two': [1, 3], 'four': 4}
tell("""
def run():
    assert {1, 2, 3} == {3, 4}
""")
# expect: AssertionError()
# expect:   only on the left: 1
# expect:   only on the left: 2
# expect:   only on the right: 4
tell("""
def run():
    text = "one\\ntwo\\nthree\\n"
    assert text == "one\\n2\\nthree\\n"
""")
# expect: AssertionError()
# expect: 'one\ntwo\nthree\n' == 'one\n2\nthree\n'
# expect:   lines with - are only on the left, with + only on the right:
# expect:         one
# expect:       - two
# expect:       + 2
# expect:         three
# expect:
# expect:   where text = 'one\ntwo\nthree\n'
tell("""
def run():
    n = 7
    assert all(n % k for k in range(2, n + 1))
""")
# expect: AssertionError()
# expect: False
# expect:   where all(n % k for k in range(2, n + 1)) = False
# expect:   where range(2, n + 1) = range(2, 8)
# expect:   where n + 1 = 8
# expect:   where n = 7
tell("""
def run():
    assert (lambda a, *b, c: a)(0, *[1], c=2)
""")
# expect: AssertionError()
# expect: 0
# expect:   where (lambda a, *b, c: a)(0, *[1], c=2) = 0
tell("""
def run():
    assert (n := 3 + len("ab")) == 6
""")
# expect: AssertionError()
# expect: 5 == 6
# expect:   where n := 3 + len("ab") = 5
# expect:   where 3 + len("ab") = 5
# expect:   where len("ab") = 2
tell("""
def run():
    x = 2
    assert x == 1 if x > 1 else x == 2
""")
# expect: AssertionError()
# expect: 2 == 1, which is x == 1
# expect:   where x = 2
tell("""
def run():
    assert list(range(1000)) == list(range(999))
""")
# expect: AssertionError()
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ... 8, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 ... 7, 988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998]
# expect:   differ at [999]: the left one goes on with [999]
# expect:   where list(range(1000)) = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 ... 6, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987, 988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999]
# expect:   where list(range(999)) = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 ... 5, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987, 988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998]
# expect:   where range(1000) = range(0, 1000)
# expect:   where range(999) = range(0, 999)
tell("""
class Bad:
    def __repr__(self):
        raise KeyError(1)
def run():
    bad = Bad()
    assert bad == 1
""")
# expect: AssertionError()
# expect: <Bad: repr() raised KeyError> == 1
# expect:   where bad = <Bad: repr() raised KeyError>
tell("""
import asyncio
async def get(n):
    return n
async def main():
    assert await get(4) == await get(5)
def run():
    asyncio.run(main())
""")
# expect: AssertionError()
# expect: 4 == 5
# expect:   where await get(4) = 4
# expect:   where await get(5) = 5
tell("""
def run():
    ä = "größe"
    assert ä == (
        "grösse"   # of two lines
    )
""")
# expect: AssertionError()
# expect: 'größe' == 'grösse'
# expect:   differ at [3]: 'größe'
# expect:                  'grösse'
# expect:   where ä = 'größe'
tell("""
def run():
    assert calls.append(1) is None and len(calls) == 1
    assert calls == [1]
    assert not (calls == [] or calls.append(2))
""")    # expect: passed
tell("""
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    tags: dict
def run():
    assert Point(1, {"a": [1, {"b": 2}]}) == Point(1, {"a": [1, {"b": 3}]})
""")
# expect: AssertionError()
# expect: Point(x=1, tags={'a': [1, {'b': 2}]}) == Point(x=1, tags={'a': [1, {'b': 3}]})
# expect:   differ at .tags['a'][1]['b']: 2 on the left, 3 on the right
# expect:   where Point(1, {"a": [1, {"b": 2}]}) = Point(x=1, tags={'a': [1, {'b': 2}]})
# expect:   where Point(1, {"a": [1, {"b": 3}]}) = Point(x=1, tags={'a': [1, {'b': 3}]})
try:
    tell("""
class Here:
    n = 1
    assert n + 1 == 3
""")
except AssertionError as error:
    print(*error.__notes__, sep="\n")
    # expect: 2 == 3
    # expect:   where n + 1 = 2
    # expect:   where n = 1
tell("def run():\n " + "\n ".join(f"v{i} = {i}" for i in range(300))
     + "\n assert v299 + v5 == 304 and (v298, v0)[1] == v1")
     # expect: AssertionError()
     # expect: 0 == 1, which is (v298, v0)[1] == v1
     # expect:   where v299 + v5 = 304
     # expect:   where (v298, v0)[1] = 0
     # expect:   where v1 = 1
     # expect:   where v299 = 299
     # expect:   where v5 = 5
     # expect:   where v298 = 298
     # expect:   where v0 = 0
tell("""
def run():
    for i in range(3):
        last = i
    try:
        raise KeyError
    except KeyError as gone:
        pass
    maybe = None
    if last:
        maybe = 5
    assert maybe is None or last == 1
""")
# expect: AssertionError()
# expect: 5 is None, which is maybe is None
# expect: 2 == 1, which is last == 1
# expect:   where maybe = 5
# expect:   where last = 2
tell("""
def run():
    for i in range(3):
        last = i
    assert i and last == 1
""")
# expect: AssertionError()
# expect: 2 == 1, which is last == 1
# expect:   where i = 2
# expect:   where last = 2
tell("""
def run():
    if not calls:
        unbound = None
    assert calls and unbound
""")
# expect: AssertionError()
# expect: [], which is calls
# expect:   where calls = []
