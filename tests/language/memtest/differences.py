# Where two values differ that a test has compared: in a few lines, and soon.
# differs: CPython has no such module
import time
from _ouro_test_difference import lines, show


def tell(operator, left, right):
    print(*lines(operator, left, right), sep="\n", end="\n--\n")


# ---- texts ----
tell("Eq", "hello world", "hello there world")
tell("Eq", "ab", "abc")
tell("Eq", b"abc", bytearray(b"abd"))
tell("Eq", "\u00e9", "e\u0301")
text = "".join(f"line {n}\n" for n in range(50))
tell("Eq", text, text.replace("line 30", "line x").replace("line 40\n", "") + "more")
tell("Eq", "a\n\nb ", "c\n\nb")
many = "\n".join(map(str, range(3000)))
tell("Eq", many, many.replace("2000", "two thousand"))
tell("Eq", many, "x" + many)
tell("Eq", "\n".join("abcdefghij"), "\n".join("ABCDEFGHIJ"))

# ---- others ----
tell("Eq", [1, 2, 3, 4], [1, 2, 4])
tell("Eq", (1, [2, {"x": (3,)}]), (1, [2, {"x": (4,)}]))
tell("Eq", {1: 2, 3: 4}, {1: 2, 3: 5, 6: 7})
tell("Eq", {1, 2}, {2, 3})
tell("LtE", {1, 2, 5}, {2, 3})
tell("Gt", frozenset({1}), {1, 2})
tell("Lt", [1], [0])
tell("NotIn", "lo", "hello")
tell("NotIn", 2, (1, 2))
tell("NotIn", "key", {"key": 1})
tell("Is", [1], [1])
print(show(10 ** 5000), show(-10 ** 5000))


# ---- what raises ----
class Raises:
    def __eq__(self, other): raise KeyError("eq")
    def __hash__(self): return 1
    def __repr__(self): raise LookupError("repr")


tell("Eq", [1, Raises()], [1, Raises()])
tell("Eq", {Raises(): 1}, {2: Raises()})
tell("NotIn", 2, [Raises(), 2])
deep, other = [], []
for _ in range(10000):
    deep, other = [deep], [other]
tell("Eq", deep, [other])

# ---- it takes no long ----
began = time.process_time()
tell("Eq", "x" * 10_000_000 + "y", "x" * 10_000_000 + "z")
tell("Eq", [0] * 1_000_000 + [1], [0] * 1_000_000 + [2])
tell("Eq", "\n".join(f"{n} {n * n} {n * n * n}" for n in range(400)),
     "\n".join(f"{n} {n * 7} {n * 11}" for n in range(400)))
print(time.process_time() - began < 5)

# expect: differ at [6]: 'hello world'
# expect:                'hello there world'
# expect: --
# expect: differ at [2]: the right one goes on with 'c'
# expect: --
# expect: differ at [2]: b'abc'
# expect:                bytearray(b'abd')
# expect: --
# expect: differ at [0]: '\xe9'
# expect:                'e\u0301'
# expect: --
# expect: lines with - are only on the left, with + only on the right:
# expect:     ...
# expect:       line 28
# expect:       line 29
# expect:     - line 30
# expect:     + line x
# expect:     ?      ^
# expect:       line 31
# expect:       line 32
# expect:     ...
# expect:       line 38
# expect:       line 39
# expect:     - line 40
# expect:       line 41
# expect:       line 42
# expect:     ...
# expect:       line 48
# expect:       line 49
# expect:     - 
# expect:     + more
# expect: --
# expect: lines with - are only on the left, with + only on the right:
# expect:     - a
# expect:     + c
# expect:
# expect:     - b 
# expect:     + b
# expect:     ?  ^
# expect: --
# expect: differ at line 2001:
# expect: differ at [0]: '2000'
# expect:                'two thousand'
# expect: --
# expect: differ at line 1:
# expect: differ at [0]: '0'
# expect:                'x0'
# expect: --
# expect: lines with - are only on the left, with + only on the right:
# expect:     - a
# expect:     + A
# expect:     - b
# expect:     + B
# expect:     - c
# expect:     + C
# expect:     - d
# expect:     + D
# expect:     - e
# expect:     + E
# expect:     - f
# expect:     + F
# expect:     - g
# expect:     + G
# expect:     - h
# expect:     + H
# expect:     - i
# expect:     + I
# expect:     - j
# expect:     + J
# expect: --
# expect: differ at [2]: 3 on the left, 4 on the right
# expect: --
# expect: differ at [1][1]['x'][0]: 3 on the left, 4 on the right
# expect: --
# expect: differ at [3]: 4 on the left, 5 on the right
# expect: only on the right: [6]: 7
# expect: --
# expect: only on the left: 1
# expect: only on the right: 3
# expect: --
# expect: only on the left: 1
# expect: only on the left: 5
# expect: --
# expect: only on the right: 2
# expect: --
# expect:
# expect: --
# expect: it is at [3]
# expect: --
# expect: it is at [1]
# expect: --
# expect:
# expect: --
# expect: two objects that look alike
# expect: --
# expect: <int of 16,610 bits> <int of 16,610 bits>
# expect: differ at [1]: <Raises: repr() raised LookupError> on the left, <Raises: repr() raised LookupError> on the right
# expect: --
# expect: only on the left: [<Raises: repr() raised LookupError>]: 1
# expect: only on the right: [2]: <Raises: repr() raised LookupError>
# expect: --
# expect: it is at [1]
# expect: --
# expect: differ at [0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: <list: too deep to show> on the left, <list: too deep to show> on the right
# expect: --
# expect: differ at [10000000]: 'xxxxxxxxxxxxxxxxxxxxy'
# expect:                       'xxxxxxxxxxxxxxxxxxxxz'
# expect: --
# expect: differ at [1000000]: 1 on the left, 2 on the right
# expect: --
# expect: lines with - are only on the left, with + only on the right:
# expect:       0 0 0
# expect:     - 1 1 1
# expect:     + 1 7 11
# expect:     ?   ^
# expect:     - 2 4 8
# expect:     + 2 14 22
# expect:     ?   ^
# expect:     - 3 9 27
# expect:     + 3 21 33
# expect:     ?   ^
# expect:     - 4 16 64
# expect:     + 4 28 44
# expect:     ?   ^
# expect:     - 5 25 125
# expect:     + 5 35 55
# expect:     ?   ^
# expect:     - 6 36 216
# expect:     + 6 42 66
# expect:     ?   ^
# expect:     - 7 49 343
# expect:     + 7 49 77
# expect:     ?      ^
# expect:     - 8 64 512
# expect:     + 8 56 88
# expect:     ?   ^
# expect:     - 9 81 729
# expect:     + 9 63 99
# expect:     ?   ^
# expect:     - 10 100 1000
# expect:     + 10 70 110
# expect:     ?    ^
# expect:     - 11 121 1331
# expect:     + 11 77 121
# expect:     ?    ^
# expect:     - 12 144 1728
# expect:     + 12 84 132
# expect:     ?    ^
# expect:     - 13 169 2197
# expect:     + 13 91 143
# expect:     ?    ^
# expect:     ... and 1158 more lines
# expect: --
# expect: True
