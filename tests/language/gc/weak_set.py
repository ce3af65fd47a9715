# A WeakSet forgets members that die.

import weakref
class C: pass
a, b, c = C(), C(), C()
s = weakref.WeakSet([a, b])
s.add(c)
print(len(s), a in s, C() in s, 5 in s)    # expect: 3 True False False
del c
print(len(s))    # expect: 2
t = weakref.WeakSet([b])
print(len(s & t), len(s | t), len(s - t), len(s ^ t), t <= s, t.issubset(s), s == t)
# expect: 1 2 1 1 True True False
print(s.isdisjoint(t))    # expect: False
s.discard(a); s.remove(b)
print(len(s), list(s))    # expect: 0 []
try:
    s.remove(a)
except KeyError:
    print("KeyError")    # expect: KeyError
s.update([a, b])
print(len(s), s.pop() in (a, b), len(s.copy()))    # expect: 2 True 1
s.clear()
print(len(s))    # expect: 0
