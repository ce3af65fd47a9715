# get, setdefault, pop, popitem, update, clear, copy, fromkeys.

d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("c", 3))
# expect: 1 None 0 1 3
print(d.setdefault("n"), d)    # expect: None {'a': 1, 'b': 2, 'c': 3, 'n': None}
print(d.pop("a"), d.pop("a", "default"), d.popitem(), d.popitem(), d)
# expect: 1 default ('n', None) ('c', 3) {'b': 2}
d.update({"x": 1})
d.update([("y", 2), ["z", 3]])
d.update(w=4)
d.update({"x": 5}, v=6)
d.update((k, k) for k in "pq")
d.update()
print(d, d.copy() == d, d.copy() is d)
# expect: {'b': 2, 'x': 5, 'y': 2, 'z': 3, 'w': 4, 'v': 6, 'p': 'p', 'q': 'q'} True False
d.clear()
print(d, dict.fromkeys("abc"), dict.fromkeys([1, 2], []), dict.fromkeys([], 1))
# expect: {} {'a': None, 'b': None, 'c': None} {1: [], 2: []} {}
for bad in (
        lambda: d.pop("a"), lambda: d.popitem(), lambda: d.update(5), lambda: d.update([1]),
        lambda: d.update([(1, 2, 3)]), lambda: d.update(["ab", "c"]), lambda: d.get(),
        lambda: d.get([]), lambda: dict.fromkeys(5), lambda: d.setdefault([]), lambda: d.pop(),
):
    try:
        bad()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: KeyError 'a'
        # expect: KeyError 'popitem(): dictionary is empty'
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
        # expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
        # expect: ValueError dictionary update sequence element #1 has length 1; 2 is required
        # expect: TypeError get expected at least 1 argument, got 0
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError pop expected at least 1 argument, got 0
