# keys, values and items are live views with set operations.

d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, list(k), list(v), list(i))
# expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)]) 2 True True True False ['a', 'b'] [1, 2] [('a', 1), ('b', 2)]
d["c"] = 3
print(k, v, i)
# expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)])
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}))
# expect: ['a'] ['a', 'b', 'c', 'z'] ['b', 'c'] ['b', 'c', 'z']
print(k == {"a", "b", "c"}, k >= {"a"}, k.isdisjoint("xyz"), sorted(i & {("a", 1)}))
# expect: True True True [('a', 1)]
print(k == d.keys(), v == v, d.values() == d.values(), {"a"} <= k, sorted({"a", "q"} & k))
# expect: True True False True ['a']
print(sorted(["a"] | k) if False else "")    # expect:
print(list(reversed(d)), list(reversed(k)), list(reversed(v)), list(reversed(i)))
# expect: ['c', 'b', 'a'] ['c', 'b', 'a'] [3, 2, 1] [('c', 3), ('b', 2), ('a', 1)]
print(k.mapping == d, type(k).__name__, type(iter(i)).__name__)
# expect: True dict_keys dict_itemiterator
print(i < {("a", 1), ("b", 2), ("c", 3), ("d", 4)})    # expect: True
for bad in (lambda: k[0], lambda: hash(k), lambda: k + k, lambda: k & 5):
    try:
        bad()
    except TypeError as error:
        print(error)
        # expect: 'dict_keys' object is not subscriptable
        # expect: unhashable type: 'dict_keys'
        # expect: unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
        # expect: 'int' object is not iterable
