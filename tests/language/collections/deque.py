# collections.deque: all of it, with what it says when something is wrong.
from collections import deque
import pickle, copy, weakref, gc
d = deque([1,2,3]); d.append(4); d.appendleft(0); print(d, len(d), d[0], d[-1], d[2])
# expect: deque([0, 1, 2, 3, 4]) 5 0 4 2
print(d.pop(), d.popleft(), d)
# expect: 4 0 deque([1, 2, 3])
d.rotate(1); print(d); d.rotate(-2); print(d); d.rotate(100); print(d); d.rotate(-7); print(d)
# expect: deque([3, 1, 2])
# expect: deque([2, 3, 1])
# expect: deque([1, 2, 3])
# expect: deque([2, 3, 1])
m = deque(range(5), 3); print(m, m.maxlen); m.append(9); m.appendleft(8); print(m); m.extend([1,2,3,4]); print(m); m.extendleft("ab"); print(m)
# expect: deque([2, 3, 4], maxlen=3) 3
# expect: deque([8, 3, 4], maxlen=3)
# expect: deque([2, 3, 4], maxlen=3)
# expect: deque(['b', 'a', 2], maxlen=3)
try: m.insert(0, 1)
except IndexError as e: print(e)
# expect: deque already at its maximum size
for args in ((1,), ([], -1), ([], "x"), ([], 1, 2), ([], 1.5)):
    try: print(deque(*args))
    except Exception as e: print(type(e).__name__, e)
# expect: TypeError 'int' object is not iterable
# expect: ValueError maxlen must be non-negative
# expect: TypeError an integer is required
# expect: TypeError deque() takes at most 2 arguments (3 given)
# expect: TypeError an integer is required
try: deque().pop()
except IndexError as e: print(e)
# expect: pop from an empty deque
try: deque().popleft()
except IndexError as e: print(e)
# expect: pop from an empty deque
d = deque("abcdefg"); d.insert(2, "X"); d.insert(-1, "Y"); d.insert(100, "Z"); d.insert(-100, "A"); print(d)
# expect: deque(['A', 'a', 'b', 'X', 'c', 'd', 'e', 'f', 'Y', 'g', 'Z'])
del d[0]; del d[-1]; del d[3]; print(d); d[1] = "Q"; print(d)
# expect: deque(['a', 'b', 'X', 'd', 'e', 'f', 'Y', 'g'])
# expect: deque(['a', 'Q', 'X', 'd', 'e', 'f', 'Y', 'g'])
for k in (100, -100, "x", slice(1), 1.0):
    try: d[k]
    except Exception as e: print(type(e).__name__, e)
# expect: IndexError deque index out of range
# expect: IndexError deque index out of range
# expect: TypeError sequence index must be integer, not 'str'
# expect: TypeError sequence index must be integer, not 'slice'
# expect: TypeError sequence index must be integer, not 'float'
print("Q" in d, "zz" in d, d.count("c"), d.index("d"), d.index("d", -5))
# expect: True False 0 3 3
try: d.index("d", 6)
except ValueError as e: print(e)
# expect: 'd' is not in deque
d.remove("d"); print(d)
# expect: deque(['a', 'Q', 'X', 'e', 'f', 'Y', 'g'])
try: d.remove("nope")
except ValueError as e: print(e)
# expect: 'nope' is not in deque
d.reverse(); print(d, list(reversed(d)))
# expect: deque(['g', 'Y', 'f', 'e', 'X', 'Q', 'a']) ['a', 'Q', 'X', 'e', 'f', 'Y', 'g']
print(deque([1,2]) + deque([3]), deque([1,2]) * 3, 2 * deque([1]), deque([1,2], 3) * 3, deque([1]) * 0, deque([1])*-1)
# expect: deque([1, 2, 3]) deque([1, 2, 1, 2, 1, 2]) deque([1, 1]) deque([2, 1, 2], maxlen=3) deque([]) deque([])
d = deque([1]); d += [2, 3]; print(d); d *= 2; print(d); d *= 0; print(d)
# expect: deque([1, 2, 3])
# expect: deque([1, 2, 3, 1, 2, 3])
# expect: deque([])
try: deque() + [1]
except TypeError as e: print(e)
# expect: can only concatenate deque (not "list") to deque
try: deque() * 1.5
except TypeError as e: print(e)
# expect: can't multiply sequence by non-int of type 'float'
print(deque([1,2]) == deque([1,2]), deque([1,2]) == [1,2], deque([1,2]) < deque([1,3]), deque() != deque(), deque([1]) >= deque([0, 5]))
# expect: True False True False True
d = deque([1]); d.append(d); print(d)
# expect: deque([1, [...]])
try: hash(d)
except TypeError as e: print(e)
# expect: unhashable type: 'collections.deque'
it = iter(deque([1,2,3])); next(it); print(it.__length_hint__(), list(it), type(it).__name__, type(reversed(deque())).__name__)
# expect: 2 [2, 3] _deque_iterator _deque_reverse_iterator
d = deque([1,2,3])
try:
    for x in d: d.append(1)
except RuntimeError as e: print(e)
# expect: deque mutated during iteration
print(pickle.loads(pickle.dumps(deque([1,2],5))), copy.copy(deque([1,[2]])), copy.deepcopy(deque([1,[2]], 4)))
# expect: deque([1, 2], maxlen=5) deque([1, [2]]) deque([1, [2]], maxlen=4)
class S(deque):
    def __init__(self, *a, tag=None): super().__init__(*a); self.tag = tag
