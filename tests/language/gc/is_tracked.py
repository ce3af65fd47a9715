# Containers that can be in a cycle are tracked; atoms and containers of atoms are not.

import gc
class C: pass
class S: __slots__ = ("a",)
class Empty: __slots__ = ()
for thing in (1, 1.5, "text", None, True, b"", range(3), [], [1], set(), frozenset(), C(), C,
              C.__init__, print, lambda: 0, gc, {}, {"a": 1}, {"a": []}, {1: (1, 2)}, S(),
              Empty(),
              slice(1), slice([]), (i for i in ()), iter([]), Exception(), type, object()):
    print(type(thing).__name__, gc.is_tracked(thing))
    # expect: int False
    # expect: float False
    # expect: str False
    # expect: NoneType False
    # expect: bool False
    # expect: bytes False
    # expect: range False
    # expect: list True
    # expect: list True
    # expect: set True
    # expect: frozenset True
    # expect: C True
    # expect: type True
    # expect: wrapper_descriptor True
    # expect: builtin_function_or_method True
    # expect: function True
    # expect: module True
    # expect: dict False
    # expect: dict False
    # expect: dict True
    # expect: dict True
    # expect: S True
    # expect: Empty True
    # expect: slice True
    # expect: slice True
    # expect: generator True
    # expect: list_iterator True
    # expect: Exception True
    # expect: type False
    # expect: object False
d = {"a": 1}
print(gc.is_tracked(d))    # expect: False
d["b"] = 2.0
print(gc.is_tracked(d))    # expect: False
d["c"] = []
print(gc.is_tracked(d))    # expect: True
t = tuple([1, 2, "x"])
u = tuple([1, []])
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(()))    # expect: True True False
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u))    # expect: False True
print(gc.is_finalized(5), gc.is_finalized(C()))    # expect: False False
# moments: collections untrack
