# Every kind of pattern; the first case that matches is taken.

def f(x):
    match x:
        case 0: return "zero"
        case -5 | 7.5 | 1+2j: return "num"
        case "abc" | b"x": return "text"
        case None: return "none"
        case True: return "true"
        case []: return "empty"
        case [a]: return ("one", a)
        case [a, [b, c]] : return ("nest", a, b, c)
        case [1, *rest]: return ("rest", rest)
        case [2, *_, z]: return ("ends", z)
        case (3 | 4 as k, *mid, (5 | 6) as q): return ("or", k, mid, q)
        case {"a": p, "b": [q, *r], **more}: return ("map", p, q, r, more)
        case {"only": None}: return "only"
        case {}: return "anymap"
        case int(n) if n > 100: return ("big", n)
        case int(): return "int"
        case str() as s: return ("str", s)
        case P(x=1, y=yy): return ("kw", yy)
        case P(xx, P(a, b)) | P(P(a, b), xx): return (xx, a, b)
        case P(aa, bb): return ("P", aa, bb)
        case other: return ("other", other)
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x=x; self.y=y
    def __repr__(self): return f"P({self.x},{self.y})"
for x in [0, -5, 7.5, 1+2j, "abc", b"x", None, True, 1.0, [], [9], (1,), [1, [2, 3]], [1,2,3,4], [2, 3], [2], [2,5,6], (3, 1,2, 6), (4, 5), (4, 7),
          {"a":1,"b":[2,3,4],"c":5}, {"a":1,"b":[]}, {"only":None}, {"only":1}, 500, 50, "zz", P(1,2), P(5,P(6,7)), P(P(1,2),9), P(3,4), 5.5, {1}, range(2), bytearray(b"a"), "":
    print(repr(x) if not isinstance(x, memoryview) else "mv", f(x))
# expect-stderr:   File "{file}", line 30
# expect-stderr:     for x in [0, -5, 7.5, 1+2j, "abc", b"x", None, True, 1.0, [], [9], (1,), [1, [2, 3]], [1,2,3,4], [2, 3], [2], [2,5,6], (3, 1,2, 6), (4, 5), (4, 7),
# expect-stderr:              ^
# expect-stderr: SyntaxError: '[' was never closed
# expect-exit: 1