s = S([1,2], 4, tag=5); print(s, s.tag, s.maxlen, s.copy(), type(s.copy()), s + deque([7]), pickle.loads(pickle.dumps(s)).tag)
# expect: S([1, 2], maxlen=4) 5 4 S([1, 2], maxlen=4) <class '__main__.S'> S([1, 2, 7], maxlen=4) 5
w = weakref.ref(s); del s; print(w())
# expect: None
gc.collect(); a = deque(); b = deque([a]); a.append(b); del a, b; print(gc.collect())
# expect: 2
print(deque[int], deque.__module__, deque.__name__, deque.__doc__[:20], repr(deque.append))
# expect: collections.deque[int] collections deque deque([iterable[, ma <method 'append' of 'collections.deque' objects>
print(deque(maxlen=2, iterable="abc"), deque(iter([1,2])))
# expect: deque(['b', 'c'], maxlen=2) deque([1, 2])
d = deque([3,1,2]); d.extend(d); print(d); d.extendleft(d); print(d)
# expect: deque([3, 1, 2, 3, 1, 2])
# expect: deque([2, 1, 3, 2, 1, 3, 3, 1, 2, 3, 1, 2])
class E:
    def __eq__(self, o): dd.clear(); return False
dd = deque([E(), 2, 3])
for f in (lambda: 5 in dd, lambda: dd.count(5), lambda: dd.index(5), lambda: dd.remove(5)):
    dd = deque([E(), 2, 3])
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# expect: RuntimeError deque mutated during iteration
# expect: RuntimeError deque mutated during iteration
# expect: RuntimeError deque mutated during iteration
# expect: IndexError deque mutated during iteration
match deque([1,2]):
    case [x, y]: print("matched", x, y)
# expect: matched 1 2
q = deque()
for i in range(100000): q.append(i)
t = 0
while q: t += q.popleft()
print(t, len(q))
# expect: 4999950000 0
print(d.copy() == d, bool(deque()), bool(d), d.__copy__())
# expect: True False True deque([2, 1, 3, 2, 1, 3, 3, 1, 2, 3, 1, 2])
import collections.abc; print(isinstance(d, collections.abc.MutableSequence), issubclass(deque, collections.abc.Reversible))
# expect: True True
# Items die in order, and may look at the deque meanwhile.
class Loud:
    def __init__(self, n): self.n = n
    def __del__(self): print("gone", self.n, len(watched))
watched = deque([Loud(1), Loud(2), Loud(3)])
watched.clear()
# expect: gone 1 0
# expect: gone 2 0
# expect: gone 3 0
watched = deque([Loud(4)], 1); watched.append(Loud(5)); watched.pop(); print("popped")
# expect: gone 4 1
# expect: gone 5 0
# expect: popped
watched.append(Loud(6)); watched[0] = None; del watched[0]
# expect: gone 6 1
# Against a list, at random: wherever the ring begins, however long it is.
import random
chance, ring, plain = random.Random(3), deque(), []
for step in range(20000):
    what, value = chance.randrange(11), step
    if what < 2: ring.append(value); plain.append(value)
    elif what < 4: ring.appendleft(value); plain.insert(0, value)
    elif what == 4 and plain: assert ring.pop() == plain.pop()
    elif what == 5 and plain: assert ring.popleft() == plain.pop(0)
    elif what == 6: n = chance.randrange(-9, 9); ring.rotate(n); n = len(plain) and n % len(plain); plain = plain[len(plain) - n:] + plain[:len(plain) - n]
    elif what == 7: n = chance.randrange(-5, len(plain) + 5); ring.insert(n, value); plain.insert(n, value)
    elif what == 8 and plain: n = chance.randrange(len(plain)); del ring[n]; del plain[n]
    elif what == 9 and plain: n = chance.randrange(-len(plain), len(plain)); ring[n] = plain[n] = value
    elif step % 100 == 0: ring.reverse(); plain.reverse()
    if step % 997 == 0: ring.extend(range(500)); plain.extend(range(500))
    if step % 1997 == 0:
        while len(ring) > 5: ring.popleft(); plain.pop(0)
    assert len(ring) == len(plain) and (not plain or (ring[0], ring[-1], ring[len(plain) // 2]) == (plain[0], plain[-1], plain[len(plain) // 2]))
print(list(ring) == plain, list(reversed(ring)) == plain[::-1])
# expect: True True
it = iter(deque("abcd")); next(it); back = reversed(deque("abcd")); next(back)
print(list(pickle.loads(pickle.dumps(it))), list(pickle.loads(pickle.dumps(back))))
# expect: ['b', 'c', 'd'] ['c', 'b', 'a']
print(list(type(it)(deque("xyz"), 1)), list(type(back)(deque("xyz"))), list(type(it)(deque("xyz"), 9)))
# expect: ['y', 'z'] ['z', 'y', 'x'] []
d = deque([1]); w = weakref.ref(d); print(w() is d, weakref.proxy(d)[0]); del d; print(w())
# expect: True 1
# expect: None
class Slots(deque): __slots__ = ("x", "__dict__")
s = Slots([1, 2], 3); s.x, s.y = 5, [s]; t = pickle.loads(pickle.dumps(s)); print(t, t.x, t.y[0] is t, t.maxlen)
# expect: Slots([1, 2], maxlen=3) 5 True 3
class Wide(deque): pass
w = Wide([1], 2**30); print(w.copy().maxlen, copy.copy(w).maxlen)
# expect: 1073741824 1073741824
w = Wide([1], 2**62); print(deque([1], 2**62).__reduce__()[1], pickle.loads(pickle.dumps(w)).maxlen)
# expect: ((), 4611686018427387904) 4611686018427387904
