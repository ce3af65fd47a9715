# str, repr and format ask their dunders and fall back to one another.

class R:
    def __repr__(self): return "<R>"
class S(R):
    def __str__(self): return "s"
class F(S):
    def __format__(self, spec): return f"F[{spec}]"
print(R(), S(), str(R()), repr(S()), [S()], {1: S()}, (R(),))
# expect: <R> s <R> <R> [<R>] {1: <R>} (<R>,)
print(f"{R()} {S()} {F()} {F():>10} {S()!r} {F()!s:>3}", format(F(), "x"), "{:abc}".format(F()))
# expect: <R> s F[] F[>10] <R>   s F[x] F[abc]
print("%s %r" % (S(), S()))    # expect: s <R>
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
for f in (repr, str, lambda b: f"{b}", lambda b: [b].__repr__()):
    try:
        f(Bad())
    except TypeError as error:
        print(error)
        # expect: __repr__ returned non-string (type int)
        # expect: __str__ returned non-string (type NoneType)
        # expect: __str__ returned non-string (type NoneType)
        # expect: __repr__ returned non-string (type int)
try:
    format(R(), ">10")
except TypeError as error:
    print(error)    # expect: unsupported format string passed to R.__format__
class Plain: pass
print(repr(Plain())[:26], repr(Plain))
# expect: <__main__.Plain object at  <class '__main__.Plain'>
