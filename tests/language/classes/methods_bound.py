# A bound method remembers its instance; equality compares both.

class C:
    def m(self, x=0):
        return self, x
a, b = C(), C()
m = a.m
print(m(1) == (a, 1), m.__self__ is a, m.__func__ is C.m, m.__name__)    # expect: True True True m
print(a.m == a.m, a.m is a.m, a.m == b.m, hash(a.m) == hash(a.m))    # expect: True False False True
a.direct = lambda: "no self"
print(a.direct())    # expect: no self
C.late = lambda self: "late"
print(b.late())    # expect: late
print([].append == [].append, [].append.__name__, len.__name__, "x".upper())
# expect: False append len X
