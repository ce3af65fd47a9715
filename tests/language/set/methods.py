# add, discard, remove, pop, clear, update and friends.

s = {1, 2}
print(s.add(3), s.add(1), sorted(s), s.discard(9), s.discard(1), sorted(s), s.remove(2), s)
# expect: None None [1, 2, 3] None None [2, 3] None {3}
print(s.pop(), s)    # expect: 3 set()
s.update([1, 2], "ab", {3: 4}); print(sorted(s, key=str))    # expect: [1, 2, 3, 'a', 'b']
s.intersection_update([1, "a", 9], {1, "a"}); print(sorted(s, key=str))    # expect: [1, 'a']
s.difference_update("a"); print(s)    # expect: {1}
s.symmetric_difference_update([1, 2]); print(s)    # expect: {2}
c = s.copy(); c.add(5); print(s, sorted(c)); s.clear(); print(s)
# expect: {2} [2, 5]
# expect: set()
for bad in (
        lambda: s.remove(1), lambda: s.pop(), lambda: s.add([]), lambda: s.update(5),
        lambda: s.remove([]),
):
    try:
        bad()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: KeyError 1
        # expect: KeyError 'pop from an empty set'
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError unhashable type: 'list'
print(*[n for n in dir(set) if not n.startswith("_")])
# expect: add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update
print(*[n for n in dir(frozenset) if not n.startswith("_")])
# expect: copy difference intersection isdisjoint issubset issuperset symmetric_difference union
