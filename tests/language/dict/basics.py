# Dicts keep insertion order; equal keys are one key.

d = {"b": 1, "a": 2, 3: "x", (1, 2): None}
print(d, len(d), d["b"], d[3], d[(1, 2)], "a" in d, "z" in d, "z" not in d, {} == {})
# expect: {'b': 1, 'a': 2, 3: 'x', (1, 2): None} 4 1 x None True False True True
print({1: 2, 3: 4} == {3: 4, 1: 2}, {1: 1} == {1: 1.0}, {1: 1} != {1: 2}, bool({}))
# expect: True True True False
d["a"] = "replaced"
d["new"] = 1
del d["b"]
d["b"] = "again"
print(d, list(d), {1: "int", 1.0: "float", True: "bool"}, {**{"x": 1}, "y": 2, **{"x": 3}})
# expect: {'a': 'replaced', 3: 'x', (1, 2): None, 'new': 1, 'b': 'again'} ['a', 3, (1, 2), 'new', 'b'] {1: 'bool'} {'x': 3, 'y': 2}
print({"a": 1, "a": 2})    # expect: {'a': 2}
for bad in (
        lambda: d["missing"], lambda: d[[]], lambda: {[]: 1}, lambda: d.__delitem__("zz"),
        lambda: {} < {}, lambda: [] in d, lambda: d + {}, lambda: {{}: 1},
):
    try:
        bad()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
        # expect: KeyError 'missing'
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError unhashable type: 'list'
        # expect: KeyError 'zz'
        # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError unsupported operand type(s) for +: 'dict' and 'dict'
        # expect: TypeError unhashable type: 'dict'
